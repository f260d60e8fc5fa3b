//! IndexedDB by promises. A crate for it would bring its own types for every request, where the
//! page needs one kind of reading and one kind of writing.

use js_sys::{Array, Promise};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    DomException, Event, IdbDatabase, IdbObjectStore, IdbRequest, IdbTransaction,
    IdbTransactionMode,
};

use super::{describe, window};

/// An open database.
#[derive(Debug)]
pub struct Database(IdbDatabase);

/// Why the database failed to do what it was asked.
#[derive(Debug, thiserror::Error)]
#[error("this browser's database for the page failed: {0}")]
pub struct DatabaseError(String);

impl From<JsValue> for DatabaseError {
    fn from(error: JsValue) -> Self {
        Self(describe(&error))
    }
}

/// What the database gives, or why it does not.
pub type Result<T> = std::result::Result<T, DatabaseError>;

impl Database {
    /// Opens the database of this name; at the first visit makes it, with these stores.
    pub async fn open(name: &str, version: u32, stores: &'static [&'static str]) -> Result<Self> {
        let factory = window::window().and_then(|window| window.indexed_db().ok().flatten());
        let factory = factory.ok_or_else(|| DatabaseError("there is none".into()))?;
        let request = factory.open_with_u32(name, version)?;
        let opening = request.clone();
        let upgrade = Closure::<dyn Fn(Event)>::new(move |_| {
            let Ok(database) = opening.result() else { return };
            let database: IdbDatabase = database.unchecked_into();
            for name in stores {
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
        Ok(Self(database))
    }

    /// Opens a store to read from.
    pub fn reading(&self, store: &str) -> Result<IdbObjectStore> {
        Ok(self.0.transaction_with_str(store)?.object_store(store)?)
    }

    /// Begins a transaction that writes to stores.
    pub fn writing(&self, stores: &[&str]) -> Result<IdbTransaction> {
        let names: Array = stores.iter().map(|name| JsValue::from_str(name)).collect();
        let mode = IdbTransactionMode::Readwrite;
        Ok(self.0.transaction_with_str_sequence_and_mode(&names, mode)?)
    }
}

/// Waits for what a request gives.
pub async fn answer(request: &IdbRequest) -> Result<JsValue> {
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
pub async fn committed(transaction: &IdbTransaction) -> Result<()> {
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
