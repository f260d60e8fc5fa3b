//! The text around the papers on pages of arXiv.org: closed lists of what its designs of recent
//! years put there. What is not certainly boilerplate is left over, and so shown.

use super::navigation::{LINES, STARTS};
use super::parts::{identifier, strip_prefix_ci};
use crate::formats::shared::boilerplate;
use skimmark_paper::category;

/// What separates several of them on one line.
const BARS: &[char] = &['|', '·', '\t'];

/// Returns true if `text` is boilerplate of a page of arXiv: blank, navigation, a notice of the
/// footer, the name of the archive.
pub(super) fn is_boilerplate(text: &str) -> bool {
    boilerplate::is_boilerplate(text)
        || text.len() <= 800 && STARTS.iter().any(|start| text.starts_with(start))
        || text.len() <= 160
            && (text.split(BARS).all(is_line)
                || is_archive(text)
                || is_results(text)
                || is_pages(text)
                || is_trail(text)
                || is_sidebar(text)
                || is_received(text)
                || is_logos(text)
                || is_fence(text))
}

/// Returns true for a line of the closed list, or a part of one between bars.
fn is_line(text: &str) -> bool {
    let text = boilerplate::trim(text).trim_matches(['<', '>', '×', '•']);
    // `(Help | Advanced search)` is split at its bar, which leaves one parenthesis on each half.
    let text = text.trim_start_matches('(');
    let text = if text.contains('(') { text } else { text.trim_end_matches(')') };
    let text = text.split_once(" (").map_or(text, |(text, after)| match after.find(')') {
        Some(end) if end + 1 == after.len() => text,
        _ => text,
    });
    let lower =
        boilerplate::trim(text).to_ascii_lowercase().replace('’', "'").replace('\u{a0}', " ");
    let one = lower.split_whitespace().collect::<Vec<_>>().join(" ");
    one.is_empty() || LINES.contains(&one.as_str()) || boilerplate::is_boilerplate(&one)
}

/// `Computation and Language`, `Computer Science > Computation and Language`
fn is_archive(text: &str) -> bool {
    text.split(" > ").all(|name| category::is_name(boilerplate::trim(name)))
}

/// `Showing 1–50 of 12,345 results for all: language model`, `Only 200 pages are available. ...`
fn is_results(text: &str) -> bool {
    if let Some(rest) = strip_prefix_ci(text, "Showing ") {
        let number = |word: &str| {
            word.starts_with(|c: char| c.is_ascii_digit())
                && word.chars().all(|c| c.is_ascii_digit() || ",.–-".contains(c))
        };
        let mut words = rest.split_whitespace();
        return words.next().is_some_and(number)
            && words.next() == Some("of")
            && words.next().is_some_and(number)
            && words.next().is_some_and(|word| word == "results" || word == "result")
            && words.next().is_none_or(|word| word == "for");
    }
    strip_prefix_ci(text, "Only ").is_some_and(|rest| {
        rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == ',')
            == " pages are available. Please refine your search."
    }) || strip_prefix_ci(text, "Searching in archive").is_some_and(|rest| {
        rest.len() <= 40 && rest.ends_with('.') || rest.ends_with("Search in all archives.")
    })
}

/// `Previous Next 1 2 3 … 25`
fn is_pages(text: &str) -> bool {
    let known = |word: &str| {
        ["Previous", "Next", "…", "..."].contains(&word)
            || word.len() <= 4 && word.bytes().all(|b| b.is_ascii_digit())
    };
    text.split_whitespace().all(known)
}

/// `arxiv logo > cs > arXiv:2601.14172v2`, `arXiv:2601.14172 (cs)`
fn is_trail(text: &str) -> bool {
    let mut parts = text.split('>').map(boilerplate::trim).peekable();
    let several = text.contains('>');
    let known = |part: &str| {
        let id = identifier(part).is_some_and(|(_, _, rest)| is_archive_code(rest));
        id || is_line(part) || category::is_known(part) || part == "list"
    };
    (several || identifier(text).is_some_and(|(_, _, rest)| !rest.trim().is_empty()))
        && parts.all(known)
}

