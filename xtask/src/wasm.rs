//! `crates/wasm/npm/dist`: the npm package's files, out of `crates/wasm`.

mod packed;
mod panics;
mod reach;
mod scripts;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use walrus::{Module, ModuleConfig};
use wasm_bindgen_cli_support::Bindgen;

use crate::fingerprint::{stamp, unless_unchanged};
use crate::process::{cargo, read, run};
use crate::steps::Step;
use crate::tools::{self, WASM_TARGET};

use reach::{Notes, is_note};

/// Where the package's files go.
pub(crate) const DIST: &str = "crates/wasm/npm/dist";

/// What the package is made of by hand.
const SOURCES: &str = "crates/wasm/npm/src";

/// Everything the files are made from.
const INPUTS: [&str; 10] = [
    "Cargo.lock",
    "Cargo.toml",
    "crates/core",
    "crates/wasm/Cargo.toml",
    "crates/wasm/src",
    SOURCES,
    "package-lock.json",
    "rust-toolchain.toml",
    "xtask/src/wasm",
    "xtask/src/wasm.rs",
];

/// The WebAssembly features that rustc uses by itself: Node 20 and every browser of the last three years have them. All
/// others stay off, `--all-features` would let wasm-opt write what only the newest engines read.
const WASM_FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// The features of crates/wasm, each of which makes one file.
pub(crate) const FEATURES: [&str; 2] = ["checks", "phone"];

pub(crate) fn steps() -> Vec<Step> {
    let mut steps = tools::steps();
    steps.push(Step::new("WebAssembly: the npm package dialin-config", || {
        unless_unchanged(&stamp("wasm"), &INPUTS, DIST, build)
    }));
    steps
}

fn build() -> Result<()> {
    // Made beside, then put in place at once: whoever reads the package meanwhile finds the old one, whole.
    let made = Path::new("target/xtask/dist");
    empty(made)?;
    for feature in FEATURES {
        module(feature, made)?;
    }
    scripts::make(Path::new(SOURCES), made)?;
    empty(Path::new(DIST))?;
    fs::rename(made, DIST).with_context(|| format!("could not move {} to {DIST}", made.display()))
}

/// Makes a folder that has nothing in it.
fn empty(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("could not empty {}", folder.display()))?;
    }
    fs::create_dir_all(folder).with_context(|| format!("could not create {}", folder.display()))
}

/// One build of the crate: `dialin_checks_inline.js` and the like.
fn module(feature: &str, dist: &Path) -> Result<()> {
    let name = format!("dialin_{feature}");
    let wasm = dist.join(format!("{name}_bg.wasm"));
    let bound = bare(&name, &compile(feature)?, false).with_context(|| format!("could not bind {name}"))?;
    fs::write(&wasm, bound).with_context(|| format!("could not write {}", wasm.display()))?;
    optimize(feature, &wasm, &[])?;
    let bytes = fs::read(&wasm).with_context(|| format!("could not read {}", wasm.display()))?;
    let inline = dist.join(format!("{name}_inline.js"));
    // Packed text is less to download; base64 is there sooner, and the small file is little to download.
    let script = match feature {
        "phone" => format!("export const base64 =\n  \"{}\";\n", STANDARD.encode(bytes)),
        _ => packed::script(&bytes)?,
    };
    fs::write(&inline, script).with_context(|| format!("could not write {}", inline.display()))
}

/// The crate with one feature, as rustc leaves it.
pub(crate) fn compile(feature: &str) -> Result<Vec<u8>> {
    let mut command = cargo(["build", "--package", "dialin-wasm", "--profile", "wasm", "--target", WASM_TARGET]);
    command.args(["--no-default-features", "--features", feature]);
    // Cargo asks this variable before any other, and does not split it at spaces, which a path may hold. Build scripts and macros
    // get none of it, since a target is named.
    run(command.env("CARGO_ENCODED_RUSTFLAGS", rustflags()?.join("\x1f")))?;
    let compiled = Path::new("target").join(WASM_TARGET).join("wasm/dialin_wasm.wasm");
    fs::read(&compiled).with_context(|| format!("could not read {}", compiled.display()))
}

