//! What the reader decided about queries: views that are saved, and rules that mute or highlight
//! whatever a query finds. All of it is one value in storage; the newest one wins.

use serde::{Deserialize, Serialize};

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
    pub effect: RuleEffect,
}

/// What becomes of the papers of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RuleEffect {
    /// They are hidden and counted.
    Mute,
    /// They are marked with a color.
    Highlight {
        /// The color.
        color: Color,
        /// Whether they come before the others.
        top: bool,
    },
}

/// The color of a highlight.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Color {
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

impl Color {
    /// All colors, with their names.
    pub const ALL: [(Self, &'static str); 4] = [
        (Self::Amber, "amber"),
        (Self::Green, "green"),
        (Self::Blue, "blue"),
        (Self::Rose, "rose"),
    ];

    /// Returns its name.
    pub fn name(self) -> &'static str {
        Self::ALL[self as usize].1
    }

    /// Returns the color of this name.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known)| *known == name).map(|(color, _)| *color)
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
    /// Make a rule; an existing one of the same query takes the new effect.
    Make(Rule),
    /// Drop the rule of this query.
    Drop(String),
}

impl Decisions {
    /// Makes a change. Queries are trimmed, and empty ones are ignored.
    pub fn decide(&mut self, decision: Decision) {
        match decision {
            Decision::Save(SavedView { name, query }) => {
                let view = SavedView { name: plain(&name), query: plain(&query) };
                let place = self.views.iter().position(|known| known.query == view.query);
                put(&mut self.views, place, view, |view| !view.query.is_empty());
            }
            Decision::Forget(query) => self.views.retain(|view| view.query != query),
            Decision::Make(Rule { query, effect }) => {
                let rule = Rule { query: plain(&query), effect };
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
        let highlight = RuleEffect::Highlight { color: Color::Rose, top: true };
        for effect in [RuleEffect::Mute, highlight] {
            all.decide(Decision::Make(Rule { query: "wolf".to_owned(), effect }));
        }
        assert_eq!(all.rules, [Rule { query: "wolf".to_owned(), effect: highlight }]);
    }
}
