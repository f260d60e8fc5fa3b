//! Records whose lines begin with tags: `TI  - Counting Sheep`.
//!
//! The reader is one for the family; what differs is a row of [`dialects`]. A record goes from a
//! tag that begins one to a tag that ends it, or to the next that begins one. Lines without a tag
//! go on with the field above them, blank lines between or not, as long as another field follows.
//! What stands between records is boilerplate if the dialect knows it, otherwise left over. Of a
//! record that a selection cut at its front, what is left is read if its end is there.
//!
//! The mail of arXiv has labels in place of tags, and too many rules of its own, so that it has a
//! reader of its own.

pub(crate) mod arxiv_mail;
pub(crate) mod dialects;
mod labeled;
pub(crate) mod pubmed;
mod tags;
mod values;

use std::borrow::Cow;
use std::ops::Range;

use crate::digest::Digest;
use crate::formats::format::{Source, Watch, a_few};
use crate::formats::record::{Names, Record, Remembered, Role, dates, is_score, wide_role};
use crate::formats::shared::rows::{self, Row};
use crate::ledger::SpanRole;

/// What differs from one format of the family to another.
pub(crate) struct Dialect {
    /// Parts a line into its tag and its value.
    tag: fn(&str) -> Option<Tagged<'_>>,
    /// Tags that begin a record, each at most once in it.
    firsts: &'static [&'static str],
    /// The tags that begin and end a record of another format, or end one of this, in which these may
    /// stand, too.
    around: Option<(&'static str, &'static str)>,
    /// The tag that ends a record; empty if none does.
    last: &'static str,
    /// Any tag begins a record after a blank line.
    is_parted: bool,
    /// What is set off by more blanks than the first tag goes on with the field above it, whatever it
    /// looks like.
    is_indented: bool,
    /// Tags are names in words: the title begins a record, unless something parted it from others
    /// before that, and lines that are set in are values.
    is_labeled: bool,
    /// Tags of names in full, and that of the same names in short.
    full: (&'static [&'static str], &'static str),
    /// The tags of a year, and of the day or month in it.
    dated: (&'static [&'static str], &'static str),
    /// What the tags mean; tags that are names in words mean what such names do anywhere.
    names: Option<Names>,
    /// Values that say that there is none.
    missing: &'static [&'static str],
    /// Tells the lines that programs write between records.
    is_boilerplate: fn(&str) -> bool,
}

/// How many rows around a label are looked at.
const NEAR: usize = 24;

/// How many rows above a tag are searched for the record that it may be in.
const FAR: usize = 200;

/// A line with a tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Tagged<'p> {
    tag: &'p str,
    value: &'p str,
    /// The tag is set off as the format prescribes; if not, only tags that are known count.
    regular: bool,
    /// Nothing sets the tag off from its value, as in a word with a hyphen: `T1-weighted`.
    glued: bool,
}

impl Dialect {
    /// Returns about how many records the page holds, up to a few.
    fn sniff(&self, source: &Source) -> u32 {
        let tags = || source.rows().iter().filter_map(|row| self.read(row.text));
        match a_few(tags().filter(|line| self.is_first(line))) {
            0 => {
                let regular = || tags().filter(|line| line.regular);
                let titled = regular().any(|line| self.role(line.tag).0 == Role::Title);
                let ended = self.last.is_empty() || regular().any(|line| self.ends(&line));
                u32::from(titled && ended && regular().any(|line| self.describes(line.tag)))
            }
            found => found,
        }
    }

    /// Returns true if the row is the first tag of a record, as the format prescribes it.
    fn begins_certainly(&self, rows: &[Row], at: usize) -> bool {
        if self.is_labeled {
            return self.begins_labels(rows, at);
        }
        let begins = |line: Tagged| self.is_first(&line) && !line.glued;
        (self.tag)(rows[at].text).is_some_and(begins) && !self.is_inside(rows, at)
    }

