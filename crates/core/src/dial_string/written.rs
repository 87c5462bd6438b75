//! A dial string as texts, links and calendar lines.

use super::{DEFAULT_PAUSES, DialString, DialStringTexts, MOST_PAUSES};
use crate::text::{spoken_letters, trim};

/// How fast a telephone voice speaks: about 13 letters a second (also the estimate of `message-long`).
const CHARACTERS_A_SECOND: usize = 13;

/// How long phones wait at a `,`.
const SECONDS_A_PAUSE: usize = 2;

/// The longest line of a calendar file, in bytes, before it has to be folded (RFC 5545, 3.1).
const LONGEST_LINE: usize = 75;

/// How many pauses let a greeting be heard to its end before the PIN is dialled. An estimate: 13 letters a second of
/// speech (a character of Chinese, Japanese or Korean is as long as three), two seconds a pause, never fewer than two. Digits dialled earlier may be lost or may cut the greeting short:
/// no document of Daily's says which.
pub fn suggested_pauses(greeting: &str) -> usize {
    let seconds = spoken_letters(trim(greeting)).div_ceil(CHARACTERS_A_SECOND);
    seconds.div_ceil(SECONDS_A_PAUSE).clamp(DEFAULT_PAUSES, MOST_PAUSES)
}

impl DialString {
    /// `+12095038039,,12345678987`: what phones and calendars dial by themselves.
    pub fn text(&self) -> String {
        format!("{}{}{}", self.phone_number, ",".repeat(self.pauses), self.pin)
    }

    /// `tel:+12095038039,,12345678987`. Phones accept it; RFC 3966 has no comma, so it is not a tel URI but a dial link.
    pub fn link(&self) -> String {
        format!("tel:{}", self.text())
    }

    /// `tel:+12095038039`, strictly RFC 3966: the number alone.
    pub fn tel_uri(&self) -> String {
        format!("tel:{}", self.phone_number)
    }

    /// `+1 209 503 8039, then PIN 12345678987`: one line for people.
    pub fn human_text(&self) -> String {
        let number = self.phone_number.international().unwrap_or_else(|| self.phone_number.text());
        format!("{number}, then PIN {}", self.pin)
    }

    /// A `TEL` line of a vCard 4 (RFC 6350, 6.4.1), as text: a tel URI could not carry the PIN.
    pub fn vcard_tel(&self) -> String {
        fold(&format!("TEL;VALUE=text;TYPE=voice:{}", escaped(&self.text())))
    }

    /// A `LOCATION` line of a calendar event (RFC 5545, 3.8.1.7): phones make it a link to tap.
    pub fn ics_location(&self) -> String {
        fold(&format!("LOCATION:{}", escaped(&self.link())))
    }

    /// A `DESCRIPTION` line of a calendar event (RFC 5545, 3.8.1.5).
    pub fn ics_description(&self) -> String {
        fold(&format!("DESCRIPTION:{}", escaped(&format!("Dial {}.\nOne tap: {}", self.human_text(), self.link()))))
    }

    /// The last four together. Serialises as `{humanText, vcardTel, icsLocation, icsDescription}`.
    pub fn texts(&self) -> DialStringTexts {
        DialStringTexts {
            human_text: self.human_text(),
            vcard_tel: self.vcard_tel(),
            ics_location: self.ics_location(),
            ics_description: self.ics_description(),
        }
    }
}

/// A text value of vCard and iCalendar.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        match character {
            '\n' => out.push_str("\\n"),
            ',' | ';' | '\\' => {
                out.push('\\');
                out.push(character);
            }
            _ => out.push(character),
        }
    }
    out
}

/// Breaks a long line as both formats ask: a line break and a space, never inside a character.
fn fold(line: &str) -> String {
    let mut out = String::with_capacity(line.len() + 8);
    let mut width = 0;
    for character in line.chars() {
        if width + character.len_utf8() > LONGEST_LINE {
            out.push_str("\r\n ");
            width = 1;
        }
        out.push(character);
        width += character.len_utf8();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample(pauses: usize) -> DialString {
        DialString::build("+12095038039", "12345678987", pauses).into_result().unwrap().0
    }

    #[test]
    fn is_written_in_every_form() {
        let dial_string = sample(2);
        let cases = [
            (dial_string.text(), "+12095038039,,12345678987"),
            (dial_string.link(), "tel:+12095038039,,12345678987"),
            (dial_string.tel_uri(), "tel:+12095038039"),
            (dial_string.human_text(), "+1 209 503 8039, then PIN 12345678987"),
            (dial_string.vcard_tel(), "TEL;VALUE=text;TYPE=voice:+12095038039\\,\\,12345678987"),
            (dial_string.ics_location(), "LOCATION:tel:+12095038039\\,\\,12345678987"),
            (
                dial_string.ics_description(),
                "DESCRIPTION:Dial +1 209 503 8039\\, then PIN 12345678987.\\nOne tap: tel:+120\r\n 95038039\\,\\,12345678987",
            ),
        ];
        for (written, expected) in cases {
            assert_eq!(written, expected);
        }
    }

    #[test]
    fn no_line_is_longer_than_75_bytes() {
        for line in sample(MOST_PAUSES).ics_description().split("\r\n") {
            assert!(line.len() <= LONGEST_LINE, "{line}");
        }
    }

    #[test]
    fn pauses_follow_the_length_of_the_greeting() {
        let cases = [("", 2), ("hello", 2), (&"a".repeat(52), 2), (&"a".repeat(53), 3), (&"a".repeat(130), 5)];
        for (greeting, pauses) in cases {
            assert_eq!(suggested_pauses(greeting), pauses, "{} characters", greeting.len());
        }
        assert_eq!(suggested_pauses(&"a".repeat(100_000)), MOST_PAUSES);
        // 17 signs and some marks: 23 characters, and 57 letters long.
        assert_eq!(suggested_pauses("您好，欢迎致电每日会议室。请输入您的拨入密码，然后按井号键。"), 4);
    }
}
