// Written by `cargo xtask gen` from the sources of crates/core: change it there.

/** The two kinds of dial-in config. */
export type ConfigType =
  /** A call fires a webhook; hold music plays until it has made a room. */
  | "pinless_dialin"
  /** Callers dial a shared number and type the PIN of a room. */
  | "pin_dialin";

/** How bad an issue is. */
export type Severity =
  /** Worth knowing. */
  | "info"
  /** Accepted, but probably not what was meant, or over a limit that is not published. */
  | "warning"
  /** Daily documents a refusal, its documents exclude it, or the call cannot work. */
  | "error";

/** Where a rule comes from. */
export type Source =
  /** Daily's reference pages the project was made from. */
  | "seed"
  /** Daily's published `OpenAPI` document. */
  | "openapi"
  /** Daily's guides and sample servers. */
  | "guide"
  /** Code of people who use the API. */
  | "field"
  /** Our own advice; no document of Daily's says so. */
  | "policy";

/** What something is checked as. The first five are configs, of which the same content means different things. */
export type Operation =
  /** The body of a POST. */
  | "create"
  /** The body of a PUT. */
  | "update"
  /** What a server returned or a file describes. */
  | "stored"
  /** Many stored configs together. */
  | "set"
  /** The body of the older domain endpoint. */
  | "domain"
  /** A signed webhook call. */
  | "verify"
  /** A dial string, or the parts of one. */
  | "dial-string"
  /** The bytes of hold music. */
  | "music"
  /** The properties of a room. */
  | "room";

/** Rules that belong together. */
export type Family =
  /** Which keys go where, and their JSON types. */
  | "shape"
  /** The phone number. */
  | "phone-number"
  /** The webhook and the hold music. */
  | "url"
  /** The signing secret. */
  | "secret"
  /** What is spoken. */
  | "message"
  /** The friendly name. */
  | "name-prefix"
  /** The signature of a webhook call. */
  | "signature"
  /** PINs and dial strings. */
  | "dial-string"
  /** Hold music, once its bytes are seen. */
  | "hold-music"
  /** Rooms that callers join by PIN. */
  | "room";

/** Whether a number can exist, as far as its numbering plan tells. */
export type Validity =
  /** Its plan has the range it is in. */
  | "valid"
  /** Its length is right, but no range of its plan has it. */
  | "possible"
  /** Shorter than any number of its plan. */
  | "too-short"
  /** Longer than any number of its plan. */
  | "too-long"
  /** Between the two, but no number of its plan is that long. */
  | "invalid-length"
  /** No calling code begins like this. */
  | "unknown-calling-code";

/** The kind of a valid number, as the numbering plans tell it. */
export type PhoneKind =
  /** A fixed line. */
  | "fixed-line"
  /** A mobile phone. */
  | "mobile"
  /** Free for the caller. */
  | "toll-free"
  /** Costs more than a call; its owner earns from it. */
  | "premium-rate"
  /** Follows a person from phone to phone. */
  | "personal-number"
  /** Reaches a voicemail box. */
  | "voicemail"
  /** A company's number across its places (universal access number). */
  | "uan"
  /** A pager. */
  | "pager"
  /** A phone on the Internet. */
  | "voip"
  /** The cost is shared between caller and called. */
  | "shared-cost"
  /** The plan does not tell fixed lines and mobile phones apart, as in North America. */
  | "fixed-line-or-mobile";

/** What the bytes are. */
export type FileFormat =
  /** MPEG audio of Layer III. */
  | "mp3"
  /** MPEG audio of Layer I. */
  | "mpeg-layer-1"
  /** MPEG audio of Layer II. */
  | "mpeg-layer-2"
  /** A web page. */
  | "html"
  /** Another XML document. */
  | "xml"
  /** A JSON text. */
  | "json"
  /** RIFF with WAVE in it. */
  | "wav"
  /** Ogg, whatever is in it. */
  | "ogg"
  /** FLAC. */
  | "flac"
  /** MP4 or M4A. */
  | "mp4"
  /** Bare AAC frames. */
  | "adts"
  /** No bytes at all. */
  | "empty"
  /** None of these. */
  | "unknown";

