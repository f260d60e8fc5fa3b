//! Entries of BibTeX and biblatex: `@article{key, title = {Counting Sheep}, ...}`.
//!
//! Each entry is read by itself, up to the next line that certainly begins one, so that a damaged
//! one costs no other. `opening.rs` says where entries and fields begin, `syntax.rs` parts entries into fields and their values, `text.rs` reads what
//! only BibTeX writes in these, `meaning.rs` says what the fields are.
//!
//! Strings are known from where they are defined on. Comments and preambles are boilerplate, and
//! so are the lines that programs write between entries; prose between them is left over.

mod meaning;
mod opening;
mod syntax;
mod text;

use std::collections::HashMap;
use std::ops::Range;

use crate::digest::Digest;
use crate::formats::format::{Format, Source, Watch, Words, a_few};
use crate::formats::shared::boilerplate;
use crate::formats::shared::rows::Row;
use crate::ledger::{Ledger, SpanRole};
use meaning::{Strings, Values};
use skimmark_paper::texts;
use skimmark_paper::texts::Texts;
use skimmark_paper::words::to_u32;
use syntax::Raw;

/// Files of BibTeX and biblatex.
///
/// ```
/// use skimmark_digest::{formats, page::Page};
///
/// let page = Page::new(
///     "@article{lindqvist2026,\n\
///        author = {Lindqvist, Ana and Ek, Bo},\n\
///        title  = {Counting {Sheep}},\n\
///        journal = \"Journal of Wool\",\n\
///        year = 2026, month = mar\n\
///      }\n",
/// );
/// let digest = formats::read(&page, "2026-06-20".parse()?);
/// assert_eq!(digest.format(), "BibTeX");
/// assert_eq!(digest.entries[0].title, "Counting Sheep");
/// assert_eq!(digest.entries[0].authors, ["Ana Lindqvist", "Bo Ek"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub(crate) const BIBTEX: Format = Format {
    name: "BibTeX",
    words: Some(Words {
        phrase: Some("BibTeX"),
        digest: "BibTeX and biblatex, of any program, damaged or whole",
        brought: "as files, or copied",
    }),
    sniff,
    begins: |source, at| certain(source.rows()[at].text).is_some(),
    leads: is_between,
    parse,
};

fn sniff(source: &Source) -> u32 {
    let text = source.page.text();
    let signs = memchr::memchr_iter(b'@', text.as_bytes());
    match a_few(signs.filter(|at| opens(text, *at))) {
        0 => u32::from(front(source.rows(), text.len()).is_some()),
        found => found,
    }
}

/// Returns where in a line an entry certainly begins: at its front, or after its number.
fn certain(line: &str) -> Option<usize> {
    let bare = line.trim_start_matches(|c: char| c.is_ascii_digit() || "[]. \t".contains(c));
    let at = line.len() - bare.len();
    (at < 8 && bare.starts_with('@') && opening::opening(line, at).is_some()).then_some(at)
}

/// Returns true if the `@` at this byte opens an entry, and is no part of an address.
fn opens(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back();
    !before.is_some_and(|c| c.is_alphanumeric() || "._-".contains(c))
        && opening::opening(text, at).is_some()
}

/// Returns the first row of an entry whose front was cut off, before the byte `end`: one that
/// begins a field.
fn front(rows: &[Row], end: usize) -> Option<usize> {
    let before = rows.iter().take_while(|row| row.start < end);
    let mut fields = before.filter(|row| opening::begins_braced(row.text));
    let first = fields.next()?;
    let is_title = |row: &Row| {
        row.text
            .trim_start_matches([',', ' '])
            .get(..5)
            .is_some_and(|name| name.eq_ignore_ascii_case("title"))
    };
    (is_title(first) || fields.any(is_title)).then_some(first.text_start)
}

/// A stretch of the page, from where something opens to where it ends.
struct Stretch<'t> {
    bytes: Range<usize>,
    /// The fields of an entry; of a comment, a preamble and strings there are none.
    values: Option<Values<'t>>,
    /// Parts of it that are no fields.
    junk: Vec<Range<usize>>,
}

fn parse(source: &Source, watch: Watch) -> Digest {
    let text = source.page.text();
    let found = stretches(source);
    let mut places: HashMap<&str, u32> = HashMap::new();
    for (place, values) in found.iter().map(|it| &it.values).enumerate() {
        if let Some(key) = values.as_ref().map(Values::key).filter(|key| !key.is_empty()) {
            places.insert(key, to_u32(place));
        }
    }
    let parent_of = |values: &Values| {
        let place = *places.get(values.parent()?)?;
        found.get(place as usize)?.values.as_ref()
    };
    let mut digest = Digest::default();
    let mut junk = Vec::new();
    for Stretch { bytes, values, junk: inner } in &found {
        between(&mut digest.ledger, text, bytes.start);
        let entry = values.as_ref().map(|values| values.record(parent_of(values)).entry());
        let role = match entry {
            None => SpanRole::Boilerplate,
            Some(None) => SpanRole::Leftover,
            Some(Some(entry)) => {
                let role = SpanRole::Entry(digest.next_index());
                digest.entries.push(entry);
                role
            }
        };
        junk.extend(inner.iter().cloned());
        digest.ledger.book(bytes.end, role);
        watch(bytes.end, &digest.entries);
    }
    between(&mut digest.ledger, text, text.len());
    digest.ledger = digest.ledger.leave_over(&junk);
    digest
}

