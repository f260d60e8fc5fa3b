//! Lines that were one paragraph.

/// The paragraph that was broken into `lines`, which are trimmed and joined by a blank; a word
/// broken behind its hyphen (`state-of-the-`, `art`) becomes whole, hyphen kept.
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

/// The end of `before` and the start of `line` are one word: letters, a hyphen, a small letter.
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
