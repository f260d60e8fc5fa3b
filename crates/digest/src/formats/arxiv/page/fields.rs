//! The table of fields below an abstract, the history of submissions, and the sidebar.

use std::ops::Range;

use super::super::boilerplate::is_boilerplate;
use super::super::parts::{self as web, strip_prefix_ci};
use super::{Found, is_page_title};
use crate::formats::record::{Role, dates};
use crate::formats::shared::rows::{self, Row};
use skimmark_paper::category;
use skimmark_paper::entry::{Announcement, Entry};

/// Returns true if `text` begins a row of the table.
pub(super) fn is_field(text: &str) -> bool {
    let label = web::label(text).map(|(role, _)| role);
    label.is_some_and(|it| !matches!(it, Role::Title | Role::Authors | Role::Abstract))
}

/// Returns true if `text` ends the abstract: a row of the table, or the history if there is no
/// table.
pub(super) fn begins(text: &str) -> bool {
    is_field(text) || text.eq_ignore_ascii_case("Submission history")
}

impl<'p> Found<'p> {
    /// Reads the table from row `at`, and what follows it before row `end`.
    pub(super) fn table(&mut self, rows: &[Row<'p>], at: usize, end: usize) {
        let mut at = at;
        let mut role = Role::Other;
        let mut cited = None;
        while at < end {
            let text = rows[at].text;
            if let Some((label, value)) = web::label(text) {
                if !is_field(text) {
                    break;
                }
                role = label;
                at = self.field(rows, at, end, role, value, &mut cited);
            } else if text.is_empty() || is_boilerplate(text) {
                at += 1;
            } else if is_more_of(role, text) {
                self.more(role, text, &mut cited);
                self.rows.push(at);
                at += 1;
            } else {
                break;
            }
        }
        self.record.add(Role::Categories, cited.unwrap_or_default());
        self.history(rows, at..end);
    }

    /// Reads the field labeled on row `at`, whose value may be below; returns the row after.
    fn field(
        &mut self,
        rows: &[Row<'p>],
        at: usize,
        end: usize,
        role: Role,
        value: &'p str,
        cited: &mut Option<String>,
    ) -> usize {
        self.rows.push(at);
        let mut next = at + 1;
        let mut value = value.to_owned();
        loop {
            let blanks = rows[next..end].iter().take_while(|row| row.text.is_empty()).count();
            let below = next + blanks;
            let Some(row) = rows[..end].get(below) else { break };
            let listed =
                role == Role::Subjects && (row.text.starts_with(';') || value.ends_with(';'));
            let wrapped = blanks == 0 && rows::may_wrap(rows[below - 1].text, row.text);
            let goes_on = value.is_empty() || listed || wrapped && !is_boilerplate(row.text);
            let other = || web::label(row.text).is_some() || is_more_of(role, row.text);
            if !goes_on || !value.is_empty() && other() || is_history(row.text) {
                break;
            }
            if wrapped && !value.is_empty() {
                value.push(' ');
            }
            value.push_str(row.text);
            self.rows.push(below);
            next = below + 1;
        }
        match role {
            Role::Id => self.cite(&value, cited),
            role => self.record.add(role, value),
        }
        next
    }

    /// `arXiv:2601.14172v2 [cs.CL]`
    fn cite(&mut self, text: &str, cited: &mut Option<String>) {
        let Some((id, version, rest)) = web::identifier(text) else { return };
        self.record.add(Role::Arxiv, id.to_owned());
        self.record.known.version = version.or(self.record.known.version);
        let code = rest.trim_start().strip_prefix('[').and_then(|rest| rest.split_once(']'));
        if let Some((code, _)) = code.filter(|_| cited.is_none()) {
            *cited = Some(code.to_owned());
        }
    }

    /// Reads a line below a field that is part of it.
    fn more(&mut self, role: Role, text: &'p str, cited: &mut Option<String>) {
        match role {
            Role::Id => self.cite(text.strip_prefix("(or ").unwrap_or(text), cited),
            Role::Doi => self.record.add(Role::Doi, text),
            _ => {}
        }
    }

    /// Reads the history of submissions, and that the paper was withdrawn.
    fn history(&mut self, rows: &[Row], range: Range<usize>) {
        for at in range.clone() {
            if is_history(rows[at].text) {
                self.rows.push(at);
            } else if rows[at].text == "Withdrawn" {
                self.record.known.announced = vec![Announcement::Withdrawn];
            }
        }
        self.sidebar = range;
    }

    /// Returns the rows that only this paper shows to be boilerplate: the name of the page, and in
    /// the sidebar names of files, and of authors at DBLP.
    pub(super) fn boilerplate(&self, rows: &[Row], entry: &Entry) -> Vec<usize> {
        let mut found = Vec::new();
        let title = |at: &usize| is_page_title(rows[*at].text, &entry.title);
        found.extend(self.page_title.filter(title));
        let mut files = false;
        let mut people = false;
        let filled = self.sidebar.clone().filter(|at| !rows[*at].text.is_empty());
        for at in filled {
            let text = rows[at].text;
            let heading = text.starts_with("Ancillary") && text.len() <= 40;
            let file = files
                && (!text.contains(' ') && text.contains('.') || text.ends_with("not shown)"));
            let person = people && (text == "…" || entry.authors.iter().any(|name| name == text));
            let listed = heading || file || person || text == "Withdrawn";
            if listed && !is_history(text) {
                found.push(at);
            }
            files = heading || file;
            people = person || people && is_boilerplate(text) || text.starts_with("DBLP");
        }
        found
    }
}

/// Returns true for a line below a field of the table that belongs to it.
fn is_more_of(role: Role, text: &str) -> bool {
    let version = text.strip_prefix("(or ").is_some_and(|id| web::identifier(id).is_some());
    let address = strip_prefix_ci(text, "https://doi.org/").is_some_and(|rest| !rest.contains(' '));
    let issued = text.starts_with("arXiv-issued DOI via DataCite") && text.len() <= 60;
    // Text tools put each link of the row on a line of its own.
    let apart = ["(or", "for this version)", "&nbsp;"].contains(&text);
    let code = text.strip_prefix('[').and_then(|text| text.strip_suffix(']'));
    let code = code.is_some_and(category::is_known);
    let version = version || web::identifier(text).is_some();
    match role {
        Role::Id => version || address || issued || apart || code,
        Role::Doi => address || issued,
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
    let (sender, after) = text.split_once("[view email]").unwrap_or((text, ""));
    text.eq_ignore_ascii_case("Submission history")
        || text.starts_with("From: ") && text.len() <= 200 && text.ends_with(']')
        || sender.starts_with("From: ") && sender.len() <= 200 && is_history_of(after)
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
