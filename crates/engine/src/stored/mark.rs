//! The form in which a mark is stored.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use skimmark_byline::boundary::Boundary;
use skimmark_paper::entry::Entry;
use skimmark_paper::identity::key::{self, Key};
use skimmark_paper::{fields, json};
use skimmark_protocol::StoredMark;
use skimmark_protocol::stored::MARK_VERSION;

use super::version::{self, RestoreError};
use crate::marks::{Mark, Notes, Stamped, sort_keys};

/// A mark as backups hold it, without a version: what was never decided is absent.
#[derive(Default, Serialize)]
pub struct MarkForm<'a> {
    keys: Cow<'a, [Key]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    starred: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    changed: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    starred_at: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    read: Option<FlagForm>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hidden: Option<FlagForm>,
    #[serde(skip_serializing_if = "Option::is_none")]
    notes: Option<NotesForm<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    entry: Option<Cow<'a, Entry>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    taken_at: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    glued: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    boundary: Option<BoundaryForm<'a>>,
}

fields!(MarkForm<'a> {
    keys, starred, changed, starred_at, read, hidden, notes, entry, taken_at, glued, boundary,
});

#[derive(Default, Serialize)]
struct FlagForm {
    is: bool,
    set_at: u64,
}

fields!(FlagForm { is, set_at });

#[derive(Default, Serialize)]
struct NotesForm<'a> {
    tags: Cow<'a, [String]>,
    note: Cow<'a, str>,
    set_at: u64,
}

fields!(NotesForm<'a> { tags, note, set_at });

#[derive(Default, Serialize)]
struct BoundaryForm<'a> {
    title: Cow<'a, str>,
    set_at: u64,
}

fields!(BoundaryForm<'a> { title, set_at });

/// A mark as it is stored: `{"v":1,"mark":{...}}`.
#[derive(Serialize)]
struct StoredForm<'a> {
    v: u32,
    mark: MarkForm<'a>,
}

/// What is read of [`StoredForm`] once its version is known.
#[derive(Deserialize)]
struct OfVersion<'a> {
    mark: MarkForm<'a>,
}

impl Mark {
    /// Returns the stored form, which [`Mark::restore`] reads.
    pub fn store(&self) -> String {
        json::write(&StoredForm { v: MARK_VERSION, mark: self.form() })
    }

    /// Returns the stored form with the name that it is stored under.
    pub fn stored(&self) -> StoredMark {
        StoredMark { name: self.name(), text: self.store() }
    }

    /// Returns the name that it is stored under.
    pub fn name(&self) -> String {
        self.keys.first().map(|key| key.0.clone()).unwrap_or_default()
    }

    /// Returns the stored form without the paper, which is kept elsewhere.
    pub fn store_small(&self) -> String {
        let mark = MarkForm { entry: None, taken_at: None, glued: None, ..self.form() };
        json::write(&StoredForm { v: MARK_VERSION, mark })
    }

    /// Returns the form without a version that backups hold.
    pub fn form(&self) -> MarkForm<'_> {
        let star = self.changed > 0 || self.starred;
        let taken = self.entry != Entry::default();
        MarkForm {
            keys: Cow::Borrowed(&self.keys),
            starred: star.then_some(self.starred),
            changed: star.then_some(self.changed),
            starred_at: star.then_some(self.starred_at),
            read: self.read.map(FlagForm::of),
            hidden: self.hidden.map(FlagForm::of),
            notes: self.notes.as_ref().map(NotesForm::of),
            entry: taken.then_some(Cow::Borrowed(&self.entry)),
            taken_at: taken.then_some(self.taken_at),
            glued: self.entry.glued.as_deref().map(Cow::Borrowed),
            boundary: self.boundary.as_ref().map(BoundaryForm::of),
        }
    }

    /// Reads the stored form.
    ///
    /// # Errors
    /// If a newer version wrote it, or it is damaged.
    pub fn restore(text: &str) -> Result<Self, RestoreError> {
        version::check(text, MARK_VERSION)?;
        Self::of_form(json::read::<OfVersion<'_>>(text)?.mark)
    }

    /// Reads the form without a version that backups hold.
    ///
    /// # Errors
    /// If it is damaged.
    pub fn read(text: &str) -> Result<Self, RestoreError> {
        Self::of_form(json::read(text)?)
    }

    fn of_form(form: MarkForm<'_>) -> Result<Self, RestoreError> {
        let changed = form.changed.unwrap_or_default();
        let entry = form.entry.map(Cow::into_owned).unwrap_or_default();
        let mark = Self {
            keys: form.keys.into_owned(),
            starred: form.starred.unwrap_or_default(),
            changed,
            starred_at: form.starred_at.unwrap_or_default(),
            read: form.read.map(FlagForm::stamped),
            hidden: form.hidden.map(FlagForm::stamped),
            notes: form.notes.map(NotesForm::stamped),
            boundary: form.boundary.map(BoundaryForm::boundary),
            // Before this time was stored, a paper was taken when its star changed.
            taken_at: form.taken_at.unwrap_or(changed),
            entry: Entry { glued: form.glued.map(Cow::into_owned), ..entry },
        };
        mark.checked()
    }

    /// Returns the mark as this program would have made it, whatever it was read from.
    ///
    /// # Errors
    /// If it names no paper.
    pub fn checked(mut self) -> Result<Self, RestoreError> {
        if let Some(former) = key::former(&self.entry)
            && self.keys.iter().any(|key| former.contains(key))
        {
            self.keys.retain(|key| !former.contains(key));
            self.keys.extend(key::keys(&self.entry));
        }
        sort_keys(&mut self.keys);
        self.keys.retain(|key| !key.0.is_empty());
        self.entry.links.retain(|link| {
            ["https://", "http://"].iter().any(|scheme| link.url.starts_with(scheme))
        });
        if self.entry == Entry::default() {
            self.taken_at = 0;
        }
        if self.keys.is_empty() {
            return Err(RestoreError::Damaged("it names no paper".to_owned()));
        }
        Ok(self)
    }
}

