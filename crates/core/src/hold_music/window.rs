//! The few bytes that the walker has to see at once, whatever the chunks they come in.

/// A view over the bytes to come. It holds at most twice the widest view that was asked for.
#[derive(Clone, Debug, Default)]
pub(super) struct Window {
    bytes: Vec<u8>,
    start: usize,
}

impl Window {
    /// What can be seen.
    pub(super) fn bytes(&self) -> &[u8] {
        self.bytes.get(self.start..).unwrap_or_default()
    }

    /// Takes bytes from the front of `chunk` until `wanted` can be seen, or the chunk is used up.
    pub(super) fn widen(&mut self, chunk: &mut &[u8], wanted: usize) {
        let missing = wanted.saturating_sub(self.bytes().len());
        if missing == 0 || chunk.is_empty() {
            return;
        }
        // Once there is more behind than ahead, so that each byte is moved once or twice, not at every step.
        if self.start >= wanted {
            self.bytes.drain(..self.start);
            self.start = 0;
        }
        let (taken, rest) = chunk.split_at_checked(missing).unwrap_or((chunk, &[]));
        self.bytes.extend_from_slice(taken);
        *chunk = rest;
    }

    /// Goes past the first `count` bytes, or all.
    pub(super) fn advance(&mut self, count: usize) {
        self.start = self.start.saturating_add(count).min(self.bytes.len());
        if self.start == self.bytes.len() {
            self.bytes.clear();
            self.start = 0;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_shows_what_was_asked_for_and_holds_little_more() {
        let file: Vec<u8> = (0..100_000_u32).map(|place| u8::try_from(place % 251).expect("a byte")).collect();
        let mut window = Window::default();
        let mut rest = file.as_slice();
        let mut place = 0;
        while place < file.len() {
            let wanted = if place % 3 == 0 { 32 } else { 1_000 };
            window.widen(&mut rest, wanted);
            let seen = window.bytes().len();
            assert!(seen >= wanted || rest.is_empty());
            assert_eq!(window.bytes(), &file[place..place + seen]);
            assert!(window.bytes.len() <= 2_000, "{}", window.bytes.len());
            let passed = (place % 41 + 1).min(seen);
            window.advance(passed);
            place += passed;
        }
        assert_eq!((window.bytes().len(), rest.len()), (0, 0));
    }
}
