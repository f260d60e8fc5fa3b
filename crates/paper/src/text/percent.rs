//! Percent-encoding of texts inside addresses.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// What is encoded in a part of an address; `/` stays, as DOIs hold it.
const COMPONENT: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~').remove(b'/');

/// What is encoded in a form besides the space; what queries often hold stays legible.
const FORM: &AsciiSet =
    &COMPONENT.remove(b' ').remove(b':').remove(b'(').remove(b')').remove(b'*').remove(b',');

/// Encodes `text` for use inside an address.
pub fn encode(text: &str) -> String {
    utf8_percent_encode(text, COMPONENT).collect()
}

/// Encodes `text` as forms do, with `+` for a space.
pub fn encode_form(text: &str) -> String {
    utf8_percent_encode(text, FORM).collect::<String>().replace(' ', "+")
}

/// Decodes `text`; returns it unchanged if that is not UTF-8. A percent sign without two digits
/// after it stays.
pub fn decode(text: &str) -> String {
    percent_decode_str(text).decode_utf8().map_or_else(|_| text.to_owned(), Into::into)
}

/// Decodes what [`encode_form`] or a browser wrote; what is not UTF-8 becomes U+FFFD.
pub fn decode_form(text: &str) -> String {
    percent_decode_str(&text.replace('+', " ")).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_component_keeps_what_identifiers_hold() {
        assert_eq!(encode("10.1/a<b_~ é"), "10.1/a%3Cb_~%20%C3%A9");
        assert_eq!(decode(&encode("10.1/a<b_~ é%+")), "10.1/a<b_~ é%+");
    }

    #[test]
    fn a_form_has_plus_for_space() {
        assert_eq!(encode_form("au:(a b)+\"c\""), "au:(a+b)%2B%22c%22");
        assert_eq!(decode_form(&encode_form("au:(a b)+\"é\"")), "au:(a b)+\"é\"");
        assert_eq!(decode_form("a%ffb%4"), "a\u{fffd}b%4");
    }

    #[test]
    fn odd_percent_signs_stay() {
        assert_eq!(decode("a%2Fb%zz%"), "a/b%zz%");
        assert_eq!(decode("%ff"), "%ff");
        assert_eq!(decode("%C3%A9"), "é");
    }
}
