//! A paper's text as it is shown: matches of the query and addresses stand out.

use std::ops::Range;

use regex_lite::Regex;

use crate::query::{self, Field, Filter, Query};
use skimmark_index::sorting::sort;
use skimmark_paper::links::safe_url;
use skimmark_paper::text::fold::{self, Needle, is_ignored};
use skimmark_paper::text::urls::{self, Found};
use skimmark_paper::text::{math, mathml};
use skimmark_protocol::Stretch;

/// What a query searches for in text, without what it excludes.
#[derive(Clone, Debug, Default)]
pub struct Highlights {
    needles: Vec<(Field, Needle)>,
    patterns: Vec<Regex>,
}

impl Highlights {
    /// Returns what `query` looks for.
    pub fn of(query: &Query) -> Self {
        let (mut needles, mut patterns) = (Vec::new(), Vec::new());
        query.wanted(&mut |filter| match filter {
            Filter::Text { field, text, quoted } => {
                needles.extend(Needle::new(text, *quoted).map(|needle| (*field, needle)));
            }
            Filter::Pattern(pattern) => patterns.extend(query::regex(pattern)),
            _ => {}
        });
        Self { needles, patterns }
    }

    fn find(&self, field: Field, text: &str) -> Vec<Range<usize>> {
        let mine = |it: &Field| *it == Field::Anywhere || *it == field;
        let needles: Vec<&Needle> =
            self.needles.iter().filter(|(it, _)| mine(it)).map(|(_, needle)| needle).collect();
        let mut found = fold::find_in(text, &needles);
        for pattern in &self.patterns {
            let matches = pattern.find_iter(text).map(|it| it.range());
            found.extend(matches.filter(|range| !range.is_empty()));
        }
        fold::joined(&found)
    }

    /// Returns a title with its matches.
    pub fn in_title(&self, title: &str) -> Vec<Stretch> {
        stretches(title, &self.find(Field::Title, title), &[])
    }

    /// Returns an author's name with its matches.
    pub fn in_author(&self, name: &str) -> Vec<Stretch> {
        stretches(name, &self.find(Field::Author, name), &[])
    }

    /// Returns an abstract with its matches and addresses.
    pub fn in_abstract(&self, text: &str) -> Vec<Stretch> {
        stretches(text, &self.find(Field::Abstract, text), &urls::find(text))
    }
}

/// The most matches, addresses and formulas that stand out in one text; those after them are plain.
/// Each is an element of the page or more, and a file that was read as one abstract has thousands.
const MOST: usize = 1_000;

/// The most accents on one letter that are drawn: a browser takes minutes over a hundred thousand.
/// Unicode's own limit for streams of text.
const MOST_ACCENTS: usize = 30;

/// Splits the text at the ends of matches, addresses and math; each of these are in order and do
/// not overlap among themselves. Math that contains a match is marked as a whole.
fn stretches(text: &str, hits: &[Range<usize>], addresses: &[Found]) -> Vec<Stretch> {
    let first = |all: &[Range<usize>]| all[..all.len().min(MOST)].to_vec();
    let (maths, hits) = (first(&math::find(text)), first(hits));
    let addresses = &addresses[..addresses.len().min(MOST)];
    let urls: Vec<Range<usize>> = addresses.iter().map(|url| url.range.clone()).collect();
    let ends = [0, text.len()].into_iter();
    let edges = [&maths, &hits, &urls].into_iter().flatten().flat_map(|it| [it.start, it.end]);
    let within = |cut: &usize| meeting(&maths, &(*cut..*cut)).is_some();
    let mut cuts: Vec<_> =
        ends.chain(edges).filter(|cut| !within(cut)).map(|cut| (cut as u64, 0)).collect();
    sort(&mut cuts);
    cuts.dedup();
    let stretches = cuts.windows(2).map(|pair| {
        let part = pair[0].0 as usize..pair[1].0 as usize;
        let formula = meeting(&maths, &part).map(|_| &text[part.clone()]);
        let math = formula.and_then(mathml::of);
        let url = meeting(&urls, &part).filter(|_| math.is_none()).map(|at| &addresses[at].url);
        Stretch {
            hit: meeting(&hits, &part).is_some(),
            url: url.map(|url| safe_url(url)).filter(|url| !url.is_empty()),
            math,
            text: drawn(text.get(part).unwrap_or_default()),
        }
    });
    stretches.collect()
}

