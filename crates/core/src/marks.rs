//! Which kinds of characters a text holds at all, found in one pass: most rules about characters need to know no more.

/// A set of kinds, a bit for each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Marks(u8);

impl Marks {
    /// U+0000.
    pub(crate) const NUL: Self = Self(1);
    /// A control character of ASCII, U+0000 among them.
    pub(crate) const CONTROL: Self = Self(1 << 1);
    /// `<`
    pub(crate) const LESS_THAN: Self = Self(1 << 2);
    /// `:` or `.`, without which there is no URL.
    pub(crate) const COLON_OR_DOT: Self = Self(1 << 3);
    /// What may not stand everywhere in a URL: `%` and `#`, and everything that RFC 3986 does not allow at all.
    pub(crate) const DOUBTFUL_IN_URL: Self = Self(1 << 4);
    /// Anything outside of ASCII.
    pub(crate) const BEYOND_ASCII: Self = Self(1 << 5);

    pub(crate) fn of(text: &str) -> Self {
        let marks =
            text.bytes().fold(0, |marks, byte| marks | OF_BYTE.get(usize::from(byte)).copied().unwrap_or_default());
        Self(marks)
    }

    pub(crate) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The text holds one of these kinds.
    pub(crate) const fn any(self, of: Self) -> bool {
        self.0 & of.0 != 0
    }
}

/// RFC 3986: unreserved, sub-delims and `:@/?[]`. `#` may stand once, and `%` before two hex digits.
pub(crate) const fn fits_anywhere_in_url(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
        || matches!(
            byte,
            b'-' | b'.'
                | b'_'
                | b'~'
                | b'!'
                | b'$'
                | b'&'
                | b'\''
                | b'('
                | b')'
                | b'*'
                | b'+'
                | b','
                | b';'
                | b'='
                | b':'
                | b'@'
                | b'/'
                | b'?'
                | b'['
                | b']'
        )
}

static OF_BYTE: [u8; 256] = of_bytes();

#[expect(clippy::indexing_slicing, reason = "evaluated while compiling")]
const fn of_bytes() -> [u8; 256] {
    let mut marks = [0; 256];
    let mut byte = 0_u8;
    loop {
        let mut of = Marks(0);
        if byte == 0 {
            of = of.or(Marks::NUL);
        }
        if byte.is_ascii_control() {
            of = of.or(Marks::CONTROL);
        }
        if byte == b'<' {
            of = of.or(Marks::LESS_THAN);
        }
        if byte == b':' || byte == b'.' {
            of = of.or(Marks::COLON_OR_DOT);
        }
        if !fits_anywhere_in_url(byte) {
            of = of.or(Marks::DOUBTFUL_IN_URL);
        }
        if !byte.is_ascii() {
            of = of.or(Marks::BEYOND_ASCII);
        }
        marks[byte as usize] = of.0;
        if byte == u8::MAX {
            return marks;
        }
        byte += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_is_seen_wherever_it_stands() {
        let cases = [
            ("\0", Marks::NUL),
            ("\0", Marks::CONTROL),
            ("\n", Marks::CONTROL),
            ("\u{7f}", Marks::CONTROL),
            ("<", Marks::LESS_THAN),
            (":", Marks::COLON_OR_DOT),
            (".", Marks::COLON_OR_DOT),
            ("%", Marks::DOUBTFUL_IN_URL),
            ("#", Marks::DOUBTFUL_IN_URL),
            (" ", Marks::DOUBTFUL_IN_URL),
            ("\u{80}", Marks::BEYOND_ASCII),
            ("\u{1F600}", Marks::DOUBTFUL_IN_URL),
        ];
        let plain = "front-desk, 2nd/floor";
        for (character, mark) in cases {
            for text in [format!("{character}{plain}"), format!("{plain}{character}"), character.to_owned()] {
                assert!(Marks::of(&text).any(mark), "{text:?}");
            }
            assert!(!Marks::of(&plain.replace(' ', "")).any(mark), "{character:?}");
        }
        assert!(!Marks::of("\n").any(Marks::NUL));
        assert_eq!(Marks::of(""), Marks::default());
    }
}
