//! Titles and authors that a page ran together, taken apart; lists of authors.
//!
//! In a glued line (`A Title of a PaperAnn Lee, Bo Ek et al. · some-lab`) nothing marks where
//! the title ends. Every place where a name could begin is a candidate; each is judged by how
//! much what follows looks like names and what precedes like the end of a title.

mod names;

use crate::entry::Byline;
use crate::sorting::sort;

/// A line taken apart.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Split {
    /// What precedes the first author.
    pub title: String,
    /// The authors and what follows them; without authors where none could be found.
    pub byline: Byline,
    /// How sure the place of the boundary is, 0 to 1.
    pub confidence: f32,
}

/// The line is a title alone: no tail of it looks like names.
const NO_NAMES: f32 = 9.0;

/// How much it speaks for a boundary that the word before it is known as one of the title's.
const KNOWN_WORD: f32 = 2.0;

/// Bytes that the name of one author may take.
const LONGEST_NAME: usize = 160;

/// Takes a glued line apart. Title, authors joined by `, `, ` et al.` and ` · affiliation`
/// give back the line, but for blanks around them. `abstract_text` helps to tell words of the
/// title from names.
pub fn split(line: &str, abstract_text: Option<&str>) -> Split {
    let tail = Tail::of(line);
    let candidates = candidates(&tail);
    let ranked = judged(&tail, &candidates, abstract_text);
    let limit = match (tail.more, tail.segments.len()) {
        (true, _) => f32::INFINITY,
        (false, 1) => NO_NAMES,
        (false, _) => 2.0 * NO_NAMES,
    };
    let Some(&(best, chosen)) = ranked.first().filter(|(odd, _)| *odd < limit) else {
        return untitled(line);
    };
    let margin = ranked.get(1).map_or(4.0, |(next, _)| next - best);
    let authors = tail.authors(chosen);
    Split {
        title: tail.names[..chosen.at].trim_end().to_owned(),
        byline: Byline {
            authors,
            more_authors: tail.more,
            affiliation: tail.affiliation.map(str::to_owned),
        },
        confidence: confidence(best, margin),
    }
}

/// The candidates with their oddness, the least odd first. The abstract is searched only for
/// those that it could bring to the front.
fn judged<'c>(
    tail: &Tail,
    candidates: &'c [Candidate],
    abstract_text: Option<&str>,
) -> Vec<(f32, &'c Candidate)> {
    let names: Vec<f32> =
        (0..tail.segments.len()).map(|i| names::oddness(tail.segment(i)).min(12.0)).collect();
    let mut ranked: Vec<(f32, &Candidate)> = candidates
        .iter()
        .map(|candidate| {
            let others: f32 = names[candidate.segment + 1..].iter().sum();
            (candidate.oddness(tail) + others, candidate)
        })
        .collect();
    let least = ranked.iter().map(|(odd, _)| *odd).fold(f32::INFINITY, f32::min);
    for (odd, candidate) in &mut ranked {
        if *odd <= least + KNOWN_WORD && candidate.ends_in_known_word(tail, abstract_text) {
            *odd -= KNOWN_WORD;
        }
    }
    let mut order: Vec<(u64, u64)> =
        ranked.iter().zip(0..).map(|((odd, _), place)| (in_order(*odd), place)).collect();
    sort(&mut order);
    order.into_iter().map(|(_, place)| ranked[place as usize]).collect()
}

/// A number that is the larger, the larger `number` is.
fn in_order(number: f32) -> u64 {
    let bits = number.to_bits();
    u64::from(if number.is_sign_negative() { !bits } else { bits | 1 << 31 })
}

fn untitled(line: &str) -> Split {
    let byline = Byline::default();
    Split { title: line.trim().to_owned(), byline, confidence: 0.1 }
}

fn confidence(oddness: f32, margin: f32) -> f32 {
    let doubt = 0.02 + 0.06 * oddness.max(0.0) + 0.1 * (2.0 - margin).max(0.0);
    ((1.0 - doubt).clamp(0.2, 0.99) * 100.0).round() / 100.0
}

