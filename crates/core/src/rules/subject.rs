//! What a rule looks at. What several rules need is read here, once.

use super::operation::Operation;
use crate::config::{Applies, ConfigType, Draft, FIELDS, Field, FieldSet, MessageDraft, Row};
use crate::marks::Marks;
use crate::options::{KnownNumbers, Options};
use crate::phone::{NotE164, PhoneNumber};
use crate::report::{Issue, Path};
use crate::secret::{SecretText, read_secret};
use crate::web_url::{NotWebUrl, UrlInText};

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
    pub(crate) known: &'a KnownNumbers<'a>,
    /// The fields of the other type.
    foreign: FieldSet,
    pub(crate) phone_number: Option<Result<PhoneNumber, NotE164>>,
    pub(crate) room_creation_api: Option<Result<UrlInText<'a>, NotWebUrl>>,
    pub(crate) hold_music_url: Option<Result<UrlInText<'a>, NotWebUrl>>,
    pub(crate) secret: Option<SecretText>,
    /// Whether the number is among the purchased ones; `None` without a list or a number.
    pub(crate) is_purchased: Option<bool>,
    /// What the messages hold.
    pub(crate) message_marks: Marks,
}

impl<'a> Subject<'a> {
    pub(crate) fn new(
        operation: Operation,
        config_type: Option<ConfigType>,
        root: &'a Draft<'a>,
        root_path: Path,
        known: &'a KnownNumbers<'a>,
    ) -> Self {
        let fields = root.nested().unwrap_or(root);
        let mut subject = Self {
            operation,
            config_type,
            root,
            fields,
            root_path,
            options: known.options,
            known,
            foreign: FieldSet::foreign(config_type),
            phone_number: fields.text(Row::PhoneNumber).map(PhoneNumber::parse),
            room_creation_api: None,
            hold_music_url: None,
            secret: None,
            is_purchased: None,
            message_marks: Marks::default(),
        };
        subject.room_creation_api = subject.text(Row::RoomCreationApi).map(UrlInText::read);
        subject.hold_music_url = subject.text(Row::HoldMusicUrl).map(UrlInText::read);
        subject.secret = subject.text(Row::Hmac).map(read_secret);
        if known.options.purchased_numbers.is_some() {
            subject.is_purchased = subject.certain_number().and_then(|number| known.is_purchased(number));
        }
        let texts = subject.messages().filter_map(|(_, message)| message.message.text());
        subject.message_marks = texts.map(Marks::of).fold(Marks::default(), Marks::or);
        subject
    }

    /// The fields stand in an object of their own under `config`.
    pub(crate) fn is_nested(&self) -> bool {
        self.root.nested().is_some()
    }

    /// The path of the object that holds the fields.
    pub(crate) fn fields_path(&self) -> Path {
        if self.is_nested() { self.root_path.key("config") } else { self.root_path.clone() }
    }

    /// The objects that hold fields: the input, and what stands under `config` in it.
    pub(crate) fn objects(&self) -> impl Iterator<Item = &'a Draft<'a>> {
        [Some(self.root), self.root.nested()].into_iter().flatten()
    }

    /// The path of one of [`Self::objects`].
    pub(crate) fn path_of(&self, draft: &Draft<'_>) -> Path {
        if std::ptr::eq(draft, self.root) { self.root_path.clone() } else { self.fields_path() }
    }

    /// The path of a field.
    pub(crate) fn path(&self, row: Row) -> Path {
        self.fields_path().key(row.key())
    }

    /// How a field stands to the type; `None` when the type is not known.
    pub(crate) fn applies(&self, field: &Field) -> Option<Applies> {
        self.config_type.map(|config_type| field.applies_to(config_type))
    }

    /// The field is missing, and `standing` is what the table says of it for the type.
    ///
    /// In a request whose fields stand under `config` by mistake, what stands beside it is there as well.
    pub(crate) fn lacks(&self, row: Row, standing: Applies) -> bool {
        let has = |draft: &Draft<'_>| draft.given.without(draft.null).has(row);
        let missing = !has(self.fields) && (self.operation == Operation::Stored || !has(self.root));
        missing && FIELDS.get(row.place()).and_then(|field| self.applies(field)) == Some(standing)
    }

    /// The fields of the other type. Each has one issue, which says so; what it holds is not looked at.
    pub(crate) const fn foreign(&self) -> FieldSet {
        self.foreign
    }

    /// The text at a field that belongs to the type.
    pub(crate) fn text(&self, row: Row) -> Option<&'a str> {
        if self.foreign.has(row) { None } else { self.fields.text(row) }
    }

    /// The number, also where it is not written in E.164 but can only mean one.
    pub(crate) fn certain_number(&self) -> Option<PhoneNumber> {
        match self.phone_number.as_ref()? {
            Ok(number) => Some(number.canonical()),
            Err(_) => self.text(Row::PhoneNumber).and_then(PhoneNumber::meant),
        }
    }

    /// The message objects that belong to the type.
    pub(crate) fn messages(&self) -> impl Iterator<Item = (Row, &'a MessageDraft<'a>)> {
        let fields = self.fields;
        let given = fields.given.and(FieldSet::MESSAGES).without(self.foreign);
        given.fields().filter_map(move |field| Some((field.row, fields.message(field.row)?)))
    }

    /// The URLs that could be read.
    pub(crate) fn urls(&self) -> impl Iterator<Item = (Row, &UrlInText<'a>)> {
        [(Row::RoomCreationApi, &self.room_creation_api), (Row::HoldMusicUrl, &self.hold_music_url)]
            .into_iter()
            .filter_map(|(row, url)| Some((row, url.as_ref()?.as_ref().ok()?)))
    }

    /// Runs every rule of the operation.
    pub(crate) fn run(&self, findings: &mut Findings) {
        for rule in super::CHECKS.iter().flat_map(|rules| rules.iter()) {
            if let Some(check) = rule.check
                && rule.runs_in(self.operation)
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
