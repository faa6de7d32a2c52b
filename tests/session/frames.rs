//! Pictures in motion and large pictures: the same bytes twice, the right lengths, no seams.

use crate::common::ready;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use tumen_core::geo::Projection;
use tumen_core::model::tour::Transition;
use tumen_core::model::{Stop, Tour};
use tumen_core::watch::Watch;
use tumen_scene::export::{ExportError, Film, gif, pictures, png, png_in_bands};
use tumen_scene::frame::{Group, Item, Paint, Path};
use tumen_scene::{Camera, Frame, Furniture, Rgba};
use tumen_session::motion::Movie;
use tumen_session::{CameraCommand, NamedView, Output, Session};

const SIZE: [u32; 2] = [192, 108];

fn stop(title: &str, bounds: [f64; 4], seconds: f64) -> Stop {
    Stop { caption: format!("**{title}** as it is"), seconds, ..Stop::new(title, bounds) }
}

fn tour(stops: Vec<Stop>) -> Tour {
    Tour {
        id: "t".into(),
        title: "T".into(),
        stops: stops.into_iter().map(Arc::new).collect(),
        ..Tour::default()
    }
}

fn two_stops() -> Tour {
    let mut second = stop("Rajin", [130.1, 42.2, 130.8, 42.5], 2.0);
    second.transition = Transition::FlyFor(1.0);
    tour(vec![stop("Theatre", [100.0, 30.0, 150.0, 60.0], 3.0), second])
}

fn written(session: &Session, movie: &Movie) -> Vec<u8> {
    let mut out = Vec::new();
    movie.gif(session, &mut out, &Watch::default()).unwrap();
    out
}

/// The pictures of a GIF as they are seen, with their delays in hundredths of a second.
fn seen(bytes: &[u8]) -> Vec<(Vec<u8>, u16)> {
    let mut options = ::gif::DecodeOptions::new();
    options.set_color_output(::gif::ColorOutput::RGBA);
    let mut reader = options.read_info(bytes).unwrap();
    let (width, height) = (usize::from(reader.width()), usize::from(reader.height()));
    let mut canvas = vec![0u8; 4 * width * height];
    let mut all = Vec::new();
    while let Some(frame) = reader.read_next_frame().unwrap() {
        let [left, top, w] = [frame.left, frame.top, frame.width].map(usize::from);
        for (i, pixel) in frame.buffer.chunks_exact(4).enumerate().filter(|(_, p)| p[3] > 0) {
            let at = 4 * ((top + i / w) * width + left + i % w);
            canvas[at..at + 4].copy_from_slice(pixel);
        }
        all.push((canvas.clone(), frame.delay));
    }
    all
}

#[test]
fn a_tour_has_flights_and_stops_of_the_right_length() {
    let session = ready();
    let movie = Movie::of_tour(&session, &two_stops(), SIZE, 10, None);
    assert_eq!(movie.pictures(), 30 + 10 + 20);
    assert!((movie.seconds() - 6.0).abs() < 1e-9);
    // A stop where nothing moves is one shot, a flight one for every picture.
    let lengths: Vec<u32> = movie.shots.iter().map(|s| s.pictures).collect();
    assert_eq!(lengths, [&[30][..], &[1; 10], &[20]].concat());
    let shorter = Movie::of_tour(&session, &two_stops(), SIZE, 10, Some(3.0));
    assert_eq!(shorter.pictures(), 30);
}

#[test]
fn moving_cargo_needs_every_picture_and_a_cut_none() {
    let session = ready();
    let mut tour = two_stops();
    let last = Arc::make_mut(&mut tour.stops[1]);
    last.flows = true;
    last.as_of = Some("2016-07-01".parse().unwrap());
    last.transition = Transition::Cut;
    let movie = Movie::of_tour(&session, &tour, SIZE, 10, None);
    let lengths: Vec<u32> = movie.shots.iter().map(|s| s.pictures).collect();
    assert_eq!(lengths, [&[30][..], &[1; 20]].concat());
    let clocks: Vec<f64> = movie.shots.iter().map(|s| s.clock).collect();
    assert!(clocks.windows(2).all(|c| c[0] < c[1]));
}

#[test]
fn a_sweep_runs_through_its_years() {
    let session = ready();
    let movie = Movie::of_years(&session, [2001, 2024], 2.0, SIZE, 12);
    assert_eq!(movie.pictures(), 24);
    let years: Vec<i32> = movie.shots.iter().map(|s| s.view.as_of.year).collect();
    assert_eq!(years, (2001..=2024).collect::<Vec<_>>());
    assert!(movie.shots[23].caption.date.ends_with("2024-07"), "{:?}", movie.shots[23].caption);
}

