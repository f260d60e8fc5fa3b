//! What the reader can do: one table, from which keys, the buttons of a card, the menu "More",
//! swipes, the reading pane and the list of keys are drawn.
//!
//! A new command is a row here and its action in `app/state/action.rs`; without the action the
//! program does not compile.

use super::bindings::Bound;
use skimmark_protocol::ReaderState;

/// A row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// What the row is about.
    pub command: Command,
    /// Its keys, with the name under which the reader's own choice is stored; `None` if it has only
    /// a button or a place in the menu.
    pub bound: Bound,
    /// Keys that do it as well, and can't be changed.
    pub also: Option<&'static str>,
    /// What it does, in the list of keys.
    pub label: &'static str,
    /// Its button on a card.
    pub button: Option<Button>,
    /// What the menu "More" of a paper calls it.
    pub menu: Option<&'static str>,
    /// The swipe that does it.
    pub swipe: Option<Swipe>,
}

/// A button of a card.
#[derive(Clone, Copy, Debug)]
pub struct Button {
    /// The place among the buttons.
    pub place: u8,
    /// What is written on it.
    pub text: &'static str,
    /// What it is called, for those who do not see it; if it is a toggle, its text.
    pub name: &'static str,
    /// For a toggle: whether it is pressed.
    pub pressed: Option<fn(&ReaderState) -> bool>,
}

/// A direction in which a card is swiped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Swipe {
    /// To the left.
    Left,
    /// To the right.
    Right,
}

/// Declares [`Command`] and [`COMMANDS`] from the same rows.
macro_rules! commands {
    ($($command:ident => $row:expr,)*) => {
        /// Something that the reader can do.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[allow(missing_docs)]
        pub enum Command { $($command),* }

        /// All commands, in the order of the list of keys.
        pub const COMMANDS: &[Row] = &[$(Row { command: Command::$command, ..$row }),*];
    };
}

commands! {
    Next => row("next", &["j", "n"], "Next paper"),
    Previous => row("previous", &["k", "p", "K"], "Previous paper"),
    Unfold => row("unfold", &["o"], "Show more / less of the abstract"),
    Layout => row("beside", &["i"], "Cards, or a list with the paper beside it"),
    Visit => row("visit", &["v"], "Open the paper in a new tab"),
    Star => row("star", &["s"], "Star / unstar").swipe(Swipe::Right),
    Read => row("read", &["m"], "Mark read / unread").toggle(1, "Mark read", |own| own.read),
    Hide => row("hide", &["h"], "Hide / show")
        .toggle(3, "Hide", |own| own.hidden)
        .swipe(Swipe::Left),
    Note => row("note", &["e"], "Note and tags").button(2, "Note", "Note and tags"),
    MoreLike => row("more-like", &["l"], "More like this").menu("More like this"),
    Copy => row("copy", &["c"], "Copy as Markdown")
        .button(4, "Copy", "Copy")
        .menu("Copy as Markdown"),
    CopyBibtex => row("bibtex", &["b"], "Copy as BibTeX").menu("Copy as BibTeX"),
    Select => row("select", &["x"], "Select / deselect"),
    SelectAll => row("select-all", &["X"], "Select up to here, or all papers shown"),
    ReadNext => row("read-next", &["J"], "Mark read and go to the next"),
    ReadAbove => row("read-above", &["M"], "Mark all above as read"),
    ReadAll => row("read-all", &["A"], "Mark all shown as read"),
    Undo => row("undo", &["u"], "Undo").also("Ctrl+Z"),
    Search => row("search", &["/"], "Search").also("Ctrl+F"),
    First => row("first", &["gg"], "First paper"),
    Last => row("last", &["G"], "Last paper"),
    Digest => row("digest", &["gd"], "Digest"),
    Bookmarks => row("bookmarks", &["gb"], "Bookmarks"),
    Library => row("library", &["gl"], "Library"),
    Help => row("help", &["?"], "Keyboard shortcuts"),
    More => row("more", &[], "More").button(5, "More", "More"),
    Authors => row("authors", &[], "Authors").menu("Fix title and authors"),
}

/// Keys that belong to no command, cannot be changed, and are listed below the others.
pub const FIXED: [(&str, &str); 3] = [
    ("Space", "Scroll the reading pane, then go to the next paper"),
    ("Ctrl+P", "Print the papers shown"),
    ("Esc", "Close, leave the search, select none, or clear the filters"),
];

impl Command {
    /// Returns the command's row.
    pub fn row(self) -> &'static Row {
        // The rows are in the order of the enum, because one macro makes both.
        &COMMANDS[self as usize]
    }
}

/// Returns what each row is bound to, in the order of [`COMMANDS`].
pub fn bounds() -> Vec<Bound> {
    COMMANDS.iter().map(|row| row.bound).collect()
}

/// Returns the buttons of a card in their order.
pub fn buttons() -> Vec<(Command, Button)> {
    let button = |row: &Row| row.button.map(|button| (row.command, button));
    let mut buttons: Vec<(Command, Button)> = Vec::new();
    for (command, button) in COMMANDS.iter().filter_map(button) {
        // The sorts of the standard library would be most of a percent of the page.
        let at = buttons.partition_point(|(_, other)| other.place <= button.place);
        buttons.insert(at, (command, button));
    }
    buttons
}

