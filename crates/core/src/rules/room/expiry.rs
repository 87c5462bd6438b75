//! When a room ends, and what becomes of its callers then.

use serde_json::Value;

use super::{FAMILY, wrong_property};
use crate::config::JsonType;
use crate::options::{RoomOperation, RoomOptions};
use crate::report::{Issue, Path, Severity};
use crate::room_property::{EJECT, EXP};
use crate::rules::rule::rule;
use crate::rules::shape::wrong_type;
use crate::text::{counted, join};
use crate::webhook::{MILLISECONDS_FROM, in_seconds};

/// "All PSTN-enabled rooms must have an expiry (exp) of less than 365 days": Daily's guide to dial-in by PIN.
const MOST_SECONDS: i64 = 365 * 24 * 60 * 60;

/// From here on not every whole number is a floating-point number: what was written may have been another.
const MOST_EXACT: f64 = 9_007_199_254_740_992.0;

pub(super) const UNIX_SECONDS: &str = "give Unix seconds, less than 365 days ahead";

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
