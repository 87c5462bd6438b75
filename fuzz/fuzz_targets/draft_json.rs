//! Any bytes, given to every check as JSON. What is right has to stay right when it is written and read again.

#![no_main]

use dialin_core::{
    ConfigType, Options, Report, Severity, check_create_json, check_domain_properties_json, check_lines,
    check_set_json, check_stored_json, check_update_json,
};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let options = Options::default();
    let create = check_create_json(bytes, &options);
    consistent(&create);
    if let Some(config) = create.value() {
        let written = serde_json::to_vec(config).expect("a config is JSON");
        let again = check_create_json(&written, &options);
        assert_eq!(again.value(), Some(config), "{:?}", again.issues());
    }
    for config_type in [ConfigType::PinDialin, ConfigType::PinlessDialin] {
        consistent(&check_update_json(bytes, config_type, &options));
    }
    let stored = check_stored_json(bytes, &options);
    consistent(&stored);
    if let Some(config) = stored.value() {
        let written = serde_json::to_vec(config).expect("a stored config is JSON");
        let again = check_stored_json(&written, &options);
        assert_eq!(again.value(), Some(config), "{:?}", again.issues());
    }
    consistent(&check_set_json(bytes, &options));
    consistent(&check_domain_properties_json(bytes, &options));
    let lines = check_lines(bytes, &options);
    assert_eq!(lines.ok + lines.failed, lines.lines);
});

/// `ok` means: no error, and then there is a value.
fn consistent<T>(report: &Report<T>) {
    let refused = report.issues().iter().any(|issue| issue.severity == Severity::Error);
    assert_eq!(report.ok(), !refused, "{:?}", report.issues());
    assert_eq!(report.ok(), report.value().is_some(), "{:?}", report.issues());
    serde_json::to_string(report.issues()).expect("issues are JSON");
}
