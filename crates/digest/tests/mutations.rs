//! A text that mail programs, word processors, browsers or terminals have changed gives the papers
//! that it gave before, in every way of [`common::mutations::ALL`] unless something is truly lost.
#![allow(clippy::unwrap_used)] // A test that cannot go on fails, in its helpers too.

mod common;
#[path = "common/mutations.rs"]
mod mutations;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use skimmark_digest::{formats, intake};
use skimmark_paper::entry::Entry;

/// How much of a sample is read: its first records tell as much as all.
const MOST: usize = 3000;

/// Where a line ended is what these pages tell title, authors and abstract apart by.
const LINES: &str = "where one field ends and the next begins";

/// A row of a table ends with its line.
const ROWS: &str = "where a row ends";

/// The ways that truly lose something, of which texts (their names begin or go on so), and what.
const LOSSES: &[(&str, &str, &str)] = &[
    ("broken at", "arxiv-abstract-page", LINES),
    ("broken at", "arxiv-search", LINES),
    ("broken at", "markdown-table", ROWS),
    ("broken at", "paper-list/awesome", LINES),
    ("broken at", "paper-list/bullets", LINES),
    ("broken at", "paper-list/decorated", LINES),
    ("broken at", "paper-list/economics", LINES),
    ("broken at", "paper-list/libraries", LINES),
    ("broken at", "paper-list/saved", LINES),
    ("broken at", "paper-list/sites", LINES),
    ("broken at", "paper-list/standfirsts", LINES),
    ("broken at", "plain-text", LINES),
    ("broken at", "ranked-digest", LINES),
    ("broken at", "scholar-alert", LINES),
    ("broken at", "table", ROWS),
    ("broken at", "xml/marc", "where a word ends"),
    ("broken at", "clipboard/arxiv_abs", LINES),
    ("broken at", "clipboard/arxiv_list_new", LINES),
    ("broken at", "clipboard/arxiv_list_recent", LINES),
    ("broken at", "clipboard/arxiv_search", LINES),
    ("broken at", "clipboard/digest_primary", LINES),
    ("broken at", "clipboard/scholar_alert", LINES),
    ("broken at", "clipboard/mail_raw/m10", "that the words moved to a new line are quoted, too"),
    ("broken at", "clipboard/mail_raw/s", LINES),
    ("broken at", "bibliographic/rispy_example_wos", "that a line goes on, by its indent"),
    ("broken at", "untried/05", LINES),
    ("broken at", "untried/60", LINES),
    ("broken by backslashes", "clipboard/mail_raw/m10", "which backslashes were there"),
    ("double-spaced", "clipboard/mail_raw/m10", "that the lines of a quotation follow each other"),
    ("double-spaced", "scholar-alert/paragraphs", "which of its blank lines were there"),
    ("escaped as Markdown", "bibliographic/jabref_Medline", "which stars had backslashes"),
    ("escaped as Markdown", "bibtex/whole", "which backslashes were there"),
    ("escaped as Markdown", "paper-list/notices", "which backslashes were there"),
    ("escaped as Markdown", "yaml/references", "which backslashes were there"),
    ("long dashes", "yaml/front", "the rule above it"),
    ("quoted without a blank", "yaml/list", "that its lines begin with the sign of an item"),
    ("quoted without a blank", "yaml/pandoc", "that its lines begin with the sign of an item"),
    ("smart quotation marks", "labeled-text/rows", "which marks are those of the cells"),
    ("smart quotation marks", "yaml", "which marks are those of YAML"),
    ("ellipses", "paper-list/libraries", "that a bibcode has three dots"),
    ("ellipses", "untried/68", "that a bibcode has three dots"),
    (
        "printed by",
        "bibliographic/jabref_Repec",
        "which lines are heads and feet of the paper's pages",
    ),
    ("ellipses", "arxiv-abstract-page/whole", "that the dots stood in brackets of a page"),
    ("four backslashes for two", "json/lines", "that two were one, as JSON has it"),
    ("long dashes", "ris/wrapped", "that the DOI had two hyphens"),
    ("smart quotation marks", "feed/atom", "which marks are those of HTML"),
    ("smart quotation marks", "arxiv-mail/official_astro-ph_month", "which marks closed TeX's"),
    ("smart quotation marks", "table/databases", "which marks were doubled in their cell"),
    ("tabs as blanks", "paper-list/zotero", "which blanks part cells"),
    ("tabs as blanks", "table/tabs", "which blanks part cells"),
    ("tabs as blanks", "ranked-digest", "which blanks part cells"),
    ("tabs as blanks", "clipboard/digest_primary/d6_table", "which blanks part cells"),
];

fn read(bytes: Vec<u8>) -> Vec<Entry> {
    let today = common::PASTED.parse().unwrap();
    let parts = intake::parts(bytes, intake::decode).unwrap_or_default();
    parts.iter().flat_map(|part| formats::read(&part.pages[0], today).entries).collect()
}

