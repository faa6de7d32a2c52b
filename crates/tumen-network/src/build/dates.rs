//! When the railways of the base map that no corridor names were in use: by the lines of
//! `data/network/lines.toml`, and beside what is dated.

use super::lengths::way_by;
use super::rails::piece_km;
use crate::topology::{Link, Network, Owner};
use std::collections::HashMap;
use tumen_core::geo::{LonLat, measure};
use tumen_core::model::corridor::Mode;
use tumen_core::model::logistics::{Line, Point, Validity};
use tumen_core::model::{Document, Event, Id, Period, Status};

/// What runs within this distance of a dated railway, kilometers, is another track of it, a loop or the throat of
/// a station.
const BESIDE_KM: f64 = 4.0;
/// Side of the cells in which neighbors are looked for, degrees; wider than the distance anywhere on the map.
const CELL: f64 = 0.1;

/// Dates the railways that nobody owns.
pub(super) fn set(document: &Document, network: &mut Network) {
    date_lines(document, network);
    date_neighbors(document, network);
}

/// Gives railways the dates of the lines that they are part of. Where two lines share a piece, the one that was
/// open first dates it.
fn date_lines(document: &Document, network: &mut Network) {
    let mut lines: Vec<&Line> = document.logistics.lines.iter().collect();
    lines.sort_by_key(|l| std::cmp::Reverse(l.opened.as_ref().or(l.in_use.as_ref()).map(|p| p.first)));
    for line in lines {
        let stops: Vec<Vec<u32>> = line.stretch.iter().map(|p| at(network, p)).collect();
        for index in way_by(network, &stops).unwrap_or_default() {
            let link = &mut network.links[index];
            if is_anonymous(link) {
                link.validity = line.validity();
            }
        }
    }
}

/// A railway of the base map without any record.
fn is_anonymous(link: &Link) -> bool {
    link.mode == Mode::Rail && link.owner == Owner::Nobody && link.id.is_empty()
}

/// The nodes that a point of a line means: those of a place, or the nearest on a railway.
fn at(network: &Network, point: &Point) -> Vec<u32> {
    match point {
        Point::Named(id) => network.nodes_of(id).to_vec(),
        Point::At(position) => {
            let far = |n: &u32| measure::distance(network.nodes[*n as usize].position, *position);
            let rail =
                |n: &u32| network.around(*n).iter().any(|l| network.links[*l as usize].mode == Mode::Rail);
            let nodes = (0..network.nodes.len() as u32).filter(rail);
            nodes.min_by(|a, b| far(a).total_cmp(&far(b))).into_iter().collect()
        }
    }
}

/// A piece of a dated railway, with the link that it belongs to.
type Piece = ([LonLat; 2], usize);

/// Pieces of dated railways by the cells that they touch.
#[derive(Default)]
struct Neighbors {
    cells: HashMap<(i32, i32), Vec<Piece>>,
}

impl Neighbors {
    fn cell(p: LonLat) -> (i32, i32) {
        ((p.lon / CELL).floor() as i32, (p.lat / CELL).floor() as i32)
    }

    fn add(&mut self, piece: Piece) {
        let ([x0, y0], [x1, y1]) = {
            let (a, b) = (Self::cell(piece.0[0]), Self::cell(piece.0[1]));
            ([a.0.min(b.0), a.1.min(b.1)], [a.0.max(b.0), a.1.max(b.1)])
        };
        for x in x0..=x1 {
            for y in y0..=y1 {
                self.cells.entry((x, y)).or_default().push(piece);
            }
        }
    }

    /// The link of the nearest piece within reach of a point.
    fn nearest(&self, p: LonLat) -> Option<usize> {
        let (x, y) = Self::cell(p);
        let around = (x - 1..=x + 1).flat_map(|x| (y - 1..=y + 1).map(move |y| (x, y)));
        let pieces = around.filter_map(|cell| self.cells.get(&cell)).flatten();
        let far = pieces.map(|(ends, link)| (distance_km(p, *ends), *link));
        far.filter(|(km, _)| *km <= BESIDE_KM).min_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, link)| link)
    }
}

/// From a point to a short piece, kilometers.
fn distance_km(p: LonLat, [a, b]: [LonLat; 2]) -> f64 {
    let scale = p.lat.to_radians().cos();
    piece_km(p, super::rails::foot(p, a, b, scale))
}

/// Lets what runs beside dated railways all along be seen in use from when those were.
fn date_neighbors(document: &Document, network: &mut Network) {
    let dated: Vec<Option<(Period, Id)>> = network.links.iter().map(|l| in_use_since(document, l)).collect();
    let mut neighbors = Neighbors::default();
    for (i, link) in network.links.iter().enumerate().filter(|(i, _)| dated[*i].is_some()) {
        link.line.windows(2).for_each(|ends| neighbors.add(([ends[0], ends[1]], i)));
    }
    for link in network.links.iter_mut().filter(|l| is_anonymous(l) && l.validity == Validity::default()) {
        let beside: Option<Vec<usize>> = samples(&link.line).map(|p| neighbors.nearest(p)).collect();
        // What runs from one line to another was there when both were.
        let since = beside.into_iter().flatten().filter_map(|i| dated[i].clone());
        if let Some((period, source)) = since.max_by_key(|(period, _)| period.first) {
            let (in_use, source) = (Some(period), Some(source));
            link.validity = Validity { in_use, source, ..Validity::default() };
        }
    }
}

/// The points of a line, and the middles between them.
fn samples(line: &[LonLat]) -> impl Iterator<Item = LonLat> {
    let middle =
        |w: &[LonLat]| LonLat::new(f64::midpoint(w[0].lon, w[1].lon), f64::midpoint(w[0].lat, w[1].lat));
    line.iter().copied().chain(line.windows(2).map(middle))
}

/// Since when a railway was in use for the first time, and who says so.
fn in_use_since(document: &Document, link: &Link) -> Option<(Period, Id)> {
    if link.mode != Mode::Rail || link.line.len() < 2 {
        return None;
    }
    match &link.owner {
        Owner::Nobody => {
            let since = link.validity.opened.clone().or_else(|| link.validity.in_use.clone())?;
            Some((since, link.validity.source.clone()?))
        }
        Owner::Target(target) => first_use(document, target).map(dated),
        Owner::Corridor(index, segment) => {
            let corridor = document.corridors.get(*index)?;
            let segment = segment.and_then(|s| corridor.segments.get(s));
            let target = segment.map_or_else(|| corridor.id.clone(), |s| corridor.target_of(s).into());
            first_use(document, &target).map(dated)
        }
    }
}

fn dated(event: &Event) -> (Period, Id) {
    (event.date.clone(), event.source.clone())
}

/// The event from which something was in use for the first time.
fn first_use<'a>(document: &'a Document, target: &str) -> Option<&'a Event> {
    document.status_history(target)?.into_iter().find(|e| e.status == Some(Status::Operating))
}
