//! What actions are made of, drawn by chance, and the answers to commands.

use std::rc::Rc;
use std::sync::Arc;

use crate::chance::Chance;
use crate::edit::{Decision, Group, Subject};
use crate::formats::{ReadError, Reading};
use crate::model::{
    Annotated, Annotation, AnnotationEdit, AnnotationId, AttributeDefinition, AttributeId, AttributeKind,
    AttributeValue, Bundle, Change, Color, Field, Project, Records, Stamp, TagEdit, TagId,
};
use crate::session::commands::PointQuestion;
use crate::session::dialog::ListedPoint;
use crate::session::importing::{self, Outcome};
use crate::session::linked_file::{self, FileFailure, FileState, LinkedFile};
use crate::session::restore_points::{self, Viewing};
use crate::session::saving::{self, Report};
use crate::session::selecting::Selection;
use crate::session::testing::{self, annotated, bundle, lost, point, tag};
use crate::session::{
    Action, Command, Deciding, Dialog, SelectSegment, Session, Settings, Ticket, exporting, finding,
};
use crate::storage::{Contrast, Durability, Failure, Fault, Incoming, Rejected, SaveStatus};
use crate::text::{CharOffset, DocumentId, Span};

/// What actions are drawn from.
pub struct World<'a> {
    pub session: &'a Session,
    pub chance: Chance,
    /// How many files there were.
    pub files: &'a mut u64,
}

