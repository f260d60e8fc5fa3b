//! From an object to a record: its members by the roles of their names.

use super::dates::date;
use super::parts::{self, MOST_LEVELS, Part};
use super::people;
use super::strings;
use super::texts::{self, first_text, in_line, text_of, texts};
use super::value::{Id, Kind, Meaning, Tree};
use crate::formats::record::{Record, Role, bare_name, dates, is_score, score};
use skimmark_paper::category;
use skimmark_paper::entry::Announcement;
use skimmark_paper::ids::{self, address};

/// Members that hold the address of an object.
const ADDRESSES: &[&str] = &["url", "href", "link", "value", "id"];

/// Members that say of what kind a value is, and members that hold it.
const KINDS: &[&str] = &[
    "type",
    "idtype",
    "externalidtype",
    "identifiertype",
    "schema",
    "scheme",
    "kind",
    "rel",
    "title",
    "contenttype",
    "format",
];
const VALUES: &[&str] = &["value", "id", "identifier", "externalidvalue", "url", "href"];

/// Lists of objects that tell of one paper, and what their members are to it.
const LISTED: &[(&str, Part)] =
    &[("publicationinfo", Part::Details), ("arxiveprints", Part::Paper)];

/// Names of catalogs that some programs write in place of a journal.
const CATALOGS: &[&str] = &[
    "arxiv",
    "med",
    "ppr",
    "pmc",
    "crossref",
    "openalex",
    "pubmed",
    "semantic scholar",
    "semantic_scholar",
];

/// An abstract is not longer than this many words for each that its index lists.
const MOST_GAPS: usize = 4;

/// Reads an object as a record.
pub(super) fn record<'p>(tree: &Tree<'p>, id: Id) -> Record<'p> {
    let mut reader = Reader {
        tree,
        record: Record::default(),
        categories: Vec::new(),
        month: String::new(),
        imprint: None,
    };
    // Objects may be listed by the identifiers of what they are.
    reader.add_id(tree.name(id), 9);
    reader.add(id, Part::Paper, 0);
    reader.finish()
}

struct Reader<'t, 'p> {
    tree: &'t Tree<'p>,
    record: Record<'p>,
    /// The codes of categories, the primary one first.
    categories: Vec<String>,
    /// The month, if the date has a member for each part.
    month: String,
    /// A text that may begin with authors and venue.
    imprint: Option<String>,
}

