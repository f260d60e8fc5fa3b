//! Saved views at the head of the filters, and the dialogs of views and rules.

use leptos::prelude::*;
use web_sys::HtmlElement;

use crate::app::dialog::Topic;
use crate::app::list::{BARE, Part, list, name_in_list};
use crate::app::live::{Events, element, live, made, memo, on_enter, pressed, stated, text};
use crate::app::notice::button;
use crate::app::state::State;
use crate::browser::page;
use skimmark_paper::words;
use skimmark_protocol::rules::{Color, Decision, Rule, RuleEffect, SavedView};

/// The `id` of the field for the name of a view.
const NAME: &str = "view-name";

/// The `id` of the choice whether what is highlighted stands first.
const TOP: &str = "highlight-top";

fn query_of(state: State) -> String {
    state.route.with(|route| route.query.trim().to_owned())
}

/// The saved views with their counts, and what can be made of the present query.
pub fn saved_views(state: State) -> AnyView {
    let rows = list("div", BARE, move || {
        let row = |view: &SavedView| {
            let (key, view) =
                ((1, name_in_list(&[&view.query, "\n", &view.name].concat())), view.clone());
            Part::new(key, move || saved(state, view))
        };
        state.decisions.with(|decisions| decisions.views.iter().map(row).collect())
    });
    let deeds = live(move || {
        let mut deeds = Vec::new();
        if !query_of(state).is_empty() {
            let open = move |topic: Topic| move || state.dialog.set(Some(topic.clone()));
            deeds.push(button("link", "Save this view", open(Topic::SaveView)));
            deeds.push(button("link", "Mute these", move || {
                let query = untrack(move || query_of(state));
                let words = format!("Muted by {query}.");
                state.decide(Decision::Make(Rule { query, effect: RuleEffect::Mute }), &words);
                state.go(|route| route.query.clear());
            }));
            deeds.push(button("link", "Highlight these", open(Topic::Highlight)));
        }
        if state.decisions.with(|decisions| !decisions.rules.is_empty()) {
            deeds.push(button("link", "Rules", move || state.dialog.set(Some(Topic::Rules))));
        }
        element("div", "view-deeds", deeds)
    });
    let legend = element("legend", "", vec![text("Saved views")]);
    let group = element("fieldset", "saved-views", vec![legend, rows, deeds.into_any()]);
    stated("div", Vec::new(), vec![group], move || {
        let nothing = query_of(state).is_empty()
            && state.decisions.with(|all| all.views.is_empty() && all.rules.is_empty());
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
            state.decisions.with(|all| all.views.iter().position(|view| view.query == known));
        let count = state.answer.with(|answer| {
            place.and_then(|place| answer.saved.get(place).copied()).unwrap_or_default()
        });
        let here = query_of(state) == known;
        let said = format!("{name} {}", words::count(count, "paper"));
        let current = ("aria-current", here.to_string());
        page::describe_in(row, ".saved", &[current, ("aria-label", said)]);
        page::describe_in(row, ".filter-count", &[(".textContent", words::grouped(count))]);
        page::describe_in(row, ".leave-out", &[("aria-label", label.clone())]);
    };
    made("div", Vec::new(), vec![element("div", "filter", vec![go, forget])], Box::new(update))
}

/// How many papers rules hide of what the query finds, and what shows them.
pub fn muted(state: State) -> AnyView {
    let words = move || {
        state.answer.with(|answer| {
            let by = answer.muted.iter().map(|by| {
                let count = words::grouped(by.count);
                match by.query.as_str() {
                    "" => [&count, " hidden by you"].concat(),
                    query => [&count, " muted by ", query].concat(),
                }
            });
            by.collect::<Vec<_>>().join(", ")
        })
    };
    // The button stays under a click, whatever is counted meanwhile.
    let some = memo(move || state.answer.with(|answer| !answer.muted.is_empty()));
    let draw = move || {
        if !some.get() {
            return ().into_any();
        }
        let show = button("link", "Show", move || {
            state.go(|route| {
                route.query = ["is:muted ", route.query.trim()].concat().trim().to_owned();
            });
        });
        element("p", "muted", vec![live(words).into_any(), text(" "), show])
    };
    live(draw).into_any()
}

/// A field or a box to tick, with its words.
pub fn field(
    id: &'static str,
    kind: &'static str,
    words: &'static str,
    value: String,
    events: Events,
) -> AnyView {
    let input = stated("input", events, Vec::new(), move || {
        vec![("id", id.into()), ("type", kind.into()), ("value", value.clone())]
    });
    // A box to tick stands before its words, a field behind them.
    let parts = match kind {
        "checkbox" => vec![input, text(" "), text(words)],
        _ => vec![text(words), text(" "), input],
    };
    element("label", "hint", parts)
}

/// Asks for the name of the present view.
pub fn save_view(state: State) -> Vec<AnyView> {
    let query = untrack(move || query_of(state));
    let known = state.decisions.with_untracked(|all| {
        all.views.iter().find(|view| view.query == query).map(|view| view.name.clone())
    });
    let name = known.unwrap_or_else(|| query.clone());
    let save = move || {
        let name = page::text_of(NAME);
        state.dialog.set(None);
        let view = SavedView { name, query: query.clone() };
        state.decide(Decision::Save(view), "The view is saved.");
    };
    let enter = on_enter(false, save.clone());
    vec![field(NAME, "text", "Its name:", name, enter), button("button primary", "Save", save)]
}

/// Asks how the papers of the present query are to be highlighted.
pub fn highlight(state: State) -> Vec<AnyView> {
    let query = untrack(move || query_of(state));
    let mut parts = vec![
        element("p", "hint", vec![text(format!("Papers that {query} finds, in every digest."))]),
        field(TOP, "checkbox", "Ahead of the others", String::new(), Vec::new()),
    ];
    for (color, name) in Color::ALL {
        let query = query.clone();
        parts.push(button(name, name, move || {
            let top = page::is_checked(TOP);
            state.dialog.set(None);
            let rule = Rule { query: query.clone(), effect: RuleEffect::Highlight { color, top } };
            state.decide(Decision::Make(rule), &format!("Highlighted: {query}."));
        }));
    }
    parts
}

/// The rules, each with what drops it.
pub fn rules(state: State) -> Vec<AnyView> {
    let counts = state.answer.with_untracked(|answer| answer.ruled.clone());
    let rules = state.decisions.get().rules;
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
                state.dialog.set(None);
                state.decide(Decision::Drop(drop.clone()), "The rule is dropped.");
            }),
        ];
        element("li", "", parts)
    };
    let rows = rules.into_iter().zip(0..).map(row).collect();
    vec![element("ul", "rules", rows)]
}
