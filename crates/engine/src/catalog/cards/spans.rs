//! A paper's text as it is shown: matches of the query and addresses stand out.

use std::ops::Range;

use regex_lite::Regex;

use crate::query::{self, Field, Filter, Query};
use skimmark_index::sorting::sort;
use skimmark_paper::links::safe_url;
use skimmark_paper::text::fold::{self, Needle};
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

/// Splits the text at the ends of matches, addresses and math; each of these are in order and do
/// not overlap among themselves. Math that contains a match is marked as a whole.
fn stretches(text: &str, hits: &[Range<usize>], addresses: &[Found]) -> Vec<Stretch> {
    let maths = math::find(text);
    let within = |cut: usize| maths.iter().any(|math| math.start < cut && cut < math.end);
    let of_hits = hits.iter().flat_map(|hit| [hit.start, hit.end]);
    let of_addresses = addresses.iter().flat_map(|url| [url.range.start, url.range.end]);
    let of_maths = maths.iter().flat_map(|math| [math.start, math.end]);
    let ends = [0, text.len()].into_iter().chain(of_maths);
    let mut cuts: Vec<_> = ends
        .chain(of_hits)
        .chain(of_addresses)
        .filter(|cut| !within(*cut))
        .map(|cut| (cut as u64, 0))
        .collect();
    sort(&mut cuts);
    cuts.dedup();
    let stretches = cuts.windows(2).map(|pair| {
        let part = pair[0].0 as usize..pair[1].0 as usize;
        let meets = |other: &Range<usize>| other.start < part.end && part.start < other.end;
        let math = maths.contains(&part).then(|| mathml::of(&text[part.clone()])).flatten();
        let url = addresses.iter().find(|url| math.is_none() && meets(&url.range));
        Stretch {
            hit: hits.iter().any(meets),
            url: url.map(|url| safe_url(&url.url)).filter(|url| !url.is_empty()),
            math,
            text: text.get(part).unwrap_or_default().to_owned(),
        }
    });
    stretches.collect()
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
