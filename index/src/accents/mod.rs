//! Letters without their accents.
//!
//! A whole Unicode normalization weighs as much as half the engine; these are the letters of the
//! scripts in which papers are listed.

mod bare;

use bare::{CYRILLIC, GREEK, LATIN, MORE_GREEK, MORE_LATIN};

/// Calls `emit` with what is left of `c`, a letter that is not a capital, without accents,
/// ligatures and style. Korean syllables become their letters, voiced Japanese ones the voiceless
/// one and the mark.
pub fn strip(c: char, mut emit: impl FnMut(char)) {
    match c {
        '\u{ac00}'..='\u{d7a3}' => jamo(c, emit),
        '\u{304b}'..='\u{3094}' | '\u{30ab}'..='\u{30f4}' => match voiceless(c) {
            Some((kana, mark)) => [kana, mark].into_iter().for_each(emit),
            None => emit(c),
        },
        _ => match spelled(c) {
            Some(letters) => letters.chars().for_each(emit),
            None => emit(bare(c)),
        },
    }
}

/// Returns the letters as which one letter is typed.
fn spelled(c: char) -> Option<&'static str> {
    Some(match c {
        'ß' => "ss",
        'æ' | 'ǣ' | 'ǽ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        'ĳ' => "ij",
        'ŉ' => "n",
        'ǆ' | 'ǳ' => "dz",
        'ǉ' => "lj",
        'ǌ' => "nj",
        'ﬀ' => "ff",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        'ﬃ' => "ffi",
        'ﬄ' => "ffl",
        'ﬅ' | 'ﬆ' => "st",
        _ => return None,
    })
}

/// Returns the letter without its accent, stroke or style.
fn bare(c: char) -> char {
    let at = u32::from(c);
    let of = |table: &str, first: u32| {
        table.chars().nth((at - first) as usize).filter(|letter| *letter != '.').unwrap_or(c)
    };
    match c {
        'ª' => 'a',
        'º' => 'o',
        '²' | '³' => shifted(at - 0xb2, '2'),
        '¹' => '1',
        'ø' | 'ǿ' => 'o',
        'ł' => 'l',
        'đ' | 'ð' => 'd',
        'ħ' => 'h',
        'ŧ' => 't',
        'ı' => 'i',
        'ŋ' => 'n',
        'ς' => 'σ',
        'µ' => 'μ',
        'ϐ' => 'β',
        'ϑ' => 'θ',
        'ϕ' => 'φ',
        'ϖ' => 'π',
        'ϵ' => 'ε',
        '\u{e0}'..='\u{24f}' => of(LATIN, 0xe0),
        '\u{1e00}'..='\u{1eff}' => of(MORE_LATIN, 0x1e00),
        '\u{390}'..='\u{3ce}' => of(GREEK, 0x390),
        '\u{430}'..='\u{45f}' => of(CYRILLIC, 0x430),
        '\u{1f00}'..='\u{1fff}' => of(MORE_GREEK, 0x1f00),
        _ => plain(c, at),
    }
}

/// Returns the plain letter or digit of one in another style: script, full width, raised, lowered.
fn plain(c: char, at: u32) -> char {
    match at {
        0x2070 | 0x2074..=0x2079 => shifted(at - 0x2070, '0'),
        0x2080..=0x2089 => shifted(at - 0x2080, '0'),
        0xff01..=0xff5e => shifted(at - 0xff01, '!').to_ascii_lowercase(),
        0x1d400..=0x1d6a3 => shifted((at - 0x1d400) % 26, 'a'),
        0x1d7ce..=0x1d7ff => shifted((at - 0x1d7ce) % 10, '0'),
        _ => match c {
            'ℂ' | 'ℭ' => 'c',
            'ℬ' => 'b',
            'ℰ' | 'ℯ' => 'e',
            'ℱ' => 'f',
            'ℊ' => 'g',
            'ℋ' | 'ℌ' | 'ℍ' | 'ℎ' | 'ℏ' => 'h',
            'ℐ' | 'ℑ' => 'i',
            'ℒ' | 'ℓ' => 'l',
            'ℳ' => 'm',
            'ℕ' => 'n',
            'ℴ' => 'o',
            'ℙ' => 'p',
            'ℚ' => 'q',
            'ℛ' | 'ℜ' | 'ℝ' => 'r',
            'ℤ' | 'ℨ' => 'z',
            _ => c,
        },
    }
}

fn shifted(by: u32, first: char) -> char {
    char::from_u32(u32::from(first) + by).unwrap_or(first)
}

/// Calls `emit` with the letters of a Korean syllable.
fn jamo(syllable: char, mut emit: impl FnMut(char)) {
    let number = u32::from(syllable) - 0xac00;
    emit(shifted(number / 588, '\u{1100}'));
    emit(shifted(number % 588 / 28, '\u{1161}'));
    if !number.is_multiple_of(28) {
        emit(shifted(number % 28, '\u{11a7}'));
    }
}

/// Returns a voiced Japanese syllable as its voiceless one and the mark.
fn voiceless(kana: char) -> Option<(char, char)> {
    let at = u32::from(kana);
    let hiragana = if at >= 0x30a0 { at - 0x60 } else { at };
    let (back, mark) = match hiragana {
        0x304b..=0x3062 if hiragana.is_multiple_of(2) => (1, '\u{3099}'),
        0x3065 | 0x3067 | 0x3069 => (1, '\u{3099}'),
        0x306f..=0x307d if hiragana % 3 == 1 => (1, '\u{3099}'),
        0x306f..=0x307d if hiragana % 3 == 2 => (2, '\u{309a}'),
        0x3094 => (0x4e, '\u{3099}'),
        _ => return None,
    };
    Some((char::from_u32(at - back)?, mark))
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_normalization::char::decompose_canonical;

    fn stripped(text: &str) -> String {
        let mut out = String::new();
        text.chars().for_each(|c| strip(c, |part| out.push(part)));
        out
    }

    #[test]
    fn letters_are_those_below_the_accents_of_the_standard() {
        let scripts = [
            0xe0..0x250,
            0x390..0x3cf,
            0x430..0x460,
            0x1e00..0x1f00,
            0x1f00..0x1fbd,
            0x3041..0x3097,
            0x30a1..0x30f5,
            0xac00..0xd7a4,
        ];
        let mut checked = 0;
        for c in scripts.into_iter().flatten().filter_map(char::from_u32) {
            let mut standard = String::new();
            decompose_canonical(c, |part| standard.push(part));
            standard.retain(|part| !matches!(part, '\u{300}'..='\u{36f}'));
            let lower = c.to_lowercase().eq([c]);
            if lower && !standard.chars().eq([c]) {
                let ours = stripped(c.encode_utf8(&mut [0; 4]));
                assert_eq!(ours, stripped(&standard), "{c} U+{:X}", u32::from(c));
                checked += 1;
            }
        }
        assert!(checked > 11_000, "{checked}");
    }

    #[test]
    fn styled_letters_are_plain() {
        assert_eq!(stripped("ﬁ𝐱𝒩𝟘²₂ｆµ"), "fixn022fμ");
    }
}
