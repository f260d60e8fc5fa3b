//! The name that is suggested for a digest: what it says of itself, or what its papers have in
//! common.

use std::collections::HashMap;

use skimmark_digest::formats;
use skimmark_paper::date::PartialDate;
use skimmark_paper::entry::{Announcement, Entry};
use skimmark_paper::words::{self, to_u32};

/// The formats of arXiv have names that begin so.
const ARXIV: &str = "arXiv";

/// More than this many of a hundred papers must be of a category or an archive, to name the digest.
const MOST_OF_HUNDRED: usize = 60;

/// The longest subject that is used whole, in characters.
const LONGEST_SUBJECT: usize = 100;

/// The longest title that is used whole, in characters.
const LONGEST_TITLE: usize = 50;

/// What mail programs put before the subject of an answer or of a mail that is handed on, in lower
/// case.
const BEFORE_SUBJECT: &[&str] = &["re", "fwd", "fw", "aw", "wg", "tr", "rv", "enc"];

/// Returns the name for a digest whose papers were mostly read by the format called `format`.
/// `subject` is that of its mail, or empty.
pub(super) fn suggest(format: &str, subject: &str, papers: &[&Entry]) -> String {
    let newest = newest_day(papers).map(words::date);
    if format.starts_with(ARXIV) {
        return dated(&of_arxiv(papers), newest);
    }
    let subject = without_prefixes(subject);
    if !subject.is_empty() {
        return shortened(&subject, LONGEST_SUBJECT);
    }
    if newest.is_some() && format != formats::PLAIN.name {
        return dated(&capitalized(format), newest);
    }
    by_title(papers).unwrap_or_else(|| capitalized(format))
}

fn dated(name: &str, day: Option<String>) -> String {
    day.map_or_else(|| name.to_owned(), |day| [name, ", ", &day].concat())
}

/// Returns the date of the newest paper of those whose day is known.
fn newest_day(papers: &[&Entry]) -> Option<PartialDate> {
    papers.iter().filter_map(|paper| paper.date.filter(|date| date.day().is_some())).max()
}

/// Returns `arXiv` with the category of most papers, or their archive.
fn of_arxiv(papers: &[&Entry]) -> String {
    let is_cross = |paper: &&Entry| paper.announced.contains(&Announcement::Cross);
    // In the list of a category the primary ones of those that are cross-listed are others.
    let own: Vec<&Entry> = papers.iter().copied().filter(|paper| !is_cross(paper)).collect();
    let counted = if own.is_empty() { papers } else { &own };
    let primary = || counted.iter().filter_map(|paper| Some(paper.categories.first()?.0.as_str()));
    let archives = primary().map(|code| code.split_once('.').map_or(code, |(archive, _)| archive));
    match most(primary(), counted.len()).or_else(|| most(archives, counted.len())) {
        Some(code) => [ARXIV, " ", code].concat(),
        None => ARXIV.to_owned(),
    }
}

/// Returns the code that enough of `all` papers have.
fn most<'c>(codes: impl Iterator<Item = &'c str>, all: usize) -> Option<&'c str> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    codes.for_each(|code| *counts.entry(code).or_default() += 1);
    // No two can have more than half each.
    counts.into_iter().find(|(_, count)| count * 100 > all * MOST_OF_HUNDRED).map(|(code, _)| code)
}

