//! Lines that every web page has around its content, recognized by their form alone.
//!
//! The set is small and closed on purpose: what is not certainly boilerplate is left over, and so
//! shown to the reader.

use skimmark_paper::text::is_invisible;
use skimmark_paper::texts;
use skimmark_paper::texts::Texts;

/// Words of navigation and headings that stand alone on a line, in lower case and in order.
static WORDS: Texts = texts![
    "about",
    "abstract only",
    "accept",
    "account",
    "add to collections",
    "archive",
    "article preview",
    "articles",
    "back",
    "back to top",
    "bookmarks",
    "browse",
    "cite",
    "code",
    "contact",
    "contact us",
    "cookie policy",
    "cookies",
    "daily digest",
    "daily papers",
    "digest",
    "expand",
    "explore",
    "faq",
    "feed",
    "feedback",
    "filter",
    "first",
    "free full text",
    "help",
    "home",
    "imprint",
    "last",
    "latest",
    "latest papers",
    "legal",
    "library",
    "load more",
    "log in",
    "log out",
    "login",
    "logout",
    "menu",
    "more",
    "my papers",
    "new papers",
    "newest",
    "next",
    "next page",
    "open access",
    "open accessarticle",
    "open accessreview",
    "original article",
    "original paper",
    "original research",
    "papers",
    "popular",
    "prev",
    "previous",
    "previous page",
    "pricing",
    "privacy",
    "privacy policy",
    "profile",
    "ranked",
    "read more",
    "recent",
    "recommended",
    "reference search",
    "references",
    "register",
    "related articles",
    "related documents",
    "request permissions",
    "research article",
    "research articles",
    "research-article",
    "results",
    "review",
    "review article",
    "reviews",
    "save",
    "saved",
    "search",
    "see more",
    "settings",
    "share",
    "show less",
    "show more",
    "sign in",
    "sign out",
    "sign up",
    "similar articles",
    "skip to content",
    "skip to main content",
    "sort by",
    "subscribe",
    "terms",
    "terms of service",
    "terms of use",
    "today",
    "today's papers",
    "toggle navigation",
    "top",
    "top papers",
    "trending",
    "unsubscribe",
    "view abstract",
    "view article",
    "view full text",
    "view pdf",
];

/// None of [`WORDS`] has more bytes.
const LONGEST: usize = 24;

/// Heads of the columns of a table of papers, in lower case.
static COLUMNS: Texts = texts![
    "#",
    "rank",
    "score",
    "area",
    "category",
    "cat",
    "date",
    "published",
    "code",
    "paper",
    "papers",
    "title",
    "authors",
    "affiliation",
    "abstract",
    "links",
    "link",
];

/// What mail programs write above a mail that is passed on, dashes around it left out.
const PASSED_ON: &[&str] = &[
    "begin forwarded message:",
    "forwarded message",
    "original message",
    "original appointment",
    "end forwarded message",
];

/// Fields of a mail's header that hold addresses, in lower case.
const ADDRESSED: &[&str] =
    &["from", "to", "cc", "bcc", "reply-to", "sender", "resent-from", "resent-to", "envelope-to"];

/// Returns true if `line` is boilerplate: blank, a rule, navigation, a page number, a count, a
/// copyright notice, what a mail program writes above a mail that it passes on.
pub(crate) fn is_boilerplate(line: &str) -> bool {
    let line = trim(line);
    if line.is_empty() || is_rule(line) {
        return true;
    }
    if line.len() > 200 {
        return false;
    }
    // Nearly all lines lack what most kinds have, and one look at each letter tells so.
    let (mut is_numbered, mut is_parted) = (false, false);
    for byte in line.bytes() {
        is_numbered |= byte.is_ascii_digit();
        is_parted |= !byte.is_ascii() || matches!(byte, b'|' | b'\t' | b'/' | b'<' | b'>');
    }
    (is_parted || line.len() <= LONGEST) && (is_navigation(line) || is_header_row(line))
        || is_numbered && is_page_number(line)
        || (is_numbered || is_parted) && is_count(line)
        || is_copyright(line)
        || is_passed_on(line)
        || is_attribution(line)
        || is_mail_field(line)
}

/// Strips the blanks around `line` that web pages use, invisible ones among them.
pub(crate) fn trim(line: &str) -> &str {
    line.trim_matches(|c: char| c.is_whitespace() || is_invisible(c))
}

/// Strips the blanks in front of `line`.
pub(crate) fn trim_start(line: &str) -> &str {
    line.trim_start_matches(|c: char| c.is_whitespace() || is_invisible(c))
}

fn is_rule(line: &str) -> bool {
    let first = line.as_bytes().first();
    if first.is_some_and(|first| first.is_ascii() && !b"-=_*~|+<>".contains(first)) {
        return false;
    }
    line.len() >= 3 && line.chars().all(|c| "-=_*~—–─━•·|+".contains(c))
        || line.len() <= 8
            && line.chars().count() <= 2
            && line.chars().all(|c| "•·|›‹»«→←↑↓<>×☰…-–—".contains(c))
}

fn is_navigation(line: &str) -> bool {
    let known = |piece: &str| {
        let piece = trim(piece)
            .trim_matches(['›', '‹', '»', '«', '→', '←', '↑', '↓', '<', '>', '☰'])
            .trim();
        piece.len() <= LONGEST && is_word(piece)
    };
    known(line)
        || line.contains(['|', '·', '•', '\t', '/'])
            && line.split(['|', '·', '•', '\t', '/']).all(known)
}

/// Returns true for one of [`WORDS`] in any case; a form of it in memory would cost more than all else.
fn is_word(piece: &str) -> bool {
    if piece.contains('’') {
        return is_word(&piece.replace('’', "'"));
    }
    let of_piece = || piece.bytes().map(|byte| byte.to_ascii_lowercase());
    WORDS.binary_search_by(|word| word.bytes().cmp(of_piece())).is_ok()
}

