//! The lists that Skimmark itself writes: references, and items of Markdown. Each part has its place
//! and its mark, so that nothing needs to be guessed; what differs in the least is read as any list.

use super::block::{Found, Place};
use crate::formats::record::{Record, Role, dates};
use skimmark_paper::category;
use skimmark_paper::date::PartialDate;
use skimmark_paper::ids::{self, address};
use skimmark_paper::text::math;

/// Where a title without an address leads.
const SEARCH: &str = "https://scholar.google.com/scholar?q=%22";

/// What may stand after the venue, with the mark of each, from the last one on.
const AFTER: &[(&str, Role)] = &[
    (", PMID:", Role::Pmid),
    (", arXiv:", Role::Arxiv),
    (", doi:", Role::Doi),
    (", ", Role::Date),
    (", pp. ", Role::Pages),
    (", no. ", Role::Issue),
    (", vol. ", Role::Volume),
];

/// Reads the paper in row `at`.
pub(super) fn read(place: Place, at: usize) -> Option<Found> {
    let text = place.rows[at].text;
    let mut record = Record::default();
    let mut end = at + 1;
    match text.strip_prefix("- [") {
        Some(rest) => {
            let told = item(rest, &mut record)?;
            let below = |at: &usize| {
                let row = place.rows.get(*at)?;
                (!row.text.is_empty() && row.text_start >= row.start + 2).then_some(row.text)
            };
            let tags = below(&end).and_then(|text| text.strip_prefix('#'));
            // A link alone stands in any list, and what is below it there says more than a note.
            if !told && tags.is_none() {
                return None;
            }
            if let Some(tags) = tags {
                record.add(Role::Keywords, bare(tags).replace(" #", "\n"));
                end += 1;
            }
            let notes: Vec<String> =
                (end..place.rows.len()).map_while(|at| below(&at)).map(bare).collect();
            end += notes.len();
            record.add(Role::Comments, notes.join("\n"));
        }
        None => reference(text, &mut record)?,
    }
    Some(Found { record, rows: at..end, certain: true, sure: true })
}

/// `Ana Lee, Bo Ek, “Counting Sheep,” J. Wool, vol. 3, no. 2, pp. 1-9, 15 Mar 2026, doi:10.1000/1.`
fn reference(text: &str, record: &mut Record<'static>) -> Option<()> {
    let (authors, rest) = match text.strip_prefix('“') {
        Some(rest) => ("", rest),
        None => text.split_once(" “")?,
    };
    let mut depth = 1;
    let end = rest.find(|c| {
        depth += i32::from(c == '“') - i32::from(c == '”');
        depth == 0
    })?;
    let title = &rest[..end];
    let title =
        title.strip_suffix(',').or_else(|| title.ends_with(['.', '?', '!']).then_some(title))?;
    let rest = rest[end..].strip_prefix("” ")?;
    let (rest, url) = match rest.rfind("https://").or_else(|| rest.rfind("http://")) {
        Some(at) => {
            (rest[..at].strip_suffix(", ").or_else(|| (at == 0).then_some(""))?, &rest[at..])
        }
        None => (rest.strip_suffix('.')?, ""),
    };
    let rest = [", ", rest].concat();
    let venue = after_venue(&rest, record)?.strip_prefix(", ").unwrap_or_default();
    let known = url.len() + record.fields.len() > 0 || record.known.date.is_some();
    // Other styles have these.
    let is_other = venue.starts_with("in ") || authors.ends_with(|c: char| c != ',' && c != ';');
    if !known || is_other || !people(authors, record) {
        return None;
    }
    record.add(Role::Title, title.to_owned());
    record.add(Role::Venue, venue.to_owned());
    record.add(Role::Page, url.to_owned());
    Some(())
}

/// Reads what stands after the venue; returns what stands before that.
fn after_venue<'t>(text: &'t str, record: &mut Record<'static>) -> Option<&'t str> {
    let mut rest = text;
    for (mark, role) in AFTER {
        let Some(at) = rest.rfind(mark) else { continue };
        let value = &rest[at + mark.len()..];
        match role {
            Role::Date => match day(value) {
                Some(date) => record.known.date = Some(date),
                None => continue,
            },
            Role::Doi if !value.starts_with("10.") => return None,
            Role::Arxiv if ids::arxiv(value).is_none() => return None,
            _ => record.add(*role, value.to_owned()),
        }
        rest = &rest[..at];
    }
    Some(rest)
}

/// Reads people, parted by semicolons if there are commas in their names.
fn people(text: &str, record: &mut Record<'static>) -> bool {
    let sign = if text.contains(';') { "; " } else { ", " };
    let text = text.trim_end_matches([',', ';']);
    if text.is_empty() {
        return true;
    }
    if sign == ", " && text.contains(" and ") {
        return false;
    }
    for name in text.split(sign) {
        match name {
            "et al." => record.known.more_authors = true,
            // A body has no family name to be turned around.
            _ => record.add(Role::Body, name.to_owned()),
        }
    }
    true
}

