//! What is learned of the reader for the order "For you" and the condition `likely:`, and of single papers
//! for `like:`. What the reader decided becomes likes and papers passed over; what was learned of them stays
//! while papers are shown by it, so that none moves under a hand.

use super::Engine;
use super::liked::Liked;
use super::telling::problem;
use crate::catalog::{Catalog, Learned};
use crate::marks::{Mark, Stamped};
use crate::query::{Field, Filter, Parsed, Query, identifier, parse};
use crate::ranking::{Decided, LIKE, Papers, Ranking, Why, descending};
use skimmark_index::fold::squash;
use skimmark_paper::entry::{Entry, Ids};
use skimmark_paper::words::{count, to_u32};
use skimmark_protocol::{Millis, QueryProblem, Show, Sort, View};

/// From fewer likes nothing is learned.
pub(super) const FEWEST: u32 = 5;

/// How strongly a paper is liked that was starred, one that has tags, and one that has a note.
const STARRED: f64 = 1.0;
const TAGGED: f64 = 0.7;
const NOTED: f64 = 0.5;

/// How many papers are read at a time while nothing else is to be done: whoever asks for something meanwhile
/// waits for them.
const PIECE: usize = 128;

/// What was learned for one view.
#[derive(Default)]
pub(super) struct Liking {
    /// The view.
    of: Option<View>,
    /// What its papers are compared by; kept while they have their numbers.
    papers: Papers,
    /// What the papers that the reader likes are compared by.
    liked: Liked,
    reader: Option<Reader>,
    /// The reader likes what was decided after this moment.
    since: Millis,
    /// Whether the reader has decided anything since it was learned.
    outdated: bool,
    /// Whether the newest answer follows what was learned of the reader.
    followed: bool,
    /// What `like:` says in queries, views and rules, each with the paper and those like it.
    like: Vec<(String, Option<Likeness>)>,
}

/// What was learned of the reader.
struct Reader {
    ranking: Ranking,
    /// The titles of the likes.
    titles: Vec<String>,
    /// The place of each paper: the lower, the likelier; those that were starred come after all others, as
    /// they are no news.
    places: Vec<u64>,
}

/// How like papers are to one.
struct Likeness {
    ranking: Ranking,
    title: String,
    /// The number of the paper itself, if it is among them.
    own: Option<usize>,
}

/// What answers need to have learned.
#[derive(Default)]
struct Needs {
    /// How likely the reader likes papers.
    likely: bool,
    /// What `like:` says.
    like: Vec<String>,
}

impl Needs {
    /// Adds what a query needs.
    fn add(&mut self, query: &Query) {
        query.conditions(&mut |filter| match filter {
            Filter::Likely(..) => self.likely = true,
            Filter::Like(paper) if !self.like.contains(paper) => self.like.push(paper.clone()),
            _ => {}
        });
    }
}

impl std::fmt::Debug for Liking {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Liking").field("of", &self.of).finish_non_exhaustive()
    }
}

impl Liking {
    /// Returns whether the newest answer follows what was learned of the reader.
    pub(super) fn is_followed(&self) -> bool {
        self.followed && self.reader.is_some()
    }

    /// Returns the place of each paper by how likely the reader likes it; nothing if that was not learned.
    pub(super) fn places(&self) -> &[u64] {
        self.reader.as_ref().map_or(&[], |reader| &reader.places)
    }

    /// Returns the place of each paper by how like it is to those that the query names, all together;
    /// nothing if it names none.
    pub(super) fn places_like(&self, query: &Query) -> Vec<u64> {
        let mut scores: Vec<f64> = Vec::new();
        query.wanted(&mut |filter| {
            let Filter::Like(paper) = filter else { return };
            let Some(likeness) = self.like_of(paper) else { return };
            scores.resize(likeness.ranking.scores().len(), 0.0);
            for (sum, score) in scores.iter_mut().zip(likeness.ranking.scores()) {
                *sum += score;
            }
            // Before others that are the same to the ranking.
            if let Some(own) = likeness.own.and_then(|own| scores.get_mut(own)) {
                *own = f64::INFINITY;
            }
        });
        scores.into_iter().map(descending).collect()
    }

