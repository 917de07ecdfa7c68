//! Builders for the tests of this room: a session over a small text with a few annotations, and what it says and asks for.

use std::cell::Cell;
use std::rc::Rc;
use std::sync::Arc;

use uuid::Uuid;

use super::restore_points::{self, Viewing};
use super::selecting::{self, Selection};
use super::{
    Action, Command, Core, Environment, IMPORTER, Loading, Mode, Module, NoticeKind, Pending, Session,
    Settings, list, moving_edges,
};
use crate::edit::EditorState;
use crate::edit::commands::Edge;
use crate::formats::Reading;
use crate::model::{
    Annotated, Annotation, AnnotationId, AnnotationSet, Birth, Bundle, Clock, Draft, Project, Records,
    ReplicaId, Stamp, Stamped, TagId, Target,
};
use crate::storage::{Conflict, RestorePoint, Trigger};
use crate::text::{BlockKind, CharOffset, Document, DocumentId, DocumentInfo, FINDER, Span, blocks_by_line};

/// The text of most tests: `{tag|words}` is an annotation, numbered from 1 in the order of their beginnings.
///
/// ```text
///   晨报⏎王五说：“一切都好。”⏎34名党员到场，李四未到。⏎尾声
///   0    3       7           15          23           29
/// ```
pub const MARKED: &str =
    "晨报\n{person|王五}说：{quote|“一切都好。”}\n{term|{figure|34}名党员}到场，{person|李四}未到。\n尾声";

/// A second text, whose one annotation has the number 9.
const OTHER: &str = "另一篇文章";

thread_local! {
    static IDS: Cell<u128> = const { Cell::new(100) };
    static NOW: Cell<u64> = const { Cell::new(1_000_000) };
}

/// The next of a counter; a second passes between two looks at the clock, so that no two steps are one.
fn environment() -> Environment {
    Environment {
        now: || NOW.with(|now| now.replace(now.get() + 1_000)),
        new_id: || id(IDS.with(|ids| ids.replace(ids.get() + 1))),
        time_of_day: |millis| format!("{}", millis / 1_000),
        finder: || Some(&FINDER),
        importer: || Some(&IMPORTER),
        lowercase: str::to_lowercase,
        link_to: |id| format!("https://example.org/#{id}"),
        languages: Rc::new(["en".to_owned()]),
        prefers_dark: false,
    }
}

pub fn id(number: u128) -> AnnotationId {
    AnnotationId::new(Uuid::from_u128(number))
}

pub fn tag(name: &str) -> TagId {
    TagId::new(name).unwrap()
}

pub fn at(offset: u32) -> CharOffset {
    CharOffset::new(offset)
}

pub fn span(start: u32, end: u32) -> Span {
    Span::new(at(start), at(end)).unwrap()
}

pub fn annotation(number: u128, name: &str, start: u32, end: u32) -> Annotation {
    let draft = Draft::new(Target::from(span(start, end)), tag(name), Birth::default());
    draft.stamped(id(number), Stamp::of_file(5))
}

/// Text with annotations drawn into it: `{tag|words}`, also one in another.
pub fn annotated(marked: &str) -> Annotated {
    let (mut text, mut open, mut found) = (String::new(), Vec::new(), Vec::new());
    let (mut rest, mut count) = (marked, 0);
    while let Some(at) = rest.find(['{', '}']) {
        let (before, sign) = rest.split_at(at);
        text.push_str(before);
        let here = text.chars().count() as u32;
        rest = if let Some(begun) = sign.strip_prefix('{') {
            let (name, behind) = begun.split_once('|').unwrap();
            count += 1;
            open.push((count, name, here));
            behind
        } else {
            let (number, name, start) = open.pop().unwrap();
            found.push(annotation(number, name, start, here));
            sign.strip_prefix('}').unwrap()
        };
    }
    text.push_str(rest);
    annotated_with(&text, found.into_iter().collect())
}

/// The first line is the title.
fn annotated_with(text: &str, annotations: AnnotationSet) -> Annotated {
    let mut blocks = blocks_by_line(text);
    blocks[0].kind = BlockKind::Title;
    blocks[0].level = 1;
    let info = DocumentInfo { title: "晨报".into(), ..DocumentInfo::default() };
    let document = Arc::new(Document::new(info, text, blocks).unwrap());
    Annotated { document, annotations, open: Stamped::new(true, Stamp::of_file(1)) }
}

/// A session over a text drawn as in [`MARKED`], with a second text beside it. No lazily loaded module is here.
pub fn bare(marked: &str) -> Session {
    with_conflicts(marked, Vec::new())
}

pub fn with_conflicts(marked: &str, conflicts: Vec<Conflict>) -> Session {
    let shown = annotated(marked);
    let document = shown.document.id();
    let other = annotated_with(OTHER, [annotation(9, "term", 0, 2)].into_iter().collect());
    let editor = EditorState::new(Project::new().with(shown).with(other), Some(document));
    let loading = Loading { shipped: Some(document), ..Loading::default() };
    let clock = Clock::new(ReplicaId(7));
    let core = Core::new(editor, clock, Settings::default(), loading, environment());
    Session::new(core, Vec::new(), conflicts)
}

