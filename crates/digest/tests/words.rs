//! No word is lost: each word of a line that is booked as a paper's stands in that paper, or is a
//! label, or belongs to a field that is known and that a paper has no place for.

#![allow(clippy::unwrap_used)] // A test that cannot go on fails, in its helpers too.

mod common;

use std::collections::BTreeMap;

use skimmark_digest::digest::Digest;
use skimmark_digest::ledger::SpanRole;
use skimmark_digest::page::Page;
use skimmark_digest::{formats, intake};
use skimmark_paper::category;
use skimmark_paper::entry::Entry;
use skimmark_paper::text::readable;

/// How lines begin that say what a paper has no place for: how the paper came to arXiv, numbers of
/// reports, classes. They belong to fields that are known.
const TOLD: &[&str] = &[
    "Date: ",
    "Year: ",
    "Date (",
    "replaced with",
    "figures added",
    "part added",
    "\\\\ (",
    "\\ (",
    "Report-no:",
    "Report-num:",
    "MSC-class:",
    "ACM-class:",
    "Subj-class:",
    "PACS-class:",
    "License:",
    "Proxy:",
    "From:",
    "Submitter:",
    "Note:",
    "Notes:",
    "Submitted ",
    "[Submitted on",
    "(Submitted on",
    "), last revised ",
    "Submission history",
    "[v",
    "Report number:",
    "MSC classes:",
    "MSC Class:",
    "ACM classes:",
    "ACM Class:",
    "(or",
    "for this version)",
    "arXiv-issued DOI",
    "View PDF",
    "(author list is unavailable",
    "This paper has been withdrawn by ",
    // What PubMed writes about a paper.
    "Comment in",
    "ProQuest document link",
    "Read it: ",
    "**Read it:** ",
    "Copyright ",
    "[Article in",
    "PMCID:",
    // What is not a DOI, or a second one.
    "DOI:",
    // The time of the day.
    "**Date:** 20",
    // Tags of HTML in Markdown.
    "<span class=",
    "<a href=",
    // A subject that arXiv does not have, among others: it is dropped, and is still to be told.
    "Categories: cs.XX,",
];

/// Tags for what a paper always has a place for.
const TAGS: &[&str] = &[
    "TI", "T1", "AU", "A1", "AB", "N2", "JO", "JF", "T2", "FAU", "CN", "%T", "%A", "%X", "AF", "CA",
];

/// Labels for the same, in part.
const LABELED: &[(&str, &str)] = &[
    ("Title", "TI"),
    ("Author", "AU"),
    ("Abstract", "AB"),
    ("题", "TI"),
    ("作者", "AU"),
    ("摘要", "AB"),
    ("タイトル", "TI"),
    ("著者", "AU"),
    ("Titel", "TI"),
    ("Autor", "AU"),
    ("Resumen", "AB"),
    ("AU", "AU"),
    ("TI", "TI"),
    ("AB", "AB"),
];

/// Formats whose lines have tags.
const TAGGED: &[&str] =
    &["RIS", "MEDLINE", "refer", "Web of Science", "Cochrane Library", "RefWorks", "labeled text"];

/// Splits a line into its tag and its value.
fn tag_of(line: &str) -> Option<(&str, &str)> {
    if let Some((label, value)) = line.split_once([':', '：']).filter(|(it, _)| it.len() < 40) {
        let tag =
            LABELED.iter().find(|(known, _)| label.contains(known)).map_or("", |(_, tag)| tag);
        return Some((tag, value));
    }
    let length = line.bytes().take_while(|b| b.is_ascii_uppercase() || b.is_ascii_digit()).count();
    let length = if line.starts_with('%') { 2 } else { length };
    let (tag, rest) = line.split_at_checked(length)?;
    let value = rest.trim_start().trim_start_matches(['-', '–']);
    let of_wos = length == 2 && (rest.is_empty() || rest.starts_with(' '));
    let of_medline = (2..=4).contains(&length) && value.len() < rest.trim_start().len();
    (of_wos || of_medline).then_some((tag, value))
}

/// Members of JSON that a paper always has a place for, and the members in these that name people.
const MEMBERS: &[&str] = &[
    "title",
    "authors",
    "author",
    "authorships",
    "creators",
    "abstract",
    "abstractNote",
    "summary",
    "description",
    "venue",
    "container-title",
    "publicationTitle",
    "comments",
    "comment",
    "keywords",
    "paper",
    "entry",
];
const PEOPLE: &[&str] =
    &["name", "display_name", "given", "family", "first", "last", "firstName", "lastName", "text"];
