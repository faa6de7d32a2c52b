//! Names along rivers and corridors: each character stands on the line and turns with it.

use super::frame::Weight;
use super::line_ink::Area;
use super::place_labels::{OccupiedGrid, Rect, glyph_rect};
use super::text;

/// The line may turn by at most this much from one character to the next, radians.
const MAX_TURN: f32 = 0.2;
/// A name may bend by at most this much in all, radians: more reads badly.
const MAX_BEND: f32 = 1.1;
/// In a bend a letter goes along the line by this many times its width at least, on its outer side,
const LEAST_STEP: f32 = 0.7;
/// and at most, on its inner side, so that letters are as far apart as they are wide.
const MOST_STEP: f32 = 1.6;
/// Directions are averaged over this many letter widths on both sides.
const SMOOTH: f32 = 1.6;
/// A name is tried at places this far apart along the line, pixels.
const STEP: f32 = 14.0;
/// Places this far apart are looked at before letters are laid, pixels.
const PROBE: f32 = 10.0;

/// A line in pixels with the distance of each point from its start.
pub struct Track {
    points: Vec<[f32; 2]>,
    along: Vec<f32>,
}

impl Track {
    /// A track over the points of a line; points closer than a pixel are joined.
    #[must_use]
    pub fn new(line: &[[f32; 2]]) -> Self {
        let mut track = Self { points: Vec::new(), along: Vec::new() };
        let mut total = 0.0;
        for p in line {
            if let Some(last) = track.points.last() {
                let step = (p[0] - last[0]).hypot(p[1] - last[1]);
                if step < 1.0 {
                    continue;
                }
                total += step;
            }
            track.points.push(*p);
            track.along.push(total);
        }
        track
    }

    /// Its length, pixels.
    #[must_use]
    pub fn length(&self) -> f32 {
        self.along.last().copied().unwrap_or(0.0)
    }

    /// The point at a distance from the start, pixels; the track has two points at least.
    pub(super) fn at(&self, distance: f32) -> [f32; 2] {
        let i = self.along.partition_point(|d| *d < distance).clamp(1, self.points.len() - 1);
        let (a, b) = (self.points[i - 1], self.points[i]);
        let span = (self.along[i] - self.along[i - 1]).max(1e-6);
        let t = (distance - self.along[i - 1]) / span;
        [a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])]
    }
}

impl Track {
    /// The direction at a distance, averaged over `reach` pixels on both sides so that letters do not
    /// rattle along a wiggly line; reversed for names that run against the line.
    fn heading(&self, distance: f32, reach: f32, backwards: bool) -> f32 {
        let (a, b) = (self.at((distance - reach).max(0.0)), self.at((distance + reach).min(self.length())));
        let (a, b) = if backwards { (b, a) } else { (a, b) };
        (b[1] - a[1]).atan2(b[0] - a[0])
    }

    /// The position at a distance, averaged likewise.
    fn smoothed(&self, distance: f32, reach: f32) -> [f32; 2] {
        let at = |d: f32| self.at(d.clamp(0.0, self.length()));
        let [a, b, c] = [at(distance - reach), at(distance), at(distance + reach)];
        [(a[0] + 2.0 * b[0] + c[0]) * 0.25, (a[1] + 2.0 * b[1] + c[1]) * 0.25]
    }
}

/// Start of the baseline and angle (radians clockwise) of one character.
pub type Glyph = ([f32; 2], f32);

/// A name placed along a track.
pub struct Placed {
    /// Start of baseline and angle of each character.
    pub glyphs: Vec<Glyph>,
}

/// A name that seeks its place along a line.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    /// What it says.
    pub name: &'a str,
    /// Font size, pixels.
    pub size: f32,
    /// Weight of the font.
    pub weight: Weight,
    /// Distance from the middle of the line, pixels.
    pub offset: f32,
    /// Whether it may also stand below the line.
    pub below: bool,
}

/// Finds the smoothest free stretch for a name whose letters all `keep_off` what they must not lie on, above the
/// line or else below it, and takes it.
pub fn place(
    taken: &mut OccupiedGrid,
    track: &Track,
    wanted: &Wanted<'_>,
    keep_off: &dyn Fn(&Area) -> bool,
) -> Option<Placed> {
    let below = -(wanted.offset + text::CAP_HEIGHT * wanted.size);
    let offsets = [Some(wanted.offset), wanted.below.then_some(below)];
    let best = offsets.into_iter().flatten().find_map(|o| smoothest(taken, track, wanted, o, keep_off));
    let (glyphs, rects) = best?;
    rects.iter().for_each(|r| taken.add(*r));
    Some(Placed { glyphs })
}

