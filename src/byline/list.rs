//! Lists of authors: names apart from each other and from their affiliations.

use super::tail::is_suffix;

/// What a list holds.
#[derive(Debug, Default, PartialEq)]
pub(super) struct List {
    /// The names, in order.
    pub authors: Vec<String>,
    /// The affiliations, each once, joined by `; `.
    pub affiliation: Option<String>,
}

/// Words that name a group of authors.
const TEAMS: &[&str] =
    &["collaboration", "collaborations", "consortium", "group", "groups", "team", "teams"];

/// The team that `list` begins with (`X Collaboration: A, B`), and the list behind it.
pub(super) fn team(list: &str) -> (Option<&str>, &str) {
    match list.split_once(": ") {
        Some((team, people)) if !team.contains(',') && is_team(team) => (Some(team.trim()), people),
        _ => (None, list),
    }
}

fn is_team(name: &str) -> bool {
    let last = name.trim().rsplit(' ').next().unwrap_or_default();
    TEAMS.iter().any(|team| team.eq_ignore_ascii_case(last))
}

/// Reads names between `,`, `;`, `and` and `&`. What stands in parentheses is an affiliation or
/// the number of one, but for a nickname: `Carl (Yuheng) Ren`.
pub(super) fn read(list: &str) -> List {
    let mut reader = Reader { rest: list, ..Reader::default() };
    while !reader.rest.is_empty() {
        reader.step();
    }
    reader.finish_name();
    drop_numbers(&mut reader.authors);
    let affiliation = (!reader.places.is_empty()).then(|| reader.places.join("; "));
    List { authors: reader.authors, affiliation }
}

#[derive(Default)]
struct Reader<'a> {
    rest: &'a str,
    name: String,
    authors: Vec<String>,
    places: Vec<&'a str>,
}

impl<'a> Reader<'a> {
    /// Takes what comes next: a separator, a parenthesis, or text up to either.
    fn step(&mut self) {
        match self.rest.as_bytes()[0] {
            b',' | b';' => self.separator(),
            b'(' => self.parenthesis(),
            b' ' if self.conjunction().is_some() && !is_joint_team(self.segment()) => {
                self.rest = &self.rest[self.conjunction().unwrap_or(1)..];
                self.finish_name();
            }
            _ => {
                let stop = |(at, c): &(usize, char)| *at > 0 && ",;( ".contains(*c);
                let next = self.rest.char_indices().find(stop);
                let text = self.take(next.map_or(self.rest.len(), |(at, _)| at));
                self.name.push_str(text);
            }
        }
    }

    fn take(&mut self, length: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at(length);
        self.rest = rest;
        taken
    }

    fn separator(&mut self) {
        let comma = self.take(1) == ",";
        let next = self.segment().trim();
        if comma && is_suffix(next) && !self.name.trim().is_empty() {
            self.name.push(',');
        } else {
            self.finish_name();
        }
    }

    /// The text up to the next separator.
    fn segment(&self) -> &'a str {
        self.rest.split([',', ';', '(']).next().unwrap_or_default()
    }

    /// The length of the ` and ` that comes next.
    fn conjunction(&self) -> Option<usize> {
        let words = [" and ", " & "];
        words.iter().find(|word| self.rest.starts_with(**word)).map(|word| word.len())
    }

    fn parenthesis(&mut self) {
        let length = closing(self.rest).unwrap_or(self.rest.len());
        let inner = self.rest[1..length].trim_end_matches(')').trim();
        let behind = &self.rest[length..];
        let following = behind.split([',', ';', '(']).next().unwrap_or_default();
        let following = following.split(" and ").next().unwrap_or_default().split(" & ").next();
        let words = |text: &str| text.split_whitespace().count();
        let (before, after) = (words(&self.name), following.map_or(0, words));
        let one = !inner.contains([' ', ',', '.']) && !inner.contains(|c: char| c.is_ascii_digit());
        if one && after > 0 && before > 0 && before.min(after) == 1 {
            let nickname = self.take(length);
            self.name.push_str(nickname);
            return;
        }
        self.take(length);
        if inner.starts_with('(') || inner.starts_with(|c: char| c.is_ascii_digit()) {
            numbered(inner).into_iter().for_each(|place| self.add_place(place));
        } else {
            self.add_place(inner);
        }
        if after > 0 {
            self.finish_name();
        }
    }

    fn add_place(&mut self, place: &'a str) {
        if !place.is_empty() && !self.places.contains(&place) {
            self.places.push(place);
        }
    }

    fn finish_name(&mut self) {
        let name = std::mem::take(&mut self.name);
        let name = name.trim().trim_start_matches(['.', ' ']);
        let name = name.strip_prefix("and ").or(name.strip_prefix("& ")).unwrap_or(name);
        let name = without_marks(name.trim());
        // `2` of `Ana Lee1,2` is no name.
        if !name.bytes().all(|byte| byte.is_ascii_digit()) {
            self.authors.push(name.to_owned());
        }
    }
}

