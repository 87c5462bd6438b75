//! The floor plan of ARCHITECTURE.md, and "no I/O, no clock, no randomness", held against the sources.

#![expect(clippy::expect_used, clippy::panic, reason = "a test that cannot read the sources has to stop")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Each module with its floor. A file imports only from floors below, or from its own module.
const FLOORS: &[&[&str]] = &[
    &["text", "marks", "moment", "serialize_as_str"],
    &["quote"],
    &["json", "report"],
    &["phone", "web_url", "webhook", "secret", "hold_music"],
    &["config", "dial_string", "url_expiry"],
    &["options", "room_property"],
    &["rules"],
    &["check", "phone_facts", "webhook_check", "hold_music_inspector", "versions"],
    &["dial_string_check", "room", "schema", "issue_params"],
    &["api"],
];

/// What reaches out of the crate: files, network, processes, environment, threads, clocks, terminals, randomness.
const OUTSIDE: &[&str] = &[
    "std::fs",
    "std::io",
    "std::net::Tcp",
    "std::net::Udp",
    "std::process",
    "std::env",
    "std::thread",
    "std::time",
    "SystemTime",
    "Instant::now",
    "println!",
    "eprintln!",
    "getrandom",
    "rand::",
];

fn sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders = vec![root.clone()];
    let mut files: Vec<PathBuf> = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                files.push(path);
            }
        }
    }
    let read = |path: PathBuf| {
        let name = path.strip_prefix(&root).expect("below src").to_string_lossy().replace('\\', "/");
        (name, std::fs::read_to_string(&path).expect("a source"))
    };
    let sources: Vec<_> = files.into_iter().map(read).collect();
    assert!(sources.len() > 40, "the sources were not found");
    sources
}

fn floor(module: &str, file: &str) -> usize {
    let floor = FLOORS.iter().position(|floor| floor.contains(&module));
    floor.unwrap_or_else(|| panic!("{file}: `{module}` has no floor: give it one here and in ARCHITECTURE.md"))
}

/// What people read is what is held against the sources.
#[test]
fn the_floors_are_those_of_the_floor_plan() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(root.join("../../ARCHITECTURE.md")).expect("the floor plan");
    let plan = text.split("```").find(|block| block.contains("lib.rs  ")).expect("the floor plan");
    let mut floors: Vec<Vec<String>> = Vec::new();
    for line in plan.lines() {
        if line.starts_with(|character: char| character.is_ascii_digit()) {
            floors.insert(0, Vec::new());
        }
        let modules = line.split([' ', ',']).filter_map(|word| word.strip_suffix(".rs"));
        let outermost = modules.filter(|name| root.join(format!("src/{name}.rs")).is_file());
        if let Some(floor) = floors.first_mut() {
            floor.extend(outermost.map(ToOwned::to_owned));
        }
    }
    let sorted = |mut names: Vec<String>| {
        names.sort_unstable();
        names
    };
    let mut expected: Vec<_> =
        FLOORS.iter().map(|floor| sorted(floor.iter().map(|&name| name.to_owned()).collect())).collect();
    expected.push(vec!["lib".to_owned()]);
    assert_eq!(floors.into_iter().map(sorted).collect::<Vec<_>>(), expected);
}

#[test]
fn every_file_imports_from_floors_below_only() {
    for (file, text) in sources().iter().filter(|(file, _)| file != "lib.rs") {
        let own = file.split(['/', '.']).next().expect("a name");
        let code = without_comments(text);
        assert!(!code.contains("super::super"), "{file}: write `crate::…` instead of `super::super`");
        for path in code.split("crate::").skip(1) {
            for module in first_names(path) {
                assert!(
                    module == own || floor(&module, file) < floor(own, file),
                    "{file} uses `{module}`, which is not on a floor below"
                );
            }
        }
    }
}

/// The lines of code, each behind a line break.
fn without_comments(text: &str) -> String {
    text.lines().map(str::trim).filter(|line| !line.starts_with("//")).flat_map(|line| ["\n", line]).collect()
}

/// The names that a path begins with: `a` of `a::B`; `a` and `c` of `{a::B, c::{D, E}}`.
fn first_names(path: &str) -> Vec<String> {
    let mut depth = 0;
    let mut outermost = String::new();
    for character in path.chars() {
        match character {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ if depth <= 1 => outermost.push(character),
            _ => {}
        }
        if depth == 0 && (character == '}' || character == ';') {
            break;
        }
    }
    let paths = if path.starts_with('{') { outermost.split(',').collect() } else { vec![path] };
    let first = |path: &str| {
        let name = path.trim_start().chars();
        name.take_while(|character| character.is_alphanumeric() || *character == '_').collect::<String>()
    };
    paths.into_iter().map(first).filter(|name| !name.is_empty()).collect()
}

#[test]
fn the_names_of_a_group_are_seen() {
    assert_eq!(first_names("a::B;"), ["a"]);
    assert_eq!(first_names("{a::B, c::{D, E},\n  f,\n};"), ["a", "c", "f"]);
}

/// Of files in one folder, too: what two need of each other belongs in one of them, or in a third.
#[test]
fn files_of_one_folder_import_in_no_circle() {
    let mut imports: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let sources = sources();
    for (file, text) in &sources {
        let Some((folder, _)) = file.rsplit_once('/') else { continue };
        let code = without_comments(text.split("#[cfg(test)]").next().unwrap_or_default());
        let own = folder.replace('/', "::");
        for path in code.split("\nuse ").skip(1) {
            let inside = path.strip_prefix("super::").or_else(|| path.strip_prefix(&format!("crate::{own}::")));
            let others = inside.map(first_names).into_iter().flatten().map(|name| format!("{folder}/{name}.rs"));
            let others = others.filter(|other| sources.iter().any(|(file, _)| file == other));
            imports.entry(file.clone()).or_default().extend(others);
        }
    }
    assert!(imports.values().map(Vec::len).sum::<usize>() > 40, "the imports were not found");
    // A file that imports none of those left is in no circle. Without it another may be in none either, until only circles are left.
    while let Some(free) = imports.iter().find(|(_, others)| others.iter().all(|other| !imports.contains_key(other))) {
        let free = free.0.clone();
        imports.remove(&free);
    }
    assert!(imports.is_empty(), "these import each other: {imports:?}");
}

#[test]
fn nothing_reaches_outside() {
    for (file, text) in sources() {
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        for line in code.lines().filter(|line| !line.trim_start().starts_with("//")) {
            for outside in OUTSIDE {
                assert!(!line.contains(outside), "{file}: `{outside}` in {line}");
            }
        }
    }
}