#[test]
fn a_gif_is_the_same_bytes_twice_and_as_long_as_the_tour() {
    let session = ready();
    let movie = Movie::of_tour(&session, &two_stops(), SIZE, 15, None);
    let bytes = written(&session, &movie);
    assert!(bytes == written(&session, &movie), "the same tour gave two files");
    let shown = seen(&bytes);
    let total: u32 = shown.iter().map(|s| u32::from(s.1)).sum();
    assert_eq!(total, 600, "hundredths of a second");
    assert_eq!(shown.len(), 17, "a hold is one picture");
    assert_eq!(shown[0].1, 300);
}

#[test]
fn the_colors_of_a_gif_are_close_to_the_picture() {
    let session = ready();
    let movie = Movie::of_tour(&session, &two_stops(), SIZE, 5, None);
    let shown = seen(&written(&session, &movie));
    for (shot, (picture, _)) in shown.iter().enumerate() {
        let frame = movie.compose(&session, shot).unwrap();
        let png = png(&frame, movie.scale()).unwrap();
        let exact = pixels(&png);
        let errors = exact.chunks_exact(3).zip(picture.chunks_exact(4));
        let sum: f64 = errors
            .flat_map(|(a, b)| (0..3).map(|i| f64::from(a[i].abs_diff(b[i])).powi(2)).collect::<Vec<_>>())
            .sum();
        let error = (sum / exact.len() as f64).sqrt();
        assert!(error < 6.0, "picture {shot}: {error:.2} of 255");
    }
}

fn pixels(png: &[u8]) -> Vec<u8> {
    let mut reader = ::png::Decoder::new(std::io::Cursor::new(png)).read_info().unwrap();
    let mut out = vec![0; reader.output_buffer_size().unwrap()];
    reader.next_frame(&mut out).unwrap();
    out
}

#[test]
fn frames_are_numbered_without_gaps() {
    let session = ready();
    let movie = Movie::of_tour(&session, &two_stops(), SIZE, 4, None);
    let mut numbers = Vec::new();
    let mut sink = |number: u32, bytes: &[u8]| {
        numbers.push(number);
        assert!(bytes.starts_with(b"\x89PNG"));
        Ok(())
    };
    movie.frames(&session, &mut sink, &Watch::default()).unwrap();
    assert_eq!(numbers, (1..=movie.pictures()).collect::<Vec<_>>());
}

#[test]
fn whoever_watches_can_stop_it() {
    let session = ready();
    let movie = Movie::of_tour(&session, &two_stops(), SIZE, 15, None);
    let calls = Arc::new(AtomicUsize::new(0));
    let counter = calls.clone();
    let watch = Watch::telling(move |done, total| {
        counter.fetch_add(1, Ordering::Relaxed);
        done * 2 < total
    });
    let result = movie.gif(&session, &mut Vec::new(), &watch);
    assert!(matches!(result, Err(ExportError::Stopped)), "{result:?}");
    assert!(calls.load(Ordering::Relaxed) > 1);
}

#[test]
fn a_tour_without_stops_is_an_error() {
    let session = ready();
    let movie = Movie::of_tour(&session, &tour(Vec::new()), SIZE, 15, None);
    assert!(matches!(movie.gif(&session, &mut Vec::new(), &Watch::default()), Err(ExportError::Empty)));
}

#[test]
fn the_captions_of_the_shipped_tours_are_whole() {
    let session = ready();
    let tours = &session.document().tours;
    assert!(tours.len() >= 3);
    for tour in tours {
        let movie = Movie::of_tour(&session, tour, [960, 540], 1, None);
        let [_, map] = movie.map_size();
        assert!(map >= 0.6 * 540.0, "{}: the bar leaves {map} pixels", tour.id);
        let mut last = String::new();
        for (i, shot) in movie.shots.iter().enumerate() {
            if std::mem::replace(&mut last, shot.caption.title.clone()) == shot.caption.title {
                continue;
            }
            let frame = movie.compose(&session, i).unwrap();
            let cut = |item: &Item| matches!(&item.paint, Paint::Text(t) if t.text.ends_with('…'));
            assert!(!frame.items().any(cut), "{}: {}", tour.id, shot.caption.title);
        }
    }
}

/// A frame of one red square.
fn square(x: f32) -> Frame {
    let points = vec![[x, 10.0], [x + 8.0, 10.0], [x + 8.0, 18.0], [x, 18.0]];
    let path = Path { points, closed: true, fill: Some(Rgba([255, 0, 0, 255])), stroke: None };
    let items = vec![Item { feature: None, paint: Paint::Path(path) }];
    let camera = Camera::at(Projection::Mercator, tumen_core::geo::LonLat::new(130.0, 42.0), 5.0);
    let groups = vec![Group { name: "square", items }];
    Frame {
        size: [64.0, 32.0].into(),
        map: Some(camera),
        background: Rgba([255; 4]),
        groups,
        covered: Vec::new(),
    }
}

