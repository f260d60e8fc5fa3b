//! The daily mail of arXiv, and the files of its archives that have the same form.
//!
//! A record stands between lines of `\\`: identifier and fields, then the abstract, which
//! replacements and monthly files leave out. Only these lines are structure, as an abstract may
//! hold anything else that a record holds. What stands between records is boilerplate if it is
//! one of the lines that arXiv's machine writes there, else it is left over.
//!
//! ```
//! use skimmark_digest::{formats, page::Page};
//!
//! let page = Page::new(
//!     "\\\\\n\
//!      arXiv:2606.01001\n\
//!      Date: Fri, 5 Jun 2026 09:45:28 GMT   (556kb)\n\
//!      \n\
//!      Title: Counting Sheep\n\
//!      Authors: Ana Lindqvist, Bo Ek\n\
//!      Categories: cs.DB\n\
//!      \\\\\n\
//!        We count sheep.\n\
//!      \\\\ ( https://arxiv.org/abs/2606.01001 ,  556kb)\n",
//! );
//! let digest = formats::read(&page, "2026-06-20".parse()?);
//! assert_eq!(digest.format(), "arXiv mail");
//! assert_eq!(digest.entries[0].title, "Counting Sheep");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod boilerplate;
mod fields;
mod labels;
mod lines;
mod record;

use crate::digest::Digest;
use crate::formats::format::{Source, Watch, a_few};
use crate::formats::record::Role;
use crate::ledger::SpanRole;
use boilerplate::Boilerplate;
use fields::Fields;
use labels::Label;
use lines::{Kind, Line, Section};
use record::Parts;

/// Returns how many records of an arXiv mail the page holds, up to a few.
pub(crate) fn sniff(source: &Source) -> u32 {
    let mut before = Kind::Blank;
    let lines = lines::of(source.page, source.rows()).filter(|line| line.kind != Kind::Blank);
    a_few(lines.filter(|line| {
        let opens = line.kind == Kind::Id && before == Kind::Bar;
        let dated = line.kind == Kind::Dated && before == Kind::Id;
        let sorted = line.kind == Kind::Field(Label::Role(Role::Categories))
            && fields::are_categories(line.text);
        before = line.kind;
        opens || dated || line.kind == Kind::Close || sorted
    }))
}

/// Returns true if a record begins in this row, with the bar before it or without, or a mail.
pub(crate) fn begins(source: &Source, at: usize) -> bool {
    let rows = source.rows();
    let text = rows[at].text;
    let mut next = rows[at + 1..].iter().map(|row| row.text).filter(|text| !text.is_empty());
    match lines::kind(text) {
        Kind::Bar => next.next().is_some_and(|below| lines::kind(below) == Kind::Id),
        Kind::Id => match next.next().map(lines::kind) {
            Some(Kind::Dated | Kind::Field(Label::From)) => true,
            Some(Kind::Field(Label::Role(Role::Title))) => !text.ends_with(']'),
            _ => false,
        },
        _ => boilerplate::opens_digest(text),
    }
}

/// Returns true for a line that stands above records: of a mail's head, or written by arXiv.
pub(crate) fn leads(text: &str) -> bool {
    lines::kind(text).parts_records() || boilerplate::leads(text)
}

/// Reads the page as an arXiv mail.
pub(crate) fn parse(source: &Source, watch: Watch) -> Digest {
    let rows: Vec<Line> = lines::of(source.page, source.rows()).collect();
    let mut reader = Reader { rows: &rows, text: source.page.text(), ..Reader::default() };
    reader.first = reader.next(0);
    let mut at = 0;
    while at < rows.len() {
        let found = reader.record(at);
        let Some((parts, end)) = found else {
            reader.between(at);
            at += 1;
            continue;
        };
        let index = reader.digest.next_index();
        let Some(entry) = parts.entry(reader.text, &rows, reader.section) else {
            (at..end).for_each(|row| reader.between(row));
            at = end;
            continue;
        };
        reader.digest.entries.push(entry);
        reader.flat |= reader.is_flat(&parts);
        let last = rows[end - 1].end;
        for (row, line) in rows.iter().enumerate().take(end).skip(at) {
            let role = match parts.fields.leave_over(row) {
                true => SpanRole::Leftover,
                false => SpanRole::Entry(index),
            };
            reader.digest.ledger.book(line.end, role);
        }
        reader.boilerplate = Boilerplate::default();
        watch(last, &reader.digest.entries);
        at = end;
    }
    reader.digest
}

