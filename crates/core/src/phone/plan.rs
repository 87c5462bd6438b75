//! Google's numbering plans, compiled ahead of time into one minimal automaton: no pattern is matched at run time.
//!
//! The tables are made by `cargo xtask numbering`. The automaton accepts a number exactly when its calling code's plan calls it
//! valid, and its label says which region's and of which kind. Google's parser has one quirk that is left out: it strips a
//! trunk prefix even from some numbers that are valid with it (`+375 810…`).

mod packing;
#[rustfmt::skip]
mod tables;

use std::sync::OnceLock;

use super::kind::Kind;
use packing::{Coder, calling_codes, masks, numbers, states};
use tables::{LABELS, PLANS, REGIONS, STATES};

/// Of the metadata the tables were made from.
pub(crate) const VERSION: &str = tables::VERSION;

/// Every calling code has 1 to 3 digits.
const MAX_CODE: usize = 3;

/// All calling codes together, minimised, and what else is known of each.
struct Plans {
    /// Calling code → place of its plan, from 1; 0 for none.
    of_code: [u8; 1000],
    /// Plan → place of its first region.
    first_region: [u16; PLANS],
    /// Plan → possible lengths, a bit each.
    lengths: [u16; PLANS],
    /// Plan → where its line of habits.bin ends.
    line_end: [u16; PLANS],
    /// Where each digit leads from each state. A state is named by its place here; 0 is the dead one. There are as many places
    /// as 16 bits and a digit name, so that no step needs a look whether its place is there.
    next: [u16; PLACES],
    /// What a number that ends in a state is: 0 for nothing, else an index into [`LABELS`] plus 1.
    label: [u8; PLACES / 10],
}

const PLACES: usize = (1 << 16) + 10;
const _: () = assert!(STATES * 10 <= 1 << 16);

/// The first state: the second one, behind the dead one.
const FIRST: u16 = 10;

/// Unpacked once, into memory that is set aside for it: nothing is allocated. (A `LazyLock` begins with more than zeros, so
/// that all of it would stand in the WebAssembly file.)
static ALL: OnceLock<Plans> = OnceLock::new();

/// The automaton of the numbering plans, for a host that walks it itself because a call into this crate costs as much as the
/// walk: JavaScript.
///
/// A state is a place in `next`: from the state `s`, the digit `d` leads to `next[s + d]`. 0 is the state out of which nothing
/// leads, 10 the first one. The digits behind a `+` are a valid number when `label[s / 10]` of the state they end in is not 0.
#[derive(Clone, Copy, Debug)]
pub struct Automaton {
    /// Where each digit leads.
    pub next: &'static [u16],
    /// For each state, what a number that ends in it is; 0 for nothing.
    pub label: &'static [u8],
}

impl Automaton {
    /// The tables themselves, which never move.
    pub fn get() -> Self {
        let plans = plans();
        Self { next: &plans.next, label: &plans.label }
    }
}

#[inline]
fn plans() -> &'static Plans {
    ALL.get_or_init(unpack)
}

#[expect(clippy::large_stack_arrays, reason = "150 KB, once; a heap would be one more thing to have")]
#[cold]
fn unpack() -> Plans {
    let mut unpacking = Unpacking::of(include_bytes!("plan/plans.bin"));
    let mut plans = Plans {
        of_code: [0; 1000],
        first_region: [0; PLANS],
        lengths: [0; PLANS],
        line_end: [0; PLANS],
        next: [0; PLACES],
        label: [0; PLACES / 10],
    };
    calling_codes(&mut unpacking, &mut plans.of_code);
    masks(&mut unpacking, &mut plans.lengths);
    // How many regions there are, and how long the line is: as places, each behind those before.
    numbers(&mut unpacking, &mut plans.first_region);
    let mut regions = 0;
    for first in &mut plans.first_region {
        (*first, regions) = (regions, regions + *first);
    }
    numbers(&mut unpacking, &mut plans.line_end);
    let mut line_end = 0;
    for end in &mut plans.line_end {
        line_end += *end;
        *end = line_end;
    }
    let (next, label) = (plans.next.get_mut(..STATES * 10), plans.label.get_mut(..STATES));
    states(&mut unpacking, next.unwrap_or_default(), label.unwrap_or_default(), &mut [0; STATES]);
    plans
}

/// Reads bits out of what `Packing` of the generator wrote.
struct Unpacking {
    bytes: std::slice::Iter<'static, u8>,
    range: u32,
    code: u32,
}

impl Unpacking {
    fn of(bytes: &'static [u8]) -> Self {
        let mut unpacking = Self { bytes: bytes.iter(), range: u32::MAX, code: 0 };
        // The first byte of five is always 0.
        for _ in 0..5 {
            unpacking.shift();
        }
        unpacking
    }
}

impl Coder for Unpacking {
    const PACKS: bool = false;

    fn range(&mut self) -> &mut u32 {
        &mut self.range
    }

    fn part(&mut self, bound: u32, _: bool) -> bool {
        let bit = self.code >= bound;
        if bit {
            self.code -= bound;
        }
        bit
    }

