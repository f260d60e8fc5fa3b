//! What the reader decided about queries: views that are saved, and rules that mute or highlight
//! whatever a query finds. All of it is one value in storage; the newest one wins.

use serde::{Deserialize, Serialize};

use crate::export::fields::{Reading, WrongField};
use crate::export::json::Json;
use crate::export::record::field;
use crate::marks::{RestoreError, of_version};

/// The version of the stored form that this program writes, and the newest that it reads.
const VERSION: u32 = 1;

/// A query with a name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedView {
    /// What the reader calls it; two views may share a name.
    pub name: String,
    /// The query, in the query language; no two views share it.
    pub query: String,
}

/// What becomes of all papers that a query finds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rule {
    /// The query, in the query language; no two rules share it.
    pub query: String,
    /// What becomes of what it finds.
    pub deed: Deed,
}

/// What becomes of the papers of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Deed {
    /// They are hidden and counted.
    Mute,
    /// They are marked with a colour.
    Highlight {
        /// The colour.
        colour: Colour,
        /// They stand ahead of the others.
        top: bool,
    },
}

/// The colour of a highlight.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Colour {
    /// As of a marker.
    #[default]
    Amber,
    /// As of leaves.
    Green,
    /// As of the sky.
    Blue,
    /// As of a rose.
    Rose,
}

impl Colour {
    /// All colours, with their names.
    pub const ALL: [(Self, &'static str); 4] = [
        (Self::Amber, "amber"),
        (Self::Green, "green"),
        (Self::Blue, "blue"),
        (Self::Rose, "rose"),
    ];

    /// Its name.
    pub fn name(self) -> &'static str {
        Self::ALL[self as usize].1
    }

    fn of(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known)| *known == name).map(|(colour, _)| *colour)
    }
}

/// All saved views and rules, in the order in which they were made.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decisions {
    /// The views.
    pub views: Vec<SavedView>,
    /// The rules.
    pub rules: Vec<Rule>,
}

/// A change of the decisions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Decision {
    /// Save a view; one of the same query takes the new name.
    Save(SavedView),
    /// Forget the view of this query.
    Forget(String),
    /// Make a rule; one of the same query does the new deed.
    Make(Rule),
    /// Drop the rule of this query.
    Drop(String),
}

impl Decisions {
    /// Makes a change. Queries count without the blanks around them, and empty ones not at all.
    pub fn decide(&mut self, decision: Decision) {
        match decision {
            Decision::Save(SavedView { name, query }) => {
                let view = SavedView { name: plain(&name), query: plain(&query) };
                let place = self.views.iter().position(|known| known.query == view.query);
                put(&mut self.views, place, view, |view| !view.query.is_empty());
            }
            Decision::Forget(query) => self.views.retain(|view| view.query != query),
            Decision::Make(Rule { query, deed }) => {
                let rule = Rule { query: plain(&query), deed };
                let place = self.rules.iter().position(|known| known.query == rule.query);
                put(&mut self.rules, place, rule, |rule| !rule.query.is_empty());
            }
            Decision::Drop(query) => self.rules.retain(|rule| rule.query != query),
        }
    }

    /// Adds what `other` has beyond it.
    pub fn merge(&mut self, other: Self) {
        for view in other.views {
            if self.views.iter().all(|known| known.query != view.query) {
                self.decide(Decision::Save(view));
            }
        }
        for rule in other.rules {
            if self.rules.iter().all(|known| known.query != rule.query) {
                self.decide(Decision::Make(rule));
            }
        }
    }

    /// The stored form, which [`Decisions::restore`] reads: `{"v":1,"views":[...],"rules":[...]}`.
    pub fn store(&self) -> String {
        let mut fields = vec![field("v", Json::Whole(VERSION.into()))];
        fields.extend(self.fields());
        Json::Object(fields).to_string()
    }

    /// The fields without version that backups hold.
    pub fn fields(&self) -> [(std::borrow::Cow<'_, str>, Json<'_>); 2] {
        let views = self.views.iter().map(|SavedView { name, query }| {
            Json::Object(vec![field("name", Json::text(name)), field("query", Json::text(query))])
        });
        let rules = self.rules.iter().map(|Rule { query, deed }| {
            let mut fields = vec![field("query", Json::text(query))];
            if let Deed::Highlight { colour, top } = deed {
                fields.push(field("colour", Json::text(colour.name())));
                fields.push(field("top", Json::Flag(*top)));
            }
            Json::Object(fields)
        });
        [field("views", Json::List(views.collect())), field("rules", Json::List(rules.collect()))]
    }

