//! One paper as text to paste elsewhere: an item of a Markdown list, or an entry of BibTeX.

use crate::marks::Notes;
use skimmark_paper::date::{MONTHS, PartialDate};
use skimmark_paper::entry::Entry;
use skimmark_paper::text::math;
use skimmark_paper::words;

/// The paper as an item of a list, and what the reader said of it.
pub fn markdown(entry: &Entry, notes: Option<&Notes>) -> String {
    let mut said = Vec::new();
    let authors = entry.authors.join(", ");
    let others = if entry.more_authors { " et al." } else { "" };
    said.push([authors.as_str(), others].concat().trim().to_owned());
    said.extend(entry.affiliation.clone());
    said.extend(entry.venue.clone());
    said.extend(entry.categories.first().map(|it| it.0.clone()));
    said.extend(entry.date.map(words::date));
    said.retain(|part| !part.is_empty());
    let title = escaped(&entry.title, for_markdown);
    let mut text = format!("- [{title}]({})", entry.address());
    if !said.is_empty() {
        let said = said.join("; ");
        text += &[". ", &escaped(&said, for_markdown)].concat();
        text += if said.ends_with('.') { "" } else { "." };
    }
    if let Some(Notes { tags, note }) = notes {
        let tags: Vec<String> = tags.iter().map(|tag| ["#", tag].concat()).collect();
        for line in [tags.join(" ").as_str()].into_iter().chain(note.lines()) {
            if !line.trim().is_empty() {
                text += &["\n  ", &escaped(line.trim(), for_markdown)].concat();
            }
        }
    }
    text
}

/// The paper as an entry of BibTeX.
pub fn bibtex(entry: &Entry) -> String {
    let tex = |text: &str| escaped(text, for_tex);
    let mut authors: Vec<String> = entry.authors.iter().map(|name| tex(name)).collect();
    if entry.more_authors && !authors.is_empty() {
        authors.push("others".to_owned());
    }
    let year = entry.date.map(|date| date.year().to_string()).unwrap_or_default();
    let month = entry.date.and_then(PartialDate::month);
    let month = month.and_then(|month| MONTHS.get(usize::from(month).wrapping_sub(1))?.get(..3));
    let month = month.map(str::to_ascii_lowercase);
    let arxiv = entry.ids.arxiv.as_deref();
    let archive = arxiv.map(|_| "arXiv");
    let category = entry.categories.first().filter(|_| arxiv.is_some());
    let venue = entry.venue.as_deref().map(tex);
    let braced = |value: &str| Some(["{", value, "}"].concat()).filter(|_| !value.is_empty());
    let address = entry.address();
    let is_search = address.starts_with("https://scholar.google.com/");
    let fields = [
        ("title", braced(&tex(&entry.title))),
        ("author", braced(&authors.join(" and "))),
        ("journal", venue.as_deref().and_then(braced)),
        ("year", braced(&year)),
        // A macro of BibTeX, which styles know to abbreviate.
        ("month", month),
        ("eprint", arxiv.and_then(braced)),
        ("archiveprefix", archive.and_then(braced)),
        ("primaryclass", category.and_then(|it| braced(&it.0))),
        ("doi", entry.ids.doi.as_deref().and_then(braced)),
        ("url", braced(&address).filter(|_| !is_search)),
    ];
    let known = fields.into_iter().filter_map(|(name, value)| Some((name, value?)));
    let lines: Vec<String> = known.map(|(name, value)| format!("  {name} = {value}")).collect();
    let kind = if entry.venue.is_some() { "article" } else { "misc" };
    format!("@{kind}{{{},\n{}\n}}\n", key(entry, &year), lines.join(",\n"))
}

