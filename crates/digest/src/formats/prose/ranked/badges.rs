//! The badges of a ranked digest: score, category, date, `Code`, glued or separate.

use crate::formats::record::dates::{self, Day};
use skimmark_paper::category;
use skimmark_paper::score::Score;
use skimmark_paper::text::is_invisible;

/// What the badges of one paper say. They mostly come in the order of the fields.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Badges<'a> {
    pub score: Option<Score>,
    pub category: Option<&'a str>,
    pub date: Option<Day>,
    pub code: bool,
    /// The pieces read, none of which comes twice.
    seen: u8,
    /// The labels that were on a line of their own, before their values.
    labels: u8,
    /// Whether a piece came after one that mostly follows it.
    pub shuffled: bool,
}

/// Pieces as bits of a set, in the order of most pages.
const SCORE: u8 = 1;
const CATEGORY: u8 = 2;
const DATE: u8 = 4;
const CODE: u8 = 8;

/// What pages write before the value of a piece, longer labels before their beginnings.
const LABELS: &[(u8, &[&str])] = &[
    (SCORE, &["relevance score", "relevance", "score", "rating"]),
    (CATEGORY, &["primary category", "category", "subject", "area", "field", "topic", "cat"]),
    (DATE, &["published on", "published", "submitted", "posted", "added", "date"]),
];

impl<'a> Badges<'a> {
    /// Reads badges from the front of `line` until something else comes; `None` if there are none
    /// at the front. What is after them is returned; it begins with a TAB if the line is a row of a
    /// table, and is empty if the line holds only badges.
    pub fn read(&self, line: &'a str) -> Option<(Self, &'a str)> {
        let mut badges = self.clone();
        if badges.lone_label(line) {
            return Some((badges, ""));
        }
        let mut rest = line;
        while let Some(next) = badges.piece(rest) {
            let inline = next.trim_start_matches(is_blank);
            let more = next.trim_start_matches(|c| is_blank(c) || c == '\t' || is_separator(c));
            let is_same = more.len() == inline.len();
            rest = match is_same || more.is_empty() || badges.clone().piece(more).is_some() {
                true => more,
                false => inline,
            };
        }
        (badges.seen > self.seen).then_some((badges, rest))
    }

    /// Returns true if the line is a label whose value is on the next one.
    fn lone_label(&mut self, line: &str) -> bool {
        let label = line.trim_end_matches(|c| c == ':' || is_blank(c));
        let labels = |names: &[&str]| names.iter().any(|name| label.eq_ignore_ascii_case(name));
        let known = LABELS
            .iter()
            .find(|(piece, names)| (self.seen | self.labels) & piece == 0 && labels(names));
        self.labels |= known.map_or(0, |(piece, _)| *piece);
        known.is_some()
    }

