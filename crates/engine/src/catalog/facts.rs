//! What a card says of a paper beside title, authors and abstract.

use skimmark_paper::category;
use skimmark_paper::entry::{Announcement, Entry};
use skimmark_paper::links::safe_url;
use skimmark_paper::words;
use skimmark_protocol::{Fact, FactKind};

/// What is known of a paper, in the order in which a card says it.
pub(super) fn of(entry: &Entry) -> Vec<Fact> {
    let mut facts = Vec::new();
    let mut say = |kind, text: &str, link: String| {
        if !text.is_empty() {
            facts.push(Fact { kind, text: text.to_owned(), link });
        }
    };
    say(FactKind::Affiliation, entry.affiliation.as_deref().unwrap_or_default(), String::new());
    for (place, code) in entry.categories.iter().enumerate() {
        // Names of all of them would be longer than the abstract.
        let text = if place == 0 { category::in_full(code) } else { code.0.clone() };
        say(FactKind::Category, &text, String::new());
    }
    for kind in &entry.announced {
        say(FactKind::Announced, announced(*kind), String::new());
    }
    if let Some(date) = entry.date {
        say(FactKind::Date, &words::date(date), date.to_string());
        if entry.date_inferred {
            say(FactKind::Inferred, "year inferred", String::new());
        }
    }
    let code = entry.code_url().map(safe_url).unwrap_or_default();
    if entry.has_code || !code.is_empty() {
        say(FactKind::Code, "Code", code);
    }
    say(FactKind::Venue, entry.venue.as_deref().unwrap_or_default(), String::new());
    say(FactKind::Comments, entry.comments.as_deref().unwrap_or_default(), String::new());
    facts
}

/// A card names so many authors, which are some lines; some papers have thousands.
const MOST_AUTHORS: usize = 40;

/// The authors whom a card names.
pub(super) fn named(entry: &Entry) -> &[String] {
    entry.authors.get(..MOST_AUTHORS).unwrap_or(&entry.authors)
}

/// What a card says behind the authors whom it names.
pub(super) fn more_authors(entry: &Entry) -> String {
    match entry.authors.len() - named(entry).len() {
        0 if entry.more_authors => "et al.".to_owned(),
        0 => String::new(),
        more => format!("and {} more", words::grouped(u32::try_from(more).unwrap_or(u32::MAX))),
    }
}

/// How a paper was announced, in words.
pub(super) fn announced(kind: Announcement) -> &'static str {
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
    fn a_card_names_some_of_very_many_authors() {
        let of = |authors: usize, more_authors| {
            let authors = (0..authors).map(|i| format!("A{i} Lee")).collect();
            let entry = Entry { authors, more_authors, ..Entry::default() };
            (named(&entry).len(), self::more_authors(&entry))
        };
        assert_eq!(of(40, false), (40, String::new()));
        assert_eq!(of(3, true), (3, "et al.".to_owned()));
        assert_eq!(of(2831, false), (40, "and 2,791 more".to_owned()));
    }
}
