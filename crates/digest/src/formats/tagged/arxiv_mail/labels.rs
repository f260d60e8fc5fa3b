//! How lines of a record begin: the labels of its fields, and what its lines of dates say.

use crate::formats::record::{Role, dates};
use skimmark_paper::date::PartialDate;

/// A field's label: what it holds, and whether it says who sent the paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Label {
    Role(Role),
    From,
}

const LABELS: &[(&str, Label)] = &[
    ("Title", Label::Role(Role::Title)),
    ("Authors", Label::Role(Role::Authors)),
    ("Author", Label::Role(Role::Authors)),
    ("Categories", Label::Role(Role::Categories)),
    ("Comments", Label::Role(Role::Comments)),
    ("Comment", Label::Role(Role::Comments)),
    ("Journal-ref", Label::Role(Role::Venue)),
    ("DOI", Label::Role(Role::Doi)),
    ("From", Label::From),
    ("Report-no", Label::Role(Role::Other)),
    ("Report-num", Label::Role(Role::Other)),
    ("MSC-class", Label::Role(Role::Other)),
    ("ACM-class", Label::Role(Role::Other)),
    ("Subj-class", Label::Role(Role::Other)),
    ("PACS-class", Label::Role(Role::Other)),
    ("License", Label::Role(Role::Other)),
    ("Proxy", Label::Role(Role::Other)),
    ("Submitter", Label::Role(Role::Other)),
    ("Note", Label::Role(Role::Other)),
    ("Notes", Label::Role(Role::Other)),
    ("Date", Label::Role(Role::Other)),
    ("Date (revised)", Label::Role(Role::Other)),
];

/// Labels are at most this long.
const LONGEST_LABEL: usize = 14;

/// Returns the label that a line begins with, and what follows it.
pub(super) fn label(text: &str) -> Option<(Label, &str)> {
    let reach = text.len().min(LONGEST_LABEL + 1);
    let colon = memchr::memchr(b':', &text.as_bytes()[..reach])?;
    let name = text.get(..colon)?;
    let (_, label) = LABELS.iter().find(|(known, _)| *known == name)?;
    Some((*label, text[colon + 1..].trim()))
}

/// What a line of the record's history says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Dated {
    pub day: Option<PartialDate>,
    /// The version that came in on that day.
    pub version: Option<u16>,
    /// The paper was replaced, not submitted.
    pub replaced: bool,
    /// Nothing is left of it: `(0kb)`, or the flag `I`.
    pub empty: bool,
}

/// Openings of the line that tells of a replacement.
const REPLACED: &[&str] = &["replaced with revised version", "figures added", "part added"];

/// Reads `Date: ...`, `Date (revised v2): ...` and `replaced with revised version ...`. What
/// is not a date has no size after it either, except those of the first years.
pub(super) fn dated(text: &str) -> Option<Dated> {
    let (version, replaced, rest) = match REPLACED.iter().find_map(|it| text.strip_prefix(it)) {
        Some(rest) => (None, true, rest),
        None => {
            let rest = text.strip_prefix("Date")?.trim_start();
            let (revision, rest) = match rest.strip_prefix("(revised") {
                Some(rest) => rest.split_once("):").map(|(version, rest)| (Some(version), rest))?,
                None => (None, rest.strip_prefix(':')?),
            };
            let number = revision.and_then(|it| it.trim().strip_prefix('v')?.parse().ok());
            if revision.is_none() && !rest.contains("kb") {
                return None;
            }
            (number, false, rest)
        }
    };
    let (size, flags) = size(rest);
    let empty = size.is_some_and(|size| size.bytes().all(|b| b == b'0')) || flags.contains('I');
    let day = dates::scan_message_day(rest.trim_start()).map(|(day, _)| day);
    Some(Dated { day, version, replaced, empty })
}

/// Reads size and flags of `... GMT   (556kb,AD)`: its digits, and what follows the comma.
fn size(text: &str) -> (Option<&str>, &str) {
    let Some((_, inner)) = text.rsplit_once('(') else { return (None, "") };
    let Some((size, after)) = inner.split_once("kb") else { return (None, "") };
    let digits = !size.is_empty() && size.bytes().all(|byte| byte.is_ascii_digit());
    (digits.then_some(size), after.trim_start_matches(',').split(')').next().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_dates_are_read() {
        let cases = [
            ("Date: Fri, 2 Jan 2026 09:45:28 GMT   (556kb,D)", "2026-01-02", None, false, false),
            ("Date: Fri, 21 Nov 97 09:45:28 GMT   (5kb)", "1997-11-21", None, false, false),
            (
                "Date (revised v12): Mon, 6 Sep 2021 08:50:35 GMT",
                "2021-09-06",
                Some(12),
                false,
                false,
            ),
            ("Date (revised): Thu, 30 Apr 1992 20:39:38 GMT", "1992-04-30", None, false, false),
            (
                "replaced with revised version Sat, 3 Jan 2026 04:54:04 GMT \u{a0}\u{a0}(0kb,I)",
                "2026-01-03",
                None,
                true,
                true,
            ),
            (
                "figures added Mon, 4 Jan 1993 04:54:04 GMT   (10kb)",
                "1993-01-04",
                None,
                true,
                false,
            ),
        ];
        for (line, day, version, replaced, empty) in cases {
            let expected = Dated { day: day.parse().ok(), version, replaced, empty };
            assert_eq!(dated(line), Some(expected), "{line}");
        }
        assert_eq!(dated("Date: Fri, 2 Jan 2026 09:45:28 GMT"), None, "the head of a mail");
        assert_eq!(dated("Dates are sweet"), None);
    }

    #[test]
    fn labels_are_those_of_records() {
        assert_eq!(
            label("Title: Wool: A Survey"),
            Some((Label::Role(Role::Title), "Wool: A Survey"))
        );
        assert_eq!(label("DOI:10.1000/182"), Some((Label::Role(Role::Doi), "10.1000/182")));
        for text in ["Results: none", "Title", "Title of", "Ti\u{e9}tle: x", ":"] {
            assert_eq!(label(text), None, "{text}");
        }
    }
}
