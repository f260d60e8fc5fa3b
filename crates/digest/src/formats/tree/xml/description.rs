//! What feeds tell of a paper in one text: lines with labels, imprints, authors, the abstract.

use crate::formats::record::{Role, dates};
use crate::formats::shared::{boilerplate, links};
use crate::intake::{entities, html};
use crate::page::Page;
use skimmark_paper::ids;
use skimmark_paper::text::{lowercase, unwrap};

/// What such a text tells.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Told {
    pub fields: Vec<(Role, String)>,
    /// The word by which arXiv says how the paper was announced.
    pub announced: Option<String>,
    /// The abstract, and what is in none of the fields, in lines.
    pub rest: String,
}

impl Told {
    /// Returns what is the abstract alone.
    pub fn text(text: &str) -> Self {
        let page = Page::new(entities::decode(text));
        let lines =
            page.lines().map(|line| boilerplate::trim(line.text)).filter(|it| !it.is_empty());
        Self { rest: lines.collect::<Vec<_>>().join("\n"), ..Self::default() }
    }

    /// Returns what tells no more than the address of a page.
    pub fn page(url: &str) -> Self {
        Self { fields: vec![(Role::Page, url.to_owned())], ..Self::default() }
    }
}

/// Labels of lines, in lower case.
const LABELS: &[(Role, &[&str])] = &[
    (Role::Authors, &["authors", "author(s)", "author", "creators", "作者"]),
    (Role::Abstract, &["abstract", "summary", "tl;dr", "摘要"]),
    (
        Role::Venue,
        &["source", "journal", "venue", "published in", "journal reference", "journal-ref"],
    ),
    (Role::Date, &["publication date", "published", "published on", "date", "submitted"]),
    (Role::Doi, &["doi"]),
    (Role::Pmid, &["pmid"]),
    (Role::Id, &["arxiv", "arxiv id", "identifier"]),
    (Role::Comments, &["comments", "comment"]),
    (Role::Subjects, &["subjects"]),
    (Role::Categories, &["categories", "category", "primary category"]),
    (Role::Keywords, &["keywords", "key words"]),
    (Role::Pdf, &["pdf"]),
    (Role::Code, &["code", "github"]),
    (Role::Link, &["url", "link", "project page", "project"]),
    (Role::Other, &["upvotes", "votes", "title"]),
];

/// Lines that lead to the page, and say nothing else.
const BUTTONS: &[&str] = &[
    "abstract",
    "summary",
    "comments",
    "read more",
    "continue reading",
    "full text",
    "pdf",
    "html",
];

/// Words between the people of a paper and where it appeared, as indexes of proceedings write it.
const APPEARED: &[&str] =
    &[" in Proceedings of ", " in Findings of ", " in Transactions of ", " in Computational "];

/// How many addresses of a text are kept; a whole page has many more, which lead elsewhere.
const MOST_LINKS: usize = 32;

/// How long an imprint is at most, in bytes.
const MOST_IMPRINT: usize = 300;

/// Returns true if the text has tags of HTML; but not for signs in math.
pub(super) fn has_tags(text: &str) -> bool {
    let tag = |at: usize| {
        let rest = &text[at + 1..];
        let closes = rest.starts_with('/');
        let rest = rest.trim_start_matches('/');
        let length = rest.bytes().take(12).take_while(u8::is_ascii_alphanumeric).count();
        let (name, after) = rest.split_at(length);
        let inner = after.split(['>', '<']).next().unwrap_or_default();
        let known = html::is_element(name);
        let void = ["br", "img", "hr", "p", "div"].iter().any(|it| it.eq_ignore_ascii_case(name));
        let ends = after[inner.len()..].starts_with('>');
        known && ends && (closes && inner.trim().is_empty() || void || inner.contains("=\""))
    };
    memchr::memchr_iter(b'<', text.as_bytes()).any(tag)
}