#[derive(Default)]
struct Reader<'r, 'p> {
    rows: &'r [Line<'p>],
    /// The text of the page.
    text: &'p str,
    digest: Digest,
    section: Section,
    boilerplate: Boilerplate,
    /// The first row that is not blank.
    first: Option<usize>,
    /// An abstract before began without an indent: the text has lost those that it had.
    flat: bool,
    /// No record without an identifier begins before this row.
    refused: usize,
}

/// What a record's rows are, and the row after it.
type Found<'p> = (Parts<'p>, usize);

impl<'p> Reader<'_, 'p> {
    /// Accounts for a row that belongs to no record.
    fn between(&mut self, at: usize) {
        let row = &self.rows[at];
        match row.kind {
            Kind::Section(section) => self.section = section,
            Kind::Text if boilerplate::opens_mail(row.text) => self.section = Section::New,
            _ => {}
        }
        // Blank rows do not look ahead: many of them would look at each other.
        let ahead = if row.kind == Kind::Blank { None } else { self.next(at + 1) };
        let ahead = ahead.map(|next| &self.rows[next]);
        let known = self.boilerplate.takes(row, ahead) || at == 0 && boilerplate::is_cut_close(row);
        self.digest
            .ledger
            .book(row.end, if known { SpanRole::Boilerplate } else { SpanRole::Leftover });
    }

    /// Returns true if the abstract of a whole record begins without an indent.
    fn is_flat(&self, parts: &Parts) -> bool {
        let first = self.rows[parts.abstract_rows.clone()].first();
        let closing = self.rows.get(parts.abstract_rows.end);
        let indents = first.zip(closing).map(|(first, closing)| (first.indent, closing.indent));
        parts.fields.id.is_some()
            && parts.close.is_some()
            && indents.is_some_and(|(first, closing)| first <= closing)
    }

    /// Returns the first row from `at` on that is not blank.
    fn next(&self, at: usize) -> Option<usize> {
        (at..self.rows.len()).find(|row| self.rows[*row].kind != Kind::Blank)
    }

    fn kind(&self, at: Option<usize>) -> Kind {
        at.map_or(Kind::Blank, |at| self.rows[at].kind)
    }

    /// Returns true if the bar of `\\` at this row opens a record.
    fn opens(&self, bar: usize) -> bool {
        self.kind(self.next(bar + 1)) == Kind::Id
    }

    /// Returns the record that begins at this row, if one does.
    fn record(&mut self, at: usize) -> Option<Found<'p>> {
        match self.rows[at].kind {
            Kind::Bar => {
                let id = self.next(at + 1)?;
                if self.rows[id].kind == Kind::Id {
                    return Some(self.with_id(id));
                }
                // Where the page begins with it, it closes fields that were cut.
                if self.first != Some(at) {
                    return None;
                }
                let mut parts = Parts::default();
                let end = self.body(at, self.rows[at].indent, &mut parts);
                parts.close.is_some().then_some((parts, end))
            }
            Kind::Id => {
                let next = self.kind(self.next(at + 1));
                let begins = matches!(
                    next,
                    Kind::Dated | Kind::Field(Label::From | Label::Role(Role::Title))
                );
                begins.then(|| self.with_id(at))
            }
            Kind::Blank => None,
            kind => {
                let first = self.first == Some(at);
                let named = matches!(kind, Kind::Dated | Kind::Field(Label::Role(Role::Title)));
                if at < self.refused || !(first || named) {
                    return None;
                }
                self.headless(at, first)
            }
        }
    }

    fn with_id(&self, id: usize) -> Found<'p> {
        let end = self.fields_end(id + 1);
        let mut parts = Parts { fields: Fields::of(self.rows, id..end), ..Parts::default() };
        let end = self.body(end, self.rows[id].indent, &mut parts);
        (parts, end)
    }

    /// Returns the row that ends the fields that begin at this one: a bar, or what cannot be in
    /// them.
    fn fields_end(&self, from: usize) -> usize {
        let ends = |row: &usize| self.rows[*row].kind.parts_records();
        (from..self.rows.len()).find(ends).unwrap_or(self.rows.len())
    }

    /// Reads what follows the fields; returns the row after the record.
    fn body(&self, fields_end: usize, indent: usize, parts: &mut Parts<'p>) -> usize {
        let Some(row) = self.rows.get(fields_end) else { return fields_end };
        if row.kind == Kind::Close {
            parts.close = Some(row.text);
            return fields_end + 1;
        }
        if row.kind != Kind::Bar || self.opens(fields_end) {
            return fields_end;
        }
        let from = fields_end + 1;
        let (end, last_bar) = self.text_end(from);
        if self.kind((end < self.rows.len()).then_some(end)) == Kind::Close {
            parts.abstract_rows = from..end;
            parts.close = Some(self.rows[end].text);
            return end + 1;
        }
        if let Some(bar) = last_bar {
            parts.abstract_rows = from..bar;
            return bar + 1;
        }
        // The selection was cut: an abstract's first line is indented, a remark is not.
        let first = self.next(from).filter(|first| *first < end);
        if first.is_some_and(|first| self.flat || self.rows[first].indent > indent) {
            parts.abstract_rows = from..end;
            return end;
        }
        from
    }

    /// Returns where text ends that begins at this row, and the last bar in it. An abstract may
    /// hold bars, as its TeX breaks lines by them.
    fn text_end(&self, from: usize) -> (usize, Option<usize>) {
        let mut last_bar = None;
        for at in from..self.rows.len() {
            match self.rows[at].kind {
                Kind::Bar if self.opens(at) => return (at, last_bar),
                Kind::Bar => last_bar = Some(at),
                Kind::Id if self.kind(self.next(at + 1)) == Kind::Dated => return (at, last_bar),
                Kind::Close | Kind::Rule | Kind::Section(_) => return (at, last_bar),
                _ => {}
            }
        }
        (self.rows.len(), last_bar)
    }

    /// Reads a record that the selection cut, so that it has no identifier in front: what is left
    /// of its fields, or of its abstract if the page begins with that.
    fn headless(&mut self, at: usize, first: bool) -> Option<Found<'p>> {
        let end = self.headless_end(at);
        self.refused = end;
        let fields = Fields::of(self.rows, at..end);
        let mut parts = Parts { fields, ..Parts::default() };
        let ended_by = self.rows.get(end).map_or(Kind::Blank, |row| row.kind);
        if parts.fields.name_a_paper() {
            let end = self.body(end, self.rows[at].indent, &mut parts);
            return Some((parts, end));
        }
        if !first {
            return None;
        }
        if ended_by == Kind::Close {
            parts.fields = Fields::default();
            parts.abstract_rows = at..end;
            parts.close = Some(self.rows[end].text);
            return Some((parts, end + 1));
        }
        let end = self.body(end, self.rows[at].indent, &mut parts);
        parts.close.is_some().then_some((parts, end))
    }

    /// Fields that begin again, or an identifier, are those of another record.
    fn headless_end(&self, from: usize) -> usize {
        let mut titled = false;
        for at in from..self.rows.len() {
            let kind = self.rows[at].kind;
            let anew = kind == Kind::Id || titled && kind == Kind::Field(Label::Role(Role::Title));
            if anew || kind.parts_records() {
                return at;
            }
            titled |= kind == Kind::Field(Label::Role(Role::Title));
        }
        self.rows.len()
    }
}
