//! Corridors that share an alignment: at every date each one can be seen, keeps its gap, and can be picked.

use crate::common::{Random, ready};
use std::collections::{BTreeMap, BTreeSet};
use tumen_core::geo::{LonLat, Projection};
use tumen_core::model::Date;
use tumen_scene::frame::{FeatureId, Paint, Part, Stroke};
use tumen_scene::pick::pick;
use tumen_scene::{Camera, Frame, Furniture};
use tumen_session::{CameraCommand, NamedView, Output, Session, ViewCommand};

const PAPER: Output = Output::Paper { scale: 1.0 };
const SIZE: [f32; 2] = [1280.0, 800.0];
/// Distance of the places on a line that are looked at, pixels.
const STEP: f32 = 4.0;

/// The line of a part of a corridor as a picture has it.
struct Line {
    corridor: String,
    width: f32,
    /// Places along it in the picture.
    places: Vec<[f32; 2]>,
}

/// The lines of the statuses in a frame, in drawing order.
fn lines(session: &Session, frame: &Frame) -> Vec<Line> {
    let mut lines = Vec::new();
    for item in frame.groups.iter().filter(|g| g.name == "corridors").flat_map(|g| &g.items) {
        let (Some(FeatureId::Corridor(id)), Paint::Stroke(part, stroke)) = (&item.feature, &item.paint)
        else {
            continue;
        };
        if is_status(session, id, stroke) {
            let places = places(frame, part);
            lines.push(Line { corridor: id.to_string(), width: stroke.width, places });
        }
    }
    lines
}

/// Whether a stroke of a corridor is the one of its status: in the color of its kind, and no pale band.
fn is_status(session: &Session, corridor: &str, stroke: &Stroke) -> bool {
    let kind = &session.document().corridor(corridor).unwrap().kind;
    let color = session.style().kind(kind, session.view().theme);
    stroke.color.0[..3] == color.0[..3] && stroke.color.0[3] > 120
}

/// Places along a part that are in the picture.
fn places(frame: &Frame, part: &Part) -> Vec<[f32; 2]> {
    let level = &part.layer.levels[part.level];
    let mut out = Vec::new();
    for span in level.groups[part.group].clone() {
        let points = part.placed(level.spans[span].points.clone(), frame.camera.pixels_per_unit());
        let points: Vec<[f32; 2]> = points.iter().map(|p| frame.camera.to_screen(*p, frame.size)).collect();
        let mut left = 0.0;
        for pair in points.windows(2) {
            let (a, b) = (pair[0], pair[1]);
            let length = (b[0] - a[0]).hypot(b[1] - a[1]);
            // What is far away is not walked through.
            if length > 20_000.0 {
                continue;
            }
            let mut at = left;
            while at < length {
                let t = at / length;
                out.push([a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])]);
                at += STEP;
            }
            left = at - length;
        }
    }
    out.retain(|p| p[0] > 0.0 && p[1] > 0.0 && p[0] < frame.size[0] && p[1] < frame.size[1]);
    out
}

/// For each place of each line the other lines near it, and how far their nearest place is.
type Near = Vec<Vec<BTreeMap<usize, f32>>>;

/// For each place of each line the other lines within `reach`: which, and how far their nearest place is.
fn neighbors(lines: &[Line], reach: f32) -> Near {
    let cell = |p: [f32; 2]| [(p[0] / reach) as i32, (p[1] / reach) as i32];
    let mut grid: BTreeMap<[i32; 2], Vec<(usize, [f32; 2])>> = BTreeMap::new();
    for (i, line) in lines.iter().enumerate() {
        line.places.iter().for_each(|p| grid.entry(cell(*p)).or_default().push((i, *p)));
    }
    let around = |i: usize, p: [f32; 2]| {
        let mut near = BTreeMap::new();
        let [x, y] = cell(p);
        for at in (-1..=1).flat_map(|dx| (-1..=1).map(move |dy| [x + dx, y + dy])) {
            for (j, q) in grid.get(&at).into_iter().flatten().filter(|(j, _)| *j != i) {
                let far = (q[0] - p[0]).hypot(q[1] - p[1]);
                let least = near.entry(*j).or_insert(far);
                *least = f32::min(*least, far);
            }
        }
        near
    };
    lines.iter().enumerate().map(|(i, l)| l.places.iter().map(|p| around(i, *p)).collect()).collect()
}

/// Named views, and places with a zoom.
const VIEWS: [(&str, Option<f64>); 7] = [
    ("tumen", None),
    ("rajin", Some(11.0)),
    ("khasan", Some(12.5)),
    ("vladivostok", Some(9.0)),
    ("primorye", None),
    ("korea", None),
    ("theatre", None),
];

