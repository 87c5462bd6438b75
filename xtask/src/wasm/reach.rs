//! What no call can reach once panics are traps: the texts and methods that only their messages used, and the tables of those.
//!
//! `wasm-opt` cannot tell: a function whose address stands in the memory, as in every table of a trait's methods, may be called by
//! any number that is computed. The linker can, it leaves in the file which number is the address of what (`--emit-relocs`).

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use anyhow::{Context, Result, bail};
use wasmparser::{
    ExternalKind, FunctionBody, KnownCustom, Linking, Operator, Parser, Payload, RelocationEntry, RelocationType,
    SymbolInfo, TypeRef,
};

/// A function by its index, or a piece of the data by the index of its symbol.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Part {
    Function(u32),
    Data(u32),
}

/// Whether a custom section is a part of the notes.
pub(super) fn is_note(section: &str) -> bool {
    section == "linking" || section.starts_with("reloc.")
}

/// What may go.
pub(super) struct Unreached {
    pub(super) functions: Vec<u32>,
    /// For each byte of each segment of the data whether it may go.
    pub(super) data: Vec<Vec<bool>>,
}

/// A compiled module with the linker's notes.
#[derive(Default)]
pub(super) struct Notes {
    exported: Vec<u32>,
    /// Where the bodies of the functions stand, counted from the start of the code section, and the index of the first.
    bodies: Vec<Range<usize>>,
    imported: u32,
    /// The steps that lead to a call and nowhere else, and the function it calls.
    before_calls: Vec<(Range<usize>, u32)>,
    /// Where the bytes of each segment of the data stand, counted from the start of the data section.
    segments: Vec<Range<usize>>,
    /// What each symbol is.
    symbols: Vec<Option<Part>>,
    /// Where the data of a symbol stands, as `segments`.
    places: HashMap<u32, Range<usize>>,
    in_code: Vec<RelocationEntry>,
    in_data: Vec<RelocationEntry>,
}

