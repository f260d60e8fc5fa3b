//! The engine: a message in, what is known changed, an answer out. Pure; the worker around it
//! receives and sends.

mod account;
mod boundaries;
mod completing;
mod gathering;
mod keeping;
mod opening;
mod ruling;
mod telling;

use crate::catalog::{Arrangement, Catalog, Highlights};
use crate::marks::Marks;
use crate::query::{self, Query};
use crate::stored::backup;
use skimmark_index::bits::Bits;
use skimmark_paper::identity::key::Key;
use skimmark_paper::words;
use skimmark_protocol::rules::Decisions;
use skimmark_protocol::{Card, Group, KeptDigest, Reply, Request, Show, Shown, View};

use gathering::Gathering;
use opening::Tell;
use ruling::Ruled;

pub use opening::{Content, Form, Opening, Source};

/// How many cards come with an answer around a place.
const AROUND: u32 = 24;
/// How many of them stand before the paper that they are around.
const CARDS_BEFORE: u32 = 8;
/// How many cards are sent at once at most.
const MOST_CARDS: u32 = 500;

/// What the engine knows.
#[derive(Debug, Default)]
pub struct Engine {
    /// What the reader decided; the stars of the papers below follow it.
    marks: Marks,
    /// The open digest.
    digest: Catalog,
    /// Every paper that was starred since the start; those that still are, are the bookmarks.
    bookmarks: Catalog,
    /// Names of stored marks that a newer version of the program wrote; they are left alone.
    newer: Vec<String>,
    /// The newest answer, while its papers are there.
    shown: Option<Order>,
    /// All digests of the library, while they are wanted; nothing otherwise.
    all: Catalog,
    /// Those that were read to become that.
    gathering: Gathering,
    /// What the reader decided about queries.
    decisions: Decisions,
    /// A newer version of the program stored them; they are left alone.
    decisions_newer: bool,
    /// What that comes to, in the view that was shown last.
    ruled: Ruled,
    /// What the library calls its digests.
    library: Vec<KeptDigest>,
}

/// The papers of an answer.
#[derive(Debug)]
struct Order {
    turn: u32,
    view: View,
    papers: Vec<u32>,
    group: Group,
    query: Query,
    highlights: Highlights,
}

impl Engine {
    /// An engine that knows nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes a message; gives the answer to it, if it has one. [`Request::Open`] takes an
    /// [`Opening`] for what came beside it, and [`Engine::open`]; so does [`Request::Gather`], with
    /// [`Engine::gather`].
    pub fn take(&mut self, request: Request) -> Option<Reply> {
        if !request.only_asks() {
            self.ruled = Ruled::default();
        }
        match request {
            Request::Open { .. } | Request::Gather { .. } => None,
            Request::Close => {
                self.replace_digest(Catalog::default());
                None
            }
            Request::Restore { stored, journal, now } => Some(self.restore(stored, journal, now)),
            Request::Stored(stored) => Some(self.stored(&stored)),
            Request::Mark(marking) => Some(self.mark(marking)),
            Request::ReadAll { turn, now } => Some(self.read_all(turn, now)),
            Request::Unread { set_at, now } => Some(self.unread(set_at, now)),
            Request::SplitChoices { view, paper, key } => self.rivals(view, paper, key),
            Request::Place { view, paper, key, title, now } => {
                Some(self.place(view, paper, &key, &title, now))
            }
            Request::Backup { made } => {
                Some(Reply::Backup(backup::write(&self.marks, &self.decisions, &made.to_string())))
            }
            Request::Show(show) => Some(Reply::Shown(self.show(&show))),
            Request::Cards { turn, from, to } => self.cards(turn, from, to),
            Request::Toggle { query, filter, click } => {
                Some(Reply::Toggled { query: query::edit::click(&query, &filter, &click) })
            }
            Request::Complete(ask) => Some(Reply::Completions(self.complete(&ask))),
            Request::Decisions(text) => {
                self.shown = None;
                Some(Reply::Decided(self.restore_decisions(&text)))
            }
            Request::Decide(decision) => {
                // The cards that were sent are no longer right.
                self.shown = None;
                Some(Reply::Decided(self.decide(decision)))
            }
            Request::Copy { view, paper, key, form } => self.copied(view, paper, &key, form),
            Request::Why { view, paper, query } => Some(Reply::Why(self.why(view, paper, &query))),
            Request::Library(library) => {
                self.name_digests(library);
                None
            }
            Request::Merge { turn } => Some(self.merge(turn)),
            Request::Forget => {
                self.forget_all();
                None
            }
        }
    }

    /// Opens what was read, and tells how far that comes. Gives the answers, in order.
    pub fn open(&mut self, mut opening: Opening, tell: Tell) -> Vec<Reply> {
        let digest = opening.digest();
        let mut replies = Vec::new();
        self.ruled = Ruled::default();
        let refusal = opening.account.refusal();
        if !opening.entries.is_empty() {
            let catalog = opening.catalog(tell);
            let mut reading = opening.account.reading(digest, small(catalog.len()));
            self.replace_digest(catalog);
            reading.summary.push_str(&self.news());
            replies.push(Reply::Opened(reading));
        } else if opening.account.has_parts() {
            replies.push(Reply::NoPapers(opening.account.reading(digest, 0)));
        }
        let known = self.decisions.clone();
        replies.extend(opening.backups.iter().map(|text| self.import(digest, text)));
        if self.decisions != known {
            replies.push(Reply::Decided(self.decided()));
        }
        replies.extend(refusal.map(|message| Reply::Failed { digest, message }));
        replies
    }

