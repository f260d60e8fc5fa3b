//! The characters of a line.

use super::marks::marks;
use skimmark_paper::text::plain_letter;

/// Returns the glyphs of a line, without the marks after its names.
pub(super) fn read(text: &str) -> Vec<Glyph> {
    let mut glyphs: Vec<Glyph> = Vec::with_capacity(text.len());
    let mut next = 0;
    for (at, c) in text.char_indices() {
        let class = Class::of(c);
        if at < next {
            continue;
        }
        if !class.is_letter() && glyphs.last().is_some_and(|last| last.class == Class::Small) {
            next = at + marks(&text[at..]);
            if at < next {
                continue;
            }
        }
        let letter = if class == Class::Space { ' ' } else { plain_letter(c) };
        glyphs.push(Glyph { at, letter, class });
    }
    glyphs
}

/// The class of a character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    Space,
    Small,
    Capital,
    /// A letter of a script without capitals.
    Uncased,
    Digit,
    /// Any other sign, by its number.
    Sign(u8),
}

impl Class {
    fn of(c: char) -> Self {
        match c {
            'a'..='z' => Self::Small,
            'A'..='Z' => Self::Capital,
            ' ' => Self::Space,
            '0'..='9' => Self::Digit,
            '\u{300}'..='\u{36f}' => Self::Small,
            _ if c.is_ascii() => Self::Sign(sign(c)),
            _ if c.is_lowercase() => Self::Small,
            _ if c.is_uppercase() => Self::Capital,
            _ if c.is_alphabetic() => Self::Uncased,
            _ if c.is_whitespace() => Self::Space,
            _ if c.is_numeric() => Self::Digit,
            _ => Self::Sign(sign(c)),
        }
    }

    pub(super) fn is_letter(self) -> bool {
        matches!(self, Self::Small | Self::Capital | Self::Uncased)
    }

    pub(super) fn is_word(self) -> bool {
        self.is_letter() || self == Self::Digit
    }

    pub(super) fn code(self) -> u32 {
        match self {
            Self::Space => 0,
            Self::Small => 1,
            Self::Capital => 2,
            Self::Uncased => 3,
            Self::Digit => 4,
            Self::Sign(sign) => u32::from(sign),
        }
    }
}

pub(super) const STOP: u8 = 5;
pub(super) const HYPHEN: u8 = 6;
pub(super) const APOSTROPHE: u8 = 7;
pub(super) const OPEN: u8 = 8;
pub(super) const QUOTE: u8 = 13;
pub(super) const SLASH: u8 = 17;
pub(super) const AMPERSAND: u8 = 18;
pub(super) const TEX: u8 = 22;
pub(super) const AT: u8 = 23;

/// Returns the number of a sign; signs with the same role share one.
fn sign(c: char) -> u8 {
    match c {
        '.' => STOP,
        '-' | '‐' | '‑' => HYPHEN,
        '\'' | '’' | '‘' | '`' => APOSTROPHE,
        '(' | '[' | '{' => OPEN,
        ')' | ']' | '}' => 9,
        '?' | '!' => 10,
        '$' => 11,
        '"' | '”' | '“' => QUOTE,
        ':' => 14,
        ';' => 15,
        ',' => 16,
        '/' => SLASH,
        '&' => AMPERSAND,
        '*' => 19,
        '+' => 20,
        '–' | '—' => 21,
        '\\' | '^' | '_' => TEX,
        '@' => AT,
        _ => 12,
    }
}

/// One character of a line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Glyph {
    /// Its byte offset.
    pub at: usize,
    /// The letter without case and accent; a space for any white space.
    pub letter: char,
    pub class: Class,
}

/// Returns true if the glyphs begin with Chinese, Japanese or Korean text without spaces that is
/// longer than a name.
pub(super) fn is_long_run(glyphs: &[Glyph]) -> bool {
    let written = |glyph: &&Glyph| {
        glyph.class == Class::Uncased && ('\u{3040}'..='\u{d7a3}').contains(&glyph.letter)
    };
    glyphs.iter().take(6).take_while(written).count() > 5
}

/// Returns the start of the last run of glyphs that `belong`.
pub(super) fn start_of(glyphs: &[Glyph], belong: impl Fn(Class) -> bool) -> usize {
    glyphs.iter().rposition(|glyph| !belong(glyph.class)).map_or(0, |last| last + 1)
}

/// Returns the start of the last run of capitals, unless it begins the word.
pub(super) fn inner_capital(word: &[Glyph]) -> Option<usize> {
    (1..word.len())
        .rev()
        .find(|&at| word[at].class == Class::Capital && word[at - 1].class != Class::Capital)
}
