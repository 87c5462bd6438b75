//! Moves whose answers are missing, unreadable or refusals: where each then stands, and when it looks before it goes on.

use dialin_core::ConfigType;
use dialin_core::api::{ApiError, ConfigRecord, Move, MoveStep, Reply, Setback};
use serde_json::{Value, json};

use crate::object;
use crate::relocate::{answer, body, creating, pin, pinless, plan, told};

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
        // Gone, and not by us.
        (&deleting, 404, "not-found", MoveStep::Look, false),
        (&deleting, 400, "not-found", MoveStep::Look, false),
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
        (&deleting, 429, "nonsense", MoveStep::Delete, true),
        // A proxy that no longer waits for a server that goes on working.
        (&deleting, 503, "nonsense", MoveStep::Look, false),
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

/// An answer that cannot be read leaves open what was made, whatever its status; only a 429 says that nothing was.
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
        (503, MoveStep::Look, false),
    ] {
        let mut plan = plan(pin(), ConfigType::PinlessDialin, json!({})).unwrap();
        plan.take(Reply::Answer(204, b"")).unwrap();
        assert_eq!(plan.step(), MoveStep::Create);
        assert_eq!(plan.take(Reply::Answer(status, b"?")).is_err(), is_error, "{status}");
        assert_eq!(plan.step(), step, "{status}");
    }
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
    // A 400 for an id that the list has: that may be stale, or the 400s may mean something else.
    let mut it = start();
    let (_, taken) = told(&mut it, &[(400, &no), (400, &no), (200, &page(&[&old]))]);
    assert_eq!((it.step(), taken), (MoveStep::Delete, Err(Setback::Unknown)));
    let mut it = start();
    let (_, taken) = told(&mut it, &[(0, &none), (200, &old), (403, &no), (400, &no), (200, &page(&[&old]))]);
    assert_eq!((it.step(), taken), (MoveStep::Delete, refused(403)));

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

/// The first sending arrives after the second was answered, once its number is free again.
#[test]
fn an_unanswered_create_stays_open_when_a_later_one_is_answered() {
    let (none, empty) = (Value::Null, json!({"total_count": 0, "data": []}));
    let page = |rows: &[&Value]| json!({"total_count": rows.len(), "data": rows});
    let mut it = creating(plan(pin(), ConfigType::PinlessDialin, json!({"phone_number": "+12268078039"})).unwrap());
    let mut fields = object(body(it.request().as_ref()));
    let config_type = fields.remove("type");
    // The server makes a secret for each.
    let mut new = |id: &str| {
        fields.insert("hmac".to_owned(), json!(id));
        json!({"id": id, "type": config_type, "config": fields})
    };
    told(&mut it, &[(0, &none), (200, &empty), (200, &new("second"))]).1.unwrap();
    assert_eq!((it.result().map(ConfigRecord::id), it.is_unsettled()), (Some("second"), false));

    let old = json!({"id": "again", "type": "pin_dialin", "config": pin()["config"]});
    it.turn_around();
    let lines = told(&mut it, &[(200, &new("second")), (200, &empty), (204, &none), (200, &old), (200, &empty)]).0;
    let look = "GET ?phone_numbers=12268078039%2C12095038039";
    assert_eq!(lines, ["GET /second", look, "DELETE /second", "POST ", look]);
    assert_eq!((it.result().map(ConfigRecord::id), it.is_unsettled()), (Some("again"), true));
    // It arrives; whoever takes up the journal finds it.
    let mut it = Move::from_value(&it.to_value()).unwrap();
    it.look_first();
    let lines = told(&mut it, &[(200, &old), (200, &page(&[&new("first"), &old])), (204, &none)]).0;
    assert_eq!(lines, ["GET /again", look, "DELETE /first"]);
    assert_eq!((it.result().map(ConfigRecord::id), it.is_unsettled()), (Some("again"), false));
}

