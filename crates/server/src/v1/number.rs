//! Who else has a number, so that core can say so among all its other issues.

use dialin_core::{Options, PhoneNumber};
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::app::App;
use crate::store::StoreError;

/// The digits of the number a body asks for, if it is one. Reads leniently and judges nothing: core does.
pub(super) fn wanted_digits(body: &[u8]) -> Option<String> {
    #[derive(Deserialize)]
    struct Wanted<'a> {
        #[serde(borrow)]
        phone_number: Option<&'a RawValue>,
    }
    let wanted: Wanted = serde_json::from_slice(body).ok()?;
    let number: String = serde_json::from_str(wanted.phone_number?.get()).ok()?;
    Some(PhoneNumber::parse(&number).ok()?.digits())
}

/// The options of a check, with the config that has these digits now.
pub(super) async fn options_knowing(app: &App, digits: Option<&str>) -> Result<Options, StoreError> {
    let holder = match digits {
        Some(digits) => app.store().find_number(digits).await?,
        None => None,
    };
    Ok(Options { configs: holder.iter().map(crate::store::Record::known).collect(), ..app.options() })
}
