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

use std::ops::Range;

use crate::digest::Digest;
use crate::formats::format::{Source, Watch};
use crate::formats::record::{Record, Role};
use crate::formats::shared::rows::{self, Row};
use crate::formats::shared::{boilerplate, links};
use crate::ledger::{Ledger, SpanRole};
use crate::page::Page;
use skimmark_paper::entry::Ids;
use skimmark_paper::ids::mention::{self, Mention};
use skimmark_paper::text::readable;
use skimmark_paper::texts;
use skimmark_paper::texts::Texts;
use skimmark_paper::words::to_u32;

/// A line of more characters than this is not a title.
const LONGEST_TITLE: usize = 300;

/// A title of fewer letters than this needs a capital, or a script without them.
const FEW_LETTERS: usize = 8;

/// The confidence of a title that was found around an identifier.
const CONFIDENCE: f32 = 0.5;

/// Words before or after an address that say what it leads to, in lower case.
static LABELS: Texts = texts![
    "abs",
    "abstract",
    "arxiv",
    "code",
    "demo",
    "doi",
    "full text",
    "github",
    "html",
    "link",
    "links",
    "openreview",
    "paper",
    "pdf",
    "pmid",
    "preprint",
    "project page",
    "source",
    "url",
    "website",
];

/// Reads the page only by identifiers and links.
pub(crate) fn parse(source: &Source, watch: Watch) -> Digest {
    let mut digest = Digest::default();
    let rows = source.rows();
    let prose = rows::of_prose(rows);
    let is_down = titles_are_below(&prose);
    let mut above: Option<&Row> = None;
    let mut done = 0;
    for (at, row) in rows.iter().enumerate() {
        if at < done {
            continue;
        }
        if prose[at].text.len() < row.text.len() {
            settle(&mut digest.ledger, above.take());
            settle(&mut digest.ledger, Some(row));
            continue;
        }
        let written = mention::find(row.text);
        let linked = written.is_none();
        let Some(mention) = written.or_else(|| linked_mention(source.page, row)) else {
            settle(&mut digest.ledger, above.replace(row));
            continue;
        };
        if continues(&digest, &mention.ids) && (above.is_none() || linked) {
            settle(&mut digest.ledger, above.take());
            extend(&mut digest, row, mention);
        } else if let Some(title) =
            title_in(prose.get(at + 1)).filter(|_| is_down && is_bare(&mention))
        {
            settle(&mut digest.ledger, above.take());
            begin(&mut digest, None, row, mention, Some(title));
            let last = SpanRole::Entry(to_u32(digest.entries.len().saturating_sub(1)));
            digest.ledger.book(rows[at + 1].end, last);
            done = at + 2;
        } else {
            begin(&mut digest, above.take(), row, mention, None);
        }
        watch(row.end, &digest.entries);
    }
    settle(&mut digest.ledger, above);
    digest
}

/// Returns true if titles stand below the addresses of a page, not above them.
fn titles_are_below(rows: &[Row]) -> bool {
    let bare = |row: &Row| mention::find(row.text).is_some_and(|it| is_bare(&it));
    let mut below = 0;
    for at in (0..rows.len()).filter(|at| bare(&rows[*at])) {
        let before = at.checked_sub(1).and_then(|at| title_in(rows.get(at)));
        match (before, title_in(rows.get(at + 1))) {
            (None, Some(_)) => below += 1,
            (Some(_), None) => return false,
            _ => {}
        }
    }
    below > 0
}

/// Returns true for a line that holds nothing but identifiers and addresses.
fn is_bare(mention: &Mention) -> bool {
    words_of(&mention.rest).is_none()
}

/// Returns the title that a line beside an address is.
fn title_in<'p>(row: Option<&Row<'p>>) -> Option<&'p str> {
    let text = row?.text;
    words_of(text)
        .filter(|words| mention::find(text).is_none() && is_title(words) && !names_people(words))
}

