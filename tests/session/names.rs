//! Names keep off the lines of corridors that are not their own, and leader lines off names.

use crate::common::ready;
use crate::side_by_side::{Line, cameras, lines};
use std::collections::BTreeMap;
use tumen_core::geo::Projection;
use tumen_core::model::Language;
use tumen_scene::frame::{Align, FeatureId, Item, Paint, Placing, Text};
use tumen_scene::place_labels::boxes;
use tumen_scene::{Frame, Furniture, text};
use tumen_session::{CameraCommand, NamedView, Output, Session, ViewCommand};

const PAPER: Output = Output::Paper { scale: 1.0 };
const SIZE: [f32; 2] = [480.0, 300.0];

/// A letter, or a whole name, as a turned box: origin, sine and cosine, left, top, right, bottom.
type Turned = ([f32; 2], (f32, f32), [f32; 4]);

/// What the letters of a text cover, without the space kept around them.
fn inked(text: &Text) -> Vec<Turned> {
    let face = text::face(text.weight);
    let cap = text::CAP_HEIGHT * text.size;
    match &text.placing {
        Placing::Straight(..) => {
            let [left, _, right, bottom] = boxes(text)[0];
            let base = bottom - text::DESCENT * text.size;
            vec![([0.0, 0.0], (0.0, 1.0), [left + 2.0, base - cap, right - 2.0, base])]
        }
        Placing::Along(glyphs) => {
            let letters = text.text.chars().zip(glyphs);
            letters
                .map(|(c, (at, angle))| (*at, angle.sin_cos(), [0.0, -cap, face.advance(c) * text.size, 0.0]))
                .collect()
        }
    }
}

fn holds((at, (sin, cos), [left, top, right, bottom]): &Turned, p: [f32; 2], margin: f32) -> bool {
    let (x, y) = (p[0] - at[0], p[1] - at[1]);
    let (x, y) = (x * cos + y * sin, y * cos - x * sin);
    x > left - margin && x < right + margin && y > top - margin && y < bottom + margin
}

fn names(frame: &Frame) -> impl Iterator<Item = (&Item, &Text)> {
    let items = frame.groups.iter().filter(|g| g.name == "places").flat_map(|g| &g.items);
    items.filter_map(|item| match &item.paint {
        Paint::Text(text) => Some((item, text)),
        Paint::Fill(..) | Paint::Stroke(..) | Paint::Path(_) | Paint::Relief(..) | Paint::Inset(..) => None,
    })
}

/// Whether a name is that of a corridor, or of a place that the corridor passes.
fn is_own(session: &Session, item: &Item, corridor: &str) -> bool {
    let document = session.document();
    match &item.feature {
        Some(FeatureId::Corridor(id)) => **id == *corridor,
        Some(FeatureId::Place(id)) => {
            document.corridor(corridor).is_some_and(|c| c.via.iter().any(|v| *v.place == **id))
        }
        Some(FeatureId::User(..) | FeatureId::Base) | None => false,
    }
}

/// Names that lie on lines of others.
fn crossed(session: &Session, frame: &Frame, lines: &[Line]) -> Vec<String> {
    let mut found = Vec::new();
    for (item, text) in names(frame) {
        // The number in the sign of a pier stands where its place is.
        if text.text.parse::<u8>().is_ok() {
            continue;
        }
        let letters = inked(text);
        for line in lines.iter().filter(|l| !is_own(session, item, &l.corridor)) {
            let on = |p: &&[f32; 2]| letters.iter().any(|l| holds(l, **p, 0.5 * line.width - 0.2));
            if let Some(at) = line.places.iter().find(on) {
                found.push(format!("{:?} lies on {} at {at:?}", text.text, line.corridor));
            }
        }
    }
    found
}

/// Leader lines that run across names.
fn under_leaders(frame: &Frame) -> Vec<String> {
    let items = frame.groups.iter().filter(|g| g.name == "places").flat_map(|g| &g.items);
    let mut found = Vec::new();
    for item in items {
        let Paint::Path(path) = &item.paint else { continue };
        let [a, b] = path.points[..] else { continue };
        for (_, text) in names(frame) {
            let letters = inked(text);
            for i in 1..20 {
                let p = [0, 1].map(|axis| a[axis] + (b[axis] - a[axis]) * i as f32 / 20.0);
                if letters.iter().any(|l| holds(l, p, 0.0)) {
                    found.push(format!("a leader line of {:?} runs across {:?}", item.feature, text.text));
                    break;
                }
            }
        }
    }
    found
}

