//! Math as MathML.

use std::borrow::Cow;

use crate::texts;
use crate::texts::Texts;
use math_core::{LatexToMathML, MathCoreConfig, MathDisplay};

/// TeX longer than this, in bytes, stays as it is written.
const LONGEST: usize = 1_000;

/// The elements that are passed on; of any other, only what is in it is.
static ELEMENTS: Texts = texts![
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

/// The attributes that are passed on.
static ATTRIBUTES: Texts = texts![
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

/// The ways in which math-core writes characters that HTML has another use for.
const ENTITIES: &[(&str, &str)] =
    &[("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'")];

/// Returns the MathML of TeX between dollar signs, `$x$` or `$$x$$`, or `None` if it cannot be
/// read. It consists of a fixed list of elements and attributes, none of which can do anything but
/// be displayed.
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
    filtered(&made.mathml)
}

/// Writes `made` again, with nothing but the elements and attributes of the lists, or returns
/// `None` if it is not the plain markup that math-core makes.
///
/// Whatever `made` is, this is safe: every `<` that is written begins a name of the list, every
/// attribute has a name of the list, and all else is escaped.
fn filtered(made: &str) -> Option<String> {
    let mut out = String::with_capacity(made.len());
    let mut rest = made;
    while let Some((text, tag)) = rest.split_once('<') {
        escape(&mut out, &decoded(text));
        rest = tag;
        // math-core escapes all but the letters of an operator: `\operatorname{<}`.
        if tag.trim_start_matches('/').starts_with(|c: char| c.is_ascii_alphabetic()) {
            let (tag, after) = Tag::read(tag)?;
            tag.write(&mut out);
            rest = after;
        } else {
            out.push_str("&lt;");
        }
    }
    escape(&mut out, &decoded(rest));
    Some(out)
}

/// A start or end tag.
struct Tag<'m> {
    name: &'m str,
    /// Sorted by name.
    attributes: Vec<(&'m str, Cow<'m, str>)>,
    is_end: bool,
    is_self_closing: bool,
}

impl<'m> Tag<'m> {
    /// Reads the tag whose `<` comes right before `text`. Returns it with the text after it.
    fn read(text: &'m str) -> Option<(Self, &'m str)> {
        let (is_end, text) = text.strip_prefix('/').map_or((false, text), |text| (true, text));
        let (name, mut rest) = name(text)?;
        let mut attributes = Vec::new();
        loop {
            rest = rest.trim_start_matches([' ', '\n']);
            let is_self_closing = rest.starts_with("/>");
            if let Some(after) = rest.strip_prefix('/').unwrap_or(rest).strip_prefix('>') {
                return Some((Self { name, attributes, is_end, is_self_closing }, after));
            }
            let (attribute, after) = self::name(rest)?;
            let (value, after) = after.strip_prefix("=\"")?.split_once('"')?;
            let attribute = (attribute, decoded(value));
            // Not sorted afterwards: sorting adds 4 KB of code for a list of three.
            let place = attributes.partition_point(|one| *one < attribute);
            attributes.insert(place, attribute);
            rest = after;
        }
    }

    /// Writes what of it is on the lists.
    fn write(&self, out: &mut String) {
        let Some(name) = known(&ELEMENTS, self.name) else { return };
        if !self.is_end {
            out.extend(["<", name]);
            for (attribute, value) in &self.attributes {
                if let Some(attribute) = known(&ATTRIBUTES, attribute) {
                    write_attribute(out, attribute, value);
                } else if *attribute == "style" {
                    write_style(out, value);
                }
            }
            out.push('>');
        }
        if self.is_end || self.is_self_closing {
            out.extend(["</", name, ">"]);
        }
    }
}

/// Splits the name of an element or attribute from what follows it.
fn name(text: &str) -> Option<(&str, &str)> {
    let is_of_name = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let end = text.find(|c| !is_of_name(c)).unwrap_or(text.len());
    (end > 0).then(|| text.split_at(end))
}

fn write_attribute(out: &mut String, name: &str, value: &str) {
    out.extend([" ", name, "=\""]);
    escape(out, value);
    out.push('"');
}

