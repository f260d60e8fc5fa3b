//! Invented papers, written down as each known page of ranked papers puts them on a clipboard.

/// One invented paper, with its fields as they must be read.
#[derive(Clone, Debug)]
pub struct Paper {
    pub score: Option<u32>,
    pub category: &'static str,
    /// Month, day, and the year if the page says it.
    pub day: (usize, u8, Option<u16>),
    pub code: bool,
    pub title: String,
    pub authors: Vec<&'static str>,
    pub more: bool,
    pub place: Option<&'static str>,
    pub text: String,
}

/// How a page arranges the pieces of a paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// Three lines, everything inline glued.
    Glued,
    /// Three lines, with labels and lower-case categories.
    Labels,
    /// One badge a line, authors on their own line, blank lines between the parts.
    Flex,
    /// One piece a line with a blank line after each.
    Grid,
    /// Badges on one line with spaces.
    Spaced,
    /// Badges on one line with no-break spaces.
    NoBreak,
    /// Badges and title in one row with TABs.
    Table,
    /// As [`Layout::Flex`], with the organization on a line of its own.
    Places,
    /// As [`Layout::Glued`], with nothing that marks the organization.
    Dotless,
}

pub const LAYOUTS: [Layout; 9] = [
    Layout::Glued,
    Layout::Labels,
    Layout::Flex,
    Layout::Grid,
    Layout::Spaced,
    Layout::NoBreak,
    Layout::Table,
    Layout::Places,
    Layout::Dotless,
];

pub const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

impl Paper {
    fn badges(&self) -> [String; 4] {
        let (month, day, year) = self.day;
        let year = year.map(|y| format!(", {y}")).unwrap_or_default();
        let score = self.score.map(|s| format!("{}.{}", s / 10, s % 10));
        [
            score.unwrap_or_default(),
            self.category.to_owned(),
            format!("{} {day}{year}", MONTHS[month - 1]),
            (if self.code { "Code" } else { "" }).to_owned(),
        ]
    }

    fn authors(&self) -> String {
        let more = if self.more { " et al." } else { "" };
        let place = self.place.map(|place| format!(" · {place}")).unwrap_or_default();
        format!("{}{more}{place}", self.authors.join(", "))
    }

    /// Returns the paper's lines as on the clipboard; the last one is the abstract.
    pub fn lines(&self, layout: Layout) -> Vec<String> {
        let badges = self.badges();
        let present = || badges.iter().filter(|badge| !badge.is_empty()).cloned();
        let glued = format!("{}{}", self.title, self.authors());
        let apart = [self.title.clone(), self.authors()];
        let mut lines: Vec<String> = match layout {
            Layout::Glued => vec![badges.concat(), glued],
            Layout::Dotless => {
                let slug = self.place.is_some_and(|p| p.starts_with(char::is_lowercase));
                let bare = if self.more || slug { glued.replace(" · ", " ") } else { glued };
                vec![badges.concat(), bare]
            }
            Layout::Places => {
                let authors = self.authors();
                let (names, place) = authors.split_once(" · ").unwrap_or((&authors, ""));
                let own = [self.title.clone(), names.to_owned(), place.to_owned()];
                present().chain(own).collect()
            }
            Layout::Labels => {
                let score = if badges[0].is_empty() {
                    String::new()
                } else {
                    format!("Score{}", badges[0])
                };
                vec![
                    format!("{score}{}{}{}", badges[1].to_lowercase(), badges[2], badges[3]),
                    glued,
                ]
            }
            Layout::Flex => present().chain(apart).chain([String::new()]).collect(),
            Layout::Grid => present().chain(apart).flat_map(|line| [line, String::new()]).collect(),
            Layout::Spaced => {
                [present().collect::<Vec<_>>().join(" ")].into_iter().chain(apart).collect()
            }
            Layout::NoBreak => {
                [present().collect::<Vec<_>>().join("\u{a0}")].into_iter().chain(apart).collect()
            }
            Layout::Table => {
                let row = [badges.join("\t"), self.title.clone()].join("\t");
                vec![row.trim_start_matches('\t').to_owned(), self.authors()]
            }
        };
        lines.push(self.text.clone());
        lines
    }
}

/// Whether blank lines separate the papers of a page.
pub fn parted(layout: Layout) -> bool {
    !matches!(layout, Layout::Glued | Layout::Labels | Layout::Dotless)
}
