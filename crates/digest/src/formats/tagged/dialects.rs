//! The formats of the tagged family, a row each.

use super::{Dialect, Tagged};
use crate::formats::format::{Format, Words};
use crate::formats::record::{Names, Role};

/// The RIS files of reference managers and databases.
///
/// ```
/// use skimmark_digest::{formats, page::Page};
///
/// let page = Page::new(
///     "TY  - JOUR\n\
///      AU  - Lindqvist, Ana\n\
///      TI  - Counting Sheep\n\
///      JO  - Journal of Wool\n\
///      PY  - 2026/03/15/\n\
///      ER  - \n",
/// );
/// let digest = formats::read(&page, "2026-06-20".parse()?);
/// assert_eq!(digest.format(), "RIS");
/// assert_eq!(digest.entries[0].authors, ["Ana Lindqvist"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub(crate) const RIS: Format = Format {
    name: "RIS",
    words: Some(Words {
        phrase: Some("RIS files"),
        digest: "RIS files of reference managers and databases",
        brought: "as files, or copied",
    }),
    sniff: |source| RIS_DIALECT.sniff(source),
    begins: |source, at| RIS_DIALECT.begins_certainly(source.rows()[at].text),
    leads: is_between_ris,
    parse: |source, watch| RIS_DIALECT.parse(source, watch),
};

const RIS_DIALECT: Dialect = Dialect {
    tag: two_letters_and_dash,
    first: "TY",
    last: "ER",
    names: Names {
        own: &[
            (Role::Title, &["TI", "T1", "CT", "ST"]),
            (Role::Author, &["AU", "A1"]),
            (Role::Editor, &["A2", "ED", "A3", "A4"]),
            (Role::Abstract, &["AB", "N2"]),
            (Role::Date, &["PY", "Y1", "YR", "DA"]),
            (Role::Doi, &["DO", "DI", "M3"]),
            (Role::Id, &["ID"]),
            (Role::Accession, &["AN"]),
            (Role::Database, &["DB", "DP"]),
            (Role::Page, &["UR", "LK"]),
            (Role::Pdf, &["L1"]),
            (Role::Html, &["L2"]),
            (Role::Venue, &["JF", "T2", "JO", "JA", "J1", "J2", "BT"]),
            (Role::Volume, &["VL", "VO"]),
            (Role::Issue, &["IS"]),
            (Role::FirstPage, &["SP"]),
            (Role::LastPage, &["EP"]),
        ],
    },
    missing: &["NA", "N/A", "null", "none", "-"],
    is_boilerplate: is_between_ris,
};

/// `TY  - JOUR`, with fewer blanks or other dashes, or with the number of the record before it.
fn two_letters_and_dash(line: &str) -> Option<Tagged<'_>> {
    let line = after_number(line);
    let (tag, rest) = line.split_at_checked(2)?;
    let bytes = tag.as_bytes();
    if !bytes[0].is_ascii_uppercase() || !matches!(bytes[1], b'A'..=b'Z' | b'0'..=b'9') {
        return None;
    }
    let value = rest.trim_start().strip_prefix(['-', '–', '—', '−', '‐', '‑'])?;
    let regular = rest.starts_with("  ") && (value.is_empty() || value.starts_with(' '));
    let apart = |text: &str| text.starts_with(char::is_whitespace);
    let glued = !(value.is_empty() || apart(rest) && apart(value));
    Some(Tagged { tag, value: value.trim_start(), regular, glued })
}

/// Strips the number of a record before its first tag: `6. TY  - JOUR`.
fn after_number(line: &str) -> &str {
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let rest = rest.strip_prefix('.').filter(|rest| rest.len() + 1 < line.len());
    rest.map(str::trim_start).filter(|rest| rest.starts_with("TY")).unwrap_or(line)
}

/// `6.`, `<1>`, `Record #3 of 18`, `Provider: ...`, `Content: text/plain; charset="UTF-8"`, and
/// what is boilerplate anywhere.
fn is_between_ris(line: &str) -> bool {
    let number = |text: &str| {
        !text.is_empty() && text.len() <= 6 && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    let counted = |rest: &str| {
        let (at, all) = rest.trim_start_matches('#').split_once(" of ").unwrap_or((rest, "1"));
        number(at.trim_start_matches('#')) && number(all)
    };
    crate::formats::shared::boilerplate::is_boilerplate(line)
        || line.strip_suffix('.').is_some_and(number)
        || line.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')).is_some_and(number)
        || line.strip_prefix("Record ").is_some_and(counted)
        || line.strip_prefix("Provider: ").is_some_and(|name| name.len() <= 60)
        || line.starts_with("Content: text/plain")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_set_off_by_blanks_and_a_dash() {
        let cases = [
            ("TY  - JOUR", "TY", "JOUR", true, false),
            ("ER  -", "ER", "", true, false),
            ("ER-", "ER", "", false, false),
            ("TY - JOUR", "TY", "JOUR", false, false),
            ("TI-Sheep - A Survey", "TI", "Sheep - A Survey", false, true),
            ("TY  – JOUR", "TY", "JOUR", true, false),
            ("A1\u{a0} - Ek, Bo", "A1", "Ek, Bo", false, false),
            ("6. TY  - JOUR", "TY", "JOUR", true, false),
        ];
        for (line, tag, value, regular, glued) in cases {
            let expected = Tagged { tag, value, regular, glued };
            assert_eq!(two_letters_and_dash(line), Some(expected), "{line}");
        }
        for line in ["", "T", "TY", "TYPE - x", "ty  - JOUR", "2. We count", "TI Sheep", "Ä - x"] {
            assert_eq!(two_letters_and_dash(line), None, "{line}");
        }
    }

    #[test]
    fn lines_between_records_are_known() {
        for line in ["", "6.", "<1>", "Record #3 of 18", "Record 3 of 18", "Provider: A Site"] {
            assert!(is_between_ris(line), "{line}");
        }
        for line in ["6 sheep.", "Record of sheep", "Providers", "A sentence between records."] {
            assert!(!is_between_ris(line), "{line}");
        }
    }
}
