//! Views and rules as they are stored, and as backups hold them.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use skimmark_paper::json::{self, JsonError, or_empty};
use skimmark_protocol::rules::{Color, Decision, Decisions, Rule, RuleEffect, SavedView};
use skimmark_protocol::stored::DECISIONS_VERSION;

use super::version::{self, RestoreError};

/// A saved view.
#[derive(Serialize, Deserialize)]
pub struct ViewForm<'a> {
    #[serde(default, deserialize_with = "or_empty")]
    name: Cow<'a, str>,
    query: Cow<'a, str>,
}

/// A rule; one without a color mutes.
#[derive(Serialize, Deserialize)]
pub struct RuleForm<'a> {
    query: Cow<'a, str>,
    #[serde(rename = "colour", skip_serializing_if = "Option::is_none")]
    color: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    top: Option<bool>,
}

#[derive(Serialize)]
struct StoredForm<'a> {
    v: u32,
    views: Vec<ViewForm<'a>>,
    rules: Vec<RuleForm<'a>>,
}

/// What is read of [`StoredForm`] once its version is known.
#[derive(Deserialize)]
struct OfVersion<'a> {
    #[serde(borrow, default, deserialize_with = "or_empty")]
    views: Vec<&'a RawValue>,
    #[serde(borrow, default, deserialize_with = "or_empty")]
    rules: Vec<&'a RawValue>,
}

/// Returns the stored form, which [`restore`] reads: `{"v":1,"views":[...],"rules":[...]}`.
pub fn store(decisions: &Decisions) -> String {
    let (views, rules) = forms(decisions);
    json::write(&StoredForm { v: DECISIONS_VERSION, views, rules })
}

/// Returns the forms without a version that backups hold.
pub fn forms(decisions: &Decisions) -> (Vec<ViewForm<'_>>, Vec<RuleForm<'_>>) {
    let views = decisions.views.iter().map(|SavedView { name, query }| ViewForm {
        name: Cow::Borrowed(name),
        query: Cow::Borrowed(query),
    });
    let rules = decisions.rules.iter().map(|Rule { query, effect }| {
        let (color, top) = match effect {
            RuleEffect::Mute => (None, None),
            RuleEffect::Highlight { color, top } => (Some(color.name().into()), Some(*top)),
        };
        RuleForm { query: Cow::Borrowed(query), color, top }
    });
    (views.collect(), rules.collect())
}

/// Reads the stored form; nothing was decided if it is empty.
///
/// # Errors
/// If a newer version wrote it, or it is damaged.
pub fn restore(text: &str) -> Result<Decisions, RestoreError> {
    let mut restored = Decisions::default();
    if text.is_empty() {
        return Ok(restored);
    }
    version::check(text, DECISIONS_VERSION)?;
    let OfVersion { views, rules } = json::read(text)?;
    for view in views {
        restored.decide(read_view(view.get())?);
    }
    for rule in rules {
        restored.decide(read_rule(rule.get())?);
    }
    Ok(restored)
}

/// Reads a saved view, as the decision to save it.
///
/// # Errors
/// If it is damaged.
pub fn read_view(text: &str) -> Result<Decision, RestoreError> {
    let ViewForm { name, query } = json::read(text)?;
    Ok(Decision::Save(SavedView { name: name.into_owned(), query: query.into_owned() }))
}

/// Reads a rule, as the decision to make it.
///
/// # Errors
/// If it is damaged.
pub fn read_rule(text: &str) -> Result<Decision, RestoreError> {
    let RuleForm { query, color, top } = json::read(text)?;
    let no_color = || JsonError::WrongField("colour".to_owned());
    let effect = match color {
        None => RuleEffect::Mute,
        Some(name) => RuleEffect::Highlight {
            color: Color::of_name(&name).ok_or_else(no_color)?,
            top: top.unwrap_or_default(),
        },
    };
    Ok(Decision::Make(Rule { query: query.into_owned(), effect }))
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
