//! The GPU painter: small frames are drawn and their pixels looked at.
mod frames;
mod handover;
mod harness;
mod interface;
mod kept;
mod same_picture;

use harness::{BLACK, Picture, SIZE, camera, can_draw, draw, draw_at, frame, layer_at, lines_frame, part};
use std::sync::Arc;
use tumen_core::geo::{GeoBounds, LonLat, Projection};
use tumen_scene::frame::{Align, Paint, Part, Path, Placing, Stroke, Text, Weight};
use tumen_scene::prepared::{Form, Shape};
use tumen_scene::relief::Relief;
use tumen_scene::{Camera, Prepared, Rgba};

#[test]
fn a_wide_line_covers_its_rows() {
    if !can_draw() {
        return;
    }
    let picture = draw(lines_frame(&[&[[20.0, 50.0], [180.0, 50.0]]], Stroke::solid(6.0, BLACK)));
    assert_eq!(picture.dark_rows(100, 128), (47..53).collect::<Vec<_>>());
    assert_eq!(picture.red(100, 46), 255);
    assert_eq!(picture.red(100, 50), 0);
    // The cap is round: on the axis it reaches half the width beyond the end, off it less.
    assert!(picture.red(18, 50) < 20 && picture.red(15, 50) == 255);
    assert!(picture.red(17, 47) > 200);
}

#[test]
fn points_and_pixels_are_told_apart() {
    if !can_draw() {
        return;
    }
    let frame = lines_frame(&[&[[20.0, 50.0], [180.0, 50.0]]], Stroke::solid(6.0, BLACK));
    // The corner is not on a whole pixel: 10.2 × 2 is rounded to 20.
    let picture = draw_at(frame, [10.2, 5.0], 2.0);
    let top = 2 * (5 + 47);
    // Above the frame nothing is drawn at all.
    let rows: Vec<usize> = picture.dark_rows(220, 128).into_iter().filter(|y| *y >= 10).collect();
    assert_eq!(rows, (top..top + 12).collect::<Vec<_>>());
    // The line's right end, with its cap, is at (10.2 → 10) + 183 points.
    assert!(picture.red(2 * 192, top + 5) < 128);
    assert!(picture.red(2 * 193 + 2, top + 5) > 128);
}

#[test]
fn translucent_joins_are_even() {
    if !can_draw() {
        return;
    }
    let round: Vec<[f32; 2]> = (0..40)
        .map(|i| f32::to_radians(i as f32 * 6.0))
        .map(|a| [150.0 + 20.0 * a.cos(), 60.0 + 20.0 * a.sin()])
        .collect();
    let sharp = [[20.0, 20.0], [100.0, 30.0], [25.0, 40.0], [100.0, 100.0], [60.0, 100.0]];
    let half = Rgba([0, 0, 0, 128]);
    let picture = draw(lines_frame(&[&sharp, &round], Stroke::solid(9.0, half)));
    let darkest = picture.pixels.iter().map(|p| p[0]).min().unwrap();
    assert!((126..=128).contains(&darkest), "{darkest}");
    // Corners, their outer round and inner side, and along the arc.
    let places = [(100, 30), (102, 30), (90, 29), (25, 40), (100, 99), (101, 101), (150, 80), (170, 60)];
    for (x, y) in places {
        assert!(picture.red(x, y).abs_diff(127) <= 1, "{x} {y}");
    }
}

#[test]
fn closed_lines_join_at_the_seam() {
    if !can_draw() {
        return;
    }
    let ring = [[50.0, 30.0], [150.0, 30.0], [150.0, 90.0], [50.0, 90.0], [50.0, 30.0]];
    let picture = draw(lines_frame(&[&ring], Stroke::solid(10.0, Rgba([0, 0, 0, 128]))));
    let darkest = picture.pixels.iter().map(|p| p[0]).min().unwrap();
    assert!((126..=128).contains(&darkest), "{darkest}");
    for (x, y) in [(50, 30), (47, 28), (53, 33), (149, 30), (50, 89), (100, 90)] {
        assert!(picture.red(x, y).abs_diff(127) <= 1, "{x} {y}");
    }
}

