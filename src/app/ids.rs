//! The `id`s of elements that more than one place in the page refers to.

/// The banner at the top of the window.
pub const BANNER: &str = "banner";

/// The main part of the page.
pub const MAIN: &str = "main";

/// The search box.
pub const SEARCH: &str = "search";

/// The list of what the query can become.
pub const SUGGESTIONS: &str = "suggestions";

/// What is wrong with the query.
pub const QUERY_PROBLEMS: &str = "query-problems";

/// The rail of filters.
pub const RAIL: &str = "rail";

/// The button that opens the filters on a narrow screen.
pub const FILTERS_BUTTON: &str = "filters";

/// What is above the papers: counts and orders.
pub const LIST_HEAD: &str = "list-head";

/// The element that holds the cards.
pub const FEED: &str = "papers";

/// The element after the last card.
pub const FEED_END: &str = "feed-end";

/// The reading pane.
pub const BESIDE: &str = "beside";

/// The title of the paper in it.
pub const BESIDE_TITLE: &str = "beside-title";

/// The region of notices.
pub const NOTICES: &str = "notices";

/// The heading of the dialog.
pub const DIALOG_TITLE: &str = "dialog-title";

/// The box that a digest is pasted or typed into.
pub const TEXT_BOX: &str = "digest-text";

/// The line in which the cursor marks where the authors begin.
pub const GLUED_LINE: &str = "glued-line";

/// The field for the tags of a paper.
pub const NOTE_TAGS: &str = "note-tags";

/// The field for the note on a paper.
pub const NOTE_TEXT: &str = "note-text";

/// The field for the name of a view.
pub const VIEW_NAME: &str = "view-name";

/// The box to tick if highlighted papers are to come first.
pub const HIGHLIGHT_TOP: &str = "highlight-top";

/// The box to tick if all marks are to be deleted, too.
pub const ERASE_MARKS: &str = "erase-marks";

/// The box to tick if views, rules, settings and keys are to be deleted, too.
pub const ERASE_DECISIONS: &str = "erase-decisions";

/// The beginning of the `id`s of cards.
const CARD: &str = "paper-";

/// Returns the `id` of a card, by the feed's epoch and the number of its paper.
pub fn card((epoch, paper): (u32, u32)) -> String {
    format!("{CARD}{epoch}-{paper}")
}

/// Returns whether an `id` is that of a card.
pub fn is_card(id: &str) -> bool {
    id.starts_with(CARD)
}

/// The groups of a paper's controls that are one stop of the Tab key each, as selectors: its title with what
/// is said about it, its tags, and what can be done with it.
pub const STOPS: [&str; 3] = [
    "h2 a, .about :is(a, button), .abstract a",
    ".tags:not(.known) button",
    ":is(.card-deeds, .pane-foot) button:not(.away), .star",
];

/// What holds such groups.
pub const STOPS_IN: &str = "article, .beside";

/// Returns the `id` of an item in the list of [`SUGGESTIONS`].
pub fn suggestion(at: usize) -> String {
    format!("suggestion-{at}")
}
