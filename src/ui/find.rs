//! Looking for words: what is looked for, where it was found, and which of that is to be tagged.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::annex;
use super::reach::Reach;
use super::session::{NoticeKind, Session, Wish};
use super::words;
use crate::browser::new_id;
use crate::edit::commands;
use crate::model::{Annotation, AnnotationId, TagId};
use crate::text::{Query, SearchProgress, Span};

/// A text of so many bytes is searched at once: it takes no longer than a frame. Larger ones are searched by a worker.
const AT_ONCE: usize = 2 << 20;

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
    /// How far the worker's search with this number is.
    Progress(u32, SearchProgress),
    /// What it found.
    Found(u32, Rc<Vec<Span>>),
    /// Ends it.
    Stop,
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
    pub unticked: Rc<BTreeSet<usize>>,
    pub search: Search,
    /// That the field gets the focus.
    pub focus: Wish<()>,
}

/// Whether all was found that there is.
#[derive(Clone, Copy)]
pub enum Search {
    Done,
    /// A worker is at it.
    Running {
        wish: Wish<()>,
        /// Once that has taken long enough to be told.
        progress: Option<SearchProgress>,
        /// Where what will stand out is looked for.
        from: Option<Span>,
    },
    /// The reader did not want to wait.
    Stopped,
}

impl Search {
    /// The worker's search, if one is wanted.
    pub fn wish(self) -> Option<Wish<()>> {
        match self {
            Self::Running { wish, .. } => Some(wish),
            Self::Done | Self::Stopped => None,
        }
    }
}

impl Find {
    /// The occurrence that stands out.
    pub fn current(&self) -> Option<Span> {
        self.found.get(self.at).copied()
    }

    /// The worker's search has this number.
    fn runs(&self, number: u32) -> bool {
        self.search.wish().is_some_and(|wish| wish.number == number)
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
                let unticked = Rc::make_mut(&mut find.unticked);
                if !unticked.remove(&number) {
                    unticked.insert(number);
                }
            }),
            Finding::Progress(number, so_far) => self.with_find(|find| {
                if let Search::Running { wish, progress, .. } = &mut find.search
                    && wish.number == number
                    && progress.is_none_or(|before| before.read < so_far.read)
                {
                    *progress = Some(so_far);
                }
            }),
            Finding::Found(number, found) => self.take_found(number, found),
            Finding::Stop => self.with_find(|find| find.search = Search::Stopped),
            Finding::Tag => self.tag_found(),
            Finding::Close => self.close_find(),
            Finding::For(tag) => self.for_many = Some(tag),
            Finding::Filter(words) => {
                let query = annex::finder().map(|finder| Rc::new((finder.query)(&words)));
                self.filter_words = query.filter(|query| !query.is_empty());
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
        let Some(finder) = annex::finder() else { return };
        let query = (finder.query)(words);
        let from = self.begins_at();
        let focus = self.find.as_ref().map_or_else(|| self.wish(()), |find| find.focus);
        let document = self.editor.shown().map(|shown| shown.document.clone());
        let large = document.as_ref().is_some_and(|document| document.text().len() > AT_ONCE);
        let (found, search) = match document {
            Some(_) if large && !query.is_empty() => {
                (Vec::new(), Search::Running { wish: self.wish(()), progress: None, from })
            }
            Some(document) => ((finder.find)(&query, document.text(), &mut |_| ()), Search::Done),
            None => (Vec::new(), Search::Done),
        };
        self.find = Some(Find {
            query: Rc::new(query),
            at: first_from(&found, from),
            found: Rc::new(found),
            unticked: Rc::default(),
            search,
            focus,
        });
    }

    /// What stands out now, or will once it is found.
    fn begins_at(&self) -> Option<Span> {
        let current = self.editor.current_annotation().map(|one| one.target.value.hull());
        let find = self.find.as_ref();
        let waiting = find.and_then(|find| match find.search {
            Search::Running { from, .. } => from,
            Search::Done | Search::Stopped => None,
        });
        find.and_then(Find::current).or(waiting).or(self.editor.selection).or(current)
    }

    fn take_found(&mut self, number: u32, found: Rc<Vec<Span>>) {
        let from = self.begins_at();
        self.with_find(|find| {
            if find.runs(number) {
                find.at = first_from(&found, from);
                find.found = found;
                find.search = Search::Done;
            }
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
        let ticked: Vec<Span> = self.find.iter().flat_map(Find::ticked).collect();
        commands::to_be_annotated(&self.editor, &ticked, tag)
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
        let Some((query, finder)) = self.filter_words.as_ref().zip(annex::finder()) else { return true };
        let quote = self.quote(annotation.target.value.hull());
        let is_in = |words: &str| (finder.is_in)(query, words);
        quote.is_some_and(is_in) || is_in(&annotation.note.value)
    }
}

/// The number of the first one at or behind a span, or of the first of all.
fn first_from(found: &[Span], from: Option<Span>) -> usize {
    let at = from.map_or(0, |from| found.partition_point(|span| span.start() < from.start()));
    if at < found.len() { at } else { 0 }
}
