//! The line that names a paper: its title, and what a list puts before and after it.

mod beside;

use std::ops::Range;

use super::draft::{Draft, ordered};
use super::inline::{Inline, Kind, Span};
use super::labels::{self, Label};
use super::lines::{self, Mark};
use super::names;
use super::places;
use super::reference;
use crate::formats::record::Role;
use beside::{after_title, before_title, known, leading, people_or_note, trailing};
use skimmark_paper::ids::{address, mention};
use skimmark_paper::text::{is_quote, lowercase, urls};

/// Signs between the parts of a line.
const SIGNS: &str = " \u{a0}\t,.;:|·•-–—/～~";

/// Reads the line that begins an item, after its mark.
pub(super) fn read(mut line: Inline, mark: Mark, draft: &mut Draft) {
    let link = title_link(&line);
    let bold = || emphasized(&line, Kind::Bold).filter(|span| !begins_title(&line, span));
    let title = link.clone().or_else(bold);
    let mut gone = Vec::new();
    for span in line.of(Kind::Link).filter(|span| !span.url.is_empty()) {
        let words = line.words(span);
        if link.as_ref() == Some(span) {
            draft.address(&span.url, "paper");
            draft.linked = true;
        } else if span.range.start < 2
            && span.range.end + 2 < line.text.len()
            && is_venue(words)
            && known(words, draft)
        {
            // `[[CVPR 2021](https://…)] Counting Sheep`
            draft.address(&span.url, "paper");
            gone.push(with_label(&line.text, span.range.clone()));
        } else if is_label(words)
            || title.as_ref().is_none_or(|it| !within(span, it)) && words.is_empty()
        {
            draft.address(&span.url, words);
            gone.push(with_label(&line.text, span.range.clone()));
        } else if link.is_none() {
            draft.address(&span.url, words);
        } else {
            draft.beside(&span.url, words);
        }
    }
    for span in line.spans.iter().filter(|it| it.kind == Kind::Link && it.range.is_empty()) {
        draft.address(&span.url, "");
    }
    let place = title.as_ref().and_then(|title| line.spans.iter().position(|span| span == title));
    line.cut(&ordered(gone));
    let title = place.and_then(|place| line.spans.get(place).cloned());
    match title.filter(|title| !title.range.is_empty()) {
        Some(title) => around(&line, title.range, draft),
        None => plain(&line, mark, draft),
    }
}

fn within(inner: &Span, outer: &Span) -> bool {
    outer.range.start <= inner.range.start && inner.range.end <= outer.range.end
}

/// Returns the link that the title is: its words are no label, and another one's are not bold.
pub(super) fn title_link(line: &Inline) -> Option<Span> {
    let bold = emphasized(line, Kind::Bold);
    let fits = |span: &&Span| {
        let words = line.words(span);
        let own =
            !address::read(&span.url).ids.is_empty() || urls::page_of_paper(&span.url).is_some();
        let many = words.split_whitespace().count() > 1 || words.chars().count() > 8;
        let other = bold.as_ref().is_some_and(|it| !within(span, it) && !within(it, span));
        let web = span.url.contains("://") && (many || own) && !other;
        web && !is_label(words)
            && places::venue_year(words).is_none()
            && (own || !names::is_list(words, false))
    };
    line.of(Kind::Link).find(fits).cloned()
}

/// Returns the first emphasized stretch that may be a title.
fn emphasized(line: &Inline, kind: Kind) -> Option<Span> {
    let fits = |span: &&Span| {
        let words = line.words(span);
        if words.starts_with('[') && words.ends_with(']') {
            return false;
        }
        let long = words.split_whitespace().count() > 1 || words.chars().count() > 5;
        long && !is_label(words)
            && labels::meaning(words).is_none()
            && places::venue_year(words).is_none()
            && places::date(words).is_none()
    };
    line.of(kind).find(fits).cloned()
}

