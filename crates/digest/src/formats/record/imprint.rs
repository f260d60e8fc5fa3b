//! Where a paper was published: what stands after its title in references and exports.

use super::dates;
use skimmark_paper::text::lowercase;

/// Where a paper was published, as a reference says it.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Publication {
    pub venue: String,
    pub volume: String,
    pub issue: String,
    pub pages: String,
    pub year: Option<u16>,
}

/// Reads what a reference says after the title: `J. Wool, vol. 3, no. 2, pp. 1-9, 2020`,
/// `J Wool. 2020;3(2):1-9`, `J. Wool 3, 1-9 (2020)`.
pub(crate) fn publication(text: &str) -> Publication {
    // Chinese has no blanks: `羊毛学报,2021,12(3):1-9`.
    let spaced;
    let text = match text.is_ascii() {
        true => text,
        false => {
            spaced = text.replace(", ", ",").replace([',', '，'], ", ");
            &spaced
        }
    };
    let text = text.trim().trim_end_matches(['.', ',', ';']);
    let mut at = text.len();
    for word in text.rsplit([' ', '\u{a0}']) {
        let start = at - word.len();
        if !is_number(word) {
            break;
        }
        at = start;
        if at == 0 {
            break;
        }
        at -= text[..at].chars().next_back().map_or(0, char::len_utf8);
    }
    let at = text.floor_char_boundary(at.min(text.len()));
    let mut found = Publication::default();
    let venue = text[..at].trim().trim_end_matches([',', ';', ':', '(', ' ']).trim_end();
    let venue = ["In: ", "In ", "in: ", "in "]
        .iter()
        .find_map(|it| venue.strip_prefix(it))
        .unwrap_or(venue);
    let full_stop = venue.matches('.').count() == 1 && venue.ends_with('.');
    found.venue = if full_stop { venue.trim_end_matches('.') } else { venue }.to_owned();
    numbers(&text[at..], &mut found);
    found
}

/// Returns true for a word that the numbers after a journal's name consist of.
fn is_number(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "vol", "no", "pp", "p", "pages", "page", "volume", "issue", "number", "art", "article",
        "eds",
    ];
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
    let known = WORDS.iter().any(|known| known.eq_ignore_ascii_case(bare));
    let mut letters = bare.chars().filter(|c| c.is_alphabetic());
    let digits = bare.bytes().any(|byte| byte.is_ascii_digit());
    word.is_empty()
        || known
        || dates::is_month(bare)
        || bare.is_empty()
        || digits && letters.nth(3).is_none() && !word.contains("//")
}

fn numbers(text: &str, found: &mut Publication) {
    let (mut before, mut word) = (' ', String::new());
    let (mut joint, mut day) = (false, false);
    let pieces = text.split_inclusive(|c: char| c.is_whitespace() || ",;:().".contains(c));
    let mut pieces = pieces.peekable();
    while let Some(piece) = pieces.next() {
        let token = piece.trim_end_matches(|c: char| c.is_whitespace() || ",;:().".contains(c));
        let sign = piece[token.len()..].chars().next().unwrap_or(' ');
        if token.is_empty() {
            joint = false;
            before = if sign == ' ' { before } else { sign };
            continue;
        }
        if !token.bytes().any(|byte| byte.is_ascii_digit()) {
            word = lowercase(token);
            before = ' ';
            day = sign == ' ' && dates::is_month(token);
            continue;
        }
        // `Jan 12`
        if std::mem::take(&mut day) && token.len() < 3 {
            continue;
        }
        // `(23 pages)`
        let counts = |next: &&str| next.trim_end_matches([')', '.', ',']) == "pages";
        if before == '(' && pieces.peek().is_some_and(counts) {
            continue;
        }
        // `12 Jan. 2020`
        let next = pieces.peek().map_or("", |next| next.trim_end_matches([' ', '.', ',']));
        if token.len() < 3 && sign == ' ' && dates::is_month(next) {
            continue;
        }
        // `Mar2021`
        let token = token
            .get(3..)
            .filter(|year| year.len() == 4 && dates::is_month(&token[..3]))
            .unwrap_or(token);
        let year =
            token.parse::<u16>().ok().filter(|it| token.len() == 4 && (1900..2100).contains(it));
        let dashed = token.contains(['-', '–', '—']);
        let is = |names: &[&str]| names.contains(&word.as_str());
        if year.is_some() && found.year.is_none() && !is(&["vol", "no", "pp", "p"]) {
            found.year = year;
        } else if is(&["pp", "p", "pages", "page"]) || dashed && found.pages.is_empty() {
            found.pages = token.trim_start_matches('p').to_owned();
        } else if is(&["no", "issue", "number"])
            || (before == '(' || joint && found.issue.is_empty()) && !found.volume.is_empty()
        {
            found.issue = token.to_owned();
        } else if found.volume.is_empty() {
            found.volume = token.to_owned();
        } else if found.pages.is_empty() {
            found.pages = token.to_owned();
        }
        word.clear();
        // `3.2`
        joint = sign == '.';
        before = sign;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_follow_the_journal() {
        let cases = [
            ("Journal of Wool, 3(2), 1–9.", ("Journal of Wool", "3", "2", "1–9", None)),
            (
                "J. Wool, vol. 3, no. 2, pp. 1-9, Jan. 2020.",
                ("J. Wool", "3", "2", "1-9", Some(2020)),
            ),
            ("J Wool. 2020 Jan;3(2):1-9.", ("J Wool", "3", "2", "1-9", Some(2020))),
            ("J. Wool 3, 1–9 (2020).", ("J. Wool", "3", "", "1–9", Some(2020))),
            (
                "Journal of Wool 3, no. 2 (2020): 1–9.",
                ("Journal of Wool", "3", "2", "1–9", Some(2020)),
            ),
            (
                "In Proc. Wool Conf., Oslo, 2020, pp. 1–9",
                ("Proc. Wool Conf., Oslo", "", "", "1–9", Some(2020)),
            ),
            ("羊毛学报,2020,3(2):1-9.", ("羊毛学报", "3", "2", "1-9", Some(2020))),
            ("Wool. 3.2 (2020): 1-9", ("Wool", "3", "2", "1-9", Some(2020))),
            ("Wool. 2020 Jan 12;3(2):1-9", ("Wool", "3", "2", "1-9", Some(2020))),
            (
                "Wool, Vol. 3, No. 2 (June 2020), pp. 1-9 (9 pages)",
                ("Wool", "3", "2", "1-9", Some(2020)),
            ),
            ("Wool, 12 Jan. 2020", ("Wool", "", "", "", Some(2020))),
            ("Wool; Mar2020, Vol. 3 Issue 2, p1-9", ("Wool", "3", "2", "1-9", Some(2020))),
            ("羊毛学报, 2020, 3(2): 1-9.", ("羊毛学报", "3", "2", "1-9", Some(2020))),
        ];
        for (text, (venue, volume, issue, pages, year)) in cases {
            let found = publication(text);
            let read = (
                found.venue.as_str(),
                found.volume.as_str(),
                found.issue.as_str(),
                found.pages.as_str(),
                found.year,
            );
            assert_eq!(read, (venue, volume, issue, pages, year), "{text}");
        }
    }
}
