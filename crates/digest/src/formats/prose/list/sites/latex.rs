//! The references of LaTeX documents: `\bibitem{key} A. Lee, \emph{Counting sheep}, J. Wool \textbf{3} (2026).`

use super::found;
use crate::formats::prose::list::block::{Found, Place};
use crate::formats::prose::list::draft::Draft;
use crate::formats::prose::list::{item, reference};
use crate::formats::record::Role;
use skimmark_paper::category;
use skimmark_paper::text::{readable, unwrap};

/// What begins a reference.
const ITEM: &str = "\\bibitem";

/// A reference has no more lines than this.
const MOST_ROWS: usize = 24;

/// Reads the reference that begins in row `at`.
pub(super) fn read(place: Place, at: usize) -> Option<Found> {
    let first = place.rows[at].text.strip_prefix(ITEM)?;
    let is_next =
        |text: &str| text.is_empty() || text.starts_with(ITEM) || text.starts_with("\\end{");
    let rest = place.rows.get(at + 1..)?.iter().take(MOST_ROWS).map(|row| row.text);
    let rest: Vec<&str> = rest.take_while(|text| !is_next(text)).collect();
    let lines = std::iter::once(first).chain(rest.iter().copied());
    let text = unwrap(lines);
    // `[Lee et~al.(2026)Lee, Ek, and Du]{lee26}`; the label may be broken over lines.
    let label = text.strip_prefix('[').and_then(|label| label.find("]{")).map_or(0, |at| at + 2);
    let text = text[label..].split_once('}').map_or(&text[label..], |(_, rest)| rest);
    let text = text.replace("\\newblock", "").replace("\\penalty0", "");
    let mut draft = Draft::default();
    let left = draft.mentions(&readable(&text));
    // `arXiv:2601.00001 [cs.LG]`
    let is_code = |word: &&str| {
        word.strip_prefix('[')
            .is_some_and(|it| category::is_written(it.trim_end_matches([']', ','])))
    };
    let (codes, left): (Vec<&str>, Vec<&str>) = left.split(' ').partition(is_code);
    let left = left.join(" ");
    draft.record.add(Role::Categories, codes.join(" ").replace(['[', ']', ','], " "));
    item::cite(&reference::read(&item::tidy(&left))?, &mut draft);
    Some(found(draft, at..at + 1 + rest.len()))
}
