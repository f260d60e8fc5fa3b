//! What the address bar says: which screen, which query, which order. Both directions of
//! `#q=...&view=...&sort=...` are here and nowhere else.

use crate::protocol::Sort;

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
}

impl Route {
    /// The route of a hash (without `#`); what is unknown in it is passed over.
    pub fn from_hash(hash: &str) -> Self {
        let mut route = Self::default();
        for pair in hash.split('&') {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            match (name, value) {
                ("q", _) => route.query = decode(value),
                ("view", "bookmarks") => route.screen = Screen::Bookmarks,
                ("view", "library") => route.screen = Screen::Library,
                ("sort", "score") => route.sort = Sort::Score,
                _ => {}
            }
        }
        route
    }

    /// The hash of a route, empty for the plain digest.
    pub fn to_hash(&self) -> String {
        let mut pairs = Vec::new();
        if !self.query.trim().is_empty() {
            pairs.push(format!("q={}", encode(&self.query)));
        }
        match self.screen {
            Screen::Digest => {}
            Screen::Bookmarks => pairs.push("view=bookmarks".to_owned()),
            Screen::Library => pairs.push("view=library".to_owned()),
        }
        if self.sort == Sort::Score {
            pairs.push("sort=score".to_owned());
        }
        pairs.join("&")
    }
}

/// As forms do: a space becomes `+`; what queries hold often stays legible.
fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b' ' => out.push('+'),
            b if b.is_ascii_alphanumeric() || b"-_.~:/()*,".contains(&b) => out.push(char::from(b)),
            b => {
                const HEX: &[u8; 16] = b"0123456789ABCDEF";
                out.push('%');
                out.push(char::from(HEX[usize::from(b >> 4)]));
                out.push(char::from(HEX[usize::from(b & 15)]));
            }
        }
    }
    out
}

fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        rest = after;
        match (first, after) {
            (b'+', _) => bytes.push(b' '),
            (b'%', [high, low, behind @ ..]) => match (hex(*high), hex(*low)) {
                (Some(high), Some(low)) => {
                    bytes.push(high << 4 | low);
                    rest = behind;
                }
                _ => bytes.push(b'%'),
            },
            _ => bytes.push(*first),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_hash_reads_as_the_query_was_typed() {
        let query = "robust cat:cs.CL -\"a & b\"".to_owned();
        let route = Route { query, screen: Screen::Bookmarks, sort: Sort::Score };
        let hash = "q=robust+cat:cs.CL+-%22a+%26+b%22&view=bookmarks&sort=score";
        assert_eq!(route.to_hash(), hash);
        assert_eq!(Route::from_hash(hash), route);
        assert_eq!(Route::default().to_hash(), "");
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
