//! Where entries of BibTeX begin, and their fields: `@article{`, `title = {`.

use skimmark_paper::text::is_quote;
use skimmark_paper::texts;
use skimmark_paper::texts::Texts;

/// Kinds of entries that are known, in lower case.
static KINDS: Texts = texts![
    "article",
    "artwork",
    "audio",
    "book",
    "bookinbook",
    "booklet",
    "collection",
    "comment",
    "conference",
    "data",
    "dataset",
    "electronic",
    "inbook",
    "incollection",
    "inproceedings",
    "inreference",
    "journal",
    "manual",
    "mastersthesis",
    "misc",
    "mvbook",
    "mvcollection",
    "online",
    "patent",
    "periodical",
    "phdthesis",
    "preamble",
    "preprint",
    "proceedings",
    "reference",
    "report",
    "software",
    "string",
    "suppbook",
    "techreport",
    "thesis",
    "unpublished",
    "video",
    "web_page",
    "webpage",
    "www",
    "xdata",
];

/// The longest name of a kind or of a field, and the longest key, in bytes.
pub(super) const LONGEST_NAME: usize = 40;
pub(super) const LONGEST_KEY: usize = 160;

/// How an entry opens: `@article{`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Opening<'t> {
    pub kind: &'t str,
    /// The byte after the brace.
    pub inside: usize,
    /// The sign that closes it.
    pub closer: u8,
}

impl Opening<'_> {
    pub fn is(&self, kind: &str) -> bool {
        self.kind.eq_ignore_ascii_case(kind)
    }
}

/// Returns how an entry opens at the byte `at`, which holds an `@`.
pub(super) fn opening(text: &str, at: usize) -> Option<Opening<'_>> {
    let rest = &text[at..];
    let name = rest.strip_prefix('@')?.trim_start_matches(' ');
    let length = name.bytes().take(LONGEST_NAME).take_while(|b| is_of_name(*b)).count();
    let kind = name.get(..length).filter(|kind| !kind.is_empty())?;
    let after = &name[length..];
    let blanks = after.bytes().take(8).take_while(u8::is_ascii_whitespace).count();
    let closer = match after.as_bytes().get(blanks)? {
        b'{' => b'}',
        b'(' => b')',
        _ => return None,
    };
    let inside = text.len() - after.len() + blanks + 1;
    let opening = Opening { kind, inside, closer };
    let known = KINDS.iter().any(|known| known.eq_ignore_ascii_case(kind));
    let inner = &text[inside..];
    let told = match closer {
        b'}' if known => true,
        b')' if opening.is("comment") || opening.is("preamble") => true,
        b')' if opening.is("string") => begins_field(inner.trim_start()),
        _ => begins_with_key(inner),
    };
    told.then_some(opening)
}

/// `Lindqvist2026,` and perhaps nothing before the comma.
fn begins_with_key(text: &str) -> bool {
    let head = &text.as_bytes()[..text.len().min(LONGEST_KEY)];
    let rest = head.trim_ascii_start();
    let end = rest.iter().position(|b| b.is_ascii_whitespace() || b",={}()\"".contains(b));
    end.is_some_and(|end| rest[end..].trim_ascii_start().starts_with(b","))
}

/// Returns the end of what opens so, and holds no fields: a comment, a preamble.
pub(super) fn skipped(text: &str, opening: &Opening, limit: usize) -> usize {
    let opener = if opening.closer == b'}' { b'{' } else { b'(' };
    let mut depth = 1_usize;
    for (at, byte) in text.bytes().enumerate().take(limit).skip(opening.inside) {
        if byte == opener {
            depth += 1;
        } else if byte == opening.closer {
            depth -= 1;
            if depth == 0 {
                return at + 1;
            }
        }
    }
    let rest = &text[opening.inside..limit];
    opening.inside + rest.find('\n').unwrap_or(rest.len())
}

pub(super) fn is_of_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte >= 0x80 || b"-_:.+/".contains(&byte)
}

/// Returns true if `text` begins with the name of a field, a sign of equality and something.
pub(super) fn begins_field(text: &str) -> bool {
    let text = after_number(text);
    let name = text.bytes().take(LONGEST_NAME).take_while(|b| is_of_name(*b)).count();
    let rest = text[text.floor_char_boundary(name)..].trim_start();
    let letter = text.starts_with(|c: char| c.is_alphabetic());
    letter && rest.starts_with('=') && !rest.starts_with("==")
}

/// Returns true if a field in braces or quotation marks begins here: `title = {`.
pub(super) fn begins_braced(line: &str) -> bool {
    let line = line.trim_start_matches([',', ' ']);
    begins_field(line)
        && line
            .split_once('=')
            .is_some_and(|(_, value)| value.trim_start().starts_with(opens_value))
}

/// Word processors make quotation marks curly.
pub(super) fn opens_value(c: char) -> bool {
    c == '{' || is_quote(c)
}

/// Returns the length of the sign that `text` begins with.
pub(super) fn sign_length(text: &str) -> usize {
    text.chars().next().map_or(0, char::len_utf8)
}

/// Strips the number that a web page puts before each line of a listing.
pub(super) fn after_number(text: &str) -> &str {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let blank = rest.starts_with(char::is_whitespace) && text.len() - rest.len() <= 5;
    if blank { rest.trim_start() } else { text }
}
