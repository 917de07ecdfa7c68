//! Files of two people, or of a person and a script, over the same text: what the preview says of each difference and
//! what comes of it, in every combination of what either side did to each field.
#![cfg(not(target_arch = "wasm32"))]
#![cfg(test)]

mod combinations;
mod corrected;
mod sides;
mod tags;
