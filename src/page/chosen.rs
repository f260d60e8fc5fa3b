//! What a tab knows of the settings or the keys: the texts that it has met, of which it shows what they
//! come to.

use skimmark_protocol::choice::{applied, change, is_change, replayed};
use skimmark_protocol::stored::{SHORT_TEXT, stamp};

/// The texts of the settings, or of the keys.
#[derive(Clone, Debug)]
pub struct Chosen {
    name: &'static str,
    /// What `localStorage` held when the page started, until the journal is known to hold it.
    began: String,
    /// What was chosen in this tab and in others.
    texts: Vec<String>,
    /// What was chosen in this tab before the journal was read.
    early: Option<Vec<String>>,
}

impl Chosen {
    /// Begins with what `localStorage` holds under this name.
    pub fn new(name: &'static str, stored: &str) -> Self {
        // It holds everything, whatever was new in it.
        let began =
            if stored.starts_with(SHORT_TEXT) { applied(name, "", stored) } else { String::new() };
        Self { name, began, texts: Vec::new(), early: Some(Vec::new()) }
    }

    /// Returns all that was chosen; nothing if nothing ever was.
    pub fn text(&self) -> String {
        let began = (!self.began.is_empty()).then_some(&self.began);
        replayed(self.name, began.into_iter().chain(&self.texts).map(String::as_str))
    }

    /// Chooses `all` at the time `now`; returns the text that is to be stored. It is later than every
    /// other, though the clock may have been set back.
    pub fn choose(&mut self, all: &str, now: u64) -> String {
        let before = self.text();
        let text = change(self.name, &before, all, now.max(stamp(&before) + 1));
        self.texts.push(text.clone());
        if let Some(early) = &mut self.early {
            early.push(text.clone());
        }
        text
    }

    /// Takes over what another tab has chosen, or a backup holds.
    pub fn hear(&mut self, text: &str) {
        if text.starts_with(SHORT_TEXT) && !self.texts.iter().any(|known| known == text) {
            self.texts.push(text.to_owned());
        }
    }

    /// Takes over what another tab has put into `localStorage`, or that it has deleted it.
    pub fn follow(&mut self, stored: Option<&str>) {
        match stored {
            // What others have chosen and this one lacks comes by other ways, too.
            Some(text) if is_change(self.name, text) || self.is_newer(text) => self.hear(text),
            Some(_) => {}
            None => *self = Self { early: self.early.take(), ..Self::new(self.name, "") },
        }
    }

    /// Returns whether a text is later than everything that is known.
    pub fn is_newer(&self, text: &str) -> bool {
        let known = self.text();
        text.starts_with(SHORT_TEXT) && (known.is_empty() || stamp(text) > stamp(&known))
    }

