//! Moving cargo: what the data say of a year, and how it is drawn.

use crate::common::{bundled, ready};
use tumen_assets::Bundle;
use tumen_core::geo::Projection;
use tumen_core::model::flow::{FlowAt, Moved, Nothing};
use tumen_core::model::{Date, Document, Language};
use tumen_scene::compose::{MOVING, STILL};
use tumen_scene::export;
use tumen_scene::flow::sentences;
use tumen_scene::frame::{FeatureId, Paint};
use tumen_scene::furniture::Legend;
use tumen_scene::{Camera, Frame, Furniture};
use tumen_session::{CameraCommand, Output, Session, ViewCommand};

const PAPER: Output = Output::Paper { scale: 1.0 };
const SIZE: [f32; 2] = [960.0, 640.0];
/// Khasan to Rajin.
const RAJIN: [f64; 4] = [130.1, 42.2, 130.8, 42.5];
/// Chayanda to Tynda: no other flow is in view.
const YAKUTIA: [f64; 4] = [112.0, 53.0, 128.0, 61.0];

fn year<'a>(session: &'a Session, corridor: &str, year: i32) -> FlowAt<'a> {
    let document = session.document();
    document.flow_in(document.flow(corridor).unwrap(), year)
}

/// A map with moving cargo of a box of degrees in a year.
fn map(session: &mut Session, bounds: [f64; 4], year: i32, clock: Option<f64>) -> Frame {
    session.run(CameraCommand::Set(Camera::fit(Projection::Mercator, bounds, SIZE, 20.0)));
    session.run(ViewCommand::AsOf(Date::new(year, 7, 1).unwrap()));
    session.run(ViewCommand::Flows(true));
    session.run(ViewCommand::FlowClock(clock));
    let furniture = Furniture { legend: Legend::Full, ..Furniture::default() };
    session.compose(SIZE, furniture, PAPER).unwrap()
}

fn group<'a>(frame: &'a Frame, name: &str) -> Vec<&'a Paint> {
    let group = frame.groups.iter().find(|g| g.name == name);
    group.map(|g| g.items.iter().map(|i| &i.paint).collect()).unwrap_or_default()
}

fn says(frame: &Frame, words: &str) -> bool {
    frame.items().any(|i| matches!(&i.paint, Paint::Text(t) if t.text.contains(words)))
}

/// Widths of the strokes of a corridor's flow, widest first: outline, viewport, band.
fn widths(frame: &Frame, corridor: &str) -> Vec<f32> {
    let feature = Some(FeatureId::Corridor(corridor.into()));
    let still = frame.groups.iter().find(|g| g.name == STILL).unwrap();
    let of = still.items.iter().filter(|i| i.feature == feature);
    let mut widths: Vec<f32> = of
        .filter_map(|i| match &i.paint {
            Paint::Stroke(_, stroke) => Some(stroke.width),
            _ => None,
        })
        .collect();
    widths.dedup();
    widths
}

#[test]
fn every_flow_refers_to_what_exists() {
    let session = bundled();
    let about = |n: &&tumen_core::diag::Notice| n.to_string().contains("flows.toml");
    let wrong: Vec<String> =
        session.notices().notices().iter().filter(about).map(|n| n.to_string()).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
    let flows = &session.document().flows;
    assert!(flows.len() >= 9);
    let carriers: std::collections::BTreeSet<_> = flows.iter().map(|f| f.carrier).collect();
    assert_eq!(carriers.len(), 5, "every carrier is met");
}

#[test]
fn a_flow_that_refers_to_nothing_is_named() {
    let text = "[[flow]]\ncorridor = \"no-such\"\ncarrier = \"train\"\nseries = [\"none\", \"power-of-siberia-deliveries\"]\nunit = \"t\"\n";
    let session = Session::open(&Bundle::embedded().overlaid("data/flows.toml", text), crate::common::TODAY);
    let notices = crate::common::notices(&session);
    for id in ["no-such", "`none`", "`power-of-siberia-deliveries`"] {
        assert!(notices.contains(id), "{id} in {notices}");
    }
}

