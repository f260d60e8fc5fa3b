//! The texts of values, and members by their names.

use super::value::{Id, Kind, Tree};
use crate::formats::shared::markup;

/// Members that hold the text of an object, the preferred ones first.
const TEXTS: &[&str] = &[
    "value",
    "displayname",
    "fullname",
    "title",
    "name",
    "text",
    "t",
    "",
    "literal",
    "raw",
    "term",
    "tag",
    "keyword",
    "subject",
    "description",
    "content",
    "summary",
    "url",
    "href",
];

/// Calls `each` with the texts of a value: its own, or those of the values in it.
pub(super) fn texts(tree: &Tree, id: Id, each: &mut dyn FnMut(String)) {
    match tree.kind(id) {
        Kind::List => tree.inner(id).for_each(|it| texts(tree, it, each)),
        Kind::Object => {
            if let Some(found) = preferred(tree, id, TEXTS) {
                texts(tree, found, each);
            }
        }
        Kind::Quoted | Kind::Single | Kind::Plain => {
            let text = text_of(tree, id);
            if !text.trim().is_empty() {
                each(text);
            }
        }
    }
}

/// Returns the first text of a value.
pub(super) fn first_text(tree: &Tree, id: Id) -> String {
    let mut first = String::new();
    texts(tree, id, &mut |text| {
        if first.is_empty() {
            first = text;
        }
    });
    first
}

/// Returns the text of a value without markup.
pub(super) fn text_of(tree: &Tree, id: Id) -> String {
    markup::plain(&tree.text(id)).into_owned()
}

/// Returns the text of a value in one line.
pub(super) fn line_of(tree: &Tree, id: Id) -> String {
    text_of(tree, id).replace('\n', " ")
}

/// Returns the first member that has one of these names, and a value.
pub(super) fn member(tree: &Tree, id: Id, names: &[&str]) -> Option<Id> {
    let is = |it: &Id| names.contains(&&*tree.meaning(*it).bare);
    tree.inner(id).find(|it| is(it) && !is_empty(tree, *it))
}

/// Returns the member that has the first of these names that one has, and a value.
pub(super) fn preferred(tree: &Tree, id: Id, names: &[&str]) -> Option<Id> {
    let rank = |it: Id| {
        let bare = tree.meaning(it).bare;
        names.iter().position(|name| **name == *bare).filter(|_| !is_empty(tree, it))
    };
    let ranked = tree.inner(id).filter_map(|it| Some((rank(it)?, it)));
    ranked.min_by_key(|(rank, _)| *rank).map(|(_, it)| it)
}

fn is_empty(tree: &Tree, id: Id) -> bool {
    match tree.kind(id) {
        Kind::Object | Kind::List => tree.inner(id).next().is_none(),
        Kind::Quoted | Kind::Single | Kind::Plain => tree.text(id).trim().is_empty(),
    }
}
