//! `cargo xtask test`: everything.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};

use crate::browser;
use crate::engines;
use crate::numbering;
use crate::oracle;
use crate::pack;
use crate::packages;
use crate::process::{cargo, npm, run};
use crate::server;
use crate::steps::Step;
use crate::tools::{self, WASM_TARGET};
use crate::wasm;

pub(crate) fn steps() -> Vec<Step> {
    let mut steps = server::steps();
    // What may be missing comes first, right after the tools with which each build begins, and what must be built for it last:
    // nobody wants to hear of it after five minutes.
    let begun = tools::steps().len();
    let may_be_missing = [
        Step::always("tools: Chromium, chromedriver", || browser::find().map(drop)),
        Step::always(engines::TOOLS, || engines::find().map(drop)),
        Step::always("tools: lame, ffmpeg, mpg123", packages::sound),
        Step::always("tools: wasm-bindgen-test-runner", || tools::wasm_test_runner().map(drop)),
    ];
    steps.splice(begun..begun, may_be_missing);
    steps.extend([
        Step::always("numbering plans are those of the pinned package", numbering::check),
        // What of crates/wasm needs a JavaScript engine comes below.
        Step::always("Rust tests", || run(&mut cargo(["test", "--workspace", "--quiet"]))),
        // Any crate of a program can turn these features on for all of it.
        Step::always("Rust tests of core, where serde_json keeps numbers as text and reads raw values", || {
            let features = "serde_json/arbitrary_precision,serde_json/raw_value";
            let mut test = cargo(["test", "--package", "dialin-core", "--features", features]);
            run(test.args(["--quiet", "--test", "api", "--test", "drafts"]))
        }),
        Step::always("WebAssembly tests in Node.js", || wasm_tests(|_| {})),
        Step::always("WebAssembly tests in Chromium", wasm_tests_in_browser),
        Step::always("npm package tests", || run(&mut npm(["test", "--workspace", "dialin-config"]))),
        Step::always("forms and routers that take the schemas", || {
            run(&mut npm(["test", "--workspace", "dialin-consumers"]))
        }),
        Step::always("npm pack", pack::pack),
        Step::always("packaging: installed, bundled, in Node.js, Chromium and workerd", packaging),
        Step::always("oracles in Node.js", oracle::bounded),
        Step::always("editor: types", || run(&mut npm(["run", "check", "--workspace", "dialin-editor"]))),
        Step::always("editor: unit tests", || run(&mut npm(["test", "--workspace", "dialin-editor"]))),
        Step::always("end to end, in Chromium", end_to_end),
        Step::always(engines::TESTS, other_engines),
    ]);
    steps
}

fn wasm_tests(prepare: impl Fn(&mut Command)) -> Result<()> {
    let runner = tools::wasm_test_runner()?;
    for feature in wasm::FEATURES {
        let mut test = cargo(["test", "--package", "dialin-wasm", "--target", WASM_TARGET, "--no-default-features"]);
        test.args(["--features", feature, "--tests"]);
        test.env(format!("CARGO_TARGET_{}_RUNNER", WASM_TARGET.to_uppercase().replace('-', "_")), &runner);
        prepare(&mut test);
        run(&mut test)?;
    }
    Ok(())
}

fn wasm_tests_in_browser() -> Result<()> {
    let browser = browser::find()?;
    let webdriver = browser::webdriver_json(browser.chromium.as_os_str())?;
    wasm_tests(|test| {
        test.env("WASM_BINDGEN_USE_BROWSER", "1");
        test.env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", &webdriver);
        test.env("CHROMEDRIVER", &browser.driver);
    })
}

fn packaging() -> Result<()> {
    let mut test = npm(["test", "--workspace", "dialin-packaging"]);
    run(test.env("CHROMIUM", browser::find()?.chromium))
}

fn end_to_end() -> Result<()> {
    let browser = browser::find()?;
    let binary = built_server()?;
    let mut test = npm(["test", "--workspace", "tests/e2e"]);
    run(test.env("DIALIN_BIN", binary).env("CHROMIUM", browser.chromium))
}

fn other_engines() -> Result<()> {
    let mut test = npm(["test", "--workspace", "dialin-engines"]);
    run(test.env("DIALIN_BIN", built_server()?).envs(engines::find()?))
}

fn built_server() -> Result<PathBuf> {
    fs::canonicalize(server::binary()).context("the server is not built")
}
