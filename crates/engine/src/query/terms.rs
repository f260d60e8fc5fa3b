//! The terms of the query language, in one table that the parser, the text form, completion and
//! the filters set by clicking read. A new term is a row here and its evaluation in the catalog.

use std::borrow::Cow;

use super::nearest::nearest;
use super::values::{self, ReadValue, WriteValue};
use super::{Dates, Field, Filter, Thing, Wrong};
use skimmark_paper::date::PartialDate;
use skimmark_paper::entry::Announcement;
use skimmark_protocol::FacetKind;

/// A term of the language: `name:value`.
pub struct Term {
    /// The name, before the colon.
    pub name: &'static str,
    /// Other names that mean the same, each with an example of a value.
    aliases: &'static [(&'static str, &'static str)],
    /// Words that people may try for the name; a message then suggests it.
    tried: &'static [&'static str],
    /// An example of a value.
    example: &'static str,
    /// What it asks for.
    pub hint: &'static str,
    /// Whether completion offers it after the others.
    rare: bool,
    /// What its values mean.
    pub meaning: Meaning,
    /// The values that completion offers.
    pub completes: Completes,
    /// The facet that sets it by clicking.
    facet: Option<FacetKind>,
}

/// What the values of a term mean.
pub enum Meaning {
    /// Text of this field.
    Text(Field),
    /// A value that is read and written like this.
    Value(ReadValue, WriteValue),
    /// One of these words.
    Words(&'static [Word]),
}

/// A word that is the value of a term.
pub struct Word {
    /// The word.
    pub name: &'static str,
    /// What it asks for.
    pub hint: &'static str,
    /// The condition that it is.
    filter: Filter,
    facet: FacetKind,
}

/// The values of a term that completion offers.
#[derive(Clone, Copy)]
pub enum Completes {
    /// None.
    Nothing,
    /// The names in this field.
    Names(Field),
    /// Categories.
    Categories,
    /// The reader's tags.
    Tags,
    /// The words of the term.
    Words,
    /// Ranges of time, and months.
    Dates,
    /// Months, each as the date of this condition.
    Months(fn(PartialDate) -> Dates),
    /// Ranges of scores.
    Scores,
    /// Ranges of how likely the reader likes a paper.
    Likely,
}

/// What a row leaves out.
const TERM: Term = Term {
    name: "",
    aliases: &[],
    tried: &[],
    example: "",
    hint: "",
    rare: false,
    meaning: Meaning::Text(Field::Anywhere),
    completes: Completes::Nothing,
    facet: None,
};

/// All terms, in the order in which messages list them.
pub static TERMS: &[Term] = &[
    Term {
        name: "title",
        tried: &["name"],
        example: "survey",
        hint: "words of the title",
        meaning: Meaning::Text(Field::Title),
        ..TERM
    },
    Term {
        name: "author",
        tried: &["by"],
        example: "lovelace",
        hint: "a name of an author",
        meaning: Meaning::Text(Field::Author),
        completes: Completes::Names(Field::Author),
        facet: Some(FacetKind::Author),
        ..TERM
    },
    Term {
        name: "abs",
        tried: &["summary"],
        example: "benchmark",
        hint: "words of the abstract",
        meaning: Meaning::Text(Field::Abstract),
        ..TERM
    },
    Term {
        name: "org",
        tried: &["affiliation", "institution", "university"],
        example: "university",
        hint: "an affiliation",
        meaning: Meaning::Text(Field::Org),
        completes: Completes::Names(Field::Org),
        facet: Some(FacetKind::Affiliation),
        ..TERM
    },
    Term {
        name: "venue",
        aliases: &[("journal", "nature")],
        tried: &["conference"],
        example: "nature",
        hint: "a journal or conference",
        meaning: Meaning::Text(Field::Venue),
        completes: Completes::Names(Field::Venue),
        facet: Some(FacetKind::Venue),
        ..TERM
    },
    Term {
        name: "cat",
        tried: &["subject"],
        example: "cs.CL",
        hint: "a category or archive",
        meaning: Meaning::Value(values::read_category, values::write_category),
        completes: Completes::Categories,
        facet: Some(FacetKind::Category),
        ..TERM
    },
    Term {
        name: "id",
        // As identifiers are often written.
        aliases: &[("arxiv", "2603.01234"), ("doi", "10.1000/182"), ("pmid", "12345678")],
        example: "2603.01234",
        hint: "an arXiv id, DOI or PMID",
        rare: true,
        meaning: Meaning::Value(values::read_id, values::write_id),
        ..TERM
    },
    Term {
        name: "date",
        aliases: &[("year", "2026")],
        example: "2026-03",
        hint: "a day, month, year or range",
        meaning: Meaning::Value(values::read_dates, values::write_dates),
        completes: Completes::Dates,
        facet: Some(FacetKind::Date),
        ..TERM
    },
    Term {
        name: "after",
        tried: &["since"],
        example: "2026-03-15",
        hint: "behind a day, month or year",
        rare: true,
        meaning: Meaning::Value(values::read_after, values::write_after),
        completes: Completes::Months(Dates::After),
        facet: Some(FacetKind::Date),
        ..TERM
    },
    Term {
        name: "before",
        tried: &["until"],
        example: "2026-03-15",
        hint: "ahead of a day, month or year",
        rare: true,
        meaning: Meaning::Value(values::read_before, values::write_before),
        completes: Completes::Months(Dates::Before),
        facet: Some(FacetKind::Date),
        ..TERM
    },
    Term {
        name: "score",
        tried: &["rating"],
        example: ">90",
        hint: "a score or range",
        meaning: Meaning::Value(values::read_score, values::write_score),
        completes: Completes::Scores,
        facet: Some(FacetKind::Score),
        ..TERM
    },
    Term {
        name: "likely",
        tried: &["likelihood"],
        example: ">0.8",
        hint: "how likely you like it, from 0 to 1",
        meaning: Meaning::Value(values::read_likely, values::write_likely),
        completes: Completes::Likely,
        ..TERM
    },
    Term {
        name: "like",
        tried: &["similar"],
        example: "2603.01234",
        hint: "a paper that others are like",
        rare: true,
        meaning: Meaning::Value(values::read_like, values::write_like),
        ..TERM
    },
    Term {
        name: "key",
        aliases: &[("keyword", "diffusion")],
        tried: &["keywords", "topic"],
        example: "diffusion",
        hint: "a keyword of the source",
        rare: true,
        meaning: Meaning::Text(Field::Keyword),
        ..TERM
    },
    Term {
        name: "type",
        tried: &["kind"],
        example: "book",
        hint: "a type of publication",
        rare: true,
        meaning: Meaning::Text(Field::Kind),
        ..TERM
    },
    Term {
        name: "has",
        tried: &["with"],
        example: "code",
        hint: "what a paper has",
        meaning: Meaning::Words(&[
            Word::show("code", "with code", Filter::Has(Thing::Code)),
            Word::show("abstract", "with an abstract", Filter::Has(Thing::Abstract)),
            Word::show("score", "with a score", Filter::Has(Thing::Score)),
            Word::show("link", "with an address", Filter::Has(Thing::Link)),
            Word::show("note", "with a note of yours", Filter::Has(Thing::Note)),
        ]),
        completes: Completes::Words,
        ..TERM
    },
    Term {
        name: "is",
        example: "starred",
        hint: "what a paper is",
        meaning: Meaning::Words(&[
            Word::show("starred", "starred", Filter::Starred),
            Word::show("unread", "not read yet", Filter::Read(false)),
            Word::show("read", "read", Filter::Read(true)),
            Word::announced("new", "announced as new", Announcement::New),
            Word::announced("cross", "cross-listed", Announcement::Cross),
            Word::announced("replaced", "a new version", Announcement::Replaced),
            Word::announced("withdrawn", "withdrawn", Announcement::Withdrawn),
            Word::show("seen", "in a digest before", Filter::Seen),
            Word::show("muted", "hidden by a rule", Filter::Muted),
        ]),
        completes: Completes::Words,
        ..TERM
    },
    Term {
        name: "show",
        tried: &["include"],
        example: "muted",
        hint: "what is hidden otherwise",
        rare: true,
        meaning: Meaning::Words(&[Word::show("muted", "including muted", Filter::AlsoMuted)]),
        completes: Completes::Words,
        ..TERM
    },
    Term {
        name: "tag",
        example: "later",
        hint: "one of your tags",
        meaning: Meaning::Value(values::read_tag, values::write_tag),
        completes: Completes::Tags,
        facet: Some(FacetKind::Tag),
        ..TERM
    },
    Term {
        name: "in",
        example: "\"my digest\"",
        hint: "the name of a digest",
        meaning: Meaning::Text(Field::Digest),
        facet: Some(FacetKind::Digest),
        ..TERM
    },
];

impl Word {
    /// Makes a word for what the reader did with a paper, or for what it has.
    const fn show(name: &'static str, hint: &'static str, filter: Filter) -> Self {
        Self { name, hint, filter, facet: FacetKind::Show }
    }

