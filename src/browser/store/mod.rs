//! What the page keeps in its database: the journal of what the reader decides, and the digests
//! with their compressed text.
//!
//! A browser that is killed loses the newest writes to `localStorage`; it does not lose what
//! IndexedDB has committed. So each change is committed here before the page calls it saved, and
//! replayed at the next start.

mod digests;
mod file;
mod journal;
mod queue;

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::Array;
use wasm_bindgen::JsValue;

use super::idb::{self, Database, DatabaseError, Durability, Opening, Result, answer, committed};
use super::{storage, timers};
use skimmark_protocol::stored::{DIGESTS, FILES, JOURNAL, TEXTS};

pub use digests::DigestMeta;
pub use journal::{Journal, Log, LogEntry};
pub use queue::Queue;

const STORES: &[&str] = &[JOURNAL, DIGESTS, TEXTS, FILES];

/// The pauses before what failed is tried again on a database that is opened again, in
/// milliseconds.
const PAUSES: [i32; 3] = [50, 300, 1_500];

type Connection = Rc<RefCell<Option<Rc<Database>>>>;

/// The page's database. It is opened again when its connection is lost.
#[derive(Debug, Default)]
pub struct Store {
    connection: Connection,
}

impl Store {
    /// Opens the database, unless it is open. One that does not answer in time is given to `late`,
    /// by which it can be waited for.
    pub async fn open(&self, late: impl FnOnce(Opening)) -> Result<()> {
        let opening = idb::ask_for(&storage::page_name(), None, STORES)?;
        match opening.wait(false).await {
            Ok(database) => self.take_over(database).await.map(drop),
            Err(error) => {
                late(opening);
                Err(error)
            }
        }
    }

    /// Waits for a database that did not answer in time.
    pub async fn open_late(&self, opening: &Opening) -> Result<()> {
        let database = opening.wait(true).await?;
        self.take_over(database).await.map(drop)
    }

    async fn take_over(&self, database: web_sys::IdbDatabase) -> Result<Rc<Database>> {
        let connection = Rc::clone(&self.connection);
        let closed = Rc::new(move || drop(connection.take()));
        let name = storage::page_name();
        let database = Rc::new(Database::take_over(&name, database, STORES, closed).await?);
        self.connection.replace(Some(Rc::clone(&database)));
        Ok(database)
    }

    /// Returns the connection, made if there is none.
    async fn connected(&self) -> Result<Rc<Database>> {
        let known = self.connection.borrow().clone();
        match known {
            Some(database) => Ok(database),
            None => {
                let opening = idb::ask_for(&storage::page_name(), None, STORES)?;
                self.take_over(opening.wait(false).await?).await
            }
        }
    }

    /// Reads something from the database. If the connection is lost, it is read from another.
    async fn read<T>(&self, work: impl AsyncFn(&Database) -> Result<T>) -> Result<T> {
        self.attempt(|error| matches!(error, DatabaseError::Lost(_)), work).await
    }

    /// Writes something to the database. If the connection is lost or does not answer, it is
    /// written to another.
    async fn write<T>(&self, work: impl AsyncFn(&Database) -> Result<T>) -> Result<T> {
        self.attempt(DatabaseError::may_pass, work).await
    }

    /// Does something with the database, and once more each time that it fails for a reason that
    /// `may_pass`, at most three times.
    async fn attempt<T>(
        &self,
        may_pass: fn(&DatabaseError) -> bool,
        work: impl AsyncFn(&Database) -> Result<T>,
    ) -> Result<T> {
        // What is not about the work is apart: this is compiled for each kind of work.
        let mut attempts = Attempts { store: self, may_pass, pauses: PAUSES.iter() };
        loop {
            let database = attempts.connected().await?;
            match work(&database).await {
                Err(error) => attempts.failed(error).await?,
                done => return done,
            }
        }
    }

    /// Forgets all digests and their texts, and of the journal what has a name that is `erased`.
    pub async fn erase(&self, erased: &dyn Fn(&str) -> bool) -> Result<()> {
        self.write(async |database| {
            let transaction = database.writing(STORES, Durability::Strict)?;
            let journal = transaction.object_store(JOURNAL)?;
            let (keys, values) = (journal.get_all_keys()?, journal.get_all()?);
            let keys = Array::from(&answer(&keys).await?);
            let values = Array::from(&answer(&values).await?);
            for (key, value) in keys.iter().zip(values.iter()) {
                match journal::without(&key, &value, erased) {
                    Some(left) if left.is_undefined() => drop(journal.delete(&key)?),
                    Some(left) => drop(journal.put_with_key(&left, &key)?),
                    None => {}
                }
            }
            for store in [DIGESTS, TEXTS, FILES] {
                transaction.object_store(store)?.clear()?;
            }
            committed(&transaction, idb::PATIENCE).await
        })
        .await
    }
}

/// Attempts to do something with the database.
struct Attempts<'s> {
    store: &'s Store,
    /// Whether another attempt may help.
    may_pass: fn(&DatabaseError) -> bool,
    /// Before those that are left.
    pauses: std::slice::Iter<'static, i32>,
}

impl Attempts<'_> {
    /// Returns the database, as soon as it is there.
    async fn connected(&mut self) -> Result<Rc<Database>> {
        loop {
            match self.store.connected().await {
                Err(error) => self.failed(error).await?,
                done => return done,
            }
        }
    }

    /// Gives the connection up and waits until the next attempt; fails if there is none.
    async fn failed(&mut self, error: DatabaseError) -> Result<()> {
        if !(self.may_pass)(&error) {
            return Err(error);
        }
        drop(self.store.connection.take());
        let Some(pause) = self.pauses.next() else { return Err(error) };
        timers::wait(*pause).await;
        Ok(())
    }
}

fn number(id: u64) -> JsValue {
    #[allow(clippy::cast_precision_loss)]
    JsValue::from_f64(id as f64)
}