    fn like_of(&self, paper: &str) -> Option<&Likeness> {
        self.like.iter().find(|(known, _)| known == paper).and_then(|(_, like)| like.as_ref())
    }

    /// Forgets the papers of a view, which have other numbers now.
    pub(super) fn numbered_anew(&mut self, view: View) {
        if self.of == Some(view) {
            let liked = std::mem::take(&mut self.liked);
            *self = Self { liked, ..Self::default() };
        }
    }

    /// Remembers that the reader has decided something.
    pub(super) fn outdate(&mut self) {
        self.outdated = true;
    }

    /// Returns what the papers of the catalog are to be searched by.
    fn learned(&self) -> Learned {
        let like = self.like.iter().filter_map(|(paper, like)| {
            let Likeness { ranking, own, .. } = like.as_ref()?;
            let likely = ranking.likely().into_iter().enumerate();
            let papers = likely.filter(|(_, likely)| *likely >= LIKE).map(|(number, _)| number);
            Some((paper.clone(), papers.chain(*own).collect()))
        });
        Learned {
            likely: self.reader.as_ref().map(|reader| reader.ranking.likely()).unwrap_or_default(),
            like: like.collect(),
        }
    }
}

impl Engine {
    /// Learns what an answer needs, unless that was learned before. Returns how many likes are missing
    /// for that.
    pub(super) fn learn(&mut self, show: &Show, query: &Query) -> u32 {
        let view = show.view;
        let mut needs = Needs { likely: show.sort == Sort::ForYou, like: Vec::new() };
        needs.add(query);
        let follows = needs.likely;
        let decisions = self.decisions.listed();
        let rules = decisions.rules.iter().map(|rule| &rule.query);
        for query in rules.chain(decisions.views.iter().map(|saved| &saved.query)) {
            // Hardly any has it, and each would be parsed for every answer.
            if query.contains("like") {
                needs.add(&parse(query).query());
            }
        }
        if self.liking.of != Some(view) {
            let liked = std::mem::take(&mut self.liking.liked);
            self.liking = Liking { of: Some(view), liked, ..Liking::default() };
        }
        let forgets =
            std::mem::replace(&mut self.liking.since, show.likes_since) != show.likes_since;
        self.liking.outdated |= forgets;
        let begins = show.fresh || !self.liking.followed || forgets;
        self.liking.followed = follows;
        let missing = if needs.likely { FEWEST.saturating_sub(self.count_likes()) } else { 0 };
        let renews = self.liking.outdated && follows && begins;
        let learns = needs.likely && (self.liking.reader.is_none() || renews);
        let known: Vec<&String> = self.liking.like.iter().map(|(paper, _)| paper).collect();
        let same =
            known.len() == needs.like.len() && known.iter().zip(&needs.like).all(|(a, b)| *a == b);
        if !learns && same {
            return if self.liking.reader.is_some() { 0 } else { missing };
        }
        let had = self.liking.reader.is_some();
        if learns && missing > 0 {
            self.liking.reader = None;
        }
        if learns && missing == 0 || !needs.like.is_empty() {
            self.read_features(view, self.catalogs.of(view).len());
        }
        if learns && missing == 0 {
            self.read_likes(usize::MAX);
            let (decided, titles) = self.decided_papers(view);
            let ranking = Ranking::new(&self.liking.papers, &decided);
            self.liking.liked.take_back(decided.liked);
            let starred = self.catalogs.of(view).starred();
            let place = |(number, score): (usize, &f64)| {
                u64::from(starred.has(number)) << 63 | descending(*score) >> 1
            };
            let places = ranking.scores().iter().enumerate().map(place).collect();
            self.liking.reader = Some(Reader { ranking, titles, places });
            self.liking.outdated = false;
        }
        self.compare_with(view, needs.like);
        if had || self.liking.reader.is_some() || !same {
            self.catalogs.of_mut(view).set_learned(self.liking.learned());
            self.ruled = super::Ruled::default();
        }
        if self.liking.reader.is_some() { 0 } else { missing }
    }

