//! Values as other formats write them: without markup, and without what databases write beside names and
//! titles.

use std::borrow::Cow;

use crate::formats::record::{Record, Role};
use crate::formats::shared::markup;
use skimmark_paper::text::unwrap;

/// What databases write after titles, in brackets.
const KINDS: &[&str] = &[
    "Article",
    "Editorial",
    "Letter",
    "Miscellaneous",
    "Miscellaneous Article",
    "Original Article",
    "References",
    "Report",
    "Review",
];

/// Degrees that Ovid writes after names.
const DEGREES: &[&str] = &[
    "MD", "PhD", "MSc", "BSc", "MPH", "MS", "RN", "MBBS", "DrPH", "PharmD", "PsyD", "DVM", "DSc",
    "EdD", "FAAN",
];

/// Reads the values of a record.
pub(super) fn settle(record: &mut Record) {
    let names = ["VN", "accessionnumber", "uniqueidentifier"];
    let is_of_ovid = record.fields.iter().any(|field| names.contains(&field.name));
    for field in &mut record.fields {
        let read = match field.role {
            Role::Title => title(&field.text),
            Role::Abstract | Role::Venue | Role::Affiliation => shown(&field.text),
            Role::Keywords if markup::is_marked(&field.text) => {
                Some(lines(&field.text, &|line| markup::plain(line)))
            }
            Role::Author | Role::Authors | Role::Body | Role::Editor
                if is_of_ovid || field.text.contains('@') || markup::is_marked(&field.text) =>
            {
                Some(lines(&field.text, &|line| Cow::Owned(person(line, is_of_ovid))))
            }
            _ => None,
        };
        if let Some(text) = read {
            field.text = Cow::Owned(text);
        }
    }
}

fn title(text: &str) -> Option<String> {
    let shown = shown(text);
    let title = shown.as_deref().unwrap_or(text);
    let bare = title.trim_end().trim_end_matches('.').strip_suffix(']');
    let parts = bare.and_then(|bare| bare.rsplit_once('['));
    match parts.filter(|(before, kind)| !before.trim().is_empty() && KINDS.contains(kind)) {
        Some((before, _)) => Some(before.trim_end().to_owned()),
        None => shown,
    }
}

/// Returns a text without markup, if it has any.
fn shown(text: &str) -> Option<String> {
    markup::is_marked(text).then(|| markup::plain(&unwrap(text.lines())).into_owned())
}

/// Returns a text with each of its lines read so.
fn lines(text: &str, read: &dyn Fn(&str) -> Cow<'_, str>) -> String {
    text.lines().map(read).collect::<Vec<_>>().join("\n")
}

/// Returns a name without the address of mail that Web of Science writes after it.
fn person(line: &str, is_of_ovid: bool) -> String {
    let line = markup::plain(line);
    let is_address = |word: &str| word.starts_with('(') && word.contains('@');
    let words: Vec<&str> = line.split(' ').filter(|word| !is_address(word)).collect();
    let name = words.join(" ");
    match is_of_ovid {
        true => {
            // Degrees may be parted as people are.
            let is_name =
                |word: &str| word.contains(char::is_alphabetic) && !DEGREES.contains(&word);
            let is_person = |part: &&str| part.split(' ').any(is_name);
            let names = name.split(';').map(bare).filter(is_person);
            names.collect::<Vec<_>>().join("; ")
        }
        false => name,
    }
}

/// Returns a name as Ovid writes it without degrees, marks of affiliations, and what its bearer did:
/// `Okafor, Chidi MD, PhD 1,2,+`, `Ek, Bo [Author, Reprint Author]`.
fn bare(name: &str) -> &str {
    let name = name.trim();
    let inner = name.strip_suffix(']').and_then(|inner| inner.split_once(" ["));
    let mut name = inner.map_or(name, |(name, _)| name);
    while let Some((before, last)) = name.rsplit_once(' ') {
        let is_mark = last.bytes().all(|byte| byte.is_ascii_digit() || b",+*#".contains(&byte));
        let before = before.trim_end_matches([',', ' ']);
        // Two letters after the family name are initials.
        if !before.contains(',') || !is_mark && !DEGREES.contains(&last.trim_end_matches(',')) {
            break;
        }
        name = before;
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_beside_names_go() {
        let cases = [
            ("Lindqvist, Ana 1,2,+", "Lindqvist, Ana"),
            ("Okafor, Chidi MD, PhD *", "Okafor, Chidi"),
            ("Ek, Bo [Author, Reprint Author]", "Ek, Bo"),
            ("Ek, MD", "Ek, MD"),
            ("Ek B", "Ek B"),
            ("Wool Group 2", "Wool Group 2"),
        ];
        for (written, expected) in cases {
            assert_eq!(bare(written), expected, "{written}");
        }
        assert_eq!(person("MS Society; Lee, A; MD PhD 2", true), "MS Society; Lee, A");
        assert_eq!(person("   Ek, Bo B. (bo@example.edu)", false).trim(), "Ek, Bo B.");
        assert_eq!(person("M&uuml;ller, A (ed.)", false), "Müller, A (ed.)");
    }

    #[test]
    fn kinds_after_titles_go() {
        let cases = [
            ("Counting goats. [References].", Some("Counting goats.")),
            ("Wool in sheep.  [Article]", Some("Wool in sheep.")),
            ("[Letter].", None),
            ("[Counting sheep].", None),
            ("Wool [of sheep]", None),
            ("<i>Ovis</i>\n  [Review]", Some("Ovis")),
        ];
        for (written, expected) in cases {
            assert_eq!(title(written).as_deref(), expected, "{written}");
        }
    }
}
