//! How a number is written for people: E.123's international form, `+44 20 7183 8750`.

use super::number::PhoneNumber;
use super::pattern::Pattern;

impl PhoneNumber {
    /// The calling code and the groups its plan uses, with spaces between, as ITU-T E.123 asks. One group where the plan
    /// names none; `None` where no calling code is known.
    pub fn international(self) -> Option<String> {
        let code = self.calling_code()?;
        let Some(national) = self.national_number() else { return Some(format!("+{code}")) };
        let mut text = format!("+{code}");
        let mut rest = national.as_str();
        for size in self.group_sizes(&national).unwrap_or_default() {
            let (group, behind) = rest.split_at_checked(size)?;
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

    fn group_sizes(self, national: &str) -> Option<Vec<usize>> {
        let groupings = self.habits()?.groupings;
        groupings.split(';').filter(|grouping| !grouping.is_empty()).find_map(|grouping| {
            let (sizes, leading) = grouping.split_once('=')?;
            let sizes = fit(sizes, national.len())?;
            let begins = leading.is_empty() || Pattern::read(leading)?.match_start(national.as_bytes()).is_some();
            begins.then_some(sizes)
        })
    }
}

/// The sizes for `digits` digits; a range takes as many as it can and leaves the least to those behind it.
fn fit(sizes: &str, digits: usize) -> Option<Vec<usize>> {
    let ranges: Option<Vec<(usize, usize)>> = sizes
        .split(' ')
        .map(|size| {
            let (least, most) = size.split_once('-').unwrap_or((size, size));
            Some((least.parse().ok()?, most.parse().ok()?))
        })
        .collect();
    let ranges = ranges?;
    let mut spare = digits.checked_sub(ranges.iter().map(|(least, _)| least).sum())?;
    let fitted = ranges.iter().map(|&(least, most)| {
        let more = spare.min(most - least);
        spare -= more;
        least + more
    });
    let fitted: Vec<_> = fitted.collect();
    (spare == 0).then_some(fitted)
}
