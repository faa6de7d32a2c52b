//! What if: the variants beside those of the base case, and what stands in the way of others.

use super::{LogisticsState, assumptions, words};
use crate::ui::colors::Ink;
use crate::ui::format;
use crate::ui::say::say;
use crate::ui::sizes::{sizes, text_sizes};
use crate::ui::typeset::{self, small, strong};
use eframe::egui::{Grid, ScrollArea, Ui};
use tumen_core::words::Messages;
use tumen_network::{Answer, Objective, Variant};
use tumen_session::Session;
use tumen_session::logistics::{Answered, Outcome};

/// A way in one or both of two cases.
#[derive(Debug, Clone, Copy)]
pub struct Pair<'a> {
    /// In the base case.
    pub base: Option<&'a Variant>,
    /// With what is assumed.
    pub now: Option<&'a Variant>,
}

/// The ways of two answers side by side: those of the present one by rank, then those that are gone.
#[must_use]
pub fn pairs<'a>(base: Option<&'a Answer>, now: &'a Answer) -> Vec<Pair<'a>> {
    let before = base.map_or(&[][..], |b| &b.variants);
    let same = |way: &[u32], all: &'a [Variant]| all.iter().find(|v| words::way(v) == way);
    let mut pairs: Vec<Pair<'a>> =
        now.variants.iter().map(|v| Pair { base: same(&words::way(v), before), now: Some(v) }).collect();
    let gone = before.iter().filter(|v| same(&words::way(v), &now.variants).is_none());
    pairs.extend(gone.map(|v| Pair { base: Some(v), now: None }));
    pairs
}

/// The comparison, and links that would matter but are not used.
pub(super) fn show(
    ui: &mut Ui,
    session: &Session,
    state: &mut LogisticsState,
    answered: &Answered,
    answer: &Answer,
) {
    ScrollArea::both().auto_shrink(false).id_salt("what if").show(ui, |ui| {
        match &answered.base {
            Some(base) => compared(ui, session, state, answered, (base, answer)),
            None => {
                let text = session.say("whatif-nothing");
                ui.label(small(text).color(Ink::of(session).quiet));
            }
        }
        why_not(ui, session, state, answer);
    });
}

fn compared(
    ui: &mut Ui,
    session: &Session,
    state: &LogisticsState,
    answered: &Answered,
    (base, answer): (&Outcome, &Answer),
) {
    let ink = Ink::of(session);
    let before = base.as_ref().ok();
    if let Some(scenario) = state.query.compared(session) {
        ui.label(small(say!(session, "whatif-scenario", name = &*scenario.name)).color(ink.text));
    }
    if let Err(error) = base {
        ui.label(
            small(say!(session, "whatif-base-error", error = error.message().in_words(session.messages())))
                .color(ink.text),
        );
    }
    if let (Some(then), Some(now)) = (before.and_then(|b| b.variants.first()), answer.variants.first()) {
        let moved = assumptions::differences(session, &then.range.value, &now.range.value);
        ui.label(small(say!(session, "whatif-best", moved = moved)).color(ink.text))
            .on_hover_text(session.say("whatif-best-tip"));
    }
    let dates = answered.question.base.as_ref().map_or(answered.question.request.as_of, |b| b.as_of);
    let pairs = pairs(before, answer);
    let all: Vec<&Variant> = pairs.iter().filter_map(|p| p.now.or(p.base)).collect();
    Grid::new("what if").striped(true).spacing([sizes().space.wide, sizes().space.fine]).show(ui, |ui| {
        let base_title = say!(session, "whatif-base", date = format::date(dates, session.messages()));
        for title in [
            session.say("variants-way"),
            &base_title,
            "",
            session.say("detail-what-if"),
            "",
            session.say("whatif-difference"),
            "",
        ] {
            ui.label(strong(title, text_sizes().small));
        }
        ui.end_row();
        for pair in &pairs {
            row(ui, session, pair, &all);
            ui.end_row();
        }
    });
}

fn row(ui: &mut Ui, session: &Session, pair: &Pair<'_>, all: &[&Variant]) {
    let (ink, m) = (Ink::of(session), session.messages());
    let Some(variant) = pair.now.or(pair.base) else { return };
    let way = format::sentence(&words::over(variant, all, session.picture_messages()));
    let way: String = way.chars().take(30).collect();
    ui.label(small(way).color(ink.text));
    for (case, none) in
        [(pair.base, session.say("whatif-not-open")), (pair.now, session.say("whatif-not-open"))]
    {
        match case {
            Some(v) => {
                ui.label(
                    small(say!(session, "whatif-usd", n = words::usd(v.range.value.usd.0, m)))
                        .color(ink.text),
                );
                ui.label(
                    small(say!(session, "whatif-days", n = words::days(v.range.value.days.0, m)))
                        .color(ink.text),
                );
            }
            None => {
                ui.label(small(none).color(ink.faint));
                ui.label("");
            }
        }
    }
    let of = |objective, words: fn(f64, Messages<'_>) -> String| match (pair.base, pair.now) {
        (Some(a), Some(b)) => {
            words::difference(b.range.value.by(objective) - a.range.value.by(objective), |v| words(v, m))
        }
        (None, Some(_)) => session.say("whatif-new").to_owned(),
        _ => session.say("whatif-gone").to_owned(),
    };
    ui.label(strong(of(Objective::Cost, words::usd), text_sizes().small));
    if pair.base.is_some() && pair.now.is_some() {
        ui.label(small(of(Objective::Time, words::days)));
    }
}

/// What was closed on the ways considered, each with a switch.
fn why_not(ui: &mut Ui, session: &Session, state: &mut LogisticsState, answer: &Answer) {
    if answer.why_not.is_empty() {
        return;
    }
    let ink = Ink::of(session);
    typeset::space(ui, sizes().space.gap);
    ui.label(strong(session.say("whatif-closed"), text_sizes().small));
    for why in &answer.why_not {
        ui.horizontal(|ui| {
            let id = why.link.to_string();
            let name = words::name(session, &id);
            let on = state.query.with.contains(&id);
            let button = ui.selectable_label(on, small(session.say("whatif-switch")));
            let label = say!(session, "whatif-switch-of", name = &*name);
            button.widget_info(|| {
                eframe::egui::WidgetInfo::selected(eframe::egui::Role::Button, true, on, &label)
            });
            if button.on_hover_text(say!(session, "whatif-switch-tip", name = &*name)).clicked() {
                match on {
                    true => state.query.with.retain(|w| *w != id),
                    false => state.query.with.push(id),
                }
            }
            let source = why.source.as_ref().map(|s| words::source(session, s));
            let reason = why.reason.message().sentence().in_words(session.messages());
            let reason = ui.label(small(reason).color(ink.text));
            if let Some(source) = source {
                reason.on_hover_text(source);
            }
        });
    }
}
