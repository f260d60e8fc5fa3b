//! Marks of affiliations and footnotes after a name: `Ana Lee1,2`, `Ana Lee$^{1,*}$`, `Ana Lee†`.

use std::borrow::Cow;

/// What separates two names.
pub const SEPARATORS: &[char] = &[',', ';', '、', '，', '；'];

/// Returns the length of the marks that `text`, right after a name, begins with: 0 unless the end
/// of the name follows them. A comma between two marks, or inside one, is part of them.
pub fn marks(text: &str) -> usize {
    let mut end = 0;
    while let Some(length) = mark(&text[end..]) {
        end += length;
        let comma = text[end..].strip_prefix(',').and_then(mark);
        end += comma.map_or(0, |length| length + 1);
    }
    let rest = text[end..].trim_start_matches([' ', '\u{a0}']);
    let ends = rest.is_empty() || ["and ", "& "].iter().any(|word| rest.starts_with(word));
    if ends || rest.starts_with(SEPARATORS) { end } else { 0 }
}

/// Returns a list of names without the marks that hold more than a number, and whether there were
/// any.
pub fn removed(list: &str) -> (Cow<'_, str>, bool) {
    if !list.chars().any(may_begin) {
        return (Cow::Borrowed(list), false);
    }
    let mut out = String::new();
    let mut kept = 0;
    let mut in_word = false;
    for (at, c) in list.char_indices() {
        if at >= kept && in_word && !c.is_alphabetic() {
            let length = marks(&list[at..]);
            if list[at..at + length].contains(['^', ',']) {
                out.push_str(&list[kept..at]);
                kept = at + length;
            }
        }
        in_word = c.is_alphabetic();
    }
    if kept == 0 {
        return (Cow::Borrowed(list), false);
    }
    out.push_str(&list[kept..]);
    (Cow::Owned(out), true)
}

/// Returns true for a character that a mark may begin with: a number, a sign of TeX, or one that only
/// marks names.
pub fn may_begin(c: char) -> bool {
    c.is_ascii_digit() || !c.is_ascii() || matches!(c, '$' | '^' | '*')
}

/// Returns the length of the mark at the front.
fn mark(text: &str) -> Option<usize> {
    let first = text.chars().next()?;
    if first.is_ascii_digit() {
        return Some(text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len());
    }
    raised(text).or_else(|| is_sign(first).then_some(first.len_utf8()))
}

/// Returns true for a character that only marks names.
pub fn is_sign(c: char) -> bool {
    "*∗†‡§¶¹²³⁰⁴⁵⁶⁷⁸⁹✉".contains(c)
}

/// The longest text that is read as raised.
const LONGEST: usize = 40;

/// Returns the length of the raised numbers, letters or signs at the front, as TeX writes them:
/// `$^{1,2}$`, `$^*$`, `^{a}`.
fn raised(text: &str) -> Option<usize> {
    let (open, close) = [("$^{", "}$"), ("${}^{", "}$"), ("$^", "$"), ("^{", "}")]
        .into_iter()
        .find(|(open, _)| text.starts_with(open))?;
    let inner = &text[open.len()..text.floor_char_boundary(LONGEST)];
    let inner = &inner[..inner.find(close)?];
    let one = |part: &str| {
        let part = part.trim().trim_matches(['{', '}']);
        let named = ["\\ast", "\\dagger", "\\ddagger", "\\dag", "\\ddag", "\\star", "\\S", "\\P"];
        let number = part.chars().all(|c| c.is_ascii_digit() || is_sign(c));
        number || part.len() == 1 || named.contains(&part)
    };
    inner.split(',').all(one).then_some(open.len() + inner.len() + close.len())
}

/// Returns where the raised text ends that the comma at `at` is part of: `Ana Lee$^{1, 2}$`.
pub(crate) fn raised_around(text: &str, at: usize) -> Option<usize> {
    let from = text.floor_char_boundary(at.saturating_sub(LONGEST));
    let open = from + text[from..at].rfind('^')?;
    let end = open + raised(&text[open..])?;
    (end > at).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_end_a_name() {
        for (text, length) in [
            ("1, Bo Ek", 1),
            ("1,2, Bo Ek", 3),
            ("1,2,Bo Ek", 3),
            ("$^{1,2}$, Bo Ek", 8),
            ("$^{1, 2}$ and Bo Ek", 9),
            ("$^{1,*}$", 8),
            ("${}^{\\dagger}$; Bo Ek", 14),
            ("^{a,b}", 6),
            ("$^*$", 4),
            ("∗,1", 5),
            ("¹ , Bo", 2),
            ("5 Team, Bo", 0),
            ("$^{6}$ Sheep", 0),
            ("$^{\\circ}$, Bo", 0),
            ("$^{1", 0),
            (", Bo", 0),
            ("", 0),
        ] {
            assert_eq!(marks(text), length, "{text}");
        }
    }
}
