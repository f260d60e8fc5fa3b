//! One record of a listing, below its head.

use std::ops::Range;

use super::Abstracts;
use crate::formats::arxiv::boilerplate::is_boilerplate;
use crate::formats::arxiv::parts as web;
use crate::formats::record::Role;
use crate::formats::shared::rows::Row;

/// If a blank line separates a text from the subjects, it must be this long to look like an
/// abstract.
const SHORTEST_ABSTRACT: usize = 80;

/// The pieces of a record, as the rows give them.
#[derive(Debug, Default)]
pub(super) struct Body<'p> {
    pub title: Vec<&'p str>,
    pub authors: Vec<&'p str>,
    pub comments: Vec<&'p str>,
    pub venue: Vec<&'p str>,
    pub doi: Option<&'p str>,
    pub subjects: Vec<&'p str>,
    pub has_subjects: bool,
    /// The rows directly after the subjects, up to a blank one.
    pub attached: Range<usize>,
    /// Whether a blank row follows them, and not the end of the page below it.
    closed: bool,
    /// The rows after the subjects and a blank row, up to the next blank one.
    pub apart: Range<usize>,
    /// Whether they are as long as an abstract.
    pub long_apart: bool,
    used: Range<usize>,
}

impl<'p> Body<'p> {
    /// Reads the record whose head ends before `range`, which ends before the next head or heading.
    /// If tokens have rows of their own, blank rows separate them.
    pub fn read(rows: &[Row<'p>], range: Range<usize>, spread: bool) -> Self {
        let titled = range.start + labeled_title(&rows[range.clone()]).map_or(0, |at| at + 1);
        let subjects = |row: &Row| matches!(web::label(row.text), Some((Role::Subjects, _)));
        let until = rows[titled..range.end].iter().position(subjects).map(|at| titled + at);
        let mut body = Body { has_subjects: until.is_some(), ..Self::default() };
        let end = until.unwrap_or_else(|| short(rows, range.clone(), spread));
        body.used = range.start..end;
        body.fields(&rows[range.start..end]);
        if let Some(at) = until {
            body.used.end = body.take_subjects(rows, at, range.end, spread);
            body.find_abstract(rows, body.used.end..range.end);
        }
        body
    }

    /// Returns the rows of title, authors and fields, blank ones among them.
    pub fn rows(&self) -> Range<usize> {
        self.used.clone()
    }

    /// Returns the rows of the abstract.
    pub fn abstract_rows(&self, abstracts: Abstracts) -> Range<usize> {
        let attached = abstracts.attached || abstracts.closed && self.closed;
        match (self.attached.is_empty(), attached, abstracts.apart) {
            (false, true, _) => self.attached.clone(),
            (true, _, true) => self.apart.clone(),
            _ => 0..0,
        }
    }

    /// Reads title, authors and labeled fields.
    fn fields(&mut self, rows: &[Row<'p>]) {
        let mut plain = Vec::new();
        let mut field = None;
        let title = labeled_title(rows);
        plain.extend(title.map(|at| rows[at].text));
        let rows = &rows[title.map_or(0, |at| at + 1)..];
        for row in rows.iter().filter(|row| !row.text.is_empty()) {
            let (label, value) = match web::label(row.text) {
                Some((label, value)) => (Some(label), value),
                None => (field, row.text),
            };
            field = label.filter(|label| *label != Role::Title);
            if value.is_empty() {
                continue;
            }
            match field {
                None => plain.push(value),
                Some(Role::Authors) => self.authors.push(value),
                Some(Role::Comments) => self.comments.push(value),
                Some(Role::Venue) => self.venue.push(value),
                Some(Role::Doi) => self.doi = self.doi.or(Some(value)),
                Some(_) => {}
            }
        }
        match self.authors.is_empty() {
            true => self.part(plain),
            false => self.title = plain,
        }
    }

    /// Splits rows without labels: the first is the title, unless the authors clearly begin further
    /// below, or it is the only row and names authors.
    fn part(&mut self, plain: Vec<&'p str>) {
        let alone = |text: &str| text.contains(", ") && self.has_subjects && web::names(text);
        let title = match plain.as_slice() {
            [] => 0,
            [one] => usize::from(!alone(one)),
            [_, _] => 1,
            rows => web::authors_at(rows).unwrap_or(1),
        };
        self.authors = plain[title..].to_vec();
        self.title = plain;
        self.title.truncate(title);
    }

    /// Reads the subjects from row `at` and returns the row after them.
    fn take_subjects(&mut self, rows: &[Row<'p>], at: usize, end: usize, spread: bool) -> usize {
        let mut at = at;
        let mut value = web::label(rows[at].text).map_or("", |(_, value)| value);
        loop {
            let whole = !value.is_empty() && !value.ends_with(';');
            if !value.is_empty() {
                self.subjects.push(value);
            }
            let below = rows[at + 1..end].iter();
            let blanks = below.take_while(|row| spread && row.text.is_empty()).count();
            let next = at + 1 + blanks;
            let Some(row) = rows.get(next).filter(|_| next < end) else { return at + 1 };
            let wrapped = whole && !value.ends_with(')');
            let goes_on = row.text.starts_with(';')
                || (!whole || wrapped) && web::holds_subject(row.text) && row.text.len() <= 400;
            if !goes_on {
                return at + 1;
            }
            (at, value) = (next, row.text);
        }
    }

    /// Finds the texts after the subjects.
    fn find_abstract(&mut self, rows: &[Row], range: Range<usize>) {
        let block = |from: usize| {
            let filled = rows[from..range.end].iter().take_while(|row| !row.text.is_empty());
            let wraps = rows.get(from).is_none_or(|row| is_boilerplate(row.text));
            from..from + if wraps { 0 } else { filled.count() }
        };
        self.attached = block(range.start);
        self.closed = self.attached.end < range.end
            && rows[self.attached.end..].iter().any(|row| !row.text.is_empty());
        if self.attached.is_empty() {
            let blanks = rows[range.clone()].iter().take_while(|row| row.text.is_empty()).count();
            let text = block(range.start + blanks);
            let long = rows[text.clone()].iter().map(|row| row.text.len()).sum::<usize>();
            self.long_apart = long >= SHORTEST_ABSTRACT;
            self.apart = text;
        }
    }
}

/// Returns the row of a title that begins like another field (`Comments: A Reply`): the first row,
/// if a row without a label follows, as authors do.
fn labeled_title(rows: &[Row]) -> Option<usize> {
    let mut filled = rows.iter().enumerate().filter(|(_, row)| !row.text.is_empty());
    let (at, first) = filled.next()?;
    let (role, value) = web::label(first.text)?;
    let (_, next) = filled.next()?;
    let is_title = role != Role::Title && !value.is_empty() && web::label(next.text).is_none();
    (is_title && web::names(next.text)).then_some(at)
}

/// Returns the end of a record without subjects: a blank row, or the row after title and authors.
fn short(rows: &[Row], range: Range<usize>, spread: bool) -> usize {
    let mut plain = 0;
    let mut end = range.start;
    for at in range {
        let text = rows[at].text;
        if text.is_empty() {
            if plain > 0 && !spread {
                break;
            }
            continue;
        }
        plain += usize::from(web::label(text).is_none());
        if plain > 2 {
            break;
        }
        end = at + 1;
    }
    end
}

/// Finds the record before the first head of the page, if the selection began after its own: the
/// title is known by the authors below it, and both by the fields that follow.
pub(super) fn headless<'p>(rows: &[Row<'p>], range: Range<usize>) -> Option<Body<'p>> {
    let labeled = |row: &Row| {
        let label = web::label(row.text).map(|(field, _)| field);
        matches!(label, Some(Role::Comments | Role::Venue | Role::Subjects))
    };
    let fields = range.start + rows[range.clone()].iter().position(labeled)?;
    let above = rows[range.start..fields].iter().rev();
    let plain = above.take_while(|row| !row.text.is_empty()).take(3).count();
    let start = fields - plain;
    let cut_head = plain == 3 && web::is_cut_head(rows[start].text);
    let from = if cut_head { start + 1 } else { fields.checked_sub(2)?.max(start) };
    let names = rows.get(fields.checked_sub(1)?)?.text;
    if fields - from != 2 || skimmark_byline::list_likelihood(names) <= 0.5 {
        return None;
    }
    let mut body = Body::read(rows, from..range.end, false);
    body.used.start = if cut_head { start } else { from };
    body.has_subjects.then_some(body)
}
