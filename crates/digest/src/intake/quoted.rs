//! Text quoted by a mail program: `> ` before each line, perhaps after blanks.

/// How many lines with `>` in a row make a quotation; a single such line can be anything.
const FEWEST_LINES: usize = 2;

/// How many levels of quotation are removed.
const MOST_LEVELS: u32 = 8;

/// Returns `text` with its quotations as they were before they were quoted.
pub(super) fn strip(mut text: String) -> String {
    for _ in 0..MOST_LEVELS {
        match strip_level(&text) {
            Some(stripped) => text = stripped,
            None => break,
        }
    }
    text
}

/// Removes one level of quotation; returns `None` if there is no quotation.
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
            let bare = after_mark(line);
            stripped.push_str(bare.map_or(line, |bare| bare.strip_prefix(' ').unwrap_or(bare)));
        }
        done = end;
    }
    stripped.push_str(&text[done..]);
    Some(stripped)
}

/// Returns what follows the mark of a quotation.
fn after_mark(line: &str) -> Option<&str> {
    line.trim_start_matches([' ', '\t']).strip_prefix('>')
}

/// Returns the byte ranges of quotations; lines that lost their mark because they were blank are
/// included.
fn runs(text: &str) -> Vec<(usize, usize)> {
    let mut runs = Vec::new();
    if memchr::memchr(b'>', text.as_bytes()).is_none() {
        return runs;
    }
    let mut run: Option<(usize, usize)> = None;
    let (mut lines, mut most) = (0, 0);
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let end = at + line.len();
        if after_mark(line).is_some() {
            lines += 1;
            most = lines.max(most);
            run = Some((run.map_or(at, |(start, _)| start), end));
        } else {
            lines = 0;
            if !line.trim().is_empty() {
                runs.extend(run.take().filter(|_| most >= FEWEST_LINES));
                most = 0;
            }
        }
        at = end;
    }
    runs.extend(run.filter(|_| most >= FEWEST_LINES));
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotations_are_read_as_what_they_quote() {
        let quoted = "Look:\r\n> One\r\n>\r\n>  two\r\n> > old\r\n> > older\r\nBye";
        assert_eq!(strip(quoted.into()), "Look:\r\nOne\r\n\r\n two\r\nold\r\nolder\r\nBye");
        assert_eq!(strip("> a\n> b\n\n> c\n\nd\n> e".into()), "a\nb\n\nc\n\nd\n> e");
        assert_eq!(strip(">> a\n>> b\n> c".into()), "a\nb\nc");
        assert_eq!(strip(" > a\n >\n\t>  b".into()), "a\n\n b");
        assert_eq!(strip(" > > a\n > > b\n > c".into()), "a\nb\nc");
    }

    #[test]
    fn a_mark_of_something_else_stays() {
        for text in ["a\n> 5 b\nc", "> 5", "x\n\n> 1\n\n> 2\n", ""] {
            assert_eq!(strip(text.into()), text);
        }
        assert_eq!(strip("> where x is\n> > 5 and\n> so on".into()), "where x is\n> 5 and\nso on");
    }
}
