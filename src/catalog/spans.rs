//! What stands out of a paper's text: matches of the query, and addresses.

use std::ops::Range;

use crate::protocol::TextSpan;
use crate::query::{Field, Filter, Query};
use crate::text::fold::{self, Needle};
use crate::text::urls::{self, Found};

/// What a query looks for in text; what it excludes is not among it.
#[derive(Clone, Debug, Default)]
pub struct Highlights {
    needles: Vec<(Field, Needle)>,
}

impl Highlights {
    /// What `query` looks for.
    pub fn of(query: &Query) -> Self {
        let mut needles = Vec::new();
        query.wanted(&mut |filter| {
            if let Filter::Text { field, text, quoted } = filter {
                needles.extend(Needle::new(text, *quoted).map(|needle| (*field, needle)));
            }
        });
        Self { needles }
    }

    fn find(&self, field: Field, text: &str) -> Vec<Range<usize>> {
        let mine = |it: &Field| *it == Field::Anywhere || *it == field;
        let needles: Vec<&Needle> =
            self.needles.iter().filter(|(it, _)| mine(it)).map(|(_, needle)| needle).collect();
        fold::find_in(text, &needles)
    }

    /// Matches in a title.
    pub fn in_title(&self, title: &str) -> Vec<TextSpan> {
        spans(&self.find(Field::Title, title), &[])
    }

    /// Matches in an author's name.
    pub fn in_author(&self, name: &str) -> Vec<TextSpan> {
        spans(&self.find(Field::Author, name), &[])
    }

    /// Matches and addresses in an abstract.
    pub fn in_abstract(&self, text: &str) -> Vec<TextSpan> {
        spans(&self.find(Field::Abstract, text), &urls::find(text))
    }
}

/// Both lists, each in order and without overlap, as one: a match that an address begins or
/// ends in is cut there.
fn spans(hits: &[Range<usize>], addresses: &[Found]) -> Vec<TextSpan> {
    let of_hits = hits.iter().flat_map(|hit| [hit.start, hit.end]);
    let of_addresses = addresses.iter().flat_map(|url| [url.range.start, url.range.end]);
    let mut cuts: Vec<usize> = of_hits.chain(of_addresses).collect();
    cuts.sort_unstable();
    cuts.dedup();
    let mut hits = hits.iter().peekable();
    let mut addresses = addresses.iter().peekable();
    let mut out = Vec::new();
    for pair in cuts.windows(2) {
        let (start, end) = (pair[0], pair[1]);
        while hits.next_if(|hit| hit.end <= start).is_some() {}
        while addresses.next_if(|url| url.range.end <= start).is_some() {}
        let hit = hits.peek().is_some_and(|hit| hit.start <= start);
        let url = addresses.peek().filter(|url| url.range.start <= start);
        if hit || url.is_some() {
            out.push(TextSpan { start, end, hit, url: url.map(|url| url.url.clone()) });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::parse;

    fn marked(query: &str, text: &str) -> Vec<(String, bool, bool)> {
        let highlights = Highlights::of(&parse(query).query());
        let spans = highlights.in_abstract(text);
        spans.iter().map(|s| (text[s.start..s.end].to_owned(), s.hit, s.url.is_some())).collect()
    }

    #[test]
    fn matches_cut_addresses() {
        let text = "Été: code at https://example.org/graph-net.";
        let found = marked("ete graph", text);
        let expected = [
            ("Été", true, false),
            ("https://example.org/", false, true),
            ("graph", true, true),
            ("-net", false, true),
        ];
        assert_eq!(found, expected.map(|(text, hit, url)| (text.to_owned(), hit, url)));
    }

    #[test]
    fn what_is_excluded_or_of_another_field_is_not_marked() {
        assert_eq!(marked("-graph title:net author:a -(b c)", "graph net a b c"), []);
    }
}
