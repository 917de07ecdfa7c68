//! Looking for words: what is looked for, where it was found, and which of that is to be tagged; and what is done with
//! many annotations at once.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::keys::{Context, Shortcut, Stroke};
use super::{Command, Core, Feature, Module, NoticeKind, SelectSegment, Ticket};
use crate::edit::commands;
use crate::model::{Annotation, AnnotationId, TagId};
use crate::text::{Query, SearchProgress, Span};

/// A text of so many bytes is searched at once: it takes no longer than a frame. Larger ones are searched outside.
const AT_ONCE: usize = 2 << 20;

#[derive(Clone, Default)]
pub struct State {
    /// What is looked for, while the find bar is open.
    pub find: Option<Find>,
    /// The tag that many were given last.
    bulk_tag: Option<TagId>,
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
}

/// Whether all was found that there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Search {
    Done,
    /// A search goes on outside.
    Running {
        ticket: Ticket,
        /// Once that has taken long enough to be told.
        progress: Option<SearchProgress>,
        /// The occurrence that will stand out is the first at or behind this.
        from: Option<Span>,
    },
    /// The reader did not want to wait.
    Stopped,
}

impl Search {
    fn ticket(self) -> Option<Ticket> {
        match self {
            Self::Running { ticket, .. } => Some(ticket),
            Self::Done | Self::Stopped => None,
        }
    }
}

#[derive(Clone, Debug)]
pub enum Action {
    /// Opens the bar, or puts the focus into it; with the selected words, if any.
    Open,
    /// The same with the selected words or those of the current annotation, and its tag.
    All,
    Write(String),
    /// To the next occurrence or the one before; from the ends to the other end.
    Step {
        forward: bool,
    },
    /// To the one with this number, from 0.
    At(usize),
    /// Takes one out of those to be tagged, or puts it back.
    Tick(usize),
    /// Tags those that are ticked.
    Tag,
    /// How far the search outside has come.
    Progress(Ticket, SearchProgress),
    /// What it found.
    Found(Ticket, Rc<Vec<Span>>),
    /// Ends it.
    Stop,
    Close,
    /// The tag that many get together.
    ChooseBulkTag(TagId),
    /// Changes those that the list shows.
    RetagListed,
    DeleteListed,
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

impl Feature for State {
    type Action = Action;

    const SHORTCUTS: &'static [Shortcut<Action>] = &[
        Shortcut {
            id: "find",
            strokes: &[Stroke::command("KeyF")],
            context: Context::PageAndFields,
            asks: Action::Open,
            says: |messages| messages.shortcuts.find,
        },
        Shortcut {
            id: "find-next",
            strokes: &[Stroke::plain("F3")],
            context: Context::PageAndFields,
            asks: Action::Step { forward: true },
            says: |messages| messages.shortcuts.find_next,
        },
        Shortcut {
            id: "find-previous",
            strokes: &[Stroke::shift("F3")],
            context: Context::PageAndFields,
            asks: Action::Step { forward: false },
            says: |messages| messages.shortcuts.find_previous,
        },
        Shortcut {
            id: "tag-all",
            strokes: &[Stroke::plain("KeyA")],
            context: Context::Page,
            asks: Action::All,
            says: |messages| messages.shortcuts.tag_all,
        },
    ];

    fn act(&mut self, core: &mut Core, action: Action) {
        match action {
            Action::Open => self.open(core, selected_words(core)),
            Action::All => self.open_with_current(core),
            Action::Write(words) => self.look_for(core, &words),
            Action::Step { forward } => self.step(core, forward),
            Action::At(number) => self.find.iter_mut().for_each(|find| find.at = number),
            Action::Tick(number) => self.find.iter_mut().for_each(|find| tick(find, number)),
            Action::Progress(ticket, so_far) => {
                if let Some(find) = &mut self.find {
                    advance(find, ticket, so_far);
                }
            }
            Action::Found(ticket, found) => self.take_found(core, ticket, found),
            Action::Stop => {
                self.cancel_search(core);
                self.find.iter_mut().for_each(|find| find.search = Search::Stopped);
            }
            Action::Tag => self.tag_found(core),
            Action::Close => self.close(core),
            Action::ChooseBulkTag(tag) => self.bulk_tag = Some(tag),
            Action::RetagListed => {
                let Some(tag) = self.bulk_tag(core) else { return };
                let ids = listed_ids(core);
                let is_done = core.command(|state, stamp| commands::retag_all(state, &ids, &tag, stamp));
                leave_listed(core, is_done);
            }
            Action::DeleteListed => {
                let ids = listed_ids(core);
                let is_done = core.command(|state, stamp| commands::delete_all(state, &ids, stamp));
                leave_listed(core, is_done);
            }
        }
    }

