//! Opening digests: those that are pasted, dropped or chosen, and those of the library.

use std::sync::Arc;

use js_sys::Array;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};

use super::Stage;
use crate::app::state::State;
use crate::app::state::dialog::Topic;
use crate::app::state::notices::{Notice, Offer};
use crate::app::state::steps::Undo;
use crate::browser::files::Input;
use crate::browser::hash::Step;
use crate::browser::store::DigestMeta;
use crate::browser::{clock, launch, sender, storage, window};
use crate::page::link::{self, Link};
use crate::page::route::{Route, Screen};
use skimmark_paper::words;
use skimmark_protocol::stored::{NONE_OPEN, OPEN};
use skimmark_protocol::{Close, DigestId, Found, Millis, Open, Opened, Reading};

/// The longest text that is put back into the text box, in bytes: browsers lay out long texts
/// slowly.
const LONGEST_DRAFT: usize = 200_000;

/// A digest that the engine reads just now.
pub(in crate::app::state) struct Pending {
    pub(in crate::app::state) id: DigestId,
    /// The name of its file or of the page that it came from; empty if the engine is to find one.
    pub(in crate::app::state) name: String,
    /// The input: to be given back if it is not a digest, and to be read again if the engine is
    /// stopped before it could be kept.
    pub(in crate::app::state) input: JsValue,
    /// The library holds it already; the query to return to.
    pub(in crate::app::state) kept: Option<String>,
    /// What it came in, if that is a link: it is not kept until the reader wants it.
    pub(in crate::app::state) link: Option<String>,
    /// What was open before, with its query, if the first papers of this one are shown already.
    pub(in crate::app::state) before: Option<(DigestId, String)>,
}

impl Pending {
    /// Returns whether it comes from the library.
    pub(in crate::app::state) fn is_kept(&self) -> bool {
        self.kept.is_some()
    }

    /// Returns the text that was pasted or typed first.
    fn text(&self) -> Option<String> {
        let first = self.input.dyn_ref::<Array>()?.get(0);
        first.as_string().or_else(|| first.dyn_ref::<Array>()?.get(0).as_string())
    }
}

impl State {
    /// Takes the reader's input, which becomes one digest of the library, unless the engine finds a
    /// backup in it.
    pub fn bring(self, mut inputs: Vec<Input>) {
        let mut early = self.digest.early.try_update_value(Option::take).flatten();
        if let Some(early) = &mut early {
            early.append(&mut inputs);
        }
        self.digest.early.set_value(early);
        if !inputs.is_empty() {
            self.open(&inputs);
        }
    }

    /// Opens the input that came while the page started, else the digest of the last visit.
    pub(in crate::app::state) async fn open_first(self) {
        let early = self.digest.early.try_update_value(Option::take).flatten().unwrap_or_default();
        if early.is_empty() {
            return self.reopen_last().await;
        }
        self.digest.set_stage.set(Stage::Empty);
        self.bring(early);
    }

    /// Takes what the system or another window hands to the page.
    pub(in crate::app::state) fn follow_launches(self) {
        if let Some(shared) = launch::take_shared() {
            self.bring(vec![shared]);
        }
        self.take_link();
        launch::on_files(move |files| self.bring(files));
        let is_open = sender::on_sent(move |host, input| {
            self.open_as(["From ", &host].concat(), &[input]);
        });
        if !is_open {
            self.notify(Notice::trouble(
                "That site lets nothing be sent: copy what you want from it, and paste it here.",
            ));
        }
    }

    fn open(self, inputs: &[Input]) {
        let mut name = match &inputs[0] {
            Input::File(file) | Input::Link(_, file) => file.name(),
            Input::Text(_) | Input::Copied(..) => String::new(),
        };
        if inputs.len() > 1 {
            name = format!("{name} and {} more", inputs.len() - 1);
        }
        self.open_as(name, inputs);
    }

    /// Opens what was brought as a digest of this name.
    fn open_as(self, name: String, inputs: &[Input]) {
        let id = self.unused_id();
        let attachment: Array = inputs.iter().map(Input::to_js).collect();
        let link = inputs.iter().find_map(|input| match input {
            Input::Link(base64, _) => Some(base64.clone()),
            _ => None,
        });
        self.digest.set_refused.set(None);
        self.kept_file.forget_taken();
        let input = attachment.into();
        self.read(Pending { id, name, input, kept: None, link, before: None });
    }

