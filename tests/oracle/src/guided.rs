//! Random numbers that the plans guide: most are near the border between what is valid and what is not.

use fastrand::Rng;

use crate::metadata::{KINDS, Metadata, Region};
use crate::pattern::Pattern;

/// Draws numbers. The same seed draws the same ones.
pub struct Guided<'a> {
    plans: Vec<(&'a str, &'a [Region])>,
    random: Rng,
}

impl<'a> Guided<'a> {
    /// Over all calling codes alike.
    pub fn new(metadata: &'a Metadata, seed: u64) -> Self {
        let plans = metadata.plans.iter().map(|(code, regions)| (code.as_str(), regions.as_slice())).collect();
        Self { plans, random: Rng::with_seed(seed) }
    }

    /// A number of a random plan, or one near it; 1 in 20 is made of digits alone.
    fn draw(&mut self) -> Option<String> {
        let random = &mut self.random;
        let (code, regions) = *random.choice(&self.plans)?;
        let region = random.choice(regions)?;
        let patterns: Vec<&Pattern> = std::iter::once(&region.general)
            .chain(region.kinds.iter().flatten().filter_map(|kind| kind.pattern.as_ref()))
            .collect();
        let national = random.choice(patterns)?.draw(random);
        Some(match random.u8(0..20) {
            0..8 => format!("{code}{national}"),
            8..11 => format!("{code}{}", one_other_digit(&national, random)),
            // The same beginning, and a random rest of a possible length.
            11..15 => {
                let kept = national.get(..random.usize(0..=national.len()))?;
                let length = *random.choice(&region.lengths)?;
                format!("{code}{kept}{}", digits(length.saturating_sub(kept.len()), random))
            }
            15..17 => {
                let prefix = region.trunk_prefix.as_ref().map(|prefix| prefix.draw(random)).unwrap_or_default();
                format!("{code}{prefix}{national}")
            }
            17 | 18 => {
                let length = random.usize(0..=14);
                format!("{code}{}", digits(length, random))
            }
            _ => {
                let length = random.usize(0..=14);
                format!("{}{}", random.u8(1..=9), digits(length, random))
            }
        })
    }
}

impl Iterator for Guided<'_> {
    type Item = String;

    /// `+` and 1 to 15 digits. Never ends.
    fn next(&mut self) -> Option<String> {
        loop {
            let digits = self.draw()?;
            if digits.len() <= 15 {
                return Some(format!("+{digits}"));
            }
        }
    }
}

fn one_other_digit(national: &str, random: &mut Rng) -> String {
    let changed = random.usize(0..national.len().max(1));
    let digit = char::from(random.u8(b'0'..=b'9'));
    national.chars().enumerate().map(|(place, old)| if place == changed { digit } else { old }).collect()
}

fn digits(count: usize, random: &mut Rng) -> String {
    (0..count).map(|_| char::from(random.u8(b'0'..=b'9'))).collect()
}

/// A number of every region and kind, drawn from the pattern until its length fits too.
pub fn one_of_each(metadata: &Metadata, seed: u64) -> Vec<String> {
    let mut random = Rng::with_seed(seed);
    let mut all = Vec::new();
    for (code, regions) in &metadata.plans {
        for region in regions {
            for (kind, _) in region.kinds.iter().zip(KINDS).filter_map(|(kind, name)| Some((kind.as_ref()?, name))) {
                let Some(pattern) = &kind.pattern else { continue };
                let fitting = (0..100)
                    .map(|_| pattern.draw(&mut random))
                    .find(|national| kind.lengths.contains(&national.len()) && code.len() + national.len() <= 15);
                all.extend(fitting.map(|national| format!("+{code}{national}")));
            }
        }
    }
    all
}
