//! A paper as a block of lines: the line that names it, and those about it.

use std::ops::Range;

use super::draft::Draft;
use super::inline::{self, Inline, Kind};
use super::item;
use super::labels::{self, Label};
use super::lines::{self, BOLD, Line, Mark};
use super::names;
use super::places;
use super::reference;
use crate::formats::record::{Record, Role};
use crate::formats::shared::boilerplate;
use crate::formats::shared::rows::{self, Row};
use crate::page::Page;
use skimmark_paper::category;
use skimmark_paper::date::PartialDate;
use skimmark_paper::ids::mention;

/// A paper that was found.
pub(super) struct Found {
    pub record: Record<'static>,
    pub rows: Range<usize>,
    /// Nothing else than a list of papers looks like it.
    pub certain: bool,
    /// More than an identifier says that it is a paper.
    pub sure: bool,
}

/// A block has no more lines than this.
const MOST_ROWS: usize = 80;

/// The line that names a paper, with all that an item says of it, is no longer than this, in bytes.
const LONGEST: usize = 6000;

/// The confidence of what only an identifier tells, as that of the last resort.
const UNSURE: f32 = 0.5;

/// A reference is broken into no more lines than this.
const MOST_WRAPPED: usize = 8;

/// A page whose lines are looked at.
#[derive(Clone, Copy)]
pub(super) struct Place<'a, 'p> {
    pub page: &'p Page,
    pub rows: &'a [Row<'p>],
}

impl<'p> Place<'_, 'p> {
    pub fn line(&self, at: usize) -> Line<'p> {
        self.rows.get(at).map_or(Line { mark: Mark::Blank, indent: 0, text: "" }, lines::read)
    }

    pub fn inline(&self, at: usize, line: &Line) -> Inline {
        self.rows
            .get(at)
            .map_or_else(Inline::default, |row| inline::read(self.page, row, line.text))
    }
}

/// Reads the paper that begins in row `at`.
pub(super) fn read(place: Place, at: usize) -> Option<Found> {
    let own = place.line(at);
    if matches!(own.mark, Mark::Blank | Mark::Rule | Mark::Table) || own.text.len() > LONGEST {
        return None;
    }
    let head = place.inline(at, &own);
    if !head.text.contains(char::is_alphanumeric) {
        return None;
    }
    let label = labels::read(&head);
    let mut draft = Draft::default();
    let mut end = at + 1;
    match label {
        Some(it)
            if it.label == Label::Field(Role::Title)
                && it.value < head.text.len()
                && (it.decorated || own.mark != Mark::Text) =>
        {
            draft.field(it.label, &it.name, &head, it.value);
        }
        // An identifier alone, with its label.
        Some(it)
            if matches!(
                it.label,
                Label::Link | Label::Field(Role::Arxiv | Role::Doi | Role::Pmid)
            ) =>
        {
            draft.field(it.label, &it.name, &head, it.value);
            if !draft.identified {
                return None;
            }
        }
        Some(_) => return None,
        None => {
            if is_section(&head.text) {
                return None;
            }
            if let Some(found) = wrapped(place, at, &own) {
                return Some(found);
            }
            item::read(head, own.mark, &mut draft);
        }
    }
    let begun = draft.signed || draft.cited;
    let whole = own.mark == Mark::Text && (begun || draft.identified || draft.placed);
    let body = Body {
        place,
        own,
        draft: &mut draft,
        open: None,
        begun,
        whole,
        closed: false,
        loose: false,
    };
    end = body.read(end);
    judge(&own, &draft).map(|(confidence, certain)| {
        let told = draft.is_titled() && (draft.signed || draft.linked || draft.labeled > 1);
        let bare = || mention::find(place.rows[at].text).is_none() && draft.signed;
        let sure = own.mark != Mark::Text || !draft.identified || draft.cited || told || bare();
        Found { record: draft.finish(confidence), rows: at..end, certain, sure }
    })
}

