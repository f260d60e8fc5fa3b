//! The file that is kept up to date.

use js_sys::Array;
use wasm_bindgen::JsCast;

use super::{Store, answer, committed};
use crate::browser::idb::{Durability, PATIENCE, Result};
use crate::browser::picked::Picked;
use skimmark_protocol::stored::FILES;

/// Its key: there is one.
const BACKUP: &str = "backup";

impl Store {
    /// Returns the file that is kept up to date, and when it was changed last by this page or taken in,
    /// in milliseconds since 1970.
    pub async fn kept_file(&self) -> Result<Option<(Picked, f64)>> {
        self.read(async |database| {
            let known = answer(&database.reading(FILES)?.get(&BACKUP.into())?).await?;
            let pair = known.dyn_into::<Array>().ok();
            Ok(pair.map(|pair| (Picked(pair.get(0)), pair.get(1).as_f64().unwrap_or(0.0))))
        })
        .await
    }

    /// Notes the file that is kept up to date; without one, that there is none.
    pub async fn note_file(&self, file: Option<&(Picked, f64)>) -> Result<()> {
        self.write(async |database| {
            let transaction = database.writing(&[FILES], Durability::Strict)?;
            let files = transaction.object_store(FILES)?;
            match file {
                Some((file, known)) => {
                    files.put_with_key(&Array::of2(&file.0, &(*known).into()), &BACKUP.into())?
                }
                None => files.delete(&BACKUP.into())?,
            };
            committed(&transaction, PATIENCE).await
        })
        .await
    }
}