    /// In another text nothing was looked for.
    fn reconcile(&mut self, before: &Core, now: &mut Core) {
        if before.editor.active != now.editor.active {
            self.cancel_search(now);
            self.find = None;
        }
    }

    fn module(action: &Action) -> Option<Module> {
        match action {
            // What is closed needs nothing, and late answers are about what is open.
            Action::Close | Action::Progress(..) | Action::Found(..) | Action::Stop => None,
            Action::Open
            | Action::All
            | Action::Write(_)
            | Action::Step { .. }
            | Action::At(_)
            | Action::Tick(_)
            | Action::Tag
            | Action::ChooseBulkTag(_)
            | Action::RetagListed
            | Action::DeleteListed => Some(Module::Finding),
        }
    }
}

fn selected_words(core: &Core) -> Option<String> {
    core.quote(core.editor.selection?).map(str::to_owned)
}

fn tick(find: &mut Find, number: usize) {
    let unticked = Rc::make_mut(&mut find.unticked);
    if !unticked.remove(&number) {
        unticked.insert(number);
    }
}

fn advance(find: &mut Find, answered: Ticket, so_far: SearchProgress) {
    if let Search::Running { ticket, progress, .. } = &mut find.search
        && *ticket == answered
        && progress.is_none_or(|before| before.read < so_far.read)
    {
        *progress = Some(so_far);
    }
}

/// The number of the first one at or behind a span, or of the first of all.
fn first_from(found: &[Span], from: Option<Span>) -> usize {
    let at = from.map_or(0, |from| found.partition_point(|span| span.start() < from.start()));
    if at < found.len() { at } else { 0 }
}

impl State {
    /// Opens the bar with these words, or with those that were looked for last.
    fn open(&mut self, core: &mut Core, words: Option<String>) {
        let last = self.find.as_ref().map(|find| find.query.as_str().to_owned());
        self.look_for(core, &words.or(last).unwrap_or_default());
        core.requests.focus_find = Some(core.request(()));
    }

    fn open_with_current(&mut self, core: &mut Core) {
        let annotation = core.editor.current_annotation();
        let quote = annotation.and_then(|one| core.quote(one.target.value.hull())).map(str::to_owned);
        if let Some(tag) = annotation.map(|one| one.tag.value.clone()) {
            self.bulk_tag = Some(tag);
        }
        self.open(core, selected_words(core).or(quote));
    }

    /// Begins at the selection, or at the current annotation.
    fn look_for(&mut self, core: &mut Core, words: &str) {
        let Some(finder) = (core.env.finder)() else { return };
        let from = self.begins_at(core);
        self.cancel_search(core);
        let query = Rc::new((finder.query)(words));
        let document = core.editor.shown().map(|shown| shown.document.clone());
        let (found, search) = match document {
            Some(document) if document.text().len() > AT_ONCE && !query.is_empty() => {
                let ticket = core.commands.push(Command::Search(query.clone(), document));
                (Vec::new(), Search::Running { ticket, progress: None, from })
            }
            Some(document) => ((finder.find)(&query, document.text(), &mut |_| ()), Search::Done),
            None => (Vec::new(), Search::Done),
        };
        let at = first_from(&found, from);
        self.find = Some(Find { query, found: Rc::new(found), at, unticked: Rc::default(), search });
    }