    /// Makes a word for how a paper was announced.
    const fn announced(name: &'static str, hint: &'static str, kind: Announcement) -> Self {
        Self { name, hint, filter: Filter::Announced(kind), facet: FacetKind::Announced }
    }
}

impl Term {
    /// Returns the term of this name or alias, in any case.
    pub fn named(name: &str) -> Option<&'static Self> {
        TERMS.iter().find(|term| term.spelled(name).is_some())
    }

    /// Returns the term that expresses this condition, and the value with which it does; `None` for
    /// conditions that no name introduces.
    pub fn saying(filter: &Filter) -> Option<(&'static Self, Cow<'_, str>)> {
        TERMS.iter().find_map(|term| Some((term, term.value_of(filter)?)))
    }

    /// Returns its words; empty if its values are not words.
    pub fn words(&self) -> &'static [Word] {
        match self.meaning {
            Meaning::Words(words) => words,
            _ => &[],
        }
    }

    /// Returns the one of its names that `name` is, with an example of a value.
    fn spelled(&self, name: &str) -> Option<(&'static str, &'static str)> {
        let aliases = self.aliases.iter().copied();
        let mut all = std::iter::once((self.name, self.example)).chain(aliases);
        all.find(|(known, _)| known.eq_ignore_ascii_case(name))
    }

    /// Reads a value; `quoted` if it was in quotation marks.
    fn read(&self, value: &str, quoted: bool) -> Result<Filter, Wrong> {
        match self.meaning {
            _ if !value.contains(char::is_alphanumeric) => Err(Wrong::NoLetters),
            Meaning::Text(field) => Ok(Filter::Text { field, text: value.to_owned(), quoted }),
            Meaning::Value(read, _) => read(value.trim()),
            Meaning::Words(words) => {
                let value = value.trim();
                let word = words.iter().find(|word| word.name.eq_ignore_ascii_case(value));
                word.map(|word| word.filter.clone()).ok_or_else(|| Wrong::UnknownValue {
                    field: self.name,
                    value: value.to_owned(),
                    known: words.iter().map(|word| word.name).collect::<Vec<_>>().join(", "),
                })
            }
        }
    }

    /// Returns the value with which it expresses this condition, if it can.
    fn value_of<'f>(&self, filter: &'f Filter) -> Option<Cow<'f, str>> {
        match (&self.meaning, filter) {
            (Meaning::Text(own), Filter::Text { field, text, .. }) => {
                (field == own).then_some(Cow::Borrowed(text))
            }
            (Meaning::Value(_, write), _) => write(filter),
            (Meaning::Words(words), _) => {
                let word = words.iter().find(|word| word.filter == *filter)?;
                Some(Cow::Borrowed(word.name))
            }
            _ => None,
        }
    }

    /// Returns the facet that sets this condition, which the term expresses.
    fn facet_of(&self, filter: &Filter) -> Option<FacetKind> {
        match (&self.meaning, filter) {
            // A facet asks for whole names.
            (_, Filter::Text { quoted: false, .. }) => None,
            (Meaning::Words(words), _) => {
                words.iter().find(|word| word.filter == *filter).map(|word| word.facet)
            }
            _ => self.facet,
        }
    }
}

