//! The command `skimmark-digest rank`: what it prints, and how it ends.

#![allow(clippy::unwrap_used)] // A test that cannot go on fails, in its helpers too.

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};

fn run(arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_skimmark-digest"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A program that refuses its arguments ends before it reads.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    child.wait_with_output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// Writes a file of papers, and returns its path.
fn file(name: &str, text: &str) -> String {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

fn paper(title: &str, abstract_text: &str, author: &str) -> String {
    json!({"title": title, "abstract": abstract_text, "authors": [author]}).to_string() + "\n"
}

#[test]
fn papers_are_ranked_by_the_likes_in_the_order_given() {
    let likes = file("likes.jsonl", &paper("Judges of wool", "Each judge weighs wool.", "Bo Ek"));
    let passed = file("passed.jsonl", &paper("Mowing hay", "Hay in the meadow.", "Ana Lee"));
    let listed = [
        paper("Hay and meadows", "Mowing again.", "Ana Lee"),
        paper("On judges", "The wool of a judge.", "Bo Ek"),
        "\n".into(),
        paper("Counting ducks", "", "Cy Ray"),
    ];
    let output = run(&["rank", "--likes", &likes, "--passed", &passed], &listed.concat());
    assert_eq!((output.status.code(), said(&output).as_str()), (Some(0), ""));
    let lines: Vec<Value> = String::from_utf8(output.stdout)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines.len(), 3);
    let scores: Vec<f64> = lines.iter().map(|line| line["score"].as_f64().unwrap()).collect();
    assert!(scores[1] > scores[2] && scores[2] > scores[0], "{scores:?}");
    assert_eq!(lines[1]["because"], json!(["wool", "judges"]));
    assert_eq!(lines[1]["like"], "Judges of wool");
}

#[test]
fn what_cannot_be_ranked_is_said() {
    let likes = file("some.jsonl", &paper("Wool", "", "Bo Ek"));
    let none = run(&["rank", "--likes", &likes], "\n");
    assert_eq!((none.status.code(), none.stdout.len()), (Some(2), 0));
    let cases = [
        (vec!["rank"], "", "name a file of papers that were liked by --likes FILE\nusage: "),
        (vec!["rank", "--likes", "absent.jsonl"], "", "absent.jsonl: "),
        (vec!["rank", "--likes", &likes], "{}\nOn wool\n", "-, line 2 is no paper as "),
        (vec!["rank", "--likes", &likes], "{\"title\": 1}\n", "\"title\" is missing or wrong"),
        (vec!["rank", "--likes", "-"], "\n", "-: no papers: at least one must be liked"),
        (vec!["rank", "--loves", &likes], "", "invalid option '--loves'"),
    ];
    for (arguments, input, message) in cases {
        let output = run(&arguments, input);
        assert_eq!((output.status.code(), output.stdout.len()), (Some(1), 0), "{arguments:?}");
        assert!(said(&output).contains(message), "{arguments:?}: {}", said(&output));
    }
}

#[test]
fn help_is_as_the_readme_shows_it() {
    let output = run(&["rank", "--help"], "");
    let help = String::from_utf8(output.stdout).unwrap();
    assert!(include_str!("../README.md").contains(help.trim_end()), "{help}");
}
