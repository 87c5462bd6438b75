//! Google's numbering plans, compiled ahead of time into one minimal automaton: no pattern is matched at run time.
//!
//! The tables are made by `cargo xtask numbering`. The automaton accepts a number exactly when its calling code's plan calls it
//! valid, and its label says which region's and of which kind. Google's parser has one quirk that is left out: it strips a
//! trunk prefix even from some numbers that are valid with it (`+375 810…`).

mod packing;
#[rustfmt::skip]
mod tables;

use std::sync::OnceLock;
use std::sync::atomic::AtomicU16;
use std::sync::atomic::Ordering::Relaxed;

use super::kind::Kind;
use packing::{Coder, LONGEST, SITUATIONS, SYMBOLS, steps};
use tables::{CODE_AFTER, LABEL_OF, LABELLED_AFTER, LABELS, LENGTHS, REGIONS, REGIONS_OF, STATES};

/// Of the metadata the tables were made from.
pub(crate) const VERSION: &str = tables::VERSION;

/// For each plan a line: what [`Habits`] says, between tabs.
static HABITS: &[u8] = include_bytes!("plan/habits.bin");

/// All calling codes together, minimised, and what else is known of each.
struct Plans {
    /// What the first three digits say.
    beginnings: [Beginning; BEGINNINGS],
    /// Plan → place of its first region. Here and in the next two are as many places as a byte names, so that no use needs a look
    /// whether its place is there.
    first_region: [u16; 1 << 8],
    /// Regions, those of a plan together.
    regions: [&'static str; 1 << 8],
    /// Plan → where its line of [`HABITS`] begins.
    line: [u16; 1 << 8],
    /// Label → what it means.
    meanings: [Meaning; 1 << 8],
    /// What a number that ends in a state is: 0 for nothing, else an index into [`LABELS`] plus 1.
    label: [u8; PLACES / 10],
}

/// Three digits: the steps and the calling code of most numbers' beginnings, in one look.
const BEGINNINGS: usize = 1000;

#[derive(Clone, Copy)]
struct Beginning {
    /// Where they lead.
    state: u16,
    /// The plan of the calling code in front, from 1; 0 for none.
    plan: u8,
    /// How many of them are the calling code.
    code_digits: u8,
}

#[derive(Clone, Copy)]
struct Meaning {
    /// Place of the region among those of the plan.
    region: u8,
    /// `None` for what is no number.
    kind: Option<Kind>,
}

const PLACES: usize = (1 << 16) + 16;
const _: () = assert!(STATES * 10 <= 1 << 16);

/// The first state: the second one, behind the dead one.
const FIRST: u16 = 10;

/// Where each digit leads from each state. A state is named by its place here; 0 is the dead one. There are as many places as 16 bits
/// and a digit name, so that no step needs a look whether its place is there.
///
/// Written once, by [`unpack`], and read by those who have been to [`plans`]. Atomic only because it is written in place: as a part of
/// [`Plans`] it would be made somewhere else and moved, twice.
static NEXT: [AtomicU16; PLACES] = [const { AtomicU16::new(0) }; PLACES];

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
    pub next: &'static [AtomicU16],
    /// For each state, what a number that ends in it is; 0 for nothing.
    pub label: &'static [u8],
}

impl Automaton {
    /// The tables themselves, which never move.
    pub fn get() -> Self {
        let plans = plans();
        Self { next: &NEXT, label: &plans.label }
    }
}

#[inline]
fn plans() -> &'static Plans {
    ALL.get_or_init(unpack)
}

