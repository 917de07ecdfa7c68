//! Pictures one after the other as a single file: an animated PNG, in which each frame has only what has changed; all
//! else in it is transparent.

use std::error::Error;
use std::fs::File;
use std::io::BufWriter;
use std::path::Path;

use pizhu_e2e::Page;
use png::{BitDepth, BlendOp, ColorType, Compression, Decoder, DisposeOp, Encoder, Filter, Transformations};

type Outcome<T> = Result<T, Box<dyn Error>>;

/// Red, green, blue and opacity.
const CHANNELS: usize = 4;
const CLEAR: [u8; CHANNELS] = [0; CHANNELS];
const OPAQUE: u8 = 255;
/// Nobody sees the lowest bits of a colour, and without them the file is much smaller.
const SEEN: u8 = 0b1111_1100;

/// The frames so far.
#[derive(Default)]
pub struct Moving {
    frames: Vec<Frame>,
}

struct Frame {
    width: usize,
    height: usize,
    pixels: Vec<u8>,
    /// How long it stands, in milliseconds.
    millis: u16,
}

/// A rectangle of pixels.
#[derive(Clone, Copy)]
struct Part {
    left: usize,
    top: usize,
    width: usize,
    height: usize,
}

impl Moving {
    /// Adds what is to be seen now.
    pub fn show(&mut self, page: &Page, millis: u16) {
        match read(&page.screenshot("moving"), millis) {
            Ok(frame) => self.frames.push(frame),
            Err(error) => eprintln!("no frame: {error}"),
        }
    }

    /// Writes all frames, to be shown again and again.
    pub fn write(&self, path: &Path) -> Outcome<()> {
        let first = self.frames.first().ok_or("there are no frames")?;
        let file = BufWriter::new(File::create(path)?);
        let mut encoder = Encoder::new(file, u32::try_from(first.width)?, u32::try_from(first.height)?);
        encoder.set_color(ColorType::Rgba);
        encoder.set_depth(BitDepth::Eight);
        encoder.set_compression(Compression::High);
        encoder.set_filter(Filter::NoFilter);
        encoder.set_animated(u32::try_from(self.frames.len())?, 0)?;
        encoder.set_blend_op(BlendOp::Over)?;
        encoder.set_dispose_op(DisposeOp::None)?;
        let mut writer = encoder.write_header()?;
        let mut before: Option<&Frame> = None;
        for frame in &self.frames {
            let part = before.map_or(frame.whole(), |before| frame.changed_since(before));
            writer.set_frame_delay(frame.millis, 1000)?;
            writer.reset_frame_position()?;
            writer.set_frame_dimension(u32::try_from(part.width)?, u32::try_from(part.height)?)?;
            writer.set_frame_position(u32::try_from(part.left)?, u32::try_from(part.top)?)?;
            writer.write_image_data(&frame.cut(part, before))?;
            before = Some(frame);
        }
        Ok(writer.finish()?)
    }
}

fn read(path: &Path, millis: u16) -> Outcome<Frame> {
    let mut decoder = Decoder::new(std::io::BufReader::new(File::open(path)?));
    decoder.set_transformations(Transformations::normalize_to_color8());
    let mut reader = decoder.read_info()?;
    let mut raw = vec![0; reader.output_buffer_size().ok_or("too large")?];
    let info = reader.next_frame(&mut raw)?;
    let samples = info.color_type.samples();
    let seen = |pixel: &[u8]| match *pixel {
        [red, green, blue, ..] => [red & SEEN, green & SEEN, blue & SEEN, OPAQUE],
        _ => CLEAR,
    };
    let pixels = raw.chunks_exact(samples).flat_map(seen).collect();
    Ok(Frame { width: info.width as usize, height: info.height as usize, pixels, millis })
}

impl Frame {
    fn whole(&self) -> Part {
        Part { left: 0, top: 0, width: self.width, height: self.height }
    }

    fn rows(&self) -> impl Iterator<Item = &[u8]> {
        self.pixels.chunks_exact(self.width * CHANNELS)
    }

    /// The smallest part with everything that differs; one pixel where nothing does.
    fn changed_since(&self, before: &Self) -> Part {
        let (mut left, mut right, mut top, mut bottom) = (self.width, 0, self.height, 0);
        for (y, (now, then)) in self.rows().zip(before.rows()).enumerate() {
            let pixels = now.chunks_exact(CHANNELS).zip(then.chunks_exact(CHANNELS));
            for (x, _) in pixels.enumerate().filter(|(_, (now, then))| now != then) {
                (left, right) = (left.min(x), right.max(x + 1));
                (top, bottom) = (top.min(y), bottom.max(y + 1));
            }
        }
        if right == 0 {
            return Part { left: 0, top: 0, width: 1, height: 1 };
        }
        Part { left, top, width: right - left, height: bottom - top }
    }

    /// The pixels of a part; those that are as before are clear.
    fn cut(&self, part: Part, before: Option<&Self>) -> Vec<u8> {
        let mut now = self.pixels_of(part);
        let then = before.map(|before| before.pixels_of(part)).unwrap_or_default();
        for (now, then) in now.chunks_exact_mut(CHANNELS).zip(then.chunks_exact(CHANNELS)) {
            if now == then {
                now.copy_from_slice(&CLEAR);
            }
        }
        now
    }

    fn pixels_of(&self, part: Part) -> Vec<u8> {
        let rows = self.rows().skip(part.top).take(part.height);
        let cut = |row: &[u8]| -> Vec<u8> {
            row.iter().skip(part.left * CHANNELS).take(part.width * CHANNELS).copied().collect()
        };
        rows.flat_map(cut).collect()
    }
}
