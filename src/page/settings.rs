//! How the reader wants the page to look and to act: one table, from which the dialog is drawn,
//! and a short text that is stored.

/// The version of the stored form, with which it begins.
pub const FORM: &str = "1 ";

/// Something that can be chosen. The first option is how it is where nothing was chosen.
#[derive(Debug)]
pub struct Choice {
    /// Its name in the stored form, and in the attribute `data-<key>` of the page by which the
    /// style sheet follows it.
    pub key: &'static str,
    /// As people say it.
    pub label: &'static str,
    /// The options: the name, and as people say it.
    pub options: &'static [(&'static str, &'static str)],
}

/// All choices, in the order of the dialog.
pub const CHOICES: [Choice; 7] = [
    Choice {
        key: "theme",
        label: "Theme",
        options: &[("auto", "As the system"), ("light", "Light"), ("dark", "Dark")],
    },
    Choice {
        key: "density",
        label: "Density",
        options: &[("comfortable", "Comfortable"), ("compact", "Compact"), ("list", "List")],
    },
    Choice {
        key: "size",
        label: "Text size",
        options: &[
            ("medium", "Medium"),
            ("small", "Small"),
            ("large", "Large"),
            ("larger", "Larger"),
        ],
    },
    Choice {
        key: "face",
        label: "Typeface",
        options: &[("serif", "Serif"), ("sans", "Sans serif")],
    },
    Choice {
        key: "titles",
        label: "Titles lead to",
        options: &[
            ("source", "What the digest names"),
            ("arxiv", "arXiv"),
            ("alphaxiv", "alphaXiv"),
            ("doi", "DOI"),
            ("semantic", "Semantic Scholar"),
            ("scholar", "Google Scholar"),
        ],
    },
    Choice {
        key: "beside",
        label: "Paper in full",
        options: &[("off", "In the list"), ("on", "Beside the list, if wide")],
    },
    Choice { key: "keys", label: "Keys", options: &[("on", "On"), ("off", "Off")] },
];

/// What was chosen: the place of an option for each of [`CHOICES`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Settings([usize; CHOICES.len()]);

impl Settings {
    /// Reads the stored form; what is unknown in it is passed over.
    pub fn restore(text: &str) -> Self {
        let mut settings = Self::default();
        for pair in text.strip_prefix(FORM).unwrap_or_default().split('&') {
            let Some((key, value)) = pair.split_once('=') else { continue };
            let Some(choice) = CHOICES.iter().position(|choice| choice.key == key) else {
                continue;
            };
            let option = CHOICES[choice].options.iter().position(|option| option.0 == value);
            settings.0[choice] = option.unwrap_or(0);
        }
        settings
    }

    /// The stored form, which [`Settings::restore`] reads: `1 theme=dark&density=list`, with what
    /// is other than it would be.
    pub fn store(&self) -> String {
        let chosen = CHOICES.iter().zip(self.0).filter(|(_, option)| *option > 0);
        let pairs =
            chosen.map(|(choice, option)| [choice.key, "=", choice.options[option].0].concat());
        [FORM, &pairs.collect::<Vec<_>>().join("&")].concat()
    }

    /// The name of what was chosen for the choice of this number.
    pub fn chosen(&self, choice: usize) -> &'static str {
        CHOICES[choice].options[self.0[choice]].0
    }

    /// The name of what was chosen for the choice of this key; nothing, where there is none.
    pub fn of(&self, key: &str) -> &'static str {
        CHOICES.iter().position(|choice| choice.key == key).map_or("", |at| self.chosen(at))
    }

    /// Chooses an option for a choice, both by their numbers.
    pub fn choose(&mut self, choice: usize, option: usize) {
        if CHOICES.get(choice).is_some_and(|choice| option < choice.options.len()) {
            self.0[choice] = option;
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
        assert_eq!((settings.store().as_str(), settings.of("theme")), ("1 ", "auto"));
        settings.choose(0, 2);
        settings.choose(1, 2);
        settings.choose(1, 9);
        settings.choose(99, 0);
        assert_eq!(settings.store(), "1 theme=dark&density=list");
        assert_eq!(
            (settings.of("theme"), settings.of("density"), settings.of("x")),
            ("dark", "list", "")
        );
    }

    #[test]
    fn what_is_unknown_or_of_another_version_is_passed_over() {
        for text in ["", "2 theme=dark", "1", "theme=dark", "1 theme=pink&x=y&&keys"] {
            assert_eq!(Settings::restore(text), Settings::default(), "{text}");
        }
        assert_eq!(Settings::restore("1 x=1&keys=off").of("keys"), "off");
    }

    proptest! {
        #[test]
        fn what_was_stored_is_restored(chosen in proptest::collection::vec((0..8_usize, 0..8_usize), 0..9)) {
            let mut settings = Settings::default();
            chosen.into_iter().for_each(|(choice, option)| settings.choose(choice, option));
            prop_assert_eq!(Settings::restore(&settings.store()), settings);
        }

        #[test]
        fn any_text_is_read(text in "\\PC{0,40}") {
            let _ = Settings::restore(&["1 ", &text].concat());
        }
    }
}
