//! The table of fields below an abstract, the history of submissions, and the sidebar.

use super::Record;
use crate::formats::arxiv::parts::{self as web, Field, Row, behind};
use crate::formats::record::dates;
use skimmark_paper::category;
use skimmark_paper::entry::Announcement;

/// `text` begins a row of the table.
pub(super) fn is_field(text: &str) -> bool {
    let label = web::label(text).map(|(field, _)| field);
    label.is_some_and(|f| !matches!(f, Field::Title | Field::Authors | Field::Abstract))
}

/// `text` ends the abstract: a row of the table, or where there is none, the history.
pub(super) fn begins(text: &str) -> bool {
    is_field(text) || text.eq_ignore_ascii_case("Submission history")
}

impl Record {
    /// Reads the table from row `at`, and what follows it before row `end`.
    pub(super) fn table(&mut self, rows: &[Row], at: usize, end: usize) {
        let mut at = at;
        let mut field = Field::Other;
        while at < end {
            let text = rows[at].text;
            if let Some((label, value)) = web::label(text) {
                if !is_field(text) {
                    break;
                }
                field = label;
                at = self.field(rows, at, end, field, value);
            } else if text.is_empty() || web::is_boilerplate(text) {
                at += 1;
            } else if is_more_of(field, text) {
                self.more(field, text);
                self.rows.push(at);
                at += 1;
            } else {
                break;
            }
        }
        self.rest(rows, at, end);
    }

    /// Reads the field labelled on row `at`, whose value may stand below; gives the row behind.
    fn field(&mut self, rows: &[Row], at: usize, end: usize, field: Field, value: &str) -> usize {
        self.rows.push(at);
        let mut next = at + 1;
        let mut value = value.to_owned();
        while value.is_empty() || field == Field::Subjects {
            let blanks = rows[next..end].iter().take_while(|row| row.text.is_empty()).count();
            let below = next + blanks;
            let Some(row) = rows[..end].get(below) else { break };
            let goes_on = value.is_empty() || row.text.starts_with(';') || value.ends_with(';');
            if !goes_on || web::label(row.text).is_some() || is_history(row.text) {
                break;
            }
            value.push_str(row.text);
            self.rows.push(below);
            next = below + 1;
        }
        let entry = &mut self.entry;
        match field {
            Field::Comments => entry.comments = web::given(web::text_of([value.as_str()])),
            Field::Venue => entry.venue = web::given(web::text_of([value.as_str()])),
            Field::Subjects => entry.categories = web::subjects(&value),
            Field::Doi => entry.ids.doi = entry.ids.doi.take().or_else(|| web::journal_doi(&value)),
            Field::Cite => self.cite(&value),
            _ => {}
        }
        next
    }

    /// `arXiv:2601.14172v2 [cs.CL]`
    fn cite(&mut self, text: &str) {
        let Some((id, version, rest)) = web::identifier(text) else { return };
        let entry = &mut self.entry;
        entry.ids.arxiv = Some(id.to_owned());
        entry.version = version.or(entry.version);
        let code = rest.trim_start().strip_prefix('[').and_then(|rest| rest.split_once(']'));
        if let Some((code, _)) = code.filter(|_| entry.categories.is_empty()) {
            entry.categories.push(category::resolve(code));
        }
    }

    /// A line below a field that is part of it.
    fn more(&mut self, field: Field, text: &str) {
        if field == Field::Cite {
            self.cite(text.strip_prefix("(or ").unwrap_or(text));
        } else if field == Field::Doi {
            self.entry.ids.doi = self.entry.ids.doi.take().or_else(|| web::journal_doi(text));
        }
    }

    /// The history of submissions, and what the sidebar says of this paper alone: names of
    /// files, and of authors at DBLP.
    fn rest(&mut self, rows: &[Row], from: usize, end: usize) {
        let mut files = false;
        let mut people = false;
        let filled = (from..end).filter(|at| !rows[*at].text.is_empty());
        for at in filled {
            let text = rows[at].text;
            let heading = text.starts_with("Ancillary") && text.len() <= 40;
            let file = files
                && (!text.contains(' ') && text.contains('.') || text.ends_with("not shown)"));
            let person = people && (text == "…" || self.entry.authors.iter().any(|a| a == text));
            if is_history(text) {
                self.rows.push(at);
            } else if heading || file || person {
                self.boilerplate.push(at);
            } else if text == "Withdrawn" {
                self.entry.announced = vec![Announcement::Withdrawn];
                self.boilerplate.push(at);
            }
            files = heading || file;
            people = person || people && web::is_boilerplate(text) || text.starts_with("DBLP");
        }
    }
}

/// A line below a field of the table that belongs to it.
fn is_more_of(field: Field, text: &str) -> bool {
    let version = text.strip_prefix("(or ").is_some_and(|id| web::identifier(id).is_some());
    let address = behind(text, "https://doi.org/").is_some_and(|rest| !rest.contains(' '));
    let issued = text.starts_with("arXiv-issued DOI via DataCite") && text.len() <= 60;
    // Text tools put each link of the row on a line of its own.
    let apart = ["(or", "for this version)", "&nbsp;"].contains(&text);
    let code = text.strip_prefix('[').and_then(|text| text.strip_suffix(']'));
    let code = code.is_some_and(category::is_known);
    let version = version || web::identifier(text).is_some();
    match field {
        Field::Cite => version || address || issued || apart || code,
        Field::Doi => address || issued,
        _ => false,
    }
}

/// `Submission history`, `From: Ann Lee [view email]`, `[v1] Thu, 18 Dec 2025 05:03:49 UTC (704 KB)`
fn is_history(text: &str) -> bool {
    let version = || {
        let (digits, rest) = text.strip_prefix("[v")?.split_once(']')?;
        let numbered = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
        let rest = rest.trim();
        Some(numbered && (rest.is_empty() || is_submission(rest)))
    };
    let text = text.strip_prefix("Submission history ").map_or(text, str::trim_start);
    let (sender, behind) = text.split_once("[view email]").unwrap_or((text, ""));
    text.eq_ignore_ascii_case("Submission history")
        || text.starts_with("From: ") && text.len() <= 200 && text.ends_with(']')
        || sender.starts_with("From: ") && sender.len() <= 200 && is_history_of(behind)
        || version() == Some(true)
        || text.len() <= 80 && is_submission(text)
}

/// `[v1] Thu, 18 Dec 2025 05:03:49 UTC (704 KB)`
fn is_history_of(text: &str) -> bool {
    text.strip_prefix("[v").and_then(|text| text.split_once(']')).is_some_and(|(digits, rest)| {
        digits.bytes().all(|b| b.is_ascii_digit()) && is_submission(rest.trim())
    })
}

/// `Thu, 18 Dec 2025 05:03:49 UTC (704 KB)`
fn is_submission(text: &str) -> bool {
    let dated =
        dates::scan_message_day(text).filter(|_| dates::after_weekday(text).len() < text.len());
    dated.is_some_and(|(_, rest)| {
        let rest = rest.trim();
        rest.starts_with(|c: char| c.is_ascii_digit()) && rest.contains(':') && rest.ends_with(')')
    })
}
