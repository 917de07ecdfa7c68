//! The state of the editor: a value. Every change makes another one, which shares what did not change.

use super::apply::ProjectInWork;
use super::{History, Refusal};
use crate::model::{
    Annotated, Annotation, AnnotationEdit, AnnotationId, Change, Intention, Origin, Project, SmallMap, Stamp,
    Step, Transaction, UndoEntry,
};
use crate::text::{CharOffset, DocumentId, Span};

/// Everything that a command looks at.
#[derive(Clone, Debug, Default)]
pub struct EditorState {
    pub project: Project,
    /// The document that is shown.
    pub active: Option<DocumentId>,
    /// What the user has selected in it.
    pub selection: Option<Span>,
    /// The annotation that keys and handles are about.
    pub current: Option<AnnotationId>,
    histories: SmallMap<DocumentId, History>,
}

impl EditorState {
    /// The state at start, with nothing selected and nothing to undo.
    pub fn new(project: Project, active: Option<DocumentId>) -> Self {
        Self { project, active, ..Self::default() }
    }

    /// The document that is shown, with its annotations.
    pub fn shown(&self) -> Option<&Annotated> {
        self.project.get(self.active?)
    }

    /// The current annotation, if it is still there.
    pub fn current_annotation(&self) -> Option<&Annotation> {
        self.shown()?.annotations.get(self.current?).map(|annotation| &**annotation)
    }

    /// The history of the document that is shown.
    pub fn history(&self) -> History {
        self.active.map(|id| self.history_of(id)).unwrap_or_default()
    }

    /// The history of a document.
    pub fn history_of(&self, document: DocumentId) -> History {
        self.histories.get(&document).cloned().unwrap_or_default()
    }

    /// The histories of all documents in which something was done.
    pub fn histories(&self) -> &SmallMap<DocumentId, History> {
        &self.histories
    }

    /// The state with what an earlier session did to a document below what was done since.
    #[must_use]
    pub fn resuming(&self, document: DocumentId, past: &History) -> Self {
        let mut state = self.clone();
        let history = state.histories.entry(document).or_default();
        *history = history.on(past);
        state
    }

    /// The state with all that another copy of its project has joined to it, which nobody here can undo.
    #[must_use]
    pub fn joining(&self, found: &Project) -> Self {
        Self { project: self.project.join(found), ..self.clone() }.with_living_current(self)
    }

    /// Shows another document, or none.
    #[must_use]
    pub fn showing(&self, document: Option<DocumentId>) -> Self {
        Self { active: document, selection: None, current: None, ..self.clone() }
    }

    /// Selects words, or nothing.
    #[must_use]
    pub fn selecting(&self, selection: Option<Span>) -> Self {
        Self { selection, ..self.clone() }
    }

    /// Makes an annotation current, or none.
    #[must_use]
    pub fn at(&self, current: Option<AnnotationId>) -> Self {
        Self { current, ..self.clone() }
    }

    /// The annotation that a click on a character selects: the smallest there, and the next one under it each time
    /// again.
    pub fn next_at(&self, offset: CharOffset) -> Option<AnnotationId> {
        let there = self.shown()?.annotations.at(offset);
        let here = there.iter().position(|annotation| Some(annotation.id) == self.current);
        let next = here.map_or(0, |here| here + 1) % there.len().max(1);
        there.get(next).map(|annotation| annotation.id)
    }

    /// The state after all changes of a transaction, or the first reason why not: then nothing has changed.
    pub fn apply(&self, transaction: Transaction) -> Result<Self, Refusal> {
        let Transaction { changes, origin, intention, stamp } = transaction;
        let created = the_one_created(&changes);
        let mut work = ProjectInWork::of(&self.project);
        let mut steps: Vec<Step> = Vec::new();
        for change in changes {
            let Some(step) = work.apply(change, stamp)?.filter(|_| origin == Origin::Here) else { continue };
            // Several changes of one record are one step: what was between them never stood.
            let earlier = steps.pop_if(|earlier| earlier.key() == step.key());
            steps.push(match earlier {
                Some(earlier) => step.after(&earlier),
                None => step,
            });
        }
        steps.retain(|step| !step.is_empty());
        let mut state = Self { project: work.done(), ..self.clone() };
        if !steps.is_empty() {
            state.remember(UndoEntry { intention, steps, stamp });
        }
        if let Some(created) = created.filter(|_| origin == Origin::Here) {
            state.current = Some(created);
            state.selection = None;
        }
        Ok(state.with_living_current(self))
    }

    fn remember(&mut self, moment: UndoEntry) {
        if let Some(active) = self.active {
            let history = self.history().with(moment);
            self.histories.insert(active, history);
        }
    }

