//! Lists of authors: separates names from each other and from their affiliations.

use crate::order::{Order, outside_parentheses};
use crate::places::{is_letters, numbered};
use skimmark_likelihood::marks::{self, SEPARATORS};
use skimmark_likelihood::segments::is_suffix;

/// The contents of a list.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct List {
    /// The names, in order.
    pub authors: Vec<String>,
    /// The affiliations, joined by `; `.
    pub affiliation: Option<String>,
    /// Whether it ends in `and 12 others`.
    pub more: bool,
}

/// Words that name a group of authors.
const TEAMS: &[&str] =
    &["collaboration", "collaborations", "consortium", "group", "groups", "team", "teams"];

/// Splits off the team that `list` begins with (`X Collaboration: A, B`). Returns it and the rest
/// of the list.
pub(crate) fn team(list: &str) -> (Option<&str>, &str) {
    match list.split_once(": ") {
        Some((team, people)) if !team.contains(',') && is_team(team) => (Some(team.trim()), people),
        _ => (None, list),
    }
}

fn is_team(name: &str) -> bool {
    let last = name.trim().rsplit(' ').next().unwrap_or_default();
    TEAMS.iter().any(|team| team.eq_ignore_ascii_case(last))
}

/// Reads names between `,`, `;`, `and` and `&`. Text in parentheses is an affiliation or the number
/// of one, unless it is another name of the person: `Carl (Yuheng) Ren`, `Li Lei (李雷)`. If a `;`
/// separates names, commas do not (`Lee, Ana; Ek, Bo`); and if initials follow each name, only
/// every other comma does (`Lee, A., Ek, B.`).
pub(crate) fn read(list: &str) -> List {
    let (list, marked) = marks::removed(list);
    let list = list.as_ref();
    let order = Order::of(list);
    let mut reader = Reader { list, order, ..Reader::default() };
    let mut at = 0;
    for (start, c) in outside_parentheses(list) {
        // A letter, or already consumed by a conjunction or a parenthesis.
        if c.is_ascii_alphabetic() || start < at {
            continue;
        }
        let length = if c == '(' || c == '（' {
            reader.parenthesis(at, start)
        } else if SEPARATORS.contains(&c) {
            reader.separator(at, start, c)
        } else {
            reader.conjunction(at, start)
        };
        at = if length > 0 { start + length } else { at };
    }
    reader.name.push_str(&list[at..]);
    reader.finish_name();
    drop_numbers(&mut reader.authors, marked);
    let more = reader.authors.pop_if(|name| counts_others(name)).is_some();
    let affiliation = (!reader.places.is_empty()).then(|| reader.places.join("; "));
    List { authors: reader.authors, affiliation, more }
}

#[derive(Default)]
struct Reader<'a> {
    list: &'a str,
    order: Order,
    name: String,
    /// Whether the name contains a parenthesis.
    nicknamed: bool,
    /// Whether a parenthesis with an affiliation, or its number, came before.
    placed: bool,
    authors: Vec<String>,
    places: Vec<&'a str>,
}

impl<'a> Reader<'a> {
    /// Reads a separator at `start`, after text that begins at `at`. Returns its length, or 0 if it
    /// is part of the name.
    fn separator(&mut self, at: usize, start: usize, c: char) -> usize {
        let inside = match self.order {
            Order::Plain => false,
            Order::Reversed => true,
            Order::Initials => !self.name.contains(',') && !self.list[at..start].contains(','),
        };
        if inside && c == ',' {
            return 0;
        }
        let rest = &self.list[start + c.len_utf8()..];
        let next = rest.trim_start();
        let next = next.split([',', ';', '(']).next().unwrap_or_default();
        let next = next.split(" and ").next().unwrap_or_default().trim();
        self.name.push_str(&self.list[at..start]);
        if c == ',' && is_suffix(next) && !self.name.trim().is_empty() {
            self.name.push(',');
        } else {
            self.finish_name();
        }
        c.len_utf8()
    }