/// On or off along a row, told apart at the middle of each pixel.
fn is_on(picture: &Picture, x: usize, y: usize) -> bool {
    picture.red(x, y) < 128
}

#[test]
fn dashes_are_where_they_belong() {
    if !can_draw() {
        return;
    }
    // 450 segments: three chunks, and no vertex may be simplified away.
    let points: Vec<[f32; 2]> =
        (0..=450).map(|i| [10.0 + i as f32 * 0.4, 60.0 + 0.004 * (i % 2) as f32]).collect();
    let stroke = Stroke { width: 5.0, color: BLACK, dash: [8.0, 4.0, 2.0, 4.0] };
    let camera = camera();
    let layer = layer_at(&camera, Form::Lines, &[&points]);
    let finest = layer.levels.len() - 1;
    assert!(layer.levels[finest].chunks.len() >= 3);
    for level in [part(&layer, &camera).level, finest] {
        let part = Part { layer: layer.clone(), level, group: 0, only: None, spread: 0.0 };
        let picture = draw(frame(camera, vec![Paint::Stroke(part, stroke)]));
        for x in 0..180 {
            let s = x % 18;
            let expected = s < 8 || (12..14).contains(&s);
            assert_eq!(is_on(&picture, x + 10, 60), expected, "{x} at level {level}");
        }
        // Flat ends: nothing before the start.
        assert_eq!(picture.red(8, 60), 255);
    }
}

#[test]
fn dashes_go_on_around_corners() {
    if !can_draw() {
        return;
    }
    let corner = [[20.0, 20.0], [65.0, 20.0], [65.0, 110.0]];
    let stroke = Stroke { width: 4.0, color: BLACK, dash: [10.0, 10.0, 0.0, 0.0] };
    let picture = draw(lines_frame(&[&corner], stroke));
    assert!(is_on(&picture, 25, 20) && !is_on(&picture, 35, 20));
    // The corner is at 45: five pixels of the third dash lie behind it.
    assert!(is_on(&picture, 65, 23) && !is_on(&picture, 65, 27) && is_on(&picture, 65, 37));
}

#[test]
fn the_closest_zoom_is_exact() {
    if !can_draw() {
        return;
    }
    let mut camera = Camera::at(Projection::Mercator, LonLat::new(131.012_345_6, 43.765_432_1), 20.0);
    // A polyline through the view whose ends lie thousands of kilometers away.
    let near = camera.center;
    let across = [[near[0] - 0.9, near[1] - 0.3], near.into(), [near[0] + 0.6, near[1] + 0.25]];
    let points: Vec<LonLat> = across.iter().map(|p| camera.projection.unproject_continuous(*p)).collect();
    let projected: Vec<[f64; 2]> = points.iter().map(|p| camera.projection.project(*p).into()).collect();
    let shape = Shape { group: 0, feature: 0, points: &points };
    let layer = Arc::new(Prepared::new(Form::Lines, camera.projection, 1, &[shape]));
    for step in 0..5 {
        camera.center[0] = near[0] + 1.3e-7 * f64::from(step - 2);
        let stroke = Stroke::solid(4.0, BLACK);
        let picture = draw(frame(camera, vec![Paint::Stroke(part(&layer, &camera), stroke)]));
        for x in [40, 100, 160] {
            let expected = row_of(&camera, &projected, x as f64 + 0.5);
            let found = middle_of(&picture, x);
            assert!((found - expected).abs() < 0.2, "{x}: {found} instead of {expected}");
        }
    }
}

/// The row at which a line of the plane crosses a column of the frame, in full precision.
fn row_of(camera: &Camera, line: &[[f64; 2]], x: f64) -> f64 {
    let k = camera.pixels_per_unit();
    let screen = |p: [f64; 2]| [0, 1].map(|i| (p[i] - camera.center[i]) * k + f64::from(SIZE[i]) / 2.0);
    let segment = line.windows(2).map(|w| [screen(w[0]), screen(w[1])]).find(|[_, b]| x <= b[0]).unwrap();
    let [a, b] = segment;
    a[1] + (b[1] - a[1]) * (x - a[0]) / (b[0] - a[0])
}

