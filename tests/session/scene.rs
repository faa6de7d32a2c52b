//! The map as a display list: names keep apart and inside, lines stay whole across 180°, statuses are
//! told apart without color, and what is drawn can be picked.

use crate::common::{CITIES, Random, TODAY, bundled, ready, stage};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::{env, fs};
use tumen_core::geo::{LonLat, NumberBounds, PlaneBounds, Projection};
use tumen_core::model::{Language, Status};
use tumen_scene::export;
use tumen_scene::frame::{FeatureId, Paint, Part, Text};
use tumen_scene::furniture::Legend;
use tumen_scene::pick::pick;
use tumen_scene::place_labels::{Rect, boxes};
use tumen_scene::prepared::Level;
use tumen_scene::{Camera, Frame, Furniture, Prepared, Theme};
use tumen_session::view::Filter;
use tumen_session::{CameraCommand, NamedView, Output, SelectionCommand, Session, ViewCommand};

const PAPER: Output = Output::Paper { scale: 1.0 };

fn furniture(session: &Session) -> Furniture {
    let language = session.view().language;
    let title = session.words().get("map_title", language).to_owned();
    let subtitle = format!("{} {}", session.words().get("as_of", language), session.view().as_of);
    let facts = session.words().get("data_sources", language).to_owned();
    Furniture {
        title: Some((title, subtitle)),
        legend: Legend::Full,
        scale_bar: true,
        locator: true,
        attribution: vec![facts, session.attribution().join(" · ")],
        ..Furniture::default()
    }
}

fn look(session: &mut Session, camera: Camera, size: [f32; 2]) -> Frame {
    session.run(CameraCommand::Set(camera));
    session.compose(size, Furniture::default(), PAPER).unwrap()
}

fn named(session: &mut Session, view: &str, projection: Projection, size: [f32; 2]) -> Frame {
    let camera = NamedView::find(view).unwrap().camera(projection, size);
    look(session, camera, size)
}

fn texts(frame: &Frame) -> impl Iterator<Item = (&'static str, &Text)> {
    let items = frame.groups.iter().flat_map(|g| g.items.iter().map(|i| (g.name, &i.paint)));
    items.filter_map(|(group, paint)| match paint {
        Paint::Text(text) => Some((group, text)),
        _ => None,
    })
}

fn overlap(a: &Rect, b: &Rect) -> bool {
    // A hair is rounding, not an overlap.
    const HAIR: f32 = 0.05;
    a[0] + HAIR < b[2] && b[0] + HAIR < a[2] && a[1] + HAIR < b[3] && b[1] + HAIR < a[3]
}

/// What is wrong with the texts of a frame: overlaps, and what the edge cuts.
fn text_problems(frame: &Frame) -> Vec<String> {
    let all: Vec<(&str, &Text, Vec<Rect>)> = texts(frame).map(|(g, t)| (g, t, boxes(t))).collect();
    let mut problems = Vec::new();
    let [w, h] = frame.size.into();
    for (i, (group, text, own)) in all.iter().enumerate() {
        let cut = |r: &Rect| r[0] < 0.0 || r[1] < 0.0 || r[2] > w || r[3] > h;
        if let Some(r) = own.iter().find(|r| cut(r)) {
            problems.push(format!("{group} {:?} is cut by the edge: {r:?}", text.text));
        }
        for (other_group, other, rects) in &all[i + 1..] {
            if own.iter().any(|a| rects.iter().any(|b| overlap(a, b))) {
                problems.push(format!("{group} {:?} overlaps {other_group} {:?}", text.text, other.text));
            }
        }
    }
    problems
}

