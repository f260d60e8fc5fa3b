//! What the reader decided about the papers.

use std::collections::BTreeMap;

use super::Catalog;
use super::facets::{Left, Listed, keep_matching, list};
use crate::bits::Bits;
use crate::marks::{Mark, Notes};
use crate::protocol::{Facet, FacetKind, FacetState, Own};
use crate::query::Filter;
use crate::text::fold::Needle;
use crate::text::plain_text;

/// What the reader decided, paper by paper.
#[derive(Clone, Debug, Default)]
pub(super) struct Marked {
    pub(super) starred: Bits,
    pub(super) read: Bits,
    hidden: Bits,
    /// Of the papers with tags or a note.
    notes: BTreeMap<usize, Notes>,
}

impl Marked {
    /// The papers with a note.
    pub(super) fn noted(&self) -> Bits {
        let noted = self.notes.iter().filter(|(_, notes)| !notes.note.is_empty());
        noted.map(|(number, _)| *number).collect()
    }

    /// The papers with a tag, whatever its case and accents.
    pub(super) fn tagged(&self, tag: &str) -> Bits {
        let tagged = self.notes.iter().filter(|(_, notes)| notes.has(tag));
        tagged.map(|(number, _)| *number).collect()
    }

    /// All tags by their plain text, each as it was written first, and its papers.
    fn tags(&self) -> BTreeMap<String, (&str, Bits)> {
        let mut tags: BTreeMap<String, (&str, Bits)> = BTreeMap::new();
        for (number, notes) in &self.notes {
            for tag in &notes.tags {
                let known = tags.entry(plain_text(tag)).or_insert((tag, Bits::none()));
                known.1.insert(*number);
            }
        }
        tags
    }
}

impl Catalog {
    /// Has a paper say what the reader decided about it.
    pub fn mark(&mut self, number: usize, mark: &Mark) {
        if number >= self.papers.len() {
            return;
        }
        self.star(number, mark.starred.then_some(mark.starred_at));
        let Marked { read, hidden, notes, .. } = &mut self.marked;
        set(read, number, mark.is_read());
        set(hidden, number, mark.is_hidden());
        match &mark.notes {
            Some(said) if !said.what.is_empty() => drop(notes.insert(number, said.what.clone())),
            _ => drop(notes.remove(&number)),
        }
    }

    /// The starred papers.
    pub fn starred(&self) -> &Bits {
        &self.marked.starred
    }

    /// The papers that were read.
    pub fn read(&self) -> &Bits {
        &self.marked.read
    }

    /// The papers that are to be out of the way.
    pub fn hidden(&self) -> &Bits {
        &self.marked.hidden
    }

    /// What the reader decided about a paper.
    pub fn own(&self, number: u32) -> Own {
        let number = number as usize;
        let Notes { tags, note } = self.marked.notes.get(&number).cloned().unwrap_or_default();
        Own {
            starred: self.marked.starred.has(number),
            read: self.marked.read.has(number),
            hidden: self.marked.hidden.has(number),
            tags,
            note,
        }
    }

    /// The tags that `needle` matches, or all, with how many of `papers` have each.
    pub(super) fn tag_counts(&self, papers: &Bits, needle: Option<&Needle>) -> Vec<(String, u32)> {
        let tags = self.marked.tags().into_values().map(|(tag, mut with)| {
            with.keep(papers);
            (tag.to_owned(), super::small(with.count()))
        });
        let (tags, mut counts): (Vec<String>, Vec<u32>) = tags.unzip();
        if let Some(needle) = needle {
            keep_matching(&mut counts, needle, &|number| tags.get(number as usize).cloned());
        }
        tags.into_iter().zip(counts).collect()
    }

    pub(super) fn tag_facet(&self, left: &Left<'_>, needle: Option<&Needle>) -> Option<Facet> {
        let kind = FacetKind::Tag;
        let tags = self.tag_counts(&left.without_kind(kind), needle);
        let named = |number: u32| {
            let (tag, _) = tags.get(number as usize)?;
            Some((Filter::Tag(tag.clone()), tag.clone()))
        };
        let is_held = |number: &u32| {
            let held = |(filter, _)| left.query.state(&filter) != FacetState::Off;
            needle.is_none() && named(*number).is_some_and(held)
        };
        let held = (0..super::small(tags.len())).filter(is_held).collect();
        let counts = tags.iter().map(|(_, count)| *count).collect();
        // One tag already tells papers apart.
        let known = tags.len() * 2;
        list(left, known, &Listed { kind, counts, held, named: &named })
    }
}

fn set(papers: &mut Bits, number: usize, holds: bool) {
    match holds {
        true => papers.insert(number),
        false => papers.remove(number),
    }
}
