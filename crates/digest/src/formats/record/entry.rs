//! From a record to a paper.

use std::collections::HashSet;

use super::withdrawn::withdraws;
use super::{Field, Record, Role, dates, kinds};
use crate::formats::shared::{links, rows};
use skimmark_paper::category;
use skimmark_paper::date::PartialDate;
use skimmark_paper::entry::{Announcement, Byline, Category, Entry};
use skimmark_paper::links::{Link, LinkKind};
use skimmark_paper::text::{readable, redirect, unwrap, urls};

impl Record<'_> {
    /// Reads the record as a paper; `None` if neither a title nor an identifier names it.
    pub fn entry(&self) -> Option<Entry> {
        let known = &self.known;
        let mut entry = Entry {
            score: known.score,
            has_code: known.has_code,
            confidence: known.confidence.unwrap_or(1.0),
            ..Entry::default()
        };
        self.identify(&mut entry);
        self.date(&mut entry);
        entry.categories = self.categories();
        entry.abstract_text = self.text(Role::Abstract);
        entry.venue = self.text(Role::Venue);
        entry.comments = self.text(Role::Comments).or_else(|| self.noted());
        self.name(&mut entry);
        self.publish(&mut entry);
        self.link(&mut entry);
        self.announce(&mut entry);
        (!entry.title.is_empty()).then_some(entry)
    }

    /// Returns the text of a role as a person would read it: of the fields that have any, that
    /// of the preferred name.
    fn text(&self, role: Role) -> Option<String> {
        let texts = self.of(role).map(|field| (field.rank, text_of(&field.text)));
        let texts = texts.filter(|(_, text)| !text.is_empty());
        texts.min_by_key(|(rank, _)| *rank).map(|(_, text)| text)
    }

    /// Fills in title, authors and affiliation; a paper without a title is named by its
    /// identifier.
    fn name(&self, entry: &mut Entry) {
        let glued = self.text(Role::TitleAndAuthors);
        let byline = match &glued {
            Some(line) => {
                let split = skimmark_byline::split(line, entry.abstract_text.as_deref());
                (entry.title, entry.confidence) = (split.title, split.confidence);
                split.byline
            }
            None => {
                let named = || entry.ids.name().unwrap_or_default();
                entry.title = self.text(Role::Title).unwrap_or_else(named);
                self.byline()
            }
        };
        entry.glued = glued;
        let Byline { authors, more_authors, affiliation } = byline;
        (entry.authors, entry.more_authors) = (authors, more_authors);
        entry.affiliation = affiliation.or_else(|| self.affiliation());
    }

    /// Returns the comments among the notes: Zotero says so of arXiv's.
    fn noted(&self) -> Option<String> {
        let mut notes = self.of(Role::Note).map(|field| text_of(&field.text));
        notes.find_map(|note| Some(note.strip_prefix("Comment: ")?.to_owned()))
    }

    fn affiliation(&self) -> Option<String> {
        let places = once_each(self.of(Role::Affiliation).map(|field| text_of(&field.text)));
        (!places.is_empty()).then(|| places.join("; "))
    }

    /// Fills in the date: that of the preferred field, or another that tells more of its year.
    fn date(&self, entry: &mut Entry) {
        let known = &self.known;
        (entry.date, entry.date_inferred) = (known.date, known.date_inferred);
        let mut fields: Vec<&Field> = Vec::new();
        for field in self.of(Role::Date) {
            fields.insert(fields.partition_point(|other| other.rank <= field.rank), field);
        }
        let detail = |date: PartialDate| (date.month().is_some(), date.day().is_some());
        for date in fields.into_iter().filter_map(|field| dates::value(&field.text)) {
            let tells_more =
                |before: PartialDate| before.year() == date.year() && detail(date) > detail(before);
            if entry.date.is_none_or(tells_more) {
                entry.date = Some(date);
            }
        }
    }

    /// Returns the categories of the first field that holds any; subjects count more than codes,
    /// and both more than what a badge says.
    fn categories(&self) -> Vec<Category> {
        let subjects = self.of(Role::Subjects).map(|field| resolve_all(codes(&field.text)));
        let plain = self.of(Role::Categories).map(|field| {
            let words = field.text.split(|c: char| c.is_whitespace() || ",;".contains(c));
            resolve_all(words.filter(|word| category::is_written(word)))
        });
        let badge = self.known.category.iter().map(|category| vec![category.clone()]);
        let mut all = subjects.chain(plain).chain(badge);
        all.find(|categories| !categories.is_empty()).unwrap_or_default()
    }

    /// Fills in where and as what the paper was published.
    fn publish(&self, entry: &mut Entry) {
        entry.volume = self.text(Role::Volume);
        entry.issue = self.text(Role::Issue);
        let ends = (self.text(Role::FirstPage), self.text(Role::LastPage));
        let ends = match ends {
            (Some(first), Some(last)) if first != last => Some(format!("{first}-{last}")),
            (first, last) => first.or(last),
        };
        entry.pages = self.text(Role::Pages).or(ends);
        entry.kind = self.of(Role::Type).find_map(|it| kinds::csl(&it.text)).map(str::to_owned);
        let lines = self.of(Role::Keywords).flat_map(|field| field.text.lines());
        entry.keywords = once_each(lines.flat_map(|line| line.split(';')).map(readable));
    }

    /// Keeps the addresses in fields of their own, then those in abstract and comments, then those
    /// of the page around them.
    fn link(&self, entry: &mut Entry) {
        self.link_fields(entry, |role| role != Role::Link);
        let texts = (entry.abstract_text.take(), entry.comments.take());
        for text in [&texts.0, &texts.1].into_iter().flatten() {
            links::of_text(entry, text);
        }
        (entry.abstract_text, entry.comments) = texts;
        self.link_fields(entry, |role| role == Role::Link);
    }

    fn link_fields(&self, entry: &mut Entry, is_wanted: fn(Role) -> bool) {
        for field in self.fields.iter().filter(|field| is_wanted(field.role)) {
            let Some(kind) = kind_of(field.role) else { continue };
            for url in addresses(&field.text) {
                let found = urls::classify(&url);
                let kind = if found == LinkKind::Other { kind } else { found };
                let kind = if field.role == Role::Code { LinkKind::Code } else { kind };
                links::keep(entry, Link { kind, url });
            }
        }
    }

    /// Fills in how the paper was announced, and that it was withdrawn if its texts say so.
    fn announce(&self, entry: &mut Entry) {
        let texts = [&entry.abstract_text, &entry.comments];
        let withdrawn = texts.into_iter().flatten().any(|text| withdraws(text));
        let announced = |it: &Announcement| {
            self.known.announced.contains(it) || *it == Announcement::Withdrawn && withdrawn
        };
        entry.announced = Announcement::ALL.into_iter().filter(announced).collect();
    }
}

