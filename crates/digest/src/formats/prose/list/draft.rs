//! What has been understood of a paper so far, and whether that is enough to call it one.

use super::inline::Inline;
use super::labels::{self, Label};
use super::names;
use super::places;
use crate::formats::record::{Record, Role, bare_name, imprint, is_count, score};
use skimmark_paper::category;
use skimmark_paper::date::PartialDate;
use skimmark_paper::ids::{self, address, mention};
use skimmark_paper::links::LinkKind;
use skimmark_paper::score::Score;
use skimmark_paper::text::{lowercase, urls};

/// A paper that is being read.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub record: Record<'static>,
    /// Texts that may be the abstract: how good each is, its label, itself.
    texts: Vec<(u8, String, String)>,
    notes: Vec<String>,
    /// How many fields have a label that is known.
    pub labeled: u32,
    /// The authors have a label.
    pub credited: bool,
    /// Authors stand where authors stand, without a label.
    pub signed: bool,
    /// It says how long reading it takes, as newsletters do.
    pub timed: bool,
    /// A key of NASA ADS names it.
    pub keyed: bool,
    /// The title is a link.
    pub linked: bool,
    /// Names stand below the title, one a line.
    pub listed: bool,
    /// An identifier, or the address of a paper's page, stands where it must be the paper's own.
    pub identified: bool,
    /// It has the form of a reference.
    pub cited: bool,
    /// It says in which year of which venue it appeared.
    pub placed: bool,
    /// How often it was cited, or voted for.
    pub count: Option<Score>,
    /// The title as the line had it, if what looked like names was parted from it.
    pub parted: Option<String>,
    /// Identifiers that are the paper's own.
    pub own: Vec<String>,
}

/// An abstract proper, one by a label of its own, what stands there without a label.
const ABSTRACT: u8 = 0;
const SUMMARY: u8 = 1;
const TEXT: u8 = 2;

/// Site of papers whose clipped pages have addresses without their host.
const HOST: &str = "https://huggingface.co";

impl Draft {
    pub fn title(&mut self, text: &str) {
        self.record.add(Role::Title, text.trim().to_owned());
    }

    pub fn has_text(&self) -> bool {
        !self.texts.is_empty()
    }

    pub fn is_titled(&self) -> bool {
        self.record.of(Role::Title).next().is_some()
    }

    /// Takes back what looked like names after the title, as the authors stand below.
    pub fn rejoin(&mut self) {
        if let Some(title) = self.parted.take() {
            let by_place = |role| matches!(role, Role::Title | Role::Authors | Role::Author);
            self.record.fields.retain(|field| !by_place(field.role));
            self.title(&title);
        }
    }

    /// Adds people as a list wrote them.
    pub fn authors(&mut self, text: &str) {
        let counted = names::without_count(text);
        self.record.known.more_authors |= counted.is_some();
        let text = counted.as_deref().unwrap_or(text).trim();
        let text = text.trim_matches(['*', '_', ',', ';']).trim();
        let text = ["by ", "By "].iter().find_map(|by| text.strip_prefix(by)).unwrap_or(text);
        let none = ["null", "none", "n/a", "unknown", "nan"].contains(&lowercase(text).as_str());
        if none || text.is_empty() {
            return;
        }
        // `Lee, Ana | Hill University`
        if let Some((person, place)) = text.split_once(" | ").filter(|it| names::is_place(it.1)) {
            self.record.add(Role::Affiliation, place.to_owned());
            return match person.split_once(", ") {
                Some((_, given)) if !given.contains(' ') => self.person(person),
                _ => self.authors(person),
            };
        }
        // `Lee A, Ek B.`
        let stop =
            text.strip_suffix('.').filter(|rest| !rest.contains('.') && !rest.ends_with(" al"));
        let sign = if text.contains(',') { "; " } else { ", " };
        let text = stop.unwrap_or(text).replace("et.al.", "et al.").replace(" | ", sign);
        if let Some(people) = names::formal(&text) {
            return people.into_iter().for_each(|name| self.person(name));
        }
        if let Some((people, places)) = names::with_places(&text) {
            self.record.add(Role::Authors, people);
            return self.record.add(Role::Affiliation, places);
        }
        let family_first = text.contains(';') && text.contains(',') && !text.contains('(');
        let (role, text) = match family_first {
            true => (Role::Author, text.replace(" and ", "; ").replace(" & ", "; ")),
            false => (Role::Authors, text),
        };
        self.record.add(role, text);
    }

