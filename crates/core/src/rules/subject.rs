//! What a rule looks at, with everything that several rules need read once.

use super::operation::Operation;
use crate::config::{Applies, ConfigType, Draft, FIELDS, Field, MessageDraft, Shape, Slot};
use crate::options::Options;
use crate::phone::{NotE164, PhoneNumber};
use crate::report::{Issue, Path};
use crate::web_url::{NotWebUrl, WebUrl};

/// One config under check.
pub(crate) struct Subject<'a> {
    pub(crate) operation: Operation,
    /// `None` when the type is missing or unknown.
    pub(crate) config_type: Option<ConfigType>,
    /// The whole input.
    pub(crate) root: &'a Draft<'a>,
    /// The object that holds the config's fields: the input itself, or what stands under `config` in it.
    pub(crate) fields: &'a Draft<'a>,
    /// Where the whole input is.
    pub(crate) root_path: Path,
    pub(crate) options: &'a Options,
    pub(crate) phone_number: Option<Result<PhoneNumber, NotE164>>,
    pub(crate) room_creation_api: Option<Result<WebUrl, NotWebUrl>>,
    pub(crate) hold_music_url: Option<Result<WebUrl, NotWebUrl>>,
}

impl<'a> Subject<'a> {
    pub(crate) fn new(
        operation: Operation,
        config_type: Option<ConfigType>,
        root: &'a Draft<'a>,
        root_path: Path,
        options: &'a Options,
    ) -> Self {
        let fields = root.config.value().map_or(root, |config| config.as_ref());
        let mut subject = Self {
            operation,
            config_type,
            root,
            fields,
            root_path,
            options,
            phone_number: None,
            room_creation_api: None,
            hold_music_url: None,
        };
        subject.phone_number = fields.text("phone_number").map(PhoneNumber::parse);
        subject.room_creation_api = subject.text("room_creation_api").map(WebUrl::parse);
        subject.hold_music_url = subject.text("hold_music_url").map(WebUrl::parse);
        subject
    }

    /// The fields stand in an object of their own under `config`.
    pub(crate) fn is_nested(&self) -> bool {
        self.root.config.value().is_some()
    }

    /// The path of the object that holds the fields.
    pub(crate) fn fields_path(&self) -> Path {
        if self.is_nested() { self.root_path.key("config") } else { self.root_path.clone() }
    }

    /// The path of a field.
    pub(crate) fn path(&self, key: &'static str) -> Path {
        self.fields_path().key(key)
    }

    /// How a field stands to the type; `None` when the type is not known.
    pub(crate) fn applies(&self, field: &Field) -> Option<Applies> {
        self.config_type.map(|config_type| field.applies_to(config_type))
    }

    /// The field is missing, and `standing` is what the table says of it for the type.
    pub(crate) fn lacks(&self, key: &str, standing: Applies) -> bool {
        let missing = matches!(self.fields.state(key), Slot::Absent | Slot::Null);
        missing && Field::named(key).and_then(|field| self.applies(field)) == Some(standing)
    }

    /// A field that does not belong to the type has one issue, which says so; what it holds is not looked at.
    fn belongs(&self, key: &str) -> bool {
        Field::named(key).is_none_or(|field| self.applies(field) != Some(Applies::Never))
    }

    /// The text at a field that belongs to the type.
    pub(crate) fn text(&self, key: &str) -> Option<&'a str> {
        if self.belongs(key) { self.fields.text(key) } else { None }
    }

    /// The message objects that belong to the type.
    pub(crate) fn messages(&self) -> impl Iterator<Item = (&'static str, &'a MessageDraft<'a>)> {
        FIELDS
            .iter()
            .filter(|field| field.shape == Shape::Message && self.belongs(field.key))
            .filter_map(|field| Some((field.key, self.fields.message(field.key)?)))
    }

    /// The URLs that could be read.
    pub(crate) fn urls(&self) -> impl Iterator<Item = (&'static str, &WebUrl)> {
        [("room_creation_api", &self.room_creation_api), ("hold_music_url", &self.hold_music_url)]
            .into_iter()
            .filter_map(|(key, url)| Some((key, url.as_ref()?.as_ref().ok()?)))
    }

    /// Runs every rule of the operation.
    pub(crate) fn run(&self, findings: &mut Findings) {
        for rule in super::rules() {
            if let Some(check) = rule.check
                && rule.operations.contains(&self.operation)
            {
                check(self, findings);
            }
        }
    }
}

/// Where issues are collected.
#[derive(Default)]
pub(crate) struct Findings {
    pub(crate) issues: Vec<Issue>,
}

impl Findings {
    pub(crate) fn push(&mut self, issue: Issue) {
        self.issues.push(issue);
    }
}
