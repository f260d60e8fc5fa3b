//! The backup: everything that the reader decided as one JSON file, out and in again.

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use skimmark_index::sorting::sort;
use skimmark_paper::identity::index;
use skimmark_paper::json::{self, or_empty};
use skimmark_protocol::rules::Decisions;
use skimmark_protocol::stored::{BACKUP, BACKUP_VERSION, RESCUE, RESCUE_VERSION};

use super::import::{Head, Import, ImportError, Part};
use super::rescue;
use super::rules::{self, RuleForm, ViewForm};
use crate::marks::{Mark, Marks};

/// The part of a backup that is written before its marks.
#[derive(Serialize)]
struct BeforeMarks<'a> {
    skimmark: &'a str,
    v: u32,
    made: &'a str,
    views: Vec<ViewForm<'a>>,
    rules: Vec<RuleForm<'a>>,
}

/// What is read of a backup after its kind and version are known. Each part is read by itself, so
/// that a damaged one does not block the others.
#[derive(Deserialize)]
struct Parts<'a> {
    #[serde(borrow, default, deserialize_with = "or_empty")]
    views: Vec<&'a RawValue>,
    #[serde(borrow, default, deserialize_with = "or_empty")]
    rules: Vec<&'a RawValue>,
    #[serde(borrow, default, deserialize_with = "or_empty")]
    marks: Vec<&'a RawValue>,
}

/// Writes the backup of `marks` and `decisions`, made on the day `made` (`YYYY-MM-DD`), with one
/// mark a line, the newest change first. The same marks always give the same text.
pub fn write(marks: &Marks, decisions: &Decisions, made: &str) -> String {
    let all: Vec<&Mark> = marks.iter().collect();
    let (views, rules) = rules::forms(decisions);
    let before = BeforeMarks { skimmark: BACKUP, v: BACKUP_VERSION, made, views, rules };
    let mut text = json::write(&before);
    // The marks are the last field of the object.
    text.pop();
    text.push_str(",\"marks\":[");
    for (count, place) in newest_first(&all).into_iter().enumerate() {
        text.push_str(if count == 0 { "\n" } else { ",\n" });
        text.push_str(&json::write(&all[place].form()));
    }
    text.push_str("\n]}\n");
    text
}

/// Returns the indices of `marks` by time of change, the newest first; those of one time by a hash
/// of their names, so that the order in which they were added does not matter.
fn newest_first(marks: &[&Mark]) -> Vec<usize> {
    let name = |mark: &Mark| mark.keys.first().map_or(0, index::hash);
    let mut order: Vec<(u64, u64)> =
        marks.iter().zip(0..).map(|(mark, place)| (name(mark), place)).collect();
    sort(&mut order);
    for (rank, pair) in (0_u64..).zip(&mut order) {
        let changed = marks[pair.1 as usize].last_change();
        *pair = (u64::MAX - changed, rank << 32 | pair.1);
    }
    sort(&mut order);
    order.into_iter().map(|(_, place)| (place & 0xffff_ffff) as usize).collect()
}

/// Reads a file that Skimmark saved: a backup, or what `boot.js` rescued. A damaged part is
/// reported and does not block the others.
///
/// # Errors
/// If the text is not such a file, is cut off, or is of a newer version.
pub fn read(text: &str) -> Result<Import, ImportError> {
    let text = text.trim_start_matches('\u{feff}');
    let head = Head::read(text)?;
    if head.is(RESCUE, RESCUE_VERSION)? {
        rescue::read(text, head.made())
    } else if head.is(BACKUP, BACKUP_VERSION)? {
        read_parts(text, head.made())
    } else {
        Err(ImportError::NotABackup)
    }
}

