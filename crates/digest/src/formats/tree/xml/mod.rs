//! XML: the feeds of arXiv, journals and sites, and the records of databases, publishers and reference
//! managers.
//!
//! | file | reads |
//! | --- | --- |
//! | `markup.rs` | a text as tags and texts, however damaged it is |
//! | `walk.rs` | where records begin and end, and which text is which element |
//! | `roles.rs` | what elements mean, by their paths: a shape of XML is some rows of it |
//! | `record.rs` | elements to the fields of a record |
//! | `title.rs`, `description.rs` | what feeds write into titles and descriptions |
//!
//! The account is by bytes, as documents may be one line. Tags around records, and what they say of
//! all, are boilerplate.

mod description;
mod markup;
mod record;
mod roles;
mod title;
mod walk;

use std::collections::HashMap;
use std::ops::Range;

use crate::digest::Digest;
use crate::formats::format::{Format, Source, Watch, Words, a_few};
use crate::formats::shared::boilerplate;
use crate::ledger::SpanRole;
use markup::Kind;
use skimmark_paper::texts;
use skimmark_paper::texts::Texts;
use walk::Found;

/// Feeds, in RSS 0.9 to 2.0, RDF and Atom.
///
/// ```
/// use skimmark_digest::{formats, page::Page};
///
/// let page = Page::new(
///     "<rss><channel><title>Wool</title>\n\
///      <item><title>Counting Sheep</title><dc:creator>Ana Lee, Bo Ek</dc:creator>\n\
///      <link>https://arxiv.org/abs/2601.00001</link></item></channel></rss>\n",
/// );
/// let digest = formats::read(&page, "2026-06-20".parse()?);
/// assert_eq!(digest.format(), "feed");
/// assert_eq!(digest.entries[0].authors, ["Ana Lee", "Bo Ek"]);
/// assert_eq!(digest.ledger.leftover_lines(&page), []);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub(crate) const FEED: Format = Format {
    name: "feed",
    words: Some(Words {
        phrase: Some("RSS and Atom feeds"),
        digest: "RSS and Atom feeds of arXiv, journals and sites, and answers of arXiv's API",
        brought: "as files, or their source copied, whole or in part",
    }),
    sniff: |source| sniff(source, is_of_feed),
    begins: |source, at| begins(source, at, FEEDS),
    leads,
    parse: |source, watch| parse(source, watch, is_of_feed),
};

/// Records of databases and reference managers.
///
/// ```
/// use skimmark_digest::{formats, page::Page};
///
/// let page = Page::new(
///     "<PubmedArticle><PMID>12345678</PMID><Article><ArticleTitle>Counting Sheep.</ArticleTitle>\n\
///      <AuthorList><Author><LastName>Lee</LastName><ForeName>Ana</ForeName></Author></AuthorList>\n\
///      </Article></PubmedArticle>\n",
/// );
/// let digest = formats::read(&page, "2026-06-20".parse()?);
/// assert_eq!(digest.format(), "XML");
/// assert_eq!(digest.entries[0].authors, ["Ana Lee"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub(crate) const XML: Format = Format {
    name: "XML",
    words: Some(Words {
        phrase: Some("XML of PubMed and EndNote"),
        digest: "XML of PubMed, EndNote, Zotero, Word, Crossref, DataCite, ACL's Anthology, JATS, TEI, DBLP, OAI, MODS and MARC",
        brought: "as files, or copied, whole or in part",
    }),
    sniff: |source| sniff(source, is_of_database),
    begins: |source, at| begins(source, at, &DATABASES),
    leads,
    parse: |source, watch| parse(source, watch, is_of_database),
};

/// Elements that begin a feed, or an item of one, in lower case.
const FEEDS: &[&str] = &["rss", "rdf", "feed", "channel", "item", "entry"];

