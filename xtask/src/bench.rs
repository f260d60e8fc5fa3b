//! Measures the release page, and other search libraries beside it, in a real browser.

use crate::run::{self, Result};
use crate::serve;
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
    pub fn of(words: &[&str]) -> Result<Self> {
        let mut options = Self { build: true, sizes: SIZES.into() };
        let mut words = words.iter();
        while let Some(word) = words.next() {
            match *word {
                "--no-build" => options.build = false,
                "--sizes" => {
                    let positive = |size: &str| size.parse().is_ok_and(|size: u32| size > 0);
                    let sizes = words.next().filter(|sizes| sizes.split(',').all(positive));
                    let sizes =
                        sizes.ok_or("--sizes wants numbers of papers such as 1000,10000")?;
                    options.sizes = (*sizes).to_owned();
                }
                _ => return Err(format!("bench does not know {word}")),
            }
        }
        Ok(options)
    }
}

/// Measures, prints the tables and, when all sizes were measured, writes them into the
/// document.
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
        let all = Options { build: true, sizes: SIZES.into() };
        assert_eq!(Options::of(&[]), Ok(all));
        let some = Options { build: false, sizes: "10,2000".into() };
        assert_eq!(Options::of(&["--sizes", "10,2000", "--no-build"]), Ok(some));
        for wrong in [&["--sizes"][..], &["--sizes", "1,x"], &["--sizes", "0"], &["--quick"]] {
            assert!(Options::of(wrong).is_err(), "{wrong:?}");
        }
    }
}
