//! Several records of one paper as one.

use crate::entry::{Announcement, Entry};
use crate::identity::index::KeyIndex;
use crate::identity::key::{Key, former, keys};

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

/// Merges records of the same paper, in the order in which papers first appear.
pub fn merge(entries: Vec<Entry>) -> Vec<Merged> {
    merge_into(&mut KeyIndex::default(), entries, &mut |_| {})
}

/// Does the same as [`merge`], and enters the papers in `index`, which is empty; calls `into`
/// with the place of each record's paper.
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
                index.insert(former(&entry).as_slice().as_flattened(), merged.len());
                merged.push(Merged { entry, keys, first });
            }
        }
    }
    merged
}

/// Takes the richer fields of `other`, a record of the same paper.
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
    entry.volume = entry.volume.take().or(other.volume);
    entry.issue = entry.issue.take().or(other.issue);
    entry.pages = entry.pages.take().or(other.pages);
    entry.kind = entry.kind.take().or(other.kind);
    entry.has_code |= other.has_code;
    entry.ids.arxiv = entry.ids.arxiv.take().or(other.ids.arxiv);
    entry.ids.doi = entry.ids.doi.take().or(other.ids.doi);
    entry.ids.pmid = entry.ids.pmid.take().or(other.ids.pmid);
    add_new(&mut entry.categories, other.categories);
    add_new(&mut entry.links, other.links);
    add_new(&mut entry.keywords, other.keywords);
    add_new(&mut entry.announced, other.announced);
    entry.announced =
        Announcement::ALL.into_iter().filter(|it| entry.announced.contains(it)).collect();
}

/// Returns how exactly the day is known; one that the digest names counts more than an inferred
/// one.
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

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(title: &str, authors: &[&str]) -> Entry {
        let authors = authors.iter().map(ToString::to_string).collect();
        Entry { title: title.into(), authors, ..Entry::default() }
    }

    #[test]
    fn records_of_one_paper_become_one_with_the_richest_fields() {
        let mut poor = entry("Sheep at Night", &["Ana Lee"]);
        poor.score = crate::score::Score::from_tenths(900);
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
}
