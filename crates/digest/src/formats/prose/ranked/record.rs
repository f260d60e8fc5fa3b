//! One paper of a ranked digest, from its badges and the pieces of text after them.

use super::badges::Badges;
use super::lists::{LONGEST_LIST, is_author_list, names_glued_authors};
use super::{Group, Piece, hints, is_boilerplate, labels};
use crate::formats::record::{Known, Record, Role};
use crate::formats::shared::rows::Row;
use crate::page::Page;
use skimmark_paper::category;
use skimmark_paper::date::PartialDate;
use skimmark_paper::entry::Entry;
use skimmark_paper::text::readable;

/// Whether most papers of the page have their authors on a line of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Layout {
    Glued,
    Apart,
}

/// An abstract without badges is at least this long.
const SHORTEST_ABSTRACT: usize = 80;

impl Layout {
    pub fn of(groups: &[Group]) -> Self {
        let judged = groups.iter().filter(|group| group.pieces.len() >= 2);
        let (mut apart, mut all) = (0, 0);
        for group in judged {
            all += 1;
            apart += usize::from(is_author_list(&group.pieces[1].joined()));
        }
        if apart * 2 > all { Layout::Apart } else { Layout::Glued }
    }
}

impl<'p> Group<'p> {
    /// Reads the paper, and returns how many of the pieces it used; `None` if there is no title.
    pub fn entry(
        &self,
        layout: Layout,
        page: &'p Page,
        lines: &[Row<'p>],
        pasted: PartialDate,
    ) -> Option<(Entry, usize)> {
        let (title, after_title) = self.pieces.split_first()?;
        let mut record = Record { known: known(&self.badges, pasted), ..Record::default() };
        for line in &self.head_lines {
            hints::badge_links(&mut record, page, lines[*line].bytes());
        }
        hints::title_links(&mut record, page, title.bytes());
        let mut rest = after_title;
        let mut list = None;
        if let Some((piece, more)) = rest.split_first()
            && self.names_authors(&piece.joined(), layout)
        {
            (list, rest) = (Some(piece.text), more);
        }
        if let [piece, more @ ..] = rest
            && list.is_some()
            && !more.is_empty()
            && let Some(place) = organization(piece.text)
        {
            record.add(Role::Affiliation, place);
            rest = more;
        }
        let summary = rest.first().map_or("", |piece| piece.text);
        record.add(Role::Abstract, summary);
        let used = self.pieces.len() - rest.len() + usize::from(!rest.is_empty());
        let list = list.map(|list| (title.text, list));
        match list.or_else(|| parted(page, title, summary)) {
            Some((title, list)) => {
                record.add(Role::Title, title);
                record.add(Role::Authors, list);
            }
            None => record.add(Role::TitleAndAuthors, title.text),
        }
        Some((record.entry()?, used))
    }

    fn names_authors(&self, line: &str, layout: Layout) -> bool {
        is_author_list(line)
            || layout == Layout::Apart
                && self.pieces.len() > 2
                && line.len() <= LONGEST_LIST
                && !line.ends_with(['.', '?', '!'])
    }
}

fn known(badges: &Badges, pasted: PartialDate) -> Known {
    let date = badges.date.and_then(|day| day.date(pasted));
    Known {
        category: badges.category.map(category::resolve),
        score: badges.score,
        date: date.map(|(date, _)| date),
        date_inferred: date.is_some_and(|(_, inferred)| inferred),
        has_code: badges.code,
        ..Known::default()
    }
}

/// Splits a line that holds title and authors, if the source says where.
fn parted<'p>(page: &Page, line: &Piece<'p>, summary: &str) -> Option<(&'p str, &'p str)> {
    let likeliest = || skimmark_byline::split(&readable(line.text), Some(&readable(summary))).title;
    let at = hints::boundary(page, line, likeliest)?;
    Some(line.text.split_at(at))
}

/// Reads the organization that has a line of its own between authors and abstract: one word.
fn organization(line: &str) -> Option<&str> {
    let word = line.trim_start_matches('·').trim();
    let one = !word.is_empty() && word.len() <= 60 && !word.contains(char::is_whitespace);
    one.then_some(word)
}

/// Returns true if a title with its authors, and perhaps an abstract, follow: the proof that a date
/// alone is what is left of a paper's badges.
pub(super) fn follows(lines: &[Row]) -> bool {
    let mut next = lines.iter().map(|line| line.text).filter(|text| !text.is_empty());
    let (Some(title), second) = (next.next(), next.next()) else { return false };
    names_glued_authors(title) || second.is_some_and(is_author_list) && title.len() <= LONGEST_LIST
}

/// Finds the paper before the first badges of the page, if the selection began after its own:
/// title, authors and abstract are the last lines before them.
pub(super) fn headless<'p>(lines: &[Row<'p>]) -> Option<Group<'p>> {
    let numbered = lines.iter().enumerate().rev();
    let numbered = numbered.filter(|(_, line)| !is_boilerplate(line.text)).take(3);
    let mut last: Vec<Piece> =
        numbered.map(|(at, _)| labels::without_label(Piece::of(lines, at), false)).collect();
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
    let (badges, head_lines) = (Badges::default(), Vec::new());
    Some(Group { badges, head_lines, after: 0, pieces, unread: 0..0 })
}
