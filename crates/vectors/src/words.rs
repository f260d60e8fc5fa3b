//! The words of a title or an abstract, as the ranking compares them.

use std::ops::Range;

use skimmark_index::fold::{is_unspaced, squash};
use skimmark_paper::text::fnv::fnv;
use skimmark_paper::text::math;

/// Words that say nothing about what a paper is about.
const COMMON: &str = "\
    a ability about above accordingly achieve achieved achieves achieving across additionally \
    address addresses addressing after against ahead aim aims all allow allowing allows almost \
    along already also although always among an and another any approach approaches are aren \
    around art as aspect aspects at available avoid avoided avoiding avoids back based be became \
    because become been before being below best better between beyond both but by called can \
    cannot capable case cases centric certain challenge challenges challenging coherently com \
    compare compared comparing comparison comprehensive comprehensively concern concerning \
    concerns conduct conducted consider considered considering contrast core could couldn crucial \
    crucially current currently deeper demonstrate demonstrated demonstrates demonstrating despite \
    determination determine determined determines determining developed did different directly \
    discuss discussed discusses do does doesn doing don done due during dynamically each effective \
    effectively eg either enables enabling end enhance enhanced enhances enhancing enrich enriches \
    enriching ensure ensuring essential et etc evaluate even every exhibit exhibits existing \
    experiments explore exploring extend extends extensive extract extracted extracting few \
    finally findings first five for found four framework frameworks from fully further furthermore \
    github give given gives good had has have having he help helps hence her here high higher \
    highlight highlights highly his hour hours how however http https identified identifies \
    identify identifying ie if illustrate importance important importantly improve improved \
    improvements improves improving in include includes including inform insight insights instead \
    institute integrate integrated integrates integrating into introduce introduced introduces \
    investigate investigated is isn it its itself just key known lack lacks largely last later \
    lead leading leads least less like look looks low main mainly maintain maintaining maintains \
    make makes making many may method methods middle might more moreover most much multiple must \
    namely national need needs neither new next no nontrivial nor not novel now number obtain \
    obtained obtaining of offer offers often on once one only or org other others our out outcome \
    outcomes outperform outperforming outperforms over overall own paper papers particular \
    particularly per perform performance performed performs possible potential practical present \
    presented presents preserve preserved preserves preserving previous previously prior problem \
    problems promote promotes promoting propose proposed proposes proposing prove proved provide \
    provided provides providing publicly rather recent recently relevant remain remaining remains \
    require required requires research researchers respectively result results reveal reveals role \
    same saving savings scenario scenarios second select selects several she should show showed \
    showing shown shows significant significantly similar simply since single six so some \
    specifically stage stages start step steps still stronger studied studies study substantial \
    substantially successful successfully such suffer suffering suffers suggest suggests \
    technologies technology than that the their them themselves then there thereby therefore these \
    they third this those three through throughout thus to together too toward towards trial tried \
    try trying two typical typically under understand unlike until up upon us usage use used \
    useful uses using usually various very via vs was way ways we weaker well were what when where \
    whereas whether which while who whole whose why wide widely will with within without work \
    works would www year years yet yield yielding yields you your";

/// The hashes of the common words, each in the first free place from its remainder on. It is made
/// by the compiler, so that the program holds nothing else of them.
const TABLE: [u32; 1024] = {
    let (mut table, words) = ([0; 1024], COMMON.as_bytes());
    let (mut from, mut to) = (0, 0);
    while to <= words.len() {
        if to == words.len() || words[to] == b' ' {
            let hash = hash(words.split_at(to).0.split_at(from).1);
            let mut place = hash as usize % 1024;
            while table[place] != 0 {
                place = (place + 1) % 1024;
            }
            table[place] = hash;
            from = to + 1;
        }
        to += 1;
    }
    table
};

/// One word of a text.
pub struct Word {
    /// Where it stands in the text.
    pub bytes: Range<usize>,
    /// A hash of it without case, accents and the ending of a plural.
    pub key: u32,
    /// Whether only a space or a hyphen is between it and the word that was told before.
    pub follows: bool,
}

/// Calls `each` with every word of a text that says something, in order: not the common ones,
/// numbers, single letters, math, macros and addresses.
pub fn words(text: &str, each: &mut dyn FnMut(Word)) {
    let skipped = if text.contains('$') { math::find(text) } else { Vec::new() };
    let mut skipped = skipped.into_iter().peekable();
    let (mut at, mut last, mut folded) = (0, None, String::new());
    while let Some(range) = next_run(text, at) {
        at = range.end;
        while skipped.next_if(|math| math.end <= range.start).is_some() {}
        if let Some(math) = skipped.peek().filter(|math| math.start <= range.start) {
            at = at.max(math.end);
            continue;
        }
        if text[range.end..].starts_with("://") {
            let rest = &text[range.end..];
            at += rest.find(char::is_whitespace).unwrap_or(rest.len());
            continue;
        }
        let Some(key) = key(text, &range, &mut folded) else { continue };
        let follows = last.is_some_and(|last: usize| {
            matches!(&text[last..range.start], "" | " " | "-" | "\u{2010}" | "–")
        });
        last = Some(range.end);
        each(Word { bytes: range, key, follows });
    }
}

