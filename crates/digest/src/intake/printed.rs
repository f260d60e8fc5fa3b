//! Heads and feet of pages that a browser or a mail program printed: the address, the time, the
//! title and the number of the page stand in the middle of the text that was copied from print.

use std::collections::HashMap;

use memchr::memmem;
use skimmark_paper::ids::address;
use skimmark_paper::words::to_u32;

use crate::page::Page;

/// What a line of a head or a foot tells, each a bit.
type Told = u8;
const ADDRESS: Told = 1;
const TIME: Told = 2;
const NUMBER: Told = 4;

/// How long such a line is at most, in bytes.
const LONGEST: usize = 2000;

/// Returns the page of this text, without heads and feet of printed pages.
pub(super) fn page(text: String) -> Page {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let told: Vec<Told> = lines.iter().map(|line| told(line.trim())).collect();
    if !told.iter().any(|told| told & NUMBER > 0) {
        return Page::new(text);
    }
    let furniture = furniture(&lines, &told);
    if !furniture.contains(&true) {
        return Page::new(text);
    }
    let kept = || lines.iter().zip(1_usize..).zip(&furniture).filter(|(_, gone)| !**gone);
    let numbers = kept().map(|((_, number), _)| to_u32(number)).collect();
    Page::numbered(kept().map(|((line, _), _)| *line).collect::<String>(), numbers)
}

/// Returns which lines are of heads and feet: those of groups that number a page and tell its time,
/// or an address that other groups have, and what else stands in several of these. Beside an address
/// that others have, one of its own is of the text.
fn furniture(lines: &[&str], told: &[Told]) -> Vec<bool> {
    let groups = groups(lines, told);
    let mut addresses: HashMap<&str, u32> = HashMap::new();
    let mut between: HashMap<&str, u32> = HashMap::new();
    for group in &groups {
        for at in group.clone() {
            let (line, counts) = match told[at] {
                0 => (lines[at].trim(), &mut between),
                it if it & ADDRESS > 0 => (first_word(lines[at]), &mut addresses),
                _ => continue,
            };
            *counts.entry(line).or_default() += 1;
        }
    }
    let is_repeated = |at: usize| {
        told[at] & ADDRESS > 0 && addresses.get(first_word(lines[at])).is_some_and(|it| *it > 1)
    };
    let mut furniture = vec![false; lines.len()];
    let mut known = Vec::new();
    for group in groups {
        let all = told[group.clone()].iter().fold(0, |all, told| all | told);
        let numbered = all & NUMBER > 0;
        let shares_address = group.clone().any(is_repeated);
        if !numbered || all & TIME == 0 && !shares_address {
            continue;
        }
        for at in group {
            let repeated = between.get(lines[at].trim()).is_some_and(|count| *count > 1);
            let tells = told[at] > 0 && (told[at] != ADDRESS || !shares_address || is_repeated(at));
            furniture[at] = tells || lines[at].trim().is_empty() || repeated;
            known.extend((told[at] & TIME > 0).then(|| lines[at].trim()));
        }
    }
    // The first page has no foot before it, and the last one no head after it.
    for (at, line) in lines.iter().enumerate() {
        let is_end = at < 3 || at + 3 >= lines.len();
        let alone = is_end && (known.contains(&line.trim()) || is_repeated(at));
        furniture[at] |= alone && told[at] > 0 && !known.is_empty();
    }
    furniture
}

/// Returns the stretches of lines that tell something, with at most one other line, or blank ones,
/// between two of them.
fn groups(lines: &[&str], told: &[Told]) -> Vec<std::ops::Range<usize>> {
    let mut groups: Vec<std::ops::Range<usize>> = Vec::new();
    for (at, _) in told.iter().enumerate().filter(|(_, told)| **told > 0) {
        match groups.last_mut() {
            Some(last) if is_gap(&lines[last.end..at]) && at - last.start < 10 => last.end = at + 1,
            _ => groups.push(at..at + 1),
        }
    }
    groups
}

fn is_gap(lines: &[&str]) -> bool {
    lines.len() < 4 && lines.iter().filter(|line| !line.trim().is_empty()).count() < 2
}

fn first_word(line: &str) -> &str {
    line.split_whitespace().next().unwrap_or_default()
}

