//! The one state of the page, and how it starts. What changes it are the actions in the modules
//! below; what draws it are the components beside it.

pub mod action;
mod boundary;
mod completion;
pub mod dialog;
pub mod digest;
mod engine;
mod erase;
mod feed;
mod keys;
mod library;
mod marks;
pub mod notices;
mod rail;
mod rules;
mod settings;
mod show;

use std::rc::Rc;
use std::sync::Arc;

use js_sys::Array;
use leptos::prelude::*;
use wasm_bindgen::JsValue;

pub use completion::Completing;
use dialog::Dialog;
pub use feed::{Feed, LoadedCard, MOST_PRINTED, Row};
use keys::KeyBindings;
pub use library::title;
use notices::{Notice, Notices};
use rail::Rail;
use settings::ReaderSettings;

use crate::browser::channel::Channel;
use crate::browser::engine_link::EngineLink;
use crate::browser::files::Input;
use crate::browser::hash;
use crate::browser::store::{DigestMeta, Store};
use crate::page::route::{Route, Screen};
use skimmark_protocol::rules::Decisions;
use skimmark_protocol::{Card, Facet, FacetKind, MutedBy, PaperRef, QueryProblem, Reading, View};

/// How far the page is with a digest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The digest of the last visit is being fetched; nothing is drawn yet.
    Starting,
    /// No digest is open.
    Empty,
    /// A digest is open.
    Open,
}

/// What the engine answered last of the present query, beside the cards.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// So many papers are shown,
    pub shown: u32,
    /// of so many.
    pub total: u32,
    /// Some paper of the view has a score.
    pub scored: bool,
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
}

/// Everything the page knows. `Copy`, so that any handler can hold it.
#[derive(Clone, Copy)]
pub struct State {
    /// What the address bar says.
    pub route: RwSignal<Route>,
    /// How far the open digest is.
    pub stage: RwSignal<Stage>,
    /// A digest is being read by the engine.
    pub busy: RwSignal<bool>,
    /// How far that has come, in thousandths, and how many records were found.
    pub progress: RwSignal<(u32, u32)>,
    /// The ledger of the open digest.
    pub reading: RwSignal<Option<Reading>>,
    /// The ledger of a text without papers, shown beside the text box.
    pub refused: RwSignal<Option<Reading>>,
    /// The text in the text box.
    pub draft: RwSignal<String>,
    /// What the engine answered last.
    pub answer: RwSignal<Answer>,
    /// The cards.
    pub feed: Feed,
    /// How many papers are starred, in all digests.
    pub bookmarks: RwSignal<u32>,
    /// The digests kept in this browser, the newest first.
    pub library: RwSignal<Vec<DigestMeta>>,
    /// What the page has to tell.
    pub notices: Notices,
    /// The filters, on a narrow screen.
    pub rail: Rail,
    /// The text that is looked for among the values of a facet,
    pub looked_for: RwSignal<String>,
    /// and that facet.
    looked_in: StoredValue<FacetKind>,
    /// How the reader wants the page.
    pub settings: ReaderSettings,
    /// Which keys give which commands.
    pub keys: KeyBindings,
    /// The saved views and the rules.
    pub decisions: RwSignal<Decisions>,
    /// Why a paper is shown, where that was asked.
    pub why: RwSignal<Option<(u32, String)>>,
    /// The dialog.
    pub dialog: Dialog,
    /// What the search box offers.
    pub completing: Completing,
    link: StoredValue<Option<EngineLink>, LocalStorage>,
    store: StoredValue<Option<Rc<Store>>, LocalStorage>,
    channel: StoredValue<Option<Channel>, LocalStorage>,
    all: StoredValue<library::All>,
    asked: StoredValue<show::PendingQuery>,
    pending: StoredValue<Vec<digest::open::Pending>, LocalStorage>,
    /// What was brought before the page knew whether it can keep anything.
    early: StoredValue<Option<Vec<Input>>, LocalStorage>,
    /// The first papers of the digest that is being read are shown already.
    previewed: StoredValue<bool>,
    /// Digests that are open or were, whose text is being compressed, with what was brought.
    unkept: StoredValue<Vec<(DigestMeta, JsValue)>, LocalStorage>,
    /// The digest that was deleted last, with its compressed texts.
    deleted: StoredValue<Option<(DigestMeta, Array)>, LocalStorage>,
}

