//! The tables of ARCHITECTURE.md.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

/// The tables of ARCHITECTURE.md by the heading above each.
pub struct Tables(BTreeMap<String, Vec<Row>>);

/// One row of a table.
pub struct Row {
    /// Folders (with a `/` at the end) and files, as paths below the one in the heading.
    pub places: BTreeSet<String>,
    /// Places of the same table, and crates.
    pub uses: BTreeSet<String>,
    uses_all_below: bool,
}

impl Tables {
    pub fn read() -> Self {
        let mut tables = BTreeMap::<String, Vec<Row>>::new();
        let mut heading = String::new();
        for line in fs::read_to_string("ARCHITECTURE.md").unwrap().lines() {
            if line.starts_with('#') {
                heading = line.trim_start_matches(['#', ' ']).replace('`', "");
            } else if line.starts_with("| `") {
                let cells: Vec<&str> = line.split('|').collect();
                let row = Row {
                    places: code_spans(cells[1]),
                    uses: code_spans(cells[3]),
                    uses_all_below: cells[3].contains("all below"),
                };
                tables.entry(heading.clone()).or_default().push(row);
            }
        }
        Self(tables)
    }

    pub fn rows(&self, heading: &str) -> &[Row] {
        self.0.get(heading).map_or(&[], Vec::as_slice)
    }

    /// Says what is wrong with a use by a file under `folder`, if anything is.
    pub fn objection(&self, folder: &str, from: &str, to: &str) -> Option<String> {
        if matches!(from, "lib.rs" | "main.rs") {
            return None;
        }
        let rows = self.rows(folder);
        let Some((at, place)) = place_of(rows, from) else {
            return Some(format!("{folder}/{from} is in no row of the table of {folder}"));
        };
        let allowed = if to.ends_with(".rs") {
            let used = place_of(rows, to);
            used.is_some_and(|(used_at, used)| {
                at == used_at
                    || rows[at].uses.contains(used)
                    || rows[at].uses_all_below && at < used_at
            })
        } else {
            rows[at].uses.contains(to)
        };
        (!allowed)
            .then(|| format!("{folder}/{from} uses {to}, which the row of {place} does not name"))
    }
}

/// Finds the row, and the most exact place in it, that a file belongs to.
fn place_of<'a>(rows: &'a [Row], file: &str) -> Option<(usize, &'a String)> {
    let holds = |place: &str| match place {
        "*.rs" => !file.contains('/'),
        _ => place == file || place.ends_with('/') && file.starts_with(place),
    };
    let places = rows
        .iter()
        .enumerate()
        .flat_map(|(at, row)| row.places.iter().map(move |place| (at, place)));
    places.filter(|(_, place)| holds(place)).max_by_key(|(_, place)| place.len())
}

/// Returns the text between backticks.
fn code_spans(text: &str) -> BTreeSet<String> {
    text.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}
