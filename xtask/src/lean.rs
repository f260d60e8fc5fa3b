//! A standard library in which a panic is a trap and nothing else.
//!
//! Nobody sees what a panic says in the browser: the page sets no hook, and the trap's stack names the
//! function. Yet each place that may panic brings its message, where it stands in the source, and the code that
//! writes both. Built without them the page is 19 KB smaller, and the engine 30 KB (gzip, 2026-11); 0.3 and
//! 3 of that are what `{:?}` prints, which is nothing then: no text for readers may use it.
//!
//! The compiler has this among its unstable options, which `RUSTC_BOOTSTRAP` lets a released one take. One
//! that does not know them builds the same programs, only larger.

use std::process::Command;

use crate::run::{self, Result};
use crate::setup::{self, WASM};

/// The compiler's flags: a panic traps where it stands, no place in the source is noted, and `{:?}` prints
/// nothing. Functions that are the same stay apart, each under its name, so that
/// [`rest`](crate::rest) can tell which are needed first; wasm-opt merges them after that.
pub const FLAGS: [&str; 5] = [
    "-Zunstable-options",
    "-Cpanic=immediate-abort",
    "-Zlocation-detail=none",
    "-Zfmt-debug=none",
    "-Zmerge-functions=disabled",
];

/// Lets a released compiler take unstable options.
const BOOTSTRAP: (&str, &str) = ("RUSTC_BOOTSTRAP", "1");

/// The parts of the standard library that Cargo is to build, and how, by the names of its options.
const BUILD_STD: (&str, &str) = ("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort");
const FEATURES: (&str, &str) = ("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size");

/// Installs what the standard library is built from. Returns whether this compiler can do it; says so if it
/// can't.
pub fn prepare() -> Result<bool> {
    let mut rustc = Command::new("rustc");
    let probe = rustc.args(FLAGS).args(["--target", WASM, "--print", "cfg"]);
    if !run::succeeds(probe.current_dir(run::root()).env(BOOTSTRAP.0, BOOTSTRAP.1)) {
        println!("This compiler takes other options than {}: the programs get larger", FLAGS[1]);
        return Ok(false);
    }
    setup::rust_source()?;
    Ok(true)
}

/// Makes Cargo, run by this command, build the standard library, too.
pub fn apply(command: &mut Command) {
    command.envs([BOOTSTRAP, BUILD_STD, FEATURES]);
}
