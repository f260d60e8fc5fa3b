//! What the reader decided about papers, kept apart from the papers and outliving them.
//!
//! The engine holds all marks; the page stores each under its first key. Marks of one paper from two
//! tabs, an import or an older copy of the storage merge: the newest change wins, and every
//! order of merging gives the same.

use std::cmp::Ordering;

use crate::boundary::Boundary;
use crate::entry::Entry;
use crate::export::fields::{Reading, WrongField};
use crate::export::json::{Json, NotJson};
use crate::export::record::{self, field};
use crate::identity::Key;
use crate::key_index::KeyIndex;

/// The version of the stored form that this program writes, and the newest that it reads.
const VERSION: u32 = 1;

/// What the reader decided about one paper, with a snapshot of the paper.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mark {
    /// The names of the paper; the first one names the mark in storage.
    pub keys: Vec<Key>,
    /// The paper is in the bookmarks. An unstarred mark stays, so that a star from an older
    /// copy of the storage does not come back.
    pub starred: bool,
    /// When its star was last changed: milliseconds since 1970.
    pub changed: u64,
    /// When it was starred: milliseconds since 1970.
    pub starred_at: u64,
    /// Where its authors begin by the reader's word; `entry` may not follow it yet.
    pub boundary: Option<Boundary>,
    /// The paper as it was when it was marked.
    pub entry: Entry,
}

/// Why a stored mark could not be read. It is left where it is.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RestoreError {
    /// A newer version of this program wrote it.
    #[error(
        "a newer version of Skimmark saved this (version {version}); reload the page to get it"
    )]
    Newer {
        /// The version of the stored form.
        version: u32,
    },
    /// It is no mark.
    #[error("this saved paper is damaged: {0}")]
    Damaged(String),
}

impl From<NotJson> for RestoreError {
    fn from(error: NotJson) -> Self {
        Self::Damaged(error.to_string())
    }
}

impl From<WrongField> for RestoreError {
    fn from(error: WrongField) -> Self {
        Self::Damaged(error.to_string())
    }
}

impl Mark {
    /// A new star on a paper with `keys`, set at `now` (milliseconds since 1970).
    pub fn starred(entry: Entry, keys: Vec<Key>, now: u64) -> Self {
        Self { keys, starred: true, changed: now, starred_at: now, boundary: None, entry }
    }

    /// Stars or unstars at `now` (milliseconds since 1970). The change is newer than the one
    /// before even where the clock went back.
    pub fn set_starred(&mut self, starred: bool, now: u64) {
        self.changed = now.max(self.changed.saturating_add(1));
        if starred && !self.starred {
            self.starred_at = now;
        }
        self.starred = starred;
    }

    /// Says at `now` (milliseconds since 1970) behind which title the authors begin; empty, that
    /// the program is to find it. It counts apart from the star, and neither takes the other back.
    pub fn set_boundary(&mut self, title: String, now: u64) {
        let before = self.boundary.take().map_or(0, |boundary| boundary.set_at);
        let boundary = Boundary { set_at: now.max(before.saturating_add(1)), title };
        boundary.apply(&mut self.entry);
        self.boundary = Some(boundary);
    }

    /// `other`, a mark of the same paper, says something newer.
    pub fn lacks(&self, other: &Mark) -> bool {
        self.changed < other.changed || self.boundary < other.boundary
    }

    /// When something of it was last changed: milliseconds since 1970.
    pub fn last_change(&self) -> u64 {
        self.boundary.as_ref().map_or(0, |boundary| boundary.set_at).max(self.changed)
    }

    /// Takes over what `other`, a mark of the same paper, has newer, and its names.
    pub fn merge(&mut self, mut other: Mark) {
        let boundary = self.boundary.take().max(other.boundary.take());
        let mut keys = std::mem::take(&mut self.keys);
        if newer(&other, self) == Ordering::Greater {
            *self = other;
            keys.append(&mut self.keys);
        } else {
            keys.extend(other.keys);
        }
        sort_keys(&mut keys);
        self.keys = keys;
        self.boundary = boundary;
    }

    /// The stored form, which [`Mark::restore`] reads: `{"v":1,"mark":{...}}`.
    pub fn store(&self) -> String {
        format!("{{\"v\":{VERSION},\"mark\":{}}}", self.json())
    }

