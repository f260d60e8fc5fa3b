//! Plots of the facets that are scales: bars to look at, and to filter by.
//!
//! The bars are drawn as two outlines; over each lies a button, and the buttons are a table, so
//! that a plot is read as one. They are one stop of the Tab key.

use std::sync::Arc;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlElement, KeyboardEvent, MouseEvent, PointerEvent};

use crate::app::state::State;
use crate::app::ui::list::{BARE, Part, list};
use crate::app::ui::live::{Attributes, element, made, on, redescribe, stated, text};
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
    /// The pointer that went down on the plot is down.
    dragging: RwSignal<bool>,
}

/// The plot of a facet that is a scale.
pub fn plot(state: State, kind: FacetKind, name: &'static str) -> AnyView {
    let (range, dragging) = (RwSignal::new((0, 0)), RwSignal::new(false));
    let plot = Plot { state, kind, range, dragging };
    let mut events = on("pointerdown", move |event| plot.down(&event));
    events.extend(on("pointermove", move |event| plot.moved(&event)));
    events.extend(on("pointerup", move |_| plot.up()));
    events.extend(on("keydown", move |event| plot.key(&event)));
    let children = vec![outline(), outline(), plot.table(name), plot.axis()];
    let mut known = <[Attributes; 3]>::default();
    made("div", events, children, Box::new(move |element| plot.draw(element, &mut known)))
}

/// An outline, which is drawn later.
fn outline() -> AnyView {
    view! {
        <svg viewBox="0 0 1 1" aria-hidden="true">
            <path d="" />
        </svg>
    }
    .into_any()
}

fn is_wanted(value: &FacetValue) -> bool {
    value.state == FacetState::Wanted
}

/// The number of a bar as a plot holds it.
fn small(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
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

    /// Draws the bars: those that are asked for, and the others. `known` is what was drawn before.
    fn draw(self, element: &HtmlElement, known: &mut [Attributes; 3]) {
        let facet = self.facet();
        let values = &facet.values;
        let counts: Vec<u32> = values.iter().map(|value| value.count).collect();
        let frame = format!("0 0 {} {}", counts.len() * plot::PLACE as usize, plot::HEIGHT);
        let [known, outlines @ ..] = known;
        redescribe(element, known, vec![("class", "plot".into()), ("id", self.id())]);
        let mut svg = element.first_element_child();
        for (wanted, known) in [true, false].into_iter().zip(outlines) {
            let Some(drawn) = svg else { return };
            let path = plot::outline(&counts, |at| is_wanted(&values[at]) == wanted);
            let class = if wanted && !path.is_empty() { "wanted" } else { "" };
            let now = vec![
                ("viewBox", frame.clone()),
                ("preserveAspectRatio", "none".into()),
                ("class", class.into()),
            ];
            redescribe(&drawn, known, now);
            if let Ok(Some(bars)) = drawn.query_selector("path") {
                // Its form before is not remembered, as it is long and mostly another one.
                dom::describe(&bars, &[("d", path)], &[]);
            }
            svg = drawn.next_element_sibling();
        }
    }

    fn table(self, name: &'static str) -> AnyView {
        let rows = list("tbody", "", move || {
            let row = |(at, value): (usize, &FacetValue)| {
                let (at, name) = (small(at), value.name.clone());
                Part::new(format!("{at} {}", value.filter), move || self.row(at, name))
            };
            self.facet().values.iter().enumerate().map(row).collect()
        });
        let caption = element("caption", "unseen", vec![text(name)]);
        element("table", "", vec![caption, rows])
    }

    fn row(self, at: u32, name: String) -> AnyView {
        let heading = element("th", "unseen", vec![text(name.as_str())]);
        let words = element("span", "", Vec::new());
        let mut known = Attributes::new();
        let mut told = None;
        let update = move |button: &HtmlElement| {
            let facet = self.facet();
            let value = facet.values.get(at as usize);
            let (count, wanted) = value.map(|it| (it.count, is_wanted(it))).unwrap_or_default();
            let (from, to) = self.range.get();
            let last = small(facet.values.len()).saturating_sub(1);
            let ranged = from != to && (from.min(to)..=from.max(to)).contains(&at);
            let now = vec![
                ("id", self.bar_id(at)),
                ("class", if ranged { "column ranged" } else { "column" }.into()),
                ("aria-pressed", wanted.to_string()),
                ("tabindex", if at == to.min(last) { "0" } else { "-1" }.into()),
            ];
            redescribe(button, &mut known, now);
            if told.replace(count) != Some(count) {
                let words = format!("{name}: {}", words::count(count, "paper"));
                dom::describe_in(button, "span", &[(".textContent", words)]);
            }
        };
        let press = on("click", move |event| self.pressed(at, &event));
        let button = made("button", press, vec![words], Box::new(update));
        element("tr", "", vec![heading, element("td", "", vec![button])])
    }

    /// The names of the first bar and the last; of up to three bars, each under its own.
    fn axis(self) -> AnyView {
        let labels = list("span", BARE, move || {
            let facet = self.facet();
            let count = facet.values.len();
            let shown = |at: usize| count <= 3 || at == 0 || at + 1 == count;
            let label = |(at, value): (usize, &FacetValue)| {
                let (key, name) = (format!("{at} {}", value.filter), value.name.clone());
                Part::new(key, move || element("span", "", vec![text(name)]))
            };
            let values = facet.values.iter().enumerate().filter(|(at, _)| shown(*at));
            values.map(label).collect()
        });
        stated("p", Vec::new(), vec![labels], move || {
            let class = if self.facet().values.len() > 3 { "axis" } else { "axis few" };
            vec![("class", class.into()), ("aria-hidden", "true".into())]
        })
    }

    /// The bar under the pointer.
    fn under(self, event: &MouseEvent) -> Option<u32> {
        let frame = dom::by_id(&self.id())?.get_bounding_client_rect();
        let x = f64::from(event.client_x()) - frame.left();
        Some(small(plot::at(x, frame.width(), self.len())))
    }

    fn down(self, event: &Event) {
        let Some(event) = event.dyn_ref::<PointerEvent>() else { return };
        let Some(at) = self.under(event).filter(|_| event.button() == 0) else { return };
        if let Some(plot) = dom::by_id(&self.id()) {
            // Without it, a drag that leaves the plot ends there.
            let _ = plot.set_pointer_capture(event.pointer_id());
        }
        self.dragging.set(true);
        self.range.set((at, at));
    }

    fn moved(self, event: &Event) {
        let Some(event) = event.dyn_ref::<PointerEvent>() else { return };
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
    fn pressed(self, at: u32, event: &Event) {
        if event.dyn_ref::<MouseEvent>().is_none_or(|event| event.detail() != 0) {
            return;
        }
        if at != self.range.get_untracked().1 {
            self.range.set((at, at));
        }
        self.choose();
    }

    fn key(self, event: &Event) {
        let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
        let (from, to) = self.range.get_untracked();
        let Some(at) = plot::step(&event.key(), to as usize, self.len()) else { return };
        event.prevent_default();
        let at = small(at);
        self.range.set((if event.shift_key() { from } else { at }, at));
        focus::give(&self.bar_id(at));
    }

    /// Filters by the range. The one bar that is wanted is so no longer.
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
