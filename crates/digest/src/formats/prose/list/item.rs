//! The line that names a paper: its title, and what a list puts before and after it.

use std::ops::Range;

use super::draft::{Draft, ordered};
use super::inline::{Inline, Kind, Span};
use super::labels::{self, Label};
use super::lines::{self, Mark};
use super::names;
use super::places;
use super::reference;
use crate::formats::record::Role;
use skimmark_paper::category;
use skimmark_paper::ids::{address, mention};
use skimmark_paper::text::{is_quote, urls};

/// Signs between the parts of a line.
const SIGNS: &str = " \u{a0}\t,.;:|·•-–—/～~";

/// Reads the line that begins an item, after its mark.
pub(super) fn read(mut line: Inline, mark: Mark, draft: &mut Draft) {
    let link = title_link(&line);
    let title = link.clone().or_else(|| emphasized(&line, Kind::Bold));
    let mut gone = Vec::new();
    for span in line.of(Kind::Link).filter(|span| !span.url.is_empty()) {
        let words = line.words(span);
        if link.as_ref() == Some(span) {
            draft.address(&span.url, "paper");
            draft.linked = true;
        } else if is_label(words)
            || title.as_ref().is_none_or(|it| !within(span, it)) && words.is_empty()
        {
            draft.address(&span.url, words);
            gone.push(with_label(&line.text, span.range.clone()));
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
        let long = words.split_whitespace().count() > 1 || words.chars().count() > 5;
        long && !is_label(words)
            && labels::meaning(words).is_none()
            && places::venue_year(words).is_none()
            && places::date(words).is_none()
    };
    line.of(kind).find(fits).cloned()
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
        ];
        word.is_empty() || address || other.contains(&word.to_lowercase().as_str())
    };
    let all = words.split(|c: char| c.is_whitespace() || "/-&".contains(c)).all(known);
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
    draft.title(&words);
    before_title(&lead, draft);
    after_title(line, title.end, draft);
}