fn is_header_row(line: &str) -> bool {
    let is_known = |cell| COLUMNS.iter().any(|known| known.eq_ignore_ascii_case(trim(cell)));
    line.contains('\t') && line.split('\t').all(is_known)
}

/// `3`, `Page 3`, `Page 3 of 12`, `3 / 12`, `1 2 3 ... 12`, `« 1 2 3 »`.
fn is_page_number(line: &str) -> bool {
    let is_named = line.get(..4).is_some_and(|head| head.eq_ignore_ascii_case("page"));
    let rest = if is_named { &line[4..] } else { line };
    let mut digits = 0;
    let mut parts = rest.split(|c: char| c.is_whitespace() || c == '/');
    let numbers = parts.all(|part| {
        let number =
            !part.is_empty() && part.len() <= 4 && part.bytes().all(|b| b.is_ascii_digit());
        digits += u32::from(number);
        number
            || ["", "...", "…", "«", "»", "‹", "›", "<", ">"].contains(&part)
            || part.eq_ignore_ascii_case("of")
    });
    numbers && digits > 0
}

/// `Showing 1-20 of 100`, `120 papers`, `7 papers found`.
fn is_count(line: &str) -> bool {
    let is_number = |part: &str| {
        part.starts_with(|c: char| c.is_ascii_digit())
            && part.bytes().all(|b| b.is_ascii_digit() || b",.-".contains(&b))
            || part.contains('–') && part.split('–').all(|n| n.bytes().all(|b| b.is_ascii_digit()))
    };
    const WORDS: &[&str] = &[
        "showing", "of", "to", "papers", "paper", "results", "result", "entries", "found", "total",
        "-", "–",
    ];
    let mut numbers = 0;
    let all = line.split_whitespace().all(|part| {
        let number = is_number(part);
        numbers += u32::from(number);
        number || WORDS.iter().any(|word| word.eq_ignore_ascii_case(part))
    });
    all && numbers > 0 && line.contains(' ')
}

/// `© 2026 Some Site. All rights reserved.`
fn is_copyright(line: &str) -> bool {
    let notice = line.strip_prefix('©').or_else(|| line.strip_prefix("Copyright"));
    notice.is_some_and(|rest| {
        let rest = rest.trim_start().trim_start_matches(['©', '(']).trim_start();
        line.len() <= 100 && rest.bytes().take(4).filter(u8::is_ascii_digit).count() == 4
    })
}

/// `---------- Forwarded message ---------`, `-----Original Message-----`.
fn is_passed_on(line: &str) -> bool {
    let is_known = |words: &str| PASSED_ON.iter().any(|it| it.eq_ignore_ascii_case(words));
    (line.starts_with("---") || line.ends_with(':')) && is_known(line.trim_matches('-').trim())
}

/// `On Fri, 2 Jan 2026 at 06:45, A. Sender <a@example.org> wrote:`
fn is_attribution(line: &str) -> bool {
    line.starts_with("On ") && line.ends_with("wrote:") && line.contains('@')
}

/// `To: A. Reader <a@example.org>`, `Date: Fri, 2 Jan 2026 at 06:45`: returns true for a field of a
/// mail's header that holds an address or a time, and so is nothing else.
pub(crate) fn is_mail_field(line: &str) -> bool {
    let Some((name, value)) = line.split_once(':') else { return false };
    // For bold names of Outlook, the plain text has asterisks.
    let name = name.trim_start_matches('*');
    let is = |known: &&str| known.eq_ignore_ascii_case(name);
    ADDRESSED.iter().any(is) && value.contains('@')
        || ["date", "sent"].iter().any(is) && is_time(value)
}

/// Returns true for a date with its time, short enough to be nothing else.
pub(crate) fn is_time(text: &str) -> bool {
    text.len() <= 120 && text.contains(':') && text.bytes().filter(u8::is_ascii_digit).count() >= 6
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_in_order() {
        assert!(WORDS.is_sorted());
    }

    #[test]
    fn boilerplate_is_known_by_its_form() {
        for line in [
            "",
            " \u{a0}\u{200b}",
            "-----",
            "Sign in",
            "Home | Papers | About",
            "Next →",
            "Page 2 of 9",
            "1 2 3 … 12",
            "Showing 1-20 of 1,204 papers",
            "© 2026 Example Digest",
            "12",
            "Score\tArea\tDate\tCode\tPaper",
            "Today’s papers",
            "120 results",
            "•",
            "---------- Forwarded message ---------",
            "-----Original Message-----",
            "Begin forwarded message:",
            "From: A. Sender <a@example.org>",
            "To: <b@example.org>",
            "*To:* b@example.org",
            "Sent: Thursday, November 7, 2024 6:45 AM",
            "Date: Thu, 7 Nov 2024 at 06:45",
            "On Thu, 7 Nov 2024 at 06:45, A. Sender <a@example.org> wrote:",
        ] {
            assert!(is_boilerplate(line), "{line:?}");
        }
    }

    #[test]
    fn sentences_and_unknown_words_are_not() {
        for line in [
            "Please sign in to read more.",
            "We count sheep.",
            "Sheep",
            "Home, sweet home",
            "In 2026 we counted 12 papers",
            "Copyright law and its 2026 reform",
            "Score",
            "Page turners",
            "Showing that sheep sleep",
            "1984.5 x",
            "- a list item",
            "Forwarded message",
            "From: theory to practice",
            "To: be or not to be",
            "Date: spring 2024",
            "On sheep: what A. Shepherd wrote:",
            "Subject: sheep",
        ] {
            assert!(!is_boilerplate(line), "{line:?}");
        }
    }
}
