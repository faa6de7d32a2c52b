//! Pictures as PNG.

use super::ExportError;
use super::raster::{Bands, rgb};
use crate::Frame;
use png::{DeflateCompression, Filter};
use std::io::Write;
use std::ops::Range;
use tiny_skia::Pixmap;
use tumen_core::watch::Watch;

/// Pixels per inch that a picture at scale 1 claims, as CSS does.
const PIXELS_PER_INCH: f32 = 96.0;
const METERS_PER_INCH: f32 = 0.0254;
/// Compression of pictures. Measured on 1600 × 1000 pixels of map: 0.06 s with relief, where the
/// usual level takes ten times as long for a fifth less; the encoder's own fast mode takes 0.015 s,
/// but makes flat maps with text several times larger.
const QUICK: u8 = 1;
/// So many bands are painted at once.
const BANDS_AT_ONCE: u32 = 2;
/// Compressed rows are written in pieces of so many bytes.
const PIECE: usize = 1 << 18;
/// Compression of relief inside an SVG, most of its size.
const THOROUGH: u8 = 3;

/// A frame as an opaque PNG with `scale` output pixels for each pixel of the frame. The file claims
/// 96 × `scale` pixels per inch, so that it prints at the same size at every scale.
///
/// # Errors
/// If the scale is not above 0, if the picture would exceed [`super::MAX_SIDE`] pixels a side, or
/// if it cannot be encoded.
pub fn png(frame: &Frame, scale: f32) -> Result<Vec<u8>, ExportError> {
    let mut out = Vec::new();
    png_to(frame, scale, &mut out, &Watch::default())?;
    Ok(out)
}

/// Writes a frame as an opaque PNG of any size up to [`super::MAX_SIDE`] pixels a side. A large picture
/// is painted in bands, so that only some rows of it are in memory at a time; the bytes are those of
/// [`png()`]. `watch` is told how many of how many bands are written, and may stop it.
///
/// # Errors
/// As [`png()`]; also if `out` cannot be written to, or if `watch` stops it.
pub fn png_to(frame: &Frame, scale: f32, out: &mut dyn Write, watch: &Watch) -> Result<(), ExportError> {
    stream(&Bands::new(frame, scale)?, scale, out, watch)
}

/// The same in bands of so many output rows: for tests, and to try what memory allows.
///
/// # Errors
/// As [`png_to`].
pub fn png_in_bands(
    frame: &Frame,
    scale: f32,
    rows: u32,
    out: &mut dyn Write,
    watch: &Watch,
) -> Result<(), ExportError> {
    stream(&Bands::of_rows(frame, scale, rows)?, scale, out, watch)
}

fn stream(bands: &Bands<'_>, scale: f32, out: &mut dyn Write, watch: &Watch) -> Result<(), ExportError> {
    let total = bands.count();
    let mut writer = encoder(bands.size(), scale, out).write_header()?;
    let mut rows = writer.stream_writer_with_size(PIECE)?;
    let mut next = 0;
    // While some bands are compressed the next are painted.
    let mut painted = paint(bands, 0..BANDS_AT_ONCE.min(total))?;
    while !painted.is_empty() {
        watch.report_share(next as usize, total as usize)?;
        next += painted.len() as u32;
        let ahead = next..(next + BANDS_AT_ONCE).min(total);
        painted = std::thread::scope(|scope| {
            let painter = scope.spawn(|| paint(bands, ahead));
            let written = painted.iter().try_for_each(|band| rows.write_all(band));
            let ahead = painter.join().map_err(|_| ExportError::Stopped)?;
            written.map_err(::png::EncodingError::from)?;
            ahead
        })?;
    }
    rows.finish()?;
    writer.finish()?;
    Ok(watch.report_share(total as usize, total as usize)?)
}

/// Some bands, each painted on its own thread.
fn paint(bands: &Bands<'_>, indices: Range<u32>) -> Result<Vec<Vec<u8>>, ExportError> {
    std::thread::scope(|scope| {
        let threads: Vec<_> = indices.map(|i| scope.spawn(move || bands.paint(i))).collect();
        threads.into_iter().map(|t| t.join().map_err(|_| ExportError::Stopped)?).collect()
    })
}

/// A painted picture as an opaque PNG.
pub(super) fn small(picture: &Pixmap, scale: f32) -> Result<Vec<u8>, ExportError> {
    let mut out = Vec::new();
    let mut writer = encoder([picture.width(), picture.height()], scale, &mut out).write_header()?;
    writer.write_image_data(&rgb(picture.data()))?;
    writer.finish()?;
    Ok(out)
}

fn encoder(size: [u32; 2], scale: f32, out: &mut dyn Write) -> png::Encoder<'static, &mut dyn Write> {
    let per_meter = (PIXELS_PER_INCH * scale / METERS_PER_INCH).round() as u32;
    let dims = png::PixelDimensions { xppu: per_meter, yppu: per_meter, unit: png::Unit::Meter };
    let mut encoder = png::Encoder::new(out, size[0], size[1]);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_pixel_dims(Some(dims));
    encoder.set_deflate_compression(DeflateCompression::Level(QUICK));
    encoder.set_filter(Filter::Up);
    encoder
}

/// Colors with straight alpha, row by row, as a PNG.
pub fn rgba(size: [u32; 2], pixels: &[u8]) -> Result<Vec<u8>, ExportError> {
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, size[0], size[1]);
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_deflate_compression(DeflateCompression::Level(THOROUGH));
    encoder.set_filter(Filter::Up);
    write(encoder, pixels)?;
    Ok(out)
}

fn write(encoder: png::Encoder<'_, &mut Vec<u8>>, data: &[u8]) -> Result<(), ExportError> {
    let mut writer = encoder.write_header()?;
    writer.write_image_data(data)?;
    Ok(writer.finish()?)
}
