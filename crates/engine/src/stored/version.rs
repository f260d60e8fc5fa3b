//! The version that every stored form carries.

use serde::Deserialize;
use skimmark_paper::json::{self, JsonError};

/// Why something stored could not be read. It is left where it is.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RestoreError {
    /// A newer version of this program wrote it.
    #[error(
        "a newer version of Skimmark saved this (version {version}); reload the page to get it"
    )]
    Newer {
        /// The version of the stored form.
        version: u32,
    },
    /// It is damaged, or something else.
    #[error("it is damaged: {0}")]
    Damaged(String),
}

impl From<JsonError> for RestoreError {
    fn from(error: JsonError) -> Self {
        Self::Damaged(error.to_string())
    }
}

/// Checks the version of a stored form `{"v":...}`, of which `newest` is the newest version that
/// this program reads. The rest is read only after this, because a newer version may have changed
/// it.
///
/// # Errors
/// If it is of another version, or damaged.
pub(crate) fn check(text: &str, newest: u32) -> Result<(), RestoreError> {
    #[derive(Deserialize)]
    struct Version {
        v: u64,
    }
    let Version { v } = json::read(text)?;
    check_version(v, newest)
}

/// Checks the version by the text of its field, if there is one.
///
/// # Errors
/// If it is another version, or none.
pub(crate) fn check_number(text: Option<&str>, newest: u32) -> Result<(), RestoreError> {
    let version = text.and_then(|text| json::read::<u64>(text).ok());
    check_version(version.ok_or_else(|| JsonError::WrongField("v".to_owned()))?, newest)
}

fn check_version(version: u64, newest: u32) -> Result<(), RestoreError> {
    match u32::try_from(version).unwrap_or(u32::MAX) {
        0 => Err(RestoreError::Damaged("there is no version 0".to_owned())),
        version if version > newest => Err(RestoreError::Newer { version }),
        _ => Ok(()),
    }
}
