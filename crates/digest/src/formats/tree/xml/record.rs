//! From the fields of a record of XML to the fields that all formats have.

use std::borrow::Cow;
use std::collections::HashMap;

use super::description::{self, Told};
use super::markup::{self, attribute};
use super::roles::Means;
use super::title;
use super::walk::{Field, Found};
use crate::formats::record::{self, Record, Role};
use crate::formats::shared::{boilerplate, links};
use crate::intake::{entities, html};
use skimmark_paper::category;
use skimmark_paper::entry::Announcement;
use skimmark_paper::ids;
use skimmark_paper::text::unwrap;

/// How many texts of one record are put together at most.
const MOST_TEXTS: usize = 16;

/// Relations of addresses that lead to the paper.
const OWN: &[&str] = &["alternate", "related", "canonical"];

/// How feeds say how a paper was announced.
const ANNOUNCED: &[(&str, &[Announcement])] = &[
    ("new", &[Announcement::New]),
    ("cross", &[Announcement::Cross]),
    ("replace", &[Announcement::Replaced]),
    ("replace-cross", &[Announcement::Cross, Announcement::Replaced]),
];

/// Returns the record with its fields, and those of the one of `wholes` that it is part of, by its name.
pub(super) fn of<'p>(found: &Found<'p>, wholes: &HashMap<Cow<'p, str>, Found<'p>>) -> Record<'p> {
    let mut reader = Reader::default();
    let creators = found.fields.iter().filter(|it| it.means == Means::Creator && !is_blank(it));
    let is_alone = creators.count() == 1;
    for field in &found.fields {
        reader.take(field, is_alone);
    }
    let names = found.fields.iter().filter(|field| field.means == Means::PartOf);
    let wholes = names.filter_map(|field| match attribute(field.attributes, "resource") {
        Some(name) => wholes.get(&name),
        None => wholes.get(field.text.as_str()),
    });
    for field in wholes.flat_map(|whole| &whole.fields) {
        reader.take_of_whole(field);
    }
    reader.finish()
}

/// Returns true for a date of DataCite that tells of the work on a paper, not of its publication.
fn is_of_work(kind: &str) -> bool {
    const KINDS: &[&str] = &[
        "Accepted",
        "Available",
        "Collected",
        "Coverage",
        "Created",
        "Submitted",
        "Updated",
        "Valid",
    ];
    KINDS.contains(&kind)
}

fn is_blank(field: &Field) -> bool {
    boilerplate::trim(&field.text).is_empty()
}

/// Returns a text as it is shown, if it is HTML, or as it stands.
pub(super) fn shown(text: &str) -> Cow<'_, str> {
    match description::has_tags(text) {
        true => Cow::Owned(html::page(text).text().to_owned()),
        // What was escaped twice may be HTML, too.
        false => match entities::decode(text) {
            Cow::Owned(decoded) if description::has_tags(&decoded) => {
                Cow::Owned(html::page(&decoded).text().to_owned())
            }
            decoded => decoded,
        },
    }
}

/// Returns a text as it is shown, in one line.
fn one_line(text: &str) -> String {
    unwrap(shown(text).lines().map(boilerplate::trim))
}

#[derive(Default)]
struct Reader<'p> {
    record: Record<'p>,
    /// What stands before its title and after it, and the titles of books.
    lead: String,
    subtitles: Vec<String>,
    hosts: Vec<(usize, String)>,
    /// The lowest rank of its DOIs.
    doi: Option<usize>,
    /// The codes of categories, the primary one first.
    codes: Vec<String>,
    told: Vec<(usize, Told)>,
}

impl<'p> Reader<'p> {
    fn put(&mut self, role: Role, rank: usize, text: impl Into<Cow<'p, str>>) {
        let text = text.into();
        if boilerplate::trim(&text).is_empty() {
            return;
        }
        // Of several DOIs the first counts: a chapter has its own, and that of its book.
        let is_better = role == Role::Doi && self.doi.is_some_and(|known| rank < known);
        if role == Role::Doi && (is_better || self.doi.is_none()) {
            self.doi = Some(rank);
        }
        let fields = &mut self.record.fields;
        let place = if is_better { 0 } else { fields.len() };
        fields.insert(place, record::Field { role, rank, name: "", text });
    }

