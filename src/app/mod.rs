//! The page: one state, and one file for each component. It draws what the engine answers and
//! parses nothing itself.

mod filters;
mod frame;
mod ids;
mod keys;
mod paper;
mod screens;
mod state;
mod ui;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, DragEvent, Event, EventTarget};

use crate::browser::{clipboard, dom, events, fields, files, focus_keeper, rest, timers, window};
use crate::page::route::Screen;
use filters::rail::Rail;
use frame::dialog::Dialog;
use frame::header::Header;
use frame::notices::Notices;
use frame::progress::Progress;
use ids::{MAIN, TEXT_BOX};
use keys::listen::Keys;
use paper::{beside, swipe};
use screens::library::Library;
use screens::papers::Papers;
use screens::start::Start;
use state::State;
use state::digest::Stage;
use state::notices::{Notice, Offer};
use ui::live::{derived, watch};

/// Listens, draws the page, and starts everything else, each in a task of its own: a single task
/// would keep the page from responding on a slow machine.
pub fn start() {
    rest::fetch();
    let state = State::new();
    listen(state);
    state.restore();
    // Detached, so that what is on the page stays until all is drawn.
    let Some(drawn) = dom::detached() else { return };
    let body = drawn.clone();
    let has_main = RwSignal::new(false);
    timers::one_by_one(vec![
        Box::new(move || leptos::mount::mount_to(drawn, move || app(state, has_main)).forget()),
        Box::new(move || has_main.set(true)),
        Box::new(move || dom::replace_body(&body)),
        Box::new(move || state.start_engine()),
        Box::new(move || state.start()),
    ]);
}

/// The whole page.
fn app(state: State, has_main: RwSignal<bool>) -> impl IntoView {
    provide_context(state);
    let screen = derived(move || state.navigation.route.with(|route| route.screen));
    watch(move || window::set_title(&title(state, screen.get())));
    // The progress of the open digest matters only on its own screen: no other screen is drawn
    // again, under the reader's hand, when the digest has been read.
    let is = move |stage| screen.get() == Screen::Digest && state.digest.stage.get() == stage;
    let opening = dom::is_opening();
    let waits = derived(move || opening && is(Stage::Starting));
    // If no digest is expected, there is nothing to wait for: what is there stays.
    let is_empty = derived(move || is(Stage::Empty) || !opening && is(Stage::Starting));
    view! {
        <Header />
        <Progress />
        <main id=MAIN class="page" tabindex="-1">
            {move || match screen.get() {
                _ if !has_main.get() => ().into_any(),
                Screen::Library => library(),
                _ if waits.get() => {
                    view! { <p class="waiting" role="status">"Opening your digest"</p> }.into_any()
                }
                _ if is_empty.get() => view! { <Start /> }.into_any(),
                screen => papers(state, screen),
            }}
        </main>
        <Dialog />
        <Notices />
    }
}

/// Returns the library, which comes with the rest of the program: inlined, it would be of the first part.
#[inline(never)]
fn library() -> AnyView {
    view! { <Library /> }.into_any()
}

fn papers(state: State, screen: Screen) -> AnyView {
    view! {
        <Rail />
        <Papers screen=screen />
        {beside::beside(state)}
    }
    .into_any()
}

/// Returns the title of the window.
fn title(state: State, screen: Screen) -> String {
    let is_open = move || state.digest.stage.get() == Stage::Open;
    let shown = match screen {
        Screen::Digest => is_open().then(|| state.name_of_open()).flatten(),
        Screen::Bookmarks => Some("Bookmarks".to_owned()),
        Screen::Library => Some("Library".to_owned()),
        Screen::All => Some("All digests".to_owned()),
    };
    shown.map_or_else(|| "Skimmark".to_owned(), |name| [&name, " – Skimmark"].concat())
}

/// Listens to what works anywhere on the page: keys, paste, drop.
fn listen(state: State) {
    let keys = Keys::new(state);
    events::on_window("keydown", move |event: web_sys::KeyboardEvent| keys.pressed(&event));
    clipboard::copy_sources();
    focus_keeper::keep(MAIN);
    swipe::follow(state);
    events::on_window("paste", move |event: ClipboardEvent| pasted(state, &event));
    events::on_window("dragover", |event: DragEvent| event.prevent_default());
    events::on_window("drop", move |event: DragEvent| {
        event.prevent_default();
        if let Some(data) = event.data_transfer() {
            state.bring(files::inputs(&data));
        }
    });
    events::on_window("skimmark-update", move |_: Event| {
        let notice = Notice::question("A new version of Skimmark is ready.");
        state.notify(notice.offer("Reload", Offer::Update));
    });
}

/// Reads a paste, unless it goes into a text field. In the empty text box it is read at once, too,
/// because the browser would take seconds to lay out a long text there.
fn pasted(state: State, event: &ClipboardEvent) {
    let target: Option<EventTarget> = event.target();
    let target = target.as_ref().map(AsRef::as_ref);
    let in_box = target
        .and_then(|target: &wasm_bindgen::JsValue| target.dyn_ref::<web_sys::HtmlElement>())
        .is_some_and(|element| element.id() == TEXT_BOX);
    let box_is_empty = state.digest.draft.with_untracked(|draft| draft.trim().is_empty());
    if fields::takes_text(target) && !(in_box && box_is_empty) {
        return;
    }
    let inputs = event.clipboard_data().map(|data| files::inputs(&data)).unwrap_or_default();
    if !inputs.is_empty() {
        event.prevent_default();
        state.bring(inputs);
    }
}