#[test]
fn the_series_named_first_is_drawn_and_the_others_are_named() {
    let session = bundled();
    let at = year(session, "khasan-rajin", 2015);
    assert_eq!(at.amount(), Some(1_189_000.0), "all border cargo, not coal");
    let others: Vec<(&str, f64)> = at.others.iter().map(|a| (&**a.record, a.value)).collect();
    assert!(
        others.contains(&("coal-rajin", 1_120_000.0)) && others.contains(&("coal-rajin-alt", 1_200_000.0))
    );
    // No total of all cargo for 2017: the coal is drawn, nothing is put in between.
    let at = year(session, "khasan-rajin", 2017);
    assert!(matches!(&at.moved, Moved::Amount(a) if &**a.record == "coal-rajin" && a.whole_year));
}

#[test]
fn a_figure_for_a_part_of_a_year_stays_one() {
    let at = year(bundled(), "khasan-rajin", 2021);
    let Moved::Amount(amount) = at.moved else { panic!("{:?}", at.moved) };
    assert_eq!((amount.value, amount.period.text(), amount.whole_year), (15_000.0, "2021-Q1", false));
}

#[test]
fn nothing_moved_and_no_figure_are_not_confused() {
    let session = bundled();
    let moved = |corridor, y| year(session, corridor, y).moved;
    assert_eq!(moved("khasan-rajin", 2022), Moved::NoFigure);
    assert_eq!(moved("khasan-rajin", 2005), Moved::NoFigure, "the old line had traffic nobody states");
    assert!(matches!(moved("ps-main", 2018), Moved::Nothing(Nothing::Before(_))));
    assert_eq!(moved("ps-main", 2019), Moved::NoFigure, "first deliveries in December");
    assert!(matches!(moved("birobidzhan-tongjiang", 2021), Moved::Nothing(_)));
    assert!(matches!(moved("tumen-road-bridge", 2025), Moved::Nothing(Nothing::NeverBuilt(_))));
    assert_eq!(moved("tumen-road-bridge", 2031), Moved::NoFigure, "nobody knows the future");
}

#[test]
fn a_stated_zero_is_nothing() {
    let rows =
        "date,period,value,unit,source,confidence,derived,note,seed\n2018,year,0,t,rgi-2013-09,high,0,,\n";
    let bundle = Bundle::embedded().overlaid("data/series/cargo-khasan-rajin.csv", rows);
    let session = Session::open(&bundle, crate::common::TODAY);
    assert!(matches!(year(&session, "khasan-rajin", 2018).moved, Moved::Nothing(Nothing::Stated(_))));
}

#[test]
fn the_capacity_is_the_last_one_stated() {
    let session = bundled();
    let capacity = |y| year(session, "khasan-rajin", y).capacity.map(|c| c.value);
    assert_eq!(capacity(2012), None);
    assert_eq!(capacity(2013), Some(4e6));
    assert_eq!(capacity(2015), Some(5e6));
    assert_eq!(capacity(2016), Some(7e6), "the lower end of a range");
    assert_eq!(capacity(2024), Some(5e6));
}

#[test]
fn the_width_grows_with_the_tonnes_and_stays_within_the_capacity() {
    let mut session = ready();
    let mut band = 0.0;
    for (year, viewport) in [(2013, 4e6), (2014, 5e6), (2015, 5e6), (2016, 7e6)] {
        let frame = map(&mut session, RAJIN, year, Some(0.0));
        let widths = widths(&frame, "khasan-rajin");
        let [outline, inside, moved] = widths[..] else { panic!("{widths:?}") };
        assert!(outline > inside && inside > moved && moved >= band, "{widths:?}");
        let factor = session.style().corridor.factor(frame.map.unwrap().zoom);
        assert_eq!(inside, factor * session.style().flow.width(viewport, "t"));
        band = moved;
    }
    let style = &session.style().flow;
    assert!(style.width(1.6e6, "t") > style.width(87_500.0, "t"));
}

