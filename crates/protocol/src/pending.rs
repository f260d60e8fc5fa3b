//! A change of a mark as the page writes it down before anything else, so that it is not lost if
//! the page is left within milliseconds. It is removed when the change is committed.

use crate::{ChangeMark, MarkChange, Millis, NoteChange};

/// The version of a change that is written down.
const VERSION: &str = "1";

/// Stands between what was typed; nobody types it.
const BETWEEN: &str = "\u{1f}";

/// A change of a mark that may not have been committed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pending {
    /// When it was asked for.
    pub at: Millis,
    /// The name of the paper: [`crate::Card::key`].
    pub key: String,
    /// The change.
    pub change: MarkChange,
}

impl Pending {
    /// Returns the text of a change: lines of its version, time and kind, of the paper's name, and of
    /// what was typed.
    pub fn store(change: &ChangeMark) -> String {
        let (kind, typed) = match &change.change {
            MarkChange::Star(is) => (["unstar", "star"][usize::from(*is)], String::new()),
            MarkChange::Read(is) => (["unread", "read"][usize::from(*is)], String::new()),
            MarkChange::Hide(is) => (["unhide", "hide"][usize::from(*is)], String::new()),
            MarkChange::Note(NoteChange { tags, note, tags_before, note_before }) => {
                let typed = [tags, note, tags_before, note_before];
                let typed = typed.map(|text| text.replace(BETWEEN, ""));
                ("note", format!("\n{}", typed.join(BETWEEN)))
            }
        };
        format!("{VERSION} {} {kind}\n{}{typed}", change.now.0, change.paper.key)
    }

    /// Reads such a text; `None` if it is damaged, or of another version.
    pub fn restore(text: &str) -> Option<Self> {
        let (head, rest) = text.split_once('\n')?;
        let mut words = head.split(' ');
        if words.next() != Some(VERSION) {
            return None;
        }
        let at = Millis(words.next()?.parse().ok()?);
        let (key, typed) = rest.split_once('\n').unwrap_or((rest, ""));
        let change = match words.next()? {
            "star" => MarkChange::Star(true),
            "unstar" => MarkChange::Star(false),
            "read" => MarkChange::Read(true),
            "unread" => MarkChange::Read(false),
            "hide" => MarkChange::Hide(true),
            "unhide" => MarkChange::Hide(false),
            "note" => {
                let typed: Vec<String> = typed.split(BETWEEN).map(str::to_owned).collect();
                let [tags, note, tags_before, note_before] = typed.try_into().ok()?;
                MarkChange::Note(NoteChange { tags, note, tags_before, note_before })
            }
            _ => return None,
        };
        (!key.is_empty()).then(|| Self { at, key: key.to_owned(), change })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{PaperRef, View};

    #[test]
    fn what_was_written_down_is_read() {
        let note = MarkChange::Note(NoteChange {
            tags: "later, sheep".into(),
            note: "Count them.\n\nTwice.".into(),
            note_before: "Count them.".into(),
            ..NoteChange::default()
        });
        let changes = [true, false]
            .into_iter()
            .flat_map(|is| [MarkChange::Star(is), MarkChange::Read(is), MarkChange::Hide(is)]);
        for change in changes.chain([note, MarkChange::Note(NoteChange::default())]) {
            let key = "doi:10.1/a b".to_owned();
            let paper = PaperRef { view: View::Digest, paper: 7, key: key.clone() };
            let now = Millis(1_774_000_000_000);
            let asked = ChangeMark { paper, change: change.clone(), now };
            let pending = Pending { at: now, key, change };
            assert_eq!(Pending::restore(&Pending::store(&asked)), Some(pending));
        }
    }

    #[test]
    fn what_is_damaged_is_not_read() {
        for text in
            ["", "1 5 star", "1 5 star\n", "2 5 star\narxiv:1", "1 x star\na", "1 5 note\na"]
        {
            assert_eq!(Pending::restore(text), None, "{text}");
        }
    }
}
