//! How the reader wants the page to look and to act: one table, from which the dialog is drawn,
//! and a short text that is stored.

use super::exports::FORMS;
use skimmark_paper::sites::Site;

use skimmark_protocol::Millis;
use skimmark_protocol::stored::SHORT_TEXT;

/// A setting and its options, of which the first one is the default.
#[derive(Debug)]
pub struct Choice {
    /// What is chosen.
    pub setting: Setting,
    /// Its name in the stored form, and in the attribute `data-<key>` of the page by which the
    /// style sheet follows it.
    pub key: &'static str,
    /// The words for people.
    pub label: &'static str,
    /// The options: the name in the stored form, and the words for people.
    pub options: &'static [(&'static str, &'static str)],
}

/// The sites that titles can lead to, with their names in the stored form.
const TITLE_SITES: [(&str, Site); 5] = [
    ("arxiv", Site::Arxiv),
    ("alphaxiv", Site::AlphaXiv),
    ("doi", Site::Doi),
    ("semantic", Site::SemanticScholar),
    ("scholar", Site::GoogleScholar),
];

/// The options of [`Setting::Titles`]: what the digest names, then the sites.
const TITLE_OPTIONS: [(&str, &str); TITLE_SITES.len() + 1] = {
    let mut options = [("source", "The digest's own link"); TITLE_SITES.len() + 1];
    let mut at = 0;
    while at < TITLE_SITES.len() {
        options[at + 1] = (TITLE_SITES[at].0, TITLE_SITES[at].1.name());
        at += 1;
    }
    options
};

/// The options of [`Setting::Export`], which is chosen in a dialog of its own.
const EXPORT_OPTIONS: [(&str, &str); FORMS.len()] = {
    let mut options = [("", ""); FORMS.len()];
    let mut at = 0;
    while at < FORMS.len() {
        options[at] = (FORMS[at].key, FORMS[at].label);
        at += 1;
    }
    options
};

/// The places of the options of [`Setting::Layout`].
const CARDS: usize = 0;
const LIST: usize = 1;

/// What earlier versions stored for what is the list now.
const LIST_BEFORE: [&str; 2] = ["density=list", "beside=on"];

/// The place of the first option of [`Setting::Keys`].
const KEYS_ON: usize = 0;

/// The place of the first option of [`Setting::Backup`].
const WITH_DIGESTS: usize = 0;

/// Declares [`Setting`] and [`CHOICES`] from the same rows.
macro_rules! settings {
    ($($setting:ident => $key:literal, $label:literal, $options:expr;)*) => {
        /// Something that can be chosen.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[allow(missing_docs)]
        pub enum Setting { $($setting),* }

        /// All settings, in the order of the dialog.
        pub const CHOICES: &[Choice] = &[$(Choice {
            setting: Setting::$setting,
            key: $key,
            label: $label,
            options: $options,
        }),*];
    };
}

settings! {
    Theme => "theme", "Theme",
        &[("auto", "System"), ("light", "Light"), ("dark", "Dark")];
    Layout => "layout", "Layout", &[("cards", "Cards"), ("list", "List and reading pane")];
    Pane => "pane", "Reading pane",
        &[("half", "As wide as the list"), ("wide", "Wider"), ("narrow", "Narrower")];
    Density => "density", "Density",
        &[("comfortable", "Comfortable"), ("compact", "Compact")];
    Abstracts => "abstracts", "Abstracts",
        &[("three", "3 lines"), ("six", "6 lines"), ("whole", "Whole")];
    Current => "current", "Current paper",
        &[("folded", "Like the others"), ("whole", "Whole abstract")];
    Size => "size", "Text size",
        &[("medium", "Medium"), ("small", "Small"), ("large", "Large"), ("larger", "Larger")];
    Face => "face", "Typeface", &[("serif", "Serif"), ("sans", "Sans serif")];
    Titles => "titles", "Title links open", &TITLE_OPTIONS;
    Keys => "keys", "Keyboard shortcuts", &[("on", "On"), ("off", "Off")];
    Starred => "starred", "After starring by key",
        &[("stay", "Stay"), ("next", "Go to the next paper")];
    Passed => "passed", "Mark read when scrolled past",
        &[("unread", "Off"), ("read", "On")];
    ForYou => "foryou", "Order \"For you\"", &[("on", "On"), ("off", "Off")];
    Backup => "backup", "Backups", &[("all", "With the digests"), ("marks", "Without digests")];
    Export => "export", "Export", &EXPORT_OPTIONS;
}

