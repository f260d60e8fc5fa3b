//! The dialog of settings, and the one that asks what to delete.

use leptos::ev::MouseEvent;
use leptos::prelude::*;

use crate::app::ids::{ERASE_DECISIONS, ERASE_MARKS};
use crate::app::state::State;
use crate::app::state::dialog::Topic;
use crate::app::state::kept_file::Standing;
use crate::app::ui::button::button;
use crate::app::ui::choice::{choice, option};
use crate::app::ui::field::tick_box;
use crate::app::ui::live::handler;
use crate::browser::picked::{self, Choosing};
use crate::browser::storage::{self, Keeping};
use crate::browser::{clock, fields, window};
use crate::page::erase::EraseScope;
use crate::page::send;
use crate::page::settings::{CHOICES, Choice, Setting};
use skimmark_paper::words;

/// Returns the contents of the dialog.
pub fn dialog(state: State) -> AnyView {
    let here = CHOICES.iter().filter(|chosen| chosen.setting != Setting::Export);
    let rows: Vec<AnyView> = here.map(|chosen| row(state, chosen)).collect();
    let turn = |topic: Topic| move || state.dialog.open(topic.clone());
    let print = move || {
        state.dialog.close();
        state.feed.print(state);
    };
    let can_print = untrack(move || state.shows_papers());
    view! {
        {rows}
        <p class="hint">{kept(state)}</p>
        {button("button", "Save a backup", move || state.save_backup())}
        {kept_file(state)}
        {bookmarklet()}
        {button("button", "Forget what \"For you\" learned", move || state.forget_likes())}
        {button("button", "Delete everything", turn(Topic::Erase))}
        {button("button", "Keyboard shortcuts", turn(Topic::Keys))}
        {can_print.then(|| button("button", "Print", print))}
    }
    .into_any()
}

/// Returns how the backup file stands that is kept up to date, and what can be done about it.
fn kept_file(state: State) -> AnyView {
    if !picked::is_there() {
        let words =
            "Chrome and Edge on a computer can keep a backup file up to date; this browser can't.";
        return view! { <p class="hint">{words}</p> }.into_any();
    }
    let words = move || {
        let (name, standing) = state.kept_file.about.get();
        let words = match standing {
            Standing::Nowhere => {
                return "A backup file can be written after each change. In a folder that is synchronized, \
                        it carries everything to your other computers."
                    .to_owned();
            }
            Standing::Asks => " is not kept up to date until you allow it.".to_owned(),
            Standing::Newer => " holds changes made elsewhere.".to_owned(),
            Standing::Written(at) => {
                let day = words::date(clock::day_at(at.0));
                let time = clock::time_of_day(at.0);
                [" is kept up to date, written on ", &day, ", ", &time, "."].concat()
            }
            Standing::Failed(reason) => [" could not be written: ", &reason, "."].concat(),
        };
        name + &words
    };
    let stop = move || button("button", "Stop", move || state.leave_file());
    let standing = move || state.kept_file.about.with(|(_, standing)| standing.clone());
    let deeds = move || match standing() {
        standing @ (Standing::Nowhere | Standing::Failed(_)) => {
            let choose = |choosing| move || state.choose_file(choosing);
            let mut deeds = vec![
                button("button", "Keep a file up to date", choose(Choosing::New)),
                button("button", "Use an existing file", choose(Choosing::There)),
            ];
            deeds.extend((standing != Standing::Nowhere).then(stop));
            deeds
        }
        standing => {
            let deed = match standing {
                Standing::Asks => Some(button("button", "Allow", move || state.allow_file())),
                Standing::Newer => {
                    Some(button("button", "Take them in", move || state.take_in_file()))
                }
                _ => None,
            };
            deed.into_iter().chain([stop()]).collect()
        }
    };
    view! {
        <p class="hint" role="status">{words}</p>
        {deeds}
    }
    .into_any()
}

/// Returns the link by which other sites' pages are sent here, and how it is used.
fn bookmarklet() -> AnyView {
    let link = send::bookmarklet(&window::origin(), &window::path());
    view! {
        <p class="hint bookmarklet">
            "Drag "
            <a class="button" href=link on:click=handler(|event: MouseEvent| event.prevent_default())>
                "Send to Skimmark"
            </a>
            " to your bookmarks bar. On any page, it opens what you selected, or the whole page, here."
        </p>
    }
    .into_any()
}

/// Returns a setting with its options.
fn row(state: State, chosen: &'static Choice) -> AnyView {
    let setting = chosen.setting;
    let options = chosen.options.iter().enumerate().map(|(place, (name, words))| {
        option(place, words, move || (state.settings.get().chosen(setting) == *name, true))
    });
    let choose = move |option| state.settings.choose(setting, option);
    view! {
        <div class="setting" data-setting=chosen.key>
            <span>{chosen.label}</span>
            {choice(chosen.label, options.collect(), Box::new(choose))}
        </div>
    }
    .into_any()
}

/// Returns what this browser keeps for the page, and how, in words.
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
            "The browser may delete it if storage runs low: save a backup now and then."
        };
        format!("{words}; {size} used on this site. {how}")
    };
    view! { {move || words()} }.into_any()
}

/// Returns how many digests are kept, in words.
fn digests(state: State) -> String {
    let digests = state.library.count();
    words::count(digests, "digest")
}

/// Returns the contents of the dialog that asks what to delete.
pub fn erase(state: State) -> AnyView {
    let (count, digests) = untrack(move || (state.library.count(), digests(state)));
    let question = format!(
        "Delete {digests} from this browser? That can't be undone. What you marked stays, with \
         the full text of what you starred, unless you want that deleted, too:",
    );
    let delete = move || {
        let (marks, decisions) =
            (fields::is_checked(ERASE_MARKS), fields::is_checked(ERASE_DECISIONS));
        state.erase(EraseScope { marks, decisions }, count);
    };
    view! {
        <p class="hint">{question}</p>
        {tick_box(ERASE_MARKS, "Stars, read papers, tags and notes")}
        {tick_box(ERASE_DECISIONS, "Views, rules, settings, keys")}
        {button("button", "Save a backup", move || state.save_backup())}
        {button("button primary", "Delete", delete)}
    }
    .into_any()
}
