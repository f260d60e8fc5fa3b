//! The one state of the page, and how it starts. What changes it are the actions in the modules
//! below; what draws it are the components beside it.

mod boundary;
mod choosing;
mod completing;
mod deciding;
mod erasing;
mod feed;
mod keeping;
mod library;
mod marking;
mod opening;
mod reading;
mod showing;

use std::rc::Rc;
use std::sync::Arc;

use js_sys::Array;
use leptos::prelude::*;
use wasm_bindgen::JsValue;

pub use boundary::Placing;
pub use completing::Completing;
pub use erasing::Beside;
pub use feed::{FEED, Feed, Held, MOST_PRINTED, Row};
pub use library::title;

use crate::app::dialog::Topic;
use crate::app::feed::FILTERS;
use crate::app::notice::{NOTICES, Notice, Offer};
use crate::app::rail::RAIL;
use crate::bindings::Bindings;
use crate::browser::channel::Channel;
use crate::browser::database::{DigestMeta, Store};
use crate::browser::engine_link::{EngineLink, FromEngine};
use crate::browser::files::Brought;
use crate::browser::{hash, page};
use crate::route::{Route, Screen};
use crate::settings::Settings;
use skimmark_protocol::rules::Decisions;
use skimmark_protocol::{
    Facet, FacetKind, MutedBy, QueryProblem, Reading, Reply, Request, View, Why,
};

/// News stay on the screen for so many milliseconds.
const NEWS: i32 = 12_000;

/// So many steps can be taken back.
const UNDOS: usize = 100;

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
    pub notices: RwSignal<Vec<Notice>>,
    /// The filters are open, on a narrow screen.
    pub rail_open: RwSignal<bool>,
    /// The text that is looked for among the values of a facet,
    pub looked_for: RwSignal<String>,
    /// and that facet.
    looked_in: StoredValue<FacetKind>,
    /// How the reader wants the page.
    pub settings: RwSignal<Settings>,
    /// Which keys do what, where the reader chose others.
    pub bindings: RwSignal<Bindings>,
    /// The saved views and the rules.
    pub decisions: RwSignal<Decisions>,
    /// Why a paper is shown, where that was asked.
    pub why: RwSignal<Why>,
    /// What the dialog shows; nothing where it is closed.
    pub dialog: RwSignal<Option<Topic>>,
    /// What the search box offers.
    pub completing: Completing,
    link: StoredValue<Option<EngineLink>, LocalStorage>,
    store: StoredValue<Option<Rc<Store>>, LocalStorage>,
    channel: StoredValue<Option<Channel>, LocalStorage>,
    all: StoredValue<library::All>,
    asked: StoredValue<showing::Asked>,
    pending: StoredValue<Vec<opening::Pending>, LocalStorage>,
    /// What was brought before the page knew whether it can keep anything.
    early: StoredValue<Option<Vec<Brought>>, LocalStorage>,
    /// The first papers of the digest that is being read are shown already.
    previewed: StoredValue<bool>,
    /// Digests that are open or were, whose text is being compressed, with what was brought.
    unkept: StoredValue<Vec<(DigestMeta, JsValue)>, LocalStorage>,
    /// The digest that was deleted last, with its compressed texts.
    deleted: StoredValue<Option<(DigestMeta, Array)>, LocalStorage>,
    /// What takes back what the reader did last, the newest last, each with the notice that offers
    /// it; 0 where none does.
    undos: StoredValue<Vec<(u32, Offer)>>,
    /// Where the authors began of the paper whose boundary is being placed.
    before: StoredValue<Option<Placing>>,
}

/// The state, inside any component.
pub fn use_state() -> State {
    expect_context::<State>()
}

