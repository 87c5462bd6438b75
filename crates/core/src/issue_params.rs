//! What `params` holds, by code: the types of the npm package are made from it, and a test holds it against everything
//! that the shared cases show.

use ParamKind::{Boolean, Number, NumberOrNull, Numbers, OneOf, Text, TextOrNull};

/// One param of an issue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IssueParam {
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub kind: ParamKind,
    /// Each issue of the code has it.
    pub always: bool,
}

/// What a param holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParamKind {
    /// Any text.
    Text,
    /// Any text, or null.
    TextOrNull,
    /// One of these texts.
    OneOf(&'static [&'static str]),
    /// A whole number.
    Number,
    /// A whole number, or null.
    NumberOrNull,
    /// Whole numbers.
    Numbers,
    /// True or false.
    Boolean,
}

const fn always(name: &'static str, kind: ParamKind) -> IssueParam {
    IssueParam { name, kind, always: true }
}

const fn sometimes(name: &'static str, kind: ParamKind) -> IssueParam {
    IssueParam { name, kind, always: false }
}

/// The params of a code, in the order of their names; none for most codes.
pub fn issue_params(code: &str) -> &'static [IssueParam] {
    ISSUE_PARAMS.iter().find(|(each, _)| *each == code).map_or(&[], |(_, params)| params)
}

