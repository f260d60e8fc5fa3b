//! Plain text that was escaped as if it were HTML, once or several times.

use std::borrow::Cow;

use super::references;
use skimmark_paper::text::lowercase;
use skimmark_paper::texts;
use skimmark_paper::texts::Texts;

/// How often a text may be escaped.
const MOST_TIMES: usize = 4;

/// The longest entity, in bytes.
const LONGEST: usize = 32;

/// Words beside which an entity is spoken of.
static SPEAKING: Texts = texts![
    "the",
    "a",
    "an",
    "and",
    "or",
    "of",
    "as",
    "like",
    "to",
    "into",
    "by",
    "for",
    "with",
    "is",
    "are",
    "from",
    "than",
    "entity",
    "entities",
    "character",
    "characters",
    "sign",
    "escape",
];

/// Returns the text as it was before it was escaped: if most of its entities stand where the
/// characters would that they are for. A text that speaks of entities stays, and so does one with
/// tags, whose own reader knows what they mean.
pub(super) fn unescape(mut text: String) -> String {
    for _ in 0..MOST_TIMES {
        let all: Vec<(usize, usize)> = find(&text).collect();
        let meant = all.iter().filter(|(start, end)| is_meant(&text, *start, *end)).count();
        if meant == 0 || meant * 2 < all.len() || has_tags(&text) {
            break;
        }
        let mut out = String::with_capacity(text.len());
        let mut done = 0;
        for (start, end) in all {
            out.push_str(&text[done..start]);
            out.push_str(&decoded(&text[start..end]));
            done = end;
        }
        out.push_str(&text[done..]);
        text = out;
    }
    text
}

/// Returns the text with the characters that its entities are for; unknown ones stay.
pub(crate) fn decode(text: &str) -> Cow<'_, str> {
    let mut out = String::new();
    let mut done = 0;
    for (start, end) in find(text) {
        // An entity may begin within what looked like one: `&a&lt;`.
        if start < done {
            continue;
        }
        out.push_str(&text[done..start]);
        out.push_str(&decoded(&text[start..end]));
        done = end;
    }
    if done == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(&text[done..]);
    Cow::Owned(out)
}

/// Returns where the entities of the text are.
fn find(text: &str) -> impl Iterator<Item = (usize, usize)> {
    memchr::memchr_iter(b'&', text.as_bytes()).filter_map(|start| {
        let rest = &text.as_bytes()[start + 1..text.len().min(start + LONGEST)];
        let length = memchr::memchr(b';', rest)?;
        let name = &rest[..length];
        let hex = |it: &'_ [u8]| it.first().is_some_and(|b| b.eq_ignore_ascii_case(&b'x'));
        let number = name.strip_prefix(b"#").map(|it| if hex(it) { &it[1..] } else { it });
        let known = match number {
            Some(digits) => !digits.is_empty() && digits.iter().all(u8::is_ascii_hexdigit),
            None => name.len() > 1 && name.iter().all(u8::is_ascii_alphanumeric),
        };
        known.then_some((start, start + length + 2))
    })
}

/// Returns true if the character of an entity makes sense where it stands.
fn is_meant(text: &str, start: usize, end: usize) -> bool {
    let (before, after) = (&text[..start], &text[end..]);
    let last = before.chars().next_back();
    let next = after.chars().next();
    let joins = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || "$\\&]=-+".contains(c));
    if joins(last) || joins(next) {
        return true;
    }
    // Between two words: `Sheep &amp; Goats`, `p &lt; 0.05`.
    let word = |word: Option<&str>, also: &[&str]| {
        word.is_some_and(|word| {
            let bare = lowercase(word.trim_matches(['(', ',', '.', ')', ':', '$']));
            let speaks = SPEAKING.contains(&bare.as_str()) && !also.contains(&bare.as_str());
            bare.chars().any(char::is_alphanumeric) && !speaks
        })
    };
    let near = before.floor_char_boundary(before.len().saturating_sub(60));
    let far = after.floor_char_boundary(60);
    let begins_line = last.is_none_or(|c| c == '\n');
    let is_row = begins_line && after.trim_start_matches(' ').starts_with(['|', '-']);
    is_row
        || last.is_none_or(char::is_whitespace)
            && next.is_some_and(char::is_whitespace)
            && (begins_line || word(before[near..].split_whitespace().next_back(), &[]))
            // `Sheep &amp; the Wool`
            && word(after[..far].split_whitespace().next(), &["the", "a", "an"])
}

fn has_tags(text: &str) -> bool {
    memchr::memchr_iter(b'<', text.as_bytes()).any(|at| {
        let inner = &text.as_bytes()[at + 1..text.len().min(at + 200)];
        let opens = inner.first().is_some_and(|b| b.is_ascii_alphabetic() || b"/!?".contains(b));
        let end = memchr::memchr2(b'>', b'\n', inner);
        let inner = &inner[..end.unwrap_or(inner.len())];
        // Addresses stand in the same brackets.
        opens
            && end.is_some()
            && !inner.contains(&b'@')
            && memchr::memmem::find(inner, b"://").is_none()
    })
}

/// Returns what an entity is for, with a plain space where it is one that keeps words together;
/// what is for a control stays as it is.
fn decoded(entity: &str) -> Cow<'_, str> {
    let whole = |(_, length): &(Cow<str>, usize)| *length == entity.len();
    let is_text =
        |meant: &Cow<str>| !meant.contains(|c: char| c.is_control() && !c.is_whitespace());
    match references::first(entity, false).filter(whole) {
        Some((meant, _)) if meant == "\u{a0}" => Cow::Borrowed(" "),
        Some((meant, _)) if is_text(&meant) => meant,
        _ => Cow::Borrowed(entity),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escaped_text_is_as_it_was() {
        let cases = [
            (
                "Sheep &amp; Goats at z&lt;0.5\nWe count &gt;7.",
                "Sheep & Goats at z<0.5\nWe count >7.",
            ),
            ("Sheep &amp;amp; Goats at z&amp;lt;0.5", "Sheep & Goats at z<0.5"),
            ("Sheep &amp; the Wool", "Sheep & the Wool"),
            ("don&#39;t &quot;shear&quot; M&uuml;ller&nbsp;x", "don't \"shear\" Müller x"),
            ("&gt; quoted\n&gt; again, p &lt; 0.05", "> quoted\n> again, p < 0.05"),
            ("A. Ek &lt;a@example.org&gt;", "A. Ek <a@example.org>"),
        ];
        for (text, expected) in cases {
            assert_eq!(unescape(text.into()), expected);
        }
    }

    #[test]
    fn what_speaks_of_entities_or_is_markup_stays() {
        for text in [
            "We decode the &amp; and the &lt; entity.",
            "How browsers escape &lt;, &gt; and &amp;, and why.",
            "<title>Sheep &amp; Goats</title>",
            "AT&T; and R&D, see https://example.org/?a=1&b=2;c",
            "",
        ] {
            assert_eq!(unescape(text.into()), text);
        }
    }
}
