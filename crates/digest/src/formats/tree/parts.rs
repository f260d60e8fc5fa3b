//! What members of an object mean: the names that are not those of fields, and how much the
//! members say of a paper.

use super::texts::first_text;
use super::value::{Id, Kind, Meaning, Tree};
use crate::formats::record::Role;
use skimmark_paper::ids::{self, address};
use skimmark_paper::texts;
use skimmark_paper::texts::Texts;

/// Objects whose members are those of the paper around them.
static PAPERS: Texts = texts![
    "paper",
    "article",
    "work",
    "worksummary",
    "entry",
    "item",
    "record",
    "document",
    "metadata",
    "attributes",
    "fields",
    "data",
    "content",
    "info",
    "bibjson",
    "hitsource",
    "node",
    "preprint",
    "citingpaper",
    "citedpaper",
    "publication",
];

/// Objects of which identifiers, dates and places belong to the paper around them.
const DETAILS: &[&str] = &[
    "ids",
    "externalids",
    "identifiers",
    "biblio",
    "primarylocation",
    "bestoalocation",
    "journalinfo",
    "journalissue",
    "publicationinfo",
    "resource",
    "primary",
    "openaccess",
    "externalid",
    "serialnumber",
];

/// Lists of things that are no papers of the digest.
static OTHERS: Texts = texts![
    "references",
    "reference",
    "referencedworks",
    "citations",
    "citedby",
    "related",
    "relatedworks",
    "relatedidentifiers",
    "relation",
    "recommendations",
    "attachments",
    "notes",
    "versions",
    "files",
    "children",
    "journals",
];

/// Lists of papers, whatever the object around them says of itself.
const COLLECTIONS: &[&str] = &[
    "items",
    "entries",
    "results",
    "papers",
    "articles",
    "records",
    "works",
    "publications",
    "docs",
    "hits",
    "data",
    "feed",
];

/// Types of objects with a title that are no papers.
const NO_PAPERS: &[&str] =
    &["attachment", "note", "annotation", "person", "organization", "object", "feed"];

/// Types of CSL-JSON for papers, whose objects have a type and an id, and perhaps nothing else but a title.
const CSL_TYPES: &[&str] = &[
    "article",
    "article-journal",
    "book",
    "chapter",
    "document",
    "manuscript",
    "paper-conference",
    "report",
    "thesis",
];

/// How deep the members of a paper may lie in objects of [`PAPERS`] and [`DETAILS`].
pub(super) const MOST_LEVELS: u32 = 4;

/// From this place on, the names of titles are those of other things, too.
const FIRST_VAGUE: usize = 5;

/// How many words a title has at least, if nothing else says that it is one.
const FEWEST_WORDS: usize = 4;

/// How many values of a list are looked at to tell what it lists.
const FEW: usize = 3;

/// How much an object says of a paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Evidence {
    /// Nothing.
    None,
    /// A title alone.
    Title,
    /// A title, with a date, an address or a description, as many things have.
    Some,
    /// A title, with authors, an identifier, an abstract or a venue; or an identifier.
    Much,
}

impl Evidence {
    pub fn is_paper(self) -> bool {
        matches!(self, Self::Some | Self::Much)
    }
}

/// What belongs to a paper that is in an object of its own.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// All members.
    Paper,
    /// Identifiers, dates and places.
    Details,
}

/// Returns what the members of the object `id` are to the one around it.
pub(super) fn part(tree: &Tree, id: Id, name: &str) -> Option<Part> {
    if tree.kind(id) != Kind::Object {
        return None;
    }
    let is = |names: &[&str]| names.contains(&name);
    match () {
        () if is(&PAPERS) => Some(Part::Paper),
        () if is(DETAILS) => Some(Part::Details),
        () => None,
    }
}

/// Returns how much the object says of a paper.
pub(super) fn evidence(tree: &Tree, id: Id) -> Evidence {
    if tree.kind(id) != Kind::Object {
        return Evidence::None;
    }
    let mut signs = Signs::default();
    signs.read(tree, id, 0);
    let is_csl = signs.is_csl_type && signs.has_own_id;
    let Signs { title, is_vague, says_much, has_id, says_some, is_other, collects, lists, .. } =
        signs;
    let is_named = title.is_some() && (!is_vague || says_much || has_id);
    match () {
        () if is_other || collects || lists && !(says_much || has_id) => Evidence::None,
        () if has_id || is_named && says_much => Evidence::Much,
        () if is_named && (says_some || is_csl) => Evidence::Some,
        () if is_named && title >= Some(FEWEST_WORDS) => Evidence::Title,
        () => Evidence::None,
    }
}

