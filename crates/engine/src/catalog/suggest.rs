//! The names and values of the papers that could complete what is being typed.

use std::ops::Range;

use super::Catalog;
use super::facets::{NamesOf, affiliation, authors, name_at, venue};
use super::values::Names;
use crate::query::complete::{self, Form, Typed};
use crate::query::terms::{Completes, Term};
use crate::query::{self, Dates, Field, Filter};
use skimmark_index::bits::Bits;
use skimmark_paper::category;
use skimmark_paper::date::PartialDate;
use skimmark_paper::text::fold::{Folded, Needle};
use skimmark_paper::words::{self, to_u32};
use skimmark_protocol::{Completion, Completions};

/// The most categories offered along with names of authors.
const MOST_CATEGORIES: usize = 3;
/// How many bytes must be typed before names are offered for a bare word: two letters, or one of a
/// script in which one letter says much.
const ENOUGH: usize = 2;
/// The most names that are examined, which takes a few milliseconds.
const MOST_LOOKS: usize = 10_000;
/// The least count of the names that each pass examines.
const LEAST: [u32; 4] = [64, 8, 2, 1];
/// Ranges of time and of scores that people often ask for.
const DAYS: [(&str, &str); 4] = [
    ("date:7d", "the last 7 days"),
    ("date:30d", "the last 30 days"),
    ("date:today", "today"),
    ("date:yesterday", "yesterday"),
];
const SCORES: [&str; 4] = ["score:>90", "score:>80", "score:>70", "score:>50"];
const LIKELY: [&str; 3] = ["likely:>0.9", "likely:>0.8", "likely:>0.5"];

/// A term that is offered.
struct Offer {
    /// Its text in a query.
    term: String,
    /// Its name as people say it.
    name: String,
    /// What it is.
    what: &'static str,
    /// How many papers it finds, if that is known.
    count: Option<u32>,
}

/// The papers whose values are offered, and the current day.
#[derive(Clone, Copy)]
struct Scope<'b> {
    papers: &'b Bits,
    today: PartialDate,
}

impl Catalog {
    /// Returns the terms that could replace what is being typed at byte `cursor` of `query`, the
    /// likeliest first, and the bytes that they replace. Values are those of `papers`. If nothing
    /// is typed yet, fields are offered only if they are `asked` for.
    pub fn complete(
        &self,
        query: &str,
        cursor: usize,
        asked: bool,
        papers: &Bits,
        today: PartialDate,
    ) -> (Range<usize>, Vec<Completion>) {
        let Some(typed) = complete::typed(query, cursor) else { return (0..0, Vec::new()) };
        let scope = Scope { papers, today };
        let mut offers = match typed.field {
            "" => self.terms(&typed, asked, scope),
            _ => self.values(&typed, scope),
        };
        // What is there already is not worth offering.
        let known = query.get(typed.span.clone()).unwrap_or_default();
        offers.retain(|offer| offer.term != known);
        offers.truncate(Completions::MOST);
        let items = offers.into_iter().map(|offer| offer.completion(&typed, query));
        (typed.span.clone(), items.collect())
    }

    /// Returns terms for a bare word.
    fn terms(&self, typed: &Typed<'_>, asked: bool, scope: Scope<'_>) -> Vec<Offer> {
        let mut offers = Vec::new();
        if typed.text.is_empty() && !asked {
            return offers;
        }
        for Term { name, hint: what, .. } in typed.fields() {
            let term = [name, ":"].concat();
            offers.push(Offer { name: term.clone(), term, what, count: None });
        }
        if typed.text.len() < ENOUGH || typed.form == Form::Field {
            return offers;
        }
        if typed.form == Form::Term {
            offers.extend(self.words(typed, scope).filter(|offer| offer.count > Some(0)));
        }
        offers.extend(self.categories(typed.text, MOST_CATEGORIES, scope));
        offers.extend(self.names(Field::Author, "author", typed.text, scope));
        offers
    }

