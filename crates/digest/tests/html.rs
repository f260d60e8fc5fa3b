//! HTML from real clipboards, compared with the text that the same copy put beside it.

mod common;

use skimmark_digest::formats;
use skimmark_digest::intake::html;
use skimmark_digest::page::Page;

/// HTML, text of the same selection, and the share of equal lines in thousandths.
const PAIRS: &[(&str, &str, usize)] = &[
    ("digest_primary/d1_inline_glued.html", "digest_primary/d1_inline_glued.txt", 1000),
    ("digest_primary/d2_flex_h3_p.html", "digest_primary/d2_flex_h3_p.txt", 1000),
    ("digest_primary/d4_ol_li_inline_ws.html", "digest_primary/d4_ol_li_inline_ws.txt", 1000),
    ("digest_primary/d6_table.html", "digest_primary/d6_table.txt", 1000),
    ("arxiv_list_new/arxiv_list_new.html", "arxiv_list_new/arxiv_list_new.txt", 1000),
    (
        "arxiv_list_new/arxiv_list_new.partial_id5_to_subjects7.html",
        "arxiv_list_new/arxiv_list_new.partial_id5_to_subjects7.txt",
        1000,
    ),
    ("arxiv_list_recent/arxiv_list_recent.html", "arxiv_list_recent/arxiv_list_recent.txt", 1000),
    ("arxiv_search/arxiv_search.html", "arxiv_search/arxiv_search.txt", 1000),
    ("arxiv_search/arxiv_search.paste.html", "arxiv_search/arxiv_search.txt", 1000),
    ("arxiv_abs/arxiv_abs.html", "arxiv_abs/arxiv_abs.txt", 1000),
];

const ALERTS: &[&str] = &[
    "bzz_read_0",
    "bzz_unread_0",
    "ucfchps_alert-nonlatin-title-stout",
    "ucfchps_alert-single-fukuda-bioimpedance",
    "ucfchps_pair-citation-tag-schellhase",
];

/// Returns the lines that are not blank, trimmed.
fn lines(text: &str) -> Vec<&str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).collect()
}

/// Returns the page's text with "this https URL" put back where arXiv writes that for an address.
fn as_copied(page: &Page, expected: &str) -> String {
    let text = page.text();
    let mut copied = String::new();
    let mut at = 0;
    for link in page.links(0..text.len()) {
        let shown = &text[link.bytes.clone()];
        if link.url.contains(shown) && !expected.contains(shown) {
            let scheme = link.url.split("://").next().unwrap_or_default();
            copied.push_str(&text[at..link.bytes.start]);
            copied.push_str(&format!("this {scheme} URL"));
            at = link.bytes.end;
        }
    }
    copied + &text[at..]
}

/// Counts the lines that are equal in order, and all lines; prints the first that differ.
fn compare(copied: &str, expected: &str) -> (usize, usize) {
    let (ours, theirs) = (lines(copied), lines(expected));
    let (mut equal, mut at, mut shown) = (0, 0, 0);
    for line in &theirs {
        let ahead = ours[at..].iter().take(20).position(|own| own == line);
        if let Some(ahead) = ahead {
            equal += 1;
            at += ahead + 1;
        } else if shown < 8 {
            shown += 1;
            println!("  - {line}\n  + {}", ours.get(at).unwrap_or(&""));
        }
    }
    (equal, theirs.len().max(ours.len()))
}

#[test]
fn the_text_is_that_of_the_copy() {
    let alerts = ALERTS.iter().flat_map(|name| {
        [".html", ".paste.html"].map(|end| {
            (format!("scholar_alert/{name}{end}"), format!("scholar_alert/{name}.txt"), 1000)
        })
    });
    let mails = ALERTS.iter().map(|name| {
        let mail = format!("../scholar-alert/{name}.decoded.html");
        (mail, format!("scholar_alert/{name}.txt"), 1000)
    });
    let pairs =
        PAIRS.iter().map(|(html, text, share)| (html.to_string(), text.to_string(), *share));
    for (name, text, least) in pairs.chain(alerts).chain(mails) {
        let clipboard = |name: &str| common::shared(&format!("samples/clipboard/{name}"));
        let (Some(source), Some(text)) = (clipboard(&name), clipboard(&text)) else { continue };
        let source = String::from_utf8(source).unwrap();
        let text = String::from_utf8(text).unwrap();
        assert!(html::looks_like(&source), "{name}");
        let page = html::page(&source);
        let (equal, all) = compare(&as_copied(&page, &text), &text);
        println!("{name}: {equal} of {all} lines equal");
        assert!(equal * 1000 >= all * least, "{name}");
    }
}