impl World<'_> {
    pub fn one_of<T: Clone>(&mut self, list: &[T]) -> T {
        list[self.chance.one_of(list.len())].clone()
    }

    pub fn maybe<T>(&mut self, make: impl FnOnce(&mut Self) -> T) -> Option<T> {
        let is_some = !self.chance.one_in(4);
        is_some.then(|| make(self))
    }

    /// Mostly of an annotation that is shown.
    pub fn id(&mut self) -> AnnotationId {
        let shown = self.session.core.editor.shown().map(|shown| &shown.annotations);
        let ids: Vec<_> = shown.into_iter().flat_map(|shown| shown.iter().map(|one| one.id)).collect();
        if ids.is_empty() || self.chance.one_in(8) { testing::id(9) } else { self.one_of(&ids) }
    }

    pub fn tag(&mut self) -> TagId {
        let tags: Vec<_> =
            self.session.core.editor.project.scheme.tags().iter().map(|one| one.id.clone()).collect();
        if tags.is_empty() || self.chance.one_in(8) { tag("gone") } else { self.one_of(&tags) }
    }

    pub fn document(&mut self) -> DocumentId {
        self.one_of(&[
            testing::first_text(),
            testing::other_text(),
            DocumentId::of("三"),
            DocumentId::of("无"),
        ])
    }

    /// Also behind the text.
    pub fn at(&mut self) -> CharOffset {
        CharOffset::new(self.chance.below(34) as u32)
    }

    pub fn span(&mut self) -> Span {
        let (start, length) = (self.chance.below(28) as u32, 1 + self.chance.below(3) as u32);
        Span::new(CharOffset::new(start), CharOffset::new(start + length)).unwrap()
    }

    pub fn selection(&mut self) -> Selection {
        Selection { span: self.span(), backward: self.chance.one_in(2) }
    }

    pub fn segment(&mut self) -> SelectSegment {
        let span = self.span();
        self.one_of(&[
            SelectSegment::Larger,
            SelectSegment::Smaller,
            SelectSegment::NextUnmarked,
            SelectSegment::These(span),
        ])
    }

    pub fn words(&mut self) -> String {
        self.one_of(&["", " ", "王", "。", "person", "新", "无处"]).to_owned()
    }

    pub fn attribute(&mut self) -> AttributeId {
        AttributeId::new(self.one_of(&["speaker", "role", "value", "nothing"])).unwrap()
    }

    pub fn value(&mut self) -> AttributeValue {
        let link = AttributeValue::Link(self.id());
        self.one_of(&[
            AttributeValue::Text("甲".into()),
            AttributeValue::Unnamed,
            link,
            AttributeValue::Flag(true),
        ])
    }

    pub fn definition(&mut self) -> AttributeDefinition {
        AttributeDefinition { id: self.attribute(), label: self.words().into(), kind: AttributeKind::Link }
    }

    pub fn edit(&mut self) -> TagEdit {
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
    pub fn file(&mut self) -> Ticket {
        Ticket(1_000 + self.chance.below(*self.files + 2))
    }

    pub fn annotation(&mut self) -> Annotation {
        let span = self.span();
        let number = self.one_of(&[1, 2, 40, 41]);
        let mut annotation = testing::annotation(number, "place", span.start().get(), span.end().get());
        annotation.note.value = self.words().into();
        annotation
    }

    /// Of the first text, or of one that is new here.
    pub fn bundle(&mut self) -> Bundle {
        if self.chance.one_in(4) {
            Bundle::bare(annotated("三").document)
        } else {
            bundle([self.annotation()])
        }
    }

    pub fn outcome(&mut self) -> Outcome {
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

    /// Of any annotation and group.
    pub fn deciding(&mut self) -> Deciding {
        let decision = self.one_of(&[Decision::Theirs, Decision::Mine, Decision::Both]);
        let group = self.one_of(&Group::ALL);
        match self.chance.below(3) {
            0 => Deciding::One(Subject::Field(self.id(), Field::Note), decision),
            1 => Deciding::All(group, decision),
            _ => Deciding::More(group),
        }
    }

    pub fn unread(&mut self) -> Vec<Rejected> {
        let one = Rejected { key: "an:1".into(), raw: self.words(), fault: Fault::Checksum };
        vec![one; self.chance.one_of(3)]
    }

    pub fn linked(&mut self) -> Rc<Vec<LinkedFile>> {
        let states = [FileState::Ready(5), FileState::Forbidden, FileState::Failed(FileFailure::Strange)];
        let state = self.one_of(&states);
        Rc::new(vec![LinkedFile { document: testing::first_text(), name: "晨报".into(), state }])
    }

    pub fn listed(&mut self) -> Rc<Vec<ListedPoint>> {
        let contrast = Contrast { added: self.chance.one_of(3), removed: 0, changed: 0 };
        Rc::new(vec![ListedPoint { point: point().point.clone(), contrast }])
    }

    /// A point of any text, also of one that is gone.
    pub fn viewing(&mut self) -> Rc<Viewing> {
        let then = if self.chance.one_in(2) { point().then.clone() } else { Records::new() };
        let document = if self.chance.one_in(3) { self.document() } else { testing::first_text() };
        let then = if document == testing::first_text() { then } else { Records::new() };
        Rc::new(Viewing { document, point: point().point.clone(), then })
    }

    pub fn report(&mut self) -> Report {
        let failed = SaveStatus::Failed { count: 1, failure: Failure::Blocked };
        let kept = SaveStatus::Kept { level: Durability::Power, at: 5 };
        Report {
            status: self.one_of(&[SaveStatus::Nothing, SaveStatus::Awaited, kept, failed]),
            used_percent: self.chance.below(3),
            is_promised: None,
            submitted: self.session.core.steps.saturating_sub(self.chance.below(3)),
        }
    }

    /// From another tab: an annotation, or that one is deleted, or a text; conflicts; what cannot be used.
    pub fn incoming(&mut self) -> Incoming {
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
        Incoming {
            changes: self.maybe(|_| Change::Annotation { document, id, edit }).into_iter().collect(),
            found: self.maybe(|_| Project::new().with(found)),
            latest: Stamp::of_file(self.chance.below(1 << 40)),
            unread: self.maybe(Self::unread),
            copies: self.maybe(|w| lost(1, w.one_of(&["甲", "乙"]))).into_iter().collect(),
            withdrawn: self.maybe(|_| lost(1, "甲").key()).into_iter().collect(),
            is_all: self.chance.one_in(2),
            ..Incoming::default()
        }
    }

    pub fn settings(&mut self) -> Settings {
        let language = self.one_of(&[None, Some("zh-Hans"), Some("en")]);
        let keys = self.one_of(&["", "pen=KeyX", "leave=KeyX rubbish"]);
        Settings { language, keys: keys.into(), ..Settings::default() }
    }

    /// Of those that are opened by hand; the others come with a file.
    pub fn dialog(&mut self) -> Dialog {
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
            Command::NoteOffer(_) => linked_file::Action::Unexported(0, Some(7)).into(),
            Command::Search(query, document) => {
                finding::Action::Found(ticket, Rc::new(query.find_in(document))).into()
            }
            Command::CancelSearch(search) => finding::Action::Found(*search, Rc::default()).into(),
            Command::SaveAgain => saving::Action::Status(self.report()).into(),
            Command::EraseEverything => return None,
        };
        Some(answer)
    }
}
