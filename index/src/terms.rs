//! Which papers hold a word that begins with some letters: a dictionary of folded words, each
//! with the papers that hold it.
//!
//! Terms are those of [`terms`](crate::fold::terms): `D'Souza` is `dsouza` and `souza`. The papers of a term are kept as differences in as few
//! bytes as they need, in blocks that are linked, so that nothing is moved while it grows.

use memchr::memmem;

use crate::bits::Bits;
use crate::fold::{self, LONGEST_TERM, TERM_ROOM};
use crate::sorting::sort;

/// How many terms may stay unsorted, to be searched linearly.
const MOST_UNSORTED: usize = 4096;

/// For how many bytes room is made at once, at least.
const ROOM: usize = 4096;

const NONE: u32 = u32::MAX;

/// The terms of one field of all papers.
#[derive(Clone, Debug, Default)]
pub(crate) struct Terms {
    /// The bytes of all terms, one after the other.
    bytes: Vec<u8>,
    terms: Vec<Term>,
    /// Open addressing: terms by the hash of their bytes.
    slots: Vec<u32>,
    /// The terms in the order of their first eight bytes; the ones after these are not sorted yet.
    sorted: Vec<u32>,
    blocks: Vec<u8>,
}

/// A term and its papers: the first here, the others in blocks.
#[derive(Clone, Copy, Debug)]
struct Term {
    /// Its first eight bytes, by which most terms are told apart and ordered.
    first: u64,
    start: u32,
    len: u8,
    /// How many bytes are free in the block that is being written.
    room: u8,
    first_paper: u32,
    last_paper: u32,
    /// Where its first block begins.
    head: u32,
    /// Where the next byte is to be written.
    tail: u32,
}

/// Bytes of a block, before the four of its link to the next one.
const SMALL_BLOCK: u8 = 4;
const LARGE_BLOCK: u8 = 60;

impl Terms {
    /// Records that `paper`, which is not below the one before, holds `term`.
    pub(crate) fn insert(&mut self, term: &fold::Term, paper: u32) {
        if self.terms.len() * 4 >= self.slots.len() * 3 {
            self.grow();
        }
        let eights = eights(term);
        let slot = self.slot(term, eights);
        let number = self.slots[slot];
        if number == NONE {
            self.slots[slot] = to_u32(self.terms.len());
            let (letters, length) = term;
            let (start, len) = (to_u32(self.bytes.len()), *length as u8);
            self.bytes.extend_from_slice(&letters[..*length]);
            let (first, head, tail) = (eights[0], NONE, NONE);
            let (first_paper, last_paper) = (paper, paper);
            let room = 0;
            self.terms.push(Term { first, start, len, room, first_paper, last_paper, head, tail });
        } else if self.terms[number as usize].last_paper != paper {
            self.add_paper(number as usize, paper);
        }
    }

    /// Sorts all terms, so that they are found fast.
    pub(crate) fn finish(&mut self) {
        let mut keyed: Vec<(u64, u64)> =
            self.terms.iter().zip(0..).map(|(term, number)| (term.first, number)).collect();
        sort(&mut keyed);
        self.sorted = keyed.into_iter().map(|(_, number)| number as u32).collect();
    }

    /// Sorts the terms, unless only a few of them are unsorted.
    pub(crate) fn tidy(&mut self) {
        if self.terms.len() - self.sorted.len() > MOST_UNSORTED + self.sorted.len() {
            self.finish();
        }
    }

    /// Adds to `found` the papers that hold a term which begins with `prefix`, or which is `prefix`
    /// if that is the `whole` of it.
    pub(crate) fn search(&self, prefix: &[u8], whole: bool, found: &mut Bits) {
        let low = first_eight(prefix);
        // All keys that begin with it: the bytes after it may be anything.
        let open = 64 - 8 * prefix.len().min(8) as u32;
        let high = low | u64::MAX.checked_shr(64 - open).unwrap_or(0);
        let first = |number: &u32| self.terms[*number as usize].first;
        let from = self.sorted.partition_point(|number| first(number) < low);
        let to = self.sorted.partition_point(|number| first(number) <= high);
        let sorted = self.sorted[from..to].iter().map(|number| &self.terms[*number as usize]);
        for term in sorted.chain(&self.terms[self.sorted.len()..]) {
            let bytes = self.bytes_of(term);
            if bytes.starts_with(prefix) && (!whole || bytes.len() == prefix.len()) {
                self.papers(term, found);
            }
        }
    }

    /// Adds to `found` the papers that hold a term which contains `letters`, or may do so beyond
    /// where it was cut.
    pub(crate) fn search_letters(&self, letters: &[u8], found: &mut Bits) {
        let finder = memmem::Finder::new(letters);
        for term in &self.terms {
            let bytes = self.bytes_of(term);
            if bytes.len() == LONGEST_TERM || finder.find(bytes).is_some() {
                self.papers(term, found);
            }
        }
    }

    fn bytes_of(&self, term: &Term) -> &[u8] {
        &self.bytes[term.start as usize..][..usize::from(term.len)]
    }