    pub fn person(&mut self, name: &str) {
        self.record.add(Role::Author, name.trim().to_owned());
    }

    pub fn date(&mut self, date: PartialDate) {
        self.record.known.date = self.record.known.date.or(Some(date));
    }

    pub fn venue(&mut self, text: &str) {
        let text = text.trim().trim_matches([',', ';', ' ']);
        if text.is_empty() {
            return;
        }
        if self.record.of(Role::Venue).next().is_some() {
            self.note("", text);
        } else {
            self.record.add(Role::Venue, text.to_owned());
        }
    }

    /// Adds where the paper appeared, if a text says that with more than a year.
    pub fn publication(&mut self, text: &str) -> bool {
        let place = imprint::publication(text);
        let words = place.venue.split_whitespace().count();
        let named = (1..=10).contains(&words) && place.venue.starts_with(char::is_uppercase);
        // The signs of the text may be longer than those of the venue.
        let after = text.get(place.venue.len()..).unwrap_or_default();
        let parted = after.starts_with([',', ';', '.']);
        let (Some(year), true) = (place.year, named && parted) else { return false };
        self.venue(&place.venue);
        self.date(PartialDate::year_only(year));
        self.placed = true;
        for (role, text) in
            [(Role::Volume, place.volume), (Role::Issue, place.issue), (Role::Pages, place.pages)]
        {
            self.record.add(role, text);
        }
        true
    }

    pub fn summary(&mut self, text: &str) {
        self.texts.push((TEXT, String::new(), text.trim().to_owned()));
    }

    pub fn note(&mut self, name: &str, text: &str) {
        let text = text.trim();
        if text.chars().any(char::is_alphanumeric) || !name.is_empty() {
            let colon = if name.is_empty() || text.is_empty() { "" } else { ": " };
            self.notes.push([name, colon, text].concat());
        }
    }

    /// Lets the text that came last go on.
    pub fn go_on(&mut self, to: Option<Label>, text: &str) {
        let last = match to {
            Some(Label::Field(Role::Abstract) | Label::Summary) => {
                self.texts.last_mut().map(|(_, _, text)| text)
            }
            Some(_) => self.notes.last_mut(),
            None => self.texts.last_mut().map(|(_, _, text)| text),
        };
        match last {
            Some(last) if last.is_empty() => last.push_str(text.trim()),
            Some(last) => {
                last.push('\n');
                last.push_str(text.trim());
            }
            None => self.summary(text),
        }
    }

    /// Adds an address that belongs to the paper; `words` says in words what it leads to.
    pub fn address(&mut self, url: &str, words: &str) {
        let whole;
        let url = match url.starts_with("/papers/") {
            true => {
                whole = [HOST, url].concat();
                &whole
            }
            false => url,
        };
        if !url.contains("://") {
            return;
        }
        let found = address::read(url);
        let own = !found.ids.is_empty();
        let is_page = own || urls::page_of_paper(url).is_some();
        let label = lowercase(words.trim());
        let kind = urls::classify(url);
        let named = |names: &[&str]| names.iter().any(|name| label.contains(name));
        let role = if kind == LinkKind::Code || named(&["code", "github", "代码"]) && !is_page {
            Role::Code
        } else if is_page || named(&["paper", "论文", "abs"]) {
            Role::Page
        } else if named(&["pdf"]) {
            Role::Pdf
        } else {
            Role::Link
        };
        self.identified |= is_page && kind != LinkKind::Code;
        let ids = [found.ids.arxiv, found.ids.doi, found.ids.pmid];
        ids.into_iter().flatten().for_each(|id| self.own(id));
        self.record.add(role, url.to_owned());
    }

