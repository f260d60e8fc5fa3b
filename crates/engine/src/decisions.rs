//! What the reader decided about queries: saved views and rules, kept one by one.
//!
//! Of two changes of one view or rule the newer one wins, whether it was made in this tab, in
//! another one or before a backup was saved; every order of merging gives the same result. What
//! was deleted stays as a change without contents, so that an older copy does not bring it back.

use crate::marks::{About, Restored};
use skimmark_index::sorting;
use skimmark_paper::identity::key::Key;
use skimmark_protocol::rules::{Decision, Decisions, Rule, RuleEffect, SavedView};
use skimmark_protocol::stored::{RULE, VIEW};

/// What a change is about: a view or a rule, by its query.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// The view of this query.
    View(String),
    /// The rule of this query.
    Rule(String),
}

/// What a view or a rule is, beside its query.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// The name of a view.
    Name(String),
    /// The effect of a rule.
    Effect(RuleEffect),
}

/// The newest change of a view or a rule. The order is that of time; of two at one moment the
/// same one is last in every tab.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Change {
    /// When it was made: milliseconds since 1970; 0 if a version wrote it that kept no times.
    pub at: u64,
    /// When the view or rule was first made, by which they are ordered: milliseconds since 1970,
    /// or its place in a list that has no times.
    pub made: u64,
    /// What it is from then on; `None` if it is gone.
    pub what: Option<What>,
}

/// A change that was made, as it can be taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What was changed.
    pub subject: Subject,
    /// The change before it, if there was one.
    pub before: Option<Change>,
    /// The change itself.
    pub after: Change,
}

/// All views and rules, and those that are gone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DecisionSet {
    /// In the order of their subjects.
    all: Vec<(Subject, Change)>,
}

impl Change {
    /// Returns the change that deletes something.
    pub fn gone(at: u64) -> Self {
        // It has no place among the others.
        Self { at, made: at, what: None }
    }

    /// Returns the change to what is known of a subject and when that was first made.
    fn to(what: Option<What>, made: u64, at: u64) -> Self {
        what.map_or_else(|| Self::gone(at), |what| Self { at, made, what: Some(what) })
    }
}

impl Subject {
    /// Returns the subject's query.
    pub fn query(&self) -> &str {
        match self {
            Self::View(query) | Self::Rule(query) => query,
        }
    }

    /// Returns its name in the journal.
    pub fn name(&self) -> String {
        match self {
            Self::View(query) => [VIEW, query].concat(),
            Self::Rule(query) => [RULE, query].concat(),
        }
    }

    fn is_view(&self) -> bool {
        matches!(self, Self::View(_))
    }
}

impl DecisionSet {
    /// Makes a change at `now` (milliseconds since 1970). It is newer than the one before even if
    /// the clock went back. Returns `None` if there is nothing to change: no such view or rule to
    /// delete, or no query.
    pub fn decide(&mut self, decision: Decision, now: u64) -> Option<Step> {
        let plain = |text: String| text.trim().to_owned();
        let (subject, what) = match decision {
            Decision::Save(SavedView { name, query }) => {
                (Subject::View(plain(query)), Some(What::Name(plain(name))))
            }
            Decision::Forget(query) => (Subject::View(query), None),
            Decision::Make(Rule { query, effect }) => {
                (Subject::Rule(plain(query)), Some(What::Effect(effect)))
            }
            Decision::Drop(query) => (Subject::Rule(query), None),
        };
        let known = self.get(&subject);
        let there = known.filter(|change| change.what.is_some());
        if subject.query().is_empty() || what.is_none() && there.is_none() {
            return None;
        }
        let made = there.map_or_else(|| self.next_place(&subject, now), |change| change.made);
        let change = Change::to(what, made, after(known, now));
        Some(self.put(subject, change))
    }

    /// Takes a change back, at `now` (milliseconds since 1970). Returns false, and does nothing, if
    /// a newer change was made since.
    pub fn take_back(&mut self, step: &Step, now: u64, restored: &mut Restored) -> bool {
        let Step { subject, before, after: then } = step;
        let names = [Key(subject.name())];
        let known = self.get(subject).filter(|known| {
            known.what == then.what && restored.is(&names, About::Query, known.at, then.at)
        });
        let Some(known) = known else { return false };
        let at = after(Some(known), now);
        let before = before.clone().unwrap_or(Change::gone(0));
        restored.add(&names, About::Query, at, before.at);
        self.put(subject.clone(), Change::to(before.what, before.made, at));
        true
    }

    /// Takes over a change, unless what is known is as new. Returns it if it was taken over.
    pub fn merge(&mut self, subject: Subject, change: Change) -> Option<Step> {
        let newer = self.get(&subject).is_none_or(|known| *known < change);
        (newer && !subject.query().is_empty()).then(|| self.put(subject, change))
    }

