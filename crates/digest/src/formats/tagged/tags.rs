//! How lines begin that have tags, and what stands between records.

use super::Tagged;
use crate::formats::shared::boilerplate::is_boilerplate;

/// The tags of Web of Science.
const WOS_TAGS: &Tags = &tags(
    "PT AU AF BA BF CA GP BE TI SO SE BS LA DT CT CY CL SP HO DE ID AB C1 C3 RP EM RI OI \
FU FX CR NR TC Z9 U1 U2 PU PI PA SN EI BN J9 JI PD PY VL IS PN SU SI MA BP EP AR DI DL D2 EA PG P2 \
WC WE SC GA UT PM OA HC HP DA ER ED EC NA EN Z1 Z2 Z3 Z4 Z8 ZB ZR ZS \
PN DG PC PL AE CC MC ST OR GE TM MQ TA BD MH CB DS CH TN",
);

/// The tags of RefWorks.
const REFWORKS_TAGS: &Tags = &tags(
    "RT SR ID A1 A2 A3 A4 A5 A6 T1 T2 T3 JF JO YR FD VO IS SP OP K1 AB NO PB PP ED SN AV AD AN CL \
DO DB DS LA LK OL PM RD ST UL U1 U2 U3 U4 U5 WT WV WP",
);

/// Tags of two signs: for each first one, a bit for each second one. Each line is held against them.
type Tags = [u128; 26];

const fn tags(list: &str) -> Tags {
    let mut tags = [0; 26];
    let mut rest = list.as_bytes();
    while let [first, second, after @ ..] = rest {
        tags[(*first - b'A') as usize] |= 1 << *second;
        rest = if let [_, next @ ..] = after { next } else { after };
    }
    tags
}

/// `PMID- 12345678`, `TI  - Counting Sheep`
pub(super) fn four_letters_and_dash(line: &str) -> Option<Tagged<'_>> {
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
pub(super) fn percent_and_letter(line: &str) -> Option<Tagged<'_>> {
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

/// `AU: Lindqvist A`
pub(super) fn letters_and_colon(line: &str) -> Option<Tagged<'_>> {
    let length = line.bytes().take(4).take_while(u8::is_ascii_uppercase).count();
    let (tag, rest) =
        line.split_at_checked(length).filter(|(tag, _)| (2..=3).contains(&tag.len()))?;
    let value = rest.strip_prefix(':')?;
    let apart = value.is_empty() || value.starts_with(' ');
    // The numbers of this library, and of its parts.
    if tag == "ID"
        && !(value.trim().starts_with('C') && value.ends_with(|c: char| c.is_ascii_digit()))
    {
        return None;
    }
    // `AIM: ...` begins a line of an abstract.
    let regular = tag.len() == 2;
    apart.then(|| Tagged { tag, value: value.trim_start(), regular, glued: false })
}

/// `TI Counting Sheep`, `ER`
pub(super) fn two_letters(line: &str) -> Option<Tagged<'_>> {
    let begins =
        |line: &Tagged| line.tag != "PT" || ["J", "B", "S", "P", "C"].contains(&line.value);
    before_blank(line, WOS_TAGS).filter(begins)
}

/// `T1 Counting Sheep`, `RT Journal Article`
pub(super) fn refworks(line: &str) -> Option<Tagged<'_>> {
    let kinds =
        ["Journal", "Book", "Conference", "Dissertation", "Generic", "Report", "Thesis", "Web"];
    let begins =
        |line: &Tagged| line.tag != "RT" || kinds.iter().any(|it| line.value.starts_with(it));
    before_blank(line, REFWORKS_TAGS).filter(begins)
}

/// Parts a line from one of these tags before it.
fn before_blank<'p>(line: &'p str, tags: &Tags) -> Option<Tagged<'p>> {
    let (tag, value) = line.split_at_checked(2)?;
    let apart = value.is_empty() || value.starts_with(' ');
    let row = tags.get(usize::from(tag.as_bytes()[0].wrapping_sub(b'A')))?;
    let known = apart && tag.is_ascii() && row >> tag.as_bytes()[1] & 1 == 1;
    known.then(|| Tagged { tag, value: value.trim_start(), regular: true, glued: false })
}

