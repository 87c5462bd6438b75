//! A panic becomes a trap, without a word.
//!
//! The wrapper in `npm/src/instance.js` makes the same of both: an error without details (a panic's text may quote the input,
//! secrets included), and a new instance for the next call. So nothing that the standard library says in its panics, nor what it
//! needs to say it, has to be downloaded.

use rustc_demangle::demangle;
use walrus::ir::{InstrLocId, Unreachable};
use walrus::{FunctionKind, Module};

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

/// Replaces the bodies of those functions. What only they called is left for `wasm-opt` to remove.
pub(super) fn to_traps(module: &mut Module) {
    for function in module.funcs.iter_mut() {
        if !function.name.as_deref().is_some_and(never_returns) {
            continue;
        }
        if let FunctionKind::Local(local) = &mut function.kind {
            let body = local.entry_block();
            local.block_mut(body).instrs = vec![(Unreachable {}.into(), InstrLocId::default())];
        }
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
