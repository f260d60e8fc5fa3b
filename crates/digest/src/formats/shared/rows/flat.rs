//! Search results of arXiv.org that some program pasted as one line.

use super::{Row, boilerplate};
use skimmark_paper::{category, ids};

/// What the parts of a result begin with, in their order, after the title.
const PARTS: &[&str] = &["Authors: ", "Abstract: ", DATED];

/// A date follows it.
const DATED: &str = "Submitted ";

/// What may follow the dates of a result, and the foot of the page.
const ENDS: &[&str] =
    &["Comments: ", "Report number: ", "MSC Class: ", "ACM Class: ", "Journal ref: ", "Search v0."];

/// Shorter lines hold no whole result, in bytes.
const SHORTEST: usize = 120;

/// Adds a line to the rows of a page; one of several parts of search results as the rows that the page
/// of these had.
pub(super) fn push<'p>(rows: &mut Vec<Row<'p>>, row: Row<'p>) {
    if row.text.len() <= SHORTEST || !is_of_results(row.text) {
        return rows.push(row);
    }
    let mut cuts = places(row.text);
    cuts.push(row.text.len());
    let (mut from, mut start) = (0, row.start);
    let count = cuts.len();
    for (number, cut) in cuts.into_iter().enumerate() {
        let text = boilerplate::trim(&row.text[from..cut]);
        let end = if number + 1 == count { row.end } else { row.text_start + cut };
        rows.push(Row { text, text_start: row.text_start + from, start, end });
        (from, start) = (cut, end);
    }
}

/// Returns true if the line says of a paper when it was announced.
fn is_of_results(line: &str) -> bool {
    memchr::memmem::find(line.as_bytes(), b"; originally announced ").is_some()
}

/// Returns where the parts of the results in a line begin.
fn places(text: &str) -> Vec<usize> {
    let mut heads: Vec<(usize, usize)> = Vec::new();
    for (at, _) in text.match_indices("arXiv:") {
        heads.extend(title(text, at).map(|title| (at, title)));
    }
    let mut cuts = Vec::new();
    for (number, (head, title)) in heads.iter().enumerate() {
        let end = heads.get(number + 1).map_or(text.len(), |(next, _)| *next);
        cuts.extend([*head, *title]);
        let mut from = *title;
        for part in PARTS {
            let dated = |at: &usize| {
                *part != DATED
                    || text[from + at + part.len()..].starts_with(|c: char| c.is_ascii_digit())
            };
            let mut all = text[from..end].match_indices(part).map(|(at, _)| at);
            let Some(at) = all.find(dated) else { break };
            from += at;
            cuts.push(from);
        }
        let mut ends: Vec<usize> =
            ENDS.iter().filter_map(|part| Some(from + text[from..end].find(part)?)).collect();
        ends.sort_unstable();
        cuts.append(&mut ends);
    }
    cuts.retain(|cut| *cut > 0);
    cuts.dedup();
    cuts
}

/// Returns where the title of a result begins whose head is at `at`: `arXiv:ID [pdf] cs.CL cs.AI`.
fn title(text: &str, at: usize) -> Option<usize> {
    let (id, _) = text[at + "arXiv:".len()..].split_once(' ')?;
    let formats =
        text[at..].split_once(' ')?.1.strip_prefix('[').filter(|_| ids::arxiv(id).is_some())?;
    let (_, rest) = formats.split_once("] ").filter(|(formats, _)| formats.len() < 40)?;
    let is_code = |word: &&str| category::is_known(word.trim_end());
    let codes = rest.split_inclusive(' ').take_while(is_code).map(str::len).sum::<usize>();
    (codes > 0).then_some(text.len() - rest.len() + codes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_results_is_cut_where_they_are() {
        let text = "Search arXiv:2606.01001 [pdf, other] cs.DB cs.IR Counting arXiv: Sheep Authors: Ana \
                    Lindqvist, Bo Ek Abstract: We count. Submitted 5 June, 2026; originally announced \
                    June 2026. Comments: 3 pages arXiv:2606.01002 [pdf] cs.DB Wool";
        let mut rows = Vec::new();
        push(&mut rows, Row { text, text_start: 0, start: 0, end: text.len() });
        let texts: Vec<&str> = rows.iter().map(|row| row.text).collect();
        let expected = [
            "Search",
            "arXiv:2606.01001 [pdf, other] cs.DB cs.IR",
            "Counting arXiv: Sheep",
            "Authors: Ana Lindqvist, Bo Ek",
            "Abstract: We count.",
            "Submitted 5 June, 2026; originally announced June 2026.",
            "Comments: 3 pages",
            "arXiv:2606.01002 [pdf] cs.DB",
            "Wool",
        ];
        assert_eq!(texts, expected);
        assert_eq!(rows.last().map(|row| row.end), Some(text.len()));
    }
}
