//! What a package's code uses: every path that leads to another file or crate of the house.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::iter::Peekable;
use std::path::Path;

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

/// Returns all uses of a package: the file, and the file or the crate that it uses.
pub fn uses(own: &str, folder: &str) -> BTreeSet<(String, String)> {
    let files = of_package(folder);
    // From the last to the first, so that of main.rs and lib.rs the latter stands for the crate.
    let by_module: BTreeMap<String, &str> =
        files.keys().rev().map(|file| (module(file), file.as_str())).collect();
    let mut uses = BTreeSet::new();
    for (file, code) in &files {
        let used = code.paths.iter().filter_map(|path| target(own, &by_module, file, path));
        // A file is part of the modules that its own module is in.
        let apart = used.filter(|used| !module(file).starts_with(&format!("{}::", module(used))));
        uses.extend(apart.map(|used| (file.clone(), used)));
    }
    uses
}

/// Returns the code of a package without its tests, by its files.
pub fn of_package(folder: &str) -> BTreeMap<String, Code> {
    let mut files = BTreeMap::new();
    collect(Path::new(folder), "", &mut files);
    let tests: Vec<String> = files.values().flat_map(|code| code.tests.clone()).collect();
    files.retain(|file, _| !tests.iter().any(|test| (module(file) + "::").starts_with(test)));
    files
}

/// Returns the file or the crate that a path in `file` leads to, if it is one of the house.
fn target(
    own: &str,
    by_module: &BTreeMap<String, &str>,
    file: &str,
    path: &[String],
) -> Option<String> {
    let (first, here) = (path[0].as_str(), module(file));
    let mut names: Vec<&str> = here.split("::").collect();
    let supers = path.iter().take_while(|name| *name == "super").count();
    match first {
        "crate" => names.truncate(1),
        "self" => {}
        "super" => names.truncate(names.len().saturating_sub(supers)),
        _ if first == own => names.truncate(1),
        _ if by_module.contains_key(&format!("{here}::{first}")) => names.push(first),
        _ => return first.strip_prefix("skimmark_").map(str::to_owned),
    }
    names.extend(path[supers.max(1)..].iter().map(String::as_str));
    let mut ends = (1..=names.len()).rev();
    ends.find_map(|end| by_module.get(&names[..end].join("::"))).map(|file| (*file).to_owned())
}

/// Returns `crate::a::b` for `a/b.rs` and for `a/b/mod.rs`.
fn module(file: &str) -> String {
    let names = file.trim_end_matches(".rs").split('/');
    let names = names.filter(|name| !matches!(*name, "lib" | "main" | "mod"));
    ["crate"].into_iter().chain(names).collect::<Vec<_>>().join("::")
}

/// Reads the code under a folder, by paths relative to it.
fn collect(folder: &Path, prefix: &str, files: &mut BTreeMap<String, Code>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = format!("{prefix}{}", path.file_name().unwrap().to_str().unwrap());
        if path.is_dir() {
            collect(&path, &format!("{name}/"), files);
        } else if name.ends_with(".rs") {
            let code = Code::read(&module(&name), &fs::read_to_string(path).unwrap());
            files.insert(name, code);
        }
    }
}

/// What matters here of a file.
#[derive(Default)]
pub struct Code {
    /// Every path of two names or more, those inside macros too.
    pub paths: Vec<Vec<String>>,
    /// What its paths end in, those of one name too.
    pub names: BTreeSet<String>,
    /// Modules that are only for tests, as `crate::a::tests::`.
    tests: Vec<String>,
}

impl Code {
    pub fn read(module: &str, text: &str) -> Self {
        let mut code = Self::default();
        code.scan(module, text.parse().unwrap(), &[]);
        code
    }

    /// Finds the paths in `tokens`, which continue `prefix` if they are in the braces of a `use`.
    fn scan(&mut self, module: &str, tokens: TokenStream, prefix: &[String]) {
        let mut tokens = tokens.into_iter().peekable();
        while let Some(token) = tokens.next() {
            match token {
                TokenTree::Group(group) if group.stream().to_string() == "cfg (test)" => {
                    let item = take_item(&mut tokens);
                    let name = item.split("mod ").nth(1).and_then(|name| name.strip_suffix(';'));
                    self.tests.extend(name.map(|name| format!("{module}::{}::", name.trim())));
                }
                TokenTree::Group(group) => self.scan(module, group.stream(), &[]),
                TokenTree::Ident(name) if name == "as" => drop(tokens.next()),
                TokenTree::Ident(name) => {
                    let path = prefix.iter().cloned().chain([name.to_string()]).collect();
                    self.scan_path(module, &mut tokens, path);
                }
                _ => {}
            }
        }
    }

    /// Finds where the path continues that has begun with `path`.
    fn scan_path(
        &mut self,
        module: &str,
        tokens: &mut Peekable<impl Iterator<Item = TokenTree>>,
        mut path: Vec<String>,
    ) {
        while is_separator(tokens.peek()) {
            tokens.nth(1);
            match tokens.peek() {
                Some(TokenTree::Ident(name)) => path.push(name.to_string()),
                Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => {
                    self.scan(module, group.stream(), &path);
                }
                _ => break,
            }
            tokens.next();
        }
        self.names.extend(path.last().cloned());
        if path.len() > 1 {
            self.paths.push(path);
        }
    }
}

/// Returns whether a token is the first colon of `::`.
fn is_separator(token: Option<&TokenTree>) -> bool {
    matches!(token, Some(TokenTree::Punct(mark))
        if mark.as_char() == ':' && mark.spacing() == Spacing::Joint)
}

/// Takes the tokens up to the end of an item, its `;` or the end of its braces.
fn take_item(tokens: &mut impl Iterator<Item = TokenTree>) -> String {
    let mut item = TokenStream::new();
    for token in tokens {
        let ends = match &token {
            TokenTree::Punct(mark) => mark.as_char() == ';',
            TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
            _ => false,
        };
        item.extend([token]);
        if ends {
            break;
        }
    }
    item.to_string()
}
