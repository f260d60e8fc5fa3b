//! Character encodings where no browser brings their tables.

use encoding_rs::Encoding;

/// Decodes bytes in the character encoding of this label, as a browser does: see
/// [`Decode`](super::Decode).
pub fn decode(label: &str, bytes: &[u8]) -> Option<String> {
    let encoding = Encoding::for_label_no_replacement(label.as_bytes())?;
    Some(encoding.decode_with_bom_removal(bytes).0.into_owned())
}
