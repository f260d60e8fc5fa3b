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
    firsts: &["TY"],
    last: "ER",
    is_parted: false,
    is_indented: false,
    full: ("", ""),
    dated: ("", ""),
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
    missing: MISSING,
    is_boilerplate: is_between_ris,
};

/// PubMed's own files (`.nbib`), and what other libraries write in their form.
///
/// ```
/// use skimmark_digest::{formats, page::Page};
///
/// let page = Page::new(
///     "PMID- 12345678\n\
///      TI  - Counting\n      Sheep\n\
///      FAU - Lindqvist, Ana\n\
///      AU  - Lindqvist A\n\
///      AID - 10.1000/wool.1 [doi]\n",
/// );
/// let digest = formats::read(&page, "2026-06-20".parse()?);
/// assert_eq!(digest.format(), "MEDLINE");
/// assert_eq!(digest.entries[0].authors, ["Ana Lindqvist"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub(crate) const MEDLINE: Format = Format {
    name: "MEDLINE",
    words: Some(Words {
        phrase: Some("PubMed's files"),
        digest: "MEDLINE files (`.nbib`) of PubMed, ERIC and others",
        brought: "as files, or copied",
    }),
    sniff: |source| MEDLINE_DIALECT.sniff(source),
    begins: |source, at| MEDLINE_DIALECT.begins_certainly(source.rows()[at].text),
    leads: is_between_ris,
    parse: |source, watch| MEDLINE_DIALECT.parse(source, watch),
};

const MEDLINE_DIALECT: Dialect = Dialect {
    tag: four_letters_and_dash,
    firsts: &["PMID", "OWN"],
    last: "",
    is_parted: true,
    is_indented: true,
    full: ("FAU", "AU"),
    dated: ("", ""),
    names: Names {
        own: &[
            (Role::Title, &["TI", "BTI", "TT"]),
            (Role::Author, &["FAU", "AU"]),
            (Role::Body, &["CN"]),
            (Role::Editor, &["FED", "ED"]),
            (Role::Affiliation, &[]),
            (Role::Abstract, &["AB", "OAB"]),
            (Role::Date, &["DP"]),
            (Role::Doi, &["LID", "AID", "DOI"]),
            (Role::Venue, &["JT", "TA", "CTI"]),
            (Role::Volume, &["VI"]),
            (Role::Issue, &["IP"]),
            (Role::Pages, &["PG"]),
            (Role::Keywords, &["OT", "MH"]),
            (Role::Type, &["PT"]),
            (Role::Page, &["URL"]),
        ],
    },
    missing: MISSING,
    is_boilerplate: is_between_ris,
};

/// Files of EndNote and refer: `%T Counting Sheep`.
///
/// ```
/// use skimmark_digest::{formats, page::Page};
///
/// let page = Page::new(
///     "%0 Journal Article\n%A Lindqvist, Ana\n%T Counting Sheep\n%J Wool\n%D 2026\n%8 March 15\n",
/// );
/// let digest = formats::read(&page, "2026-06-20".parse()?);
/// assert_eq!(digest.format(), "refer");
/// assert_eq!(digest.entries[0].title, "Counting Sheep");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub(crate) const REFER: Format = Format {
    name: "refer",
    words: Some(Words {
        phrase: Some("EndNote's files"),
        digest: "files of EndNote and refer (`.enw`)",
        brought: "as files, or copied",
    }),
    sniff: |source| REFER_DIALECT.sniff(source),
    begins: |source, at| REFER_DIALECT.begins_certainly(source.rows()[at].text),
    leads: is_between_ris,
    parse: |source, watch| REFER_DIALECT.parse(source, watch),
};

const REFER_DIALECT: Dialect = Dialect {
    tag: percent_and_letter,
    firsts: &["%0"],
    last: "",
    is_parted: true,
    is_indented: false,
    full: ("", ""),
    dated: ("%D", "%8"),
    names: Names {
        own: &[
            (Role::Type, &["%0"]),
            (Role::Title, &["%T"]),
            (Role::Author, &["%A"]),
            (Role::Editor, &["%E"]),
            (Role::Affiliation, &["%+"]),
            (Role::Abstract, &["%X"]),
            (Role::Date, &["%D", "%8", "%7"]),
            (Role::Doi, &["%R"]),
            (Role::Page, &["%U"]),
            (Role::Pdf, &["%>"]),
            (Role::Accession, &["%M"]),
            (Role::Database, &["%W", "%~"]),
            (Role::Venue, &["%J", "%B", "%C"]),
            (Role::Volume, &["%V"]),
            (Role::Issue, &["%N"]),
            (Role::Pages, &["%P"]),
            (Role::Keywords, &["%K"]),
            (Role::Comments, &["%Z"]),
        ],
    },
    missing: MISSING,
    is_boilerplate: is_between_ris,
};

