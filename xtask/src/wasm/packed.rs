//! WebAssembly as packed text inside a script: each byte is one or two characters. docs/decisions/0012-packed-webassembly.md says why.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::process::run;

const SOURCE: &str = include_str!("unpacker.wat");

/// Characters that stand for a byte by themselves: those of ASCII that no string literal, template, replacement pattern or HTML page
/// around the script reads as something else.
const ALONE: &[u8; 86] = b" !#%()*+,-./0123456789:;=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_abcdefghijklmnopqrstuvwxyz{|";

/// Each with one of [`ALONE`] behind it. The first is the first character that stands not for itself in `unpacker.wat`.
const BEFORE: [u8; 2] = *b"}~";

/// A character's place in a row of the table is its code.
const ROW: usize = 128;

/// A page of WebAssembly's memory, in bytes.
const PAGE: usize = 1 << 16;

/// The script that exports the module: `packed`, and the `unpacker` for it, which is WebAssembly in base64.
pub(super) fn script(wasm: &[u8]) -> Result<String> {
    let code = Code::for_bytes(wasm);
    let packed: String = wasm.iter().filter_map(|byte| code.texts.get(byte).map(String::as_str)).collect();
    let unpacker = STANDARD.encode(assemble(&code.unpacker(packed.len()))?);
    Ok(format!("export const unpacker =\n  \"{unpacker}\";\nexport const packed =\n  \"{packed}\";\n"))
}

struct Code {
    /// The text for each byte.
    texts: HashMap<u8, String>,
    /// And the byte for each place in the unpacker's table that has one.
    bytes: HashMap<usize, u8>,
}

impl Code {
    /// The code in which these bytes become the shortest text.
    fn for_bytes(wasm: &[u8]) -> Self {
        let mut counts: HashMap<u8, usize> = HashMap::new();
        for byte in wasm {
            *counts.entry(*byte).or_default() += 1;
        }
        let mut by_count: Vec<u8> = (0..=u8::MAX).collect();
        by_count.sort_by_key(|byte| Reverse(counts.get(byte).copied()));

        let rows = std::iter::once(None).chain(BEFORE.map(Some));
        let characters = rows.enumerate().flat_map(|(row, before)| ALONE.map(|character| (row, before, character)));
        let mut code = Self { texts: HashMap::new(), bytes: HashMap::new() };
        for (byte, (row, before, character)) in by_count.into_iter().zip(characters) {
            code.texts.insert(byte, before.into_iter().chain([character]).map(char::from).collect());
            code.bytes.insert(row * ROW + usize::from(character), byte);
        }
        code
    }

    /// The source of what unpacks a text of that length.
    fn unpacker(&self, length: usize) -> String {
        let table = ROW * (1 + BEFORE.len());
        let pages = (table + length).div_ceil(PAGE).to_string();
        let bytes = (0..table).map(|place| self.bytes.get(&place).copied().unwrap_or_default());
        let table = bytes.map(|byte| format!("\\{byte:02x}")).collect::<Vec<_>>().concat();
        SOURCE.replace("{pages}", &pages).replace("{table}", &table)
    }
}

fn assemble(source: &str) -> Result<Vec<u8>> {
    let folder = Path::new("target/xtask");
    let (text, binary) = (folder.join("unpacker.wat"), folder.join("unpacker.wasm"));
    fs::write(&text, source).with_context(|| format!("could not write {}", text.display()))?;
    run(Command::new("node").arg("node_modules/binaryen/bin/wasm-as").arg(&text).arg("-o").arg(&binary))?;
    let bytes = fs::read(&binary).with_context(|| format!("could not read {}", binary.display()))?;
    ensure!(bytes.starts_with(b"\0asm"), "wasm-as made no WebAssembly");
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn each_byte_has_its_text_and_the_frequent_ones_a_short_one() {
        let code = Code::for_bytes(b"\xFF\xFF\xFF\x80\x80");
        assert_eq!(code.texts.values().collect::<HashSet<_>>().len(), 256);
        assert_eq!([0xFF, 0x80].map(|byte| code.texts[&byte].as_str()), [" ", "!"]);
        assert_eq!(code.bytes.len(), 256);
        assert_eq!([32, 33].map(|place| code.bytes[&place]), [0xFF, 0x80]);
    }

    #[test]
    fn nothing_around_the_script_reads_it_as_something_else() {
        for special in b"\\\"'`<$&" {
            assert!(!ALONE.contains(special) && !BEFORE.contains(special), "{}", char::from(*special));
        }
    }
}
