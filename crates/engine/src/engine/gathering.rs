//! All digests of the library as one catalog: each is read anew from its kept text, the newest
//! first, and then they are merged.

use super::opening::Opening;
use super::{Engine, small};
use crate::catalog::Catalog;
use crate::query::{Field, Filter, Query};
use skimmark_paper::entry::Entry;
use skimmark_protocol::{DigestId, KeptDigest, QueryProblem, Reply, View};

/// The digests that were read, until they are merged.
#[derive(Debug, Default)]
pub(super) struct Gathering {
    turn: u32,
    digests: Vec<(DigestId, Vec<Entry>)>,
}

impl Gathering {
    fn papers(&self) -> u32 {
        small(self.digests.iter().map(|(_, entries)| entries.len()).sum())
    }
}

impl Engine {
    /// Takes over what the library calls its digests.
    pub(super) fn name_digests(&mut self, library: Vec<KeptDigest>) {
        self.library = library;
        for catalog in [&mut self.digest, &mut self.all] {
            catalog.name_digests(&self.library);
        }
        if self.digest.note_seen(&self.library) {
            // The cards that were sent are no longer right.
            self.shown = None;
        }
    }

    /// Adds a kept digest that was read to those that are to be merged.
    pub fn gather(&mut self, turn: u32, opening: Opening) -> Reply {
        if self.gathering.turn != turn {
            self.gathering = Gathering { turn, ..Gathering::default() };
        }
        let problem = match (opening.entries.is_empty(), opening.account.refusal()) {
            (true, None) => "No papers were found in it.".to_owned(),
            (true, Some(refusal)) => refusal,
            (false, _) => String::new(),
        };
        self.gathering.digests.push((opening.digest(), opening.entries));
        Reply::Gathered { turn, papers: self.gathering.papers(), problem }
    }

    /// Has the digests that were read become the papers of all digests.
    pub(super) fn merge(&mut self, turn: u32) -> Reply {
        let gathered = std::mem::take(&mut self.gathering);
        let digests = if gathered.turn == turn { gathered.digests } else { Vec::new() };
        self.forget_all();
        let mut catalog = Catalog::of_digests(digests, &mut |_| {});
        catalog.name_digests(&self.library);
        catalog.note_repeated();
        self.mark_all(&mut catalog);
        self.all = catalog;
        self.place_all();
        Reply::Merged { turn }
    }

    /// Forgets what was read of all digests.
    pub(super) fn forget_all(&mut self) {
        self.gathering = Gathering::default();
        self.all = Catalog::default();
        self.shown = self.shown.take().filter(|order| order.view != View::All);
    }

    /// What to say where a query asks for digests by a name that none has.
    pub(super) fn unnamed(&self, view: View, query: &Query) -> Vec<QueryProblem> {
        let mut problems = Vec::new();
        query.wanted(&mut |filter| {
            let Filter::Text { field: Field::Digest, text, quoted } = filter else { return };
            if self.catalog(view).holding(Field::Digest, text, *quoted).count() > 0 {
                return;
            }
            let message = match view {
                View::Digest => {
                    "The open digest is not called that. All digests, in the library, looks in \
                     the others, too."
                }
                View::Bookmarks => {
                    "Bookmarks do not say which digest they came from. All digests, in the \
                     library, does."
                }
                View::All => "No digest of the library is called that.",
            };
            let (part, message) = (filter.to_string(), message.to_owned());
            problems.push(QueryProblem { part, message, ..QueryProblem::default() });
        });
        problems
    }
}
