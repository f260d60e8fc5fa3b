//! Twice the text costs about twice the work, whatever the text.
//!
//! Work is counted, not timed: the example `digest`, built with the compiler's coverage counters
//! (`cargo xtask test --only linear` does that), records how often each region of this crate and of
//! those it uses was executed. `SKIMMARK_COUNTED` names that build.
#![allow(clippy::unwrap_used)] // A test that cannot go on fails, in its helpers too.

mod common;

use std::io::Write;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

use common::cases::Case;
use proptest::prelude::*;

/// How many bytes are read; the second time, twice as many.
const SIZE: usize = 60_000;

/// How much more work twice the text may cost.
const MOST: f64 = 2.5;

/// The elements of the grammars, and what readers of text trip over.
const PIECES: &[&str] = &[
    "a",
    " ",
    "\n",
    "\n\n",
    "\t",
    "\u{a0}",
    ", ",
    "Ana Lee, ",
    "Ana Lee and ",
    "(1) ",
    "((",
    ")",
    "[",
    "[1] ",
    "{",
    "}",
    "$",
    "\\",
    "\\'",
    "\\href{",
    "\\\\\n",
    "---",
    "------------------------------------------------------------------------------\n",
    "%-%-%-%-\n",
    "arXiv:2601.00001\n",
    "arXiv:2601.00001 [pdf, html, other]\n",
    "[7] arXiv:2601.00001 [pdf]\n",
    "Title: A\n",
    "Authors: A B\n",
    "  and more of it\n",
    "Date: Mon, 5 Jan 2026 10:00:00 GMT\n",
    "Abstract: …",
    "… ▽ More △ Less",
    "Submitted 5 January, 2026;\n",
    "[Submitted on 5 Jan 2026]\n",
    "97.8CLMar 15Code\n",
    "TY  - JOUR\n",
    "AU  - Ek, Bo\n",
    "TI  - A\n",
    "ER  - \n",
    "{\"title\": \"A\", \"authors\": [\"B\"]},\n",
    "\"a\": ",
    "\"",
    "'",
    "97.8\n",
    "A Great TitleAna Lee, Bo Ek et al.\n",
    "A Ek - Venue, 2019\n",
    "Twitter\tFacebook\n",
    "https://example.org/a",
    "10.1000/a",
    "<",
    "<div>",
    "<a href=\"https://arxiv.org/abs/2601.00001\">",
    "</a>",
    "</div>",
    "<b>a</b>",
    "<a b=\"c\" d='e'>",
    "<td>",
    "<span class=\"math\">",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<?xml version=\"1.0\"?>\n",
    "<!DOCTYPE [",
    "<rss><channel>\n",
    "<item>",
    "</item>\n",
    "<title>A",
    "</title>",
    "<description>&lt;p&gt;a",
    "<id>https://example.org/a</id>",
    "<PubmedArticle>",
    "<Author><LastName>",
    "&amp;",
    "> ",
    "From a@example.org Mon Jan 5 10:00:00 2026\n",
    "Subject: a\n",
    "Content-Type: multipart/mixed; boundary=b\n",
    "--b\n",
    "Content-Type: multipart/digest; boundary*0=b; boundary*1=\"c\"\n\n--bc\n",
    "Content-Type: message/rfc822\n\n",
    "=?utf-8?q?a",
    "=?utf-8?q?a?= ",
    "=\n",
];

/// Texts that once cost more.
const ONCE: &[&str] = &[", \"a\": <title>A", "{\"a\": /* ", "{\"a\": // b\n"];

/// Counts how often the regions of `program` are executed when it reads `text`.
fn work(program: &str, text: &str) -> f64 {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let name = format!("skimmark-linear-{}-{number}", std::process::id());
    let profile = std::env::temp_dir().join(name);
    let mut child = Command::new(program)
        .arg("-")
        .env("LLVM_PROFILE_FILE", &profile)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    let status = child.wait().unwrap();
    // A text that is refused with a message was read, too; a panic would be 101.
    assert!(matches!(status.code(), Some(0..=2)), "{status} for {:?}", text.get(..40));
    let counted = counters(&std::fs::read(&profile).unwrap());
    std::fs::remove_file(&profile).unwrap();
    counted
}

/// Returns the sum of the counters of a raw profile of LLVM, version 10: a head of 16 numbers, ids,
/// records of 64 bytes, counters of 8 bytes, names.
fn counters(profile: &[u8]) -> f64 {
    let number = |at: usize| u64::from_le_bytes(profile[at..at + 8].try_into().unwrap());
    let head = |place: usize| usize::try_from(number(8 * place)).unwrap();
    assert_eq!(number(8) & 0xff, 10, "the form of the compiler's profiles has changed");
    let start = 16 * 8 + head(2) + head(3) * 64 + head(4);
    let counted: u64 = (0..head(5)).map(|counter| number(start + 8 * counter)).sum();
    #[allow(clippy::cast_precision_loss)]
    let counted = counted as f64;
    counted
}

/// Returns `piece` repeated up to this many bytes.
fn filled(piece: &str, bytes: usize) -> String {
    piece.repeat(bytes.div_ceil(piece.len()))
}

/// Returns the program that counts; `None` if the tests are run without it.
fn counting() -> Option<String> {
    let program = std::env::var("SKIMMARK_COUNTED").ok();
    if program.is_none() {
        println!("skipped: SKIMMARK_COUNTED is not set, see `cargo xtask test --only linear`");
    }
    program
}

/// Returns by which factor twice the text increases the work.
fn ratio(program: &str, piece: &str) -> f64 {
    work(program, &filled(piece, 2 * SIZE)) / work(program, &filled(piece, SIZE))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..Default::default() })]

    #[test]
    fn pieces_in_any_order_cost_what_their_length_says(
        pieces in proptest::collection::vec(proptest::sample::select(PIECES), 2..7),
    ) {
        if let Some(program) = counting() {
            let ratio = ratio(&program, &pieces.concat());
            prop_assert!(ratio <= MOST, "{ratio:.2} times");
        }
    }
}

#[test]
fn twice_the_text_is_at_most_two_and_a_half_times_the_work() {
    let Some(program) = counting() else { return };
    let mut texts: Vec<(String, String)> = PIECES
        .iter()
        .chain(ONCE)
        .map(|piece| (format!("{piece:?}"), (*piece).to_owned()))
        .collect();
    texts.extend(common::cases::all().into_iter().map(|case| {
        let Case { folder, name, text } = case;
        (format!("{folder}/{name}"), text + "\n")
    }));
    let mut worst = (0.0, String::new());
    let mut over = Vec::new();
    for (name, piece) in texts {
        let ratio = ratio(&program, &piece);
        if ratio > worst.0 {
            worst = (ratio, name.clone());
        }
        if ratio > MOST {
            over.push(format!("{ratio:.2} times for {name}"));
        }
    }
    println!("at worst {:.2} times the work, for {}", worst.0, worst.1);
    assert_eq!(over, Vec::<String>::new());
}
