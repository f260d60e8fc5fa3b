//! Where a paper can be read, or searched for.

use serde::{Deserialize, Serialize};

use crate::entry::Entry;
use crate::links::{LinkKind, safe_url};
use crate::text::percent;

/// A site on which a paper can be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Site {
    /// Its page on arXiv.
    Arxiv,
    /// Its PDF.
    Pdf,
    /// The paper as a web page, if the digest names one.
    Html,
    /// Its page on alphaXiv.
    AlphaXiv,
    /// The address that its DOI leads to.
    Doi,
    /// Its page on PubMed.
    PubMed,
    /// A search for its title on Semantic Scholar.
    SemanticScholar,
    /// A search for its exact title on Google Scholar.
    GoogleScholar,
}

impl Site {
    /// All sites, with their names.
    pub const ALL: [(Self, &str); 8] = [
        (Self::Arxiv, "arXiv"),
        (Self::Pdf, "PDF"),
        (Self::Html, "HTML"),
        (Self::AlphaXiv, "alphaXiv"),
        (Self::Doi, "DOI"),
        (Self::PubMed, "PubMed"),
        (Self::SemanticScholar, "Semantic Scholar"),
        (Self::GoogleScholar, "Google Scholar"),
    ];

    /// Returns its name.
    pub const fn name(self) -> &'static str {
        Self::ALL[self as usize].1
    }
}

/// Returns the sites that have the paper, and those on which it can be searched for, each with a
/// harmless address.
pub fn of(entry: &Entry) -> Vec<(Site, String)> {
    let link =
        |kind| entry.links.iter().find(|link| link.kind == kind).map(|link| link.url.clone());
    let title = percent::encode(&entry.title);
    let arxiv = entry.ids.arxiv.as_deref();
    let on_arxiv = |before: &str| arxiv.map(|id| [before, id].concat());
    let doi = entry.ids.doi.as_deref().map(percent::encode);
    // arXiv gives every paper a DOI of its own.
    let doi = doi.or_else(|| on_arxiv("10.48550/arXiv."));
    let all = [
        (Site::Arxiv, on_arxiv("https://arxiv.org/abs/")),
        (Site::Pdf, link(LinkKind::Pdf).or_else(|| on_arxiv("https://arxiv.org/pdf/"))),
        (Site::Html, link(LinkKind::Html)),
        (Site::AlphaXiv, on_arxiv("https://www.alphaxiv.org/abs/")),
        (Site::Doi, doi.map(|doi| ["https://doi.org/", &doi].concat())),
        (
            Site::PubMed,
            entry.ids.pmid.as_deref().map(|id| format!("https://pubmed.ncbi.nlm.nih.gov/{id}/")),
        ),
        (
            Site::SemanticScholar,
            Some(["https://www.semanticscholar.org/search?q=", &title].concat()),
        ),
        (
            Site::GoogleScholar,
            Some(["https://scholar.google.com/scholar?q=%22", &title, "%22"].concat()),
        ),
    ];
    let known = all.into_iter().filter_map(|(site, address)| Some((site, safe_url(&address?))));
    known.filter(|(_, address)| !address.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entry::Ids;
    use crate::links::Link;

    fn sites(entry: &Entry) -> Vec<(&'static str, String)> {
        of(entry).into_iter().map(|(site, address)| (site.name(), address)).collect()
    }

    #[test]
    fn a_preprint_is_on_many_sites() {
        let ids = Ids { arxiv: Some("2603.01234".into()), ..Ids::default() };
        let found = sites(&Entry { title: "Sheep & wool".into(), ids, ..Entry::default() });
        let names: Vec<&str> = found.iter().map(|(name, _)| *name).collect();
        assert_eq!(
            names,
            ["arXiv", "PDF", "alphaXiv", "DOI", "Semantic Scholar", "Google Scholar"]
        );
        assert_eq!(found[3].1, "https://doi.org/10.48550/arXiv.2603.01234");
        assert_eq!(found[5].1, "https://scholar.google.com/scholar?q=%22Sheep%20%26%20wool%22");
    }

    #[test]
    fn what_has_no_identifier_is_looked_for_and_no_link_does_harm() {
        let links = vec![Link { kind: LinkKind::Pdf, url: "javascript:alert(1)".into() }];
        let found = sites(&Entry { title: "Sheep".into(), links, ..Entry::default() });
        let names: Vec<&str> = found.iter().map(|(name, _)| *name).collect();
        assert_eq!(names, ["Semantic Scholar", "Google Scholar"]);
    }
}
