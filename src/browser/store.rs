//! What the page keeps in its database: the journal of marks, and the digests with their
//! compressed text.
//!
//! A browser that is killed loses the newest writes to `localStorage`; it does not lose what
//! IndexedDB has committed. So each change of a mark is committed here before the page calls it
//! saved, and replayed at the next start.

use std::sync::Arc;

use js_sys::{Array, Object, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};

use super::idb::{Database, Result, answer, committed};
use super::storage;
use skimmark_protocol::stored::{DATABASE_VERSION, DIGEST_VERSION, DIGESTS, JOURNAL, TEXTS};
use skimmark_protocol::{DigestId, StoredMark};

/// How many changes of marks are written to the journal in one task, at most.
const AT_ONCE: usize = 500;

/// What the library lists of a digest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DigestMeta {
    /// Its name: when it was pasted, in milliseconds since 1970.
    pub id: DigestId,
    /// What the reader calls it: the name of its file, or nothing.
    pub name: String,
    /// Its format, as people say it.
    pub format: String,
    /// How many papers it holds.
    pub papers: u32,
    /// How many lines were left over.
    pub left_over: u32,
    /// Hashes of the names of its papers, see [`skimmark_protocol::KeptDigest::seen`].
    pub seen: Arc<[u8]>,
}

impl DigestMeta {
    fn to_js(&self) -> JsValue {
        let object = Object::new();
        let properties = [
            ("v", DIGEST_VERSION.into()),
            ("id", number(self.id)),
            ("name", self.name.as_str().into()),
            ("format", self.format.as_str().into()),
            ("papers", self.papers.into()),
            ("leftOver", self.left_over.into()),
            ("seen", Uint8Array::from(&*self.seen).into()),
        ];
        for (name, value) in properties {
            // A plain object takes any property.
            let _ = Reflect::set(&object, &name.into(), &value);
        }
        object.into()
    }

    fn from_js(value: &JsValue) -> Option<Self> {
        let [version, id, papers, left_over] =
            ["v", "id", "papers", "leftOver"].map(|name| property(value, name)?.as_f64());
        // Entries of another version are skipped.
        if version != Some(f64::from(DIGEST_VERSION)) {
            return None;
        }
        let [name, format] = ["name", "format"].map(|name| property(value, name)?.as_string());
        let seen = property(value, "seen")?.dyn_into::<Uint8Array>().ok();
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        Some(Self {
            id: id? as u64,
            name: name?,
            format: format?,
            papers: papers? as u32,
            left_over: left_over? as u32,
            seen: seen.map(|seen| seen.to_vec()).unwrap_or_default().into(),
        })
    }
}

/// The open database.
#[derive(Debug)]
pub struct Store(Database);

impl Store {
    /// Opens the page's database.
    pub async fn open() -> Result<Self> {
        let stores = &[JOURNAL, DIGESTS, TEXTS];
        Ok(Self(Database::open(&storage::page_name(), DATABASE_VERSION, stores).await?))
    }

    /// Commits changes of marks; older changes of each are superseded. Very many are committed
    /// part by part, so that they do not hold up the page.
    pub async fn journal(&self, marks: &[StoredMark]) -> Result<()> {
        for some in marks.chunks(AT_ONCE) {
            let transaction = self.0.writing(&[JOURNAL])?;
            let journal = transaction.object_store(JOURNAL)?;
            for mark in some {
                journal.put_with_key(&mark.text.as_str().into(), &mark.name.as_str().into())?;
            }
            committed(&transaction).await?;
        }
        Ok(())
    }

    /// Returns everything in the journal.
    pub async fn journaled(&self) -> Result<Vec<StoredMark>> {
        let store = self.0.reading(JOURNAL)?;
        // Both are asked at once, so that they show one state of the journal.
        let (names, texts) = (store.get_all_keys()?, store.get_all()?);
        let names = Array::from(&answer(&names).await?);
        let texts = Array::from(&answer(&texts).await?);
        let pairs = names.iter().zip(texts.iter());
        let texts = pairs.filter_map(|(name, text)| name.as_string().zip(text.as_string()));
        Ok(texts.map(|(name, text)| StoredMark { name, text }).collect())
    }

    /// Takes a change out of the journal that is safe elsewhere, unless a newer one has taken
    /// its place since it was read.
    pub async fn settle(&self, change: &StoredMark) -> Result<()> {
        let transaction = self.0.writing(&[JOURNAL])?;
        let journal = transaction.object_store(JOURNAL)?;
        let key = JsValue::from_str(&change.name);
        let held = answer(&journal.get(&key)?).await?;
        if held.as_string().as_deref() == Some(&change.text) {
            journal.delete(&key)?;
        }
        committed(&transaction).await
    }

    /// Keeps a digest: what is listed of it, and its compressed texts.
    pub async fn keep_digest(&self, about: &DigestMeta, texts: &Array) -> Result<()> {
        let transaction = self.0.writing(&[DIGESTS, TEXTS])?;
        let key = number(about.id);
        transaction.object_store(DIGESTS)?.put_with_key(&about.to_js(), &key)?;
        transaction.object_store(TEXTS)?.put_with_key(texts, &key)?;
        committed(&transaction).await
    }

    /// Changes what is listed of a digest, unless it is no longer kept.
    pub async fn rename_digest(&self, about: &DigestMeta) -> Result<()> {
        let transaction = self.0.writing(&[DIGESTS])?;
        let digests = transaction.object_store(DIGESTS)?;
        let key = number(about.id);
        if !answer(&digests.get(&key)?).await?.is_undefined() {
            digests.put_with_key(&about.to_js(), &key)?;
        }
        committed(&transaction).await
    }

    /// Returns what is listed of every digest kept, the newest first.
    pub async fn digests(&self) -> Result<Vec<DigestMeta>> {
        let listed = answer(&self.0.reading(DIGESTS)?.get_all()?).await?;
        // They come in the order of their keys, which are times.
        let mut digests: Vec<_> =
            Array::from(&listed).iter().filter_map(|listed| DigestMeta::from_js(&listed)).collect();
        digests.reverse();
        Ok(digests)
    }

    /// Returns the compressed texts of a digest, an array; of one kept by an earlier version a
    /// `Blob`.
    pub async fn digest_text(&self, id: u64) -> Result<Option<JsValue>> {
        let text = answer(&self.0.reading(TEXTS)?.get(&number(id))?).await?;
        Ok(Some(text).filter(|text| !text.is_undefined()))
    }

    /// Forgets a digest and its text.
    pub async fn forget_digest(&self, id: u64) -> Result<()> {
        self.delete(&[DIGESTS, TEXTS], &number(id)).await
    }

    /// Forgets all digests and their texts; with `marks`, the journal too.
    pub async fn erase(&self, marks: bool) -> Result<()> {
        let stores = [DIGESTS, TEXTS, JOURNAL];
        let stores = if marks { &stores[..] } else { &stores[..2] };
        let transaction = self.0.writing(stores)?;
        for store in stores {
            transaction.object_store(store)?.clear()?;
        }
        committed(&transaction).await
    }

    async fn delete(&self, stores: &[&str], key: &JsValue) -> Result<()> {
        let transaction = self.0.writing(stores)?;
        for store in stores {
            transaction.object_store(store)?.delete(key)?;
        }
        committed(&transaction).await
    }
}

fn property(object: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(object, &name.into()).ok()
}

fn number(id: u64) -> JsValue {
    #[allow(clippy::cast_precision_loss)]
    JsValue::from_f64(id as f64)
}