/// Where the parenthesis that `text` begins with closes: behind it.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0_u32;
    text.bytes()
        .position(|byte| {
            match byte {
                b'(' => depth += 1,
                b')' => depth -= 1,
                _ => {}
            }
            depth == 0
        })
        .map(|at| at + 1)
}

/// The affiliations of `(1) X, (2) Y` or `1 X; 2 Y`; none of numbers alone (`1 and 2`).
fn numbered(text: &str) -> Vec<&str> {
    let is_number = |c: char| c.is_ascii_digit() || "() ".contains(c);
    let numbers = text.replace("and", " ").replace(',', " ");
    if numbers.chars().all(is_number) {
        return Vec::new();
    }
    let starts: Vec<usize> = if text.starts_with('(') {
        let digit = |at: usize| text.as_bytes().get(at + 1).is_some_and(u8::is_ascii_digit);
        text.match_indices('(').map(|(at, _)| at).filter(|at| digit(*at)).collect()
    } else {
        std::iter::once(0).chain(text.match_indices(';').map(|(at, _)| at + 1)).collect()
    };
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    starts
        .iter()
        .zip(ends)
        .map(|(&start, end)| text[start..end].trim_start_matches(is_number))
        .map(|part| part.trim().trim_end_matches([',', ';']).trim_end())
        .map(|part| part.strip_suffix(", and").or(part.strip_suffix(" and")).unwrap_or(part))
        .filter(|part| !part.is_empty())
        .collect()
}

/// `segment` names several teams at once: `The A and B Collaborations`.
fn is_joint_team(segment: &str) -> bool {
    let word = segment.split(':').next().unwrap_or_default().trim();
    let last = word.rsplit(' ').next().unwrap_or_default();
    is_team(word) && last.ends_with('s')
}

/// A name without the signs of footnotes behind it: `Ana Lee*`, `Ana Lee¹`.
fn without_marks(name: &str) -> &str {
    name.trim_end_matches(|c: char| "*†‡§¶¹²³⁰⁴⁵⁶⁷⁸⁹".contains(c)).trim_end()
}

/// A name of several words without the number behind it: `Ana Lee1`, `Ana Lee 1`.
fn without_number(name: &str) -> Option<&str> {
    let word = name.trim_end_matches(|c: char| c.is_ascii_digit());
    let whole = word.trim_end();
    let apart = whole.len() < word.len() || word.ends_with(char::is_lowercase);
    (word.len() < name.len() && apart && whole.contains(' ')).then_some(whole)
}

/// Takes the numbers of affiliations from names. One name alone may be written with a number.
fn drop_numbers(authors: &mut [String]) {
    if authors.iter().filter(|name| without_number(name).is_some()).count() < 2 {
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
        ] {
            check(list, three, None);
        }
        check("Jonas Keller, Jr., Ida Holm", &["Jonas Keller, Jr.", "Ida Holm"], None);
        check("Andy Sand, Rolandas Vand", &["Andy Sand", "Rolandas Vand"], None);
    }

    #[test]
    fn affiliations_are_taken_from_names() {
        check("Ana Lee (Hill Farm), Bo Ek", &["Ana Lee", "Bo Ek"], Some("Hill Farm"));
        check(
            "Ana Lee (1), Bo Ek (1 and 2) and Cy Dee (2,3) ((1) Hill Farm, Wold, (2) Dale (North), and (3) Fen)",
            &["Ana Lee", "Bo Ek", "Cy Dee"],
            Some("Hill Farm, Wold; Dale (North); Fen"),
        );
        check(
            "A. Lee(1), B. Ek (2) (1 Hill Farm; 2 Dale)",
            &["A. Lee", "B. Ek"],
            Some("Hill Farm; Dale"),
        );
        check(
            "Ana B. Lee (Hill) Bo C. Ek (Hill), Cy Dee (U. of Wold, Fen)",
            &["Ana B. Lee", "Bo C. Ek", "Cy Dee"],
            Some("Hill; U. of Wold, Fen"),
        );
    }

    #[test]
    fn a_number_of_one_name_alone_stays() {
        check("Ana Lee, Team Flock 3", &["Ana Lee", "Team Flock 3"], None);
    }

    #[test]
    fn nicknames_stay_in_names() {
        check("Carl (Yuheng) Ren, Ana Lee", &["Carl (Yuheng) Ren", "Ana Lee"], None);
        check("Ana Maria (Mia) Lee and Bo Ek", &["Ana Maria (Mia) Lee", "Bo Ek"], None);
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
    fn open_parentheses_lose_nothing() {
        check("Ana Lee (Hill Farm, Bo Ek", &["Ana Lee"], Some("Hill Farm, Bo Ek"));
        check("Ana Lee), Bo Ek", &["Ana Lee)", "Bo Ek"], None);
    }
}
