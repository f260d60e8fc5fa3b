//! The formats of the tagged family, a row each.

use super::{Dialect, labeled, tags};
use crate::formats::format::{Format, Words};
use crate::formats::record::{Names, Role};

/// What most formats of the family have in common.
const USUAL: Dialect = Dialect {
    tag: tags::two_letters_and_dash,
    firsts: &[],
    around: None,
    last: "",
    is_parted: false,
    is_indented: false,
    is_labeled: false,
    full: (&[], ""),
    dated: (&[], ""),
    names: None,
    missing: MISSING,
    is_boilerplate: tags::is_between,
};

/// A format of the family.
trait Tags {
    const DIALECT: Dialect;
}

/// Returns the row of a format.
const fn row<T: Tags>(name: &'static str, words: Option<Words>) -> Format {
    Format {
        name,
        words,
        sniff: |source| T::DIALECT.sniff(source),
        begins: |source, at| T::DIALECT.begins_certainly(source.rows(), at),
        leads: T::DIALECT.is_boilerplate,
        parse: |source, watch| T::DIALECT.parse(source, watch),
    }
}

/// The RIS files of reference managers and databases.
///
/// ```
/// use skimmark_digest::{formats, page::Page};
///
/// let page = Page::new(
///     "TY  - JOUR\n\
///      AU  - Lindqvist, Ana\n\
///      TI  - Counting Sheep\n\
///      JO  - Journal of Wool\n\
///      PY  - 2026/03/15/\n\
///      ER  - \n",
/// );
/// let digest = formats::read(&page, "2026-06-20".parse()?);
/// assert_eq!(digest.format(), "RIS");
/// assert_eq!(digest.entries[0].authors, ["Ana Lindqvist"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub(crate) const RIS: Format = row::<Ris>(
    "RIS",
    Some(Words {
        phrase: Some("RIS files"),
        digest: "RIS files of reference managers and databases",
        brought: "as files, or copied",
    }),
);

struct Ris;

impl Tags for Ris {
    const DIALECT: Dialect = Dialect {
        tag: tags::ris,
        firsts: &["TY"],
        around: Some(("PMID", "ER")),
        last: "ER",
        dated: (&["PY", "Y1"], "DA"),
        names: Some(Names {
            own: &[
                (Role::Title, "TI T1 CT ST"),
                (Role::Author, "AU A1"),
                (Role::Editor, "A2 ED A3 A4"),
                (Role::Abstract, "AB N2"),
                (Role::Date, "PY Y1 YR DA"),
                (Role::Doi, "DO DI M3 DOI"),
                (Role::Id, "ID"),
                (Role::Accession, "AN"),
                (Role::Database, "DB DP"),
                (Role::Page, "UR LK"),
                (Role::Pdf, "L1"),
                (Role::Html, "L2"),
                (Role::Venue, "JF T2 JO JA J1 J2 BT"),
                (Role::Volume, "VL VO"),
                (Role::Issue, "IS"),
                (Role::FirstPage, "SP"),
                (Role::LastPage, "EP"),
            ],
        }),
        ..USUAL
    };
}

/// PubMed's own files (`.nbib`), and what other libraries write in their form.
///
/// ```
/// use skimmark_digest::{formats, page::Page};
///
/// let page = Page::new(
///     "PMID- 12345678\n\
///      TI  - Counting\n      Sheep\n\
///      FAU - Lindqvist, Ana\n\
///      AU  - Lindqvist A\n\
///      AID - 10.1000/wool.1 [doi]\n",
/// );
/// let digest = formats::read(&page, "2026-06-20".parse()?);
/// assert_eq!(digest.format(), "MEDLINE");
/// assert_eq!(digest.entries[0].authors, ["Ana Lindqvist"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub(crate) const MEDLINE: Format = row::<Medline>(
    "MEDLINE",
    Some(Words {
        phrase: Some("PubMed's files"),
        digest: "MEDLINE files (`.nbib`) of PubMed, ERIC and others",
        brought: "as files, or copied",
    }),
);

struct Medline;

