//! What a page with markup says about a ranked paper beyond its text: where its title ends, and
//! where its title and its badges lead.

use std::ops::Range;

use super::Piece;
use super::lists::is_author_list;
use crate::formats::record::{Record, Role};
use crate::formats::shared::links::is_web;
use crate::page::{LinkHint, Page};
use skimmark_paper::links::LinkKind;
use skimmark_paper::text::{readable, urls};

/// No line that ends a title has more joints than this.
const MOST_JOINTS: usize = 40;

/// Authors and what follows them take no more bytes of a line.
const LONGEST_REST: usize = 1000;

/// Returns where the authors begin in a line that begins with the title, in bytes of the line, if
/// the source says so: a list of authors follows the end of the title's link, or only one
/// place at which two of its pieces meet, or that after the `likeliest` title by its words.
pub(super) fn boundary(
    page: &Page,
    line: &Piece,
    likeliest: impl FnOnce() -> String,
) -> Option<usize> {
    let joints = page.joints(line.bytes()).iter().take(MOST_JOINTS);
    let offsets = joints.map(|joint| joint - line.start);
    let places: Vec<usize> = offsets
        .filter(|at| {
            let rest = line.text.get(*at..).unwrap_or_default();
            rest.len() <= LONGEST_REST
                && rest.starts_with(char::is_alphabetic)
                && is_author_list(&readable(rest))
        })
        .collect();
    let linked = page.links(line.bytes()).first().filter(|link| link.bytes.start == line.start);
    let linked = linked.map(|link| link.bytes.end - line.start);
    if let Some(end) = linked.filter(|end| places.contains(end)) {
        return Some(end);
    }
    match places.as_slice() {
        [] => None,
        [one] => Some(*one),
        several => {
            let title = likeliest();
            several.iter().copied().find(|at| readable(&line.text[..*at]) == title)
        }
    }
}

/// Adds where the badges on this line lead: `Code` to the code, others perhaps to the paper.
pub(super) fn badge_links<'p>(record: &mut Record<'p>, page: &'p Page, line: Range<usize>) {
    for link in page.links(line).iter().filter(|link| is_web(&link.url)) {
        let text = page.text().get(link.bytes.clone()).unwrap_or_default().trim();
        if text.len() < 20 && text.to_ascii_lowercase().starts_with("code") {
            record.add(Role::Code, link.url.as_str());
        } else if is_of_paper(link) {
            record.add(Role::Page, link.url.as_str());
        }
    }
}

/// Adds where the title leads: to the paper, or to what the page knows about it.
pub(super) fn title_links<'p>(record: &mut Record<'p>, page: &'p Page, title: Range<usize>) {
    if let Some(link) = page.links(title).iter().find(|link| is_web(&link.url)) {
        record.add(Role::Page, link.url.as_str());
    }
}

/// Returns true if a link leads to a paper by its identifier.
fn is_of_paper(link: &LinkHint) -> bool {
    let kind = urls::classify(&link.url);
    matches!(kind, LinkKind::Abs | LinkKind::Pdf | LinkKind::Html | LinkKind::Doi)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats;
    use crate::page::Hints;
    use skimmark_paper::date::PartialDate;
    use skimmark_paper::entry::Entry;

    const TEXT: &str = "97.8CLMar 15Code\nFlockNet H2O for BarnsAna Lindqvist, Bo Ek et al.\n\
                        FlockNet brings water to barns, and sheep to the water that it brought.\n";

    fn read(joints: &[usize], links: &[(Range<usize>, &str)]) -> Entry {
        let link = |(bytes, url): &(Range<usize>, &str)| LinkHint {
            bytes: bytes.clone(),
            url: (*url).to_owned(),
        };
        let hints = Hints { links: links.iter().map(link).collect(), joints: joints.to_vec() };
        let page = Page::with_hints(TEXT, hints);
        let digest = formats::read(&page, PartialDate::year_only(2026));
        let [entry] = digest.entries.as_slice() else { panic!("{:?}", digest.entries) };
        entry.clone()
    }

    #[test]
    fn a_joint_before_authors_is_certain() {
        // After `97.8`, `CL`, `Mar 15`; within `H2O`; after the title; before a comma.
        let entry = read(&[4, 6, 12, 27, 28, 39, 52], &[]);
        assert_eq!(entry.title, "FlockNet H2O for Barns");
        assert_eq!(entry.authors, ["Ana Lindqvist", "Bo Ek"]);
        assert_eq!((entry.confidence, entry.glued), (1.0, None));
        assert!(entry.more_authors);
    }

    #[test]
    fn joints_within_a_title_tell_nothing() {
        let entry = read(&[27, 28], &[]);
        assert!(entry.glued.is_some() && entry.confidence < 1.0);
    }

    #[test]
    fn the_links_of_title_and_badges_are_kept() {
        let links = [
            (12..16, "https://example.org/repository"),
            (17..39, "https://arxiv.org/abs/2601.00001v3"),
        ];
        let entry = read(&[12, 39], &links);
        assert_eq!(entry.ids.arxiv.as_deref(), Some("2601.00001"));
        assert_eq!(entry.version, Some(3));
        assert_eq!(entry.code_url(), Some("https://example.org/repository"));
        assert_eq!(entry.links.len(), 2);
    }
}