/// Returns what a line tells that may stand at the head or foot of a printed page. The title beside
/// the time or the address may be anything.
fn told(line: &str) -> Told {
    let starts = line.as_bytes().first().is_some_and(|byte| {
        byte.is_ascii_digit() || line.starts_with("http") || line.starts_with("Page ")
    });
    if line.len() > LONGEST
        || !starts
            && memmem::find(line.as_bytes(), b"http").is_none()
            && !line.ends_with(|c: char| c.is_ascii_digit())
    {
        return 0;
    }
    if let Some(number) = number(line) {
        return if number.is_empty() { NUMBER } else { NUMBER | told(number) };
    }
    if line.starts_with("http") {
        let word = first_word(line);
        let rest = line[word.len()..].trim();
        let numbered = number(rest).is_some_and(str::is_empty);
        let of_a_paper = !address::read(word).ids.is_empty();
        return match (of_a_paper, rest.is_empty(), numbered) {
            (true, ..) | (_, false, false) => 0,
            (_, _, true) => ADDRESS | NUMBER,
            _ => ADDRESS,
        };
    }
    if after_time(line).is_some() {
        return TIME;
    }
    // A title before an address, as the head of Firefox has it.
    let tail = line.rsplit(['\t', ' ']).next().unwrap_or_default();
    let parted = line.contains('\t') || line.contains("   ");
    let titled = parted && tail.starts_with("http") && address::read(tail).ids.is_empty();
    if titled { ADDRESS } else { 0 }
}

/// Reads `2/9`, `2 of 9`, `Page 2 of 9` at the start of a line; returns what follows it.
fn number(line: &str) -> Option<&str> {
    let (page, rest) = digits(line.strip_prefix("Page ").unwrap_or(line))?;
    let rest = rest.trim_start();
    let rest = rest.strip_prefix('/').or_else(|| rest.strip_prefix("of "))?;
    let (pages, rest) = digits(rest.trim_start())?;
    let blank = rest.is_empty() || rest.starts_with(char::is_whitespace);
    (blank && 0 < page && page <= pages && pages < 1000).then(|| rest.trim_start())
}

/// Reads `23/01/2026, 07:12`, `1/23/26, 7:12 AM` or `2026-01-23 07:12` at the start of a line; returns
/// what follows it.
fn after_time(line: &str) -> Option<&str> {
    let (_, rest) = digits(line)?;
    let sign = rest.chars().next().filter(|sign| "/.-".contains(*sign))?;
    let (_, rest) = digits(&rest[1..])?;
    let (_, rest) = digits(rest.strip_prefix(sign)?)?;
    let rest = rest.strip_prefix('.').unwrap_or(rest);
    let rest = rest.strip_prefix(',').unwrap_or(rest).trim_start();
    let (hours, rest) = digits(rest)?;
    let (minutes, rest) = digits(rest.strip_prefix([':', '.'])?)?;
    (hours < 24 && minutes < 60).then_some(rest)
}

fn digits(text: &str) -> Option<(u32, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (digits, rest) = text.split_at(end);
    Some((digits.parse().ok().filter(|_| end <= 4)?, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_and_feet_go_and_lines_keep_their_numbers() {
        let gmail =
            "https://mail.example.org/?ik=1&view=pt\n23/01/2026, 07:12\tGmail - cs daily\n1/9\n";
        let chromium = "https://mail.example.org/?ik=1\t1/9\n1/23/26, 7:12 AM\tcs daily\n";
        let firefox = "1 of 9\t23/01/2026, 07:12\ncs daily\thttps://mail.example.org/?ik=1\n";
        let apart = "23.01.2026, 07:12\ncs daily\n\nPage 1 of 9\n";
        for page_break in [gmail, chromium, firefox, apart] {
            let text = format!("One sheep\nis a sheep.\n{page_break}Two\n{page_break}Three\n");
            let page = page(text);
            assert_eq!(page.text(), "One sheep\nis a sheep.\nTwo\nThree\n");
            let count = to_u32(page_break.lines().count());
            let last = page.lines().last().unwrap();
            assert_eq!(last.number, 4 + 2 * count);
        }
    }

    #[test]
    fn an_address_of_the_text_stays_beside_a_head() {
        let head = "https://mail.example.org/?ik=1\t1/9\n1/23/26, 7:12 AM\tcs daily\n";
        let text = format!("Sheep\n{head}Code:\nhttps://example.org/wool\n{head}Goats\n{head}");
        let kept = "Sheep\nCode:\nhttps://example.org/wool\nGoats\n";
        assert_eq!(page(text).text(), kept);
    }

    #[test]
    fn what_only_looks_alike_stays() {
        for text in [
            "Sheep\nhttps://arxiv.org/abs/2601.00001\n1/9\nGoats\nhttps://arxiv.org/abs/2601.00002\n2/9\n",
            "Sheep\nhttps://example.org/a\n1/9\nGoats\nhttps://example.org/b\n2/9\n",
            "1/2\n3/4\n12/01/2026\n",
            "At 23/01/2026, 07:12 we met.\n1/9",
        ] {
            assert_eq!(page(text.into()).text(), text);
        }
    }
}
