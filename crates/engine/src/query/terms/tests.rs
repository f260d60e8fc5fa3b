use super::*;
use crate::query::{Query, parse};

#[test]
fn each_term_reads_its_example_and_writes_it_again() {
    for term in TERMS {
        assert!(!term.hint.is_empty(), "{}", term.name);
        let aliases = term.aliases.iter().copied();
        for (name, example) in std::iter::once((term.name, term.example)).chain(aliases) {
            let parsed = parse(&format!("{name}:{example}"));
            assert_eq!(parsed.problems, [], "{name}:{example}");
            let Query::Is(filter) = parsed.query() else { panic!("{name}:{example}") };
            assert_eq!(Term::saying(&filter).unwrap().0.name, term.name, "{name}:{example}");
            assert_eq!(parse(&filter.to_string()).query(), Query::Is(filter));
        }
        for word in term.words() {
            assert!(!word.hint.is_empty(), "{}", word.name);
            let written = [term.name, ":", word.name].concat();
            assert_eq!(parse(&written).query(), Query::Is(word.filter.clone()));
            assert_eq!(word.filter.to_string(), written);
        }
    }
}

#[test]
fn names_are_unique_and_what_people_try_is_no_name() {
    let mut known = std::collections::HashSet::new();
    for term in TERMS {
        let aliases = term.aliases.iter().map(|(alias, _)| alias);
        for name in std::iter::once(&term.name).chain(aliases).chain(term.tried) {
            assert!(known.insert(name), "{name}");
        }
    }
}
