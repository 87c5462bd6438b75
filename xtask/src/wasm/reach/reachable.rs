//! What `reach.rs` is tried on: methods and texts that a call can reach, beside some that only a panic can.

use std::fmt;

trait Answer {
    fn answer(&self, number: usize) -> usize;
}

struct Sum;
struct Length(&'static str);

impl Answer for Sum {
    fn answer(&self, number: usize) -> usize {
        number + 40
    }
}

impl Answer for Length {
    fn answer(&self, number: usize) -> usize {
        // By a number that is computed, as methods are: no instruction names this text and its length together.
        self.0.bytes().cycle().nth(number).map_or(0, usize::from)
    }
}

/// Reached through the memory only: a table of methods, and a text behind it.
static ANSWERS: [&(dyn Answer + Sync); 2] = [&Sum, &Length("said by an answer")];

/// Its `Debug` is what a failing `unwrap` shows, and nothing else calls it.
struct Refusal(usize);

impl fmt::Debug for Refusal {
    #[inline(never)]
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "shown by a panic {}", self.0)
    }
}

#[inline(never)]
fn chosen(number: usize) -> Result<usize, Refusal> {
    let Some(answer) = ANSWERS.get(number % 4) else { return Err(Refusal(number)) };
    Ok(answer.answer(number))
}

#[unsafe(no_mangle)]
pub extern "C" fn ask(number: usize) -> usize {
    assert!(number < 100, "asked of a panic: {number}");
    chosen(number).unwrap()
}
