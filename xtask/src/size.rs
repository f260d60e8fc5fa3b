//! Weighs the files of `dist`, and tells whether that is within the budget and as the README says.

use anyhow::{Context, bail, ensure};
use lexopt::Parser;
use lexopt::prelude::*;

use crate::run::{self, Result};

/// Bytes by gzip that a reader has to wait for, before the page can be used.
const PAGE: Budget = Budget { name: "page", most: 280_000, goal: 220_000 };
/// Bytes by gzip of the engine, loaded beside the page, with every format that it reads.
const ENGINE: Budget = Budget { name: "engine", most: 617_000, goal: 480_000 };
/// How far the README may be off, in bytes.
const TOLERANCE: u64 = 2_000;
const MARKS: [&str; 2] = ["<!-- size -->", "<!-- /size -->"];

/// Prints for each file named its raw, gzip and brotli sizes, in bytes.
const SCRIPT: &str = "\
const { readFileSync } = require('fs');
const { gzipSync, brotliCompressSync } = require('zlib');
for (const name of process.argv.slice(1)) {
  const raw = readFileSync(name);
  console.log(raw.length, gzipSync(raw, { level: 6 }).length, brotliCompressSync(raw).length);
}";

/// What something may weigh, in bytes by gzip.
struct Budget {
    name: &'static str,
    /// More than this is an error. It goes up only for something that readers get for it.
    most: u64,
    /// What the design asks for.
    goal: u64,
}

/// Bytes of one file, or of several together.
#[derive(Clone, Copy, Default)]
struct Weight {
    raw: u64,
    gzip: u64,
    brotli: u64,
}

#[derive(PartialEq, Eq)]
enum Group {
    Page,
    Rest,
    Engine,
    Other,
}

/// Reads `[--write]`.
pub fn wants_write(arguments: &mut Parser) -> Result<bool> {
    let mut write = false;
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("write") => write = true,
            _ => return Err(argument.unexpected().into()),
        }
    }
    Ok(write)
}

/// Prints the sizes; with `write` puts them into the README, otherwise compares them with it.
pub fn size(write: bool) -> Result {
    let files = run::files(&run::dist_dir()).context("run `cargo xtask dist` first")?;
    let weights = weigh(&files)?;
    println!("{:>9} {:>9} {:>9}  (bytes)", "raw", "gzip", "brotli");
    for (file, weight) in files.iter().zip(&weights) {
        print(file, *weight);
    }
    let sum = |group: Group| {
        let of_group = files.iter().zip(&weights).filter(|(file, _)| group_of(file) == group);
        of_group.fold(Weight::default(), |sum, (_, weight)| Weight {
            raw: sum.raw + weight.raw,
            gzip: sum.gzip + weight.gzip,
            brotli: sum.brotli + weight.brotli,
        })
    };
    let (page, engine) = (sum(Group::Page), sum(Group::Engine));
    print("page, before it can be used", page);
    print("the rest of the page's program", sum(Group::Rest));
    print("engine", engine);
    let budget = PAGE.holds(page.gzip).and(ENGINE.holds(engine.gzip));
    budget.and(if write {
        write_readme(page.gzip, engine.gzip)
    } else {
        check_readme(page.gzip, engine.gzip)
    })
}

fn print(name: &str, weight: Weight) {
    println!("{:>9} {:>9} {:>9}  {name}", weight.raw, weight.gzip, weight.brotli);
}

impl Budget {
    fn holds(&self, gzip: u64) -> Result {
        let Self { name, most, goal } = self;
        println!("{name}: {gzip} bytes by gzip; at most {most}, the goal is {goal}");
        let over = gzip.saturating_sub(*most);
        ensure!(over == 0, "the {name} is {over} bytes over its budget");
        Ok(())
    }
}

fn weigh(files: &[String]) -> Result<Vec<Weight>> {
    let mut node = run::node()?;
    node.current_dir(run::dist_dir()).args(["-e", SCRIPT, "--"]).args(files);
    let printed = run::output(&mut node)?;
    let weights: Vec<Weight> = printed.lines().filter_map(weight_of).collect();
    ensure!(weights.len() == files.len(), "Node did not weigh every file");
    Ok(weights)
}