/// Reads such a text, without the entities of XML.
pub(super) fn read(text: &str, is_html: bool) -> Told {
    let mut told = Told::default();
    let text = arxiv(text, &mut told);
    let is_html = is_html || has_tags(text);
    let page = match is_html {
        true => html::page(&without_images(text)),
        // An imprint that a program broke.
        false if text.len() <= MOST_IMPRINT && !text.contains([':', '：']) => {
            Page::new(unwrap(entities::decode(text).lines().map(boilerplate::trim)))
        }
        false => Page::new(entities::decode(text)),
    };
    let lines =
        || page.lines().map(|line| boilerplate::trim(line.text)).filter(|it| !it.is_empty());
    let count = lines().count();
    let mut open: Option<usize> = None;
    let mut rest: Vec<&str> = Vec::new();
    for (at, line) in lines().enumerate() {
        let is_edge = at < 3 || at + 2 >= count;
        if let Some((role, value)) = labeled(line) {
            open = None;
            match role {
                Role::Abstract => rest.push(value),
                Role::Venue => told.fields.extend(imprint(value)),
                _ => {
                    open = (!is_html || value.is_empty()).then_some(told.fields.len());
                    told.fields.push((role, value.to_owned()));
                }
            }
            continue;
        }
        // A line that a program broke goes on with the field above.
        if let Some((_, value)) = open.take().and_then(|at| told.fields.get_mut(at)) {
            value.push('\n');
            value.push_str(line);
            continue;
        }
        // In plain text a line may go on with the sentence above.
        let begins = is_html || rest.last().is_none_or(|above| ends_sentence(above));
        if is_edge && begins && told.line(line, rest.is_empty()) {
            continue;
        }
        if is_edge && line.len() <= MOST_IMPRINT && text.contains(&["<cite>", line, "</"].concat())
        {
            told.fields.push((Role::Venue, line.to_owned()));
            continue;
        }
        if !BUTTONS.iter().any(|button| button.eq_ignore_ascii_case(line)) {
            rest.push(line);
        }
    }
    told.rest = rest.join("\n");
    let is_link = |url: &str| links::is_web(url) && !url.contains("/issues/new");
    let all = page.links(0..page.text().len()).iter();
    for link in all.filter(|link| is_link(&link.url)).take(MOST_LINKS) {
        told.fields.push((Role::Link, link.url.clone()));
    }
    told
}

fn ends_sentence(line: &str) -> bool {
    let line = line.trim_end_matches([')', ']', '”', '"', '»', ' ']);
    line.ends_with(['.', '!', '?', '…', '。', '！', '？'])
}

/// Returns HTML without images, whose descriptions are no words of the text.
fn without_images(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    for (number, piece) in html.split("<img").enumerate() {
        let after = piece.split_once('>').filter(|_| number > 0);
        out.push_str(after.map_or(piece, |(_, after)| after));
    }
    out
}

/// Strips what arXiv writes before an abstract: `arXiv:2601.00001v1 Announce Type: new`.
fn arxiv<'t>(text: &'t str, told: &mut Told) -> &'t str {
    let Some(after) = text.trim_start().strip_prefix("arXiv:") else { return text };
    let Some((id, rest)) = after.split_once(char::is_whitespace) else { return text };
    let Some(rest) = rest.trim_start().strip_prefix("Announce Type:") else { return text };
    let rest = rest.trim_start();
    let (word, rest) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    told.fields.push((Role::Arxiv, id.to_owned()));
    told.announced = Some(word.to_owned());
    let rest = rest.trim_start();
    rest.strip_prefix("Abstract:").unwrap_or(rest)
}

/// Parts a line into its label and its value.
fn labeled(line: &str) -> Option<(Role, &str)> {
    let (label, value) = line.split_once([':', '：'])?;
    if label.len() > 24 || value.starts_with("//") {
        return None;
    }
    let label = lowercase(label.trim_matches(['*', '_', ' ', '\u{a0}']));
    let (role, _) = LABELS.iter().find(|(_, labels)| labels.contains(&label.as_str()))?;
    Some((*role, value.trim_matches(['*', ' ', '\u{a0}'])))
}

impl Told {
    /// Reads a line without a label at one of the ends of a text; returns false if it is of the abstract.
    fn line(&mut self, line: &str, above_abstract: bool) -> bool {
        if line.len() > MOST_IMPRINT {
            return false;
        }
        if let Some(names) = line.strip_prefix("by ").filter(|_| above_abstract) {
            self.fields.push((Role::Authors, names.to_owned()));
            return true;
        }
        let appeared = APPEARED.iter().find_map(|word| line.find(word));
        // The small words of names are short, and a name has two words.
        let are_names = |text: &str| {
            text.contains(' ')
                && !text.contains("Advances")
                && text
                    .split(' ')
                    .all(|word| word.len() < 4 || !word.starts_with(char::is_lowercase))
        };
        if let Some(at) = appeared.filter(|at| above_abstract && are_names(&line[..*at])) {
            self.fields.push((Role::Authors, line[..at].to_owned()));
            self.fields.push((Role::Venue, line[at + 4..].to_owned()));
            return true;
        }
        if is_imprint(line) {
            self.fields.extend(imprint(line));
            return true;
        }
        false
    }
}

