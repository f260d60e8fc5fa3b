//! The library: the digests kept in this browser.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use crate::app::ids::MAIN;
use crate::app::state::library::{title, when_added};
use crate::app::state::{State, use_state};
use crate::app::ui::button::button;
use crate::app::ui::list::{Part, list};
use crate::app::ui::live::{derived, handler, watch};
use crate::app::ui::view_link::view_link;
use crate::browser::store::DigestMeta;
use crate::browser::{fields, focus, timers};
use crate::page::route::Screen;
use skimmark_paper::text::lowercase;
use skimmark_paper::words;
use skimmark_protocol::{DigestCount, DigestId};

/// The longest name of a digest that can be typed, in UTF-16 units.
const LONGEST_NAME: u32 = 120;

/// From this many digests on they can be searched.
const MANY: usize = 8;

/// The list of digests.
#[component]
pub fn Library() -> impl IntoView {
    let state = use_state();
    let empty = derived(move || state.library.list.with(Vec::is_empty));
    // Also when another tab has changed it.
    watch(move || {
        state.library.list.with(|_| ());
        state.count_library();
    });
    view! {
        <section class="library">
            <h1>"Library"</h1>
            {move || if empty.get() { nothing_kept() } else { digests(state) }}
        </section>
    }
}

fn nothing_kept() -> AnyView {
    view! { <p>"No digest is kept yet. What you paste is listed here."</p> }.into_any()
}

fn digests(state: State) -> AnyView {
    let here = derived(move || state.navigation.screen() == Screen::All);
    let go = move || state.turn_to(Screen::All);
    let text = RwSignal::new(String::new());
    let finding = derived(move || state.library.list.with(Vec::len) >= MANY);
    let found = move || {
        let words = if finding.get() { lowercase(&text.get()) } else { String::new() };
        state.library.list.with(|kept| {
            kept.iter().filter(|meta| is_called(meta, &words)).cloned().collect::<Vec<_>>()
        })
    };
    let rows = move || found().iter().map(|meta| row(state, meta)).collect();
    let none_found = move || found().is_empty().then_some("No digest is called that.");
    view! {
        <p class="kept-all">
            {view_link(Screen::All.address(), "All digests", ().into_any(), here, go)}
        </p>
        {move || finding.get().then(|| find(text))}
        <p class="none-found" role="status">
            {none_found}
        </p>
        {list("ul", "", rows)}
    }
    .into_any()
}

/// Returns the field for searching the names of the digests.
fn find(text: RwSignal<String>) -> AnyView {
    let escape = move |event: KeyboardEvent| {
        if event.key() == "Escape" && !text.with_untracked(String::is_empty) {
            event.prevent_default();
            text.set(String::new());
        }
    };
    view! {
        <input
            class="kept-find"
            type="search"
            aria-label="Find in library"
            placeholder="Find in library"
            autocomplete="off"
            autocapitalize="off"
            spellcheck="false"
            dir="auto"
            prop:value=move || text.get()
            on:input=handler(move |event| text.set(fields::value_of(&event)))
            on:keydown=handler(escape)
        />
    }
    .into_any()
}

/// Returns whether the title of a digest holds each of the words, which are in lower case.
fn is_called(meta: &DigestMeta, words: &str) -> bool {
    let title = lowercase(&title(meta));
    words.split_whitespace().all(|word| title.contains(word))
}

/// The row of a digest. It keeps its elements, with what the reader does in them, while its content
/// is the same, whatever else changes in the library.
fn row(state: State, meta: &DigestMeta) -> Part {
    let DigestMeta { id, name, format, papers, left_over, .. } = meta.clone();
    let key = format!("{id} {papers} {left_over} {format} {name}");
    let meta = meta.clone();
    Part::new(key, move || kept(state, &meta))
}

/// What a row shows beside what it lists.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Doing {
    Nothing,
    Renaming,
    Deleting,
}

/// A row, and what the reader does with it.
#[derive(Clone, Copy)]
struct Row {
    state: State,
    id: DigestId,
    doing: RwSignal<Doing>,
    /// The name as it is typed.
    name: RwSignal<String>,
}

impl Row {
    /// Returns the `id` of an element of the row.
    fn part(self, name: &str) -> String {
        format!("{name}-{}", self.id)
    }

    /// Switches to another mode. The button that was pressed goes away, so the focus is moved on.
    fn turn(self, doing: Doing, focus: &str) {
        let focus = self.part(focus);
        self.doing.set(doing);
        timers::next_frame(move || {
            focus::give(&focus);
        });
    }