/// The darkness-weighted middle of a column.
fn middle_of(picture: &Picture, x: usize) -> f64 {
    let rows = 0..picture.pixels.len() / picture.width;
    let weights: Vec<(f64, f64)> =
        rows.map(|y| (y as f64 + 0.5, f64::from(255 - picture.red(x, y)))).collect();
    let sum: f64 = weights.iter().map(|w| w.1).sum();
    weights.iter().map(|(y, w)| y * w).sum::<f64>() / sum
}

#[test]
fn areas_are_filled() {
    if !can_draw() {
        return;
    }
    for zoom in [6.0, 12.0, 20.0] {
        let camera = Camera { zoom, ..camera() };
        let ring = [[50.0, 30.0], [150.0, 30.0], [150.0, 90.0], [50.0, 90.0], [50.0, 30.0]];
        let layer = layer_at(&camera, Form::Areas, &[&ring]);
        let picture = draw(frame(camera, vec![Paint::Fill(part(&layer, &camera), Rgba([200, 100, 0, 128]))]));
        let expected = [227, 177, 127, 255];
        for (x, y) in [(51, 31), (148, 31), (148, 88), (100, 60), (51, 88)] {
            let found = picture.at(x, y);
            assert!(found.iter().zip(expected).all(|(a, b)| a.abs_diff(b) <= 1), "{found:?} at zoom {zoom}");
        }
        for (x, y) in [(48, 60), (151, 60), (100, 28), (100, 91)] {
            assert_eq!(picture.at(x, y), [255; 4], "{x} {y} at zoom {zoom}");
        }
    }
}

#[test]
fn relief_is_drawn_where_it_lies() {
    if !can_draw() {
        return;
    }
    // West half red, east half blue and half transparent, from 121 to 141° E, 33 to 53° N.
    let bounds = GeoBounds::new(LonLat::new(121.0, 33.0), LonLat::new(141.0, 53.0));
    let row = |x: usize| if x < 100 { [255, 0, 0, 255] } else { [0, 0, 255, 128] };
    let pixels = (0..200 * 200).map(|i| row(i % 200)).collect();
    let relief = Arc::new(Relief { id: 7, bounds, size: [200, 200], pixels });
    for projection in Projection::ALL {
        let camera = Camera::at(projection, LonLat::new(131.0, 43.0), 3.0);
        let picture = draw(frame(camera, vec![Paint::Relief(relief.clone(), 0.5)]));
        let [x, y] = <[f32; 2]>::from(camera.to_screen(projection.project(LonLat::new(131.0, 43.0)), SIZE))
            .map(|v| v as usize);
        let near = |found: [u8; 4], wanted: [u8; 4]| {
            assert!(found.iter().zip(wanted).all(|(a, b)| a.abs_diff(b) <= 2), "{found:?} {projection:?}");
        };
        near(picture.at(x - 8, y), [255, 127, 127, 255]);
        near(picture.at(x + 8, y), [191, 191, 255, 255]);
        let [x, y] = <[f32; 2]>::from(camera.to_screen(projection.project(LonLat::new(120.0, 43.0)), SIZE))
            .map(|v| v as usize);
        near(picture.at(x, y), [255; 4]);
    }
}

fn text(placing: Placing, halo: Option<(Rgba, f32)>) -> Paint {
    let text = "HHHH".into();
    Paint::Text(Text { text, placing, size: 30.0, weight: Weight::SemiBold, color: BLACK, halo })
}

