//! A paper as a note in Markdown, with a head in YAML that tools for notes read.

use super::csl::quoted;
use super::facts::Fact;
use super::{Export, Exported, Writer};
use skimmark_protocol::ExportForm;

/// A file of notes, one after the other.
pub(super) const NOTES: Export = Export {
    name: "notes",
    form: ExportForm::Notes,
    ending: "md",
    mime: "text/markdown",
    write,
    between: "\n",
    around: ("", ""),
};

/// The members of the head, in their order.
const MEMBERS: &[(Fact, &str)] = &[
    (Fact::Title, "title"),
    (Fact::Authors, "authors"),
    (Fact::Date, "date"),
    (Fact::Kind, "type"),
    (Fact::Venue, "journal"),
    (Fact::Volume, "volume"),
    (Fact::Issue, "issue"),
    (Fact::Pages, "pages"),
    (Fact::Doi, "doi"),
    (Fact::Arxiv, "arxiv"),
    (Fact::Pmid, "pmid"),
    (Fact::Address, "url"),
    (Fact::Code, "code"),
    (Fact::Categories, "categories"),
    (Fact::Score, "score"),
    (Fact::Version, "version"),
    (Fact::Affiliation, "affiliation"),
    (Fact::Comments, "comments"),
    (Fact::Keywords, "tags"),
    (Fact::Abstract, "abstract"),
];

fn write(paper: Exported<'_>, out: &mut Writer) {
    let key = out.key(paper.entry);
    out.put(&["---\ncitekey: ", &quoted(&key), "\n"]);
    for (fact, name) in MEMBERS {
        let Some(value) = paper.text(*fact) else { continue };
        out.put(&[name, ": "]);
        match fact {
            Fact::Authors => {
                let others = if paper.entry.more_authors { &["et al."][..] } else { &[] };
                list(
                    out,
                    paper.entry.authors.iter().map(String::as_str).chain(others.iter().copied()),
                );
            }
            Fact::Keywords => list(out, paper.keywords().into_iter()),
            Fact::Categories => list(out, value.split(' ')),
            // Numbers, and dates, which tools order by.
            Fact::Date | Fact::Score | Fact::Version => out.put(&[&value]),
            _ => out.put(&[&quoted(&value)]),
        }
        out.put(&["\n"]);
    }
    out.put(&["---\n"]);
    if let Some(note) = paper.text(Fact::Note) {
        out.put(&["\n", note.trim(), "\n"]);
    }
}

/// Writes a list in one line.
fn list<'t>(out: &mut Writer, texts: impl Iterator<Item = &'t str>) {
    let texts: Vec<String> = texts.map(quoted).collect();
    out.put(&["[", &texts.join(", "), "]"]);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::tests::preprint;
    use crate::marks;
    use skimmark_paper::entry::Entry;

    #[test]
    fn a_note_has_a_head() {
        let entry = Entry { title: "Sheep: \"a\" #1".into(), ..preprint() };
        let notes = marks::Notes { tags: vec!["cite".into()], note: "Ask *Ana*.\n\nSoon.".into() };
        assert_eq!(
            NOTES.one(Exported { entry: &entry, notes: Some(&notes) }).text,
            "---\ncitekey: \"koszegi2026sheep\"\ntitle: \"Sheep: \\\"a\\\" #1\"\n\
             authors: [\"Ágnes Kőszegi\", \"Li_Bo\", \"et al.\"]\ndate: 2026-03-15\n\
             arxiv: \"2603.01234\"\nurl: \"https://arxiv.org/abs/2603.01234\"\n\
             tags: [\"cite\"]\n---\n\nAsk *Ana*.\n\nSoon.\n"
        );
    }
}
