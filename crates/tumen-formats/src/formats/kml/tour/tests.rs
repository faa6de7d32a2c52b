#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use super::*;
use crate::formats::kml;
use crate::input::{Input, Limits, Watch};
use crate::tour::tests::tour;
use proptest::prelude::*;
use tumen_core::model::tour::Transition;

fn read(text: &str) -> (Vec<Arc<Tour>>, Vec<RawLayer>, Report) {
    let (limits, watch, mut report) = (Limits::default(), Watch::default(), Report::new());
    let input = Input::of("a.kml", text.as_bytes(), &limits, &watch);
    let mut raw_layers = kml::read(&input, &mut report).unwrap();
    let tours = tours("a.kml", &mut raw_layers, &mut report);
    (tours, raw_layers, report)
}

fn written(tours: &[Arc<Tour>]) -> String {
    let mut out = Vec::new();
    kml::write_with_tours(&[], tours, &mut out);
    String::from_utf8(out).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]
    #[test]
    fn a_tour_comes_back_the_same(tour in tour()) {
        let tours = vec![Arc::new(tour)];
        let text = written(&tours);
        let (again, raw_layers, report) = read(&text);
        prop_assert_eq!(&again, &tours, "{}\n{}", text, report.to_text());
        prop_assert!(raw_layers.is_empty() && !report.has_problems(), "{}\n{}", text, report.to_text());
        prop_assert!(report.count("tour-changed") == 0, "{}", report.to_text());
        prop_assert!(roxmltree::Document::parse(&text).is_ok());
    }

    #[test]
    fn a_look_gives_its_box_back(w in -179.0..179.0_f64, s in -70.0..60.0_f64, wide in 0.001..60.0_f64) {
        let look = LookAt::of([w, s, wrap(w + wide), s + wide * 0.3]);
        let again = LookAt::of(look.bounds());
        prop_assert!((look.range / again.range - 1.0).abs() < 0.01, "{:?} {:?}", look, again);
        prop_assert!((look.at.lat - again.at.lat).abs() < 1e-6);
        let apart = (look.at.lon - again.at.lon).abs();
        prop_assert!(apart.min(360.0 - apart) < 1e-6);
    }
}

fn wrap(lon: f64) -> f64 {
    if lon > 180.0 { lon - 360.0 } else { lon }
}

fn sample() -> Arc<Tour> {
    let mut stop = Stop::new("Khasan", [130.5, 42.3, 130.8, 42.5]);
    stop.caption = "**54 km** of railway".to_owned();
    stop.as_of = "2013-09-22".parse().ok();
    let stops = vec![Arc::new(stop.clone()), Arc::new(Stop { title: "Rajin".to_owned(), ..stop })];
    Arc::new(Tour { id: "border".to_owned(), title: "The border".to_owned(), stops, ..Tour::default() })
}

#[test]
fn google_earth_finds_flight_balloon_and_wait() {
    let text = written(&[sample()]);
    let parsed = roxmltree::Document::parse(&text).unwrap();
    let names: Vec<&str> =
        parsed.descendants().filter(|n| n.is_element()).map(|n| n.tag_name().name()).collect();
    let count = |name: &str| names.iter().filter(|n| **n == name).count();
    assert_eq!([count("FlyTo"), count("Wait"), count("Placemark"), count("balloonVisibility")], [2, 2, 6, 4]);
    let ids: Vec<&str> = parsed.descendants().filter_map(|n| n.attribute("id")).collect();
    let targets: Vec<&str> = parsed.descendants().filter_map(|n| n.attribute("targetId")).collect();
    assert!(!targets.is_empty() && targets.iter().all(|t| ids.contains(t)), "{ids:?} {targets:?}");
    let description =
        parsed.descendants().find(|n| n.has_tag_name(("http://www.opengis.net/kml/2.2", "description")));
    assert_eq!(description.unwrap().text(), Some("<p><b>54 km</b> of railway</p>"));
    assert!(text.contains("<when>2013-09-22</when>"));
}

#[test]
fn several_tours_share_a_file() {
    let other = Arc::new(Tour { id: "other".to_owned(), title: "Other".to_owned(), ..Tour::default() });
    let tours = vec![sample(), other];
    let (again, ..) = read(&written(&tours));
    assert_eq!(again, tours);
}

#[test]
fn what_another_program_changed_is_taken_over() {
    let text = written(&[sample()]);
    let waited =
        text.replacen("<gx:Wait><gx:duration>12</gx:duration>", "<gx:Wait><gx:duration>20</gx:duration>", 1);
    let moved = waited.replacen(
        "<heading>0</heading><tilt>0</tilt><range>",
        "<heading>0</heading><tilt>0</tilt><range>9",
        1,
    );
    let said = moved.replacen("&lt;/b&gt; of railway", "&lt;/b&gt; of track", 1);
    let (tours, _, report) = read(&said);
    let [first, second] = [&tours[0].stops[0], &tours[0].stops[1]];
    assert_eq!((first.seconds, first.caption.as_str()), (20.0, "**54 km** of track"));
    assert!(first.bounds.west < 130.0, "{:?}", first.bounds);
    assert_eq!(**second, *sample().stops[1]);
    assert_eq!(report.count("tour-changed"), 1, "{}", report.to_text());
    let fewer = text.replacen("<gx:FlyTo>", "<gx:Flown>", 1).replacen("</gx:FlyTo>", "</gx:Flown>", 1);
    let (tours, _, report) = read(&fewer);
    assert_eq!((tours[0].stops.len(), report.count("count-differs")), (2, 1));
}