    fn take(&mut self, field: &Field<'p>, is_alone: bool) {
        let Field { means, rank, name, attributes, text } = field;
        let text = match means {
            Means::Field(Role::Abstract) => text,
            _ => &*punctuated(name, text),
        };
        let rank = *rank;
        let given = |name: &str| attribute(attributes, name).map(Cow::into_owned);
        match means {
            Means::Field(Role::Title) => self.title(rank, text),
            Means::Field(Role::Type) => {
                let text = given("name").unwrap_or_else(|| one_line(text));
                self.put(Role::Type, rank, text);
            }
            Means::Field(Role::Venue) => self.venue(rank, &one_line(text)),
            Means::Lead => self.lead = one_line(text),
            Means::Subtitle => self.subtitles.push(one_line(text)),
            Means::Host => self.hosts.push((rank, one_line(text))),
            Means::Field(Role::Date) if given("dateType").is_some_and(|it| is_of_work(&it)) => {}
            // TEI writes numbers into attributes.
            Means::Field(role @ (Role::Date | Role::Pages)) if is_blank(field) => {
                let pages = || Some([given("from")?, given("to")?].join("-"));
                self.put(*role, rank, given("when").or_else(pages).unwrap_or_default());
            }
            Means::Field(Role::Comments) if text.trim().starts_with("http") => {}
            // Zotero gives preprints their identifier as a number.
            Means::Field(Role::Issue) if text.starts_with("arXiv:") => self.id(rank, text),
            Means::Field(role) => {
                let text = match role {
                    Role::Abstract => without_heading(&shown(text)).to_owned(),
                    _ => one_line(text),
                };
                self.put(*role, rank, text);
            }
            Means::Creator => self.creator(rank, name, &one_line(text), is_alone),
            Means::Link => self.link(rank, attributes, text),
            Means::Id => self.id(rank, text),
            Means::Number => {
                let kinds = ["pub-id-type", "IdType", "EIdType", "identifierType", "type"];
                let kind = kinds.iter().find_map(|name| given(name)).unwrap_or_default();
                match kind.to_ascii_lowercase().as_str() {
                    "doi" => self.put(Role::Doi, rank, text.to_owned()),
                    "pmid" | "pubmed" => self.put(Role::Pmid, rank, text.to_owned()),
                    "arxiv" => self.put(Role::Arxiv, rank, text.to_owned()),
                    "" if ids::doi(text).is_some() => self.put(Role::Doi, rank, text.to_owned()),
                    _ => {}
                }
            }
            Means::Category => {
                let text =
                    given("term").or_else(|| given("label")).unwrap_or_else(|| text.to_owned());
                self.category(rank, &text, name.ends_with("primary_category"));
            }
            // Nothing else stands in what is called an abstract, and it is no HTML.
            Means::Description
                if markup::local(name).eq_ignore_ascii_case("abstract")
                    && !text.contains([':', '<', '：']) =>
            {
                self.told.push((rank, Told::text(text)));
            }
            Means::Description => {
                let is_html = given("type").is_some_and(|kind| kind.contains("html"));
                self.told.push((rank, description::read(text, is_html)));
            }
            Means::Announced => self.announced(text),
            Means::Person(_)
            | Means::Name(_)
            | Means::Day
            | Means::DayPart(_)
            | Means::PartOf
            | Means::Skipped => {}
        }
    }

    /// Takes a field of what the paper is part of: a journal, which Zotero gives the number of the paper, too.
    fn take_of_whole(&mut self, field: &Field<'p>) {
        match field.means {
            Means::Field(Role::Title) => self.put(Role::Venue, field.rank, one_line(&field.text)),
            Means::Field(Role::Venue | Role::Volume | Role::Issue | Role::Date) => {
                self.take(field, true);
            }
            Means::Id if field.text.trim_start().starts_with("DOI ") => self.take(field, true),
            _ => {}
        }
    }

    fn title(&mut self, rank: usize, text: &str) {
        let title::Parts { title, arxiv, categories, announced } = title::read(&one_line(text));
        self.put(Role::Title, rank, title);
        if let Some(id) = arxiv {
            self.put(Role::Arxiv, rank, id);
        }
        self.codes.extend(categories);
        if !announced.is_empty() {
            self.record.known.announced = announced;
        }
    }

