//! The engine: a message comes in, the state changes, an answer goes out. It is pure; the worker
//! around it receives and sends.

mod account;
mod boundaries;
mod comparing;
mod completing;
mod counting;
mod deciding;
mod exporting;
mod gathering;
mod importing;
mod keeping;
mod liked;
mod liking;
mod meaning;
mod naming;
mod opening;
mod restoring;
mod ruling;
mod selecting;
mod telling;
mod undoing;

use std::borrow::Cow;

use crate::catalog::{Arrangement, Catalog, Highlights};
use crate::decisions::DecisionSet;
use crate::marks::{Mark, Marks, Restored};
use crate::query::{self, Filter, Query};
use crate::stored::{backup, digest};
use skimmark_index::bits::Bits;
use skimmark_paper::entry::Entry;
use skimmark_paper::identity::key::Key;
use skimmark_paper::words::{self, to_u32};
use skimmark_protocol::{
    Answer, Card, Cards, Close, Compare, CopyPaper, CountChanges, CountLibrary, Decide, Done,
    DropImport, FindSplits, ForgetAll, ForgetDecisions, Found, Gather, GetCards, Group, HashPapers,
    KeptDigest, MergeGathered, Open, Opened, OrderId, PackDigest, Request, RestoreDecisions,
    SetLibrary, Show, Shown, Sort, TakeDigest, TakeImport, ToggleFilter, View, WriteBackup,
};

use exporting::Exporting;
use gathering::Gathering;
use importing::Offered;
use liking::Liking;
use opening::Tell;
use ruling::Ruled;

pub use opening::{Content, Form, HEAD, Opening, QUICK, Source};

/// The number of cards sent with an answer around a place.
const AROUND: u32 = 24;
/// The number of those that come before the paper at that place.
const CARDS_BEFORE: u32 = 8;
/// The most cards that are sent at once.
const MOST_CARDS: u32 = 500;

/// What the engine knows.
#[derive(Debug, Default)]
pub struct Engine {
    /// What the reader decided; the stars of the papers below follow it.
    marks: Marks,
    /// The papers of each view.
    catalogs: Catalogs,
    /// Names of stored marks that a newer version of the program wrote; they are left alone.
    newer: Vec<String>,
    /// The newest answer, while its papers are there.
    shown: Option<Order>,
    /// The digests that were read to become the papers of all digests.
    gathering: Gathering,
    /// What the reader decided about queries.
    decisions: DecisionSet,
    /// Whether a newer version of the program stored the whole; then nothing is stored.
    decisions_newer: bool,
    /// What the rules find in the view that was shown last.
    ruled: Ruled,
    /// What undoing has restored.
    restored: Restored,
    /// The library's digests and their names.
    library: Vec<KeptDigest>,
    /// What backups hold that the reader has not decided about.
    offered: Offered,
    /// The paper that was selected by itself last, or no longer, and its view.
    toggled: Option<(View, u32)>,
    /// The file that is being written.
    exporting: Option<Exporting>,
    /// What was learned of the reader.
    liking: Liking,
}

/// The papers of each view.
#[derive(Debug, Default)]
struct Catalogs {
    /// The open digest.
    digest: Catalog,
    /// Every paper that was starred since the start; those that still are, are the bookmarks.
    bookmarks: Catalog,
    /// All digests of the library while they are wanted; empty otherwise.
    all: Catalog,
}

/// The papers of an answer.
#[derive(Debug)]
struct Order {
    id: OrderId,
    view: View,
    papers: Vec<u32>,
    sort: Sort,
    group: Group,
    /// Whether the cards say how likely the reader likes their papers.
    rated: bool,
    query: Query,
    highlights: Highlights,
}

