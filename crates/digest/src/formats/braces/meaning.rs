//! What the fields of BibTeX and biblatex say.

use std::borrow::Cow;
use std::collections::HashMap;

use super::syntax::{Piece, Raw};
use super::text::{names, plain};
use crate::formats::record::{Field, Names, Record, Remembered, Role};
use skimmark_paper::ids;
use skimmark_paper::pairs;
use skimmark_paper::text::{readable, urls};
use skimmark_paper::texts::Pairs;

/// What the names of fields mean.
const NAMES: Names = Names {
    own: &[
        (Role::Title, "title booktitle maintitle shorttitle"),
        (Role::Author, "author authors"),
        (Role::Editor, "editor editors"),
        (Role::Date, "date year issue_date eventdate"),
        (Role::Doi, "doi"),
        (Role::Arxiv, "arxiv arxivid arxiv_id eprint"),
        (Role::Pmid, "pmid pubmed pubmedid"),
        (Role::Page, "url link adsurl ee bdsk-url-1 opturl"),
        (Role::Pdf, "pdf"),
        (
            Role::Venue,
            "journal journaltitle venue fjournal shortjournal eventtitle school institution \
             howpublished series",
        ),
        (Role::Issue, "number issue"),
        (Role::Pages, "pages eid articleno"),
        (Role::Categories, "primaryclass eprintclass"),
        (Role::Comments, "note comment annote annotation"),
        (Role::Affiliation, "affiliation"),
    ],
};

/// Kinds of entries, with CSL's.
const KINDS: &[(&str, &[&str])] = &[
    ("article-journal", &["article"]),
    ("paper-conference", &["inproceedings", "conference"]),
    ("chapter", &["incollection", "inbook", "suppbook"]),
    ("book", &["book", "proceedings", "collection", "mvbook", "booklet"]),
    ("thesis", &["phdthesis", "mastersthesis", "thesis"]),
    ("report", &["techreport", "report"]),
    ("webpage", &["online", "electronic", "www", "web_page"]),
    ("manuscript", &["unpublished"]),
];

/// Names that ADS and others write for journals.
static JOURNALS: Pairs = pairs![
    ("aap", "Astronomy and Astrophysics"),
    ("aj", "The Astronomical Journal"),
    ("apj", "The Astrophysical Journal"),
    ("apjl", "The Astrophysical Journal Letters"),
    ("apjs", "The Astrophysical Journal Supplement Series"),
    ("araa", "Annual Review of Astronomy and Astrophysics"),
    ("icarus", "Icarus"),
    ("jcap", "Journal of Cosmology and Astroparticle Physics"),
    ("mnras", "Monthly Notices of the Royal Astronomical Society"),
    ("nat", "Nature"),
    ("pasa", "Publications of the Astronomical Society of Australia"),
    ("pasj", "Publications of the Astronomical Society of Japan"),
    ("pasp", "Publications of the Astronomical Society of the Pacific"),
    ("physrep", "Physics Reports"),
    ("pra", "Physical Review A"),
    ("prb", "Physical Review B"),
    ("prc", "Physical Review C"),
    ("prd", "Physical Review D"),
    ("pre", "Physical Review E"),
    ("prl", "Physical Review Letters"),
    ("rmp", "Reviews of Modern Physics"),
    ("solphys", "Solar Physics"),
    ("ssr", "Space Science Reviews"),
];

/// How sure it is that an entry without a title is named by something else in it.
const UNTITLED: f32 = 0.5;

/// Up to how many strings a name in another case than the string's is looked for.
const MOST_CASELESS: usize = 200;

/// The strings of a page, by their names.
#[derive(Default)]
pub(super) struct Strings<'t> {
    places: HashMap<&'t str, u32>,
    all: Vec<(&'t str, String)>,
    roles: Remembered<'t, (Role, usize)>,
}

impl<'t> Strings<'t> {
    /// Takes the strings that an entry defines.
    pub fn define(&mut self, raw: &Raw<'t>) {
        for field in &raw.fields {
            let text = self.joined(&field.pieces).into_owned();
            let place = skimmark_paper::words::to_u32(self.all.len());
            self.places.insert(field.name, place);
            self.all.push((field.name, text));
        }
    }

    /// Returns the pieces of a value as one text, with what their names stand for.
    fn joined(&self, pieces: &[Piece<'t>]) -> Cow<'t, str> {
        if let [Piece::Text(text)] = pieces {
            return Cow::Borrowed(text);
        }
        let one = |piece: &Piece<'t>| match *piece {
            Piece::Text(text) => text.to_owned(),
            Piece::Bare(name) => self.string(name).unwrap_or(name).to_owned(),
        };
        Cow::Owned(pieces.iter().map(one).collect())
    }

    fn string(&self, name: &str) -> Option<&str> {
        let exact = self.places.get(name).and_then(|place| self.all.get(*place as usize));
        let caseless = || {
            let first = self.all.iter().take(MOST_CASELESS);
            first.rev().find(|(known, _)| known.eq_ignore_ascii_case(name))
        };
        exact.or_else(caseless).map(|(_, text)| text.as_str())
    }
}

/// An entry with its values in one piece each.
pub(super) struct Values<'t> {
    kind: &'t str,
    key: &'t str,
    all: Vec<Value<'t>>,
}

