//! Rooms that callers join by PIN: their properties and keys. Their end is in `expiry.rs`, their numbers in `numbers.rs`.

mod expiry;
mod numbers;

use serde_json::{Map, Value};

use expiry::{
    ROOM_EJECT_SUGGESTED, ROOM_EXP_MILLISECONDS, ROOM_EXP_MISSING, ROOM_EXP_PAST, ROOM_EXP_TOO_FAR, UNIX_SECONDS,
};
pub(crate) use expiry::{eject_issue, exp_issue};
use numbers::{ROOM_NUMBER_NOT_CONFIGURED, ROOM_NUMBER_PINLESS, ROOM_NUMBER_SHAPE};
pub(crate) use numbers::{number_not_configured, number_pinless, number_shape};

use super::Rule;
use super::rule::{Family, rule};
use crate::config::JsonType;
use crate::report::{Issue, Path};
use crate::room_property::{DIALIN, EXP, IN_DIALIN, ROOM_PROPERTIES, RoomProperty, RoomValue};
use crate::rules::envelope::NESTED_CONFIG;
use crate::rules::nearest::nearest;
use crate::rules::shape::wrong_type;
use crate::rules::unknown_keys::{Container, FIELD, InTheWay, others, unknown_keys};

const FAMILY: Family = Family::Room;

pub(super) const RULES: &[&Rule] = &[
    &ROOM_DIALIN_MISSING,
    &ROOM_EXP_MISSING,
    &ROOM_EXP_MILLISECONDS,
    &ROOM_EXP_PAST,
    &ROOM_EXP_TOO_FAR,
    &ROOM_EJECT_SUGGESTED,
    &ROOM_NUMBER_SHAPE,
    &ROOM_NUMBER_PINLESS,
    &ROOM_NUMBER_NOT_CONFIGURED,
];

/// A property of another JSON type.
pub(crate) fn wrong_property(path: Path, property: &RoomProperty, found: &Value) -> Issue {
    let help = match property.holds {
        RoomValue::Object(_) => "give an object, for example `{\"display_name\": \"…\"}`",
        RoomValue::Text => "give a string in quotes",
        RoomValue::Flag => "give `true` or `false`, without quotes",
        RoomValue::Time => UNIX_SECONDS,
        RoomValue::Numbers => "give an array of `{\"phone_number\": \"+12095038039\"}`",
    };
    wrong_type(path, property.key, property.holds.said(), JsonType::of(found).said()).help(help)
}

/// The body of a request in place of its properties. `inner`: those properties, where nothing else stands beside them.
pub(crate) fn nested_properties(inner: Option<&Map<String, Value>>) -> Issue {
    let message = "this is a whole request body; only its `properties` can be checked here";
    let issue = NESTED_CONFIG.issue(Path::root().key("properties"), message).help("pass the object in `properties`");
    match inner {
        Some(inner) => issue.suggest_privately(Value::Object(inner.clone())),
        None => issue,
    }
}

/// Daily's answer in place of the properties.
pub(crate) fn nested_answer() -> Issue {
    let message = "this is Daily's response, and the room's properties are in its `config`";
    let issue = NESTED_CONFIG.issue(Path::root().key("config"), message);
    issue.help("give what is in `config`, without `dialin_code`: Daily sets it")
}

fn keys(properties: &[RoomProperty]) -> Vec<&'static str> {
    properties.iter().map(|property| property.key).collect()
}

/// Properties that were probably meant to be ours, or belong in `dialin`. Daily has many others.
pub(crate) fn misspelt_properties(properties: &Map<String, Value>, issues: &mut Vec<Issue>) {
    // `expires`, `expiry`, `expiresAt`: no typing mistakes, but what others call it.
    let is_expiry = |key: &str| key.get(..5).is_some_and(|head| head.eq_ignore_ascii_case("expir"));
    let has_exp = properties.contains_key(EXP.key);
    let in_dialin = keys(IN_DIALIN);
    let mut misspelt = others(properties, &keys(ROOM_PROPERTIES));
    for (key, near) in &mut misspelt {
        let expiry = if is_expiry(key) && !has_exp { Some(EXP.key) } else { None };
        *near = near.or(expiry).or_else(|| nearest(key, &in_dialin));
    }
    misspelt.retain(|(_, near)| near.is_some());
    let container = Container {
        path: &Path::root(),
        kind: ["a property", "properties"],
        name: "a room",
        is_stored: false,
        help: "",
        in_the_way: &|near| match near {
            _ if in_dialin.contains(&near) => InTheWay::Elsewhere(DIALIN.key),
            _ if properties.contains_key(near) => InTheWay::Itself,
            _ => InTheWay::Nothing,
        },
    };
    unknown_keys(&misspelt, &container, issues);
}

/// The keys of `dialin` that nobody knows.
pub(crate) fn unknown_in_dialin(dialin: &Map<String, Value>, path: &Path, issues: &mut Vec<Issue>) {
    let in_the_way = |near| if dialin.contains_key(near) { InTheWay::Itself } else { InTheWay::Nothing };
    let container = Container {
        path,
        kind: FIELD,
        name: "`dialin`",
        is_stored: false,
        help: "check the spelling; it is kept, in case Daily has added it",
        in_the_way: &in_the_way,
    };
    unknown_keys(&others(dialin, &keys(IN_DIALIN)), &container, issues);
}

rule! {
    /// A room to be made without `dialin`.
    ///
    /// # Why
    /// No one can call it: Daily makes a PIN for rooms with `dialin` only.
    ///
    /// # Example
    /// ```json room
    /// {"exp": 1700003600, "eject_at_room_exp": true}
    /// ```
    ///
    /// # Instead
    /// ```json room
    /// {"dialin": {"display_name": "Phone"}, "exp": 1700003600, "eject_at_room_exp": true}
    /// ```
    ROOM_DIALIN_MISSING = "room-dialin-missing";
    severity Warning;
    source Seed;
    operations Room;
}

pub(crate) fn dialin_missing(path: Path) -> Issue {
    let issue = ROOM_DIALIN_MISSING.issue(path, "without `dialin` no one can call the room: it gets no PIN");
    issue.help("give an object, for example `{\"display_name\": \"…\"}`")
}
