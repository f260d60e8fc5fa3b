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

/// Returns true if `text` begins with `Withdrawn ...` or `This paper has been withdrawn ...`.
pub(crate) fn withdraws(text: &str) -> bool {
    let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_ascii_lowercase();
    let mut words = text.split_whitespace().take(8).map(bare);
    let mut named = false;
    for (place, word) in words.by_ref().enumerate() {
        match word.as_str() {
            "withdrawn" => return named || place == 0,
            "has" | "have" | "had" | "been" | "is" | "was" | "being" | "now" if named => {}
            _ if place < 4 && !named => named = WORKS.contains(&word.as_str()),
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
