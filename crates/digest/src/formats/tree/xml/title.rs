//! Titles of feeds, with what programs glue to them.

use skimmark_paper::category;
use skimmark_paper::entry::Announcement;
use skimmark_paper::ids;

/// A title and what stood beside it.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Parts {
    pub title: String,
    pub arxiv: Option<String>,
    pub categories: Vec<String>,
    pub announced: Vec<Announcement>,
}

/// Buttons that sites copy into titles.
const BUTTONS: &[&str] = &[" [PDF]", " [HTML]", " [Copy]", " [Kimi]", " [REL]", " [Code]"];

/// How many marks may stand before a title.
const MOST_MARKS: usize = 4;

/// Reads a title in one line: arXiv's old feeds put identifier and category after it, others number
/// the titles, or put a category or an identifier before them.
pub(super) fn read(text: &str) -> Parts {
    let mut parts = Parts::default();
    let mut title = text.trim();
    if let Some((before, inner)) = of_arxiv(title) {
        title = before;
        parts.note(inner);
    }
    for _ in 0..MOST_MARKS {
        match parts.mark(title) {
            Some(rest) => title = rest,
            None => break,
        }
    }
    while let Some(before) = BUTTONS.iter().find_map(|button| title.strip_suffix(button)) {
        title = before.trim_end();
    }
    title.clone_into(&mut parts.title);
    parts
}

/// Parts `Counting Sheep. (arXiv:2601.00001v2 [cs.AI] UPDATED)`.
fn of_arxiv(title: &str) -> Option<(&str, &str)> {
    let (before, inner) = title.strip_suffix(')')?.rsplit_once("(arXiv:")?;
    let before = before.trim_end();
    Some((before.strip_suffix('.').unwrap_or(before), inner))
}

impl Parts {
    /// Reads what stands in the parentheses of arXiv.
    fn note(&mut self, inner: &str) {
        self.announced = vec![Announcement::New];
        for word in inner.split([' ', '[', ']']) {
            match word {
                "UPDATED" => self.announced = vec![Announcement::Replaced],
                "CROSS" => self.announced = vec![Announcement::Cross],
                _ if ids::arxiv(word).is_some() => self.arxiv = Some(word.to_owned()),
                _ if category::is_whole(word) => self.categories.push(word.to_owned()),
                _ => {}
            }
        }
    }

    /// Takes a mark off the front of a title; returns the rest, unless nothing would be left.
    fn mark<'t>(&mut self, title: &'t str) -> Option<&'t str> {
        let rest =
            self.bracketed(title).or_else(|| numbered(title)).or_else(|| self.glued(title))?;
        let rest = rest.trim_start_matches([' ', ':', '|', '.', '_', '\u{a0}']);
        let rest = rest.strip_prefix("- ").unwrap_or(rest);
        rest.starts_with(|c: char| !c.is_ascii_punctuation() || "$\\\"'([".contains(c))
            .then_some(rest)
    }

    /// `[3]`, `[cs.LG]`, `(cs.LG)`, `[2601.00001]`, `[ASAP]`
    fn bracketed<'t>(&mut self, title: &'t str) -> Option<&'t str> {
        let open = title.chars().next()?;
        let close = match open {
            '[' => ']',
            '(' => ')',
            '【' => '】',
            _ => return None,
        };
        let (inner, rest) = title[open.len_utf8()..].split_once(close)?;
        let id = inner.strip_prefix("arXiv:").unwrap_or(inner);
        let mut codes = inner.split([' ', ',', ';']).filter(|it| !it.is_empty()).peekable();
        if close != ')' && (is_number(inner) || inner == "ASAP") {
            return Some(rest);
        }
        if ids::arxiv(id).is_some() {
            self.arxiv = Some(id.to_owned());
            return Some(rest);
        }
        if codes.peek().is_some() && codes.clone().all(category::is_whole) {
            self.categories.extend(codes.map(str::to_owned));
            return Some(rest);
        }
        None
    }

    /// `cs.LG: Counting Sheep`, `cs.LGCounting Sheep`
    fn glued<'t>(&mut self, title: &'t str) -> Option<&'t str> {
        let length = title.bytes().take(20).take_while(|b| b.is_ascii_lowercase() || *b == b'-');
        let archive = length.count();
        let after = title.get(archive..)?;
        let class = after
            .strip_prefix('.')
            .map_or(0, |rest| 1 + rest.bytes().take(2).take_while(u8::is_ascii_uppercase).count());
        let length = [archive + class, archive]
            .into_iter()
            .find(|length| *length > 0 && title.get(..*length).is_some_and(category::is_whole))?;
        let (code, rest) = title.split_at(length);
        let parted = rest.trim_start().starts_with([':', '|', '-', '.', '_']);
        // A word of a title may be a category (`math`); one with its class is nothing else.
        let sure = parted || class > 1 && rest.starts_with(|c: char| c == ' ' || c.is_uppercase());
        sure.then(|| {
            self.categories.push(code.to_owned());
            rest
        })
    }
}

