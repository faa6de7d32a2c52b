//! The painters of a frame without a window: SVG, PNG and the dump, on small synthetic frames.

use proptest::prelude::*;
use std::sync::Arc;
use tumen_core::geo::{GeoBounds, LonLat, Projection};
use tumen_scene::export::{ExportError, dump, png, svg};
use tumen_scene::frame::{Align, FeatureId, Group, Item, Paint, Part, Path, Placing, Stroke, Text, Weight};
use tumen_scene::prepared::{Form, Shape};
use tumen_scene::relief::Relief;
use tumen_scene::{Camera, Frame, Prepared, Rgba};

const SIZE: [f32; 2] = [200.0, 100.0];
const WHITE: Rgba = Rgba([255; 4]);
const RED: Rgba = Rgba([255, 0, 0, 255]);
const BLUE: Rgba = Rgba([0, 0, 255, 255]);

/// A camera under which one degree on the equator is about 22.8 pixels.
fn camera() -> Camera {
    Camera::at(Projection::Mercator, LonLat::new(150.0, 0.0), 5.0)
}

fn frame(items: Vec<Item>) -> Frame {
    let groups = vec![Group { name: "things", items }];
    Frame { size: SIZE.into(), map: Some(camera()), background: WHITE, groups, covered: Vec::new() }
}

fn item(paint: Paint) -> Item {
    Item { feature: None, paint }
}

fn corridor(paint: Paint) -> Item {
    Item { feature: Some(FeatureId::Corridor("khasan-rajin".into())), paint }
}

/// The position under a pixel of the frame, longitude continuous.
fn at(x: f32, y: f32) -> LonLat {
    Projection::Mercator.unproject_continuous(camera().to_plane([x, y], SIZE))
}

fn part(form: Form, lines: &[Vec<LonLat>]) -> Part {
    let shapes: Vec<Shape<'_>> = lines.iter().map(|points| Shape { group: 0, feature: 0, points }).collect();
    let layer = Prepared::new(form, Projection::Mercator, 1, &shapes);
    let level = layer.levels.len() - 1;
    Part { layer: Arc::new(layer), level, group: 0, only: None, spread: 0.0 }
}

/// A closed square of pixels around a point, clockwise on screen or the other way round.
fn square([x, y]: [f32; 2], half: f32, clockwise: bool) -> Vec<LonLat> {
    let mut corners =
        vec![[x - half, y - half], [x + half, y - half], [x + half, y + half], [x - half, y + half]];
    if !clockwise {
        corners.reverse();
    }
    corners.push(corners[0]);
    corners.into_iter().map(|[x, y]| at(x, y)).collect()
}

fn text(words: &str, placing: Placing) -> Text {
    let halo = Some((WHITE, 2.0));
    Text { text: words.into(), placing, size: 20.0, weight: Weight::Regular, color: RED, halo }
}

fn relief() -> Relief {
    let pixels = (0..16).map(|i| [0, 200, 0, if i % 4 < 3 { 255 } else { 128 }]).collect();
    Relief {
        id: 1,
        bounds: GeoBounds::new(LonLat::new(150.0, -1.0), LonLat::new(153.0, 1.0)),
        size: [4, 4],
        pixels,
    }
}

/// A frame with one of everything. The inset shows the edge of the area, without its hole.
fn everything() -> Frame {
    let area = part(Form::Areas, &[square([50.0, 50.0], 30.0, true), square([50.0, 50.0], 10.0, false)]);
    let line = part(Form::Lines, &[vec![at(10.0, 90.0), at(190.0, 90.0)]]);
    let dashed = Stroke { width: 3.0, color: BLUE, dash: [6.0, 4.0, 0.0, 0.0] };
    let places = "두만강".chars().enumerate().map(|(i, _)| ([120.0 + 20.0 * i as f32, 40.0], 0.3)).collect();
    let triangle = Path {
        points: vec![[150.0, 60.0], [160.0, 60.0], [155.0, 70.0]],
        closed: true,
        fill: Some(RED),
        stroke: Some(Stroke::solid(1.0, BLUE)),
    };
    let mut inset = frame(vec![item(Paint::Fill(area.clone(), RED))]);
    inset.size = [40.0, 30.0].into();
    inset.background = BLUE;
    let straight = |words, y| Paint::Text(text(words, Placing::Straight([100.0, y], Align::Middle)));
    let items = vec![
        item(Paint::Relief(Arc::new(relief()), 0.5)),
        item(Paint::Fill(area, Rgba([200, 180, 160, 128]))),
        corridor(Paint::Stroke(line, dashed)),
        item(Paint::Path(triangle)),
        corridor(straight("Khasan", 20.0)),
        item(straight("Хасан", 45.0)),
        item(Paint::Text(text("두만강", Placing::Along(places)))),
        item(Paint::Inset([155.0, 5.0], Box::new(inset))),
    ];
    frame(items)
}

