//! What a caller reads off a report and its issues.

use dialin_core::{Options, Path, Severity, Source, check_create_json};
use serde_json::json;

#[test]
fn issues_and_reports() {
    let severities = [Severity::Info, Severity::Warning, Severity::Error].map(Severity::as_str);
    assert_eq!(severities, ["info", "warning", "error"]);
    let sources = [Source::Seed, Source::Openapi, Source::Guide, Source::Field, Source::Policy].map(Source::as_str);
    assert_eq!(sources, ["seed", "openapi", "guide", "field", "policy"]);
    let path = Path::root().index(2).key("config").key("timeout_config");
    assert_eq!((path.to_string(), path.segments().len()), ("[2].config.timeout_config".to_owned(), 3));
    assert_eq!(Path::root().key("").key("a").key("").to_string(), "\"\".a.\"\"");
    let hostile = Path::root().key("a\u{1b}[31mb\n").key("k".repeat(61));
    assert_eq!(hostile.to_string(), format!("a\\u{{1b}}[31mb\\u{{a}}.{}…", "k".repeat(60)));
    assert_eq!((Path::root().key("a").index(0).to_string(), Path::root().to_string()), ("a[0]".into(), String::new()));

    let body = br#"{"config": {"phone_number": "+12095038039"}, "type": "pin_dialin"}"#;
    let report = check_create_json(body, &Options::default());
    assert!(!report.ok() && report.value().is_none());
    let issue = &report.issues()[0];
    assert_eq!((issue.code.as_str(), issue.suggestion.as_ref()), ("nested-config", None));
    assert_eq!(issue.code.to_string(), "nested-config");
    assert!(issue.to_string().starts_with("error[nested-config] config: "), "{issue}");
    let flat = json!({"phone_number": "+12095038039", "type": "pin_dialin"});
    assert_eq!(issue.private_suggestion(), Some(&flat));
    assert!(format!("{issue:?}").contains("Some(…)"), "{issue:?}");
    assert!(!format!("{issue:?}").contains("2095038039"), "{issue:?}");
    let revealed = report.reveal();
    assert_eq!(revealed.issues()[0].suggestion, Some(flat));
    assert_eq!(revealed.issues()[0].private_suggestion(), None);
    assert_eq!(revealed.clone().into_parts(), (revealed.issues().to_vec(), None));
    assert!(revealed.issues()[0].code == "nested-config" && revealed.issues()[0].code == *"nested-config");
    assert_eq!(revealed.clone().into_result().unwrap_err(), revealed.issues());

    let report = check_create_json(b"[1]", &Options::default());
    assert!(report.issues()[0].to_string().starts_with("error[not-an-object]: "), "{}", report.issues()[0]);
    assert!(format!("{:?}", report.issues()[0]).contains("None"));

    let report = check_create_json(br#"{"type": "pin_dialin", "phone_number": "1 209"}"#, &Options::default());
    let params = &report.issues()[0].params;
    let names: Vec<_> = params.iter().map(|(name, _)| name).collect();
    assert!(names.is_sorted() && !names.is_empty(), "{names:?}");
    assert!(names.iter().all(|name| params.get(name).is_some()) && params.get("colour").is_none());
    assert_eq!(params.get("reason"), Some(&json!("bad-character")));
    assert_eq!(serde_json::to_value(params).unwrap()["reason"], "bad-character");
}
