//! Texts by which authors withdraw a paper.

/// Words by which authors call what they withdraw.
const WORKS: &[&str] = &[
    "paper",
    "article",
    "manuscript",
    "preprint",
    "submission",
    "work",
    "version",
    "eprint",
    "e-print",
    "note",
    "report",
    "letter",
];

/// What may stand between that and how it was withdrawn.
const VERBS: &[&str] = &["has", "have", "had", "been", "is", "was", "being", "now"];

/// Returns true if `text` begins with `Withdrawn ...` or `This paper has been withdrawn ...`.
pub(crate) fn withdraws(text: &str) -> bool {
    let mut named = false;
    for (place, word) in text.split_whitespace().take(8).enumerate() {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        let is_one = |words: &[&str]| words.iter().any(|known| known.eq_ignore_ascii_case(word));
        match named {
            _ if is_one(&["withdrawn"]) => return named || place == 0,
            true if is_one(VERBS) => {}
            false if place < 4 => named = is_one(WORKS),
            _ => return false,
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::withdraws;

    #[test]
    fn withdrawals_say_so_at_once() {
        for text in [
            "Withdrawn due to an error in Lemma 2",
            "This paper has been withdrawn by the author, who counted wrong",
            "The first version was withdrawn",
            "Paper withdrawn.",
        ] {
            assert!(withdraws(text), "{text}");
        }
        for text in [
            "12 pages",
            "We study papers that were withdrawn",
            "Money withdrawn from banks",
            "This paper studies sheep; none has been withdrawn",
            "",
        ] {
            assert!(!withdraws(text), "{text}");
        }
    }
}
