//! What the page has to tell: news that pass quietly, and trouble that stays until it is seen.

use std::sync::atomic::{AtomicU32, Ordering};

use leptos::prelude::*;

use crate::app::list::{BARE, Part, list};
use crate::app::live::{act, pressed, text};
use crate::app::state::{Placing, State, use_state};
use skimmark_protocol::{DigestId, Marking};

/// Something to tell, and what can be done about it.
#[derive(Clone, Debug)]
pub struct Notice {
    /// Its name, to dismiss it by.
    pub id: u32,
    /// What happened, and what to do.
    pub text: String,
    /// It is about something that went wrong.
    pub trouble: bool,
    /// It stays until it is dismissed.
    pub stays: bool,
    /// Buttons: what they say and do.
    pub offers: Vec<(&'static str, Offer)>,
}

/// What the button of a notice does.
#[derive(Clone, Debug)]
pub enum Offer {
    /// Load the page again.
    Reload,
    /// Switch to the new version that waits.
    Update,
    /// Save the bookmarks as a file.
    SaveBackup,
    /// Take back a change of what was decided about a paper.
    MarkBack(Marking),
    /// Take back that papers were read at this moment.
    Unread(u64),
    /// Have the authors of a paper begin where they began before.
    PlaceAgain(Placing),
    /// Have views and rules be as this stored form says.
    DecideAgain(String),
    /// Open a digest of the library again, with the query it had.
    Reopen(DigestId, String),
    /// Keep this digest again, which was deleted last.
    KeepAgain(DigestId),
    /// Put the text that was not understood into the text box.
    ShowText,
}

/// The `id` of the region of notices.
pub const NOTICES: &str = "notices";

static NEXT: AtomicU32 = AtomicU32::new(0);

impl Notice {
    /// News.
    pub fn news(text: impl Into<String>) -> Self {
        Self::new(text.into(), false)
    }

    /// News that wait for an answer.
    pub fn question(text: impl Into<String>) -> Self {
        Self { stays: true, ..Self::new(text.into(), false) }
    }

    /// Trouble.
    pub fn trouble(text: impl Into<String>) -> Self {
        Self::new(text.into(), true)
    }

    fn new(text: String, trouble: bool) -> Self {
        let id = NEXT.fetch_add(1, Ordering::Relaxed);
        Self { id, text, trouble, stays: trouble, offers: Vec::new() }
    }

    /// With a button.
    #[must_use]
    pub fn offer(mut self, label: &'static str, offer: Offer) -> Self {
        self.offers.push((label, offer));
        self
    }
}

/// The notices, at the foot of the page. The region is there from the start, so that what comes
/// into it is spoken.
#[component]
pub fn Notices() -> impl IntoView {
    let state = use_state();
    view! {
        <div class="notices" id=NOTICES role="log" aria-live="polite" aria-label="Messages">
            {list("div", BARE, move || {
                let part = |notice: Notice| Part::new((0, notice.id), move || one(state, notice));
                state.notices.get().into_iter().map(part).collect()
            })}
        </div>
    }
}

fn one(state: State, notice: Notice) -> AnyView {
    let id = notice.id;
    let offers: Vec<AnyView> = notice
        .offers
        .into_iter()
        .map(|(label, offer)| button("button", label, move || state.accept(id, offer.clone())))
        .collect();
    let cross = view! {
        <button
            class="button quiet dismiss"
            aria-label="Dismiss"
            title="Dismiss"
            on:click=act(move |_| state.dismiss(id))
        >
            <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
                <path d="M6 6l12 12M18 6L6 18" />
            </svg>
        </button>
    };
    view! {
        <div class="notice" class:trouble=notice.trouble>
            <p>{notice.text}</p>
            <div class="notice-offers">{offers} {cross}</div>
        </div>
    }
    .into_any()
}

/// A button of this class and name.
pub fn button(class: &'static str, name: &'static str, press: impl Fn() + 'static) -> AnyView {
    pressed(class, text(name), press)
}
