//! Finds the browser that the tests drive, or installs one.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail, ensure};

use crate::run::{self, Result};

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
    install()?;
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

/// Installs Chromium if that needs no confirmation: on Debian and its relatives, as root or by
/// sudo.
fn install() -> Result {
    let apt = run::find("apt-get").filter(|_| Path::new("/etc/debian_version").exists());
    let sudo = match (apt, root(), passwordless_sudo()) {
        (Some(_), true, _) => false,
        (Some(_), false, true) => true,
        _ => bail!(WANTED),
    };
    println!("Installing Chromium by apt-get (about a minute, once)");
    let steps =
        [&["update", "-q"][..], &["install", "-y", "-q", "--no-install-recommends", "chromium"]];
    for step in steps {
        let mut command = run::command(if sudo { "sudo" } else { "apt-get" }, WANTED)?;
        if sudo {
            command.args(["-n", "apt-get"]);
        }
        run::run(command.args(step).env("DEBIAN_FRONTEND", "noninteractive")).context(WANTED)?;
    }
    Ok(())
}

fn root() -> bool {
    run::command("id", "").and_then(|mut id| run::output(id.arg("-u"))).is_ok_and(|id| id == "0")
}

fn passwordless_sudo() -> bool {
    run::command("sudo", "").is_ok_and(|mut sudo| run::succeeds(sudo.args(["-n", "true"])))
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