    /// Returns terms for a value of a field.
    fn values(&self, typed: &Typed<'_>, scope: Scope<'_>) -> Vec<Offer> {
        let text = typed.text;
        let completes = Term::named(typed.field).map_or(Completes::Nothing, |term| term.completes);
        match completes {
            Completes::Nothing => Vec::new(),
            Completes::Names(field) => self.names(field, "", text, scope),
            Completes::Categories => self.categories(text, Completions::MOST, scope),
            Completes::Tags => self.tags(text, scope),
            Completes::Words => self.words(typed, scope).collect(),
            Completes::Dates => {
                let days = DAYS.iter().filter(|(term, _)| is_value(term, text));
                let days = days.map(|(term, name)| self.counted(term, name, "", scope));
                days.chain(self.months(text, scope, |month| Dates::Span(Some(month), Some(month))))
                    .collect()
            }
            Completes::Months(dates) => self.months(text, scope, dates),
            Completes::Scores if self.scores().is_some() => {
                let scores = SCORES.iter().filter(|term| is_value(term, text));
                scores.map(|term| self.counted(term, term, "", scope)).collect()
            }
            Completes::Scores => Vec::new(),
            Completes::Likely => {
                let ranges = LIKELY.iter().filter(|term| is_value(term, text));
                // What is not learned yet is learned when it is asked for.
                let count = |offer: Offer| Offer {
                    count: offer.count.filter(|_| self.learned.is_of_reader()),
                    ..offer
                };
                ranges.map(|term| count(self.counted(term, term, "", scope))).collect()
            }
        }
    }

    /// Returns the words that begin with what is typed.
    fn words<'c>(
        &'c self,
        typed: &'c Typed<'_>,
        scope: Scope<'c>,
    ) -> impl Iterator<Item = Offer> + 'c {
        typed.words().map(move |(term, word)| {
            let text = format!("{}:{}", term.name, word.name);
            self.counted(&text, &text, word.hint, scope)
        })
    }

    /// Offers a term, with the number of papers that it finds.
    fn counted(&self, term: &str, name: &str, what: &'static str, scope: Scope<'_>) -> Offer {
        let mut found = self.evaluate(&query::parse(term).query(), scope.today);
        found.keep(scope.papers);
        let (term, name) = (term.to_owned(), name.to_owned());
        Offer { term, name, what, count: Some(to_u32(found.count())) }
    }

    /// Returns the most frequent names of a field with a word that begins with the text.
    fn names(&self, field: Field, what: &'static str, text: &str, scope: Scope<'_>) -> Vec<Offer> {
        let (names, texts, column): (&Names, NamesOf, _) = match field {
            Field::Org => (&self.affiliation_names, affiliation, &self.affiliations),
            Field::Venue => (&self.venue_names, venue, &self.venues),
            _ => (&self.author_names, authors, &self.authors),
        };
        let needle = Needle::new(text, false);
        let mut with = scope.papers.clone();
        if let Some(needle) = &needle {
            let mut found = Bits::none();
            self.search(column, texts, needle, &mut found);
            with.keep(&found);
        } else if !text.trim().is_empty() {
            return Vec::new();
        }
        let counts = names.numbers.count(&with, names.len());
        let name = |number: u32| {
            let place = names.place(number as usize)?;
            Some(name_at(&self.papers, texts, place))
        };
        let top = top(&counts, Completions::MOST, &|number| {
            name(number).is_some_and(|name| is_named(name, needle.as_ref()))
        });
        let offers = top.into_iter().filter_map(|(count, number)| {
            let name = name(number)?.to_owned();
            let term = complete::name(field, &name).to_string();
            Some(Offer { term, name, what, count: Some(count) })
        });
        offers.collect()
    }

    /// Returns the most frequent categories whose code or full name has a word that begins with the
    /// text.
    fn categories(&self, text: &str, most: usize, scope: Scope<'_>) -> Vec<Offer> {
        let needle = Needle::new(text, false);
        if needle.is_none() && !text.trim().is_empty() {
            return Vec::new();
        }
        let counts = self.categories.count(scope.papers, self.codes.len());
        let name = |number: u32| self.codes.get(number as usize).map(category::in_full);
        let top = top(&counts, most, &|number| {
            name(number).is_some_and(|name| is_named(&name, needle.as_ref()))
        });
        let offers = top.into_iter().filter_map(|(count, number)| {
            let code = self.codes.get(number as usize)?;
            let term = Filter::Category(code.0.clone()).to_string();
            Some(Offer { term, name: category::in_full(code), what: "", count: Some(count) })
        });
        offers.collect()
    }

    /// Returns the most frequent tags with a word that begins with the text.
    fn tags(&self, text: &str, scope: Scope<'_>) -> Vec<Offer> {
        let needle = Needle::new(text, false);
        let counts = self.tag_counts(scope.papers, needle.as_ref());
        let top = top(&counts, Completions::MOST, &|_| true);
        let offers = top.into_iter().filter_map(|(count, number)| {
            let name = self.tag(number)?;
            let term = Filter::Tag(name.clone()).to_string();
            Some(Offer { term, name, what: "tag", count: Some(count) })
        });
        offers.collect()
    }

    /// Returns the newest months that begin with the text, in figures or in words.
    fn months(&self, text: &str, scope: Scope<'_>, dates: fn(PartialDate) -> Dates) -> Vec<Offer> {
        let needle = Needle::new(text, false);
        let months = self.scales.months(scope.papers).into_iter().filter(|(month, _)| {
            let in_words = needle.is_some() && is_named(&words::date(*month), needle.as_ref());
            month.to_string().starts_with(text) || in_words
        });
        let offers = months.take(Completions::MOST).map(|(month, count)| {
            let filter = Filter::Date(dates(month));
            let is_month = matches!(filter, Filter::Date(Dates::Span(..)));
            let (term, name) = (filter.to_string(), words::date(month));
            Offer { term, name, what: "", count: is_month.then_some(count) }
        });
        offers.collect()
    }
}

