//! The letters that every match of a regular expression contains, so that most papers are told
//! apart from those that may match without trying the expression on them.
//!
//! It reads less of an expression than there is: what it does not know ends a run of letters, and
//! costs time but no match.

use std::cmp::Reverse;
use std::iter::Peekable;
use std::str::Chars;

/// Fewer letters than these are in nearly every text.
const FEWEST: usize = 2;

/// At most this many runs stand for one part of an expression: `[aeiou]` in a word makes five of it.
const MOST: usize = 40;

/// The lists of the longest runs help most; of further ones little.
const MOST_LISTS: usize = 4;

/// Runs of ASCII letters and digits in small letters, of which every match contains one, in any case.
pub type OneOf = Vec<String>;

/// Returns what each match of `pattern` contains: one of the runs of every list. There is no list if
/// nothing is known of it that helps. The pattern is one that [`super::regex`] accepts.
pub fn of(pattern: &str) -> Vec<OneOf> {
    let mut reader = Reader { rest: pattern.chars().peekable(), spaced: false };
    let mut found = reader.alternatives();
    found.retain(|_| !reader.spaced);
    // To look one up costs a look at all words.
    found.sort_by_key(|list| Reverse(shortest(list)));
    found.truncate(MOST_LISTS);
    found
}

struct Reader<'p> {
    rest: Peekable<Chars<'p>>,
    /// Its signs mean something else than where they stand, as if blanks in it mean nothing: nothing that was
    /// read can be relied on.
    spaced: bool,
}

