//! What the core does with a project: each line for texts of 1 to 1000 articles with 10 to 100,000 annotations.

use std::hint::black_box;

use divan::Bencher;
use pizhu::formats::{self, Source};
use pizhu::model::{Entry, Project, SpanIndex, differences};
use pizhu::storage::{self, Key};
use pizhu::text::{CharOffset, Span};
use pizhu_bench::{SIZES, project, spans};

fn main() {
    divan::main();
}

fn entries(copies: u32, count: usize) -> Vec<Entry> {
    let (project, document) = project(copies, count);
    let annotated = project.get(document.id());
    let alive = annotated.into_iter().flat_map(|annotated| annotated.annotations.iter());
    alive.map(|annotation| Entry { span: annotation.target.value.hull(), id: annotation.id }).collect()
}

fn index(entries: &[Entry]) -> SpanIndex {
    entries.iter().fold(SpanIndex::default(), |index, entry| index.with(*entry))
}

#[divan::bench(args = SIZES)]
fn span_index_insert_and_remove((copies, count): (u32, usize)) -> impl Fn() -> SpanIndex {
    let entries = entries(copies, count);
    let full = index(&entries);
    let one = entries[count / 2];
    move || full.without(one).with(one)
}