    /// The form without version that backups hold.
    pub fn json(&self) -> Json<'_> {
        let mut fields = vec![
            field("keys", Json::List(self.keys.iter().map(|key| Json::text(&key.0)).collect())),
            field("starred", Json::Flag(self.starred)),
            field("changed", Json::Whole(self.changed)),
            field("starred_at", Json::Whole(self.starred_at)),
            field("entry", record::entry(&self.entry)),
        ];
        fields.extend(self.entry.glued.as_deref().map(|line| field("glued", Json::text(line))));
        fields.extend(self.boundary.as_ref().map(|Boundary { set_at, title }| {
            let said =
                vec![field("title", Json::text(title)), field("set_at", Json::Whole(*set_at))];
            field("boundary", Json::Object(said))
        }));
        Json::Object(fields)
    }

    /// Reads the stored form.
    ///
    /// # Errors
    /// Where a newer version wrote it, or it is damaged.
    pub fn restore(text: &str) -> Result<Self, RestoreError> {
        let mut stored = Reading::of(Json::read(text)?, "mark")?;
        let version = stored.whole("v")?.ok_or(WrongField("v"))?;
        match u32::try_from(version).unwrap_or(u32::MAX) {
            VERSION => Self::read(stored.take("mark")),
            version if version > VERSION => Err(RestoreError::Newer { version }),
            version => Err(RestoreError::Damaged(format!("there is no version {version}"))),
        }
    }

    /// Reads the form without version that backups hold.
    ///
    /// # Errors
    /// Where it is damaged.
    pub fn read(mark: Json<'_>) -> Result<Self, RestoreError> {
        let mut fields = Reading::of(mark, "mark")?;
        let mark = Self {
            keys: fields.texts("keys")?.into_iter().map(Key).collect(),
            starred: fields.flag("starred")?,
            changed: fields.whole("changed")?.unwrap_or_default(),
            starred_at: fields.whole("starred_at")?.unwrap_or_default(),
            boundary: match fields.take("boundary") {
                Json::Null => None,
                said => Some(read_boundary(Reading::of(said, "boundary")?)?),
            },
            entry: Entry {
                glued: fields.text("glued")?,
                ..record::read_entry(fields.object("entry")?)?
            },
        };
        mark.checked()
    }

    /// The mark as this program would have made it, whatever it was read from.
    ///
    /// # Errors
    /// Where it names no paper.
    pub fn checked(mut self) -> Result<Self, RestoreError> {
        sort_keys(&mut self.keys);
        self.keys.retain(|key| !key.0.is_empty());
        self.entry.links.retain(|link| {
            ["https://", "http://"].iter().any(|scheme| link.url.starts_with(scheme))
        });
        if self.keys.is_empty() {
            return Err(RestoreError::Damaged("it names no paper".to_owned()));
        }
        Ok(self)
    }
}

fn read_boundary(mut said: Reading<'_>) -> Result<Boundary, WrongField> {
    Ok(Boundary {
        set_at: said.whole("set_at")?.unwrap_or_default(),
        title: said.text("title")?.unwrap_or_default(),
    })
}

/// The order of two marks of a paper: by time of change, and between two of one moment by
/// what they say, so that the same one wins in every tab.
fn newer(a: &Mark, b: &Mark) -> Ordering {
    let said = |mark: &Mark| (mark.changed, mark.starred, mark.starred_at);
    said(a).cmp(&said(b)).then_with(|| {
        if a.entry == b.entry {
            return Ordering::Equal;
        }
        let form = |mark: &Mark| record::entry(&mark.entry).to_string();
        form(a).cmp(&form(b))
    })
}

/// The strongest names first, each once: identifiers, then hashes of text.
fn sort_keys(keys: &mut Vec<Key>) {
    let mut sorted: Vec<Key> = Vec::with_capacity(keys.len());
    for key in keys.drain(..) {
        let place = sorted.partition_point(|other| (other.rank(), other) < (key.rank(), &key));
        if sorted.get(place) != Some(&key) {
            sorted.insert(place, key);
        }
    }
    *keys = sorted;
}

