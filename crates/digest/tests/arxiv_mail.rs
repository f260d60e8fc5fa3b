//! arXiv mails: the real ones beside the project, counted and compared, and invented ones with a
//! sentence anywhere between their records.

#![allow(clippy::unwrap_used)] // A test that cannot go on fails, in its helpers too.

mod common;

use common::read;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::Value;
use skimmark_digest::page::Line;
use skimmark_paper::category;
use skimmark_paper::entry::{Announcement, Category, Entry};
use skimmark_paper::text::readable;

/// Returns the real mails of a folder, by name.
fn samples(folder: &str, wanted: fn(&str) -> bool) -> Vec<(String, String)> {
    let path = common::shared_dir().join("samples").join(folder);
    let Ok(items) = std::fs::read_dir(&path) else {
        println!("skipped: {} is not there", path.display());
        return Vec::new();
    };
    let mut names: Vec<_> = items.map(|item| item.unwrap().file_name()).collect();
    names.sort();
    let names = names.into_iter().map(|name| name.into_string().unwrap());
    let text =
        |name: &str| String::from_utf8_lossy(&std::fs::read(path.join(name)).unwrap()).into_owned();
    names.filter(|name| wanted(name)).map(|name| (text(&name), name)).map(|(t, n)| (n, t)).collect()
}

/// Counts the records of a mail by a rule that shares no code with the reader: lines that begin
/// with `arXiv:` or `Paper`, hold an identifier, and come right after a line of `\\`.
fn records(text: &str) -> usize {
    let lines: Vec<&str> = text.lines().map(|line| line.trim_end_matches('\r')).collect();
    let named = |line: &str| {
        (line.starts_with("arXiv:") || line.starts_with("Paper"))
            && line.bytes().filter(u8::is_ascii_digit).count() >= 7
    };
    lines.windows(2).filter(|pair| pair[0] == "\\\\" && named(pair[1])).count()
}

/// Indents the lines of a text by NBSP, and makes NBSP of their spaces as well.
fn indented(text: &str) -> String {
    let line = |line: &str| {
        let bare = line.trim_start_matches(' ');
        let blanks = "\u{a0}".repeat(line.len() - bare.len() + 2);
        format!("{blanks}{bare}\n")
    };
    text.lines().map(line).collect()
}

fn fields_missing(entry: &Entry) -> bool {
    entry.title.is_empty() || entry.authors.is_empty() || entry.categories.is_empty()
}

#[test]
fn every_record_of_the_samples_is_found_and_no_line_is_left_over() {
    let folders = ["arxiv-mail", "arxiv-mail-nasty"];
    for (name, text) in folders.into_iter().flat_map(|folder| samples(folder, |_| true)) {
        let (page, digest) = read(&text);
        let left = digest.ledger.leftover_lines(&page);
        println!("{name}: {} records, {} lines left over", digest.entries.len(), left.len());
        assert_eq!(digest.entries.len(), records(&text), "{name}");
        // A single label is misspelled there.
        let misspelled = |line: &Line| line.text.starts_with("kDate: ");
        assert!(left.iter().all(misspelled), "{name}: {left:?}");
        assert_eq!(digest.format(), "arXiv mail");
        let poor: Vec<_> = digest.entries.iter().filter(|entry| fields_missing(entry)).collect();
        assert_eq!(poor, Vec::<&Entry>::new(), "{name}");
        let undated = digest.entries.iter().filter(|entry| entry.date.is_none()).count();
        assert_eq!(undated, text.matches("\nkDate: ").count(), "{name}");
        for entry in &digest.entries {
            // `physics` had no subcategories then.
            let known =
                |code: &Category| category::full_name(code).is_some() || code.0 == "physics";
            assert!(entry.confidence == 1.0 && entry.categories.iter().all(known), "{entry:?}");
        }
        for variant in [text.replace("\r\n", "\n").replace('\n', "\r\n"), indented(&text)] {
            let (page, other) = read(&variant);
            assert_eq!(other.entries, digest.entries, "{name}");
            assert_eq!(other.ledger.leftover_lines(&page).len(), left.len(), "{name}");
        }
    }
}

