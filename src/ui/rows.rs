//! The rows of the list. All of a few hundred stand in the page; of more, those that are in sight or near it, the current
//! one and the one that has the focus.

use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;

use web_sys::Element;
use yew::prelude::*;

use super::attributes::attributes;
use super::copies::copies;
use super::effect::use_effect_with;
use super::linking::said;
use super::painting::Annotations;
use super::row::Row;
use super::session::{Session, SessionHandle};
use crate::browser::{focused_row, lay_out, on_gap, reveal};
use crate::model::{Annotation, AnnotationId, AnnotationSet, SmallMap, TagId};
use crate::text::Document;

/// A list of so many rows stands whole in the page.
pub const WHOLE: usize = 300;

/// About as high as a row is, in pixels.
const ROW: f64 = 76.0;

/// Rows of a longer one that stand in the page together, and how many of them before the one that is in sight.
const TOGETHER: usize = 60;
const BEFORE: usize = 20;

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
        if session.filter.is_none() && session.filter_words.is_none() {
            return Self::All(annotations);
        }
        let through = annotations.iter().filter(|annotation| session.lists(annotation));
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
    let annotations = session.previewed().shown().map(|shown| shown.annotations.clone()).unwrap_or_default();
    let filters = (session.filter.clone(), session.filter_words.clone());
    let listed = {
        let session = session.clone();
        let annotations = Annotations(annotations);
        use_memo((annotations, filters), move |(annotations, _)| Listed::of(&session, annotations.0.clone()))
    };
    let count = listed.count();
    let is_long = count > WHOLE;
    let number_of = |id: Option<AnnotationId>| listed.number_of(id?);
    let open = number_of(session.editor.current);
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
        let open = session.editor.current.filter(|_| open.is_some());
        use_effect_with((open, session.filter.clone()), move |_| {
            let row =
                element.cast::<Element>().and_then(|list| list.query_selector(":scope > .current").ok()?);
            if let Some(row) = row {
                reveal(&row);
            }
        });
    }
    Rows { listed: (*listed).clone(), present, element }
}

/// The rows around the one in sight, and those that stay wherever they are.
pub fn present(in_sight: usize, count: usize, pinned: [Option<usize>; 2]) -> Vec<usize> {
    let first = in_sight.saturating_sub(BEFORE).min(count.saturating_sub(TOGETHER));
    let mut present: Vec<usize> = (first..(first + TOGETHER).min(count)).collect();
    for number in pinned.into_iter().flatten() {
        if let Err(at) = present.binary_search(&number) {
            present.insert(at, number);
        }
    }
    present
}

impl Rows {
    /// How many the filters let through.
    pub fn count(&self) -> usize {
        self.listed.count()
    }

    pub fn show(&self, session: &SessionHandle, document: &Arc<Document>) -> Html {
        // Looked up once for each tag, not for each row.
        let tags = session.editor.project.scheme.tags().into_iter();
        let names: Names = tags.map(|tag| (tag.id.clone(), session.tag_name(tag))).collect();
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

/// As high as these rows.
pub fn gap(rows: Range<usize>) -> Option<Html> {
    let (first, count) = (rows.start.to_string(), rows.len().to_string());
    let key = ["gap ", &first].concat();
    (!rows.is_empty())
        .then(|| html! { <li {key} role="presentation" data-first={first} data-rows={count} /> })
}

/// What stands in the row that is open.
fn open(session: &SessionHandle, annotation: &Annotation) -> Html {
    html! { <>{ copies(session, annotation) }{ attributes(session, annotation) }</> }
}

fn row(
    session: &SessionHandle,
    document: &Arc<Document>,
    annotation: &Arc<Annotation>,
    names: &Names,
) -> Html {
    let tag = &annotation.tag.value;
    let current = session.editor.current == Some(annotation.id);
    let focus = session.row_focus.filter(|wish| wish.what.0 == annotation.id);
    html! {
        <Row
            annotation={annotation.clone()}
            key={annotation.id.to_string()}
            name={names.get(tag).cloned().unwrap_or_else(|| session.tag_name_of(tag))}
            said={said(session, annotation)}
            attributes={if current { open(session, annotation) } else { Html::default() }}
            {current}
            past={session.aside.is_some()}
            hovered={session.hover == Some(annotation.id)}
            focus={focus.map(|wish| (wish.what.1, wish.number))}
            document={document.clone()}
            scheme={session.editor.project.scheme.clone()}
            messages={session.messages()}
            dispatch={session.dispatcher()}
        />
    }
}
