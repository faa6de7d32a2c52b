//! The railway as single points: base map and corridors laid over each other.
//!
//! Lines of the base map share their end points, and corridors along the railway run over its points, so
//! that equal positions are one point. Where a corridor was given a point of its own between two points of
//! the base map, the straight piece that it replaces is dropped.

use std::collections::HashMap;
use tumen_core::geo::LonLat;
use tumen_core::model::basemap::VectorLayer;
use tumen_core::model::corridor::{Corridor, Mode};
use tumen_core::model::{Date, Document, END_OF_TIME, Status, Told};

/// Positions are equal if they agree in this fraction of a degree, as in the base map's files.
const GRID: f64 = 1e3;
/// Mean radius of the Earth, kilometers: for finding what is near, not for lengths.
const RADIUS_KM: f64 = 6371.0;

/// The leg of a corridor that a piece of railway belongs to: indices into corridors and their legs.
pub type Tag = Option<(u32, u32)>;

/// A piece between two neighboring points.
#[derive(Debug, Clone, Copy)]
pub struct Piece {
    /// One end.
    pub a: u32,
    /// The other.
    pub b: u32,
    /// Corridor and leg.
    pub tag: Tag,
    /// Replaced by a corridor's own points.
    pub dropped: bool,
    /// Cut at a border already: the next cut is meant for a track beside it.
    pub cut: bool,
}

/// All points and pieces.
#[derive(Debug, Default)]
pub struct Rails {
    /// Positions of the points.
    pub points: Vec<LonLat>,
    /// Pieces between them.
    pub pieces: Vec<Piece>,
    /// Pieces at each point.
    pub around: Vec<Vec<u32>>,
    /// Points of the via points of corridors, by place.
    pub stations: HashMap<tumen_core::model::Id, Vec<u32>>,
    /// Points of the base map come first; so many there are.
    of_map: u32,
    by_position: HashMap<(i32, i32), u32>,
    by_ends: HashMap<(u32, u32), u32>,
}

/// Whether a corridor is a line of the railway network. A bridge is a work on another corridor's line.
pub fn is_line(corridor: &Corridor) -> bool {
    corridor.mode == Mode::Rail && &*corridor.kind != "bridge"
}

/// When the unbroken use of a corridor began that lasts to the end of what is recorded; `None` if it is not in
/// use.
fn in_use_since(document: &Document, corridor: &Corridor) -> Option<Date> {
    match document.told(&corridor.id, END_OF_TIME)? {
        Told::Run(run) if run.status == Status::Operating => Some(run.first.date.first),
        Told::Run(_) | Told::Before(_) | Told::Nothing => None,
    }
}

impl Rails {
    /// Lays the corridors over the base map's railways. Where corridors share a piece, the one that has been in
    /// use for longest owns it, so that a younger branch does not close a trunk line; of those that are not in use
    /// the shorter one, because its record says more about it.
    pub fn new(document: &Document, railways: &VectorLayer) -> Self {
        let mut rails = Self::default();
        for line in railways.features.iter().flat_map(|f| &f.parts) {
            let points: Vec<u32> = line.iter().map(|p| rails.point(*p)).collect();
            for pair in points.windows(2) {
                rails.piece(pair[0], pair[1]);
            }
        }
        rails.of_map = rails.points.len() as u32;
        let mut lines: Vec<usize> = (0..document.corridors.len()).collect();
        lines.retain(|i| is_line(&document.corridors[*i]));
        lines.sort_by_key(|i| {
            let corridor = &document.corridors[*i];
            // The last one laid owns a piece.
            let since = in_use_since(document, corridor);
            (since.map(std::cmp::Reverse), std::cmp::Reverse(corridor.via.len()))
        });
        for i in lines {
            rails.lay(i as u32, &document.corridors[i]);
        }
        rails.around = vec![Vec::new(); rails.points.len()];
        for (i, piece) in rails.pieces.iter().enumerate().filter(|(_, p)| !p.dropped) {
            rails.around[piece.a as usize].push(i as u32);
            rails.around[piece.b as usize].push(i as u32);
        }
        rails
    }