/// Nor when it is turned around to it again, and a second one keeps the move unsettled.
#[test]
fn a_create_without_a_number_is_not_sent_again_by_turning_around() {
    let changes = json!({ "phone_number": null, "room_creation_api": "https://example.com/room" });
    let mut it = creating(plan(pin(), ConfigType::PinlessDialin, changes).unwrap());
    let new =
        json!({"id": "new", "type": "pinless_dialin", "config": {"room_creation_api": "https://example.com/room"}});
    let (none, no) = (Value::Null, json!({"error": "forbidden-error"}));
    let empty = json!({"total_count": 0, "data": []});
    told(&mut it, &[(0, &none), (200, &empty)]).1.unwrap_err();
    // The way back is refused.
    it.turn_around();
    let (lines, _) = told(&mut it, &[(200, &empty), (403, &no)]);
    assert_eq!((lines.join(", ").as_str(), it.step()), ("GET , POST ", MoveStep::Look));
    told(&mut it, &[(200, &empty)]).1.unwrap_err();
    it.turn_around();
    assert_eq!(told(&mut it, &[(200, &empty)]), (vec!["GET ".to_owned()], Err(Setback::Unknown)));
    // Whoever takes it up again asks for it.
    it.look_first();
    assert_eq!(told(&mut it, &[(200, &empty), (200, &new)]).0, ["GET ", "POST "]);
    assert_eq!((it.result().map(ConfigRecord::id), it.is_unsettled()), (Some("new"), true));
}

/// A server that stores other words than were sent has taken the number for ours: going back would leave both.
#[test]
fn a_number_that_may_be_ours_turns_nothing_around() {
    let no = json!({"error": "invalid-request-error"});
    let none = Value::Null;
    let mut it = creating(plan(pinless(), ConfigType::PinDialin, json!({"phone_number": "+12268078039"})).unwrap());
    let mut fields = object(body(it.request().as_ref()));
    let config_type = fields.remove("type");
    fields.insert("name_prefix".to_owned(), json!("SUPPORT"));
    let page = json!({"total_count": 1, "data": [{"id": "x", "type": config_type, "config": fields}]});
    let (lines, taken) = told(&mut it, &[(0, &none), (200, &page), (400, &no), (200, &page)]);
    assert_eq!((lines.len(), it.step(), taken), (4, MoveStep::Create, Err(Setback::Unknown)));
}

/// A deletion that was not answered may arrive after a look has called the config there.
#[test]
fn what_may_still_be_deleted_is_unsettled() {
    let (none, no) = (Value::Null, json!({"error": "forbidden-error"}));
    for (answers, unsettled) in
        [(vec![(403, &no)], false), (vec![(0, &none), (200, &pinless()), (403, &no), (200, &pinless())], true)]
    {
        let mut it = plan(pinless(), ConfigType::PinDialin, json!({})).unwrap();
        told(&mut it, &answers).1.unwrap_err();
        it.turn_around();
        assert_eq!((it.result().map(ConfigRecord::id), it.is_unsettled()), (Some("old"), unsettled));
    }
}