    fn replace_digest(&mut self, mut catalog: Catalog) {
        self.mark_all(&mut catalog);
        catalog.name_digests(&self.library);
        catalog.note_seen(&self.library);
        self.digest = catalog;
        self.place_all();
        // The numbers of an order of the digest before mean other papers now.
        self.shown = self.shown.take().filter(|order| order.view != View::Digest);
    }

    /// How much of the open digest is new, where an earlier one is known; in words.
    fn news(&self) -> String {
        let seen = self.digest.seen().count();
        if seen == 0 {
            return String::new();
        }
        let papers = self.digest.len();
        let new = words::grouped(small(papers - seen));
        format!(" {new} of {} in no digest before.", words::count(small(papers), "paper"))
    }

    /// What is kept of the open digest, to know its papers again: [`KeptDigest::seen`].
    pub fn hashes(&self) -> Vec<u8> {
        self.digest.hashes()
    }

    /// Has the papers of a new catalog follow their marks.
    fn mark_all(&self, catalog: &mut Catalog) {
        for mark in self.marks.iter() {
            let papers: Vec<usize> = catalog.find(&mark.keys).collect();
            papers.into_iter().for_each(|number| catalog.mark(number, mark));
        }
    }

    fn show(&mut self, show: &Show) -> Shown {
        let Show { turn, view, sort, group, today, .. } = *show;
        self.rule(view, today);
        let parsed = query::parse(&show.query);
        let query = parsed.query();
        let with_muted = ruling::asks_for_muted(&query);
        let catalog = self.catalog(view);
        let all = self.base(view);
        let mut base = all.clone();
        if !with_muted {
            base.subtract(&self.ruled.muted);
        }
        let mut problems = telling::problems(&parsed, &show.query);
        let answer = catalog.answer(&parsed, &base, today, show.look_for.as_ref());
        let muted = if with_muted { Vec::new() } else { self.hidden(&all, &answer.found) };
        problems.extend(self.unnamed(view, &query));
        let newest_star = view == View::Bookmarks;
        let how = Arrangement { sort, group, newest_star, query: &query, top: &self.ruled.top };
        let papers = catalog.order(&answer.papers, how);
        let place_of = |key: &String| {
            let number = small(catalog.find(&[Key(key.clone())]).next()?);
            papers.iter().position(|paper| *paper == number).map(small)
        };
        let mut around = (0..).zip(&show.around);
        let place = around.find_map(|(which, key)| Some((which, place_of(key)?)));
        let from = place.map_or(0, |(_, at)| at).saturating_sub(CARDS_BEFORE);
        let shown = small(papers.len());
        let highlights = Highlights::of(&query);
        let order = Order { turn, view, papers, group, query, highlights };
        let unchanged = !show.fresh && self.shown.as_ref().is_some_and(|last| last.same(&order));
        let order = &*self.shown.insert(order);
        let catalog = match view {
            View::Digest => &self.digest,
            View::Bookmarks => &self.bookmarks,
            View::All => &self.all,
        };
        Shown {
            turn,
            shown,
            total: small(base.count()),
            scored: catalog.is_scored(),
            facets: answer.facets,
            problems,
            place,
            from,
            unchanged,
            cards: if unchanged {
                Vec::new()
            } else {
                let room = place.map_or(show.room, |_| AROUND);
                order.cards(catalog, &self.ruled, from, from.saturating_add(room)).1
            },
            saved: self.ruled.views.clone(),
            ruled: self.ruled.counts(&all),
            muted,
        }
    }

    fn cards(&self, turn: u32, from: u32, to: u32) -> Option<Reply> {
        let order = self.shown.as_ref().filter(|order| order.turn == turn)?;
        let (from, cards) = order.cards(self.catalog(order.view), &self.ruled, from, to);
        Some(Reply::Cards { turn, from, cards })
    }

    /// The papers of a view.
    fn base(&self, view: View) -> Bits {
        match view {
            View::Digest | View::All => self.catalog(view).all(),
            View::Bookmarks => self.bookmarks.starred().clone(),
        }
    }

    fn catalog_mut(&mut self, view: View) -> &mut Catalog {
        match view {
            View::Digest => &mut self.digest,
            View::Bookmarks => &mut self.bookmarks,
            View::All => &mut self.all,
        }
    }

    fn catalog(&self, view: View) -> &Catalog {
        match view {
            View::Digest => &self.digest,
            View::Bookmarks => &self.bookmarks,
            View::All => &self.all,
        }
    }
}

impl Order {
    /// The same papers in the same order and groups, for the same query.
    fn same(&self, other: &Self) -> bool {
        (self.view, self.group) == (other.view, other.group)
            && (&self.papers, &self.query) == (&other.papers, &other.query)
    }

    /// The cards at `from..to`, as far as there are such, and the position of the first.
    fn cards(&self, catalog: &Catalog, ruled: &Ruled, from: u32, to: u32) -> (u32, Vec<Card>) {
        let from = from.min(small(self.papers.len()));
        let to = to.clamp(from, from.saturating_add(MOST_CARDS)).min(small(self.papers.len()));
        let cards = (from as usize..to as usize).filter_map(|place| {
            let mut card = catalog.card(*self.papers.get(place)?, &self.highlights)?;
            card.heading = catalog.heading(&self.papers, place, self.group);
            ruled.highlight(&mut card);
            card.why = card.highlight.is_some() || self.query != Query::All(Vec::new());
            Some(card)
        });
        (from, cards.collect())
    }
}

fn small(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