/// The same with all modules.
pub fn over(marked: &str) -> Session {
    Module::ALL
        .into_iter()
        .fold(bare(marked), |session, module| after(&session, Action::Fetched(module, true)))
}

/// Over [`MARKED`], with all modules.
pub fn session() -> Session {
    over(MARKED)
}

/// The text of [`MARKED`].
pub fn first_text() -> DocumentId {
    annotated(MARKED).document.id()
}

pub fn other_text() -> DocumentId {
    DocumentId::of(OTHER)
}

/// The session after an action that is not so already.
pub fn after(session: &Session, action: impl Into<Action>) -> Session {
    let action = action.into();
    let words = format!("{action:?}");
    session.after(action).unwrap_or_else(|| panic!("it is so already: {words}"))
}

/// After one action and then another.
pub fn after_all<const N: usize>(session: &Session, actions: [Action; N]) -> Session {
    actions.into_iter().fold(session.clone(), |session, action| after(&session, action))
}

pub fn select(session: &Session, start: u32, end: u32) -> Session {
    after(session, selecting::Action::Select(Some(Selection { span: span(start, end), backward: false })))
}

/// Makes the annotation with this number current.
pub fn choose(session: &Session, number: u128) -> Session {
    after(session, list::Action::Choose(id(number)))
}

/// The edges of the annotation with this number are moved by keys.
pub fn moving(session: &Session, number: u128) -> Session {
    after(&choose(session, number), moving_edges::Action::Begin)
}

/// Moves the end of what is current.
pub fn to(offset: u32) -> Action {
    moving_edges::Action::To(Edge::End, at(offset)).into()
}

/// The number of the current annotation.
pub fn current(session: &Session) -> Option<u128> {
    session.core.editor.current_annotation().map(|annotation| annotation.id.uuid().as_u128())
}

/// What is said, or nothing.
pub fn words(session: &Session) -> &str {
    session.core.notice.as_ref().map_or("", |notice| &notice.words)
}

pub fn kind(session: &Session) -> Option<NoticeKind> {
    session.core.notice.as_ref().map(|notice| notice.kind)
}

/// Something was not done, and that is said.
pub fn is_refused(session: &Session) -> bool {
    kind(session) == Some(NoticeKind::Problem) && !words(session).is_empty()
}

/// Each annotation as it is shown: `person 王五`.
pub fn told(session: &Session) -> Vec<String> {
    told_of(&session.core.editor)
}

/// The same of any state.
pub fn told_of(editor: &EditorState) -> Vec<String> {
    let shown = editor.shown().unwrap();
    let words = |one: &Annotation| shown.document.slice(one.target.value.hull()).unwrap().to_owned();
    shown.annotations.iter().map(|one| format!("{} {}", one.tag.value, words(one))).collect()
}

/// The note of an annotation.
pub fn note(session: &Session, number: u128) -> String {
    session.core.editor.shown().unwrap().annotations.get(id(number)).unwrap().note.value.to_string()
}

/// The commands that wait for the runner, which takes them.
pub fn taken(session: &Session) -> Vec<Command> {
    session.core.commands.take().into_iter().map(|(_, command)| command).collect()
}

/// A restore point at which only the first annotation stood.
pub fn point() -> Rc<Viewing> {
    let then: Records =
        [Arc::new(annotation(1, "person", 3, 5))].into_iter().map(|one| (one.id, one)).collect();
    let point = RestorePoint { at: 5, because: Trigger::Wanted, name: "".into(), count: 1, size: 100 };
    Rc::new(Viewing { document: first_text(), point, then })
}

/// Looks at that point.
pub fn viewing(session: &Session) -> Session {
    after(session, restore_points::Action::View(point()))
}

/// What a file has: the text of [`MARKED`] with these annotations.
pub fn bundle(annotations: impl IntoIterator<Item = Annotation>) -> Bundle {
    let document = annotated(MARKED).document;
    Bundle { document, tags: Vec::new(), annotations: annotations.into_iter().map(Arc::new).collect() }
}

/// A file that was read and holds these annotations.
pub fn pending(bundle: Bundle) -> Rc<Pending> {
    Rc::new(Pending::new("file.json".into(), Rc::new(Reading { bundle, unfit: Vec::new() })))
}

/// What an annotation says that lost a race: another note.
pub fn lost(number: u128, note: &str) -> Conflict {
    let shown = annotated(MARKED);
    let mut annotation = shown.annotations.get(id(number)).unwrap().as_ref().clone();
    annotation.note = Stamped::new(note.into(), Stamp::of_file(6));
    Conflict { document: shown.document.id(), annotation }
}

/// A mode has what it is about, and nothing else has a preview.
pub fn is_mode_sound(session: &Session) -> bool {
    let core = &session.core;
    let current = core.editor.current_annotation().map(|annotation| annotation.id);
    let has_preview = core.preview.is_some();
    match &core.mode {
        Mode::Reading => !has_preview,
        Mode::MovingEdges => current.is_some(),
        Mode::ChoosingLink(id, _) => current == Some(*id) && !has_preview,
        Mode::ChoosingOverlap(_) => core.overlaps().is_some_and(|there| there.len() > 1) && !has_preview,
    }
}