/// A value in one piece.
struct Value<'t> {
    name: &'t str,
    means: (Role, usize),
    text: Cow<'t, str>,
}

impl<'t> Values<'t> {
    /// Joins the pieces of the values of an entry.
    pub fn of(kind: &'t str, raw: &Raw<'t>, strings: &Strings<'t>) -> Self {
        let joined = raw.fields.iter().map(|it| Value {
            name: it.name,
            means: strings.roles.of(0, it.name, || NAMES.role(it.name)),
            text: strings.joined(&it.pieces),
        });
        let filled = joined.filter(|value| !value.text.trim().is_empty());
        Self { kind, key: raw.key, all: filled.collect() }
    }

    fn get(&self, name: &str) -> Option<&str> {
        let mut all = self.all.iter();
        all.find(|it| it.name.eq_ignore_ascii_case(name)).map(|it| it.text.as_ref())
    }

    /// Returns the key of the entry.
    pub fn key(&self) -> &'t str {
        self.key
    }

    /// Returns the key of the entry that has what this one lacks.
    pub fn parent(&self) -> Option<&str> {
        self.get("crossref").map(str::trim)
    }

    /// Returns the record; `parent` is the entry that it refers to.
    pub fn record(&self, parent: Option<&Values<'t>>) -> Record<'t> {
        let mut record = Record::default();
        self.all.iter().for_each(|value| add(&mut record, value));
        self.title(&mut record);
        self.date(&mut record);
        self.preprint(&mut record);
        if let Some(parent) = parent {
            inherit(&mut record, parent);
        }
        let kind = KINDS
            .iter()
            .find(|(_, names)| names.iter().any(|name| name.eq_ignore_ascii_case(self.kind)));
        record.add(Role::Type, kind.map_or(self.kind, |(kind, _)| kind));
        record
    }

    /// Adds the title with its subtitle. What has none is named by its book, or by its key if
    /// anything else of it is known.
    fn title(&self, record: &mut Record<'t>) {
        let of = |name: &str| self.get(name).map(|value| one_line(&plain(value)));
        let filled = |name: &str| of(name).filter(|text| !readable(text).is_empty());
        let book = filled("booktitle").map(|book| with_rest(book, filled("booksubtitle")));
        if let Some(title) = filled("title") {
            record.add(Role::Title, with_rest(title, filled("subtitle")));
            if let Some(book) = book {
                // What is in a book may be in a journal, too; that is its series.
                record.fields.insert(0, field(Role::Venue, book));
            }
            return;
        }
        let named = book.or_else(|| filled("maintitle")).or_else(|| filled("shorttitle"));
        let tells = record.of(Role::Author).chain(record.of(Role::Abstract)).next().is_some();
        let by_key = || (tells && !self.key.is_empty()).then(|| self.key.to_owned());
        if named.is_none() {
            record.known.confidence = Some(UNTITLED);
        }
        if let Some(title) = named.or_else(by_key) {
            record.add(Role::Title, title);
        }
    }

    /// Adds the date, which may be in three fields.
    fn date(&self, record: &mut Record<'t>) {
        let of = |name: &str| self.get(name).map(|value| readable(&one_line(&plain(value))));
        let date = of("date").filter(|date| date.contains(|c: char| c.is_ascii_digit()));
        record.fields.extend(date.map(|date| field(Role::Date, date)));
        let Some(year) = of("year") else { return };
        // Some put letters before it, so that entries sort.
        let from = year.find(|c: char| c.is_ascii_digit()).unwrap_or(0);
        let mut date = year[from..].to_owned();
        if let Some(month) = of("month") {
            // Of two months the first one.
            let number = month.trim_end_matches(|c: char| !c.is_ascii_digit()).split('-').next();
            let number = number.filter(|it| it.bytes().all(|byte| byte.is_ascii_digit()));
            date = [date.as_str(), number.filter(|it| !it.is_empty()).unwrap_or(&month)].join(" ");
            if let Some(day) = of("day") {
                date = [date, day].join(" ");
            }
        }
        record.fields.push(field(Role::Date, date));
    }

    /// Adds the number of a preprint, wherever it stands.
    fn preprint(&self, record: &mut Record<'t>) {
        let of = |name: &str| self.get(name).map(|value| readable(&one_line(&plain(value))));
        let system = ["archiveprefix", "eprinttype"].iter().find_map(|name| of(name));
        let system = system.unwrap_or_default().to_ascii_lowercase();
        if let Some(id) = of("eprint") {
            let role = match system.as_str() {
                "pubmed" | "pmid" => Role::Pmid,
                _ if id.contains("://") => Role::Page,
                "" | "arxiv" => Role::Arxiv,
                _ => Role::Other,
            };
            let id = if role == Role::Arxiv { first_id(&id) } else { id };
            record.fields.push(field(role, id));
        }
        let own = ["arxiv", "arxivid", "arxiv_id"].iter().find_map(|name| of(name));
        record.fields.extend(own.map(|id| field(Role::Arxiv, first_id(&id))));
        // DBLP: journal CoRR, volume abs/2601.00001.
        if let Some(id) = of("volume").and_then(|it| it.strip_prefix("abs/").map(str::to_owned)) {
            record.fields.retain(|field| field.role != Role::Volume);
            record.fields.push(field(Role::Arxiv, id));
        }
        for name in ["journal", "note", "number", "howpublished", "eprint"] {
            // What has no such sign, and nothing that may be read as one, need not be read.
            let may = self.get(name).is_some_and(|value| value.contains([':', '\\', '&']));
            let Some(text) = may.then(|| of(name)).flatten() else { continue };
            let lower = text.to_ascii_lowercase();
            if lower.starts_with("arxiv") && lower.contains(':') {
                let at = text.find(':').map_or(0, |colon| colon + 1);
                record.fields.push(field(Role::Arxiv, first_id(&text[at..])));
                if name == "number" {
                    record.fields.retain(|field| field.role != Role::Issue);
                }
            }
        }
    }
}

