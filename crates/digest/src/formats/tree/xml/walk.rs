//! From tags and texts to records: where each begins and ends, and which text is which field.
//!
//! A tag that is not closed ends with what is around it, or where an element begins that stands
//! beside it in records; one that was not opened closes nothing. So damage stays in its record.

use std::borrow::Cow;
use std::cell::Cell;
use std::ops::Range;

use super::markup::{self, Kind, Scanner, Token, attribute};
use super::roles::{self, Means, PARTS, Part};
use crate::formats::record::{Names, Remembered, Role};
use crate::formats::shared::boilerplate;
use crate::formats::tree::strings;
use crate::intake::entities;
use skimmark_paper::texts;
use skimmark_paper::texts::Texts;

/// How deep elements may be nested; what is deeper belongs to what is around it.
const MOST_DEPTH: usize = 48;

/// Elements that no record holds.
const ROOTS: &[&str] =
    &["rss", "feed", "channel", "records", "pubmedarticleset", "oai-pmh", "dblp"];

/// Elements around records, which hold what is said of all of them.
static AROUND: Texts = texts![
    "rss",
    "rdf",
    "channel",
    "feed",
    "xml",
    "records",
    "pubmedarticleset",
    "medlinecitationset",
    "oai-pmh",
    "listrecords",
    "getrecord",
    "dblp",
    "result",
    "hits",
    "modscollection",
    "items",
    "seq",
    "collection",
    "esummaryresult",
    "documentsummaryset",
    "doi_records",
    "crossref_result",
    "teicorpus",
    "listbibl",
    "sources",
];

/// Elements within texts that begin a line of their own.
const BLOCKS: &[&str] = &["p", "div", "br", "li", "sec", "title", "abstracttext", "tr", "h2", "h3"];

/// Names that an element shares with records in any format.
const GENERIC: Names = Names { own: &[] };

/// A record as it was found.
#[derive(Debug, Default)]
pub(super) struct Found<'p> {
    /// Its fields.
    pub fields: Vec<Field<'p>>,
    /// Where it stands.
    pub bytes: Range<usize>,
    /// It is no paper, but what papers are part of, under the name by which they refer to it.
    pub about: Option<Cow<'p, str>>,
}

/// A field as it was found.
#[derive(Debug)]
pub(super) struct Field<'p> {
    pub means: Means,
    /// Its place among what means the same.
    pub rank: usize,
    /// The name of its element, as it is written.
    pub name: &'p str,
    /// The attributes of its element.
    pub attributes: &'p str,
    /// Its text, without entities; tags within it are gone.
    pub text: String,
}

/// Reads all records of a text, and returns with them the stretches of text that are in none, though
/// they are not what a document has around its records.
pub(super) fn read<'p>(
    text: &'p str,
    is_record: fn(&str) -> bool,
) -> (Vec<Found<'p>>, Vec<Range<usize>>) {
    let mut walk = Walk::new(is_record);
    walk.is_in_json =
        text.contains("=\\\"") && [">\\n<", ">\\n  "].iter().any(|sign| text.contains(sign));
    for token in Scanner::new(text) {
        walk.take(&token);
    }
    walk.finish();
    (walk.found, walk.stray)
}

/// An element that has not been closed.
struct Open<'p> {
    /// Its name, as it is written.
    name: &'p str,
    /// That without its prefix.
    local: &'p str,
    /// The number of its path.
    path: u32,
    means: Option<(Means, usize)>,
    attributes: &'p str,
    /// An element began within it.
    is_parent: bool,
    skipped: bool,
    /// How many stray texts there were before it.
    strays: usize,
}

impl Open<'_> {
    fn is_person(&self) -> bool {
        matches!(self.means, Some((Means::Person(_), _)))
    }
}

