//! A tour and its stops as JSON on one line each, for projects and KML.

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::collections::BTreeSet;
use tumen_core::geo::{GeoBox, Projection};
use tumen_core::message;
use tumen_core::message::Message;
use tumen_core::model::tour::{SidePanel, Stop, Tour, Transition};
use tumen_core::model::{Compare, Date, Loupe};

/// Everything of a tour but its stops.
#[derive(Serialize, Deserialize)]
#[serde(default)]
pub struct Head<'a> {
    id: Cow<'a, str>,
    title: Cow<'a, str>,
    #[serde(skip_serializing_if = "str::is_empty")]
    summary: Cow<'a, str>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    files: Cow<'a, [String]>,
    /// How many stops follow.
    pub stops: Option<usize>,
}

impl Default for Head<'_> {
    fn default() -> Self {
        let none = Cow::Borrowed("");
        Self {
            id: none.clone(),
            title: none.clone(),
            summary: none,
            files: Cow::Owned(Vec::new()),
            stops: None,
        }
    }
}

impl<'a> Head<'a> {
    /// The head of a tour.
    #[must_use]
    pub fn of(tour: &'a Tour) -> Self {
        Self {
            id: Cow::Borrowed(&tour.id),
            title: Cow::Borrowed(&tour.title),
            summary: Cow::Borrowed(&tour.summary),
            files: Cow::Borrowed(&tour.files),
            stops: Some(tour.stops.len()),
        }
    }

    /// The tour without stops.
    #[must_use]
    pub fn tour(self) -> Tour {
        Tour {
            id: self.id.into_owned(),
            title: self.title.into_owned(),
            summary: self.summary.into_owned(),
            files: self.files.into_owned(),
            stops: Vec::new(),
        }
    }
}

/// A number of which no bit is lost: the digits are read by the standard parser.
#[derive(Clone, Copy)]
pub struct Exact(pub f64);

impl Serialize for Exact {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Exact {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = Box::<RawValue>::deserialize(deserializer)?;
        let number = raw.get().parse::<f64>().ok().filter(|n| n.is_finite());
        number.map(Self).ok_or_else(|| serde::de::Error::custom("a number is wanted"))
    }
}

/// A stop as it is written.
#[derive(Serialize)]
struct Written<'a> {
    title: &'a str,
    bounds: [Exact; 4],
    projection: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    as_of: Option<String>,
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    hidden: &'a BTreeSet<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    layers: Option<&'a [String]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    selection: Option<&'a str>,
    #[serde(skip_serializing_if = "str::is_empty")]
    caption: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    notes: &'a str,
    #[serde(rename = "beside", skip_serializing_if = "Option::is_none")]
    side_panel: Option<String>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    flows: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    loupes: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    compare: Option<String>,
    seconds: Exact,
    transition: Step,
}

/// How the map gets to a stop: a word or seconds.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum Step {
    /// `fly` or `cut`.
    Word(Cow<'static, str>),
    /// A flight of so many seconds.
    Seconds(Exact),
}

/// A stop as JSON on one line.
#[must_use]
pub fn stop_json(stop: &Stop) -> String {
    let written = Written {
        title: &stop.title,
        bounds: <[f64; 4]>::from(stop.bounds).map(Exact),
        projection: stop.projection.id(),
        as_of: stop.as_of.map(|d| d.to_string()),
        hidden: &stop.hidden,
        layers: stop.layers.as_deref(),
        selection: stop.selection.as_deref(),
        caption: &stop.caption,
        notes: &stop.notes,
        side_panel: side_panel_text(&stop.side_panel),
        flows: stop.flows,
        loupes: stop.loupes.iter().map(Loupe::to_string).collect(),
        compare: stop.compare.as_ref().map(Compare::to_string),
        seconds: Exact(stop.seconds),
        transition: step(stop.transition),
    };
    // Nothing in it can fail: keys are texts, and numbers that are none become `null`.
    serde_json::to_string(&written).unwrap_or_default()
}