    fn shift(&mut self) {
        self.code = self.code << 8 | self.bytes.next().copied().map_or(0, u32::from);
    }
}

/// Walks the digits behind the `+`, 1 to 15 of them; `None` when one is no ASCII digit.
#[inline]
pub(super) fn walk(digits: &[u8]) -> Option<Place> {
    let mut value = 0_u64;
    let label = label_of(digits, |digit| value = value * 10 + u64::from(digit))?;
    let (plan, code_digits) = plan_of(digits);
    Some(Place { value, plan, label, national_digits: u8::try_from(digits.len() - code_digits).unwrap_or_default() })
}

/// Whether the digits behind the `+`, 1 to 15 of them, are a valid number.
#[inline]
pub(super) fn has(digits: &[u8]) -> bool {
    label_of(digits, |_| {}).is_some_and(|label| label != 0)
}

/// What the number is: 0 for nothing. `None` when one is no ASCII digit.
#[inline]
fn label_of(digits: &[u8], mut each: impl FnMut(u8)) -> Option<u8> {
    let plans = plans();
    let mut state = FIRST;
    for byte in digits {
        let digit = byte.wrapping_sub(b'0');
        if digit > 9 {
            return None;
        }
        state = *plans.next.get(usize::from(state) + usize::from(digit))?;
        each(digit);
    }
    plans.label.get(usize::from(state / 10)).copied()
}

/// The plan (0 for none) of the calling code in front, and how many digits the code has. No code begins with another.
#[inline]
fn plan_of(digits: &[u8]) -> (u8, usize) {
    let plans = plans();
    let mut code = 0;
    for (place, byte) in digits.iter().take(MAX_CODE).enumerate() {
        code = code * 10 + usize::from(byte - b'0');
        let plan = plans.of_code.get(code).copied().unwrap_or_default();
        if plan != 0 {
            return (plan, place + 1);
        }
    }
    (0, digits.len())
}

/// Where a whole number ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Place {
    pub(super) value: u64,
    /// The plan of its calling code, from 1; 0 for none.
    pub(super) plan: u8,
    label: u8,
    /// How many digits follow the calling code.
    pub(super) national_digits: u8,
}

impl Place {
    /// Region (ISO 3166, or `001`) and kind; `None` when no plan has the number.
    pub(super) fn region_and_kind(self) -> Option<(&'static str, Kind)> {
        let (region, kind) = *LABELS.get(usize::from(self.label.checked_sub(1)?))?;
        let first = *plans().first_region.get(usize::from(self.plan.checked_sub(1)?))?;
        let place = 2 * (usize::from(first) + usize::from(region));
        let region = match REGIONS.get(place..place + 2)? {
            // UN M.49's code of the whole world stands for the calling codes of no country.
            "00" => "001",
            region => region,
        };
        Some((region, Kind::of_table(kind)?))
    }

    pub(super) const fn is_valid(self) -> bool {
        self.label != 0
    }

    /// Bit n is set when the main region's plan has numbers of n digits.
    pub(super) fn lengths(self) -> Option<u16> {
        plans().lengths.get(usize::from(self.plan.checked_sub(1)?)).copied()
    }

    /// What the main region says beyond validity.
    pub(super) fn habits(self) -> Option<Habits> {
        static TEXT: &[u8] = include_bytes!("plan/habits.bin");
        let plan = usize::from(self.plan.checked_sub(1)?);
        let ends = &plans().line_end;
        let start = plan.checked_sub(1).map_or(Some(0), |before| ends.get(before).copied())?;
        let line = TEXT.get(usize::from(start)..usize::from(*ends.get(plan)?))?;
        let mut fields = line.split(|byte| *byte == b'\t');
        Some(Habits { trunk_prefix: fields.next()?, trunk_replacement: fields.next()?, groupings: fields.next()? })
    }
}

/// How a plan's numbers are dialled inside the country and written.
pub(super) struct Habits {
    /// What is dialled before a number inside the country, as a pattern; empty for nothing.
    pub(super) trunk_prefix: &'static [u8],
    /// What replaces it (`$1` for its first group); empty for nothing.
    pub(super) trunk_replacement: &'static [u8],
    /// `ddd` and a pattern, and more of the like: the sizes of the groups, and what a number begins with that is written so.
    pub(super) groupings: &'static [u8],
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_was_unpacked_and_can_be_reached() {
        let plans = plans();
        let mut reached = vec![false; STATES];
        reached[1] = true;
        // Breadth-first order: a state is named by one before it or by itself being the first.
        for (state, row) in plans.next.chunks(10).enumerate().take(STATES).skip(1) {
            assert!(reached[state], "state {state} is nobody's next");
            for &next in row {
                reached[usize::from(next / 10)] = true;
            }
        }
        assert!(plans.label.iter().all(|&label| usize::from(label) <= LABELS.len()));
        let used: std::collections::BTreeSet<_> = plans.label.iter().collect();
        assert_eq!(used.len(), LABELS.len() + 1);
    }
}
