//! What the copied pages of arXiv.org have in common: how they name a paper, label its fields,
//! write dates and subjects, and what stands around the papers.

use std::ops::Range;

use crate::byline;
use crate::formats::record::withdrawn::withdraws;
use crate::formats::shared::{boilerplate, links};
use crate::ledger::{Ledger, SpanRole};
use crate::page::Page;
use skimmark_paper::category;
use skimmark_paper::entry::{Announcement, Category, Entry};
use skimmark_paper::ids;
use skimmark_paper::text::{readable, unwrap};

pub(super) use super::boilerplate::is_boilerplate;

/// A line without the blanks around it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row<'p> {
    pub text: &'p str,
    pub start: usize,
    pub end: usize,
}

/// The lines of a page.
pub(super) fn rows(page: &Page) -> Vec<Row<'_>> {
    let lines = page.lines();
    lines.map(|l| Row { text: boilerplate::trim(l.text), start: l.start, end: l.end }).collect()
}

/// The account of a page, of which some rows are known; the others are wrapping or left over.
pub(super) fn account(rows: &[Row], roles: &[Option<SpanRole>]) -> Ledger {
    let mut ledger = Ledger::default();
    for (row, role) in rows.iter().zip(roles) {
        let otherwise = || match is_boilerplate(row.text) {
            true => SpanRole::Boilerplate,
            false => SpanRole::Leftover,
        };
        ledger.book(row.end, role.unwrap_or_else(otherwise));
    }
    ledger
}

/// `text` behind `prefix`, the case of ASCII letters apart.
pub(super) fn behind<'t>(text: &'t str, prefix: &str) -> Option<&'t str> {
    let head = text.get(..prefix.len())?;
    head.eq_ignore_ascii_case(prefix).then(|| &text[prefix.len()..])
}

/// An identifier and its version behind `arXiv:`, and the text behind it.
pub(super) fn identifier(text: &str) -> Option<(&str, Option<u16>, &str)> {
    let text = behind(text, "arxiv:")?.trim_start();
    let inside = |c: char| c.is_ascii_alphanumeric() || "./-".contains(c);
    let end = text.find(|c| !inside(c)).unwrap_or(text.len());
    let (id, rest) = text.split_at(end);
    let (id, version) = ids::arxiv(id.trim_end_matches('.'))?;
    Some((id, version, rest))
}

/// The fields that arXiv labels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Title,
    Authors,
    Abstract,
    Comments,
    Venue,
    Subjects,
    Doi,
    Cite,
    /// One that an entry has no place for.
    Other,
}

const LABELS: &[(&str, Field)] = &[
    ("Title:", Field::Title),
    ("Authors:", Field::Authors),
    ("Author:", Field::Authors),
    ("Abstract:", Field::Abstract),
    ("Comments:", Field::Comments),
    ("Journal-ref:", Field::Venue),
    ("Journal ref:", Field::Venue),
    ("Journal reference:", Field::Venue),
    ("Subjects:", Field::Subjects),
    ("Subject:", Field::Subjects),
    ("DOI:", Field::Doi),
    ("Related DOI:", Field::Doi),
    ("Cite as:", Field::Cite),
    ("Report-no:", Field::Other),
    ("Report number:", Field::Other),
    ("MSC-class:", Field::Other),
    ("MSC classes:", Field::Other),
    ("MSC Class:", Field::Other),
    ("ACM-class:", Field::Other),
    ("ACM classes:", Field::Other),
    ("ACM Class:", Field::Other),
];

/// The field whose label `text` begins with, and the trimmed text behind the label.
pub(super) fn label(text: &str) -> Option<(Field, &str)> {
    let known = |(label, field): &(&str, Field)| {
        text.strip_prefix(label).map(|value| (*field, boilerplate::trim(value)))
    };
    LABELS.iter().find_map(known)
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
    /// It begins with the number of the record.
    pub numbered: bool,
    /// It says in which formats the paper can be had.
    pub formats: bool,
    /// What follows on its last row.
    pub rest: &'p str,
    pub rows: Range<usize>,
}

impl Head<'_> {
    /// Its tokens stand on rows of their own.
    pub fn is_spread(&self) -> bool {
        self.rows.len() > 1
    }
}

/// Blank rows that may stand between two tokens of a head.
const WIDEST_GAP: usize = 3;