struct Picture {
    width: usize,
    height: usize,
    rgb: Vec<u8>,
    per_meter: u32,
}

impl Picture {
    fn of(frame: &Frame, scale: f32) -> Self {
        let bytes = png(frame, scale).unwrap();
        let mut reader = png::Decoder::new(std::io::Cursor::new(bytes)).read_info().unwrap();
        let mut rgb = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut rgb).unwrap();
        assert_eq!((info.color_type, info.bit_depth), (png::ColorType::Rgb, png::BitDepth::Eight));
        let per_meter = reader.info().pixel_dims.unwrap().xppu;
        Self { width: info.width as usize, height: info.height as usize, rgb, per_meter }
    }

    fn at(&self, x: usize, y: usize) -> [u8; 3] {
        let i = (y * self.width + x) * 3;
        [self.rgb[i], self.rgb[i + 1], self.rgb[i + 2]]
    }

    /// How many pixels of a box differ from white.
    fn inked(&self, x: std::ops::Range<usize>, y: std::ops::Range<usize>) -> usize {
        y.flat_map(|y| x.clone().map(move |x| (x, y))).filter(|&(x, y)| self.at(x, y) != [255; 3]).count()
    }
}

/// The corners of path data as absolute positions.
fn corners(data: &str) -> Vec<[f64; 2]> {
    let spaced = data.replace('-', " -").replace('M', " M ").replace(['l', 'z'], " ");
    let mut out: Vec<[f64; 2]> = Vec::new();
    let mut words = spaced.split_whitespace();
    let mut absolute = false;
    while let Some(word) = words.next() {
        if word == "M" {
            absolute = true;
            continue;
        }
        let (x, y): (f64, f64) = (word.parse().unwrap(), words.next().unwrap().parse().unwrap());
        let from = if absolute { [0.0; 2] } else { *out.last().unwrap() };
        out.push([from[0] + x, from[1] + y]);
        absolute = false;
    }
    out
}

/// The attribute of every element of a name, in order.
fn attributes(svg: &str, element: &str, attribute: &str) -> Vec<String> {
    let document = roxmltree::Document::parse(svg).unwrap();
    let elements = document.descendants().filter(|n| n.has_tag_name(element));
    elements.filter_map(|n| n.attribute(attribute)).map(str::to_owned).collect()
}

#[test]
fn the_same_frame_gives_the_same_bytes() {
    let (a, b) = (everything(), everything());
    assert_eq!(svg(&a, "t", "d"), svg(&b, "t", "d"));
    assert_eq!(png(&a, 1.5).unwrap(), png(&b, 1.5).unwrap());
    assert_eq!(dump(&a), dump(&b));
}

#[test]
fn the_dump_has_a_line_for_every_item() {
    let expected = "\
frame 200x100 mercator at 150.000 0.000 zoom 5.000 on #ffffff
things relief - 4x4 opacity 0.5
things fill - #c8b4a080 rings 2 points 8 box 20 20 80 80
things stroke corridor:khasan-rajin #0000ff width 3 dash 6 4 lines 1 points 2 box 10 90 190 90
things path - closed fill #ff0000 stroke #0000ff width 1 points 3 box 150 60 160 70
things text corridor:khasan-rajin \"Khasan\" middle at 100 20 size 20 regular #ff0000 halo #ffffff 2
things text - \"Хасан\" middle at 100 45 size 20 regular #ff0000 halo #ffffff 2
things text - \"두만강\" along points 3 box 120 40 160 40 size 20 regular #ff0000 halo #ffffff 2
things inset - at 155 5
  frame 40x30 mercator at 150.000 0.000 zoom 5.000 on #0000ff
  things fill - #ff0000 rings 1 points 4 box -8 -8 0 38
";
    assert_eq!(dump(&everything()), expected);
}