    /// Returns true if the row stands in a record of another format: of two records, each has a title.
    fn is_inside(&self, rows: &[Row], at: usize) -> bool {
        let Some((first, last)) = self.around else { return false };
        // Whether a title stands there before one of the tags, and this tag.
        let look = |near: &mut dyn Iterator<Item = &Row>, tags: &[&'static str]| {
            let mut is_titled = false;
            for row in near.take(FAR).take_while(|row| !(self.is_boilerplate)(row.text)) {
                let tag = (self.tag)(row.text).filter(|line| !line.glued).map_or("", |it| it.tag);
                is_titled |= matches!(tag, "TI" | "T1");
                if let Some(found) = tags.iter().find(|known| **known == tag) {
                    return (is_titled, *found);
                }
            }
            (is_titled, "")
        };
        let (is_titled, found) = look(&mut rows[..at].iter().rev(), &[first, last]);
        found == first && !(is_titled && look(&mut rows[at + 1..].iter(), &[last]).0)
    }

    /// Returns true if the row is the first of several with labels, a title and authors among them.
    /// Those of arXiv stand below its identifiers, and above its abstracts.
    fn begins_labels(&self, rows: &[Row], at: usize) -> bool {
        let text = rows[at].text;
        // ProQuest sets each field off by a blank line.
        let is_counted = tags::is_counted(text);
        let is_apart = at == 0 || self.is_between(rows[at - 1].text);
        if !is_apart || text.is_empty() {
            return false;
        }
        let role = |row: &Row| {
            let line = self.read(row.text).filter(|line| line.regular)?;
            Some(wide_role(line.tag).0)
        };
        // Other formats end with such lines.
        let ends = |role: Role| {
            text.contains(':') && matches!(role, Role::Pmid | Role::Doi | Role::Id | Role::Page)
        };
        if role(&rows[at]).is_none_or(ends) && !is_counted {
            return false;
        }
        // So do ranked digests begin their papers, of which most have no labels.
        if self.read(text).is_some_and(|line| is_score(line.tag)) {
            return false;
        }
        let above = rows[..at].iter().rev().take(NEAR);
        let below =
            || rows[at..].iter().take(NEAR).take_while(|row| is_counted || !row.text.is_empty());
        let is_of_arxiv = |row: &Row| row.text.contains("arXiv:") || row.text.starts_with('\\');
        if above.chain(below()).any(is_of_arxiv) {
            return false;
        }
        // YAML has names in small letters, and lists.
        let small = text.starts_with(char::is_lowercase);
        let is_of_yaml = |row: &Row| {
            row.text.starts_with(['-', '{', '#'])
                || row.text.contains(": [")
                || row.text.ends_with(':')
        };
        if small && (below().any(is_of_yaml) || at > 0 && rows[at - 1].text == "---") {
            return false;
        }
        let same = |row: &&Row| row.text.starts_with(char::is_lowercase) == small;
        let roles: Vec<Role> = below().filter(same).filter_map(role).collect();
        let is_titled = is_counted || roles.contains(&Role::Title);
        roles.len() > 3 && is_titled && roles.contains(&Role::Author)
    }

    /// Reads the page.
    fn parse(&self, source: &Source, watch: Watch) -> Digest {
        let rows = source.rows();
        let mut digest = Digest::default();
        let mut roles = vec![None; rows.len()];
        for mut found in self.records(source.page.text(), rows) {
            let Some(entry) = found.record.entry() else { continue };
            if self.is_labeled {
                if !labeled::tells_enough(&found.record, source.is_rest) {
                    continue;
                }
                found.title_above(rows);
            }
            roles[found.rows.clone()].fill(Some(SpanRole::Entry(digest.next_index())));
            digest.entries.push(entry);
            watch(rows[found.rows.end - 1].end, &digest.entries);
        }
        digest.ledger = rows::account(rows, &roles, |at| (self.is_boilerplate)(rows[at].text));
        digest
    }

