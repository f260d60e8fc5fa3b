use super::*;
use proptest::prelude::*;
use skimmark_likelihood::sight::Sight;

fn joined(split: &Split) -> String {
    let Split { title, byline, .. } = split;
    let more = if byline.more_authors { " et al." } else { "" };
    let place = byline.affiliation.as_ref().map(|p| format!(" · {p}")).unwrap_or_default();
    format!("{title}{}{more}{place}", byline.authors.join(", "))
}

/// Returns the lines of `hard.txt`: kind, title, byline, abstract.
fn hard_lines() -> Vec<(&'static str, &'static str, &'static str, Option<&'static str>)> {
    let mut kind = "";
    let mut lines: Vec<(&str, &str, &str, Option<&str>)> = Vec::new();
    for line in include_str!("hard.txt").lines() {
        if let Some(heading) = line.strip_prefix("## ") {
            kind = heading;
        } else if let Some(text) = line.strip_prefix("> ") {
            lines.last_mut().unwrap().3 = Some(text);
        } else if let Some((title, byline)) = line.split_once('|') {
            lines.push((kind, title, byline, None));
        }
    }
    lines
}

#[test]
fn the_boundary_is_found_in_hard_lines() {
    let lines = hard_lines();
    assert!(lines.len() > 50);
    let mut wrong = Vec::new();
    for (kind, title, byline, text) in lines {
        let line = format!("{title}{byline}");
        let split = split(&line, text);
        let separators = byline.contains([';', '&'])
            || byline.contains(" and ")
            || line.contains("Lee,Bo")
            || kind.starts_with("marks");
        if split.title != title || !separators && joined(&split) != line {
            wrong.push(format!("{kind}: {title}|{byline}\n  read as {split:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_line_without_names_is_a_title_of_low_confidence() {
    let split = split("A sentence that names nobody at all, really.", None);
    assert_eq!(split.byline, Byline::default());
    assert!(split.confidence < 0.5);
}

#[test]
fn an_organisation_needs_no_dot_before_it() {
    for line in [
        "Counting Sheep by HandAna Lindqvist, Bo Okafor, Ida Holm et al. university-of-wool",
        "Counting Sheep by HandAna Lindqvist, Bo Okafor, Ida Holm et al.university-of-wool",
        "Counting Sheep by HandAna Lindqvist, Bo Okafor, Ida Holm university-of-wool",
        "Counting Sheep by HandAna Lindqvist, Bo Okafor, Ida Holmuniversity-of-wool",
    ] {
        let split = split(line, None);
        assert_eq!(split.title, "Counting Sheep by Hand");
        assert_eq!(split.byline.authors, ["Ana Lindqvist", "Bo Okafor", "Ida Holm"]);
        assert_eq!(split.byline.affiliation.as_deref(), Some("university-of-wool"));
    }
}

#[test]
fn marks_of_affiliations_are_no_part_of_names() {
    for (_, title, byline, _) in hard_lines().iter().filter(|line| line.0.starts_with("marks")) {
        let split = split(&format!("{title}{byline}"), None);
        let names = split.byline.authors.concat();
        assert!(names.chars().all(|c| c.is_alphabetic() || c == ' '), "{names}");
        assert!(split.confidence > CERTAIN, "{split:?}");
    }
}

#[test]
fn the_abstract_tells_words_from_names() {
    let line = "Tracking Lambs with WoolTrackSeoYeon Han, Ida Holm";
    let split = split(line, Some("We present WoolTrack, a tracker of lambs."));
    assert_eq!(split.title, "Tracking Lambs with WoolTrack");
}

#[test]
fn lists_that_were_never_glued_are_read() {
    let byline = authors("Ana Lindqvist, Bo Okafor and Chidi Eze et al. · some-lab");
    assert_eq!(byline.authors, ["Ana Lindqvist", "Bo Okafor", "Chidi Eze"]);
    assert!(byline.more_authors);
    assert_eq!(byline.affiliation.as_deref(), Some("some-lab"));
    assert_eq!(authors("Jonas Keller, Jr., Ida Holm").authors, ["Jonas Keller, Jr.", "Ida Holm"]);
    assert!(list_likelihood("Ana Lindqvist, Bo Okafor et al.") > 0.9);
    for list in [
        "Ana Lee and Bo Ek",
        "Wei Zhang (Hill University), Li Wang (Dale University)",
        "Jun-Yan Zhao (Hill University) and Bo Ek (Dale Research)",
    ] {
        assert!(list_likelihood(list) > 0.9, "{list}");
    }
    for text in
        ["We count sheep, and report how many there were.", "Deep Learning and Neural Networks"]
    {
        assert!(list_likelihood(text) < 0.1, "{text}");
    }
}

/// Counts the cost of examining `line`: its places, and the features weighed for them.
fn cost(line: &str) -> usize {
    let line = prepared(line);
    let mut count = 0;
    for place in line.places() {
        let mut add = |_| count += 1;
        line.left(place, Sight::Full, &mut add);
        if !line.is_nameless(place) {
            line.given_name(place, Sight::Full, &mut add);
        }
        count += 1;
    }
    count
}

/// Inputs that once took quadratic time; at this length the test would not end.
#[test]
fn long_lists_are_read() {
    for part in ["Ana and ", "A (x) ", "Ana (Farm), ", "D'Ana, ", "(", "Ana, ", "A; B, "] {
        let list = part.repeat(400_000 / part.len());
        assert!(!authors(&list).authors.is_empty() || part == "(");
        split(&format!("Sheep{list}"), Some("We count."));
        list_likelihood(&list);
    }
    let places: String = (0..20_000).map(|n| format!("Ana Lee (Farm {n}), ")).collect();
    assert_eq!(authors(&places).authors.len(), 20_000);
}

proptest! {
    #[test]
    fn twice_the_line_costs_twice(part in "([A-Z][a-z]{1,8}|[a-z]{1,8}|, | |'|\\(|; | and ){10,60}") {
        let once = part.repeat(20);
        let twice = part.repeat(40);
        prop_assert!(cost(&twice) * 2 <= cost(&once) * 5 + 2000, "{} {}", cost(&once), cost(&twice));
    }

    #[test]
    fn readings_are_ways_to_take_the_line_apart(line in "([A-Z][a-z]{1,5}|[a-z ,é'?-]|, | et al\\.){0,40}") {
        let found = readings(&line, None, 5);
        for (index, reading) in found.iter().enumerate() {
            prop_assert!((0.0..=1.0).contains(&reading.confidence));
            prop_assert!(found[..index].iter().all(|other| other.title != reading.title));
            let again = split_after(&line, &reading.title).unwrap();
            prop_assert_eq!(&again.byline, &reading.byline);
        }
    }

    #[test]
    fn the_parts_give_back_the_line(line in "([A-Z][a-z]{1,5}|[a-z ,.·é'?$-]|, | et al\\.| · |Jr\\.){0,40}") {
        let line = line.trim();
        let parts = joined(&split(line, Some("Any words")));
        let squeeze = |text: &str| text.replace([' ', ',', '.', '·', ';'], "");
        prop_assert_eq!(squeeze(&parts), squeeze(line));
    }

    #[test]
    fn no_word_is_lost(line in "([A-Z][a-z]{3,6}| | \\(|\\) ?|, |; | and | & |[0-9]| · | et al\\.|、|（|）){0,40}") {
        let split = split(&line, None);
        let names = split.byline.authors.join(" ");
        let place = split.byline.affiliation.unwrap_or_default();
        let parts = format!("{}{names} {place}", split.title);
        for word in line.split(|c: char| !c.is_alphabetic()).filter(|word| word.len() > 3) {
            prop_assert!(parts.contains(word), "{word} of {line}: {parts}");
        }
    }

    #[test]
    fn any_text_is_survived(line in "\\PC{0,80}") {
        split(&line, None);
        authors(&line);
        list_likelihood(&line);
    }
}
