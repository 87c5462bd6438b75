//! All numbering plans as one minimal automaton over the digits behind the `+`.
//!
//! Every path is at most 15 digits long, so the automaton has no cycles, and building it from the last digit to the first
//! while sharing equal states makes it minimal without a second step.

use std::collections::HashMap;

use anyhow::{Context, Result};
use regex_automata::dfa::{Automaton as _, StartKind, dense};
use regex_automata::util::primitives::StateID;
use regex_automata::util::syntax;
use regex_automata::{Anchored, util::start};

use super::metadata::{KINDS, Plans, Region};

/// The most digits an E.164 number has.
const MAX_DIGITS: usize = 15;

/// A state: what a number that ends here is, and where each digit leads. State 0 is the dead one.
#[derive(Clone, PartialEq, Eq, Hash, Default)]
pub(super) struct State {
    /// 0 for "no number ends here".
    pub(super) label: u8,
    pub(super) next: [u16; 10],
}

/// What a number is: the place of its region among those of its calling code, and its kind.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(super) struct Label {
    pub(super) region: u8,
    pub(super) kind: u8,
}

/// State 1 is the first; states stand in breadth-first order, which compresses best.
pub(super) struct Automaton {
    pub(super) states: Vec<State>,
    /// The label of `State::label` - 1.
    pub(super) labels: Vec<Label>,
}

/// The kinds of core's `Kind`, in its order; the first ten are the metadata's own order.
pub(super) const FIXED_LINE_OR_MOBILE: u8 = 10;

/// In which order a number is tried for its kind after the fixed lines: that of `libphonenumber-js` (indexes of the metadata).
const AFTER_FIXED_LINE: [usize; 9] = [1, 3, 2, 9, 8, 4, 7, 6, 5];

pub(super) fn build(plans: &Plans) -> Result<Automaton> {
    let mut builder = Builder { states: vec![State::default()], known: HashMap::new(), labels: Vec::new() };
    builder.known.insert(State::default(), 0);
    let mut roots = HashMap::new();
    for (code, regions) in plans {
        let code = code.to_string();
        let machines = regions.iter().map(Machine::new).collect::<Result<Vec<_>>>()?;
        let start = machines.iter().map(Machine::start).collect::<Result<Vec<_>>>()?;
        let mut known = HashMap::new();
        let root = builder.number(&machines, &start, 0, MAX_DIGITS - code.len(), &mut known)?;
        roots.insert(code, root);
    }
    let first = builder.calling_codes(&roots, "")?;
    builder.finish(first)
}

struct Builder {
    states: Vec<State>,
    known: HashMap<State, u16>,
    labels: Vec<Label>,
}

impl Builder {
    /// The state behind the digits of `prefix`, which is no whole calling code yet.
    fn calling_codes(&mut self, roots: &HashMap<String, u16>, prefix: &str) -> Result<u16> {
        if let Some(&root) = roots.get(prefix) {
            return Ok(root);
        }
        let mut state = State::default();
        if roots.keys().any(|code| code.starts_with(prefix)) {
            for (digit, next) in ('0'..='9').zip(&mut state.next) {
                *next = self.calling_codes(roots, &format!("{prefix}{digit}"))?;
            }
        }
        self.share(state)
    }

    /// The state of one calling code's plans after `digits` digits.
    fn number(
        &mut self,
        machines: &[Machine],
        at: &[Place],
        digits: usize,
        most: usize,
        known: &mut HashMap<(Vec<Place>, usize), u16>,
    ) -> Result<u16> {
        if at.iter().all(|place| place.general.is_none()) {
            return Ok(0);
        }
        let key = (at.to_vec(), digits);
        if let Some(&state) = known.get(&key) {
            return Ok(state);
        }
        let mut state = State { label: self.label(machines, at, digits)?, ..State::default() };
        if digits < most {
            for (digit, next) in (b'0'..=b'9').zip(&mut state.next) {
                let there: Vec<_> =
                    machines.iter().zip(at).map(|(machine, place)| machine.step(place, digit)).collect();
                *next = self.number(machines, &there, digits + 1, most, known)?;
            }
        }
        let id = self.share(state)?;
        known.insert(key, id);
        Ok(id)
    }

    fn label(&mut self, machines: &[Machine], at: &[Place], digits: usize) -> Result<u8> {
        for (region, (machine, place)) in machines.iter().zip(at).enumerate() {
            let kind = machine.kind(place, digits);
            // Leading digits decide the region by themselves, even when the number then is none of its numbers.
            let decided = match &machine.leading_digits {
                Some(dfa) => place.leading_digits.is_some_and(|state| dfa.is_match(state)),
                None => kind.is_some(),
            };
            if machines.len() > 1 && !decided {
                continue;
            }
            let Some(kind) = kind else { return Ok(0) };
            let label = Label { region: u8::try_from(region)?, kind };
            let place = self.labels.iter().position(|known| *known == label).unwrap_or_else(|| {
                self.labels.push(label);
                self.labels.len() - 1
            });
            return u8::try_from(place + 1).context("more labels than a byte can tell apart");
        }
        Ok(0)
    }

    fn share(&mut self, state: State) -> Result<u16> {
        if let Some(&id) = self.known.get(&state) {
            return Ok(id);
        }
        let id = u16::try_from(self.states.len()).context("more states than 16 bits can tell apart")?;
        self.states.push(state.clone());
        self.known.insert(state, id);
        Ok(id)
    }

