//! One paper of a ranked digest, from its badges and the pieces of text behind them.

use crate::byline;
use crate::formats::shared::links;
use crate::page::Page;
use skimmark_paper::category;
use skimmark_paper::date::PartialDate;
use skimmark_paper::entry::{Byline, Entry};
use skimmark_paper::text::readable;

use super::badges::Badges;
use super::{Group, Piece, Row, hints, is_boilerplate, labels};

/// Most papers of the page have their authors on a line of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Layout {
    Glued,
    Apart,
}

/// Lists of authors are no longer than this; an abstract mostly is.
const LONGEST_LIST: usize = 300;

/// An abstract that stands without badges is at least this long.
const SHORTEST_ABSTRACT: usize = 80;

impl Layout {
    pub fn of(groups: &[Group]) -> Self {
        let judged = groups.iter().filter(|group| group.pieces.len() >= 2);
        let (mut apart, mut all) = (0, 0);
        for group in judged {
            all += 1;
            apart += usize::from(is_author_list(group.pieces[1].text));
        }
        if apart * 2 > all { Layout::Apart } else { Layout::Glued }
    }
}

impl Group<'_> {
    /// The paper, and how many of the pieces it took; nothing where there is no title.
    pub fn entry(
        &self,
        layout: Layout,
        page: &Page,
        pasted: PartialDate,
    ) -> Option<(Entry, usize)> {
        let pieces: Vec<&str> = self.pieces.iter().map(|piece| piece.text).collect();
        let (title, behind_title) = self.pieces.first().zip(pieces.get(1..))?;
        let mut entry = badge_fields(&self.badges, pasted);
        let mut rest = behind_title;
        let mut list = None;
        if let Some((line, more)) = rest.split_first()
            && self.names_authors(line, layout, pieces.len())
        {
            (list, rest) = (Some(*line), more);
        }
        let mut place = None;
        if let [line, more @ ..] = rest
            && list.is_some()
            && !more.is_empty()
        {
            place = organisation(line);
            rest = if place.is_some() { more } else { rest };
        }
        let abstract_text = rest.first().map(|text| readable(text)).filter(|text| !text.is_empty());
        let used = pieces.len() - rest.len() + usize::from(!rest.is_empty());
        match list {
            Some(list) => name(&mut entry, title.text, list),
            None => name_glued(&mut entry, page, title, abstract_text.as_deref()),
        }
        entry.affiliation = entry.affiliation.take().or(place);
        links::of_text(&mut entry, abstract_text.as_deref().unwrap_or_default());
        entry.abstract_text = abstract_text;
        (!entry.title.is_empty()).then_some((entry, used))
    }

    fn names_authors(&self, line: &str, layout: Layout, pieces: usize) -> bool {
        is_author_list(line)
            || layout == Layout::Apart
                && pieces > 2
                && line.len() <= LONGEST_LIST
                && !line.ends_with(['.', '?', '!'])
    }
}

/// The line names authors and nothing else.
pub(super) fn is_author_list(line: &str) -> bool {
    line.len() <= LONGEST_LIST
        && (!line.ends_with('.') || line.ends_with(" et al."))
        && byline::list_likelihood(line) > 0.6
}

fn badge_fields(badges: &Badges, pasted: PartialDate) -> Entry {
    let date = badges.date.and_then(|day| day.date(pasted));
    Entry {
        score: badges.score,
        categories: badges.category.map(category::resolve).into_iter().collect(),
        date: date.map(|(date, _)| date),
        date_inferred: date.is_some_and(|(_, inferred)| inferred),
        has_code: badges.code,
        ..Entry::default()
    }
}

/// Fills in title and authors from texts of their own.
fn name(entry: &mut Entry, title: &str, list: &str) {
    entry.title = readable(title);
    entry.confidence = 1.0;
    name_authors(entry, byline::authors(&readable(list)));
}

/// Fills in title and authors from a line that holds both.
fn name_glued(entry: &mut Entry, page: &Page, line: &Piece, abstract_text: Option<&str>) {
    let whole = readable(line.text);
    let split = byline::split(&whole, abstract_text);
    if let Some(at) = hints::boundary(page, line, &split.title) {
        let (title, list) = line.text.split_at(at);
        return name(entry, title, list);
    }
    entry.glued = Some(whole);
    entry.title = split.title;
    entry.confidence = split.confidence;
    name_authors(entry, split.byline);
}

/// The organisation that has a line of its own between authors and abstract: one word.
fn organisation(line: &str) -> Option<String> {
    let word = line.trim_start_matches('·').trim();
    let one = !word.is_empty() && word.len() <= 60 && !word.contains(char::is_whitespace);
    one.then(|| word.to_owned())
}

fn name_authors(entry: &mut Entry, byline: Byline) {
    entry.authors = byline.authors;
    entry.more_authors = byline.more_authors;
    entry.affiliation = byline.affiliation;
}

/// A title with its authors, and perhaps an abstract, follow: the proof that a date alone is
/// what is left of a paper's badges.
pub(super) fn follows(lines: &[Row]) -> bool {
    let mut next = lines.iter().map(|line| line.text).filter(|text| !text.is_empty());
    let (Some(title), second) = (next.next(), next.next()) else { return false };
    names_glued_authors(title) || second.is_some_and(is_author_list) && title.len() <= LONGEST_LIST
}

fn names_glued_authors(line: &str) -> bool {
    if line.len() > 2 * LONGEST_LIST {
        return false;
    }
    let split = byline::split(line, None);
    let several = split.byline.more_authors || split.byline.authors.len() > 1;
    several && split.confidence > 0.8 && split.title.contains(' ')
}

/// The paper before the first badges of the page, where the selection began behind its own:
/// title, authors and abstract are the last lines before them.
pub(super) fn headless<'p>(lines: &[Row<'p>]) -> Option<Group<'p>> {
    let numbered = lines.iter().enumerate().rev();
    let numbered = numbered.filter(|(_, line)| !is_boilerplate(line.text)).take(3);
    let mut last: Vec<Piece> = numbered
        .map(|(at, line)| labels::behind(Piece { line: at, text: line.text, start: line.start }))
        .collect();
    last.reverse();
    let is_abstract = |text: &str| text.len() >= SHORTEST_ABSTRACT && !is_author_list(text);
    let pieces = match last.as_slice() {
        [title, list, text] if is_author_list(list.text) && is_abstract(text.text) => {
            vec![*title, *list, *text]
        }
        [.., title, text] if names_glued_authors(title.text) && is_abstract(text.text) => {
            vec![*title, *text]
        }
        _ => return None,
    };
    Some(Group { badges: Badges::default(), head_lines: Vec::new(), pieces })
}
