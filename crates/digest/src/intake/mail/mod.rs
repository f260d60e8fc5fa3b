//! The source of mails: header fields, a body, attachments; a single mail or a mailbox of many.
//!
//! mail-parser parses mails: it knows fields, boundaries, encodings and character sets. This module
//! decides what in a mail is a version of its text and what is a file, and guards against inputs on
//! which that crate would cost too much or lose text.

mod entity;
mod fields;
mod flowed;
mod mailbox;

use super::Part;

/// Returns the parts of a mail's source or of a mailbox; `None` if it is neither.
pub(super) fn parts(source: &[u8], depth: u32) -> Option<Vec<Part>> {
    let source = source.strip_prefix(b"\xef\xbb\xbf").unwrap_or(source);
    if mailbox::is_mailbox(source) {
        let messages = mailbox::messages(source);
        let each = messages.iter().flat_map(|one| entity::message(&mailbox::unescaped(one), depth));
        return Some(each.collect());
    }
    fields::is_mail(source).then(|| entity::message(source, depth))
}
