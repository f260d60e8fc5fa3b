//! What is being typed at the cursor, and the terms that the language has for it.

use std::ops::Range;

use super::lexer::{self, Kind, Token, Value};
use super::terms::{self, TERMS, Term, Word};
use super::{Field, Filter};
use skimmark_paper::text::is_quote;

/// What is being typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typed<'q> {
    /// The bytes of the query that a completion replaces; the cursor is in them or at their end.
    pub span: Range<usize>,
    /// The field that it is a value of, as typed; empty if there is none.
    pub field: &'q str,
    /// The text between its beginning and the cursor, without a quotation mark.
    pub text: &'q str,
    /// What can be typed here.
    pub form: Form,
}

/// What can be typed in a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Any term.
    Term,
    /// After a quotation mark: a name.
    Quoted,
    /// Before a colon: a field.
    Field,
}

/// Returns what is being typed at byte `cursor` of `query`, if that can be completed.
pub fn typed(query: &str, cursor: usize) -> Option<Typed<'_>> {
    let cursor = query.floor_char_boundary(cursor);
    // A letter at the cursor ensures that the cursor belongs to something.
    let lettered = [&query[..cursor], "x"].concat();
    let Token { kind, span } = lexer::lex(&lettered).last()?;
    let (field, value) = match kind {
        Kind::Value(value) => ("", value),
        Kind::Field(name, Some(value)) => (query.get(span.start..span.start + name.len())?, value),
        Kind::Tag(tag) => ("tag", Value::Plain(tag)),
        _ => return None,
    };
    let (letters, quoted) = match value {
        // A regular expression, or the beginning of one.
        Value::Plain(letters) if letters.starts_with('/') => return None,
        Value::Plain(letters) => (letters, false),
        Value::Unclosed(letters) => (letters, true),
        Value::Quoted(_) => return None,
    };
    let text = query.get((cursor + 1).checked_sub(letters.len())?..cursor)?;
    let (end, is_name) = end_of(query, span.start, cursor, field.is_empty());
    let form = match (is_name, quoted) {
        (true, _) => Form::Field,
        (false, true) => Form::Quoted,
        (false, false) => Form::Term,
    };
    Some(Typed { span: span.start..end, field, text, form })
}

/// Returns where the term ends that begins at `start` and contains the cursor. If the cursor is in
/// the name of a field, returns the end of the name, and `true`.
fn end_of(query: &str, start: usize, cursor: usize, may_be_name: bool) -> (usize, bool) {
    let mut tokens = lexer::lex(query).skip_while(|token| token.span.start < start);
    let found = tokens.next().filter(|token| token.span.start == start && token.span.end > cursor);
    let Some(Token { kind, span }) = found else { return (cursor, false) };
    match kind {
        Kind::Field(name, _) if may_be_name => (start + name.len() + 1, true),
        Kind::Value(Value::Unclosed(_)) | Kind::Field(_, Some(Value::Unclosed(_))) => {
            (cursor, false)
        }
        // The quotation mark of the next phrase only seems to close what is being typed.
        Kind::Value(Value::Quoted(_)) | Kind::Field(_, Some(Value::Quoted(_)))
            if query[span.end..].starts_with(|c: char| !c.is_whitespace() && c != ')') =>
        {
            (cursor, false)
        }
        _ => (span.end, false),
    }
}

impl Typed<'_> {
    /// Returns what to write for `term` here: with a space after a whole term if none follows, and
    /// one before it if a word would run into it (`a"b`).
    pub fn written(&self, query: &str, term: &str) -> String {
        let before = lexer::lex(query.get(..self.span.start).unwrap_or_default()).last();
        let runs_in = before.is_some_and(|token| {
            token.span.end == self.span.start && !matches!(token.kind, Kind::Open | Kind::Close)
        });
        let after = query.get(self.span.end..).unwrap_or_default();
        let is_parted = after.starts_with(|c: char| c.is_whitespace() || c == ')');
        let blank = |wanted: bool| if wanted { " " } else { "" };
        [blank(runs_in), term, blank(!is_parted && !term.ends_with(':'))].concat()
    }

    /// Returns the fields that begin with what is typed.
    pub fn fields(&self) -> impl Iterator<Item = &'static Term> {
        let fits = self.field.is_empty() && self.form != Form::Quoted;
        terms::offered().filter(move |term| fits && begins(term.name, self.text))
    }

    /// Returns the words whose value begins with what is typed, each with its field: those of the
    /// field that is typed, or of any.
    pub fn words(&self) -> impl Iterator<Item = (&'static Term, &'static Word)> {
        let of_field = |term: &&Term| {
            self.form != Form::Field
                && (self.field.is_empty() || self.field.eq_ignore_ascii_case(term.name))
        };
        let words = TERMS.iter().filter(of_field);
        let words = words.flat_map(|term| term.words().iter().map(move |word| (term, word)));
        words.filter(|(_, word)| begins(word.name, self.text))
    }
}

