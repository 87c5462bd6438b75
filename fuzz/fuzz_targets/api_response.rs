//! Any bytes, given to every reader of an answer: with the first two as the status, what follows as the body.

#![no_main]

use dialin_core::api::{
    self, ApiError, Attempt, ConfigRecord, Decision, ListQuery, Listing, Method, Move, MoveStep, Outcome, Paging, Reply,
};
use dialin_core::{ConfigType, Options};
use libfuzzer_sys::fuzz_target;
use serde_json::{Map, Value};

fuzz_target!(|bytes: &[u8]| {
    // Most inputs are bodies that say yes.
    let (status, body) = match bytes {
        [high, low, body @ ..] if *high < 4 => (u16::from(*high) * 256 + u16::from(*low), body),
        body => (200, body),
    };
    if let Err(error) = api::read_deleted(status, body) {
        refused(&error, status, body);
    }
    match api::read_config(status, body) {
        Ok(record) => config(record),
        Err(error) => refused(&error, status, body),
    }
    if let Ok(page) = api::read_page(status, body) {
        pages(Paging::new(Listing::Configs(ListQuery::default())), |paging| paging.take_configs(page.clone()).len());
    }
    if let Ok(page) = api::read_purchased_page(status, body) {
        pages(Paging::new(Listing::PurchasedNumbers), |paging| paging.take_numbers(page.clone()).len());
    }
    let _ = api::read_room(status, body);
    for legacy in api::read_domain(status, body).unwrap_or_default() {
        assert_eq!(legacy.create_body()["type"], legacy.config_type.as_str());
    }
    if let Ok(value) = serde_json::from_slice::<Value>(body) {
        if let Ok(query) = ListQuery::from_value(&value) {
            assert!(api::list(&query).target().bytes().all(|byte| byte.is_ascii_graphic()));
        }
        if let Some(journal) = Move::from_value(&value) {
            assert_eq!(Move::from_value(&journal.to_value()), Some(journal));
        }
    }
    let header = String::from_utf8_lossy(body);
    let attempt = Attempt {
        method: Method::Post,
        outcome: Outcome::Unanswered,
        retried: 0,
        retries: 1,
        bulk: true,
        retry_after: Some(&header),
        now: i64::from(status),
        jitter: 0,
    };
    assert!(matches!(api::decide(&attempt), Decision::LookFirst(250..=300_000) | Decision::GiveUp));
});

/// A refusal can be written and read again.
fn refused(error: &ApiError, status: u16, body: &[u8]) {
    assert_eq!(error.status, status);
    if !(200..300).contains(&status) {
        assert_eq!(*error, ApiError::read(status, body));
        let again = ApiError::read(status, error.to_value().to_string().as_bytes());
        assert_eq!(again, *error);
    }
}

/// A server that gives the same page for ever: the second time brings nothing, and that is the end.
fn pages(mut paging: Paging, mut take: impl FnMut(&mut Paging) -> usize) {
    let mut turns = 0;
    while paging.request().is_some() {
        let count = take(&mut paging);
        assert_eq!(Paging::from_value(&paging.to_value()).map(|again| again.to_value()), Some(paging.to_value()));
        turns += 1;
        assert!(turns <= 2 && (turns == 1 || count == 0), "{paging:?}");
    }
}

/// A config merges with nothing into itself, and can be planned to move and be moved back.
fn config(record: ConfigRecord) {
    let again = ConfigRecord::from_value(record.to_value());
    assert_eq!(again.as_ref(), Some(&record));
    let whole = api::whole_body(&record, &Map::new()).expect("no other type");
    assert_eq!(api::differences(&whole, &record), Vec::<String>::new());
    for to in ConfigType::ALL {
        let Ok((mut plan, _)) = Move::plan(record.clone(), to, &Map::new(), &Options::default()) else { continue };
        if plan.step() == MoveStep::Look {
            plan.take(Reply::Answer(200, br#"{"total_count": 0, "data": []}"#)).expect("a page");
        }
        plan.take(Reply::Answer(204, b"")).expect("a deletion");
        plan.turn_around();
        let Some(request) = plan.request() else { panic!("nothing makes it anew: {plan:?}") };
        let body = request.body().and_then(Value::as_object).expect("a body");
        assert_eq!(api::differences(body, &record), Vec::<String>::new());
    }
}
