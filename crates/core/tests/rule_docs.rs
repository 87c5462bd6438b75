//! Every rule's documentation is true: its example breaks the rule, and what it says to write instead does not.

#![expect(clippy::expect_used, clippy::panic, reason = "a test that finds no example has to stop")]

use dialin_core::{
    ConfigType, DEFAULT_PAUSES, DEFAULT_TOLERANCE, DialString, Issue, Options, RoomOperation, RoomOptions, WebhookCall,
    check_create_json, check_domain_properties_json, check_room_dialin_json, check_set_json, check_stored_json,
    check_update_json, inspect_hold_music, parse_dial_string, rules, verify_webhook,
};

/// The first fenced block under a heading: its info string and its text.
fn block<'a>(docs: &'a str, heading: &str) -> (&'a str, &'a str) {
    let section = docs.split_once(&format!("# {heading}\n")).expect(heading).1;
    let block = section.split_once("```json ").expect("a fenced block").1;
    let (info, rest) = block.split_once('\n').expect("an info string");
    (info, rest.split_once("```").expect("a closed block").0)
}

/// Runs a block as its info string says: `create`, `update TYPE`, `stored`, `set`, `domain`, `room`, `verify`, `dial-string`,
/// `pin` or `music`; a create may end in `purchased NUMBER`.
fn run(info: &str, text: &str) -> Vec<Issue> {
    let words: Vec<_> = info.split_whitespace().collect();
    let mut options = Options::default();
    if let Some(number) = info.split_once("purchased ").map(|(_, number)| number) {
        options.purchased_numbers = Some(vec![number.to_owned()]);
    }
    let text = text.as_bytes();
    match words.first().copied() {
        Some("create") => check_create_json(text, &options).issues().to_vec(),
        Some("update") => {
            let config_type = words.get(1).and_then(|name| ConfigType::from_name(name)).expect("a type");
            check_update_json(text, config_type, &options).issues().to_vec()
        }
        Some("stored") => check_stored_json(text, &options).issues().to_vec(),
        Some("set") => check_set_json(text, &options).issues().to_vec(),
        Some("verify") => verify(text),
        Some("dial-string") => parse_dial_string(&string(text)).issues().to_vec(),
        Some("pin") => DialString::build("+12095038039", &string(text), DEFAULT_PAUSES).issues().to_vec(),
        Some("room") => {
            let configs = br#"[{"id": "a", "type": "pinless_dialin", "config": {"phone_number": "+12268078039"}},
                {"id": "b", "type": "pin_dialin", "config": {"phone_number": "+12095038039"}}]"#;
            let configs = serde_json::from_slice(configs).expect("configs");
            // The moment of the guide's own sample, 1,700,000,000.
            let options =
                RoomOptions { operation: RoomOperation::Create, now: 1_700_000_000, configs, purchased_numbers: None };
            check_room_dialin_json(text, &options).issues().to_vec()
        }
        Some("music") => music(text),
        Some("domain") => check_domain_properties_json(text, &options).issues().to_vec(),
        other => panic!("unknown operation {other:?}"),
    }
}

/// A file of `tests/vectors/hold-music`, filled up with zeros to `size` where the block gives one.
fn music(block: &[u8]) -> Vec<Issue> {
    let block: serde_json::Value = serde_json::from_slice(block).expect("JSON");
    let name = block.get("file").and_then(serde_json::Value::as_str).expect("a file");
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/vectors/hold-music");
    let mut bytes = std::fs::read(folder.join(name)).expect("the file that an example names");
    if let Some(size) = block.get("size").and_then(serde_json::Value::as_u64) {
        bytes.resize(usize::try_from(size).expect("a size"), 0);
    }
    inspect_hold_music(&bytes).issues().to_vec()
}

fn string(block: &[u8]) -> String {
    serde_json::from_slice(block).expect("a JSON string")
}

/// Daily's sample secret and body; the block gives the rest.
fn verify(block: &[u8]) -> Vec<Issue> {
    let block: serde_json::Value = serde_json::from_slice(block).expect("JSON");
    let text = |key: &str| block.get(key).and_then(serde_json::Value::as_str);
    let body = br#"{"To":"+12555599999","From":"+18058700061","callId":"a7bf8461-7d33-4083-9677-5cfdb4f337a5","callDomain":"9c975848-a067-4de0-bf47-1b4179ceba4e"}"#;
    let call = WebhookCall { signature: text("signature"), timestamp: text("timestamp"), body };
    let now = block.get("now").and_then(serde_json::Value::as_i64).expect("now");
    verify_webhook("9jyatvPWQfBymCGDOYPYKF/TRZXR+08Gj4bvPF78pH0=", &call, now, DEFAULT_TOLERANCE).issues().to_vec()
}

#[test]
fn each_example_breaks_its_rule_and_what_stands_instead_is_right() {
    for rule in rules() {
        let code = rule.code();
        assert!(rule.docs().contains("# Why\n"), "{code} does not say why");
        let (info, example) = block(rule.docs(), "Example");
        let issues = run(info, example);
        assert!(issues.iter().any(|issue| issue.code == code), "{code}: its example gives {issues:#?}");
        let (info, instead) = block(rule.docs(), "Instead");
        let issues = run(info, instead);
        assert!(issues.iter().all(|issue| issue.code != code), "{code}: what stands instead gives {issues:#?}");
        let refused = issues.iter().any(|issue| issue.severity == dialin_core::Severity::Error);
        assert!(!refused, "{code}: what stands instead is refused: {issues:#?}");
    }
}

#[test]
fn codes_are_unique_and_in_kebab_case() {
    let mut codes: Vec<_> = rules().map(|rule| rule.code().as_str()).collect();
    let count = codes.len();
    assert!(
        codes
            .iter()
            .all(|code| code.chars().all(|each| each.is_ascii_lowercase() || each.is_ascii_digit() || each == '-'))
    );
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), count);
}

#[test]
fn severities_are_listed_gravest_first() {
    for rule in rules() {
        assert!(!rule.severities().is_empty() && rule.severities().is_sorted_by(|a, b| a > b), "{}", rule.code());
    }
}
