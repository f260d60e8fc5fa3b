//! Pages read as digests: every format is a row of [`FORMATS`].
//!
//! The user never names the format, and one paste may hold several digests. Where a record of a
//! format certainly begins (`begins`), the page is cut, and each piece read by the format of its
//! records. A piece without such a row is read by all formats that recognize records in it
//! (`sniff`); the one that understands most of it is used, whatever its place in the table. What
//! a format leaves over is offered to the others. Reading is total: a page that no format knows is
//! read by [`PLAIN`].
//!
//! # How to write a format
//!
//! A format finds where records begin and end, and which text is which field. It produces
//! [`record::Record`]s; what their texts mean is read by `record`, in the same way for all formats.
//! So a format knows lines, tags and headings, and neither TeX nor names, dates nor identifiers.
//!
//! 1. Look for its family: `tagged` (lines with tags; a dialect is a row of `tagged/dialects.rs`),
//!    `braces` (entries of BibTeX), `tree` (JSON and its kin; XML, of which a shape is some rows of
//!    `tree/xml/roles.rs`), `table` (rows of cells), `prose` (blocks of lines), `arxiv` (pages of
//!    arXiv.org). A format that fits into none is a file of its own.
//! 2. Write a row of [`FORMATS`]. Let `begins` be true only for what no other format writes: the
//!    records of all other formats end there.
//! 3. Write cases into `tests/formats/<name>/`: invented text in the forms seen in the wild, cut
//!    at its front and its end, with sentences between its records.
//!    `INSTA_UPDATE=always cargo test` writes what was read beside them, and the README's table;
//!    benches, the page's sentence and the tests of every case find the row by themselves.
//! 4. Open its file with a small example that is a test.
//!
//! What holds for every format:
//!
//! - Sniffing routes and promises nothing: a page with no record of the format must do no harm.
//! - It never panics, and costs time in proportion to the page: nothing looks ahead without limit
//!   from each line.
//! - Every byte of the page ends in one span of the ledger. What is not certainly boilerplate is
//!   left over, and so shown: a sentence between two records is never lost in one of them.
//! - Damaged records cost no others. A field with an unknown name stays in its record.
//! - Nothing is invented: what is doubtful says so by its confidence.
//! - It knows no HTML, no mail and no quotation marks: `intake` has taken them off. It knows no
//!   clock: the day of the paste is in the [`format::Source`].

mod arxiv;
mod braces;
pub mod format;
mod gaps;
mod prose;
pub mod record;
mod sections;
mod shared;
mod table;
mod tagged;
mod tree;

use crate::digest::Digest;
use crate::page::Page;
use format::{Format, Source, Watch, Words};
use sections::Section;
use skimmark_paper::date::PartialDate;
use skimmark_paper::entry::Entry;

