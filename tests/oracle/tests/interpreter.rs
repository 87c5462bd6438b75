//! Core's automaton against the metadata it was made from, interpreted slowly.

use std::time::Instant;

use dialin_core::PhoneNumber;
use dialin_oracle::numbers::{numbers, random_count};
use dialin_oracle::{Facts, Metadata};

#[test]
fn the_automaton_says_what_the_metadata_says() {
    let metadata = Metadata::load().unwrap_or_else(|error| panic!("{error:#}"));
    let started = Instant::now();
    let numbers = numbers(&metadata, random_count().unwrap());
    let mut valid = 0;
    for number in &numbers {
        let facts = Facts::of(number).unwrap();
        let verdict = metadata.verdict(number.trim_start_matches('+'));
        let ours = (facts.validity.as_str(), facts.region, facts.kind);
        assert_eq!(ours, (verdict.validity, verdict.region.as_deref(), verdict.kind), "{number}");
        let parsed = PhoneNumber::parse(number).unwrap();
        assert_eq!(parsed.possible_lengths(), verdict.possible_lengths, "{number}");
        assert_eq!(parsed.to_string(), *number);
        valid += usize::from(facts.is_valid());
    }
    // A list without enough of both would prove little.
    assert!(numbers.len() > 100_000 && valid > numbers.len() / 5 && valid < numbers.len() * 4 / 5, "{valid} valid");
    println!("{} numbers, {valid} of them valid, in {:.1} s", numbers.len(), started.elapsed().as_secs_f64());
}