impl State {
    /// A state with nothing in it but what the address bar says.
    pub fn new() -> Self {
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
            notices: RwSignal::new(Vec::new()),
            rail_open: RwSignal::new(false),
            looked_for: RwSignal::new(String::new()),
            looked_in: StoredValue::new(FacetKind::Show),
            settings: RwSignal::new(Settings::default()),
            bindings: RwSignal::new(Bindings::default()),
            decisions: RwSignal::new(Decisions::default()),
            why: RwSignal::new(Why::default()),
            dialog: RwSignal::new(None),
            completing: Completing::new(),
            link: StoredValue::new_local(None),
            store: StoredValue::new_local(None),
            channel: StoredValue::new_local(None),
            all: StoredValue::new(library::All::default()),
            asked: StoredValue::new(showing::Asked::default()),
            pending: StoredValue::new_local(Vec::new()),
            early: StoredValue::new_local(Some(Vec::new())),
            previewed: StoredValue::new(false),
            unkept: StoredValue::new_local(Vec::new()),
            deleted: StoredValue::new_local(None),
            undos: StoredValue::new(Vec::new()),
            before: StoredValue::new(None),
        }
    }

    /// Takes over what the page is drawn by: the settings and the filters of the last visit.
    pub fn restore(self) {
        hash::scroll_by_hand();
        self.restore_settings();
        self.restore_bindings();
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

    /// Starts the engine.
    pub fn start_engine(self) {
        let script = page::meta("skimmark-engine").unwrap_or_default();
        let started = EngineLink::start(&script, move |message| match message {
            FromEngine::Reply(reply, attachment) => self.hear(reply, attachment),
            FromEngine::Stopped(reason) => self.engine_stopped(&reason),
        });
        match started {
            Ok(link) => self.link.set_value(Some(link)),
            Err(reason) => self.engine_stopped(&reason),
        }
    }

    fn engine_stopped(self, reason: &str) {
        self.busy.set(false);
        self.link.set_value(None);
        self.feed.give_up_print(self);
        // A digest that stopped it must not be what the next start opens.
        if self.pending.with_value(|pending| pending.iter().any(opening::Pending::is_kept)) {
            self.forget_open();
        }
        self.notify(
            Notice::trouble(format!(
                "The part of Skimmark that reads digests has stopped ({reason}). Reload the page \
                 to go on.",
            ))
            .offer("Reload", Offer::Reload)
            .offer("Save a backup", Offer::SaveBackup),
        );
    }

    fn hear(self, reply: Reply, attachment: JsValue) {
        match reply {
            Reply::Ready => {}
            Reply::Progress { share, papers, first, .. } => self.progressed(share, papers, first),
            Reply::Opened(reading) => self.opened(reading),
            Reply::Compressed { digest, seen } => self.keep_digest(digest, seen, attachment),
            Reply::NoPapers(reading) => self.no_papers(reading),
            Reply::Failed { digest, message } => self.open_failed(digest, message),
            Reply::Imported { digest, marks, problem, marked } => {
                self.imported(digest, marks, &problem, marked);
            }
            Reply::Restored { marked, damaged, newer, settled } => {
                self.restored(marked, &damaged, newer, settled);
            }
            Reply::Marked(marked) => self.marked(marked),
            Reply::ReadAll { papers, set_at, marked } => self.all_read(papers, set_at, marked),
            Reply::SplitChoices(rivals) => self.offer_rivals(rivals),
            Reply::Placed { done, marked } => self.placed(done, marked),
            Reply::Backup(text) => self.save_backup(&text),
            Reply::Gathered { turn, papers, problem } => self.gathered(turn, papers, &problem),
            Reply::Merged { turn } => self.merged(turn),
            Reply::Toggled { query } => self.go(|route| route.query = query),
            Reply::Shown(shown) => self.shown(shown),
            Reply::Completions(completions) => self.completions(completions),
            Reply::Decided(decided) => self.decided(decided),
            Reply::Copied(text) => self.copied(text),
            Reply::Why(why) => self.why.set(why),
            Reply::Cards { turn, from, cards } => self.feed.take_cards(self, turn, from, cards),
        }
    }

    fn send(self, request: &Request) {
        self.send_with(request, &JsValue::UNDEFINED);
    }

    fn send_with(self, request: &Request, attachment: &JsValue) {
        self.link.with_value(|link| {
            if let Some(link) = link {
                link.send(request, attachment);
            }
        });
    }

    fn store(self) -> Option<Rc<Store>> {
        self.store.with_value(Clone::clone)
    }

    /// Tells the reader something; the same text is not said twice at once. News make room for
    /// newer news and pass by themselves, trouble stays.
    pub fn notify(self, notice: Notice) {
        let Notice { id, stays, .. } = notice;
        for (_, undo) in notice.offers.iter().filter(|(label, _)| *label == "Undo") {
            self.remember_undo(id, undo.clone());
        }
        self.notices.update(|notices| {
            notices.retain(|other| other.text != notice.text && (stays || other.stays));
            notices.push(notice);
        });
        if !stays {
            page::after(NEWS, move || {
                // Not out of the hand of someone who is about to press its button.
                if !page::has_focus(NOTICES) {
                    self.dismiss(id);
                }
            });
        }
    }

    /// Takes a notice away.
    pub fn dismiss(self, id: u32) {
        self.notices.update(|notices| notices.retain(|notice| notice.id != id));
    }

    fn remember_undo(self, id: u32, undo: Offer) {
        self.undos.update_value(|undos| {
            undos.push((id, undo));
            let most = undos.len().saturating_sub(UNDOS);
            undos.drain(..most);
        });
    }

    /// Takes back what the reader did last in this tab, and no undoing did yet.
    pub fn undo(self) {
        match self.undos.try_update_value(Vec::pop).flatten() {
            Some((id, undo)) => self.accept(id, undo),
            None => self.notify(Notice::news("There is nothing to undo.")),
        }
    }

    /// Does what a notice offers.
    pub fn accept(self, id: u32, offer: Offer) {
        self.dismiss(id);
        self.undos.update_value(|undos| undos.retain(|(other, _)| *other == 0 || *other != id));
        match offer {
            Offer::Reload => page::reload(),
            Offer::Update => page::announce("skimmark-apply-update"),
            Offer::SaveBackup => self.export_bookmarks(),
            Offer::MarkBack(undo) => self.mark_back(undo),
            Offer::Unread(set_at) => self.unread(set_at),
            Offer::PlaceAgain(before) => self.place(before),
            Offer::DecideAgain(before) => self.decide_again(before),
            Offer::Reopen(digest, query) => self.reopen(digest, query),
            Offer::KeepAgain(digest) => self.keep_again(digest),
            Offer::ShowText => self.show_draft(),
        }
    }

    /// The facet of this kind; nothing in it where it was not counted.
    pub fn facet(self, kind: FacetKind) -> Arc<Facet> {
        let found = |answer: &Answer| answer.facets.iter().find(|f| f.kind == kind).cloned();
        let none = || Arc::new(Facet { kind, values: Vec::new(), more: 0 });
        self.answer.with(found).unwrap_or_else(none)
    }

    /// The papers that the present screen shows, if it shows papers.
    fn view(self) -> Option<View> {
        view_of(self.route.with_untracked(|route| route.screen), self.stage.get_untracked())
    }

    /// Opens the filters on a narrow screen and gives them the focus, or closes them.
    pub fn toggle_rail(self) {
        if self.rail_open.get_untracked() {
            return self.close_rail();
        }
        self.rail_open.set(true);
        page::next_frame(|| {
            page::focus(RAIL);
        });
    }

    /// Closes the filters and gives the focus back.
    pub fn close_rail(self) {
        self.rail_open.set(false);
        page::focus(FILTERS);
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
