//! Page after page.

use dialin_core::api::{self, ApiError, ListQuery, Listing, Paging};
use proptest::prelude::*;
use serde_json::{Value, json};

fn page(total: Option<u64>, ids: &[&str]) -> Vec<u8> {
    let data: Value = ids.iter().map(|id| json!({ "id": id })).collect();
    json!({"total_count": total, "data": data}).to_string().into_bytes()
}

/// Reads pages as they come, and answers what was asked and what was new. Every state can go through its JSON.
fn read(query: ListQuery, pages: &[(Option<u64>, &[&str])]) -> (Vec<String>, Vec<String>) {
    let mut paging = Paging::new(Listing::Configs(query));
    let (mut asked, mut ids) = (Vec::new(), Vec::new());
    let mut pages = pages.iter();
    while let Some(request) = paging.request() {
        asked.push(request.target().replace("/domain-dialin-config", ""));
        let Some((total, rows)) = pages.next() else { break };
        let page = api::read_page(200, &page(*total, rows)).unwrap();
        ids.extend(paging.take_configs(page).into_iter().map(|record| record.id().to_owned()));
        let again = Paging::from_value(&paging.to_value()).unwrap();
        assert_eq!((again.to_value(), again.request()), (paging.to_value(), paging.request()));
    }
    (asked, ids)
}

/// A query, the pages that come, what is asked, and the ids that are new.
type Case<'a> = (ListQuery, &'a [(Option<u64>, &'a [&'a str])], &'a [&'a str], &'a [&'a str]);

#[test]
fn it_knows_what_it_lists() {
    assert!(Paging::new(Listing::Configs(ListQuery::default())).is_of_configs());
    assert!(!Paging::new(Listing::PurchasedNumbers).is_of_configs());
}

#[test]
fn it_ends() {
    let two = || ListQuery::default().limit(2);
    let cases: [Case<'_>; 12] = [
        (ListQuery::default(), &[(Some(0), &[])], &[""], &[]),
        (ListQuery::default(), &[(Some(2), &["a", "b"])], &[""], &["a", "b"]),
        // Without a count, a page that is not as full as it was asked to be is the last.
        (two(), &[(None, &["a", "b"]), (None, &["c"])], &["?limit=2", "?limit=2&starting_after=b"], &["a", "b", "c"]),
        // Nor is it without a limit: who knows how many that server gives.
        (
            ListQuery::default(),
            &[(None, &["a", "b"]), (None, &["c"]), (None, &[])],
            &["", "?starting_after=b", "?starting_after=c"],
            &["a", "b", "c"],
        ),
        // A full page may be the last, whatever the count says: it may count the page.
        (two(), &[(Some(2), &["a", "b"]), (Some(0), &[])], &["?limit=2", "?limit=2&starting_after=b"], &["a", "b"]),
        // A page that is not full while more are promised: the server gives fewer than it is asked for.
        (
            ListQuery::default(),
            &[(Some(3), &["a"]), (Some(3), &["b"]), (Some(3), &["c"])],
            &["", "?starting_after=a", "?starting_after=b"],
            &["a", "b", "c"],
        ),
        // A count that is never reached.
        (ListQuery::default(), &[(Some(9), &["a"]), (Some(9), &[])], &["", "?starting_after=a"], &["a"]),
        // Rows are deleted as soon as they were read: that ends nothing.
        (
            ListQuery::default(),
            &[(Some(3), &["a"]), (Some(2), &["b"]), (Some(1), &["c"])],
            &["", "?starting_after=a", "?starting_after=b"],
            &["a", "b", "c"],
        ),
        // A server that does not know the cursor gives the same page again and again.
        (
            two(),
            &[(Some(9), &["a", "b"]), (Some(9), &["a", "b"])],
            &["?limit=2", "?limit=2&starting_after=b"],
            &["a", "b"],
        ),
        // Rows that moved on because a new one came.
        (
            two(),
            &[(Some(3), &["a", "b"]), (Some(4), &["b", "c"]), (Some(4), &["d"])],
            &["?limit=2", "?limit=2&starting_after=b", "?limit=2&starting_after=c"],
            &["a", "b", "c", "d"],
        ),
        // A start of the caller's own.
        (
            two().starting_after("x"),
            &[(Some(9), &["a", "b"]), (Some(9), &[])],
            &["?limit=2&starting_after=x", "?limit=2&starting_after=b"],
            &["a", "b"],
        ),
        // From the oldest on, towards the newer ones.
        (
            two().ending_before("OLDEST"),
            &[(Some(3), &["b", "a"]), (Some(3), &["c"])],
            &["?ending_before=OLDEST&limit=2", "?ending_before=b&limit=2"],
            &["b", "a", "c"],
        ),
    ];
    for (query, pages, asked, ids) in cases {
        let (found_asked, found_ids) = read(query, pages);
        assert_eq!(
            (found_asked, found_ids),
            (asked.iter().map(|it| (*it).to_owned()).collect(), ids.iter().map(|it| (*it).to_owned()).collect())
        );
    }
}