impl Reader<'_> {
    /// Reads `a|b|c` up to the end of the group.
    fn alternatives(&mut self) -> Vec<OneOf> {
        let mut all = self.sequence();
        while self.rest.next_if_eq(&'|').is_some() {
            let both = best(all).zip(best(self.sequence()));
            all = both.map(|(one, other)| [one, other].concat()).into_iter().collect();
        }
        all
    }

    /// Reads things that follow one another, up to `|`, `)` or the end.
    fn sequence(&mut self) -> Vec<OneOf> {
        let mut runs = Runs::default();
        while let Some(letter) = self.rest.next_if(|letter| !matches!(letter, '|' | ')')) {
            let one_of = match letter {
                '(' => {
                    runs.end();
                    let inner = self.group();
                    if self.repeats().least > 0 {
                        runs.ended.extend(inner);
                    }
                    continue;
                }
                letter if letter.is_ascii_alphanumeric() => letter.to_ascii_lowercase().into(),
                '[' => self.class(),
                '\\' => {
                    self.escape();
                    String::new()
                }
                _ => String::new(),
            };
            let repeats = self.repeats();
            if one_of.is_empty() {
                runs.end();
                continue;
            }
            if repeats.least > 0 {
                runs.follow(&one_of);
            }
            if !repeats.once {
                runs.end();
            }
            // What follows comes after the last of them.
            if !repeats.once && repeats.least > 0 {
                runs.follow(&one_of);
            }
        }
        runs.end();
        runs.ended
    }

    /// Reads a group, whose bracket was read, and its end.
    fn group(&mut self) -> Vec<OneOf> {
        let is_flagged = self.rest.next_if_eq(&'?').is_some();
        if is_flagged {
            let named = self.rest.next_if(|letter| matches!(letter, 'P' | '<')).is_some();
            let is_end = |letter: &char| matches!((named, letter), (true, '>') | (false, ':'));
            while let Some(letter) = self.rest.next_if(|letter| *letter != ')') {
                self.spaced |= !named && letter == 'x';
                if is_end(&letter) {
                    break;
                }
            }
        }
        let is_directive = is_flagged && self.rest.peek() == Some(&')');
        let inner = self.alternatives();
        self.rest.next();
        // `ab(?i)?` repeats the letter before the flag.
        let repeats = self.rest.peek().is_some_and(|sign| matches!(sign, '*' | '+' | '?' | '{'));
        self.spaced |= is_directive && repeats;
        inner
    }

    /// Skips what is escaped.
    fn escape(&mut self) {
        let escaped = self.rest.next();
        if matches!(escaped, Some('x' | 'u' | 'U')) {
            self.skip_number(escaped);
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

    /// Reads a class, whose bracket was read, and returns its letters; none if it has others, too, or a
    /// range.
    fn class(&mut self) -> String {
        let mut known = self.rest.next_if_eq(&'^').is_none();
        let mut letters = String::new();
        // At its beginning, a bracket is one of the class.
        known &= self.rest.next_if_eq(&']').is_none();
        while let Some(letter) = self.rest.next_if(|letter| *letter != ']') {
            match letter {
                '\\' => drop(self.rest.next()),
                '[' if self.rest.peek() == Some(&':') => {
                    while self.rest.next().is_some_and(|letter| letter != ']') {}
                }
                letter if letter.is_ascii_alphanumeric() => {
                    let low = letter.to_ascii_lowercase();
                    letters.extend(Some(low).filter(|low| !letters.contains(*low)));
                    continue;
                }
                _ => {}
            }
            known = false;
        }
        self.rest.next();
        letters.retain(|_| known);
        letters
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

/// The runs of things that follow one another.
#[derive(Default)]
struct Runs {
    /// What the one that is being read may be.
    open: OneOf,
    ended: Vec<OneOf>,
}

impl Runs {
    /// Adds one of these letters.
    fn follow(&mut self, letters: &str) {
        if self.open.len() * letters.len() > MOST {
            self.end();
        }
        if self.open.is_empty() {
            self.open.push(String::new());
        }
        let longer =
            |run: &String| letters.chars().map(|letter| format!("{run}{letter}")).collect();
        self.open = self.open.iter().flat_map::<OneOf, _>(longer).collect();
    }

    fn end(&mut self) {
        let run = std::mem::take(&mut self.open);
        if shortest(&run) >= FEWEST {
            self.ended.push(run);
        }
    }
}

/// Returns the list that helps most.
fn best(lists: Vec<OneOf>) -> Option<OneOf> {
    lists.into_iter().max_by_key(shortest)
}

fn shortest(runs: &OneOf) -> usize {
    runs.iter().map(String::len).min().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::of;
    use crate::query::regex;
    use proptest::prelude::*;

    #[test]
    fn runs_of_letters_are_found() {
        let cases: &[(&str, &[&str])] = &[
            ("Diffus(ion|ive) model", &["diffus", "model", "ion ive"]),
            ("a (graph|tree)s? b", &["graph tree"]),
            (r"\bGPT-?4\b", &["gpt"]),
            ("colou?r", &["colo"]),
            ("ab+c", &["ab", "bc"]),
            ("ab{2,3}cde", &["bcde", "ab"]),
            ("gr[ae]y", &["gray grey"]),
            ("[Gg]r[ae]ph+s", &["graph greph", "hs"]),
            ("a[bc]*de[fg]+h", &["def deg", "fh gh"]),
            (r"[\]abc]xyz", &["xyz"]),
            ("[]ab]xyz[^ab]", &["xyz"]),
            ("[a-c]xyz", &["xyz"]),
            ("[[:alpha:]x]yz", &["yz"]),
            ("[0123456]7[0123456]8", &["07 17 27 37 47 57 67", "08 18 28 38 48 58 68"]),
            (r"\x{41}bcd|\u0041efg", &["bcd efg"]),
            ("(?i:tide)", &["tide"]),
            ("(?P<name>tide)", &["tide"]),
            ("(?<name>tide)|neap", &["tide neap"]),
        ];
        for (pattern, runs) in cases {
            let found: Vec<String> = of(pattern).iter().map(|list| list.join(" ")).collect();
            assert_eq!(found, *runs, "{pattern}");
        }
        for pattern in
            ["", "a", "graph|.", "(graph)?", "(?x)a b c d", "graph(?i)?", "[graph]", "é+"]
        {
            assert!(of(pattern).is_empty(), "{pattern}");
        }
    }

    proptest! {
        #[test]
        fn every_match_contains_one_of_each(
            pattern in r"(a|b|A|-|é|\.|\(|\)|\?|\*|\+|\||\[ab\]|\[B\]|\[\^]b\]|\[\^a\]|\[a-b\]|\\b|\\d|\\x41|\{0,2\}|\{2\}|\(\?:|\(\?x\)|\(\?i\)\??| |ab|ba){0,8}",
            text in "[abAé. -]{0,12}",
        ) {
            let Ok(regex) = regex(&pattern) else { return Ok(()) };
            let low = text.to_ascii_lowercase();
            for runs in of(&pattern).iter().filter(|_| regex.is_match(&text)) {
                prop_assert!(runs.iter().any(|run| low.contains(run.as_str())), "{:?}", runs);
            }
        }
    }
}
