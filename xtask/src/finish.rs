//! Completes what Trunk leaves in `dist`: names the programs' files by content, writes the list and
//! the version for the service worker, and makes the checks without which nothing should be
//! deployed.

use std::path::Path;

use anyhow::{bail, ensure};

use crate::rest;
use crate::run::{self, Result};

/// The files of the programs before they are named by content, each before those that name it.
const PROGRAMS: [&str; 6] = [
    "engine_bg.wasm",
    "engine.js",
    "engine_loader.js",
    rest::FILE,
    "skimmark_bg.wasm",
    "skimmark.js",
];
/// Those of them that the page names.
const OF_PAGE: [&str; 4] = ["engine_loader.js", rest::FILE, "skimmark_bg.wasm", "skimmark.js"];
/// Those that another of them names: the loader the glue, and the glue the program.
const OF_SCRIPTS: [(&str, &str); 3] = [
    ("engine_loader.js", "engine.js"),
    ("engine.js", "engine_bg.wasm"),
    ("skimmark.js", "skimmark_bg.wasm"),
];
/// The variable that holds the address at which `dist` is to be deployed.
pub const ADDRESS: &str = "SKIMMARK_ADDRESS";
/// What other sites show of the page.
const PREVIEW: &str = "preview.png";
/// Not cached by the service worker: itself, the flag for GitHub Pages, and what is for others.
const UNCACHED: [&str; 3] = ["sw.js", ".nojekyll", PREVIEW];

/// Makes a folder that Trunk has built into the one to deploy, at `address` if that is known.
pub fn finish(dist: &Path, address: Option<&str>) -> Result {
    join_styles(dist)?;
    if let Some(address) = address {
        address_preview(dist, address)?;
    }
    name_programs(dist)?;
    check_page(&run::read_text(&dist.join("index.html"))?)?;
    fill_service_worker(dist)?;
    run::write(&dist.join(".nojekyll"), "")
}

/// Joins all style sheets into one, in their order, so that a reader waits for one file and not
/// for a dozen. The page names it where it named the first.
fn join_styles(dist: &Path) -> Result {
    const LINK: &str = "<link rel=\"stylesheet\" href=\"./";
    let page_path = dist.join("index.html");
    let page = run::read_text(&page_path)?;
    let (mut styles, mut lines) = (String::new(), Vec::new());
    for line in page.lines() {
        let Some(name) =
            line.trim_start().strip_prefix(LINK).and_then(|link| link.split('"').next())
        else {
            lines.push(line);
            continue;
        };
        if styles.is_empty() {
            lines.push(LINK);
        }
        let path = dist.join(name);
        styles += &run::read_text(&path)?;
        run::remove(&path)?;
    }
    ensure!(!styles.is_empty(), "index.html names no style sheet");
    let name = hashed_name("style.css", styles.as_bytes());
    run::write(&dist.join(&name), styles)?;
    run::write(&page_path, lines.join("\n").replace(LINK, &format!("  {LINK}{name}\">")))
}

/// Writes the preview's whole address into the page, as sites that show it require.
fn address_preview(dist: &Path, address: &str) -> Result {
    let relative = format!("content=\"{PREVIEW}\"");
    let path = dist.join("index.html");
    let page = run::read_text(&path)?;
    ensure!(page.contains(&relative), "index.html names no {PREVIEW}");
    let address = address.trim_end_matches('/');
    let is_web = address.starts_with("https://") || address.starts_with("http://");
    if !is_web || address.contains(['"', '<', '>', '&']) {
        bail!("{ADDRESS} wants an address such as https://host/path/: {address}");
    }
    let absolute = format!("content=\"{address}/{PREVIEW}\"");
    run::write(&path, page.replace(&relative, &absolute))
}

