//! What a caller reads off the values that checks make: every accessor, name and form, exactly.

use dialin_core::{
    Applies, Code, Config, ConfigType, Draft, FIELDS, Family, Field, Host, Kind, KnownConfig, Mistake, NotE164,
    NotWebUrl, Operation, Options, Path, PhoneNumber, RoomOperation, RoomOptions, Severity, Shape, Source, Validity,
    WebUrl, check_create_json, check_room_dialin_json, check_stored_json, check_update_json, is_valid_e164,
    parse_dial_string, read_dialin_code, rules, versions,
};
use serde::Deserialize;
use serde_json::json;

const SECRET: &str = "c2FtcGxlIG9mIHRoZSBkb2NzLCAzMiBieXRlcyBsb24=";

#[test]
fn a_pinless_config() {
    let body = json!({
        "type": "pinless_dialin",
        "phone_number": "+12268078039",
        "name_prefix": "Sales",
        "room_creation_api": "https://example.com/room",
        "hmac": SECRET,
        "hold_music_url": "https://example.com/hold.mp3",
        "timeout_config": {"message": "sorry", "voice": "amy"},
        "colour": "mauve",
    });
    let report = check_create_json(body.to_string().as_bytes(), &Options::default());
    let (config, _) = report.into_result().unwrap();
    assert_eq!(config.config_type(), ConfigType::PinlessDialin);
    assert_eq!(config.phone_number().map(ToString::to_string).as_deref(), Some("+12268078039"));
    assert_eq!(config.name_prefix(), Some("Sales"));
    assert_eq!(config.hmac().map(dialin_core::Secret::reveal), Some(SECRET));
    let mut fields = body.as_object().unwrap().clone();
    fields.remove("type");
    assert_eq!(config.fields(), fields);
    assert_eq!(serde_json::to_value(&config).unwrap(), body);
    let Config::Pinless(pinless) = &config else { panic!("{config:?}") };
    assert_eq!(pinless.room_creation_api().map(WebUrl::as_str), Some("https://example.com/room"));
    assert_eq!(pinless.hold_music_url().map(WebUrl::as_str), Some("https://example.com/hold.mp3"));
    assert_eq!(pinless.hmac().map(dialin_core::Secret::reveal), Some(SECRET));
    assert_eq!(pinless.timeout_config().and_then(dialin_core::Message::text), Some("sorry"));
    let shown = format!("{config:?}");
    assert!(shown.contains("Secret(…)") && shown.contains("{\"colour\"}"), "{shown}");
    assert!(!shown.contains(SECRET) && !shown.contains("mauve") && !shown.contains("amy"), "{shown}");
}

#[test]
fn a_pin_config() {
    let body = json!({
        "type": "pin_dialin",
        "phone_number": "+12095038039",
        "name_prefix": "Support",
        "timeout_config": {"message": "bye"},
        "ivr_greeting": {"message": "hello"},
    });
    let (config, _) = check_create_json(body.to_string().as_bytes(), &Options::default()).into_result().unwrap();
    assert_eq!(config.config_type(), ConfigType::PinDialin);
    assert_eq!(config.phone_number().map(ToString::to_string).as_deref(), Some("+12095038039"));
    assert_eq!((config.name_prefix(), config.hmac()), (Some("Support"), None));
    assert_eq!(serde_json::to_value(&config).unwrap(), body);
    let Config::Pin(pin) = &config else { panic!("{config:?}") };
    assert_eq!(pin.ivr_greeting().and_then(dialin_core::Message::text), Some("hello"));
    let bare = json!({"type": "pin_dialin", "phone_number": "+12095038039"});
    let (config, _) = check_create_json(bare.to_string().as_bytes(), &Options::default()).into_result().unwrap();
    assert_eq!((config.name_prefix(), config.fields().len()), (None, 1));
    let Config::Pin(pin) = &config else { panic!("{config:?}") };
    assert_eq!(pin.ivr_greeting(), None);
}