/// Every code that has params.
pub static ISSUE_PARAMS: &[(&str, &[IssueParam])] = &[
    (
        "dial-string-invalid",
        &[
            sometimes("most", Number),
            sometimes("position", Number),
            always("reason", OneOf(&["character", "empty", "extension", "key", "no-pin", "number", "pauses"])),
        ],
    ),
    ("domain-array-replaces", &[always("type", OneOf(&["pin_dialin", "pinless_dialin"]))]),
    ("field-duplicate", &[sometimes("field", Text), sometimes("more", Number)]),
    ("field-not-applicable", &[always("field", Text), always("type", OneOf(&["pin_dialin", "pinless_dialin"]))]),
    ("field-nul-character", &[always("field", Text)]),
    ("field-null", &[always("field", Text)]),
    ("field-read-only", &[always("field", Text)]),
    ("field-unknown", &[sometimes("field", Text), sometimes("more", Number), sometimes("nearest", Text)]),
    (
        "field-wrong-type",
        &[
            always("expected", OneOf(&["array", "boolean", "integer", "object", "string"])),
            always("field", Text),
            always("found", OneOf(&["array", "boolean", "null", "number", "object", "string"])),
        ],
    ),
    ("hmac-length", &[always("bytes", Number), always("least", Number), always("most", Number)]),
    (
        "hmac-not-base64",
        &[always(
            "reason",
            OneOf(&["empty", "hex", "literal-null", "other", "padding", "url-safe-alphabet", "whitespace"]),
        )],
    ),
    (
        "hold-music-damaged",
        &[always("junk_bytes", Number), always("lost_bytes", NumberOrNull), always("truncated", Boolean)],
    ),
    (
        "hold-music-header-disagrees",
        &[
            always("duration_ms", Number),
            always("header", OneOf(&["Info", "VBRI", "Xing"])),
            always("header_duration_ms", Number),
        ],
    ),
    (
        "hold-music-near-limit",
        &[
            sometimes("bytes", Number),
            sometimes("duration_ms", Number),
            sometimes("encoder_delay", Number),
            sometimes("encoder_padding", Number),
            always("limit", OneOf(&["duration", "size"])),
            sometimes("recorded_ms", Number),
        ],
    ),
    (
        "hold-music-not-mp3",
        &[always(
            "format",
            OneOf(&[
                "adts",
                "empty",
                "flac",
                "html",
                "json",
                "mp4",
                "mpeg-layer-1",
                "mpeg-layer-2",
                "ogg",
                "unknown",
                "wav",
                "xml",
            ]),
        )],
    ),
    ("hold-music-not-mp3-name", &[always("ending", Text)]),
    ("hold-music-short", &[always("duration_ms", Number)]),
    ("hold-music-tag-heavy", &[always("artwork_bytes", Number), always("bytes", Number), always("tag_bytes", Number)]),
    ("hold-music-too-large", &[always("bytes", Number)]),
    (
        "hold-music-too-long",
        &[
            always("duration_ms", Number),
            always("encoder_delay", NumberOrNull),
            always("encoder_padding", NumberOrNull),
            always("recorded_ms", Number),
        ],
    ),
    ("json-invalid", &[always("column", Number), always("line", Number), always("reason", Text)]),
    ("legacy-domain-body", &[always("configs", Number)]),
    ("message-control-character", &[always("field", Text), always("position", Number)]),
    ("message-empty", &[always("field", Text)]),
    ("message-long", &[always("characters", Number), always("field", Text), always("most", Number)]),
    ("message-markup", &[always("field", Text), always("found", OneOf(&["emoji", "tag", "url"]))]),
    ("name-prefix-long", &[always("characters", Number), always("most", Number)]),
    ("not-an-object", &[always("expected", OneOf(&["array", "object"])), always("found", TextOrNull)]),
    ("phone-number-duplicate", &[sometimes("id", Text), always("phone_number", Text)]),
    (
        "phone-number-not-canonical",
        &[always("calling_code", Number), always("phone_number", Text), always("plan", Text)],
    ),
    (
        "phone-number-not-e164",
        &[
            sometimes("character", Text),
            sometimes("position", Number),
            always(
                "reason",
                OneOf(&[
                    "bad-character",
                    "contains-pin",
                    "empty",
                    "has-extension",
                    "leading-zero",
                    "missing-plus",
                    "non-ascii-digit",
                    "too-long",
                    "too-short",
                ]),
            ),
        ],
    ),
    (
        "phone-number-not-possible",
        &[
            sometimes("calling_code", Number),
            always("lengths", Numbers),
            always("phone_number", Text),
            always("plan", Text),
            always("validity", OneOf(&["invalid-length", "too-long", "too-short", "unknown-calling-code"])),
        ],
    ),
    ("phone-number-not-purchased", &[always("phone_number", Text), always("purchased", Number)]),
    ("phone-number-not-valid", &[always("calling_code", Number), always("phone_number", Text), always("plan", Text)]),
    (
        "phone-number-unusual-kind",
        &[
            always("calling_code", Number),
            always("kind", OneOf(&["pager", "premium-rate", "shared-cost", "voicemail"])),
            always("phone_number", Text),
            always("plan", Text),
        ],
    ),
    ("pin-length", &[always("digits", Number)]),
    ("room-exp-past", &[always("seconds", Number)]),
    ("room-exp-too-far", &[always("latest", Number), always("seconds", Number)]),
    ("room-number-not-configured", &[always("phone_number", Text)]),
    ("room-number-pinless", &[always("phone_number", Text)]),
    (
        "signature-mismatch",
        &[always(
            "mistake",
            OneOf(&["body-changed", "hex", "secret-not-decoded", "timestamp-text", "unknown", "url-safe-alphabet"]),
        )],
    ),
    ("timestamp-stale", &[always("age", Number), always("tolerance", Number)]),
    ("type-in-update", &[always("type", OneOf(&["pin_dialin", "pinless_dialin"]))]),
    ("type-unknown", &[sometimes("nearest", Text), sometimes("type", Text)]),
    ("url-expires", &[sometimes("expires", Text)]),
    (
        "url-invalid",
        &[always(
            "reason",
            OneOf(&[
                "bad-character",
                "bad-percent",
                "empty",
                "host-invalid",
                "host-missing",
                "port-invalid",
                "scheme-missing",
                "scheme-other",
                "slashes-missing",
            ]),
        )],
    ),
    ("url-not-public", &[always("host", Text)]),
    ("url-temporary-host", &[always("host", Text)]),
];