/// A stop as it is read; what is missing is as usual, and values of a wrong kind are told.
#[derive(Deserialize)]
struct Read<'a> {
    #[serde(default)]
    title: String,
    bounds: [Exact; 4],
    #[serde(default)]
    projection: Option<String>,
    #[serde(default)]
    as_of: Option<String>,
    #[serde(default)]
    hidden: BTreeSet<String>,
    #[serde(default)]
    layers: Option<Vec<String>>,
    #[serde(default)]
    selection: Option<String>,
    #[serde(default)]
    caption: String,
    #[serde(default)]
    notes: String,
    #[serde(default)]
    #[serde(rename = "beside")]
    side_panel: Option<String>,
    #[serde(default)]
    flows: bool,
    #[serde(default)]
    loupes: Vec<String>,
    #[serde(default)]
    compare: Option<String>,
    #[serde(default)]
    seconds: Option<Exact>,
    #[serde(borrow, default)]
    transition: Option<&'a RawValue>,
}

/// Reads a stop from its JSON, and says which values were odd and left out.
///
/// # Errors
/// If it is no JSON, a value is of a wrong kind, or there are no bounds: the sentence says so.
pub fn read_stop(json: &str) -> Result<(Stop, Vec<Message>), Message> {
    let read: Read<'_> = serde_json::from_str(json).map_err(|e| Message::verbatim(e.to_string()))?;
    let bounds = GeoBox::from(read.bounds.map(|n| n.0));
    if !bounds.is_valid() {
        return Err(message!("notice-bounds-no-box"));
    }
    let mut odd = Vec::new();
    let mut stop = Stop::new(read.title, bounds);
    stop.projection = known(&mut odd, "projection", read.projection, Projection::from_id).unwrap_or_default();
    stop.as_of = known(&mut odd, "as_of", read.as_of, |t| t.parse::<Date>().ok());
    stop.side_panel = known(&mut odd, "beside", read.side_panel, side_panel).unwrap_or_default();
    let transition = read.transition.map(|raw| raw.get().to_owned());
    stop.transition = known(&mut odd, "transition", transition, transition_json).unwrap_or_default();
    let loupes = read.loupes.into_iter();
    stop.loupes =
        loupes.filter_map(|text| known(&mut odd, "loupes", Some(text), |t| t.parse().ok())).collect();
    stop.compare = known(&mut odd, "compare", read.compare, |t| t.parse().ok());
    stop.seconds = read.seconds.map_or(Stop::SECONDS, |s| s.0);
    (stop.hidden, stop.layers, stop.selection) = (read.hidden, read.layers, read.selection);
    (stop.caption, stop.notes, stop.flows) = (read.caption, read.notes, read.flows);
    Ok((stop, odd))
}

fn known<T>(
    odd: &mut Vec<Message>,
    name: &str,
    text: Option<String>,
    read: impl FnOnce(&str) -> Option<T>,
) -> Option<T> {
    let text = text?;
    let value = read(&text);
    if value.is_none() {
        let start: String = text.chars().take(40).collect();
        odd.push(message!("notice-stop-value-odd", name = name, text = start));
    }
    value
}

fn transition_json(raw: &str) -> Option<Transition> {
    match raw.parse::<f64>() {
        Ok(seconds) => (seconds.is_finite() && seconds >= 0.0).then_some(Transition::FlyFor(seconds)),
        Err(_) => transition(raw.trim_matches('"')),
    }
}

pub(super) fn transition(word: &str) -> Option<Transition> {
    match word {
        "fly" => Some(Transition::Fly),
        "cut" => Some(Transition::Cut),
        _ => None,
    }
}

pub(super) fn step(transition: Transition) -> Step {
    match transition {
        Transition::Fly => Step::Word("fly".into()),
        Transition::Cut => Step::Word("cut".into()),
        Transition::FlyFor(seconds) => Step::Seconds(Exact(seconds)),
    }
}

pub(super) fn side_panel(text: &str) -> Option<SidePanel> {
    match text {
        "nothing" => Some(SidePanel::Nothing),
        "card" => Some(SidePanel::Card),
        _ => text.strip_prefix("plot:").map(|topic| SidePanel::Plot(topic.to_owned())),
    }
}

pub(super) fn side_panel_text(side_panel: &SidePanel) -> Option<String> {
    match side_panel {
        SidePanel::Nothing => None,
        SidePanel::Card => Some("card".to_owned()),
        SidePanel::Plot(topic) => Some(format!("plot:{topic}")),
    }
}
