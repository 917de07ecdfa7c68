//! An action of every kind, drawn by chance for the session as it is.

use std::rc::Rc;

use super::world::World;
use crate::edit::commands::Edge;
use crate::session::commands::{FileRequest, PointQuestion};
use crate::session::testing::pending;
use crate::session::{
    Action, LoadingProgress, Module, Notice, Ticket, annotating, conflicts, custom_keys, dialogs, exporting,
    finding, history, importing, leaving, library, linked_file, linking, list, moving_edges, notices,
    overlaps, pen, preferences, restore_points, saving, selecting, tag_scheme,
};

use crate::text::SearchProgress;

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
    Action::Pen(pen::Action::Redraw(_)) => |w| pen::Action::Redraw(w.selection()).into(),
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
    Action::Finding(finding::Action::Progress(..)) => |w| {
        let progress = SearchProgress { read: w.chance.below(9) as u32, found: 1 };
        finding::Action::Progress(Ticket(w.chance.below(9)), progress).into()
    },
    Action::Finding(finding::Action::Found(..)) => |w| {
        finding::Action::Found(Ticket(w.chance.below(9)), Rc::default()).into()
    },
    Action::Finding(finding::Action::Stop) => |_| finding::Action::Stop.into(),
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
    Action::Importing(importing::Action::Decide(_)) => |w| importing::Action::Decide(w.deciding()).into(),
    Action::Importing(importing::Action::Import(_)) => |w| {
        importing::Action::Import(pending(w.bundle())).into()
    },
    Action::Exporting(exporting::Action::Project) => |_| exporting::Action::Project.into(),
    Action::Exporting(exporting::Action::Everything) => |_| exporting::Action::Everything.into(),
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
    Action::LinkedFile(linked_file::Action::Unexported(..)) => |w| {
        linked_file::Action::Unexported(w.chance.one_of(4), w.maybe(|_| 7)).into()
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
