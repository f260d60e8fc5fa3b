//! A paper as an item of a Markdown list.

use super::escape::escaped;
use super::facts::Fact;
use super::text::PARTS;
use super::{Export, Exported, Writer};
use crate::marks::Notes;
use crate::names;
use skimmark_paper::category;
use skimmark_protocol::ExportForm;

/// A list with an item for each paper.
pub(super) const MARKDOWN: Export = Export {
    name: "markdown",
    form: ExportForm::Markdown,
    ending: "md",
    mime: "text/markdown",
    write,
    between: "\n",
    around: ("", "\n"),
};

fn write(paper: Exported<'_>, out: &mut Writer) {
    out.put(&[&item(paper)]);
}

/// Writes a paper as an item of a list, with the reader's tags and note below it.
fn item(paper: Exported<'_>) -> String {
    let entry = paper.entry;
    let plain = |text: &str| escaped(text, for_markdown);
    // Parentheses would end the link.
    let address = entry.address().replace('(', "%28").replace(')', "%29");
    let mut text = ["- [", &plain(&entry.title), "](", &address, ")"].concat();
    let mut part = |part: &str| {
        if !part.is_empty() {
            text += &[" · ", part].concat();
        }
    };
    let mut people = plain(&names::listed(entry));
    if let Some(place) = &entry.affiliation {
        people += &[" (", &plain(place), ")"].concat();
    }
    part(people.trim());
    let mut place = String::new();
    for (fact, before) in PARTS {
        let Some(value) = paper.text(*fact).map(|value| plain(&value)) else { continue };
        match fact {
            Fact::Venue => place = ["*", &value, "*"].concat(),
            Fact::Volume | Fact::Issue | Fact::Pages => place += &[before, value.as_str()].concat(),
            _ => {}
        }
    }
    part(place.trim_start_matches(", "));
    let known = |code: &&str| category::is_written(code);
    let codes: Vec<&str> = entry.categories.iter().map(|it| it.0.as_str()).filter(known).collect();
    part(&codes.join(", "));
    part(&paper.text(Fact::DateInWords).unwrap_or_default());
    // The address says the first identifier.
    let ids = &entry.ids;
    if let Some(doi) = ids.doi.as_ref().filter(|_| ids.arxiv.is_some()) {
        part(&["doi:", &plain(doi)].concat());
    }
    if let Some(pmid) = ids.pmid.as_ref().filter(|_| ids.arxiv.is_some() || ids.doi.is_some()) {
        part(&["PMID:", pmid].concat());
    }
    if let Some(Notes { tags, note }) = paper.notes {
        let tags: Vec<String> = tags.iter().map(|tag| ["#", tag].concat()).collect();
        for line in [tags.join(" ").as_str()].into_iter().chain(note.lines()) {
            if !line.trim().is_empty() {
                text += &["\n  ", &plain(line.trim())].concat();
            }
        }
    }
    text
}

fn for_markdown(sign: char, out: &mut String) {
    if "\\`*_[]<>".contains(sign) {
        out.push('\\');
    }
    out.push(sign);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::tests::preprint;
    use skimmark_paper::entry::{Category, Entry, Ids};

    #[test]
    fn in_markdown_no_sign_of_a_paper_means_anything() {
        let markdown =
            |entry: &Entry, notes: Option<&Notes>| MARKDOWN.one(Exported { entry, notes }).text;
        assert_eq!(
            markdown(&preprint(), None),
            "- [On R&D in $O(n_1)$](https://arxiv.org/abs/2603.01234) · Ágnes Kőszegi, Li\\_Bo, \
             et al. · 15 Mar 2026"
        );
        let notes = Notes { tags: vec!["cite".into()], note: "Ask *her*.\n\nSoon.".into() };
        let noted = markdown(&preprint(), Some(&notes));
        assert!(noted.ends_with("2026\n  #cite\n  Ask \\*her\\*.\n  Soon."), "{noted}");
        let bare = Entry { title: "A [new] *star*".into(), ..preprint() };
        assert!(markdown(&bare, None).starts_with("- [A \\[new\\] \\*star\\*]("));
    }

    #[test]
    fn where_a_paper_was_published_is_one_part() {
        let entry = Entry {
            affiliation: Some("hill-farm".into()),
            venue: Some("J. Wool".into()),
            volume: Some("3".into()),
            categories: vec![Category("cs.CL".into()), Category("XX".into())],
            ids: Ids {
                arxiv: Some("2603.01234".into()),
                doi: Some("10.1000/a(1)".into()),
                ..Ids::default()
            },
            ..preprint()
        };
        let text = MARKDOWN.one(Exported { entry: &entry, notes: None }).text;
        let expected =
            "et al. (hill-farm) · *J. Wool*, vol. 3 · cs.CL · 15 Mar 2026 · doi:10.1000/a(1)";
        assert!(text.ends_with(expected), "{text}");
    }
}