/// The place of the first option of [`Setting::ForYou`].
const FOR_YOU_ON: usize = 0;

/// The name in the stored form of [`Settings::likes_since`].
const LIKES_SINCE: &str = "likes";

/// What the reader chose: the place of an option for each of [`CHOICES`], and since when likes count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Settings([usize; CHOICES.len()], Millis);

impl Settings {
    /// Reads the stored form and skips what is unknown in it.
    pub fn restore(text: &str) -> Self {
        let mut settings = Self::default();
        for pair in text.strip_prefix(SHORT_TEXT).unwrap_or_default().split('&') {
            if LIST_BEFORE.contains(&pair) {
                settings.set_list(true);
            }
            let Some((key, value)) = pair.split_once('=') else { continue };
            if key == LIKES_SINCE {
                settings.1 = Millis(value.parse().unwrap_or(0));
            }
            let Some(choice) = CHOICES.iter().position(|choice| choice.key == key) else {
                continue;
            };
            let option = CHOICES[choice].options.iter().position(|option| option.0 == value);
            settings.0[choice] = option.unwrap_or(0);
        }
        settings
    }

    /// Returns the stored form, which [`Settings::restore`] reads: `1 theme=dark&density=compact`, with
    /// what differs from the defaults.
    pub fn store(&self) -> String {
        let chosen = CHOICES.iter().zip(self.0).filter(|(_, option)| *option > 0);
        let pairs =
            chosen.map(|(choice, option)| [choice.key, "=", choice.options[option].0].concat());
        let since = Some(self.1.0).filter(|since| *since > 0);
        let pairs = pairs.chain(since.map(|since| format!("{LIKES_SINCE}={since}")));
        [SHORT_TEXT, &pairs.collect::<Vec<_>>().join("&")].concat()
    }

