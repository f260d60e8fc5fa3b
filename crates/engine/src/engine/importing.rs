//! Backups: what they would change, and their taking over. All that are brought at once are one step.

use super::{Engine, undoing};
use crate::decisions::{Change, Step, Subject};
use crate::marks::Marks;
use crate::stored::backup;
use crate::stored::digest::{self, Packed};
use crate::stored::import::Import;
use skimmark_paper::date::PartialDate;
use skimmark_paper::words::{self, to_u32};
use skimmark_protocol::{
    BackupDigest, ChangeCount, ImportOffer, Imported, KeptDigest, PackedText, Tally,
};

/// What was offered and not taken over yet.
#[derive(Debug, Default)]
pub(super) struct Offered {
    marks: Marks,
    decisions: Vec<(Subject, Change)>,
    digests: Vec<Packed>,
}

/// What a change comes to.
enum Effect {
    New,
    Newer,
    Same,
}

fn count(tally: &mut Tally, effect: &Effect) {
    *match effect {
        Effect::New => &mut tally.new,
        Effect::Newer => &mut tally.newer,
        Effect::Same => &mut tally.same,
    } += 1;
}

impl Engine {
    /// Reads backups and says what they would change; changes nothing.
    ///
    /// # Errors
    /// If nothing in them can be read: why, for the reader.
    pub(super) fn offer(&mut self, texts: &[String]) -> Result<ImportOffer, String> {
        let (mut all, mut problems) = (Import::default(), Vec::new());
        for text in texts {
            match backup::read(text) {
                Ok(import) => {
                    problems.extend(import.problem());
                    all.join(import);
                }
                Err(error) => problems.push(error.to_string()),
            }
        }
        let problem = (!problems.is_empty()).then(|| problems.join(" "));
        if all.is_empty()
            && let Some(problem) = problem
        {
            return Err(problem);
        }
        let made = all.made.parse::<PartialDate>().map(words::date).unwrap_or_default();
        let offered = Offered {
            marks: all.marks.into_iter().collect(),
            decisions: all.decisions,
            digests: each_once(all.digests),
        };
        let tallies = self.tallies(&offered);
        self.offered = offered;
        Ok(ImportOffer { made, tallies, choices: all.choices, problem })
    }

    fn tallies(&self, offered: &Offered) -> [Tally; 4] {
        let [mut marks, mut views, mut rules, mut digests] = [Tally::default(); 4];
        for mark in offered.marks.iter() {
            let effect = match self.marks.known(&mark.keys) {
                None => Effect::New,
                Some(known) => {
                    let mut merged = known.clone();
                    merged.merge(mark.clone());
                    if merged == known { Effect::Same } else { Effect::Newer }
                }
            };
            count(&mut marks, &effect);
        }
        let mut known = self.decisions.clone();
        for (subject, change) in &offered.decisions {
            let is_there = change.what.is_some();
            let effect = match known.import(subject.clone(), change.clone()) {
                Some(step) => match step.before.is_some_and(|before| before.what.is_some()) {
                    true => Effect::Newer,
                    false if is_there => Effect::New,
                    false => continue,
                },
                None if is_there => Effect::Same,
                None => continue,
            };
            let is_view = matches!(subject, Subject::View(_));
            count(if is_view { &mut views } else { &mut rules }, &effect);
        }
        for (about, _) in &offered.digests {
            let effect = match self.kept(about) {
                None => Effect::New,
                Some(known) if is_newer(about, known) => Effect::Newer,
                Some(_) => Effect::Same,
            };
            count(&mut digests, &effect);
        }
        [marks, views, rules, digests]
    }

    /// Returns the digest of the library that is this one.
    fn kept(&self, about: &BackupDigest) -> Option<&KeptDigest> {
        let is_it =
            |known: &&KeptDigest| digest::is_same((known.id, &known.seen), (about.id, &about.seen));
        self.library.iter().find(is_it)
    }

    /// Merges what was offered with what is known; for each thing the newest decision wins.
    pub(super) fn take_import(&mut self) -> Imported {
        let Offered { marks, decisions, mut digests } = std::mem::take(&mut self.offered);
        let (marked, marks) = self.keep_steps(marks.iter().cloned().collect());
        let mut steps: Vec<Step> = Vec::new();
        for (subject, change) in decisions {
            steps.extend(self.decisions.import(subject, change));
        }
        let mut renamed = Vec::new();
        digests.retain(|(about, _)| {
            let Some(known) = self.kept(about) else { return true };
            if is_newer(about, known) {
                renamed.push((known.id, about.name.clone(), about.named));
            }
            false
        });
        let taken = digests.iter().map(|(about, _)| about.clone()).collect();
        self.offered.digests = digests;
        Imported {
            marks: to_u32(marks.len()),
            decisions: to_u32(steps.len()),
            digests: taken,
            renamed,
            marked,
            undo: undoing::write(&marks, &steps),
            decided: (!steps.is_empty()).then(|| self.decided(&steps)),
        }
    }

    /// Forgets what was offered.
    pub(super) fn drop_import(&mut self) {
        self.offered = Offered::default();
    }

    /// Returns the texts of a digest that is taken over, once.
    pub(super) fn take_digest(&mut self, place: u32) -> Vec<PackedText> {
        let digest = self.offered.digests.get_mut(place as usize);
        digest.map(|(_, texts)| std::mem::take(texts)).unwrap_or_default()
    }

    /// Counts the papers that were marked after `since` (milliseconds since 1970).
    pub(super) fn count_changes(&self, since: u64) -> ChangeCount {
        let mut count = ChangeCount::default();
        for mark in self.marks.iter().filter(|mark| !mark.is_brief()) {
            count.marked += 1;
            count.changed += u32::from(mark.last_change() > since);
        }
        count
    }
}

