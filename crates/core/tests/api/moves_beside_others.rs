//! Moves while others change the same configs: what belongs to a move, what does not, and what is in its way.

use dialin_core::api::{ConfigRecord, Move, MoveStep, NoMove, Reply, Setback, differences};
use dialin_core::{ConfigType, Options};
use serde_json::{Map, Value, json};

use crate::relocate::{SECRET, answer, body, creating, pin, pinless, plan, sip_only, told};
use crate::{object, record};

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

/// The config whose id leads to the second page is deleted just then, and the server answers that with an empty page.
#[test]
fn a_list_that_was_cut_short_begins_anew() {
    let changes = json!({ "phone_number": null, "room_creation_api": "https://example.com/room" });
    let row = |id: &str| json!({"id": id, "type": "pinless_dialin", "config": {"room_creation_api": "https://example.com/room"}});
    let page = |rows: &[&Value]| json!({"total_count": 3, "data": rows});
    let (first, third, none) = (row("first"), row("third"), Value::Null);
    let mut it = plan(pin(), ConfigType::PinlessDialin, changes.clone()).unwrap();
    let answers = [(200, page(&[&first])), (200, page(&[])), (200, page(&[&pin(), &third])), (200, page(&[]))];
    let answers: Vec<_> = answers.iter().map(|(status, page)| (*status, page)).collect();
    let (lines, taken) = told(&mut it, &answers);
    // Once: a server may count otherwise.
    assert_eq!(lines, ["GET ", "GET ?starting_after=first", "GET ", "GET ?starting_after=third"]);
    assert_eq!((it.step(), taken), (MoveStep::Delete, Ok(())));
    // What was behind it is known, and not taken for the one that is made.
    told(&mut it, &[(204, &none), (0, &none), (200, &page(&[&third])), (200, &page(&[]))]).1.unwrap_err();
    assert_eq!(it.result(), None);
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

/// The journal of the move is used to undo it a second time: what the first one has made again is there.
#[test]
fn what_a_used_journal_has_undone_stays_undone() {
    let (no, gone) = (json!({"error": "invalid-request-error"}), json!({"error": "not-found"}));
    let page = |rows: &[&Value]| json!({"total_count": rows.len(), "data": rows});
    let at = |id: &str, fields: &Value| json!({"id": id, "type": "pinless_dialin", "config": fields});
    let fields = pinless()["config"].clone();
    let mut renamed = fields.clone();
    renamed["name_prefix"] = "Sales".into();
    let mut more = fields.clone();
    more["hold_music_url"] = "https://example.com/hold.mp3".into();
    let new = json!({"id": "new", "type": "pin_dialin", "config": {"phone_number": "+12095038039"}});
    let (again, old) = (at("again", &fields), at("old", &fields));
    let list = "GET ?phone_numbers=12095038039";
    let journal = || {
        let mut it = creating(plan(pinless(), ConfigType::PinDialin, json!({})).unwrap());
        it.take(Reply::Answer(200, &answer(&new))).unwrap();
        Move::from_value(&it.to_value()).unwrap()
    };
    for (rows, is_undone) in [
        (vec![&again], true),
        // Somebody else's, or changed since; and what a stale list still has.
        (vec![&at("again", &renamed)], false),
        (vec![&at("again", &more)], false),
        (vec![&new], false),
        (vec![&old], false),
        (vec![], false),
    ] {
        let mut it = journal();
        it.look_first();
        it.turn_around();
        let (lines, taken) = told(&mut it, &[(404, &gone), (400, &no), (404, &gone), (200, &page(&rows))]);
        assert_eq!(lines, ["GET /new", "POST ", "GET /new", list]);
        assert_eq!((taken.is_ok(), it.result().map(ConfigRecord::id)), (is_undone, is_undone.then_some("again")));
        assert!(it.undoing() && !it.is_unsettled());
        // It is known from now on.
        if is_undone {
            it.look_first();
            assert_eq!(told(&mut it, &[(404, &gone), (200, &again)]).0, ["GET /new", "GET /again"]);
        }
    }
    // The way forward is not taken by what looks like the new one.
    let mut it = journal();
    it.look_first();
    assert!(told(&mut it, &[(404, &gone), (400, &no)]).1.is_err());
    // A refusal that is not about what is there is one.
    let mut it = journal();
    it.turn_around();
    assert!(told(&mut it, &[(404, &gone), (403, &no)]).1.is_err());
    // The create of the new one was not answered, and it has come and gone: another one may come.
    let mut it = creating(plan(pinless(), ConfigType::PinDialin, json!({})).unwrap());
    it.look_first();
    it.turn_around();
    let answers = [(200, &page(&[&again])), (400, &no), (200, &page(&[&again]))];
    assert_eq!(told(&mut it, &answers), (vec![list.to_owned(), "POST ".to_owned(), list.to_owned()], Ok(())));
    assert_eq!((it.result().map(ConfigRecord::id), it.is_unsettled()), (Some("again"), true));
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
    assert_eq!(told(&mut it, &[(200, &changed)]), (vec!["GET /old".to_owned()], Err(Setback::Changed)));
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

/// What was planned has none of it, and would be made in its place.
#[test]
fn a_config_that_was_changed_since_is_not_deleted() {
    let with = |key: &str, value: Value| {
        let mut changed = pinless();
        changed["config"][key] = value;
        changed
    };
    for (there, is_same) in [
        (pinless(), true),
        // Nothing that can be written.
        (with("sip_uri", json!("other@b")), true),
        (with("name_prefix", json!("Sales")), false),
        (with("name_prefix", Value::Null), false),
        (with("hmac", json!("bmV3IHNlY3JldCBuZXcgc2VjcmV0IG5ldyE=")), false),
        (with("hold_music_url", json!("https://example.com/hold.mp3")), false),
    ] {
        let mut it = plan(pinless(), ConfigType::PinDialin, json!({})).unwrap();
        let taken = told(&mut it, &[(0, &Value::Null), (200, &there)]).1;
        let expected = if is_same { Ok(()) } else { Err(Setback::Changed) };
        assert_eq!((it.step(), taken), (MoveStep::Delete, expected), "{there}");
        // Nor when it is taken up again, and turned around it is what stays.
        let mut later = Move::from_value(&it.to_value()).unwrap();
        later.look_first();
        assert_eq!(told(&mut later, &[(200, &there)]).1.is_ok(), is_same);
        it.turn_around();
        assert_eq!(it.result(), Some(&record(there.clone())));
        // It is what is made again if the deletion arrives late.
        it.look_first();
        told(&mut it, &[(404, &json!({"error": "not-found"}))]).1.unwrap();
        let mut made = body(it.request().as_ref());
        assert_eq!(made["type"].take(), "pinless_dialin");
        assert!(differences(&object(made), &record(there)).is_empty());
    }
    // What has become of the new one keeps nobody from going back.
    let mut it = creating(plan(pinless(), ConfigType::PinDialin, json!({})).unwrap());
    let new = |name: &str| json!({"id": "new", "type": "pin_dialin", "config": {"phone_number": "+12095038039", "name_prefix": name}});
    told(&mut it, &[(200, &new("Support"))]).1.unwrap();
    it.turn_around();
    assert_eq!(told(&mut it, &[(200, &new("Sales")), (204, &Value::Null)]).0, ["GET /new", "DELETE /new"]);
    assert_eq!(it.step(), MoveStep::Create);
}

/// Somebody else deletes it, or moves it just now: a second one is not made by itself.
#[test]
fn what_somebody_else_has_deleted_is_not_made_again() {
    let error = |code: &str| json!({ "error": code });
    let empty = json!({"total_count": 0, "data": []});
    let (gone, no) = (error("not-found"), error("invalid-request-error"));
    for answers in [vec![(404, &gone), (404, &gone)], vec![(400, &no), (400, &no), (200, &empty)]] {
        let mut it = plan(pinless(), ConfigType::PinDialin, json!({})).unwrap();
        assert_eq!(told(&mut it, &answers).1, Err(Setback::Unknown));
        // Whoever takes it up again wants it made, or back.
        for (undo, expected) in [(false, "pin_dialin"), (true, "pinless_dialin")] {
            let mut it = Move::from_value(&it.to_value()).unwrap();
            it.look_first();
            if undo {
                it.turn_around();
            }
            told(&mut it, answers.get(1..).unwrap()).1.unwrap();
            assert_eq!((it.step(), body(it.request().as_ref())["type"].as_str()), (MoveStep::Create, Some(expected)));
        }
    }
}