    /// Adds people; a list of them stands where no other field names any.
    fn creator(&mut self, rank: usize, name: &str, text: &str, is_alone: bool) {
        let text = match name.contains(':') {
            true => text,
            false => without_address(text),
        };
        // A bibliography numbers people of one name: `Ana Lee 0001`.
        let numbered = text.rsplit_once(' ').filter(|(_, number)| {
            number.len() == 4 && number.bytes().all(|byte| byte.is_ascii_digit())
        });
        let text = numbered.map_or(text, |(name, _)| name);
        if text.contains('@') && !text.contains(' ') {
            return;
        }
        let whole = text.trim_end_matches('.').strip_suffix("et al").map(str::trim_end);
        self.record.known.more_authors |= whole.is_some();
        let text = whole.map_or(text, |names| names.trim_end_matches(','));
        match (is_alone, pairs(text)) {
            (true, Some(people)) => self.put(Role::Author, rank, people),
            (true, None) if is_list(text) => self.put(Role::Authors, rank, text.to_owned()),
            _ => self.put(Role::Author, rank, text.to_owned()),
        }
    }

    fn link(&mut self, rank: usize, attributes: &str, text: &str) {
        let given = |name: &str| attribute(attributes, name).unwrap_or_default();
        let (rel, kind, title) = (given("rel"), given("type"), given("title"));
        let address =
            ["href", "url", "resource"].iter().find_map(|name| attribute(attributes, name));
        let address = match boilerplate::trim(text) {
            "" => address.unwrap_or_default(),
            text => Cow::Borrowed(text),
        };
        let address = address.split_whitespace().next().unwrap_or_default();
        let mut address = boilerplate::trim(address).to_owned();
        // ACL's Anthology names its pages.
        if !given("hash").is_empty() && !address.contains(':') {
            address.insert_str(0, "https://aclanthology.org/");
        }
        if !links::is_web(&address) {
            return;
        }
        let is_own = rel.is_empty() || OWN.iter().any(|own| own.eq_ignore_ascii_case(&rel));
        let is_pdf = kind.contains("pdf") || title.eq_ignore_ascii_case("pdf");
        match (is_pdf, is_own) {
            (true, _) => self.put(Role::Pdf, rank, address),
            (_, true) if kind.is_empty() || kind.contains("html") => {
                self.put(Role::Page, rank, address);
            }
            (_, true) => self.put(Role::Link, rank, address),
            _ => {}
        }
    }

    fn id(&mut self, rank: usize, text: &str) {
        let text = boilerplate::trim(text);
        let of_arxiv = text.strip_prefix("oai:arXiv.org:");
        if let Some(id) = of_arxiv {
            self.put(Role::Arxiv, rank, id.to_owned());
        } else if links::is_web(text) {
            // Often it is another form of an address that is there, too.
            self.put(Role::Id, rank, text.to_owned());
            self.told.push((usize::MAX, Told::page(text)));
        } else {
            let id = text.strip_prefix("pmid:").or_else(|| text.strip_prefix("pubmed:"));
            match id {
                Some(id) => self.put(Role::Pmid, rank, id.to_owned()),
                None if ids::arxiv(text).is_some() => {
                    self.put(Role::Arxiv, rank, text.to_owned());
                }
                None => self.put(Role::Id, rank, text.to_owned()),
            }
        }
    }

    fn category(&mut self, rank: usize, text: &str, is_primary: bool) {
        let text = boilerplate::trim(text);
        let mut words = text.split_whitespace().peekable();
        if words.peek().is_some() && words.all(category::is_whole) {
            let codes = text.split_whitespace().map(str::to_owned);
            match is_primary {
                true if self.codes.len() < MOST_TEXTS => drop(self.codes.splice(0..0, codes)),
                _ => self.codes.extend(codes),
            }
            return;
        }
        // Numbers of classes tell little.
        let letters = text.split(|c: char| !c.is_alphabetic()).any(|word| word.chars().count() > 2)
            || !text.is_ascii();
        if letters && !text.contains("://") {
            self.put(Role::Keywords, rank, one_line(text));
        }
    }

    fn announced(&mut self, text: &str) {
        let text = text.trim();
        let found = ANNOUNCED.iter().find(|(word, _)| word.eq_ignore_ascii_case(text));
        if let Some((_, announced)) = found {
            self.record.known.announced = announced.to_vec();
        }
    }

    fn venue(&mut self, rank: usize, text: &str) {
        match description::is_imprint(text) {
            true => {
                for (role, text) in description::imprint(text) {
                    self.put(role, rank, text);
                }
            }
            false => self.put(Role::Venue, rank, text.to_owned()),
        }
    }

