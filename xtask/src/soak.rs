//! Fault injection over the release page in a real browser: whatever fails at whatever moment, what
//! the page had told as kept must be there at its next start.

use std::ffi::OsString;

use lexopt::Parser;
use lexopt::prelude::*;

use crate::pages::serve;
use crate::run::{self, Result};
use crate::{browser, dist, setup};

/// What the command line asks for.
#[derive(Debug, PartialEq, Eq)]
pub struct Options {
    build: bool,
    /// Passed on to the harness, which knows the kinds of faults.
    harness: Vec<OsString>,
}

impl Default for Options {
    fn default() -> Self {
        Self { build: true, harness: Vec::new() }
    }
}

impl Options {
    /// Returns what the checks run: the same choices each time, so that a change fails by what it breaks.
    pub fn of_the_checks() -> Self {
        let harness = ["--runs", "150", "--seed", "1"].map(OsString::from).to_vec();
        Self { build: false, harness }
    }

    /// Reads `[--runs N] [--seed S] [--only KIND] [--jobs J] [--no-build]`.
    pub fn parse(arguments: &mut Parser) -> Result<Self> {
        let mut options = Self::default();
        while let Some(argument) = arguments.next()? {
            match argument {
                Long("no-build") => options.build = false,
                Long("runs") => options.pass("--runs", number(arguments)?),
                Long("seed") => options.pass("--seed", number(arguments)?),
                Long("jobs") => options.pass("--jobs", number(arguments)?),
                Long("only") => options.pass("--only", arguments.value()?),
                _ => return Err(argument.unexpected().into()),
            }
        }
        Ok(options)
    }

    fn pass(&mut self, name: &str, value: OsString) {
        self.harness.extend([name.into(), value]);
    }
}

fn number(arguments: &mut Parser) -> Result<OsString> {
    Ok(arguments.value()?.parse::<u32>()?.to_string().into())
}

/// Runs the harness; fails if anything that was told is lost, or anything is there that was not
/// done.
pub fn soak(options: &Options) -> Result {
    if options.build {
        dist::build()?;
    } else {
        setup::npm_packages()?;
    }
    // What judges must be right itself.
    run::run(run::node()?.args(["--test", "--test-reporter=dot", "tests/soak/oracle.test.mjs"]))?;
    let browser = browser::path()?;
    let address = serve::in_background("/skimmark/")?;
    let mut node = run::node()?;
    node.args(["tests/soak/run.mjs", &address]).args(&options.harness);
    run::run(node.env("SKIMMARK_BROWSER", browser))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_are_read() {
        let options = |words: &[&str]| Options::parse(&mut Parser::from_args(words));
        assert_eq!(options(&[]).unwrap(), Options::default());
        let some = options(&["--runs", "9", "--no-build", "--only", "reload"]).unwrap();
        let harness = ["--runs", "9", "--only", "reload"].map(OsString::from).to_vec();
        assert_eq!(some, Options { build: false, harness });
        for wrong in [&["--runs"][..], &["--runs", "x"], &["--seed", "-1"], &["--quick"]] {
            assert!(options(wrong).is_err(), "{wrong:?}");
        }
    }
}
