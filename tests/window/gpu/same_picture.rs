//! What the window draws is what is exported: the same frame by the GPU painter and as PNG.

use super::harness::{Picture, can_draw, draw};
use tumen_assets::Bundle;
use tumen_core::geo::Projection;
use tumen_scene::furniture::Legend;
use tumen_scene::{Frame, Furniture, Theme};
use tumen_session::{CameraCommand, NamedView, Output, Session, ViewCommand};

const SIZE: [f32; 2] = [700.0, 460.0];
/// A pixel is different if a channel differs by more than this, of 255.
const CLOSE: u8 = 64;

/// How far two pictures may lie apart.
#[derive(Clone, Copy)]
struct Tolerance {
    /// Mean difference of a channel, of 255.
    mean: f64,
    /// Different pixels in a thousand.
    different: f64,
}

/// Lines, areas, relief and signs: only anti-aliasing differs, and dashes where a line changes its slot, which the
/// window draws a little longer or shorter.
const GEOMETRY: Tolerance = Tolerance { mean: 2.0, different: 2.0 };
/// With names: the window's letters are set to whole pixels and kerned, those on paper are not.
const WITH_NAMES: Tolerance = Tolerance { mean: 5.0, different: 30.0 };

fn frame(view: &str, theme: Theme, projection: Projection, names: bool) -> Frame {
    let mut session = Session::open(&Bundle::embedded(), "2026-11-21".parse().unwrap());
    let camera = NamedView::find(view).unwrap().camera(projection, SIZE);
    session.run(CameraCommand::Set(camera));
    session.run(ViewCommand::Theme(theme));
    session.run(ViewCommand::Layer("names".to_owned(), names));
    session.prepare();
    let furniture = match names {
        true => Furniture { legend: Legend::Full, scale_bar: true, locator: true, ..Furniture::default() },
        false => Furniture::default(),
    };
    session.compose(SIZE, furniture, Output::Paper { scale: 1.0 }).unwrap()
}

fn exported(frame: &Frame) -> Picture {
    let bytes = tumen_scene::export::png(frame, 1.0).unwrap();
    let mut reader = png::Decoder::new(std::io::Cursor::new(bytes)).read_info().unwrap();
    let mut rgb = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut rgb).unwrap();
    let pixels =
        rgb[..info.buffer_size()].as_chunks::<3>().0.iter().map(|p| [p[0], p[1], p[2], 255]).collect();
    Picture { width: info.width as usize, pixels }
}

fn compare(view: &str, theme: Theme, projection: Projection, names: bool) {
    let frame = frame(view, theme, projection, names);
    let tolerance = if names { WITH_NAMES } else { GEOMETRY };
    let (paper, window) = (exported(&frame), draw(frame));
    assert_eq!((paper.width, paper.pixels.len()), (window.width, window.pixels.len()));
    let (mut sum, mut different) = (0_u64, 0_u32);
    for (a, b) in paper.pixels.iter().zip(&window.pixels) {
        let apart = [0, 1, 2].map(|i| a[i].abs_diff(b[i]));
        sum += apart.iter().map(|d| u64::from(*d)).sum::<u64>();
        different += u32::from(apart.iter().any(|d| *d > CLOSE));
    }
    let count = paper.pixels.len() as f64;
    let (mean, share) = (sum as f64 / count / 3.0, f64::from(different) * 1000.0 / count);
    println!(
        "{view} {theme:?} {projection:?} names {names}: mean {mean:.2}, {share:.1} of 1000 pixels differ"
    );
    assert!(mean <= tolerance.mean, "{view} {theme:?} {projection:?}: mean difference {mean:.2}");
    assert!(share <= tolerance.different, "{view} {theme:?} {projection:?}: {share:.1} of 1000 differ");
}

#[test]
fn the_window_shows_what_is_exported() {
    if !can_draw() {
        return;
    }
    for names in [false, true] {
        compare("theatre", Theme::Light, Projection::Mercator, names);
        compare("tumen", Theme::Dark, Projection::Mercator, names);
        compare("korea", Theme::Light, Projection::Conic, names);
    }
}
