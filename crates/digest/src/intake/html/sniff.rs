//! Detection of HTML.

use super::elements::{self, OTHER};

/// How much of a text is examined, in bytes.
const LOOK: usize = 1 << 16;

/// Returns true if it is an HTML document, or a fragment of one as clipboards hold it; Markdown
/// with some tags, and feeds, are not.
pub fn looks_like(text: &str) -> bool {
    let text = text.trim_start_matches(|c: char| c == '\u{feff}' || c.is_whitespace());
    let text = &text[..text.floor_char_boundary(LOOK)];
    let start = &text[..text.floor_char_boundary(1024)];
    if start.starts_with("Version:") && start.contains("StartHTML:") {
        return true;
    }
    if !text.starts_with('<') {
        return false;
    }
    if starts_with(text, "<?xml") {
        return !is_of_records(text)
            && ["<!DOCTYPE html", "<!doctype html", "<html"].iter().any(|tag| start.contains(tag));
    }
    let documents = ["<!doctype html", "<html", "<head", "<body", "<meta"];
    documents.iter().any(|tag| starts_with(text, tag))
        || start.contains("<!--StartFragment")
        || !is_of_records(text) && is_mostly_tags(text)
}

/// Tags of XML that lists records; some of what these hold has names of HTML.
const RECORDS: &[&str] = &[
    "<item>",
    "<item ",
    "</item>",
    "<entry>",
    "<entry ",
    "</entry>",
    "<PubmedArticle",
    "<record>",
    "</record>",
    "<article-meta",
    "<article key=",
    "<article mdate=",
    "<pubDate>",
    "</guid>",
];

fn is_of_records(text: &str) -> bool {
    RECORDS.iter().any(|tag| text.contains(tag))
}

fn starts_with(text: &str, tag: &str) -> bool {
    text.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag))
}

/// Returns true if a text begins with a tag, and has no more lines that look like Markdown than a
/// page has by chance.
fn is_mostly_tags(text: &str) -> bool {
    let starts = text.starts_with("<!--") || text.starts_with('<') && is_tag(&text[1..]);
    let (mut tags, mut tagged_lines, mut marked_lines) = (0, 0, 0);
    for line in text.lines() {
        let found = line.split('<').skip(1).filter(|after| is_tag(after)).count();
        tags += found;
        tagged_lines += usize::from(found > 0);
        marked_lines += usize::from(found == 0 && is_marked(line.trim_start()));
    }
    starts && tags > 1 && marked_lines * 4 <= tagged_lines
}

/// Returns true if `after`, which follows a `<`, begins with a known tag.
fn is_tag(after: &str) -> bool {
    let after = after.strip_prefix('/').unwrap_or(after).as_bytes();
    let name = after.iter().take_while(|byte| byte.is_ascii_alphanumeric()).take(12).count();
    let (name, rest) = after.split_at(name);
    let ends = matches!(rest.first(), Some(b'>' | b'/' | b' ' | b'\t' | b'\n' | b'\r') | None);
    ends && elements::find(&name.to_ascii_lowercase()) != OTHER
}

/// Returns true for the name of an element of HTML.
pub(crate) fn is_element(name: &str) -> bool {
    elements::find(&name.as_bytes().to_ascii_lowercase()) != OTHER
}

/// Returns true if a line starts as lines of Markdown do.
fn is_marked(line: &str) -> bool {
    let marks = ["# ", "## ", "### ", "#### ", "- ", "* ", "+ ", "| ", "|", "> ", "```", "**", "["];
    let numbered = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_numbered = numbered.len() < line.len() && numbered.starts_with(". ");
    is_numbered || marks.iter().any(|mark| line.starts_with(mark))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_is_told_from_what_holds_some() {
        let html = [
            "<!DOCTYPE HTML PUBLIC \"x\"><title>a</title>",
            "\u{feff}\n<html><body>a",
            "<meta charset='utf-8'><span>a</span>",
            "<?xml version=\"1.0\"?>\n<!DOCTYPE html PUBLIC \"x\">\n<html>",
            "Version:0.9\r\nStartHTML:0000000105\r\nEndHTML:1\r\n<html>",
            "<div class=\"paper\"><a href='x'>One</a><p>Two",
            "<b>One</b> two three",
            "<!--StartFragment--><i>a</i>",
            "<table>\n<tr><td>1. x</td></tr>\n</table>",
        ];
        for text in html {
            assert!(looks_like(text), "{text}");
        }
        let other = [
            "",
            "A <b>bold</b> claim",
            "<?xml version=\"1.0\"?><rss><channel><title>a</title></channel></rss>",
            "<rss version=\"2.0\"><title>a</title><link>b</link></rss>",
            "<feed><title>a</title><p>b</p></feed>",
            "<title>a</title><link>b</link></item><item><title>c</title></item>",
            "<article><front><article-meta><title-group></title-group></article-meta></front>",
            "<10 keV dark matter",
            "<someone@example.org> wrote: <b>x</b>",
            "<p align=\"center\"><img src=\"x\"></p>\n\n# Papers\n\n- [One](x)\n- [Two](y)\n",
            "<details>\n<summary>Today</summary>\n\n| **Date** | **Title** |\n|---|---|\n",
            "<https://example.org/one> and <https://example.org/two>",
        ];
        for text in other {
            assert!(!looks_like(text), "{text}");
        }
    }
}