/// Every format but the last resort.
pub const FORMATS: &[Format] = &[
    Format {
        name: "arXiv mail",
        words: Some(Words {
            phrase: Some("arXiv's mails, listings and searches"),
            digest: "arXiv's daily mail, and the monthly and past-week files of its archives",
            brought: "text, `.eml`, `.mbox`, forwarded, quoted, attached",
        }),
        sniff: tagged::arxiv_mail::sniff,
        begins: tagged::arxiv_mail::begins,
        leads: tagged::arxiv_mail::leads,
        parse: tagged::arxiv_mail::parse,
    },
    Format {
        name: "arXiv listing",
        words: Some(Words {
            phrase: None,
            digest: "arXiv's listings (new, recent), search results and abstract pages",
            brought: "copied, or saved as HTML",
        }),
        sniff: arxiv::listing::sniff,
        begins: arxiv::listing::begins,
        leads: arxiv::listing::leads,
        parse: arxiv::listing::parse,
    },
    Format {
        name: "arXiv search",
        words: None,
        sniff: arxiv::search::sniff,
        begins: arxiv::search::begins,
        leads: arxiv::search::leads,
        parse: arxiv::search::parse,
    },
    Format {
        name: "arXiv abstract page",
        words: None,
        sniff: arxiv::page::sniff,
        begins: arxiv::page::begins,
        leads: arxiv::page::leads,
        parse: arxiv::page::parse,
    },
    Format {
        name: "ranked digest",
        words: Some(Words {
            phrase: Some("ranked digests"),
            digest: "ranked digests: score, category, date, title, authors, abstract",
            brought: "copied, in any layout",
        }),
        sniff: prose::ranked::sniff,
        begins: prose::ranked::begins,
        leads: prose::ranked::leads,
        parse: prose::ranked::parse,
    },
    Format {
        name: "Scholar alert",
        words: Some(Words {
            phrase: Some("Google Scholar's alerts"),
            digest: "Google Scholar alerts",
            brought: "copied, or as mails",
        }),
        sniff: prose::scholar::sniff,
        begins: prose::scholar::begins,
        leads: prose::scholar::leads,
        parse: prose::scholar::parse,
    },
    Format {
        name: "paper list",
        words: Some(Words {
            phrase: Some("lists of papers in prose or Markdown"),
            digest: "lists of papers: digests in Markdown, newsletters, reading lists, references, and what is copied from or mailed by libraries and sites",
            brought: "as text or Markdown, copied or as files",
        }),
        sniff: prose::list::sniff,
        begins: prose::list::begins,
        leads: prose::list::leads,
        parse: prose::list::parse,
    },
    tagged::dialects::RIS,
    tagged::dialects::MEDLINE,
    Format {
        name: "PubMed",
        words: Some(Words {
            phrase: None,
            digest: "PubMed's texts: abstracts and summaries",
            brought: "as files, or copied",
        }),
        sniff: tagged::pubmed::sniff,
        begins: tagged::pubmed::begins,
        leads: tagged::pubmed::leads,
        parse: tagged::pubmed::parse,
    },
    tagged::dialects::REFER,
    tagged::dialects::WEB_OF_SCIENCE,
    tagged::dialects::REFWORKS,
    tagged::dialects::COCHRANE,
    tagged::dialects::LABELED,
    braces::BIBTEX,
    Format {
        name: "Markdown table",
        words: None,
        sniff: table::markdown::sniff,
        begins: table::markdown::begins,
        leads: table::markdown::leads,
        parse: table::markdown::parse,
    },
    Format {
        name: "table",
        words: Some(Words {
            phrase: Some("tables"),
            digest: "tables with names above their columns: CSV and TSV of databases and reference managers, tables of web pages and of Markdown",
            brought: "as files, or copied",
        }),
        sniff: table::delimited::sniff,
        begins: table::delimited::begins,
        leads: table::delimited::leads,
        parse: table::delimited::parse,
    },
    Format {
        name: "YAML",
        words: Some(Words {
            phrase: None,
            digest: "YAML: bibliographies of Pandoc and Hayagriva, lists of papers, front matter",
            brought: "as files, or copied",
        }),
        sniff: tree::yaml::sniff,
        begins: tree::yaml::begins,
        leads: tree::yaml::leads,
        parse: tree::yaml::parse,
    },
    Format {
        name: "JSON",
        words: Some(Words {
            phrase: Some("JSON of papers"),
            digest: "JSON of libraries, reference managers and tools: OpenAlex, Crossref, Semantic Scholar, CSL, Zotero and others",
            brought: "`.json`, `.jsonl`, or copied",
        }),
        sniff: tree::json::sniff,
        begins: tree::json::begins,
        leads: tree::json::leads,
        parse: tree::json::parse,
    },
    tree::xml::FEED,
    tree::xml::XML,
];

/// The format that reads a page that no other format knows.
pub const PLAIN: Format = Format {
    name: "plain text",
    words: Some(Words {
        phrase: None,
        digest: "anything else",
        brought: "its lines that hold an arXiv id, a DOI, a PMID or a link to a paper",
    }),
    sniff: |_| 0,
    begins: |_, _| false,
    leads: |_| false,
    parse: prose::plain::parse,
};

/// Returns what can be read besides [`PLAIN`], as a list for a sentence, in alphabetical order.
pub fn in_words() -> String {
    let mut phrases: Vec<&str> = Vec::new();
    for phrase in FORMATS.iter().filter_map(|format| format.words?.phrase) {
        let first = phrase.to_ascii_lowercase();
        phrases
            .insert(phrases.partition_point(|other| other.to_ascii_lowercase() <= first), phrase);
    }
    phrases.join(", ")
}

/// Reads a page that was pasted on the day `pasted`.
pub fn read(page: &Page, pasted: PartialDate) -> Digest {
    read_watched(page, pasted, &mut |_, _| {})
}

