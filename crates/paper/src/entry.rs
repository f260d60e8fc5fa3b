//! One paper as a digest lists it.
//!
//! An [`Entry`] never changes once it was read; what a reader decides about a paper lives
//! apart, in the engine's marks. Its form in JSON is what the command line prints, and what
//! marks and backups hold: a field that is unknown is absent.

use std::ops::Not;

use serde::{Deserialize, Serialize};

use crate::date::PartialDate;
use crate::fields;
use crate::json;
use crate::links::{Link, LinkKind};
use crate::score::Score;
use crate::text::percent;

/// One paper of a digest, with its text as a person would read it: unwrapped, TeX accents and
/// text macros as characters, math left as `$...$`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Entry {
    /// The title, without the authors that the source may have glued to it.
    pub title: String,
    /// The authors that the digest names, in its order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub authors: Vec<String>,
    /// The digest named more authors than it listed (` et al.`).
    #[serde(skip_serializing_if = "Not::not")]
    pub more_authors: bool,
    /// The affiliation, as the digest writes it (`microsoft-research`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub affiliation: Option<String>,
    /// The abstract, one paragraph.
    #[serde(rename = "abstract", skip_serializing_if = "Option::is_none")]
    pub abstract_text: Option<String>,
    /// Categories, the primary one first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub categories: Vec<Category>,
    /// The digest's score of this paper.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub score: Option<Score>,
    /// The day, month or year that the digest gives.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<PartialDate>,
    /// The year of `date` was not in the digest but inferred from the day it was pasted.
    #[serde(skip_serializing_if = "Not::not")]
    pub date_inferred: bool,
    /// The digest says that code exists, whether or not it says where.
    #[serde(skip_serializing_if = "Not::not")]
    pub has_code: bool,
    /// Identifiers found in the digest.
    #[serde(skip_serializing_if = "Ids::is_empty")]
    pub ids: Ids,
    /// The version of the preprint, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<u16>,
    /// Links found in the digest, in its order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link>,
    /// How the paper was announced; a set, in the order of [`Announcement`].
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub announced: Vec<Announcement>,
    /// Journal, conference or journal reference.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub venue: Option<String>,
    /// The authors' comments (`12 pages, 3 figures`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub comments: Option<String>,
    /// Keywords, as the digest gives them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub keywords: Vec<String>,
    /// The volume of the journal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub volume: Option<String>,
    /// The issue of the volume.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issue: Option<String>,
    /// The pages in the volume, first and last (`411-447`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pages: Option<String>,
    /// The type of publication, by the names of CSL (`article-journal`).
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// How sure the reading of title and authors is, 0 to 1; 1 if nothing was glued.
    #[serde(serialize_with = "json::decimal")]
    pub confidence: f32,
    /// The line that title and authors were read from, if the digest ran them together.
    #[serde(skip)]
    pub glued: Option<String>,
}

fields!(Entry {
    title, authors, more_authors, affiliation, abstract_text = "abstract", categories, score,
    date, date_inferred, has_code, ids, version, links, announced, venue, comments, keywords,
    volume, issue, pages, kind = "type", confidence,
});

/// The authors of a paper as one line of a digest names them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Byline {
    /// The authors named, in order.
    pub authors: Vec<String>,
    /// ` et al.` followed them.
    pub more_authors: bool,
    /// What stood after ` · `.
    pub affiliation: Option<String>,
}

/// A category as the digest gave it: `cs.CL`, `hep-th`, or bare (`CL`) if its archive is
/// unknown. The full names are in [`crate::category`].
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Category(pub String);

/// The identifiers of a paper.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Ids {
    /// arXiv identifier without version: `2603.11510`, `math.AP/0703001`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub arxiv: Option<String>,
    /// DOI, lower case, without resolver: `10.1000/182`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub doi: Option<String>,
    /// PubMed identifier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pmid: Option<String>,
}

fields!(Ids { arxiv, doi, pmid });

impl Ids {
    /// Returns the strongest identifier as it names a paper without a title: `arXiv:2603.11510`.
    pub fn name(&self) -> Option<String> {
        let arxiv = self.arxiv.as_ref().map(|id| ["arXiv:", id].concat());
        let doi = || self.doi.as_ref().map(|doi| ["doi:", doi].concat());
        let pmid = || self.pmid.as_ref().map(|id| ["PMID ", id].concat());
        arxiv.or_else(doi).or_else(pmid)
    }

    /// Returns true if no identifier is known.
    pub fn is_empty(&self) -> bool {
        self.arxiv.is_none() && self.doi.is_none() && self.pmid.is_none()
    }
}

