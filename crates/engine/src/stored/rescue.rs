//! The rescue file, which `boot.js` saves if the program cannot write a backup: everything that is
//! stored, as it is stored. It is merged here, like what is read at the start, so that nothing
//! outside the engine needs to know which change is the newer one.

use std::borrow::Cow;

use serde_json::value::RawValue;
use skimmark_paper::json;
use skimmark_protocol::StoredMark;
use skimmark_protocol::stored::{CHOICES, DECISIONS, MARK, RULE, VIEW};

use super::import::Import;
use super::part::Part;
use super::pieces::Object;
use super::rules::{self, Changed, Parts};
use super::version::RestoreError;
use crate::marks::{Mark, Marks};

/// What a stored value is.
enum Stored {
    Mark(Box<Mark>),
    /// All views and rules.
    Mirror(Parts),
    /// One view or rule.
    Change(Changed),
    /// Something that the page itself decides about.
    Choice(StoredMark),
    Other,
}

/// Reads a rescue file: marks, views and rules. It holds pairs of a name and a text: those of
/// `localStorage` with their keys, those of the journal with the names of what was changed. It holds
/// no digests: their texts can be many megabytes, and something is wrong with the browser.
pub(super) fn read(object: &Object<'_>) -> Import {
    let mut import = Import::default();
    let mut marks = Marks::default();
    for (pair, number) in object.items("stored").zip(1..) {
        add(&mut import, &mut marks, Part::Stored, number, read_stored(pair));
    }
    for (pair, number) in object.items("journal").zip(1..) {
        match read_changes(pair) {
            Ok(changes) => changes.into_iter().for_each(|change| {
                add(&mut import, &mut marks, Part::Change, number, change);
            }),
            Err(error) => add(&mut import, &mut marks, Part::Change, number, Err(error)),
        }
    }
    import.marks = marks.iter().cloned().collect();
    import
}

fn add(
    import: &mut Import,
    marks: &mut Marks,
    part: Part,
    number: usize,
    read: Result<Stored, RestoreError>,
) {
    import.add(part, number, read, |import, stored| match stored {
        Stored::Mark(mark) => {
            marks.insert(*mark);
        }
        Stored::Mirror(parts) => import.add_decisions(parts),
        Stored::Change(changed) => import.decisions.push(changed),
        Stored::Choice(choice) => import.choices.push(choice),
        Stored::Other => {}
    });
}

fn read_stored(pair: &str) -> Result<Stored, RestoreError> {
    let (key, text): (Cow<'_, str>, Cow<'_, str>) = json::read(pair)?;
    if key.starts_with(MARK) {
        Ok(Stored::Mark(Box::new(Mark::restore(&text)?)))
    } else if key == DECISIONS {
        Ok(Stored::Mirror(rules::restore(&text)?))
    } else {
        Ok(choice(&key, &text))
    }
}

/// Reads the changes of an entry of the journal: one change with its name, or a list of names and texts by
/// turns, which were changed together.
fn read_changes(pair: &str) -> Result<Vec<Result<Stored, RestoreError>>, RestoreError> {
    let (name, texts): (Cow<'_, str>, &RawValue) = json::read(pair)?;
    if !texts.get().starts_with('[') {
        let text: Cow<'_, str> = json::read(texts.get())?;
        return Ok(vec![read_change(&name, &text)]);
    }
    let all: Vec<Cow<'_, str>> = json::read(texts.get())?;
    Ok(all.chunks_exact(2).map(|pair| read_change(&pair[0], &pair[1])).collect())
}

fn read_change(name: &str, text: &str) -> Result<Stored, RestoreError> {
    if name.starts_with(VIEW) || name.starts_with(RULE) {
        Ok(Stored::Change(rules::read_entry(text)?))
    } else if name.contains(':') {
        Ok(Stored::Mark(Box::new(Mark::restore(text)?)))
    } else {
        Ok(choice(name, text))
    }
}

/// Returns the settings, the reader's keys or the filters, if it is one of these.
fn choice(name: &str, text: &str) -> Stored {
    if CHOICES.contains(&name) {
        Stored::Choice(StoredMark { name: name.to_owned(), text: text.to_owned() })
    } else {
        Stored::Other
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decisions::DecisionSet;
    use crate::marks::Stamped;
    use crate::stored::backup;
    use crate::stored::import::ImportError;
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
    fn views_rules_and_settings_arrive_and_other_values_do_not_matter() {
        let mut decisions = DecisionSet::default();
        let save = |name: &str| {
            let (name, query) = (name.to_owned(), name.to_lowercase());
            Decision::Save(SavedView { name, query })
        };
        decisions.decide(save("Sheep"), 10);
        let mirror = rules::store(&decisions);
        let goats = decisions.decide(save("Goats"), 20).unwrap();
        let entry = rules::entry(&goats.subject, &goats.after);
        let stored =
            [pair("settings", "1 theme=dark"), pair("decisions", &mirror), pair("open", "none")];
        let journal = [pair(&entry.name, &entry.text), pair("settings", "1 theme=dark")];
        let import = rescued(&stored, &journal);
        assert_eq!(import.damaged, []);
        let mut read = DecisionSet::default();
        for (subject, change) in import.decisions {
            read.merge(subject, change);
        }
        assert_eq!(read, decisions);
        let settings = StoredMark { name: "settings".into(), text: "1 theme=dark".into() };
        assert_eq!(import.choices, [settings.clone(), settings]);
    }

    #[test]
    fn changes_that_were_made_together_arrive() {
        let [a, b] = ["a", "b"].map(|title| starred(title, 5).store());
        let together = json::write(&("log:1-x-1", ["title:a", &a, "title:b", &b, "keys", "1 "]));
        let broken = json::write(&(
            "log:1-x-2",
            ["title:c", "{", "title:d", &a.replace("title:a", "title:d")],
        ));
        let import = rescued(&[], &[together, broken]);
        assert_eq!(import.marks.len(), 3);
        let numbers: Vec<_> = import.damaged.iter().map(|it| (it.part, it.number)).collect();
        assert_eq!(numbers, [(Part::Change, 2)]);
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
        assert!(import.problem().unwrap().starts_with("4 of 5 parts in this backup"));
    }

    #[test]
    fn a_newer_file_is_told_and_a_cut_one_gives_what_is_whole() {
        let newer = backup::read(r#"{"skimmark":"rescue","v":2,"stored":7}"#);
        assert_eq!(newer, Err(ImportError::Newer { version: 2 }));
        let mark = pair("mark:title:b", &starred("b", 5).store());
        let text = format!(r#"{{"skimmark":"rescue","v":1,"stored":[{mark},["mark:title:c","#);
        let cut = backup::read(&text).unwrap();
        assert_eq!(cut.marks.len(), 1);
        assert!(cut.problem().unwrap().contains("cut off"), "{:?}", cut.problem());
    }
}
