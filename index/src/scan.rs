//! Looks at each byte of a text, which are worth it here because this crate is compiled for speed.

/// What [`is_simple`] makes of each byte: nothing, something that must not come twice, or an end.
const SIMPLE: [u8; 256] = {
    let mut kinds = [ODD; 256];
    let mut byte = b' ';
    while byte < 0x7f {
        kinds[byte as usize] = match byte {
            b'\\' | b'~' => ODD,
            b' ' | b'-' | b'\'' | b'`' => ONCE,
            _ => PLAIN,
        };
        byte += 1;
    }
    kinds
};
const PLAIN: u8 = 0;
const ONCE: u8 = 1;
const ODD: u8 = 2;

/// Returns true for a text of ASCII in which there are no two blanks after each other, and nothing
/// that TeX means otherwise: most are. By a table as it costs 6 instructions a byte; by comparisons,
/// of which the compiler was to make vectors, it cost 18 (callgrind).
pub fn is_simple(text: &[u8]) -> bool {
    let mut before = 0;
    for byte in text {
        let kind = SIMPLE[usize::from(*byte)];
        if kind != PLAIN && (kind == ODD || before == *byte) {
            return false;
        }
        before = *byte;
    }
    true
}

/// Returns which of these words, none of them empty and at most 32, stand in the text as whole words
/// in any case of ASCII: a bit for each. Letters beyond ASCII part no words; nor do those of words
/// have to be of ASCII.
pub fn words_in(text: &str, words: &[&str]) -> u32 {
    // Most words of the text are told by their first letter.
    let mut begins = [0_u32; 256];
    for (word, number) in words.iter().zip(0..) {
        if let Some(first) = word.bytes().next() {
            begins[usize::from(first.to_ascii_lowercase())] |= 1 << number;
        }
    }
    let bytes = text.as_bytes();
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || byte >= 0x80;
    let (mut found, mut at) = (0, 0);
    while at < bytes.len() {
        if !is_part(bytes[at]) {
            at += 1;
            continue;
        }
        let length = bytes[at..].iter().take_while(|byte| is_part(**byte)).count();
        let run = &text[at..at + length];
        at += length;
        if run.is_ascii() {
            found |= alike(run, words, begins[usize::from(run.as_bytes()[0].to_ascii_lowercase())]);
        } else {
            // Some characters beyond ASCII part words.
            for word in run.split(|c: char| !c.is_alphanumeric()) {
                found |= alike(word, words, u32::MAX);
            }
        }
    }
    found
}

/// Returns those of the words, among the ones of these bits, that are this one.
fn alike(run: &str, words: &[&str], among: u32) -> u32 {
    let mut found = 0;
    if among != 0 {
        for (word, number) in words.iter().zip(0..) {
            let is_same = word.len() == run.len() && word.eq_ignore_ascii_case(run);
            found |= u32::from(is_same) << number;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn words_are_found_whole() {
        for (text, word, held) in [
            ("We present WoolTrack, a tracker", "wooltrack", true),
            ("we track wool", "wooltrack", false),
            ("nettle and net", "NET", true),
            ("nettle, planet and net2", "net", false),
            ("über", "ber", false),
            ("(net)", "net", true),
            ("naïve", "naïve", true),
            ("cafe\u{301}", "cafe\u{301}", false),
            ("net—net", "net", true),
            ("", "net", false),
        ] {
            assert_eq!(words_in(text, &["sheep", word]), u32::from(held) << 1, "{word} in {text}");
        }
    }

    proptest! {
        #[test]
        fn whole_words_are_those_that_nothing_goes_on_with(
            text in "[aB é—-]{0,30}", word in "[aBé]{1,3}"
        ) {
            let (low, wanted) = (text.to_ascii_lowercase(), word.to_ascii_lowercase());
            let mut parts = low.split(|c: char| !c.is_alphanumeric());
            prop_assert_eq!(words_in(&text, &[&word]) == 1, parts.any(|part| part == wanted));
        }
    }
}
