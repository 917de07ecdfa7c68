//! An action of every kind, drawn by chance for the session as it is, and the answers to every command.

use std::rc::Rc;
use std::sync::Arc;

use crate::chance::Chance;
use crate::edit::commands::Edge;
use crate::formats::{ReadError, Reading};
use crate::model::{
    Annotated, Annotation, AnnotationEdit, AnnotationId, AttributeDefinition, AttributeId, AttributeKind,
    AttributeValue, Bundle, Change, Color, Project, Records, Stamp, TagEdit, TagId,
};
use crate::session::commands::{FileRequest, PointQuestion};
use crate::session::dialog::ListedPoint;
use crate::session::importing::{self, Outcome};
use crate::session::linked_file::{self, FileFailure, FileState, LinkedFile};
use crate::session::restore_points::{self, Viewing};
use crate::session::saving::{self, Report};
use crate::session::selecting::{self, Selection};
use crate::session::testing::{self, annotated, bundle, lost, point, tag};
use crate::session::{
    Action, Command, Dialog, LoadingProgress, Module, Notice, SelectSegment, Session, Settings, Ticket,
    annotating, conflicts, custom_keys, dialogs, exporting, finding, history, leaving, library, linking,
    list, moving_edges, notices, overlaps, pen, preferences, tag_scheme,
};
use crate::storage::{Arrival, Contrast, Failure, Fault, Level, Standing, Unread};
use crate::text::{CharOffset, DocumentId, Span};

pub type Make = fn(&mut World) -> Action;

/// Rows of a kind of action and how one is made.
macro_rules! rows {
    ($($pattern:pat => $make:expr,)*) => {
        /// The row that an action belongs to. Does not compile while a kind has none.
        pub fn row_of(action: &Action) -> &'static str {
            match action {
                $($pattern => stringify!($pattern),)*
            }
        }

        pub const ROWS: &[(&str, Make)] = &[$((stringify!($pattern), $make),)*];
    };
}