#[test]
fn other_samples_are_not_taken_for_html() {
    let folders =
        ["arxiv-mail", "arxiv-search", "atom-rss", "bibliographic", "ranked", "tool-output"];
    for folder in folders {
        let Ok(files) = std::fs::read_dir(common::shared_dir().join("samples").join(folder)) else {
            println!("skipped: {folder} is not there");
            continue;
        };
        for file in files.map(|file| file.unwrap().path()) {
            let Ok(text) = std::fs::read_to_string(&file) else { continue };
            assert!(!html::looks_like(&text), "{}", file.display());
        }
    }
}

#[test]
fn each_record_of_a_listing_has_its_link() {
    for name in ["arxiv_list_new", "arxiv_list_recent", "arxiv_search"] {
        let clipboard = |end| common::shared(&format!("samples/clipboard/{name}/{name}{end}"));
        let (Some(source), Some(truth)) = (clipboard(".html"), clipboard(".truth.jsonl")) else {
            continue;
        };
        let page = html::page(&String::from_utf8(source).unwrap());
        let links = page.links(0..page.text().len());
        let mut ids = links.iter().filter_map(|link| {
            let shown = page.text()[link.bytes.clone()].strip_prefix("arXiv:")?;
            assert_eq!(link.url, format!("https://arxiv.org/abs/{shown}"));
            Some(shown)
        });
        for line in String::from_utf8(truth).unwrap().lines() {
            let record: serde_json::Value = serde_json::from_str(line).unwrap();
            let id = record["id_shown"].as_str().or(record["id"].as_str());
            assert_eq!(ids.next(), id, "{name}");
        }
        assert_eq!(ids.next(), None);
    }
}

#[test]
fn a_title_that_leads_to_the_paper_is_one_with_the_people_below_it() {
    let cite = |title: &str, people: &str, number: u32| {
        let doi = format!("10.1101/2026.11.03.{number}");
        format!(
            "<li><span><a href='/content/{doi}v1'><span>{title}</span></a></span>\n\
             <div>{people}</div><div>bioRxiv 2026.11.03.{number}; doi: https://doi.org/{doi}</div></li>"
        )
    };
    let list = [
        cite("Bells and <i>Canis</i>: A Survey", "Fatima al-Masri, Hanna Ek", 702_417),
        cite("Wool over Rings", "Jun Park", 703_417),
    ];
    let source = ["<base href=https://www.biorxiv.org/collection/><ul>", &list.concat()].concat();
    let digest = formats::read(&html::page(&source), "2026-11-29".parse().unwrap());
    let read: Vec<_> =
        digest.entries.iter().map(|it| (it.title.as_str(), it.authors.len())).collect();
    assert_eq!(read, [("Bells and Canis: A Survey", 2), ("Wool over Rings", 1)]);
    assert_eq!(digest.entries[1].authors, ["Jun Park"]);
    assert_eq!(digest.entries[1].links.len(), 2);
}

#[test]
fn a_result_of_google_scholar_leads_to_where_its_title_does() {
    let source = "<div><a href=https://arxiv.org/pdf/2611.00417><span>[PDF]</span> arxiv.org</a></div>\
        <h3><a href=https://example.org/sheep>Counting Sheep</a></h3>\
        <div><a href=https://scholar.google.com/citations?user=u>A Lindqvist</a>, B Ek&nbsp;- \
        Journal of Wool, 2026 - example.org</div><div>We count sheep, and find that &hellip;</div>";
    let digest = formats::read(&html::page(source), "2026-11-29".parse().unwrap());
    assert_eq!(digest.entries[0].title, "Counting Sheep");
    assert_eq!(digest.entries[0].links[0].url, "https://example.org/sheep");
}