    /// Reads a conjunction that begins at `start`. Returns its length, or 0 if there is nothing of
    /// the kind.
    fn conjunction(&mut self, at: usize, start: usize) -> usize {
        let rest = &self.list[start..];
        if !rest.starts_with(' ') {
            return 0;
        }
        let words = [" and ", " & "];
        let Some(word) = words.iter().find(|word| rest.starts_with(**word)) else { return 0 };
        if starts_joint_team(&rest[word.len()..]) {
            return 0;
        }
        self.name.push_str(&self.list[at..start]);
        self.finish_name();
        word.len()
    }

    /// Reads a parenthesis that opens at `start`. Returns its length.
    fn parenthesis(&mut self, at: usize, start: usize) -> usize {
        self.name.push_str(&self.list[at..start]);
        let rest = &self.list[start..];
        let length = outside_parentheses(rest).nth(1).map_or(rest.len(), |(end, _)| end);
        let whole = &rest[..length];
        let open = whole.chars().next().map_or(0, char::len_utf8);
        let close = whole.chars().next_back().filter(|c| ")）".contains(*c));
        let close = close.filter(|_| length > open).map_or(0, char::len_utf8);
        let inner = whole[open..length - close].trim();
        let following = words_before_separator(&rest[length..]);
        if !self.nicknamed && is_other_name(inner, &self.name, following) {
            self.name.push_str(whole);
            self.nicknamed = true;
            return length;
        }
        let numbers = inner.starts_with('(') || inner.starts_with(|c: char| c.is_ascii_digit());
        if numbers || inner.contains("(1)") || is_letters(inner) {
            numbered(inner).into_iter().for_each(|place| self.add_place(place));
        } else {
            self.add_place(inner);
        }
        if following > 0 {
            self.finish_name();
        }
        self.placed = true;
        length
    }

    fn add_place(&mut self, place: &'a str) {
        // Comparing with all of a thousand affiliations would cost the square of their number.
        let known = self.places.iter().rev().take(64).any(|other| *other == place);
        if !place.is_empty() && !known {
            self.places.push(place);
        }
    }

    fn finish_name(&mut self) {
        let name = std::mem::take(&mut self.name);
        self.nicknamed = false;
        let placed = std::mem::take(&mut self.placed);
        let name = name.trim().trim_start_matches(['.', ' ']);
        let name = name.strip_prefix("and ").or(name.strip_prefix("& ")).unwrap_or(name);
        let name = without_marks(name.trim());
        // `2` of `Ana Lee1,2` is not a name, nor is the dash before a list of affiliations.
        let mark = |c: char| c.is_ascii_digit() || placed && "-}".contains(c);
        if !name.chars().all(mark) {
            self.authors.push(name.to_owned());
        }
    }
}

/// Counts the words before the next separator; it stops at three, as more make no difference.
fn words_before_separator(text: &str) -> usize {
    let words = text.split_whitespace().take(3);
    let ends = |word: &&str| !word.starts_with([',', ';', '(', '&']) && *word != "and";
    let mut count = 0;
    for word in words.take_while(ends) {
        count += 1;
        if word.ends_with(SEPARATORS) {
            break;
        }
    }
    if text.starts_with(SEPARATORS) { 0 } else { count }
}

/// Returns true if the text in parentheses after `name` is another name of the person: one word
/// inside the name, or the name in another script. `following` words come after it.
fn is_other_name(inner: &str, name: &str, following: usize) -> bool {
    let plain = !inner.contains([' ', ',', '.']) && !inner.contains(|c: char| c.is_ascii_digit());
    let before = name.split_whitespace().take(3).count();
    let foreign = name.is_ascii() && inner.chars().all(|c| c.is_alphabetic() && !c.is_ascii());
    plain
        && before > 0
        && !inner.is_empty()
        && (foreign || following > 0 && before.min(following) == 1)
}

/// Returns true if `text` begins with the second of several teams: `B Collaborations` of `The A and
/// B Collaborations`.
fn starts_joint_team(text: &str) -> bool {
    let mut words = text.split_whitespace().take(4);
    words.any(|word| {
        let word = word.trim_end_matches([':', ',', ';']);
        word.ends_with('s') && is_team(word)
    })
}

