//! One paper as Markdown: an item of a list, with what its card shows.

use crate::protocol::{Card, FactKind, Own, Stretch};

/// The paper, its title linked to `address`, and below it the reader's tags and note.
pub fn markdown(card: &Card, own: &Own, address: &str) -> String {
    let title: String = card.title.iter().map(source).collect();
    let mut said = Vec::new();
    if !card.authors.is_empty() {
        let authors: Vec<String> = card.authors.iter().map(|name| Stretch::join(name)).collect();
        said.push([authors.join(", "), card.more_authors.clone()].join(" ").trim().to_owned());
    }
    let wanted = [FactKind::Affiliation, FactKind::Venue, FactKind::Category, FactKind::Date];
    for kind in wanted {
        let facts = card.facts.iter().filter(|fact| fact.kind == kind);
        said.extend(facts.map(|fact| fact.text.clone()));
    }
    let mut text = format!("- [{title}]({address})");
    if !said.is_empty() {
        text += &format!(". {}.", escaped(&said.join("; ")));
    }
    let tags: Vec<String> = own.tags.iter().map(|tag| ["#", tag].concat()).collect();
    for line in [tags.join(" ").as_str()].into_iter().chain(own.note.lines()) {
        if !line.trim().is_empty() {
            text += &["\n  ", &escaped(line.trim())].concat();
        }
    }
    text
}

/// Math stays as it was written.
fn source(stretch: &Stretch) -> String {
    if stretch.math.is_empty() { escaped(&stretch.text) } else { stretch.text.clone() }
}

/// Text in which no sign means anything to Markdown.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for sign in text.chars() {
        if "\\`*_[]<>".contains(sign) {
            out.push('\\');
        }
        out.push(sign);
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

    #[test]
    fn a_paper_is_an_item_with_what_the_reader_said_of_it() {
        let card = Card {
            title: vec![stretch("Sorting [at] ", ""), stretch("$O(n_1)$", "<math>")],
            authors: vec![vec![stretch("Ada Moss", "")], vec![stretch("Li_Bo", "")]],
            more_authors: "et al.".into(),
            facts: vec![
                Fact { kind: FactKind::Date, text: "15 Mar 2026".into(), ..Fact::default() },
                Fact { kind: FactKind::Category, text: "cs.CL".into(), ..Fact::default() },
            ],
            ..Card::default()
        };
        let own = Own {
            tags: vec!["cite".into(), "later".into()],
            note: "Compare *ours*.\n\nAsk.".into(),
            ..Own::default()
        };
        assert_eq!(
            markdown(&card, &own, "https://a.example/1"),
            "- [Sorting \\[at\\] $O(n_1)$](https://a.example/1). Ada Moss, Li\\_Bo et al.; cs.CL; \
             15 Mar 2026.\n  #cite #later\n  Compare \\*ours\\*.\n  Ask."
        );
        let bare = Card { title: vec![stretch("Alone", "")], ..Card::default() };
        assert_eq!(
            markdown(&bare, &Own::default(), "https://a.example"),
            "- [Alone](https://a.example)"
        );
    }
}