    fn own(&mut self, id: String) {
        if !self.own.contains(&id) {
            self.own.push(id);
        }
    }

    /// Adds the identifier that a word is; returns false if there is none. A bare number counts only if
    /// `alone` says that nothing else stands around it.
    pub fn id(&mut self, word: &str, alone: bool) -> bool {
        let Some(id) = bare_id(word, alone) else { return false };
        self.identified = true;
        self.own(ids::arxiv(&id).map_or(id.clone(), |(id, _)| id.to_owned()));
        self.record.add(Role::Arxiv, id);
        true
    }

    /// Adds the paper's page at NASA ADS, and the year that its key begins with.
    pub fn bibcode(&mut self, code: &str) {
        (self.identified, self.keyed) = (true, true);
        self.record.add(Role::Page, ["https://ui.adsabs.harvard.edu/abs/", code].concat());
        // `2026arXiv260601234L`, `2010arXiv1001.1234L`
        let number = code.get(9..18).filter(|_| code.get(4..9) == Some("arXiv"));
        if let Some((month, rest)) = number.and_then(|number| number.split_at_checked(4)) {
            let point = if rest.contains('.') { "" } else { "." };
            self.record.add(Role::Arxiv, [month, point, rest].concat());
        }
        code.get(..4)
            .and_then(|year| year.parse().ok())
            .into_iter()
            .for_each(|year| self.date(PartialDate::year_only(year)));
    }

    /// Adds the identifiers and addresses that a text holds, and returns what else it says.
    pub fn mentions(&mut self, text: &str) -> String {
        let mut text = text.to_owned();
        if let Some(found) = mention::find(&text) {
            self.identified = true;
            if let Some(id) = found.ids.arxiv {
                let version =
                    found.version.map_or(String::new(), |it| ["v", &it.to_string()].concat());
                self.own(id.clone());
                self.record.add(Role::Arxiv, [id, version].concat());
            }
            if let Some(doi) = found.ids.doi {
                self.own(doi.clone());
                self.record.add(Role::Doi, doi);
            }
            if let Some(pmid) = found.ids.pmid {
                self.own(pmid.clone());
                self.record.add(Role::Pmid, pmid);
            }
            found.links.iter().for_each(|link| self.address(&link.url, ""));
            text = found.rest;
        } else {
            let found = urls::find(&text);
            for hit in &found {
                self.address(&hit.url, "");
            }
            for hit in found.iter().rev() {
                text.replace_range(hit.range.clone(), "");
            }
        }
        let words: Vec<&str> = text.split_whitespace().collect();
        let alone =
            words.iter().filter(|word| word.chars().any(char::is_alphanumeric)).count() == 1;
        let doi = |word: &str| word.trim_matches(['.', ':', ',', ';']).eq_ignore_ascii_case("doi");
        let dated = self.record.of(Role::Doi).next().is_some();
        let words = words.into_iter().filter(|word| !(dated && doi(word)));
        let kept: Vec<&str> = words.filter(|word| !self.id(word, alone)).collect();
        kept.join(" ")
    }

    /// Adds the field that a label names.
    pub fn field(&mut self, label: Label, name: &str, value: &Inline, from: usize) {
        self.labeled += 1;
        let text = value.text.get(from..).unwrap_or_default().trim();
        let keep_links = matches!(
            label,
            Label::Link | Label::Field(Role::Code | Role::Arxiv | Role::Doi | Role::Pmid)
        );
        if !keep_links {
            for span in &value.spans {
                self.beside(&span.url, value.words(span));
            }
        }
        match label {
            Label::Field(Role::Title) => self.title(text),
            Label::Field(Role::Authors) => {
                self.credited = true;
                self.rejoin();
                self.authors(text);
            }
            Label::Field(Role::Abstract) => {
                self.texts.push((ABSTRACT, name.to_owned(), text.to_owned()))
            }
            Label::Summary => self.texts.push((SUMMARY, name.to_owned(), text.to_owned())),
            Label::Field(Role::Date) => match places::date(text) {
                Some(date) => self.date(date),
                None => self.record.add(Role::Date, text.to_owned()),
            },
            Label::Field(Role::Affiliation | Role::Keywords) => {
                let Label::Field(role) = label else { return };
                let text = if role == Role::Keywords {
                    text.replace([',', '，', '、'], ";")
                } else {
                    text.to_owned()
                };
                self.record.add(role, text);
            }
            Label::Rank => self.rank(name, text),
            Label::Subjects => self.subjects(text),
            Label::Source => self.source(text),
            Label::Link | Label::Field(Role::Code | Role::Arxiv | Role::Doi | Role::Pmid) => {
                self.links(name, value, from);
            }
            Label::Field(_) => self.note("", text),
            Label::Note => {
                if is_count(&bare_name(name)) {
                    self.count = self.count.or(score(text));
                }
                self.note(name, text);
            }
        }
    }

