//! Names of people at the front of a text, and lines that hold nothing else.

use skimmark_paper::text::lowercase;
use skimmark_paper::texts;
use skimmark_paper::texts::Texts;

/// Small words within family names.
static PARTICLES: Texts = texts![
    "van", "von", "der", "den", "de", "del", "della", "di", "da", "dos", "du", "la", "le", "el",
    "al", "bin", "ibn", "ten", "ter", "zu", "y", "e", "st",
];

/// Words that no name has.
static NO_NAMES: Texts = texts![
    "the", "and", "with", "for", "from", "using", "via", "towards", "toward", "learning", "model",
    "models", "abstract", "paper", "papers", "analysis", "study", "based", "data", "network",
    "networks", "on", "in", "to", "of", "a", "an", "how", "why", "what", "is", "are", "at", "by",
    "as",
];

/// This many numbers of a list are looked at, those of affiliations among them.
const MOST_NUMBERS: usize = 64;

/// A name has at most this many words.
const MOST_WORDS: usize = 6;

/// The names that a text begins with.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Names<'t> {
    /// As the text writes them.
    pub names: Vec<&'t str>,
    /// The text says that there are more.
    pub more: bool,
    /// What follows the names.
    pub rest: &'t str,
    /// How many of them have initials, or a comma after the family name.
    pub formal: usize,
}

/// Reads the names at the front of `text`, up to the first sign that ends a list of names: a full stop
/// that belongs to no initial, a colon, a bracket, a quotation mark, a word in small letters.
pub(super) fn scan(text: &str) -> Names<'_> {
    let mut found = Names { rest: text, ..Names::default() };
    // `Lee A, Ek BC.`: the full stop after initials is not theirs if the others have none.
    let mut bare = false;
    loop {
        let rest = found.rest.trim_start();
        if let Some(after) = after_others(rest) {
            found.more = true;
            found.rest = after;
            return found;
        }
        let Some((length, formal)) = name(rest, bare) else { return found };
        // `Ana Lee, Hill Letters 2024`: a year follows no name of a list.
        let year = rest[length..].trim_start().bytes().take(4).filter(u8::is_ascii_digit).count();
        if year == 4 && rest[length..].starts_with(' ') && !formal && !found.names.is_empty() {
            found.rest = rest;
            return found;
        }
        found.names.push(rest[..length].trim_end_matches(','));
        found.formal += usize::from(formal);
        bare |= formal && !rest[..length].contains(['.', ',']);
        let after = &rest[length..];
        found.rest = after;
        match separator(after) {
            Some(next) if name(next, bare).is_some() || after_others(next).is_some() => {
                found.rest = next
            }
            _ => {
                if let Some(after) = after_others(after.trim_start_matches([',', ' '])) {
                    found.more = true;
                    found.rest = after;
                }
                return found;
            }
        }
    }
}

/// Returns what follows `Ana Lee et al.`, or `Ana Lee (Hill Farm) et al.`
pub(super) fn after_et_al(text: &str) -> Option<&str> {
    let people = scan(text);
    if people.more {
        return Some(people.rest);
    }
    let (_, after) = people.rest.trim_start().strip_prefix('(')?.split_once(')')?;
    after_others(after.trim_start()).filter(|_| !people.names.is_empty())
}

/// Returns true if a word follows that joins names.
fn joins(text: &str) -> bool {
    ["and ", "und ", "et ", "et.", "y "].iter().any(|word| text.starts_with(word))
}

fn separator(text: &str) -> Option<&str> {
    let rest = text.trim_start();
    let stripped = rest.trim_start_matches([',', ';', '、', '，', '；', '…']).trim_start();
    let parted = stripped.len() < rest.len();
    let words = ["and ", "& ", "und ", "et ", "y "];
    let joined = words.iter().find_map(|word| stripped.strip_prefix(word));
    match joined {
        Some(rest) => Some(rest.trim_start()),
        None => parted.then_some(stripped),
    }
}