#[test]
fn text_stands_on_its_baseline() {
    if !can_draw() {
        return;
    }
    let anchor = [100.0, 70.0];
    let width = tumen_scene::text::width("HHHH", 30.0, Weight::SemiBold);
    for (align, left) in
        [(Align::Start, 100.0), (Align::Middle, 100.0 - width / 2.0), (Align::End, 100.0 - width)]
    {
        let picture = draw(frame(camera(), vec![text(Placing::Straight(anchor, align), None)]));
        let dark: Vec<[usize; 2]> =
            (0..120 * 200).map(|i| [i % 200, i / 200]).filter(|[x, y]| picture.red(*x, *y) < 128).collect();
        let bottom = dark.iter().map(|p| p[1]).max().unwrap() as f32 + 1.0;
        let top = dark.iter().map(|p| p[1]).min().unwrap() as f32;
        assert!((bottom - 70.0).abs() <= 1.5, "{bottom}");
        assert!((bottom - top - 30.0 * tumen_scene::text::CAP_HEIGHT).abs() <= 1.5, "{top}");
        let first = dark.iter().map(|p| p[0]).min().unwrap() as f32;
        // An H begins a little right of its origin.
        assert!((0.0..5.0).contains(&(first - left)), "{first} {left}");
    }
}

#[test]
fn letters_stand_along_a_line() {
    if !can_draw() {
        return;
    }
    // Reading downwards: the baseline is the column x = 100, the letters stand to its right.
    let quarter = std::f32::consts::FRAC_PI_2;
    let places = (0..4).map(|i| ([100.0, 10.0 + 25.0 * i as f32], quarter)).collect();
    let picture =
        draw(frame(camera(), vec![text(Placing::Along(places), Some((Rgba([255, 0, 0, 255]), 2.0)))]));
    let black: Vec<usize> = (0..120 * 200).filter(|i| picture.pixels[*i][0] < 128).map(|i| i % 200).collect();
    let red = |p: &[u8; 4]| p[0] > 200 && p[1] < 90;
    let reds: Vec<usize> = (0..120 * 200).filter(|i| red(&picture.pixels[*i])).map(|i| i % 200).collect();
    let (left, right) = (*black.iter().min().unwrap() as f32, *black.iter().max().unwrap() as f32 + 1.0);
    assert!((left - 100.0).abs() <= 1.5, "{left}");
    assert!((right - 100.0 - 30.0 * tumen_scene::text::CAP_HEIGHT).abs() <= 1.5, "{right}");
    assert!((*reds.iter().min().unwrap() as f32 - 98.0).abs() <= 1.0);
}

#[test]
fn an_inset_has_its_own_view() {
    if !can_draw() {
        return;
    }
    let line = |camera: Camera, y: f32, color: Rgba| {
        let layer = layer_at(&camera, Form::Lines, &[&[[-500.0, y], [700.0, y]]]);
        Paint::Stroke(part(&layer, &camera), Stroke::solid(4.0, color))
    };
    let (red, blue) = (Rgba([255, 0, 0, 255]), Rgba([0, 0, 255, 255]));
    let inner_camera = Camera { zoom: 5.0, ..camera() };
    let mut inner = frame(inner_camera, vec![line(inner_camera, 60.0, blue)]);
    inner.size = [40.0, 30.0].into();
    inner.background = Rgba([255, 255, 0, 255]);
    let outline = Path {
        points: vec![[100.0, 80.0], [140.0, 80.0], [140.0, 110.0], [100.0, 110.0]],
        closed: true,
        fill: None,
        stroke: Some(Stroke::solid(2.0, BLACK)),
    };
    let paints = vec![
        line(camera(), 20.0, red),
        line(camera(), 90.0, red),
        Paint::Inset([100.0, 80.0], Box::new(inner)),
        Paint::Path(outline),
        line(camera(), 105.0, BLACK),
    ];
    let picture = draw(frame(camera(), paints));
    assert_eq!(picture.at(50, 20), [255, 0, 0, 255]);
    assert_eq!(picture.at(50, 90), [255, 0, 0, 255]);
    // The inset hides the outer line; its own runs through its middle and ends at its border.
    assert_eq!(picture.at(120, 90), [255, 255, 0, 255]);
    assert_eq!(picture.at(120, 95), [0, 0, 255, 255]);
    assert_eq!(picture.at(160, 95), [255; 4]);
    assert_eq!(picture.at(140, 85)[2], 0);
    // What comes later lies above it.
    assert_eq!(picture.at(120, 105), [0, 0, 0, 255]);
}
