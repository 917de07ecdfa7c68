//! Looking for words: what is looked for, where it was found, and which of that is to be tagged.

use std::rc::Rc;

use super::annex;
use super::reach::Reach;
use super::session::{NoticeKind, Session, Wish};
use super::words;
use crate::browser::new_id;
use crate::edit::commands;
use crate::model::{Annotation, AnnotationId, TagId};
use crate::text::{Query, Span};

/// More occurrences are not looked for.
pub const MOST: usize = 9_999;

/// What can be done about what is looked for, and about many annotations at once.
#[derive(Clone, Debug)]
pub enum Finding {
    /// Opens the bar, or puts the focus into it; with the selected words, if any.
    Open,
    /// The same with the selected words or those of the current annotation, and its tag.
    All,
    Write(String),
    /// To the next occurrence or the one before; from the ends to the other end.
    Step(bool),
    /// To the one with this number, from 0.
    At(usize),
    /// Takes one out of those to be tagged, or puts it back.
    Tick(usize),
    /// Tags those that are ticked.
    Tag,
    Close,
    /// The tag that many get together.
    For(TagId),
    /// Shows only annotations that have these words in their quote or note.
    Filter(String),
    /// Changes those that the list shows.
    RetagListed,
    DeleteListed,
}

/// What is looked for.
#[derive(Clone)]
pub struct Find {
    pub query: Rc<Query>,
    pub found: Rc<Vec<Span>>,
    /// The number of the one that stands out, from 0.
    pub at: usize,
    /// The numbers of those that are not to be tagged.
    pub unticked: Vec<usize>,
    /// That the field gets the focus.
    pub focus: Wish<()>,
}

impl Find {
    /// The occurrence that stands out.
    pub fn current(&self) -> Option<Span> {
        self.found.get(self.at).copied()
    }

    /// Those that are ticked.
    pub fn ticked(&self) -> impl Iterator<Item = Span> {
        let numbered = self.found.iter().enumerate();
        numbered.filter(|(number, _)| !self.unticked.contains(number)).map(|(_, span)| *span)
    }
}

impl Session {
    /// What `annex::finding` does.
    pub(super) fn find(&mut self, what: Finding) {
        if let Some(finding) = annex::finding() {
            (finding.look_for)(self, what);
        }
    }

    pub(super) fn look_for(&mut self, what: Finding) {
        match what {
            Finding::Open => self.open_find(self.selected_words()),
            Finding::All => {
                let annotation = self.editor.current_annotation();
                let quote = annotation.and_then(|one| self.quote(one.target.value.hull()));
                let words = self.selected_words().or_else(|| quote.map(str::to_owned));
                if let Some(tag) = annotation.map(|one| one.tag.value.clone()) {
                    self.for_many = Some(tag);
                }
                self.open_find(words);
            }
            Finding::Write(words) => self.find_words(&words),
            Finding::Step(forward) => self.step_found(forward),
            Finding::At(number) => self.with_find(|find| find.at = number),
            Finding::Tick(number) => self.with_find(|find| {
                let count = find.unticked.len();
                find.unticked.retain(|other| *other != number);
                if find.unticked.len() == count {
                    find.unticked.push(number);
                }
            }),
            Finding::Tag => self.tag_found(),
            Finding::Close => self.close_find(),
            Finding::For(tag) => self.for_many = Some(tag),
            Finding::Filter(words) => {
                self.filter_words = Some(Rc::new(Query::new(&words))).filter(|query| !query.is_empty());
            }
            Finding::RetagListed => self.retag_listed(),
            Finding::DeleteListed => self.delete_listed(),
        }
    }

    fn with_find(&mut self, change: impl FnOnce(&mut Find)) {
        if let Some(find) = &mut self.find {
            change(find);
        }
    }

    fn quote(&self, span: Span) -> Option<&str> {
        self.editor.shown()?.document.slice(span)
    }

    fn selected_words(&self) -> Option<String> {
        self.quote(self.editor.selection?).map(str::to_owned)
    }

    /// Opens the bar with these words, or with those that were looked for last.
    fn open_find(&mut self, words: Option<String>) {
        let last = self.find.as_ref().map(|find| find.query.as_str().to_owned());
        self.find_words(&words.or(last).unwrap_or_default());
        let focus = self.wish(());
        self.with_find(|find| find.focus = focus);
    }

