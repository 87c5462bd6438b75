//! `cargo xtask ci`: what must hold before a change is merged.

use crate::gen_files;
use crate::process::{cargo, run};
use crate::steps::Step;
use crate::test;
use crate::tools::{self, WASM_TARGET};

pub(crate) fn steps() -> Vec<Step> {
    let mut steps = test::steps();
    // Right after the tools: a new machine has no wasm target, and what takes a minute to fail fails before what takes ten.
    let begun = tools::steps().len();
    let mut lints = vec![
        Step::always("format", || run(&mut cargo(["fmt", "--all", "--check"]))),
        Step::always("lints", || run(cargo(["clippy", "--workspace", "--all-targets"]).args(["--", "-D", "warnings"]))),
    ];
    for (name, feature) in [("lints: wasm, checks", "checks"), ("lints: wasm, phone", "phone")] {
        lints.push(Step::always(name, move || {
            let mut clippy = cargo(["clippy", "--package", "dialin-wasm", "--all-targets", "--target", WASM_TARGET]);
            run(clippy.args(["--no-default-features", "--features", feature, "--", "-D", "warnings"]))
        }));
    }
    lints.push(Step::always("generated files", gen_files::check));
    steps.splice(begun..begun, lints);
    steps
}
