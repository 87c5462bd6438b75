//! The numbers every judge is asked about.

use std::collections::BTreeSet;

use crate::examples::{google_examples, one_digit_away};
use crate::guided::{Guided, one_of_each};
use crate::metadata::Metadata;

/// How many guided random numbers there are when nobody says otherwise: what a minute of `cargo xtask test` can judge.
const BOUNDED: usize = 50_000;

/// The variable that says how many there are; `cargo xtask oracle` sets it to a million.
const COUNT: &str = "DIALIN_ORACLE_NUMBERS";

/// One for each known difference to a judge, so that it is always seen, and Japan's numbers behind 003768, where Google's parser
/// would take a trunk prefix off if E.164 had more digits.
const REMARKABLE: [&str; 9] = [
    "+3758100008988",
    "+2908000",
    "+13101236",
    "+2349102787670",
    "+233306000537",
    "+593930182470",
    "+22981123456",
    "+81003768012345",
    "+810037680123456",
];

/// How many guided random numbers to ask about.
pub fn random_count() -> anyhow::Result<usize> {
    match std::env::var(COUNT) {
        Ok(count) => count.parse().map_err(|_| anyhow::anyhow!("{COUNT} is `{count}`, which is no count")),
        Err(_) => Ok(BOUNDED),
    }
}

/// Google's example of every region and kind and one drawn from each pattern, all that is one digit away from them, and
/// `random` more, each once: always the same ones. Every one is `+` and 1 to 15 digits, the first of them not 0.
pub fn numbers(metadata: &Metadata, random: usize) -> BTreeSet<String> {
    let mut all: BTreeSet<String> = google_examples().into_iter().collect();
    let mutated: Vec<String> = all.iter().flat_map(|number| one_digit_away(number)).collect();
    all.extend(mutated);
    all.extend(one_of_each(metadata, 1));
    all.extend(REMARKABLE.map(str::to_owned));
    all.retain(|number| (2..=16).contains(&number.len()) && !number.starts_with("+0"));
    let wanted = all.len() + random;
    let mut guided = Guided::new(metadata, 2);
    while all.len() < wanted {
        all.extend(guided.next());
    }
    all
}