rows! {
    Action::Library(library::Action::Show(_)) => |w| library::Action::Show(w.document()).into(),
    Action::Library(library::Action::Close(_)) => |w| library::Action::Close(w.document()).into(),
    Action::Library(library::Action::Visit(_)) => |w| library::Action::Visit(w.maybe(World::id)).into(),
    Action::Library(library::Action::Progress(_)) => |_| {
        library::Action::Progress(LoadingProgress::default()).into()
    },
    Action::Selecting(selecting::Action::Select(_)) => |w| {
        selecting::Action::Select(w.maybe(World::selection)).into()
    },
    Action::Selecting(selecting::Action::FocusText) => |_| selecting::Action::FocusText.into(),
    Action::Selecting(selecting::Action::GoTo(_)) => |w| selecting::Action::GoTo(w.at()).into(),
    Action::Selecting(selecting::Action::Segment(_)) => |w| selecting::Action::Segment(w.segment()).into(),
    Action::List(list::Action::Choose(_)) => |w| list::Action::Choose(w.id()).into(),
    Action::List(list::Action::Next) => |_| list::Action::Next.into(),
    Action::List(list::Action::Previous) => |_| list::Action::Previous.into(),
    Action::List(list::Action::FilterTag(_)) => |w| list::Action::FilterTag(w.maybe(World::tag)).into(),
    Action::List(list::Action::FilterWords(_)) => |w| list::Action::FilterWords(w.words()).into(),
    Action::List(list::Action::Toggle) => |_| list::Action::Toggle.into(),
    Action::Annotating(annotating::Action::Tag(_)) => |w| annotating::Action::Tag(w.tag()).into(),
    Action::Annotating(annotating::Action::Retag(..)) => |w| {
        annotating::Action::Retag(w.id(), w.tag()).into()
    },
    Action::Annotating(annotating::Action::Note(..)) => |w| annotating::Action::Note(w.id(), w.words()).into(),
    Action::Annotating(annotating::Action::Attribute(..)) => |w| {
        annotating::Action::Attribute(w.id(), w.attribute(), w.maybe(World::value)).into()
    },
    Action::Annotating(annotating::Action::WriteNote) => |_| annotating::Action::WriteNote.into(),
    Action::Annotating(annotating::Action::LeaveNote) => |_| annotating::Action::LeaveNote.into(),
    Action::Annotating(annotating::Action::Delete(_)) => |w| annotating::Action::Delete(w.id()).into(),
    Action::Annotating(annotating::Action::DeleteCurrent) => |_| annotating::Action::DeleteCurrent.into(),
    Action::Annotating(annotating::Action::FindTag(_)) => |w| annotating::Action::FindTag(w.words()).into(),
    Action::Annotating(annotating::Action::TagNamed(_)) => |w| annotating::Action::TagNamed(w.words()).into(),
    Action::Pen(pen::Action::Take(_)) => |w| pen::Action::Take(w.tag()).into(),
    Action::Pen(pen::Action::Toggle) => |_| pen::Action::Toggle.into(),
    Action::Pen(pen::Action::PutDown) => |_| pen::Action::PutDown.into(),
    Action::Pen(pen::Action::Draw(_)) => |w| pen::Action::Draw(w.selection()).into(),
    Action::MovingEdges(moving_edges::Action::Begin) => |_| moving_edges::Action::Begin.into(),
    Action::MovingEdges(moving_edges::Action::To(..)) => |w| {
        let edge = if w.chance.one_in(2) { Edge::Start } else { Edge::End };
        moving_edges::Action::To(edge, w.at()).into()
    },
    Action::MovingEdges(moving_edges::Action::By { .. }) => |w| {
        moving_edges::Action::By { forward: w.chance.one_in(2) }.into()
    },
    Action::MovingEdges(moving_edges::Action::Turn) => |_| moving_edges::Action::Turn.into(),
    Action::MovingEdges(moving_edges::Action::Accept) => |_| moving_edges::Action::Accept.into(),
    Action::MovingEdges(moving_edges::Action::GiveUp) => |_| moving_edges::Action::GiveUp.into(),
    Action::Linking(linking::Action::Offer(_)) => |w| linking::Action::Offer(w.maybe(World::attribute)).into(),
    Action::Linking(linking::Action::Take(_)) => |w| linking::Action::Take(w.chance.below(4) as u32).into(),
    Action::Overlaps(overlaps::Action::Point(_)) => |w| overlaps::Action::Point(w.maybe(World::at)).into(),
    Action::Overlaps(overlaps::Action::Hover(_)) => |w| overlaps::Action::Hover(w.maybe(World::id)).into(),
    Action::Overlaps(overlaps::Action::Next { .. }) => |w| {
        overlaps::Action::Next { down: w.chance.one_in(2) }.into()
    },
    Action::Overlaps(overlaps::Action::Pick(_)) => |w| overlaps::Action::Pick(w.id()).into(),
    Action::Finding(finding::Action::Open) => |_| finding::Action::Open.into(),
    Action::Finding(finding::Action::All) => |_| finding::Action::All.into(),
    Action::Finding(finding::Action::Write(_)) => |w| finding::Action::Write(w.words()).into(),
    Action::Finding(finding::Action::Step { .. }) => |w| {
        finding::Action::Step { forward: w.chance.one_in(2) }.into()
    },
    Action::Finding(finding::Action::At(_)) => |w| finding::Action::At(w.chance.one_of(4)).into(),
    Action::Finding(finding::Action::Tick(_)) => |w| finding::Action::Tick(w.chance.one_of(4)).into(),
    Action::Finding(finding::Action::Tag) => |_| finding::Action::Tag.into(),
    Action::Finding(finding::Action::Close) => |_| finding::Action::Close.into(),
    Action::Finding(finding::Action::ChooseBulkTag(_)) => |w| finding::Action::ChooseBulkTag(w.tag()).into(),
    Action::Finding(finding::Action::RetagListed) => |_| finding::Action::RetagListed.into(),
    Action::Finding(finding::Action::DeleteListed) => |_| finding::Action::DeleteListed.into(),
    Action::History(history::Action::Undo) => |_| history::Action::Undo.into(),
    Action::History(history::Action::Redo) => |_| history::Action::Redo.into(),
    Action::History(history::Action::Resume(..)) => |w| {
        history::Action::Resume(w.document(), w.session.core.editor.history()).into()
    },
    Action::TagScheme(tag_scheme::Action::Create(_)) => |w| tag_scheme::Action::Create(w.words()).into(),
    Action::TagScheme(tag_scheme::Action::Edit(..)) => |w| tag_scheme::Action::Edit(w.tag(), w.edit()).into(),
    Action::TagScheme(tag_scheme::Action::AddAttribute(..)) => |w| {
        tag_scheme::Action::AddAttribute(w.tag(), w.words()).into()
    },
    Action::TagScheme(tag_scheme::Action::Define(..)) => |w| {
        tag_scheme::Action::Define(w.tag(), w.chance.one_of(3), w.maybe(World::definition)).into()
    },
    Action::TagScheme(tag_scheme::Action::Move { .. }) => |w| {
        tag_scheme::Action::Move { tag: w.tag(), forward: w.chance.one_in(2) }.into()
    },
    Action::TagScheme(tag_scheme::Action::Delete(_)) => |w| tag_scheme::Action::Delete(w.tag()).into(),
    Action::TagScheme(tag_scheme::Action::Merge { .. }) => |w| {
        tag_scheme::Action::Merge { from: w.tag(), into: w.tag() }.into()
    },
    Action::Importing(importing::Action::Pick) => |_| importing::Action::Pick.into(),
    Action::Importing(importing::Action::Open { .. }) => |w| {
        *w.files += 1;
        let file = Ticket(1_000 + *w.files);
        importing::Action::Open { file, name: file.0.to_string() }.into()
    },
    Action::Importing(importing::Action::TakesLong(_)) => |w| importing::Action::TakesLong(w.file()).into(),
    Action::Importing(importing::Action::Done(..)) => |w| {
        importing::Action::Done(w.file(), w.outcome()).into()
    },
    Action::Importing(importing::Action::Cancel) => |_| importing::Action::Cancel.into(),
    Action::Importing(importing::Action::Import(_)) => |w| {
        importing::Action::Import(Rc::new(w.bundle())).into()
    },
    Action::Exporting(exporting::Action::Project) => |_| exporting::Action::Project.into(),
    Action::Exporting(exporting::Action::Text) => |_| exporting::Action::Text.into(),
    Action::Exporting(exporting::Action::Quarantine(_)) => |w| {
        exporting::Action::Quarantine(Rc::new(w.unread())).into()
    },
    Action::Exporting(exporting::Action::Offered(..)) => |w| {
        exporting::Action::Offered(Ticket(w.chance.below(9)), w.chance.one_in(2)).into()
    },
    Action::Exporting(exporting::Action::CopyLink) => |_| exporting::Action::CopyLink.into(),
    Action::Exporting(exporting::Action::CopyQuote) => |_| exporting::Action::CopyQuote.into(),
    Action::Exporting(exporting::Action::Copied(..)) => |w| {
        exporting::Action::Copied(Ticket(w.chance.below(9)), w.chance.one_in(2)).into()
    },
    Action::LinkedFile(linked_file::Action::Request(_)) => |_| {
        linked_file::Action::Request(FileRequest::Link).into()
    },
    Action::LinkedFile(linked_file::Action::Files(_)) => |w| linked_file::Action::Files(w.linked()).into(),
    Action::LinkedFile(linked_file::Action::Found(_)) => |w| {
        linked_file::Action::Found(Rc::new(w.bundle())).into()
    },
    Action::LinkedFile(linked_file::Action::NotLinked) => |_| linked_file::Action::NotLinked.into(),
    Action::LinkedFile(linked_file::Action::Unexported(_)) => |w| {
        linked_file::Action::Unexported(w.chance.one_of(4)).into()
    },
    Action::RestorePoints(restore_points::Action::Ask(_)) => |_| {
        restore_points::Action::Ask(PointQuestion::List).into()
    },
    Action::RestorePoints(restore_points::Action::Listed(_)) => |w| {
        restore_points::Action::Listed(w.listed()).into()
    },
    Action::RestorePoints(restore_points::Action::View(_)) => |w| {
        restore_points::Action::View(w.viewing()).into()
    },
    Action::RestorePoints(restore_points::Action::Unavailable) => |_| {
        restore_points::Action::Unavailable.into()
    },
    Action::RestorePoints(restore_points::Action::Back) => |_| restore_points::Action::Back.into(),
    Action::RestorePoints(restore_points::Action::Restore) => |_| restore_points::Action::Restore.into(),
    Action::Conflicts(conflicts::Action::Decide { .. }) => |w| {
        conflicts::Action::Decide { number: w.chance.one_of(3), is_wanted: w.chance.one_in(2) }.into()
    },
    Action::Saving(saving::Action::Status(_)) => |w| saving::Action::Status(w.report()).into(),
    Action::Saving(saving::Action::Receive(_)) => |w| saving::Action::Receive(Rc::new(w.incoming())).into(),
    Action::Saving(saving::Action::Retry) => |_| saving::Action::Retry.into(),
    Action::Saving(saving::Action::DismissQuarantine) => |_| saving::Action::DismissQuarantine.into(),
    Action::Saving(saving::Action::Erase) => |_| saving::Action::Erase.into(),
    Action::Preferences(preferences::Action::Settle(_)) => |w| {
        preferences::Action::Settle(w.settings()).into()
    },
    Action::Preferences(preferences::Action::PrefersDark(_)) => |w| {
        preferences::Action::PrefersDark(w.chance.one_in(2)).into()
    },
    Action::CustomKeys(custom_keys::Action::Choose(_)) => |w| {
        custom_keys::Action::Choose(w.maybe(|w| w.one_of(&["pen", "link", "nothing"]))).into()
    },
    Action::CustomKeys(custom_keys::Action::Take(_)) => |w| {
        custom_keys::Action::Take(w.one_of(&["KeyX", "Home", "Digit1", "Ctrl+KeyY"]).to_owned()).into()
    },
    Action::Dialogs(dialogs::Action::Open(_)) => |w| dialogs::Action::Open(w.dialog()).into(),
    Action::Dialogs(dialogs::Action::Close) => |_| dialogs::Action::Close.into(),
    Action::Dialogs(dialogs::Action::OpenMenu) => |_| dialogs::Action::OpenMenu.into(),
    Action::Notices(notices::Action::Say(_)) => |w| notices::Action::Say(Notice::problem(w.words())).into(),
    Action::Notices(notices::Action::Dismiss) => |_| notices::Action::Dismiss.into(),
    Action::Leaving(leaving::Action::Leave) => |_| leaving::Action::Leave.into(),
    Action::Fetched(..) => |w| Action::Fetched(w.one_of(&Module::ALL), !w.chance.one_in(4)),
}

