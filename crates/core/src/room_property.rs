//! The table of a room's properties. Checks, near misses, docs, types and schemas read it.

use crate::config::JsonType;

/// A property of a room, or of its `dialin`, that concerns dial-in by PIN.
#[derive(Clone, Copy, Debug)]
pub struct RoomProperty {
    /// The key.
    pub key: &'static str,
    /// What it holds.
    pub holds: RoomValue,
    /// A room cannot be made without it.
    pub required: bool,
    /// Null says no more than leaving it out.
    pub nullable: bool,
    /// One sentence for the person who gives it. A browser does not download it.
    #[cfg(not(target_family = "wasm"))]
    pub summary: &'static str,
}

/// What a property of a room holds.
#[derive(Clone, Copy, Debug)]
pub enum RoomValue {
    /// An object with these properties.
    Object(&'static [RoomProperty]),
    /// A string.
    Text,
    /// `true` or `false`.
    Flag,
    /// A whole number of Unix seconds.
    Time,
    /// An array of `{phone_number}`.
    Numbers,
}

impl RoomValue {
    /// Its JSON type, as a message says it.
    pub const fn json_type(self) -> &'static str {
        self.said().1
    }

    /// The name of its JSON type, and what a message says for it.
    pub(crate) const fn said(self) -> (&'static str, &'static str) {
        match self {
            Self::Object(_) => JsonType::Object.said(),
            Self::Text => JsonType::String.said(),
            Self::Flag => JsonType::Boolean.said(),
            Self::Time => ("integer", "a whole number of Unix seconds"),
            Self::Numbers => JsonType::Array.said(),
        }
    }
}

const fn optional(key: &'static str, holds: RoomValue, summary: &'static str) -> RoomProperty {
    #[cfg(target_family = "wasm")]
    let _ = summary;
    RoomProperty {
        key,
        holds,
        required: false,
        nullable: false,
        #[cfg(not(target_family = "wasm"))]
        summary,
    }
}

/// What makes a room one that can be called.
pub(crate) const DIALIN: RoomProperty = optional(
    "dialin",
    RoomValue::Object(IN_DIALIN),
    "With it, even an empty one, the room gets a PIN and can be called.",
);

/// When the room expires.
pub(crate) const EXP: RoomProperty = RoomProperty {
    required: true,
    nullable: true,
    ..optional("exp", RoomValue::Time, "When the room expires, in Unix seconds; less than 365 days ahead.")
};

/// Whether callers leave then.
pub(crate) const EJECT: RoomProperty = RoomProperty {
    nullable: true,
    ..optional("eject_at_room_exp", RoomValue::Flag, "Callers leave the room when it expires.")
};

/// The properties of a room that are ours to judge. Daily has many others.
pub const ROOM_PROPERTIES: &[RoomProperty] = &[DIALIN, EXP, EJECT];

/// Those of its `dialin`.
pub(crate) const IN_DIALIN: &[RoomProperty] = &[
    optional("display_name", RoomValue::Text, "The caller's name in the call."),
    optional(
        "wait_for_meeting_start",
        RoomValue::Flag,
        "If nobody is in the room: true for hold music until somebody is, false to end the call.",
    ),
    optional(
        "room_numbers",
        RoomValue::Numbers,
        "The numbers that lead to the room; without any, it is the first that was bought.",
    ),
];
