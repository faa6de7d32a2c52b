//! Small signs for places, as paths around a point.

use super::frame::{Path, Rgba, Stroke};
use super::style::SymbolStyle;
use std::f32::consts::TAU;
use tumen_core::model::place::PlaceKind;

/// A sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Symbol {
    /// A metropolis: ring with a dot.
    Capital,
    /// A city or town: ring.
    City,
    /// A small place or junction: dot.
    Dot,
    /// A railway station: square.
    Station,
    /// A port or pier: anchor on a disc.
    Port,
    /// A pier with a number: disc for the number.
    Pier,
    /// A border crossing: diamond.
    Crossing,
    /// A bridge: arch between two abutments on a disc.
    Bridge,
    /// A field, plant or substation: triangle.
    Field,
}

impl Symbol {
    /// The sign of a place.
    #[must_use]
    pub fn of(kind: PlaceKind, rank: u8) -> Self {
        match kind {
            PlaceKind::City if rank == 0 => Self::Capital,
            PlaceKind::City | PlaceKind::Town => Self::City,
            PlaceKind::Station => Self::Station,
            PlaceKind::Port | PlaceKind::Pier => Self::Port,
            PlaceKind::Crossing => Self::Crossing,
            PlaceKind::Bridge => Self::Bridge,
            PlaceKind::Field => Self::Field,
            PlaceKind::Junction | PlaceKind::Boundary | PlaceKind::Waypoint => Self::Dot,
        }
    }

    /// How far it reaches from its point, pixels.
    #[must_use]
    pub fn radius(self, style: &SymbolStyle) -> f32 {
        match self {
            Self::Capital => style.capital,
            Self::City => style.city,
            Self::Dot => style.dot,
            Self::Station => style.station,
            Self::Port | Self::Pier | Self::Bridge => style.disc,
            Self::Crossing => style.crossing,
            Self::Field => style.field,
        }
    }

    /// The sign that explains it in a legend: piers are told with ports.
    #[must_use]
    pub fn in_legend(self) -> Self {
        if self == Self::Pier { Self::Port } else { self }
    }

    /// Its paths around a point, in drawing order. `accent` is the color of what it stands for.
    #[must_use]
    pub fn paths(self, at: [f32; 2], colors: Colors, style: &SymbolStyle) -> Vec<Path> {
        let Colors { fill, line, accent } = colors;
        let r = self.radius(style);
        let inside = r - 0.5 * style.outline;
        let outlined = |points, color| shape(points, Some(fill), Some(Stroke::solid(style.outline, color)));
        match self {
            Self::Capital => {
                vec![
                    outlined(circle(at, inside), line),
                    shape(circle(at, style.capital_dot), Some(line), None),
                ]
            }
            Self::City => vec![outlined(circle(at, inside), line)],
            Self::Dot => vec![shape(circle(at, r), Some(line), Some(Stroke::solid(style.dot_rim, fill)))],
            Self::Station => vec![outlined(
                around(at, &[[-1.0, -1.0], [1.0, -1.0], [1.0, 1.0], [-1.0, 1.0]], inside),
                accent,
            )],
            Self::Crossing => vec![outlined(
                around(at, &[[0.0, -1.0], [1.0, 0.0], [0.0, 1.0], [-1.0, 0.0]], inside),
                accent,
            )],
            Self::Field => {
                vec![outlined(around(at, &[[0.0, -1.0], [0.95, 0.75], [-0.95, 0.75]], inside), accent)]
            }
            Self::Port => disc(at, (r, style.disc_line), accent, fill, &anchor(at, r)),
            Self::Pier => disc(at, (r, style.disc_line), accent, fill, &[]),
            Self::Bridge => disc(at, (r, style.disc_line), accent, fill, &arch(at, r)),
        }
    }
}

/// The colors of a sign.
#[derive(Debug, Clone, Copy)]
pub struct Colors {
    /// Inside.
    pub fill: Rgba,
    /// Outline of towns.
    pub line: Rgba,
    /// Outline or disc of what belongs to a kind.
    pub accent: Rgba,
}

fn shape(points: Vec<[f32; 2]>, fill: Option<Rgba>, stroke: Option<Stroke>) -> Path {
    Path { points, closed: true, fill, stroke }
}

fn disc(at: [f32; 2], (r, width): (f32, f32), color: Rgba, ink: Rgba, lines: &[Vec<[f32; 2]>]) -> Vec<Path> {
    let mut paths = vec![shape(circle(at, r - 0.5), Some(color), Some(Stroke::solid(1.0, ink)))];
    let stroke = Some(Stroke::solid(width, ink));
    paths.extend(lines.iter().map(|l| Path { points: l.clone(), closed: false, fill: None, stroke }));
    paths
}

fn circle(at: [f32; 2], r: f32) -> Vec<[f32; 2]> {
    const STEPS: u16 = 20;
    arc(at, r, 0.0, TAU, STEPS).into_iter().skip(1).collect()
}

fn arc(at: [f32; 2], r: f32, from: f32, to: f32, steps: u16) -> Vec<[f32; 2]> {
    let angle = |i: u16| from + (to - from) * f32::from(i) / f32::from(steps);
    (0..=steps).map(|i| [at[0] + r * angle(i).cos(), at[1] + r * angle(i).sin()]).collect()
}

fn around(at: [f32; 2], corners: &[[f32; 2]], r: f32) -> Vec<[f32; 2]> {
    corners.iter().map(|c| [at[0] + c[0] * r, at[1] + c[1] * r]).collect()
}

fn anchor(at: [f32; 2], r: f32) -> Vec<Vec<[f32; 2]>> {
    vec![
        around(at, &[[0.0, -0.5], [0.0, 0.55]], r),
        around(at, &[[-0.28, -0.2], [0.28, -0.2]], r),
        arc(at, 0.55 * r, 0.12 * TAU * 0.5, 0.88 * TAU * 0.5, 8),
    ]
}

fn arch(at: [f32; 2], r: f32) -> Vec<Vec<[f32; 2]>> {
    vec![
        around(at, &[[-0.62, -0.12], [0.62, -0.12]], r),
        arc([at[0], at[1] + 0.42 * r], 0.5 * r, TAU * 0.5, TAU, 8),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_stay_within_their_radius() {
        let style = crate::style::bundled().symbol;
        let white = Rgba([255; 4]);
        let colors = Colors { fill: white, line: white, accent: white };
        use Symbol::*;
        for symbol in [Capital, City, Dot, Station, Port, Crossing, Bridge, Field] {
            let reach = 1.5 * symbol.radius(&style) + 0.5;
            for path in symbol.paths([10.0, 20.0], colors, &style) {
                assert!(path.points.iter().all(|p| (p[0] - 10.0).hypot(p[1] - 20.0) <= reach), "{symbol:?}");
            }
        }
    }
}
