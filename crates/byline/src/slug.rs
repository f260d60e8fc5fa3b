//! Organizations written like file names, glued to the last author: `Ana Leegoogle-deepmind`.

use crate::tail::Tail;
use skimmark_likelihood::model;
use skimmark_paper::texts;
use skimmark_paper::texts::Texts;

/// What such organizations begin with.
static BEGINNINGS: Texts = texts![
    "adobe",
    "alibaba",
    "allen",
    "amazon",
    "anthropic",
    "apple",
    "baidu",
    "berkeley",
    "bytedance",
    "cambridge",
    "deepmind",
    "facebook",
    "google",
    "harvard",
    "huawei",
    "hugging",
    "ibm",
    "intel",
    "meta",
    "microsoft",
    "mila",
    "naver",
    "nvidia",
    "openai",
    "oxford",
    "peking",
    "princeton",
    "qualcomm",
    "salesforce",
    "samsung",
    "sony",
    "stanford",
    "tencent",
    "toyota",
    "tsinghua",
    "university",
    "xiaomi",
    "yandex",
];

/// What they end in.
static ENDINGS: Texts = texts![
    "academy",
    "ai",
    "brain",
    "center",
    "centre",
    "college",
    "deepmind",
    "farm",
    "group",
    "health",
    "inc",
    "institute",
    "intelligence",
    "lab",
    "labs",
    "learning",
    "ml",
    "polytechnic",
    "research",
    "school",
    "systems",
    "tech",
    "technologies",
    "technology",
    "uni",
    "univ",
    "university",
];

/// Returns true for a word that organizations begin or end with, in lower case.
pub fn names_body(word: &str) -> bool {
    BEGINNINGS.contains(&word) || ENDINGS.contains(&word)
}

/// Returns the tail of a line, without an organization that nothing separates from the last author.
/// Names too may be in lower case after a hyphen, so its first or last word must be known.
pub(crate) fn tail(line: &str) -> Tail<'_> {
    let tail = Tail::of(line);
    match glued(tail.names).filter(|_| !tail.more && tail.affiliation.is_none()) {
        Some(at) => Tail { affiliation: Some(&tail.names[at..]), ..Tail::of(&tail.names[..at]) },
        None => tail,
    }
}

/// Returns where an organization begins.
fn glued(names: &str) -> Option<usize> {
    let given = names.rfind(' ')?;
    let start = given + names[given..].rfind(char::is_uppercase)?;
    let (joined, rest) = names[start..].split_once('-')?;
    let lower = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    if rest.is_empty() || !rest.bytes().all(lower) {
        return None;
    }
    let name = |at: &usize| joined[..*at].chars().count() >= 2;
    let known = BEGINNINGS.iter().filter_map(|word| joined.strip_suffix(word)).map(str::len).min();
    let last = rest.rsplit('-').next().unwrap_or_default();
    let ends = || ENDINGS.contains(&last) || last.bytes().all(|b| b.is_ascii_digit());
    // The name that is most like one.
    let likeliest = || {
        let places = joined.char_indices().map(|(at, _)| at).filter(name);
        places.filter(|at| joined[*at..].len() >= 2).max_by_key(|at| {
            let (name, word) = joined.split_at(*at);
            model::name_and_word(name, word)
        })
    };
    let at = known.filter(name).or_else(|| ends().then(likeliest).flatten())?;
    Some(start + at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_organization_is_known_by_its_form() {
        for (names, slug) in [
            ("Ana Lee, Bo Ekgoogle-deepmind", "google-deepmind"),
            ("Ana Leemicrosoft-research", "microsoft-research"),
            ("Ana Müllermila-iqia", "mila-iqia"),
            ("Ana McLeegoogle-brain", "google-brain"),
            ("Bo Wangfjord-research", "fjord-research"),
            ("Bo Zhangunit-7", "unit-7"),
            ("Bo Zhang hill-farm", "hill-farm"),
            ("Marta Costa-jussa", ""),
            ("Bo Smith-jones", ""),
            ("Ana Lee-Ai", ""),
            ("Anagoogle-deepmind", ""),
        ] {
            let tail = tail(names);
            assert_eq!(tail.affiliation.unwrap_or_default(), slug, "{names}: {}", tail.names);
        }
    }
}