    /// The occurrence that stands out now, or will once it is found.
    fn begins_at(&self, core: &Core) -> Option<Span> {
        let current = core.editor.current_annotation().map(|one| one.target.value.hull());
        let find = self.find.as_ref();
        let waiting = find.and_then(|find| match find.search {
            Search::Running { from, .. } => from,
            Search::Done | Search::Stopped => None,
        });
        find.and_then(Find::current).or(waiting).or(core.editor.selection).or(current)
    }

    fn take_found(&mut self, core: &Core, ticket: Ticket, found: Rc<Vec<Span>>) {
        let from = self.begins_at(core);
        if let Some(find) = self.find.as_mut().filter(|find| find.search.ticket() == Some(ticket)) {
            find.at = first_from(&found, from);
            find.found = found;
            find.search = Search::Done;
        }
    }

    fn cancel_search(&self, core: &mut Core) {
        if let Some(ticket) = self.find.as_ref().and_then(|find| find.search.ticket()) {
            core.commands.push(Command::CancelSearch(ticket));
        }
    }

    fn step(&mut self, core: &mut Core, forward: bool) {
        let Some(find) = &mut self.find else { return self.open(core, None) };
        let count = find.found.len().max(1);
        find.at = (find.at + if forward { 1 } else { count - 1 }) % count;
    }

    /// The tag that many get together: the one that was chosen last, or the first of the scheme.
    pub fn bulk_tag(&self, core: &Core) -> Option<TagId> {
        let scheme = &core.editor.project.scheme;
        let chosen = self.bulk_tag.clone().filter(|tag| scheme.get(tag).is_some());
        chosen.or_else(|| scheme.tags().first().map(|tag| tag.id.clone()))
    }

    /// The spans that would be tagged: those that are ticked and have not this tag already.
    pub fn to_be_tagged(&self, core: &Core, tag: &TagId) -> Vec<Span> {
        let ticked: Vec<Span> = self.find.iter().flat_map(Find::ticked).collect();
        commands::to_be_annotated(&core.editor, &ticked, tag)
    }

    fn tag_found(&mut self, core: &mut Core) {
        let Some(tag) = self.bulk_tag(core) else { return };
        let spans = self.to_be_tagged(core, &tag);
        let (author, mut new_id) = (core.author(), core.env.new_id);
        if core.command(|state, _| commands::annotate_all(state, &spans, &tag, &mut new_id, &author)) {
            let end = self.find.take().and_then(|find| find.current()).map(Span::end);
            core.requests.caret = end.map(|end| core.request(end));
            core.requests.focus_text = Some(core.request(()));
            core.editor = core.editor.selecting(None);
            core.say_last_step(NoticeKind::Done);
        }
    }

    /// Back to the text, where the occurrence that stood out is selected.
    fn close(&mut self, core: &mut Core) {
        self.cancel_search(core);
        if let Some(find) = self.find.take() {
            core.requests.focus_text = Some(core.request(()));
            core.requests.select = find.current().map(|span| core.request(SelectSegment::These(span)));
        }
    }
}

/// The annotations that the list shows.
fn listed(core: &Core) -> impl Iterator<Item = &Annotation> {
    let all = core.editor.shown().into_iter().flat_map(|shown| shown.annotations.iter());
    all.map(|one| &**one).filter(|annotation| core.lists(annotation))
}

fn listed_ids(core: &Core) -> Vec<AnnotationId> {
    listed(core).map(|annotation| annotation.id).collect()
}

/// An annotation that is not listed any more is not current, and where nothing is listed the focus has no place there.
fn leave_listed(core: &mut Core, is_done: bool) {
    if !is_done {
        return;
    }
    let is_listed = core.editor.current_annotation().is_some_and(|annotation| core.lists(annotation));
    if !is_listed {
        core.editor = core.editor.at(None);
    }
    if listed(core).next().is_none() {
        core.requests.focus_text = Some(core.request(()));
    }
    core.say_last_step(NoticeKind::Done);
}