/// Reads a list of authors that stands by itself: `A, B and C et al. · some-lab`.
pub fn authors(list: &str) -> Byline {
    let tail = Tail::of(list);
    let names = tail.names.trim().trim_start_matches("Authors:").trim_start_matches("by ");
    let mut authors: Vec<String> = Vec::new();
    for part in names.split([',', ';']).map(str::trim).filter(|part| !part.is_empty()) {
        if names::is_suffix(part)
            && let Some(last) = authors.last_mut()
        {
            last.push_str(", ");
            last.push_str(part);
            continue;
        }
        let part = part.strip_prefix("and ").or(part.strip_prefix("& ")).unwrap_or(part);
        let pair = part.split_once(" and ").or(part.split_once(" & "));
        match pair {
            Some((one, other)) => authors.extend([one.trim().to_owned(), other.trim().to_owned()]),
            None => authors.push(part.to_owned()),
        }
    }
    Byline { authors, more_authors: tail.more, affiliation: tail.affiliation.map(str::to_owned) }
}

/// How little `line` looks like a list of authors alone: below 2 it is one.
pub fn list_oddness(line: &str) -> f32 {
    let byline = authors(line);
    let worst = byline.authors.iter().map(|name| names::oddness(name)).fold(0.0, f32::max);
    if byline.authors.is_empty() { NO_NAMES } else { worst }
}

/// A line without what follows its authors.
struct Tail<'a> {
    names: &'a str,
    more: bool,
    affiliation: Option<&'a str>,
    /// Where the comma segments of `names` begin; a `Jr.` belongs to the one before.
    segments: Vec<usize>,
}

impl<'a> Tail<'a> {
    fn of(line: &'a str) -> Self {
        let line = line.trim();
        let (rest, affiliation) = match line.rsplit_once(" · ") {
            Some((rest, place)) if !place.trim().is_empty() => (rest, Some(place.trim())),
            _ => (line, None),
        };
        let (names, more, behind) = without_et_al(rest.trim_end(), affiliation.is_none());
        let names = names.trim_end().trim_end_matches(',');
        let (names, slug) = match affiliation.or(behind) {
            None if !more => without_slug(names),
            place => (names, place),
        };
        let mut segments = vec![0];
        for (i, _) in names.match_indices(", ") {
            let next = names[i + 2..].split(", ").next().unwrap_or_default();
            if !names::is_suffix(next.trim()) {
                segments.push(i + 2);
            }
        }
        Self { names, more, affiliation: slug, segments }
    }

    fn segment(&self, index: usize) -> &'a str {
        let end = self.segments.get(index + 1).map_or(self.names.len(), |next| next - 2);
        &self.names[self.segments[index]..end]
    }

    fn authors(&self, chosen: &Candidate) -> Vec<String> {
        let end = self.segments.get(chosen.segment + 1).map_or(self.names.len(), |next| next - 2);
        let mut authors = vec![self.names[chosen.at..end].to_owned()];
        authors
            .extend((chosen.segment + 1..self.segments.len()).map(|i| self.segment(i).to_owned()));
        authors
    }
}

/// The line before ` et al.`, whether that was there, and an organisation right behind it.
fn without_et_al(line: &str, place_may_follow: bool) -> (&str, bool, Option<&str>) {
    for ending in [", et al", " et al", " et. al"] {
        let Some(at) = line.rfind(ending) else { continue };
        let rest = line[at + ending.len()..].trim_start_matches('.');
        let rest = rest.trim_matches([' ', '\u{a0}', '·', ',']);
        if rest.is_empty() || place_may_follow && !rest.contains(char::is_whitespace) {
            return (&line[..at], true, (!rest.is_empty()).then_some(rest));
        }
    }
    (line, false, None)
}

/// An organisation written like a file name (`hill-farm`) behind the whole name of the last
/// author, where nothing else parts the two.
fn without_slug(names: &str) -> (&str, Option<&str>) {
    let split = names.rsplit_once(' ').filter(|(_, slug)| names::is_slug(slug));
    let Some((before, slug)) = split else { return (names, None) };
    let author = before.rsplit(", ").next().unwrap_or(before);
    let named = |word: &str| word.contains(char::is_uppercase);
    let whole = author.split(' ').filter(|word| named(word)).count() >= 2
        && author.split(' ').next_back().is_some_and(named);
    if whole { (before, Some(slug)) } else { (names, None) }
}

/// A place where the first author could begin.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    /// Byte offset in the names.
    at: usize,
    /// The comma segment it stands in.
    segment: usize,
    /// What precedes it.
    left: char,
}