/// The buttons of the reading pane: what is written on them, and what they are called for those who do not
/// see it; toggles are as on a card.
pub const OF_PANE: [(Command, Button); 7] = [
    (Command::Star, toggle("Star", |own| own.starred)),
    (Command::Read, toggle("Mark read", |own| own.read)),
    (Command::Hide, toggle("Hide", |own| own.hidden)),
    (Command::Note, plain("Note", "Note and tags")),
    (Command::CopyBibtex, plain("Cite", "Cite as BibTeX")),
    (Command::Visit, plain("Open", "Open in a new tab")),
    (Command::More, plain("More", "More")),
];

const fn plain(text: &'static str, name: &'static str) -> Button {
    Button { place: 0, text, name, pressed: None }
}

const fn toggle(text: &'static str, pressed: fn(&ReaderState) -> bool) -> Button {
    Button { place: 0, text, name: text, pressed: Some(pressed) }
}

/// Returns the commands of the menu "More", with what they are called there.
pub fn menu() -> impl Iterator<Item = (Command, &'static str)> {
    COMMANDS.iter().filter_map(|row| Some((row.command, row.menu?)))
}

/// Returns what a swipe does.
pub fn swiped(swipe: Swipe) -> Option<&'static Row> {
    COMMANDS.iter().find(|row| row.swipe == Some(swipe))
}

const fn row(name: &'static str, keys: &'static [&'static str], label: &'static str) -> Row {
    Row {
        // The macro writes the right one.
        command: Command::Next,
        bound: Bound { name, keys },
        also: None,
        label,
        button: None,
        menu: None,
        swipe: None,
    }
}

impl Row {
    const fn also(self, keys: &'static str) -> Self {
        Self { also: Some(keys), ..self }
    }

    const fn button(self, place: u8, text: &'static str, name: &'static str) -> Self {
        Self { button: Some(Button { place, ..plain(text, name) }), ..self }
    }

    const fn toggle(
        self,
        place: u8,
        text: &'static str,
        pressed: fn(&ReaderState) -> bool,
    ) -> Self {
        Self { button: Some(Button { place, ..toggle(text, pressed) }), ..self }
    }

    const fn menu(self, words: &'static str) -> Self {
        Self { menu: Some(words), ..self }
    }

    const fn swipe(self, swipe: Swipe) -> Self {
        Self { swipe: Some(swipe), ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::bindings::is_key;

    #[test]
    fn every_key_does_one_thing_and_every_name_is_one_commands() {
        let mut keys: Vec<&str> = COMMANDS.iter().flat_map(|row| row.bound.keys).copied().collect();
        assert!(keys.iter().all(|key| is_key(key)));
        let mut names: Vec<&str> = COMMANDS.iter().map(|row| row.bound.name).collect();
        for list in [&mut keys, &mut names] {
            let all = list.len();
            list.sort_unstable();
            list.dedup();
            assert_eq!(list.len(), all);
        }
    }

    #[test]
    fn every_command_can_be_given_and_finds_its_row() {
        for row in COMMANDS {
            assert!(!row.bound.keys.is_empty() || row.button.is_some() || row.menu.is_some());
            assert_eq!(row.command.row().bound.name, row.bound.name);
        }
    }

    #[test]
    fn a_card_has_its_buttons_in_their_order() {
        let texts: Vec<&str> = buttons().iter().map(|(_, button)| button.text).collect();
        assert_eq!(texts, ["Mark read", "Note", "Hide", "Copy", "More"]);
        let swipe = |swipe| swiped(swipe).map(|row| row.command);
        assert_eq!(swipe(Swipe::Right), Some(Command::Star));
        assert_eq!(swipe(Swipe::Left), Some(Command::Hide));
    }

    /// Returns the keys in the rows of README's table.
    fn keys_of_readme() -> Vec<String> {
        let readme = include_str!("../../README.md");
        let rows = readme.lines().filter(|line| line.starts_with("| <kbd>"));
        let cells = rows.filter_map(|row| row.split('|').nth(1));
        let chords = cells.flat_map(|cell| {
            cell.replace("<kbd>Ctrl</kbd> <kbd>", "<kbd>Ctrl+")
                .split("<kbd>")
                .skip(1)
                .filter_map(|part| part.split_once("</kbd>").map(|(key, _)| key.to_owned()))
                .collect::<Vec<_>>()
        });
        chords.collect()
    }

    #[test]
    fn readme_names_keys_that_there_are() {
        let listed = keys_of_readme();
        assert!(listed.len() > 10);
        for key in &listed {
            let is = |row: &Row| {
                row.bound.keys.contains(&key.as_str()) || row.also == Some(key.as_str())
            };
            let fixed = FIXED.iter().any(|(fixed, _)| fixed == key);
            assert!(fixed || COMMANDS.iter().any(is), "README lists {key}, which does nothing");
        }
        // What README leaves to the page's own list: the ways from screen to screen and to the ends.
        let left = ["first", "last", "digest", "bookmarks", "library"];
        for row in COMMANDS.iter().filter(|row| !left.contains(&row.bound.name)) {
            let known = row.bound.keys.iter().any(|key| listed.iter().any(|it| it == key));
            assert!(known || row.bound.keys.is_empty(), "README does not list {}", row.bound.name);
        }
    }
}
