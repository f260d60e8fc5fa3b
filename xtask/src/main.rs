//! The project's tasks: `cargo xtask <command>`. It uses the standard library alone, so that a
//! first run starts at once.

mod dist;
mod files;
mod finish;
mod http;
mod run;
mod serve;
mod setup;
mod size;

use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask <command>

  setup                  install what is missing: wasm target, Trunk, wasm-bindgen, npm tools
  dist                   build dist, the folder to deploy
  size [--write]         weigh dist; fail over budget; compare with, or write into, README.md
  serve [--port N] [--base /x/y/] [--no-build]
                         build dist and serve it as GitHub Pages does
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match words.as_slice() {
        ["setup"] => setup::all(),
        ["size"] => size::size(false),
        ["size", "--write"] => size::size(true),
        ["dist"] => dist::build(),
        ["serve", words @ ..] => serve::Options::of(words).and_then(serve::serve),
        _ => {
            eprint!("{USAGE}");
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
