//! The record of a tag.

use std::sync::Arc;

use super::report::Report;
use super::{add_extra, extra, within};
use crate::formats::UnfitReason;
use crate::json::{self, Fields, Layout, Malformed, Sheet};
use crate::model::{
    AttributeDefinition, AttributeId, AttributeKind, Color, Limit, Passed, SmallMap, Stamp, Tag, TagDraft,
    TagId,
};

const FIELDS: &[&str] = &["id", "label", "color", "description", "key", "attributes"];

/// The words for the kinds of attributes, in the order of [`kind`].
const KINDS: &[&str] = &["text", "number", "choice", "flag", "link"];

pub(super) fn write(record: &mut Sheet, tag: &Tag) {
    record.text("id", tag.id.as_str());
    record.text("label", &tag.label.value);
    record.text("color", &tag.color.value.to_string());
    record.words("description", &tag.guideline.value);
    record.words("key", &tag.key.value);
    let definitions = &tag.attributes.value;
    if !definitions.is_empty() {
        record.list("attributes", Layout::Lines, |attributes| {
            for definition in definitions {
                attributes.add_object(Layout::Line, |record| write_definition(record, definition));
            }
        });
    }
    add_extra(record, &tag.extra, FIELDS);
}

fn write_definition(record: &mut Sheet, definition: &AttributeDefinition) {
    let (kind, choices) = match &definition.kind {
        AttributeKind::Text => ("text", &[][..]),
        AttributeKind::Number => ("number", &[][..]),
        AttributeKind::Choice(words) => ("choice", &**words),
        AttributeKind::Flag => ("flag", &[][..]),
        AttributeKind::Link => ("link", &[][..]),
    };
    record.text("id", definition.id.as_str());
    record.words("label", &definition.label);
    record.text("kind", kind);
    if !choices.is_empty() {
        record.list("choices", Layout::Line, |list| choices.iter().for_each(|word| list.add_text(word)));
    }
}

/// A file does not say when its tags were written: whatever somebody changed is later.
pub(super) fn read(record: &str, rank: i64, report: &mut Report) -> Result<Tag, UnfitReason> {
    let mut fields = Fields::of(record)?;
    let id: String = fields.need("id")?;
    let id = TagId::new(&id).ok_or(UnfitReason::Name(id))?;
    let (label_json, guideline_json) = (fields.raw("label"), fields.raw("description"));
    let label: String = fields.take("label")?.unwrap_or_default();
    let guideline: String = fields.take("description")?.unwrap_or_default();
    let count = fields.raw("attributes").map_or(0, |attributes| json::shape(attributes).members);
    Limit::Definitions.check(count)?;
    let definitions = fields.take_with("attributes", definitions)?.unwrap_or_default();
    let attributes = definitions.into_iter().map(named).collect::<Result<_, _>>()?;
    let mut aside = Vec::new();
    let label =
        within(Limit::Name, "label", label_json.unwrap_or(record), &label, &mut aside).unwrap_or_default();
    let guideline =
        within(Limit::Words, "description", guideline_json.unwrap_or(record), &guideline, &mut aside)
            .unwrap_or_default();
    let color = checked(&mut fields, "color", report, Color::parse)?.unwrap_or(Color::UNSAID);
    let key = checked(&mut fields, "key", report, key)?.unwrap_or_default();
    let draft = TagDraft { label: label.into(), color, guideline: guideline.into(), key, attributes, rank };
    let extra = extra(fields, &[], &mut aside);
    report.add_all(aside);
    Ok(Tag { extra, ..Tag::new(id, draft, Stamp::ORIGIN) })
}

/// The tags of a file, as its annotations ask for them.
pub(super) struct Known<'t> {
    tags: &'t [Tag],
    /// Where each of them stands; those that annotations have and the file does not describe stand nowhere.
    places: SmallMap<TagId, Option<usize>>,
    /// Every attribute that some tag defines as a link, in order.
    links: Vec<AttributeId>,
}

