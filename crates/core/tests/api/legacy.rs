//! The arrays of the older place.

use dialin_core::api::{self};
use dialin_core::{Config, ConfigType, Options, check_create_json};
use serde_json::{Value, json};

#[test]
fn both_arrays_become_bodies() {
    let domain = json!({"domain_name": "acme", "config": {
        "enable_chat": true,
        "pinless_dialin": [
            {"phone_number": "+12095038039", "hmac": "9jyatvPWQfBymCGDOYPYKF/TRZXR+08Gj4bvPF78pH0=",
             "room_creation_api": "https://example.com/room", "sip_uri": "a@b", "name_prefix": null},
            {"room_creation_api": "https://example.com/sip"},
        ],
        "pin_dialin": [{"phone_number": "+12268078039", "ivr_greeting": {"message": "Hi."}, "new": 1}],
    }});
    let configs = api::read_domain(200, domain.to_string().as_bytes()).unwrap();
    let types: Vec<_> = configs.iter().map(|config| config.config_type).collect();
    assert_eq!(types, [ConfigType::PinlessDialin, ConfigType::PinlessDialin, ConfigType::PinDialin]);
    let bodies: Vec<Value> = configs.iter().map(|config| config.create_body().into()).collect();
    assert_eq!(
        bodies,
        [
            json!({"type": "pinless_dialin", "phone_number": "+12095038039",
               "hmac": "9jyatvPWQfBymCGDOYPYKF/TRZXR+08Gj4bvPF78pH0=",
               "room_creation_api": "https://example.com/room"}),
            json!({"type": "pinless_dialin", "room_creation_api": "https://example.com/sip"}),
            json!({"type": "pin_dialin", "phone_number": "+12268078039", "ivr_greeting": {"message": "Hi."}, "new": 1}),
        ]
    );
    let checked = |body: &Value| check_create_json(body.to_string().as_bytes(), &Options::default()).into_result();
    let configs: Vec<Config> = bodies.iter().map(|body| checked(body).unwrap().0).collect();
    assert_eq!(configs[0].hmac().unwrap().reveal(), "9jyatvPWQfBymCGDOYPYKF/TRZXR+08Gj4bvPF78pH0=");
}

#[test]
fn what_is_not_there_is_empty_and_what_is_no_array_is_no_answer() {
    for domain in [json!({}), json!({"config": null}), json!({"config": {"pin_dialin": null, "pinless_dialin": []}})] {
        assert_eq!(api::read_domain(200, domain.to_string().as_bytes()), Ok(vec![]));
    }
    for domain in
        [json!([]), json!({"config": 5}), json!({"config": {"pin_dialin": {}}}), json!({"config": {"pin_dialin": [5]}})]
    {
        let error = api::read_domain(200, domain.to_string().as_bytes()).unwrap_err();
        assert_eq!(error.error, "unexpected-response", "{domain}");
    }
    let error = api::read_domain(401, br#"{"error":"authentication-error"}"#).unwrap_err();
    assert_eq!(error.to_string(), "401 authentication-error");
}
