//! What a caller reads off the values that checks make: every accessor, name and form, exactly.

mod configs;
mod numbers;
mod reports;
mod rooms;
mod tables;
mod urls;

const SECRET: &str = "c2FtcGxlIG9mIHRoZSBkb2NzLCAzMiBieXRlcyBsb24=";
