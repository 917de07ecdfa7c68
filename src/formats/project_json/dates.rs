//! When each field of an annotation was written, where that is not when the whole was modified. Who opens the file knows
//! by it that a colleague wrote a note and left the tag alone, or that a script corrected what nobody changed here since.

use super::date_time;
use super::report::Aside;
use crate::formats::UnfitReason;
use crate::json::{self, Fields, Layout, Sheet};
use crate::model::{Annotation, AttributeId, AttributeValue, Field, Stamp, Stamped};

const NAME: &str = "stamps";

/// Adds the dates to the record. An attribute that was taken away has always one, because that it was is something to
/// know; so has a link, beside other dates, since its value stands elsewhere in the file.
pub(super) fn write(record: &mut Sheet, annotation: &Annotation) {
    let whole = annotation.modified().millis;
    if date_time::write(whole).is_none() {
        return;
    }
    let is_as_the_whole = annotation.stamps().all(|(_, stamp)| stamp.millis == whole);
    let is_told = |field: &Field, stamp: Stamp| match field {
        Field::Attribute(name) => match annotation.attribute(name) {
            None => true,
            Some(AttributeValue::Link(_)) => !is_as_the_whole,
            Some(
                AttributeValue::Text(_)
                | AttributeValue::Number(_)
                | AttributeValue::Flag(_)
                | AttributeValue::Unnamed,
            ) => stamp.millis != whole,
        },
        Field::Target | Field::Tag | Field::Note => stamp.millis != whole,
    };
    let told = || annotation.stamps().filter(|(field, stamp)| is_told(field, *stamp));
    if told().next().is_some() {
        record.object(NAME, Layout::Line, |dates| {
            for (field, stamp) in told() {
                dates.text(&name(&field), &date_time::write_any(stamp.millis));
            }
        });
    }
}

/// Takes the dates out of a record. What is none is put aside, and the date of the whole counts for it.
pub(super) fn take<'a>(fields: &mut Fields<'a>, aside: &mut Aside<'a>) -> Vec<(Field, u64)> {
    let Some(raw) = fields.take_raw(NAME) else { return Vec::new() };
    let mut unfit = |json| aside.push((json, UnfitReason::Field(NAME.to_owned())));
    let Ok(dates) = Fields::of(raw) else {
        unfit(raw);
        return Vec::new();
    };
    let mut read = Vec::new();
    for (name, json) in dates.into_rest() {
        let millis = json::read::<String>(json).ok().and_then(|text| date_time::read(&text));
        match field(&name).zip(millis) {
            Some(known) => read.push(known),
            None => unfit(json),
        }
    }
    read
}

/// Dates the fields. An attribute that has a date and no value was taken away, or is a link, which comes later.
pub(super) fn put(annotation: &mut Annotation, dates: Vec<(Field, u64)>) {
    for (field, millis) in dates {
        let stamp = Stamp::of_file(millis);
        match field {
            Field::Target => annotation.target.stamp = stamp,
            Field::Tag => annotation.tag.stamp = stamp,
            Field::Note => annotation.note.stamp = stamp,
            Field::Attribute(name) => {
                let value = annotation.attribute(&name).cloned();
                annotation.attributes.insert(name, Stamped::new(value, stamp));
            }
        }
    }
}

/// An attribute has a point before its name, so that one may be called `note`.
fn name(field: &Field) -> String {
    match field {
        Field::Target => "target".to_owned(),
        Field::Tag => "tag".to_owned(),
        Field::Note => "note".to_owned(),
        Field::Attribute(name) => [".", name.as_str()].concat(),
    }
}

fn field(name: &str) -> Option<Field> {
    match name {
        "target" => Some(Field::Target),
        "tag" => Some(Field::Tag),
        "note" => Some(Field::Note),
        _ => name.strip_prefix('.').and_then(AttributeId::new).map(Field::Attribute),
    }
}
