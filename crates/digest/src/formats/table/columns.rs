//! What the names above the columns of a table mean.

use std::borrow::Cow;

use crate::formats::record::{Names, Role, bare_name, dates, wide_role};
use skimmark_paper::ids;

/// Tags of Web of Science, which stand above the columns of its tables.
const TAGS: Names = Names {
    own: &[
        (Role::Title, "ti"),
        (Role::Author, "af au"),
        (Role::Editor, "be ed"),
        (Role::Affiliation, "c1"),
        (Role::Abstract, "ab"),
        (Role::Date, "py"),
        (Role::Doi, "di"),
        (Role::Pmid, "pm"),
        (Role::Venue, "so ct"),
        (Role::Volume, "vl"),
        (Role::Issue, "is"),
        (Role::FirstPage, "bp ar"),
        (Role::LastPage, "ep"),
        (Role::Keywords, "de id"),
        (Role::Type, "dt"),
    ],
};

/// Names of columns of titles that name other things elsewhere.
const TITLES: &[&str] =
    &["paper", "papers", "name", "论文", "文章", "文献", "paperlist", "publication"];

/// A name of a column is not longer than this, in bytes.
const LONGEST: usize = 100;

/// What one column holds.
#[derive(Clone, Debug)]
pub(super) struct Column {
    pub role: Role,
    /// Its place among the names of the role.
    pub rank: usize,
    /// Its name as [`bare_name`] gives it.
    pub name: String,
}

/// The columns of a table.
#[derive(Clone, Debug)]
pub(super) struct Columns {
    pub all: Vec<Column>,
    /// The place of the title.
    pub title: usize,
    /// The names are those of a table of papers and of nothing else.
    pub are_certain: bool,
}

impl Columns {
    /// Reads names of columns; `None` if they are not those of a table of papers.
    pub fn of(cells: impl Iterator<Item: AsRef<str>>) -> Option<Self> {
        let mut all: Vec<Column> = Vec::new();
        for cell in cells {
            let cell = cell.as_ref().trim();
            if cell.len() > LONGEST {
                return None;
            }
            let name = bare_name(cell);
            let (role, rank) = wide_role(&name);
            // Names in two languages: `Title-题名`.
            let known =
                |part: &str| Some(wide_role(&bare_name(part))).filter(|it| it.0 != Role::Other);
            let (role, rank) = match role {
                Role::Other if !cell.is_ascii() => {
                    cell.split(['-', '/', '(']).find_map(known).unwrap_or((role, rank))
                }
                _ => (role, rank),
            };
            all.push(Column { role, rank, name });
        }
        let has = |name: &str| all.iter().any(|column| column.name == name);
        if has("ti") && has("au") {
            for column in &mut all {
                (column.role, column.rank) = TAGS.role(&column.name);
            }
        }
        let titles = all.iter().enumerate().filter(|(_, it)| it.role == Role::Title);
        let title = titles.min_by_key(|(_, it)| it.rank).map(|(at, _)| at);
        let is_plain = title.is_some_and(|at| all[at].name != "name");
        let title = title.filter(|_| is_plain).or_else(|| {
            TITLES.iter().find_map(|name| all.iter().position(|column| column.name == *name))
        })?;
        let mut roles: Vec<Role> = Vec::new();
        for (at, column) in all.iter_mut().enumerate() {
            if at == title {
                column.role = Role::Title;
            } else if column.role == Role::Title {
                column.role = Role::Other;
            }
            if column.role != Role::Other && !roles.contains(&column.role) {
                roles.push(column.role);
            }
        }
        let filled = all.iter().filter(|column| !column.name.is_empty()).count();
        let has_authors = roles.contains(&Role::Author);
        let is_named = is_plain || has_authors || roles.len() > 2;
        if !is_named || roles.len() < 2 || roles.len() * 8 < filled {
            return None;
        }
        let are_certain = is_plain && (has_authors || roles.len() > 2);
        Some(Self { all, title, are_certain })
    }
}

