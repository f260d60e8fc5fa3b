//! Many mails in one file (mbox): each after a line `From sender date`.

use std::borrow::Cow;

use memchr::memmem;

use super::fields;

/// Returns true if the file is a mailbox, even one of a single message.
pub(super) fn is_mailbox(source: &[u8]) -> bool {
    let source = source.trim_ascii_start();
    let first = source.split_inclusive(|byte| *byte == b'\n').next().unwrap_or_default();
    begins(first, &source[first.len()..])
}

/// Returns the messages of a mailbox, each without the line before it.
pub(super) fn messages(source: &[u8]) -> Vec<&[u8]> {
    let mut messages = Vec::new();
    let mut start: Option<usize> = None;
    let (mut at, mut after_blank) = (0, true);
    for line in source.split_inclusive(|byte| *byte == b'\n') {
        let end = at + line.len();
        if after_blank && begins(line, &source[end..]) {
            messages.extend(start.map(|start| &source[start..at]));
            start = Some(end);
        }
        after_blank = line.trim_ascii().is_empty();
        at = end;
    }
    messages.extend(start.map(|start| &source[start..]));
    messages
}

/// Returns true if the line separates two messages: it begins with `From `, and the next line is a
/// header field, which is never so in running text.
fn begins(line: &[u8], after: &[u8]) -> bool {
    if !line.starts_with(b"From ") {
        return false;
    }
    let next = after.split(|byte| *byte == b'\n').next().unwrap_or_default();
    fields::is_field_of_mail(next)
}

/// Returns the message with its lines that begin with `From ` restored: they were marked with `>`
/// so that they do not separate messages.
pub(super) fn unescaped(message: &[u8]) -> Cow<'_, [u8]> {
    let mut whole = Vec::new();
    let mut done = 0;
    for at in memmem::find_iter(message, b">From ") {
        let line = message[..at].iter().rposition(|byte| *byte != b'>').map_or(0, |end| end + 1);
        if line > 0 && message[line - 1] != b'\n' {
            continue;
        }
        whole.extend_from_slice(&message[done..at]);
        done = at + 1;
    }
    if done == 0 {
        return Cow::Borrowed(message);
    }
    whole.extend_from_slice(&message[done..]);
    Cow::Owned(whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_parted_at_their_first_lines() {
        let source = b"From a@b Thu Nov  7\nSubject: 1\n\nFrom here\n\nFrom now on: x\n\n\
            From - Fri\r\nX-Mozilla-Status: 0\r\n\r\ntwo";
        assert!(is_mailbox(source));
        let messages = messages(source);
        assert_eq!(messages.len(), 2);
        assert!(messages[0].ends_with(b"on: x\n\n"));
        assert_eq!(messages[1], b"X-Mozilla-Status: 0\r\n\r\ntwo");
        assert!(!is_mailbox(b"From here\non: x"));
    }

    #[test]
    fn marked_lines_are_as_they_were() {
        let message = b">From a\nb >From c\n>>From d\n> From e";
        assert_eq!(*unescaped(message), *b"From a\nb >From c\n>From d\n> From e");
        assert!(matches!(unescaped(b"From a"), Cow::Borrowed(_)));
    }
}
