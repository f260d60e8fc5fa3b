//! The links of a paper: addresses in its text, and what a source with markup links to.

use std::ops::Range;

use crate::page::Page;
use skimmark_paper::entry::Entry;
use skimmark_paper::links::{Link, LinkKind, safe_url};
use skimmark_paper::text::urls;

/// Keeps a link, once; one that leads to code says that code exists.
pub(crate) fn keep(entry: &mut Entry, link: Link) {
    entry.has_code |= link.kind == LinkKind::Code;
    if !entry.links.contains(&link) {
        entry.links.push(link);
    }
}

/// Keeps the addresses in a text of the paper, but for one that the page cut off with `…`.
pub(crate) fn of_text(entry: &mut Entry, text: &str) {
    let whole = |found: &urls::Found| !text[found.range.end..].starts_with('…');
    for found in urls::find(text).into_iter().filter(whole) {
        keep(entry, Link { kind: found.kind, url: found.url });
    }
}

/// Keeps where the words of this stretch lead (`this https URL`), but for pages of arXiv, which
/// are other papers and searches for authors, and the DOIs that arXiv gives.
pub(crate) fn of_hints(entry: &mut Entry, page: &Page, bytes: Range<usize>) {
    for hint in page.links(bytes) {
        let (host, path) = urls::host_and_path(&hint.url);
        let own = host.eq_ignore_ascii_case("arxiv.org")
            || host.ends_with(".arxiv.org")
            || path.starts_with("10.48550/");
        let web = hint.url.starts_with("http") && !safe_url(&hint.url).is_empty();
        if web && !own {
            keep(entry, Link { kind: urls::classify(&hint.url), url: hint.url.clone() });
        }
    }
}
