//! What every command needs: the project's folders, programs and how to start them.

use std::env;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, bail, ensure};

/// The error is a message for the person at the terminal: what failed and what to do.
pub type Result<T = ()> = anyhow::Result<T>;

/// Returns the project's folder, absolute.
pub fn root() -> PathBuf {
    // Cargo sets the variable at run time too; the built-in value serves a binary started by hand.
    let xtask = env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    xtask.parent().map_or(xtask.clone(), Path::to_path_buf)
}

/// Returns the folder to deploy.
pub fn dist_dir() -> PathBuf {
    root().join("dist")
}

/// Returns the search path of programs: the project's own tools first, then the user's.
pub fn tool_path() -> OsString {
    let own = [root().join("target/tools/bin"), root().join("node_modules/.bin")];
    let users = env::var_os("PATH").unwrap_or_default();
    let all = own.into_iter().chain(env::split_paths(&users));
    env::join_paths(all).unwrap_or(users)
}

/// Finds the full path of a program as a shell would.
pub fn find(program: &str) -> Option<PathBuf> {
    let endings: &[&str] = if cfg!(windows) { &[".exe", ".cmd"] } else { &[""] };
    env::split_paths(&tool_path())
        .flat_map(|folder| {
            endings.iter().map(move |ending| folder.join(format!("{program}{ending}")))
        })
        .find(|path| path.is_file())
}

/// Returns a command that runs `program` in the project's folder with the tools on its path.
///
/// Fails with `install`, which says how to get the program, if it is not there.
pub fn command(program: &str, install: &str) -> Result<Command> {
    let path = find(program).with_context(|| format!("{program} was not found: {install}"))?;
    let mut command = Command::new(path);
    command.current_dir(root()).env("PATH", tool_path());
    Ok(command)
}

/// Returns the Cargo that runs this program.
pub fn cargo() -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root()).env("PATH", tool_path());
    command
}

/// Returns Node, for what the standard library lacks (compression) and for the browser tests.
pub fn node() -> Result<Command> {
    command("node", "install Node 20 or later from https://nodejs.org")
}

/// Runs a command with its output shown; fails if it fails.
pub fn run(command: &mut Command) -> Result {
    let line = describe(command);
    println!("$ {line}");
    let status = command.status().with_context(|| line.clone())?;
    ensure!(status.success(), "`{line}` failed ({status})");
    Ok(())
}

/// Runs a command and returns what it printed, trimmed; fails with its errors if it fails.
pub fn output(command: &mut Command) -> Result<String> {
    let line = describe(command);
    let output = command.output().with_context(|| line.clone())?;
    if !output.status.success() {
        let errors = String::from_utf8_lossy(&output.stderr);
        bail!("`{line}` failed ({}): {}", output.status, errors.trim());
    }
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Returns whether a command starts and ends well; its output is not shown.
pub fn succeeds(command: &mut Command) -> bool {
    command.output().is_ok_and(|output| output.status.success())
}

/// Returns the command as one would type it, with long arguments (scripts) left out.
fn describe(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_stem().unwrap_or_default();
    std::iter::once(program)
        .chain(command.get_args())
        .map(OsStr::to_string_lossy)
        .map(|word| if word.len() > 200 { "...".into() } else { word })
        .collect::<Vec<_>>()
        .join(" ")
}

/// Continues a 64-bit FNV-1a hash from `state`; it names contents, and protects nothing.
pub fn hash(state: u64, bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(state, |state, byte| (state ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

/// The state with which a [`hash`] begins.
pub const HASH_START: u64 = 0xcbf2_9ce4_8422_2325;

/// Lists the files under a folder, as sorted paths relative to it with `/` between the parts.
pub fn files(folder: &Path) -> Result<Vec<String>> {
    let mut found = Vec::new();
    collect(folder, "", &mut found)?;
    found.sort();
    Ok(found)
}

fn collect(folder: &Path, prefix: &str, found: &mut Vec<String>) -> Result {
    let failed = || format!("cannot list {}", folder.display());
    for entry in std::fs::read_dir(folder).with_context(failed)? {
        let entry = entry.with_context(failed)?;
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            collect(&entry.path(), &format!("{name}/"), found)?;
        } else {
            found.push(name);
        }
    }
    Ok(())
}

/// Reads a file's bytes.
pub fn read(path: &Path) -> Result<Vec<u8>> {
    std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))
}

/// Reads a file's text.
pub fn read_text(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

/// Writes a file, and creates the folders above it.
pub fn write(path: &Path, contents: impl AsRef<[u8]>) -> Result {
    let failed = || format!("cannot write {}", path.display());
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).with_context(failed)?;
    }
    std::fs::write(path, contents).with_context(failed)
}

/// Removes a file.
pub fn remove(path: &Path) -> Result {
    std::fs::remove_file(path).with_context(|| format!("cannot remove {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hash_is_fnv_1a() {
        assert_eq!(hash(HASH_START, b""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(hash(HASH_START, b"foobar"), 0x8594_4171_f739_67e8);
        assert_eq!(hash(hash(HASH_START, b"foo"), b"bar"), hash(HASH_START, b"foobar"));
    }

    #[test]
    fn the_root_holds_this_program() {
        assert!(root().join("xtask/src/run.rs").is_file());
    }
}