fn smoothest(
    taken: &OccupiedGrid,
    track: &Track,
    wanted: &Wanted<'_>,
    offset: f32,
    keep_off: &dyn Fn(&Area) -> bool,
) -> Option<(Vec<Glyph>, Vec<Rect>)> {
    let Wanted { name, size, weight, .. } = *wanted;
    let face = text::face(weight);
    let advances: Vec<f32> = name.chars().map(|c| face.advance(c) * size).collect();
    let width: f32 = advances.iter().sum();
    let room = track.length() - width - 2.0 * size;
    if room <= 0.0 || track.points.len() < 2 {
        return None;
    }
    let tries = (room / STEP) as usize + 1;
    let blocked = blocked(track, wanted, offset, keep_off);
    let mut best: Option<(f32, Vec<Glyph>, Vec<Rect>)> = None;
    for i in 0..tries.min(160) {
        // From the middle outwards, so that the middle wins among equals.
        let swing = i.div_ceil(2) as f32 * if i % 2 == 0 { 1.0 } else { -1.0 };
        let start = size + (room * 0.5 + swing * STEP).clamp(0.0, room);
        let within = (start / PROBE) as usize..((start + width) / PROBE) as usize;
        if blocked.get(within).is_none_or(|b| b.contains(&true)) {
            continue;
        }
        let Some((bend, glyphs)) = lay(track, start, width, &advances, offset) else { continue };
        if best.as_ref().is_some_and(|b| b.0 <= bend) {
            continue;
        }
        let letters = || glyphs.iter().zip(&advances);
        let rects: Vec<Rect> = letters().map(|((at, angle), w)| glyph_rect(*at, *angle, *w, size)).collect();
        let clear = |((at, angle), w): (&Glyph, &f32)| {
            let rect = [0.0, -text::CAP_HEIGHT * size, *w, 0.15 * size];
            keep_off(&Area { at: *at, angle: *angle, rect })
        };
        if rects.iter().all(|r| taken.is_free(r)) && letters().all(clear) {
            best = Some((bend, glyphs, rects));
        }
        if bend < 0.15 && best.is_some() {
            break;
        }
    }
    best.map(|(_, glyphs, rects)| (glyphs, rects))
}

/// For places along a track, [`PROBE`] apart, whether the middle of a letter cannot be there: to see soon, before
/// letters are laid, that there is no room.
fn blocked(track: &Track, wanted: &Wanted<'_>, offset: f32, keep_off: &dyn Fn(&Area) -> bool) -> Vec<bool> {
    let cap = text::CAP_HEIGHT * wanted.size;
    let probe = |i: usize| {
        let distance = i as f32 * PROBE;
        let ahead = track.at((distance + PROBE).min(track.length()));
        let backwards = ahead[0] < track.at((distance - PROBE).max(0.0))[0];
        let angle = track.heading(distance, PROBE, backwards);
        let [x, y] = track.at(distance);
        let at = [x + offset * angle.sin(), y - offset * angle.cos()];
        !keep_off(&Area { at, angle, rect: [-1.0, -0.6 * cap, 1.0, -0.4 * cap] })
    };
    (0..=(track.length() / PROBE) as usize).map(probe).collect()
}

/// Lays characters from `start` on, reading left to right; `None` where the line turns too sharply.
fn lay(track: &Track, start: f32, width: f32, advances: &[f32], offset: f32) -> Option<(f32, Vec<Glyph>)> {
    let (a, b) = (track.at(start), track.at(start + width));
    let backwards = b[0] < a[0];
    let smooth = (width / advances.len().max(1) as f32) * SMOOTH;
    // Where a character stands that begins so far along the name.
    let stand = |pen: f32, advance: f32| -> Glyph {
        let along = |pen: f32| if backwards { start + width - pen } else { start + pen };
        let p = track.smoothed(along(pen), smooth);
        let angle = track.heading(along(pen + 0.5 * advance), smooth, backwards);
        // Upwards from the line, at a right angle to the character.
        ([p[0] + offset * angle.sin(), p[1] - offset * angle.cos()], angle)
    };
    let mut glyphs: Vec<Glyph> = Vec::with_capacity(advances.len());
    let (mut pen, mut bend, mut before) = (0.0, 0.0, 0.0);
    for advance in advances {
        let mut glyph = stand(pen, *advance);
        if let Some((last, angle)) = glyphs.last() {
            // On the inner side of a bend letters come too close, on the outer too far from each other.
            let apart = (glyph.0[0] - last[0]).hypot(glyph.0[1] - last[1]);
            pen += before * ((before / apart.max(1e-3)).clamp(LEAST_STEP, MOST_STEP) - 1.0);
            glyph = stand(pen, *advance);
            let turn = wrapped(glyph.1 - angle).abs();
            bend += turn;
            if turn > MAX_TURN || bend > MAX_BEND {
                return None;
            }
        }
        // Steep lines read badly.
        if glyph.1.abs() > 1.45 {
            return None;
        }
        glyphs.push(glyph);
        (pen, before) = (pen + advance, *advance);
    }
    Some((bend, glyphs))
}

