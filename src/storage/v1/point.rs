//! A restore point, and what it holds. The document and the time stand in the key.
//!
//! ```text
//!   {"because":"wanted","name":"初稿","count":34,"size":1200}
//!   {"put":[{"id":"<id>","r":{…}}],"gone":["<id>"]}
//! ```

use std::sync::Arc;

use super::{annotation, moment, shared};
use crate::json::{self, Brackets, Fields};
use crate::model::{Annotation, AnnotationId};
use crate::storage::{Difference, Fault, RestorePoint, Trigger};

pub fn write_point(point: &RestorePoint) -> String {
    let mut fields = Brackets::on_one_line();
    fields.text("because", point.because.word());
    fields.words("name", &point.name);
    fields.field("count", &point.count.to_string());
    fields.field("size", &point.size.to_string());
    fields.into_object()
}

pub fn read_point(at: u64, mut fields: Fields) -> Result<RestorePoint, Fault> {
    let because = fields.need::<String>("because")?;
    let point = RestorePoint {
        at,
        because: Trigger::from_word(&because).ok_or(Fault::Value("because"))?,
        name: shared(&mut fields, "name")?,
        count: fields.need("count")?,
        size: fields.need("size")?,
    };
    fields.finish()?;
    Ok(point)
}

pub fn write_difference(difference: &Difference) -> String {
    let mut put = Brackets::on_one_line();
    for annotation in &difference.put {
        let mut one = Brackets::on_one_line();
        one.text("id", &annotation.id.to_string());
        one.field("r", &moment::write_annotation(annotation));
        put.add(&one.into_object());
    }
    let mut gone = Brackets::on_one_line();
    for id in &difference.gone {
        gone.add(&json::text(&id.to_string()));
    }
    let mut fields = Brackets::on_one_line();
    fields.field("put", &put.into_list());
    fields.field("gone", &gone.into_list());
    fields.into_object()
}

pub fn read_difference(mut fields: Fields) -> Result<Difference, Fault> {
    let put = fields.need_list("put")?.into_iter().map(read_annotation);
    let gone = fields.need_list("gone")?.into_iter().map(|id| named(&json::read::<String>(id)?));
    let difference =
        Difference { put: put.collect::<Result<_, _>>()?, gone: gone.collect::<Result<_, _>>()? };
    fields.finish()?;
    Ok(difference)
}

fn read_annotation(json: &str) -> Result<Arc<Annotation>, Fault> {
    let mut fields = Fields::of(json)?;
    let id = named(&fields.need::<String>("id")?)?;
    let read = annotation::read(id, Fields::of(fields.need_raw("r")?)?)?;
    fields.finish()?;
    Ok(Arc::new(read.annotation))
}

fn named(id: &str) -> Result<AnnotationId, Fault> {
    AnnotationId::parse(id).ok_or(Fault::Value("id"))
}
