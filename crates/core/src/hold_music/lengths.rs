//! Frame lengths, looked up. A search meets false headers by the million, and to work out the length of each took most of its
//! time.

use super::header::{Fixed, Header};

/// By the bits of a header's second and third byte that tell the length: version and layer, then bit rate, sample rate, padding.
#[derive(Clone, Debug)]
pub(super) struct Lengths(Vec<u16>);

/// What the bytes of a header say of its frame.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Length {
    Bytes(usize),
    /// Free format: as far as the next header is away.
    Free,
}

const NO_HEADER: u16 = 0;
const FREE: u16 = 1;

impl Default for Lengths {
    fn default() -> Self {
        let length = |second: u8, third: u8| {
            let Some(header) = Header::read(&[0xFF, 0xE0 | second << 1, third << 1, 0]) else { return NO_HEADER };
            header.length().map_or(FREE, |length| u16::try_from(length).unwrap_or(NO_HEADER))
        };
        let mut lengths = Vec::new();
        for second in 0..16 {
            for third in 0..128 {
                lengths.push(length(second, third));
            }
        }
        Self(lengths)
    }
}

impl Lengths {
    /// The length of the frame that begins here, and what has to stay the same; `None` if no frame does.
    pub(super) fn at(&self, bytes: &[u8]) -> Option<(Length, Fixed)> {
        let &[0xFF, second @ 0xE0..=0xFF, third, fourth, ..] = bytes else { return None };
        let index = usize::from(second >> 1 & 0x0F) << 7 | usize::from(third >> 1);
        let length = match *self.0.get(index)? {
            NO_HEADER => return None,
            FREE => Length::Free,
            bytes => Length::Bytes(bytes.into()),
        };
        Some((length, Fixed::of([0xFF, second, third, fourth])))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_the_header_says() {
        let lengths = Lengths::default();
        let mut headers = 0;
        for (second, third) in (0..=0xFF).flat_map(|second| (0..=0xFF).map(move |third| (second, third))) {
            let bytes = [0xFF, second, third, 0xC0];
            let header = Header::read(&bytes);
            let expected = header.map(|header| (header.length().map_or(Length::Free, Length::Bytes), header.fixed));
            assert!(lengths.at(&bytes) == expected, "{bytes:x?}");
            headers += u32::from(header.is_some());
        }
        // 3 versions and 3 layers, with and without a checksum; 14 bit rates, and Layer III's free format; 3 sample rates;
        // padding and the private bit, set or not.
        assert_eq!(headers, (3 * 3 * 14 + 3) * 2 * 3 * 4);
    }
}