/// Returns the first of `ranges`, which are in order and do not overlap, with a part in `part`; an
/// empty part is met where it is within.
fn meeting(ranges: &[Range<usize>], part: &Range<usize>) -> Option<usize> {
    let at = ranges.partition_point(|range| range.end <= part.start);
    ranges.get(at).filter(|range| range.start < part.end).map(|_| at)
}

/// Returns the text without what no browser can draw.
fn drawn(text: &str) -> String {
    let mut accents = 0;
    let is_drawn = |letter: &char| {
        accents = if is_ignored(*letter) { accents + 1 } else { 0 };
        accents <= MOST_ACCENTS
    };
    text.chars().filter(is_drawn).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::parse;

    fn marked(query: &str, text: &str) -> Vec<(String, bool, bool)> {
        let highlights = Highlights::of(&parse(query).query());
        let stretches = highlights.in_abstract(text);
        assert_eq!(Stretch::join(&stretches), text);
        stretches.into_iter().map(|it| (it.text, it.hit, it.url.is_some())).collect()
    }

    #[test]
    fn matches_cut_addresses() {
        let text = "Été: code at https://example.org/graph-net.";
        let found = marked("ete graph", text);
        let expected = [
            ("Été", true, false),
            (": code at ", false, false),
            ("https://example.org/", false, true),
            ("graph", true, true),
            ("-net", false, true),
            (".", false, false),
        ];
        assert_eq!(found, expected.map(|(text, hit, url)| (text.to_owned(), hit, url)));
    }

    #[test]
    fn math_is_whole_and_keeps_its_source() {
        let stretches = Highlights::of(&parse("alpha cost").query())
            .in_abstract("A cost of $O(\\alpha^2)$, not $5.");
        let texts: Vec<_> = stretches.iter().map(|it| (it.text.as_str(), it.hit)).collect();
        let expected = [
            ("A ", false),
            ("cost", true),
            (" of ", false),
            ("$O(\\alpha^2)$", true),
            (", not $5.", false),
        ];
        assert_eq!(texts, expected);
        let math = stretches[3].math.as_deref().unwrap();
        assert!(math.starts_with("<math") && math.contains("<msup>"), "{stretches:?}");
        // What is not valid TeX stays as it is written.
        assert_eq!(Highlights::default().in_abstract("$\\frac{$")[0].math, None);
    }

    #[test]
    fn an_enormous_text_has_a_bounded_number_of_parts() {
        let text = "net $x$ http://e.org/ ".repeat(5_000);
        let found = marked("net", &text);
        assert!(found.len() <= 6 * MOST + 1, "{}", found.len());
        assert!(found[0].1 && found[4].2, "{:?}", &found[..6]);
    }

    #[test]
    fn accents_without_end_are_not_drawn() {
        let text = ["e", &"\u{301}".repeat(100_000), "t"].concat();
        let drawn = Highlights::default().in_title(&text);
        let expected = ["e", &"\u{301}".repeat(MOST_ACCENTS), "t"].concat();
        assert_eq!(Stretch::join(&drawn), expected);
    }

    #[test]
    fn regular_expressions_are_marked_where_they_match() {
        let found = marked("/n[a-z]t/ net", "Nut, net");
        let expected = [("Nut", true, false), (", ", false, false), ("net", true, false)];
        assert_eq!(found, expected.map(|(text, hit, url)| (text.to_owned(), hit, url)));
    }

    #[test]
    fn what_is_excluded_or_of_another_field_is_not_marked() {
        let text = "graph net a b c";
        let plain = [(text.to_owned(), false, false)];
        assert_eq!(marked("-graph title:net author:a -(b c)", text), plain);
        assert_eq!(marked("graph", ""), []);
    }
}
