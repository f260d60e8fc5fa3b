//! A query evaluated paper by paper, to check the index against.

use proptest::prelude::*;
use time::Duration;

use super::{Catalog, Learned, Paper};
use crate::marks::{Mark, Notes, Stamped};
use crate::query::{Dates, Field, Filter, Query, Thing, parse, regex};
use skimmark_paper::date::PartialDate;
use skimmark_paper::entry::{Announcement, Category, Entry};
use skimmark_paper::score::Score;
use skimmark_paper::text::fold::{Needle, find_in};
use skimmark_paper::text::plain_text;
use skimmark_protocol::{KeptDigest, Listing};

const TODAY: &str = "2026-03-16";

/// What is known about a paper besides its entry.
#[derive(Clone, Copy)]
struct About<'t> {
    starred: bool,
    read: bool,
    notes: &'t Notes,
    seen: bool,
    muted: bool,
    /// The paper's number, by which it is learned what it is like, and how likely it is liked.
    number: usize,
    /// The titles of its digests.
    digests: &'t [String],
}

fn meets(query: &Query, paper: &Paper, about: About<'_>) -> bool {
    match query {
        Query::All(parts) => parts.iter().all(|part| meets(part, paper, about)),
        Query::Any(parts) => parts.iter().any(|part| meets(part, paper, about)),
        Query::Not(inner) => !meets(inner, paper, about),
        Query::Is(filter) => is_met(filter, &paper.entry, about),
    }
}

fn is_met(filter: &Filter, entry: &Entry, about: About<'_>) -> bool {
    match filter {
        Filter::Text { field: Field::Digest, text, quoted } => {
            holds_one(about.digests.iter(), text, *quoted)
        }
        Filter::Text { field, text, quoted } => holds(entry, *field, text, *quoted),
        Filter::Pattern(pattern) => {
            let regex = regex(pattern).unwrap();
            texts(entry, Field::Anywhere).iter().any(|text| regex.is_match(text))
        }
        Filter::Category(wanted) => {
            let wanted = wanted.to_lowercase();
            let codes = entry.categories.iter().map(|code| code.0.to_lowercase());
            codes.into_iter().any(|code| {
                code == wanted
                    || code.split_once('.').is_some_and(|(a, b)| a == wanted || b == wanted)
            })
        }
        Filter::Id(id) => entry.ids.arxiv.as_ref().is_some_and(|known| known.starts_with(id)),
        Filter::Date(dates) => entry.date.is_some_and(|date| is_within(date, *dates)),
        Filter::Score(from, to) => entry.score.is_some_and(|score| {
            from.unwrap_or(0) <= score.tenths() && score.tenths() <= to.unwrap_or(u32::MAX)
        }),
        Filter::Has(Thing::Code) => entry.has_code,
        Filter::Has(Thing::Abstract) => entry.abstract_text.is_some(),
        Filter::Has(Thing::Score) => entry.score.is_some(),
        Filter::Has(Thing::Link) => entry.ids.arxiv.is_some(),
        Filter::Announced(kind) => entry.announced.contains(kind),
        Filter::Has(Thing::Note) => !about.notes.note.is_empty(),
        Filter::Starred => about.starred,
        Filter::Read(read) => about.read == *read,
        Filter::Tag(tag) => {
            let is_tag = |known: &String| plain_text(known) == plain_text(tag);
            about.notes.tags.iter().any(is_tag)
        }
        Filter::Seen => about.seen,
        Filter::Muted => about.muted,
        Filter::AlsoMuted => true,
        Filter::Like(_) => is_like_wool(about.number),
        Filter::Likely(from, to) => {
            (from.unwrap_or(0)..=to.unwrap_or(100)).contains(&likelihood(about.number))
        }
    }
}

/// Returns whether the paper of this number is like the one that the queries name.
fn is_like_wool(number: usize) -> bool {
    number % 5 == 2
}

/// Returns how likely the reader likes the paper of this number, in hundredths.
fn likelihood(number: usize) -> u32 {
    (number * 37 % 101) as u32
}

