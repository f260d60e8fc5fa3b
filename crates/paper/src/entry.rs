//! The domain: one paper as a digest lists it.
//!
//! An [`Entry`] never changes once it was read; what a reader decides about a paper lives
//! apart, in [`skimmark_engine::marks`]. Its form in JSON, which `examples/digest.rs` prints and backups
//! hold, is that of [`crate::json::record`].

use crate::date::PartialDate;
use crate::links::{Link, LinkKind};
use crate::score::Score;
use crate::text::percent;

/// One paper of a digest, with its text as a person would read it: unwrapped, TeX accents and
/// text macros as characters, math left as `$...$`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entry {
    /// The title, without the authors that the source may have glued to it.
    pub title: String,
    /// The authors that the digest names, in its order.
    pub authors: Vec<String>,
    /// The digest named more authors than it listed (` et al.`).
    pub more_authors: bool,
    /// The affiliation, as the digest writes it (`microsoft-research`).
    pub affiliation: Option<String>,
    /// The abstract, one paragraph.
    pub abstract_text: Option<String>,
    /// Categories, the primary one first.
    pub categories: Vec<Category>,
    /// The digest's score of this paper.
    pub score: Option<Score>,
    /// The day, month or year that the digest gives.
    pub date: Option<PartialDate>,
    /// The year of `date` was not in the digest but inferred from the day it was pasted.
    pub date_inferred: bool,
    /// The digest says that code exists, whether or not it says where.
    pub has_code: bool,
    /// Identifiers found in the digest.
    pub ids: Ids,
    /// The version of the preprint, from 1.
    pub version: Option<u16>,
    /// Links found in the digest, in its order.
    pub links: Vec<Link>,
    /// How the paper was announced; a set, in the order of [`Announcement`].
    pub announced: Vec<Announcement>,
    /// Journal, conference or journal reference.
    pub venue: Option<String>,
    /// The authors' comments (`12 pages, 3 figures`).
    pub comments: Option<String>,
    /// How sure the reading of title and authors is, 0 to 1; 1 where nothing was glued.
    pub confidence: f32,
    /// The line that title and authors were read from, where the digest ran them together.
    pub glued: Option<String>,
}

/// The authors of a paper as one line of a digest names them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Byline {
    /// The authors named, in order.
    pub authors: Vec<String>,
    /// ` et al.` followed them.
    pub more_authors: bool,
    /// What stood behind ` · `.
    pub affiliation: Option<String>,
}

/// A category as the digest gave it: `cs.CL`, `hep-th`, or bare (`CL`) where its archive is
/// unknown. [`crate::text`] knows nothing of it; the full names are in `category.rs`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Category(pub String);

/// The identifiers of a paper.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ids {
    /// arXiv identifier without version: `2603.11510`, `math.AP/0703001`.
    pub arxiv: Option<String>,
    /// DOI, lower case, without resolver: `10.1000/182`.
    pub doi: Option<String>,
    /// PubMed identifier.
    pub pmid: Option<String>,
}

impl Ids {
    /// No identifier is known.
    pub fn is_empty(&self) -> bool {
        self.arxiv.is_none() && self.doi.is_none() && self.pmid.is_none()
    }
}

/// How a paper was announced.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Announcement {
    /// For the first time.
    New,
    /// Listed in a further category.
    Cross,
    /// A new version of an older paper.
    Replaced,
    /// Withdrawn by its authors.
    Withdrawn,
}

impl Announcement {
    /// Every one, in order.
    pub const ALL: [Self; 4] = [Self::New, Self::Cross, Self::Replaced, Self::Withdrawn];
}

impl Entry {
    /// Where the title leads: the paper by its identifier, else its abstract page or any link
    /// of its own, else a search for the exact title.
    pub fn address(&self) -> String {
        if let Some(id) = &self.ids.arxiv {
            return format!("https://arxiv.org/abs/{id}");
        }
        if let Some(doi) = &self.ids.doi {
            return format!("https://doi.org/{}", percent::encode(doi));
        }
        if let Some(pmid) = &self.ids.pmid {
            return format!("https://pubmed.ncbi.nlm.nih.gov/{pmid}/");
        }
        let own = [LinkKind::Abs, LinkKind::Html, LinkKind::Pdf];
        if let Some(link) = self.links.iter().find(|link| own.contains(&link.kind)) {
            return link.url.clone();
        }
        let quoted = format!("\"{}\"", self.title);
        format!("https://scholar.google.com/scholar?q={}", percent::encode(&quoted))
    }

    /// The first link to code.
    pub fn code_url(&self) -> Option<&str> {
        let code = self.links.iter().find(|link| link.kind == LinkKind::Code)?;
        Some(&code.url)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_title_leads_to_the_best_address_known() {
        let mut entry = Entry { title: "A & B?".into(), ..Entry::default() };
        assert_eq!(entry.address(), "https://scholar.google.com/scholar?q=%22A%20%26%20B%3F%22");
        entry.ids.doi = Some("10.1/a<b".into());
        assert_eq!(entry.address(), "https://doi.org/10.1/a%3Cb");
        entry.ids.arxiv = Some("2603.11510".into());
        assert_eq!(entry.address(), "https://arxiv.org/abs/2603.11510");
    }
}
