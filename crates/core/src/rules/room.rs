//! Rooms that callers join by PIN.

use serde_json::{Map, Value, json};

use super::Rule;
use super::rule::{Family, rule};
use crate::config::JsonType;
use crate::options::{RoomOperation, RoomOptions};
use crate::phone::PhoneNumber;
use crate::report::{Issue, Path, Severity};
use crate::room_property::{DIALIN, EJECT, EXP, IN_DIALIN, ROOM_PROPERTIES, RoomProperty, RoomValue};
use crate::rules::envelope::NESTED_CONFIG;
use crate::rules::nearest::nearest;
use crate::rules::shape::wrong_type;
use crate::rules::unknown_keys::{Container, FIELD, InTheWay, others, unknown_keys};
use crate::text::{counted, join};
use crate::webhook::{MILLISECONDS_FROM, in_seconds};

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

/// "All PSTN-enabled rooms must have an expiry (exp) of less than 365 days": Daily's guide to dial-in by PIN.
const MOST_SECONDS: i64 = 365 * 24 * 60 * 60;

/// From here on not every whole number is a floating-point number: what was written may have been another.
const MOST_EXACT: f64 = 9_007_199_254_740_992.0;

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

const UNIX_SECONDS: &str = "give Unix seconds, less than 365 days ahead";

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

rule! {
    /// A room for callers without `exp`.
    ///
    /// On the update of a room that exists it is only worth knowing: the room may have one.
    ///
    /// # Why
    /// Daily wants every room that can be called to expire.
    ///
    /// # Example
    /// ```json room
    /// {"dialin": {"display_name": "Phone"}, "eject_at_room_exp": true}
    /// ```
    ///
    /// # Instead
    /// ```json room
    /// {"dialin": {"display_name": "Phone"}, "exp": 1700003600, "eject_at_room_exp": true}
    /// ```
    ROOM_EXP_MISSING = "room-exp-missing";
    severity Error, Info;
    source Seed;
    operations Room;
}

rule! {
    /// An `exp` in milliseconds, microseconds or nanoseconds.
    ///
    /// # Why
    /// Daily counts seconds; read so, the room would expire in thousands of years, and is refused.
    ///
    /// # Example
    /// ```json room
    /// {"dialin": {"display_name": "Phone"}, "exp": 1700003600000, "eject_at_room_exp": true}
    /// ```
    ///
    /// # Instead
    /// ```json room
    /// {"dialin": {"display_name": "Phone"}, "exp": 1700003600, "eject_at_room_exp": true}
    /// ```
    ROOM_EXP_MILLISECONDS = "room-exp-milliseconds";
    severity Error;
    source Field;
    operations Room;
}

rule! {
    /// An `exp` that has passed, or passes now.
    ///
    /// `params.seconds` counts from now on: it is 0 or less.
    ///
    /// # Why
    /// Nobody can join a room that has expired.
    ///
    /// # Example
    /// ```json room
    /// {"dialin": {"display_name": "Phone"}, "exp": 1699999999, "eject_at_room_exp": true}
    /// ```
    ///
    /// # Instead
    /// ```json room
    /// {"dialin": {"display_name": "Phone"}, "exp": 1700003600, "eject_at_room_exp": true}
    /// ```
    ROOM_EXP_PAST = "room-exp-past";
    severity Error;
    source Policy;
    operations Room;
}

rule! {
    /// An `exp` 365 days ahead or more.
    ///
    /// `params.seconds` counts from now on, and `params.latest` is the last Unix second that is near enough.
    ///
    /// # Why
    /// Daily wants less than 365 days for every room that can be called.
    ///
    /// # Example
    /// ```json room
    /// {"dialin": {"display_name": "Phone"}, "exp": 1731536000, "eject_at_room_exp": true}
    /// ```
    ///
    /// # Instead
    /// ```json room
    /// {"dialin": {"display_name": "Phone"}, "exp": 1731535999, "eject_at_room_exp": true}
    /// ```
    ROOM_EXP_TOO_FAR = "room-exp-too-far";
    severity Error;
    source Seed;
    operations Room;
}

