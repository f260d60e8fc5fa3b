//! A note that is being typed, as it is kept until it is saved.

use skimmark_protocol::stored::SHORT_TEXT;

/// Stands between the fields of the stored form; nobody types it.
const BETWEEN: char = '\u{1f}';

/// A note that is being typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// The title of its paper.
    pub title: String,
    /// The tags, as typed.
    pub tags: String,
    /// The note.
    pub note: String,
    /// The tags from which the reader began.
    pub tags_before: String,
    /// The note from which the reader began.
    pub note_before: String,
}

impl Draft {
    /// Returns whether it says nothing new.
    pub fn is_unchanged(&self) -> bool {
        self.tags.trim() == self.tags_before.trim() && self.note.trim() == self.note_before.trim()
    }

    /// Returns the stored form.
    pub fn store(&self) -> String {
        let Self { title, tags, note, tags_before, note_before } = self;
        let fields = [title, tags, note, tags_before, note_before];
        let fields = fields.map(|field| field.replace(BETWEEN, ""));
        [SHORT_TEXT, &fields.join(BETWEEN.encode_utf8(&mut [0; 4]))].concat()
    }

    /// Reads the stored form; `None` if it is damaged, or a newer version wrote it.
    pub fn restore(text: &str) -> Option<Self> {
        let fields: Vec<&str> = text.strip_prefix(SHORT_TEXT)?.split(BETWEEN).collect();
        let fields: [&str; 5] = fields.try_into().ok()?;
        let [title, tags, note, tags_before, note_before] = fields.map(str::to_owned);
        Some(Self { title, tags, note, tags_before, note_before })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_is_restored() {
        let draft = Draft {
            title: "Counting Sheep".to_owned(),
            tags: "later, ".to_owned(),
            note: "One line.\n\n=1 & 2%\u{1f}".to_owned(),
            note_before: "One line.".to_owned(),
            ..Draft::default()
        };
        let restored = Draft::restore(&draft.store()).unwrap();
        assert_eq!(restored, Draft { note: "One line.\n\n=1 & 2%".to_owned(), ..draft });
        assert!(!restored.is_unchanged());
        for text in ["", "1 a", "2 a\u{1f}b\u{1f}c\u{1f}d\u{1f}e", "1 a\u{1f}b\u{1f}c\u{1f}d"] {
            assert_eq!(Draft::restore(text), None, "{text}");
        }
    }
}
