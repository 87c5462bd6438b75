//! Matches the few patterns that are kept as text: trunk prefixes, and what decides how a number is grouped.
//!
//! They are the metadata's own, in the part of regular expressions that it uses: digits, `\d`, classes, groups, `|`, `?`,
//! `{m,n}` and `$`. An input is 15 digits at most, so that plain backtracking is quick. Validity never comes here.

/// A pattern that was read.
pub(super) struct Pattern(Vec<Vec<Item>>);

/// One thing to match, `least` to `most` times.
struct Item {
    what: What,
    least: usize,
    most: usize,
}

enum What {
    /// One digit: bit n for digit n.
    Digit(u16),
    /// One of several sequences; a captured one says as which group.
    Group(Vec<Vec<Item>>, Option<usize>),
    /// The end of the input.
    End,
}

/// The matched part of each captured group, from group 1.
pub(super) type Captures = [Option<(usize, usize)>; 2];

impl Pattern {
    /// `None` for a pattern that is not of the known form.
    pub(super) fn read(text: &str) -> Option<Self> {
        let mut reader = Reader { rest: text, groups: 0 };
        let alternatives = reader.alternatives()?;
        reader.rest.is_empty().then_some(Self(alternatives))
    }

    /// Where the first match from the start of `digits` ends, and what its groups captured.
    pub(super) fn match_start(&self, digits: &[u8]) -> Option<(usize, Captures)> {
        let mut captures = Captures::default();
        let mut end = None;
        let matched = any_of(&self.0, digits, 0, &mut captures, &mut |at, _| {
            end = Some(at);
            true
        });
        if matched { end.map(|end| (end, captures)) } else { None }
    }
}

type Then<'a> = &'a mut dyn FnMut(usize, &mut Captures) -> bool;

fn any_of(sequences: &[Vec<Item>], digits: &[u8], at: usize, captures: &mut Captures, then: Then<'_>) -> bool {
    sequences.iter().any(|items| sequence(items, digits, at, captures, then))
}

fn sequence(items: &[Item], digits: &[u8], at: usize, captures: &mut Captures, then: Then<'_>) -> bool {
    match items.split_first() {
        None => then(at, captures),
        Some((item, rest)) => {
            repeated(item, 0, digits, at, captures, &mut |at, captures| sequence(rest, digits, at, captures, then))
        }
    }
}

/// As often as it can, then less often.
fn repeated(item: &Item, count: usize, digits: &[u8], at: usize, captures: &mut Captures, then: Then<'_>) -> bool {
    let more = count < item.most
        && once(&item.what, digits, at, captures, &mut |next, captures| {
            repeated(item, count + 1, digits, next, captures, then)
        });
    more || (count >= item.least && then(at, captures))
}

fn once(what: &What, digits: &[u8], at: usize, captures: &mut Captures, then: Then<'_>) -> bool {
    match what {
        What::End => at == digits.len() && then(at, captures),
        What::Digit(mask) => match digits.get(at) {
            Some(digit) => mask >> (digit - b'0') & 1 == 1 && then(at + 1, captures),
            None => false,
        },
        What::Group(sequences, None) => any_of(sequences, digits, at, captures, then),
        What::Group(sequences, Some(group)) => any_of(sequences, digits, at, captures, &mut |end, captures| {
            let before = *captures;
            if let Some(capture) = captures.get_mut(*group) {
                *capture = Some((at, end));
            }
            then(end, captures) || {
                *captures = before;
                false
            }
        }),
    }
}

struct Reader<'a> {
    rest: &'a str,
    groups: usize,
}

impl Reader<'_> {
    fn take(&mut self, mark: &str) -> bool {
        match self.rest.strip_prefix(mark) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    fn alternatives(&mut self) -> Option<Vec<Vec<Item>>> {
        let mut all = vec![self.items()?];
        while self.take("|") {
            all.push(self.items()?);
        }
        Some(all)
    }

    fn items(&mut self) -> Option<Vec<Item>> {
        let mut items = Vec::new();
        while !self.rest.is_empty() && !self.rest.starts_with(['|', ')']) {
            let what = self.what()?;
            let (least, most) = self.times()?;
            items.push(Item { what, least, most });
        }
        Some(items)
    }

    fn what(&mut self) -> Option<What> {
        if self.take("\\d") {
            return Some(What::Digit(0x3FF));
        }
        if self.take("$") {
            return Some(What::End);
        }
        if self.take("[") {
            let (class, rest) = self.rest.split_once(']')?;
            self.rest = rest;
            return class_mask(class).map(What::Digit);
        }
        if self.take("(") {
            let group = if self.take("?:") {
                None
            } else {
                self.groups += 1;
                Some(self.groups - 1)
            };
            let alternatives = self.alternatives()?;
            return self.take(")").then_some(What::Group(alternatives, group));
        }
        let digit = self.rest.chars().next()?.to_digit(10)?;
        self.rest = self.rest.get(1..)?;
        Some(What::Digit(1 << digit))
    }

    fn times(&mut self) -> Option<(usize, usize)> {
        if self.take("?") {
            return Some((0, 1));
        }
        if !self.take("{") {
            return Some((1, 1));
        }
        let (range, rest) = self.rest.split_once('}')?;
        self.rest = rest;
        let (least, most) = range.split_once(',').unwrap_or((range, range));
        Some((least.parse().ok()?, most.parse().ok()?))
    }
}

/// `2-46` as bits.
fn class_mask(class: &str) -> Option<u16> {
    let mut mask = 0;
    let mut from = None;
    let mut characters = class.chars();
    while let Some(character) = characters.next() {
        let (first, last) = match (character, from) {
            ('-', Some(first)) => (first, characters.next()?.to_digit(10)?),
            (digit, _) => (digit.to_digit(10)?, digit.to_digit(10)?),
        };
        for digit in first..=last {
            mask |= 1 << digit;
        }
        from = Some(last);
    }
    Some(mask)
}
