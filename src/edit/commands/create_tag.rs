//! Adds a tag to the scheme, or names one of its attributes.

use std::fmt::Write;

use super::edit_scheme;
use super::fit::tag_fits;
use crate::edit::{EditorState, Refusal};
use crate::model::{Color, Slug, Stamp, TagDraft, TagEdit, TagId, TagScheme, Transaction};

/// The first that no tag has is taken: the two of Paul Tol's "muted" scheme that the first tags leave, then his
/// "bright" one (SRON/EPS/TN/09-002, issue 3.2).
const COLORS: [Color; 8] = [
    Color::rgb(0x99, 0x99, 0x33),
    Color::rgb(0x88, 0x22, 0x55),
    Color::rgb(0x44, 0x77, 0xaa),
    Color::rgb(0xee, 0x66, 0x77),
    Color::rgb(0x22, 0x88, 0x33),
    Color::rgb(0xcc, 0xbb, 0x44),
    Color::rgb(0x66, 0xcc, 0xee),
    Color::rgb(0xaa, 0x33, 0x77),
];

/// How much of a name goes into an id, in characters: a number may follow.
const ROOM: usize = Slug::LONGEST - 8;

/// How many tags may have the same name.
const MOST: usize = 999;

/// Puts a tag behind the others. `id` is one that [`tag_id`] gave, and the label is any name.
pub fn create_tag(state: &EditorState, id: TagId, label: &str, stamp: Stamp) -> Result<Transaction, Refusal> {
    let label = label.trim();
    if label.is_empty() {
        return Err(Refusal::NoName);
    }
    let tags = state.project.scheme.tags();
    let is_free = |color: &&Color| !tags.iter().any(|tag| tag.color.value == **color);
    let next = COLORS.get(tags.len() % COLORS.len());
    let draft = TagDraft {
        label: label.into(),
        color: COLORS.iter().find(is_free).or(next).copied().unwrap_or(Color::rgb(0x77, 0x77, 0x77)),
        guideline: "".into(),
        key: "".into(),
        attributes: Vec::new(),
        rank: tags.last().map_or(0, |tag| tag.rank.value) + 1,
    };
    let edit = TagEdit::Create(Box::new(draft));
    tag_fits(&edit)?;
    Ok(edit_scheme(vec![(id, edit)], stamp))
}

/// An id for a tag of this name that no tag has or had.
pub fn tag_id(scheme: &TagScheme, label: &str) -> Option<TagId> {
    slug(label, &|id| scheme.record(id).is_some())
}

/// A name that every program can read: letters and digits of ASCII as they are, all other letters by their numbers.
/// So the same name gives the same id wherever it is written: `群众 A` is `u7fa4-u4f17-a`.
pub fn slug(label: &str, is_taken: &dyn Fn(&Slug) -> bool) -> Option<Slug> {
    let mut name = String::new();
    let mut joins = false;
    for c in label.chars() {
        let is_plain = c.is_ascii_alphanumeric();
        if !is_plain && (c.is_ascii() || c.is_whitespace()) {
            joins = true;
            continue;
        }
        if (joins || !is_plain) && !name.is_empty() {
            name.push('-');
        }
        joins = !is_plain;
        if is_plain {
            name.push(c.to_ascii_lowercase());
        } else {
            // A `String` takes everything that is written to it.
            let _ = write!(name, "u{:x}", u32::from(c));
        }
    }
    name.truncate(ROOM);
    if name.is_empty() {
        name.push('x');
    }
    let free = |name: &str| Slug::new(name).filter(|slug| !is_taken(slug));
    free(&name).or_else(|| (2..).take(MOST).find_map(|number| free(&format!("{name}-{number}"))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_gives_an_id_and_no_id_is_given_twice() {
        let long = "长".repeat(40);
        let table = [
            ("Hero", "hero"),
            ("named entity", "named-entity"),
            ("群众 A", "u7fa4-u4f17-a"),
            ("COVID疫情2", "covid-u75ab-u60c5-2"),
            ("«𠮷»", "uab-u20bb7-ubb"),
            ("--", "x"),
            ("", "x"),
            (&long, "u957f-u957f-u957f-u957f-u957f-u957f-u957f-u957f-u957f-u9"),
        ];
        for (label, expected) in table {
            let id = slug(label, &|_| false).unwrap();
            assert_eq!(id.as_str(), expected, "{label}");
            let other = slug(label, &|taken| *taken == id).unwrap();
            assert_eq!(other.as_str(), format!("{expected}-2"), "{label}");
        }
        assert_eq!(slug("a", &|_| true), None);
    }

    #[test]
    fn a_new_tag_stands_last_and_has_a_colour_of_its_own() {
        let state = EditorState::new(crate::model::Project::new(), None);
        let id = TagId::new("hero").unwrap();
        let creating = create_tag(&state, id.clone(), " Hero ", Stamp::of_file(9)).unwrap();
        let after = state.apply(creating).unwrap();
        let tags = after.project.scheme.tags();
        let (new, others) = tags.split_last().unwrap();
        assert_eq!((&new.id, &*new.label.value), (&id, "Hero"));
        assert!(others.iter().all(|tag| tag.color.value != new.color.value));
        assert_eq!(new.color.value, COLORS[0], "the first that is free");
    }
}