/// Returns the entries, comments and definitions of strings.
fn stretches<'p>(source: &'p Source) -> Vec<Stretch<'p>> {
    let text = source.page.text();
    let starts: Vec<usize> =
        source.rows().iter().filter_map(|row| Some(row.text_start + certain(row.text)?)).collect();
    let mut strings = Strings::default();
    let mut found = Vec::new();
    let mut at = 0;
    let first = starts.first().copied().unwrap_or(text.len());
    if let Some(start) = front(source.rows(), first) {
        let raw = syntax::headless(text, start, first);
        if raw.closed {
            at = raw.end;
            found.push(stretch(start, "", raw, &strings));
        }
    }
    let mut rows = source.rows().iter().peekable();
    for sign in memchr::memchr_iter(b'@', text.as_bytes()) {
        if sign < at || !opens(text, sign) {
            continue;
        }
        let Some(opening) = opening::opening(text, sign) else { continue };
        // The number before an entry belongs to it.
        while rows.next_if(|row| row.end <= sign).is_some() {}
        let row = rows.peek().filter(|_| starts.binary_search(&sign).is_ok());
        let start = row.map_or(sign, |row| row.text_start);
        let next = starts.partition_point(|start| *start <= sign);
        let limit_after = |next: usize| starts.get(next).copied().unwrap_or(text.len());
        let limit = limit_after(next);
        if opening.is("comment") || opening.is("preamble") {
            // What a comment takes out may be an entry.
            let takes_out = text[opening.inside..limit].trim().is_empty();
            at = opening::skipped(text, &opening, limit_after(next + usize::from(takes_out)));
            found.push(Stretch { bytes: start..at, values: None, junk: Vec::new() });
            continue;
        }
        let raw = syntax::entry(text, &opening, limit);
        at = raw.end;
        if opening.is("string") {
            strings.define(&raw);
            found.push(Stretch { bytes: start..at, values: None, junk: raw.junk });
        } else {
            found.push(stretch(start, opening.kind, raw, &strings));
        }
    }
    found
}

fn stretch<'t>(start: usize, kind: &'t str, raw: Raw<'t>, strings: &Strings<'t>) -> Stretch<'t> {
    let values = Some(Values::of(kind, &raw, strings));
    Stretch { bytes: start..raw.end, values, junk: raw.junk }
}

/// Accounts for what stands between two entries, line by line.
fn between(ledger: &mut Ledger, text: &str, end: usize) {
    let start = ledger.end();
    let mut at = start;
    for line in text[start..end.max(start)].split_inclusive('\n') {
        at += line.len();
        let is_known = is_between(line.trim());
        ledger.book(at, if is_known { SpanRole::Boilerplate } else { SpanRole::Leftover });
    }
}

/// How lines begin that programs write between entries.
const STARTS: &[&str] = &[
    "@comment ",
    "Automatically generated by Mendeley",
    "Any changes to this file will be lost if it is regenerated",
    "BibTeX export options can be customized",
    "This file was created with JabRef",
    "Encoding: ",
];

/// Lines of web pages that show an entry, in lower case.
static BUTTONS: Texts = texts![
    "bibtex",
    "bib",
    "copy",
    "copied",
    "copied!",
    "copy bibtex",
    "copy to clipboard",
    "copy code",
    "cite",
    "cite as",
    "cite this",
    "citation",
    "download",
    "download bibtex",
    "export",
    "export citation",
    "export bibtex",
    "bibtex entry",
    "bibtex citation",
    "bibtex formatted citation",
    "loading...",
    "close",
    "latex",
];

fn is_between(line: &str) -> bool {
    let is_button = |line: &str| {
        line.len() < 30 && {
            let lower = line.trim_end_matches(':').to_ascii_lowercase();
            BUTTONS.contains(&lower.as_str())
        }
    };
    // A letter after the sign makes it a tag of refer.
    let comment = line.strip_prefix('%');
    comment.is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_alphanumeric()))
        || boilerplate::is_boilerplate(line)
        || STARTS.iter().any(|start| {
            line.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start))
        })
        || line.bytes().all(|byte| b"}),;]".contains(&byte))
        || is_button(line)
}
