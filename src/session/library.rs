//! The texts that are open: which one is shown, and the way to an annotation of any of them.

use super::{Core, Feature, LoadingProgress, NoticeKind};
use crate::edit::commands;
use crate::model::AnnotationId;
use crate::text::DocumentId;

#[derive(Clone, Default)]
pub struct State;

#[derive(Clone, Debug)]
pub enum Action {
    Show(DocumentId),
    Close(DocumentId),
    /// From a link, if what it names is an id.
    Visit(Option<AnnotationId>),
    /// How far what is stored has been read.
    Progress(LoadingProgress),
}

impl Feature for State {
    type Action = Action;

    fn act(&mut self, core: &mut Core, action: Action) {
        match action {
            Action::Show(id) => core.show(Some(id)),
            Action::Close(id) => close(core, id),
            Action::Visit(id) => core.visit(id),
            Action::Progress(progress) => core.loading.progress = Some(progress),
        }
    }
}

fn close(core: &mut Core, id: DocumentId) {
    let title = core.editor.project.get(id).map(|annotated| core.title(&annotated.document));
    if core.command(|state, stamp| commands::close(state, id, stamp)) && core.editor.active == Some(id) {
        let other = core.editor.project.documents().next().map(|annotated| annotated.document.id());
        core.show(core.loading.shipped.or(other));
        core.requests.focus_text = Some(core.request(()));
        core.say(NoticeKind::Done, (core.messages().closed)(&title.unwrap_or_default()));
    }
}
