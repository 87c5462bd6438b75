//! What a rule is.

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use super::operation::Operation;
use super::subject::{Findings, Subject};
use crate::report::{Code, Issue, Path, Severity, Source};

/// Rules that belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Family {
    /// Which keys stand where, and of which JSON type.
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

/// The part of a rule that looks.
pub(crate) type Check = fn(&Subject<'_>, &mut Findings);

/// One rule. Serialises as `{code, severity, severities, source, operations, family, summary}`; `severity` is the gravest.
#[derive(Debug)]
pub struct Rule {
    pub(crate) code: Code,
    pub(crate) family: Family,
    pub(crate) severities: &'static [Severity],
    pub(crate) source: Source,
    pub(crate) operations: &'static [Operation],
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
        self.code
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
        self.source
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
    pub(crate) fn issue(&self, path: Path, message: impl Into<String>) -> Issue {
        let severity = self.severities.first().copied().unwrap_or(Severity::Error);
        self.issue_as(severity, path, message)
    }

    /// An issue with one of the rule's other severities.
    pub(crate) fn issue_as(&self, severity: Severity, path: Path, message: impl Into<String>) -> Issue {
        Issue::new(self.code, severity, self.source, path, message.into())
    }
}

impl Serialize for Rule {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut row = serializer.serialize_struct("Rule", 7)?;
        row.serialize_field("code", &self.code)?;
        row.serialize_field("severity", &self.severities.first())?;
        row.serialize_field("severities", self.severities)?;
        row.serialize_field("source", &self.source)?;
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
            code: $crate::report::Code::new($code),
            family: FAMILY,
            severities: &[$($crate::report::Severity::$severity),+],
            source: $crate::report::Source::$source,
            operations: &[$($crate::rules::Operation::$operation),+],
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

pub(crate) use {check_of, rule};