    /// Asks the engine to read a digest.
    pub(in crate::app::state) fn read(self, pending: Pending) {
        let (id, kept) = (pending.id, pending.is_kept());
        let keep = !kept && pending.link.is_none() && self.storage.may_keep();
        // All digests and this one together might fill the memory.
        self.forget_all();
        let open = Open { digest: id, pasted: clock::day_at(id), keep, kept };
        self.progress.begin();
        self.ask_about(open, &pending.input, move |opened| self.take_opened(id, opened));
        self.digest.pending.update_value(|all| all.push(pending));
    }

    /// Takes over what the engine found in what was to be opened.
    fn take_opened(self, id: DigestId, opened: Opened) {
        let Some(mut pending) = self.settle_pending(id) else { return };
        let is_read = matches!(opened.found, Found::Papers(_));
        if !is_read && self.digest.previewed.try_update_value(std::mem::take) == Some(true) {
            // Its first papers took the place of what was open before.
            self.close();
            if let Some((id, query)) = pending.before.take() {
                self.reopen(id, query);
            }
        }
        match opened.found {
            Found::Nothing => {}
            Found::Papers(reading) => self.opened(pending, reading),
            Found::NoPapers(reading) => self.no_papers(&pending, reading),
        }
        self.marked(opened.completed);
        if let Some(offer) = opened.offered {
            self.dialog.open(Topic::Import(*offer));
        }
        if let Some(failure) = opened.failure {
            self.open_failed(failure);
        }
    }

    fn unused_id(self) -> DigestId {
        let taken = |id| {
            self.library.list.with_untracked(|list| list.iter().any(|meta| meta.id == id))
                || self.digest.pending.with_value(|all| all.iter().any(|one| one.id == id))
                || self.digest.unkept.with_value(|all| all.iter().any(|(meta, _)| meta.id == id))
        };
        let Millis(mut id) = clock::now();
        while taken(id) {
            id += 1;
        }
        id
    }

    /// Opens a digest of the library, with a query.
    pub fn reopen(self, id: DigestId, query: String) {
        leptos::task::spawn_local(async move {
            if !self.fetch(id, query).await {
                self.load_library().await;
                self.notify(Notice::trouble(
                    "This digest is no longer in the browser's database. Paste it again.",
                ));
            }
        });
    }

    /// Opens the digest that was open at the last visit; of this tab, if it had one. A browser
    /// that was killed may have lost its name, but not the digest: then it is the newest one.
    pub(in crate::app::state) async fn reopen_last(self) {
        let last = storage::noted(OPEN);
        if let Some(Link::Papers(base64)) = last.as_deref().and_then(link::read) {
            return self.bring_link(base64);
        }
        let query = self.navigation.route.with_untracked(|route| route.query.clone());
        let newest = self.library.list.with_untracked(|list| list.first().map(|meta| meta.id));
        let id = last.map_or(newest, |text| text.parse().ok());
        let mut found = match id {
            Some(id) => self.fetch(id, query.clone()).await,
            None => false,
        };
        // It may have been closed before its text was kept, or deleted in another tab.
        if let (false, Some(_), Some(newest)) = (found, id, newest) {
            found = self.fetch(newest, query).await;
        }
        if !found {
            self.digest.end_start();
        }
        self.show();
    }

    async fn fetch(self, id: DigestId, query: String) -> bool {
        let Some(store) = self.storage.database() else { return false };
        let Ok(Some(input)) = store.digest_text(id).await else { return false };
        let (name, kept) = (String::new(), Some(query));
        self.read(Pending { id, name, input, kept, link: None, before: None });
        true
    }

    fn settle_pending(self, id: DigestId) -> Option<Pending> {
        let mut found = None;
        self.digest.pending.update_value(|pending| {
            let at = pending.iter().position(|one| one.id == id);
            found = at.map(|at| pending.remove(at));
        });
        self.settle_busy();
        found
    }

    /// Returns the open digest and its query.
    pub(in crate::app::state) fn before(self) -> Option<(DigestId, String)> {
        let open = self.digest.reading.with_untracked(|reading| Some(reading.as_ref()?.digest));
        open.zip(Some(self.navigation.route.with_untracked(|route| route.query.clone())))
    }

