//! Parts the page's program in two: what the first screen needs, and the rest, which is fetched when that has
//! been drawn. A reader waits for the first part alone.
//!
//! It is done on the finished program, so that nothing in the source needs to know: [`LATER`] names the
//! modules whose functions may come later, and what only they call goes with them. A function of the rest that
//! the first part calls leaves a stub there, under the same number. The stub calls it by a slot of the table of
//! functions, which the rest fills when it is there; where that slot is empty it has the script
//! `src/browser/rest.js` fetch the rest at once, and waits. So a call is right at any time, and only slow if it
//! comes too early; a browser test sees that this does not happen at the start.
//!
//! What such a tool can see of the source is the names of functions. Their mangling (`v0`) must hold the types
//! that a function is made for, since most of a view is other crates' functions made for its closures.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;
use std::path::Path;

use anyhow::{Context, anyhow, ensure};
use wasm_encoder::reencode::{self, Reencode, RoundtripReencoder};
use wasm_encoder::{
    CodeSection, ConstExpr, ElementSection, Elements, EntityType, ExportKind, ExportSection,
    Function, FunctionSection, HeapType, ImportSection, Instruction, Module, NameMap, NameSection,
    TableSection, TypeSection,
};
use wasmparser::{
    ElementItems, ExternalKind, FunctionBody, Name, NameSectionReader, Operator, Parser, Payload,
    TypeRef, ValType,
};

use crate::import_names::short_name;
use crate::optimize::without_hashes;
use crate::run::{self, Result};

/// The modules that the first screen does without: what the reader opens by a key or a button.
const LATER: [&str; 73] = [
    "skimmark::app::filters::views::highlight",
    "skimmark::app::filters::views::rule_row",
    "skimmark::app::filters::views::save_view",
    "skimmark::app::frame::dialog::content",
    "skimmark::app::frame::export",
    "skimmark::app::frame::import",
    "skimmark::app::frame::settings",
    "skimmark::app::keys::dialog",
    "skimmark::app::library",
    "skimmark::app::paper::authors",
    "skimmark::app::paper::more::dialog",
    "skimmark::app::paper::note",
    "skimmark::app::paper::swipe::begin",
    "skimmark::app::paper::swipe::ended",
    "skimmark::app::paper::swipe::moved",
    "skimmark::app::paper::tagging",
    "skimmark::app::screens::account::account",
    "skimmark::app::screens::library",
    "skimmark::app::screens::selection::tools",
    "skimmark::browser::picked::Picked>",
    "skimmark::browser::picked::choose",
    "skimmark::browser::roving",
    "skimmark::browser::share",
    "skimmark::browser::squeezed::squeeze",
    "skimmark::page::exports",
    "Feed>::draw_print",
    "Feed>::print",
    "Plot>::choose",
    "Plot>::down",
    "Plot>::key",
    "Plot>::moved",
    "Plot>::pressed",
    "State>::allow_file",
    "State>::ask_authors",
    "State>::ask_why",
    "State>::backup",
    "State>::change_selected",
    "State>::choose_file",
    "State>::copy_",
    "State>::delete_digest",
    "State>::download_export",
    "State>::erase",
    "State>::file_failed",
    "State>::file_taken",
    "State>::fold_journal",
    "State>::forget_digest",
    "State>::import",
    "State>::keep_link",
    "State>::leave_file",
    "State>::list_more",
    "State>::look_at_file",
    "State>::make_link",
    "State>::more_like",
    "State>::next_part",
    "State>::open_note",
    "State>::place_authors",
    "State>::preview_export",
    "State>::read_before",
    "State>::read_order",
    "State>::rename_digest",
    "State>::save_backup",
    "State>::save_note",
    "State>::select",
    "State>::share",
    "State>::take_back",
    "State>::take_in_file",
    "State>::toggle_list",
    "State>::toggle_selected",
    "State>::undo",
    "State>::write_file_now",
    "State>::write_note",
    "State>::write_papers",
    "Store>::rename_digest",
];