    fn rename(self) {
        self.turn(Doing::Nothing, "rename");
        self.state.rename_digest(self.id, &self.name.get_untracked(), self.part("rename"));
    }

    /// Returns the button that begins something with the digest.
    fn begin(self, what: &'static str, title: &str, begin: impl Fn() + 'static) -> AnyView {
        let (id, label) = (self.part(&what.to_ascii_lowercase()), format!("{what} {title}"));
        view! {
            <button class="link" id=id aria-label=label on:click=handler(move |_| begin())>
                {what}
            </button>
        }
        .into_any()
    }
}

fn kept(state: State, meta: &DigestMeta) -> AnyView {
    let (doing, name) = (RwSignal::new(Doing::Nothing), RwSignal::new(meta.name.clone()));
    let row = Row { state, id: meta.id, doing, name };
    let read = match meta.left_over {
        0 => words::count(meta.papers, "paper"),
        left_over => words::ledger(meta.papers, left_over),
    };
    let (about, added) = ([&meta.format, ", ", &read].concat(), when_added(meta));
    let (id, papers) = (meta.id, meta.papers);
    let marked = move || state.library.counts.with(|counts| marked(counts, id, papers));
    let title = title(meta);
    let named = title.clone();
    let meta = meta.clone();
    view! {
        <li class="kept">
            {move || match doing.get() {
                Doing::Renaming => editor(row, &meta, &title),
                _ => opener(row, &title),
            }}
            <span class="kept-about">{about} {marked} ", added " {added}</span>
            {move || match doing.get() {
                Doing::Nothing => actions(row, &named),
                Doing::Renaming => editor_actions(row),
                Doing::Deleting => question(row),
            }}
        </li>
    }
    .into_any()
}

/// Says how much of a digest is starred and not read.
fn marked(counts: &[DigestCount], id: DigestId, papers: u32) -> String {
    let Some(count) = counts.iter().find(|count| count.id == id) else { return String::new() };
    let unread = papers.saturating_sub(count.read);
    let starred = match count.starred {
        0 => String::new(),
        starred => [&words::grouped(starred), " starred, "].concat(),
    };
    let left = if unread == 0 { "all read".to_owned() } else { words::grouped(unread) + " unread" };
    [", ", &starred, &left].concat()
}

/// Returns the title, which opens the digest.
fn opener(row: Row, title: &str) -> AnyView {
    let open = handler(move |_| row.state.reopen(row.id, String::new()));
    view! {
        <button class="kept-title" on:click=open>
            {title.to_owned()}
        </button>
    }
    .into_any()
}

fn actions(row: Row, title: &str) -> AnyView {
    view! {
        {row.begin("Rename", title, move || row.turn(Doing::Renaming, "name"))}
        {row.begin("Delete", title, move || row.turn(Doing::Deleting, "question"))}
    }
    .into_any()
}

fn editor_actions(row: Row) -> AnyView {
    view! {
        {button("link", "Save", move || row.rename())}
        {button("link", "Cancel", move || row.turn(Doing::Nothing, "rename"))}
    }
    .into_any()
}

/// Returns the field for a new name.
fn editor(row: Row, meta: &DigestMeta, title: &str) -> AnyView {
    row.name.set(meta.name.clone());
    let key = move |event: KeyboardEvent| {
        match event.key().as_str() {
            // Enter that ends a composed word does not confirm the name.
            "Enter" if !event.is_composing() => row.rename(),
            "Escape" if !event.is_composing() => row.turn(Doing::Nothing, "rename"),
            _ => return,
        }
        event.prevent_default();
    };
    view! {
        <input
            class="kept-name"
            id=row.part("name")
            type="text"
            aria-label=format!("Name of {title}")
            placeholder="As it was pasted"
            maxlength=LONGEST_NAME.to_string()
            autocomplete="off"
            dir="auto"
            value=meta.name.clone()
            on:input=handler(move |event| row.name.set(fields::value_of(&event)))
            on:keydown=handler(key)
        />
    }
    .into_any()
}

fn question(row: Row) -> AnyView {
    let delete = move || {
        row.state.delete_digest(row.id);
        focus::give(MAIN);
    };
    view! {
        <span class="question" id=row.part("question") tabindex="-1">
            "Delete this digest? What you starred stays. "
            {button("link", "Delete it", delete)}
            " "
            {button("link", "Keep it", move || row.turn(Doing::Nothing, "delete"))}
        </span>
    }
    .into_any()
}
