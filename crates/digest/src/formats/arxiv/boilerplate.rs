//! What stands around the papers on pages of arXiv.org: closed lists of what its designs of
//! recent years put there. What is not certainly wrapping is left over, and so shown.

use super::parts::{identifier, strip_prefix_ci};
use crate::formats::shared::boilerplate;
use skimmark_paper::category;

/// Lines of the head, the foot and the sidebars, in lower case and without what follows in
/// parentheses.
const LINES: &[&str] = &[
    // Head and foot of every page.
    "accessibility",
    "arxiv",
    "arxiv is now an independent nonprofit! learn more",
    "arxiv logo",
    "arxiv operational status",
    "close this message",
    "contact arxiv",
    "contact arxivclick here to contact arxiv",
    "contact arxivclick here to contact arxiv contact",
    "copyright",
    "cornell university",
    "cornell university library",
    "cornell university logo",
    "donate",
    "donate!",
    "email",
    "get status notifications via",
    "get status notifications via email or slack",
    "go",
    "help pages",
    "learn about arxiv becoming an independent nonprofit.",
    "learn more",
    "major funding support from",
    "member institutions",
    "my account",
    "open navigation menu",
    "open search",
    "operational status",
    "operational status(opens in new tab)",
    "or slack",
    "quick links",
    "schmidt sciences",
    "search term or terms",
    "search term...",
    "search...",
    "search in all archives.",
    "simons foundation",
    "simons foundationschmidt sciences",
    "slack",
    "start submission",
    "submit",
    "subscribe to arxiv mailings",
    "subscribe to arxiv mailingsclick here to subscribe",
    "subscribe to arxiv mailingsclick here to subscribe subscribe",
    "web accessibility assistance",
    "press enter to search",
    "search arxiv",
    // Head and foot until 2024.
    "all papers",
    "all papersgo",
    "arxiv.org",
    "help",
    "license",
    "search or article id",
    "the simons foundation and member institutions.",
    // Around listings.
    "all",
    "authors and titles for recent submissions",
    "cross submissions",
    "cross-listings",
    "cross-lists",
    "fewer",
    "new submissions",
    "no updates for this time period.",
    "no updates today.",
    "replacement submissions",
    "replacements",
    "see recent articles",
    "see today's new changes",
    "these are the latest postings.",
    // Around search results.
    "advanced search",
    "all fields",
    "announcement date",
    "feedback?",
    "hide abstracts",
    "new search",
    "refine query",
    "relevance",
    "results per page",
    "results per page.",
    "search in",
    "show abstracts",
    "show abstracts hide abstracts",
    "simple search",
    "sort results by",
    "submission date",
    // Beside an abstract.
    "about arxivlabs",
    "access paper:",
    "additional features",
    "alphaxiv",
    "alphaxiv toggle",
    "arxiv links to code & data",
    "arxiv links to code & data toggle",
    "arxiv links to code toggle",
    "arxivlabs: experimental projects with community collaborators",
    "bibliographic and citation tools",
    "bibliographic explorer",
    "bibliographic explorer toggle",
    "bibliographic tools",
    "bibsonomy",
    "bibsonomy logo",
    "bibsonomy reddit",
    "bibtex formatted citation",
    "bookmark",
    "catalyzex code finder for papers",
    "catalyzex toggle",
    "change to browse by:",
    "code",
    "code & data",
    "code and data associated with this article",
    "code, data and media associated with this article",
    "code, data, media",
    "connected papers",
    "connected papers toggle",
    "core recommender",
    "core recommender toggle",
    "current browse context:",
    "dagshub",
    "dagshub toggle",
    "data provided by:",
    "dblp - cs bibliography",
    "demos",
    "disable mathjax",
    "download pdf",
    "download:",
    "enable mathjax",
    "export bibtex citation",
    "focus to learn more",
    "full-text links:",
    "google scholar",
    "gotit.pub",
    "gotitpub toggle",
    "html",
    "hugging face",
    "huggingface toggle",
    "hugging face spaces",
    "iarxiv recommender",
    "iarxiv recommender toggle",
    "influence flower",
    "influenceflower toggle",
    "inspire hep",
    "learn more about arxivlabs and how to get involved.",
    "license icon",
    "link to influence flower",
    "links to code toggle",
    "listing",
    "litmaps",
    "litmaps toggle",
    "loading...",
    "mendeley logo",
    "nasa ads",
    "next article",
    "no pdf available, click to view other formats",
    "other",
    "other formats",
    "papers with code",
    "pdf",
    "pdf only",
    "postscript",
    "previous article",
    "recommenders and search tools",
    "reddit",
    "reddit logo",
    "references & citations",
    "related papers",
    "replicate",
    "replicate toggle",
    "sciencecast",
    "sciencecast toggle",
    "scite smart citations",
    "scite.ai toggle",
    "semantic scholar",
    "source",
    "spaces toggle",
    "tex source",
    "txyz.ai",
    "txyz.ai toggle",
    "unavailable",
    "view a pdf of the paper",
    "view license",
    "view pdf",
    "what is this?",
    "which authors of this paper are endorsers?",
];

/// How long lines of head and foot begin.
const STARTS: &[&str] = &[
    "We gratefully acknowledge support from",
    "arXivLabs is a framework that allows collaborators to develop and share new arXiv features",
    "Both individuals and organizations that work with arXivLabs have embraced and accepted our values",
    "Have an idea for a project that will add value for arXiv's community?",
    "Have an idea for a project that will add value for arXiv’s community?",
    "COVID-19 e-print",
    "Important: e-prints posted on arXiv are not peer-reviewed",
    "Query: order: ",
    "Search v0.",
    "Link back to: arXiv, form interface,",
    "Links to: arXiv, form interface, find,",
    "Search or Article ID inside arXiv",
    "View a PDF of the paper titled ",
    "arXiv Operational Status",
];

/// What parts several of them on one line.
const BARS: &[char] = &['|', '·', '\t'];

/// `text` is wrapping of a page of arXiv: blank, navigation, a notice of the footer, the name
/// of the archive.
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

/// A line of the closed list, or a part of one between bars.
fn is_line(text: &str) -> bool {
    let text = boilerplate::trim(text).trim_matches(['<', '>', '×', '•']);
    // `(Help | Advanced search)` is parted into halves of its parentheses.
    let text = text.trim_start_matches('(');
    let text = if text.contains('(') { text } else { text.trim_end_matches(')') };
    let text = text.split_once(" (").map_or(text, |(text, behind)| match behind.find(')') {
        Some(end) if end + 1 == behind.len() => text,
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
