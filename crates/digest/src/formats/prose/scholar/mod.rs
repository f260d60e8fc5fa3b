//! The alert that Google Scholar mails: title, authors with venue and year, a snippet.
//!
//! A title is certain if it links to the paper through Google Scholar. Without links a paper
//! is known by its second line, which has authors by initials, and by what stands around it:
//! a tag before the title, a snippet that ends in `…`, the buttons to share it.
//!
//! ```
//! use skimmark_digest::{formats, page::Page};
//!
//! let page = Page::new(
//!     "[PDF] Counting Sheep\n\
//!      A Lindqvist, B Ek - Journal of Wool, 2026\n\
//!      We count sheep, and find that …\n\
//!      Save\tTwitter\tLinkedIn\tFacebook\n",
//! );
//! let digest = formats::read(&page, "2026-06-20".parse()?);
//! assert_eq!(digest.format(), "Scholar alert");
//! assert_eq!(digest.entries[0].title, "Counting Sheep");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod boilerplate;
mod imprint;
mod lines;

use crate::digest::Digest;
use crate::formats::format::{Source, Watch, a_few};
use crate::formats::record::{self, Role};
use crate::formats::shared::rows::{self, Row};
use crate::ledger::SpanRole;
use imprint::Imprint;
use lines::{Kind, Line};
use skimmark_paper::entry::Entry;
use skimmark_paper::text::unwrap;

/// A paper without a link has at least this many signs of an alert: authors by initials, venue or
/// year, a tag, a snippet that was cut, buttons, and others of its kind on the page.
const ENOUGH_SIGNS: u32 = 3;

/// A title is no longer than this, in bytes.
const LONGEST_TITLE: usize = 500;

/// A snippet has no more lines than this, and at most this many if nothing ends it.
const MOST_LINES: usize = 8;
const MOST_OPEN_LINES: usize = 3;

/// Lines that a mail program made of one title.
const MOST_TITLE_LINES: usize = 4;

/// Mail programs break lines at about this column.
const MAIL_WIDTH: usize = 68;

/// Returns how many papers of an alert the page holds, up to a few.
pub(crate) fn sniff(source: &Source) -> u32 {
    let lines = lines::read(source.page, source.rows());
    a_few(records(&lines))
}

/// Returns true if a paper certainly begins in this row: its title leads through Google Scholar, or
/// its authors, with venue or year, stand below, and more of an alert around them.
pub(crate) fn begins(source: &Source, at: usize) -> bool {
    let rows = source.rows();
    if boilerplate::names_sender(rows[at].text) {
        return true;
    }
    let next = &rows[(at + 1).min(rows.len())..];
    let links = |row: &Row| lines::links(source.page, row);
    let ahead = next.iter().take(MOST_TITLE_LINES);
    let addressed = ahead.take_while(|row| !row.text.is_empty()).any(links);
    let below = next.iter().take(2).find(|row| !row.text.is_empty());
    let formed_below = || below.is_some_and(|row| Imprint::may_be(row.text));
    let tagged = || tags(rows[at].text).1.is_some();
    if !(addressed || links(&rows[at]) || formed_below() || tagged()) {
        return false;
    }
    let end = rows.len().min(at + MOST_TITLE_LINES + MOST_LINES + 3);
    let lines = lines::read(source.page, &rows[at..end]);
    let title_end = lines.iter().take(MOST_TITLE_LINES + 1).position(|row| row.target.is_some());
    let linked = title_end.and_then(|end| linked(&lines, 0, end));
    linked.is_some_and(|record| record.first == 0)
        || formed(&lines, 0, false).is_some_and(|it| it.imprint.is_some_and(|(_, it)| it.sure))
}

/// Returns true for a line that stands above the papers.
pub(crate) fn leads(text: &str) -> bool {
    boilerplate::leads(text)
}