/// How a paper was announced.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
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
    /// Returns where the title leads: the paper's own address, or else a search for the exact
    /// title.
    pub fn address(&self) -> String {
        self.own_address().unwrap_or_else(|| {
            let quoted = format!("\"{}\"", self.title);
            format!("https://scholar.google.com/scholar?q={}", percent::encode(&quoted))
        })
    }

    /// Returns the address of the paper itself, if one is known: by its identifier, or else its
    /// abstract page or any link of its own.
    pub fn own_address(&self) -> Option<String> {
        if let Some(id) = &self.ids.arxiv {
            return Some(format!("https://arxiv.org/abs/{id}"));
        }
        if let Some(doi) = &self.ids.doi {
            return Some(format!("https://doi.org/{}", percent::encode(doi)));
        }
        if let Some(pmid) = &self.ids.pmid {
            return Some(format!("https://pubmed.ncbi.nlm.nih.gov/{pmid}/"));
        }
        let own = [LinkKind::Abs, LinkKind::Html, LinkKind::Pdf];
        let link = self.links.iter().find(|link| own.contains(&link.kind))?;
        Some(link.url.clone())
    }

    /// Returns the first link to code.
    pub fn code_url(&self) -> Option<&str> {
        let code = self.links.iter().find(|link| link.kind == LinkKind::Code)?;
        Some(&code.url)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::JsonError;

    fn read(text: &str) -> Result<Entry, JsonError> {
        json::read(text)
    }

    #[test]
    fn the_title_leads_to_the_best_address_known() {
        let mut entry = Entry { title: "A & B?".into(), ..Entry::default() };
        assert_eq!(entry.address(), "https://scholar.google.com/scholar?q=%22A%20%26%20B%3F%22");
        entry.ids.doi = Some("10.1/a<b".into());
        assert_eq!(entry.address(), "https://doi.org/10.1/a%3Cb");
        entry.ids.arxiv = Some("2603.11510".into());
        assert_eq!(entry.address(), "https://arxiv.org/abs/2603.11510");
    }

    /// A paper of which everything is known, and its form.
    fn full() -> (Entry, String) {
        use LinkKind::{Abs, Code, Doi, Html, Other, Pdf};
        let kinds = [Abs, Pdf, Html, Doi, Code, Other];
        let text = |text: &str| Some(text.to_owned());
        let paper = Entry {
            title: "A \"Title\"".into(),
            authors: vec!["Ana Lee".into(), "Bo Ek".into()],
            more_authors: true,
            affiliation: text("hill-farm"),
            abstract_text: text("We count\nsheep."),
            categories: vec![Category("cs.CL".into())],
            score: Score::from_tenths(978),
            date: "2026-03".parse().ok(),
            date_inferred: true,
            has_code: true,
            ids: Ids { arxiv: text("2603.1"), doi: text("10.1/a"), pmid: text("7") },
            version: Some(2),
            links: kinds.map(|kind| Link { kind, url: "https://a.org".into() }).into(),
            announced: Announcement::ALL.into(),
            venue: text("Meadows"),
            comments: text("12 pages"),
            keywords: vec!["sheep".into(), "wool".into()],
            volume: text("3"),
            issue: text("2"),
            pages: text("1-9"),
            kind: text("article-journal"),
            confidence: 0.92,
            glued: None,
        };
        let links = ["abs", "pdf", "html", "doi", "code", "other"]
            .map(|kind| format!(r#"{{"kind":"{kind}","url":"https://a.org"}}"#))
            .join(",");
        let form = r#"{"title":"A \"Title\"","authors":["Ana Lee","Bo Ek"],"more_authors":true,"#
            .to_owned()
            + r#""affiliation":"hill-farm","abstract":"We count\nsheep.","categories":["cs.CL"],"#
            + r#""score":97.8,"date":"2026-03","date_inferred":true,"has_code":true,"#
            + r#""ids":{"arxiv":"2603.1","doi":"10.1/a","pmid":"7"},"version":2,"#
            + &format!(r#""links":[{links}],"#)
            + r#""announced":["new","cross","replaced","withdrawn"],"venue":"Meadows","#
            + r#""comments":"12 pages","keywords":["sheep","wool"],"volume":"3","issue":"2","#
            + r#""pages":"1-9","type":"article-journal","confidence":0.92}"#;
        (paper, form)
    }

    #[test]
    fn every_field_is_written_and_read() {
        let (paper, form) = full();
        assert_eq!(json::write(&paper), form);
        assert_eq!(read(&form), Ok(paper));
    }

    #[test]
    fn what_is_unknown_is_absent() {
        let paper = Entry { title: "A".into(), ..Entry::default() };
        let form = r#"{"title":"A","confidence":0.0}"#;
        assert_eq!(json::write(&paper), form);
        assert_eq!(read(form), Ok(paper.clone()));
        assert_eq!(read(r#"{"title":"A","score":null,"color":[1]}"#), Ok(paper));
        let nulls = ["title", "authors", "more_authors", "ids", "links", "version", "confidence"];
        let nulls = nulls.map(|name| format!("\"{name}\":null")).join(",");
        assert_eq!(read(&format!("{{{nulls}}}")), Ok(Entry::default()));
    }

    #[test]
    fn a_field_that_holds_what_it_cannot_is_named() {
        let wrong = [
            (r#"{"title":1}"#, "title"),
            (r#"{"authors":["A",2]}"#, "authors"),
            (r#"{"score":-250}"#, "score"),
            (r#"{"date":"March"}"#, "date"),
            (r#"{"has_code":"yes"}"#, "has_code"),
            (r#"{"ids":[]}"#, "ids"),
            (r#"{"version":70000}"#, "version"),
            (r#"{"links":[{"kind":"abs"}]}"#, "url"),
            (r#"{"links":[{"kind":"x","url":"https://a.org"}]}"#, "kind"),
            (r#"{"announced":["never"]}"#, "announced"),
        ];
        for (text, field) in wrong {
            assert_eq!(read(text), Err(JsonError::WrongField(field.to_owned())), "{text}");
        }
    }
}
