//! The fields of one record, and what its lines of dates say.

use std::ops::Range;

use crate::formats::record::{Role, dates};
use skimmark_paper::category;
use skimmark_paper::date::PartialDate;

use super::lines::{self, Kind, Line};

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

/// No label is longer.
const LONGEST_LABEL: usize = 14;

/// The label that a line begins with, and what follows it.
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
/// is no date has no size behind it either, but for those of the first years.
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

/// Size and flags of `... GMT   (556kb,AD)`: its digits, and what follows the comma.
fn size(text: &str) -> (Option<&str>, &str) {
    let Some((_, inner)) = text.rsplit_once('(') else { return (None, "") };
    let Some((size, behind)) = inner.split_once("kb") else { return (None, "") };
    let digits = !size.is_empty() && size.bytes().all(|byte| byte.is_ascii_digit());
    (digits.then_some(size), behind.trim_start_matches(',').split(')').next().unwrap_or_default())
}

/// A line `Categories: cs.CL math.AG` and nothing but such.
pub(super) fn are_categories(text: &str) -> bool {
    let Some((Label::Role(Role::Categories), codes)) = label(text) else { return false };
    let mut codes = codes.split_whitespace().peekable();
    codes.peek().is_some() && codes.all(category::is_whole)
}

/// One field: the text on its first line, and the lines that go on with it.
#[derive(Clone, Debug)]
pub(super) struct Field<'p> {
    pub role: Role,
    pub first: &'p str,
    pub more: Range<usize>,
}

/// The fields of one record.
#[derive(Debug, Default)]
pub(super) struct Fields<'p> {
    pub id: Option<(&'p str, Option<u16>)>,
    /// The line of the identifier says that the paper is listed elsewhere first.
    pub cross: bool,
    pub submitted: Option<Dated>,
    /// The last line of its history.
    pub latest: Option<Dated>,
    /// Lines before any label: what a cut left of a field, mostly of the title.
    pub cut: Option<Range<usize>>,
    /// The labelled ones, each role once.
    pub labelled: Vec<Field<'p>>,
}

impl<'p> Fields<'p> {
    /// Reads the rows of a record up to the bar behind its fields. What is indented deeper than
    /// the first row goes on with the field before it, even where it looks like another.
    pub fn of(rows: &[Line<'p>], all: Range<usize>) -> Self {
        let mut fields = Fields::default();
        let lines = rows.iter().enumerate().take(all.end).skip(all.start);
        let labelled = lines.clone().find(|(_, row)| !matches!(row.kind, Kind::Text | Kind::Blank));
        let base = labelled.map_or(0, |(_, row)| row.indent);
        let mut open = None;
        for (at, row) in lines {
            let known = row.indent <= base;
            match row.kind {
                Kind::Blank => {}
                Kind::Id if at == all.start => fields.take_id(row.text),
                Kind::Dated if known => {
                    fields.take_dated(row.text);
                    open = Some(Label::Role(Role::Other));
                }
                Kind::Field(label) if known => {
                    open = Some(label);
                    fields.begin(label, row.text, at);
                }
                _ => fields.extend(open, at),
            }
        }
        fields
    }

    /// Returns the field of a role.
    pub fn get(&self, role: Role) -> Option<&Field<'p>> {
        self.labelled.iter().find(|field| field.role == role)
    }

    /// Returns true if they are those of a paper: its authors are named, or title and categories
    /// are.
    pub fn name_a_paper(&self) -> bool {
        let has = |role| self.get(role).is_some();
        let named = has(Role::Title) || self.cut.is_some();
        named && has(Role::Categories) && (has(Role::Authors) || has(Role::Title))
    }

    fn take_id(&mut self, text: &'p str) {
        let Some((id, version, cross)) = lines::id(text) else { return };
        self.id = Some((id, version));
        self.cross = cross;
    }

    fn take_dated(&mut self, text: &str) {
        let Some(dated) = dated(text) else { return };
        self.submitted.get_or_insert(dated);
        self.latest = Some(dated);
    }

    /// Begins a field; one that stands twice counts once.
    fn begin(&mut self, which: Label, text: &'p str, at: usize) {
        let Label::Role(role) = which else { return };
        let first = label(text).map_or("", |(_, value)| value);
        if role != Role::Other && self.get(role).is_none() {
            self.labelled.push(Field { role, first, more: at + 1..at + 1 });
        }
    }

    fn extend(&mut self, open: Option<Label>, at: usize) {
        let Some(open) = open else {
            if self.id.is_none() && self.latest.is_none() {
                let from = self.cut.as_ref().map_or(at, |cut| cut.start);
                self.cut = Some(from..at + 1);
            }
            return;
        };
        let field = self.labelled.iter_mut().find(|field| open == Label::Role(field.role));
        if let Some(field) = field {
            field.more.end = at + 1;
        }
    }
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