/// Returns true for what stands among papers and is not one: an attached file, a note.
pub(super) fn is_beside(tree: &Tree, id: Id) -> bool {
    let mut signs = Signs::default();
    signs.read(tree, id, 0);
    signs.is_other
}

/// What the members of an object say.
#[derive(Default)]
struct Signs {
    /// How many words its title has.
    title: Option<usize>,
    is_vague: bool,
    says_much: bool,
    has_id: bool,
    says_some: bool,
    is_other: bool,
    is_csl_type: bool,
    has_own_id: bool,
    /// It has a list of papers by name.
    collects: bool,
    /// It has a list of objects with titles.
    lists: bool,
}

impl Signs {
    fn read(&mut self, tree: &Tree, id: Id, level: u32) {
        for member in tree.inner(id) {
            let meaning = tree.meaning(member);
            let name = &*meaning.bare;
            match part(tree, member, name).filter(|_| level < MOST_LEVELS) {
                Some(Part::Paper) => {
                    self.read(tree, member, level + 1);
                    continue;
                }
                Some(Part::Details) => {
                    self.says_much |= tree.inner(member).any(|it| names_venue(tree, it));
                    self.has_id |= tree.inner(member).any(|it| names_paper(tree, it));
                    continue;
                }
                None => {}
            }
            let is_list = tree.kind(member) == Kind::List;
            let is_collection = COLLECTIONS.contains(&name);
            let is_other = OTHERS.contains(&name) || meaning.role != Role::Other;
            if is_collection || is_list && !is_other {
                let mut inner = tree.inner(member).take(FEW);
                if inner.any(|it| tree.kind(it) == Kind::Object && is_titled(tree, it)) {
                    self.lists = true;
                    self.collects |= is_collection;
                    continue;
                }
            }
            if tree.kind(member) != Kind::Object && !is_list && tree.text(member).trim().is_empty()
            {
                continue;
            }
            self.take(tree, member, &meaning);
        }
    }

    fn take(&mut self, tree: &Tree, member: Id, meaning: &Meaning) {
        let is_empty = || match tree.kind(member) {
            Kind::Object | Kind::List => tree.inner(member).next().is_none(),
            // `-`, `NA`
            Kind::Quoted | Kind::Single | Kind::Plain => tree.bytes(member).len() <= 2,
        };
        let Meaning { bare, role, rank } = meaning;
        let (role, rank) = (*role, *rank);
        match role {
            Role::Title => {
                let words = first_text(tree, member);
                let words = words.split_whitespace().count();
                if words > 0 && (self.title.is_none() || self.is_vague) {
                    (self.title, self.is_vague) = (Some(words), rank >= FIRST_VAGUE);
                }
            }
            Role::Author | Role::Authors | Role::Venue => self.says_much |= !is_empty(),
            // Other things have descriptions, too.
            Role::Abstract if rank < FIRST_VAGUE => self.says_much |= !is_empty(),
            Role::Abstract | Role::Date | Role::Keywords | Role::Categories => {
                self.says_some |= !is_empty();
            }
            Role::Doi | Role::Arxiv | Role::Pmid => self.has_id |= names_paper(tree, member),
            Role::Page | Role::Pdf | Role::Link | Role::Html | Role::Id => {
                let text = first_text(tree, member);
                let names = !address::read(&text).ids.is_empty() || ids::arxiv(&text).is_some();
                self.has_id |= names;
                self.has_own_id |= role == Role::Id && !text.is_empty();
                self.says_some |= role != Role::Id && !text.is_empty();
            }
            Role::Type => {
                let text = tree.text(member);
                self.is_csl_type |= CSL_TYPES.contains(&&*text);
                self.is_other |= NO_PAPERS.iter().any(|it| it.eq_ignore_ascii_case(&text));
            }
            _ => self.is_other |= matches!(&**bare, "schema" | "openapi" | "properties"),
        }
    }
}

/// Returns true for a member that says where a paper appeared.
fn names_venue(tree: &Tree, id: Id) -> bool {
    tree.meaning(id).role == Role::Venue && !first_text(tree, id).is_empty()
}

/// Returns true for a member that is an identifier of a paper.
fn names_paper(tree: &Tree, id: Id) -> bool {
    let is_id = matches!(tree.meaning(id).role, Role::Doi | Role::Arxiv | Role::Pmid);
    is_id && !first_text(tree, id).is_empty()
}

/// Returns true if an object has a title.
fn is_titled(tree: &Tree, id: Id) -> bool {
    let is_title = |member: Id| {
        let Meaning { bare, role, rank } = tree.meaning(member);
        let is_paper = || part(tree, member, &bare) == Some(Part::Paper);
        role == Role::Title && rank < FIRST_VAGUE || is_paper()
    };
    tree.inner(id).any(is_title)
}
