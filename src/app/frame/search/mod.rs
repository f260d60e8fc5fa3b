//! The search in the banner: the box, what it offers, and what is wrong with the query.

mod completion;

use leptos::prelude::*;

use crate::app::ids::QUERY_PROBLEMS;
use crate::app::state::State;
use crate::app::ui::live::{element, live, stated, text};
use crate::page::commands::Command;
use completion::{search_box, suggestions};
use skimmark_protocol::QueryProblem;

/// The search.
pub fn search(state: State) -> AnyView {
    let problems = move || {
        // Of what is being typed only what it can become is problem_view.
        let typing = match state.completion.offered.get() {
            offered if offered.items.is_empty() => u32::MAX,
            offered => offered.from,
        };
        let problems = state.search.answer.with(|answer| answer.problems.clone());
        let problems = problems.into_iter().filter(|problem| problem.from < typing);
        problems.map(problem_view).collect::<Vec<AnyView>>().into_any()
    };
    let problems = stated("div", Vec::new(), vec![live(problems).into_any()], || {
        vec![("class", "problems".into()), ("id", QUERY_PROBLEMS.into()), ("role", "status".into())]
    });
    let below = element("div", "below", vec![suggestions(state), problems]);
    let key = live(move || state.keys.first_of(Command::Search));
    let key =
        stated("kbd", Vec::new(), vec![key.into_any()], || vec![("aria-hidden", "true".into())]);
    element("search", "search", vec![search_box(state), key, below])
}

/// A mistake: the query with the stretch that it is about, and what to write instead.
fn problem_view(problem: QueryProblem) -> AnyView {
    let part = element("mark", "", vec![text(problem.part)]);
    let query = element("code", "", vec![text(problem.before), part, text(problem.after)]);
    element("p", "", vec![query, text(problem.message)])
}