/// Elements of XML, by their local names, for what a paper has no place for, or has in another form:
/// dates, types, numbers of databases, who else took part, what is cited.
const ELEMENTS: &[&str] = &[
    "pubDate",
    "published",
    "updated",
    "date",
    "created",
    "datestamp",
    "PubDate",
    "pub-date",
    "DateCompleted",
    "DateRevised",
    "ArticleDate",
    "guid",
    "id",
    "identifier",
    "rights",
    "publisher",
    "source",
    "announce_type",
    "category",
    "section",
    "ISSN",
    "ISSNLinking",
    "issn",
    "isbn",
    "ISOAbbreviation",
    "MedlineTA",
    "NlmUniqueID",
    "Country",
    "Language",
    "language",
    "GrantList",
    "ChemicalList",
    "MeshHeadingList",
    "CommentsCorrectionsList",
    "CitationSubset",
    "CoiStatement",
    "CopyrightInformation",
    "Identifier",
    "Initials",
    "History",
    "PublicationStatus",
    "ArticleIdList",
    "ReferenceList",
    "PublicationTypeList",
    "database",
    "ref-type",
    "secondary-authors",
    "pub-location",
    "edition",
    "section",
    "notes",
    "pdf-urls",
    "contrib contrib-type=\"editor\"",
    "article-categories",
    "label",
    "img",
    "isbn",
    "access-date",
    "contrib-id",
    "email",
    "bibliography",
    "Publisher",
    "contributor",
    "relatedItem relatedItemType=\"Book\" relationType=\"Cites\"",
    "description descriptionType=\"Methods\"",
];

/// Words of dates, and what feeds write before an abstract.
const SAID: &[&str] = &[
    "january", "march", "announce", "type", "new", "cross", "replace", "updated", "upvotes", "by",
    "read",
];

/// Returns a piece of XML without tags, and without the elements that a paper has no place for; what
/// was escaped twice is HTML.
fn without_elements(xml: &str) -> String {
    let mut text = xml.replace("<![CDATA[", " ").replace("]]>", " ");
    for _ in 0..2 {
        let mut out = String::new();
        let mut rest = text.as_str();
        while let Some(at) = rest.find('<') {
            out.push_str(&rest[..at]);
            rest = &rest[at..];
            let tag = &rest[1..rest.find('>').unwrap_or(rest.len())];
            if !tag.starts_with(|c: char| c.is_alphabetic() || "/!".contains(c)) {
                out.push(' ');
                rest = &rest[1..];
                continue;
            }
            let name = tag.split([' ', '\n', '/']).next().unwrap_or_default();
            let local = name.rsplit(':').next().unwrap_or_default();
            let told = ELEMENTS.iter().any(|it| *it == local || it.contains(' ') && tag == *it);
            let end = rest.find(&format!("</{name}>")).filter(|_| told && !tag.ends_with('/'));
            rest = match end {
                Some(end) => &rest[end + name.len() + 3..],
                None => rest.get(tag.len() + 2..).unwrap_or_default(),
            };
            let inline =
                ["i", "b", "sup", "sub", "style", "em"].contains(&local.trim_start_matches('/'));
            out.push_str(if inline { "" } else { "\n" });
        }
        text = out + rest;
        text =
            intake::html::page(&text.replace('<', "&lt;").replace('\n', "<br>")).text().to_owned();
    }
    text
}

/// Names of BibTeX's fields for what a paper always has a place for.
const FIELDS: &[&str] =
    &["title", "subtitle", "author", "abstract", "journal", "booktitle", "note"];

/// Returns the lines of an entry of BibTeX without its key, without the fields that a paper has no
/// place for, and without the names of fields.
fn values(entry: &str) -> Vec<String> {
    let mut is_told = false;
    let mut kept = Vec::new();
    // Of a journal and a book one is the venue.
    let lower = entry.to_lowercase();
    let both = ["journal", "booktitle"].iter().all(|name| lower.contains(name));
    for line in entry.lines().map(str::trim) {
        if line.contains('@') && line.contains(['{', '(']) && !line.contains("://") {
            let in_one = line.split('@').filter_map(|it| it.split_once(',')).map(|(_, rest)| rest);
            kept.extend(
                in_one.flat_map(|it| it.split(',')).map(after_name).filter(|it| !it.is_empty()),
            );
            is_told = true;
            continue;
        }
        if let Some((name, _)) = line.trim_start_matches([',', ' ']).split_once('=')
            && name.trim().bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        {
            let name = name.trim().to_lowercase();
            is_told = !FIELDS.contains(&name.as_str())
                || both && ["journal", "booktitle"].contains(&name.as_str());
        }
        if !is_told {
            kept.push(after_name(line));
        }
    }
    kept
}

