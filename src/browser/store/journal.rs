//! The journal: a log of changes, and for each name what was folded from it.
//!
//! A change is an entry of its own under a key that no other has, so that two tabs never overwrite
//! each other's; all changes of one step are one entry. An entry is an array of names, each
//! followed by its text. Under a plain name stands its text, as earlier versions stored every
//! change, and as [`Store::fold`] leaves it.

use js_sys::{Array, Map, Set};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::IdbKeyRange;

use super::{Store, answer, committed};
use crate::browser::clock;
use crate::browser::idb::{DatabaseError, Durability, PATIENCE, Result, answer_within, answers};
use skimmark_protocol::StoredMark;
use skimmark_protocol::stored::{JOURNAL, LOG};

/// How many characters of an entry are committed within a millisecond, at least.
const CHARACTERS_A_MILLISECOND: usize = 1_000;

/// How long a large journal may take to be read, in milliseconds.
const LONG: i32 = 20_000;

/// How many names are folded in one transaction, at most.
const AT_ONCE: usize = 500;

/// An entry of the log that is to be written.
#[derive(Clone, Debug)]
pub struct LogEntry {
    key: String,
    changes: Array,
    /// How many characters its texts hold.
    length: usize,
}

impl LogEntry {
    /// Makes an entry of changes; no other may have this name.
    pub fn new(changes: &[StoredMark], name: &str) -> Self {
        let pairs = Array::new_with_length(0);
        let mut length = 0;
        for StoredMark { name, text } in changes {
            pairs.push(&name.as_str().into());
            pairs.push(&text.as_str().into());
            length += text.len();
        }
        let key = format!("{LOG}{:013}-{name}", clock::now().0);
        Self { key, changes: pairs, length }
    }
}

/// All of the journal, as it is stored: keys and what stands under them.
#[derive(Clone, Debug)]
pub struct Journal {
    /// The keys.
    pub keys: Array,
    /// What stands under them.
    pub values: Array,
}

impl Store {
    /// Commits entries to the log, to the disk.
    pub async fn append(&self, entries: &[LogEntry]) -> Result<()> {
        match self.append_all(entries).await {
            // One of them was committed when it was given up.
            Err(DatabaseError::Taken) if entries.len() > 1 => {
                for entry in entries {
                    self.append_one(entry).await?;
                }
                Ok(())
            }
            Err(DatabaseError::Taken) => Ok(()),
            done => done,
        }
    }

    async fn append_one(&self, entry: &LogEntry) -> Result<()> {
        match self.append_all(std::slice::from_ref(entry)).await {
            Err(DatabaseError::Taken) => Ok(()),
            done => done,
        }
    }

    async fn append_all(&self, entries: &[LogEntry]) -> Result<()> {
        let length: usize = entries.iter().map(|entry| entry.length).sum();
        let patience = i32::try_from(length / CHARACTERS_A_MILLISECOND).unwrap_or(i32::MAX / 2);
        self.write(async |database| {
            let transaction = database.writing(&[JOURNAL], Durability::Strict)?;
            let journal = transaction.object_store(JOURNAL)?;
            for LogEntry { key, changes, .. } in entries {
                journal.add_with_key(changes, &key.as_str().into())?;
            }
            committed(&transaction, PATIENCE + patience).await
        })
        .await
    }

    /// Puts a sign into the journal, which is no change.
    pub async fn sign(&self, name: &str) -> Result<()> {
        self.write(async |database| {
            let transaction = database.writing(&[JOURNAL], Durability::Strict)?;
            transaction.object_store(JOURNAL)?.put_with_key(&JsValue::TRUE, &name.into())?;
            committed(&transaction, PATIENCE).await
        })
        .await
    }

    /// Returns everything in the journal. If that takes long, it is waited for only if it is to be
    /// waited for `however_long`.
    pub async fn journal(&self, however_long: bool) -> Result<Journal> {
        self.read(async |database| {
            let store = database.reading(JOURNAL)?;
            // Both are asked at once, so that they show one state of the journal.
            let (keys, values) = (store.get_all_keys()?, store.get_all()?);
            let limit = |millis| (!however_long).then_some(millis);
            let keys = answer_within(&keys, limit(PATIENCE)).await?;
            // It answers, so what there is much of is worth waiting for.
            let values = answer_within(&values, limit(LONG)).await?;
            Ok(Journal { keys: keys.unchecked_into(), values: values.unchecked_into() })
        })
        .await
    }

    /// Returns the log, which is to be folded, and what stands under the names in it.
    pub async fn log(&self) -> Result<Log> {
        self.read(async |database| {
            let store = database.reading(JOURNAL)?;
            let range = log_range()?;
            let keys = store.get_all_keys_with_key(&range)?;
            let entries = store.get_all_with_key(&range)?;
            let keys = Array::from(&answer(&keys).await?);
            let entries = Array::from(&answer(&entries).await?);
            let plain = Map::new();
            for name in entries.iter().flat_map(|entry| names_of(&entry)) {
                plain.set(&name.into(), &JsValue::UNDEFINED);
            }
            let names = Array::from(&plain.keys());
            let asked = names.iter().map(|name| Ok(store.get(&name)?));
            let standing = answers(&asked.collect::<Result<Vec<_>>>()?).await?;
            for (name, standing) in names.iter().zip(&standing) {
                plain.set(&name, standing);
            }
            Ok(Log { keys, entries, plain })
        })
        .await
    }

