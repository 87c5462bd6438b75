//! `cargo xtask ci`: what has to hold before a change is merged.

use crate::gen_files;
use crate::process::{cargo, run};
use crate::steps::Step;
use crate::test;
use crate::tools::WASM_TARGET;

pub(crate) fn steps() -> Vec<Step> {
    let mut steps = vec![
        Step::always("format", || run(&mut cargo(["fmt", "--all", "--check"]))),
        Step::always("lints", || run(cargo(["clippy", "--workspace", "--all-targets"]).args(["--", "-D", "warnings"]))),
    ];
    for (name, feature) in [("lints: wasm, checks", "checks"), ("lints: wasm, phone", "phone")] {
        steps.push(Step::always(name, move || {
            let mut clippy = cargo(["clippy", "--package", "dialin-wasm", "--all-targets", "--target", WASM_TARGET]);
            run(clippy.args(["--no-default-features", "--features", feature, "--", "-D", "warnings"]))
        }));
    }
    steps.push(Step::always("generated files", gen_files::check));
    steps.extend(test::steps());
    steps
}
