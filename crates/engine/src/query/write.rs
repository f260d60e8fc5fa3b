//! The text form of a query, which parses to the same tree again.

use std::fmt::{self, Display, Formatter, Write};

use super::terms::Term;
use super::{Filter, Query, lexer};

impl Display for Query {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Query::All(parts) => list(f, parts, " ", |part| matches!(part, Query::Any(_))),
            Query::Any(parts) => list(f, parts, " OR ", |_| false),
            Query::Not(inner) => {
                f.write_char('-')?;
                part(f, inner, !matches!(**inner, Query::Is(_)))
            }
            Query::Is(filter) => filter.fmt(f),
        }
    }
}

fn list(
    f: &mut Formatter<'_>,
    parts: &[Query],
    between: &str,
    grouped: fn(&Query) -> bool,
) -> fmt::Result {
    for (i, one) in parts.iter().enumerate() {
        if i > 0 {
            f.write_str(between)?;
        }
        part(f, one, grouped(one))?;
    }
    Ok(())
}

fn part(f: &mut Formatter<'_>, query: &Query, grouped: bool) -> fmt::Result {
    if grouped { write!(f, "({query})") } else { query.fmt(f) }
}

impl Display for Filter {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match (self, Term::saying(self)) {
            (Filter::Pattern(pattern), _) => write!(f, "/{pattern}/"),
            (Filter::Tag(tag), _) if lexer::is_plain_tag(tag) => write!(f, "#{tag}"),
            (Filter::Text { text, quoted, .. }, term) => {
                let quote = if *quoted { "\"" } else { "" };
                let (name, colon) = term.map_or(("", ""), |(term, _)| (term.name, ":"));
                write!(f, "{name}{colon}{quote}{text}{quote}")
            }
            (_, Some((term, value))) => {
                let quote = if lexer::is_plain_value(&value) { "" } else { "\"" };
                write!(f, "{}:{quote}{value}{quote}", term.name)
            }
            (_, None) => Ok(()),
        }
    }
}
