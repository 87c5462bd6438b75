//! Page after page.

use dialin_core::api::{self, ListQuery, Listing, Paging};
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

/// Whatever its caller puts in, which may be what somebody typed.
#[test]
fn a_query_is_one_that_can_be_read_again() {
    let query = ListQuery::default;
    for (query, target) in [
        (query().phone_numbers(&[]), ""),
        (query().phone_number(""), ""),
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
        assert!(paging.to_value().to_string().len() < 250, "{}", paging.to_value());
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