/// The boxes of title, legend and the like: closed paths with the outline of a panel.
fn panels(frame: &Frame, session: &Session) -> Vec<Rect> {
    let outline = session.style().palette(session.view().theme).panel_line;
    let items = frame.groups.iter().filter(|g| g.name == "furniture").flat_map(|g| &g.items);
    let paths = items.filter_map(|i| match &i.paint {
        Paint::Path(p) if p.fill.is_some() && p.stroke.is_some_and(|s| s.color == outline) => Some(&p.points),
        _ => None,
    });
    paths
        .map(|p| NumberBounds::of(p.iter().map(|c| c.map(f64::from))))
        .map(|b| [b.min, b.max].concat())
        .map(rect)
        .collect()
}

fn rect(sides: Vec<f64>) -> Rect {
    [0, 1, 2, 3].map(|i| sides[i] as f32)
}

/// Panels that overlap, run out of the picture, or cover names of the map.
fn panel_problems(frame: &Frame, session: &Session) -> Vec<String> {
    let panels = panels(frame, session);
    let [w, h] = frame.size.into();
    let mut problems = Vec::new();
    for (i, panel) in panels.iter().enumerate() {
        if panel[0] < 0.0 || panel[1] < 0.0 || panel[2] > w || panel[3] > h {
            problems.push(format!("the box {panel:?} is cut by the edge"));
        }
        let others = panels[i + 1..].iter().filter(|p| overlap(p, panel));
        problems.extend(others.map(|o| format!("the boxes {panel:?} and {o:?} overlap")));
        let under =
            texts(frame).filter(|(g, t)| *g != "furniture" && boxes(t).iter().any(|b| overlap(b, panel)));
        problems.extend(under.map(|(_, t)| format!("{:?} lies under the box {panel:?}", t.text)));
    }
    problems
}

/// A random look somewhere between Irkutsk, Anadyr and Busan.
fn random_camera(random: &mut Random) -> (Camera, [f32; 2]) {
    let projection = random.one_of(&Projection::ALL);
    let at = LonLat::new(random.between(100.0, 192.0), random.between(33.0, 70.0));
    let zoom = random.between(2.5, 13.0);
    let sizes = [
        [400.0, 300.0],
        [640.0, 480.0],
        [1024.0, 768.0],
        [1280.0, 800.0],
        [1600.0, 1000.0],
        [1920.0, 1080.0],
    ];
    (Camera::at(projection, at, zoom), random.one_of(&sizes))
}

#[test]
fn names_keep_apart_and_inside_under_two_hundred_cameras() {
    let mut session = ready();
    let mut random = Random(2026);
    let (mut problems, mut seen, mut boxed) = (Vec::new(), 0, 0);
    for i in 0..200 {
        let (camera, size) = random_camera(&mut random);
        session.run(CameraCommand::Set(camera));
        session.run(ViewCommand::Theme(random.one_of(&Theme::ALL)));
        session.run(ViewCommand::Language(random.one_of(&Language::ALL)));
        let frame = session.compose(size, furniture(&session), PAPER).unwrap();
        seen += texts(&frame).count();
        let what = format!("camera {i} {size:?} {} zoom {:.1}", session.view().language.id(), camera.zoom);
        boxed += panels(&frame, &session).len();
        let found = text_problems(&frame).into_iter().chain(panel_problems(&frame, &session));
        problems.extend(found.map(|p| format!("{what}: {p}")));
    }
    assert!(boxed > 300, "only {boxed} boxes were drawn under 200 cameras");
    assert!(seen > 4000, "only {seen} texts were drawn under 200 cameras");
    assert!(problems.is_empty(), "{} problems:\n{}", problems.len(), problems.join("\n"));
}

#[test]
fn overlapping_and_cut_names_are_found() {
    let mut session = ready();
    let mut frame = named(&mut session, "korea", Projection::Mercator, [800.0, 600.0]);
    assert_eq!(text_problems(&frame), Vec::<String>::new());
    let items = &mut frame.groups.iter_mut().find(|g| g.name == "places").unwrap().items;
    let text = items.iter().find(|i| matches!(i.paint, Paint::Text(_))).unwrap().clone();
    items.push(text);
    assert_eq!(text_problems(&frame).len(), 1, "the same name twice overlaps itself");
    frame.size = [100.0, 100.0].into();
    assert!(text_problems(&frame).iter().any(|p| p.contains("cut by the edge")));
}

