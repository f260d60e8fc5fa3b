//! The messages between the page and the engine, and nothing else.
//!
//! A message is bytes (the `postcard` form of these types, which needs little code at either
//! end) and at most one attachment beside them, which is posted as it is: the texts and `File`s
//! to read, or their compressed form to keep. Both ends are of one build, so no version is
//! needed.

use serde::{Deserialize, Serialize};

use crate::entry::PartialDate;

/// A digest's name in the library: milliseconds since 1970 of the moment it was pasted, made
/// unique by the page.
pub type DigestId = u64;

/// What the page asks of the engine.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Request {
    /// Read the attachment, pasted on `pasted`, as one digest: an array of texts, of pairs of a
    /// text and its HTML, and of `Blob`s and `File`s. Answered, after any number of
    /// [`Reply::Progress`], by [`Reply::Opened`] or [`Reply::NoPapers`]; for each backup among
    /// it, by [`Reply::Imported`]; where nothing of it can be read, by [`Reply::Failed`]. The
    /// digest that was open stays open unless papers were found.
    Open {
        /// The digest's name from now on.
        digest: DigestId,
        /// The day of the paste, in the reader's time zone.
        pasted: PartialDate,
        /// The text is to be kept: a [`Reply::Compressed`] is wanted, too.
        keep: bool,
        /// What the attachment holds is compressed by gzip.
        gzip: bool,
    },
    /// Forget the open digest.
    Close,
    /// What the page found stored, at its start. Answered by [`Reply::Restored`].
    Restore {
        /// The marks of `localStorage`.
        stored: Vec<StoredMark>,
        /// The changes of marks in the journal.
        journal: Vec<StoredMark>,
        /// Milliseconds since 1970.
        now: u64,
    },
    /// Another tab stored this mark. Answered by [`Reply::Marked`].
    Stored(StoredMark),
    /// Star a paper or take its star away. Answered by [`Reply::Marked`].
    Star {
        /// The view that names the paper.
        view: View,
        /// Its number there.
        paper: u32,
        /// Its [`Card::key`]: where another digest was opened since it was drawn, nothing is done.
        key: String,
        /// It is to be starred.
        starred: bool,
        /// A star that was just taken away returns to its place among the bookmarks.
        undo: bool,
        /// Milliseconds since 1970.
        now: u64,
    },
    /// Where the authors of a paper could begin is wanted. Answered by [`Reply::Rivals`].
    Rivals {
        /// The view that names the paper.
        view: View,
        /// Its number there.
        paper: u32,
        /// Its [`Card::key`].
        key: String,
    },
    /// The reader says where the authors of a paper begin. Answered by [`Reply::Placed`].
    Place {
        /// The view that names the paper.
        view: View,
        /// Its number there.
        paper: u32,
        /// Its [`Card::key`].
        key: String,
        /// The title that this makes; empty, the program is to find it.
        title: String,
        /// Milliseconds since 1970.
        now: u64,
    },
    /// Answered by [`Reply::Backup`].
    Backup {
        /// Today, as the backup is to say.
        made: PartialDate,
    },
    /// Answered by [`Reply::Shown`].
    Show(Show),
    /// Cards `from..to` of the order of the newest [`Request::Show`]; answered by
    /// [`Reply::Cards`] when `turn` is still that one's.
    Cards {
        /// The `turn` of the order that is meant.
        turn: u32,
        /// First position wanted.
        from: u32,
        /// Position behind the last wanted.
        to: u32,
    },
    /// Set a filter in a query by clicking. Answered by [`Reply::Toggled`].
    Toggle {
        /// The query as it stands.
        query: String,
        /// The filter, in the query language: `cat:cs.CL`, `author:"Ana Lee"`.
        filter: String,
        /// What the click means.
        click: Click,
    },
}

