//! Which field a misspelt key was meant for: within two typing mistakes, and a third of its length.

use dialin_core::{Options, check_create_json};
use serde_json::json;

#[test]
fn the_nearest_field() {
    let cases = [
        // Case, dashes, spaces and missing underscores do not count.
        ("PhoneNumber", Some("phone_number")),
        ("phone-number", Some("phone_number")),
        ("Name Prefix", Some("name_prefix")),
        // One mistake of each kind: left out, put in, replaced, swapped; at the front and at the end.
        ("hone_number", Some("phone_number")),
        ("xphone_number", Some("phone_number")),
        ("xhone_number", Some("phone_number")),
        ("hpone_number", Some("phone_number")),
        ("phone_numbe", Some("phone_number")),
        ("phone_numbers", Some("phone_number")),
        ("phone_numbex", Some("phone_number")),
        ("phone_numbre", Some("phone_number")),
        // Two, and three.
        ("fone_number", Some("phone_number")),
        ("pohne_numbre", Some("phone_number")),
        ("phone_num", None),
        ("pohne_numbrex", None),
        ("pohne_unmbre", None),
        ("fon_number", None),
        ("xphonexnumberx", None),
        ("hold_musik_ur", Some("hold_music_url")),
        ("hold_musik_uri", Some("hold_music_url")),
        ("holt_musik_uri", None),
        // Four letters allow one.
        ("hmc", Some("hmac")),
        ("hmca", Some("hmac")),
        ("mhac", Some("hmac")),
        ("hmacs", Some("hmac")),
        ("hmmmac", None),
        ("hmcax", None),
        ("hm", None),
        ("camh", None),
        ("tyoe", Some("type")),
        ("tipo", None),
        // A swap of what is not side by side is two mistakes.
        ("hcam", None),
        ("greeting", None),
        ("ivr_greting", Some("ivr_greeting")),
        ("timeout_confg", Some("timeout_config")),
        ("room_creation_ap", Some("room_creation_api")),
        // What Daily sets is no field to write.
        ("sip_url", None),
        ("ids", None),
        // Forty characters are not a typo of anything.
        ("room_creation_api_______________________", Some("room_creation_api")),
        ("room_creation_api________________________", None),
    ];
    for (key, expected) in cases {
        let body = json!({"type": "pinless_dialin", key: 7});
        let report = check_create_json(body.to_string().as_bytes(), &Options::default());
        let issue = report.issues().iter().find(|issue| issue.code.as_str() == "field-unknown").unwrap();
        assert_eq!(issue.params.get("nearest"), expected.map(Into::into).as_ref(), "{key}");
        // Renamed, it would be a second `type`.
        let suggested = expected.filter(|near| *near != "type");
        assert_eq!(issue.suggestion, suggested.map(Into::into), "{key}");
    }
}