#[test]
fn the_svg_is_well_formed_and_names_its_parts() {
    let out = svg(&everything(), "A map", "Of something");
    let document = roxmltree::Document::parse(&out).unwrap();
    let root = document.root_element();
    assert_eq!(root.attribute("viewBox"), Some("0 0 200 100"));
    assert_eq!(root.attribute("width"), Some("200"));
    assert_eq!(attributes(&out, "g", "id"), ["things", "things-things"]);
    assert_eq!(attributes(&out, "path", "data-feature"), ["corridor:khasan-rajin"]);
    assert_eq!(attributes(&out, "text", "data-feature"), ["corridor:khasan-rajin"]);
    assert_eq!(attributes(&out, "text", "text-anchor"), ["middle", "middle"]);
    assert_eq!(attributes(&out, "text", "rotate"), ["17.19 17.19 17.19"]);
    assert_eq!(attributes(&out, "path", "stroke-dasharray"), ["6 4"]);
    assert_eq!(attributes(&out, "image", "opacity"), ["0.5"]);
    let words: Vec<_> =
        document.descendants().filter(|n| n.has_tag_name("text")).filter_map(|n| n.text()).collect();
    assert_eq!(words, ["Khasan", "Хасан", "두만강"]);
    let clip = attributes(&out, "clipPath", "id");
    assert!(out.contains(&format!("url(#{})", clip[0])));
    assert!(!out.contains("NaN") && !out.contains("inf"));
}

#[test]
fn fonts_are_carried_where_there_is_text() {
    assert_eq!(svg(&everything(), "", "").matches("@font-face").count(), 1);
    assert!(!svg(&frame(vec![]), "", "").contains("@font-face"));
}

#[test]
fn the_relief_image_lies_where_the_relief_is() {
    let out = svg(&everything(), "", "");
    // 150° is the middle of the picture; three degrees are 68 pixels, two are 45.
    let number = |name: &str| attributes(&out, "image", name)[0].parse::<f32>().unwrap();
    assert!((number("x") - 100.0).abs() <= 1.0, "{}", number("x"));
    assert!((number("width") - 68.0).abs() <= 1.5, "{}", number("width"));
    assert!((number("y") - 27.0).abs() <= 1.0, "{}", number("y"));
    assert!((number("height") - 46.0).abs() <= 1.5, "{}", number("height"));
}

#[test]
fn the_relief_is_blended_with_its_opacity() {
    for projection in Projection::ALL {
        let mut frame = frame(vec![item(Paint::Relief(Arc::new(relief()), 0.5))]);
        frame.map = Some(Camera::at(projection, LonLat::new(151.5, 0.0), 5.0));
        let picture = Picture::of(&frame, 2.0);
        let [r, g, b] = picture.at(180, 100);
        assert!((r, b) == (128, 128) && (g as i32 - 228).abs() <= 1, "{projection:?} {r} {g} {b}");
        assert_eq!(picture.at(4, 100), [255; 3]);
    }
}

#[test]
fn a_picture_has_the_size_and_density_of_its_scale() {
    let picture = Picture::of(&frame(vec![]), 2.0);
    assert_eq!((picture.width, picture.height, picture.per_meter), (400, 200, 7559));
    assert_eq!(picture.inked(0..400, 0..200), 0);
}

#[test]
fn a_hole_is_empty_and_an_overlap_is_not() {
    let rings = [
        square([50.0, 50.0], 30.0, true),
        square([50.0, 50.0], 10.0, false),
        // A neighbor that overlaps, wound the other way round.
        square([100.0, 50.0], 25.0, false),
    ];
    let frame = frame(vec![item(Paint::Fill(part(Form::Areas, &rings), RED))]);
    let picture = Picture::of(&frame, 1.0);
    assert_eq!(picture.at(50, 50), [255; 3], "the hole");
    assert_eq!(picture.at(30, 50), [255, 0, 0], "the area");
    assert_eq!(picture.at(78, 50), [255, 0, 0], "the overlap");
    assert_eq!(picture.at(120, 50), [255, 0, 0], "the neighbor");
    assert_eq!(picture.at(10, 50), [255; 3], "outside");
    let paths = attributes(&svg(&frame, "", ""), "path", "d");
    assert_eq!(paths.len(), 1);
    assert_eq!(paths[0].matches('z').count(), 3);
}