    /// Returns the name of the option that was chosen.
    pub fn chosen(&self, setting: Setting) -> &'static str {
        CHOICES[setting as usize].options[self.0[setting as usize]].0
    }

    /// Returns whether papers are rows of a list, with the current one in full beside it if there is room.
    pub fn is_list(&self) -> bool {
        self.0[Setting::Layout as usize] == LIST
    }

    /// Shows papers as rows of a list, or as cards.
    pub fn set_list(&mut self, list: bool) {
        self.0[Setting::Layout as usize] = if list { LIST } else { CARDS };
    }

    /// Returns whether the key that stars a paper goes on to the next.
    pub fn goes_on(&self) -> bool {
        self.0[Setting::Starred as usize] != 0
    }

    /// Returns whether papers that are scrolled past become read.
    pub fn reads_passed(&self) -> bool {
        self.0[Setting::Passed as usize] != 0
    }

    /// Returns whether keys act.
    pub fn has_keys(&self) -> bool {
        self.0[Setting::Keys as usize] == KEYS_ON
    }

    /// Returns whether papers can be shown in the order "For you".
    pub fn has_for_you(&self) -> bool {
        self.0[Setting::ForYou as usize] == FOR_YOU_ON
    }

    /// Returns since when what the reader likes is learned from.
    pub fn likes_since(&self) -> Millis {
        self.1
    }

    /// Learns only from what the reader decides after this moment.
    pub fn forget_likes(&mut self, now: Millis) {
        self.1 = now;
    }

    /// Returns whether backups hold the digests of the library.
    pub fn has_digests_in_backups(&self) -> bool {
        self.0[Setting::Backup as usize] == WITH_DIGESTS
    }

    /// Returns the site that titles lead to, if it is not what the digest names.
    pub fn title_site(&self) -> Option<Site> {
        let site = self.0[Setting::Titles as usize].checked_sub(1)?;
        TITLE_SITES.get(site).map(|(_, site)| *site)
    }

    /// Chooses an option by its place.
    pub fn choose(&mut self, setting: Setting, option: usize) {
        if option < CHOICES[setting as usize].options.len() {
            self.0[setting as usize] = option;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_was_chosen_is_stored_in_words() {
        let mut settings = Settings::default();
        let theme = settings.chosen(Setting::Theme);
        assert_eq!((settings.store().as_str(), theme), ("1 ", "auto"));
        settings.choose(Setting::Theme, 2);
        settings.choose(Setting::Density, 1);
        settings.choose(Setting::Density, 9);
        assert_eq!(settings.store(), "1 theme=dark&density=compact");
        let chosen = [Setting::Theme, Setting::Density].map(|setting| settings.chosen(setting));
        assert_eq!(chosen, ["dark", "compact"]);
    }

    #[test]
    fn every_setting_finds_its_choice() {
        for (place, choice) in CHOICES.iter().enumerate() {
            assert_eq!(choice.setting as usize, place);
        }
    }

    #[test]
    fn what_was_chosen_is_known_by_its_meaning() {
        let settings = Settings::default();
        assert!(settings.has_keys() && !settings.is_list() && settings.title_site().is_none());
        let mut settings = Settings::restore("1 keys=off&titles=doi");
        assert_eq!((settings.has_keys(), settings.title_site()), (false, Some(Site::Doi)));
        assert_eq!(Settings::restore("1 titles=arxiv").title_site(), Some(Site::Arxiv));
        settings.set_list(true);
        assert!(settings.is_list());
        assert_eq!(settings.store(), "1 layout=list&titles=doi&keys=off");
        assert_eq!(Settings::restore(&settings.store()), settings);
    }

    #[test]
    fn what_was_learned_is_forgotten_since_a_moment() {
        let mut settings = Settings::restore("1 foryou=off");
        assert_eq!((settings.has_for_you(), settings.likes_since()), (false, Millis(0)));
        settings.forget_likes(Millis(1_774_000_000_000));
        assert_eq!(settings.store(), "1 foryou=off&likes=1774000000000");
        assert_eq!(Settings::restore(&settings.store()), settings);
        assert_eq!(Settings::restore("1 likes=soon").likes_since(), Millis(0));
    }

    #[test]
    fn what_earlier_versions_called_otherwise_is_the_list() {
        for before in ["1 density=list", "1 theme=dark&beside=on"] {
            assert!(Settings::restore(before).is_list(), "{before}");
        }
        assert!(!Settings::restore("1 density=compact&beside=off").is_list());
    }

    #[test]
    fn what_is_unknown_or_of_another_version_is_passed_over() {
        for text in ["", "2 theme=dark", "1", "theme=dark", "1 theme=pink&x=y&&keys"] {
            assert_eq!(Settings::restore(text), Settings::default(), "{text}");
        }
        assert_eq!(Settings::restore("1 x=1&keys=off").chosen(Setting::Keys), "off");
    }

    proptest! {
        #[test]
        fn what_was_stored_is_restored(chosen in proptest::collection::vec((0..8_usize, 0..8_usize), 0..9)) {
            let mut settings = Settings::default();
            for (choice, option) in chosen {
                if let Some(choice) = CHOICES.get(choice) {
                    settings.choose(choice.setting, option);
                }
            }
            prop_assert_eq!(Settings::restore(&settings.store()), settings);
        }

        #[test]
        fn any_text_is_read(text in "\\PC{0,40}") {
            let _ = Settings::restore(&["1 ", &text].concat());
        }
    }
}
