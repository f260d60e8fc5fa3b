//! Text of no known form: a line that holds an identifier of a paper or a link to one becomes an
//! entry with the text around it, and everything else is left over.
//!
//! ```
//! use skimmark_digest::{formats, page::Page};
//!
//! let page = Page::new(
//!     "Counting Sheep\n\
//!      https://doi.org/10.5555/wool.1\n",
//! );
//! let digest = formats::read(&page, "2026-06-20".parse()?);
//! assert_eq!(digest.format(), "plain text");
//! assert_eq!(digest.entries[0].title, "Counting Sheep");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use crate::byline;
use crate::digest::Digest;
use crate::formats::format::{Source, Watch};
use crate::formats::record::{Record, Role};
use crate::formats::shared::rows::Row;
use crate::formats::shared::{boilerplate, links};
use crate::ledger::{Ledger, SpanRole};
use crate::page::Page;
use skimmark_paper::entry::Ids;
use skimmark_paper::ids::mention::{self, Mention};
use skimmark_paper::text::readable;
use skimmark_paper::words::to_u32;

/// A line longer than this is not a title.
const LONGEST_TITLE: usize = 300;

/// The confidence of a title that was found around an identifier.
const CONFIDENCE: f32 = 0.5;

/// Reads the page only by identifiers and links.
pub(crate) fn parse(source: &Source, watch: Watch) -> Digest {
    let mut digest = Digest::default();
    let mut above: Option<&Row> = None;
    for row in source.rows() {
        let written = mention::find(row.text);
        let linked = written.is_none();
        let Some(mention) = written.or_else(|| linked_mention(source.page, row)) else {
            settle(&mut digest.ledger, above.replace(row));
            continue;
        };
        if continues(&digest, &mention.ids) && (above.is_none() || linked) {
            settle(&mut digest.ledger, above.take());
            extend(&mut digest, row, mention);
        } else {
            begin(&mut digest, above.take(), row, mention);
        }
        watch(row.end, &digest.entries);
    }
    settle(&mut digest.ledger, above);
    digest
}

/// Finds the paper that words of the line link to, if the source separates links from the text.
fn linked_mention(page: &Page, row: &Row) -> Option<Mention> {
    let links = page.links(row.bytes());
    let mention = links.iter().find_map(|link| mention::find(&link.url))?;
    Some(Mention { rest: row.text.to_owned(), ..mention })
}

/// Records a line that belongs to no entry.
fn settle(ledger: &mut Ledger, row: Option<&Row>) {
    let Some(row) = row else { return };
    let role = match boilerplate::is_boilerplate(row.text) {
        true => SpanRole::Boilerplate,
        false => SpanRole::Leftover,
    };
    ledger.book(row.end, role);
}

/// Returns true if the line before this one began an entry of the same paper.
fn continues(digest: &Digest, ids: &Ids) -> bool {
    let Some(last) = digest.entries.last() else { return false };
    let shares = |a: &Option<String>, b: &Option<String>| a.is_some() && a == b;
    shares(&last.ids.arxiv, &ids.arxiv)
        || shares(&last.ids.doi, &ids.doi)
        || shares(&last.ids.pmid, &ids.pmid)
}

fn last_index(digest: &Digest) -> SpanRole {
    SpanRole::Entry(to_u32(digest.entries.len().saturating_sub(1)))
}

fn extend(digest: &mut Digest, row: &Row, mention: Mention) {
    let role = last_index(digest);
    digest.ledger.book(row.end, role);
    if let Some(entry) = digest.entries.last_mut() {
        mention.links.into_iter().for_each(|link| links::keep(entry, link));
    }
}

/// Begins an entry, named by the rest of the line, else by the line above it, else by its id.
fn begin(digest: &mut Digest, above: Option<&Row>, row: &Row, mention: Mention) {
    let mut record = Record::default();
    let own = title_in(&mention.rest);
    let above_title = above.and_then(|row| title_in(row.text)).filter(|_| own.is_none());
    if above_title.is_none() {
        settle(&mut digest.ledger, above);
    }
    record.add(Role::Title, own.or(above_title).unwrap_or(&mention.name));
    record.add(Role::Arxiv, mention.ids.arxiv.unwrap_or_default());
    record.add(Role::Doi, mention.ids.doi.unwrap_or_default());
    record.add(Role::Pmid, mention.ids.pmid.unwrap_or_default());
    record.known.version = mention.version;
    record.known.confidence = Some(CONFIDENCE);
    mention.links.into_iter().for_each(|link| record.add(Role::Link, link.url));
    let Some(entry) = record.entry() else { return settle(&mut digest.ledger, Some(row)) };
    digest.entries.push(entry);
    let role = last_index(digest);
    digest.ledger.book(row.end, role);
}

/// Finds the title that a line holds besides its identifiers: words, not the marks of a list.
fn title_in(line: &str) -> Option<&str> {
    if line.len() > LONGEST_TITLE || boilerplate::is_boilerplate(line) {
        return None;
    }
    let text = line.trim_matches(|c: char| c.is_whitespace() || "-*•#>|[]()<>:;,\"".contains(c));
    let text = text.trim_start_matches(|c: char| c.is_ascii_digit() || ".) ".contains(c));
    let read = readable(text);
    let words = read.split_whitespace().filter(|w| w.chars().any(char::is_alphabetic)).count();
    let named = words >= 2 && read.chars().filter(|c| c.is_alphabetic()).count() >= 8;
    let names_people = read.contains(", ") && byline::list_likelihood(&read) > 0.6;
    (named && !names_people).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::{Hints, LinkHint};
    use skimmark_paper::date::PartialDate;

    #[test]
    fn a_link_names_a_paper_whose_address_is_not_in_the_text() {
        let text = "Counting Sheep at Night\nAna Lind and others\npdf\nSee you on Friday\n";
        let link = |start: usize, end: usize, url: &str| LinkHint {
            bytes: start..end,
            url: url.to_owned(),
        };
        let links = vec![
            link(0, 23, "https://arxiv.org/abs/2601.00001"),
            link(44, 47, "https://arxiv.org/pdf/2601.00001"),
            link(48, 51, "https://example.org/friday"),
        ];
        let page = Page::with_hints(text, Hints { links, joints: Vec::new() });
        let source = Source::new(&page, PartialDate::year_only(2026));
        let digest = parse(&source, &mut |_, _| {});
        let [entry] = digest.entries.as_slice() else { panic!("{:?}", digest.entries) };
        assert_eq!(entry.title, "Counting Sheep at Night");
        assert_eq!(entry.ids.arxiv.as_deref(), Some("2601.00001"));
        assert_eq!(entry.links.len(), 2);
        let left: Vec<_> =
            digest.ledger.leftover_lines(&page).iter().map(|line| line.number).collect();
        assert_eq!(left, [2, 4]);
    }
}
