//! What readers do.

use std::sync::Arc;

use uuid::Uuid;

use super::told::{edited, tell};
use super::world::{MANY, World};
use crate::model::{
    Annotated, Annotation, AnnotationId, Birth, Draft, RecordKey, Stamp, Stamped, TagId, Target,
};
use crate::storage::{decode, save};
use crate::text::{CharOffset, Span};

/// A text with more annotations than this gets no new ones but from files.
const ENOUGH: usize = 24;

impl World {
    /// One edit of the reader's.
    pub fn edit(&mut self, at: usize) {
        let now = self.now(at);
        let stamp = self.tabs[at].clock.tick(now);
        let (kind, which) = (self.chance.below(20), self.chance.below(1 << 20));
        let project = self.tabs[at].project.clone();
        let home = if self.chance.one_in(4) { &self.opened } else { &self.shipped }.clone();
        let key = match project.record(home.id()) {
            None => {
                let project = project.with_document(home.clone(), stamp);
                self.tabs[at].project = project;
                RecordKey::Document(home.id())
            }
            Some(annotated) if kind == 0 => {
                let open = Stamped::new(!annotated.open.value, stamp);
                self.tabs[at].project = project.with(Annotated { open, ..annotated.clone() });
                RecordKey::Document(home.id())
            }
            Some(_) if kind == 1 => {
                let mut project = project;
                let id = TagId::new(["quote", "person"][which as usize % 2]).unwrap();
                let scheme = Arc::make_mut(&mut project.scheme);
                let mut tag = scheme.record(&id).unwrap().as_ref().clone();
                tag.label = Stamped::new(format!("标签{which}").into(), stamp);
                scheme.put(tag);
                self.tabs[at].project = project;
                RecordKey::Tag(id)
            }
            Some(annotated) => {
                let mut annotated = annotated.clone();
                let known: Vec<_> = annotated.annotations.records().cloned().collect();
                let old = known
                    .get(which as usize % known.len().max(1))
                    .filter(|_| kind > 4 || known.len() > ENOUGH);
                let annotation = match old {
                    None => self.created(stamp, which),
                    Some(old) => edited(old, kind, which, stamp),
                };
                let key = RecordKey::Annotation(home.id(), annotation.id);
                annotated.annotations.put(annotation);
                self.tabs[at].project = project.with(annotated);
                key
            }
        };
        self.note(at, &[key]);
        if self.chance.one_in(60) {
            self.tabs[at].language = ["en", "zh-Hans", ""][which as usize % 3].to_owned();
        }
        let again = self.chance.one_in(50);
        self.keep(at, again);
    }

    /// Many annotations of a text change at once: a file comes in, or what one brought is edited together.
    pub fn edit_many(&mut self, at: usize) {
        let home = if self.chance.one_in(2) { &self.opened } else { &self.shipped }.clone();
        let Some(annotated) = self.tabs[at].project.record(home.id()) else { return };
        let mut annotated = annotated.clone();
        let known: Vec<_> = annotated.annotations.records().cloned().collect();
        let is_file = known.len() <= ENOUGH && self.chance.one_in(2);
        let first = self.chance.below(1 << 20) as usize;
        let kind = 5 + self.chance.below(10);
        let mut changed = Vec::new();
        for number in 0..MANY / 2 + self.chance.below(MANY as u64) as usize {
            let now = self.now(at);
            let stamp = self.tabs[at].clock.tick(now);
            let which = self.chance.below(1 << 20);
            let annotation = if is_file {
                self.created(stamp, which)
            } else {
                let Some(old) = known.get(first % known.len().max(1) + number) else { break };
                edited(old, kind, which, stamp)
            };
            changed.push(RecordKey::Annotation(home.id(), annotation.id));
            annotated.annotations.put(annotation);
        }
        self.tabs[at].project = self.tabs[at].project.with(annotated);
        self.note(at, &changed);
        self.keep(at, false);
    }

    fn created(&mut self, stamp: Stamp, which: u64) -> Annotation {
        self.ids += 1;
        let start = CharOffset::new((which % 3) as u32);
        let target = Target::from(Span::new(start, CharOffset::new(start.get() + 1)).unwrap());
        let draft = Draft::new(target, TagId::new("quote").unwrap(), Birth::default());
        draft.stamped(AnnotationId::new(Uuid::from_u128(self.ids)), stamp)
    }

    /// Remembers what a tab wrote.
    fn note(&mut self, at: usize, keys: &[RecordKey]) {
        let project = &self.tabs[at].project;
        for (key, raw) in save(project, keys, std::slice::from_ref(&self.shipped)) {
            let record = decode(&key, &raw).unwrap();
            tell(&mut self.written, &record);
            self.tabs[at].line.wrote.borrow_mut().push(record);
        }
    }
}
