//! Long pages, made of the records of a case: its head, its records again and again, its foot.
#![allow(clippy::unwrap_used)] // A test that cannot go on fails, in its helpers too.

use std::ops::Range;

use skimmark_digest::formats;
use skimmark_digest::ledger::SpanRole;
use skimmark_digest::page::Page;
use skimmark_paper::date::PartialDate;

/// How many digits together are a number that names a paper; fewer may be a day or a page.
const IDENTIFIER: usize = 5;

/// A case, cut where its records are.
pub struct Long<'t> {
    head: &'t str,
    records: usize,
    /// Whether nothing of it is left over, and one format reads it.
    pub is_whole: bool,
    body: &'t str,
    /// What stands between two records: the comma of a list, a blank line.
    between: &'t str,
    foot: &'t str,
}

impl<'t> Long<'t> {
    /// Cuts a text that has records.
    pub fn of(text: &'t str, pasted: PartialDate) -> Self {
        let digest = formats::read(&Page::new(text), pasted);
        let records: Vec<Range<usize>> = (0..digest.entries.len())
            .filter_map(|record| {
                let is_of = |role| matches!(role, SpanRole::Entry(it) if it as usize == record);
                let mut spans = digest.ledger.spans().iter().filter(|span| is_of(span.role));
                let first = spans.next()?.bytes.clone();
                Some(first.start..spans.next_back().map_or(first.end, |last| last.bytes.end))
            })
            .collect();
        let start = records.iter().map(|record| record.start).min().unwrap();
        let end = records.iter().map(|record| record.end).max().unwrap();
        let body = &text[start..end];
        let between = records.windows(2).find_map(|two| text.get(two[0].end..two[1].start));
        let between = between.filter(|between| !between.is_empty());
        let between = between.unwrap_or(if body.ends_with('\n') { "" } else { "\n" });
        let (head, foot) = (&text[..start], &text[end..]);
        let left_over = digest.ledger.spans().iter().any(|it| it.role == SpanRole::Leftover);
        let is_whole = digest.formats.len() == 1 && !left_over;
        Self { head, records: records.len(), is_whole, body, between, foot }
    }

    /// Returns how many bytes a record has.
    pub fn bytes_of_record(&self) -> usize {
        self.body.len() / self.records
    }

    /// Returns a text of about this many bytes, in which numbers differ from record to record.
    pub fn text(&self, bytes: usize) -> String {
        let times = (bytes / (self.body.len() + self.between.len())).max(1);
        let varied: Vec<String> = (0..times).map(|time| renumbered(self.body, time)).collect();
        [self.head, &varied.join(self.between), self.foot].concat()
    }
}

/// Returns the text with other numbers of papers: the last four digits of each long number count up.
fn renumbered(text: &str, by: usize) -> String {
    let mut bytes = text.as_bytes().to_vec();
    let mut digits = 0;
    for at in 0..=bytes.len() {
        if bytes.get(at).is_some_and(u8::is_ascii_digit) {
            digits += 1;
            continue;
        }
        if digits >= IDENTIFIER {
            let last = &mut bytes[at - 4..at];
            let digits = last.iter().map(|digit| usize::from(*digit - b'0'));
            let number = digits.fold(0, |number, digit| 10 * number + digit) + by;
            for (place, digit) in last.iter_mut().rev().enumerate() {
                let power = 10_usize.pow(u32::try_from(place).unwrap());
                *digit = b'0' + u8::try_from(number / power % 10).unwrap();
            }
        }
        digits = 0;
    }
    String::from_utf8(bytes).unwrap()
}