    /// Adds a link that stands in the text of a field.
    pub fn beside(&mut self, url: &str, words: &str) {
        let before = self.identified;
        if url.contains("://") {
            let own = self.own.len();
            let code = labels::meaning(words) == Some(Label::Field(Role::Code));
            let role = if code { Role::Code } else { Role::Link };
            self.record.add(role, url.to_owned());
            self.own.truncate(own);
        }
        self.identified = before;
    }

    /// Adds the addresses and identifiers of a field that holds nothing else.
    fn links(&mut self, name: &str, value: &Inline, from: usize) {
        for span in &value.spans {
            if !span.url.is_empty() && span.range.end >= from {
                self.address(&span.url, &[name, " ", value.words(span)].concat());
            }
        }
        let mut left = value.clone();
        let gone: Vec<_> = value
            .spans
            .iter()
            .filter(|span| !span.url.is_empty())
            .map(|span| span.range.clone())
            .collect();
        left.cut(&ordered(gone));
        let start = from.min(left.text.len());
        let text =
            left.text.get(left.text.floor_char_boundary(start)..).unwrap_or_default().to_owned();
        let pmid = labels::meaning(name) == Some(Label::Field(Role::Pmid));
        let digits = text.trim().find(|c: char| !c.is_ascii_digit()).unwrap_or(text.trim().len());
        let (first, rest) = text.trim().split_at(digits);
        if let Some(id) = ids::pmid(first).filter(|_| pmid) {
            self.record.add(Role::Pmid, id.to_owned());
            self.identified = true;
            // `Free article.`, `[PubMed - in process]`, `DOI: 10.1000/1`
            let left = self.mentions(rest);
            self.note("", left.trim_matches(|c: char| !c.is_alphanumeric()));
            return;
        }
        let rest = self.mentions(&text);
        let rest = rest.trim_matches(|c: char| !c.is_alphanumeric());
        let label = rest
            .split([' ', '/', '|', ','])
            .all(|word| word.is_empty() || labels::meaning(word).is_some());
        if !label {
            self.note(name, rest);
        }
    }

    fn rank(&mut self, name: &str, text: &str) {
        let score = score(text);
        self.record.known.score = self.record.known.score.or(score);
        let plain = text.trim_end_matches(['.', '*', ' ']);
        let fraction = plain.split_once('.').map_or("", |(_, rest)| rest);
        let exact = plain.bytes().all(|b| b.is_ascii_digit() || b == b'.') && fraction.len() <= 1;
        if score.is_none() || !exact {
            self.note(name, text);
        }
    }

    /// Adds categories; subjects that are not arXiv's are keywords.
    fn subjects(&mut self, text: &str) {
        let text = text.strip_prefix("Subjects:").unwrap_or(text).trim();
        let coded = |part: &str| {
            part.rsplit_once('(')
                .is_some_and(|(_, code)| category::is_known(code.trim_end_matches(')')))
        };
        if text.split(';').any(coded) {
            return self.record.add(Role::Subjects, text.to_owned());
        }
        let bare = |word: &str| word.trim_matches(|c: char| "()[]`*".contains(c)).to_owned();
        let words = text
            .split(|c: char| c.is_whitespace() || ",;|/".contains(c))
            .filter(|word| !word.is_empty());
        let words: Vec<String> = words.map(bare).collect();
        match words.iter().all(|word| category::is_written(word)) {
            true => self.record.add(Role::Categories, words.join(" ")),
            false => self.record.add(Role::Keywords, text.replace([',', '，', '、'], ";")),
        }
    }

