//! The backup: everything that the reader decided as one JSON file, out and in again.

use serde::Serialize;
use skimmark_index::sorting::sort;
use skimmark_paper::identity::index;
use skimmark_paper::json;
use skimmark_protocol::StoredMark;
use skimmark_protocol::stored::{BACKUP, BACKUP_VERSION, CHOICES, RESCUE, RESCUE_VERSION};

use super::digest;
use super::import::{self, Import, ImportError};
use super::part::Part;
use super::pieces::{self, Object};
use super::rescue;
use super::rules::{self, Forms, GoneForm, RuleForm, ViewForm};
use super::version::RestoreError;
use crate::decisions::DecisionSet;
use crate::marks::{Mark, Marks};

/// The part of a backup that is written before its marks.
#[derive(Serialize)]
struct BeforeMarks<'a> {
    skimmark: &'a str,
    v: u32,
    made: &'a str,
    views: Vec<ViewForm<'a>>,
    rules: Vec<RuleForm<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    gone: Vec<GoneForm<'a>>,
}

/// Writes the backup of `marks`, `decisions` and `choices`, made on the day `made` (`YYYY-MM-DD`),
/// with one mark a line, the newest change first. The same marks always give the same text. It ends
/// where the digests begin: each of them, with commas between them, then
/// [`skimmark_protocol::stored::BACKUP_END`] make the file whole. So whoever writes it need not
/// hold all digests at once, and a file that is cut off has lost digests before it loses a mark.
pub fn write(marks: &Marks, decisions: &DecisionSet, choices: &[StoredMark], made: &str) -> String {
    let all: Vec<&Mark> = marks.iter().collect();
    let Forms { views, rules, gone } = rules::forms(decisions);
    let before = BeforeMarks { skimmark: BACKUP, v: BACKUP_VERSION, made, views, rules, gone };
    let mut text = json::write(&before);
    // More fields follow.
    text.pop();
    for choice in choices.iter().filter(|choice| CHOICES.contains(&choice.name.as_str())) {
        for part in [",\"", &choice.name, "\":", &json::write(&choice.text)] {
            text.push_str(part);
        }
    }
    text.push_str(",\"marks\":[");
    for (count, place) in newest_first(&all).into_iter().enumerate() {
        text.push_str(if count == 0 { "\n" } else { ",\n" });
        text.push_str(&json::write(&all[place].form()));
    }
    text.push_str("\n],\"digests\":[");
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

/// Reads a file that Skimmark saved: a backup, or what `boot.js` rescued; or several that were
/// joined. A damaged part is reported and does not block the others, nor does an end that was cut
/// off. Fields may come in any order; of one that comes twice both count.
///
/// # Errors
/// If the text is not such a file, or is of a newer version.
pub fn read(text: &str) -> Result<Import, ImportError> {
    let (objects, rest) = pieces::objects(text);
    let (mut all, mut refused) = (None::<Import>, None);
    for object in &objects {
        match (read_one(object), &mut all) {
            (Ok(import), Some(all)) => all.join(import),
            (Ok(import), None) => all = Some(import),
            (Err(error), _) => refused = refused.or(Some(error)),
        }
    }
    match (all, refused) {
        (None, refused) => Err(refused.unwrap_or(ImportError::NotABackup)),
        (Some(mut all), refused) => {
            if let Some(error) = refused {
                all.add_rest(format!("Another file is joined to it. {error}"));
            } else if !rest.is_empty() {
                all.add_rest("What follows it is no backup and was left out.".to_owned());
            }
            Ok(all)
        }
    }
}

fn read_one(object: &Object<'_>) -> Result<Import, ImportError> {
    let mut import = match import::kind(object) {
        Some(RESCUE) => {
            import::check(object, RESCUE_VERSION)?;
            rescue::read(object)
        }
        Some(BACKUP) => {
            import::check(object, BACKUP_VERSION)?;
            read_parts(object)
        }
        _ => return Err(ImportError::NotABackup),
    };
    import.made = object.value("made").and_then(|made| json::read(made).ok()).unwrap_or_default();
    if object.is_cut {
        import.add_rest("This file is cut off: what came after that is missing.".to_owned());
    }
    Ok(import)
}

fn read_parts(object: &Object<'_>) -> Import {
    let mut import = Import::default();
    import.add_decisions(rules::parts(object));
    for name in CHOICES {
        if let Some(text) = object.value(name).and_then(|text| json::read(text).ok()) {
            import.choices.push(StoredMark { name: name.to_owned(), text });
        }
    }
    for (mark, number) in object.items("marks").zip(1..) {
        import.add(Part::Mark, number, Mark::read(mark), |import, mark| import.marks.push(mark));
    }
    for (text, number) in object.items("digests").zip(1..) {
        let read = digest::read(text).map_err(RestoreError::from);
        import.add(Part::Digest, number, read, |import, digest| import.digests.push(digest));
    }
    import
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decisions::tests::some_decisions;
    use crate::marks::tests::{some_marks, sorted};
    use crate::stored::digest::Packed;
    use crate::stored::digest::tests::some_digests;
    use proptest::prelude::*;
    use skimmark_protocol::stored::BACKUP_END;

    /// Returns the views, rules and deletions that a file holds.
    fn decided(import: &Import) -> DecisionSet {
        let mut set = DecisionSet::default();
        for (subject, change) in import.decisions.clone() {
            set.merge(subject, change);
        }
        set
    }

    /// Writes a whole file, as the page does.
    fn write_all(import: &Import) -> String {
        let marks: Marks = import.marks.iter().cloned().collect();
        let mut text = write(&marks, &decided(import), &import.choices, &import.made);
        for (place, (about, texts)) in import.digests.iter().enumerate() {
            text.push_str(if place == 0 { "\n" } else { ",\n" });
            text.push_str(&digest::write(about, texts));
        }
        text + BACKUP_END
    }

    fn names(import: &Import) -> Vec<&str> {
        import.marks.iter().map(|mark| mark.keys[0].0.as_str()).collect()
    }

    #[test]
    fn a_damaged_mark_does_not_block_the_others() {
        let text = r#"{"skimmark":"backup","v":1,"made":"2026-03-15","marks":[
            {"keys":["title:a"],"starred":true},
            {"keys":[]},
            {"keys":["title:b"],"entry":{"score":-250}},
            {"keys":["title:c],"starred":true},
            17,
            {"keys":["title:d"],"starred":true}
        ]}"#;
        let backup = read(text).unwrap();
        assert_eq!(
            (backup.made.as_str(), names(&backup)),
            ("2026-03-15", vec!["title:a", "title:d"])
        );
        let numbers: Vec<_> = backup.damaged.iter().map(|damaged| damaged.number).collect();
        assert_eq!(numbers, [2, 3, 4, 5]);
        let message = "4 of 6 marks in this backup could not be read and were left out; the first \
                       is number 2: it is damaged: it names no paper.";
        assert_eq!(backup.problem().as_deref(), Some(message));
        assert_eq!(backup.damaged[1].reason, "it is damaged: \"score\" is missing or wrong");
    }

    #[test]
    fn a_damaged_view_or_rule_does_not_block_the_others() {
        let text = r#"{"skimmark":"backup","v":1,"views":[{"name":"A"},{"query":"sheep"}],
            "rules":[{"query":"a","colour":"x"},{"query":"wolf"}],"marks":null}"#;
        let backup = read(text).unwrap();
        let listed = decided(&backup).listed();
        assert_eq!((listed.views.len(), listed.rules.len()), (1, 1));
        assert_eq!(
            (listed.views[0].query.as_str(), listed.rules[0].query.as_str()),
            ("sheep", "wolf")
        );
        let message = "2 of 4 parts in this backup could not be read and were left out; the first \
                       is number 1: it is damaged: \"query\" is missing or wrong.";
        assert_eq!(backup.problem().as_deref(), Some(message));
    }

    #[test]
    fn fields_may_come_in_any_order_be_absent_or_come_twice() {
        let texts = [
            r#"{"marks":[{"keys":["title:a"]}],"views":[{"query":"sheep"}],"v":1,"skimmark":"backup"}"#,
            r#"{"views":[],"v":1,"skimmark":"backup","marks":[],"marks":[{"keys":["title:a"]}],
                "views":[{"query":"sheep"}],"later":{"marks":[1]}}"#,
            "\u{feff}\r\n {\"views\":[{\"query\":\"sheep\"}],\"skimmark\":\"backup\",\"v\":1}\n\u{feff}
             {\"skimmark\":\"backup\",\"v\":1,\"marks\":[{\"keys\":[\"title:a\"]}]}\n\n",
        ];
        for text in texts {
            assert!(import::is_saved(text), "{text}");
            let backup = read(text).unwrap();
            assert_eq!((names(&backup), backup.problem()), (vec!["title:a"], None), "{text}");
            assert_eq!(decided(&backup).listed().views.len(), 1, "{text}");
        }
        let without = read(r#"{"skimmark":"backup","v":1,"rules":[{"query":"wolf"}]}"#).unwrap();
        assert_eq!((decided(&without).listed().rules.len(), without.problem()), (1, None));
    }

    #[test]
    fn what_is_no_backup_is_said() {
        for text in ["", "hello", "[]", "{}", r#"{"skimmark":"digest","v":1}"#] {
            assert_eq!(read(text), Err(ImportError::NotABackup), "{text}");
        }
        let newer = r#"{"marks":[],"skimmark":"backup","v":3}"#;
        assert_eq!(read(newer), Err(ImportError::Newer { version: 3 }));
        let unversioned = read(r#"{"skimmark":"backup","marks":[]}"#);
        assert!(matches!(unversioned, Err(ImportError::Damaged(_))), "{unversioned:?}");
        // A file that can be read counts, whatever is joined to it.
        let whole = write_all(&Import::default());
        let problem = |text: String| read(&text).unwrap().problem().unwrap();
        assert!(problem([newer, &whole].concat()).contains("A newer version of Skimmark made"));
        assert!(problem([&whole, "and so on"].concat()).contains("What follows it"));
        assert!(problem(whole[..whole.len() - 3].to_owned()).contains("cut off"));
    }

    #[test]
    fn the_form_stays_as_it_is() {
        let mark = r#"{"keys":["title:a"],"starred":true,"changed":2,"starred_at":2}"#;
        let text = [
            r#"{"skimmark":"backup","v":2,"made":"2026-03-15","#,
            r#""views":[{"name":"Sheep","query":"sheep"},{"name":"Goats","query":"goats","at":9}],"#,
            r#""rules":[{"query":"wolf"},{"query":"a","colour":"rose","top":true,"at":8,"made":7}],"#,
            r#""gone":[{"view":"cows","at":9}],"#,
            r#""settings":"1 theme=dark&at=7","keys":"1 next=x at=8","filters":"1 q=sheep","#,
            "\"marks\":[\n",
            mark,
            "\n],\"digests\":[\n",
            r#"{"id":1774000000000,"named":5,"papers":7,"left_over":1,"name":"Monday","#,
            r#""format":"ranked digest","seen":"AQIDBAUGBwg=","texts":["#,
            r#"{"name":"a.txt","type":"","encoding":"gzip","base64":"H4sI"}]}"#,
            "\n]}\n",
        ]
        .concat();
        let import = read(&text).unwrap();
        assert_eq!(import.damaged, []);
        assert_eq!((import.digests.len(), import.choices.len()), (1, 3));
        assert_eq!(write_all(&import), text);
        // The version before had neither digests nor settings.
        let first = [r#"{"skimmark":"backup","v":1,"marks":["#, mark, "]}"].concat();
        let import = read(&first).unwrap();
        assert_eq!((import.marks.len(), import.damaged.len()), (1, 0));
        assert_eq!((import.digests.len(), import.choices.len()), (0, 0));
    }

    proptest! {
        #[test]
        fn what_was_written_is_read_whole_or_cut(
            marks in some_marks(), decisions in some_decisions(), digests in some_digests(),
            cut in 0.0..1.0_f64
        ) {
            let marks: Marks = marks.into_iter().collect();
            let mut whole = Import::default();
            whole.made = "2026-03-15".to_owned();
            whole.marks = marks.iter().cloned().collect();
            whole.decisions = decisions.iter().map(|(of, it)| (of.clone(), it.clone())).collect();
            whole.digests = digests;
            let text = write_all(&whole);
            let backup = read(&text).unwrap();
            prop_assert_eq!(&backup.damaged, &[]);
            prop_assert_eq!(decided(&backup).listed(), decisions.listed());
            let again: Marks = backup.marks.iter().cloned().collect();
            prop_assert_eq!(sorted(&again), sorted(&marks));
            prop_assert_eq!(&backup.digests, &whole.digests);
            prop_assert_eq!(write_all(&backup), &*text);

            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)]
            let end = text.floor_char_boundary((text.trim_end().len() as f64 * cut) as usize);
            if let Ok(part) = read(&text[..end]) {
                prop_assert!(part.problem().is_some());
                // Each mark whose line is whole is there.
                let lines = text[..end].rsplit_once('\n').map_or("", |(whole, _)| whole).lines();
                let whole = lines.filter(|line| line.starts_with("{\"keys\""));
                prop_assert!(part.marks.len() >= whole.count());
                prop_assert!(part.marks.iter().all(|mark| backup.marks.contains(mark)));
                let known = |digest: &Packed| backup.digests.contains(digest);
                prop_assert!(part.digests.iter().all(known));
            }
        }
    }
}
