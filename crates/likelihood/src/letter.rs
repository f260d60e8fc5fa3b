//! The characters of a line.

use crate::marks::{self, marks};
use skimmark_paper::text::plain_letter;

/// Returns the glyphs of a line, without the marks after its names.
pub(crate) fn read(text: &str) -> Vec<Glyph> {
    let mut glyphs: Vec<Glyph> = Vec::with_capacity(text.len());
    let mut next = 0;
    for (at, c) in text.char_indices() {
        let class = Class::of(c);
        if at < next {
            continue;
        }
        let is_after_name = || glyphs.last().is_some_and(|last| last.class == SMALL);
        if !class.is_letter() && marks::may_begin(c) && is_after_name() {
            next = at + marks(&text[at..]);
            if at < next {
                continue;
            }
        }
        let letter = if class == SPACE { ' ' } else { plain_letter(c) };
        glyphs.push(Glyph { at, letter, class, run: 1 });
    }
    for at in (1..glyphs.len()).rev() {
        if glyphs[at - 1].class == glyphs[at].class {
            glyphs[at - 1].run += glyphs[at].run;
        }
    }
    glyphs
}

/// The class of a character: one of these, or the number of a sign. Not an enum, as classes are
/// compared more often than anything else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Class(u8);

pub(crate) const SPACE: Class = Class(0);
pub(crate) const SMALL: Class = Class(1);
pub(crate) const CAPITAL: Class = Class(2);
/// A letter of a script without capitals.
pub(crate) const UNCASED: Class = Class(3);
pub(crate) const DIGIT: Class = Class(4);
pub(crate) const STOP: Class = Class(5);
pub(crate) const HYPHEN: Class = Class(6);
pub(crate) const APOSTROPHE: Class = Class(7);
pub(crate) const OPEN: Class = Class(8);
pub(crate) const QUOTE: Class = Class(13);
pub(crate) const SLASH: Class = Class(17);
pub(crate) const AMPERSAND: Class = Class(18);
pub(crate) const TEX: Class = Class(22);
pub(crate) const AT: Class = Class(23);

impl Class {
    fn of(c: char) -> Self {
        match c {
            'a'..='z' => SMALL,
            'A'..='Z' => CAPITAL,
            ' ' => SPACE,
            '0'..='9' => DIGIT,
            '\u{300}'..='\u{36f}' => SMALL,
            _ if c.is_ascii() => sign(c),
            _ if c.is_lowercase() => SMALL,
            _ if c.is_uppercase() => CAPITAL,
            _ if c.is_alphabetic() => UNCASED,
            _ if c.is_whitespace() => SPACE,
            _ if c.is_numeric() => DIGIT,
            _ => sign(c),
        }
    }

    pub(crate) fn is_letter(self) -> bool {
        matches!(self, SMALL | CAPITAL | UNCASED)
    }

    pub(crate) fn is_word(self) -> bool {
        self.is_letter() || self == DIGIT
    }

    pub(crate) fn code(self) -> u32 {
        u32::from(self.0)
    }
}

/// Returns the class of a sign; signs with the same role share one.
fn sign(c: char) -> Class {
    match c {
        '.' => STOP,
        '-' | '‐' | '‑' => HYPHEN,
        '\'' | '’' | '‘' | '`' => APOSTROPHE,
        '(' | '[' | '{' => OPEN,
        ')' | ']' | '}' => Class(9),
        '?' | '!' => Class(10),
        '$' => Class(11),
        '"' | '”' | '“' => QUOTE,
        ':' => Class(14),
        ';' => Class(15),
        ',' => Class(16),
        '/' => SLASH,
        '&' => AMPERSAND,
        '*' => Class(19),
        '+' => Class(20),
        '–' | '—' => Class(21),
        '\\' | '^' | '_' => TEX,
        '@' => AT,
        _ => Class(12),
    }
}

/// One character of a line.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Glyph {
    /// Its byte offset.
    pub at: usize,
    /// The letter without case and accent; a space for any white space.
    pub letter: char,
    pub class: Class,
    /// How many glyphs from this one on are of its class.
    pub run: usize,
}

/// Returns true if the glyphs begin with Chinese, Japanese or Korean text without spaces that is
/// longer than a name.
pub(crate) fn is_long_run(glyphs: &[Glyph]) -> bool {
    let written = |glyph: &&Glyph| {
        glyph.class == UNCASED && ('\u{3040}'..='\u{d7a3}').contains(&glyph.letter)
    };
    glyphs.iter().take(6).take_while(written).count() > 5
}
