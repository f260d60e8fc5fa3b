//! One paste, several digests: what the reading of one format leaves over is read by others.

use std::ops::Range;

use crate::digest::Digest;
use crate::ledger::{Ledger, Span, SpanRole};
use crate::page::Page;
use skimmark_paper::entry::Entry;

/// Reads a stretch of a page; returns `None` if it holds no papers.
type Read<'r> = &'r dyn Fn(&Page) -> Option<Digest>;

/// Returns the digest, with what `others` find in the stretches that it left over.
pub(super) fn fill(page: &Page, digest: Digest, others: Read) -> Digest {
    if is_whole(&digest) {
        return digest;
    }
    let Digest { formats, entries, ledger } = digest;
    let mut whole = Digest { formats, ..Digest::default() };
    let mut numbers = vec![None; entries.len()];
    let mut entries: Vec<Option<Entry>> = entries.into_iter().map(Some).collect();
    let mut spans = ledger.spans().iter().peekable();
    while let Some(span) = spans.next() {
        if let SpanRole::Entry(old) = span.role {
            let old = old as usize;
            if let Some(entry) = entries.get_mut(old).and_then(Option::take) {
                numbers[old] = Some(whole.next_index());
                whole.entries.push(entry);
            }
            let number = numbers.get(old).copied().flatten();
            whole.ledger.book(span.bytes.end, number.map_or(SpanRole::Leftover, SpanRole::Entry));
            continue;
        }
        let mut gap = vec![span.clone()];
        while let Some(next) = spans.next_if(|next| !matches!(next.role, SpanRole::Entry(_))) {
            gap.push(next.clone());
        }
        read_gap(page, &gap, others, &mut whole);
    }
    whole
}

/// Returns true if nothing was left over and each entry has its place, in their order: then there is
/// nothing to fill, and no second list of the entries is made, which counts among 100,000 of them.
fn is_whole(digest: &Digest) -> bool {
    let mut next = 0;
    let in_order = digest.ledger.spans().iter().all(|span| match span.role {
        SpanRole::Entry(number) => {
            next += u32::from(number == next);
            number < next
        }
        role => role != SpanRole::Leftover,
    });
    in_order && next == digest.next_index()
}

/// Adds a stretch without entries to `whole`, with the entries that `others` find in it.
fn read_gap(page: &Page, gap: &[Span], others: Read, whole: &mut Digest) {
    let (Some(first), Some(last)) = (gap.first(), gap.last()) else { return };
    let bytes = first.bytes.start..last.bytes.end;
    let left_over = gap.iter().any(|span| span.role == SpanRole::Leftover);
    let found = if left_over { others(&page.slice(bytes.clone())) } else { None };
    let Some(found) = found else {
        gap.iter().for_each(|span| whole.ledger.book(span.bytes.end, span.role));
        return;
    };
    let before = whole.next_index();
    both(&mut whole.ledger, gap, &found.ledger, bytes, before);
    whole.entries.extend(found.entries);
    for format in found.formats {
        if !whole.formats.contains(&format) {
            whole.formats.push(format);
        }
    }
}

/// Records the stretch `bytes` by two accounts of it: entries of the second one, numbered from
/// `before`, and boilerplate of either.
fn both(into: &mut Ledger, first: &[Span], second: &Ledger, bytes: Range<usize>, before: u32) {
    let mut first = first.iter().peekable();
    for span in second.spans() {
        let end = bytes.start + span.bytes.end;
        let role = match span.role {
            SpanRole::Entry(number) => SpanRole::Entry(before.saturating_add(number)),
            other => other,
        };
        if role != SpanRole::Leftover {
            into.book(end, role);
            continue;
        }
        while let Some(known) = first.next_if(|known| known.bytes.end <= end) {
            into.book(known.bytes.end, known.role);
        }
        if let Some(known) = first.peek() {
            into.book(end, known.role);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads lines that begin with `b` as papers.
    fn read_b(page: &Page) -> Option<Digest> {
        let mut digest = Digest { formats: vec!["b"], ..Digest::default() };
        for line in page.lines() {
            let role = match line.text.starts_with('b') {
                true => SpanRole::Entry(digest.next_index()),
                false => SpanRole::Leftover,
            };
            digest.ledger.book(line.end, role);
            if line.text.starts_with('b') {
                digest.entries.push(Entry { title: line.text.to_owned(), ..Entry::default() });
            }
        }
        (!digest.entries.is_empty()).then_some(digest)
    }

    #[test]
    fn what_is_left_over_is_read_by_another() {
        let page = Page::new("a1\n---\nb1\nx\na2\ny\n");
        let titled = |title: &str| Entry { title: title.into(), ..Entry::default() };
        let mut digest = Digest {
            formats: vec!["a"],
            entries: vec![titled("a1"), titled("a2")],
            ..Digest::default()
        };
        for (end, role) in [
            (3, SpanRole::Entry(0)),
            (7, SpanRole::Boilerplate),
            (12, SpanRole::Leftover),
            (15, SpanRole::Entry(1)),
            (17, SpanRole::Leftover),
        ] {
            digest.ledger.book(end, role);
        }
        let whole = fill(&page, digest, &read_b);
        let titles: Vec<_> = whole.entries.iter().map(|entry| entry.title.as_str()).collect();
        assert_eq!(titles, ["a1", "b1", "a2"]);
        assert_eq!(whole.formats, ["a", "b"]);
        let roles: Vec<_> = whole.ledger.spans().iter().map(|s| (s.bytes.end, s.role)).collect();
        let expected = [
            (3, SpanRole::Entry(0)),
            (7, SpanRole::Boilerplate),
            (10, SpanRole::Entry(1)),
            (12, SpanRole::Leftover),
            (15, SpanRole::Entry(2)),
            (17, SpanRole::Leftover),
        ];
        assert_eq!(roles, expected);
    }
}
