//! The parts of an address: its host, its path, its parameters.

/// Returns the host (without `www.`, user and port) and the path (without the leading slash) of
/// an address.
pub fn host_and_path(url: &str) -> (&str, &str) {
    let rest = after_scheme(url);
    let ends = memchr::memchr3(b'/', b'?', b'#', rest.as_bytes());
    let (authority, path) = rest.split_at(ends.unwrap_or(rest.len()));
    let user = memchr::memrchr(b'@', authority.as_bytes());
    let host = user.map_or(authority, |at| &authority[at + 1..]);
    let host = &host[..memchr::memchr(b':', host.as_bytes()).unwrap_or(host.len())];
    (host.strip_prefix("www.").unwrap_or(host), path.strip_prefix('/').unwrap_or(path))
}

/// Returns what follows the first `://`; all of `url` if there is none.
fn after_scheme(url: &str) -> &str {
    let mut colons = memchr::memchr_iter(b':', url.as_bytes());
    colons.find_map(|at| url[at..].strip_prefix("://")).unwrap_or(url)
}

/// Returns the value of a parameter of an address, undecoded.
pub fn parameter<'u>(url: &'u str, name: &str) -> Option<&'u str> {
    let (_, query) = url.split_once('?')?;
    let query = query.split('#').next().unwrap_or_default();
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    // An `&` may still be written as HTML writes it, once or twice.
    pairs
        .map(|(key, value)| (key.trim_start_matches("amp;"), value))
        .find_map(|(key, value)| (key == name && !value.is_empty()).then_some(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_of_an_address_are_found() {
        let url = "https://a@www.example.org:80/x/y?b=1&amp;amp;c=%20#d=2";
        assert_eq!(host_and_path(url).0, "example.org");
        assert_eq!(host_and_path("https://example.org?b"), ("example.org", "?b"));
        assert_eq!(
            ["b", "c", "d"].map(|name| parameter(url, name)),
            [Some("1"), Some("%20"), None]
        );
    }
}
