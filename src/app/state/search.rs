//! What the present query finds: asking the engine for it, and its answer.

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::state::watched::{Watched, watched};

use super::State;
use crate::browser::clock;
use crate::page::route::{Route, Screen};
use skimmark_protocol::{
    Click, Facet, FacetKind, Listing, MutedBy, OrderId, QueryPart, QueryProblem, Show, Shown,
    ToggleFilter, View,
};

/// How many more values of a facet are listed at once.
const MORE_VALUES: u32 = 40;

/// The engine's newest answer about the present query, without the cards.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// How many papers are shown.
    pub shown: u32,
    /// Out of how many.
    pub total: u32,
    /// How many of those shown are not read.
    pub left: u32,
    /// The lowest and the highest score of the view in tenths, if any paper has one.
    pub scores: Option<(u32, u32)>,
    /// What the filters count.
    pub facets: Vec<Arc<Facet>>,
    /// What is wrong with the query.
    pub problems: Vec<QueryProblem>,
    /// How many papers each saved view shows.
    pub saved: Vec<u32>,
    /// How many papers each rule finds.
    pub ruled: Vec<u32>,
    /// The rules that hide what the query finds.
    pub muted: Vec<MutedBy>,
    /// Whether that is shown all the same.
    pub shows_muted: bool,
    /// The conditions of the query that can be taken out one by one.
    pub parts: Vec<QueryPart>,
    /// How many more likes the order "For you" needs.
    pub likes_missing: u32,
    /// If nothing is found: what was probably meant.
    pub meant: Option<String>,
}

/// What the present query finds, and what is looked for among the filters.
#[derive(Clone, Copy)]
pub struct Search {
    /// The newest answer.
    pub answer: Watched<Answer>,
    set_answer: RwSignal<Answer>,
    /// The facet in which values are looked for, and the text.
    find: RwSignal<Option<(FacetKind, String)>>,
    /// The facets of which more values are listed, and how many.
    most: RwSignal<Vec<(FacetKind, u32)>>,
    pending: StoredValue<PendingQuery>,
}

/// What was asked of the engine last. Only one question is under way at a time: what is typed
/// meanwhile is asked when the answer is there.
#[derive(Clone, Debug, Default)]
struct PendingQuery {
    order: OrderId,
    under_way: bool,
    again: bool,
    screen: Screen,
    /// The route that it was asked for, as a hash.
    route: String,
    /// The reader wants to go to the first paper that is found.
    goes: bool,
}

impl Answer {
    /// Returns the answer without the order and its cards, of which nothing is taken.
    fn take(shown: &mut Shown) -> Self {
        use std::mem::take;
        Self {
            shown: shown.shown,
            total: shown.total,
            left: shown.left,
            scores: shown.scores,
            facets: take(&mut shown.facets).into_iter().map(Arc::new).collect(),
            problems: take(&mut shown.problems),
            saved: take(&mut shown.saved),
            ruled: take(&mut shown.ruled),
            muted: take(&mut shown.muted),
            shows_muted: shown.shows_muted,
            parts: take(&mut shown.parts),
            likes_missing: shown.likes_missing,
            meant: take(&mut shown.meant),
        }
    }
}

impl Search {
    pub(super) fn new() -> Self {
        let (answer, set_answer) = watched(Answer::default());
        let pending = StoredValue::new(PendingQuery::default());
        let (find, most) = (RwSignal::new(None), RwSignal::new(Vec::new()));
        Self { answer, set_answer, find, most, pending }
    }

    /// Returns the facet of this kind, without values if it was not counted.
    pub fn facet(self, kind: FacetKind) -> Arc<Facet> {
        let found = |answer: &Answer| answer.facets.iter().find(|f| f.kind == kind).cloned();
        let none = || Arc::new(Facet { kind, values: Vec::new(), more: 0 });
        self.answer.with(found).unwrap_or_else(none)
    }

    /// Returns the text that is searched for among the values of the facet of this kind.
    pub fn text_to_find(self, kind: FacetKind) -> String {
        let text = |(known, text): &(FacetKind, String)| (*known == kind).then(|| text.clone());
        self.find.with(|find| find.as_ref().and_then(text)).unwrap_or_default()
    }

    /// Searches for nothing among the values of facets, and lists no more of them than usual.
    pub(super) fn find_all(self) {
        self.find.set(None);
        self.most.set(Vec::new());
    }

    /// Shows another answer than that to a query.
    pub(super) fn set_answer(self, answer: Answer) {
        if self.answer.with_untracked(|known| *known != answer) {
            self.set_answer.set(answer);
        }
    }

