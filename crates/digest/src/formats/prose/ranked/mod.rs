//! The ranked digest: badges, title with authors, abstract; three lines a paper if the page
//! was glued, more if each piece had a line of its own.
//!
//! First the badges are found, because nothing else looks like them; between two of them are title,
//! authors and abstract in this order, and whatever follows is left over: an abstract is one line.
//!
//! ```
//! use skimmark_digest::{formats, page::Page};
//!
//! let page = Page::new(
//!     "97.8DBJun 5Code\n\
//!      Counting Sheep on HillsAna Lindqvist, Bo Ek et al.\n\
//!      We count sheep on hills, and find that most of them are there.\n",
//! );
//! let digest = formats::read(&page, "2026-06-20".parse()?);
//! assert_eq!(digest.format(), "ranked digest");
//! assert_eq!(digest.entries[0].title, "Counting Sheep on Hills");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod badges;
mod hints;
mod labels;
mod lists;
mod record;
mod wrapped;

use std::borrow::Cow;
use std::ops::Range;

use crate::digest::Digest;
use crate::formats::format::{Source, Watch, a_few};
use crate::formats::shared::boilerplate;
use crate::formats::shared::rows::{self, Row};
use crate::formats::tagged;
use crate::ledger::SpanRole;
use crate::page::Page;
use badges::Badges;
use record::Layout;
use skimmark_paper::text::unwrap;
use wrapped::Column;

/// How many blank lines may be between two badges of one paper.
const WIDEST_GAP: usize = 2;

/// Badges take no more bytes than this.
const WIDEST_BADGES: usize = 80;

/// Within this many bytes badges have come to a score, a date, or the end of a cell.
const WORDS_OF_BADGES: usize = 40;

/// Returns how many papers of a ranked digest the page holds, up to a few.
pub(crate) fn sniff(source: &Source) -> u32 {
    a_few(heads(source.rows()))
}

/// Returns true if badges begin in this row that need nothing else to be known.
pub(crate) fn begins(source: &Source, at: usize) -> bool {
    let rows = source.rows();
    // A patent of Web of Science has its day below the tag of a category.
    head_at(rows, at).is_some_and(|head| head.is_plain()) && !tagged::is_among_fields(rows, at)
}

/// Returns true for a line that stands above the papers.
pub(crate) fn leads(text: &str) -> bool {
    is_boilerplate(text)
}

/// Reads the page as a ranked digest.
pub(crate) fn parse(source: &Source, watch: Watch) -> Digest {
    let lines = source.rows();
    let groups = groups(source.page, lines);
    let layout = Layout::of(&groups);
    let mut digest = Digest::default();
    // A list that grew would be in memory twice, half of it empty.
    digest.entries.reserve_exact(groups.len());
    let mut roles = vec![None; lines.len()];
    let mut left = Vec::new();
    for group in &groups {
        let role = SpanRole::Entry(digest.next_index());
        let read = group.entry(layout, source.page, lines, source.pasted);
        let Some((entry, used)) = read else { continue };
        digest.entries.push(entry);
        let (own, more) = group.pieces.split_at(used);
        let pieces = own.iter().flat_map(Piece::lines);
        for line in group.head_lines.iter().copied().chain(pieces) {
            roles[line] = Some(role);
        }
        // Cells of a row that are in no field.
        let cells = more.iter().filter(|piece| piece.lines().start < group.after);
        left.extend(cells.map(Piece::bytes).chain([group.unread.clone()]));
        if let Some(last) = own.last() {
            watch(lines[last.last].end, &digest.entries);
        }
    }
    let account = rows::account(lines, &roles, |at| is_boilerplate(lines[at].text));
    digest.ledger = account.leave_over(&left);
    digest
}

/// Returns true for boilerplate of any page, or the name of a part of a paper.
fn is_boilerplate(line: &str) -> bool {
    boilerplate::is_boilerplate(line) || labels::is_lone(line)
}

/// A piece of text of a paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Piece<'p> {
    /// The first line that it is on, and the last.
    first: usize,
    last: usize,
    text: &'p str,
    /// Where `text` starts in the page.
    start: usize,
}

impl<'p> Piece<'p> {
    /// Returns the whole text of a row.
    fn of(lines: &[Row<'p>], at: usize) -> Self {
        Self { first: at, last: at, text: lines[at].text, start: lines[at].text_start }
    }

    /// Where the piece is in the page.
    fn bytes(&self) -> Range<usize> {
        self.start..self.start + self.text.len()
    }

    /// The lines that it is on.
    fn lines(&self) -> Range<usize> {
        self.first..self.last + 1
    }

    /// Returns its text on one line.
    fn joined(&self) -> Cow<'p, str> {
        match self.first < self.last {
            true => unwrap(self.text.lines().map(|line| rows::trimmed(line).1)).into(),
            false => self.text.into(),
        }
    }
}

/// The badges of one paper, and where they are.
struct Head<'p> {
    badges: Badges<'p>,
    /// The lines that hold them.
    lines: Vec<usize>,
    /// The line after them.
    after: usize,
    /// The cells that follow them in a row of a table, at the end of their last line.
    cells: &'p str,
}

impl Head<'_> {
    /// Returns true if the badges are enough by themselves: a date with a score or a category before
    /// it.
    fn is_plain(&self) -> bool {
        self.badges.weight() >= 2 && self.badges.date.is_some() && !self.badges.shuffled
    }
}

/// A paper's badges, and the text between them and those of the next.
struct Group<'p> {
    badges: Badges<'p>,
    head_lines: Vec<usize>,
    /// The line after the badges.
    after: usize,
    pieces: Vec<Piece<'p>>,
    /// The cells of the badges' row that are not among the pieces.
    unread: Range<usize>,
}