#[test]
fn the_theatre_names_the_twelve_cities() {
    let mut session = ready();
    for projection in Projection::ALL {
        for (l, language) in Language::ALL.into_iter().enumerate() {
            session.run(ViewCommand::Language(language));
            let camera = NamedView::find("theatre").unwrap().camera(projection, [1600.0, 1000.0]);
            session.run(CameraCommand::Set(camera));
            for furniture in [Furniture::default(), furniture(&session)] {
                let frame = session.compose([1600.0, 1000.0], furniture, PAPER).unwrap();
                let drawn: BTreeSet<&str> = texts(&frame).map(|(_, t)| &*t.text).collect();
                let missing: Vec<&str> = CITIES.iter().map(|c| c[l]).filter(|c| !drawn.contains(c)).collect();
                assert!(missing.len() <= 2, "{projection:?} {language:?}: {missing:?} are not named");
            }
        }
    }
}

/// The longest piece of a part that is in view, pixels.
fn longest_piece(frame: &Frame, part: &Part) -> f64 {
    let level = &part.layer.levels[part.level];
    let view = frame.map.unwrap().visible(frame.size);
    let scale = frame.map.unwrap().pixels_per_unit();
    let mut longest = 0.0_f64;
    level.chunks_in(part.group, &view, |chunk| {
        for w in level.points.run(level.chunks[chunk].points.clone()).windows(2) {
            if PlaneBounds::of(w.iter().copied()).intersects(&view) {
                longest = longest.max((w[1][0] - w[0][0]).hypot(w[1][1] - w[0][1]) * scale);
            }
        }
    });
    longest
}

fn strokes<'a>(frame: &'a Frame, group: &'a str) -> impl Iterator<Item = (&'a Part, Option<&'a FeatureId>)> {
    let items = frame.groups.iter().filter(move |g| g.name == group).flat_map(|g| &g.items);
    items.filter_map(|i| match &i.paint {
        Paint::Stroke(part, _) => Some((part, i.feature.as_ref())),
        _ => None,
    })
}

#[test]
fn chukotka_is_whole_and_named() {
    let mut session = ready();
    let size = [1600.0, 1000.0];
    for projection in Projection::ALL {
        for (l, language) in Language::ALL.into_iter().enumerate() {
            session.run(ViewCommand::Language(language));
            let frame = named(&mut session, "chukotka", projection, size);
            let anadyr = texts(&frame).any(|(_, t)| &*t.text == CITIES[10][l]);
            assert!(anadyr, "{projection:?} {language:?}: Anadyr is not named");
        }
        let frame = named(&mut session, "chukotka", projection, size);
        for (part, _) in strokes(&frame, "lines") {
            let longest = longest_piece(&frame, part);
            assert!(
                longest < 800.0,
                "{projection:?}: a stroke of the base map has a piece of {longest:.0} pixels"
            );
        }
        assert!(strokes(&frame, "lines").count() > 3, "the base map has lines here");
        let sides = land_beside_180(&frame);
        assert!(sides.0 > 500 && sides.1 > 100, "{projection:?}: land west and east of 180°: {sides:?}");
    }
}

/// Points of land that the picture fills west and east of 180°, in one ring.
fn land_beside_180(frame: &Frame) -> (usize, usize) {
    let rings = frame.items().filter_map(|i| match &i.paint {
        Paint::Fill(part, _) => Some(&part.layer.levels[part.level]),
        _ => None,
    });
    let sides = |level: &Level| {
        level
            .spans
            .iter()
            .map(|span| ring_beside_180(frame, &level.points.run(span.points.clone())))
            .collect::<Vec<_>>()
    };
    rings.flat_map(sides).max_by_key(|(west, east)| *west.min(east)).unwrap_or((0, 0))
}

