//! Texts as TeX writes them.

use skimmark_paper::text::math;

/// Writes `text` so that TeX and BibTeX show it as it is; math stays as it is, unless it would break
/// the file. With `protect`, capitals that a style must not make small are put in braces.
pub(super) fn write(text: &str, protect: bool, out: &mut String) {
    let capitals = if protect { Capitals::of(text) } else { Capitals::None };
    let mut done = 0;
    for math in math::find(text) {
        if is_safe(&text[math.clone()]) {
            plain(&text[done..math.start], capitals, done == 0, out);
            *out += &text[math.clone()];
            done = math.end;
        }
    }
    plain(&text[done..], capitals, done == 0, out);
}

/// Which capitals of a title are there for another reason than that it is a title.
#[derive(Clone, Copy, PartialEq)]
enum Capitals {
    /// None is known to be.
    None,
    /// Those inside of words, and those of acronyms.
    Inner,
    /// All: the title is written like a sentence.
    All,
}

impl Capitals {
    fn of(title: &str) -> Self {
        if !title.contains(char::is_lowercase) {
            return Self::None;
        }
        let long = title.split_whitespace().skip(1).filter(|word| word.len() > 3);
        let (mut small, mut large) = (0, 0);
        for word in long {
            small += u32::from(word.starts_with(char::is_lowercase));
            large += u32::from(word.starts_with(char::is_uppercase));
        }
        if small > large { Self::All } else { Self::Inner }
    }
}

/// Writes text without math, whose braces are all escaped.
fn plain(text: &str, capitals: Capitals, mut begins: bool, out: &mut String) {
    let mut rest = text;
    let mut after_colon = false;
    while !rest.is_empty() {
        let end = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        let braced = !word.is_empty() && is_protected(word, capitals, begins, after_colon);
        *out += if braced { "{" } else { "" };
        *out += word;
        *out += if braced { "}" } else { "" };
        begins &= word.is_empty();
        let Some(sign) = after.chars().next() else { return };
        rest = &after[sign.len_utf8()..];
        after_colon = sign == ':' || after_colon && word.is_empty();
        escape(sign, rest, out);
    }
}

fn is_protected(word: &str, capitals: Capitals, begins: bool, after_colon: bool) -> bool {
    let mut signs = word.chars();
    let first = signs.next().is_some_and(char::is_uppercase);
    let inner = signs.clone().any(char::is_uppercase);
    let alone = signs.next().is_none();
    match capitals {
        Capitals::None => false,
        _ if inner => true,
        // Styles leave the first letter of a title as it is.
        _ if begins || !first => false,
        _ if after_colon => true,
        Capitals::All => true,
        Capitals::Inner => alone && !matches!(word, "A" | "I"),
    }
}

/// Writes one sign; `rest` follows it.
fn escape(sign: char, rest: &str, out: &mut String) {
    let is_named = |c: char| c.is_alphanumeric() || c == '#';
    match sign {
        '%' | '#' | '_' | '$' | '&' => out.extend(['\\', sign]),
        // Even an escaped brace counts for BibTeX.
        '{' => *out += "{\\textbraceleft}",
        '}' => *out += "{\\textbraceright}",
        '\\' => *out += "{\\textbackslash}",
        '~' => *out += "{\\textasciitilde}",
        '^' => *out += "{\\textasciicircum}",
        '<' => *out += "{\\textless}",
        '>' => *out += "{\\textgreater}",
        '|' => *out += "{\\textbar}",
        _ => out.push(if sign.is_whitespace() { ' ' } else { sign }),
    }
    let parted = match sign {
        // Two of these are another sign.
        '-' | '\'' | '`' => rest.starts_with(sign),
        // What looks like a tag of HTML, or like an entity, is read as one.
        '<' => rest.starts_with('/'),
        '&' => rest.trim_start_matches(is_named).starts_with(';'),
        _ => false,
    };
    *out += if parted { "{}" } else { "" };
}

/// Returns true if BibTeX and TeX can take the math as it is.
fn is_safe(math: &str) -> bool {
    let mut depth = 0_i32;
    let mut before = ' ';
    let is_matrix = math.contains("\\begin");
    for sign in math.chars() {
        let escaped = before == '\\';
        match sign {
            '{' => depth += 1,
            '}' => depth -= 1,
            '%' | '#' if !escaped => return false,
            '&' if !escaped && !is_matrix => return false,
            _ => {}
        }
        if depth < 0 {
            return false;
        }
        before = if escaped && sign == '\\' { ' ' } else { sign };
    }
    depth == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tex(text: &str) -> String {
        let mut out = String::new();
        write(text, true, &mut out);
        out
    }

    #[test]
    fn signs_of_tex_are_text() {
        let cases = [
            ("100% R&D #1 a_b $5", "100\\% R\\&D \\#1 a\\_b \\$5"),
            ("a {b", "a {\\textbraceleft}b"),
            (
                "p < 0.05 ~ x^2 \\ |",
                "p {\\textless} 0.05 {\\textasciitilde} x{\\textasciicircum}2 {\\textbackslash} {\\textbar}",
            ),
            ("run --all it''s", "run -{}-all it'{}'s"),
            ("&amp; </i>", "\\&{}amp; {\\textless}{}/i{\\textgreater}"),
            ("“quoted” – naïve…", "“quoted” – naïve…"),
        ];
        for (text, expected) in cases {
            let mut out = String::new();
            write(text, false, &mut out);
            assert_eq!(out, expected);
        }
    }

    #[test]
    fn math_stays_unless_it_breaks_the_file() {
        assert_eq!(tex("on $O(n_{1})$ and $\\{0,1\\}$"), "on $O(n_{1})$ and $\\{0,1\\}$");
        assert_eq!(tex("in $\\{x$"), "in \\${\\textbackslash}{\\textbraceleft}x\\$");
        assert_eq!(tex("$5%$"), "\\$5\\%\\$");
    }

    #[test]
    fn capitals_that_are_no_titles_are_kept() {
        let cases = [
            (
                "BERT and NeRF for the X-ray of GPT-4",
                "{BERT} and {NeRF} for the {X}-ray of {GPT}-4",
            ),
            ("Attention: A Survey of Bayesian LLMs", "Attention: {A} Survey of Bayesian {LLMs}"),
            (
                "Learning the rings of Saturn with sheep",
                "Learning the rings of {Saturn} with sheep",
            ),
            ("A Coin Flip for I and U", "A Coin Flip for I and {U}"),
            ("COUNTING SHEEP", "COUNTING SHEEP"),
            ("mRNA: a view", "{mRNA}: a view"),
        ];
        for (title, expected) in cases {
            assert_eq!(tex(title), expected);
        }
    }
}
