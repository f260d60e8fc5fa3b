//! Installs what the build needs and the machine lacks; says what, and roughly how long it takes.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, bail};

use crate::run::{self, Result};

const TRUNK: &str = "0.21.14";
const CARGO_DENY: &str = "0.20.2";
/// What the page and the engine are built for.
pub const WASM: &str = "wasm32-unknown-unknown";
const OLDEST_NODE: u32 = 20;
const TOOLS_BUILD: &str = "target/tools-build";
/// The copy of package-lock.json that the `node_modules` beside it was installed from.
const NPM_STAMP: &str = "node_modules/.skimmark-lock";
/// Optimizing the tools would take longer than it will ever save.
const QUICK: [(&str, &str); 2] =
    [("CARGO_PROFILE_RELEASE_LTO", "off"), ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "256")];

/// Installs everything that a release build needs.
pub fn all() -> Result {
    node_version()?;
    wasm_target()?;
    trunk()?;
    wasm_bindgen()?;
    npm_packages()
}

/// Installs the standard library for wasm.
pub fn wasm_target() -> Result {
    let sysroot = sysroot()?;
    if Path::new(&sysroot).join("lib/rustlib").join(WASM).is_dir() {
        return Ok(());
    }
    say("the wasm target of Rust", "seconds");
    run::run(rustup()?.args(["target", "add", WASM]))
}

/// Installs the source of the standard library.
pub fn rust_source() -> Result {
    if Path::new(&sysroot()?).join("lib/rustlib/src/rust/library/std").is_dir() {
        return Ok(());
    }
    say("the source of Rust's standard library", "seconds");
    run::run(rustup()?.args(["component", "add", "rust-src"]))
}

/// Installs the formatter and the linter, which a minimal Rust lacks.
pub fn rust_components() -> Result {
    for (subcommand, component) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        if !run::succeeds(run::cargo().args([subcommand, "--version"])) {
            say(component, "seconds");
            run::run(rustup()?.args(["component", "add", component]))?;
        }
    }
    Ok(())
}

/// Returns the folder of the Rust in use.
pub fn sysroot() -> Result<String> {
    let mut rustc = Command::new("rustc");
    run::output(rustc.current_dir(run::root()).args(["--print", "sysroot"]))
}

fn rustup() -> Result<Command> {
    run::command("rustup", "install it from https://rustup.rs, then run this again")
}

fn say(what: &str, time: &str) {
    println!("Installing {what} (about {time}, once)");
}

fn trunk() -> Result {
    if installed("trunk", TRUNK) {
        return Ok(());
    }
    say(&format!("Trunk {TRUNK} into target/tools"), "3 minutes on 2 cores");
    // With other libraries than those it was released with it does not build.
    let mut cargo = cargo_install("trunk", TRUNK);
    cargo.args(["--locked", "--no-default-features", "--features", "rustls"]);
    build_tool(cargo.env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0"))
}

fn wasm_bindgen() -> Result {
    let lock = run::read_text(&run::root().join("Cargo.lock"))?;
    let version =
        locked_version(&lock, "wasm-bindgen").context("Cargo.lock names no wasm-bindgen")?;
    if installed("wasm-bindgen", version) {
        return Ok(());
    }
    say(&format!("wasm-bindgen {version} into target/tools"), "1.5 minutes on 2 cores");
    // Without optimization it would slow every build; locked it does not build.
    let mut cargo = cargo_install("wasm-bindgen-cli", version);
    build_tool(cargo.env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1"))
}

/// Installs the program that checks licenses and sources of crates.
pub fn cargo_deny() -> Result {
    if installed("cargo-deny", CARGO_DENY) {
        return Ok(());
    }
    say(&format!("cargo-deny {CARGO_DENY} into target/tools"), "1 minute on 2 cores");
    let mut cargo = cargo_install("cargo-deny", CARGO_DENY);
    build_tool(cargo.arg("--locked").env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0"))
}

/// Runs a [`cargo_install`], then removes what it was built from: hundreds of megabytes.
fn build_tool(cargo: &mut Command) -> Result {
    run::run(cargo)?;
    let folder = run::root().join(TOOLS_BUILD);
    std::fs::remove_dir_all(&folder).with_context(|| format!("cannot remove {}", folder.display()))
}

/// Returns a `cargo install` into the project, with a build folder of its own: this program may
/// itself run under a Cargo that has locked the usual one.
fn cargo_install(package: &str, version: &str) -> Command {
    let mut cargo = run::cargo();
    cargo.args(["install", package, "--version", version, "--root"]);
    cargo.arg(run::root().join("target/tools"));
    cargo.env("CARGO_TARGET_DIR", run::root().join(TOOLS_BUILD)).envs(QUICK);
    cargo.env_remove("RUSTFLAGS").env_remove("CARGO_ENCODED_RUSTFLAGS");
    cargo
}

/// Returns whether `program --version` says `version`.
fn installed(program: &str, version: &str) -> bool {
    run::command(program, "")
        .and_then(|mut command| run::output(command.arg("--version")))
        .is_ok_and(|said| said.split_whitespace().nth(1) == Some(version))
}

fn node_version() -> Result {
    let said = run::output(run::node()?.arg("--version"))?;
    match major_version(&said) {
        Some(major) if major >= OLDEST_NODE => Ok(()),
        _ => bail!("Node {OLDEST_NODE} or later is needed, this one is {said}: https://nodejs.org"),
    }
}

/// Installs the npm packages that building and testing need.
pub fn npm_packages() -> Result {
    npm_packages_in(".", "20 seconds")
}

/// Installs the npm packages that the package-lock.json in this folder of the project names.
pub fn npm_packages_in(folder: &str, time: &str) -> Result {
    let place = run::root().join(folder);
    let lock = run::read(&place.join("package-lock.json"))?;
    let stamp = place.join(NPM_STAMP);
    if std::fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    say(&format!("the npm tools of {folder}/package-lock.json into node_modules beside it"), time);
    let mut npm = run::command("npm", "it comes with Node, https://nodejs.org")?;
    run::run(npm.current_dir(&place).args(["ci", "--no-audit", "--no-fund"]))?;
    run::write(&stamp, lock)
}

/// Returns the version of a package from the text of a Cargo.lock.
fn locked_version<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name);
    lines.nth(1)?.strip_prefix("version = \"")?.strip_suffix('"')
}

/// Returns the 20 of `v20.1.0`.
fn major_version(said: &str) -> Option<u32> {
    said.strip_prefix('v')?.split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_read_from_the_lock() {
        let lock = "[[package]]\nname = \"wasm-bindgen-futures\"\nversion = \"0.4.1\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\nsource = \"s\"\n";
        assert_eq!(locked_version(lock, "wasm-bindgen"), Some("0.2.130"));
        assert_eq!(locked_version(lock, "wasm"), None);
        assert_eq!(locked_version("name = \"wasm\"", "wasm"), None);
    }

    #[test]
    fn the_major_version_of_node_is_read() {
        assert_eq!(major_version("v20.20.2"), Some(20));
        assert_eq!(major_version("20"), None);
    }
}
