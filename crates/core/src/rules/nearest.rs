//! The known word that somebody probably meant.

use crate::report::Issue;
use crate::text::join;

/// Words longer than this are not typos of ours.
const LONGEST: usize = 40;

/// The issue of a word that is not known, with the one that was probably meant in its place.
pub(super) fn meant(issue: Issue, near: &'static str) -> Issue {
    issue.help(join(&["did you mean `", near, "`?"])).param("nearest", near).suggest(near)
}

/// The one candidate within two typing mistakes (and a third of its length); case, `-` and missing `_` do not count.
/// `None` when none is near or two are equally near.
pub(super) fn nearest(word: &str, candidates: &[&'static str]) -> Option<&'static str> {
    if word.len() > LONGEST {
        return None;
    }
    let plain = plain(word);
    let mut best: Option<(usize, &'static str)> = None;
    let mut tied = false;
    for &candidate in candidates {
        let other = self::plain(candidate);
        // No distance is smaller than what is too many or too few.
        if plain.len().abs_diff(other.len()) > 2 {
            continue;
        }
        let distance = distance(&plain, &other);
        if distance > 2 || distance * 3 > other.len() {
            continue;
        }
        match best {
            Some((least, _)) if distance > least => {}
            Some((least, _)) if distance == least => tied = true,
            _ => {
                best = Some((distance, candidate));
                tied = false;
            }
        }
    }
    if tied { None } else { best.map(|(_, candidate)| candidate) }
}

fn plain(word: &str) -> Vec<char> {
    word.chars()
        .filter(|character| !matches!(character, '_' | '-' | ' '))
        .map(|character| character.to_ascii_lowercase())
        .collect()
}

/// Optimal string alignment: insertions, deletions, replacements and swaps of neighbours.
fn distance(from: &[char], to: &[char]) -> usize {
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=to.len()).collect();
    let mut previous_from = None;
    for (row, &have) in from.iter().enumerate() {
        let mut current = Vec::with_capacity(last.len());
        current.push(row + 1);
        let mut previous_to = None;
        for (column, &want) in to.iter().enumerate() {
            let at = |line: &[usize], index: usize| line.get(index).copied().unwrap_or(usize::MAX / 2);
            let mut cost = (at(&last, column) + usize::from(have != want))
                .min(at(&last, column + 1) + 1)
                .min(at(&current, column) + 1);
            if previous_from == Some(want) && previous_to == Some(have) && column > 0 {
                cost = cost.min(at(&before_last, column - 1) + 1);
            }
            current.push(cost);
            previous_to = Some(want);
        }
        before_last = std::mem::replace(&mut last, current);
        previous_from = Some(have);
    }
    last.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The fields are so far apart that none but these words show which of two near ones is taken.
    #[test]
    fn the_nearer_one_of_two_and_none_of_two_alike() {
        let cases = [
            ("abcdefgh", Some("abcdefgh")),
            ("abcdefxy", Some("abcdefxy")),
            ("abcdefxh", None),
            ("abcdefgz", Some("abcdefgh")),
            ("abcdefzz", None),
        ];
        for (word, expected) in cases {
            assert_eq!(nearest(word, &["abcdefgh", "abcdefxy"]), expected, "{word}");
            assert_eq!(nearest(word, &["abcdefxy", "abcdefgh"]), expected, "{word}");
        }
        // A tie that a nearer one breaks.
        assert_eq!(nearest("abcdefxh", &["abcdefgh", "abcdefxy", "abcdefxh"]), Some("abcdefxh"));
    }
}
