//! Records before they are understood, and the one way to a paper.

pub(crate) mod dates;
pub(crate) mod withdrawn;

use skimmark_paper::entry::Entry;
use skimmark_paper::ids::address;

/// Fills in the identifiers that the paper's address holds, unless they are known.
pub(crate) fn identify(entry: &mut Entry, url: &str) {
    let address::Found { ids, version } = address::read(url);
    if entry.ids.arxiv.is_none() && ids.arxiv.is_some() {
        (entry.ids.arxiv, entry.version) = (ids.arxiv, version);
    }
    entry.ids.doi = entry.ids.doi.take().or(ids.doi);
    entry.ids.pmid = entry.ids.pmid.take().or(ids.pmid);
}
