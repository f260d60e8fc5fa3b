//! The project's tasks: `cargo xtask <command>`.

mod bench;
mod browser;
mod dist;
mod engines;
mod finish;
mod fresh;
mod import_names;
mod lean;
mod lighthouse;
mod optimize;
mod pages;
mod rest;
mod run;
mod screenshots;
mod setup;
mod size;
mod soak;
mod stored_names;
mod system;
mod tables;
mod test;

use std::process::ExitCode;

use lexopt::Parser;
use lexopt::prelude::*;

use crate::pages::serve;
use crate::run::Result;

const USAGE: &str = "\
cargo xtask <command>

  setup                        install what is missing to build
  serve [--port N] [--base /x/y/] [--no-build]
                               build dist and serve it as GitHub Pages does
  test [--only STEP ...] [-- ARGUMENTS FOR PLAYWRIGHT]
                               run every check, or only those named
  dist                         build dist, the folder to deploy
  size [--write]               weigh dist; compare with README.md, or write into it
  bench [--no-build] [--sizes N,...]
                               measure the page and its peers into docs/benchmarks.md
  lighthouse [--no-build] [--runs N]
                               let Lighthouse judge the page into docs/lighthouse.md
  soak [--runs N] [--seed S] [--only KIND] [--jobs J] [--no-build]
                               break the browser under the page and see that nothing is lost
  screenshots                  take the documents' pictures again
  tables                       write the tables of letters as Unicode has them
  train-byline DIR             learn the byline splitter's weights from DIR/train.tsv.gz

Steps of test:
";

fn main() -> ExitCode {
    match run(Parser::from_env()) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Runs the command that the arguments name; without one, says which there are.
fn run(mut arguments: Parser) -> Result<ExitCode> {
    let first = arguments.next()?;
    if matches!(first, Some(Long("help") | Short('h'))) {
        print!("{}", usage());
        return Ok(ExitCode::SUCCESS);
    }
    let command = match first {
        Some(Value(command)) => command.string()?,
        _ => String::new(),
    };
    match command.as_str() {
        "setup" => end(&mut arguments).and_then(|()| setup::all())?,
        "serve" => serve::serve(serve::Options::parse(&mut arguments)?)?,
        "test" => test::test(&test::Options::parse(&mut arguments)?)?,
        "dist" => end(&mut arguments).and_then(|()| dist::build())?,
        "size" => size::size(size::wants_write(&mut arguments)?)?,
        "bench" => bench::bench(&bench::Options::parse(&mut arguments)?)?,
        "lighthouse" => lighthouse::lighthouse(&lighthouse::Options::parse(&mut arguments)?)?,
        "soak" => soak::soak(&soak::Options::parse(&mut arguments)?)?,
        "screenshots" => end(&mut arguments).and_then(|()| screenshots::take())?,
        "tables" => end(&mut arguments).and_then(|()| tables::letters())?,
        "train-byline" => tables::byline(&arguments.value()?)?,
        _ => {
            eprint!("{}", usage());
            return Ok(ExitCode::from(2));
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Fails if there is another argument.
fn end(arguments: &mut Parser) -> Result {
    match arguments.next()? {
        None => Ok(()),
        Some(argument) => Err(argument.unexpected().into()),
    }
}

fn usage() -> String {
    let steps = test::STEPS.iter().map(|step| format!("  {:<28} {}\n", step.name, step.about));
    steps.fold(USAGE.to_owned(), |usage, step| usage + &step)
}
