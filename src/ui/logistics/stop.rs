//! A variant as a stop of a tour.

use super::{LogisticsState, listed, words};
use crate::ui::format;
use crate::ui::say::say;
use crate::ui::sizes::sizes;
use std::sync::Arc;
use tumen_core::geo::GeoBox;
use tumen_core::model::{Edit, Stop, Tour};
use tumen_network::{Totals, Variant};
use tumen_session::Session;
use tumen_session::logistics::Answered;

/// The tour that stops of routes go to.
const TOUR: &str = "routes";

/// Adds the chosen variant to the tour of routes, which is made if there is none.
#[must_use]
pub fn add(session: &Session, state: &LogisticsState, answered: &Answered) -> Option<Edit> {
    let answer = answered.answer.as_ref().ok()?;
    let chosen = state.chosen(answer)?.variant;
    let all: Vec<&Variant> = listed(answer).iter().map(|l| l.variant).collect();
    let request = &answered.question.request;
    let name = |id: &str| words::name(session, id);
    let over = words::over(chosen, &all, session.picture_messages());
    let title = format!("{} – {} {over}", name(&request.from), name(&request.to));
    let line = |v: &&Variant| {
        let way = format::sentence(&words::over(v, &all, session.picture_messages()));
        format!("- {way}: {}", amounts(session, &v.range.value))
    };
    let list: Vec<String> = all.iter().map(line).collect();
    let (kind, tonnes) = (session.say(request.cargo.key()), words::km(request.tonnes.0, session.messages()));
    let cargo = say!(session, "report-cargo", cargo = kind, tonnes = tonnes);
    let stop = Stop {
        as_of: Some(request.as_of),
        caption: format!("{cargo}\n\n{}", list.join("\n")),
        projection: session.view().camera.projection,
        ..Stop::new(title, bounds(chosen)?)
    };
    let kept = session.workspace().tours.iter().find(|t| t.id == TOUR);
    let made =
        || Tour { id: TOUR.to_owned(), title: session.say("report-tour").to_owned(), ..Tour::default() };
    let mut tour = kept.map_or_else(made, |t| (**t).clone());
    tour.stops.push(Arc::new(stop));
    Some(Edit::SetTour(Arc::new(tour)))
}

fn amounts(session: &Session, totals: &Totals) -> String {
    let m = session.messages();
    say!(
        session,
        "report-amounts",
        km = words::km(totals.km.0, m),
        days = words::days(totals.days.0, m),
        usd = words::usd(totals.usd.0, m),
        co2 = words::co2(totals.co2.0, m),
    )
}

/// The box of degrees around a variant.
fn bounds(variant: &Variant) -> Option<GeoBox> {
    let points = || variant.legs.iter().flat_map(|l| &l.line);
    points().next()?;
    let near = |lon: f64| tumen_core::geo::lon_near(lon, tumen_core::geo::projection::CENTRAL_MERIDIAN);
    let west = points().map(|p| near(p.lon)).fold(f64::INFINITY, f64::min);
    let east = points().map(|p| near(p.lon)).fold(f64::NEG_INFINITY, f64::max);
    let south = points().map(|p| p.lat).fold(f64::INFINITY, f64::min);
    let north = points().map(|p| p.lat).fold(f64::NEG_INFINITY, f64::max);
    let (wide, high) =
        ((east - west).max(1.0) * sizes().routes.around, (north - south).max(1.0) * sizes().routes.around);
    let wrapped = |lon: f64| if lon > 180.0 { lon - 360.0 } else { lon };
    let (south, north) = ((south - high).max(-90.0), (north + high).min(90.0));
    Some(GeoBox::new(wrapped(west - wide), south, wrapped(east + wide), north))
}
