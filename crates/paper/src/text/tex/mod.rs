//! TeX in titles, names and abstracts, read as a person would read it.
//!
//! Accents and text macros become characters, math stays as `$...$`, addresses stay whole, and
//! whatever is not known stays as it was written: nothing is ever lost.

mod accent;
mod tables;

use tables::Shape;

use super::math;

/// Groups deeper than this stay as they are written.
const DEEPEST: usize = 24;

/// How many bytes the options of a macro (`[...]`) take, at most.
const LONGEST_OPTION: usize = 80;

/// Returns the text as a person reads it. The cost is linear in its length.
pub fn read(text: &str) -> String {
    if is_plain(text) {
        return text.to_owned();
    }
    let mut reader = Reader {
        text,
        closers: closers(text),
        out: String::with_capacity(text.len()),
        quotes: 0,
        math_ends: true,
        linked: ["://", "ww.", "WW."].iter().any(|sign| text.contains(sign)),
    };
    reader.range(0, text.len(), 0);
    reader.out
}

/// Returns true if nothing in `text` is read differently from how it is written. This holds for
/// most texts, so it looks at many bytes at a time.
fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    let doubled = |at: usize| bytes.get(at + 1) == Some(&bytes[at]);
    memchr::memchr2(b'\\', b'~', bytes).is_none()
        && !memchr::memchr3_iter(b'-', b'\'', b'`', bytes).any(doubled)
}

/// Bytes that something may begin with, apart from addresses.
const STARTS: [bool; 256] = {
    let mut starts = [false; 256];
    let mut bytes: &[u8] = b"\\${~`'-";
    while let [first, rest @ ..] = bytes {
        starts[*first as usize] = true;
        bytes = rest;
    }
    starts
};

/// Returns each opening brace that is closed, with its closing one; sorted by the opening one.
fn closers(text: &str) -> Vec<(usize, usize)> {
    const UNCLOSED: usize = usize::MAX;
    let (mut open, mut pairs) = (Vec::new(), Vec::new());
    let mut escaped = false;
    for (i, byte) in text.bytes().enumerate() {
        match byte {
            b'\\' if !escaped => {
                escaped = true;
                continue;
            }
            b'{' if !escaped => {
                open.push(pairs.len());
                pairs.push((i, UNCLOSED));
            }
            b'}' if !escaped => {
                if let Some(place) = open.pop() {
                    pairs[place].1 = i;
                }
            }
            _ => {}
        }
        escaped = false;
    }
    pairs.retain(|(_, close)| *close != UNCLOSED);
    pairs
}

struct Reader<'t> {
    text: &'t str,
    closers: Vec<(usize, usize)>,
    out: String,
    /// Opening quotation marks not yet closed.
    quotes: u32,
    /// A `$` further on may still be closed; once one is not, none will be.
    math_ends: bool,
    /// Whether the text may contain addresses.
    linked: bool,
}

impl<'t> Reader<'t> {
    fn range(&mut self, start: usize, end: usize, depth: usize) {
        if depth > DEEPEST {
            self.out.push_str(&self.text[start..end]);
            return;
        }
        let mut at = start;
        while at < end {
            at = self.step(at, end, depth);
        }
    }

    /// Reads what is at `at`. Returns the offset after it.
    fn step(&mut self, at: usize, end: usize, depth: usize) -> usize {
        let rest = &self.text[at..end];
        match rest.as_bytes()[0] {
            b'\\' => self.macro_at(at, end, depth),
            b'$' => self.dollar(at, end),
            b'{' => self.group(at, end, depth),
            b'~' => self.tie(at, end),
            b'`' if rest.starts_with("``") && !rest.starts_with("```") => {
                self.quotes += 1;
                self.push("“", at + 2)
            }
            b'\'' if rest.starts_with("''") && self.quotes > 0 => {
                self.quotes -= 1;
                self.push("”", at + 2)
            }
            0xe2 if rest.starts_with("’’") && self.quotes > 0 => {
                self.quotes -= 1;
                self.push("”", at + "’’".len())
            }
            b'-' => self.dashes(at, end),
            b'h' | b'w' | b'H' | b'W' if self.linked && self.at_address(rest) => {
                self.address(at, end)
            }
            _ => {
                let starts = |byte: u8| {
                    STARTS[usize::from(byte)]
                        || self.linked && b"hwHW".contains(&byte)
                        || self.quotes > 0 && byte == 0xe2
                };
                let plain = rest.bytes().skip(1).position(starts);
                let next = plain.map_or(end, |length| at + 1 + length);
                let next = (next..end).find(|i| self.text.is_char_boundary(*i)).unwrap_or(end);
                self.push(&self.text[at..next], next)
            }
        }
    }

    fn push(&mut self, text: &str, next: usize) -> usize {
        self.out.push_str(text);
        next
    }

