//! The letters that every match of a regular expression contains, so that most papers are told
//! apart from those that may match without trying the expression on them.
//!
//! It reads less of an expression than there is: what it does not know ends a run of letters, and
//! costs time but no match.

use std::iter::Peekable;
use std::str::Chars;

/// Fewer letters than these are in nearly every text.
const FEWEST: usize = 2;

/// Returns runs of ASCII letters and digits, of which each match of `pattern` contains one, in any
/// case; `None` if there are none that help. The pattern is one that [`super::regex`] accepts.
pub fn of(pattern: &str) -> Option<Vec<String>> {
    let mut reader = Reader { rest: pattern.chars().peekable(), spaced: false };
    let found = reader.alternatives();
    found.filter(|_| !reader.spaced)
}

struct Reader<'p> {
    rest: Peekable<Chars<'p>>,
    /// Blanks in it mean nothing, so nothing that was read can be relied on.
    spaced: bool,
}

impl Reader<'_> {
    /// Reads `a|b|c` up to the end of the group.
    fn alternatives(&mut self) -> Option<Vec<String>> {
        let mut all = self.sequence();
        while self.rest.next_if_eq(&'|').is_some() {
            let other = self.sequence();
            all = all.zip(other).map(|(all, other)| [all, other].concat());
        }
        all
    }

    /// Reads things that follow one another, up to `|`, `)` or the end.
    fn sequence(&mut self) -> Option<Vec<String>> {
        let mut best = Best::default();
        while let Some(letter) = self.rest.next_if(|letter| !matches!(letter, '|' | ')')) {
            match letter {
                '(' => {
                    best.end_run();
                    let inner = self.group();
                    if self.repeats().least > 0 {
                        best.offer(inner);
                    }
                }
                letter if letter.is_ascii_alphanumeric() => {
                    let repeats = self.repeats();
                    if repeats.least > 0 {
                        best.run.push(letter.to_ascii_lowercase());
                    }
                    if !repeats.once {
                        best.end_run();
                    }
                }
                other => {
                    best.end_run();
                    self.skip(other);
                    self.repeats();
                }
            }
        }
        best.end_run();
        best.runs
    }

    /// Reads a group, whose bracket was read, and its end.
    fn group(&mut self) -> Option<Vec<String>> {
        if self.rest.next_if_eq(&'?').is_some() {
            let named = self.rest.next_if(|letter| matches!(letter, 'P' | '<')).is_some();
            let is_end = |letter: &char| matches!((named, letter), (true, '>') | (false, ':'));
            while let Some(letter) = self.rest.next_if(|letter| *letter != ')') {
                self.spaced |= !named && letter == 'x';
                if is_end(&letter) {
                    break;
                }
            }
        }
        let inner = self.alternatives();
        self.rest.next();
        inner
    }

    /// Skips what is no letter: a class, an escape, a sign.
    fn skip(&mut self, first: char) {
        match first {
            '\\' => {
                let escaped = self.rest.next();
                if matches!(escaped, Some('x' | 'u' | 'U')) {
                    self.skip_number(escaped);
                }
            }
            '[' => self.skip_class(),
            _ => {}
        }
    }

    /// Skips the digits of a character that is named by its number.
    fn skip_number(&mut self, kind: Option<char>) {
        if self.rest.next_if_eq(&'{').is_some() {
            while self.rest.next().is_some_and(|letter| letter != '}') {}
            return;
        }
        let digits = match kind {
            Some('x') => 2,
            Some('u') => 4,
            _ => 8,
        };
        self.rest.by_ref().take(digits).for_each(drop);
    }

    fn skip_class(&mut self) {
        self.rest.next_if_eq(&'^');
        // At its beginning, a bracket or a hyphen is one of the class.
        self.rest.next_if_eq(&']');
        while let Some(letter) = self.rest.next() {
            match letter {
                ']' => return,
                '\\' => drop(self.rest.next()),
                '[' if self.rest.peek() == Some(&':') => {
                    while self.rest.next().is_some_and(|letter| letter != ']') {}
                }
                _ => {}
            }
        }
    }

    /// Reads how often what came before is repeated.
    fn repeats(&mut self) -> Repeats {
        let mut repeats = Repeats { least: 1, once: true };
        while let Some(sign) = self.rest.next_if(|letter| matches!(letter, '*' | '+' | '?' | '{')) {
            repeats.once = false;
            match sign {
                '*' | '?' => repeats.least = 0,
                '{' => {
                    let mut inner = String::new();
                    while let Some(letter) = self.rest.next_if(|letter| *letter != '}') {
                        inner.push(letter);
                    }
                    self.rest.next();
                    let least = inner.split(',').next().and_then(|least| least.trim().parse().ok());
                    repeats.least = repeats.least.min(least.unwrap_or(0));
                }
                _ => {}
            }
        }
        repeats
    }
}

/// How often something is repeated.
struct Repeats {
    /// 0 if it may be missing.
    least: u32,
    once: bool,
}

/// The runs that help most, of those that every match contains.
#[derive(Default)]
struct Best {
    run: String,
    runs: Option<Vec<String>>,
}

impl Best {
    fn end_run(&mut self) {
        let run = std::mem::take(&mut self.run);
        self.offer(Some(vec![run]));
    }

    fn offer(&mut self, runs: Option<Vec<String>>) {
        let shortest = |runs: &Vec<String>| runs.iter().map(String::len).min().unwrap_or(0);
        let Some(runs) = runs.filter(|runs| shortest(runs) >= FEWEST) else { return };
        if self.runs.as_ref().is_none_or(|best| shortest(best) < shortest(&runs)) {
            self.runs = Some(runs);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::of;
    use crate::query::regex;
    use proptest::prelude::*;

    #[test]
    fn the_longest_run_of_letters_is_found() {
        let cases: &[(&str, &[&str])] = &[
            ("Diffus(ion|ive) model", &["diffus"]),
            ("a (graph|tree)s? b", &["graph", "tree"]),
            (r"\bGPT-?4\b", &["gpt"]),
            ("colou?r", &["colo"]),
            ("ab+c", &["ab"]),
            ("ab{2,3}cde", &["cde"]),
            (r"[\]abc]xyz", &["xyz"]),
            ("[[:alpha:]x]yz", &["yz"]),
            (r"\x{41}bcd|\u0041efg", &["bcd", "efg"]),
            ("(?i:tide)", &["tide"]),
            ("(?P<name>tide)", &["tide"]),
            ("(?<name>tide)|neap", &["tide", "neap"]),
        ];
        for (pattern, runs) in cases {
            assert_eq!(of(pattern).unwrap_or_default(), *runs, "{pattern}");
        }
        for pattern in ["", "a", "graph|.", "(graph)?", "(?x)a b c d", "[graph]", "é+"] {
            assert_eq!(of(pattern), None, "{pattern}");
        }
    }

    proptest! {
        #[test]
        fn every_match_contains_one_of_them(
            pattern in r"(a|b|A|-|é|\.|\(|\)|\?|\*|\+|\||\[ab\]|\[\^]b\]|\\b|\\d|\\x41|\{0,2\}|\{2\}|\(\?:|\(\?x\)|\(\?i\)| |ab|ba){0,8}",
            text in "[abAé. -]{0,12}",
        ) {
            let (Ok(regex), Some(runs)) = (regex(&pattern), of(&pattern)) else { return Ok(()) };
            let low = text.to_ascii_lowercase();
            if regex.is_match(&text) {
                prop_assert!(runs.iter().any(|run| low.contains(run.as_str())), "{:?}", runs);
            }
        }
    }
}
