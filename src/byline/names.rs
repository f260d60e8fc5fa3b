//! What a person's name looks like.

/// Words inside a name that are written small.
const PARTICLES: &[&str] = &[
    "van", "von", "der", "den", "de", "del", "della", "di", "da", "dos", "das", "do", "du", "la",
    "le", "el", "al", "bin", "ibn", "ben", "ter", "ten", "zu", "zur", "af", "av", "y", "e", "i",
    "und", "op", "'t", "st", "vom", "dalla", "dal", "degli", "dei", "des", "d'", "dem", "het",
    "in", "san", "abu", "mac", "ul", "ur", "uz", "bint", "dit", "ap",
];

/// Words that stand in titles and not in names.
const TITLE_WORDS: &[&str] = &[
    "a",
    "an",
    "the",
    "and",
    "or",
    "of",
    "for",
    "with",
    "without",
    "from",
    "to",
    "on",
    "by",
    "at",
    "as",
    "is",
    "are",
    "be",
    "can",
    "via",
    "using",
    "its",
    "under",
    "over",
    "between",
    "into",
    "through",
    "towards",
    "toward",
    "how",
    "what",
    "why",
    "when",
    "where",
    "does",
    "do",
    "not",
    "beyond",
    "based",
    "model",
    "models",
    "learning",
    "network",
    "networks",
    "data",
    "analysis",
    "systems",
    "system",
    "theory",
    "deep",
    "neural",
    "language",
    "quantum",
    "graph",
    "graphs",
    "study",
    "approach",
    "method",
    "methods",
    "new",
    "application",
    "applications",
    "detection",
    "estimation",
    "optimization",
    "optimal",
    "algorithm",
    "algorithms",
    "generation",
    "dynamics",
    "equation",
    "equations",
    "space",
    "spaces",
    "groups",
    "algebras",
    "problems",
    "problem",
    "functions",
    "function",
    "evaluation",
    "recognition",
    "prediction",
    "classification",
    "control",
    "large",
    "high",
    "low",
    "multi",
    "non",
    "self",
    "time",
    "field",
    "fields",
    "case",
    "survey",
    "review",
    "framework",
    "benchmark",
    "dataset",
    "images",
    "image",
    "video",
    "speech",
    "text",
    "training",
    "inference",
    "reasoning",
    "part",
    "ii",
    "iii",
];

/// What a surname or given name may start with before its inner capital.
const PREFIXES: &[&str] = &[
    "Mc", "Mac", "De", "Di", "Da", "Du", "Le", "La", "Lo", "Van", "Von", "Des", "Del", "Della",
    "Dell", "Dal", "Fitz", "El", "Al", "Ben", "Bel", "Dos", "Des", "Ver", "San", "St", "Ó", "Mic",
    "Dello", "Degl", "Ter", "Vande", "Vander", "Ash", "Abd", "Abdul", "Ja", "Jo", "Ke", "Mar",
    "Ra", "Sha", "Ta", "Te", "Ty", "Xiao", "O", "Ni",
];

/// Suffixes of a name that a comma may set apart.
const SUFFIXES: &[&str] = &["Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV", "Ph.D.", "PhD"];

/// Words that name a group of authors.
const TEAM_WORDS: &[&str] =
    &["Collaboration", "Collaborations", "Team", "Consortium", "Group", "Project", "Committee"];

fn lower_in(word: &str, list: &[&str]) -> bool {
    list.iter().any(|known| known.eq_ignore_ascii_case(word))
}

/// `word` stands in titles and not in names.
pub(super) fn is_title_word(word: &str) -> bool {
    lower_in(word.trim_end_matches([':', ',', ';']), TITLE_WORDS)
}

/// `chunk` may stand before a capital inside a name (`Mc`, `De`).
pub(super) fn is_prefix(chunk: &str) -> bool {
    PREFIXES.contains(&chunk)
}

/// `word` is an organisation written like a file name.
pub(super) fn is_slug(word: &str) -> bool {
    let plain = word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    plain && word.len() > 3 && word.as_bytes()[0].is_ascii_lowercase() && !PARTICLES.contains(&word)
}

/// `segment` belongs to the name before the comma (`Jr.`).
pub(super) fn is_suffix(segment: &str) -> bool {
    SUFFIXES.contains(&segment)
}

/// How little `text` looks like the name of one author: 0 for an ordinary name, about 1 for
/// a doubt, 10 and more for what is hardly one.
pub(super) fn oddness(text: &str) -> f32 {
    let mut odd = 0.0;
    let (mut words, mut full, mut initials, mut title) = (0_u32, 0_u32, 0_u32, 0_u32);
    let mut last_small = false;
    let mut team = false;
    for word in text.split(' ') {
        last_small = false;
        if words > 1 && is_suffix(word) {
            continue;
        }
        words += 1;
        match shape(word) {
            Shape::Initial => initials += 1,
            Shape::Full => full += 1,
            Shape::Inner(cost) => {
                full += 1;
                odd += cost;
            }
            Shape::Capitals => {
                full += 1;
                odd += 0.8;
            }
            Shape::Particle => last_small = true,
            Shape::Odd(cost) => odd += cost,
        }
        title += u32::from(
            is_title_word(word) && !matches!(shape(word), Shape::Initial | Shape::Particle),
        );
        team = TEAM_WORDS.contains(&word);
    }
    if team {
        return 1.0 + odd * 0.3;
    }
    odd += 4.0 * f32::from(u8::try_from(title).unwrap_or(u8::MAX));
    if last_small {
        odd += 3.0;
    }
    if full == 0 {
        odd += if initials > 1 { 3.0 } else { 6.0 };
    }
    odd + match words {
        1 => 3.0,
        2 | 3 => 0.0,
        4 => 0.7,
        5 => 2.0,
        _ => 3.0 + (words - 5) as f32,
    }
}