/// Reads the page as an alert.
pub(crate) fn parse(source: &Source, watch: Watch) -> Digest {
    let lines = lines::read(source.page, source.rows());
    let mut digest = Digest::default();
    let mut roles = vec![None; source.rows().len()];
    let mut after = 0;
    for record in records(&lines) {
        let Some(entry) = record.entry(&lines) else { continue };
        let own = lines[record.first].row..=lines[record.end - 1].row;
        roles[own].fill(Some(SpanRole::Entry(digest.next_index())));
        after = record.end;
        digest.entries.push(entry);
        watch(lines[record.end - 1].end, &digest.entries);
    }
    let within: Vec<bool> = lines.iter().map(|line| roles[line.row].is_some()).collect();
    // Rows that are no lines are blank.
    let mut known = vec![true; roles.len()];
    for (line, found) in lines.iter().zip(boilerplate::rows(&lines, after, &within)) {
        known[line.row] = found;
    }
    digest.ledger = rows::account(source.rows(), &roles, |at| known[at]);
    digest
}

/// Where one paper stands, in rows.
#[derive(Debug)]
struct Record {
    first: usize,
    /// After the last line of the title.
    title_end: usize,
    imprint: Option<(usize, Imprint)>,
    /// The first line of the snippet.
    snippet: usize,
    /// After the snippet.
    end: usize,
    target: Option<String>,
}

/// Returns the page's papers.
fn records(rows: &[Line]) -> impl Iterator<Item = Record> {
    let signed = rows.iter().any(|row| {
        row.kind == Kind::Share || row.target.is_some() || boilerplate::names_service(row.text)
    });
    // One paper that is certain by itself vouches for its neighbors.
    let known = signed || known_records(rows, false).next().is_some();
    known_records(rows, known)
}

/// Returns the papers of a page that is `known` to be an alert, or of any page.
fn known_records(rows: &[Line], known: bool) -> impl Iterator<Item = Record> {
    let (mut at, mut free) = (0, 0);
    std::iter::from_fn(move || {
        while at < rows.len() {
            let record = linked(rows, free, at).or_else(|| formed(rows, at, known));
            if let Some(record) = record {
                (at, free) = (record.end, record.end);
                return Some(record);
            }
            at += 1;
        }
        None
    })
}

/// Reads the paper whose title links to it, on this row; rows from `free` on are in no paper yet.
fn linked(rows: &[Line], free: usize, at: usize) -> Option<Record> {
    let target = rows[at].target.clone()?;
    let (first, title_end) = match rows[at].kind {
        Kind::Text => (above(rows, free, at), at + 1),
        Kind::Address => {
            let last = at.checked_sub(1).filter(|last| *last >= free && is_text(rows, *last))?;
            (above(rows, free, last), at)
        }
        _ => return None,
    };
    let below = at + 1;
    let is_imprint = is_text(rows, below) && rows[below].target.is_none();
    let imprint = is_imprint.then(|| (below, Imprint::of(rows[below].text)));
    let snippet = below + usize::from(is_imprint);
    let end = snippet_end(rows, first, snippet).0;
    Some(Record { first, title_end, imprint, snippet, end, target: Some(target) })
}

fn is_text(rows: &[Line], at: usize) -> bool {
    rows.get(at).is_some_and(|row| row.kind == Kind::Text)
}

/// Returns the first line of a title that ends on this row: lines above it that a mail program
/// broke.
fn above(rows: &[Line], free: usize, last: usize) -> usize {
    let mut first = last;
    while first > free && last - first + 1 < MOST_TITLE_LINES && is_text(rows, first - 1) {
        let (line, next) = (&rows[first - 1], rows[first].text);
        let word = next.split(' ').next().unwrap_or_default().chars().count();
        let width = line.text.chars().count();
        let broken = width <= 80 && width + 1 + word > MAIL_WIDTH && line.target.is_none();
        if !broken || line.text.ends_with(['.', '!', '?', ':', '…']) {
            break;
        }
        first -= 1;
    }
    first
}

