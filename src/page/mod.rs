//! What the page decides without a browser.

pub mod abstracts;
pub mod bindings;
pub mod chosen;
pub mod commands;
pub mod draft;
pub mod erase;
pub mod exports;
pub mod heights;
pub mod link;
pub mod plot;
pub mod route;
pub mod send;
pub mod settings;
pub mod tally;
pub mod widths;
