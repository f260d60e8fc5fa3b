//! Runs every check, one step after the other; all of them, whichever fail.

use std::ffi::{OsStr, OsString};
use std::time::{Duration, Instant};

use anyhow::{anyhow, ensure};
use lexopt::Parser;
use lexopt::prelude::*;

use crate::run::{self, Result};
use crate::{browser, dist, engines, setup, size, soak};

/// A named check.
pub struct Step {
    /// As named on the command line.
    pub name: &'static str,
    /// What it checks, for the list of steps.
    pub about: &'static str,
    run: fn(&Options) -> Result<Outcome>,
    /// Whether it works on what the step `dist` builds.
    needs_dist: bool,
}

/// How a step that did not fail has ended.
enum Outcome {
    Ok,
    /// Passed, with something to know of it; a line each.
    Told(String),
    /// Not done, and why.
    Skipped(String),
}

/// The steps in their order.
pub const STEPS: [Step; 10] = [
    Step { name: "fmt", about: "the form of the code", run: fmt, needs_dist: false },
    Step { name: "lint", about: "clippy, natively and for wasm", run: lint, needs_dist: false },
    Step { name: "unit", about: "native tests", run: unit, needs_dist: false },
    Step { name: "linear", about: "that work grows as the text", run: linear, needs_dist: false },
    Step { name: "deny", about: "licenses and sources of crates", run: deny, needs_dist: false },
    Step { name: "dist", about: "the release build", run: dist_step, needs_dist: false },
    Step { name: "size", about: "its size", run: size_step, needs_dist: true },
    Step { name: "browser", about: "its tests in a browser", run: in_browser, needs_dist: true },
    Step {
        name: "engines",
        about: "journeys in Firefox and WebKit",
        run: in_engines,
        needs_dist: true,
    },
    Step {
        name: "soak",
        about: "that no fault loses what was told",
        run: soaked,
        needs_dist: true,
    },
];

/// What the command line asks for.
#[derive(Default)]
pub struct Options {
    /// Names of steps; empty means all.
    only: Vec<String>,
    /// Passed on to Playwright.
    playwright: Vec<OsString>,
}

impl Options {
    /// Reads `[--only STEP ...] [-- ARGUMENTS FOR PLAYWRIGHT]`.
    pub fn parse(arguments: &mut Parser) -> Result<Self> {
        let mut options = Self::default();
        while !options.take_rest(arguments) {
            match arguments.next()? {
                Some(Long("only")) => {
                    for name in arguments.values()? {
                        options.only.push(step_name(&name)?);
                    }
                }
                Some(argument) => return Err(argument.unexpected().into()),
                None => break,
            }
        }
        Ok(options)
    }

    /// Takes what follows `--`, if that is next.
    fn take_rest(&mut self, arguments: &mut Parser) -> bool {
        let Some(mut rest) = arguments.try_raw_args() else { return false };
        let separated = rest.next_if(|word| word == "--").is_some();
        if separated {
            self.playwright.extend(rest);
        }
        separated
    }

    fn wants(&self, step: &Step) -> bool {
        self.only.is_empty() || self.only.iter().any(|name| name == step.name)
    }
}

fn step_name(given: &OsStr) -> Result<String> {
    let step = STEPS.iter().find(|step| given == step.name);
    let unknown = || anyhow!("test has no step {}: `cargo xtask` lists them", given.display());
    step.map(|step| step.name.to_owned()).ok_or_else(unknown)
}

/// Runs the steps, prints how each ended, and fails if one has failed.
pub fn test(options: &Options) -> Result {
    let started = Instant::now();
    let mut outcomes: Vec<(&str, Duration, Result<Outcome>)> = Vec::new();
    for step in STEPS.iter().filter(|step| options.wants(step)) {
        println!("\n=== {}: {}", step.name, step.about);
        let begun = Instant::now();
        let built = !outcomes.iter().any(|(name, _, outcome)| *name == "dist" && outcome.is_err());
        let outcome = if step.needs_dist && !built {
            Err(anyhow!("not run, as dist was not built"))
        } else {
            (step.run)(options)
        };
        if let Err(error) = &outcome {
            println!("error: {error:#}");
        }
        outcomes.push((step.name, begun.elapsed(), outcome));
    }
    println!("\n=== {:.0} s in all", started.elapsed().as_secs_f64());
    for (name, took, outcome) in &outcomes {
        let ending = match outcome {
            Ok(Outcome::Ok) => "ok".to_owned(),
            Ok(Outcome::Told(lines)) => format!("ok\n{}", lines.trim_end()),
            Ok(Outcome::Skipped(reason)) => format!("skipped: {reason}"),
            Err(error) => format!("FAILED: {error:#}"),
        };
        println!("{name:<8} {:>6.1} s  {ending}", took.as_secs_f64());
    }
    let failed = outcomes.iter().filter(|(_, _, outcome)| outcome.is_err()).count();
    ensure!(failed == 0, "{failed} of {} steps failed", outcomes.len());
    Ok(())
}