    /// Reads the stored form; nothing was decided where it is empty.
    ///
    /// # Errors
    /// Where a newer version wrote it, or it is damaged.
    pub fn restore(text: &str) -> Result<Self, RestoreError> {
        if text.is_empty() {
            return Ok(Self::default());
        }
        Ok(Self::read(&mut of_version(text, "decisions", VERSION)?)?)
    }

    /// Reads the fields without version that backups hold; where there are none, nothing.
    ///
    /// # Errors
    /// Where they are damaged.
    pub fn read(fields: &mut Reading<'_>) -> Result<Self, WrongField> {
        let mut read = Self::default();
        for view in fields.list("views")? {
            let mut view = Reading::of(view, "view")?;
            let name = view.text("name")?.unwrap_or_default();
            let query = view.text("query")?.ok_or(WrongField("query"))?;
            read.decide(Decision::Save(SavedView { name, query }));
        }
        for rule in fields.list("rules")? {
            let mut rule = Reading::of(rule, "rule")?;
            let query = rule.text("query")?.ok_or(WrongField("query"))?;
            let deed = match rule.text("colour")? {
                None => Deed::Mute,
                Some(name) => Deed::Highlight {
                    colour: Colour::of(&name).ok_or(WrongField("colour"))?,
                    top: rule.flag("top")?,
                },
            };
            read.decide(Decision::Make(Rule { query, deed }));
        }
        Ok(read)
    }
}

fn plain(text: &str) -> String {
    text.trim().to_owned()
}

/// Puts `item` at its place in the list, or at its end.
fn put<T>(list: &mut Vec<T>, place: Option<usize>, item: T, counts: impl Fn(&T) -> bool) {
    match place.and_then(|place| list.get_mut(place)) {
        _ if !counts(&item) => {}
        Some(known) => *known = item,
        None => list.push(item),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn view(name: &str, query: &str) -> SavedView {
        SavedView { name: name.to_owned(), query: query.to_owned() }
    }

    #[test]
    fn a_query_has_one_view_and_one_rule() {
        let mut all = Decisions::default();
        all.decide(Decision::Save(view("Sheep", " sheep ")));
        all.decide(Decision::Save(view("", "  ")));
        all.decide(Decision::Save(view("Goats", "goats")));
        all.decide(Decision::Save(view("Flocks", "sheep")));
        assert_eq!(all.views, [view("Flocks", "sheep"), view("Goats", "goats")]);
        all.decide(Decision::Forget("goats".to_owned()));
        assert_eq!(all.views.len(), 1);
        let highlight = Deed::Highlight { colour: Colour::Rose, top: true };
        for deed in [Deed::Mute, highlight] {
            all.decide(Decision::Make(Rule { query: "wolf".to_owned(), deed }));
        }
        assert_eq!(all.rules, [Rule { query: "wolf".to_owned(), deed: highlight }]);
    }

    #[test]
    fn what_is_damaged_or_newer_is_told_apart() {
        assert_eq!(Decisions::restore(""), Ok(Decisions::default()));
        let newer = Decisions::restore(r#"{"v":2,"views":7}"#);
        assert_eq!(newer, Err(RestoreError::Newer { version: 2 }));
        for text in [
            "{",
            "{}",
            r#"{"v":1,"views":[{}]}"#,
            r#"{"v":1,"rules":[{"query":"a","colour":"x"}]}"#,
        ] {
            assert!(matches!(Decisions::restore(text), Err(RestoreError::Damaged(_))), "{text}");
        }
    }

    fn decisions() -> impl Strategy<Value = Vec<Decision>> {
        let view = ("\\PC{0,4}", "[ab]{0,2}").prop_map(|(name, query)| view(&name, &query));
        let deed = prop_oneof![
            Just(Deed::Mute),
            (0..4_usize, any::<bool>())
                .prop_map(|(colour, top)| Deed::Highlight { colour: Colour::ALL[colour].0, top })
        ];
        let rule = ("\\PC{0,3}", deed).prop_map(|(query, deed)| Rule { query, deed });
        let one = prop_oneof![
            view.prop_map(Decision::Save),
            "[ab]".prop_map(Decision::Forget),
            rule.prop_map(Decision::Make),
            "[ab]".prop_map(Decision::Drop)
        ];
        proptest::collection::vec(one, 0..8)
    }

    proptest! {
        #[test]
        fn what_was_stored_is_restored(decided in decisions(), others in decisions()) {
            let mut all = Decisions::default();
            decided.into_iter().for_each(|decision| all.decide(decision));
            prop_assert_eq!(Decisions::restore(&all.store()), Ok(all.clone()));
            let mut other = Decisions::default();
            others.into_iter().for_each(|decision| other.decide(decision));
            all.merge(other.clone());
            let merged = all.clone();
            all.merge(other);
            prop_assert_eq!(all, merged);
        }
    }
}
