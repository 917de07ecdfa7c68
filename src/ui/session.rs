//! The state of the page: the editor's, and what is open, hovered or said at the moment.

use std::rc::Rc;
use std::sync::Arc;

use yew::prelude::*;

use super::annex::Annex;
use super::autosave::Found;
use super::edges::{EdgeStep, Edging};
use super::errands::Errand;
use super::find::{Find, Finding};
use super::gathering::Gathering;
use super::importing::Pending;
use super::looking::{Aside, Points, Told};
use super::pen::Pen;
use super::reach::Reach;
use super::scheme::Rule;
use super::settings::Settings;
use super::tying::{Tied, Tying};
use crate::browser::{Selected, now};
use crate::edit::commands::Author;
use crate::edit::{EditorState, History, Refusal};
use crate::i18n::Messages;
use crate::model::{AnnotationId, AttributeId, AttributeValue, Bundle, Clock, Project, Stamp, Tag, TagId};
use crate::storage::{Arrival, Copy, Standing, Unread};
use crate::text::{CharOffset, Document, DocumentId, Query, Span};

/// How every component sees the session and changes it.
pub type SessionHandle = UseReducerHandle<Session>;

/// What the user has selected, and at which end the selection was finished.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Selection {
    pub span: Span,
    pub backward: bool,
}

impl From<Selected> for Selection {
    fn from(Selected { span, backward }: Selected) -> Self {
        Self { span, backward }
    }
}

/// Something to say once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    pub words: String,
    pub kind: NoticeKind,
    /// Tells two that say the same apart.
    pub number: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticeKind {
    /// Can be seen to be done, so it is only read aloud.
    Spoken,
    /// Done; read aloud and shown for a while.
    Done,
    /// Not done, and why; stays until it is dismissed or something else is said.
    Problem,
}

/// What stands over the page.
#[derive(Clone, Debug)]
pub enum Dialog {
    Help,
    /// While a file of this name is read.
    Working(String),
    Import(Rc<Pending>),
    /// The tag scheme, with one tag open for changes.
    Scheme(Option<TagId>),
    /// The restore points of the text that is shown, the oldest first.
    Points(Rc<Vec<Told>>),
    Erase,
    /// Stored records that cannot be used.
    Damage,
}

/// Asks the article or the list to do something once: a new number is a new wish.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wish<T> {
    pub number: u32,
    pub what: T,
}

/// What of a row in the list can have the focus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Summary,
    Note,
}

/// Everything that can happen on the page.
#[derive(Clone, Debug)]
pub enum Action {
    Select(Option<Selection>),
    /// A click on a character, or beside the text.
    Point(Option<CharOffset>),
    /// From the list: makes it current and shows it in the text.
    Choose(AnnotationId),
    Hover(Option<AnnotationId>),
    /// Tags the selection; without one, retags the current annotation.
    Tag(TagId),
    Retag(AnnotationId, TagId),
    Note(AnnotationId, String),
    Attribute(AnnotationId, AttributeId, Option<AttributeValue>),
    /// Offers what the current annotation's link may lead to; `None` is its tag's first link.
    Link(Option<AttributeId>),
    /// Takes one of what is offered by its number; 0 is nobody whom the text names.
    TakeOffered(u32),
    /// Changes the tag scheme.
    Rule(Rule),
    /// Shows only the tags with this in their names.
    Narrow(String),
    /// Tags the selection with the first tag that is shown, or else with a new one of this name.
    TagNamed(String),
    Pen(Pen),
    /// Puts the focus into the note of the current annotation.
    WriteNote,
    /// By its button in the list, which goes with it: the focus moves to the neighbour.
    Delete(AnnotationId),
    DeleteCurrent,
    Undo,
    Redo,
    Next,
    Previous,
    /// Puts away what is nearest: the selection, else the current annotation.
    Leave,
    /// From the note back to the text.
    LeaveNote,
    /// While edges of the current annotation are moved.
    Edge(EdgeStep),
    /// In the stack at the point: the one under the current, or the one above.
    Under(bool),
    /// From the stack, which closes.
    Pick(AnnotationId),
    /// Puts the focus into the text.
    Read,
    /// Puts the caret at a place and shows it.
    GoTo(CharOffset),
    Show(DocumentId),
    Close(DocumentId),
    Import(Rc<Bundle>),
    Open(Dialog),
    CloseDialog,
    Filter(Option<TagId>),
    Find(Finding),
    Reach(Reach),
    ToggleList,
    /// From a link, if what it names is an id.
    Visit(Option<AnnotationId>),
    /// The next key that is pressed is for this row of the list of shortcuts, or no longer.
    ChooseKey(Option<usize>),
    /// As [`super::key_choice::written`] writes it.
    TakeKey(String),
    Settle(Settings),
    /// What is kept, as the stores last said, how much room is taken, whether the browser has promised to keep it, and the
    /// revision that they were handed last.
    Kept(Standing, u64, Option<bool>, u64),
    /// Another tab wrote a record.
    Arrived(Rc<Arrival>),
    /// How far what is stored has been read.
    Gather(Gathering),
    /// What an earlier session did to a text.
    Resume(DocumentId, History),
    Run(Errand),
    /// What is behind an annex can be had now, or not.
    Enter(Annex, bool),
    Retry,
    Points(Points),
    Tie(Tying),
    /// Of the copies that lost a race this one is wanted, or not.
    TakeCopy(usize, bool),
    Say(Notice),
    Dismiss,
    ForgetUnread,
}

