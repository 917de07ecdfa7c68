//! A table of offsets on its way between the page and its worker: as it is, twelve bytes a checkpoint.

use super::{ByteOffset, CharOffset, OffsetTable, Place, Utf16Offset};
use crate::wire::{Reader, Wire, Writer};

impl Wire for OffsetTable {
    fn write(&self, writer: &mut Writer) {
        writer.list(&self.checkpoints, |writer, place| place.write(writer));
        self.end.write(writer);
    }

    fn read(reader: &mut Reader) -> Option<Self> {
        Some(Self { checkpoints: reader.list(Place::read)?, end: Place::read(reader)? })
    }
}

impl Wire for Place {
    fn write(&self, writer: &mut Writer) {
        for count in [self.byte.get(), self.char.get(), self.utf16.get()] {
            writer.bytes(&count.to_le_bytes());
        }
    }

    fn read(reader: &mut Reader) -> Option<Self> {
        let mut count = || reader.array().map(u32::from_le_bytes);
        Some(Self {
            byte: ByteOffset::new(count()?),
            char: CharOffset::new(count()?),
            utf16: Utf16Offset::new(count()?),
        })
    }
}
