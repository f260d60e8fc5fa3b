//! Plots of the facets that are scales: bars to look at, and to filter by.
//!
//! The bars are drawn as two outlines, with a button over each bar. The buttons form a table, so
//! that a screen reader reads the plot as one. They are a single stop of the Tab key.

use std::sync::Arc;

use leptos::ev::{KeyboardEvent, MouseEvent, PointerEvent};
use leptos::prelude::*;

use crate::app::state::State;
use crate::app::ui::list::{BARE, Part, list};
use crate::app::ui::live::{derived, handler};
use crate::browser::{dom, focus};
use crate::page::plot;
use skimmark_paper::words;
use skimmark_protocol::{Click, Facet, FacetKind, FacetState, FacetValue};

/// A plot, and which of its bars are about to be chosen.
#[derive(Clone, Copy)]
struct Plot {
    state: State,
    kind: FacetKind,
    /// The bar where the choice began and the one where it is; keys start at the latter.
    range: RwSignal<(u32, u32)>,
    /// The pointer that is held down on the plot.
    dragging: RwSignal<bool>,
    /// The bar at which the Tab key stops.
    stop: Memo<u32>,
}

/// Returns the plot of a facet that is a scale.
pub fn plot(state: State, kind: FacetKind, name: &'static str) -> AnyView {
    let (range, dragging) = (RwSignal::new((0, 0)), RwSignal::new(false));
    let last = move || words::to_u32(state.search.facet(kind).values.len()).saturating_sub(1);
    let stop = derived(move || range.get().1.min(last()));
    let plot = Plot { state, kind, range, dragging, stop };
    view! {
        <div
            class="plot"
            id=plot.id()
            on:pointerdown=handler(move |event| plot.down(&event))
            on:pointermove=handler(move |event| plot.moved(&event))
            on:pointerup=handler(move |_| plot.up())
            on:keydown=handler(move |event| plot.key(&event))
        >
            {plot.outline(true)}
            {plot.outline(false)}
            {plot.table(name)}
            {plot.axis()}
        </div>
    }
    .into_any()
}

fn is_wanted(value: &FacetValue) -> bool {
    value.state == FacetState::Wanted
}

impl Plot {
    fn id(self) -> String {
        format!("plot-{}", self.kind as u32)
    }

    fn bar_id(self, at: u32) -> String {
        format!("{}-{at}", self.id())
    }

    fn facet(self) -> Arc<Facet> {
        self.state.search.facet(self.kind)
    }

    fn len(self) -> usize {
        untrack(move || self.facet().values.len())
    }

    /// Returns the outline of the bars that are asked for, or of the others.
    fn outline(self, wanted: bool) -> AnyView {
        let outline = derived(move || {
            let facet = self.facet();
            let counts: Vec<u32> = facet.values.iter().map(|value| value.count).collect();
            plot::outline(&counts, |at| is_wanted(&facet.values[at]) == wanted)
        });
        let width = move || self.facet().values.len() * plot::PLACE as usize;
        view! {
            <svg
                viewBox=move || format!("0 0 {} {}", width(), plot::HEIGHT)
                preserveAspectRatio="none"
                aria-hidden="true"
                class:wanted=move || wanted && outline.with(|path| !path.is_empty())
            >
                <path d=move || outline.get() />
            </svg>
        }
        .into_any()
    }

    fn table(self, name: &'static str) -> AnyView {
        let rows = list("tbody", "", move || {
            let row = |(at, value): (usize, &FacetValue)| {
                let (at, name) = (words::to_u32(at), value.name.clone());
                Part::new(format!("{at} {}", value.filter), move || self.row(at, name))
            };
            self.facet().values.iter().enumerate().map(row).collect()
        });
        view! {
            <table>
                <caption class="unseen">{name}</caption>
                {rows}
            </table>
        }
        .into_any()
    }

