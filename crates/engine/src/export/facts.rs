//! What a paper tells, as the forms ask for it.

use std::borrow::Cow;

use super::Exported;
use skimmark_paper::date::PartialDate;
use skimmark_paper::words;

/// Something that a paper may tell in one text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fact {
    Title,
    /// All authors, parted by semicolons.
    Authors,
    Venue,
    Volume,
    Issue,
    Pages,
    FirstPage,
    LastPage,
    Year,
    /// The date, `2026-03-15`, as far as it is known.
    Date,
    /// The date, `15 Mar 2026`.
    DateInWords,
    Day,
    Arxiv,
    /// The primary category.
    Category,
    /// All categories, parted by blanks.
    Categories,
    Doi,
    Pmid,
    /// The address of the paper itself.
    Address,
    Code,
    Abstract,
    Affiliation,
    Comments,
    /// The paper's keywords and the reader's tags, parted by semicolons.
    Keywords,
    /// The reader's note.
    Note,
    Score,
    Version,
    /// The type of publication, as CSL names it.
    Kind,
}

/// A type of publication, and how the forms name it.
pub(super) struct Kind {
    /// By CSL, as entries have it.
    pub csl: &'static str,
    /// The entry of BibTeX.
    pub bibtex: &'static str,
    /// The field of that entry which says where it was published.
    pub place: &'static str,
    /// The type of RIS.
    pub ris: &'static str,
}

const fn kind(
    csl: &'static str,
    bibtex: &'static str,
    place: &'static str,
    ris: &'static str,
) -> Kind {
    Kind { csl, bibtex, place, ris }
}

/// The types; papers of the others are like the first one.
const KINDS: &[Kind] = &[
    kind("document", "misc", "howpublished", "GEN"),
    kind("article-journal", "article", "journal", "JOUR"),
    kind("article", "misc", "howpublished", "INPR"),
    kind("article-magazine", "article", "journal", "MGZN"),
    kind("article-newspaper", "article", "journal", "NEWS"),
    kind("paper-conference", "inproceedings", "booktitle", "CPAPER"),
    kind("chapter", "incollection", "booktitle", "CHAP"),
    kind("book", "book", "series", "BOOK"),
    kind("thesis", "phdthesis", "school", "THES"),
    kind("report", "techreport", "institution", "RPRT"),
    kind("dataset", "dataset", "howpublished", "DATA"),
    kind("software", "software", "howpublished", "COMP"),
    kind("patent", "patent", "howpublished", "PAT"),
    kind("manuscript", "unpublished", "howpublished", "UNPB"),
    kind("webpage", "online", "howpublished", "ELEC"),
];

impl<'p> Exported<'p> {
    /// Returns its type. What does not say of which it is was published in a journal, if anywhere.
    pub(super) fn kind(self) -> &'static Kind {
        let said = self.entry.kind.as_deref();
        let name = said.unwrap_or(if self.entry.venue.is_some() { "article-journal" } else { "" });
        KINDS.iter().find(|kind| kind.csl == name).unwrap_or(&KINDS[0])
    }

    /// Returns the paper's keywords and the reader's tags, each once.
    pub(super) fn keywords(self) -> Vec<&'p str> {
        let mut all: Vec<&str> = Vec::new();
        let tags = self.notes.map_or(&[][..], |notes| &notes.tags);
        for word in self.entry.keywords.iter().chain(tags) {
            if !all.contains(&word.as_str()) {
                all.push(word);
            }
        }
        all
    }

    /// Returns what it tells of a fact, if anything.
    pub(super) fn text(self, fact: Fact) -> Option<Cow<'p, str>> {
        let Exported { entry, notes } = self;
        let known = |text: &'p Option<String>| text.as_deref().map(Cow::Borrowed);
        let pages = || entry.pages.as_deref().map(ends);
        let found = match fact {
            Fact::Title => Some(Cow::Borrowed(entry.title.as_str())),
            Fact::Authors => {
                let mut all = entry.authors.join("; ");
                // A name with a comma in it, or with a capital in a word of it, is one.
                let is_odd = |name: &str| name.contains(',') || has_inner_capital(name);
                if entry.more_authors {
                    all += "; et al.";
                } else if entry.authors.len() == 1 && is_odd(&all) {
                    all.push(';');
                }
                Some(Cow::Owned(all))
            }
            Fact::Venue => known(&entry.venue),
            Fact::Volume => known(&entry.volume),
            Fact::Issue => known(&entry.issue),
            Fact::Pages => known(&entry.pages),
            Fact::FirstPage => pages().map(|(first, _)| Cow::Borrowed(first)),
            Fact::LastPage => pages().map(|(_, last)| Cow::Borrowed(last)),
            Fact::Year => entry.date.map(|date| Cow::Owned(date.year().to_string())),
            Fact::Date => entry.date.map(|date| Cow::Owned(date.to_string())),
            Fact::DateInWords => entry.date.map(|date| Cow::Owned(words::date(date))),
            Fact::Day => entry.date.and_then(PartialDate::day).map(number),
            Fact::Arxiv => known(&entry.ids.arxiv),
            Fact::Category => entry.categories.first().map(|it| Cow::Borrowed(it.0.as_str())),
            Fact::Categories => {
                let all: Vec<&str> = entry.categories.iter().map(|it| it.0.as_str()).collect();
                Some(Cow::Owned(all.join(" ")))
            }
            Fact::Doi => known(&entry.ids.doi),
            Fact::Pmid => known(&entry.ids.pmid),
            Fact::Address => entry.own_address().map(Cow::Owned),
            Fact::Code => entry.code_url().map(Cow::Borrowed),
            Fact::Abstract => known(&entry.abstract_text),
            Fact::Affiliation => known(&entry.affiliation),
            Fact::Comments => known(&entry.comments),
            Fact::Keywords => Some(Cow::Owned(joined(&self.keywords()))),
            Fact::Note => notes.map(|notes| Cow::Borrowed(notes.note.as_str())),
            Fact::Score => entry.score.map(|score| Cow::Owned(score.to_string())),
            Fact::Version => entry.version.map(number),
            Fact::Kind => known(&entry.kind),
        };
        found.filter(|text| !text.trim().is_empty())
    }
}

fn number<'p>(number: impl Into<u32>) -> Cow<'p, str> {
    Cow::Owned(number.into().to_string())
}

/// Returns the first and the last page of `411-447`; other texts are a first page alone.
fn ends(pages: &str) -> (&str, &str) {
    let is_page = |page: &str| !page.is_empty() && page.bytes().all(|b| b.is_ascii_alphanumeric());
    let parts = pages.split_once(['-', '–']);
    parts.filter(|(first, last)| is_page(first) && is_page(last)).unwrap_or((pages, ""))
}

fn has_inner_capital(text: &str) -> bool {
    let mut before = ' ';
    text.chars().any(|c| std::mem::replace(&mut before, c).is_lowercase() && c.is_uppercase())
}

/// Joins words so that a comma in one of them parts nothing.
fn joined(words: &[&str]) -> String {
    let mut all = words.join("; ");
    if words.len() == 1 && all.contains(',') {
        all.push(';');
    }
    all
}
