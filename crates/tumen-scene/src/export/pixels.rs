//! A frame as plain pixels, for the clipboard and for previews.

use super::{ExportError, raster};
use crate::Frame;

/// A picture in memory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pixels {
    /// Width and height, pixels.
    pub size: [usize; 2],
    /// Red, green, blue and 255 for each pixel, row by row from the top.
    pub rgba: Vec<u8>,
}

/// A frame as opaque pixels, `scale` of them for each pixel of the frame: those of [`super::png`].
///
/// # Errors
/// If the scale is not above 0, or if the picture would exceed [`super::MAX_SIDE`] pixels a side.
pub fn pixels(frame: &Frame, scale: f32) -> Result<Pixels, ExportError> {
    let picture = raster::paint(frame, scale)?;
    let size = [picture.width() as usize, picture.height() as usize];
    Ok(Pixels { size, rgba: picture.take() })
}
