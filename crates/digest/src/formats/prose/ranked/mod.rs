//! The ranked digest: badges, title with authors, abstract; three lines a paper where the page
//! was glued, more where each piece had a line of its own.
//!
//! First the badges are found, as nothing else looks like them; what stands between two of
//! them is title, authors and abstract in this order, and whatever follows is left over: an
//! abstract is one line.

mod badges;
mod hints;
mod labels;
mod record;

use std::ops::Range;

use crate::digest::Digest;
use crate::formats::Watch;
use crate::formats::shared::boilerplate;
use crate::ledger::{Ledger, SpanRole};
use crate::page::{Line, Page};
use badges::Badges;
use record::Layout;
use skimmark_paper::date::PartialDate;

/// Counting further than this tells `read` nothing more.
const ENOUGH: usize = 4;

/// Blank lines that may stand between two badges of one paper.
const WIDEST_GAP: usize = 2;

/// Badges take no more bytes than this.
const WIDEST_BADGES: usize = 80;

/// Within so many bytes badges have come to a score, a date, or the end of a cell.
const WORDS_OF_BADGES: usize = 40;

/// How many papers of a ranked digest the page holds, up to a few.
pub(crate) fn sniff(page: &Page) -> u32 {
    u32::try_from(heads(&lines(page), ENOUGH).len()).unwrap_or(u32::MAX)
}

/// Reads the page as a ranked digest.
pub(crate) fn parse(page: &Page, pasted: PartialDate, watch: Watch) -> Digest {
    let lines = lines(page);
    let groups = groups(&lines);
    let layout = Layout::of(&groups);
    let mut digest = Digest::default();
    let mut roles = vec![None; lines.len()];
    for group in &groups {
        let index = digest.next_index();
        let Some((mut entry, used)) = group.entry(layout, page, pasted) else { continue };
        let title = group.pieces[0].bytes();
        group
            .head_lines
            .iter()
            .for_each(|at| hints::badge_links(&mut entry, page, lines[*at].bytes()));
        hints::title_links(&mut entry, page, title);
        digest.entries.push(entry);
        let pieces = group.pieces[..used].iter().map(|piece| piece.line);
        for line in group.head_lines.iter().copied().chain(pieces) {
            roles[line] = Some(SpanRole::Entry(index));
        }
        if let Some(last) = group.pieces[..used].last() {
            watch(lines[last.line].end, &digest.entries);
        }
    }
    digest.ledger = account(&lines, &roles);
    digest
}

fn account(lines: &[Row], roles: &[Option<SpanRole>]) -> Ledger {
    let mut ledger = Ledger::default();
    for (line, role) in lines.iter().zip(roles) {
        let otherwise = || match is_boilerplate(line.text) {
            true => SpanRole::Boilerplate,
            false => SpanRole::Leftover,
        };
        ledger.book(line.end, role.unwrap_or_else(otherwise));
    }
    ledger
}

/// Boilerplate of any page, or the name of a part of a paper.
fn is_boilerplate(line: &str) -> bool {
    boilerplate::is_boilerplate(line) || labels::is_lone(line)
}

/// A line without the blanks around it.
#[derive(Clone, Copy)]
struct Row<'p> {
    text: &'p str,
    /// Where `text` starts in the page.
    start: usize,
    /// Behind the line.
    end: usize,
}

impl Row<'_> {
    /// The line from its first letter on, in bytes of the page.
    fn bytes(&self) -> Range<usize> {
        self.start..self.end
    }
}

fn lines(page: &Page) -> Vec<Row<'_>> {
    page.lines().map(row).collect()
}

fn row(line: Line) -> Row {
    let (start, text) = trimmed(line.start, line.text);
    Row { text, start, end: line.end }
}

/// `text`, which starts at this byte, without the blanks around it, and where that starts.
fn trimmed(start: usize, text: &str) -> (usize, &str) {
    let inner = boilerplate::trim(text);
    let behind = boilerplate::trim_start(text).len();
    (start + (text.len() - behind), inner)
}

/// A piece of text of a paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Piece<'p> {
    /// The line that it stands on.
    line: usize,
    text: &'p str,
    /// Where `text` starts in the page.
    start: usize,
}

impl Piece<'_> {
    /// Where the piece stands in the page.
    fn bytes(&self) -> Range<usize> {
        self.start..self.start + self.text.len()
    }
}

/// The badges of one paper, and where they stand.
struct Head<'p> {
    badges: Badges<'p>,
    /// The lines that hold them.
    lines: Vec<usize>,
    /// The line behind them.
    after: usize,
    /// The cells that follow them in a row of a table, at the end of their last line.
    cells: &'p str,
}

/// A paper's badges, and what stands between them and those of the next.
struct Group<'p> {
    badges: Badges<'p>,
    head_lines: Vec<usize>,
    pieces: Vec<Piece<'p>>,
}

/// More pieces than any layout has need not be looked at.
const MOST_PIECES: usize = 4;

fn groups<'p>(lines: &[Row<'p>]) -> Vec<Group<'p>> {
    let heads = heads(lines, usize::MAX);
    let starts: Vec<usize> = heads.iter().map(|head| head.lines[0]).collect();
    let mut groups = Vec::with_capacity(heads.len() + 1);
    groups.extend(starts.first().and_then(|first| record::headless(&lines[..*first])));
    for (i, head) in heads.into_iter().enumerate() {
        let end = starts.get(i + 1).copied().unwrap_or(lines.len());
        groups.push(body(&lines[..end], head));
    }
    groups
}

/// The badges of the page's papers, `most` of them at most.
fn heads<'p>(lines: &[Row<'p>], most: usize) -> Vec<Head<'p>> {
    let mut heads = Vec::new();
    let mut at = 0;
    while at < lines.len() && heads.len() < most {
        match head_at(lines, at) {
            Some(head) => {
                at = head.after;
                heads.push(head);
            }
            None => at += 1,
        }
    }
    heads
}

/// A paper's badges with the first pieces of text behind them.
fn body<'p>(lines: &[Row<'p>], head: Head<'p>) -> Group<'p> {
    let row = head.after - 1;
    let mut at = lines[row].start + (lines[row].text.len() - head.cells.len());
    let cells = head.cells.split('\t').map(|cell| {
        let (start, text) = trimmed(at, cell);
        at += cell.len() + 1;
        Piece { line: row, text, start }
    });
    let cells = cells.filter(|cell| !cell.text.is_empty());
    let below = lines.iter().enumerate().skip(head.after);
    let below = below.filter(|(_, line)| !is_boilerplate(line.text));
    let below = below.map(|(at, line)| Piece { line: at, text: line.text, start: line.start });
    let pieces = cells.chain(below).take(MOST_PIECES).map(labels::behind).collect();
    Group { badges: head.badges, head_lines: head.lines, pieces }
}

/// The badges that begin on this line, on it alone or one or more a line.
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
    let dated = head.badges.date.is_some();
    let enough = head.badges.weight() >= 2;
    let plain = enough && dated && !head.badges.shuffled;
    let sure = plain || (enough || dated) && record::follows(&lines[after..]);
    sure.then_some(head)
}

fn holds_number_or_cell(bytes: &[u8]) -> bool {
    bytes.iter().any(|byte| byte.is_ascii_digit() || *byte == b'\t')
}

/// Badges that fill the line, or the front of a row of a table.
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
