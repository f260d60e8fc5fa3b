//! Links that hold papers, in the part of the address that no server sees: `#d=1.` and a table of the
//! papers, by gzip and in base64url (RFC 4648, section 5) without its padding.

/// The most characters of that part: mail programs and chats cut longer addresses off.
pub const MOST: usize = 32_000;

const NAME: &str = "d=";
/// The form of what follows.
const VERSION: &str = "1.";

/// Blanks and ends of lines as an address writes them.
const BREAKS: [&str; 4] = ["%0A", "%0D", "%20", "%09"];

/// What an address holds of papers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Link {
    /// The papers: a file by gzip, in base64.
    Papers(String),
    /// Something that only a later version of the page can read.
    Newer,
}

/// Returns the part of an address, without its `#`, for a file by gzip that is given in base64.
pub fn fragment(base64: &str) -> String {
    let safe = base64.trim_end_matches('=').replace('+', "-").replace('/', "_");
    [NAME, VERSION, &safe].concat()
}

/// Returns what the part of an address after its `#` holds of papers, if it does.
pub fn read(hash: &str) -> Option<Link> {
    let data = hash.split('&').find_map(|pair| pair.strip_prefix(NAME))?;
    let Some(safe) = data.strip_prefix(VERSION) else { return Some(Link::Newer) };
    // Mail programs break long addresses, and browsers write the breaks as codes; a full stop or a bracket
    // after it is of the text around it.
    let whole: String = BREAKS.iter().fold(safe.to_owned(), |it, code| it.replace(code, ""));
    let whole: String = whole.split_whitespace().collect();
    let is_data = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    let end = whole.find(|c| !is_data(c)).unwrap_or(whole.len());
    Some(Link::Papers(whole[..end].replace('-', "+").replace('_', "/")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_gives_back_what_it_was_made_of() {
        let hash = fragment("H4sI+A/b==");
        assert_eq!(hash, "d=1.H4sI-A_b");
        assert_eq!(read(&hash), Some(Link::Papers("H4sI+A/b".into())));
        for hash in [
            "q=wool&d=1.H4sI-\r\n A_b",
            "d=1.H4sI-%0D%0A%20A_b",
            "d=1.H4sI-A_b).",
            "d=1.H4sI-A_b&q=",
        ] {
            assert_eq!(read(hash), Some(Link::Papers("H4sI+A/b".into())), "{hash}");
        }
    }

    #[test]
    fn other_addresses_hold_no_papers() {
        assert_eq!(read("q=wool&view=library"), None);
        assert_eq!(read(""), None);
        assert_eq!(read("d=2.AAAA"), Some(Link::Newer));
    }
}
