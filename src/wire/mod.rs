//! Values as bytes, for the way between two instances of the same build: the page and its worker (decision 7).
//! Imports: nothing of ours.
//! Never here: what is kept or exchanged. There is no version in it and no checksum; it lives as long as a message.
//! Start reading at `writer.rs`, then `reader.rs`.

mod reader;
mod words;
mod writer;

pub use reader::Reader;
pub use writer::Writer;

/// A value that can go over.
pub trait Wire: Sized {
    fn write(&self, writer: &mut Writer);

    /// `None` where the bytes are no such value.
    fn read(reader: &mut Reader) -> Option<Self>;
}

impl<T: Wire, E: Wire> Wire for Result<T, E> {
    fn write(&self, writer: &mut Writer) {
        writer.flag(self.is_ok());
        match self {
            Ok(value) => value.write(writer),
            Err(error) => error.write(writer),
        }
    }

    fn read(reader: &mut Reader) -> Option<Self> {
        Some(if reader.flag()? { Ok(T::read(reader)?) } else { Err(E::read(reader)?) })
    }
}

pub fn to_bytes(value: &impl Wire) -> Vec<u8> {
    let mut writer = Writer::default();
    value.write(&mut writer);
    writer.into_bytes()
}

/// `None` where the bytes are no such value, or more than one.
pub fn from_bytes<T: Wire>(bytes: &[u8]) -> Option<T> {
    let mut reader = Reader::new(bytes);
    let value = T::read(&mut reader)?;
    reader.is_at_end().then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::sync::Arc;

    proptest! {
        #[test]
        fn what_is_written_is_read(
            numbers in prop::collection::vec(any::<u64>(), 0..9),
            flags in prop::collection::vec(any::<bool>(), 0..9),
            texts in prop::collection::vec("\\PC{0,3}", 0..9),
            words in prop::collection::vec("[a-c]{0,2}|[a-z]{1,2}", 0..200),
        ) {
            let mut writer = Writer::default();
            let words: Vec<Arc<str>> = words.into_iter().map(Arc::from).collect();
            writer.list(&numbers, |writer, number| writer.number(*number));
            writer.list(&flags, |writer, flag| writer.flag(*flag));
            writer.list(&texts, |writer, text| writer.text(text));
            writer.list(&words, Writer::word);
            let bytes = writer.into_bytes();
            let mut reader = Reader::new(&bytes);
            prop_assert_eq!(reader.list(Reader::number), Some(numbers));
            prop_assert_eq!(reader.list(Reader::flag), Some(flags));
            prop_assert_eq!(reader.list(|reader| reader.text().map(String::from)), Some(texts));
            prop_assert_eq!(reader.list(Reader::word), Some(words));
            prop_assert!(reader.is_at_end());
        }

        #[test]
        fn no_bytes_make_it_fail(bytes in prop::collection::vec(any::<u8>(), 0..40)) {
            let mut reader = Reader::new(&bytes);
            let _ = (reader.list(Reader::number), reader.list(Reader::word), reader.flag(), reader.text());
            prop_assert!(reader.is_at_end() || reader.byte().is_some());
        }
    }

    #[test]
    fn words_that_come_again_take_a_byte() {
        let words: Vec<Arc<str>> = ["quote", "person", "quote", "person"].map(Arc::from).into();
        let mut writer = Writer::default();
        for word in &words {
            writer.word(word);
        }
        let bytes = writer.into_bytes();
        assert_eq!(bytes.len(), "0 5 quote".len() - 2 + "0 6 person".len() - 2 + 2);
        let mut reader = Reader::new(&bytes);
        let read: Vec<Arc<str>> = (0..4).map(|_| reader.word().unwrap()).collect();
        assert!(Arc::ptr_eq(&read[0], &read[2]), "and no memory");
    }
}
