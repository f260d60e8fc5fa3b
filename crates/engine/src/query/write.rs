//! The text form of a query, which parses to the same tree again.

use std::fmt::{self, Display, Formatter, Write};

use super::{Dates, Field, Filter, Query, Thing, lexer};
use skimmark_paper::entry::Announcement;
use skimmark_paper::score::Score;

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
        match self {
            Filter::Text { field, text, quoted } => text_filter(f, *field, text, *quoted),
            Filter::Pattern(pattern) => write!(f, "/{pattern}/"),
            Filter::Category(code) => value(f, "cat:", code),
            Filter::Id(id) => value(f, "id:", id),
            Filter::Date(dates) => dates.fmt(f),
            Filter::Score(from, to) => {
                let score = |tenths: &Option<u16>| tenths.and_then(Score::from_tenths);
                f.write_str("score:")?;
                stretch(f, score(from), score(to))
            }
            Filter::Has(thing) => f.write_str(match thing {
                Thing::Code => "has:code",
                Thing::Abstract => "has:abstract",
                Thing::Score => "has:score",
                Thing::Link => "has:link",
                Thing::Note => "has:note",
            }),
            Filter::Announced(kind) => f.write_str(match kind {
                Announcement::New => "is:new",
                Announcement::Cross => "is:cross",
                Announcement::Replaced => "is:replaced",
                Announcement::Withdrawn => "is:withdrawn",
            }),
            Filter::Starred => f.write_str("is:starred"),
            Filter::Read(true) => f.write_str("is:read"),
            Filter::Read(false) => f.write_str("is:unread"),
            Filter::Tag(tag) if lexer::is_plain_tag(tag) => write!(f, "#{tag}"),
            Filter::Tag(tag) => value(f, "tag:", tag),
            Filter::Seen => f.write_str("is:seen"),
            Filter::Muted => f.write_str("is:muted"),
        }
    }
}

fn text_filter(f: &mut Formatter<'_>, field: Field, text: &str, quoted: bool) -> fmt::Result {
    let name = match field {
        Field::Anywhere => "",
        Field::Title => "title:",
        Field::Author => "author:",
        Field::Abstract => "abs:",
        Field::Org => "org:",
        Field::Digest => "in:",
    };
    if quoted { write!(f, "{name}\"{text}\"") } else { write!(f, "{name}{text}") }
}

fn value(f: &mut Formatter<'_>, name: &str, value: &str) -> fmt::Result {
    if lexer::is_plain_value(value) {
        write!(f, "{name}{value}")
    } else {
        write!(f, "{name}\"{value}\"")
    }
}

impl Display for Dates {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Dates::Span(from, to) => {
                f.write_str("date:")?;
                stretch(f, *from, *to)
            }
            Dates::After(day) => write!(f, "after:{day}"),
            Dates::Before(day) => write!(f, "before:{day}"),
            Dates::Last(days) => write!(f, "date:{days}d"),
        }
    }
}

fn stretch<T: Display + PartialEq>(
    f: &mut Formatter<'_>,
    from: Option<T>,
    to: Option<T>,
) -> fmt::Result {
    if from == to {
        return from.map_or(Ok(()), |only| only.fmt(f));
    }
    if let Some(from) = from {
        from.fmt(f)?;
    }
    f.write_str("..")?;
    to.map_or(Ok(()), |to| to.fmt(f))
}