    fn dollar(&mut self, at: usize, end: usize) -> usize {
        let found = if self.math_ends { math::end(self.text, at, end) } else { None };
        match found {
            Some(next) => self.push(&self.text[at..next], next),
            None => {
                let opens = self.text[at + 1..end].starts_with(|c: char| !c.is_whitespace());
                if opens && end == self.text.len() {
                    self.math_ends = false;
                }
                self.push("$", at + 1)
            }
        }
    }

    /// Reads a group. One that starts with a macro is there for the macro's sake; other braces
    /// stay.
    fn group(&mut self, at: usize, end: usize, depth: usize) -> usize {
        let Some(close) = self.closer(at, end) else { return self.push("{", at + 1) };
        let inner = &self.text[at + 1..close];
        let known = macro_name(inner).is_some_and(|name| {
            tables::accent(name).is_some()
                || tables::letter(name).is_some()
                || tables::symbol(name).is_some()
                || tables::is_switch(name)
                || tables::shape(name).is_some()
        });
        if known {
            self.range(at + 1, close, depth + 1);
        } else {
            self.out.push('{');
            self.range(at + 1, close, depth + 1);
            self.out.push('}');
        }
        close + 1
    }

    fn closer(&self, open: usize, end: usize) -> Option<usize> {
        let index = self.closers.binary_search_by_key(&open, |pair| pair.0).ok()?;
        Some(self.closers[index].1).filter(|close| *close < end)
    }

    /// Reads a `~`: it ties two words; before a number and alone it means "about".
    fn tie(&mut self, at: usize, end: usize) -> usize {
        let next = self.text[at + 1..end].chars().next();
        let mut before = self.out.chars().rev();
        let (last, last_but_one) = (before.next(), before.next());
        let joins = |c: char| c.is_alphanumeric() || ".,;:)]}$%”’'\"".contains(c);
        let lone = last.is_some_and(char::is_numeric)
            || last.is_some_and(char::is_alphabetic)
                && !last_but_one.is_some_and(char::is_alphanumeric);
        let about = next.is_some_and(|c| c.is_ascii_digit() || c == '.') && lone;
        let ties = last.is_some_and(joins)
            && next.is_some_and(|c| !c.is_whitespace() && c != '~')
            && !about;
        self.push(if ties { " " } else { "~" }, at + 1)
    }

    /// Reads dashes: two or three are one longer one, unless they open an option (`--all`).
    fn dashes(&mut self, at: usize, end: usize) -> usize {
        let run = self.text[at..end].bytes().take_while(|b| *b == b'-').count();
        let next = at + run;
        let option = self.out.chars().next_back().is_none_or(char::is_whitespace)
            && self.text[next..end].starts_with(|c: char| c.is_alphabetic());
        match run {
            2 if !option => self.push("–", next),
            3 => self.push("—", next),
            _ => self.push(&self.text[at..next], next),
        }
    }

    fn at_address(&self, rest: &str) -> bool {
        let starts = |prefix: &str| {
            rest.get(..prefix.len()).is_some_and(|head| head.eq_ignore_ascii_case(prefix))
        };
        let fresh = !self.out.chars().next_back().is_some_and(char::is_alphanumeric);
        starts("https://") || starts("http://") || fresh && starts("www.")
    }

    /// Reads an address as it is, without the backslash before `_`, `%`, `#`, `&` and `~`.
    fn address(&mut self, at: usize, end: usize) -> usize {
        let rest = &self.text[at..end];
        let length = rest.find(|c: char| c.is_whitespace() || "{}<>\"$".contains(c));
        let stop = at + length.unwrap_or(rest.len());
        self.bare_address(at, stop);
        stop
    }

    fn bare_address(&mut self, at: usize, end: usize) {
        let mut rest = &self.text[at..end];
        while let Some(slash) = rest.find('\\') {
            self.out.push_str(&rest[..slash]);
            rest = &rest[slash + 1..];
            if !rest.starts_with(['_', '%', '#', '&', '~']) {
                self.out.push('\\');
            }
        }
        self.out.push_str(rest);
    }

    fn macro_at(&mut self, at: usize, end: usize, depth: usize) -> usize {
        let Some(name) = macro_name(&self.text[at..end]) else {
            return self.push("\\", at + 1);
        };
        let next = at + 1 + name.len();
        if let Some(mark) = tables::accent(name) {
            let read = self.accented(name, mark, next, end);
            return read.unwrap_or_else(|| self.push(&self.text[at..next], next));
        }
        if let Some(letter) = tables::letter(name) {
            // What a hyphen joins may have a capital.
            let joins = letter == "-" && self.text[next..end].starts_with(' ');
            let after = if joins { next + 1 } else { self.after_letter(next, end) };
            return self.push(letter, after);
        }
        if let Some(symbol) = tables::symbol(name) {
            let empty = self.text[next..end].starts_with("{}");
            return self.push(symbol, if empty { next + 2 } else { next });
        }
        if tables::is_switch(name) {
            // Some write a switch as if it had an argument.
            if let Some(close) = self.closer(next, end) {
                self.range(next + 1, close, depth + 1);
                return close + 1;
            }
            let blank = self.text[next..end].starts_with(' ');
            return if blank { next + 1 } else { next };
        }
        let read = match name {
            "(" => self.bracketed_math(next, end, "\\)", "$"),
            "[" => self.bracketed_math(next, end, "\\]", "$$"),
            "\\" => self.line_break(next, end),
            _ => tables::shape(name).and_then(|shape| self.shaped(shape, next, end, depth)),
        };
        read.unwrap_or_else(|| self.push(&self.text[at..next], next))
    }

