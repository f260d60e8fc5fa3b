//! The library: the digests kept in this browser.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Event, KeyboardEvent};

use crate::app::ids::MAIN;
use crate::app::state::library::title;
use crate::app::state::{State, use_state};
use crate::app::ui::button::button;
use crate::app::ui::list::{Part, list};
use crate::app::ui::live::{element, live, memo, on, pressed, stated, text};
use crate::app::ui::view_link::view_link;
use crate::browser::store::DigestMeta;
use crate::browser::{fields, focus, timers};
use crate::page::route::Screen;
use skimmark_paper::words;
use skimmark_protocol::DigestId;

/// The longest name of a digest that can be typed, in UTF-16 units.
const LONGEST_NAME: u32 = 120;

/// The list of digests.
#[component]
pub fn Library() -> impl IntoView {
    let state = use_state();
    let empty = memo(move || state.library.list.with(Vec::is_empty));
    let body = move || {
        if empty.get() {
            let words = "No digest is kept yet. What you paste is listed here.";
            return element("p", "", vec![text(words)]);
        }
        let here = memo(move || state.navigation.screen() == Screen::All);
        let go = move || state.turn_to(Screen::All);
        let all = view_link(Screen::All.address(), "All digests", ().into_any(), here, go);
        let rows = move || {
            state.library.list.with(|kept| kept.iter().map(|meta| row(state, meta)).collect())
        };
        vec![element("p", "kept-all", vec![all]), list("ul", "", rows)].into_any()
    };
    let heading = element("h1", "", vec![text("Library")]);
    element("section", "library", vec![heading, live(body).into_any()])
}

/// The row of a digest. It stays, with what the reader does in it, while it says the same,
/// whatever else is kept anew.
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
    /// The `id` of an element of the row.
    fn part(self, name: &str) -> String {
        format!("{name}-{}", self.id)
    }

    /// Turns to something else. The button that was pressed goes away, so the focus is handed
    /// on.
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

    /// The button that begins something with the digest.
    fn begin(self, what: &'static str, title: &str, begin: impl Fn() + 'static) -> AnyView {
        let (id, label) = (self.part(&what.to_ascii_lowercase()), format!("{what} {title}"));
        stated("button", on("click", move |_| begin()), vec![text(what)], move || {
            vec![("class", "link".into()), ("id", id.clone()), ("aria-label", label.clone())]
        })
    }
}

fn kept(state: State, meta: &DigestMeta) -> AnyView {
    let (doing, name) = (RwSignal::new(Doing::Nothing), RwSignal::new(meta.name.clone()));
    let row = Row { state, id: meta.id, doing, name };
    let about = format!("{}, {}", meta.format, words::ledger(meta.papers, meta.left_over));
    let title = title(meta);
    let named = title.clone();
    let meta = meta.clone();
    let head = move || match doing.get() {
        Doing::Renaming => editor(row, &meta, &title),
        _ => pressed("kept-title", text(title.as_str()), move || {
            state.reopen(row.id, String::new());
        }),
    };
    let deeds = move || match doing.get() {
        Doing::Nothing => vec![
            row.begin("Rename", &named, move || row.turn(Doing::Renaming, "name")),
            row.begin("Delete", &named, move || row.turn(Doing::Deleting, "question")),
        ]
        .into_any(),
        Doing::Renaming => vec![
            button("link", "Save", move || row.rename()),
            button("link", "Cancel", move || row.turn(Doing::Nothing, "rename")),
        ]
        .into_any(),
        Doing::Deleting => question(row),
    };
    let about = element("span", "kept-about", vec![text(about)]);
    element("li", "kept", vec![live(head).into_any(), about, live(deeds).into_any()])
}

/// The field for a new name.
fn editor(row: Row, meta: &DigestMeta, title: &str) -> AnyView {
    row.name.set(meta.name.clone());
    let (id, value) = (row.part("name"), meta.name.clone());
    let label = format!("Name of {title}");
    let mut events = on("input", move |event| row.name.set(fields::value_of(&event)));
    events.extend(on("keydown", move |event: Event| {
        let Some(key) = event.dyn_ref::<KeyboardEvent>() else { return };
        match key.key().as_str() {
            // Enter that ends a composed word is not meant for the name.
            "Enter" if !key.is_composing() => row.rename(),
            "Escape" if !key.is_composing() => row.turn(Doing::Nothing, "rename"),
            _ => return,
        }
        event.prevent_default();
    }));
    stated("input", events, Vec::new(), move || {
        vec![
            ("class", "kept-name".into()),
            ("id", id.clone()),
            ("type", "text".into()),
            ("aria-label", label.clone()),
            ("placeholder", "As it was pasted".into()),
            ("maxlength", LONGEST_NAME.to_string()),
            ("autocomplete", "off".into()),
            ("dir", "auto".into()),
            ("value", value.clone()),
        ]
    })
}

fn question(row: Row) -> AnyView {
    let delete = move || {
        row.state.delete_digest(row.id);
        focus::give(MAIN);
    };
    let inner = vec![
        text("Delete this digest? What you starred stays. "),
        button("link", "Delete it", delete),
        text(" "),
        button("link", "Keep it", move || row.turn(Doing::Nothing, "delete")),
    ];
    let id = row.part("question");
    stated("span", Vec::new(), inner, move || {
        vec![("class", "question".into()), ("id", id.clone()), ("tabindex", "-1".into())]
    })
}
