//! The text as copied from a browser, written piece by piece, with the hints about it.

use super::style::WhiteSpace;
use crate::page::{Hints, LinkHint, Page};

/// What arXiv writes in place of an address.
const STAND_INS: [&[u8]; 5] =
    [b"this https URL", b"this http URL", b"this ftp URL", b"this URL", b"this DOI"];

/// The text so far.
#[derive(Debug, Default)]
pub struct Out {
    text: Vec<u8>,
    hints: Hints,
    link: Option<OpenLink>,
    /// How many line breaks are due before the next character.
    breaks: u8,
    /// Whether a space is due before it.
    blank: bool,
    seam: Seam,
}

#[derive(Debug)]
struct OpenLink {
    /// Where its text starts, once there is any.
    start: Option<usize>,
    url: String,
}

/// How close two pieces are to meeting at the end of the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Seam {
    #[default]
    None,
    /// A piece ended here.
    Ended,
    /// A piece ended and another started.
    Met,
}

/// A state of the text to go back to.
#[derive(Clone, Copy, Debug)]
pub struct Mark {
    length: usize,
    breaks: u8,
    blank: bool,
}

impl Out {
    /// Writes text of the source; NBSP becomes a space that is kept, as in a copy.
    pub fn write(&mut self, mut bytes: &[u8], space: WhiteSpace) {
        while let Some((&byte, after)) = bytes.split_first() {
            let run = bytes.iter().position(|byte| *byte <= b' ' || *byte == 0xa0);
            match run {
                Some(0) => {
                    self.special(byte, space);
                    bytes = after;
                }
                _ => {
                    let (run, after) = bytes.split_at(run.unwrap_or(bytes.len()));
                    self.settle();
                    self.text.extend_from_slice(run);
                    bytes = after;
                }
            }
        }
    }

    fn special(&mut self, byte: u8, space: WhiteSpace) {
        match byte {
            // The last byte of NBSP or of another character.
            0xa0 => {
                self.text.push(byte);
                if self.text.ends_with("\u{a0}".as_bytes()) {
                    self.text.truncate(self.text.len() - 2);
                    self.text.push(b' ');
                }
            }
            b'\n' if space != WhiteSpace::Collapse => self.line_break(),
            b' ' | b'\t' if space == WhiteSpace::Keep => {
                self.settle();
                self.text.push(byte);
            }
            b' ' | b'\t' | b'\n' | b'\r' | b'\x0c' => {
                self.blank = true;
                self.seam = Seam::None;
            }
            _ => {}
        }
    }

    /// Writes what is due before a character.
    fn settle(&mut self) {
        self.settle_breaks();
        if std::mem::take(&mut self.blank) && !self.is_at_start() {
            self.text.push(b' ');
        }
        if std::mem::take(&mut self.seam) == Seam::Met {
            self.hints.joints.push(self.text.len());
        }
        if let Some(OpenLink { start: start @ None, .. }) = &mut self.link {
            *start = Some(self.text.len());
        }
    }

    fn settle_breaks(&mut self) {
        if self.breaks == 0 {
            return;
        }
        self.blank = false;
        let there = self.text.iter().rev().take(2).take_while(|byte| **byte == b'\n').count();
        let due = usize::from(std::mem::take(&mut self.breaks));
        if !self.text.is_empty() && there < due {
            self.text.extend_from_slice(&b"\n\n"[..due.min(2) - there]);
        }
    }

    /// Returns true if a space here would start a line or a cell.
    fn is_at_start(&self) -> bool {
        matches!(self.text.last(), None | Some(b'\n' | b'\t'))
    }

    /// Ends the line here; if `breaks` is 2, a blank line follows.
    pub fn end_line(&mut self, breaks: u8) {
        if breaks > 0 {
            self.breaks = self.breaks.max(breaks);
            self.seam = Seam::None;
        }
    }

    /// Writes a line break, whatever comes before.
    pub fn line_break(&mut self) {
        self.end_line(0);
        self.settle_breaks();
        self.blank = false;
        self.seam = Seam::None;
        if !self.text.is_empty() {
            self.text.push(b'\n');
        }
    }

