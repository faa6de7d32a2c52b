#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use super::*;
use proptest::prelude::*;
use std::sync::Arc;
use tumen_core::geo::Projection;
use tumen_core::model::tour::{SidePanel, Stop, Transition};
use tumen_core::model::{Compare, Date, Loupe, Split, Spot};

/// Texts as people and programs write them, and some that try to break out.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "\\PC{0,12}",
        "[a-z \"'\\\\\n\t#=\\[\\]]{0,16}",
        "[\\x00-\\x1f\\x7f]{0,4}",
        prop::sample::select(vec![
            "**Bold** and [a link](https://example.org)\n\n- one\n- two",
            "[[stop]]",
            "a\n[[stop]]\ntitle = \"b\"",
            "\"\"\"",
            "'''\n\"\"\"\n",
            "\\u0041 \\",
            "두만강 Туманная\r\n",
            "<b>&amp;]]></b>",
        ])
        .prop_map(str::to_owned),
    ]
}

fn number() -> impl Strategy<Value = f64> {
    prop_oneof![0.0..100.0_f64, Just(0.0), Just(12.0), Just(0.1), 0.0..1e-9_f64, 1e6..1e18_f64]
}

fn bounds() -> impl Strategy<Value = [f64; 4]> {
    (-180.0..180.0_f64, -80.0..79.0_f64, 0.001..170.0_f64, 0.001..10.0_f64)
        .prop_map(|(w, s, x, y)| [w, s, if w + x > 180.0 { w + x - 360.0 } else { w + x }, s + y])
}

fn side_panel() -> impl Strategy<Value = SidePanel> {
    prop_oneof![Just(SidePanel::Nothing), Just(SidePanel::Card), text().prop_map(SidePanel::Plot)]
}

fn transition() -> impl Strategy<Value = Transition> {
    prop_oneof![Just(Transition::Fly), Just(Transition::Cut), number().prop_map(Transition::FlyFor)]
}

fn date() -> impl Strategy<Value = Option<Date>> {
    prop::option::of((1..=9999, 1..=12_u8, 1..=28_u8).prop_map(|(y, m, d)| Date::new(y, m, d).unwrap()))
}

prop_compose! {
    /// Any loupe.
    pub fn loupe()(
        west in -180.0..170.0_f64, south in -80.0..70.0_f64, spot in prop::option::of(0..8_usize), size in 0.1..0.9_f64,
    ) -> Loupe {
        let bounds = [west, south, west + 2.5, south + 0.125];
        Loupe { size, ..Loupe::new(bounds, spot.map(|i| Spot::ALL[i])) }
    }
}

fn compare() -> impl Strategy<Value = Option<Compare>> {
    let words = || prop::option::of(prop::collection::btree_set("[a-z-]{1,8}", 0..3));
    (date(), words(), words(), prop::option::of(0.05..0.95_f32)).prop_map(
        |(as_of, hidden, conditions, cut)| {
            let differs = as_of.is_some() || hidden.is_some() || conditions.is_some();
            let split = cut.map_or(Split::Beside, Split::Swipe);
            differs.then_some(Compare { as_of, hidden, conditions, split })
        },
    )
}

prop_compose! {
    fn stop()(
        title in text(), bounds in bounds(), conic in any::<bool>(), as_of in date(),
        hidden in prop::collection::btree_set(text(), 0..3), layers in prop::option::of(prop::collection::vec(text(), 0..3)),
        selection in prop::option::of(text()), caption in text(), notes in text(), side_panel in side_panel(),
        (flows, seconds, transition) in (any::<bool>(), number(), transition()),
        loupes in prop::collection::vec(loupe(), 0..3), compare in compare(),
    ) -> Arc<Stop> {
        let projection = if conic { Projection::Conic } else { Projection::Mercator };
        Arc::new(Stop { title, bounds: bounds.into(), projection, as_of, hidden, layers, selection, caption, notes, side_panel, flows, loupes, compare, seconds, transition })
    }
}

prop_compose! {
    /// Any tour that has an id and a title.
    pub fn tour()(
        id in "[a-z][a-z0-9-]{0,8}", title in "[A-Za-zА-я가-힣\"\\\\]{1,8}", summary in text(),
        files in prop::collection::vec(text(), 0..3), stops in prop::collection::vec(stop(), 0..4),
    ) -> Tour {
        Tour { id, title, summary, files, stops }
    }
}

proptest! {
    #[test]
    fn what_is_written_is_read_again(tour in tour()) {
        let text = write(&tour);
        let mut report = Report::new();
        let again = read("a.toml", &text, &mut report);
        prop_assert_eq!(again.as_ref(), Some(&tour), "{}\n{}", text, report.to_text());
        prop_assert!(report.is_empty(), "{}\n{}", text, report.to_text());
        prop_assert_eq!(write(&again.unwrap()), text);
    }

    #[test]
    fn a_stop_survives_as_json(stop in stop()) {
        let json = record::stop_json(&stop);
        prop_assert!(!json.contains('\n'));
        prop_assert_eq!(record::read_stop(&json), Ok(((*stop).clone(), Vec::new())));
    }
}