/// The session. Components get it whole; what they show of it they compute.
#[derive(Clone)]
pub struct Session {
    /// Counts actions, so that two sessions can be told apart without comparing them.
    pub(super) revision: u64,
    /// The last one in which something changed that is to be kept.
    pub(super) changed: u64,
    /// Counts those that say more than what is kept. Only the bar shows that; what has this among its properties is not
    /// drawn again for it. A handle cannot be asked whether it is another: it always has the latest session.
    pub(super) turn: u64,
    pub editor: EditorState,
    pub(super) clock: Clock,
    pub settings: Settings,
    messages: &'static Messages,
    /// The text that the program brings along. It cannot be closed, so that there is always one to read.
    pub shipped: Option<DocumentId>,
    /// The text that was shown last when the page began.
    shown_last: Option<DocumentId>,
    /// How far what is stored has been read, while a worker reads it.
    pub gathering: Option<Gathering>,
    /// Where a link leads that may be among what is still to be read.
    pub(super) visiting: Option<AnnotationId>,
    /// What may be said about what is kept.
    pub standing: Standing,
    /// How much of the store of record is taken, in percent of what the strictest browser gives.
    pub used: u64,
    /// Whether the browser has promised to keep it, where that is known.
    pub is_promised: Option<bool>,
    /// How often the user asked to store again what failed.
    pub retries: u32,
    /// Stored records that could not be read, and were set aside.
    pub unread: Rc<Vec<Unread>>,
    /// What edits said that lost a race.
    pub(super) copies: Arc<Vec<Copy>>,
    pub backward: bool,
    pub hover: Option<AnnotationId>,
    pub arrival: Option<Wish<AnnotationId>>,
    pub text_focus: Option<Wish<()>>,
    pub row_focus: Option<Wish<(AnnotationId, Part)>>,
    pub caret: Option<Wish<CharOffset>>,
    pub place: Option<Wish<CharOffset>>,
    pub edging: Option<Edging>,
    /// Where the reader pointed: what lies over each other there is shown as a list.
    pub stack: Option<CharOffset>,
    pub notice: Option<Notice>,
    pub errand: Option<Wish<Errand>>,
    /// They need an annex that is not open yet.
    pub(super) waiting: Vec<Action>,
    pub dialog: Option<Dialog>,
    /// The present, while a restore point is looked at.
    pub(super) aside: Option<Rc<Aside>>,
    pub(super) point_wish: Option<Wish<Points>>,
    /// How it stands with the files that texts are tied to, and how many edits of this one are in none and in no download.
    pub tied: Rc<Vec<Tied>>,
    pub unfiled: usize,
    /// When this one was last offered as a download, in milliseconds since 1970.
    pub offered: Option<u64>,
    pub(super) tie_wish: Option<Wish<Tying>>,
    pub filter: Option<TagId>,
    pub filter_words: Option<Rc<Query>>,
    pub find: Option<Find>,
    /// The tag that many were given last.
    pub for_many: Option<TagId>,
    pub reach: Option<Wish<Reach>>,
    /// The tag that each selection gets at once, and the one that it was before.
    pub(super) pen: Option<TagId>,
    pub(super) last_pen: Option<TagId>,
    /// The step of the history in which it was last used.
    pub(super) drawn: Option<Stamp>,
    /// The link for which candidates are offered, while its annotation is current.
    pub(super) linking: Option<(AnnotationId, AttributeId)>,
    /// What the names of the tags in the toolbar have in them.
    pub narrow: String,
    /// The row of the list of shortcuts that waits for its key, and why the last one was refused.
    pub choosing_key: Option<(usize, String)>,
    /// On a narrow screen, where the list covers the lower part of the text.
    pub list_open: bool,
}

