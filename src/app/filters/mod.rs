//! The filters beside the papers.

pub mod chips;
pub mod clear;
pub mod muted;
mod plot;
pub mod rail;
pub mod views;
