//! A paper as it is drawn.

use serde::{Deserialize, Serialize};

use crate::ReaderState;
use crate::rules::Color;
use skimmark_paper::sites::Site;

/// A paper as it is drawn; a list that is empty is unknown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    /// The paper's number within its view; stable while the digest is open.
    pub paper: u32,
    /// The group that begins with this paper, in words, if one does.
    pub heading: Option<String>,
    /// The strongest name of the paper, stable for ever.
    pub key: String,
    /// The title.
    pub title: Vec<Stretch>,
    /// The title's link, unless the reader chose a site; always a harmless address.
    pub address: String,
    /// The sites on which it can be opened, each with a harmless address.
    pub places: Vec<(Site, String)>,
    /// The authors, or the first of very many.
    pub authors: Vec<Vec<Stretch>>,
    /// What is said after them if there are more: `et al.`, `and 2,806 more`.
    pub more_authors: Option<String>,
    /// Whether it is certain where the authors begin.
    pub boundary: BoundaryState,
    /// Title and authors came as one line, so that the reader may say where the authors begin.
    pub glued: bool,
    /// The score in tenths.
    pub score: Option<u16>,
    /// What else is known of it, in the order of the line that says so.
    pub facts: Vec<Fact>,
    /// The abstract.
    pub abstract_text: Vec<Stretch>,
    /// The color in which a rule marks it.
    pub highlight: Option<Color>,
    /// There is something to say about why it is shown, or marked.
    pub why: bool,
    /// What the reader decided about it.
    pub reader: ReaderState,
}

/// Something known of a paper, beside its title, authors and abstract.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    /// What it is about.
    pub kind: FactKind,
    /// The fact in words: `cs.CL Computation and Language`, `15 Mar 2026`.
    pub text: String,
    /// The harmless address that it links to, if any; of a date its form `YYYY[-MM[-DD]]`.
    pub link: Option<String>,
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
    /// In how many digests it was before.
    Seen,
}

/// Whether it is certain where the authors of a paper begin.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum BoundaryState {
    /// Sure enough.
    #[default]
    Sure,
    /// The reader is told, and may say it.
    Doubtful,
    /// The reader has said it.
    Placed,
}

/// A stretch of text of one kind; the stretches of a text follow each other without gaps.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stretch {
    /// The text.
    pub text: String,
    /// It matches the query.
    pub hit: bool,
    /// The harmless address that it links to, if any.
    pub url: Option<String>,
    /// If the text is math, its MathML, made of harmless elements alone
    /// ([`skimmark_paper::text::mathml`]).
    pub math: Option<String>,
}

impl Stretch {
    /// Returns the text of all stretches.
    pub fn join(stretches: &[Self]) -> String {
        stretches.iter().map(|stretch| stretch.text.as_str()).collect()
    }
}
