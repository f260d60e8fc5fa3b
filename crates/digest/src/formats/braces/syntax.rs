//! The syntax of BibTeX: entries, their fields, and the pieces of the fields' values. Nothing is
//! refused: of a damaged entry, what can be told is.

use std::ops::Range;

use super::opening::{
    LONGEST_KEY, LONGEST_NAME, Opening, after_number, begins_braced, begins_field, is_of_name,
    opens_value, sign_length,
};
use skimmark_paper::text::is_quote;

/// How far beyond a sign that may close the value of a damaged entry a better one is looked for.
const MOST_BEYOND: usize = 1000;

/// An entry as it is written.
#[derive(Debug, Default)]
pub(super) struct Raw<'t> {
    pub key: &'t str,
    pub fields: Vec<RawField<'t>>,
    /// The end of what belongs to it.
    pub end: usize,
    /// Its closing brace is there.
    pub closed: bool,
    /// Stretches inside that are no fields.
    pub junk: Vec<Range<usize>>,
    /// A value lacks its end, or holds what looks like further fields.
    damaged: bool,
}

/// A field as it is written.
#[derive(Debug)]
pub(super) struct RawField<'t> {
    pub name: &'t str,
    pub pieces: Vec<Piece<'t>>,
}

/// One of the pieces of a value, which `#` joins.
#[derive(Clone, Copy, Debug)]
pub(super) enum Piece<'t> {
    /// What stands in braces or quotation marks.
    Text(&'t str),
    /// A number, or the name of a string.
    Bare(&'t str),
}

/// Reads the entry that opens so, up to `limit` at most, where the next one certainly begins.
pub(super) fn entry<'t>(text: &'t str, opening: &Opening, limit: usize) -> Raw<'t> {
    let read = |lenient| {
        let mut scan = Scan { text, at: opening.inside, limit, lenient, ..Scan::new(opening) };
        scan.key();
        scan.fields();
        scan.raw
    };
    let strict = read(false);
    if strict.damaged { read(true) } else { strict }
}

/// Reads fields that stand without an entry's head, whose front was cut off.
pub(super) fn headless(text: &str, at: usize, limit: usize) -> Raw<'_> {
    let opening = Opening { kind: "", inside: at, closer: b'}' };
    let mut scan = Scan { text, at, limit, lenient: true, ..Scan::new(&opening) };
    scan.fields();
    scan.raw
}

struct Scan<'t> {
    text: &'t str,
    at: usize,
    limit: usize,
    closer: u8,
    /// A value ends before a line that begins a field, and before a blank one.
    lenient: bool,
    raw: Raw<'t>,
}

impl<'t> Scan<'t> {
    fn new(opening: &Opening) -> Self {
        let raw = Raw { end: opening.inside, ..Raw::default() };
        Self { text: "", at: 0, limit: 0, closer: opening.closer, lenient: false, raw }
    }

