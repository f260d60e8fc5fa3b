//! The dialog of settings.

use leptos::prelude::*;

use crate::app::choice::{choice, option};
use crate::app::dialog::Topic;
use crate::app::live::{element, text};
use crate::app::notice::button;
use crate::app::state::State;
use crate::settings::CHOICES;
use crate::words;

/// What the dialog holds.
pub fn dialog(state: State) -> Vec<AnyView> {
    let rows = CHOICES.iter().enumerate().map(|(at, chosen)| {
        let options = chosen.options.iter().enumerate().map(|(place, (name, words))| {
            option(place, words, move || {
                (state.settings.with(|settings| settings.chosen(at)) == *name, true)
            })
        });
        let choose = move |option| state.choose(at, option);
        let list = choice(chosen.label, options.collect(), Box::new(choose));
        element("div", "setting", vec![element("span", "", vec![text(chosen.label)]), list])
    });
    let mut parts: Vec<AnyView> = rows.collect();
    let kept = untrack(move || {
        let digests = state.library.with(|list| u32::try_from(list.len()).unwrap_or(u32::MAX));
        let bookmarks = words::count(state.bookmarks.get(), "bookmark");
        format!("Kept in this browser: {}, {bookmarks}.", words::count(digests, "digest"))
    });
    parts.push(element("p", "hint", vec![text(kept)]));
    parts.push(button("button", "Save a backup", move || state.export_bookmarks()));
    parts.push(button("button", "Keys", move || state.dialog.set(Some(Topic::Keys))));
    parts
}
