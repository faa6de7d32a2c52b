//! Every picture, page, film and file of a map says whose coast it draws.

use crate::common::{TODAY, ready};
use tumen_scene::export::{About, dump, pdf, svg};
use tumen_scene::page::{Extent, PageSetup, PageSize, Parts};
use tumen_scene::{Camera, Frame};
use tumen_session::motion::Movie;
use tumen_session::{NamedView, Output, Session, View};

/// What the license of the coast asks for, in short.
const COAST: &str = "GSHHG 2.3.7";
const SIZE: [f32; 2] = [800.0, 500.0];
const NOTHING: Parts =
    Parts { title: false, legend: false, scale_bar: false, locator: false, card: false, sources: false };

fn session() -> Session {
    let mut session = ready();
    let camera: Camera = NamedView::find("tumen").unwrap().camera(session.view().camera.projection, SIZE);
    session.set_view(View { camera, ..View::new(TODAY) });
    session
}

/// Whether the words of a frame name the source of the coast.
fn names_it(frame: &Frame) -> bool {
    dump(frame).lines().any(|line| line.contains(" text ") && line.contains(COAST))
}

#[test]
fn pictures_pages_handouts_and_films_credit_the_coast() {
    let session = session();
    for parts in [Parts::default(), NOTHING] {
        let furniture = session.furniture(session.map_title(), &parts);
        let frame = session.compose(SIZE, furniture, Output::Paper { scale: 1.0 }).unwrap();
        assert!(names_it(&frame), "a picture of the map with {parts:?}");
    }
    for size in [PageSize::A4, PageSize::A3, PageSize::Wide] {
        for parts in [Parts::default(), NOTHING] {
            let extent = Extent::Degrees(NamedView::find("tumen").unwrap().bounds);
            let setup = PageSetup { size, extent, parts, ..PageSetup::new(SIZE) };
            let pages = session.compose_page(&setup).unwrap();
            assert!(pages.iter().any(|p| names_it(&p.frame)), "a page {size:?} with {parts:?}");
        }
    }
    let tour = session.document().tours[0].clone();
    let handout = session.compose_handout(&tour).pages;
    assert!(handout.iter().any(|p| names_it(&p.frame)), "a handout");
    let movies = [
        Movie::of_tour(&session, &tour, [640, 360], 2, Some(4.0)),
        Movie::of_years(&session, [2010, 2012], 2.0, [640, 360], 2),
    ];
    assert!(movies.iter().all(|m| names_it(&m.compose(&session, 0).unwrap())), "a film");
    let bare =
        session.compose(SIZE, tumen_scene::Furniture::default(), Output::Paper { scale: 1.0 }).unwrap();
    assert!(!names_it(&bare), "the check itself");
}

#[test]
fn files_and_documents_credit_the_coast() {
    let session = session();
    let credits = session.attribution().join("; ");
    let furniture = session.furniture(session.map_title(), &NOTHING);
    let frame = session.compose(SIZE, furniture, Output::Paper { scale: 1.0 }).unwrap();
    assert!(
        svg(&frame, "Map", &credits).matches(COAST).count() >= 2,
        "an SVG, as words and as its description"
    );
    let about = About { title: "Map".into(), description: credits.clone(), language: "en".into() };
    let page = session.compose_page(&PageSetup::new(SIZE)).unwrap();
    let bytes = pdf(&page, &about).unwrap();
    let found = bytes.windows(COAST.len()).any(|w| w == COAST.as_bytes());
    assert!(found, "the description of a PDF");
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    for file in ["README.md", "assets/SOURCES.toml", "tools/basemap/README.md"] {
        let text = std::fs::read_to_string(root.join(file)).unwrap();
        assert!(text.contains("GSHHG"), "{file}");
    }
    let license = String::from_utf8_lossy(tumen_assets::bytes("assets/licences/LGPL-3.0.txt"));
    assert!(license.contains("GNU LESSER GENERAL PUBLIC LICENSE"));
}
