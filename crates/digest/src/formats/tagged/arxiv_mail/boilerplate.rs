//! The lines around the records of an arXiv mail, recognized by their form alone.

use crate::formats::shared::boilerplate;

use super::lines::{Kind, Line};
use skimmark_paper::texts;
use skimmark_paper::texts::Texts;

/// What arXiv's machine writes, whole.
const LINES: &[&str] = &[
    "Send any comments regarding submissions directly to submitter.",
    "Submissions to:",
    "For subscribe options to combined physics archives,",
];

/// What such lines begin and end with, if there is something in between.
const FRAMES: &[(&str, &str)] = &[
    ("Archives at http", ""),
    ("To unsubscribe, e-mail To: ", ", Subject: cancel"),
    ("To unsubscribe from ", ", Subject: cancel"),
    ("e-mail To: ", ", Subject: subscribe"),
    ("e-mail To: ", ", Subject: help"),
    ("For help on viewing and making submissions, see http", ""),
    ("received from ", " GMT"),
    ("Papers received as of ", "."),
    ("(To retrieve abstracts without full papers, use e.g. ", ".abs )"),
    ("(abstracts alone may be retrieved via, e.g. ", ".abs )"),
    ("get ", ", e.g., returns multiple papers."),
    ("/* ", " */"),
];

/// Such lines are at most this long.
const LONGEST: usize = 200;

/// Names of a mail's header fields whose values can be anything.
static HEADERS: Texts = texts![
    "arc-authentication-results",
    "arc-message-signature",
    "arc-seal",
    "authentication-results",
    "auto-submitted",
    "content-disposition",
    "content-length",
    "content-transfer-encoding",
    "content-type",
    "delivered-to",
    "dkim-signature",
    "errors-to",
    "feedback-id",
    "in-reply-to",
    "lines",
    "list-archive",
    "list-help",
    "list-id",
    "list-owner",
    "list-post",
    "list-subscribe",
    "list-unsubscribe",
    "list-unsubscribe-post",
    "message-id",
    "mime-version",
    "precedence",
    "received",
    "received-spf",
    "references",
    "return-path",
    "status",
    "thread-index",
    "user-agent",
];

/// Where in the boilerplate of a mail a line stands.
#[derive(Debug, Default)]
pub(super) struct Boilerplate {
    /// Inside the header of a mail.
    in_header: bool,
    /// After `Submissions to:`, where names of archives follow.
    in_archives: bool,
}

/// Returns true if the line begins another mail, whose first section is that of new papers.
pub(super) fn opens_mail(text: &str) -> bool {
    text.starts_with("Send any comments regarding submissions directly")
        || text.starts_with("received from ")
        || text.starts_with("Subject: ")
}

/// Returns true for the first lines of arXiv's mails and files, which nothing else holds.
pub(super) fn opens_digest(text: &str) -> bool {
    text.starts_with("Send any comments regarding submissions directly")
        || is_list(text)
        || text.starts_with("received from ") && is_written(text)
}

/// Returns true for a line of a mail's head, or one that arXiv's machine writes above records.
pub(super) fn leads(text: &str) -> bool {
    is_header(text) || is_loose_header(text) || is_written(text)
}

/// Returns true for what a selection left of the line that closes a record.
pub(super) fn is_cut_close(row: &Line) -> bool {
    let size = row.text.strip_suffix("kb)");
    size.is_some_and(|text| {
        let word = text.rsplit(|c: char| c.is_whitespace()).next().unwrap_or_default();
        let before = text[..text.len() - word.len()].trim_end();
        let linked = before.ends_with(',') && !before.contains(' ') || before.is_empty();
        linked && word.bytes().all(|byte| byte.is_ascii_digit())
    }) || ["\\", ")", "b)", "kb)"].contains(&row.text)
}

impl Boilerplate {
    /// Returns true if `row`, which is in no record, is boilerplate; `next` is the next one that is
    /// not blank.
    pub fn takes(&mut self, row: &Line, next: Option<&Line>) -> bool {
        let text = row.text;
        match row.kind {
            Kind::Blank => {
                self.in_header = false;
                return true;
            }
            Kind::Bar | Kind::Close | Kind::Rule | Kind::Section(_) => {
                *self = Self::default();
                return true;
            }
            _ => {}
        }
        if self.in_header && row.indent > 0 {
            return true;
        }
        let beside = self.in_header || next.is_some_and(|row| is_header(row.text));
        self.in_header = is_header(text) || is_list(text) || beside && is_loose_header(text);
        if self.in_header {
            return true;
        }
        let written = is_written(text);
        self.in_archives = text == "Submissions to:" || self.in_archives && !written;
        written || self.in_archives && is_archive(text) || boilerplate::is_boilerplate(text)
    }
}

/// Returns true if arXiv's machine wrote the line.
fn is_written(text: &str) -> bool {
    if text.len() > LONGEST {
        return false;
    }
    let single = text.split_whitespace().collect::<Vec<_>>().join(" ");
    LINES.contains(&single.as_str())
        || FRAMES.iter().any(|(start, end)| {
            single.len() > start.len() + end.len()
                && single.starts_with(start)
                && single.ends_with(end)
                && (!end.is_empty() || addresses_only(&single[start.len()..]))
        })
}

/// Returns true for the rest of an address that began with `http`, and perhaps others: no sentence.
fn addresses_only(rest: &str) -> bool {
    let mut words = rest.split([' ', ',']).filter(|word| !word.is_empty());
    words.next().is_some_and(|word| word.contains("://"))
        && words.all(|word| word.contains("://") || word == "and")
}

/// Returns true for the name of an archive: few words, all but the little ones in capitals.
fn is_archive(text: &str) -> bool {
    const LITTLE: &[&str] = &["and", "of", "in", "for", "to", "with", "the", "on", "-"];
    text.len() <= 80
        && text.split_whitespace().all(|word| {
            LITTLE.contains(&word) || word.starts_with(char::is_uppercase) && !word.ends_with('.')
        })
}

/// Returns true for a field of a mail's header.
fn is_header(text: &str) -> bool {
    let Some((name, _)) = text.split_once(':') else { return false };
    if name.len() > 40 || name.contains(' ') {
        return text.starts_with("From ") && text.contains('@') && boilerplate::is_time(text);
    }
    let name = name.to_ascii_lowercase();
    let name = name.as_str();
    HEADERS.contains(&name) || name.starts_with("x-") || boilerplate::is_mail_field(text)
}

/// Returns true for a field of a header by its name alone, which is enough beside another one.
fn is_loose_header(text: &str) -> bool {
    let name = text.split_once(':').map_or("", |(name, _)| name);
    ["Subject", "From", "To", "Cc", "Date", "Sent", "Reply-To"].contains(&name)
}

/// Returns true for the subject of one of arXiv's mails.
fn is_list(text: &str) -> bool {
    text.strip_prefix("Subject: ").is_some_and(|subject| subject.contains(" daily "))
}