fn look_at(session: &mut Session, (view, zoom): (&str, Option<f64>)) {
    let place =
        |zoom| Camera::at(Projection::Mercator, session.document().place(view).unwrap().position, zoom);
    let named = || NamedView::find(view).unwrap().camera(Projection::Mercator, SIZE);
    let camera = zoom.map_or_else(named, place);
    session.run(CameraCommand::Set(camera));
}

fn dates(session: &Session) -> BTreeSet<Date> {
    session.document().events.iter().map(|e| e.date.first).collect()
}

/// Only the corridors: what else is drawn takes its time and hides none of them.
fn bare() -> Session {
    let mut session = ready();
    for layer in ["lakes", "rivers", "regions", "borders", "railways", "frontier", "places", "names"] {
        session.run(ViewCommand::Layer(layer.into(), false));
    }
    session
}

/// For each corridor how many of its places are in the open, and how many there are.
fn seen<'a>(
    lines: &'a [Line],
    widths: &[f32],
    near: &[Vec<BTreeMap<usize, f32>>],
) -> BTreeMap<&'a str, [usize; 2]> {
    let mut seen: BTreeMap<&str, [usize; 2]> = BTreeMap::new();
    for (i, line) in lines.iter().enumerate() {
        for others in &near[i] {
            // What is drawn later lies above.
            let hides = |(j, far): (&usize, &f32)| *j > i && *far < 0.5 * (widths[*j] + widths[i]) - 0.5;
            let [open, all] = seen.entry(&line.corridor).or_default();
            *open += usize::from(!others.iter().any(hides));
            *all += 1;
        }
    }
    seen
}

#[test]
fn at_every_date_every_corridor_can_be_seen() {
    let mut session = bare();
    let mut judged = 0;
    for (view, zoom) in VIEWS {
        look_at(&mut session, (view, zoom));
        let mut known: Option<(Vec<Line>, Near)> = None;
        let mut done: BTreeSet<String> = BTreeSet::new();
        for date in dates(&session) {
            session.run(ViewCommand::AsOf(date));
            let frame = session.compose(SIZE, Furniture::default(), PAPER).unwrap();
            let now = lines(&session, &frame);
            let widths: Vec<f32> = now.iter().map(|l| l.width).collect();
            // Days on which the map looks as on an earlier one say nothing new.
            if !done.insert(format!("{widths:?}")) {
                continue;
            }
            let (first, near) = known.get_or_insert_with(|| {
                let near = neighbors(&now, 9.0);
                (now, near)
            });
            assert_eq!(widths.len(), first.len(), "{view} {date}: a corridor is missing");
            for (corridor, [open, all]) in seen(first, &widths, near) {
                // Where lines cross or end, one lies over the other for a short way.
                let long = all as f32 * STEP > 60.0;
                assert!(
                    !long || 2 * open >= all,
                    "{view} {date}: {open} of {all} places of {corridor} are seen"
                );
                judged += usize::from(long);
            }
        }
    }
    assert!(judged > 1000, "only {judged} lines were judged");
}

#[test]
fn each_of_several_lines_side_by_side_is_picked() {
    let mut session = bare();
    let mut random = Random(16);
    let spots: Vec<LonLat> = ["khasan", "rajin", "chongjin", "hamhung", "ussuriysk", "seoul", "gangneung"]
        .iter()
        .filter_map(|id| session.document().place(id).map(|p| p.position))
        .collect();
    let (mut picked, mut close, mut wrong) = (0, 0, 0);
    for _ in 0..40 {
        let zoom = random.between(4.0, 12.0);
        session.run(CameraCommand::Set(Camera::at(
            random.one_of(&Projection::ALL),
            random.one_of(&spots),
            zoom,
        )));
        let frame = session.compose(SIZE, Furniture::default(), PAPER).unwrap();
        let lines = lines(&session, &frame);
        let near = neighbors(&lines, 9.0);
        let gap = session.style().slot(zoom) - 1.0;
        for (line, near) in lines.iter().zip(&near) {
            for (at, near) in line.places.iter().zip(near).step_by(7) {
                let others = near.iter().filter(|(j, _)| lines[**j].corridor != line.corridor);
                let nearest = others.map(|n| *n.1).fold(f32::INFINITY, f32::min);
                if nearest > gap {
                    let found = pick(&frame, *at, 4.0);
                    wrong += usize::from(found != Some(FeatureId::Corridor(line.corridor.as_str().into())));
                    picked += 1;
                    close += usize::from(nearest < 9.0);
                }
            }
        }
    }
    // A corridor of a few pixels may lie over another one at the zoom of the theatre.
    assert!(200 * wrong < picked, "another line is picked at {wrong} of {picked} places");
    assert!(picked > 3000 && close > 500, "{picked} places were picked, {close} of them beside others");
}
