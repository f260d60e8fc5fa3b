//! The same over papers of every combination of fields.

use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use skimmark_engine::export::{EXPORTS, Export};
use skimmark_paper::entry::{Category, Entry, Ids};
use skimmark_paper::score::Score;

/// Words that mean nothing anywhere.
const WORDS: &[&str] = &[
    "Counting",
    "sheep",
    "of",
    "R&D",
    "100%",
    "NeRF",
    "$O(n_1)$",
    "“quoted”",
    "C++",
    "#1",
    "p<0.05",
    "réseau",
    "well-known",
    "(new)",
    "it's",
    "BERT",
    "X-ray",
    "a_b",
    "\"so\"",
    "naïve…",
    "§3",
    "why?",
    "3,000",
    "e.g.",
    "–",
    "数羊",
];

/// Words that mean something in TeX or HTML, so that only BibTeX can hold them.
const SIGNS: &[&str] = &[
    "{set",
    "set}",
    "\\foo",
    "a ~ b",
    "x^2",
    "<b>",
    "</i>",
    "&amp;",
    "--all",
    "$5",
    "|",
    "it''s",
    "%",
    "$\\{0,1\\}$",
    "$\\{x$",
    "$$x_{10}$$",
    "$5%$",
    "\\",
    "{\\it}",
    "@comment{x,",
    "\\&",
];

const NAMES: &[&str] = &[
    "Ana Lee",
    "Bo Ek",
    "Ludwig van Beethoven",
    "Arturo Martinez Jr.",
    "Wool and Yarn, Inc.",
    "The FLOCK Collaboration",
    "Ágnes Kőszegi",
    "王小明",
    "J. R. R. Tolkien",
    "Carl (Calle) Ren",
    "Chidi O'Rourke",
    "H. T. McAllister",
    "Theo Andrews",
    "van der Berg",
    "Others",
];

const VENUES: &[&str] = &[
    "J. Wool",
    "Proceedings of the 25th Barn",
    "Wool & Yarn: A Journal",
    "Annals of Sheep (Oslo)",
];

const KINDS: &[&str] = &[
    "article-journal",
    "paper-conference",
    "chapter",
    "book",
    "thesis",
    "report",
    "dataset",
    "software",
    "patent",
    "manuscript",
    "webpage",
];

fn text(words: Vec<&'static str>) -> impl Strategy<Value = String> {
    prop::collection::vec(select(words), 1..9).prop_map(|words| ["Of", &words.join(" ")].join(" "))
}

fn maybe(all: &'static [&'static str]) -> impl Strategy<Value = Option<String>> {
    prop::option::of(select(all).prop_map(str::to_owned))
}

fn some(all: &'static [&'static str]) -> impl Strategy<Value = Vec<String>> {
    subsequence(all, 0..4).prop_map(|all| all.into_iter().map(str::to_owned).collect())
}

fn entry(words: Vec<&'static str>) -> impl Strategy<Value = Entry> {
    let ids = (
        maybe(&["2603.01234", "math.AG/0703001", "hep-th/9901001"]),
        maybe(&[
            "10.1000/wool.1",
            "10.1016/s0140-6736(05)67889-4",
            "10.1000/a_b--c",
            "10.1002/(sici)1<1::aid>3.0.co;2-#",
        ]),
        maybe(&["12345678"]),
    );
    let ids = ids.prop_map(|(arxiv, doi, pmid)| Ids { arxiv, doi, pmid });
    let dates = &["2026-03-15", "2026-03", "1999"];
    let named = (text(words.clone()), some(NAMES), any::<bool>(), maybe(dates), ids);
    let placed = (
        maybe(VENUES),
        maybe(&["3", "XII", "109"]),
        maybe(&["2", "11-12"]),
        maybe(&["1-9", "411-447", "e1017", "S12-S20"]),
        maybe(KINDS),
    );
    let told = (
        prop::option::of(text(words)),
        some(&["cs.CL", "math.AG", "hep-th"]),
        some(&["wool", "deep learning", "羊"]),
        maybe(&["12 pages, 3 figures"]),
        maybe(&["hill-farm"]),
        prop::option::of((0_u32..1000).prop_filter_map("", Score::from_tenths)),
        prop::option::of(1_u16..9),
    );
    (named, placed, told).prop_map(|(named, placed, told)| {
        let (title, authors, more, date, ids) = named;
        let (venue, volume, issue, pages, kind) = placed;
        let (abstract_text, categories, keywords, comments, affiliation, score, version) = told;
        Entry {
            title,
            more_authors: more && !authors.is_empty(),
            authors,
            date: date.and_then(|date| date.parse().ok()),
            version: version.filter(|_| ids.arxiv.is_some()),
            ids,
            venue,
            volume,
            issue,
            pages,
            kind,
            abstract_text,
            categories: categories.into_iter().map(Category).collect(),
            keywords,
            comments,
            affiliation,
            score,
            ..Entry::default()
        }
    })
}

fn check(exports: &[&'static Export], entries: &[Entry]) -> Result<(), TestCaseError> {
    for export in exports {
        let wrong = super::changes_by(export, entries);
        prop_assert!(wrong.is_empty(), "{}\n{}", wrong.join("\n"), super::written(export, entries));
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn papers_are_read_back_from_every_form(
        entries in prop::collection::vec(entry(WORDS.to_vec()), 1..5),
    ) {
        check(&EXPORTS.iter().collect::<Vec<_>>(), &entries)?;
    }

    #[test]
    fn signs_of_tex_are_read_back_from_bibtex(
        entries in prop::collection::vec(entry([WORDS, SIGNS].concat()), 1..5),
    ) {
        let bibtex = EXPORTS.iter().find(|export| export.name == "bibtex").unwrap();
        check(&[bibtex], &entries)?;
    }
}