    fn opened(self, pending: Pending, mut reading: Reading) {
        let given = pending.text();
        let before = pending.before.or_else(|| self.before());
        self.note_open(reading.digest, pending.link.as_deref());
        self.digest.set_refused.set(None);
        self.finish_note();
        self.dialog.close_of_digest();
        // What was typed since the text was sent stays.
        if self.digest.draft.with_untracked(|draft| given.as_ref() == Some(draft)) {
            self.digest.set_draft.set(String::new());
        }
        let kept = pending.kept.is_some();
        let query = pending.kept.unwrap_or_default();
        if !pending.name.is_empty() {
            reading.name = pending.name;
        }
        let meta = DigestMeta {
            id: reading.digest,
            name: reading.name.clone(),
            named: 0,
            format: reading.format.clone(),
            papers: reading.papers,
            left_over: reading.left_over,
            seen: Arc::default(),
        };
        let starting = self.digest.stage.get_untracked() == Stage::Starting;
        self.digest.set_reading.set(Some(reading));
        // The reader may have moved on in its first papers meanwhile.
        if self.digest.previewed.try_update_value(std::mem::take) != Some(true) {
            self.show_digest(query);
            self.feed.clear();
            if starting || kept {
                self.feed.return_to_place(self);
            }
        }
        self.show();
        let passing = pending.link.map(|link| (meta.clone(), link));
        let is_passing = passing.is_some();
        self.digest.set_link.set(passing);
        if !kept {
            self.tell_opened(&meta, before);
            if self.storage.may_keep() && !is_passing {
                self.digest.unkept.update_value(|unkept| unkept.push((meta, pending.input)));
            }
        }
    }

    /// Turns to the open digest, with a query; at the start the query of the address stays.
    pub(in crate::app::state) fn show_digest(self, query: String) {
        if self.digest.stage.get_untracked() != Stage::Starting {
            let known = self.navigation.route.get_untracked();
            let route = Route { screen: Screen::Digest, query, ..known };
            self.set_route(route, Step::New);
            window::scroll_to(0.0);
        }
        self.digest.set_stage.set(Stage::Open);
    }

    fn tell_opened(self, meta: &DigestMeta, before: Option<(DigestId, String)>) {
        let in_library = |(id, _): &(DigestId, String)| {
            self.library.list.with_untracked(|list| list.iter().any(|meta| meta.id == *id))
        };
        if let Some((id, query)) = before.filter(in_library) {
            let text = format!("Opened a new digest of {}.", words::count(meta.papers, "paper"));
            self.notify_done(Notice::news(text), Undo::Opening(id, query));
        }
    }

    /// Keeps a digest that was opened, now that its compressed texts have come.
    pub(in crate::app::state) fn keep_digest(
        self,
        digest: DigestId,
        seen: Vec<u8>,
        texts: JsValue,
    ) {
        let mut found = None;
        self.digest.unkept.update_value(|unkept| {
            let at = unkept.iter().position(|(meta, _)| meta.id == digest);
            found = at.map(|at| unkept.remove(at));
        });
        let Some((mut meta, _)) = found else { return };
        meta.seen = seen.into();
        let Ok(texts) = texts.dyn_into::<Array>() else {
            return self.notify(Notice::trouble(
                "This digest is open but not kept, because this browser can't copy its text. \
                 Update the browser, or keep the text elsewhere.",
            ));
        };
        self.keep_texts(meta, texts);
    }

    fn no_papers(self, pending: &Pending, reading: Reading) {
        self.digest.end_start();
        let untouched = self.digest.draft.with_untracked(|draft| draft.trim().is_empty());
        if let Some(text) = pending.text().filter(|text| untouched && text.len() <= LONGEST_DRAFT) {
            self.digest.set_draft.set(text);
        }
        self.digest.set_refused.set(Some(reading));
        let elsewhere = self.digest.stage.get_untracked() == Stage::Open
            || self.navigation.route.with_untracked(|route| route.screen != Screen::Digest);
        if elsewhere {
            let text = "No papers found in that text. Your current digest is unchanged.";
            self.notify(Notice::trouble(text).offer("Show the text", Offer::ShowText));
        }
        self.show();
    }

    fn open_failed(self, message: String) {
        self.digest.end_start();
        self.notify(Notice::trouble(message));
        self.show();
    }

    /// Puts the open digest away and shows the text box, with the text that was not understood
    /// in it. The digest stays in the library.
    pub(in crate::app::state) fn show_draft(self) {
        self.close();
        self.go(|route| route.screen = Screen::Digest);
    }

    /// Closes the open digest; the library keeps it.
    pub fn close(self) {
        self.forget_open();
        self.digest.set_link.set(None);
        self.digest.set_reading.set(None);
        self.digest.set_stage.set(Stage::Empty);
        self.feed.clear();
        self.tell(Close);
        self.show();
    }

    pub(in crate::app::state) fn forget_open(self) {
        storage::note(OPEN, NONE_OPEN);
    }
}