/// Renames the programs' files by their content, and their names in one another and in the page.
fn name_programs(dist: &Path) -> Result {
    let mut renamed: Vec<(&str, String)> = Vec::new();
    for name in PROGRAMS {
        let old = dist.join(name);
        let mut bytes = run::read(&old)?;
        if name.ends_with(".js") {
            bytes = rename_in(&run::read_text(&old)?, &renamed).into_bytes();
        }
        let new = hashed_name(name, &bytes);
        run::write(&dist.join(&new), bytes)?;
        run::remove(&old)?;
        renamed.push((name, new));
    }
    let page_path = dist.join("index.html");
    run::write(&page_path, rename_in(&run::read_text(&page_path)?, &renamed))?;
    check_names(dist, &renamed)
}

/// Returns the text with the new names for the old ones. Those that hold another come first.
fn rename_in(text: &str, renamed: &[(&str, String)]) -> String {
    renamed.iter().fold(text.to_owned(), |text, (old, new)| text.replace(old, new))
}

/// Returns `engine-0123456789abcdef.js` for `engine.js`.
fn hashed_name(name: &str, bytes: &[u8]) -> String {
    let (stem, ending) = name.split_once('.').unwrap_or((name, ""));
    format!("{stem}-{:016x}.{ending}", run::hash(run::HASH_START, bytes))
}

/// Checks that every file is named by what needs it.
fn check_names(dist: &Path, renamed: &[(&str, String)]) -> Result {
    let new = |old: &'static str| {
        let pair = renamed.iter().find(|(name, _)| *name == old);
        pair.map_or(old, |(_, new)| new.as_str())
    };
    let of_page = OF_PAGE.map(|name| ("index.html", name));
    for (by, named) in of_page.into_iter().chain(OF_SCRIPTS) {
        let (by, named) = (new(by), new(named));
        let text = run::read_text(&dist.join(by))?;
        ensure!(text.contains(named), "{by} does not name {named}");
    }
    Ok(())
}

/// Refuses what the page's security policy would block: inline scripts and styles.
fn check_page(page: &str) -> Result {
    for tag in tags(page) {
        let lower = tag.to_ascii_lowercase();
        let mut words = lower.split_ascii_whitespace();
        let name = words.next().unwrap_or_default();
        let attributes: Vec<&str> =
            words.map(|word| word.split('=').next().unwrap_or_default()).collect();
        let inline = match name {
            "script" => !attributes.contains(&"src"),
            "style" => true,
            _ => attributes.contains(&"style"),
        };
        ensure!(!inline, "index.html has an inline script or style: <{tag}>");
    }
    Ok(())
}

/// Returns the inside of each opening tag, outside comments.
fn tags(page: &str) -> Vec<&str> {
    let mut tags = Vec::new();
    let mut rest = page;
    while let Some(start) = rest.find('<') {
        rest = &rest[start + 1..];
        let end = if rest.starts_with("!--") { "-->" } else { ">" };
        let (tag, after) = rest.split_once(end).unwrap_or((rest, ""));
        if tag.starts_with(|first: char| first.is_ascii_alphabetic()) {
            tags.push(tag);
        }
        rest = after;
    }
    tags
}

/// Writes the list of files and the version into the service worker.
fn fill_service_worker(dist: &Path) -> Result {
    let path = dist.join("sw.js");
    let template = run::read_text(&path)?;
    let files = run::files(dist)?;
    let mut version = run::HASH_START;
    for name in files.iter().filter(|name| *name != ".nojekyll") {
        version = run::hash(version, name.as_bytes());
        version = run::hash(version, &[0]);
        version = run::hash(version, &run::read(&dist.join(name))?);
    }
    run::write(&path, filled(&template, &precache_list(&files), version)?)
}

/// Lists every file except the uncached, as the inside of a JSON array.
fn precache_list(files: &[String]) -> String {
    files
        .iter()
        .filter(|name| !UNCACHED.contains(&name.as_str()))
        .map(|name| if name == "index.html" { "./" } else { name })
        .map(|name| format!("\"{}\"", name.replace('\\', "\\\\").replace('"', "\\\"")))
        .collect::<Vec<_>>()
        .join(", ")
}

