//! The authors of a record.

use std::collections::HashSet;

use super::{Record, Role};
use skimmark_paper::entry::Byline;
use skimmark_paper::text::{readable, unwrap};

impl Record<'_> {
    /// Returns the authors: those with fields of their own, then lists; or the editors, if there
    /// are no authors.
    pub(super) fn byline(&self) -> Byline {
        let mut byline = Byline { more_authors: self.known.more_authors, ..Byline::default() };
        self.add_people(&mut byline, &[Role::Author, Role::Body]);
        self.of(Role::Authors).for_each(|field| add(&mut byline, list(&field.text)));
        if byline.authors.is_empty() {
            self.add_people(&mut byline, &[Role::Editor]);
        }
        byline
    }

    /// Adds the people of these roles. Two people may have one name, unless a field of another name
    /// repeats it.
    fn add_people(&self, byline: &mut Byline, roles: &[Role]) {
        let mut first = None;
        // Those of before, once a field may repeat them.
        let mut seen: Option<HashSet<String>> = None;
        for field in self.fields.iter().filter(|field| roles.contains(&field.role)) {
            let again = *first.get_or_insert(field.rank) != field.rank;
            let is_body = field.role == Role::Body;
            let parts = |line| if is_body { vec![line] } else { people(line) };
            let turned = |name: String| if is_body { name } else { person(name) };
            for name in field.text.lines().flat_map(parts).map(|name| turned(readable(name))) {
                // Pandoc says it in one word, Google Scholar's exports in three dots.
                let is_others = ["others", "...", "…"].contains(&name.as_str()) && !is_body;
                if is_others || name.trim_end_matches('.').eq_ignore_ascii_case("et al") {
                    byline.more_authors = true;
                // A sign alone is what stood beside a name: `Wool Collaboration`, `:`
                } else if name.contains(char::is_alphanumeric) {
                    if again || seen.is_some() {
                        let before = || byline.authors.iter().cloned().collect();
                        let is_new = seen.get_or_insert_with(before).insert(name.clone());
                        if again && !is_new {
                            continue;
                        }
                    }
                    byline.authors.push(name);
                }
            }
        }
    }
}

/// Parts the people that a line names: `Lee, Ana; Ek, Bo`, `Lee, Ana and Ek, Bo`, `A. Lee, B. Ek and
/// C. Dee`. An `and` between other words may be part of the name of a body.
fn people(line: &str) -> Vec<&str> {
    if line.contains(';') {
        return line.split(';').flat_map(people).collect();
    }
    if !line.contains(" and ") {
        return vec![line];
    }
    let names = || line.split(" and ").flat_map(|part| part.split(',')).map(str::trim);
    if names().all(has_initials) {
        return names().collect();
    }
    match line.split(" and ").all(|part| part.contains(',') || has_initials(part)) {
        true => line.split(" and ").collect(),
        false => vec![line],
    }
}

/// Returns true for a name that begins with initials, `A. B. Lee`, and not for `R.` and `U. of Oslo`.
fn has_initials(name: &str) -> bool {
    let initial = name.split_once(['.', ' ']).map_or("", |(initial, _)| initial);
    let is_initial = initial.chars().count() == 1 && initial.chars().all(char::is_uppercase);
    let family = name.rsplit(['.', ' ']).next().unwrap_or_default();
    is_initial && family.chars().count() > 1 && !name.contains(" of ")
}

/// Returns the role of a text that names one or several people, by how it parts them.
pub(crate) fn people_role(text: &str) -> Role {
    let mut parts = text.split(',');
    if text.split_once(',').is_some_and(|(_, rest)| is_company(rest.trim())) {
        return Role::Author;
    }
    let is_one = match (parts.next(), parts.next(), parts.next()) {
        (Some(last), Some(first), None) => {
            // A family name begins with small letters if it has several words: `van den Berg`.
            let last = last.trim();
            let is_family = !last.contains(' ') || last.starts_with(char::is_lowercase);
            is_family && !first.contains(" and ") && !first.contains('&')
        }
        (_, None, _) => false,
        _ => text.contains(" and ") && text.split(" and ").all(|name| name.contains(',')),
    };
    if is_one || text.contains(';') { Role::Author } else { Role::Authors }
}

fn add(byline: &mut Byline, more: Byline) {
    byline.authors.extend(more.authors);
    byline.more_authors |= more.more_authors;
    byline.affiliation = match (byline.affiliation.take(), more.affiliation) {
        (Some(one), Some(other)) if !one.contains(&other) => Some([one, other].join("; ")),
        (one, other) => one.or(other),
    };
}

/// Turns `Last, First` and `Last, First, Suffix` around.
fn person(name: String) -> String {
    if !name.contains(',') {
        return name;
    }
    let parts: Vec<&str> = name.split(',').map(str::trim).filter(|part| !part.is_empty()).collect();
    match parts.as_slice() {
        [last, suffix, first] if is_suffix(suffix) => [*first, last, suffix].join(" "),
        [last, first, suffix] if is_suffix(suffix) => [*first, last, suffix].join(" "),
        // `Moraru, II` and `Stout, JR` are initials.
        [last, suffix] if is_suffix(suffix) && !is_initials(suffix) => [*last, suffix].join(" "),
        [.., last] if is_company(last) => name,
        [last, first] => match first.rsplit_once(' ') {
            Some((first, suffix)) if is_suffix(suffix) => [first, last, suffix].join(" "),
            _ => [*first, last].join(" "),
        },
        [name] => (*name).to_owned(),
        // A company, or more names than one.
        _ => name,
    }
}

