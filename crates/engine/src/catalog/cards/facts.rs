//! What a card says about a paper besides title, authors and abstract.

use skimmark_paper::category;
use skimmark_paper::entry::{Announcement, Entry};
use skimmark_paper::links::safe_url;
use skimmark_paper::words;
use skimmark_protocol::{Fact, FactKind};

/// Returns what is known of a paper, in the order in which a card says it.
pub(in crate::catalog) fn of(entry: &Entry) -> Vec<Fact> {
    let mut facts = Vec::new();
    let mut say = |kind, text: &str, link: Option<String>| {
        if !text.is_empty() {
            facts.push(Fact { kind, text: text.to_owned(), link });
        }
    };
    if entry.ids.name().is_some_and(|name| name == entry.title) {
        say(FactKind::Inferred, "only an id was given", None);
    }
    say(FactKind::Affiliation, entry.affiliation.as_deref().unwrap_or_default(), None);
    for (place, code) in entry.categories.iter().enumerate() {
        // The names of all of them would be longer than the abstract.
        let text = if place == 0 { category::in_full(code) } else { code.0.clone() };
        say(FactKind::Category, &text, None);
    }
    for kind in &entry.announced {
        say(FactKind::Announced, announced(*kind), None);
    }
    if let Some(date) = entry.date {
        say(FactKind::Date, &words::date(date), Some(date.to_string()));
        if entry.date_inferred {
            say(FactKind::Inferred, "year inferred", None);
        }
    }
    let code = entry.code_url().map(safe_url).filter(|url| !url.is_empty());
    if entry.has_code || code.is_some() {
        say(FactKind::Code, "Code", code);
    }
    say(FactKind::Venue, entry.venue.as_deref().unwrap_or_default(), None);
    say(FactKind::Comments, entry.comments.as_deref().unwrap_or_default(), None);
    facts
}

/// The most authors that a card names, which fill a few lines; some papers have thousands.
const MOST_AUTHORS: usize = 40;

/// Returns the authors whom a card names.
pub(in crate::catalog) fn named(entry: &Entry) -> &[String] {
    entry.authors.get(..MOST_AUTHORS).unwrap_or(&entry.authors)
}

/// Returns what a card says after the authors whom it names, if there are more.
pub(in crate::catalog) fn more_authors(entry: &Entry) -> Option<String> {
    match entry.authors.len() - named(entry).len() {
        0 => entry.more_authors.then(|| "et al.".to_owned()),
        more => {
            let more = words::grouped(words::to_u32(more));
            Some(format!("and {more} more"))
        }
    }
}

/// Names the way in which a paper was announced.
pub(in crate::catalog) fn announced(kind: Announcement) -> &'static str {
    match kind {
        Announcement::New => "New",
        Announcement::Cross => "Cross-list",
        Announcement::Replaced => "Replaced",
        Announcement::Withdrawn => "Withdrawn",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paper_by_its_id_alone_says_so() {
        let mut entry = Entry { title: "arXiv:2603.01234".to_owned(), ..Entry::default() };
        entry.ids.arxiv = Some("2603.01234".to_owned());
        let facts = of(&entry);
        assert_eq!((facts.len(), facts[0].text.as_str()), (1, "only an id was given"));
        entry.title = "Counting Sheep".to_owned();
        assert!(of(&entry).is_empty());
    }

    #[test]
    fn a_card_names_some_of_very_many_authors() {
        let of = |authors: usize, more_authors| {
            let authors = (0..authors).map(|i| format!("A{i} Lee")).collect();
            let entry = Entry { authors, more_authors, ..Entry::default() };
            (named(&entry).len(), self::more_authors(&entry))
        };
        assert_eq!(of(40, false), (40, None));
        assert_eq!(of(3, true), (3, Some("et al.".to_owned())));
        assert_eq!(of(2831, false), (40, Some("and 2,791 more".to_owned())));
    }
}