impl Columns {
    /// Reads what the columns hold of a table that does not name them; `None` if it is not certain that
    /// it is one of papers: each has an address or an identifier, a title, and authors or a date.
    pub fn by_content(rows: &[Vec<Cow<str>>]) -> Option<Self> {
        let count = rows.first()?.len();
        // The page may end in the middle of a row.
        let rows = match rows {
            [whole @ .., last] if whole.len() > 1 && last.len() < count => whole,
            rows => rows,
        };
        if !(3..=MOST_UNNAMED).contains(&count) || rows.iter().any(|row| row.len() != count) {
            return None;
        }
        let mut all: Vec<Column> = Vec::new();
        let mut title: Option<(usize, usize)> = None;
        for at in 0..count {
            let cells = || rows.iter().map(|row| row[at].trim()).filter(|cell| !cell.is_empty());
            let first = cells().next().map_or(Role::Other, content);
            let most = cells().count() * 3 / 4;
            let of =
                |roles: &[Role]| cells().filter(|it| roles.contains(&content(it))).count() > most;
            let named = all.iter().any(|column| column.role == Role::Author);
            // Journals may look like people.
            let role = match of(&[first]) {
                true if first != Role::Author || !named => first,
                _ if of(&[Role::Author, Role::Venue]) => Role::Venue,
                _ => Role::Other,
            };
            let words = cells().map(|cell| cell.split_whitespace().count()).sum::<usize>();
            let is_text = matches!(role, Role::Venue | Role::Other);
            if is_text && words > 2 * cells().count() && title.is_none_or(|(_, most)| words > most)
            {
                title = Some((at, words));
            }
            all.push(Column { role, rank: 0, name: String::new() });
        }
        let (title, _) = title?;
        all[title].role = Role::Title;
        let has = |roles: &[Role]| all.iter().any(|column| roles.contains(&column.role));
        let told = has(&[Role::Arxiv, Role::Doi, Role::Page]) && has(&[Role::Author, Role::Date]);
        told.then_some(Self { all, title, are_certain: false })
    }
}

/// A table that does not name its columns has at most this many.
const MOST_UNNAMED: usize = 24;

/// Returns what a cell holds, as far as itself tells.
fn content(cell: &str) -> Role {
    let is_digits = cell.bytes().all(|byte| byte.is_ascii_digit());
    match cell {
        _ if ids::arxiv(cell).is_some() => Role::Arxiv,
        _ if ids::doi(cell).is_some() => Role::Doi,
        _ if cell.contains("://") && !cell.contains(' ') => Role::Page,
        _ if dates::value(cell).is_some() && (!is_digits || dates::year(cell).is_some()) => {
            Role::Date
        }
        _ if !cell.contains(char::is_alphabetic) => Role::Other,
        _ if cell.len() > LONG => Role::Abstract,
        _ if skimmark_byline::list_likelihood(cell) > 0.5 => Role::Author,
        _ => Role::Venue,
    }
}

/// A text of more bytes than this is an abstract.
const LONG: usize = 300;

/// Returns false for a line of which some cell is longer than a name, whatever parts its cells:
/// sentences have no more commas than that.
fn has_short_cells(line: &str) -> bool {
    let mut begun = None;
    for (at, byte) in line.bytes().enumerate() {
        if b",;\t|\"".contains(&byte) {
            begun = None;
        } else if byte.is_ascii_graphic() && at - *begun.get_or_insert(at) >= LONGEST {
            return false;
        }
    }
    true
}

/// Returns false for nearly all lines that are not names of columns.
pub(super) fn may_name(line: &str) -> bool {
    const FOREIGN: &[&str] = &["题", "论文", "文章", "文献", "タイトル", "제목"];
    // The first name is short.
    let head = &line.as_bytes()[..line.len().min(LONGEST)];
    if !head.iter().any(|byte| b",;\t|".contains(byte)) {
        return false;
    }
    let line = &line[..line.floor_char_boundary(4000)];
    if !has_short_cells(line) {
        return false;
    }
    // `Title`, `TITLE`, `Paper`, `Name`: all in one pass, as each row of a table is looked at.
    let is_sign = |rest: &[u8]| {
        matches!(
            rest,
            [b'i', b't', b'l', b'e', ..]
                | [b'I', b'T', b'L', b'E', ..]
                | [b'a', b'p', b'e', b'r', ..]
                | [b'a', b'm', b'e', ..]
                | [b'T', b'I', b'\t', ..]
        )
    };
    let bytes = line.as_bytes();
    let begins = |byte: u8| matches!(byte, b'i' | b'I' | b'a' | b'T');
    bytes.iter().enumerate().any(|(at, byte)| begins(*byte) && is_sign(&bytes[at..]))
        || !line.is_ascii() && FOREIGN.iter().any(|sign| line.contains(sign))
}
