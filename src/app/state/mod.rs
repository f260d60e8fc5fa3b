//! The one state of the page, and how it starts.
//!
//! It is made of small states, each of which owns its signals: others read them and change them by
//! its actions alone. What concerns several of them, mostly because the engine is asked, is an
//! action of [`State`] in the module of what it is about. No module here knows a component.

pub mod action;
mod backup;
mod boundary;
mod choices;
pub mod completion;
pub mod dialog;
pub mod digest;
mod engine;
mod erase;
mod exporting;
mod feed;
mod importing;
pub mod kept_file;
mod keys;
pub mod library;
mod liking;
mod marks;
mod navigation;
pub mod notices;
mod noting;
mod progress;
mod rail;
mod revising;
mod rules;
mod search;
mod selection;
mod settings;
mod sharing;
pub mod steps;
mod storage;
mod undoing;
mod watched;

use leptos::prelude::*;

use crate::browser::hash;
use crate::page::route::Screen;
use completion::Completion;
use dialog::Dialog;
use digest::{Digest, Stage};
use engine::Engine;
use exporting::Exports;
pub use feed::{Feed, LoadedCard, MOST_PRINTED, Row};
use kept_file::KeptFile;
use keys::KeyBindings;
use library::Library;
use liking::Liking;
use marks::Marks;
use navigation::Navigation;
use notices::Notices;
use noting::OpenNote;
use progress::Progress;
use rail::Rail;
use rules::Rules;
use search::Search;
use selection::Selection;
use settings::ReaderSettings;
use skimmark_protocol::stored::{BINDINGS, SETTINGS};
use skimmark_protocol::{Card, PaperRef, StoredMark, View};
use steps::Steps;
use storage::Storage;
pub use watched::ArcWatched;

/// Everything the page knows. `Copy`, so that any handler can hold it.
#[derive(Clone, Copy)]
pub struct State {
    /// Where the reader is.
    pub navigation: Navigation,
    /// The open digest.
    pub digest: Digest,
    /// How far the engine is with what it reads.
    pub progress: Progress,
    /// The digests kept in this browser.
    pub library: Library,
    /// What the present query finds.
    pub search: Search,
    /// What the search box offers.
    pub completion: Completion,
    /// The cards.
    pub feed: Feed,
    /// The selected papers.
    pub selection: Selection,
    /// What is given away.
    pub exports: Exports,
    /// The file that is kept up to date.
    pub kept_file: KeptFile,
    /// What the reader decided about papers.
    pub marks: Marks,
    /// What the page says about likes.
    pub liking: Liking,
    /// The saved views and the rules.
    pub rules: Rules,
    /// How the reader wants the page.
    pub settings: ReaderSettings,
    /// Which keys give which commands.
    pub keys: KeyBindings,
    /// The notices of the page.
    pub notices: Notices,
    /// The steps that can be undone.
    steps: Steps,
    /// The dialog.
    pub dialog: Dialog,
    /// The note that is being written.
    pub note: OpenNote,
    /// The filters, on a narrow screen.
    pub rail: Rail,
    engine: Engine,
    storage: Storage,
}

/// Returns the state, inside any component.
pub fn use_state() -> State {
    expect_context::<State>()
}

impl State {
    /// Returns a state with nothing in it but what the address bar says.
    pub fn new() -> Self {
        let notices = Notices::new();
        let storage = Storage::new(notices);
        Self {
            navigation: Navigation::new(),
            digest: Digest::new(),
            progress: Progress::new(),
            library: Library::new(),
            search: Search::new(),
            completion: Completion::new(),
            feed: Feed::new(),
            selection: Selection::new(),
            exports: Exports::new(),
            kept_file: KeptFile::new(),
            marks: Marks::new(),
            liking: Liking::new(),
            rules: Rules::new(),
            settings: ReaderSettings::new(storage, notices),
            keys: KeyBindings::new(storage, notices),
            notices,
            steps: Steps::new(),
            dialog: Dialog::new(),
            note: OpenNote::new(),
            rail: Rail::new(),
            engine: Engine::new(),
            storage,
        }
    }

    /// Takes over what the page is drawn by: the settings and the filters of the last visit.
    pub fn restore(self) {
        hash::scroll_by_hand();
        self.show_choices();
        self.start_route();
    }

    /// Shows the page by the settings and the keys as they are kept.
    fn show_choices(self) {
        self.settings.restore();
        self.keys.restore();
    }

    /// Takes over settings and keys that another tab has chosen.
    fn hear_choices(self, changes: &[StoredMark]) {
        // Nearly all that comes is about papers.
        if changes.iter().any(|change| [SETTINGS, BINDINGS].contains(&change.name.as_str())) {
            self.settings.choices().hear(changes);
            self.keys.choices().hear(changes);
            self.show_choices();
        }
    }

    /// Loads what was kept, and reopens the digest of the last visit.
    pub fn start(self) {
        self.follow_other_tabs();
        self.guard_leaving();
        self.follow_file();
        self.feed.follow_scrolling(self);
        leptos::task::spawn_local(async move {
            self.open_database().await;
            self.restore_marks().await;
            self.load_library().await;
            self.follow_launches();
            self.open_first().await;
            self.tell_drafts();
            self.look_for_file().await;
            self.remind_of_backup();
        });
    }

    /// Returns what names a paper of the present screen to the engine.
    fn paper_ref(self, card: &Card) -> Option<PaperRef> {
        let view = self.view()?;
        Some(PaperRef { view, paper: card.paper, key: card.key.clone() })
    }

    /// Returns which papers the present screen shows, if it shows papers.
    fn view(self) -> Option<View> {
        untrack(|| view_of(self.navigation.screen(), self.digest.stage.get()))
    }

    /// Returns whether papers are on the screen, so that keys and the search act on them.
    pub fn shows_papers(self) -> bool {
        view_of(self.navigation.screen(), self.digest.stage.get()).is_some()
    }
}

fn view_of(screen: Screen, stage: Stage) -> Option<View> {
    match screen {
        Screen::Digest if stage == Stage::Open => Some(View::Digest),
        Screen::Bookmarks => Some(View::Bookmarks),
        Screen::All => Some(View::All),
        Screen::Digest | Screen::Library => None,
    }
}
