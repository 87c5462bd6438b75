//! Page after page, until there are no more.

use serde_json::{Map, Value};

use super::client::{
    ConfigPage, ConfigRecord, MOST_NUMBERS, PurchasedNumber, PurchasedPage, list, purchased_phone_numbers,
};
use super::query::{ListQuery, MOST_CONFIGS};
use super::wire::{ApiError, Request, put, read_texts, texts};
use crate::config::Keys;

/// What is listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Listing {
    /// Configs that fit a query.
    Configs(ListQuery),
    /// The purchased numbers.
    PurchasedNumbers,
}

/// A list that is read page by page: send [`request`](Self::request), hand the page to
/// [`take_configs`](Self::take_configs) or [`take_numbers`](Self::take_numbers), until there is no request.
///
/// It ends whatever the server does: with a page that brings nothing new, or with a page that is not full once all that
/// `total_count` promised are there.
///
/// Where the id that leads on is refused, somebody has deleted its config: [`step_back`](Self::step_back).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paging {
    listing: Listing,
    /// The cursor; `None` for the first page.
    cursor: Option<String>,
    /// Ids. They are not in the JSON, where they would cost more than the list.
    seen: Keys,
    /// Rows so far, each once; those without an id count, too.
    rows: usize,
    /// The most that a page promised.
    total: Option<u64>,
    /// The last page was full.
    is_full: bool,
    pages: u32,
    /// The cursor of an earlier page, each time twice as many pages back: pages that go round come to it again.
    mark: Option<String>,
    ended: bool,
    /// Ids in front of the cursor, the nearest first, farther and farther apart: where the list can go on without it.
    earlier: Vec<String>,
    /// How often it has gone back since something new came: what refuses every cursor is not asked without end.
    steps: usize,
    /// It has begun anew.
    anew: bool,
    /// What earlier readings of the list have given. As little in the JSON as `seen`.
    given: Keys,
}

/// The most ids it keeps to go back to, and so the most often it goes back without anything new. They reach 64 configs back, or
/// where pages are small some pages.
const MOST_STEPS: usize = 8;

impl Paging {
    /// From the first page on.
    pub fn new(listing: Listing) -> Self {
        let (cursor, seen, total, mark) = (None, Keys::new(), None, None);
        let (earlier, given) = (Vec::new(), Keys::new());
        let (rows, pages, steps, ended, anew) = (0, 0, 0, false, false);
        Self { listing, cursor, seen, rows, total, is_full: true, pages, mark, ended, earlier, steps, anew, given }
    }

    /// Asks for the next page; `None` when there is none.
    pub fn request(&self) -> Option<Request> {
        if self.ended || (!self.is_full && self.has_all()) {
            return None;
        }
        Some(match &self.listing {
            Listing::Configs(query) => match &self.cursor {
                Some(cursor) => list(&query.clone().with(cursor_parameter(query), cursor.clone())),
                None => list(query),
            },
            Listing::PurchasedNumbers => purchased_phone_numbers(MOST_NUMBERS, self.cursor.as_deref()),
        })
    }

    /// It came to an end behind a cursor before all that was promised: the config of that id may be gone.
    pub(super) fn is_cut_short(&self) -> bool {
        self.pages > 1 && self.ended && !self.has_all()
    }

    /// It lists configs, not purchased numbers.
    pub const fn is_of_configs(&self) -> bool {
        matches!(self.listing, Listing::Configs(_))
    }

    /// The configs that were not on an earlier page.
    pub fn take_configs(&mut self, page: ConfigPage) -> Vec<ConfigRecord> {
        let ConfigPage { total_count, mut data } = page;
        let count = data.len();
        // Away from the cursor that leads on.
        let at = |place: usize| if self.goes_to_newer() { data.get(place) } else { data.get(count - 1 - place) };
        let mut earlier = Vec::new();
        // The next one, the second, the fourth, …: a page is asked for again from the middle rather than id by id.
        let mut place = 1;
        while place < count {
            earlier.extend(at(place).map(|record| record.id().to_owned()));
            place *= 2;
        }
        let cursor = if count == 0 { None } else { at(0).map(|record| record.id().to_owned()) };
        earlier.extend(self.cursor.clone());
        earlier.append(&mut self.earlier);
        earlier.truncate(MOST_STEPS);
        self.earlier = earlier;
        let mut fresh = 0;
        data.retain(|record| {
            let is_fresh = self.seen.insert(record.id().to_owned(), Value::Null).is_none();
            fresh += usize::from(is_fresh);
            is_fresh && !self.given.contains_key(record.id())
        });
        self.rows += fresh;
        if !data.is_empty() {
            self.steps = 0;
        }
        self.turn(total_count, count, fresh > 0, cursor);
        data
    }

    /// The numbers that were not on an earlier page.
    pub fn take_numbers(&mut self, page: PurchasedPage) -> Vec<PurchasedNumber> {
        let PurchasedPage { total_count, mut data, ids, last } = page;
        let without_id = ids.len() - data.len();
        let mut fresh = 0;
        data.retain(|number| {
            let is_fresh = self.seen.insert(number.id.clone(), Value::Null).is_none();
            fresh += usize::from(is_fresh);
            is_fresh && !self.given.contains_key(&number.id)
        });
        self.rows += fresh + without_id;
        self.turn(total_count, ids.len(), true, last);
        data
    }