    /// Returns whether a question is under way, so that what is shown is outdated.
    pub(super) fn is_asking(self) -> bool {
        self.pending.with_value(|pending| pending.under_way)
    }

    /// Leaves the reader in the search box, where they go on typing.
    pub(super) fn stay(self) {
        self.pending.update_value(|pending| pending.goes = false);
    }

    /// Expects no answer any more to what was asked.
    pub(super) fn forget_pending(self) {
        self.pending.update_value(|pending| {
            pending.goes = false;
            pending.under_way = false;
            pending.again = false;
        });
    }
}

impl State {
    /// Sets a filter of the query, or takes it out.
    pub fn click_filter(self, filter: String, click: Click) {
        let query = untrack(|| self.navigation.query());
        self.ask(ToggleFilter { query, filter, click }, move |query| {
            self.go(|route| route.query = query);
        });
    }

    /// Lists only the values of a facet that hold `text`; all of them if it is empty.
    pub fn find_in_facet(self, kind: FacetKind, text: String) {
        self.search.find.set((!text.is_empty()).then_some((kind, text)));
        self.show();
    }

    /// Lists more values of a facet.
    #[inline(never)]
    pub fn list_more(self, kind: FacetKind) {
        self.search.most.update(|most| {
            let known = most.iter_mut().find(|(of, _)| *of == kind);
            match known {
                Some((_, count)) => *count += MORE_VALUES,
                None => most.push((kind, Facet::MOST as u32 + MORE_VALUES)),
            }
        });
        self.show();
    }

    /// Asks the engine for the papers of the present route.
    pub(super) fn show(self) {
        let pending = self.search.pending;
        if self.search.is_asking() {
            pending.update_value(|pending| pending.again = true);
            return;
        }
        let Some(view) = self.view() else { return };
        if view == View::All && !self.library.has_all() {
            return self.gather();
        }
        let route = self.navigation.route.get_untracked();
        let hash = route.to_hash();
        let Route { screen, query, sort, group } = route;
        // If the same was asked before, a paper is gone by the reader's own action.
        let is_same = pending.with_value(|pending| pending.route == hash);
        let order = pending.with_value(|pending| OrderId(pending.order.0 + 1));
        pending.set_value(PendingQuery {
            order,
            under_way: true,
            again: false,
            screen,
            route: hash,
            goes: pending.with_value(|pending| pending.goes),
        });
        let around = self.feed.anchor_keys(is_same, !query.trim().is_empty());
        let (today, fresh) = (clock::today(), self.feed.is_fresh());
        let look_for = self.search.find.get_untracked();
        let listing = Listing { look_for, most: self.search.most.get_untracked() };
        let room = self.feed.room();
        let likes_since = self.settings.get_untracked().likes_since();
        let show = Show {
            order,
            view,
            query,
            sort,
            group,
            listing,
            today,
            likes_since,
            fresh,
            around,
            room,
        };
        self.ask(show, move |shown| self.shown(shown));
    }

    /// Goes to the first paper that is found, as soon as that is known.
    pub fn go_to_found(self) {
        self.search.pending.update_value(|pending| pending.goes = true);
        self.show();
    }

    /// Goes to the current paper, or to the first; returns whether there are any papers.
    pub fn go_to_papers(self) -> bool {
        let is_any = self.shows_papers() && self.search.answer.with_untracked(|it| it.shown > 0);
        if is_any {
            self.feed.go_to(self, self.feed.current_untracked().unwrap_or(0));
        }
        is_any
    }

    fn shown(self, mut shown: Shown) {
        let pending = self.search.pending.get_value();
        self.search.pending.update_value(|pending| pending.under_way = false);
        // The reader may have gone to another screen since it was asked.
        if pending.screen != untrack(|| self.navigation.screen()) {
            return self.show();
        }
        self.selection.set_count(shown.selected);
        self.search.set_answer(Answer::take(&mut shown));
        self.feed.take_order(self, shown);
        if pending.again {
            self.show();
        } else if pending.goes {
            self.search.pending.update_value(|pending| pending.goes = false);
            // Without a query everything is found, and the reader is somewhere in it.
            let is_query = self.navigation.route.with_untracked(|it| !it.query.trim().is_empty());
            let here = self.feed.current_untracked().filter(|_| !is_query);
            self.feed.go_to(self, here.unwrap_or(0));
        } else {
            self.ask_to_complete();
        }
    }
}
