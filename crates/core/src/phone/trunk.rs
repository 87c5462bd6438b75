//! Numbers that kept what is dialled before them inside their country: `+44 020…` for `+44 20…`.

use super::number::{PhoneNumber, Validity};
use super::pattern::{groups, match_start};

impl PhoneNumber {
    /// The number that was meant, when this one is not valid and its main region's trunk prefix rule, applied once, makes
    /// a valid one of it. (San Marino's rule adds digits.)
    pub fn without_trunk_prefix(self) -> Option<Self> {
        if self.validity() == Validity::Valid {
            return None;
        }
        let habits = self.habits().filter(|habits| !habits.trunk_prefix.is_empty())?;
        let digits = self.digits();
        let (code, national) = self.split(&digits)?;
        let (end, captures) = match_start(habits.trunk_prefix, national.as_bytes())?;
        let last_captured = groups(habits.trunk_prefix).checked_sub(1).and_then(|last| *captures.get(last)?);
        let mut meant = String::from("+");
        meant.push_str(code);
        if last_captured.is_some() {
            let mut replacement = habits.trunk_replacement.iter();
            while let Some(byte) = replacement.next() {
                if *byte != b'$' {
                    meant.push(char::from(*byte));
                    continue;
                }
                let group = usize::from(replacement.next()?.checked_sub(b'1')?);
                let (from, to) = (*captures.get(group)?)?;
                meant.push_str(national.get(from..to)?);
            }
        }
        meant.push_str(national.get(end..)?);
        Self::parse(&meant).ok().filter(|meant| meant.validity() == Validity::Valid)
    }
}
