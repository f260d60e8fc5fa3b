//! Lets Lighthouse judge the release page as a phone and as a desktop would load it.

use anyhow::ensure;
use lexopt::Parser;
use lexopt::prelude::*;

use crate::pages::serve;
use crate::run::{self, Result};
use crate::{browser, dist, setup};

/// How often the page is loaded on each device: one run alone may be disturbed.
const RUNS: u32 = 5;
const DOCUMENT: &str = "docs/lighthouse.md";
/// Lighthouse is larger than all other tools together, so it has a folder of its own.
const FOLDER: &str = "audit";

/// What the command line asks for.
#[derive(Debug, PartialEq, Eq)]
pub struct Options {
    build: bool,
    runs: u32,
}

impl Options {
    /// Reads `[--no-build] [--runs N]`.
    pub fn parse(arguments: &mut Parser) -> Result<Self> {
        let mut options = Self { build: true, runs: RUNS };
        while let Some(argument) = arguments.next()? {
            match argument {
                Long("no-build") => options.build = false,
                Long("runs") => options.runs = arguments.value()?.parse()?,
                _ => return Err(argument.unexpected().into()),
            }
        }
        ensure!(options.runs > 0, "--runs wants a number of at least 1");
        Ok(options)
    }
}

/// Prints each run and the medians, and writes these into the document if there were as many runs
/// as it takes. Fails if a median is below what the page holds to.
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
        let options = |words: &[&str]| Options::parse(&mut Parser::from_args(words));
        assert_eq!(options(&[]).unwrap(), Options { build: true, runs: RUNS });
        let quick = Options { build: false, runs: 1 };
        assert_eq!(options(&["--runs", "1", "--no-build"]).unwrap(), quick);
        for wrong in [&["--runs"][..], &["--runs", "0"], &["--runs", "x"], &["--quick"]] {
            assert!(options(wrong).is_err(), "{wrong:?}");
        }
    }
}
