//! What the sheet says, in the words of a language.

use super::{ProjectSheet, SwitchedCondition};
use crate::format;
use tumen_core::model::corridor::Geometry;
use tumen_core::model::{Corridor, Document, Place};
use tumen_core::say;
use tumen_core::words::Messages;

/// What a constraint means for an area.
#[must_use]
pub fn effect(m: Messages<'_>, area: &str, effect: &str) -> String {
    match area {
        "all" => say!(m, "card-effect-all", effect = effect),
        "rail" => say!(m, "card-effect-rail", effect = effect),
        "port" => say!(m, "card-effect-port", effect = effect),
        "gas" => say!(m, "card-effect-gas", effect = effect),
        "power" => say!(m, "card-effect-power", effect = effect),
        "labour" => say!(m, "card-effect-labour", effect = effect),
        "trade" => say!(m, "card-effect-trade", effect = effect),
        "aid" => say!(m, "card-effect-aid", effect = effect),
        area => say!(m, "card-effect-other", area = area, effect = effect),
    }
}

/// How likely a source finds a condition.
#[must_use]
pub fn judged(m: Messages<'_>, likelihood: &str) -> String {
    match likelihood {
        "" => m.say("conditions-not-judged").to_owned(),
        likelihood => say!(m, "conditions-judged", likelihood = likelihood),
    }
}

/// How likely its source finds a condition, and whether it is switched on.
#[must_use]
pub fn condition(m: Messages<'_>, condition: &SwitchedCondition<'_>) -> String {
    let judged = judged(m, &condition.condition.likelihood);
    match condition.is_on {
        true => say!(m, "card-switched-on", judged = judged.to_lowercase()),
        false => judged,
    }
}

/// The sentence about a project that the conditions switched on would make possible.
#[must_use]
pub fn possible(m: Messages<'_>, sheet: &ProjectSheet<'_>) -> Option<String> {
    let said = format::sentence(m.say("possible"));
    sheet.possible().map(|met| say!(m, "card-possible", said = said, n = met))
}

/// How the line of a corridor was made and how far it may be off.
#[must_use]
pub fn how_drawn(m: Messages<'_>, corridor: &Corridor) -> String {
    let drawn = match corridor.geometry {
        _ if corridor.schematic => "card-drawn-schematic",
        Geometry::RailNetwork => "card-drawn-rail",
        Geometry::Waypoints => "card-drawn-straight",
        Geometry::GreatCircle => "card-drawn-great-circle",
    };
    let accuracy = format::accuracy(corridor.accuracy_m, m);
    let mut text = say!(m, "card-accuracy", drawn = m.say(drawn), accuracy = accuracy);
    if corridor.straight_legs > 0 {
        let (straight, legs) = (corridor.straight_legs, corridor.legs.len());
        text = format!("{text}. {}", say!(m, "card-straight", straight = straight, legs = legs));
    }
    text
}

/// Kind, region and country of a place in one line.
#[must_use]
pub fn what_and_where(m: Messages<'_>, place: &Place) -> String {
    let kind = format::sentence(&m.say_with(&format!("found-{}", place.kind.id()), &[]));
    let parts = [kind.as_str(), &place.admin, format::country(&place.country, m)];
    parts.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// A source in one line: title, publisher, date, address.
#[must_use]
pub fn cite(document: &Document, id: &str) -> String {
    let Some(source) = document.source(id) else { return format!("unknown source `{id}`") };
    let parts = [&source.title, &source.publisher, &source.date, &source.url];
    parts.into_iter().filter(|p| !p.is_empty()).map(String::as_str).collect::<Vec<_>>().join(", ")
}