#[test]
fn a_row_without_a_cursor_at_the_end_of_a_page_ends_nothing() {
    let rows = |from: u32, count: u32| {
        (from..from + count).map(|at| json!({"id": at.to_string(), "pagination_id": at})).collect::<Vec<_>>()
    };
    let mut first = rows(0, 49);
    first.push(json!({"number": "+12095038039"}));
    let mut paging = Paging::new(Listing::PurchasedNumbers);
    let page = json!({"total_count": 70, "data": first}).to_string();
    assert_eq!(paging.take_numbers(api::read_purchased_page(200, page.as_bytes()).unwrap()).len(), 49);
    assert_eq!(paging.request().unwrap().target(), "/purchased-phone-numbers?limit=50&starting_after=48");
    let page = json!({"total_count": 70, "data": rows(49, 20)}).to_string();
    assert_eq!(paging.take_numbers(api::read_purchased_page(200, page.as_bytes()).unwrap()).len(), 20);
    assert!(paging.request().is_none());
}

#[test]
fn purchased_numbers_go_by_their_pagination_id() {
    let row = |id: Option<&str>, cursor: i64| json!({"id": id, "pagination_id": cursor, "number": "+12095038039"});
    let full: Vec<_> = (0..50).map(|place| row(Some(&format!("n{place}")), 100 - place)).collect();
    let nameless: Vec<_> = (0..50).map(|place| row(None, 50 - place)).collect();
    let last = [row(Some("last"), 0)];
    let mut paging = Paging::new(Listing::PurchasedNumbers);
    let mut count = 0;
    let mut asked = Vec::new();
    for rows in [&full[..], &nameless, &last] {
        asked.push(paging.request().unwrap().target());
        let page = json!({"data": rows}).to_string();
        let page = api::read_purchased_page(200, page.as_bytes()).unwrap();
        count += paging.take_numbers(page).len();
        paging = Paging::from_value(&paging.to_value()).unwrap();
    }
    assert_eq!((count, paging.request()), (51, None));
    assert_eq!(
        asked,
        [
            "/purchased-phone-numbers?limit=50",
            "/purchased-phone-numbers?limit=50&starting_after=51",
            "/purchased-phone-numbers?limit=50&starting_after=1",
        ]
    );

    // The same page for ever; and rows that lead nowhere.
    let mut paging = Paging::new(Listing::PurchasedNumbers);
    let page = json!({"total_count": 500, "data": full}).to_string();
    for expected in [50, 0] {
        assert!(paging.request().is_some());
        let page = api::read_purchased_page(200, page.as_bytes()).unwrap();
        assert_eq!(paging.take_numbers(page).len(), expected);
    }
    assert_eq!(paging.request(), None);
    let mut paging = Paging::new(Listing::PurchasedNumbers);
    let page = json!({"total_count": 500, "data": [{"id": "a"}]}).to_string();
    assert_eq!(paging.take_numbers(api::read_purchased_page(200, page.as_bytes()).unwrap()).len(), 1);
    assert_eq!(paging.request(), None);
}

#[test]
fn a_state_that_is_none_is_refused() {
    for value in [
        json!(null),
        json!({}),
        json!({"query": {"x": 1}, "cursor": null, "rows": 0, "total": null, "full": true, "pages": 0, "ended": false}),
    ] {
        assert_eq!(Paging::from_value(&value), None, "{value}");
    }
}

