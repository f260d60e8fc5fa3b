//! The lines below the one that names a paper.

use super::super::draft::{Draft, ordered};
use super::super::inline::{self, Inline, Kind};
use super::super::item;
use super::super::labels::{self, Label};
use super::super::lines::{BOLD, Line, Mark};
use super::super::names;
use super::super::places;
use super::super::reference;
use super::{MOST_ROWS, Place, is_preprint};
use crate::formats::record::{Role, imprint};
use crate::formats::shared::{boilerplate, rows};
use skimmark_paper::category;
use skimmark_paper::date::PartialDate;
use skimmark_paper::ids::mention;

/// The lines below the one that names a paper.
pub(super) struct Body<'a, 'r, 'p> {
    pub place: Place<'r, 'p>,
    pub own: Line<'p>,
    pub draft: &'a mut Draft,
    /// The field that the next line may go on with.
    pub open: Option<Label>,
    /// Something besides identifiers has been read.
    pub begun: bool,
    /// The line that names the paper says enough alone: text below it is of something else.
    pub whole: bool,
    /// The last field is one that nothing goes on with.
    pub closed: bool,
    /// Items of a list have been read that have no label.
    pub loose: bool,
    /// The last label has a value beside it.
    pub filled: bool,
}

/// A table of one paper has no more rows than this.
const MOST_FIELDS: usize = 12;

/// A line below the one that names a paper.
struct Below<'p> {
    /// The row in which it stands.
    at: usize,
    line: Line<'p>,
    inline: Inline,
    /// A blank line is above it.
    blank: bool,
    /// Title and authors are above it, and nothing parts it from them.
    joined: bool,
}

impl Below<'_> {
    fn is_listed(&self) -> bool {
        matches!(self.line.mark, Mark::Bullet | Mark::Number)
    }

    fn is_sentence(&self) -> bool {
        let text = self.inline.text.as_str();
        text.len() > 80 || text.ends_with(['.', '!', '?', '…', '。'])
    }
}