    /// Begins at the selection, or at the current annotation.
    fn find_words(&mut self, words: &str) {
        let query = Query::new(words);
        let document = self.editor.shown().map(|shown| shown.document.clone());
        let found = document.map(|document| query.find_in(&document, MOST)).unwrap_or_default();
        let current = self.editor.current_annotation().map(|one| one.target.value.hull());
        let from = self.find.as_ref().and_then(Find::current).or(self.editor.selection).or(current);
        let at = from.and_then(|from| found.iter().position(|span| span.start() >= from.start()));
        let focus = self.find.as_ref().map_or_else(|| self.wish(()), |find| find.focus);
        self.find = Some(Find {
            query: Rc::new(query),
            found: Rc::new(found),
            at: at.unwrap_or(0),
            unticked: Vec::new(),
            focus,
        });
    }

    fn step_found(&mut self, forward: bool) {
        if self.find.is_none() {
            return self.open_find(None);
        }
        self.with_find(|find| {
            let count = find.found.len().max(1);
            find.at = (find.at + if forward { 1 } else { count - 1 }) % count;
        });
    }

    /// The tag that many get together: the one that was chosen last, or the first of the scheme.
    pub(super) fn tag_for_many(&self) -> Option<TagId> {
        let scheme = &self.editor.project.scheme;
        let chosen = self.for_many.clone().filter(|tag| scheme.get(tag).is_some());
        chosen.or_else(|| scheme.tags().first().map(|tag| tag.id.clone()))
    }

    /// What would be tagged: those that are ticked and have not this tag already.
    pub(super) fn to_be_tagged(&self, tag: &TagId) -> Vec<Span> {
        let ticked = self.find.iter().flat_map(Find::ticked);
        ticked.filter(|span| !commands::is_annotated(&self.editor, *span, tag)).collect()
    }

    fn tag_found(&mut self) {
        let Some(tag) = self.tag_for_many() else { return };
        let spans = self.to_be_tagged(&tag);
        let author = self.author();
        if self.command(|state, _| commands::annotate_all(state, &spans, &tag, &mut new_id, &author)) {
            let end = self.find.take().and_then(|find| find.current()).map(Span::end);
            self.caret = end.map(|end| self.wish(end));
            self.text_focus = Some(self.wish(()));
            self.editor = self.editor.selecting(None);
            self.say_what_was_done();
        }
    }

    /// Back to the text, where the occurrence that stood out is selected.
    fn close_find(&mut self) {
        if let Some(find) = self.find.take() {
            self.text_focus = Some(self.wish(()));
            self.reach = find.current().map(|span| self.wish(Reach::Pick(span)));
        }
    }

    /// The annotations that the list shows.
    pub(super) fn listed(&self) -> Vec<&Annotation> {
        let all = self.editor.shown().into_iter().flat_map(|shown| shown.annotations.iter());
        all.map(|one| &**one).filter(|annotation| self.lists(annotation)).collect()
    }

    fn listed_ids(&self) -> Vec<AnnotationId> {
        self.listed().into_iter().map(|annotation| annotation.id).collect()
    }

    fn retag_listed(&mut self) {
        let Some(tag) = self.tag_for_many() else { return };
        let ids = self.listed_ids();
        if self.command(|state, stamp| commands::retag_all(state, &ids, &tag, stamp)) {
            self.leave_listed();
        }
    }

    fn delete_listed(&mut self) {
        let ids = self.listed_ids();
        if self.command(|state, stamp| commands::delete_all(state, &ids, stamp)) {
            self.leave_listed();
        }
    }

    /// What is not listed any more is not current, and where nothing is listed the focus has no place there.
    fn leave_listed(&mut self) {
        if self.editor.current_annotation().is_some_and(|annotation| !self.lists(annotation)) {
            self.editor = self.editor.at(None);
        }
        if self.listed().is_empty() {
            self.text_focus = Some(self.wish(()));
        }
        self.say_what_was_done();
    }

    fn say_what_was_done(&mut self) {
        let history = self.editor.history();
        if let Some(moment) = history.last_done() {
            let words = words::intention(self, &moment.intention);
            self.say(NoticeKind::Done, words);
        }
    }

    /// The filter by words lets an annotation through.
    pub(super) fn has_words(&self, annotation: &Annotation) -> bool {
        let Some((query, finding)) = self.filter_words.as_ref().zip(annex::finding()) else { return true };
        let quote = self.quote(annotation.target.value.hull());
        let is_in = |words: &str| (finding.is_in)(query, words);
        quote.is_some_and(is_in) || is_in(&annotation.note.value)
    }
}