fn begins(word: &str, letters: &str) -> bool {
    word.get(..letters.len()).is_some_and(|start| start.eq_ignore_ascii_case(letters))
}

/// Returns the condition that a field contains this name, and not a longer one.
pub fn name(field: Field, name: &str) -> Filter {
    Filter::Text { field, text: name.replace(is_quote, " "), quoted: true }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::parse;
    use proptest::prelude::*;

    /// Checks what is typed at the `|` of `text`: its span, the field, the text, the form.
    #[track_caller]
    fn check(text: &str, span: &str, field: &str, typed_text: &str, form: Form) {
        let cursor = text.find('|').unwrap();
        let query = text.replacen('|', "", 1);
        let typed = typed(&query, cursor).unwrap();
        assert_eq!(&query[typed.span.clone()], span, "{text}");
        assert_eq!((typed.field, typed.text, typed.form), (field, typed_text, form), "{text}");
    }

    #[test]
    fn what_is_typed_is_a_word_a_field_or_a_value() {
        check("|", "", "", "", Form::Term);
        check("a sch|", "sch", "", "sch", Form::Term);
        check("a sch|w (b)", "schw", "", "sch", Form::Term);
        check("-|", "", "", "", Form::Term);
        check("-sch|", "sch", "", "sch", Form::Term);
        check("(|", "", "", "", Form::Term);
        check("(cat:|)", "cat:", "cat", "", Form::Term);
        check("NOT Cat:cs.|CL x", "Cat:cs.CL", "Cat", "cs.", Form::Term);
        check("ti|tle:graph", "title:", "", "ti", Form::Field);
        check("author:| x", "author:", "author", "", Form::Term);
        check("author:\"Leo S|", "author:\"Leo S", "author", "Leo S", Form::Quoted);
        check("author:\"Leo S|\" x", "author:\"Leo S\"", "author", "Leo S", Form::Quoted);
        check("author:\"Leo S| x", "author:\"Leo S", "author", "Leo S", Form::Quoted);
        check("author:\"Leo| title:\"a b\"", "author:\"Leo", "author", "Leo", Form::Quoted);
        check("\"leo sch|", "\"leo sch", "", "leo sch", Form::Quoted);
        check("é大 „Zoë St|", "„Zoë St", "", "Zoë St", Form::Quoted);
        check("#la|ter", "#later", "tag", "la", Form::Term);
        for (query, cursor) in [("/a b", 3), ("author:/x", 9)] {
            assert!(typed(query, cursor).is_none_or(|it| it.field.is_empty()), "{query}");
        }
        assert_eq!(typed("/re", 3), None);
    }

    #[test]
    fn terms_are_offered_where_the_language_has_them() {
        let fields = |text: &'static str| {
            let typed = typed(text, text.len()).unwrap();
            typed.fields().map(|term| term.name).collect::<Vec<_>>()
        };
        assert_eq!(fields("A"), ["author", "abs", "after"]);
        assert_eq!(fields("-sc"), ["score"]);
        assert_eq!(fields("author:a"), [""; 0]);
        assert_eq!(fields("\"a"), [""; 0]);
        let words = |text: &'static str| {
            let typed = typed(text, text.len()).unwrap();
            let words = typed.words().map(|(term, word)| format!("{}:{}", term.name, word.name));
            words.collect::<Vec<_>>()
        };
        assert_eq!(words("IS:")[0], "is:starred");
        assert_eq!(words("has:C"), ["has:code"]);
        assert_eq!(words("star"), ["is:starred"]);
    }

    #[test]
    fn a_whole_term_is_parted_from_what_follows() {
        let written = |text: &str, term: &str| {
            let cursor = text.find('|').unwrap();
            let query = text.replacen('|', "", 1);
            typed(&query, cursor).unwrap().written(&query, term)
        };
        assert_eq!(written("a|", "is:new"), "is:new ");
        assert_eq!(written("a| b", "is:new"), "is:new");
        assert_eq!(written("(a|)", "is:new"), "is:new");
        assert_eq!(written("a|(b)", "is:new"), "is:new ");
        assert_eq!(written("a|", "cat:"), "cat:");
        assert_eq!(written("x-\"a|", "is:new"), " is:new ");
        assert_eq!(written("x -\"a|", "is:new"), "is:new ");
    }

    proptest! {
        #[test]
        fn any_text_and_cursor_is_read(text in "\\PC{0,30}", cursor in 0_usize..120) {
            if let Some(typed) = typed(&text, cursor) {
                prop_assert!(text.get(typed.span.clone()).is_some());
                let cursor = text.floor_char_boundary(cursor);
                prop_assert!(typed.span.start <= cursor && cursor <= typed.span.end);
                prop_assert!(text[..cursor].ends_with(typed.text));
            }
        }

        #[test]
        fn a_name_is_one_term(words in "\\PC{1,20}[a-z]") {
            let filter = name(Field::Author, &words);
            let parsed = parse(&filter.to_string());
            prop_assert_eq!(parsed.query(), crate::query::Query::Is(filter));
        }
    }
}
