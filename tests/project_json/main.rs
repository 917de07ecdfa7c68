//! The project file from outside: what is written can be read, what cannot be read says why, and a validator that is
//! not ours agrees with the published schema.
#![cfg(not(target_arch = "wasm32"))]
#![cfg(test)]

mod golden;
mod limits;
mod refused;
mod round_trip;
mod schema;
mod script_vectors;
mod states;
mod strangers;
mod vectors;

#[path = "../suites/mod.rs"]
mod suites;

use std::path::Path;

use pizhu::formats::{self, Format, ReadError, Reading, Source, Written};
use pizhu::model::{Annotated, AnnotationSet, Stamp, Stamped, TagScheme};

/// The folder of the repository.
fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn format() -> &'static Format {
    formats::ALL.iter().find(|format| format.id == "project-json").unwrap()
}

fn write(annotated: &Annotated, scheme: &TagScheme) -> Written {
    format().write.unwrap()(annotated, scheme)
}

fn read(text: &str) -> Result<Reading, ReadError> {
    format().read.unwrap()(&Source { name: "test.json", text })
}

/// What a project has that knows nothing but this file.
fn opened(reading: Reading) -> (Annotated, TagScheme) {
    let mut scheme = TagScheme::default();
    for tag in reading.bundle.tags {
        scheme.put(tag);
    }
    let annotations: AnnotationSet =
        reading.bundle.annotations.into_iter().map(std::sync::Arc::unwrap_or_clone).collect();
    let open = Stamped::new(true, Stamp::ORIGIN);
    (Annotated { document: reading.bundle.document, annotations, open }, scheme)
}