/// The function of the script that fetches the rest.
const FETCH: &str = "fetchRest";
/// What the rest calls the first part.
const FIRST: &str = "first";
/// The file of the rest, as `index.html` names it.
pub const FILE: &str = "rest.wasm";
/// The file of the whole, as Trunk names it.
const WHOLE: &str = "skimmark_bg.wasm";

/// Parts the program in a folder that Trunk has built.
pub fn part(dist: &Path) -> Result {
    let path = dist.join(WHOLE);
    let bytes = run::read(&path)?;
    let parts = Program::read(&bytes)?.parted(&LATER)?;
    run::write(&path, parts.first)?;
    run::write(&dist.join(FILE), parts.rest)
}

/// What both parts use: its short name, what it is, and its number among such in the whole.
type Shared = (String, ExportKind, u32);

/// The two programs.
struct Parts {
    first: Vec<u8>,
    rest: Vec<u8>,
}

/// What has to be known of a program to part it. Functions are meant by their numbers; those that it imports
/// come first.
#[derive(Default)]
struct Program<'p> {
    bytes: &'p [u8],
    /// Parameters and results of each type.
    types: Vec<(Vec<ValType>, Vec<ValType>)>,
    /// The section of the types, as it stands.
    type_section: TypeSection,
    /// The type of each function.
    functions: Vec<u32>,
    /// How many of them are imported.
    imported: u32,
    /// The function that fetches the rest.
    fetch: Option<u32>,
    tables: Vec<wasmparser::TableType>,
    memories: Vec<wasmparser::MemoryType>,
    globals: Vec<wasmparser::GlobalType>,
    exports: BTreeSet<&'p str>,
    /// What can be called from outside, or by a number that is not known before.
    anchored: BTreeSet<u32>,
    bodies: Vec<FunctionBody<'p>>,
    names: BTreeMap<u32, String>,
}

impl<'p> Program<'p> {
    fn read(bytes: &'p [u8]) -> Result<Self> {
        let mut program = Self { bytes, ..Self::default() };
        for payload in Parser::new(0).parse_all(bytes) {
            program.take(payload?)?;
        }
        ensure!(!program.names.is_empty(), "the program names no functions");
        Ok(program)
    }