impl FlagForm {
    fn of(Stamped { set_at, what: is }: Stamped<bool>) -> Self {
        Self { is, set_at }
    }

    fn stamped(self) -> Stamped<bool> {
        Stamped { set_at: self.set_at, what: self.is }
    }
}

impl<'a> NotesForm<'a> {
    fn of(Stamped { set_at, what: Notes { tags, note } }: &'a Stamped<Notes>) -> Self {
        Self { tags: Cow::Borrowed(tags), note: Cow::Borrowed(note), set_at: *set_at }
    }

    fn stamped(self) -> Stamped<Notes> {
        let what = Notes::new(self.tags.into_owned(), self.note.into_owned());
        Stamped { set_at: self.set_at, what }
    }
}

impl<'a> BoundaryForm<'a> {
    fn of(Boundary { set_at, title }: &'a Boundary) -> Self {
        Self { title: Cow::Borrowed(title), set_at: *set_at }
    }

    fn boundary(self) -> Boundary {
        Boundary { set_at: self.set_at, title: self.title.into_owned() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stored_form_stays_as_it_is() {
        let texts = [
            r#"{"v":1,"mark":{"keys":["title:a"],"read":{"is":true,"set_at":20}}}"#,
            concat!(
                r#"{"v":1,"mark":{"keys":["arxiv:1","title:a"],"starred":true,"changed":10,"#,
                r#""starred_at":9,"hidden":{"is":false,"set_at":11},"#,
                r#""notes":{"tags":["later"],"note":"a \"b\"","set_at":12},"#,
                r#""entry":{"title":"A","score":97.8,"confidence":0.92},"taken_at":10,"#,
                r#""glued":"AAna","boundary":{"title":"A","set_at":13}}}"#
            ),
        ];
        for text in texts {
            assert_eq!(Mark::restore(text).unwrap().store(), text);
        }
    }

    #[test]
    fn the_small_form_holds_all_but_the_paper_and_never_wins_over_it() {
        let text = concat!(
            r#"{"v":1,"mark":{"keys":["title:a"],"starred":true,"changed":10,"starred_at":9,"#,
            r#""entry":{"title":"A"},"taken_at":10,"glued":"AAna"}}"#
        );
        let whole = Mark::restore(text).unwrap();
        let small = Mark::restore(&whole.store_small()).unwrap();
        assert_eq!((small.starred, small.starred_at, small.taken_at), (true, 9, 0));
        for [first, second] in [[&whole, &small], [&small, &whole]] {
            let mut merged = first.clone();
            merged.merge(second.clone());
            assert_eq!(merged, whole);
        }
    }

    #[test]
    fn what_older_versions_stored_is_read() {
        let text = r#"{"v":1,"mark":{"keys":["title:a"],"starred":true,"changed":10,
            "read":null,"notes":{"tags":null},"entry":{"title":"A"},"color":[1]}}"#;
        let mark = Mark::restore(text).unwrap();
        assert_eq!((mark.starred, mark.taken_at, mark.read), (true, 10, None));
        assert!(mark.notes.is_some_and(|notes| notes.what.is_empty()));
    }

    #[test]
    fn a_wrong_field_is_named() {
        for (field, text) in [
            ("starred", r#"{"keys":["title:a"],"starred":1,"changed":2}"#),
            ("set_at", r#"{"keys":["title:a"],"read":{"is":true,"set_at":"x"}}"#),
            ("score", r#"{"keys":["title:a"],"entry":{"title":"A","score":-250},"taken_at":1}"#),
        ] {
            let reason = format!("\"{field}\" is missing or wrong");
            assert_eq!(Mark::read(text), Err(RestoreError::Damaged(reason)), "{text}");
        }
    }
}
