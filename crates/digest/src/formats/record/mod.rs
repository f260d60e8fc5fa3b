//! Records before they are understood, and the one way from a record to a paper.
//!
//! A reader finds where records begin and end, and which text is which field; it says so in a
//! [`Record`]. What the texts mean is the same in every format, and read in one place:
//!
//! | file | reads |
//! | --- | --- |
//! | `entry.rs` | a record as a paper: the only place that fills in an [`Entry`](skimmark_paper::entry::Entry) |
//! | `roles.rs` | the names of fields that mean the same in every format |
//! | `names.rs` | the names of fields that programs write, in any spelling |
//! | `remembered.rs` | names that come again |
//! | `people.rs` | authors: `Last, First`, lists, teams |
//! | `ids.rs` | identifiers in any field, and in the addresses of the paper's pages |
//! | `imprint.rs` | journal, volume, issue, pages and year in one text |
//! | `dates.rs` | dates in every form |
//! | `kinds.rs` | types of publications |
//! | `withdrawn.rs` | texts by which authors withdraw a paper |
//!
//! A field whose name is unknown stays in its record with [`Role::Other`]; a value that cannot be
//! understood keeps its text there.

pub(crate) mod dates;
mod entry;
mod ids;
pub(crate) mod imprint;
mod kinds;
mod names;
mod people;
mod remembered;
mod roles;
mod withdrawn;

use std::borrow::Cow;

use skimmark_paper::category;
use skimmark_paper::date::PartialDate;
use skimmark_paper::entry::{Announcement, Category};
use skimmark_paper::score::Score;

pub(crate) use names::{bare_name, is_count, is_missing, is_score, wide, wide_role};
pub(crate) use people::people_role;
pub(crate) use remembered::Remembered;
pub use roles::{Names, ROLES, Role};

/// A record of a page: its fields as the page writes them.
#[derive(Clone, Debug, Default)]
pub struct Record<'p> {
    /// The fields, in the order of the page.
    pub fields: Vec<Field<'p>>,
    /// What the reader knows besides.
    pub known: Known,
}

/// One field of a record.
#[derive(Clone, Debug)]
pub struct Field<'p> {
    /// What it holds.
    pub role: Role,
    /// Its place among the names of its role: the lowest that has a text counts.
    pub rank: usize,
    /// Its name on the page; empty if it stands there without one.
    pub name: &'p str,
    /// Its text, in one line or several, with its TeX.
    pub text: Cow<'p, str>,
}

/// What a reader knows of a record without a text of its own: from badges, headings and the
/// record's place in the page.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// The date.
    pub date: Option<PartialDate>,
    /// The year of `date` was inferred from the day of the paste.
    pub date_inferred: bool,
    /// The category on the digest's badge.
    pub category: Option<Category>,
    /// The digest's score.
    pub score: Option<Score>,
    /// The version of the preprint, if it is another than that of its identifier.
    pub version: Option<u16>,
    /// How the paper was announced.
    pub announced: Vec<Announcement>,
    /// The digest says that there is code.
    pub has_code: bool,
    /// The list of authors was cut.
    pub more_authors: bool,
    /// How sure the reading of title and authors is, if that is not certain.
    pub confidence: Option<f32>,
}

/// Returns true for `Databases (cs.DB)`.
fn names_category(text: &str) -> bool {
    let code = text.trim_end().strip_suffix(')').and_then(|rest| rest.rsplit_once('('));
    code.is_some_and(|(_, code)| category::is_whole(code))
}

/// Reads the score that a text begins with. What follows, as in `8/10`, says of how many.
pub(crate) fn score(text: &str) -> Option<Score> {
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || "*~≈".contains(c));
    let digits = |text: &str| text.bytes().take(8).take_while(u8::is_ascii_digit).count();
    let mut whole = digits(text);
    let mut units: u32 = text[..whole].parse().ok()?;
    // `1,234`
    while let Some(next) = text[whole..].strip_prefix(',').filter(|next| digits(next) == 3) {
        units = units.checked_mul(1000)?.checked_add(next[..3].parse().ok()?)?;
        whole += 4;
    }
    let decimals = text[whole..].strip_prefix('.').unwrap_or_default().as_bytes();
    let digit = |at: usize| match decimals.get(at) {
        Some(byte) if byte.is_ascii_digit() => u32::from(byte - b'0'),
        _ => 0,
    };
    let up = u32::from(decimals.first().is_some_and(u8::is_ascii_digit) && digit(1) >= 5);
    Score::from_tenths(units.checked_mul(10)? + digit(0) + up)
}

impl<'p> Record<'p> {
    /// Adds a field that is known by its place. A blank text adds nothing.
    pub fn add(&mut self, role: Role, text: impl Into<Cow<'p, str>>) {
        let text = text.into();
        if !text.trim().is_empty() {
            self.fields.push(Field { role, rank: 0, name: "", text });
        }
    }

    /// Adds a field of several lines.
    pub fn add_lines(&mut self, role: Role, lines: &[&'p str]) {
        match lines {
            [line] => self.add(role, *line),
            lines => self.add(role, lines.join("\n")),
        }
    }

    /// Adds a field that is known by its name.
    pub fn add_named(&mut self, means: (Role, usize), name: &'p str, text: Cow<'p, str>) {
        let (role, rank) = means;
        self.fields.push(Field { role, rank, name, text });
    }

    /// Adds a field of this role and rank. A blank text adds nothing.
    pub(crate) fn push(&mut self, role: Role, rank: usize, text: impl Into<Cow<'p, str>>) {
        let text = text.into();
        if !text.trim().is_empty() {
            self.fields.push(Field { role, rank, name: "", text });
        }
    }

    /// Decides between fields that programs write beside each other: of the names of authors, those
    /// of the preferred field; of dates, not that of the entry in the database; and of categories,
    /// those that are no codes are keywords.
    pub(crate) fn settle(&mut self) {
        let is_author = |field: &Field| matches!(field.role, Role::Author | Role::Authors);
        let first = self.fields.iter().filter(|it| is_author(it)).map(|it| it.rank).min();
        let is_dated_twice = self.of(Role::Date).nth(1).is_some();
        let late = if is_dated_twice { wide_role("updated").1 } else { usize::MAX };
        let is_dated = self.of(Role::Date).any(|field| field.rank < late);
        self.fields.retain(|field| {
            !(is_author(field) && Some(field.rank) != first
                || field.role == Role::Date && field.rank >= late && is_dated)
        });
        for field in &mut self.fields {
            let mut words = field.text.split([' ', ',', ';', '\n']);
            match field.role {
                Role::Categories if !words.any(category::is_written) => field.role = Role::Keywords,
                Role::Keywords if names_category(&field.text) => field.role = Role::Subjects,
                _ => {}
            }
        }
    }

    /// Returns the fields of a role.
    pub fn of(&self, role: Role) -> impl Iterator<Item = &Field<'p>> {
        self.fields.iter().filter(move |field| field.role == role)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_are_numbers() {
        let tenths = |text| score(text).map(Score::tenths);
        assert_eq!(tenths("8/10"), Some(80));
        assert_eq!(tenths(" 97.56 (high)"), Some(976));
        assert_eq!(tenths("0.90"), Some(9));
        assert_eq!(tenths("584.0"), Some(5840));
        assert_eq!(tenths("1,234"), Some(12340));
        assert_eq!(tenths("12345678"), None);
        assert_eq!(tenths("high"), None);
    }
}
