//! What is measured: the article so many times over, and annotations on it, the same at each run. The texts, spans and
//! edits are those of the browser benchmark, made by the same random numbers, so that figures can be compared.

use std::sync::Arc;

use pizhu::model::{
    Annotated, Annotation, AnnotationId, Birth, Draft, Project, Stamp, Stamped, TagId, Target,
};
use pizhu::text::{CharOffset, Document, DocumentInfo, Span, blocks_by_line};
use uuid::Uuid;

/// Copies of the article, and annotations on them.
pub const SIZES: [(u32, usize); 4] = [(1, 10), (10, 1_000), (100, 10_000), (1000, 100_000)];

/// Mulberry32 by Tommy Ettinger: random enough for a workload, and three lines in any language.
pub struct Chance(pub u32);

impl Chance {
    /// From 0 up to 1.
    pub fn draw(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x6d2b_79f5);
        let mut t = (self.0 ^ (self.0 >> 15)).wrapping_mul(1 | self.0);
        t = t.wrapping_add((t ^ (t >> 7)).wrapping_mul(0x3d | t)) ^ t;
        f64::from(t ^ (t >> 14)) / 4_294_967_296.0
    }

    /// From 0 up to `end`.
    pub fn below(&mut self, end: u32) -> u32 {
        whole(self.draw() * f64::from(end))
    }
}

#[expect(clippy::cast_sign_loss, reason = "no number here is below 0")]
const fn whole(number: f64) -> u32 {
    number as u32
}

/// The article so often. `distinct` gives each copy other characters, so that no passage stands twice.
pub fn text(copies: u32, distinct: bool) -> String {
    let article = include_str!("../../assets/article.md");
    let rotated = |c: char, copy: u32| match u32::from(c) {
        han @ 0x4e00..=0x9fff if distinct => {
            char::from_u32(0x4e00 + (han - 0x4e00 + copy * 379) % 20_000).unwrap_or(c)
        }
        _ => c,
    };
    (0..copies).flat_map(|copy| article.chars().map(move |c| rotated(c, copy))).collect()
}

pub fn document(text: &str) -> Arc<Document> {
    let document = Document::new(DocumentInfo::default(), text, blocks_by_line(text));
    Arc::new(document.unwrap_or_else(|error| unreachable!("{error:?}: a normalised text that is not empty")))
}

/// Spans of 10 to 200 characters, short ones more often, anywhere in the text.
pub fn spans(length: u32, count: usize, seed: u32) -> Vec<Span> {
    let mut chance = Chance(seed);
    let mut span = || {
        let wish = chance.draw();
        let count = 10 + whole(190.0 * wish * wish);
        let start = CharOffset::new(chance.below(length - count));
        chance.draw(); // which tag it has in the browser
        Span::new(start, start.plus(count))
    };
    (0..count).filter_map(|_| span()).collect()
}

pub fn annotation(number: usize, span: Span) -> Annotation {
    let tags = ["person", "place", "quote"];
    let tag = tags.get(number % 3).and_then(|tag| TagId::new(tag));
    let birth = Birth { created: 1_700_000_000_000, ..Birth::default() };
    let draft = Draft::new(Target::from(span), tag.unwrap_or_else(|| unreachable!("a name")), birth);
    let id =
        AnnotationId::new(Uuid::from_u128(u128::from(number as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15)));
    draft.stamped(id, Stamp::of_file(1_700_000_000_000 + number as u64))
}

/// A project of one text with so many annotations.
pub fn project(copies: u32, annotations: usize) -> (Project, Arc<Document>) {
    let document = document(&text(copies, false));
    let length = document.end().char.get();
    let spans = spans(length, annotations, 1).into_iter().enumerate();
    let annotated = Annotated {
        document: document.clone(),
        annotations: spans.map(|(number, span)| annotation(number, span)).collect(),
        open: Stamped::new(true, Stamp::ORIGIN),
    };
    (Project::new().with(annotated), document)
}

/// One character in a hundred becomes another, gets one before it, or goes. For each gap of the old text, where it is
/// in the new one.
pub fn edited(old: &str, seed: u32) -> (String, Vec<u32>) {
    let chars: Vec<char> = old.chars().collect();
    let mut chance = Chance(seed);
    let (mut new, mut map, mut count) = (String::new(), Vec::with_capacity(chars.len() + 1), 0);
    for c in &chars {
        let edit = if chance.draw() < 0.01 { chance.below(3) } else { 3 };
        let other = |chance: &mut Chance| {
            chars.get(chance.below(chars.len() as u32) as usize).copied().unwrap_or('字')
        };
        match edit {
            0 => {
                map.push(count);
                new.push(other(&mut chance));
                count += 1;
            }
            1 => {
                map.push(count + 1);
                new.extend([other(&mut chance), *c]);
                count += 2;
            }
            2 => map.push(count),
            _ => {
                map.push(count);
                new.push(*c);
                count += 1;
            }
        }
    }
    map.push(count);
    (new, map)
}
