//! Pages of paper, pages of a handout, and stops of a talk as a film shows them.

use super::harness::{Golden, scaled};
use super::{HALF, LARGE, base, seeing, with};
use std::sync::{Arc, OnceLock};
use tumen_core::geo::Projection;
use tumen_core::model::tour::{SidePanel, Stop, Transition};
use tumen_core::model::{Language, Selection, Tour};
use tumen_scene::page::{Extent, Orientation, Page, PageSetup, PageSize};
use tumen_scene::{Frame, Furniture, Theme};
use tumen_session::motion::Movie;
use tumen_session::presentation::Viewport;
use tumen_session::{CameraCommand, NamedView, Session, TalkCommand, plots};

/// The scale at which a page is no larger than any other picture.
fn scale(frame: &Frame) -> f32 {
    let [width, height] = frame.size.into();
    (400.0 / width).min(300.0 / height)
}

fn whole(frame: Frame) -> (Frame, f32) {
    let scale = scale(&frame);
    (frame, scale)
}

fn setup(size: PageSize, orientation: Orientation, view: &str) -> PageSetup {
    let extent = Extent::Degrees(NamedView::find(view).unwrap().bounds);
    PageSetup { size, orientation, extent, ..PageSetup::new(LARGE) }
}

/// The pages of what a session shows.
fn page(number: usize, make: impl Fn() -> (Session, PageSetup)) -> (Frame, f32) {
    let (session, setup) = make();
    whole(session.compose_page(&setup).unwrap().swap_remove(number).frame)
}

/// Pages of the map and of a handout.
pub fn pages() -> Vec<Golden> {
    let mut all = vec![
        scaled("page-a4-theatre", || {
            page(0, || {
                (
                    seeing(super::mercator("theatre"), |_| {}),
                    setup(PageSize::A4, Orientation::Auto, "theatre"),
                )
            })
        }),
        scaled("page-a4-card-and-plot-ko", || {
            page(0, || {
                let session = seeing(super::mercator("tumen"), |v| {
                    v.language = Language::Ko;
                    v.as_of = "2016-07-01".parse().unwrap();
                    v.selection = Some(Selection::Corridor("khasan-rajin".into()));
                });
                let plot = plots::chart_of(&session, "khasan-rajin|t");
                (session, PageSetup { plot, ..setup(PageSize::A4, Orientation::Portrait, "tumen") })
            })
        }),
        scaled("page-a3-conic-ru", || {
            page(0, || {
                let session =
                    seeing(super::camera("tumen", Projection::Conic, LARGE), |v| v.language = Language::Ru);
                (session, setup(PageSize::A3, Orientation::Auto, "tumen"))
            })
        }),
        scaled("page-slide-dark", || {
            page(0, || {
                let session = seeing(super::mercator("primorye"), |v| v.theme = Theme::Dark);
                (session, setup(PageSize::Wide, Orientation::Auto, "primorye"))
            })
        }),
    ];
    let handout = [("cover", 0_usize), ("stop-with-plot", 5)];
    all.extend(handout.map(|(name, number)| {
        scaled(format!("handout-{name}"), move || whole(handout_pages()[number].frame.clone()))
    }));
    all.push(scaled("handout-sources", || whole(handout_pages().last().unwrap().frame.clone())));
    all.push(scaled("handout-marks-of-captions", || {
        whole(base().compose_handout(&Arc::new(marks())).pages.swap_remove(1).frame)
    }));
    all
}

/// The handout of a shipped tour, laid out once.
fn handout_pages() -> &'static [Page] {
    static PAGES: OnceLock<Vec<Page>> = OnceLock::new();
    PAGES.get_or_init(|| {
        let session = base();
        session
            .compose_handout(session.document().tours.iter().find(|t| t.id == "khasan-rajin").unwrap())
            .pages
    })
}

/// One stop with everything that a caption can be made of.
fn marks() -> Tour {
    let caption = "## A heading\n\nWords that are **strong**, *weak*, **strong and *weak***; [a link](https://a.b/c) \
                   and two\nlines of one paragraph.\n\n- one\n- two\n  - under two\n\n1. first\n2. second\n\n\
                   두만강, Туманная, 2 × 3, a_b_c";
    let stop = Stop {
        caption: caption.to_owned(),
        notes: "Read by the speaker:\nnot *Markdown*.".to_owned(),
        side_panel: SidePanel::Card,
        selection: Some("place:rajin".to_owned()),
        ..Stop::new("Marks", [130.12, 42.14, 131.02, 42.56])
    };
    Tour { id: "marks".into(), title: "Marks".into(), stops: vec![Arc::new(stop)], ..Tour::default() }
}

/// Two stops, the second with moving cargo, and the flight between them.
fn film() -> (Session, Movie) {
    let first = Stop { seconds: 2.0, ..Stop::new("The theatre", [101.0, 32.2, 180.0, 66.5]) };
    let second = Stop {
        caption: "**54 km** of railway, *two gauges*.\n\n- coal\n- containers".to_owned(),
        as_of: Some("2016-07-01".parse().unwrap()),
        selection: Some("corridor:khasan-rajin".to_owned()),
        flows: true,
        seconds: 2.0,
        transition: Transition::FlyFor(2.0),
        ..Stop::new("Khasan to Rajin", [130.19, 42.19, 130.73, 42.475])
    };
    let stops = vec![Arc::new(first), Arc::new(second)];
    let tour = Tour { id: "film".into(), title: "Film".into(), stops, ..Tour::default() };
    let session = base();
    let movie = Movie::of_tour(&session, &tour, [960, 540], 2, None);
    (session, movie)
}

fn shot(at: impl Fn(&Movie) -> usize) -> (Frame, f32) {
    let (session, movie) = film();
    whole(movie.compose(&session, at(&movie)).unwrap())
}

/// Stops of a talk: pictures of a film, and the map as it is on stage.
pub fn talks() -> Vec<Golden> {
    vec![
        scaled("film-first-stop", || shot(|_| 0)),
        scaled("film-in-flight", || shot(|_| 3)),
        scaled("film-last-stop", || shot(|movie| movie.shots.len() - 1)),
        scaled("film-years", || {
            let session = seeing(super::mercator("tumen"), |v| v.language = Language::Ko);
            let movie = Movie::of_years(&session, [2008, 2017], 5.0, [960, 540], 2);
            whole(movie.compose(&session, 6).unwrap())
        }),
        scaled("stage-stop", || {
            let mut session = base();
            let tour = session.document().tours.iter().find(|t| t.id == "khasan-rajin").unwrap().clone();
            let viewport = Viewport { size: LARGE.into(), taken: [0.0, 0.0, 200.0, 40.0] };
            session.run(TalkCommand::Begin(tour, 4, viewport));
            session.run(CameraCommand::Advance(60.0));
            (with(&session, LARGE, Furniture { scale_bar: true, ..Furniture::default() }, HALF), HALF)
        }),
    ]
}
