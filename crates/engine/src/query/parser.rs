//! From the text of a query to its tree, by recursive descent. `OR` binds loosest, then adjacency,
//! then negation.

use std::ops::Range;

use super::lexer::{self, Kind, Token, Value};
use super::problem::{Problem, Wrong};
use super::{Conjunct, Field, Filter, Parsed, Query, terms};

/// The deepest nesting of parentheses; more is a mistake or an attack.
const MAX_DEPTH: usize = 32;
/// The most words of a query; more are a mistake or an attack.
const MAX_TOKENS: usize = 200;

/// Reads a query. Total: what is wrong is among the problems, and the rest filters.
pub fn parse(text: &str) -> Parsed {
    let mut tokens: Vec<Token<'_>> = lexer::lex(text).take(MAX_TOKENS + 1).collect();
    let mut problems = Vec::new();
    if let Some(first) = tokens.get(MAX_TOKENS) {
        problems.push(Problem { span: first.span.start..text.len(), wrong: Wrong::TooLong });
        tokens.truncate(MAX_TOKENS);
    }
    let mut parser = Parser { tokens, at: 0, depth: 0, problems };
    let mut conjuncts = Vec::new();
    let mut has_or = false;
    loop {
        let group = parser.any();
        conjuncts.extend(group.conjuncts);
        has_or |= group.has_or;
        // `any` stops at the end or at a closing parenthesis, which here closes nothing.
        let Some(token) = parser.next() else { break };
        parser.report(token.span, Wrong::UnopenedGroup);
    }
    Parsed { conjuncts, problems: parser.problems, has_or }
}

struct Parser<'q> {
    tokens: Vec<Token<'q>>,
    at: usize,
    depth: usize,
    problems: Vec<Problem>,
}

/// The contents of parentheses, or the whole query.
struct Group {
    conjuncts: Vec<Conjunct>,
    has_or: bool,
}