/// Nor is it settled under the id that it got when it was created again; and the new one is not, moved forth again.
#[test]
fn what_was_made_again_may_still_be_deleted() {
    let (none, gone) = (Value::Null, json!({"error": "not-found"}));
    let mut it = plan(pinless(), ConfigType::PinDialin, json!({})).unwrap();
    told(&mut it, &[(0, &none)]).1.unwrap();
    it.turn_around();
    let again = json!({"id": "again", "type": "pinless_dialin", "config": pinless()["config"]});
    assert_eq!(told(&mut it, &[(404, &gone), (200, &again)]).0, ["GET /old", "POST "]);
    // The deletion of the first one is over: what it was about is gone.
    assert_eq!((it.result().map(ConfigRecord::id), it.is_unsettled()), (Some("again"), false));
    it.turn_around();
    assert_eq!(told(&mut it, &[(200, &again), (0, &none)]).0, ["GET /again", "DELETE /again"]);
    it.turn_around();
    let mut it = Move::from_value(&it.to_value()).unwrap();
    assert_eq!(told(&mut it, &[(200, &again)]).0, ["GET /again"]);
    assert_eq!((it.result().map(ConfigRecord::id), it.is_unsettled()), (Some("again"), true));

    let mut it = creating(plan(pinless(), ConfigType::PinDialin, json!({})).unwrap());
    let new = json!({"id": "new", "type": "pin_dialin", "config": {"phone_number": "+12095038039"}});
    told(&mut it, &[(200, &new)]).1.unwrap();
    assert!(!it.is_unsettled());
    it.turn_around();
    told(&mut it, &[(200, &new), (0, &none)]).1.unwrap();
    it.turn_around();
    told(&mut it, &[(200, &new)]).1.unwrap();
    assert_eq!((it.result().map(ConfigRecord::id), it.is_unsettled()), (Some("new"), true));
}

/// Everything is 404 there.
#[test]
fn a_wrong_server_makes_no_journal_forget() {
    let gone = json!({"error": "not-found"});
    let answers = [(404, &gone), (404, &gone), (404, &gone)];
    let mut it = plan(pinless(), ConfigType::PinDialin, json!({})).unwrap();
    it.take(Reply::None).unwrap();
    for _ in 0..2 {
        it.turn_around();
        let (lines, taken) = told(&mut it, &answers);
        assert_eq!((lines.join(", "), taken.is_err()), ("GET /old, POST , GET /old".to_owned(), true));
    }
    it.look_first();
    it.turn_around();
    assert_eq!(told(&mut it, &[(200, &pinless())]), (vec!["GET /old".to_owned()], Ok(())));
    assert_eq!(it.result().map(ConfigRecord::id), Some("old"));
}

/// What this move has deleted is not what it makes again, though a list still has it.
#[test]
fn what_was_deleted_is_not_found_in_a_stale_list() {
    let (none, gone, no) = (Value::Null, json!({"error": "not-found"}), json!({"error": "forbidden-error"}));
    let stale = json!({"total_count": 1, "data": [pinless()]});
    let look = "GET ?phone_numbers=12095038039";
    let mut it = creating(plan(pinless(), ConfigType::PinDialin, json!({})).unwrap());
    told(&mut it, &[(403, &no)]).1.unwrap_err();
    it.turn_around();
    assert_eq!(told(&mut it, &[(0, &none), (200, &stale)]).0, ["POST ", look]);
    assert_eq!((it.step(), it.result()), (MoveStep::Create, None));
    // Nor what it has just found gone, by somebody else's hand.
    let again = json!({"id": "again", "type": "pinless_dialin", "config": pinless()["config"]});
    told(&mut it, &[(0, &none), (200, &json!({"total_count": 1, "data": [again]}))]).1.unwrap();
    assert_eq!(it.result().map(ConfigRecord::id), Some("again"));
    it.look_first();
    let stale = json!({"total_count": 1, "data": [again]});
    assert_eq!(told(&mut it, &[(404, &gone), (200, &stale)]).0, ["GET /again", look]);
    assert_eq!((it.step(), it.result()), (MoveStep::Create, None));
}

/// A 404 for the id says more than a list that still has it.
#[test]
fn a_stale_list_brings_nothing_back() {
    let (none, gone) = (Value::Null, json!({"error": "not-found"}));
    let stale = json!({"total_count": 1, "data": [pinless()]});
    let mut it = plan(pinless(), ConfigType::PinDialin, json!({})).unwrap();
    let (lines, taken) = told(&mut it, &[(0, &none), (404, &gone), (0, &none), (404, &gone), (200, &stale)]);
    assert_eq!(lines, ["DELETE /old", "GET /old", "POST ", "GET /old", "GET ?phone_numbers=12095038039"]);
    assert_eq!((it.step(), taken), (MoveStep::Create, Ok(())));
}
