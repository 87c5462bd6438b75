//! What holds for every input.

#![expect(clippy::expect_used, reason = "a test stops where what it needs is missing")]

use dialin_core::{
    ConfigType, Draft, FIELDS, Host, Kept, LooseReading, Options, PhoneNumber, Report, Severity, Shape, Validity,
    WebUrl, check_create, check_create_json, check_create_kept, check_domain_properties_json, check_lines,
    check_set_json, check_stored_json, check_update_json, check_update_kept, read_loose, rules,
};
use proptest::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

/// Texts that rules have something to say about, and any other text.
fn text() -> impl Strategy<Value = String> {
    let telling = prop::sample::select(vec![
        "",
        " ",
        "null",
        "+12095038039",
        "12095038039",
        "2095038039",
        "+1 (209) 503-8039",
        "+12095038039,,12345678987",
        "https://example.com/room",
        "http://localhost:3000",
        "https://a@b.example/%zz",
        "https://bücher.example/",
        "https://example.com/hold.wav?X-Amz-Expires=60",
        "9jyatvPWQfBymCGDOYPYKF/TRZXR+08Gj4bvPF78pH0=",
        "abcd-_",
        "pin_dialin",
        "pinless_dialin",
        "pinless",
        "<speak>hi</speak>",
        "hello 👋",
        "a\0b",
        " x ",
    ]);
    prop_oneof![3 => telling.prop_map(ToOwned::to_owned), 1 => any::<String>(), 1 => "[+0-9 ().,-]{0,24}"]
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        4 => text().prop_map(Value::from),
        1 => Just(Value::Null),
        1 => any::<bool>().prop_map(Value::from),
        1 => any::<i64>().prop_map(Value::from),
        1 => text().prop_map(|message| json!({ "message": message })),
    ];
    leaf.prop_recursive(2, 8, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3).prop_map(Value::from),
            prop::collection::hash_map(text(), inner, 0..3).prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

/// A value that its field may have, so that some configs are right.
fn of_shape(shape: Shape) -> BoxedStrategy<Value> {
    match shape {
        Shape::Type => prop::sample::select(ConfigType::ALL.to_vec()).prop_map(|each| each.as_str().into()).boxed(),
        Shape::PhoneNumber => Just("+12095038039".into()).boxed(),
        Shape::Text => "[a-z ]{0,8}".prop_map(Value::from).boxed(),
        Shape::Secret => Just("9jyatvPWQfBymCGDOYPYKF/TRZXR+08Gj4bvPF78pH0=".into()).boxed(),
        Shape::Url => Just("https://example.com/room".into()).boxed(),
        Shape::Message => "[a-z ]{0,8}".prop_map(|text| json!({ "message": text })).boxed(),
    }
}

/// As [`fields`], half of them with a valid type, and then with values of which most are right too.
fn config() -> impl Strategy<Value = Map<String, Value>> {
    let right = prop::sample::select(FIELDS.iter().filter(|field| field.writable()).collect::<Vec<_>>())
        .prop_flat_map(|field| of_shape(field.shape).prop_map(|value| (field.key.to_owned(), value)));
    let right = (prop::collection::vec(right, 0..8), of_shape(Shape::Type)).prop_map(|(pairs, config_type)| {
        let mut fields: Map<String, Value> = pairs.into_iter().collect();
        fields.insert("type".to_owned(), config_type);
        fields
    });
    let mixed = (fields(), right.clone()).prop_map(|(mut fields, right)| {
        fields.extend(right);
        fields
    });
    prop_oneof![2 => fields(), 1 => right, 1 => mixed]
}

