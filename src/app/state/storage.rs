//! The database, and the channel to other tabs.

use std::rc::Rc;

use leptos::prelude::*;

use crate::browser::channel::Channel;
use crate::browser::store::Store;
use skimmark_protocol::StoredMark;

/// What keeps digests and marks, if this browser has it.
#[derive(Clone, Copy)]
pub(super) struct Storage {
    database: StoredValue<Option<Rc<Store>>, LocalStorage>,
    channel: StoredValue<Option<Channel>, LocalStorage>,
}

impl Storage {
    pub(super) fn new() -> Self {
        Self { database: StoredValue::new_local(None), channel: StoredValue::new_local(None) }
    }

    pub(super) fn set_database(self, database: Store) {
        self.database.set_value(Some(Rc::new(database)));
    }

    /// Returns the database, if it could be opened.
    pub(super) fn database(self) -> Option<Rc<Store>> {
        self.database.with_value(Clone::clone)
    }

    pub(super) fn set_channel(self, channel: Option<Channel>) {
        self.channel.set_value(channel);
    }

    /// Tells the other tabs which marks have changed.
    pub(super) fn tell_other_tabs(self, changes: &[StoredMark]) {
        self.channel.with_value(|channel| channel.iter().for_each(|it| it.tell(changes)));
    }
}