    /// Finds the slot of a term, or the free one for it.
    fn slot(&self, (letters, length): &fold::Term, eights: [u64; 3]) -> usize {
        let mask = self.slots.len() - 1;
        let mut slot = hash(eights) & mask;
        loop {
            let number = self.slots[slot];
            if number == NONE {
                return slot;
            }
            let known = &self.terms[number as usize];
            let alike = known.first == eights[0] && usize::from(known.len) == *length;
            if alike && (*length <= 8 || self.bytes_of(known)[8..] == letters[8..*length]) {
                return slot;
            }
            slot = (slot + 1) & mask;
        }
    }

    fn grow(&mut self) {
        let size = (self.slots.len() * 2).max(1024);
        self.slots.clear();
        self.slots.resize(size, NONE);
        for (term, number) in self.terms.iter().zip(0..) {
            let mut letters = [0; TERM_ROOM];
            let bytes = self.bytes_of(term);
            letters[..bytes.len()].copy_from_slice(bytes);
            // None of them is there yet.
            let mut slot = hash(eights(&(letters, bytes.len()))) & (size - 1);
            while self.slots[slot] != NONE {
                slot = (slot + 1) & (size - 1);
            }
            self.slots[slot] = number;
        }
    }

    fn add_paper(&mut self, number: usize, paper: u32) {
        let term = self.terms[number];
        let mut step = paper - term.last_paper;
        self.terms[number].last_paper = paper;
        while step >= 0x80 {
            self.write(number, step as u8 | 0x80);
            step >>= 7;
        }
        self.write(number, step as u8);
    }

    fn write(&mut self, number: usize, byte: u8) {
        let term = &mut self.terms[number];
        if term.room == 0 {
            let block = to_u32(self.blocks.len());
            let size = if term.head == NONE { SMALL_BLOCK } else { LARGE_BLOCK };
            match term.head {
                NONE => term.head = block,
                // The link is where the bytes of the full block end.
                _ => {
                    let link = term.tail as usize;
                    self.blocks[link..link + 4].copy_from_slice(&block.to_le_bytes());
                }
            }
            let end = self.blocks.len() + usize::from(size) + 4;
            if end > self.blocks.capacity() {
                // To double the largest of all lists would leave most of the new room empty.
                self.blocks.reserve_exact(self.blocks.len() / 8 + ROOM);
            }
            self.blocks.resize(end, 0);
            (term.tail, term.room) = (block, size);
        }
        self.blocks[term.tail as usize] = byte;
        term.tail += 1;
        term.room -= 1;
    }

    fn papers(&self, term: &Term, found: &mut Bits) {
        let mut paper = term.first_paper;
        found.insert(paper as usize);
        if term.head == NONE {
            return;
        }
        let (mut at, mut left) = (term.head as usize, SMALL_BLOCK);
        let (mut step, mut shift) = (0, 0);
        while at != term.tail as usize {
            if left == 0 {
                let link = self.blocks[at..].first_chunk::<4>();
                at = link.map_or(0, |link| u32::from_le_bytes(*link)) as usize;
                left = LARGE_BLOCK;
            }
            let byte = self.blocks[at];
            at += 1;
            left -= 1;
            step |= u32::from(byte & 0x7f) << shift;
            shift += 7;
            if byte < 0x80 {
                paper += step;
                found.insert(paper as usize);
                (step, shift) = (0, 0);
            }
        }
    }
}

fn to_u32(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(NONE)
}

/// Returns the first eight bytes as a number; numbers are ordered as their texts.
fn first_eight(bytes: &[u8]) -> u64 {
    let mut eight = [0; 8];
    let len = bytes.len().min(8);
    eight[..len].copy_from_slice(&bytes[..len]);
    u64::from_be_bytes(eight)
}

/// Returns the letters of a term as numbers, which are ordered as the letters.
fn eights((letters, _): &fold::Term) -> [u64; 3] {
    [0, 8, 16].map(|at| first_eight(&letters[at..at + 8]))
}

/// Hashes eight bytes at a time, as terms are short and there are many of them.
fn hash(eights: [u64; 3]) -> usize {
    let mixed = eights.into_iter().fold(0, |hash: u64, eight| {
        (hash.rotate_left(23) ^ eight).wrapping_mul(0x9e37_79b9_7f4a_7c15)
    });
    (mixed >> 32) as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn papers_are_found_by_the_beginnings_of_their_terms(
            papers in proptest::collection::vec((0_u32..400, "[ab大]{1,4}|[ab]{15,20}"), 0..200),
            prefix in "[ab大]{1,3}|[ab]{14,20}",
            finish_at in 0_usize..200,
        ) {
            let mut terms = Terms::default();
            let mut wanted = Bits::none();
            let mut number = 0;
            for (place, (step, term)) in papers.iter().enumerate() {
                number += step;
                let mut letters = [0; TERM_ROOM];
                letters[..term.len()].copy_from_slice(term.as_bytes());
                terms.insert(&(letters, term.len()), number);
                if place == finish_at {
                    terms.finish();
                }
                if term.starts_with(&prefix) {
                    wanted.insert(number as usize);
                }
            }
            let mut found = Bits::none();
            terms.search(prefix.as_bytes(), false, &mut found);
            prop_assert_eq!(found.iter().collect::<Vec<_>>(), wanted.iter().collect::<Vec<_>>());
        }
    }
}
