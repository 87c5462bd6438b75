//! Matches the few patterns that are kept as text: trunk prefixes, and what decides how a number is grouped.
//!
//! They are the metadata's own, in the part of regular expressions that it uses: digits, classes, groups, `|`, `?`, `{m,n}`
//! and `$`, in a shorter writing: `(…)` is a group, `<…>` one that is captured, and a class is two bytes from 0x80 on, five of
//! its ten bits in each. An input is 15 digits at most, so that plain backtracking over the text of the pattern is quick. Validity
//! never comes here.

/// The matched part of each captured group, from group 1.
pub(super) type Captures = [Option<(usize, usize)>; 2];

/// Where the first match from the start of `digits` ends, and what its groups captured.
pub(super) fn match_start(pattern: &[u8], digits: &[u8]) -> Option<(usize, Captures)> {
    let mut matching = Matching { pattern, digits, captures: Captures::default(), end: 0 };
    matching.any_of(0, 0, None).then_some((matching.end, matching.captures))
}

/// How many groups a pattern captures.
pub(super) fn groups(pattern: &[u8]) -> usize {
    pattern.split(|byte| *byte == b'<').skip(1).count()
}

struct Matching<'a> {
    pattern: &'a [u8],
    digits: &'a [u8],
    captures: Captures,
    end: usize,
}

/// One thing of a pattern, and how often it may still come.
#[derive(Clone, Copy)]
struct Item {
    /// Where it begins in the pattern.
    place: usize,
    least: usize,
    most: usize,
    /// Where the next one begins.
    behind: usize,
}

/// What to do behind a group: the group once more, or what follows it.
struct Then<'a> {
    item: Item,
    /// The digit that the group began with.
    from: usize,
    outer: Option<&'a Then<'a>>,
}

impl Matching<'_> {
    fn byte(&self, place: usize) -> u8 {
        self.pattern.get(place).copied().unwrap_or(b')')
    }

    /// One of the sequences from `place` on.
    fn any_of(&mut self, mut place: usize, at: usize, then: Option<&Then<'_>>) -> bool {
        loop {
            if self.sequence(place, at, then) {
                return true;
            }
            while self.byte(place) != b'|' {
                if self.is_end(place) {
                    return false;
                }
                place = self.behind(place);
            }
            place += 1;
        }
    }

    fn sequence(&mut self, place: usize, at: usize, then: Option<&Then<'_>>) -> bool {
        if self.byte(place) != b'|' && !self.is_end(place) {
            let (least, most, behind) = self.times(self.behind(place));
            return self.repeated(Item { place, least, most, behind }, at, then);
        }
        let Some(then) = then else {
            self.end = at;
            return true;
        };
        let before = self.captures;
        if self.byte(then.item.place) == b'<' {
            let group = groups(self.pattern.get(..then.item.place).unwrap_or_default());
            if let Some(capture) = self.captures.get_mut(group) {
                *capture = Some((then.from, at));
            }
        }
        self.repeated(then.item, at, then.outer) || {
            self.captures = before;
            false
        }
    }

    /// As often as it can, then less often.
    fn repeated(&mut self, item: Item, at: usize, then: Option<&Then<'_>>) -> bool {
        let Item { place, least, most, behind } = item;
        if most > 0 {
            let rest = Item { least: least.saturating_sub(1), most: most - 1, ..item };
            let once = match self.byte(place) {
                b'(' | b'<' => self.any_of(place + 1, at, Some(&Then { item: rest, from: at, outer: then })),
                b'$' => at == self.digits.len() && self.repeated(rest, at, then),
                _ => {
                    let digit = self.digits.get(at).copied();
                    digit.is_some_and(|digit| self.fits(place, digit)) && self.repeated(rest, at + 1, then)
                }
            };
            if once {
                return true;
            }
        }
        least == 0 && self.sequence(behind, at, then)
    }

    /// Whether a digit is what stands at `place`: a digit or a class.
    fn fits(&self, place: usize, digit: u8) -> bool {
        let high = self.byte(place);
        if high < 0x80 {
            return high == digit;
        }
        let mask = u16::from(high & 0x1F) << 5 | u16::from(self.byte(place + 1) & 0x1F);
        mask >> (digit & 0xF) & 1 == 1
    }

    /// Where the thing at `place` ends, without its count.
    fn behind(&self, place: usize) -> usize {
        let mut end = place + 1;
        match self.byte(place) {
            b'(' | b'<' => {
                while !self.is_end(end) {
                    end = if self.byte(end) == b'|' { end + 1 } else { self.behind(end) };
                }
                end + 1
            }
            b'{' => {
                while end < self.pattern.len() && self.byte(end) != b'}' {
                    end += 1;
                }
                end + 1
            }
            0x80.. => end + 1,
            _ => end,
        }
    }

    /// Whether a group, or all of it, ends at `place`.
    fn is_end(&self, place: usize) -> bool {
        matches!(self.byte(place), b')' | b'>')
    }

    /// `?` or `{2,3}`: at least, at most, and where the next thing begins.
    fn times(&self, place: usize) -> (usize, usize, usize) {
        match self.byte(place) {
            b'?' => (0, 1, place + 1),
            b'{' => {
                let behind = self.behind(place);
                let mut least = None;
                let mut number = 0;
                for byte in self.pattern.get(place + 1..behind - 1).unwrap_or_default() {
                    match byte {
                        b',' => least = Some(std::mem::take(&mut number)),
                        digit => number = number * 10 + usize::from(digit & 0xF),
                    }
                }
                (least.unwrap_or(number), number, behind)
            }
            _ => (1, 1, place),
        }
    }
}
