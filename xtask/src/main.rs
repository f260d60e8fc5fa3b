//! The project's tasks: `cargo xtask <command>`. It uses the standard library alone, so that a
//! first run starts at once.

mod bench;
mod browser;
mod dist;
mod files;
mod finish;
mod fresh;
mod http;
mod lighthouse;
mod run;
mod screenshots;
mod serve;
mod setup;
mod size;
mod test;
mod train;

use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask <command>

  setup                        install what is missing to build
  serve [--port N] [--base /x/y/] [--no-build]
                               build dist and serve it as GitHub Pages does
  test [--only STEP ...] [-- ARGUMENTS FOR PLAYWRIGHT]
                               run every check, or those named
  dist                         build dist, the folder to deploy
  size [--write]               weigh dist; compare with README.md, or write into it
  bench [--no-build] [--sizes N,...]
                               measure the page and its peers into docs/benchmarks.md
  lighthouse [--no-build] [--runs N]
                               have Lighthouse judge the page into docs/lighthouse.md
  screenshots                  take the pictures of the documents anew
  train-byline DIR             learn the byline splitter's weights from DIR/train.tsv.gz

Steps of test:
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match words.as_slice() {
        ["setup"] => setup::all(),
        ["serve", words @ ..] => serve::Options::of(words).and_then(serve::serve),
        ["test", words @ ..] => test::Options::of(words).and_then(|options| test::test(&options)),
        ["dist"] => dist::build(),
        ["size"] => size::size(false),
        ["size", "--write"] => size::size(true),
        ["bench", words @ ..] => {
            bench::Options::of(words).and_then(|options| bench::bench(&options))
        }
        ["lighthouse", words @ ..] => {
            lighthouse::Options::of(words).and_then(|options| lighthouse::lighthouse(&options))
        }
        ["screenshots"] => screenshots::take(),
        ["train-byline", folder] => train::byline(folder),
        _ => {
            eprint!("{USAGE}");
            for step in test::STEPS {
                eprintln!("  {:<28} {}", step.name, step.about);
            }
            return ExitCode::from(2);
        }
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}
