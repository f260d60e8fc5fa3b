//! Saved views at the head of the filters, and the dialogs of views and rules.

use leptos::prelude::*;

use crate::app::ids::{HIGHLIGHT_TOP, VIEW_NAME};
use crate::app::state::State;
use crate::app::state::dialog::Topic;
use crate::app::ui::button::button;
use crate::app::ui::field::{text_field, tick_box};
use crate::app::ui::list::{BARE, Part, list};
use crate::app::ui::live::{derived, handler, on_enter};
use crate::browser::fields;
use skimmark_paper::words;
use skimmark_protocol::rules::{Color, Decision, Rule, RuleEffect, SavedView};

fn query_of(state: State) -> String {
    state.navigation.route.with(|route| route.query.trim().to_owned())
}

/// Returns the saved views with their counts.
pub fn saved_views(state: State) -> AnyView {
    let rows = list("div", BARE, move || {
        let row = |view: &SavedView| {
            let view = view.clone();
            let key = [&view.query, "\n", &view.name].concat();
            Part::new(key, move || saved(state, view))
        };
        state.rules.decisions.with(|decisions| decisions.views.iter().map(row).collect())
    });
    let has_rules = derived(move || state.rules.decisions.with(|all| !all.rules.is_empty()));
    let has_views = derived(move || state.rules.decisions.with(|all| !all.views.is_empty()));
    view! {
        <div hidden=move || !has_rules.get() && !has_views.get()>
            <fieldset class="saved-views">
                <legend>"Views and rules"</legend>
                {rows}
                <div class="view-deeds">
                    {move || has_rules.get().then(|| open(state, "Rules", Topic::Rules))}
                </div>
            </fieldset>
        </div>
    }
    .into_any()
}

/// Returns what can be made of the present query, at the foot of the filters: where it comes and goes,
/// nothing else moves.
pub fn of_query(state: State) -> AnyView {
    let queried = derived(move || !query_of(state).is_empty());
    view! { {move || queried.get().then(|| deeds(state))} }.into_any()
}

fn deeds(state: State) -> AnyView {
    let mute = move || {
        let query = untrack(move || query_of(state));
        let papers =
            words::count(state.search.answer.with_untracked(|answer| answer.shown), "paper");
        let words = format!("Muted: {papers} matching {query}, here and in later digests.");
        state.decide(Decision::Make(Rule { query, effect: RuleEffect::Mute }), &words);
        state.go(|route| route.query.clear());
    };
    // A rule about what rules hide would hide everything that is asked for so.
    let finds = derived(move || {
        let about_muted = query_of(state).contains(":muted");
        !about_muted && state.search.answer.with(|answer| answer.shown > 0)
    });
    view! {
        {open(state, "Save this view", Topic::SaveView)}
        {move || finds.get().then(|| button("link", "Mute matches", mute))}
        {move || finds.get().then(|| open(state, "Highlight matches", Topic::Highlight))}
    }
    .into_any()
}

/// Returns a button that opens the dialog.
fn open(state: State, name: &'static str, topic: Topic) -> AnyView {
    button("link", name, move || state.dialog.open(topic.clone()))
}

/// Returns a saved view: the button that shows it, the number of its papers, and the button that
/// deletes it.
fn saved(state: State, view: SavedView) -> AnyView {
    let SavedView { name, query } = view;
    let name = if name.is_empty() { query.clone() } else { name };
    let (counted, compared, wanted) = (query.clone(), query.clone(), query.clone());
    let count = derived(move || {
        let place = state
            .rules
            .decisions
            .with(|all| all.views.iter().position(|view| view.query == counted));
        state.search.answer.with(|answer| {
            place.and_then(|place| answer.saved.get(place).copied()).unwrap_or_default()
        })
    });
    let current = derived(move || query_of(state) == compared);
    let go = move |_| {
        let query = wanted.clone();
        state.go(move |route| route.query = query);
    };
    let forget = move |_| {
        state.decide(Decision::Forget(query.clone()), "The view is forgotten.");
    };
    let (spoken, label) = (name.clone(), format!("Forget {name}"));
    view! {
        <div>
            <div class="filter">
                <button
                    class="saved"
                    aria-current=move || current.get().to_string()
                    aria-label=move || format!("{spoken} {}", words::count(count.get(), "paper"))
                    on:click=handler(go)
                >
                    <span class="filter-name">{name}</span>
                    " "
                    <span class="filter-count">{move || words::grouped(count.get())}</span>
                </button>
                <button class="leave-out" aria-label=label on:click=handler(forget)>
                    "×"
                </button>
            </div>
        </div>
    }
    .into_any()
}

/// Returns the contents of the dialog that asks for the name of the present view.
pub fn save_view(state: State) -> AnyView {
    let query = untrack(move || query_of(state));
    let known = state.rules.decisions.with_untracked(|all| {
        all.views.iter().find(|view| view.query == query).map(|view| view.name.clone())
    });
    let name = known.unwrap_or_else(|| query.clone());
    let save = move || {
        let name = fields::text(VIEW_NAME);
        state.dialog.close();
        let view = SavedView { name, query: query.clone() };
        state.decide(Decision::Save(view), "The view is saved.");
    };
    view! {
        {text_field(VIEW_NAME, "Its name:", name, on_enter(false, save.clone()))}
        {button("button primary", "Save", save)}
    }
    .into_any()
}

/// Returns the contents of the dialog that asks how to highlight the papers of the present query.
pub fn highlight(state: State) -> AnyView {
    let query = untrack(move || query_of(state));
    let words = format!("Papers that {query} finds, in every digest.");
    let colors = Color::ALL.iter().map(|(color, name)| {
        let (color, query) = (*color, query.clone());
        button(name, name, move || {
            let top = fields::is_checked(HIGHLIGHT_TOP);
            state.dialog.close();
            let rule = Rule { query: query.clone(), effect: RuleEffect::Highlight { color, top } };
            state.decide(Decision::Make(rule), &format!("Highlighted: {query}."));
        })
    });
    let colors: Vec<AnyView> = colors.collect();
    view! {
        <p class="hint">{words}</p>
        {tick_box(HIGHLIGHT_TOP, "Show first")}
        {colors}
    }
    .into_any()
}

/// Returns the rules, each with the button that deletes it.
pub fn rules(state: State) -> AnyView {
    let counts = state.search.answer.with_untracked(|answer| answer.ruled.clone());
    let rules = state.rules.decisions.get().rules.into_iter().enumerate();
    let rows =
        rules.map(|(at, rule)| rule_row(state, rule, counts.get(at).copied().unwrap_or_default()));
    let rows: Vec<AnyView> = rows.collect();
    view! { <ul class="rules">{rows}</ul> }.into_any()
}

fn rule_row(state: State, rule: Rule, count: u32) -> AnyView {
    let Rule { query, effect } = rule;
    let effect = match effect {
        RuleEffect::Mute => "muted".to_owned(),
        RuleEffect::Highlight { color, top: false } => color.name().to_owned(),
        RuleEffect::Highlight { color, top: true } => {
            [color.name(), ", ahead of the others"].concat()
        }
    };
    let dropped = query.clone();
    let drop = move || {
        state.dialog.close();
        state.decide(Decision::Drop(dropped.clone()), "The rule is dropped.");
    };
    view! {
        <li>
            <code>{query}</code>
            {format!(" {effect}, {} here ", words::count(count, "paper"))}
            {button("link", "Delete rule", drop)}
        </li>
    }
    .into_any()
}
