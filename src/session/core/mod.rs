//! State that every feature sees, and the deeds on it that several features do: a command of the editor, a sentence, a
//! request.

mod joining;
mod links;
mod loading;
mod showing;
mod tagging;

use std::rc::Rc;

use super::keys::Shortcut;
use super::{
    Commands, Dialog, Environment, Filter, Loading, Mode, Notice, NoticeKind, Request, Requests, Settings,
};
use crate::edit::commands::Author;
use crate::edit::{EditorState, Refusal};
use crate::i18n::Messages;
use crate::model::{Clock, Stamp, Tag, TagId, Transaction};
use crate::text::Document;
use crate::wording;

/// What every feature sees.
#[derive(Clone)]
pub struct Core {
    /// Number of actions since the start, by which two states of one session are told apart.
    pub steps: u64,
    /// Number of actions that say more than what is stored. Only the status shows that, so what has this number among its
    /// properties is not drawn again for it.
    pub drawn_steps: u64,
    /// The editor as it is shown: the present, or a restore point while one is viewed.
    pub editor: EditorState,
    /// The present, while the editor shows a restore point.
    present: Option<Rc<EditorState>>,
    /// The editor as it would be if what is under way were accepted.
    pub preview: Option<EditorState>,
    pub mode: Mode,
    pub view: View,
    /// What stands over the page.
    pub dialog: Option<Dialog>,
    pub filter: Filter,
    pub loading: Loading,
    pub clock: Clock,
    pub settings: Settings,
    pub env: Environment,
    pub requests: Requests,
    pub commands: Commands,
    pub notice: Option<Notice>,
    /// Number of edits of the text that is shown that are in no file and in no download that was offered.
    pub unexported_edits: usize,
    /// The table of keys, without what its rows ask for.
    pub keys: Rc<[Shortcut<()>]>,
}

/// What fills the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// On a narrow screen the list covers the lower part of the text.
    pub is_list_open: bool,
}

impl Core {
    /// The core at the start, where nothing is under way.
    pub fn new(
        editor: EditorState,
        clock: Clock,
        settings: Settings,
        loading: Loading,
        env: Environment,
    ) -> Self {
        Self {
            steps: 0,
            drawn_steps: 0,
            editor,
            present: None,
            preview: None,
            mode: Mode::Reading,
            view: View::default(),
            dialog: None,
            filter: Filter::default(),
            loading,
            clock,
            settings,
            env,
            requests: Requests::default(),
            commands: Commands::default(),
            notice: None,
            unexported_edits: 0,
            keys: Rc::default(),
        }
    }

    /// The sentences of the reader's language.
    pub fn messages(&self) -> &'static Messages {
        self.settings.messages(&self.env.languages)
    }

    /// The present, also while a restore point is viewed.
    pub fn present(&self) -> &EditorState {
        self.present.as_deref().unwrap_or(&self.editor)
    }

    /// The present, to be changed by what comes from elsewhere.
    pub(in crate::session) fn present_mut(&mut self) -> &mut EditorState {
        match &mut self.present {
            Some(present) => Rc::make_mut(present),
            None => &mut self.editor,
        }
    }

    /// A restore point is shown in the place of the present, and nothing can be changed.
    pub fn is_viewing(&self) -> bool {
        self.present.is_some()
    }

    /// Shows another state in the place of the present.
    pub(in crate::session) fn view_past(&mut self, past: EditorState) {
        let present = std::mem::replace(&mut self.editor, past);
        self.present.get_or_insert_with(|| Rc::new(present));
    }

    /// Shows the present again, and leaves what was under way.
    pub(in crate::session) fn view_present(&mut self) {
        self.leave_mode();
        if let Some(present) = self.present.take() {
            self.editor = Rc::unwrap_or_clone(present);
        }
    }

    /// The editor with what is under way as if it were accepted.
    pub fn previewed(&self) -> &EditorState {
        self.preview.as_ref().unwrap_or(&self.editor)
    }

    pub(in crate::session) fn leave_mode(&mut self) {
        self.mode = Mode::Reading;
        self.preview = None;
    }

    /// Enters a mode, and leaves the one before.
    pub(in crate::session) fn enter(&mut self, mode: Mode) {
        self.leave_mode();
        self.mode = mode;
    }

    /// A fresh stamp.
    pub(in crate::session) fn tick(&mut self) -> Stamp {
        self.clock.tick((self.env.now)())
    }

    pub(in crate::session) fn author(&mut self) -> Author {
        Author { name: self.settings.name.clone(), stamp: self.tick() }
    }

    /// Applies what the reader means, or says why not. `true` where something changed.
    pub(in crate::session) fn command(
        &mut self,
        plan: impl FnOnce(&EditorState, Stamp) -> Result<Transaction, Refusal>,
    ) -> bool {
        let stamp = self.tick();
        let planned = plan(&self.editor, stamp);
        if self.refuses_to_change() {
            return false;
        }
        match planned.and_then(|transaction| self.editor.apply(transaction)) {
            Ok(after) => {
                self.editor = after;
                self.notice = None;
                true
            }
            Err(Refusal::NothingToDo) => false,
            Err(refusal) => {
                self.refuse(refusal);
                false
            }
        }
    }

    /// Says that nothing can be changed while a restore point is viewed, where one is.
    pub(in crate::session) fn refuses_to_change(&mut self) -> bool {
        if self.is_viewing() {
            self.say(NoticeKind::Problem, self.messages().points().read_only);
        }
        self.is_viewing()
    }

    pub(in crate::session) fn say(&mut self, kind: NoticeKind, words: impl Into<String>) {
        self.notice = Some(Notice { words: words.into(), kind, number: self.steps });
    }

    pub(in crate::session) fn refuse(&mut self, refusal: Refusal) {
        self.say(NoticeKind::Problem, wording::refusal(self.messages(), refusal));
    }

    /// Says what the last step of the history was.
    pub(in crate::session) fn say_last_step(&mut self, kind: NoticeKind) {
        if let Some(last) = self.editor.history().last_done() {
            let scheme = &self.editor.project.scheme;
            let words = wording::intention(&last.intention, scheme, self.messages());
            self.say(kind, words);
        }
    }

    /// A new request to a view.
    pub(in crate::session) fn request<T>(&self, what: T) -> Request<T> {
        Request { number: self.steps, what }
    }

    /// The name of a text.
    pub fn title(&self, document: &Document) -> String {
        wording::title(document, self.messages())
    }

    /// The name of a tag in the reader's language.
    pub fn tag_name(&self, tag: &Tag) -> std::sync::Arc<str> {
        wording::shown_tag_name(tag, self.messages())
    }

    /// The name of a tag that may be gone from the scheme.
    pub fn tag_name_of(&self, id: &TagId) -> std::sync::Arc<str> {
        wording::tag_name_of(&self.editor.project.scheme, id, self.messages())
    }
}
