//! Pictures as PNG.

use super::{ExportError, raster};
use crate::scene::Frame;
use png::{DeflateCompression, Filter};
use tiny_skia::Pixmap;

/// Pixels per inch that a picture at scale 1 claims, as CSS does.
const PIXELS_PER_INCH: f32 = 96.0;
const METRES_PER_INCH: f32 = 0.0254;
/// Compression of pictures. Measured on 1600 × 1000 pixels of map: 0.06 s with relief, where the
/// usual level takes ten times as long for a fifth less; the encoder's own fast mode takes 0.015 s,
/// but makes flat maps with text several times larger.
const QUICK: u8 = 1;
/// Compression of relief inside an SVG, most of its size.
const THOROUGH: u8 = 3;

/// A frame as an opaque PNG with `scale` output pixels for each pixel of the frame. The file claims
/// 96 × `scale` pixels per inch, so that it prints at the same size at every scale.
///
/// # Errors
/// If the scale is not above 0, if the picture would exceed [`super::MAX_SIDE`] pixels a side, or
/// if it cannot be encoded.
pub fn png(frame: &Frame, scale: f32) -> Result<Vec<u8>, ExportError> {
    encode(&raster::paint(frame, scale)?, scale)
}

fn encode(picture: &Pixmap, scale: f32) -> Result<Vec<u8>, ExportError> {
    let rgb: Vec<u8> = picture.data().chunks_exact(4).flat_map(|p| [p[0], p[1], p[2]]).collect();
    let per_metre = (PIXELS_PER_INCH * scale / METRES_PER_INCH).round() as u32;
    let dims = png::PixelDimensions { xppu: per_metre, yppu: per_metre, unit: png::Unit::Meter };
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, picture.width(), picture.height());
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_pixel_dims(Some(dims));
    encoder.set_deflate_compression(DeflateCompression::Level(QUICK));
    encoder.set_filter(Filter::Up);
    write(encoder, &rgb)?;
    Ok(out)
}

/// Colours with straight alpha, row by row, as a PNG.
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