/// Returns true for the short name with which a title begins: `CoRL 2023, **WOOL**: Counting Sheep`.
fn begins_title(line: &Inline, span: &Span) -> bool {
    let before = line.text[..span.range.start].trim_end_matches(|c: char| SIGNS.contains(c));
    line.text[span.range.end..].starts_with(": ") && is_venue(before)
}

/// Returns true for a venue with its year and little else: `CoRL 2023`.
fn is_venue(text: &str) -> bool {
    text.split(' ').count() < 4 && places::venue_year(text).is_some()
}

/// Returns true for the words of a link that say what it leads to: `PDF`, an address, an identifier.
pub(super) fn is_label(words: &str) -> bool {
    let words = words
        .trim_matches(|c: char| c.is_whitespace() || lines::is_sign(c) || "[]()*_:`|".contains(c));
    let address = (words.contains("://") || words.starts_with("www.")) && !words.contains(' ');
    if words.is_empty() || address {
        return true;
    }
    let known = |word: &str| {
        let word = word.trim_matches(|c: char| "[]()*_:`|,".contains(c));
        let address = matches!(
            labels::meaning(word),
            Some(Label::Link | Label::Field(Role::Code | Role::Arxiv | Role::Doi | Role::Pmid))
        );
        let other = [
            "video",
            "slides",
            "poster",
            "model",
            "models",
            "data",
            "dataset",
            "abstract",
            "bib",
            "bibtex",
            "page",
            "here",
            "link",
            "openreview",
            "supp",
            "appendix",
            "official",
            "pytorch",
            "tensorflow",
            "jax",
            "tf",
            "blog",
            "scirate",
            "web",
            "site",
            "hf",
            "acl",
            "cvf",
            "ieee",
            "acm",
            "springer",
            "preprint",
            "alphaxiv",
            "kimi",
            "paperpage",
            "download",
            "claim",
            "cite",
        ];
        word.is_empty() || address || other.contains(&lowercase(word).as_str())
    };
    let all = words.split(|c: char| c.is_whitespace() || "/-&[]()|".contains(c)).all(known);
    let id = || mention::find(words).is_some_and(|it| !it.rest.contains(char::is_alphanumeric));
    all || labels::meaning(words).is_some_and(|it| it == Label::Link)
        || words.len() < 40 && (id() || Draft::default().id(words, true))
}

/// Widens a stretch by the brackets around it and the label before it.
fn with_label(text: &str, range: Range<usize>) -> Range<usize> {
    let (mut start, mut end) = (range.start, range.end);
    loop {
        let before = text[..start].trim_end_matches([' ', '*', '`']);
        let after = text[end..].trim_start_matches([' ', '*', '`']);
        let pair = before.chars().next_back().zip(after.chars().next());
        match pair {
            Some(('[', ']') | ('(', ')') | ('【', '】') | ('<', '>') | ('（', '）')) => {
                start = before.len() - before.chars().next_back().map_or(0, char::len_utf8);
                end = text.len() - after.len() + after.chars().next().map_or(0, char::len_utf8);
            }
            _ => break,
        }
    }
    let before = text[..start].trim_end();
    if let Some(named) = before.strip_suffix([':', '：']) {
        let word =
            named.rsplit([',', '.', ';', '|', '(', '[', '\u{b7}']).next().unwrap_or_default();
        if labels::meaning(word).is_some() && word.len() < named.len() {
            start = named.len() - word.len();
        }
    }
    start..end
}

/// Reads a line of which this stretch is the title.
fn around(line: &Inline, title: Range<usize>, draft: &mut Draft) {
    let text = &line.text;
    let lead = tidy(&text[..title.start]);
    let words = trailing(&text[title.clone()], draft);
    let words = words.trim_matches(|c: char| is_quote(c));
    let words = words.strip_suffix('.').filter(|it| !it.ends_with('.')).unwrap_or(words);
    draft.title(words);
    before_title(&lead, draft);
    after_title(line, title.end, draft);
}

