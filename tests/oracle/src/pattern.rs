//! A pattern of the metadata: it tells whether a text matches as a whole, and makes texts that do.

use anyhow::{Context, Result};
use fastrand::Rng;
use regex::Regex;
use regex_syntax::hir::{Class, Hir, HirKind};

/// Matches, and can be drawn from.
pub struct Pattern {
    whole: Regex,
    meaning: Hir,
}

impl Pattern {
    pub(crate) fn new(text: &str) -> Result<Self> {
        // `\d` is ASCII in JavaScript.
        let text = text.replace("\\d", "[0-9]");
        Ok(Self {
            whole: Regex::new(&format!("^(?:{text})$")).with_context(|| text.clone())?,
            meaning: regex_syntax::parse(&text).with_context(|| text.clone())?,
        })
    }

    /// Whether all of `digits` matches.
    pub fn is_match(&self, digits: &str) -> bool {
        self.whole.is_match(digits)
    }

    /// A text that matches.
    pub fn draw(&self, random: &mut Rng) -> String {
        let mut drawn = String::new();
        draw(&self.meaning, random, &mut drawn);
        drawn
    }
}

fn draw(meaning: &Hir, random: &mut Rng, drawn: &mut String) {
    match meaning.kind() {
        HirKind::Empty | HirKind::Look(_) => {}
        HirKind::Literal(literal) => drawn.push_str(&String::from_utf8_lossy(&literal.0)),
        HirKind::Class(class) => drawn.extend(random.choice(members(class))),
        HirKind::Repetition(repetition) => {
            let most = repetition.max.unwrap_or(repetition.min + 3);
            for _ in 0..random.u32(repetition.min..=most) {
                draw(&repetition.sub, random, drawn);
            }
        }
        HirKind::Capture(capture) => draw(&capture.sub, random, drawn),
        HirKind::Concat(parts) => parts.iter().for_each(|part| draw(part, random, drawn)),
        HirKind::Alternation(parts) => {
            if let Some(part) = random.choice(parts) {
                draw(part, random, drawn);
            }
        }
    }
}

fn members(class: &Class) -> Vec<char> {
    match class {
        Class::Unicode(class) => class.ranges().iter().flat_map(|range| range.start()..=range.end()).collect(),
        Class::Bytes(class) => {
            class.ranges().iter().flat_map(|range| range.start()..=range.end()).map(char::from).collect()
        }
    }
}