/** Which MPEG: 2 halves the sample rates of 1, 2.5 halves them again. */
export type MpegVersion =
  /** MPEG-1: 32, 44.1 or 48 kHz. */
  | "1"
  /** MPEG-2: 16, 22.05 or 24 kHz. */
  | "2"
  /** MPEG-2.5: 8, 11.025 or 12 kHz. */
  | "2.5";

/** Which layer; MP3 is Layer III. */
export type MpegLayer =
  /** Layer I. */
  | 1
  /** Layer II, often called MP2. */
  | 2
  /** Layer III: MP3. */
  | 3;

/** Whether the bit rate changes. */
export type BitRateMode =
  /** All frames have one bit rate; so has Layer III's free format. */
  | "cbr"
  /** They differ: variable or average bit rate. */
  | "vbr";

/** Whether the room is being created or updated. */
export type RoomOperation =
  /** `POST /rooms`. */
  | "create"
  /** `POST /rooms/{name}`. */
  | "update";

/** What a field holds. */
export type Shape =
  /** One of the two types. */
  | "type"
  /** A string: E.164. */
  | "phone-number"
  /** A string. */
  | "text"
  /** A string: a base64 secret. */
  | "secret"
  /** A string: an absolute http(s) URL. */
  | "url"
  /** An object `{message: string}`. */
  | "message";

/** Whether a field applies to a type. */
export type Applies =
  /** A create without it is refused. */
  | "required"
  /** Documented as optional, but nothing works without it: a warning when missing. */
  | "advised"
  /** May be left out. */
  | "optional"
  /** Accepted, but never used: a warning when present. */
  | "inert"
  /** A field of the other type: refused. */
  | "never"
  /** Daily sets it: dropped from a write, with a warning. */
  | "read-only";

