//! The engine: a message in, what is known changed, an answer out. Pure; the worker around it
//! receives and sends.

use crate::catalog::{Catalog, Highlights};
use crate::entry::PartialDate;
use crate::intake;
use crate::marks::Mark;
use crate::page::{Digest, Line, Page, Use};
use crate::protocol::{
    Card, DigestId, LeftoverLine, QueryProblem, Reading, Reply, Request, Show, Shown, View,
};
use crate::query::{self, Query};

/// How many cards come with an answer.
const FIRST_CARDS: u32 = 30;
/// How many of them stand before the paper that they are around.
const CARDS_BEFORE: u32 = 10;
/// How many cards are sent at once at most.
const MOST_CARDS: u32 = 500;
/// How many bytes of a left-over line are sent; it may be a whole file.
const MOST_LINE_BYTES: usize = 4000;

/// Reads a page pasted on that day.
pub type Reader = fn(&Page, PartialDate) -> Digest;

/// What comes beside a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// Text that was pasted or typed.
    Text(String),
    /// The bytes of a file.
    Bytes(Vec<u8>),
}

/// What the engine knows.
#[derive(Debug)]
pub struct Engine {
    read: Reader,
    /// The open digest.
    digest: Catalog,
    /// Every paper that was starred since the start; those that still are, are the bookmarks.
    bookmarks: Catalog,
    /// The newest answer, while its papers are there.
    shown: Option<Order>,
}

/// The papers of an answer.
#[derive(Debug)]
struct Order {
    turn: u32,
    view: View,
    papers: Vec<u32>,
    query: Query,
    highlights: Highlights,
}

impl Engine {
    /// An engine that knows nothing yet.
    pub fn new(read: Reader) -> Self {
        Self { read, digest: Catalog::default(), bookmarks: Catalog::default(), shown: None }
    }

    /// Takes a message, with what came beside it; gives the answer to it, if it has one.
    pub fn take(&mut self, request: Request, source: Option<Source>) -> Option<Reply> {
        match request {
            Request::Open { digest, pasted, .. } => Some(self.open(digest, pasted, source)),
            Request::Close => {
                self.replace_digest(Catalog::default());
                None
            }
            Request::Marks(marks) => {
                self.bookmarks.unstar_all();
                self.digest.unstar_all();
                marks.into_iter().for_each(|mark| self.mark(mark));
                None
            }
            Request::Mark(mark) => {
                self.mark(*mark);
                None
            }
            Request::Show(show) => Some(Reply::Shown(self.show(&show))),
            Request::Cards { turn, from, to } => self.cards(turn, from, to),
        }
    }

    fn open(&mut self, digest: DigestId, pasted: PartialDate, source: Option<Source>) -> Reply {
        let failed = |message: String| Reply::Failed { digest, message };
        let page = match source {
            Some(Source::Text(text)) => intake::text(text),
            Some(Source::Bytes(bytes)) => match intake::page(bytes) {
                Ok(page) => page,
                Err(error) => return failed(error.to_string()),
            },
            None => return failed("Nothing came to be read: paste it again.".to_owned()),
        };
        let read = (self.read)(&page, pasted);
        let mut reading = account(digest, &read, &page);
        if read.entries.is_empty() {
            return Reply::NoPapers(reading);
        }
        let catalog = Catalog::of_digest(read.entries);
        reading.papers = small(catalog.len());
        self.replace_digest(catalog);
        Reply::Opened(reading)
    }

    fn replace_digest(&mut self, mut catalog: Catalog) {
        for number in 0..catalog.len() {
            let starred_at = catalog.keys(number).and_then(|keys| {
                let bookmark = self.bookmarks.find(keys)?;
                self.bookmarks.starred_at(bookmark)
            });
            if starred_at.is_some() {
                catalog.star(number, starred_at);
            }
        }
        self.digest = catalog;
        // The numbers of an order of the digest before mean other papers now.
        self.shown = self.shown.take().filter(|order| order.view == View::Bookmarks);
    }

    fn mark(&mut self, mark: Mark) {
        let starred_at = mark.starred.then_some(mark.starred_at);
        if let Some(number) = self.digest.find(&mark.keys) {
            self.digest.star(number, starred_at);
        }
        let bookmark = match self.bookmarks.find(&mark.keys) {
            Some(number) => {
                self.bookmarks.name(number, &mark.keys);
                number
            }
            None if mark.starred => self.bookmarks.add(mark.entry, mark.keys),
            None => return,
        };
        self.bookmarks.star(bookmark, starred_at);
    }

