//! Pictures in motion: a GIF, or numbered pictures for other programs.
//!
//! Pictures are painted and encoded on several threads and written in order, so that the same film is
//! always the same bytes.

use super::palette::Palette;
use super::{ExportError, png, raster};
use crate::Frame;
use std::borrow::Cow;
use std::io::Write;
use std::num::NonZero;
use std::ops::Range;
use tumen_core::watch::Watch;

/// What is shown, picture by picture.
pub struct Film<'a> {
    /// Width and height, pixels.
    pub size: [u32; 2],
    /// Output pixels for each pixel of a frame.
    pub scale: f32,
    /// For how long each picture is shown, hundredths of a second.
    pub durations: &'a [u32],
    /// Makes a picture of that number; the same number always makes the same one.
    pub compose: &'a (dyn Fn(usize) -> Option<Frame> + Sync),
}

/// Opaque pixels, three bytes each.
type Pixels = Vec<u8>;

/// A GIF writes no delay longer than this, hundredths of a second.
const LONGEST_DELAY: u32 = u16::MAX as u32;
/// Pictures that are painted before the first of them is written, for each thread.
const AHEAD: usize = 3;

fn threads() -> usize {
    std::thread::available_parallelism().map_or(2, NonZero::get).clamp(1, 8)
}

/// Writes a film as an endless GIF. A picture stores only the rectangle that changed, and pixels in it
/// that did not change are transparent; pictures that change nothing lengthen the one before.
///
/// # Errors
/// If there is no picture, if one cannot be painted or written, or if `watch` stops it.
pub fn gif(film: &Film<'_>, out: &mut dyn Write, watch: &Watch) -> Result<(), ExportError> {
    let total = film.durations.len();
    let [width, height] = film.size.map(|s| u16::try_from(s).unwrap_or(u16::MAX));
    let mut encoder = gif::Encoder::new(out, width, height, &[])?;
    encoder.set_repeat(gif::Repeat::Infinite)?;
    let mut last: Option<Pixels> = None;
    let mut waiting: Option<(gif::Frame<'static>, u32)> = None;
    for wave in waves(total) {
        watch.report_share(wave.start, total)?;
        let pictures = in_parallel(wave.clone(), |i| paint(film, i))?;
        let before = |i: usize| if i == 0 { last.as_ref() } else { pictures.get(i - 1) };
        let changes = in_parallel(0..pictures.len(), |i| Ok(change(film.size, before(i), &pictures[i])))?;
        for (frame, i) in changes.into_iter().zip(wave) {
            let duration = film.durations[i];
            match (frame, &mut waiting) {
                (None, Some(shown)) => shown.1 = shown.1.saturating_add(duration),
                (Some(frame), _) => {
                    write(&mut encoder, waiting.replace((frame, duration)))?;
                }
                (None, None) => {}
            }
        }
        last = pictures.into_iter().next_back();
    }
    if waiting.is_none() {
        return Err(ExportError::Empty);
    }
    write(&mut encoder, waiting)?;
    encoder.into_inner()?.flush()?;
    Ok(watch.report_share(total, total)?)
}

/// Gives each picture of a film as a PNG to `sink`, in order: its number from 0 and its bytes.
///
/// # Errors
/// If a picture cannot be painted or encoded, if `sink` fails, or if `watch` stops it.
pub fn pictures(
    film: &Film<'_>,
    sink: &mut dyn FnMut(usize, &[u8]) -> std::io::Result<()>,
    watch: &Watch,
) -> Result<(), ExportError> {
    let total = film.durations.len();
    if total == 0 {
        return Err(ExportError::Empty);
    }
    for wave in waves(total) {
        watch.report_share(wave.start, total)?;
        let encoded = in_parallel(wave.clone(), |i| {
            let frame = (film.compose)(i).ok_or(ExportError::Empty)?;
            png::small(&raster::paint(&frame, film.scale)?, film.scale)
        })?;
        for (bytes, i) in encoded.iter().zip(wave) {
            sink(i, bytes)?;
        }
    }
    Ok(watch.report_share(total, total)?)
}

/// Runs of pictures that are worked on together.
fn waves(total: usize) -> impl Iterator<Item = Range<usize>> {
    let step = AHEAD * threads();
    (0..total).step_by(step).map(move |start| start..(start + step).min(total))
}

/// Does something for every number of a range, on several threads; the results are in order.
fn in_parallel<T: Send>(
    numbers: Range<usize>,
    work: impl Fn(usize) -> Result<T, ExportError> + Sync,
) -> Result<Vec<T>, ExportError> {
    let (threads, work) = (threads().min(numbers.len().max(1)), &work);
    let own = |thread: usize| numbers.clone().skip(thread).step_by(threads);
    let done: Vec<Result<Vec<T>, ExportError>> = std::thread::scope(|scope| {
        let start = |own| scope.spawn(move || Iterator::map(own, work).collect());
        let running: Vec<_> = (0..threads).map(own).map(start).collect();
        running.into_iter().map(|r| r.join().unwrap_or(Err(ExportError::Stopped))).collect()
    });
    let mut by_thread =
        done.into_iter().collect::<Result<Vec<_>, _>>()?.into_iter().map(Vec::into_iter).collect::<Vec<_>>();
    let next = |i: usize| by_thread[i % threads].next();
    Ok((0..numbers.len()).filter_map(next).collect())
}

fn paint(film: &Film<'_>, number: usize) -> Result<Pixels, ExportError> {
    let frame = (film.compose)(number).ok_or(ExportError::Empty)?;
    let picture = raster::paint(&frame, film.scale)?;
    if [picture.width(), picture.height()] != film.size {
        let [width, height] = [picture.width(), picture.height()].map(|s| s as f32);
        return Err(ExportError::TooLarge { width, height });
    }
    Ok(raster::rgb(picture.data()))
}

/// The part of a picture that differs from the one before, encoded; `None` if nothing does.
fn change(size: [u32; 2], before: Option<&Pixels>, now: &Pixels) -> Option<gif::Frame<'static>> {
    let width = size[0] as usize;
    let same = |at: usize| before.is_some_and(|b| b[3 * at..3 * at + 3] == now[3 * at..3 * at + 3]);
    let [left, top, right, bottom] = match before {
        None => [0, 0, width, size[1] as usize],
        Some(before) => changed(width, before, now)?,
    };
    let places = || (top..bottom).flat_map(|y| (left..right).map(move |x| y * width + x));
    let pixel = |at: usize| [now[3 * at], now[3 * at + 1], now[3 * at + 2]];
    let palette = Palette::of(places().filter(|at| !same(*at)).map(pixel));
    let unchanged = palette.colors.len() as u8;
    let index = |at: usize| if same(at) { unchanged } else { palette.index(pixel(at)) };
    let mut colors = palette.colors.concat();
    colors.extend([0; 3]);
    let mut frame = gif::Frame {
        left: left as u16,
        top: top as u16,
        width: (right - left) as u16,
        height: (bottom - top) as u16,
        buffer: Cow::Owned(places().map(index).collect()),
        palette: Some(colors),
        transparent: Some(unchanged),
        dispose: gif::DisposalMethod::Keep,
        ..gif::Frame::default()
    };
    frame.make_lzw_pre_encoded();
    Some(frame)
}

