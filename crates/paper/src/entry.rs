//! The domain: one paper as a digest lists it.
//!
//! An [`Entry`] never changes once it was read; what a reader decides about a paper lives
//! apart, in [`skimmark_engine::marks`]. Its form in JSON, which `examples/digest.rs` prints and backups
//! hold, is that of [`crate::json::record`].

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// One paper of a digest, with its text as a person would read it: unwrapped, TeX accents and
/// text macros as characters, math left as `$...$`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entry {
    /// The title, without the authors that the source may have glued to it.
    pub title: String,
    /// The authors that the digest names, in its order.
    pub authors: Vec<String>,
    /// The digest named more authors than it listed (` et al.`).
    pub more_authors: bool,
    /// The affiliation, as the digest writes it (`microsoft-research`).
    pub affiliation: Option<String>,
    /// The abstract, one paragraph.
    pub abstract_text: Option<String>,
    /// Categories, the primary one first.
    pub categories: Vec<Category>,
    /// The digest's score of this paper.
    pub score: Option<Score>,
    /// The day, month or year that the digest gives.
    pub date: Option<PartialDate>,
    /// The year of `date` was not in the digest but inferred from the day it was pasted.
    pub date_inferred: bool,
    /// The digest says that code exists, whether or not it says where.
    pub has_code: bool,
    /// Identifiers found in the digest.
    pub ids: Ids,
    /// The version of the preprint, from 1.
    pub version: Option<u16>,
    /// Links found in the digest, in its order.
    pub links: Vec<Link>,
    /// How the paper was announced; a set, in the order of [`Announcement`].
    pub announced: Vec<Announcement>,
    /// Journal, conference or journal reference.
    pub venue: Option<String>,
    /// The authors' comments (`12 pages, 3 figures`).
    pub comments: Option<String>,
    /// How sure the reading of title and authors is, 0 to 1; 1 where nothing was glued.
    pub confidence: f32,
    /// The line that title and authors were read from, where the digest ran them together.
    pub glued: Option<String>,
}

/// The authors of a paper as one line of a digest names them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Byline {
    /// The authors named, in order.
    pub authors: Vec<String>,
    /// ` et al.` followed them.
    pub more_authors: bool,
    /// What stood behind ` · `.
    pub affiliation: Option<String>,
}

/// A score of 0.0 to 100.0 with one decimal, held in tenths so that it compares exactly.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Score(u16);

impl Score {
    /// The score of so many tenths; `None` above 1000.
    pub fn from_tenths(tenths: u16) -> Option<Self> {
        (tenths <= 1000).then_some(Self(tenths))
    }

    /// The score in tenths, 0 to 1000.
    pub fn tenths(self) -> u16 {
        self.0
    }
}

impl From<Score> for f64 {
    fn from(score: Score) -> f64 {
        f64::from(score.0) / 10.0
    }
}

impl TryFrom<f64> for Score {
    type Error = &'static str;
    fn try_from(value: f64) -> Result<Self, Self::Error> {
        let tenths = (value * 10.0).round();
        if (0.0..=1000.0).contains(&tenths) {
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            Ok(Self(tenths as u16))
        } else {
            // Printing the number would take 15 KB of tables and code.
            Err("there is no such score: scores run from 0 to 100")
        }
    }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.0 / 10, self.0 % 10)
    }
}

/// A category as the digest gave it: `cs.CL`, `hep-th`, or bare (`CL`) where its archive is
/// unknown. [`crate::text`] knows nothing of it; the full names are in `category.rs`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Category(pub String);

/// A date of which day, or day and month, may be unknown; its text form is `YYYY[-MM[-DD]]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct PartialDate {
    year: u16,
    /// 0 where unknown, so that the derived order puts a bare year before its months.
    month: u8,
    day: u8,
}

/// Year, month and day, which compare as days do.
pub type Day = (u16, u8, u8);

/// Ahead of every day.
pub const EARLIEST: Day = (0, 0, 0);

/// Behind every day.
pub const LATEST: Day = (u16::MAX, 12, 31);

/// Text that is no [`PartialDate`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no date: write it as 2026, 2026-03 or 2026-03-15")]
pub struct BadDate(pub String);

