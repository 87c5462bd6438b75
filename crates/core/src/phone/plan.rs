//! Google's numbering plans, compiled ahead of time into one minimal automaton: no pattern is matched at run time.
//!
//! The tables are made by `cargo xtask numbering`. The automaton accepts a number exactly when its calling code's plan calls it
//! valid, and its label says which region's and of which kind. Google's parser has one quirk that is left out: it strips a
//! trunk prefix even from some numbers that are valid with it (`+375 810…`).

#[rustfmt::skip]
mod tables;

use std::sync::OnceLock;

use super::kind::Kind;
use tables::{FIRST_REGION, LABELS, LENGTHS, LINES, PLAN_OF_CODE, REGIONS, STATES};

/// The version of the metadata the tables were made from.
pub(crate) const VERSION: &str = tables::VERSION;

/// The longest calling code.
const MAX_CODE: usize = 3;

/// How each state goes on, and what a number is that ends in it (0 for nothing).
struct Automaton {
    /// Ten entries a state. An entry is the place of the next state's first entry, so that a step is an addition and a load.
    next: [u16; STATES * 10],
    label: [u8; STATES],
}

/// The last place has to fit into 16 bits.
const _: () = assert!(STATES * 10 <= 1 << 16);

/// Unpacked once, into memory that is set aside for it: nothing is allocated. (A `LazyLock` begins with more than zeros, so
/// that all of it would stand in the WebAssembly file.)
static AUTOMATON: OnceLock<Automaton> = OnceLock::new();

#[inline]
fn automaton() -> &'static Automaton {
    AUTOMATON.get_or_init(|| unpack(include_bytes!("plan/automaton.bin")))
}

/// The packing is described where it is made, in `xtask/src/numbering/output.rs`.
#[expect(clippy::large_stack_arrays, reason = "144 KB, once; a heap would be one more thing to have")]
fn unpack(packed: &[u8]) -> Automaton {
    let mut automaton = Automaton { next: [0; STATES * 10], label: [0; STATES] };
    let mut bytes = packed.iter().copied();
    // Places of states, those named last first.
    let mut recent = [0_u16; STATES];
    let mut named = 0_u16;
    for (row, label) in automaton.next.chunks_exact_mut(10).zip(&mut automaton.label).skip(1) {
        *label = bytes.next().unwrap_or_default();
        let mut before = 0;
        for next in row {
            match number(&mut bytes) {
                0 => *next = before,
                1 => *next = 0,
                2 => {
                    // The first state is nobody's next, so the first one named is the second.
                    named += 1;
                    *next = (named + 1) * 10;
                    to_front(&mut recent, usize::from(named) - 1, *next);
                }
                code => {
                    let place = code - 3;
                    *next = recent.get(place).copied().unwrap_or_default();
                    to_front(&mut recent, place, *next);
                }
            }
            before = *next;
        }
    }
    automaton
}

fn number(bytes: &mut impl Iterator<Item = u8>) -> usize {
    let mut value = 0;
    for (shift, byte) in (0..).step_by(7).zip(bytes) {
        value |= usize::from(byte & 0x7F) << shift;
        if byte < 0x80 {
            break;
        }
    }
    value
}

/// Moves what stands at `place` to the front, as `state`.
fn to_front(recent: &mut [u16], place: usize, state: u16) {
    if let Some(head) = recent.get_mut(..=place) {
        head.rotate_right(1);
        if let Some(first) = head.first_mut() {
            *first = state;
        }
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
    let automaton = automaton();
    // The first state is the second one, behind the dead one.
    let mut state = 10_u16;
    for byte in digits {
        let digit = byte.wrapping_sub(b'0');
        if digit > 9 {
            return None;
        }
        state = *automaton.next.get(usize::from(state) + usize::from(digit))?;
        each(digit);
    }
    automaton.label.get(usize::from(state / 10)).copied()
}

/// The plan (0 for none) of the calling code in front, and how many digits the code has. No code begins with another.
#[inline]
fn plan_of(digits: &[u8]) -> (u8, usize) {
    let mut code = 0;
    for (place, byte) in digits.iter().take(MAX_CODE).enumerate() {
        code = code * 10 + usize::from(byte - b'0');
        let plan = PLAN_OF_CODE.get(code).copied().unwrap_or_default();
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
        let first = *FIRST_REGION.get(usize::from(self.plan.checked_sub(1)?))?;
        let region = *REGIONS.get(usize::from(first) + usize::from(region))?;
        Some((region, Kind::of_table(kind)?))
    }

    pub(super) const fn is_valid(self) -> bool {
        self.label != 0
    }

    /// Bit n is set when the main region's plan has numbers of n digits.
    pub(super) fn lengths(self) -> Option<u16> {
        LENGTHS.get(usize::from(self.plan.checked_sub(1)?)).copied()
    }

    /// What the main region says beyond validity.
    pub(super) fn habits(self) -> Option<Habits> {
        static TEXT: &str = include_str!("plan/plans.txt");
        let plan = usize::from(self.plan.checked_sub(1)?);
        let (start, end) = (*LINES.get(plan)?, *LINES.get(plan + 1)?);
        let mut fields = TEXT.get(usize::from(start)..usize::from(end))?.split('\t');
        Some(Habits { trunk_prefix: fields.next()?, trunk_replacement: fields.next()?, groupings: fields.next()? })
    }
}

/// How a plan's numbers are dialled inside the country and written.
pub(super) struct Habits {
    /// What is dialled before a number inside the country, as a pattern; empty for nothing.
    pub(super) trunk_prefix: &'static str,
    /// What replaces it (`$1` for its first group); empty for nothing.
    pub(super) trunk_replacement: &'static str,
    /// `3 3 4=[2-9];…`: the sizes of the groups, and what a number begins with that is written so.
    pub(super) groupings: &'static str,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_was_unpacked_and_can_be_reached() {
        let automaton = automaton();
        let mut reached = vec![false; STATES];
        reached[1] = true;
        // Breadth-first order: a state is named by one before it or by itself being the first.
        for (state, row) in automaton.next.chunks(10).enumerate().skip(1) {
            assert!(reached[state], "state {state} is nobody's next");
            for &next in row {
                reached[usize::from(next / 10)] = true;
            }
        }
        assert!(automaton.label.iter().all(|&label| usize::from(label) <= LABELS.len()));
        let used: std::collections::BTreeSet<_> = automaton.label.iter().collect();
        assert_eq!(used.len(), LABELS.len() + 1);
    }
}
