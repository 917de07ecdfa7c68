//! A moment of the history of undo: what was meant, and each record that it touched before and after. Its document and
//! its stamp stand in the key.
//!
//! ```text
//!   {"meant":["tag","person",1],"undone":true,"steps":[{"annotation":"<id>","before":{…},"after":{…}},
//!    {"tag":"person","after":{…}}]}
//! ```
//!
//! A step that is about an annotation of another document names that. What was not there before has no `before`.

use std::sync::Arc;

use super::{annotation, tag};
use crate::json::{self, Brackets, Fields};
use crate::model::{Annotation, AnnotationId, Intention, Stamp, Step, TagId, UndoEntry};
use crate::storage::{Fault, Quoted, Record};
use crate::text::DocumentId;

pub fn write(document: DocumentId, moment: &UndoEntry, is_undone: bool) -> String {
    let mut steps = Brackets::on_one_line();
    for step in &moment.steps {
        steps.add(&write_step(document, step));
    }
    let mut fields = Brackets::on_one_line();
    fields.field("meant", &write_intention(&moment.intention));
    if is_undone {
        fields.field("undone", "true");
    }
    fields.field("steps", &steps.into_list());
    fields.into_object()
}

pub fn read(document: DocumentId, stamp: Stamp, mut fields: Fields) -> Result<Record, Fault> {
    let [what, tag, count] = json::array(fields.take_raw("meant").unwrap_or_default())?;
    let meant = intention(&json::read::<String>(what)?, &json::read::<String>(tag)?, json::read(count)?);
    let steps = fields.need_list("steps")?.into_iter().map(|step| read_step(document, step));
    let moment = UndoEntry {
        intention: meant.ok_or(Fault::Value("meant"))?,
        steps: steps.collect::<Result<_, _>>()?,
        stamp,
    };
    let is_undone = fields.take("undone")?.unwrap_or_default();
    fields.finish()?;
    Ok(Record::UndoEntry(document, Box::new(moment), is_undone))
}

fn write_step(home: DocumentId, step: &Step) -> String {
    let mut fields = Brackets::on_one_line();
    match step {
        Step::Annotation { document, before, after } => {
            fields.text("annotation", &after.id.to_string());
            if *document != home {
                fields.text("document", &document.to_string());
            }
            if let Some(before) = before {
                fields.field("before", &write_annotation(before));
            }
            fields.field("after", &write_annotation(after));
        }
        Step::Tag { before, after } => {
            fields.text("tag", after.id.as_str());
            if let Some(before) = before {
                fields.field("before", &tag::write(before));
            }
            fields.field("after", &tag::write(after));
        }
    }
    fields.into_object()
}

fn read_step(home: DocumentId, json: &str) -> Result<Step, Fault> {
    let mut fields = Fields::of(json)?;
    let before = fields.take_with("before", Fields::of)?;
    let after = Fields::of(fields.take_raw("after").unwrap_or_default())?;
    let step = if let Some(id) = fields.take::<String>("annotation")? {
        let id = AnnotationId::parse(&id).ok_or(Fault::Value("annotation"))?;
        let document = match fields.take::<String>("document")? {
            Some(hash) => DocumentId::from_hex(&hash).ok_or(Fault::Value("document"))?,
            None => home,
        };
        let read = |fields| annotation::read(id, fields).map(|quoted| Arc::new(quoted.annotation));
        Step::Annotation { document, before: before.map(read).transpose()?, after: read(after)? }
    } else {
        let id = TagId::new(&fields.need::<String>("tag")?).ok_or(Fault::Value("tag"))?;
        let read = |fields| tag::read(id.clone(), fields).map(Arc::new);
        Step::Tag { before: before.map(read).transpose()?, after: read(after)? }
    };
    fields.finish()?;
    Ok(step)
}

/// Without the words that it is about: the history does not have to find them again.
pub fn write_annotation(annotation: &Annotation) -> String {
    annotation::write(&Quoted {
        annotation: annotation.clone(),
        quote: Vec::new(),
        prefix: String::new(),
        suffix: String::new(),
    })
}

fn write_intention(intention: &Intention) -> String {
    let (what, tag, count) = match intention {
        Intention::Tag { tag, count } => ("tag", tag.as_str(), *count),
        Intention::Retag { tag, count } => ("retag", tag.as_str(), *count),
        Intention::Delete { count } => ("delete", "", *count),
        Intention::Note => ("note", "", 1),
        Intention::Edge => ("edge", "", 1),
        Intention::Attribute => ("attribute", "", 1),
        Intention::Link => ("link", "", 1),
        Intention::Import { count } => ("import", "", *count),
        Intention::Scheme => ("scheme", "", 1),
        Intention::Restore => ("restore", "", 1),
    };
    let mut list = Brackets::on_one_line();
    list.add(&json::text(what));
    list.add(&json::text(tag));
    list.add(&count.to_string());
    list.into_list()
}

fn intention(what: &str, tag: &str, count: u32) -> Option<Intention> {
    Some(match what {
        "tag" => Intention::Tag { tag: TagId::new(tag)?, count },
        "retag" => Intention::Retag { tag: TagId::new(tag)?, count },
        "delete" => Intention::Delete { count },
        "note" => Intention::Note,
        "edge" => Intention::Edge,
        "attribute" => Intention::Attribute,
        "link" => Intention::Link,
        "import" => Intention::Import { count },
        "scheme" => Intention::Scheme,
        "restore" => Intention::Restore,
        _ => return None,
    })
}
