//! Quotes found again in an edited text: how many, how rightly, and how long one takes.

use std::time::Instant;

use divan::Bencher;
use pizhu::text::quote::{Anchoring, Index, Quote};
use pizhu_bench::{document, edited, spans, text};

/// Copies of the article, and quotes looked for.
const SIZES: [(u32, usize); 4] = [(1, 100), (10, 1_000), (100, 10_000), (1000, 10_000)];

/// Characters of context.
const CONTEXT: u32 = 32;

fn main() {
    println!(
        "copies | characters | index ms | each µs | right | within 3 | wrong | not found | classes E/M/U/O"
    );
    for (copies, count) in SIZES {
        report(copies, count);
    }
    divan::main();
}

/// Looks for every quote once and compares what is said with what is known.
fn report(copies: u32, count: usize) {
    let old = document(&text(copies, true));
    let (new, map) = edited(old.text(), 7);
    let spans = spans(old.end().char.get(), count, 3);
    let quotes: Vec<Quote> = spans.iter().filter_map(|span| Quote::of(&old, *span, CONTEXT)).collect();
    let start = Instant::now();
    let index = Index::new(&new);
    let built = start.elapsed();
    let start = Instant::now();
    let found: Vec<Anchoring> = quotes.iter().map(|quote| index.find(quote)).collect();
    let each = start.elapsed() / count as u32;
    let (mut right, mut near, mut wrong, mut missing, mut classes) = (0, 0, 0, 0, [0; 4]);
    for (found, span) in found.iter().zip(&spans) {
        let class = match found {
            Anchoring::Exact(_) => 0,
            Anchoring::Moved(_) => 1,
            Anchoring::Uncertain(_) => 2,
            Anchoring::Orphan => 3,
        };
        classes.get_mut(class).into_iter().for_each(|count| *count += 1);
        let truth = |gap: u32| map.get(gap as usize).copied().unwrap_or_default();
        let off = found.span().map(|found| {
            let start = found.start().get().abs_diff(truth(span.start().get()));
            start.max(found.end().get().abs_diff(truth(span.end().get())))
        });
        match off {
            Some(0) => right += 1,
            Some(1..=3) => near += 1,
            Some(_) => wrong += 1,
            None => missing += 1,
        }
    }
    println!(
        "{copies:>6} | {:>10} | {:>8.1} | {:>7.1} | {right:>5} | {near:>8} | {wrong:>5} | {missing:>9} | {classes:?}",
        old.end().char.get(),
        built.as_secs_f64() * 1e3,
        each.as_secs_f64() * 1e6,
    );
}

#[divan::bench(args = [1, 10, 100, 1000], sample_count = 10)]
fn index(bencher: Bencher, copies: u32) {
    let text = text(copies, true);
    bencher.bench(|| Index::new(&text));
}
