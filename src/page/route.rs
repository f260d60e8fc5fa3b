//! What the address bar says: which screen, which query, which order. Both directions of
//! `#q=...&view=...&sort=...&group=...` are here and nowhere else.

use skimmark_paper::text::percent::{decode_form, encode_form};
use skimmark_protocol::{Group, Sort};

/// The screens of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Screen {
    /// The open digest, or the place to paste one.
    #[default]
    Digest,
    /// Everything starred.
    Bookmarks,
    /// The digests pasted before.
    Library,
    /// The papers of all digests pasted before.
    All,
}

impl Screen {
    /// Returns the address of the screen within the page, without query, order or groups.
    pub fn address(self) -> String {
        let route = Route { screen: self, ..Route::default() };
        ["#", &route.to_hash()].concat()
    }
}

/// A place in the application that has an address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Route {
    /// The screen.
    pub screen: Screen,
    /// The query, in the query language.
    pub query: String,
    /// The order of the papers.
    pub sort: Sort,
    /// By what they are grouped.
    pub group: Group,
}

/// The names of the screens except the default.
const VIEWS: &[(&str, Screen)] =
    &[("bookmarks", Screen::Bookmarks), ("library", Screen::Library), ("all", Screen::All)];

/// The names of the orders.
const SORTS: &[(&str, Sort)] = &[
    ("score", Sort::Score),
    ("date", Sort::Date),
    ("title", Sort::Title),
    ("relevance", Sort::Relevance),
    ("marked", Sort::Marked),
    ("for-you", Sort::ForYou),
    ("random", Sort::Random),
];

/// The names of the groups.
const GROUPS: &[(&str, Group)] =
    &[("category", Group::Category), ("day", Group::Day), ("digest", Group::Digest)];

/// Returns what a table calls `name`; the default if it knows no such name.
fn named<T: Copy + Default>(table: &[(&str, T)], name: &str) -> T {
    table.iter().find(|row| row.0 == name).map(|row| row.1).unwrap_or_default()
}

/// Returns the pair for `value`, unless that is the default.
fn pair<T: PartialEq>(key: &str, table: &[(&str, T)], value: &T) -> Option<String> {
    table.iter().find(|row| row.1 == *value).map(|row| format!("{key}={}", row.0))
}

impl Route {
    /// Returns the route of a hash (without `#`); what is unknown in it is ignored.
    pub fn from_hash(hash: &str) -> Self {
        let mut route = Self::default();
        for pair in hash.split('&') {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            match name {
                "q" => route.query = decode_form(value),
                "view" => route.screen = named(VIEWS, value),
                "sort" => route.sort = named(SORTS, value),
                "group" => route.group = named(GROUPS, value),
                _ => {}
            }
        }
        route
    }

    /// Returns whether the query asks for papers that are like another one.
    pub fn asks_for_like(&self) -> bool {
        let asks = |word: &str| {
            word.split_once(':').is_some_and(|(field, _)| field.eq_ignore_ascii_case("like"))
        };
        self.query.split([' ', '(']).any(asks)
    }

    /// Returns the hash of the route, empty for the default.
    pub fn to_hash(&self) -> String {
        let mut pairs = Vec::new();
        if !self.query.trim().is_empty() {
            pairs.push(format!("q={}", encode_form(&self.query)));
        }
        pairs.extend(pair("view", VIEWS, &self.screen));
        pairs.extend(pair("sort", SORTS, &self.sort));
        pairs.extend(pair("group", GROUPS, &self.group));
        pairs.join("&")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_hash_reads_as_the_query_was_typed() {
        let query = "robust cat:cs.CL -\"a & b\"".to_owned();
        let (screen, sort, group) = (Screen::Bookmarks, Sort::Score, Group::Day);
        let route = Route { query, screen, sort, group };
        let hash = "q=robust+cat:cs.CL+-%22a+%26+b%22&view=bookmarks&sort=score&group=day";
        assert_eq!(route.to_hash(), hash);
        assert_eq!(Route::from_hash(hash), route);
        assert_eq!(Route::default().to_hash(), "");
    }

    #[test]
    fn every_screen_order_and_group_comes_back() {
        let orders = SORTS.iter().map(|row| row.1).chain([Sort::Digest]);
        for sort in orders {
            for group in [Group::None, Group::Category, Group::Day, Group::Digest] {
                for screen in [Screen::Digest, Screen::Bookmarks, Screen::Library, Screen::All] {
                    let route = Route { sort, group, screen, ..Route::default() };
                    assert_eq!(Route::from_hash(&route.to_hash()), route);
                }
            }
        }
    }

    #[test]
    fn papers_like_another_one_are_asked_for_by_a_field() {
        let asks = |query: &str| Route { query: query.into(), ..Route::default() }.asks_for_like();
        let asking = ["like:2603.01234", "wool (Like:\"Coin Flips\" OR x)"];
        assert!(asking.into_iter().all(asks));
        assert!(
            !["", "like", "-like:2603.01234", "likely:>0.8", "id:like:2"].into_iter().any(asks)
        );
    }

    #[test]
    fn a_broken_hash_is_read_as_far_as_it_goes() {
        assert_eq!(Route::from_hash("q=100%&x=1&sort=up").query, "100%");
        assert_eq!(Route::from_hash("q=%zz%4").query, "%zz%4");
        assert_eq!(Route::from_hash("q=%FF").query, "\u{fffd}");
    }

    proptest! {
        #[test]
        fn every_query_comes_back(query in "\\PC*") {
            prop_assume!(!query.trim().is_empty());
            let route = Route { query, ..Route::default() };
            prop_assert_eq!(Route::from_hash(&route.to_hash()), route);
        }
    }
}
