//! What of a paper each form can hold, and what it changed.

use skimmark_paper::entry::Entry;

/// A field of a paper, as it is compared.
type Field = (&'static str, fn(&Entry) -> String);

fn text(text: &Option<String>) -> String {
    text.clone().unwrap_or_default()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The fields that are compared. Announcements and the place in the digest are of the digest, not of
/// the paper, and links other than these are of the page.
pub const FIELDS: &[Field] = &[
    ("title", |it| one_line(&it.title)),
    ("authors", |it| it.authors.join("; ").replace(", Jr.", " Jr.").replace(", ", "; ")),
    ("more authors", |it| it.more_authors.to_string()),
    ("date", |it| it.date.map(|date| date.to_string()).unwrap_or_default()),
    ("month and day", |it| {
        it.date.map(|date| date.to_string()[4..].to_owned()).unwrap_or_default()
    }),
    ("type", |it| text(&it.kind)),
    // Some programs name arXiv as the journal.
    ("venue", |it| text(&it.venue).replace("arXiv", "")),
    ("volume", |it| text(&it.volume)),
    ("issue", |it| text(&it.issue)),
    ("pages", |it| text(&it.pages).replace('–', "-")),
    ("arXiv", |it| text(&it.ids.arxiv)),
    ("DOI", |it| text(&it.ids.doi)),
    ("PMID", |it| text(&it.ids.pmid)),
    ("address", |it| text(&it.own_address())),
    ("code", |it| it.code_url().unwrap_or_default().to_owned()),
    ("abstract", |it| one_line(&text(&it.abstract_text))),
    ("category", |it| it.categories.first().map(|it| it.0.clone()).unwrap_or_default()),
    ("categories", |it| it.categories.iter().map(|it| it.0.clone()).collect::<Vec<_>>().join(" ")),
    ("affiliation", |it| text(&it.affiliation)),
    ("comments", |it| text(&it.comments)),
    ("keywords", |it| it.keywords.join("; ")),
    ("score", |it| it.score.map(|it| it.to_string()).unwrap_or_default()),
    ("version", |it| it.version.map(|it| it.to_string()).unwrap_or_default()),
];

/// What each form can't hold; `docs/exports.md` says the same.
pub const LOST: &[(&str, &[&str])] = &[
    ("markdown", &["type", "code", "abstract", "keywords", "comments", "score", "version"]),
    ("bibtex", &["categories", "code", "score", "version"]),
    ("ris", &["category", "categories", "code", "score", "version"]),
    ("csl", &["affiliation", "code", "score", "version"]),
    ("csv", &[]),
    (
        "text",
        &[
            "type",
            "abstract",
            "category",
            "categories",
            "keywords",
            "comments",
            "score",
            "affiliation",
            "version",
            "code",
        ],
    ),
    ("notes", &[]),
];

/// Returns what is another one in `again` than in `papers`.
pub fn changes(form: &str, papers: &[Entry], again: &[Entry]) -> Vec<String> {
    if papers.len() != again.len() {
        return vec![format!("{form}: {} papers, read {}", papers.len(), again.len())];
    }
    let (_, lost) = LOST.iter().find(|(name, _)| *name == form).unwrap();
    let mut wrong = Vec::new();
    for (one, other) in papers.iter().zip(again) {
        for (name, of) in FIELDS.iter().filter(|(name, _)| !lost.contains(name)) {
            let (before, after) = (of(one), of(other));
            // What is published somewhere is an article, unless more is known.
            let guessed = *name == "type" && before.is_empty();
            // BibTeX has no type for preprints.
            let guessed = guessed || form == "bibtex" && before == "article" && *name == "type";
            // A journal reference may hold all of these.
            let venue = one.venue.as_deref().unwrap_or_default();
            let numbers = ["venue", "volume", "issue", "pages"].contains(name);
            let guessed = guessed || form == "text" && numbers && venue.contains(", vol. ");
            if before != after && !guessed {
                wrong
                    .push(format!("{form}: {name} {before:?} became {after:?} of {:?}", one.title));
            }
        }
    }
    wrong
}
