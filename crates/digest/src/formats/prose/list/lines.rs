//! The lines of a list, and the marks before them: headings, bullets, numbers.

use crate::formats::shared::rows::Row;

/// What stands before the text of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    Blank,
    /// A rule, which ends whatever stands above it.
    Rule,
    /// A row of a table.
    Table,
    /// A heading, and its level; a line that is wholly bold is one below all others.
    Heading(u8),
    /// A number, or the key of a reference.
    Number,
    Bullet,
    Text,
}

/// The level of a line that is wholly bold.
pub(super) const BOLD: u8 = 7;

/// A line without its mark.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'p> {
    pub mark: Mark,
    /// How many bytes of blanks stand before it.
    pub indent: usize,
    pub text: &'p str,
}

/// Signs that begin the items of a list.
const BULLETS: &str = "-*+•◦▪▫‣–—·●○■□➤→▶►➢◆◇";

/// Reads the mark before a line.
pub(super) fn read<'p>(row: &Row<'p>) -> Line<'p> {
    let indent = row.text_start - row.start;
    let (mark, text) = mark(row.text);
    Line { mark, indent, text }
}

fn mark(text: &str) -> (Mark, &str) {
    let Some(first) = text.chars().next() else { return (Mark::Blank, text) };
    if first.is_ascii_alphabetic() {
        return (Mark::Text, text);
    }
    if first == '|' {
        return (Mark::Table, text);
    }
    if is_rule(text) {
        return (Mark::Rule, "");
    }
    if let Some((level, rest)) = after_hashes(text) {
        return (Mark::Heading(level), after_number(after_signs(rest)));
    }
    if text.starts_with("[#") {
        return (Mark::Heading(3), text);
    }
    if is_bold(text) {
        return (Mark::Heading(BOLD), text);
    }
    let rest = text[first.len_utf8()..].trim_start();
    if BULLETS.contains(first) && rest.len() + first.len_utf8() < text.len() && !rest.is_empty() {
        let rest =
            ["[ ]", "[x]", "[X]"].iter().find_map(|it| rest.strip_prefix(it)).unwrap_or(rest);
        let rest = after_signs(rest);
        return match after_number(rest) {
            item if is_bold(item) => (Mark::Bullet, item),
            item => (Mark::Bullet, item),
        };
    }
    let numbered = after_number(text);
    if numbered.len() < text.len() {
        return (Mark::Number, after_signs(numbered));
    }
    if let Some(rest) = text.strip_prefix('>') {
        return (Mark::Text, rest.trim_start());
    }
    (Mark::Text, after_signs(text))
}

/// `---`, `* * *`, `=====`, `\_\_\_`.
fn is_rule(text: &str) -> bool {
    text.len() >= 3
        && text.chars().all(|c| "-=_*~—–─━ +".contains(c))
        && text.chars().filter(|c| *c != ' ').count() >= 3
}

fn after_hashes(text: &str) -> Option<(u8, &str)> {
    let rest = text.trim_start_matches('#');
    let level = text.len() - rest.len();
    let blank = rest.starts_with([' ', '\t', '\u{a0}']);
    (blank && (1..=6).contains(&level)).then(|| {
        let rest = rest.trim();
        (u8::try_from(level).unwrap_or(BOLD), rest.trim_end_matches('#').trim_end())
    })
}

/// Returns true if the whole line is bold.
fn is_bold(text: &str) -> bool {
    let text = text.trim_end_matches('\\').trim_end_matches("<br>").trim_end();
    let inner = text.strip_prefix("**").and_then(|rest| rest.strip_suffix("**"));
    let inner = inner.or_else(|| text.strip_prefix("__").and_then(|rest| rest.strip_suffix("__")));
    inner.is_some_and(|inner| !inner.is_empty() && !inner.contains("**") && !inner.ends_with(':'))
}

