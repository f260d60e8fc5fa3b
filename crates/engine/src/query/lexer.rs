//! The words of a query, with their places.

use std::ops::Range;

use skimmark_paper::text::is_quote;

/// A word of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token<'q> {
    pub(super) kind: Kind<'q>,
    pub(super) span: Range<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind<'q> {
    Open,
    Close,
    Or,
    And,
    /// `NOT`, or a `-` right before something.
    Not,
    Value(Value<'q>),
    /// Letters before a colon, and what comes right after it.
    Field(&'q str, Option<Value<'q>>),
    /// The text between two slashes.
    Pattern(&'q str),
    /// `#name`
    Tag(&'q str),
}

/// Something to search for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Value<'q> {
    Plain(&'q str),
    Quoted(&'q str),
    /// A quotation mark and all the text after it.
    Unclosed(&'q str),
}

/// Returns the words of `text`, lazily.
pub(super) fn lex(text: &str) -> impl Iterator<Item = Token<'_>> {
    let mut lexer = Lexer { text, at: 0 };
    std::iter::from_fn(move || lexer.next())
}

/// Returns where the plain words of `text` are, but for those that are excluded.
pub fn words(text: &str) -> Vec<Range<usize>> {
    let mut is_excluded = false;
    let wanted = lex(text).filter(|token| {
        let excluded = std::mem::replace(&mut is_excluded, token.kind == Kind::Not);
        matches!(token.kind, Kind::Value(Value::Plain(_))) && !excluded
    });
    wanted.map(|token| token.span).collect()
}

/// Returns whether `text` as it stands is one plain word.
pub(super) fn is_plain(text: &str) -> bool {
    lex(text).next().is_some_and(|token| token.kind == Kind::Value(Value::Plain(text)))
}

/// Returns whether `text` after `#` is one tag.
pub(super) fn is_plain_tag(text: &str) -> bool {
    lex(&["#", text].concat()).next().is_some_and(|token| token.kind == Kind::Tag(text))
}

/// Returns whether `text` can stand after a field's colon without quotation marks.
pub(super) fn is_plain_value(text: &str) -> bool {
    !text.is_empty() && !text.contains(ends_word) && !text.starts_with("//")
}

fn ends_word(c: char) -> bool {
    c.is_whitespace() || is_quote(c) || matches!(c, '(' | ')' | '|')
}

struct Lexer<'q> {
    text: &'q str,
    at: usize,
}

impl<'q> Lexer<'q> {
    fn rest(&self) -> &'q str {
        &self.text[self.at..]
    }

    fn next(&mut self) -> Option<Token<'q>> {
        self.skip_blanks();
        let start = self.at;
        let first = self.rest().chars().next()?;
        let kind = match first {
            '(' => self.sign(1, Kind::Open),
            ')' => self.sign(1, Kind::Close),
            '|' => self.sign(if self.rest().starts_with("||") { 2 } else { 1 }, Kind::Or),
            '-' => self.sign(1, Kind::Not),
            c if is_quote(c) => Kind::Value(self.quoted()),
            '/' if let Some(inside) = self.pattern() => {
                self.sign(inside.len() + 2, Kind::Pattern(inside))
            }
            _ => self.word(),
        };
        Some(Token { kind, span: start..self.at })
    }

    /// Skips white space, and hyphens that are not a sign of negation (`--x`, `a - b`).
    fn skip_blanks(&mut self) {
        loop {
            self.at = self.text.len() - self.rest().trim_start().len();
            let after = self.rest().trim_start_matches('-');
            let hyphens = self.rest().len() - after.len();
            let negates =
                hyphens == 1 && after.starts_with(|c: char| !c.is_whitespace() && c != ')');
            if hyphens == 0 || negates {
                return;
            }
            self.at += hyphens;
        }
    }

    fn sign(&mut self, len: usize, kind: Kind<'q>) -> Kind<'q> {
        self.at += len;
        kind
    }

    /// Reads from one quotation mark to the next.
    fn quoted(&mut self) -> Value<'q> {
        self.at += self.rest().chars().next().map_or(0, char::len_utf8);
        let inside = self.rest();
        match inside.char_indices().find(|(_, c)| is_quote(*c)) {
            Some((end, quote)) => {
                self.at += end + quote.len_utf8();
                Value::Quoted(&inside[..end])
            }
            None => {
                self.at = self.text.len();
                Value::Unclosed(inside)
            }
        }
    }

    /// Reads the text between this slash and the next one that ends like a word.
    fn pattern(&self) -> Option<&'q str> {
        let inside = &self.rest()[1..];
        if inside.starts_with(|c: char| c.is_whitespace() || c == '/') {
            return None;
        }
        let closes = |end: usize| !inside[end + 1..].starts_with(|c| !ends_word(c));
        let mut slashes = inside.match_indices('/').map(|(end, _)| end);
        slashes.find(|end| closes(*end)).map(|end| &inside[..end])
    }

    fn word(&mut self) -> Kind<'q> {
        let rest = self.rest();
        let word = &rest[..rest.find(ends_word).unwrap_or(rest.len())];
        if let Some((name, value)) = word.split_once(':')
            && !name.is_empty()
            && name.bytes().all(|b| b.is_ascii_alphabetic())
            && !value.starts_with("//")
        {
            return self.field(name, value);
        }
        self.at += word.len();
        match word {
            "OR" => Kind::Or,
            "AND" => Kind::And,
            "NOT" => Kind::Not,
            _ => match word.strip_prefix('#') {
                Some(tag) if tag.starts_with(char::is_alphanumeric) => Kind::Tag(tag),
                _ => Kind::Value(Value::Plain(word)),
            },
        }
    }

    fn field(&mut self, name: &'q str, value: &'q str) -> Kind<'q> {
        self.at += name.len() + 1;
        if !value.is_empty() {
            self.at += value.len();
            return Kind::Field(name, Some(Value::Plain(value)));
        }
        let quoted = self.rest().starts_with(is_quote);
        let value = quoted.then(|| self.quoted());
        Kind::Field(name, value)
    }
}
