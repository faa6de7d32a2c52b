//! Loupes: parts of the map that stand on it at a larger scale, drawn by the same code as the map.

use crate::common::{Random, ready};
use std::sync::Arc;
use tumen_core::geo::{LonLat, Projection};
use tumen_core::model::{Edit, Loupe, Spot, Stop};
use tumen_scene::frame::{FeatureId, Paint};
use tumen_scene::page::{Extent, PageSetup};
use tumen_scene::pick::{looked_at, pick};
use tumen_scene::{Camera, Frame};
use tumen_session::{CameraCommand, NamedView, Output, Session, View, WorkspaceCommand, stops};

const SIZE: [f32; 2] = [900.0, 640.0];

/// The loupes of a frame: where they stand, and what they are.
fn loupes(frame: &Frame) -> Vec<([f32; 4], &Frame)> {
    let items = frame.groups.iter().filter(|g| g.name == "loupes").flat_map(|g| &g.items);
    let inset = items.filter_map(|item| match &item.paint {
        Paint::Inset([x, y], inner) => {
            Some(([*x, *y, x + inner.size.width, y + inner.size.height], &**inner))
        }
        Paint::Fill(..) | Paint::Stroke(..) | Paint::Path(_) | Paint::Text(_) | Paint::Relief(..) => None,
    });
    inset.collect()
}

fn composed(session: &Session) -> Frame {
    let furniture = session.furniture("A title of usual length", &tumen_scene::page::Parts::default());
    session.compose(SIZE, furniture, Output::Paper { scale: 1.0 }).unwrap()
}

/// A session that looks at a named view through loupes.
fn looking(view: &str, projection: Projection, loupes: &[Loupe]) -> Session {
    let mut session = ready();
    let camera = NamedView::find(view).unwrap().camera(projection, SIZE);
    let shown = Some(Arc::from(loupes));
    session.set_view(View { camera, loupes: shown, ..View::new(crate::common::TODAY) });
    session
}

fn tumen(spot: Option<Spot>) -> Loupe {
    Loupe::new(NamedView::find("tumen").unwrap().bounds, spot)
}

fn apart(a: &[f32; 4], b: &[f32; 4]) -> bool {
    a[2] <= b[0] || b[2] <= a[0] || a[3] <= b[1] || b[3] <= a[1]
}

#[test]
fn a_loupe_shows_its_box_whole_at_a_larger_scale() {
    for projection in Projection::ALL {
        let frame = composed(&looking("theatre", projection, &[tumen(None)]));
        let all = loupes(&frame);
        let [(_, inner)] = all.as_slice() else { panic!("{} loupes", all.len()) };
        let camera = inner.map.unwrap();
        assert!(camera.zoom > frame.map.unwrap().zoom + 4.0, "{projection:?}: {}", camera.zoom);
        for corner in [[130.12, 42.14], [131.02, 42.56]] {
            let at = camera.to_screen(projection.project_wrapped(LonLat::from(corner)), inner.size);
            let inside = (-1.0..=inner.size.width + 1.0).contains(&at.x)
                && (-1.0..=inner.size.height + 1.0).contains(&at.y);
            assert!(inside, "{projection:?}: {corner:?} is at {at:?}");
        }
        assert!(inner.groups.iter().any(|g| g.name == "corridors" && !g.items.is_empty()));
    }
}

#[test]
fn loupes_keep_off_furniture_names_each_other_and_what_they_show() {
    let mut random = Random(16);
    let mut session = ready();
    let mut drawn = 0;
    for round in 0..60 {
        let projection = Projection::ALL[round % 2];
        let at = LonLat::new(124.0 + 12.0 * random.unit(), 36.0 + 10.0 * random.unit());
        let camera = Camera::at(projection, at, 4.0 + 3.0 * random.unit());
        let spot = |random: &mut Random| Spot::ALL.get((random.unit() * 12.0) as usize).copied();
        let seoul = Loupe::new([126.6, 37.3, 127.3, 37.8], spot(&mut random));
        let all = [tumen(spot(&mut random)), seoul];
        session.set_view(View { camera, loupes: Some(Arc::from(all)), ..View::new(crate::common::TODAY) });
        let frame = composed(&session);
        let rects: Vec<[f32; 4]> = loupes(&frame).iter().map(|l| l.0).collect();
        drawn += rects.len();
        for (i, rect) in rects.iter().enumerate() {
            assert!(
                rect[0] >= 0.0 && rect[1] >= 0.0 && rect[2] <= SIZE[0] && rect[3] <= SIZE[1],
                "{round}: {rect:?}"
            );
            assert!(rects[i + 1..].iter().all(|other| apart(rect, other)), "{round}: {rects:?}");
            let beneath = frame.covered.iter().filter(|c| !apart(c, rect)).count();
            assert_eq!(beneath, 1, "{round}: {rect:?} lies on furniture: {:?}", frame.covered);
        }
        for item in frame.groups.iter().filter(|g| g.name == "places").flat_map(|g| &g.items) {
            let Paint::Text(text) = &item.paint else { continue };
            for taken in tumen_scene::place_labels::boxes(text) {
                assert!(
                    rects.iter().all(|rect| apart(&taken, rect)),
                    "{round}: {} lies on a loupe",
                    text.text
                );
            }
        }
    }
    assert!(drawn > 60, "only {drawn} loupes were drawn");
}