/// Returns whether a digest has a newer name than the one of the library.
fn is_newer(about: &BackupDigest, known: &KeptDigest) -> bool {
    let name = known.name.as_deref().unwrap_or_default();
    (about.named, about.name.as_str()) > (known.named, name)
}

/// Leaves one of each digest, with its newest name.
fn each_once(digests: Vec<Packed>) -> Vec<Packed> {
    let mut once: Vec<Packed> = Vec::with_capacity(digests.len());
    for (about, texts) in digests {
        let is_it = |(known, _): &&mut Packed| {
            digest::is_same((known.id, &known.seen), (about.id, &about.seen))
        };
        match once.iter_mut().find(is_it) {
            Some((known, _)) if (about.named, &about.name) > (known.named, &known.name) => {
                (known.named, known.name) = (about.named, about.name);
            }
            Some(_) => {}
            None => once.push((about, texts)),
        }
    }
    once
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decisions::DecisionSet;
    use crate::decisions::tests::some_decisions;
    use crate::marks::Mark;
    use crate::marks::tests::{some_marks, sorted};
    use crate::stored::digest::tests::some_digests;
    use proptest::prelude::*;
    use skimmark_protocol::stored::BACKUP_END;

    /// A browser: an engine, and the library that the page keeps beside it.
    #[derive(Default)]
    struct Browser {
        engine: Engine,
        library: Vec<Packed>,
    }

    /// What a browser holds, in an order of its own. A digest whose time was taken has the next.
    type Contents = (Vec<Mark>, DecisionSet, Vec<(u64, String, u64, Vec<PackedText>)>);

    impl Browser {
        fn of((marks, decisions, digests): (Vec<Mark>, DecisionSet, Vec<Packed>)) -> Self {
            let mut browser = Self::default();
            browser.engine.marks = marks.into_iter().collect();
            browser.engine.decisions = decisions;
            each_once(digests).into_iter().for_each(|digest| browser.keep(digest));
            browser
        }

        fn keep(&mut self, (mut about, texts): Packed) {
            while self.library.iter().any(|(known, _)| known.id == about.id) {
                about.id += 1;
            }
            self.library.push((about, texts));
            self.tell_library();
        }

        fn tell_library(&mut self) {
            let kept = |(about, _): &Packed| KeptDigest {
                id: about.id,
                name: Some(about.name.clone()),
                named: about.named,
                seen: about.seen.clone(),
                ..KeptDigest::default()
            };
            self.engine.library = self.library.iter().map(kept).collect();
        }

        fn backup(&self) -> String {
            let Engine { marks, decisions, .. } = &self.engine;
            let digests = self.library.iter().map(|(about, texts)| digest::write(about, texts));
            let digests: Vec<String> = digests.collect();
            [&backup::write(marks, decisions, &[], "2026-03-15"), &digests.join(","), BACKUP_END]
                .concat()
        }

        /// Imports a file as the page does; returns how much of it was new or newer.
        fn import(&mut self, file: String) -> u32 {
            let offer = self.engine.offer(&[file]).unwrap();
            assert_eq!(offer.problem, None);
            let imported = self.engine.take_import();
            for (about, place) in imported.digests.iter().zip(0..) {
                let texts = self.engine.take_digest(place);
                assert!(self.engine.take_digest(place).is_empty());
                self.keep((about.clone(), texts));
            }
            for (id, name, named) in imported.renamed {
                let digest = self.library.iter_mut().find(|(known, _)| known.id == id).unwrap();
                (digest.0.name, digest.0.named) = (name, named);
            }
            self.tell_library();
            offer.tallies.iter().map(|tally| tally.new + tally.newer).sum()
        }

        fn contents(&self) -> Contents {
            let digest = |(about, texts): &Packed| {
                (about.id / 1_000, about.name.clone(), about.named.0, texts.clone())
            };
            let mut digests: Vec<_> = self.library.iter().map(digest).collect();
            digests.sort_by_key(|(id, name, named, texts)| {
                (*id, texts[0].bytes.clone(), *named, name.clone())
            });
            (sorted(&self.engine.marks), self.engine.decisions.clone(), digests)
        }
    }

    fn some_browsers() -> impl Strategy<Value = [Vec<Browser>; 2]> {
        // Engines cannot be cloned, so each is made twice.
        let holds = (some_marks(), some_decisions(), some_digests());
        proptest::collection::vec(holds, 3).prop_map(|all| {
            [all.clone(), all].map(|all| all.into_iter().map(Browser::of).collect())
        })
    }

    impl std::fmt::Debug for Browser {
        fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            to.write_str(&self.backup())
        }
    }

    proptest! {
        #[test]
        fn importing_gives_the_same_in_every_order([mut first, mut second] in some_browsers()) {
            let files: Vec<String> = first.iter().map(Browser::backup).collect();
            // An empty browser becomes what the file holds.
            let mut empty = Browser::default();
            empty.import(files[0].clone());
            prop_assert_eq!(empty.contents(), first[0].contents());

            // (a + b) + c, and c + (b + a).
            let changes = first[0].import(files[1].clone());
            let merged = first[0].contents();
            // Deletions of what nobody knows are kept, but are nothing to tell.
            prop_assert!(changes == 0 || merged != empty.contents());
            first[0].import(files[2].clone());
            second[1].import(files[0].clone());
            prop_assert_eq!(second[1].contents(), merged);
            let reverse = second[1].backup();
            second[2].import(reverse);
            prop_assert_eq!(second[2].contents(), first[0].contents());

            // Nothing of a file is new that was imported.
            for file in files {
                prop_assert_eq!(first[0].import(file), 0);
            }
            prop_assert_eq!(second[2].contents(), first[0].contents());
        }
    }
}
