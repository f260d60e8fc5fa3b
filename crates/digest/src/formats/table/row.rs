//! A row of a table as a record.

use std::borrow::Cow;
use std::ops::Range;

use super::columns::Columns;
use crate::formats::record::{Record, Role, is_missing, is_score, people_role, score};
use crate::formats::shared::markup;
use crate::page::Page;
use skimmark_paper::entry::Entry;
use skimmark_paper::ids::{self, address};

/// A cell of a row.
#[derive(Clone, Debug)]
pub(super) struct Cell<'p> {
    /// What it shows.
    pub text: Cow<'p, str>,
    /// Where it links, with what the link shows.
    pub links: Vec<(String, String)>,
}

/// Returns the links of a stretch of the page.
pub(super) fn links_of(page: &Page, bytes: Range<usize>) -> Vec<(String, String)> {
    let shown =
        |bytes: &Range<usize>| page.text().get(bytes.clone()).unwrap_or_default().to_owned();
    page.links(bytes).iter().map(|link| (shown(&link.bytes), link.url.clone())).collect()
}

/// The words of a link that are no title.
const LABELS: &[&str] =
    &["link", "pdf", "paper", "code", "github", "url", "abs", "arxiv", "html", "doi", "show"];

/// The confidence of a row that has fewer or more cells than the table has columns.
const DOUBTFUL: f32 = 0.5;

/// Reads a row as a paper, whose header has this many cells; `None` if it is not one of the table.
pub(super) fn entry(columns: &Columns, cells: &[Cell], found: usize) -> Option<Entry> {
    let count = columns.all.len();
    if cells.len() * 2 < count {
        return None;
    }
    let mut record = record(columns, cells);
    // Some programs leave out empty cells at the end of a row.
    if found > count && cells.len() < found || found * 3 < count * 2 {
        record.known.confidence = Some(DOUBTFUL);
    }
    let is_named = |entry: &Entry| {
        entry.title.contains(char::is_alphabetic)
            || columns.are_certain && !entry.authors.is_empty()
    };
    record.entry().filter(is_named)
}

/// Reads a row; a row without a title is named by what its links show.
fn record<'p>(columns: &Columns, cells: &[Cell<'p>]) -> Record<'p> {
    let mut record = Record::default();
    let people = columns
        .all
        .iter()
        .zip(cells)
        .filter(|(column, cell)| column.role == Role::Author && !is_empty(&cell.text));
    let people = people.map(|(column, _)| column.rank).min();
    for (column, cell) in columns.all.iter().zip(cells) {
        if let Some(rest) = cell.text.trim().strip_prefix("=HYPERLINK(\"") {
            let url = rest.split('"').next().unwrap_or_default();
            record.push(Role::Page, column.rank, url.to_owned());
        }
        let text = after_tag(value(cell.text.trim()));
        for (_, url) in &cell.links {
            let role = match column.role {
                Role::Title | Role::Page => Role::Page,
                Role::Pdf | Role::Code | Role::Html => column.role,
                _ if !address::read(url).ids.is_empty() => Role::Page,
                _ => Role::Link,
            };
            record.push(role, column.rank, url.clone());
        }
        if is_empty(text) {
            continue;
        }
        let text = markup::plain(text).into_owned();
        let (role, rank) = (column.role, column.rank);
        match role {
            // Other columns name them in other ways.
            Role::Author if Some(rank) != people => {}
            Role::Author => {
                let text = listed(&text).replace('\n', " ").replace("et.al", "et al");
                let text = apart(without_stop(&without_numbers(&text)));
                record.push(people_role(&text), rank, text);
            }
            Role::Editor => record.push(role, rank, text),
            Role::Id | Role::Page | Role::Pdf | Role::Code => {
                address_or_id(&mut record, role, rank, &text)
            }
            Role::Keywords if !text.contains(';') => {
                record.push(role, rank, listed(&text).replace('\n', " ").replace(", ", ";"));
            }
            Role::Keywords => record.push(role, rank, text.replace('\n', " ")),
            Role::Other if is_score(&column.name) => record.known.score = score(&text),
            Role::Other if column.name == "version" => record.known.version = text.parse().ok(),
            Role::Categories => record.push(role, rank, listed(&text)),
            Role::Volume | Role::Issue | Role::FirstPage | Role::LastPage if text == "0" => {}
            // Programs that know no whole numbers add a part to them.
            Role::Pmid | Role::Volume | Role::Issue | Role::Date => {
                record.push(role, rank, text.strip_suffix(".0").unwrap_or(&text).to_owned());
            }
            role => record.push(role, rank, text),
        }
    }
    if record.of(Role::Title).next().is_none() {
        let shown = cells.iter().flat_map(|cell| &cell.links).find(|(shown, _)| is_title(shown));
        if let Some((shown, _)) = shown {
            record.push(Role::Title, 0, shown.clone());
        }
    }
    record.settle();
    record
}

