//! Papers whose lines a mail program broke at a column.

use super::lists::{is_author_list, names_glued_authors};
use super::{Piece, is_boilerplate};
use crate::formats::shared::rows::Row;
use crate::page::Page;

/// The column at which lines were broken is between these, in characters.
const NARROWEST: usize = 50;
const WIDEST: usize = 100;

/// One of this many rows may be wider than the column, as it has a word that cannot be broken.
const FEW: usize = 200;

/// This many more may be, while only the first rows of the page have been seen.
const ALLOWED: usize = 8;

/// A title with its authors takes no more lines than this.
const MOST_TITLE_LINES: usize = 6;

/// The column at which the lines of a page were broken.
#[derive(Clone, Copy, Debug)]
pub(super) struct Column {
    width: usize,
    /// Whether most papers have their authors on lines of their own.
    apart: bool,
}

impl Column {
    /// Finds the column in the lines between badges, if some of them clearly go on in the next: the
    /// first word of that one would not have fit, and no sentence ends between them.
    pub fn of(bodies: &[&[Row]]) -> Option<Self> {
        let mut column = Self { width: widest(bodies.iter().copied().flatten())?, apart: false };
        let pairs = bodies.iter().flat_map(|rows| rows.windows(2));
        let goes_on = pairs.filter(|pair| {
            column.breaks(pair[0].text, pair[1].text)
                && !pair[0].text.ends_with(['.', '!', '?', ':', '…'])
        });
        let sure = |pair: &[Row]| if pair[1].text.starts_with(char::is_lowercase) { 2 } else { 1 };
        if goes_on.map(sure).sum::<usize>() < 2 {
            return None;
        }
        let (mut apart, mut all) = (0, 0);
        for rows in bodies {
            let Some(first) = rows.iter().position(|row| !is_boilerplate(row.text)) else {
                continue;
            };
            let below = rows[column.end(rows, first)..].iter().find(|row| !row.text.is_empty());
            all += 1;
            apart += usize::from(below.is_some_and(|row| is_author_list(row.text)));
        }
        column.apart = apart * 2 > all;
        Some(column)
    }

    /// Returns the row after those that go on with row `at`.
    fn end(self, lines: &[Row], at: usize) -> usize {
        let broken = lines[at..].windows(2).take_while(|pair| {
            self.breaks(pair[0].text, pair[1].text) && !is_boilerplate(pair[1].text)
        });
        at + 1 + broken.count()
    }

    /// Returns true if the first word of `next` did not fit on the line.
    fn breaks(self, line: &str, next: &str) -> bool {
        let word = next.split_whitespace().next().unwrap_or_default();
        !line.is_empty()
            && !word.is_empty()
            && line.chars().count() + 1 + word.chars().count() > self.width
    }

    /// Returns the piece that begins on this row, with the lines that go on with it, after `before`
    /// other pieces of the paper.
    pub fn piece<'p>(
        self,
        page: &'p Page,
        lines: &[Row<'p>],
        at: usize,
        before: usize,
    ) -> Piece<'p> {
        let end = self.end(lines, at);
        let piece = |end: usize| {
            let (first, last) = (&lines[at], &lines[end - 1]);
            let text = page.text().get(first.text_start..last.text_bytes().end).unwrap_or_default();
            Piece { first: at, last: end - 1, text, start: first.text_start }
        };
        let few = at + 1..end.min(at + MOST_TITLE_LINES + 1);
        let next = lines.get(end).map_or("", |row| row.text);
        // The next piece may seem to go on with this one, as this one fills its line.
        let ends = match (before, self.apart) {
            (0, true) if !next.is_empty() && is_author_list(next) => None,
            (0, true) => few.rev().find(|end| begins_authors(lines[*end].text)),
            (0, false) => {
                let ends = |end: &usize| ends_with_authors(&piece(*end), lines[*end].text, true);
                let likeliest =
                    || few.clone().filter_map(|end| Some((likelihood(&piece(end))?, end)));
                let alone = next.is_empty() && end - at > 2;
                let best = |a: &(f32, usize), b: &(f32, usize)| a.0.total_cmp(&b.0);
                let likeliest = || likeliest().filter(|_| alone).max_by(best).map(|(_, end)| end);
                few.clone().find(ends).or_else(likeliest)
            }
            (1, true) => {
                let mut few = few;
                few.find(|end| ends_with_authors(&piece(*end), lines[*end].text, false))
            }
            _ => None,
        };
        piece(ends.unwrap_or(end))
    }
}

/// Returns how wide rows of several words are, but for a few; `None` if that is no column.
fn widest<'r, 'p: 'r>(rows: impl Iterator<Item = &'r Row<'p>>) -> Option<usize> {
    let mut counts = [0_usize; WIDEST + 1];
    let (mut all, mut wider) = (0, 0);
    for row in rows.filter(|row| row.text.contains(' ') && !is_boilerplate(row.text)) {
        all += 1;
        // No character takes more bytes than four.
        let width = if row.text.len() > 4 * WIDEST { WIDEST + 1 } else { row.text.chars().count() };
        match counts.get_mut(width) {
            Some(count) => *count += 1,
            None => wider += 1,
        }
        // Most pages have an abstract on one line, and this is all that it costs to see that.
        if wider > all / FEW + ALLOWED {
            return None;
        }
    }
    let widest = (NARROWEST..=WIDEST).rev().find(|width| {
        wider += counts[*width];
        wider > all / FEW
    })?;
    (wider - counts[widest] <= all / FEW).then_some(widest)
}

/// Returns true if the piece ends with authors who do not go on in the next line: with several after a
/// title, or with a list of them.
fn ends_with_authors(piece: &Piece, next: &str, titled: bool) -> bool {
    let joined = piece.joined();
    let named = if titled { names_glued_authors(&joined) } else { is_author_list(&joined) };
    if !named || joined.ends_with('·') || next.starts_with('·') {
        return false;
    }
    let last = joined.rsplit(", ").next().unwrap_or_default();
    let closed = last.contains('·') || last.ends_with("et al.");
    closed || !is_author_list(&format!("{last} {next}"))
}

/// Returns true for a list of authors that begins with a whole name.
fn begins_authors(line: &str) -> bool {
    let first = line.split(',').next().unwrap_or_default();
    first.trim().contains(' ') && is_author_list(line)
}

/// Returns how likely the piece is a title with an author.
fn likelihood(piece: &Piece) -> Option<f32> {
    let split = skimmark_byline::split(&piece.joined(), None);
    (!split.byline.authors.is_empty() && split.confidence > 0.5).then_some(split.confidence)
}
