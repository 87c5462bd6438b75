//! Moves to the other type, interrupted wherever they can be.

use dialin_core::api::{ApiError, ConfigRecord, Method, Move, MoveStep, NoMove, Reply, Request};
use dialin_core::{ConfigType, Options};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

use crate::{object, record};

const SECRET: &str = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

fn pinless() -> Value {
    json!({"id": "old", "type": "pinless_dialin", "config": {
        "phone_number": "+12095038039", "name_prefix": "Support", "hmac": SECRET, "sip_uri": "a@b",
        "ivr_greeting": null,
        "room_creation_api": "https://example.com/room", "timeout_config": {"message": "Busy."}, "new_field": 1,
    }})
}

fn pin() -> Value {
    json!({"id": "old", "type": "pin_dialin", "config": {
        "phone_number": "+12095038039", "sip_uri": null, "ivr_greeting": {"message": "Welcome."},
    }})
}

/// A pinless config that takes SIP calls only.
fn sip_only() -> Value {
    json!({"id": "old", "type": "pinless_dialin", "config": {
        "sip_uri": "a@b", "name_prefix": "Support", "room_creation_api": "https://example.com/room", "hmac": SECRET,
    }})
}

fn plan(from: Value, to: ConfigType, changes: Value) -> Result<Move, NoMove> {
    Move::plan(record(from), to, &object(changes), &Options::default()).map(|(plan, _)| plan)
}

