//! What is on its way to the journal, in the order in which it was decided.

use std::cell::{Cell, RefCell};

use js_sys::{Function, Math, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

use super::{LogEntry, Store};
use crate::browser::idb::Result;
use skimmark_protocol::StoredMark;

/// Changes that are not committed yet. What comes while others are being written is written with
/// all that comes meanwhile.
#[derive(Debug)]
pub struct Queue {
    waiting: RefCell<Vec<Waiting>>,
    is_writing: Cell<bool>,
    /// What the keys of this tab's entries hold, and those of no other.
    writer: String,
    count: Cell<u32>,
}

#[derive(Debug)]
struct Waiting {
    entry: LogEntry,
    /// To be called once, with the reason if it was not written.
    told: Option<Function>,
}

/// Says when changes are committed, or why they are not.
#[derive(Debug)]
pub struct Commit(Promise);

impl Commit {
    /// Waits until the changes are committed. If they could not be written, they stay in the queue.
    ///
    /// # Errors
    /// Why they could not be written for now.
    pub async fn wait(self) -> std::result::Result<(), String> {
        match JsFuture::from(self.0).await {
            Ok(reason) => reason.as_string().map_or(Ok(()), Err),
            Err(reason) => Err(super::super::describe(&reason)),
        }
    }
}

impl Default for Queue {
    fn default() -> Self {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let random = (Math::random() * f64::from(u32::MAX)) as u32;
        let writer = format!("{random:08x}");
        Self {
            waiting: RefCell::default(),
            is_writing: Cell::new(false),
            writer,
            count: Cell::new(0),
        }
    }
}

impl Queue {
    /// Adds changes, all of one step, to be written by [`Queue::write`].
    pub fn add(&self, changes: &[StoredMark]) -> Commit {
        let entry = LogEntry::new(changes, &self.unique());
        let mut told = None;
        let promise = Promise::new(&mut |resolve, _| told = Some(resolve));
        self.waiting.borrow_mut().push(Waiting { entry, told });
        Commit(promise)
    }

    /// Returns a name that no other tab gives, and that this one gives once.
    pub fn unique(&self) -> String {
        let number = self.count.replace(self.count.get() + 1);
        format!("{}-{number}", self.writer)
    }

    /// Returns whether everything is committed.
    pub fn is_empty(&self) -> bool {
        self.waiting.borrow().is_empty()
    }

    /// Commits everything; what cannot be written stays. Returns whether all is committed; no
    /// answer if it is being written already.
    pub async fn write(&self, store: Option<&Store>) -> Option<bool> {
        if self.is_writing.replace(true) {
            return None;
        }
        let mut written = true;
        while written && !self.is_empty() {
            written = self.write_some(store).await;
        }
        self.is_writing.set(false);
        Some(written)
    }

    async fn write_some(&self, store: Option<&Store>) -> bool {
        let entries: Vec<LogEntry> =
            self.waiting.borrow().iter().map(|waiting| waiting.entry.clone()).collect();
        let done: Result<()> = match store {
            Some(store) => store.append(&entries).await,
            None => Err(super::DatabaseError::Missing),
        };
        let mut told = Vec::new();
        let mut waiting = self.waiting.borrow_mut();
        match &done {
            Ok(()) => told.extend(waiting.drain(..entries.len()).filter_map(|one| one.told)),
            Err(_) => told.extend(waiting.iter_mut().filter_map(|one| one.told.take())),
        }
        drop(waiting);
        let reason = match &done {
            Ok(()) => JsValue::UNDEFINED,
            Err(error) => error.to_string().into(),
        };
        for told in told {
            let _ = told.call1(&JsValue::UNDEFINED, &reason);
        }
        done.is_ok()
    }
}
