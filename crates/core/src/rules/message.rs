//! What is spoken to the caller.

use super::rule::{Family, rule};
use super::{Findings, Rule, Subject};
use crate::config::{ConfigType, MESSAGE_KEY, Row, Slot};
use crate::marks::Marks;
use crate::quote::named_character;
use crate::report::Path;
use crate::text::{has_any, spoken_letters, trim};

const FAMILY: Family = Family::Message;

pub(super) const RULES: &[&Rule] =
    &[&TIMEOUT_MESSAGE_INERT, &MESSAGE_EMPTY, &MESSAGE_LONG, &MESSAGE_MARKUP, &MESSAGE_CONTROL_CHARACTER];

/// About 30 s of speech, at the 13 or so letters a second of a telephone voice.
const LONGEST: usize = 400;

rule! {
    /// A timeout message on a `pin_dialin` config.
    ///
    /// # Why
    /// It is spoken when the webhook does not answer, and a `pin_dialin` config has no webhook: it is never heard.
    ///
    /// # Example
    /// ```json create
    /// {"type": "pin_dialin", "phone_number": "+12095038039", "timeout_config": {"message": "please try again later"}}
    /// ```
    ///
    /// # Instead
    /// ```json create
    /// {"type": "pin_dialin", "phone_number": "+12095038039", "ivr_greeting": {"message": "please type your PIN"}}
    /// ```
    TIMEOUT_MESSAGE_INERT = "timeout-message-inert";
    severity Warning;
    source Policy;
    operations Create, Update, Stored;
    check timeout_message_inert;
}

fn timeout_message_inert(subject: &Subject<'_>, findings: &mut Findings) {
    // Null, in one or the other form, takes it away.
    let is_given = subject.fields.message(Row::TimeoutConfig).is_some_and(|message| !message.says_null());
    if subject.config_type == Some(ConfigType::PinDialin) && is_given {
        let message = "a `pin_dialin` config never plays its timeout message: it has no webhook to wait for";
        findings.push(TIMEOUT_MESSAGE_INERT.issue(subject.path(Row::TimeoutConfig), message).help("leave it out"));
    }
}

/// The messages with their text.
fn texts<'a>(subject: &Subject<'a>) -> impl Iterator<Item = (Row, &'a str)> {
    subject.messages().filter_map(|(row, message)| Some((row, message.message.text()?)))
}

/// Where the text of a message is.
fn text_path(subject: &Subject<'_>, row: Row) -> Path {
    subject.path(row).key(MESSAGE_KEY)
}

rule! {
    /// A message without text.
    ///
    /// # Why
    /// The caller hears silence where a sentence was meant.
    ///
    /// # Example
    /// ```json create
    /// {"type": "pin_dialin", "phone_number": "+12095038039", "ivr_greeting": {"message": " "}}
    /// ```
    ///
    /// # Instead
    /// ```json create
    /// {"type": "pin_dialin", "phone_number": "+12095038039", "ivr_greeting": {"message": "please type your PIN"}}
    /// ```
    MESSAGE_EMPTY = "message-empty";
    severity Warning;
    source Policy;
    operations Create, Update, Stored;
    check message_empty;
}

fn message_empty(subject: &Subject<'_>, findings: &mut Findings) {
    for (row, message) in subject.messages() {
        let key = row.key();
        let problem = match &message.message {
            Slot::Absent => format!("`{key}` has no `{MESSAGE_KEY}`"),
            Slot::Text(text) if trim(text).is_empty() => format!("the message of `{key}` is empty"),
            _ => continue,
        };
        let issue = MESSAGE_EMPTY.issue(text_path(subject, row), problem).param("field", key);
        findings.push(issue.help(format!("leave `{key}` out, or say something")));
    }
}

rule! {
    /// A message of more than 400 characters.
    ///
    /// A sign of Chinese, kana or Hangul takes as long to say as three letters, and counts as three, also in `params.characters`.
    ///
    /// # Why
    /// No limit is published. 400 characters are about 30 seconds of speech; callers hang up.
    ///
    /// # Example
    /// ```json create
    /// {"type": "pin_dialin", "phone_number": "+12095038039", "ivr_greeting": {"message":
    ///  "Thank you for calling. Thank you for calling. Thank you for calling. Thank you for calling. Thank you for calling. Thank you for calling. Thank you for calling. Thank you for calling. Thank you for calling. Thank you for calling. Thank you for calling. Thank you for calling. Thank you for calling. Thank you for calling. Thank you for calling. Thank you for calling. Thank you for calling. Thank you for calling."}}
    /// ```
    ///
    /// # Instead
    /// ```json create
    /// {"type": "pin_dialin", "phone_number": "+12095038039", "ivr_greeting": {"message": "please type your PIN"}}
    /// ```
    MESSAGE_LONG = "message-long";
    severity Warning;
    source Policy;
    operations Create, Update, Stored;
    check message_long;
}

fn message_long(subject: &Subject<'_>, findings: &mut Findings) {
    for (row, text) in texts(subject).filter(|(_, text)| text.len() > LONGEST) {
        let key = row.key();
        let (characters, letters) = (text.chars().count(), spoken_letters(text));
        if letters > LONGEST {
            let message = if characters > LONGEST {
                format!(
                    "the message of `{key}` has {characters} characters; more than {LONGEST} take over 30 seconds to say"
                )
            } else {
                format!("the message of `{key}` has {characters} characters, which take over 30 seconds to say")
            };
            let issue =
                MESSAGE_LONG.issue(text_path(subject, row), message).param("field", key).param("characters", letters);
            findings.push(issue.param("most", LONGEST).help("shorten it"));
        }
    }
}