/// Adds a field.
fn add<'t>(record: &mut Record<'t>, value: &Value<'t>) {
    let &Value { name, means, ref text } = value;
    let own = match means.0 {
        // Of these, one value needs others.
        Role::Title | Role::Date | Role::Arxiv => return,
        Role::Author | Role::Editor => return people(record, value),
        Role::Venue if text.contains("://") => {
            record.fields.push(field(Role::Page, address(text)));
            return;
        }
        Role::Venue => venue(text),
        Role::Page | Role::Pdf => address(text),
        Role::Pages => readable(&plain(text)).replace(['–', '—'], "-").replace(" - ", "-"),
        Role::Keywords => {
            let text = plain(text);
            let sign = if text.contains(';') { ';' } else { ',' };
            let words: Vec<String> = text.split(sign).map(one_line).collect();
            words.join("\n")
        }
        _ => plain(text).into_owned(),
    };
    record.add_named(means, name, Cow::Owned(own));
}

fn field<'t>(role: Role, text: String) -> Field<'t> {
    Field { role, rank: 0, name: "", text: Cow::Owned(text) }
}

/// Returns the first word of `text` that is an arXiv identifier: `arXiv:2601.00001 [cs.CL]`.
fn first_id(text: &str) -> String {
    let bare = |word: &str| word.rsplit(':').next().unwrap_or_default().to_owned();
    let mut words = text.split(|c: char| c.is_whitespace() || ",;".contains(c)).map(bare);
    words.find(|word| ids::arxiv(word).is_some()).unwrap_or_default()
}

fn with_rest(title: String, rest: Option<String>) -> String {
    match rest {
        Some(rest) if title.ends_with([':', '?', '!', '.']) => [title, rest].join(" "),
        Some(rest) => [title, rest].join(": "),
        None => title,
    }
}

fn one_line(text: &str) -> String {
    skimmark_paper::text::unwrap(text.lines())
}

/// Returns the address in a value, or its text.
fn address(value: &str) -> String {
    let text = readable(&plain(value));
    let found = urls::find(&text).into_iter().next();
    found.map_or(text, |found| found.url)
}

/// Returns the name of a journal, in full where a macro is for it.
fn venue(value: &str) -> String {
    let text = plain(value);
    let name = text.trim().trim_start_matches('{').trim_end_matches('}').strip_prefix('\\');
    let known = |name: &str| JOURNALS.iter().find(|(known, _)| *known == name.trim());
    match name.and_then(known) {
        Some((_, journal)) => (*journal).to_owned(),
        None => text.into_owned(),
    }
}

/// Adds the people of a list.
fn people<'t>(record: &mut Record<'t>, value: &Value<'t>) {
    let &Value { name, means: (role, rank), ref text } = value;
    let all = names(text);
    let is_list = |text: &str| {
        let commas = text.matches(',').count();
        commas > 2 || text.ends_with(',') || text.contains(" & ")
    };
    // Commas in place of `and`.
    if all.iter().any(|it| !it.is_body && is_list(&it.text)) {
        if role == Role::Author {
            record.fields.push(field(Role::Authors, one_line(&plain(text))));
        }
        return;
    }
    for one in all {
        if one.text.eq_ignore_ascii_case("others") {
            record.known.more_authors = true;
            continue;
        }
        let text = Cow::Owned(one_line(&plain(&one.text)));
        let role = if one.is_body && role == Role::Author { Role::Body } else { role };
        record.fields.push(Field { role, rank, name, text });
    }
}

/// Adds what the book of a chapter or the proceedings of a paper tell, and the record does not.
fn inherit<'t>(record: &mut Record<'t>, parent: &Values<'t>) {
    let book = parent.get("booktitle").or_else(|| parent.get("title"));
    if record.of(Role::Venue).next().is_none()
        && let Some(book) = book
    {
        record.fields.push(field(Role::Venue, plain(book).into_owned()));
    }
    if record.of(Role::Date).next().is_none() {
        parent.date(record);
    }
    if record.of(Role::Volume).next().is_none()
        && let Some(volume) = parent.get("volume")
    {
        record.fields.push(field(Role::Volume, volume.to_owned()));
    }
}