#[test]
fn an_area_around_the_picture_fills_it() {
    let frame = frame(vec![item(Paint::Fill(part(Form::Areas, &[square([100.0, 50.0], 900.0, true)]), RED))]);
    let picture = Picture::of(&frame, 1.0);
    assert!(picture.rgb.chunks(3).all(|p| p == [255, 0, 0]));
}

/// A line of many short segments along a row of pixels, long enough for several chunks.
fn long_line(from: f32, to: f32, steps: u16) -> Part {
    let x = |i: u16| from + (to - from) * f32::from(i) / f32::from(steps);
    // A ripple keeps every point from being simplified away, and is too fine to lengthen the line.
    let points = (0..=steps).map(|i| at(x(i), 50.0 + if i % 2 == 0 { 0.004 } else { -0.004 }));
    part(Form::Lines, &[points.collect()])
}

#[test]
fn dashes_run_on_over_chunks_and_cuts() {
    let stroke = Stroke { width: 4.0, color: RED, dash: [10.0, 10.0, 0.0, 0.0] };
    for start in [-1000.0, 0.0] {
        let part = long_line(start, 1200.0, 2000);
        assert!(part.layer.levels[part.level].chunks.len() > 5);
        let out = frame(vec![item(Paint::Stroke(part, stroke))]);
        assert_eq!(attributes(&svg(&out, "", ""), "path", "d").len(), 1);
        let picture = Picture::of(&out, 1.0);
        for middle in (5..200).step_by(10) {
            let [_, green, _] = picture.at(middle, 50);
            assert_eq!(green < 64, middle % 20 == 5, "from {start}, pixel {middle}: {green}");
        }
    }
}

#[test]
fn a_huge_line_is_cut_to_the_picture() {
    let line = part(Form::Lines, &[vec![LonLat::new(-29.0, -80.0), LonLat::new(329.0, 80.0)]]);
    let mut frame = frame(vec![item(Paint::Stroke(line, Stroke::solid(6.0, RED)))]);
    frame.map = Some(Camera::at(Projection::Mercator, LonLat::new(150.0, 0.0), 18.0));
    let points = corners(&attributes(&svg(&frame, "", ""), "path", "d")[0]);
    assert_eq!(points.len(), 2);
    assert!(points.iter().all(|[x, y]| (-20.0..=220.0).contains(x) && (-20.0..=120.0).contains(y)));
    assert_eq!(Picture::of(&frame, 1.0).at(100, 50), [255, 0, 0]);
}

#[test]
fn text_in_three_scripts_is_drawn_with_its_halo() {
    for words in ["Khasan", "Хасан", "하산"] {
        let mut text = text(words, Placing::Straight([100.0, 60.0], Align::Middle));
        text.halo = Some((BLUE, 3.0));
        let picture = Picture::of(&frame(vec![item(Paint::Text(text))]), 1.0);
        let count = |wanted: [u8; 3]| picture.rgb.chunks(3).filter(|p| *p == wanted).count();
        assert!(count([255, 0, 0]) > 20, "{words}: {} letter pixels", count([255, 0, 0]));
        assert!(count([0, 0, 255]) > 100, "{words}: {} halo pixels", count([0, 0, 255]));
        let (left, right) = (picture.inked(0..100, 0..100), picture.inked(100..200, 0..100));
        assert!(left.abs_diff(right) * 3 < left + right, "{words} is centered: {left} {right}");
    }
}

#[test]
fn an_inset_is_cut_to_its_size() {
    let mut inset = frame(vec![item(Paint::Stroke(long_line(-50.0, 300.0, 2), Stroke::solid(8.0, RED)))]);
    (inset.size, inset.background) = ([40.0, 30.0].into(), BLUE);
    let frame = frame(vec![item(Paint::Inset([20.0, 10.0], Box::new(inset)))]);
    let picture = Picture::of(&frame, 1.0);
    assert_eq!(picture.inked(0..200, 0..100), 40 * 30);
    assert_eq!((picture.at(22, 12), picture.at(40, 25)), ([0, 0, 255], [255, 0, 0]));
}