    /// Puts in the place of the log what it comes to: for each name of `folded` its text. An entry
    /// goes when all of its names have a text. Another tab may fold at the same time: a name under
    /// which something else stands than was read is left, with the entries that have it.
    pub async fn fold(&self, log: &Log, folded: &[StoredMark]) -> Result<()> {
        let done = Set::new(&JsValue::UNDEFINED);
        for some in folded.chunks(AT_ONCE) {
            let put = self.write(async |database| {
                let transaction = database.writing(&[JOURNAL], Durability::Strict)?;
                let journal = transaction.object_store(JOURNAL)?;
                let asked = some.iter().map(|mark| Ok(journal.get(&mark.name.as_str().into())?));
                let standing = answers(&asked.collect::<Result<Vec<_>>>()?).await?;
                let put = Array::new();
                for (mark, standing) in some.iter().zip(standing) {
                    let name = JsValue::from_str(&mark.name);
                    if standing.loose_eq(&log.plain.get(&name)) {
                        journal.put_with_key(&mark.text.as_str().into(), &name)?;
                        put.push(&name);
                    }
                }
                committed(&transaction, PATIENCE).await?;
                Ok(put)
            });
            put.await?.iter().for_each(|name| drop(done.add(&name)));
        }
        let folded =
            |entry: &JsValue| names_of(entry).into_iter().all(|name| done.has(&name.into()));
        let entries = log.keys.iter().zip(log.entries.iter());
        let gone: Vec<JsValue> =
            entries.filter(|(_, entry)| folded(entry)).map(|(key, _)| key).collect();
        self.write(async |database| {
            let transaction = database.writing(&[JOURNAL], Durability::Strict)?;
            let journal = transaction.object_store(JOURNAL)?;
            for key in &gone {
                journal.delete(key)?;
            }
            committed(&transaction, PATIENCE).await
        })
        .await
    }
}

/// The log, and what stood under the names in it when it was read.
#[derive(Debug)]
pub struct Log {
    keys: Array,
    entries: Array,
    /// By the names.
    plain: Map,
}

impl Log {
    /// Returns the names, and all of it in the form in which the engine takes a journal.
    pub fn to_fold(&self) -> (Vec<String>, Journal) {
        let (keys, values) =
            (self.keys.slice(0, self.keys.length()), self.entries.slice(0, self.entries.length()));
        let names = Array::from(&self.plain.keys());
        for name in names.iter() {
            keys.push(&name);
            values.push(&self.plain.get(&name));
        }
        (names.iter().filter_map(|name| name.as_string()).collect(), Journal { keys, values })
    }
}

impl Journal {
    /// Returns how many entries the log has.
    pub fn entries(&self) -> usize {
        self.values.iter().filter(Array::is_array).count()
    }

    /// Returns whether something stands under this key.
    pub fn has(&self, key: &str) -> bool {
        self.keys.includes(&key.into(), 0)
    }

    /// Returns the form in which the engine takes it.
    pub fn to_js(&self) -> JsValue {
        Array::of2(&self.keys, &self.values).into()
    }
}

fn log_range() -> Result<JsValue> {
    // `;` is the sign after `:`.
    let end = LOG.replace(':', ";");
    Ok(IdbKeyRange::bound_with_lower_open_and_upper_open(&LOG.into(), &end.into(), false, true)?
        .into())
}

/// Returns the names in an entry of the log.
fn names_of(entry: &JsValue) -> Vec<String> {
    let Some(entry) = entry.dyn_ref::<Array>() else { return Vec::new() };
    entry.iter().step_by(2).filter_map(|name| name.as_string()).collect()
}

/// Returns what is left of what stands under a key when names are erased: nothing if that is
/// undefined, and no answer if nothing changes.
pub(super) fn without(
    key: &JsValue,
    value: &JsValue,
    erased: &dyn Fn(&str) -> bool,
) -> Option<JsValue> {
    let Some(entry) = value.dyn_ref::<Array>() else {
        // A sign stays.
        value.as_string()?;
        return key.as_string().is_some_and(|name| erased(&name)).then_some(JsValue::UNDEFINED);
    };
    let left = Array::new();
    for place in (0..entry.length()).step_by(2) {
        let name = entry.get(place);
        if !name.as_string().is_some_and(|name| erased(&name)) {
            left.push(&name);
            left.push(&entry.get(place + 1));
        }
    }
    match left.length() {
        0 => Some(JsValue::UNDEFINED),
        length if length == entry.length() => None,
        _ => Some(left.into()),
    }
}
