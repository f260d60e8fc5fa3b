//! Text letter by letter: what is left of each, and the break before it.

use crate::{accents, case};

/// Ends each stretch of folded text; no needle holds it, so that no match crosses it.
pub(super) const END: char = '\n';

/// What separates a folded character from the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Break {
    None,
    Soft,
    Hard,
}

/// Calls `emit` with each folded character, the byte offset of the character it comes from and
/// the break before it.
pub(super) fn fold(text: &str, emit: impl FnMut(usize, char, Break)) {
    let mut folder = Folder::new(emit);
    for (offset, c) in text.char_indices() {
        folder.put(offset, c);
    }
}

/// Folds character by character.
pub(super) struct Folder<E> {
    emit: E,
    /// The break after the last character emitted.
    before: Break,
    /// The last character emitted.
    last: char,
}

impl<E: FnMut(usize, char, Break)> Folder<E> {
    /// Begins a stretch of text, or what follows a hard break.
    pub(super) fn new(emit: E) -> Self {
        Self { emit, before: Break::Hard, last: END }
    }

    /// Takes a character of the text. Returns whether nothing before it matters for what follows.
    #[inline]
    pub(super) fn put(&mut self, offset: usize, c: char) -> bool {
        if c.is_ascii() {
            self.take(offset, c.to_ascii_lowercase());
        } else {
            self.take_foreign(offset, c);
        }
        self.before == Break::Hard
    }

    /// Takes a character that is decomposed and in lower case.
    fn take(&mut self, offset: usize, c: char) {
        // The fast way for most characters.
        let within = self.before == Break::None && self.last.is_ascii_alphanumeric();
        if within && c.is_ascii_alphanumeric() {
            (self.emit)(offset, c, Break::None);
            self.last = c;
        } else if c.is_alphanumeric() || is_voicing(c) {
            let before = self.break_before(c);
            (self.emit)(offset, c, before);
            self.before = Break::None;
            self.last = c;
        } else if is_soft(c) {
            self.before = self.before.max(Break::Soft);
        } else if !is_ignored(c) {
            self.before = Break::Hard;
        }
    }

    fn break_before(&self, c: char) -> Break {
        let between_digits = self.last.is_ascii_digit() && c.is_ascii_digit();
        match self.before {
            // `4.5` is not 45, nor is `1-2` 12.
            Break::Soft if between_digits => Break::Hard,
            Break::None if is_voicing(c) => Break::None,
            Break::None if is_unspaced(c) || is_unspaced(self.last) => Break::Soft,
            other => other,
        }
    }

    fn take_foreign(&mut self, offset: usize, c: char) {
        if is_soft(c) {
            return self.take(offset, c);
        }
        accents::strip(case::lower(c), |part| self.take(offset, part));
    }
}

/// Returns whether a character breaks a word only softly.
pub(super) const fn is_soft(c: char) -> bool {
    let ascii = matches!(c, '-' | '\'' | '.' | '_' | '$' | '{' | '}' | '\\' | '^' | '`');
    ascii || matches!(c, '\u{2010}' | '\u{2011}' | '–' | '‘' | '’' | 'ʼ' | '´')
}

/// Returns whether a text reads the same without a character: an accent, a vowel point, or
/// something invisible.
pub fn is_ignored(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}'
        | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}' | '\u{fe00}'..='\u{fe0f}'
        | '\u{591}'..='\u{5bd}' | '\u{5bf}'..='\u{5c7}' | '\u{64b}'..='\u{65f}' | '\u{670}'
        | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// Returns whether a character is a voicing mark of Japanese, which makes another letter.
pub(super) fn is_voicing(c: char) -> bool {
    matches!(c, '\u{3099}' | '\u{309a}')
}

/// Returns whether a character is of a script that is written without spaces between words.
pub fn is_unspaced(c: char) -> bool {
    c >= '\u{e00}'
        && matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1100}'..='\u{11ff}'
            | '\u{1780}'..='\u{17ff}' | '\u{2e80}'..='\u{a4cf}' | '\u{a960}'..='\u{a97f}'
            | '\u{ac00}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}