struct Walk<'p> {
    is_record: fn(&str) -> bool,
    /// All of it is a text of JSON, with escapes for its line ends and the marks of its attributes.
    is_in_json: bool,
    found: Vec<Found<'p>>,
    /// Texts that are in no field; those of elements around records until their ends are found.
    stray: Vec<Range<usize>>,
    /// The name of the record that is open, and where it begins.
    record: Option<(&'p str, usize)>,
    /// The name by which papers refer to it, if it is what they are part of.
    about: Option<Cow<'p, str>>,
    /// That of the volume around the papers that follow.
    volume: Option<String>,
    /// No element is around what is read, so that it may be the rest of a record.
    is_bare: bool,
    /// Neither a record nor an element around records was seen.
    is_first: bool,
    fields: Vec<Field<'p>>,
    open: Vec<Open<'p>>,
    /// The names of these, without prefixes.
    path: Vec<&'p str>,
    /// What elements mean by the number of the path around them and their names, with the number of
    /// their own paths; and how many of these there are.
    told: Remembered<'p, (u32, Option<(Means, usize)>)>,
    paths: Cell<u32>,
    /// The place in `open` of the element whose text is read, and that text.
    reading: Option<usize>,
    text: String,
    person: [String; PARTS],
    day: [String; 3],
    /// Where the first and the last element of the record are.
    bytes: Range<usize>,
    /// A text before which the tag is missing that says what it is.
    untold: Option<(Range<usize>, String)>,
}

impl<'p> Walk<'p> {
    fn new(is_record: fn(&str) -> bool) -> Self {
        Self {
            is_record,
            is_in_json: false,
            found: Vec::new(),
            stray: Vec::new(),
            record: None,
            about: None,
            volume: None,
            is_bare: true,
            is_first: true,
            fields: Vec::new(),
            open: Vec::new(),
            path: Vec::new(),
            told: Remembered::default(),
            paths: Cell::new(0),
            reading: None,
            text: String::new(),
            person: Default::default(),
            day: Default::default(),
            bytes: 0..0,
            untold: None,
        }
    }

    fn take(&mut self, token: &Token<'p>) {
        match token.kind {
            Kind::Text | Kind::Verbatim => return self.say(token),
            Kind::Opens => self.begin(token),
            Kind::Empty => {
                let depth = self.open.len();
                self.begin(token);
                if self.open.len() > depth {
                    self.close_to(depth);
                }
            }
            Kind::Closes => self.end(token),
            Kind::Other => {}
        }
        if self.record.is_some() || self.is_bare {
            self.bytes.end = token.bytes.end;
        }
    }

    fn say(&mut self, token: &Token<'p>) {
        let written = match self.is_in_json {
            true => strings::unescape(token.text),
            false => Cow::Borrowed(token.text),
        };
        let text = || match token.kind {
            Kind::Verbatim => Cow::Borrowed(&*written),
            _ => entities::decode(&written),
        };
        let skipped = self.open.last().is_some_and(|open| open.skipped);
        // Of a person, what elements hold that are no parts of names are addresses and numbers.
        let is_name = |at: usize| at + 1 == self.open.len() || !self.open[at].is_person();
        let is_read = !skipped && self.reading.is_some_and(is_name);
        if is_read {
            self.text.push_str(&text());
        }
        if is_read || boilerplate::trim(&written).is_empty() || skipped {
            self.bytes.end = token.bytes.end;
            return;
        }
        let is_leaf = self.open.last().is_some_and(|open| !open.is_parent);
        if self.record.is_some() && is_leaf {
            self.bytes.end = token.bytes.end;
            return;
        }
        if self.record.is_none() && self.is_bare && self.open.is_empty() && self.fields.is_empty() {
            self.untold = Some((token.bytes.clone(), text().into_owned()));
        }
        self.stray.push(token.bytes.clone());
    }

