//! A paper as reference managers find it in a page: an OpenURL context object in the title of
//! a span (COinS), by the keys that Zotero's translator reads.

use super::facts;
use crate::names;
use skimmark_paper::entry::Entry;
use skimmark_paper::text::percent;

/// CSL's names of types, each with the format, the genre, and the key for where a paper was published. In
/// the format `dc` the genre is the name that Zotero has for the type.
const KINDS: &[[&str; 4]] = &[
    ["article-journal", "journal", "article", "rft.jtitle"],
    ["article", "dc", "preprint", "rft.publisher"],
    ["paper-conference", "book", "proceeding", "rft.btitle"],
    ["chapter", "book", "bookitem", "rft.btitle"],
    ["book", "book", "book", "rft.series"],
    ["report", "book", "report", "rft.publisher"],
    ["thesis", "dissertation", "dissertation", "rft.inst"],
    ["patent", "patent", "patent", "rft.assignee"],
    ["article-magazine", "dc", "magazineArticle", "rft.source"],
    ["article-newspaper", "dc", "newspaperArticle", "rft.source"],
    ["dataset", "dc", "dataset", "rft.publisher"],
    ["software", "dc", "computerProgram", "rft.publisher"],
    ["manuscript", "dc", "manuscript", "rft.publisher"],
    ["webpage", "dc", "webpage", "rft.source"],
];

/// Returns the context object of a paper, `ctx_ver=Z39.88-2004&rft.atitle=...`. Of very many authors
/// it names those that the card names.
pub(super) fn of(entry: &Entry) -> String {
    let kind = match entry.kind.as_deref().unwrap_or("article") {
        "article" | "article-journal" => {
            if is_preprint(entry) {
                "article"
            } else {
                ""
            }
        }
        kind => kind,
    };
    let [_, format, genre, place] = KINDS.iter().find(|row| row[0] == kind).unwrap_or(&KINDS[0]);
    let mut out = "ctx_ver=Z39.88-2004".to_owned();
    let mut put = |key: &str, before: &str, text: &str| {
        if !text.is_empty() {
            for part in ["&", key, "=", &percent::encode(before), &percent::encode(text)] {
                out.push_str(part);
            }
        }
    };
    put("rft_val_fmt", "info:ofi/fmt:kev:mtx:", format);
    put("rft.genre", "", genre);
    put("rft.atitle", "", &entry.title);
    if *format == "dc" {
        put("rft.type", "", genre);
    }
    // That of a part would be the title of the whole.
    if !place.ends_with("title") {
        put("rft.title", "", &entry.title);
    }
    for author in facts::named(entry) {
        put("rft.au", "", &person(author));
    }
    put(place, "", entry.venue.as_deref().unwrap_or_default());
    for (key, part) in
        [("rft.volume", &entry.volume), ("rft.issue", &entry.issue), ("rft.pages", &entry.pages)]
    {
        put(key, "", part.as_deref().unwrap_or_default());
    }
    let date = entry.date.map(|date| date.to_string()).unwrap_or_default();
    put("rft.date", "", &date);
    let ids = &entry.ids;
    put("rft_id", "info:doi/", ids.doi.as_deref().unwrap_or_default());
    put("rft_id", "info:pmid/", ids.pmid.as_deref().unwrap_or_default());
    put("rft_id", "", &entry.own_address().unwrap_or_default());
    out
}

/// Returns true for an article that only an archive has: `arXiv preprint`, `bioRxiv`. Not every
/// `article` of a digest is one.
fn is_preprint(entry: &Entry) -> bool {
    let is_archived = match &entry.venue {
        Some(venue) => venue.contains("rXiv") || venue.contains("Rxiv"),
        None => entry.ids.arxiv.is_some(),
    };
    let is_published = entry.volume.is_some() || entry.pages.is_some();
    (is_archived || entry.kind.as_deref() == Some("article")) && !is_published
}