    fn take(&mut self, payload: Payload<'p>) -> Result {
        match payload {
            Payload::TypeSection(section) => {
                for of in section.clone().into_iter_err_on_gc_types() {
                    let of = of?;
                    self.types.push((of.params().to_vec(), of.results().to_vec()));
                }
                RoundtripReencoder.parse_type_section(&mut self.type_section, section)?;
            }
            Payload::ImportSection(section) => {
                for import in section.into_imports() {
                    let import = import?;
                    let TypeRef::Func(of) = import.ty else {
                        return Err(anyhow!(
                            "the program imports more than functions: {}",
                            import.name
                        ));
                    };
                    if import.name == FETCH {
                        self.fetch = Some(self.imported);
                    }
                    self.functions.push(of);
                    self.imported += 1;
                }
            }
            Payload::FunctionSection(section) => {
                for of in section {
                    self.functions.push(of?);
                }
            }
            Payload::TableSection(section) => {
                for table in section {
                    self.tables.push(table?.ty);
                }
            }
            Payload::MemorySection(section) => {
                for memory in section {
                    self.memories.push(memory?);
                }
            }
            Payload::GlobalSection(section) => {
                for global in section {
                    self.globals.push(global?.ty);
                }
            }
            Payload::ExportSection(section) => {
                for export in section {
                    let export = export?;
                    self.exports.insert(export.name);
                    if export.kind == ExternalKind::Func {
                        self.anchored.insert(export.index);
                    }
                }
            }
            Payload::StartSection { func, .. } => {
                self.anchored.insert(func);
            }
            Payload::ElementSection(section) => {
                for element in section {
                    let ElementItems::Functions(functions) = element?.items else {
                        return Err(anyhow!("a table is filled by more than functions"));
                    };
                    for function in functions {
                        self.anchored.insert(function?);
                    }
                }
            }
            Payload::CodeSectionEntry(body) => self.bodies.push(body),
            Payload::CustomSection(section) if section.name() == "name" => {
                let data = wasmparser::BinaryReader::new(section.data(), section.data_offset());
                for part in NameSectionReader::new(data) {
                    let Name::Function(map) = part? else { continue };
                    for naming in map {
                        let naming = naming?;
                        self.names.insert(naming.index, without_hashes(naming.name));
                    }
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// The functions that this program defines.
    fn defined(&self) -> impl Iterator<Item = u32> + use<> {
        (self.imported..).take(self.bodies.len())
    }

    /// Returns which functions each function calls or names.
    fn calls(&self) -> Result<BTreeMap<u32, BTreeSet<u32>>> {
        let mut calls = BTreeMap::new();
        for (function, body) in self.defined().zip(&self.bodies) {
            let mut called = BTreeSet::new();
            let mut operators = body.get_operators_reader()?;
            while !operators.eof() {
                if let Operator::Call { function_index }
                | Operator::ReturnCall { function_index }
                | Operator::RefFunc { function_index } = operators.read()?
                {
                    called.insert(function_index);
                }
            }
            calls.insert(function, called);
        }
        Ok(calls)
    }

    /// Returns the functions of the modules named, and all that only they call.
    fn later(
        &self,
        modules: &[&str],
        calls: &BTreeMap<u32, BTreeSet<u32>>,
    ) -> Result<BTreeSet<u32>> {
        let mut missing = modules.to_vec();
        missing.retain(|module| !self.names.values().any(|name| name.contains(module)));
        ensure!(missing.is_empty(), "no function of the program is of {}", missing.join(", "));
        let is_named = |function: &u32| {
            let name = self.names.get(function).map_or("", String::as_str);
            modules.iter().any(|module| name.contains(module))
        };
        let named: BTreeSet<u32> = self.defined().filter(is_named).collect();
        let mut first: BTreeSet<u32> = self.anchored.difference(&named).copied().collect();
        let mut waiting: Vec<u32> = first.iter().copied().collect();
        while let Some(function) = waiting.pop() {
            for called in calls.get(&function).into_iter().flatten() {
                if !named.contains(called) && first.insert(*called) {
                    waiting.push(*called);
                }
            }
        }
        Ok(self.defined().filter(|function| !first.contains(function)).collect())
    }

    /// Returns both parts, where functions of `modules` are in the second.
    fn parted(&self, modules: &[&str]) -> Result<Parts> {
        let calls = self.calls()?;
        let later = self.later(modules, &calls)?;
        let called_by = |is_later: bool| -> BTreeSet<u32> {
            let callers = calls.iter().filter(|(caller, _)| later.contains(caller) == is_later);
            callers.flat_map(|(_, called)| called).copied().collect()
        };
        let from_outside: BTreeSet<u32> = called_by(false)
            .union(&self.anchored)
            .copied()
            .filter(|called| later.contains(called))
            .collect();
        let shared =
            self.shared(called_by(true).into_iter().filter(|called| !later.contains(called)))?;
        let table = self
            .tables
            .iter()
            .position(|table| table.element_type == wasmparser::RefType::FUNCREF)
            .context("the program has no table of functions")?;
        let slots = Slots {
            table: u32::try_from(table)?,
            first: u32::try_from(self.tables[table].initial)?,
            functions: from_outside.into_iter().collect(),
        };
        Ok(Parts {
            first: self.first(&later, &shared, &slots)?,
            rest: self.rest(&later, &shared, &slots)?,
        })
    }

    /// Returns what is shared with the rest, by names that are short, in the order of both parts' lists.
    fn shared(&self, functions: impl Iterator<Item = u32>) -> Result<Vec<Shared>> {
        let numbered = |kind, count: usize| (0..count).map(move |at| (kind, at as u32));
        let all = functions.map(|function| (ExportKind::Func, function));
        let all = all
            .chain(numbered(ExportKind::Table, self.tables.len()))
            .chain(numbered(ExportKind::Memory, self.memories.len()))
            .chain(numbered(ExportKind::Global, self.globals.len()));
        let names = all.enumerate().map(|(at, (kind, number))| (short_name(at), kind, number));
        let names: Vec<_> = names.collect();
        let taken = names.iter().find(|(name, ..)| self.exports.contains(name.as_str()));
        ensure!(taken.is_none(), "the program exports something of the name {taken:?} already");
        Ok(names)
    }

    /// Returns the program with stubs for the functions that come later.
    fn first(&self, later: &BTreeSet<u32>, shared: &[Shared], slots: &Slots) -> Result<Vec<u8>> {
        let stubs = later.iter().map(|function| Ok((*function, self.stub(*function, slots)?)));
        let stubs = stubs.collect::<Result<_>>()?;
        let mut module = Module::new();
        let mut first = First { stubs, slots, shared, at: self.imported };
        first.parse_core_module(&mut module, Parser::new(0), self.bytes)?;
        Ok(module.finish())
    }

    /// Returns the functions that come later, as a program of their own.
    fn rest(&self, later: &BTreeSet<u32>, shared: &[Shared], slots: &Slots) -> Result<Vec<u8>> {
        let mut imports = ImportSection::new();
        let mut numbers = BTreeMap::new();
        for (name, kind, number) in shared.iter().map(|(name, kind, number)| (name, *kind, *number))
        {
            let at = number as usize;
            let of: EntityType = match kind {
                ExportKind::Func => {
                    numbers.insert(number, u32::try_from(numbers.len())?);
                    EntityType::Function(self.functions[at])
                }
                ExportKind::Table => {
                    RoundtripReencoder.table_type(slots.widened(number, self.tables[at]))?.into()
                }
                ExportKind::Memory => RoundtripReencoder.memory_type(self.memories[at])?.into(),
                _ => RoundtripReencoder.global_type(self.globals[at])?.into(),
            };
            imports.import(FIRST, name, of);
        }
        let mut functions = FunctionSection::new();
        for function in later {
            numbers.insert(*function, u32::try_from(numbers.len())?);
            functions.function(self.functions[*function as usize]);
        }
        let mut code = CodeSection::new();
        let mut renumbered = Renumbered(&numbers);
        for function in later {
            let body = &self.bodies[(function - self.imported) as usize];
            renumbered.parse_function_body(&mut code, body.clone())?;
        }
        let filled: Vec<u32> = slots.functions.iter().map(|function| numbers[function]).collect();
        let mut elements = ElementSection::new();
        elements.active(
            Some(slots.table),
            &ConstExpr::i32_const(slots.first.cast_signed()),
            Elements::Functions(Cow::Owned(filled)),
        );
        let mut named = NameMap::new();
        let mut in_order: Vec<(u32, &String)> =
            later.iter().filter_map(|it| Some((numbers[it], self.names.get(it)?))).collect();
        in_order.sort_unstable();
        in_order.into_iter().for_each(|(number, name)| named.append(number, name));
        let mut names = NameSection::new();
        names.functions(&named);
        let mut module = Module::new();
        module.section(&self.type_section).section(&imports).section(&functions);
        module.section(&elements).section(&code).section(&names);
        Ok(module.finish())
    }

    /// Returns the body that stands for a function of the rest.
    fn stub(&self, function: u32, slots: &Slots) -> Result<Function> {
        let mut stub = Function::new([]);
        let Ok(slot) = slots.functions.binary_search(&function) else {
            // Nothing calls it here, and wasm-opt takes it away.
            stub.instruction(&Instruction::Unreachable).instruction(&Instruction::End);
            return Ok(stub);
        };
        let slot = Instruction::I32Const(slots.first.cast_signed() + i32::try_from(slot)?);
        let fetch = self.fetch.with_context(|| format!("the program has no {FETCH}"))?;
        stub.instruction(&slot).instruction(&Instruction::TableGet(slots.table));
        stub.instruction(&Instruction::RefIsNull);
        stub.instruction(&Instruction::If(wasm_encoder::BlockType::Empty));
        // Without arguments, which is to say: at once.
        for parameter in self.parameters(fetch) {
            stub.instruction(&match parameter {
                ValType::I32 => Instruction::I32Const(0),
                ValType::Ref(_) => Instruction::RefNull(HeapType::EXTERN),
                other => return Err(anyhow!("{FETCH} takes a {other}")),
            });
        }
        stub.instruction(&Instruction::Call(fetch)).instruction(&Instruction::End);
        for parameter in 0..self.parameters(function).len() {
            stub.instruction(&Instruction::LocalGet(u32::try_from(parameter)?));
        }
        let type_index = self.functions[function as usize];
        stub.instruction(&slot);
        stub.instruction(&Instruction::CallIndirect { type_index, table_index: slots.table });
        stub.instruction(&Instruction::End);
        Ok(stub)
    }

    fn parameters(&self, function: u32) -> &[ValType] {
        &self.types[self.functions[function as usize] as usize].0
    }
}

/// The places in the table of functions that the rest fills, each for a function, one after another.
struct Slots {
    table: u32,
    first: u32,
    functions: Vec<u32>,
}

impl Slots {
    /// Returns the type of a table, with room for these slots if it is the one that they are of.
    fn widened(&self, table: u32, mut of: wasmparser::TableType) -> wasmparser::TableType {
        if table == self.table {
            let more = self.functions.len() as u64;
            of.initial += more;
            of.maximum = of.maximum.map(|most| most + more);
        }
        of
    }
}

/// Writes the first part.
struct First<'a> {
    stubs: BTreeMap<u32, Function>,
    slots: &'a Slots,
    shared: &'a [Shared],
    /// The function whose body comes next.
    at: u32,
}

type Outcome<T = ()> = std::result::Result<T, reencode::Error>;

impl Reencode for First<'_> {
    type Error = Infallible;

    fn parse_table_section(
        &mut self,
        tables: &mut TableSection,
        section: wasmparser::TableSectionReader<'_>,
    ) -> Outcome {
        for (at, table) in (0..).zip(section) {
            let of = self.table_type(self.slots.widened(at, table?.ty))?;
            tables.table(of);
        }
        Ok(())
    }

    fn parse_export_section(
        &mut self,
        exports: &mut ExportSection,
        section: wasmparser::ExportSectionReader<'_>,
    ) -> Outcome {
        reencode::utils::parse_export_section(self, exports, section)?;
        for (name, kind, number) in self.shared {
            exports.export(name, *kind, *number);
        }
        Ok(())
    }

    fn parse_function_body(&mut self, code: &mut CodeSection, body: FunctionBody<'_>) -> Outcome {
        let function = self.at;
        self.at += 1;
        if let Some(stub) = self.stubs.get(&function) {
            code.function(stub);
            return Ok(());
        }
        reencode::utils::parse_function_body(self, code, body)
    }
}

/// Writes functions that call only those that have a number here, under these numbers.
struct Renumbered<'a>(&'a BTreeMap<u32, u32>);

impl Reencode for Renumbered<'_> {
    type Error = Infallible;

