//! The search in the banner: the box, what it offers, and what is wrong with the query.

mod completion;

use leptos::prelude::*;

use crate::app::ids::QUERY_PROBLEMS;
use crate::app::state::State;
use crate::page::commands::Command;
use completion::{search_box, suggestions};
use skimmark_protocol::QueryProblem;

/// Returns the search.
pub fn search(state: State) -> AnyView {
    view! {
        <search class="search">
            {search_box(state)}
            <kbd aria-hidden="true">{move || state.keys.first_of(Command::Search)}</kbd>
            <div class="below">
                {suggestions(state)}
                <div class="problems" id=QUERY_PROBLEMS role="status">
                    {move || problems(state)}
                </div>
            </div>
        </search>
    }
    .into_any()
}

/// Returns what is wrong with the query, except in the part that the offered completions would
/// replace.
fn problems(state: State) -> Vec<AnyView> {
    let typing = match state.completion.offered.get() {
        offered if offered.items.is_empty() => u32::MAX,
        offered => offered.from,
    };
    let problems = state.search.answer.with(|answer| answer.problems.clone());
    problems.into_iter().filter(|problem| problem.from < typing).map(problem_view).collect()
}

/// Returns a mistake: the query with the marked part, and what to write instead.
fn problem_view(problem: QueryProblem) -> AnyView {
    let QueryProblem { before, part, after, message, .. } = problem;
    view! {
        <p>
            <code>{before} <mark>{part}</mark> {after}</code>
            {message}
        </p>
    }
    .into_any()
}
