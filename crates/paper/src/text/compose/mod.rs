//! A letter and an accent as one character.
//!
//! As with [`skimmark_index::accents`], a whole Unicode normalization would weigh more
//! than everything that is read with it.

mod composed;

use composed::COMPOSED;

/// Returns the character that is `base` with the combining `mark`, if there is one.
pub fn compose(base: char, mark: char) -> Option<char> {
    let (_, pairs) = COMPOSED.iter().find(|(known, _)| *known == mark)?;
    let mut pairs = pairs.chars();
    while let (Some(letter), Some(whole)) = (pairs.next(), pairs.next()) {
        if letter == base {
            return Some(whole);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_put_together_as_the_standard_does() {
        let letters = [0x41..0x300, 0x386..0x3d0, 0x400..0x500, 0x1e00..0x1f00];
        let mut composed = 0;
        for base in letters.into_iter().flatten().filter_map(char::from_u32) {
            for (mark, _) in COMPOSED {
                let standard = unicode_normalization::char::compose(base, *mark);
                // Ancient Greek stays as a letter and a mark.
                let standard = standard.filter(|whole| {
                    whole.is_alphabetic() && !('\u{1f00}'..'\u{2000}').contains(whole)
                });
                assert_eq!(compose(base, *mark), standard, "{base} {mark:?}");
                composed += usize::from(standard.is_some());
            }
        }
        assert_eq!(composed, COMPOSED.iter().map(|(_, it)| it.chars().count() / 2).sum::<usize>());
    }
}
