//! The command line `skimmark-digest`: reads digests from files or standard input and prints
//! what was found as JSON lines. [`HELP`] says how it is called and how it ends.

use std::ffi::{OsStr, OsString};
use std::io::{self, Read, Write};
use std::process::ExitCode;

use anyhow::{Context, Result};
use flate2::read::{DeflateDecoder, MultiGzDecoder};
use lexopt::Parser;
use lexopt::prelude::*;
use serde::Serialize;
use skimmark_digest::formats;
use skimmark_digest::intake::archive::{self, Packed, Packing, Room};
use skimmark_digest::intake::{self, IntakeError, Part};
use skimmark_engine::export::{EXPORTS, Export, Exported};
use skimmark_paper::date::PartialDate;
use skimmark_paper::entry::Entry;
use skimmark_paper::identity::merge::merge;

mod rank;

const USAGE: &str = "usage: skimmark-digest [--today YYYY-MM-DD] [--merged] [--to FORM] [FILE...]";

/// What `--help` prints after the usage.
pub const HELP: &str = "\
Reads digests of papers from the files, or from standard input if there are none or one is `-`,
and prints one JSON object per record, in order. On standard error it says, per file, which format
was read, how many papers and how many lines left over, and each of these lines. A file may be a ZIP
archive or compressed by gzip: what is in it is read, but not what is packed in that once more.

  --today YYYY-MM-DD  the day on which it is read, for dates without a year; otherwise the system's
  --merged            print one object per paper: records of the same paper become one
  --to FORM           print the papers as bibtex, ris, csl, csv, markdown, notes or text instead;
                      implies --merged
  --help              print this

`skimmark-digest rank --help` tells how papers are ranked by what a reader liked.

It ends with 0, with 2 if no paper was found, and with 1 if an argument or a file could not be read.
";

/// What the command line asks for.
struct Options {
    today: PartialDate,
    merged: bool,
    /// The form in which papers are printed, if not as JSON.
    to: Option<&'static Export>,
    files: Vec<OsString>,
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
    let mut arguments = Parser::from_env();
    if std::env::args_os().nth(1).is_some_and(|first| first == "rank") {
        let _ = arguments.next();
        return rank::main(&mut arguments);
    }
    ended(options(&mut arguments), [USAGE, HELP], run)
}

/// Runs what the options ask for; without any, prints the help.
fn ended<O>(
    options: Result<Option<O>>,
    [usage, help]: [&str; 2],
    run: impl FnOnce(&O) -> ExitCode,
) -> ExitCode {
    match options {
        Ok(Some(options)) => run(&options),
        Ok(None) => {
            print!("{usage}\n\n{help}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error:#}\n{usage}");
            ExitCode::FAILURE
        }
    }
}

/// Reads the command line; returns `None` if it asks for help.
fn options(arguments: &mut Parser) -> Result<Option<Options>> {
    let today = PartialDate::from(time::OffsetDateTime::now_utc().date());
    let mut options = Options { today, merged: false, to: None, files: Vec::new() };
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("merged") => options.merged = true,
            Long("today") => options.today = whole_day(&arguments.value()?.string()?)?,
            Long("to") => options.to = Some(export(&arguments.value()?.string()?)?),
            Long("help") | Short('h') => return Ok(None),
            Value(file) => options.files.push(file),
            _ => return Err(argument.unexpected().into()),
        }
    }
    if options.files.is_empty() {
        options.files.push("-".into());
    }
    Ok(Some(options))
}

/// Returns the form of this name.
fn export(name: &str) -> Result<&'static Export> {
    let found = EXPORTS.iter().find(|export| export.name == name);
    found.with_context(|| {
        let names: Vec<&str> = EXPORTS.iter().map(|export| export.name).collect();
        format!("{name} is no form: write one of {}", names.join(", "))
    })
}

fn whole_day(text: &str) -> Result<PartialDate> {
    let date: PartialDate = text.parse()?;
    date.day().with_context(|| format!("{text} has no day: write it as 2026-03-15"))?;
    Ok(date)
}

