//! What separates the names of a list.

/// The role of commas in a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Order {
    /// They separate names.
    #[default]
    Plain,
    /// They separate family names from given ones: `Lee, Ana; Ek, Bo`.
    Reversed,
    /// They do both by turns: `Lee, A., Ek, B.`
    Initials,
}

impl Order {
    /// Returns the role of commas in this list.
    pub fn of(list: &str) -> Self {
        let parts = |at: usize| !list[at + 1..].trim_start().starts_with(['(', '（']);
        let parted = |(at, c): (usize, char)| c == ';' && at + 1 < list.len() && parts(at);
        if list.contains("; ") && outside_parentheses(list).any(parted) {
            return Order::Reversed;
        }
        if alternates(list) { Order::Initials } else { Order::Plain }
    }
}

/// Strips the conjunctions that a name begins with.
fn without_conjunction(name: &str) -> &str {
    let mut rest = name.trim();
    for word in ["and ", "& "] {
        while let Some(after) = rest.strip_prefix(word) {
            rest = after;
        }
    }
    rest
}

/// Returns true if `list` consists of family names and initials by turns, separated by commas: at
/// least two such names, and nothing else.
fn alternates(list: &str) -> bool {
    let mut pieces = 0;
    let mut piece = String::new();
    let fits = |piece: &str, number: usize| {
        let initials = piece.split(['.', ' ', '-', '\u{a0}']).filter(|part| !part.is_empty());
        let mut letters = initials.map(|part| part.chars().count());
        let short = !piece.is_empty() && letters.all(|count| count == 1);
        short == (number % 2 == 1) && !piece.contains(" and ") && !piece.contains(" & ")
    };
    for (at, c) in outside_parentheses(list) {
        let joins = |word: &str| c == ' ' && list[at..].starts_with(word);
        let end = c == ',' || joins(" and ") || joins(" & ");
        if !end {
            if c != '(' {
                piece.push(c);
            }
            continue;
        }
        let whole = without_conjunction(&piece);
        if !whole.is_empty() {
            if !fits(whole, pieces) {
                return false;
            }
            pieces += 1;
        }
        piece.clear();
    }
    let whole = without_conjunction(&piece);
    let last = whole.is_empty() || fits(whole, pieces);
    pieces += usize::from(!whole.is_empty());
    last && pieces >= 4 && pieces.is_multiple_of(2)
}

/// Returns the characters of `text` outside parentheses, and the opening parentheses.
pub(crate) fn outside_parentheses(text: &str) -> impl Iterator<Item = (usize, char)> {
    let mut depth = 0_u32;
    text.char_indices().filter(move |(_, c)| {
        let outside = depth == 0;
        match c {
            '(' | '（' => depth += 1,
            ')' | '）' => depth = depth.saturating_sub(1),
            _ => {}
        }
        outside
    })
}