/// What is shown where nothing else is asked for.
pub fn first_text(project: &Project, shipped: Option<DocumentId>) -> Option<DocumentId> {
    let first = || project.documents().next().map(|annotated| annotated.document.id());
    shipped.filter(|id| project.get(*id).is_some()).or_else(first)
}

impl PartialEq for Session {
    fn eq(&self, other: &Self) -> bool {
        self.revision == other.revision
    }
}

impl Session {
    pub fn new(
        editor: EditorState,
        found: Found,
        shipped: Option<DocumentId>,
        shown_last: Option<DocumentId>,
    ) -> Self {
        let Found { clock, settings, unread, copies, .. } = found;
        Self {
            revision: 0,
            changed: 0,
            turn: 0,
            editor,
            clock,
            messages: settings.messages(),
            settings,
            shipped,
            shown_last,
            gathering: None,
            visiting: None,
            standing: Standing::Nothing,
            retries: 0,
            unread: Rc::new(unread),
            copies: Arc::new(copies),
            used: 0,
            is_promised: None,
            backward: false,
            hover: None,
            arrival: None,
            text_focus: None,
            row_focus: None,
            caret: None,
            place: None,
            edging: None,
            stack: None,
            notice: None,
            errand: None,
            waiting: Vec::new(),
            dialog: None,
            aside: None,
            point_wish: None,
            tied: Rc::default(),
            unfiled: 0,
            offered: None,
            tie_wish: None,
            filter: None,
            filter_words: None,
            find: None,
            for_many: None,
            reach: None,
            pen: None,
            last_pen: None,
            drawn: None,
            linking: None,
            narrow: String::new(),
            choosing_key: None,
            list_open: false,
        }
    }

    /// The text in whose place the page says that it is being read, until it is here or the reader looks at another.
    pub fn awaited(&self) -> Option<DocumentId> {
        self.shown_last.filter(|_| self.editor.active.is_none())
    }

    /// More is stored than is here.
    pub(super) fn is_partial(&self) -> bool {
        self.gathering.is_some() || self.awaited().is_some()
    }

    pub fn messages(&self) -> &'static Messages {
        self.messages
    }

    pub(super) fn settle(&mut self, settings: Settings) {
        self.messages = settings.messages();
        self.settings = settings;
    }

    /// What a text is called.
    pub fn title(&self, document: &Document) -> String {
        let title = document.info().title.as_str();
        super::words::visible(if title.is_empty() { self.messages().untitled } else { title })
    }

    /// The name of a tag as the reader's language has it, until somebody renames it.
    pub fn tag_name(&self, tag: &Tag) -> Arc<str> {
        super::words::visible(super::words::tag_name(tag, self.messages())).into()
    }

    /// The guideline of a tag, likewise.
    pub fn guideline(&self, tag: &Tag) -> Arc<str> {
        super::words::visible(super::words::guideline(tag, self.messages())).into()
    }

    /// The name of a tag that may be gone from the scheme.
    pub fn tag_name_of(&self, id: &TagId) -> Arc<str> {
        let known = self.editor.project.scheme.get(id);
        known.map_or_else(|| self.messages().unknown_tag.into(), |tag| self.tag_name(tag))
    }

    /// A fresh stamp.
    pub(super) fn tick(&mut self) -> Stamp {
        self.clock.tick(now())
    }

    pub(super) fn author(&mut self) -> Author {
        Author { name: self.settings.name.clone(), stamp: self.tick() }
    }

    pub(super) fn wish<T>(&self, what: T) -> Wish<T> {
        Wish { number: self.revision as u32, what }
    }

    pub(super) fn say(&mut self, kind: NoticeKind, words: impl Into<String>) {
        self.notice = Some(Notice { words: words.into(), kind, number: self.revision });
    }

    pub(super) fn refuse(&mut self, refusal: Refusal) {
        let words = super::words::refusal(self.messages(), refusal);
        self.say(NoticeKind::Problem, words);
    }
}