/// `FN Clarivate Analytics Web of Science`, `VR 1.0`, `EF`, and what is boilerplate anywhere.
pub(super) fn is_around_wos(line: &str) -> bool {
    is_boilerplate(line) || line == "EF" || line == "VR 1.0" || line.starts_with("FN ")
}

/// `TY  - JOUR`, with fewer blanks or other dashes, or with the number of the record before it.
pub(super) fn two_letters_and_dash(line: &str) -> Option<Tagged<'_>> {
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

/// Tags of two letters, and those of PubMed that programs write into RIS.
pub(super) fn ris(line: &str) -> Option<Tagged<'_>> {
    two_letters_and_dash(line).or_else(|| {
        let is_known = |tag: &&&str| line.starts_with(**tag);
        let tag = *["PMID", "PMCID", "DOI"].iter().find(is_known)?;
        let value = line[tag.len()..].trim_start().strip_prefix('-')?;
        let apart = value.is_empty() || value.starts_with(' ');
        // A line that was broken may begin with these, too.
        let value = value.trim_start();
        let is_id = !value.contains(' ') && value.bytes().any(|byte| byte.is_ascii_digit());
        (apart && (is_id || value.is_empty())).then_some(Tagged {
            tag,
            value,
            regular: true,
            glued: false,
        })
    })
}

/// Strips the number of a record before its first tag: `6. TY  - JOUR`.
fn after_number(line: &str) -> &str {
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let rest = rest.strip_prefix('.').filter(|rest| rest.len() + 1 < line.len());
    rest.map(str::trim_start).filter(|rest| rest.starts_with("TY")).unwrap_or(line)
}

/// What stands before the number of a record.
const BETWEEN: &[&str] = &["Record ", "Record: ", "Result: ", "Document "];

/// `6.`, `<1>`, `Record #3 of 18`, `Provider: ...`, `Content: text/plain; charset="UTF-8"`, and
/// what is boilerplate anywhere.
pub(super) fn is_between(line: &str) -> bool {
    is_boilerplate(line)
        || is_separator(line)
        || line.strip_suffix('.').is_some_and(is_number)
        || line.strip_prefix("Provider: ").is_some_and(|name| name.len() <= 60)
        || line.starts_with("Content: text/plain")
        || is_notice(line)
}

/// What databases write among the fields of a record.
pub(super) fn is_notice(line: &str) -> bool {
    matches!(line, "Contact ProQuest" | "ProQuest document link")
}

fn is_number(text: &str) -> bool {
    (1..=6).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// `<1>`, `<1. >`, `Record #3 of 18`, `Document 1 of 5`, a rule.
pub(super) fn is_separator(line: &str) -> bool {
    let ovid = line.strip_prefix('<').and_then(|rest| rest.strip_suffix('>'));
    ovid.is_some_and(|number| is_number(number.trim_end_matches(['.', ' '])))
        || BETWEEN.iter().any(|head| counts(line, head))
        || line.len() > 4 && line.bytes().all(|byte| b"-_=*".contains(&byte))
}

/// `Document 1 of 5`, above the documents of ProQuest.
pub(super) fn is_counted(line: &str) -> bool {
    counts(line, "Document ")
}

fn counts(line: &str, head: &str) -> bool {
    line.strip_prefix(head).is_some_and(|rest| {
        let (at, all) = rest.trim_start_matches('#').split_once(" of ").unwrap_or((rest, "1"));
        is_number(at.trim_start_matches('#')) && is_number(all)
    })
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
        for line in [
            "",
            "6.",
            "<1>",
            "<1. >",
            "Record #3 of 18",
            "Record 3 of 18",
            "Record: 3",
            "Document 1 of 2",
            "Provider: A Site",
        ] {
            assert!(is_between(line), "{line}");
        }
        for line in ["6 sheep.", "Record of sheep", "Providers", "A sentence between records."] {
            assert!(!is_between(line), "{line}");
        }
    }
}
