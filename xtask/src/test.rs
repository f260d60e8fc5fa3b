//! Every check, one step after the other; all are run, whatever fails.

use std::time::{Duration, Instant};

use crate::run::{self, Result};
use crate::{browser, dist, setup, size};

/// A check by its name, with what it checks.
pub struct Step {
    /// As named on the command line.
    pub name: &'static str,
    /// For the list of steps.
    pub about: &'static str,
    run: fn(&[&str]) -> Result,
    /// Whether it works on what the step `dist` makes.
    needs_dist: bool,
}

/// The steps in their order.
pub const STEPS: [Step; 8] = [
    Step { name: "fmt", about: "the form of the code", run: fmt, needs_dist: false },
    Step { name: "lint", about: "clippy, natively and for wasm", run: lint, needs_dist: false },
    Step { name: "unit", about: "native tests", run: unit, needs_dist: false },
    Step { name: "linear", about: "that work grows as the text", run: linear, needs_dist: false },
    Step { name: "deny", about: "licenses and sources of crates", run: deny, needs_dist: false },
    Step { name: "dist", about: "the release build", run: dist_step, needs_dist: false },
    Step { name: "size", about: "its size", run: size_step, needs_dist: true },
    Step { name: "browser", about: "its tests in a browser", run: in_browser, needs_dist: true },
];

/// What the command line asks for.
pub struct Options<'a> {
    only: Vec<&'a str>,
    /// Passed on to Playwright.
    browser: Vec<&'a str>,
}

impl<'a> Options<'a> {
    /// Reads `[--only STEP ...] [-- what Playwright gets]`.
    pub fn of(words: &[&'a str]) -> Result<Self> {
        let (own, browser) = match words.iter().position(|word| *word == "--") {
            Some(at) => (&words[..at], &words[at + 1..]),
            None => (words, &[][..]),
        };
        let only: Vec<&str> = own.iter().copied().filter(|word| *word != "--only").collect();
        if let Some(unknown) = only.iter().find(|name| STEPS.iter().all(|step| step.name != **name))
        {
            return Err(format!("test has no step {unknown}: `cargo xtask` lists them"));
        }
        if only.is_empty() && !own.is_empty() {
            return Err("--only wants the names of steps: `cargo xtask` lists them".into());
        }
        Ok(Self { only, browser: browser.to_vec() })
    }

    fn wants(&self, step: &Step) -> bool {
        self.only.is_empty() || self.only.contains(&step.name)
    }
}

/// Runs the steps, tells how each went, and fails when one has failed.
pub fn test(options: &Options) -> Result {
    let started = Instant::now();
    let mut outcomes: Vec<(&str, Duration, Result)> = Vec::new();
    for step in STEPS.iter().filter(|step| options.wants(step)) {
        println!("\n=== {}: {}", step.name, step.about);
        let begun = Instant::now();
        let built = !outcomes.iter().any(|(name, _, outcome)| *name == "dist" && outcome.is_err());
        let outcome = if step.needs_dist && !built {
            Err("not run, as dist was not built".to_owned())
        } else {
            (step.run)(&options.browser)
        };
        if let Err(message) = &outcome {
            println!("error: {message}");
        }
        outcomes.push((step.name, begun.elapsed(), outcome));
    }
    println!("\n=== {:.0} s in all", started.elapsed().as_secs_f64());
    for (name, took, outcome) in &outcomes {
        let word =
            outcome.as_ref().map_or_else(|error| format!("FAILED: {error}"), |()| "ok".into());
        println!("{name:<8} {:>6.1} s  {word}", took.as_secs_f64());
    }
    let failed = outcomes.iter().filter(|(_, _, outcome)| outcome.is_err()).count();
    if failed == 0 { Ok(()) } else { Err(format!("{failed} of {} steps failed", outcomes.len())) }
}

fn fmt(_: &[&str]) -> Result {
    setup::rust_components()?;
    run::run(run::cargo().args(["fmt", "--all", "--check"]))
}

fn lint(_: &[&str]) -> Result {
    setup::rust_components()?;
    setup::wasm_target()?;
    let strict = ["--", "-D", "warnings"];
    let native = ["clippy", "--workspace", "--all-targets"];
    let wasm = [
        "clippy",
        "--target",
        "wasm32-unknown-unknown",
        "--package",
        "skimmark",
        "--package",
        "skimmark-worker",
        "--lib",
        "--bins",
    ];
    // Both, so that one run shows all there is to mend.
    let native = run::run(run::cargo().args(native).args(strict));
    let wasm = run::run(run::cargo().args(wasm).args(strict));
    native.and(wasm)
}

fn unit(_: &[&str]) -> Result {
    run::run(run::cargo().args(["test", "--workspace"]))
}

/// Counts work by the compiler's coverage counters, in a build of its own.
fn linear(_: &[&str]) -> Result {
    let folder = run::root().join("target").join("counted");
    let mut build = run::cargo();
    build.args(["build", "--release", "--package", "skimmark-cli", "--target-dir"]).arg(&folder);
    // Build scripts count as well, and leave that where it is in nobody's way.
    build.env("LLVM_PROFILE_FILE", folder.join("build-%p.profraw"));
    run::run(build.env("RUSTFLAGS", "-C instrument-coverage"))?;
    let program = folder.join("release").join("skimmark-digest");
    let mut test = run::cargo();
    test.args(["test", "--package", "skimmark-digest", "--test", "linear", "--", "--nocapture"]);
    run::run(test.env("SKIMMARK_COUNTED", program.with_extension(std::env::consts::EXE_EXTENSION)))
}

fn deny(_: &[&str]) -> Result {
    if run::find("cargo-deny").is_none() {
        println!("Skipped: cargo-deny is not installed (`cargo install cargo-deny`, some minutes)");
        return Ok(());
    }
    run::run(run::cargo().args([
        "deny",
        "check",
        "--hide-inclusion-graph",
        "bans",
        "licenses",
        "sources",
    ]))
}

fn dist_step(_: &[&str]) -> Result {
    dist::build()
}

fn size_step(_: &[&str]) -> Result {
    dist::build()?;
    size::size(false)
}

fn in_browser(arguments: &[&str]) -> Result {
    // Spared after the step `dist`; on its own this step must not test an old page.
    dist::build()?;
    let browser = browser::path()?;
    println!("Testing with {}", browser.display());
    let mut playwright = run::command("playwright", "run `cargo xtask setup`")?;
    playwright.arg("test").args(arguments).env("SKIMMARK_BROWSER", browser);
    run::run(&mut playwright)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_are_read() {
        let wanted = |words: &[&str]| {
            let options = Options::of(words).unwrap();
            let names = STEPS.iter().filter(|step| options.wants(step)).map(|step| step.name);
            names.collect::<Vec<_>>()
        };
        assert_eq!(wanted(&[]).len(), STEPS.len());
        assert_eq!(wanted(&["--only", "unit", "fmt"]), ["fmt", "unit"]);
        assert_eq!(wanted(&["--only", "unit", "--only", "fmt"]), ["fmt", "unit"]);
        let options = Options::of(&["--only", "browser", "--", "-g", "stars"]).unwrap();
        assert_eq!(options.browser, ["-g", "stars"]);
        for wrong in [&["--only"][..], &["--only", "none"], &["--quick"]] {
            assert!(Options::of(wrong).is_err(), "{wrong:?}");
        }
    }
}
