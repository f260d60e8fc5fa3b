//! Builds `dist`, the folder to deploy.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::Context;

use crate::finish;
use crate::fresh;
use crate::import_names;
use crate::lean;
use crate::optimize;
use crate::rest;
use crate::run::{self, Result};
use crate::setup;
use crate::stored_names;

/// Sets up, builds and finishes `dist`, unless it already is what a build would make.
pub fn build() -> Result {
    setup::all()?;
    let inputs = fresh::inputs()?;
    if fresh::is_fresh(inputs) {
        println!("dist is up to date");
        return Ok(());
    }
    println!("Building dist (minutes the first time, under one later)");
    let places = Places::of_this_machine()?;
    // Trunk works offline below, so that it does not look for tools of its own elsewhere.
    let mut cargo = run::command("cargo", "install Rust from https://rustup.rs")?;
    cargo.args(["fetch", "--locked", "--quiet"]);
    let mut trunk = run::command("trunk", "run `cargo xtask setup`")?;
    trunk.args(["build", "--release", "--offline", "true"]);
    let is_lean = lean::prepare()?;
    run::run(&mut cargo)?;
    if is_lean {
        // What the standard library itself needs is fetched for a target alone.
        lean::apply(&mut cargo);
        run::run(cargo.args(["--target", setup::WASM]))?;
        lean::apply(&mut trunk);
    }
    trunk.env("CARGO_ENCODED_RUSTFLAGS", places.flags(is_lean)).env_remove("RUSTFLAGS");
    // Trunk accepts only "true" and "false" for it; others set it to 1.
    trunk.env_remove("NO_COLOR");
    run::run(&mut trunk)?;
    let dist = run::dist_dir();
    forget_hash(&dist)?;
    rest::part(&dist)?;
    optimize::all(&dist)?;
    stored_names::fill(&dist)?;
    minify(&dist)?;
    import_names::shorten(&dist)?;
    let address = env::var(finish::ADDRESS).ok().filter(|address| !address.is_empty());
    finish::finish(&dist, address.as_deref())?;
    finish::check_paths(&dist, &places.telltale())?;
    fresh::stamp(inputs)
}

/// Gives the page's program and script names without a hash. Trunk's is of what the compiler wrote, and
/// they get one of what they hold in the end.
fn forget_hash(dist: &Path) -> Result {
    const NAME: &str = "skimmark";
    let files = run::files(dist)?;
    let is_program = |name: &&String| name.starts_with(NAME) && name.ends_with("_bg.wasm");
    let program = files.iter().find(is_program).context("Trunk has left no program")?;
    let hashed = program.trim_end_matches("_bg.wasm");
    for name in files.iter().filter(|name| name.starts_with(hashed)) {
        let path = dist.join(name.replace(hashed, NAME));
        run::write(&path, run::read(&dist.join(name))?)?;
        run::remove(&dist.join(name))?;
    }
    for name in ["index.html", "skimmark.js"] {
        let path = dist.join(name);
        run::write(&path, run::read_text(&path)?.replace(hashed, NAME))?;
    }
    Ok(())
}

/// Strips comments and spaces from scripts and style sheets, about half of which is comments. The
/// service worker is left alone: its placeholders are filled in later.
fn minify(dist: &Path) -> Result {
    let is_minified =
        |name: &&String| name.ends_with(".css") || name.ends_with(".js") && *name != "sw.js";
    for name in run::files(dist)?.iter().filter(is_minified) {
        let path = dist.join(name);
        let mut esbuild = run::command("esbuild", "run `npm ci`")?;
        esbuild.args(["--minify", "--log-level=warning"]);
        if name.ends_with(".js") {
            esbuild.args(["--format=esm", "--target=es2022"]);
        }
        let text = run::output(esbuild.arg(&path))?;
        run::write(&path, text)?;
    }
    Ok(())
}

/// The compiler flag for Leptos that `.cargo/config.toml` gives as well, for `cargo check` and the
/// like. Flags from the environment, as below, replace those of the file.
const ERASE_COMPONENTS: &str = "--cfg=erase_components";
/// Functions are named with the types that they are made for, which [`rest`] goes by.
const FULL_NAMES: &str = "-Csymbol-mangling-version=v0";

/// The places of things on this machine, which are nobody else's business.
struct Places {
    workspace: PathBuf,
    cargo_home: PathBuf,
    sysroot: PathBuf,
}

impl Places {
    fn of_this_machine() -> Result<Self> {
        let home = env::var_os("HOME").or_else(|| env::var_os("USERPROFILE"));
        let cargo_home = env::var_os("CARGO_HOME")
            .map(PathBuf::from)
            .or_else(|| home.map(|home| Path::new(&home).join(".cargo")))
            .context("neither CARGO_HOME nor HOME is set")?;
        Ok(Self { workspace: run::root(), cargo_home, sysroot: setup::sysroot()?.into() })
    }

    /// Returns the compiler flags, which leave the places out of the program, with those of [`lean`] if it is
    /// to be; the same at each run, so
    /// that Cargo can use what it has built.
    fn flags(&self, is_lean: bool) -> String {
        let [workspace, home, sysroot] = [
            (&self.workspace, "/skimmark"),
            (&self.cargo_home, "/cargo"),
            (&self.sysroot, "/rust"),
        ]
        .map(|(from, to)| format!("--remap-path-prefix={}={to}", from.display()));
        let lean = if is_lean { &lean::FLAGS[..] } else { &[] };
        [&[workspace.as_str(), &home, &sysroot, ERASE_COMPONENTS, FULL_NAMES], lean]
            .concat()
            .join("\x1f")
    }

    /// Returns paths that show that a place was not left out: folders inside the places, since
    /// the place itself may be as short as `/app`.
    fn telltale(&self) -> Vec<String> {
        [(&self.workspace, "src"), (&self.workspace, "target"), (&self.cargo_home, "registry")]
            .map(|(place, folder)| place.join(folder).display().to_string())
            .to_vec()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_is_left_out() {
        let places =
            Places { workspace: "/a b".into(), cargo_home: "/c".into(), sysroot: "/d".into() };
        let flags = places.flags(false);
        assert_eq!(
            flags.split('\x1f').collect::<Vec<_>>(),
            [
                "--remap-path-prefix=/a b=/skimmark",
                "--remap-path-prefix=/c=/cargo",
                "--remap-path-prefix=/d=/rust",
                ERASE_COMPONENTS,
                FULL_NAMES
            ]
        );
        assert_eq!(places.flags(true), [flags.as_str(), &lean::FLAGS.join("\x1f")].join("\x1f"));
        assert!(places.telltale().iter().all(|path| path.len() > 3));
    }

    #[test]
    fn every_build_erases_components() {
        let config = run::read_text(&run::root().join(".cargo/config.toml")).unwrap();
        assert!(config.contains(&format!("rustflags = [\"{ERASE_COMPONENTS}\"]")), "{config}");
    }
}
