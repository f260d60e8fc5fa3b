//! Types of publications, by the names that CSL gives them.

/// Names of types in RIS and elsewhere, in lower case, with CSL's.
const KINDS: &[(&str, &[&str])] = &[
    (
        "article-journal",
        &[
            "jour",
            "ejour",
            "jfull",
            "journal article",
            "journal",
            "abst",
            "journal-article",
            "journalarticle",
        ],
    ),
    ("article", &["inpr", "preprint", "article", "posted-content"]),
    ("article-magazine", &["mgzn"]),
    ("article-newspaper", &["news"]),
    ("book", &["book", "ebook", "edbook", "whole book"]),
    ("chapter", &["chap", "echap", "book section", "book chapter", "book-chapter", "booksection"]),
    (
        "paper-conference",
        &[
            "conf",
            "cpaper",
            "conference paper",
            "conference proceedings",
            "proceedings-article",
            "conferencepaper",
        ],
    ),
    ("thesis", &["thes", "thesis", "dissertation"]),
    ("report", &["rprt", "govdoc", "report"]),
    ("dataset", &["data", "dataset"]),
    ("software", &["comp", "computer program"]),
    ("patent", &["pat", "patent"]),
    ("manuscript", &["unpb", "unpd"]),
    ("webpage", &["elec", "web page"]),
];

/// Returns CSL's name of a type of publication.
pub(super) fn csl(name: &str) -> Option<&'static str> {
    let name = name.trim();
    let known = |names: &[&str]| names.iter().any(|known| known.eq_ignore_ascii_case(name));
    let (kind, _) =
        KINDS.iter().find(|(kind, names)| kind.eq_ignore_ascii_case(name) || known(names))?;
    Some(kind)
}
