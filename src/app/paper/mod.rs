//! One paper: its card, what can be done with it, and all of it beside the list.

mod actions;
pub mod authors;
pub mod beside;
pub mod card;
pub mod more;
pub mod note;
pub mod revised;
pub mod swipe;
pub mod tagging;
