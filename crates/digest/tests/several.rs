//! Several digests in one paste: each pair of the cases in `tests/formats`, one after the other
//! with and without a blank line between, and triples at random, give the records of all of them,
//! in order, as if each had been pasted alone.

#![allow(clippy::unwrap_used)] // A test that cannot go on fails, in its helpers too.

mod common;

use std::sync::LazyLock;

use common::cases::{self, Case};
use proptest::prelude::*;
use skimmark_digest::formats::PLAIN;
use skimmark_paper::entry::Entry;

/// What stands between two digests.
const BETWEEN: [&str; 2] = ["", "\n"];

/// The cases whose front was cut: after another digest, nothing tells what is left of a record from
/// the end of that one.
const FRONTLESS: &[&str] = &["cut", "headless"];

/// The cases whose end was cut: their last record goes on to the first line that certainly is of
/// another digest.
const ENDLESS: &[&str] = FRONTLESS;

/// What the second digest says before its first paper is taken for the abstract of a listing that has
/// a token a line, and blank lines between them.
const SENTENCE: &[(&str, &str)] = &[
    ("arxiv-listing/stripped", "markdown-table/daily"),
    ("arxiv-listing/stripped", "scholar-alert/forwarded"),
    ("arxiv-listing/stripped", "table/databases"),
    ("arxiv-listing/stripped", "arxiv-search/flat"),
    ("ranked-digest/wrapped", "arxiv-search/flat"),
    // The rule above front matter is taken for the end of the document before.
    ("yaml/list", "yaml/front"),
];

struct Known {
    case: Case,
    name: String,
    entries: Vec<Entry>,
}

impl Known {
    fn is(&self, cut: &[&str]) -> bool {
        cut.contains(&self.case.name.as_str())
    }
}

/// What no format knows is read as plain text only if the page holds no digest, and of prose beside
/// one only what is certain.
const PROSE: [&str; 3] = [PLAIN.name, "paper list", "labeled text"];

/// Cases whose last abstract has no end but the next digest, so that prose goes on with it.
const OPEN: [&str; 3] =
    ["arxiv-listing/stripped", "ranked-digest/labelled", "ranked-digest/wrapped"];

/// The first line of one prose is taken for the labels of a ranked paper; with the short lines of
/// the others, a page does not look as if a mail program had wrapped it.
const CHANGED: [(&str, &str); 4] = [
    ("ranked-digest/labelled", "paper-list/biblatex"),
    ("ranked-digest/labelled", "plain-text/hyphens"),
    ("ranked-digest/wrapped", "paper-list/economics"),
    ("ranked-digest/wrapped", "paper-list/saved"),
];

static ALL: LazyLock<Vec<Known>> = LazyLock::new(|| all(false));

fn all(prose: bool) -> Vec<Known> {
    let read = |case: Case| {
        let entries = common::read(&case.text).1.entries;
        Known { name: format!("{}/{}", case.folder, case.name), entries, case }
    };
    // What a table without names of columns holds tells little beside other lines.
    let is_prose = |case: &Case| {
        PROSE.iter().any(|name| cases::folder_of(name) == case.folder) || case.name == "unnamed"
    };
    let digests = cases::all().into_iter().filter(|case| is_prose(case) == prose);
    digests.map(read).collect()
}

fn join(digests: &[&Known], between: &str) -> String {
    digests.iter().map(|it| it.case.text.as_str()).collect::<Vec<_>>().join(between)
}

/// Returns the first difference.
fn difference(digests: &[&Known], between: &str) -> Option<String> {
    let (page, digest) = common::read(&join(digests, between));
    common::cover::check(&page, &digest);
    let expected: Vec<&Entry> = digests.iter().flat_map(|it| &it.entries).collect();
    let names: Vec<&str> = digests.iter().map(|it| it.name.as_str()).collect();
    let what = format!("{} by {between:?}", names.join(" + "));
    if digest.entries.len() != expected.len() {
        let titles: Vec<&str> = digest.entries.iter().map(|it| it.title.as_str()).collect();
        return Some(format!("{what}: {} of {}: {titles:?}", titles.len(), expected.len()));
    }
    let endless = digests.iter().filter(|it| it.is(ENDLESS));
    let cut: Vec<&Entry> = endless.filter_map(|it| it.entries.last()).collect();
    let pairs = digest.entries.iter().zip(expected);
    let mut different = pairs.filter(|(read, expected)| {
        let whole = cut.iter().all(|it| !std::ptr::eq(*it, *expected));
        // A heading of the listing before dates what has no heading of its own.
        let dated = Entry { date: read.date, ..(*expected).clone() };
        let is_dated = expected.date.is_none() && *read == &dated;
        read != expected && !is_dated && (whole || read.ids != expected.ids)
    });
    different.next().map(|(read, expected)| format!("{what}:\n  {read:?}\n  {expected:?}"))
}

fn may_follow(first: &Known, second: &Known) -> bool {
    !second.is(FRONTLESS) && !SENTENCE.contains(&(&first.name, &second.name))
}

#[test]
fn each_pair_gives_the_records_of_both() {
    let (mut right, mut wrong) = (0, Vec::new());
    for first in &*ALL {
        for second in ALL.iter().filter(|second| may_follow(first, second)) {
            for between in BETWEEN {
                match difference(&[first, second], between) {
                    None => right += 1,
                    Some(different) => wrong.push(different),
                }
            }
        }
    }
    println!("{right} of {} pairs", right + wrong.len());
    assert!(wrong.is_empty(), "{} pairs differ:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn prose_beside_a_digest_costs_it_nothing() {
    let mut wrong = Vec::new();
    for digest in ALL.iter().filter(|it| !it.is(FRONTLESS)) {
        for prose in &all(true) {
            let (_, behind) = common::read(&join(&[digest, prose], "\n"));
            let (_, before) = common::read(&join(&[prose, digest], "\n"));
            let open = OPEN.contains(&digest.name.as_str());
            let whole = digest.entries.len() - usize::from(open);
            let (read, own) = (&behind.entries, &digest.entries);
            let changed = CHANGED.contains(&(digest.name.as_str(), prose.name.as_str()));
            if !changed && read.get(..whole) != own.get(..whole) {
                wrong.push(format!("{} + {}", digest.name, prose.name));
            }
            if !changed && !before.entries.ends_with(&digest.entries) {
                wrong.push(format!("{} + {}", prose.name, digest.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{} pairs differ:\n{}", wrong.len(), wrong.join("\n"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..Default::default() })]

    #[test]
    fn triples_give_the_records_of_all_three(
        places in proptest::collection::vec(any::<proptest::sample::Index>(), 3),
        between in proptest::sample::select(&BETWEEN[..]),
    ) {
        let mut digests: Vec<&Known> = Vec::new();
        for known in places.iter().map(|place| place.get(&ALL)) {
            if digests.last().is_none_or(|first| may_follow(first, known)) {
                digests.push(known);
            }
        }
        prop_assert_eq!(difference(&digests, between), None);
    }
}