fn ring_beside_180(frame: &Frame, ring: &[[f64; 2]]) -> (usize, usize) {
    let view = frame.map.unwrap().visible(frame.size);
    let seen = ring.iter().filter(|p| view.contains(**p));
    let lons = seen.map(|p| frame.map.unwrap().projection.unproject_continuous(*p).lon);
    let (west, east): (Vec<f64>, Vec<f64>) = lons.partition(|lon| *lon < 180.0);
    (west.len(), east.len())
}

/// The points where a layer crosses a whole world: the sign of a line torn at 180°.
fn torn(layer: &Prepared, projection: Projection) -> usize {
    let lon = |p: &[f64; 2]| projection.unproject_continuous(*p).lon;
    let wild = |w: &&[[f64; 2]]| (lon(&w[1]) - lon(&w[0])).abs() > 180.0;
    let level = layer.levels.last().unwrap();
    level.chunks.iter().map(|c| level.points.run(c.points.clone()).windows(2).filter(wild).count()).sum()
}

#[test]
fn no_line_runs_round_the_world() {
    for projection in Projection::ALL {
        let stage = stage(projection);
        let base = &stage.base;
        let layers =
            [&base.coast, &base.rivers, &base.borders, &base.regions, &base.railways, &base.frontier];
        for (i, layer) in layers.into_iter().chain([&stage.corridors]).enumerate() {
            assert_eq!(
                torn(layer, projection),
                0,
                "{projection:?}: layer {i} has pieces over 180° of longitude"
            );
        }
    }
}

#[test]
fn statuses_are_told_apart_without_color() {
    let style = bundled().style();
    let looks: Vec<(Option<Status>, [f32; 6])> = Status::ALL
        .map(Some)
        .into_iter()
        .chain([None])
        .map(|status| {
            let s = style.status(status);
            let d = s.stroke(style.kind("railway", Theme::Light), 1.0).dash;
            (status, [s.width, s.edge, d[0], d[1], d[2], d[3]])
        })
        .collect();
    for (i, (a, look)) in looks.iter().enumerate() {
        for (b, other) in &looks[i + 1..] {
            // Half a pixel of width, a rim, or a pixel of dash is seen at the zoom of the theatre (× 0.72).
            let rim = (look[1] > 0.0) != (other[1] > 0.0);
            let weight = (look[0] - other[0]).abs() >= 0.5;
            let dash = (2..6).any(|k| (look[k] - other[k]).abs() >= 1.0);
            assert!(rim || weight || dash, "{a:?} and {b:?} look alike: {look:?} {other:?}");
        }
    }
}

#[test]
fn corridors_are_stroked_as_their_status_says() {
    let mut session = ready();
    let frame = named(&mut session, "tumen", Projection::Mercator, [1200.0, 800.0]);
    let mut widths: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for item in frame.groups.iter().filter(|g| g.name == "corridors").flat_map(|g| &g.items) {
        if let (Some(FeatureId::Corridor(id)), Paint::Stroke(_, stroke)) = (&item.feature, &item.paint) {
            widths.entry(id).or_default().insert(format!("{:?}", stroke.dash));
        }
    }
    let solid = format!("{:?}", [0.0_f32; 4]);
    assert_eq!(widths["khasan-rajin"], BTreeSet::from([solid.clone()]), "an operating line is solid");
    assert!(widths["tumen-road-bridge"].len() > 1, "a line under construction is dashed over its casing");
    session.run(ViewCommand::AsOf("2021-06-01".parse().unwrap()));
    let then = session.compose([1200.0, 800.0], Furniture::default(), PAPER).unwrap();
    assert_ne!(export::dump(&frame), export::dump(&then), "another date is another map");
}

fn screen(frame: &Frame, p: LonLat) -> [f32; 2] {
    frame.map.unwrap().to_screen(frame.map.unwrap().projection.project_wrapped(p), frame.size).into()
}