    /// Renumbers the states in breadth-first order and the labels by their meaning, so that the table is the same
    /// whatever order the plans were read in.
    fn finish(self, first: u16) -> Result<Automaton> {
        let mut labels = self.labels.clone();
        labels.sort_unstable();
        let relabel = |label: u8| -> Result<u8> {
            let Some(old) = label.checked_sub(1).and_then(|index| self.labels.get(usize::from(index))) else {
                return Ok(0);
            };
            let place = labels.iter().position(|label| label == old).context("a label was lost")?;
            Ok(u8::try_from(place + 1)?)
        };
        let mut order = vec![0, first];
        let mut place = HashMap::from([(0_u16, 0_u16), (first, 1)]);
        let mut done = 1;
        while let Some(state) = order.get(done).and_then(|&id| self.states.get(usize::from(id))) {
            for &next in &state.next {
                if let std::collections::hash_map::Entry::Vacant(entry) = place.entry(next) {
                    entry.insert(u16::try_from(order.len())?);
                    order.push(next);
                }
            }
            done += 1;
        }
        let states = order.iter().map(|&id| {
            let old = self.states.get(usize::from(id)).context("a state was lost")?;
            let mut next = [0; 10];
            for (new, old) in next.iter_mut().zip(&old.next) {
                *new = *place.get(old).context("a state was lost")?;
            }
            Ok(State { label: relabel(old.label)?, next })
        });
        Ok(Automaton { states: states.collect::<Result<_>>()?, labels })
    }
}

/// The patterns of one region, each as an automaton of its own.
struct Machine {
    general: Matcher,
    leading_digits: Option<Matcher>,
    kinds: [Option<(Matcher, Vec<usize>)>; KINDS],
    /// The mobile pattern is left out where it is that of the fixed lines.
    mobile_is_fixed_line: bool,
}

/// Where each pattern of a region stands; `None` where nothing can match any more.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Place {
    general: Option<StateID>,
    leading_digits: Option<StateID>,
    kinds: [Option<StateID>; KINDS],
}

impl Machine {
    fn new(region: &Region) -> Result<Self> {
        let mut kinds = [const { None }; KINDS];
        for (kind, machine) in region.kinds.iter().zip(&mut kinds) {
            if let Some((pattern, lengths)) = kind
                && !pattern.is_empty()
            {
                *machine = Some((Matcher::new(pattern)?, lengths.clone()));
            }
        }
        let mobile_is_fixed_line =
            region.kinds.get(1).is_none_or(|mobile| mobile.as_ref().is_none_or(|(pattern, _)| pattern.is_empty()));
        let leading_digits = region.leading_digits.as_ref();
        Ok(Self {
            general: Matcher::new(&region.general)?,
            leading_digits: leading_digits.map(|digits| Matcher::new(&format!("(?:{digits})[0-9]*"))).transpose()?,
            kinds,
            mobile_is_fixed_line,
        })
    }

    fn start(&self) -> Result<Place> {
        let mut kinds = [None; KINDS];
        for (machine, place) in self.kinds.iter().zip(&mut kinds) {
            *place = machine.as_ref().map(|(machine, _)| machine.start()).transpose()?;
        }
        Ok(Place {
            general: Some(self.general.start()?),
            leading_digits: self.leading_digits.as_ref().map(Matcher::start).transpose()?,
            kinds,
        })
    }

    fn step(&self, from: &Place, digit: u8) -> Place {
        let mut kinds = [None; KINDS];
        for ((machine, place), next) in self.kinds.iter().zip(&from.kinds).zip(&mut kinds) {
            *next = machine.as_ref().zip(*place).and_then(|((machine, _), place)| machine.step(place, digit));
        }
        let leading = self.leading_digits.as_ref().zip(from.leading_digits);
        Place {
            general: from.general.and_then(|place| self.general.step(place, digit)),
            leading_digits: leading.and_then(|(machine, place)| machine.step(place, digit)),
            kinds,
        }
    }

    /// The kind of a number that ends here; `None` when it is no number of the region.
    fn kind(&self, place: &Place, digits: usize) -> Option<u8> {
        if !place.general.is_some_and(|state| self.general.is_match(state)) {
            return None;
        }
        let is = |index: usize| {
            let machine = self.kinds.get(index).and_then(Option::as_ref).zip(place.kinds.get(index).copied().flatten());
            machine.is_some_and(|((machine, lengths), state)| lengths.contains(&digits) && machine.is_match(state))
        };
        if is(0) {
            return Some(if self.mobile_is_fixed_line || is(1) { FIXED_LINE_OR_MOBILE } else { 0 });
        }
        AFTER_FIXED_LINE.into_iter().find(|&index| is(index)).and_then(|index| u8::try_from(index).ok())
    }
}

/// One pattern, matched as a whole.
struct Matcher(dense::DFA<Vec<u32>>);

impl Matcher {
    fn new(pattern: &str) -> Result<Self> {
        let dfa = dense::Builder::new()
            .configure(dense::Config::new().start_kind(StartKind::Anchored))
            .syntax(syntax::Config::new().unicode(false).utf8(false))
            .build(&format!("(?:{pattern})$"))
            .with_context(|| format!("pattern {pattern}"))?;
        Ok(Self(dfa))
    }

    fn start(&self) -> Result<StateID> {
        Ok(self.0.start_state(&start::Config::new().anchored(Anchored::Yes))?)
    }

    fn step(&self, from: StateID, digit: u8) -> Option<StateID> {
        let next = self.0.next_state(from, digit);
        if self.0.is_dead_state(next) { None } else { Some(next) }
    }

    fn is_match(&self, state: StateID) -> bool {
        self.0.is_match_state(self.0.next_eoi_state(state))
    }
}
