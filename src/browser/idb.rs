//! IndexedDB by promises, none of which is waited for longer than it says. A crate for it would
//! bring its own types for every request, where the page needs one kind of reading and one kind of
//! writing.

use std::rc::Rc;

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    DomException, Event, IdbDatabase, IdbFactory, IdbObjectStore, IdbOpenDbRequest, IdbRequest,
    IdbTransaction,
};

use super::{describe, timers, window};

/// How long anything of the database may take before the page goes on without it, in milliseconds.
pub const PATIENCE: i32 = 2_000;

/// An open database. It is closed with the last one that holds it, after what was asked of it.
#[derive(Debug)]
pub struct Database(IdbDatabase);

/// Why the database failed to do what it was asked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DatabaseError {
    /// The browser has none, or none for this page.
    #[error("this browser has no database for the page")]
    Missing,
    /// It does not answer.
    #[error("this browser's database for the page does not answer")]
    Late,
    /// The connection is gone, or what was opened is not what it should be: opening it again may
    /// help. Chromium says so when its files could not be read, WebKit when its process was ended.
    #[error("this browser's database for the page was lost: {0}")]
    Lost(String),
    /// Something has been stored under this key.
    #[error("something of this name is stored already")]
    Taken,
    /// Anything else, as the browser says it.
    #[error("this browser's database for the page failed: {0}")]
    Failed(String),
}

impl DatabaseError {
    /// Returns whether opening the database again may help.
    pub fn may_pass(&self) -> bool {
        matches!(self, Self::Late | Self::Lost(_))
    }
}

impl From<JsValue> for DatabaseError {
    fn from(error: JsValue) -> Self {
        let name = error.dyn_ref::<DomException>().map(DomException::name).unwrap_or_default();
        let words = describe(&error);
        match name.as_str() {
            "ConstraintError" => Self::Taken,
            // `AbortError`: the browser gave a transaction up, as it does when it closes the
            // database itself. `NotFoundError`: a store is missing, and made when
            // the database is opened. `VersionError`: another tab has just made one.
            "InvalidStateError" | "UnknownError" | "AbortError" | "NotFoundError"
            | "VersionError" => Self::Lost(words),
            _ if words.contains("onnection") => Self::Lost(words),
            _ => Self::Failed(words),
        }
    }
}

/// What the database gives, or why it does not.
pub type Result<T> = std::result::Result<T, DatabaseError>;

/// How a transaction reaches the disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Durability {
    /// It is committed when it is on the disk.
    Strict,
    /// It is committed when it has been given to the system, which a failure of power may lose.
    Relaxed,
}

/// The promise of an open database, which may come after all when nobody waits for it any more.
#[derive(Clone, Debug)]
pub struct Opening(IdbOpenDbRequest, Promise);

impl Opening {
    /// Waits for the database, or no longer than [`PATIENCE`] unless `however_long`.
    pub async fn wait(&self, however_long: bool) -> Result<IdbDatabase> {
        let settled = if however_long { None } else { Some(PATIENCE) };
        Ok(settle(&self.0, self.1.clone(), settled).await?.unchecked_into())
    }
}

/// Asks for the database of this name in its present version, or in this one.
pub fn ask_for(
    name: &str,
    version: Option<u32>,
    stores: &'static [&'static str],
) -> Result<Opening> {
    let factory: IdbFactory = window::window()
        .and_then(|window| window.indexed_db().ok().flatten())
        .ok_or(DatabaseError::Missing)?;
    let request = match version {
        // With a version it would be refused once another program has raised that.
        None => factory.open(name)?,
        Some(version) => factory.open_with_u32(name, version)?,
    };
    let opening = request.clone();
    let upgrade = Closure::<dyn Fn(Event)>::new(move |_| {
        let Ok(database) = opening.result() else { return };
        let database: IdbDatabase = database.unchecked_into();
        for name in missing(&database, stores) {
            // A store that cannot be made shows as an error at its first use.
            let _ = database.create_object_store(name);
        }
    });
    request.set_onupgradeneeded(Some(&upgrade.into_js_value().unchecked_into()));
    let promise = promise(&request);
    Ok(Opening(request, promise))
}

/// Returns those of the stores that a database lacks.
fn missing(database: &IdbDatabase, stores: &'static [&'static str]) -> Vec<&'static str> {
    let known = database.object_store_names();
    stores.iter().copied().filter(|name| !known.contains(name)).collect()
}

