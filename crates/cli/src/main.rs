//! Reads digests from files or standard input and prints what was found as JSON lines.

fn main() -> std::process::ExitCode {
    skimmark_cli::main()
}