fn is_number(text: &str) -> bool {
    (1..=3).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// `#12 `, `12. `, `12) `, or a number glued to a category
fn numbered(title: &str) -> Option<&str> {
    let bare = title.strip_prefix('#').unwrap_or(title);
    let digits = bare.bytes().take(4).take_while(u8::is_ascii_digit).count();
    let (number, rest) = bare.split_at(digits);
    if !is_number(number) {
        return None;
    }
    if let Some(after) = rest.strip_prefix('、') {
        return Some(after);
    }
    let after = rest.strip_prefix(['.', ')', ':', '_']);
    let after = after.filter(|after| after.starts_with([' ', '[', '【']) || is_class(after));
    if let Some(after) = after {
        return Some(after);
    }
    if bare.len() < title.len() {
        return rest.strip_prefix(' ');
    }
    is_class(rest.trim_start_matches([' ', '[', '('])).then_some(rest)
}

/// Returns true if a text begins with a category of an archive: `cs.LG`.
fn is_class(text: &str) -> bool {
    let class = text.find('.').filter(|at| *at < 10).and_then(|at| text.get(..at + 3));
    class.is_some_and(category::is_whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_programs_are_no_words_of_titles() {
        let cases = [
            ("Counting Sheep. (arXiv:2601.00001v2 [cs.AI] UPDATED)", "2601.00001v2", "cs.AI"),
            ("Counting Sheep (arXiv:math/0601001v1 [math.AG])", "math/0601001v1", "math.AG"),
            ("[1] [cs.LG] Counting Sheep", "", "cs.LG"),
            ("#3 Counting Sheep", "", ""),
            ("12. Counting Sheep", "", ""),
            ("12cs.LGCounting Sheep", "", "cs.LG"),
            ("3 cs.CV Counting Sheep", "", "cs.CV"),
            ("quant-ph: Counting Sheep", "", "quant-ph"),
            ("(cs.LG) Counting Sheep", "", "cs.LG"),
            ("[2601.00001] Counting Sheep", "2601.00001", ""),
            ("[ASAP] Counting Sheep", "", ""),
            ("02.cs.AI.Counting Sheep", "", "cs.AI"),
            ("【cs.CL】Counting Sheep", "", "cs.CL"),
            ("#4 Counting Sheep [PDF] [Copy]", "", ""),
        ];
        for (text, arxiv, category) in cases {
            let parts = read(text);
            assert_eq!(parts.title, "Counting Sheep", "{text}");
            assert_eq!(parts.arxiv.unwrap_or_default(), arxiv, "{text}");
            assert_eq!(parts.categories.join(" "), category, "{text}");
        }
        assert_eq!(
            read("A (arXiv:2601.00001v2 [cs.AI] UPDATED)").announced,
            [Announcement::Replaced]
        );
    }

    #[test]
    fn numbers_and_brackets_of_titles_stay() {
        for text in [
            "3 Ways to Count Sheep",
            "2026: A Year of Sheep",
            "[18F]FDG in Sheep",
            "(Re)Counting Sheep",
            "math is hard for sheep",
            "3D Sheep",
            "cs.LG",
            "[1]",
            "1984",
        ] {
            assert_eq!(read(text).title, text);
        }
    }
}
