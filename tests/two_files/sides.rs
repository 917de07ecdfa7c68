//! The two sides: a project here, from which a file was exported, and the file as somebody else gives it back.

use std::sync::Arc;

use pizhu::edit::EditorState;
use pizhu::edit::commands::{self, ImportPlan, ImportTerms};
use pizhu::formats::{self, Source};
use pizhu::model::{
    Annotation, AnnotationEdit, AnnotationId, AttributeValue, Birth, Bundle, Change, Clock, Draft, Intention,
    Origin, Project, ReplicaId, Slug, SmallMap, Stamp, TagId, Transaction,
};
use pizhu::text::{CharOffset, Document, DocumentId, DocumentInfo, Span, blocks_by_line};
use uuid::Uuid;

pub const TEXT: &str = "林秀兰说，张医生在三号棚。";

pub fn id(number: u128) -> AnnotationId {
    AnnotationId::new(Uuid::from_u128(number))
}

pub fn slug(name: &str) -> Slug {
    Slug::new(name).unwrap()
}

pub fn span(start: u32, end: u32) -> Span {
    Span::new(CharOffset::new(start), CharOffset::new(end)).unwrap()
}

/// Somebody's program: its state, and its clock.
#[derive(Clone)]
pub struct Side {
    pub state: EditorState,
    clock: Clock,
    /// What was written by then is in a file.
    pub exported: Stamp,
}

impl Side {
    /// A browser in which nothing was done yet.
    pub fn fresh(replica: u32) -> Self {
        let state = EditorState::new(Project::new(), None);
        Self { state, clock: Clock::new(ReplicaId(replica)), exported: Stamp::ORIGIN }
    }

    pub fn document(&self) -> DocumentId {
        self.state.active.unwrap()
    }

    pub fn annotation(&self, id: AnnotationId) -> Option<&Annotation> {
        self.state.shown()?.annotations.get(id).map(AsRef::as_ref)
    }

    pub fn apply(&mut self, now: u64, changes: Vec<Change>) {
        let stamp = self.clock.tick(now);
        let transaction = Transaction { changes, origin: Origin::Here, intention: Intention::Note, stamp };
        self.state = self.state.apply(transaction).unwrap();
    }

    pub fn edit(&mut self, now: u64, id: AnnotationId, edit: AnnotationEdit) {
        let document = self.document();
        self.apply(now, vec![Change::Annotation { document, id, edit }]);
    }

    pub fn export(&mut self) -> String {
        self.exported = self.state.history().last_done().map_or(Stamp::ORIGIN, |moment| moment.stamp);
        formats::project_file(self.state.shown().unwrap(), &self.state.project.scheme)
    }

    pub fn plan(&self, bundle: &Bundle, terms: &ImportTerms) -> ImportPlan {
        let terms = ImportTerms { exported: self.exported, ..terms.clone() };
        commands::import_on(&self.state, bundle, &terms, self.clock.clone().tick(1_000_000))
    }

    pub fn import(&mut self, now: u64, bundle: &Bundle, terms: &ImportTerms) -> ImportPlan {
        for annotation in &bundle.annotations {
            self.clock.observe(annotation.modified());
        }
        let terms = ImportTerms { exported: self.exported, ..terms.clone() };
        let plan = commands::import_on(&self.state, bundle, &terms, self.clock.tick(now));
        self.state = plan.clone().carry_out(&self.state, bundle).unwrap();
        plan
    }
}

pub fn read(file: &str) -> Bundle {
    let reading = formats::read(&Source { name: "a.json", text: file }).unwrap();
    assert_eq!(reading.unfit, []);
    reading.bundle
}

/// The person who speaks, and what she says, linked to her.
pub const PERSON: u128 = 1;
pub const QUOTE: u128 = 2;
pub const OTHER: u128 = 3;

/// A project with three annotations, of which the second has a value in every field.
pub fn base() -> Side {
    let document = Document::new(DocumentInfo::default(), TEXT, blocks_by_line(TEXT)).map(Arc::new).unwrap();
    let mut here = Side::fresh(1);
    let shown = document.id();
    here.apply(1_000, vec![Change::Open(document)]);
    here.state = here.state.showing(Some(shown));
    let draft = |start, end, tag: &str| Draft::new(span(start, end).into(), slug(tag), Birth::default());
    let attributes: SmallMap<_, _> = [
        (slug("mode"), AttributeValue::Text("direct".into())),
        (slug("speaker"), AttributeValue::Link(id(PERSON))),
    ]
    .into_iter()
    .collect();
    let quote = Draft { note: "待核实".into(), attributes, ..draft(5, 12, "quote") };
    for (number, draft) in [(PERSON, draft(0, 3, "person")), (QUOTE, quote), (OTHER, draft(5, 8, "person"))] {
        here.edit(2_000, id(number), AnnotationEdit::Create(Box::new(draft)));
    }
    here
}

pub fn tag(name: &str) -> TagId {
    slug(name)
}
