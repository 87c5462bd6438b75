//! Who else has a number, so that core can say so among all its other issues.

use dialin_core::{Options, PhoneNumber};
use serde::Deserialize;
use serde_json::Value;

use crate::app::App;
use crate::store::StoreError;

/// The digits of the number a body asks for, if it is one. Reads leniently and judges nothing: core does.
pub(super) fn wanted_digits(body: &[u8]) -> Option<String> {
    #[derive(Deserialize)]
    struct Wanted {
        phone_number: Option<Value>,
    }
    let wanted: Wanted = serde_json::from_slice(body).ok()?;
    Some(PhoneNumber::parse(wanted.phone_number?.as_str()?).ok()?.digits())
}

/// The options of a check, with the config that has these digits now.
pub(super) async fn options_knowing(app: &App, digits: Option<&str>) -> Result<Options, StoreError> {
    let holder = match digits {
        Some(digits) => app.store().find_number(digits).await?,
        None => None,
    };
    Ok(Options { configs: holder.iter().map(crate::store::Record::known).collect(), ..app.options() })
}
