//! The digests that are kept: what the library lists of each, and its text.

use std::sync::Arc;

use js_sys::{Array, Object, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};

use super::{Store, answer, committed, number};
use crate::browser::idb::{DatabaseError, Durability, PATIENCE, Result};
use skimmark_protocol::DigestId;
use skimmark_protocol::stored::{DIGEST_VERSION, DIGESTS, TEXTS};

/// How long a text may take to be stored, in milliseconds: a long one is many megabytes.
const LONG: i32 = 20_000;

/// What the library lists of a digest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DigestMeta {
    /// Its name: when it was pasted, in milliseconds since 1970.
    pub id: DigestId,
    /// What it is called: by the reader, by its file, or by what it holds; of early versions nothing.
    pub name: String,
    /// When the reader gave it that name, in milliseconds since 1970; 0 if never.
    pub named: u64,
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
            ("named", number(self.named)),
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
        // Entries of a newer version are skipped.
        version.filter(|version| (1.0..=f64::from(DIGEST_VERSION)).contains(version))?;
        let [name, format] = ["name", "format"].map(|name| property(value, name)?.as_string());
        // Earlier versions did not note it.
        let named = property(value, "named").and_then(|named| named.as_f64()).unwrap_or(0.0);
        let seen = property(value, "seen")?.dyn_into::<Uint8Array>().ok();
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        Some(Self {
            id: id? as u64,
            name: name?,
            named: named as u64,
            format: format?,
            papers: papers? as u32,
            left_over: left_over? as u32,
            seen: seen.map(|seen| seen.to_vec()).unwrap_or_default().into(),
        })
    }
}

impl Store {
    /// Keeps a digest: what is listed of it, and its texts. If another tab has kept one under its
    /// name, it takes the next that is free.
    pub async fn keep_digest(&self, about: &mut DigestMeta, texts: &Array) -> Result<()> {
        loop {
            match self.add_digest(about, texts).await {
                // It may have been kept when it was thought not to be.
                Err(DatabaseError::Taken)
                    if self.listed(about.id).await?.as_ref() == Some(about) =>
                {
                    return Ok(());
                }
                Err(DatabaseError::Taken) => about.id += 1,
                done => return done,
            }
        }
    }

    async fn listed(&self, id: DigestId) -> Result<Option<DigestMeta>> {
        self.read(async |database| {
            let listed = answer(&database.reading(DIGESTS)?.get(&number(id))?).await?;
            Ok(DigestMeta::from_js(&listed))
        })
        .await
    }

    async fn add_digest(&self, about: &DigestMeta, texts: &Array) -> Result<()> {
        self.write(async |database| {
            let transaction = database.writing(&[DIGESTS, TEXTS], Durability::Relaxed)?;
            let key = number(about.id);
            transaction.object_store(DIGESTS)?.add_with_key(&about.to_js(), &key)?;
            transaction.object_store(TEXTS)?.put_with_key(texts, &key)?;
            committed(&transaction, LONG).await
        })
        .await
    }

    /// Changes what is listed of a digest, unless it is no longer kept.
    pub async fn rename_digest(&self, about: &DigestMeta) -> Result<()> {
        self.write(async |database| {
            let transaction = database.writing(&[DIGESTS], Durability::Strict)?;
            let digests = transaction.object_store(DIGESTS)?;
            let key = number(about.id);
            if !answer(&digests.get(&key)?).await?.is_undefined() {
                digests.put_with_key(&about.to_js(), &key)?;
            }
            committed(&transaction, PATIENCE).await
        })
        .await
    }

    /// Returns what is listed of every digest kept, the newest first.
    pub async fn digests(&self) -> Result<Vec<DigestMeta>> {
        self.read(async |database| {
            let listed = answer(&database.reading(DIGESTS)?.get_all()?).await?;
            let listed = Array::from(&listed);
            // They come in the order of their keys, which are times.
            let mut digests: Vec<_> =
                listed.iter().filter_map(|listed| DigestMeta::from_js(&listed)).collect();
            digests.reverse();
            Ok(digests)
        })
        .await
    }

    /// Returns the texts of a digest as they were kept: an array, or of an early version a `Blob`.
    pub async fn digest_text(&self, id: DigestId) -> Result<Option<JsValue>> {
        self.read(async |database| {
            let text = answer(&database.reading(TEXTS)?.get(&number(id))?).await?;
            Ok(Some(text).filter(|text| !text.is_undefined()))
        })
        .await
    }

    /// Forgets a digest and its text.
    pub async fn forget_digest(&self, id: DigestId) -> Result<()> {
        self.write(async |database| {
            let transaction = database.writing(&[DIGESTS, TEXTS], Durability::Strict)?;
            for store in [DIGESTS, TEXTS] {
                transaction.object_store(store)?.delete(&number(id))?;
            }
            committed(&transaction, PATIENCE).await
        })
        .await
    }
}

fn property(object: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(object, &name.into()).ok()
}
