//! A paper as an item of a Markdown list.

use super::escape::escaped;
use super::{Export, Exported, Writer};
use crate::marks::Notes;
use skimmark_paper::entry::Entry;
use skimmark_paper::words;
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
    out.put(&[&item(paper.entry, paper.notes)]);
}

/// Writes a paper as an item of a list, with the reader's tags and note below it.
fn item(entry: &Entry, notes: Option<&Notes>) -> String {
    let mut parts = Vec::new();
    let authors = entry.authors.join(", ");
    let others = if entry.more_authors { " et al." } else { "" };
    parts.push([authors.as_str(), others].concat().trim().to_owned());
    parts.extend(entry.affiliation.clone());
    parts.extend(entry.venue.clone());
    parts.extend(entry.categories.first().map(|it| it.0.clone()));
    parts.extend(entry.date.map(words::date));
    parts.retain(|part| !part.is_empty());
    let title = escaped(&entry.title, for_markdown);
    let mut text = format!("- [{title}]({})", entry.address());
    if !parts.is_empty() {
        let parts = parts.join("; ");
        text += &[". ", &escaped(&parts, for_markdown)].concat();
        text += if parts.ends_with('.') { "" } else { "." };
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

    #[test]
    fn in_markdown_no_sign_of_a_paper_means_anything() {
        assert_eq!(
            item(&preprint(), None),
            "- [On R&D in $O(n_1)$](https://arxiv.org/abs/2603.01234). Ágnes Kőszegi, Li\\_Bo et al.; \
             15 Mar 2026."
        );
        let notes = Notes { tags: vec!["cite".into()], note: "Ask *her*.\n\nSoon.".into() };
        let noted = item(&preprint(), Some(&notes));
        assert!(noted.ends_with("2026.\n  #cite\n  Ask \\*her\\*.\n  Soon."), "{noted}");
        let bare = Entry { title: "A [new] *star*".into(), ..preprint() };
        assert!(item(&bare, None).starts_with("- [A \\[new\\] \\*star\\*]("));
    }
}
