//! One paper as an entry of BibTeX, with what its card shows.

use crate::places::Site;
use crate::protocol::{Card, FactKind, Stretch};

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// The paper: an `@article` where it was published, else a `@misc`.
pub fn bibtex(card: &Card) -> String {
    let fact = |kind| card.facts.iter().find(|fact| fact.kind == kind);
    let date = fact(FactKind::Date).map(|fact| fact.link.as_str()).unwrap_or_default();
    let (year, month) = (date.get(..4).unwrap_or_default(), date.get(5..7).unwrap_or_default());
    let venue = fact(FactKind::Venue).map(|fact| escaped(&fact.text)).unwrap_or_default();
    let mut fields: Vec<(&str, String)> = vec![
        ("title", braced(&card.title.iter().map(source).collect::<String>())),
        ("author", braced(&authors(card))),
        ("journal", braced(&venue)),
        ("year", braced(year)),
    ];
    let month = month.parse::<usize>().ok().and_then(|month| MONTHS.get(month.wrapping_sub(1)));
    // A macro of BibTeX, which styles know to abbreviate.
    fields.push(("month", month.map(|month| (*month).to_owned()).unwrap_or_default()));
    if let Some((_, id)) = place(card, Site::Arxiv).and_then(|address| address.split_once("/abs/"))
    {
        fields.push(("eprint", braced(id)));
        fields.push(("archiveprefix", braced("arXiv")));
        let category = fact(FactKind::Category).and_then(|fact| fact.text.split(' ').next());
        fields.push(("primaryclass", braced(category.unwrap_or_default())));
    }
    if let Some(doi) = place(card, Site::Doi).and_then(|address| doi(address)) {
        fields.push(("doi", braced(&doi)));
    }
    let looked_for = [Site::SemanticScholar, Site::GoogleScholar];
    if looked_for.iter().all(|site| place(card, *site) != Some(&card.address)) {
        fields.push(("url", braced(&card.address)));
    }
    let kind = if venue.is_empty() { "misc" } else { "article" };
    let said = fields.iter().filter(|(_, value)| !value.is_empty());
    let lines: Vec<String> =
        said.map(|(name, value)| ["  ", name, " = ", value].concat()).collect();
    format!("@{kind}{{{},\n{}\n}}\n", key(card, year), lines.join(",\n"))
}

fn place(card: &Card, site: Site) -> Option<&String> {
    card.places.iter().find(|(known, _)| *known == site).map(|(_, address)| address)
}

/// The DOI that an address leads to; not the one that arXiv gives every paper, which `eprint` says.
fn doi(address: &str) -> Option<String> {
    let doi = address.strip_prefix("https://doi.org/")?.replace("%2F", "/");
    // With other signs that an address can't hold, the address says it.
    (!doi.contains('%') && !doi.starts_with("10.48550/arXiv.")).then_some(doi)
}

fn braced(value: &str) -> String {
    if value.is_empty() { String::new() } else { ["{", value, "}"].concat() }
}

fn authors(card: &Card) -> String {
    let mut names: Vec<String> =
        card.authors.iter().map(|name| escaped(&Stretch::join(name))).collect();
    if !names.is_empty() && !card.more_authors.is_empty() {
        names.push("others".to_owned());
    }
    names.join(" and ")
}

/// `moss2026sorting`: the first author's last name, the year, the first word of the title that is
/// not short. Keys are of ASCII letters, as not every BibTeX takes others.
fn key(card: &Card, year: &str) -> String {
    let plain = |word: &str| -> String {
        word.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase()
    };
    let first = card.authors.first().map(|name| Stretch::join(name)).unwrap_or_default();
    let name = plain(first.split_whitespace().next_back().unwrap_or_default());
    let title = Stretch::join(&card.title);
    let words = || title.split_whitespace().map(plain);
    let word = words().find(|word| word.len() > 3).or_else(|| words().next()).unwrap_or_default();
    let key = [name.as_str(), year, &word].concat();
    if key.is_empty() { "paper".to_owned() } else { key }
}

/// Math stays as it was written.
fn source(stretch: &Stretch) -> String {
    if stretch.math.is_empty() { escaped(&stretch.text) } else { stretch.text.clone() }
}

/// Text in which no sign means anything to TeX.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '&' | '%' | '#' | '_' | '$' | '{' | '}' => out.extend(['\\', sign]),
            '\\' => out += "\\textbackslash{}",
            '~' => out += "\\textasciitilde{}",
            '^' => out += "\\textasciicircum{}",
            _ => out.push(sign),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::Fact;

    fn stretch(text: &str, math: &str) -> Stretch {
        Stretch { text: text.into(), math: math.into(), ..Stretch::default() }
    }

    fn fact(kind: FactKind, text: &str, link: &str) -> Fact {
        Fact { kind, text: text.into(), link: link.into() }
    }

    #[test]
    fn a_preprint_is_named_by_its_archive() {
        let card = Card {
            title: vec![stretch("On R&D in ", ""), stretch("$O(n_1)$", "<math>")],
            authors: vec![vec![stretch("Ágnes Kőszegi", "")], vec![stretch("Bo Li", "")]],
            more_authors: "et al.".into(),
            facts: vec![
                fact(FactKind::Category, "cs.CL Computation and Language", ""),
                fact(FactKind::Date, "15 Mar 2026", "2026-03-15"),
            ],
            address: "https://arxiv.org/abs/2603.01234".into(),
            places: vec![(Site::Arxiv, "https://arxiv.org/abs/2603.01234".into())],
            ..Card::default()
        };
        assert_eq!(
            bibtex(&card),
            "@misc{kszegi2026on,\n  title = {On R\\&D in $O(n_1)$},\n  \
             author = {Ágnes Kőszegi and Bo Li and others},\n  year = {2026},\n  month = mar,\n  \
             eprint = {2603.01234},\n  archiveprefix = {arXiv},\n  primaryclass = {cs.CL},\n  \
             url = {https://arxiv.org/abs/2603.01234}\n}\n"
        );
    }

    #[test]
    fn what_is_unknown_is_left_out_and_a_search_is_no_address() {
        let search = "https://scholar.google.com/scholar?q=x";
        let card = Card {
            title: vec![stretch("100% {sure}", "")],
            facts: vec![
                fact(FactKind::Venue, "J. Trees", ""),
                fact(FactKind::Date, "2026", "2026"),
            ],
            address: search.into(),
            places: vec![(Site::GoogleScholar, search.into())],
            ..Card::default()
        };
        assert_eq!(
            bibtex(&card),
            "@article{2026sure,\n  title = {100\\% \\{sure\\}},\n  journal = {J. Trees},\n  \
             year = {2026}\n}\n"
        );
        let published = "https://doi.org/10.1000%2F1_2";
        let card = Card {
            address: published.into(),
            places: vec![(Site::Doi, published.into())],
            ..Card::default()
        };
        assert!(bibtex(&card).contains("  doi = {10.1000/1_2},\n"));
        assert_eq!(bibtex(&Card::default()), "@misc{paper,\n\n}\n");
    }
}
