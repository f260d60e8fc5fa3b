//! What the documents say about the query language.
#![allow(clippy::unwrap_used)]

use skimmark_engine::query::parse;
use skimmark_engine::query::terms::TERMS;

#[test]
fn the_readme_lists_every_term_in_this_order() {
    let readme = include_str!("../../../README.md");
    let list = readme.split_once("parentheses and fields: ").unwrap().1;
    let list = list.split_once(", and `/regular").unwrap().0;
    let mut listed: Vec<&str> = list
        .split('`')
        .skip(1)
        .step_by(2)
        .map(|code| if code.starts_with('#') { "tag" } else { code.split(':').next().unwrap() })
        .collect();
    listed.dedup();
    let names: Vec<&str> = TERMS.iter().map(|term| term.name).collect();
    assert_eq!(listed, names);
    for code in list.split('`').skip(1).step_by(2).filter(|code| !code.ends_with(':')) {
        assert_eq!(parse(code).problems, [], "{code}");
    }
}