#[test]
fn only_what_changes_is_stored_and_what_does_not_is_one_picture() {
    let composed = AtomicUsize::new(0);
    let compose = |i: usize| {
        composed.fetch_add(1, Ordering::Relaxed);
        Some(square(if i < 3 { 4.0 } else { 6.0 }))
    };
    let film = Film { size: [64, 32], scale: 1.0, durations: &[7; 5], compose: &compose };
    let mut bytes = Vec::new();
    gif(&film, &mut bytes, &Watch::default()).unwrap();
    let mut reader = ::gif::DecodeOptions::new().read_info(&*bytes).unwrap();
    let first = reader.read_next_frame().unwrap().unwrap();
    assert_eq!((first.width, first.height, first.delay), (64, 32, 21));
    let second = reader.read_next_frame().unwrap().unwrap();
    assert_eq!((second.left, second.top, second.width, second.height), (4, 10, 10, 8));
    assert_eq!(second.delay, 14);
    assert!(reader.read_next_frame().unwrap().is_none());
    assert_eq!(composed.load(Ordering::Relaxed), 5);
}

#[test]
fn a_picture_of_another_size_is_refused() {
    let film = Film { size: [65, 32], scale: 1.0, durations: &[7], compose: &|_| Some(square(4.0)) };
    assert!(matches!(gif(&film, &mut Vec::new(), &Watch::default()), Err(ExportError::TooLarge { .. })));
    let film = Film { durations: &[], ..film };
    assert!(pictures(&film, &mut |_, _| Ok(()), &Watch::default()).is_err());
}

/// How two pictures differ: the largest difference of a channel, the share of channels that differ, and
/// the mean difference.
fn difference(a: &[u8], b: &[u8]) -> (u8, f64, f64) {
    assert_eq!(a.len(), b.len());
    let differences = || a.iter().zip(b).map(|(a, b)| a.abs_diff(*b));
    let seen = differences().filter(|d| *d > 0).count() as f64;
    let sum: f64 = differences().map(f64::from).sum();
    (differences().max().unwrap(), seen / a.len() as f64, sum / a.len() as f64)
}

/// One of the four samples of a row of a pixel: an edge cut where a band ends may be rounded to the
/// sample beside, anywhere along it. Nobody can see that; a seam would be a row of such pixels.
const SAMPLE: u8 = 66;

#[test]
fn bands_have_no_seams() {
    let mut session = ready();
    for (view, scale) in [("theatre", 1.0), ("tumen", 1.5)] {
        let size = [480.0, 330.0];
        let camera = NamedView::find(view).unwrap().camera(Projection::Mercator, size);
        session.run(CameraCommand::Set(camera));
        let furniture = Furniture { scale_bar: true, locator: true, ..Furniture::default() };
        let frame = session.compose(size, furniture, Output::Paper { scale }).unwrap();
        let whole = pixels(&png(&frame, scale).unwrap());
        for rows in [40, 97] {
            let mut bytes = Vec::new();
            png_in_bands(&frame, scale, rows, &mut bytes, &Watch::default()).unwrap();
            let bands = pixels(&bytes);
            let (largest, share, mean) = difference(&whole, &bands);
            assert!(largest <= SAMPLE && share < 4e-3, "{view}: {largest} of 255, {share}");
            assert!(mean < 0.03, "{view}: {mean} of 255");
            let row = 3 * (size[0] * scale) as usize;
            for (y, (a, b)) in whole.chunks_exact(row).zip(bands.chunks_exact(row)).enumerate() {
                let (_, share, mean) = difference(a, b);
                assert!(share < 0.04 && mean < 0.6, "{view}: row {y} differs in {share}, by {mean} of 255");
            }
        }
    }
}

#[test]
fn a_large_picture_can_be_stopped_and_says_how_far_it_is() {
    let frame = square(4.0);
    let steps = Arc::new(Mutex::new(Vec::new()));
    let told = steps.clone();
    let watch = Watch::telling(move |done, total| {
        told.lock().unwrap().push((done, total));
        true
    });
    png_in_bands(&frame, 4.0, 16, &mut Vec::new(), &watch).unwrap();
    assert_eq!(*steps.lock().unwrap(), [(0, 8), (2, 8), (4, 8), (6, 8), (8, 8)]);
    let stopped = png_in_bands(&frame, 4.0, 16, &mut Vec::new(), &Watch::telling(|done, _| done < 4));
    assert!(matches!(stopped, Err(ExportError::Stopped)));
}