/// Returns a name with the family name first. Without the comma the last word would be taken for it, also
/// in the name of a body.
fn person(name: &str) -> String {
    let names::Name { given, family, suffix, .. } = names::parts(name);
    let space = if suffix.is_empty() { "" } else { " " };
    let comma = if given.is_empty() && !family.contains(' ') { "" } else { ", " };
    [family, space, suffix.trim_end_matches('.'), comma, given].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use skimmark_paper::entry::Ids;

    #[test]
    fn a_preprint_is_named_by_its_archive() {
        let entry = Entry {
            title: "On R&D in C++: 100% sure".into(),
            authors: vec!["Ágnes Kőszegi".into(), "Bo Li".into()],
            date: "2026-03-15".parse().ok(),
            ids: Ids { arxiv: Some("2603.01234".into()), ..Ids::default() },
            ..Entry::default()
        };
        assert_eq!(
            of(&entry),
            "ctx_ver=Z39.88-2004&rft_val_fmt=info%3Aofi/fmt%3Akev%3Amtx%3Adc\
             &rft.genre=preprint&rft.atitle=On%20R%26D%20in%20C%2B%2B%3A%20100%25%20sure\
             &rft.type=preprint&rft.title=On%20R%26D%20in%20C%2B%2B%3A%20100%25%20sure\
             &rft.au=K%C5%91szegi%2C%20%C3%81gnes&rft.au=Li%2C%20Bo&rft.date=2026-03-15\
             &rft_id=https%3A//arxiv.org/abs/2603.01234"
        );
    }

    #[test]
    fn what_was_published_says_where() {
        let text = |text: &str| Some(text.to_owned());
        let ids = Ids { doi: text("10.1000/182"), pmid: text("12345"), ..Ids::default() };
        let entry = Entry {
            title: "Tides".into(),
            venue: text("J. Seas"),
            volume: text("4"),
            pages: text("1-9"),
            ids,
            ..Entry::default()
        };
        let written = of(&entry);
        for part in [
            "&rft.genre=article&",
            "&rft.jtitle=J.%20Seas&rft.volume=4&rft.pages=1-9&",
            "&rft_id=info%3Adoi/10.1000/182&rft_id=info%3Apmid/12345&",
        ] {
            assert!(written.contains(part), "{written}");
        }
        assert!(
            written.contains("mtx%3Ajournal&") && !written.contains("&rft.title="),
            "{written}"
        );
        let talk = of(&Entry { kind: text("paper-conference"), ..entry });
        assert!(talk.contains("mtx%3Abook&rft.genre=proceeding&") && talk.contains("&rft.btitle="));
    }

    #[test]
    fn what_is_no_article_says_its_type_and_its_title_by_another_key() {
        let of_kind = |kind: &str| {
            let text = |text: &str| Some(text.to_owned());
            let entry = Entry {
                title: "Tides".into(),
                venue: text("Sea"),
                kind: text(kind),
                ..Entry::default()
            };
            of(&entry)
        };
        for (kind, parts) in [
            ("article", ["mtx%3Adc&", "&rft.type=preprint&rft.title=Tides&", "&rft.publisher=Sea"]),
            ("book", ["mtx%3Abook&", "&rft.genre=book&", "&rft.title=Tides&rft.series=Sea"]),
            ("thesis", ["mtx%3Adissertation&", "&rft.title=Tides&", "&rft.inst=Sea"]),
            ("webpage", ["mtx%3Adc&", "&rft.type=webpage&", "&rft.source=Sea"]),
        ] {
            let written = of_kind(kind);
            assert!(parts.iter().all(|part| written.contains(part)), "{written}");
        }
        assert!(of_kind("entry").contains("mtx%3Ajournal&rft.genre=article&"));
    }

    #[test]
    fn what_only_an_archive_has_is_a_preprint() {
        let genre = |venue: &str, kind: Option<&str>, volume: Option<&str>| {
            let kind = kind.map(str::to_owned);
            let volume = volume.map(str::to_owned);
            of(&Entry { venue: Some(venue.into()), kind, volume, ..Entry::default() })
        };
        for venue in ["arXiv preprint arXiv:2603.01234", "bioRxiv"] {
            for kind in [None, Some("article-journal")] {
                assert!(genre(venue, kind, None).contains("&rft.genre=preprint&"));
            }
        }
        assert!(genre("Wool XIV", None, None).contains("&rft.genre=article&"));
        assert!(genre("Wool", Some("article"), None).contains("&rft.genre=preprint&"));
        assert!(genre("Wool", Some("article"), Some("3")).contains("&rft.genre=article&"));
    }

    #[test]
    fn no_name_is_left_to_be_parted_by_its_last_blank() {
        for (name, expected) in [
            ("Daniela van der Berg", "van der Berg, Daniela"),
            ("Bo Ek Jr.", "Ek Jr, Bo"),
            ("The FLOCK Collaboration", "The FLOCK Collaboration, "),
            ("Plato", "Plato"),
            ("王小明", "王小明"),
        ] {
            assert_eq!(person(name), expected);
        }
    }
}
