//! Saved views and rules: what each finds is evaluated once, and used for every answer until
//! papers, marks, decisions or the day change.

use super::Engine;
use crate::query::{self, Field, Filter, Parsed, Query};
use skimmark_index::bits::Bits;
use skimmark_paper::date::PartialDate;
use skimmark_paper::words::to_u32;
use skimmark_protocol::rules::{Rule, RuleEffect};
use skimmark_protocol::{Card, Explain, MutedBy, View};

/// What the rules and saved views find in a view.
#[derive(Debug, Default)]
pub(super) struct Ruled {
    of: Option<(View, PartialDate)>,
    /// The rules with their papers.
    rules: Vec<Applied>,
    /// Those that they hide, and those that the reader hid one by one.
    pub(super) muted: Bits,
    /// Those that the reader hid.
    hidden: Bits,
    /// Those that come before the others.
    pub(super) top: Bits,
    /// How many papers each saved view shows.
    pub(super) views: Vec<u32>,
}

/// A rule, and the papers that it finds.
#[derive(Debug)]
struct Applied {
    query: String,
    effect: RuleEffect,
    papers: Bits,
}

impl Ruled {
    /// Marks a card whose paper is hidden otherwise, and highlights it by the first rule that
    /// highlights its paper.
    pub(super) fn mark(&self, card: &mut Card) {
        card.muted = self.muted.has(card.paper as usize);
        let highlights = self.rules.iter().filter_map(|rule| match rule.effect {
            RuleEffect::Highlight { color, .. } if rule.papers.has(card.paper as usize) => {
                Some(color)
            }
            _ => None,
        });
        card.highlight = highlights.into_iter().next();
    }

    /// Counts the papers that each rule finds.
    pub(super) fn counts(&self, base: &Bits) -> Vec<u32> {
        let count = |rule: &Applied| {
            let mut papers = rule.papers.clone();
            papers.keep(base);
            to_u32(papers.count())
        };
        self.rules.iter().map(count).collect()
    }
}

impl Engine {
    /// Evaluates rules and saved views for a view, unless that is done.
    pub(super) fn rule(&mut self, view: View, today: PartialDate) {
        if self.ruled.of == Some((view, today)) {
            return;
        }
        let base = self.base(view);
        let mut ruled = Ruled { of: Some((view, today)), ..Ruled::default() };
        // Rules don't build on each other.
        self.catalogs.of_mut(view).set_muted(Bits::none());
        let decisions = self.decisions.listed();
        for Rule { query, effect } in decisions.rules {
            let papers = self.finds(view, &query::parse(&self.catalogs.spelled(&query)), today);
            match effect {
                // Papers in the bookmarks were put there by the reader.
                RuleEffect::Mute if view != View::Bookmarks => ruled.muted.add(&papers),
                RuleEffect::Highlight { top: true, .. } => ruled.top.add(&papers),
                _ => {}
            }
            ruled.rules.push(Applied { query, effect, papers });
        }
        if view != View::Bookmarks {
            ruled.hidden = self.catalogs.of(view).hidden().clone();
            ruled.muted.add(&ruled.hidden);
        }
        self.catalogs.of_mut(view).set_muted(ruled.muted.clone());
        for saved in &decisions.views {
            let parsed = query::parse(&self.catalogs.spelled(&saved.query));
            let mut papers = match parsed.conjuncts.is_empty() {
                true => base.clone(),
                false => self.finds(view, &parsed, today),
            };
            papers.keep(&base);
            if !asks_for_muted(&parsed.query()) {
                papers.subtract(&ruled.muted);
            }
            ruled.views.push(to_u32(papers.count()));
        }
        self.ruled = ruled;
    }

    /// Returns all papers that a query finds; empty if no part of it can be read, or some is about what
    /// was not learned.
    fn finds(&self, view: View, parsed: &Parsed, today: PartialDate) -> Bits {
        let query = parsed.query();
        match parsed.conjuncts.is_empty() || self.unanswered(view, &query).is_some() {
            true => Bits::none(),
            false => self.catalogs.of(view).evaluate(&query, today),
        }
    }

    /// Counts those of `base` that a query has `found` and that each rule, or the reader, hides.
    pub(super) fn hidden(&self, base: &Bits, found: &Bits) -> Vec<MutedBy> {
        let mut hidden = Vec::new();
        if self.ruled.muted.count() == 0 {
            return hidden;
        }
        let mut left = base.clone();
        left.keep(found);
        let mut hide = |query: Option<&str>, papers: &Bits| {
            let mut found = left.clone();
            found.keep(papers);
            left.subtract(papers);
            let count = to_u32(found.count());
            hidden.extend((count > 0).then(|| MutedBy { query: query.map(str::to_owned), count }));
        };
        for Applied { query, effect, papers } in &self.ruled.rules {
            if *effect == RuleEffect::Mute {
                hide(Some(query), papers);
            }
        }
        hide(None, &self.ruled.hidden);
        hidden
    }

    /// Says why a paper is among those shown.
    pub(super) fn explain(&self, ask: &Explain) -> Option<String> {
        let Explain { view, paper, ref query } = *ask;
        let mut reasons = Vec::new();
        for Applied { query, effect, papers } in &self.ruled.rules {
            if papers.has(paper as usize) {
                reasons.push(match effect {
                    RuleEffect::Mute => format!("Muted by {query}."),
                    RuleEffect::Highlight { .. } => format!("Highlighted by {query}."),
                });
            }
        }
        if self.ruled.hidden.has(paper as usize) {
            reasons.push("Hidden by you.".to_owned());
        }
        reasons.extend(self.why_liked(view, paper));
        let query = query::parse(&self.catalogs.spelled(query)).query();
        query.wanted(&mut |filter| reasons.extend(self.reason(view, paper, filter)));
        (!reasons.is_empty()).then(|| reasons.join(" "))
    }

    /// Says that a paper meets a condition; `None` if it does not.
    fn reason(&self, view: View, paper: u32, filter: &Filter) -> Option<String> {
        if *filter == Filter::AlsoMuted {
            return None;
        }
        let catalog = self.catalogs.of(view);
        if let Filter::Like(name) = filter {
            return self.why_like(view, paper, name);
        }
        let Filter::Text { field, text, quoted } = filter else {
            let today = self.ruled.of?.1;
            let meets = catalog.meeting(filter, today).has(paper as usize);
            return meets.then(|| format!("It meets {filter}."));
        };
        let found = catalog.fields_with(paper, *field, text, *quoted);
        let found: Vec<&str> = found.into_iter().map(Field::in_words).collect();
        let mark = if *quoted { "\"" } else { "" };
        (!found.is_empty())
            .then(|| format!("{mark}{text}{mark} is in the {}.", found.join(", the ")))
    }
}

/// Returns whether the query asks for what is muted, which is then shown.
pub(super) fn asks_for_muted(query: &Query) -> bool {
    asks_for(query, &Filter::Muted) || asks_for(query, &Filter::AlsoMuted)
}

/// Returns whether the query asks for what meets a condition.
pub(super) fn asks_for(query: &Query, wanted: &Filter) -> bool {
    let mut asks = false;
    query.wanted(&mut |filter| asks |= filter == wanted);
    asks
}