/// Web of Science's plain text.
///
/// ```
/// use skimmark_digest::{formats, page::Page};
///
/// let page = Page::new(
///     "FN Clarivate Analytics Web of Science\nVR 1.0\n\
///      PT J\nAU Lindqvist, A\n   Ek, B\nTI Counting\n   Sheep\nPY 2026\nPD MAR 15\nER\n\nEF\n",
/// );
/// let digest = formats::read(&page, "2026-06-20".parse()?);
/// assert_eq!(digest.format(), "Web of Science");
/// assert_eq!(digest.entries[0].title, "Counting Sheep");
/// assert_eq!(digest.entries[0].authors, ["A Lindqvist", "B Ek"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub(crate) const WEB_OF_SCIENCE: Format = Format {
    name: "Web of Science",
    words: Some(Words {
        phrase: Some("Web of Science's files"),
        digest: "Web of Science's plain text",
        brought: "as files, or copied",
    }),
    sniff: |source| WOS_DIALECT.sniff(source),
    begins: |source, at| WOS_DIALECT.begins_certainly(source.rows()[at].text),
    leads: is_around_wos,
    parse: |source, watch| WOS_DIALECT.parse(source, watch),
};

const WOS_DIALECT: Dialect = Dialect {
    tag: two_letters,
    firsts: &["PT"],
    last: "ER",
    is_parted: false,
    is_indented: true,
    full: ("AF", "AU"),
    dated: ("PY", "PD"),
    names: Names {
        own: &[
            (Role::Title, &["TI"]),
            (Role::Author, &["AF", "AU"]),
            (Role::Body, &["CA"]),
            (Role::Editor, &["BE", "ED"]),
            (Role::Abstract, &["AB"]),
            (Role::Date, &["PY", "PD", "EA"]),
            (Role::Doi, &["DI", "D2"]),
            (Role::Pmid, &["PM"]),
            (Role::Venue, &["SO", "J9", "JI", "CT"]),
            (Role::Volume, &["VL"]),
            (Role::Issue, &["IS"]),
            (Role::Pages, &["AR"]),
            (Role::FirstPage, &["BP"]),
            (Role::LastPage, &["EP"]),
            (Role::Keywords, &["DE", "ID"]),
            (Role::Type, &["PT"]),
            // Its other tags mean something else than elsewhere.
            (Role::Affiliation, &[]),
        ],
    },
    missing: MISSING,
    is_boilerplate: is_around_wos,
};

/// The tags of Web of Science.
const WOS_TAGS: &str = "PT AU AF BA BF CA GP BE TI SO SE BS LA DT CT CY CL SP HO DE ID AB C1 C3 RP EM RI OI \
FU FX CR NR TC Z9 U1 U2 PU PI PA SN EI BN J9 JI PD PY VL IS PN SU SI MA BP EP AR DI DL D2 EA PG P2 \
WC WE SC GA UT PM OA HC HP DA ER ED EC NA EN Z1 Z2 Z3 Z4 Z8 ZB ZR ZS";

const MISSING: &[&str] = &["NA", "N/A", "null", "none", "-"];

/// `PMID- 12345678`, `TI  - Counting Sheep`
fn four_letters_and_dash(line: &str) -> Option<Tagged<'_>> {
    let length = line.bytes().take(5).take_while(|byte| byte.is_ascii_uppercase()).count();
    let (tag, rest) =
        line.split_at_checked(length).filter(|(tag, _)| (2..=4).contains(&tag.len()))?;
    let value = rest.trim_start().strip_prefix(['-', '–', '—', '−', '‐', '‑'])?;
    let blanks = rest.len() - rest.trim_start().len();
    let apart = value.is_empty() || value.starts_with(char::is_whitespace);
    let value = value.trim_start();
    if tag == "PMID" && value.bytes().any(|byte| !byte.is_ascii_digit()) {
        return None;
    }
    let regular = apart && (tag.len() + blanks == 4 || tag.len() == 4 && blanks == 1);
    Some(Tagged { tag, value, regular, glued: !apart })
}

/// `%T Counting Sheep`
fn percent_and_letter(line: &str) -> Option<Tagged<'_>> {
    let (tag, value) = line.split_at_checked(2).filter(|_| line.starts_with('%'))?;
    let is_known =
        tag.as_bytes()[1].is_ascii_alphanumeric() || "@+!&?<>^~*$#([)]=".contains(&tag[1..]);
    let apart = value.is_empty() || value.starts_with(char::is_whitespace);
    (is_known && apart).then(|| Tagged {
        tag,
        value: value.trim_start(),
        regular: true,
        glued: false,
    })
}

/// `TI Counting Sheep`, `ER`
fn two_letters(line: &str) -> Option<Tagged<'_>> {
    let (tag, value) = line.split_at_checked(2)?;
    let apart = value.is_empty() || value.starts_with(' ');
    let value = value.trim_start();
    let begins = tag == "PT" && !["J", "B", "S", "P", "C"].contains(&value);
    let mut tags = WOS_TAGS.as_bytes().chunks(3);
    let known = apart && tags.any(|known| known[..2] == *tag.as_bytes());
    (known && !begins).then_some(Tagged { tag, value, regular: true, glued: false })
}

/// `FN Clarivate Analytics Web of Science`, `VR 1.0`, `EF`, and what is boilerplate anywhere.
fn is_around_wos(line: &str) -> bool {
    crate::formats::shared::boilerplate::is_boilerplate(line)
        || line == "EF"
        || line == "VR 1.0"
        || line.starts_with("FN ")
}

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
