//! Compares a frame with the picture and the text of it that are kept.
//!
//! Each picture is kept twice beside this file: as `pictures/NAME.txt`, the display list in short (see
//! [`super::reduce`]), and as `pictures/NAME.png`, what the painter makes of it. Text must be the same but for
//! what [`super::reduce`] allows; of the pixels no more than [`SHARE`] may differ by more than [`CHANNEL`].
//! What differs is told line by line, and the new picture and the difference lie beside the old one as
//! `NAME.new.png` and `NAME.diff.png`. With `TUMEN_UPDATE_GOLDENS=1` both files are written anew.

use super::reduce::{self, reduced};
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::{env, fs};
use tumen_scene::Frame;
use tumen_scene::export;

/// A channel that differs by more counts as different: rounding and the order of blending stay below it.
const CHANNEL: u8 = 8;
/// So large a share of the pixels may be different: curves are computed by the mathematics of the machine,
/// and an edge may fall on the other side of a sample. A name, a sign or a line changes several times more.
const SHARE: f64 = 0.001;
/// No picture is larger, pixels.
const LARGEST: [u32; 2] = [400, 300];
/// Of the text so many differing lines are told.
const TOLD: usize = 24;

/// A frame under a name, drawn at a scale.
pub struct Golden {
    /// The name of its files.
    pub name: String,
    /// Makes it.
    pub make: Box<dyn Fn() -> (Frame, f32)>,
}

/// A golden picture at a scale of its own.
pub fn scaled(name: impl Into<String>, make: impl Fn() -> (Frame, f32) + 'static) -> Golden {
    Golden { name: name.into(), make: Box::new(make) }
}

/// A golden picture, pixel for pixel.
pub fn golden(name: impl Into<String>, make: impl Fn() -> Frame + 'static) -> Golden {
    scaled(name, move || (make(), 1.0))
}

/// Where the pictures lie.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/session/golden/pictures")
}

/// Whether pictures are written anew.
pub fn updates() -> bool {
    env::var_os("TUMEN_UPDATE_GOLDENS").is_some_and(|v| v == "1")
}

/// Compares all, or writes them anew; tells of every one that differs.
pub fn check(all: &[Golden]) {
    let mut differ = Vec::new();
    for golden in all {
        let (frame, scale) = (golden.make)();
        let text = reduced(&export::dump(&frame));
        let picture = Pixels::decode(&export::png(&frame, scale).unwrap());
        if updates() {
            fs::write(file(&golden.name, "txt"), text).unwrap();
            picture.write(&file(&golden.name, "png"));
            continue;
        }
        let found = [differing_text(&golden.name, &text), differing_pixels(&golden.name, &picture)];
        differ.extend(found.into_iter().flatten().map(|what| format!("{}: {what}", golden.name)));
    }
    let hint = "look at NAME.new.png and NAME.diff.png in tests/session/golden/pictures; if the new picture is \
                right, run the test again with TUMEN_UPDATE_GOLDENS=1";
    assert!(differ.is_empty(), "{} differ\n\n{}\n\n{hint}", differ.len(), differ.join("\n\n"));
}

fn file(name: &str, extension: &str) -> PathBuf {
    folder().join(format!("{name}.{extension}"))
}

fn differing_text(name: &str, new: &str) -> Option<String> {
    let Ok(old) = fs::read_to_string(file(name, "txt")) else { return Some("there is no text of it".into()) };
    let mut lines = reduce::differences(&old, new);
    if lines.is_empty() {
        return None;
    }
    let more = lines.len().saturating_sub(TOLD);
    lines.truncate(TOLD);
    if more > 0 {
        lines.push(format!("… and {more} lines more"));
    }
    Some(format!("the display list differs\n{}", lines.join("\n")))
}