fn after_name(piece: &str) -> String {
    piece.split_once('=').map_or(piece, |(_, value)| value).trim().to_owned()
}

/// Words that label fields, or stand around what they hold.
const LABELS: &[&str] = &[
    "title",
    "authors",
    "author",
    "abstract",
    "comments",
    "comment",
    "journal",
    "ref",
    "reference",
    "subjects",
    "subject",
    "categories",
    "category",
    "doi",
    "related",
    "arxiv",
    "paper",
    "cite",
    "as",
    "pdf",
    "html",
    "other",
    "ps",
    "src",
    "cross",
    "list",
    "listing",
    "from",
    "replaced",
    "withdrawn",
    "et",
    "al",
    "others",
    "epub",
    "information",
    "pmcid",
    "pmc1234567",
    "indexed",
    "medline",
    // Months, which a paper has by their numbers.
    "jan",
    "january",
    "dec",
    "feb",
    "mar",
    "may",
    "and",
    "code",
    "more",
    "less",
    "collapse",
    "additional",
    "not",
    "shown",
    "score",
    "published",
    "posted",
    "website",
    "homepage",
    "institutions",
    "tldr",
    "jel",
    "br",
    // Names of the columns in which names of fields stand beside their values.
    "属性",
    "内容",
    "发布日期",
    "英文摘要",
    "阅读论文",
    "on",
    "date",
    "http",
    "https",
    "org",
    "pmid",
    "relevance",
    "citation",
    "book",
    "available",
    "yes",
    "affiliation",
    "summary",
    "by",
    "tl",
    "dr",
    "source",
    "snippet",
    "takeaway",
    "null",
    // Of references.
    "in",
    "vol",
    "no",
    "pp",
    "标题",
    "作者",
    "链接",
    "摘要",
];

