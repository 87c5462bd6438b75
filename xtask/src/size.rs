//! `cargo xtask size`: what each part of the two WebAssembly files costs, into docs/benchmarks.md.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};
use rustc_demangle::demangle;
use walrus::{FunctionKind, Module};

use crate::bench;
use crate::process::read;
use crate::wasm;

const HEADING: &str = "## What the WebAssembly is made of\n";

/// Where the files with names are left, for whoever wants to look closer.
const FOLDER: &str = "target/size";

/// Parts that are smaller, in instructions, are added up.
const SMALL: u64 = 500;

pub(crate) fn write() -> Result<()> {
    let mut section = format!(
        "{HEADING}\nWritten by `cargo xtask size`: both files built with their names, instructions counted by the module a function \
         comes from (for an `impl`, that of its type). Brotli, at its best, of the file and of its two large parts by themselves.\n"
    );
    fs::create_dir_all(FOLDER).with_context(|| format!("could not create {FOLDER}"))?;
    for (feature, what) in [("checks", "everything"), ("phone", "phone numbers alone")] {
        let file = Path::new(FOLDER).join(format!("{feature}.wasm"));
        fs::write(&file, wasm::bare(feature, &wasm::compile(feature)?, true)?)
            .with_context(|| format!("could not write {}", file.display()))?;
        wasm::optimize(feature, &file, &["-g"])?;
        let bytes = fs::read(&file).with_context(|| format!("could not read {}", file.display()))?;
        let mut module = Module::from_buffer(&bytes)?;
        write!(section, "\n### `{feature}`: {what}\n\n{}", parts(&module)?)?;

        let data = Path::new(FOLDER).join(format!("{feature}.data"));
        fs::write(&data, module.data.iter().flat_map(|data| data.value.clone()).collect::<Vec<_>>())?;
        module.name = None;
        for function in module.funcs.iter_mut() {
            function.name = None;
        }
        let bare = Path::new(FOLDER).join(format!("{feature}.bare.wasm"));
        fs::write(&bare, module.emit_wasm())?;
        let (all, data) = (brotli(&bare)?, brotli(&data)?);
        writeln!(section, "\nBrotli: {all} bytes, of which the data (tables and texts) alone is {data}.")?;
    }
    bench::write(HEADING, &section)
}

fn brotli(file: &Path) -> Result<usize> {
    let script = "console.log(require('zlib').brotliCompressSync(require('fs').readFileSync(process.argv[1])).length)";
    let length = read(Command::new("node").args(["-e", script]).arg(file))?;
    length.trim().parse().with_context(|| format!("the size of {}", file.display()))
}

/// A table of the parts, the largest first.
fn parts(module: &Module) -> Result<String> {
    let mut parts: BTreeMap<String, (u64, u64)> = BTreeMap::new();
    for function in module.funcs.iter() {
        let FunctionKind::Local(local) = &function.kind else { continue };
        let name = function.name.as_deref().map(|name| format!("{:#}", demangle(name))).unwrap_or_default();
        let part = parts.entry(part_of(&name)).or_default();
        part.0 += local.size();
        part.1 += 1;
    }
    let mut parts: Vec<_> = parts.into_iter().collect();
    parts.sort_by_key(|(_, (size, _))| std::cmp::Reverse(*size));
    let mut table = String::from("| part | instructions | functions |\n|---|--:|--:|\n");
    let mut others = (0, 0);
    let mut all = (0, 0);
    for (part, (size, count)) in parts {
        all = (all.0 + size, all.1 + count);
        if size < SMALL {
            others = (others.0 + size, others.1 + count);
        } else {
            writeln!(table, "| `{part}` | {size} | {count} |")?;
        }
    }
    writeln!(table, "| smaller ones | {} | {} |\n| all | {} | {} |", others.0, others.1, all.0, all.1)?;
    Ok(table)
}

/// The crate and module a function is of, for an `impl` those of its type, or of its trait if the type has no path.
fn part_of(name: &str) -> String {
    let start = name.find(|character: char| character.is_ascii_alphabetic()).unwrap_or_default();
    let mut path = name.get(start..).unwrap_or_default();
    while let Some(rest) = ["mut ", "dyn "].iter().find_map(|word| path.strip_prefix(word)) {
        path = rest.trim_start_matches(['&', '[', '(']);
    }
    // `<T as core::fmt::Write>::write_str`, `<[T] as …`, `<(A, B) as …`
    if let Some((of, rest)) = path.split_once(" as ")
        && !of.contains("::")
    {
        path = rest;
    }
    let path: Vec<_> = path.split("::").take(2).collect();
    let path = path.join("::").split(['<', ' ', '>']).next().unwrap_or_default().to_owned();
    // `core[c5930c85a12de822]::num`: which build of the crate does not matter.
    match (path.find('['), path.find(']')) {
        (Some(open), Some(close)) if open < close => {
            [path.get(..open), path.get(close + 1..)].into_iter().flatten().collect()
        }
        _ => path,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_a_crate_and_a_module() {
        for (name, expected) in [
            ("dialin_core::rules::url::check", "dialin_core::rules"),
            ("core[c5930c85a12de822]::num::from_str", "core::num"),
            ("<dialin_core::report::Report as serde_core::ser::Serialize>::serialize", "dialin_core::report"),
            ("<alloc::vec::Vec<T, A> as core::ops::drop::Drop>::drop", "alloc::vec"),
            ("<dyn core::any::Any>::is", "core::any"),
            (
                "<&mut serde_json::de::Deserializer<R> as serde_core::de::Deserializer>::deserialize_any",
                "serde_json::de",
            ),
            ("<&mut dyn core::fmt::Write as core::fmt::Write>::write_str", "core::fmt"),
            ("<&mut W as core::fmt::Write>::write_str", "core::fmt"),
            ("<T as core::convert::Into<U>>::into", "core::convert"),
            ("<[T] as core::slice::Join<&str>>::join", "core::slice"),
            ("memcpy", "memcpy"),
        ] {
            assert_eq!(part_of(name), expected, "{name}");
        }
    }
}