    /// Parts a line into its tag and its value.
    fn read<'p>(&self, line: &'p str) -> Option<Tagged<'p>> {
        (self.tag)(line).filter(|line| line.regular || self.knows(line.tag))
    }

    /// Parts a line whose tag of two letters is set off by less than the format prescribes, as Ovid's
    /// are; what goes on with the field above it is set in there.
    fn short<'p>(&self, line: &'p str) -> Option<Tagged<'p>> {
        let is_short = |line: &Tagged| !line.regular && !line.glued && line.tag.len() == 2;
        (self.tag)(line).filter(|line| self.is_indented && is_short(line))
    }

    /// Returns what a tag means, and its place among those that mean the same.
    fn role(&self, tag: &str) -> (Role, usize) {
        match &self.names {
            Some(names) => names.role(tag),
            None => wide_role(&tag.to_ascii_lowercase()),
        }
    }

    fn knows(&self, tag: &str) -> bool {
        let mut ends = self.firsts.iter().chain([&self.last]);
        self.is_labeled
            || ends.any(|known| known.eq_ignore_ascii_case(tag))
            || self.role(tag).0 != Role::Other
    }

    /// Returns true if the line is a field of the open record or begins one. A wrapped line may begin
    /// like a tag (`T1-weighted`, `ER-positive`), so glued tags count only in records that begin with
    /// one, and what is left of a record that was cut begins with a regular tag.
    fn counts(&self, line: &Tagged, open: Option<&Open>) -> bool {
        match open {
            Some(open) if self.is_labeled => line.regular || !open.is_text(),
            Some(open) => self.is_first(line) || open.glued || !line.glued,
            None => self.is_first(line) || line.regular,
        }
    }

    /// Returns true for the tag of what nearly every record has besides a title.
    fn describes(&self, tag: &str) -> bool {
        matches!(self.role(tag).0, Role::Author | Role::Editor | Role::Date)
    }

    fn is_first(&self, line: &Tagged) -> bool {
        if self.is_labeled {
            return line.regular && wide_role(line.tag).0 == Role::Title;
        }
        self.firsts.iter().any(|first| first.eq_ignore_ascii_case(line.tag))
    }

    /// Returns true if the line begins a record. A first tag may stand in the middle of one, too;
    /// `apart` says that other rows stand between the line and the field before it.
    fn begins(&self, line: &Tagged, open: Option<&Open>, apart: &dyn Fn() -> bool) -> bool {
        let Some(open) = open else { return self.is_first(line) };
        let is_titled = || open.record.of(Role::Title).next().is_some();
        if self.is_labeled {
            let first = open.record.fields.first().is_some_and(|field| field.name == line.tag);
            let again = first || self.is_first(line) && open.has(line.tag);
            return is_titled() && (again || apart()) || first && apart();
        }
        match self.is_first(line) {
            true => {
                let may_end = open.whole || self.is_parted;
                // Ovid writes one of them first, and others anywhere.
                let is_certain = || !open.has("VN") || apart();
                open.has(line.tag)
                    || !open.whole && apart()
                    || may_end && is_titled() && is_certain()
            }
            false => self.is_parted && is_titled() && apart(),
        }
    }

    /// Returns true for a line that no field goes on in.
    fn is_between(&self, text: &str) -> bool {
        match self.is_labeled {
            // A year, or a number, is a value.
            true => text.is_empty() || tags::is_separator(text) || tags::is_notice(text),
            false => (self.is_boilerplate)(text),
        }
    }

    /// Reads what ProQuest writes without labels: the title below the number of a document, unless the
    /// document tells it once more, and the address below the authors.
    fn unlabeled<'p>(
        &self,
        rows: &[Row<'p>],
        at: usize,
        open: Option<&Open>,
    ) -> Option<Tagged<'p>> {
        let value = rows[at].text;
        let labeled = |tag| Tagged { tag, value, regular: true, glued: false };
        if !self.is_labeled || value.is_empty() {
            return None;
        }
        let above = rows[..at].iter().rev().find(|row| !row.text.is_empty());
        if above.is_some_and(|row| tags::is_counted(row.text)) {
            let fields = rows[at..].iter().map(|row| row.text);
            let mut fields = fields.take(FAR).take_while(|text| !tags::is_counted(text));
            let is_told = fields.any(|text| self.read(text).is_some_and(|it| self.is_first(&it)));
            return (!is_told).then(|| labeled("title"));
        }
        let last = open?.record.fields.last()?;
        let is_address = rows::is_address(value) && value.contains("://");
        (last.role == Role::Author && is_address).then(|| labeled("url"))
    }

    /// Returns true if blank lines part the records of a page, and not their fields.
    fn parts(&self, rows: &[Row]) -> bool {
        let (mut apart, mut titles) = (0, 0);
        for (at, row) in rows.iter().enumerate() {
            let Some(line) = self.read(row.text) else { continue };
            apart += usize::from(line.regular && at > 0 && rows[at - 1].text.is_empty());
            titles += usize::from(self.is_first(&line));
        }
        apart <= 2 * titles
    }

    fn ends(&self, line: &Tagged) -> bool {
        line.tag.eq_ignore_ascii_case(self.last)
    }

    /// Finds the records of the page.
    fn records<'p>(&self, text: &'p str, rows: &[Row<'p>]) -> Vec<Found<'p>> {
        let mut records = Vec::new();
        let mut open: Option<Open> = None;
        let parts = self.is_labeled.then(|| self.parts(rows));
        let mut parted = false;
        let roles = Remembered::default();
        for (at, row) in rows.iter().enumerate() {
            let indent = row.text_start - row.start;
            let goes_on = self.is_indented && open.as_ref().is_some_and(|it| indent > it.indent);
            let alike =
                || open.as_ref().filter(|it| it.is_short).and_then(|_| self.short(row.text));
            let line = if goes_on { None } else { self.read(row.text).or_else(alike) };
            let blank = at > 0 && rows[at - 1].text.is_empty();
            let alone = |line: &Tagged| parts == Some(true) && blank && !line.regular;
            let line = line.filter(|line| self.counts(line, open.as_ref()) && !alone(line));
            let is_sure = line.is_some_and(|line| line.regular);
            let told = if is_sure { None } else { self.unlabeled(rows, at, open.as_ref()) };
            let line = told.or(line);
            let outlined = open.as_ref().is_some_and(|it| it.outlined && it.indent == indent);
            let line = line.or_else(|| {
                let name = outlined && !self.is_between(row.text);
                name.then(|| labeled::alone(row.text))
            });
            parted |= parts.is_some() && tags::is_separator(row.text);
            let Some(line) = line else {
                if let Some(open) = &mut open
                    && !self.is_between(row.text)
                {
                    open.outlined |= self.is_labeled && goes_on && open.is_blank();
                    open.pass(at);
                }
                continue;
            };
            let was_parted = std::mem::take(&mut parted);
            let is_below = open.as_ref().is_some_and(|it| it.rows.end == at);
            let apart = || {
                at > 0
                    && !is_below
                    && match parts {
                        Some(by_blanks) => was_parted || by_blanks && blank,
                        None => (self.is_boilerplate)(rows[at - 1].text),
                    }
            };
            let ends = self.ends(&line);
            let begins = self.begins(&line, open.as_ref(), &apart);
            if begins && let Some(before) = open.take() {
                records.extend(before.finish(self, text, rows));
            }
            let is_short = || self.short(row.text).is_some();
            let record = open.get_or_insert_with(|| Open {
                whole: begins,
                glued: line.glued,
                is_short: is_short(),
                indent,
                ..Open::new(at)
            });
            // What stands between two fields goes on with the first.
            record.go_on(record.below, text, rows);
            record.whole |= self.is_first(&line);
            let means = roles.of(0, line.tag, || self.role(line.tag));
            record.take(self, line, means, at);
            record.ended |= ends;
            // A last tag with a value may go on in the next rows.
            if ends
                && line.value.is_empty()
                && let Some(whole) = open.take()
            {
                records.extend(whole.finish(self, text, rows));
            }
        }
        records.extend(open.and_then(|last| last.finish(self, text, rows)));
        records
    }
}

