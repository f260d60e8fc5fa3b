//! The source of mails: header fields, a body, attachments; a single mail or a mailbox of many.
//!
//! Nothing is refused and no text is lost, whatever is wrong with a mail: what is no header field
//! begins the body, a multipart without boundaries is a text, what is not encoded as declared stays
//! as it is. Each level of nesting is split in one pass over its lines.

mod entity;
mod fields;
mod flowed;
mod joined;
mod mailbox;
mod parameters;
mod split;
mod transfer;
mod words;

use memchr::memchr_iter;
use skimmark_paper::words::to_u32;

use super::{Part, Within};

/// Returns the parts of a mail's source or of a mailbox; `None` if it is neither.
pub(super) fn parts(source: &[u8], within: Within) -> Option<Vec<Part>> {
    let source = source.strip_prefix(b"\xef\xbb\xbf").unwrap_or(source);
    if mailbox::is_mailbox(source) {
        let first = source.len() - source.trim_ascii_start().len();
        let mut before = line_breaks(&source[..first]);
        let each = mailbox::messages(source).into_iter().flat_map(|one| {
            // Its `From ` line, and the mails before it.
            let parts = entity::message(&mailbox::unescaped(one), before + 1, within);
            before += 1 + line_breaks(one);
            parts
        });
        return Some(each.collect());
    }
    let mails = fields::is_mail(source).then(|| joined::mails(source))?;
    let mut before = 0;
    let each = mails.into_iter().flat_map(|mail| {
        let parts = entity::message(mail, before, within);
        before += line_breaks(mail);
        parts
    });
    Some(each.collect())
}

/// Counts the line breaks of a source.
fn line_breaks(source: &[u8]) -> u32 {
    to_u32(memchr_iter(b'\n', source).count())
}