    /// Returns true if a field of its own leads to this address.
    fn leads_to(&self, url: &str) -> bool {
        self.record.of(Role::Page).chain(self.record.of(Role::Pdf)).any(|field| field.text == url)
    }

    /// Puts what stands before the title and after it into it.
    fn complete_title(&mut self) {
        let titles = self.record.fields.iter_mut().filter(|field| field.role == Role::Title);
        let Some(title) = titles.min_by_key(|field| field.rank) else { return };
        if !self.lead.is_empty() {
            let space = if self.lead.ends_with(['\'', '’']) { "" } else { " " };
            title.text.to_mut().insert_str(0, &[&self.lead, space].concat());
        }
        // Springer writes there what stands above the pages: the title again, and the first author.
        let is_again = |text: &String| !text.is_empty() && title.text.starts_with(text);
        if self.subtitles.iter().any(is_again) {
            return;
        }
        for subtitle in self.subtitles.iter().filter(|it| !it.is_empty()) {
            let text = title.text.to_mut();
            text.push_str(if text.ends_with(':') { " " } else { ": " });
            text.push_str(subtitle);
        }
    }

    fn finish(mut self) -> Record<'p> {
        if !self.codes.is_empty() {
            self.put(Role::Categories, 0, self.codes.join(" "));
        }
        let mut told: Vec<(usize, Told)> = Vec::new();
        for next in std::mem::take(&mut self.told).into_iter().take(MOST_TEXTS) {
            told.insert(told.partition_point(|(rank, _)| *rank <= next.0), next);
        }
        let has = |record: &Record, role: Role| record.of(role).next().is_some();
        for (rank, text) in std::mem::take(&mut self.hosts) {
            let is_part = has(&self.record, Role::Title);
            self.put(if is_part { Role::Venue } else { Role::Title }, rank, text);
        }
        self.complete_title();
        let named = has(&self.record, Role::Author) || has(&self.record, Role::Authors);
        let paged = has(&self.record, Role::Page);
        let mut text = String::new();
        for (rank, told) in told {
            for (role, value) in told.fields {
                match role {
                    Role::Authors if named && !self.record.known.more_authors => {}
                    Role::Authors => {
                        // The whole list stands in the text.
                        self.record.fields.retain(|field| !is_of_authors(field.role));
                        self.record.known.more_authors = false;
                        self.put(role, rank, value);
                    }
                    Role::Page if paged => {}
                    Role::Link if self.leads_to(&value) => {}
                    // What stands in a field of its own counts more.
                    _ => self.put(role, 2000 + rank.min(1000), value),
                }
            }
            if let Some(word) = told.announced {
                self.announced(&word);
            }
            merge(&mut text, told.rest);
        }
        if has(&self.record, Role::Abstract) {
            text.clear();
        }
        if !has(&self.record, Role::Title) && !text.is_empty() {
            // A post without a title is named by how it begins.
            let start: Vec<&str> = text.split_whitespace().take(12).collect();
            self.record.known.confidence = Some(0.5);
            self.put(Role::Title, 0, start.join(" "));
        }
        self.put(Role::Abstract, 0, text);
        self.record
    }
}

/// Returns a text without the signs by which MARC parts its fields: `Counting sheep : a study /`.
fn punctuated<'t>(name: &str, text: &'t str) -> Cow<'t, str> {
    match markup::local(name) {
        "datafield" | "subfield" => {
            let text = text.trim_start();
            // `c2021.`
            let year = text.trim_start_matches(['c', '©', '[']);
            let is_year = year.starts_with(|c: char| c.is_ascii_digit());
            let text = if is_year { year } else { text }.replace(" :", ":");
            Cow::Owned(text.trim_end_matches([' ', '/', ',', ':', ';', '.', ']', '\n']).to_owned())
        }
        _ => Cow::Borrowed(text),
    }
}

