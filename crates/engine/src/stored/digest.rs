//! A digest of the library as backups hold it: what is listed of it, and its texts, each as it is
//! kept, in base64.

use skimmark_paper::json::{self, JsonError};
use skimmark_paper::text::base64;
use skimmark_protocol::{BackupDigest, Millis, PackedText};

use super::pieces::{self, Object};

/// A digest with its texts.
pub type Packed = (BackupDigest, Vec<PackedText>);

/// How far apart the times of two digests of the same papers may be if they are one, in milliseconds:
/// of two that were pasted in one moment, in two tabs, one has the time that was free.
const MOMENT: u64 = 1_000;

/// Returns whether two digests, each of which has a time and hashes of its papers, are the same. One
/// that was kept before hashes existed has none, and is known by its time.
pub fn is_same((id, seen): (u64, &[u8]), (other, others): (u64, &[u8])) -> bool {
    let has_hashes = !seen.is_empty() && !others.is_empty();
    if has_hashes { seen == others && id.abs_diff(other) < MOMENT } else { id == other }
}

/// Writes a digest on one line.
pub fn write(about: &BackupDigest, texts: &[PackedText]) -> String {
    let mut text = String::from("{");
    for (name, number) in [
        ("id", about.id),
        ("named", about.named.0),
        ("papers", about.papers.into()),
        ("left_over", about.left_over.into()),
    ] {
        field(&mut text, name, &number.to_string());
    }
    for (name, words) in [("name", &about.name), ("format", &about.format)] {
        field(&mut text, name, &json::write(words));
    }
    field(&mut text, "seen", &quoted(&about.seen));
    field(&mut text, "texts", "[");
    for (place, packed) in texts.iter().enumerate() {
        text.push_str(if place == 0 { "{" } else { ",{" });
        let names =
            [("name", &packed.name), ("type", &packed.kind), ("encoding", &packed.encoding)];
        for (name, words) in names {
            field(&mut text, name, &json::write(words));
        }
        field(&mut text, "base64", &quoted(&packed.bytes));
        text.push('}');
    }
    text.push_str("]}");
    text
}

fn field(text: &mut String, name: &str, value: &str) {
    if !text.ends_with('{') {
        text.push(',');
    }
    text.push('"');
    text.push_str(name);
    text.push_str("\":");
    text.push_str(value);
}

fn quoted(bytes: &[u8]) -> String {
    ["\"", &base64::encode(bytes), "\""].concat()
}

/// Reads a digest.
///
/// # Errors
/// If it is damaged; it is left out as a whole.
pub fn read(text: &str) -> Result<Packed, JsonError> {
    let object = whole(text)?;
    let about = BackupDigest {
        id: number(&object, "id")?,
        name: words(&object, "name")?,
        // Nobody may have named it.
        named: Millis(number(&object, "named").unwrap_or(0)),
        format: words(&object, "format")?,
        papers: small(&object, "papers")?,
        left_over: small(&object, "left_over")?,
        seen: bytes(&object, "seen")?,
    };
    let mut texts = Vec::new();
    for item in object.items("texts") {
        let text = whole(item)?;
        let [name, kind, encoding] = ["name", "type", "encoding"].map(|name| words(&text, name));
        let bytes = bytes(&text, "base64")?;
        texts.push(PackedText { name: name?, kind: kind?, encoding: encoding?, bytes });
    }
    if texts.is_empty() {
        return Err(wrong("texts"));
    }
    // Beyond that, a browser cannot tell one number from the next.
    if about.id == 0 || about.id >> 53 > 0 {
        return Err(wrong("id"));
    }
    Ok((about, texts))
}

fn wrong(name: &str) -> JsonError {
    JsonError::WrongField(name.to_owned())
}

fn whole(text: &str) -> Result<Object<'_>, JsonError> {
    pieces::first(text).filter(|object| !object.is_cut).ok_or(JsonError::SomethingElse)
}

fn number(object: &Object<'_>, name: &str) -> Result<u64, JsonError> {
    object.value(name).and_then(|text| json::read(text).ok()).ok_or_else(|| wrong(name))
}

fn small(object: &Object<'_>, name: &str) -> Result<u32, JsonError> {
    u32::try_from(number(object, name)?).map_err(|_| wrong(name))
}

fn words(object: &Object<'_>, name: &str) -> Result<String, JsonError> {
    object.value(name).and_then(|text| json::read(text).ok()).ok_or_else(|| wrong(name))
}

fn bytes(object: &Object<'_>, name: &str) -> Result<Vec<u8>, JsonError> {
    let text = words(object, name)?;
    let bytes = base64::decode(&text);
    // It stops at what is not of base64.
    let is_whole = bytes.len() == text.trim_end_matches('=').len() * 3 / 4;
    if is_whole { Ok(bytes) } else { Err(wrong(name)) }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Generates digests, of which some are of one moment.
    pub(crate) fn some_digests() -> impl Strategy<Value = Vec<Packed>> {
        let digest = (1..4_u64, 0..3_u64, "[A-Bé\"]?", 1..4_u8);
        let digest = digest.prop_map(|(id, named, name, seen)| {
            // One digest has one text.
            let text = PackedText {
                name: "a \"digest\".txt".into(),
                encoding: "gzip".into(),
                bytes: vec![seen; usize::from(seen)],
                ..PackedText::default()
            };
            let about = BackupDigest {
                id: id * 10_000,
                // A name that nobody gave is that of the file, the same everywhere.
                name: if named == 0 { "file.txt".into() } else { name },
                named: Millis(named),
                format: "ranked digest".into(),
                papers: u32::from(seen),
                left_over: 0,
                seen: vec![seen; 8],
            };
            (about, vec![text])
        });
        proptest::collection::vec(digest, 0..4)
    }

    proptest! {
        #[test]
        fn what_was_written_is_read(all in some_digests()) {
            for (about, texts) in all {
                let text = write(&about, &texts);
                prop_assert!(!text.contains('\n'));
                prop_assert_eq!(read(&text), Ok((about, texts)));
                prop_assert!(read(&text[..text.len() - 1]).is_err());
            }
        }
    }

    #[test]
    fn a_damaged_digest_is_no_digest() {
        let text = PackedText { bytes: vec![1, 2, 3, 4], ..PackedText::default() };
        let about = BackupDigest { id: 7, seen: vec![9; 8], ..BackupDigest::default() };
        let text = write(&about, &[text]);
        assert!(read(&text).is_ok());
        for (whole, damaged) in [
            ("AQIDBA==", "AQ#DBA=="),
            ("\"id\":7", "\"id\":0"),
            ("\"id\":7", "\"id\":\"7\""),
            ("\"papers\":0", "\"papers\":-1"),
            ("\"texts\":[", "\"text\":["),
            ("\"name\":\"\"", "\"name\":7"),
        ] {
            assert!(read(&text.replacen(whole, damaged, 1)).is_err(), "{damaged}");
        }
    }
}