    /// Takes over what the journal holds; returns what it lacks.
    pub fn take_journal(&mut self, journaled: &[&str]) -> Vec<String> {
        let newest = journaled.iter().map(|text| stamp(text)).max();
        let mut lacking = Vec::new();
        if !self.began.is_empty() && Some(stamp(&self.began)) > newest {
            lacking.push(self.began.clone());
        } else {
            self.began.clear();
        }
        journaled.iter().for_each(|text| self.hear(text));
        for early in self.early.take().into_iter().flatten() {
            // It was chosen later, though its time says otherwise.
            if Some(stamp(&early)) <= newest && !journaled.contains(&early.as_str()) {
                let all = applied(self.name, &self.text(), &early);
                lacking.push(self.choose(&all, 0));
            }
        }
        lacking
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::bindings::Bindings;
    use crate::page::settings::Settings;
    use skimmark_protocol::stored::{BINDINGS, SETTINGS};

    fn settings(stored: &str) -> Chosen {
        Chosen::new(SETTINGS, stored)
    }

    #[test]
    fn the_time_and_what_is_new_change_nothing_else() {
        let now = 1_774_000_000_000;
        for text in ["1 ", "1 theme=dark", "1 theme=dark&density=compact"] {
            let stored = settings("1 density=compact&at=4").choose(text, now);
            assert_eq!((stamp(&stored), Settings::restore(&stored).store().as_str()), (now, text));
        }
        for text in ["1 ", "1 next=x", "1 next=x star=gs"] {
            let stored = Chosen::new(BINDINGS, "1 star=gs at=4").choose(text, now);
            assert_eq!((stamp(&stored), Bindings::restore(&stored).store().as_str()), (now, text));
        }
    }

    #[test]
    fn a_tab_keeps_what_another_has_chosen() {
        let (mut one, mut other) = (settings(""), settings(""));
        let small = one.choose("1 size=small", 5);
        // Their clocks differ, and none knows of the other.
        let compact = other.choose("1 density=compact", 3);
        one.hear(&compact);
        other.follow(Some(&small));
        other.hear(&small);
        for tab in [&one, &other] {
            assert_eq!(Settings::restore(&tab.text()).store(), "1 density=compact&size=small");
        }
        let dark = other.choose("1 theme=dark&density=compact&size=small", 4);
        assert_eq!(dark, "1 theme=dark&density=compact&size=small&changed=theme&at=6");
        // So does the next start, whatever `localStorage` had room for.
        for stored in ["", "1 face=sans&at=2", &small, &compact, &dark] {
            let mut next = settings(stored);
            assert_eq!(next.take_journal(&[&small, &compact, &dark]), [""; 0]);
            let text = Settings::restore(&next.text()).store();
            assert_eq!(text, "1 theme=dark&density=compact&size=small", "{stored}");
        }
    }

    #[test]
    fn what_an_earlier_version_stores_is_followed_if_it_is_newer() {
        let mut tab = settings("1 size=small&at=5");
        tab.follow(Some("1 face=sans&at=4"));
        assert_eq!(tab.text(), "1 size=small&at=5");
        tab.follow(Some("1 face=sans&at=6"));
        assert_eq!(tab.text(), "1 face=sans&at=6");
        tab.follow(Some("2 what a newer version stores"));
        assert_eq!(tab.text(), "1 face=sans&at=6");
        tab.follow(None);
        assert_eq!(tab.text(), "");
    }

    #[test]
    fn the_journal_gets_what_it_lacks() {
        // It could not be written for a while, or was emptied.
        let mut tab = settings("1 size=small&changed=size&at=5");
        assert_eq!(tab.take_journal(&[]), ["1 size=small&at=5"]);
        let mut tab = settings("1 size=small&changed=size&at=5");
        assert_eq!(tab.take_journal(&["1 face=sans&at=4"]), ["1 size=small&at=5"]);
        assert_eq!(tab.text(), "1 size=small&at=5");
        // Once.
        assert_eq!(tab.take_journal(&["1 face=sans&at=4", "1 size=small&at=5"]), [""; 0]);
        assert_eq!(tab.text(), "1 size=small&at=5");
    }

    #[test]
    fn what_is_chosen_before_the_journal_is_read_is_kept_and_takes_nothing_back() {
        let mut tab = settings("");
        let list = tab.choose("1 density=compact", 5);
        // The clock went back since.
        let lacking = tab.take_journal(&["1 density=comfortable&size=large&at=9", &list]);
        assert_eq!(lacking, [""; 0]);
        assert_eq!(tab.text(), "1 density=comfortable&size=large&at=9");

        let mut tab = settings("");
        tab.choose("1 density=compact", 5);
        let lacking = tab.take_journal(&["1 face=sans&size=large&at=9"]);
        assert_eq!(lacking, ["1 face=sans&size=large&density=compact&changed=density&at=10"]);
        assert_eq!(tab.text(), "1 face=sans&size=large&density=compact&at=10");

        let mut tab = settings("1 size=small&at=3");
        let list = tab.choose("1 density=compact&size=small", 12);
        assert_eq!(tab.take_journal(&["1 size=large&at=9"]), [""; 0]);
        assert_eq!(tab.text(), "1 size=large&density=compact&at=12");
        assert!(tab.is_newer("1 at=13") && !tab.is_newer(&list));
    }
}