fn read_parts(text: &str, made: String) -> Result<Import, ImportError> {
    let parts: Parts<'_> = json::read(text).map_err(ImportError::Damaged)?;
    let mut import = Import { made, ..Import::default() };
    for (view, number) in parts.views.into_iter().zip(1..) {
        import.add(Part::View, number, rules::read_view(view.get()), |import, view| {
            import.decisions.decide(view);
        });
    }
    for (rule, number) in parts.rules.into_iter().zip(1..) {
        import.add(Part::Rule, number, rules::read_rule(rule.get()), |import, rule| {
            import.decisions.decide(rule);
        });
    }
    for (mark, number) in parts.marks.into_iter().zip(1..) {
        let mark = Mark::read(mark.get());
        import.add(Part::Mark, number, mark, |import, mark| import.marks.push(mark));
    }
    Ok(import)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::marks::tests::{some_marks, sorted};
    use proptest::prelude::*;
    use skimmark_protocol::rules::{Decision, SavedView};

    #[test]
    fn a_damaged_mark_does_not_block_the_others() {
        let text = r#"{"skimmark":"backup","v":1,"made":"2026-03-15","marks":[
            {"keys":["title:a"],"starred":true},
            {"keys":[]},
            {"keys":["title:b"],"entry":{"score":250}},
            17
        ]}"#;
        let backup = read(text).unwrap();
        assert_eq!((backup.made.as_str(), backup.marks.len()), ("2026-03-15", 1));
        let numbers: Vec<_> = backup.damaged.iter().map(|damaged| damaged.number).collect();
        assert_eq!(numbers, [2, 3, 4]);
        let message = "3 marks of this backup cannot be read and left out; the first is number 2: \
                    it is damaged: it names no paper.";
        assert_eq!(backup.problem().as_deref(), Some(message));
        assert_eq!(backup.damaged[1].reason, "it is damaged: \"score\" is missing or wrong");
    }

    #[test]
    fn a_damaged_view_or_rule_does_not_block_the_others() {
        let text = r#"{"skimmark":"backup","v":1,"views":[{"name":"A"},{"query":"sheep"}],
            "rules":[{"query":"a","colour":"x"},{"query":"wolf"}],"marks":null}"#;
        let backup = read(text).unwrap();
        let Decisions { views, rules } = &backup.decisions;
        assert_eq!((views.len(), rules.len()), (1, 1));
        assert_eq!((views[0].query.as_str(), rules[0].query.as_str()), ("sheep", "wolf"));
        let message = "2 parts of this backup cannot be read and left out; the first is number 1: \
                    it is damaged: \"query\" is missing or wrong.";
        assert_eq!(backup.problem().as_deref(), Some(message));
    }

    #[test]
    fn what_is_no_backup_is_said() {
        for text in ["", "hello", "[]", "{}", r#"{"skimmark":"digest","v":1}"#] {
            assert_eq!(read(text), Err(ImportError::NotABackup), "{text}");
        }
        let newer = r#"{"skimmark":"backup","v":2,"marks":[]}"#;
        assert_eq!(read(newer), Err(ImportError::Newer { version: 2 }));
        let whole = write(&Marks::default(), &Decisions::default(), "2026-03-15");
        let cut = read(&whole[..whole.len() - 3]);
        assert!(matches!(cut, Err(ImportError::Damaged(_))), "{cut:?}");
    }

    #[test]
    fn the_form_stays_as_it_is() {
        let mark = r#"{"keys":["title:a"],"starred":true,"changed":2,"starred_at":2}"#;
        let text = [
            r#"{"skimmark":"backup","v":1,"made":"2026-03-15","#,
            r#""views":[{"name":"Sheep","query":"sheep"}],"#,
            r#""rules":[{"query":"wolf"},{"query":"a","colour":"rose","top":true}],"#,
            "\"marks\":[\n",
            mark,
            "\n]}\n",
        ]
        .concat();
        let Import { marks, decisions, damaged, .. } = read(&text).unwrap();
        assert_eq!(damaged, []);
        assert_eq!(write(&marks.into_iter().collect(), &decisions, "2026-03-15"), text);
    }

    proptest! {
        #[test]
        fn what_was_written_is_read(marks in some_marks()) {
            let marks: Marks = marks.into_iter().collect();
            let mut decisions = Decisions::default();
            let (name, query) = (String::from("Sheep"), String::from("sheep -\"wolf\""));
            decisions.decide(Decision::Save(SavedView { name, query }));
            let text = write(&marks, &decisions, "2026-03-15");
            let backup = read(&text).unwrap();
            prop_assert_eq!(&backup.damaged, &[]);
            prop_assert_eq!(&backup.decisions, &decisions);
            let again: Marks = backup.marks.into_iter().collect();
            prop_assert_eq!(sorted(&again), sorted(&marks));
            prop_assert_eq!(write(&again, &decisions, "2026-03-15"), text);
        }
    }
}