fn weight_of(line: &str) -> Option<Weight> {
    let mut numbers = line.split(' ').map(str::parse);
    let mut next = || numbers.next()?.ok();
    Some(Weight { raw: next()?, gzip: next()?, brotli: next()? })
}

fn group_of(file: &str) -> Group {
    let name = file.rsplit('/').next().unwrap_or(file);
    if name.starts_with("engine") {
        return Group::Engine;
    }
    if name.starts_with("rest-") {
        return Group::Rest;
    }
    let program = name.starts_with("skimmark");
    // Snippets are scripts that the program imports.
    let page = program || name.ends_with(".css") || file.starts_with("snippets/");
    if page || matches!(file, "index.html" | "early.js" | "boot.js") {
        Group::Page
    } else {
        Group::Other
    }
}

/// Returns the line for people, in thousands of bytes.
fn statement(page: u64, engine: u64) -> String {
    let thousands = |bytes: u64| (bytes + 500) / 1000;
    format!("page {} KB, engine {} KB (gzip)", thousands(page), thousands(engine))
}

fn write_readme(page: u64, engine: u64) -> Result {
    let path = run::root().join("README.md");
    let text = run::read_text(&path)?;
    let (before, written, after) = marked(&text)?;
    // The space around it stays, so that a paragraph stays one.
    let start = &written[..written.len() - written.trim_start().len()];
    let end = &written[start.len() + written.trim().len()..];
    run::write(&path, format!("{before}{start}{}{end}{after}", statement(page, engine)))
}

fn check_readme(page: u64, engine: u64) -> Result {
    let text = run::read_text(&run::root().join("README.md"))?;
    let (_, written, _) = marked(&text)?;
    let figures: Vec<u64> =
        written.split_whitespace().filter_map(|word| word.parse().ok()).collect();
    let near = |figure: u64, bytes: u64| (figure * 1000).abs_diff(bytes) <= TOLERANCE;
    match figures.as_slice() {
        [said_page, said_engine] if near(*said_page, page) && near(*said_engine, engine) => Ok(()),
        _ => bail!(
            "README.md says \"{}\", measured is \"{}\": run `cargo xtask size --write`",
            written.trim(),
            statement(page, engine)
        ),
    }
}

/// Returns the README before, between and after the marks; the marks stay with the outer parts.
fn marked(text: &str) -> Result<(&str, &str, &str)> {
    let [open, close] = MARKS;
    let found = text.find(open).map(|at| at + open.len()).and_then(|start| {
        let end = start + text[start..].find(close)?;
        Some((&text[..start], &text[start..end], &text[end..]))
    });
    found.with_context(|| format!("README.md has no place for the sizes, {open}{close}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_grouped_by_when_they_are_needed() {
        for file in [
            "index.html",
            "early.js",
            "boot.js",
            "card-1.css",
            "skimmark-1.js",
            "skimmark_bg-1.wasm",
        ] {
            assert!(group_of(file) == Group::Page, "{file}");
        }
        for file in ["engine-1.js", "engine_bg-1.wasm", "engine_loader-1.js"] {
            assert!(group_of(file) == Group::Engine, "{file}");
        }
        assert!(group_of("rest-1.wasm") == Group::Rest);
        for file in ["sw.js", "icon.svg", "manifest.webmanifest", "sub/index.html"] {
            assert!(group_of(file) == Group::Other, "{file}");
        }
    }

    #[test]
    fn the_readme_is_taken_apart_at_the_marks() {
        let text = "a <!-- size -->\nb\n<!-- /size --> c";
        let parts = marked(text).unwrap();
        assert_eq!(parts, ("a <!-- size -->", "\nb\n", "<!-- /size --> c"));
        assert!(marked("<!-- /size --><!-- size -->").is_err());
    }

    #[test]
    fn sizes_are_stated_in_thousands() {
        assert_eq!(statement(93_499, 80_500), "page 93 KB, engine 81 KB (gzip)");
    }

    #[test]
    fn weights_are_read() {
        assert_eq!(weight_of("3 2 1").map(|weight| weight.brotli), Some(1));
        assert!(weight_of("3 2").is_none());
    }
}
