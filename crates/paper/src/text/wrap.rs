//! Lines that are one paragraph.

/// Joins the lines of a paragraph, trimmed, by a space; a word broken after its hyphen
/// (`state-of-the-`, `art`) becomes whole and keeps the hyphen.
pub fn unwrap<'t>(lines: impl IntoIterator<Item = &'t str>) -> String {
    let mut whole = String::new();
    for line in lines.into_iter().map(str::trim).filter(|line| !line.is_empty()) {
        if !whole.is_empty() && !breaks_word(&whole, line) {
            whole.push(' ');
        }
        whole.push_str(line);
    }
    whole
}

/// Returns true if the end of `before` and the start of `line` are one word: a letter, a hyphen,
/// a small letter.
fn breaks_word(before: &str, line: &str) -> bool {
    let stem = before.strip_suffix('-').and_then(|stem| stem.chars().next_back());
    stem.is_some_and(char::is_alphanumeric) && line.starts_with(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_become_a_paragraph() {
        assert_eq!(
            unwrap(["  A state-of-the-", "art sheep ", "", "- and a goat"]),
            "A state-of-the-art sheep - and a goat"
        );
        assert_eq!(unwrap(["pages 3-", "7, and -", "x"]), "pages 3- 7, and - x");
    }
}
