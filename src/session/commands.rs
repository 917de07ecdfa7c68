//! Work to be done outside the session: plain data with a ticket. One runner takes it out after each step and answers with
//! the feature's own action, which carries the ticket.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use super::Module;
use crate::text::{Document, DocumentId, Query};

/// The name of a piece of work, which its answers carry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ticket(pub u64);

/// A file that the browser is to offer as a download.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Download {
    pub name: String,
    pub media_type: &'static str,
    pub text: String,
}

/// What is asked of the storage about restore points.
#[derive(Clone, Debug)]
pub enum PointQuestion {
    List,
    /// Sets a point, with a name or an empty one.
    Set(Rc<str>),
    /// The point of this time, in milliseconds since 1970, is to be shown.
    View(u64),
    Forget(u64),
}

/// What is asked of the browser about the file of the text that is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileRequest {
    /// Has the reader choose a file.
    Link,
    /// Asks again for the leave to write it.
    Ask,
    Unlink,
    /// Takes up the files that texts were linked to in an earlier visit.
    Resume,
}

/// Work to be done outside.
#[derive(Clone, Debug)]
pub enum Command {
    /// Fetch a lazily loaded module; answered by [`super::modules::Action::Fetched`].
    Fetch(Module),
    /// Read the file that the runner holds under this command's ticket; answered by [`super::importing::Action`].
    ReadFile,
    /// Read the file of this ticket no further.
    CancelReading(Ticket),
    /// Look for words in a large text; answered by [`super::finding::Action`].
    Search(Rc<Query>, Arc<Document>),
    /// Go on no further with the search of this ticket.
    CancelSearch(Ticket),
    /// Answered by [`super::exporting::Action::Offered`].
    Download(Download),
    /// Put words on the clipboard; answered by [`super::exporting::Action::Copied`].
    CopyText(String),
    /// Asked of the storage; answered by [`super::restore_points::Action`].
    RestorePoints(PointQuestion),
    /// Asked of the browser's files; answered by [`super::linked_file::Action`].
    LinkedFile(FileRequest),
    /// Note that this text was offered as a download now.
    NoteOffer(DocumentId),
    /// Store again what failed.
    SaveAgain,
    /// Erase everything that is stored, and begin anew.
    EraseEverything,
}

/// The commands that wait for the runner, and the last ticket.
#[derive(Clone, Debug, Default)]
pub struct Commands {
    /// Shared by the states of one session: each command is taken once, by whichever state the runner sees.
    waiting: Rc<RefCell<Vec<(Ticket, Command)>>>,
    last: u64,
}

impl Commands {
    /// A ticket for work whose object the runner already holds, or will.
    pub fn ticket(&mut self) -> Ticket {
        self.last += 1;
        Ticket(self.last)
    }

    /// Asks for work; the answers carry the ticket.
    pub fn push(&mut self, command: Command) -> Ticket {
        let ticket = self.ticket();
        self.push_under(ticket, command);
        ticket
    }

    /// The same under a ticket that is known already.
    pub fn push_under(&mut self, ticket: Ticket, command: Command) {
        self.waiting.borrow_mut().push((ticket, command));
    }

    /// What waits, in its order; nothing waits afterwards.
    pub fn take(&self) -> Vec<(Ticket, Command)> {
        self.waiting.take()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_command_is_taken_once_by_whichever_state_the_runner_sees() {
        let mut commands = Commands::default();
        let first = commands.push(Command::SaveAgain);
        let mut later = commands.clone();
        let second = later.push(Command::EraseEverything);
        assert!(first < second);
        let tickets: Vec<Ticket> = commands.take().into_iter().map(|(ticket, _)| ticket).collect();
        assert_eq!(tickets, [first, second]);
        assert!(later.take().is_empty());
    }

    #[test]
    fn a_ticket_that_is_known_stays_and_no_other_is_given_for_it() {
        let mut commands = Commands::default();
        commands.push_under(Ticket(50), Command::ReadFile);
        assert!(matches!(commands.take()[..], [(Ticket(50), Command::ReadFile)]));
        assert_eq!(commands.ticket(), Ticket(1));
        assert_eq!(commands.ticket(), Ticket(2));
    }
}
