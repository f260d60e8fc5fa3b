//! IndexedDB: the journal of marks, and the digests with their compressed text.
//!
//! A browser that is killed loses the newest writes to `localStorage`; it does not lose what
//! IndexedDB has committed. So each change of a mark is committed here before the page calls it
//! saved, and replayed at the next start.

use idb::{Database, DatabaseEvent, Factory, KeyPath, ObjectStoreParams, Query, TransactionMode};
use wasm_bindgen::JsValue;
use web_sys::Blob;

use super::page;

const JOURNAL: &str = "journal";
const DIGESTS: &str = "digests";
const TEXTS: &str = "texts";

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

    /// Commits a change of the mark named `key`; older changes of it are superseded.
    pub async fn journal(&self, key: &str, mark: &str) -> Result<()> {
        self.put(JOURNAL, &key.into(), &mark.into()).await
    }

    /// Everything in the journal: the name of a mark and its stored form.
    pub async fn journaled(&self) -> Result<Vec<(String, String)>> {
        let transaction = self.database.transaction(&[JOURNAL], TransactionMode::ReadOnly)?;
        let store = transaction.object_store(JOURNAL)?;
        let keys = store.get_all_keys(None, None)?.await?;
        let values = store.get_all(None, None)?.await?;
        let pairs = keys.into_iter().zip(values);
        Ok(pairs.filter_map(|(key, value)| key.as_string().zip(value.as_string())).collect())
    }

    /// Takes a change out of the journal, when it is safe elsewhere.
    pub async fn settle(&self, key: &str) -> Result<()> {
        self.delete(&[JOURNAL], &key.into()).await
    }

    /// Keeps a digest: what is to be listed of it, and its compressed text.
    pub async fn keep_digest(&self, id: u64, about: &str, text: &Blob) -> Result<()> {
        let transaction =
            self.database.transaction(&[DIGESTS, TEXTS], TransactionMode::ReadWrite)?;
        let key = number(id);
        transaction.object_store(DIGESTS)?.put(&about.into(), Some(&key))?.await?;
        transaction.object_store(TEXTS)?.put(text.as_ref(), Some(&key))?.await?;
        transaction.commit()?.await?;
        Ok(())
    }

    /// What is to be listed of every digest kept.
    pub async fn digests(&self) -> Result<Vec<String>> {
        let transaction = self.database.transaction(&[DIGESTS], TransactionMode::ReadOnly)?;
        let values = transaction.object_store(DIGESTS)?.get_all(None, None)?.await?;
        Ok(values.iter().filter_map(JsValue::as_string).collect())
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
