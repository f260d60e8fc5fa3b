//! The values of BibTeX's fields as other formats write them: TeX without the braces that only
//! protect letters, without HTML, and the names of a list apart.

use std::borrow::Cow;

use crate::formats::shared::markup;
use skimmark_paper::text::is_quote;

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
    match markup::plain(&bare) {
        Cow::Owned(shown) if shown != bare => Cow::Owned(shown),
        _ => Cow::Borrowed(value),
    }
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
                match script(&rest[..length]) {
                    Some([base, name, text]) => out.extend([base, name, "{", text, "}"]),
                    None => out.push_str(&rest[..length]),
                }
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

/// Parts math that does nothing but raise or lower text, which is how Better BibTeX writes that, into what
/// stands before it, the macro that does so outside of math, and the text: `CO$_{\textrm{2}}$`.
fn script(math: &str) -> Option<[&str; 3]> {
    let inner = math.strip_prefix('$')?.strip_suffix("}}$")?;
    let (base, text) = inner.split_once("{\\textrm{")?;
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let (base, name) = match base.strip_suffix('_') {
        Some(base) => (base, "\\textsubscript"),
        None => (base.strip_suffix('^')?, "\\textsuperscript"),
    };
    // What has letters on both sides is math.
    let is_plain = base.bytes().all(|byte| byte.is_ascii_alphanumeric());
    (is_plain && (is_number(base) || is_number(text))).then_some([base, name, text])
}

/// One name of a list.
#[derive(Debug, PartialEq)]
pub(super) struct Name<'t> {
    pub text: Cow<'t, str>,
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

/// The parts of a name, in the order in which they are read.
const PARTS: [&str; 5] = ["given", "middle", "prefix", "family", "suffix"];

/// Reads a name whose parts have names, as biblatex extends the format: `family=Putten, given=Jan,
/// prefix=van, useprefix=true`. What is no part of it says how to sort and to abbreviate.
fn in_parts(text: &str) -> Option<Name<'_>> {
    let mut parts = [""; PARTS.len()];
    let (mut depth, mut quoted, mut last) = (0_i32, false, ' ');
    let ends = |c: char| {
        depth += i32::from(c == '{') - i32::from(c == '}');
        quoted ^= is_quote(c) && depth == 0 && last != '\\';
        last = c;
        c == ',' && depth == 0 && !quoted
    };
    for part in text.split(ends) {
        // Marks stand around a value, or around it and its name.
        let (key, value) = part.trim().trim_matches(is_quote).split_once('=')?;
        // Initials are told besides, if at all.
        let (key, is_short) = match key.trim().strip_suffix("-i") {
            Some(key) => (key, true),
            None => (key.trim(), false),
        };
        let place = PARTS.iter().position(|known| known.eq_ignore_ascii_case(key));
        if let Some(told) = place.and_then(|place| parts.get_mut(place))
            && (told.is_empty() || !is_short)
        {
            *told = value.trim().trim_matches(is_quote);
        }
    }
    let told = || parts.iter().filter(|part| !part.is_empty());
    match (told().next()?, told().nth(1)) {
        (only, None) => name(only),
        _ => {
            let text = told().copied().collect::<Vec<_>>().join(" ");
            Some(Name { text: Cow::Owned(text), is_body: false })
        }
    }
}

fn name(text: &str) -> Option<Name<'_>> {
    let text = text.trim();
    if let Some(found) = in_parts(text) {
        return Some(found);
    }
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
    (!text.is_empty()).then_some(Name { text: Cow::Borrowed(text), is_body })
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
            ("CO$_{\\textrm{2}}$ of $4^{\\textrm{\\`eme}}$ $H_{\\textrm{2}}$O", "CO₂ of 4ème H₂O"),
            (
                "$x_{\\textrm{max}}$ and $a+b_{\\textrm{2}}$",
                "$x_{\\textrm{max}}$ and $a+b_{\\textrm{2}}$",
            ),
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
        let texts = |value| names(value).into_iter().map(|it| it.text).collect::<Vec<_>>();
        assert_eq!(texts("Lee, Ana and\n  Ek, Bo AND others"), ["Lee, Ana", "Ek, Bo", "others"]);
        assert_eq!(texts("{Wool and Yarn} and Andersson, A"), ["{Wool and Yarn}", "Andersson, A"]);
        assert!(names(" and ").is_empty());
        let bodies: Vec<bool> =
            names("{A B} and {A} {B} and {\\'E} and {{A B}}").iter().map(|it| it.is_body).collect();
        assert_eq!(bodies, [true, false, false, true]);
    }

    #[test]
    fn parts_of_names_may_have_names() {
        let cases = [
            ("family=Putten, given=Jan, prefix=van, useprefix=true", "Jan van Putten", false),
            ("given = Bo, family = Ek, suffix = Jr., given-i=B", "Bo Ek Jr.", false),
            (
                "family=\"de la Cruz, Ek\", \"given={Ana}\", given-i=A",
                "{Ana} de la Cruz, Ek",
                false,
            ),
            ("given-i=B, family=Ek", "B Ek", false),
            (
                "family=G{\\\"u}nter, given=R\\\"olf, prefix={van, den}",
                "R\\\"olf {van, den} G{\\\"u}nter",
                false,
            ),
            ("family={{Barn Institute}}", "{{Barn Institute}}", true),
            ("family=Ek", "Ek", false),
            ("Ek, given=Bo", "Ek, given=Bo", false),
        ];
        for (written, text, is_body) in cases {
            let expected = Name { text: Cow::Borrowed(text), is_body };
            assert_eq!(names(written), [expected], "{written}");
        }
    }
}