/// Strips `et al.` and the like from the front of `text`.
fn after_others(text: &str) -> Option<&str> {
    let lower = text.get(..text.floor_char_boundary(12))?.to_ascii_lowercase();
    let words = ["et al.", "et.al.", "et. al.", "et al", "and others", "others", "…", "...", "等"];
    let word = words.iter().find(|word| lower.starts_with(**word))?;
    Some(&text[word.len()..])
}

/// Reads one name; returns its length, and whether it has initials or a comma. `bare` says that the
/// initials of other names have no full stops.
fn name(text: &str, bare_initials: bool) -> Option<(usize, bool)> {
    let (mut words, mut at, mut whole, mut initials) = (0, 0, 0, 0);
    let (mut chinese, mut after_initials) = (0, 0);
    for word in text.split_inclusive([' ', '\u{a0}']) {
        let bare = word.trim_end();
        let end =
            bare.find([',', ';', ':', '(', '[', '"', '“', '、', '，', '；', '（', '：', '/', '|']);
        let end = end.into_iter().chain(caseless_stop(bare)).min();
        let token = &bare[..end.unwrap_or(bare.len())];
        if token.is_empty() || words == MOST_WORDS {
            break;
        }
        let lower = lowercase(token);
        let after = || text.get(word.len()..).unwrap_or_default();
        let kind = match kind(token) {
            // `EK B` in capitals
            Word::Initials if words == 0 && !token.contains('.') && is_initial(after()) => {
                Word::Name
            }
            kind => kind,
        };
        if words > 0 && matches!(token, "and" | "&" | "et" | "und") {
            break;
        }
        match kind {
            Word::Initials => {
                initials += 1;
                let body = token.trim_end_matches('.');
                let last = whole > 0 && body.len() < token.len() && !body.contains('.');
                if last && (bare_initials || body.len() > 1) {
                    at += body.len();
                    break;
                }
            }
            Word::Name => {}
            Word::Caseless => chinese += 1,
            Word::Stopped if words > 0 || !token.starts_with(char::is_uppercase) => {
                at += token.len() - 1;
                whole += 1;
                words += 1;
                break;
            }
            Word::Small if PARTICLES.contains(&lower.as_str()) => {}
            _ => break,
        }
        // `Dong An`, at the end of a name.
        let last = end.is_some() || at + word.len() == text.len();
        let short = last && words == 1 && kind == Word::Name && token.len() < 4;
        if NO_NAMES.contains(&lower.as_str()) && kind != Word::Initials && !short {
            break;
        }
        words += 1;
        whole += usize::from(kind != Word::Small && kind != Word::Initials);
        let ended = end.is_some();
        at += if ended { token.len() } else { word.len() };
        if kind == Word::Initials && whole > 0 {
            after_initials = at;
        }
        if ended {
            break;
        }
    }
    let mut at = text[..at.min(text.len())].trim_end().len();
    // A word in small letters after a name says that the name ended before, or that there is none.
    if text[at..].trim_start().starts_with(char::is_lowercase) && !joins(text[at..].trim_start()) {
        at = text[..after_initials].trim_end().len();
    }
    if whole == 0 || at == 0 || chinese > 0 && words > 3 {
        return None;
    }
    let after = &text[at..];
    // `Lee, A. B.`, `Lee, Ana`: initials after the comma belong to the name.
    if let Some(rest) = after.strip_prefix(", ").filter(|_| initials == 0 && words <= 4) {
        let length = initials_length(rest);
        if length > 0 {
            return Some((at + 2 + length, true));
        }
    }
    Some((at, initials > 0))
}

/// Returns where a full stop ends a name without blanks and capitals: `张三.羊毛`.
fn caseless_stop(word: &str) -> Option<usize> {
    let stops = word.match_indices('.').map(|(at, _)| at);
    let wide = |text: &str| text.chars().next_back().is_some_and(|c| c >= '\u{3400}');
    stops.filter(|at| *at > 0).find(|at| wide(&word[..*at]))
}

/// Returns true if one capital stands at the front.
fn is_initial(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(char::is_uppercase)
        && chars.next().is_none_or(|c| !c.is_alphanumeric())
}

