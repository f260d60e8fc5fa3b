//! The declarations of an inline style that affect where text is.

/// How an element is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Display {
    /// Not at all.
    None,
    /// Its children take its place.
    Contents,
    /// Within a line.
    Inline,
    /// Within a line, each of its children a block.
    InlineItems,
    /// On lines of its own.
    Block,
    /// On lines of its own, each of its children a block.
    Items,
    /// As a cell of a table.
    Cell,
    /// As a part of a table that holds rows.
    Group,
}

/// How white space is treated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum WhiteSpace {
    /// Any run of it is one space.
    #[default]
    Collapse,
    /// Line breaks are kept.
    Lines,
    /// All of it is kept.
    Keep,
}

/// What a style declares; `None` if it does not say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Style {
    /// The layout.
    pub display: Option<Display>,
    /// White space.
    pub space: Option<WhiteSpace>,
    /// Taken out of the flow, so that it breaks no line.
    pub aside: bool,
    /// Laid out, but not visible.
    pub invisible: bool,
}

/// Reads the text of a `style` attribute.
pub fn read(text: &[u8]) -> Style {
    let mut style = Style::default();
    for declaration in text.split(|byte| *byte == b';') {
        let mut parts = declaration.splitn(2, |byte| *byte == b':');
        let (Some(name), Some(value)) = (parts.next(), parts.next()) else { continue };
        let value = value.trim_ascii();
        // `!important` and further words do not matter here.
        let word = value.split(|byte| matches!(byte, b' ' | b'!')).next().unwrap_or_default();
        declare(&mut style, name.trim_ascii(), word);
    }
    style
}

fn declare(style: &mut Style, name: &[u8], word: &[u8]) {
    let is = |known: &str| word.eq_ignore_ascii_case(known.as_bytes());
    if name.eq_ignore_ascii_case(b"display") {
        style.display = DISPLAYS.iter().find(|(known, _)| is(known)).map(|(_, display)| *display);
    } else if name.eq_ignore_ascii_case(b"white-space") {
        style.space = Some(if is("pre") || is("pre-wrap") || is("break-spaces") {
            WhiteSpace::Keep
        } else if is("pre-line") {
            WhiteSpace::Lines
        } else {
            WhiteSpace::Collapse
        });
    } else if name.eq_ignore_ascii_case(b"position") {
        style.aside |= is("absolute") || is("fixed");
    } else if name.eq_ignore_ascii_case(b"float") {
        style.aside |= is("left") || is("right");
    } else if name.eq_ignore_ascii_case(b"visibility") {
        style.invisible = is("hidden") || is("collapse");
    }
}

const DISPLAYS: &[(&str, Display)] = &[
    ("none", Display::None),
    ("contents", Display::Contents),
    ("inline", Display::Inline),
    ("inline-block", Display::Inline),
    ("inline-table", Display::Inline),
    ("inline-flex", Display::InlineItems),
    ("inline-grid", Display::InlineItems),
    ("block", Display::Block),
    ("flow-root", Display::Block),
    ("list-item", Display::Block),
    ("table", Display::Block),
    ("table-row", Display::Block),
    ("table-caption", Display::Block),
    ("flex", Display::Items),
    ("grid", Display::Items),
    ("-webkit-box", Display::Items),
    ("-webkit-flex", Display::Items),
    ("table-cell", Display::Cell),
    ("table-row-group", Display::Group),
    ("table-header-group", Display::Group),
    ("table-footer-group", Display::Group),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_declaration_counts() {
        let style = read(b"color: red; DISPLAY:block;display : inline-block !important;float:none");
        assert_eq!(style, Style { display: Some(Display::Inline), ..Style::default() });
        let style = read(b"white-space: pre-wrap; position:absolute; visibility: hidden");
        assert_eq!(style.space, Some(WhiteSpace::Keep));
        assert!(style.aside && style.invisible);
        assert_eq!(read(b"display; :;;mso-display: none"), Style::default());
    }
}