enum Shape {
    /// `J.`, `J`, `J.-P.`, `-M.`
    Initial,
    /// `Schwinn`, `Guo-Biao`, `D'souza`, and words of scripts without case.
    Full,
    /// A capital inside: `LeCun`; with its oddness.
    Inner(f32),
    /// `RUI`.
    Capitals,
    /// `van`.
    Particle,
    /// No word of a name; with its oddness.
    Odd(f32),
}

fn shape(word: &str) -> Shape {
    let word = word.trim_matches(['(', ')', '"', '“', '”']);
    let Some(first) = word.chars().next() else { return Shape::Odd(8.0) };
    if word.chars().any(|c| c.is_ascii_digit()) {
        return Shape::Odd(12.0);
    }
    let strange = |c: char| !(c.is_alphabetic() || is_mark(c) || "-.'’‘`‐‑–ʼʻ".contains(c));
    if word.chars().any(strange) {
        return Shape::Odd(10.0);
    }
    if PARTICLES.contains(&word) {
        return Shape::Particle;
    }
    if is_initial(word) {
        return Shape::Initial;
    }
    if word.ends_with('.') {
        return abbreviation(word);
    }
    if first.is_lowercase() {
        let elided = word
            .find(['\'', '’', '-'])
            .is_some_and(|i| i <= 3 && word[i..].chars().nth(1).is_some_and(char::is_uppercase));
        return if elided { Shape::Full } else { Shape::Odd(4.5) };
    }
    if !word.chars().any(char::is_lowercase) && first.is_uppercase() {
        return match word.chars().filter(|c| c.is_alphabetic()).count() {
            1 | 2 => Shape::Initial,
            _ => Shape::Capitals,
        };
    }
    match inner_capitals(word) {
        0.0 => Shape::Full,
        cost => Shape::Inner(cost),
    }
}

/// A word with a full stop that is no plain initial: `Ph.`, `Th.`, but also `SnB.`, where a
/// title runs into an initial.
fn abbreviation(word: &str) -> Shape {
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    let parts = word.split(['.', '-']).filter(|part| !part.is_empty()).count();
    match word.chars().count() {
        _ if capitals > parts => Shape::Inner(1.5),
        0..=5 => Shape::Full,
        _ => Shape::Odd(3.0),
    }
}

/// A mark that combines with the letter before it.
fn is_mark(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

fn is_initial(word: &str) -> bool {
    let mut parts = word.split(['.', '-']).filter(|part| !part.is_empty());
    let short = parts.all(|part| {
        let mut chars = part.chars();
        let capital = chars.next().is_some_and(char::is_uppercase);
        let rest: Vec<char> = chars.collect();
        capital
            && (rest.is_empty() || word.contains('.') && rest.len() == 1 && rest[0].is_lowercase())
    });
    short && word.chars().any(char::is_uppercase)
}

/// Given names of two syllables are often written `SeoYeon`; longer parts are other words.
fn inner_cost(before: &str, after: &str) -> f32 {
    let next = after.chars().skip(1).take_while(|c| c.is_lowercase()).count();
    if (2..=5).contains(&before.chars().count()) && (1..=4).contains(&next) { 1.3 } else { 2.0 }
}

/// What names of programs and materials end in.
const TAILS: &[&str] = &[
    "Net", "Nets", "Bench", "Former", "Formers", "Hub", "Tube", "Book", "Flow", "Mix", "Face",
    "Data", "Map", "Eval", "Graph", "Graphs", "Core", "Seek", "Set", "Sets", "Search", "Space",
    "Wiki", "Text", "Chat", "Coder", "Code", "Lens", "Fake", "Fakes", "Web", "Grid", "Lab", "Sim",
    "World", "Agent", "Agents", "Speech", "Vec", "Point", "Craft", "Press", "Fi", "Tok", "Ware",
    "Te", "Se", "As", "Sb", "Bi", "Ge", "Si", "Fe", "Co", "Rank", "Med", "Bot", "Track", "Pilot",
    "Stack", "Overflow", "Media", "Cast", "Train", "Learn", "Boost", "Drive", "Scope", "Art",
    "Base",
];

/// `word` ends like the name of a program or a material: `FlockNet`.
pub(super) fn has_made_tail(word: &str) -> bool {
    let tail = word.rfind(char::is_uppercase).map_or("", |i| &word[i..]);
    TAILS.contains(&tail)
}

/// How odd the capitals inside a word are: `McDonald` is ordinary, `NetworksYann` is not.
fn inner_capitals(word: &str) -> f32 {
    let mut cost = 0.0;
    let mut chunk = 0;
    let mut before: Option<char> = None;
    for (i, c) in word.char_indices() {
        if c.is_uppercase() && before.is_some_and(|b| b.is_lowercase() || is_mark(b)) {
            cost += if is_prefix(&word[chunk..i]) {
                0.1
            } else {
                inner_cost(&word[chunk..i], &word[i..])
            };
            chunk = i;
        } else if before.is_some_and(|b| !b.is_alphabetic() && !is_mark(b)) {
            chunk = i;
        } else if c.is_lowercase() && before.is_some_and(char::is_uppercase) && i - chunk > 1 {
            let run = word[chunk..i].chars().filter(|c| c.is_uppercase()).count();
            cost += if run > 1 { 3.0 } else { 0.0 };
        }
        before = Some(c);
    }
    cost
}
