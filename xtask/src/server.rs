//! `target/release/dialin`: the server with the editor inside.

use std::path::Path;

use crate::process::{cargo, run};
use crate::steps::Step;
use crate::web;

/// The binary.
pub(crate) fn binary() -> &'static Path {
    Path::new(if cfg!(windows) { "target/release/dialin.exe" } else { "target/release/dialin" })
}

pub(crate) fn steps() -> Vec<Step> {
    let mut steps = web::steps();
    steps.push(Step::always("the server, with the editor inside", || {
        run(&mut cargo(["build", "--release", "--package", "dialin-server"]))
    }));
    steps
}
