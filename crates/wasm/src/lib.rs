//! `dialin-core` for JavaScript.
//!
//! This crate carries text across the border and nothing else: every rule is in `dialin-core`, and everything that
//! knows JavaScript's values (reading a user's object, building an error class) is in `npm/src`. Two builds come from
//! it, told apart by feature: `checks`, and `client`, the HTTP client over `fetch`.

#[cfg(feature = "checks")]
mod answer;
#[cfg(feature = "checks")]
pub mod buffer;
#[cfg(feature = "checks")]
pub mod checks;
#[cfg(feature = "client")]
pub mod client;
#[cfg(feature = "checks")]
pub mod dial_string;
#[cfg(feature = "checks")]
mod options;
mod panic;
#[cfg(feature = "checks")]
pub mod phone;
#[cfg(feature = "checks")]
pub mod webhook;