impl Engine {
    /// Makes an engine that knows nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Answers a request of the page. [`Open`] and [`Gather`] come with data, for which
    /// [`Engine::open`] and [`Engine::gather`] take an [`Opening`]; here they come without any.
    pub fn take(&mut self, request: Request) -> Answer {
        if request.changes() {
            self.ruled = Ruled::default();
            self.liking.outdate();
        }
        match request {
            Request::Open(Open { digest, pasted, .. }) => {
                Answer::Open(self.open(Opening::empty(digest, pasted), &mut |_| {}))
            }
            Request::Close(Close) => {
                self.replace_digest(Catalog::default());
                Answer::Close(Done)
            }
            Request::RestoreMarks(restore) => Answer::RestoreMarks(self.restore(restore)),
            Request::FoldJournal(fold) => Answer::FoldJournal(self.fold(fold)),
            Request::MergeMarks(stored) => Answer::MergeMarks(self.merge_marks(&stored)),
            Request::ChangeMark(change) => Answer::ChangeMark(self.change_mark(change)),
            Request::ReadAll(read) => Answer::ReadAll(self.read_all(read)),
            Request::Select(select) => Answer::Select(self.select(select)),
            Request::ChangeSelected(change) => {
                Answer::ChangeSelected(self.change_selected(&change))
            }
            Request::Undo(undo) => Answer::Undo(self.undo(&undo)),
            Request::WriteBackup(WriteBackup { made, choices }) => {
                let (marks, decisions) = (&self.marks, &self.decisions);
                let text = backup::write(marks, decisions, &choices, &made.to_string());
                Answer::WriteBackup(text)
            }
            Request::PackDigest(PackDigest { about, texts }) => {
                let is_there = !texts.is_empty();
                Answer::PackDigest(is_there.then(|| digest::write(&about, &texts)))
            }
            Request::TakeImport(TakeImport) => Answer::TakeImport(self.take_import()),
            Request::DropImport(DropImport) => {
                self.drop_import();
                Answer::DropImport(Done)
            }
            Request::TakeDigest(TakeDigest(place)) => Answer::TakeDigest(self.take_digest(place)),
            Request::CountChanges(CountChanges(since)) => {
                Answer::CountChanges(self.count_changes(since.0))
            }
            Request::FindSplits(FindSplits(paper)) => Answer::FindSplits(self.splits(paper)),
            Request::HashPapers(HashPapers) => Answer::HashPapers(self.hashes()),
            Request::CountLibrary(CountLibrary) => Answer::CountLibrary(self.count_library()),
            Request::Compare(Compare(paper)) => Answer::Compare(self.compare(&paper)),
            Request::PlaceBoundary(place) => Answer::PlaceBoundary(self.place(&place)),
            Request::Show(show) => Answer::Show(self.show(&show)),
            Request::GetCards(wanted) => Answer::GetCards(self.cards(wanted)),
            Request::ToggleFilter(ToggleFilter { query, filter, click }) => {
                let query = self.catalogs.spelled(&query);
                Answer::ToggleFilter(query::edit::click(&query, &filter, &click))
            }
            Request::Complete(ask) => Answer::Complete(self.complete(&ask)),
            Request::RestoreDecisions(RestoreDecisions(stored)) => {
                self.shown = None;
                Answer::RestoreDecisions(self.restore_decisions(stored.as_deref()))
            }
            Request::ForgetDecisions(ForgetDecisions) => {
                self.shown = None;
                Answer::ForgetDecisions(self.forget_decisions())
            }
            Request::Decide(Decide { decision, now }) => {
                // The cards that were sent are no longer right.
                self.shown = None;
                Answer::Decide(self.decide(decision, now.0))
            }
            Request::Explain(ask) => Answer::Explain(self.explain(&ask)),
            Request::CopyPaper(CopyPaper { paper, form }) => {
                Answer::CopyPaper(self.copied(&paper, form))
            }
            Request::ExportPapers(ask) => Answer::ExportPapers(self.export(ask)),
            Request::SetLibrary(SetLibrary(library)) => {
                self.name_digests(library);
                Answer::SetLibrary(Done)
            }
            Request::Gather(Gather { digest, pasted }) => {
                Answer::Gather(self.gather(Opening::empty(digest, pasted)))
            }
            Request::MergeGathered(MergeGathered) => {
                self.merge_gathered();
                Answer::MergeGathered(Done)
            }
            Request::ForgetAll(ForgetAll) => {
                self.forget_all();
                Answer::ForgetAll(Done)
            }
        }
    }

    /// Opens what was read, and reports the progress of indexing.
    pub fn open(&mut self, mut opening: Opening, tell: Tell) -> Opened {
        let digest = opening.digest();
        self.ruled = Ruled::default();
        let mut failure = opening.account.refusal();
        let found = if !opening.entries.is_empty() {
            let catalog = opening.catalog(tell);
            let entries: Vec<&Entry> = catalog.entries().collect();
            let mut reading = opening.account.reading(digest, &entries);
            self.replace_digest(catalog);
            reading.summary.push_str(&self.news());
            Found::Papers(reading)
        } else if opening.account.has_parts() {
            Found::NoPapers(opening.account.reading(digest, &[]))
        } else {
            Found::Nothing
        };
        let completed = self.complete_marks();
        let backups = &opening.backups;
        let offered = match (!backups.is_empty()).then(|| self.offer(backups)) {
            Some(Ok(offer)) => Some(Box::new(offer)),
            Some(Err(refusal)) => {
                failure =
                    Some(failure.map_or(refusal.clone(), |other| [&other, " ", &refusal].concat()));
                None
            }
            None => None,
        };
        Opened { found, completed, offered, failure }
    }

