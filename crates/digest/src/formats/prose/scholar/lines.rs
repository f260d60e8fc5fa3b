//! The lines of an alert, and what each is by its form.

use crate::formats::shared::boilerplate;
use crate::formats::shared::rows::Row;
use crate::page::Page;
use skimmark_paper::text::redirect;

/// A line without the white space and marks of quotation around it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line<'p> {
    /// Which of the rows it is.
    pub row: usize,
    /// The text without an address in angle brackets after it.
    pub text: &'p str,
    pub end: usize,
    pub kind: Kind,
    /// Where a title on this line, or the one above it, leads: the paper itself.
    pub target: Option<String>,
    /// Where the first link of the line leads.
    pub link: Option<&'p str>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Blank,
    /// Buttons to save and share the paper.
    Share,
    /// An address in angle brackets, as mail programs write links.
    Address,
    Text,
}

/// Services that an alert offers to share a paper with, in every language.
const SERVICES: &[&str] = &["Twitter", "Facebook", "LinkedIn", "X"];

/// Fewer lines with a blank row after each are not taken for lines that became paragraphs.
const FEWEST_PARAGRAPHS: usize = 3;

/// Words of the button that saves the paper.
const SHARE_WORDS: usize = 4;

/// A row of buttons is no longer than this.
const LONGEST_SHARE: usize = 120;

/// Returns true if the row may lead through Google Scholar; most rows are told at once.
pub(super) fn links(page: &Page, row: &Row) -> bool {
    let address = row.text.ends_with('>') || row.text.starts_with("http");
    let known = |url: &str| url.contains("scholar_url") || url.contains("view_citation");
    address && known(row.text) || page.links(row.bytes()).iter().any(|hint| known(&hint.url))
}

/// Reads the rows of the page, with what they link to; where each line became a paragraph, without
/// the blank rows between them.
pub(super) fn read<'p>(page: &'p Page, rows: &[Row<'p>]) -> Vec<Line<'p>> {
    let mut lines: Vec<Line> =
        rows.iter().enumerate().map(|(at, row)| line(page, at, row)).collect();
    let is_blank = |at: usize| lines.get(at).is_none_or(|line| line.kind == Kind::Blank);
    let mut between = vec![false; lines.len()];
    let mut run = Vec::new();
    for at in (0..lines.len()).filter(|at| !is_blank(*at)) {
        if is_blank(at + 1) {
            run.push(at + 1);
        } else {
            leave_out(&mut run, &mut between);
        }
    }
    leave_out(&mut run, &mut between);
    let mut between = between.into_iter();
    lines.retain(|_| !between.next().unwrap_or_default());
    lines
}

/// Leaves out the blank rows after the lines of a run, if it is long.
fn leave_out(run: &mut Vec<usize>, between: &mut [bool]) {
    let long = run.len() >= FEWEST_PARAGRAPHS;
    for at in run.drain(..).filter(|_| long) {
        between.get_mut(at).into_iter().for_each(|it| *it = true);
    }
}

fn line<'p>(page: &'p Page, at: usize, row: &Row<'p>) -> Line<'p> {
    let unquoted = unquote(row.text);
    let (text, address) = addressed(unquoted);
    let hints = page.links(row.bytes());
    let link = hints.first().map(|hint| hint.url.as_str());
    let mut target =
        hints.iter().filter(|hint| !hint.bytes.is_empty()).find_map(|it| paper(&it.url));
    target = target.or_else(|| address.and_then(paper));
    let kind = if unquoted.is_empty() {
        Kind::Blank
    } else if is_share(unquoted) {
        Kind::Share
    } else if text.is_empty() {
        Kind::Address
    } else {
        Kind::Text
    };
    Line { row: at, text, end: row.end, kind, target, link }
}

/// Strips the marks of a quoting mail from the front of `text`.
fn unquote(text: &str) -> &str {
    let mut rest = text;
    while let Some(after) = rest.strip_prefix('>') {
        rest = boilerplate::trim(after);
    }
    rest
}

/// Parts a text from the address in angle brackets at its end.
fn addressed(text: &str) -> (&str, Option<&str>) {
    let parts = text.strip_suffix('>').and_then(|text| text.rsplit_once('<'));
    match parts {
        Some((before, url)) if url.starts_with("http") && !url.contains(char::is_whitespace) => {
            (before.trim_end(), Some(url))
        }
        _ if !text.contains(char::is_whitespace) && is_redirect(text) => ("", Some(text)),
        _ => (text, None),
    }
}

/// Returns true if the address leads through Google Scholar.
fn is_redirect(url: &str) -> bool {
    let web =
        url.starts_with("http://scholar.google.") || url.starts_with("https://scholar.google.");
    redirect::is_of_scholar(url) || web && url.contains("view_op=view_citation")
}

/// Returns the paper that a title with this address leads to; `None` for other links.
pub(super) fn paper(url: &str) -> Option<String> {
    let url = redirect::delivered(url);
    if !is_redirect(&url) {
        return None;
    }
    if !redirect::is_of_scholar(&url) {
        return Some(url.into_owned());
    }
    let target = redirect::target(&url);
    (!redirect::is_of_scholar(&target)).then(|| target.into_owned())
}

/// `Save<TAB>Twitter<TAB>Facebook`, `[image: Twitter] <http://...>`
fn is_share(text: &str) -> bool {
    let mail = text.starts_with("[image: ");
    if text.len() > LONGEST_SHARE && !mail {
        return false;
    }
    let (mut services, mut others) = (0, 0);
    for word in text.split_whitespace() {
        let word = word.trim_matches(['[', ']']);
        if SERVICES.contains(&word) {
            services += 1;
        } else if word != "image:" && !word.starts_with("<http") {
            // The words that save come first.
            others += if services == 0 { 1 } else { SHARE_WORDS + 1 };
        }
    }
    let apart = mail || text.contains('\t');
    services > 1 && others < 2 || services > 0 && apart && others <= SHARE_WORDS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn buttons_are_known_by_the_services() {
        for line in [
            "Save\tTwitter\tLinkedIn\tFacebook",
            "Twitter\tFacebook",
            "In Bibliothek speichern\tTwitter\tFacebook",
            "[image: Twitter] <http://example.org/?a=b> [image: Facebook]",
            "Save Twitter LinkedIn Facebook",
        ] {
            assert!(is_share(line), "{line}");
        }
        for line in ["", "Save", "Twitter and Facebook", "Sheep on Twitter", "X", "Twitter\tsheep"]
        {
            assert!(!is_share(line), "{line}");
        }
    }

    #[test]
    fn a_title_leads_to_the_paper_and_not_to_google() {
        let direct =
            "http://scholar.google.com/scholar_url?url=https://example.org/a%3Fb%3Dc&hl=en";
        assert_eq!(paper(direct).as_deref(), Some("https://example.org/a?b=c"));
        let wrapped = "https://nam02.safelinks.protection.outlook.com/?url=https%3A%2F%2Fscholar.google.de%2Fscholar_url%3Furl%3Dhttps%3A%2F%2Fexample.org%2Fx%26hl%3Den&data=1";
        assert_eq!(paper(wrapped).as_deref(), Some("https://example.org/x"));
        let cited = "https://scholar.google.com/citations?hl=en&view_op=view_citation&x=1";
        assert_eq!(paper(cited).as_deref(), Some(cited));
        for url in [
            "https://scholar.google.com/scholar_share?url=https://example.org",
            "https://scholar.google.com/scholar_url?url=javascript:x",
            "https://example.org/scholar_url?url=https://example.org",
        ] {
            assert_eq!(paper(url), None, "{url}");
        }
    }
}
