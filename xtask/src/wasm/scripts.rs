//! The scripts of the npm package: many small files in `npm/src`, few in what is published. Node.js needs 0.4 ms to find, read and
//! link one, and an entry was 22 of them (measured: 14 ms to import the package, now 5).
//!
//! What is shared stays a file of its own, so that nobody gets it twice: `shared-by-entries.js`, and the WebAssembly.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};

use super::empty;
use crate::process::run;

/// What several entries need.
const SHARED: &str = "shared-by-entries";

/// The entries, as package.json names them.
const ENTRIES: [&str; 3] = ["index", "client", "phone"];

/// Entries that are there once more under another name. They get the WebAssembly from another module: workerd compiles no bytes while
/// it runs, and `slim` is given it.
const TWINS: [(&str, &str, &str); 4] = [
    ("index", "index-workerd", "workerd"),
    ("client", "client-workerd", "workerd"),
    ("phone", "phone-workerd", "workerd"),
    ("index", "slim", "slim"),
];

/// What stays outside of the entries.
const APART: [&str; 3] = ["*/shared-by-entries.js", "*_inline.js", "*.wasm"];

/// Makes the scripts and puts the types beside them.
pub(super) fn make(sources: &Path, dist: &Path) -> Result<()> {
    let scripts = Path::new("target/xtask/scripts");
    empty(scripts)?;
    for entry in fs::read_dir(sources).with_context(|| format!("could not list {}", sources.display()))? {
        let source = entry?.path();
        let name = source.file_name().and_then(|name| name.to_str()).context("a file without a name")?;
        let folder = if name.ends_with(".d.ts") { dist } else { scripts };
        fs::copy(&source, folder.join(name)).with_context(|| format!("could not copy {}", source.display()))?;
    }
    let mut entries: Vec<String> = ENTRIES.map(String::from).into();
    for (entry, name, module) in TWINS {
        let source = fs::read_to_string(scripts.join(format!("{entry}.js")))?;
        let mut twin = source.replace("module.js\";", &format!("module-{module}.js\";"));
        ensure!(twin != source, "{entry}.js imports no module.js");
        if name == "slim" {
            twin.push_str("export { init } from \"./module-slim.js\";\n");
        }
        fs::write(scripts.join(format!("{name}.js")), twin)?;
        entries.push(name.to_owned());
    }
    bundle(scripts, dist, &[SHARED.to_owned()], &[])?;
    bundle(scripts, dist, &entries, &APART)
}

/// Each of the files, and with it all that it imports, except what is `apart`.
fn bundle(scripts: &Path, dist: &Path, files: &[String], apart: &[&str]) -> Result<()> {
    let mut command = Command::new("node_modules/.bin/esbuild");
    command.args(files.iter().map(|name| scripts.join(format!("{name}.js"))));
    command.args(["--bundle", "--format=esm", "--log-level=warning"]).arg(format!("--outdir={}", dist.display()));
    run(command.args(apart.iter().map(|pattern| format!("--external:{pattern}"))))
}