fn texts(entry: &Entry, field: Field) -> Vec<&String> {
    let is = |other| field == Field::Anywhere || field == other;
    let mut texts = Vec::new();
    texts.extend(Some(&entry.title).filter(|_| is(Field::Title)));
    texts.extend(entry.authors.iter().filter(|_| is(Field::Author)));
    texts.extend(entry.affiliation.as_ref().filter(|_| is(Field::Org)));
    texts.extend(entry.abstract_text.as_ref().filter(|_| is(Field::Abstract)));
    texts.extend(entry.venue.as_ref().filter(|_| field == Field::Venue));
    texts.extend(entry.keywords.iter().filter(|_| field == Field::Keyword));
    texts.extend(entry.kind.as_ref().filter(|_| field == Field::Kind));
    texts
}

fn holds(entry: &Entry, field: Field, text: &str, whole: bool) -> bool {
    holds_one(texts(entry, field).into_iter(), text, whole)
}

fn holds_one<'t>(texts: impl Iterator<Item = &'t String>, text: &str, whole: bool) -> bool {
    let Some(needle) = Needle::new(text, whole) else { return true };
    let mut texts = texts;
    texts.any(|text| !find_in(text, &[&needle]).is_empty())
}

/// Returns whether all days of `date` lie within `dates`.
fn is_within(date: PartialDate, dates: Dates) -> bool {
    let days = |date: PartialDate| -> Vec<String> {
        let months = (1..=12).filter(|month| date.month().is_none_or(|known| known == *month));
        let days = |month| {
            let days = (1..=31).filter(|day| date.day().is_none_or(|known| known == *day));
            days.map(move |day| format!("{:04}-{month:02}-{day:02}", date.year()))
        };
        months.flat_map(days).collect()
    };
    let (first, last) = (|d: PartialDate| days(d)[0].clone(), |d: PartialDate| days(d).pop());
    days(date).iter().all(|day| match dates {
        Dates::Span(from, to) => {
            from.is_none_or(|from| first(from) <= *day)
                && to.is_none_or(|to| Some(day) <= last(to).as_ref())
        }
        Dates::After(date) => Some(day) > last(date).as_ref(),
        Dates::Before(date) => *day < first(date),
        Dates::Last(count) => *day >= ago(count),
        Dates::Ago(count) => *day == ago(count),
    })
}

fn ago(days: u16) -> String {
    let today = TODAY.parse::<PartialDate>().unwrap().to_date().unwrap();
    PartialDate::from(today - Duration::days(i64::from(days))).to_string()
}

fn word() -> impl Strategy<Value = String> {
    "graph|graphs|graphical|net|nets|network|a|ab|abc|d'souza|souza|pre-training|pretraining|training|Été|大模|模型|深|GPT-4|4.5|x_1"
}

fn entry() -> impl Strategy<Value = Entry> {
    let text = || proptest::collection::vec(word(), 1..6).prop_map(|words| words.join(" "));
    let codes = proptest::collection::vec("cs\\.CL|cs\\.LG|stat\\.ML|hep-th|LG", 0..3);
    let date = proptest::option::of("2026-03-1[0-9]|2026-02|2025-1[12]-30|2025|2026");
    let known = (any::<bool>(), 0_u32..=1000, any::<bool>(), 0_usize..5, any::<bool>());
    let texts = (text(), proptest::collection::vec(text(), 0..3), proptest::option::of(text()));
    (texts, proptest::option::of(text()), codes, date, known).prop_map(
        |((title, authors, affiliation), abstract_text, codes, date, known)| {
            let (scored, tenths, has_code, kind, named) = known;
            let mut entry =
                Entry { title, authors, affiliation, abstract_text, ..Entry::default() };
            entry.categories = codes.into_iter().map(Category).collect();
            entry.date = date.map(|date| date.parse().unwrap());
            entry.score = Score::from_tenths(tenths).filter(|_| scored);
            entry.has_code = has_code;
            entry.announced = Announcement::ALL.get(kind).copied().into_iter().collect();
            if named {
                entry.venue = entry.abstract_text.clone();
                entry.keywords = entry.authors.clone();
                entry.kind = entry.affiliation.clone();
            }
            entry.ids.arxiv = named.then(|| format!("26{:02}.{tenths:05}", kind + 1));
            entry
        },
    )
}

fn mark() -> impl Strategy<Value = Mark> {
    let tags = "(later|Later|été|To  read|c)?(,#to read|,c\\+\\+)?";
    let flags = (any::<bool>(), proptest::option::of(any::<bool>()));
    (flags, tags, "(see)?", any::<bool>()).prop_map(|((starred, read), tags, note, noted)| {
        let read = read.map(|what| Stamped { set_at: 1, what });
        let notes = noted.then(|| Stamped { set_at: 1, what: Notes::typed(&tags, &note) });
        Mark { starred, starred_at: 1, read, notes, ..Mark::default() }
    })
}

