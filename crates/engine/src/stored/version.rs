//! The version that every stored form carries.

use skimmark_paper::json::fields::{Reading, WrongField};
use skimmark_paper::json::{Json, NotJson};

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

impl From<NotJson> for RestoreError {
    fn from(error: NotJson) -> Self {
        Self::Damaged(error.to_string())
    }
}

impl From<WrongField> for RestoreError {
    fn from(error: WrongField) -> Self {
        Self::Damaged(error.to_string())
    }
}

/// The fields of a stored form `{"v":...}`, of which `newest` is the newest version that this
/// program reads; `name` is what the whole is called where it is something else.
///
/// # Errors
/// Where it is of another version, or damaged.
pub(crate) fn of_version<'a>(
    text: &'a str,
    name: &'static str,
    newest: u32,
) -> Result<Reading<'a>, RestoreError> {
    let mut stored = Reading::of(Json::read(text)?, name)?;
    let version = stored.whole("v")?.ok_or(WrongField("v"))?;
    match u32::try_from(version).unwrap_or(u32::MAX) {
        0 => Err(RestoreError::Damaged("there is no version 0".to_owned())),
        version if version > newest => Err(RestoreError::Newer { version }),
        _ => Ok(stored),
    }
}
