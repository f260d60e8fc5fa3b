//! A digest that is being read: from the input to its papers and the account of it.

use super::Engine;
use super::account::{Account, PartRead};
use crate::catalog::{Catalog, Highlights};
use crate::marks::Mark;
use crate::stored::import;
use skimmark_digest::formats;
use skimmark_digest::intake::{self, Decode, IntakeError, Part};
use skimmark_digest::page::Page;
use skimmark_paper::date::PartialDate;
use skimmark_paper::entry::Entry;
use skimmark_paper::identity::key::Key;
use skimmark_paper::words::to_u32;
use skimmark_protocol::{Card, DigestId, Event};

/// The number of papers that are shown before everything is read.
const FIRST_PAPERS: usize = 50;

/// The share of reading in opening a digest, in thousandths; the rest is the catalog.
const READING: u64 = 600;

/// The least progress, in thousandths, that is worth a message.
const STEP: u32 = 10;

/// Fewer bytes than this are read before anyone notices a wait.
pub const QUICK: u64 = 1_000_000;

/// How many bytes of a long page are read before the rest, to show its first papers: they hold
/// about fifty.
pub const HEAD: usize = 96_000;

/// The receiver of the events of a reading.
pub type Tell<'t> = &'t mut dyn FnMut(Event);

/// One thing to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The name of its file; empty if there is none.
    pub name: String,
    /// What it holds.
    pub content: Content,
}

/// What a source holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// Text that was pasted or typed.
    Text(String),
    /// HTML that was pasted.
    Html(String),
    /// What a clipboard holds of one selection.
    Copied {
        /// As text.
        text: String,
        /// As HTML.
        html: String,
    },
    /// The bytes of a file.
    Bytes(Vec<u8>),
    /// The bytes of a file in an archive, which may hold others than texts.
    Member(Vec<u8>),
}

/// Which of the forms of [`Content::Copied`] was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// The text, or whatever there was.
    Text,
    /// The HTML, because it gives more.
    Html,
}

impl Content {
    fn bytes(&self) -> u64 {
        let bytes = match self {
            Self::Text(text) | Self::Html(text) => text.len(),
            Self::Copied { text, html } => text.len() + html.len(),
            Self::Bytes(bytes) | Self::Member(bytes) => bytes.len(),
        };
        bytes as u64
    }
}

/// A digest that is being read.
#[derive(Debug)]
pub struct Opening {
    digest: DigestId,
    pasted: PartialDate,
    /// The number of bytes to read, as far as is known.
    bytes: u64,
    decode: Decode,
    pub(super) entries: Vec<Entry>,
    pub(super) account: Account,
    /// The texts of backups.
    pub(super) backups: Vec<String>,
    progress: Progress,
}

/// The progress that was reported.
#[derive(Clone, Copy, Debug, Default)]
struct Progress {
    /// The number of bytes read of the sources before this one.
    done: u64,
    share: u32,
    told_first: bool,
}

impl Opening {
    /// Begins to read `bytes` bytes, which came in on the day `pasted`; the host decodes those that
    /// are not in UTF-8.
    pub fn new(digest: DigestId, pasted: PartialDate, bytes: u64, decode: Decode) -> Self {
        let (entries, account, backups, progress) = Default::default();
        Self { digest, pasted, bytes, decode, entries, account, backups, progress }
    }

    /// Begins what has nothing to read.
    pub(super) fn empty(digest: DigestId, pasted: PartialDate) -> Self {
        Self::new(digest, pasted, 0, |_, _| None)
    }

    /// Returns the digest's name.
    pub fn digest(&self) -> DigestId {
        self.digest
    }