/// The head that begins on row `at`.
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
    /// Takes a token that `read` knows, which gives its value and what follows.
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
        if let Some(from) = behind(part, "cross-list") {
            notes.announced.push(Announcement::Cross);
            notes.from = from.trim_start().strip_prefix("from").map(str::trim);
        } else if behind(part, "replaced").is_some() {
            notes.announced.push(Announcement::Replaced);
        } else if behind(part, "withdrawn").is_some() {
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

/// A record of any page of arXiv begins on row `at`.
pub(super) fn begins(rows: &[Row], at: usize) -> bool {
    let text = rows[at].text;
    let listed = text.starts_with(['[', 'a', 'A'])
        && head(rows, at).is_some_and(|head| head.formats || head.numbered);
    listed || text.starts_with("[Submitted on ")
}

/// What a selection that began inside a head left of it: `pdf, html, other]`.
pub(super) fn is_cut_head(text: &str) -> bool {
    let Some(inside) = text.strip_suffix(']') else { return false };
    let last = inside.rsplit([',', '[']).next().unwrap_or_default();
    text.len() <= 60 && FORMATS.contains(&last.trim())
}

/// `Computation and Language (cs.CL); Artificial Intelligence (cs.AI)`
pub(super) fn subjects(text: &str) -> Vec<Category> {
    let mut found = Vec::new();
    for part in text.split(';') {
        let code = part.rsplit_once('(').and_then(|(_, code)| code.split_once(')'));
        let Some((code, _)) = code.filter(|(code, _)| !code.trim().is_empty()) else { continue };
        let category = category::resolve(code);
        if !found.contains(&category) {
            found.push(category);
        }
    }
    found
}

/// Whether `text` holds a subject with its code: `Databases (cs.DB)`.
pub(super) fn holds_subject(text: &str) -> bool {
    subjects(text).iter().any(|subject| category::full_name(subject).is_some())
}

/// A DOI that a journal gave; arXiv's own says no more than the identifier.
pub(super) fn journal_doi(text: &str) -> Option<String> {
    let text = readable(text);
    let first = text.split_whitespace().next()?;
    let bare = ["https://doi.org/", "http://doi.org/", "https://dx.doi.org/", "http://dx.doi.org/"];
    let first = bare.iter().find_map(|start| behind(first, start)).unwrap_or(first);
    ids::doi(first).filter(|doi| !doi.starts_with("10.48550/"))
}

/// Fills in the authors from a list as arXiv writes it.
pub(super) fn name_authors(entry: &mut Entry, list: &str) {
    let list = list.trim();
    if list.starts_with("(author list is unavailable") {
        return;
    }
    let cut = list.rfind("et al").filter(|at| list[*at..].contains("additional author"));
    let cut = cut.or_else(|| list.rfind("(collapse list)"));
    let named = list[..cut.unwrap_or(list.len())].trim_end().trim_end_matches(',');
    let byline = byline::authors(&readable(named));
    entry.authors = byline.authors;
    let hidden = cut.is_some_and(|at| list[at..].starts_with("et al"));
    entry.more_authors = byline.more_authors || hidden;
    entry.affiliation = byline.affiliation;
}

/// The text of some rows, lines joined and TeX read.
pub(super) fn text_of<'p>(lines: impl IntoIterator<Item = &'p str>) -> String {
    readable(&unwrap(lines))
}

/// A field that is absent where its text is empty.
pub(super) fn given(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}

/// A new entry of this paper, whose title and authors stand apart.
pub(super) fn entry(id: &str, version: Option<u16>) -> Entry {
    let mut entry = Entry { version, confidence: 1.0, ..Entry::default() };
    entry.ids.arxiv = Some(id.to_owned());
    entry
}

/// Names a paper without title by its identifier, keeps the links of its texts, and says that
/// it was withdrawn where they do.
pub(super) fn finish(entry: &mut Entry) {
    if let Some(id) = entry.ids.arxiv.as_ref().filter(|_| entry.title.is_empty()) {
        entry.title = format!("arXiv:{id}");
    }
    for text in [entry.abstract_text.clone(), entry.comments.clone()].into_iter().flatten() {
        links::of_text(entry, &text);
        if withdraws(&text) && !entry.announced.contains(&Announcement::Withdrawn) {
            entry.announced.push(Announcement::Withdrawn);
        }
    }
}
