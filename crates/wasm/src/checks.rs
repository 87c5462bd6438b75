//! The check functions. Each takes the lengths of the two texts JavaScript has put into the buffer, the input and the
//! options (0 for none), and answers a report as JSON text, or refuses the options.
//!
//! The caller gave the input itself and the answer goes nowhere else, so reports are revealed: a suggestion that
//! repeats the input (`nested-config`, say) is part of them. For the same reason most reports say of the
//! value only that it is the input: `true`, or no text at all where there is no issue either.

use std::cell::Cell;

use dialin_core::{Kept, LinesChecker, Report};
use serde::Serialize;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::answer::{json, refusal};
use crate::{buffer, options};

/// `checkCreate(input, options?)`: the body of a POST.
#[wasm_bindgen(js_name = checkCreate)]
pub fn check_create(input: usize, options: usize) -> i32 {
    check_kept(input, options, |text, options| Ok(dialin_core::check_create_kept(text, &options::read(options)?)))
}

/// `checkUpdate(input, options)`: the body of a PUT; `options.type` says the type of the stored config.
#[wasm_bindgen(js_name = checkUpdate)]
pub fn check_update(input: usize, options: usize) -> i32 {
    check_kept(input, options, |text, options| {
        let (config_type, options) = options::read_with_type(options)?;
        Ok(dialin_core::check_update_kept(text, config_type, &options))
    })
}

/// `checkStored(input, options?)`: what a server returned.
#[wasm_bindgen(js_name = checkStored)]
pub fn check_stored(input: usize, options: usize) -> i32 {
    check(input, options, |text, options| Ok(dialin_core::check_stored_json(text, &options::read(options)?)))
}

/// `checkSet(configs, options?)`: many stored configs together.
#[wasm_bindgen(js_name = checkSet)]
pub fn check_set(input: usize, options: usize) -> i32 {
    check(input, options, |text, options| Ok(dialin_core::check_set_json(text, &options::read(options)?)))
}

/// `checkDomainProperties(body, options?)`: the older body of `POST /v1/`, entry by entry.
#[wasm_bindgen(js_name = checkDomainProperties)]
pub fn check_domain_properties(input: usize, options: usize) -> i32 {
    check(input, options, |text, options| Ok(dialin_core::check_domain_properties_json(text, &options::read(options)?)))
}

thread_local! {
    /// What checks the pieces of a text, from one to the next.
    static CHECKER: Cell<Option<LinesChecker>> = const { Cell::new(None) };
}

/// `checkLines(text, options?)`: NDJSON, each line a create. Answers a `LinesReport` of a piece of the text; the options come with
/// the first one, and have a length below 0 from then on.
#[wasm_bindgen(js_name = checkLines)]
pub fn check_lines(input: usize, options: i32, is_last: bool) -> i32 {
    let given = usize::try_from(options).ok();
    buffer::with_parts([input, given.unwrap_or_default()], |[text, options]| {
        let checker = match given {
            Some(_) => options::read(options).map(LinesChecker::new),
            None => Ok(CHECKER.take().unwrap_or_default()),
        };
        checker.map_or_else(refusal, |checker| {
            let answer = json(&checker.check(text).reveal());
            CHECKER.set(Some(checker).filter(|_| !is_last));
            answer
        })
    })
}

/// `fieldTable()`: every field of a config, in the order a form shows them.
#[wasm_bindgen(js_name = fieldTable)]
pub fn field_table() -> i32 {
    json(dialin_core::FIELDS)
}

/// `ruleTable()`: every rule.
#[wasm_bindgen(js_name = ruleTable)]
pub fn rule_table() -> i32 {
    json(&dialin_core::rules().collect::<Vec<_>>())
}

/// `versions()`: of the package, the rules and the numbering plan.
#[wasm_bindgen]
pub fn versions() -> i32 {
    json(&dialin_core::versions())
}

fn check<T: Serialize>(
    input: usize,
    options: usize,
    run: impl FnOnce(&[u8], &[u8]) -> Result<Report<T>, String>,
) -> i32 {
    buffer::with_parts([input, options], |[text, options]| {
        run(text, options).map_or_else(refusal, |report| json(&report.reveal()))
    })
}

fn check_kept<T: Serialize>(
    input: usize,
    options: usize,
    run: impl FnOnce(&[u8], &[u8]) -> Result<Report<Kept<T>>, String>,
) -> i32 {
    buffer::with_parts([input, options], |[text, options]| match run(text, options) {
        Ok(report) if report.issues().is_empty() && matches!(report.value(), Some(Kept::Input)) => 0,
        Ok(report) => json(&report.reveal()),
        Err(message) => refusal(message),
    })
}
