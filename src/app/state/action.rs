//! What can be done to a paper.

use super::{LoadedCard, State};

/// Something that is done to a paper.
pub type Action = fn(State, &LoadedCard);
