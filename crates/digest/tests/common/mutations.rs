//! What mail programs, word processors, browsers and terminals do to a text on its way.

use unicode_normalization::UnicodeNormalization;

/// One way in which a text is changed, and how.
pub type Mutation = (&'static str, fn(&str) -> Vec<u8>);

/// Every way, by the kind of program that does it.
pub const ALL: &[Mutation] = &[
    // Ends of lines.
    ("crlf", |t| t.replace('\n', "\r\n").into()),
    ("cr", |t| t.replace('\n', "\r").into()),
    ("cr cr lf", |t| t.replace('\n', "\r\r\n").into()),
    ("vertical tabs", |t| t.replace('\n', "\u{b}").into()),
    ("next line", |t| t.replace('\n', "\u{85}").into()),
    ("line separators", |t| t.replace('\n', "\u{2028}").into()),
    ("paragraph separators", |t| t.replace('\n', "\u{2029}").into()),
    ("a page break now and then", |t| every(t, 23, |line| format!("\u{c}{line}"))),
    ("no last line end", |t| t.trim_end().into()),
    ("ended by many", |t| format!("\n\n{t}\n\n\n\n").into()),
    // Blanks.
    ("trailing blanks", |t| each(t, |line| format!("{line}  "))),
    ("trailing no-break spaces", |t| each(t, |line| format!("{line}\u{a0}"))),
    ("blank lines of blanks", |t| blank_lines(t, "   ")),
    ("blank lines of no-break spaces", |t| blank_lines(t, "\u{a0}")),
    ("indented by two", |t| each(t, |line| format!("  {line}"))),
    ("indented by four", |t| each(t, |line| format!("    {line}"))),
    ("indented by a tab", |t| each(t, |line| format!("\t{line}"))),
    ("no-break spaces", |t| t.replace(' ', "\u{a0}").into()),
    ("every other blank a no-break space", |t| t.replace("  ", " \u{a0}").into()),
    ("narrow no-break spaces", |t| t.replace(' ', "\u{202f}").into()),
    ("thin spaces", |t| t.replace(' ', "\u{2009}").into()),
    ("tabs as blanks", |t| t.replace('\t', "        ").into()),
    ("double-spaced", |t| each(t, |line| format!("{line}\n"))),
    ("double-spaced with blanks", |t| each(t, |line| format!("{line}\n \u{a0}"))),
    ("blank lines doubled", |t| t.replace("\n\n", "\n\n\n").into()),
    // Signs that do not show.
    ("byte order mark", |t| format!("\u{feff}{t}").into()),
    ("zero-width spaces before lines", |t| each(t, |line| format!("\u{200b}{line}"))),
    ("zero-width spaces after lines", |t| each(t, |line| format!("{line}\u{200b}"))),
    ("direction marks before lines", |t| each(t, |line| format!("\u{200e}{line}"))),
    ("isolates around lines", |t| each(t, |line| format!("\u{2068}{line}\u{2069}"))),
    ("soft hyphens in words", |t| in_words(t, "\u{ad}")),
    ("word joiners in words", |t| in_words(t, "\u{2060}")),
    // Quotations.
    ("quoted", |t| each(t, |line| format!("> {line}"))),
    ("quoted without a blank", |t| each(t, |line| format!(">{line}"))),
    ("quoted after a blank", |t| each(t, |line| format!(" > {line}"))),
    ("quoted after a tab", |t| each(t, |line| format!("\t> {line}"))),
    ("quoted after a no-break space", |t| each(t, |line| format!("\u{a0}> {line}"))),
    ("quoted after a zero-width space", |t| each(t, |line| format!("\u{200b}> {line}"))),
    ("quoted after a byte order mark", |t| each(t, |line| format!("\u{feff}> {line}"))),
    ("quoted before a no-break space", |t| each(t, |line| format!(">\u{a0}{line}"))),
    ("quoted twice", |t| each(t, |line| format!(">> {line}"))),
    ("quoted twice with blanks", |t| each(t, |line| format!(" > > {line}"))),
    ("quoted and escaped", |t| each(t, |line| format!("&gt; {}", escaped(line)))),
    // Markup.
    ("escaped as HTML", |t| escaped(t).into()),
    ("escaped twice", |t| escaped(&escaped(t)).into()),
    ("escaped with quotation marks", |t| {
        escaped(t).replace('"', "&quot;").replace('\'', "&#39;").into()
    }),
    ("escaped with no-break spaces", |t| escaped(t).replace("  ", "&nbsp; ").into()),
    ("as preformatted HTML", |t| {
        format!("<html><head></head><body><pre>{}</pre></body></html>", escaped(t)).into()
    }),
    ("as HTML of broken lines", |t| html(t, "", "<br>")),
    ("as HTML of blocks", |t| html(t, "<div>", "</div>")),
    ("escaped as Markdown", |t| markdown(t, "_*[]<>#").into()),
    ("one backslash for two", |t| t.replace("\\\\", "\\").into()),
    ("four backslashes for two", |t| t.replace("\\\\", "\\\\\\\\").into()),
    ("fenced", |t| format!("```\n{t}\n```\n").into()),
    ("broken by backslashes", |t| {
        each(t, |line| match line.is_empty() || line.ends_with('\\') {
            true => line.to_owned(),
            false => format!("{line}\\"),
        })
    }),
    // Typography.
    ("smart quotation marks", |t| smart(t).into()),
    ("long dashes", |t| dashed(t).into()),
    ("longer rules", |t| ruled(t, '—').into()),
    ("drawn rules", |t| ruled(t, '─').into()),
    ("ellipses", |t| t.replace("...", "…").into()),
    ("no-break hyphens", |t| t.replace('-', "\u{2011}").into()),
    ("decomposed", |t| t.nfd().collect::<String>().into()),
    ("composed", |t| t.nfc().collect::<String>().into()),
    ("ligatures", |t| ligated(t).into()),
    // Encodings.
    ("UTF-16", |t| wide("\u{feff}", t, u16::to_le_bytes)),
    ("UTF-16 without a mark", |t| wide("", t, u16::to_be_bytes)),
    // Mails.
    ("a mail", |t| format!("From: a@example.org\nSubject: x\n\n{t}").into()),
    ("a mail in quoted-printable", |t| mail("quoted-printable", &quoted_printable(t))),
    ("a mail in base64", |t| mail("base64", &base64(t.as_bytes()))),
    ("dots doubled", |t| {
        each(t, |line| match line.starts_with('.') {
            true => format!(".{line}"),
            false => line.to_owned(),
        })
    }),
    ("addresses led through Safe Links", |t| {
        linked(t, |url| {
            format!(
                "https://eur01.safelinks.protection.outlook.com/?url={}&data=05%7C02%7Cana%40example.org%7C0a&reserved=0",
                coded(url)
            )
        })
    }),
    ("addresses led through urldefense", |t| {
        linked(t, |url| format!("https://urldefense.com/v3/__{url}__;!!Kw!aB$"))
    }),
    // Printing.
    ("printed by Firefox", |t| {
        printed(t, "https://mail.example.org/mail/u/0/?ik=1#inbox\n2 of 9\t23/01/2026, 07:12")
    }),
    ("printed by Chromium", |t| {
        printed(
            t,
            "https://mail.example.org/mail/u/0/?ik=1&view=pt\t2/9\n1/23/26, 7:12 AM\tGmail - a digest",
        )
    }),
    ("printed by Gmail", |t| {
        printed(
            t,
            "https://mail.google.com/mail/u/0/?ik=1&view=pt&search=all\n\u{c}23/01/2026, 07:12\tGmail - a digest\n2/9",
        )
    }),
    // Breaking.
    ("broken at 72", |t| wrapped(t, 72)),
    ("broken at 76", |t| wrapped(t, 76)),
    ("broken at 100", |t| wrapped(t, 100)),
];

fn each(text: &str, change: impl Fn(&str) -> String) -> Vec<u8> {
    let lines: Vec<String> = text.lines().map(change).collect();
    (lines.join("\n") + "\n").into()
}

fn every(text: &str, count: usize, change: impl Fn(&str) -> String) -> Vec<u8> {
    let lines = text.lines().enumerate();
    let changed = |(at, line): (usize, &str)| match at % count == count - 1 {
        true => change(line),
        false => line.to_owned(),
    };
    (lines.map(changed).collect::<Vec<_>>().join("\n") + "\n").into()
}

fn blank_lines(text: &str, blanks: &str) -> Vec<u8> {
    each(text, |line| if line.trim().is_empty() { blanks.to_owned() } else { line.to_owned() })
}

/// Puts a sign into the middle of each long word.
fn in_words(text: &str, sign: &str) -> Vec<u8> {
    let word = |word: &str| {
        let long = word.len() > 9 && word.bytes().all(|byte| byte.is_ascii_lowercase());
        if long { format!("{}{sign}{}", &word[..5], &word[5..]) } else { word.to_owned() }
    };
    text.split(' ').map(word).collect::<Vec<_>>().join(" ").into()
}

pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn html(text: &str, before: &str, after: &str) -> Vec<u8> {
    let lines = text.lines().map(|line| match line.is_empty() {
        true if before.is_empty() => after.to_owned(),
        true => format!("{before}<br>{after}"),
        false => {
            let line = escaped(line).replace("  ", "&nbsp; ").replace('\t', "&#9;");
            format!("{before}<span style='white-space: pre'>{line}</span>{after}")
        }
    });
    format!("<html><body>{}</body></html>", lines.collect::<Vec<_>>().join("\n")).into()
}

fn markdown(text: &str, signs: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        if signs.contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

fn smart(text: &str) -> String {
    let mut out = String::new();
    let mut before = ' ';
    for c in text.chars() {
        let opens = before.is_whitespace() || "([{".contains(before);
        out.push(match (c, opens) {
            ('"', true) => '“',
            ('"', false) => '”',
            ('\'', true) => '‘',
            ('\'', false) => '’',
            _ => c,
        });
        before = c;
    }
    out
}

/// Makes dashes of hyphens, as word processors do: of two or three in words, not of longer rules.
fn dashed(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('-') {
        let run = rest[at..].bytes().take_while(|byte| *byte == b'-').count();
        out.push_str(&rest[..at]);
        out.push_str(match run {
            2 => "–",
            3 => "—",
            _ => &rest[at..at + run],
        });
        rest = &rest[at + run..];
    }
    out + rest
}

/// Writes rules with another dash.
fn ruled(text: &str, dash: char) -> String {
    let line = |line: &str| match line.len() > 5 && line.bytes().all(|byte| byte == b'-') {
        true => dash.to_string().repeat(line.len()),
        false => line.to_owned(),
    };
    text.lines().map(line).collect::<Vec<_>>().join("\n") + "\n"
}

fn ligated(text: &str) -> String {
    let pairs = [("ffi", "ﬃ"), ("ffl", "ﬄ"), ("ff", "ﬀ"), ("fi", "ﬁ"), ("fl", "ﬂ")];
    let is_word = |word: &str| word.bytes().all(|byte| byte.is_ascii_alphabetic());
    let word = |word: &str| match is_word(word) {
        true => pairs.iter().fold(word.to_owned(), |word, (from, to)| word.replace(from, to)),
        false => word.to_owned(),
    };
    text.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

fn wide(mark: &str, text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
    format!("{mark}{text}").encode_utf16().flat_map(unit).collect()
}

fn mail(coding: &str, body: &str) -> Vec<u8> {
    format!(
        "From: a@example.org\r\nSubject: x\r\nMIME-Version: 1.0\r\n\
        Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: {coding}\r\n\r\n{body}"
    )
    .into()
}

fn quoted_printable(text: &str) -> String {
    let mut out = String::new();
    for line in text.lines() {
        let mut width = 0;
        for byte in line.bytes() {
            let plain = (b' '..0x7f).contains(&byte) && byte != b'=';
            let piece = if plain { char::from(byte).to_string() } else { format!("={byte:02X}") };
            if width + piece.len() > 75 {
                out.push_str("=\r\n");
                width = 0;
            }
            width += piece.len();
            out.push_str(&piece);
        }
        out.push_str("\r\n");
    }
    out
}

fn base64(bytes: &[u8]) -> String {
    let letters = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for (number, three) in bytes.chunks(3).enumerate() {
        let at = |place: usize| three.get(place).copied().map_or(0, u32::from);
        let bits = at(0) << 16 | at(1) << 8 | at(2);
        for place in 0..4 {
            let letter = (bits >> (18 - 6 * place)) & 63;
            let there = place <= three.len();
            out.push(if there { char::from(letters[letter as usize]) } else { '=' });
        }
        if number % 19 == 18 {
            out.push_str("\r\n");
        }
    }
    out
}

fn coded(url: &str) -> String {
    skimmark_paper::text::percent::encode(url).replace('/', "%2F")
}

fn linked(text: &str, wrap: impl Fn(&str) -> String) -> Vec<u8> {
    let mut out = String::new();
    let mut at = 0;
    for found in skimmark_paper::text::urls::find(text) {
        let url = &text[found.range.clone()];
        out.push_str(&text[at..found.range.start]);
        // Only the page that an address stands on cuts it off.
        let whole = url.starts_with("http") && !text[found.range.end..].starts_with('…');
        out.push_str(&if whole { wrap(url) } else { url.to_owned() });
        at = found.range.end;
    }
    (out + &text[at..]).into()
}

/// Puts what a browser prints at the foot and head of a page between lines, now and then.
fn printed(text: &str, page: &str) -> Vec<u8> {
    every(text, 23, |line| format!("{page}\n{line}"))
}

/// Breaks lines at blanks so that none is wider than `width`.
fn wrapped(text: &str, width: usize) -> Vec<u8> {
    each(text, |line| {
        let mut out = String::new();
        let mut at = 0;
        for word in line.split_inclusive(' ') {
            let length = word.trim_end().chars().count();
            if at > 0 && at + length > width && !word.trim().is_empty() {
                out.truncate(out.trim_end().len());
                out.push('\n');
                at = 0;
            }
            out.push_str(word);
            at += word.chars().count();
        }
        out
    })
}
