//! How long the native engines take, side by side: `cargo xtask bench numbers` asks.

use std::collections::BTreeMap;
use std::hint::black_box;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use dialin_core::PhoneNumber;
use fastrand::Rng;
use phonenumber::metadata::DATABASE;
use rlibphonenumber::PHONE_NUMBER_UTIL;

use crate::examples::one_digit_away;
use crate::metadata::Metadata;

/// How many numbers a round asks about.
const NUMBERS: usize = 10_000;

/// How often each has a turn, and how long at least; one round at least. (A round of the slowest engine takes ten seconds, one of
/// the fastest a quarter of a millisecond.)
const TURNS: usize = 5;
const TURN: Duration = Duration::from_millis(500);

/// An engine: whether a text is a valid number, having asked for its region and kind as well.
pub type Engine = (&'static str, fn(&str) -> bool);

/// All native ones, ours first.
pub const ENGINES: [Engine; 3] =
    [("dialin-core", ours), ("rlibphonenumber", rlibphonenumber), ("phonenumber", phonenumber)];

fn ours(text: &str) -> bool {
    let number = PhoneNumber::parse(text);
    number.is_ok_and(|number| black_box((number.region(), number.kind())).0.is_some())
}

fn rlibphonenumber(text: &str) -> bool {
    let Ok(number) = PHONE_NUMBER_UTIL.parse(text, None) else { return false };
    let valid = number.is_valid();
    if valid {
        black_box((number.get_region_code(), number.get_type()));
    }
    valid
}

fn phonenumber(text: &str) -> bool {
    let Ok(number) = phonenumber::parse(None, text) else { return false };
    let valid = number.is_valid();
    if valid {
        black_box((number.country().id(), number.number_type(&DATABASE)));
    }
    valid
}

/// Numbers over all calling codes alike, half of them one digit away from being valid, in no order: always the same ones.
pub fn numbers(metadata: &Metadata) -> Result<Vec<String>> {
    let valid = |number: &str| metadata.verdict(number.trim_start_matches('+')).validity == "valid";
    let mut random = Rng::with_seed(3);
    let mut numbers = Vec::with_capacity(NUMBERS);
    for (code, regions) in metadata.plans.iter().cycle() {
        if numbers.len() >= NUMBERS {
            break;
        }
        let region = random.choice(regions).context("a plan without a region")?;
        let patterns: Vec<_> = region.kinds.iter().flatten().filter_map(|kind| kind.pattern.as_ref()).collect();
        let right = loop {
            let pattern = random.choice(&patterns).context("a region without a kind")?;
            let number = format!("+{code}{}", pattern.draw(&mut random));
            if number.len() <= 16 && valid(&number) {
                break number;
            }
        };
        let mut near = one_digit_away(&right);
        near.retain(|number| number.len() <= 16 && !number.starts_with("+0") && !valid(number));
        let wrong = random.choice(near).context("a number without a wrong one beside it")?;
        numbers.extend([right, wrong]);
    }
    random.shuffle(&mut numbers);
    // Anew, so that they stand in memory as they are asked for: the way to a text is none of an engine's work.
    Ok(numbers.iter().map(|number| number.as_str().to_owned()).collect())
}

/// Engine → nanoseconds a number, warm.
pub fn measure(numbers: &[String]) -> BTreeMap<&'static str, f64> {
    // Called by name, so that the compiler may put each into its loop, as it would for a user.
    nanoseconds(
        numbers.len(),
        &[
            ("dialin-core", &|| ask_all(ours, numbers)),
            ("rlibphonenumber", &|| ask_all(rlibphonenumber, numbers)),
            ("phonenumber", &|| ask_all(phonenumber, numbers)),
        ],
    )
}

fn ask_all(ask: impl Fn(&str) -> bool, numbers: &[String]) {
    for number in numbers {
        black_box(ask(black_box(number)));
    }
}

/// Nanoseconds each of the `count` things of a round takes, the median of the rounds. All take turns, so that a slow moment of the
/// machine hits them all.
pub(crate) fn nanoseconds(count: usize, all: &[(&'static str, &dyn Fn())]) -> BTreeMap<&'static str, f64> {
    let timed = |round: &dyn Fn()| {
        let begun = Instant::now();
        round();
        begun.elapsed()
    };
    let mut rounds: Vec<Vec<Duration>> = all.iter().map(|_| Vec::new()).collect();
    for turn in 0..=TURNS {
        for ((_, round), taken) in all.iter().zip(&mut rounds) {
            let begun = Instant::now();
            let mut of_turn = vec![timed(round)];
            while begun.elapsed() < TURN {
                of_turn.push(timed(round));
            }
            // After the first turn every pattern is compiled, every page is there.
            if turn > 0 {
                taken.extend(of_turn);
            }
        }
    }
    let medians = all.iter().zip(rounds).map(|((name, _), mut taken)| {
        taken.sort_unstable();
        let median = taken.get(taken.len() / 2).copied().unwrap_or_default();
        (*name, median.as_secs_f64() * 1e9 / f64::from(u32::try_from(count).unwrap_or(u32::MAX)))
    });
    medians.collect()
}
