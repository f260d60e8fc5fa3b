//! Labels that pages write before the parts of a paper: `Authors: A Lee`, `Abstract`.

use super::Piece;
use crate::formats::shared::rows;

const LABELS: &[&str] = &[
    "title",
    "authors",
    "author",
    "affiliation",
    "organization",
    "organisation",
    "abstract",
    "summary",
];

/// Returns true if the line is only a label; what it names follows.
pub(super) fn is_lone(line: &str) -> bool {
    let line = line.trim_end().trim_end_matches(':');
    LABELS.iter().any(|label| line.eq_ignore_ascii_case(label))
}

/// Strips the label from the front of a piece. A colon ends it or, if it was glued, a capital. A
/// title may begin like another part (`Abstract: The Art of Wool`).
pub(super) fn without_label(piece: Piece, is_title: bool) -> Piece {
    let labels = if is_title { &["title"] } else { LABELS };
    let label = labels.iter().find_map(|label| {
        let (head, rest) = piece.text.split_at_checked(label.len())?;
        let labeled = head.eq_ignore_ascii_case(label)
            && (rest.starts_with(':')
                || rest.starts_with(char::is_uppercase) && !head.ends_with(char::is_uppercase));
        labeled.then_some(rest)
    });
    let Some(rest) = label else { return piece };
    let (before, text) = rows::trimmed(rest.trim_start_matches(':'));
    let colons = rest.len() - rest.trim_start_matches(':').len();
    let start = piece.start + (piece.text.len() - rest.len()) + colons + before;
    if text.is_empty() { piece } else { Piece { text, start, ..piece } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_no_part_of_what_they_name() {
        let cases = [
            ("Authors: Ann Lee", ("Ann Lee", 9)),
            ("AbstractWe count.", ("We count.", 8)),
            ("ABSTRACT: We count.", ("We count.", 10)),
            ("Abstractive Sheep", ("Abstractive Sheep", 0)),
            ("Title Fights of Sheep", ("Title Fights of Sheep", 0)),
            ("Summary:", ("Summary:", 0)),
        ];
        for (text, expected) in cases {
            let piece = without_label(Piece { first: 0, last: 0, text, start: 0 }, false);
            assert_eq!((piece.text, piece.start), expected, "{text}");
        }
        let text = "Abstract: The Art of Wool";
        let title = Piece { first: 0, last: 0, text, start: 0 };
        assert_eq!(without_label(title, true), title);
        assert!(is_lone("Abstract:") && is_lone("AUTHORS") && !is_lone("Abstract art"));
    }
}
