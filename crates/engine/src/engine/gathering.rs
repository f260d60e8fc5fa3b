//! All digests of the library as one catalog: each is read again from its kept text, the newest
//! first, and then they are merged.

use super::Engine;
use super::opening::Opening;
use crate::catalog::Catalog;
use crate::query::{Field, Filter, Query};
use skimmark_paper::entry::Entry;
use skimmark_paper::words::to_u32;
use skimmark_protocol::{DigestId, Gathered, KeptDigest, QueryProblem, View};

/// The digests that were read, until they are merged.
#[derive(Debug, Default)]
pub(super) struct Gathering(Vec<(DigestId, Vec<Entry>)>);

impl Gathering {
    fn papers(&self) -> u32 {
        to_u32(self.0.iter().map(|(_, entries)| entries.len()).sum())
    }
}

impl Engine {
    /// Takes over the names that the library gives its digests.
    pub(super) fn name_digests(&mut self, library: Vec<KeptDigest>) {
        self.library = library;
        for catalog in [&mut self.catalogs.digest, &mut self.catalogs.all] {
            catalog.name_digests(&self.library);
        }
        if self.catalogs.digest.note_seen(&self.library) {
            // The cards that were sent are no longer right.
            self.shown = None;
        }
    }

    /// Adds a kept digest that was read to those that are to be merged.
    pub fn gather(&mut self, opening: Opening) -> Gathered {
        let problem = match (opening.entries.is_empty(), opening.account.refusal()) {
            (true, None) => Some("No papers were found in it.".to_owned()),
            (true, Some(refusal)) => Some(refusal),
            (false, _) => None,
        };
        self.gathering.0.push((opening.digest(), opening.entries));
        Gathered { papers: self.gathering.papers(), problem }
    }

    /// Makes the digests that were read the papers of all digests.
    pub(super) fn merge_gathered(&mut self) {
        let Gathering(digests) = std::mem::take(&mut self.gathering);
        self.forget_all();
        let mut catalog = Catalog::of_digests(digests, &mut |_| {});
        catalog.name_digests(&self.library);
        catalog.note_repeated();
        self.mark_all(&mut catalog);
        self.catalogs.all = catalog;
        self.place_all();
    }

    /// Forgets what was read of all digests.
    pub(super) fn forget_all(&mut self) {
        self.gathering = Gathering::default();
        self.catalogs.all = Catalog::default();
        self.numbered_anew(View::All);
    }

    /// Reports the problem of a query that asks for digests by a name that none has.
    pub(super) fn unnamed(&self, view: View, query: &Query) -> Vec<QueryProblem> {
        let mut problems = Vec::new();
        query.wanted(&mut |filter| {
            let Filter::Text { field: Field::Digest, text, quoted } = filter else { return };
            if self.catalogs.of(view).holding(Field::Digest, text, *quoted).count() > 0 {
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
