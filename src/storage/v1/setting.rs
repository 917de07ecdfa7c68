//! A setting of the program. Its name stands in the key.

use std::sync::Arc;

use super::stamps::write_moment;
use super::{stamp, text};
use crate::json::{Brackets, Fields};
use crate::model::Stamped;
use crate::storage::Fault;

pub fn write(setting: &Stamped<Arc<str>>) -> String {
    let mut fields = Brackets::on_one_line();
    fields.text("value", &setting.value);
    fields.field("stamp", &write_moment(setting.stamp));
    fields.into_object()
}

pub fn read(mut fields: Fields) -> Result<Stamped<Arc<str>>, Fault> {
    let value = text(&mut fields, "value")?;
    let written = stamp(&mut fields, "stamp")?;
    fields.finish()?;
    Ok(Stamped::new(value, written))
}