/// Strips the number before an item: `12.`, `12)`, `[12]`, `12 |`, `12️⃣`, and the key of a
/// reference: `[Lee20]`. A year is not one.
pub(super) fn after_number(text: &str) -> &str {
    let open = text.chars().next().filter(|c| "([【#".contains(*c));
    let inner = open.map_or(text, |c| &text[c.len_utf8()..]);
    let rest = inner.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = inner.len() - rest.len();
    if open == Some('[') && (digits == 0 || digits > 3) {
        return after_key(inner).unwrap_or(text);
    }
    let is_year = digits == 4 && (inner.starts_with("19") || inner.starts_with("20"));
    if !(1..=4).contains(&digits) || is_year {
        return text;
    }
    let after = match open {
        // `(2) Hill Institute`: in brackets stand numbers of institutes.
        Some('(') => None,
        Some('[') => rest.strip_prefix(']'),
        Some('【') => rest.strip_prefix('】'),
        Some(_) => Some(rest).filter(|rest| rest.starts_with(' ')),
        None => rest
            .strip_prefix(['.', ')', '、'])
            .or_else(|| rest.trim_start().strip_prefix('|'))
            .or_else(|| rest.strip_prefix("\u{fe0f}\u{20e3}")),
    };
    let after = after.map(|rest| rest.strip_prefix(['.', ':']).unwrap_or(rest));
    let glued = |rest: &&str| {
        rest.starts_with(|c: char| {
            let capital = open == Some('[') && c.is_uppercase();
            c.is_whitespace() || c == '[' || c == '*' || !c.is_ascii() || capital
        })
    };
    match after.filter(glued).map(str::trim_start) {
        Some(rest) if !rest.is_empty() => rest,
        _ => text,
    }
}

/// Strips `Lee20] ` or `Lee et al., 2020] ` after the bracket that opens it.
fn after_key(inner: &str) -> Option<&str> {
    let head = inner.get(..inner.floor_char_boundary(40))?;
    let (key, _) = head.split_once(']')?;
    let letters = key.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let word = letters.trim_end_matches(|c: char| c.is_ascii_digit());
    let dated = letters.len() - word.len();
    let plain =
        (2..=4).contains(&dated) && !word.is_empty() && word.chars().all(char::is_alphabetic);
    let rest = &inner[key.len() + 1..];
    let apart = rest.starts_with(char::is_whitespace);
    (apart && (plain || key.contains(" et al"))).then(|| rest.trim_start())
}

/// Strips pictures and other signs before a text.
pub(super) fn after_signs(text: &str) -> &str {
    text.trim_start_matches(|c: char| is_sign(c) || c.is_whitespace())
}

/// Returns true for pictures, arrows, boxes and what joins them.
pub(super) fn is_sign(c: char) -> bool {
    matches!(c, '\u{2190}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}' | '\u{fe0f}' | '\u{200d}' | '\u{20e3}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_read() {
        use Mark::{Blank, Bullet, Heading, Number, Rule, Table, Text};
        let cases = [
            ("", Blank, ""),
            ("---", Rule, ""),
            ("| a | b |", Table, "| a | b |"),
            ("### [1] [Wool](x)", Heading(3), "[Wool](x)"),
            ("## 🎨 2. Wool ##", Heading(2), "Wool"),
            ("**Counting Sheep**", Heading(BOLD), "**Counting Sheep**"),
            ("**Counting Sheep** <br>", Heading(BOLD), "**Counting Sheep** <br>"),
            ("**Authors:**", Text, "**Authors:**"),
            ("*   Wool", Bullet, "Wool"),
            ("*Wool*", Text, "*Wool*"),
            ("- [ ] 1. Wool", Bullet, "Wool"),
            ("12. Wool", Number, "Wool"),
            ("(3) Wool", Text, "(3) Wool"),
            ("[12] Wool", Number, "Wool"),
            ("[12]Wool", Number, "Wool"),
            ("[Ek20a] Wool", Number, "Wool"),
            ("[CVPR 2024] Wool", Text, "[CVPR 2024] Wool"),
            ("7 | Wool", Number, "Wool"),
            ("1.58-bit wool", Text, "1.58-bit wool"),
            ("2020. Wool", Text, "2020. Wool"),
            ("👥 Ana Lind", Text, "Ana Lind"),
        ];
        for (text, mark, rest) in cases {
            assert_eq!(super::mark(text), (mark, rest), "{text}");
        }
    }
}
