//! The links of a paper.

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

/// Returns true for addresses of the web.
pub(crate) fn is_web(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}