fn differing_pixels(name: &str, new: &Pixels) -> Option<String> {
    let (fresh, differences) = (file(name, "new.png"), file(name, "diff.png"));
    // What an earlier run has left behind says nothing about this one.
    [&fresh, &differences].into_iter().for_each(|old| drop(fs::remove_file(old)));
    let Ok(bytes) = fs::read(file(name, "png")) else {
        new.write(&fresh);
        return Some("there is no picture of it".into());
    };
    let old = Pixels::decode(&bytes);
    if old.size != new.size {
        new.write(&fresh);
        return Some(format!("{:?} pixels became {:?}", old.size, new.size));
    }
    let [count, largest] = old.difference(new);
    let share = count as f64 / (old.rgb.len() / 3) as f64;
    if share <= SHARE {
        return None;
    }
    new.write(&fresh);
    old.marked(new).write(&differences);
    Some(format!(
        "{count} pixels ({:.2} %) differ by more than {CHANNEL} of 255, the most by {largest}",
        share * 100.0
    ))
}

/// A picture in red, green and blue.
pub struct Pixels {
    size: [u32; 2],
    rgb: Vec<u8>,
}

impl Pixels {
    /// Reads a PNG of the program or of [`Pixels::write`].
    pub fn decode(bytes: &[u8]) -> Self {
        let mut reader = png::Decoder::new(Cursor::new(bytes)).read_info().unwrap();
        let mut rgb = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut rgb).unwrap();
        assert_eq!((info.color_type, info.bit_depth), (png::ColorType::Rgb, png::BitDepth::Eight));
        let size = [info.width, info.height];
        assert!(size[0] <= LARGEST[0] && size[1] <= LARGEST[1], "{size:?} is larger than {LARGEST:?}");
        Self { size, rgb }
    }

    /// Writes a PNG. Colors are kept to the nearest of 64 steps of a channel: that is finer than [`CHANNEL`]
    /// and makes the files a third smaller.
    fn write(&self, path: &Path) {
        let step = |c: &u8| (u16::from(*c) + 2).div_euclid(4).saturating_mul(4).min(255) as u8;
        let rgb: Vec<u8> = self.rgb.iter().map(step).collect();
        let mut encoder = png::Encoder::new(fs::File::create(path).unwrap(), self.size[0], self.size[1]);
        encoder.set_color(png::ColorType::Rgb);
        encoder.set_compression(png::Compression::High);
        encoder.set_filter(png::Filter::NoFilter);
        encoder.write_header().unwrap().write_image_data(&rgb).unwrap();
    }

    /// How many pixels differ by more than allowed, and the largest difference of a channel.
    pub fn difference(&self, other: &Self) -> [usize; 2] {
        let each = self.rgb.chunks_exact(3).zip(other.rgb.chunks_exact(3)).map(most);
        each.fold([0, 0], |[n, max], d| [n + usize::from(d > CHANNEL), max.max(usize::from(d))])
    }

    /// This picture paled, with what differs in the other one in red.
    fn marked(&self, other: &Self) -> Self {
        let pairs = self.rgb.chunks_exact(3).zip(other.rgb.chunks_exact(3));
        let pale = |p: &[u8]| [p[0], p[1], p[2]].map(|c| 191 + c / 4);
        let pixel = |pair: (&[u8], &[u8])| if most(pair) > CHANNEL { [214, 0, 0] } else { pale(pair.0) };
        Self { size: self.size, rgb: pairs.flat_map(pixel).collect() }
    }

    /// A picture of one color.
    #[cfg(test)]
    pub fn plain(size: [u32; 2], color: [u8; 3]) -> Self {
        Self { size, rgb: color.repeat((size[0] * size[1]) as usize) }
    }

    /// The same with the first pixels of another color.
    #[cfg(test)]
    pub fn with(mut self, count: usize, color: [u8; 3]) -> Self {
        self.rgb.chunks_exact_mut(3).take(count).for_each(|p| p.copy_from_slice(&color));
        self
    }
}

/// The largest difference of a channel of two pixels.
fn most((a, b): (&[u8], &[u8])) -> u8 {
    a.iter().zip(b).map(|(a, b)| a.abs_diff(*b)).max().unwrap_or(0)
}