    fn rest(&self) -> &'t str {
        &self.text[self.at..self.limit]
    }

    fn byte(&self) -> Option<u8> {
        self.rest().bytes().next()
    }

    fn skip_blanks(&mut self) {
        self.at = self.limit - self.rest().trim_start().len();
    }

    /// Reads the key. Without a comma after it, it ends with the line; without any key, the
    /// first field comes at once.
    fn key(&mut self) {
        self.skip_blanks();
        let rest = self.rest();
        let reach = rest.floor_char_boundary(LONGEST_KEY);
        let stop = rest[..reach]
            .find(|c| opens_value(c) || ",=\n".contains(c) || c == char::from(self.closer));
        let stop = stop.unwrap_or(reach);
        let end = match rest[stop..].chars().next() {
            Some(c) if c == '=' || opens_value(c) => {
                let before = rest[..stop].trim_end();
                before.rfind(char::is_whitespace).unwrap_or(0)
            }
            _ => stop,
        };
        self.raw.key = rest[..end].trim();
        self.at += end;
        self.raw.end = self.at;
    }

    /// Reads fields up to the end of the entry.
    fn fields(&mut self) {
        let mut inner = false;
        let mut skipped: Option<Range<usize>> = None;
        loop {
            self.skip_between();
            let Some(byte) = self.byte() else { break };
            if byte == self.closer || byte == b'}' {
                self.at += 1;
                if self.closes() {
                    self.raw.junk.extend(skipped);
                    self.raw.closed = true;
                    self.raw.end = self.at;
                    self.end_of_line();
                    break;
                }
                continue;
            }
            let start = self.at;
            if let Some(name) = self.name() {
                let (field, holds_more) = self.value(name);
                inner |= holds_more;
                self.raw.junk.extend(skipped.take());
                self.raw.fields.push(field);
                self.raw.end = self.at;
                continue;
            }
            // Whatever it is, it ends with the line.
            self.at = start;
            let rest = self.rest();
            self.at += rest.find('\n').map_or(rest.len(), |length| length + 1);
            skipped = Some(skipped.map_or(start, |before| before.start)..self.at);
        }
        self.raw.damaged |= inner && !self.raw.closed;
    }

    /// Skips blanks, commas, comments and the numbers of lines.
    fn skip_between(&mut self) {
        loop {
            let rest = self.rest().trim_start_matches(|c: char| c.is_whitespace() || c == ',');
            self.at = self.limit - rest.len();
            let plain = after_number(rest);
            if plain.len() < rest.len() {
                self.at = self.limit - plain.len();
            } else if rest.starts_with('%') {
                let line = &rest[..rest.find('\n').unwrap_or(rest.len())];
                // `%%CITATION = HEP-TH 9711200;%%` may stand in the middle of a line.
                let marked = line.starts_with("%%CITATION").then(|| line.find(";%%")).flatten();
                self.at += marked.map_or(line.len(), |end| end + 3);
            } else {
                return;
            }
        }
    }

    /// Returns true if the sign before `at` closes the entry: no further field follows it.
    fn closes(&self) -> bool {
        let rest = self.rest().trim_start_matches(|c: char| c.is_whitespace() || c == ',');
        let rest = rest.trim_start_matches('}').trim_start_matches([',', ' ', '\n', '\r', '\t']);
        !begins_braced(&rest[..rest.floor_char_boundary(2 * LONGEST_NAME)])
    }

    /// Takes further closing signs on the line of the last one.
    fn end_of_line(&mut self) {
        let rest = self.rest();
        let line = &rest[..rest.find('\n').unwrap_or(rest.len())];
        if line.bytes().all(|byte| b"}), \t\r;".contains(&byte)) {
            self.raw.end = self.at + line.len();
        }
    }

    /// Reads the name of a field and the sign after it; a brace may follow it at once.
    fn name(&mut self) -> Option<&'t str> {
        let rest = self.rest();
        let reach = rest.floor_char_boundary(LONGEST_NAME);
        let stop = rest[..reach].find(|c| opens_value(c) || "=\n,}".contains(c))?;
        let name = rest[..stop].trim();
        let fits = !name.is_empty() && name.bytes().all(|b| is_of_name(b) || b == b' ');
        self.at += match rest[stop..].chars().next()? {
            '=' if fits => stop + 1,
            '\n' if fits && !name.contains(' ') => {
                let sign = rest[stop..].trim_start().strip_prefix('=')?;
                rest.len() - sign.len()
            }
            c if opens_value(c) && fits && !name.contains(' ') => stop,
            _ => return None,
        };
        Some(name)
    }

    /// Reads the value of a field; tells whether it holds lines that look like further fields.
    fn value(&mut self, name: &'t str) -> (RawField<'t>, bool) {
        let mut field = RawField { name, pieces: Vec::new() };
        let mut inner = false;
        loop {
            let before = self.at;
            self.skip_blanks();
            match self.byte() {
                Some(b'{') => {
                    let (text, more) = self.delimited(false);
                    inner |= more;
                    field.pieces.push(Piece::Text(text));
                }
                Some(_) if self.rest().starts_with(is_quote) => {
                    let (text, more) = self.delimited(true);
                    inner |= more;
                    field.pieces.push(Piece::Text(text));
                }
                Some(byte) if byte != b',' && byte != b'}' && byte != self.closer => {
                    if self.text[before..self.at].contains('\n') && begins_field(self.rest()) {
                        break;
                    }
                    let text = self.bare();
                    field.pieces.push(Piece::Bare(text));
                }
                _ => break,
            }
            let after = self.rest().trim_start();
            let Some(joined) = after.strip_prefix('#') else { break };
            self.at = self.limit - joined.len();
        }
        (field, inner)
    }

    /// Reads up to the end of a value that nothing delimits.
    fn bare(&mut self) -> &'t str {
        let rest = self.rest();
        let mut depth = 0_usize;
        let end = rest.bytes().position(|byte| match byte {
            b'{' => {
                depth += 1;
                false
            }
            b'}' if depth > 0 => {
                depth -= 1;
                false
            }
            b'\n' | b',' | b'#' => depth == 0 || byte == b'\n',
            byte => byte == self.closer || byte == b'}',
        });
        let end = end.unwrap_or(rest.len());
        self.at += end;
        rest[..end].trim()
    }

    /// Reads a text in braces or quotation marks, without these. What closes it is followed by a
    /// comma and another field, or by the end of the entry; if nothing is, the first sign that may
    /// close it does.
    fn delimited(&mut self, is_quoted: bool) -> (&'t str, bool) {
        let start = self.at + sign_length(self.rest());
        let bytes = &self.text.as_bytes()[..self.limit];
        let (mut depth, mut first, mut inner) = (0_usize, None, false);
        let mut at = start;
        while at < bytes.len() {
            let length = match bytes[at] {
                b'"' | 0xe2 if is_quoted && self.text[at..].starts_with(is_quote) => {
                    sign_length(&self.text[at..])
                }
                b'}' if !is_quoted => 1,
                _ => 0,
            };
            if length > 0 && depth == 0 {
                let ends = self.ends_value(at + length);
                first = if ends { Some((at, length)) } else { first.or(Some((at, length))) };
                if ends {
                    break;
                }
            }
            match bytes[at] {
                b'\\' if is_quoted && self.text[at + 1..].starts_with(is_quote) => {
                    at += sign_length(&self.text[at + 1..]);
                }
                b'{' => depth += 1,
                b'}' => depth = depth.saturating_sub(1),
                b'\n' => {
                    let line = &self.text[at + 1..self.limit];
                    let blank = line.trim_start_matches([' ', '\t', '\r']).starts_with('\n');
                    let field = begins_braced(&line[..line.floor_char_boundary(2 * LONGEST_NAME)]);
                    inner |= field;
                    if self.lenient && (field || blank) {
                        break;
                    }
                }
                _ => {}
            }
            at += 1;
            if self.lenient && first.is_some_and(|(first, _)| at - first > MOST_BEYOND) {
                break;
            }
        }
        let Some((end, length)) = first else {
            // It is never closed.
            self.raw.damaged = true;
            self.at = at;
            return (self.text[start..at].trim_end().trim_end_matches(','), true);
        };
        // Read leniently, this entry needs no look to its end for each of its values.
        let is_lost = at == bytes.len() && !self.lenient;
        self.raw.damaged |= is_lost;
        self.at = if is_lost { at } else { end + length };
        (&self.text[start..end], inner)
    }

    /// Returns true if what follows the byte `at` does not go on with a value.
    fn ends_value(&self, at: usize) -> bool {
        let blank = |c: char| c.is_whitespace();
        let rest = self.text[at..self.limit].trim_start_matches(blank);
        let first = rest.bytes().next();
        match first {
            None | Some(b'#' | b'%') => true,
            Some(b',') => {
                let next = rest[1..].trim_start_matches(|c: char| blank(c) || c == ',');
                let byte = next.bytes().next();
                let ends_line = rest[..rest.len() - next.len()].contains('\n');
                ends_line
                    || byte.is_none_or(|b| b == self.closer || b == b'}' || b == b'%' || b == b'@')
                    || begins_field(next)
            }
            Some(byte) if byte == self.closer => true,
            Some(b'}') => true,
            _ => begins_field(rest),
        }
    }
}
