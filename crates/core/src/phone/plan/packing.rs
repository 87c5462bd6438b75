//! How the automaton of the numbering plans is packed: the steps, the same for packing and unpacking.
//!
//! A row of ten steps is written as its runs of digits that lead to the same state, 25,000 runs in all. What a run is, is one symbol
//! of a Huffman code; which code depends on the situation. A [`Coder`] that packs writes the symbols it is given; one that unpacks
//! ignores them and answers those it reads. So the generator (`xtask/src/numbering/packing.rs` includes this file) and core cannot
//! disagree.
//!
//! It takes 14.5 KB of a browser's download (brotli) so, as rows of 16-bit numbers 26 KB. Arithmetic coding with frequencies that
//! adapt would take 0.5 KB less, but the first answer in a fresh process waits for the unpacking, and that takes twice as long then.

use std::sync::atomic::AtomicU16;
use std::sync::atomic::Ordering::Relaxed;

/// The bits of the longest codes.
pub(super) const LONGEST: u8 = 9;

/// How many symbols each code has.
pub(super) const SYMBOLS: usize = 40;

/// How many codes there are: for runs by where they begin and where the run before leads, for distances by the latter.
pub(super) const SITUATIONS: usize = OF_RUNS + LEADS;
const OF_RUNS: usize = 6 * LEADS;

const DIGITS: usize = 10;

/// Where a run leads: to the dead state, to the next state that was not named yet, to the one that was named last, or to one named
/// before. There is one more, for the run before the first.
const LEADS: usize = 5;
const DEAD: usize = 0;
const NEW: usize = 1;
const LAST: usize = 2;
const EARLIER: usize = 3;
const NO_RUN: usize = 4;

/// Packs or unpacks.
pub(super) trait Coder {
    /// Whether the values are known and have to be written.
    const PACKS: bool;

    /// Codes a symbol in a situation.
    fn symbol(&mut self, situation: usize, known: usize) -> usize;

    /// Codes a number of so many bits, at most 11, behind a symbol.
    fn bits(&mut self, count: u8, known: usize) -> usize;
}

/// Where the ten digits of each state lead, but for the dead one; the states stand in breadth-first order. `next` holds places in
/// itself, so ten times the number of the state.
///
/// A state that was named before is the one named n states ago, counting each once: what leads to the same state mostly does so soon
/// after. `recent` is as long as there are states, for those named so far: the last one stands last, so that a new one moves no other.
// One function for all of it, and a small one: V8 compiles whatever it sees running often anew, which holds it up, the longer the
// more functions these are and the larger (measured: 1.9 ms in place of 5.7 for all of the unpacking).
#[inline(never)]
pub(super) fn steps<C: Coder>(coder: &mut C, next: &[AtomicU16], recent: &mut [u16]) {
    let mut named = 0;
    for row in next.chunks_exact(DIGITS).skip(1) {
        let mut rest = row;
        let mut before = NO_RUN;
        while let Some(known) = rest.first() {
            // The first state is nobody's next, so that the first one named is the second.
            let newest = u16::try_from((named + 2) * DIGITS).unwrap_or_default();
            let mut known_run = 0;
            let mut known_distance = 0;
            if C::PACKS {
                let known = known.load(Relaxed);
                let since = recent.get(..named).unwrap_or_default().iter().rev();
                known_distance = since.take_while(|state| **state != known).count();
                let leads = match known {
                    0 => DEAD,
                    _ if known == newest => NEW,
                    _ if known_distance == 0 => LAST,
                    _ => EARLIER,
                };
                // To the end of the row is 0.
                let length = rest.iter().position(|state| state.load(Relaxed) != known).unwrap_or(0);
                known_run = length * 4 + leads;
            }
            let begins = (DIGITS + 1 - rest.len()) / 2;
            let run = coder.symbol(begins * LEADS + before, known_run);
            let leads = run % 4;
            let mut state = 0;
            if leads != DEAD {
                if leads == NEW {
                    named += 1;
                }
                let distance = if leads == EARLIER { distance(coder, OF_RUNS + before, known_distance) } else { 0 };
                let since = named.checked_sub(distance + 1).and_then(|place| recent.get_mut(place..named));
                state = match since.unwrap_or_default() {
                    [last] => {
                        if leads == NEW {
                            *last = newest;
                        }
                        *last
                    }
                    // The commonest of all, and the quickest.
                    [one, last] => {
                        std::mem::swap(one, last);
                        *last
                    }
                    since => bring_to_end(since),
                };
            }
            let length = if run < 4 { rest.len() } else { run / 4 };
            let Some((digits, behind)) = rest.split_at_checked(length) else { return };
            for digit in digits {
                digit.store(state, Relaxed);
            }
            rest = behind;
            before = leads;
        }
    }
}

/// The first becomes the last.
#[inline(never)]
fn bring_to_end(states: &mut [u16]) -> u16 {
    let state = states.first().copied().unwrap_or_default();
    states.copy_within(1.., 0);
    if let Some(last) = states.last_mut() {
        *last = state;
    }
    state
}

/// A number from 1 on: its first bit, which is set, and the second are in the symbol that says how many there are; the others follow.
fn distance(coder: &mut impl Coder, situation: usize, known: usize) -> usize {
    let bits = usize::try_from(known.checked_ilog2().unwrap_or_default()).unwrap_or_default();
    let second = if bits > 0 { known >> (bits - 1) & 1 } else { 0 };
    let symbol = coder.symbol(situation, bits * 2 + second);
    let Some(rest) = u8::try_from(symbol / 2).unwrap_or_default().checked_sub(1) else { return 1 };
    (2 + symbol % 2) << rest | coder.bits(rest, known)
}
