//! Texts that are HTML or XML, among others that are not.

use std::borrow::Cow;

use crate::intake::html;

/// Returns a text as it is shown: without tags and with the signs that entities stand for, if it has
/// any. A sign of less alone is mathematics.
pub(crate) fn plain(text: &str) -> Cow<'_, str> {
    if !has_tags(text) && !has_entities(text) {
        return Cow::Borrowed(text);
    }
    // JATS: its titles stand above sections.
    let text = text.replace("jats:title>", "h4>").replace("jats:", "");
    let page = html::page(&text);
    let shown = page.text().trim();
    let shown = shown.strip_prefix("Abstract\n").unwrap_or(shown);
    Cow::Owned(shown.trim_start().to_owned())
}

fn has_tags(text: &str) -> bool {
    const TAGS: &[&str] = &["</", "<br", "<p>", "<i>", "<b>"];
    text.match_indices('<').any(|(at, _)| TAGS.iter().any(|tag| text[at..].starts_with(tag)))
}

fn has_entities(text: &str) -> bool {
    text.match_indices('&').any(|(at, _)| {
        let name = text.as_bytes()[at + 1..].iter().take(12);
        let length = name.take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'#').count();
        length > 1 && text.as_bytes().get(at + 1 + length) == Some(&b';')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_read_as_it_is_shown() {
        let cases = [
            ("<jats:title>Abstract</jats:title><jats:p>We count.</jats:p>", "We count."),
            ("<p>Wool &amp; <i>yarn</i></p>", "Wool & yarn"),
            ("CO<sub>2</sub> &lt; 5", "CO2 < 5"),
            ("$a<b$ & c", "$a<b$ & c"),
            ("AT&T; R&D", "AT&T; R&D"),
        ];
        for (text, expected) in cases {
            assert_eq!(plain(text), expected, "{text}");
        }
    }
}
