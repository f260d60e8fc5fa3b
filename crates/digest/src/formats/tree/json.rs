//! JSON: arrays, lines or one object of papers; answers of libraries' programs, what reference
//! managers and tools write, and what Python prints.
//!
//! Whatever stands in brackets is read as far as it goes: names without quotation marks, comments,
//! commas too many or too few, quotation marks of any kind, a front or an end that was cut off.
//!
//! ```
//! use skimmark_digest::{formats, page::Page};
//!
//! let page = Page::new(
//!     r#"[{"title": "Counting Sheep", "authors": ["Ana Lee", "Bo Ek"], "year": 2026}]"#,
//! );
//! let digest = formats::read(&page, "2026-06-20".parse()?);
//! assert_eq!(digest.format(), "JSON");
//! assert_eq!(digest.entries[0].authors, ["Ana Lee", "Bo Ek"]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use std::ops::Range;

use super::papers;
use super::strings::{self, after_blanks, bare_name, begins_record, mark, quoted_name};
use super::value::{Builder, DEEPEST, Kind};
use crate::digest::Digest;
use crate::formats::format::{Source, Watch, a_few};

/// Returns about how many rows begin a value or a member, up to a few.
pub(crate) fn sniff(source: &Source) -> u32 {
    let opens = |text: &str| begins_value(text.as_bytes(), 0) || names_member(text.as_bytes(), 0);
    a_few(source.rows().iter().filter(|row| opens(row.text)))
}

/// Returns true for `{"title": ...`, and for a bracket above such a row.
pub(crate) fn begins(source: &Source, at: usize) -> bool {
    let row = &source.rows()[at];
    if !row.text.starts_with(['{', '[']) {
        return false;
    }
    begins_record(source.page.text().as_bytes(), row.text_start)
}

/// No line stands before JSON that is certainly part of it.
pub(crate) fn leads(_: &str) -> bool {
    false
}

/// Reads the page.
pub(crate) fn parse(source: &Source, watch: Watch) -> Digest {
    papers::read(source.page.text(), Values { text: source.page.text(), at: 0 }, watch)
}

/// Reads the value that begins at this byte into what is built of YAML, and returns where it ends.
pub(super) fn flow<'p>(text: &'p str, builder: Builder<'p>, at: usize) -> (Builder<'p>, usize) {
    let line = text[at..].find('\n').unwrap_or(text.len() - at);
    let text = &text[..text.floor_char_boundary(at + line.max(LONGEST_FLOW))];
    let base = builder.depth();
    let mut reader = Reader { builder, base, is_loose: true, ..Reader::new(text, at) };
    reader.run();
    while reader.builder.depth() > base {
        reader.builder.close(reader.at);
    }
    (reader.builder, reader.at)
}

/// No value in brackets in YAML that goes on in other lines is longer, in bytes.
const LONGEST_FLOW: usize = 4000;

/// The values of a page, one after the other.
struct Values<'p> {
    text: &'p str,
    at: usize,
}

impl<'p> Iterator for Values<'p> {
    type Item = papers::Value<'p>;

    fn next(&mut self) -> Option<papers::Value<'p>> {
        let bytes = self.text.as_bytes();
        let mut is_front = true;
        while let Some(byte) = bytes.get(self.at) {
            let begins = match byte {
                b'{' | b'[' => begins_value(bytes, self.at),
                _ => is_front && names_member(bytes, self.at),
            };
            if begins {
                let mut reader = Reader::new(self.text, self.at);
                reader.run();
                self.at = reader.at;
                return Some(reader.finish());
            }
            is_front = *byte == b'\n' || is_front && byte.is_ascii_whitespace();
            self.at += 1;
        }
        None
    }
}

/// Returns true if a value with other values in it begins here.
fn begins_value(text: &[u8], at: usize) -> bool {
    let inner = || after_blanks(text, at + 1).0;
    match text.get(at) {
        Some(b'{') => {
            let inner = inner();
            mark(text, inner).is_some() || bare_name(text, inner).is_some()
        }
        Some(b'[') => {
            let inner = inner();
            mark(text, inner).is_some() || matches!(text.get(inner), Some(b'[' | b'{'))
        }
        _ => false,
    }
}

