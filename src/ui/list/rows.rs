//! The rows of the list. All of a few hundred stand in the page; of more, those that are in sight or near it, the current
//! one and the one that has the focus.

use crate::session::Session;
use crate::ui::controls::{Annotations, SessionHandle, WHOLE, gap, present, use_effect_with};
use std::rc::Rc;
use std::sync::Arc;

use super::attributes::attributes;
use super::conflicts::conflicts;
use super::row::Row;
use web_sys::Element;
use yew::prelude::*;

use crate::browser::{focused_row, lay_out, on_gap, reveal};
use crate::model::{Annotation, AnnotationId, AnnotationSet, SmallMap, TagId, small_map};
use crate::text::Document;

/// About as high as a row is, in pixels.
const ROW: f64 = 76.0;

/// What the list shows, in the order of the text.
pub struct Rows {
    listed: Listed,
    /// The numbers of the rows in the page: ascending, none twice.
    present: Vec<usize>,
    element: NodeRef,
}

/// What each tag is called.
type Names = SmallMap<TagId, Arc<str>>;

/// What the filters let through.
#[derive(Clone)]
enum Listed {
    All(AnnotationSet),
    Some(Rc<Vec<Arc<Annotation>>>),
}

impl Listed {
    fn of(session: &Session, annotations: AnnotationSet) -> Self {
        if session.core.filter.is_empty() {
            return Self::All(annotations);
        }
        let through = annotations.iter().filter(|annotation| session.core.lists(annotation));
        Self::Some(Rc::new(through.cloned().collect()))
    }

    fn count(&self) -> usize {
        match self {
            Self::All(annotations) => annotations.count(),
            Self::Some(listed) => listed.len(),
        }
    }

    fn number_of(&self, id: AnnotationId) -> Option<usize> {
        match self {
            Self::All(annotations) => annotations.rank(id),
            Self::Some(listed) => listed.iter().position(|annotation| annotation.id == id),
        }
    }

    fn get(&self, number: usize) -> Option<&Arc<Annotation>> {
        match self {
            Self::All(annotations) => annotations.nth(number),
            Self::Some(listed) => listed.get(number),
        }
    }
}

/// Which part of a long list is in sight, and which row had the focus when it came there.
#[derive(Clone, Copy, Default, PartialEq)]
struct Sight {
    row: usize,
    focused: Option<AnnotationId>,
}

/// The rows, and their places whenever the list scrolls or changes.
#[hook]
pub fn use_rows(session: &SessionHandle) -> Rows {
    let element = use_node_ref();
    let sight = use_state_eq(Sight::default);
    let annotations =
        session.core.previewed().shown().map(|shown| shown.annotations.clone()).unwrap_or_default();
    let filter = session.core.filter.clone();
    let listed = {
        let session = session.clone();
        let annotations = Annotations(annotations);
        use_memo((annotations, filter), move |(annotations, _)| Listed::of(&session, annotations.0.clone()))
    };
    let count = listed.count();
    let is_long = count > WHOLE;
    let number_of = |id: Option<AnnotationId>| listed.number_of(id?);
    let open = number_of(session.core.editor.current);
    let pinned = [open, number_of(sight.focused)];
    let present = if is_long { present(sight.row, count, pinned) } else { (0..count).collect() };
    {
        let setter = sight.setter();
        use_effect_with((element.clone(), is_long), move |(element, is_long)| {
            let list = element.cast::<Element>().filter(|_| *is_long);
            let watch = list
                .map(|list| on_gap(&list, ROW, move |row| setter.set(Sight { row, focused: focused_row() })));
            move || drop(watch)
        });
    }
    {
        let element = element.clone();
        let places = is_long.then(|| (count, present.clone()));
        use_effect_with(places, move |places| {
            if let Some((list, (count, _))) = element.cast::<Element>().zip(places.as_ref()) {
                lay_out(&list, *count, ROW);
            }
        });
    }
    {
        // Once all heights are there, so that the browser lays out once.
        let element = element.clone();
        let open = session.core.editor.current.filter(|_| open.is_some());
        use_effect_with((open, session.core.filter.tag.clone()), move |_| {
            let row =
                element.cast::<Element>().and_then(|list| list.query_selector(":scope > .current").ok()?);
            if let Some(row) = row {
                reveal(&row);
            }
        });
    }
    Rows { listed: (*listed).clone(), present, element }
}

impl Rows {
    /// How many the filters let through.
    pub fn count(&self) -> usize {
        self.listed.count()
    }

    pub fn show(&self, session: &SessionHandle, document: &Arc<Document>) -> Html {
        // Looked up once for each tag, not for each row.
        let tags = session.core.editor.project.scheme.tags().into_iter();
        let names: Names = small_map(tags.map(|tag| (tag.id.clone(), session.core.tag_name(tag))));
        let mut items: Vec<Html> = Vec::new();
        let mut next = 0;
        for number in self.present.iter().copied() {
            items.extend(gap(next..number));
            items
                .extend(self.listed.get(number).map(|annotation| row(session, document, annotation, &names)));
            next = number + 1;
        }
        items.extend(gap(next..self.count()));
        html! { <ol ref={self.element.clone()}>{ for items }</ol> }
    }
}

/// What stands in the row that is open.
fn open(session: &SessionHandle, annotation: &Annotation) -> Html {
    html! { <>{ conflicts(session, annotation) }{ attributes(session, annotation) }</> }
}

fn row(
    session: &SessionHandle,
    document: &Arc<Document>,
    annotation: &Arc<Annotation>,
    names: &Names,
) -> Html {
    let tag = &annotation.tag.value;
    let current = session.core.editor.current == Some(annotation.id);
    let focus = session.core.requests.focus_row.filter(|request| request.what.0 == annotation.id);
    html! {
        <Row
            annotation={annotation.clone()}
            key={annotation.id.to_string()}
            name={names.get(tag).cloned().unwrap_or_else(|| session.core.tag_name_of(tag))}
            said={session.core.links_and_note(annotation)}
            attributes={if current { open(session, annotation) } else { Html::default() }}
            {current}
            past={session.core.is_viewing()}
            hovered={session.overlaps.hovered == Some(annotation.id)}
            focus={focus.map(|request| (request.what.1, request.number))}
            document={document.clone()}
            scheme={session.core.editor.project.scheme.clone()}
            messages={session.core.messages()}
            dispatch={session.dispatcher()}
        />
    }
}
