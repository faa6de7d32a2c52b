#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use super::*;
use proptest::prelude::*;

fn at(lon: f64, lat: f64) -> LonLat {
    LonLat::new(lon, lat)
}

fn positions(points: &[[f64; 2]]) -> Positions {
    Positions::new(points.iter().copied().map(LonLat::from).collect())
}

fn track() -> Positions {
    positions(&[[130.0, 42.0], [131.0, 43.0], [132.0, 43.0], [133.0, 44.0]])
        .with_heights(vec![1.0, 2.0, 3.0, 4.0])
        .with_times(vec![10.0, 20.0, 30.0, 40.0])
}

fn square() -> Positions {
    positions(&[[0.0, 0.0], [4.0, 0.0], [4.0, 4.0], [0.0, 4.0], [0.0, 0.0]])
}

fn hole() -> Positions {
    positions(&[[1.0, 1.0], [2.0, 1.0], [2.0, 2.0], [1.0, 1.0]])
}

fn vertex(part: usize, index: usize) -> Vertex {
    Vertex { part, index }
}

#[test]
fn a_new_vertex_has_no_height_and_no_time() {
    let line = Geometry::LineString(track());
    let longer = insert_vertex(&line, vertex(0, 1), at(131.5, 43.5)).unwrap();
    let (_, p) = part(&longer, 0).unwrap();
    assert_eq!(p.points[2], at(131.5, 43.5));
    assert!(p.heights()[2].is_nan() && p.times()[2].is_nan());
    assert_eq!((p.heights()[3], p.times()[4]), (3.0, 40.0));
    let continued = insert_vertex(&line, vertex(0, 3), at(134.0, 44.0)).unwrap();
    assert_eq!(part(&continued, 0).unwrap().1.len(), 5);
    assert!(insert_vertex(&line, vertex(0, 4), at(0.0, 0.0)).is_none());
    assert!(insert_vertex(&line, vertex(1, 0), at(0.0, 0.0)).is_none());
}

#[test]
fn rings_stay_closed() {
    let area = Geometry::Polygon(vec![square(), hole()]);
    let moved = move_vertex(&area, vertex(0, 0), at(-1.0, -1.0)).unwrap();
    let ring = part(&moved, 0).unwrap().1;
    assert!(ring.is_closed() && ring.points[4] == at(-1.0, -1.0));
    let fewer = delete_vertex(&area, vertex(0, 0)).unwrap();
    let ring = part(&fewer, 0).unwrap().1;
    assert!(ring.is_closed() && ring.len() == 4 && ring.points[0] == at(4.0, 0.0));
    let between = insert_vertex(&area, vertex(0, 3), at(-2.0, 2.0)).unwrap();
    assert_eq!(part(&between, 0).unwrap().1.points[4], at(-2.0, 2.0));
    assert!(part(&between, 0).unwrap().1.is_closed());
}

#[test]
fn too_few_vertices_take_the_part_away() {
    let area = Geometry::Polygon(vec![square(), hole()]);
    assert_eq!(delete_vertex(&area, vertex(1, 1)).unwrap(), Geometry::Polygon(vec![square()]));
    let lone = Geometry::Polygon(vec![hole(), hole()]);
    assert_eq!(delete_vertex(&lone, vertex(0, 2)).unwrap(), Geometry::None);
    let short = Geometry::LineString(positions(&[[0.0, 0.0], [1.0, 1.0]]));
    assert_eq!(delete_vertex(&short, vertex(0, 1)).unwrap(), Geometry::None);
    let both = Geometry::MultiLineString(vec![track(), positions(&[[0.0, 0.0], [1.0, 1.0]])]);
    assert_eq!(delete_vertex(&both, vertex(1, 0)).unwrap(), Geometry::LineString(track()));
    assert_eq!(delete_vertex(&Geometry::point(at(1.0, 2.0)), vertex(0, 0)).unwrap(), Geometry::None);
}

#[test]
fn parts_of_collections_are_numbered_through() {
    let all = Geometry::Collection(vec![
        Geometry::point(at(9.0, 9.0)),
        Geometry::MultiPolygon(vec![vec![square(), hole()], vec![square()]]),
        Geometry::LineString(track()),
    ]);
    let moved = move_vertex(&all, vertex(4, 1), at(131.2, 43.2)).unwrap();
    assert_eq!(position(&moved, vertex(4, 1)), Some(at(131.2, 43.2)));
    let Geometry::Collection(left) = remove_part(&all, 1) else { return assert_eq!(all.vertices(), 0) };
    assert_eq!(left.len(), 3);
    assert_eq!(left[1], Geometry::MultiPolygon(vec![vec![square()]]));
    assert_eq!(explode(&all).len(), 4);
}