/// All marks, at most one a paper.
#[derive(Clone, Debug, Default)]
pub struct Marks {
    /// A mark that went into another one leaves an empty place.
    marks: Vec<Option<Mark>>,
    index: KeyIndex,
}

impl Marks {
    /// The mark of the paper of which `keys` are names.
    pub fn get(&self, keys: &[Key]) -> Option<&Mark> {
        let place = self.index.find(keys, |place| self.keys_at(place)).next()?;
        self.marks.get(place)?.as_ref()
    }

    fn keys_at(&self, place: usize) -> Option<&[Key]> {
        self.marks.get(place)?.as_ref().map(|mark| mark.keys.as_slice())
    }

    /// Adds a mark; where there are marks of the same paper already, merges them. Gives the
    /// mark that it became.
    pub fn insert(&mut self, mut mark: Mark) -> &Mark {
        sort_keys(&mut mark.keys);
        let mut same = self.same_papers(&mark.keys);
        // A mark that joins the names of two papers makes one of them; its new names may lead
        // to further ones.
        while !same.is_empty() {
            for place in same {
                if let Some(known) = self.marks.get_mut(place).and_then(Option::take) {
                    mark.merge(known);
                }
            }
            same = self.same_papers(&mark.keys);
        }
        let place = self.marks.len();
        self.index.insert(&mark.keys, place);
        self.marks.push(None);
        self.marks[place].insert(mark)
    }

    fn same_papers(&self, keys: &[Key]) -> Vec<usize> {
        self.index.find(keys, |place| self.keys_at(place)).collect()
    }

    /// All marks, starred or not.
    pub fn iter(&self) -> impl Iterator<Item = &Mark> {
        self.marks.iter().flatten()
    }

    /// How many papers are marked.
    pub fn len(&self) -> usize {
        self.iter().count()
    }

    /// No paper is marked.
    pub fn is_empty(&self) -> bool {
        self.iter().next().is_none()
    }

    /// How many papers are starred.
    pub fn bookmarks(&self) -> usize {
        self.iter().filter(|mark| mark.starred).count()
    }
}

