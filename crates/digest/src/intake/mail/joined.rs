//! Several mails one after the other in one file, with nothing between them.

use memchr::memmem;

use super::fields;
use super::parameters::Parameters;

/// Returns the mails of a source that begins with one. Another begins after a blank line, with a
/// header that a mail program wrote, unless it is part of the mail before it.
pub(super) fn mails(source: &[u8]) -> Vec<&[u8]> {
    let mut mails = Vec::new();
    let mut rest = source;
    while let Some(next) = next_mail(rest) {
        let (mail, after) = rest.split_at(next);
        mails.push(mail);
        rest = after;
    }
    mails.push(rest);
    mails
}

/// Returns where the next mail begins.
fn next_mail(source: &[u8]) -> Option<usize> {
    let mut at = source.len() - source.trim_ascii_start().len();
    at += fields::length(&source[at..]);
    let kind = Parameters::read(&fields::value(&source[..at], "content-type"));
    if let Some((_, boundary)) = kind.bytes("boundary") {
        let end = [b"--", boundary.as_slice(), b"--"].concat();
        at += memmem::find(&source[at..], &end)? + end.len();
    }
    let mut after_blank = false;
    for line in source[at..].split_inclusive(|byte| *byte == b'\n') {
        let blank = line.trim_ascii().is_empty();
        if after_blank && !blank && fields::is_whole_mail(&source[at..]) {
            return Some(at);
        }
        after_blank = blank;
        at += line.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: &str = "From: a@example.org\nSubject: sheep\nMIME-Version: 1.0\n";

    fn count(source: &str) -> usize {
        let mails = mails(source.as_bytes());
        assert_eq!(mails.concat(), source.as_bytes());
        mails.len()
    }

    #[test]
    fn each_header_of_a_mail_program_begins_a_mail() {
        let one = format!("{HEADER}\nSheep are counted.\n\n");
        assert_eq!(count(&one), 1);
        assert_eq!(count(&one.repeat(3)), 3);
        assert_eq!(count(&format!("\n\n{one}{one}").replace('\n', "\r\n")), 2);
    }

    #[test]
    fn forwarded_and_nested_mails_are_part_of_theirs() {
        let forwarded = "From: b@example.org\nDate: Monday\nSubject: wool\n\nWool.\n";
        assert_eq!(count(&format!("{HEADER}\nSee below.\n\n{forwarded}")), 1);
        let kind = "Content-Type: multipart/mixed; boundary=\"x\"\n";
        let nested = format!("--x\nContent-Type: message/rfc822\n\n{HEADER}\nWool.\n\n");
        let open = format!("{HEADER}{kind}\n{nested}");
        assert_eq!(count(&open), 1);
        assert_eq!(count(&format!("{open}--x--\n\n{HEADER}\nMilk.\n")), 2);
    }
}