/// Returns how many bytes of `A. B.-C.`, `AB`, `Jr., A.` stand in front of the end of a name.
fn initials_length(text: &str) -> usize {
    let (mut at, mut dotted) = (0, false);
    for word in text.split_inclusive([' ', '\u{a0}']) {
        let bare = word.trim_end();
        let end = bare.find([',', ';', ':', '(', '"', '“', '&']).unwrap_or(bare.len());
        // `Lee, F. A combinatorial fence`
        if kind(&bare[..end]) != Word::Initials || dotted && !bare[..end].ends_with('.') {
            break;
        }
        dotted |= bare[..end].ends_with('.');
        at += if end < bare.len() { end } else { word.len() };
        if end < bare.len() {
            break;
        }
    }
    text[..at.min(text.len())].trim_end().len()
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Word {
    /// `A.`, `A.-B.`, `AB`
    Initials,
    /// `Lee`, `O'Brien`, `LEE`
    Name,
    /// `Lee.`: the last word of a list.
    Stopped,
    /// A word of a script without capitals.
    Caseless,
    Small,
    Other,
}

fn kind(token: &str) -> Word {
    let (body, stopped) = match token.strip_suffix('.') {
        Some(body) => (body, true),
        None => (token, false),
    };
    let letters = body.chars().filter(|c| c.is_alphabetic()).count();
    let known = |c: char| c.is_alphabetic() || "-‐'’.`´?~\u{301}\u{308}+*†‡".contains(c);
    if letters == 0 || !body.chars().all(known) {
        return Word::Other;
    }
    let upper = body.chars().filter(|c| c.is_uppercase()).count();
    let dotted = body.split(['.', '-', '‐']).all(|part| part.chars().count() <= 2);
    if letters <= 4 && upper == letters && (letters <= 3 || dotted)
        || dotted && upper > 0 && stopped
    {
        return Word::Initials;
    }
    let first = body.chars().next().filter(|c| c.is_alphabetic());
    match first {
        Some(c) if stopped && !c.is_lowercase() && !c.is_uppercase() => Word::Stopped,
        Some(c) if !c.is_lowercase() && !c.is_uppercase() => Word::Caseless,
        Some(c) if c.is_uppercase() && stopped && !matches!(body, "Jr" | "Sr" | "St") => {
            Word::Stopped
        }
        Some(c) if c.is_uppercase() => Word::Name,
        Some(c) if c.is_lowercase() && upper > 0 && body.contains(['\'', '’', '-']) => Word::Name,
        _ => Word::Small,
    }
}

/// Returns a list without the number of those that it leaves out: `Ana Lee, +2 authors, Bo Ek`, `Ana Lee and
/// 3 others`.
pub(super) fn without_count(list: &str) -> Option<String> {
    let words = [" authors", " author", " others", " other", " more"];
    let counted = |(at, _): &(usize, &str)| {
        let rest = list[*at..].trim_start_matches(|c: char| c.is_ascii_digit());
        words.iter().find_map(|word| rest.strip_prefix(word)).map(|rest| (*at, rest))
    };
    let is_first = |at: usize| at == 0 || !list.as_bytes()[at - 1].is_ascii_digit();
    let digits = list.match_indices(|c: char| c.is_ascii_digit()).filter(|(at, _)| is_first(*at));
    let (at, rest) = digits.take(MOST_NUMBERS).find_map(|it| counted(&it))?;
    let before = list[..at].trim_end();
    let before = before.strip_suffix('+').or_else(|| before.strip_suffix(" and"))?;
    let before = before.trim_end_matches([' ', ',', ';']);
    let rest = rest.trim_start_matches([' ', ',', ';']);
    let comma = if before.is_empty() || rest.is_empty() { "" } else { ", " };
    Some([before, comma, rest].concat())
}

/// Returns the names of a list that has the family names first: `Lee, A., Ek, B.`
pub(super) fn formal(list: &str) -> Option<Vec<&str>> {
    let people = scan(list.contains(".,").then_some(list)?);
    let all = people.names.len() > 1 && people.names.iter().all(|name| name.contains(", "));
    (all && people.rest.trim_matches(['.', ' ']).is_empty()).then_some(people.names)
}

/// `MIT`, `CNRS`
pub(super) fn is_short(word: &str) -> bool {
    word.len() > 2 && word.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// `Hill University`
pub(super) fn is_place(text: &str) -> bool {
    text.split([' ', '-', '.']).any(|word| skimmark_byline::names_body(&lowercase(word)))
}

/// Parts the people of a list from where they work: `Ana Lee and Bo Ek, Hill University; Cy Du, Lake Labs`.
pub(super) fn with_places(list: &str) -> Option<(String, String)> {
    let parted = |part: &'_ str| {
        let is_body = |piece: &&str| is_place(piece) || piece.split([' ', '-', '.']).any(is_short);
        let place = part.split(',').skip(1).map(str::trim).find(is_body)?;
        let at = part.find(place).filter(|_| part.contains(char::is_lowercase))?;
        let people = part[..at].trim().trim_end_matches(',');
        Some((people.to_owned(), part[at..].trim().to_owned()))
    };
    let parts: Option<Vec<(String, String)>> =
        list.contains(';').then(|| list.split(';').map(parted).collect()).flatten();
    let (people, mut places): (Vec<String>, Vec<String>) = parts?.into_iter().unzip();
    places.dedup();
    Some((people.join(", ").replace(" and ", ", "), places.join("; ")))
}

/// Returns true if a line holds names of people and nothing else that could be a title. `marked` says
/// that it is set apart as such: in italics, or below a title that is.
pub(super) fn is_list(line: &str, marked: bool) -> bool {
    if line.len() > 20_000 {
        return false;
    }
    let counted = without_count(line);
    let line = counted.as_deref().unwrap_or(line).trim().trim_end_matches(['.', ';']);
    if line.is_empty() || line.ends_with([':', '?', '!']) {
        return false;
    }
    if formal(line).is_some() {
        return true;
    }
    let outside = without_brackets(line);
    let text = outside.as_deref().unwrap_or(line);
    let text = ["by ", "By ", "BY "].iter().find_map(|by| text.strip_prefix(by)).unwrap_or(text);
    let others = [" et al", " et.al", ", et al", " 等"].iter().find_map(|it| text.strip_suffix(it));
    let marked = marked || others.is_some();
    let normal = others.unwrap_or(text);
    let normal =
        [" and ", " & ", " | "].iter().fold(normal.to_owned(), |it, sign| it.replace(sign, ", "));
    let (mut parts, mut names, mut double) = (0, 0, 0);
    // `Lee, Ana; Ek, Bo`
    let family_first = normal.contains(';');
    let normal = if family_first { normal.replace(", ", " ").replace(',', " ") } else { normal };
    for part in
        normal.split([',', ';', '、', '，', '；', '·']).map(str::trim).filter(|it| !it.is_empty())
    {
        if after_others(part).is_some() {
            names += 1;
            parts += 1;
            continue;
        }
        parts += 1;
        let bare = part.trim_end_matches(|c: char| c.is_ascii_digit() || "*†‡§¶+∗⋆ ".contains(c));
        let whole = name(bare, false).is_some_and(|(length, _)| length == bare.len());
        let words = bare.split_whitespace().count();
        names += usize::from(whole || words == 1 && bare.len() < 16);
        let caseless =
            bare.chars().all(|c| c.is_alphabetic() && !c.is_lowercase() && !c.is_uppercase());
        double += usize::from(
            whole && (words > 1 || caseless && (2..=4).contains(&bare.chars().count())),
        );
    }
    if double == 0 || names * 4 < parts * 3 {
        return false;
    }
    match (parts, marked) {
        (1, false) => false,
        (1, true) => {
            let article = ["A ", "An ", "The "].iter().any(|word| text.starts_with(word));
            !article && text.split_whitespace().count() <= 4
        }
        (_, false) if family_first => double == parts,
        (2, false) => double == 2 && skimmark_byline::list_likelihood(line) > 0.5,
        (_, false) => {
            double * 2 >= parts && (parts > 4 || skimmark_byline::list_likelihood(line) > 0.3)
        }
        (_, true) => double * 3 >= parts,
    }
}

/// Returns the line without what stands in brackets, if any does.
fn without_brackets(line: &str) -> Option<String> {
    if !line.contains(['(', '（', '[']) {
        return None;
    }
    let mut depth = 0_u32;
    let kept = line.chars().filter(|c| {
        let before = depth;
        match c {
            '(' | '（' | '[' => depth += 1,
            ')' | '）' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        before == 0 && depth == 0
    });
    Some(kept.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_at_the_front_are_read() {
        let cases = [
            ("Lind, A., & Ek, B. (2020). Wool", "Lind, A.|Ek, B.", " (2020). Wool"),
            ("Lind, A. and Ek, B.C., 2020. Wool", "Lind, A.|Ek, B.C.", ", 2020. Wool"),
            ("A. Lind and B. Ek, \"Wool,\" J", "A. Lind|B. Ek", ", \"Wool,\" J"),
            ("Lind A, Ek BC. Counting wool. J", "Lind A|Ek BC", ". Counting wool. J"),
            ("Lind, A. & Ek, B. Counting wool. J", "Lind, A.|Ek, B.", " Counting wool. J"),
            ("Ana Lind, Bo van der Ek, and Cy Du. Wool", "Ana Lind|Bo van der Ek|Cy Du", ". Wool"),
            ("Lind, A., Ek, B.: Wool. J", "Lind, A.|Ek, B.", ": Wool. J"),
            ("王伟, 李娜. 羊毛", "王伟|李娜", ". 羊毛"),
            ("王伟,李娜.羊毛[J]", "王伟|李娜", ".羊毛[J]"),
            ("LIND A, EK B. Wool", "LIND A|EK B", ". Wool"),
        ];
        for (text, names, rest) in cases {
            let found = scan(text);
            assert_eq!((found.names.join("|").as_str(), found.rest), (names, rest), "{text}");
        }
        assert!(scan("Lind A, et al. Wool").more);
    }

    #[test]
    fn people_stand_before_where_they_work() {
        let found = with_places("Ana Lee and Bo Ek, Hill University; Cy Du, Lake Labs");
        let expected = ("Ana Lee, Bo Ek, Cy Du", "Hill University; Lake Labs");
        assert_eq!(found, Some((expected.0.into(), expected.1.into())));
        let found = with_places("Ana Lee, Bo Ek, Hill University; Cy Du, MIT");
        assert_eq!(found, Some((expected.0.into(), "Hill University; MIT".into())));
        assert_eq!(with_places("Lee, Ana; Ek, Bo"), None);
        assert_eq!(with_places("LEE, ANA; EK, BOB"), None);
        assert_eq!(with_places("Ana Lee, Hill University"), None);
    }

    #[test]
    fn lines_of_names_are_told_from_titles() {
        for line in [
            "Ana Lindqvist, Bo Okafor",
            "Ana Lindqvist (University of Wool), Bo Okafor, don.kang and Cy D. Ek",
            "Ana Lindqvist, Bo Okafor et al.",
            "M?ller, Rudolf; Perea, Andr?s; Wolf, Sascha",
            "王伟, 李娜, 张三",
            "Ana Lindqvist, Bo Okafor, +2 authors Cy Ek",
            "Ana Lindqvist | Bo Okafor | Cy Ek",
        ] {
            assert!(is_list(line, false), "{line}");
        }
        assert!(is_list("Ana Lindqvist", true));
        for line in [
            "Counting Sheep, Goats and Lambs at Night",
            "Milk, Bread, Cheese",
            "We count sheep, lambs, and goats.",
            "Ana Lindqvist",
            "Sheep and Weather",
        ] {
            assert!(!is_list(line, false), "{line}");
        }
    }
}