/** What `params` holds, by the code of the issue. */
export interface IssueParams {
  /** The text is not JSON. */
  "json-invalid": { column: number; line: number; reason: string };
  /** A config that is not an object. */
  "not-an-object": { expected: "array" | "object"; found: string | null };
  /** The body of the older domain endpoint, or its response, given where one config is expected. */
  "legacy-domain-body": { configs: number };
  /** The body of the older domain endpoint: an array of configs that replaces the stored one. */
  "domain-array-replaces": { type: "pin_dialin" | "pinless_dialin" };
  /** Fields one level too deep: a config's under `config`, as Daily returns it, or a room's under `properties`. */
  "nested-config": Record<string, never>;
  /** A config without `type`. */
  "type-missing": Record<string, never>;
  /** A `type` that is neither of the two, or two types that differ. */
  "type-unknown": { nearest?: string; type?: string };
  /** `type` in an update. */
  "type-in-update": { type: "pin_dialin" | "pinless_dialin" };
  /** A key that appears twice in one JSON object. */
  "field-duplicate": { field?: string; more?: number };
  /** A value of another JSON type than its field has. */
  "field-wrong-type": {
    expected: "array" | "boolean" | "integer" | "object" | "string";
    field: string;
    found: "array" | "boolean" | "null" | "number" | "object" | "string";
  };
  /** A field that is null. */
  "field-null": { field: string };
  /** A field of the other type. */
  "field-not-applicable": { field: string; type: "pin_dialin" | "pinless_dialin" };
  /** A field that only Daily sets. */
  "field-read-only": { field: string };
  /** A key that no dial-in config has. */
  "field-unknown": { field?: string; more?: number; nearest?: string };
  /** A string with the character U+0000 in it. */
  "field-nul-character": { field: string };
  /** An update that changes nothing. */
  "update-empty": Record<string, never>;
  /** A `pin_dialin` config without a phone number. */
  "phone-number-required": Record<string, never>;
  /** A `pinless_dialin` config without a phone number. */
  "phone-number-absent": Record<string, never>;
  /** A phone number that is not E.164: `+` and 1 to 15 ASCII digits, the first of them not 0. */
  "phone-number-not-e164": {
    character?: string;
    position?: number;
    reason:
      | "bad-character"
      | "contains-pin"
      | "empty"
      | "has-extension"
      | "leading-zero"
      | "missing-plus"
      | "non-ascii-digit"
      | "too-long"
      | "too-short";
  };
  /** A number that no plan can have: its calling code is not assigned, or its length is wrong. */
  "phone-number-not-possible": {
    calling_code?: number;
    lengths: number[];
    phone_number: string;
    plan: string;
    validity: "invalid-length" | "too-long" | "too-short" | "unknown-calling-code";
  };
  /** A number whose part after the calling code is in national form, as with a trunk prefix. */
  "phone-number-not-canonical": { calling_code: number; phone_number: string; plan: string };
  /** A number of the right length that is in no assigned range of its plan. */
  "phone-number-not-valid": { calling_code: number; phone_number: string; plan: string };
  /** A premium-rate, shared-cost, pager or voicemail number. */
  "phone-number-unusual-kind": {
    calling_code: number;
    kind: "pager" | "premium-rate" | "shared-cost" | "voicemail";
    phone_number: string;
    plan: string;
  };
  /** A number that another config uses. */
  "phone-number-duplicate": { id?: string; phone_number: string };
  /** A number that is not among the purchased ones. */
  "phone-number-not-purchased": { phone_number: string; purchased: number };
  /** A `pinless_dialin` config without a webhook. */
  "room-creation-api-missing": Record<string, never>;
  /** A URL that is not an absolute http or https URL, or one that two readers could read differently. */
  "url-invalid": {
    reason:
      | "bad-character"
      | "bad-percent"
      | "empty"
      | "host-invalid"
      | "host-missing"
      | "port-invalid"
      | "scheme-missing"
      | "scheme-other"
      | "slashes-missing";
  };
  /** A host that is not written in ASCII. */
  "url-host-not-ascii": Record<string, never>;
  /** A URL that only one machine or one network reaches. */
  "url-not-public": { host: string };
  /** A URL with plain http. */
  "url-not-https": Record<string, never>;
  /** A URL with a user name or password in it. */
  "url-credentials": Record<string, never>;
  /** A URL with a fragment. */
  "url-fragment": Record<string, never>;
  /** A temporary host: ngrok, trycloudflare, loca.lt, webhook.site and the like. */
  "url-temporary-host": { host: string };
  /** A signed URL that expires. */
  "url-expires": { expires?: string };
  /** Hold music whose name ends like another audio format. */
  "hold-music-not-mp3-name": { ending: string };
  /** A `pinless_dialin` config without a signing secret. */
  "hmac-absent": Record<string, never>;
  /** A signing secret that is not standard padded base64. */
  "hmac-not-base64": {
    reason:
      | "empty"
      | "hex"
      | "literal-null"
      | "other"
      | "padding"
      | "url-safe-alphabet"
      | "whitespace";
  };
  /** A signing secret in hex that also happens to be base64. */
  "hmac-looks-hex": Record<string, never>;
  /** A signing secret of fewer than 24 or more than 64 bytes. */
  "hmac-length": { bytes: number; least: number; most: number };
  /** A sample secret from Daily's documents or from Dialin's. */
  "hmac-published": Record<string, never>;
  /** A timeout message on a `pin_dialin` config. */
  "timeout-message-inert": Record<string, never>;
  /** A message without text. */
  "message-empty": { field: string };
  /** A message of more than 400 characters. */
  "message-long": { characters: number; field: string; most: number };
  /** A message with tags, SSML, a URL or emoji. */
  "message-markup": { field: string; found: "emoji" | "tag" | "url" };
  /** A message with a control character. */
  "message-control-character": { field: string; position: number };
  /** A name that is empty or only whitespace. */
  "name-prefix-empty": Record<string, never>;
  /** A name with whitespace before or after it. */
  "name-prefix-untrimmed": Record<string, never>;
  /** A name of more than 128 characters. */
  "name-prefix-long": { characters: number; most: number };
  /** A webhook call without a signature. */
  "signature-missing": Record<string, never>;
  /** A signature that does not match the secret, timestamp and body. */
  "signature-mismatch": {
    mistake:
      | "body-changed"
      | "hex"
      | "secret-not-decoded"
      | "timestamp-text"
      | "unknown"
      | "url-safe-alphabet";
  };
  /** A call without a timestamp, or with one that is not a whole number of seconds or milliseconds. */
  "timestamp-invalid": Record<string, never>;
  /** A timestamp that is too far from now. */
  "timestamp-stale": { age: number; tolerance: number };
  /** A string that is not a dial string: a number, pauses and a PIN. */
  "dial-string-invalid": {
    most?: number;
    position?: number;
    reason: "character" | "empty" | "extension" | "key" | "no-pin" | "number" | "pauses";
  };
  /** A PIN with something other than digits in it. */
  "pin-not-digits": Record<string, never>;
  /** A PIN that does not have 11 digits. */
  "pin-length": { digits: number };
  /**
   * A dial string with `;` or `w`, before the PIN or after it, at which the phone waits until the caller taps to go
   * on.
   */
  "dial-string-wait": Record<string, never>;
  /** A dial string with `#` or `*`. */
  "dial-string-hash": Record<string, never>;
  /** A file that is not an MP3. */
  "hold-music-not-mp3": {
    format:
      | "adts"
      | "empty"
      | "flac"
      | "html"
      | "json"
      | "mp4"
      | "mpeg-layer-1"
      | "mpeg-layer-2"
      | "ogg"
      | "unknown"
      | "wav"
      | "xml";
  };
  /** A file of 10,485,760 bytes or more. */
  "hold-music-too-large": { bytes: number };
  /** A recording of 60 seconds or more. */
  "hold-music-too-long": {
    duration_ms: number;
    encoder_delay: number | null;
    encoder_padding: number | null;
    recorded_ms: number;
  };
  /** A file that is under a limit by one way to count, and not by another. */
  "hold-music-near-limit": {
    bytes?: number;
    duration_ms?: number;
    encoder_delay?: number;
    encoder_padding?: number;
    limit: "duration" | "size";
    recorded_ms?: number;
  };
  /** A file with junk in it, or one that is cut. */
  "hold-music-damaged": { junk_bytes: number; lost_bytes: number | null; truncated: boolean };
  /** A Xing, Info or VBRI header that claims another duration than the frames have. */
  "hold-music-header-disagrees": {
    duration_ms: number;
    header: "Info" | "VBRI" | "Xing";
    header_duration_ms: number;
  };
  /** A file of which more than half is tags, artwork included. */
  "hold-music-tag-heavy": { artwork_bytes: number; bytes: number; tag_bytes: number };
  /** A recording of less than five seconds. */
  "hold-music-short": { duration_ms: number };
  /** A room to be made without `dialin`. */
  "room-dialin-missing": Record<string, never>;
  /** A room for callers without `exp`. */
  "room-exp-missing": Record<string, never>;
  /** An `exp` in milliseconds, microseconds or nanoseconds. */
  "room-exp-milliseconds": Record<string, never>;
  /** An `exp` that has passed, or passes now. */
  "room-exp-past": { seconds: number };
  /** An `exp` 365 days ahead or more. */
  "room-exp-too-far": { latest: number; seconds: number };
  /** A room without `eject_at_room_exp`, or with one that is false. */
  "room-eject-suggested": Record<string, never>;
  /** An entry of `room_numbers` that is not `{phone_number}`. */
  "room-number-shape": Record<string, never>;
  /** A number of the room that belongs to a pinless config. */
  "room-number-pinless": { phone_number: string };
  /** A number of the room that is in none of the `pin_dialin` configs that the check was told of. */
  "room-number-not-configured": { phone_number: string };
}

