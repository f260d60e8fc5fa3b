//! The kit that every component is made of.
//!
//! Components are written in `view!` alone, so that they read as HTML: a shared part is a function
//! that returns an `AnyView`. Event handlers, derived values and effects go through [`live`], which
//! keeps the program small.

pub mod button;
pub mod choice;
pub mod field;
pub mod heading;
pub mod link;
pub mod list;
pub mod live;
pub mod view_link;