/// Returns the papers as JSON, with the signs of typewriters: which ones a text has is for its
/// writer to say, and not lost.
fn plain(entries: &[Entry]) -> Vec<String> {
    let pairs = [
        ("“", "\\\""),
        ("”", "\\\""),
        ("’", "'"),
        ("‘", "'"),
        ("…", "..."),
        ("—", "-"),
        ("–", "-"),
    ];
    let of = |entry: &Entry| {
        let json = serde_json::to_string(entry).unwrap();
        pairs.iter().fold(json, |json, (from, to)| json.replace(from, to))
    };
    entries.iter().map(of).collect()
}

/// How many texts were read in some way, and the names of those that gave other papers.
#[derive(Default)]
struct Account {
    alike: u32,
    lossy: u32,
    others: BTreeMap<&'static str, Vec<String>>,
}

impl Account {
    /// Changes a text in every way, and compares its papers.
    fn check(&mut self, name: &str, text: &str) {
        let expected = plain(&read(text.into()));
        for (way, change) in mutations::ALL {
            let loses = |(lossy, of, _): &(&str, &str, &str)| {
                way.starts_with(lossy) && name.starts_with(of)
            };
            if plain(&read(change(text))) == expected {
                self.alike += 1;
            } else if LOSSES.iter().any(loses) {
                self.lossy += 1;
            } else {
                self.others.entry(way).or_default().push(name.to_owned());
            }
        }
    }

    fn assert(&self, texts: usize) {
        let ways = mutations::ALL.len();
        println!(
            "{texts} texts changed in {ways} ways: {} give the papers that they gave, {} of {} have \
            lost something",
            self.alike,
            self.lossy,
            texts * ways
        );
        assert_eq!(self.others, BTreeMap::new());
        assert!(texts > 20, "{texts}");
    }
}

#[test]
fn invented_pages_give_their_papers_however_they_came() {
    let cases = common::cases::all();
    let mut account = Account::default();
    for case in &cases {
        account.check(&format!("{}/{}", case.folder, case.name), &case.text);
    }
    account.assert(cases.len());
}

/// Sentences as long abstracts have them: with colons, dashes, brackets, an address, and words that begin
/// like labels.
const SENTENCES: &str = "Background: of 1,204 flocks on 17 farms (p < 0.05), most are woolly, and some \
    are not. Methods: each flock was counted twice, by two shepherds; a third one settled what they did \
    not agree on. Results: counts differed by 3.2% [2, 7], and by a_b at most. Wool-based, T1-weighted \
    and ER-positive lambs were set aside, as were those of 2019. See https://example.org/wool_counts for \
    the data. Conclusions: the state of the art is met in most of them, and only one is new.";

/// Returns a text with longer abstracts, where it has them in one piece and reads them so.
fn lengthened(text: &str) -> Option<String> {
    let abstracts: Vec<String> =
        read(text.into()).into_iter().filter_map(|entry| entry.abstract_text).collect();
    let mut long = None;
    for known in abstracts.iter().filter(|known| known.len() > 30) {
        let text = long.as_deref().unwrap_or(text);
        if text.matches(known.as_str()).count() == 1 {
            let whole = [known, " ", SENTENCES].concat();
            let longer = text.replace(known.as_str(), &whole);
            let found = read(longer.clone().into());
            let is_read = |entry: &Entry| entry.abstract_text.as_ref() == Some(&whole);
            long = if found.iter().any(is_read) { Some(longer) } else { long };
        }
    }
    long
}

#[test]
fn long_abstracts_stay_whole_however_they_came() {
    let cases = common::cases::all();
    let mut account = Account::default();
    let long = cases.iter().filter_map(|case| Some((case, lengthened(&case.text)?)));
    let texts = long.map(|(case, text)| {
        account.check(&format!("{}/{}", case.folder, case.name), &text);
    });
    let texts = texts.count();
    account.assert(texts);
}

fn samples(folder: &Path, found: &mut Vec<PathBuf>) {
    for item in std::fs::read_dir(folder).unwrap().map(|item| item.unwrap().path()) {
        if item.is_dir() {
            samples(&item, found);
        } else if item.extension().is_some_and(|ending| ending == "txt" || ending == "ris") {
            found.push(item);
        }
    }
}

#[test]
fn samples_give_their_papers_however_they_came() {
    let folder = common::shared_dir().join("samples");
    if !folder.is_dir() {
        println!("skipped: {} is not there", folder.display());
        return;
    }
    let mut paths = Vec::new();
    samples(&folder, &mut paths);
    paths.retain(|path| !path.starts_with(folder.join("faults")));
    paths.sort();
    let mut account = Account::default();
    for path in &paths {
        let text = String::from_utf8_lossy(&std::fs::read(path).unwrap()).replace("\r\n", "\n");
        let end = text[..text.floor_char_boundary(MOST)].rfind('\n').unwrap_or(0);
        let text = if text.len() > MOST { &text[..=end] } else { &text };
        account.check(&path.strip_prefix(&folder).unwrap().display().to_string(), text);
    }
    account.assert(paths.len());
}
