//! What something is checked for.

use crate::serialize_as_str::serialize_as_str;

/// What something is checked as. The first five are configs, of which the same content means different things.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Operation {
    /// The body of a POST.
    Create,
    /// The body of a PUT.
    Update,
    /// What a server returned or a file describes.
    Stored,
    /// Many stored configs together.
    Set,
    /// The body of the older domain endpoint.
    Domain,
    /// A signed webhook call.
    Verify,
    /// A dial string, or the parts of one.
    DialString,
    /// The bytes of hold music.
    Music,
    /// The properties of a room.
    Room,
}

impl Operation {
    /// In kebab-case: `dial-string`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Create => "create",
            Self::Update => "update",
            Self::Stored => "stored",
            Self::Set => "set",
            Self::Domain => "domain",
            Self::Verify => "verify",
            Self::DialString => "dial-string",
            Self::Music => "music",
            Self::Room => "room",
        }
    }
}

serialize_as_str!(Operation);
