//! `dialin-core` for JavaScript.
//!
//! This crate carries text across the border and nothing else: every rule is in `dialin-core`, and everything that
//! knows JavaScript's values and its network (reading a user's object, building an error class, `fetch`) is in `npm/src`.
//! Two builds come from it, told apart by feature: `checks`, everything; and `phone`, phone numbers alone.
//!
//! They speak a border of their own, [`buffer`] and [`answer`], because the glue that wasm-bindgen generates for a string
//! costs more than a whole check of a phone number: their functions take and give numbers only, so that no glue is left.
//! They import nothing. A panic, should there be one in spite of everything, is a trap; JavaScript then makes a new
//! instance.

/// A fifth of the standard one's code.
#[cfg(target_family = "wasm")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

#[cfg(any(feature = "checks", feature = "phone"))]
pub mod answer;
#[cfg(any(feature = "checks", feature = "phone"))]
pub mod buffer;
#[cfg(feature = "checks")]
pub mod checks;
#[cfg(feature = "checks")]
pub mod client;
#[cfg(feature = "checks")]
pub mod dial_string;
#[cfg(feature = "checks")]
pub mod hold_music;
#[cfg(feature = "checks")]
mod options;
#[cfg(any(feature = "checks", feature = "phone"))]
pub mod phone;
#[cfg(all(feature = "phone", not(feature = "checks")))]
pub mod phone_report;
#[cfg(feature = "checks")]
pub mod room;
#[cfg(feature = "checks")]
pub mod webhook;