/// Adds a text to those that a record has: the longer one, if it is the other that goes on.
fn merge(text: &mut String, next: String) {
    let bare = |text: &str| -> String {
        let text = text.trim_end_matches(['.', '…', ']', '[', ' ', '\n']);
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let (known, new) = (bare(text), bare(&next));
    if known.is_empty() || new.contains(&known) {
        *text = next;
    } else if !known.contains(&new) {
        text.push('\n');
        text.push_str(&next);
    }
}

/// Strips the word `Abstract` from the front.
fn without_heading(text: &str) -> &str {
    let bare = text.trim_start();
    let rest = ["Abstract", "ABSTRACT", "Summary"].iter().find_map(|word| bare.strip_prefix(word));
    match rest {
        Some(rest) if rest.starts_with(['\n', ':', '.']) => rest.trim_start_matches([':', '.']),
        _ => text,
    }
}

/// Takes the mail address off a person: `ana@example.org (Ana Lee)`, `Ana Lee <ana@example.org>`.
fn without_address(text: &str) -> &str {
    let is_address = |text: &str| text.contains('@') && !text.trim().contains(' ');
    if let Some((address, name)) = text.split_once('(')
        && is_address(address)
    {
        return name.trim_end().trim_end_matches(')');
    }
    match text.split_once('<') {
        Some((name, address)) if is_address(address) => name.trim_end(),
        _ => text,
    }
}

fn is_of_authors(role: Role) -> bool {
    matches!(role, Role::Author | Role::Authors)
}

/// Parts people whose initials follow their names by turns: `Lee, A., Ek, B.-O.`
fn pairs(text: &str) -> Option<String> {
    let parts: Vec<&str> = text.split(',').map(str::trim).filter(|it| !it.is_empty()).collect();
    let is_short = |part: &str| {
        let mut letters = part.split(['.', ' ', '-']).filter(|it| !it.is_empty()).peekable();
        let small = |it: &str| it.chars().count() == 1 || it.chars().count() < 4 && is_upper(it);
        letters.peek().is_some() && letters.all(small)
    };
    let fits = |pair: &[&str]| pair.len() == 2 && pair[0].len() > 1 && is_short(pair[1]);
    let people = parts.chunks(2).map(|pair| pair.join(", "));
    (parts.len() > 3 && parts.chunks(2).all(fits)).then(|| people.collect::<Vec<_>>().join("; "))
}

fn is_upper(text: &str) -> bool {
    text.chars().all(char::is_uppercase)
}

/// Returns true if a text names several people, not one as `Lee, Ana`.
fn is_list(text: &str) -> bool {
    if text.contains([';', '、', '，']) || text.contains(" and ") || text.contains(" & ") {
        return true;
    }
    let parts: Vec<&str> = text.split(',').map(str::trim).filter(|it| !it.is_empty()).collect();
    let is_name = |part: &&str| {
        let mut words = part.split(' ').filter(|word| word.chars().count() > 1);
        let first = part.chars().next().is_some_and(|c| !c.is_lowercase());
        first && words.next().is_some() && words.any(|word| !word.ends_with('.'))
    };
    match parts.as_slice() {
        [] | [_] => text.contains('('),
        [_, _] => parts.iter().all(is_name),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_told_from_a_name_in_two_parts() {
        for text in ["Ana Lee, Bo Ek", "LEE, A., EK, B.", "Ana Lee and Bo Ek", "Lee, Ana; Ek, Bo"] {
            assert!(is_list(text), "{text}");
        }
        for text in ["Lee, Ana", "Ana Lee", "van der Ek, Jan Willem", "Lee, A. B.", "Ek, Bo Jr."] {
            assert!(!is_list(text), "{text}");
        }
    }

    #[test]
    fn initials_follow_names_by_turns() {
        let people = pairs("LEE, A., Ek, B.-O., O'Hara, C. J.");
        assert_eq!(people.as_deref(), Some("LEE, A.; Ek, B.-O.; O'Hara, C. J."));
        assert_eq!(pairs("Ana Lee, Bo Ek, Carl Holm, D. Ruiz"), None);
        assert_eq!(pairs("Lee, A."), None);
    }

    #[test]
    fn mail_addresses_are_no_names() {
        assert_eq!(without_address("ana@example.org (Ana Lee)"), "Ana Lee");
        assert_eq!(without_address("Ana Lee <ana@example.org>"), "Ana Lee");
        assert_eq!(without_address("Ana Lee (Hill Farm)"), "Ana Lee (Hill Farm)");
    }

    #[test]
    fn the_fuller_of_two_texts_stays() {
        let merged = |first: &str, second: &str| {
            let mut text = first.to_owned();
            merge(&mut text, second.to_owned());
            text
        };
        assert_eq!(merged("We count …", "We count  sheep."), "We count  sheep.");
        assert_eq!(merged("We count sheep.", "count sheep"), "We count sheep.");
        assert_eq!(merged("One.", "Two."), "One.\nTwo.");
    }
}
