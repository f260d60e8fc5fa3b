//! A paper as a block of lines: the line that names it, and those about it.

mod body;

use std::ops::Range;

use super::draft::Draft;
use super::inline::{self, Inline, Kind};
use super::item;
use super::labels::{self, Label};
use super::lines::{self, Line, Mark};
use super::names;
use super::reference;
use crate::formats::record::{Record, Role};
use crate::formats::shared::boilerplate;
use crate::formats::shared::rows::{self, Row};
use crate::page::Page;
use body::Body;
use skimmark_paper::ids::mention;
use skimmark_paper::text::lowercase;
use skimmark_paper::texts;
use skimmark_paper::texts::Texts;

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
    // A bibliography of LaTeX, whose references are read by themselves.
    if own.text.starts_with("\\begin{") || own.text.starts_with("\\bibitem") {
        return None;
    }
    // `[1] arXiv:2601.00001 [pdf]` begins a paper of a listing.
    let listing = own.text.starts_with("arXiv:") && own.text.contains('[');
    if listing && own.mark == Mark::Number {
        return None;
    }
    let head = place.inline(at, &own);
    if !head.text.contains(char::is_alphanumeric) {
        return None;
    }
    // `[[arXiv](https://…)] Counting Sheep` begins with a link, and not with what the title is a value of.
    let begins_with_link = |span: &inline::Span| span.range.start < 2;
    let label = labels::read(&head).filter(|it| {
        !head.of(Kind::Link).any(begins_with_link)
            || !reference::is_title(head.text.get(it.value..).unwrap_or_default())
    });
    let label_first = label.is_some();
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
        filled: false,
    };
    end = body.read(end);
    judge(&own, &draft).map(|(confidence, certain)| {
        let certain = certain && (draft.keyed || is_list_item(&own, &draft, label_first));
        let told = draft.is_titled() && (draft.signed || draft.linked || draft.labeled > 1);
        let told = told || draft.timed;
        let begins = || draft.own.first().is_some_and(|id| own.text.starts_with(id.as_str()));
        let named = || draft.signed || is_old_or_versioned(&draft) || begins();
        let bare = || mention::find(place.rows[at].text).is_none() && named();
        let sure = own.mark != Mark::Text || !draft.identified || draft.cited || told || bare();
        Found { record: draft.finish(confidence), rows: at..end, certain, sure }
    })
}

/// Returns true for what only a list of papers has: a heading, a link as the title, a title with its
/// label after a mark. Numbered lines stand in abstracts, too.
fn is_list_item(own: &Line, draft: &Draft, labeled: bool) -> bool {
    let titled = draft.record.of(Role::Title).any(|field| reference::is_title(&field.text));
    match own.mark {
        Mark::Heading(level) => level < lines::BOLD || draft.linked || draft.credited,
        Mark::Bullet => draft.linked || labeled || draft.labeled > 1,
        Mark::Number => titled && (draft.linked || draft.labeled > 1 || draft.cited),
        _ => false,
    }
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
                true => (0.9, own.mark != Mark::Text),
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
    let people = reference::people(text);
    let next = people.rest.trim_start_matches([' ', ',']);
    let dated = next.trim_start_matches('(').bytes().take(4).filter(u8::is_ascii_digit).count()
        == 4
        || reference::UNDATED.iter().any(|it| next.trim_start_matches('(').starts_with(it));
    people.formal > 0 && (dated || next.starts_with(['"', '“', '.', ':']))
}

/// Headings of the parts of a page, which name no paper.
static SECTIONS: Texts = texts![
    "references",
    "works cited",
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
    let lower = lowercase(bare);
    SECTIONS.contains(&lower.as_str())
        || boilerplate::is_boilerplate(bare)
        || item::is_label(bare) && !bare.contains(|c: char| c.is_ascii_digit())
}

/// Returns true for identifiers of arXiv that are no plain numbers.
fn is_old_or_versioned(draft: &Draft) -> bool {
    draft.record.of(Role::Arxiv).any(|field| field.text.contains(['/', 'v']))
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
    let titled =
        reference::is_title(title) || !title.is_empty() && (draft.identified || draft.credited);
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
