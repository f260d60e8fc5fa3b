//! Which elements are open, and what their start and end tags do to the text.

use super::address;
use super::elements::{self, Element, Kind, OTHER};
use super::out::{Mark, Out};
use super::shown::{display, has_class, holds_tex, is_drawing, is_hidden, is_unlabeled};
use super::style::{self, Display, Style, WhiteSpace};
use super::tag::{Attribute, StartTag};
use crate::page::Page;

/// How many open elements are searched for the one that an end tag closes: more than real pages
/// nest, and few enough that no page is slow.
const REACH: usize = 256;

/// An open element.
#[derive(Clone, Copy, Debug)]
struct Open {
    element: Element,
    /// Line breaks at its end.
    breaks: u8,
    /// Whether each of its children is a block.
    items: bool,
    space: WhiteSpace,
    /// Where the rendering of a formula starts, in its outermost element.
    drawing: Option<Mark>,
    /// Whether it is inside such a rendering.
    drawn: bool,
    /// Whether arXiv's style hides the label in it.
    hides_label: bool,
}

/// An element that is not shown.
#[derive(Clone, Copy, Debug)]
struct Skip {
    element: Element,
    /// How many elements of that name are open inside it.
    depth: u32,
    holds_tex: bool,
}

/// The state of a page that is being written.
#[derive(Debug, Default)]
pub struct Flow {
    out: Out,
    open: Vec<Open>,
    /// How many of the open elements are paragraphs.
    paragraphs: usize,
    skip: Option<Skip>,
    /// Where the option of a control goes, and whether there is one yet.
    choice: Option<(Mark, bool)>,
    /// The last rendering of a formula, and where it ended.
    drawing: Option<(Mark, usize)>,
    /// The TeX of the formula being read.
    tex: Vec<u8>,
    /// Where the last TeX ended.
    tex_end: usize,
    address: Option<String>,
    has_ended: bool,
}

impl Flow {
    /// Starts a page with this address.
    pub fn new(address: Option<String>) -> Self {
        Self { address, ..Self::default() }
    }

    /// Returns the page as written.
    pub fn page(self) -> Page {
        self.out.page()
    }

    /// Handles text between tags.
    pub fn text(&mut self, text: &[u8]) {
        match self.skip {
            _ if self.has_ended => {}
            Some(Skip { holds_tex: true, .. }) => self.tex.extend_from_slice(text),
            Some(_) => {}
            None => {
                let space = self.open.last().map_or(WhiteSpace::Collapse, |open| open.space);
                self.out.write(text, space);
            }
        }
    }

    /// Handles a comment: it may mark the fragment of a clipboard, or say where a page was saved
    /// from.
    pub fn comment(&mut self, text: &[u8]) {
        let Ok(text) = std::str::from_utf8(text) else { return };
        let text = text.trim();
        match text {
            "StartFragment" => self.out.restart(),
            "EndFragment" => self.has_ended = true,
            _ => {
                if let Some(rest) = text.strip_prefix("saved from url=") {
                    // The length in brackets is not needed.
                    self.set_address(rest.split_once(')').map_or(rest, |(_, url)| url));
                }
            }
        }
    }

    /// Handles a start tag.
    pub fn start(&mut self, start: &StartTag) {
        let element = elements::find(start.name());
        if self.has_ended || !self.is_shown(element) {
            return;
        }
        let kind = elements::kind(element);
        let style = style::read(start.value(Attribute::Style));
        let hidden = kind == Kind::Hidden || is_hidden(start, style);
        if kind.is_void() {
            if !hidden || kind as u8 >= Kind::Base as u8 {
                self.void(kind, start);
            }
            return;
        }
        if (element == OTHER || kind == Kind::Hidden || kind == Kind::Math)
            && start.is_self_closing()
        {
            return;
        }
        self.end_what_cannot_hold(kind);
        if hidden || self.is_hidden_by_class(start, style) || !self.choose(kind, start) {
            self.skip = Some(Skip { element, depth: 1, holds_tex: false });
        } else if matches!(kind, Kind::Script | Kind::Annotation) {
            let holds_tex = holds_tex(kind, start);
            if holds_tex {
                self.tex.clear();
            }
            self.skip = Some(Skip { element, depth: 1, holds_tex });
        } else {
            self.push(element, kind, start, style);
        }
    }