#[test]
fn nothing_is_magnified_that_is_out_of_view_or_large_already() {
    for view in ["chukotka", "tumen"] {
        let frame = composed(&looking(view, Projection::Mercator, &[tumen(None)]));
        assert!(loupes(&frame).is_empty(), "{view}");
        assert!(frame.groups.iter().all(|g| g.name != "loupe-links"), "{view}");
    }
}

#[test]
fn what_a_loupe_shows_is_picked_in_it() {
    let session = looking("theatre", Projection::Mercator, &[tumen(Some(Spot::Left))]);
    let frame = composed(&session);
    let (rect, inner) = loupes(&frame)[0];
    let khasan = session.document().place("khasan").unwrap().position;
    let camera = inner.map.unwrap();
    let at = camera.to_screen(camera.projection.project_wrapped(khasan), inner.size);
    let at = [rect[0] + at.x, rect[1] + at.y];
    assert_eq!(pick(&frame, at, 4.0), Some(FeatureId::Place("khasan".into())));
    let (seen, point) = looked_at(&frame, at);
    let position = seen.map.unwrap().to_lonlat(point, seen.size);
    assert!(
        (position.lon - khasan.lon).abs() < 1e-3 && (position.lat - khasan.lat).abs() < 1e-3,
        "{position:?}"
    );
}

#[test]
fn loupes_are_steps_that_can_be_taken_back_and_go_with_stops() {
    let mut session = ready();
    let camera = NamedView::find("theatre").unwrap().camera(Projection::Mercator, SIZE);
    session.run(CameraCommand::Set(camera));
    session.run(WorkspaceCommand::Edit(vec![Edit::SetLoupes(vec![tumen(None)])], None));
    assert_eq!(loupes(&composed(&session)).len(), 1);
    session.run(WorkspaceCommand::Undo);
    assert!(loupes(&composed(&session)).is_empty());
    session.run(WorkspaceCommand::Redo);
    assert_eq!(session.loupes().len(), 1);
    let mut stop = Stop::new("Korea", [124.0, 33.0, 132.0, 43.0]);
    session.set_view(stops::view_of(&stop, session.document(), &View::new(crate::common::TODAY), SIZE));
    assert!(loupes(&composed(&session)).is_empty(), "a stop shows its own loupes only");
    stop.loupes = vec![Loupe::new([126.6, 37.3, 127.3, 37.8], None)];
    session.set_view(stops::view_of(&stop, session.document(), &View::new(crate::common::TODAY), SIZE));
    assert_eq!(loupes(&composed(&session)).len(), 1);
}

#[test]
fn a_page_has_the_loupes_of_its_map_and_their_signs_in_its_legend() {
    let session = looking("theatre", Projection::Mercator, &[tumen(None)]);
    let extent = Extent::Degrees(NamedView::find("theatre").unwrap().bounds);
    let page = &session.compose_page(&PageSetup { extent, ..PageSetup::new(SIZE) }).unwrap()[0];
    let inner = page.frame.items().find_map(|item| match &item.paint {
        Paint::Inset(_, map) => loupes(map).first().map(|l| l.1.size),
        Paint::Fill(..) | Paint::Stroke(..) | Paint::Path(_) | Paint::Text(_) | Paint::Relief(..) => None,
    });
    assert!(inner.is_some(), "the map of the page has no loupe");
    let words = |frame: &Frame| tumen_scene::export::dump(frame);
    assert!(words(&page.frame).contains("Russia–DPRK border"), "the border is a sign of the loupe alone");
}