/// Returns true if the row and those beside it begin with tags of Web of Science.
pub(crate) fn is_among_fields(rows: &[Row], at: usize) -> bool {
    let is_field = |row: &Row| tags::two_letters(row.text).is_some();
    at > 0 && rows.get(at - 1..at + 2).is_some_and(|near| near.iter().all(is_field))
}

/// One record, and the rows that it was read from.
struct Found<'p> {
    record: Record<'p>,
    rows: Range<usize>,
}

impl Found<'_> {
    /// Takes over the title that stands above the first field as well.
    fn title_above(&mut self, rows: &[Row]) {
        let above = rows[..self.rows.start].iter().rposition(|row| !row.text.is_empty());
        let is_title = |at: &usize| self.record.of(Role::Title).any(|it| it.text == rows[*at].text);
        self.rows.start = above.filter(is_title).unwrap_or(self.rows.start);
    }
}

/// A record whose end has not been found yet.
struct Open<'p> {
    record: Record<'p>,
    /// It has a tag that begins one.
    whole: bool,
    /// Its first tag is glued to the value.
    glued: bool,
    /// Its first tag is set off by less than the format prescribes.
    is_short: bool,
    /// It has the tag that ends one.
    ended: bool,
    /// Its values are set in below the tags.
    outlined: bool,
    /// How many bytes stand before its first tag.
    indent: usize,
    /// From the first row to the last with a tag.
    rows: Range<usize>,
    /// After the rows without tags that follow the last field directly.
    beside: usize,
    /// After the last row without a tag below the last field.
    below: usize,
}