    fn replace_digest(&mut self, mut catalog: Catalog) {
        self.mark_all(&mut catalog);
        catalog.name_digests(&self.library);
        catalog.note_seen(&self.library);
        self.catalogs.digest = catalog;
        self.place_all();
        self.numbered_anew(View::Digest);
    }

    /// Forgets what refers to the papers of a view by their numbers, which are those of others now.
    fn numbered_anew(&mut self, view: View) {
        self.shown = self.shown.take().filter(|order| order.view != view);
        self.toggled = self.toggled.filter(|(known, _)| *known != view);
        self.exporting = self.exporting.take().filter(|file| !file.is_of(view));
        self.liking.numbered_anew(view);
    }

    /// Says how much of the open digest is new, if an earlier one is known.
    fn news(&self) -> String {
        let seen = self.catalogs.digest.seen().count();
        if seen == 0 {
            return String::new();
        }
        let papers = self.catalogs.digest.len();
        let new = words::grouped(to_u32(papers - seen));
        format!(" {new} of {} in no digest before.", words::count(to_u32(papers), "paper"))
    }

    /// Returns what is kept of the open digest, so that its papers are recognized later:
    /// [`KeptDigest::seen`].
    pub fn hashes(&self) -> Vec<u8> {
        self.catalogs.digest.hashes()
    }

    /// Applies the marks to the papers of a new catalog.
    fn mark_all(&mut self, catalog: &mut Catalog) {
        for (keys, former) in catalog.renamed() {
            if self.marks.get(&keys).is_some() {
                continue;
            }
            // A mark that holds its paper was renamed when it was restored.
            let mark = self.marks.get(&[keys.as_slice(), &former].concat());
            if let Some(mark) = mark.filter(|mark| mark.entry == Entry::default()) {
                let mark = Mark { keys, ..mark.clone() };
                self.marks.insert(mark);
            }
        }
        for mark in self.marks.iter() {
            let papers: Vec<usize> = catalog.find(&mark.keys).collect();
            papers.into_iter().for_each(|number| catalog.mark(number, mark));
        }
    }

    fn show(&mut self, show: &Show) -> Shown {
        let Show { order: id, view, sort, group, today, .. } = *show;
        let text = self.catalogs.spelled(&show.query);
        let parsed = query::parse(&text);
        let mut problems = telling::problems(&parsed, &text);
        let missing = self.learn(show, &parsed.query());
        self.rule(view, today);
        let (parsed, unanswered) = self.answerable(view, parsed, &text, missing);
        problems.extend(unanswered);
        let query = parsed.query();
        let with_muted = ruling::asks_for_muted(&query);
        let catalog = self.catalogs.of(view);
        let all = self.base(view);
        let mut base = all.clone();
        if !with_muted {
            base.subtract(&self.ruled.muted);
        }
        let answer = catalog.answer(&parsed, &base, today, &show.listing);
        // Beside the papers muted alone there is nothing that they are hidden from.
        let muted = match ruling::asks_for(&query, &Filter::Muted) {
            true => Vec::new(),
            false => self.hidden(&all, &answer.found),
        };
        problems.extend(self.unnamed(view, &query));
        let newest_star = view == View::Bookmarks;
        let (top, likely) = (&self.ruled.top, self.liking.places());
        let alike = &self.liking.places_like(&query);
        let how = Arrangement { sort, group, newest_star, query: &query, top, likely, alike };
        let papers = catalog.order(&answer.papers, how);
        let place_of = |key: &String| {
            let number = to_u32(catalog.find(&[Key(key.clone())]).next()?);
            papers.iter().position(|paper| *paper == number).map(to_u32)
        };
        let mut around = (0..).zip(&show.around);
        let place = around.find_map(|(which, key)| Some((which, place_of(key)?)));
        let from = place.map_or(0, |(_, at)| at).saturating_sub(CARDS_BEFORE);
        let shown = to_u32(papers.len());
        let meant = match shown {
            0 => self.meant(view, &text, &base, today),
            _ => None,
        };
        let is_left = |number: &&u32| !catalog.read().has(**number as usize);
        let left = to_u32(papers.iter().filter(is_left).count());
        let highlights = Highlights::of(&query);
        let rated = self.liking.is_followed();
        let order = Order { id, view, papers, sort, group, rated, query, highlights };
        let unchanged = !show.fresh && self.shown.as_ref().is_some_and(|last| last.same(&order));
        let order = &*self.shown.insert(order);
        let catalog = self.catalogs.of(view);
        Shown {
            order: id,
            shown,
            total: to_u32(base.count()),
            left,
            scores: catalog.scores(),
            facets: answer.facets,
            parts: query::parts(&text),
            problems,
            place,
            from,
            unchanged,
            cards: if unchanged {
                Vec::new()
            } else {
                let room = place.map_or(show.room, |_| AROUND);
                let to = from.saturating_add(room);
                order.cards(catalog, &self.ruled, &self.marks, from, to).1
            },
            saved: self.ruled.views.clone(),
            ruled: self.ruled.counts(&all),
            muted,
            shows_muted: with_muted,
            selected: self.selected_count(view),
            likes_missing: if sort == Sort::ForYou { missing } else { 0 },
            meant,
        }
    }

