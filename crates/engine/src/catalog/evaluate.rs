//! Which papers meet a query.

use regex_lite::Regex;
use time::Duration;

use super::facets::{NamesOf, Remaining, abstract_text, affiliation, authors, title, venue};
use super::{Catalog, Paper};
use crate::query::{self, Dates, Field, Filter, Parsed, Query, Thing};
use skimmark_index::bits::Bits;
use skimmark_index::column::Column;
use skimmark_paper::date::{Day, EARLIEST, LATEST, PartialDate};
use skimmark_paper::entry::Entry;
use skimmark_paper::text::fold::{Needle, find_in};
use skimmark_protocol::{Facet, Listing};

/// What a query finds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// All papers that meet it.
    pub found: Bits,
    /// Those of them that were asked for.
    pub papers: Bits,
    /// The counts of the facets, each over what the other filters leave.
    pub facets: Vec<Facet>,
}

impl Catalog {
    /// Returns what `query` finds among the papers of `base`, with the facets' values of `listing`.
    pub fn answer(
        &self,
        query: &Parsed,
        base: &Bits,
        today: PartialDate,
        listing: &Listing,
    ) -> Answer {
        let conjuncts = query.conjuncts.iter();
        let parts: Vec<Bits> =
            conjuncts.map(|conjunct| self.evaluate(&conjunct.query, today)).collect();
        let mut found = self.all();
        parts.iter().for_each(|part| found.keep(part));
        let mut papers = base.clone();
        papers.keep(&found);
        let left = Remaining { base, query, parts: &parts, papers: &papers, listing };
        let facets = self.facets(&left);
        Answer { found, papers, facets }
    }

    /// Returns the papers that meet `query`.
    pub fn evaluate(&self, query: &Query, today: PartialDate) -> Bits {
        match query {
            Query::All(parts) => parts.iter().fold(self.all(), |mut found, part| {
                found.keep(&self.evaluate(part, today));
                found
            }),
            Query::Any(parts) => parts.iter().fold(Bits::none(), |mut found, part| {
                found.add(&self.evaluate(part, today));
                found
            }),
            // Nothing is shown beside the others then, as without it.
            Query::Not(inner) if **inner == Query::Is(Filter::AlsoMuted) => self.all(),
            Query::Not(inner) => {
                let mut found = self.all();
                found.subtract(&self.evaluate(inner, today));
                found
            }
            Query::Is(filter) => self.meeting(filter, today),
        }
    }

    /// Returns the papers that meet one condition.
    pub fn meeting(&self, filter: &Filter, today: PartialDate) -> Bits {
        match filter {
            Filter::Text { field, text, quoted } => self.holding(*field, text, *quoted),
            Filter::Pattern(pattern) => match query::regex(pattern) {
                Ok(regex) => self.matching(pattern, &regex),
                Err(_) => self.all(),
            },
            Filter::Category(code) => {
                let wanted: Vec<bool> =
                    self.codes.iter().map(|known| is_category(&known.0, code)).collect();
                let is_wanted = |code: &u32| wanted[*code as usize];
                let numbers = 0..self.papers.len();
                numbers.filter(|paper| self.categories.of(*paper).iter().any(is_wanted)).collect()
            }
            Filter::Id(id) => self.papers_where(|paper| has_id(paper, id)),
            Filter::Date(dates) => match days(*dates, today) {
                Some((from, to)) => self.papers_where(|paper| {
                    paper
                        .entry
                        .date
                        .is_some_and(|date| from <= date.first_day() && date.last_day() <= to)
                }),
                None => Bits::none(),
            },
            Filter::Score(from, to) => self.papers_where(|paper| {
                let score = paper.entry.score.map(skimmark_paper::score::Score::tenths);
                score.is_some_and(|it| {
                    from.is_none_or(|from| from <= it) && to.is_none_or(|to| it <= to)
                })
            }),
            Filter::Has(Thing::Code) => self.coded.clone(),
            Filter::Has(Thing::Note) => self.marked.noted.clone(),
            Filter::Has(thing) => self.papers_where(|paper| has(paper, *thing)),
            Filter::Announced(kind) => {
                self.papers_where(|paper| paper.entry.announced.contains(kind))
            }
            Filter::Starred => self.marked.starred.clone(),
            Filter::Read(true) => self.marked.read.clone(),
            Filter::Read(false) => self.unread(),
            Filter::Tag(tag) => self.marked.tagged(tag),
            Filter::Seen => self.seen.clone(),
            Filter::Muted => self.muted.clone(),
            Filter::AlsoMuted => self.all(),
            Filter::Like(paper) => self.learned.like(paper),
            Filter::Likely(from, to) => self.learned.likely(*from, *to),
        }
    }

    /// Returns the papers with a text that the regular expression `regex` of `pattern` matches.
    fn matching(&self, pattern: &str, regex: &Regex) -> Bits {
        let lists = query::letters::of(pattern);
        if lists.is_empty() {
            return self.papers_where(|paper| has_match(paper, regex));
        }
        let mut candidates = Bits::none();
        for (_, column, _) in self.columns() {
            let mut own = self.all();
            for one_of in &lists {
                let mut with = Bits::none();
                one_of.iter().for_each(|run| column.search_letters(run, &mut with));
                own.keep(&with);
            }
            candidates.add(&own);
        }
        candidates.iter().filter(|number| has_match(&self.papers[*number], regex)).collect()
    }

    /// Returns the papers with one of these texts, which are few and short.
    fn papers_with(&self, needle: &Needle, texts: fn(&Entry) -> &[String]) -> Bits {
        let has = |text: &String| !find_in(text, &[needle]).is_empty();
        self.papers_where(|paper| texts(&paper.entry).iter().any(has))
    }

