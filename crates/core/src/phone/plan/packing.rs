//! How the tables of the numbering plans are packed: the steps, the same for packing and unpacking.
//!
//! Every step codes one bit by the chance it had so far in the same situation (a binary range coder whose chances adapt, as in
//! LZMA). A [`Coder`] that packs writes the bit it is given; one that unpacks ignores it and answers the one it reads. So the
//! generator (`xtask/src/numbering/output.rs` includes this file) and core cannot disagree.
//!
//! All of it takes 14.8 KB so; the states alone, as rows of 16-bit numbers a browser's download (brotli) 26 KB.

/// A chance is a 12-bit number, of the bit being 0; this one is a half.
const HALF: u16 = 1 << 11;

/// The chances of a number: of its length in bits, then of the bits, the first three by what stands before them.
const OF_A_NUMBER: usize = 16 + 16 * 24;

/// A label has 7 bits.
const OF_A_LABEL: usize = 1 << 7;

/// Packs or unpacks bit by bit.
pub(super) trait Coder {
    /// Whether the values are known and have to be written.
    const PACKS: bool;

    /// What is left of the range.
    fn range(&mut self) -> &mut u32;

    /// Which part of the range it is: a 0 is below `bound`, a 1 is the rest. What is below a 1 is passed.
    fn part(&mut self, bound: u32, bit: bool) -> bool;

    /// On to the next byte.
    fn shift(&mut self);

    /// Codes one bit, and moves its chance a sixteenth of the way to what came.
    fn bit(&mut self, chance: &mut u16, bit: bool) -> bool {
        let bound = (*self.range() >> 12) * u32::from(*chance);
        let bit = self.part(bound, bit);
        if bit {
            *self.range() -= bound;
            *chance -= *chance >> 4;
        } else {
            *self.range() = bound;
            *chance += (4096 - *chance) >> 4;
        }
        while *self.range() < 1 << 24 {
            *self.range() <<= 8;
            self.shift();
        }
        bit
    }
}

/// Which calling codes there are; each has the place of its plan, from 1.
pub(super) fn calling_codes(coder: &mut impl Coder, plan_of_code: &mut [u8]) {
    let mut chances = [HALF; 2];
    let mut plans = 0;
    let mut before = false;
    for plan in plan_of_code {
        let [after_none, behind_one] = &mut chances;
        before = coder.bit(if before { behind_one } else { after_none }, *plan != 0);
        plans += u8::from(before);
        *plan = if before { plans } else { 0 };
    }
}

/// Small numbers.
pub(super) fn numbers(coder: &mut impl Coder, values: &mut [u16]) {
    let mut chances = [HALF; OF_A_NUMBER];
    for value in values {
        *value = u16::try_from(number(coder, &mut chances, usize::from(*value))).unwrap_or_default();
    }
}

/// Sets of 16 bits each.
pub(super) fn masks(coder: &mut impl Coder, masks: &mut [u16]) {
    // By place, and by the bit before.
    let mut chances = [HALF; 32];
    for mask in masks {
        let known = *mask;
        *mask = 0;
        for (place, pair) in chances.chunks_exact_mut(2).enumerate() {
            let before = place > 0 && *mask >> (place - 1) & 1 == 1;
            if let Some(chance) = pair.get_mut(usize::from(before)) {
                *mask |= u16::from(coder.bit(chance, known >> place & 1 == 1)) << place;
            }
        }
    }
}

/// The states in breadth-first order, but for the dead one: for each its label, then where the ten digits lead. `next` holds
/// places in itself, so ten times the number of the state.
///
/// A digit leads where the digit before does, or to the dead state, or to the next state that was not named yet, or to the one
/// named n states ago, counting each once: what leads to the same state mostly does so soon after. `recent` is as long as
/// `label`, for the states named so far: the last one named stands last, so that a new one moves no other.
pub(super) fn states<C: Coder>(coder: &mut C, next: &mut [u16], label: &mut [u8], recent: &mut [u16]) {
    // By whether the state before is the end of a number: few states are.
    let mut end_chances = [HALF; 2];
    let mut label_chances = [HALF; OF_A_LABEL];
    let mut step_chances = [HALF; 6 * 4 * 3 * 3];
    let mut distance_chances = [HALF; 4 * OF_A_NUMBER];
    let mut named = 0;
    let mut before_ends = false;
    for (row, label) in next.chunks_exact_mut(10).zip(label).skip(1) {
        let [after_none, behind_one] = &mut end_chances;
        before_ends = coder.bit(if before_ends { behind_one } else { after_none }, *label != 0);
        if before_ends {
            *label = u8::try_from(bits(coder, &mut label_chances, usize::from(*label))).unwrap_or_default();
        }

        let (mut before, mut step_before, mut step_before_that) = (0, 0, 0);
        for (digit, next) in row.iter_mut().enumerate() {
            let edge = match digit {
                0 => 0,
                9 => 1,
                _ => 2,
            };
            let situation = (step_before.min(5) * 4 + step_before_that.min(3)) * 3 + edge;
            let Some([same, dead, new]) = step_chances.as_chunks_mut::<3>().0.get_mut(situation) else { return };
            step_before_that = step_before;
            if coder.bit(same, *next == before) {
                *next = before;
                step_before = 0;
            } else if coder.bit(dead, *next == 0) {
                *next = 0;
                step_before = 1;
            } else {
                // The first state is nobody's next, so the first one named is the second.
                let newest = u16::try_from((named + 2) * 10).unwrap_or_default();
                if coder.bit(new, *next == newest) {
                    *next = newest;
                    step_before = 2;
                    named += 1;
                } else {
                    let mut known = recent.get(..named).unwrap_or_default().iter().rev();
                    let known = if C::PACKS { known.position(|state| state == next) } else { None };
                    let chances = distance_chances.chunks_exact_mut(OF_A_NUMBER).nth(step_before.min(3));
                    let place = number(coder, chances.unwrap_or_default(), known.unwrap_or_default());
                    step_before = place + 3;
                    let Some(since) = named.checked_sub(place + 1).and_then(|place| recent.get_mut(place..named))
                    else {
                        return;
                    };
                    *next = since.first().copied().unwrap_or_default();
                    since.copy_within(1.., 0);
                }
                if let Some(last) = recent.get_mut(named - 1) {
                    *last = *next;
                }
            }
            before = *next;
        }
    }
}

/// A number of as many bits as there are chances for, the highest first.
#[inline(never)]
fn bits(coder: &mut impl Coder, chances: &mut [u16], known: usize) -> usize {
    let mut read = 1;
    for place in (0..chances.len().trailing_zeros()).rev() {
        let Some(chance) = chances.get_mut(read) else { break };
        read = read * 2 + usize::from(coder.bit(chance, known >> place & 1 == 1));
    }
    read - chances.len().min(read)
}

/// Any number below 2^16: how many bits the next one has behind the first, then these.
#[inline(never)]
fn number(coder: &mut impl Coder, chances: &mut [u16], known: usize) -> usize {
    let known = known + 1;
    let mut length = 0;
    while let Some(chance) = chances.get_mut(length).filter(|_| length < 16) {
        if !coder.bit(chance, known >> length > 1) {
            break;
        }
        length += 1;
    }
    let mut read = 1;
    for place in (0..length).rev() {
        let situation = if length - place <= 3 { read } else { 8 + place };
        let Some(chance) = chances.get_mut(16 + length.min(15) * 24 + situation) else { break };
        read = read * 2 + usize::from(coder.bit(chance, known >> place & 1 == 1));
    }
    read - 1
}