    fn point(&mut self, p: LonLat) -> u32 {
        let key = ((p.lon * GRID).round() as i32, (p.lat * GRID).round() as i32);
        let next = self.points.len() as u32;
        let index = *self.by_position.entry(key).or_insert(next);
        if index == next {
            self.points.push(p);
        }
        index
    }

    /// The piece between two points, made if there is none; `None` for a piece without length.
    fn piece(&mut self, a: u32, b: u32) -> Option<(u32, bool)> {
        if a == b {
            return None;
        }
        let next = self.pieces.len() as u32;
        let index = *self.by_ends.entry((a.min(b), a.max(b))).or_insert(next);
        if index == next {
            self.pieces.push(Piece { a, b, tag: None, dropped: false, cut: false });
        }
        Some((index, index == next))
    }

    fn lay(&mut self, number: u32, corridor: &Corridor) {
        for (leg, line) in corridor.legs.iter().enumerate() {
            let points: Vec<u32> = line.iter().map(|p| self.point(*p)).collect();
            let ends = [(leg, points.first()), (leg + 1, points.last())];
            for (via, point) in ends {
                let (Some(via), Some(point)) = (corridor.via.get(via), point) else { continue };
                let known = self.stations.entry(via.place.clone()).or_default();
                if !known.contains(point) {
                    known.push(*point);
                }
            }
        }
        self.lay_pieces(number, corridor);
    }

    fn lay_pieces(&mut self, number: u32, corridor: &Corridor) {
        // The last point of the base map before a run of pieces that only the corridor has.
        let mut before: Option<u32> = None;
        for (leg, line) in corridor.legs.iter().enumerate() {
            let points: Vec<u32> = line.iter().map(|p| self.point(*p)).collect();
            for pair in points.windows(2) {
                let Some((index, new)) = self.piece(pair[0], pair[1]) else { continue };
                self.pieces[index as usize].tag = Some((number, leg as u32));
                if pair[0] < self.of_map {
                    before = Some(pair[0]);
                }
                if !new {
                    continue;
                }
                if let Some(start) = before {
                    self.replace(start, pair[1]);
                }
            }
        }
    }

    /// Drops the base map's straight piece between two points that a corridor joins by points of its own.
    fn replace(&mut self, a: u32, b: u32) {
        let Some(index) = self.by_ends.get(&(a.min(b), a.max(b))) else { return };
        let piece = &mut self.pieces[*index as usize];
        if piece.tag.is_none() {
            piece.dropped = true;
        }
    }

    /// Cuts the piece nearest to a position, at most `limit_km` away, by a new point of its own.
    pub fn cut(&mut self, position: LonLat, limit_km: f64) -> Option<u32> {
        let scale = position.lat.to_radians().cos();
        let reach = (limit_km / RADIUS_KM).to_degrees();
        let mut best: Option<(f64, usize, LonLat)> = None;
        for (i, piece) in self.pieces.iter().enumerate().filter(|(_, p)| !p.dropped && !p.cut) {
            let (a, b) = (self.points[piece.a as usize], self.points[piece.b as usize]);
            let beside = (a.lat - position.lat).abs().min((b.lat - position.lat).abs())
                > reach + (a.lat - b.lat).abs();
            if beside {
                continue;
            }
            let foot = foot(position, a, b, scale);
            let squared = (foot.lat - position.lat).powi(2) + ((foot.lon - position.lon) * scale).powi(2);
            if squared <= reach * reach && best.is_none_or(|(least, ..)| squared < least) {
                best = Some((squared, i, foot));
            }
        }
        best.map(|(_, piece, foot)| self.cut_piece(piece, foot))
    }