/// Every place where a name could begin, in the segments that may hold the boundary: the
/// third from the end where ` et al.` says that three authors are named, else the last three.
fn candidates(tail: &Tail) -> Vec<Candidate> {
    let count = tail.segments.len();
    let from = count.saturating_sub(3);
    let to = if tail.more && count >= 3 { from + 1 } else { count };
    let mut found = Vec::new();
    for segment in from..to {
        let start = tail.segments[segment];
        let text = tail.segment(segment);
        let mut before: Option<char> = None;
        for (i, c) in text.char_indices() {
            if text.len() - i > LONGEST_NAME {
                before = Some(c);
                continue;
            }
            if let Some(left) = before
                && may_begin(left, c, &text[i..])
            {
                found.push(Candidate { at: start + i, segment, left });
            }
            before = Some(c);
        }
    }
    found
}

/// A name may begin at `c`, which `left` precedes and which `rest` starts with.
fn may_begin(left: char, c: char, rest: &str) -> bool {
    if left.is_whitespace() || "-‐‑&/(“[{\\_^@`‘~".contains(left) || !c.is_alphabetic() {
        return false;
    }
    if c.is_uppercase() {
        let small_next = rest.chars().nth(1).is_some_and(|next| !next.is_uppercase());
        return !left.is_uppercase() || small_next;
    }
    let other_script = left.is_ascii() != c.is_ascii() && !c.is_lowercase();
    !left.is_alphanumeric() && !"'’.".contains(left) || left.is_alphabetic() && other_script
}

impl Candidate {
    /// How odd the line would be if the authors began here, apart from the other authors.
    fn oddness(&self, tail: &Tail) -> f32 {
        let end = tail.segments.get(self.segment + 1).map_or(tail.names.len(), |next| next - 2);
        names::oddness(&tail.names[self.at..end]) + self.title_end(tail)
    }

    /// The last word of the title, with what precedes it.
    fn last_word<'t>(&self, tail: &Tail<'t>) -> (&'t str, &'t str) {
        let title = &tail.names[..self.at];
        let start = title
            .rfind([' ', '-', '/', '(', '“'])
            .map_or(0, |i| i + title[i..].chars().next().map_or(1, char::len_utf8));
        (&title[..start], title[start..].trim_end_matches(|c: char| !c.is_alphanumeric()))
    }

    fn ends_in_known_word(&self, tail: &Tail, abstract_text: Option<&str>) -> bool {
        let (earlier, word) = self.last_word(tail);
        word.chars().count() > 2
            && (names::is_title_word(word)
                || holds_word(earlier, word)
                || abstract_text.is_some_and(|text| holds_word(text, word)))
    }

    /// How odd the title would end.
    fn title_end(&self, tail: &Tail) -> f32 {
        let (earlier, bare) = self.last_word(tail);
        let mut odd = match self.left {
            c if c.is_lowercase() => 0.0,
            c if "?!)]$”\"*}".contains(c) => 0.0,
            c if c.is_ascii_digit() => 0.3,
            c if c.is_uppercase() => 0.9,
            c if c.is_alphabetic() => 0.3,
            '+' | '—' | '–' => 1.5,
            '.' if bare.chars().count() > 3 => 2.5,
            '\'' | '’' if bare.chars().count() > 2 => 1.0,
            '.' | '\'' | '’' => 5.0,
            _ => 1.5,
        };
        if names::is_prefix(bare) {
            odd += 2.0;
        }
        if camel(bare) && !names::has_made_tail(bare) {
            odd += 1.6;
        }
        let after_comma = self.segment > 0 && self.at > tail.segments[self.segment];
        if after_comma && !tail.names[tail.segments[self.segment]..self.at].contains(' ') {
            odd += 1.5;
        }
        if bare.chars().count() == 1 && self.left.is_uppercase() {
            odd += 0.7;
        }
        if earlier.is_empty() {
            odd += 0.5;
        }
        odd
    }
}

/// A small letter meets a capital inside `word`.
fn camel(word: &str) -> bool {
    word.chars().zip(word.chars().skip(1)).any(|(a, b)| a.is_lowercase() && b.is_uppercase())
}

/// `word` stands in `text` as a whole word, in any case.
fn holds_word(text: &str, word: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric())
        .any(|other| other.len() == word.len() && other.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests;
