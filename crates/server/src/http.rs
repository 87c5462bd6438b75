//! What every response has in common: errors, headers, who may ask, and the log line.

mod body;
mod error;
mod headers;
mod log;
mod object;
mod origin;

pub(crate) use body::{BODY_LIMIT, guard_body, read_body};
pub(crate) use error::{ApiError, method_not_allowed, not_found};
pub(crate) use headers::add_headers;
pub(crate) use log::log_request;
pub(crate) use object::read_object;
pub(crate) use origin::Origins;
pub use origin::{PublicUrl, PublicUrlError};
pub(crate) use origin::{guard_origin, reachable};
