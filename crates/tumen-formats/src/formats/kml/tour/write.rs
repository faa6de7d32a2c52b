//! Writing tours as Google Earth plays them, with the exact values beside.

use super::look_at::LookAt;
use super::{STOP, TOUR, html};
use crate::formats::xml::{allowed, push_escaped};
use crate::tour::record::{Head, stop_json};
use std::fmt::Write;
use tumen_core::model::tour::{Stop, Tour, Transition};

/// A flight takes so long where the tour leaves it to the way, seconds.
pub(super) const FLIGHT: f64 = 4.0;

/// Writes a tour as a document of its own.
pub(in super::super) fn document(out: &mut String, tour: &Tour) {
    out.push_str("<Document>");
    element(out, "name", &tour.title);
    if !tour.summary.is_empty() {
        element(out, "description", &html::from_markdown(&tour.summary));
    }
    let head = serde_json::to_string(&Head::of(tour)).unwrap_or_default();
    out.push_str("<ExtendedData>");
    data(out, TOUR, &head);
    out.push_str("</ExtendedData>\n<gx:Tour id=\"");
    push_escaped(out, &xml_id(&tour.id));
    out.push_str("\">");
    element(out, "name", &tour.title);
    out.push_str("<gx:Playlist>\n");
    for (number, stop) in tour.stops.iter().enumerate() {
        step(out, stop, &balloon(tour, number));
    }
    out.push_str("</gx:Playlist></gx:Tour>\n<Folder><name>Stops</name>\n");
    for (number, stop) in tour.stops.iter().enumerate() {
        placemark(out, tour, stop, &balloon(tour, number));
    }
    out.push_str("</Folder></Document>\n");
}

fn element(out: &mut String, name: &str, text: &str) {
    out.extend(["<", name, ">"]);
    push_escaped(out, text);
    out.extend(["</", name, ">"]);
}

fn data(out: &mut String, name: &str, json: &str) {
    out.extend(["<Data name=\"", name, "\"><value>"]);
    push_escaped(out, &plain(json));
    out.push_str("</value></Data>");
}

/// JSON in which nothing stands that XML cannot hold.
fn plain(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        match allowed(c) {
            true => out.push(c),
            false => drop(write!(out, "\\u{:04x}", u32::from(c))),
        }
    }
    out
}

/// The id of a tour as XML has ids.
pub(super) fn xml_id(id: &str) -> String {
    let safe = |c: char| if c.is_alphanumeric() || matches!(c, '-' | '_' | '.') { c } else { '_' };
    let id: String = id.chars().map(safe).collect();
    if id.starts_with(char::is_alphabetic) { id } else { format!("_{id}") }
}

/// The id of the placemark of a stop.
fn balloon(tour: &Tour, number: usize) -> String {
    format!("{}-stop-{}", xml_id(&tour.id), number + 1)
}

/// The flight to a stop, its balloon, and the wait.
fn step(out: &mut String, stop: &Stop, id: &str) {
    let flight = flight(stop.transition);
    let _ = write!(out, "<gx:FlyTo><gx:duration>{flight}</gx:duration><gx:flyToMode>bounce</gx:flyToMode>");
    look(out, stop, "gx:");
    out.push_str("</gx:FlyTo>");
    show(out, id, true);
    let _ = write!(out, "<gx:Wait><gx:duration>{}</gx:duration></gx:Wait>", stop.seconds);
    show(out, id, false);
    out.push('\n');
}

/// How long the flight to a stop takes, seconds.
pub(super) fn flight(transition: Transition) -> f64 {
    match transition {
        Transition::Fly => FLIGHT,
        Transition::FlyFor(seconds) => seconds,
        Transition::Cut => 0.0,
    }
}

fn look(out: &mut String, stop: &Stop, prefix: &str) {
    out.push_str("<LookAt>");
    if let Some(date) = stop.as_of {
        let _ = write!(out, "<{prefix}TimeStamp><when>{date}</when></{prefix}TimeStamp>");
    }
    let LookAt { at, range } = LookAt::of(stop.bounds);
    let _ = write!(
        out,
        "<longitude>{}</longitude><latitude>{}</latitude><altitude>0</altitude><heading>0</heading>\
         <tilt>0</tilt><range>{range}</range></LookAt>",
        at.lon, at.lat
    );
}

fn show(out: &mut String, id: &str, visible: bool) {
    let visible = u8::from(visible);
    out.push_str("<gx:AnimatedUpdate><gx:duration>0</gx:duration><Update><targetHref></targetHref><Change>");
    out.extend(["<Placemark targetId=\"", id, "\">"]);
    let _ = write!(out, "<gx:balloonVisibility>{visible}</gx:balloonVisibility>");
    out.push_str("</Placemark></Change></Update></gx:AnimatedUpdate>");
}

/// The caption of a stop in the middle of what it shows.
fn placemark(out: &mut String, tour: &Tour, stop: &Stop, id: &str) {
    out.extend(["<Placemark id=\"", id, "\">"]);
    element(out, "name", &stop.title);
    element(out, "description", &html::from_markdown(&stop.caption));
    look(out, stop, "gx:");
    if let Some(date) = stop.as_of {
        let _ = write!(out, "<TimeStamp><when>{date}</when></TimeStamp>");
    }
    out.push_str("<ExtendedData>");
    element_data(out, &tour.id);
    data(out, STOP, &stop_json(stop));
    let at = LookAt::of(stop.bounds).at;
    let _ = writeln!(
        out,
        "</ExtendedData><Point><coordinates>{},{}</coordinates></Point></Placemark>",
        at.lon, at.lat
    );
}

/// The tour that a stop belongs to. As JSON, so that no character is lost.
fn element_data(out: &mut String, id: &str) {
    data(out, TOUR, &serde_json::to_string(id).unwrap_or_default());
}
