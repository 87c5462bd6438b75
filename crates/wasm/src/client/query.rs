//! The query of a list call.

use serde_json::{Map, Value};

/// Names and values, in the order they were given.
#[derive(Debug, Default, PartialEq)]
pub struct Query(Vec<(String, String)>);

impl Query {
    /// Reads a JSON object of strings, numbers and booleans; an array becomes one value with commas, as
    /// `phone_numbers` wants it. `null` and what is left out are not sent. Which names exist is the server's to say.
    pub fn from_json(text: &str) -> Result<Self, String> {
        let given: Map<String, Value> = serde_json::from_str(text).map_err(|_| "query is not an object".to_owned())?;
        let mut pairs = Vec::with_capacity(given.len());
        for (name, value) in given {
            let value = match value {
                Value::Null => continue,
                Value::Array(items) => {
                    items.iter().map(scalar).collect::<Option<Vec<_>>>().map(|items| items.join(","))
                }
                other => scalar(&other),
            };
            let value =
                value.ok_or_else(|| format!("query.{name} is neither text nor a number nor a list of these"))?;
            pairs.push((name, value));
        }
        Ok(Self(pairs))
    }

    pub(super) fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }
}

fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(flag) => Some(flag.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_a_query_can_carry() {
        let refused = |name: &str| Err(format!("query.{name} is neither text nor a number nor a list of these"));
        for (text, expected) in [
            ("{}", Ok(vec![])),
            (r#"{"limit":5,"type":"pin_dialin"}"#, Ok(vec![("limit", "5"), ("type", "pin_dialin")])),
            (r#"{"phone_numbers":["+1209","+1226"]}"#, Ok(vec![("phone_numbers", "+1209,+1226")])),
            (r#"{"type":null}"#, Ok(vec![])),
            (r#"{"type":{}}"#, refused("type")),
            (r#"{"phone_numbers":[["+1209"]]}"#, refused("phone_numbers")),
            ("[]", Err("query is not an object".to_owned())),
        ] {
            let read = Query::from_json(text);
            assert_eq!(read.as_ref().map(|query| query.pairs().collect()).map_err(Clone::clone), expected, "{text}");
        }
    }
}