/// More pieces than any layout has need not be looked at.
const MOST_PIECES: usize = 4;

fn groups<'p>(page: &'p Page, lines: &[Row<'p>]) -> Vec<Group<'p>> {
    let heads: Vec<Head> = heads(lines).collect();
    let starts: Vec<usize> = heads.iter().map(|head| head.lines[0]).collect();
    let mut groups = Vec::with_capacity(heads.len() + 1);
    groups.extend(starts.first().and_then(|first| record::headless(&lines[..*first])));
    let ends = starts.iter().skip(1).copied().chain([lines.len()]);
    let bodies: Vec<&[Row]> =
        heads.iter().zip(ends.clone()).map(|(head, end)| &lines[head.after..end]).collect();
    // If not all papers were wrapped, some may be.
    let column = Column::of(&bodies);
    for ((head, end), own) in heads.iter().zip(ends).zip(bodies.chunks(1)) {
        groups.push(body(page, &lines[..end], head, column.or_else(|| Column::of(own))));
    }
    groups
}

/// Returns the badges of the page's papers.
fn heads<'p>(lines: &[Row<'p>]) -> impl Iterator<Item = Head<'p>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < lines.len() {
            let head = head_at(lines, at);
            at = head.as_ref().map_or(at + 1, |head| head.after);
            if head.is_some() {
                return head;
            }
        }
        None
    })
}

/// Returns a paper's badges with the first pieces of text after them.
fn body<'p>(
    page: &'p Page,
    lines: &[Row<'p>],
    head: &Head<'p>,
    column: Option<Column>,
) -> Group<'p> {
    let row = head.after - 1;
    let end = lines[row].text_bytes().end;
    let mut at = end - head.cells.len();
    let mut pieces = Vec::new();
    for cell in head.cells.split('\t') {
        if pieces.len() == MOST_PIECES {
            break;
        }
        let (before, text) = rows::trimmed(cell);
        if !text.is_empty() {
            let start = at + before;
            let piece = Piece { first: row, last: row, text, start };
            pieces.push(labels::without_label(piece, pieces.is_empty()));
        }
        at += cell.len() + 1;
    }
    let unread = at.min(end)..end;
    let mut at = head.after;
    let odd = title_like_boilerplate(lines, at).filter(|_| pieces.is_empty());
    while at < lines.len() && pieces.len() < MOST_PIECES {
        if is_boilerplate(lines[at].text) && odd != Some(at) {
            at += 1;
            continue;
        }
        let one = Piece::of(lines, at);
        let piece = column.map_or(one, |column| column.piece(page, lines, at, pieces.len()));
        at = piece.lines().end;
        pieces.push(labels::without_label(piece, pieces.is_empty()));
    }
    let (badges, head_lines) = (head.badges.clone(), head.lines.clone());
    Group { badges, head_lines, after: head.after, pieces, unread }
}

/// Returns the line of a title that looks like boilerplate (`1984`, `Code`, `Page 3`): the first
/// after the badges, right before the authors.
fn title_like_boilerplate(lines: &[Row], after: usize) -> Option<usize> {
    let mut filled = (after..lines.len()).filter(|at| !lines[*at].text.is_empty());
    let title = filled.next().filter(|at| is_boilerplate(lines[*at].text))?;
    let label = labels::is_lone(lines[title].text);
    (!label && lists::is_author_list(lines[filled.next()?].text)).then_some(title)
}

/// Returns the badges that begin on this line, on this line only or one or more on each line.
fn head_at<'p>(lines: &[Row<'p>], at: usize) -> Option<Head<'p>> {
    let (mut badges, mut cells) = read_badges(&Badges::default(), lines[at].text)?;
    let mut head_lines = vec![at];
    let mut after = at + 1;
    let lone_score = badges.pieces() == 1 && badges.score.is_some();
    while cells.is_empty() {
        let gap = lines[after..].iter().take(WIDEST_GAP + 1).take_while(|l| l.text.is_empty());
        let next = after + gap.count();
        let Some(line) = lines.get(next) else { break };
        let Some((more, rest)) = read_badges(&badges, line.text) else { break };
        let ranks_a_glued_line = lone_score && head_lines.len() == 1 && more.pieces() > 2;
        if ranks_a_glued_line {
            break;
        }
        (badges, cells) = (more, rest);
        head_lines.push(next);
        after = next + 1;
    }
    let head = Head { badges, lines: head_lines, after, cells };
    let few = head.badges.weight() >= 2 || head.badges.date.is_some();
    let sure = head.is_plain() || few && record::follows(&lines[after..]);
    sure.then_some(head)
}

fn holds_number_or_cell(bytes: &[u8]) -> bool {
    bytes.iter().any(|byte| byte.is_ascii_digit() || *byte == b'\t')
}

/// Reads badges that fill the line, or the front of a row of a table.
fn read_badges<'p>(before: &Badges<'p>, line: &'p str) -> Option<(Badges<'p>, &'p str)> {
    let reach = line.len().min(WIDEST_BADGES);
    if line.len() > WIDEST_BADGES && !line.as_bytes()[..reach].contains(&b'\t') {
        return None;
    }
    // Most lines are prose, and this is all that it costs to see that.
    if line.len() > WORDS_OF_BADGES && !holds_number_or_cell(&line.as_bytes()[..WORDS_OF_BADGES]) {
        return None;
    }
    let (badges, rest) = before.read(line)?;
    (rest.is_empty() || rest.starts_with('\t')).then_some((badges, rest))
}