impl Offer {
    fn completion(self, typed: &Typed<'_>, query: &str) -> Completion {
        let count = self.count.map(|count| words::count(count, "paper")).unwrap_or_default();
        let comma = if self.what.is_empty() || count.is_empty() { "" } else { ", " };
        let words = [self.what, comma, &count].concat();
        Completion { text: typed.written(query, &self.term), name: self.name, words }
    }
}

/// Returns whether the value of `term` begins with the text.
fn is_value(term: &str, text: &str) -> bool {
    term.split_once(':').is_some_and(|(_, value)| value.starts_with(text))
}

/// Returns whether the name has a letter or digit, and contains what is searched for, if anything
/// is.
fn is_named(name: &str, needle: Option<&Needle>) -> bool {
    let Some(needle) = needle else { return name.contains(char::is_alphanumeric) };
    let mut folded = Folded::default();
    folded.push(name);
    folded.find(needle, 0..folded.len()).is_some()
}

/// Returns the highest counts of what `is_wanted`, each with its number; ties in the order of the
/// numbers. Examining a name costs most, so those with high counts are examined first, and only a
/// limited number of them, so that the lowest may be missed.
fn top(counts: &[u32], most: usize, is_wanted: &dyn Fn(u32) -> bool) -> Vec<(u32, u32)> {
    let mut top: Vec<(u32, u32)> = Vec::with_capacity(most + 1);
    let mut looks = MOST_LOOKS;
    let mut above = u32::MAX;
    for least in LEAST {
        for (count, number) in counts.iter().copied().zip(0_u32..) {
            let is_low = top.len() >= most && top.last().is_some_and(|(last, _)| *last >= count);
            if count < least || count >= above || is_low || looks == 0 {
                continue;
            }
            looks -= 1;
            if is_wanted(number) {
                let place = top.partition_point(|(more, _)| *more >= count);
                top.insert(place, (count, number));
                top.truncate(most);
            }
        }
        if top.len() >= most {
            break;
        }
        above = least;
    }
    top
}

#[cfg(test)]
mod tests;
