//! The links of a paper: addresses in its text, and what a source with markup links to.

use std::ops::Range;

use crate::formats::record::{Record, Role};
use crate::page::Page;
use skimmark_paper::entry::Entry;
use skimmark_paper::links::{Link, LinkKind};
use skimmark_paper::text::urls;

/// Keeps a link, once; one that leads to code says that code exists.
pub(crate) fn keep(entry: &mut Entry, link: Link) {
    entry.has_code |= link.kind == LinkKind::Code;
    if !entry.links.contains(&link) {
        entry.links.push(link);
    }
}

/// Keeps the addresses in a text of the paper, except one that the page cut off with `…`.
pub(crate) fn of_text(entry: &mut Entry, text: &str) {
    let whole = |found: &urls::Found| !text[found.range.end..].starts_with('…');
    for found in urls::find(text).into_iter().filter(whole) {
        keep(entry, Link { kind: found.kind, url: found.url });
    }
}

/// Adds where the words of this stretch lead (`this https URL`), but for pages of arXiv, which
/// are other papers and searches for authors, and the DOIs that arXiv gives.
pub(crate) fn add_hints<'p>(record: &mut Record<'p>, page: &'p Page, bytes: Range<usize>) {
    for hint in page.links(bytes) {
        let (host, path) = urls::host_and_path(&hint.url);
        let own = host.eq_ignore_ascii_case("arxiv.org")
            || host.ends_with(".arxiv.org")
            || path.starts_with("10.48550/");
        if is_web(&hint.url) && !own {
            record.add(Role::Link, hint.url.as_str());
        }
    }
}

/// Returns true for addresses of the web.
pub(crate) fn is_web(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}
