//! Random networks: orders, gaps, crossings.

use super::order::crossings;
use super::share::{Shared, Strand};
use super::*;
use crate::prepared::Form;
use tumen_core::geo::{LonLat, Projection};

/// Zoom of the level that is looked at, and its index.
const LEVEL: usize = 6;

fn slot_px(_: f64) -> f64 {
    6.0
}

/// As the style of the map has it.
fn beside() -> Beside {
    Beside {
        gap: 1.8,
        reach: 5.0,
        step: 0.8,
        near: [0.7, 0.5, 0.3],
        found: 0.3,
        alike: 0.92,
        stay: 6.0,
        shortest: 3.0,
        cut: 2.0,
        slope: 2.5,
        angle: 8.0,
        ramp: 4.0,
        leave: [3.0, 6.0],
        linked: 4.0,
        exact: 1.0 / 3.0,
        exact_slot: 0.02,
    }
}

/// Numbers that look random and are the same every time.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 11) as f64 / (1_u64 << 53) as f64
    }
}

fn member(line: usize) -> Member {
    Member { line, medium: 0, kind: line as u8, accuracy_m: 1000.0 + line as f64 }
}

fn source(lines: &[Vec<LonLat>]) -> (Builder, Vec<Member>) {
    let mut builder = Builder::new(Form::Lines, Projection::Mercator, lines.len());
    lines.iter().zip(0..).for_each(|(points, group)| builder.push(group, group, points));
    (builder, (0..lines.len()).map(member).collect())
}

fn shared(lines: &[Vec<LonLat>]) -> (Vec<Way>, Shared, Scale) {
    let (mut builder, members) = source(lines);
    let ways = ways(&mut builder, &members);
    let scale = Scale::at(LEVEL, beside(), &slot_px);
    let mut near = Near::new(&ways);
    near.narrow(&ways, &scale);
    let shared = share(&ways, &near, &scale);
    (ways, shared, scale)
}

/// Up to six lines that come from different sides, run along a common trunk, and leave to different sides.
fn network(numbers: &mut Numbers) -> Vec<Vec<LonLat>> {
    let count = 2 + (numbers.next() * 5.0) as usize;
    let trunk = |t: f64| LonLat::new(130.0 + 8.0 * t, 42.0 + 0.6 * (3.0 * t).sin());
    let line = |numbers: &mut Numbers| {
        let (from, to) = (0.3 * numbers.next(), 1.0 - 0.3 * numbers.next());
        let mut points = Vec::new();
        let side = |numbers: &mut Numbers, at: LonLat, out: f64| {
            let way = if numbers.next() < 0.5 { -1.0 } else { 1.0 };
            LonLat::new(at.lon + out * (0.3 + numbers.next()), at.lat + way * (1.0 + 2.0 * numbers.next()))
        };
        points.push(side(numbers, trunk(from), -1.0));
        points.extend((0..=20).map(|i| trunk(from + (to - from) * f64::from(i) / 20.0)));
        points.push(side(numbers, trunk(to), 1.0));
        points
    };
    (0..count).map(|_| line(numbers)).collect()
}

fn permutations(strands: &[Strand]) -> Vec<Vec<Strand>> {
    if strands.len() < 2 {
        return vec![strands.to_vec()];
    }
    let one = |i: usize| {
        let mut rest = strands.to_vec();
        let first = rest.remove(i);
        permutations(&rest).into_iter().map(move |mut order| {
            order.insert(0, first);
            order
        })
    };
    (0..strands.len()).flat_map(one).collect()
}

#[test]
fn no_other_order_of_a_stretch_has_fewer_crossings() {
    let mut numbers = Numbers(16);
    let mut widest = 0;
    for _ in 0..60 {
        let (_, mut shared, _) = shared(&network(&mut numbers));
        let least = crossings(&shared);
        for edge in 0..shared.edges.len() {
            let chosen = shared.edges[edge].strands.clone();
            widest = widest.max(chosen.len());
            for order in permutations(&chosen) {
                shared.edges[edge].strands = order;
                assert!(crossings(&shared) >= least, "an order of {} lines is better", chosen.len());
            }
            shared.edges[edge].strands = chosen;
        }
    }
    assert_eq!(widest, 6, "the networks have stretches of six lines");
}

#[test]
fn lines_along_a_trunk_lie_a_slot_apart() {
    let mut numbers = Numbers(7);
    for _ in 0..30 {
        let lines = network(&mut numbers);
        let (builder, members) = source(&lines);
        let prepared = prepare(builder, &members, beside(), &slot_px);
        let level = &prepared.levels[LEVEL];
        let scale = Scale::at(LEVEL, beside(), &slot_px);
        let slot = scale.slot;
        let drawn: Vec<Vec<[f64; 2]>> = (0..lines.len())
            .map(|group| {
                let points = level.spans[level.groups[group].start].points.clone();
                let own = level.points.run(points.clone());
                let moved = own.iter().zip(&level.shifts[points]);
                moved.map(|(p, s)| [0, 1].map(|axis| p[axis] + slot * f64::from(s[axis]))).collect()
            })
            .collect();
        // In the middle of the trunk all of them run side by side.
        let middle = Projection::Mercator.project(LonLat::new(134.0, 42.0))[0];
        let mut heights: Vec<f64> = drawn.iter().map(|line| height(line, middle)).collect();
        heights.sort_by(f64::total_cmp);
        let gaps = heights.windows(2).map(|w| w[1] - w[0]);
        gaps.for_each(|gap| assert!(gap > 0.95 * slot, "{:.2} slots", gap / slot));
    }
}

