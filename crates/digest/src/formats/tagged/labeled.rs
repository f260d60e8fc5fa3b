//! Records whose fields have names in words: `Title: Counting Sheep`, `AUTHOR NAMES` above the names.

use std::borrow::Cow;

use super::Tagged;
use crate::formats::record::{
    Record, Role, bare_name, imprint, is_count, is_score, people_role, score, wide,
};
use skimmark_paper::date::PartialDate;
use skimmark_paper::texts;
use skimmark_paper::texts::Texts;

/// Fields that databases write besides, which a paper has no place for; as [`bare_name`] gives them.
static OTHERS: Texts = texts![
    "accessionnumber",
    "authoremail",
    "citedreferences",
    "classificationcodes",
    "clinicaltrialnumbers",
    "codennumber",
    "copyright",
    "citations",
    "countryofpublication",
    "database",
    "documenturl",
    "ericnumber",
    "isbn",
    "issn",
    "language",
    "languageofarticle",
    "languageofsummary",
    "rating",
    "recordtype",
    "relevance",
    "score",
    "upvotes",
    "votes",
    "pui",
    "publisher",
    "status",
    "versionid",
    "来源库",
    "出版社",
    "基金",
    "中图分类号",
];

/// Names that stand alone above their values even if they are not in capitals.
const ALONE: &[&str] =
    &["uniqueidentifier", "accessionnumber", "title", "abstract", "author", "authors", "source"];

/// A name is no longer than this, in bytes.
const LONGEST: usize = 48;

/// Parts a line into the name of a field and what it holds. A name that is known is given as the table
/// has it.
pub(super) fn label(line: &str) -> Option<Tagged<'_>> {
    // Fields in rows of CSV.
    if let Some((name, value)) = line.strip_prefix('"').and_then(|rest| rest.split_once("\",\""))
        && let Some(tag) = known(name)
    {
        let value = value.trim_end_matches('"');
        return Some(Tagged { tag, value, regular: true, glued: false });
    }
    let head = &line[..line.floor_char_boundary(LONGEST)];
    if let Some((at, sign)) = head.char_indices().find(|(_, c)| matches!(c, ':' | '：' | '】')) {
        let (name, value) = (line[..at].trim(), &line[at + sign.len_utf8()..]);
        // NoteExpress writes `{Title}: ...`.
        let name = name.trim_matches(['【', '{', '}']);
        let tag = known(name);
        let written = |c: char| c.is_alphabetic() || " -/()'".contains(c);
        let plain = name.starts_with(char::is_uppercase)
            && name.chars().all(written)
            && name.split(' ').count() <= 4
            && !value.starts_with("//");
        let value = value.trim_start_matches([' ', '\u{a0}', '\t', '：', ':']);
        let regular = tag.is_some();
        return (regular || plain).then_some(Tagged {
            tag: tag.unwrap_or(name),
            value,
            regular,
            glued: false,
        });
    }
    let capitals = !line.contains(char::is_lowercase) && line.contains(char::is_uppercase);
    Some(alone(line)).filter(|line| line.regular && (capitals || ALONE.contains(&line.tag)))
}

/// Returns the name of a field that stands alone above its value.
pub(super) fn alone(line: &str) -> Tagged<'_> {
    let tag = known(line);
    Tagged { tag: tag.unwrap_or(line), value: "", regular: tag.is_some(), glued: false }
}

/// Returns a name as the table has it. Two names of one field may be joined: `Title-题名`.
fn known(name: &str) -> Option<&'static str> {
    let written = |c: char| c.is_alphanumeric() || " -_/()'".contains(c);
    // A list has other readers.
    if name.starts_with('-')
        || name.len() > LONGEST
        || !name.contains(char::is_alphabetic)
        || !name.chars().all(written)
    {
        return None;
    }
    let of = |name: &str| {
        let bare = bare_name(name);
        let own = wide(&bare).filter(|it| it.is_own).map(|it| it.name);
        own.or_else(|| OTHERS.iter().find(|known| **known == bare).copied())
    };
    of(name).or_else(|| of(name.rsplit_once('-')?.1))
}

