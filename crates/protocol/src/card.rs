//! A paper as it is shown.

use serde::{Deserialize, Serialize};

use crate::ReaderState;
use crate::rules::Color;
use skimmark_paper::sites::Site;

/// A paper as it is shown; a list that is empty is unknown.
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
    /// The paper as reference managers find it in a page: an OpenURL context object (COinS).
    pub coins: String,
    /// The authors, or the first of very many.
    pub authors: Vec<Vec<Stretch>>,
    /// The text after them if there are more: `et al.`, `and 2,806 more`.
    pub more_authors: Option<String>,
    /// Whether it is certain where the authors begin.
    pub boundary: BoundaryState,
    /// Whether title and authors came as one line, so that the reader may set where the authors
    /// begin.
    pub glued: bool,
    /// The score in tenths.
    pub score: Option<u32>,
    /// How likely the reader likes it, in hundredths, where papers are shown by that.
    pub likely: Option<u32>,
    /// What asks for the papers like it, in the query language: `like:2603.11510`.
    pub like: String,
    /// Further facts about it, in the order in which the card shows them.
    pub facts: Vec<Fact>,
    /// The abstract.
    pub abstract_text: Vec<Stretch>,
    /// Whether it was revised since it was starred.
    pub revised: bool,
    /// Whether it is muted, and shown only because the query asks for it.
    pub muted: bool,
    /// The color in which a rule marks it.
    pub highlight: Option<Color>,
    /// Whether there is a reason to give for why it is shown, or marked.
    pub why: bool,
    /// What the reader decided about it.
    pub reader: ReaderState,
}

/// A fact about a paper, besides its title, authors and abstract.
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
    /// The date.
    Date,
    /// What the digest did not give: the year of the date was inferred, or there is only an id.
    Inferred,
    /// That there is code.
    Code,
    /// Where the paper was published.
    Venue,
    /// The authors' comments.
    Comments,
    /// The number of earlier digests that had it.
    Seen,
}

/// Whether it is certain where the authors of a paper begin.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum BoundaryState {
    /// Sure enough.
    #[default]
    Sure,
    /// Uncertain: the reader is told, and may set it.
    Doubtful,
    /// Set by the reader.
    Placed,
}

/// A stretch of text of one kind; the stretches of a text follow each other without gaps.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stretch {
    /// The text.
    pub text: String,
    /// Whether it matches the query.
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
