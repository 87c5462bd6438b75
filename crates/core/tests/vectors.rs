//! The shared cases of `tests/vectors`, against the crate itself. Their form is in `tests/vectors/README.md`.
//!
//! `DIALIN_BLESS=1` writes what the crate answers into the files; read the difference before committing it.

#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot read its cases has to stop"
)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Once;

use dialin_core::{
    ConfigType, DEFAULT_PAUSES, DEFAULT_TOLERANCE, DialString, Kept, Options, Report, RoomBody, RoomOperation,
    RoomOptions, VerifiedCall, WebhookCall, check_create_json, check_create_kept, check_domain_properties_json,
    check_lines, check_room_dialin_json, check_set_json, check_stored_json, check_update_json, check_update_kept,
    inspect_hold_music, parse_dial_string, rules, verify_webhook,
};
use serde::Serialize;
use serde_json::{Value, json};

const BLESS: &str =
    "run `DIALIN_BLESS=1 cargo test -p dialin-core --test vectors`, which writes it down, and read the difference";

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/vectors")
}

/// The files, once they are blessed where that is asked for: every test of a run sees the same cases.
fn files() -> Vec<PathBuf> {
    static BLESSED: Once = Once::new();
    let files = listed();
    if std::env::var_os("DIALIN_BLESS").is_some() {
        BLESSED.call_once(|| files.iter().for_each(|file| bless(file)));
    }
    files
}

/// Writes what the crate answers into the cases of a file.
fn bless(file: &Path) {
    let mut cases = cases(file);
    for case in &mut cases {
        let answer = run(case);
        let wanted: &[&str] =
            if case["operation"] == "lines" { &["lines", "ok", "failed", "reports"] } else { &["ok", "issues"] };
        for key in wanted {
            case[key] = answer[key].clone();
        }
        if case.get("value").is_some() {
            case["value"] = answer["value"].clone();
        }
    }
    let text = serde_json::to_string_pretty(&cases).expect("JSON");
    std::fs::write(file, text + "\n").expect("a writable file");
}

fn listed() -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder()).expect("tests/vectors is there");
    let mut files: Vec<_> = entries
        .map(|entry| entry.expect("a readable entry").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "json"))
        .collect();
    files.sort();
    assert!(files.len() >= 7, "tests/vectors has lost files: {files:?}");
    files
}