/// Reads the fields of a record in the ways of all programs that name them.
pub(super) fn settle(record: &mut Record) {
    let mut count = None;
    for field in &mut record.fields {
        if let Cow::Borrowed(text) = &mut field.text {
            *text = text.trim();
        }
        if field.text.contains("\",\"") {
            let sign = if field.role == Role::Author { "\n" } else { "; " };
            field.text = Cow::Owned(field.text.replace("\",\"", sign));
        }
        match field.role {
            Role::Author => {
                let text = people(&field.text);
                field.role = people_of(&text);
                field.text = Cow::Owned(text);
            }
            Role::Keywords => {
                field.text = Cow::Owned(field.text.replace([',', '，', '、', '；'], ";"));
            }
            Role::Other => {
                let name = bare_name(field.name);
                if is_score(&name) {
                    record.known.score = record.known.score.or(score(&field.text));
                } else if is_count(&name) {
                    count = count.or(score(&field.text));
                }
            }
            _ => {}
        }
    }
    record.known.score = record.known.score.or(count);
    record.settle();
}

/// Returns true if a record tells enough of a paper. What another format has left over must tell more:
/// it may be of a record of that one.
pub(super) fn tells_enough(record: &Record, is_rest: bool) -> bool {
    let tells = |role: Role| {
        !matches!(role, Role::Title | Role::Other | Role::Type | Role::Comments | Role::Keywords)
    };
    let mut told: Vec<Role> = Vec::new();
    for field in record.fields.iter().filter(|it| tells(it.role) && !it.text.is_empty()) {
        if !told.contains(&field.role) {
            told.push(field.role);
        }
    }
    told.len() > usize::from(is_rest)
}

/// Returns the names that a text holds, without numbers of affiliations and addresses of mail.
fn people(text: &str) -> String {
    let names = text.lines().map(|line| {
        let words = line.split(' ').filter(|word| !word.contains('@'));
        let words: Vec<&str> =
            words.map(|word| word.trim_end_matches(|c: char| c.is_ascii_digit())).collect();
        words.join(" ").trim_end_matches(['.', ';', '；', ' ']).replace('；', ";")
    });
    names.collect::<Vec<_>>().join("\n")
}

/// Authors stand one a line, or in a list that may be wrapped.
fn people_of(text: &str) -> Role {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let one = |line: &str| line.matches(',').count() < 2 && !line.ends_with([',', ';']);
    match text.contains('\n') && lines.all(one) {
        true => Role::Author,
        false => people_role(text),
    }
}

/// Parts a source that says more than the journal: `Journal of Wool. 12(3):45-67, 2021 Mar`.
pub(super) fn place(record: &mut Record) {
    let is_source = |name: &str| matches!(name, "source" | "SO");
    let Some(field) = record.fields.iter_mut().find(|field| is_source(field.name)) else { return };
    let found = imprint::publication(&field.text);
    if found.venue.is_empty() || found.volume.is_empty() || found.pages.is_empty() {
        return;
    }
    field.text = Cow::Owned(found.venue);
    for (role, text) in
        [(Role::Volume, found.volume), (Role::Issue, found.issue), (Role::Pages, found.pages)]
    {
        if record.of(role).next().is_none() {
            record.add(role, text);
        }
    }
    if record.of(Role::Date).next().is_none() {
        record.known.date = found.year.map(PartialDate::year_only);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_known_in_many_languages() {
        let cases = [
            ("Title: Wool", "title", "Wool"),
            ("标题：羊", "标题", "羊"),
            ("Title-题名: 羊", "题名", "羊"),
            ("【摘要】羊", "摘要", "羊"),
            ("{Title}: Wool", "title", "Wool"),
            ("DOI-DOI: 10.1/a", "doi", "10.1/a"),
            ("Auteurs : Ana Lind", "auteurs", "Ana Lind"),
            ("AUTHOR NAMES", "authornames", ""),
            ("Unique Identifier", "uniqueidentifier", ""),
            ("ISSN: 1234-5678", "issn", "1234-5678"),
        ];
        for (line, tag, value) in cases {
            let expected = Tagged { tag, value, regular: true, glued: false };
            assert_eq!(label(line), Some(expected), "{line}");
        }
        assert_eq!(label("Number of lambs: 3").map(|line| line.regular), Some(false));
        for line in [
            "Journal",
            "\"title\": \"Wool\",",
            "https://example.org",
            "we count: sheep",
            "COUNTING SHEEP",
            "",
        ] {
            assert_eq!(label(line), None, "{line}");
        }
    }
}
