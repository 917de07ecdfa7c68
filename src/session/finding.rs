//! Looking for words: what is looked for, where it was found, and which of that is to be tagged; and what is done with
//! many annotations at once.

use std::rc::Rc;

use super::keys::{Context, Shortcut, Stroke};
use super::{Command, Core, Feature, Module, NoticeKind, SelectSegment, Ticket};
use crate::edit::commands;
use crate::model::{Annotation, AnnotationId, SmallMap, TagId};
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
    pub unticked: Rc<SmallMap<usize, ()>>,
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
        numbered.filter(|(number, _)| !self.unticked.contains_key(number)).map(|(_, span)| *span)
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
    if unticked.remove(&number).is_none() {
        unticked.insert(number, ());
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::testing::{
        MARKED, after, after_all, at, bare, choose, current, is_refused, select, session, span, tag, told,
        viewing, words,
    };
    use crate::session::{Action as Any, Session, annotating, history, list};

    fn found(words: &str) -> Session {
        after(&session(), Action::Write(words.into()))
    }

    fn starts(session: &Session) -> Vec<u32> {
        session.finding.find.as_ref().unwrap().found.iter().map(|span| span.start().get()).collect()
    }

    fn place(session: &Session) -> Option<u32> {
        session.finding.find.as_ref()?.current().map(|span| span.start().get())
    }

    #[test]
    fn the_bar_opens_with_what_is_selected_and_gets_the_focus() {
        let session = after(&select(&session(), 20, 21), Action::Open);
        assert_eq!(session.finding.find.as_ref().unwrap().query.as_str(), "到");
        assert!(session.core.requests.focus_find.is_some());
        assert_eq!(starts(&session), [20, 26]);
    }

    #[test]
    fn the_bar_opens_with_what_was_looked_for_last() {
        let session = after(&found("到"), Action::Open);
        assert_eq!(session.finding.find.as_ref().unwrap().query.as_str(), "到");
    }

    #[test]
    fn the_bar_opens_empty_at_first() {
        let session = after(&session(), Action::Open);
        assert_eq!((starts(&session), place(&session)), (vec![], None));
    }

    #[test]
    fn the_words_of_the_current_annotation_are_looked_for_to_tag_them_all() {
        let session = after(&choose(&session(), 1), Action::All);
        assert_eq!(session.finding.find.as_ref().unwrap().query.as_str(), "王五");
        assert_eq!(session.finding.bulk_tag(&session.core), Some(tag("person")));
    }

    #[test]
    fn selected_words_count_more_than_the_current_annotation() {
        let session = after(&select(&choose(&session(), 1), 20, 21), Action::All);
        assert_eq!(session.finding.find.as_ref().unwrap().query.as_str(), "到");
    }

    #[test]
    fn each_occurrence_is_gone_to_over_the_ends() {
        let session = found("。");
        assert_eq!((starts(&session), place(&session)), (vec![12, 27], Some(12)));
        let next = after(&session, Action::Step { forward: true });
        assert_eq!(place(&next), Some(27));
        assert_eq!(place(&after(&next, Action::Step { forward: true })), Some(12));
        assert_eq!(place(&after(&session, Action::Step { forward: false })), Some(27));
    }

    #[test]
    fn a_step_without_the_bar_opens_it() {
        let session = after(&session(), Action::Step { forward: true });
        assert!(session.finding.find.is_some() && session.core.requests.focus_find.is_some());
    }

    #[test]
    fn a_step_among_none_stays() {
        let session = after(&found("无"), Action::Step { forward: false });
        assert_eq!((starts(&session), place(&session)), (vec![], None));
    }

    #[test]
    fn looking_begins_where_the_reader_is() {
        let selected = after(&select(&session(), 14, 15), Action::Write("。".into()));
        assert_eq!(place(&selected), Some(27));
        let current = after(&choose(&session(), 5), Action::Write("。".into()));
        assert_eq!(place(&current), Some(27));
        let on = after(&after(&found("。"), Action::At(1)), Action::Write("未到。".into()));
        assert_eq!(place(&on), Some(25), "what stood out before is what is gone on from");
    }

    #[test]
    fn an_occurrence_is_chosen_by_its_number() {
        assert_eq!(place(&after(&found("。"), Action::At(1))), Some(27));
        assert_eq!(place(&after(&found("。"), Action::At(7))), None);
    }

    #[test]
    fn what_is_ticked_is_tagged_in_one_step() {
        let session =
            after_all(&found("。"), [Action::ChooseBulkTag(tag("event")).into(), Action::Tag.into()]);
        assert_eq!(told(&session).iter().filter(|one| *one == "event 。").count(), 2);
        assert!(session.finding.find.is_none() && session.core.requests.focus_text.is_some());
        assert_eq!(session.core.requests.caret.map(|request| request.what), Some(at(13)));
        assert_eq!(told(&after(&session, history::Action::Undo)).len(), 5);
    }

    #[test]
    fn what_is_unticked_is_left_out_and_ticked_again_is_back() {
        let untick = after(&found("。"), Action::Tick(0));
        let spans = |session: &Session| session.finding.to_be_tagged(&session.core, &tag("event")).len();
        assert_eq!(spans(&untick), 1);
        assert_eq!(spans(&after(&untick, Action::Tick(0))), 2);
        let session = after_all(&untick, [Action::ChooseBulkTag(tag("event")).into(), Action::Tag.into()]);
        assert_eq!(told(&session).iter().filter(|one| *one == "event 。").count(), 1);
    }

    #[test]
    fn what_has_the_tag_already_is_not_tagged_again() {
        let session = found("王五");
        assert_eq!(session.finding.to_be_tagged(&session.core, &tag("person")), []);
        assert_eq!(session.finding.to_be_tagged(&session.core, &tag("term")).len(), 1);
    }

    #[test]
    fn the_first_tag_is_given_until_another_is_chosen() {
        let session = found("。");
        assert_eq!(session.finding.bulk_tag(&session.core), Some(tag("quote")));
        let chosen = after(&session, Action::ChooseBulkTag(tag("event")));
        let gone = after(&chosen, crate::session::tag_scheme::Action::Delete(tag("event")));
        assert_eq!(gone.finding.bulk_tag(&gone.core), Some(tag("quote")));
    }

    #[test]
    fn a_closed_bar_leaves_the_occurrence_selected() {
        let session = after(&after(&found("。"), Action::At(1)), Action::Close);
        let asked = session.core.requests.select.map(|request| request.what);
        assert_eq!(asked, Some(SelectSegment::These(span(27, 28))));
        assert!(session.finding.find.is_none() && session.core.requests.focus_text.is_some());
    }

    #[test]
    fn a_bar_that_is_not_open_is_not_closed() {
        assert!(after(&session(), Action::Close).core.requests.focus_text.is_none());
    }

    #[test]
    fn what_is_listed_is_retagged_together() {
        let filtered = after(&session(), list::Action::FilterTag(Some(tag("person"))));
        let session = after_all(
            &choose(&filtered, 1),
            [Action::ChooseBulkTag(tag("organisation")).into(), Action::RetagListed.into()],
        );
        let retagged = told(&session).into_iter().filter(|one| one.starts_with("organisation")).count();
        assert_eq!((retagged, told(&session).len()), (2, 5));
        assert_eq!(current(&session), None, "it is listed no more");
        assert!(session.core.requests.focus_text.is_some(), "nothing is listed any more");
        assert!(words(&session).contains('2'), "{}", words(&session));
    }

    #[test]
    fn what_is_listed_is_deleted_together() {
        let filtered = after(&session(), list::Action::FilterTag(Some(tag("person"))));
        let session = after(&filtered, Action::DeleteListed);
        assert_eq!(told(&session).len(), 3);
        assert_eq!(told(&after(&session, history::Action::Undo)).len(), 5);
    }

    #[test]
    fn what_is_current_and_listed_still_stays_current() {
        let start = choose(&session(), 2);
        let session =
            after_all(&start, [Action::ChooseBulkTag(tag("event")).into(), Action::RetagListed.into()]);
        assert_eq!(current(&session), Some(2));
    }

    #[test]
    fn nothing_listed_is_nothing_done() {
        let filtered = after(&session(), list::Action::FilterTag(Some(tag("event"))));
        for action in [Action::DeleteListed, Action::RetagListed] {
            assert_eq!(told(&after(&filtered, action)).len(), 5);
        }
    }

    #[test]
    fn many_at_once_change_nothing_of_the_past() {
        let start = after(&viewing(&session()), Action::Write("王".into()));
        for action in [Action::Tag, Action::RetagListed, Action::DeleteListed] {
            let session = after(&start, action.clone());
            assert!(is_refused(&session), "{action:?}");
            assert!(session.finding.find.is_some(), "{action:?}");
            assert!(session.core.present().project.is(&start.core.present().project), "{action:?}");
        }
    }

    #[test]
    fn looking_waits_for_its_module() {
        let waiting = after(&bare(MARKED), Action::Write("。".into()));
        assert!(waiting.finding.find.is_none());
        let session = after(&waiting, Any::Fetched(Module::Finding, true));
        assert_eq!(starts(&session), [12, 27]);
    }

    #[test]
    fn new_annotations_leave_what_was_found() {
        let session = after(&select(&found("。"), 29, 31), annotating::Action::Tag(tag("place")));
        assert_eq!(starts(&session), [12, 27]);
    }
}
