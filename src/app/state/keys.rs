//! What keys do: one table, from which they act and from which the help is drawn.

use leptos::prelude::*;

use super::State;
use super::action::Action;
use super::topic::Topic;
use crate::app::ids::SEARCH;
use crate::browser::{focus, window};
use crate::page::bindings::Bound;
use crate::page::route::Screen;

/// A row of the table.
pub struct KeyRow {
    /// Its keys: the `key` of the event, or `g` and another for a pair.
    pub bound: Bound,
    /// What does it as well, and can't be changed.
    pub also: &'static str,
    /// What it does, in a few words.
    pub what: &'static str,
    /// Does it.
    pub act: fn(State),
}

const fn row(
    name: &'static str,
    keys: &'static [&'static str],
    what: &'static str,
    act: fn(State),
) -> KeyRow {
    KeyRow { bound: Bound { name, keys }, also: "", what, act }
}

impl KeyRow {
    const fn also(self, also: &'static str) -> Self {
        Self { also, ..self }
    }
}

/// The name of the key that searches.
pub const SEARCHES: &str = "search";

/// The name of the key that stars.
pub const STARS: &str = "star";

/// The name of the key that leads to the next paper.
pub const NEXT: &str = "next";

/// All keys but Escape, which always closes.
pub const KEYS: &[KeyRow] = &[
    row(NEXT, &["j", "n"], "Next paper", next),
    row("previous", &["k", "p"], "Previous paper", previous),
    row("unfold", &["o"], "Unfold or fold the abstract", unfold),
    row("beside", &["i"], "In full beside the list, or not", beside),
    row("visit", &["v"], "Open the paper in a new tab", visit),
    row(STARS, &["s"], "Star, or take the star away", star),
    row("read", &["m"], "Read, or not read", read),
    row("hide", &["h"], "Hide, or no longer", hide),
    row("note", &["e"], "Note and tags", note),
    row("copy", &["c"], "Copy as Markdown", copy),
    row("bibtex", &["b"], "Copy as BibTeX", copy_bibtex),
    row("read-all", &["A"], "All papers shown are read", read_all),
    row("undo", &["u"], "Undo", undo).also("Ctrl+Z"),
    row(SEARCHES, &["/"], "Search", search).also("Ctrl+F"),
    row("first", &["gg"], "First paper", first),
    row("last", &["G"], "Last paper", last),
    row("digest", &["gd"], "Digest", digest),
    row("bookmarks", &["gb"], "Bookmarks", bookmarks),
    row("library", &["gl"], "Library", library),
    row("help", &["?"], "These keys", help),
];

/// What each row is bound to.
pub fn bounds() -> Vec<Bound> {
    KEYS.iter().map(|row| row.bound).collect()
}

/// The key of what has this name, to be shown beside it.
pub fn key_of(state: State, name: &str) -> String {
    let row = KEYS.iter().find(|row| row.bound.name == name);
    let key = |row: &KeyRow| {
        state.bindings.with(|bindings| bindings.keys(&row.bound).first().map(|key| (*key).into()))
    };
    row.and_then(key).unwrap_or_default()
}

fn undo(state: State) {
    state.undo();
}

pub fn next(state: State) {
    state.feed.step(state, 1);
}

pub fn previous(state: State) {
    state.feed.step(state, -1);
}

fn first(state: State) {
    state.feed.go_to(state, 0);
}

fn last(state: State) {
    state.feed.go_to(state, state.feed.last());
}

pub fn unfold(state: State) {
    state.feed.toggle_unfolded();
}

fn beside(state: State) {
    state.turn_beside();
}

fn visit(state: State) {
    on_current(state, |state, paper| window::open(&untrack(|| state.address(&paper.card))));
}

fn star(state: State) {
    on_current(state, State::toggle_star);
}

fn read(state: State) {
    on_current(state, State::toggle_read);
}

fn hide(state: State) {
    on_current(state, State::toggle_hidden);
}

fn note(state: State) {
    on_current(state, State::ask_note);
}

fn copy(state: State) {
    on_current(state, State::copy);
}

fn copy_bibtex(state: State) {
    on_current(state, State::copy_bibtex);
}

fn read_all(state: State) {
    state.read_all();
}

/// Does something to the current paper.
fn on_current(state: State, action: Action) {
    if let Some(held) = state.feed.current_held() {
        action(state, &held);
    }
}

fn search(_: State) {
    focus::select(SEARCH);
}

fn digest(state: State) {
    state.turn_to(Screen::Digest);
}

fn bookmarks(state: State) {
    state.turn_to(Screen::Bookmarks);
}

fn library(state: State) {
    state.turn_to(Screen::Library);
}

fn help(state: State) {
    state.dialog.set(Some(Topic::Keys));
}