    /// Shows the first papers of a long file, of which these are the first bytes, about [`HEAD`] of them: to get
    /// all of them takes longer than a reader likes to wait.
    pub fn read_beginning(&mut self, mut bytes: Vec<u8>, tell: Tell) {
        // The last character may be cut.
        bytes.truncate(bytes.iter().rposition(|byte| *byte == b'\n').unwrap_or_default());
        let parts = intake::parts(bytes, self.decode).unwrap_or_default();
        if let [Part { pages, .. }] = parts.as_slice()
            && let [page] = pages.as_slice()
            // That it is a backup may stand at its end.
            && !page.text().trim_start_matches('\u{feff}').trim_start().starts_with('{')
        {
            self.show_beginning(page, tell);
        }
    }

    /// Reads a source, and reports progress. Returns the form that was read, to be kept; `None` for
    /// a backup, and for what holds no text.
    pub fn read(&mut self, source: Source, tell: Tell) -> Option<Form> {
        let Source { name, content } = source;
        let after = self.progress.done + content.bytes();
        self.bytes = self.bytes.max(after);
        let is_member = matches!(content, Content::Member(_));
        let form = match content {
            Content::Text(text) | Content::Copied { text, .. } if import::is_saved(&text) => {
                self.backups.push(text);
                None
            }
            Content::Text(text) => {
                self.read_parts(&name, intake::text_parts(text, self.decode), tell)
            }
            Content::Html(html) => self.read_parts(&name, vec![intake::html_part(&html)], tell),
            Content::Copied { text, html } => Some(self.read_copied(text, &html, tell)),
            Content::Bytes(bytes) | Content::Member(bytes) => {
                match intake::parts(bytes, self.decode) {
                    Ok(parts) => self.read_file(&name, parts, tell),
                    Err(error) => {
                        if is_member && error.is_no_text() {
                            self.account.skip(&name, &error);
                        } else {
                            self.refuse(&name, &error);
                        }
                        None
                    }
                }
            }
        };
        self.progress.done = after;
        form
    }

    /// Records that a source could not be read.
    pub fn refuse(&mut self, name: &str, error: &IntakeError) {
        self.account.refuse(name, error);
    }

    fn read_file(&mut self, name: &str, parts: Vec<Part>, tell: Tell) -> Option<Form> {
        if let [Part { pages, .. }] = parts.as_slice()
            && let [page] = pages.as_slice()
            && import::is_saved(page.text())
        {
            self.backups.push(page.text().to_owned());
            return None;
        }
        self.read_parts(name, parts, tell)
    }

    fn read_parts(&mut self, name: &str, parts: Vec<Part>, tell: Tell) -> Option<Form> {
        for part in parts {
            if let Some(problem) = part.problem {
                self.account.skip(&intake::name_inside(name, &part.name), &problem);
                continue;
            }
            let read = self.read_part(part, tell);
            self.add(name, read);
        }
        Some(Form::Text)
    }

    /// Reads the two forms of a selection, and uses the one that names more papers and fields.
    fn read_copied(&mut self, text: String, html: &str, tell: Tell) -> Form {
        let of_text = intake::text_parts(text, self.decode);
        let mut read = |parts: Vec<Part>| -> (usize, Vec<PartRead>) {
            let read: Vec<_> = parts.into_iter().map(|part| self.read_part(part, tell)).collect();
            (read.iter().map(|part| formats::fields(&part.digest)).sum(), read)
        };
        let (text_fields, from_text) = read(of_text);
        let (html_fields, from_html) = read(vec![intake::html_part(html)]);
        let (form, parts) = match html_fields > text_fields {
            true => (Form::Html, from_html),
            false => (Form::Text, from_text),
        };
        parts.into_iter().for_each(|part| self.add("", part));
        form
    }

