//! What is stored and not here yet: how far it has been read, the text that is waited for, and the link that may lead into
//! what is still to come.

use crate::model::{AnnotationId, Project};
use crate::text::DocumentId;

/// How far what is stored has been read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Loading {
    /// The text that the program brings along. It cannot be closed, so that there is always one to read.
    pub shipped: Option<DocumentId>,
    /// The text that was shown last when the page began.
    pub shown_last: Option<DocumentId>,
    /// While a worker reads what is stored.
    pub progress: Option<LoadingProgress>,
    /// The annotation of a link that is looked for in what is still to be read.
    pub pending_link: Option<AnnotationId>,
}

/// Number of records that were read, of how many; none of none as long as nobody has counted them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LoadingProgress {
    pub read: usize,
    pub all: usize,
    /// It takes so long that it is shown.
    pub is_long: bool,
}

/// The text that is shown where nothing else is asked for.
pub fn first_text(project: &Project, shipped: Option<DocumentId>) -> Option<DocumentId> {
    let first = || project.documents().next().map(|annotated| annotated.document.id());
    shipped.filter(|id| project.get(*id).is_some()).or_else(first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::testing::{other_text, session};
    use crate::text::DocumentId;

    #[test]
    fn the_text_that_came_with_the_program_is_first_while_it_is_there() {
        let project = session().core.editor.project;
        assert_eq!(first_text(&project, Some(other_text())), Some(other_text()));
        let any = first_text(&project, Some(DocumentId::of("nowhere")));
        assert!(any.is_some_and(|id| project.get(id).is_some()));
        assert_eq!(first_text(&project, None), any);
        assert_eq!(first_text(&Project::new(), Some(other_text())), None);
    }
}
