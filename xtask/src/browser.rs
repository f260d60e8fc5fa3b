//! Finds the browser that the tests drive, or installs one.

use std::env;
use std::path::PathBuf;

use anyhow::{Context, ensure};

use crate::run::{self, Result};
use crate::system;

/// Their names on the search path of programs.
const NAMES: [&str; 7] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "microsoft-edge-stable",
    "msedge",
];
/// Their places on macOS, below `/` or the user's home.
const MAC: [&str; 3] = [
    "Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "Applications/Chromium.app/Contents/MacOS/Chromium",
    "Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
];
/// Their places on Windows, in one of its folders for programs.
const WINDOWS: [&str; 3] = [
    "Google/Chrome/Application/chrome.exe",
    "Chromium/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
];
const LINUX: [&str; 2] = ["/opt/google/chrome/chrome", "/snap/bin/chromium"];
const WANTED: &str = "the browser tests need Chrome, Chromium or Edge: install one, \
                      or name one in the variable CHROME_PATH";

/// Returns the path of a browser; if there is no browser, installs one if that is possible.
pub fn path() -> Result<PathBuf> {
    if let Some(chosen) = env::var_os("CHROME_PATH").map(PathBuf::from) {
        ensure!(chosen.is_file(), "CHROME_PATH names no file: {}", chosen.display());
        return Ok(chosen);
    }
    if let Some(found) = installed() {
        return Ok(found);
    }
    system::install("Chromium", &["chromium"], "a minute", WANTED)?;
    installed().context(WANTED)
}

fn installed() -> Option<PathBuf> {
    NAMES
        .iter()
        .find_map(|name| run::find(name))
        .or_else(|| usual_places().into_iter().find(|path| path.is_file()))
}

fn usual_places() -> Vec<PathBuf> {
    let folder = |name: &str| env::var_os(name).map(PathBuf::from);
    let under = |folders: Vec<Option<PathBuf>>, names: &[&str]| {
        let folders = folders.into_iter().flatten();
        folders
            .flat_map(|folder| names.iter().map(move |name| folder.join(name)).collect::<Vec<_>>())
            .collect()
    };
    if cfg!(windows) {
        under(["ProgramFiles", "ProgramFiles(x86)", "LocalAppData"].map(folder).to_vec(), &WINDOWS)
    } else if cfg!(target_os = "macos") {
        under(vec![Some("/".into()), folder("HOME")], &MAC)
    } else {
        LINUX.map(PathBuf::from).to_vec()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_places_are_whole_paths() {
        let places = usual_places();
        assert!(!places.is_empty());
        assert!(places.iter().all(|place| place.is_absolute()));
    }
}
