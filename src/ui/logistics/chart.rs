//! Amounts by leg: all variants as bars of their legs, or cumulated along the way.

use super::{LogisticsState, MEASURES, legs, listed, words};
use crate::ui::colors::{self, Ink};
use crate::ui::format;
use crate::ui::say::say;
use crate::ui::sizes::{fading, sizes, text_sizes};
use crate::ui::typeset::{self, small};
use eframe::egui::{Role, Sense, Ui, Vec2, WidgetInfo, vec2};
use egui_plot::{AxisHints, Bar, BarChart, Line, Plot, PlotUi};
use tumen_network::{Answer, Leg, Objective, Variant};
use tumen_session::Session;

/// Widest names beside the bars, letters.
const LETTERS: usize = 22;

/// What the chart shows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct ChartState {
    /// Index into the measures.
    measure: usize,
    /// Along the way instead of beside each other.
    cumulated: bool,
}

impl ChartState {
    /// What is compared.
    #[must_use]
    pub fn measure(self) -> Objective {
        MEASURES.get(self.measure).copied().unwrap_or(Objective::Cost)
    }
}

/// The chart with its switches.
pub(super) fn show(ui: &mut Ui, session: &Session, state: &mut LogisticsState, answer: &Answer) {
    ui.horizontal(|ui| {
        for (i, measure) in MEASURES.iter().enumerate() {
            let [words, unit] = words::measure(*measure).map(|key| session.say(key));
            let named = if i == 3 { words.to_owned() } else { words.to_lowercase() };
            let tip = say!(session, "chart-by", measure = named, unit = unit);
            if ui.selectable_label(state.chart.measure == i, small(words)).on_hover_text(tip).clicked() {
                state.chart.measure = i;
            }
        }
        ui.separator();
        ui.checkbox(&mut state.chart.cumulated, small(session.say("chart-along")))
            .on_hover_text(session.say("chart-along-tip"));
    });
    let rows: Vec<&Variant> = listed(answer).iter().map(|l| l.variant).collect();
    let chosen = state.chosen(answer).map(|c| words::way(c.variant));
    let is_chosen = |v: &Variant| chosen.as_ref() == Some(&words::way(v));
    match state.chart.cumulated {
        true => cumulated(ui, session, state.chart.measure(), &rows, is_chosen),
        false => {
            key(ui, session, &rows);
            bars(ui, session, state.chart.measure(), &rows);
        }
    }
}

/// The colors of what happens on legs.
fn key(ui: &mut Ui, session: &Session, rows: &[&Variant]) {
    let mut seen: Vec<&'static str> = Vec::new();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(sizes().space.tight, 0.0);
        for leg in rows.iter().flat_map(|v| &v.legs) {
            let kind = words::leg_kind(leg);
            if seen.contains(&kind) {
                continue;
            }
            seen.push(kind);
            let (rect, _) = ui.allocate_exact_size(Vec2::splat(sizes().costs.swatch), Sense::hover());
            ui.painter().rect_filled(rect, 2.0, colors::kind(session, words::leg_color(leg)));
            ui.label(small(session.say(kind)).color(Ink::of(session).quiet));
            ui.add_space(sizes().space.tight);
        }
    });
}