impl Tags for Medline {
    const DIALECT: Dialect = Dialect {
        tag: tags::four_letters_and_dash,
        firsts: &["PMID", "OWN", "UI", "VN"],
        around: Some(("TY", "ER")),
        is_parted: true,
        is_indented: true,
        full: (&["FAU", "FA"], "AU"),
        names: Some(Names {
            own: &[
                (Role::Title, "TI BTI TT"),
                (Role::Pmid, "PMID UI"),
                (Role::Author, "FAU FA AU"),
                (Role::Body, "CN"),
                (Role::Editor, "FED ED"),
                (Role::Affiliation, "IN"),
                (Role::Abstract, "AB OAB"),
                (Role::Date, "DP YR DG"),
                (Role::Accession, "AN"),
                (Role::Database, "DB"),
                (Role::Doi, "LID AID DOI DO DI"),
                (Role::Venue, "JT TA CTI JN SO"),
                (Role::Volume, "VI"),
                (Role::Issue, "IP"),
                (Role::Pages, "PG"),
                (Role::Keywords, "OT MH"),
                (Role::Type, "PT"),
                (Role::Page, "URL"),
            ],
        }),
        ..USUAL
    };
}

/// Files of EndNote and refer: `%T Counting Sheep`.
///
/// ```
/// use skimmark_digest::{formats, page::Page};
///
/// let page = Page::new(
///     "%0 Journal Article\n%A Lindqvist, Ana\n%T Counting Sheep\n%J Wool\n%D 2026\n%8 March 15\n",
/// );
/// let digest = formats::read(&page, "2026-06-20".parse()?);
/// assert_eq!(digest.format(), "refer");
/// assert_eq!(digest.entries[0].title, "Counting Sheep");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub(crate) const REFER: Format = row::<Refer>(
    "refer",
    Some(Words {
        phrase: Some("EndNote's files"),
        digest: "files of EndNote and refer (`.enw`)",
        brought: "as files, or copied",
    }),
);

struct Refer;

impl Tags for Refer {
    const DIALECT: Dialect = Dialect {
        tag: tags::percent_and_letter,
        firsts: &["%0"],
        is_parted: true,
        dated: (&["%D"], "%8"),
        names: Some(Names {
            own: &[
                (Role::Type, "%0"),
                (Role::Title, "%T"),
                (Role::Author, "%A"),
                (Role::Editor, "%E"),
                (Role::Affiliation, "%+"),
                (Role::Abstract, "%X"),
                (Role::Date, "%D %8 %7"),
                (Role::Doi, "%R"),
                (Role::Page, "%U"),
                (Role::Pdf, "%>"),
                (Role::Accession, "%M"),
                (Role::Database, "%W %~"),
                (Role::Venue, "%J %B %C"),
                (Role::Volume, "%V"),
                (Role::Issue, "%N"),
                (Role::Pages, "%P"),
                (Role::Keywords, "%K"),
                (Role::Comments, "%Z"),
            ],
        }),
        ..USUAL
    };
}

/// Web of Science's plain text.
///
/// ```
/// use skimmark_digest::{formats, page::Page};
///
/// let page = Page::new(
///     "FN Clarivate Analytics Web of Science\nVR 1.0\n\
///      PT J\nAU Lindqvist, A\n   Ek, B\nTI Counting\n   Sheep\nPY 2026\nPD MAR 15\nER\n\nEF\n",
/// );
/// let digest = formats::read(&page, "2026-06-20".parse()?);
/// assert_eq!(digest.format(), "Web of Science");
/// assert_eq!(digest.entries[0].title, "Counting Sheep");
/// assert_eq!(digest.entries[0].authors, ["A Lindqvist", "B Ek"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub(crate) const WEB_OF_SCIENCE: Format = row::<WebOfScience>(
    "Web of Science",
    Some(Words {
        phrase: Some("Web of Science's files"),
        digest: "Web of Science's plain text",
        brought: "as files, or copied",
    }),
);

struct WebOfScience;

impl Tags for WebOfScience {
    const DIALECT: Dialect = Dialect {
        tag: tags::two_letters,
        firsts: &["PT"],
        last: "ER",
        is_indented: true,
        full: (&["AF"], "AU"),
        dated: (&["PY"], "PD"),
        names: Some(Names {
            own: &[
                (Role::Title, "TI"),
                (Role::Author, "AF AU"),
                (Role::Body, "CA"),
                (Role::Editor, "BE ED"),
                (Role::Abstract, "AB"),
                (Role::Date, "PY PD EA DG"),
                (Role::Doi, "DI D2"),
                (Role::Pmid, "PM"),
                (Role::Venue, "SO J9 JI CT"),
                (Role::Volume, "VL"),
                (Role::Issue, "IS"),
                (Role::Pages, "AR"),
                (Role::FirstPage, "BP"),
                (Role::LastPage, "EP"),
                (Role::Keywords, "DE ID"),
                (Role::Type, "PT"),
                // Its other tags mean something else than elsewhere.
                (Role::Affiliation, ""),
            ],
        }),
        is_boilerplate: tags::is_around_wos,
        ..USUAL
    };
}

