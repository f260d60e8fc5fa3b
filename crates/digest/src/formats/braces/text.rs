//! The values of BibTeX's fields as other formats write them: TeX without the braces that only
//! protect letters, without HTML, and the names of a list apart.

use std::borrow::Cow;

use crate::intake::html;

/// Macros whose second argument stands in braces, too.
const OF_TWO: &[&str] = &["href", "foreignlanguage", "textcolor"];

/// Signs that are written by a macro without an argument.
const SIGNS: &[u8] = b"&%$#_{} ,;:!/-\\()[]@";

/// What other programs make of the signs around tags and of those of entities.
const ESCAPED: &[(&str, &str)] = &[
    ("{\\textless}", "<"),
    ("{\\textgreater}", ">"),
    ("$\\less$", "<"),
    ("$\\greater$", ">"),
    ("{\\&}", "&"),
    ("\\&", "&"),
    ("$\\mathsemicolon$", ";"),
    ("\\#", "#"),
];

/// Returns the text of a value, still with its TeX.
pub(super) fn plain(value: &str) -> Cow<'_, str> {
    let told = without_html(value);
    if !told.contains(['{', '}']) {
        return told;
    }
    Cow::Owned(unbraced(&told))
}

/// Returns the value without tags and entities of HTML, in which publishers write.
fn without_html(value: &str) -> Cow<'_, str> {
    let tagged = value.contains("</") || value.contains("textless}/") || value.contains("less$/");
    let entity = value.contains('&') && (value.contains(';') || value.contains("semicolon"));
    if !tagged && !entity {
        return Cow::Borrowed(value);
    }
    let bare = ESCAPED.iter().fold(value.to_owned(), |text, (from, to)| text.replace(from, to));
    // Entities may stand for tags.
    let once = if holds_entity(&bare) { shown(&bare) } else { bare.clone() };
    let twice = if holds_tag(&once) || holds_entity(&once) { shown(&once) } else { once };
    if twice == bare { Cow::Borrowed(value) } else { Cow::Owned(twice) }
}

/// Returns what a browser shows, with the signs that mean something in TeX as they were.
fn shown(text: &str) -> String {
    html::page(text).text().trim().to_owned()
}

/// `&amp;`, `&#39;`
fn holds_entity(text: &str) -> bool {
    text.match_indices('&').any(|(at, _)| {
        let rest = &text.as_bytes()[at + 1..text.len().min(at + 12)];
        let length = rest.iter().take_while(|b| b.is_ascii_alphanumeric() || **b == b'#').count();
        length > 1 && rest.get(length) == Some(&b';')
    })
}

/// `</i>`, `</jats:p>`
fn holds_tag(text: &str) -> bool {
    text.match_indices("</").any(|(at, _)| {
        let rest = &text.as_bytes()[at + 2..text.len().min(at + 24)];
        let length = rest.iter().take_while(|b| b.is_ascii_alphanumeric() || **b == b':').count();
        length > 0 && rest.get(length) == Some(&b'>')
    })
}

/// A brace that is open.
#[derive(Clone, Copy)]
struct Open {
    is_kept: bool,
    /// What follows it is the second argument of its macro.
    has_second: bool,
}

/// Returns TeX without the braces that do nothing but protect letters from a change of their case;
/// those of macros and of math stay.
fn unbraced(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut open: Vec<Open> = Vec::new();
    let mut rest = text;
    // Whether an argument may come, and whether one of its kind follows it.
    let mut argument: Option<bool> = None;
    // Once math is not closed, none will be.
    let mut math_ends = true;
    while let Some(first) = rest.chars().next() {
        let mut length = first.len_utf8();
        let wanted = argument.take();
        match first {
            '\\' => {
                let name = rest[1..].bytes().take_while(u8::is_ascii_alphabetic).count();
                let sign = rest[1..].chars().next().map_or(0, char::len_utf8);
                length = 1 + if name > 0 { name } else { sign };
                let name = &rest[1..length];
                if !name.bytes().all(|byte| SIGNS.contains(&byte)) {
                    argument = Some(OF_TWO.contains(&name));
                }
                if name == "("
                    && let Some(end) = rest.find("\\)")
                {
                    length = end;
                }
                out.push_str(&rest[..length]);
            }
            '$' if math_ends => {
                let sign = if rest.starts_with("$$") { "$$" } else { "$" };
                let end = rest[sign.len()..].find(sign);
                math_ends = end.is_some();
                length = end.map_or(1, |end| end + 2 * sign.len());
                out.push_str(&rest[..length]);
            }
            ' ' if wanted.is_some() && rest.trim_start().starts_with('{') => argument = wanted,
            '{' => {
                let is_kept = wanted.is_some() || rest[1..].trim_start().starts_with('\\');
                open.push(Open { is_kept, has_second: wanted == Some(true) });
                out.push_str(if is_kept { "{" } else { "" });
            }
            '}' => {
                let closed = open.pop();
                let is_kept = closed.is_some_and(|it| it.is_kept);
                argument = closed.filter(|it| it.has_second).map(|_| false);
                out.push_str(if is_kept { "}" } else { "" });
            }
            _ => out.push(first),
        }
        rest = &rest[length..];
    }
    out
}

