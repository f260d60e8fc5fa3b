//! Has Lighthouse judge the release page as a phone and as a desktop would load it.

use crate::run::{self, Result};
use crate::serve;
use crate::{browser, dist, setup};

/// So often is the page loaded on each device: one run alone may be disturbed.
const RUNS: u32 = 5;
const DOCUMENT: &str = "docs/lighthouse.md";
/// Lighthouse is larger than all other tools together, so that it has a folder of its own.
const FOLDER: &str = "audit";

/// What the command line asks for.
#[derive(Debug, PartialEq, Eq)]
pub struct Options {
    build: bool,
    runs: u32,
}

impl Options {
    /// Reads `[--no-build] [--runs N]`.
    pub fn of(words: &[&str]) -> Result<Self> {
        let mut options = Self { build: true, runs: RUNS };
        let mut words = words.iter();
        while let Some(word) = words.next() {
            match *word {
                "--no-build" => options.build = false,
                "--runs" => {
                    let runs = words.next().and_then(|runs| runs.parse().ok());
                    let runs = runs.filter(|runs| *runs > 0);
                    options.runs = runs.ok_or("--runs wants a number from 1 on")?;
                }
                _ => return Err(format!("lighthouse does not know {word}")),
            }
        }
        Ok(options)
    }
}

/// Judges, prints each run and the medians, and writes these into the document when there were
/// as many runs as it takes. Fails where a median is not what the page holds to.
pub fn lighthouse(options: &Options) -> Result {
    if options.build {
        dist::build()?;
    }
    setup::npm_packages_in(FOLDER, "a minute")?;
    let browser = browser::path()?;
    let address = serve::in_background("/skimmark/")?;
    println!("Judging {address} with {}", browser.display());
    let mut node = run::node()?;
    node.args(["audit/run.mjs", &address, &options.runs.to_string()]);
    if options.runs == RUNS {
        node.arg(DOCUMENT);
    } else {
        println!("{DOCUMENT} stays as it is: it takes {RUNS} runs");
    }
    run::run(node.env("SKIMMARK_BROWSER", browser))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_are_read() {
        assert_eq!(Options::of(&[]), Ok(Options { build: true, runs: RUNS }));
        let quick = Options { build: false, runs: 1 };
        assert_eq!(Options::of(&["--runs", "1", "--no-build"]), Ok(quick));
        for wrong in [&["--runs"][..], &["--runs", "0"], &["--runs", "x"], &["--quick"]] {
            assert!(Options::of(wrong).is_err(), "{wrong:?}");
        }
    }
}