    fn begin(&mut self, token: &Token<'p>) {
        let name = named(token);
        self.untold = None;
        let again = self.record.is_none_or(|(open, _)| open.eq_ignore_ascii_case(name));
        let is_within = self.path.last().is_some_and(|above| *above == "isPartOf");
        let about = if is_within { None } else { self.whole(token) };
        if about.is_some() || again && (self.is_record)(name) && !is_within {
            self.finish();
            self.about = about;
            self.record = Some((name, token.bytes.start));
            self.bytes = token.bytes.clone();
            return self.about(token);
        }
        if is_root(name) || self.record.is_none() && is_around(name) {
            self.finish();
            (self.is_bare, self.is_first, self.volume) = (false, false, None);
        }
        // What a text refers to is no paper beside it, unless the text is nothing but a list of these.
        if name == "text" && self.is_in("TEI") && !self.is_titled() {
            self.finish();
            self.is_bare = false;
            return;
        }
        if self.fields.is_empty() && self.open.is_empty() && self.record.is_none() {
            self.bytes.start = token.bytes.start;
        }
        let skipped = self.open.last().is_some_and(|open| open.skipped);
        let means = if skipped { None } else { self.means(token) };
        if let Some(at) = self.reading.filter(|_| !skipped) {
            match means {
                Some((Means::Skipped, _)) => {}
                Some(_) => self.keep(),
                None if self.stands_beside(at, name) => {
                    self.close_to(at);
                    return self.begin(token);
                }
                None => self.line(token),
            }
        }
        if let Some(above) = self.open.last_mut() {
            above.is_parent = true;
        }
        if self.open.len() >= MOST_DEPTH {
            return;
        }
        let is_skipped = matches!(means, Some((Means::Skipped, _)));
        match means {
            Some((Means::Person(_) | Means::Creator, _)) => self.person = Default::default(),
            Some((Means::Day, _)) => self.day = Default::default(),
            _ => {}
        }
        if !matches!(means, Some((Means::Skipped | Means::Day, _)) | None) {
            self.reading = Some(self.open.len());
            self.text.clear();
        }
        let attributes = token.text;
        // OAI lists what it holds no more by its identifier alone.
        let is_gone = || attribute(attributes, "status").is_some_and(|it| it == "deleted");
        let skipped = skipped || is_skipped || name == "header" && is_gone();
        let strays = self.stray.len();
        let (path, _) = self.told(name, self.open.len());
        self.path.push(name);
        self.open.push(Open {
            name: token.name,
            local: local(token.name),
            path,
            means,
            attributes,
            is_parent: false,
            skipped,
            strays,
        });
    }

