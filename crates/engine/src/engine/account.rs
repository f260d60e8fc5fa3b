//! The account of what was read, in the words and lines that the page shows.

use super::naming;
use skimmark_digest::digest::Digest;
use skimmark_digest::formats;
use skimmark_digest::intake::{self, IntakeError};
use skimmark_digest::ledger::SpanRole;
use skimmark_digest::page::{Line, Page};
use skimmark_paper::entry::Entry;
use skimmark_paper::words::{self, to_u32};
use skimmark_protocol::{DigestId, LeftoverLine, PartReading, Reading};

/// The most bytes of a left-over line that are sent; a line may be a whole file.
const MOST_LINE_BYTES: usize = 4000;

/// How many reasons are told why something could not be read; an archive may hold thousands of
/// such files.
const MOST_TOLD: usize = 8;

/// One part of the input, read.
#[derive(Debug, Default)]
pub(super) struct PartRead {
    /// Its name, besides that of its file.
    pub(super) name: String,
    /// Its papers.
    pub(super) digest: Digest,
    lines: u32,
    boilerplate: u32,
    left_over: u32,
    leftovers: Vec<LeftoverLine>,
}

impl PartRead {
    /// Accounts for a page.
    pub(super) fn of(name: String, digest: Digest, page: &Page) -> Self {
        let left = digest.ledger.leftover_lines(page);
        Self {
            lines: to_u32(page.lines().count()),
            boilerplate: to_u32(boilerplate_lines(&digest, page)),
            left_over: to_u32(left.len()),
            leftovers: left.iter().take(Reading::MOST_LINES).map(leftover).collect(),
            name,
            digest,
        }
    }
}

/// What became of the whole input.
#[derive(Debug, Default)]
pub(super) struct Account {
    parts: Vec<PartReading>,
    /// How many parts are not among them, because there are too many.
    unlisted: u32,
    /// How many left-over lines the parts list.
    listed: usize,
    left_over: u32,
    records: u32,
    /// Each format, with the number of records that it read.
    formats: Vec<(&'static str, usize)>,
    /// The subject of the first mail, or the name of what is attached to it; empty if there is none.
    subject: String,
    /// The reasons why some input could not be read at all.
    refused: Vec<String>,
    /// The first reason why something inside of the input could not be read.
    skipped: Option<String>,
}

impl Account {
    /// Adds a part of the file of this name.
    pub(super) fn add(&mut self, file: &str, part: &PartRead) {
        let papers = part.digest.entries.len();
        self.records = self.records.saturating_add(to_u32(papers));
        self.left_over = self.left_over.saturating_add(part.left_over);
        for (place, format) in part.digest.formats.iter().enumerate() {
            let read = if place == 0 { papers } else { 0 };
            match self.formats.iter_mut().find(|(known, _)| known == format) {
                Some((_, records)) => *records += read,
                None => self.formats.push((format, read)),
            }
        }
        if self.subject.is_empty() {
            self.subject.clone_from(&part.name);
        }
        let room = Reading::MOST_LINES.saturating_sub(self.listed);
        let leftovers = part.leftovers.iter().take(room).cloned().collect();
        let name = Some(intake::name_inside(file, &part.name)).filter(|name| !name.is_empty());
        self.list(PartReading { name, words: in_words(part), leftovers });
    }

    /// Records that the file of this name could not be read.
    pub(super) fn refuse(&mut self, file: &str, error: &IntakeError) {
        let named = self.list_problem(file, error);
        self.refused.push(named);
    }

    /// Records that something of this name inside of the input could not be read: it is told only
    /// in the list of what was read, unless there is nothing else to tell.
    pub(super) fn skip(&mut self, name: &str, error: &IntakeError) {
        let named = self.list_problem(name, error);
        self.skipped.get_or_insert(named);
    }

    fn list_problem(&mut self, file: &str, error: &IntakeError) -> String {
        let words = error.to_string();
        let named = intake::name_inside(file, &words);
        let name = Some(file.to_owned()).filter(|name| !name.is_empty());
        self.list(PartReading { name, words, leftovers: Vec::new() });
        named
    }