    /// Returns the row of a bar: the button over it.
    fn row(self, at: u32, name: String) -> AnyView {
        let value = derived(move || {
            let facet = self.facet();
            let value = facet.values.get(at as usize);
            value.map(|value| (value.count, is_wanted(value))).unwrap_or_default()
        });
        let heading = name.clone();
        view! {
            <tr>
                <th class="unseen">{heading}</th>
                <td>
                    <button
                        id=self.bar_id(at)
                        class="column"
                        class:ranged=move || self.is_ranged(at)
                        aria-pressed=move || value.get().1.to_string()
                        tabindex=move || if self.stop.get() == at { "0" } else { "-1" }
                        on:click=handler(move |event| self.pressed(&event, at))
                    >
                        <span>
                            {move || format!("{name}: {}", words::count(value.get().0, "paper"))}
                        </span>
                    </button>
                </td>
            </tr>
        }
        .into_any()
    }

    /// Returns whether a bar is about to be chosen, with others.
    fn is_ranged(self, at: u32) -> bool {
        let (from, to) = self.range.get();
        from != to && (from.min(to)..=from.max(to)).contains(&at)
    }

    /// Returns the names of the first bar and the last; of at most three bars, each has its own.
    fn axis(self) -> AnyView {
        let labels = list("span", BARE, move || {
            let facet = self.facet();
            let count = facet.values.len();
            let shown = |at: usize| count <= 3 || at == 0 || at + 1 == count;
            let label = |(at, value): (usize, &FacetValue)| {
                let key = format!("{at} {}", value.filter);
                // There is room for little more than two dates.
                let name = value.name.replace("Before ", "‹\u{a0}").replace("After ", "›\u{a0}");
                Part::new(key, move || view! { <span>{name}</span> }.into_any())
            };
            let values = facet.values.iter().enumerate().filter(|(at, _)| shown(*at));
            values.map(label).collect()
        });
        view! {
            <p class="axis" class:few=move || self.facet().values.len() <= 3 aria-hidden="true">
                {labels}
            </p>
        }
        .into_any()
    }

    /// Returns the bar under the pointer.
    fn under(self, event: &MouseEvent) -> Option<u32> {
        let frame = dom::by_id(&self.id())?.get_bounding_client_rect();
        let x = f64::from(event.client_x()) - frame.left();
        Some(words::to_u32(plot::at(x, frame.width(), self.len())))
    }

    #[inline(never)]
    fn down(self, event: &PointerEvent) {
        let Some(at) = self.under(event).filter(|_| event.button() == 0) else { return };
        if let Some(plot) = dom::by_id(&self.id()) {
            // Without it, a drag that leaves the plot ends there.
            let _ = plot.set_pointer_capture(event.pointer_id());
        }
        self.dragging.set(true);
        self.range.set((at, at));
    }

    #[inline(never)]
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

    /// Chooses a bar by a click without a pointer: from the keyboard, or from a screen reader.
    #[inline(never)]
    fn pressed(self, event: &MouseEvent, at: u32) {
        if event.detail() != 0 {
            return;
        }
        if at != self.range.get_untracked().1 {
            self.range.set((at, at));
        }
        self.choose();
    }

    #[inline(never)]
    fn key(self, event: &KeyboardEvent) {
        let (from, to) = self.range.get_untracked();
        let Some(at) = plot::step(&event.key(), to as usize, self.len()) else { return };
        event.prevent_default();
        let at = words::to_u32(at);
        self.range.set((if event.shift_key() { from } else { at }, at));
        focus::give(&self.bar_id(at));
    }

    /// Filters by the range. If it is the one bar that is asked for, it is dropped from the query.
    #[inline(never)]
    fn choose(self) {
        let (from, to) = self.range.get_untracked();
        self.range.set((to, to));
        focus::give(&self.bar_id(to));
        let facet = untrack(move || self.facet());
        let values = &facet.values;
        let (first, last) = (from.min(to) as usize, from.max(to) as usize);
        let wanted = values.iter().filter(|value| is_wanted(value)).count();
        let (Some(begins), Some(ends)) = (values.get(first), values.get(last)) else { return };
        let again = first == last && wanted == 1 && is_wanted(begins);
        let click = if again { Click::Want } else { Click::Only(ends.filter.clone()) };
        self.state.click_filter(begins.filter.clone(), click);
    }
}