/// Returns true for a line that says where a paper appeared, or how databases number it.
pub(super) fn is_imprint(line: &str) -> bool {
    let lower = lowercase(line);
    // Not the `tidal volume 6 ml/kg` of a sentence.
    let volume = ["volume ", "vol. ", "issue "].iter().any(|word| {
        let numbers = lower.match_indices(word);
        numbers.into_iter().any(|(at, _)| {
            let (before, after) = (lower[..at].trim_end(), &lower[at + word.len()..]);
            let is_parted = before.is_empty() || before.ends_with([',', ';', '.', '|', ')']);
            let is_title = line.get(at..).is_some_and(|own| own.starts_with(char::is_uppercase));
            let rest = after.trim_start_matches(|c: char| c.is_ascii_digit());
            let ends = rest.is_empty() || rest.starts_with([',', ';', '.', '(', ')', '|', ':']);
            rest.len() < after.len() && (is_title || is_parted && ends)
        })
    });
    let dated = lower.split_once("published online").is_some_and(|(before, date)| {
        let before = before.trim_end();
        (before.is_empty() || before.ends_with([',', ';', '.', '|']))
            && date.contains(|c: char| c.is_ascii_digit())
    });
    // `Wool. 2026 Mar 15. doi: 10.1000/wool.1`, and not `The films are at doi:10.1000/films`.
    let numbered = lower.split_once("doi:").is_some_and(|(before, _)| {
        let before = before.trim_end();
        before.is_empty()
            || before.ends_with([',', ';', '.', '|'])
            || before.contains(|c: char| c.is_ascii_digit())
    });
    volume
        || dated
        || line.starts_with('[') && line.contains("] Published")
        || lower.trim_end_matches(['.', ']']).ends_with("ahead of print")
        || lower.starts_with("pmid:")
        || numbered && line.len() < 160
}

/// Reads an imprint: `Journal of Wool, Volume 3, Issue 2, Page 1-9, March 2026.`, `Wool, Published
/// online: 15 March 2026; doi:10.1000/wool.1`, `[J. Wool 3, 1] Published Sun Mar 15, 2026`
pub(super) fn imprint(text: &str) -> Vec<(Role, String)> {
    let text = unwrap(text.lines().map(boilerplate::trim));
    let mut fields = Vec::new();
    let is_doi = |word: &str| word.find("10.").and_then(|at| ids::doi(&word[at..])).is_some();
    let numbers = text.split([' ', '|', ';']).filter(|word| is_doi(word));
    for word in numbers {
        fields.push((Role::Id, word.trim_end_matches(['.', ',']).to_owned()));
    }
    if text.starts_with("PMID:") {
        fields.push((Role::Id, text.replace('|', " ")));
        return fields;
    }
    if let Some((cited, rest)) = text.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        fields.push((Role::Venue, cited.to_owned()));
        let date = rest.trim_start().strip_prefix("Published").unwrap_or(rest);
        fields.push((Role::Date, date.trim_start_matches([' ', ':']).to_owned()));
        return fields;
    }
    let mut name = Vec::new();
    for part in text.split([',', ';', '|']).map(str::trim).filter(|part| !part.is_empty()) {
        let found = NUMBERS.iter().find_map(|(role, words)| Some((*role, number(part, words)?)));
        let online = lowercase(part).find("published online");
        if let Some(found) = found {
            fields.push(found);
        } else if let Some(date) = online.and_then(|at| part.get(at + 16..)) {
            fields.push((Role::Date, date.trim_start_matches([' ', ':']).to_owned()));
        } else if part.split(' ').any(is_doi) {
            // `J Wool. 2026 Mar 15. doi: 10.1000/wool.1. Online ahead of print.`
            let before = part.split(['(', '1']).next().unwrap_or_default();
            let before = before.split("doi").next().unwrap_or_default();
            let (journal, _) = before.split_once(". ").unwrap_or((before, ""));
            name.push(journal.trim());
            let date = part.split_once(". ").and_then(|(_, rest)| rest.split(". doi").next());
            fields.push((Role::Date, date.unwrap_or_default().to_owned()));
        } else if !name.is_empty() && dates::value(part.trim_end_matches('.')).is_some() {
            fields.push((Role::Date, part.trim_end_matches('.').to_owned()));
        } else if fields.iter().all(|(role, _)| *role == Role::Id) {
            // The name of a journal may have commas.
            name.push(part.trim_end_matches('.'));
        }
    }
    name.retain(|part| part.contains(char::is_alphabetic));
    fields.push((Role::Venue, name.join(", ")));
    fields.retain(|(_, text)| !text.is_empty());
    fields
}