/// Reads a line whose title is not set off from the rest.
fn plain(line: &Inline, mark: Mark, draft: &mut Draft) {
    let italic: Vec<String> =
        line.of(Kind::Italic).map(|span| line.words(span).to_owned()).collect();
    let whole = draft.mentions(lines::after_number(lines::after_signs(&line.text)));
    let mut text = tidy(after_time(&whole));
    // `2601.00001 Counting Sheep`
    if let Some((id, rest)) = text.split_once(' ')
        && reference::is_title(rest)
        && draft.id(id, true)
    {
        text = rest.to_owned();
    }
    if let Some(found) = reference::read(&text) {
        return cite(&found, draft);
    }
    // `WOOL: "Counting Sheep" CVPR`
    let is_linked = line.spans.iter().any(|span| span.kind == Kind::Link);
    let quoted = text.split_once(": ").filter(|_| is_linked).and_then(|(name, rest)| {
        let is_name = !name.contains(' ') && reference::is_title(in_quotes(rest)?.0);
        is_name.then_some((name, rest))
    });
    if let Some((title, rest)) = in_quotes(quoted.map_or(&text, |(_, rest)| rest)) {
        draft.note("", quoted.map_or("", |(name, _)| name));
        draft.title(title.trim_end_matches([',', '.']));
        let rest = rest.trim_start_matches([' ', ',', '.']);
        return people_or_note(rest.strip_prefix("by ").unwrap_or(rest), draft);
    }
    if let Some((title, people)) = by(&text).filter(|_| matches!(mark, Mark::Number | Mark::Bullet))
    {
        draft.title(title);
        (draft.signed, draft.parted) = (true, Some(text.clone()));
        return draft.authors(people);
    }
    let long =
        italic.iter().find(|it| it.split_whitespace().count() > 3 && !names::is_list(it, false));
    if let Some((at, title)) = long.and_then(|it| Some((text.find(it.as_str())?, it))) {
        let parts = (text[..at].to_owned(), text[at + title.len()..].to_owned());
        draft.title(title);
        before_title(&tidy(&parts.0), draft);
        let line = Inline { text: parts.1, spans: Vec::new() };
        return after_title(&line, 0, draft);
    }
    let text = leading(&text, draft);
    let mut text = trailing(&text, draft);
    // `CoRL 2023, Counting Sheep`
    if let Some((venue, rest)) = text.split_once(", ")
        && mark != Mark::Text
        && is_venue(venue)
        && reference::is_title(rest)
    {
        known(venue, draft);
        text = rest.to_owned();
    }
    let dated = dated(&text).filter(|_| is_linked);
    if let Some((title, rest)) = dated.or_else(|| split(&text, mark)) {
        draft.title(title);
        let line = Inline { text: rest.to_owned(), spans: Vec::new() };
        after_title(&line, 0, draft);
        draft.parted = Some(text.clone()).filter(|_| draft.signed);
        return;
    }
    if mark == Mark::Text && names::is_list(&text, draft.identified) {
        draft.signed = true;
        return draft.authors(&text);
    }
    draft.title(&text);
}

/// Strips the time of a talk: `9:00 – 9:20 Title`.
fn after_time(text: &str) -> &str {
    let digits = text.bytes().take(2).take_while(u8::is_ascii_digit).count();
    let timed = digits > 0 && text[digits..].starts_with(':');
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit() || ":–-— ".contains(c));
    if timed && rest.len() + 4 < text.len() { rest } else { text }
}