impl PartialDate {
    /// A year alone.
    pub fn year_only(year: u16) -> Self {
        Self { year, month: 0, day: 0 }
    }

    /// A month of a year; `None` for a month that does not exist.
    pub fn month_of(year: u16, month: u8) -> Option<Self> {
        (1..=12).contains(&month).then_some(Self { year, month, day: 0 })
    }

    /// A whole date; `None` for a day that the calendar does not have.
    pub fn day_of(year: u16, month: u8, day: u8) -> Option<Self> {
        let month_name = time::Month::try_from(month).ok()?;
        time::Date::from_calendar_date(i32::from(year), month_name, day).ok()?;
        Some(Self { year, month, day })
    }

    /// The year.
    pub fn year(self) -> u16 {
        self.year
    }

    /// The month, 1 to 12, if known.
    pub fn month(self) -> Option<u8> {
        (self.month > 0).then_some(self.month)
    }

    /// The day of the month, if known.
    pub fn day(self) -> Option<u8> {
        (self.day > 0).then_some(self.day)
    }

    /// Its first day.
    pub fn first_day(self) -> Day {
        (self.year, self.month().unwrap_or(1), self.day().unwrap_or(1))
    }

    /// Its last day, or one behind it: no month is longer than 31 days.
    pub fn last_day(self) -> Day {
        (self.year, self.month().unwrap_or(12), self.day().unwrap_or(31))
    }

    /// The calendar date, where the day is known.
    pub fn to_date(self) -> Option<time::Date> {
        let month = time::Month::try_from(self.month).ok()?;
        time::Date::from_calendar_date(i32::from(self.year), month, self.day).ok()
    }
}

impl From<time::Date> for PartialDate {
    fn from(date: time::Date) -> Self {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        Self { year: date.year().clamp(0, 9999) as u16, month: date.month() as u8, day: date.day() }
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if self.month > 0 {
            write!(f, "-{:02}", self.month)?;
        }
        if self.day > 0 {
            write!(f, "-{:02}", self.day)?;
        }
        Ok(())
    }
}

impl From<PartialDate> for String {
    fn from(date: PartialDate) -> String {
        date.to_string()
    }
}

impl TryFrom<String> for PartialDate {
    type Error = BadDate;
    fn try_from(text: String) -> Result<Self, BadDate> {
        text.parse()
    }
}

impl FromStr for PartialDate {
    type Err = BadDate;
    fn from_str(text: &str) -> Result<Self, BadDate> {
        let bad = || BadDate(text.to_owned());
        let number = |part: &str, digits: usize| {
            let plain = part.len() == digits && part.bytes().all(|b| b.is_ascii_digit());
            plain.then(|| part.parse::<u16>().ok()).flatten()
        };
        let small = |part: &str| number(part, 2).and_then(|n| u8::try_from(n).ok());
        let parts: Vec<&str> = text.split('-').collect();
        let date = match parts.as_slice() {
            [year] => number(year, 4).map(Self::year_only),
            [year, month] => {
                number(year, 4).zip(small(month)).and_then(|(y, m)| Self::month_of(y, m))
            }
            [year, month, day] => number(year, 4)
                .zip(small(month).zip(small(day)))
                .and_then(|(y, (m, d))| Self::day_of(y, m, d)),
            _ => None,
        };
        date.ok_or_else(bad)
    }
}

/// The identifiers of a paper.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ids {
    /// arXiv identifier without version: `2603.11510`, `math.AP/0703001`.
    pub arxiv: Option<String>,
    /// DOI, lower case, without resolver: `10.1000/182`.
    pub doi: Option<String>,
    /// PubMed identifier.
    pub pmid: Option<String>,
}

impl Ids {
    /// No identifier is known.
    pub fn is_empty(&self) -> bool {
        self.arxiv.is_none() && self.doi.is_none() && self.pmid.is_none()
    }
}

/// What a link leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LinkKind {
    /// The abstract page.
    Abs,
    /// The paper as PDF.
    Pdf,
    /// The paper as HTML.
    Html,
    /// A DOI resolver.
    Doi,
    /// Source code, models or data of the paper.
    Code,
    /// Anything else.
    Other,
}