/// `moss2026sorting`: the first author's last name, the year, the first word of the title that is
/// not short. Keys are of ASCII letters, as not every BibTeX takes others.
fn key(entry: &Entry, year: &str) -> String {
    let plain = |word: &str| -> String {
        word.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase()
    };
    let first = entry.authors.first().map(String::as_str).unwrap_or_default();
    let name = plain(first.split_whitespace().next_back().unwrap_or_default());
    let words = || entry.title.split_whitespace().map(plain);
    let word = words().find(|word| word.len() > 3).or_else(|| words().next()).unwrap_or_default();
    let key = [name.as_str(), year, &word].concat();
    if key.is_empty() { "paper".to_owned() } else { key }
}

/// `text` with each sign as `write` writes it, but for math, which stays.
fn escaped(text: &str, write: fn(char, &mut String)) -> String {
    let mut out = String::with_capacity(text.len());
    let mut behind = 0;
    for math in math::find(text) {
        text[behind..math.start].chars().for_each(|sign| write(sign, &mut out));
        out += &text[math.clone()];
        behind = math.end;
    }
    text[behind..].chars().for_each(|sign| write(sign, &mut out));
    out
}

fn for_markdown(sign: char, out: &mut String) {
    if "\\`*_[]<>".contains(sign) {
        out.push('\\');
    }
    out.push(sign);
}

fn for_tex(sign: char, out: &mut String) {
    match sign {
        '&' | '%' | '#' | '_' | '$' | '{' | '}' => out.extend(['\\', sign]),
        '\\' => *out += "\\textbackslash{}",
        '~' => *out += "\\textasciitilde{}",
        '^' => *out += "\\textasciicircum{}",
        _ => out.push(sign),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use skimmark_paper::entry::Ids;

    fn preprint() -> Entry {
        Entry {
            title: "On R&D in $O(n_1)$".into(),
            authors: vec!["Ágnes Kőszegi".into(), "Li_Bo".into()],
            more_authors: true,
            date: "2026-03-15".parse().ok(),
            ids: Ids { arxiv: Some("2603.01234".into()), ..Ids::default() },
            ..Entry::default()
        }
    }

    #[test]
    fn a_preprint_is_named_by_its_archive() {
        assert_eq!(
            bibtex(&preprint()),
            "@misc{kszegi2026on,\n  title = {On R\\&D in $O(n_1)$},\n  \
             author = {Ágnes Kőszegi and Li\\_Bo and others},\n  year = {2026},\n  month = mar,\n  \
             eprint = {2603.01234},\n  archiveprefix = {arXiv},\n  \
             url = {https://arxiv.org/abs/2603.01234}\n}\n"
        );
    }

    #[test]
    fn what_is_unknown_is_left_out_and_a_search_is_no_address() {
        let entry = Entry {
            title: "100% {sure}".into(),
            venue: Some("J. Trees".into()),
            date: "2026".parse().ok(),
            ..Entry::default()
        };
        assert_eq!(
            bibtex(&entry),
            "@article{2026sure,\n  title = {100\\% \\{sure\\}},\n  journal = {J. Trees},\n  \
             year = {2026}\n}\n"
        );
        let ids = Ids { doi: Some("10.1000/1_2".into()), ..Ids::default() };
        assert!(bibtex(&Entry { ids, ..entry }).contains("  doi = {10.1000/1_2},\n"));
    }

    #[test]
    fn in_markdown_no_sign_of_a_paper_means_anything() {
        assert_eq!(
            markdown(&preprint(), None),
            "- [On R&D in $O(n_1)$](https://arxiv.org/abs/2603.01234). Ágnes Kőszegi, Li\\_Bo et al.; \
             15 Mar 2026."
        );
        let notes = Notes { tags: vec!["cite".into()], note: "Ask *her*.\n\nSoon.".into() };
        let noted = markdown(&preprint(), Some(&notes));
        assert!(noted.ends_with("2026.\n  #cite\n  Ask \\*her\\*.\n  Soon."), "{noted}");
        let bare = Entry { title: "A [new] *star*".into(), ..preprint() };
        assert!(markdown(&bare, None).starts_with("- [A \\[new\\] \\*star\\*]("));
    }
}