/** The stable name of a rule. */
export type RuleCode = keyof IssueParams;

/** One thing a rule has to say. */
export type Issue<Code extends RuleCode = RuleCode> = { [Each in Code]: IssueOf<Each> }[Code];

/** An issue of one rule. */
export interface IssueOf<Code extends RuleCode> {
  /** Which rule speaks. */
  code: Code;
  /** How bad it is. */
  severity: Severity;
  /** Where it is. */
  path: (string | number)[];
  /** One sentence: what is wrong. Lower case, no final period, the offending text in backticks, never a secret. */
  message: string;
  /** What to do about it. */
  help?: string;
  /** The facts in the message, by name. */
  params: IssueParams[Code];
  /** The corrected value itself, where one correction is certain. */
  suggestion?: unknown;
  /** Where the rule comes from. */
  source: Source;
}

/** The facts of a number; `null` for what is not known. */
export interface PhoneFacts {
  /** The number itself, where the text is E.164. */
  e164: string | null;
  /** Without the `+`. A string, as it is dialled; the `calling_code` of an issue is the same as a number. */
  callingCode: string | null;
  /** What follows the calling code. */
  nationalNumber: string | null;
  /** Of a valid number: ISO 3166-1 alpha-2, or `001` for a non-geographic calling code (such as +800). */
  region: string | null;
  /** Of a valid number. */
  kind: PhoneKind | null;
  /** Whether the numbering plan has it. */
  validity: Validity | null;
  /** As ITU-T E.123 writes it: `+44 20 7183 8750`. */
  international: string | null;
}

