//! What is checked for others may have as many issues as it likes: of those beyond the limit only the number is kept.

use allocation_counter::measure;
use dialin_core::{
    ConfigCheck, ConfigType, FirstLines, Issue, Options, check_create_json, check_domain_properties_json,
    check_first_lines, check_lines, check_set_json, check_stored_json, check_update_json, first_issues,
};

/// The same without a limit.
fn all_issues(check: ConfigCheck, text: &[u8]) -> (bool, Vec<Issue>) {
    let options = Options::default();
    macro_rules! said {
        ($report:expr) => {{
            let report = $report;
            (report.ok(), report.into_parts().0)
        }};
    }
    match check {
        ConfigCheck::Create => said!(check_create_json(text, &options)),
        ConfigCheck::Update(config_type) => said!(check_update_json(text, config_type, &options)),
        ConfigCheck::Stored => said!(check_stored_json(text, &options)),
        ConfigCheck::Set => said!(check_set_json(text, &options)),
        ConfigCheck::Domain => said!(check_domain_properties_json(text, &options)),
    }
}

const CHECKS: [ConfigCheck; 6] = [
    ConfigCheck::Create,
    ConfigCheck::Update(ConfigType::PinDialin),
    ConfigCheck::Update(ConfigType::PinlessDialin),
    ConfigCheck::Stored,
    ConfigCheck::Set,
    ConfigCheck::Domain,
];

const PIN: &str = r#"{"id": "a", "type": "pin_dialin", "config": {"phone_number": "+12095038039"}}"#;

#[test]
fn they_are_the_first_of_all_issues() {
    let same = format!("[{PIN}, {PIN}, {PIN}, 1]");
    let texts = [
        "",
        "[1, 2",
        "1",
        "null",
        "[]",
        "[1, {}, null, []]",
        PIN,
        &format!("[{PIN}]"),
        &same,
        &format!(r#"{{"data": {same}}}"#),
        &format!(r#"{{"data": {same}, "data": [{PIN}]}}"#),
        &format!(r#"{{"data": {same}, "data": []}}"#),
        &format!(r#"{{"data": {same}, "a": 1, "a": 2, "data": 3}}"#),
        &format!(r#"{{"data": {{"data": {same}}}}}"#),
        r#"{"type": "pin_dialin", "a": 1, "b": 2, "c": 3, "d": 4}"#,
        r#"{"properties": 1}"#,
        r#"{"properties": {"pin_dialin": [{}, {"typ": 1}, 2], "pinless_dialin": 3, "pin_dialins": [{"phone_number": "1"}]}}"#,
        r#"{"properties": {"pinless_dialin": [{}, {"type": "pin_dialin"}]}}"#,
    ];
    for text in texts {
        for check in CHECKS {
            let (ok, issues) = all_issues(check, text.as_bytes());
            for most in [0, 1, 2, 3, 5, usize::MAX] {
                let first = first_issues(check, text.as_bytes(), &Options::default(), most);
                assert_eq!(first.ok, ok, "{text} {check:?} {most}");
                assert_eq!(first.issues, issues[..most.min(issues.len())], "{text} {check:?} {most}");
                assert_eq!(first.left_out, issues.len().saturating_sub(most), "{text} {check:?} {most}");
            }
        }
    }
}

/// The last `data` counts, as in `JSON.parse`; so do its numbers alone.
#[test]
fn a_list_that_stands_twice_is_what_it_is_the_second_time() {
    let report = check_set_json(format!(r#"{{"data": [{PIN}], "data": [{PIN}]}}"#).as_bytes(), &Options::default());
    assert_eq!(report.issues().iter().map(|issue| issue.code.as_str()).collect::<Vec<_>>(), ["field-duplicate"]);
}

#[test]
fn lines_share_one_limit() {
    let text = b"{}\n1\n\n{\"type\": \"pinless_dialin\"}\n2\n";
    let all = check_lines(text, &Options::default());
    let count = all.reports.iter().map(|report| report.issues.len()).sum::<usize>();
    for most in 0..=count + 1 {
        let FirstLines { report: first, left_out } = check_first_lines(text, &Options::default(), most);
        assert_eq!((first.lines, first.ok, first.failed), (all.lines, all.ok, all.failed));
        assert_eq!(left_out, count.saturating_sub(most), "{most}");
        let mut room = most;
        let mut expected = all.reports.clone();
        for report in &mut expected {
            report.issues.truncate(room);
            room -= report.issues.len();
        }
        expected.retain(|report| !report.issues.is_empty());
        assert_eq!(first.reports, expected, "{most}");
    }
}

/// What is shortest, many times. Without a limit these took 50 to 100 MB, and a mebibyte eight times that.
#[test]
fn a_large_text_takes_little_memory() {
    const LENGTH: usize = 128 << 10;
    const MB: u64 = 1_000_000;
    let array = |unit: &str| format!("[{}1]", unit.repeat(LENGTH / unit.len()));
    let cases = [
        (ConfigCheck::Set, array("1,"), 2),
        (ConfigCheck::Set, array("{},"), 2),
        (ConfigCheck::Set, array(r#"{"":1},"#), 2),
        (ConfigCheck::Set, format!(r#"{{"data":{}}}"#, array("{},")), 2),
        // The array is read as values before its entries are checked.
        (ConfigCheck::Domain, format!(r#"{{"properties":{{"pinless_dialin":{}}}}}"#, array("1,")), 10),
        (ConfigCheck::Domain, format!(r#"{{"properties":{{"pinless_dialin":{}}}}}"#, array("{},")), 10),
    ];
    for (check, text, most) in cases {
        let memory = measure(|| drop(first_issues(check, text.as_bytes(), &Options::default(), 1_000))).bytes_max;
        assert!(memory < most * MB, "{check:?} {memory}");
    }
    let lines = "1\n".repeat(LENGTH / 2);
    let memory = measure(|| drop(check_first_lines(lines.as_bytes(), &Options::default(), 1_000))).bytes_max;
    assert!(memory < 2 * MB, "{memory}");
}