    fn line_break(&mut self, next: usize, end: usize) -> Option<usize> {
        let escaped = self.text[next..end].starts_with(|c: char| c.is_ascii_alphabetic());
        (!escaped).then(|| self.push(" ", next))
    }

    fn bracketed_math(&mut self, at: usize, end: usize, close: &str, sign: &str) -> Option<usize> {
        if !self.math_ends {
            return None;
        }
        let Some(length) = self.text[at..end].find(close) else {
            self.math_ends = end < self.text.len();
            return None;
        };
        self.out.push_str(sign);
        self.out.push_str(self.text[at..at + length].trim());
        Some(self.push(sign, at + length + close.len()))
    }

    /// Returns the offset after a letter's macro. A space between it and the rest of the word only
    /// ends the name.
    fn after_letter(&self, at: usize, end: usize) -> usize {
        let rest = &self.text[at..end];
        if rest.starts_with("{}") {
            return at + 2;
        }
        let mut chars = rest.chars();
        let joined = chars.next() == Some(' ') && chars.next().is_some_and(char::is_lowercase);
        if joined { at + 1 } else { at }
    }

    fn shaped(&mut self, shape: Shape, at: usize, end: usize, depth: usize) -> Option<usize> {
        let at = self.after_options(at, end);
        let close = self.closer(at, end)?;
        let (from, next) = (at + 1, close + 1);
        match shape {
            Shape::Plain => self.range(from, close, depth + 1),
            Shape::Quoted => self.quoted(from, close, depth),
            Shape::Address => self.bare_address(from, close),
            Shape::Dropped => self.out.truncate(self.out.trim_end().len()),
            Shape::Bracketed => {
                self.out.push_str(&format!("[{}]", &self.text[from..close]));
            }
            Shape::Note => {
                self.out.truncate(self.out.trim_end().len());
                self.out.push_str(" (");
                self.range(from, close, depth + 1);
                self.out.push(')');
            }
            Shape::Script(script) => match tables::scripted(&self.text[from..close], script) {
                Some(text) => self.out.push_str(&text),
                None => self.range(from, close, depth + 1),
            },
            Shape::Linked => return self.linked(from, close, end, depth),
        }
        Some(next)
    }

    /// Returns the offset after `[...]` and `*` between a macro and its argument.
    fn after_options(&self, at: usize, end: usize) -> usize {
        let rest = &self.text[at..end];
        let star = at + usize::from(rest.starts_with('*'));
        let reach = end.min(star + LONGEST_OPTION);
        let close = self.text.as_bytes()[star..reach].windows(2).position(|pair| pair == b"]{");
        match close.filter(|_| self.text[star..end].starts_with('[')) {
            Some(length) => star + length + 1,
            None => star,
        }
    }

    fn quoted(&mut self, from: usize, close: usize, depth: usize) {
        let (open, shut) =
            if self.quotes.is_multiple_of(2) { ("“", "”") } else { ("‘", "’") };
        self.quotes += 1;
        self.out.push_str(open);
        self.range(from, close, depth + 1);
        self.out.push_str(shut);
        self.quotes = self.quotes.saturating_sub(1);
    }

    /// Writes the text of a link, with the address after it unless the text is the address.
    fn linked(&mut self, from: usize, close: usize, end: usize, depth: usize) -> Option<usize> {
        let shown = close + 1;
        let Some(shown_close) = self.closer(shown, end) else {
            self.bare_address(from, close);
            return Some(shown);
        };
        let address = &self.text[from..close];
        let text = &self.text[shown + 1..shown_close];
        if text.trim().is_empty() || text.contains("://") || address.contains(text) {
            self.bare_address(from, close);
        } else {
            self.range(shown + 1, shown_close, depth + 1);
            self.out.push_str(" (");
            self.bare_address(from, close);
            self.out.push(')');
        }
        Some(shown_close + 1)
    }
}

/// Returns the name of the macro that `text` starts with: letters, or one other character.
fn macro_name(text: &str) -> Option<&str> {
    let rest = text.strip_prefix('\\')?;
    let letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
    let length = if letters > 0 { letters } else { rest.chars().next()?.len_utf8() };
    rest.get(..length)
}

#[cfg(test)]
mod tests;