impl<'p> Reader<'_, 'p> {
    /// Adds the members of an object.
    fn add(&mut self, id: Id, is: Part, level: u32) {
        for member in self.tree.inner(id) {
            let Meaning { bare: name, role, rank } = self.tree.meaning(member);
            if let Some(part) =
                parts::part(self.tree, member, &name).filter(|_| level < MOST_LEVELS)
            {
                let part = if is == Part::Paper { part } else { is };
                self.add(member, part, level + 1);
                continue;
            }
            // INSPIRE lists where a paper appeared, and its preprints.
            let listed = LISTED.iter().find(|(known, _)| *known == &*name);
            if let Some((_, part)) = listed.filter(|_| level < MOST_LEVELS) {
                let part = if is == Part::Paper { *part } else { is };
                let objects = |it: &Id| self.tree.kind(*it) == Kind::Object;
                let items: Vec<Id> = self.tree.inner(member).filter(objects).collect();
                items.into_iter().for_each(|item| self.add(item, part, level + 1));
            }
            // In a journal, identifiers and addresses are its own.
            let is_place = is == Part::Details && level >= MOST_LEVELS;
            let is_detail = matches!(
                role,
                Role::Volume | Role::Issue | Role::Pages | Role::FirstPage | Role::LastPage
            ) || !is_place
                && matches!(
                    role,
                    Role::Doi
                        | Role::Arxiv
                        | Role::Pmid
                        | Role::Page
                        | Role::Pdf
                        | Role::Venue
                        | Role::Date
                        | Role::Id
                );
            if is == Part::Paper || is_detail {
                // What an object in the paper says counts after what the paper says itself.
                let rank = rank + 40 * level as usize * usize::from(is == Part::Details);
                self.member(member, &name, role, rank);
            } else if self.tree.kind(member) == Kind::List && !is_place {
                self.typed(member);
            }
        }
    }

    fn member(&mut self, id: Id, name: &str, role: Role, rank: usize) {
        let tree = self.tree;
        match role {
            Role::Author | Role::Editor => people::add(&mut self.record, tree, id, role, rank),
            Role::Abstract if tree.kind(id) == Kind::Object && name == "abstractinvertedindex" => {
                let text = from_index(tree, id);
                self.record.push(role, rank, text);
            }
            Role::Date => {
                let date = date(tree, id);
                self.record.push(role, rank, date);
            }
            Role::Page if tree.kind(id) == Kind::List => self.typed(id),
            Role::Page | Role::Pdf | Role::Code | Role::Link => {
                self.address(id, role, rank);
            }
            Role::Id if tree.kind(id) == Kind::List => self.typed(id),
            Role::Id => self.add_id(&first_text(tree, id), rank),
            Role::Categories => {
                let is_primary = name.contains("primary");
                texts(tree, id, &mut |text| match is_primary {
                    true => self.categories.insert(0, text.into_owned()),
                    false => self.categories.push(text.into_owned()),
                });
            }
            Role::Venue => {
                if tree.kind(id) == Kind::Object {
                    self.add(id, Part::Details, MOST_LEVELS);
                }
                let is_catalog =
                    |text: &str| CATALOGS.iter().any(|it| it.eq_ignore_ascii_case(text));
                texts(tree, id, &mut |text| {
                    if !is_catalog(&text) {
                        self.record.push(role, rank, text)
                    }
                });
            }
            Role::Keywords => texts(tree, id, &mut |text| {
                self.record.push(role, rank, in_line(text));
            }),
            Role::Comments if tree.kind(id) == Kind::List => {}
            // Zotero's number of a preprint.
            Role::Issue if first_text(tree, id).starts_with("arXiv:") => {
                self.add_id(&first_text(tree, id)["arXiv:".len()..], rank);
            }
            Role::Other => self.other(id, name),
            Role::Abstract if name == "content" && tree.kind(id) == Kind::Object => {}
            Role::Title | Role::Abstract if tree.kind(id) == Kind::List => {
                texts(tree, main(tree, id), &mut |text| self.record.push(role, rank, text));
            }
            _ => texts(tree, id, &mut |text| self.record.push(role, rank, text)),
        }
    }

    /// Reads what is no field but known.
    fn other(&mut self, id: Id, name: &str) {
        let known = &mut self.record.known;
        let text = self.tree.text(id);
        match name {
            _ if is_score(name) => known.score = known.score.or(score(&text)),
            "version" => {
                known.version = known.version.or(text.trim_start_matches('v').parse().ok())
            }
            "moreauthors" => known.more_authors |= text == "true",
            "hascode" => known.has_code |= text == "true",
            "confidence" => known.confidence = confidence(&text),
            "announced" => texts(self.tree, id, &mut |text| {
                let names =
                    ["new", "cross", "replaced", "withdrawn"].into_iter().zip(Announcement::ALL);
                known.announced.extend(names.filter(|(name, _)| *name == text).map(|(_, it)| it));
            }),
            "dates" => {
                let issued = self.tree.inner(id).find(|it| {
                    let kind = texts::member(self.tree, *it, &["datetype"]);
                    kind.is_some_and(|kind| self.tree.text(kind) == "Issued")
                });
                if let Some(issued) = issued {
                    let issued = date(self.tree, issued);
                    self.record.push(Role::Date, 0, issued);
                }
            }
            "month" => self.month = text.into_owned(),
            "data" | "body" | "authorinfo" => {
                self.imprint = Some(text_of(self.tree, id).into_owned());
            }
            _ => {}
        }
    }

    /// Adds the values of a list that say of what kind they are.
    fn typed(&mut self, id: Id) {
        for item in self.tree.inner(id) {
            let Some(value) = texts::member(self.tree, item, VALUES) else {
                match self.tree.kind(item) {
                    Kind::Quoted | Kind::Single | Kind::Plain => {
                        self.add_id(&first_text(self.tree, item), 20)
                    }
                    _ => {}
                }
                continue;
            };
            let mut role = Role::Id;
            let mut is_alternate = false;
            for member in self.tree.inner(item) {
                if !KINDS.contains(&&*self.tree.meaning(member).bare) {
                    continue;
                }
                let kind = self.tree.text(member).to_ascii_lowercase();
                is_alternate |= kind == "alternate" || kind == "abs";
                role = match bare_name(&kind).as_str() {
                    "doi" => Role::Doi,
                    "arxiv" => Role::Arxiv,
                    "pmid" | "pubmed" => Role::Pmid,
                    "code" => Role::Code,
                    "html" => Role::Html,
                    "pdf" | "applicationpdf" => Role::Pdf,
                    _ => continue,
                };
            }
            let text = first_text(self.tree, value);
            let is_address = text.starts_with("http");
            match role {
                Role::Id | Role::Doi if is_address => {
                    let role = if is_alternate || !address::read(&text).ids.is_empty() {
                        Role::Page
                    } else {
                        Role::Link
                    };
                    self.record.push(role, 20, text);
                }
                Role::Id => {}
                role => self.record.push(role, 20, text),
            }
        }
    }

    fn address(&mut self, id: Id, role: Role, rank: usize) {
        let text = match self.tree.kind(id) {
            Kind::Object => {
                texts::member(self.tree, id, ADDRESSES).map(|it| first_text(self.tree, it))
            }
            _ => Some(first_text(self.tree, id)),
        };
        let text = text.unwrap_or_default();
        // An identifier, where an address is expected.
        if !text.contains("://") && (ids::arxiv(&text).is_some() || ids::doi(&text).is_some()) {
            return self.add_id(&text, rank);
        }
        self.record.push(role, rank, text);
    }

    /// Adds an identifier that does not say of what kind it is.
    fn add_id(&mut self, text: &str, rank: usize) {
        let text = text.trim();
        let role = match () {
            () if text.starts_with("http") && !address::read(text).ids.is_empty() => Role::Page,
            () if text.starts_with("http") => Role::Link,
            () if ids::arxiv(text).is_some() => Role::Arxiv,
            () if ids::doi(text).is_some() => Role::Doi,
            () if text.contains(':') => Role::Id,
            () => return,
        };
        self.record.push(role, rank, text.to_owned());
    }

    fn finish(mut self) -> Record<'p> {
        let (codes, words): (Vec<String>, Vec<String>) = self
            .categories
            .into_iter()
            .partition(|text| text.split([' ', ',', ';']).any(category::is_written));
        self.record.push(Role::Categories, 0, codes.join(" "));
        self.record.push(Role::Keywords, 9, words.join("\n"));
        self.record.settle();
        if !self.month.is_empty() {
            let year = self
                .record
                .of(Role::Date)
                .find(|it| it.text.len() == 4)
                .map(|it| it.text.to_string());
            if let Some(year) = year {
                self.record.push(Role::Date, 0, [&year, "-", &self.month].concat());
            }
        }
        if let Some(text) = self.imprint {
            imprint(&mut self.record, &text);
        }
        self.record
    }
}