#[cold]
fn unpack() -> Plans {
    let mut plans = Plans {
        beginnings: [Beginning { state: 0, plan: 0, code_digits: 0 }; BEGINNINGS],
        first_region: [0; 1 << 8],
        regions: [""; 1 << 8],
        line: [0; 1 << 8],
        meanings: [Meaning { region: 0, kind: None }; 1 << 8],
        label: [0; PLACES / 10],
    };
    let next = NEXT.get(..STATES * 10).unwrap_or_default();
    steps(&mut Unpacking::of(include_bytes!("plan/steps.bin")), next, &mut [0; STATES]);
    let mut state = 0;
    for (after, label) in LABELLED_AFTER.iter().zip(LABEL_OF) {
        state += usize::from(*after);
        if let Some(place) = plans.label.get_mut(state) {
            *place = label;
        }
    }
    for (meaning, &(region, kind)) in plans.meanings.iter_mut().skip(1).zip(&LABELS) {
        *meaning = Meaning { region, kind: Kind::of_table(kind) };
    }
    let mut regions = 0;
    for (first, of_plan) in plans.first_region.iter_mut().skip(1).zip(REGIONS_OF) {
        *first = regions;
        regions += u16::from(of_plan);
    }
    for (place, region) in plans.regions.iter_mut().enumerate() {
        *region = match REGIONS.get(2 * place..2 * place + 2).unwrap_or_default() {
            // UN M.49's code of the whole world stands for the calling codes of no country.
            "00" => "001",
            region => region,
        };
    }
    let mut lines = plans.line.iter_mut().skip(1);
    let mut start = 0;
    for (place, byte) in (1..).zip(HABITS) {
        if *byte == b'\n' {
            if let Some(line) = lines.next() {
                *line = start;
            }
            start = place;
        }
    }
    let mut code = 0;
    for (plan, after) in (1..).zip(CODE_AFTER) {
        code += usize::from(after);
        // Every calling code has 1 to 3 digits, and none begins with another.
        let (first, count, code_digits) = match code {
            0..10 => (code * 100, 100, 1),
            10..100 => (code * 10, 10, 2),
            _ => (code, 1, 3),
        };
        for beginning in plans.beginnings.get_mut(first..first + count).unwrap_or_default() {
            (beginning.plan, beginning.code_digits) = (plan, code_digits);
        }
    }
    // Nobody asks for it in WebAssembly: see `walk`.
    if !cfg!(target_family = "wasm") {
        let step = |state: u16, digit: usize| {
            NEXT.get(usize::from(state) + digit).map(|next| next.load(Relaxed)).unwrap_or_default()
        };
        for (digits, beginning) in plans.beginnings.iter_mut().enumerate() {
            beginning.state = step(step(step(FIRST, digits / 100), digits / 10 % 10), digits % 10);
        }
    }
    plans
}

/// Reads what `Writing` of the generator wrote.
struct Unpacking {
    bytes: std::slice::Iter<'static, u8>,
    /// Bits that were taken out of the bytes and not used yet: the last `count` ones.
    bits: u32,
    count: u32,
    /// For each situation and what the next bits are: the symbol, and in the last four bits the length of its code.
    symbols: [u16; SITUATIONS << LONGEST],
}

impl Unpacking {
    #[expect(clippy::large_stack_arrays, reason = "36 KB, once; a heap would be one more thing to have")]
    #[inline(never)]
    fn of(bytes: &'static [u8]) -> Self {
        let (lengths, bytes) = bytes.split_at_checked(SITUATIONS * SYMBOLS).unwrap_or_default();
        let mut symbols = [0; SITUATIONS << LONGEST];
        for (lengths, symbols) in lengths.chunks_exact(SYMBOLS).zip(symbols.chunks_exact_mut(1 << LONGEST)) {
            let mut place = 0;
            // Short codes are the first, and of those as long the symbols in their order.
            for length in 1..=LONGEST {
                for (symbol, _) in (0_u16..).zip(lengths).filter(|(_, each)| **each == length) {
                    let end = place + (1 << (LONGEST - length));
                    if let Some(same) = symbols.get_mut(place..end) {
                        same.fill(symbol << 4 | u16::from(length));
                    }
                    place = end;
                }
            }
        }
        Self { bytes: bytes.iter(), bits: 0, count: 0, symbols }
    }
}

impl Coder for Unpacking {
    const PACKS: bool = false;

