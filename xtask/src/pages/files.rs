//! The files that are served: which one an address names, its type and its compressed form.

use std::collections::HashMap;
use std::io::Write;
use std::path::{Component, Path, PathBuf};
use std::process::Stdio;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use anyhow::Context;
use percent_encoding::percent_decode_str;

use crate::run::{self, Result};

/// What an address names in the served folder.
#[derive(Debug, PartialEq, Eq)]
pub enum Target {
    /// A file, by its path on the disk.
    File(PathBuf),
    /// A folder that was named without its last `/`: the address with it.
    Redirect(String),
    /// Nothing.
    Missing,
}

/// Finds what `address` (an absolute path with an optional query) names in `folder`, served
/// under `base` (which begins and ends with `/`). It never leads out of the folder.
pub fn resolve(folder: &Path, base: &str, address: &str) -> Target {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    if format!("{path}/") == base {
        return Target::Redirect(base.to_owned());
    }
    let decoded = path.strip_prefix(base).map(percent_decode_str);
    let Some(name) = decoded.and_then(|name| name.decode_utf8().ok()) else {
        return Target::Missing;
    };
    let plain = |part| matches!(part, Component::Normal(_));
    if name.contains(['\\', '\0']) || !Path::new(&*name).components().all(plain) {
        return Target::Missing;
    }
    let file = folder.join(&*name);
    if file.is_dir() {
        if !name.is_empty() && !name.ends_with('/') {
            return Target::Redirect(format!("{path}/"));
        }
        return existing(file.join("index.html"));
    }
    if name.ends_with('/') { Target::Missing } else { existing(file) }
}

fn existing(file: PathBuf) -> Target {
    if file.is_file() { Target::File(file) } else { Target::Missing }
}

/// Returns the content type of a file, as GitHub Pages sends it.
pub fn content_type(path: &Path) -> &'static str {
    match path.extension().and_then(|ending| ending.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" => "application/json; charset=utf-8",
        "webmanifest" => "application/manifest+json; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/vnd.microsoft.icon",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    }
}

fn compresses(path: &Path) -> bool {
    let kind = content_type(path);
    kind.contains("charset") || matches!(kind, "application/wasm" | "image/svg+xml")
}

/// A file's contents, as sent.
pub struct Body {
    /// As on the disk.
    pub plain: Vec<u8>,
    /// Compressed by gzip, if the type gains by it.
    pub gzip: Option<Vec<u8>>,
    /// Identifies the contents: 16 hexadecimal digits.
    pub tag: String,
}

/// The contents read so far, each kept until the file changes.
#[derive(Default)]
pub struct Bodies {
    kept: Mutex<HashMap<PathBuf, (Stamp, Arc<Body>)>>,
}

/// A changed file differs in one of the two.
type Stamp = (SystemTime, u64);

impl Bodies {
    /// Returns the contents of a file as it is now; fails if it cannot be read.
    pub fn get(&self, path: &Path) -> Result<Arc<Body>> {
        let failed = || format!("cannot read {}", path.display());
        // Before the contents, so that a file that changes meanwhile is read again next time.
        let about = std::fs::metadata(path).with_context(failed)?;
        let stamp = (about.modified().with_context(failed)?, about.len());
        let kept = || self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((known, body)) = kept().get(path)
            && *known == stamp
        {
            return Ok(Arc::clone(body));
        }
        let plain = run::read(path)?;
        let gzip = if compresses(path) { gzip(&plain) } else { None };
        let tag = format!("{:016x}", run::hash(run::HASH_START, &plain));
        let body = Arc::new(Body { plain, gzip, tag });
        kept().insert(path.to_owned(), (stamp, Arc::clone(&body)));
        Ok(body)
    }
}

/// Compresses with Node, as the standard library cannot; returns `None` if Node is not there.
fn gzip(bytes: &[u8]) -> Option<Vec<u8>> {
    const SCRIPT: &str =
        "process.stdin.pipe(require('zlib').createGzip({ level: 6 })).pipe(process.stdout)";
    let mut node = run::node().ok()?;
    let mut child =
        node.args(["-e", SCRIPT]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().ok()?;
    let mut input = child.stdin.take()?;
    // Written in a thread of its own: otherwise both sides would wait once the pipes are full.
    let output = std::thread::scope(|scope| {
        let writer = scope.spawn(move || input.write_all(bytes));
        let output = child.wait_with_output();
        writer.join().ok()?.ok()?;
        output.ok()
    })?;
    output.status.success().then_some(output.stdout)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(folder: &Path, name: &str) -> Target {
        Target::File(folder.join(name))
    }

    #[test]
    fn addresses_lead_to_files_of_the_folder_alone() {
        let folder = std::env::temp_dir().join(format!("skimmark-serve-{}", std::process::id()));
        for name in ["index.html", "a b.js", "sub/index.html", "empty/x/y"] {
            run::write(&folder.join(name), "x").unwrap();
        }
        let at = |address| resolve(&folder, "/x/y/", address);
        assert_eq!(at("/x/y/"), file(&folder, "index.html"));
        assert_eq!(at("/x/y/?a=../b"), file(&folder, "index.html"));
        assert_eq!(at("/x/y/a%20b.js"), file(&folder, "a b.js"));
        assert_eq!(at("/x/y/sub/"), file(&folder, "sub/index.html"));
        assert_eq!(at("/x/y/sub"), Target::Redirect("/x/y/sub/".into()));
        assert_eq!(at("/x/y"), Target::Redirect("/x/y/".into()));
        for nothing in [
            "/",
            "",
            "/x",
            "/index.html",
            "/x/y/none",
            "/x/y/index.html/",
            "/x/y/empty/",
            "/x/y/../../etc/passwd",
            "/x/y/%2e%2e/%2e%2e/etc/passwd",
            "/x/y//etc/passwd",
            "/x/y/sub/..%2f..%2fetc",
            "/x/y/..\\a",
            "/x/y/%",
            "/x/y/%zz",
            "/x/y/%ff",
            "/x/y/%00",
        ] {
            assert_eq!(at(nothing), Target::Missing, "{nothing}");
        }
        assert_eq!(resolve(&folder, "/", "/"), file(&folder, "index.html"));
        assert_eq!(resolve(&folder, "/", "/index.html"), file(&folder, "index.html"));
        assert_eq!(resolve(&folder, "/", "/sub"), Target::Redirect("/sub/".into()));
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn types_are_those_a_browser_needs() {
        for (name, kind) in [
            ("index.html", "text/html; charset=utf-8"),
            ("a.b.js", "text/javascript; charset=utf-8"),
            ("a.wasm", "application/wasm"),
            ("manifest.webmanifest", "application/manifest+json; charset=utf-8"),
            (".nojekyll", "application/octet-stream"),
        ] {
            assert_eq!(content_type(Path::new(name)), kind);
        }
        assert!(compresses(Path::new("a.wasm")) && !compresses(Path::new("a.png")));
    }

    #[test]
    fn a_changed_file_is_read_again() {
        let path = std::env::temp_dir().join(format!("skimmark-body-{}.png", std::process::id()));
        let bodies = Bodies::default();
        run::write(&path, "one").unwrap();
        let first = bodies.get(&path).unwrap();
        assert!(Arc::ptr_eq(&first, &bodies.get(&path).unwrap()));
        run::write(&path, "other").unwrap();
        let second = bodies.get(&path).unwrap();
        assert_eq!(second.plain, b"other");
        assert_ne!(first.tag, second.tag);
        std::fs::remove_file(&path).unwrap();
        assert!(bodies.get(&path).is_err());
    }
}