/// Words before the numbers of an imprint, in lower case.
const NUMBERS: &[(Role, &[&str])] = &[
    (Role::Volume, &["volume ", "vol. ", "vol "]),
    (Role::Issue, &["issue ", "no. ", "number "]),
    (Role::Pages, &["pages ", "page ", "pp. "]),
];

/// Returns the number that follows one of these words at the front of a part.
fn number(part: &str, words: &[&str]) -> Option<String> {
    let starts =
        |word: &&str| part.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    let value = part[words.iter().copied().find(|word| starts(word))?.len()..].trim_start();
    let value = value.split([' ', ':']).next().unwrap_or_default().trim_end_matches('.');
    value.starts_with(|c: char| c.is_ascii_alphanumeric()).then(|| value.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(told: &[(Role, String)]) -> String {
        let fields: Vec<String> =
            told.iter().map(|(role, text)| format!("{role:?}={text}")).collect();
        fields.join(" | ")
    }

    #[test]
    fn imprints_say_where_a_paper_appeared() {
        let cases = [
            (
                "Journal of Wool, Volume 3, Issue 2, Page 1-9, March 2026.",
                "Volume=3 | Issue=2 | Pages=1-9 | Date=March 2026 | Venue=Journal of Wool",
            ),
            (
                "Wool, Published online: 15 March 2026; doi:10.1000/wool.1",
                "Id=doi:10.1000/wool.1 | Date=15 March 2026 | Venue=Wool",
            ),
            (
                "J Wool. 2026 Mar 15. doi: 10.1000/wool.1. Online ahead of print.",
                "Id=10.1000/wool.1 | Date=2026 Mar 15 | Venue=J Wool",
            ),
            (
                "[J. Wool 3, 1] Published Sun Mar 15, 2026",
                "Venue=J. Wool 3, 1 | Date=Sun Mar 15, 2026",
            ),
            (
                "Wool, Yarn, and Sheep, Ahead of Print.",
                "Venue=Wool, Yarn, and Sheep, Ahead of Print",
            ),
        ];
        for (text, expected) in cases {
            assert!(is_imprint(text), "{text}");
            assert_eq!(fields(&imprint(text)), expected, "{text}");
        }
        for text in [
            "We count sheep in volume and in number.",
            "Sheep breathe with a tidal volume 6 ml/kg.",
            "The articles that were published online in 2020.",
            "Available data were published online: 3 barns hold them.",
            "Fluids were given, volume 500 ml, to all sheep.",
            "Sheep were given saline (volume 5 ml/kg) at noon.",
            "The films are at doi:10.5061/wool.1.",
            "[1] published later than others by us.",
            "Papers ahead of print were left out.",
        ] {
            assert!(!is_imprint(text), "{text}");
        }
        for text in [
            "Journal of Wool Volume 3 Issue 2 March 2026",
            "Wool Vol. 3 (2026)",
            "Journal of Wool, vol. 3, no. 2",
            "Published online by Hill University Press: 12 March 2026",
            "Wool. [Epub ahead of print]",
        ] {
            assert!(is_imprint(text), "{text}");
        }
    }

    #[test]
    fn labels_tell_the_fields_of_a_text() {
        let html = "<p><b>Authors:</b> Ana Lee, Bo Ek</p><p><b>Upvotes:</b> 3</p>\
            <p><b>Summary:</b> We count sheep.</p><p><a href=\"https://example.org/a\">Read more</a></p>";
        let told = read(html, false);
        let expected = "Authors=Ana Lee, Bo Ek | Other=3 | Link=https://example.org/a";
        assert_eq!(
            (fields(&told.fields).as_str(), told.rest.as_str()),
            (expected, "We count sheep.")
        );
        let html = "<p>Ana Lee, Bo Ek</p><p>Journal of Wool, Volume 3, Issue 2, March 2026.</p>";
        let told = read(html, false);
        assert_eq!(
            fields(&told.fields),
            "Volume=3 | Issue=2 | Date=March 2026 | Venue=Journal of Wool"
        );
        let told =
            read("arXiv:2601.00001v1 Announce Type: new \nAbstract: We count\nsheep.", false);
        assert_eq!(told.announced.as_deref(), Some("new"));
        assert_eq!(told.rest.trim(), "We count sheep.");
        assert_eq!(fields(&told.fields), "Arxiv=2601.00001v1");
    }

    #[test]
    fn signs_of_math_are_no_tags() {
        for text in ["a<b and c>d", "$x<i$ and $y>j$", "p < 0.05", "<ana@example.org>"] {
            assert!(!has_tags(text), "{text}");
        }
        for text in ["<p>We count", "in <i>vitro</i>", "one<br/>two", "<a href=\"x\">y"] {
            assert!(has_tags(text), "{text}");
        }
    }
}