fn query() -> impl Strategy<Value = String> {
    let filter = "cat:(cs|LG|cs\\.CL|hep-th)|id:260[1-5]|date:(2026|2026-03|7d|today|yesterday|2025-12\\.\\.2026-02|2026-03-12\\.\\.)\
        |(after|before):2026-03-1[0-5]|score:(>50|20\\.\\.80|<30)|has:(code|abstract|score|link)\
        |likely:(>0\\.5|0\\.2\\.\\.0\\.8|<0\\.3)|like:(wool|\"wool\")\
        |is:(new|cross|replaced|withdrawn|starred|seen|muted|read|unread)|has:note|#(later|Été|ete|c)|tag:\"To read\"|/(gr\\.ph|\\^a|模\\.\\$|t\\[rs\\]ain)/";
    let field = "(title:|author:|abs:|org:|venue:|key:|type:|in:|)";
    let words = (field, word(), word(), 0..4).prop_map(|(field, one, other, form)| match form {
        0 => format!("{field}\"{one} {other}\""),
        1 => format!("{field}\"{one}\""),
        2 => format!("{field}{}", one.chars().take(2).collect::<String>()),
        _ => format!("{field}{one}"),
    });
    let one = prop_oneof![filter.prop_map(String::from), words];
    let sign = "( |  -| OR | OR -| \\(| -\\(|\\) |\\) OR )";
    proptest::collection::vec((one, sign), 1..4)
        .prop_map(|parts| parts.into_iter().map(|(one, sign)| one + &sign).collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]
    #[test]
    fn the_index_finds_what_looking_at_every_paper_finds(
        entries in proptest::collection::vec((entry(), mark()), 0..20),
        older in 0_usize..20,
        names in (word(), word()),
        queries in proptest::collection::vec(query(), 12),
    ) {
        let mut catalog = Catalog::default();
        let (entries, marks): (Vec<Entry>, Vec<Mark>) = entries.into_iter().unzip();
        for (entry, mark) in entries.into_iter().zip(&marks) {
            let number = catalog.add(entry, Vec::new());
            // The earlier mark is forgotten.
            catalog.mark(number, marks.first().unwrap_or(mark));
            catalog.mark(number, mark);
        }
        // Two digests, with some papers in both.
        let names = [names.0, names.1];
        let library: Vec<KeptDigest> = (1..).zip(&names).map(|(id, name)| {
            KeptDigest { id, title: format!("{name}, today"), name: Some(name.clone()), named: skimmark_protocol::Millis(0), seen: Vec::new() }
        }).collect();
        let of = |number: usize| -> Vec<usize> {
            let both = [number < older, number.is_multiple_of(3)];
            (0..2).filter(|digest| both[*digest]).collect()
        };
        for digest in 0..2 {
            catalog.digests.begin(digest as u64 + 1);
            let numbers = (0..catalog.len()).filter(|number| of(*number).contains(&digest));
            numbers.for_each(|number| catalog.digests.put(number));
        }
        catalog.name_digests(&library);
        catalog.note_repeated();
        catalog.set_muted((0..catalog.len()).filter(|number| number % 4 == 1).collect());
        let like = (0..catalog.len()).filter(|number| is_like_wool(*number)).collect();
        catalog.set_learned(Learned {
            likely: (0..catalog.len()).map(likelihood).collect(),
            like: vec![("wool".to_owned(), like)],
        });
        for query in queries {
            let parsed = parse(&query);
            let found = catalog.answer(&parsed, &catalog.all(), TODAY.parse().unwrap(), &Listing::default()).papers;
            let tree = parsed.query();
            for (number, paper) in catalog.papers.iter().enumerate() {
                let digests: Vec<String> =
                    of(number).iter().map(|digest| library[*digest].title.clone()).collect();
                let mark = &marks[number];
                let (starred, read) = (mark.starred, mark.is_read());
                let notes = &mark.notes.clone().unwrap_or_default().what;
                let seen = digests.len() > 1;
                let (muted, digests) = (number % 4 == 1, &digests[..]);
                let wanted = meets(&tree, paper, About { starred, read, notes, seen, muted, number, digests });
                prop_assert_eq!(found.has(number), wanted, "{} {:?}", tree, paper.entry);
            }
        }
    }
}