fn fields() -> impl Strategy<Value = Map<String, Value>> {
    let keys: Vec<&str> =
        FIELDS.iter().map(|field| field.key).chain(["phone_numbr", "region", "config", "properties"]).collect();
    prop::collection::vec((prop::sample::select(keys), value()), 0..8)
        .prop_map(|pairs| pairs.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
}

/// `ok` means: no error, and then there is a value. Each issue is of a rule that lists its severity.
fn is_consistent<T: Serialize>(report: &Report<T>) {
    let refused = report.issues().iter().any(|issue| issue.severity == Severity::Error);
    assert_eq!(report.ok(), !refused, "{:#?}", report.issues());
    for issue in report.issues() {
        let rule = rules().find(|rule| rule.code() == issue.code).expect("a rule of that code");
        assert!(rule.severities().contains(&issue.severity), "{issue}");
        assert!(!issue.message.is_empty() && !issue.message.ends_with('.') && !issue.message.contains('\n'), "{issue}");
    }
    serde_json::to_string(report).expect("a report is JSON");
}

/// Both say the same, once the input stands for the value that is the input.
fn is_the_same_when_kept<T: Serialize>(input: &[u8], whole: &Report<T>, kept: &Report<Kept<T>>) {
    assert_eq!(whole.issues(), kept.issues());
    let whole = whole.value().map(|value| serde_json::to_value(value).expect("JSON"));
    let kept = kept.value().map(|value| match value {
        Kept::Input => serde_json::from_slice(input).expect("JSON"),
        Kept::Value(value) => serde_json::to_value(value).expect("JSON"),
    });
    assert_eq!(whole, kept);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2_000) })]

    #[test]
    fn any_object_gets_a_consistent_report(fields in config(), pin in any::<bool>(), around in fields(), null in any::<bool>()) {
        let text = serde_json::to_vec(&fields).expect("JSON");
        let config_type = if pin { ConfigType::PinDialin } else { ConfigType::PinlessDialin };
        let options = Options::default();
        let report = check_create_json(&text, &options);
        is_consistent(&report);
        is_the_same_when_kept(&text, &report, &check_create_kept(&text, &options));
        let report = check_update_json(&text, config_type, &options);
        is_consistent(&report);
        is_the_same_when_kept(&text, &report, &check_update_kept(&text, config_type, &options));
        let stored = json!({ "id": "a", "type": config_type, "config": fields });
        is_consistent(&check_stored_json(stored.to_string().as_bytes(), &options));
        let mut odd = around;
        odd.insert("config".to_owned(), fields.clone().into());
        if null {
            odd.insert("type".to_owned(), Value::Null);
        }
        is_consistent(&check_stored_json(json!(odd).to_string().as_bytes(), &options));
        let set = check_set_json(json!([stored, stored, odd]).to_string().as_bytes(), &options);
        is_consistent(&set);
        prop_assert!(set.value().is_none_or(|values| values.len() == 3));
        let domain = json!({ "properties": { "pin_dialin": [fields], "pinless_dialin": fields } });
        is_consistent(&check_domain_properties_json(domain.to_string().as_bytes(), &options));
    }

    #[test]
    fn any_bytes_get_an_answer(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let options = Options::default();
        let report = check_create_json(&bytes, &options);
        is_consistent(&report);
        if std::str::from_utf8(&bytes).is_err() {
            prop_assert_eq!(report.issues().first().map(|issue| issue.code.as_str()), Some("json-invalid"));
        }
        is_consistent(&check_set_json(&bytes, &options));
        let lines = check_lines(&bytes, &options);
        prop_assert_eq!(lines.ok + lines.failed, lines.lines);
    }

    #[test]
    fn what_is_right_stays_right_when_it_is_written_and_read_again(mut fields in config(), pin in any::<bool>()) {
        fields.insert("type".to_owned(), if pin { "pin_dialin" } else { "pinless_dialin" }.into());
        let options = Options::default();
        let report = check_create_json(&serde_json::to_vec(&fields).expect("JSON"), &options);
        if let Some(config) = report.value() {
            let written = serde_json::to_vec(config).expect("JSON");
            let again = check_create_json(&written, &options);
            prop_assert_eq!(again.value(), Some(config));
            let stored = json!({ "id": "a", "type": config.config_type(), "config": config.fields() });
            let stored = check_stored_json(stored.to_string().as_bytes(), &options);
            prop_assert_eq!(stored.value().map(dialin_core::Stored::config), Some(config));
        }
    }

    #[test]
    fn a_draft_is_the_same_from_text_and_from_a_tree(fields in fields()) {
        let tree = Value::Object(fields);
        let text = tree.to_string();
        let from_text: Draft<'_> = serde_json::from_str(&text).expect("JSON");
        let from_tree = Draft::deserialize(&tree).expect("a draft");
        let options = Options::default();
        prop_assert_eq!(check_create(&from_text, &options), check_create(&from_tree, &options));
    }

    #[test]
    fn no_secret_is_ever_repeated(secret in "[A-Za-z0-9+/_=-]{12,64}", nested in any::<bool>()) {
        let fields = json!({ "phone_number": "+12095038039", "hmac": secret });
        let body = if nested { json!({ "type": "pinless_dialin", "config": fields }) } else {
            let mut flat = fields;
            flat["type"] = "pinless_dialin".into();
            flat
        };
        let report = check_create_json(body.to_string().as_bytes(), &Options::default());
        let issues = serde_json::to_string(report.issues()).expect("JSON");
        prop_assert!(!issues.contains(&secret));
        let debug = format!("{report:?}");
        prop_assert!(!debug.contains(&secret), "{}", debug);
    }

    #[test]
    fn no_pin_is_ever_repeated(between in "[^0-9+\u{FF0B}]{1,12}", pin in "[0-9]{5,11}") {
        // Digits of the number itself may be quoted, of course.
        prop_assume!(!between.chars().any(char::is_numeric) && !"12095038039".contains(&pin));
        let body = json!({ "type": "pin_dialin", "phone_number": format!("+12095038039{between}{pin}") });
        let report = check_create_json(body.to_string().as_bytes(), &Options::default());
        prop_assert!(!report.ok());
        prop_assert!(!serde_json::to_string(report.issues()).expect("JSON").contains(&pin));
    }

    #[test]
    fn numbers_come_back_as_they_were_written(digits in "[1-9][0-9]{0,14}") {
        let text = format!("+{digits}");
        let number = PhoneNumber::parse(&text).expect("E.164");
        prop_assert_eq!(number.to_string(), text);
        prop_assert_eq!(number.digits(), digits);
    }

    /// For one config the lists of the options are gone through, for many they are indexed.
    #[test]
    fn a_line_is_compared_with_the_same_numbers_as_a_config_by_itself(
        configs in prop::collection::vec((0..3_usize, 0..3_usize), 0..6),
        purchased in prop::option::of(0..3_usize),
        own in 0..3_usize,
    ) {
        const NUMBERS: [&str; 3] = ["+12095038039", "1 209 503 8039", "+12095038040"];
        let stored = |&(id, number): &(usize, usize)| {
            let mut config = json!({ "type": "pin_dialin", "config": { "phone_number": NUMBERS[number] } });
            if id > 0 {
                config["id"] = id.to_string().into();
            }
            config
        };
        let mut options = json!({ "configs": configs.iter().map(stored).collect::<Vec<_>>() });
        if own > 0 {
            options["id"] = own.to_string().into();
        }
        if let Some(number) = purchased {
            options["purchasedNumbers"] = json!([NUMBERS[number]]);
        }
        let options = Options::from_value(&options).expect("options");
        let body = json!({ "type": "pin_dialin", "phone_number": NUMBERS[0] }).to_string();
        let lines = check_lines(body.as_bytes(), &options);
        let of_line = lines.reports.first().map_or(&[][..], |report| &report.issues);
        let by_itself = check_create_json(body.as_bytes(), &options);
        prop_assert_eq!(of_line, by_itself.issues());
    }

    #[test]
    fn a_number_is_read_in_any_dress(digits in "[1-9][0-9]{5,14}", marks in prop::collection::vec(0..6_usize, 16)) {
        let dress = ["", " ", "-", ".", "(", ") "];
        let dressed: String = digits.chars().zip(marks).flat_map(|(digit, mark)| [digit.to_string(), dress.get(mark).copied().unwrap_or_default().to_owned()]).collect();
        prop_assume!(!dressed.contains("(0)"));
        let number = PhoneNumber::parse(&format!("+{digits}")).expect("E.164");
        let meant = number.without_trunk_prefix().unwrap_or(number);
        let expected = match meant.validity() {
            Validity::Valid | Validity::Possible => LooseReading::Certain(meant),
            _ => LooseReading::None,
        };
        prop_assert_eq!(read_loose(&format!("+{dressed}")), expected);
    }

    #[test]
    fn any_text_is_read_as_a_number_or_refused(text in any::<String>()) {
        let _ = PhoneNumber::parse(&text);
        let _ = read_loose(&text);
    }

    /// Crate `url` is the oracle. One difference is known: for `xn--` labels it also asks IDNA's tables, which are too
    /// big for core.
    #[test]
    fn what_is_accepted_crate_url_accepts_with_the_same_parts(text in url_text()) {
        prop_assume!(!text.to_ascii_lowercase().contains("xn--"));
        let Ok(ours) = WebUrl::parse(&text) else { return Ok(()) };
        let theirs = url::Url::parse(&text).expect("crate `url` accepts what core accepts");
        let host = match theirs.host().expect("a host") {
            url::Host::Domain(name) => Host::Name(name.to_owned()),
            url::Host::Ipv4(address) => Host::V4(address),
            url::Host::Ipv6(address) => Host::V6(address),
        };
        prop_assert_eq!(&host, ours.host());
        let default = if ours.is_https() { 443 } else { 80 };
        prop_assert_eq!(theirs.port_or_known_default(), ours.port().or(Some(default)));
        prop_assert_eq!(theirs.fragment(), ours.fragment());
        prop_assert_eq!(theirs.has_authority() && (!theirs.username().is_empty() || theirs.password().is_some()),
            ours.has_credentials() && !text.contains("//@") && !text.contains("//:@"));
    }
}

