//! Texts that are HTML or XML, among others that are not.

use std::borrow::Cow;

use crate::intake::html;

/// Returns a text as it is shown: without tags and with the signs that entities stand for, if it has
/// any. A sign of less alone is mathematics.
pub(crate) fn plain(text: &str) -> Cow<'_, str> {
    if !is_marked(text) {
        return Cow::Borrowed(text);
    }
    // JATS: its titles stand above sections.
    let once = shown(&text.replace("jats:title>", "h4>").replace("jats:", ""));
    let once = once.strip_prefix("Abstract\n").unwrap_or(&once).trim_start();
    // Entities may stand for tags.
    Cow::Owned(if is_marked(once) { shown(once) } else { once.to_owned() })
}

/// Returns true if the text has tags or entities.
pub(crate) fn is_marked(text: &str) -> bool {
    has_tags(text) || has_entities(text)
}

/// Returns what a browser shows.
fn shown(text: &str) -> String {
    html::page(text).text().trim().to_owned()
}

/// Returns true for a line of XML that is no HTML: it begins with a tag of such an element, or ends
/// with the end of one.
pub(crate) fn is_xml(line: &str) -> bool {
    if !line.contains('<') {
        return false;
    }
    let last = line.strip_suffix('>').and_then(|rest| rest.rsplit_once("</"));
    line.starts_with("<?xml")
        || line.strip_prefix('<').is_some_and(is_xml_tag)
        || last.is_some_and(|(_, name)| is_xml_tag(name))
}

/// Returns true if what follows a `<` is the tag of such an element; but not for an address.
fn is_xml_tag(text: &str) -> bool {
    let text = text.trim_start_matches('/');
    let is_of_name = |c: char| c.is_ascii_alphanumeric() || "_-:".contains(c);
    let name = &text[..text.find(|c| !is_of_name(c)).unwrap_or(text.len())];
    let rest = text[name.len()..].trim_start_matches('/');
    let (prefix, local) = name.rsplit_once(':').unwrap_or(("", name));
    local.starts_with(|c: char| c.is_ascii_alphabetic())
        && rest.chars().next().is_none_or(|c| c == '>' || c.is_whitespace())
        && (!prefix.is_empty() || local.eq_ignore_ascii_case("title") || !html::is_element(local))
}

/// `</i>`, `</jats:p>`, `<br`
fn has_tags(text: &str) -> bool {
    const TAGS: &[&str] = &["<br", "<p>"];
    memchr::memchr_iter(b'<', text.as_bytes()).any(|at| {
        let closes = || {
            let rest = text.as_bytes()[at..].iter().skip(2).take(22);
            let name = rest.take_while(|b| b.is_ascii_alphanumeric() || **b == b':').count();
            name > 0 && text.as_bytes().get(at + 2 + name) == Some(&b'>')
        };
        let rest = &text[at..];
        rest.starts_with("</") && closes() || TAGS.iter().any(|tag| rest.starts_with(tag))
    })
}

/// `&amp;`, `&#39;`
fn has_entities(text: &str) -> bool {
    memchr::memchr_iter(b'&', text.as_bytes()).any(|at| {
        let name = text.as_bytes()[at + 1..].iter().take(12);
        let length = name.take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'#').count();
        length > 1 && text.as_bytes().get(at + 1 + length) == Some(&b';')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_xml_are_told_from_html_and_addresses() {
        for text in [
            "<?xml version=\"1.0\"?>",
            "<creator id=\"a\">Lee, Ana</creator>",
            "<b:Title>Counting Sheep</b:Title>",
            "</person_name>",
            "<ptr/>",
            "  <Doi>10.5555/wool.1</Doi>".trim(),
            "<title>Counting Sheep</title>",
            "sheep, which we count.</abstractText>",
        ] {
            assert!(is_xml(text), "{text}");
        }
        for text in [
            "<b>Counting Sheep</b>",
            "<a href=\"https://arxiv.org/abs/2601.00001\">Sheep</a>",
            "<https://arxiv.org/abs/2601.00001>",
            "<arXiv:2601.00001>",
            "<ana@example.org>",
            "<cs.LG> Counting Sheep",
            "Sheep < Goats",
            "<- Sheep",
        ] {
            assert!(!is_xml(text), "{text}");
        }
    }

    #[test]
    fn markup_is_read_as_it_is_shown() {
        let cases = [
            ("<jats:title>Abstract</jats:title><jats:p>We count.</jats:p>", "We count."),
            ("<p>Wool &amp; <i>yarn</i></p>", "Wool & yarn"),
            ("CO<sub>2</sub> &lt; 5", "CO2 < 5"),
            ("&lt;i&gt;Ovis&lt;/i&gt; &amp;amp; wool", "Ovis & wool"),
            ("$a<b$ & c", "$a<b$ & c"),
            ("AT&T; R&D", "AT&T; R&D"),
        ];
        for (text, expected) in cases {
            assert_eq!(plain(text), expected, "{text}");
        }
    }
}