impl Notes {
    pub(super) fn read(module: &[u8]) -> Result<Self> {
        let mut notes = Self::default();
        let mut code = 0;
        for payload in Parser::new(0).parse_all(module) {
            match payload? {
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        notes.imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                    }
                }
                Payload::ExportSection(exports) => {
                    for export in exports {
                        let export = export?;
                        notes.exported.extend((export.kind == ExternalKind::Func).then_some(export.index));
                    }
                }
                Payload::StartSection { func, .. } => notes.exported.push(func),
                Payload::CodeSectionStart { range, .. } => code = range.start,
                Payload::CodeSectionEntry(body) => {
                    notes.bodies.push(body.range().start - code..body.range().end - code);
                    notes.steps_before_calls(&body, code)?;
                }
                Payload::DataSection(segments) => {
                    let data = segments.range().start;
                    for segment in segments {
                        let segment = segment?;
                        let end = segment.range.end - data;
                        notes.segments.push(end - segment.data.len()..end);
                    }
                }
                Payload::CustomSection(custom) => notes.custom(&custom.as_known(), custom.name())?,
                _ => {}
            }
        }
        if notes.in_code.is_empty() || notes.in_data.is_empty() {
            bail!("the linker left no relocations in the module");
        }
        Ok(notes)
    }

    fn custom(&mut self, section: &KnownCustom<'_>, name: &str) -> Result<()> {
        match section {
            KnownCustom::Linking(linking) => {
                for part in linking.subsections() {
                    if let Linking::SymbolTable(symbols) = part? {
                        for symbol in symbols {
                            self.symbol(&symbol?)?;
                        }
                    }
                }
            }
            KnownCustom::Reloc(relocations) => {
                for entry in relocations.entries() {
                    match name {
                        "reloc.CODE" => self.in_code.push(entry?),
                        "reloc.DATA" => self.in_data.push(entry?),
                        _ => {}
                    }
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn steps_before_calls(&mut self, body: &FunctionBody<'_>, code: usize) -> Result<()> {
        use Operator as Op;
        let mut start = None;
        for operator in body.get_operators_reader()?.into_iter_with_offsets() {
            let (operator, offset) = operator?;
            let offset = offset - code;
            let steps = *start.get_or_insert(offset)..offset;
            match operator {
                Op::Call { function_index } => self.before_calls.push((steps, function_index)),
                Op::Block { .. }
                | Op::Loop { .. }
                | Op::If { .. }
                | Op::Else
                | Op::End
                | Op::CallIndirect { .. }
                | Op::Br { .. }
                | Op::BrIf { .. }
                | Op::BrTable { .. }
                | Op::Return
                | Op::Unreachable => {}
                _ => continue,
            }
            start = None;
        }
        Ok(())
    }

    fn symbol(&mut self, symbol: &SymbolInfo<'_>) -> Result<()> {
        let index = u32::try_from(self.symbols.len())?;
        self.symbols.push(match symbol {
            SymbolInfo::Func { index, .. } => Some(Part::Function(*index)),
            SymbolInfo::Data { symbol: Some(data), .. } => {
                let segment =
                    self.segments.get(data.index as usize).context("a symbol of a segment that is not there")?;
                let start = segment.start + data.offset as usize;
                self.places.insert(index, start..start + data.size as usize);
                Some(Part::Data(index))
            }
            _ => None,
        });
        Ok(())
    }

    /// What an address or an index stands for; `None` is neither a function nor data.
    fn target(&self, entry: &RelocationEntry) -> Result<Option<Part>> {
        use RelocationType as Type;
        match entry.ty {
            Type::FunctionIndexLeb
            | Type::TableIndexSleb
            | Type::TableIndexI32
            | Type::MemoryAddrLeb
            | Type::MemoryAddrSleb
            | Type::MemoryAddrI32 => {
                self.symbols.get(entry.index as usize).copied().context("a relocation of a symbol that is not there")
            }
            Type::TypeIndexLeb | Type::GlobalIndexLeb | Type::TableNumberLeb => Ok(None),
            other => bail!("{other:?} is a relocation that cannot be read here"),
        }
    }

    /// What no call can reach when the functions that are a trap call nothing.
    pub(super) fn unreached(&self, is_trap: impl Fn(u32) -> bool) -> Result<Unreached> {
        let reached = self.reached(is_trap)?;
        let functions = (self.imported..).zip(&self.bodies).map(|(function, _)| function);
        let functions = functions.filter(|function| !reached.contains(&Part::Function(*function))).collect();
        let data = self.segments.iter().map(|segment| {
            let mut may_go = vec![false; segment.len()];
            // The reached ones last, for two symbols may share a piece.
            for now in [false, true] {
                for (symbol, place) in &self.places {
                    let offset = place.start.wrapping_sub(segment.start);
                    if reached.contains(&Part::Data(*symbol)) == now
                        && let Some(bytes) = may_go.get_mut(offset..offset.wrapping_add(place.len()))
                    {
                        bytes.fill(!now);
                    }
                }
            }
            may_go
        });
        let data = data.collect();
        Ok(Unreached { functions, data })
    }

    fn reached(&self, is_trap: impl Fn(u32) -> bool) -> Result<HashSet<Part>> {
        let mut uses: HashMap<Part, Vec<Part>> = HashMap::new();
        let mut open: Vec<_> = self.exported.iter().map(|function| Part::Function(*function)).collect();
        // What is done only to call a trap is never seen: it takes the addresses of a message and of the methods to write it.
        let steps: Vec<_> =
            self.before_calls.iter().filter(|(_, called)| is_trap(*called)).map(|(steps, _)| steps).collect();
        for entry in &self.in_code {
            let offset = entry.offset as usize;
            if steps
                .get(steps.partition_point(|steps| steps.end <= offset))
                .is_some_and(|steps| steps.contains(&offset))
            {
                continue;
            }
            let Some(target) = self.target(entry)? else { continue };
            let body = self.bodies.partition_point(|body| body.end <= entry.offset as usize);
            let function = self.imported + u32::try_from(body)?;
            if !is_trap(function) {
                uses.entry(Part::Function(function)).or_default().push(target);
            }
        }
        for entry in &self.in_data {
            let Some(target) = self.target(entry)? else { continue };
            let owners = self.places.iter().filter(|(_, place)| place.contains(&(entry.offset as usize)));
            let owners: Vec<_> = owners.map(|(symbol, _)| Part::Data(*symbol)).collect();
            if owners.is_empty() {
                bail!("an address is in the data outside of every symbol");
            }
            for owner in owners {
                uses.entry(owner).or_default().push(target);
            }
        }
        let mut reached = HashSet::new();
        while let Some(part) = open.pop() {
            if reached.insert(part) {
                open.extend(uses.get(&part).into_iter().flatten());
            }
        }
        Ok(reached)
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::{Path, PathBuf};
    use std::process::Command;

    use super::super::{WASM_TARGET, without_panics};
    use crate::process::read;

    fn folder() -> PathBuf {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/xtask/reach");
        fs::create_dir_all(&folder).unwrap();
        folder
    }

    /// A small library with both kinds of functions and texts, as rustc and its linker leave it.
    fn compiled() -> Vec<u8> {
        let module = folder().join("compiled.wasm");
        let mut rustc = Command::new("rustc");
        rustc.args(["--edition", "2024", "--crate-type", "cdylib", "--target", WASM_TARGET]);
        rustc.args(["-C", "opt-level=s", "-C", "panic=abort", "-C", "link-arg=--emit-relocs", "-o"]);
        rustc.arg(&module).arg(concat!(env!("CARGO_MANIFEST_DIR"), "/src/wasm/reach/reachable.rs"));
        read(&mut rustc).unwrap();
        fs::read(module).unwrap()
    }

    /// What `ask` answers to these numbers, a trap among them.
    fn answers(name: &str, module: &[u8]) -> String {
        let file = folder().join(name);
        fs::write(&file, module).unwrap();
        let script = "const { exports } = new WebAssembly.Instance(new WebAssembly.Module(require('fs').readFileSync(process.argv[1])));
            const ask = (number) => { try { return exports.ask(number); } catch (error) { return error.name; } };
            console.log([0, 1, 4, 5, 9, 2, 100].map(ask).join());";
        read(Command::new("node").args(["--eval", script]).arg(file)).unwrap()
    }

    #[test]
    fn what_only_panics_reach_goes_and_the_rest_answers() {
        let before = compiled();
        let after = without_panics(&before).unwrap().emit_wasm();
        let holds = |module: &[u8], text: &str| module.windows(text.len()).any(|bytes| bytes == text.as_bytes());
        for (text, stays) in [("said by an answer", true), ("shown by a panic", false), ("asked of a panic", false)] {
            assert!(holds(&before, text), "{text}");
            assert_eq!(holds(&after, text), stays, "{text}");
        }
        let expected = "40,97,44,98,110,RuntimeError,RuntimeError";
        assert_eq!(answers("before.wasm", &before).trim(), expected);
        assert_eq!(answers("after.wasm", &after).trim(), expected);
    }
}
