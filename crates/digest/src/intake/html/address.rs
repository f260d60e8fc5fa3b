//! Absolute addresses of a page's links.

/// Paths that only arXiv has, so that they identify the site if nothing else does.
const ARXIV_PATHS: [&str; 5] = ["/abs/", "/pdf/", "/html/", "/format/", "/ps/"];

/// Returns the absolute form of a link's address on a page with this address; `None` if it only
/// leads within the page, if it is not an address of the web or of mail, or if the page's address
/// is unknown.
pub fn absolute(href: &str, page: Option<&str>) -> Option<String> {
    let href = href.trim_matches(|c: char| c <= ' ');
    if let Some(scheme) = scheme(href) {
        let known = ["http", "https", "mailto"];
        return known.iter().any(|s| scheme.eq_ignore_ascii_case(s)).then(|| href.to_owned());
    }
    if href.is_empty() || href.starts_with('#') {
        return None;
    }
    if let Some(rest) = href.strip_prefix("//") {
        return Some(["https://", rest].concat());
    }
    match page.and_then(parts) {
        Some((origin, path)) => Some([origin, &from(path, href)].concat()),
        None => is_of_arxiv(href).then(|| ["https://arxiv.org", href].concat()),
    }
}

/// Returns true if it is the address of a page on the web.
pub fn is_web(address: &str) -> bool {
    parts(address).is_some()
}

fn scheme(href: &str) -> Option<&str> {
    let (scheme, _) = href.split_once(':')?;
    let is_scheme = scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b));
    (is_scheme && scheme.starts_with(|c: char| c.is_ascii_alphabetic())).then_some(scheme)
}

/// Returns the scheme and host of a web address, and its path without the query.
fn parts(address: &str) -> Option<(&str, &str)> {
    let scheme = scheme(address)?;
    if !scheme.eq_ignore_ascii_case("http") && !scheme.eq_ignore_ascii_case("https") {
        return None;
    }
    let host = scheme.len() + 3;
    let after = address.get(host..).filter(|_| address[scheme.len()..].starts_with("://"))?;
    let length = after.find(['/', '?', '#']).unwrap_or(after.len());
    let path = after[length..].split(['?', '#']).next().unwrap_or_default();
    (length > 0).then_some((&address[..host + length], path))
}

/// Returns the path that `href` leads to from `path`.
fn from(path: &str, href: &str) -> String {
    if href.starts_with('/') {
        return href.to_owned();
    }
    if href.starts_with('?') {
        return [path, href].concat();
    }
    let mut folder = path.rfind('/').map_or("", |at| &path[..at]);
    let mut rest = href;
    loop {
        if let Some(after) = rest.strip_prefix("../") {
            folder = folder.rfind('/').map_or("", |at| &folder[..at]);
            rest = after;
        } else if let Some(after) = rest.strip_prefix("./") {
            rest = after;
        } else {
            return [folder, "/", rest].concat();
        }
    }
}

fn is_of_arxiv(href: &str) -> bool {
    let id = ARXIV_PATHS.iter().find_map(|path| href.strip_prefix(path));
    id.is_some_and(|id| id.contains(|c: char| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_become_absolute_where_they_can() {
        let page = Some("https://example.org/a/b?c#d");
        let cases = [
            ("HTTPS://example.org/x", None, Some("HTTPS://example.org/x")),
            (" mailto:a@example.org\n", None, Some("mailto:a@example.org")),
            ("javascript:alert(1)", page, None),
            ("data:text/html,x", None, None),
            ("#top", page, None),
            ("", page, None),
            ("//example.com/x", None, Some("https://example.com/x")),
            ("/x?y", page, Some("https://example.org/x?y")),
            ("x/y", page, Some("https://example.org/a/x/y")),
            ("./../../../x", page, Some("https://example.org/x")),
            ("?e", page, Some("https://example.org/a/b?e")),
            ("x", Some("https://example.org"), Some("https://example.org/x")),
            ("x", Some("file:///home/x.html"), None),
            ("x", Some("http:é/"), None),
            ("/abs/2601.00001", None, Some("https://arxiv.org/abs/2601.00001")),
            ("/abs/", None, None),
            ("/list/cs.CL/new", None, None),
        ];
        for (href, page, expected) in cases {
            assert_eq!(absolute(href, page).as_deref(), expected, "{href}");
        }
    }
}