impl Database {
    /// Takes over a database that was opened; `closed` is called when it is closed by
    /// anyone else. One that lacks stores, because something else has made it or its making was
    /// interrupted, gets them.
    pub async fn take_over(
        name: &str,
        mut database: IdbDatabase,
        stores: &'static [&'static str],
        closed: Rc<dyn Fn()>,
    ) -> Result<Self> {
        if !missing(&database, stores).is_empty() {
            database.close();
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            let version = database.version() as u32 + 1;
            database = ask_for(name, Some(version), stores)?.wait(false).await?;
        }
        let closing = database.clone();
        let aside = Rc::clone(&closed);
        // A later version of the program in another tab must not wait for this one.
        let step_aside = Closure::<dyn Fn(Event)>::new(move |_| {
            closing.close();
            aside();
        });
        database.set_onversionchange(Some(&step_aside.into_js_value().unchecked_into()));
        let lost = Closure::<dyn Fn(Event)>::new(move |_| closed());
        database.set_onclose(Some(&lost.into_js_value().unchecked_into()));
        Ok(Self(database))
    }

    /// Opens a store to read from.
    pub fn reading(&self, store: &str) -> Result<IdbObjectStore> {
        Ok(self.0.transaction_with_str(store)?.object_store(store)?)
    }

    /// Begins a transaction that writes to stores.
    pub fn writing(&self, stores: &[&str], durability: Durability) -> Result<IdbTransaction> {
        let names: Array = stores.iter().map(|name| JsValue::from_str(name)).collect();
        let options = Object::new();
        let durability = if durability == Durability::Strict { "strict" } else { "relaxed" };
        Reflect::set(&options, &"durability".into(), &durability.into())?;
        // The binding of `web-sys` lacks the options.
        let begin: Function = Reflect::get(&self.0, &"transaction".into())?.dyn_into()?;
        let transaction = begin.call3(&self.0, &names, &"readwrite".into(), &options)?;
        Ok(transaction.unchecked_into())
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        self.0.close();
    }
}

/// Waits for what a request gives.
pub async fn answer(request: &IdbRequest) -> Result<JsValue> {
    answer_within(request, Some(PATIENCE)).await
}

/// Waits for what a request gives for these milliseconds; without them, however long it takes.
pub async fn answer_within(request: &IdbRequest, patience: Option<i32>) -> Result<JsValue> {
    settle(request, promise(request), patience).await
}

/// Waits for what requests of one transaction give.
pub async fn answers(requests: &[IdbRequest]) -> Result<Vec<JsValue>> {
    if let Some(last) = requests.last() {
        answer(last).await?;
    }
    requests.iter().map(|request| Ok(request.result()?)).collect()
}

fn promise(request: &IdbRequest) -> Promise {
    Promise::new(&mut |resolve, reject| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    })
}

async fn settle(request: &IdbRequest, promise: Promise, patience: Option<i32>) -> Result<JsValue> {
    match within(promise, patience).await? {
        Ok(_) => Ok(request.result()?),
        Err(_) => Err(failure(request.error().ok().flatten())),
    }
}

/// Waits until all that was asked within the transaction is committed, which may take these
/// milliseconds. A request that fails aborts its transaction, so that no request need be waited for
/// by itself.
pub async fn committed(transaction: &IdbTransaction, patience: i32) -> Result<()> {
    let promise = Promise::new(&mut |resolve, reject| {
        transaction.set_oncomplete(Some(&resolve));
        transaction.set_onabort(Some(&reject));
    });
    match within(promise, Some(patience)).await? {
        Ok(_) => Ok(()),
        Err(_) => Err(failure(transaction.error())),
    }
}

/// Waits for a promise of an event, for at most `patience` milliseconds.
async fn within(
    promise: Promise,
    patience: Option<i32>,
) -> Result<std::result::Result<JsValue, JsValue>> {
    let Some(patience) = patience else { return Ok(JsFuture::from(promise).await) };
    let late = timers::pause(patience);
    match JsFuture::from(Promise::race(&Array::of2(&promise, &late))).await {
        // An event is never this.
        Ok(event) if event.is_undefined() => Err(DatabaseError::Late),
        first => Ok(first),
    }
}

fn failure(reason: Option<DomException>) -> DatabaseError {
    match reason {
        Some(reason) => DatabaseError::from(JsValue::from(reason)),
        None => DatabaseError::Lost("it was closed".into()),
    }
}