const MISSING: &[&str] = &["NA", "N/A", "null", "none", "-"];

/// RefWorks' files.
///
/// ```
/// use skimmark_digest::{formats, page::Page};
///
/// let page = Page::new(
///     "RT Journal Article\nSR 1\nA1 Lindqvist, Ana\nA1 Ek, Bo\nT1 Counting Sheep\nYR 2026\n",
/// );
/// let digest = formats::read(&page, "2026-06-20".parse()?);
/// assert_eq!(digest.format(), "RefWorks");
/// assert_eq!(digest.entries[0].authors, ["Ana Lindqvist", "Bo Ek"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub(crate) const REFWORKS: Format = row::<RefWorks>("RefWorks", None);

struct RefWorks;

impl Tags for RefWorks {
    const DIALECT: Dialect = Dialect {
        tag: tags::refworks,
        firsts: &["RT"],
        names: Some(Names {
            own: &[
                (Role::Type, "RT"),
                (Role::Title, "T1"),
                (Role::Author, "A1"),
                (Role::Editor, "A2"),
                (Role::Date, "YR FD"),
                (Role::Doi, "DO"),
                (Role::Page, "UL LK"),
                (Role::Venue, "JF JO T2"),
                (Role::Volume, "VO"),
                (Role::FirstPage, "SP"),
                (Role::LastPage, "OP"),
                (Role::Keywords, "K1"),
                (Role::Affiliation, "AD"),
            ],
        }),
        ..USUAL
    };
}

/// The text of the Cochrane Library.
///
/// ```
/// use skimmark_digest::{formats, page::Page};
///
/// let page = Page::new(
///     "Record #1 of 1\nID: CN-00000001\nAU: Lindqvist A\nAU: Ek B\nTI: Counting Sheep\nYR: 2026\n",
/// );
/// let digest = formats::read(&page, "2026-06-20".parse()?);
/// assert_eq!(digest.format(), "Cochrane Library");
/// assert_eq!(digest.entries[0].authors, ["Lindqvist A", "Ek B"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub(crate) const COCHRANE: Format = row::<Cochrane>("Cochrane Library", None);

struct Cochrane;

impl Tags for Cochrane {
    const DIALECT: Dialect = Dialect {
        tag: tags::letters_and_colon,
        firsts: &["ID"],
        names: Some(Names {
            own: &[
                (Role::Title, "TI"),
                (Role::Date, "YR PY"),
                (Role::Doi, "DOI"),
                (Role::Pmid, "PM"),
                (Role::Page, "US"),
                (Role::Venue, "SO"),
                (Role::Issue, "NO"),
                (Role::Pages, "PG"),
                (Role::Keywords, "KY"),
                (Role::Type, "PT"),
                (Role::Other, "PB SN DE CC XR"),
            ],
        }),
        ..USUAL
    };
}

/// Fields with names in words, in many languages, as databases and tools write them.
///
/// ```
/// use skimmark_digest::{formats, page::Page};
///
/// let page = Page::new("Title: Counting Sheep\nAuthors: Ana Lindqvist, Bo Ek\nYear: 2026\n");
/// let digest = formats::read(&page, "2026-06-20".parse()?);
/// assert_eq!(digest.format(), "labeled text");
/// assert_eq!(digest.entries[0].authors, ["Ana Lindqvist", "Bo Ek"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub(crate) const LABELED: Format = row::<Labeled>(
    "labeled text",
    Some(Words {
        phrase: Some("texts with labels"),
        digest: "texts whose lines begin with labels: exports of Ovid, Embase, EBSCO, ProQuest, CNKI, the Cochrane Library and others, in many languages",
        brought: "as files, or copied",
    }),
);

struct Labeled;

impl Tags for Labeled {
    const DIALECT: Dialect = Dialect {
        tag: labeled::label,
        is_parted: true,
        is_indented: true,
        is_labeled: true,
        ..USUAL
    };
}
