//! Daily's HTTP API as data: every call as a [`Request`], every answer as a reader, and what may be decided without a
//! network: the next page, whether to try again, how to change a config without losing its secret, how to move one to
//! the other type. Nothing here sends anything.
//!
//! ```
//! use dialin_core::api::{self, ListQuery, Method};
//!
//! let request = api::list(&ListQuery::default().limit(20).phone_number("+1209"));
//! assert_eq!(request.method(), Method::Get);
//! assert_eq!(request.target(), "/domain-dialin-config?limit=20&phone_number=%2B1209");
//!
//! let error = api::read_page(401, br#"{"error": "authentication-error"}"#).unwrap_err();
//! assert_eq!(error.to_string(), "401 authentication-error");
//! ```
//!
//! Bodies and answers hold secrets and PINs: no `Debug` and no error here shows their values.

mod client;
mod http_date;
mod legacy;
mod look;
mod merge;
mod paging;
mod query;
mod relocate;
mod retry;
mod wire;

pub use client::{
    ConfigPage, ConfigRecord, NotAnId, PurchasedNumber, PurchasedPage, RoomAnswer, create, create_room, delete, get,
    list, purchased_phone_numbers, read_config, read_deleted, read_page, read_purchased_page, read_room, update,
    update_room,
};
pub use legacy::{LegacyConfig, domain, read_domain};
pub use look::{Seen, look_for, seen_in};
pub use merge::{TypeChange, differences, whole_body, without_read_only};
pub use paging::{Listing, Paging};
pub use query::{ListQuery, MOST_CONFIGS, QueryError};
pub use relocate::{Move, MoveStep, NoMove, Reply, Setback};
pub use retry::{Attempt, Decision, Outcome, decide};
pub use wire::{ApiError, Method, Request, hidden};