/// The rectangle that holds all pixels that differ: left, top, right, bottom.
fn changed(width: usize, before: &Pixels, now: &Pixels) -> Option<[usize; 4]> {
    let rows = before.chunks_exact(3 * width).zip(now.chunks_exact(3 * width)).enumerate();
    let differing = rows.filter(|(_, (a, b))| a != b);
    let mut bounds: Option<[usize; 4]> = None;
    for (y, (a, b)) in differing {
        let differs = |x: &usize| a[3 * x..3 * x + 3] != b[3 * x..3 * x + 3];
        let (Some(first), Some(last)) = ((0..width).find(differs), (0..width).rev().find(differs)) else {
            continue;
        };
        let [left, top, right, _] = bounds.unwrap_or([first, y, last + 1, y]);
        bounds = Some([left.min(first), top, right.max(last + 1), y + 1]);
    }
    bounds
}

/// Writes a picture that waited for what follows it; a very long one in several.
fn write<W: Write>(
    encoder: &mut gif::Encoder<W>,
    waiting: Option<(gif::Frame<'static>, u32)>,
) -> Result<(), ExportError> {
    let Some((mut frame, mut duration)) = waiting else { return Ok(()) };
    loop {
        let delay = duration.min(LONGEST_DELAY);
        frame.delay = delay as u16;
        encoder.write_lzw_pre_encoded_frame(&frame)?;
        duration -= delay;
        if duration == 0 {
            return Ok(());
        }
    }
}
