//! Runs the journeys of `tests/engines` in the browsers' engines other than Chromium's.

use std::env;
use std::path::PathBuf;

use anyhow::{Context, ensure};

use crate::run::{self, Result};
use crate::{dist, setup, system};

/// Firefox's names on the search path of programs.
const FIREFOX: [&str; 4] = ["firefox-esr", "firefox", "firefox-developer-edition", "firefox-bin"];
/// Its places elsewhere.
const FIREFOX_PLACES: [&str; 4] = [
    "/Applications/Firefox.app/Contents/MacOS/firefox",
    "/snap/bin/firefox",
    r"C:\Program Files\Mozilla Firefox\firefox.exe",
    r"C:\Program Files (x86)\Mozilla Firefox\firefox.exe",
];
const FIREFOX_WANTED: &str = "Firefox was not found: install it, \
                              or name its program in the variable FIREFOX_PATH";
const WEBKIT_WANTED: &str = "WebKitWebDriver and Xvfb were not found: on Debian and its \
                             relatives they are in the packages webkit2gtk-driver and xvfb";

/// Builds the page and runs the journeys in each engine that can be had; returns what was not
/// run, and why.
pub fn journeys() -> Result<Vec<String>> {
    dist::build()?;
    setup::npm_packages()?;
    let mut engines = Vec::new();
    let mut missing = Vec::new();
    let mut node = run::node()?;
    match firefox() {
        Ok(program) => {
            engines.extend(["firefox", "firefox-private"]);
            node.env("SKIMMARK_FIREFOX", program);
        }
        Err(error) => missing.push(format!("Firefox ({error:#})")),
    }
    match webkit() {
        Ok(driver) => {
            engines.push("webkit");
            node.env("SKIMMARK_WEBKIT", driver);
        }
        Err(error) => missing.push(format!("WebKit ({error:#})")),
    }
    if !engines.is_empty() {
        node.args(["tests/engines/run.mjs", "--engines", &engines.join(",")]);
        // The journey without a network stops the server that it starts.
        node.env("SKIMMARK_XTASK", env::current_exe().context("this program has no path")?);
        run::run(&mut node)?;
    }
    Ok(missing)
}

/// Returns the path of Firefox; if there is none, installs it if that is possible.
fn firefox() -> Result<PathBuf> {
    if let Some(chosen) = env::var_os("FIREFOX_PATH").map(PathBuf::from) {
        ensure!(chosen.is_file(), "FIREFOX_PATH names no file: {}", chosen.display());
        return Ok(chosen);
    }
    let installed = || {
        let places = FIREFOX_PLACES.map(PathBuf::from).into_iter().find(|path| path.is_file());
        FIREFOX.iter().find_map(|name| run::find(name)).or(places)
    };
    if let Some(found) = installed() {
        return Ok(found);
    }
    system::install("Firefox", &["firefox-esr"], "half a minute", FIREFOX_WANTED)?;
    installed().context(FIREFOX_WANTED)
}

/// Returns the path of the program that drives WebKit; if it is not there, installs it if that is
/// possible.
fn webkit() -> Result<PathBuf> {
    let installed = || run::find("Xvfb").and_then(|_| run::find("WebKitWebDriver"));
    if let Some(found) = installed() {
        return Ok(found);
    }
    system::install("WebKit", &["webkit2gtk-driver", "xvfb"], "a minute", WEBKIT_WANTED)?;
    installed().context(WEBKIT_WANTED)
}
