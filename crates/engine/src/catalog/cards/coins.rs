//! A paper as reference managers find it in a page: an OpenURL context object in the title of
//! a span (COinS), by the keys that Zotero's translator reads.

use super::facts;
use skimmark_paper::entry::Entry;
use skimmark_paper::text::percent;

/// The format and the genre of a paper, and the key for where it was published.
const JOURNAL: [&str; 3] = ["journal", "article", "rft.jtitle"];
const PREPRINT: [&str; 3] = ["journal", "preprint", "rft.jtitle"];
const CONFERENCE: [&str; 3] = ["book", "proceeding", "rft.btitle"];
const CHAPTER: [&str; 3] = ["book", "bookitem", "rft.btitle"];

/// Returns the context object of a paper, `ctx_ver=Z39.88-2004&rft.atitle=...`. Of very many authors
/// it names those that the card names.
pub(super) fn of(entry: &Entry) -> String {
    let [format, genre, place] = match entry.kind.as_deref() {
        Some("paper-conference") => CONFERENCE,
        Some("chapter") => CHAPTER,
        _ if entry.venue.is_none() && entry.ids.arxiv.is_some() => PREPRINT,
        _ => JOURNAL,
    };
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
    for author in facts::named(entry) {
        put("rft.au", "", author);
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
            "ctx_ver=Z39.88-2004&rft_val_fmt=info%3Aofi/fmt%3Akev%3Amtx%3Ajournal\
             &rft.genre=preprint&rft.atitle=On%20R%26D%20in%20C%2B%2B%3A%20100%25%20sure\
             &rft.au=%C3%81gnes%20K%C5%91szegi&rft.au=Bo%20Li&rft.date=2026-03-15\
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
        let talk = of(&Entry { kind: text("paper-conference"), ..entry });
        assert!(talk.contains("mtx%3Abook&rft.genre=proceeding&") && talk.contains("&rft.btitle="));
    }
}
