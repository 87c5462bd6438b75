//! The binary `dialin`. Everything it does is in the library, where tests reach it.

use std::process::ExitCode;

fn main() -> ExitCode {
    dialin_server::cli::run()
}
