//! The command `rank`: papers in, how much a reader would like each of them out. [`HELP`] says how
//! it is called.

use std::ffi::{OsStr, OsString};
use std::io::{self, Write};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use lexopt::Parser;
use lexopt::prelude::*;
use serde::Serialize;
use skimmark_engine::ranking::{Decided, Papers, Ranking};
use skimmark_paper::entry::Entry;
use skimmark_paper::json;

const USAGE: &str = "usage: skimmark-digest rank --likes FILE [--passed FILE] [FILE...]";

/// What `rank --help` prints after the usage.
pub const HELP: &str = "\
Tells how much a reader would like each paper of the files, or of standard input if there are none
or one is `-`, from the papers that the reader liked. All files hold one paper a line, as
skimmark-digest prints it. For each paper, in the order given, it prints one JSON object:

  {\"score\": 1.23, \"because\": [\"judge\", \"author: Leo Schwinn\"], \"like\": \"A Coin Flip\"}

The score is in standard deviations: most papers have one between -1 and 1, and the higher, the
likelier the reader likes it. `because` names what moved the paper up, the strongest first, and `like`
the title of the liked paper that shares most with it; either may be missing.

  --likes FILE   the papers that the reader liked
  --passed FILE  papers that the reader saw and left
  --help         print this

It ends with 0, with 2 if there are no papers, and with 1 if an argument or a file could not be read.
";

/// What the command line asks for.
struct Options {
    likes: OsString,
    passed: Option<OsString>,
    files: Vec<OsString>,
}

/// One line of output.
#[derive(Serialize)]
struct Ranked<'a> {
    score: f64,
    because: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    like: Option<&'a str>,
}

/// Runs the command with the arguments after its name, and returns how it ended.
pub fn main(arguments: &mut Parser) -> ExitCode {
    super::ended(options(arguments), [USAGE, HELP], |options| {
        run(options).unwrap_or_else(|error| {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        })
    })
}

/// Reads the command line; returns `None` if it asks for help.
fn options(arguments: &mut Parser) -> Result<Option<Options>> {
    let (mut likes, mut passed, mut files) = (None, None, Vec::new());
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("likes") => likes = Some(arguments.value()?),
            Long("passed") => passed = Some(arguments.value()?),
            Long("help") | Short('h') => return Ok(None),
            Value(file) => files.push(file),
            _ => return Err(argument.unexpected().into()),
        }
    }
    let likes = likes.context("no likes: name a file of papers that were liked by --likes FILE")?;
    if files.is_empty() {
        files.push("-".into());
    }
    Ok(Some(Options { likes, passed, files }))
}

fn run(options: &Options) -> Result<ExitCode> {
    let likes = papers_of(&options.likes)?;
    if likes.is_empty() {
        bail!("{}: no papers: at least one must be liked", options.likes.display());
    }
    let passed = options.passed.as_deref().map(papers_of).transpose()?.unwrap_or_default();
    let mut papers = Vec::new();
    for file in &options.files {
        papers.extend(papers_of(file)?);
    }
    let decided =
        Decided { liked: together(&likes), strengths: Vec::new(), passed: together(&passed) };
    let ranking = Ranking::new(&together(&papers), &decided);
    let mut out = io::BufWriter::new(io::stdout().lock());
    for (paper, score) in papers.iter().zip(ranking.scores()) {
        let why = ranking.why(paper);
        let like = why.like.map(|like| likes[like].title.as_str());
        let score = (score * 1e4).round() / 1e4;
        serde_json::to_writer(&mut out, &Ranked { score, because: why.because, like })
            .map_err(io::Error::from)
            .and_then(|()| out.write_all(b"\n"))
            .context("standard output")?;
    }
    out.flush().context("standard output")?;
    Ok(if papers.is_empty() { ExitCode::from(2) } else { ExitCode::SUCCESS })
}

fn together(entries: &[Entry]) -> Papers {
    let mut papers = Papers::default();
    entries.iter().for_each(|entry| papers.push(entry));
    papers
}

/// Reads the papers of a file, one a line; blank lines do not count.
fn papers_of(file: &OsStr) -> Result<Vec<Entry>> {
    let name = file.display();
    let bytes = super::bytes_of(file).with_context(|| name.to_string())?;
    let text = String::from_utf8(bytes).with_context(|| name.to_string())?;
    let lines = text.lines().zip(1..).filter(|(line, _)| !line.trim().is_empty());
    let read = |(line, number): (&str, usize)| {
        json::read(line).with_context(|| {
            format!("{name}, line {number} is no paper as skimmark-digest prints it")
        })
    };
    lines.map(read).collect()
}
