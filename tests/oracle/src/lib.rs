//! Other people's phone number engines, as the judges of ours, and the numbers they are asked about.
//!
//! `cargo test -p dialin-oracle` asks about a bounded list of numbers, `cargo xtask oracle` about a million more.

pub mod bench;
pub mod config_bench;
pub mod differences;
pub mod examples;
pub mod facts;
pub mod guided;
pub mod interpreter;
pub mod metadata;
pub mod numbers;
pub mod pattern;

pub use facts::Facts;
pub use metadata::Metadata;
