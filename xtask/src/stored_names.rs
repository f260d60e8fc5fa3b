//! Writes the names and versions of what is stored into `boot.js`, so that it holds no second
//! copy of them.

use std::path::Path;

use anyhow::ensure;

use crate::run::{self, Result};

/// The table of the page and the engine. It is read as a file of this program, as a dependency
/// on the crate would have the whole of it compiled before the first task runs.
#[path = "../../crates/protocol/src/stored.rs"]
#[allow(dead_code)]
mod stored;

/// Where the names belong, inside an object.
const PLACE: &str = "/* STORED */";

/// Fills the names into `boot.js` of a folder that Trunk has built.
pub fn fill(dist: &Path) -> Result {
    let path = dist.join("boot.js");
    run::write(&path, filled(&run::read_text(&path)?)?)
}

fn filled(template: &str) -> Result<String> {
    ensure!(template.matches(PLACE).count() == 1, "boot.js must hold {PLACE} once");
    Ok(template.replace(PLACE, &properties()))
}

/// The names as properties of an object of JavaScript. They are plain words, so that Rust's
/// quotes are those of JavaScript.
fn properties() -> String {
    let texts = [
        ("owner", stored::OWNER),
        ("layout", stored::LAYOUT),
        ("settings", stored::SETTINGS),
        ("filters", stored::FILTERS),
        ("shortText", stored::SHORT_TEXT),
        ("open", stored::OPEN),
        ("noneOpen", stored::NONE_OPEN),
        ("journal", stored::JOURNAL),
        ("rescue", stored::RESCUE),
    ];
    let texts = texts.iter().map(|(name, text)| format!("{name}: {text:?}"));
    let version = format!("rescueVersion: {}", stored::RESCUE_VERSION);
    texts.chain([version]).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn boot() -> String {
        run::read_text(&run::root().join("public/boot.js")).unwrap()
    }

    #[test]
    fn every_name_is_filled_in() {
        let boot = filled(&boot()).unwrap();
        assert!(boot.contains(r#"owner: "skimmark:", layout: ":v1:""#), "{boot}");
        assert!(!boot.contains(PLACE));
        assert!(filled("").is_err() && filled("/* STORED */ /* STORED */").is_err());
    }

    #[test]
    fn boot_js_uses_every_name_that_it_is_given_and_knows_no_other() {
        let (boot, properties) = (boot(), properties());
        let given: Vec<&str> =
            properties.split(", ").map(|pair| pair.split(':').next().unwrap()).collect();
        for name in &given {
            assert!(boot.contains(&format!("STORED.{name}")), "boot.js does not use {name}");
        }
        for used in boot.split("STORED.").skip(1) {
            let end = used.find(|c: char| !c.is_ascii_alphanumeric()).unwrap();
            assert!(given.contains(&&used[..end]), "boot.js is not given {}", &used[..end]);
        }
        let names = [
            stored::OWNER,
            stored::LAYOUT,
            stored::MARK,
            stored::DAMAGED,
            stored::PLACE,
            stored::DECISIONS,
            stored::SETTINGS,
            stored::FILTERS,
            stored::JOURNAL,
            stored::DIGESTS,
            stored::TEXTS,
            stored::NONE_OPEN,
            stored::BACKUP,
            stored::RESCUE,
        ];
        for name in names {
            for quote in ['\'', '"', '`'] {
                let copy = format!("{quote}{name}");
                assert!(!boot.contains(&copy), "boot.js holds a copy of {name}");
            }
        }
    }
}
