//! Looking for words: what is looked for, where it was found, and which of that is to be tagged; and what is done with
//! many annotations at once.

use std::rc::Rc;

use super::keys::{Context, Shortcut, Stroke};
use super::{Core, Feature, Module, NoticeKind, SelectSegment};
use crate::edit::commands;
use crate::model::{Annotation, AnnotationId, TagId};
use crate::text::{Query, Span};

/// More occurrences are not looked for.
pub const MOST: usize = 9_999;

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
    pub unticked: Vec<usize>,
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
            self.find = None;
        }
    }

    fn module(_: &Action) -> Option<Module> {
        Some(Module::Finding)
    }
}

fn selected_words(core: &Core) -> Option<String> {
    core.quote(core.editor.selection?).map(str::to_owned)
}

fn tick(find: &mut Find, number: usize) {
    let count = find.unticked.len();
    find.unticked.retain(|other| *other != number);
    if find.unticked.len() == count {
        find.unticked.push(number);
    }
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
    fn look_for(&mut self, core: &Core, words: &str) {
        let query = Query::new(words);
        let document = core.editor.shown().map(|shown| shown.document.clone());
        let found = document.map(|document| query.find_in(&document, MOST)).unwrap_or_default();
        let current = core.editor.current_annotation().map(|one| one.target.value.hull());
        let from = self.find.as_ref().and_then(Find::current).or(core.editor.selection).or(current);
        let at = from.and_then(|from| found.iter().position(|span| span.start() >= from.start()));
        self.find = Some(Find {
            query: Rc::new(query),
            found: Rc::new(found),
            at: at.unwrap_or(0),
            unticked: Vec::new(),
        });
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
        let ticked = self.find.iter().flat_map(Find::ticked);
        ticked.filter(|span| !commands::is_annotated(&core.editor, *span, tag)).collect()
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