/// Reads a reference that may go on in the next rows.
fn wrapped(place: Place, at: usize, own: &Line) -> Option<Found> {
    if matches!(own.mark, Mark::Heading(_)) {
        return None;
    }
    let goes_on = |next: usize| {
        let (before, line) = (place.line(next - 1), place.line(next));
        let fits = own.mark != Mark::Text
            || rows::may_wrap(before.text, line.text)
            || line.indent > own.indent;
        line.mark == Mark::Text
            && fits
            && !begins_reference(line.text)
            && labels::read(&place.inline(next, &line)).is_none()
    };
    let last =
        (at + 1..place.rows.len().min(at + MOST_WRAPPED)).take_while(|next| goes_on(*next)).last();
    for end in last.map(|last| last + 1).into_iter().chain([at + 1]) {
        let texts: Vec<String> =
            (at..end).map(|at| place.inline(at, &place.line(at)).text).collect();
        let text = skimmark_paper::text::unwrap(texts.iter().map(String::as_str));
        if names::scan(&text).names.is_empty() {
            return None;
        }
        let mut draft = Draft::default();
        for at in at..end {
            for span in
                place.inline(at, &place.line(at)).spans.iter().filter(|it| it.kind == Kind::Link)
            {
                draft.address(&span.url, "");
            }
        }
        let left = draft.mentions(&text);
        if let Some(found) = reference::read(&item::tidy(&left)) {
            item::cite(&found, &mut draft);
            let named = draft.is_titled() || draft.identified;
            let (confidence, certain) = match draft.is_titled() && !found.place.venue.is_empty() {
                true => (0.9, true),
                false => (0.8, false),
            };
            if named {
                return Some(Found {
                    record: draft.finish(confidence),
                    rows: at..end,
                    certain,
                    sure: true,
                });
            }
        }
    }
    None
}

/// Returns true if a reference begins in this line: names with initials, and what follows them.
fn begins_reference(text: &str) -> bool {
    let people = names::scan(text);
    let next = people.rest.trim_start_matches([' ', ',']);
    let dated =
        next.trim_start_matches('(').bytes().take(4).filter(u8::is_ascii_digit).count() == 4;
    people.formal > 0 && (dated || next.starts_with(['"', '“', '.', ':']))
}

/// Headings of the parts of a page, which name no paper.
const SECTIONS: &[&str] = &[
    "references",
    "bibliography",
    "contents",
    "table of contents",
    "introduction",
    "papers",
    "paper list",
    "reading list",
    "publications",
    "links",
    "resources",
    "related work",
    "acknowledgements",
    "acknowledgments",
    "license",
    "citation",
    "contributing",
    "installation",
    "usage",
    "agenda",
    "attendees",
    "minutes",
    "participants",
    "authors",
    "news",
    "overview",
    "summary",
    "abstract",
    "present",
    "appendix",
    "todo",
    "notes",
    "survey",
    "surveys",
    "datasets",
    "tutorials",
    "others",
    "参考文献",
    "目录",
];

/// Returns true for a line that is the head of a part of the page, or boilerplate.
fn is_section(text: &str) -> bool {
    let bare = text.trim_matches(|c: char| !c.is_alphanumeric());
    let lower = bare.to_lowercase();
    SECTIONS.contains(&lower.as_str())
        || boilerplate::is_boilerplate(bare)
        || item::is_label(bare) && !bare.contains(|c: char| c.is_ascii_digit())
}

/// The lines below the one that names a paper.
struct Body<'a, 'r, 'p> {
    place: Place<'r, 'p>,
    own: Line<'p>,
    draft: &'a mut Draft,
    /// The field that the next line may go on with.
    open: Option<Label>,
    /// Something besides identifiers has been read.
    begun: bool,
    /// The line that names the paper says enough alone: text below it is of something else.
    whole: bool,
    /// The last field is one that nothing goes on with.
    closed: bool,
    /// Items of a list have been read that have no label.
    loose: bool,
}

