//! Views and rules as they are stored, and as backups hold them.
//!
//! A change is an entry of the journal, `{"v":1,"view":{...}}`, under the name of its subject. The
//! whole is mirrored in one value, `{"v":1,"views":[...],"rules":[...],"gone":[...]}`, which
//! earlier versions read and write without times and without what is gone. What they write is
//! older than anything with a time: it adds what nobody knows of, and neither changes nor deletes
//! anything else, because such a version may write late what it heard from a newer one.

use std::borrow::Cow;

use serde::Serialize;
use skimmark_index::sorting;
use skimmark_paper::fields;
use skimmark_paper::json::{self, JsonError};
use skimmark_protocol::StoredMark;
use skimmark_protocol::rules::{Color, RuleEffect};
use skimmark_protocol::stored::DECISIONS_VERSION;

use super::part::Part;
use super::pieces::{self, Object};
use super::version::{self, RestoreError};
use crate::decisions::{Change, DecisionSet, Subject, What};

/// A change of a view or rule, with what it is about.
pub type Changed = (Subject, Change);

/// A saved view.
#[derive(Default, Serialize)]
pub struct ViewForm<'a> {
    name: Cow<'a, str>,
    query: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    made: Option<u64>,
}

fields!(ViewForm<'a> { name, query, at, made });

/// A rule; one without a color mutes.
#[derive(Default, Serialize)]
pub struct RuleForm<'a> {
    query: Option<Cow<'a, str>>,
    #[serde(rename = "colour", skip_serializing_if = "Option::is_none")]
    color: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    top: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    made: Option<u64>,
}

fields!(RuleForm<'a> { query, color = "colour", top, at, made });

/// A view or a rule that was deleted, by its query.
#[derive(Default, Serialize)]
pub struct GoneForm<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    view: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule: Option<Cow<'a, str>>,
    at: Option<u64>,
}

fields!(GoneForm<'a> { view, rule, at });

/// The lists of the stored form, which backups hold as well.
#[derive(Default)]
pub struct Forms<'a> {
    /// The views.
    pub views: Vec<ViewForm<'a>>,
    /// The rules.
    pub rules: Vec<RuleForm<'a>>,
    /// The deletions.
    pub gone: Vec<GoneForm<'a>>,
}

#[derive(Serialize)]
struct StoredForm<'a> {
    v: u32,
    views: Vec<ViewForm<'a>>,
    rules: Vec<RuleForm<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    gone: Vec<GoneForm<'a>>,
}

/// An entry of the journal; one of the three is there.
#[derive(Default, Serialize)]
struct EntryForm<'a> {
    v: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    view: Option<ViewForm<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule: Option<RuleForm<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    gone: Option<GoneForm<'a>>,
}

fields!(EntryForm<'a> { v, view, rule, gone });

/// The parts of a stored form, each read by itself: which it is, its place in its list, counted
/// from 1, and what it holds.
pub type Parts = Vec<(Part, usize, Result<Changed, RestoreError>)>;

/// Returns the stored form of all, which [`restore`] reads.
pub fn store(decisions: &DecisionSet) -> String {
    let Forms { views, rules, gone } = forms(decisions);
    json::write(&StoredForm { v: DECISIONS_VERSION, views, rules, gone })
}

/// Returns the forms without a version that backups hold.
pub fn forms(decisions: &DecisionSet) -> Forms<'_> {
    let mut forms = Forms::default();
    let all: Vec<_> = decisions.iter().collect();
    // Those of one time stay in the order of their queries.
    for place in sorting::order(all.iter().map(|(_, change)| change.made)) {
        let (subject, change) = all[place];
        match (subject, &change.what) {
            (_, None) => forms.gone.push(GoneForm::of(subject, change)),
            (Subject::View(_), Some(_)) => forms.views.extend(ViewForm::of(subject, change)),
            (Subject::Rule(_), Some(_)) => forms.rules.extend(RuleForm::of(subject, change)),
        }
    }
    forms
}

/// Returns the entry of a change in the journal, which [`read_entry`] reads.
pub fn entry(subject: &Subject, change: &Change) -> StoredMark {
    let gone = change.what.is_none().then(|| GoneForm::of(subject, change));
    let (view, rule) = (ViewForm::of(subject, change), RuleForm::of(subject, change));
    let form = EntryForm { v: DECISIONS_VERSION, view, rule, gone };
    StoredMark { name: subject.name(), text: json::write(&form) }
}

/// Reads an entry of the journal.
///
/// # Errors
/// If a newer version wrote it, or it is damaged.
pub fn read_entry(text: &str) -> Result<Changed, RestoreError> {
    version::check(text, DECISIONS_VERSION)?;
    let EntryForm { view, rule, gone, .. } = json::read(text)?;
    match (view, rule, gone) {
        (Some(view), None, None) => view.change(0),
        (None, Some(rule), None) => rule.change(0),
        (None, None, Some(gone)) => gone.change(),
        _ => Err(RestoreError::Damaged("it is not about one view or rule".to_owned())),
    }
}

