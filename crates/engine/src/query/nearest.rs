//! The name that was probably meant.

/// Returns the known name that was probably meant by an unknown one.
pub(super) fn nearest(name: &str, names: &[&'static str]) -> Option<&'static str> {
    let close = || {
        let near = names.iter().map(|known| (distance(name, known), *known)).min()?;
        (near.0 <= 2 && near.0 * 2 <= near.1.len()).then_some(near.1)
    };
    let longer = || names.iter().copied().find(|known| name.starts_with(known));
    close().or_else(longer)
}

/// Counts the letters to change, add or remove to turn `a` into `b`; at most 20 letters are
/// compared.
fn distance(a: &str, b: &str) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, letter) in a.bytes().take(20).enumerate() {
        let mut above_left = row[0];
        row[0] = i + 1;
        for (j, other) in b.bytes().enumerate() {
            let replaced = above_left + usize::from(letter != other);
            above_left = row[j + 1];
            row[j + 1] = replaced.min(above_left + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

/// Returns whether one word became another one by one slip: a letter that was left out, doubled or wrong, or
/// two that changed places.
pub fn slip(word: &str, other: &str) -> bool {
    let (word, other): (Vec<char>, Vec<char>) = (word.chars().collect(), other.chars().collect());
    let same = word.iter().zip(&other).take_while(|(a, b)| a == b).count();
    let (word, other) = (&word[same..], &other[same..]);
    match (word, other) {
        ([], []) => false,
        ([_, rest @ ..], [_, rest_of_other @ ..]) if rest == rest_of_other => true,
        ([a, b, rest @ ..], [c, d, others @ ..]) if (a, b) == (d, c) && rest == others => true,
        ([_, rest @ ..], _) if rest == other => true,
        (_, [_, rest @ ..]) => rest == word,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_one_letter_or_two_that_changed_places() {
        for slipped in ["difusion", "diffuson", "diffussion", "diffusiom", "fiffusion", "difufsion"]
        {
            assert!(slip(slipped, "diffusion"), "{slipped}");
            assert!(slip("diffusion", slipped), "{slipped}");
        }
        for other in ["diffusion", "diffusions to", "fusion", "difuson", "", "noisuffid"] {
            assert!(!slip(other, "diffusion"), "{other}");
        }
    }
}