impl Body<'_, '_, '_> {
    /// Reads from row `start`; returns the row after the last one that is of the paper.
    fn read(mut self, start: usize) -> usize {
        let (mut end, mut blank) = (start, false);
        for at in start..self.place.rows.len().min(start + MOST_ROWS) {
            let line = self.place.line(at);
            match line.mark {
                Mark::Blank => {
                    blank = true;
                    continue;
                }
                Mark::Rule | Mark::Table => break,
                _ => {}
            }
            let inline = self.place.inline(at, &line);
            if !inline.text.contains(char::is_alphanumeric) && inline.spans.is_empty() {
                continue;
            }
            if !self.take(at, &line, &inline, blank) {
                break;
            }
            (end, blank) = (at + 1, false);
        }
        end
    }

    /// Takes over what a line says; returns false if it is not of the paper.
    fn take(&mut self, at: usize, line: &Line, inline: &Inline, blank: bool) -> bool {
        if let Some(label) = labels::read(inline) {
            let ends = label.label == Label::Field(Role::Title) && self.draft.is_titled()
                || self.names_another(inline);
            if ends || !label.known && self.stops(line) {
                return false;
            }
            self.draft.field(label.label, &label.name, inline, label.value);
            // Nothing goes on with an address, a date or a score.
            let short = matches!(
                label.label,
                Label::Link
                    | Label::Rank
                    | Label::Source
                    | Label::Field(Role::Arxiv | Role::Doi | Role::Pmid | Role::Code | Role::Date)
            );
            self.open = Some(label.label).filter(|_| !short || label.value >= inline.text.len());
            self.closed = short;
            self.begun |= matches!(
                label.label,
                Label::Summary | Label::Note | Label::Field(Role::Abstract | Role::Authors)
            );
            return true;
        }
        if self.stops(line) || matches!(line.mark, Mark::Heading(_)) {
            return false;
        }
        let listed = matches!(line.mark, Mark::Bullet | Mark::Number);
        let another =
            || item::title_link(inline).is_some() || mention::find(&inline.text).is_some();
        if listed && self.own.mark != Mark::Bullet && another() && !self.only_links(inline) {
            return false;
        }
        let beside = !matches!(self.own.mark, Mark::Heading(_)) && line.indent <= self.own.indent;
        let full = self.begun || self.draft.identified || self.own.mark == Mark::Text;
        if beside && (blank && full || self.closed) {
            return false;
        }
        match self.facts(inline) {
            Some(own) => return own && !self.loose,
            None if self.whole && self.open.is_none() => return false,
            // What follows an item that says enough, and is not set in, is of the page.
            None if beside
                && self.draft.identified
                && self.open.is_none()
                && !self.wraps(at, line) =>
            {
                return false;
            }
            None => {}
        }
        let italic = inline.of(Kind::Italic).any(|span| span.range.len() + 4 > inline.text.len());
        let marked = italic || self.own.mark != Mark::Text || self.draft.identified;
        if !self.begun && line.mark == Mark::Text && names::is_list(&inline.text, marked) {
            self.draft.authors(&inline.text);
            (self.draft.signed, self.begun) = (true, true);
            self.link(inline);
            return true;
        }
        if self.own.mark == Mark::Number
            && line.mark == Mark::Text
            && self.names_one(at, &inline.text, blank)
        {
            self.draft.person(&inline.text);
            self.draft.listed = true;
            return true;
        }
        if !self.begun && self.wraps_title(at, line) {
            let title = self.draft.record.fields.iter_mut().find(|field| field.role == Role::Title);
            if let Some(title) = title {
                title.text = [title.text.as_ref(), "\n", &inline.text].concat().into();
                return true;
            }
        }
        if self.own.mark == Mark::Text && !self.begun {
            return false;
        }
        if !inline.text.contains(char::is_alphanumeric) {
            return true;
        }
        self.begun = true;
        self.loose |= listed && self.open.is_none() && self.draft.labeled == 0;
        self.link(inline);
        let text = inline.text.as_str();
        match self.open {
            Some(Label::Field(Role::Authors)) if !blank => self.draft.authors(text),
            Some(Label::Subjects) if !blank => self.draft.field(Label::Subjects, "", inline, 0),
            open => self.draft.go_on(open, text),
        }
        true
    }

    /// Returns true for one of the names that stand below a title, one a line.
    fn names_one(&self, at: usize, text: &str, blank: bool) -> bool {
        let first = !self.begun && (!self.draft.listed || !blank);
        let below = self.place.line(at + 1).text;
        let one = |text: &str| {
            let people = names::scan(text);
            let rest = people.rest.trim();
            let listed = (1..=2).contains(&people.names.len()) && text.len() < 80;
            listed && (rest.is_empty() || rest.starts_with('(') && rest.ends_with(')'))
        };
        first && one(text) && (below.is_empty() || one(below))
    }

    fn link(&mut self, inline: &Inline) {
        for span in inline.spans.iter().filter(|span| span.kind == Kind::Link) {
            self.draft.beside(&span.url, inline.words(span));
        }
    }

    /// Returns true if a line begins something else of the same kind.
    fn stops(&self, line: &Line) -> bool {
        let beside = line.indent <= self.own.indent;
        match (self.own.mark, line.mark) {
            (Mark::Heading(own), Mark::Heading(other)) => other <= own,
            (Mark::Number, Mark::Number) => beside,
            (Mark::Bullet, Mark::Bullet | Mark::Number) => beside,
            (Mark::Heading(_), _) => false,
            (Mark::Text, Mark::Bullet | Mark::Number | Mark::Heading(_)) => true,
            (_, Mark::Heading(level)) => level < BOLD || beside,
            _ => false,
        }
    }

    /// Returns true if all words of a line are labels of its links.
    fn only_links(&self, inline: &Inline) -> bool {
        let mut rest = inline.clone();
        rest.cut(&super::draft::ordered(
            inline.of(Kind::Link).map(|it| it.range.clone()).collect(),
        ));
        let words = mention::find(&rest.text).map_or(rest.text, |found| found.rest);
        item::is_label(&words) && inline.of(Kind::Link).all(|it| item::is_label(inline.words(it)))
    }

    /// Returns true if a line that was broken may go on in this one.
    fn wraps(&self, at: usize, line: &Line) -> bool {
        rows::may_wrap(self.place.line(at - 1).text, line.text)
    }

    /// Returns true if a line names another preprint than the block.
    fn names_another(&self, inline: &Inline) -> bool {
        let preprints = |ids: &[String]| ids.iter().find(|id| is_preprint(id)).cloned();
        let Some(own) = preprints(&self.draft.own) else { return false };
        let mut scratch = Draft::default();
        scratch.mentions(&inline.text);
        for span in inline.spans.iter().filter(|it| it.kind == Kind::Link) {
            scratch.address(&span.url, "");
        }
        let heading = matches!(self.own.mark, Mark::Heading(_));
        !heading
            && inline.text.len() < 200
            && preprints(&scratch.own).is_some_and(|other| other != own)
    }

    /// Returns true if the title goes on in this line: it was broken where lines are, and what a title
    /// is followed by stands below.
    fn wraps_title(&self, at: usize, line: &Line) -> bool {
        let next = self.place.line(at + 1);
        let inline = self.place.inline(at + 1, &next);
        let follows = next.mark == Mark::Text
            && (names::is_list(&inline.text, false)
                || labels::read(&inline).is_some_and(|it| it.known));
        line.mark == Mark::Text && follows && self.wraps(at, line)
    }

    /// Reads a line of identifiers, links, a date, a venue, categories and nothing else; returns `None`
    /// for other lines, and false if it names another paper.
    fn facts(&mut self, inline: &Inline) -> Option<bool> {
        let links: Vec<_> =
            inline.spans.iter().filter(|it| it.kind == Kind::Link && !it.url.is_empty()).collect();
        let mut rest = inline.clone();
        let gone = links.iter().filter(|it| {
            item::is_label(inline.words(it)) || links.len() > 1 || !it.url.contains("://")
        });
        let gone: Vec<_> = gone.map(|it| it.range.clone()).collect();
        let anchors = links.iter().all(|it| it.url.starts_with('#'));
        if gone.is_empty() && !links.is_empty() {
            return None;
        }
        rest.cut(&super::draft::ordered(gone));
        let mut scratch = Draft::default();
        let text = scratch.mentions(&rest.text);
        let text = item::tidy(&text);
        let named =
            scratch.identified || !links.is_empty() && !anchors || rest.text.contains("://");
        let mut known = Vec::new();
        for piece in text
            .split(['|', '·', '•', ';', '\t'])
            .map(str::trim)
            .filter(|it| it.contains(char::is_alphanumeric))
        {
            let codes = || {
                piece
                    .split([' ', ',', '[', ']', '(', ')'])
                    .all(|it| it.is_empty() || category::is_whole(it))
            };
            match piece {
                _ if item::is_label(piece) => {}
                _ if places::date(piece).is_some() => known.push((Role::Date, piece.to_owned())),
                _ if places::venue_year(piece).is_some()
                    && piece.len() < 60
                    && reference::sentence(piece).1.is_empty() =>
                {
                    known.push((Role::Venue, piece.to_owned()))
                }
                _ if codes() => {
                    known.push((Role::Categories, piece.replace(['[', ']', '(', ')'], " ")))
                }
                _ => return None,
            }
        }
        if !named && known.is_empty() {
            return (!links.is_empty() && anchors).then_some(true);
        }
        if self.names_another(inline) {
            return Some(false);
        }
        for span in links {
            self.draft.address(&span.url, inline.words(span));
        }
        self.draft.mentions(&rest.text);
        for (role, text) in known {
            match role {
                Role::Date => {
                    places::date(&text).into_iter().for_each(|date| self.draft.date(date))
                }
                Role::Venue => {
                    self.draft.placed = true;
                    self.draft.venue(&text);
                    places::venue_year(&text)
                        .map(PartialDate::year_only)
                        .into_iter()
                        .for_each(|it| self.draft.date(it));
                }
                _ => self.draft.record.add(role, text),
            }
        }
        Some(true)
    }
}

