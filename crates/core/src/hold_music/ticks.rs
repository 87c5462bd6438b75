//! Durations without rounding.

use super::header::Kind;

/// Ticks a second: the least number that all nine sample rates divide.
const A_SECOND: u64 = 14_112_000;

/// A duration that is exact at every sample rate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Ticks(u64);

impl Ticks {
    pub(crate) const fn of_seconds(seconds: u64) -> Self {
        Self(seconds * A_SECOND)
    }

    pub(crate) const fn of_milliseconds(milliseconds: u64) -> Self {
        Self(milliseconds * (A_SECOND / 1_000))
    }

    pub(super) fn of_frames(kind: Kind, frames: u64) -> Self {
        Self::of_samples(kind.sample_rate, frames.saturating_mul(kind.samples().into()))
    }

    pub(super) fn of_samples(sample_rate: u32, samples: u64) -> Self {
        Self(samples.saturating_mul(A_SECOND / u64::from(sample_rate)))
    }

    /// Rounded down, so that 59.9996 s stays under 60,000.
    pub(crate) const fn milliseconds(self) -> u64 {
        self.0 / (A_SECOND / 1_000)
    }

    pub(crate) const fn saturating_sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }

    pub(crate) const fn difference(self, other: Self) -> Self {
        Self(self.0.abs_diff(other.0))
    }

    /// Bits a second, rounded to the nearest; `None` of no duration, and of more than 163 GB. (Dividing numbers of 128 bits
    /// instead is 1 KB of WebAssembly.)
    pub(super) fn bit_rate(self, bytes: u64) -> Option<u64> {
        let bits = bytes.checked_mul(8 * A_SECOND)?;
        bits.checked_add(self.0 / 2)?.checked_div(self.0)
    }
}

impl std::iter::Sum for Ticks {
    fn sum<I: Iterator<Item = Self>>(parts: I) -> Self {
        Self(parts.fold(0, |sum, part| sum.saturating_add(part.0)))
    }
}

/// `59.970 s`.
impl std::fmt::Display for Ticks {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let milliseconds = self.milliseconds();
        write!(formatter, "{}.{:03} s", milliseconds / 1_000, milliseconds % 1_000)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sample_rate_divides_a_second() {
        for rate in [8_000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000] {
            assert_eq!(Ticks::of_samples(rate, rate.into()), Ticks::of_seconds(1), "{rate}");
        }
        assert_eq!(A_SECOND % 1_000, 0);
    }

    #[test]
    fn bit_rates() {
        assert_eq!(Ticks::of_seconds(3).bit_rate(48_000), Some(128_000));
        assert_eq!(Ticks::default().bit_rate(1), None);
        assert_eq!(Ticks::of_seconds(1).bit_rate(163_000_000_000), Some(1_304_000_000_000));
        assert_eq!(Ticks::of_seconds(1).bit_rate(164_000_000_000), None);
    }
}
