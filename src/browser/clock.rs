//! What the core must not make by itself: the time, and names that nobody else has.

use uuid::Builder;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::model::{AnnotationId, ReplicaId};

#[wasm_bindgen]
extern "C" {
    /// Of the window and of a worker alike (Web Cryptography API, §10.1.1).
    #[wasm_bindgen(js_namespace = crypto, js_name = getRandomValues)]
    fn fill_random(bytes: &mut [u8]);
}

/// Milliseconds since 1970-01-01 UTC.
#[expect(clippy::cast_sign_loss, reason = "a clock before 1970 counts as 1970")]
pub fn now() -> u64 {
    js_sys::Date::now() as u64
}

/// Hours, minutes and seconds where the reader is; empty for 0, which is no time.
#[expect(clippy::cast_precision_loss, reason = "a time of day of this millennium has no such digits")]
pub fn time_of_day(millis: u64) -> String {
    if millis == 0 {
        return String::new();
    }
    let date = js_sys::Date::new(&(millis as f64).into());
    let parts = [date.get_hours(), date.get_minutes(), date.get_seconds()];
    let mut words = String::new();
    for (part, before) in parts.into_iter().zip(["", ":", ":"]) {
        words.push_str(before);
        if part < 10 {
            words.push('0');
        }
        words.push_str(&part.to_string());
    }
    words
}

/// The day where the reader is as ISO 8601 has it, and the time of day.
#[expect(clippy::cast_precision_loss, reason = "a time of this millennium has no such digits")]
pub fn day_and_time(millis: u64) -> String {
    let date = js_sys::Date::new(&(millis as f64).into());
    let two = |part: u32| [if part < 10 { "0" } else { "" }, &part.to_string()].concat();
    let day = [date.get_full_year().to_string(), two(date.get_month() + 1), two(date.get_date())].join("-");
    [&*day, &time_of_day(millis)].join(" ")
}

/// A fresh name for an annotation: a UUID of version 4.
pub fn new_id() -> AnnotationId {
    let mut bytes = [0; 16];
    fill_random(&mut bytes);
    AnnotationId::new(Builder::from_random_bytes(bytes).into_uuid())
}

/// A fresh name for this tab as a writer. Never [`ReplicaId::FILE`].
pub fn new_replica() -> ReplicaId {
    let mut bytes = [0; 4];
    fill_random(&mut bytes);
    ReplicaId(u32::from_le_bytes(bytes).max(1))
}
