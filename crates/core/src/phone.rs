//! Phone numbers: strict E.164 with what the numbering plans know of it ([`PhoneNumber`]), and the one certain reading of
//! what people paste ([`read_loose`]).

mod kind;
mod loose;
mod number;
mod pattern;
mod plan;
mod separator;
mod trunk;
mod written;

pub use kind::Kind;
pub use loose::{LooseReading, read_loose};
pub use number::{MAX_DIGITS, NotE164, PhoneNumber, Validity, is_valid_e164};
pub(crate) use number::{holds_two, quote as quote_number};
pub use plan::Automaton;
pub(crate) use plan::VERSION as PLAN_VERSION;
pub(crate) use separator::is_separator;
