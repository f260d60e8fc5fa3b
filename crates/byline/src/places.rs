//! Affiliations in one parenthesis, each after its number or letter.

/// Returns true for `a`, `a,b`, `a and c`: letters that refer to affiliations, as numbers do
/// elsewhere.
pub(crate) fn is_letters(text: &str) -> bool {
    let mut parts = text.split([',', ' ']).filter(|part| !part.is_empty() && *part != "and");
    parts.all(|part| part.len() == 1 && part.as_bytes()[0].is_ascii_lowercase())
}

/// Returns the affiliations of `(1) X, (2) Y`, `(a) X (b) Y` or `1 X; 2 Y`; empty for numbers or
/// letters alone (`1 and 2`).
pub(crate) fn numbered(text: &str) -> Vec<&str> {
    let is_number = |c: char| c.is_ascii_digit() || "() ".contains(c);
    let numbers = text.replace("and", " ").replace(',', " ");
    if numbers.chars().all(is_number) || is_letters(text) {
        return Vec::new();
    }
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let letter = |at: usize| {
        bytes.get(at).is_some_and(u8::is_ascii_lowercase) && bytes.get(at + 1) == Some(&b')')
    };
    let starts: Vec<usize> = if text.starts_with('(') || text.contains("(1)") {
        let opens = text.match_indices('(').map(|(at, _)| at).filter(|at| *at > 0);
        let next = opens.filter(|at| digit(at + 1) || letter(at + 1));
        std::iter::once(0).chain(next).collect()
    } else {
        let separated = text.match_indices([',', ';']).map(|(at, _)| at + 1);
        let numbered = |at: &usize| digit(*at) || text[*at..].starts_with(' ') && digit(at + 1);
        let next = |at: &usize| numbered(at) || bytes[at - 1] == b';';
        std::iter::once(0).chain(separated.filter(next)).collect()
    };
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    starts
        .iter()
        .zip(ends)
        .map(|(&start, end)| {
            let part = &text[start..end];
            let part = if letter(start + 1) { &part[3.min(part.len())..] } else { part };
            part.trim_start_matches(is_number)
                .trim_start_matches([' ', '-', '–', '=', ':', ',', '.'])
        })
        .map(|part| part.trim().trim_end_matches([',', ';']).trim_end())
        .map(|part| part.strip_suffix(", and").or(part.strip_suffix(" and")).unwrap_or(part))
        .filter(|part| !part.is_empty())
        .collect()
}