impl Body<'_, '_, '_> {
    /// Reads from row `start`; returns the row after the last one that is of the paper.
    pub fn read(mut self, start: usize) -> usize {
        let (mut end, mut blank) = (start, false);
        for at in start..self.place.rows.len().min(start + MOST_ROWS) {
            let line = self.place.line(at);
            match line.mark {
                Mark::Blank => {
                    blank = true;
                    continue;
                }
                Mark::Rule => break,
                _ => {}
            }
            let inline = match line.mark {
                Mark::Table if self.is_labeled_table(at) => match labeled_row(line.text) {
                    Some((name, value)) => inline::of(&[name, ": ", value].concat()),
                    // The head of such a table.
                    None => continue,
                },
                Mark::Table => break,
                _ => self.place.inline(at, &line),
            };
            if !inline.text.contains(char::is_alphanumeric) && inline.spans.is_empty() {
                continue;
            }
            let joined = self.own.mark == Mark::Text && self.draft.signed && !blank;
            if !self.take(&Below { at, line, inline, blank, joined }) {
                break;
            }
            (end, blank) = (at + 1, false);
        }
        end
    }

    /// Takes over what a line says; returns false if it is not of the paper. The first step that knows it decides.
    fn take(&mut self, it: &Below) -> bool {
        let steps = [
            Self::take_label,
            Self::end,
            Self::take_facts,
            Self::take_people,
            Self::take_title,
            Self::take_standfirst,
            Self::end_before_text,
            Self::take_imprint,
            Self::take_told,
        ];
        steps.iter().find_map(|step| step(self, it)).unwrap_or_else(|| self.take_text(it))
    }

    /// Takes a label with its value, or one that stands alone.
    fn take_label(&mut self, it: &Below) -> Option<bool> {
        let inline = &it.inline;
        let is_link = |span: &inline::Span| span.kind == Kind::Link && !span.url.is_empty();
        let is_bare =
            |text: &str| item::is_label(text) && !text.contains(|c: char| c.is_ascii_digit());
        if it.joined && is_bare(&inline.text) && !inline.spans.iter().any(is_link) {
            return Some(true);
        }
        let label = labels::read(inline).or_else(|| self.by(inline));
        let label = label.filter(|label| it.blank || !self.is_in_text(label, it))?;
        let ends = label.label == Label::Field(Role::Title) && self.draft.is_titled()
            || self.names_another(inline);
        if ends || !label.known && self.stops(&it.line) {
            return Some(false);
        }
        self.draft.field(label.label, &label.name, inline, label.value);
        // Nothing goes on with an address, a date or a score.
        let short = matches!(
            label.label,
            Label::Link
                | Label::Rank
                | Label::Source
                | Label::Field(Role::Arxiv | Role::Doi | Role::Pmid | Role::Code | Role::Date)
        );
        self.open = Some(label.label).filter(|_| !short || label.value >= inline.text.len());
        self.closed = short;
        self.filled = label.value < inline.text.len();
        self.begun |= matches!(
            label.label,
            Label::Summary | Label::Note | Label::Field(Role::Abstract | Role::Authors)
        );
        Some(true)
    }

    /// Returns `By:` as a label; below a number, as other lines begin with it, too.
    fn by(&self, inline: &Inline) -> Option<labels::Labeled> {
        let value = inline.text.strip_prefix("By:")?.trim_start();
        (self.own.mark == Mark::Number).then(|| labels::Labeled {
            label: Label::Field(Role::Authors),
            name: "By".to_owned(),
            value: inline.text.len() - value.len(),
            known: true,
            decorated: false,
        })
    }

    /// Ends the paper where something else of its kind begins, or the page goes on.
    fn end(&mut self, it: &Below) -> Option<bool> {
        let Below { at, line, inline, blank, joined } = it;
        if self.stops(line) || matches!(line.mark, Mark::Heading(_)) {
            return Some(false);
        }
        // A heading over a list of papers names no paper.
        let bare = self.draft.labeled == 0 && !(self.begun || self.draft.identified);
        if bare && it.is_listed() && self.heads_paper(*at, line) {
            return Some(false);
        }
        let another =
            || item::title_link(inline).is_some() || mention::find(&inline.text).is_some();
        if it.is_listed() && self.own.mark != Mark::Bullet && another() && !self.only_links(inline)
        {
            return Some(false);
        }
        if item::title_link(inline).is_some() && self.names_another(inline) {
            return Some(false);
        }
        if *joined && (boilerplate::is_boilerplate(line.text) || self.is_title(*at)) {
            return Some(false);
        }
        let full = self.begun || self.draft.identified || self.own.mark == Mark::Text;
        // In the reports of RePEc the abstract has no label, below the address.
        let unlabeled = self.own.mark == Mark::Number
            && self.draft.credited
            && !self.draft.has_text()
            && it.is_sentence();
        let closed = self.closed && !joined && !unlabeled;
        let ends = self.is_beside(line) && (*blank && full || closed);
        ends.then_some(false)
    }

    /// Takes a line of identifiers, links, a date and the like alone.
    fn take_facts(&mut self, it: &Below) -> Option<bool> {
        if let Some(own) = self.facts(&it.inline) {
            return Some(own && !self.loose);
        }
        // Right below a link to the paper stand its people.
        let people = self.draft.linked
            && !(it.blank || self.draft.signed)
            && names::is_list(&it.inline.text, true);
        // What follows an item that says enough, and is not set in, is of the page.
        let ends = self.is_beside(&it.line)
            && self.draft.identified
            && !it.joined
            && !self.wraps(it.at, &it.line);
        (self.open.is_none() && !people && (self.whole || ends)).then_some(false)
    }

    /// Takes the people, in a line or one of them.
    fn take_people(&mut self, it: &Below) -> Option<bool> {
        let Below { at, line, inline, blank, .. } = it;
        // `Ana Lee, Bo Ek; Proceedings of Wool, PMLR 300:1-12`
        if !self.begun
            && self.own.mark == Mark::Text
            && let Some((people, venue)) = people_and_place(&inline.text)
        {
            self.draft.authors(people);
            if !self.draft.publication(venue) {
                let year = imprint::publication(venue).year.map(PartialDate::year_only);
                year.into_iter().for_each(|year| self.draft.date(year));
                self.draft.venue(venue);
            }
            (self.draft.signed, self.begun) = (true, true);
            return Some(true);
        }
        let italic = inline.of(Kind::Italic).any(|span| span.range.len() + 4 > inline.text.len());
        let marked = italic || self.own.mark != Mark::Text || self.draft.identified;
        let open = !self.begun || self.draft.parted.is_some();
        // In an item of their own within the item of the paper, too.
        let inner =
            line.mark == Mark::Bullet && line.indent > self.own.indent && self.draft.identified;
        let own = line.mark == Mark::Text || inner;
        // `*Ana Lee, Bo Ek* [[pdf](https://…)], 2021.11`
        let people = inline.of(Kind::Italic).find(|span| {
            let is_part = span.range.start == 0 && span.range.len() < inline.text.len();
            is_part && names::is_list(inline.words(span), true)
        });
        if let Some(people) = people.filter(|_| open && own) {
            let mut rest = inline.clone();
            rest.cut(std::slice::from_ref(&people.range));
            if self.facts(&rest) == Some(true) {
                self.take_authors(inline.words(people));
                return Some(true);
            }
        }
        if open && own && names::is_list(&inline.text, marked) {
            self.take_authors(&inline.text);
            self.link(inline);
            return Some(true);
        }
        let is_one = self.own.mark == Mark::Number
            && line.mark == Mark::Text
            && self.names_one(*at, &inline.text, *blank);
        is_one.then(|| {
            self.draft.person(&inline.text);
            self.draft.listed = true;
            true
        })
    }

    fn take_authors(&mut self, people: &str) {
        self.draft.rejoin();
        self.draft.authors(people);
        (self.draft.signed, self.begun) = (true, true);
    }

    /// Takes the rest of a title that was broken.
    fn take_title(&mut self, it: &Below) -> Option<bool> {
        // A title that is a link ends with it.
        if self.begun || self.draft.linked || !self.wraps_title(it.at, &it.line) {
            return None;
        }
        let mut fields = self.draft.record.fields.iter_mut();
        let title = fields.find(|field| field.role == Role::Title)?;
        title.text = [title.text.as_ref(), "\n", &it.inline.text].concat().into();
        Some(true)
    }

    /// Takes the sentence that journals' mails put between a title and its people.
    fn take_standfirst(&mut self, it: &Below) -> Option<bool> {
        let is_own = self.own.mark == Mark::Text && !(self.begun || self.draft.has_text());
        let below = self.place.line(it.at + 1);
        let is_it = is_own
            && !it.blank
            && it.inline.text.ends_with('.')
            && !self.own.text.ends_with('.')
            && below.mark == Mark::Text
            && names::is_list(below.text, false);
        is_it.then(|| {
            self.draft.summary(&it.inline.text);
            true
        })
    }

    /// Ends the paper before what is no text of it, and passes lines without words.
    fn end_before_text(&mut self, it: &Below) -> Option<bool> {
        if self.own.mark == Mark::Text && !self.begun && !self.draft.timed {
            return Some(false);
        }
        if !it.inline.text.contains(char::is_alphanumeric) {
            return Some(true);
        }
        // Below a line of its own, only what reads like an abstract is of the paper.
        let foreign = !it.joined && (!it.is_sentence() || self.is_title(it.at));
        let ends = self.own.mark == Mark::Text && self.open.is_none() && foreign;
        ends.then_some(false)
    }

    /// Takes where the paper appeared.
    fn take_imprint(&mut self, it: &Below) -> Option<bool> {
        let text = it.inline.text.as_str();
        let placed = self.draft.record.of(Role::Venue).next().is_some();
        let imprint = text.split(" doi:").next().unwrap_or_default();
        // `Journal of Wool.`, above the address of the paper.
        let above_address = rows::is_address(self.place.line(it.at + 1).text);
        if it.joined && !placed && above_address && text.len() < 60 && text.ends_with('.') {
            self.draft.venue(text.trim_end_matches('.'));
            return Some(true);
        }
        let is_imprint = self.draft.signed
            && !placed
            && self.open.is_none()
            && imprint.len() < 120
            && self.draft.publication(imprint);
        is_imprint.then(|| {
            let left = self.draft.mentions(&text[imprint.len()..]);
            self.draft.note("", left.trim_matches(['.', ' ']));
            true
        })
    }

    /// Takes a short line that tells something of the paper: `18 June 2026 · Biology`, or, among labels that
    /// are known, `Status: to read`.
    fn take_told(&mut self, it: &Below) -> Option<bool> {
        let text = it.inline.text.as_str();
        let is_text =
            |label| matches!(label, Label::Summary | Label::Note | Label::Field(Role::Abstract));
        let is_other = self.draft.labeled > 1
            && !self.draft.has_text()
            && !it.blank
            && !self.open.is_some_and(is_text)
            && is_field(text);
        if !(is_other || it.joined && !it.is_sentence() && self.open.is_none()) {
            return None;
        }
        if !is_other && !is_told(text) {
            return Some(false);
        }
        for part in text.split(['·', '|', '•']) {
            // `bioRxiv posted 22 January 2026 doi:10.1101/2026.01.20.1`
            let posted = part.split_once(" posted ").and_then(|(venue, rest)| {
                Some((venue, places::date(rest.split(" doi:").next().unwrap_or(rest))?))
            });
            if let Some((venue, date)) = posted {
                self.draft.venue(venue);
                self.draft.date(date);
                self.draft.mentions(part);
                continue;
            }
            match places::date(part) {
                Some(date) => self.draft.date(date),
                None if self.draft.identified || ALSO.iter().any(|it| part.starts_with(it)) => {
                    self.draft.note("", part);
                }
                None => {
                    let left = self.draft.mentions(part);
                    self.draft.note("", left.trim_matches(['.', ',', ';', ' ']));
                }
            }
        }
        Some(true)
    }

    /// Takes a line that goes on with the field above, or is of the abstract.
    fn take_text(&mut self, it: &Below) -> bool {
        let Below { inline, blank, .. } = it;
        (self.begun, self.closed) = (true, false);
        self.loose |= it.is_listed() && self.open.is_none() && self.draft.labeled == 0;
        self.link(inline);
        let text = inline.text.as_str();
        match self.open {
            Some(Label::Field(Role::Authors)) if !blank => self.draft.authors(text),
            Some(Label::Subjects) if !blank => self.draft.field(Label::Subjects, "", inline, 0),
            // Keywords and affiliations end with their paragraph.
            Some(Label::Field(role)) if *blank && role != Role::Abstract && self.filled => {
                self.open = None;
                self.draft.go_on(None, text);
            }
            open => self.draft.go_on(open, text),
        }
        true
    }

    /// Returns true for a row of a table below a heading that has the people of the paper in a row of their own.
    fn is_labeled_table(&self, at: usize) -> bool {
        let line = |at: usize| self.place.line(at);
        let is_row = |at: &usize| line(*at).mark == Mark::Table;
        let has_people = |at: usize| {
            let name = labeled_row(line(at).text).map(|(name, _)| name);
            name.and_then(labels::meaning) == Some(Label::Field(Role::Authors))
        };
        let mut below = (at..at + MOST_FIELDS).take_while(is_row);
        let mut above = (at.saturating_sub(MOST_FIELDS)..at).rev().take_while(is_row);
        matches!(self.own.mark, Mark::Heading(_))
            && (below.any(has_people) || above.any(has_people))
    }

    /// Returns true for a line that is set in no further than the one that names the paper.
    fn is_beside(&self, line: &Line) -> bool {
        !matches!(self.own.mark, Mark::Heading(_)) && line.indent <= self.own.indent
    }

    /// Returns true for one of the names that stand below a title, one a line.
    fn names_one(&self, at: usize, text: &str, blank: bool) -> bool {
        let first = !self.begun && (!self.draft.listed || !blank);
        let below = self.place.line(at + 1).text;
        let one = |text: &str| {
            let people = names::scan(text);
            let rest = people.rest.trim();
            let listed = (1..=2).contains(&people.names.len()) && text.len() < 80;
            listed && (rest.is_empty() || rest.starts_with('(') && rest.ends_with(')'))
        };
        first && one(text) && (below.is_empty() || one(below))
    }

    fn link(&mut self, inline: &Inline) {
        for span in inline.spans.iter().filter(|span| span.kind == Kind::Link) {
            self.draft.beside(&span.url, inline.words(span));
        }
    }

    /// Returns true if a line begins something else of the same kind.
    fn stops(&self, line: &Line) -> bool {
        let beside = line.indent <= self.own.indent;
        match (self.own.mark, line.mark) {
            (Mark::Heading(own), Mark::Heading(other)) => other <= own,
            (Mark::Number, Mark::Number) => beside,
            (Mark::Bullet, Mark::Bullet | Mark::Number) => beside,
            (Mark::Heading(_), _) => false,
            (Mark::Text, Mark::Bullet | Mark::Number | Mark::Heading(_)) => true,
            (_, Mark::Heading(level)) => level < BOLD || beside,
            _ => false,
        }
    }

    /// Returns true if the people of a paper stand under their label below this item of a list, set in from it.
    fn heads_paper(&self, at: usize, line: &Line) -> bool {
        let mut below = (at + 1..at + 5).map(|at| (at, self.place.line(at)));
        let Some((at, below)) = below.find(|(_, line)| line.mark != Mark::Blank) else {
            return false;
        };
        let label = labels::read(&self.place.inline(at, &below));
        below.indent > line.indent
            && label.is_some_and(|it| it.label == Label::Field(Role::Authors))
    }

    /// Returns true if the line below this one names people, or is an address alone, as below a title.
    fn is_title(&self, at: usize) -> bool {
        let next = self.place.line(at + 1);
        let inline = self.place.inline(at + 1, &next);
        let text = inline.text.as_str();
        let is_authors = || {
            let label = labels::read(&inline);
            label.is_some_and(|it| it.label == Label::Field(Role::Authors))
        };
        next.mark == Mark::Text
            && (names::is_list(text, false)
                || people_and_place(text).is_some()
                || rows::is_address(text) && !self.place.line(at).text.ends_with('.')
                || is_authors())
    }

    /// Returns true if all words of a line are labels of its links.
    fn only_links(&self, inline: &Inline) -> bool {
        let mut rest = inline.clone();
        rest.cut(&ordered(inline.of(Kind::Link).map(|it| it.range.clone()).collect()));
        let words = mention::find(&rest.text).map_or(rest.text, |found| found.rest);
        item::is_label(&words) && inline.of(Kind::Link).all(|it| item::is_label(inline.words(it)))
    }

    /// Returns true if a line that was broken may go on in this one.
    fn wraps(&self, at: usize, line: &Line) -> bool {
        rows::may_wrap(self.place.line(at - 1).text, line.text)
    }

    /// Returns true for a label within an abstract, and no label of the list: `Background: ...` begins one,
    /// and `Methods: ...` may begin a line of one whose lines were broken.
    fn is_in_text(&self, label: &labels::Labeled, it: &Below) -> bool {
        let (at, line) = (it.at, &it.line);
        let is = |name: &str| label.name.eq_ignore_ascii_case(name);
        if label.decorated
            || !["background", "methods", "results", "conclusions"].into_iter().any(is)
        {
            return false;
        }
        match self.open {
            Some(Label::Summary | Label::Field(Role::Abstract)) => self.wraps(at, line),
            Some(_) => false,
            None if self.begun => self.wraps(at, line),
            None => is("background") && self.draft.labeled == 0,
        }
    }

    /// Returns true if a line names another preprint than the block.
    fn names_another(&self, inline: &Inline) -> bool {
        let preprints = |ids: &[String]| ids.iter().find(|id| is_preprint(id)).cloned();
        let Some(own) = preprints(&self.draft.own) else { return false };
        let mut scratch = Draft::default();
        scratch.mentions(&inline.text);
        for span in inline.spans.iter().filter(|it| it.kind == Kind::Link) {
            scratch.address(&span.url, "");
        }
        let heading = matches!(self.own.mark, Mark::Heading(level) if level < BOLD);
        !heading
            && inline.text.len() < 200
            && preprints(&scratch.own).is_some_and(|other| other != own)
    }

    /// Returns true if the title goes on in this line: it was broken where lines are, and what a title
    /// is followed by stands below.
    fn wraps_title(&self, at: usize, line: &Line) -> bool {
        let next = self.place.line(at + 1);
        let inline = self.place.inline(at + 1, &next);
        let follows = next.mark == Mark::Text
            && (names::is_list(&inline.text, false)
                || labels::read(&inline).is_some_and(|it| it.known));
        line.mark == Mark::Text && follows && self.wraps(at, line)
    }

    /// Reads a line of identifiers, links, a date, a venue, categories and nothing else; returns `None`
    /// for other lines, and false if it names another paper.
    fn facts(&mut self, inline: &Inline) -> Option<bool> {
        let links: Vec<_> =
            inline.spans.iter().filter(|it| it.kind == Kind::Link && !it.url.is_empty()).collect();
        let mut rest = inline.clone();
        let dates = links.iter().filter_map(|it| dated(inline.words(it)));
        let gone = links.iter().filter(|it| {
            let words = inline.words(it);
            item::is_label(words)
                || dated(words).is_some()
                || links.len() > 1
                || !it.url.contains("://")
        });
        let gone: Vec<_> = gone.map(|it| it.range.clone()).collect();
        let anchors = links.iter().all(|it| it.url.starts_with('#'));
        if gone.is_empty() && !links.is_empty() {
            return None;
        }
        rest.cut(&ordered(gone));
        let mut known: Vec<(Role, String)> =
            dates.map(|date| (Role::Date, date.to_owned())).collect();
        let mut scratch = Draft::default();
        let text = scratch.mentions(&rest.text);
        let text = item::tidy(&text);
        let named =
            scratch.identified || !links.is_empty() && !anchors || rest.text.contains("://");
        for piece in text
            .split(['|', '·', '•', ';', '\t'])
            .map(str::trim)
            .filter(|it| it.contains(char::is_alphanumeric))
        {
            let codes = || {
                piece
                    .split([' ', ',', '[', ']', '(', ')'])
                    .all(|it| it.is_empty() || category::is_whole(it))
            };
            match piece {
                _ if item::is_label(piece) => {}
                _ if places::date(piece).is_some() => known.push((Role::Date, piece.to_owned())),
                _ if places::venue_year(piece).is_some()
                    && piece.len() < 60
                    && reference::sentence(piece).1.is_empty() =>
                {
                    known.push((Role::Venue, piece.to_owned()))
                }
                _ if codes() => {
                    known.push((Role::Categories, piece.replace(['[', ']', '(', ')'], " ")))
                }
                _ => return None,
            }
        }
        if !named && known.is_empty() {
            return (!links.is_empty() && anchors).then_some(true);
        }
        if self.names_another(inline) {
            return Some(false);
        }
        for span in links {
            self.draft.address(&span.url, inline.words(span));
        }
        self.draft.mentions(&rest.text);
        for (role, text) in known {
            match role {
                Role::Date => {
                    places::date(&text).into_iter().for_each(|date| self.draft.date(date))
                }
                Role::Venue => {
                    self.draft.placed = true;
                    self.draft.venue(&text);
                    places::venue_year(&text)
                        .map(PartialDate::year_only)
                        .into_iter()
                        .for_each(|it| self.draft.date(it));
                }
                _ => self.draft.record.add(role, text),
            }
        }
        Some(true)
    }
}

