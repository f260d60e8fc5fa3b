//! Addresses that mail gateways rewrote, in the text and in the links of its HTML.
//!
//! Each holds who received the mail. So they are followed here, before anything is read, and the
//! text that papers keep names nobody.

use std::borrow::Cow;

use memchr::memmem;
use skimmark_paper::text::redirect;

/// How many lines an address that a mail program broke may go on for.
const MOST_LINES: usize = 8;

/// The narrowest line that a mail program breaks.
const NARROWEST: usize = 50;

/// How an address ends that a gateway wrote, if it is whole.
const ENDS: &[(&str, &[&str])] = &[
    ("safelinks.protection", &["reserved=0"]),
    ("urldefense.proofpoint.com/v2", &["&e=", "&amp;e="]),
    ("/v3/__", &["$"]),
];

/// No address is longer, in bytes.
const LONGEST: usize = 8 << 10;

/// How much of an address tells whose it is, in bytes.
const HEAD: usize = 256;

/// Returns the text with each address replaced by the one that it leads to.
pub(super) fn follow(text: String, is_html: bool) -> String {
    let mut followed = String::new();
    let mut done = 0;
    for at in memmem::find_iter(text.as_bytes(), b"http") {
        let head = &text[at..text.floor_char_boundary(at + HEAD)];
        if at < done || !redirect::is_of_service(head) {
            continue;
        }
        let (url, end) = address(&text, at);
        let target = redirect::delivered(&url);
        followed.push_str(&text[done..at]);
        followed.push_str(&if is_html { escaped(&target) } else { target.into_owned() });
        // The lines after it keep their numbers.
        followed.extend(text[at..end].chars().filter(|c| *c == '\n'));
        done = end;
    }
    if done == 0 {
        return text;
    }
    followed.push_str(&text[done..]);
    followed
}

/// Returns the address that begins at this byte, and the byte after it. It may go on in the lines
/// below; then its last line ends it as the gateway does.
fn address(text: &str, at: usize) -> (Cow<'_, str>, usize) {
    let first = word(&text[at..]);
    let mut end = at + first.len();
    let Some((_, endings)) = ENDS.iter().find(|(sign, _)| first.contains(sign)) else {
        return (first.into(), end);
    };
    let is_whole = |url: &str| endings.iter().any(|ending| url.contains(ending));
    let missing = NARROWEST.saturating_sub(first.len());
    let before = &text[text.floor_char_boundary(at.saturating_sub(missing))..at];
    if is_whole(first) || before.len() < missing || before.contains('\n') {
        return (first.into(), end);
    }
    let mut whole = first.to_owned();
    let only = end;
    for _ in 0..MOST_LINES {
        let rest = text[end..].trim_start_matches('\r');
        let Some(below) = rest.strip_prefix('\n') else { break };
        let inner = below.trim_start_matches([' ', '>']);
        let (before, more) = (below.len() - inner.len(), word(inner));
        if more.is_empty() {
            break;
        }
        whole.push_str(more);
        end = text.len() - below.len() + before + more.len();
        if is_whole(&whole) {
            return (whole.into(), end);
        }
    }
    (first.into(), only)
}

/// Returns the address that `text` begins with, up to a blank, a quotation mark, or a bracket that
/// was opened before it; punctuation after it is not part of it.
fn word(text: &str) -> &str {
    let text = &text[..text.floor_char_boundary(LONGEST)];
    let (mut round, mut square, mut curly) = (0_u32, 0_u32, 0_u32);
    let ends = |(_, c): &(usize, char)| match c {
        '(' => plus(&mut round),
        '[' => plus(&mut square),
        '{' => plus(&mut curly),
        ')' => minus(&mut round),
        ']' => minus(&mut square),
        '}' => minus(&mut curly),
        _ => c.is_whitespace() || c.is_control() || "<>\"'`".contains(*c),
    };
    let end = text.char_indices().find(ends).map_or(text.len(), |(end, _)| end);
    let escaped = ["&gt;", "&lt;", "&quot;", "&nbsp;"].iter().filter_map(|it| text[..end].find(it));
    let end = escaped.min().unwrap_or(end);
    text[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '*'])
}

/// Counts a bracket that opens; no address ends there.
fn plus(open: &mut u32) -> bool {
    *open += 1;
    false
}

/// Counts a bracket that closes; returns true if none was open.
fn minus(open: &mut u32) -> bool {
    open.checked_sub(1).map(|left| *open = left).is_none()
}

/// Writes an address as HTML does.
fn escaped(url: &str) -> String {
    url.replace('&', "&amp;").replace('"', "&quot;").replace('\'', "&#39;").replace('<', "&lt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAFE: &str = "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fexample.org%2Fsheep%3Fa%3D1%26b%3D2&data=05%7C02%7Cana%40example.org%7C0a&sdata=Ab%3D&reserved=0";

    #[test]
    fn addresses_are_followed_wherever_they_stand() {
        let sheep = "https://example.org/sheep?a=1&b=2";
        for (before, after) in
            [("See ", ". And"), ("(", ")"), ("{", "},"), ("[wool](", ") x"), ("<", ">"), ("", "")]
        {
            let text = [before, SAFE, after].concat();
            assert_eq!(follow(text, false), [before, sheep, after].concat());
        }
        let html = format!("<a href=\"{}\">{}</a>", SAFE.replace('&', "&amp;"), SAFE);
        let sheep = sheep.replace('&', "&amp;");
        assert_eq!(follow(html, true), format!("<a href=\"{sheep}\">{sheep}</a>"));
        let other = "See https://example.org/?url=https://example.com and http";
        assert_eq!(follow(other.to_owned(), false), other);
    }

    #[test]
    fn an_address_that_was_broken_is_one() {
        let (first, second) = SAFE.split_at(110);
        let text = format!("> Wool:\n> {first}\n> {second} is\n> here");
        let whole = "> Wool:\n> https://example.org/sheep?a=1&b=2\n is\n> here";
        assert_eq!(follow(text, false), whole);
        let unbroken = SAFE.replace("&reserved=0", "\nWe count.");
        assert_eq!(follow(unbroken, false), "https://example.org/sheep?a=1&b=2\nWe count.");
    }
}