fn is_preprint(id: &str) -> bool {
    skimmark_paper::ids::arxiv(id).is_some()
}

/// Returns how sure it is that a draft is a paper, and whether nothing else looks like it; `None` if
/// too little says so.
fn judge(own: &Line, draft: &Draft) -> Option<(f32, bool)> {
    let marked = own.mark != Mark::Text;
    let heading = matches!(own.mark, Mark::Heading(_));
    let preprints = draft.own.iter().filter(|id| is_preprint(id)).count();
    // A heading above several papers.
    if preprints > 1 && heading {
        return None;
    }
    let title =
        draft.record.of(Role::Title).next().map(|field| field.text.as_ref()).unwrap_or_default();
    let titled = reference::is_title(title) || !title.is_empty() && draft.identified;
    let dated = draft.record.known.date.is_some();
    if !titled && !draft.identified {
        return None;
    }
    if draft.cited || draft.identified && (draft.credited || draft.signed || draft.labeled > 1) {
        return Some((if draft.cited { 0.9 } else { 1.0 }, marked || draft.keyed));
    }
    if draft.credited && draft.labeled > 1 {
        return Some((1.0, marked));
    }
    if draft.identified && marked {
        return Some((if title.is_empty() { 0.5 } else { 0.95 }, !title.is_empty()));
    }
    if draft.labeled > 2 && draft.record.known.score.is_some() && marked {
        return Some((0.9, true));
    }
    if draft.listed && draft.labeled > 1 {
        return Some((0.9, marked));
    }
    if draft.signed && (marked || draft.placed) {
        return Some((0.8, marked && draft.labeled > 0));
    }
    if draft.identified {
        let sentence = title.ends_with(['.', '!', ':'])
            || title.starts_with(char::is_lowercase)
            || title.split_whitespace().count() > 30;
        return (!sentence).then_some((UNSURE, false));
    }
    if draft.signed && title.split_whitespace().count() > 2 {
        return Some((0.6, false));
    }
    (draft.placed && !heading && (marked || dated)).then_some((0.6, false))
}