/// What a click on a filter does to the query.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Click {
    /// Ask for it, beside others of its sort; where it is asked for already, no longer.
    Want,
    /// Leave out what it finds; where that is left out already, no longer.
    Exclude,
    /// Ask for everything from it through this other filter of its sort (the two may be the
    /// same), in place of all filters of that sort.
    Only(String),
}

/// A mark in the form in which it is stored, and the name that it is stored under.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredMark {
    /// The name, without the prefix that the storage adds.
    pub name: String,
    /// The form of [`crate::marks::Mark::store`].
    pub text: String,
}

/// Which papers to show, and how.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Show {
    /// Counts up with each `Show`; answers carry it.
    pub turn: u32,
    /// Out of which papers.
    pub view: View,
    /// The query, in the query language.
    pub query: String,
    /// In which order.
    pub sort: Sort,
    /// Papers of one group stand together.
    pub group: Group,
    /// Text that is looked for among the values of one facet, which then lists those alone.
    pub look_for: Option<(FacetKind, String)>,
    /// Today, for relative dates in the query.
    pub today: PartialDate,
    /// The page draws no papers of this view, so cards are wanted even where nothing changed.
    pub fresh: bool,
    /// Where the paper of this key ([`Card::key`]) stands in the new order is wanted, and the
    /// cards around it.
    pub around: Option<String>,
}

/// The set of papers a view shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum View {
    /// The open digest.
    #[default]
    Digest,
    /// Everything starred, from every digest.
    Bookmarks,
}

/// The order of the papers shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Sort {
    /// As in the digest; in bookmarks the newest star first.
    #[default]
    Digest,
    /// Highest score first, papers without score last, ties in digest order.
    Score,
    /// Newest first, papers without date last, ties in digest order.
    Date,
    /// By the folded title.
    Title,
    /// Best match of the query's text first; without text, digest order.
    Relevance,
    /// Newest mark first, papers without mark last in digest order.
    Marked,
    /// Mixed, and the same mix each time while the digest is open.
    Random,
}

/// By what the papers shown are grouped; within a group they stand in the order of [`Sort`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Group {
    /// By nothing.
    #[default]
    None,
    /// By primary category, the most frequent first.
    Category,
    /// By day, the newest first.
    Day,
}

/// What the engine tells the page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Reply {
    /// The engine runs and takes messages; sent once, first.
    Ready,
    /// The digest was read and is open.
    Opened(Reading),
    /// A digest that is being read.
    Progress {
        /// The digest.
        digest: DigestId,
        /// How far the reading has come, in thousandths.
        share: u32,
        /// How many records were found so far.
        papers: u32,
        /// The first papers, once; they are those that the digest will begin with.
        first: Vec<Card>,
    },
    /// The texts of a digest that was opened and is to be kept. Attachment: an array of `File`s,
    /// compressed by gzip; nothing where this browser can't do that.
    Compressed {
        /// The digest.
        digest: DigestId,
    },
    /// The text holds no papers; what was open stays open.
    NoPapers(Reading),
    /// A digest could not be read at all.
    Failed {
        /// The digest that was to be opened.
        digest: DigestId,
        /// What happened and what to do, for the reader.
        message: String,
    },
    /// What was to be opened is a backup; its marks were merged with those known.
    Imported {
        /// The digest that was to be opened.
        digest: DigestId,
        /// How many marks it held.
        marks: u32,
        /// What is wrong with it, for the reader; nothing where all is well.
        problem: String,
        /// The marks as they are now.
        marked: Marked,
    },
    /// The answer to [`Request::Restore`].
    Restored {
        /// The marks that are to be stored in `localStorage` as the journal has them.
        marked: Marked,
        /// Names of stored marks that are damaged.
        damaged: Vec<String>,
        /// How many stored marks a newer version of the program wrote.
        newer: u32,
        /// What of the journal is safe in `localStorage` and can go.
        settled: Vec<StoredMark>,
    },
    /// Marks have changed.
    Marked(Marked),
    /// The answer to [`Request::Rivals`].
    Rivals(Rivals),
    /// The answer to [`Request::Place`].
    Placed {
        /// The paper is still there, and its line begins like that.
        done: bool,
        /// What has become of the marks.
        marked: Marked,
    },
    /// All marks as a backup file.
    Backup(String),
    /// The answer to [`Request::Show`].
    Shown(Shown),
    /// The answer to [`Request::Cards`].
    Cards {
        /// Of the order that it belongs to.
        turn: u32,
        /// Position of the first card.
        from: u32,
        /// The cards.
        cards: Vec<Card>,
    },
    /// The query with a filter added or taken out.
    Toggled {
        /// The new query.
        query: String,
    },
}