/// Returns true for `12 others`, `+12 more`.
fn counts_others(name: &str) -> bool {
    let digits = name.trim_start_matches('+').trim_start();
    let rest = digits.trim_start_matches(|c: char| c.is_ascii_digit());
    rest.len() < digits.len() && ["others", "more", "other authors"].contains(&rest.trim())
        || name == "others"
}

/// Returns a name without the footnote marks after it: `Ana Lee*`, `Ana Lee¹ ²`.
fn without_marks(name: &str) -> &str {
    name.trim_end_matches(|c| c == ' ' || marks::is_sign(c))
}

/// Returns a name of several words without the number after it: `Ana Lee1`, `Ana Lee 1`.
fn without_number(name: &str) -> Option<&str> {
    let word = name.trim_end_matches(|c: char| c.is_ascii_digit());
    let whole = word.trim_end();
    let apart = whole.len() < word.len() || word.ends_with(char::is_lowercase);
    (word.len() < name.len() && apart && whole.contains(' ')).then_some(whole)
}

/// Removes the numbers of affiliations from names. A single name may really contain a number, so at
/// least two must have one, unless others were `marked` otherwise.
fn drop_numbers(authors: &mut [String], marked: bool) {
    let numbered = authors.iter().filter(|name| without_number(name).is_some()).count();
    if numbered < 2 && !marked {
        return;
    }
    for name in authors {
        if let Some(bare) = without_number(name) {
            name.truncate(bare.len());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(list: &str, authors: &[&str], affiliation: Option<&str>) {
        let read = read(list);
        assert_eq!(read.authors, authors, "{list}");
        assert_eq!(read.affiliation.as_deref(), affiliation, "{list}");
    }

    #[test]
    fn separators_part_names() {
        let three = &["Ana Lindqvist", "Bo Okafor", "Chidi Eze"];
        for list in [
            "Ana Lindqvist, Bo Okafor, Chidi Eze",
            "Ana Lindqvist; Bo Okafor; Chidi Eze",
            "Ana Lindqvist, Bo Okafor and Chidi Eze",
            "Ana Lindqvist, Bo Okafor, and Chidi Eze",
            "Ana Lindqvist and Bo Okafor & Chidi Eze",
            "Ana Lindqvist,Bo Okafor , Chidi Eze,",
            "Ana Lindqvist¹, Bo Okafor*, Chidi Eze†",
            "Ana Lindqvist1,2, Bo Okafor 3, Chidi Eze3†",
            "Ana Lindqvist1,∗, Bo Okafor2, Chidi Eze ¹ ²",
            "Ana Lindqvist$^{1,2}$, Bo Okafor$^{3}$, Chidi Eze$^{1, \\dagger}$",
            "Ana Lindqvist$^1$, Bo Okafor$^{2,*}$ and Chidi Eze",
            "Ana Lindqvist^{1,2}, Bo Okafor1, Chidi Eze",
            "Ana Lindqvist1,2, Bo Okafor3, Chidi Eze",
        ] {
            check(list, three, None);
        }
        check("Jonas Keller, Jr., Ida Holm", &["Jonas Keller, Jr.", "Ida Holm"], None);
        check("Jonas Keller, Jr. and Ida Holm", &["Jonas Keller, Jr.", "Ida Holm"], None);
        check("Andy Sand, Rolandas Vand", &["Andy Sand", "Rolandas Vand"], None);
        check("Lindqvist, Ana; Okafor, Bo", &["Lindqvist, Ana", "Okafor, Bo"], None);
        check("王伟、李娜，张敏", &["王伟", "李娜", "张敏"], None);
    }

    #[test]
    fn others_are_counted_and_not_named() {
        for list in [
            "Ana Lee, Bo Ek and 12 others",
            "Ana Lee, Bo Ek, +12 more",
            "Ana Lee, Bo Ek and others",
        ] {
            assert_eq!((read(list).authors.len(), read(list).more), (2, true), "{list}");
        }
    }

    #[test]
    fn affiliations_are_taken_from_names() {
        check("Ana Lee (Hill Farm), Bo Ek", &["Ana Lee", "Bo Ek"], Some("Hill Farm"));
        check(
            "Ana Lee (1), Bo Ek (1 and 2) and Cy Dee (2,3) ((1) Hill Farm, Wold, (2) Dale (North), and (3) Fen)",
            &["Ana Lee", "Bo Ek", "Cy Dee"],
            Some("Hill Farm, Wold; Dale (North); Fen"),
        );
        for list in [
            "A. Lee(1), B. Ek (2) (1 Hill Farm; 2 Dale)",
            "A. Lee (1), B. Ek (2) (1 Hill Farm, 2 Dale)",
        ] {
            check(list, &["A. Lee", "B. Ek"], Some("Hill Farm; Dale"));
        }
        check(
            "Ana B. Lee (Hill) Bo C. Ek (Hill), Cy Dee (U. of Wold, Fen)",
            &["Ana B. Lee", "Bo C. Ek", "Cy Dee"],
            Some("Hill; U. of Wold, Fen"),
        );
        check("Ana Lee (Dale (North)), Bo Ek", &["Ana Lee", "Bo Ek"], Some("Dale (North)"));
    }

    #[test]
    fn affiliations_may_be_lettered_and_set_apart() {
        check(
            "Ana Lee (1), Bo Ek (2); ((1) Hill; (2) Dale)",
            &["Ana Lee", "Bo Ek"],
            Some("Hill; Dale"),
        );
        check(
            "A. Lee (1), B. Ek (2) - (1 - Hill; 2 - Dale)",
            &["A. Lee", "B. Ek"],
            Some("Hill; Dale"),
        );
        check(
            "A. Lee (a), B. Ek (a,b) and C. Dee (b) ((a) Hill, Wold (b) Dale)",
            &["A. Lee", "B. Ek", "C. Dee"],
            Some("Hill, Wold; Dale"),
        );
        check(
            "A. Lee (1,2)}, B. Ek (for the Flock, (1) Hill, (2) Dale)",
            &["A. Lee", "B. Ek"],
            Some("for the Flock; Hill; Dale"),
        );
    }

    #[test]
    fn initials_may_follow_the_names() {
        let two = &["Lee, A.", "Ek, B.-C."];
        check("Lee, A., Ek, B.-C.", two, None);
        check("Lee, A. and Ek, B.-C.", two, None);
        check("Lee, A.(1), and Ek, B.-C. (2) ((1) Hill, (2) Dale)", two, Some("Hill; Dale"));
        check("Lee, A., Bo Ek, C. Dee", &["Lee", "A.", "Bo Ek", "C. Dee"], None);
        check("A, B, C, D", &["A", "B", "C", "D"], None);
    }

    #[test]
    fn a_number_of_one_name_alone_stays() {
        check("Ana Lee, Team Flock 3", &["Ana Lee", "Team Flock 3"], None);
        check("Ana Lee1,2", &["Ana Lee"], None);
    }

    #[test]
    fn other_names_stay_in_names() {
        check("Carl (Yuheng) Ren, Ana Lee", &["Carl (Yuheng) Ren", "Ana Lee"], None);
        check("Ana Maria (Mia) Lee and Bo Ek", &["Ana Maria (Mia) Lee", "Bo Ek"], None);
        check("Wang Wei (王伟), Li Lei (李雷)", &["Wang Wei (王伟)", "Li Lei (李雷)"], None);
    }

    #[test]
    fn teams_are_one_author() {
        let list = "The Hill and Dale Collaborations: A. Lee, B. Ek";
        let (name, people) = team(list);
        assert_eq!((name, people), (Some("The Hill and Dale Collaborations"), "A. Lee, B. Ek"));
        check("The Hill and Dale Collaborations", &["The Hill and Dale Collaborations"], None);
        check("Ana Lee, for the Hill Group", &["Ana Lee", "for the Hill Group"], None);
        assert_eq!(team("Ana Lee: a life").0, None);
    }

    #[test]
    fn an_open_parenthesis_keeps_its_text() {
        check("Ana Lee (Hill Farm, Bo Ek", &["Ana Lee"], Some("Hill Farm, Bo Ek"));
        check("Ana Lee), Bo Ek", &["Ana Lee)", "Bo Ek"], None);
    }
}
