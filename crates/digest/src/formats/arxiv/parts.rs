//! What the copied pages of arXiv.org have in common: how they begin a paper and label its fields.

use std::ops::Range;

use crate::formats::record::{Record, Role};
use crate::formats::shared::boilerplate::trim;
use crate::formats::shared::links::is_web;
use crate::formats::shared::rows::Row;
use crate::page::Page;
use skimmark_paper::category;
use skimmark_paper::entry::Announcement;
use skimmark_paper::ids;
use skimmark_paper::text::location;

/// Strips `prefix` from `text`, ignoring the case of ASCII letters.
pub(super) fn strip_prefix_ci<'t>(text: &'t str, prefix: &str) -> Option<&'t str> {
    let head = text.get(..prefix.len())?;
    head.eq_ignore_ascii_case(prefix).then(|| &text[prefix.len()..])
}

/// Reads an identifier after `arXiv:` and its version; returns what follows, too.
pub(super) fn identifier(text: &str) -> Option<(&str, Option<u16>, &str)> {
    let text = strip_prefix_ci(text, "arxiv:")?.trim_start();
    let inside = |c: char| c.is_ascii_alphanumeric() || "./-".contains(c);
    let end = text.find(|c| !inside(c)).unwrap_or(text.len());
    let (id, rest) = text.split_at(end);
    let (id, version) = ids::arxiv(id.trim_end_matches('.'))?;
    Some((id, version, rest))
}

/// The labels of fields on arXiv's pages, and what the fields hold.
const LABELS: &[(&str, Role)] = &[
    ("Title:", Role::Title),
    ("Authors:", Role::Authors),
    ("Author:", Role::Authors),
    ("Abstract:", Role::Abstract),
    ("Comments:", Role::Comments),
    ("Journal-ref:", Role::Venue),
    ("Journal ref:", Role::Venue),
    ("Journal reference:", Role::Venue),
    ("Subjects:", Role::Subjects),
    ("Subject:", Role::Subjects),
    ("DOI:", Role::Doi),
    ("Related DOI:", Role::Doi),
    ("Cite as:", Role::Id),
    ("Report-no:", Role::Other),
    ("Report number:", Role::Other),
    ("MSC-class:", Role::Other),
    ("MSC classes:", Role::Other),
    ("MSC Class:", Role::Other),
    ("ACM-class:", Role::Other),
    ("ACM classes:", Role::Other),
    ("ACM Class:", Role::Other),
];

/// Returns what the field holds whose label `text` begins with, and the text after the label.
pub(super) fn label(text: &str) -> Option<(Role, &str)> {
    let known =
        |(label, role): &(&str, Role)| text.strip_prefix(label).map(|rest| (*role, trim(rest)));
    LABELS.iter().find_map(known)
}

/// How many rows of title and authors without labels are searched for the beginning of the authors.
const MOST_TITLE_ROWS: usize = 6;

/// Returns true if the text names people.
pub(super) fn names(text: &str) -> bool {
    skimmark_byline::list_likelihood(text) > 0.6
}

/// Returns where the authors begin in rows without labels, the first of which is of the title: with
/// the first row that names several people, else one, as a wrapped title may end like a name.
pub(super) fn authors_at(rows: &[&str]) -> Option<usize> {
    let mut named = (1..rows.len().min(MOST_TITLE_ROWS)).filter(|at| names(rows[*at])).peekable();
    let first = named.peek().copied()?;
    let several = |at: &usize| [",", ";", " and "].iter().any(|mark| rows[*at].contains(mark));
    Some(named.find(several).unwrap_or(first))
}

/// Returns the row after the list of authors that begins on row `at`, which may be wrapped.
pub(super) fn authors_end(rows: &[&str], at: usize) -> usize {
    let goes_on = |pair: &&[&str]| {
        let last = pair[0].rsplit(',').next().unwrap_or_default().trim();
        last.is_empty() || !pair[1].ends_with('.') && names(&format!("{last} {}", pair[1]))
    };
    let rows = rows.get(at..).unwrap_or_default();
    at + (1 + rows.windows(2).take_while(goes_on).count()).min(rows.len())
}

/// How a record was announced, as its first line says in parentheses.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Notes<'p> {
    pub announced: Vec<Announcement>,
    /// The category that a cross-list comes from.
    pub from: Option<&'p str>,
}

/// The first line of a record: `[N] arXiv:ID (cross-list from CAT) [pdf, other]`, on one row or
/// token by token on several.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Head<'p> {
    pub id: &'p str,
    pub version: Option<u16>,
    pub notes: Notes<'p>,
    /// Whether it begins with the number of the record.
    pub numbered: bool,
    /// Whether it says in which formats the paper can be had.
    pub formats: bool,
    /// What follows on its last row.
    pub rest: &'p str,
    pub rows: Range<usize>,
}

impl Head<'_> {
    /// Returns true if its tokens are on rows of their own.
    pub fn is_spread(&self) -> bool {
        self.rows.len() > 1
    }
}

/// How many blank rows may be between two tokens of a head.
const WIDEST_GAP: usize = 3;