    /// Lists a part; if there are too many, drops one without left-over lines.
    fn list(&mut self, part: PartReading) {
        if self.parts.len() >= Reading::MOST_PARTS {
            self.unlisted += 1;
            let whole = self.parts.iter().rposition(|known| known.leftovers.is_empty());
            let Some(place) = whole.filter(|_| !part.leftovers.is_empty()) else { return };
            self.parts.remove(place);
        }
        self.listed += part.leftovers.len();
        self.parts.push(part);
    }

    /// Returns whether something was read, papers or not.
    pub(super) fn has_parts(&self) -> bool {
        !self.formats.is_empty()
    }

    /// Says what could not be read at all, and why.
    pub(super) fn refusal(&self) -> Option<String> {
        if self.refused.is_empty() {
            return self.skipped.clone().filter(|_| !self.has_parts());
        }
        let told = &self.refused[..self.refused.len().min(MOST_TOLD)];
        let more = to_u32(self.refused.len() - told.len());
        let rest = (more > 0).then(|| format!(" Not read either: {}.", words::count(more, "file")));
        Some(told.join(" ") + &rest.unwrap_or_default())
    }

    /// Returns the account of a digest of these papers.
    pub(super) fn reading(mut self, digest: DigestId, entries: &[&Entry]) -> Reading {
        let papers = to_u32(entries.len());
        let most = self.formats.iter().map(|(_, records)| *records).max();
        if let Some(first) = self.formats.iter().position(|(_, records)| Some(*records) == most) {
            self.formats[..=first].rotate_right(1);
        }
        // If there are papers, a covering letter does not count as one of their formats.
        if self.records > 0 {
            self.formats.retain(|(name, records)| *records > 0 || *name != formats::PLAIN.name);
        }
        let formats: Vec<&str> = self.formats.iter().map(|(name, _)| *name).collect();
        let main = formats.first().copied().unwrap_or_default();
        let suggested = (papers > 0).then(|| naming::suggest(main, &self.subject, entries));
        Reading {
            digest,
            name: suggested.unwrap_or_default(),
            format: formats.join(", "),
            readable: formats::in_words(),
            papers,
            left_over: self.left_over,
            summary: self.summary(papers),
            parts: self.parts,
        }
    }

    fn summary(&self, papers: u32) -> String {
        let mut sentences: Vec<String> = Vec::new();
        let again = self.records.saturating_sub(papers);
        if again > 0 {
            let records = words::count(self.records, "record");
            sentences.push(format!("{records} of {}.", words::count(papers, "paper")));
        }
        if self.unlisted > 0 {
            sentences.push(format!("Not listed here: {}.", words::count(self.unlisted, "part")));
        }
        let unlisted = self.left_over.saturating_sub(to_u32(self.listed));
        if unlisted > 0 {
            let lines = words::count(unlisted, "left-over line");
            sentences.push(format!("Not listed here: {lines}."));
        }
        sentences.join(" ")
    }
}

fn in_words(part: &PartRead) -> String {
    format!(
        "Read as {}: {} in {}, {} of them headings or footers, {} left over.",
        part.digest.format(),
        words::count(to_u32(part.digest.entries.len()), "paper"),
        words::count(part.lines, "line"),
        words::grouped(part.boilerplate),
        words::grouped(part.left_over),
    )
}

/// Counts the lines that are not blank and begin as boilerplate.
fn boilerplate_lines(read: &Digest, page: &Page) -> usize {
    let mut spans = read.ledger.spans().iter().peekable();
    let lines = page.lines().filter(|line| !line.text.trim().is_empty());
    lines
        .filter(|line| {
            while spans.next_if(|span| span.bytes.end <= line.start).is_some() {}
            spans.peek().is_some_and(|span| span.role == SpanRole::Boilerplate)
        })
        .count()
}

fn leftover(line: &Line<'_>) -> LeftoverLine {
    let cut = line.text.floor_char_boundary(MOST_LINE_BYTES);
    let mut text = line.text[..cut].to_owned();
    if cut < line.text.len() {
        text.push('…');
    }
    LeftoverLine { number: line.number, text }
}
