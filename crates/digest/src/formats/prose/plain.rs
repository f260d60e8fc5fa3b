//! Text of no known form: a line that holds an identifier of a paper or a link to one becomes
//! an entry with what stands around it, and everything else is left over.

use crate::byline;
use crate::digest::Digest;
use crate::formats::Watch;
use crate::formats::shared::{boilerplate, links};
use crate::ledger::{Ledger, SpanRole};
use crate::page::{Line, Page};
use skimmark_paper::date::PartialDate;
use skimmark_paper::entry::{Entry, Ids};
use skimmark_paper::ids::mention::{self, Mention};
use skimmark_paper::text::readable;

/// A line longer than this is no title.
const LONGEST_TITLE: usize = 300;

/// How sure the reading of a title around an identifier is.
const CONFIDENCE: f32 = 0.5;

/// Reads the page by identifiers and links alone.
pub(crate) fn parse(page: &Page, _pasted: PartialDate, watch: Watch) -> Digest {
    let mut digest = Digest::default();
    let mut above: Option<Line> = None;
    for line in page.lines() {
        let written = mention::find(line.text);
        let linked = written.is_none();
        let Some(mention) = written.or_else(|| linked_mention(page, &line)) else {
            settle(&mut digest.ledger, above.take());
            above = Some(line);
            continue;
        };
        if continues(&digest, &mention.ids) && (above.is_none() || linked) {
            settle(&mut digest.ledger, above.take());
            extend(&mut digest, &line, mention);
        } else {
            begin(&mut digest, above.take(), &line, mention);
        }
        watch(line.end, &digest.entries);
    }
    settle(&mut digest.ledger, above);
    digest
}

/// The paper that words of the line link to, where the source tells links apart from the text.
fn linked_mention(page: &Page, line: &Line) -> Option<Mention> {
    let links = page.links(line.start..line.end);
    let mention = links.iter().find_map(|link| mention::find(&link.url))?;
    Some(Mention { rest: line.text.to_owned(), ..mention })
}

/// Books a line that belongs to no entry.
fn settle(ledger: &mut Ledger, line: Option<Line>) {
    let Some(line) = line else { return };
    let role = if boilerplate::is_boilerplate(line.text) {
        SpanRole::Boilerplate
    } else {
        SpanRole::Leftover
    };
    ledger.book(line.end, role);
}

/// The line before this one began an entry of the same paper.
fn continues(digest: &Digest, ids: &Ids) -> bool {
    let Some(last) = digest.entries.last() else { return false };
    let shares = |a: &Option<String>, b: &Option<String>| a.is_some() && a == b;
    shares(&last.ids.arxiv, &ids.arxiv)
        || shares(&last.ids.doi, &ids.doi)
        || shares(&last.ids.pmid, &ids.pmid)
}

fn last_index(digest: &Digest) -> SpanRole {
    SpanRole::Entry(u32::try_from(digest.entries.len().saturating_sub(1)).unwrap_or(u32::MAX))
}

fn extend(digest: &mut Digest, line: &Line, mention: Mention) {
    let role = last_index(digest);
    digest.ledger.book(line.end, role);
    if let Some(entry) = digest.entries.last_mut() {
        mention.links.into_iter().for_each(|link| links::keep(entry, link));
    }
}

/// A new entry, named by the rest of the line, else by the line above it, else by its id.
fn begin(digest: &mut Digest, above: Option<Line>, line: &Line, mention: Mention) {
    let own = title_in(&mention.rest);
    let above_title = above.and_then(|line| title_in(line.text)).filter(|_| own.is_none());
    let takes_above = above_title.is_some();
    if !takes_above {
        settle(&mut digest.ledger, above);
    }
    let title = own.or(above_title).unwrap_or_else(|| mention.name.clone());
    let mut entry = Entry {
        title,
        ids: mention.ids,
        version: mention.version,
        confidence: CONFIDENCE,
        ..Entry::default()
    };
    mention.links.into_iter().for_each(|link| links::keep(&mut entry, link));
    digest.entries.push(entry);
    let role = last_index(digest);
    digest.ledger.book(line.end, role);
}

/// The title that a line holds beside its identifiers: words, not the marks of a list.
fn title_in(line: &str) -> Option<String> {
    if line.len() > LONGEST_TITLE || boilerplate::is_boilerplate(line) {
        return None;
    }
    let text = readable(line);
    let text = text.trim_matches(|c: char| c.is_whitespace() || "-*•#>|[]()<>:;,\"".contains(c));
    let text = text.trim_start_matches(|c: char| c.is_ascii_digit() || ".) ".contains(c));
    let words = text.split_whitespace().filter(|w| w.chars().any(char::is_alphabetic)).count();
    let named = words >= 2 && text.chars().filter(|c| c.is_alphabetic()).count() >= 8;
    let names_people = text.contains(", ") && byline::list_likelihood(text) > 0.6;
    (named && !names_people).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::{Hints, LinkHint};

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
        let digest = parse(&page, PartialDate::year_only(2026), &mut |_, _| {});
        let [entry] = digest.entries.as_slice() else { panic!("{:?}", digest.entries) };
        assert_eq!(entry.title, "Counting Sheep at Night");
        assert_eq!(entry.ids.arxiv.as_deref(), Some("2601.00001"));
        assert_eq!(entry.links.len(), 2);
        let left: Vec<_> =
            digest.ledger.leftover_lines(&page).iter().map(|line| line.number).collect();
        assert_eq!(left, [2, 4]);
    }
}