#[test]
fn three_thousand_authors_are_read() {
    let name = "samples/arxiv-mail-nasty/arxiv_abs_1411.4413_cms_lhcb_3000authors.txt";
    let Some(text) = common::shared(name) else { return };
    let text = String::from_utf8(text).unwrap();
    let list = text.split_once("Collaborations: ").unwrap().1;
    let list = list.split_once("\nCategories").unwrap().0;
    let (_, digest) = read(&text);
    let authors = &digest.entries[0].authors;
    println!("{} authors", authors.len());
    assert_eq!(authors.len(), list.split(',').count() + 1);
    assert!(authors.iter().all(|name| !name.contains(['\\', ',', '(', '{', '$', ':'])));
}

/// The fields of a record, as in the truth file.
const FIELDS: [&str; 9] =
    ["id", "title", "authors", "categories", "abstract", "comments", "journal", "DOI", "announced"];

fn equal(entry: &Entry, truth: &Value) -> [bool; 9] {
    let text = |key: &str| truth[key].as_str().map(readable).filter(|text| !text.is_empty());
    let list = |key: &str| -> Vec<String> {
        let items = truth[key].as_array().unwrap().iter();
        items.map(|item| readable(item.as_str().unwrap())).collect()
    };
    let categories: Vec<String> = entry.categories.iter().map(|code| code.0.clone()).collect();
    let announced = match truth["section"].as_str().unwrap() {
        "new" => Announcement::New,
        section if section.starts_with("cross") => Announcement::Cross,
        _ => Announcement::Replaced,
    };
    [
        entry.ids.arxiv.as_deref() == truth["id"].as_str(),
        Some(&entry.title) == text("title").as_ref(),
        entry.authors == list("authors"),
        categories == list("categories"),
        entry.abstract_text == text("abstract"),
        entry.comments == text("comments"),
        entry.venue == text("journal_ref"),
        entry.ids.doi == truth["doi"].as_str().map(str::to_lowercase),
        entry.announced.contains(&announced),
    ]
}

#[test]
fn the_mails_with_truth_are_read_field_by_field() {
    // Quoted mails are unquoted before they are read.
    let wanted = |name: &str| {
        let mail = name.starts_with('m') && name.ends_with(".expected_text.txt");
        mail && !name.contains("quoted")
    };
    for (name, text) in samples("clipboard/mail_raw", wanted) {
        let truth = name.replace("expected_text.txt", "truth.jsonl");
        let truth = common::shared(&format!("samples/clipboard/mail_raw/{truth}")).unwrap();
        let truth = String::from_utf8(truth).unwrap();
        let truth: Vec<Value> =
            truth.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let (page, digest) = read(&text);
        assert_eq!(digest.entries.len(), truth.len(), "{name}");
        assert_eq!(digest.ledger.leftover_lines(&page), [], "{name}");
        let mut right = [0; 9];
        for (entry, truth) in digest.entries.iter().zip(&truth) {
            for (i, same) in equal(entry, truth).into_iter().enumerate() {
                right[i] += usize::from(same);
                if !same {
                    println!("{name}: {} of {entry:?} is not that of {truth}", FIELDS[i]);
                }
            }
        }
        println!("{name}: {} records, equal: {right:?} of {FIELDS:?}", truth.len());
        assert_eq!(right, [truth.len(); 9], "{name}");
    }
}

const RULE: &str = "------------------------------------------------------------------------------";

/// Sentences that people put between papers; some begin like the lines of a mail.
const SENTENCES: &[&str] = &[
    "Thanks to everyone who came to the reading group.",
    "arXiv:2601.00099 was read last week.",
    "Title: and authors are explained on the last page.",
    "Date: and time are those of last week.",
    "Subject: to change without notice.",
    "From: here on it is easy.",
    "Archives at http://example.org/ are worth a look.",
    "received from Ana on Monday.",
    "Submissions to: the usual place.",
    "On the whole a good week, as Ana wrote:",
    "Meadows",
    "- not a rule",
    "100% wool",
];