/// Reads the head that begins on row `at`.
pub(super) fn head<'p>(rows: &[Row<'p>], at: usize) -> Option<Head<'p>> {
    let mut reader = Tokens { rows, at, rest: rows[at].text };
    let numbered = reader.take(number).is_some();
    let (id, version) = reader.take(|text| {
        let (id, version, rest) = identifier(text)?;
        Some(((id, version), rest))
    })?;
    let mut notes = Notes::default();
    while let Some(note) = reader.take(note) {
        notes.from = notes.from.or(note.from);
        notes.announced.extend(note.announced);
    }
    let formats = reader.take(formats).is_some();
    let (rest, rows) = (reader.rest, at..reader.at + 1);
    Some(Head { id, version, notes, numbered, formats, rest, rows })
}

/// Tokens that follow each other on one row or on several.
struct Tokens<'r, 'p> {
    rows: &'r [Row<'p>],
    /// The row of the last token.
    at: usize,
    /// What follows it there.
    rest: &'p str,
}

impl<'p> Tokens<'_, 'p> {
    /// Consumes a token that `read` recognizes; returns its value and what follows.
    fn take<T>(&mut self, read: impl Fn(&'p str) -> Option<(T, &'p str)>) -> Option<T> {
        let mut at = self.at;
        let mut text = self.rest;
        if text.is_empty() {
            let below = self.rows[at + 1..].iter().take(WIDEST_GAP + 1);
            at += 1 + below.take_while(|row| row.text.is_empty()).count();
            text = self.rows.get(at)?.text;
        }
        let (value, rest) = read(text)?;
        (self.at, self.rest) = (at, rest.trim_start_matches(|c: char| c.is_whitespace()));
        Some(value)
    }
}

/// `[17]`
fn number(text: &str) -> Option<((), &str)> {
    let (digits, rest) = text.strip_prefix('[')?.split_once(']')?;
    let digits = digits.trim();
    let good = (1..=6).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    good.then_some(((), rest))
}

/// `(cross-list from cs.AI)`, `(replaced)`
fn note(text: &str) -> Option<(Notes<'_>, &str)> {
    let (inside, rest) = text.strip_prefix('(')?.split_once(')')?;
    let mut notes = Notes::default();
    for part in inside.split(',').map(str::trim) {
        if let Some(from) = strip_prefix_ci(part, "cross-list") {
            notes.announced.push(Announcement::Cross);
            notes.from = from.trim_start().strip_prefix("from").map(str::trim);
        } else if strip_prefix_ci(part, "replaced").is_some() {
            notes.announced.push(Announcement::Replaced);
        } else if strip_prefix_ci(part, "withdrawn").is_some() {
            notes.announced.push(Announcement::Withdrawn);
        } else {
            return None;
        }
    }
    Some((notes, rest))
}

const FORMATS: &[&str] = &["pdf", "html", "ps", "other", "src", "tex", "dvi", "docx", "abs"];

/// `[pdf, html, other]`
fn formats(text: &str) -> Option<((), &str)> {
    let (inside, rest) = text.strip_prefix('[')?.split_once(']')?;
    let known = inside.len() <= 60 && inside.split(',').all(|word| FORMATS.contains(&word.trim()));
    known.then_some(((), rest))
}

/// Returns true if a record of any page of arXiv begins on row `at`.
pub(super) fn begins(rows: &[Row], at: usize) -> bool {
    let text = rows[at].text;
    let listed = text.starts_with(['[', 'a', 'A'])
        && head(rows, at).is_some_and(|head| head.formats || head.numbered);
    listed || text.starts_with("[Submitted on ")
}

/// Returns true if `text` is what a selection that began inside a head left of it:
/// `pdf, html, other]`.
pub(super) fn is_cut_head(text: &str) -> bool {
    let Some(inside) = text.strip_suffix(']') else { return false };
    let last = inside.rsplit([',', '[']).next().unwrap_or_default();
    text.len() <= 60 && FORMATS.contains(&last.trim())
}

/// Returns true if `text` holds a subject with its code: `Databases (cs.DB)`.
pub(super) fn holds_subject(text: &str) -> bool {
    text.split(';').any(|part| {
        let code = part.rsplit_once('(').and_then(|(_, code)| code.split_once(')'));
        let code = code.map(|(code, _)| code.trim()).filter(|code| !code.is_empty());
        code.is_some_and(|code| category::full_name(&category::resolve(code)).is_some())
    })
}

/// Adds where the words of this stretch lead (`this https URL`), except pages of arXiv, which
/// are other papers and searches for authors, and the DOIs that arXiv gives.
pub(super) fn add_hints<'p>(record: &mut Record<'p>, page: &'p Page, bytes: Range<usize>) {
    for hint in page.links(bytes) {
        let (host, path) = location::host_and_path(&hint.url);
        let own = host.eq_ignore_ascii_case("arxiv.org")
            || host.ends_with(".arxiv.org")
            || path.starts_with("10.48550/");
        if is_web(&hint.url) && !own {
            record.add(Role::Link, hint.url.as_str());
        }
    }
}