fn is_suffix(part: &str) -> bool {
    const SUFFIXES: &[&str] = &["jr", "sr", "ii", "iii", "iv", "2nd", "3rd"];
    let part = part.trim_end_matches('.');
    SUFFIXES.iter().any(|suffix| part.eq_ignore_ascii_case(suffix))
}

/// Returns true for two capitals, without a stop.
fn is_initials(part: &str) -> bool {
    part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// `Inc.`, as in `Wool and Yarn, Inc.`
fn is_company(part: &str) -> bool {
    ["inc", "ltd", "llc"].iter().any(|it| it.eq_ignore_ascii_case(part.trim_end_matches('.')))
}

/// Reads a list of authors; arXiv says in it how many more there are.
fn list(text: &str) -> Byline {
    let text = unwrap(text.lines());
    if text.starts_with("(author list is unavailable") {
        return Byline::default();
    }
    let counts = |text: &str| text.contains("additional author");
    let cut = if counts(&text) { text.rfind("et al") } else { None };
    let cut = cut.filter(|at| counts(&text[*at..]));
    let cut = cut.or_else(|| text.contains('(').then(|| text.rfind("(collapse list)")).flatten());
    let named = text[..cut.unwrap_or(text.len())].trim_end().trim_end_matches(',');
    let mut byline = skimmark_byline::authors(&readable(named));
    byline.more_authors |= cut.is_some_and(|at| text[at..].starts_with("et al"));
    byline
}

#[cfg(test)]
mod tests {
    use super::*;

    fn authors(fields: &[(Role, &'static str)]) -> (String, bool) {
        let mut record = Record::default();
        fields.iter().for_each(|(role, text)| record.add(*role, *text));
        let byline = record.byline();
        (byline.authors.join("; "), byline.more_authors)
    }

    #[test]
    fn family_names_come_last() {
        let cases = [
            ("Lindqvist, Ana", "Ana Lindqvist"),
            ("Martinez, Arturo, Jr.", "Arturo Martinez Jr."),
            ("Martinez, Jr., Arturo", "Arturo Martinez Jr."),
            ("Stout, JR", "JR Stout"),
            ("Moraru, II", "II Moraru"),
            ("Wool and Yarn, Inc.", "Wool and Yarn, Inc."),
            ("Martinez, Arturo Jr", "Arturo Martinez Jr"),
            ("Ana Lindqvist", "Ana Lindqvist"),
            ("Ek,", "Ek"),
            ("Lindqvist, Ana; Ek, Bo", "Ana Lindqvist; Bo Ek"),
            ("Lindqvist, Ana and Ek, Bo", "Ana Lindqvist; Bo Ek"),
            ("A. Lee, B. C. Ek and D. Dee", "A. Lee; B. C. Ek; D. Dee"),
            ("Lee, Ana and B. Ek", "Ana Lee; B. Ek"),
            ("Lee, A.; B. Ek and C. Dee", "A. Lee; B. Ek; C. Dee"),
            ("Board of Wool and Yarn", "Board of Wool and Yarn"),
            ("Board of Wool and Yarn, Oslo", "Oslo Board of Wool and Yarn"),
            ("{\\'E}mile, B.", "B. Émile"),
        ];
        for (text, expected) in cases {
            assert_eq!(authors(&[(Role::Author, text)]).0, expected, "{text}");
        }
    }

    #[test]
    fn texts_of_people_are_lists_or_names_in_turn() {
        let cases = [
            ("Lee, Ana; Ek, Bo; ", "Ana Lee; Bo Ek"),
            ("Lee, Ana and Ek, Bo", "Ana Lee; Bo Ek"),
            ("Lee, Ana", "Ana Lee"),
            ("van den Berg, Ana", "Ana van den Berg"),
            ("Lee A., Ek B.", "Lee A.; Ek B."),
            ("Ana Lee, Bo Ek and Cy Dee", "Ana Lee; Bo Ek; Cy Dee"),
            ("Ana Lee", "Ana Lee"),
        ];
        for (text, expected) in cases {
            assert_eq!(authors(&[(people_role(text), text)]).0, expected, "{text}");
        }
    }

    #[test]
    fn lists_say_that_there_are_more() {
        let hidden = "Ana Lee, Bo Ek, et al. (28 additional authors not shown)";
        assert_eq!(authors(&[(Role::Authors, hidden)]), ("Ana Lee; Bo Ek".to_owned(), true));
        let et_al = [(Role::Author, "Lee, A."), (Role::Author, "et al.")];
        assert_eq!(authors(&et_al), ("A. Lee".to_owned(), true));
        let cut = [(Role::Author, "Lee, A."), (Role::Author, "...")];
        assert_eq!(authors(&cut), ("A. Lee".to_owned(), true));
    }

    #[test]
    fn a_sign_alone_is_no_name() {
        let fields =
            [(Role::Author, "The Wool Team"), (Role::Author, ":"), (Role::Author, "Ek, B.")];
        assert_eq!(authors(&fields), ("The Wool Team; B. Ek".to_owned(), false));
    }

    #[test]
    fn bodies_keep_their_names() {
        let fields = [(Role::Author, "Lee, Ana"), (Role::Body, "Wool and Yarn, Inc.")];
        assert_eq!(authors(&fields).0, "Ana Lee; Wool and Yarn, Inc.");
    }

    #[test]
    fn editors_stand_in_for_missing_authors() {
        let editor = (Role::Editor, "Ek, Bo");
        assert_eq!(authors(&[editor]).0, "Bo Ek");
        assert_eq!(authors(&[editor, (Role::Author, "Lee, Ana")]).0, "Ana Lee");
    }
}