#[test]
fn awkward_text_is_escaped() {
    let awkward = "<a & \"b\" 'c'>\u{0}\u{7}\u{1b}]]>\u{ffff}";
    let straight = item(Paint::Text(text(awkward, Placing::Straight([1.0, 20.0], Align::Start))));
    let out = svg(&frame(vec![straight]), awkward, awkward);
    let document = roxmltree::Document::parse(&out).unwrap();
    let clean = "<a & \"b\" 'c'>   ]]> ";
    for name in ["title", "desc", "text"] {
        let node = document.descendants().find(|n| n.has_tag_name(name)).unwrap();
        assert_eq!(node.text(), Some(clean), "{name}");
    }
}

#[test]
fn what_is_no_number_is_left_out() {
    let path = Path {
        points: vec![[f32::NAN, 1.0], [10.0, f32::INFINITY]],
        closed: true,
        fill: Some(RED),
        stroke: Some(Stroke::solid(f32::NAN, RED)),
    };
    let mut sizeless = text("a", Placing::Straight([5.0, 5.0], Align::End));
    sizeless.size = f32::NAN;
    let line = part(Form::Lines, &[vec![at(10.0, 50.0), at(100.0, 50.0)]]);
    let frame = frame(vec![
        item(Paint::Path(path)),
        item(Paint::Text(text("a", Placing::Straight([f32::NAN, 0.0], Align::Start)))),
        item(Paint::Text(text("a", Placing::Along(vec![])))),
        item(Paint::Text(sizeless)),
        item(Paint::Stroke(line, Stroke { width: f32::NAN, color: RED, dash: [f32::NAN; 4] })),
        item(Paint::Inset([f32::NAN; 2], Box::new(frame(vec![])))),
    ]);
    let out = svg(&frame, "", "");
    assert!(!out.contains("NaN") && !out.contains("inf") && !out.contains("<path"), "{out}");
    assert_eq!(Picture::of(&frame, 1.0).inked(0..200, 0..100), 0);
}

#[test]
fn pictures_too_large_or_without_scale_are_refused() {
    let empty = frame(vec![]);
    let error = png(&empty, 100.0).unwrap_err();
    assert!(matches!(error, ExportError::TooLarge { .. }));
    assert!(error.to_string().contains("20000 × 10000"), "{error}");
    assert!(!error.hint().is_empty());
    for scale in [0.0, -1.0, f32::NAN, f32::INFINITY] {
        assert!(matches!(png(&empty, scale), Err(ExportError::Scale(_))));
    }
}

#[test]
fn parts_that_do_not_exist_are_nothing() {
    let mut missing = part(Form::Lines, &[]);
    (missing.level, missing.group) = (9, 9);
    let items =
        vec![item(Paint::Fill(missing.clone(), RED)), item(Paint::Stroke(missing, Stroke::solid(1.0, RED)))];
    assert_eq!(Picture::of(&frame(items.clone()), 1.0).inked(0..200, 0..100), 0);
    assert!(!svg(&frame(items), "", "").contains("<path"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn nothing_lies_far_outside_the_picture(
        points in prop::collection::vec((-20.0f64..320.0, -70.0f64..70.0), 2..300),
        zoom in 2.0f64..14.0,
        width in 0.5f32..20.0,
        dash in 0.0f32..9.0,
    ) {
        let mut ring: Vec<LonLat> = points.iter().map(|&(lon, lat)| LonLat::new(lon, lat)).collect();
        ring.push(ring[0]);
        let stroke = Stroke { width, color: RED, dash: [dash, dash, 0.0, 0.0] };
        let mut frame = frame(vec![
            item(Paint::Fill(part(Form::Areas, std::slice::from_ref(&ring)), BLUE)),
            item(Paint::Stroke(part(Form::Lines, &[ring]), stroke)),
        ]);
        frame.map.as_mut().unwrap().zoom = zoom;
        let margin = f64::from(9.0 + width);
        let out = svg(&frame, "", "");
        for data in attributes(&out, "path", "d") {
            for [x, y] in corners(&data) {
                prop_assert!(x >= -margin && x <= 200.0 + margin && y >= -margin && y <= 100.0 + margin);
            }
        }
        prop_assert!(!out.contains("NaN"));
    }
}