fn wrapped(angle: f32) -> f32 {
    use std::f32::consts::{PI, TAU};
    (angle + PI).rem_euclid(TAU) - PI
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::style::bundled;

    fn wanted(offset: f32) -> Wanted<'static> {
        Wanted { name: "Amur", size: 12.0, weight: Weight::Regular, offset, below: false }
    }

    #[test]
    fn a_straight_line_carries_its_name_level() {
        let mut taken = OccupiedGrid::new([400.0, 100.0], &bundled().name);
        let track = Track::new(&[[10.0, 50.0], [390.0, 50.0]]);
        let placed = place(&mut taken, &track, &wanted(3.0), &|_| true).unwrap();
        assert_eq!(placed.glyphs.len(), 4);
        assert!(placed.glyphs.iter().all(|(at, angle)| (at[1] - 47.0).abs() < 1e-3 && angle.abs() < 1e-6));
    }

    #[test]
    fn names_read_left_to_right_on_lines_that_run_left() {
        let mut taken = OccupiedGrid::new([400.0, 100.0], &bundled().name);
        let track = Track::new(&[[390.0, 50.0], [10.0, 50.0]]);
        let placed = place(&mut taken, &track, &wanted(0.0), &|_| true).unwrap();
        assert!(placed.glyphs.windows(2).all(|w| w[0].0[0] < w[1].0[0]));
    }

    #[test]
    fn a_zigzag_carries_no_name() {
        let zigzag: Vec<[f32; 2]> =
            (0..60).map(|i| [10.0 + 6.0 * i as f32, if i % 2 == 0 { 40.0 } else { 60.0 }]).collect();
        let mut taken = OccupiedGrid::new([400.0, 100.0], &bundled().name);
        assert!(place(&mut taken, &Track::new(&zigzag), &wanted(0.0), &|_| true).is_none());
    }

    #[test]
    fn letters_do_not_collide_on_the_inner_side_of_a_bend() {
        // Downwards to the right, then up: names above it stand on the inner side.
        let bent: Vec<[f32; 2]> = (0..=40)
            .map(|i| {
                let x = 10.0 + 5.0 * i as f32;
                [x, 100.0 - (x - 110.0).abs() * 0.2]
            })
            .collect();
        let mut taken = OccupiedGrid::new([400.0, 200.0], &bundled().name);
        let wanted = Wanted { name: "Vladivostok–Rajin ferry", ..wanted(8.0) };
        let face = text::face(wanted.weight);
        let placed = place(&mut taken, &Track::new(&bent), &wanted, &|_| true);
        for (pair, c) in placed.unwrap().glyphs.windows(2).zip(wanted.name.chars()) {
            let apart = (pair[1].0[0] - pair[0].0[0]).hypot(pair[1].0[1] - pair[0].0[1]);
            let share = apart / (face.advance(c) * wanted.size);
            assert!((0.9..1.1).contains(&share), "{c}: {share}");
        }
    }

    #[test]
    fn a_name_goes_below_where_above_is_another_line() {
        let mut taken = OccupiedGrid::new([400.0, 100.0], &bundled().name);
        let track = Track::new(&[[10.0, 50.0], [390.0, 50.0]]);
        let below_only = |area: &Area| area.at[1] > 50.0;
        let wanted = Wanted { below: true, ..wanted(3.0) };
        let placed = place(&mut taken, &track, &wanted, &below_only).unwrap();
        let baseline = 53.0 + text::CAP_HEIGHT * 12.0;
        assert!(placed.glyphs.iter().all(|(at, _)| (at[1] - baseline).abs() < 1e-3));
    }
}
