//! Text quoted by a mail program: `> ` before each line.

/// How many lines with `>` follow each other at least where they are a quotation; a single such
/// line can be anything.
const FEWEST_LINES: usize = 2;

/// How many levels of quotation are taken off.
const MOST_LEVELS: u32 = 8;

/// `text` with the quotations in it as they were before they were quoted.
pub(super) fn strip(mut text: String) -> String {
    for _ in 0..MOST_LEVELS {
        match strip_level(&text) {
            Some(stripped) => text = stripped,
            None => break,
        }
    }
    text
}

/// One level of quotation taken off; nothing where there is none.
fn strip_level(text: &str) -> Option<String> {
    let runs = runs(text);
    if runs.is_empty() {
        return None;
    }
    let mut stripped = String::with_capacity(text.len());
    let mut done = 0;
    for (start, end) in runs {
        stripped.push_str(&text[done..start]);
        for line in text[start..end].split_inclusive('\n') {
            let line = line.strip_prefix('>').unwrap_or(line);
            stripped.push_str(line.strip_prefix(' ').unwrap_or(line));
        }
        done = end;
    }
    stripped.push_str(&text[done..]);
    Some(stripped)
}

/// The byte ranges of quotations.
fn runs(text: &str) -> Vec<(usize, usize)> {
    let mut runs = Vec::new();
    let (mut start, mut lines) = (0, 0);
    let mut at = 0;
    for line in text.split_inclusive('\n').chain(std::iter::once("")) {
        if line.starts_with('>') {
            lines += 1;
        } else {
            if lines >= FEWEST_LINES {
                runs.push((start, at));
            }
            lines = 0;
            start = at + line.len();
        }
        at += line.len();
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotations_are_read_as_what_they_quote() {
        let quoted = "Look:\r\n> One\r\n>\r\n>  two\r\n> > old\r\n> > older\r\nBye";
        assert_eq!(strip(quoted.into()), "Look:\r\nOne\r\n\r\n two\r\nold\r\nolder\r\nBye");
        assert_eq!(strip(">> a\n>> b\n> c".into()), "a\nb\nc");
    }

    #[test]
    fn a_mark_of_something_else_stays() {
        for text in ["a\n> 5 b\nc", "> 5", "x\n\n> 1\n\n> 2\n", ""] {
            assert_eq!(strip(text.into()), text);
        }
        assert_eq!(strip("> where x is\n> > 5 and\n> so on".into()), "where x is\n> 5 and\nso on");
    }
}