/// Finds the paper that words of the line link to, if the source separates links from the text.
fn linked_mention(page: &Page, row: &Row) -> Option<Mention> {
    let links = page.links(row.bytes());
    let (link, mention) = links.iter().find_map(|link| Some((link, mention::find(&link.url)?)))?;
    let within = |at: usize| at.clamp(row.text_start, row.text_bytes().end) - row.text_start;
    let place = within(link.bytes.start)..within(link.bytes.end);
    Some(Mention { rest: row.text.to_owned(), places: vec![place], ..mention })
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

/// Adds the addresses of a line to the entry before it; its words are left over.
fn extend(digest: &mut Digest, row: &Row, mention: Mention) {
    let whole = words_of(&mention.rest).is_none();
    if let Some(entry) = digest.entries.last_mut() {
        mention.links.into_iter().for_each(|link| links::keep(entry, link));
        book(digest, row, (!whole).then_some(&mention.places));
    }
}

/// Begins an entry, named by the rest of the line, else by the line above or `below` it, else by its id. What
/// of the rest is in no field is left over.
fn begin(
    digest: &mut Digest,
    above: Option<&Row>,
    row: &Row,
    mention: Mention,
    below: Option<&str>,
) {
    let mut record = Record::default();
    let own = words_of(&mention.rest);
    let people = own.filter(|text| names_people(text));
    let title = own.filter(|text| people.is_none() && is_title(text));
    let above_words = above.filter(|_| title.is_none()).and_then(|row| words_of(row.text));
    let above_title = above_words.filter(|text| is_title(text) && !names_people(text));
    if above_title.is_none() {
        settle(&mut digest.ledger, above);
    }
    record.add(Role::Title, title.or(above_title).or(below).unwrap_or(&mention.name));
    record.add(Role::Authors, people.unwrap_or_default());
    record.add(Role::Arxiv, mention.ids.arxiv.unwrap_or_default());
    record.add(Role::Doi, mention.ids.doi.unwrap_or_default());
    record.add(Role::Pmid, mention.ids.pmid.unwrap_or_default());
    record.known.version = mention.version;
    record.known.confidence = Some(CONFIDENCE);
    mention.links.into_iter().for_each(|link| record.add(Role::Link, link.url));
    let Some(entry) = record.entry() else { return settle(&mut digest.ledger, Some(row)) };
    let index = SpanRole::Entry(digest.next_index());
    digest.entries.push(entry);
    if above_title.is_some() {
        digest.ledger.book(row.start, index);
    }
    let whole = own.is_none() || people.is_some() || title.is_some();
    book(digest, row, (!whole).then_some(&mention.places));
}

/// Records a line for the last entry: all of it, or only these places.
fn book(digest: &mut Digest, row: &Row, only: Option<&Vec<Range<usize>>>) {
    let role = SpanRole::Entry(to_u32(digest.entries.len().saturating_sub(1)));
    let Some(places) = only else { return digest.ledger.book(row.end, role) };
    for place in places {
        digest.ledger.book(row.text_start + place.start, SpanRole::Leftover);
        digest.ledger.book(row.text_start + place.end, role);
    }
    digest.ledger.book(row.end, SpanRole::Leftover);
}

/// Returns the words that a line holds besides its identifiers, without the marks of a list; `None`
/// if there are only such marks, or labels of addresses.
fn words_of(line: &str) -> Option<&str> {
    let text = line.trim_matches(|c: char| c.is_whitespace() || "-*•#>|[]()<>:;,\"".contains(c));
    let digits = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = digits.len() < text.len();
    let listed = digits.strip_prefix(['.', ')']).filter(|rest| numbered && rest.starts_with(' '));
    let text = listed.map_or(text, str::trim_start);
    let is_label = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        word.is_empty() || LABELS.iter().any(|label| word.eq_ignore_ascii_case(label))
    };
    let labels = text.split(|c: char| c.is_whitespace() || ",:;|/[]()".contains(c)).all(is_label);
    (text.contains(char::is_alphanumeric) && !labels && !is_label(text)).then_some(text)
}

/// Returns true if these words may be a title: not too long, and if there are few, not those of a
/// sentence that goes on.
fn is_title(text: &str) -> bool {
    if boilerplate::is_boilerplate(text) {
        return false;
    }
    let read = readable(text);
    // Of a line that names two papers, the second identifier is no title.
    let own = || read.split_whitespace().filter(|word| mention::find(word).is_none());
    let letters = own().flat_map(str::chars).filter(|c| c.is_alphabetic()).count();
    let words = own().filter(|word| word.chars().any(char::is_alphabetic)).count();
    let capital = |c: char| c.is_alphabetic() && !c.is_lowercase();
    let named = || own().any(|word| word.chars().any(capital));
    let long = read.chars().nth(LONGEST_TITLE).is_some();
    !long && letters > 0 && (words >= 2 && letters >= FEW_LETTERS || named())
}

/// Returns true for a list of people.
fn names_people(text: &str) -> bool {
    let read = readable(text);
    read.contains(", ")
        && read.chars().nth(LONGEST_TITLE).is_none()
        && skimmark_byline::list_likelihood(&read) > 0.6
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

    /// Returns title and authors of each entry, and the numbers of the lines left over.
    fn read(text: &str) -> (Vec<(String, String)>, Vec<u32>) {
        let page = Page::new(text);
        let digest = parse(&Source::new(&page, PartialDate::year_only(2026)), &mut |_, _| {});
        let named =
            |entry: &skimmark_paper::entry::Entry| (entry.title.clone(), entry.authors.join("; "));
        let left = digest.ledger.leftover_lines(&page).iter().map(|line| line.number).collect();
        (digest.entries.iter().map(named).collect(), left)
    }

    #[test]
    fn every_word_of_a_line_is_in_the_entry_or_left_over() {
        let cases = [
            ("FoldNet: https://arxiv.org/abs/2601.00001", "FoldNet", "", false),
            (
                "关于夜间数羊的研究 https://arxiv.org/abs/2601.00001",
                "关于夜间数羊的研究",
                "",
                false,
            ),
            ("2001 Sheep, arXiv:2601.00001", "2001 Sheep", "", false),
            ("12. Wool, arXiv:2601.00001", "Wool", "", false),
            ("Paper: https://arxiv.org/abs/2601.00001", "arXiv:2601.00001", "", false),
            (
                "Ana Lindqvist, Bo Okafor: arXiv:2601.00001",
                "arXiv:2601.00001",
                "Ana Lindqvist; Bo Okafor",
                false,
            ),
            ("as here: https://arxiv.org/abs/2601.00001", "arXiv:2601.00001", "", true),
        ];
        for (text, title, authors, left) in cases {
            let expected = vec![(title.to_owned(), authors.to_owned())];
            assert_eq!(read(text), (expected, if left { vec![1] } else { vec![] }), "{text}");
        }
        let long = format!("{} arXiv:2601.00001", "We count sheep. ".repeat(30));
        assert_eq!(read(&long).1, [1]);
        let again = "Counting Sheep arXiv:2601.00001\nSee arXiv:2601.00001v2 and smile\n";
        assert_eq!(read(again).1, [2]);
    }
}
