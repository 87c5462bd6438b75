//! The numbers that callers of a room may dial.

use serde_json::json;

use super::FAMILY;
use crate::phone::PhoneNumber;
use crate::report::{Issue, Path};
use crate::rules::rule::rule;
use crate::text::join;

rule! {
    /// An entry of `room_numbers` that is not `{phone_number}`.
    ///
    /// # Why
    /// Daily takes an array of objects with one field.
    ///
    /// # Example
    /// ```json room
    /// {"dialin": {"room_numbers": ["+12095038039"]}, "exp": 1700003600, "eject_at_room_exp": true}
    /// ```
    ///
    /// # Instead
    /// ```json room
    /// {"dialin": {"room_numbers": [{"phone_number": "+12095038039"}]}, "exp": 1700003600, "eject_at_room_exp": true}
    /// ```
    ROOM_NUMBER_SHAPE = "room-number-shape";
    severity Error;
    source Seed;
    operations Room;
}

/// `number`: the one that is certainly meant.
pub(crate) fn number_shape(path: Path, number: Option<PhoneNumber>) -> Issue {
    let issue = ROOM_NUMBER_SHAPE.issue(path, "an entry of `room_numbers` must be `{phone_number}`");
    match number.map(PhoneNumber::canonical) {
        Some(number) => {
            let number = number.text();
            issue
                .help(join(&["write `{\"phone_number\": \"", &number, "\"}`"]))
                .suggest(json!({ "phone_number": number }))
        }
        None => issue.help("write `{\"phone_number\": \"+12095038039\"}`"),
    }
}

rule! {
    /// A number of the room that belongs to a pinless config.
    ///
    /// # Why
    /// Whoever calls it reaches the webhook, never the PIN prompt.
    ///
    /// # Example
    /// ```json room
    /// {"dialin": {"room_numbers": [{"phone_number": "+12268078039"}]}, "exp": 1700003600, "eject_at_room_exp": true}
    /// ```
    ///
    /// # Instead
    /// ```json room
    /// {"dialin": {"room_numbers": [{"phone_number": "+12095038039"}]}, "exp": 1700003600, "eject_at_room_exp": true}
    /// ```
    ROOM_NUMBER_PINLESS = "room-number-pinless";
    severity Error;
    source Seed;
    operations Room;
}

pub(crate) fn number_pinless(path: Path, number: PhoneNumber) -> Issue {
    let issue = ROOM_NUMBER_PINLESS.issue(path, format!("`{number}` belongs to a `pinless_dialin` config"));
    issue.param("phone_number", number.text()).help("use a number of a `pin_dialin` config")
}

rule! {
    /// A number of the room that is in none of the `pin_dialin` configs that the check was told of.
    ///
    /// # Why
    /// Callers hear the PIN prompt of a `pin_dialin` config. A number without one may be new, or of another domain.
    ///
    /// # Example
    /// ```json room
    /// {"dialin": {"room_numbers": [{"phone_number": "+442071838750"}]}, "exp": 1700003600, "eject_at_room_exp": true}
    /// ```
    ///
    /// # Instead
    /// ```json room
    /// {"dialin": {"room_numbers": [{"phone_number": "+12095038039"}]}, "exp": 1700003600, "eject_at_room_exp": true}
    /// ```
    ROOM_NUMBER_NOT_CONFIGURED = "room-number-not-configured";
    severity Info;
    source Policy;
    operations Room;
}

pub(crate) fn number_not_configured(path: Path, number: PhoneNumber) -> Issue {
    let message = format!("`{number}` is in none of the `pin_dialin` configs");
    let issue = ROOM_NUMBER_NOT_CONFIGURED.issue(path, message).param("phone_number", number.text());
    issue.help("create a `pin_dialin` config with it, unless it has one that was not given here")
}
