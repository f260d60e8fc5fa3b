//! Gives the functions that a program takes from its script short names.
//!
//! wasm-bindgen names each of them by what it does and by a hash, and the name stands in the program
//! and in the script: 321 names of the page's program and 57 of the engine's, of which half a name is
//! letters that no compression foresees. Short ones make the page 9.4 KB smaller by gzip (264.8 KB of
//! program and 9.9 of script become 259.4 and 5.9), and the engine 1.4. When wasm-bindgen or
//! wasm-opt writes short names for modules of this form, this can go.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, ensure};

use crate::run::{self, Result};

/// The section of a program that lists its imports.
const IMPORTS: u8 = 2;
/// How many bytes stand before the first section.
const HEAD: usize = 8;
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
    let mut names = BTreeMap::new();
    let mut short = program.get(..HEAD).context("it is no program")?.to_vec();
    let mut bytes = Bytes { all: program, at: HEAD };
    while bytes.at < program.len() {
        let start = bytes.at;
        let kind = bytes.take(1)?[0];
        let length = bytes.number()?;
        let mut section = Bytes { all: bytes.take(length)?, at: 0 };
        if kind != IMPORTS {
            short.extend_from_slice(&program[start..bytes.at]);
            continue;
        }
        let mut body = Vec::new();
        let count = section.number()?;
        put_number(&mut body, count);
        for _ in 0..count {
            let module = section.text()?;
            let name = section.text()?;
            let of_wasm_bindgen = name.starts_with(PREFIX);
            let next = short_name(names.len());
            let new = if of_wasm_bindgen {
                names.entry(name.to_owned()).or_insert(next).clone()
            } else {
                name.to_owned()
            };
            put_text(&mut body, module);
            put_text(&mut body, &new);
            body.extend_from_slice(section.kind()?);
        }
        ensure!(section.at == section.all.len(), "its imports end early");
        short.push(kind);
        put_number(&mut short, body.len());
        short.extend_from_slice(&body);
    }
    Ok((short, names))
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
fn short_name(mut number: usize) -> String {
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

/// Bytes of a program that are read one after the other.
struct Bytes<'p> {
    all: &'p [u8],
    at: usize,
}

impl<'p> Bytes<'p> {
    fn take(&mut self, length: usize) -> Result<&'p [u8]> {
        let end = self.at.checked_add(length).context("a length is too large")?;
        let bytes = self.all.get(self.at..end).context("it ends early")?;
        self.at = end;
        Ok(bytes)
    }

    /// Reads a number in LEB128.
    fn number(&mut self) -> Result<usize> {
        let mut number = 0;
        for shift in (0..32).step_by(7) {
            let byte = self.take(1)?[0];
            number |= usize::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Ok(number);
            }
        }
        anyhow::bail!("a number has too many bytes")
    }

    fn text(&mut self) -> Result<&'p str> {
        let length = self.number()?;
        Ok(std::str::from_utf8(self.take(length)?)?)
    }

    /// Reads what an import is: a function, a table, a memory or a global.
    fn kind(&mut self) -> Result<&'p [u8]> {
        let start = self.at;
        match self.take(1)?[0] {
            0 => drop(self.number()?),
            1 => {
                self.take(1)?;
                self.limits()?;
            }
            2 => self.limits()?,
            3 => drop(self.take(2)?),
            other => anyhow::bail!("there is no kind {other} of import"),
        }
        Ok(&self.all[start..self.at])
    }

    fn limits(&mut self) -> Result {
        let flags = self.number()?;
        self.number()?;
        if flags & 1 != 0 {
            self.number()?;
        }
        Ok(())
    }
}

fn put_number(bytes: &mut Vec<u8>, mut number: usize) {
    loop {
        #[allow(clippy::cast_possible_truncation)]
        let byte = (number & 0x7f) as u8;
        number >>= 7;
        if number == 0 {
            return bytes.push(byte);
        }
        bytes.push(byte | 0x80);
    }
}

fn put_text(bytes: &mut Vec<u8>, text: &str) {
    put_number(bytes, text.len());
    bytes.extend_from_slice(text.as_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns a program that imports two functions and a memory, with a section behind.
    fn program() -> Vec<u8> {
        let mut body = Vec::new();
        put_number(&mut body, 3);
        for (name, kind) in
            [("__wbg_open_0123456789abcdef", vec![0, 1]), ("__wbindgen_add", vec![0, 200, 1])]
        {
            put_text(&mut body, "./page_bg.js");
            put_text(&mut body, name);
            body.extend(kind);
        }
        put_text(&mut body, "env");
        put_text(&mut body, "memory");
        body.extend([2, 1, 1, 2]);
        let mut program = b"\0asm\x01\0\0\0".to_vec();
        program.push(IMPORTS);
        put_number(&mut program, body.len());
        program.extend(body);
        program.extend([10, 1, 0]);
        program
    }

    #[test]
    fn names_are_short_in_program_and_script() {
        let (short, names) = shortened(&program()).unwrap();
        let script = "({__wbg_open_0123456789abcdef:f,__wbindgen_add(){},a__wbindgen_add:u.__wbindgen_free})";
        assert_eq!(renamed(script, &names), "({_a:f,_b(){},a__wbindgen_add:u.__wbindgen_free})");
        assert!(short.len() + 36 < program().len());
        assert!(short.ends_with(&[2, 1, 1, 2, 10, 1, 0]));
        // What is short stays as it is.
        assert_eq!(shortened(&short).unwrap().0, short);
    }

    #[test]
    fn what_is_no_program_is_refused() {
        let program = program();
        for end in 0..program.len() - 3 {
            let cut = shortened(&program[..end]);
            assert_eq!(cut.is_ok(), end == HEAD, "{end}");
        }
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
