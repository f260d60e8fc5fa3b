//! Starts the engine.
fn main() {}