/// The same once everything before the create went well.
fn creating(mut it: Move) -> Move {
    if it.step() == MoveStep::Look {
        it.take(Reply::Answer(200, br#"{"total_count": 0, "data": []}"#)).unwrap();
    }
    it.take(Reply::Answer(204, b"")).unwrap();
    assert_eq!(it.step(), MoveStep::Create);
    it
}

fn body(request: Option<&Request>) -> Value {
    request.and_then(Request::body).cloned().unwrap_or_default()
}

fn answer(value: &Value) -> Vec<u8> {
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
    let state = |it: &Move| (it.step(), line(it.request()), line(it.undo_request()));
    let some = |text: &str| Some(text.to_owned());
    let mut it = plan(pinless(), ConfigType::PinDialin, json!({})).unwrap();
    assert_eq!(state(&it), (MoveStep::Delete, some("DELETE /domain-dialin-config/old"), None));
    it.take(Reply::Answer(200, br#"{"status":"ok"}"#)).unwrap();
    let post = some("POST /domain-dialin-config");
    assert_eq!(state(&it), (MoveStep::Create, post.clone(), post.clone()));
    assert_eq!(body(it.undo_request().as_ref())["hmac"], SECRET);
    assert_eq!(body(it.undo_request().as_ref())["type"], "pinless_dialin");
    let mut doubtful = it.clone();
    let mut made = json!({"id": "new", "type": "pin_dialin", "config": body(it.request().as_ref())});
    made["config"].as_object_mut().unwrap().remove("type");
    it.take(Reply::Answer(200, &answer(&made))).unwrap();
    assert_eq!(state(&it), (MoveStep::Done, None, some("DELETE /domain-dialin-config/new")));
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
    seen.take(Reply::Answer(200, &answer(&json!({"total_count": 1, "data": [pinless()]})))).unwrap();
    for (start, status, code, step, refused) in [
        (&deleting, 404, "not-found", MoveStep::Create, false),
        (&deleting, 400, "not-found", MoveStep::Create, false),
        // Gone, says one of Daily's documents.
        (&deleting, 400, "invalid-request-error", MoveStep::Look, false),
        (&deleting, 400, "authorization-header-error", MoveStep::Delete, true),
        // A look has just found it there.
        (&seen, 400, "invalid-request-error", MoveStep::Delete, true),
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
        assert_eq!((it.step(), taken), (step, if refused { Err(Some(error)) } else { Ok(()) }), "{start:?} {status}");
    }
    assert_eq!(looking.take(Reply::None), Err(None));
}

#[test]
fn it_does_not_look_for_ever() {
    let mut it = plan(pin(), ConfigType::PinlessDialin, json!({})).unwrap();
    let there = answer(&json!({"total_count": 1, "data": [pin()]}));
    for _ in 0..3 {
        assert_eq!(it.take(Reply::None), Ok(()));
        it.take(Reply::Answer(200, &there)).unwrap();
        assert_eq!(it.step(), MoveStep::Delete);
    }
    assert_eq!(it.take(Reply::None), Err(None));
    assert_eq!(it.step(), MoveStep::Look);
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
        if it.step() == MoveStep::Look {
            it.take(Reply::Answer(200, &page(&[&pin(), &third]))).unwrap();
        }
        it.take(Reply::Answer(204, b"")).unwrap();
        it.take(Reply::None).unwrap();
        let mut undone = it.clone();
        it.take(Reply::Answer(200, &page(&[&third]))).unwrap();
        assert_eq!(it.step(), MoveStep::Create);
        undone.turn_around();
        undone.take(Reply::Answer(200, &page(&[&third]))).unwrap();
        assert_eq!(
            (undone.step(), body(undone.request().as_ref())["type"].clone()),
            (MoveStep::Create, json!("pin_dialin"))
        );
    }
}

/// Every create was refused, and then somebody made a config that looks like ours: following the journal leaves it alone.
#[test]
fn what_comes_after_a_refusal_is_somebody_elses() {
    let mut it = creating(plan(pinless(), ConfigType::PinDialin, json!({})).unwrap());
    let mut third = json!({"id": "third", "type": "pin_dialin", "config": body(it.request().as_ref())});
    third["config"].as_object_mut().unwrap().remove("type");
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
        it.take(Reply::Answer(200, &answer(&json!({"total_count": 1, "data": [third]})))).unwrap();
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
        it.take(Reply::Answer(200, &page(&rows))).unwrap();
        assert_eq!(it.request().unwrap().target(), "/domain-dialin-config/old");
    }
    // Made, changed by somebody, and its deletion gets lost.
    let mut it = creating(plan(pinless(), ConfigType::PinDialin, json!({})).unwrap());
    let made = json!({"id": "made", "type": "pin_dialin", "config": {"phone_number": "+12095038039", "name_prefix": "changed"}});
    it.take(Reply::Answer(200, &answer(&made))).unwrap();
    it.turn_around();
    it.take(Reply::None).unwrap();
    it.take(Reply::Answer(200, &page(&[&made]))).unwrap();
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
    for key in ["from", "to", "undoing", "dropped", "doubts", "others", "old", "new", "step", "leaving"] {
        let mut broken = object(journal.clone());
        broken.remove(key);
        assert_eq!(Move::from_value(&broken.into()), None, "{key}");
    }
    assert_eq!(Move::from_value(&json!([])), None);
}

/// A server that keeps configs, takes a number once only, and gives pages of two.
struct Server {
    configs: Vec<Map<String, Value>>,
    made: usize,
    requests: usize,
}

impl Server {
    fn answer(&mut self, request: &Request) -> (u16, Value) {
        let id = request.path().strip_prefix("/domain-dialin-config").unwrap().trim_start_matches('/').to_owned();
        match request.method() {
            Method::Get => (200, self.list(request)),
            Method::Delete => {
                let before = self.configs.len();
                self.configs.retain(|config| config["id"] != *id);
                if self.configs.len() < before {
                    (200, json!({"status": "ok"}))
                } else {
                    (404, json!({"error": "not-found"}))
                }
            }
            Method::Post => {
                let mut fields = object(request.body().unwrap().clone());
                let config_type = fields.remove("type").unwrap();
                let number = fields.get("phone_number").cloned();
                if number.is_some()
                    && self.configs.iter().any(|config| config["config"].get("phone_number") == number.as_ref())
                {
                    return (400, json!({"error": "invalid-request-error"}));
                }
                self.made += 1;
                fields.insert("sip_uri".to_owned(), json!("c@d"));
                let config = json!({"id": format!("made-{}", self.made), "type": config_type, "config": fields});
                self.configs.insert(0, object(config.clone()));
                (200, config)
            }
            Method::Put => (405, Value::Null),
        }
    }

    fn list(&self, request: &Request) -> Value {
        let parameter =
            |name: &str| request.query().iter().find(|(given, _)| *given == name).map(|(_, value)| value.clone());
        let fits = |config: &&Map<String, Value>| {
            let number = config["config"].get("phone_number").and_then(Value::as_str).unwrap_or_default();
            parameter("phone_numbers").is_none_or(|parts| parts.split(',').any(|part| number.contains(part)))
        };
        let rows: Vec<_> = self.configs.iter().filter(fits).collect();
        let start = parameter("starting_after")
            .map_or(0, |id| rows.iter().position(|row| row["id"] == *id).map_or(rows.len(), |place| place + 1));
        json!({"total_count": rows.len(), "data": rows.iter().skip(start).take(2).collect::<Vec<_>>()})
    }

    /// What stands there without what a server makes up.
    fn contents(&self) -> Vec<Value> {
        let mut contents: Vec<_> = self
            .configs
            .iter()
            .map(|config| {
                let mut fields = config["config"].clone();
                let fields = fields.as_object_mut().unwrap();
                fields.remove("sip_uri");
                fields.retain(|_, value| !value.is_null());
                json!({"type": config["type"], "config": fields})
            })
            .collect();
        contents.sort_by_key(Value::to_string);
        contents
    }
}

/// What happens to a request.
#[derive(Clone, Copy, Debug)]
enum Fate {
    Arrives,
    /// It gets lost.
    Lost,
    /// It is carried out, and the answer gets lost.
    AnswerLost,
    /// It is carried out, and the answer is a page of a proxy.
    AnswerUnreadable,
    /// It is refused for a while.
    Refused(u16),
    /// It is carried out, and the process stops before it knows.
    Stops,
    /// The process stops just before it is sent.
    StopsBefore,
}

fn fate() -> impl Strategy<Value = Fate> {
    prop_oneof![
        3 => Just(Fate::Arrives),
        1 => Just(Fate::Lost),
        1 => Just(Fate::AnswerLost),
        1 => Just(Fate::AnswerUnreadable),
        1 => prop::sample::select(vec![429, 500, 502, 503]).prop_map(Fate::Refused),
        1 => Just(Fate::Stops),
        1 => Just(Fate::StopsBefore),
    ]
}

/// Sends one request. The journal is written down after each answer; a process that stops goes on from what was
/// written.
fn send(it: &mut Move, server: &mut Server, fate: Fate) {
    let Some(request) = it.request() else { return };
    server.requests += 1;
    let (status, answer) = match fate {
        Fate::Arrives | Fate::AnswerLost | Fate::AnswerUnreadable | Fate::Stops => server.answer(&request),
        Fate::Refused(status) => (status, json!({"error": "server-error"})),
        Fate::Lost | Fate::StopsBefore => (0, Value::Null),
    };
    let text = answer.to_string();
    // What it says of an error is for people: whatever it is, the journal goes on from where it stands.
    let _ = match fate {
        Fate::Arrives | Fate::Refused(_) => it.take(Reply::Answer(status, text.as_bytes())),
        Fate::AnswerUnreadable => it.take(Reply::Answer(status, b"<html>")),
        Fate::Lost | Fate::AnswerLost => it.take(Reply::None),
        Fate::Stops | Fate::StopsBefore => {
            let written = it.to_value().to_string();
            *it = Move::from_value(&serde_json::from_str(&written).unwrap()).unwrap();
            it.look_first();
            Ok(())
        }
    };
}

fn contents(configs: &[Value]) -> Vec<Value> {
    let configs = configs.iter().cloned().map(object).collect();
    Server { configs, made: 0, requests: 0 }.contents()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(1_500) })]

    /// However often it is interrupted, and whatever happens to its requests, a move can be finished, and can be
    /// undone.
    #[test]
    fn an_interrupted_move_is_finished_or_undone(
        case in 0_usize..6,
        fates in prop::collection::vec(fate(), 0..14),
        turns in prop::collection::vec(0_usize..14, 0..4),
        undo in any::<bool>(),
    ) {
        let number = "+12268078039";
        let (from, to, changes) = match case {
            0 => (pinless(), ConfigType::PinDialin, json!({"ivr_greeting": {"message": "Hi."}})),
            1 => {
                let changes = json!({"room_creation_api": "https://example.com/r", "hmac": SECRET});
                (pin(), ConfigType::PinlessDialin, changes)
            }
            2 => (pinless(), ConfigType::PinDialin, json!({ "phone_number": number })),
            3 => (sip_only(), ConfigType::PinDialin, json!({ "phone_number": number })),
            // To one without a number, which looks like somebody else's.
            4 => (pin(), ConfigType::PinlessDialin, json!({ "phone_number": null, "name_prefix": "Support" })),
            _ => {
                let changes = json!({ "phone_number": null, "room_creation_api": "https://example.com/r" });
                (pin(), ConfigType::PinlessDialin, changes)
            }
        };
        // Neighbours that only look alike.
        let others = vec![
            json!({"id": "longer", "type": "pin_dialin", "config": {"phone_number": "+120950380390"}}),
            json!({"id": "sip", "type": "pinless_dialin", "config": {"name_prefix": "Support"}}),
            json!({"id": "other", "type": "pinless_dialin", "config": {"phone_number": "+12095030000"}}),
        ];
        let mut it = plan(from.clone(), to, changes).unwrap();
        let mut new = object(body(creating(it.clone()).request().as_ref()));
        let new = json!({"type": new.remove("type"), "config": new});

        let mut server = Server { configs: others.iter().cloned().map(object).collect(), made: 0, requests: 0 };
        server.configs.insert(1, object(from.clone()));
        for (place, fate) in fates.iter().enumerate() {
            if turns.contains(&place) {
                it.turn_around();
            }
            send(&mut it, &mut server, *fate);
            // Nobody else's config is touched, and there are never two with one number.
            for other in &others {
                prop_assert!(server.configs.contains(&object(other.clone())), "{other}");
            }
        }
        if it.undoing() != undo {
            it.turn_around();
        }
        let before = server.requests;
        while it.request().is_some() {
            send(&mut it, &mut server, Fate::Arrives);
            prop_assert!(server.requests - before < 12, "it does not end: {it:?}");
        }
        let wanted = if undo { from.clone() } else { new };
        let mut expected = others.clone();
        expected.push(wanted.clone());
        prop_assert_eq!(server.contents(), contents(&expected));
        let result = it.result().unwrap();
        prop_assert!(server.configs.iter().any(|config| config["id"] == result.id()), "{result:?}");
    }
}
