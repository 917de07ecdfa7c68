//! Fields that came with a file of a newer program, each as it was written there.

use crate::json::{self, Brackets, Fields, Malformed};
use crate::text::Strangers;

/// What is no JSON is written as text, so that it is not lost either.
pub fn write<'a>(extra: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let mut fields = Brackets::on_one_line();
    for (name, json) in extra {
        match json::trimmed(json) {
            Some(json) => fields.field(name, json),
            None => fields.text(name, json),
        }
    }
    fields.into_object()
}

pub fn take(fields: &mut Fields, name: &str) -> Result<Strangers, Malformed> {
    let extra = fields.take_with(name, Fields::of)?;
    let strangers = extra.into_iter().flat_map(Fields::into_rest);
    Ok(strangers.map(|(name, json)| (name.into(), json.into())).collect())
}
