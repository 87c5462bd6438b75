//! Moves to the other type: what they send, and what each answer makes of them. `interrupted_moves.rs` puts them together.

use dialin_core::api::{ConfigRecord, Move, MoveStep, NoMove, Reply, Request, Setback};
use dialin_core::{ConfigType, Options};
use serde_json::{Map, Value, json};

use crate::{object, record};

pub(crate) const SECRET: &str = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

pub(crate) fn pinless() -> Value {
    json!({"id": "old", "type": "pinless_dialin", "config": {
        "phone_number": "+12095038039", "name_prefix": "Support", "hmac": SECRET, "sip_uri": "a@b",
        "ivr_greeting": null,
        "room_creation_api": "https://example.com/room", "timeout_config": {"message": "Busy."}, "new_field": 1,
    }})
}

pub(crate) fn pin() -> Value {
    json!({"id": "old", "type": "pin_dialin", "config": {
        "phone_number": "+12095038039", "sip_uri": null, "ivr_greeting": {"message": "Welcome."},
    }})
}

/// A pinless config that takes SIP calls only.
pub(crate) fn sip_only() -> Value {
    json!({"id": "old", "type": "pinless_dialin", "config": {
        "sip_uri": "a@b", "name_prefix": "Support", "room_creation_api": "https://example.com/room", "hmac": SECRET,
    }})
}

pub(crate) fn plan(from: Value, to: ConfigType, changes: Value) -> Result<Move, NoMove> {
    Move::plan(record(from), to, &object(changes), &Options::default()).map(|(plan, _)| plan)
}