    fn function_index(&mut self, function: u32) -> Outcome<u32> {
        Ok(self.0[&function])
    }
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{MemoryType, RefType};

    use super::*;

    const NAMES: [&str; 6] = [
        "a::first",
        "a[0123456789abcdef]::later::dialog",
        "a::of_dialog",
        "a::of_both",
        "a::later::click",
        "a::unused",
    ];

    /// Returns a program that imports [`FETCH`] and defines functions of [`NAMES`], of which the first is
    /// exported, the dialog is called by it, and the click stands in the table.
    fn program() -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([wasm_encoder::ValType::EXTERNREF], []);
        types.ty().function([wasm_encoder::ValType::I32], [wasm_encoder::ValType::I32]);
        let mut imports = ImportSection::new();
        imports.import("./rest.js", FETCH, EntityType::Function(0));
        let mut functions = FunctionSection::new();
        let mut code = CodeSection::new();
        let mut named = NameMap::new();
        for (at, (name, calls)) in
            NAMES.iter().zip([&[2, 4][..], &[3, 4, 2], &[], &[], &[3, 4], &[]]).enumerate()
        {
            functions.function(1);
            named.append(u32::try_from(at).unwrap() + 1, name);
            let mut body = Function::new([]);
            body.instruction(&Instruction::LocalGet(0));
            for called in calls {
                body.instruction(&Instruction::Call(*called));
            }
            body.instruction(&Instruction::End);
            code.function(&body);
        }
        let mut tables = TableSection::new();
        tables.table(wasm_encoder::TableType {
            element_type: RefType::FUNCREF,
            minimum: 2,
            maximum: Some(2),
            table64: false,
            shared: false,
        });
        let mut memories = wasm_encoder::MemorySection::new();
        memories.memory(MemoryType {
            minimum: 1,
            maximum: None,
            memory64: false,
            shared: false,
            page_size_log2: None,
        });
        let mut exports = ExportSection::new();
        exports.export("main", ExportKind::Func, 1);
        let mut elements = ElementSection::new();
        elements.active(None, &ConstExpr::i32_const(1), Elements::Functions(Cow::Borrowed(&[5])));
        let mut names = NameSection::new();
        names.functions(&named);
        let mut module = Module::new();
        module
            .section(&types)
            .section(&imports)
            .section(&functions)
            .section(&tables)
            .section(&memories);
        module.section(&exports).section(&elements).section(&code).section(&names);
        module.finish()
    }

    fn parted(modules: &[&str]) -> Result<Parts> {
        Program::read(&program())?.parted(modules)
    }

    #[test]
    fn what_only_later_functions_call_comes_later() {
        let bytes = program();
        let program = Program::read(&bytes).unwrap();
        let later = program.later(&["a::later"], &program.calls().unwrap()).unwrap();
        // The dialog, what it alone calls, the click, and what nobody calls.
        assert_eq!(later.into_iter().collect::<Vec<_>>(), [2, 3, 5, 6]);
    }

    #[test]
    fn both_parts_are_whole_programs_that_fit() {
        let Parts { first, rest } = parted(&["a::later"]).unwrap();
        let rest_imports: Vec<_> = Parser::new(0)
            .parse_all(&rest)
            .filter_map(|payload| match payload.unwrap() {
                Payload::ImportSection(section) => Some(section.into_imports()),
                _ => None,
            })
            .flatten()
            .map(|import| import.unwrap())
            .inspect(|import| {
                if let TypeRef::Table(table) = import.ty {
                    assert_eq!((table.initial, table.maximum), (4, Some(4)));
                }
            })
            .map(|import| (import.module.to_owned(), import.name.to_owned()))
            .collect();
        let mut first = Program { bytes: &first, ..Program::default() };
        for payload in Parser::new(0).parse_all(first.bytes) {
            first.take(payload.unwrap()).unwrap();
        }
        // What both call, the table and the memory.
        assert_eq!(rest_imports.len(), 3);
        for (module, name) in rest_imports {
            assert!(module == FIRST && first.exports.contains(name.as_str()), "{name}");
        }
        // The dialog and the click can be called from the first part.
        assert_eq!((first.tables[0].initial, first.tables[0].maximum), (4, Some(4)));
        assert_eq!(first.bodies.len(), NAMES.len());
    }

    #[test]
    fn modules_that_are_not_there_are_told() {
        let said = parted(&["a::later", "a::gone"]).err().unwrap().to_string();
        assert!(said.contains("a::gone"), "{said}");
    }
}