    /// The request was refused. If that may be because the config of the id that led on is gone, the list goes on from the
    /// nearest id in front of it that was kept, and where none is left begins anew, once. False: the refusal stands.
    ///
    /// What is read again on the way is not given again.
    pub fn step_back(&mut self, refusal: &ApiError) -> bool {
        // The first page has no such id. Daily says 404 or 400 of one that it does not know, with whatever code.
        if self.cursor.is_none() || !matches!(refusal.status, 400 | 404) {
            return false;
        }
        let can_step = self.steps < MOST_STEPS && !self.earlier.is_empty();
        if can_step {
            self.steps += 1;
            self.cursor = Some(self.earlier.remove(0));
        } else if self.anew {
            return false;
        } else {
            self.anew = true;
            self.cursor = None;
            self.earlier = Vec::new();
            self.total = None;
        }
        // One by one: joining maps sorts them, which is much code in WebAssembly.
        for (id, _) in std::mem::take(&mut self.seen) {
            self.given.insert(id, Value::Null);
        }
        self.rows = 0;
        self.mark = None;
        self.is_full = true;
        true
    }

    fn turn(&mut self, total: Option<u64>, count: usize, leads_on: bool, cursor: Option<String>) {
        let goes_round = cursor == self.cursor || cursor == self.mark;
        self.ended = !leads_on || cursor.is_none() || goes_round;
        // What is deleted meanwhile lowers the count, and not the rows that are still to come.
        self.total = self.total.max(total);
        self.is_full = count >= usize::from(self.limit().unwrap_or(MOST_CONFIGS));
        self.pages += 1;
        if self.pages.is_power_of_two() {
            self.mark.clone_from(&cursor);
        }
        self.cursor = cursor;
    }

    fn goes_to_newer(&self) -> bool {
        matches!(&self.listing, Listing::Configs(query) if cursor_parameter(query) == "ending_before")
    }

    fn limit(&self) -> Option<u8> {
        match &self.listing {
            Listing::Configs(query) => query.value("limit").and_then(|limit| limit.parse().ok()),
            Listing::PurchasedNumbers => Some(MOST_NUMBERS),
        }
    }

    /// `total_count` alone ends nothing: whether it counts the page, the filter or the domain is not documented. Without it,
    /// and without a limit of ours, nor does a page that is not full: the server may have smaller ones.
    fn has_all(&self) -> bool {
        match self.total {
            Some(total) => u64::try_from(self.rows).is_ok_and(|rows| rows >= total),
            None => self.limit().is_some(),
        }
    }

    /// For a caller that keeps no Rust values: [`Paging::from_value`] reads it. Which ids were seen is not in it. Who knows
    /// that sets `rows` to their count, `steps` to 0 after a page that brings what was on none before, and ends the list with a page
    /// that brings none since it last went back; otherwise it ends all the same, a little later where pages overlap or go round.
    pub fn to_value(&self) -> Value {
        let mut value = Map::new();
        if let Listing::Configs(query) = &self.listing {
            put(&mut value, "query", query.to_value());
        }
        put(&mut value, "cursor", self.cursor.as_deref().into());
        put(&mut value, "rows", self.rows.into());
        put(&mut value, "total", self.total.into());
        put(&mut value, "full", self.is_full.into());
        put(&mut value, "pages", self.pages.into());
        put(&mut value, "mark", self.mark.as_deref().into());
        put(&mut value, "ended", self.ended.into());
        put(&mut value, "earlier", texts(&self.earlier));
        put(&mut value, "steps", self.steps.into());
        put(&mut value, "anew", self.anew.into());
        Value::Object(value)
    }

    /// Reads what [`Paging::to_value`] gives.
    pub fn from_value(value: &Value) -> Option<Self> {
        let listing = match value.get("query") {
            Some(query) => Listing::Configs(ListQuery::from_value(query).ok()?),
            None => Listing::PurchasedNumbers,
        };
        let text = |key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
        Some(Self {
            listing,
            cursor: text("cursor"),
            seen: Keys::new(),
            rows: usize::try_from(value.get("rows")?.as_u64()?).ok()?,
            total: value.get("total")?.as_u64(),
            is_full: value.get("full")?.as_bool()?,
            pages: u32::try_from(value.get("pages")?.as_u64()?).ok()?,
            mark: text("mark"),
            ended: value.get("ended")?.as_bool()?,
            // A journal may have been written by an earlier version.
            earlier: value.get("earlier").and_then(read_texts).unwrap_or_default(),
            steps: value
                .get("steps")
                .and_then(Value::as_u64)
                .and_then(|steps| usize::try_from(steps).ok())
                .unwrap_or(0),
            anew: value.get("anew").and_then(Value::as_bool).unwrap_or(false),
            given: Keys::new(),
        })
    }
}

/// The parameter that leads on: a list that was asked to end somewhere goes on towards the newer ones.
fn cursor_parameter(query: &ListQuery) -> &'static str {
    if query.value("ending_before").is_some() { "ending_before" } else { "starting_after" }
}