#[test]
fn no_name_lies_on_a_corridor_that_is_not_its_own() {
    let mut session = ready();
    let (mut problems, mut seen, mut aside) = (Vec::new(), 0, 0);
    for (i, camera) in cameras(&session, 500).into_iter().enumerate() {
        session.run(CameraCommand::Set(camera));
        session.run(ViewCommand::Language(Language::ALL[i % 3]));
        let frame = session.compose(SIZE, Furniture::default(), PAPER).unwrap();
        let lines = lines(&session, &frame);
        seen += names(&frame).count();
        let leaders = frame.items().filter(|i| matches!(&i.paint, Paint::Path(p) if p.points.len() == 2));
        aside += leaders.count();
        let found = crossed(&session, &frame, &lines).into_iter().chain(under_leaders(&frame));
        problems.extend(found.map(|p| format!("{camera:?}: {p}")));
    }
    assert!(problems.is_empty(), "{} problems:\n{}", problems.len(), problems.join("\n"));
    assert!(seen > 3000 && aside > 300, "{seen} names, {aside} leader lines");
}

#[test]
fn a_name_on_a_line_of_another_is_found() {
    let mut session = ready();
    let camera = NamedView::find("tumen").unwrap().camera(Projection::Mercator, [1280.0, 800.0]);
    session.run(CameraCommand::Set(camera));
    let mut frame = session.compose([1280.0, 800.0], Furniture::default(), PAPER).unwrap();
    let lines = lines(&session, &frame);
    assert_eq!(crossed(&session, &frame, &lines), Vec::<String>::new());
    let line = lines.iter().find(|l| l.corridor == "flight-vladivostok-pyongyang").unwrap();
    let items = &mut frame.groups.iter_mut().find(|g| g.name == "places").unwrap().items;
    let khasan = Some(FeatureId::Place("khasan".into()));
    let name = items.iter_mut().filter(|i| i.feature == khasan).find_map(|i| match &mut i.paint {
        Paint::Text(text) => Some(text),
        Paint::Fill(..) | Paint::Stroke(..) | Paint::Path(_) | Paint::Relief(..) | Paint::Inset(..) => None,
    });
    name.unwrap().placing = Placing::Straight(line.places[line.places.len() / 2], Align::Middle);
    assert_eq!(crossed(&session, &frame, &lines).len(), 1);
}

#[test]
fn the_crowd_at_the_bridge_is_named() {
    let mut session = ready();
    let document = session.document();
    let bridge = document.place("friendship-bridge").or_else(|| document.place("khasan")).unwrap().position;
    let wanted: BTreeMap<&str, f64> =
        [("Khasan", 10.6), ("Tumangang", 10.6), ("Friendship Bridge", 10.6), ("Tumen road bridge", 12.5)]
            .into();
    for zoom in [10.6, 12.5] {
        let camera = tumen_scene::Camera::at(Projection::Mercator, bridge, zoom);
        session.run(CameraCommand::Set(camera));
        let frame = session.compose([1280.0, 800.0], Furniture::default(), PAPER).unwrap();
        let drawn: Vec<&str> = names(&frame).map(|(_, t)| &*t.text).collect();
        for (name, from) in &wanted {
            assert!(zoom < *from || drawn.contains(name), "{name} is not named at {zoom}: {drawn:?}");
        }
    }
    let camera = NamedView::find("tumen").unwrap().camera(Projection::Mercator, [1280.0, 800.0]);
    session.run(CameraCommand::Set(camera));
    let frame = session.compose([1280.0, 800.0], Furniture::default(), PAPER).unwrap();
    let corridors = names(&frame).filter(|(i, _)| matches!(i.feature, Some(FeatureId::Corridor(_)))).count();
    assert!(corridors > 8, "{corridors} corridors are named in the Tumen view");
}