impl<'q> Parser<'q> {
    fn peek(&self) -> Option<Kind<'q>> {
        self.tokens.get(self.at).map(|token| token.kind)
    }

    fn next(&mut self) -> Option<Token<'q>> {
        let token = self.tokens.get(self.at).cloned();
        self.at += usize::from(token.is_some());
        token
    }

    fn report(&mut self, span: Range<usize>, wrong: Wrong) {
        // That a group is not closed is known only at the end.
        let place = self.problems.partition_point(|known| known.span.start <= span.start);
        self.problems.insert(place, Problem { span, wrong });
    }

    /// Returns the bytes of the tokens from the one with that index to the one just read.
    fn span_from(&self, first: usize) -> Range<usize> {
        let start = self.tokens.get(first).map_or(0, |token| token.span.start);
        let last = self.at.checked_sub(1).and_then(|last| self.tokens.get(last));
        start..last.map_or(start, |token| token.span.end).max(start)
    }

    /// Reads `a b OR c OR d`, up to the end or a closing parenthesis.
    fn any(&mut self) -> Group {
        let first = self.at;
        let mut branch = self.all();
        if self.peek() != Some(Kind::Or) {
            return Group { conjuncts: branch, has_or: false };
        }
        let mut parts = Vec::new();
        let mut empty_before = self.at == first;
        while self.peek() == Some(Kind::Or) {
            let or = self.next().map_or(0..0, |token| token.span);
            let from = self.at;
            let after = self.all();
            let empty_after = self.at == from;
            if empty_before || empty_after {
                self.report(or, Wrong::Dangling("OR"));
            }
            empty_before = false;
            parts.push(std::mem::replace(&mut branch, after));
        }
        parts.push(branch);
        let parts = parts.into_iter().filter(|part| !part.is_empty()).map(joined).collect();
        let conjunct = Conjunct { span: self.span_from(first), query: Query::any(parts) };
        let filters = conjunct.query != Query::All(Vec::new());
        Group { conjuncts: filters.then_some(conjunct).into_iter().collect(), has_or: true }
    }

    /// Reads `a AND b c`, up to `OR`, the end or a closing parenthesis.
    fn all(&mut self) -> Vec<Conjunct> {
        let first = self.at;
        let mut conjuncts = Vec::new();
        while let Some(kind) = self.peek() {
            match kind {
                Kind::Or | Kind::Close => break,
                Kind::And => {
                    let and = self.next().map_or(0..0, |token| token.span);
                    let ends =
                        matches!(self.peek(), None | Some(Kind::Or | Kind::Close | Kind::And));
                    if self.at == first + 1 || ends {
                        self.report(and, Wrong::Dangling("AND"));
                    }
                }
                _ => {
                    let from = self.at;
                    if let Some(query) = self.one() {
                        conjuncts.push(Conjunct { span: self.span_from(from), query });
                    }
                }
            }
        }
        conjuncts
    }

    /// Reads a condition with the negations before it; `None` if it does not filter.
    fn one(&mut self) -> Option<Query> {
        let mut negated = false;
        let mut sign = 0..0;
        while self.peek() == Some(Kind::Not) {
            sign = self.next().map_or(0..0, |token| token.span);
            negated = !negated;
        }
        if matches!(self.peek(), None | Some(Kind::Or | Kind::And | Kind::Close)) {
            self.report(sign, Wrong::NothingNegated);
            return None;
        }
        let query = self.atom()?;
        Some(if negated { query.negated() } else { query })
    }

    fn atom(&mut self) -> Option<Query> {
        let Token { kind, span } = self.next()?;
        match kind {
            Kind::Open => return self.group(span),
            Kind::Value(Value::Plain(word)) => return text_filter(word, false),
            Kind::Value(Value::Quoted(phrase)) => return text_filter(phrase, true),
            Kind::Value(Value::Unclosed(rest)) => {
                self.report(span.start..span.end, Wrong::UnclosedQuote);
                return words(rest, text_filter);
            }
            Kind::Field(name, value) => return self.field(span, name, value),
            Kind::Pattern(pattern) => match super::regex(pattern) {
                Ok(_) => return Some(Query::Is(Filter::Pattern(pattern.to_owned()))),
                Err(wrong) => self.report(span, wrong),
            },
            Kind::Tag(tag) => return Some(Query::Is(Filter::Tag(tag.to_owned()))),
            Kind::Close | Kind::Or | Kind::And | Kind::Not => {}
        }
        None
    }

    /// Reads what follows an opening parenthesis, through its closing one.
    fn group(&mut self, open: Range<usize>) -> Option<Query> {
        if self.depth == MAX_DEPTH {
            self.report(open, Wrong::TooDeep);
            self.skip_group();
            return None;
        }
        self.depth += 1;
        let first = self.at;
        let inside = self.any().conjuncts;
        self.depth -= 1;
        let empty = self.at == first;
        match self.next() {
            Some(close) if empty => self.report(open.start..close.span.end, Wrong::EmptyGroup),
            Some(_) => {}
            None => self.report(open, Wrong::UnclosedGroup),
        }
        (!inside.is_empty()).then(|| joined(inside))
    }

    fn skip_group(&mut self) {
        let mut open = 1;
        while open > 0 {
            match self.next().map(|token| token.kind) {
                Some(Kind::Open) => open += 1,
                Some(Kind::Close) => open -= 1,
                Some(_) => {}
                None => return,
            }
        }
    }

    fn field(&mut self, span: Range<usize>, name: &str, value: Option<Value<'q>>) -> Option<Query> {
        let value_start = span.start + name.len() + 1;
        let read = match value {
            None => match terms::without_value(name) {
                Some(wrong) => Err(wrong),
                // `Attention: a survey` is not a field but plain text.
                None => return text_filter(&format!("{name}:"), false),
            },
            Some(Value::Plain(value)) => terms::filter(name, value, false).map(Query::Is),
            Some(Value::Quoted(value)) => terms::filter(name, value, true).map(Query::Is),
            Some(Value::Unclosed(rest)) => {
                self.report(value_start..span.end, Wrong::UnclosedQuote);
                return words(rest, |word, quoted| {
                    terms::filter(name, word, quoted).ok().map(Query::Is)
                });
            }
        };
        let at_name = |wrong: &Wrong| matches!(wrong, Wrong::UnknownField { .. });
        read.map_err(|wrong| {
            let end = if at_name(&wrong) { value_start } else { span.end };
            self.report(span.start..end, wrong);
        })
        .ok()
    }
}

fn joined(conjuncts: Vec<Conjunct>) -> Query {
    Query::all(conjuncts.into_iter().map(|conjunct| conjunct.query).collect())
}

/// Searches for `text` everywhere; punctuation alone does not filter.
fn text_filter(text: &str, quoted: bool) -> Option<Query> {
    let field = Field::Anywhere;
    text.contains(char::is_alphanumeric)
        .then(|| Query::Is(Filter::Text { field, text: text.to_owned(), quoted }))
}

