//! The links of a paper, and which addresses may become links.

use serde::{Deserialize, Serialize};

/// What a link leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LinkKind {
    /// The abstract page.
    Abs,
    /// The paper as PDF.
    Pdf,
    /// The paper as HTML.
    Html,
    /// A DOI resolver.
    Doi,
    /// Source code, models or data of the paper.
    Code,
    /// Anything else.
    Other,
}

/// A link of a paper; `url` starts with `https:` or `http:`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// What it leads to.
    pub kind: LinkKind,
    /// The absolute address.
    pub url: String,
}

/// Returns `url` if it is a link that can do nothing but lead somewhere (`https:`, `http:`,
/// `mailto:`), otherwise the empty address. Whatever is drawn as a link goes through this.
pub fn safe_url(url: &str) -> String {
    let scheme = url.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
    let safe = scheme.is_some_and(|s| ["https", "http", "mailto"].contains(&s.as_str()));
    if safe { url.to_owned() } else { String::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_harmless_addresses_become_links() {
        assert_eq!(safe_url("https://example.org/a"), "https://example.org/a");
        assert_eq!(safe_url("HTTP://example.org"), "HTTP://example.org");
        for url in ["javascript:alert(1)", " javascript:x", "data:text/html,x", "//example.org", ""]
        {
            assert_eq!(safe_url(url), "", "{url}");
        }
    }
}