/** A number, pauses and a PIN. */
export interface DialString {
  /** `+12095038039,,12345678987`: what phones and calendars dial by themselves. */
  text: string;
  /**
   * `tel:+12095038039,,12345678987`. Phones accept it; RFC 3966 has no comma, so it is not a tel URI but a dial link.
   */
  link: string;
  /** `tel:+12095038039`, strictly RFC 3966: the number alone. */
  telUri: string;
}

/** A dial string as people, address books and calendars take it. */
export interface DialStringTexts {
  /** One line for people: `+1 209 503 8039, then PIN 12345678987`. */
  humanText: string;
  /** A `TEL` line of a vCard 4, escaped and folded. */
  vcardTel: string;
  /** A `LOCATION` line of a calendar event (iCalendar), escaped and folded: phones make it a link to tap. */
  icsLocation: string;
  /** A `DESCRIPTION` line of a calendar event, likewise. */
  icsDescription: string;
}

/** What was read from a dial string; `null` for what is not there. */
export interface DialStringFacts {
  /** The number, in E.164. */
  phoneNumber: string | null;
  /** The digits dialled after the pauses. */
  pin: string | null;
  /** How many pauses (`,` or `p`, about two seconds each) come between. */
  pauses: number;
  /** How many waits (`;` or `w`: the phone waits for the caller) come between. */
  waits: number;
  /** `#`, where it follows the PIN. */
  terminator: "#" | null;
  /**
   * What follows that, for example a participant number or a country; or what stands in place of the PIN: an
   * extension, or `*` or `#` and all behind it.
   */
  rest: string | null;
}

/** What a verified call says of itself. */
export interface VerifiedCall {
  /** When it was signed, in Unix seconds. */
  timestamp: number;
}

/**
 * The facts of a recording; `null` for what the file does not have. Every byte of the file is in exactly one of
 * `audioBytes`, `tagBytes` and `junkBytes`.
 */
export interface HoldMusicFacts {
  /** What the bytes are. */
  format: FileFormat;
  /** Of MPEG audio: which one. If frames differ, this and the following are what most of them are. */
  mpegVersion: MpegVersion | null;
  /** Of MPEG audio: which layer. */
  layer: MpegLayer | null;
  /** How long all frames play, rounded down. */
  durationMs: number | null;
  /** How many samples of each channel the frames hold, the encoder's delay and padding included. */
  samples: number | null;
  /** How many frames of audio were walked: a Xing, Info or VBRI frame is not one, nor is a cut one. */
  frames: number | null;
  /** Samples a second. */
  sampleRateHz: number | null;
  /** 1 or 2. */
  channels: 1 | 2 | null;
  /** Whether all frames have the same bit rate. */
  bitRateMode: BitRateMode | null;
  /** Bits a second, measured over all frames. */
  averageBitRate: number | null;
  /** Bytes of frames, a cut last one included. */
  audioBytes: number;
  /** Bytes of `ID3v2`, `ID3v1`, APE and Lyrics3 tags, and of a Xing, Info or VBRI frame. */
  tagBytes: number;
  /** How many of the tags' bytes are pictures. */
  artworkBytes: number;
  /** Bytes that are neither audio nor tags. */
  junkBytes: number;
  /** The file ends inside a frame or a tag, even if it is the first. */
  truncated: boolean;
  /** How long a Xing, Info or VBRI frame says that the audio plays. */
  headerDurationMs: number | null;
}

