//! Views and rules as they are stored, and as backups hold them.

use std::borrow::Cow;

use skimmark_paper::json::Json;
use skimmark_paper::json::fields::{Reading, WrongField};
use skimmark_paper::json::record::field;
use skimmark_protocol::rules::{Color, Decision, Decisions, Rule, RuleEffect, SavedView};

use super::version::{RestoreError, of_version};

/// The version of the stored form that this program writes, and the newest that it reads.
const VERSION: u32 = 1;

/// The stored form, which [`restore`] reads: `{"v":1,"views":[...],"rules":[...]}`.
pub fn store(decisions: &Decisions) -> String {
    let mut stored = vec![field("v", Json::Whole(VERSION.into()))];
    stored.extend(fields(decisions));
    Json::Object(stored).to_string()
}

/// The fields without version that backups hold.
pub fn fields(decisions: &Decisions) -> [(Cow<'_, str>, Json<'_>); 2] {
    let views = decisions.views.iter().map(|SavedView { name, query }| {
        Json::Object(vec![field("name", Json::text(name)), field("query", Json::text(query))])
    });
    let rules = decisions.rules.iter().map(|Rule { query, effect }| {
        let mut fields = vec![field("query", Json::text(query))];
        if let RuleEffect::Highlight { color, top } = effect {
            fields.push(field("colour", Json::text(color.name())));
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
pub fn restore(text: &str) -> Result<Decisions, RestoreError> {
    if text.is_empty() {
        return Ok(Decisions::default());
    }
    Ok(read(&mut of_version(text, "decisions", VERSION)?)?)
}

/// Reads the fields without version that backups hold; where there are none, nothing.
///
/// # Errors
/// Where they are damaged.
pub fn read(stored: &mut Reading<'_>) -> Result<Decisions, WrongField> {
    let mut read = Decisions::default();
    for view in stored.list("views")? {
        let mut view = Reading::of(view, "view")?;
        let name = view.text("name")?.unwrap_or_default();
        let query = view.text("query")?.ok_or(WrongField("query"))?;
        read.decide(Decision::Save(SavedView { name, query }));
    }
    for rule in stored.list("rules")? {
        let mut rule = Reading::of(rule, "rule")?;
        let query = rule.text("query")?.ok_or(WrongField("query"))?;
        let effect = match rule.text("colour")? {
            None => RuleEffect::Mute,
            Some(name) => RuleEffect::Highlight {
                color: Color::of_name(&name).ok_or(WrongField("colour"))?,
                top: rule.flag("top")?,
            },
        };
        read.decide(Decision::Make(Rule { query, effect }));
    }
    Ok(read)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn view(name: &str, query: &str) -> SavedView {
        SavedView { name: name.to_owned(), query: query.to_owned() }
    }

    #[test]
    fn what_is_damaged_or_newer_is_told_apart() {
        assert_eq!(restore(""), Ok(Decisions::default()));
        let newer = restore(r#"{"v":2,"views":7}"#);
        assert_eq!(newer, Err(RestoreError::Newer { version: 2 }));
        for text in [
            "{",
            "{}",
            r#"{"v":1,"views":[{}]}"#,
            r#"{"v":1,"rules":[{"query":"a","colour":"x"}]}"#,
        ] {
            assert!(matches!(restore(text), Err(RestoreError::Damaged(_))), "{text}");
        }
    }

    fn decisions() -> impl Strategy<Value = Vec<Decision>> {
        let view = ("\\PC{0,4}", "[ab]{0,2}").prop_map(|(name, query)| view(&name, &query));
        let effect = prop_oneof![
            Just(RuleEffect::Mute),
            (0..4_usize, any::<bool>())
                .prop_map(|(color, top)| RuleEffect::Highlight { color: Color::ALL[color].0, top })
        ];
        let rule = ("\\PC{0,3}", effect).prop_map(|(query, effect)| Rule { query, effect });
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
            prop_assert_eq!(restore(&store(&all)), Ok(all.clone()));
            let mut other = Decisions::default();
            others.into_iter().for_each(|decision| other.decide(decision));
            all.merge(other.clone());
            let merged = all.clone();
            all.merge(other);
            prop_assert_eq!(all, merged);
        }
    }
}