/// The parts of a mail; a sentence may come between any two of them.
fn parts(abstracts: bool) -> Vec<String> {
    let head = |id: &str, date: &str| {
        format!(
            "\\\\\n{id}\n{date}\n\nTitle: Counting Sheep at Night with\n  Sparse Attention\n\
             Authors: Ana Lindqvist, Bo\n  Okafor\nCategories: cs.AI cs.DS\nComments: 12 pages"
        )
    };
    let close = |id: &str| format!("\\\\ ( https://arxiv.org/abs/{id} ,  5kb)");
    let new = |id: &str| {
        let head = head(&format!("arXiv:{id}"), "Date: Thu, 1 Jan 2026 09:45:28 GMT   (5kb)");
        match abstracts {
            true => format!("{head}\n\\\\\n  We count sheep.\nTitle: of ours.\n{}", close(id)),
            false => format!("{head}\n\\\\"),
        }
    };
    let replaced = |id: &str| {
        let date = "replaced with revised version Thu, 1 Jan 2026 02:02:02 GMT   (5kb)";
        format!("{}\n{}", head(&format!("arXiv:{id}"), date), close(id))
    };
    let mut parts: Vec<String> = [
        "Date: Fri,  2 Jan 26 01:36:02 GMT\nSubject: cs daily 2 new + 2 crosses received\n",
        RULE,
        "Send any comments regarding submissions directly to submitter.",
        "Archives at http://arxiv.org/",
        "To unsubscribe, e-mail To: cs@arXiv.org, Subject: cancel",
        RULE,
        " received from  Wed 31 Dec 25 19:00:00 GMT  to  Thu  1 Jan 26 19:00:00 GMT",
    ]
    .map(str::to_owned)
    .into();
    for id in ["2601.00001", "2601.00002", "2601.00003"] {
        parts.extend([RULE.to_owned(), new(id)]);
    }
    if abstracts {
        parts.push("%-".repeat(39));
        parts.push("%%--".repeat(19) + "%%");
        parts.extend([RULE.to_owned(), replaced("2512.00004")]);
        parts.push("%%%---".repeat(13));
        parts.push("For subscribe options to combined physics archives,".to_owned());
        parts.push("e-mail To: physics@arxiv.org, Subject: subscribe".to_owned());
    }
    parts
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_sentence_between_records_is_left_over(
        sentence in select(SENTENCES),
        place in 0_usize..40,
        abstracts in any::<bool>(),
        form in 0_u8..3,
    ) {
        let parts = parts(abstracts);
        let whole = parts.join("\n") + "\n";
        let mut with = parts.clone();
        with.insert(1 + place % parts.len(), sentence.to_owned());
        let dress = |text: &str| match form {
            0 => text.to_owned(),
            1 => text.replace('\n', "\r\n"),
            _ => indented(text),
        };
        let (_, plain) = read(&whole);
        let (page, digest) = read(&dress(&(with.join("\n") + "\n")));
        let left: Vec<&str> =
            digest.ledger.leftover_lines(&page).iter().map(|line| line.text.trim()).collect();
        prop_assert_eq!(left, [sentence]);
        prop_assert_eq!(&digest.entries, &plain.entries);
        prop_assert_eq!(digest.entries.len(), if abstracts { 4 } else { 3 });
    }

    #[test]
    fn any_cut_of_a_mail_gives_back_what_is_left(from in 0_usize..4000, to in 0_usize..4000) {
        let whole = parts(true).join("\n");
        let (from, to) = (from % whole.len(), to % whole.len());
        let cut = &whole[from.min(to)..from.max(to)];
        let (page, digest) = read(cut);
        prop_assert_eq!(digest.ledger.end(), cut.len());
        prop_assert!(digest.entries.len() <= 4);
        prop_assert!(digest.entries.iter().all(|entry| !entry.title.is_empty()));
        // The cut may have removed the end of an identifier on the last line.
        let lines = cut.rsplit_once('\n').map_or("", |(lines, _)| lines);
        prop_assert!(digest.entries.len() >= records(lines));
        // What a cut line was cannot be told; of whole lines nothing is lost.
        let left = digest.ledger.leftover_lines(&page);
        if records(lines) > 0 {
            let goes_on = |pair: &&[Line]| {
                pair[1].number == pair[0].number + 1 && pair[1].text.starts_with(' ')
            };
            let front = match left.first().filter(|line| line.start <= 1) {
                Some(_) => 1 + left.windows(2).take_while(goes_on).count(),
                None => 0,
            };
            let mut others = left.iter().skip(front);
            prop_assert!(others.all(|line| line.end == page.text().len()), "{left:?}");
        }
    }

    #[test]
    fn any_lines_are_accounted_for(
        text in r"(\\\\\n|arXiv:2601.00001\n|Title: a\n|Authors: B C\n|Categories: cs.AI\n|-{20}\n|%-%-%-%-\n|  text\n|\\\\ \( http|\n|\PC{0,9}){0,40}"
    ) {
        let (page, digest) = read(&text);
        prop_assert_eq!(digest.ledger.end(), page.text().len());
    }
}