/// Finds the next run of letters and digits, with a hyphen after the first (`X-ray`, `k-means`);
/// of a script written without spaces, one letter.
fn next_run(text: &str, from: usize) -> Option<Range<usize>> {
    let mut start = None;
    for (offset, c) in text.get(from..)?.char_indices() {
        let at = from + offset;
        match start {
            None if is_unspaced(c) => return Some(at..at + c.len_utf8()),
            None if c.is_alphanumeric() => start = Some(at),
            Some(start)
                if c == '-'
                    && at == start + 1
                    && text[at + 1..].starts_with(char::is_alphabetic) => {}
            Some(start) if is_unspaced(c) || !is_part(c) => return Some(start..at),
            _ => {}
        }
    }
    start.map(|start| start..text.len())
}

/// Returns whether a character goes on a word: a letter, a digit, or an accent of its own.
pub fn is_part(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36f}')
}

/// Hashes a word that says something; `folded` is a place to fold it in.
fn key(text: &str, range: &Range<usize>, folded: &mut String) -> Option<u32> {
    let word = &text[range.clone()];
    let is_macro = text[..range.start].ends_with('\\');
    if is_macro || word.len() < 2 || word.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    if word.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        folded.clear();
        folded.push_str(word);
        folded.make_ascii_lowercase();
    } else {
        *folded = squash(word);
    }
    let whole = hash(folded.as_bytes());
    if folded.is_empty() || is_common(whole) {
        return None;
    }
    Some(hash(singular(folded).as_bytes()))
}

/// Returns whether this is the hash of a common word.
fn is_common(hash: u32) -> bool {
    let mut place = hash as usize;
    loop {
        match TABLE[place % 1024] {
            0 => return false,
            other if other == hash => return true,
            _ => place += 1,
        }
    }
}

/// Cuts the ending of a plural: one form for `model` and `models`, `study` and `studies`. What
/// is cut need not be one: `series` is always cut alike, and nobody sees it.
fn singular(word: &str) -> &str {
    let ends = |endings: &[&str]| endings.iter().any(|ending| word.ends_with(ending));
    match word.len() {
        5.. if ends(&["ies"]) => &word[..word.len() - 3],
        5.. if ends(&["y"]) => &word[..word.len() - 1],
        4.. if ends(&["s"]) && !ends(&["ss", "us", "is"]) => &word[..word.len() - 1],
        _ => word,
    }
}

/// Hashes to 32 bits.
pub const fn hash(bytes: &[u8]) -> u32 {
    (fnv(bytes) >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::{COMMON, words};

    fn found(text: &str) -> Vec<String> {
        let mut found = Vec::new();
        words(text, &mut |word| {
            let sign = if word.follows { "+" } else { "" };
            found.push([sign, &text[word.bytes]].concat());
        });
        found
    }

    fn keys(text: &str) -> Vec<u32> {
        let mut keys = Vec::new();
        words(text, &mut |word| keys.push(word.key));
        keys
    }

    #[test]
    fn words_that_say_something_are_told_and_what_follows_what() {
        let cases: [(&str, &[&str]); 9] = [
            ("We propose wool models, and hay.", &["wool", "+models", "hay"]),
            ("pre-training (LLMs)", &["pre", "+training", "LLMs"]),
            ("X-ray and k-means of a B", &["X-ray", "k-means"]),
            ("in 2024, 42 GPT4", &["GPT4"]),
            ("bound $O(\\log n)$ of \\mathbb trees", &["bound", "trees"]),
            ("code: https://a.org/wool/hay here", &["code"]),
            ("a naïve Bayes's", &["naïve", "+Bayes"]),
            ("大麦 wool", &["大", "+麦", "+wool"]),
            ("", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(found(text), expected, "{text}");
        }
    }

    #[test]
    fn case_accents_and_plurals_make_no_other_word() {
        assert_eq!(keys("Naïve models; studies"), keys("naive Model; study"));
        assert_ne!(keys("bias"), keys("basis"));
    }

    #[test]
    fn no_common_word_is_told() {
        assert!(keys(COMMON).is_empty());
    }
}
