//! Writes the automaton for core to unpack.

use super::automaton::Automaton;
use steps::{Coder, LONGEST, SITUATIONS, SYMBOLS, steps};

#[path = "../../../crates/core/src/phone/plan/packing.rs"]
mod steps;

/// The lengths of the codes, then what is written in them.
pub(super) fn packed(automaton: &Automaton) -> Vec<u8> {
    let mut counting = Counting { counts: vec![[0; SYMBOLS]; SITUATIONS] };
    code(&mut counting, automaton);
    let lengths: Vec<_> = counting.counts.into_iter().map(lengths).collect();
    let mut writing = Writing { codes: lengths.iter().map(codes).collect(), bits: Vec::new() };
    code(&mut writing, automaton);

    let mut bytes = lengths.concat();
    for bits in writing.bits.chunks(8) {
        bytes.push(bits.iter().enumerate().fold(0, |byte, (place, bit)| byte | u8::from(*bit) << (7 - place)));
    }
    bytes
}

fn code(coder: &mut impl Coder, automaton: &Automaton) {
    let next: Vec<_> = automaton.states.iter().flat_map(|state| state.next).map(|state| (state * 10).into()).collect();
    steps(coder, &next, &mut vec![0; automaton.states.len()]);
}

/// How often each symbol comes in each situation.
struct Counting {
    counts: Vec<[u32; SYMBOLS]>,
}

impl Coder for Counting {
    const PACKS: bool = true;

    fn symbol(&mut self, situation: usize, known: usize) -> usize {
        if let Some(count) = self.counts.get_mut(situation).and_then(|counts| counts.get_mut(known)) {
            *count += 1;
        }
        known
    }

    fn bits(&mut self, _: u8, known: usize) -> usize {
        known
    }
}

struct Writing {
    codes: Vec<[Vec<bool>; SYMBOLS]>,
    bits: Vec<bool>,
}

impl Coder for Writing {
    const PACKS: bool = true;

    fn symbol(&mut self, situation: usize, known: usize) -> usize {
        if let Some(code) = self.codes.get(situation).and_then(|codes| codes.get(known)) {
            self.bits.extend(code);
        }
        known
    }

    fn bits(&mut self, count: u8, known: usize) -> usize {
        self.bits.extend((0..count).rev().map(|place| known >> place & 1 == 1));
        known
    }
}

/// Huffman's lengths, at most [`LONGEST`]: while one is longer, the rare symbols are taken for less rare.
fn lengths(mut counts: [u32; SYMBOLS]) -> [u8; SYMBOLS] {
    loop {
        let mut lengths = [0; SYMBOLS];
        // How often the symbols of a tree come, and which they are.
        let mut trees: Vec<_> =
            (0..).zip(counts).filter(|(_, count)| *count > 0).map(|(symbol, count)| (count, vec![symbol])).collect();
        // A symbol that is the only one has a bit as well.
        if let [only] = trees.as_slice() {
            trees.push((0, only.1.clone()));
        }
        while trees.len() > 1 {
            trees.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
            let rarest = trees.split_off(trees.len() - 2);
            let count = rarest.iter().map(|(count, _)| count).sum();
            let symbols: Vec<usize> = rarest.into_iter().flat_map(|(_, symbols)| symbols).collect();
            for (_, length) in lengths.iter_mut().enumerate().filter(|(symbol, _)| symbols.contains(symbol)) {
                *length += 1;
            }
            trees.push((count, symbols));
        }
        if lengths.iter().all(|length| *length <= LONGEST) {
            return lengths;
        }
        counts = counts.map(|count| count.div_ceil(2));
    }
}

/// The codes of such lengths, in the order in which core fills its table: short ones first.
fn codes(lengths: &[u8; SYMBOLS]) -> [Vec<bool>; SYMBOLS] {
    let mut codes = [const { Vec::new() }; SYMBOLS];
    let mut place = 0_u16;
    for length in 1..=LONGEST {
        for (code, _) in codes.iter_mut().zip(lengths).filter(|(_, each)| **each == length) {
            *code = (0..length).map(|bit| place >> (LONGEST - 1 - bit) & 1 == 1).collect();
            place += 1 << (LONGEST - length);
        }
    }
    codes
}
