//! The source of mails: header fields, a body, attachments; a single mail or a mailbox of many.
//!
//! mail-parser parses mails: it knows fields, boundaries, encodings and character sets. This module
//! decides what in a mail is a version of its text and what is a file, and guards against inputs on
//! which that crate would cost too much or lose text.

mod entity;
mod fields;
mod flowed;
mod joined;
mod mailbox;

use super::Part;

/// Returns the parts of a mail's source or of a mailbox; `None` if it is neither.
pub(super) fn parts(source: &[u8], depth: u32) -> Option<Vec<Part>> {
    let source = source.strip_prefix(b"\xef\xbb\xbf").unwrap_or(source);
    if mailbox::is_mailbox(source) {
        let first = source.len() - source.trim_ascii_start().len();
        let mut before = entity::line_breaks(&source[..first]);
        let each = mailbox::messages(source).into_iter().flat_map(|one| {
            // Its `From ` line, and the mails before it.
            let parts = entity::message(&mailbox::unescaped(one), before + 1, depth);
            before += 1 + entity::line_breaks(one);
            parts
        });
        return Some(each.collect());
    }
    let mails = fields::is_mail(source).then(|| joined::mails(source))?;
    let mut before = 0;
    let each = mails.into_iter().flat_map(|mail| {
        let parts = entity::message(mail, before, depth);
        before += entity::line_breaks(mail);
        parts
    });
    Some(each.collect())
}