    /// Starts a cell: with a TAB, unless at the start of a line.
    pub fn cell(&mut self) {
        self.blank = false;
        self.seam = Seam::None;
        if self.breaks == 0 && !matches!(self.text.last(), None | Some(b'\n')) {
            self.text.push(b'\t');
        }
    }

    /// Writes the space that is due, as before a control: spaces do not collapse across one.
    pub fn keep_blank(&mut self) {
        if self.blank && self.breaks == 0 {
            self.settle();
        }
    }

    /// Marks the end of a piece of a line.
    pub fn end_piece(&mut self) {
        if self.seam == Seam::None && !self.blank && self.breaks == 0 && !self.is_at_start() {
            self.seam = Seam::Ended;
        }
    }

    /// Marks the start of a piece of a line.
    pub fn start_piece(&mut self) {
        if self.seam == Seam::Ended {
            self.seam = Seam::Met;
        }
    }

    /// Starts a link; links cannot be nested.
    pub fn open_link(&mut self, url: String) {
        self.close_link();
        self.link = Some(OpenLink { start: None, url });
    }

    /// Ends the link, and puts its address in place of what arXiv writes for it.
    pub fn close_link(&mut self) {
        let Some(OpenLink { start: Some(start), url }) = self.link.take() else { return };
        let Some(text) = self.text.get(start..) else { return };
        let length = text.trim_ascii_end().len();
        let mut end = start + length;
        let is_word = !url.contains(|c: char| c.is_whitespace() || c.is_control());
        if STAND_INS.contains(&&text[..length]) && is_word {
            self.cut(start);
            let before = self.text.last();
            let runs_on = before.is_some_and(|b| b.is_ascii_alphanumeric() || b".@-_".contains(b));
            self.text.extend_from_slice(in_text(&url, runs_on).as_bytes());
            end = self.text.len();
        }
        if start < end {
            self.hints.links.push(LinkHint { bytes: start..end, url });
        }
    }

    /// Returns the current state, to go back to.
    pub fn mark(&self) -> Mark {
        Mark { length: self.text.len(), breaks: self.breaks, blank: self.blank }
    }

    /// Returns the length of the text.
    pub fn len(&self) -> usize {
        self.text.len()
    }

    /// Undoes everything written since the mark was made.
    pub fn go_back(&mut self, mark: Mark) {
        self.cut(mark.length);
        self.breaks = mark.breaks;
        self.blank = mark.blank;
        let links = &mut self.hints.links;
        while links.pop_if(|link| link.bytes.end > mark.length).is_some() {}
        if let Some(link) = &mut self.link {
            link.start = link.start.filter(|start| *start < mark.length);
        }
    }

    fn cut(&mut self, length: usize) {
        self.text.truncate(length);
        self.seam = Seam::None;
        while self.hints.joints.pop_if(|joint| *joint > length).is_some() {}
    }

    /// Discards the text before a fragment.
    pub fn restart(&mut self) {
        *self = Self::default();
    }

    /// Returns the page.
    pub fn page(mut self) -> Page {
        self.close_link();
        let length = self.text.trim_ascii_end().len();
        self.text.truncate(length);
        let Ok(text) = String::from_utf8(self.text) else { return Page::default() };
        let bytes = text.as_bytes();
        let is_text = |at: usize| bytes.get(at).is_some_and(|byte| !byte.is_ascii_whitespace());
        let mut hints = self.hints;
        hints.joints.retain(|joint| *joint > 0 && is_text(joint - 1) && is_text(*joint));
        hints.joints.dedup();
        hints.links.retain_mut(|link| {
            link.bytes.end = link.bytes.end.min(length);
            link.bytes.start < link.bytes.end
        });
        Page::with_hints(text, hints)
    }
}

/// Returns an address as it is written in a text. If it continues a word, such as the first half of
/// a mail address, arXiv has linked a host name and added the rest.
fn in_text(url: &str, runs_on: bool) -> &str {
    let after = url.split_once("://").map(|(_, after)| after);
    after.filter(|_| runs_on).map_or(url, |after| after.trim_end_matches('/'))
}
