//! What this build is made of.

use serde::Serialize;

use crate::phone::PLAN_VERSION;

/// The version of the rules, apart from the crate's own: raised by one for the first change since a release to what is judged.
const RULES_VERSION: &str = "1";

/// What the package was made of.
///
/// Serialises as `{package, rules, numbering}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Versions {
    /// The version of the crate and the npm package.
    pub package: &'static str,
    /// The version of the rules.
    pub rules: &'static str,
    /// The version of Google's metadata that the numbering plans were made from.
    pub numbering: &'static str,
}

/// The versions of this build.
pub const fn versions() -> Versions {
    Versions { package: env!("CARGO_PKG_VERSION"), rules: RULES_VERSION, numbering: PLAN_VERSION }
}