/// Reads a text that begins with authors and venue, if nothing else says who wrote the paper:
/// `A Lee, B Ek - Journal of Wool, 2026`, and its abstract below.
fn imprint(record: &mut Record, text: &str) {
    if record.of(Role::Author).chain(record.of(Role::Authors)).next().is_some() {
        return;
    }
    let (line, below) = text.trim().split_once('\n').unwrap_or((text.trim(), ""));
    let line = line.replace('\u{a0}', " ");
    let (people, place) = line.split_once(" - ").unwrap_or((&line, ""));
    record.push(Role::Authors, 0, people.trim().to_owned());
    let (venue, year) = place.rsplit_once(',').unwrap_or(("", place));
    let is_year = dates::year(year.trim()).is_some();
    let (venue, year) = if is_year { (venue, year) } else { (place, "") };
    record.push(Role::Venue, 0, venue.trim().to_owned());
    record.push(Role::Date, 0, year.trim().to_owned());
    if record.of(Role::Abstract).next().is_none() {
        record.push(Role::Abstract, 0, below.trim().to_owned());
    }
}

/// Returns the title or the abstract of a list in which DataCite has others, too: translations, methods.
fn main(tree: &Tree, id: Id) -> Id {
    let kind = |it: Id| texts::member(tree, it, &["titletype", "descriptiontype"]);
    let is_abstract = |it: &Id| kind(*it).is_some_and(|it| tree.text(it) == "Abstract");
    let of = |is_main: &dyn Fn(&Id) -> bool| tree.inner(id).find(|it| is_main(it));
    let others = tree.inner(id).any(|it| kind(it).is_some());
    let untyped = || of(&|it| kind(*it).is_none()).filter(|_| others);
    of(&is_abstract).or_else(untyped).unwrap_or(id)
}

/// Returns the abstract that an index of its words lists: `{"We": [0], "count": [1, 3]}`.
fn from_index(tree: &Tree, id: Id) -> String {
    let places = |word: Id| tree.inner(word).filter_map(|it| tree.text(it).parse::<usize>().ok());
    let count = tree.inner(id).flat_map(places).count();
    let mut words = vec![""; count.saturating_mul(MOST_GAPS)];
    for word in tree.inner(id) {
        for place in places(word) {
            if let Some(slot) = words.get_mut(place) {
                *slot = tree.name(word);
            }
        }
    }
    words.retain(|word| !word.is_empty());
    strings::unescape(&words.join(" ")).into_owned()
}

/// Returns how sure the reading was whose result this is, if that was not certain.
fn confidence(text: &str) -> Option<f32> {
    let thousandths = text.strip_prefix("0.")?;
    let digits: u16 = thousandths.get(..thousandths.len().min(3))?.parse().ok()?;
    let scale = [1.0, 10.0, 100.0, 1000.0].get(thousandths.len().min(3))?;
    Some(f32::from(digits) / scale)
}
