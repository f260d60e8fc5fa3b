//! Math as MathML.

use std::fmt::Write;

use html5gum::{Token, Tokenizer};
use math_core::{LatexToMathML, MathCoreConfig, MathDisplay};

/// TeX longer than this, in bytes, stays as it is written.
const LONGEST: usize = 1_000;

/// The elements that may be in it; what is in others stands without them.
const ELEMENTS: &[&str] = &[
    "math",
    "mfrac",
    "mi",
    "mmultiscripts",
    "mn",
    "mo",
    "mover",
    "mpadded",
    "mphantom",
    "mprescripts",
    "mroot",
    "mrow",
    "mspace",
    "msqrt",
    "mstyle",
    "msub",
    "msubsup",
    "msup",
    "mtable",
    "mtd",
    "mtext",
    "mtr",
    "munder",
    "munderover",
];

/// The attributes that an element may have; no other is passed on.
const ATTRIBUTES: &[&str] = &[
    "accent",
    "accentunder",
    "class",
    "columnspan",
    "depth",
    "display",
    "displaystyle",
    "fence",
    "form",
    "height",
    "largeop",
    "linethickness",
    "lspace",
    "mathvariant",
    "maxsize",
    "minsize",
    "movablelimits",
    "rowspan",
    "rspace",
    "scriptlevel",
    "separator",
    "stretchy",
    "symmetric",
    "voffset",
    "width",
];

/// The MathML of TeX between dollar signs, `$x$` or `$$x$$`; none where it cannot be read. It is
/// made of a fixed list of elements and attributes, none of which can do anything but be drawn.
pub fn of(tex: &str) -> Option<String> {
    let (inner, display) = match tex.strip_prefix("$$").and_then(|rest| rest.strip_suffix("$$")) {
        Some(inner) => (inner, MathDisplay::Block),
        None => (tex.strip_prefix('$')?.strip_suffix('$')?, MathDisplay::Inline),
    };
    if inner.len() > LONGEST {
        return None;
    }
    let converter = LatexToMathML::new(MathCoreConfig::default()).ok()?;
    let made = converter.convert_with_local_state(inner, display).ok()?;
    Some(plain(&made.mathml))
}

/// `made` with nothing but the elements and attributes of the lists.
fn plain(made: &str) -> String {
    let mut plain = String::with_capacity(made.len());
    for Ok(token) in Tokenizer::new(made) {
        match token {
            Token::StartTag(tag) => {
                let Some(name) = known(ELEMENTS, &tag.name) else { continue };
                plain.push('<');
                plain.push_str(name);
                for (attribute, value) in &tag.attributes {
                    if let Some(attribute) = known(ATTRIBUTES, attribute) {
                        attribute_to(&mut plain, attribute, &value.value);
                    } else if attribute.0 == b"style" {
                        styled(&mut plain, &String::from_utf8_lossy(&value.value));
                    }
                }
                plain.push('>');
                if tag.self_closing {
                    let _ = write!(plain, "</{name}>");
                }
            }
            Token::EndTag(tag) => {
                if let Some(name) = known(ELEMENTS, &tag.name) {
                    let _ = write!(plain, "</{name}>");
                }
            }
            Token::String(text) => escape(&mut plain, &text.value),
            _ => {}
        }
    }
    plain
}

fn attribute_to(plain: &mut String, name: &str, value: &[u8]) {
    // Writing into a text cannot fail.
    let _ = write!(plain, " {name}=\"");
    escape(plain, value);
    plain.push('"');
}

/// What of a style can be said otherwise, as the page's policy allows none: the width of a space,
/// and by classes how columns stand.
fn styled(plain: &mut String, style: &str) {
    if let Some(width) = style.strip_prefix("width:") {
        attribute_to(plain, "width", width.trim_matches([' ', ';']).as_bytes());
    }
    for (said, class) in [("text-align: left", "math-left"), ("text-align: right", "math-right")] {
        if style.contains(said) {
            attribute_to(plain, "class", class.as_bytes());
        }
    }
}

fn known(list: &[&'static str], name: &[u8]) -> Option<&'static str> {
    list.iter().find(|known| known.as_bytes() == name).copied()
}

fn escape(plain: &mut String, text: &[u8]) {
    for letter in String::from_utf8_lossy(text).chars() {
        match letter {
            '&' => plain.push_str("&amp;"),
            '<' => plain.push_str("&lt;"),
            '>' => plain.push_str("&gt;"),
            '"' => plain.push_str("&quot;"),
            _ => plain.push(letter),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(tex: &str, expected: &str) {
        assert_eq!(of(tex).as_deref(), Some(expected), "{tex}");
    }

    #[test]
    fn tex_becomes_mathml() {
        check("$x$", "<math><mi>x</mi></math>");
        check("$10^4$", "<math><msup><mn>10</mn><mn>4</mn></msup></math>");
        check(
            "$$\\frac{a}{b}$$",
            "<math display=\"block\"><mfrac><mi>a</mi><mi>b</mi></mfrac></math>",
        );
        check(r"$a\quad b$", "<math><mi>a</mi><mspace width=\"1em\"></mspace><mi>b</mi></math>");
    }

    #[test]
    fn what_cannot_be_read_or_is_too_long_stays_as_it_is_written() {
        for tex in ["$\\frac{$", "$\\href{javascript:1}{y}$", "x", "$x", "$"] {
            assert_eq!(of(tex), None, "{tex}");
        }
        assert_eq!(of(&["$", &"x".repeat(LONGEST + 1), "$"].concat()), None);
    }

    #[test]
    fn nothing_but_math_comes_through() {
        let made = "<math href=\"x\" onclick=\"x\" class=\"a&quot;b\"><script>1 &lt; 2</script><mi style=\"color:red\">x</mi></math>";
        assert_eq!(plain(made), "<math class=\"a&quot;b\">1 &lt; 2<mi>x</mi></math>");
        let left = "<mtable><mtr><mtd style=\"text-align: left;\"></mtd></mtr></mtable>";
        assert_eq!(plain(left), "<mtable><mtr><mtd class=\"math-left\"></mtd></mtr></mtable>");
    }

    proptest! {
        #[test]
        fn any_tex_is_read_and_every_bracket_is_ours(
            tex in "(\\\\(frac|sqrt|text|mathbb|left|right|begin|end|color|alpha|hat)|\\{|\\}|\\^|_|[a-z0-9<>&\"'=()+|]|\\[|\\]| |é|大){0,20}"
        ) {
            let made = of(&["$", &tex, "$"].concat()).unwrap_or_default();
            for (at, _) in made.match_indices('<') {
                let name = made[at + 1..].trim_start_matches('/');
                let end = name.find([' ', '>']).unwrap_or(name.len());
                prop_assert!(ELEMENTS.contains(&&name[..end]), "{}", made);
            }
        }
    }
}
