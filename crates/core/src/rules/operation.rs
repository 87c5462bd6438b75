//! What something is checked for.

use serde::Serialize;

/// What a config is checked for: the same content means different things.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
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