/// One name of a list.
#[derive(Debug, PartialEq)]
pub(super) struct Name<'t> {
    pub text: &'t str,
    /// It stands in braces as a whole: a body, whose name has no parts.
    pub is_body: bool,
}

/// Parts a list of names at each `and` outside of braces.
pub(super) fn names(value: &str) -> Vec<Name<'_>> {
    let mut found = Vec::new();
    let (mut depth, mut start) = (0_usize, 0);
    for (at, byte) in value.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            b'a' | b'A' if depth == 0 && at >= start && is_and(value, at) => {
                found.extend(name(&value[start..at]));
                start = at + 3;
            }
            _ => {}
        }
    }
    found.extend(name(&value[start..]));
    found
}

fn is_and(value: &str, at: usize) -> bool {
    let blank = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_whitespace);
    let bytes = value.as_bytes();
    let before = at == 0 || blank(bytes.get(at - 1)) || bytes.get(at - 1) == Some(&b'}');
    before
        && blank(bytes.get(at + 3))
        && bytes.get(at..at + 3).is_some_and(|word| word.eq_ignore_ascii_case(b"and"))
}

fn name(text: &str) -> Option<Name<'_>> {
    let text = text.trim();
    let inner = text.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
    let mut depth = 0_i32;
    let mut is_whole = |inner: &str| {
        inner.bytes().all(|byte| {
            depth += i32::from(byte == b'{') - i32::from(byte == b'}');
            depth >= 0
        })
    };
    let is_body =
        inner.is_some_and(|inner| !inner.trim_start().starts_with('\\') && is_whole(inner));
    (!text.is_empty()).then_some(Name { text, is_body })
}

#[cfg(test)]
mod tests {
    use super::*;
    use skimmark_paper::text::readable;

    #[test]
    fn braces_that_protect_letters_go() {
        let cases = [
            ("Counting {DNA} of {{Big} Sheep}", "Counting DNA of Big Sheep"),
            ("{\\'{E}}mile {\\\"O}zg{\\\"u}r, {\\O}re, {\\ss}e", "Émile Özgür, Øre, ße"),
            ("\\'{E}mile \\v{S}ime\\v {c}ek", "Émile Šimeček"),
            ("{\\it Ovis} \\emph{aries} {\\em {A} b}", "Ovis aries A b"),
            ("$$x_{10}$$ {A}", "$$x_{10}$$ A"),
            ("$x_{10}$ and \\(y_{2}\\) {$z^{3}$}", "$x_{10}$ and $y_{2}$ $z^{3}$"),
            ("A {\\&} B \\& C {\\%} {\\_}", "A & B & C % _"),
            ("\\href {https://a.org/x_y} {\\texttt {sheep}}", "sheep (https://a.org/x_y)"),
            ("Unclosed {brace and } more } of {it", "Unclosed brace and more of it"),
            ("a {\\textendash} b{\\textquotesingle}s", "a – b's"),
        ];
        for (written, expected) in cases {
            assert_eq!(readable(&plain(written)), expected, "{written}");
        }
    }

    #[test]
    fn html_in_values_is_read() {
        let cases = [
            ("Sheep {\\&}amp; Goats", "Sheep & Goats"),
            ("Sheep \\&amp; Goats &lt;i&gt;Ovis&lt;/i&gt;", "Sheep & Goats Ovis"),
            ("{\\textless}i{\\textgreater}Ovis{\\textless}/i{\\textgreater} aries", "Ovis aries"),
            ("$\\less$i$\\greater$Ovis$\\less$/i$\\greater$", "Ovis"),
            ("H<sub>2</sub>O for <i>{O}vis</i>", "H2O for Ovis"),
            ("AT\\&T; p {\\textless} 0.05", "AT&T; p < 0.05"),
            ("&#39;Wool&#39; &eacute;", "'Wool' é"),
        ];
        for (written, expected) in cases {
            assert_eq!(readable(&plain(written)), expected, "{written}");
        }
    }

    #[test]
    fn names_are_parted_outside_of_braces() {
        let texts = |value| names(value).iter().map(|it| it.text).collect::<Vec<_>>();
        assert_eq!(texts("Lee, Ana and\n  Ek, Bo AND others"), ["Lee, Ana", "Ek, Bo", "others"]);
        assert_eq!(texts("{Wool and Yarn} and Andersson, A"), ["{Wool and Yarn}", "Andersson, A"]);
        assert_eq!(texts(" and "), Vec::<&str>::new());
        let bodies: Vec<bool> =
            names("{A B} and {A} {B} and {\\'E} and {{A B}}").iter().map(|it| it.is_body).collect();
        assert_eq!(bodies, [true, false, false, true]);
    }
}
