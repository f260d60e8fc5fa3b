//! Characters that programs put in place of others, and characters that do not show.

use skimmark_paper::text::{compose, is_invisible};

use super::encoding::WINDOWS_1252;

/// Letters that are one sign in print.
const LIGATURES: [&str; 7] = ["ff", "fi", "fl", "ffi", "ffl", "st", "st"];

/// Returns the text as it was typed: each line ended by a line feed, blanks as spaces, without
/// signs that do not show, hyphens as such, and letters with their accents. Blanks of HTML stay, as
/// they mean something there.
pub(super) fn plain(text: String, is_html: bool) -> String {
    if text.is_ascii() && memchr::memchr3(b'\r', 0xb, 0xc, text.as_bytes()).is_none() {
        return text;
    }
    let breaks = breaks(&text);
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' => {
                let more = std::iter::from_fn(|| chars.next_if_eq(&'\r')).count();
                if chars.peek() != Some(&'\n') {
                    let end = if breaks.returns { "\n" } else { " " };
                    (0..=more).for_each(|_| out.push_str(end));
                }
            }
            // A new page begins on a new line.
            '\u{c}' if out.is_empty() || out.ends_with('\n') => {}
            '\u{b}' | '\u{c}' => out.push('\n'),
            '\u{80}'..='\u{9f}' if breaks.is_of_windows => {
                out.push(WINDOWS_1252[c as usize - 0x80]);
            }
            '\u{85}' | '\u{2028}' | '\u{2029}' if breaks.separators => out.push('\n'),
            '\u{2010}' | '\u{2011}' => out.push('-'),
            '\u{fb00}'..='\u{fb06}' => out.push_str(LIGATURES[c as usize - 0xfb00]),
            '\u{300}'..='\u{36f}' | '\u{3099}' | '\u{309a}' | '\u{1161}'..='\u{11c2}' => {
                match out.chars().next_back().and_then(|base| joined(base, c)) {
                    Some(whole) => {
                        out.pop();
                        out.push(whole);
                    }
                    None => out.push(c),
                }
            }
            // Joiners shape words of some scripts, and emoji.
            '\u{200c}' | '\u{200d}' => out.push(c),
            _ if is_invisible(c) => {}
            _ if !is_html && c.is_whitespace() && !c.is_ascii() => out.push(' '),
            _ => out.push(c),
        }
    }
    out
}

/// Kana that have a voiced form, which is the next character; of the last ones, the one after it is
/// another form.
const VOICED: &str = "かきくけこさしすせそたちつてとはひふへほ";
const TWICE_VOICED: &str = "はひふへほ";

/// Returns the one character that a letter is with the mark, or the part of a syllable, after it.
fn joined(base: char, mark: char) -> Option<char> {
    let (first, second) = (u32::from(base), u32::from(mark));
    let kana = char::from_u32(first - if first >= 0x30a0 { 0x60 } else { 0 });
    let among = |kanas: &str| kana.is_some_and(|kana| kanas.contains(kana));
    char::from_u32(match second {
        0x3099 if among(VOICED) => first + 1,
        0x309a if among(TWICE_VOICED) => first + 2,
        // The syllables of Korean follow each other by first, middle and last part.
        0x1161..=0x1175 if (0x1100..=0x1112).contains(&first) => {
            0xac00 + ((first - 0x1100) * 21 + second - 0x1161) * 28
        }
        0x11a8..=0x11c2 if (0xac00..=0xd7a3).contains(&first) && (first - 0xac00) % 28 == 0 => {
            first + second - 0x11a7
        }
        _ => return compose(base, mark),
    })
}

/// What signs that can end a line mean in a text.
struct Breaks {
    returns: bool,
    separators: bool,
    /// U+0085 and its kin are those of windows-1252, read in another encoding.
    is_of_windows: bool,
}

fn breaks(text: &str) -> Breaks {
    let (mut feeds, mut returns, mut separators, mut others) = (0, 0, 0, 0);
    let mut before = ' ';
    for c in text.chars() {
        match c {
            '\n' => feeds += 1,
            '\u{85}' | '\u{2028}' | '\u{2029}' => separators += 1,
            '\u{80}'..='\u{9f}' => others += 1,
            _ => {}
        }
        returns += usize::from(before == '\r' && c != '\n' && c != '\r');
        before = c;
    }
    // Where most lines end otherwise, such a sign within a line is a blank.
    Breaks { returns: returns >= feeds, separators: separators >= feeds, is_of_windows: others > 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sign_that_ends_lines_is_a_line_feed() {
        for end in ["\n", "\r\n", "\r", "\r\r\n", "\u{b}", "\u{85}", "\u{2028}", "\u{2029}"] {
            let text = ["One", "", "two", "three"].join(end);
            assert_eq!(plain(text, false), "One\n\ntwo\nthree", "{end:?}");
        }
        assert_eq!(plain("One\u{b}two\nthree\n".into(), false), "One\ntwo\nthree\n");
        assert_eq!(plain("One\n\u{c}two\u{c}three".into(), false), "One\ntwo\nthree");
        assert_eq!(plain("a\u{2028}b\nc\nd\re\n".into(), false), "a b\nc\nd e\n");
    }

    #[test]
    fn signs_are_as_they_were_typed() {
        let cases = [
            ("a\u{a0}\u{202f}b\u{3000}c", "a  b c"),
            ("\u{feff}\u{200b}sh\u{ad}eep\u{2060} \u{2068}x\u{2069}", "sheep x"),
            ("cross\u{2011}list", "cross-list"),
            ("e\u{301}t\u{e9} e\u{302}\u{301} q\u{301}", "été ế q\u{301}"),
            ("さ\u{3099}は\u{309a}ハ\u{3099} \u{1112}\u{1161}\u{11ab}", "ざぱバ 한"),
            ("\u{fb01}nd e\u{fb03}cient", "find efficient"),
            ("caf\u{e9} \u{96} \u{80}5\u{85}", "café – €5…"),
            ("\u{645}\u{6cc}\u{200c}\u{62e}", "\u{645}\u{6cc}\u{200c}\u{62e}"),
        ];
        for (text, expected) in cases {
            assert_eq!(plain(text.into(), false), expected, "{text:?}");
        }
        assert_eq!(plain("a\u{a0}\u{ad}b".into(), true), "a\u{a0}b");
    }
}
