//! Dialin's server: the editor, Daily's five endpoints for dial-in configs, and the command line, as a library.
//!
//! It has no rules of its own. Bodies go to `dialin_core` as they came, and what core says goes back to the client.

mod api;
mod app;
mod blocking;
mod check;
pub mod cli;
mod dial_string;
mod editor;
mod http;
mod log_writer;
mod server;
mod sign_in;
mod store;
mod terminal;
mod usage;
mod v1;
mod webhook;

pub use http::{PublicUrl, PublicUrlError};
pub use server::{Server, Settings, StartError};
pub use sign_in::{Token, TokenError};
pub use store::{StoreAddress, StoreAddressError};