impl<'p> Open<'p> {
    fn new(at: usize) -> Self {
        Self {
            record: Record::default(),
            whole: false,
            glued: false,
            is_short: false,
            ended: false,
            outlined: false,
            indent: 0,
            rows: at..at,
            beside: at,
            below: at,
        }
    }

    fn has(&self, tag: &str) -> bool {
        self.record.fields.iter().any(|field| field.name.eq_ignore_ascii_case(tag))
    }

    /// Returns true if the last tag has no value beside it.
    fn is_blank(&self) -> bool {
        self.record.fields.last().is_some_and(|field| field.text.is_empty())
    }

    /// Returns true if the last field is of sentences, which may begin like names of fields.
    fn is_text(&self) -> bool {
        self.record.fields.last().is_some_and(|field| field.role == Role::Abstract)
    }

    /// Passes a row without a tag.
    fn pass(&mut self, at: usize) {
        self.beside += usize::from(self.beside == at);
        self.below = at + 1;
    }

    /// Adds the field on row `at`, whose tag means this.
    fn take(&mut self, dialect: &Dialect, line: Tagged<'p>, means: (Role, usize), at: usize) {
        let missing = dialect.missing.iter().any(|it| it.eq_ignore_ascii_case(line.value));
        let value = if missing { "" } else { line.value };
        self.record.add_named(means, line.tag, Cow::Borrowed(value));
        (self.rows.end, self.beside, self.below) = (at + 1, at + 1, at + 1);
    }

    /// Lets the last field go on to before row `end`.
    fn go_on(&mut self, end: usize, text: &'p str, rows: &[Row<'p>]) {
        let Some(field) = self.record.fields.last_mut().filter(|_| end > self.rows.end) else {
            return;
        };
        let start = rows[self.rows.end - 1].text_bytes().end - field.text.len();
        let end = rows[end - 1].text_bytes().end;
        field.text = Cow::Borrowed(text.get(start..end).unwrap_or_default());
    }

    /// Ends the record; one whose front was cut counts only if its end is there, or its title if
    /// nothing ends records.
    fn finish(mut self, dialect: &Dialect, text: &'p str, rows: &[Row<'p>]) -> Option<Found<'p>> {
        self.go_on(self.beside, text, rows);
        self.rows.end = self.beside;
        let (full, short) = dialect.full;
        if full.iter().any(|full| self.has(full)) {
            self.record.fields.retain(|field| field.name != short);
        }
        self.date(dialect);
        self.join(Role::Title);
        self.join(Role::Abstract);
        let Self { mut record, rows, whole, ended, .. } = self;
        let titled = dialect.last.is_empty() && record.of(Role::Title).next().is_some();
        values::settle(&mut record);
        if dialect.is_labeled {
            labeled::settle(&mut record);
        }
        labeled::place(&mut record);
        (whole || ended || titled).then_some(Found { record, rows })
    }

    /// Adds the date that two fields tell together.
    fn date(&mut self, dialect: &Dialect) {
        let of = |tag: &&str| self.record.fields.iter().find(|field| field.name == *tag);
        let (years, day) = dialect.dated;
        if let Some(year) = years.iter().find_map(of)
            && let Some(day) = of(&day).filter(|day| dates::value(&day.text).is_none())
        {
            let whole = [year.text.trim(), day.text.trim()].join(" ");
            self.record.add(Role::Date, whole);
        }
    }

    /// Joins the texts of a tag that is there several times: some programs write each paragraph by
    /// itself.
    fn join(&mut self, role: Role) {
        let mut fields = self.record.fields.iter_mut().filter(|field| field.role == role);
        let Some(first) = fields.next() else { return };
        for next in fields.filter(|next| next.name == first.name && !next.text.is_empty()) {
            if !first.text.contains(next.text.as_ref()) {
                let text = std::mem::take(&mut next.text);
                first.text = Cow::Owned([first.text.as_ref(), text.as_ref()].join("\n"));
            }
        }
    }
}