#[test]
fn a_line_and_a_sign_are_picked() {
    let mut session = ready();
    session.run(ViewCommand::Layer("names".into(), false));
    for projection in Projection::ALL {
        let frame = named(&mut session, "tumen", projection, [1200.0, 800.0]);
        // Where it is drawn: beside the corridor that it shares the track with.
        let is_line = |id: Option<&FeatureId>| id == Some(&FeatureId::Corridor("khasan-rajin".into()));
        let (part, _) = strokes(&frame, "corridors").find(|(_, id)| is_line(*id)).unwrap();
        let level = &part.layer.levels[part.level];
        let scale = frame.map.unwrap().pixels_per_unit();
        let spans = level.spans[level.groups[part.group].clone()].iter();
        let line: Vec<[f64; 2]> =
            spans.flat_map(|s| part.placed(s.points.clone(), scale).into_owned()).collect();
        let picked = |at: [f32; 2]| pick(&frame, at, 5.0);
        let hits = line
            .iter()
            .filter(|p| is_line(picked(frame.map.unwrap().to_screen(**p, frame.size).into()).as_ref()));
        let hits = hits.count();
        assert!(
            hits * 2 > line.len(),
            "{projection:?}: {hits} of {} points of the line are picked",
            line.len()
        );
        let rajin = session.document().place("rajin").unwrap().position;
        assert_eq!(picked(screen(&frame, rajin)), Some(FeatureId::Place("rajin".into())), "{projection:?}");
    }
}

#[test]
fn nothing_is_picked_in_the_open_sea() {
    let mut session = ready();
    let camera = Camera::at(Projection::Mercator, LonLat::new(160.0, 47.0), 6.0);
    let frame = look(&mut session, camera, [800.0, 600.0]);
    for x in [350.0, 400.0, 450.0] {
        assert_eq!(pick(&frame, [x, 300.0], 5.0), None, "at {x} 300");
    }
    for wild in [[f32::NAN, 0.0], [-1e9, 1e9], [f32::INFINITY, 5.0]] {
        assert_eq!(pick(&frame, wild, 5.0), None, "at {wild:?}");
    }
}

#[test]
fn a_hidden_layer_is_not_drawn() {
    let mut session = ready();
    let size = [1000.0, 700.0];
    let camera = NamedView::find("primorye").unwrap().camera(Projection::Mercator, size);
    let whole = look(&mut session, camera, size);
    for layer in [
        "lakes",
        "rivers",
        "regions",
        "borders",
        "railways",
        "corridors",
        "places",
        "names",
        "gas",
        "railway",
    ] {
        session.run(ViewCommand::Layer(layer.into(), false));
        let less = look(&mut session, camera, size);
        assert!(less.items().count() < whole.items().count(), "hiding {layer} removes nothing");
        session.run(ViewCommand::Layer(layer.into(), true));
    }
    assert_eq!(export::dump(&look(&mut session, camera, size)), export::dump(&whole), "all of it came back");
    session.run(ViewCommand::Layer("corridors".into(), false));
    let without = look(&mut session, camera, size);
    assert_eq!(strokes(&without, "corridors").count(), 0);
    assert!(without.items().all(|i| !matches!(i.feature, Some(FeatureId::Corridor(_)))));
}

/// The strongest alpha with which each corridor is stroked.
fn opacities(frame: &Frame) -> BTreeMap<String, u8> {
    let mut found: BTreeMap<String, u8> = BTreeMap::new();
    for item in frame.groups.iter().filter(|g| g.name == "corridors").flat_map(|g| &g.items) {
        if let (Some(FeatureId::Corridor(id)), Paint::Stroke(_, stroke)) = (&item.feature, &item.paint) {
            let most = found.entry(id.to_string()).or_default();
            *most = (*most).max(stroke.color.0[3]);
        }
    }
    found
}