/// Where the authors of a paper could begin.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rivals {
    /// The view that names the paper.
    pub view: View,
    /// Its number there.
    pub paper: u32,
    /// Its [`Card::key`].
    pub key: String,
    /// Title and authors run together.
    pub line: String,
    /// The title at present.
    pub title: String,
    /// The reader has placed the boundary.
    pub placed: bool,
    /// The ways to part the two, the likeliest first: the title, and the authors as one text,
    /// which is empty where there are none.
    pub readings: Vec<(String, String)>,
}

/// What has become of the marks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marked {
    /// The marks to store.
    pub store: Vec<StoredMark>,
    /// How many papers are starred in all.
    pub bookmarks: u32,
    /// How many changes are not to be stored, as a newer version of the program has marked
    /// those papers.
    pub blocked: u32,
}

/// What was read from what was brought: the ledger.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// The digest.
    pub digest: DigestId,
    /// The names of its formats, as people say them.
    pub format: String,
    /// How many papers it holds.
    pub papers: u32,
    /// How many lines were left over.
    pub left_over: u32,
    /// What became of all parts together, in words.
    pub summary: String,
    /// The parts, at most [`Reading::MOST_PARTS`] of them, those with left-over lines first to
    /// stay.
    pub parts: Vec<PartReading>,
}

/// The account of one part of what was brought: a text, a file, a mail in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartReading {
    /// What it is: the name of a file, the subject of a mail; nothing for a text alone.
    pub name: String,
    /// What was read from it, in words.
    pub words: String,
    /// The left-over lines; all parts together hold at most [`Reading::MOST_LINES`] of them.
    pub leftovers: Vec<LeftoverLine>,
}

impl Reading {
    /// How many left-over lines are sent and shown.
    pub const MOST_LINES: usize = 1000;
    /// How many parts are told apart.
    pub const MOST_PARTS: usize = 100;
}

/// A line that no format understood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftoverLine {
    /// Counted from 1.
    pub number: u32,
    /// Its text.
    pub text: String,
}

/// The outcome of a query.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shown {
    /// That of the [`Show`].
    pub turn: u32,
    /// How many papers the query lets through.
    pub shown: u32,
    /// Out of how many.
    pub total: u32,
    /// Some paper of the view has a score.
    pub scored: bool,
    /// The papers, their order and their highlights are those of the answer before; no cards
    /// are sent.
    pub unchanged: bool,
    /// The numbers of all starred papers of the view.
    pub starred: Vec<u32>,
    /// What the filters count, each over what the other filters leave; facets that could not
    /// tell these papers apart are not among them.
    pub facets: Vec<Facet>,
    /// What is wrong with the query; the part that parses filters all the same.
    pub problems: Vec<QueryProblem>,
    /// Where the paper of [`Show::around`] stands in the order, if it is shown.
    pub place: Option<u32>,
    /// Position of the first of `cards`.
    pub from: u32,
    /// The cards around `place`, or the first ones.
    pub cards: Vec<Card>,
}

/// A mistake in a query.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueryProblem {
    /// The stretch of the query that it is about.
    pub part: String,
    /// What is wrong and what to write instead.
    pub message: String,
}