/// Returns a subject without what mail programs put before it.
fn without_prefixes(subject: &str) -> String {
    let mut rest = subject.trim();
    while let Some((before, after)) = rest.split_once(':')
        && BEFORE_SUBJECT.contains(&before.trim_end().to_ascii_lowercase().as_str())
    {
        rest = after.trim_start();
    }
    rest.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns the title of the first paper that has one, and how many others there are.
fn by_title(papers: &[&Entry]) -> Option<String> {
    let title = papers.iter().map(|paper| paper.title.trim()).find(|title| !title.is_empty())?;
    let quoted = ["“", &shortened(title, LONGEST_TITLE), "”"].concat();
    Some(match papers.len() - 1 {
        0 => quoted,
        more => [&quoted, " and ", &words::grouped(to_u32(more)), " more"].concat(),
    })
}

/// Shortens a text to at most `most` characters, with an ellipsis after a whole word if there is
/// one.
fn shortened(text: &str, most: usize) -> String {
    let Some((cut, next)) = text.char_indices().nth(most) else { return text.to_owned() };
    let is_whole = next.is_whitespace();
    let end = if is_whole { Some(cut) } else { text[..cut].rfind(char::is_whitespace) };
    let kept = text[..end.unwrap_or(cut)]
        .trim_end_matches(|c: char| c.is_whitespace() || ",;:–—-".contains(c));
    [kept, "…"].concat()
}

/// Returns the name of a format, which is of ASCII, with its first letter in upper case.
fn capitalized(name: &str) -> String {
    let mut name = name.to_owned();
    if let Some(first) = name.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;
    use skimmark_paper::entry::Category;

    /// Returns a paper of this title, primary category and date, each of which may be empty.
    fn paper(title: &str, category: &str, date: &str) -> Entry {
        let categories = Some(category).filter(|code| !code.is_empty());
        Entry {
            title: title.to_owned(),
            categories: categories.map(|code| Category(code.to_owned())).into_iter().collect(),
            date: date.parse().ok(),
            ..Entry::default()
        }
    }

    #[track_caller]
    fn check(format: &str, subject: &str, papers: &[Entry], expected: &str) {
        let papers: Vec<&Entry> = papers.iter().collect();
        assert_eq!(suggest(format, subject, &papers), expected);
    }

    fn of_categories(codes: &[&str]) -> Vec<Entry> {
        codes.iter().map(|code| paper("Sheep", code, "2024-11-05")).collect()
    }

    #[test]
    fn an_arxiv_digest_is_named_by_what_most_of_its_papers_are_of() {
        let mail = |codes: &[&str], expected: &str| {
            check("arXiv mail", "cs daily", &of_categories(codes), expected);
        };
        mail(&["cs.CV", "cs.CV", "cs.LG"], "arXiv cs.CV, 5 Nov 2024");
        mail(&["cs.CV", "cs.CV", "cs.CV", "cs.LG", "cs.AI"], "arXiv cs, 5 Nov 2024");
        mail(&["cs.CV", "math.AG", "hep-th"], "arXiv, 5 Nov 2024");
        mail(&["hep-th", "hep-th"], "arXiv hep-th, 5 Nov 2024");
        mail(&["cs.CV", "", ""], "arXiv, 5 Nov 2024");
        let undated = [paper("Sheep", "stat.ML", "2024"), paper("Goats", "stat.ML", "")];
        check("arXiv listing", "", &undated, "arXiv stat.ML");
    }

    #[test]
    fn papers_that_are_cross_listed_do_not_name_an_arxiv_digest() {
        let mut papers = of_categories(&["cs.CV", "cs.LG", "eess.IV"]);
        papers[1].announced = vec![Announcement::Cross];
        papers[2].announced = vec![Announcement::Cross];
        check("arXiv mail", "", &papers, "arXiv cs.CV, 5 Nov 2024");
        check("arXiv mail", "", &papers[1..2], "arXiv cs.LG, 5 Nov 2024");
    }

    #[test]
    fn the_day_is_that_of_the_newest_paper_whose_day_is_known() {
        let dates = ["2024-11-05", "2025", "2024-11-30", "2024-12"];
        let papers = dates.map(|date| paper("Sheep", "cs.CV", date));
        check("arXiv search", "", &papers, "arXiv cs.CV, 30 Nov 2024");
        check("ranked digest", "", &papers, "Ranked digest, 30 Nov 2024");
    }

    #[test]
    fn a_mail_is_named_by_its_subject() {
        let papers = [paper("Sheep", "", "2024-11-05")];
        let named = |subject: &str, expected: &str| {
            check("Scholar alert", subject, &papers, expected);
        };
        named("New articles in Ana Lee's profile", "New articles in Ana Lee's profile");
        named("Fwd: RE :  Wg:New\n articles", "New articles");
        named("Rain: a review", "Rain: a review");
        named("Re:", "Scholar alert, 5 Nov 2024");
        named("", "Scholar alert, 5 Nov 2024");
        let long = ["word "; 40].concat();
        named(&long, &(["word "; 20].concat().trim_end().to_owned() + "…"));
    }

    #[test]
    fn without_a_day_the_first_title_names_a_digest() {
        let titled = |title: &str, format: &str, date: &str, expected: &str| {
            let papers = [paper(title, "", date), paper("Goats", "", ""), paper("Cows", "", "")];
            check(format, "", &papers, expected);
        };
        titled("Counting Sheep", "BibTeX", "2024", "“Counting Sheep” and 2 more");
        titled("Counting Sheep", "plain text", "2024-11-05", "“Counting Sheep” and 2 more");
        titled("", "BibTeX", "", "“Goats” and 2 more");
        titled(
            "Quiet Tongues: Depth Before Breadth in Small Language Models",
            "JSON",
            "",
            "“Quiet Tongues: Depth Before Breadth in Small…” and 2 more",
        );
        check("BibTeX", "", &[paper("Sheep", "", "")], "“Sheep”");
        check("BibTeX", "", &[paper("", "", "")], "BibTeX");
    }

    #[test]
    fn a_text_is_shortened_after_a_word() {
        assert_eq!(shortened("one two", 7), "one two");
        assert_eq!(shortened("one two three", 7), "one two…");
        assert_eq!(shortened("one two, three", 8), "one two…");
        assert_eq!(shortened("one twothree", 7), "one…");
        assert_eq!(shortened("ééééé", 3), "ééé…");
        assert_eq!(shortened("éé ü ö", 4), "éé ü…");
    }
}
