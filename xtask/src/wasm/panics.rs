//! A panic becomes a trap, without a word and without a place.
//!
//! The wrapper in `npm/src/instance.js` makes the same of both: an error without details (a panic's text may quote the input,
//! secrets included), and a new instance for the next call. So nothing that the standard library says in its panics, nor what it
//! needs to say it, nor where in the sources it stands, has to be downloaded.

use std::collections::HashSet;
use std::ops::Range;

use anyhow::Result;
use rustc_demangle::demangle;
use walrus::ir::{InstrLocId, Unreachable, Value};
use walrus::{ConstExpr, Data, DataKind, Function, FunctionKind, IndicesToIds, Module};

use super::reach::Notes;

/// Functions of the standard library that never return, by the last part of their name.
const NEVER_RETURN: [&str; 11] = [
    "assert_failed",
    "expect_failed",
    "handle_alloc_error",
    "handle_error",
    "len_mismatch_fail",
    "panic_access_error",
    "panic_bounds_check",
    "panic_fmt",
    "slice_error_fail",
    "slice_index_fail",
    "unwrap_failed",
];

/// Replaces the bodies of those functions, and of all that only they reached; zeros instead of the data only they read.
pub(super) fn to_traps(module: &mut Module, ids: &IndicesToIds, notes: &Notes) -> Result<()> {
    let panics: HashSet<_> =
        module.funcs.iter().filter(|it| it.name.as_deref().is_some_and(never_returns)).map(Function::id).collect();
    let unreached = notes.unreached(|index| ids.get_func(index).is_ok_and(|id| panics.contains(&id)))?;
    for index in unreached.functions {
        to_trap(module.funcs.get_mut(ids.get_func(index)?));
    }
    for id in panics {
        to_trap(module.funcs.get_mut(id));
    }
    for (segment, may_go) in (0..).zip(unreached.data) {
        let data = module.data.get_mut(ids.get_data(segment)?);
        for (byte, _) in data.value.iter_mut().zip(may_go).filter(|(_, may_go)| *may_go) {
            *byte = 0;
        }
        // The memory is zeros to begin with; next to its notes the linker writes them all the same.
        let length = data.value.iter().rposition(|byte| *byte != 0).map_or(0, |last| last + 1);
        data.value.truncate(length);
    }
    Ok(())
}

fn to_trap(function: &mut Function) {
    if let FunctionKind::Local(local) = &mut function.kind {
        let body = local.entry_block();
        local.block_mut(body).instrs = vec![(Unreachable {}.into(), InstrLocId::default())];
    }
}

fn never_returns(symbol: &str) -> bool {
    let name = format!("{:#}", demangle(symbol));
    // `core::str::slice_error_fail`, `core::panicking::assert_failed::<…>`.
    let path = name.split("::<").next().unwrap_or_default();
    let standard = ["core::", "alloc::", "std::"].iter().any(|library| path.starts_with(library));
    let last = path.rsplit("::").next().unwrap_or_default();
    standard && (NEVER_RETURN.contains(&last) || path.contains("::panicking::panic"))
}

/// How many bytes a number or an address has.
const WORD: usize = 4;

/// Puts zeros where a `core::panic::Location` is (the address and the length of a path, a line and a column), and where its path is.
pub(super) fn forget_places(module: &mut Module) {
    let ids: Vec<_> = module.data.iter().map(Data::id).collect();
    for id in ids {
        let data = module.data.get_mut(id);
        let DataKind::Active { offset: ConstExpr::Value(Value::I32(start)), .. } = data.kind else { continue };
        let paths = paths_of_sources(&data.value);
        let is_path = |address: u32, length: u32| {
            let begins = address.checked_sub(start.cast_unsigned()).map(|begins| begins as usize);
            paths.iter().any(|path| Some(path.start) == begins && path.len() == length as usize)
        };
        let words: Vec<_> = data.value.as_chunks::<WORD>().0.iter().map(|word| u32::from_le_bytes(*word)).collect();
        for (word, pair) in words.array_windows().enumerate() {
            let [address, length] = *pair;
            if is_path(address, length) {
                zero(&mut data.value, word * WORD..(word + 4) * WORD);
            }
        }
        for path in paths {
            zero(&mut data.value, path);
        }
    }
}

/// Where the paths of Rust sources stand, as `rustflags` remaps them: `/rustc/…/mod.rs`, `crates/hmac-0.13.0/src/utils.rs`.
fn paths_of_sources(data: &[u8]) -> Vec<Range<usize>> {
    const ENDING: &[u8] = b".rs";
    let path_at = |start: usize| {
        let rest = data.get(start..).filter(|rest| rest.starts_with(b"/rustc/") || rest.starts_with(b"crates/"))?;
        let is_of_path = |byte: &&u8| byte.is_ascii_alphanumeric() || b"/_-.".contains(byte);
        let rest = rest.get(..rest.iter().take_while(is_of_path).count())?;
        let before = rest.windows(ENDING.len()).position(|window| window == ENDING)?;
        Some(start..start + before + ENDING.len())
    };
    (0..data.len()).filter_map(path_at).collect()
}

fn zero(data: &mut [u8], range: Range<usize>) {
    if let Some(bytes) = data.get_mut(range) {
        bytes.fill(0);
    }
}