fn filled(template: &str, list: &str, version: u64) -> Result<String> {
    for mark in ["/* FILES */", "__VERSION__"] {
        ensure!(template.matches(mark).count() == 1, "sw.js must hold {mark} once");
    }
    let text = template.replace("__VERSION__", &format!("{version:016x}"));
    Ok(text.replace("/* FILES */", list))
}

/// Refuses a folder that reveals where it was built: `places` are paths that no file may contain.
pub fn check_paths(dist: &Path, places: &[String]) -> Result {
    for name in run::files(dist)? {
        let bytes = run::read(&dist.join(&name))?;
        if let Some(place) = places.iter().find(|place| holds(&bytes, place.as_bytes())) {
            bail!("{name} holds a path of this machine: {place}");
        }
    }
    Ok(())
}

fn holds(bytes: &[u8], place: &[u8]) -> bool {
    bytes.windows(place.len().max(1)).any(|window| window == place)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made_up(name: &str) -> std::path::PathBuf {
        let dist = std::env::temp_dir().join(format!("skimmark-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&dist);
        for (file, text) in [
            (
                "index.html",
                "<meta name=skimmark-engine content=engine_loader.js>\
                 <meta name=skimmark-rest content=rest.wasm>\
                 <script src=a data-js=skimmark.js data-wasm=skimmark_bg.wasm></script>\n\
                 <link rel=\"stylesheet\" href=\"./plain.css\">",
            ),
            ("plain.css", "p{}"),
            ("rest.wasm", "\0asm"),
            ("skimmark.js", "new URL('skimmark_bg.wasm')"),
            ("skimmark_bg.wasm", "\0asm"),
            ("engine.js", "new URL('engine_bg.wasm')"),
            ("engine_bg.wasm", "\0asm"),
            ("engine_loader.js", "import i from './engine.js'; await i()"),
            ("sw.js", "const V = '__VERSION__'; const F = [/* FILES */];"),
            ("icons/a.svg", "<svg/>"),
        ] {
            run::write(&dist.join(file), text).unwrap();
        }
        dist
    }

    #[test]
    fn the_programs_are_named_by_content_everywhere() {
        let dist = made_up("named");
        finish(&dist, None).unwrap();
        let files = run::files(&dist).unwrap();
        let loader = files.iter().find(|name| name.starts_with("engine_loader-")).unwrap();
        let wasm = files.iter().find(|name| name.starts_with("engine_bg-")).unwrap();
        let glue = files.iter().find(|name| name.starts_with("engine-")).unwrap();
        assert_eq!(loader.len(), "engine_loader-0123456789abcdef.js".len());
        let page = run::read_text(&dist.join("index.html")).unwrap();
        for start in ["engine_loader-", "rest-", "skimmark-", "skimmark_bg-"] {
            let name = files.iter().find(|name| name.starts_with(start)).unwrap();
            assert!(page.contains(name), "{name} in {page}");
        }
        let text = run::read_text(&dist.join(loader)).unwrap();
        assert_eq!(text, format!("import i from './{glue}'; await i()"));
        assert_eq!(run::read_text(&dist.join(glue)).unwrap(), format!("new URL('{wasm}')"));
        let worker = run::read_text(&dist.join("sw.js")).unwrap();
        for cached in ["\"./\"", "\"icons/a.svg\"", loader, wasm, glue] {
            assert!(worker.contains(cached), "{cached} in {worker}");
        }
        assert!(!worker.contains("nojekyll") && !worker.contains("sw.js"));
        assert!(files.contains(&".nojekyll".to_owned()));
        std::fs::remove_dir_all(dist).unwrap();
    }

    #[test]
    fn the_preview_gets_its_whole_address() {
        let dist = made_up("preview");
        let page = |preview: &str| format!("<meta property=\"og:image\" content=\"{preview}\">");
        run::write(&dist.join("index.html"), page(PREVIEW)).unwrap();
        for wrong in ["a.example", "https://a.example/\">"] {
            assert!(address_preview(&dist, wrong).is_err(), "{wrong}");
        }
        address_preview(&dist, "https://a.example/skimmark/").unwrap();
        let addressed = run::read_text(&dist.join("index.html")).unwrap();
        assert_eq!(addressed, page("https://a.example/skimmark/preview.png"));
        assert!(address_preview(&dist, "https://a.example/").is_err());
        std::fs::remove_dir_all(dist).unwrap();
    }

    #[test]
    fn the_styles_become_one_in_their_order() {
        let dist = made_up("styles");
        let link =
            |name: &str| format!("<link rel=\"stylesheet\" href=\"./{name}\" integrity=\"x\"/>");
        let page = format!("<head>\n  {}\n{}\n</head>\n", link("b.css"), link("a.css"));
        run::write(&dist.join("index.html"), page).unwrap();
        run::write(&dist.join("a.css"), "a{}").unwrap();
        run::write(&dist.join("b.css"), "b{}").unwrap();
        join_styles(&dist).unwrap();
        let names = run::files(&dist).unwrap();
        let style = names.iter().find(|name| name.starts_with("style-")).unwrap();
        assert_eq!(run::read_text(&dist.join(style)).unwrap(), "b{}a{}");
        assert!(!names.contains(&"a.css".to_owned()));
        let page = run::read_text(&dist.join("index.html")).unwrap();
        assert_eq!(page.matches("stylesheet").count(), 1);
        assert!(page.contains(style.as_str()));
    }

    #[test]
    fn the_version_follows_the_contents() {
        let versions: Vec<String> = ["<svg/>", "<svg/>", "<svg></svg>"]
            .iter()
            .map(|icon| {
                let dist = made_up("version");
                run::write(&dist.join("icons/a.svg"), icon).unwrap();
                finish(&dist, None).unwrap();
                run::read_text(&dist.join("sw.js")).unwrap()
            })
            .collect();
        assert_eq!(versions[0], versions[1]);
        assert_ne!(versions[0], versions[2]);
    }

    #[test]
    fn glue_that_names_no_program_is_refused() {
        let dist = made_up("glue");
        run::write(&dist.join("engine.js"), "export default () => {}").unwrap();
        assert!(finish(&dist, None).unwrap_err().to_string().contains("does not name engine_bg-"));
        std::fs::remove_dir_all(dist).unwrap();
    }

    #[test]
    fn inline_code_is_refused() {
        for page in
            ["<script>x</script>", "<script type=module>", "<STYLE>", "<p class=a style=\"b\">"]
        {
            assert!(check_page(page).is_err(), "{page}");
        }
        for page in [
            "<script\n src=\"a.js\"></script>",
            "<!-- <script> --><p>",
            "<link rel=stylesheet href=style.css>",
            "<",
            "",
        ] {
            assert!(check_page(page).is_ok(), "{page}");
        }
    }

    #[test]
    fn placeholders_must_be_there_once() {
        assert_eq!(
            filled("'__VERSION__' [/* FILES */]", "\"a\"", 1).unwrap(),
            "'0000000000000001' [\"a\"]"
        );
        assert!(filled("[/* FILES */]", "", 1).is_err());
        assert!(filled("__VERSION__ __VERSION__ /* FILES */", "", 1).is_err());
    }

    #[test]
    fn paths_of_the_machine_are_found() {
        let dist = made_up("paths");
        run::write(&dist.join("x.wasm"), b"\0/home/reader/project/src/lib.rs\xff").unwrap();
        assert!(check_paths(&dist, &["/home/reader/project/src/".into()]).is_err());
        assert!(check_paths(&dist, &["/home/other/src/".into()]).is_ok());
        std::fs::remove_dir_all(dist).unwrap();
    }
}
