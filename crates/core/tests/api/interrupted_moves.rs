//! Moves that are interrupted wherever they can be, against a server that keeps configs.

use dialin_core::ConfigType;
use dialin_core::api::{Method, Move, Reply, Request};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

use crate::object;
use crate::relocate::{SECRET, body, creating, pin, pinless, plan, sip_only};

/// A server that keeps configs, takes a number once only, and gives pages of two.
#[derive(Clone)]
struct Server {
    configs: Vec<Map<String, Value>>,
    made: usize,
    requests: usize,
    /// Writes that are under way, and after how many requests they arrive.
    late: Vec<(usize, Request)>,
    /// An unknown id is answered with 404; or with 400, as in one of Daily's documents.
    unknown: u16,
}

impl Server {
    fn answer(&mut self, request: &Request) -> (u16, Value) {
        let id = request.path().strip_prefix("/domain-dialin-config").unwrap().trim_start_matches('/').to_owned();
        match request.method() {
            Method::Get if id.is_empty() => (200, self.list(request)),
            Method::Get => match self.configs.iter().find(|config| config["id"] == *id) {
                Some(config) => (200, config.clone().into()),
                None => self.nothing_there(),
            },
            Method::Delete => {
                let before = self.configs.len();
                self.configs.retain(|config| config["id"] != *id);
                if self.configs.len() < before { (200, json!({"status": "ok"})) } else { self.nothing_there() }
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

    fn nothing_there(&self) -> (u16, Value) {
        (self.unknown, json!({"error": if self.unknown == 404 { "not-found" } else { "invalid-request-error" }}))
    }

    /// What is under way for so many requests has arrived.
    fn arrive(&mut self, requests: usize) {
        for (left, request) in std::mem::take(&mut self.late) {
            if left <= requests {
                self.answer(&request);
            } else {
                self.late.push((left - requests, request));
            }
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
    /// It is carried out, and a proxy that no longer waited answers a page of its own.
    AnsweredByProxy,
    /// It is carried out after so many further requests, and is not answered.
    Late(usize),
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
        1 => Just(Fate::AnsweredByProxy),
        1 => prop::sample::select(vec![400, 403, 429, 500, 502, 503]).prop_map(Fate::Refused),
        1 => (1_usize..4).prop_map(Fate::Late),
        1 => Just(Fate::Stops),
        1 => Just(Fate::StopsBefore),
    ]
}

/// Sends one request. The journal is written down after each answer; a process that stops goes on from what was
/// written.
fn send(it: &mut Move, server: &mut Server, fate: Fate) {
    let Some(request) = it.request() else { return };
    server.requests += 1;
    server.arrive(1);
    let (status, answer) = match fate {
        Fate::Arrives | Fate::AnswerLost | Fate::AnswerUnreadable | Fate::AnsweredByProxy | Fate::Stops => {
            server.answer(&request)
        }
        // What one of Daily's documents says of an unknown id, too.
        Fate::Refused(400) => (400, json!({"error": "invalid-request-error"})),
        Fate::Refused(status) => (status, json!({"error": "server-error"})),
        Fate::Late(requests) => {
            if request.method() != Method::Get {
                server.late.push((requests, request));
            }
            (0, Value::Null)
        }
        Fate::Lost | Fate::StopsBefore => (0, Value::Null),
    };
    let text = answer.to_string();
    let taken = match fate {
        Fate::Arrives | Fate::Refused(_) => it.take(Reply::Answer(status, text.as_bytes())),
        Fate::AnswerUnreadable => it.take(Reply::Answer(status, b"<html>")),
        Fate::AnsweredByProxy => it.take(Reply::Answer(503, b"<html>")),
        Fate::Lost | Fate::AnswerLost | Fate::Late(_) => it.take(Reply::None),
        Fate::Stops | Fate::StopsBefore => {
            let written = it.to_value().to_string();
            *it = Move::from_value(&serde_json::from_str(&written).unwrap()).unwrap();
            it.look_first();
            Ok(())
        }
    };
    if taken.is_err() {
        // Whatever it is, the journal goes on from where it stands, later.
        server.arrive(usize::MAX);
        it.look_first();
    }
}

fn contents(configs: &[Value]) -> Vec<Value> {
    let configs = configs.iter().cloned().map(object).collect();
    Server { configs, made: 0, requests: 0, late: Vec::new(), unknown: 404 }.contents()
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
        unknown in prop::sample::select(vec![400, 404]),
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

        let configs = others.iter().cloned().map(object).collect();
        let mut server = Server { configs, made: 0, requests: 0, late: Vec::new(), unknown };
        server.configs.insert(1, object(from.clone()));
        for (place, fate) in fates.iter().enumerate() {
            if turns.contains(&place) {
                it.turn_around();
            }
            send(&mut it, &mut server, *fate);
            // Whoever is told that all is as before, or done, and that nothing may arrive any more, will not look again.
            if it.result().is_some() && !it.is_unsettled() {
                let mut later = server.clone();
                later.arrive(usize::MAX);
                let mut expected = others.clone();
                expected.push(if it.undoing() { from.clone() } else { new.clone() });
                prop_assert_eq!(later.contents(), contents(&expected));
            }
            // Nobody else's config is touched, and there are never two with one number.
            for other in &others {
                prop_assert!(server.configs.contains(&object(other.clone())), "{other}");
            }
        }
        server.arrive(usize::MAX);
        // Even if it was done: what arrived late may have changed that.
        it.look_first();
        if it.undoing() != undo {
            it.turn_around();
        }
        let before = server.requests;
        while it.request().is_some() {
            send(&mut it, &mut server, Fate::Arrives);
            prop_assert!(server.requests - before < 16, "it does not end: {it:?}");
        }
        let wanted = if undo { from.clone() } else { new };
        let mut expected = others.clone();
        expected.push(wanted.clone());
        prop_assert_eq!(server.contents(), contents(&expected));
        let result = it.result().unwrap();
        prop_assert!(server.configs.iter().any(|config| config["id"] == result.id()), "{result:?}");
    }
}