/// Returns true if a member of an object whose front was cut off begins here.
fn names_member(text: &[u8], at: usize) -> bool {
    quoted_name(text, at).is_some()
}

/// Reads one value.
struct Reader<'p> {
    text: &'p str,
    bytes: &'p [u8],
    start: usize,
    at: usize,
    builder: Builder<'p>,
    /// How many values were open before.
    base: usize,
    /// Texts without marks may hold blanks.
    is_loose: bool,
    /// How many values are open that are nested too deep.
    deeper: usize,
    /// The last sign that was no blank, and the last one that was no comma either.
    last: u8,
    ended: u8,
    /// The lines in the value are indented.
    is_indented: Option<bool>,
    /// A line ended after it.
    is_below: bool,
    /// Words that stand where none may.
    stray: Vec<Range<usize>>,
}

impl<'p> Reader<'p> {
    fn new(text: &'p str, at: usize) -> Self {
        let mut builder = Builder::new(text);
        if !text[at..].starts_with(['{', '[']) {
            builder.open(Kind::Object, at);
        }
        let bytes = text.as_bytes();
        Self {
            text,
            bytes,
            start: at,
            at,
            builder,
            base: 0,
            is_loose: false,
            deeper: 0,
            last: b' ',
            ended: b' ',
            is_indented: None,
            is_below: false,
            stray: Vec::new(),
        }
    }