const GOOD: &str = r#"# A talk
id = "border"
title = "The border"
files = ["a.gpx"]

[[stop]]
title = "Khasan"
bounds = [130.5, 42.3, 131, 42.5]
as_of = 2013-09-22
caption = """
**54 km** of railway
[[not a block
"""
transition = 3

[[stop]]
title = "Rajin"
bounds = [130.2, 42.2, 130.4, 42.3]
beside = "plot:khasan-rajin|t"
"#;

fn read_text(text: &str) -> (Option<Tour>, Vec<String>) {
    let mut report = Report::new();
    let tour = read("talks/border.toml", text, &mut report);
    (tour, report.notices().iter().map(ToString::to_string).collect())
}

#[test]
fn a_tour_written_by_hand() {
    let (tour, told) = read_text(GOOD);
    let tour = tour.unwrap();
    assert_eq!(told, Vec::<String>::new());
    assert_eq!((tour.id.as_str(), tour.title.as_str(), tour.files.len()), ("border", "The border", 1));
    let first = &tour.stops[0];
    assert_eq!(first.as_of, Date::new(2013, 9, 22));
    assert_eq!((first.bounds, first.seconds), ([130.5, 42.3, 131.0, 42.5].into(), Stop::SECONDS));
    assert_eq!(first.transition, Transition::FlyFor(3.0));
    assert_eq!(first.caption, "**54 km** of railway\n[[not a block\n");
    assert_eq!(tour.stops[1].side_panel, SidePanel::Plot("khasan-rajin|t".to_owned()));
}

#[test]
fn a_damaged_stop_costs_itself_and_is_named() {
    let damaged = GOOD.replace("bounds = [130.5, 42.3, 131, 42.5]", "bounds = [130.5, 42.3");
    let (tour, told) = read_text(&damaged);
    let titles: Vec<String> = tour.unwrap().stops.iter().map(|s| s.title.clone()).collect();
    assert_eq!(titles, ["Rajin"]);
    assert_eq!(told.len(), 1, "{told:?}");
    // The list is found open on the line after it.
    assert!(
        told[0].starts_with("talks/border.toml:9") || told[0].starts_with("talks/border.toml:8"),
        "{told:?}"
    );
    assert!(told[0].contains("(stop 1): error"), "{told:?}");
}

#[test]
fn odd_values_are_named_with_their_line() {
    let odd = [
        ("bounds = [130.5, 42.3, 131, 42.5]", "bounds = [130.5, 42.5, 131, 42.3]", 6, "not a box of degrees"),
        (
            "bounds = [130.5, 42.3, 131, 42.5]",
            "bound = [130.5, 42.3, 131, 42.5]",
            8,
            "`bound` is not a field",
        ),
        ("as_of = 2013-09-22", "as_of = 2013-09", 9, ""),
        ("as_of = 2013-09-22", "as_of = \"2013\"", 9, "`as_of` is not a day"),
        ("transition = 3", "transition = \"jump\"", 14, "`transition` is not"),
        ("transition = 3", "transition = -3", 14, "`transition` is not"),
        ("transition = 3", "seconds = nan", 14, "`seconds` is not"),
        ("beside = \"plot:khasan-rajin|t\"", "beside = \"chart\"", 19, "`beside` is not"),
        ("title = \"Rajin\"", "title = 5", 17, "`title` is not a text"),
        ("files = [\"a.gpx\"]", "file = \"a.gpx\"", 4, "`file` is not a field of a tour"),
        ("[[stop]]\ntitle = \"Rajin\"", "[[stpo]]\ntitle = \"Rajin\"", 16, "not part of a tour"),
    ];
    for (good, bad, line, what) in odd {
        let (tour, told) = read_text(&GOOD.replace(good, bad));
        assert!(!tour.unwrap().stops.is_empty(), "{bad}");
        let place = format!("talks/border.toml:{line} ");
        assert!(told.iter().any(|n| n.starts_with(&place) && n.contains(what)), "{bad}: {told:?}");
    }
}

#[test]
fn a_head_that_is_damaged_costs_its_names_only() {
    let (tour, told) = read_text(&GOOD.replace("title = \"The border\"", "title = \"The border"));
    let tour = tour.unwrap();
    assert_eq!((tour.id.as_str(), tour.title.as_str(), tour.stops.len()), ("border", "border", 2));
    assert!(told[0].starts_with("talks/border.toml:3 (tour): error"), "{told:?}");
    assert_eq!(read_text("").0, None);
    assert_eq!(read_text("nonsense").0, None);
}