/// Reads a page that was pasted on the day `pasted`, and reports progress to `watch`.
pub fn read_watched(page: &Page, pasted: PartialDate, watch: Watch) -> Digest {
    let all: Vec<&Format> = FORMATS.iter().collect();
    read_by(&all, &Source::new(page, pasted), watch).unwrap_or_else(|| {
        let digest = (PLAIN.parse)(&Source::new(page, pasted), watch);
        Digest { formats: vec![PLAIN.name], ..digest }
    })
}

/// Reads the forms of one content (a mail's text and its HTML); returns the one that gives the
/// most, the first of equals, and its digest. `watch` is told of each form from its own start.
pub fn read_richest<'p>(
    forms: &'p [Page],
    pasted: PartialDate,
    watch: &mut dyn FnMut(usize, usize, &[Entry]),
) -> Option<(&'p Page, Digest)> {
    let mut best: Option<(usize, &Page, Digest)> = None;
    for (number, page) in forms.iter().enumerate() {
        let digest = read_watched(page, pasted, &mut |at, papers| watch(number, at, papers));
        let told = fields(&digest);
        if best.as_ref().is_none_or(|(most, ..)| told > *most) {
            best = Some((told, page, digest));
        }
    }
    best.map(|(_, page, digest)| (page, digest))
}

/// Reads a page by the formats of `known`, piece by piece; `None` if none recognizes a record.
fn read_by(known: &[&'static Format], source: &Source, watch: Watch) -> Option<Digest> {
    let mut sections = sections::of(source, known);
    if sections.len() == 1 {
        return read_section(known, sections.remove(0).format, source, watch);
    }
    let mut whole = Digest::default();
    for Section { bytes, format } in sections {
        let piece = source.page.slice(bytes.clone());
        let piece = Source::new(&piece, source.pasted).with_rest(source.is_rest);
        let read = read_section(known, format, &piece, &mut |_, _| {});
        whole.append(read.unwrap_or_default(), bytes.end);
        watch(bytes.end, &whole.entries);
    }
    (!whole.entries.is_empty()).then_some(whole)
}

/// Reads a page by the `certain` format if it is known and reads any of it, else by that of `known`
/// which understands most of it; and what is left over by the others.
fn read_section(
    known: &[&'static Format],
    certain: Option<&'static Format>,
    source: &Source,
    watch: Watch,
) -> Option<Digest> {
    let by = |format: &&'static Format, watch: Watch| {
        let digest = Digest { formats: vec![format.name], ..(format.parse)(source, watch) };
        (!digest.entries.is_empty()).then_some(digest)
    };
    let digest = certain.and_then(|format| by(&format, watch)).or_else(|| {
        let rivals = known.iter().filter(|format| (format.sniff)(source) > 0);
        let read = rivals.filter_map(|format| by(format, watch));
        read.reduce(|best, next| if understood(&next) > understood(&best) { next } else { best })
    })?;
    let others: Vec<&Format> =
        known.iter().copied().filter(|format| !digest.formats.contains(&format.name)).collect();
    let by_others = |gap: &Page| {
        let rest = Source::new(gap, source.pasted).with_rest(true);
        read_by(&others, &rest, &mut |_, _| {})
    };
    Some(gaps::fill(source.page, digest, &by_others))
}

/// Returns how much of a page a digest understood: the bytes of its texts, and for each field that
/// says more than its letters, a line of a paper.
fn understood(digest: &Digest) -> usize {
    const LINE: usize = 40;
    let of = |entry: &Entry| {
        let texts = [&entry.abstract_text, &entry.venue, &entry.comments, &entry.affiliation];
        let texts: usize = texts.into_iter().flatten().map(String::len).sum();
        let names: usize = entry.authors.iter().map(String::len).sum();
        entry.title.len() + texts + names + LINE * fields_of(entry)
    };
    digest.entries.iter().map(of).sum()
}

/// Counts what a digest gives: its papers and their fields.
pub fn fields(digest: &Digest) -> usize {
    digest.entries.iter().map(fields_of).sum()
}

fn fields_of(entry: &Entry) -> usize {
    let known = [
        !entry.authors.is_empty(),
        entry.affiliation.is_some(),
        entry.abstract_text.is_some(),
        !entry.categories.is_empty(),
        entry.score.is_some(),
        entry.date.is_some(),
        entry.has_code,
        entry.ids.arxiv.is_some(),
        entry.ids.doi.is_some(),
        entry.ids.pmid.is_some(),
        !entry.announced.is_empty(),
        entry.venue.is_some(),
        entry.comments.is_some(),
    ];
    1 + entry.links.len() + known.into_iter().filter(|known| *known).count()
}