/// The same once everything before the create went well.
pub(crate) fn creating(mut it: Move) -> Move {
    if it.step() == MoveStep::Look {
        it.take(Reply::Answer(200, br#"{"total_count": 0, "data": []}"#)).unwrap();
    }
    it.take(Reply::Answer(204, b"")).unwrap();
    assert_eq!(it.step(), MoveStep::Create);
    it
}

pub(crate) fn body(request: Option<&Request>) -> Value {
    request.and_then(Request::body).cloned().unwrap_or_default()
}

pub(crate) fn answer(value: &Value) -> Vec<u8> {
    value.to_string().into_bytes()
}

/// Answers its requests, one after the other, and gives what they were.
pub(crate) fn told(it: &mut Move, answers: &[(u16, &Value)]) -> (Vec<String>, Result<(), Setback>) {
    let mut lines = Vec::new();
    for (status, value) in answers {
        let request = it.request().unwrap();
        lines.push(format!("{} {}", request.method().as_str(), request.target().replace("/domain-dialin-config", "")));
        let text = if value.is_null() { Vec::new() } else { answer(value) };
        let taken = it.take(if *status == 0 { Reply::None } else { Reply::Answer(*status, &text) });
        if taken.is_err() {
            return (lines, taken);
        }
    }
    (lines, Ok(()))
}

#[test]
fn what_the_other_type_has_not_is_dropped_and_named() {
    let number = "+12095038039";
    let greeting = json!({"message": "Welcome."});
    for (from, to, changes, dropped, expected) in [
        (
            pinless(),
            ConfigType::PinDialin,
            json!({"ivr_greeting": greeting, "type": "pinless_dialin", "sip_uri": "x"}),
            vec!["hmac", "room_creation_api"],
            json!({"type": "pin_dialin", "phone_number": number, "name_prefix": "Support", "new_field": 1,
                   "timeout_config": {"message": "Busy."}, "ivr_greeting": greeting}),
        ),
        (
            pinless(),
            ConfigType::PinDialin,
            json!({"timeout_config": null, "new_field": null, "phone_number": "+12268078039"}),
            vec!["hmac", "room_creation_api"],
            json!({"type": "pin_dialin", "phone_number": "+12268078039", "name_prefix": "Support"}),
        ),
        (
            pin(),
            ConfigType::PinlessDialin,
            json!({"room_creation_api": "https://example.com/r",
                   "hmac": SECRET}),
            vec!["ivr_greeting"],
            json!({"type": "pinless_dialin", "phone_number": number, "room_creation_api": "https://example.com/r",
                   "hmac": SECRET}),
        ),
    ] {
        let plan = plan(from, to, changes).unwrap();
        assert_eq!(plan.dropped(), dropped);
        assert_eq!(body(creating(plan).request().as_ref()), expected);
    }
}

#[test]
fn a_config_is_not_deleted_for_one_that_would_be_refused() {
    let refusal = |from, to, changes| plan(from, to, changes).unwrap_err().to_string();
    assert_eq!(
        refusal(pin(), ConfigType::PinDialin, json!({})),
        "the config is a pin_dialin config already: update it"
    );
    let unknown = json!({"id": "old", "type": "sip_dialin", "config": {}});
    assert_eq!(
        refusal(unknown, ConfigType::PinDialin, json!({})),
        "the config has a type that is not known, so it could not be created again"
    );
    let Err(NoMove::Refused(issues)) = plan(sip_only(), ConfigType::PinDialin, json!({"name_prefix": 5})) else {
        panic!("it was not refused");
    };
    let codes: Vec<_> = issues.iter().map(|issue| issue.code.as_str()).collect();
    assert_eq!(codes, ["field-wrong-type", "phone-number-required"]);
    let text = NoMove::Refused(issues).to_string();
    assert!(text.starts_with("the config that would be made is not right: "), "{text}");
    // Nor does a refusal speak of warnings.
    let refused = plan(pin(), ConfigType::PinlessDialin, json!({"name_prefix": 5})).unwrap_err();
    let NoMove::Refused(issues) = &refused else { panic!("it was not refused") };
    let codes: Vec<_> = issues.iter().map(|issue| issue.code.as_str()).collect();
    assert_eq!(codes, ["field-wrong-type", "room-creation-api-missing", "hmac-absent"]);
    assert_eq!(refused.to_string(), format!("the config that would be made is not right: {}", issues[0]));
    // A warning is no refusal.
    let from = record(pin());
    let (_, issues) = Move::plan(from, ConfigType::PinlessDialin, &Map::new(), &Options::default()).unwrap();
    assert!(issues.iter().any(|issue| issue.code.as_str() == "room-creation-api-missing"));
}

/// Each step, its request, and what takes it back.
#[test]
fn each_step_knows_what_undoes_it() {
    let line =
        |request: Option<Request>| request.map(|request| format!("{} {}", request.method().as_str(), request.target()));
    let turned = |it: &Move| {
        let mut back = it.clone();
        back.turn_around();
        back.request()
    };
    let state = |it: &Move| (it.step(), line(it.request()), line(turned(it)));
    let some = |text: &str| Some(text.to_owned());
    let mut it = plan(pinless(), ConfigType::PinDialin, json!({})).unwrap();
    assert_eq!(state(&it), (MoveStep::Delete, some("DELETE /domain-dialin-config/old"), None));
    it.take(Reply::Answer(200, br#"{"status":"ok"}"#)).unwrap();
    let post = some("POST /domain-dialin-config");
    assert_eq!(state(&it), (MoveStep::Create, post.clone(), post.clone()));
    assert_eq!(body(turned(&it).as_ref())["hmac"], SECRET);
    assert_eq!(body(turned(&it).as_ref())["type"], "pinless_dialin");
    let mut doubtful = it.clone();
    let mut made = json!({"id": "new", "type": "pin_dialin", "config": body(it.request().as_ref())});
    made["config"].as_object_mut().unwrap().remove("type");
    it.take(Reply::Answer(200, &answer(&made))).unwrap();
    assert_eq!(state(&it), (MoveStep::Done, None, some("GET /domain-dialin-config/new")));
    assert_eq!(it.result().map(ConfigRecord::id), Some("new"));

    doubtful.take(Reply::None).unwrap();
    let look = some("GET /domain-dialin-config?phone_numbers=12095038039");
    assert_eq!(state(&doubtful), (MoveStep::Look, look.clone(), look));
    let page = |data: Value| answer(&json!({"total_count": 1, "data": data}));
    let mut found = doubtful.clone();
    found.take(Reply::Answer(200, &page(json!([made])))).unwrap();
    assert_eq!(found.result().map(ConfigRecord::id), Some("new"));
    let mut undone = doubtful.clone();
    undone.turn_around();
    assert!(undone.undoing());
    undone.take(Reply::Answer(200, &page(json!([made])))).unwrap();
    assert_eq!(line(undone.request()), some("DELETE /domain-dialin-config/new"));
    doubtful.take(Reply::Answer(200, &page(json!([])))).unwrap();
    assert_eq!(doubtful.step(), MoveStep::Create);
}

#[test]
fn a_journal_that_is_none_is_refused() {
    let journal = plan(pin(), ConfigType::PinlessDialin, json!({})).unwrap().to_value();
    assert!(Move::from_value(&journal).is_some());
    for key in ["from", "to", "undoing", "dropped", "doubtful", "others", "old", "new", "step", "leaving"] {
        let mut broken = object(journal.clone());
        broken.remove(key);
        assert_eq!(Move::from_value(&broken.into()), None, "{key}");
    }
    assert_eq!(Move::from_value(&json!([])), None);
}
