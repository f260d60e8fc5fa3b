//! Letters in lower case.
//!
//! The standard library's tables have an entry for each letter, and take 12 KB each. They are in the engine
//! as soon as one place there uses `to_lowercase` or `to_uppercase`, which is why none does.

mod capitals;

use capitals::CAPITALS;

/// Returns `text` with each letter as [`lower`] gives it.
pub fn lowercase(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    text.chars().map(|c| if c.is_ascii() { c.to_ascii_lowercase() } else { lower(c) }).collect()
}

/// Returns the small letter of `c`, which is not of ASCII, or `c`. `İ` becomes an `i` without a second dot; alphabets
/// beyond U+FFFF, in which nobody lists papers, stay as they are.
pub fn lower(c: char) -> char {
    let Ok(code) = u16::try_from(u32::from(c)) else { return c };
    let at = CAPITALS.partition_point(|(_, last, _)| *last < code);
    match CAPITALS.get(at) {
        Some((first, _, 1)) if code >= *first && (code - first).is_multiple_of(2) => {
            char::from_u32(u32::from(code) + 1).unwrap_or(c)
        }
        Some((first, _, by)) if code >= *first && *by != 1 => {
            char::from_u32(u32::from(code.wrapping_add_signed(*by))).unwrap_or(c)
        }
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_letters_are_those_of_the_standard() {
        let cases = icu_casemap::CaseMapper::new();
        let mut capitals = 0;
        for c in ('\0'..='\u{ffff}').filter(|c| !c.is_ascii()) {
            assert_eq!(cases.simple_lowercase(c), lower(c), "{c} {}", u32::from(c));
            capitals += usize::from(lower(c) != c);
        }
        assert!(capitals > 1000, "{capitals}");
        assert_eq!(lower('İ'), 'i');
        assert_eq!(lower('\u{10400}'), '\u{10400}');
    }

    #[test]
    fn a_text_keeps_its_letters_and_loses_its_capitals() {
        for text in ["Ana LEE, 2nd", "Żółć ÉCOLE", "Мария", "一 2"] {
            assert_eq!(lowercase(text), text.to_lowercase());
        }
        assert_eq!(lowercase("İZMİR"), "izmir");
    }
}