/// A link of a paper; `url` starts with `https:` or `http:`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// What it leads to.
    pub kind: LinkKind,
    /// The absolute address.
    pub url: String,
}

/// How a paper was announced.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Announcement {
    /// For the first time.
    New,
    /// Listed in a further category.
    Cross,
    /// A new version of an older paper.
    Replaced,
    /// Withdrawn by its authors.
    Withdrawn,
}

impl Announcement {
    /// Every one, in order.
    pub const ALL: [Self; 4] = [Self::New, Self::Cross, Self::Replaced, Self::Withdrawn];
}

impl Entry {
    /// Where the title leads: the paper by its identifier, else its abstract page or any link
    /// of its own, else a search for the exact title.
    pub fn address(&self) -> String {
        if let Some(id) = &self.ids.arxiv {
            return format!("https://arxiv.org/abs/{id}");
        }
        if let Some(doi) = &self.ids.doi {
            return format!("https://doi.org/{}", url_component(doi));
        }
        if let Some(pmid) = &self.ids.pmid {
            return format!("https://pubmed.ncbi.nlm.nih.gov/{pmid}/");
        }
        let own = [LinkKind::Abs, LinkKind::Html, LinkKind::Pdf];
        if let Some(link) = self.links.iter().find(|link| own.contains(&link.kind)) {
            return link.url.clone();
        }
        let quoted = format!("\"{}\"", self.title);
        format!("https://scholar.google.com/scholar?q={}", url_component(&quoted))
    }

    /// The first link to code.
    pub fn code_url(&self) -> Option<&str> {
        let code = self.links.iter().find(|link| link.kind == LinkKind::Code)?;
        Some(&code.url)
    }
}

/// `url` where it is a link that can do nothing but lead somewhere (`https:`, `http:`,
/// `mailto:`), else the empty address. Whatever is drawn as a link goes through this.
pub fn safe_url(url: &str) -> String {
    let scheme = url.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
    let safe = scheme.is_some_and(|s| ["https", "http", "mailto"].contains(&s.as_str()));
    if safe { url.to_owned() } else { String::new() }
}

/// Percent-encodes `text` for use inside a URL; `/` stays, as DOIs hold it.
pub fn url_component(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_round_trip_and_impossible_days_are_refused() {
        for text in ["2026", "2026-03", "2024-02-29"] {
            assert_eq!(text.parse::<PartialDate>().unwrap().to_string(), text);
        }
        for text in ["", "26", "2026-13", "2025-02-29", "2026-3-1", "2026-03-15-1", "+026"] {
            assert!(text.parse::<PartialDate>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_score_is_exact_in_tenths() {
        let score = Score::try_from(97.8).unwrap();
        assert_eq!((score.tenths(), score.to_string().as_str()), (978, "97.8"));
        assert!(Score::try_from(100.1).is_err());
        assert!(Score::try_from(f64::NAN).is_err());
    }

    #[test]
    fn the_title_leads_to_the_best_address_known() {
        let mut entry = Entry { title: "A & B?".into(), ..Entry::default() };
        assert_eq!(entry.address(), "https://scholar.google.com/scholar?q=%22A%20%26%20B%3F%22");
        entry.ids.doi = Some("10.1/a<b".into());
        assert_eq!(entry.address(), "https://doi.org/10.1/a%3Cb");
        entry.ids.arxiv = Some("2603.11510".into());
        assert_eq!(entry.address(), "https://arxiv.org/abs/2603.11510");
    }

    #[test]
    fn only_harmless_addresses_become_links() {
        assert_eq!(safe_url("https://example.org/a"), "https://example.org/a");
        assert_eq!(safe_url("HTTP://example.org"), "HTTP://example.org");
        for url in ["javascript:alert(1)", " javascript:x", "data:text/html,x", "//example.org", ""]
        {
            assert_eq!(safe_url(url), "", "{url}");
        }
    }

    #[test]
    fn unknown_fields_are_absent_from_the_json() {
        let entry = Entry { title: "T".into(), confidence: 1.0, ..Entry::default() };
        assert_eq!(serde_json::to_string(&entry).unwrap(), r#"{"title":"T","confidence":1.0}"#);
    }
}