    /// `Journal of Wool (2026-05-22)`, `bioRxiv (all) (bioRxiv)`.
    fn source(&mut self, text: &str) {
        let (name, rest) = text.rsplit_once('(').unwrap_or((text, ""));
        let inner = rest.trim_end().strip_suffix(')').unwrap_or_default();
        match places::date(inner) {
            Some(date) => {
                self.date(date);
                self.venue(name);
            }
            // `Journal of Wool, 2021`
            None if self.publication(text) => {}
            None => {
                self.venue(text.strip_suffix("()").unwrap_or(text));
                self.placed |= places::venue_year(text).is_some();
            }
        }
    }

    /// Returns the record, with how sure it is.
    pub fn finish(mut self, confidence: f32) -> Record<'static> {
        let best = self.texts.iter().enumerate().filter(|(_, (.., text))| !text.is_empty());
        let best = best.min_by_key(|(_, (rank, ..))| *rank).map(|(at, _)| at);
        let mut comments = Vec::new();
        for (at, (rank, name, text)) in std::mem::take(&mut self.texts).into_iter().enumerate() {
            // Texts without a label, one after the other, are the paragraphs of one.
            if Some(at) == best {
                self.record.add(Role::Abstract, text);
            } else if rank == TEXT || name.is_empty() {
                comments.push(text);
            } else if !text.is_empty() {
                comments.push([&name, ": ", &text].concat());
            }
        }
        comments.append(&mut self.notes);
        self.record.add(Role::Comments, comments.join("\n"));
        self.record.known.score = self.record.known.score.or(self.count);
        self.record.known.confidence = Some(confidence);
        self.record
    }
}

/// Returns true for the key that NASA ADS gives to a paper: `2024ApJ...963..100A`.
pub(super) fn is_bibcode(code: &str) -> bool {
    let bytes = code.as_bytes();
    bytes.len() == 19
        && bytes[..4].iter().all(u8::is_ascii_digit)
        && bytes[18].is_ascii_uppercase()
        && bytes[4].is_ascii_alphabetic()
        && bytes.iter().all(|byte| byte.is_ascii_alphanumeric() || b".&".contains(byte))
}

/// Returns the stretches in order, without those that begin within another.
pub(super) fn ordered(ranges: Vec<std::ops::Range<usize>>) -> Vec<std::ops::Range<usize>> {
    let mut kept: Vec<std::ops::Range<usize>> = Vec::new();
    for range in ranges {
        let at = kept.partition_point(|other| other.start <= range.start);
        kept.insert(at, range);
    }
    let mut end = 0;
    kept.retain(|range| {
        let apart = range.start >= end;
        end = end.max(range.end);
        apart
    });
    kept
}

/// Archives of arXiv whose identifiers have no point in them, as far as their names are words.
const ARCHIVES: &[&str] = &["math", "cs", "physics", "nlin", "astro-ph", "gr-qc"];

/// Returns the identifier of arXiv that a word is without saying so: `hep-ph/9901001`, and
/// `2601.00001v2` if it stands `alone` or with its version.
fn bare_id(word: &str, alone: bool) -> Option<String> {
    let word = word.trim_matches(|c: char| "[]()<>{}.,;:*\"`|".contains(c));
    let (id, version) = ids::arxiv(word)?;
    if let Some((archive, _)) = id.split_once('/') {
        let name = archive.split('.').next().unwrap_or_default();
        let known = ARCHIVES.contains(&name)
            || name.contains('-') && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
        return known.then(|| word.to_owned());
    }
    let month = id.get(2..4)?;
    ((version.is_some() || alone) && ("01"..="12").contains(&month)).then(|| word.to_owned())
}