/// Reads the paper whose title is this row, by its form; `known` says that the page is an alert.
fn formed(rows: &[Line], at: usize, known: bool) -> Option<Record> {
    let title = rows[at].text;
    if !is_text(rows, at) || title.len() > LONGEST_TITLE || !title.contains(char::is_alphabetic) {
        return None;
    }
    let (untagged, tag) = tags(title);
    // `[PDF] arxiv.org` stands above a title on a page of results.
    if tag.is_some() && untagged.contains('.') && !untagged.contains(' ') {
        return None;
    }
    // A mail program may have broken a title; its tag says where it began.
    let most = if tag.is_some() { MOST_TITLE_LINES } else { 1 };
    let lines = (at + 1..=at + most).take_while(|below| is_text(rows, *below));
    let (below, imprint) = lines
        .map(|below| (below, Imprint::recognize(rows[below].text)))
        .find_map(|(below, imprint)| Some((below, imprint?)))?;
    let next = rows.get(below + 1).filter(|row| row.kind == Kind::Text);
    if next.is_some_and(|row| Imprint::recognize(row.text).is_some_and(|it| it.sure)) {
        return None;
    }
    let (end, cut) = snippet_end(rows, at, below + 1);
    let shared = rows.get(end).is_some_and(|row| row.kind == Kind::Share);
    let evidence = u32::from(imprint.sure)
        + u32::from(imprint.is_placed())
        + u32::from(known)
        + u32::from(tag.is_some())
        + u32::from(cut)
        + 2 * u32::from(shared);
    (evidence >= ENOUGH_SIGNS).then_some(Record {
        first: at,
        title_end: below,
        imprint: Some((below, imprint)),
        snippet: below + 1,
        end,
        target: rows[at].link.filter(|url| leads_away(url)).map(str::to_owned),
    })
}

/// Returns true for an address outside of Google Scholar.
fn leads_away(url: &str) -> bool {
    url.starts_with("http") && !url.contains("//scholar.google")
}

/// Returns the row after the snippet that begins on this row, and whether it ends in `…`.
fn snippet_end(rows: &[Line], title: usize, start: usize) -> (usize, bool) {
    if tags(rows[title].text).1 == Some(Tag::Citation) {
        return (start, false);
    }
    let is_line = |at: usize| {
        let begins_paper = rows.get(at + 1).is_some_and(|next| {
            next.kind == Kind::Address && next.target.is_some()
                || next.kind == Kind::Text
                    && Imprint::recognize(next.text).is_some_and(|it| it.sure)
        });
        is_text(rows, at) && rows[at].target.is_none() && !begins_paper
    };
    let mut end = start;
    while end < rows.len() && end < start + MOST_LINES && is_line(end) {
        end += 1;
        if rows[end - 1].text.ends_with('…') {
            return (end, true);
        }
    }
    let shared = rows.get(end).is_some_and(|row| row.kind == Kind::Share);
    (if shared { end } else { end.min(start + MOST_OPEN_LINES) }, false)
}

/// What the mark before a title says of the paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tag {
    Pdf,
    Html,
    Citation,
    /// A book, or a word of another language.
    Other,
}

/// The longest word in brackets before a title, in characters.
const LONGEST_TAG: usize = 14;

/// Strips the marks before a title; returns what the last of them says, too.
fn tags(title: &str) -> (&str, Option<Tag>) {
    let (mut rest, mut tag) = (title, None);
    while let Some((word, after)) = rest.strip_prefix('[').and_then(|text| text.split_once(']')) {
        let capitals = word.chars().all(|c| c.is_alphabetic() && !c.is_lowercase());
        if !capitals || !(1..=LONGEST_TAG).contains(&word.chars().count()) {
            break;
        }
        tag = Some(match word {
            "PDF" => Tag::Pdf,
            "HTML" => Tag::Html,
            "CITATION" | "C" => Tag::Citation,
            _ => Tag::Other,
        });
        rest = after.trim_start();
    }
    if rest.is_empty() { (title, None) } else { (rest, tag) }
}

impl Record {
    fn entry(&self, rows: &[Line]) -> Option<Entry> {
        let mut record = record::Record::default();
        let whole = unwrap(rows[self.first..self.title_end].iter().map(|row| row.text));
        let (title, tag) = tags(&whole);
        record.add(Role::Title, title);
        if let Some((_, imprint)) = &self.imprint {
            imprint.authors.iter().for_each(|name| record.add(Role::Author, name.as_str()));
            record.add(Role::Venue, imprint.venue.as_deref().unwrap_or_default());
            record.known.more_authors = imprint.more;
            record.known.date = imprint.date();
        }
        let snippet = rows[self.snippet..self.end].iter().map(|row| row.text);
        record.add_lines(Role::Abstract, &snippet.collect::<Vec<_>>());
        let page = match tag {
            Some(Tag::Pdf) => Role::Pdf,
            Some(Tag::Html) => Role::Html,
            _ => Role::Page,
        };
        record.add(page, self.target.as_deref().unwrap_or_default());
        record.entry()
    }
}
