//! The words of a text as the browser's dictionary has them (ECMA-402, `Intl.Segmenter`). Nothing made of them is kept:
//! another browser may cut otherwise.

use js_sys::Array;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::TextView;
use crate::text::{CharOffset, Span};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = Object)]
    type Options;
    #[wasm_bindgen(constructor, js_class = Object)]
    fn new() -> Options;
    #[wasm_bindgen(method, setter)]
    fn set_granularity(this: &Options, granularity: &str);

    /// Missing where a browser has no dictionary.
    #[wasm_bindgen(js_namespace = Intl)]
    type Segmenter;
    #[wasm_bindgen(constructor, catch, js_namespace = Intl)]
    fn new(locale: &str, options: &Options) -> Result<Segmenter, JsValue>;
    /// Something to iterate over.
    #[wasm_bindgen(method)]
    fn segment(this: &Segmenter, text: &str) -> JsValue;

    type Segment;
    #[wasm_bindgen(method, getter)]
    fn segment(this: &Segment) -> String;
    #[wasm_bindgen(method, getter, js_name = isWordLike)]
    fn is_word_like(this: &Segment) -> bool;
}

/// How far around a gap words are looked for, in code points. A block of a novel without line feeds is longer.
const REACH: u32 = 1000;

impl TextView {
    /// The words around a gap, in its block; none where the browser has no dictionary.
    pub fn words_around(&self, offset: CharOffset) -> Vec<Span> {
        let document = self.document();
        let Some(block) = document.blocks().get(document.block_at(offset)) else { return Vec::new() };
        let near =
            Span::new(offset.minus(REACH), offset.plus(REACH)).and_then(|near| near.common(block.span));
        let Some((near, text)) = near.and_then(|near| Some((near, document.slice(near)?))) else {
            return Vec::new();
        };
        let options = Options::new();
        options.set_granularity("word");
        let Ok(segmenter) = Segmenter::new("zh", &options) else { return Vec::new() };
        let mut start = near.start();
        let mut words = Vec::new();
        for segment in Array::from(&segmenter.segment(text)).iter() {
            let segment: Segment = wasm_bindgen::JsCast::unchecked_into(segment);
            let end = start.plus(segment.segment().chars().count() as u32);
            words.extend(Span::new(start, end).filter(|_| segment.is_word_like()));
            start = end;
        }
        words
    }

    /// The word that the character behind a gap is in.
    pub fn word_at(&self, offset: CharOffset) -> Option<Span> {
        self.words_around(offset).into_iter().find(|word| word.covers(offset))
    }
}
