//! The rescue file, which `boot.js` saves if the program cannot write a backup: everything that is
//! stored, as it is stored. It is merged here, like what is read at the start, so that nothing
//! outside the engine needs to know which change is the newer one.

use std::borrow::Cow;

use serde::Deserialize;
use serde_json::value::RawValue;
use skimmark_paper::json::{self, or_empty};
use skimmark_protocol::rules::Decisions;
use skimmark_protocol::stored::{DECISIONS, MARK};

use super::import::{Import, ImportError, Part};
use super::rules;
use super::version::RestoreError;
use crate::marks::{Mark, Marks};

/// What is read of a rescue file whose version is known: pairs of a name and a text. Those of
/// `localStorage` come with their keys, those of the journal with the names of marks.
#[derive(Deserialize)]
struct Pairs<'a> {
    #[serde(borrow, default, deserialize_with = "or_empty")]
    stored: Vec<&'a RawValue>,
    #[serde(borrow, default, deserialize_with = "or_empty")]
    journal: Vec<&'a RawValue>,
}

type Pair<'a> = (Cow<'a, str>, Cow<'a, str>);

/// What a stored value is.
enum Stored {
    Mark(Box<Mark>),
    Decisions(Decisions),
    Other,
}

/// Reads a rescue file, made on the day `made`: marks, views and rules. Settings, keys and
/// filters stay in the file, as no import changes them.
///
/// # Errors
/// If it is damaged as a whole.
pub(super) fn read(text: &str, made: String) -> Result<Import, ImportError> {
    let Pairs { stored, journal } = json::read(text).map_err(ImportError::Damaged)?;
    let mut import = Import { made, ..Import::default() };
    let mut marks = Marks::default();
    for (pair, number) in stored.into_iter().zip(1..) {
        import.add(Part::Stored, number, read_stored(pair.get()), |import, stored| match stored {
            Stored::Mark(mark) => {
                marks.insert(*mark);
            }
            Stored::Decisions(decisions) => import.decisions.merge(decisions),
            Stored::Other => {}
        });
    }
    for (pair, number) in journal.into_iter().zip(1..) {
        import.add(Part::Change, number, read_change(pair.get()), |_, mark| {
            marks.insert(mark);
        });
    }
    import.marks = marks.iter().cloned().collect();
    Ok(import)
}

fn read_stored(pair: &str) -> Result<Stored, RestoreError> {
    let (key, text): Pair<'_> = json::read(pair)?;
    if key.starts_with(MARK) {
        Ok(Stored::Mark(Box::new(Mark::restore(&text)?)))
    } else if key == DECISIONS {
        Ok(Stored::Decisions(rules::restore(&text)?))
    } else {
        Ok(Stored::Other)
    }
}

fn read_change(pair: &str) -> Result<Mark, RestoreError> {
    let (_, text): Pair<'_> = json::read(pair)?;
    Mark::restore(&text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::marks::Stamped;
    use crate::stored::backup;
    use skimmark_paper::entry::Entry;
    use skimmark_paper::identity::key::Key;
    use skimmark_protocol::rules::{Decision, SavedView};

    fn key(text: &str) -> Key {
        Key(text.to_owned())
    }

    fn starred(title: &str, now: u64) -> Mark {
        let entry = Entry { title: title.to_owned(), ..Entry::default() };
        Mark::starred(entry, vec![key(&format!("title:{title}"))], now)
    }

    fn pair(name: &str, text: &str) -> String {
        json::write(&[name, text])
    }

    fn rescued(stored: &[String], journal: &[String]) -> Import {
        let (stored, journal) = (stored.join(","), journal.join(","));
        let head = r#"{"skimmark":"rescue","v":1,"made":"2026-03-15""#;
        backup::read(&format!("{head},\"stored\":[{stored}],\"journal\":[{journal}]}}")).unwrap()
    }

    #[test]
    fn a_newer_star_survives_an_older_change_of_the_journal() {
        let kept = starred("a", 20);
        let mut older = Mark { keys: kept.keys.clone(), ..Mark::default() };
        Stamped::stamp(&mut older.read, true, 10);
        assert!(!older.store().contains("changed"));
        let import =
            rescued(&[pair("mark:title:a", &kept.store())], &[pair("title:a", &older.store())]);
        assert_eq!((import.damaged.len(), import.marks.len()), (0, 1));
        assert!(import.marks[0].starred && import.marks[0].is_read());
        assert_eq!(import.marks[0].entry.title, "a");
    }

    #[test]
    fn what_the_journal_alone_holds_arrives() {
        let mut unstarred = starred("a", 20);
        unstarred.set_starred(false, 30);
        let import = rescued(
            &[pair("mark:title:a", &starred("a", 20).store())],
            &[pair("title:a", &unstarred.store()), pair("title:b", &starred("b", 5).store())],
        );
        let stars: Vec<bool> = import.marks.iter().map(|mark| mark.starred).collect();
        assert_eq!((import.made.as_str(), stars), ("2026-03-15", vec![false, true]));
    }

    #[test]
    fn views_and_rules_arrive_and_other_values_do_not_matter() {
        let mut decisions = Decisions::default();
        let view = SavedView { name: "Sheep".to_owned(), query: "sheep".to_owned() };
        decisions.decide(Decision::Save(view));
        let stored = [
            pair("settings", "1 theme=dark"),
            pair("decisions", &rules::store(&decisions)),
            pair("open", "none"),
        ];
        let import = rescued(&stored, &[]);
        assert_eq!((import.decisions, import.damaged), (decisions, vec![]));
    }

    #[test]
    fn damaged_values_are_reported_and_skipped() {
        let stored = [
            pair("mark:title:a", "{"),
            pair("decisions", r#"{"v":9}"#),
            "7".to_owned(),
            pair("mark:title:b", &starred("b", 5).store()),
        ];
        let import = rescued(&stored, &[r#"["title:c"]"#.to_owned()]);
        let numbers: Vec<_> = import.damaged.iter().map(|it| (it.part, it.number)).collect();
        let stored = |number| (Part::Stored, number);
        assert_eq!(numbers, [stored(1), stored(2), stored(3), (Part::Change, 1)]);
        assert_eq!(import.marks.len(), 1);
        assert!(import.problem().unwrap().starts_with("4 parts of this backup"));
    }

    #[test]
    fn a_newer_or_cut_file_is_told() {
        let newer = backup::read(r#"{"skimmark":"rescue","v":2,"stored":7}"#);
        assert_eq!(newer, Err(ImportError::Newer { version: 2 }));
        let cut = backup::read(r#"{"skimmark":"rescue","v":1,"stored":[["a","b"]"#);
        assert!(matches!(cut, Err(ImportError::Damaged(_))), "{cut:?}");
    }
}