/// Filters of one sort.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facet {
    /// What they are about.
    pub kind: FacetKind,
    /// The values, at most [`Facet::MOST`] of them where they are listed by frequency; those
    /// that the query holds are always among them. Dates and scores are in their order,
    /// with the empty ones between them, at most [`Facet::MOST_BARS`].
    pub values: Vec<FacetValue>,
    /// How many more there are.
    pub more: u32,
}

impl Facet {
    /// How many values are listed by frequency.
    pub const MOST: usize = 12;
    /// How many values of a scale are sent.
    pub const MOST_BARS: usize = 60;
}

/// What filters of one sort are about, in the order in which they stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum FacetKind {
    /// Starred, with code.
    Show,
    /// How the papers were announced.
    Announced,
    /// The category, the most frequent first.
    Category,
    /// By day, month or year, whichever fits the papers there are; a scale.
    Date,
    /// By tens, or by ones or twos where the scores lie close; a scale.
    Score,
    /// The author, the most frequent first.
    Author,
    /// The affiliation, the most frequent first.
    Affiliation,
}

/// One filter.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FacetValue {
    /// It in the query language: `cat:cs.CL`, `date:2026-03`.
    pub filter: String,
    /// As people say it: `cs.CL Computation and Language`, `Mar 2026`.
    pub name: String,
    /// How many of the papers that the filters of other sorts leave.
    pub count: u32,
    /// What the query says of it.
    pub state: FacetState,
}

/// What a query says of a filter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum FacetState {
    /// Nothing.
    #[default]
    Off,
    /// It is asked for, alone or among others.
    Wanted,
    /// What it finds is left out.
    Excluded,
}

/// A paper as it is drawn; what is empty is unknown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    /// The paper's number within its view; stable while the digest is open.
    pub paper: u32,
    /// The group that begins with this paper, in words; nothing where none begins.
    pub heading: String,
    /// The strongest name of the paper, stable for ever.
    pub key: String,
    /// The title.
    pub title: Vec<Stretch>,
    /// Where the title leads; always a harmless address.
    pub address: String,
    /// The authors, or the first of very many.
    pub authors: Vec<Vec<Stretch>>,
    /// What is said behind them where there are more: `et al.`, `and 2,806 more`.
    pub more_authors: String,
    /// How sure it is where the authors begin.
    pub boundary: BoundaryState,
    /// The score in tenths.
    pub score: Option<u16>,
    /// What else is known of it, in the order of the line that says so.
    pub facts: Vec<Fact>,
    /// The abstract.
    pub abstract_text: Vec<Stretch>,
}

/// Something known of a paper, beside its title, authors and abstract.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    /// What it is about.
    pub kind: FactKind,
    /// It in words: `cs.CL Computation and Language`, `15 Mar 2026`.
    pub text: String,
    /// The harmless address that it links to, or nothing; of a date its form `YYYY[-MM[-DD]]`.
    pub link: String,
}

/// What a [`Fact`] is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum FactKind {
    /// The affiliation.
    #[default]
    Affiliation,
    /// A category.
    Category,
    /// How the paper was announced.
    Announced,
    /// When.
    Date,
    /// The year of the date was inferred.
    Inferred,
    /// That there is code.
    Code,
    /// Where the paper was published.
    Venue,
    /// The authors' comments.
    Comments,
}

/// How sure it is where the authors of a paper begin.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum BoundaryState {
    /// Sure enough.
    #[default]
    Sure,
    /// The reader is to be told, and may say it.
    Doubtful,
    /// The reader has said it.
    Placed,
}

/// A stretch of text of one kind; the stretches of a text follow each other without gap.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stretch {
    /// The text.
    pub text: String,
    /// It matches the query.
    pub hit: bool,
    /// The harmless address that it links to, or nothing.
    pub url: String,
}

impl Stretch {
    /// The text of all stretches.
    pub fn join(stretches: &[Self]) -> String {
        stretches.iter().map(|stretch| stretch.text.as_str()).collect()
    }
}
