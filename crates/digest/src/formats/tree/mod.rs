//! Formats whose records are objects of a tree: JSON in all its dialects, and YAML; XML.
//!
//! | file | does |
//! | --- | --- |
//! | `json.rs`, `strings.rs` | reads JSON, damaged and hand-written JSON too, as values |
//! | `yaml.rs` | reads the part of YAML that lists papers as the same values |
//! | `papers.rs`, `parts.rs` | which objects are papers, and the account of the rest |
//! | `fields.rs`, `people.rs`, `dates.rs` | the fields of such an object, by the names of its members |
//! | `value.rs`, `texts.rs` | the values: objects, lists and texts, with their place in the page |
//! | `xml/` | feeds and other XML |

mod dates;
mod fields;
pub(crate) mod json;
mod papers;
mod parts;
mod people;
mod strings;
mod texts;
mod value;
pub(crate) mod xml;
pub(crate) mod yaml;
