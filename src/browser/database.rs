//! IndexedDB: the journal of marks, and the digests with their compressed text.
//!
//! A browser that is killed loses the newest writes to `localStorage`; it does not lose what
//! IndexedDB has committed. So each change of a mark is committed here before the page calls it
//! saved, and replayed at the next start.

use idb::{Database, DatabaseEvent, Factory, KeyPath, ObjectStoreParams, Query, TransactionMode};
use js_sys::{Object, Reflect};
use wasm_bindgen::JsValue;
use web_sys::Blob;

use super::page;
use crate::protocol::{DigestId, StoredMark};

const JOURNAL: &str = "journal";
const DIGESTS: &str = "digests";
const TEXTS: &str = "texts";

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
}

/// The version of the form in which a digest is listed; others are passed over.
const FORM: f64 = 1.0;

impl DigestMeta {
    fn to_js(&self) -> JsValue {
        let object = Object::new();
        let set = |name: &str, value: JsValue| {
            // A plain object takes any property.
            let _ = Reflect::set(&object, &name.into(), &value);
        };
        set("v", FORM.into());
        set("id", number(self.id));
        set("name", self.name.as_str().into());
        set("format", self.format.as_str().into());
        set("papers", self.papers.into());
        set("leftOver", self.left_over.into());
        object.into()
    }

    fn from_js(value: &JsValue) -> Option<Self> {
        let get = |name: &str| Reflect::get(value, &name.into()).ok();
        let number = |name: &str| get(name)?.as_f64();
        if number("v") != Some(FORM) {
            return None;
        }
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        Some(Self {
            id: number("id")? as u64,
            name: get("name")?.as_string()?,
            format: get("format")?.as_string()?,
            papers: number("papers")? as u32,
            left_over: number("leftOver")? as u32,
        })
    }
}

/// The open database.
#[derive(Debug)]
pub struct Store {
    database: Database,
}

/// Why the database did not do what it was asked.
#[derive(Debug, thiserror::Error)]
#[error("this browser's database for the page failed: {0}")]
pub struct DatabaseError(String);

impl From<idb::Error> for DatabaseError {
    fn from(error: idb::Error) -> Self {
        Self(error.to_string())
    }
}

type Result<T> = std::result::Result<T, DatabaseError>;

impl Store {
    /// Opens the page's database, made anew at the first visit.
    pub async fn open() -> Result<Self> {
        let mut request = Factory::new()?.open(&format!("skimmark:{}", page::path()), Some(1))?;
        request.on_upgrade_needed(|event| {
            let Ok(database) = event.database() else { return };
            for name in [JOURNAL, DIGESTS, TEXTS] {
                let mut params = ObjectStoreParams::new();
                params.key_path(None::<KeyPath>);
                // A store that cannot be made shows as an error at its first use.
                let _ = database.create_object_store(name, params);
            }
        });
        Ok(Self { database: request.await? })
    }

    /// Commits a change of a mark; older changes of it are superseded.
    pub async fn journal(&self, mark: &StoredMark) -> Result<()> {
        self.put(JOURNAL, &mark.name.as_str().into(), &mark.text.as_str().into()).await
    }

    /// Everything in the journal.
    pub async fn journaled(&self) -> Result<Vec<StoredMark>> {
        let transaction = self.database.transaction(&[JOURNAL], TransactionMode::ReadOnly)?;
        let store = transaction.object_store(JOURNAL)?;
        let keys = store.get_all_keys(None, None)?.await?;
        let values = store.get_all(None, None)?.await?;
        let pairs = keys.into_iter().zip(values);
        let texts = pairs.filter_map(|(key, value)| key.as_string().zip(value.as_string()));
        Ok(texts.map(|(name, text)| StoredMark { name, text }).collect())
    }

    /// Takes a change out of the journal, when it is safe elsewhere.
    pub async fn settle(&self, key: &str) -> Result<()> {
        self.delete(&[JOURNAL], &key.into()).await
    }

    /// Keeps a digest: what is listed of it, and its compressed text.
    pub async fn keep_digest(&self, about: &DigestMeta, text: &Blob) -> Result<()> {
        let transaction =
            self.database.transaction(&[DIGESTS, TEXTS], TransactionMode::ReadWrite)?;
        let key = number(about.id);
        transaction.object_store(DIGESTS)?.put(&about.to_js(), Some(&key))?.await?;
        transaction.object_store(TEXTS)?.put(text.as_ref(), Some(&key))?.await?;
        transaction.commit()?.await?;
        Ok(())
    }

    /// What is listed of every digest kept, the newest first.
    pub async fn digests(&self) -> Result<Vec<DigestMeta>> {
        let transaction = self.database.transaction(&[DIGESTS], TransactionMode::ReadOnly)?;
        let values = transaction.object_store(DIGESTS)?.get_all(None, None)?.await?;
        // They come in the order of their keys, which are times.
        Ok(values.iter().rev().filter_map(DigestMeta::from_js).collect())
    }

    /// The compressed text of a digest.
    pub async fn digest_text(&self, id: u64) -> Result<Option<JsValue>> {
        let transaction = self.database.transaction(&[TEXTS], TransactionMode::ReadOnly)?;
        Ok(transaction.object_store(TEXTS)?.get(Query::Key(number(id)))?.await?)
    }

    /// Forgets a digest and its text.
    pub async fn forget_digest(&self, id: u64) -> Result<()> {
        self.delete(&[DIGESTS, TEXTS], &number(id)).await
    }

    async fn put(&self, store: &str, key: &JsValue, value: &JsValue) -> Result<()> {
        let transaction = self.database.transaction(&[store], TransactionMode::ReadWrite)?;
        transaction.object_store(store)?.put(value, Some(key))?.await?;
        transaction.commit()?.await?;
        Ok(())
    }

    async fn delete(&self, stores: &[&str], key: &JsValue) -> Result<()> {
        let transaction = self.database.transaction(stores, TransactionMode::ReadWrite)?;
        for store in stores {
            transaction.object_store(store)?.delete(Query::Key(key.clone()))?.await?;
        }
        transaction.commit()?.await?;
        Ok(())
    }
}

fn number(id: u64) -> JsValue {
    #[allow(clippy::cast_precision_loss)]
    JsValue::from_f64(id as f64)
}