/// What there is to say of `exp`.
pub(crate) fn exp_issue(exp: Option<&Value>, options: &RoomOptions) -> Option<Issue> {
    let path = Path::root().key(EXP.key);
    let (create, now) = (options.operation == RoomOperation::Create, in_seconds(options.now));
    let value = match exp {
        None | Some(Value::Null) if create => {
            let issue = ROOM_EXP_MISSING.issue(path, "a dial-in room needs `exp`, the time it expires");
            return Some(issue.help(UNIX_SECONDS));
        }
        None | Some(Value::Null) => {
            let (message, help) = if exp.is_some() {
                (
                    "`exp` is null, and no document says whether that clears it; a dial-in room needs one",
                    "leave it out, or give Unix seconds, less than 365 days ahead",
                )
            } else {
                (
                    "`exp` is not given: fine if the room has one already",
                    "if it has none, give Unix seconds, less than 365 days ahead",
                )
            };
            return Some(ROOM_EXP_MISSING.issue_as(Severity::Info, path, message).help(help));
        }
        Some(value) => value,
    };
    // Not one that would be refused as well.
    let suggest = |issue: Issue, seconds: i64| {
        if (1..MOST_SECONDS).contains(&seconds.saturating_sub(now)) {
            issue.help(format!("write `{seconds}`")).suggest(seconds)
        } else {
            issue.help(UNIX_SECONDS)
        }
    };
    let Some(exp) = value.as_i64() else {
        let fraction = value.as_f64().filter(|number| number.fract() != 0.0);
        let kind = JsonType::of(value);
        let found = match value.as_f64() {
            Some(_) if fraction.is_some() => "a fractional number",
            Some(number) if number.abs() < MOST_EXACT => "a floating-point number",
            Some(_) => "so large a number",
            None => kind.words(),
        };
        let issue = wrong_type(path, EXP.key, EXP.holds.said(), (kind.name(), found));
        return Some(suggest(issue, fraction.map_or(0, whole)));
    };
    if exp >= MILLISECONDS_FROM {
        let (unit, per_second) = match exp / MILLISECONDS_FROM {
            ..1_000 => ("milliseconds", 1_000),
            1_000..1_000_000 => ("microseconds", 1_000_000),
            _ => ("nanoseconds", 1_000_000_000),
        };
        let issue = ROOM_EXP_MILLISECONDS.issue(path, join(&["`exp` is in ", unit, ": ", &exp.to_string()]));
        return Some(suggest(issue, exp / per_second));
    }
    let ahead = exp.saturating_sub(now);
    if ahead <= 0 {
        let message = match ahead.unsigned_abs() {
            0 => "`exp` is now".to_owned(),
            ago => join(&["`exp` passed ", &counted(ago, "second"), " ago"]),
        };
        let issue = ROOM_EXP_PAST.issue(path, message).param("seconds", ahead);
        // No room expires in 1970. What unit it counts is not certain, so that there is no suggestion.
        return Some(if (1..MOST_SECONDS).contains(&exp) {
            let then = now.saturating_add(exp);
            issue.help(format!("`exp` is a time, not a duration: {exp} seconds from now is `{then}`"))
        } else {
            issue.help("give a time in the future")
        });
    }
    if ahead >= MOST_SECONDS {
        let message = format!("`exp` is {} days ahead; Daily wants less than 365", ahead / (24 * 60 * 60));
        let latest = now + MOST_SECONDS - 1;
        let issue = ROOM_EXP_TOO_FAR.issue(path, message).param("seconds", ahead).param("latest", latest);
        return Some(issue.help(format!("give {latest} at the latest")));
    }
    None
}

/// Without its fraction; one that is no 64-bit number is clamped.
#[expect(clippy::cast_possible_truncation, reason = "only a number near the present is used")]
fn whole(number: f64) -> i64 {
    number.floor() as i64
}

rule! {
    /// A room without `eject_at_room_exp`, or with one that is false.
    ///
    /// # Why
    /// Daily's PIN guide recommends it. Without it, callers who are in the room when it expires stay, and the call goes on costing.
    ///
    /// # Example
    /// ```json room
    /// {"dialin": {"display_name": "Phone"}, "exp": 1700003600}
    /// ```
    ///
    /// # Instead
    /// ```json room
    /// {"dialin": {"display_name": "Phone"}, "exp": 1700003600, "eject_at_room_exp": true}
    /// ```
    ROOM_EJECT_SUGGESTED = "room-eject-suggested";
    severity Info;
    source Seed;
    operations Room;
}

/// What there is to say of `eject_at_room_exp`.
pub(crate) fn eject_issue(eject: Option<&Value>, operation: RoomOperation) -> Option<Issue> {
    let path = Path::root().key(EJECT.key);
    let message = match (eject, operation) {
        (Some(Value::Bool(true)), _) => return None,
        (Some(Value::Bool(false)), _) => "`eject_at_room_exp` is false: callers stay in the room when it expires",
        // As in `exp`, null says nothing.
        (None | Some(Value::Null), RoomOperation::Create) => {
            "`eject_at_room_exp` is not set: callers stay in the room when it expires"
        }
        (None | Some(Value::Null), RoomOperation::Update) => {
            "`eject_at_room_exp` is not given: callers stay in the room when it expires, unless it is set already"
        }
        (Some(other), _) => return Some(wrong_property(path, &EJECT, other)),
    };
    Some(ROOM_EJECT_SUGGESTED.issue(path, message).help("set it to `true`").suggest(true))
}

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