/// Its JSON forgets what was seen, and still it ends; even where the pages go round.
#[test]
fn without_what_was_seen_it_ends_too() {
    for (total, rounds, turns) in
        [(None, vec![vec!["a", "b"]], 2), (Some(9), vec![vec!["a", "b"], vec!["c", "d"], vec!["e", "f"]], 7)]
    {
        let mut paging = Paging::new(Listing::Configs(ListQuery::default().limit(2)));
        let mut count = 0;
        for ids in rounds.iter().cycle() {
            if paging.request().is_none() {
                break;
            }
            paging.take_configs(api::read_page(200, &page(total, ids)).unwrap());
            paging = Paging::from_value(&paging.to_value()).unwrap();
            count += 1;
            assert!(count <= turns, "{rounds:?}");
        }
        assert_eq!(count, turns);
    }
}

/// A state without where to go back to is that of an earlier version, in a journal.
#[test]
fn an_earlier_state_is_read() {
    let mut paging = Paging::new(Listing::Configs(ListQuery::default().limit(1)));
    paging.take_configs(api::read_page(200, &page(Some(9), &["a"])).unwrap());
    let mut state = paging.to_value();
    for key in ["earlier", "steps", "anew"] {
        state.as_object_mut().unwrap().remove(key);
    }
    assert_eq!(Paging::from_value(&state).unwrap().request(), paging.request());
}

/// Whatever its caller puts in, which may be what somebody typed.
#[test]
fn a_query_is_one_that_can_be_read_again() {
    let query = ListQuery::default;
    for (query, target) in [
        (query().phone_numbers(&[]), ""),
        (query().phone_number(""), ""),
        (query().phone_number(" "), ""),
        (query().phone_number(",").name_prefix("\t"), ""),
        (query().phone_numbers(&[" ", "209"]), "?phone_numbers=209"),
        (query().phone_number("+1209").limit(5).phone_number(""), "?limit=5"),
        (query().phone_numbers(&["", "209"]), "?phone_numbers=209"),
        (query().starting_after(""), ""),
        (query().starting_after("a").ending_before("b"), "?ending_before=b"),
        (query().ending_before("b").starting_after("a"), "?starting_after=a"),
    ] {
        let paging = Paging::new(Listing::Configs(query));
        assert_eq!(paging.request().unwrap().target(), format!("/domain-dialin-config{target}"));
        assert_eq!(Paging::from_value(&paging.to_value()).unwrap().request(), paging.request());
    }
}

/// It goes to and fro with each page of a client, so it must not grow with the list.
#[test]
fn its_json_stays_short() {
    let mut paging = Paging::new(Listing::Configs(ListQuery::default()));
    for at in 0..50 {
        let ids: Vec<_> = (0..100).map(|place| format!("7bc9d1e4-32f4-4c5a-a000-{:012}", at * 100 + place)).collect();
        let ids: Vec<_> = ids.iter().map(String::as_str).collect();
        assert_eq!(paging.take_configs(api::read_page(200, &page(Some(9000), &ids)).unwrap()).len(), 100);
        assert!(paging.to_value().to_string().len() < 600, "{}", paging.to_value());
    }
}

