import type { RuleCode } from "./rule-codes.js";

export type { RuleCode };

/** The two kinds of dial-in config. */
export type ConfigType = "pinless_dialin" | "pin_dialin";

/** How bad an issue is. A report is `ok` when none of its issues is an error. */
export type Severity = "info" | "warning" | "error";

/** Where a rule comes from: Daily's documents (`seed`, `openapi`, `guide`), code in the field, or our own advice. */
export type Source = "seed" | "openapi" | "guide" | "field" | "policy";

/**
 * What is checked: a POST body, a PUT body, a config as stored, many of them together, the older domain body, a signed
 * webhook call, a dial string, hold music, or the properties of a room.
 */
export type Operation = "create" | "update" | "stored" | "set" | "domain" | "verify" | "dial-string" | "music" | "room";

/** One thing a rule has to say. */
export interface Issue {
  /** Which rule speaks; `docs/rules.md` explains each. */
  code: RuleCode;
  severity: Severity;
  /** Where, following the input as it was given; empty for the whole input. Array indices are numbers. */
  path: (string | number)[];
  /** One sentence: what is wrong. It never repeats a secret or a PIN. */
  message: string;
  /** What to do about it. */
  help?: string;
  /** The facts in the message, by name. */
  params: Record<string, unknown>;
  /** The corrected value for `path`, where one correction is certain. */
  suggestion?: unknown;
  source: Source;
}

/** What a check answers. `value` is there exactly when no issue is an error. */
export type Report<T> = { ok: true; issues: Issue[]; value: T } | { ok: false; issues: Issue[]; value?: undefined };

/** What an inspection answers: `value` is there also when an issue is an error, what is not known in it `null`. */
export interface FactReport<T> {
  /** No issue is an error. */
  ok: boolean;
  issues: Issue[];
  value: T;
}

/** Whether a number exists, as far as its numbering plan tells. */
export type Validity = "valid" | "possible" | "too-short" | "too-long" | "invalid-length" | "unknown-calling-code";

/** What a number is for. */
export type PhoneKind =
  | "fixed-line"
  | "mobile"
  | "fixed-line-or-mobile"
  | "toll-free"
  | "premium-rate"
  | "shared-cost"
  | "voip"
  | "personal-number"
  | "pager"
  | "uan"
  | "voicemail";

/** What is known of a phone number. */
export interface PhoneFacts {
  /** The number itself; `null` where the text is not E.164. */
  e164: string | null;
  /** Without the `+`. */
  callingCode: string | null;
  /** What follows the calling code. */
  nationalNumber: string | null;
  /** Of a valid number: an ISO 3166 code, or `001` for a calling code of no country. */
  region: string | null;
  /** Of a valid number. */
  kind: PhoneKind | null;
  validity: Validity | null;
  /** As ITU-T E.123 writes it: `+44 20 7183 8750`. */
  international: string | null;
}

/** What a dial string is made of. */
export interface DialStringParts {
  /** In E.164. */
  phoneNumber: string;
  /** Digits. */
  pin: string;
  /** How many pauses of about two seconds stand between the two: 1 to 30, 2 if left out. */
  pauses?: number;
}

/** A dial string in its forms. */
export interface DialString {
  /** `+12095038039,,12345678987`: what phones and calendars dial by themselves. */
  text: string;
  /** `tel:+12095038039,,12345678987`: what phones take as a link, although no standard has the comma. */
  link: string;
  /** `tel:+12095038039`: strictly RFC 3966, the number alone. */
  telUri: string;
}

/** What was read from a dial string. */
export interface DialStringFacts {
  /** In E.164. */
  phoneNumber: string | null;
  /** The digits dialled after the pauses. */
  pin: string | null;
  /** How many pauses (`,` or `p`) stand between. */
  pauses: number;
  /** How many waits (`;` or `w`: the phone asks the caller) stand between. */
  waits: number;
  /** `#`, where it follows the PIN. */
  terminator: "#" | null;
  /** What follows that, for example a participant number. */
  rest: string | null;
}

