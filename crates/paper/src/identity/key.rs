//! The names of a paper, and when two lists of them name the same one.

use serde::{Deserialize, Serialize};

use crate::entry::{Entry, Ids};
use crate::identity::signs::{may_count, signed};
use crate::text::fnv::fnv;
use crate::text::fold::squash;

/// A name of a paper: `arxiv:2603.11510`, `doi:...`, `pmid:...`, or a hash of folded text,
/// `title:<16 hex digits>` (title and first author's last name) and `line:<16 hex digits>`
/// (title and authors run together, so that it outlives a better place of the boundary).
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Key(pub String);

impl Key {
    /// Returns how strong the name is: identifiers come first, from 0, then hashes of text.
    pub fn rank(&self) -> usize {
        let kinds = ["arxiv:", "doi:", "pmid:", "title:"];
        kinds.iter().position(|kind| self.0.starts_with(kind)).unwrap_or(kinds.len())
    }

    fn id_kind(&self) -> Option<(&str, &str)> {
        let (kind, id) = self.0.split_once(':')?;
        ["arxiv", "doi", "pmid"].contains(&kind).then_some((kind, id))
    }
}

/// Returns the keys of a paper, the strongest first; there is at least one.
pub fn keys(entry: &Entry) -> Vec<Key> {
    let Ids { arxiv, doi, pmid } = &entry.ids;
    let mut keys = Vec::new();
    for (kind, id) in [("arxiv", arxiv), ("doi", doi), ("pmid", pmid)] {
        if let Some(id) = id {
            keys.push(Key(format!("{kind}:{id}")));
        }
    }
    keys.extend(of_text(&signed(&entry.title), &entry.authors));
    keys
}

/// Returns the keys of text that the paper had before signs counted (`C++` was `C`), under which
/// marks may be stored; `None` if it still has them. Papers that differ in such signs share them.
pub fn former(entry: &Entry) -> Option<[Key; 2]> {
    if !may_count(&entry.title) {
        return None;
    }
    let title = squash(&entry.title);
    (title != signed(&entry.title)).then(|| of_text(&title, &entry.authors))
}

/// Returns the keys of a folded title with its authors.
fn of_text(title: &str, authors: &[String]) -> [Key; 2] {
    let last_name = authors.first().map(|name| squash(last_word(name))).unwrap_or_default();
    let authors: Vec<String> = authors.iter().map(|name| squash(name)).collect();
    let mut line = vec![title];
    line.extend(authors.iter().map(String::as_str));
    [hashed("title", &[title, "|", &last_name]), hashed("line", &line)]
}

/// Returns true if two lists of keys name the same paper: they share one, and do not carry
/// different ids of one kind.
pub fn same(a: &[Key], b: &[Key]) -> bool {
    let conflict = a.iter().filter_map(Key::id_kind).any(|(kind, id)| {
        b.iter().filter_map(Key::id_kind).any(|(other, its_id)| kind == other && id != its_id)
    });
    !conflict && a.iter().any(|key| b.contains(key))
}

fn last_word(name: &str) -> &str {
    name.split_whitespace().next_back().unwrap_or(name)
}

/// Makes the key of a hash, which never changes, as keys are stored.
fn hashed(kind: &str, parts: &[&str]) -> Key {
    Key(format!("{kind}:{:016x}", fnv(parts.concat().as_bytes())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(title: &str, authors: &[&str]) -> Entry {
        let authors = authors.iter().map(ToString::to_string).collect();
        Entry { title: title.into(), authors, ..Entry::default() }
    }

    #[test]
    fn case_accents_and_punctuation_do_not_make_another_paper() {
        let a = keys(&entry("Deep Nets: A Survey", &["Ana Núñez"]));
        let b = keys(&entry("deep nets — a survey", &["A. Nunez"]));
        assert!(same(&a, &b));
        let c = keys(&entry("Deep Nets: A Survey", &["Bo Li"]));
        assert!(!same(&a, &c));
    }

    #[test]
    fn a_moved_boundary_is_still_the_same_paper() {
        let wrong = keys(&entry("Understanding Mohammad", &["Hossein Rezaei"]));
        let right = keys(&entry("Understanding", &["Mohammad Hossein Rezaei"]));
        assert!(same(&wrong, &right));
    }

    #[test]
    fn different_ids_of_one_kind_are_different_papers() {
        let mut a = entry("Erratum", &["Ana Lee"]);
        let mut b = a.clone();
        a.ids.arxiv = Some("2601.00001".into());
        assert!(same(&keys(&a), &keys(&b)));
        b.ids.arxiv = Some("2601.00002".into());
        assert!(!same(&keys(&a), &keys(&b)));
    }

    #[test]
    fn papers_whose_titles_differ_in_a_sign_are_different() {
        for (a, b) in [("Sheep in C++", "Sheep in C#"), ("Sheep at $T>0$", "Sheep at T<0")] {
            let [a, b] = [a, b].map(|title| entry(title, &["Ana Lee", "Bo Ek"]));
            assert!(!same(&keys(&a), &keys(&b)));
            assert_eq!(former(&a), former(&b));
        }
    }

    #[test]
    fn stored_keys_never_change() {
        let key = |key: &str| Key(key.to_owned());
        let plain = entry("A Title", &["Ana Lee"]);
        assert_eq!(keys(&plain), [key("title:20c8d7b8bcf6eca8"), key("line:8be3352dda3f0de6")]);
        assert_eq!(former(&plain), None);
        let signs = entry("A Title++", &["Ana Lee"]);
        assert_eq!(former(&signs), Some([keys(&plain)[0].clone(), keys(&plain)[1].clone()]));
        assert_eq!(keys(&signs), [key("title:844ba37eb6b04f1e"), key("line:ce391b4fb4b97900")]);
    }
}
