//! What has changed in a paper since it was saved.

use leptos::prelude::*;

use crate::browser::clock;
use skimmark_paper::words;
use skimmark_protocol::{Difference, Revision};

/// Returns the contents of the dialog: the abstract with what was taken out of it and put into it.
pub fn dialog(revision: &Revision) -> AnyView {
    let saved = words::date(clock::day_at(revision.saved.0));
    let versions = match revision.versions {
        Some((saved, now)) => format!(", as version {saved}; this is version {now}"),
        None => String::new(),
    };
    let parts = &revision.abstract_text;
    let about = if parts.is_empty() {
        " No abstract is known."
    } else if parts.iter().all(|(difference, _)| *difference == Difference::Same) {
        " The abstract is the same."
    } else {
        ""
    };
    view! {
        <p class="hint" dir="auto">
            {revision.title.clone()}
        </p>
        <p class="hint">{["You saved it on ", &saved, &versions, ".", about].concat()}</p>
        <p class="revised-text" dir="auto">
            {parts.iter().map(part).collect::<Vec<_>>()}
        </p>
    }
    .into_any()
}

fn part((difference, text): &(Difference, String)) -> AnyView {
    let text = text.clone();
    match difference {
        Difference::Same => view! { {text} " " }.into_any(),
        Difference::Gone => view! { <del>{text}</del> " " }.into_any(),
        Difference::New => view! { <ins>{text}</ins> " " }.into_any(),
    }
}