    /// Reads what papers are compared by, a piece of it at a time, before the reader asks for it: while nothing
    /// else is to be done, and only if the reader likes enough to be asked. Returns whether more is to be read.
    pub fn prepare(&mut self) -> bool {
        let Some(view) = self.liking.of else { return false };
        let (read, all) = (self.liking.papers.len(), self.catalogs.of(view).len());
        let likes = self.count_likes();
        if likes < FEWEST {
            return false;
        }
        if read < all {
            self.read_features(view, all.min(read + PIECE));
            return true;
        }
        self.liking.liked.len() != likes as usize && self.read_likes(PIECE)
    }

    /// Reads what the papers that the reader likes are compared by, as far as that was not done before, of at
    /// most this many. Returns whether there are more.
    fn read_likes(&mut self, most: usize) -> bool {
        let mut liked = std::mem::take(&mut self.liking.liked);
        let more = liked.renew(self.likes().map(|(mark, _)| mark), most);
        self.liking.liked = liked;
        more
    }

    /// Reads what the first papers of a view, up to this number, are compared by, as far as that was not done
    /// before.
    fn read_features(&mut self, view: View, to: usize) {
        let catalog = self.catalogs.of(view);
        let papers = &mut self.liking.papers;
        for number in papers.len()..to {
            if let Some((entry, _)) = catalog.paper(to_u32(number)) {
                papers.push(entry);
            }
        }
    }

    /// Compares the papers of a view with those that `like:` names.
    fn compare_with(&mut self, view: View, names: Vec<String>) {
        let mut known = std::mem::take(&mut self.liking.like);
        for name in names {
            let place = known.iter().position(|(other, _)| *other == name);
            let likeness = match place {
                Some(place) => known.swap_remove(place).1,
                None => self.paper_named(view, &name).map(|paper| Likeness {
                    ranking: Ranking::likeness(&self.liking.papers, paper),
                    title: paper.title.clone(),
                    own: self.catalogs.of(view).entries().position(|entry| entry == paper),
                }),
            };
            self.liking.like.push((name, likeness));
        }
    }

    /// Returns the paper that `like:` names, by an identifier or by its title or several words of it: one
    /// of the view, of another one, or one that the reader has decided about.
    fn paper_named(&self, view: View, name: &str) -> Option<&Entry> {
        let views = [view, View::Digest, View::Bookmarks, View::All];
        let catalogs = || views.into_iter().map(|view| self.catalogs.of(view));
        let id = identifier(name);
        let has_id = |entry: &&Entry| {
            let Ids { arxiv, doi, pmid } = &entry.ids;
            [arxiv, doi, pmid].into_iter().flatten().any(|known| known.eq_ignore_ascii_case(&id))
        };
        let marked = || self.marks.iter().map(|mark| &mark.entry);
        let by_id = catalogs().find_map(|catalog| catalog.entries().find(has_id));
        let by_title = || catalogs().find_map(|catalog| titled(catalog, name));
        by_id.or_else(|| marked().find(has_id)).or_else(by_title)
    }

    /// Returns the marks of the papers that the reader likes, each with how strongly.
    fn likes(&self) -> impl Iterator<Item = (&Mark, f64)> {
        let Millis(since) = self.liking.since;
        self.marks.iter().filter(|mark| mark.has_paper()).filter_map(move |mark| {
            let notes = mark.notes.as_ref().filter(|notes| notes.set_at > since);
            let strength = match notes.map(|notes| &notes.what) {
                _ if mark.starred && mark.starred_at > since => STARRED,
                Some(notes) if !notes.tags.is_empty() => TAGGED,
                Some(notes) if !notes.note.is_empty() => NOTED,
                _ => return None,
            };
            Some((mark, strength))
        })
    }

    fn count_likes(&self) -> u32 {
        to_u32(self.likes().count())
    }

