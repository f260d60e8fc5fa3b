//! Saved views at the head of the filters, and the dialogs of views and rules.

use leptos::prelude::*;
use web_sys::HtmlElement;

use crate::app::ids::{HIGHLIGHT_TOP, VIEW_NAME};
use crate::app::state::State;
use crate::app::state::dialog::Topic;
use crate::app::ui::button::button;
use crate::app::ui::field::field;
use crate::app::ui::list::{BARE, Part, list};
use crate::app::ui::live::{element, live, made, on_enter, pressed, stated, text};
use crate::browser::{dom, fields};
use skimmark_paper::words;
use skimmark_protocol::rules::{Color, Decision, Rule, RuleEffect, SavedView};

fn query_of(state: State) -> String {
    state.navigation.route.with(|route| route.query.trim().to_owned())
}

/// The saved views with their counts, and what can be made of the present query.
pub fn saved_views(state: State) -> AnyView {
    let rows = list("div", BARE, move || {
        let row = |view: &SavedView| {
            let view = view.clone();
            let key = [&view.query, "\n", &view.name].concat();
            Part::new(key, move || saved(state, view))
        };
        state.rules.decisions.with(|decisions| decisions.views.iter().map(row).collect())
    });
    let deeds = live(move || {
        let mut deeds = Vec::new();
        if !query_of(state).is_empty() {
            let open = move |topic: Topic| move || state.dialog.open(topic.clone());
            deeds.push(button("link", "Save this view", open(Topic::SaveView)));
            deeds.push(button("link", "Mute these", move || {
                let query = untrack(move || query_of(state));
                let words = format!("Muted by {query}.");
                state.decide(Decision::Make(Rule { query, effect: RuleEffect::Mute }), &words);
                state.go(|route| route.query.clear());
            }));
            deeds.push(button("link", "Highlight these", open(Topic::Highlight)));
        }
        if state.rules.decisions.with(|decisions| !decisions.rules.is_empty()) {
            deeds.push(button("link", "Rules", move || state.dialog.open(Topic::Rules)));
        }
        element("div", "view-deeds", deeds)
    });
    let legend = element("legend", "", vec![text("Saved views")]);
    let group = element("fieldset", "saved-views", vec![legend, rows, deeds.into_any()]);
    stated("div", Vec::new(), vec![group], move || {
        let nothing = query_of(state).is_empty()
            && state.rules.decisions.with(|all| all.views.is_empty() && all.rules.is_empty());
        vec![(".hidden", nothing.to_string())]
    })
}

/// A saved view: what shows it, how many papers it shows, and what forgets it.
fn saved(state: State, view: SavedView) -> AnyView {
    let SavedView { name, query } = view;
    let name = if name.is_empty() { query.clone() } else { name };
    let (wanted, gone, known) = (query.clone(), query.clone(), query);
    let label = format!("Forget {name}");
    let shown = vec![
        element("span", "filter-name", vec![text(name.as_str())]),
        text(" "),
        element("span", "filter-count", Vec::new()),
    ];
    let go = pressed("saved", shown.into_any(), move || {
        let query = wanted.clone();
        state.go(move |route| route.query = query);
    });
    let forget = button("leave-out", "×", move || {
        let decision = Decision::Forget(gone.clone());
        state.decide(decision, "The view is forgotten.");
    });
    let update = move |row: &HtmlElement| {
        let place =
            state.rules.decisions.with(|all| all.views.iter().position(|view| view.query == known));
        let count = state.search.answer.with(|answer| {
            place.and_then(|place| answer.saved.get(place).copied()).unwrap_or_default()
        });
        let here = query_of(state) == known;
        let said = format!("{name} {}", words::count(count, "paper"));
        let current = ("aria-current", here.to_string());
        dom::describe_in(row, ".saved", &[current, ("aria-label", said)]);
        dom::describe_in(row, ".filter-count", &[(".textContent", words::grouped(count))]);
        dom::describe_in(row, ".leave-out", &[("aria-label", label.clone())]);
    };
    made("div", Vec::new(), vec![element("div", "filter", vec![go, forget])], Box::new(update))
}

/// Asks for the name of the present view.
pub fn save_view(state: State) -> Vec<AnyView> {
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
    let enter = on_enter(false, save.clone());
    vec![field(VIEW_NAME, "text", "Its name:", name, enter), button("button primary", "Save", save)]
}

/// Asks how the papers of the present query are to be highlighted.
pub fn highlight(state: State) -> Vec<AnyView> {
    let query = untrack(move || query_of(state));
    let mut parts = vec![
        element("p", "hint", vec![text(format!("Papers that {query} finds, in every digest."))]),
        field(HIGHLIGHT_TOP, "checkbox", "Ahead of the others", String::new(), Vec::new()),
    ];
    for (color, name) in Color::ALL {
        let query = query.clone();
        parts.push(button(name, name, move || {
            let top = fields::is_checked(HIGHLIGHT_TOP);
            state.dialog.close();
            let rule = Rule { query: query.clone(), effect: RuleEffect::Highlight { color, top } };
            state.decide(Decision::Make(rule), &format!("Highlighted: {query}."));
        }));
    }
    parts
}

/// The rules, each with what drops it.
pub fn rules(state: State) -> Vec<AnyView> {
    let counts = state.search.answer.with_untracked(|answer| answer.ruled.clone());
    let rules = state.rules.decisions.get().rules;
    let row = |(Rule { query, effect }, place): (Rule, usize)| {
        let count = words::count(counts.get(place).copied().unwrap_or_default(), "paper");
        let what = match effect {
            RuleEffect::Mute => "muted".to_owned(),
            RuleEffect::Highlight { color, top: false } => color.name().to_owned(),
            RuleEffect::Highlight { color, top: true } => {
                [color.name(), ", ahead of the others"].concat()
            }
        };
        let drop = query.clone();
        let parts = vec![
            element("code", "", vec![text(query)]),
            text(format!(" {what}, {count} here ")),
            button("link", "Drop this rule", move || {
                state.dialog.close();
                state.decide(Decision::Drop(drop.clone()), "The rule is dropped.");
            }),
        ];
        element("li", "", parts)
    };
    let rows = rules.into_iter().zip(0..).map(row).collect();
    vec![element("ul", "rules", rows)]
}
