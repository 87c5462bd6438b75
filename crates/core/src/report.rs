//! What a check answers: a [`Report`] of [`Issue`]s, each with a stable [`Code`].

use std::borrow::Cow;
use std::fmt;

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};
use serde_json::Value;

use crate::quote::visible;
use crate::serialize_as_str::serialize_as_str;

/// How bad an issue is. Ordered: `Info < Warning < Error`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// Accepted, but probably not what was meant, or over a limit that is not published.
    Warning,
    /// Daily documents a refusal, its documents exclude it, or the call cannot work.
    Error,
}

impl Severity {
    /// In lower case: `warning`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// Where a rule comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Source {
    /// Daily's reference pages the project was made from.
    Seed,
    /// Daily's published `OpenAPI` document.
    Openapi,
    /// Daily's guides and sample servers.
    Guide,
    /// Code of people who use the API.
    Field,
    /// Our own advice; no document of Daily's says so.
    Policy,
}

impl Source {
    /// In lower case: `openapi`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Seed => "seed",
            Self::Openapi => "openapi",
            Self::Guide => "guide",
            Self::Field => "field",
            Self::Policy => "policy",
        }
    }
}

serialize_as_str!(Severity, Source);

/// The stable, kebab-case name of a rule, for example `phone-number-not-e164`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Code(&'static str);

impl Code {
    pub(crate) const fn new(text: &'static str) -> Self {
        Self(text)
    }

    /// The code as text.
    pub const fn as_str(self) -> &'static str {
        self.0
    }
}

impl PartialEq<str> for Code {
    fn eq(&self, text: &str) -> bool {
        self.0 == text
    }
}

impl PartialEq<&str> for Code {
    fn eq(&self, text: &&str) -> bool {
        self.0 == *text
    }
}

impl fmt::Display for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.0)
    }
}

/// One step of a [`Path`]: a key of an object or an index of an array.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(untagged)]
pub enum Segment {
    /// A key of an object.
    Key(Cow<'static, str>),
    /// An index of an array, from 0.
    Index(usize),
}

/// Where an issue is, following the input as it was given. Empty for the whole input.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Path(Vec<Segment>);

impl Path {
    /// The path of the whole input.
    pub const fn root() -> Self {
        Self(Vec::new())
    }

    /// This path and one key more.
    #[must_use]
    pub fn key(&self, key: impl Into<Cow<'static, str>>) -> Self {
        self.then(Segment::Key(key.into()))
    }

    /// This path and one index more.
    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        self.then(Segment::Index(index))
    }

    /// It is `outer`, or leads on from there.
    pub(crate) fn is_within(&self, outer: &Self) -> bool {
        self.0.starts_with(&outer.0)
    }

    /// The steps, outermost first.
    pub fn segments(&self) -> &[Segment] {
        &self.0
    }

    fn then(&self, segment: Segment) -> Self {
        let mut segments = Vec::with_capacity(self.0.len() + 1);
        segments.extend_from_slice(&self.0);
        segments.push(segment);
        Self(segments)
    }
}

/// `config.timeout_config.message`, `[2].config.phone_number`, `""` for the empty key; empty for the whole input. For people: of a
/// key that is longer than 60 characters the first 60 and `…`, and control and invisible characters as `\u{…}`.
impl fmt::Display for Path {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, segment) in self.0.iter().enumerate() {
            match segment {
                Segment::Key(key) => {
                    formatter.write_str(if position == 0 { "" } else { "." })?;
                    let key = visible(key);
                    formatter.write_str(if key.is_empty() { "\"\"" } else { &key })?;
                }
                Segment::Index(index) => write!(formatter, "[{index}]")?,
            }
        }
        Ok(())
    }
}

/// The facts a message was made from, by name, so that a program need not read the message.
///
/// A handful of them: so a sorted array, which is also much less code than a tree.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Params(Vec<(&'static str, Value)>);

impl Params {
    fn insert(&mut self, name: &'static str, value: Value) {
        match self.0.binary_search_by_key(&name, |(name, _)| name) {
            Ok(place) => {
                if let Some((_, old)) = self.0.get_mut(place) {
                    *old = value;
                }
            }
            Err(place) => self.0.insert(place, (name, value)),
        }
    }

    /// One of them.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.iter().find(|(each, _)| *each == name).map(|(_, value)| value)
    }

    /// All of them, in the order of their names.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &Value)> {
        self.0.iter().map(|(name, value)| (*name, value))
    }
}

impl Serialize for Params {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter())
    }
}

/// One thing a rule has to say.
///
/// Serialises as `{code, severity, path, message, help?, params, suggestion?, source}`. A suggestion that may hold a
/// secret (see [`Issue::private_suggestion`]) is left out, so that no log, HTTP answer or terminal shows it by accident.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Issue {
    /// Which rule speaks.
    pub code: Code,
    /// How bad it is.
    pub severity: Severity,
    /// Where it is.
    pub path: Path,
    /// One sentence: what is wrong. Lower case, no final period, the offending text in backticks, never a secret.
    pub message: String,
    /// What to do about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// The facts in the message.
    pub params: Params,
    /// The corrected value itself, where one correction is certain.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suggestion: Option<Value>,
    /// Where the rule comes from.
    pub source: Source,
    #[serde(skip)]
    private: PrivateSuggestion,
}

/// A correction that repeats so much of the input that it may hold a secret. `Debug` does not show it.
#[derive(Clone, Default, PartialEq)]
struct PrivateSuggestion(Option<Value>);

impl fmt::Debug for PrivateSuggestion {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(if self.0.is_some() { "Some(…)" } else { "None" })
    }
}

