//! Marks that Markdown editors put into text that they did not write.

/// Signs that an editor keeps from being marks by a backslash before them.
const SIGNS: [u8; 7] = *b"_*[]<>#";

/// Returns the text as it was before an editor of Markdown saved it: without fences around it,
/// backslashes that end lines, and backslashes before signs.
pub(super) fn plain(text: String) -> String {
    if memchr::memchr2(b'\\', b'`', text.as_bytes()).is_none() {
        return text;
    }
    unescaped(whole_lines(text))
}

/// Empties the lines of fences, and takes the backslashes off that end lines if most do.
fn whole_lines(text: String) -> String {
    let fences = text.lines().filter(|line| is_fence(line)).count();
    let fenced = fences > 0 && fences.is_multiple_of(2);
    let (mut ended, mut filled) = (0, 0);
    for line in text.lines() {
        ended += usize::from(before_end(line).is_some());
        filled += usize::from(!line.trim().is_empty());
    }
    let ended = ended * 2 > filled;
    if !(fenced || ended) {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let end = if line.ends_with('\n') { "\n" } else { "" };
        let bare = line.trim_end_matches('\n');
        let kept = if fenced && is_fence(bare) { "" } else { bare };
        out.push_str(before_end(kept).filter(|_| ended).unwrap_or(kept));
        out.push_str(end);
    }
    out
}

/// A line that begins or ends a block of code; nothing else is on it but the name of a language.
fn is_fence(line: &str) -> bool {
    let rest = line.trim().strip_prefix("```").or_else(|| line.trim().strip_prefix("~~~"));
    rest.is_some_and(|name| name.len() < 12 && name.bytes().all(|byte| byte.is_ascii_lowercase()))
}

/// Returns what stands before the one backslash that ends a line.
fn before_end(line: &str) -> Option<&str> {
    let before = line.strip_suffix('\\')?;
    (!before.is_empty() && !before.ends_with('\\')).then_some(before)
}

/// Takes the backslashes off before signs that have one wherever they stand, if some of these mean
/// nothing in TeX, or what TeX means is the sign itself.
fn unescaped(text: String) -> String {
    let (mut bare, mut shown) = ([0_u32; SIGNS.len()], [0_u32; SIGNS.len()]);
    let mut is_escaped = false;
    for (at, byte) in text.bytes().enumerate() {
        if let Some(place) = place(byte) {
            bare[place] += u32::from(!is_escaped);
            shown[place] += u32::from(is_escaped && means_nothing(&text[at..]));
        }
        is_escaped = byte == b'\\' && !is_escaped;
    }
    let kinds = shown.iter().filter(|count| **count > 0).count();
    if kinds == 0 {
        return text;
    }
    let is_escape = |sign: char| {
        let place = |sign| u8::try_from(sign).ok().and_then(place);
        let is_shown = |sign| place(sign).is_some_and(|it| shown[it] > 0);
        let means_mark = match sign {
            // Brackets come in pairs.
            ']' => is_shown('['),
            // One that stands alone is a blank in TeX, unless other signs are escaped, too.
            '>' => is_shown('<') || is_shown('>') && kinds > 1,
            other => is_shown(other),
        };
        means_mark && place(sign).is_some_and(|it| bare[it] == 0)
    };
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match chars.peek() {
            Some(next) if c == '\\' && is_escape(*next) => {}
            // Of two, the second one is no escape.
            Some('\\') if c == '\\' => out.extend([Some(c), chars.next()].into_iter().flatten()),
            _ => out.push(c),
        }
    }
    out
}

fn place(sign: u8) -> Option<usize> {
    SIGNS.iter().position(|known| *known == sign)
}

/// Returns true if TeX has no use for the sign that `text` begins with after a backslash, or writes
/// that sign by it.
fn means_nothing(text: &str) -> bool {
    match text.as_bytes()[0] {
        b'_' | b'#' | b'<' => true,
        b'*' | b'>' => !text[1..].starts_with(|c: char| c.is_ascii_lowercase()),
        // Display math has blanks, macros and signs in its brackets.
        b'[' => {
            let inner =
                text[1..text.floor_char_boundary(64)].split("\\]").next().unwrap_or_default();
            let tex = |byte: u8| b"\\^_={}\n".contains(&byte);
            let bare = inner.trim().len() == inner.len() && !inner.is_empty();
            bare && inner.len() < 60 && !inner.bytes().any(tex)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_editors_go() {
        let cases = [
            ("```\na\nb\n```\n", "\na\nb\n\n"),
            ("a\\\nb\\\n\nc", "a\nb\n\nc"),
            ("\\[1\\] a\\_b \\*c\\*, \\\\", "[1] a_b *c*, \\\\"),
            ("\\<X\\> a\\#b and c#d", "<X> a\\#b and c#d"),
            ("$R\\_{2}$, \\[ x^2 \\]", "$R_{2}$, \\[ x^2 \\]"),
            ("a\\_b, \\>98%", "a_b, >98%"),
        ];
        for (text, expected) in cases {
            assert_eq!(plain(text.into()), expected, "{text}");
        }
    }

    #[test]
    fn tex_and_single_marks_stay() {
        for text in [
            "\\[ x_1 = 2 \\] and \\_ in \\% 1",
            "\\~n and \\*x",
            "$x \\> 2$",
            "```\na",
            "a\\\nb\nc\n",
            "\\\\\n",
            "a \\[1\\] but [2]",
        ] {
            assert_eq!(plain(text.into()), text);
        }
    }
}