    /// Reads the page of a part that gives the most.
    fn read_part(&mut self, part: Part, tell: Tell) -> PartRead {
        let sizes: Vec<u64> = part.pages.iter().map(|page| page.text().len() as u64).collect();
        let done = self.progress.done;
        if let [page] = part.pages.as_slice() {
            self.read_ahead(page, tell);
        }
        let read = formats::read_richest(&part.pages, self.pasted, &mut |form, at, papers| {
            self.progress.done = done + sizes[..form].iter().sum::<u64>();
            self.progress(at, papers, tell);
        });
        self.progress.done = done + sizes.iter().sum::<u64>();
        let read = read.map(|(page, digest)| PartRead::of(part.name, digest, page));
        read.unwrap_or_default()
    }

    /// Shows the first papers of a long digest: examining all of it takes longer than a reader
    /// likes to wait.
    fn read_ahead(&mut self, page: &Page, tell: Tell) {
        let first = self.entries.is_empty() && !self.progress.told_first;
        if first && page.text().len() as u64 >= QUICK {
            self.show_beginning(&page.slice(0..page.text().floor_char_boundary(HEAD)), tell);
        }
    }

    fn show_beginning(&mut self, head: &Page, tell: Tell) {
        let mut digest = formats::read(head, self.pasted);
        // The last one may continue after the head.
        digest.entries.pop();
        if digest.formats.contains(&formats::PLAIN.name) || digest.entries.is_empty() {
            return;
        }
        (self.progress.told_first, self.progress.share) = (true, 1);
        digest.entries.truncate(FIRST_PAPERS);
        let papers = to_u32(digest.entries.len());
        let first = first_cards(digest.entries);
        tell(Event::Progress { digest: self.digest, share: 1, papers, first });
    }

    fn add(&mut self, file: &str, part: PartRead) {
        self.account.add(file, &part);
        match self.entries.is_empty() {
            // One list of all papers is enough.
            true => self.entries = part.digest.entries,
            false => self.entries.extend(part.digest.entries),
        }
    }

    /// Reports the progress of reading a page, if it is worth a message.
    fn progress(&mut self, at: usize, papers: &[Entry], tell: Tell) {
        let done = self.progress.done + at as u64;
        let share = to_u32((done.min(self.bytes) * READING / self.bytes.max(1)) as usize);
        if self.bytes < QUICK || share < self.progress.share + STEP {
            return;
        }
        self.progress.share = share;
        let found = self.entries.len() + papers.len();
        let first = if self.progress.told_first || found < FIRST_PAPERS {
            Vec::new()
        } else {
            self.progress.told_first = true;
            let all = self.entries.iter().chain(papers);
            first_cards(all.take(FIRST_PAPERS).cloned().collect())
        };
        tell(Event::Progress { digest: self.digest, share, papers: to_u32(found), first });
    }

    /// Merges the papers into the catalog of the digest.
    pub(super) fn catalog(&mut self, tell: Tell) -> Catalog {
        let entries = std::mem::take(&mut self.entries);
        let (digest, papers) = (self.digest, to_u32(entries.len()));
        let long = self.bytes >= QUICK;
        let mut last = self.progress.share;
        Catalog::of_digests(vec![(digest, entries)], &mut |share| {
            let share =
                to_u32(READING as usize) + to_u32(share) * (1000 - to_u32(READING as usize)) / 1000;
            if long && share >= last + STEP {
                last = share;
                tell(Event::Progress { digest, share, papers, first: Vec::new() });
            }
        })
    }
}

impl Engine {
    /// Says on the first cards of a digest, which come before its catalog, what the reader decided
    /// about their papers, and leaves out those that the reader hid.
    pub fn mark_first(&self, cards: &mut Vec<Card>) {
        cards.retain_mut(|card| {
            let mark = self.marks.get(&[Key(card.key.clone())]);
            card.reader = mark.map(Mark::reader_state).unwrap_or_default();
            !card.reader.hidden
        });
    }
}

fn first_cards(entries: Vec<Entry>) -> Vec<Card> {
    let catalog = Catalog::of_digest(entries, &mut |_| {});
    let plain = Highlights::default();
    (0..to_u32(catalog.len())).filter_map(|number| catalog.card(number, &plain)).collect()
}