/// The module without what only panics reach, nor the linker's notes that say so.
fn without_panics(bytes: &[u8]) -> Result<Module> {
    let notes = Notes::read(bytes)?;
    let mut config = ModuleConfig::new();
    config.on_parse(move |module, ids| panics::to_traps(module, ids, &notes));
    let mut module = config.parse(bytes)?;
    let notes: Vec<_> = module.customs.iter().filter(|(_, it)| is_note(it.name())).map(|(id, _)| id).collect();
    for id in notes {
        module.customs.delete(id);
    }
    panics::forget_places(&mut module);
    Ok(module)
}

/// A module whose functions take and give numbers only. They need none of wasm-bindgen's own exports, and without them no
/// imports.
pub(crate) fn bare(name: &str, bytes: &[u8], names: bool) -> Result<Vec<u8>> {
    let mut output = bindgen(names)?.input_module(name, without_panics(bytes)?).generate_output()?;
    let exports = &mut output.wasm_mut().exports;
    let internal: Vec<_> = exports.iter().map(|export| export.name.clone()).filter(|it| it.starts_with("__")).collect();
    for export in internal {
        exports.remove(&export)?;
    }
    Ok(output.wasm_mut().emit_wasm())
}

fn bindgen(names: bool) -> Result<Bindgen> {
    let mut bindgen = Bindgen::new();
    bindgen.web(true)?.typescript(false).omit_default_module_path(true);
    bindgen.remove_name_section(!names).remove_producers_section(true);
    Ok(bindgen)
}

pub(crate) fn optimize(feature: &str, wasm: &Path, options: &[&str]) -> Result<()> {
    let mut command = Command::new("node");
    command.args(["node_modules/binaryen/bin/wasm-opt", "-Oz", "--converge"]);
    // Often called ones first, so that their numbers are short: 0.2 KB less of the small file as brotli packs it, and as much more
    // of the large one, whose order says more (measured).
    if feature == "phone" {
        command.arg("--reorder-functions");
    }
    command.args(["--strip-producers", "--strip-target-features"]);
    // It drops zeros from the data, which brotli would have packed as well, and writes a start-up copy.
    command.arg("--skip-pass=memory-packing");
    // A function that is called once, or a short one, stays one in the small file: put into its callers it makes the file
    // smaller, but what brotli makes of it larger, by 4 % (measured). In the large one the shorter of them are put there: that is
    // 2.5 % more, and a check takes a sixth less of the time (measured; rustc's own levels 2 and 3 ask 28 % for a third).
    let (called_once, short) = if feature == "phone" { (0, 0) } else { (200, 16) };
    command.arg(format!("--one-caller-inline-max-function-size={called_once}"));
    command.arg(format!("--always-inline-max-function-size={short}"));
    command.args(WASM_FEATURES).args(options).arg(wasm).arg("-o").arg(wasm);
    run(&mut command)
}

/// Panic messages hold the paths of source files. Shortened, they say nothing about the machine that compiled the
/// package, and two machines build the same bytes.
///
/// The linker's notes are for [`reach`], which takes them out again.
///
/// And SHA-256 in a loop: unrolled it is eight times as long, and a webhook call is signed once.
fn rustflags() -> Result<Vec<String>> {
    let root = std::env::current_dir().context("could not find the current folder")?;
    let sysroot = read(Command::new("rustc").args(["--print", "sysroot"]))?;
    let cfgs = [r#"--cfg=sha2_backend="soft""#, r#"--cfg=sha2_backend_soft="compact""#];
    let mut flags = cfgs.map(str::to_owned).to_vec();
    flags.push("-Clink-arg=--emit-relocs".to_owned());
    flags.push(format!("--remap-path-prefix={}=dialin", root.display()));
    flags.push(format!("--remap-path-prefix={sysroot}=rust"));
    // One folder for each registry that was ever used; there is one at least, this program came out of it.
    let sources = cargo_home()?.join("registry/src");
    for registry in fs::read_dir(&sources).with_context(|| format!("could not list {}", sources.display()))? {
        flags.push(format!("--remap-path-prefix={}=crates", registry?.path().display()));
    }
    Ok(flags)
}

fn cargo_home() -> Result<PathBuf> {
    let explicit = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let usual = || std::env::home_dir().map(|home| home.join(".cargo"));
    explicit.or_else(usual).context("neither CARGO_HOME nor a home folder is known")
}
