//! What a number is for.

use crate::serialize_as_str::serialize_as_str;

/// The kind of a valid number, as the numbering plans tell it. Serialises in kebab-case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A fixed line.
    FixedLine,
    /// A mobile phone.
    Mobile,
    /// Free for the caller.
    TollFree,
    /// Costs more than a call; its owner earns from it.
    PremiumRate,
    /// Follows a person from phone to phone.
    PersonalNumber,
    /// Reaches a voicemail box.
    Voicemail,
    /// A company's number across its places (universal access number).
    Uan,
    /// A pager.
    Pager,
    /// A phone on the Internet.
    Voip,
    /// The cost is shared between caller and called.
    SharedCost,
    /// The plan does not tell fixed lines and mobile phones apart, as in North America.
    FixedLineOrMobile,
}

impl Kind {
    /// Every kind, in the order of the generated table.
    const ALL: [Self; 11] = [
        Self::FixedLine,
        Self::Mobile,
        Self::TollFree,
        Self::PremiumRate,
        Self::PersonalNumber,
        Self::Voicemail,
        Self::Uan,
        Self::Pager,
        Self::Voip,
        Self::SharedCost,
        Self::FixedLineOrMobile,
    ];

    pub(super) fn of_table(place: u8) -> Option<Self> {
        Self::ALL.get(usize::from(place)).copied()
    }

    /// In kebab-case: `fixed-line-or-mobile`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::FixedLine => "fixed-line",
            Self::Mobile => "mobile",
            Self::TollFree => "toll-free",
            Self::PremiumRate => "premium-rate",
            Self::PersonalNumber => "personal-number",
            Self::Voicemail => "voicemail",
            Self::Uan => "uan",
            Self::Pager => "pager",
            Self::Voip => "voip",
            Self::SharedCost => "shared-cost",
            Self::FixedLineOrMobile => "fixed-line-or-mobile",
        }
    }

    /// As a sentence says it: `a premium-rate number`.
    pub(crate) const fn spoken(self) -> &'static str {
        match self {
            Self::FixedLine => "a fixed line",
            Self::Mobile => "a mobile phone",
            Self::FixedLineOrMobile => "a fixed line or a mobile phone",
            Self::TollFree => "a toll-free number",
            Self::PremiumRate => "a premium-rate number",
            Self::PersonalNumber => "a personal number",
            Self::Voicemail => "a voicemail number",
            Self::Uan => "a company's number",
            Self::Pager => "a pager number",
            Self::Voip => "an Internet phone",
            Self::SharedCost => "a shared-cost number",
        }
    }
}

serialize_as_str!(Kind);
