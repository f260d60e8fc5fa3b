//! The texts of values, and members by their names.

use std::borrow::Cow;

use super::value::{Id, Kind, Tree};
use crate::formats::shared::markup;
use skimmark_paper::texts;
use skimmark_paper::texts::Texts;

/// Members that hold the text of an object, the preferred ones first.
static TEXTS: Texts = texts![
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
pub(super) fn texts<'p>(tree: &Tree<'p>, id: Id, each: &mut dyn FnMut(Cow<'p, str>)) {
    match tree.kind(id) {
        Kind::List => tree.inner(id).for_each(|it| texts(tree, it, each)),
        Kind::Object => {
            if let Some(found) = preferred(tree, id, &TEXTS) {
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
pub(super) fn first_text<'p>(tree: &Tree<'p>, id: Id) -> Cow<'p, str> {
    let mut first = Cow::Borrowed("");
    texts(tree, id, &mut |text| {
        if first.is_empty() {
            first = text;
        }
    });
    first
}

/// Returns the text of a value without markup.
pub(super) fn text_of<'p>(tree: &Tree<'p>, id: Id) -> Cow<'p, str> {
    match tree.text(id) {
        Cow::Borrowed(text) => markup::plain(text),
        Cow::Owned(text) => Cow::Owned(markup::plain(&text).into_owned()),
    }
}

/// Returns the text of a value in one line.
pub(super) fn line_of<'p>(tree: &Tree<'p>, id: Id) -> Cow<'p, str> {
    in_line(text_of(tree, id))
}

/// Returns a text in one line.
pub(super) fn in_line(text: Cow<'_, str>) -> Cow<'_, str> {
    if text.contains('\n') { Cow::Owned(text.replace('\n', " ")) } else { text }
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
