//! Fields with parameters, as `text/plain; charset=utf-8`, also of RFC 2231: in an encoding of their
//! own, or in pieces.

use super::{transfer, words};
use crate::intake::{Decode, encoding};

/// The value of a field, and its parameters.
#[derive(Debug)]
pub(super) struct Parameters {
    /// What comes before the first semicolon, in lower case.
    pub value: String,
    /// Names, in lower case, and what they are set to.
    pairs: Vec<(String, Vec<u8>)>,
}

impl Parameters {
    /// Reads an unfolded field.
    pub(super) fn read(field: &[u8]) -> Self {
        let mut items = items(field).into_iter();
        let lower = |bytes: &[u8]| String::from_utf8_lossy(bytes.trim_ascii()).to_ascii_lowercase();
        let value = lower(&items.next().unwrap_or_default());
        let pair = |item: Vec<u8>| {
            let sign = item.iter().position(|byte| *byte == b'=')?;
            Some((lower(&item[..sign]), item[sign + 1..].trim_ascii().to_vec()))
        };
        Self { value, pairs: items.filter_map(pair).collect() }
    }

    /// Returns the text of a parameter; `None` if it is empty.
    pub(super) fn get(&self, name: &str, decode: Decode) -> Option<String> {
        let (charset, bytes) = self.bytes(name)?;
        let text = match charset.is_empty() {
            true => words::read(&bytes, decode),
            false => encoding::text(bytes.into(), Some(&charset), decode),
        };
        (!text.is_empty()).then_some(text)
    }

    /// Returns the encoding of a parameter, if it says, and its bytes.
    pub(super) fn bytes(&self, name: &str) -> Option<(String, Vec<u8>)> {
        let plain = self.pairs.iter().find(|(found, _)| found == name);
        // Programs write an old name for old programs, besides the one in its encoding.
        self.pieces(name).or_else(|| plain.map(|(_, bytes)| (String::new(), bytes.clone())))
    }

    /// Joins the pieces of a parameter: `name*`, or `name*0`, `name*1*`, …; those that end in a star
    /// are escaped, and the first of them names the encoding.
    fn pieces(&self, name: &str) -> Option<(String, Vec<u8>)> {
        let mut pieces = vec![None; self.pairs.len()];
        for (full, bytes) in &self.pairs {
            let Some(place) = full.strip_prefix(name).and_then(|rest| rest.strip_prefix('*'))
            else {
                continue;
            };
            let number = place.strip_suffix('*');
            let escaped = number.is_some() || place.is_empty();
            let number = number.unwrap_or(place).parse().unwrap_or(0);
            if let Some(piece) = pieces.get_mut(number) {
                *piece = Some((escaped, bytes.as_slice()));
            }
        }
        let (mut charset, mut joined, mut found) = (String::new(), Vec::new(), false);
        for (escaped, mut piece) in pieces.into_iter().flatten() {
            let mut parts = piece.splitn(3, |byte| *byte == b'\'');
            if let (true, false, [Some(first), Some(_), Some(last)]) =
                (escaped, found, [parts.next(), parts.next(), parts.next()])
            {
                charset = String::from_utf8_lossy(first).into_owned();
                piece = last;
            }
            if escaped {
                transfer::unescape(piece, b'%', &mut joined);
            } else {
                joined.extend_from_slice(piece);
            }
            found = true;
        }
        found.then_some((charset, joined))
    }
}

/// Splits a field at its semicolons, and drops quotes and comments.
fn items(field: &[u8]) -> Vec<Vec<u8>> {
    let mut items = vec![Vec::new()];
    let (mut quoted, mut escaped, mut comments) = (false, false, 0_u32);
    for byte in field {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted || comments > 0 => {
                escaped = true;
                continue;
            }
            b'"' if comments == 0 => {
                quoted = !quoted;
                continue;
            }
            b'(' if !quoted => comments += 1,
            b')' if !quoted && comments > 0 => {
                comments -= 1;
                continue;
            }
            b';' if !quoted && comments == 0 => {
                items.push(Vec::new());
                continue;
            }
            _ => {}
        }
        if comments == 0
            && let Some(item) = items.last_mut()
        {
            item.push(*byte);
        }
    }
    items
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::decode;

    #[test]
    fn a_parameter_is_read_however_it_is_written() {
        for (field, text) in [
            ("text/plain; a=b", Some("b")),
            ("text/plain;c=\"a=b;\"; A = \"b \\\"c\\\\\" ; d", Some("b \"c\\")),
            ("text/plain (c; a=1 \\) (d)) ; a=2 (e)", Some("2")),
            ("text/plain; a=\"open; b=c", Some("open; b=c")),
            ("text/plain; a=\"=?utf-8?q?=C3=A9?= b\"", Some("é b")),
            ("text/plain; a=two words; a=2", Some("two words")),
            ("text/plain; a*=utf-8'fr'%C3%A9%2", Some("é%2")),
            ("text/plain; a=old; a*=iso-8859-2''%b3", Some("ł")),
            ("text/plain; a*1=b%41; a*2*=%42; a*0*=us-ascii'en'a", Some("ab%41B")),
            ("text/plain; a*0=it's; a*1=' b", Some("it's' b")),
            ("text/plain; a*=it's", Some("it's")),
            ("text/plain; a*9=b; ab=c; a=", None),
            ("text/plain", None),
            ("", None),
        ] {
            let read = Parameters::read(field.as_bytes());
            assert_eq!(read.get("a", decode).as_deref(), text, "{field}");
            assert_eq!(read.value, if field.is_empty() { "" } else { "text/plain" });
        }
    }
}
