//! A file with many annotations taken in, taken back, and done again: one transaction each.

use std::sync::Arc;

use divan::Bencher;
use pizhu::edit::{EditorState, commands};
use pizhu::model::{Bundle, Project, Stamp};
use pizhu_bench::{SIZES, annotation, document, spans, text};

fn main() {
    divan::main();
}

const fn at(millis: u64) -> Stamp {
    Stamp::of_file(1_800_000_000_000 + millis)
}

/// A file with the second half of so many annotations, or with all.
fn file(copies: u32, count: usize, is_half: bool) -> Bundle {
    let document = document(&text(copies, false));
    let spans = spans(document.end().char.get(), count, 1).into_iter().enumerate();
    let skipped = if is_half { count / 2 } else { 0 };
    let annotations = spans.skip(skipped).map(|(number, span)| Arc::new(annotation(number, span))).collect();
    Bundle { annotations, ..Bundle::bare(document) }
}

fn imported(state: &EditorState, bundle: &Bundle, stamp: Stamp) -> EditorState {
    let after = commands::import(state, bundle, stamp).carry_out(state, bundle);
    after.unwrap_or_else(|refusal| unreachable!("{refusal:?}: the file is about its own text"))
}

fn empty() -> EditorState {
    EditorState::new(Project::new(), None)
}

#[divan::bench(args = SIZES, sample_count = 5)]
fn planned(bencher: Bencher, (copies, count): (u32, usize)) {
    let (state, bundle) = (empty(), file(copies, count, false));
    bencher.bench(|| commands::import(&state, &bundle, at(0)));
}

#[divan::bench(args = SIZES, sample_count = 5)]
fn planned_where_all_is_known(bencher: Bencher, (copies, count): (u32, usize)) {
    let bundle = file(copies, count, false);
    let state = imported(&empty(), &bundle, at(0));
    bencher.bench(|| commands::import(&state, &bundle, at(1)));
}

#[divan::bench(args = SIZES, sample_count = 5)]
fn carried_out(bencher: Bencher, (copies, count): (u32, usize)) {
    let (state, bundle) = (empty(), file(copies, count, false));
    let plan = || commands::import(&state, &bundle, at(0));
    bencher.with_inputs(plan).bench_values(|plan| plan.carry_out(&state, &bundle));
}

#[divan::bench(args = SIZES, sample_count = 5)]
fn carried_out_where_half_is_known(bencher: Bencher, (copies, count): (u32, usize)) {
    let state = imported(&empty(), &file(copies, count, true), at(0));
    let bundle = file(copies, count, false);
    let plan = || commands::import(&state, &bundle, at(1));
    bencher.with_inputs(plan).bench_values(|plan| plan.carry_out(&state, &bundle));
}

#[divan::bench(args = SIZES, sample_count = 5)]
fn undone(bencher: Bencher, (copies, count): (u32, usize)) {
    let state = imported(&empty(), &file(copies, count, false), at(0));
    bencher.bench(|| state.undo(at(1)));
}

#[divan::bench(args = SIZES, sample_count = 5)]
fn done_again(bencher: Bencher, (copies, count): (u32, usize)) {
    let state = imported(&empty(), &file(copies, count, false), at(0));
    let undone = state.undo(at(1)).unwrap_or_else(|refusal| unreachable!("{refusal:?}: it was just done"));
    bencher.bench(|| undone.redo(at(2)));
}
