//! Gives the functions that a program takes from its script short names.
//!
//! wasm-bindgen names each of them by what it does and by a hash, and the name stands in the program
//! and in the script: 321 names of the page's program and 57 of the engine's, of which half a name is
//! letters that no compression foresees. Short ones make the page 9.4 KB smaller by gzip (264.8 KB of
//! program and 9.9 of script become 259.4 and 5.9), and the engine 1.4. When wasm-bindgen or
//! wasm-opt writes short names for modules of this form, this can go.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::path::Path;

use anyhow::Context;
use wasm_encoder::reencode::{self, Reencode};
use wasm_encoder::{ImportSection, Module};
use wasmparser::{ImportSectionReader, Parser};

use crate::run::{self, Result};

/// What the names that wasm-bindgen gives begin with.
const PREFIX: &str = "__wb";

/// Shortens the names in each program of a folder that Trunk has built, and in its script.
pub fn shorten(dist: &Path) -> Result {
    for name in run::files(dist)?.iter().filter(|name| name.ends_with("_bg.wasm")) {
        let (program, script) = (dist.join(name), dist.join(name.replace("_bg.wasm", ".js")));
        let (short, names) = shortened(&run::read(&program)?).context(name.clone())?;
        run::write(&program, short)?;
        run::write(&script, renamed(&run::read_text(&script)?, &names))?;
    }
    Ok(())
}

/// Returns the program with short names, and for each name its short one.
fn shortened(program: &[u8]) -> Result<(Vec<u8>, BTreeMap<String, String>)> {
    let mut shortener = Shortener::default();
    let mut module = Module::new();
    shortener.parse_core_module(&mut module, Parser::new(0), program)?;
    Ok((module.finish(), shortener.names))
}

/// Writes a program again, with short names for what it imports.
#[derive(Default)]
struct Shortener {
    names: BTreeMap<String, String>,
}

impl Reencode for Shortener {
    type Error = Infallible;

    fn parse_import_section(
        &mut self,
        imports: &mut ImportSection,
        section: ImportSectionReader<'_>,
    ) -> std::result::Result<(), reencode::Error<Self::Error>> {
        for import in section.into_imports() {
            let import = import?;
            let mut name = import.name.to_owned();
            if name.starts_with(PREFIX) {
                let next = short_name(self.names.len());
                name.clone_from(self.names.entry(name.clone()).or_insert(next));
            }
            let of = self.entity_type(import.ty)?;
            imports.import(import.module, &name, of);
        }
        Ok(())
    }
}

/// Returns the script with the new names. A name of wasm-bindgen is a word that stands for nothing
/// else.
fn renamed(script: &str, names: &BTreeMap<String, String>) -> String {
    let mut text = String::with_capacity(script.len());
    let mut rest = script;
    while let Some(start) = rest.find(PREFIX) {
        let (before, from) = rest.split_at(start);
        let is_of_word = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '$';
        let end = from.find(|c| !is_of_word(c)).unwrap_or(from.len());
        let (word, after) = from.split_at(end);
        let is_whole = !before.ends_with(is_of_word);
        text.push_str(before);
        text.push_str(names.get(word).filter(|_| is_whole).map_or(word, String::as_str));
        rest = after;
    }
    text + rest
}

/// Returns `_a`, `_b`, ..., `_z`, `_ba`, ...
pub fn short_name(mut number: usize) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(b"abcdefghijklmnopqrstuvwxyz"[number % 26]);
        number /= 26;
        if number == 0 {
            break;
        }
    }
    let letters = letters.into_iter().rev().map(char::from);
    std::iter::once('_').chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{EntityType, MemoryType, TypeSection, ValType};

    use super::*;

    /// Returns a program that imports functions of these names, and a memory.
    fn program(names: &[&str]) -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([ValType::I32], []);
        let mut imports = ImportSection::new();
        for name in names {
            imports.import("./page_bg.js", name, EntityType::Function(0));
        }
        let memory = MemoryType {
            minimum: 1,
            maximum: None,
            memory64: false,
            shared: false,
            page_size_log2: None,
        };
        imports.import("env", "memory", memory);
        let mut module = Module::new();
        module.section(&types).section(&imports);
        module.finish()
    }

    #[test]
    fn names_are_short_in_program_and_script() {
        let long = program(&["__wbg_open_0123456789abcdef", "__wbindgen_add"]);
        let (short, names) = shortened(&long).unwrap();
        let script = "({__wbg_open_0123456789abcdef:f,__wbindgen_add(){},a__wbindgen_add:u.__wbindgen_free})";
        assert_eq!(renamed(script, &names), "({_a:f,_b(){},a__wbindgen_add:u.__wbindgen_free})");
        assert_eq!(short, program(&["_a", "_b"]));
        // What is short stays as it is.
        assert_eq!(shortened(&short).unwrap().0, short);
    }

    #[test]
    fn what_is_no_program_is_refused() {
        assert!(shortened(b"").is_err() && shortened(b"<!doctype html>").is_err());
        let whole = program(&["__wbindgen_add"]);
        assert!(shortened(&whole[..whole.len() - 1]).is_err());
    }

    #[test]
    fn no_two_names_are_the_same() {
        let mut names: Vec<String> = (0..2000).map(short_name).collect();
        assert_eq!((names[0].as_str(), names[27].as_str()), ("_a", "_bb"));
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), 2000);
    }
}
