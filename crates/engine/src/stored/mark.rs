//! The form in which a mark is stored.

use super::version::{RestoreError, of_version};
use crate::marks::{Mark, Notes, Said, sort_keys};
use skimmark_digest::byline::boundary::Boundary;
use skimmark_paper::entry::Entry;
use skimmark_paper::identity::key::Key;
use skimmark_paper::json::fields::{Reading, WrongField};
use skimmark_paper::json::record::{self, field};
use skimmark_paper::json::{Fields, Json};

/// The version of the stored form that this program writes, and the newest that it reads.
const VERSION: u32 = 1;

impl Mark {
    /// The stored form, which [`Mark::restore`] reads: `{"v":1,"mark":{...}}`.
    pub fn store(&self) -> String {
        format!("{{\"v\":{VERSION},\"mark\":{}}}", self.json())
    }

    /// The form without version that backups hold: what was never said is absent.
    pub fn json(&self) -> Json<'_> {
        let keys = self.keys.iter().map(|key| Json::text(&key.0)).collect();
        let mut fields = vec![field("keys", Json::List(keys))];
        if self.changed > 0 || self.starred {
            fields.push(field("starred", Json::Flag(self.starred)));
            fields.push(field("changed", Json::Whole(self.changed)));
            fields.push(field("starred_at", Json::Whole(self.starred_at)));
        }
        for (name, said) in [("read", self.read), ("hidden", self.hidden)] {
            let said = said
                .map(|Said { set_at, what }| said_at(set_at, vec![field("is", Json::Flag(what))]));
            fields.extend(said.map(|said| field(name, said)));
        }
        fields.extend(self.notes.as_ref().map(|Said { set_at, what: Notes { tags, note } }| {
            let tags = tags.iter().map(|tag| Json::text(tag)).collect();
            let said = vec![field("tags", Json::List(tags)), field("note", Json::text(note))];
            field("notes", said_at(*set_at, said))
        }));
        if self.entry != Entry::default() {
            fields.push(field("entry", record::entry(&self.entry)));
            fields.push(field("taken_at", Json::Whole(self.taken_at)));
        }
        fields.extend(self.entry.glued.as_deref().map(|line| field("glued", Json::text(line))));
        fields.extend(self.boundary.as_ref().map(|Boundary { set_at, title }| {
            field("boundary", said_at(*set_at, vec![field("title", Json::text(title))]))
        }));
        Json::Object(fields)
    }

    /// Reads the stored form.
    ///
    /// # Errors
    /// Where a newer version wrote it, or it is damaged.
    pub fn restore(text: &str) -> Result<Self, RestoreError> {
        Self::read(of_version(text, "mark", VERSION)?.take("mark"))
    }

    /// Reads the form without version that backups hold.
    ///
    /// # Errors
    /// Where it is damaged.
    pub fn read(mark: Json<'_>) -> Result<Self, RestoreError> {
        let mut fields = Reading::of(mark, "mark")?;
        let changed = fields.whole("changed")?.unwrap_or_default();
        let flag = |said: &mut Reading<'_>| said.flag("is");
        let mark = Self {
            keys: fields.texts("keys")?.into_iter().map(Key).collect(),
            starred: fields.flag("starred")?,
            changed,
            starred_at: fields.whole("starred_at")?.unwrap_or_default(),
            read: said(&mut fields, "read", &flag)?,
            hidden: said(&mut fields, "hidden", &flag)?,
            notes: said(&mut fields, "notes", &|said| {
                Ok(Notes::new(said.texts("tags")?, said.text("note")?.unwrap_or_default()))
            })?,
            boundary: said(&mut fields, "boundary", &|said| said.text("title"))?
                .map(|Said { set_at, what }| Boundary { set_at, title: what.unwrap_or_default() }),
            // Before it was said, a paper was taken when its star changed.
            taken_at: fields.whole("taken_at")?.unwrap_or(changed),
            entry: Entry {
                glued: fields.text("glued")?,
                ..record::read_entry(fields.object("entry")?)?
            },
        };
        mark.checked()
    }

    /// The mark as this program would have made it, whatever it was read from.
    ///
    /// # Errors
    /// Where it names no paper.
    pub fn checked(mut self) -> Result<Self, RestoreError> {
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

fn said_at<'a>(set_at: u64, mut what: Fields<'a>) -> Json<'a> {
    what.push(field("set_at", Json::Whole(set_at)));
    Json::Object(what)
}

/// What was said under this name, and when; nothing, where there is none.
fn said<T>(
    fields: &mut Reading<'_>,
    name: &'static str,
    what: &dyn Fn(&mut Reading<'_>) -> Result<T, WrongField>,
) -> Result<Option<Said<T>>, WrongField> {
    let mut said = match fields.take(name) {
        Json::Null => return Ok(None),
        said => Reading::of(said, name)?,
    };
    Ok(Some(Said { set_at: said.whole("set_at")?.unwrap_or_default(), what: what(&mut said)? }))
}
