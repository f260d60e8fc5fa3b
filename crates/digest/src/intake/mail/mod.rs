//! The source of mails: header fields, a body, what is attached; alone or many in a mailbox.
//!
//! mail-parser takes mails apart, and knows fields, boundaries, codings and character sets. Ours
//! is what of a mail is a version of its text and what a file, and guards where that crate would
//! cost too much or lose text.

mod entity;
mod fields;
mod flowed;
mod mailbox;

use super::Part;

/// The parts of a mail's source or of a mailbox; nothing where it is neither.
pub(super) fn parts(source: &[u8], depth: u32) -> Option<Vec<Part>> {
    let source = source.strip_prefix(b"\xef\xbb\xbf").unwrap_or(source);
    if mailbox::is_mailbox(source) {
        let messages = mailbox::messages(source);
        let each = messages.iter().flat_map(|one| entity::message(&mailbox::unescaped(one), depth));
        return Some(each.collect());
    }
    fields::is_mail(source).then(|| entity::message(source, depth))
}