    fn piece(&mut self, text: &'a str) -> Option<&'a str> {
        self.take_score(text)
            .or_else(|| self.take_category(text))
            .or_else(|| self.take_date(text))
            .or_else(|| self.take_code(text))
    }

    fn take_score(&mut self, text: &'a str) -> Option<&'a str> {
        let value = after_label(text, SCORE);
        let labeled = value.len() < text.len() || self.labels & SCORE > 0;
        if let Some((score, rest)) = scan_score(value, labeled) {
            let number = &value[..value.len() - rest.len()];
            let plain = self.seen > 0 && !labeled && !number.contains('.');
            let next = Self { score: Some(score), ..self.clone() };
            return if plain { None } else { self.take(next, SCORE, rest) };
        }
        let rest = after_cut_score(text)?;
        self.take(self.clone(), SCORE, rest)
    }

    fn take_category(&mut self, text: &'a str) -> Option<&'a str> {
        let value = after_label(text, CATEGORY);
        let labeled = value.len() < text.len() || self.labels & CATEGORY > 0;
        let (code, rest) = scan_category(value, labeled || self.score.is_some())?;
        self.take(Self { category: Some(code), ..self.clone() }, CATEGORY, rest)
    }

    fn take_date(&mut self, text: &'a str) -> Option<&'a str> {
        let (day, rest) = scan_day(after_label(text, DATE))?;
        self.take(Self { date: Some(day), ..self.clone() }, DATE, rest)
    }

    fn take_code(&mut self, text: &'a str) -> Option<&'a str> {
        let rest = scan_code(text)?;
        self.take(Self { code: true, ..self.clone() }, CODE, rest)
    }

    /// Becomes `next`, to which `piece` was added, if that piece is new. One that comes
    /// late has to fill its cell, as titles too may begin like badges.
    fn take(&mut self, mut next: Self, piece: u8, rest: &'a str) -> Option<&'a str> {
        if self.seen & piece > 0 {
            return None;
        }
        let late = self.seen > piece;
        next.seen |= piece;
        next.shuffled |= late;
        if late {
            let after = rest.trim_start_matches(|c| is_blank(c) || is_separator(c));
            let fills = after.is_empty() || rest.starts_with('\t');
            if !fills && next.clone().piece(after).is_none() {
                return None;
            }
        }
        *self = next;
        Some(rest)
    }

    /// Counts how many of score, category and date are known.
    pub fn weight(&self) -> u32 {
        u32::from(self.score.is_some())
            + u32::from(self.category.is_some())
            + u32::from(self.date.is_some())
    }

    /// Counts the pieces that were read.
    pub fn pieces(&self) -> u32 {
        self.weight() + u32::from(self.code)
    }
}

/// Returns true if `text` starts with `prefix`, which is in lower case; most lines are told by their
/// first letter.
fn starts_with_any_case(text: &str, prefix: &str) -> bool {
    text.as_bytes().first().map(u8::to_ascii_lowercase) == prefix.bytes().next()
        && text.get(..prefix.len()).is_some_and(|head| head.eq_ignore_ascii_case(prefix))
}

/// Strips the label of such a piece from `text`, if it has one.
fn after_label(text: &str, piece: u8) -> &str {
    // Most pieces have none, and begin with a digit or a capital that none begins with.
    const FIRSTS: &[u8] = b"rspcaftd";
    if !text.as_bytes().first().is_some_and(|first| FIRSTS.contains(&first.to_ascii_lowercase())) {
        return text;
    }
    let names = LABELS.iter().find(|(it, _)| *it == piece).map_or(&[][..], |(_, names)| names);
    let label = names.iter().find(|label| starts_with_any_case(text, label));
    let Some(label) = label else { return text };
    text[label.len()..].trim_start_matches(|c| c == ':' || c == '\t' || is_blank(c))
}

/// Returns true if `rest` ends a piece that is not glued to the next one.
fn is_apart(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with(|c| c == '\t' || is_blank(c) || is_separator(c))
}

/// Returns true for a sign that pages draw between badges.
fn is_separator(c: char) -> bool {
    matches!(c, '·' | '•' | '|')
}

/// Returns true for a space that does not separate cells.
fn is_blank(c: char) -> bool {
    c == ' ' || c == '\u{a0}' || is_invisible(c)
}

/// Reads a score at the front: of 100, or of what follows its slash. After a label it may lack its
/// zero (`Score: .5`).
fn scan_score(text: &str, labeled: bool) -> Option<(Score, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let whole: u32 = match &text[..digits] {
        "" if labeled && text.starts_with('.') => 0,
        digits => Some(digits).filter(|d| (1..=3).contains(&d.len()))?.parse().ok()?,
    };
    let mut rest = &text[digits..];
    let mut hundredths = 0;
    if let Some(fraction) = rest.strip_prefix('.') {
        let decimals = fraction.bytes().take_while(u8::is_ascii_digit).count();
        fraction.bytes().next().filter(u8::is_ascii_digit)?;
        let digit = |at: usize| fraction.as_bytes()[..decimals].get(at).map_or(0, |b| b - b'0');
        hundredths = u32::from(digit(0) * 10 + digit(1));
        rest = &fraction[decimals..];
    }
    let tenths = match rest.strip_prefix("/10").filter(|rest| !rest.starts_with('0')) {
        Some(_) => whole * 100 + hundredths,
        None => whole * 10 + hundredths / 10,
    };
    let rest = ["%", "/100", "/10"].iter().find_map(|it| rest.strip_prefix(it)).unwrap_or(rest);
    let score = Score::from_tenths(tenths).filter(|_| tenths <= 1000)?;
    let category = || scan_category(after_label(rest, CATEGORY), true);
    let glued = is_apart(rest) || category().is_some() || begins_day(rest);
    glued.then_some((score, rest))
}

/// Returns what follows a score whose whole part was cut off: `.8CLMar 15`, `.8` on its own line.
fn after_cut_score(text: &str) -> Option<&str> {
    let (digits, rest) = text.strip_prefix('.')?.split_at_checked(1)?;
    let cut = digits.starts_with(|c: char| c.is_ascii_digit());
    let next = rest.trim_start_matches(|c| is_blank(c) || is_separator(c));
    (cut && (rest.is_empty() || scan_category(next, true).is_some())).then_some(rest)
}

/// Returns the longest category at the front that the end of the piece or a date follows. After a
/// score any two capitals are one.
fn scan_category(text: &str, scored: bool) -> Option<(&str, &str)> {
    let length = text.bytes().take_while(|b| b.is_ascii_alphabetic() || b"-.".contains(b)).count();
    (2..=length.min(20)).rev().find_map(|end| {
        let (code, rest) = text.split_at(end);
        let is_category = || scored && is_two_capitals(code) || category::is_known(code);
        ((is_apart(rest) || begins_day(rest)) && is_category()).then_some((code, rest))
    })
}

/// Returns true if a day with or without its label is at the front.
fn begins_day(text: &str) -> bool {
    scan_day(after_label(text, DATE)).is_some()
}

/// Reads a day at the front if a space, `Code` or the end of the text follows it.
fn scan_day(text: &str) -> Option<(Day, &str)> {
    let ends = |rest: &str| is_apart(rest) || scan_code(rest).is_some();
    dates::scan_day(text).filter(|(_, rest)| ends(rest))
}

fn is_two_capitals(code: &str) -> bool {
    code.len() == 2 && code.bytes().all(|b| b.is_ascii_uppercase())
}

/// `Code`, `Code: yes` at the end of a line or a cell.
fn scan_code(text: &str) -> Option<&str> {
    let rest = starts_with_any_case(text, "code").then(|| &text[4..])?;
    let value = rest.trim_start_matches(|c| c == ':' || is_blank(c));
    let known = ["available", "yes", "✓", "✔"];
    let known = known.iter().find(|word| starts_with_any_case(value, word));
    let rest = known.map_or(rest, |word| &value[word.len()..]).trim_start_matches(is_blank);
    let ends = rest.is_empty() || rest.starts_with(|c| c == '\t' || is_separator(c));
    ends.then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Option<(String, &str)> {
        let (badges, rest) = Badges::default().read(line)?;
        let score = badges.score.map(|s| s.to_string()).unwrap_or_default();
        let date = badges.date.map(|d| format!("{:?}-{}-{}", d.year, d.month, d.day));
        let date = date.unwrap_or_default().replace("Some(", "").replace(')', "");
        let code = if badges.code { "code" } else { "" };
        Some((format!("{score}|{}|{date}|{code}", badges.category.unwrap_or_default()), rest))
    }

    #[test]
    fn badges_are_read_however_they_are_joined() {
        let cases = [
            ("97.8CLMar 15Code", "97.8|CL|None-3-15|code", ""),
            ("100.0CLMar 12", "100.0|CL|None-3-12|", ""),
            ("65CVJun 6Code", "65.0|CV|None-6-6|code", ""),
            ("LGApr 14, 2023", "|LG|2023-4-14|", ""),
            ("97.8 CL Mar 15 Code", "97.8|CL|None-3-15|code", ""),
            ("97.8\u{a0}CL\u{a0}Mar\u{a0}15", "97.8|CL|None-3-15|", ""),
            ("97.8\tCL\tMar 15\tCode\tA Title", "97.8|CL|None-3-15|code", "\tA Title"),
            ("LG\tApr 14, 2023\t\tA Title", "|LG|2023-4-14|", "\t\tA Title"),
            ("Score97.8clMar 15", "97.8|cl|None-3-15|", ""),
            ("score: 97.8 cs.CL 15 mar 2026", "97.8|cs.CL|2026-3-15|", ""),
            ("1.7LGJun 10Code", "1.7|LG|None-6-10|code", ""),
            ("Jun 10Code", "||None-6-10|code", ""),
            ("hep-th2026-03-15", "|hep-th|2026-3-15|", ""),
            ("78.4", "78.4|||", ""),
            (".8CLMar 15", "|CL|None-3-15|", ""),
            ("Score: 97.8 Category: cl Published: Mar 15 Code: yes", "97.8|cl|None-3-15|code", ""),
            ("Score97.8CategoryCLPublishedMar 15Code", "97.8|CL|None-3-15|code", ""),
            ("97.8 · CL · Mar 15 · Code", "97.8|CL|None-3-15|code", ""),
            ("97.8|CL|Mar 15|Code", "97.8|CL|None-3-15|code", ""),
            ("Relevance\t97.8%", "97.8|||", ""),
            ("97.8/100 cl Mar 15", "97.8|cl|None-3-15|", ""),
            ("8.5/10 cl Mar 15", "85.0|cl|None-3-15|", ""),
            ("Score: 9.75/10", "97.5|||", ""),
            ("85% CL Mar 15", "85.0|CL|None-3-15|", ""),
            ("85%CLMar 15", "85.0|CL|None-3-15|", ""),
            ("Score: .5 CL Mar 15", "0.5|CL|None-3-15|", ""),
            (".8 CL Mar 15", "|CL|None-3-15|", ""),
            ("Mar 15 CL 97.8", "97.8|CL|None-3-15|", ""),
            ("CL · Mar 15, 2025 · 97.8 · Code", "97.8|CL|2025-3-15|code", ""),
            ("LG\tApr 14, 2023\t12.5 Ways to Shear", "|LG|2023-4-14|", "\t12.5 Ways to Shear"),
            ("Mar 15\tAI for Sheep", "||None-3-15|", "\tAI for Sheep"),
            ("mtrl-sciSeptember 3, 2025", "|mtrl-sci|2025-9-3|", ""),
        ];
        for (line, expected, rest) in cases {
            assert_eq!(read(line), Some((expected.to_owned(), rest)), "{line}");
        }
    }

    #[test]
    fn other_lines_have_no_badges() {
        for line in
            ["", "A Title", "In May 3 sheep", "Mar 32", "101.5CL", "CLtitle", "Codes", "Mayor 3"]
        {
            let whole = read(line).filter(|(_, rest)| rest.is_empty());
            assert_eq!(whole, None, "{line}");
        }
    }
}
