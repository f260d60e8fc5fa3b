//! Measures the release page, along with other search libraries, in a real browser.

use anyhow::ensure;
use lexopt::Parser;
use lexopt::prelude::*;

use crate::pages::serve;
use crate::run::{self, Result};
use crate::{browser, dist, setup};

/// Numbers of papers in the digests that are opened.
const SIZES: &str = "1000,10000,100000";
const DOCUMENT: &str = "docs/benchmarks.md";

/// What the command line asks for.
#[derive(Debug, PartialEq, Eq)]
pub struct Options {
    build: bool,
    sizes: String,
}

impl Options {
    /// Reads `[--no-build] [--sizes N,...]`.
    pub fn parse(arguments: &mut Parser) -> Result<Self> {
        let mut options = Self { build: true, sizes: SIZES.into() };
        while let Some(argument) = arguments.next()? {
            match argument {
                Long("no-build") => options.build = false,
                Long("sizes") => options.sizes = sizes(arguments.value()?.string()?)?,
                _ => return Err(argument.unexpected().into()),
            }
        }
        Ok(options)
    }
}

fn sizes(given: String) -> Result<String> {
    let is_size = |size: &str| size.parse().is_ok_and(|size: u32| size > 0);
    ensure!(given.split(',').all(is_size), "--sizes wants numbers of papers such as 1000,10000");
    Ok(given)
}

/// Measures and prints the tables; if all sizes were measured, writes them into the document.
pub fn bench(options: &Options) -> Result {
    if options.build {
        dist::build()?;
    } else {
        setup::npm_packages()?;
    }
    let browser = browser::path()?;
    let address = serve::in_background("/skimmark/")?;
    println!("Measuring {address} with {} (a quarter of an hour)", browser.display());
    let mut node = run::node()?;
    node.args(["bench/run.mjs", &address, &options.sizes]).env("SKIMMARK_BROWSER", browser);
    if options.sizes == SIZES {
        node.arg(DOCUMENT);
    } else {
        println!("{DOCUMENT} stays as it is: it takes all sizes");
    }
    run::run(&mut node)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_are_read() {
        let options = |words: &[&str]| Options::parse(&mut Parser::from_args(words));
        let all = Options { build: true, sizes: SIZES.into() };
        assert_eq!(options(&[]).unwrap(), all);
        let some = Options { build: false, sizes: "10,2000".into() };
        assert_eq!(options(&["--sizes", "10,2000", "--no-build"]).unwrap(), some);
        for wrong in [&["--sizes"][..], &["--sizes", "1,x"], &["--sizes", "0"], &["--quick"]] {
            assert!(options(wrong).is_err(), "{wrong:?}");
        }
    }
}