fn plot(session: &Session, label: &'static str, axis: String) -> Plot<'static> {
    let ink = Ink::of(session);
    let font = || typeset::font(text_sizes().small);
    let x = AxisHints::new_x()
        .label(small(axis).color(ink.quiet))
        .formatter(|mark, _| short(mark.value))
        .label_spacing(fading(sizes().costs.labels))
        .tick_label_color(ink.quiet)
        .tick_label_font(font());
    Plot::new(label)
        .custom_x_axes(vec![x])
        .grid_color(ink.line)
        .show_background(false)
        .show_crosshair(false)
        .allow_drag(false)
        .allow_zoom(false)
        .allow_scroll(false)
        .allow_boxed_zoom(false)
        .allow_axis_zoom_drag(false)
        .allow_double_click_reset(false)
}

/// A number on an axis.
fn short(value: f64) -> String {
    match value.abs() {
        v if v >= 1e6 => format!("{} ×10⁶", format::grouped(&((value / 1e4).round() / 100.0).to_string())),
        v if v >= 10.0 => format::grouped(&format!("{value:.0}")),
        _ => format::grouped(&((value * 100.0).round() / 100.0).to_string()),
    }
}

/// A bar for each variant, made of its legs.
fn bars(ui: &mut Ui, session: &Session, measure: Objective, rows: &[&Variant]) {
    let ink = Ink::of(session);
    let shortened = |name: String| match name.chars().count() > LETTERS {
        true => format!("{}…", name.chars().take(LETTERS - 1).collect::<String>()),
        false => name,
    };
    let names = words::names(rows, session.picture_messages()).into_iter();
    let names: Vec<String> = names.map(|n| shortened(format::sentence(&n))).collect();
    let count = rows.len();
    let mut parts: Vec<Bar> = Vec::new();
    for (i, variant) in rows.iter().enumerate() {
        let mut sum = 0.0;
        for leg in &variant.legs {
            let value = leg.range.value.by(measure);
            if value <= 0.0 {
                continue;
            }
            let color = colors::kind(session, words::leg_color(leg));
            let bar =
                Bar::new((count - i) as f64, value).base_offset(sum).width(sizes().costs.bar).fill(color);
            parts.push(bar.stroke((0.5, ink.panel)).name(tip(leg, measure, session)));
            sum += value;
        }
    }
    let y = AxisHints::new_y()
        .formatter(move |mark, _| {
            let row = count as f64 - mark.value;
            let whole = row.fract().abs() < 1e-6 && row >= 0.0;
            if whole { names.get(row as usize).cloned().unwrap_or_default() } else { String::new() }
        })
        .tick_label_color(ink.text)
        .tick_label_font(typeset::font(text_sizes().small));
    let [words, unit] = words::measure(measure).map(|key| session.say(key));
    let plot = plot(session, "legs as bars", format!("{words}, {unit}"))
        .custom_y_axes(vec![y])
        .y_grid_spacer(move |_| {
            (1..=count).map(|i| egui_plot::GridMark { value: i as f64, step_size: 1.0 }).collect()
        })
        .show_grid([true, false])
        .include_x(0.0)
        .include_y(sizes().costs.around[0])
        .include_y(count as f64 + sizes().costs.around[1]);
    let chart = BarChart::new("legs", parts)
        .horizontal()
        .element_formatter(Box::new(|bar: &Bar, _: &BarChart| bar.name.clone()));
    let shown = plot.show(ui, |plot: &mut PlotUi<'_>| plot.bar_chart(chart));
    let name = say!(session, "chart-name", measure = words);
    shown.response.widget_info(|| WidgetInfo::labeled(Role::Figure, true, &name));
}

fn tip(leg: &Leg, measure: Objective, session: &Session) -> String {
    let unit = session.say(words::measure(measure)[1]);
    let amount = words::amount(&leg.range.value, measure, session.messages());
    format!("{}: {}\n{amount} {unit}", session.say(words::leg_kind(leg)), words::ends(leg, session))
}

/// Sums along the way: over kilometers; kilometers over days.
fn cumulated(
    ui: &mut Ui,
    session: &Session,
    measure: Objective,
    rows: &[&Variant],
    chosen: impl Fn(&Variant) -> bool,
) {
    let ink = Ink::of(session);
    let along = if measure == Objective::Distance { Objective::Time } else { Objective::Distance };
    let [[words, unit], [along_words, along_unit]] =
        [measure, along].map(|of| words::measure(of).map(|key| session.say(key)));
    let y = AxisHints::new_y()
        .label(small(format!("{words}, {unit}")).color(ink.quiet))
        .formatter(|mark, _| short(mark.value))
        .tick_label_color(ink.quiet)
        .tick_label_font(typeset::font(text_sizes().small));
    let plot = plot(session, "sums along the way", format!("{along_words}, {along_unit}"))
        .custom_y_axes(vec![y])
        .include_x(0.0)
        .include_y(0.0)
        .label_formatter(|_| None);
    let shown = plot.show(ui, |plot| {
        // The chosen one is drawn last, over the others.
        let mut order: Vec<&&Variant> = rows.iter().collect();
        order.sort_by_key(|v| chosen(v));
        for variant in order {
            let [thick, thin] = sizes().costs.line;
            let (color, width) = if chosen(variant) { (ink.highlight, thick) } else { (ink.faint, thin) };
            let points = points(variant, along, measure);
            plot.line(Line::new("", points).color(color).width(width).allow_hover(false));
        }
    });
    let name = say!(session, "chart-along-name", measure = words);
    shown.response.widget_info(|| WidgetInfo::labeled(Role::Figure, true, &name));
}

/// The sums behind every leg. What takes place at one point is a step.
fn points(variant: &Variant, along: Objective, measure: Objective) -> Vec<[f64; 2]> {
    let sums = legs::sums(variant);
    let points = sums.iter().map(|sum| [sum.by(along), sum.by(measure)]);
    std::iter::once([0.0, 0.0]).chain(points).collect()
}