#[test]
fn neighbors_go_round_rings_and_end_at_ends() {
    let area = Geometry::Polygon(vec![square()]);
    assert_eq!(neighbors(&area, vertex(0, 0)), [Some(at(0.0, 4.0)), Some(at(4.0, 0.0))]);
    let line = Geometry::LineString(track());
    assert_eq!(neighbors(&line, vertex(0, 0)), [None, Some(at(131.0, 43.0))]);
    assert_eq!(neighbors(&line, vertex(0, 3)), [Some(at(132.0, 43.0)), None]);
}

#[test]
fn a_split_line_joins_to_the_same_line() {
    let line = Geometry::LineString(track());
    let [a, b] = split_at(&line, vertex(0, 2)).unwrap();
    assert_eq!((a.vertices(), b.vertices()), (3, 2));
    let joined = join(&[&a, &b]).unwrap();
    assert_eq!(joined.line, line);
    assert_eq!(joined.widest_gap_m, 0.0);
    assert!(split_at(&line, vertex(0, 0)).is_none() && split_at(&line, vertex(0, 3)).is_none());
    assert!(split_at(&Geometry::Polygon(vec![square()]), vertex(0, 1)).is_none());
}

#[test]
fn a_split_on_a_segment_adds_its_place_to_both() {
    let [a, b] = split_on(&Geometry::LineString(track()), vertex(0, 0), at(130.5, 42.5)).unwrap();
    let (a, b) = (part(&a, 0).unwrap().1, part(&b, 0).unwrap().1);
    assert_eq!(a.points.last(), b.points.first());
    assert!(a.heights()[1].is_nan() && b.heights()[0].is_nan());
    assert_eq!(b.heights()[1..], [2.0, 3.0, 4.0]);
}

#[test]
fn several_lines_join_by_their_nearest_ends() {
    let lines = [
        [[2.0, 0.0], [1.0, 0.0]],
        [[0.0, 0.0], [1.0, 0.0]],
        [[3.001, 0.0], [4.0, 0.0]],
        [[3.0, 0.0], [2.0, 0.0]],
    ]
    .map(|l| Geometry::LineString(positions(&l)));
    let all: Vec<&Geometry> = lines.iter().collect();
    let joined = join(&all).unwrap();
    let mut xs: Vec<f64> = part(&joined.line, 0).unwrap().1.points.iter().map(|p| p.lon).collect();
    if xs[0] > 1.0 {
        xs.reverse();
    }
    assert_eq!(xs, [0.0, 1.0, 2.0, 3.0, 3.001, 4.0]);
    assert!((joined.widest_gap_m - 111.3).abs() < 0.1, "{}", joined.widest_gap_m);
    assert!(join(&[&lines[0], &Geometry::point(at(0.0, 0.0))]).is_none());
    assert!(join(&[&lines[0]]).is_none());
}

#[test]
fn reversing_turns_heights_and_times_too() {
    let back = reverse(&Geometry::LineString(track()));
    let p = part(&back, 0).unwrap().1;
    assert_eq!((p.points[0], p.heights()[0], p.times()[0]), (at(133.0, 44.0), 4.0, 40.0));
}

#[test]
fn lines_close_and_areas_open() {
    let line = Geometry::LineString(track());
    let area = close(&line).unwrap();
    assert_eq!((area.kind(), area.vertices()), (GeometryKind::Polygon, 5));
    assert!(part(&area, 0).unwrap().1.is_closed());
    assert_eq!(open(&area).unwrap().kind(), GeometryKind::LineString);
    assert!(close(&Geometry::LineString(positions(&[[0.0, 0.0], [1.0, 1.0]]))).is_none());
    assert!(open(&Geometry::Polygon(vec![square(), hole()])).is_none());
}

