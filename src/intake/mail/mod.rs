//! The source of mails: header fields, a body, what is attached; alone or many in a mailbox.
//!
//! The walk is written here, and takes the character sets from mail-parser: that crate's own walk
//! can underflow at a boundary and costs the square of the number of parts whose boundary is
//! missing. Here each byte is looked at once a level, and levels are limited.

mod entity;
mod fields;
mod flowed;
mod mailbox;
mod transfer;

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