/** A webhook call that is to be signed. */
export interface WebhookToSign {
  /** The `hmac` of the config, base64. */
  secret: string;
  /** The header `X-Pinless-Timestamp` as it will be sent. */
  timestamp: string;
  /** The body as it will be sent; a string stands for its UTF-8. */
  body: string | Uint8Array | ArrayBuffer;
}

/** A webhook call that came. */
export interface WebhookCall {
  /** The `hmac` of the config, base64. */
  secret: string;
  /** The header `X-Pinless-Signature`. */
  signature: string | null | undefined;
  /** The header `X-Pinless-Timestamp`, as it came. */
  timestamp: string | null | undefined;
  /** The raw body, before any parser has it; a string stands for its UTF-8. */
  body: string | Uint8Array | ArrayBuffer;
  /** The time now, in Unix seconds: `Date.now() / 1000`. */
  now: number;
  /** How old the call may be, in seconds; 300 if left out. */
  tolerance?: number;
}

/** What a verified call says of itself. */
export interface VerifiedCall {
  /** When it was signed, in Unix seconds. */
  timestamp: number;
}

/** What a file is, by its bytes. */
export type FileFormat =
  | "mp3"
  | "mpeg-layer-1"
  | "mpeg-layer-2"
  | "html"
  | "xml"
  | "json"
  | "wav"
  | "ogg"
  | "flac"
  | "mp4"
  | "adts"
  | "empty"
  | "unknown";

/**
 * The facts of a recording; `null` for what the file does not have. Every byte of the file is in exactly one of
 * `audioBytes`, `tagBytes` and `junkBytes`.
 */
export interface HoldMusicFacts {
  /** What the bytes are. */
  format: FileFormat;
  /** Of MPEG audio. If frames differ, this and the following are what most of them are. */
  mpegVersion: "1" | "2" | "2.5" | null;
  /** Of MPEG audio: MP3 is Layer III. */
  layer: 1 | 2 | 3 | null;
  /** How long all frames play, rounded down. */
  durationMs: number | null;
  /** How many samples of each channel the frames hold, the encoder's delay and padding included. */
  samples: number | null;
  /** How many frames of audio were walked: a Xing, Info or VBRI frame is not one, nor is a cut one. */
  frames: number | null;
  /** Samples a second. */
  sampleRateHz: number | null;
  channels: 1 | 2 | null;
  /** Whether all frames have one bit rate. */
  bitRateMode: "cbr" | "vbr" | null;
  /** Bits a second, measured over all frames. */
  averageBitRate: number | null;
  /** Bytes of frames, a cut last one included. */
  audioBytes: number;
  /** Bytes of ID3 and APE tags, and of a Xing, Info or VBRI frame. */
  tagBytes: number;
  /** How many of the tags' bytes are pictures. */
  artworkBytes: number;
  /** Bytes that are neither audio nor tags. */
  junkBytes: number;
  /** The file ends inside a frame or a tag. */
  truncated: boolean;
  /** How long a Xing, Info or VBRI frame says that the audio plays. */
  headerDurationMs: number | null;
}

/** What the check of a room has to know besides its properties. */
export interface RoomOptions {
  /** Whether the room is being made or changed. */
  operation: "create" | "update";
  /** The time now, in Unix seconds: `Date.now() / 1000`. */
  now: number;
  /** The stored configs, as the server returned them: a number of a pinless one leads to no PIN prompt. */
  configs?: readonly { id: string }[];
}

/** A checked body for `POST /rooms` or `POST /rooms/{name}`. */
export interface RoomBody {
  properties: {
    /** How callers get in. */
    dialin?: {
      display_name?: string;
      wait_for_meeting_start?: boolean;
      /** The numbers that lead here; without any, it is the first that was bought. */
      room_numbers?: { phone_number: string }[];
      [unknownField: string]: unknown;
    };
    /** When the room expires, in Unix seconds. */
    exp?: number;
    [unknownField: string]: unknown;
  };
}