/** What a check of many lines returns. */
export interface LinesReport {
  /** How many lines held something. */
  lines: number;
  /** How many of them have no error. */
  ok: number;
  /** How many have one. */
  failed: number;
  /** A report for each line that has issues, in order. */
  reports: LineReport[];
}

/** What is to say about one line. */
export interface LineReport {
  /** Which line, counted from 1, blank ones included. */
  line: number;
  /** No issue is an error. */
  ok: boolean;
  /** What was found. */
  issues: Issue[];
}

/** What the package was made of. */
export interface Versions {
  /** The version of the crate and the npm package. */
  package: string;
  /** The version of the rules. */
  rules: string;
  /** The version of Google's metadata that the numbering plans were made from. */
  numbering: string;
}

/** One row of the table. */
export interface Field {
  /** The key in the body. */
  key: string;
  /** Where its value is: `["name_prefix"]`, `["timeout_config", "message"]`. */
  path: string[];
  /** What a form calls it. */
  label: string;
  /** One sentence for the person who fills it in. */
  summary: string;
  /** What it holds. */
  shape: Shape;
  /** Whether it applies to each type. */
  appliesTo: Record<ConfigType, Applies>;
  /** The values to choose from, where there is a choice. */
  choices?: { value: ConfigType; label: string; summary: string }[];
}

/** One rule. */
export interface Rule {
  /** Its stable name. */
  code: RuleCode;
  /** The gravest of `severities`. */
  severity: Severity;
  /** The severities it can have, gravest first. */
  severities: Severity[];
  /** Where it comes from. */
  source: Source;
  /** When it runs. */
  operations: Operation[];
  /** The rules it belongs with. */
  family: Family;
  /** The first line of its doc comment. */
  summary: string;
}

/** What is known besides the config itself. */
export interface CheckOptions {
  /** The numbers purchased on the domain; with it, any other number is an error. */
  purchasedNumbers?: readonly string[] | undefined;
  /** The stored configs this one joins. */
  configs?: readonly KnownConfig[] | undefined;
  /** The id of this config among them. */
  id?: string | undefined;
  /** Lets URLs name hosts that only this machine or network reaches, for trying things out. */
  allowPrivateHosts?: boolean | undefined;
}

/** What a room check is told about the world. */
export interface RoomOptions {
  /** Whether the room is being created or updated. */
  operation: RoomOperation;
  /**
   * The current time, in Unix seconds (milliseconds are understood as well). In JavaScript `Math.floor(Date.now() /
   * 1000)`: an `exp` made from it must be whole.
   */
  now: number;
  /** The stored configs, to find numbers that are for pinless calls, or in none of them. */
  configs?: readonly KnownConfig[] | undefined;
  /** The numbers purchased on the domain; with it, any other number is an error. */
  purchasedNumbers?: readonly string[] | undefined;
}

/** A message that is spoken. */
export interface Message {
  message?: string | null;
  [unknownField: string]: unknown;
}

/** The fields of a `pinless_dialin` config. Unknown fields are kept. */
export interface PinlessFields {
  /**
   * A number you purchased on this Daily domain, in E.164 form such as +12095038039. Without one, a pinless config
   * takes SIP calls only.
   */
  phone_number?: string;
  /** A friendly name for this config. */
  name_prefix?: string;
  /** Daily posts here when a call comes in; your server answers by making a room. */
  room_creation_api?: string;
  /** The base64 secret that signs each webhook call. A new config without one gets one from Daily. */
  hmac?: string;
  /** A public MP3, under 10 MB and under 60 seconds; the caller hears it twice. */
  hold_music_url?: string;
  /** Spoken to the caller when a pinless config's webhook does not answer in time. */
  timeout_config?: Message;
  [unknownField: string]: unknown;
}

