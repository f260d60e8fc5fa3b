use super::*;
use proptest::prelude::*;

fn joined(split: &Split) -> String {
    let Split { title, byline, .. } = split;
    let more = if byline.more_authors { " et al." } else { "" };
    let place = byline.affiliation.as_ref().map(|p| format!(" · {p}")).unwrap_or_default();
    format!("{title}{}{more}{place}", byline.authors.join(", "))
}

/// Lines with `|` where the title ends.
const LINES: &[&str] = &[
    "Counting Sheep with Sparse Attention|Ana Lindqvist, Bo Okafor et al.",
    "Counting Sheep with LLMs|Ana Lindqvist, Bo Okafor, Chidi O'Rourke et al. · some-lab",
    "Do Sheep Count?|Yann LeClair",
    "Wool, Milk, and Meat: Sheep in Numbers|Maria de la Cruz, Sean McAllister",
    "Sheep in 2024|J.-P. van der Berg, K. Oyelaran · unit-7",
    "The Flock (Part II)|Daniel D'angelo, Łucja Święta, Ángel Ñandú",
    "Counting Sheep with FlockNet|Wei-Ling Zhao, Jonas B. Keller, Jr.",
    "Grazing on $\\mathbb{R}^2$|Émile Ørsted",
    "Counting Sheep by Hand|王小明, 李雷",
];

#[test]
fn the_boundary_is_found() {
    for line in LINES {
        let (title, rest) = line.split_once('|').unwrap();
        let glued = line.replacen('|', "", 1);
        let split = split(&glued, None);
        assert_eq!(split.title, title, "{rest}");
        assert_eq!(joined(&split), glued);
    }
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
        "Counting Sheep by HandAna Lindqvist, Bo Okafor, Ida Holm et al. hill-farm",
        "Counting Sheep by HandAna Lindqvist, Bo Okafor, Ida Holm et al.hill-farm",
        "Counting Sheep by HandAna Lindqvist, Bo Okafor, Ida Holm hill-farm",
    ] {
        let split = split(line, None);
        assert_eq!(split.title, "Counting Sheep by Hand");
        assert_eq!(split.byline.authors, ["Ana Lindqvist", "Bo Okafor", "Ida Holm"]);
        assert_eq!(split.byline.affiliation.as_deref(), Some("hill-farm"));
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
    assert!(list_oddness("Ana Lindqvist, Bo Okafor et al.") < 2.0);
    assert!(list_oddness("We count sheep, and report how many there were.") > 2.0);
}

proptest! {
    #[test]
    fn the_parts_give_back_the_line(line in "([A-Z][a-z]{1,5}|[a-z ,.·é'?$-]|, | et al\\.| · |Jr\\.){0,40}") {
        let line = line.trim();
        let parts = joined(&split(line, Some("Any words")));
        let squeeze = |text: &str| text.replace([' ', ',', '.', '·'], "");
        prop_assert_eq!(squeeze(&parts), squeeze(line));
    }

    #[test]
    fn any_text_is_survived(line in "\\PC{0,80}") {
        split(&line, None);
        authors(&line);
        list_oddness(&line);
    }
}