/// One mistake made a thousand times is one answer of bounded size, and takes no longer than reading it.
#[test]
fn many_unknown_fields_and_duplicates_are_summed_up() {
    let body = |pairs: &str| format!(r#"{{"type":"pin_dialin","phone_number":"+12095038039",{pairs}}}"#);
    let once: Vec<_> = (0..60_000).map(|index| format!("\"k{index}\":1")).collect();
    let twice = format!("{0},{0}", once.join(","));
    let long = format!("\"{}\":1", "k".repeat(900_000));
    for (pairs, issues) in [(once.join(","), 101), (twice, 202), (long, 1)] {
        let text = body(&pairs);
        let report = check_create_json(text.as_bytes(), &Options::default());
        assert_eq!(report.issues().len(), issues);
        let answer = serde_json::to_vec(&report.issues()).expect("JSON");
        assert!(answer.len() < text.len() + 100_000, "{} bytes for {}", answer.len(), text.len());
    }
    let report = check_create_json(
        body(&(0..102).map(|index| format!("\"k{index}\":1")).collect::<Vec<_>>().join(",")).as_bytes(),
        &Options::default(),
    );
    assert_eq!(
        report.issues().last().map(|issue| issue.message.as_str()),
        Some("2 more keys are not fields of a dial-in config")
    );
}

/// URLs that are nearly right: parts that are fine and parts that are not.
fn url_text() -> impl Strategy<Value = String> {
    let scheme = prop::sample::select(vec!["https://", "http://", "HTTPS://", "https:/", "https:", "//", "ftp://", ""]);
    let user = prop::sample::select(vec!["", "", "", "user@", "u:p@", "@", ":@", "a@b@", "%41@"]);
    let host = prop_oneof![
        2 => prop::sample::select(vec![
            "example.com", "EXAMPLE.com", "localhost", "127.0.0.1", "127.1", "0x7f.0.0.1", "010.0.0.1", "256.1.1.1", "1.2.3.4.",
            "[::1]", "[::ffff:1.2.3.4]", "[1::2%25eth0]", "[", "]", "a..b", "a.b.", "-a.b", "a_b.c", "a%62.c", "exam ple.com", "",
            "xn--bcher-kva.example", "1.a", "a.1", "a.0x", "a.0xg", "ex\u{AD}ample.com", "例え.jp", "fe80::1",
        ]).prop_map(ToOwned::to_owned),
        1 => "[a-zA-Z0-9.:_%\\[\\]-]{1,16}",
    ];
    let port = prop::sample::select(vec!["", "", "", ":443", ":80", ":0", ":65535", ":65536", ":", ":x", ":00443"]);
    let tail = prop_oneof![
        2 => prop::sample::select(vec!["", "/", "/a b", "/a%20b", "/%", "?q", "#f", "/a?b#c", "\\x", "/\u{0}", "/\t", "/ü", "/#a#b"])
            .prop_map(ToOwned::to_owned),
        1 => "[ -~]{0,16}",
    ];
    (scheme, user, host, port, tail)
        .prop_map(|(scheme, user, host, port, tail)| format!("{scheme}{user}{host}{port}{tail}"))
}