    /// Returns true if a start tag is outside of everything hidden; counts it otherwise.
    fn is_shown(&mut self, element: Element) -> bool {
        let Some(skip) = &mut self.skip else { return true };
        if skip.element != element {
            return false;
        }
        // These cannot be nested: the next one ends it.
        if matches!(elements::kind(element), Kind::Paragraph | Kind::Choice) {
            self.skip = None;
            return true;
        }
        skip.depth += 1;
        false
    }

    fn push(&mut self, element: Element, kind: Kind, start: &StartTag, style: Style) {
        let parent = self.open.last().copied();
        let is_item = parent.is_some_and(|open| open.items);
        let display = display(kind, start, style);
        let breaks = match display {
            _ if style.aside => 0,
            Display::Block | Display::Items if kind == Kind::Paragraph => 2,
            Display::Block | Display::Items => 1,
            Display::Group | Display::Contents | Display::None => 0,
            _ => u8::from(is_item),
        };
        let items = match display {
            Display::Items | Display::InlineItems => true,
            Display::Contents => is_item,
            _ => false,
        };
        let drawn = parent.is_some_and(|open| open.drawn);
        let draws = !drawn && (kind == Kind::Math || has_class(start, is_drawing));
        let drawing = draws.then(|| self.out.mark());
        self.out.end_line(breaks.min(1));
        if breaks == 0 && display == Display::Cell {
            self.out.cell();
        } else if breaks == 0 && !drawn {
            self.out.start_piece();
        }
        if kind == Kind::Math {
            self.tex.clear();
        }
        let space = style.space.or((kind == Kind::Pre).then_some(WhiteSpace::Keep));
        self.open.push(Open {
            element,
            breaks,
            items,
            space: space.or(parent.map(|open| open.space)).unwrap_or_default(),
            drawing,
            drawn: drawn || draws,
            hides_label: has_class(start, is_unlabeled),
        });
        self.paragraphs += usize::from(kind == Kind::Paragraph);
        if kind == Kind::Anchor {
            self.out.close_link();
            let url = address::absolute(start.text(Attribute::Href), self.address.as_deref());
            if let Some(url) = url {
                self.out.open_link(url);
            }
        }
    }

    /// Closes the elements that cannot contain one of this kind.
    fn end_what_cannot_hold(&mut self, kind: Kind) {
        if kind.is_block() && self.paragraphs > 0 {
            self.end_up_to(&[Kind::Paragraph], &[Kind::Cell]);
        }
        match kind {
            Kind::Item => self.end_up_to(&[Kind::Item], &[Kind::List, Kind::Cell]),
            Kind::Term => self.end_up_to(&[Kind::Term], &[Kind::Terms, Kind::Cell]),
            Kind::Cell => self.end_up_to(&[Kind::Cell], &[Kind::Row, Kind::Table]),
            Kind::Row => self.end_up_to(&[Kind::Row], &[Kind::Table]),
            Kind::Group => self.end_up_to(&[Kind::Group], &[Kind::Table]),
            Kind::Choice => self.end_up_to(&[Kind::Choice], &[Kind::Select]),
            _ => {}
        }
    }

    fn end_up_to(&mut self, ended: &[Kind], barriers: &[Kind]) {
        for at in (0..self.open.len()).rev().take(REACH) {
            let kind = elements::kind(self.open[at].element);
            if ended.contains(&kind) {
                return self.pop_to(at);
            }
            if barriers.contains(&kind) {
                return;
            }
        }
    }

    /// Handles an end tag.
    pub fn end(&mut self, name: &[u8]) {
        let element = elements::find(name);
        let kind = elements::kind(element);
        if self.has_ended || !self.is_end_shown(element, kind) {
            return;
        }
        if kind == Kind::Anchor {
            self.out.close_link();
        }
        match self.find(element, kind) {
            Some(at) => self.pop_to(at),
            None if kind == Kind::Break => self.out.line_break(),
            None if kind.is_block() => self.out.end_line(1),
            None => {}
        }
        match kind {
            Kind::Select => self.choice = None,
            Kind::Math => self.formula(),
            _ => {}
        }
    }

    /// Returns true if an end tag is outside of everything hidden; counts it otherwise.
    fn is_end_shown(&mut self, element: Element, kind: Kind) -> bool {
        let Some(skip) = &mut self.skip else { return true };
        if skip.element != element {
            let ended = kind == Kind::Select && elements::kind(skip.element) == Kind::Choice;
            if ended {
                self.skip = None;
            }
            return ended;
        }
        skip.depth -= 1;
        if skip.depth == 0 {
            let is_formula = skip.holds_tex && kind == Kind::Script;
            self.skip = None;
            if is_formula {
                self.formula();
            }
        }
        false
    }