#[test]
fn a_stored_config() {
    for (sip_uri, expected) in [(json!("sip:a@example.com"), Some("sip:a@example.com")), (json!(null), None)] {
        let body = json!({
            "id": "abc",
            "type": "pin_dialin",
            "config": {"phone_number": "+12095038039", "sip_uri": sip_uri},
        });
        let (stored, _) = check_stored_json(body.to_string().as_bytes(), &Options::default()).into_result().unwrap();
        assert_eq!((stored.id(), stored.sip_uri()), (Some("abc"), expected));
        assert_eq!(stored.config().config_type(), ConfigType::PinDialin);
        assert_eq!(serde_json::to_value(&stored).unwrap(), body);
        let known = KnownConfig {
            id: "abc".to_owned(),
            config_type: Some(ConfigType::PinDialin),
            phone_number: Some("+12095038039".to_owned()),
        };
        assert_eq!(KnownConfig::from(&stored), known);
        assert_eq!(serde_json::from_value::<KnownConfig>(body).unwrap(), known);
    }
    let body = json!({"type": "pinless_dialin", "config": {}});
    let (stored, _) = check_stored_json(body.to_string().as_bytes(), &Options::default()).into_result().unwrap();
    assert_eq!((stored.id(), stored.sip_uri()), (None, None));
    assert_eq!(KnownConfig::from(&stored).phone_number, None);
}

