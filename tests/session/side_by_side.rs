//! Corridors that share an alignment: at every date each one can be seen, keeps its gap, and can be picked.

use crate::common::{Random, ready};
use std::collections::{BTreeMap, BTreeSet};
use tumen_core::geo::{LonLat, PlaneBounds, Projection};
use tumen_core::model::Date;
use tumen_core::model::corridor::Mode;
use tumen_scene::frame::{FeatureId, Paint, Part, Stroke};
use tumen_scene::pick::pick;
use tumen_scene::{Camera, Frame, Furniture};
use tumen_session::{CameraCommand, NamedView, Output, Session, ViewCommand};

const PAPER: Output = Output::Paper { scale: 1.0 };
const SIZE: [f32; 2] = [1280.0, 800.0];
/// Distance of the places on a line that are looked at, pixels.
const STEP: f32 = 4.0;

/// The line of a part of a corridor as a picture has it.
pub struct Line {
    pub corridor: String,
    /// On land, at sea, or in the air: only lines of the same run side by side.
    medium: u8,
    pub width: f32,
    /// Places along it in the picture.
    pub places: Vec<[f32; 2]>,
}

/// The lines of the statuses in a frame, in drawing order.
pub fn lines(session: &Session, frame: &Frame) -> Vec<Line> {
    let mut lines = Vec::new();
    for item in frame.groups.iter().filter(|g| g.name == "corridors").flat_map(|g| &g.items) {
        let (Some(FeatureId::Corridor(id)), Paint::Stroke(part, stroke)) = (&item.feature, &item.paint)
        else {
            continue;
        };
        if is_status(session, id, stroke) {
            let places = places(frame, part);
            let medium = match session.document().corridor(id).unwrap().mode {
                Mode::Rail | Mode::Road | Mode::Pipeline | Mode::Power => 0,
                Mode::Sea => 1,
                Mode::Air => 2,
            };
            lines.push(Line { corridor: id.to_string(), medium, width: stroke.width, places });
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
        let points = part.placed(level.spans[span].points.clone(), frame.map.unwrap().pixels_per_unit());
        let points: Vec<[f32; 2]> =
            points.iter().map(|p| frame.map.unwrap().to_screen(*p, frame.size).into()).collect();
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

fn camera_of(session: &Session, (view, zoom): (&str, Option<f64>)) -> Camera {
    let place =
        |zoom| Camera::at(Projection::Mercator, session.document().place(view).unwrap().position, zoom);
    let named = || NamedView::find(view).unwrap().camera(Projection::Mercator, SIZE);
    zoom.map_or_else(named, place)
}

/// A camera that shows one corridor from end to end.
fn camera_on(session: &Session, corridor: &str) -> Camera {
    let line = session.document().corridor(corridor).unwrap().line();
    let bounds = PlaneBounds::of(line.iter().map(|p| Projection::Mercator.project(*p)));
    Camera::fit_bounds(Projection::Mercator, &bounds, SIZE, 40.0)
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

/// Sees to it that every corridor in a picture can be seen at every date; names those that are long enough to judge.
fn judge(session: &mut Session, camera: Camera, dates: &BTreeSet<Date>) -> BTreeSet<String> {
    session.run(CameraCommand::Set(camera));
    let mut judged = BTreeSet::new();
    let mut known: Option<(Vec<Line>, Near)> = None;
    let mut done: BTreeSet<String> = BTreeSet::new();
    for date in dates {
        session.run(ViewCommand::AsOf(*date));
        let frame = session.compose(SIZE, Furniture::default(), PAPER).unwrap();
        let now = lines(session, &frame);
        let widths: Vec<f32> = now.iter().map(|l| l.width).collect();
        // Days on which the map looks as on an earlier one say nothing new.
        if !done.insert(format!("{widths:?}")) {
            continue;
        }
        let (first, near) = known.get_or_insert_with(|| {
            let near = neighbors(&now, 9.0);
            (now, near)
        });
        assert_eq!(widths.len(), first.len(), "{camera:?} {date}: a corridor is missing");
        for (corridor, [open, all]) in seen(first, &widths, near) {
            // Where lines cross or end, one lies over the other for a short way.
            let long = all as f32 * STEP > 60.0;
            assert!(
                !long || 2 * open >= all,
                "{camera:?} {date}: {open} of {all} places of {corridor} are seen"
            );
            judged.extend(long.then(|| corridor.to_owned()));
        }
    }
    judged
}

#[test]
fn at_every_date_every_corridor_can_be_seen() {
    let mut session = bare();
    let dates = dates(&session);
    let mut judged: BTreeSet<String> = BTreeSet::new();
    for view in VIEWS {
        let camera = camera_of(&session, view);
        judged.extend(judge(&mut session, camera, &dates));
    }
    // Those that no such view shows are looked at one by one.
    let all: Vec<String> = session.document().corridors.iter().map(|c| c.id.to_string()).collect();
    for corridor in &all {
        if !judged.contains(corridor) {
            let camera = camera_on(&session, corridor);
            judged.extend(judge(&mut session, camera, &dates));
        }
        assert!(judged.contains(corridor), "{corridor} is drawn nowhere");
    }
}

/// Random cameras over places where lines run together, and around them; small pictures.
pub fn cameras(session: &Session, count: usize) -> Vec<Camera> {
    let mut random = Random(16);
    let ids =
        ["khasan", "rajin", "chongjin", "hamhung", "ussuriysk", "seoul", "gangneung", "anadyr", "khabarovsk"];
    let spots: Vec<LonLat> =
        ids.iter().filter_map(|id| session.document().place(id).map(|p| p.position)).collect();
    let mut camera = || {
        let zoom = random.between(3.0, 13.0);
        let camera = Camera::at(random.one_of(&Projection::ALL), random.one_of(&spots), zoom);
        camera.panned([random.between(-300.0, 300.0) as f32, random.between(-200.0, 200.0) as f32])
    };
    (0..count).map(|_| camera()).collect()
}

/// What was found along all lines of all pictures.
#[derive(Default, Debug)]
struct Found {
    /// Places beside another line that runs along, and those of them nearer to it than the least gap.
    beside: usize,
    touching: usize,
    /// Places that were pointed at, those of them beside others, and those where another line was picked.
    picked: usize,
    close: usize,
    wrong: usize,
}

/// The least distance of the edges of two lines side by side, pixels.
const LEAST_GAP: f32 = 1.5;

impl Found {
    /// Looks at the places of a line far enough from its ends to have a direction.
    fn gaps(&mut self, lines: &[Line], i: usize, near: &[BTreeMap<usize, f32>]) {
        for window in near.windows(7).step_by(3) {
            for (j, far) in &window[3] {
                // Where the distance stays the same the two run side by side; elsewhere they meet or part.
                let same = |k: usize| window[k].get(j).is_some_and(|d| (d - far).abs() < 0.25);
                if lines[*j].corridor != lines[i].corridor
                    && lines[*j].medium == lines[i].medium
                    && [0, 1, 2, 4, 5, 6].into_iter().all(same)
                {
                    self.beside += 1;
                    let gap = far - 0.5 * (lines[i].width + lines[*j].width);
                    // Places are looked for in steps.
                    self.touching += usize::from(gap < LEAST_GAP - 0.05);
                }
            }
        }
    }

    fn picks(&mut self, frame: &Frame, lines: &[Line], i: usize, near: &[BTreeMap<usize, f32>], gap: f32) {
        let line = &lines[i];
        for (at, near) in line.places.iter().zip(near).step_by(7) {
            let others = near.iter().filter(|(j, _)| lines[**j].corridor != line.corridor);
            let nearest = others.map(|n| *n.1).fold(f32::INFINITY, f32::min);
            if nearest > gap {
                let found = pick(frame, *at, 4.0);
                self.wrong += usize::from(found != Some(FeatureId::Corridor(line.corridor.as_str().into())));
                self.picked += 1;
                self.close += usize::from(nearest < 9.0);
            }
        }
    }
}

#[test]
fn lines_side_by_side_keep_their_gap_and_each_is_picked() {
    let mut session = bare();
    let mut found = Found::default();
    for camera in cameras(&session, 500) {
        session.run(CameraCommand::Set(camera));
        let frame = session.compose([480.0, 320.0], Furniture::default(), PAPER).unwrap();
        let lines = lines(&session, &frame);
        let near = neighbors(&lines, 9.0);
        let gap = session.style().slot(camera.zoom) - 1.0;
        for (i, near) in near.iter().enumerate() {
            found.gaps(&lines, i, near);
            found.picks(&frame, &lines, i, near, gap);
        }
    }
    assert!(1000 * found.touching <= found.beside, "{found:?}");
    // A corridor of a few pixels may lie over another one at the zoom of the theatre.
    assert!(200 * found.wrong < found.picked, "{found:?}");
    assert!(found.picked > 3000 && found.close > 500 && found.beside > 3000, "{found:?}");
}

/// Half of the way around the Earth in a projection, map units: no step of a line is so long.
const HALF_WORLD: f64 = std::f64::consts::PI;

#[test]
fn no_line_jumps_across_the_edge_of_the_map() {
    let session = bare();
    for projection in Projection::ALL {
        let map = session.prepared_map(projection).unwrap();
        let scales = [3.0, 6.0, 9.0, 12.0]
            .map(|zoom| Camera { projection, center: [0.0; 2].into(), zoom }.pixels_per_unit());
        for scale in scales {
            let level = map.corridors.level_for(scale);
            for group in 0..map.parts.len() {
                let layer = map.corridors.clone();
                let part = Part { layer, level, group, only: None, spread: 6.0 };
                let of = &map.corridors.levels[level];
                for span in of.groups[group].clone() {
                    let at = of.spans[span].points.clone();
                    let (plain, moved) = (of.points.run(at.clone()), part.placed(at, scale));
                    let step = |a: [f64; 2], b: [f64; 2]| (a[0] - b[0]).hypot(a[1] - b[1]);
                    let longest = moved.windows(2).map(|w| step(w[0], w[1])).fold(0.0, f64::max);
                    assert!(longest < HALF_WORLD, "{:?} {projection:?}", map.parts[group].feature);
                    let reach = f64::from(part.reach() + 0.1) / scale;
                    assert!(plain.iter().zip(&*moved).all(|(a, b)| step(*a, *b) <= reach));
                }
            }
        }
    }
}