/// Returns the facet whose filters `filter` belongs to, if it can be set by clicking.
pub fn facet_of(filter: &Filter) -> Option<FacetKind> {
    Term::saying(filter)?.0.facet_of(filter)
}

/// Reads the condition `name:value`; `quoted` if the value was in quotation marks.
pub(super) fn filter(name: &str, value: &str, quoted: bool) -> Result<Filter, Wrong> {
    match Term::named(name) {
        Some(term) => term.read(value, quoted),
        None => Err(Wrong::UnknownField { name: name.to_owned(), suggestion: suggestion(name) }),
    }
}

/// Returns what is wrong if no value follows `name:`; `None` if `name` is not a term.
pub(super) fn without_value(name: &str) -> Option<Wrong> {
    let (name, example) = Term::named(name)?.spelled(name)?;
    Some(Wrong::NoValue(name, example))
}

/// Returns the terms in the order in which completion offers them.
pub(super) fn offered() -> impl Iterator<Item = &'static Term> {
    let usual = TERMS.iter().filter(|term| !term.rare);
    usual.chain(TERMS.iter().filter(|term| term.rare))
}

/// Says which name was probably meant, or lists all terms.
fn suggestion(name: &str) -> String {
    let name = name.to_ascii_lowercase();
    let mut names: Vec<&str> = TERMS.iter().map(|term| term.name).collect();
    let (last, others) = names.split_last().unwrap_or((&"", &[]));
    let listed = format!("Fields are {} and {last}.", others.join(", "));
    names.extend(TERMS.iter().flat_map(|term| term.aliases).map(|(alias, _)| *alias));
    let tried = TERMS.iter().find(|term| term.tried.contains(&name.as_str()));
    let meant = tried.map(|term| term.name).or_else(|| nearest(&name, &names));
    meant.map_or(listed, |meant| format!("Did you mean {meant}:?"))
}

#[cfg(test)]
mod tests;