    /// Returns the open element that an end tag of this name closes.
    fn find(&self, element: Element, kind: Kind) -> Option<usize> {
        for at in (0..self.open.len()).rev().take(REACH) {
            let open = elements::kind(self.open[at].element);
            if self.open[at].element == element {
                return Some(at);
            }
            let is_barrier = match kind {
                Kind::Table => false,
                _ if kind.is_of_table() => open == Kind::Table,
                _ if kind.is_block() => open.is_of_table(),
                _ => open.is_block() || open.is_of_table(),
            };
            if is_barrier {
                return None;
            }
        }
        None
    }

    fn pop_to(&mut self, at: usize) {
        while self.open.len() > at {
            let Some(open) = self.open.pop() else { return };
            let kind = elements::kind(open.element);
            self.paragraphs -= usize::from(kind == Kind::Paragraph);
            self.out.end_line(open.breaks);
            if let Some(mark) = open.drawing {
                self.drawing = Some((mark, self.out.len()));
            }
            if open.breaks == 0 && !(open.drawn && open.drawing.is_none()) && kind != Kind::Cell {
                self.out.end_piece();
            }
        }
    }

    /// Writes the TeX in place of the rendering before it.
    fn formula(&mut self) {
        let tex = std::mem::take(&mut self.tex);
        let tex = tex.trim_ascii();
        if tex.is_empty() {
            return;
        }
        if let Some((mark, end)) = self.drawing.take()
            && end == self.out.len()
        {
            self.out.go_back(mark);
        }
        for piece in [b"$", tex, b"$"] {
            self.out.write(piece, WhiteSpace::Collapse);
        }
        self.tex_end = self.out.len();
    }

    /// Returns true if an option is the one shown, as far as is known; also for all other kinds.
    fn choose(&mut self, kind: Kind, start: &StartTag) -> bool {
        if kind == Kind::Select {
            self.choice = Some((self.out.mark(), false));
        }
        let Some((mark, has_one)) = &mut self.choice else { return true };
        if kind != Kind::Choice {
            return true;
        }
        let had_one = std::mem::replace(has_one, true);
        let is_selected = start.has(Attribute::Selected);
        if is_selected && had_one {
            self.out.go_back(*mark);
        }
        is_selected || !had_one
    }

    fn void(&mut self, kind: Kind, start: &StartTag) {
        match kind {
            Kind::Break => self.out.line_break(),
            Kind::Rule => {
                self.end_what_cannot_hold(kind);
                self.out.end_line(1);
            }
            Kind::Image => self.out.write(start.value(Attribute::Alt), WhiteSpace::Collapse),
            Kind::Input => self.input(start),
            Kind::Base => self.set_address(start.text(Attribute::Href)),
            Kind::Link if start.value(Attribute::Rel).eq_ignore_ascii_case(b"canonical") => {
                self.set_address(start.text(Attribute::Href));
            }
            Kind::Meta if start.value(Attribute::Property) == b"og:url" => {
                self.set_address(start.text(Attribute::Content));
            }
            _ => {}
        }
    }

    fn input(&mut self, start: &StartTag) {
        let is = |known: &[&[u8]]| {
            known.iter().any(|known| start.value(Attribute::Type).eq_ignore_ascii_case(known))
        };
        let value = start.value(Attribute::Value);
        if is(&[b"submit", b"button", b"reset"]) {
            self.out.write(value, WhiteSpace::Collapse);
        } else if is(&[b"", b"text", b"search", b"email", b"url", b"tel", b"number"]) {
            self.out.end_line(1);
            self.out.write(value, WhiteSpace::Collapse);
            self.out.end_line(1);
        } else if !is(&[b"hidden"]) {
            self.out.keep_blank();
        }
    }

    /// Records the first address that the page is said to have.
    fn set_address(&mut self, address: &str) {
        let address = address.trim();
        if self.address.is_none() && address::is_web(address) {
            self.address = Some(address.to_owned());
        }
    }

    /// Returns true if its class says that it repeats what is written already, or that a style
    /// sheet hides it.
    fn is_hidden_by_class(&self, start: &StartTag, style: Style) -> bool {
        let follows_tex = self.tex_end == self.out.len() && self.tex_end > 0;
        let is_label = style.display.is_none() && self.open.last().is_some_and(|o| o.hides_label);
        has_class(start, |class| match class {
            b"MJX_Assistive_MathML" | b"MathJax_Preview" => true,
            b"katex-html" => follows_tex,
            b"descriptor" => is_label,
            _ => false,
        })
    }
}
