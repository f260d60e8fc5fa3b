//! The fields of one record.

use std::ops::Range;

use crate::formats::record::Role;
use skimmark_paper::category;

use super::labels::{Dated, Label, dated, label};
use super::lines::{self, Kind, Line};

/// Returns true for a line `Categories: cs.CL math.AG` that holds nothing but codes.
pub(super) fn are_categories(text: &str) -> bool {
    let Some((Label::Role(Role::Categories), codes)) = label(text) else { return false };
    let mut codes = codes.split_whitespace().peekable();
    codes.peek().is_some() && codes.all(category::is_whole)
}

/// One field: the text on its first line, and the lines that go on with it.
#[derive(Clone, Debug)]
pub(super) struct Field<'p> {
    pub role: Role,
    pub first: &'p str,
    pub more: Range<usize>,
}

/// The fields of one record.
#[derive(Debug, Default)]
pub(super) struct Fields<'p> {
    pub id: Option<(&'p str, Option<u16>)>,
    /// The line of the identifier says that the paper is listed elsewhere first.
    pub cross: bool,
    pub submitted: Option<Dated>,
    /// The last line of its history.
    pub latest: Option<Dated>,
    /// Lines before any label: what a cut left of a field, mostly of the title.
    pub cut: Option<Range<usize>>,
    /// The labeled ones, each role once.
    pub labeled: Vec<Field<'p>>,
    /// Rows that are in no field: before the first label, or of a field that is there already.
    extra: Vec<usize>,
}

/// What the next line goes on with.
enum Open {
    /// A field of `labeled`.
    Field(usize),
    /// A field that a paper has no place for.
    Told,
    /// Nothing that is known.
    Extra,
}

impl<'p> Fields<'p> {
    /// Reads the rows of a record up to the bar after its fields. What is indented deeper than
    /// the first row goes on with the field before it, even if it looks like another.
    pub fn of(rows: &[Line<'p>], all: Range<usize>) -> Self {
        let mut fields = Fields::default();
        let lines = rows.iter().enumerate().take(all.end).skip(all.start);
        let labeled = lines.clone().find(|(_, row)| !matches!(row.kind, Kind::Text | Kind::Blank));
        let base = labeled.map_or(0, |(_, row)| row.indent);
        let mut open = Open::Extra;
        for (at, row) in lines {
            let known = row.indent <= base;
            match row.kind {
                Kind::Blank if matches!(open, Open::Told) => open = Open::Extra,
                Kind::Blank => {}
                Kind::Id if at == all.start => fields.take_id(row.text),
                Kind::Dated if known => {
                    fields.take_dated(row.text);
                    open = Open::Extra;
                }
                Kind::Field(label) if known => open = fields.begin(label, row.text, at),
                _ => fields.extend(&open, at),
            }
        }
        fields
    }

    /// Returns the field of a role.
    pub fn get(&self, role: Role) -> Option<&Field<'p>> {
        self.labeled.iter().find(|field| field.role == role)
    }

    /// Returns true if they are those of a paper: its authors are named, or title and categories
    /// are.
    pub fn name_a_paper(&self) -> bool {
        let has = |role| self.get(role).is_some();
        let named = has(Role::Title) || self.cut.is_some();
        named && has(Role::Categories) && (has(Role::Authors) || has(Role::Title))
    }

    fn take_id(&mut self, text: &'p str) {
        let Some((id, version, cross)) = lines::id(text) else { return };
        self.id = Some((id, version));
        self.cross = cross;
    }

    fn take_dated(&mut self, text: &str) {
        let Some(dated) = dated(text) else { return };
        self.submitted.get_or_insert(dated);
        self.latest = Some(dated);
    }

    /// Begins a field; one that stands twice counts once.
    fn begin(&mut self, which: Label, text: &'p str, at: usize) -> Open {
        let Label::Role(role) = which else { return Open::Extra };
        if role == Role::Other {
            return Open::Told;
        }
        if self.get(role).is_some() {
            self.extra.push(at);
            return Open::Extra;
        }
        let first = label(text).map_or("", |(_, value)| value);
        self.labeled.push(Field { role, first, more: at + 1..at + 1 });
        Open::Field(self.labeled.len() - 1)
    }

    fn extend(&mut self, open: &Open, at: usize) {
        match open {
            Open::Field(index) => self.labeled[*index].more.end = at + 1,
            Open::Told => {}
            Open::Extra => {
                if self.id.is_none() && self.latest.is_none() && self.labeled.is_empty() {
                    let from = self.cut.as_ref().map_or(at, |cut| cut.start);
                    self.cut = Some(from..at + 1);
                } else {
                    self.extra.push(at);
                }
            }
        }
    }

    /// Returns the rows before any label if they are what is left of the title.
    pub fn cut_title(&self) -> Option<&Range<usize>> {
        let titled = self.get(Role::Title).is_some() || self.get(Role::Authors).is_none();
        self.cut.as_ref().filter(|_| !titled)
    }

    /// Returns true if nothing of the record holds what this row says.
    pub fn leave_over(&self, row: usize) -> bool {
        let cut = self.cut.as_ref().filter(|_| self.cut_title().is_none());
        self.extra.binary_search(&row).is_ok() || cut.is_some_and(|cut| cut.contains(&row))
    }
}