#[test]
fn a_patch() {
    let body = json!({"phone_number": "+12095038039", "name_prefix": "New", "timeout_config": null});
    let report = check_update_json(body.to_string().as_bytes(), ConfigType::PinDialin, &Options::default());
    let (patch, _) = report.into_result().unwrap();
    assert_eq!(patch.phone_number().map(ToString::to_string).as_deref(), Some("+12095038039"));
    assert_eq!(patch.fields(), body.as_object().unwrap());
    assert_eq!(serde_json::to_value(&patch).unwrap(), body);
    let shown = format!("{patch:?}");
    assert_eq!(shown, r#"{"name_prefix", "phone_number", "timeout_config"}"#);
    let mut fields = json!({"phone_number": "+12268078039", "timeout_config": {"message": "x"}, "kept": 1});
    patch.merge_into(fields.as_object_mut().unwrap());
    assert_eq!(fields, json!({"phone_number": "+12095038039", "name_prefix": "New", "kept": 1}));
    let report = check_update_json(br#"{"name_prefix": "x"}"#, ConfigType::PinDialin, &Options::default());
    assert_eq!(report.value().unwrap().phone_number(), None);
}

#[test]
fn a_draft_shows_its_keys_only() {
    let tree = json!({"hmac": SECRET, "type": 7, "name_prefix": null, "colour": "red"});
    let draft = Draft::deserialize(&tree).unwrap();
    assert_eq!(format!("{draft:?}"), r#"{"type", "name_prefix", "hmac", "colour"}"#);
}

#[test]
fn types_and_fields() {
    let types = ConfigType::ALL.map(|each| (each.as_str(), each.to_string(), each.label(), each.summary()));
    let expected = [
        (
            "pinless_dialin",
            "pinless_dialin".to_owned(),
            "Pinless dial-in",
            "A call fires your webhook, which makes a room; hold music plays meanwhile.",
        ),
        (
            "pin_dialin",
            "pin_dialin".to_owned(),
            "PIN dial-in",
            "Callers dial a shared number and type the PIN of their room.",
        ),
    ];
    assert_eq!(types, expected);
    for each in ConfigType::ALL {
        assert_eq!(ConfigType::from_name(each.as_str()), Some(each));
        assert_eq!(serde_json::to_value(each).unwrap(), each.as_str());
    }
    assert_eq!(ConfigType::from_name("pinless"), None);
    assert_eq!(Field::named("colour"), None);
    for field in FIELDS {
        assert_eq!(Field::named(field.key), Some(field));
        assert_eq!(field.applies_to(ConfigType::PinDialin), field.pin_dialin);
        assert_eq!(field.applies_to(ConfigType::PinlessDialin), field.pinless_dialin);
        let row = serde_json::to_value(field).unwrap();
        let path = if field.shape == Shape::Message { json!([field.key, "message"]) } else { json!([field.key]) };
        assert_eq!((&row["key"], &row["path"]), (&json!(field.key), &path));
        assert_eq!((&row["label"], &row["summary"]), (&json!(field.label), &json!(field.summary)));
        let choices = (field.shape == Shape::Type).then(|| {
            ConfigType::ALL.map(|each| json!({"value": each, "label": each.label(), "summary": each.summary()}))
        });
        assert_eq!(row.get("choices"), choices.map(|choices| json!(choices)).as_ref(), "{}", field.key);
    }
    let of = |key| Field::named(key).unwrap();
    assert_eq!((of("hmac").pinless_dialin, of("hmac").pin_dialin), (Applies::Optional, Applies::Never));
    let writable: Vec<_> = FIELDS.iter().filter(|field| !field.writable()).map(|field| field.key).collect();
    assert_eq!(writable, ["sip_uri", "id"]);
    let row = serde_json::to_value(of("timeout_config")).unwrap();
    assert_eq!(row["shape"], "message");
    assert_eq!(row["appliesTo"], json!({"pinless_dialin": "optional", "pin_dialin": "inert"}));
    assert_eq!((Shape::Message.json_name(), Shape::Url.json_name()), ("object", "string"));
    assert_eq!(Shape::Message.json_type(), "an object `{\"message\": \"…\"}`");
    assert_eq!(Shape::Secret.json_type(), "a string");
}

#[test]
fn issues_and_reports() {
    let severities = [Severity::Info, Severity::Warning, Severity::Error].map(Severity::as_str);
    assert_eq!(severities, ["info", "warning", "error"]);
    let sources = [Source::Seed, Source::Openapi, Source::Guide, Source::Field, Source::Policy].map(Source::as_str);
    assert_eq!(sources, ["seed", "openapi", "guide", "field", "policy"]);
    let path = Path::root().index(2).key("config").key("timeout_config");
    assert_eq!((path.to_string(), path.segments().len()), ("[2].config.timeout_config".to_owned(), 3));
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

#[test]
fn a_rule_says_what_it_is() {
    let rule = rules().find(|rule| rule.code().as_str() == "hmac-not-base64").unwrap();
    assert_eq!((rule.family(), rule.family().title()), (Family::Secret, "Signing secret"));
    assert_eq!(rule.operations().first(), Some(&Operation::Create));
    assert!(rule.docs().starts_with(&format!(" {}\n", rule.summary())), "{}", rule.docs());
    let head: (Code, Severity, Source) = (rule.code(), rule.severities()[0], rule.source());
    let row = serde_json::to_value(rule).unwrap();
    let expected = json!({
        "code": head.0,
        "severity": head.1,
        "severities": rule.severities(),
        "source": head.2,
        "operations": rule.operations(),
        "family": "secret",
        "summary": rule.summary(),
    });
    assert_eq!(row, expected);
    let mut titles: Vec<_> = rules().map(|rule| rule.family().title()).collect();
    titles.dedup();
    let families = [
        "Shape",
        "Phone number",
        "Webhook and hold music URLs",
        "Signing secret",
        "Messages",
        "Name prefix",
        "Signature of a webhook call",
        "PINs and dial strings",
        "Hold music, once its bytes are seen",
        "PIN rooms",
    ];
    titles.sort_unstable();
    titles.dedup();
    let mut families = families.to_vec();
    families.sort_unstable();
    assert_eq!(titles, families);
}

#[test]
fn a_url_and_its_parts() {
    let text = "HTTPS://u:p@Example.COM:8443/a/b?X=1&y=&X=2#f?g";
    let url = WebUrl::parse(text).unwrap();
    assert!(url.is_https() && url.has_credentials());
    assert_eq!((url.as_str(), url.to_string().as_str()), (text, text));
    assert_eq!(serde_json::to_value(&url).unwrap(), text);
    assert_eq!((url.host().to_string(), url.port()), ("example.com".to_owned(), Some(8443)));
    assert_eq!((url.path(), url.query(), url.fragment()), ("/a/b", Some("X=1&y=&X=2"), Some("f?g")));
    assert_eq!((url.parameter("x"), url.parameter("Y"), url.parameter("z")), (Some("1"), Some(""), None));
    let url = WebUrl::parse("http://[2001:DB8::1]").unwrap();
    assert!(!url.is_https() && !url.has_credentials());
    assert_eq!((url.host().to_string(), url.port()), ("[2001:db8::1]".to_owned(), None));
    assert_eq!((url.path(), url.query(), url.fragment(), url.parameter("a")), ("", None, None, None));
    let url = WebUrl::parse("http://8.8.8.8#").unwrap();
    assert_eq!(url.host(), &Host::V4("8.8.8.8".parse().unwrap()));
    assert_eq!((url.host().to_string(), url.fragment()), ("8.8.8.8".to_owned(), Some("")));

    let reasons = [
        (" ", NotWebUrl::Empty, "empty"),
        ("example.com", NotWebUrl::SchemeMissing, "scheme-missing"),
        ("FTP://a", NotWebUrl::SchemeOther("ftp".to_owned()), "scheme-other"),
        ("https:/a", NotWebUrl::SlashesMissing, "slashes-missing"),
        ("https://a/ ", NotWebUrl::BadCharacter { character: ' ', position: 11 }, "bad-character"),
        ("https://a/%2", NotWebUrl::BadPercent { position: 11 }, "bad-percent"),
        ("https:///a", NotWebUrl::HostMissing, "host-missing"),
        ("https://ä/", NotWebUrl::HostNotAscii, "host-not-ascii"),
        ("https://a..b/", NotWebUrl::HostInvalid("has an empty part: a dot too many"), "host-invalid"),
        ("https://a:0/", NotWebUrl::PortInvalid, "port-invalid"),
    ];
    for (text, why, reason) in reasons {
        let found = WebUrl::parse(text).unwrap_err();
        assert_eq!((found.reason(), found), (reason, why), "{text}");
    }
    let messages = [
        (NotWebUrl::Empty, "it is empty"),
        (NotWebUrl::SchemeMissing, "it does not start with `https://`"),
        (NotWebUrl::SchemeOther("ftp".to_owned()), "its scheme is `ftp`, and only `https` and `http` can be called"),
        (NotWebUrl::SlashesMissing, "`//` does not follow the scheme"),
        (NotWebUrl::BadCharacter { character: ' ', position: 11 }, "a space (character 11) may not stand in a URL"),
        (NotWebUrl::BadPercent { position: 11 }, "the `%` (character 11) is not followed by two hex digits"),
        (NotWebUrl::HostMissing, "it names no host"),
        (NotWebUrl::HostNotAscii, "its host is not written in ASCII"),
        (NotWebUrl::HostInvalid("goes on after the `]`"), "its host goes on after the `]`"),
        (NotWebUrl::PortInvalid, "its port is not a number from 1 to 65535"),
    ];
    for (why, message) in messages {
        assert_eq!(why.to_string(), message);
    }
}

#[test]
fn a_number_and_its_facts() {
    let number: PhoneNumber = "+442071838750".parse().unwrap();
    assert_eq!((number.to_string(), number.digits()), ("+442071838750".to_owned(), "442071838750".to_owned()));
    assert_eq!((number.text(), format!("{number:?}")), (number.to_string(), "PhoneNumber(+442071838750)".to_owned()));
    assert_eq!(serde_json::to_value(number).unwrap(), "+442071838750");
    assert_eq!((number.calling_code(), number.national_number()), (Some(44), Some("2071838750".to_owned())));
    assert_eq!((number.region(), number.kind()), (Some("GB"), Some(Kind::FixedLine)));
    assert_eq!((number.possible_lengths(), number.validity()), (vec![7, 9, 10], Validity::Valid));
    let kept: PhoneNumber = "+4402071838750".parse().unwrap();
    assert_eq!((kept.without_trunk_prefix(), number.without_trunk_prefix()), (Some(number), None));

    // Groups of the plan; ranges of sizes; no groups at all; no national number; no calling code.
    let written = [
        ("+442071838750", Some("+44 20 7183 8750")),
        ("+12095038039", Some("+1 209 503 8039")),
        ("+390236618300", Some("+39 02 3661 8300")),
        ("+4930123456", Some("+49 30 123456")),
        ("+493012345678", Some("+49 30 12345678")),
        ("+80012345678", Some("+800 1234 5678")),
        ("+1209", Some("+1 209")),
        ("+44", Some("+44")),
        ("+999123456", None),
    ];
    for (text, expected) in written {
        assert_eq!(text.parse::<PhoneNumber>().unwrap().international().as_deref(), expected, "{text}");
    }
    let validities = [
        ("+12095038039", Validity::Valid, "valid"),
        ("+11095038039", Validity::Possible, "possible"),
        ("+120950", Validity::TooShort, "too-short"),
        ("+120950380390", Validity::TooLong, "too-long"),
        ("+354123456789", Validity::Possible, "possible"),
        ("+35412345678", Validity::InvalidLength, "invalid-length"),
        ("+999123456", Validity::UnknownCallingCode, "unknown-calling-code"),
    ];
    for (text, validity, name) in validities {
        let found = text.parse::<PhoneNumber>().unwrap().validity();
        assert_eq!((found, found.as_str()), (validity, name), "{text}");
        assert_eq!(serde_json::to_value(found).unwrap(), name);
        assert_eq!(is_valid_e164(text.as_bytes()), validity == Validity::Valid, "{text}");
    }
    for text in ["", "+", "12095038039", "+02095038039", "+1209503803x", "+12095038039 ", "+1234567890123456"] {
        assert!(!is_valid_e164(text.as_bytes()), "{text}");
    }
    let reasons = [
        (" ", NotE164::Empty, "empty"),
        ("+12095038039,,123", NotE164::ContainsPin, "contains-pin"),
        ("+12095038039x123", NotE164::HasExtension, "has-extension"),
        ("+1\u{662}", NotE164::NonAsciiDigit { character: '\u{662}', position: 3 }, "non-ascii-digit"),
        ("+1 209", NotE164::BadCharacter { character: ' ', position: 3 }, "bad-character"),
        ("1209", NotE164::MissingPlus, "missing-plus"),
        ("+0209", NotE164::LeadingZero, "leading-zero"),
        ("+", NotE164::TooShort, "too-short"),
        ("+1234567890123456", NotE164::TooLong { digits: 16 }, "too-long"),
    ];
    for (text, why, reason) in reasons {
        let found = PhoneNumber::parse(text).unwrap_err();
        assert_eq!((found.reason().as_str(), found), (reason, why), "{text}");
    }
    let messages = [
        (NotE164::Empty, "it is empty"),
        (NotE164::ContainsPin, "a pause and a PIN follow the number"),
        (NotE164::HasExtension, "an extension follows the number"),
        (
            NotE164::NonAsciiDigit { character: '\u{662}', position: 3 },
            "`\u{662}` (character 3) is a digit of another script",
        ),
        (
            NotE164::BadCharacter { character: ' ', position: 3 },
            "a space (character 3) is neither a digit nor the leading `+`",
        ),
        (NotE164::MissingPlus, "the leading `+` is missing"),
        (NotE164::LeadingZero, "no calling code starts with `0`"),
        (NotE164::TooShort, "no digits follow the `+`"),
        (NotE164::TooLong { digits: 16 }, "it has 16 digits, and E.164 allows 15"),
    ];
    for (why, message) in messages {
        assert_eq!(why.to_string(), message);
    }
    let kinds = [
        (Kind::FixedLine, "fixed-line"),
        (Kind::Mobile, "mobile"),
        (Kind::TollFree, "toll-free"),
        (Kind::PremiumRate, "premium-rate"),
        (Kind::PersonalNumber, "personal-number"),
        (Kind::Voicemail, "voicemail"),
        (Kind::Uan, "uan"),
        (Kind::Pager, "pager"),
        (Kind::Voip, "voip"),
        (Kind::SharedCost, "shared-cost"),
        (Kind::FixedLineOrMobile, "fixed-line-or-mobile"),
    ];
    for (kind, name) in kinds {
        assert_eq!((kind.as_str(), serde_json::to_value(kind).unwrap()), (name, json!(name)));
    }
}

#[test]
fn the_pin_in_an_answer() {
    let cases = [
        (r#"{"config": {"dialin_code": "01234567890"}}"#, Some("01234567890")),
        (r#"{"config": {"dialin_code": 1234567890}}"#, Some("1234567890")),
        (r#"{"config": {"dialin_code": null}}"#, None),
        (r#"{"config": {}}"#, None),
        (r#"{"dialin_code": "1"}"#, None),
        ("{", None),
    ];
    for (answer, expected) in cases {
        assert_eq!(read_dialin_code(answer.as_bytes()).as_deref(), expected, "{answer}");
    }
}

#[test]
fn a_room_body() {
    let properties =
        json!({"dialin": {"display_name": "x"}, "eject_at_room_exp": true, "exp": 1_700_000_100, "lang": "de"});
    let options = RoomOptions { operation: RoomOperation::Create, now: 1_700_000_000, configs: Vec::new() };
    let report = check_room_dialin_json(properties.to_string().as_bytes(), &options);
    let body = report.value().unwrap();
    assert_eq!(serde_json::to_value(body).unwrap(), json!({"properties": properties}));
}

#[test]
fn names_and_versions() {
    let mistakes = [
        (Mistake::Hex, "hex"),
        (Mistake::SecretNotDecoded, "secret-not-decoded"),
        (Mistake::BodyChanged, "body-changed"),
        (Mistake::TimestampText, "timestamp-text"),
        (Mistake::UrlSafeAlphabet, "url-safe-alphabet"),
        (Mistake::Unknown, "unknown"),
    ];
    for (mistake, name) in mistakes {
        assert_eq!(mistake.as_str(), name);
    }
    let versions = versions();
    assert_eq!(versions.package, env!("CARGO_PKG_VERSION"));
    assert!(versions.rules.parse::<u32>().is_ok_and(|version| version > 0));
    assert_eq!(versions.numbering.split('.').count(), 3, "{}", versions.numbering);
}

#[test]
fn what_shows_no_pin() {
    let report = parse_dial_string("+12095038039,,;12345678987#5");
    let shown = format!("{:?}", report.value());
    assert_eq!(shown, "DialStringFacts(Some(PhoneNumber(+12095038039)), 2 pauses, 1 waits, …)");
    let (built, _) = dialin_core::DialString::build("+12095038039", "12345678987", 3).into_result().unwrap();
    assert_eq!(format!("{built:?}"), "DialString(+12095038039, 3 pauses, …)");
    let forms = json!({
        "text": "+12095038039,,,12345678987",
        "link": "tel:+12095038039,,,12345678987",
        "telUri": "tel:+12095038039",
    });
    assert_eq!(serde_json::to_value(&built).unwrap(), forms);
}