    fn cut_piece(&mut self, piece: usize, at: LonLat) -> u32 {
        let (point, behind) = (self.points.len() as u32, self.pieces.len() as u32);
        let far = self.pieces[piece].b;
        self.points.push(at);
        self.pieces[piece].cut = true;
        self.pieces.push(Piece { a: point, ..self.pieces[piece] });
        self.pieces[piece].b = point;
        self.around.push(vec![piece as u32, behind]);
        for known in self.around[far as usize].iter_mut().filter(|p| **p == piece as u32) {
            *known = behind;
        }
        point
    }

    /// The point nearest to a position, at most `limit_km` away.
    pub fn nearest(&self, position: LonLat, limit_km: f64) -> Option<u32> {
        let scale = position.lat.to_radians().cos();
        let reach = (limit_km / RADIUS_KM).to_degrees();
        let mut best: Option<(f64, u32)> = None;
        for (i, p) in self.points.iter().enumerate() {
            let (dy, dx) = (p.lat - position.lat, (p.lon - position.lon) * scale);
            if dy.abs() > reach || dx.abs() > reach {
                continue;
            }
            let squared = dx * dx + dy * dy;
            if squared <= reach * reach && best.is_none_or(|(least, _)| squared < least) {
                best = Some((squared, i as u32));
            }
        }
        best.filter(|(_, i)| !self.around[*i as usize].is_empty()).map(|(_, i)| i)
    }

    /// The other end of a piece.
    pub fn other(&self, piece: u32, end: u32) -> u32 {
        let piece = self.pieces[piece as usize];
        if piece.a == end { piece.b } else { piece.a }
    }
}

/// The point of a piece nearest to a position; `scale` is that of longitudes.
pub(super) fn foot(position: LonLat, a: LonLat, b: LonLat, scale: f64) -> LonLat {
    let (dx, dy) = ((b.lon - a.lon) * scale, b.lat - a.lat);
    let along = (position.lon - a.lon) * scale * dx + (position.lat - a.lat) * dy;
    let whole = dx * dx + dy * dy;
    let t = if whole > 0.0 { (along / whole).clamp(0.0, 1.0) } else { 0.0 };
    LonLat::new(a.lon + (b.lon - a.lon) * t, a.lat + (b.lat - a.lat) * t)
}

/// Length between two neighboring points on the ellipsoid, kilometers: the edge by the radii of curvature at
/// the middle latitude. Off by less than a thousandth up to 300 km, and much quicker than a geodesic.
pub fn piece_km(a: LonLat, b: LonLat) -> f64 {
    /// Semi-major axis of WGS 84, kilometers, and the square of its first eccentricity.
    const AXIS: f64 = 6378.137;
    const E2: f64 = 0.006_694_379_990_14;
    let middle = f64::midpoint(a.lat, b.lat).to_radians();
    let w = 1.0 - E2 * middle.sin().powi(2);
    let (meridian, normal) = (AXIS * (1.0 - E2) / w.powf(1.5), AXIS / w.sqrt());
    let dy = (b.lat - a.lat).to_radians() * meridian;
    let dx = (b.lon - a.lon).to_radians() * normal * middle.cos();
    dx.hypot(dy)
}

/// Length of a line, kilometers.
pub fn line_km(line: &[LonLat]) -> f64 {
    line.windows(2).map(|pair| piece_km(pair[0], pair[1])).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use tumen_core::geo::measure;

    #[test]
    fn short_pieces_are_measured_like_geodesics() {
        for (a, b) in
            [((130.6, 42.4), (130.3, 42.2)), ((82.9, 55.0), (84.9, 55.7)), ((37.6, 55.7), (38.0, 55.8))]
        {
            let (a, b) = (LonLat::new(a.0, a.1), LonLat::new(b.0, b.1));
            let exact = measure::distance(a, b) / 1000.0;
            assert!((piece_km(a, b) / exact - 1.0).abs() < 1e-3, "{} {exact}", piece_km(a, b));
        }
    }
}
