//! One paper of an arXiv mail.

use std::ops::Range;

use super::fields::{Field, Fields};
use super::lines::{Line, Section};
use crate::formats::record::{Record, Role};
use skimmark_paper::category;
use skimmark_paper::entry::{Announcement, Entry};
use skimmark_paper::ids;

/// How sure a title is of which the selection may have cut the beginning, or all.
const CUT: f32 = 0.5;

/// What a record is made of.
#[derive(Debug, Default)]
pub(super) struct Parts<'p> {
    pub fields: Fields<'p>,
    pub abstract_rows: Range<usize>,
    /// The line that closes it, with its address.
    pub close: Option<&'p str>,
}

impl<'p> Parts<'p> {
    /// Reads the paper out of `text`, the page; `None` if neither title nor identifier is left
    /// of it.
    pub fn entry(&self, text: &'p str, lines: &[Line<'p>], section: Section) -> Option<Entry> {
        let fields = &self.fields;
        let mut record = Record::default();
        self.identify(&mut record);
        self.name(&mut record, text, lines);
        for role in [Role::Authors, Role::Categories, Role::Venue, Role::Comments, Role::Doi] {
            if let Some(field) = fields.get(role) {
                record.add(role, text_of(field, text, lines));
            }
        }
        if fields.get(Role::Categories).is_none() {
            record.add(Role::Categories, self.archive().unwrap_or_default());
        }
        self.summarize(&mut record, text, lines);
        record.known.date = fields.submitted.and_then(|dated| dated.day);
        record.known.announced = self.announced(section);
        record.entry()
    }

    /// Adds identifier and version.
    fn identify(&self, record: &mut Record<'p>) {
        let linked = self.close.and_then(|line| line.split_once("/abs/"));
        let linked = linked.and_then(|(_, rest)| {
            ids::arxiv(rest.split([' ', ',', ')', '<', '\u{a0}']).next().unwrap_or_default())
        });
        let Some((id, version)) = self.fields.id.or(linked) else {
            record.known.version = self.fields.latest.and_then(|dated| dated.version);
            return;
        };
        record.add(Role::Arxiv, id);
        let latest = self.fields.latest.and_then(|dated| dated.version);
        record.known.version = latest.or(version);
    }

    /// Adds the title, or what a cut left of it.
    fn name(&self, record: &mut Record<'p>, text: &'p str, lines: &[Line<'p>]) {
        if let Some(field) = self.fields.get(Role::Title) {
            record.add(Role::Title, text_of(field, text, lines));
        }
        let cut = record.of(Role::Title).next().is_none();
        record.known.confidence = cut.then_some(CUT);
        if let Some(left) = self.fields.cut_title().filter(|_| cut) {
            record.add(Role::Title, stretch(text, &lines[left.clone()]));
        }
    }

    /// Adds the abstract, without the bars by which its TeX breaks lines.
    fn summarize(&self, record: &mut Record<'p>, text: &'p str, lines: &[Line<'p>]) {
        let lines = &lines[self.abstract_rows.clone()];
        if !lines.iter().any(|line| is_bar(line.text)) {
            return record.add(Role::Abstract, stretch(text, lines));
        }
        let texts = lines.iter().map(|line| line.text).filter(|text| !is_bar(text));
        record.add_lines(Role::Abstract, &texts.collect::<Vec<_>>());
    }

    /// Returns the category of the archive, which is the only one that the first years give.
    fn archive(&self) -> Option<&'p str> {
        let (archive, _) = self.fields.id.and_then(|(id, _)| id.split_once('/'))?;
        category::is_whole(archive).then_some(archive)
    }

    /// Returns how the paper was announced: new, unless its own lines or its section say
    /// otherwise; a replacement of a cross-list is both. Withdrawn if nothing is left of it.
    fn announced(&self, section: Section) -> Vec<Announcement> {
        let latest = self.fields.latest;
        let replaced = latest.is_some_and(|dated| dated.replaced);
        let cross = self.fields.cross || section == Section::Cross;
        let replaced = replaced || section == Section::Replaced && !self.fields.cross;
        let all = [
            (Announcement::New, !cross && !replaced),
            (Announcement::Cross, cross),
            (Announcement::Replaced, replaced),
            (Announcement::Withdrawn, latest.is_some_and(|dated| dated.empty)),
        ];
        all.into_iter().filter(|(_, is)| *is).map(|(it, _)| it).collect()
    }
}

/// Returns the text of a field, in one line or several.
fn text_of<'p>(field: &Field<'p>, text: &'p str, lines: &[Line<'p>]) -> &'p str {
    let first = field.more.start.checked_sub(1).and_then(|at| lines.get(at));
    let Some(last) = lines.get(field.more.clone()).and_then(<[_]>::last) else {
        return field.first;
    };
    let start = first.map_or(last.start, |line| line.start + line.text.len() - field.first.len());
    text.get(start..last.start + last.text.len()).unwrap_or_default()
}

/// Returns the text of lines that follow each other.
fn stretch<'p>(text: &'p str, lines: &[Line<'p>]) -> &'p str {
    let (Some(first), Some(last)) = (lines.first(), lines.last()) else { return "" };
    text.get(first.start..last.start + last.text.len()).unwrap_or_default()
}

/// Returns true for a bar, or what a cut left of one.
fn is_bar(line: &str) -> bool {
    !line.is_empty() && line.bytes().all(|byte| byte == b'\\')
}
