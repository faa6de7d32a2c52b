//! Settings of moving pictures.

use super::{Moving, Subject, form};
use crate::ui::lists::YEARS;
use crate::ui::say::say;
use crate::ui::typeset::small;
use eframe::egui::{DragValue, Ui, WidgetInfo};
use std::sync::Arc;
use tumen_core::model::Tour;
use tumen_session::Session;

/// The longest side of moving pictures, pixels: 4K.
const LONGEST: u32 = 3840;
/// Pictures a second.
const RATES: std::ops::RangeInclusive<u16> = 1..=60;
/// Years a second of a sweep.
const SPEEDS: std::ops::RangeInclusive<f64> = 0.1..=50.0;
/// A sweep begins here at first.
const FIRST_YEAR: i32 = 1990;

/// What is wanted of moving pictures.
#[derive(Debug, Clone)]
pub(super) struct Settings {
    pub of_tour: bool,
    frames: bool,
    size: [u32; 2],
    rate: u16,
    /// First and last year; the last is that of today unless another one is chosen.
    years: [Option<i32>; 2],
    speed: f64,
}

impl Default for Settings {
    fn default() -> Self {
        Self { of_tour: true, frames: false, size: [960, 540], rate: 15, years: [None; 2], speed: 4.0 }
    }
}

impl Settings {
    /// The moving pictures; `None` if they are of a tour and there is none.
    pub fn moving(&self, tour: Option<&Arc<Tour>>) -> Option<Moving> {
        let subject = match self.of_tour {
            true => Subject::Tour(tour?.clone()),
            false => Subject::Years([self.years[0]?, self.years[1]?], self.speed),
        };
        Some(Moving { frames: self.frames, size: self.size, rate: self.rate, subject })
    }
}

/// Shows the settings.
pub(super) fn show(ui: &mut Ui, session: &Session, settings: &mut Settings) {
    let today = session.today().year;
    settings.years = [settings.years[0].or(Some(FIRST_YEAR)), settings.years[1].or(Some(today))];
    let formats = [(false, "GIF"), (true, session.say("export-numbered"))];
    let tip = session.say("export-moving-format-tip");
    form::choice(ui, session.say("export-format"), tip, &mut settings.frames, &formats);
    let subjects = [(true, session.say("export-a-tour")), (false, session.say("export-sweep"))];
    form::choice(
        ui,
        session.say("export-of"),
        session.say("export-of-tip"),
        &mut settings.of_tour,
        &subjects,
    );
    form::size(ui, session, &mut settings.size, LONGEST);
    form::row(ui, session.say("export-rate"), session.say("export-rate-tip"), |ui| {
        ui.add(DragValue::new(&mut settings.rate).range(RATES).speed(0.1))
    });
    if !settings.of_tour {
        years(ui, session, settings);
    }
}

fn years(ui: &mut Ui, session: &Session, settings: &mut Settings) {
    let [from, to] = settings.years.map(|y| y.unwrap_or(FIRST_YEAR));
    let (mut first, mut last) = (from, to);
    form::row(ui, session.say("export-years"), session.say("export-years-tip"), |ui| {
        let start = ui.add(DragValue::new(&mut first).range(YEARS[0]..=last).speed(0.2));
        start.widget_info(|| named(session.say("export-first"), first));
        ui.label(small(session.say("lists-to")));
        let end = ui.add(DragValue::new(&mut last).range(first..=YEARS[1]).speed(0.2));
        end.widget_info(|| named(session.say("export-last"), last));
        start
    });
    settings.years = [Some(first), Some(last)];
    form::row(ui, session.say("export-speed"), session.say("export-speed-tip"), |ui| {
        ui.add(DragValue::new(&mut settings.speed).range(SPEEDS).speed(0.05).max_decimals(1))
    });
    let seconds = f64::from(last - first + 1) / settings.speed;
    let pictures = (seconds * f64::from(settings.rate)).ceil();
    ui.label(
        small({
            let seconds = crate::ui::format::decimal(format!("{seconds:.1}"), session.messages());
            say!(session, "export-moving-result", seconds = seconds, n = pictures)
        })
        .weak(),
    );
}

fn named(name: &str, year: i32) -> WidgetInfo {
    WidgetInfo { label: Some(name.to_owned()), ..WidgetInfo::drag_value(true, f64::from(year)) }
}