#[test]
fn a_filter_fades_and_does_not_hide() {
    let mut session = ready();
    let size = [1000.0, 700.0];
    let before = opacities(&named(&mut session, "primorye", Projection::Mercator, size));
    // Lines known less well than the picture shows are drawn faintly, but not as faintly as what is left out.
    assert!(before.len() > 5 && before.values().all(|a| *a > 150), "{before:?}");
    let kinds = BTreeSet::from(["gas".to_owned()]);
    session.run(ViewCommand::Filter(Filter { kinds, ..Filter::default() }));
    let after = opacities(&session.compose(size, Furniture::default(), PAPER).unwrap());
    assert_eq!(before.keys().collect::<Vec<_>>(), after.keys().collect::<Vec<_>>(), "none vanished");
    for (id, alpha) in after {
        let corridor = session.document().corridor(&id).unwrap();
        let kept = &*session.document().project(&corridor.project).unwrap().kind == "gas";
        assert_eq!(alpha == before[&id], kept, "{id} has the opacity {alpha}");
    }
}

#[test]
fn the_selection_glows() {
    let mut session = ready();
    let camera = NamedView::find("tumen").unwrap().camera(Projection::Mercator, [800.0, 600.0]);
    let plain = look(&mut session, camera, [800.0, 600.0]).items().count();
    for feature in [FeatureId::Corridor("khasan-rajin".into()), FeatureId::Place("rajin".into())] {
        session.run(SelectionCommand::feature(Some(&feature)));
        let more = look(&mut session, camera, [800.0, 600.0]).items().count();
        assert!(more > plain, "selecting {feature:?} draws nothing more");
    }
}

/// The stored dump of a small picture; `UPDATE=1 cargo test` writes it anew.
fn compare(name: &str, actual: &str) {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").unwrap());
    let path = root.join("tests/snapshots").join(name);
    if env::var_os("UPDATE").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, actual).unwrap();
    }
    let stored = fs::read_to_string(&path).unwrap_or_default().replace('\r', "");
    let first = stored.lines().zip(actual.lines()).position(|(a, b)| a != b);
    let line = first.unwrap_or(stored.lines().count().min(actual.lines().count()));
    assert!(
        stored == actual,
        "{name}:{}: stored\n  {}\nnow\n  {}\nIf the change is meant, run: UPDATE=1 cargo test --test scene",
        line + 1,
        stored.lines().nth(line).unwrap_or("(nothing)"),
        actual.lines().nth(line).unwrap_or("(nothing)"),
    );
}

#[test]
fn the_bridge_is_drawn_as_stored() {
    let mut session = ready();
    for layer in ["lakes", "rivers", "regions", "borders", "railways", "frontier"] {
        session.run(ViewCommand::Layer(layer.into(), false));
    }
    session.run(ViewCommand::AsOf(TODAY));
    let camera = Camera::at(Projection::Mercator, LonLat::new(130.64, 42.415), 11.0);
    compare("bridge.txt", &export::dump(&look(&mut session, camera, [300.0, 200.0])));
}

#[test]
fn a_legend_has_no_empty_headings() {
    let mut session = ready();
    let size = [800.0, 600.0];
    let camera = NamedView::find("primorye").unwrap().camera(Projection::Mercator, size);
    session.run(CameraCommand::Set(camera));
    let words = |session: &Session| -> Vec<String> {
        let frame = session.compose(size, furniture(session), PAPER).unwrap();
        texts(&frame).filter(|(g, _)| *g == "furniture").map(|(_, t)| t.text.to_string()).collect()
    };
    let with = words(&session);
    for heading in ["Kind", "Status", "Places"] {
        assert!(with.iter().any(|w| w == heading), "{heading} is not in {with:?}");
    }
    session.run(ViewCommand::Layer("corridors".into(), false));
    let without = words(&session);
    assert!(!without.iter().any(|w| w == "Status"), "no line has a status in {without:?}");
    assert!(without.iter().any(|w| w == "Places"), "there are still signs in {without:?}");
    session.run(ViewCommand::Layer("places".into(), false));
    assert!(!words(&session).iter().any(|w| w == "Places"), "no sign is left");
}