fn run(options: &Options) -> ExitCode {
    let mut found = Vec::new();
    let mut failed = false;
    let mut room = Room::default();
    for (index, name) in options.files.iter().enumerate() {
        let said = name.display().to_string();
        let bytes = match bytes_of(name) {
            Ok(bytes) => bytes,
            Err(error) => {
                eprintln!("{said}: {error:#}");
                failed = true;
                continue;
            }
        };
        let mut take = |inside: &str, parts: Result<Vec<Part>, IntakeError>| match parts {
            Ok(parts) => found.extend(read(inside, &parts, index, options.today)),
            Err(error) => {
                eprintln!("{}: {error}", intake::name_inside(&said, inside));
                // In an archive there may be others than texts.
                failed |= inside.is_empty() || !error.is_no_text();
            }
        };
        match archive::members(&bytes) {
            None => take("", intake::parts(bytes, intake::decode)),
            Some(Err(error)) => take("", Err(error)),
            Some(Ok(members)) => {
                for member in members {
                    let unpacked = member.packed.and_then(|packed| {
                        let found = unpack(&bytes[packed.bytes.clone()], &packed, room);
                        room.take(&packed, found.ok())
                    });
                    take(
                        &member.name,
                        unpacked.and_then(|bytes| intake::parts(bytes, intake::decode)),
                    );
                }
            }
        }
    }
    if options.merged || options.to.is_some() {
        found = merged(found);
    }
    let printed = match options.to {
        Some(export) => print_as(export, &found),
        None => print(&found),
    };
    match printed {
        Err(error) => {
            eprintln!("standard output: {error}");
            ExitCode::FAILURE
        }
        Ok(()) if failed => ExitCode::FAILURE,
        Ok(()) if found.is_empty() => ExitCode::from(2),
        Ok(()) => ExitCode::SUCCESS,
    }
}

fn bytes_of(name: &OsStr) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    if name == "-" {
        io::stdin().read_to_end(&mut bytes)?;
        return Ok(bytes);
    }
    std::fs::read(name)
}

/// Unpacks the bytes of a file in an archive, and stops after one byte more than there is room for.
fn unpack(bytes: &[u8], packed: &Packed, room: Room) -> io::Result<Vec<u8>> {
    let mut unpacked = Vec::new();
    let most = room.left() as u64 + 1;
    match packed.packing {
        Packing::Stored => bytes.take(most).read_to_end(&mut unpacked),
        Packing::Deflate => DeflateDecoder::new(bytes).take(most).read_to_end(&mut unpacked),
        Packing::Gzip => MultiGzDecoder::new(bytes).take(most).read_to_end(&mut unpacked),
    }?;
    Ok(unpacked)
}

/// Reads one file, part by part, and reports on standard error what was left over. `inside` is its
/// name in an archive.
fn read(inside: &str, parts: &[Part], file: usize, today: PartialDate) -> Vec<Found> {
    let (mut names, mut found, mut left) = (Vec::new(), Vec::new(), Vec::new());
    for part in parts {
        if let Some(problem) = part.problem {
            eprintln!("{}: {problem}", intake::name_inside(inside, &part.name));
        }
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
    // If there are papers of other formats, plain text is only what surrounds them.
    if names.len() > 1 {
        names.retain(|format| *format != formats::PLAIN.name);
    }
    let papers = counted(found.len(), "paper");
    let format = intake::name_inside(inside, &names.join(", "));
    eprintln!("{format}: {papers}, {} left over", counted(left.len(), "line"));
    for line in left {
        eprintln!("{}: {}", line.number, line.text);
    }
    found
}

fn counted(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}

/// Returns one record per paper, in the place of its first.
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

/// Prints the papers in another form; if there are no papers, prints nothing.
fn print_as(export: &'static Export, found: &[Found]) -> io::Result<()> {
    if found.is_empty() {
        return Ok(());
    }
    let papers = found.iter().map(|(entry, ..)| Exported { entry, notes: None });
    io::stdout().lock().write_all(export.file(papers).as_bytes())
}
