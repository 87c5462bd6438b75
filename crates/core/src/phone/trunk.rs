//! Numbers that kept what is dialled before them inside their country: `+44 020…` for `+44 20…`.

use super::number::{PhoneNumber, Validity};
use super::pattern::Pattern;

impl PhoneNumber {
    /// The number that was meant, when this one is not valid and its main region's trunk prefix rule, applied once, makes
    /// a valid one of it. (San Marino's rule adds digits.)
    pub fn without_trunk_prefix(self) -> Option<Self> {
        if self.validity() == Validity::Valid {
            return None;
        }
        let habits = self.habits().filter(|habits| !habits.trunk_prefix.is_empty())?;
        let national = self.national_number()?;
        let (end, captures) = Pattern::read(habits.trunk_prefix)?.match_start(national.as_bytes())?;
        let last_captured = captures.iter().take(groups(habits.trunk_prefix)).next_back().copied().flatten();
        let mut meant = format!("+{}", self.calling_code()?);
        if !habits.trunk_replacement.is_empty() && last_captured.is_some() {
            let mut rest = habits.trunk_replacement;
            while let Some((before, behind)) = rest.split_once('$') {
                meant.push_str(before);
                let group = usize::from(*behind.as_bytes().first()?).checked_sub(usize::from(b'1'))?;
                let (from, to) = (*captures.get(group)?)?;
                meant.push_str(national.get(from..to)?);
                rest = behind.get(1..)?;
            }
            meant.push_str(rest);
        }
        meant.push_str(national.get(end..)?);
        Self::parse(&meant).ok().filter(|meant| meant.validity() == Validity::Valid)
    }
}

/// How many groups a pattern captures.
fn groups(pattern: &str) -> usize {
    pattern.as_bytes().windows(2).filter(|pair| pair.starts_with(b"(") && !pair.ends_with(b"?")).count()
}