    fn cards(&self, wanted: GetCards) -> Option<Cards> {
        let GetCards { order, from, to } = wanted;
        let order = self.shown.as_ref().filter(|known| known.id == order)?;
        let catalog = self.catalogs.of(order.view);
        let (from, cards) = order.cards(catalog, &self.ruled, &self.marks, from, to);
        Some(Cards { from, cards })
    }

    /// Returns the papers of a view.
    fn base(&self, view: View) -> Bits {
        match view {
            View::Digest | View::All => self.catalogs.of(view).all(),
            View::Bookmarks => self.catalogs.bookmarks.starred().clone(),
        }
    }
}

impl Catalogs {
    /// Returns the papers of a view.
    fn of(&self, view: View) -> &Catalog {
        match view {
            View::Digest => &self.digest,
            View::Bookmarks => &self.bookmarks,
            View::All => &self.all,
        }
    }

    /// Returns the papers of a view, to be changed.
    fn of_mut(&mut self, view: View) -> &mut Catalog {
        match view {
            View::Digest => &mut self.digest,
            View::Bookmarks => &mut self.bookmarks,
            View::All => &mut self.all,
        }
    }

    /// Returns a query in which tags of several words, as `#to cite`, are written as one, if papers
    /// have them.
    fn spelled<'q>(&self, query: &'q str) -> Cow<'q, str> {
        let catalogs = [&self.digest, &self.bookmarks, &self.all];
        query::edit::join_tags(query, |tag| catalogs.iter().any(|catalog| catalog.has_tag(tag)))
    }

    /// Returns all catalogs.
    fn each(&mut self) -> [&mut Catalog; 3] {
        [&mut self.digest, &mut self.bookmarks, &mut self.all]
    }
}

impl Order {
    /// Returns whether these are the same papers in the same order and groups, for the same query.
    fn same(&self, other: &Self) -> bool {
        (self.view, self.group, self.rated) == (other.view, other.group, other.rated)
            && (&self.papers, &self.query) == (&other.papers, &other.query)
    }

    /// Returns the cards at `from..to`, as far as there are any, and the position of the first.
    fn cards(
        &self,
        catalog: &Catalog,
        ruled: &Ruled,
        marks: &Marks,
        from: u32,
        to: u32,
    ) -> (u32, Vec<Card>) {
        let from = from.min(to_u32(self.papers.len()));
        let to = to.clamp(from, from.saturating_add(MOST_CARDS)).min(to_u32(self.papers.len()));
        let cards = (from as usize..to as usize).filter_map(|place| {
            let mut card = catalog.card(*self.papers.get(place)?, &self.highlights)?;
            card.heading = catalog.heading(&self.papers, place, self.group);
            ruled.mark(&mut card);
            let likely = &catalog.learned().likely;
            card.likely = likely.get(card.paper as usize).copied().filter(|_| self.rated);
            card.why = card.highlight.is_some()
                || self.query != Query::All(Vec::new())
                || self.sort == Sort::ForYou;
            // The bookmarks show what was saved.
            card.revised = card.reader.starred
                && self.view != View::Bookmarks
                && catalog
                    .paper(card.paper)
                    .is_some_and(|(entry, keys)| comparing::is_revised(marks, entry, keys));
            Some(card)
        });
        (from, cards.collect())
    }
}
