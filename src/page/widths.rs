//! The widths of the window at which the layout changes.
//!
//! Media queries of style sheets cannot use custom properties, so each of them repeats such a
//! width; `tests/style.rs` checks that they use only these.

/// The window is as narrow as a phone: the most used controls are at its foot, near the thumb.
pub const PHONE: &str = "(width <= 40rem)";

/// The window has room for one column: the filters are a sheet over the papers.
pub const NARROW: &str = "(width <= 60rem)";

/// The window has room for the filters beside the papers.
pub const BROAD: &str = "(width > 60rem)";

/// The window has no room for a third column.
pub const NOT_WIDE: &str = "(width < 64rem)";

/// The window has room for a third column: the current paper in full.
pub const WIDE: &str = "(width >= 64rem)";

/// All of them.
pub const WIDTHS: [&str; 5] = [PHONE, NARROW, BROAD, NOT_WIDE, WIDE];
