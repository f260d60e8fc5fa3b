//! The file that is kept up to date.

use js_sys::Array;
use wasm_bindgen::JsCast;

use super::{Store, answer, committed};
use crate::browser::idb::{Durability, PATIENCE, Result};
use crate::browser::picked::{Picked, Seen};
use skimmark_protocol::stored::FILES;

/// Its key: there is one.
const BACKUP: &str = "backup";

impl Store {
    /// Returns the file that is kept up to date, and how it was when it was last written or taken in.
    pub async fn kept_file(&self) -> Result<Option<(Picked, Seen)>> {
        self.read(async |database| {
            let known = answer(&database.reading(FILES)?.get(&BACKUP.into())?).await?;
            let known = known.dyn_into::<Array>().ok();
            let number = |known: &Array, at| known.get(at).as_f64().unwrap_or_default();
            Ok(known.map(|known| {
                let (modified, size) = (number(&known, 1), number(&known, 2));
                (Picked(known.get(0)), Seen { modified, size })
            }))
        })
        .await
    }

    /// Notes the file that is kept up to date; without one, that there is none.
    pub async fn note_file(&self, file: Option<&(Picked, Seen)>) -> Result<()> {
        self.write(async |database| {
            let transaction = database.writing(&[FILES], Durability::Strict)?;
            let files = transaction.object_store(FILES)?;
            match file {
                Some((file, Seen { modified, size })) => {
                    let row = Array::of3(&file.0, &(*modified).into(), &(*size).into());
                    files.put_with_key(&row, &BACKUP.into())?
                }
                None => files.delete(&BACKUP.into())?,
            };
            committed(&transaction, PATIENCE).await
        })
        .await
    }
}
