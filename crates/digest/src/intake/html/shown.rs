//! What a start tag says about how its element is shown.

use super::elements::Kind;
use super::style::{Display, Style};
use super::tag::{Attribute, StartTag};

/// Returns true if its own attributes say that it is not shown.
pub fn is_hidden(start: &StartTag, style: Style) -> bool {
    let by_attribute = style.display.is_none() && start.has(Attribute::Hidden);
    by_attribute || style.invisible || style.display == Some(Display::None)
}

/// Returns true if a script or an annotation holds TeX.
pub fn holds_tex(kind: Kind, start: &StartTag) -> bool {
    match kind {
        Kind::Script => start.value(Attribute::Type).starts_with(b"math/tex"),
        _ => start.value(Attribute::Encoding) == b"application/x-tex",
    }
}

/// Returns true if one of its classes is known.
pub fn has_class(start: &StartTag, is_known: impl Fn(&[u8]) -> bool) -> bool {
    start.value(Attribute::Class).split(u8::is_ascii_whitespace).any(is_known)
}

/// Returns true for the classes of those fields of arXiv's pages whose labels its style sheet
/// hides: "Title:" and the like, but not "Comments:".
pub fn is_unlabeled(class: &[u8]) -> bool {
    matches!(class, b"list-title" | b"list-authors" | b"title" | b"authors" | b"abstract")
}

/// Returns true for the classes that MathJax gives to its renderings.
pub fn is_drawing(class: &[u8]) -> bool {
    matches!(class, b"MathJax" | b"MathJax_Display" | b"MathJax_CHTML" | b"MathJax_SVG")
}

/// Returns how it is laid out, by default or by its style.
pub fn display(kind: Kind, start: &StartTag, style: Style) -> Display {
    // arXiv's search page overrides other styles by this class, and a copy contains only those
    // others.
    if has_class(start, |class| class == b"is-inline-block") {
        return Display::Inline;
    }
    let own = match kind {
        Kind::Row => Display::Block,
        Kind::Cell => Display::Cell,
        Kind::Group => Display::Group,
        _ if kind.is_block() => Display::Block,
        _ => Display::Inline,
    };
    style.display.unwrap_or(own)
}
