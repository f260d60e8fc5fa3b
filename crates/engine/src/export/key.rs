//! Keys by which a text cites a paper.

use super::Writer;
use crate::names;
use skimmark_paper::entry::Entry;
use skimmark_paper::text;

/// Makes a key like `moss2026sorting`: the first author's family name, the year, the first word of
/// the title that is not short. Keys use only ASCII letters, because not every BibTeX accepts
/// others.
fn key(entry: &Entry) -> String {
    let plain = |word: &str| -> String {
        text::plain_text(word).chars().filter(char::is_ascii_alphanumeric).collect()
    };
    let first = entry.authors.first().map(|name| names::parts(name).family).unwrap_or_default();
    let name = plain(first.split_whitespace().next_back().unwrap_or_default());
    let words = || entry.title.split_whitespace().map(plain);
    let word = words().find(|word| word.len() > 3).or_else(|| words().next()).unwrap_or_default();
    let year = entry.date.map(|date| date.year().to_string()).unwrap_or_default();
    let key = [name, year, word].concat();
    if key.is_empty() { "paper".to_owned() } else { key }
}

impl Writer {
    /// Returns a key that no other paper of the file has: the second that would have the same one
    /// gets an `a`, the next a `b`.
    pub(super) fn key(&mut self, entry: &Entry) -> String {
        let plain = key(entry);
        let mut next = self.keys.get(&plain).copied().unwrap_or_default();
        let mut unique = [plain.as_str(), &letters(next)].concat();
        while next > 0 && self.keys.contains_key(&unique) {
            next += 1;
            unique = [plain.as_str(), &letters(next)].concat();
        }
        self.keys.insert(plain, next + 1);
        self.keys.entry(unique.clone()).or_insert(1);
        unique
    }
}

/// Returns nothing for 0, then `a` to `z`, `aa`, `ab`.
fn letters(mut number: u32) -> String {
    let mut out = String::new();
    while number > 0 {
        number -= 1;
        out.insert(0, char::from(b'a' + (number % 26) as u8));
        number /= 26;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::bibtex;

    fn keys<const N: usize>(papers: [(&str, &str); N]) -> [String; N] {
        let mut file = bibtex::BIBTEX.begin();
        papers.map(|(author, title)| {
            let (authors, title) = (vec![author.to_owned()], title.to_owned());
            file.key(&Entry { authors, title, date: "2026".parse().ok(), ..Entry::default() })
        })
    }

    #[test]
    fn no_two_papers_of_a_file_have_one_key() {
        let lee = ("Ana Lee", "On Sheep");
        let a = ("Ana Lee", "On Sheepa");
        let keys = keys([lee, lee, a, lee, a]);
        let expected = ["lee2026sheep", "lee2026sheepa", "lee2026sheepaa"];
        assert_eq!(keys[..2], expected[..2]);
        let mut once = keys.to_vec();
        once.sort();
        once.dedup();
        assert_eq!(once.len(), keys.len(), "{keys:?}");
    }

    #[test]
    fn accents_are_left_out_of_keys() {
        assert_eq!(keys([("Ágnes Kőszegi", "Über die Schäfchen")]), ["koszegi2026uber"]);
        assert_eq!(keys([("王小明", "计数")]), ["2026"]);
        assert_eq!([0, 1, 26, 27, 703].map(letters), ["", "a", "z", "aa", "aaa"]);
    }
}
