//! When two records are the same paper.

use crate::entry::{Announcement, Entry, Ids};
use crate::key_index::KeyIndex;
use crate::text::fold::squash;

/// A name of a paper: `arxiv:2603.11510`, `doi:...`, `pmid:...`, or a hash of folded text,
/// `title:<16 hex digits>` (title and first author's last name) and `line:<16 hex digits>`
/// (title and authors run together, so that it outlives a better place of the boundary).
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key(pub String);

impl Key {
    /// How strong the name is; the strongest, 0, are identifiers, then come hashes of text.
    pub fn rank(&self) -> usize {
        let kinds = ["arxiv:", "doi:", "pmid:", "title:"];
        kinds.iter().position(|kind| self.0.starts_with(kind)).unwrap_or(kinds.len())
    }

    fn id_kind(&self) -> Option<(&str, &str)> {
        let (kind, id) = self.0.split_once(':')?;
        ["arxiv", "doi", "pmid"].contains(&kind).then_some((kind, id))
    }
}

/// The keys of a paper, the strongest first; never empty.
pub fn keys(entry: &Entry) -> Vec<Key> {
    let Ids { arxiv, doi, pmid } = &entry.ids;
    let mut keys = Vec::new();
    for (kind, id) in [("arxiv", arxiv), ("doi", doi), ("pmid", pmid)] {
        if let Some(id) = id {
            keys.push(Key(format!("{kind}:{id}")));
        }
    }
    let title = squash(&entry.title);
    let last_name = entry.authors.first().map(|name| squash(last_word(name))).unwrap_or_default();
    keys.push(hashed("title", &[&title, "|", &last_name]));
    let authors: Vec<String> = entry.authors.iter().map(|name| squash(name)).collect();
    let mut line = vec![title.as_str()];
    line.extend(authors.iter().map(String::as_str));
    keys.push(hashed("line", &line));
    keys
}

/// Two lists of keys name the same paper: they share one, and do not carry different ids of
/// one kind.
pub fn same(a: &[Key], b: &[Key]) -> bool {
    let conflict = a.iter().filter_map(Key::id_kind).any(|(kind, id)| {
        b.iter().filter_map(Key::id_kind).any(|(other, its_id)| kind == other && id != its_id)
    });
    !conflict && a.iter().any(|key| b.contains(key))
}

/// Records of one paper as one.
#[derive(Clone, Debug, PartialEq)]
pub struct Merged {
    /// The richest of each field.
    pub entry: Entry,
    /// The names of all records, those of the first one first.
    pub keys: Vec<Key>,
    /// The position of the first record among those merged.
    pub first: usize,
}

/// Puts records of the same paper together, in the order in which papers come first.
pub fn merge(entries: Vec<Entry>) -> Vec<Merged> {
    merge_into(&mut KeyIndex::default(), entries, &mut |_| {})
}

/// As [`merge`], with the papers entered in an empty `index`; calls `into` with each record's
/// place among the papers.
pub fn merge_into(
    index: &mut KeyIndex,
    entries: Vec<Entry>,
    into: &mut dyn FnMut(usize),
) -> Vec<Merged> {
    let mut merged: Vec<Merged> = Vec::with_capacity(entries.len());
    for (first, entry) in entries.into_iter().enumerate() {
        let keys = keys(&entry);
        let keys_at = |place: usize| merged.get(place).map(|paper| paper.keys.as_slice());
        let known = index.find(&keys, keys_at).next();
        into(known.unwrap_or(merged.len()));
        match known {
            Some(place) => {
                let paper = &mut merged[place];
                enrich(&mut paper.entry, entry);
                index.name(&mut paper.keys, &keys, place);
            }
            None => {
                index.insert(&keys, merged.len());
                merged.push(Merged { entry, keys, first });
            }
        }
    }
    merged
}

/// Takes from `other`, a record of the same paper, what is richer there.
fn enrich(entry: &mut Entry, other: Entry) {
    if date_detail(&other) > date_detail(entry) {
        (entry.date, entry.date_inferred) = (other.date, other.date_inferred);
    }
    if other.confidence > entry.confidence && !other.authors.is_empty() {
        entry.title = other.title;
        entry.authors = other.authors;
        entry.more_authors = other.more_authors;
        entry.confidence = other.confidence;
        entry.glued = other.glued;
    } else if other.confidence >= entry.confidence && other.authors.len() > entry.authors.len() {
        entry.authors = other.authors;
        entry.more_authors = other.more_authors;
    }
    let length = |text: &Option<String>| text.as_ref().map_or(0, String::len);
    if length(&other.abstract_text) > length(&entry.abstract_text) {
        entry.abstract_text = other.abstract_text;
    }
    entry.affiliation = entry.affiliation.take().or(other.affiliation);
    entry.score = entry.score.max(other.score);
    entry.version = entry.version.max(other.version);
    entry.venue = entry.venue.take().or(other.venue);
    entry.comments = entry.comments.take().or(other.comments);
    entry.has_code |= other.has_code;
    entry.ids.arxiv = entry.ids.arxiv.take().or(other.ids.arxiv);
    entry.ids.doi = entry.ids.doi.take().or(other.ids.doi);
    entry.ids.pmid = entry.ids.pmid.take().or(other.ids.pmid);
    add_new(&mut entry.categories, other.categories);
    add_new(&mut entry.links, other.links);
    add_new(&mut entry.announced, other.announced);
    entry.announced =
        Announcement::ALL.into_iter().filter(|it| entry.announced.contains(it)).collect();
}

/// How exactly the day is known; one that the digest says counts more than an inferred one.
fn date_detail(entry: &Entry) -> (u32, bool) {
    let parts = entry
        .date
        .map_or(0, |date| 1 + u32::from(date.month().is_some()) + u32::from(date.day().is_some()));
    (parts, !entry.date_inferred)
}

fn add_new<T: PartialEq>(list: &mut Vec<T>, others: Vec<T>) {
    for other in others {
        if !list.contains(&other) {
            list.push(other);
        }
    }
}

fn last_word(name: &str) -> &str {
    name.split_whitespace().next_back().unwrap_or(name)
}

/// 64-bit FNV-1a: stable for ever, as keys are stored.
fn hashed(kind: &str, parts: &[&str]) -> Key {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for byte in parts.iter().flat_map(|part| part.bytes()) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    Key(format!("{kind}:{hash:016x}"))
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
    fn records_of_one_paper_become_one_with_the_richest_fields() {
        let mut poor = entry("Sheep at Night", &["Ana Lee"]);
        poor.score = crate::entry::Score::from_tenths(900);
        let mut rich = entry("Sheep at night", &["Ana Lee", "Bo Ek"]);
        rich.ids.arxiv = Some("2601.00001".into());
        rich.abstract_text = Some("We count.".into());
        let mut twin = entry("Sheep at Night", &["Ana Lee"]);
        twin.ids.arxiv = Some("2601.00002".into());
        let merged = merge(vec![poor.clone(), entry("Goats", &["Bo Ek"]), rich, twin]);
        let firsts: Vec<_> = merged.iter().map(|group| group.first).collect();
        assert_eq!(firsts, [0, 1, 3]);
        let whole = &merged[0].entry;
        assert_eq!((whole.score, whole.authors.len()), (poor.score, 2));
        assert!(whole.abstract_text.is_some() && whole.ids.arxiv.is_some());
    }

    #[test]
    fn stored_keys_never_change() {
        let keys = keys(&entry("A Title", &["Ana Lee"]));
        assert_eq!(
            keys,
            [Key("title:20c8d7b8bcf6eca8".into()), Key("line:8be3352dda3f0de6".into())]
        );
    }
}