/// Reads the stored form; it holds nothing if it is empty.
///
/// # Errors
/// If a newer version wrote it, or it is damaged as a whole.
pub fn restore(text: &str) -> Result<Parts, RestoreError> {
    if text.is_empty() {
        return Ok(Parts::new());
    }
    match pieces::first(text) {
        Some(object) if object.value("v").is_some() => {
            version::check_number(object.value("v"), DECISIONS_VERSION)?;
            let mut parts = parts(&object);
            if object.is_cut {
                let cut = RestoreError::Damaged("it is cut off".to_owned());
                parts.push((Part::Rest, 1, Err(cut)));
            }
            Ok(parts)
        }
        // It says what is wrong.
        _ => version::check(text, DECISIONS_VERSION).map(|()| Parts::new()),
    }
}

/// Reads the views, rules and deletions of an object.
pub fn parts(object: &Object<'_>) -> Parts {
    let read = |part, name, read: fn(&str, u64) -> Result<Changed, RestoreError>| {
        let items = object.items(name).zip(0..);
        items.map(move |(item, place)| (part, place + 1, read(item, place as u64)))
    };
    let views =
        read(Part::View, "views", |item, place| json::read::<ViewForm<'_>>(item)?.change(place));
    let rules =
        read(Part::Rule, "rules", |item, place| json::read::<RuleForm<'_>>(item)?.change(place));
    let gone = read(Part::Gone, "gone", |item, _| json::read::<GoneForm<'_>>(item)?.change());
    views.chain(rules).chain(gone).collect()
}

/// Returns a time to write: none if none is known.
fn time(at: u64) -> Option<u64> {
    (at > 0).then_some(at)
}

/// Returns the place in the list to write, unless it is that of the time.
fn place(change: &Change) -> Option<u64> {
    (change.at > 0 && change.made != change.at).then_some(change.made)
}

/// Returns a change of what is at this place of a list without times.
fn change(at: Option<u64>, made: Option<u64>, place: u64, what: What) -> Change {
    Change { at: at.unwrap_or(0), made: made.or(at).unwrap_or(place), what: Some(what) }
}

fn plain(text: &str) -> String {
    text.trim().to_owned()
}

/// Returns the value of a field that has to be there.
fn required<T>(name: &str, value: Option<T>) -> Result<T, JsonError> {
    value.ok_or_else(|| JsonError::WrongField(name.to_owned()))
}

impl<'a> ViewForm<'a> {
    fn of(subject: &'a Subject, change: &'a Change) -> Option<Self> {
        let Some(What::Name(name)) = &change.what else { return None };
        let (name, query) = (Cow::Borrowed(name.as_str()), Some(subject.query().into()));
        Some(Self { name, query, at: time(change.at), made: place(change) })
    }

    fn change(self, place: u64) -> Result<Changed, RestoreError> {
        let query = required("query", self.query)?;
        let what = What::Name(plain(&self.name));
        Ok((Subject::View(plain(&query)), change(self.at, self.made, place, what)))
    }
}

impl<'a> RuleForm<'a> {
    fn of(subject: &'a Subject, change: &'a Change) -> Option<Self> {
        let Some(What::Effect(effect)) = change.what else { return None };
        let (color, top) = match effect {
            RuleEffect::Mute => (None, None),
            RuleEffect::Highlight { color, top } => (Some(color.name().into()), Some(top)),
        };
        let query = Some(subject.query().into());
        Some(Self { query, color, top, at: time(change.at), made: place(change) })
    }

    fn change(self, place: u64) -> Result<Changed, RestoreError> {
        let query = required("query", self.query)?;
        let effect = match self.color {
            None => RuleEffect::Mute,
            Some(name) => RuleEffect::Highlight {
                color: required("colour", Color::of_name(&name))?,
                top: self.top.unwrap_or_default(),
            },
        };
        let what = What::Effect(effect);
        Ok((Subject::Rule(plain(&query)), change(self.at, self.made, place, what)))
    }
}

impl<'a> GoneForm<'a> {
    fn of(subject: &'a Subject, change: &Change) -> Self {
        let (view, rule) = match subject {
            Subject::View(query) => (Some(query.into()), None),
            Subject::Rule(query) => (None, Some(query.into())),
        };
        Self { view, rule, at: Some(change.at) }
    }

    fn change(self) -> Result<Changed, RestoreError> {
        let subject = match (self.view, self.rule) {
            (Some(query), None) => Subject::View(plain(&query)),
            (None, Some(query)) => Subject::Rule(plain(&query)),
            _ => return Err(JsonError::WrongField("view".to_owned()).into()),
        };
        Ok((subject, Change::gone(required("at", self.at)?)))
    }
}

#[cfg(test)]
mod tests;