/// Reads the words after a quotation mark that is not closed: not yet a phrase, so that what is
/// being typed finds something.
fn words(rest: &str, filter: impl Fn(&str, bool) -> Option<Query>) -> Option<Query> {
    let filters: Vec<Query> = rest
        .split(|c: char| c.is_whitespace() || matches!(c, '(' | ')'))
        .take(MAX_TOKENS)
        // Whether a slash begins an address or a regular expression depends on what surrounds it.
        .filter_map(|word| filter(word, word.starts_with('/') || !lexer::is_plain(word)))
        .collect();
    (!filters.is_empty()).then(|| Query::all(filters))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Checks the tree in its text form, and each problem with the text that it points at.
    fn read(text: &str) -> (String, Vec<(String, String)>) {
        let parsed = parse(text);
        let problems = parsed.problems.iter();
        let problems = problems.map(|p| (text[p.span.clone()].to_owned(), p.wrong.to_string()));
        (parsed.query().to_string(), problems.collect())
    }

    #[track_caller]
    fn check(text: &str, tree: &str) {
        assert_eq!(read(text), (tree.to_owned(), Vec::new()), "{text}");
    }

    /// Checks that `text` filters like `tree`, and that its only mistake is at `place` and is
    /// reported with `words`.
    #[track_caller]
    fn wrong(text: &str, tree: &str, place: &str, words: &str) {
        let (got, problems) = read(text);
        assert_eq!(got, tree, "{text}");
        let [(at, message)] = problems.as_slice() else { panic!("{text}: {problems:?}") };
        assert_eq!(at, place, "{text}");
        assert!(message.contains(words), "{text}: {message}");
    }

    #[test]
    fn operators_bind_as_documented() {
        check("", "");
        check("a b OR c d", "a b OR c d");
        check("(a OR b) c", "(a OR b) c");
        check("a AND (b AND c)", "a b c");
        check("a OR (b OR c)", "a OR b OR c");
        check("a | b||c|d", "a OR b OR c OR d");
        check("NOT a -b -(c d) NOT NOT e", "-a -b -(c d) e");
        check("((a))", "a");
        check("or and not", "or and not");
        check("in:week -in:\"last week\"", "in:week -in:\"last week\"");
        check("\"or else\" “curly”", "\"or else\" \"curly\"");
    }

    #[test]
    fn fields_take_their_values() {
        check(
            "title:graph Author:\"ana lee\" abs:x org:y",
            "title:graph author:\"ana lee\" abs:x org:y",
        );
        check("cat:cs.CL OR cat:hep-th", "cat:cs.CL OR cat:hep-th");
        check("id:arXiv:2603.01234v2 arxiv:2603.01234", "id:2603.01234 id:2603.01234");
        check("doi:10.1000/ABCv2 id:\"10.1/s(20)3\"", "id:10.1000/abcv2 id:\"10.1/s(20)3\"");
        check("date:2026 date:2026-03-01..2026-03-15", "date:2026 date:2026-03-01..2026-03-15");
        check("date:2026-03.. date:..2026 date:7d", "date:2026-03.. date:..2026 date:7d");
        check("date:Today date:yesterday", "date:today date:yesterday");
        check("after:2026-03 before:2026 date:>2025", "after:2026-03 before:2026 after:2025");
        check(
            "score:>90 score:>=90 score:<5 score:<=5.5",
            "score:90.1.. score:90.0.. score:..4.9 score:..5.5",
        );
        check("score:80..95 score:90", "score:80.0..95.0 score:90.0");
        check(
            "likely:>0.8 likely:>=0.8 likely:<1 likely:<=0.05",
            "likely:0.81.. likely:0.80.. likely:..0.99 likely:..0.05",
        );
        check("likely:0.5..0.9 likely:1", "likely:0.50..0.90 likely:1.00");
        check(
            "like:arXiv:2603.01234v2 -like:\"Coin Flips\"",
            "like:arXiv:2603.01234v2 -like:\"Coin Flips\"",
        );
        check(
            "has:code has:abstract has:score has:link",
            "has:code has:abstract has:score has:link",
        );
        check(
            "is:starred is:new is:Cross is:replaced is:withdrawn",
            "is:starred is:new is:cross is:replaced is:withdrawn",
        );
    }

    #[test]
    fn regular_expressions_stand_between_slashes() {
        check("/graph (neural|conv)/ a -/^on /", "/graph (neural|conv)/ a -/^on /");
        check("/a/b/ and/or (/x/)", "/a/b/ and/or /x/");
        wrong("a /(b/ c", "a c", "/(b/", "regular expression");
    }

    #[test]
    fn pasted_titles_are_plain_words() {
        check("Attention: a survey - part 2 & more", "Attention: a survey part 2 more");
        check("see https://example.org/a?b=c at 10:30", "see https://example.org/a?b=c at 10:30");
        check("f(x) --flag and/or", "f x flag and/or");
    }

    #[test]
    fn what_is_wrong_is_told_in_place_and_the_rest_filters() {
        wrong("a \"b c", "a b c", "\"b c", "not closed");
        wrong("title:\"b c", "title:b title:c", "\"b c", "not closed");
        wrong("a (b OR c", "a (b OR c)", "(", "not closed");
        wrong("a) b", "a b", ")", "never opened");
        wrong("a ()", "a", "()", "Nothing");
        wrong("a OR", "a", "OR", "each side");
        wrong("OR a", "a", "OR", "each side");
        wrong("a AND", "a", "AND", "each side");
        wrong("a NOT", "a", "NOT", "Nothing stands behind");
        wrong("author: smith", "smith", "author:", "author:lovelace");
        wrong("foo:bar a", "a", "foo:", "Fields are");
        wrong("autor:smith a", "a", "autor:", "Did you mean author:?");
        wrong("abstract:x", "", "abstract:", "Did you mean abs:?");
        wrong("institution:x", "", "institution:", "Did you mean org:?");
        wrong("has:pdf a", "a", "has:pdf", "code, abstract, score, link, note");
        wrong("is:old a", "a", "is:old", "starred");
        wrong("date:soon a", "a", "date:soon", "is no date");
        wrong("date:2026-02-30", "", "date:2026-02-30", "is no date");
        wrong("score:high a", "a", "score:high", "is no score");
        wrong("score:95..80 a", "a", "score:95..80", "smaller value first");
        wrong("score:<0 a", "a", "score:<0", "is no score");
        wrong("likely:80 a", "a", "likely:80", "from 0 to 1");
        wrong("likely:>0.801 a", "a", "likely:>0.801", "from 0 to 1");
        wrong("likely:0.9..0.5 a", "a", "likely:0.9..0.5", "smaller value first");
    }

    #[test]
    fn what_the_reader_decided_is_asked_for() {
        check("#later a", "#later a");
        check("-tag:later a", "-#later a");
        check("tag:#later", "#later");
        check("tag:\"to read\"", "tag:\"to read\"");
        check("#c++ #ml-ops:2 has:note", "#c++ #ml-ops:2 has:note");
        check("is:READ OR is:unread", "is:read OR is:unread");
        check("# a", "a");
        wrong("tag: a", "a", "tag:", "tag:later");
        wrong("tag:# a", "a", "tag:#", "neither letter nor digit");
    }

    #[test]
    fn depth_and_length_are_limited() {
        let deep = format!("a {}b{} c", "(".repeat(100_000), ")".repeat(100_000));
        assert_eq!(parse(&deep).query().to_string(), "a");
        let nots = format!("{}b", "NOT ".repeat(199));
        check(&nots, "-b");
        let long = parse(&"a ".repeat(100_000));
        assert_eq!(long.problems.len(), 1);
    }

    proptest! {
        #[test]
        fn the_text_form_parses_to_the_same_tree(
            text in "((OR|AND|NOT|title:|cat:|id:|date:|score:|like:|likely:|has:code|foo:|is:|is:unread|tag:|#later|has:note|2026-03|90|7d|today|\\||\\.\\.|>|a|é|b c|大|OR|-|#|/|//|:|\"|“|\\(|\\)|,|') ?){0,14}"
        ) {
            let parsed = parse(&text);
            let written = parsed.query().to_string();
            let again = parse(&written);
            prop_assert_eq!(&again.problems, &[], "{:?}", written);
            prop_assert_eq!(again.query(), parsed.query(), "{:?}", written);
            for problem in parsed.problems {
                prop_assert!(text.get(problem.span).is_some());
            }
        }

        #[test]
        fn any_text_parses(text in "\\PC{0,60}") {
            let parsed = parse(&text);
            for span in parsed.conjuncts.into_iter().map(|conjunct| conjunct.span) {
                prop_assert!(text.get(span).is_some());
            }
        }
    }
}