/// What actions are drawn from.
pub struct World<'a> {
    pub session: &'a Session,
    pub chance: Chance,
    /// How many files there were.
    pub files: &'a mut u64,
}

impl World<'_> {
    fn one_of<T: Clone>(&mut self, list: &[T]) -> T {
        list[self.chance.one_of(list.len())].clone()
    }

    fn maybe<T>(&mut self, make: impl FnOnce(&mut Self) -> T) -> Option<T> {
        let is_some = !self.chance.one_in(4);
        is_some.then(|| make(self))
    }

    /// Mostly of an annotation that is shown.
    fn id(&mut self) -> AnnotationId {
        let shown = self.session.core.editor.shown().map(|shown| &shown.annotations);
        let ids: Vec<_> = shown.into_iter().flat_map(|shown| shown.iter().map(|one| one.id)).collect();
        if ids.is_empty() || self.chance.one_in(8) { testing::id(9) } else { self.one_of(&ids) }
    }

    fn tag(&mut self) -> TagId {
        let tags: Vec<_> =
            self.session.core.editor.project.scheme.tags().iter().map(|one| one.id.clone()).collect();
        if tags.is_empty() || self.chance.one_in(8) { tag("gone") } else { self.one_of(&tags) }
    }

    fn document(&mut self) -> DocumentId {
        self.one_of(&[
            testing::first_text(),
            testing::other_text(),
            DocumentId::of("三"),
            DocumentId::of("无"),
        ])
    }

    /// Also behind the text.
    fn at(&mut self) -> CharOffset {
        CharOffset::new(self.chance.below(34) as u32)
    }

    fn span(&mut self) -> Span {
        let (start, length) = (self.chance.below(28) as u32, 1 + self.chance.below(3) as u32);
        Span::new(CharOffset::new(start), CharOffset::new(start + length)).unwrap()
    }

    fn selection(&mut self) -> Selection {
        Selection { span: self.span(), backward: self.chance.one_in(2) }
    }

    fn segment(&mut self) -> SelectSegment {
        let span = self.span();
        self.one_of(&[
            SelectSegment::Larger,
            SelectSegment::Smaller,
            SelectSegment::NextUnmarked,
            SelectSegment::These(span),
        ])
    }

    fn words(&mut self) -> String {
        self.one_of(&["", " ", "王", "。", "person", "新", "无处"]).to_owned()
    }

    fn attribute(&mut self) -> AttributeId {
        AttributeId::new(self.one_of(&["speaker", "role", "value", "nothing"])).unwrap()
    }

    fn value(&mut self) -> AttributeValue {
        let link = AttributeValue::Link(self.id());
        self.one_of(&[
            AttributeValue::Text("甲".into()),
            AttributeValue::Unnamed,
            link,
            AttributeValue::Flag(true),
        ])
    }

    fn definition(&mut self) -> AttributeDefinition {
        AttributeDefinition { id: self.attribute(), label: self.words().into(), kind: AttributeKind::Link }
    }

    fn edit(&mut self) -> TagEdit {
        let definition = self.definition();
        self.one_of(&[
            TagEdit::Label("新名".into()),
            TagEdit::Label(" ".into()),
            TagEdit::Color(Color::rgb(1, 2, 3)),
            TagEdit::Guideline("规则".into()),
            TagEdit::Key("KeyP".into()),
            TagEdit::Key("KeyX".into()),
            TagEdit::Key("".into()),
            TagEdit::Attributes(vec![definition]),
        ])
    }

    /// One of the files that were opened.
    fn file(&mut self) -> Ticket {
        Ticket(1_000 + self.chance.below(*self.files + 2))
    }

    fn annotation(&mut self) -> Annotation {
        let span = self.span();
        let number = self.one_of(&[1, 2, 40, 41]);
        let mut annotation = testing::annotation(number, "place", span.start().get(), span.end().get());
        annotation.note.value = self.words().into();
        annotation
    }

    /// Of the first text, or of one that is new here.
    fn bundle(&mut self) -> Bundle {
        if self.chance.one_in(4) {
            Bundle::bare(annotated("三").document)
        } else {
            bundle([self.annotation()])
        }
    }

    fn outcome(&mut self) -> Outcome {
        let reading = Rc::new(Reading { bundle: self.bundle(), unfit: Vec::new() });
        self.one_of(&[
            Outcome::Read(reading.clone()),
            Outcome::Read(reading),
            Outcome::Refused(Rc::new(ReadError::NoText)),
            Outcome::NotFetched,
            Outcome::BrokenOff,
            Outcome::Cancelled,
        ])
    }

    fn unread(&mut self) -> Vec<Unread> {
        let one = Unread { key: "an:1".into(), raw: self.words(), fault: Fault::Checksum };
        vec![one; self.chance.one_of(3)]
    }

    fn linked(&mut self) -> Rc<Vec<LinkedFile>> {
        let states = [FileState::Ready(5), FileState::Forbidden, FileState::Failed(FileFailure::Strange)];
        let state = self.one_of(&states);
        Rc::new(vec![LinkedFile { document: testing::first_text(), name: "晨报".into(), state }])
    }

    fn listed(&mut self) -> Rc<Vec<ListedPoint>> {
        let contrast = Contrast { added: self.chance.one_of(3), removed: 0, changed: 0 };
        Rc::new(vec![ListedPoint { point: point().point.clone(), contrast }])
    }

    /// A point of any text, also of one that is gone.
    fn viewing(&mut self) -> Rc<Viewing> {
        let then = if self.chance.one_in(2) { point().then.clone() } else { Records::new() };
        let document = if self.chance.one_in(3) { self.document() } else { testing::first_text() };
        let then = if document == testing::first_text() { then } else { Records::new() };
        Rc::new(Viewing { document, point: point().point.clone(), then })
    }

    fn report(&mut self) -> Report {
        let failed = Standing::Failed { count: 1, failure: Failure::Blocked };
        let kept = Standing::Kept { level: Level::Power, at: 5 };
        Report {
            status: self.one_of(&[Standing::Nothing, Standing::Awaited, kept, failed]),
            used_percent: self.chance.below(3),
            is_promised: None,
            submitted: self.session.core.steps.saturating_sub(self.chance.below(3)),
        }
    }

    /// From another tab: an annotation, or that one is deleted, or a text; conflicts; what cannot be used.
    fn incoming(&mut self) -> Arrival {
        let mut annotation = self.annotation();
        if self.chance.one_in(3) {
            annotation.delete();
        }
        let (document, id) = (self.document(), annotation.id);
        let edit = AnnotationEdit::Join(Arc::new(annotation.clone()));
        let annotations = [annotation].into_iter().collect();
        let marked = self.one_of(&[testing::MARKED, "三"]);
        let found = Annotated { annotations, ..annotated(marked) };
        let found = if marked == "三" { annotated(marked) } else { found };
        Arrival {
            changes: self.maybe(|_| Change::Annotation { document, id, edit }).into_iter().collect(),
            found: self.maybe(|_| Project::new().with(found)),
            latest: Stamp::of_file(self.chance.below(1 << 40)),
            unread: self.maybe(Self::unread),
            copies: self.maybe(|w| lost(1, w.one_of(&["甲", "乙"]))).into_iter().collect(),
            withdrawn: self.maybe(|_| lost(1, "甲").key()).into_iter().collect(),
            is_all: self.chance.one_in(2),
            ..Arrival::default()
        }
    }

    fn settings(&mut self) -> Settings {
        let language = self.one_of(&[None, Some("zh-Hans"), Some("en")]);
        let keys = self.one_of(&["", "pen=KeyX", "leave=KeyX rubbish"]);
        Settings { language, keys: keys.into(), ..Settings::default() }
    }

    /// Of those that are opened by hand; the others come with a file.
    fn dialog(&mut self) -> Dialog {
        let tag = self.maybe(Self::tag);
        self.one_of(&[Dialog::Help, Dialog::TagScheme(tag), Dialog::Erase, Dialog::Quarantine])
    }

    /// What the runner may answer, if it answers at all.
    pub fn answer(mut self, ticket: Ticket, command: &Command) -> Option<Action> {
        let is_done = self.chance.one_in(2);
        let answer = match command {
            Command::Fetch(module) => Action::Fetched(*module, !self.chance.one_in(4)),
            Command::ReadFile if is_done => importing::Action::TakesLong(ticket).into(),
            Command::ReadFile => importing::Action::Done(ticket, self.outcome()).into(),
            Command::CancelReading(file) => importing::Action::Done(*file, Outcome::Cancelled).into(),
            Command::Download(_) => exporting::Action::Offered(ticket, is_done).into(),
            Command::CopyText(_) => exporting::Action::Copied(ticket, is_done).into(),
            Command::RestorePoints(PointQuestion::View(_)) => {
                restore_points::Action::View(self.viewing()).into()
            }
            Command::RestorePoints(
                PointQuestion::List | PointQuestion::Set(_) | PointQuestion::Forget(_),
            ) => {
                if is_done {
                    restore_points::Action::Listed(self.listed()).into()
                } else {
                    restore_points::Action::Unavailable.into()
                }
            }
            Command::LinkedFile(_) if is_done => linked_file::Action::Files(self.linked()).into(),
            Command::LinkedFile(_) => linked_file::Action::NotLinked.into(),
            Command::NoteExport(_) => linked_file::Action::Unexported(0).into(),
            Command::SaveAgain => saving::Action::Status(self.report()).into(),
            Command::EraseEverything => return None,
        };
        Some(answer)
    }
}
