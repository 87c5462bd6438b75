//! How a number is written for people: E.123's international form, `+44 20 7183 8750`.

use super::number::PhoneNumber;
use super::pattern::match_start;

impl PhoneNumber {
    /// The calling code and the groups its plan uses, with spaces between, as ITU-T E.123 asks. One group where the plan
    /// names none; `None` where no calling code is known.
    pub fn international(self) -> Option<String> {
        let digits = self.digits();
        let (code, mut rest) = self.split(&digits)?;
        let sizes = self.group_sizes(rest.as_bytes()).unwrap_or_default();
        let mut spare = rest.len().saturating_sub(ranges(sizes).map(|(least, _)| least).sum());
        let mut text = String::from("+");
        text.push_str(code);
        // A range takes as many as it can and leaves the least to those behind it.
        for (least, most) in ranges(sizes) {
            let more = spare.min(most - least);
            spare -= more;
            let (group, behind) = rest.split_at_checked(least + more)?;
            text.push(' ');
            text.push_str(group);
            rest = behind;
        }
        if !rest.is_empty() {
            text.push(' ');
            text.push_str(rest);
        }
        Some(text)
    }

    /// The first grouping that has as many digits and is for numbers that begin so: its sizes.
    fn group_sizes(self, national: &[u8]) -> Option<&'static [u8]> {
        let mut rest = self.habits()?.groupings;
        while !rest.is_empty() {
            let (sizes, behind) =
                rest.split_at_checked(rest.iter().position(|byte| !is_size(*byte)).unwrap_or(rest.len()))?;
            let (leading, behind) =
                behind.split_at_checked(behind.iter().position(|byte| is_size(*byte)).unwrap_or(behind.len()))?;
            rest = behind;
            let (least, most) = ranges(sizes).fold((0, 0), |sum, range| (sum.0 + range.0, sum.1 + range.1));
            // An empty pattern matches anything.
            if (least..=most).contains(&national.len()) && match_start(leading, national).is_some() {
                return Some(sizes);
            }
        }
        None
    }
}

fn is_size(byte: u8) -> bool {
    byte.is_ascii_lowercase() || byte == b'-'
}

/// At least and at most how many digits each group has: `ddc-e` is 3, 3 and 2 to 4.
fn ranges(sizes: &[u8]) -> impl Iterator<Item = (usize, usize)> {
    let number = |letter: u8| usize::from(letter.saturating_sub(b'a'));
    let mut rest = sizes;
    std::iter::from_fn(move || match *rest {
        [least, b'-', most, ref behind @ ..] => {
            rest = behind;
            Some((number(least), number(most)))
        }
        [size, ref behind @ ..] => {
            rest = behind;
            Some((number(size), number(size)))
        }
        [] => None,
    })
}