impl FromIterator<Mark> for Marks {
    fn from_iter<I: IntoIterator<Item = Mark>>(marks: I) -> Self {
        let mut all = Self::default();
        marks.into_iter().for_each(|mark| {
            all.insert(mark);
        });
        all
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::entry::{Link, LinkKind};
    use proptest::prelude::*;

    fn key(text: &str) -> Key {
        Key(text.to_owned())
    }

    fn entry(title: &str) -> Entry {
        Entry { title: title.to_owned(), ..Entry::default() }
    }

    #[test]
    fn the_newest_change_wins_and_names_are_kept() {
        let mut marks = Marks::default();
        marks.insert(Mark::starred(entry("A"), vec![key("title:a")], 10));
        let mut later = Mark::starred(entry("A"), vec![key("arxiv:1"), key("title:a")], 5);
        later.set_starred(false, 20);
        assert!(!marks.insert(later).starred);
        assert_eq!((marks.len(), marks.bookmarks()), (1, 0));
        assert_eq!(marks.get(&[key("arxiv:1")]).unwrap().changed, 20);
        marks.insert(Mark::starred(entry("A"), vec![key("title:a")], 15));
        assert!(!marks.get(&[key("title:a")]).unwrap().starred);
    }

    #[test]
    fn a_change_is_newer_even_where_the_clock_went_back() {
        let mut mark = Mark::starred(entry("A"), vec![key("title:a")], 100);
        mark.set_starred(false, 50);
        assert_eq!(mark.changed, 101);
    }

    #[test]
    fn a_star_and_a_boundary_do_not_take_each_other_back() {
        let star = Mark::starred(entry("A"), vec![key("title:a")], 5);
        let keys = vec![key("title:a")];
        let mut placed = Mark { keys, entry: entry("A"), ..Mark::default() };
        placed.set_boundary("A".to_owned(), 10);
        let mut unstarred = star.clone();
        unstarred.set_starred(false, 20);
        for order in [[&star, &placed, &unstarred], [&unstarred, &star, &placed]] {
            let all: Marks = order[..2].iter().map(|mark| (*mark).clone()).collect();
            let mark = all.get(&[key("title:a")]).unwrap();
            assert_eq!(mark.starred, !order[..2].contains(&&unstarred));
            let all: Marks = order.into_iter().cloned().collect();
            let mark = all.get(&[key("title:a")]).unwrap();
            assert_eq!((mark.starred, mark.boundary.as_ref().unwrap().set_at), (false, 10));
        }
    }

    #[test]
    fn different_ids_are_different_papers() {
        let mut marks = Marks::default();
        marks.insert(Mark::starred(entry("Erratum"), vec![key("arxiv:1"), key("title:e")], 1));
        marks.insert(Mark::starred(entry("Erratum"), vec![key("arxiv:2"), key("title:e")], 2));
        let ids: Vec<_> = marks.iter().map(|mark| mark.keys[0].0.clone()).collect();
        assert_eq!((ids, marks.bookmarks()), (vec!["arxiv:1".into(), "arxiv:2".into()], 2));
    }

    #[test]
    fn what_was_stored_is_restored_and_the_rest_is_told_apart() {
        let mut mark = Mark::starred(entry("A"), vec![key("title:a")], 10);
        assert_eq!(Mark::restore(&mark.store()).as_ref(), Ok(&mark));
        mark.entry.glued = Some("AAna Lee".to_owned());
        mark.set_boundary("A".to_owned(), 12);
        assert_eq!(Mark::restore(&mark.store()), Ok(mark));
        let restored = Mark::restore(r#"{"v":7,"mark":{"keys":{}}}"#);
        assert_eq!(restored, Err(RestoreError::Newer { version: 7 }));
        for text in ["", "{}", "null", r#"{"v":1}"#, r#"{"v":1,"mark":{}}"#, r#"{"v":0,"mark":{}}"#]
        {
            let restored = Mark::restore(text);
            assert!(matches!(restored, Err(RestoreError::Damaged(_))), "{text}: {restored:?}");
        }
    }

    #[test]
    fn only_addresses_of_the_web_are_restored() {
        let mut mark = Mark::starred(entry("A"), vec![key("title:a")], 10);
        for url in ["javascript:alert(1)", "https://example.org/"] {
            mark.entry.links.push(Link { kind: LinkKind::Code, url: url.to_owned() });
        }
        let restored = Mark::restore(&mark.store()).unwrap();
        assert_eq!(restored.entry.links.len(), 1);
        assert_eq!(restored.entry.links[0].url, "https://example.org/");
    }

    /// Marks of few papers under few names, so that they meet.
    pub(crate) fn some_marks() -> impl Strategy<Value = Vec<Mark>> {
        let keys = proptest::collection::vec("(title|line):[a-d]", 1..3);
        let times = (0..4_u64, 0..4_u64);
        let boundary = proptest::option::of((0..3_u64, "[A-C]?"));
        let mark = (keys, times, any::<bool>(), "[A-C]", boundary);
        let mark = mark.prop_map(|(keys, (changed, starred_at), starred, title, boundary)| {
            let keys = keys.into_iter().map(Key).collect();
            let boundary = boundary.map(|(set_at, title)| Boundary { set_at, title });
            let mark = Mark { keys, starred, changed, starred_at, boundary, entry: entry(&title) };
            mark.checked().unwrap()
        });
        proptest::collection::vec(mark, 0..6)
    }

    /// The marks in an order of their own.
    pub(crate) fn sorted(marks: &Marks) -> Vec<Mark> {
        let mut all: Vec<Mark> = marks.iter().cloned().collect();
        all.sort_by(|a, b| a.keys.cmp(&b.keys));
        all
    }

    fn union(a: &Marks, b: &Marks) -> Marks {
        a.iter().chain(b.iter()).cloned().collect()
    }

    proptest! {
        #[test]
        fn merging_gives_the_same_in_every_order(
            a in some_marks(), b in some_marks(), c in some_marks()
        ) {
            let [a, b, c] = [a, b, c].map(Marks::from_iter);
            prop_assert_eq!(sorted(&union(&a, &b)), sorted(&union(&b, &a)));
            let (left, right) = (union(&union(&a, &b), &c), union(&a, &union(&b, &c)));
            prop_assert_eq!(sorted(&left), sorted(&right));
            prop_assert_eq!(sorted(&union(&a, &a)), sorted(&a));
        }
    }
}
