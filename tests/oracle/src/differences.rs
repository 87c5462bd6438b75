//! Where a judge may differ from core: only where a named difference says so, and each of these has to be seen.

use std::collections::BTreeMap;

use crate::Facts;

/// What a judge says of a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Region and kind of a number that is valid and whose E.164 form is the number itself; `None` for any other.
    pub accepted: Option<(String, String)>,
    /// Its E.164 form, where it could be read.
    pub read_as: Option<String>,
}

impl Answer {
    /// Core's own.
    pub fn of_core(facts: &Facts) -> Self {
        let accepted = facts.region.zip(facts.kind).map(|(region, kind)| (region.to_owned(), kind.to_owned()));
        Self { accepted, read_as: Some(facts.number.clone()) }
    }
}

/// A difference that is known.
pub struct Known {
    /// What it is called.
    pub name: &'static str,
    /// Why it is one, for whoever reads this list.
    pub reason: &'static str,
    /// Whether this is what a number differs by.
    pub explains: fn(&Facts, &Answer) -> bool,
}

/// Google's parser strips a trunk prefix from a number that is valid with it. Belarus has premium numbers 810 xxx xxxx and the trunk
/// prefix 8 (or 80, or 810 for abroad); its pull request 3358 tells the story.
pub const TRUNK_PREFIX_OF_A_VALID_NUMBER: Known = Known {
    name: "trunk prefix of a valid number",
    reason: "Google's parser takes +375 810… for +375 10… with a trunk prefix kept; we keep the valid number",
    explains: |facts, theirs| {
        facts.is_valid()
            && theirs.accepted.is_none()
            && facts.number.strip_prefix("+3758").map(|rest| format!("+375{rest}")) == theirs.read_as
    },
};

/// Core follows `libphonenumber-js`, whose metadata leaves the mobile pattern out both where it is that of the fixed lines and
/// where there is none.
pub const NO_MOBILE_PHONES: Known = Known {
    name: "no mobile phones",
    reason: "Tristan da Cunha has no mobile numbers: a fixed line for Google, libphonenumber-js cannot tell",
    explains: |facts, theirs| {
        let of_core = Answer::of_core(facts).accepted;
        let is = |answer: &Option<(String, String)>, name: &str| {
            answer.as_ref().is_some_and(|(region, kind)| region == "TA" && kind == name)
        };
        is(&of_core, "fixed-line-or-mobile") && is(&theirs.accepted, "fixed-line")
    },
};

/// All differences to one judge.
pub struct Differences<'a> {
    known: &'a [Known],
    seen: BTreeMap<&'static str, usize>,
    unexplained: Vec<String>,
    compared: usize,
}

impl<'a> Differences<'a> {
    /// None yet.
    pub fn new(known: &'a [Known]) -> Self {
        Self { known, seen: BTreeMap::new(), unexplained: Vec::new(), compared: 0 }
    }

    /// Compares acceptance, region and kind.
    pub fn compare(&mut self, facts: &Facts, theirs: &Answer) {
        self.compared += 1;
        let ours = Answer::of_core(facts).accepted;
        if ours == theirs.accepted {
            return;
        }
        match self.known.iter().find(|known| (known.explains)(facts, theirs)) {
            Some(known) => *self.seen.entry(known.name).or_default() += 1,
            None => self.unexplained.push(format!("{}: {ours:?} for core, {theirs:?} for the judge", facts.number)),
        }
    }

    /// What was found: an error for what no known difference explains, and for known ones that were not seen, which have to
    /// leave the list.
    pub fn finish(self) -> Result<String, String> {
        const SHOWN: usize = 20;
        let gone: Vec<_> = self.known.iter().filter(|known| !self.seen.contains_key(known.name)).collect();
        if !self.unexplained.is_empty() {
            let shown: Vec<_> = self.unexplained.iter().take(SHOWN).map(String::as_str).collect();
            return Err(format!("{} differences, such as\n{}", self.unexplained.len(), shown.join("\n")));
        }
        if let Some(gone) = gone.first() {
            return Err(format!("`{}` ({}) is known, but was not seen", gone.name, gone.reason));
        }
        let seen: Vec<_> = self.seen.iter().map(|(name, count)| format!("{name}: {count}")).collect();
        Ok(format!("{} numbers compared; {}", self.compared, seen.join(", ")))
    }
}

/// The name of a kind as a Rust enum has it, in core's words: `FixedLineOrMobile` is `fixed-line-or-mobile`.
pub fn kebab_case(name: &str) -> String {
    // Words of their own, whatever their capitals.
    if let "UAN" | "VoIP" | "VoiceMail" = name {
        return name.to_lowercase();
    }
    let mut words = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() && !words.is_empty() {
            words.push('-');
        }
        words.extend(letter.to_lowercase());
    }
    words
}