/// Returns the texts that are not blank, each once, in their order.
fn once_each(texts: impl Iterator<Item = String>) -> Vec<String> {
    /// This many are held against each other.
    const FEW: usize = 16;
    let mut found: Vec<String> = Vec::new();
    let mut seen = HashSet::new();
    for text in texts.filter(|text| !text.is_empty()) {
        if found.len() == FEW && seen.is_empty() {
            seen.extend(found.iter().cloned());
        }
        let is_new = match found.len() < FEW {
            true => !found.contains(&text),
            false => seen.insert(text.clone()),
        };
        found.extend(is_new.then_some(text));
    }
    found
}

/// Joins the lines of a text and reads its TeX.
fn text_of(text: &str) -> String {
    if memchr::memchr(b'\n', text.as_bytes()).is_some() {
        return readable(&unwrap(text.lines().map(|line| rows::trimmed(line).1)));
    }
    readable(text)
}

/// Returns the codes in parentheses: `Computation and Language (cs.CL); Optics (physics.optics)`.
fn codes(text: &str) -> impl Iterator<Item = &str> {
    text.split(';').filter_map(|part| {
        let (_, code) = part.rsplit_once('(')?;
        code.split_once(')').map(|(code, _)| code).filter(|code| !code.trim().is_empty())
    })
}

fn resolve_all<'t>(codes: impl Iterator<Item = &'t str>) -> Vec<Category> {
    let mut found = Vec::new();
    for category in codes.map(category::resolve) {
        if !found.contains(&category) {
            found.push(category);
        }
    }
    found
}

/// Returns what an address in a field of this role leads to, unless it says otherwise itself.
fn kind_of(role: Role) -> Option<LinkKind> {
    Some(match role {
        Role::Page => LinkKind::Abs,
        Role::Pdf => LinkKind::Pdf,
        Role::Html => LinkKind::Html,
        Role::Code => LinkKind::Code,
        Role::Link => LinkKind::Other,
        _ => return None,
    })
}

/// Returns the addresses of a field.
fn addresses(text: &str) -> Vec<String> {
    let text = text.trim();
    if text.starts_with("http") && !text.contains(char::is_whitespace) {
        return vec![redirect::target(text).into_owned()];
    }
    urls::find(text).into_iter().map(|found| found.url).collect()
}