    /// Returns the name by which papers refer to what they are part of, if that begins here.
    fn whole(&mut self, token: &Token<'p>) -> Option<Cow<'p, str>> {
        if token.name == "meta" && self.record.is_none() && self.path.last() == Some(&"volume") {
            self.volume = Some(token.bytes.start.to_string());
            return self.volume.clone().map(Cow::Owned);
        }
        (token.name == JOURNAL).then(|| attribute(token.text, "about")).flatten()
    }

    /// Returns true if such a record is open.
    fn is_in(&self, name: &str) -> bool {
        self.record.is_some_and(|(open, _)| open.eq_ignore_ascii_case(name))
    }

    fn is_titled(&self) -> bool {
        let mut fields = self.fields.iter();
        fields.any(|it| it.means == Means::Field(Role::Title) && !it.text.trim().is_empty())
    }

    /// Reads what the attributes of a record tell, and what is around it.
    fn about(&mut self, token: &Token<'p>) {
        if self.is_in("paper")
            && let Some(text) = self.volume.clone()
        {
            let (means, name, attributes) = (Means::PartOf, token.name, "");
            self.fields.push(Field { means, rank: 0, name, attributes, text });
        }
        for (name, means) in [("about", Means::Id), ("uid", Means::Field(Role::Pmid))] {
            if let Some(text) = attribute(token.text, name).map(Cow::into_owned) {
                self.fields.push(Field { means, rank: 0, name, attributes: token.text, text });
            }
        }
    }

    /// Returns the number of the path of an element that stands in the first `depth` of those that are
    /// open, and what the element means.
    fn told(&self, name: &'p str, depth: usize) -> (u32, Option<(Means, usize)>) {
        let around = depth.checked_sub(1).map_or(0, |last| self.open[last].path);
        self.told.of(around, name, || {
            self.paths.set(self.paths.get() + 1);
            (self.paths.get(), roles::of(name, &self.path[..depth]))
        })
    }

    /// Returns what an element means that begins here.
    fn means(&self, token: &Token<'p>) -> Option<(Means, usize)> {
        let name = named(token);
        if self.record.is_none() && !self.is_bare {
            return None;
        }
        let is_channel = token.name.eq_ignore_ascii_case("source");
        if roles::is_foreign(token.name) || is_channel {
            return Some((Means::Skipped, 0));
        }
        let (_, told) = self.told(name, self.open.len());
        told.or_else(|| {
            let (role, rank) = GENERIC.role(name);
            let known = role != Role::Other && self.open.len() < 2 && self.reading.is_none();
            // What a format of this family says itself counts more.
            known.then_some((Means::Field(role), 1000 + rank))
        })
    }

    /// Returns true if the element belongs beside the one at `at`, whose end is missing.
    fn stands_beside(&self, at: usize, name: &'p str) -> bool {
        self.told(name, at).1.is_some_and(|(means, _)| means != Means::Skipped)
    }

    /// Lets an element within a text begin a line, and says its label.
    fn line(&mut self, token: &Token<'p>) {
        let name = markup::local(token.name);
        if BLOCKS.iter().any(|block| block.eq_ignore_ascii_case(name)) {
            self.text.push('\n');
        }
        // Subfields of MARC stand side by side.
        if name == "subfield" {
            self.text.push(' ');
        }
        if let Some(label) = attribute(token.text, "Label").filter(|label| !label.is_empty()) {
            self.text.push_str(&label);
            self.text.push_str(": ");
        }
    }

    fn end(&mut self, token: &Token<'p>) {
        let name = local(token.name);
        let found = self.open.iter().rposition(|open| open.local.eq_ignore_ascii_case(name));
        // The name of an end may have been cut.
        let is_cut = self.open.last().is_some_and(|open| open.local.starts_with(name));
        if let Some(at) = found.or_else(|| is_cut.then(|| self.path.len() - 1)) {
            let within = self.reading.is_some_and(|reading| at > reading);
            if self.record.is_none() && !is_around(name) {
                self.stray.truncate(self.open[at].strays);
            }
            self.close_to(at);
            if within && BLOCKS.iter().any(|block| block.eq_ignore_ascii_case(name)) {
                self.text.push('\n');
            }
            return;
        }
        if (self.is_record)(name) || token.name == JOURNAL || self.is_in(name) {
            if self.record.is_none() || self.is_in(name) {
                self.bytes.end = token.bytes.end;
                self.close_to(0);
                // Of an article whose beginning is lost, the heading of a section is no title.
                let is_lost = self.record.is_none() && name == "article";
                if is_lost && self.fields.len() == 1 && self.is_titled() {
                    self.stray.push(self.bytes.clone());
                    return self.forget();
                }
                self.put();
            }
        } else if is_around(name) && self.record.is_some() {
            self.finish();
        } else if let Some((bytes, text)) = self.untold.take()
            && let Some((means, rank)) = self.means(token)
        {
            self.stray.pop_if(|last| *last == bytes);
            self.bytes.start = bytes.start;
            let (name, attributes) = (token.name, "");
            self.fields.push(Field { means, rank, name, attributes, text });
        }
    }

    /// Closes all elements from the one at `at` on.
    fn close_to(&mut self, at: usize) {
        while self.open.len() > at {
            if self.reading == Some(self.open.len() - 1) {
                self.keep();
            }
            self.path.pop();
            let Some(closed) = self.open.pop() else { break };
            match closed.means {
                Some((Means::Person(role), rank)) => self.keep_person(role, rank, &closed),
                Some((Means::Creator, rank)) => self.keep_person(Role::Author, rank, &closed),
                Some((Means::Day, rank)) => {
                    let text = day(&self.day);
                    // What was printed long ago came online much later.
                    let media = attribute(closed.attributes, "media_type");
                    let is_late = media.is_some_and(|media| media == "online");
                    let rank = if is_late { rank + LATE } else { rank };
                    self.field(Means::Field(Role::Date), rank, &closed, text);
                }
                _ => {}
            }
        }
    }

    /// Keeps the text that was read for the element that is read.
    fn keep(&mut self) {
        let Some(at) = self.reading.take() else { return };
        let text = std::mem::take(&mut self.text);
        let Some(open) = self.open.get(at) else { return };
        let Some((means, rank)) = open.means else { return };
        match means {
            Means::Person(_) if text.trim().is_empty() => {}
            Means::Person(_) => self.person[Part::Whole as usize] = text,
            Means::Name(part) => {
                let kind = attribute(open.attributes, "type").unwrap_or_default();
                let part = match kind.as_ref() {
                    "family" => Part::Family,
                    "given" => Part::Given,
                    "middle" => Part::Middle,
                    "date" | "termsOfAddress" => return,
                    _ => part,
                };
                let place = &mut self.person[part as usize];
                if place.trim().is_empty() {
                    *place = text;
                } else if local(open.name) == "namePart" && !text.trim().is_empty() {
                    // A body and what is part of it.
                    *place = [place.trim(), text.trim()].join(". ");
                }
            }
            Means::DayPart(part) => {
                let place = &mut self.day[part];
                if place.is_empty() {
                    *place = text;
                }
            }
            _ => {
                let (name, attributes) = (open.name, open.attributes);
                if !text.trim().is_empty() || !attributes.is_empty() {
                    self.fields.push(Field { means, rank, name, attributes, text });
                }
            }
        }
    }

    fn keep_person(&mut self, role: Role, rank: usize, closed: &Open<'p>) {
        let [family, given, middle, initials, suffix, whole, did] =
            std::mem::take(&mut self.person);
        let given = if given.trim().is_empty() { initials } else { given };
        let given = [given.trim(), middle.trim()].join(" ");
        let mut text = if family.trim().is_empty() { whole } else { family };
        for part in [&given, &suffix].map(|part| part.trim()) {
            text.push_str(if text.trim().is_empty() || part.is_empty() { "" } else { ", " });
            text.push_str(part);
        }
        // Editors and translators contribute, too.
        let kinds = ["contrib-type", "contributor_role", "type", "role"];
        let mut kinds = kinds.iter().filter_map(|name| attribute(closed.attributes, name));
        let is = |kind: &str, names: &[&str]| {
            let word = kind.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
            names.iter().any(|name| word.eq_ignore_ascii_case(name))
        };
        let is_other = kinds.any(|kind| !is(&kind, AUTHORS));
        let role = match did.trim() {
            "" if is_other => Role::Editor,
            "" => role,
            did if is(did, AUTHORS) => role,
            did if is(did, AROUND_WORK) => Role::Other,
            _ => Role::Editor,
        };
        self.field(Means::Field(role), rank, closed, text);
    }

    fn field(&mut self, means: Means, rank: usize, of: &Open<'p>, text: String) {
        if !text.trim().is_empty() {
            let (name, attributes) = (of.name, of.attributes);
            self.fields.push(Field { means, rank, name, attributes, text });
        }
    }

    /// Ends the record that is open, though its end is missing.
    fn finish(&mut self) {
        self.close_to(0);
        if self.record.is_some() || self.is_first && self.names_a_paper() {
            self.put();
        }
        self.forget();
    }

    /// Returns true if elements without a record around them tell enough of one.
    fn names_a_paper(&self) -> bool {
        let has = |is: fn(Means) -> bool| self.fields.iter().any(|field| is(field.means));
        has(|means| means == Means::Field(Role::Title))
            && has(|means| {
                use Means::*;
                matches!(
                    means,
                    Link | Id | Number | Creator | Description | Field(Role::Doi | Role::Abstract)
                )
            })
    }

    /// Puts the fields that were read down as a record.
    fn put(&mut self) {
        let fields = std::mem::take(&mut self.fields);
        let bytes = self.bytes.clone();
        let about = self.about.take();
        self.found.push(Found { fields, bytes, about });
        self.forget();
        // What follows may lack the tag that begins it.
        (self.is_bare, self.is_first) = (true, false);
        self.bytes = self.bytes.end..self.bytes.end;
    }

    fn forget(&mut self) {
        (self.record, self.about, self.reading, self.untold) = (None, None, None, None);
        self.fields.clear();
        self.open.clear();
        self.path.clear();
        self.text.clear();
    }
}

/// The first word of what a person did, or is, that makes an author, and the codes of these, in lower case.
const AUTHORS: &[&str] =
    &["aut", "author", "authors", "corporate", "corresp", "cre", "creator", "person", "personal"];

/// The first word of what makes none who may stand in for an author, and the codes of these: `thesis advisor`.
const AROUND_WORK: &[&str] = &[
    "degree",
    "dgg",
    "fnd",
    "funder",
    "host",
    "hst",
    "pbl",
    "publisher",
    "spn",
    "sponsor",
    "thesis",
    "ths",
];

/// Elements that an attribute names, as those of PubMed's summaries and of MARC, and what they are
/// where a shape has one element for several: titles of TEI, descriptions of DataCite.
const NAMED: &[(&str, &str)] = &[
    ("Item", "Name"),
    ("datafield", "tag"),
    ("subfield", "code"),
    ("relatedItem", "type"),
    ("relatedItem", "relationType"),
    ("titleInfo", "type"),
    ("detail", "type"),
    ("title", "titleType"),
    ("title", "level"),
    ("biblScope", "unit"),
    ("description", "descriptionType"),
];

/// By how much a date online counts less than others.
const LATE: usize = 500;

/// What Zotero's RDF writes a journal as, beside the papers that refer to it.
const JOURNAL: &str = "bib:Journal";

/// What it writes papers as that are no articles, and Word all of them.
const PAPERS: &[&str] = &[
    "rdf:Description",
    "bib:Book",
    "bib:BookSection",
    "bib:Document",
    "bib:Manuscript",
    "bib:Report",
    "bib:Thesis",
    "b:Source",
];

/// Returns the name of an element without its prefix, one for all that mean the same.
pub(super) fn local(name: &str) -> &str {
    match markup::local(name) {
        "arXivRaw" => "arXiv",
        "journal_article" | "conference_paper" | "content_item" | "posted_content"
        | "dissertation" | "peer_review" => "work",
        _ if PAPERS.contains(&name) => "article",
        name => name,
    }
}

/// Returns the name of an element: in some shapes an attribute says it.
fn named<'p>(token: &Token<'p>) -> &'p str {
    let name = local(token.name);
    let mut by = NAMED.iter().filter(|(known, _)| *known == name);
    match by.find_map(|(_, by)| attribute(token.text, by)) {
        Some(Cow::Borrowed(given)) if !given.is_empty() => given,
        _ => name,
    }
}

