//! Makes the programs small with wasm-opt.

use std::convert::Infallible;
use std::path::Path;
use std::thread;

use anyhow::anyhow;
use wasm_encoder::reencode::{self, Reencode};
use wasm_encoder::{Module, NameMap, NameSection};
use wasmparser::{Name, Parser};

use crate::run::{self, Result};

/// What wasm-opt is told. Functions with one caller are put into it only if they are short: 2.3 KB of the
/// engine by gzip. Functions of like names stand together and compress better, see [`order_name`]. What made the
/// program, and what it uses of WebAssembly, is said for tools alone.
const FLAGS: [&str; 18] = [
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
    "--enable-simd",
    "--low-memory-unused",
    "-ocimfs",
    "8",
    "--flatten",
    "--rereloop",
    "-Oz",
    "-Oz",
    "--reorder-functions-by-name",
    "--strip-producers",
    "--strip-target-features",
];

/// Makes each program in a folder small, all at once.
pub fn all(dist: &Path) -> Result {
    let files = run::files(dist)?;
    let programs: Vec<&String> = files.iter().filter(|name| name.ends_with(".wasm")).collect();
    thread::scope(|scope| {
        let running: Vec<_> =
            programs.iter().map(|name| scope.spawn(|| one(&dist.join(name.as_str())))).collect();
        running.into_iter().try_for_each(|of| of.join().map_err(|_| anyhow!("it has panicked"))?)
    })
}

fn one(path: &Path) -> Result {
    run::write(path, named_for_order(&run::read(path)?)?)?;
    let mut wasm_opt = run::command("wasm-opt", "run `npm ci`")?;
    run::output(wasm_opt.arg(path).arg("-o").arg(path).args(FLAGS)).map(drop)
}

/// Returns the program with its functions named by [`order_name`], which is all that is done with the names.
fn named_for_order(program: &[u8]) -> Result<Vec<u8>> {
    let mut module = Module::new();
    Names.parse_core_module(&mut module, Parser::new(0), program)?;
    Ok(module.finish())
}

struct Names;

impl Reencode for Names {
    type Error = Infallible;

    fn parse_custom_name_subsection(
        &mut self,
        names: &mut NameSection,
        section: Name<'_>,
    ) -> std::result::Result<(), reencode::Error> {
        let Name::Function(functions) = section else { return Ok(()) };
        let mut ordered = NameMap::new();
        for naming in functions {
            let naming = naming?;
            ordered.append(naming.index, &order_name(naming.name));
        }
        names.functions(&ordered);
        Ok(())
    }
}

/// Returns the name that says where a function is to stand: `Trait::function Type` for
/// `<Type as Trait>::function`, else the name without the brackets that it may begin with, so that functions
/// that do the same for several types stand together. Against the names as they are that is 3.2 KB of the page
/// and 3.3 of the engine by gzip; by the last part of the name, or with closures apart, it is less.
fn order_name(name: &str) -> String {
    let name = without_hashes(name);
    let of_trait = name.strip_prefix('<').and_then(|inner| {
        let (of, function) = inner.rsplit_once(">::")?;
        let (of, of_trait) = of.rsplit_once(" as ")?;
        Some(format!("{of_trait}::{function} {of}"))
    });
    of_trait.unwrap_or_else(|| name.trim_start_matches(['<', '&', '(', '[']).to_owned())
}

/// Returns the name of a function without the hashes of crates, `a::b` for `a[0123456789abcdef]::b`.
pub fn without_hashes(name: &str) -> String {
    let mut parts = name.split('[');
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part.split_once(']') {
            Some((hash, rest)) if matches!(hash.len(), 13..=16) => text.push_str(rest),
            _ => text.extend(["[", part]),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_that_do_the_same_stand_together() {
        for (name, order) in [
            ("a[0123456789abcdef]::b::c::{closure#0}", "a::b::c::{closure#0}"),
            ("<a[0123456789abcde]::B as c[0123456789abcdef]::D>::e", "c::D::e a::B"),
            ("<a::B<u8>>::c", "a::B<u8>>::c"),
            ("<[u8; 4] as a::B<[u8]>>::c", "a::B<[u8]>::c [u8; 4]"),
            ("memcpy", "memcpy"),
        ] {
            assert_eq!(order_name(name), order, "{name}");
        }
    }
}