#[test]
fn signs_move_with_the_clock_and_only_they() {
    let mut session = ready();
    let first = export::dump(&map(&mut session, RAJIN, 2016, Some(1.0)));
    let again = export::dump(&map(&mut session, RAJIN, 2016, Some(1.0)));
    assert_eq!(first, again, "the same clock gives the same picture");
    let later = export::dump(&map(&mut session, RAJIN, 2016, Some(1.3)));
    assert_ne!(first, later);
    let others =
        |dump: &str| dump.lines().filter(|l| !l.starts_with(MOVING)).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(others(&first), others(&later));
    assert!(first.lines().filter(|l| l.starts_with(MOVING)).count() > 9, "{first}");
}

#[test]
fn moving_the_cargo_in_a_frame_is_the_same_as_composing_anew() {
    let mut session = ready();
    let mut frame = map(&mut session, RAJIN, 2016, Some(1.0));
    session.run(CameraCommand::Advance(0.4));
    assert!(session.move_cargo(&mut frame, session.movement(), PAPER));
    assert_eq!(export::dump(&frame), export::dump(&map(&mut session, RAJIN, 2016, Some(1.4))));
}

#[test]
fn it_stands_still_when_nothing_moved_and_says_so() {
    let mut session = ready();
    let frame = map(&mut session, YAKUTIA, 2018, Some(3.0));
    assert!(group(&frame, MOVING).is_empty());
    assert!(!group(&frame, STILL).is_empty(), "signs of standing still");
    assert!(says(&frame, "nothing moved in 2018"));
    let frame = map(&mut session, YAKUTIA, 2019, Some(3.0));
    assert!(group(&frame, MOVING).is_empty());
    assert!(says(&frame, "no figure for 2019") && says(&frame, "?"));
    assert!(!says(&frame, "nothing moved"));
    let frame = map(&mut session, YAKUTIA, 2024, Some(3.0));
    assert!(!group(&frame, MOVING).is_empty() && says(&frame, "31.12 bcm · 2024"));
}

#[test]
fn without_motion_there_are_arrows_and_switched_off_there_is_nothing() {
    let mut session = ready();
    let moving = map(&mut session, RAJIN, 2016, Some(0.0));
    let still = map(&mut session, RAJIN, 2016, None);
    assert_ne!(export::dump(&moving), export::dump(&still));
    let arrows = |frame: &Frame| {
        let arrow =
            |p: &&&Paint| matches!(p, Paint::Path(p) if p.points.len() == 4 && p.points[3] != p.points[0]);
        group(frame, MOVING).iter().filter(arrow).count()
    };
    assert!(arrows(&still) > 0);
    session.run(CameraCommand::Advance(5.0));
    assert_eq!(export::dump(&still), export::dump(&map(&mut session, RAJIN, 2016, None)));
    session.run(ViewCommand::Flows(false));
    let off = session.compose(SIZE, Furniture::default(), PAPER).unwrap();
    assert!(off.groups.iter().all(|g| g.name != MOVING && g.name != STILL));
}

#[test]
fn the_legend_speaks_three_languages() {
    let mut session = ready();
    for (language, words) in [(Language::Ru, "данных нет"), (Language::Ko, "수치 없음")] {
        session.run(ViewCommand::Language(language));
        assert!(says(&map(&mut session, RAJIN, 2022, Some(0.0)), words));
    }
}

#[test]
fn the_sentences_name_sources_and_what_others_say() {
    let session = bundled();
    let document: &Document = session.document();
    let flow = document.flow("khasan-rajin").unwrap();
    let lines = sentences(document, flow, 2015, session.words(), Language::En);
    assert!(lines[0].starts_with("1.189 Mt · 2015"), "{lines:?}");
    assert!(lines.iter().any(|l| l.starts_with("capacity") && l.contains("5 Mt")), "{lines:?}");
    assert!(lines.iter().any(|l| l.starts_with("also stated: 1.12 Mt · 2015")), "{lines:?}");
}
