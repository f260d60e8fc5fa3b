//! Pages read as digests: every format is a row of [`FORMATS`].
//!
//! The user never names the format. `sniff` says roughly how many records of a format a page holds;
//! the formats that recognize any read the page, and the reading that puts most of it into papers
//! is used. What it leaves over is offered to the others, because one paste may hold several
//! digests. Reading is total: a page that no format knows is read by [`PLAIN`].
//!
//! # How to write a format
//!
//! A format finds where records begin and end, and which text is which field. It produces
//! [`record::Record`]s; what their texts mean is read by `record`, in the same way for all formats.
//! So a format knows lines, tags and headings, and neither TeX nor names, dates nor identifiers.
//!
//! 1. Look for its family: `tagged` (lines with tags; a dialect is a row of `tagged/dialects.rs`),
//!    `prose` (blocks of lines), `arxiv` (pages of arXiv.org). A format that fits into none is a
//!    file of its own.
//! 2. Write a row of [`FORMATS`], the more particular formats first.
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
pub mod format;
mod gaps;
mod prose;
pub mod record;
mod shared;
mod tagged;

use crate::digest::Digest;
use crate::page::Page;
use format::{Format, Source, Watch, Words};
use skimmark_paper::date::PartialDate;
use skimmark_paper::entry::Entry;

/// Every format but the last resort, the more particular ones first.
pub const FORMATS: &[Format] = &[
    Format {
        name: "arXiv mail",
        words: Some(Words {
            phrase: Some("arXiv's mails, listings and searches"),
            digest: "arXiv's daily mail, and the monthly and past-week files of its archives",
            brought: "text, `.eml`, `.mbox`, forwarded, quoted, attached",
        }),
        sniff: tagged::arxiv_mail::sniff,
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
        parse: arxiv::listing::parse,
    },
    Format {
        name: "arXiv search",
        words: None,
        sniff: arxiv::search::sniff,
        parse: arxiv::search::parse,
    },
    Format {
        name: "arXiv abstract page",
        words: None,
        sniff: arxiv::page::sniff,
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
        parse: prose::scholar::parse,
    },
    tagged::dialects::RIS,
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
    parse: prose::plain::parse,
};

/// Returns what can be read besides [`PLAIN`], as a list for a sentence, in alphabetical order.
pub fn in_words() -> String {
    let mut phrases: Vec<&str> = FORMATS.iter().filter_map(|format| format.words?.phrase).collect();
    phrases.sort_by_key(|phrase| phrase.to_lowercase());
    phrases.join(", ")
}

/// Reads a page that was pasted on the day `pasted`.
pub fn read(page: &Page, pasted: PartialDate) -> Digest {
    read_watched(page, pasted, &mut |_, _| {})
}

/// Reads a page that was pasted on the day `pasted`, and reports progress to `watch`.
pub fn read_watched(page: &Page, pasted: PartialDate, watch: Watch) -> Digest {
    let all: Vec<&Format> = FORMATS.iter().collect();
    read_by(&all, page, pasted, watch).unwrap_or_else(|| {
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

/// Reads a page by the formats of `known` that recognize any records in it; `None` if none does.
fn read_by(
    known: &[&'static Format],
    page: &Page,
    pasted: PartialDate,
    watch: Watch,
) -> Option<Digest> {
    let source = Source::new(page, pasted);
    let mut best: Option<(usize, Digest)> = None;
    for format in known.iter().filter(|format| (format.sniff)(&source) > 0) {
        let digest = (format.parse)(&source, watch);
        let held = digest.ledger.bytes_in_entries();
        if held > best.as_ref().map_or(0, |(most, _)| *most) {
            best = Some((held, Digest { formats: vec![format.name], ..digest }));
        }
        // No other can hold more, and looking for others costs more than reading.
        if held > page.text().len() / 2 {
            break;
        }
    }
    let (_, digest) = best?;
    let others: Vec<&Format> =
        known.iter().copied().filter(|format| !digest.formats.contains(&format.name)).collect();
    let by_others = |gap: &Page| read_by(&others, gap, pasted, &mut |_, _| {});
    Some(gaps::fill(page, digest, &by_others))
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