/// Where a line that runs from west to east crosses a meridian.
fn height(line: &[[f64; 2]], x: f64) -> f64 {
    let pair = line.windows(2).find(|w| w[0][0] <= x && w[1][0] > x).unwrap();
    let t = (x - pair[0][0]) / (pair[1][0] - pair[0][0]);
    pair[0][1] + t * (pair[1][1] - pair[0][1])
}

#[test]
fn lines_that_leave_to_their_own_side_cross_nobody() {
    // The first leaves to the north, the last to the south, and so they come.
    let line = |i: f64| {
        let at = |t: f64| LonLat::new(130.0 + 8.0 * t, 42.0);
        let mut points = vec![LonLat::new(129.0, 42.0 + 3.0 - 2.0 * i)];
        points.extend((0..=10).map(|k| at(f64::from(k) / 10.0)));
        points.push(LonLat::new(139.0, 42.0 + 3.0 - 2.0 * i));
        points
    };
    let (_, shared, _) = shared(&[2.0, 0.0, 3.0, 1.0].map(line));
    assert_eq!(crossings(&shared), 0);
    let (_, shared, _) = self::shared(&[[0.0, 3.0], [1.0, 0.0], [3.0, 1.0]].map(|[from, to]| {
        let (a, b) = (line(from), line(to));
        a[..6].iter().chain(&b[6..]).copied().collect::<Vec<_>>()
    }));
    // The first goes from the north to the south across both others.
    assert_eq!(crossings(&shared), 2);
}

#[test]
fn ships_keep_off_the_railway() {
    let line: Vec<LonLat> = (0..10).map(|i| LonLat::new(130.0 + f64::from(i), 42.0)).collect();
    let (builder, mut members) = source(&[line.clone(), line]);
    members[1].medium = 1;
    let prepared = prepare(builder, &members, beside(), &slot_px);
    assert_eq!(prepared.levels[LEVEL].widest, 0.0);
}

#[test]
fn parts_of_a_line_meet_where_it_is_cut() {
    let mut numbers = Numbers(3);
    let lines = network(&mut numbers);
    let (first, second) = lines[0].split_at(11);
    let second: Vec<LonLat> = first.last().into_iter().chain(second).copied().collect();
    let mut parts = vec![first.to_vec(), second];
    parts.extend_from_slice(&lines[1..]);
    let (builder, mut members) = source(&parts);
    members[1].line = members[0].line;
    let prepared = prepare(builder, &members, beside(), &slot_px);
    for level in prepared.levels.iter() {
        let ends = [0, 1].map(|group: usize| level.spans[level.groups[group].start].points.clone());
        let (a, b) = (ends[0].end - 1, ends[1].start);
        assert_eq!((level.points[a], level.shifts[a]), (level.points[b], level.shifts[b]));
    }
}

#[test]
fn a_slot_of_no_width_comes_to_an_end() {
    let line: Vec<LonLat> = (0..5).map(|i| LonLat::new(130.0 + 0.02 * f64::from(i), 42.0)).collect();
    for slot in [0.0, -1.0, f64::NAN, f64::MIN_POSITIVE] {
        let (builder, members) = source(&[line.clone(), line.clone()]);
        let prepared = prepare(builder, &members, beside(), &move |_| slot);
        for level in prepared.levels.iter() {
            assert!(level.points.len() < 200_000, "{slot}: {} points", level.points.len());
            assert!(level.points.iter().flatten().all(|v| v.is_finite()), "{slot}");
            assert!(level.shifts.iter().flatten().all(|v| v.is_finite()), "{slot}");
        }
    }
}

#[test]
fn lines_side_by_side_go_on_across_the_antimeridian() {
    let line: Vec<LonLat> = (0..12).map(|i| LonLat::new(175.0 + f64::from(i), 62.0)).collect();
    let (builder, members) = source(&[line.clone(), line]);
    let prepared = prepare(builder, &members, beside(), &slot_px);
    let (level, slot) = (&prepared.levels[LEVEL], Scale::at(LEVEL, beside(), &slot_px).slot);
    let drawn = [0, 1].map(|group: usize| {
        assert_eq!(level.groups[group].len(), 1, "it is one line");
        let points = level.spans[level.groups[group].start].points.clone();
        let own = level.points.run(points.clone());
        let moved = own.iter().zip(&level.shifts[points]);
        moved.map(|(p, s)| [0, 1].map(|axis| p[axis] + slot * f64::from(s[axis]))).collect::<Vec<_>>()
    });
    let ends = [175.0, 186.0].map(|lon| Projection::Mercator.project(LonLat::new(lon, 62.0))[0]);
    assert!(drawn.iter().flatten().all(|p| p[0] >= ends[0] - slot && p[0] <= ends[1] + slot));
    let middle = Projection::Mercator.project(LonLat::new(180.0, 62.0))[0];
    let gap = (height(&drawn[0], middle) - height(&drawn[1], middle)).abs();
    assert!((gap / slot - 1.0).abs() < 0.05, "{:.2} slots", gap / slot);
}
