//! The people of a paper: objects, texts, or lists of them.

use std::borrow::Cow;

use super::texts::{self, first_text, line_of, member};
use super::value::{Id, Kind, Tree};
use crate::formats::record::{Record, Role, people_role};

/// Members that hold a whole name, the preferred ones first.
const WHOLE: &[&str] = &[
    "fullname",
    "displayname",
    "name",
    "literal",
    "authorname",
    "creatorname",
    "label",
    "author",
    "creator",
    "text",
    "t",
    "",
    "value",
    "person",
    "rawauthorname",
    "raw",
    "user",
    "authname",
    "contributor",
];

const GIVEN: &[&str] =
    &["given", "firstname", "first", "givenname", "givennames", "forename", "forenames"];

const FAMILY: &[&str] = &["family", "lastname", "last", "surname", "familyname", "familynames"];

/// Members that hold where a person works.
const PLACES: &[&str] = &[
    "affiliation",
    "affiliations",
    "institutions",
    "institution",
    "rawaffiliationstrings",
    "rawaffiliationstring",
    "organization",
];

/// Adds the people of a member.
pub(super) fn add<'p>(record: &mut Record<'p>, tree: &Tree<'p>, id: Id, role: Role, rank: usize) {
    match tree.kind(id) {
        Kind::List => {
            let mut people = tree.inner(id);
            let alone = match (people.next(), people.next()) {
                (Some(only), None) if !matches!(tree.kind(only), Kind::Object | Kind::List) => only,
                _ => {
                    tree.inner(id).for_each(|person| one(record, tree, person, role, rank));
                    return;
                }
            };
            add(record, tree, alone, role, rank);
        }
        // A list in an object: `"authors": {"author": [...]}`.
        Kind::Object => {
            let list = tree.inner(id).find(|inner| tree.kind(*inner) == Kind::List);
            let named = tree.inner(id).any(|it| WHOLE[..3].contains(&&*tree.meaning(it).bare));
            match list.filter(|_| !named) {
                Some(list) => add(record, tree, list, role, rank),
                None => one(record, tree, id, role, rank),
            }
        }
        Kind::Quoted | Kind::Single | Kind::Plain => {
            let text = line_of(tree, id);
            let role = if role == Role::Author { people_role(&text) } else { role };
            record.push(role, rank, text);
        }
    }
}

fn one<'p>(record: &mut Record<'p>, tree: &Tree<'p>, id: Id, role: Role, rank: usize) {
    match tree.kind(id) {
        Kind::Object => {
            let (role, name) = (role_of(tree, id, role), name(tree, id));
            if role == Role::Other || name.trim().is_empty() {
                return;
            }
            // DataCite says of whom the name has no parts.
            let is_body = member(tree, id, &["nametype"])
                .is_some_and(|it| role == Role::Author && tree.text(it) == "Organizational");
            record.push(if is_body { Role::Body } else { role }, rank, name);
            if let Some(places) = texts::preferred(tree, id, PLACES) {
                texts::texts(tree, places, &mut |text| record.push(Role::Affiliation, 9, text));
            }
        }
        // Names in parts, which stand elsewhere in one.
        Kind::List => {}
        Kind::Quoted | Kind::Single | Kind::Plain => record.push(role, rank, line_of(tree, id)),
    }
}

/// Returns the role of a person who may have another one than the list says.
fn role_of(tree: &Tree, id: Id, role: Role) -> Role {
    let said = member(tree, id, &["creatortype", "role", "contributortype"]);
    let said = said.map(|it| tree.text(it).to_ascii_lowercase()).unwrap_or_default();
    match said.as_str() {
        "editor" | "serieseditor" => Role::Editor,
        "translator" | "contributor" | "reviewedauthor" | "attorneyagent" | "sponsor" => {
            Role::Other
        }
        _ => role,
    }
}

fn name<'p>(tree: &Tree<'p>, id: Id) -> Cow<'p, str> {
    let text = |names: &[&str]| {
        let found = member(tree, id, names);
        found.map(|it| first_text(tree, it)).unwrap_or_default()
    };
    let family = text(FAMILY);
    if family.trim().is_empty() {
        let whole = texts::preferred(tree, id, WHOLE);
        return match whole {
            Some(it) if tree.kind(it) == Kind::Object => name(tree, it),
            Some(it) => without_number(first_text(tree, it)),
            None => Cow::Borrowed(""),
        };
    }
    let particle = text(&["nondroppingparticle", "droppingparticle", "prefix"]);
    let parts = [text(GIVEN), particle, family, text(&["suffix"])];
    let parts: Vec<&str> = parts.iter().map(|it| it.trim()).filter(|it| !it.is_empty()).collect();
    Cow::Owned(parts.join(" "))
}

/// Strips the number by which DBLP tells people of one name apart: `Wei Wang 0001`.
fn without_number(name: Cow<'_, str>) -> Cow<'_, str> {
    let bare = name.trim_end_matches(|c: char| c.is_ascii_digit());
    match name.len() - bare.len() == 4 && bare.ends_with(' ') {
        true => Cow::Owned(bare.trim_end().to_owned()),
        false => name,
    }
}