/// Nothing, or `(cs)`
fn is_archive_code(text: &str) -> bool {
    let inside = boilerplate::trim(text).strip_prefix('(').and_then(|text| text.strip_suffix(')'));
    boilerplate::trim(text).is_empty() || inside.is_some_and(category::is_known)
}

/// `cs.CL`, `< prev   |   next >`, `new | recent | 2026-01`, `3 blog links`
fn is_sidebar(text: &str) -> bool {
    let month = |part: &str| {
        let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
        part.split_once('-').map_or(part.len() == 4 && digits(part), |(year, month)| {
            year.len() == 4 && digits(year) && month.len() == 2 && digits(month)
        })
    };
    let part = |part: &str| {
        let part = boilerplate::trim(part).trim_matches(['<', '>']);
        let part = boilerplate::trim(part);
        ["prev", "next", "new", "recent", "listing", "bibtex", "previous article", "next article"]
            .contains(&part)
            || month(part)
    };
    let code = category::is_known(text) && text.to_ascii_lowercase() != text.to_ascii_uppercase();
    code && (text.contains(['.', '-']) || text.chars().all(|c| c.is_ascii_lowercase()))
        || text.contains('|') && text.split('|').all(part)
        || text.split_once(' ').is_some_and(|(count, rest)| {
            let counted = count.bytes().all(|b| b.is_ascii_digit());
            counted && (rest.starts_with("blog link") && rest.len() <= 30)
        })
}

/// `Submissions received from Fri 31 Jan 20 to Mon 3 Feb 20, announced Tue, 4 Feb 20`
fn is_received(text: &str) -> bool {
    let spans = strip_prefix_ci(text, "Submissions received from ");
    spans.is_some_and(|rest| rest.len() <= 80 && rest.contains(", announced "))
}

/// `CiteULike logo BibSonomy logo`: the names of pictures in a row.
fn is_logos(text: &str) -> bool {
    const SITES: &[&str] = &["", "CiteULike", "BibSonomy", "Mendeley", "Reddit", "ScienceWISE"];
    text.contains(" logo") && text.split(" logo").all(|site| SITES.contains(&site.trim()))
}

/// The fence of a block of code, in which people paste text.
fn is_fence(text: &str) -> bool {
    let name = text.trim_start_matches('`');
    text.len() - name.len() >= 3
        && name.len() <= 12
        && name.bytes().all(|b| b.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_around_the_papers_is_known() {
        for text in [
            "We gratefully acknowledge support from the Simons Foundation, member institutions, and all contributors. Donate",
            "arxiv logo > cs > arXiv:2606.01001v2",
            "arXiv:2606.01001 (cs)",
            "Computer Science > Computation and Language",
            "Showing 1–50 of 1,234 results for all: sheep",
            "Show abstracts  Hide abstracts",
            "Previous Next 1 2 3 … 25",
            "< previous article   |   next >",
            "new | recent | 2606",
            "cs.CL",
            "3 blog links (what is this?)",
            "Connected Papers (What is Connected Papers?)",
            "About · Help · Contact",
            "(Help | Advanced search)",
            "(what is this?)",
            "arXiv.org > cs > cs.CL",
            "arXiv.org > cs > arXiv:2606.01001",
            "Submissions received from Fri 31 Jan 20 to Mon 3 Feb 20, announced Tue, 4 Feb 20",
            "CiteULike logo BibSonomy logo Mendeley logo",
            "View a PDF of the paper titled Counting Sheep, by Ana Lindqvist and 2 other authors",
            "```text",
            "Only 200 pages are available. Please refine your search.",
            "Searching in archive cs. Search in all archives.",
        ] {
            assert!(is_boilerplate(text), "{text:?}");
        }
    }

    #[test]
    fn sentences_are_not() {
        for text in [
            "Donate a sheep.",
            "Databases are fun",
            "arXiv:2606.01001",
            "arXiv:2606.01001 (a must)",
            "Showing 12 of 30 results was not enough for me.",
            "new | recent | wool",
            "Next 3 weeks",
            "See recent articles on wool",
            "sheep",
            "3 blog posts",
            "Submissions received from sheep are late",
            "Wool logo",
            "`code`",
        ] {
            assert!(!is_boilerplate(text), "{text:?}");
        }
    }
}
