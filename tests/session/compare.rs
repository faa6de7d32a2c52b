//! Comparing: one place twice, with another date, other conditions or other layers, as one picture.

use crate::common::{TODAY, ready};
use tumen_core::geo::LonLat;
use tumen_core::geo::Projection;
use tumen_core::model::{Compare, Split, Stop};
use tumen_scene::Frame;
use tumen_scene::export::dump;
use tumen_scene::frame::Paint;
use tumen_scene::page::{Extent, PageSetup, Parts};
use tumen_scene::pick::looked_at;
use tumen_session::{NamedView, Output, Session, View, stops};

const SIZE: [f32; 2] = [1400.0, 900.0];
/// Before the war there was no bridge over the Tumen, and nothing was shelved.
const BEFORE: &str = "1960-01-01";

fn comparing(compare: Compare) -> Session {
    let mut session = ready();
    let size = compare.split.pane(SIZE);
    let camera = NamedView::find("tumen").unwrap().camera(Projection::Mercator, size);
    session.set_view(View { camera, compare: Some(compare), ..View::new(TODAY) });
    session
}

fn composed(session: &Session) -> Frame {
    let furniture = session.furniture("A title", &Parts::default());
    session.compose(SIZE, furniture, Output::Paper { scale: 1.0 }).unwrap()
}

/// The two pictures, each with its left edge.
fn sides(frame: &Frame) -> [(f32, &Frame); 2] {
    let both = frame.items().filter_map(|item| match &item.paint {
        Paint::Inset([x, _], inner) => Some((*x, &**inner)),
        Paint::Fill(..) | Paint::Stroke(..) | Paint::Path(_) | Paint::Text(_) | Paint::Relief(..) => None,
    });
    both.collect::<Vec<_>>().try_into().expect("two pictures")
}

fn before(split: Split) -> Compare {
    Compare { as_of: BEFORE.parse().ok(), split, ..Compare::default() }
}

#[test]
fn a_cut_map_goes_on_where_it_is_cut() {
    for share in [0.2, 0.5, 0.77] {
        let session = comparing(before(Split::Swipe(share)));
        let frame = composed(&session);
        let [(_, left), (cut, right)] = sides(&frame);
        assert_eq!((cut, left.size.width + right.size.width), ((SIZE[0] * share).round(), SIZE[0]));
        for x in [10.0, cut - 0.5, cut + 0.5, SIZE[0] - 10.0] {
            let (seen, at) = looked_at(&frame, [x, 300.0]);
            let there = seen.map.unwrap().to_lonlat(at, seen.size);
            let whole = session.view().camera.to_lonlat([x, 300.0], SIZE);
            let near = |a: LonLat, b: LonLat| (a.lon - b.lon).abs() < 1e-5 && (a.lat - b.lat).abs() < 1e-5;
            assert!(near(there, whole), "{share} {x}: {there:?} instead of {whole:?}");
        }
    }
}

#[test]
fn two_maps_side_by_side_look_at_the_same_place() {
    let frame = composed(&comparing(before(Split::Beside)));
    let [(_, left), (cut, right)] = sides(&frame);
    assert_eq!((left.map, left.size, cut), (right.map, right.size, 700.0));
}

#[test]
fn each_side_has_its_date_and_its_statuses() {
    let frame = composed(&comparing(before(Split::default())));
    let [(_, left), (_, right)] = sides(&frame);
    let (left, right) = (dump(left), dump(right));
    assert!(left.contains("As of 2026-11-21") && !left.contains(BEFORE), "{left}");
    assert!(right.contains("As of 1960-01-01") && !right.contains("2026-11-21"), "{right}");
    // The legend stands on the right and explains both sides.
    assert!(!left.contains("Shelved") && right.contains("Shelved"), "{right}");
    let strokes =
        |text: &str| text.lines().filter(|l| l.contains("stroke")).map(str::to_owned).collect::<Vec<_>>();
    assert_ne!(strokes(&left), strokes(&right));
}

#[test]
fn each_side_has_its_layers_and_conditions() {
    let hidden = Some(["gas".to_owned()].into());
    let frame = composed(&comparing(Compare { hidden, ..Compare::default() }));
    let [(_, left), (_, right)] = sides(&frame);
    let gas = |frame: &Frame| dump(frame).contains("corridor:gas");
    assert!(gas(left) && !gas(right), "{}", dump(right));
    let session = ready();
    let all = session.document().outlook.conditions.iter().map(|c| c.id.to_string()).collect();
    let frame = composed(&comparing(Compare { conditions: Some(all), ..Compare::default() }));
    let [(_, left), (_, right)] = sides(&frame);
    let possible = |frame: &Frame| {
        let corridors = frame.groups.iter().find(|g| g.name == "corridors").unwrap();
        corridors.items.len()
    };
    assert!(possible(right) > possible(left), "what would be possible is outlined on the right");
}

#[test]
fn a_page_shows_before_and_after_with_the_sources_of_both() {
    let mut session = ready();
    let extent = Extent::Degrees(NamedView::find("tumen").unwrap().bounds);
    let setup = PageSetup { extent, ..PageSetup::new(SIZE) };
    let told = |session: &Session| {
        let pages = session.compose_page(&setup).unwrap();
        pages.iter().map(|page| dump(&page.frame)).collect::<String>()
    };
    let plain = told(&session);
    let view = View { compare: Some(before(Split::Beside)), ..session.view().clone() };
    session.set_view(view);
    let page = told(&session);
    assert!(page.contains("As of 1960-01-01") && page.contains("Sources"), "{page}");
    assert!(plain.contains("Sources") && !plain.contains("As of 1960"), "{plain}");
}

#[test]
fn a_stop_compares_and_a_saved_view_too() {
    let mut stop = Stop::new("Then and now", NamedView::find("tumen").unwrap().bounds);
    stop.compare = Some(before(Split::Beside));
    let mut session = ready();
    let view = stops::view_of(&stop, session.document(), &View::new(TODAY), SIZE);
    session.set_view(view.clone());
    assert_eq!(sides(&composed(&session)).len(), 2);
    let saved = tumen_session::view::SavedView::of(&view);
    let text = serde_json::to_string(&saved).unwrap();
    let again: tumen_session::view::SavedView = serde_json::from_str(&text).unwrap();
    assert_eq!(again.restore(session.document(), TODAY).compare, view.compare);
}