impl Issue {
    pub(crate) fn new(code: Code, severity: Severity, source: Source, path: Path, message: String) -> Self {
        Self {
            code,
            severity,
            path,
            message,
            help: None,
            params: Params::default(),
            suggestion: None,
            source,
            private: PrivateSuggestion(None),
        }
    }

    #[must_use]
    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    #[must_use]
    pub(crate) fn param(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.params.insert(name, value.into());
        self
    }

    #[must_use]
    pub(crate) fn suggest(mut self, value: impl Into<Value>) -> Self {
        self.suggestion = Some(value.into());
        self
    }

    #[must_use]
    pub(crate) fn suggest_privately(mut self, value: Value) -> Self {
        self.private = PrivateSuggestion(Some(value));
        self
    }

    /// See [`Report::reveal`].
    pub(crate) fn reveal(&mut self) {
        if let Some(value) = self.private.0.take() {
            self.suggestion = Some(value);
        }
    }

    pub(crate) fn any_error(issues: &[Self]) -> bool {
        issues.iter().any(|issue| issue.severity == Severity::Error)
    }

    /// A correction that repeats much of the input: all of it (`nested-config`, `legacy-domain-body`) or a URL (`url-invalid`), secrets
    /// included. It has to stay in the process; [`Report::reveal`] moves it to `suggestion` for a caller that already holds the input.
    pub fn private_suggestion(&self) -> Option<&Value> {
        self.private.0.as_ref()
    }
}

/// `error[phone-number-not-e164] phone_number: …`, as a terminal shows it. People read `note` where data has `info`.
impl fmt::Display for Issue {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let severity = if self.severity == Severity::Info { "note" } else { self.severity.as_str() };
        write!(formatter, "{severity}[{}]", self.code)?;
        if !self.path.segments().is_empty() {
            write!(formatter, " {}", self.path)?;
        }
        write!(formatter, ": {}", self.message)
    }
}

/// What a check returns. `value` is there exactly when no issue is an error.
///
/// Serialises as `{ok, issues, value?}`.
#[derive(Clone, Debug, PartialEq)]
pub struct Report<T> {
    issues: Vec<Issue>,
    value: Option<T>,
}

impl<T> Report<T> {
    /// Keeps `value` only if no issue is an error.
    pub(crate) fn new(issues: Vec<Issue>, value: Option<T>) -> Self {
        let value = value.filter(|_| !Issue::any_error(&issues));
        Self { issues, value }
    }

    /// No issue is an error.
    pub fn ok(&self) -> bool {
        self.value.is_some()
    }

    /// Everything that was found: of one config in the order of the rules, otherwise along the input.
    pub fn issues(&self) -> &[Issue] {
        &self.issues
    }

    /// What was checked, once it is right.
    pub fn value(&self) -> Option<&T> {
        self.value.as_ref()
    }

    /// The value with its warnings, or what is wrong.
    pub fn into_result(self) -> Result<(T, Vec<Issue>), Vec<Issue>> {
        match self.value {
            Some(value) => Ok((value, self.issues)),
            None => Err(self.issues),
        }
    }

    /// Everything that was found, and what was checked, once it is right.
    pub fn into_parts(self) -> (Vec<Issue>, Option<T>) {
        (self.issues, self.value)
    }

    /// The same issues with another form of the value.
    #[must_use]
    pub fn map<U>(self, form: impl FnOnce(T) -> U) -> Report<U> {
        Report { issues: self.issues, value: self.value.map(form) }
    }

    /// Moves private suggestions into `suggestion`. Only for a caller that gave the input itself and sends the report nowhere.
    #[must_use]
    pub fn reveal(mut self) -> Self {
        for issue in &mut self.issues {
            issue.reveal();
        }
        self
    }
}

impl<T: Serialize> Serialize for Report<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut report = serializer.serialize_struct("Report", 2 + usize::from(self.value.is_some()))?;
        serialize_findings(&mut report, self.ok(), &self.issues)?;
        if let Some(value) = &self.value {
            report.serialize_field("value", value)?;
        }
        report.end()
    }
}

/// What every report begins with. Apart from the reports, which are many types.
fn serialize_findings<S: SerializeStruct>(report: &mut S, ok: bool, issues: &[Issue]) -> Result<(), S::Error> {
    report.serialize_field("ok", &ok)?;
    report.serialize_field("issues", issues)
}

/// What an inspection returns: the facts are there even when an issue is an error. Serialises as `{ok, issues, value}`.
#[derive(Clone, Debug, PartialEq)]
pub struct FactReport<T> {
    ok: bool,
    issues: Vec<Issue>,
    value: T,
}

impl<T> FactReport<T> {
    pub(crate) fn new(issues: Vec<Issue>, value: T) -> Self {
        Self { ok: !Issue::any_error(&issues), issues, value }
    }

    /// No issue is an error.
    pub const fn ok(&self) -> bool {
        self.ok
    }

    /// Everything that was found.
    pub fn issues(&self) -> &[Issue] {
        &self.issues
    }

    /// The facts.
    pub const fn value(&self) -> &T {
        &self.value
    }

    /// Everything that was found, and the facts.
    pub fn into_parts(self) -> (Vec<Issue>, T) {
        (self.issues, self.value)
    }
}

impl<T: Serialize> Serialize for FactReport<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut report = serializer.serialize_struct("FactReport", 3)?;
        serialize_findings(&mut report, self.ok, &self.issues)?;
        report.serialize_field("value", &self.value)?;
        report.end()
    }
}
