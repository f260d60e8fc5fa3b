//! The digest that is open, and the one that is being read.

pub(super) mod open;
pub mod paste;
mod preview;

use leptos::prelude::*;

use crate::app::state::watched::{Watched, watched};
use wasm_bindgen::JsValue;

use crate::browser::files::Input;
use crate::browser::store::DigestMeta;
use open::Pending;
use skimmark_protocol::{DigestId, Reading};

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

/// The open digest, and the one that is being opened.
#[derive(Clone, Copy)]
pub struct Digest {
    /// How far the page is with it.
    pub stage: Watched<Stage>,
    set_stage: RwSignal<Stage>,
    /// The account of what was read.
    pub reading: Watched<Option<Reading>>,
    set_reading: RwSignal<Option<Reading>>,
    /// The account of a text without papers, shown beside the text box.
    pub refused: Watched<Option<Reading>>,
    set_refused: RwSignal<Option<Reading>>,
    /// What is known of the open digest if it came by a link, and what that held, in base64.
    pub link: Watched<Option<(DigestMeta, String)>>,
    set_link: RwSignal<Option<(DigestMeta, String)>>,
    /// The digest that came by a link and is being kept.
    from_link: StoredValue<Option<DigestId>>,
    /// The text in the text box.
    pub draft: Watched<String>,
    set_draft: RwSignal<String>,
    /// What the engine is reading.
    pending: StoredValue<Vec<Pending>, LocalStorage>,
    /// Input that came before the page knew whether it can keep anything.
    early: StoredValue<Option<Vec<Input>>, LocalStorage>,
    /// Whether the first papers of the digest that is being read are shown already.
    previewed: StoredValue<bool>,
    /// Digests that are or were open and whose text is still being compressed, with their input.
    unkept: StoredValue<Vec<(DigestMeta, JsValue)>, LocalStorage>,
}

impl Digest {
    pub(super) fn new() -> Self {
        let (stage, set_stage) = watched(Stage::Starting);
        let (reading, set_reading) = watched(None);
        let (refused, set_refused) = watched(None);
        let (link, set_link) = watched(None);
        let (draft, set_draft) = watched(String::new());
        Self {
            stage,
            set_stage,
            reading,
            set_reading,
            refused,
            set_refused,
            link,
            set_link,
            from_link: StoredValue::new(None),
            draft,
            set_draft,
            pending: StoredValue::new_local(Vec::new()),
            early: StoredValue::new_local(Some(Vec::new())),
            previewed: StoredValue::new(false),
            unkept: StoredValue::new_local(Vec::new()),
        }
    }

    /// Takes the text in the text box as it is typed.
    pub fn type_draft(self, text: String) {
        self.set_draft.set(text);
    }

    /// Forgets that the open digest came by a link, as it is being kept.
    pub(super) fn take_link(self) {
        let id = self.link.with_untracked(|link| link.as_ref().map(|(meta, _)| meta.id));
        self.from_link.set_value(id);
        self.set_link.set(None);
    }

    /// Returns whether this is the digest that came by a link and was to be kept; says so once.
    pub(super) fn is_from_link(self, id: DigestId) -> bool {
        let is_it = self.from_link.get_value() == Some(id);
        if is_it {
            self.from_link.set_value(None);
        }
        is_it
    }

    /// Returns whether the engine is reading a digest.
    pub(super) fn is_pending(self) -> bool {
        self.pending.with_value(|pending| !pending.is_empty())
    }

    /// Returns the digest that is read first of those that are being read, and its name.
    pub(super) fn first_pending(self) -> Option<(DigestId, String)> {
        self.pending.with_value(|all| all.first().map(|one| (one.id, one.name.clone())))
    }

    /// Returns whether the engine is reading a digest of the library.
    pub(super) fn reads_kept(self) -> bool {
        self.pending.with_value(|pending| pending.iter().any(Pending::is_kept))
    }

    /// Returns whether a digest that was read is still to be kept.
    pub(super) fn is_unkept(self) -> bool {
        self.unkept.with_value(|unkept| !unkept.is_empty())
    }

    /// Forgets the open digest, and those that are still to be kept.
    pub(super) fn forget(self) {
        self.unkept.update_value(Vec::clear);
        self.set_reading.set(None);
    }

    /// Gives up what is being read.
    pub(super) fn give_up(self) {
        self.pending.update_value(Vec::clear);
        self.end_start();
    }

    /// Turns from the start to the empty page, if nothing was opened.
    fn end_start(self) {
        if self.stage.get_untracked() == Stage::Starting {
            self.set_stage.set(Stage::Empty);
        }
    }
}