/// Writes the parts of a style that can be expressed differently, because the page's policy allows
/// no styles: the width of a space, and by classes how columns are aligned.
fn write_style(out: &mut String, style: &str) {
    if let Some(width) = style.strip_prefix("width:") {
        write_attribute(out, "width", width.trim_matches([' ', ';']));
    }
    for (alignment, class) in
        [("text-align: left", "math-left"), ("text-align: right", "math-right")]
    {
        if style.contains(alignment) {
            write_attribute(out, "class", class);
        }
    }
}

fn known(list: &[&'static str], name: &str) -> Option<&'static str> {
    list.iter().find(|known| **known == name).copied()
}

/// Returns text with its entities as characters.
fn decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let entity = ENTITIES.iter().find(|(entity, _)| rest.starts_with(entity));
        let (length, character) = entity.map_or((1, "&"), |(entity, c)| (entity.len(), *c));
        out.push_str(character);
        rest = &rest[length..];
    }
    out.push_str(rest);
    Cow::Owned(out)
}

fn escape(out: &mut String, text: &str) {
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            _ => out.push(letter),
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
        let plain = "<math class=\"a&quot;b\">1 &lt; 2<mi>x</mi></math>";
        assert_eq!(filtered(made).as_deref(), Some(plain));
        let left = "<mtable><mtr><mtd style=\"text-align: left;\"></mtd></mtr></mtable>";
        let plain = "<mtable><mtr><mtd class=\"math-left\"></mtd></mtr></mtable>";
        assert_eq!(filtered(left).as_deref(), Some(plain));
    }

    #[test]
    fn what_is_not_such_markup_is_refused() {
        for made in ["<mi", "<mi x>", "<mi a='b'>", "<mi a=\"b>", "<//mi>", "</mi"] {
            assert_eq!(filtered(made), None, "{made}");
        }
        assert_eq!(
            filtered("a & b &c; < &amp;lt; >").as_deref(),
            Some("a &amp; b &amp;c; &lt; &amp;lt; &gt;")
        );
    }

    /// Checks that every bracket begins an element of the list, and that every quote surrounds a
    /// value of an attribute of the list.
    fn check_safe(made: &str) {
        for (at, _) in made.match_indices('<') {
            let tag = &made[at + 1..at + made[at..].find('>').unwrap()];
            let name = tag.trim_start_matches('/').split(' ').next().unwrap();
            assert!(ELEMENTS.contains(&name), "{made}");
            let parts: Vec<&str> = tag.split('"').collect();
            for start in parts[..parts.len() - 1].iter().step_by(2) {
                let attribute = start.rsplit(' ').next().unwrap().trim_end_matches('=');
                assert!(ATTRIBUTES.contains(&attribute), "{made}");
            }
        }
    }

    proptest! {
        #[test]
        fn any_tex_is_read_and_every_bracket_is_ours(
            tex in "(\\\\(frac|sqrt|text|mathbb|operatorname|left|right|begin|end|color|alpha|hat)|\\{|\\}|\\^|_|[a-z0-9<>&\"'=()+|]|\\[|\\]| |é|大){0,20}"
        ) {
            check_safe(&of(&["$", &tex, "$"].concat()).unwrap_or_default());
        }

        #[test]
        fn any_markup_is_filtered(
            made in "(<|</|/>|>|m(i|row|tr) |script|on(click|x)| (class|style|href|width)=|\"|'|&(lt|quot|#39)?;|[a-z ]|é){0,20}"
        ) {
            check_safe(&filtered(&made).unwrap_or_default());
        }

        #[test]
        fn all_that_is_made_of_tex_is_passed_on(
            tex in "(\\\\(frac|sqrt|text|mathbb|mathrm|operatorname|overline|sum|quad|alpha|hat|bm|tag)\\{[a-z>&\"' ]{1,3}\\}|\\\\begin\\{(cases|matrix|pmatrix|aligned)\\}a & b \\\\\\\\ c\\\\end\\{(cases|matrix|pmatrix|aligned)\\}|[a-z0-9<>'=()+^_|]| ){0,8}"
        ) {
            let converter = LatexToMathML::new(MathCoreConfig::default()).unwrap();
            if converter.convert_with_local_state(&tex, MathDisplay::Inline).is_ok() {
                prop_assert!(of(&["$", &tex, "$"].concat()).is_some(), "{}", tex);
            }
        }
    }
}