fn is_root(name: &str) -> bool {
    ROOTS.iter().any(|root| root.eq_ignore_ascii_case(name))
}

fn is_around(name: &str) -> bool {
    AROUND.iter().any(|around| around.eq_ignore_ascii_case(name))
}

/// Joins year, month and day; a part may hold more than its name says.
fn day([year, month, day]: &[String; 3]) -> String {
    let (year, month) = (year.trim(), month.trim());
    if !year.is_empty() && month.contains(year) {
        return month.to_owned();
    }
    [year, month, day.trim()].join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn feeds_in_texts_of_json_are_read_without_escapes() {
        let text = r#"{"body": "<entry>\n  <title>Sheep\n  at \"Night\"</title>\n  <author>\n    <name>Ana Lee</name>\n  </author>\n  <link href=\"https://example.org/1\"/>\n</entry>\n"}"#;
        let (found, _) = read(text, |name| name == "entry");
        let fields: Vec<_> = found.iter().flat_map(|it| &it.fields).collect();
        let texts: Vec<&str> =
            fields.iter().map(|it| it.text.trim()).filter(|it| !it.is_empty()).collect();
        assert_eq!(texts, ["Sheep\n  at \"Night\"", "Ana Lee"]);
        let addresses = fields.iter().filter_map(|it| attribute(it.attributes, "href"));
        assert_eq!(addresses.collect::<Vec<_>>(), ["https://example.org/1"]);
    }
}
