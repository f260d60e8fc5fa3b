//! What the page decides without a browser.

pub mod bindings;
pub mod heights;
pub mod plot;
pub mod route;
pub mod settings;