    /// Where the current annotation is gone, its neighbour is current: what followed it, or else what stood before.
    fn with_living_current(self, before: &Self) -> Self {
        let Some(current) = self.current else { return self };
        let Some(annotations) = self.shown().map(|shown| &shown.annotations) else { return self.at(None) };
        if annotations.get(current).is_some() {
            return self;
        }
        let rank = before.shown().and_then(|shown| shown.annotations.rank(current)).unwrap_or(0);
        let last = annotations.count().saturating_sub(1);
        let neighbour = annotations.nth(rank.min(last)).map(|annotation| annotation.id);
        self.at(neighbour)
    }

    /// Takes the last own change of this document back. `stamp` is a fresh one.
    pub fn undo(&self, stamp: Stamp) -> Result<Self, Refusal> {
        let history = self.history();
        let moment = history.last_done().ok_or(Refusal::NothingToUndo)?;
        if !moment.steps.iter().rev().all(|step| step.is_done_in(&self.project)) {
            return Err(Refusal::ChangedElsewhere);
        }
        let changes = moment.steps.iter().rev().flat_map(Step::undo).collect();
        self.travel(moment.intention.clone(), changes, history.undone(), stamp)
    }

    /// Does the change that was undone last again. `stamp` is a fresh one.
    pub fn redo(&self, stamp: Stamp) -> Result<Self, Refusal> {
        let history = self.history();
        let moment = history.last_undone().ok_or(Refusal::NothingToRedo)?;
        if !moment.steps.iter().all(|step| step.is_undone_in(&self.project)) {
            return Err(Refusal::ChangedElsewhere);
        }
        let changes = moment.steps.iter().flat_map(Step::redo).collect();
        self.travel(moment.intention.clone(), changes, history.redone(), stamp)
    }

    fn travel(
        &self,
        intention: Intention,
        changes: Vec<Change>,
        history: History,
        stamp: Stamp,
    ) -> Result<Self, Refusal> {
        let touched = the_one_touched(&changes);
        let mut state = self.apply(Transaction { changes, origin: Origin::History, intention, stamp })?;
        if let Some(active) = self.active {
            state.histories.insert(active, history);
        }
        let touched =
            touched.filter(|id| state.shown().is_some_and(|shown| shown.annotations.get(*id).is_some()));
        if touched.is_some() {
            state.current = touched;
        }
        Ok(state)
    }
}

fn the_one_created(changes: &[Change]) -> Option<AnnotationId> {
    match changes {
        [Change::Annotation { id, edit: AnnotationEdit::Create(_), .. }] => Some(*id),
        _ => None,
    }
}

/// The only annotation that the changes are about.
fn the_one_touched(changes: &[Change]) -> Option<AnnotationId> {
    let mut ids = changes.iter().filter_map(|change| match change {
        Change::Annotation { id, .. } => Some(*id),
        Change::Open(_) | Change::Close(_) | Change::Document { .. } | Change::Tag { .. } => None,
    });
    let first = ids.next()?;
    ids.all(|id| id == first).then_some(first)
}

#[cfg(test)]
mod tests {

    use super::*;
    use crate::builders::{self, document, id, span};

    fn annotation(number: u128) -> Annotation {
        let start = number as u32;
        builders::annotation(number, span(start, start + 1), "quote", Stamp::of_file(5))
    }

    /// A text with these annotations.
    fn annotated(annotations: impl IntoIterator<Item = Annotation>) -> Annotated {
        builders::annotated(&document("一二三四"), annotations, Stamp::of_file(1))
    }

    fn state(annotations: impl IntoIterator<Item = Annotation>) -> EditorState {
        let annotated = annotated(annotations);
        let document = annotated.document.id();
        EditorState::new(Project::new().with(annotated), Some(document))
    }

    #[test]
    fn another_text_is_shown_with_nothing_selected() {
        let state = state([annotation(0)]);
        let span = Span::new(CharOffset::new(0), CharOffset::new(2));
        let showing = EditorState { selection: span, current: Some(id(0)), ..state.clone() }.showing(None);
        assert_eq!((showing.active, showing.selection, showing.current), (None, None, None));
        assert_eq!(showing.showing(state.active).active, state.active);
    }

    #[test]
    fn what_another_copy_has_is_joined_and_what_is_gone_there_is_current_no_longer() {
        let here = state([annotation(0), annotation(1)]).at(Some(id(1)));
        let mut gone = annotation(1);
        gone.delete();
        let there = Project::new().with(annotated([gone, annotation(2)]));
        let joined = here.joining(&there);
        let alive: Vec<_> = joined.shown().unwrap().annotations.iter().map(|one| one.id).collect();
        assert_eq!(alive, [id(0), id(2)]);
        assert_eq!(joined.current, Some(id(2)), "what followed it");
        assert!(joined.history().last_done().is_none(), "nobody here can undo it");
    }
}