#[test]
fn a_damaged_stop_costs_itself() {
    let text = written(&[sample()]).replacen("\\&quot;bounds\\&quot;", "", 1).replacen(
        "&quot;bounds&quot;",
        "bounds",
        1,
    );
    let (tours, _, report) = read(&text);
    assert_eq!(tours[0].stops.len(), 1);
    let notice = report.notices().iter().find(|n| n.code == "bad-record").unwrap();
    assert!(notice.place.line.is_some(), "{notice}");
}

const FOREIGN: &str = r#"<?xml version="1.0"?>
<kml xmlns="http://www.opengis.net/kml/2.2" xmlns:gx="http://www.google.com/kml/ext/2.2"><Document><name>Trip</name>
<gx:Tour><name>Grand tour</name><gx:Playlist>
<gx:FlyTo><gx:duration>3</gx:duration><LookAt><gx:TimeStamp><when>2014-07</when></gx:TimeStamp>
<longitude>130.6</longitude><latitude>42.4</latitude><range>20000</range></LookAt></gx:FlyTo>
<gx:AnimatedUpdate><Update><targetHref/><Change><Placemark targetId="p1"><gx:balloonVisibility>1</gx:balloonVisibility></Placemark></Change></Update></gx:AnimatedUpdate>
<gx:Wait><gx:duration>5</gx:duration></gx:Wait><gx:SoundCue><href>a.mp3</href></gx:SoundCue>
<gx:FlyTo><gx:duration>1</gx:duration><gx:flyToMode>smooth</gx:flyToMode><LookAt><longitude>130.7</longitude><latitude>42.4</latitude><range>9000</range></LookAt></gx:FlyTo>
<gx:FlyTo><gx:duration>2</gx:duration><gx:flyToMode>smooth</gx:flyToMode><Camera><longitude>131</longitude><latitude>43</latitude><altitude>1000</altitude><heading>90</heading><tilt>45</tilt></Camera></gx:FlyTo>
<gx:TourControl><gx:playMode>pause</gx:playMode></gx:TourControl>
<gx:FlyTo><LookAt><longitude>500</longitude><latitude>142.4</latitude></LookAt></gx:FlyTo>
<gx:AnimatedUpdate><Update><Change><Style targetId="s"/></Change></Update></gx:AnimatedUpdate>
</gx:Playlist></gx:Tour>
<Placemark id="p1"><name>Bridge</name><description><![CDATA[The <b>bridge</b> of 1959]]></description><Point><coordinates>130.6,42.4</coordinates></Point></Placemark>
</Document></kml>"#;

#[test]
fn a_tour_of_another_program_becomes_the_best_one() {
    let (tours, raw_layers, report) = read(FOREIGN);
    let tour = &tours[0];
    assert_eq!((tour.id.as_str(), tour.title.as_str(), tour.stops.len()), ("grand-tour", "Grand tour", 2));
    let first = &tour.stops[0];
    assert_eq!(
        (first.title.as_str(), first.caption.as_str(), first.seconds),
        ("Bridge", "The **bridge** of 1959", 5.0)
    );
    assert_eq!(first.as_of.map(|d| d.to_string()).as_deref(), Some("2014-07-31"));
    assert_eq!(first.transition, Transition::FlyFor(3.0));
    let [w, s, e, n] = first.bounds.into();
    assert!((130.459..130.46).contains(&w) && (130.74..130.741).contains(&e), "{:?}", first.bounds);
    assert!((42.34..42.35).contains(&s) && (42.45..42.46).contains(&n), "{:?}", first.bounds);
    let second = &tour.stops[1];
    assert_eq!((second.transition, second.seconds), (Transition::FlyFor(3.0), Stop::SECONDS));
    // The camera looks east at what is as far ahead as it is high.
    let middle = f64::midpoint(second.bounds.west, second.bounds.east);
    assert!((131.012..131.0125).contains(&middle), "{middle}");
    let told = report.to_text();
    for what in [
        "1 view is tilted",
        "1 position is passed",
        "1 pause",
        "1 sound",
        "1 change of the map",
        "1 flight leads nowhere",
    ] {
        assert!(told.contains(what), "{what}: {told}");
    }
    // The layer stays with what it kept.
    assert_eq!(raw_layers.len(), 1);
    assert!(raw_layers[0].layer.foreign_members.iter().any(|(key, _)| &**key == "gx:Tour"));
}