/// Elements that begin records of databases, or what is around them, in lower case.
static DATABASES: Texts = texts![
    "pubmedarticleset",
    "pubmedarticle",
    "pubmedbookarticle",
    "medlinecitation",
    "xml",
    "records",
    "record",
    "oai-pmh",
    "dblp",
    "article",
    "inproceedings",
    "incollection",
    "phdthesis",
    "mastersthesis",
    "hit",
    "modscollection",
    "mods",
    "collection",
    "esummaryresult",
    "docsum",
    "documentsummary",
    "doi_records",
    "doi_record",
    "crossref_result",
    "tei",
    "teicorpus",
    "listbibl",
    "biblstruct",
    "sources",
];

/// Elements of records, in lower case.
const RECORDS: &[&str] = &[
    "pubmedarticle",
    "pubmedbookarticle",
    "medlinecitation",
    "record",
    "article",
    "inproceedings",
    "incollection",
    "phdthesis",
    "mastersthesis",
    "hit",
    "mods",
    "docsum",
    "documentsummary",
    "doi_record",
    "paper",
    "resource",
    "tei",
    "biblfull",
    "biblstruct",
];

/// How records begin that other things have, too: of a title alone these make no paper.
const GENERAL: &[&str] = &["<paper", "<resource"];

/// What the RDF of Zotero names in its root.
const ZOTERO: &str = "http://www.zotero.org/namespaces/";

/// What DataCite names in its root.
const DATACITE: &str = "datacite.org/schema";

/// How far after a declaration the first element is looked for, in bytes.
const PROLOG: usize = 1 << 10;

fn is_of_feed(name: &str) -> bool {
    ["item", "entry"].iter().any(|known| known.eq_ignore_ascii_case(name))
}

