//! The bookmarklet "Send to Skimmark": a link to keep among the browser's bookmarks, which opens the page
//! with what is selected on any site, or with all of that.

/// The program of the bookmarklet, which runs on the site that it is used on. It waits until the page
/// that it has opened says that it is ready, and then sends to that page's origin alone: what is selected; or the
/// page, without what its style sheet hides and with the abstracts that arXiv's search folds; or, of the page of
/// a single paper, what its head says of that, as RIS. The site's own page is not changed.
const PROGRAM: &str = include_str!("send.js");

/// What the page that is opened says first.
pub const READY: &str = "skimmark-ready";

/// The query of the address that the page is opened at.
pub const OPENED: (&str, &str) = ("from", "window");

/// Returns the bookmarklet for the page at `origin` (`https://example.org`) and `path` (`/skimmark/`).
pub fn bookmarklet(origin: &str, path: &str) -> String {
    PROGRAM.trim().replace("PAGE", &[origin, path].concat()).replace("ORIGIN", origin)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bookmarklet_opens_this_page_and_sends_to_its_origin_alone() {
        let link = bookmarklet("https://example.org", "/skimmark/");
        assert!(link.starts_with("javascript:(()=>{") && !link.contains('\n'), "{link}");
        let opens = format!("open('https://example.org/skimmark/?{}={}')", OPENED.0, OPENED.1);
        assert!(link.contains(&opens), "{link}");
        assert!(link.contains("},'https://example.org')") && link.contains(READY), "{link}");
        // It stands in an address, where a percent sign would begin a code.
        assert!(!link.contains('%') && !link.contains('"'), "{link}");
    }
}