/** The fields of a `pin_dialin` config. Unknown fields are kept. */
export interface PinFields {
  /**
   * A number you purchased on this Daily domain, in E.164 form such as +12095038039. Without one, a pinless config
   * takes SIP calls only.
   */
  phone_number: string;
  /** A friendly name for this config. */
  name_prefix?: string;
  /** Spoken to the caller when a pinless config's webhook does not answer in time. */
  timeout_config?: Message;
  /** Spoken when the call connects, before the caller types the PIN. */
  ivr_greeting?: Message;
  [unknownField: string]: unknown;
}

/** A checked body for `POST /domain-dialin-config`. */
export type Config = ({ type: "pinless_dialin" } & PinlessFields) | ({ type: "pin_dialin" } & PinFields);

/**
 * A checked body for `PUT /domain-dialin-config/{id}`: what it does not name stays, and `null` clears it, except
 * `hmac`.
 */
export interface Patch {
  /**
   * A number you purchased on this Daily domain, in E.164 form such as +12095038039. Without one, a pinless config
   * takes SIP calls only.
   */
  phone_number?: string | null;
  /** A friendly name for this config. */
  name_prefix?: string | null;
  /** Daily posts here when a call comes in; your server answers by making a room. */
  room_creation_api?: string | null;
  /** The base64 secret that signs each webhook call. A new config without one gets one from Daily. */
  hmac?: string | null;
  /** A public MP3, under 10 MB and under 60 seconds; the caller hears it twice. */
  hold_music_url?: string | null;
  /** Spoken to the caller when a pinless config's webhook does not answer in time. */
  timeout_config?: Message | null;
  /** Spoken when the call connects, before the caller types the PIN. */
  ivr_greeting?: Message | null;
  [unknownField: string]: unknown;
}

/** A checked config, as a server returns it or a file keeps it: a file may leave the id out. */
export interface CheckedStored {
  id?: string;
  type: ConfigType;
  /** What is stored, read-only fields included. */
  config: {
    /**
     * A number you purchased on this Daily domain, in E.164 form such as +12095038039. Without one, a pinless config
     * takes SIP calls only.
     */
    phone_number?: string | null;
    /** A friendly name for this config. */
    name_prefix?: string | null;
    /** Daily posts here when a call comes in; your server answers by making a room. */
    room_creation_api?: string | null;
    /** The base64 secret that signs each webhook call. A new config without one gets one from Daily. */
    hmac?: string | null;
    /** A public MP3, under 10 MB and under 60 seconds; the caller hears it twice. */
    hold_music_url?: string | null;
    /** Spoken to the caller when a pinless config's webhook does not answer in time. */
    timeout_config?: Message | null;
    /** Spoken when the call connects, before the caller types the PIN. */
    ivr_greeting?: Message | null;
    /** Set by Daily: where SIP calls for this config go. */
    sip_uri?: string | null;
    [unknownField: string]: unknown;
  };
  [unknownField: string]: unknown;
}

/** A config as a server returns it. */
export interface StoredConfig extends CheckedStored {
  id: string;
}

/** The part of a stored config that other checks use; a flat create body works as well. */
export interface KnownConfig {
  id?: string | null;
  type?: string | null;
  phone_number?: string | null;
  config?: {
    phone_number?: string | null;
    [field: string]: any;
  } | null;
  [field: string]: any;
}

/** The properties of a room, as far as they concern dial-in by PIN. */
export interface RoomProperties {
  /** With it, even an empty one, the room gets a PIN and can be called. */
  dialin?: {
    /** The caller's name in the call. */
    display_name?: string;
    /** The numbers that lead to the room; without any, it is the first that was bought. */
    room_numbers?: {
      phone_number: string;
    }[];
    /** If nobody is in the room: true for hold music until somebody is, false to end the call. */
    wait_for_meeting_start?: boolean;
    [unknownField: string]: unknown;
  };
  /** Callers leave the room when it expires. */
  eject_at_room_exp?: boolean | null;
  /** When the room expires, in Unix seconds; less than 365 days ahead. */
  exp?: number | null;
  [unknownField: string]: unknown;
}

/** A checked body for `POST /rooms` or `POST /rooms/{name}`. */
export interface RoomBody {
  properties: RoomProperties;
}