    /// Takes over a change from a file that the reader chose to import. One without a time, of a
    /// file that an earlier version wrote, brings back what was deleted, and leaves alone what is
    /// there. Returns it if it was taken over.
    pub fn import(&mut self, subject: Subject, change: Change) -> Option<Step> {
        let gone = self.get(&subject).filter(|known| known.what.is_none());
        let at = match gone {
            Some(known) if change.at == 0 => known.at.saturating_add(1),
            _ => change.at,
        };
        self.merge(subject, Change { at, ..change })
    }

    /// Returns the newest change of a view or rule.
    pub fn get(&self, subject: &Subject) -> Option<&Change> {
        self.place(subject).ok().and_then(|at| self.all.get(at)).map(|(_, change)| change)
    }

    /// Returns the newest change of each.
    pub fn iter(&self) -> impl Iterator<Item = (&Subject, &Change)> {
        self.all.iter().map(|(subject, change)| (subject, change))
    }

    /// Returns the views and rules that there are, in the order in which they were made.
    pub fn listed(&self) -> Decisions {
        let mut listed = Decisions::default();
        // Those of one time stay in the order of their queries.
        for place in sorting::order(self.all.iter().map(|(_, change)| change.made)) {
            let (subject, change) = &self.all[place];
            let query = subject.query().to_owned();
            match &change.what {
                Some(What::Name(name)) => {
                    listed.views.push(SavedView { name: name.clone(), query });
                }
                Some(What::Effect(effect)) => listed.rules.push(Rule { query, effect: *effect }),
                None => {}
            }
        }
        listed
    }

    /// Returns the place after all others of its kind.
    fn next_place(&self, subject: &Subject, now: u64) -> u64 {
        let same = self.all.iter().filter(|(other, _)| other.is_view() == subject.is_view());
        let last = same.map(|(_, change)| change.made).max();
        last.map_or(now, |last| now.max(last.saturating_add(1)))
    }

    fn place(&self, subject: &Subject) -> Result<usize, usize> {
        self.all.binary_search_by(|(known, _)| known.cmp(subject))
    }

    fn put(&mut self, subject: Subject, after: Change) -> Step {
        let new = (subject.clone(), after.clone());
        let before = match self.place(&subject) {
            Ok(at) => Some(std::mem::replace(&mut self.all[at], new).1),
            Err(at) => {
                self.all.insert(at, new);
                None
            }
        };
        Step { subject, before, after }
    }
}

