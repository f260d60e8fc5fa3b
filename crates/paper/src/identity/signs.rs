//! Titles as keys hold them: letters and digits, and the signs that tell papers apart.

use crate::text::fold::squash;

/// Returns the folded letters and digits of a title, with the signs that count in their places:
/// `C++` is not `C#`, `$X^+$` is not `$X^-$`. A sign that copies of one title write differently
/// (dashes, quotation marks, arrows) does not count, nor does an emoji before a title, as lists
/// decorate titles with them. A title of such signs alone counts as it is written.
///
/// Keys of stored marks are made from it: what it returns for a title must never change.
pub(super) fn signed(title: &str) -> String {
    if !may_count(title) {
        return squash(title);
    }
    let mut out = String::with_capacity(title.len());
    let mut plain = 0;
    for (at, c) in title.char_indices() {
        let (before, after) = (&title[..at], &title[at + c.len_utf8()..]);
        if let Some(sign) = counted(before, c, after) {
            out.push_str(&squash(&title[plain..at]));
            out.push(sign);
            plain = at + c.len_utf8();
        }
    }
    out.push_str(&squash(&title[plain..]));
    if out.is_empty() { title.split_whitespace().collect() } else { out }
}

/// Returns false if only letters and digits of the title count, as of most.
pub(super) fn may_count(title: &str) -> bool {
    let is_sign = |byte: u8| !byte.is_ascii() || b"+#<>*-".contains(&byte);
    title.bytes().any(is_sign) || !title.bytes().any(|byte| byte.is_ascii_alphanumeric())
}

/// Returns the sign that `c` counts as between these parts of a title.
fn counted(before: &str, c: char, after: &str) -> Option<char> {
    let arrow = before.ends_with(['-', '=', '–']) || after.starts_with(['-', '–']);
    let sign = match c {
        '+' | '＋' | '⁺' | '₊' => '+',
        '#' | '♯' | '＃' => '#',
        '<' | '≤' | '⩽' if !arrow => '<',
        '>' | '≥' | '⩾' if !arrow => '>',
        '*' | '∗' if is_star(before, after) => '*',
        '-' | '−' | '⁻' | '₋' if is_minus(before, c, after) => '-',
        '±' | '∓' => c,
        _ if is_picture(c) && before.contains(char::is_alphanumeric) => c,
        _ => return None,
    };
    Some(sign)
}

/// Returns true for the star of `A*` and `$C^*$`; others are emphasis and footnotes.
fn is_star(before: &str, after: &str) -> bool {
    let raised = before.ends_with(['^', '{']);
    let named = before.ends_with(char::is_uppercase) && !after.trim().is_empty();
    raised || named
}

/// Returns true for the minus of a charge, `$X^-$` or `e−`: nothing that it could be subtracted
/// from or joined to follows.
fn is_minus(before: &str, c: char, after: &str) -> bool {
    let last = before.chars().next_back();
    let charged = match last {
        Some('^' | '_' | '{' | '+') => true,
        Some(letter) if letter.is_alphanumeric() => c != '-' || is_lone_letter(before),
        _ => false,
    };
    charged && !after.starts_with(|c: char| c.is_alphanumeric() || "-\\".contains(c))
}

/// Returns true if the text ends in a letter that no other letter precedes.
fn is_lone_letter(text: &str) -> bool {
    let mut last = text.chars().rev();
    last.next().is_some_and(char::is_alphabetic) && !last.next().is_some_and(char::is_alphanumeric)
}

/// Returns true for emoji and other pictures.
fn is_picture(c: char) -> bool {
    matches!(c, '\u{2300}'..='\u{23ff}' | '\u{2600}'..='\u{27bf}' | '\u{2b00}'..='\u{2bff}'
        | '\u{1f000}'..='\u{1faff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn signs_that_tell_titles_apart_count() {
        for (a, b) in [
            ("A Survey of C++", "A Survey of C#"),
            ("A Survey of C++", "A Survey of C"),
            ("Search for $X^+$ decays", "Search for $X^-$ decays"),
            ("Search for $X^{-}$ decays", "Search for $X$ decays"),
            ("Search for X⁺ decays", "Search for X⁻ decays"),
            ("Sheep at T>0", "Sheep at T<0"),
            ("Sheep at $T \\ge 0$", "Sheep at T<0"),
            ("Planning with A* on hills", "Planning with A on hills"),
            ("$C^*$-algebras of sheep", "$C$-algebras of sheep"),
            ("$e^+e^-$ at rest", "$e^-e^-$ at rest"),
            ("Counting 🐑 and 🐐", "Counting 🐐 and 🐑"),
            ("🐑", "🐐"),
            ("???", "!!!"),
        ] {
            assert_ne!(signed(a), signed(b), "{a} and {b}");
        }
    }

    #[test]
    fn other_ways_to_write_a_title_are_the_same_title() {
        for (a, b) in [
            ("Sheep at $T > 0$", "Sheep at T>0"),
            ("Sheep at T≥0", "Sheep at T >= 0"),
            ("Search for $X^{-}$ decays", "Search for X− decays"),
            ("Search for $X^-$ decays", "Search for X- decays"),
            ("$e^+e^-$ at rest", "e+e− at rest"),
            ("Limits of $10^{-6}$", "Limits of 10−6"),
            ("Pre- and post-shearing", "Pre and post shearing"),
            ("Fields -> Hills", "Fields → Hills"),
            ("🔥 Counting Sheep", "Counting Sheep"),
            ("Counting Sheep*", "*Counting* Sheep"),
            ("A Survey of C＋＋", "A survey of c++"),
        ] {
            assert_eq!(signed(a), signed(b), "{a} and {b}");
        }
    }

    proptest! {
        #[test]
        fn without_such_signs_nothing_is_added(title in "([a-zA-Zé0-9]{2,6}[ .,:;'()$-]{1,2}){0,5}[a-z0-9]{2}") {
            prop_assert_eq!(signed(&title), squash(&title));
        }
    }
}
