//! Plots of the facets that are scales: bars to look at, and to filter by.
//!
//! The bars are drawn as two outlines; over each lies a button, and the buttons are a table, so
//! that a plot is read as one. They are one stop of the Tab key.

use leptos::prelude::*;
use web_sys::{Element, KeyboardEvent, MouseEvent, PointerEvent};

use wasm_bindgen::JsCast;

use crate::app::live::{act, element, live, memo, stated, text};
use crate::app::state::State;
use crate::browser::page;
use crate::plot;
use crate::protocol::{Click, FacetKind, FacetState};
use crate::words;

/// A plot, and which of its bars are about to be chosen.
#[derive(Clone, Copy)]
struct Plot {
    state: State,
    kind: FacetKind,
    /// What each bar is called.
    names: Memo<Vec<String>>,
    /// What each counts, and what the query says of it.
    now: Memo<Vec<(u32, FacetState)>>,
    /// The bar where the choice began and the one where it is; keys start at the latter.
    range: RwSignal<(usize, usize)>,
    /// The pointer that went down on the plot is down.
    dragging: RwSignal<bool>,
}

/// The plot of a facet that is a scale.
pub fn plot(state: State, kind: FacetKind, name: &'static str) -> AnyView {
    let names = memo(move || {
        state.facet(kind, |facet| facet.values.iter().map(|value| value.name.clone()).collect())
    });
    let now = memo(move || {
        state.facet(kind, |facet| facet.values.iter().map(|v| (v.count, v.state)).collect())
    });
    let (range, dragging) = (RwSignal::new((0, 0)), RwSignal::new(false));
    let plot = Plot { state, kind, names, now, range, dragging };
    view! {
        <div
            class="plot"
            id=plot.id()
            on:pointerdown=act(move |event| plot.down(&event))
            on:pointermove=act(move |event| plot.moved(&event))
            on:pointerup=act(move |_| plot.up())
            on:click=act(move |event| plot.pressed(&event))
            on:keydown=act(move |event| plot.key(&event))
        >
            {plot.bars()}
            {plot.table(name)}
            {live(move || plot.axis())}
        </div>
    }
    .into_any()
}

impl Plot {
    fn id(self) -> String {
        format!("plot-{}", self.kind as u32)
    }

    fn bar_id(self, at: usize) -> String {
        format!("{}-{at}", self.id())
    }

    fn len(self) -> usize {
        self.now.with_untracked(Vec::len)
    }

    fn bars(self) -> AnyView {
        let outline = move |wanted: bool| {
            self.now.with(|now| {
                let counts: Vec<u32> = now.iter().map(|bar| bar.0).collect();
                plot::outline(&counts, |at| (now[at].1 == FacetState::Wanted) == wanted)
            })
        };
        let frame = move || {
            let bars = self.now.with(Vec::len);
            format!("0 0 {} {}", bars * plot::PLACE as usize, plot::HEIGHT)
        };
        view! {
            <svg viewBox=live(frame) preserveAspectRatio="none" aria-hidden="true">
                <path class="wanted" d=live(move || outline(true)) />
                <path d=live(move || outline(false)) />
            </svg>
        }
        .into_any()
    }

    fn table(self, name: &'static str) -> AnyView {
        let rows = live(move || {
            let rows = self.names.get().into_iter().enumerate();
            rows.map(|(at, name)| self.row(at, name)).collect::<Vec<AnyView>>().into_any()
        });
        let caption = element("caption", "unseen", vec![text(name)]);
        element("table", "", vec![caption, element("tbody", "", vec![rows.into_any()])])
    }