impl<'t> Known<'t> {
    pub fn of(tags: &'t [Tag]) -> Self {
        let places = tags.iter().zip(0..).map(|(tag, place)| (tag.id.clone(), Some(place))).collect();
        let definitions = tags.iter().flat_map(|tag| &tag.attributes.value);
        let links = definitions.filter(|definition| definition.kind == AttributeKind::Link);
        let mut links: Vec<AttributeId> = links.map(|definition| definition.id.clone()).collect();
        links.sort_unstable();
        Self { tags, places, links }
    }

    /// Whether the tag, or else any tag, defines the attribute as a link.
    pub fn is_link(&self, name: &AttributeId, tag: &TagId) -> bool {
        let own = self.places.get(tag).copied().flatten().and_then(|place| self.tags.get(place));
        let mut definitions = own.into_iter().flat_map(|tag| &tag.attributes.value);
        match definitions.find(|definition| definition.id == *name) {
            Some(definition) => definition.kind == AttributeKind::Link,
            None => self.links.binary_search(name).is_ok(),
        }
    }

    /// Hears that an annotation has this tag, which the file need not describe: such tags are counted too.
    pub fn meet(&mut self, tag: &TagId) -> Result<(), Passed> {
        if !self.places.contains_key(tag) {
            Limit::Tags.check(self.places.len() + 1)?;
            self.places.insert(tag.clone(), None);
        }
        Ok(())
    }
}

/// A field that is left out, and reported, where its text does not say what it should.
fn checked<T>(
    fields: &mut Fields,
    name: &str,
    report: &mut Report,
    parse: fn(&str) -> Option<T>,
) -> Result<Option<T>, Malformed> {
    let Some(raw) = fields.raw(name) else { return Ok(None) };
    let Some(text) = fields.take::<String>(name)? else { return Ok(None) };
    let parsed = parse(&text);
    if parsed.is_none() {
        report.add(raw, UnfitReason::Field(name.to_owned()));
    }
    Ok(parsed)
}

/// The longest `KeyboardEvent.code` has 20 characters (`BrowserFavorites` and the like).
const LONGEST_KEY: usize = 40;

/// What a `KeyboardEvent.code` looks like; empty for none.
fn key(code: &str) -> Option<Arc<str>> {
    let is_short = code.len() <= LONGEST_KEY;
    (is_short && code.chars().all(|c| c.is_ascii_alphanumeric())).then(|| code.into())
}

/// A definition whose name and limits were not looked at yet.
type Unnamed = (String, Arc<str>, AttributeKind, Result<(), Passed>);

fn definitions(json: &str) -> Result<Vec<Unnamed>, Malformed> {
    json::list(json)?.into_iter().map(definition).collect()
}

fn definition(json: &str) -> Result<Unnamed, Malformed> {
    let mut fields = Fields::of(json)?;
    let id = fields.need("id")?;
    let label = fields.take::<String>("label")?.unwrap_or_default();
    let word = json::word(fields.need_raw("kind")?, KINDS)?;
    let (choices, count) = fields.take_with("choices", choices)?.unwrap_or_default();
    let fits = Limit::Choices.check(count).and_then(|()| Limit::Name.check_characters(&label));
    let fits = choices.iter().fold(fits, |fits, word| fits.and_then(|()| Limit::Name.check_characters(word)));
    Ok((id, label.into(), kind(word, choices), fits))
}

/// The words to choose from, and how many there are.
fn choices(json: &str) -> Result<(Vec<Arc<str>>, usize), Malformed> {
    let (words, count) = json::first(json, Limit::Choices.most())?;
    let words: Result<_, _> =
        words.into_iter().map(|word| json::read::<String>(word).map(Arc::from)).collect();
    words.map(|words| (words, count))
}

fn kind(word: usize, choices: Vec<Arc<str>>) -> AttributeKind {
    match word {
        0 => AttributeKind::Text,
        1 => AttributeKind::Number,
        2 => AttributeKind::Choice(choices),
        3 => AttributeKind::Flag,
        _ => AttributeKind::Link,
    }
}

fn named((id, label, kind, fits): Unnamed) -> Result<AttributeDefinition, UnfitReason> {
    fits?;
    let id = AttributeId::new(&id).ok_or(UnfitReason::Name(id))?;
    Ok(AttributeDefinition { id, label, kind })
}