/// Takes over what a reference says.
pub(super) fn cite(found: &reference::Reference, draft: &mut Draft) {
    for name in &found.authors {
        // `Lee AB`
        match name
            .rsplit_once(' ')
            .filter(|(_, last)| last.len() < 4 && last.bytes().all(|b| b.is_ascii_uppercase()))
        {
            Some((family, initials)) if !family.contains(['.', ',']) => {
                draft.person(&[family, ", ", initials].concat());
            }
            _ => draft.person(name),
        }
    }
    draft.record.known.more_authors |= found.more;
    draft.title(found.title);
    let place = &found.place;
    draft.venue(&place.venue);
    for (role, text) in
        [(Role::Volume, &place.volume), (Role::Issue, &place.issue), (Role::Pages, &place.pages)]
    {
        draft.record.add(role, text.clone());
    }
    found.date.into_iter().for_each(|date| draft.date(date));
    draft.note("", found.remark);
    draft.cited = true;
}

/// `"Title," Author, A`
fn in_quotes(text: &str) -> Option<(&str, &str)> {
    let open = text.chars().next().filter(|c| is_quote(*c))?;
    let inner = &text[open.len_utf8()..];
    let (at, close) = inner.char_indices().find(|(_, c)| is_quote(*c))?;
    (at > 3).then(|| (&inner[..at], &inner[at + close.len_utf8()..]))
}

/// `Title By Ana Lind; Bo Ek`: a title may hold the word, too.
fn by(text: &str) -> Option<(&str, &str)> {
    let (title, people) = text.rsplit_once(" By ").or_else(|| text.rsplit_once(" by "))?;
    let found = names::scan(people);
    let whole = found.rest.trim_matches(['.', ' ', ',']).is_empty() || people.contains(';');
    (!found.names.is_empty() && whole && reference::is_title(title)).then_some((title, people))
}

/// Parts a title from its year and the people that follow: `Title (2017), Ana Lind et al.`
fn dated(text: &str) -> Option<(&str, &str)> {
    let is_year = |at: usize| {
        let inner = text[at + 2..].split_once(')').map_or("", |(inner, _)| inner);
        inner.len() == 4 && places::date(inner).is_some()
    };
    let (at, _) = text.match_indices(" (").find(|(at, _)| is_year(*at))?;
    let (title, rest) = text.split_at(at);
    let after = rest[" (2017)".len()..].trim_start_matches(|c: char| SIGNS.contains(c));
    let people = names::scan(after);
    let is_signed = people.more || names::is_list(after, false);
    (is_signed && reference::is_title(title)).then_some((title, rest))
}

/// Parts a title from the names or the venue that follow it.
fn split(text: &str, mark: Mark) -> Option<(&str, &str)> {
    let signs = [" — ", " – ", " - ", " | ", ". ", " by ", ", ", "? "];
    for sign in signs {
        for (at, _) in text.match_indices(sign).take(12) {
            let rest = &text[at + sign.len()..];
            let title = &text[..at + usize::from(sign == "? ")];
            let ends = [" — ", " – ", " | ", " ("].iter().filter_map(|sign| rest.find(sign)).min();
            let piece = &rest[..ends.unwrap_or(rest.len())];
            let sentence = reference::sentence(piece).0;
            // A line of its own that ends in `by` and a name is a sentence.
            let one = sign == " by " && mark != Mark::Text;
            let people =
                sign != ", " && (names::is_list(piece, one) || names::is_list(sentence, one));
            let placed = places::venue_year(piece).is_some() && sign != ". "
                || places::venue_year(rest).is_some();
            let dated = sign != ". " && places::date(rest).is_some();
            if reference::is_title(title) && (people || placed || dated) {
                return Some((title, rest));
            }
        }
    }
    None
}

/// Returns a text without empty brackets and signs that part nothing.
pub(super) fn tidy(text: &str) -> String {
    let mut text = text.trim().to_owned();
    for empty in ["[]", "()", "[ ]", "( )", "【】", "[|]", "[,]", "<>"] {
        while text.contains(empty) {
            text = text.replace(empty, "");
        }
    }
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || ",;:|·)]-–—".contains(c));
    let text = text.trim_end_matches(|c: char| c.is_whitespace() || ",;:|·-–—[(/".contains(c));
    text.to_owned()
}
