//! What the core does with a project, for texts of 1 to 1000 articles with 10 to 100,000 annotations.

use divan::Bencher;
use pizhu::formats::{self, Source};
use pizhu::model::{Annotated, Entry, Project, SpanIndex, differences};
use pizhu::storage;
use pizhu::text::{CharOffset, Span};
use pizhu_bench::{SIZES, annotation, project, spans};

/// Spans asked for in one measurement of a search.
const ASKED: usize = 100;

fn main() {
    divan::main();
}

/// The one text of a project.
fn annotated(project: &Project) -> &Annotated {
    project.documents().next().unwrap_or_else(|| unreachable!("the project has a text"))
}

fn entries(project: &Project) -> Vec<Entry> {
    let alive = annotated(project).annotations.iter();
    alive.map(|annotation| Entry { span: annotation.target.value.hull(), id: annotation.id }).collect()
}

fn index(entries: &[Entry]) -> SpanIndex {
    entries.iter().fold(SpanIndex::default(), |index, entry| index.with(*entry))
}

#[divan::bench(args = SIZES, sample_count = 5)]
fn span_index_built(bencher: Bencher, (copies, count): (u32, usize)) {
    let entries = entries(&project(copies, count).0);
    bencher.bench(|| index(&entries));
}

#[divan::bench(args = SIZES)]
fn span_index_one_out_and_in(bencher: Bencher, (copies, count): (u32, usize)) {
    let entries = entries(&project(copies, count).0);
    let index = index(&entries);
    let one = entries.get(count / 2).copied().unwrap_or_else(|| unreachable!("there are more"));
    bencher.bench(|| index.without(one).with(one));
}

#[divan::bench(args = SIZES)]
fn span_index_a_hundred_characters_hit(bencher: Bencher, (copies, count): (u32, usize)) {
    let (project, document) = project(copies, count);
    let index = index(&entries(&project));
    let length = document.end().char.get() as usize;
    let asked: Vec<Span> = (0..ASKED)
        .map(|number| CharOffset::new((length / ASKED * number) as u32))
        .filter_map(|start| Span::new(start, start.plus(1)))
        .collect();
    bencher.bench(|| asked.iter().map(|span| index.overlapping(*span).len()).sum::<usize>());
}

#[divan::bench(args = SIZES)]
fn one_annotation_put_and_its_difference_seen(bencher: Bencher, (copies, count): (u32, usize)) {
    let (before, document) = project(copies, count);
    let span = spans(document.end().char.get(), 1, 5).into_iter().next();
    let new = span.map_or_else(|| unreachable!("one was asked for"), |span| annotation(count + 1, span));
    bencher.bench(|| {
        let mut annotated = annotated(&before).clone();
        annotated.annotations.put(new.clone());
        differences(&before, &before.with(annotated))
    });
}

#[divan::bench(args = SIZES, sample_count = 5)]
fn every_annotation_joined_with_its_copy(bencher: Bencher, (copies, count): (u32, usize)) {
    let (project, _) = project(copies, count);
    let records: Vec<_> = annotated(&project).annotations.records().cloned().collect();
    bencher.bench(|| records.iter().map(|mine| mine.join(mine)).collect::<Vec<_>>());
}

#[divan::bench(args = SIZES, sample_count = 3)]
fn stored(bencher: Bencher, (copies, count): (u32, usize)) {
    let (project, _) = project(copies, count);
    let records = differences(&Project::new(), &project);
    bencher.bench(|| storage::save(&project, &records, &[]));
}

#[divan::bench(args = SIZES, sample_count = 3)]
fn loaded(bencher: Bencher, (copies, count): (u32, usize)) {
    let (project, _) = project(copies, count);
    let records = differences(&Project::new(), &project);
    let values = storage::save(&project, &records, &[]);
    let entries = || values.iter().map(|(key, value)| (key.to_string(), value.clone())).collect();
    bencher.with_inputs(entries).bench_values(|entries| storage::load(entries, &[]));
}

/// The project file as text.
fn exported(project: &Project) -> String {
    let written = formats::ALL.iter().find(|format| format.id == "project-json");
    let write = written.and_then(|format| format.write);
    write.map(|write| write(annotated(project), &project.scheme).text).unwrap_or_default()
}

#[divan::bench(args = SIZES, sample_count = 3)]
fn exported_as_project_json(bencher: Bencher, (copies, count): (u32, usize)) {
    let (project, _) = project(copies, count);
    bencher.bench(|| exported(&project));
}

/// The same data, as the known library writes it.
#[divan::bench(args = SIZES, sample_count = 3)]
fn the_same_by_serde_json(bencher: Bencher, (copies, count): (u32, usize)) {
    let (project, _) = project(copies, count);
    let value: serde_json::Value = serde_json::from_str(&exported(&project)).unwrap_or_default();
    bencher.bench(|| serde_json::to_string_pretty(&value));
}

#[divan::bench(args = SIZES, sample_count = 3)]
fn read_from_project_json(bencher: Bencher, (copies, count): (u32, usize)) {
    let file = exported(&project(copies, count).0);
    bencher.bench(|| formats::read(&Source { name: "project.json", text: &file }).map(|read| read.bundle));
}