fn refusal(status: u16) -> ApiError {
    ApiError::read(status, br#"{"error": "invalid-request-error"}"#)
}

/// What it asks for, without the path.
fn asked(paging: &Paging) -> String {
    paging.request().unwrap().target().replace("/domain-dialin-config", "")
}

#[test]
fn where_the_config_that_leads_on_is_gone_it_goes_on_from_one_before() {
    let names: Vec<_> = (0..9).map(|at| format!("c{at}")).collect();
    let names: Vec<_> = names.iter().map(String::as_str).collect();
    let ids = |page: Vec<api::ConfigRecord>| page.iter().map(|record| record.id().to_owned()).collect::<Vec<_>>();
    let take = |paging: &mut Paging, rows: &[&str]| {
        ids(paging.take_configs(api::read_page(200, &page(Some(12), rows)).unwrap()))
    };
    // The first page has nothing that could be gone.
    let mut paging = Paging::new(Listing::Configs(ListQuery::default().limit(9)));
    assert!(!paging.step_back(&refusal(400)));
    assert_eq!(take(&mut paging, &names), names);
    // Nor is the key, or the pace.
    for status in [401, 403, 422, 429, 500] {
        assert!(!paging.step_back(&refusal(status)), "{status}");
    }
    let mut lines = vec![asked(&paging)];
    while paging.step_back(&refusal(if lines.len() % 2 == 0 { 400 } else { 404 })) {
        lines.push(asked(&paging));
        // Its JSON goes back as well.
        assert_eq!(Paging::from_value(&paging.to_value()).unwrap().request(), paging.request());
    }
    let after = |id: &str| format!("?limit=9&starting_after={id}");
    assert_eq!(lines, [after("c8"), after("c7"), after("c6"), after("c4"), after("c0"), "?limit=9".to_owned()]);
    // Once from the top, and not without end; what was given is not given again, and new ones are.
    assert_eq!(take(&mut paging, &["n", "c0", "c1", "c2", "c3", "c4", "c5", "c6", "c7"]), ["n"]);
    assert_eq!(asked(&paging), after("c7"));
    assert!(paging.step_back(&refusal(404)));
    assert_eq!(take(&mut paging, &["c7", "c9"]), ["c9"]);
    assert_eq!(asked(&paging), after("c9"));
    let mut again = 0;
    while paging.step_back(&refusal(404)) {
        again += 1;
    }
    assert_eq!(again, 5);
    // Towards the newer ones the other way round; the page itself began behind a config, too.
    let mut paging = Paging::new(Listing::Configs(ListQuery::default().limit(3).ending_before("OLDEST")));
    take(&mut paging, &["c", "b", "a"]);
    take(&mut paging, &["f", "e", "d"]);
    let mut lines = vec![asked(&paging)];
    while paging.step_back(&refusal(404)) {
        lines.push(asked(&paging));
    }
    let before = |id: &str| format!("?ending_before={id}&limit=3");
    let expected = ["f", "e", "d", "c", "b", "a", "OLDEST"].map(before);
    assert_eq!(lines, expected);
    // Purchased numbers go by something else: from the top, once.
    let mut paging = Paging::new(Listing::PurchasedNumbers);
    let rows: Vec<_> = (0..50).map(|at| json!({"id": at.to_string(), "pagination_id": at})).collect();
    let rows = json!({"data": rows}).to_string();
    for expected in [50, 0] {
        assert_eq!(paging.take_numbers(api::read_purchased_page(200, rows.as_bytes()).unwrap()).len(), expected);
        assert_eq!(paging.step_back(&refusal(400)), expected > 0);
    }
}

/// A server that refuses each cursor now and then, and gives what it likes.
#[test]
fn what_refuses_every_cursor_is_not_asked_without_end() {
    let mut paging = Paging::new(Listing::Configs(ListQuery::default().limit(2)));
    for turn in 0.. {
        assert!(turn < 50, "it does not end");
        if paging.request().is_none() {
            break;
        }
        paging.take_configs(api::read_page(200, &page(Some(9), &["a", "b"])).unwrap());
        if !paging.step_back(&refusal(400)) {
            break;
        }
    }
}

/// Rows that come twice are counted once: there are more behind them.
#[test]
fn a_total_is_reached_by_what_is_new() {
    let twice = |from: u32| (from..from + 30).flat_map(|at| [at.to_string(), at.to_string()]).collect::<Vec<_>>();
    let mut paging = Paging::new(Listing::Configs(ListQuery::default()));
    let mut count = 0;
    for at in [0, 30, 60] {
        assert!(paging.request().is_some());
        let ids = twice(at);
        let ids: Vec<_> = ids.iter().map(String::as_str).collect();
        count += paging.take_configs(api::read_page(200, &page(Some(90), &ids)).unwrap()).len();
    }
    assert_eq!((count, paging.request()), (90, None));
}

proptest! {
    /// Whatever pages come, it ends once the ids are known, and gives each id once.
    #[test]
    fn any_server_comes_to_an_end(
        pages in prop::collection::vec((prop::option::of(0_u64..9), prop::collection::vec(0_u8..9, 0..4)), 1..6),
    ) {
        let mut paging = Paging::new(Listing::Configs(ListQuery::default().limit(3)));
        let mut ids = Vec::new();
        let mut turns = 0;
        // The server gives its pages round and round.
        for (total, rows) in pages.iter().cycle() {
            if paging.request().is_none() {
                break;
            }
            let rows: Vec<_> = rows.iter().map(ToString::to_string).collect();
            let rows: Vec<_> = rows.iter().map(String::as_str).collect();
            let page = api::read_page(200, &page(*total, &rows)).unwrap();
            ids.extend(paging.take_configs(page).into_iter().map(|record| record.id().to_owned()));
            turns += 1;
            prop_assert!(turns <= 10, "nine ids, and a page without a new one ends it");
        }
        let count = ids.len();
        ids.sort();
        ids.dedup();
        prop_assert_eq!(ids.len(), count);
    }
}
