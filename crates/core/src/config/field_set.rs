//! Sets of fields, a bit for each: most rules need to look at no more.

use super::field::{Applies, ConfigType, FIELDS, Field, Row, Shape};

/// Some of the fields.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct FieldSet(u16);

impl FieldSet {
    pub(crate) const fn of(rows: &[Row]) -> Self {
        let mut set = 0;
        let mut rest = rows;
        while let [row, others @ ..] = rest {
            set |= 1 << row.place();
            rest = others;
        }
        Self(set)
    }

    /// The fields that stand so to a type. Evaluated while compiling.
    const fn standing(config_type: ConfigType, applies: Applies) -> Self {
        let mut set = 0;
        let mut bit = 1;
        let mut rest = FIELDS;
        while let [field, others @ ..] = rest {
            if field.applies_to(config_type) as u8 == applies as u8 {
                set |= bit;
            }
            bit <<= 1;
            rest = others;
        }
        Self(set)
    }

    /// The fields that hold such a value. Evaluated while compiling.
    const fn shaped(shape: Shape) -> Self {
        let mut set = 0;
        let mut bit = 1;
        let mut rest = FIELDS;
        while let [field, others @ ..] = rest {
            if field.shape as u8 == shape as u8 {
                set |= bit;
            }
            bit <<= 1;
            rest = others;
        }
        Self(set)
    }

    /// The fields that hold `{message}`.
    pub(crate) const MESSAGES: Self = Self::shaped(Shape::Message);

    /// The fields that hold any text that somebody writes.
    pub(crate) const TEXTS: Self = Self::shaped(Shape::Text).without(Self::READ_ONLY);

    /// The fields of the other type; none when the type is not known.
    pub(crate) const fn foreign(config_type: Option<ConfigType>) -> Self {
        const TO_PINLESS: FieldSet = FieldSet::standing(ConfigType::PinlessDialin, Applies::Never);
        const TO_PIN: FieldSet = FieldSet::standing(ConfigType::PinDialin, Applies::Never);
        match config_type {
            Some(ConfigType::PinlessDialin) => TO_PINLESS,
            Some(ConfigType::PinDialin) => TO_PIN,
            None => Self(0),
        }
    }

    /// The fields that only Daily sets.
    pub(crate) const READ_ONLY: Self = Self::standing(ConfigType::PinlessDialin, Applies::ReadOnly);

    pub(crate) const fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub(crate) const fn has(self, row: Row) -> bool {
        self.0 >> row.place() & 1 == 1
    }

    pub(crate) const fn insert(&mut self, row: Row) {
        self.0 |= 1 << row.place();
    }

    pub(crate) const fn remove(&mut self, row: Row) {
        self.0 &= !(1 << row.place());
    }

    pub(crate) const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    pub(crate) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(crate) const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// The rows of the table, in its order.
    pub(crate) fn fields(self) -> impl Iterator<Item = &'static Field> {
        let mut rest = self.0;
        std::iter::from_fn(move || {
            if rest == 0 {
                return None;
            }
            let place = rest.trailing_zeros();
            rest &= rest - 1;
            FIELDS.get(place as usize)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_stands_where_its_place_says() {
        assert_eq!(FIELDS.len(), Row::COUNT);
        for (place, field) in FIELDS.iter().enumerate() {
            let row = Row::named(field.key).unwrap();
            assert_eq!((row, row.place(), row.key()), (field.row, place, field.key));
        }
    }

    #[test]
    fn a_set_answers_its_fields_in_the_order_of_the_table() {
        let keys = |set: FieldSet| set.fields().map(|field| field.key).collect::<Vec<_>>();
        let mut set = FieldSet::of(&[Row::Id, Row::Type]);
        assert_eq!(keys(set), ["type", "id"]);
        set.insert(Row::Hmac);
        set.remove(Row::Id);
        assert_eq!(keys(set), ["type", "hmac"]);
        assert_eq!(keys(set.without(FieldSet::of(&[Row::Type]))), ["hmac"]);
        assert_eq!(keys(set.and(FieldSet::READ_ONLY)), [""; 0]);
        assert_eq!(keys(FieldSet::READ_ONLY), ["sip_uri", "id"]);
        assert_eq!(FieldSet::READ_ONLY, FieldSet::standing(ConfigType::PinDialin, Applies::ReadOnly));
        assert_eq!(keys(FieldSet::foreign(Some(ConfigType::PinlessDialin))), ["ivr_greeting"]);
        assert_eq!(
            keys(FieldSet::foreign(Some(ConfigType::PinDialin))),
            ["room_creation_api", "hmac", "hold_music_url"]
        );
        assert_eq!(keys(FieldSet::foreign(None)), [""; 0]);
        let shaped = |shape| FIELDS.iter().filter(move |field| field.writable() && field.shape == shape);
        for (set, shape) in [(FieldSet::TEXTS, Shape::Text), (FieldSet::MESSAGES, Shape::Message)] {
            assert_eq!(keys(set), shaped(shape).map(|field| field.key).collect::<Vec<_>>());
            assert!(!set.is_empty());
        }
    }
}
