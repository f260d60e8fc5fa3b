//! IndexedDB: the journal of marks, and the digests with their compressed text.
//!
//! A browser that is killed loses the newest writes to `localStorage`; it does not lose what
//! IndexedDB has committed. So each change of a mark is committed here before the page calls it
//! saved, and replayed at the next start.

use std::sync::Arc;

use js_sys::{Array, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    DomException, Event, IdbDatabase, IdbObjectStore, IdbRequest, IdbTransaction,
    IdbTransactionMode,
};

use super::{describe, window};
use skimmark_protocol::{DigestId, StoredMark};

const JOURNAL: &str = "journal";
const DIGESTS: &str = "digests";
const TEXTS: &str = "texts";

/// So many changes of marks are written to the journal in one task.
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

/// The version of the form in which a digest is listed; others are passed over.
const FORM: f64 = 1.0;

impl DigestMeta {
    fn to_js(&self) -> JsValue {
        let object = Object::new();
        let properties = [
            ("v", FORM.into()),
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
        if version != Some(FORM) {
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
pub struct Store {
    database: IdbDatabase,
}

/// Why the database did not do what it was asked.
#[derive(Debug, thiserror::Error)]
#[error("this browser's database for the page failed: {0}")]
pub struct DatabaseError(String);

impl From<JsValue> for DatabaseError {
    fn from(error: JsValue) -> Self {
        Self(describe(&error))
    }
}

type Result<T> = std::result::Result<T, DatabaseError>;

impl Store {
    /// Opens the page's database, made anew at the first visit.
    pub async fn open() -> Result<Self> {
        let factory = window::window().and_then(|window| window.indexed_db().ok().flatten());
        let factory = factory.ok_or_else(|| DatabaseError("there is none".into()))?;
        let request = factory.open_with_u32(&format!("skimmark:{}", window::path()), 1)?;
        let opening = request.clone();
        let upgrade = Closure::<dyn Fn(Event)>::new(move |_| {
            let Ok(database) = opening.result() else { return };
            let database: IdbDatabase = database.unchecked_into();
            for name in [JOURNAL, DIGESTS, TEXTS] {
                // A store that cannot be made shows as an error at its first use.
                let _ = database.create_object_store(name);
            }
        });
        request.set_onupgradeneeded(Some(upgrade.as_ref().unchecked_ref()));
        let database: IdbDatabase = answer(&request).await?.unchecked_into();
        let closing = database.clone();
        // A later version of the program in another tab must not wait for this one.
        let step_aside = Closure::<dyn Fn(Event)>::new(move |_| closing.close());
        database.set_onversionchange(Some(step_aside.as_ref().unchecked_ref()));
        step_aside.forget();
        Ok(Self { database })
    }

    /// Commits changes of marks; older changes of each are superseded. Of very many so many are
    /// committed at once as do not hold up the page.
    pub async fn journal(&self, marks: &[StoredMark]) -> Result<()> {
        for some in marks.chunks(AT_ONCE) {
            let transaction = self.writing(&[JOURNAL])?;
            let journal = transaction.object_store(JOURNAL)?;
            for mark in some {
                journal.put_with_key(&mark.text.as_str().into(), &mark.name.as_str().into())?;
            }
            committed(&transaction).await?;
        }
        Ok(())
    }

    /// Everything in the journal.
    pub async fn journaled(&self) -> Result<Vec<StoredMark>> {
        let store = self.reading(JOURNAL)?;
        // Both are asked at once, so that they are of one state of the journal.
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
        let transaction = self.writing(&[JOURNAL])?;
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
        let transaction = self.writing(&[DIGESTS, TEXTS])?;
        let key = number(about.id);
        transaction.object_store(DIGESTS)?.put_with_key(&about.to_js(), &key)?;
        transaction.object_store(TEXTS)?.put_with_key(texts, &key)?;
        committed(&transaction).await
    }

    /// Lists a digest otherwise than before, unless it is no longer kept.
    pub async fn rename_digest(&self, about: &DigestMeta) -> Result<()> {
        let transaction = self.writing(&[DIGESTS])?;
        let digests = transaction.object_store(DIGESTS)?;
        let key = number(about.id);
        if !answer(&digests.get(&key)?).await?.is_undefined() {
            digests.put_with_key(&about.to_js(), &key)?;
        }
        committed(&transaction).await
    }

    /// What is listed of every digest kept, the newest first.
    pub async fn digests(&self) -> Result<Vec<DigestMeta>> {
        let listed = answer(&self.reading(DIGESTS)?.get_all()?).await?;
        // They come in the order of their keys, which are times.
        let mut digests: Vec<_> =
            Array::from(&listed).iter().filter_map(|listed| DigestMeta::from_js(&listed)).collect();
        digests.reverse();
        Ok(digests)
    }

    /// The compressed texts of a digest, an array; of one kept by an earlier version a `Blob`.
    pub async fn digest_text(&self, id: u64) -> Result<Option<JsValue>> {
        let text = answer(&self.reading(TEXTS)?.get(&number(id))?).await?;
        Ok(Some(text).filter(|text| !text.is_undefined()))
    }

    /// Forgets a digest and its text.
    pub async fn forget_digest(&self, id: u64) -> Result<()> {
        self.delete(&[DIGESTS, TEXTS], &number(id)).await
    }

    /// Forgets all digests and their texts; `marks`, what is known of marks, too.
    pub async fn erase(&self, marks: bool) -> Result<()> {
        let stores = [DIGESTS, TEXTS, JOURNAL];
        let stores = if marks { &stores[..] } else { &stores[..2] };
        let transaction = self.writing(stores)?;
        for store in stores {
            transaction.object_store(store)?.clear()?;
        }
        committed(&transaction).await
    }

    async fn delete(&self, stores: &[&str], key: &JsValue) -> Result<()> {
        let transaction = self.writing(stores)?;
        for store in stores {
            transaction.object_store(store)?.delete(key)?;
        }
        committed(&transaction).await
    }

    fn reading(&self, store: &str) -> Result<IdbObjectStore> {
        Ok(self.database.transaction_with_str(store)?.object_store(store)?)
    }

    fn writing(&self, stores: &[&str]) -> Result<IdbTransaction> {
        let names: Array = stores.iter().map(|name| JsValue::from_str(name)).collect();
        let mode = IdbTransactionMode::Readwrite;
        Ok(self.database.transaction_with_str_sequence_and_mode(&names, mode)?)
    }
}

/// What a request gives.
async fn answer(request: &IdbRequest) -> Result<JsValue> {
    let settled = Promise::new(&mut |resolve, reject| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    });
    match JsFuture::from(settled).await {
        Ok(_) => Ok(request.result()?),
        Err(_) => Err(failure(request.error().ok().flatten())),
    }
}

/// Waits until all that was asked within the transaction is committed. A request that fails
/// aborts its transaction, so that no request need be waited for by itself.
async fn committed(transaction: &IdbTransaction) -> Result<()> {
    let settled = Promise::new(&mut |resolve, reject| {
        transaction.set_oncomplete(Some(&resolve));
        transaction.set_onabort(Some(&reject));
    });
    match JsFuture::from(settled).await {
        Ok(_) => Ok(()),
        Err(_) => Err(failure(transaction.error())),
    }
}

fn failure(reason: Option<DomException>) -> DatabaseError {
    let reason = reason.map(|reason| describe(&reason));
    DatabaseError(reason.unwrap_or_else(|| "it was closed".into()))
}

fn property(object: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(object, &name.into()).ok()
}

fn number(id: u64) -> JsValue {
    #[allow(clippy::cast_precision_loss)]
    JsValue::from_f64(id as f64)
}