    #[expect(clippy::inline_always, reason = "it is not small, so that it has to be said: see `steps`")]
    #[inline(always)]
    fn symbol(&mut self, situation: usize, _: usize) -> usize {
        // For the longest code, and behind it for the longest bits: those of a distance. Behind the end are zeros.
        while self.count < 20 {
            self.bits = self.bits << 8 | self.bytes.next().copied().map_or(0, u32::from);
            self.count += 8;
        }
        let next = self.bits >> (self.count - u32::from(LONGEST)) & ((1 << LONGEST) - 1);
        let symbol = self
            .symbols
            .get(situation << LONGEST | usize::try_from(next).unwrap_or_default())
            .copied()
            .unwrap_or_default();
        self.count -= u32::from(symbol & 0xF);
        usize::from(symbol >> 4)
    }

    fn bits(&mut self, count: u8, _: usize) -> usize {
        self.count -= u32::from(count);
        usize::try_from(self.bits >> self.count & ((1 << count) - 1)).unwrap_or_default()
    }
}

/// Walks the digits behind the `+`, 1 to 15 of them; `None` when one is no ASCII digit.
///
/// It does not stop where nothing leads on: that would be one more jump that depends on the number.
#[cfg_attr(not(target_family = "wasm"), inline)]
pub(super) fn walk(digits: &[u8]) -> Option<Place> {
    // WebAssembly is downloaded, and JavaScript walks by itself where speed counts: there the short way is enough.
    if cfg!(target_family = "wasm") {
        return walk_few(digits);
    }
    // Eight digits are one integer; of 15 digits, the first eight and the last eight overlap.
    let (Some(first), Some(last)) = (digits.first_chunk(), digits.last_chunk()) else { return walk_few(digits) };
    let (first, last) = (Eight::of(*first)?, Eight::of(*last)?);
    let value = first.leading(digits.len() - 8) * 100_000_000 + last.value();
    let plans = plans();
    let Beginning { mut state, plan, code_digits } = *plans.beginnings.get(usize::try_from(first.leading(3)).ok()?)?;
    for byte in digits.iter().skip(3) {
        state = NEXT.get(usize::from(state) + usize::from(byte & 0xF))?.load(Relaxed);
    }
    let label = *plans.label.get(usize::from(state / 10))?;
    let national_digits = if plan == 0 { 0 } else { u8::try_from(digits.len()).ok()?.wrapping_sub(code_digits) };
    Some(Place { value, plan, label, national_digits })
}

/// As [`walk`], of any length, digit by digit.
#[cold]
fn walk_few(digits: &[u8]) -> Option<Place> {
    let plans = plans();
    let mut value = 0;
    let mut state = FIRST;
    for byte in digits {
        let digit = byte.wrapping_sub(b'0');
        if digit > 9 {
            return None;
        }
        value = value * 10 + u64::from(digit);
        state = NEXT.get(usize::from(state) + usize::from(digit))?.load(Relaxed);
    }
    // One or two digits may be a calling code too: the one they would be with zeros behind them, if they are long enough for it.
    let mut beginning = value;
    while (1..100).contains(&beginning) {
        beginning *= 10;
    }
    while beginning > 999 {
        beginning /= 10;
    }
    let Beginning { plan, code_digits, .. } = *plans.beginnings.get(usize::try_from(beginning).ok()?)?;
    let label = *plans.label.get(usize::from(state / 10))?;
    let (plan, national_digits) = match u8::try_from(digits.len()).ok()?.checked_sub(code_digits) {
        Some(behind) if plan != 0 => (plan, behind),
        _ => (0, 0),
    };
    Some(Place { value, plan, label, national_digits })
}

/// Eight digits, the first in the lowest byte.
#[derive(Clone, Copy)]
struct Eight(u64);

