//! `web/dist`: the editor.

use crate::fingerprint::{stamp, unless_unchanged};
use crate::process::{npm, run};
use crate::steps::Step;
use crate::wasm;

/// `dist` folders are left out of fingerprints because they are made; this one is an input here, so it stands for
/// itself.
const INPUTS: [&str; 4] = ["package-lock.json", ".npmrc", "web", wasm::DIST];

pub(crate) fn steps() -> Vec<Step> {
    let mut steps = wasm::steps();
    steps.push(Step::new("the editor, with Vite", || {
        unless_unchanged(&stamp("web"), &INPUTS, "web/dist/index.html", || {
            run(&mut npm(["run", "build", "--workspace", "dialin-editor"]))
        })
    }));
    steps
}
