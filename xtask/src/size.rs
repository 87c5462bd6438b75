//! `cargo xtask size`: what each part of the two WebAssembly files costs.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use rustc_demangle::demangle;
use walrus::{FunctionKind, Module};

use crate::wasm;

/// Where the files with names are left, for whoever wants to look closer.
const FOLDER: &str = "target/size";

pub(crate) fn print() -> Result<()> {
    fs::create_dir_all(FOLDER).with_context(|| format!("could not make {FOLDER}"))?;
    for feature in ["checks", "phone"] {
        let file = Path::new(FOLDER).join(format!("{feature}.wasm"));
        fs::write(&file, wasm::bare(feature, &wasm::compile(feature)?, true)?)
            .with_context(|| format!("could not write {}", file.display()))?;
        wasm::optimize(&file, &["-g"])?;
        let bytes = fs::read(&file).with_context(|| format!("could not read {}", file.display()))?;
        report(feature, &Module::from_buffer(&bytes)?);
    }
    Ok(())
}

fn report(feature: &str, module: &Module) {
    let mut parts: BTreeMap<String, (u64, u64)> = BTreeMap::new();
    let mut functions = Vec::new();
    for function in module.funcs.iter() {
        let FunctionKind::Local(local) = &function.kind else { continue };
        let name = function.name.as_deref().map(|name| format!("{:#}", demangle(name))).unwrap_or_default();
        let part = parts.entry(part_of(&name)).or_default();
        part.0 += local.size();
        part.1 += 1;
        functions.push((local.size(), name));
    }
    let data: usize = module.data.iter().map(|data| data.value.len()).sum();
    println!("\n{feature}: {} functions, {data} bytes of data", functions.len());
    let mut parts: Vec<_> = parts.into_iter().collect();
    parts.sort_by_key(|(_, (size, _))| std::cmp::Reverse(*size));
    for (part, (size, count)) in parts {
        println!("{size:>8} instructions in {count:>4} functions  {part}");
    }
    functions.sort_by_key(|(size, _)| std::cmp::Reverse(*size));
    for (size, name) in functions.iter().take(40) {
        println!("{size:>8}  {name}");
    }
}

/// The crate and module a function is of, for `impl`s those of the trait or type that is named first.
fn part_of(name: &str) -> String {
    let start = name.find(|character: char| character.is_ascii_alphabetic()).unwrap_or_default();
    let path = name.get(start..).unwrap_or_default().trim_start_matches("dyn ");
    let path: Vec<_> = path.split("::").take(2).collect();
    path.join("::").split(['<', ' ', '>']).next().unwrap_or_default().to_owned()
}
