//! One paper of an arXiv mail.

use std::ops::Range;

use crate::byline;
use crate::formats::record::withdrawn::withdraws;
use crate::formats::shared::links;
use skimmark_paper::category;
use skimmark_paper::entry::{Announcement, Category, Entry};
use skimmark_paper::ids;
use skimmark_paper::text::{readable, unwrap};

use super::fields::{Field, Fields};
use super::rows::Row;

/// How sure a title is of which the selection may have cut the beginning, or all.
const CUT: f32 = 0.5;

/// The part of a mail that a record stands in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Section {
    #[default]
    New,
    Cross,
    Replaced,
}

/// What a record is made of.
#[derive(Debug, Default)]
pub(super) struct Parts<'p> {
    pub fields: Fields<'p>,
    pub abstract_rows: Range<usize>,
    /// The line that closes it, with its address.
    pub close: Option<&'p str>,
}

impl Parts<'_> {
    /// The paper; nothing where neither title nor identifier is left of it.
    pub fn entry(&self, rows: &[Row], section: Section) -> Option<Entry> {
        let mut entry = Entry { confidence: 1.0, ..Entry::default() };
        self.identify(&mut entry);
        self.name(&mut entry, rows)?;
        let fields = &self.fields;
        if let Some(list) = fields.authors.as_ref().and_then(|field| text(field, rows)) {
            let byline = byline::authors(&list);
            entry.authors = byline.authors;
            entry.more_authors = byline.more_authors;
            entry.affiliation = byline.affiliation;
        }
        entry.categories = self.categories(rows);
        entry.venue = fields.journal.as_ref().and_then(|field| text(field, rows));
        let lines = rows[self.abstract_rows.clone()].iter().map(|row| row.text);
        let summary = readable(&unwrap(lines.filter(|line| !is_bar(line))));
        links::of_text(&mut entry, &summary);
        entry.abstract_text = Some(summary).filter(|text| !text.is_empty());
        if let Some(comments) = fields.comments.as_ref().and_then(|field| text(field, rows)) {
            links::of_text(&mut entry, &comments);
            entry.comments = Some(comments);
        }
        self.announce(&mut entry, section);
        Some(entry)
    }

    /// Identifiers, version and day.
    fn identify(&self, entry: &mut Entry) {
        let fields = &self.fields;
        let linked = self.close.and_then(|line| line.split_once("/abs/"));
        let linked = linked.and_then(|(_, rest)| {
            ids::arxiv(rest.split([' ', ',', ')', '<', '\u{a0}']).next().unwrap_or_default())
        });
        let found = fields.id.or(linked);
        entry.ids.arxiv = found.map(|(id, _)| id.to_owned());
        entry.ids.doi = fields.doi.as_ref().and_then(|field| {
            field.first.split([' ', ',', ';']).find_map(|word| {
                let word = word.trim_end_matches(['.', ',', ';']);
                let word = word.find("10.").and_then(|at| word.get(at..))?;
                ids::doi(word)
            })
        });
        let latest = fields.latest.and_then(|dated| dated.version);
        entry.version = latest.or(found.and_then(|(_, version)| version));
        entry.date = fields.submitted.and_then(|dated| dated.day);
    }

    /// The categories; that of its archive where the first years give none.
    fn categories(&self, rows: &[Row]) -> Vec<Category> {
        let mut found: Vec<Category> = Vec::new();
        if let Some(codes) = &self.fields.categories {
            let lines = rows[codes.more.clone()].iter().map(|row| row.text);
            let codes = std::iter::once(codes.first).chain(lines).flat_map(str::split_whitespace);
            for code in codes.map(category::resolve) {
                if !found.contains(&code) {
                    found.push(code);
                }
            }
        } else if let Some((archive, _)) = self.fields.id.and_then(|(id, _)| id.split_once('/')) {
            found.extend(category::is_whole(archive).then(|| category::resolve(archive)));
        }
        found
    }

    fn name(&self, entry: &mut Entry, rows: &[Row]) -> Option<()> {
        let whole = self.fields.title.as_ref().and_then(|field| text(field, rows));
        let cut = self.fields.cut.clone().filter(|_| self.fields.authors.is_some());
        let cut = cut.map(|cut| readable(&unwrap(rows[cut].iter().map(|row| row.text))));
        entry.confidence = if whole.is_some() { 1.0 } else { CUT };
        let named = || entry.ids.arxiv.as_ref().map(|id| format!("arXiv:{id}"));
        entry.title = whole.or(cut).filter(|title| !title.is_empty()).or_else(named)?;
        Some(())
    }

    /// New but where its own lines or its section say otherwise; a replacement of a cross-list
    /// is both. Withdrawn where nothing is left of it, or its comments or its abstract begin by
    /// saying so.
    fn announce(&self, entry: &mut Entry, section: Section) {
        let latest = self.fields.latest;
        let replaced = latest.is_some_and(|dated| dated.replaced);
        let cross = self.fields.cross || section == Section::Cross;
        let replaced = replaced || section == Section::Replaced && !self.fields.cross;
        let withdrawn = latest.is_some_and(|dated| dated.empty)
            || [&entry.comments, &entry.abstract_text]
                .into_iter()
                .flatten()
                .any(|it| withdraws(it));
        let all = [
            (Announcement::New, !cross && !replaced),
            (Announcement::Cross, cross),
            (Announcement::Replaced, replaced),
            (Announcement::Withdrawn, withdrawn),
        ];
        entry.announced = all.into_iter().filter(|(_, is)| *is).map(|(it, _)| it).collect();
    }
}

/// The text of a field as a person would read it; nothing where it is empty.
fn text(field: &Field, rows: &[Row]) -> Option<String> {
    let more = rows.get(field.more.clone()).unwrap_or_default();
    let text = match more {
        [] => readable(field.first),
        more => {
            let lines = more.iter().map(|row| row.text);
            readable(&unwrap(std::iter::once(field.first).chain(lines)))
        }
    };
    Some(text).filter(|text| !text.is_empty())
}

/// A bar, or what a cut left of one.
fn is_bar(line: &str) -> bool {
    line == "\\\\" || line == "\\"
}