    fn show(&mut self, show: &Show) -> Shown {
        let Show { turn, view, sort, today, .. } = *show;
        let catalog = self.catalog(view);
        let base = match view {
            View::Digest => catalog.all(),
            View::Bookmarks => catalog.starred().clone(),
        };
        let parsed = query::parse(&show.query);
        let answer = catalog.answer(&parsed, &base, today);
        let papers = catalog.order(&answer.papers, sort, view == View::Bookmarks);
        let place = show.around.as_ref().and_then(|key| {
            let number = small(catalog.find(std::slice::from_ref(key))?);
            papers.iter().position(|paper| *paper == number).map(small)
        });
        let from = place.unwrap_or(0).saturating_sub(CARDS_BEFORE);
        let shown = small(papers.len());
        let query = parsed.query();
        let highlights = Highlights::of(&query);
        let order = Order { turn, view, papers, query, highlights };
        let unchanged = !show.fresh && self.shown.as_ref().is_some_and(|last| last.same(&order));
        let order = &*self.shown.insert(order);
        let problems = parsed.problems.iter().map(|problem| QueryProblem {
            start: problem.span.start,
            end: problem.span.end,
            message: problem.wrong.to_string(),
        });
        let catalog = match view {
            View::Digest => &self.digest,
            View::Bookmarks => &self.bookmarks,
        };
        Shown {
            turn,
            shown,
            total: small(base.count()),
            facets: answer.facets,
            problems: problems.collect(),
            place,
            from,
            unchanged,
            cards: if unchanged {
                Vec::new()
            } else {
                order.cards(catalog, from, from.saturating_add(FIRST_CARDS)).1
            },
        }
    }

    fn cards(&self, turn: u32, from: u32, to: u32) -> Option<Reply> {
        let order = self.shown.as_ref().filter(|order| order.turn == turn)?;
        let (from, cards) = order.cards(self.catalog(order.view), from, to);
        Some(Reply::Cards { turn, from, cards })
    }

    fn catalog(&self, view: View) -> &Catalog {
        match view {
            View::Digest => &self.digest,
            View::Bookmarks => &self.bookmarks,
        }
    }
}

impl Order {
    /// The same papers in the same order, for the same query.
    fn same(&self, other: &Self) -> bool {
        (self.view, &self.papers, &self.query) == (other.view, &other.papers, &other.query)
    }

    /// The cards at `from..to`, as far as there are such, and the position of the first.
    fn cards(&self, catalog: &Catalog, from: u32, to: u32) -> (u32, Vec<Card>) {
        let from = from.min(small(self.papers.len()));
        let to = to.clamp(from, from.saturating_add(MOST_CARDS)).min(small(self.papers.len()));
        let papers = &self.papers[from as usize..to as usize];
        let cards = papers.iter().filter_map(|paper| catalog.card(*paper, &self.highlights));
        (from, cards.collect())
    }
}

/// The account of a page in numbers, with its left-over lines.
fn account(digest: DigestId, read: &Digest, page: &Page) -> Reading {
    let left = read.ledger.leftover_lines(page);
    Reading {
        digest,
        format: read.format.to_owned(),
        papers: small(read.entries.len()),
        lines: small(page.lines().count()),
        left_over: small(left.len()),
        furniture: small(furniture_lines(read, page)),
        leftovers: left.iter().take(Reading::MOST_LINES).map(leftover).collect(),
    }
}

/// How many lines that are not blank begin as furniture.
fn furniture_lines(read: &Digest, page: &Page) -> usize {
    let mut spans = read.ledger.spans().iter().peekable();
    let lines = page.lines().filter(|line| !line.text.trim().is_empty());
    lines
        .filter(|line| {
            while spans.next_if(|span| span.bytes.end <= line.start).is_some() {}
            spans.peek().is_some_and(|span| span.role == Use::Furniture)
        })
        .count()
}

fn leftover(line: &Line<'_>) -> LeftoverLine {
    let cut = line.text.floor_char_boundary(MOST_LINE_BYTES);
    let mut text = line.text[..cut].to_owned();
    if cut < line.text.len() {
        text.push('…');
    }
    LeftoverLine { number: line.number, text }
}

fn small(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
