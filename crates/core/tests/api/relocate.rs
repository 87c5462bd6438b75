//! Moves to the other type: what they send, and what each answer makes of them. `interrupted_moves.rs` puts them together.

use dialin_core::api::{ApiError, ConfigRecord, Move, MoveStep, NoMove, Reply, Request, Setback};
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
        "the config has a type that is not known, so it could not be made anew"
    );
    let Err(NoMove::Refused(issues)) = plan(sip_only(), ConfigType::PinDialin, json!({"name_prefix": 5})) else {
        panic!("it was not refused");
    };
    let codes: Vec<_> = issues.iter().map(|issue| issue.code.as_str()).collect();
    assert_eq!(codes, ["field-wrong-type", "phone-number-required"]);
    let text = NoMove::Refused(issues).to_string();
    assert!(text.starts_with("the config that would be made is not right: "), "{text}");
    // A warning is no refusal.
    let from = record(pin());
    let (_, issues) = Move::plan(from, ConfigType::PinlessDialin, &Map::new(), &Options::default()).unwrap();
    assert!(issues.iter().any(|issue| issue.code.as_str() == "room-creation-api-missing"));
}

/// An answer that cannot be read leaves open what was made, whatever its status; only these two say that nothing was.
#[test]
fn an_answer_of_somebody_else_decides_nothing() {
    for (status, step, is_error) in [
        (0, MoveStep::Look, false),
        (200, MoveStep::Look, false),
        (302, MoveStep::Look, false),
        (400, MoveStep::Look, false),
        (404, MoveStep::Look, false),
        (429, MoveStep::Create, true),
        (500, MoveStep::Look, false),
        (503, MoveStep::Create, true),
    ] {
        let mut plan = plan(pin(), ConfigType::PinlessDialin, json!({})).unwrap();
        plan.take(Reply::Answer(204, b"")).unwrap();
        assert_eq!(plan.step(), MoveStep::Create);
        assert_eq!(plan.take(Reply::Answer(status, b"?")).is_err(), is_error, "{status}");
        assert_eq!(plan.step(), step, "{status}");
    }
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
fn what_the_server_says_decides_where_it_stands() {
    let error = |status: u16, code: &str| ApiError::read(status, &answer(&json!({ "error": code })));
    let text = |error: &ApiError| match error.error.as_str() {
        "nonsense" => b"<html>".to_vec(),
        code => answer(&json!({ "error": code })),
    };
    let deleting = plan(pinless(), ConfigType::PinDialin, json!({})).unwrap();
    let mut creating = deleting.clone();
    creating.take(Reply::Answer(200, b"")).unwrap();
    let mut looking = creating.clone();
    looking.take(Reply::None).unwrap();
    let mut seen = deleting.clone();
    seen.take(Reply::None).unwrap();
    assert_eq!(seen.request().unwrap().target(), "/domain-dialin-config/old");
    seen.take(Reply::Answer(200, &answer(&pinless()))).unwrap();
    for (start, status, code, step, refused) in [
        (&deleting, 404, "not-found", MoveStep::Create, false),
        (&deleting, 400, "not-found", MoveStep::Create, false),
        // Gone, says one of Daily's documents.
        (&deleting, 400, "invalid-request-error", MoveStep::Look, false),
        (&deleting, 400, "authorization-header-error", MoveStep::Delete, true),
        // A look has found it there, and then the first one may have arrived.
        (&seen, 404, "not-found", MoveStep::Create, false),
        (&seen, 400, "invalid-request-error", MoveStep::Look, false),
        (&seen, 403, "forbidden-error", MoveStep::Look, false),
        (&deleting, 403, "forbidden-error", MoveStep::Delete, true),
        (&deleting, 501, "server-error", MoveStep::Delete, true),
        // Yes and no.
        (&deleting, 200, "forbidden-error", MoveStep::Look, false),
        (&deleting, 429, "rate-limit-error", MoveStep::Delete, true),
        (&deleting, 503, "server-error", MoveStep::Delete, true),
        (&deleting, 500, "server-error", MoveStep::Look, false),
        // Deleted, and the answer is none.
        (&deleting, 200, "nonsense", MoveStep::Look, false),
        // Nothing of that id, says somebody who is not the server.
        (&deleting, 404, "nonsense", MoveStep::Look, false),
        (&deleting, 302, "nonsense", MoveStep::Look, false),
        (&deleting, 503, "nonsense", MoveStep::Delete, true),
        (&creating, 400, "invalid-request-error", MoveStep::Create, true),
        (&creating, 401, "authentication-error", MoveStep::Create, true),
        (&creating, 503, "server-error", MoveStep::Create, true),
        (&creating, 502, "server-error", MoveStep::Look, false),
        // Made, and the answer is none.
        (&creating, 200, "nonsense", MoveStep::Look, false),
        (&looking, 500, "server-error", MoveStep::Look, true),
        (&looking, 403, "forbidden-error", MoveStep::Look, true),
    ] {
        let mut it = start.clone();
        let sent = text(&error(status, code));
        let error = ApiError::read(status, &sent);
        let taken = it.take(Reply::Answer(status, &sent));
        assert_eq!(
            (it.step(), taken),
            (step, if refused { Err(Setback::Refused(error)) } else { Ok(()) }),
            "{start:?} {status}"
        );
    }
    assert_eq!(looking.take(Reply::None), Err(Setback::Unknown));
}

/// Answers its requests, one after the other, and gives what they were.
fn told(it: &mut Move, answers: &[(u16, &Value)]) -> (Vec<String>, Result<(), Setback>) {
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

/// What is refused once an earlier one is in doubt may be refused because that one arrived: it looks before it says so.
#[test]
fn a_refusal_after_a_doubt_is_looked_at() {
    let no = json!({"error": "invalid-request-error"});
    let refused = |status| Err(Setback::Refused(ApiError::read(status, &answer(&no))));
    let page = |rows: &[&Value]| json!({"total_count": rows.len(), "data": rows});
    let (old, none) = (pinless(), Value::Null);
    let made = |it: &Move, id: &str| {
        let mut fields = object(body(it.request().as_ref()));
        let config_type = fields.remove("type");
        json!({"id": id, "type": config_type, "config": fields})
    };
    let start = || plan(pinless(), ConfigType::PinDialin, json!({})).unwrap();

    // The deletion arrives late: after the look that still saw the config.
    let mut it = start();
    let (lines, taken) = told(&mut it, &[(0, &none), (200, &old), (400, &no), (400, &no), (200, &page(&[]))]);
    assert_eq!(lines, ["DELETE /old", "GET /old", "DELETE /old", "GET /old", "GET ?phone_numbers=12095038039"]);
    assert_eq!((it.step(), taken), (MoveStep::Create, Ok(())));
    // Or it is refused indeed.
    let mut it = start();
    let (_, taken) = told(&mut it, &[(0, &none), (200, &old), (400, &no), (200, &old)]);
    assert_eq!((it.step(), taken), (MoveStep::Delete, refused(400)));
    // A 400 for an id that the list has.
    let mut it = start();
    let (_, taken) = told(&mut it, &[(400, &no), (400, &no), (200, &page(&[&old]))]);
    assert_eq!((it.step(), taken), (MoveStep::Delete, refused(400)));

    // The create arrives late: the second one finds its own number taken.
    let mut it = creating(start());
    let new = made(&it, "new");
    let (lines, taken) = told(&mut it, &[(0, &none), (200, &page(&[])), (400, &no), (200, &page(&[&new]))]);
    let look = "GET ?phone_numbers=12095038039";
    assert_eq!(lines, ["POST ", look, "POST ", look]);
    assert_eq!((it.result().map(ConfigRecord::id), taken), (Some("new"), Ok(())));
    // Still later, on the way back: it has to go first.
    let mut it = creating(start());
    let (_, taken) = told(&mut it, &[(0, &none), (200, &page(&[])), (400, &no), (200, &page(&[]))]);
    assert_eq!((it.step(), taken), (MoveStep::Create, refused(400)));
    it.turn_around();
    let answers = [(200, &page(&[])), (400, &no), (200, &page(&[&new])), (204, &none)];
    assert_eq!(told(&mut it, &answers).0, [look, "POST ", look, "DELETE /new"]);
    assert_eq!(body(it.request().as_ref())["type"], "pinless_dialin");
    // Or it is not in the way, having another number.
    let mut it = creating(plan(pinless(), ConfigType::PinDialin, json!({"phone_number": "+12268078039"})).unwrap());
    let new = made(&it, "new");
    told(&mut it, &[(0, &none), (200, &page(&[])), (400, &no), (200, &page(&[]))]).1.unwrap_err();
    it.turn_around();
    let again = json!({"id": "again", "type": "pinless_dialin", "config": old["config"]});
    let answers = [(200, &page(&[])), (200, &again), (200, &page(&[&again, &new])), (204, &none)];
    let look = "GET ?phone_numbers=12268078039%2C12095038039";
    assert_eq!(told(&mut it, &answers).0, [look, "POST ", look, "DELETE /new"]);
    assert_eq!(it.result().map(ConfigRecord::id), Some("again"));
}

/// Nothing keeps a server from making a second config without a number.
#[test]
fn a_create_without_a_number_is_not_sent_again_at_once() {
    let changes = json!({ "phone_number": null, "room_creation_api": "https://example.com/room" });
    let mut it = creating(plan(pin(), ConfigType::PinlessDialin, changes).unwrap());
    let (none, empty) = (Value::Null, json!({"total_count": 0, "data": []}));
    let (lines, taken) = told(&mut it, &[(0, &none), (200, &empty)]);
    assert_eq!((lines.join(", ").as_str(), taken), ("POST , GET ", Err(Setback::Unknown)));
    // Whoever takes it up again looks again.
    it.look_first();
    assert_eq!(told(&mut it, &[(200, &empty)]), (vec!["GET ".to_owned()], Ok(())));
    assert_eq!(it.step(), MoveStep::Create);
}

/// Undone, it would be made again under a number that somebody else has meanwhile: nothing is deleted for that.
#[test]
fn nothing_is_deleted_for_a_number_that_is_taken() {
    let changes = json!({ "phone_number": "+12268078039", "room_creation_api": "https://example.com/room" });
    let third = |number: &str| json!({"id": "third", "type": "pin_dialin", "config": {"phone_number": number}});
    let page = |row: &Value| json!({"total_count": 1, "data": [row]});
    let mut it = plan(pin(), ConfigType::PinlessDialin, changes.clone()).unwrap();
    let taken = told(&mut it, &[(200, &page(&third("+12268078039")))]).1;
    assert_eq!((it.step(), taken), (MoveStep::Delete, Err(Setback::NumberTaken)));
    it.turn_around();
    assert_eq!(it.result().map(ConfigRecord::id), Some("old"));

    let mut it = creating(plan(pin(), ConfigType::PinlessDialin, changes).unwrap());
    let hook = json!("https://example.com/room");
    let new = json!({"id": "new", "type": "pinless_dialin", "config": {
        "phone_number": "+12268078039", "room_creation_api": hook, "ivr_greeting": {"message": "Welcome."}, "hmac": SECRET}});
    told(&mut it, &[(200, &new)]).1.unwrap();
    it.turn_around();
    let mut barred = it.clone();
    let taken = told(&mut barred, &[(200, &new), (200, &page(&third("+12095038039")))]).1;
    assert_eq!((barred.step(), taken), (MoveStep::Delete, Err(Setback::NumberTaken)));
    // Somebody takes it after that: the new one is made again, with the secret that the server had made.
    let no = json!({"error": "invalid-request-error"});
    let empty = json!({"total_count": 0, "data": []});
    told(&mut it, &[(200, &new), (200, &empty), (204, &Value::Null), (400, &no)]).1.unwrap_err();
    it.turn_around();
    assert_eq!((it.step(), body(it.request().as_ref())["hmac"].as_str()), (MoveStep::Create, Some(SECRET)));
}

/// A deletion that was not answered may arrive after the move was called undone.
#[test]
fn what_is_done_is_looked_at_when_it_is_taken_up_again() {
    let mut it = plan(pinless(), ConfigType::PinDialin, json!({})).unwrap();
    it.take(Reply::None).unwrap();
    it.turn_around();
    told(&mut it, &[(200, &pinless())]).1.unwrap();
    assert_eq!(it.result().map(ConfigRecord::id), Some("old"));
    it.look_first();
    let gone = json!({"error": "not-found"});
    assert_eq!(told(&mut it, &[(404, &gone)]).0, ["GET /old"]);
    assert_eq!(body(it.request().as_ref())["type"], "pinless_dialin");
}

/// Somebody changed it meanwhile: it is still the one that has to go.
#[test]
fn a_config_without_a_number_is_known_by_its_id() {
    let mut it = plan(sip_only(), ConfigType::PinDialin, json!({"phone_number": "+12268078039"})).unwrap();
    // Looked for before anything is changed.
    assert_eq!(it.request().unwrap().target(), "/domain-dialin-config");
    let mut changed = sip_only();
    changed["config"]["name_prefix"] = json!("Sales");
    it.take(Reply::Answer(200, &answer(&json!({"total_count": 1, "data": [changed]})))).unwrap();
    assert_eq!(it.request().unwrap().target(), "/domain-dialin-config/old");
}

/// Somebody took the number, or has the same config without one: neither is adopted, and undoing deletes neither.
#[test]
fn what_somebody_else_made_is_not_taken_for_ones_own() {
    let hook = "https://example.com/room";
    let taken = json!({"id": "third", "type": "pinless_dialin", "config": {
        "phone_number": "+12095038039", "room_creation_api": "https://example.org/other", "hmac": SECRET,
    }});
    let alike = json!({"id": "third", "type": "pinless_dialin", "config": {"room_creation_api": hook, "hmac": SECRET}});
    let on_new = json!({"id": "third", "type": "pinless_dialin", "config": {
        "phone_number": "+12268078039", "room_creation_api": hook, "hmac": SECRET,
    }});
    for (changes, third) in [
        (json!({ "room_creation_api": hook }), taken),
        (json!({ "phone_number": null, "room_creation_api": hook }), alike),
        (json!({ "phone_number": "+12268078039", "room_creation_api": hook }), on_new),
    ] {
        let page = |rows: &[&Value]| answer(&json!({ "total_count": 1, "data": rows }));
        let mut it = plan(pin(), ConfigType::PinlessDialin, changes).unwrap();
        let mut is_taken = false;
        let has_number = body(creating(it.clone()).request().as_ref()).get("phone_number").is_some();
        if it.step() == MoveStep::Look {
            is_taken = it.take(Reply::Answer(200, &page(&[&pin(), &third]))).is_err();
        }
        assert_eq!(is_taken, third["config"]["phone_number"] == "+12268078039");
        it.take(Reply::Answer(204, b"")).unwrap();
        it.take(Reply::None).unwrap();
        let mut undone = it.clone();
        let taken = it.take(Reply::Answer(200, &page(&[&third])));
        let (step, expected) =
            if has_number { (MoveStep::Create, Ok(())) } else { (MoveStep::Look, Err(Setback::Unknown)) };
        assert_eq!((it.step(), taken), (step, expected));
        undone.turn_around();
        undone.take(Reply::Answer(200, &page(&[&third]))).unwrap();
        assert_eq!(
            (undone.step(), body(undone.request().as_ref())["type"].clone()),
            (MoveStep::Create, json!("pin_dialin"))
        );
    }
}

/// Every create was refused, so whoever makes a config that looks like ours is somebody else: nothing is looked for.
#[test]
fn what_comes_after_a_refusal_is_somebody_elses() {
    let mut it = creating(plan(pinless(), ConfigType::PinDialin, json!({})).unwrap());
    let refusal = br#"{"error": "invalid-request-error"}"#;
    assert!(it.take(Reply::Answer(400, refusal)).is_err());
    it.turn_around();
    assert!(it.take(Reply::Answer(400, refusal)).is_err());
    for undo in [true, false] {
        let mut it = Move::from_value(&it.to_value()).unwrap();
        it.look_first();
        if !undo {
            it.turn_around();
        }
        assert_eq!(it.step(), MoveStep::Create, "{undo}");
    }
}

/// What is known by its id is found by it: a look-alike is not taken in its place, and changes do not hide it.
#[test]
fn an_id_says_more_than_the_fields() {
    let page = |rows: &[&Value]| answer(&json!({"total_count": rows.len(), "data": rows}));
    let mut it = plan(sip_only(), ConfigType::PinDialin, json!({ "phone_number": "+12268078039" })).unwrap();
    it.take(Reply::Answer(200, &page(&[&sip_only()]))).unwrap();
    it.take(Reply::None).unwrap();
    let mut alike = sip_only();
    alike["id"] = json!("third");
    for rows in [[&sip_only(), &alike], [&alike, &sip_only()]] {
        let mut it = it.clone();
        it.take(Reply::Answer(200, &answer(&sip_only()))).unwrap();
        it.take(Reply::Answer(200, &page(&rows))).unwrap();
        assert_eq!(it.request().unwrap().target(), "/domain-dialin-config/old");
    }
    // Somebody gave it another number: it is still the one that has to go.
    let mut it = plan(pinless(), ConfigType::PinDialin, json!({})).unwrap();
    it.look_first();
    let mut changed = pinless();
    changed["config"]["phone_number"] = json!("+12268078039");
    assert_eq!(told(&mut it, &[(200, &changed)]).0, ["GET /old"]);
    assert_eq!((it.step(), it.request().unwrap().target().as_str()), (MoveStep::Delete, "/domain-dialin-config/old"));
    // Made, changed by somebody, and its deletion gets lost.
    let mut it = creating(plan(pinless(), ConfigType::PinDialin, json!({})).unwrap());
    let made = json!({"id": "made", "type": "pin_dialin", "config": {"phone_number": "+12095038039", "name_prefix": "changed"}});
    it.take(Reply::Answer(200, &answer(&made))).unwrap();
    it.turn_around();
    let lines = told(&mut it, &[(200, &made), (0, &Value::Null), (200, &made)]).0;
    assert_eq!(lines, ["GET /made", "DELETE /made", "GET /made"]);
    assert_eq!(it.request().unwrap().target(), "/domain-dialin-config/made");
}

/// Before anything is sent, nothing has to be found or taken back: a list may be stale, and the config may be gone.
#[test]
fn the_first_look_decides_nothing_about_the_old_config() {
    let mut it = plan(sip_only(), ConfigType::PinDialin, json!({ "phone_number": "+12268078039" })).unwrap();
    let mut back = Move::from_value(&it.to_value()).unwrap();
    it.take(Reply::Answer(200, br#"{"total_count": 0, "data": []}"#)).unwrap();
    assert_eq!(it.request().unwrap().target(), "/domain-dialin-config/old");
    back.look_first();
    back.turn_around();
    assert_eq!((back.request(), back.result().map(ConfigRecord::id)), (None, Some("old")));
    back.turn_around();
    assert_eq!(back.step(), MoveStep::Look);
}

/// The stored configs it is checked against hold the one that moves.
#[test]
fn the_number_of_a_config_is_not_in_its_own_way() {
    let options = |id: &str| {
        let configs =
            json!({"configs": [{"id": id, "type": "pin_dialin", "config": {"phone_number": "+12095038039"}}]});
        Options::from_value(&configs).unwrap()
    };
    let moved = |id: &str| Move::plan(record(pin()), ConfigType::PinlessDialin, &Map::new(), &options(id));
    assert!(moved("old").is_ok());
    assert!(matches!(moved("other"), Err(NoMove::Refused(_))));
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