    /// Returns the papers that were liked, lent from what was read of them, and passed over, and the titles
    /// of the likes.
    fn decided_papers(&mut self, view: View) -> (Decided, Vec<String>) {
        let liked = self.liking.liked.lend();
        let catalog = self.catalogs.of(view);
        let papers = &self.liking.papers;
        let mut decided = Decided { liked, ..Decided::default() };
        let mut titles = Vec::new();
        for (mark, strength) in self.likes() {
            decided.strengths.push(strength);
            titles.push(mark.entry.title.clone());
        }
        let mut passed = catalog.read().clone();
        passed.subtract(catalog.starred());
        // Who has read most of it has passed nothing over.
        if passed.count() * 2 > catalog.len() {
            passed = catalog.hidden().clone();
        } else {
            passed.add(catalog.hidden());
        }
        let Millis(since) = self.liking.since;
        let counts = |number: &usize| {
            let mark = || self.marks.get(catalog.keys(*number)?);
            let of = |mark: &Mark| {
                Stamped::time(mark.read.as_ref()).max(Stamped::time(mark.hidden.as_ref()))
            };
            since == 0 || mark().is_some_and(|mark| of(mark) > since)
        };
        passed.iter().filter(counts).for_each(|number| decided.passed.copy(papers, number));
        (decided, titles)
    }

    /// Takes the conditions out of a query that can't be answered, and says why.
    pub(super) fn answerable(
        &self,
        view: View,
        parsed: Parsed,
        text: &str,
        missing: u32,
    ) -> (Parsed, Vec<QueryProblem>) {
        let mut problems = Vec::new();
        let mut parsed = parsed;
        parsed.conjuncts.retain(|conjunct| {
            let unanswered = self.unanswered(view, &conjunct.query);
            problems.extend(unanswered.as_ref().map(|filter| {
                let message = match filter {
                    Filter::Likely(..) => format!(
                        "What you like is learned from {FEWEST} papers on: star, tag or note {}.",
                        count(missing, "more paper")
                    ),
                    _ => "No paper here has this identifier or title.".to_owned(),
                };
                problem(text, conjunct.span.clone(), message)
            }));
            unanswered.is_none()
        });
        (parsed, problems)
    }

    /// Returns a condition of a query of which nothing was learned.
    pub(super) fn unanswered(&self, view: View, query: &Query) -> Option<Filter> {
        let learned = self.catalogs.of(view).learned();
        let mut found = None;
        query.conditions(&mut |filter| {
            let is_known = match filter {
                Filter::Likely(..) => learned.is_of_reader(),
                Filter::Like(paper) => learned.is_of(paper),
                _ => true,
            };
            if !is_known {
                found = Some(filter.clone());
            }
        });
        found
    }

    /// Says why a paper of a view stands where it does, if it follows what was learned of the reader.
    pub(super) fn why_liked(&self, view: View, paper: u32) -> Option<String> {
        let liking = Some(&self.liking).filter(|it| it.of == Some(view) && it.followed)?;
        let reader = liking.reader.as_ref()?;
        let (entry, _) = self.catalogs.of(view).paper(paper)?;
        let Why { because, like } = reader.ranking.why(entry);
        let because = because.join(", ");
        let other = |title: &&String| **title != entry.title;
        let like = like.and_then(|like| reader.titles.get(like)).filter(other);
        Some(match (because.is_empty(), like) {
            (true, _) => "Nothing in it is like what you liked.".to_owned(),
            (false, None) => ["For you: ", &because, "."].concat(),
            (false, Some(like)) => ["For you: ", &because, "; like “", like, "”."].concat(),
        })
    }

    /// Says what a paper of a view has in common with the one that `like:` names.
    pub(super) fn why_like(&self, view: View, paper: u32, name: &str) -> Option<String> {
        let liking = Some(&self.liking).filter(|it| it.of == Some(view))?;
        let Likeness { ranking, title, .. } = liking.like_of(name)?;
        let (entry, _) = self.catalogs.of(view).paper(paper)?;
        let because = ranking.why(entry).because.join(", ");
        let colon = if because.is_empty() { "" } else { ": " };
        Some(["Like “", title, "”", colon, &because, "."].concat())
    }
}

/// Returns the paper with this title, or one with these words of several in its title.
fn titled<'c>(catalog: &'c Catalog, words: &str) -> Option<&'c Entry> {
    let folded = squash(words);
    let found = catalog.holding(Field::Title, words, true);
    let found = || found.iter().filter_map(|number| Some(catalog.paper(to_u32(number))?.0));
    let whole = found().find(|entry| squash(&entry.title) == folded);
    // One word is no title that somebody begins to type.
    whole.or_else(|| found().next().filter(|_| words.trim().contains(char::is_whitespace)))
}