    fn papers_where(&self, wanted: impl Fn(&Paper) -> bool) -> Bits {
        let numbered = self.papers.iter().enumerate();
        numbered.filter(|(_, paper)| wanted(paper)).map(|(number, _)| number).collect()
    }

    /// Returns the columns that [`Field::Anywhere`] searches, each with its texts, in the order in
    /// which explanations name them.
    fn columns(&self) -> [(Field, &Column, NamesOf); 4] {
        [
            (Field::Title, &self.titles, title),
            (Field::Author, &self.authors, authors),
            (Field::Org, &self.affiliations, affiliation),
            (Field::Abstract, &self.abstracts, abstract_text),
        ]
    }

    /// Adds to `found` the papers that `needle` matches in these texts, of which `column` has the
    /// words.
    pub(super) fn search(
        &self,
        column: &Column,
        texts: NamesOf,
        needle: &Needle,
        found: &mut Bits,
    ) {
        let of_paper = |paper: usize, each: &mut dyn FnMut(&str)| {
            texts(&self.papers[paper].entry).iter().for_each(|text| each(text));
        };
        column.search(needle, &of_paper, found);
    }

    /// Returns the fields of a paper that contain `text`, of those that `field` searches.
    pub(crate) fn fields_with(
        &self,
        paper: u32,
        field: Field,
        text: &str,
        whole: bool,
    ) -> Vec<Field> {
        let mut fields = match field {
            Field::Anywhere => self.columns().map(|(field, ..)| field).to_vec(),
            field => vec![field],
        };
        fields.retain(|own| self.holding(*own, text, whole).has(paper as usize));
        fields
    }

    /// Returns the papers with `text` in `field`, or all if it has neither letters nor digits.
    pub(crate) fn holding(&self, field: Field, text: &str, whole: bool) -> Bits {
        let Some(needle) = Needle::new(text, whole) else { return self.all() };
        let mut found = Bits::none();
        let mut search = |column, texts| self.search(column, texts, &needle, &mut found);
        match field {
            Field::Venue => search(&self.venues, venue as NamesOf),
            Field::Keyword => return self.papers_with(&needle, |entry| &entry.keywords),
            Field::Kind => return self.papers_with(&needle, |entry| entry.kind.as_slice()),
            Field::Digest => self.digests.search(&needle, &mut found),
            _ => {
                for (own, column, texts) in self.columns() {
                    if field == Field::Anywhere || field == own {
                        search(column, texts);
                    }
                }
            }
        }
        found
    }
}

/// Returns whether `wanted` refers to `code`: `cs.CL`, `cs` and `CL` all refer to `cs.CL`, in any
/// case.
fn is_category(code: &str, wanted: &str) -> bool {
    let parts = code.split_once('.').map(|(archive, suffix)| [archive, suffix]);
    code.eq_ignore_ascii_case(wanted)
        || parts.is_some_and(|parts| parts.iter().any(|part| part.eq_ignore_ascii_case(wanted)))
}

/// Returns whether one of the texts of the paper, as they are written, matches.
fn has_match(paper: &Paper, regex: &Regex) -> bool {
    let Entry { title, authors, affiliation, abstract_text, .. } = &paper.entry;
    let others = [affiliation, abstract_text].into_iter().flatten();
    [title].into_iter().chain(authors).chain(others).any(|text| regex.is_match(text))
}

/// Returns whether an identifier of the paper begins with `wanted`.
fn has_id(paper: &Paper, wanted: &str) -> bool {
    let ids = &paper.entry.ids;
    let begins =
        |id: &String| id.get(..wanted.len()).is_some_and(|head| head.eq_ignore_ascii_case(wanted));
    [&ids.arxiv, &ids.doi, &ids.pmid].into_iter().flatten().any(begins)
}

/// Returns whether the paper itself has something; code and notes are kept elsewhere.
fn has(paper: &Paper, thing: Thing) -> bool {
    let entry = &paper.entry;
    match thing {
        Thing::Abstract => entry.abstract_text.as_ref().is_some_and(|text| !text.is_empty()),
        Thing::Score => entry.score.is_some(),
        Thing::Link => !entry.ids.is_empty() || !entry.links.is_empty(),
        Thing::Code | Thing::Note => false,
    }
}

pub(super) fn has_code(paper: &Paper) -> bool {
    paper.entry.has_code || paper.entry.code_url().is_some()
}

/// Returns the first and last day of `dates`; `None` if `today` is needed and is not a whole date.
fn days(dates: Dates, today: PartialDate) -> Option<(Day, Day)> {
    Some(match dates {
        Dates::Span(from, to) => (
            from.map_or(EARLIEST, PartialDate::first_day),
            to.map_or(LATEST, PartialDate::last_day),
        ),
        Dates::After(date) => {
            let (year, month, day) = date.last_day();
            ((year, month, day + 1), LATEST)
        }
        Dates::Before(date) => {
            let (year, month, day) = date.first_day();
            (EARLIEST, (year, month, day - 1))
        }
        Dates::Last(days) => {
            let first = today.to_date()?.checked_sub(Duration::days(i64::from(days)));
            (first.map_or(EARLIEST, |first| PartialDate::from(first).first_day()), LATEST)
        }
        Dates::Ago(days) => {
            let day = today.to_date()?.checked_sub(Duration::days(i64::from(days)))?;
            let day = PartialDate::from(day).first_day();
            (day, day)
        }
    })
}
