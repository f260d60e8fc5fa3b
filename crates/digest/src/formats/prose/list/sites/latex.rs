//! The references of LaTeX documents, `\bibitem{key} A. Lee, \emph{Counting sheep}, J. Wool \textbf{3} (2026).`,
//! and what biblatex makes of them: `\entry{key}{article}{}`.

use super::{found, text};
use crate::formats::prose::list::block::{Found, Place};
use crate::formats::prose::list::draft::Draft;
use crate::formats::prose::list::{item, reference};
use crate::formats::record::{Role, bare_name, wide_role};
use skimmark_paper::category;
use skimmark_paper::text::{readable, unwrap};

/// What begins a reference.
const ITEM: &str = "\\bibitem";

/// A reference has no more lines than this.
const MOST_ROWS: usize = 24;

/// Reads the reference that begins in row `at`.
pub(super) fn read(place: Place, at: usize) -> Option<Found> {
    if let Some(entry) = text(place, at).strip_prefix("\\entry{") {
        return biblatex(place, at, entry);
    }
    let first = place.rows[at].text.strip_prefix(ITEM)?;
    let is_next =
        |text: &str| text.is_empty() || text.starts_with(ITEM) || text.starts_with("\\end{");
    let rest = place.rows.get(at + 1..)?.iter().take(MOST_ROWS).map(|row| row.text);
    let rest: Vec<&str> = rest.take_while(|text| !is_next(text)).collect();
    let lines = std::iter::once(first).chain(rest.iter().copied());
    let text = unwrap(lines);
    // `[Lee et~al.(2026)Lee, Ek, and Du]{lee26}`; the label may be broken over lines.
    let label = text.strip_prefix('[').and_then(|label| label.find("]{")).map_or(0, |at| at + 2);
    let text = text[label..].split_once('}').map_or(&text[label..], |(_, rest)| rest);
    let text = text.replace("\\newblock", "").replace("\\penalty0", "");
    let mut draft = Draft::default();
    let left = draft.mentions(&readable(&text));
    // `arXiv:2601.00001 [cs.LG]`
    let is_code = |word: &&str| {
        word.strip_prefix('[')
            .is_some_and(|it| category::is_written(it.trim_end_matches([']', ','])))
    };
    let (codes, left): (Vec<&str>, Vec<&str>) = left.split(' ').partition(is_code);
    let left = left.join(" ");
    draft.record.add(Role::Categories, codes.join(" ").replace(['[', ']', ','], " "));
    item::cite(&reference::read(&item::tidy(&left))?, &mut draft);
    Some(found(draft, at..at + 1 + rest.len()))
}

/// Reads an entry: `\field{title}{Counting Sheep}`, `\verb{doi}` with its value in the next row, and for each
/// person `family={Lee},` and `given={Ana},`.
fn biblatex(place: Place, at: usize, entry: &str) -> Option<Found> {
    let end = (at..place.rows.len()).find(|at| text(place, *at) == "\\endentry")?;
    let mut draft = Draft::default();
    let kind = entry.split_once("}{").map_or("", |(_, kind)| kind.trim_end_matches(['{', '}']));
    draft.record.add(Role::Type, kind.to_owned());
    let mut people = "";
    let mut person = Vec::new();
    for row in at + 1..end {
        let line = text(place, row);
        let (command, rest) = line.split_once('{').unwrap_or_default();
        let name = rest.split('}').next().unwrap_or_default();
        match command {
            "\\name" => people = name,
            "\\verb" => field(&mut draft, name, text(place, row + 1).trim_start_matches("\\verb ")),
            "\\field" => {
                // A program may have broken the line.
                let more = (row..end).take_while(|row| !text(place, *row).ends_with('}'));
                let below: Vec<usize> = more.map(|row| row + 1).collect();
                let lines = below.iter().map(|row| text(place, *row));
                let whole = [&[rest], lines.collect::<Vec<_>>().as_slice()].concat().join(" ");
                let value = whole.split_once('}').map_or("", |(_, value)| value);
                let value = value.strip_prefix('{').and_then(|it| it.strip_suffix('}'));
                field(&mut draft, name, value.unwrap_or_default());
            }
            "\\keyw" => draft.record.add(Role::Keywords, name.replace(',', ";")),
            "family=" | "given=" | "prefix=" if people == "author" => {
                let part =
                    line[command.len()..].trim_end_matches([',', '}']).trim_start_matches('{');
                let parts = part.split("\\bibnamedelim").enumerate();
                // Its last letter says where in the name it stands.
                let words = parts.map(|(at, word)| {
                    if at == 0 { word } else { word.get(1..).unwrap_or_default().trim_start() }
                });
                person.push((command, readable(&words.collect::<Vec<_>>().join(" "))));
            }
            _ => {}
        }
        // `giveni={A\bibinitperiod}}}%` ends one.
        if line.ends_with("}}%") && !person.is_empty() {
            let of = |wanted| {
                person.iter().find(|(command, _)| *command == wanted).map(|it| it.1.as_str())
            };
            let parts = [of("given="), of("prefix="), of("family=")];
            draft.person(&parts.into_iter().flatten().collect::<Vec<_>>().join(" "));
            person.clear();
        }
    }
    draft.is_titled().then(|| found(draft, at..end + 1))
}

fn field(draft: &mut Draft, name: &str, value: &str) {
    // How the entry is sorted and labelled.
    let own = ["sort", "label", "extra", "urlraw"].iter().all(|own| !name.starts_with(own));
    let value = readable(&value.replace("\\bibrangedash", "-").replace("- ", "-"));
    // Braces keep capitals, `{DNA}`, but for those of formulas.
    let parts = value.split('$').enumerate();
    let parts = parts
        .map(|(at, part)| if at % 2 == 0 { part.replace(['{', '}'], "") } else { part.to_owned() });
    let value = parts.collect::<Vec<_>>().join("$");
    match (wide_role(&bare_name(name)), name) {
        (_, "eprint") => drop(draft.mentions(&value)),
        (_, "eprintclass") => draft.record.add(Role::Categories, value),
        _ if !own => {}
        ((Role::Other | Role::Id, _), _) => {}
        ((Role::Page, _), _) => draft.address(&value, ""),
        ((role, rank), _) => draft.record.push(role, rank, value),
    }
}