impl Eight {
    /// `None` when one is no ASCII digit.
    #[inline]
    fn of(bytes: [u8; 8]) -> Option<Self> {
        let digits = u64::from_le_bytes(bytes) ^ u64::from_le_bytes([b'0'; 8]);
        // Of a digit over 9, the sum sets the highest bit.
        let over = digits.wrapping_add(u64::from_le_bytes([0x80 - 10; 8])) | digits;
        if over & u64::from_le_bytes([0x80; 8]) == 0 { Some(Self(digits)) } else { None }
    }

    /// The number that the first `count` digits write, at most seven.
    #[inline]
    fn leading(self, count: usize) -> u64 {
        Self(self.0 << 56_usize.saturating_sub(8 * count) << 8).value()
    }

    /// Neighbours are put together: digits to pairs, pairs to fours, fours to the number.
    #[inline]
    fn value(self) -> u64 {
        let pairs = self.0.wrapping_mul(10).wrapping_add(self.0 >> 8) & 0x00FF_00FF_00FF_00FF;
        let fours = pairs.wrapping_mul(100).wrapping_add(pairs >> 16) & 0x0000_FFFF_0000_FFFF;
        fours.wrapping_mul(10_000).wrapping_add(fours >> 32) & 0xFFFF_FFFF
    }
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
    /// ISO 3166, or `001`; `None` when no plan has the number.
    ///
    /// Its name is looked up before that is asked, and what is no number has its plan's first region until then: so the question
    /// is no jump that a processor could guess wrong.
    #[cfg_attr(not(target_family = "wasm"), inline)]
    pub(super) fn region(self) -> Option<&'static str> {
        let plans = plans();
        let first = plans.first_region.get(usize::from(self.plan)).copied()?;
        let meaning = plans.meanings.get(usize::from(self.label))?;
        let place = usize::from(first) + usize::from(meaning.region);
        let region = *plans.regions.get(place & 0xFF)?;
        self.is_valid().then_some(region)
    }

    /// `None` when no plan has the number.
    #[cfg_attr(not(target_family = "wasm"), inline)]
    pub(super) fn kind(self) -> Option<Kind> {
        plans().meanings.get(usize::from(self.label))?.kind
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
        if self.plan == 0 {
            return None;
        }
        let start = plans().line.get(usize::from(self.plan))?;
        let mut lines = HABITS.get(usize::from(*start)..)?.split(|byte| *byte == b'\n');
        let mut fields = lines.next()?.split(|byte| *byte == b'\t');
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

    /// [`walk`] takes eight digits at a time; digit by digit is the obvious way.
    #[test]
    fn eight_at_a_time_are_the_same_as_one_by_one() {
        let digits = b"442071838750999";
        for length in 1..=digits.len() {
            let number = &digits[..length];
            assert_eq!(walk(number), walk_few(number), "{length} digits");
            assert_eq!(walk(number).map(|place| place.value.to_string().into_bytes()), Some(number.to_vec()));
            for place in 0..length {
                // None begins with 0.
                for byte in (0..=u8::MAX).filter(|byte| place > 0 || *byte != b'0') {
                    let mut other = number.to_vec();
                    other[place] = byte;
                    assert_eq!(walk(&other), walk_few(&other), "{other:?}");
                    assert_eq!(walk(&other).is_some(), byte.is_ascii_digit(), "{other:?}");
                }
            }
        }
    }

    #[test]
    fn every_state_was_unpacked_and_can_be_reached() {
        let plans = plans();
        let mut reached = vec![false; STATES];
        reached[1] = true;
        // Breadth-first order: a state is named by one before it or by itself being the first.
        for (state, row) in NEXT.chunks(10).enumerate().take(STATES).skip(1) {
            assert!(reached[state], "state {state} is nobody's next");
            for next in row {
                reached[usize::from(next.load(Relaxed) / 10)] = true;
            }
        }
        assert!(plans.label.iter().all(|&label| usize::from(label) <= LABELS.len()));
        let used: std::collections::BTreeSet<_> = plans.label.iter().collect();
        assert_eq!(used.len(), LABELS.len() + 1);
    }
}