#[test]
fn simplifying_is_measured_on_the_ground() {
    // At 60° a tenth of a degree of longitude is 5.6 km, at the equator 11.1 km.
    let bump = |lat: f64| Geometry::LineString(positions(&[[0.0, lat], [0.1, lat + 0.5], [0.0, lat + 1.0]]));
    let left = |lat: f64, m: f64| simplify(&bump(lat), m).after;
    assert_eq!((left(0.0, 11_000.0), left(0.0, 11_200.0)), (3, 2));
    assert_eq!((left(59.5, 5_500.0), left(59.5, 5_650.0)), (3, 2));
    let kept = simplify(&Geometry::LineString(track()), 1e9);
    let p = part(&kept.geometry, 0).unwrap().1;
    assert_eq!((kept.before, kept.after), (4, 2));
    assert_eq!((p.heights(), p.times()), (&[1.0, 4.0][..], &[10.0, 40.0][..]));
}

#[test]
fn simplifying_works_across_180_degrees() {
    let line = positions(&[[179.0, 65.0], [179.9, 65.0], [-179.5, 65.0], [-179.0, 65.0]]);
    assert_eq!(simplify(&Geometry::LineString(line), 500.0).after, 2);
}

#[test]
fn combining_is_the_other_way_round_of_exploding() {
    let lines = Geometry::MultiLineString(vec![track(), positions(&[[0.0, 0.0], [1.0, 1.0]])]);
    let single = explode(&lines);
    assert_eq!(combine(&single.iter().collect::<Vec<_>>()), lines);
    let mixed = combine(&[&lines, &Geometry::point(at(0.0, 0.0))]);
    assert_eq!(mixed.kind(), GeometryKind::Collection);
}

fn any_points(least: usize) -> impl Strategy<Value = Vec<LonLat>> {
    prop::collection::vec((100.0f64..170.0, 20.0f64..75.0), least..40)
        .prop_map(|list| list.into_iter().map(|(lon, lat)| at(lon, lat)).collect())
}

fn any_ring() -> impl Strategy<Value = Positions> {
    any_points(3).prop_map(|mut points| {
        points.push(points[0]);
        let heights = (0..points.len()).map(|i| i as f64).collect();
        Positions::new(points).with_heights(heights)
    })
}

proptest! {
    #[test]
    fn any_edit_of_a_ring_leaves_a_ring(ring in any_ring(), index in 0usize..40, m in 0.0f64..1e6) {
        let area = Geometry::Polygon(vec![ring.clone()]);
        let vertex = vertex(0, index % (ring.len() - 1));
        let results = [
            move_vertex(&area, vertex, at(120.0, 50.0)).unwrap(),
            insert_vertex(&area, vertex, at(120.0, 50.0)).unwrap(),
            delete_vertex(&area, vertex).unwrap(),
            simplify(&area, m).geometry,
            reverse(&area),
        ];
        for result in results.iter().filter(|g| **g != Geometry::None) {
            let ring = part(result, 0).unwrap().1;
            prop_assert!(ring.is_closed() && ring.len() >= 4);
            prop_assert!(ring.heights().is_empty() || ring.heights().len() == ring.len());
        }
    }

    #[test]
    fn inserting_and_deleting_cancel_out(points in any_points(2), index in 0usize..40) {
        let line = Geometry::line(points.clone());
        let after = vertex(0, index % points.len());
        let longer = insert_vertex(&line, after, at(1.0, 2.0)).unwrap();
        prop_assert_eq!(delete_vertex(&longer, super::Vertex { part: 0, index: after.index + 1 }).unwrap(), line);
    }

    #[test]
    fn simpler_lines_keep_their_ends_and_an_order(points in any_points(2), m in 0.0f64..1e6) {
        let simple = simplify(&Geometry::line(points.clone()), m);
        let kept = &part(&simple.geometry, 0).unwrap().1.points;
        prop_assert_eq!(kept.first(), points.first());
        prop_assert_eq!(kept.last(), points.last());
        let mut rest = points.iter();
        prop_assert!(kept.iter().all(|k| rest.any(|p| p == k)));
    }

    #[test]
    fn splitting_and_joining_give_the_line_back(points in any_points(3), index in 0usize..40) {
        let line = Geometry::line(points.clone());
        let inner = vertex(0, 1 + index % (points.len() - 2));
        let [a, b] = split_at(&line, inner).unwrap();
        prop_assert_eq!(a.vertices() + b.vertices(), points.len() + 1);
    }
}