fn words(text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

fn letters(text: &str) -> String {
    text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Returns everything that an entry holds, in the order in which pages glue it, without blanks.
fn of_entry(entry: &Entry) -> String {
    let mut texts = vec![entry.title.clone()];
    texts.extend(entry.authors.iter().cloned());
    let optional = [&entry.affiliation, &entry.abstract_text, &entry.comments, &entry.venue];
    texts.extend(optional.into_iter().flatten().cloned());
    for category in &entry.categories {
        texts.push(category.0.clone());
        texts.extend(category::full_name(category).map(str::to_owned));
    }
    texts.push(serde_json::to_string(entry).unwrap());
    letters(&texts.join(" "))
}

/// Returns true if nothing is left of the cell without category, score, date and labels.
fn are_badges(cell: &str, entry: &Entry) -> bool {
    if cell.len() > 80 || entry.date.is_none() && entry.score.is_none() {
        return false;
    }
    let mut left = letters(&cell.replace(char::is_numeric, " "));
    let codes = entry.categories.iter().flat_map(|it| {
        let short = it.0.rsplit('.').next().unwrap_or_default();
        [letters(&it.0), letters(short)]
    });
    const KNOWN: &[&str] = &[
        "january",
        "february",
        "march",
        "april",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "jan",
        "feb",
        "mar",
        "apr",
        "may",
        "jun",
        "jul",
        "aug",
        "sep",
        "oct",
        "nov",
        "dec",
        "code",
        "score",
        "category",
        "published",
        "on",
        "relevance",
        "date",
        "area",
        "yes",
        "subject",
        "rating",
    ];
    for piece in codes.chain(KNOWN.iter().map(|it| (*it).to_owned())) {
        left = left.replacen(&piece, "", 1);
    }
    left.is_empty()
}

/// Returns true for `Thu, 18 Dec 2025 05:03:49 UTC (704 KB)`, on a line of its own.
fn is_history(line: &str) -> bool {
    (line.contains(" UTC (") || line.contains(" GMT (")) && line.len() < 60
}

/// Returns the text without the names of TeX's macros.
fn without_macros(line: &str) -> String {
    let mut pieces = line.split('\\');
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |text, it| text + it.trim_start_matches(|c: char| c.is_ascii_alphabetic()))
}

/// Returns the text without addresses that lead through another site: the paper keeps where to.
fn without_detours(line: &str) -> String {
    let direct = |word: &&str| word.split_once("://").is_none_or(|(_, rest)| !rest.contains('?'));
    line.split(' ').filter(direct).collect::<Vec<_>>().join(" ")
}

/// Returns the words of a line that are not in the entry.
fn missing(line: &str, entry: &Entry, known: &str) -> Vec<String> {
    let version = |word: &str| word.trim_end_matches(|c: char| c.is_ascii_digit()).to_owned();
    let stands = |word: &String| {
        known.contains(word.as_str())
            || LABELS.contains(&word.as_str())
            || word.chars().all(char::is_numeric)
            // The version of a preprint is a number of its own.
            || version(word).strip_suffix('v').is_some_and(|id| known.contains(id))
    };
    let cells = line.split('\t').filter(|cell| !are_badges(cell, entry));
    let cells = cells.filter(|cell| !known.contains(&letters(&readable(cell))));
    let words = cells.flat_map(|cell| words(&without_macros(&readable(&without_detours(cell)))));
    words.filter(|word| !stands(word)).collect()
}

/// Adds the texts that a paper has a place for, of a value of JSON.
fn texts_of_json(value: &serde_json::Value, is_person: bool, texts: &mut Vec<String>) {
    match value {
        serde_json::Value::String(text) => texts.push(text.clone()),
        serde_json::Value::Array(items) => {
            items.iter().for_each(|item| texts_of_json(item, is_person, texts));
        }
        serde_json::Value::Object(members) => {
            let is_editor = members.get("creatorType").is_some_and(|it| it == "editor");
            for (name, value) in members.iter().filter(|_| !is_editor) {
                let name = name.as_str();
                if MEMBERS.contains(&name) || is_person && PEOPLE.contains(&name) {
                    texts_of_json(value, name.starts_with("aut") || name == "creators", texts);
                }
            }
        }
        _ => {}
    }
}

/// Returns the texts of a record of JSON; none if it is damaged.
fn record_of_json(text: &str) -> Vec<String> {
    let text = text.trim().trim_end_matches(',');
    let whole = if text.starts_with('{') { text.to_owned() } else { format!("{{{text}}}") };
    let mut texts = Vec::new();
    if let Ok(value) = serde_json::from_str::<serde_json::Value>(&whole) {
        let inner = value.as_object().filter(|it| it.len() == 1).and_then(|it| it.values().next());
        let record = inner.filter(|it| it.is_object()).unwrap_or(&value);
        texts_of_json(record, false, &mut texts);
    }
    texts.iter().map(|text| without_tags(text)).collect()
}

fn without_tags(text: &str) -> String {
    let shown = text.split('<').map(|piece| piece.split_once('>').map_or(piece, |(_, text)| text));
    shown.collect::<Vec<_>>().join(" ").replace("&amp;", "&")
}

/// Returns the words of a page that are lost, with the line on which each stands.
fn lost(page: &Page, digest: &Digest) -> Vec<(String, String)> {
    let known: Vec<_> = digest.entries.iter().map(of_entry).collect();
    let is_tagged = digest.formats.iter().any(|format| TAGGED.contains(format));
    let is_json = digest.formats == ["JSON"] || digest.formats == ["YAML"];
    let is_xml = ["feed", "XML"].iter().any(|name| digest.formats.contains(name));
    let is_table = digest.formats.iter().any(|name| name.ends_with("table"));
    let mut lost = Vec::new();
    for span in digest.ledger.spans() {
        let SpanRole::Entry(index) = span.role else { continue };
        let (entry, known) = (&digest.entries[index as usize], &known[index as usize]);
        let text = &page.text()[span.bytes.clone()];
        if is_json {
            for text in record_of_json(text) {
                let shown: String = text.chars().take(160).collect();
                let lines = text.lines().flat_map(|line| missing(line, entry, known));
                lost.extend(lines.map(|it| (it, shown.clone())));
            }
            continue;
        }
        // What the columns hold is not said in the row.
        if is_table {
            continue;
        }
        let mut is_told = false;
        let is_bibtex = digest.formats.contains(&"BibTeX");
        let of_fields = is_bibtex.then(|| values(text).join("\n"));
        let of_fields = of_fields.or_else(|| is_xml.then(|| without_elements(text)));
        for line in of_fields.as_deref().unwrap_or(text).lines().map(str::trim) {
            let tagged = tag_of(line).filter(|_| is_tagged);
            // The short names of those that are there in full.
            let again =
                |tag: &str| tag == "AU" && ["FAU", "\nAF"].iter().any(|it| text.contains(it));
            is_told = tagged.map_or(is_told, |(tag, _)| !TAGS.contains(&tag) || again(tag));
            let told =
                TOLD.iter().any(|start| line.starts_with(start)) || is_history(line) || is_told;
            if !told {
                let line = without_dates(tagged.map_or(line, |(_, value)| value));
                let line = without_publisher(&line);
                let html =
                    (is_tagged && line.contains(['<', '&'])).then(|| intake::html::page(line));
                let line = html.as_ref().map_or(line, Page::text);
                let shown: String = line.chars().take(160).collect();
                let missing = missing(line, entry, known);
                let missing =
                    missing.into_iter().filter(|it| !(is_xml && SAID.contains(&it.as_str())));
                lost.extend(missing.map(|it| (it, shown.clone())));
            }
        }
    }
    lost
}

/// Returns a line of flattened search results without what is told of their dates: `Submitted 5 June,
/// 2026; originally announced June 2026.`
fn without_dates(line: &str) -> String {
    let mut kept = String::new();
    let mut rest = line;
    while let Some((before, dates)) = rest.split_once("Submitted ") {
        let Some((_, after)) = dates.split_once("; originally announced ") else { break };
        kept.push_str(before);
        rest = after.split_once('.').map_or("", |(_, rest)| rest);
    }
    kept + rest
}

/// Returns the line below a title of Google Scholar without the publisher, for whom a paper has no place:
/// `A Ek - Wool Letters, 2026 - Springer`.
fn without_publisher(line: &str) -> &str {
    let ends_in_year = |before: &str| {
        let year = before.rsplit_once(", ").map_or("", |(_, year)| year);
        year.len() == 4 && year.parse::<u16>().is_ok()
    };
    match line.rsplit_once(" - ") {
        Some((before, publisher)) if ends_in_year(before) && !publisher.contains(' ') => before,
        _ => line,
    }
}

fn report(lost: &[(String, String)]) -> String {
    let lines: Vec<String> =
        lost.iter().map(|(word, line)| format!("{word:?} of {line:?}")).collect();
    lines.join("\n")
}

/// Cases in which names of fields stand on lines of their own, or many in one line; and those of
/// databases with fields that a paper has no place for.
const UNTOLD: &[&str] = &[
    "bibtex/parts",
    "medline/databases",
    "web-of-science/patents",
    "labeled-text/journals",
    "labeled-text/ovid",
    "labeled-text/embase",
    "labeled-text/rows",
    "paper-list/chinese",
    "paper-list/bibitem",
    "paper-list/biblatex",
    "paper-list/journals",
    "paper-list/libraries",
    "paper-list/org",
    "paper-list/sites",
    "paper-list/zotero",
    "xml/crossref",
    "xml/marc",
    "xml/mods",
    "xml/oai",
    "xml/primo",
    "xml/summaries",
    "xml/tei",
    "xml/word",
    "xml/zotero-rdf",
];

#[test]
fn no_word_of_the_cases_is_lost() {
    let mut all = String::new();
    for case in common::cases::all() {
        if UNTOLD.contains(&format!("{}/{}", case.folder, case.name).as_str()) {
            continue;
        }
        let (page, digest) = common::read(&case.text);
        let lost = lost(&page, &digest);
        if !lost.is_empty() {
            all.push_str(&format!("{}/{}:\n{}\n", case.folder, case.name, report(&lost)));
        }
    }
    assert!(all.is_empty(), "{all}");
}

#[test]
fn no_word_of_the_samples_is_lost() {
    let root = common::shared_dir().join("samples");
    if !root.is_dir() {
        println!("skipped: {} is not there", root.display());
        return;
    }
    let mut paths = Vec::new();
    common::files(&root, &mut paths);
    paths.sort();
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let (mut all, mut read) = (String::new(), 0);
    for path in paths {
        let name = path.strip_prefix(&root).unwrap().display().to_string();
        for part in intake::parts(std::fs::read(&path).unwrap(), intake::decode).unwrap_or_default()
        {
            for page in &part.pages {
                let digest = formats::read(page, common::PASTED.parse().unwrap());
                let lost = lost(page, &digest);
                read += words(page.text()).len();
                if !lost.is_empty() {
                    *counts.entry(name.clone()).or_default() += lost.len();
                    all.push_str(&format!("{name} {}:\n{}\n", digest.format(), report(&lost)));
                }
            }
        }
    }
    println!("{read} words read, of these lost: {counts:?}");
    assert!(all.is_empty(), "{all}");
}