/// Reads a line whose title is not set off from the rest.
fn plain(line: &Inline, mark: Mark, draft: &mut Draft) {
    let italic: Vec<String> =
        line.of(Kind::Italic).map(|span| line.words(span).to_owned()).collect();
    let whole = draft.mentions(&line.text);
    let text = tidy(&whole);
    if let Some(found) = reference::read(&text) {
        return cite(&found, draft);
    }
    if let Some((title, rest)) = in_quotes(&text) {
        draft.title(title.trim_end_matches([',', '.']));
        return people_or_note(rest, draft);
    }
    if let Some((title, people)) = by(&text).filter(|_| matches!(mark, Mark::Number | Mark::Bullet))
    {
        draft.title(title);
        draft.signed = true;
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
    let text = trailing(&text, draft);
    if let Some((title, rest)) = split(&text, mark) {
        draft.title(title);
        let line = Inline { text: rest.to_owned(), spans: Vec::new() };
        return after_title(&line, 0, draft);
    }
    if mark == Mark::Text && names::is_list(&text, draft.identified) {
        draft.signed = true;
        return draft.authors(&text);
    }
    draft.title(&text);
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

/// Strips what a list puts before titles: a date, a venue, a category.
fn leading(text: &str, draft: &mut Draft) -> String {
    let mut text = text;
    for _ in 0..3 {
        let close = match text.chars().next() {
            Some('[') => ']',
            Some('(') => ')',
            Some('【') => '】',
            _ => break,
        };
        let Some((inner, rest)) = text[1..].split_once(close) else { break };
        let inner = inner.trim_start_matches(|c: char| !c.is_alphanumeric());
        if !known(inner, draft) {
            break;
        }
        text = rest.trim_start_matches(|c: char| SIGNS.contains(c));
    }
    if let Some((date, rest)) =
        text.split_once([',', '|', ':', ' ']).filter(|(head, _)| head.len() > 7)
        && let Some(date) = places::date(date)
    {
        draft.date(date);
        text = rest.trim_start_matches(|c: char| SIGNS.contains(c));
    }
    text.to_owned()
}

/// Strips what a list puts after titles in brackets, and what stands after the last comma there.
fn trailing(text: &str, draft: &mut Draft) -> String {
    let mut text = text.trim();
    for _ in 0..4 {
        let open = match text.chars().next_back() {
            Some(')') => '(',
            Some(']') => '[',
            _ => break,
        };
        let Some((head, inner)) = text.rsplit_once(open) else { break };
        let inner = &inner[..inner.len() - 1];
        if head.trim().is_empty() || !known(inner, draft) {
            break;
        }
        text = head.trim_end();
    }
    // `Title, Ana Lind+, Hill Farm, arXiv23`
    if let Some((head, venue)) = text.rsplit_once(", ")
        && places::venue_year(venue).is_some()
        && !venue.contains(' ')
        && reference::is_title(head)
    {
        draft.venue(venue);
        draft.placed = true;
        places::venue_year(venue)
            .map(skimmark_paper::date::PartialDate::year_only)
            .into_iter()
            .for_each(|it| draft.date(it));
        text = head;
        let parts: Vec<&str> = head.rsplitn(3, ", ").collect();
        if let [place, author, title] = parts.as_slice()
            && let Some(name) = author.strip_suffix('+')
        {
            draft.person(name);
            draft.record.known.more_authors = true;
            draft.record.add(Role::Affiliation, (*place).to_owned());
            return (*title).to_owned();
        }
    }
    text.to_owned()
}

/// Takes over what stands in brackets beside a title, if it is known what it is.
fn known(inner: &str, draft: &mut Draft) -> bool {
    let inner = inner.trim();
    let name = inner.trim_end_matches(|c: char| c.is_ascii_digit() || " .:/%".contains(c));
    let lower = inner.to_lowercase();
    if let Some(date) = places::date(inner) {
        draft.date(date);
    } else if let Some(year) = places::venue_year(inner) {
        draft.venue(inner);
        draft.placed = true;
        draft.date(skimmark_paper::date::PartialDate::year_only(year));
    } else if inner.split([',', ' ', ';']).all(|word| word.is_empty() || category::is_whole(word))
        && !inner.is_empty()
    {
        draft.record.add(Role::Categories, inner.to_owned());
    } else if labels::meaning(name) == Some(Label::Rank) && name.len() < inner.len() {
        draft.record.known.score = draft
            .record
            .known
            .score
            .or(labels::score(inner[name.len()..].trim_start_matches([':', ' '])));
    } else if lower.ends_with("minute read") || lower.ends_with("min read") {
        draft.note("", inner);
    } else if inner.chars().all(|c| c.is_ascii_digit() || c == ' ') || is_label(inner) {
        return is_label(inner);
    } else {
        return false;
    }
    true
}

/// Reads what stands before a title that is set off.
fn before_title(lead: &str, draft: &mut Draft) {
    let lead = leading(lead, draft);
    let lead = lead.trim_matches(|c: char| SIGNS.contains(c) || "\"“”([".contains(c));
    if lead.is_empty() || known(lead, draft) || lines::after_number(&[lead, ". x"].concat()) == "x"
    {
        return;
    }
    if let Some(date) = places::date(lead) {
        return draft.date(date);
    }
    let people = names::scan(lead);
    if !people.names.is_empty()
        && (people.rest.trim_matches(|c: char| SIGNS.contains(c)).is_empty()
            || names::is_list(lead, true))
    {
        draft.signed = true;
        return draft.authors(lead);
    }
    // `Lind et al. (2023)` before the title.
    if let Some(date) = places::date(people.rest).filter(|_| !people.names.is_empty()) {
        draft.date(date);
        draft.signed = true;
        let end = lead.len() - people.rest.len();
        return draft.authors(&lead[..end]);
    }
    draft.note("", lead);
}

/// Reads what follows a title that ends at `at`.
fn after_title(line: &Inline, at: usize, draft: &mut Draft) {
    let text = &line.text[at..];
    let sign = text.trim_start().chars().next().unwrap_or(' ');
    let mut rest = text.trim_start_matches(|c: char| SIGNS.contains(c) || "”\"".contains(c));
    for _ in 0..6 {
        // What stands in brackets.
        let close = match rest.chars().next() {
            Some('(') => ')',
            Some('[') => ']',
            Some('（') => '）',
            _ => ' ',
        };
        let inner = rest.chars().next().and_then(|open| rest[open.len_utf8()..].split_once(close));
        if let Some((inner, after)) = inner.filter(|_| close != ' ')
            && (known(inner, draft) || in_brackets(inner, draft))
        {
            rest = after.trim_start_matches(|c: char| SIGNS.contains(c));
            continue;
        }
        let start = line.text.len() - rest.len();
        let italic = line
            .of(Kind::Italic)
            .find(|span| span.range.start == start && span.range.len() <= rest.len());
        if let Some(span) = italic {
            let words = line.words(span);
            if names::is_list(words, true) && !draft.signed {
                draft.authors(words);
                draft.signed = true;
            } else if words.split_whitespace().count() < 12 {
                draft.placed = true;
                draft.venue(words);
            } else {
                break;
            }
            rest = rest[span.range.len()..].trim_start_matches(|c: char| SIGNS.contains(c));
            continue;
        }
        let by = rest.strip_prefix("by ").or_else(|| rest.strip_prefix("By "));
        // A venue in italics is no name.
        let next =
            line.of(Kind::Italic).map(|span| span.range.start).filter(|at| *at > start).min();
        let near = &rest[..next.map_or(rest.len(), |at| (at - start).min(rest.len()))];
        let people =
            names::scan(by.map_or(near, |by| &near[near.len().min(rest.len() - by.len())..]));
        let length = near.len() - people.rest.len();
        let alone =
            people.rest.trim_start().chars().next().is_none_or(|c| ",.;(|[–—-:·".contains(c));
        let likely = people.names.len() > 1
            || people.more
            || by.is_some()
            || people.formal > 0
            || people
                .names
                .first()
                .is_some_and(|it| (2..=4).contains(&it.split_whitespace().count()));
        let venue =
            places::venue_year(rest.split(['.', ';', '(', '[', '|']).next().unwrap_or(rest))
                .is_some();
        if !draft.signed
            && likely
            && alone
            && !people.names.is_empty()
            && !(venue && people.names.len() == 1)
            && sign != ':'
        {
            draft.authors(&rest[..length]);
            draft.record.known.more_authors |= people.more;
            draft.signed = true;
            rest = rest[length..].trim_start_matches(|c: char| SIGNS.contains(c));
            continue;
        }
        break;
    }
    remainder(rest, sign, draft);
}

/// `Ana Lind et al., 2023`, `Ana Lind, Bo Ek`
fn in_brackets(inner: &str, draft: &mut Draft) -> bool {
    let people = names::scan(inner);
    let date = places::date(people.rest);
    let whole = people.rest.trim().is_empty() && names::is_list(inner, false);
    if people.names.is_empty() || date.is_none() && !whole {
        return false;
    }
    date.into_iter().for_each(|date| draft.date(date));
    draft.authors(&inner[..inner.len() - people.rest.len()]);
    draft.signed = true;
    true
}

/// Reads what is left of a line: a venue, a date, or what the list says of the paper.
fn remainder(rest: &str, sign: char, draft: &mut Draft) {
    let rest = draft_mentions(rest, draft);
    let rest = rest.trim().trim_end_matches([',', ';', '|', '·', '[', '(']).trim_end();
    if !rest.contains(char::is_alphanumeric) {
        return;
    }
    if let Some(date) = places::date(rest) {
        return draft.date(date);
    }
    let (first, after) = reference::sentence(rest);
    for (piece, after) in [(rest, ""), (first, after)] {
        if let Some(year) = places::venue_year(piece) {
            draft.placed = true;
            draft.venue(piece.trim_end_matches('.'));
            draft.date(skimmark_paper::date::PartialDate::year_only(year));
            return if after.trim().is_empty() { () } else { draft.summary(after) };
        }
    }
    if is_label(rest) {
        return;
    }
    let place = places::publication(rest);
    let short =
        place.venue.split_whitespace().count() < 12 && place.venue.starts_with(char::is_uppercase);
    if draft.signed && short && place.year.is_some() && !matches!(sign, ':') {
        draft.placed = true;
        draft.venue(&place.venue);
        place
            .year
            .map(skimmark_paper::date::PartialDate::year_only)
            .into_iter()
            .for_each(|it| draft.date(it));
        for (role, text) in
            [(Role::Volume, place.volume), (Role::Issue, place.issue), (Role::Pages, place.pages)]
        {
            draft.record.add(role, text);
        }
        return;
    }
    draft.summary(rest);
}

/// Takes identifiers and addresses out of a text that is not a sentence about the paper.
fn draft_mentions(rest: &str, draft: &mut Draft) -> String {
    match rest.split_whitespace().count() < 14 {
        true => tidy(&draft.mentions(rest)),
        false => rest.to_owned(),
    }
}

fn people_or_note(rest: &str, draft: &mut Draft) {
    let rest = rest.trim_matches(|c: char| SIGNS.contains(c));
    let people = names::scan(rest);
    let left = people.rest.trim();
    if people.names.is_empty() {
        return draft.summary(rest);
    }
    people.names.iter().for_each(|name| draft.person(name));
    draft.record.known.more_authors |= people.more;
    draft.signed = true;
    match left.strip_prefix('(').and_then(|it| it.split_once(')')) {
        Some((code, after)) if bibcode(code) => {
            draft.bibcode(code);
            draft.note("", after);
        }
        _ => draft.venue(left.trim_matches(['(', ')', ',', '.', ' '])),
    }
}

/// Returns true for the key that NASA ADS gives to a paper: `2024ApJ...963..100A`.
pub(super) fn bibcode(code: &str) -> bool {
    let bytes = code.as_bytes();
    bytes.len() == 19
        && bytes[..4].iter().all(u8::is_ascii_digit)
        && bytes[18].is_ascii_uppercase()
        && bytes[4].is_ascii_alphabetic()
        && bytes.iter().all(|byte| byte.is_ascii_alphanumeric() || b".&".contains(byte))
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
    let text = text.trim_end_matches(|c: char| c.is_whitespace() || ",;:|·-–—[(".contains(c));
    text.to_owned()
}
