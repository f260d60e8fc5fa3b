//! The tables of letters in the code are made from Unicode's, by these tests.
//!
//! `cargo xtask tables` writes them; here they must be what it would write. The standard ones come
//! from crates whose versions Cargo.toml pins, so that a new Unicode arrives when they are raised,
//! and not with a new compiler.

#![allow(clippy::unwrap_used)] // A test that cannot go on fails, in its helpers too.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::ops::RangeInclusive;

use icu_casemap::CaseMapper;
use unicode_normalization::char::{compose, decompose_compatible};

/// If it is set, the tables are written.
const WRITE: &str = "SKIMMARK_WRITE_TABLES";
const WIDTH: usize = 100;

/// The scripts in which papers are listed, as far as their letters have accents.
const ACCENTED: [(&str, RangeInclusive<char>); 5] = [
    ("LATIN", '\u{e0}'..='\u{24f}'),
    ("GREEK", '\u{390}'..='\u{3ce}'),
    ("CYRILLIC", '\u{430}'..='\u{45f}'),
    ("MORE_LATIN", '\u{1e00}'..='\u{1eff}'),
    ("MORE_GREEK", '\u{1f00}'..='\u{1fff}'),
];

/// The accents that letters of papers carry, the most frequent ones first.
const MARKS: [char; 16] = [
    '\u{301}', '\u{300}', '\u{302}', '\u{308}', '\u{303}', '\u{304}', '\u{307}', '\u{30c}',
    '\u{327}', '\u{306}', '\u{30b}', '\u{328}', '\u{30a}', '\u{331}', '\u{323}', '\u{309}',
];

#[test]
fn capitals_are_those_of_unicode() {
    let cases = CaseMapper::new();
    let mut runs: Vec<(u16, u16, i16)> = Vec::new();
    for capital in ('\u{80}'..='\u{ffff}').filter(|c| cases.simple_lowercase(*c) != *c) {
        let code = u16::try_from(u32::from(capital)).unwrap();
        let small = u16::try_from(u32::from(cases.simple_lowercase(capital))).unwrap();
        let by = small.wrapping_sub(code).cast_signed();
        // If capitals and small letters alternate, the next capital is two further on.
        let step = if by == 1 { 2 } else { 1 };
        match runs.last_mut() {
            Some((_, last, of_run)) if *of_run == by && *last + step == code => *last = code,
            _ => runs.push((code, code, by)),
        }
    }
    let rows = runs.iter().map(|(first, last, by)| format!("({first:#x}, {last:#x}, {by}),"));
    let about = "/// Stretches of capitals, first and last, and how far after or before them their small\n\
        /// letters are: 1 if capitals and small letters take turns, otherwise the difference of the\n\
        /// two codes, which wraps round.";
    let table = format!(
        "{about}\n#[rustfmt::skip]\npub const CAPITALS: &[(u16, u16, i16)] = &[\n{}];\n",
        lines(rows)
    );
    check("index/src/case/capitals.rs", "Capitals and their small letters.", &table);
}

#[test]
fn bare_letters_are_those_of_unicode() {
    let mut tables = String::new();
    for (name, letters) in ACCENTED {
        let (first, last) = (u32::from(*letters.start()), u32::from(*letters.end()));
        let bare: Vec<char> = letters.map(|c| bare(c).unwrap_or('.')).collect();
        let rows = bare.chunks(64).map(|row| format!("    {}\\\n", row.iter().collect::<String>()));
        let rows: String = rows.collect();
        write!(
            tables,
            "/// U+{first:X} to U+{last:X}: the letter without its accent, `.` if it has none.\n\
             pub const {name}: &str = \"\\\n{}\";\n\n",
            rows.trim_end_matches("\\\n")
        )
        .unwrap();
    }
    check("index/src/accents/bare.rs", "Letters without their accents.", tables.trim_end());
}

/// Returns what is left of a small letter without its accents, if that is another letter.
fn bare(letter: char) -> Option<char> {
    if CaseMapper::new().simple_lowercase(letter) != letter {
        return None;
    }
    let mut parts = Vec::new();
    decompose_compatible(letter, |part| parts.push(part));
    parts.retain(|part| !('\u{300}'..='\u{36f}').contains(part));
    match parts[..] {
        [part] if part != letter && part.is_alphabetic() => Some(part),
        _ => None,
    }
}

#[test]
fn composed_letters_are_those_of_unicode() {
    let bases = ['A'..='\u{2ff}', '\u{386}'..='\u{3cf}', 'Ѐ'..='\u{4ff}', 'Ḁ'..='\u{1eff}'];
    let bases: Vec<char> = bases.into_iter().flatten().collect();
    let mut rows = String::new();
    for mark in MARKS {
        let whole = |base: &char| Some((compose(*base, mark)?, *base));
        let mut pairs: BTreeMap<char, char> = bases.iter().filter_map(whole).collect();
        // Ancient Greek stays as a letter and a mark.
        pairs.retain(|whole, _| whole.is_alphabetic() && !('ἀ'..='\u{1fff}').contains(whole));
        let letters = pairs.iter().flat_map(|(whole, base)| [*base, *whole]).collect::<Vec<_>>();
        let text: Vec<String> = letters.chunks(72).map(|row| row.iter().collect()).collect();
        let text = text.join("\\\n         ");
        writeln!(rows, "    ('\\u{{{:x}}}', \"{text}\"),", u32::from(mark)).unwrap();
    }
    let table = format!(
        "/// For each accent, the Latin, Greek and Cyrillic letters that carry it, each followed by the\n\
         /// two as one character.\n#[rustfmt::skip]\n\
         pub const COMPOSED: &[(char, &str)] = &[\n{rows}];\n"
    );
    let about = "Letters and accents that are one character together.";
    check("crates/paper/src/text/compose/composed.rs", about, &table);
}

/// Joins rows to lines of a file.
fn lines(rows: impl Iterator<Item = String>) -> String {
    let mut text = String::new();
    let mut line = String::new();
    for row in rows {
        if line.len() + row.len() > WIDTH - 5 {
            writeln!(text, "   {line}").unwrap();
            line.clear();
        }
        write!(line, " {row}").unwrap();
    }
    text + "   " + &line + "\n"
}

/// Writes a table if that is asked for; otherwise fails unless the file holds it.
fn check(path: &str, about: &str, table: &str) {
    let (major, minor, patch) = unicode_normalization::UNICODE_VERSION;
    let wanted = format!(
        "//! {about}\n//!\n//! Of Unicode {major}.{minor}.{patch}; `cargo xtask tables` writes this file.\n\n{}\n",
        table.trim_end()
    );
    if std::env::var_os(WRITE).is_some() {
        std::fs::write(path, wanted).unwrap();
        return;
    }
    let found = std::fs::read_to_string(path).unwrap();
    assert!(found == wanted, "{path} is not current: run `cargo xtask tables`");
}
