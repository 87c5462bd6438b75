//! What a rule is.

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use super::operation::Operation;
use super::subject::{Findings, Subject};
use crate::report::{Code, Issue, Path, Severity, Source};
use crate::serialize_as_str::serialize_as_str;

/// Rules that belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Family {
    /// Which keys go where, and their JSON types.
    Shape,
    /// The phone number.
    PhoneNumber,
    /// The webhook and the hold music.
    Url,
    /// The signing secret.
    Secret,
    /// What is spoken.
    Message,
    /// The friendly name.
    NamePrefix,
    /// The signature of a webhook call.
    Signature,
    /// PINs and dial strings.
    DialString,
    /// Hold music, once its bytes are seen.
    HoldMusic,
    /// Rooms that callers join by PIN.
    Room,
}

impl Family {
    /// In kebab-case: `phone-number`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Shape => "shape",
            Self::PhoneNumber => "phone-number",
            Self::Url => "url",
            Self::Secret => "secret",
            Self::Message => "message",
            Self::NamePrefix => "name-prefix",
            Self::Signature => "signature",
            Self::DialString => "dial-string",
            Self::HoldMusic => "hold-music",
            Self::Room => "room",
        }
    }

    /// The heading in the documentation.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Shape => "Shape",
            Self::PhoneNumber => "Phone number",
            Self::Url => "Webhook and hold music URLs",
            Self::Secret => "Signing secret",
            Self::Message => "Messages",
            Self::NamePrefix => "Name prefix",
            Self::Signature => "Signature of a webhook call",
            Self::DialString => "PINs and dial strings",
            Self::HoldMusic => "Hold music, once its bytes are seen",
            Self::Room => "PIN rooms",
        }
    }
}

serialize_as_str!(Family);

/// The part of a rule that looks.
pub(crate) type Check = fn(&Subject<'_>, &mut Findings);

/// What every issue of a rule says of it. A static of its own, so that the linker can drop a rule's check where only its issues
/// are made: in a small build the checks are most of the program.
#[derive(Debug)]
pub(crate) struct Head {
    pub(crate) code: Code,
    /// The gravest.
    pub(crate) severity: Severity,
    pub(crate) source: Source,
}

impl Head {
    #[inline(never)] // many callers, and it only moves things around
    fn issue_as(&self, severity: Severity, path: Path, message: String) -> Issue {
        Issue::new(self.code, severity, self.source, path, message)
    }
}

/// One rule. Serialises as `{code, severity, severities, source, operations, family, summary}`; `severity` is the gravest.
#[derive(Debug)]
pub struct Rule {
    pub(crate) head: &'static Head,
    pub(crate) family: Family,
    pub(crate) severities: &'static [Severity],
    pub(crate) operations: &'static [Operation],
    /// The same, a bit for each: every rule is asked for every config.
    pub(crate) runs_in: u16,
    pub(crate) summary: &'static str,
    /// Only a generator of pages and a terminal want it: a browser does not download it.
    #[cfg(not(target_family = "wasm"))]
    pub(crate) docs: &'static str,
    /// `None` for what is seen while reading, before there is a config to look at.
    pub(crate) check: Option<Check>,
}

impl Rule {
    /// Its stable name.
    pub const fn code(&self) -> Code {
        self.head.code
    }

    /// The rules it belongs with.
    pub const fn family(&self) -> Family {
        self.family
    }

    /// The severities it can have, gravest first.
    pub const fn severities(&self) -> &'static [Severity] {
        self.severities
    }

    /// Where it comes from.
    pub const fn source(&self) -> Source {
        self.head.source
    }

    /// Whether it runs in an operation.
    pub(crate) const fn runs_in(&self, operation: Operation) -> bool {
        self.runs_in >> operation as u8 & 1 == 1
    }

    /// When it runs.
    pub const fn operations(&self) -> &'static [Operation] {
        self.operations
    }

    /// Its doc comment, in Markdown: a summary line, then *Why*, *Example* and *Instead*.
    #[cfg(not(target_family = "wasm"))]
    pub const fn docs(&self) -> &'static str {
        self.docs
    }

    /// The first line of its doc comment.
    pub fn summary(&self) -> &'static str {
        self.summary.trim()
    }

    /// An issue with the gravest severity of the rule.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "see `Head`: the caller is to hold on to that only")]
    pub(crate) fn issue(&self, path: Path, message: impl Into<String>) -> Issue {
        self.head.issue_as(self.head.severity, path, message.into())
    }

    /// An issue with one of the rule's other severities.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "see `Head`: the caller is to hold on to that only")]
    pub(crate) fn issue_as(&self, severity: Severity, path: Path, message: impl Into<String>) -> Issue {
        self.head.issue_as(severity, path, message.into())
    }
}

impl Serialize for Rule {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut row = serializer.serialize_struct("Rule", 7)?;
        row.serialize_field("code", &self.head.code)?;
        row.serialize_field("severity", &self.head.severity)?;
        row.serialize_field("severities", self.severities)?;
        row.serialize_field("source", &self.head.source)?;
        row.serialize_field("operations", self.operations)?;
        row.serialize_field("family", &self.family)?;
        row.serialize_field("summary", self.summary())?;
        row.end()
    }
}

/// Declares a rule of the `FAMILY` of its file: its doc comment becomes its documentation page.
macro_rules! rule {
    (
        #[doc = $summary:literal]
        $(#[doc = $doc:literal])*
        $name:ident = $code:literal;
        severity $($severity:ident),+;
        source $source:ident;
        operations $($operation:ident),+;
        $(check $check:path;)?
    ) => {
        #[doc = $summary]
        $(#[doc = $doc])*
        pub(crate) static $name: $crate::rules::Rule = $crate::rules::Rule {
            head: {
                static HEAD: $crate::rules::rule::Head = $crate::rules::rule::Head {
                    code: $crate::report::Code::new($code),
                    severity: $crate::rules::rule::first!($($severity),+),
                    source: $crate::report::Source::$source,
                };
                &HEAD
            },
            family: FAMILY,
            severities: &[$($crate::report::Severity::$severity),+],
            operations: &[$($crate::rules::Operation::$operation),+],
            runs_in: 0 $(| 1 << $crate::rules::Operation::$operation as u8)+,
            summary: $summary,
            #[cfg(not(target_family = "wasm"))]
            docs: concat!($summary, "\n", $($doc, "\n"),*),
            check: $crate::rules::rule::check_of!($($check)?),
        };
    };
}

macro_rules! check_of {
    () => {
        None
    };
    ($check:path) => {
        Some($check)
    };
}

macro_rules! first {
    ($first:ident $(, $rest:ident)*) => {
        $crate::report::Severity::$first
    };
}

pub(crate) use {check_of, first, rule};