/// Returns the time of a change at `now` that follows the one that is known.
fn after(known: Option<&Change>, now: u64) -> u64 {
    known.map_or(now, |known| now.max(known.at.saturating_add(1)))
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use proptest::prelude::*;
    use skimmark_protocol::rules::Color;

    fn save(name: &str, query: &str) -> Decision {
        Decision::Save(SavedView { name: name.to_owned(), query: query.to_owned() })
    }

    fn names(set: &DecisionSet) -> Vec<String> {
        set.listed().views.into_iter().map(|view| view.name).collect()
    }

    #[test]
    fn a_query_has_one_view_and_one_rule() {
        let mut all = DecisionSet::default();
        all.decide(save("Sheep", " sheep "), 10);
        assert_eq!(all.decide(save("", "  "), 11), None);
        all.decide(save("Goats", "goats"), 12);
        all.decide(save("Flocks", "sheep"), 13);
        assert_eq!(names(&all), ["Flocks", "Goats"]);
        all.decide(Decision::Forget("goats".to_owned()), 14);
        assert_eq!(all.decide(Decision::Forget("goats".to_owned()), 15), None);
        assert_eq!(all.decide(Decision::Drop("sheep".to_owned()), 15), None);
        let highlight = RuleEffect::Highlight { color: Color::Rose, top: true };
        for effect in [RuleEffect::Mute, highlight] {
            all.decide(Decision::Make(Rule { query: "sheep".to_owned(), effect }), 16);
        }
        assert_eq!(names(&all), ["Flocks"]);
        assert_eq!(all.listed().rules, [Rule { query: "sheep".to_owned(), effect: highlight }]);
    }

    #[test]
    fn the_order_is_that_of_making_even_if_the_clock_went_back() {
        let mut all = DecisionSet::default();
        for (name, now) in [("C", 100), ("B", 50), ("A", 70)] {
            all.decide(save(name, name), now);
        }
        assert_eq!(names(&all), ["C", "B", "A"]);
        all.decide(Decision::Forget("B".to_owned()), 20);
        assert_eq!(names(&all), ["C", "A"]);
        all.decide(save("B", "B"), 10);
        assert_eq!(names(&all), ["C", "A", "B"]);
    }

    #[test]
    fn two_tabs_keep_what_each_decided() {
        let mut one = DecisionSet::default();
        one.decide(save("Sheep", "sheep"), 10);
        let mut other = one.clone();
        one.decide(save("Goats", "goats"), 20);
        one.decide(Decision::Forget("sheep".to_owned()), 30);
        other.decide(save("Cows", "cows"), 20);
        other.decide(save("Flocks", "sheep"), 25);
        let merged = union(&one, &other);
        assert_eq!(merged, union(&other, &one));
        assert_eq!(names(&merged), ["Cows", "Goats"]);
    }

    #[test]
    fn taking_back_concerns_one_change_alone() {
        let (mut all, mut restored) = (DecisionSet::default(), Restored::default());
        let sheep = all.decide(save("Sheep", "sheep"), 100).unwrap();
        let renamed = all.decide(save("Flocks", "sheep"), 50).unwrap();
        assert_eq!(renamed.after.at, 101);
        let goats = all.decide(save("Goats", "goats"), 60).unwrap();
        let copy = all.clone();
        // The clock went back once more.
        assert!(all.take_back(&renamed, 20, &mut restored));
        assert_eq!(names(&all), ["Sheep", "Goats"]);
        assert_eq!(all.get(&renamed.subject).unwrap().at, 102);
        // It was taken back already.
        assert!(!all.take_back(&renamed, 200, &mut restored));
        // What is made and taken back is gone, also for an older copy.
        assert!(all.take_back(&goats, 70, &mut restored));
        assert_eq!(names(&union(&copy, &all)), ["Sheep"]);
        // The step before it is next, but for what was changed meanwhile.
        assert!(all.clone().take_back(&sheep, 80, &mut restored.clone()));
        let mut changed = all.clone();
        changed.decide(save("Rams", "sheep"), 400);
        assert!(!changed.take_back(&sheep, 500, &mut restored.clone()));
        // What was deleted returns to its place.
        all.decide(save("Cows", "cows"), 300);
        let dropped = all.decide(Decision::Forget("sheep".to_owned()), 310).unwrap();
        assert!(all.take_back(&dropped, 320, &mut restored));
        assert_eq!(names(&all), ["Sheep", "Cows"]);
    }

    #[test]
    fn an_import_without_times_brings_back_what_was_deleted() {
        let mut all = DecisionSet::default();
        all.decide(save("Sheep", "sheep"), 10);
        all.decide(save("Goats", "goats"), 10);
        all.decide(Decision::Forget("goats".to_owned()), 20);
        let change = |name: &str, at| Change { at, made: 0, what: Some(What::Name(name.into())) };
        let view = |query: &str| Subject::View(query.to_owned());
        assert_eq!(all.import(view("sheep"), change("Flocks", 0)), None);
        assert_eq!(all.import(view("goats"), change("Older", 15)), None);
        assert!(all.import(view("goats"), change("Again", 0)).is_some());
        assert_eq!(names(&all), ["Again", "Sheep"]);
    }

    fn union(a: &DecisionSet, b: &DecisionSet) -> DecisionSet {
        let mut all = a.clone();
        for (subject, change) in b.iter() {
            all.merge(subject.clone(), change.clone());
        }
        all
    }

    /// Generates views and rules of a few queries, so that they collide.
    pub(crate) fn some_decisions() -> impl Strategy<Value = DecisionSet> {
        let effect = prop_oneof![
            Just(RuleEffect::Mute),
            (0..4_usize, any::<bool>())
                .prop_map(|(color, top)| RuleEffect::Highlight { color: Color::ALL[color].0, top })
        ];
        let change = |subject: fn(String) -> Subject, what: BoxedStrategy<What>| {
            ("[a-c]", 1..4_u64, 0..3_u64, proptest::option::of(what)).prop_map(
                move |(query, at, made, what)| (subject(query), Change::to(what, made, at)),
            )
        };
        let view =
            change(Subject::View, "\\PC{0,3}".prop_map(|it| What::Name(it.trim().into())).boxed());
        let rule = change(Subject::Rule, effect.prop_map(What::Effect).boxed());
        proptest::collection::vec(prop_oneof![view, rule], 0..6).prop_map(|all| {
            let mut set = DecisionSet::default();
            for (subject, change) in all {
                set.merge(subject, change);
            }
            set
        })
    }

    proptest! {
        #[test]
        fn merging_gives_the_same_in_every_order(
            a in some_decisions(), b in some_decisions(), c in some_decisions()
        ) {
            prop_assert_eq!(union(&a, &b), union(&b, &a));
            prop_assert_eq!(union(&union(&a, &b), &c), union(&a, &union(&b, &c)));
            prop_assert_eq!(union(&a, &a), a);
        }
    }
}