/// The state, inside any component.
pub fn use_state() -> State {
    expect_context::<State>()
}

impl State {
    /// A state with nothing in it but what the address bar says.
    pub fn new() -> Self {
        let notices = Notices::new();
        Self {
            route: RwSignal::new(Route::from_hash(&hash::read())),
            stage: RwSignal::new(Stage::Starting),
            busy: RwSignal::new(false),
            progress: RwSignal::new((0, 0)),
            reading: RwSignal::new(None),
            refused: RwSignal::new(None),
            draft: RwSignal::new(String::new()),
            answer: RwSignal::new(Answer::default()),
            feed: Feed::new(),
            bookmarks: RwSignal::new(0),
            library: RwSignal::new(Vec::new()),
            notices,
            rail: Rail::new(),
            looked_for: RwSignal::new(String::new()),
            looked_in: StoredValue::new(FacetKind::Show),
            settings: ReaderSettings::new(notices),
            keys: KeyBindings::new(notices),
            decisions: RwSignal::new(Decisions::default()),
            why: RwSignal::new(None),
            dialog: Dialog::new(),
            completing: Completing::new(),
            link: StoredValue::new_local(None),
            store: StoredValue::new_local(None),
            channel: StoredValue::new_local(None),
            all: StoredValue::new(library::All::default()),
            asked: StoredValue::new(show::PendingQuery::default()),
            pending: StoredValue::new_local(Vec::new()),
            early: StoredValue::new_local(Some(Vec::new())),
            previewed: StoredValue::new(false),
            unkept: StoredValue::new_local(Vec::new()),
            deleted: StoredValue::new_local(None),
        }
    }

    /// Takes over what the page is drawn by: the settings and the filters of the last visit.
    pub fn restore(self) {
        hash::scroll_by_hand();
        self.settings.restore();
        self.keys.restore();
        self.start_route();
    }

    /// Loads what was kept, and reopens the digest of the last visit.
    pub fn start(self) {
        self.follow_other_tabs();
        self.feed.follow_scrolling(self);
        leptos::task::spawn_local(async move {
            match Store::open().await {
                Ok(store) => self.store.set_value(Some(Rc::new(store))),
                Err(error) => self.notify(Notice::trouble(format!(
                    "Digests can't be kept in this browser: {error}. Stars are kept as long as \
                     its small storage works; save a backup to be sure.",
                ))),
            }
            self.restore_marks().await;
            self.load_library().await;
            self.open_first().await;
        });
    }

    fn store(self) -> Option<Rc<Store>> {
        self.store.with_value(Clone::clone)
    }

    /// The facet of this kind; nothing in it where it was not counted.
    pub fn facet(self, kind: FacetKind) -> Arc<Facet> {
        let found = |answer: &Answer| answer.facets.iter().find(|f| f.kind == kind).cloned();
        let none = || Arc::new(Facet { kind, values: Vec::new(), more: 0 });
        self.answer.with(found).unwrap_or_else(none)
    }

    /// Turns to a screen, without query, order or groups.
    pub fn turn_to(self, screen: Screen) {
        self.go(|route| *route = Route { screen, ..Route::default() });
    }

    /// This screen is shown.
    pub fn is_on(self, screen: Screen) -> bool {
        self.route.with(|route| route.screen) == screen
    }

    /// Names a paper of the present screen to the engine.
    fn paper_ref(self, card: &Card) -> Option<PaperRef> {
        let view = self.view()?;
        Some(PaperRef { view, paper: card.paper, key: card.key.clone() })
    }

    /// The papers that the present screen shows, if it shows papers.
    fn view(self) -> Option<View> {
        view_of(self.route.with_untracked(|route| route.screen), self.stage.get_untracked())
    }

    /// Papers are on the screen, so that keys and the search act on them.
    pub fn shows_papers(self) -> bool {
        view_of(self.route.with(|route| route.screen), self.stage.get()).is_some()
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