fn cases(file: &Path) -> Vec<Value> {
    let text = std::fs::read_to_string(file).expect("a readable file");
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

/// What a case gives: `text` as it is, `file` beside the cases (filled up with zeros to `size`), or `input` as JSON.
fn input(case: &Value) -> Vec<u8> {
    if let Some(text) = case["text"].as_str() {
        return text.as_bytes().to_vec();
    }
    if let Some(file) = case["file"].as_str() {
        let mut bytes = std::fs::read(folder().join(file)).expect("the file a case names");
        if let Some(size) = case["size"].as_u64() {
            bytes.resize(usize::try_from(size).expect("a size"), 0);
        }
        return bytes;
    }
    serde_json::to_vec(&case["input"]).expect("JSON")
}

/// `{ok, issues, value?}` with private suggestions beside, under `revealed`.
fn answer<T: Serialize + Clone>(report: &Report<T>) -> Value {
    let mut answer = serde_json::to_value(report).expect("a report is JSON");
    for (position, issue) in report.issues().iter().enumerate() {
        if let Some(private) = issue.private_suggestion() {
            assert!(issue.suggestion.is_none(), "a private suggestion is shown: {issue}");
            answer["issues"][position]["revealed"] = private.clone();
        }
    }
    answer
}

/// The answer, once it is seen that it is the same where the input stands for the value that is the input.
fn also_kept<T: Serialize + Clone>(text: &[u8], whole: Value, kept: &Report<Kept<T>>) -> Value {
    let mut found = answer(kept);
    if matches!(kept.value(), Some(Kept::Input)) {
        let text = text.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(text);
        found["value"] = serde_json::from_slice(text).expect("what was read is JSON");
    }
    assert!(found == whole, "kept {found:#}\nwhole {whole:#}");
    whole
}

fn run(case: &Value) -> Value {
    let text = input(case);
    let operation = case["operation"].as_str().expect("an operation");
    let options = case.get("options").filter(|_| operation != "room").cloned().unwrap_or_else(|| json!({}));
    let options: Options = serde_json::from_value(options).expect("options of a case");
    match operation {
        "create" => also_kept(&text, answer(&check_create_json(&text, &options)), &check_create_kept(&text, &options)),
        "update" => {
            let config_type = case["type"].as_str().and_then(ConfigType::from_name).expect("the type of an update");
            let kept = check_update_kept(&text, config_type, &options);
            also_kept(&text, answer(&check_update_json(&text, config_type, &options)), &kept)
        }
        "stored" => answer(&check_stored_json(&text, &options)),
        "set" => answer(&check_set_json(&text, &options)),
        "domain" => answer(&check_domain_properties_json(&text, &options)),
        "dial-string" => {
            let report = parse_dial_string(case["input"].as_str().expect("a text"));
            serde_json::to_value(report).expect("a report is JSON")
        }
        "build-dial-string" => {
            let input = &case["input"];
            let text = |key: &str| input[key].as_str().expect("a text");
            let pauses = input["pauses"].as_u64().and_then(|pauses| usize::try_from(pauses).ok());
            answer(&DialString::build(text("phoneNumber"), text("pin"), pauses.unwrap_or(DEFAULT_PAUSES)))
        }
        "room" => answer(&room(case, &text)),
        "verify" => answer(&verify(case)),
        "music" => serde_json::to_value(inspect_hold_music(&text)).expect("a report is JSON"),
        "lines" => serde_json::to_value(check_lines(&text, &options)).expect("a report is JSON"),
        other => panic!("unknown operation {other}"),
    }
}

/// `input` is `{secret, signature?, timestamp?, body, now, tolerance?}`.
fn verify(case: &Value) -> Report<VerifiedCall> {
    let input = &case["input"];
    let body = input["body"].as_str().expect("a body").as_bytes();
    let call = WebhookCall { signature: input["signature"].as_str(), timestamp: input["timestamp"].as_str(), body };
    let tolerance = input["tolerance"].as_i64().unwrap_or(DEFAULT_TOLERANCE);
    verify_webhook(input["secret"].as_str().expect("a secret"), &call, input["now"].as_i64().expect("now"), tolerance)
}

/// `options` is `{operation, now, configs?, purchasedNumbers?}`.
fn room(case: &Value, text: &[u8]) -> Report<RoomBody> {
    let given = &case["options"];
    let operation = if given["operation"] == "update" { RoomOperation::Update } else { RoomOperation::Create };
    let configs = given.get("configs").cloned().unwrap_or_else(|| json!([]));
    let configs = serde_json::from_value(configs).expect("configs");
    let purchased = given.get("purchasedNumbers").cloned();
    let purchased_numbers = purchased.map(|numbers| serde_json::from_value(numbers).expect("purchasedNumbers"));
    let now = given["now"].as_i64().expect("now");
    check_room_dialin_json(text, &RoomOptions { operation, now, configs, purchased_numbers })
}

/// What a case expects, in the shape of [`run`]. A case that says nothing of the value does not compare it.
fn compared(case: &Value, answer: &Value) -> (Value, Value) {
    let mut expected = json!({});
    let mut found = json!({});
    for key in ["ok", "issues", "value", "lines", "failed", "reports"] {
        if let Some(value) = case.get(key) {
            expected[key] = value.clone();
            found[key] = answer.get(key).cloned().unwrap_or(Value::Null);
        }
    }
    (expected, found)
}

#[test]
fn every_case_gives_exactly_its_issues() {
    let mut count = 0;
    for file in files() {
        for case in cases(&file) {
            count += 1;
            let name = &case["name"];
            assert!(case["ok"].is_boolean() || case["reports"].is_array(), "{name} says not what it expects: {BLESS}");
            let (expected, found) = compared(&case, &run(&case));
            assert!(
                expected == found,
                "{}: {name}\nexpected {expected:#}\nfound    {found:#}\nIf what was found is right, {BLESS}",
                file.display()
            );
        }
    }
    assert!(count >= 150, "only {count} cases were read");
}

/// A rule says when it runs, and so do the documentation and `ruleTable()`. Every issue says what to do about it.
#[test]
fn no_rule_speaks_where_it_does_not_say_so() {
    let listed: std::collections::BTreeMap<_, Vec<_>> = rules()
        .map(|rule| (rule.code().as_str(), rule.operations().iter().map(|operation| operation.as_str()).collect()))
        .collect();
    for case in files().iter().flat_map(|file| cases(file)) {
        let operations: &[&str] = match case["operation"].as_str().expect("an operation") {
            "lines" => &["create"],
            "set" => &["set", "stored"],
            "domain" => &["domain", "create"],
            "build-dial-string" => &["dial-string"],
            operation => &[operation],
        };
        let reports = case["reports"].as_array().into_iter().flatten().filter_map(|report| report["issues"].as_array());
        for issue in reports.chain(case["issues"].as_array()).flatten() {
            assert!(issue["help"].is_string(), "{}: {} does not say what to do", case["name"], issue["code"]);
            let of_rule = &listed[issue["code"].as_str().expect("a code")];
            assert!(operations.iter().any(|it| of_rule.contains(it)), "{}: {}", case["name"], issue["code"]);
        }
    }
}

#[test]
fn every_rule_has_a_case_that_it_refuses_and_one_that_it_lets_pass() {
    let mut refused = BTreeSet::new();
    let mut passed = BTreeSet::new();
    for case in files().iter().flat_map(|file| cases(file)) {
        let Some(rule) = case["rule"].as_str().map(ToOwned::to_owned) else { continue };
        let Some(issues) = case["issues"].as_array() else { panic!("{} has no issues: {BLESS}", case["name"]) };
        let fired = issues.iter().any(|issue| issue["code"] == rule.as_str());
        (if fired { &mut refused } else { &mut passed }).insert(rule);
    }
    for rule in rules() {
        let code = rule.code().as_str();
        assert!(refused.contains(code), "{code} has no case in which it fires");
        assert!(passed.contains(code), "{code} has no case in which it does not");
    }
    let known: BTreeSet<_> = rules().map(|rule| rule.code().to_string()).collect();
    assert_eq!(
        refused.union(&passed).cloned().collect::<BTreeSet<_>>(),
        known,
        "a case names a rule that is not there"
    );
}

#[test]
fn every_name_is_there_once() {
    let mut names = BTreeSet::new();
    for case in files().iter().flat_map(|file| cases(file)) {
        let name = case["name"].as_str().expect("a name").to_owned();
        assert!(names.insert(name.clone()), "two cases are called {name}");
    }
}
