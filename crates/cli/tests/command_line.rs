//! The command line `skimmark-digest`: what it prints, and how it ends.

#![allow(clippy::unwrap_used)] // A test that cannot go on fails, in its helpers too.

#[path = "../../digest/tests/common/archives.rs"]
mod archives;

use std::io::Write;
use std::process::{Command, Output, Stdio};

fn run(arguments: &[&str], input: impl AsRef<[u8]>) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_skimmark-digest"))
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A program that refuses its arguments ends before it reads.
    let _ = child.stdin.take().unwrap().write_all(input.as_ref());
    child.wait_with_output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

const GLUED: &str = "../digest/tests/formats/ranked-digest/glued.txt";
const LABELS: &str = "../digest/tests/formats/ranked-digest/labels.txt";

#[test]
fn records_are_json_and_what_was_left_over_is_said() {
    let output = run(&["--today", "2026-06-20", GLUED, LABELS], "");
    assert_eq!(output.status.code(), Some(0));
    let lines: Vec<serde_json::Value> =
        text(&output.stdout).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 5);
    assert_eq!((&lines[0]["file"], &lines[4]["file"]), (&0.into(), &1.into()));
    assert_eq!(lines[0]["lines"], serde_json::json!([5, 7]));
    assert_eq!(lines[0]["date"], "2026-02-03");
    assert_eq!(lines[0]["score"], 99.5);
    let said = text(&output.stderr);
    assert!(said.starts_with("ranked digest: 3 papers, 2 lines left over\n2: Meadow Papers\n"));
    assert!(said.ends_with("ranked digest: 2 papers, 0 lines left over\n"), "{said}");
}

#[test]
fn merged_records_are_printed_once() {
    let output = run(&["--merged", "--today=2026-06-20", GLUED, GLUED], "");
    assert_eq!(text(&output.stdout).lines().count(), 3);
}

#[test]
fn papers_are_printed_in_the_form_that_is_asked_for() {
    for (form, begins, between) in
        [("markdown", "- [", "\n- ["), ("bibtex", "@misc{", "\n\n@misc{")]
    {
        let output = run(&["--to", form, "--today=2026-06-20", GLUED, GLUED], "");
        assert_eq!(output.status.code(), Some(0));
        let printed = text(&output.stdout);
        assert!(printed.starts_with(begins) && printed.ends_with('\n'), "{printed}");
        assert_eq!(printed.matches(between).count(), 2, "{printed}");
    }
    let none = run(&["--to", "bibtex"], "Nothing to see here.\n");
    assert_eq!((none.status.code(), text(&none.stdout).as_str()), (Some(2), ""));
    let unknown = run(&["--to", "papyrus"], "");
    assert_eq!(unknown.status.code(), Some(1));
    assert!(text(&unknown.stderr).contains("write one of markdown, bibtex"));
}

#[test]
fn what_is_in_archives_is_read_and_named() {
    let [glued, labels] = [GLUED, LABELS].map(|file| {
        std::fs::read_to_string(format!("{}/{file}", env!("CARGO_MANIFEST_DIR"))).unwrap()
    });
    let inside = archives::zip(&[
        ("week/glued.txt", &glued, 8),
        ("slides.pdf", "%PDF-1.7", 0),
        ("labels.txt", &labels, 0),
    ]);
    let output = run(&["--today", "2026-06-20"], &inside);
    let said = text(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{said}");
    assert_eq!(text(&output.stdout).lines().count(), 5);
    assert!(
        said.starts_with("week/glued.txt: ranked digest: 3 papers, 2 lines left over\n"),
        "{said}"
    );
    assert!(said.contains("-: slides.pdf: This is a PDF, not text: open it"), "{said}");
    assert!(said.ends_with("labels.txt: ranked digest: 2 papers, 0 lines left over\n"), "{said}");

    let alone = run(&["--today", "2026-06-20"], archives::gzip(&labels));
    assert_eq!((alone.status.code(), text(&alone.stdout).lines().count()), (Some(0), 2));
    assert_eq!(text(&alone.stderr), "ranked digest: 2 papers, 0 lines left over\n");

    let twice = run(&[], archives::zip(&[("b.zip", "PK\x05\x06", 0)]));
    assert_eq!(twice.status.code(), Some(1));
    let cut = run(&[], &inside[..inside.len() - 30]);
    assert_eq!(cut.status.code(), Some(1));
    assert!(text(&cut.stderr).starts_with("-: This can't be unpacked, it is damaged or cut off"));
}

#[test]
fn standard_input_is_read_and_a_page_without_papers_ends_with_2() {
    let one = run(&["--today", "2026-06-20"], "LGApr 14, 2023\nLambsIda Holm\nA stray text.\n");
    assert_eq!((one.status.code(), text(&one.stdout).lines().count()), (Some(0), 1));
    assert!(text(&one.stderr).starts_with("ranked digest: 1 paper, 0 lines"));
    let none = run(&["-"], "Nothing to see here.\n");
    assert_eq!(none.status.code(), Some(2));
    assert_eq!(
        text(&none.stderr),
        "plain text: 0 papers, 1 line left over\n1: Nothing to see here.\n"
    );
}

#[test]
fn a_bad_file_or_argument_ends_with_1() {
    let output = run(&["no-such-file", LABELS], "");
    assert_eq!((output.status.code(), text(&output.stdout).lines().count()), (Some(1), 2));
    assert!(text(&output.stderr).contains("no-such-file: "));
    for arguments in [&["--today", "2026"][..], &["--today"], &["--unknown"]] {
        let output = run(arguments, "");
        assert_eq!(output.status.code(), Some(1));
        assert!(text(&output.stderr).contains("usage: skimmark-digest "));
    }
}

#[test]
fn help_says_how_it_is_called() {
    let output = run(&["--merged", "--help"], "");
    assert_eq!((output.status.code(), text(&output.stderr)), (Some(0), String::new()));
    let help = text(&output.stdout);
    assert!(help.starts_with("usage: skimmark-digest [--today YYYY-MM-DD]"), "{help}");
    let forms = skimmark_engine::export::EXPORTS;
    assert!(forms.iter().all(|form| help.contains(form.name)), "the help names every form");
    // The README shows the same.
    let readme = include_str!("../README.md");
    assert!(readme.contains(&format!("```text\n{help}```")), "{help}");
}