/// `[Counting Sheep](https://…) · Ana Lee, Bo Ek (hill-farm) · *J. Wool*, vol. 3 · cs.CL · 15 Mar 2026`; returns
/// whether anything stands beside the title, or it can only have been written here.
fn item(text: &str, record: &mut Record<'static>) -> Option<bool> {
    let (title, rest) = text.split_once("](http")?;
    let (url, rest) = rest.split_once(')')?;
    let url = ["http", url].concat();
    let is_search = url.starts_with(SEARCH);
    let is_own = !address::read(&url).ids.is_empty();
    let mut told = is_search;
    let is_alone = rest.is_empty();
    let parts = if is_alone { None } else { Some(rest.strip_prefix(" · ")?) };
    for (at, part) in parts.into_iter().flat_map(|parts| parts.split(" · ")).enumerate() {
        if part.split(", ").all(category::is_written) {
            record.add(Role::Categories, part.to_owned());
            told = true;
            continue;
        }
        let (venue, after) = match part.strip_prefix('*') {
            Some(rest) => rest.rsplit_once('*').map(|(venue, after)| (venue, after.to_owned()))?,
            None => ("", [", ", part].concat()),
        };
        let mut inner = Record::default();
        if after_venue(&bare(&after), &mut inner) == Some("") {
            record.fields.append(&mut inner.fields);
            record.known.date = record.known.date.or(inner.known.date);
            record.add(Role::Venue, bare(venue));
            told = true;
        } else if at > 0 || !venue.is_empty() {
            return None;
        } else {
            let (names, place) = placed(part);
            record.add(Role::Affiliation, bare(place));
            let is_told = is_own || !place.is_empty();
            told |= is_told && skimmark_byline::list_likelihood(names) > 0.5;
            if !people(&bare(names), record) {
                return None;
            }
        }
    }
    record.add(Role::Title, bare(title));
    if !is_search {
        record.add(Role::Page, url);
    }
    (told || is_own && is_alone).then_some(told)
}

/// Parts people from the place in parentheses after them.
fn placed(text: &str) -> (&str, &str) {
    let Some(inner) = text.strip_suffix(')') else { return (text, "") };
    let mut depth = 1;
    let open = inner.rfind(|c| {
        depth += i32::from(c == ')') - i32::from(c == '(');
        depth == 0
    });
    open.map_or((text, ""), |at| (inner[..at].trim_end(), &inner[at + 1..]))
}

/// Reads `15 Mar 2026`, `Mar 2026`, `2026`.
fn day(text: &str) -> Option<PartialDate> {
    let is_day =
        text.len() <= "15 Mar 2026".len() && dates::year(text.rsplit(' ').next()?).is_some();
    dates::value(text).filter(|_| is_day)
}

/// Returns a text of Markdown without the signs that keep its characters from meaning anything.
fn bare(text: &str) -> String {
    let mut math = math::find(text).into_iter().peekable();
    let mut out = String::with_capacity(text.len());
    let mut escaped = false;
    for (at, sign) in text.char_indices() {
        while math.next_if(|range| range.end <= at).is_some() {}
        let is_math = math.peek().is_some_and(|range| range.start <= at);
        if sign == '\\' && !escaped && !is_math {
            escaped = true;
            continue;
        }
        if escaped && !sign.is_ascii_punctuation() {
            out.push('\\');
        }
        escaped = false;
        out.push(sign);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields<T>(read: impl Fn(&mut Record<'static>) -> Option<T>) -> Option<String> {
        let mut record = Record::default();
        read(&mut record)?;
        let texts: Vec<&str> = record.fields.iter().map(|field| &*field.text).collect();
        let date = record.known.date.map(|date| format!(" ({date})")).unwrap_or_default();
        Some(texts.join("|") + &date)
    }

    #[test]
    fn references_are_read_part_by_part() {
        let cases = [
            (
                "Ana Lee, Bo Ek, et al., “Counting “Big” Sheep,” J. Wool, vol. 3, no. 2, pp. 1-9, \
                 15 Mar 2026, doi:10.1000/1, arXiv:2603.01234.",
                "2603.01234|10.1000/1|1-9|2|3|Ana Lee|Bo Ek|Counting “Big” Sheep|J. Wool (2026-03-15)",
            ),
            ("“Why sheep?” 2026.", "Why sheep? (2026)"),
            (
                "Wool, Inc.; Bo Ek; “Sheep,” https://example.org/a.b",
                "Wool, Inc.|Bo Ek|Sheep|https://example.org/a.b",
            ),
        ];
        for (text, expected) in cases {
            let found = fields(|record| reference(text, record));
            assert_eq!(found.as_deref(), Some(expected), "{text}");
        }
        for other in [
            "He said: “Sheep.” They slept.",
            "A. Lee and B. Ek, “Sheep,” J. Wool, vol. 3, 2020.",
            "Lee, Ana. “Sheep.” In Wool, 2020.",
            "A. Lee, “Sheep,” in Proc. Wool, 2020.",
        ] {
            assert_eq!(fields(|record| reference(other, record)), None, "{other}");
        }
    }

    #[test]
    fn items_are_read_part_by_part() {
        let text = "A \\[new\\] $x_1$](https://arxiv.org/abs/2603.01234) · Ana Lee, Li\\_Bo, et al. \
                    (hill-farm) · *J. Wool*, vol. 3 · cs.CL, math.AG · Mar 2026 · doi:10.1000/1";
        assert_eq!(
            fields(|record| item(text, record)).as_deref(),
            Some(
                "hill-farm|Ana Lee|Li_Bo|3|J. Wool|cs.CL, math.AG|10.1000/1|A [new] $x_1$|\
                 https://arxiv.org/abs/2603.01234 (2026-03)"
            )
        );
        for other in
            ["Sheep](https://example.org) · news", "Sheep](https://a.org/b) · Ana Lee · x · 2026"]
        {
            assert_eq!(fields(|record| item(other, record)), None, "{other}");
        }
    }
}