    fn finish(self) -> papers::Value<'p> {
        let bytes = self.start..self.at;
        papers::Value { tree: self.builder.finish(self.at), bytes, stray: self.stray }
    }

    /// Reads up to the end of the value, or to where another one begins.
    fn run(&mut self) {
        while let Some(byte) = self.bytes.get(self.at).copied() {
            if byte.is_ascii_whitespace() {
                self.is_below |= byte == b'\n';
                self.at += 1;
                continue;
            }
            let start = self.at;
            match byte {
                b'{' | b'[' => {
                    if self.begins_another(byte) {
                        return;
                    }
                    self.open(byte);
                }
                b'}' => self.close(Kind::Object),
                b']' => self.close(Kind::List),
                b',' | b':' | b';' => self.at += 1,
                b'/' if matches!(self.bytes.get(start + 1), Some(b'/' | b'*')) => self.comment(),
                b'#' => self.at = self.end_of_line(),
                _ if mark(self.bytes, start).is_some() => self.quoted(),
                _ => self.word(),
            }
            if start > self.start && self.is_indented.is_none() {
                let is_indented = self.is_below && self.column(start) > self.column(self.start);
                self.is_indented = Some(is_indented);
            }
            self.ended = if byte == b',' { self.ended } else { byte };
            (self.last, self.is_below) = (byte, false);
            if self.builder.depth() <= self.base && self.deeper == 0 {
                return;
            }
        }
    }

    /// Returns true if the bracket begins a value that is not part of the open one, whose end is
    /// missing: it stands on a line of its own after a value and no comma; or the line is not
    /// indented, but the lines of the open value are. A record that lacks its end is closed.
    fn begins_another(&mut self, bracket: u8) -> bool {
        if !self.is_below || self.deeper > 0 || self.at == self.start || self.builder.has_name() {
            return false;
        }
        let is_after_value = !b",:[{".contains(&self.last);
        let name = quoted_name(self.bytes, after_blanks(self.bytes, self.at + 1).0);
        let name = name.map_or("", |(name, _)| &self.text[name]);
        if bracket == b'{' && !name.is_empty() && !b":[{}]".contains(&self.ended) {
            // The record of the same kind that is open lacks its end.
            let like = |place: &usize| self.builder.first_name(*place) == name;
            if let Some(place) = (0..self.builder.depth()).find(like) {
                while self.builder.depth() > place {
                    self.builder.close(self.at);
                }
                return self.builder.depth() == 0;
            }
        }
        let is_inside = b"}]".contains(&self.ended);
        let may_end = is_after_value || self.is_indented == Some(true) && !is_inside;
        may_end && self.column(self.at) <= self.column(self.start)
    }

    /// Returns how many bytes before this one are on its line.
    fn column(&self, at: usize) -> usize {
        let before = &self.bytes[at.saturating_sub(WIDEST)..at];
        before.iter().rev().take_while(|byte| **byte != b'\n').count()
    }

    fn open(&mut self, bracket: u8) {
        let kind = if bracket == b'{' { Kind::Object } else { Kind::List };
        if self.builder.depth() >= DEEPEST {
            self.deeper += 1;
        } else {
            // An object in an object needs a name: the one around it lacks its end.
            if kind == Kind::Object
                && self.builder.top() == Some(Kind::Object)
                && !self.builder.has_name()
                && self.builder.depth() > 1
            {
                self.builder.close(self.at);
            }
            self.builder.open(kind, self.at);
        }
        self.at += 1;
    }

    fn close(&mut self, kind: Kind) {
        self.at += 1;
        match self.deeper {
            0 => self.builder.close_to(kind, self.base, self.at),
            _ => self.deeper -= 1,
        }
    }

    fn comment(&mut self) {
        let inner = self.at + 2;
        let farthest = self.bytes.len().min(inner + LONGEST_COMMENT);
        let end = match self.bytes[inner - 1] {
            b'*' => memchr::memmem::find(&self.bytes[inner..farthest], b"*/"),
            _ => None,
        };
        self.at = end.map_or_else(|| self.end_of_line(), |end| inner + end + 2);
    }

    fn end_of_line(&self) -> usize {
        let end = memchr::memchr(b'\n', &self.bytes[self.at..]);
        end.map_or(self.bytes.len(), |end| self.at + end)
    }

    /// Reads a text in quotation marks, which may be a name.
    fn quoted(&mut self) {
        let start = self.at;
        let needs_name = self.builder.top() == Some(Kind::Object) && !self.builder.has_name();
        let is_name = needs_name
            || self.builder.top() == Some(Kind::List) && quoted_name(self.bytes, start).is_some();
        let found = strings::scan(self.bytes, start, is_name);
        self.at = found.end;
        if self.deeper > 0 {
            return;
        }
        let (colon, _) = after_blanks(self.bytes, self.at);
        if is_name && self.bytes.get(colon) == Some(&b':') {
            // Members without an object around them lack its bracket.
            if !needs_name {
                self.builder.open(Kind::Object, start);
            }
            self.builder.set_name(found.inner);
            self.at = colon + 1;
        } else if needs_name {
            self.stray.push(start..found.end);
        } else {
            self.builder.add(Kind::Quoted, found.inner);
        }
    }

    /// Reads a number, a word that is a value, or a name without quotation marks.
    fn word(&mut self) {
        let start = self.at;
        if self.builder.top() == Some(Kind::Object)
            && !self.builder.has_name()
            && let Some(end) = bare_name(self.bytes, start)
        {
            self.at = after_blanks(self.bytes, end).0 + 1;
            return self.builder.set_name(start..end);
        }
        let mut depth = 0_u32;
        let may_stand = self.builder.has_name() || self.builder.top() == Some(Kind::List);
        let ends = |byte: &u8| match byte {
            b'(' => {
                depth += 1;
                false
            }
            b')' => {
                depth = depth.saturating_sub(1);
                false
            }
            b'\n' => true,
            b',' | b']' | b'}' => depth == 0,
            b'{' | b'[' | b'"' => depth == 0 || !may_stand,
            _ => false,
        };
        let length = self.bytes[start..].iter().position(ends);
        self.at = length.map_or(self.bytes.len(), |length| start + length);
        let word = self.text[start..self.at].trim_end();
        if self.deeper > 0 {
            return;
        }
        if may_stand && (self.is_loose || !word.contains(' ') || word.contains('(')) {
            self.builder.add(Kind::Plain, start..start + word.len());
        } else if word.contains(char::is_alphanumeric) {
            self.stray.push(start..self.at);
        }
    }
}

/// No comment of several lines is longer, in bytes.
const LONGEST_COMMENT: usize = 4000;

/// Lines of more bytes have one column.
const WIDEST: usize = 200;
