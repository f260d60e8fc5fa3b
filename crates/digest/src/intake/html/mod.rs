//! HTML → the text that copying it from a browser gives, with what that loses: links, and joints
//! within a line.

mod address;
mod elements;
mod flow;
mod out;
mod shown;
mod sniff;
mod style;
mod tag;
mod tokens;

use std::borrow::Cow;

use crate::page::Page;
use flow::Flow;
pub(crate) use sniff::is_element;
pub use sniff::looks_like;

/// Reads the page of a document, or of a fragment of one as on a clipboard: blocks on lines of
/// their own, cells separated by TABs, white space as shown, and nothing hidden. Its hints are the
/// links with absolute addresses, and the offsets at which two pieces of a line meet. Reads any
/// text, in time linear in its length.
pub fn page(html: &str) -> Page {
    let (html, address) = unwrapped(html);
    let mut flow = Flow::new(address.map(str::to_owned));
    let html = match memchr::memchr(b'\r', html.as_bytes()) {
        Some(_) => Cow::Owned(html.replace("\r\n", "\n").replace('\r', "\n")),
        None => Cow::Borrowed(html),
    };
    tokens::read(&html, &mut flow);
    flow.page()
}

/// Splits off the header that Windows puts before HTML. Returns the HTML and the address in that
/// header.
fn unwrapped(html: &str) -> (&str, Option<&str>) {
    let html = html.trim_start_matches('\u{feff}');
    if !html.trim_start().starts_with("Version:") {
        return (html, None);
    }
    let (header, html) = html.split_at(html.find('<').unwrap_or(html.len()));
    let source = header.lines().find_map(|line| line.trim().strip_prefix("SourceURL:"));
    (html, source.filter(|source| address::is_web(source)))
}

#[cfg(test)]
mod tests;
