//! Phone numbers: strict E.164 ([`PhoneNumber`]) and the one certain reading of what people paste ([`read_loose`]).
//!
//! Only the syntax of E.164 is known here so far. The numbering plans (which calling codes and ranges exist) get their own
//! files beside these: `plan.rs` and `kind.rs`.

mod loose;
mod number;

pub use loose::{LooseReading, read_loose};
pub(crate) use number::quote as quote_number;
pub use number::{MAX_DIGITS, NotE164, PhoneNumber, Reason};