    fn row(self, at: usize, name: String) -> AnyView {
        let heading = element("th", "unseen", vec![text(name.as_str())]);
        let words = live(move || {
            let count = self.now.with(|now| now.get(at).map_or(0, |bar| bar.0));
            format!("{name}: {}", words::count(count, "paper"))
        });
        let words = element("span", "", vec![words.into_any()]);
        let button = stated(
            "",
            words,
            || {},
            move || {
                let (from, to) = self.range.get();
                let state = self.now.with(|now| now.get(at).map(|bar| bar.1));
                let last = self.now.with(Vec::len).saturating_sub(1);
                let ranged = from != to && (from.min(to)..=from.max(to)).contains(&at);
                vec![
                    ("id", self.bar_id(at)),
                    ("class", String::from(if ranged { "bar ranged" } else { "bar" })),
                    ("aria-pressed", (state == Some(FacetState::Wanted)).to_string()),
                    ("tabindex", String::from(if at == to.min(last) { "0" } else { "-1" })),
                ]
            },
        );
        element("tr", "", vec![heading, element("td", "", vec![button])])
    }

    /// The names of the first bar and the last; of up to three bars, each under its own.
    fn axis(self) -> AnyView {
        let count = self.names.with(Vec::len);
        let class = if count > 3 { "axis" } else { "axis few" };
        let shown = |at: usize| count <= 3 || at == 0 || at + 1 == count;
        let labels = self.names.with(|names| {
            let shown = names.iter().enumerate().filter(|(at, _)| shown(*at));
            shown.map(|(_, name)| element("span", "", vec![text(name.as_str())])).collect()
        });
        view! { <div aria-hidden="true">{element("p", class, labels)}</div> }.into_any()
    }

    /// The bar under the pointer.
    fn under(self, event: &PointerEvent) -> Option<usize> {
        let frame = page::by_id(&self.id())?.get_bounding_client_rect();
        let x = f64::from(event.client_x()) - frame.left();
        Some(plot::at(x, frame.width(), self.len()))
    }

    fn down(self, event: &PointerEvent) {
        let Some(at) = self.under(event).filter(|_| event.button() == 0) else { return };
        if let Some(plot) = page::by_id(&self.id()) {
            // Without it, a drag that leaves the plot ends there.
            let _ = plot.set_pointer_capture(event.pointer_id());
        }
        self.dragging.set(true);
        self.range.set((at, at));
    }

    fn moved(self, event: &PointerEvent) {
        if event.buttons() == 0 {
            // The browser took the pointer to scroll.
            self.dragging.set(false);
        } else if let Some(at) = self.under(event).filter(|_| self.dragging.get_untracked()) {
            let (from, to) = self.range.get_untracked();
            if at != to {
                self.range.set((from, at));
            }
        }
    }

    fn up(self) {
        if self.dragging.get_untracked() {
            self.dragging.set(false);
            self.choose();
        }
    }

    /// A click without a pointer: of the keyboard, or of what speaks the page.
    fn pressed(self, event: &MouseEvent) {
        if event.detail() != 0 {
            return;
        }
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let id = target.map(|target| target.id()).unwrap_or_default();
        let at = id.rsplit('-').next().and_then(|at| at.parse().ok());
        let (_, to) = self.range.get_untracked();
        match at {
            Some(at) if at != to => self.range.set((at, at)),
            Some(_) => {}
            None => return,
        }
        self.choose();
    }

    fn key(self, event: &KeyboardEvent) {
        let (from, to) = self.range.get_untracked();
        let Some(at) = plot::step(&event.key(), to, self.len()) else { return };
        event.prevent_default();
        self.range.set((if event.shift_key() { from } else { at }, at));
        page::focus(&self.bar_id(at));
    }

    /// Filters by the range. The one bar that is wanted is so no longer.
    fn choose(self) {
        let (from, to) = self.range.get_untracked();
        self.range.set((to, to));
        page::focus(&self.bar_id(to));
        let (first, last) = (from.min(to), from.max(to));
        let filters = self.state.facet_now(self.kind, |facet| {
            let filter = |at: usize| facet.values.get(at).map(|value| value.filter.clone());
            filter(first).zip(filter(last))
        });
        let Some((first_filter, last_filter)) = filters else { return };
        let wanted = self.now.with_untracked(|now| {
            let wanted = |bar: &(u32, FacetState)| bar.1 == FacetState::Wanted;
            first == last
                && now.get(first).is_some_and(wanted)
                && now.iter().filter(|bar| wanted(bar)).count() == 1
        });
        let click = if wanted { Click::Want } else { Click::Only(last_filter) };
        self.state.click_filter(first_filter, click);
    }
}