/// Returns the date of a link with its label: `arXiv 26 Dec 2023`.
fn dated(words: &str) -> Option<&str> {
    let (label, date) = words.split_once(' ')?;
    (item::is_label(label) && places::date(date).is_some()).then_some(date)
}

/// Parts `| Authors | Ana Lee |`, a row of a table, into its label and the value of that.
fn labeled_row(text: &str) -> Option<(&str, &str)> {
    let (name, value) = text.strip_prefix('|')?.strip_suffix('|')?.split_once('|')?;
    let is_pair = !value.contains('|') && labels::meaning(name).is_some();
    is_pair.then(|| (name.trim(), value.trim()))
}

/// Parts people from where their paper appeared: `Ana Lee, Bo Ek; (12):1-45, 2026.`
fn people_and_place(text: &str) -> Option<(&str, &str)> {
    let (people, venue) = text.split_once("; ")?;
    let is_place = venue.contains(|c: char| c.is_ascii_digit())
        && !venue.contains(';')
        && !names::is_list(venue, true);
    (is_place && names::is_list(people, false)).then_some((people, venue))
}

/// How lines begin that tell of other papers.
const ALSO: &[&str] = &["See", "Cited", "cf", "Related", "Based on", "Code"];

/// Returns true for a short line that tells something of the paper above, and is no title: it has a label,
/// signs between its parts, numbers, or capitals alone.
fn is_told(text: &str) -> bool {
    let is_number = |word: &&str| word.contains(|c: char| c.is_ascii_digit());
    let words = text.split_whitespace();
    let (numbers, all) = (words.clone().filter(is_number).count(), words.count());
    text.contains(['·', '|', '•'])
        || numbers > 1
        || numbers > 0 && all < 4
        || is_field(text)
        || !text.contains(char::is_lowercase)
}

/// Returns true for a short value with a label of a few words: `Status: to read`.
fn is_field(text: &str) -> bool {
    text.split_once(": ").is_some_and(|(name, value)| {
        let is_name = name.starts_with(char::is_uppercase) && name.split(' ').count() < 3;
        is_name && value.len() < 60 && !value.ends_with('.')
    })
}
