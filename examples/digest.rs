//! The command line `skimmark-digest`, under its old name.

fn main() -> std::process::ExitCode {
    skimmark_cli::main()
}