/** What `checkLines` answers. */
export interface LinesReport {
  /** How many lines were checked; blank ones do not count. */
  lines: number;
  /** How many of them have no error. */
  ok: number;
  /** How many have one. */
  failed: number;
  /** One for each line that has an issue. */
  reports: {
    /** The number of the line, from 1, blank ones counted. */
    line: number;
    ok: boolean;
    issues: Issue[];
  }[];
}

/** A text that is spoken. */
export interface Message {
  message: string;
  [unknownField: string]: unknown;
}

/** The fields of a config that a call fires a webhook for. Fields nobody knows yet are kept. */
export interface PinlessFields {
  phone_number?: string;
  name_prefix?: string;
  room_creation_api?: string;
  hmac?: string;
  hold_music_url?: string;
  timeout_config?: Message;
  [unknownField: string]: unknown;
}

/** The fields of a config whose callers type a PIN. Fields nobody knows yet are kept. */
export interface PinFields {
  phone_number: string;
  name_prefix?: string;
  timeout_config?: Message;
  ivr_greeting?: Message;
  [unknownField: string]: unknown;
}

/** A checked body for `POST /domain-dialin-config`. */
export type Config = ({ type: "pinless_dialin" } & PinlessFields) | ({ type: "pin_dialin" } & PinFields);

/** A checked body for `PUT /domain-dialin-config/{id}`: what it does not name stays, `null` clears. */
export interface Patch {
  phone_number?: string | null;
  name_prefix?: string | null;
  room_creation_api?: string | null;
  hmac?: string | null;
  hold_music_url?: string | null;
  timeout_config?: Message | null;
  ivr_greeting?: Message | null;
  [unknownField: string]: unknown;
}

/** A config as a server returns it. */
export interface StoredConfig {
  id: string;
  type: ConfigType;
  /** What is stored, `sip_uri` included. */
  config: {
    phone_number?: string | null;
    name_prefix?: string | null;
    room_creation_api?: string | null;
    hmac?: string | null;
    hold_music_url?: string | null;
    timeout_config?: Message | null;
    ivr_greeting?: Message | null;
    sip_uri?: string | null;
    [unknownField: string]: unknown;
  };
}

/** What a check may know besides its input. Every part may be left out. */
export interface CheckOptions {
  /** The numbers bought on this domain, in E.164. Given, a number that is not among them is an error. */
  purchasedNumbers?: readonly string[];
  /** The stored configs this one joins, as the server returned them: a number may be in one config only. */
  configs?: readonly { id: string }[];
  /** The id of this config among `configs`, so that it is not its own duplicate. */
  id?: string;
  /** Accept URLs on localhost, private addresses and the like, for trying things out. */
  allowPrivateHosts?: boolean;
}

/** What `checkUpdate` has to know besides. */
export interface UpdateOptions extends CheckOptions {
  /** The type of the stored config: an update does not carry it. */
  type: ConfigType;
}

/** How a field stands to a type. */
export type Applies = "required" | "advised" | "optional" | "inert" | "never" | "read-only";

/** One field of a config, for whoever draws a form. */
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
  shape: "type" | "phone-number" | "text" | "secret" | "url" | "message";
  /** Per type; an `advised` field may be left out, but nothing works without it; an `inert` one is never used. */
  appliesTo: Record<ConfigType, Applies>;
  /** The values to choose from, where there is a choice. */
  choices?: { value: ConfigType; label: string; summary: string }[];
}

/** One rule. */
export interface Rule {
  code: RuleCode;
  /** The gravest of `severities`. */
  severity: Severity;
  /** Every severity its issues can have. */
  severities: Severity[];
  source: Source;
  /** For what it runs. */
  operations: Operation[];
  /** The part of the documentation it stands in. */
  family: string;
  /** One line of what it is about. */
  summary: string;
}

/** What this package was made from. */
export interface Versions {
  /** Of this package. */
  package: string;
  /** Of the rules: it changes when what is accepted changes. */
  rules: string;
  /** Of Google's metadata that the numbering plans were made from. */
  numbering: string;
}