rule! {
    /// A message with tags, SSML, a URL or emoji.
    ///
    /// `params.found` is `tag`, `url` or `emoji`: the first of them that is there.
    ///
    /// # Why
    /// The text is spoken. Markup is read aloud or dropped, and no document says which.
    ///
    /// # Example
    /// ```json create
    /// {"type": "pin_dialin", "phone_number": "+12095038039", "ivr_greeting": {"message": "<speak>hello</speak>"}}
    /// ```
    ///
    /// # Instead
    /// ```json create
    /// {"type": "pin_dialin", "phone_number": "+12095038039", "ivr_greeting": {"message": "hello"}}
    /// ```
    MESSAGE_MARKUP = "message-markup";
    severity Warning;
    source Policy;
    operations Create, Update, Stored;
    check message_markup;
}

fn message_markup(subject: &Subject<'_>, findings: &mut Findings) {
    if !subject.message_marks.any(Marks::LESS_THAN.or(Marks::COLON_OR_DOT).or(Marks::BEYOND_ASCII)) {
        return;
    }
    for (row, text) in texts(subject) {
        let key = row.key();
        let (found, what) = if has_tag(text) {
            ("tag", "a tag")
        } else if has_url(text) {
            ("url", "a URL")
        } else if !text.is_ascii() && text.chars().any(is_emoji) {
            ("emoji", "an emoji")
        } else {
            continue;
        };
        let message = format!("the message of `{key}` has {what} in it, which may be read aloud or dropped");
        let issue = MESSAGE_MARKUP.issue(text_path(subject, row), message).param("field", key).param("found", found);
        findings.push(issue.help("write what the caller should hear, in words"));
    }
}

/// `<` and a letter or `/`, and a `>` somewhere after it.
fn has_tag(text: &str) -> bool {
    let opens = |rest: &str| rest.starts_with(|next: char| next.is_ascii_alphabetic() || next == '/');
    let mut parts = text.split('<').skip(1).skip_while(|rest| !opens(rest));
    parts.any(|rest| has_any(rest, b">"))
}

/// `http://`, `https://` or `www.`, found by what they end in.
fn has_url(text: &str) -> bool {
    let bytes = text.as_bytes();
    let ends = |end: usize, mark: &[u8]| {
        end.checked_sub(mark.len())
            .and_then(|start| bytes.get(start..end))
            .is_some_and(|found| found.eq_ignore_ascii_case(mark))
    };
    bytes.iter().enumerate().any(|(place, byte)| match byte {
        b'.' => {
            // Not "Awww. Nobody is here."
            let is_word =
                |place: Option<usize>| place.and_then(|place| bytes.get(place)).is_some_and(u8::is_ascii_alphanumeric);
            ends(place, b"www") && !is_word(place.checked_sub(4)) && is_word(Some(place + 1))
        }
        b':' => {
            bytes.get(place..).is_some_and(|rest| rest.starts_with(b"://"))
                && (ends(place, b"http") || ends(place, b"https"))
        }
        _ => false,
    })
}

/// The blocks of pictures (Unicode 16). The Emoji property itself would not do: it holds digits, `#` and `*`.
fn is_emoji(character: char) -> bool {
    matches!(character,
        '\u{203C}' | '\u{2049}'                 // double punctuation, drawn as pictures
        | '\u{20E3}' | '\u{FE0F}'               // keycap, "draw me as a picture"
        | '\u{231A}'..='\u{231B}' | '\u{23E9}'..='\u{23FA}' // watches, player buttons
        | '\u{25FB}'..='\u{25FE}'               // squares
        | '\u{2600}'..='\u{27BF}'               // miscellaneous symbols, dingbats
        | '\u{2B05}'..='\u{2B07}' | '\u{2B1B}'..='\u{2B1C}' | '\u{2B50}' | '\u{2B55}'
        | '\u{1F000}'..='\u{1FAFF}') // tiles, flags, faces, transport, supplements
}

rule! {
    /// A message with a control character.
    ///
    /// # Why
    /// A voice cannot say it, and speech engines stop there or skip it. Line breaks and tabs count as well.
    ///
    /// # Example
    /// ```json create
    /// {"type": "pin_dialin", "phone_number": "+12095038039", "ivr_greeting": {"message": "hello\nthere"}}
    /// ```
    ///
    /// # Instead
    /// ```json create
    /// {"type": "pin_dialin", "phone_number": "+12095038039", "ivr_greeting": {"message": "hello there"}}
    /// ```
    MESSAGE_CONTROL_CHARACTER = "message-control-character";
    severity Warning;
    source Policy;
    operations Create, Update, Stored;
    check message_control_character;
}

fn message_control_character(subject: &Subject<'_>, findings: &mut Findings) {
    if !subject.message_marks.any(Marks::CONTROL.or(Marks::BEYOND_ASCII)) {
        return;
    }
    for (row, text) in texts(subject) {
        let key = row.key();
        let Some((position, character)) = (1_usize..).zip(text.chars()).find(|(_, each)| each.is_control()) else {
            continue;
        };
        let name = named_character(character);
        let message = format!("the message of `{key}` has the control character {name} in it (character {position})");
        let issue = MESSAGE_CONTROL_CHARACTER
            .issue(text_path(subject, row), message)
            .param("field", key)
            .param("position", position);
        findings.push(issue.help("write a space or a full stop instead"));
    }
}
