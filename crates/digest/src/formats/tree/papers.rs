//! Which objects of a tree are papers, and where the bytes of the page went.
//!
//! An object is a paper by its members: a title, and something that says more of a paper than its
//! title. The objects in it belong to it. An object that holds a list of papers is not one. What
//! stands around papers in their value is boilerplate, but for what a list of papers holds besides.

use std::ops::Range;

use super::fields;
use super::parts::{self, Evidence};
use super::value::{Id, Kind, Meanings, Tree};
use crate::digest::Digest;
use crate::formats::format::Watch;
use crate::formats::shared::boilerplate;
use crate::ledger::SpanRole;

/// A value of the page that has other values in it.
pub(super) struct Value<'p> {
    pub tree: Tree<'p>,
    pub bytes: Range<usize>,
    /// Words in it that belong to no member.
    pub stray: Vec<Range<usize>>,
}

/// The confidence of a paper that little more than a title tells.
const DOUBTFUL: f32 = 0.5;

/// Reads the papers in the values of a page.
pub(super) fn read<'p>(
    text: &'p str,
    values: impl Iterator<Item = Value<'p>>,
    watch: Watch,
) -> Digest {
    let mut digest = Digest::default();
    let mut stray = Vec::new();
    let meanings = Meanings::default();
    for Value { mut tree, bytes, stray: words } in values {
        tree.meanings = meanings.clone();
        let mut found = Vec::new();
        find(&tree, 0, parts::evidence(&tree, 0), &mut found);
        if !found.iter().any(|(_, evidence)| evidence.is_paper()) {
            continue;
        }
        outside(&mut digest, text, line_start(text, bytes.start));
        for (id, evidence) in found {
            let place = place(text, tree.bytes_with_name(id));
            digest.ledger.book(line_start(text, place.start), SpanRole::Boilerplate);
            let mut record = fields::record(&tree, id);
            if evidence != Evidence::Much && record.known.confidence.is_none() {
                record.known.confidence = Some(DOUBTFUL);
            }
            let entry = record.entry().filter(|_| evidence.is_paper());
            let role = entry.as_ref().map(|_| SpanRole::Entry(digest.next_index()));
            digest.entries.extend(entry);
            digest.ledger.book(line_end(text, place.end), role.unwrap_or(SpanRole::Leftover));
            watch(place.end, &digest.entries);
        }
        digest.ledger.book(line_end(text, bytes.end), SpanRole::Boilerplate);
        stray.extend(words);
    }
    outside(&mut digest, text, text.len());
    digest.ledger = digest.ledger.leave_over(&stray);
    digest
}

/// Finds the papers in a value that says this much of one; and of a list of papers, what else it
/// holds.
fn find(tree: &Tree, id: Id, evidence: Evidence, found: &mut Vec<(Id, Evidence)>) {
    let told = |inner: Id| (inner, parts::evidence(tree, inner));
    match tree.kind(id) {
        Kind::List => {
            let inner: Vec<(Id, Evidence)> = tree.inner(id).map(told).collect();
            let (mut much, mut little) = (0, 0);
            inner.iter().for_each(|(_, evidence)| match evidence {
                Evidence::Much | Evidence::Some => much += 1,
                Evidence::Title => little += 1,
                _ => {}
            });
            for (inner, evidence) in inner {
                let before = found.len();
                match evidence {
                    Evidence::Title if much + little > 1 => found.push((inner, Evidence::Some)),
                    Evidence::Title => {}
                    _ => find(tree, inner, evidence, found),
                }
                let is_odd = tree.kind(inner) == Kind::Object && !parts::is_beside(tree, inner);
                if much > 0 && found.len() == before && is_odd {
                    found.push((inner, Evidence::None));
                }
            }
        }
        Kind::Object if evidence.is_paper() => found.push((id, evidence)),
        Kind::Object => {
            tree.inner(id)
                .map(told)
                .for_each(|(inner, evidence)| find(tree, inner, evidence, found));
        }
        Kind::Quoted | Kind::Single | Kind::Plain => {}
    }
}

/// Records the lines up to `end` that are in no value with papers.
fn outside(digest: &mut Digest, text: &str, end: usize) {
    let mut at = digest.ledger.end();
    for line in text.get(at..end).unwrap_or_default().split_inclusive('\n') {
        at += line.len();
        let bare = line.trim_matches(|c: char| c.is_whitespace() || "[](){},;".contains(c));
        let role = match boilerplate::is_boilerplate(bare) {
            true => SpanRole::Boilerplate,
            false => SpanRole::Leftover,
        };
        digest.ledger.book(at, role);
    }
}

/// Returns the bytes of an object with the quotation mark before its name, and without the blanks at
/// its end, if that is missing.
fn place(text: &str, bytes: Range<usize>) -> Range<usize> {
    let before = text[..bytes.start].trim_end_matches(['"', '\'', '“', '”', '‘', '’']);
    let start =
        if text[bytes.clone()].starts_with(['{', '[']) { bytes.start } else { before.len() };
    start..bytes.start + text[bytes.start..bytes.end].trim_end().len()
}

/// Returns where the line of this byte begins, if there are only blanks before it.
fn line_start(text: &str, at: usize) -> usize {
    let before = text[..at].trim_end_matches([' ', '\t']);
    if before.is_empty() || before.ends_with('\n') { before.len() } else { at }
}

/// Returns where the line of this byte ends, if only a comma follows it.
fn line_end(text: &str, at: usize) -> usize {
    let after = text[at..].trim_start_matches([' ', '\t', ',', '\r']);
    text.len() - after.strip_prefix('\n').unwrap_or(after).len()
}
