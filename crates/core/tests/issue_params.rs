//! The table of params, against every issue of the shared cases (which `vectors.rs` holds against the crate) and against the
//! few that no case shows.

#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "a test that cannot read its cases has to stop")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use dialin_core::{
    ISSUE_PARAMS, IssueParam, Options, ParamKind, check_create_json, inspect_hold_music, issue_params, rules,
};
use serde_json::{Value, json};

/// Values of closed sets that nothing here shows.
const NOT_SHOWN: [&str; 3] = ["Info", "VBRI", "mpeg-layer-1"];

/// Every issue there is to see.
fn issues() -> Vec<Value> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/vectors");
    let mut issues = Vec::new();
    for entry in std::fs::read_dir(folder).expect("tests/vectors is there") {
        let path = entry.expect("a readable entry").path();
        if path.extension().is_none_or(|ending| ending != "json") {
            continue;
        }
        let text = std::fs::read_to_string(&path).expect("a readable file");
        let cases: Vec<Value> = serde_json::from_str(&text).expect("an array of cases");
        for case in &cases {
            let lines = case["reports"].as_array().into_iter().flatten();
            let found = std::iter::once(case).chain(lines).filter_map(|report| report["issues"].as_array());
            issues.extend(found.flatten().cloned());
        }
    }
    assert!(issues.len() > 400, "only {} issues were read", issues.len());
    issues.extend(further());
    issues
}

/// More keys than are named one by one, twice each; a recording that is too long, without a LAME tag.
fn further() -> Vec<Value> {
    let keys: Vec<_> = (0..101).map(|index| format!(r#""k{index}":1,"k{index}":1"#)).collect();
    let config = format!(r#"{{"type":"pin_dialin",{}}}"#, keys.join(","));
    let report = check_create_json(config.as_bytes(), &Options::default());
    let mut frame = vec![0; 417];
    frame[..4].copy_from_slice(&[0xFF, 0xFB, 0x90, 0x64]);
    let music = inspect_hold_music(&frame.repeat(2_400));
    let issues = report.issues().iter().chain(music.issues());
    issues.map(|issue| serde_json::to_value(issue).expect("JSON")).collect()
}

fn is_of_kind(value: &Value, kind: ParamKind) -> bool {
    match kind {
        ParamKind::Text => value.is_string(),
        ParamKind::TextOrNull => value.is_string() || value.is_null(),
        ParamKind::OneOf(texts) => value.as_str().is_some_and(|text| texts.contains(&text)),
        ParamKind::Number => value.is_i64(),
        ParamKind::NumberOrNull => value.is_i64() || value.is_null(),
        ParamKind::Numbers => value.as_array().is_some_and(|items| items.iter().all(Value::is_i64)),
        ParamKind::Boolean => value.is_boolean(),
    }
}

/// What a kind promises to show.
fn promised(kind: ParamKind) -> Vec<Value> {
    match kind {
        ParamKind::TextOrNull | ParamKind::NumberOrNull => vec![Value::Null],
        ParamKind::OneOf(texts) => {
            texts.iter().filter(|text| !NOT_SHOWN.contains(text)).map(|text| json!(text)).collect()
        }
        ParamKind::Text | ParamKind::Number | ParamKind::Numbers | ParamKind::Boolean => Vec::new(),
    }
}

#[test]
fn every_param_is_in_the_table_as_it_is() {
    // By code: how many issues, and of each param the values.
    let mut seen: BTreeMap<String, (usize, BTreeMap<String, Vec<Value>>)> = BTreeMap::new();
    for issue in issues() {
        let code = issue["code"].as_str().expect("a code").to_owned();
        let (count, params) = seen.entry(code.clone()).or_default();
        *count += 1;
        for (name, value) in issue["params"].as_object().expect("params") {
            let known = issue_params(&code).iter().find(|param| param.name == name).map(|param| param.kind);
            let fits = known.is_some_and(|kind| is_of_kind(value, kind));
            assert!(fits, "{code}: `{name}` is {value}, and in the table {known:?}");
            params.entry(name.clone()).or_default().push(value.clone());
        }
    }
    for rule in rules() {
        let code = rule.code().as_str();
        let (count, params) = seen.get(code).expect("an issue of every rule");
        for IssueParam { name, kind, always } in issue_params(code) {
            let values = params.get(*name).map(Vec::as_slice).unwrap_or_default();
            assert!(!values.is_empty(), "{code}: nothing shows `{name}`");
            assert_eq!(values.len() == *count, *always, "{code}: `{name}` is there {} times of {count}", values.len());
            for promise in promised(*kind) {
                assert!(values.contains(&promise), "{code}: nothing shows that `{name}` can be {promise}");
            }
        }
    }
}

#[test]
fn names_are_in_order_and_codes_are_known() {
    let codes: BTreeSet<_> = rules().map(|rule| rule.code().as_str()).collect();
    for (code, params) in ISSUE_PARAMS {
        assert!(codes.contains(code), "no rule is called {code}");
        let names: Vec<_> = params.iter().map(|param| param.name).collect();
        assert!(names.is_sorted() && !names.is_empty(), "{code}: {names:?}");
    }
    assert!(ISSUE_PARAMS.is_sorted_by_key(|(code, _)| code), "codes are in order, each once");
}