fn address_or_id(record: &mut Record, role: Role, rank: usize, text: &str) {
    let text = text.trim();
    match () {
        () if text.contains("://") => {
            record.push(if role == Role::Id { Role::Page } else { role }, rank, text.to_owned())
        }
        () if ids::arxiv(text).is_some() => record.push(Role::Arxiv, rank, text.to_owned()),
        () if ids::doi(text).is_some() => record.push(Role::Doi, rank, text.to_owned()),
        () if role == Role::Id && !text.contains(':') => {}
        () => record.push(role, rank, text.to_owned()),
    }
}

fn is_title(shown: &str) -> bool {
    let shown = shown.trim();
    shown.contains(' ')
        && !shown.contains("://")
        && !LABELS.iter().any(|label| label.eq_ignore_ascii_case(shown))
}

/// Returns true for a cell that holds nothing, or says so.
pub(super) fn is_empty(text: &str) -> bool {
    let text = text.trim();
    text.is_empty() || text == "-" || text == "--" || is_missing(text)
}

/// Returns what a formula of Excel shows: `="2026"`, `=HYPERLINK("https://example.org";"Sheep")`.
fn value(text: &str) -> &str {
    let Some(formula) = text.strip_prefix('=') else { return text };
    let shown = formula.trim_end_matches(')').trim_end_matches('"');
    shown.rsplit_once('"').map_or(text, |(_, shown)| shown)
}

/// Returns the texts of a list that Python printed, parted by semicolons: `['Ana Lee', 'Bo Ek']`.
fn listed(text: &str) -> String {
    let inner = text.trim().strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    let Some(inner) = inner.filter(|inner| inner.starts_with(['\'', '"'])) else {
        return text.replace('|', ";");
    };
    let inner = inner.trim_matches(['\'', '"']);
    ["', '", "\", \"", "', \"", "\", '", "','", "\",\""]
        .iter()
        .fold(inner.to_owned(), |text, between| text.replace(between, "; "))
}

/// Strips the tag of a RIS file that came into a cell with its value.
fn after_tag(text: &str) -> &str {
    match text.as_bytes() {
        [b'A'..=b'Z', b'A'..=b'Z' | b'0'..=b'9', b' ', b' ', b'-', b' ', ..] => {
            text[6..].trim_start()
        }
        _ => text,
    }
}

/// Strips the numbers of people in brackets: `Hao, Jie (57221302630); ...`.
fn without_numbers(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('(') {
        out.push_str(before);
        match after.split_once(')') {
            Some((inner, after)) if inner.bytes().all(|byte| byte.is_ascii_digit()) => {
                out.truncate(out.trim_end().len());
                rest = after;
            }
            _ => {
                out.push('(');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

/// Strips the full stop after the last of people whose initials have none: `Lee A, Ek BC.`
fn without_stop(text: &str) -> &str {
    match text.trim().strip_suffix('.') {
        Some(bare)
            if bare.contains(", ") && !bare.contains('.') && bare.ends_with(char::is_uppercase) =>
        {
            bare
        }
        _ => text,
    }
}

/// Beginnings of surnames after which a capital follows.
const PREFIXES: &[&str] =
    &["Mc", "Mac", "De", "Di", "Da", "Du", "La", "Le", "Van", "Von", "Fitz", "O"];

/// Parts names that are glued to each other, or of one name its parts: `Nigar AlievBo Ek`,
/// `AlievNigar`.
fn apart(text: &str) -> String {
    if text.contains([',', ';', '&', '\n']) || text.contains(" and ") {
        return text.to_owned();
    }
    let is_one = !text.trim().contains(' ');
    let mut out = String::with_capacity(text.len() + 8);
    let mut word = String::new();
    for c in text.chars() {
        let is_glued = c.is_uppercase() && word.ends_with(char::is_lowercase);
        if is_glued && !PREFIXES.contains(&word.as_str()) {
            out.push_str(if is_one { " " } else { "; " });
            word.clear();
        }
        if c.is_alphanumeric() {
            word.push(c)
        } else {
            word.clear()
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn glued_names_are_parted() {
        let cases = [
            ("Nigar AlievBo Ek", "Nigar Aliev; Bo Ek"),
            ("AlievNigar", "Aliev Nigar"),
            ("Ana McDonald", "Ana McDonald"),
            ("DeBlieux, Donald", "DeBlieux, Donald"),
        ];
        for (text, expected) in cases {
            assert_eq!(apart(text), expected, "{text}");
        }
        assert_eq!(without_numbers("Hao, Jie (123); Ek (Wold), Bo (7)"), "Hao, Jie; Ek (Wold), Bo");
    }

    #[test]
    fn values_of_programs_are_read() {
        assert_eq!(value("=\"2026\""), "2026");
        assert_eq!(value("=HYPERLINK(\"https://example.org\";\"Sheep\")"), "Sheep");
        assert_eq!(listed("['Ana Lee', \"Bo O'Ek\"]"), "Ana Lee; Bo O'Ek");
        assert_eq!(listed("Ana Lee|Bo Ek"), "Ana Lee;Bo Ek");
    }

    #[test]
    fn tags_of_other_files_are_not_part_of_a_cell() {
        assert_eq!(after_tag("AB  - We count."), "We count.");
        assert_eq!(after_tag("A - B"), "A - B");
    }
}
