//! The elements of HTML, by what they do to the text around them.

/// What an element does to the text, unless a style says otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// No effect: its text runs on.
    Inline,
    /// A link.
    Anchor,
    /// A line of its own.
    Block,
    /// A line of its own and a blank one after it.
    Paragraph,
    /// A list of items.
    List,
    /// An item of a list.
    Item,
    /// A list of terms.
    Terms,
    /// A term or its description.
    Term,
    /// A block that keeps its white space.
    Pre,
    /// A table.
    Table,
    /// A part of a table that holds rows.
    Group,
    /// A line of cells.
    Row,
    /// A cell, separated by a TAB from the one before.
    Cell,
    /// A control that shows one of its options.
    Select,
    /// One of the options.
    Choice,
    /// Something that is not shown.
    Hidden,
    /// Hidden, and may hold a formula's TeX.
    Script,
    /// A formula.
    Math,
    /// Hidden, and may hold the TeX of the formula around it.
    Annotation,
    /// A line break; this and all kinds below have no end tag.
    Break,
    /// A horizontal rule.
    Rule,
    /// An image, which stands for its alternative text.
    Image,
    /// A control with a value.
    Input,
    /// The address of the page.
    Base,
    /// An address related to the page.
    Link,
    /// A fact about the page.
    Meta,
    /// No effect, and no content.
    Void,
}

/// The index of an element in [`ELEMENTS`]; [`OTHER`] for any other.
pub type Element = u8;

/// Any element that is not in the table.
pub const OTHER: Element = u8::MAX;

impl Kind {
    /// Returns true if it has no end tag.
    pub fn is_void(self) -> bool {
        self as u8 >= Kind::Break as u8
    }

    /// Returns true if it starts on a line of its own, so that no paragraph can contain it.
    pub fn is_block(self) -> bool {
        use Kind::{Block, Item, List, Paragraph, Pre, Rule, Table, Term, Terms};
        matches!(self, Block | Paragraph | List | Item | Terms | Term | Pre | Table | Rule)
    }

    /// Returns true if it is a table or a part of one.
    pub fn is_of_table(self) -> bool {
        matches!(self, Kind::Table | Kind::Group | Kind::Row | Kind::Cell)
    }
}

/// Returns the element of this lower-case name.
pub fn find(name: &[u8]) -> Element {
    let place = ELEMENTS.binary_search_by(|(known, _)| known.as_bytes().cmp(name));
    place.ok().and_then(|place| Element::try_from(place).ok()).unwrap_or(OTHER)
}

/// Returns what the element does.
pub fn kind(tag: Element) -> Kind {
    ELEMENTS.get(usize::from(tag)).map_or(Kind::Inline, |(_, kind)| *kind)
}

/// Every element that matters, by name.
const ELEMENTS: &[(&str, Kind)] = &[
    ("a", Kind::Anchor),
    ("abbr", Kind::Inline),
    ("address", Kind::Block),
    ("annotation", Kind::Annotation),
    ("annotation-xml", Kind::Hidden),
    ("area", Kind::Void),
    ("article", Kind::Block),
    ("aside", Kind::Block),
    ("audio", Kind::Hidden),
    ("b", Kind::Inline),
    ("base", Kind::Base),
    ("big", Kind::Inline),
    ("blockquote", Kind::Block),
    ("body", Kind::Block),
    ("br", Kind::Break),
    ("button", Kind::Inline),
    ("canvas", Kind::Hidden),
    ("caption", Kind::Block),
    ("center", Kind::Block),
    ("cite", Kind::Inline),
    ("code", Kind::Inline),
    ("col", Kind::Void),
    ("datalist", Kind::Hidden),
    ("dd", Kind::Term),
    ("del", Kind::Inline),
    ("details", Kind::Block),
    ("dir", Kind::List),
    ("div", Kind::Block),
    ("dl", Kind::Terms),
    ("dt", Kind::Term),
    ("em", Kind::Inline),
    ("embed", Kind::Void),
    ("fieldset", Kind::Block),
    ("figcaption", Kind::Block),
    ("figure", Kind::Block),
    ("font", Kind::Inline),
    ("footer", Kind::Block),
    ("form", Kind::Block),
    ("h1", Kind::Block),
    ("h2", Kind::Block),
    ("h3", Kind::Block),
    ("h4", Kind::Block),
    ("h5", Kind::Block),
    ("h6", Kind::Block),
    ("head", Kind::Block),
    ("header", Kind::Block),
    ("hgroup", Kind::Block),
    ("hr", Kind::Rule),
    ("html", Kind::Block),
    ("i", Kind::Inline),
    ("iframe", Kind::Hidden),
    ("img", Kind::Image),
    ("input", Kind::Input),
    ("ins", Kind::Inline),
    ("kbd", Kind::Inline),
    ("label", Kind::Inline),
    ("legend", Kind::Block),
    ("li", Kind::Item),
    ("link", Kind::Link),
    ("main", Kind::Block),
    ("mark", Kind::Inline),
    ("math", Kind::Math),
    ("menu", Kind::List),
    ("meta", Kind::Meta),
    ("nav", Kind::Block),
    ("nobr", Kind::Inline),
    ("noembed", Kind::Hidden),
    ("noframes", Kind::Hidden),
    ("noscript", Kind::Hidden),
    ("ol", Kind::List),
    ("optgroup", Kind::Inline),
    ("option", Kind::Choice),
    ("p", Kind::Paragraph),
    ("param", Kind::Void),
    ("pre", Kind::Pre),
    ("q", Kind::Inline),
    ("rp", Kind::Hidden),
    ("s", Kind::Inline),
    ("script", Kind::Script),
    ("search", Kind::Block),
    ("section", Kind::Block),
    ("select", Kind::Select),
    ("small", Kind::Inline),
    ("source", Kind::Void),
    ("span", Kind::Inline),
    ("strike", Kind::Inline),
    ("strong", Kind::Inline),
    ("style", Kind::Hidden),
    ("sub", Kind::Inline),
    ("summary", Kind::Block),
    ("sup", Kind::Inline),
    ("svg", Kind::Hidden),
    ("table", Kind::Table),
    ("tbody", Kind::Group),
    ("td", Kind::Cell),
    ("template", Kind::Hidden),
    ("textarea", Kind::Pre),
    ("tfoot", Kind::Group),
    ("th", Kind::Cell),
    ("thead", Kind::Group),
    ("time", Kind::Inline),
    ("title", Kind::Hidden),
    ("tr", Kind::Row),
    ("track", Kind::Void),
    ("tt", Kind::Inline),
    ("u", Kind::Inline),
    ("ul", Kind::List),
    ("var", Kind::Inline),
    ("video", Kind::Hidden),
    ("wbr", Kind::Void),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_found() {
        for (place, (name, kind_of_it)) in ELEMENTS.iter().enumerate() {
            assert_eq!(usize::from(find(name.as_bytes())), place, "{name}");
            assert_eq!(kind(find(name.as_bytes())), *kind_of_it);
        }
        assert_eq!(find(b"mrow"), OTHER);
        assert_eq!(kind(OTHER), Kind::Inline);
    }
}
