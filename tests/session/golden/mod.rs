//! Golden pictures: what maps, pages, diagrams and stops of a talk look like, kept as text and as pixels, so
//! that a change of their looks is seen by whoever makes it. `harness.rs` says what may differ and how to
//! write them anew. No graphics driver and no font of the system has a part in them.

mod harness;
mod layers;
mod maps;
mod mouth;
mod paper;
mod reduce;
mod results;

use harness::{Golden, Pixels, check};
use std::collections::BTreeSet;
use std::sync::OnceLock;
use tumen_core::geo::{LonLat, Projection};
use tumen_scene::{Camera, Frame, Furniture};
use tumen_session::{NamedView, Output, Session, View};

/// The size of most pictures, pixels.
const SIZE: [f32; 2] = [288.0, 216.0];
/// Pictures of this size are drawn at half of it, so that furniture has room.
const LARGE: [f32; 2] = [640.0, 480.0];
const HALF: f32 = 0.5;

/// A session like the one of all tests of this program, with everything prepared and nothing selected.
fn base() -> Session {
    static BASE: OnceLock<Session> = OnceLock::new();
    BASE.get_or_init(crate::common::ready).for_export()
}

/// A session that looks at something.
fn seeing(camera: Camera, change: impl FnOnce(&mut View)) -> Session {
    let mut session = base();
    let mut view = View { camera, ..View::new(crate::common::TODAY) };
    change(&mut view);
    session.set_view(view);
    session
}

/// Boxes of degrees that have no name in the menu.
const PLACES: [(&str, [f64; 4]); 3] = [
    ("rajin", [130.22, 42.18, 130.42, 42.30]),
    ("khasan", [130.55, 42.38, 130.75, 42.48]),
    ("vladivostok", [131.6, 42.95, 132.3, 43.4]),
];

/// The camera of a named view or of one of [`PLACES`].
fn camera(name: &str, projection: Projection, size: [f32; 2]) -> Camera {
    let place = PLACES.into_iter().find(|p| p.0 == name).map(|p| p.1);
    match place {
        Some(bounds) => Camera::fit(projection, bounds, size, 8.0),
        None => NamedView::find(name).unwrap().camera(projection, size),
    }
}

fn mercator(name: &str) -> Camera {
    camera(name, Projection::Mercator, SIZE)
}

/// The map alone.
fn bare(session: &Session) -> Frame {
    with(session, SIZE, Furniture::default(), 1.0)
}

fn with(session: &Session, size: [f32; 2], furniture: Furniture, scale: f32) -> Frame {
    session.compose(size, furniture, Output::Paper { scale }).unwrap()
}

/// Every picture by its family, in the order of the tests.
fn families() -> [Vec<Golden>; 12] {
    [
        maps::themes(),
        maps::projections(),
        maps::dates(),
        maps::languages(),
        maps::emphasis(),
        maps::furniture(),
        maps::reliefs(),
        layers::of_the_user(),
        results::overlays(),
        results::diagrams(),
        paper::pages(),
        paper::talks(),
    ]
}

#[test]
fn themes() {
    check(&maps::themes());
}

#[test]
fn projections() {
    check(&maps::projections());
}

#[test]
fn dates_and_their_statuses() {
    check(&maps::dates());
}

#[test]
fn languages() {
    check(&maps::languages());
}

#[test]
fn selection_filter_and_hidden_layers() {
    check(&maps::emphasis());
}

#[test]
fn furniture() {
    check(&maps::furniture());
}

#[test]
fn reliefs() {
    check(&maps::reliefs());
}

#[test]
fn layers_of_the_user() {
    check(&layers::of_the_user());
}

#[test]
fn overlays() {
    check(&results::overlays());
}

#[test]
fn diagrams() {
    check(&results::diagrams());
}

#[test]
fn pages() {
    check(&paper::pages());
}

#[test]
fn stops_of_a_talk() {
    check(&paper::talks());
}

/// The most that all pictures and texts may take, bytes.
const MOST: u64 = 2_900_000;

#[test]
fn every_file_belongs_to_a_picture_and_all_are_small() {
    let all = families();
    let names: Vec<&str> = all.iter().flatten().map(|g| g.name.as_str()).collect();
    let known: BTreeSet<String> =
        names.iter().flat_map(|n| ["png", "txt"].map(|e| format!("{n}.{e}"))).collect();
    assert_eq!(known.len(), 2 * names.len(), "two pictures have one name");
    if harness::updates() {
        return;
    }
    let entries = std::fs::read_dir(harness::folder()).unwrap().map(|e| e.unwrap());
    let kept: Vec<(String, u64)> = entries
        .map(|e| (e.file_name().into_string().unwrap(), e.metadata().unwrap().len()))
        .filter(|(name, _)| !name.ends_with(".new.png") && !name.ends_with(".diff.png"))
        .collect();
    let files: BTreeSet<String> = kept.iter().map(|k| k.0.clone()).collect();
    assert_eq!(files.difference(&known).collect::<Vec<_>>(), Vec::<&String>::new(), "files of no picture");
    let bytes: u64 = kept.iter().map(|k| k.1).sum();
    assert!(bytes <= MOST, "{bytes} bytes are more than {MOST}");
}

#[test]
fn a_difference_is_seen_and_rounding_is_none() {
    let old = Pixels::plain([100, 100], [200, 200, 200]);
    let other = |count, color| Pixels::plain([100, 100], [200, 200, 200]).with(count, color);
    assert_eq!(old.difference(&other(10_000, [208, 192, 200])), [0, 8]);
    assert_eq!(old.difference(&other(11, [200, 209, 200])), [11, 9]);
    let text = "frame 9x9 mercator at 1.000 2.000 zoom 3.000 on #ffffff\nlines stroke - #000000 width 2 lines 1 points 100 box 1 2 3 4\nlines stroke base #000000 width 2 lines 1 points 1\nplaces text place:a \"box 1 2\" start at 5 6 size 9 regular #000000\n";
    let short = reduce::reduced(text);
    assert_eq!(
        short,
        "frame 9x9 mercator at 1.000 2.000 zoom 3.000 on #ffffff\nlines stroke #000000 width 2 ×2 lines ~2 points ~101 @1,2,3,4 - base\nplaces text place:a \"box 1 2\" start @5,6 size 9 regular #000000\n"
    );
    let said = |from: &str, to: &str| reduce::differences(&short, &short.replace(from, to)).len();
    assert_eq!([said("@1,2,3,4", "@1,3,2,4"), said("~101", "~103"), said("@5,6", "@5,7")], [0, 0, 0]);
    assert_eq!([said("@1,2,3,4", "@1,4,3,4"), said("~101", "~104"), said("width 2", "width 2.5")], [2, 2, 2]);
    assert_eq!([said("box 1 2", "box 1 3"), said(" base", ""), said("×2", "×3")], [2, 2, 2]);
    let later = reduce::differences(&short, &format!("{short}one more\n"));
    assert_eq!(later, ["+ one more"]);
}

/// A box of degrees around a position.
fn around([lon, lat]: [f64; 2], half: f64) -> Vec<LonLat> {
    let corner = |[x, y]: [f64; 2]| LonLat::new(lon + x * half, lat + y * half);
    [[-1.0, -1.0], [1.0, -1.0], [1.0, 1.0], [-1.0, 1.0], [-1.0, -1.0]].map(corner).to_vec()
}
