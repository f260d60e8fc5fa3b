//! The kit that every component is made of.

pub mod button;
pub mod choice;
pub mod field;
pub mod heading;
pub mod link;
pub mod list;
pub mod live;
pub mod view_link;
