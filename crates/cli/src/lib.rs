//! Reads digests from files or standard input and prints what was found as JSON.
//!
//! `digest [--today YYYY-MM-DD] [--merged] [FILE...]` prints one JSON object a record, in
//! order, or with `--merged` one a paper; and on standard error, per file, what was read and
//! each line that was left over. Exit 0, 2 when no paper was found, 1 when an argument or a
//! file could not be read.

use std::error::Error;
use std::io::{self, Read, Write};
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

use serde::Serialize;
use skimmark_digest::formats;
use skimmark_digest::intake::{self, Part};
use skimmark_paper::date::PartialDate;
use skimmark_paper::entry::Entry;
use skimmark_paper::identity::merge::merge;

const USAGE: &str = "usage: digest [--today YYYY-MM-DD] [--merged] [FILE...]";

struct Arguments {
    today: PartialDate,
    merged: bool,
    files: Vec<String>,
}

/// One line of output.
#[derive(Serialize)]
struct Record<'a> {
    #[serde(flatten)]
    entry: &'a Entry,
    file: usize,
    lines: (u32, u32),
}

/// A record before it is printed: the entry, its file and its lines.
type Found = (Entry, usize, (u32, u32));

/// Runs the command line, and returns how it ended.
pub fn main() -> ExitCode {
    let arguments = match arguments(std::env::args().skip(1)) {
        Ok(arguments) => arguments,
        Err(problem) => {
            eprintln!("{problem}\n{USAGE}");
            return ExitCode::FAILURE;
        }
    };
    let mut found = Vec::new();
    let mut failed = false;
    for (index, name) in arguments.files.iter().enumerate() {
        match parts_of(name) {
            Ok(parts) => found.extend(read(&parts, index, arguments.today)),
            Err(problem) => {
                eprintln!("{name}: {problem}");
                failed = true;
            }
        }
    }
    if arguments.merged {
        found = merged(found);
    }
    match print(&found) {
        Err(problem) => {
            eprintln!("standard output: {problem}");
            ExitCode::FAILURE
        }
        Ok(()) if failed => ExitCode::FAILURE,
        Ok(()) if found.is_empty() => ExitCode::from(2),
        Ok(()) => ExitCode::SUCCESS,
    }
}

fn arguments(given: impl Iterator<Item = String>) -> Result<Arguments, String> {
    let mut given = given;
    let mut arguments = Arguments { today: today(), merged: false, files: Vec::new() };
    let mut options = true;
    while let Some(argument) = given.next() {
        match argument.as_str() {
            "--" if options => options = false,
            "--merged" if options => arguments.merged = true,
            "--today" if options => {
                let day = given.next().ok_or("--today needs a day")?;
                arguments.today = whole_day(&day)?;
            }
            other if options && other.starts_with("--today=") => {
                arguments.today = whole_day(&other["--today=".len()..])?;
            }
            other if options && other.starts_with('-') && other != "-" => {
                return Err(format!("{other} is no option"));
            }
            _ => arguments.files.push(argument),
        }
    }
    if arguments.files.is_empty() {
        arguments.files.push("-".to_owned());
    }
    Ok(arguments)
}

fn whole_day(text: &str) -> Result<PartialDate, String> {
    let date: PartialDate = text.parse().map_err(|bad| format!("{bad}"))?;
    date.day().map(|_| date).ok_or_else(|| format!("{text} has no day: write it as 2026-03-15"))
}

/// The system's day, in UTC.
fn today() -> PartialDate {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let days = i64::try_from(since.as_secs() / 86_400).unwrap_or_default();
    let date = time::Date::from_ordinal_date(1970, 1).ok();
    let date = date.and_then(|epoch| epoch.checked_add(time::Duration::days(days)));
    date.map_or(PartialDate::year_only(1970), PartialDate::from)
}

fn parts_of(name: &str) -> Result<Vec<Part>, Box<dyn Error>> {
    let mut bytes = Vec::new();
    if name == "-" {
        io::stdin().read_to_end(&mut bytes)?;
    } else {
        bytes = std::fs::read(name)?;
    }
    Ok(intake::parts(bytes)?)
}

/// Reads one file, part by part, and says on standard error what was left over.
fn read(parts: &[Part], file: usize, today: PartialDate) -> Vec<Found> {
    let (mut names, mut found, mut left) = (Vec::new(), Vec::new(), Vec::new());
    for part in parts {
        let Some((page, digest)) = formats::read_richest(&part.pages, today, &mut |_, _, _| {})
        else {
            continue;
        };
        left.extend(digest.ledger.leftover_lines(page));
        let lines = digest.ledger.entry_lines(page, digest.entries.len());
        found.extend(digest.entries.into_iter().zip(lines).map(|(entry, at)| (entry, file, at)));
        for format in digest.formats {
            if !names.contains(&format) {
                names.push(format);
            }
        }
    }
    // Where there are papers of other formats, a covering letter is none.
    if names.len() > 1 {
        names.retain(|format| *format != formats::PLAIN.name);
    }
    let papers = counted(found.len(), "paper");
    eprintln!("{}: {papers}, {} left over", names.join(", "), counted(left.len(), "line"));
    for line in left {
        eprintln!("{}: {}", line.number, line.text);
    }
    found
}

fn counted(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}

/// One record a paper, where the first of it stands.
fn merged(found: Vec<Found>) -> Vec<Found> {
    let places: Vec<_> = found.iter().map(|(_, file, lines)| (*file, *lines)).collect();
    let groups = merge(found.into_iter().map(|(entry, ..)| entry).collect());
    groups
        .into_iter()
        .map(|group| {
            let (file, lines) = places[group.first];
            (group.entry, file, lines)
        })
        .collect()
}

fn print(found: &[Found]) -> io::Result<()> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    for (entry, file, lines) in found {
        serde_json::to_writer(&mut out, &Record { entry, file: *file, lines: *lines })?;
        out.write_all(b"\n")?;
    }
    out.flush()
}