fn fmt(_: &Options) -> Result<Outcome> {
    setup::rust_components()?;
    run::run(run::cargo().args(["fmt", "--all", "--check"]))?;
    Ok(Outcome::Ok)
}

fn lint(_: &Options) -> Result<Outcome> {
    setup::rust_components()?;
    setup::wasm_target()?;
    let strict = ["--", "-D", "warnings"];
    let native = ["clippy", "--workspace", "--all-targets"];
    let wasm = ["clippy", "--target", "wasm32-unknown-unknown", "--lib", "--bins"];
    let programs = ["--package", "skimmark", "--package", "skimmark-worker"];
    // Both, so that one run shows everything there is to fix.
    let native = run::run(run::cargo().args(native).args(strict));
    let wasm = run::run(run::cargo().args(wasm).args(programs).args(strict));
    native.and(wasm)?;
    Ok(Outcome::Ok)
}

fn unit(_: &Options) -> Result<Outcome> {
    run::run(run::cargo().args(["test", "--workspace"]))?;
    Ok(Outcome::Ok)
}

/// Counts work by the compiler's coverage counters, in a build of its own.
fn linear(_: &Options) -> Result<Outcome> {
    let folder = run::root().join("target").join("counted");
    let mut build = run::cargo();
    build.args(["build", "--release", "--package", "skimmark-cli", "--target-dir"]).arg(&folder);
    // Build scripts count as well, and write their counts where nobody minds them.
    build.env("LLVM_PROFILE_FILE", folder.join("build-%p.profraw"));
    run::run(build.env("RUSTFLAGS", "-C instrument-coverage"))?;
    let program = folder.join("release").join("skimmark-digest");
    let mut test = run::cargo();
    test.args(["test", "--package", "skimmark-digest", "--test", "linear", "--", "--nocapture"]);
    test.env("SKIMMARK_COUNTED", program.with_extension(std::env::consts::EXE_EXTENSION));
    run::run(&mut test)?;
    Ok(Outcome::Ok)
}

/// Checks what needs no connection to a database of advisories: that is for CI.
fn deny(_: &Options) -> Result<Outcome> {
    if let Err(error) = setup::cargo_deny() {
        return Ok(Outcome::Skipped(format!("cargo-deny could not be installed: {error:#}")));
    }
    let checks = ["bans", "licenses", "sources"];
    run::run(run::cargo().args(["deny", "check", "--hide-inclusion-graph"]).args(checks))?;
    Ok(Outcome::Ok)
}

fn dist_step(_: &Options) -> Result<Outcome> {
    dist::build()?;
    Ok(Outcome::Ok)
}

fn size_step(_: &Options) -> Result<Outcome> {
    dist::build()?;
    size::size(false)?;
    Ok(Outcome::Ok)
}

fn in_browser(options: &Options) -> Result<Outcome> {
    // Nothing to do after the step `dist`; without it this step must not test an old page.
    dist::build()?;
    let browser = browser::path()?;
    println!("Testing with {}", browser.display());
    let mut playwright = run::command("playwright", "run `cargo xtask setup`")?;
    playwright.arg("test").args(&options.playwright).env("SKIMMARK_BROWSER", browser);
    let written = run::root().join("target").join("browser-outcomes.txt");
    run::write(&written, "")?;
    let ended = run::run(playwright.env("SKIMMARK_OUTCOMES", &written));
    let told = run::read_text(&written)?;
    ended.map_err(|error| anyhow!("{error:#}\n{}", told.trim_end()))?;
    Ok(if told.is_empty() { Outcome::Ok } else { Outcome::Told(told) })
}

fn in_engines(_: &Options) -> Result<Outcome> {
    let missing = engines::journeys()?;
    if missing.is_empty() { Ok(Outcome::Ok) } else { Ok(Outcome::Skipped(missing.join("; "))) }
}

fn soaked(_: &Options) -> Result<Outcome> {
    soak::soak(&soak::Options::of_the_checks())?;
    Ok(Outcome::Ok)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_are_read() {
        let options = |words: &[&str]| Options::parse(&mut Parser::from_args(words));
        let wanted = |words: &[&str]| {
            let options = options(words).unwrap();
            let names = STEPS.iter().filter(|step| options.wants(step)).map(|step| step.name);
            names.collect::<Vec<_>>()
        };
        assert_eq!(wanted(&[]).len(), STEPS.len());
        assert_eq!(wanted(&["--only", "unit", "fmt"]), ["fmt", "unit"]);
        assert_eq!(wanted(&["--only", "unit", "--only", "fmt"]), ["fmt", "unit"]);
        for words in [&["--only", "browser", "--", "-g", "stars"][..], &["--", "-g", "stars"]] {
            assert_eq!(options(words).unwrap().playwright, ["-g", "stars"]);
        }
        for wrong in [&["--only"][..], &["--only", "none"], &["--quick"], &["unit"]] {
            assert!(options(wrong).is_err(), "{wrong:?}");
        }
    }
}