fn is_of_database(name: &str) -> bool {
    RECORDS.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// Counts the tags that begin or end a record; of a record without these, two that belong to one.
fn sniff(source: &Source, is_record: fn(&str) -> bool) -> u32 {
    let text = source.page.text();
    let mut fields = 0;
    let tags = memchr::memchr_iter(b'<', text.as_bytes()).filter_map(|at| {
        let rest = text[at + 1..].trim_start_matches('/');
        let name = &rest[..markup::name_length(rest)];
        let name = if is_named(&rest[name.len()..]) { "" } else { walk::local(name) };
        fields += u32::from(FIELDS.contains(&name));
        is_record(name).then(|| markup::tag(&text[at..])).flatten()
    });
    let found = a_few(tags);
    if found == 0 { u32::from(fields > 1 && is_record("item")) } else { found }
}

/// Elements that only items of feeds have.
const FIELDS: &[&str] = &["guid", "pubDate", "creator", "description", "published", "summary"];

/// What begins a field that an item of a feed has.
const OF_ITEMS: &[&str] = &["<title", ":title", "<link", "<description"];

/// Returns true if an element of these begins in the row, or after the declarations in it.
fn begins(source: &Source, at: usize, names: &[&str]) -> bool {
    let row = &source.rows()[at];
    let text = after_sign(row.text);
    if !text.starts_with('<') {
        return false;
    }
    let rest = &source.page.text()[row.text_start..];
    let near = &rest[..rest.floor_char_boundary(PROLOG)];
    let root = |name| match name {
        // Its root is that of feeds.
        "rdf:RDF" if near.contains(ZOTERO) => "records",
        // A word for much else.
        _ if markup::local(name) == "resource" && near.contains(DATACITE) => "records",
        name => name,
    };
    if text.starts_with("<?xml") {
        let mut tags = markup::Scanner::new(near).filter(|token| token.kind == Kind::Opens);
        return tags.next().is_some_and(|token| is_one(markup::local(root(token.name)), names));
    }
    let name = &text[1..1 + markup::name_length(&text[1..])];
    // Lists within other XML have items, too.
    let is_list = |inner: &str| !OF_ITEMS.iter().any(|field| inner.contains(field));
    if name == "item" && near.split_once("</item").is_some_and(|(inner, _)| is_list(inner)) {
        return false;
    }
    // Words where attributes stand are those of a sentence.
    is_one(walk::local(root(name)), names)
        && !is_named(&text[1 + name.len()..])
        // A tag may go over several lines.
        && (markup::tag(text).is_some() || markup::tag(near).is_some())
}

/// Returns true for the attributes of an item that is a field of PubMed's summaries.
fn is_named(attributes: &str) -> bool {
    attributes.trim_start().starts_with("Name=")
}

fn is_one(name: &str, names: &[&str]) -> bool {
    names.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// Signs before an element in a browser's view of XML, by which it folds.
const SIGNS: [char; 8] = ['-', '+', '−', '▼', '▾', '▸', '►', '▶'];

/// Strips such a sign.
fn after_sign(text: &str) -> &str {
    text.strip_prefix(SIGNS).map_or(text, str::trim_start)
}

/// Returns true for a declaration before the first element, and for what browsers write above it. Any
/// other tag may be of a record before.
fn leads(line: &str) -> bool {
    line.starts_with("<?") || line.starts_with("<!") || is_of_view(line)
}

/// What browsers write above XML.
const VIEW: &str = "This XML file does not appear to have any style information associated with it. \
    The document tree is shown below.";

/// Returns true for a line, or a piece of one, that a browser writes around XML.
fn is_of_view(line: &str) -> bool {
    line.len() > 12 && VIEW.contains(line) || after_sign(line).is_empty()
}

fn parse(source: &Source, watch: Watch, is_record: fn(&str) -> bool) -> Digest {
    let text = source.page.text();
    let mut digest = Digest::default();
    let (found, stray) = walk::read(text, is_record);
    let (wholes, papers): (Vec<Found>, Vec<Found>) =
        found.into_iter().partition(|found| found.about.is_some());
    let wholes = wholes.into_iter().filter_map(|mut whole| Some((whole.about.take()?, whole)));
    let wholes: HashMap<_, _> = wholes.collect();
    let mut left = Vec::new();
    for found in papers {
        let Some(entry) = record::of(&found, &wholes).entry() else { continue };
        // Sheets of paper and resources of programs have titles, too.
        let is_general = GENERAL.iter().any(|tag| text[found.bytes.start..].starts_with(tag));
        if is_general && entry.authors.is_empty() && entry.ids.is_empty() {
            left.push(found.bytes);
            continue;
        }
        let (start, end) = whole_lines(text, found.bytes);
        digest.ledger.book(start, SpanRole::Boilerplate);
        digest.ledger.book(end, SpanRole::Entry(digest.next_index()));
        digest.entries.push(entry);
        watch(end, &digest.entries);
    }
    digest.ledger.book(text.len(), SpanRole::Boilerplate);
    for bytes in stray {
        let mut start = bytes.start;
        for line in text[bytes].split_inclusive('\n') {
            let bare = boilerplate::trim(line);
            if !boilerplate::is_boilerplate(bare) && !is_of_view(bare) {
                left.push(start..start + line.len());
            }
            start += line.len();
        }
    }
    left.sort_by_key(|bytes| bytes.start);
    digest.ledger = digest.ledger.leave_over(&left);
    digest
}

/// Returns where a record begins and ends with the blanks around it on its lines.
fn whole_lines(text: &str, bytes: Range<usize>) -> (usize, usize) {
    let blanks = [' ', '\t', '\r', '\u{a0}'];
    let before = text[..bytes.start].trim_end_matches(blanks);
    let before = before.strip_suffix(SIGNS).unwrap_or(before).trim_end_matches(blanks);
    let is_first = before.is_empty() || before.ends_with('\n');
    let after = text[bytes.end..].trim_start_matches(blanks);
    let end = text.len() - after.len();
    let start = if is_first { before.len() } else { bytes.start };
    match after.strip_prefix('\n') {
        Some(_) => (start, end + 1),
        None if after.is_empty() => (start, end),
        None => (start, bytes.end),
    }
}
