//! What biblatex makes of the references of a document, `.bbl`: `\entry{key}{article}{}`, and below it commands.

use super::{found, text};
use crate::formats::prose::list::block::{Found, Place};
use crate::formats::prose::list::draft::Draft;
use crate::formats::record::{Role, bare_name, wide_role};
use skimmark_paper::text::readable;

const ENTRY: &str = "\\entry{";

/// Commands that begin a line of an entry. A value that a program broke goes on up to the next of them.
const COMMANDS: &[&str] =
    &["\\field{", "\\verb", "\\strng{", "\\name{", "\\list{", "\\keyw{", "\\range{"];

/// Fields by which entries are sorted and labelled.
const OWN: &[&str] = &["sort", "label", "extra", "urlraw"];

/// Reads the entry that begins in row `at`: `\field{title}{Counting Sheep}`, `\verb{doi}` with its value in the
/// next row, and for each person `family={Lee},` and `given={Ana},`.
pub(super) fn read(place: Place, at: usize) -> Option<Found> {
    let (_, kind) = text(place, at).strip_prefix(ENTRY)?.split_once("}{")?;
    let is_end = |row: &usize| {
        let text = text(place, *row);
        text == "\\endentry" || text.starts_with(ENTRY) || text.starts_with("\\enddatalist")
    };
    let end = (at + 1..place.rows.len()).find(is_end).unwrap_or(place.rows.len());
    let mut reader = Reader::default();
    let mut row = at + 1;
    while row < end {
        let first = row;
        row += 1;
        if text(place, first).starts_with("\\field{") {
            let begins = |row: &usize| COMMANDS.iter().any(|it| text(place, *row).starts_with(it));
            row = (row..end).find(begins).unwrap_or(end);
        }
        let lines = (first..row).map(|row| text(place, row)).collect::<Vec<_>>();
        reader.take(&lines.join(" "), if row < end { text(place, row) } else { "" });
    }
    let mut draft = reader.finish();
    draft.record.add(Role::Type, kind.trim_end_matches(['{', '}']).to_owned());
    let end = end + usize::from(text(place, end) == "\\endentry");
    draft.is_titled().then(|| found(draft, at..end))
}

#[derive(Default)]
struct Reader {
    draft: Draft,
    title: String,
    subtitle: String,
    /// Whom the persons are to the work: `author`, `editor`.
    role: String,
    /// The parts of the person that is read, each with its name.
    person: Vec<(String, String)>,
    /// Year, month and day.
    day: [String; 3],
}

impl Reader {
    /// Takes a command with its value; some have it in the line `below`.
    fn take(&mut self, line: &str, below: &str) {
        let (command, rest) = line.split_once('{').unwrap_or_default();
        let name = rest.split('}').next().unwrap_or_default();
        match command {
            "\\name" => name.clone_into(&mut self.role),
            "\\verb" => self.field(name, below.trim_start_matches("\\verb ")),
            "\\field" => {
                let value = rest.split_once("}{").map_or("", |(_, value)| value);
                self.field(name, value.strip_suffix('}').unwrap_or(value));
            }
            "\\keyw" => self.draft.record.add(Role::Keywords, name.replace(',', ";")),
            "family=" | "given=" | "prefix=" | "suffix=" if self.role == "author" => {
                let part = line[command.len()..].trim_end_matches(['%', ',', '}']);
                self.person.push((command.to_owned(), name_of(part.trim_start_matches('{'))));
            }
            _ => {}
        }
        // `giveni={A\bibinitperiod}}}%` ends one.
        if line.ends_with("}}%") && !self.person.is_empty() {
            let person = std::mem::take(&mut self.person);
            let of = |wanted: &str| person.iter().find(|(command, _)| command == wanted);
            let parts = ["given=", "prefix=", "family=", "suffix="].map(of).into_iter().flatten();
            let parts: Vec<&str> = parts.map(|(_, part)| part.as_str()).collect();
            self.draft.person(&parts.join(" "));
        }
    }

    fn field(&mut self, name: &str, value: &str) {
        let value = match name {
            "pages" => value.replace("\\bibrangedash ", "-").replace("\\bibrangessep ", " "),
            _ => value.to_owned(),
        };
        let value = unbraced(&readable(&value));
        match (name, wide_role(&bare_name(name))) {
            ("title", _) => self.title = value,
            ("subtitle", _) => self.subtitle = value,
            ("year", _) => self.day[0] = value,
            ("month", _) => self.day[1] = value,
            ("day", _) => self.day[2] = value,
            ("eprint", _) => drop(self.draft.mentions(&value)),
            ("eprintclass", _) => self.draft.record.add(Role::Categories, value),
            ("note" | "titleaddon" | "series", _) => self.draft.note("", &value),
            (_, (Role::Other | Role::Id, _)) => {}
            _ if OWN.iter().any(|own| name.starts_with(own)) => {}
            (_, (Role::Page, _)) => self.draft.address(&value, ""),
            (_, (role, rank)) => self.draft.record.push(role, rank, value),
        }
    }

    fn finish(mut self) -> Draft {
        let colon = if self.subtitle.is_empty() { "" } else { ": " };
        self.draft.title(&[self.title.as_str(), colon, &self.subtitle].concat());
        let [year, month, day] = &self.day;
        let two =
            |part: &str| if part.len() == 1 { ["-0", part].concat() } else { ["-", part].concat() };
        let parts = [month, day].into_iter().take_while(|part| !part.is_empty());
        let rest: String = parts.map(|part| two(part)).collect();
        self.draft.record.add(Role::Date, [year.as_str(), &rest].concat());
        self.draft
    }
}

/// Returns a part of a name: `van\bibnamedelima der` as `van der`. The last letter of the command says where in
/// the name it stands.
fn name_of(part: &str) -> String {
    let part = part.replace("\\bibinitperiod", ".");
    let parts = part.split("\\bibnamedelim").enumerate();
    let words =
        parts.map(
            |(at, word)| {
                if at == 0 { word } else { word.get(1..).unwrap_or_default().trim_start() }
            },
        );
    unbraced(&readable(&words.collect::<Vec<_>>().join(" ")))
}

/// Takes away braces, which keep capitals as in `{DNA}`, but for those of formulas.
fn unbraced(text: &str) -> String {
    let bare = |part: &str| part.replace(['{', '}'], "");
    let parts = text.split('$').enumerate();
    let parts = parts.map(|(at, part)| if at % 2 == 0 { bare(part) } else { part.to_owned() });
    parts.collect::<Vec<_>>().join("$")
}
