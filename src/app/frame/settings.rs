//! The dialog of settings, and the one that asks what to delete.

use leptos::prelude::*;

use crate::app::ids::{ERASE_DECISIONS, ERASE_MARKS};
use crate::app::state::State;
use crate::app::state::dialog::Topic;
use crate::app::ui::button::button;
use crate::app::ui::choice::{choice, option};
use crate::app::ui::field::field;
use crate::app::ui::live::{element, live, text};
use crate::browser::fields;
use crate::browser::storage::{self, Keeping};
use crate::page::erase::EraseScope;
use crate::page::settings::CHOICES;
use skimmark_paper::words;

/// What the dialog holds.
pub fn dialog(state: State) -> Vec<AnyView> {
    let rows = CHOICES.iter().map(|chosen| {
        let setting = chosen.setting;
        let options = chosen.options.iter().enumerate().map(|(place, (name, words))| {
            option(place, words, move || (state.settings.get().chosen(setting) == *name, true))
        });
        let choose = move |option| state.settings.choose(setting, option);
        let list = choice(chosen.label, options.collect(), Box::new(choose));
        element("div", "setting", vec![element("span", "", vec![text(chosen.label)]), list])
    });
    let mut parts: Vec<AnyView> = rows.collect();
    let words = element("p", "hint", vec![kept(state)]);
    let turn = |topic: Topic| move || state.dialog.open(topic.clone());
    parts.push(words);
    parts.push(button("button", "Save a backup", move || state.export_bookmarks()));
    parts.push(button("button", "Delete everything", turn(Topic::Erase)));
    parts.push(button("button", "Keys", turn(Topic::Keys)));
    if untrack(move || state.shows_papers()) {
        parts.push(button("button", "Print", move || {
            state.dialog.close();
            state.feed.print(state);
        }));
    }
    parts
}

/// What this browser keeps for the page, and how.
fn kept(state: State) -> AnyView {
    let keeping = RwSignal::new(None::<Keeping>);
    leptos::task::spawn_local(async move {
        let found = storage::keeping().await;
        // The dialog may be closed by now.
        let _ = keeping.try_set(found);
    });
    let words = move || {
        let bookmarks = words::count(state.marks.bookmarks.get(), "bookmark");
        let words = format!("Kept in this browser: {}, {bookmarks}", digests(state));
        let Some(Keeping { bytes, persists }) = keeping.get() else { return words + "." };
        let size = words::megabytes(bytes);
        let how = if persists {
            "The browser keeps it until you delete it."
        } else {
            "The browser may delete it when room is short: save a backup now and then."
        };
        format!("{words}; with other pages of this site {size}. {how}")
    };
    live(words).into_any()
}

/// How many digests are kept.
fn digests(state: State) -> String {
    let digests = state.library.count();
    words::count(digests, "digest")
}

/// What the dialog holds that asks what to delete.
pub fn erase(state: State) -> Vec<AnyView> {
    let digests = untrack(move || digests(state));
    let question = format!(
        "Delete {digests} from this browser? That can't be undone. What you marked stays, with \
         the full text of what you starred, unless you want that deleted, too:",
    );
    let delete = move || {
        let (marks, decisions) =
            (fields::is_checked(ERASE_MARKS), fields::is_checked(ERASE_DECISIONS));
        state.erase(EraseScope { marks, decisions });
    };
    vec![
        element("p", "hint", vec![text(question)]),
        field(
            ERASE_MARKS,
            "checkbox",
            "Stars, read papers, tags and notes",
            String::new(),
            Vec::new(),
        ),
        field(
            ERASE_DECISIONS,
            "checkbox",
            "Views, rules, settings, keys",
            String::new(),
            Vec::new(),
        ),
        button("button", "Save a backup", move || state.export_bookmarks()),
        button("button primary", "Delete", delete),
    ]
}
