//! The keys by which the reader gives commands: those of the program, or the reader's own.

use leptos::prelude::*;

use super::choices::Choices;
use super::notices::Notices;
use super::storage::Storage;
use crate::page::bindings::Bindings;
use crate::page::commands::{COMMANDS, Command, Row, bounds};
use skimmark_protocol::stored::BINDINGS;

/// Which keys give which commands.
#[derive(Clone, Copy)]
pub struct KeyBindings {
    bindings: RwSignal<Bindings>,
    choices: Choices,
}

impl KeyBindings {
    pub(super) fn new(storage: Storage, notices: Notices) -> Self {
        let choices = Choices::new(BINDINGS, storage, notices);
        Self { bindings: RwSignal::new(Bindings::default()), choices }
    }

    /// Takes over the keys as they are kept.
    pub(super) fn restore(self) {
        self.bindings.set(Bindings::restore(&self.choices.text()));
    }

    /// Returns how they are kept.
    pub(super) fn choices(self) -> Choices {
        self.choices
    }

    /// Returns the reader's keys, whatever becomes of them.
    pub(super) fn get_untracked(self) -> Bindings {
        self.bindings.get_untracked()
    }

    /// Gives commands these keys.
    pub(super) fn set(self, bindings: Bindings) {
        self.bindings.set(bindings);
        self.store();
    }

    /// Returns whether the reader changed no key.
    pub fn are_default(self) -> bool {
        self.bindings.with(Bindings::is_default)
    }

    /// Returns the keys of a command.
    pub fn of(self, command: Command) -> Vec<String> {
        self.bindings
            .with(|known| known.keys(&command.row().bound).into_iter().map(str::to_owned).collect())
    }

    /// Returns the first key of a command, to be shown beside it.
    pub fn first_of(self, command: Command) -> String {
        let first = |known: &Bindings| {
            known.keys(&command.row().bound).first().map(|key| (*key).to_owned())
        };
        self.bindings.with(first).unwrap_or_default()
    }

    /// Returns the command of a key or a pair.
    pub fn command(self, key: &str) -> Option<Command> {
        let place = self.bindings.with_untracked(|known| known.place(&bounds(), key))?;
        Some(COMMANDS[place].command)
    }

    /// Gives a command this key; returns in words what that changes.
    pub fn bind(self, command: Command, key: &str) -> String {
        let place = command as usize;
        let other = self
            .bindings
            .try_update(|bindings| bindings.bind(&bounds(), place, key))
            .flatten()
            .map(|other| &COMMANDS[other]);
        self.store();
        let words = format!("{key}: {}.", command.row().label);
        let Some(Row { command: other, label, .. }) = other else { return words };
        let keys = untrack(move || self.of(*other)).join(", ");
        format!("{words} {keys}: {label}.")
    }

    /// Gives all commands the keys of the program.
    pub fn reset(self) {
        self.set(Bindings::default());
    }

    fn store(self) {
        self.choices.store(&self.bindings.with_untracked(Bindings::store));
    }
}
