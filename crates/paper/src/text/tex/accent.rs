//! Accents of letters: `\'e`, `\"{o}`, `\v{\i}`.

use super::{Reader, macro_name, tables};
use crate::text::compose::compose;

impl Reader<'_> {
    /// Puts the accent `mark` on what follows. Returns `None` if no letter follows.
    pub(super) fn accented(
        &mut self,
        name: &str,
        mark: char,
        at: usize,
        end: usize,
    ) -> Option<usize> {
        let rest = &self.text[at..end];
        let blanks = rest.len() - rest.trim_start_matches(' ').len();
        let named = name.chars().all(char::is_alphabetic);
        let start = at + blanks;
        if let Some(close) = self.closer(start, end) {
            let base = read_base(&self.text[start + 1..close])?;
            self.push_accented(base.0, mark, true)?;
            self.out.push_str(base.1);
            return Some(close + 1);
        }
        if let Some(unclosed) = self.text[start..end].strip_prefix('{') {
            let base = unclosed.chars().next().filter(|c| c.is_alphabetic())?;
            self.push_accented(base, mark, true)?;
            return Some(start + 1 + base.len_utf8());
        }
        if blanks > 0 && !named && !self.is_alone(name, at, end) {
            return None;
        }
        let rest = &self.text[start..end];
        if let Some(letter) = macro_name(rest).filter(|n| tables::letter(n).is_some()) {
            let base = tables::letter(letter)?.chars().next()?;
            self.push_accented(base, mark, true)?;
            return Some(self.after_letter(start + 1 + letter.len(), end));
        }
        let base = rest.chars().next().filter(|c| c.is_alphabetic() && (blanks > 0 || !named))?;
        self.push_accented(base, mark, false)?;
        Some(start + base.len_utf8())
    }

    /// Returns true if the accent and the one letter after it have braces of their own: `{\" u}`.
    fn is_alone(&self, name: &str, at: usize, end: usize) -> bool {
        self.text[..at - name.len()].ends_with("{\\")
            && self.text[end..].starts_with('}')
            && self.text[at..end].trim_start().chars().nth(1).is_none()
    }

    /// Writes a letter with an accent. If no character has both, the mark is combined only if the
    /// letter was `certain`ly meant: `\"q` is more likely a quotation mark.
    fn push_accented(&mut self, base: char, mark: char, certain: bool) -> Option<()> {
        let base = match base {
            'ı' => 'i',
            'ȷ' => 'j',
            other => other,
        };
        match compose(base, mark) {
            Some(whole) => self.out.push(whole),
            None if certain => self.out.extend([base, mark]),
            None => return None,
        }
        Some(())
    }
}

/// Returns the letter that an accent's argument begins with, and what follows it.
fn read_base(argument: &str) -> Option<(char, &str)> {
    let argument = argument.trim();
    if let Some(name) = macro_name(argument) {
        let letter = tables::letter(name)?.chars().next()?;
        return Some((letter, argument[1 + name.len()..].trim_start()));
    }
    let first = argument.chars().next().filter(|c| c.is_alphabetic())?;
    Some((first, &argument[first.len_utf8()..]))
}
