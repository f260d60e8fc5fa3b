//! Text in which some characters have a meaning.

use skimmark_paper::text::math;

/// Writes `text` with each character as `write` writes it; math stays as it is.
pub(super) fn escaped(text: &str, write: fn(char, &mut String)) -> String {
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for math in math::find(text) {
        text[done..math.start].chars().for_each(|sign| write(sign, &mut out));
        out += &text[math.clone()];
        done = math.end;
    }
    text[done..].chars().for_each(|sign| write(sign, &mut out));
    out
}
