//! The profile along a variant: heights on land, stations, borders, breaks of gauge, ports, capacities.

use super::{legs, words};
use crate::ui::colors::{self, Ink};
use crate::ui::format;
use crate::ui::out::{UiCommand, UiCommands};
use crate::ui::say::say;
use crate::ui::sizes::{fading, sizes, text_sizes};
use crate::ui::typeset::{self, small};
use eframe::egui::{Align2, Role, Ui, WidgetInfo};
use egui_plot::{AxisHints, Line, Plot, PlotBounds, PlotPoint, Text, VLine};
use std::sync::Arc;
use tumen_core::geo::{LonLat, measure};
use tumen_core::model::Language;
use tumen_core::model::corridor::Mode;
use tumen_core::words::Messages;
use tumen_network::{Leg, LegKind, Network, Variant};
use tumen_session::Session;

/// Heights are taken at so many places along the whole way.
const SAMPLES: f64 = 500.0;
/// The scale of heights is never finer than this, meters.
const LEAST_HEIGHT: f64 = 200.0;
/// Names stand in so many rows; their size, the width of a letter and that of the axis, points.
const ROWS: usize = 3;

/// A place along a variant.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// Kilometers from the start.
    pub km: f64,
    /// What it is called.
    pub name: String,
    /// What happens there; nothing at a station that is only passed.
    pub leg: Option<usize>,
}

/// A height along a variant.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Height {
    /// Kilometers from the start.
    pub km: f64,
    /// Meters above the sea; nothing at sea.
    pub meters: Option<f64>,
    /// Where.
    pub position: LonLat,
}

/// What lies along a variant.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Profile {
    /// Heights at even steps.
    pub heights: Vec<Height>,
    /// Stations, borders, breaks of gauge, ports, in order.
    pub marks: Vec<Mark>,
    /// Where each leg begins and ends, kilometers.
    pub spans: Vec<[f64; 2]>,
}

impl Profile {
    /// What lies along a variant; `height` gives meters above the sea.
    #[must_use]
    pub fn new(
        variant: &Variant,
        network: Option<&Network>,
        (language, m): (Language, Messages<'_>),
        height: impl Fn(LonLat) -> Option<f64>,
    ) -> Self {
        let mut profile = Self::default();
        let total = variant.range.value.km.0;
        let mut begin = 0.0;
        for (i, (leg, sum)) in variant.legs.iter().zip(legs::sums(variant)).enumerate() {
            let end = sum.km.0;
            profile.spans.push([begin, end]);
            if leg.kind == LegKind::Haul {
                profile.haul(leg, [begin, end], total, &height);
                profile.stations(leg, network, language, [begin, end]);
            } else {
                profile.marks.push(Mark { km: begin, name: words::ends_in(leg, language, m), leg: Some(i) });
            }
            begin = end;
        }
        profile
    }

    /// Heights along a haul. The line is stretched to the length that is counted.
    fn haul(
        &mut self,
        leg: &Leg,
        [begin, end]: [f64; 2],
        total: f64,
        height: impl Fn(LonLat) -> Option<f64>,
    ) {
        let lengths: Vec<f64> = leg.line.windows(2).map(|p| measure::distance(p[0], p[1])).collect();
        let drawn: f64 = lengths.iter().sum();
        if drawn <= 0.0 {
            return;
        }
        let on_land = matches!(leg.mode, Mode::Rail | Mode::Road);
        let apart = (total / SAMPLES).max(1.0);
        let (mut at, mut next) = (0.0, 0.0);
        for (pair, length) in leg.line.windows(2).zip(&lengths) {
            at += length;
            let km = begin + at / drawn * (end - begin);
            if km >= next {
                let meters = if on_land { height(pair[1].wrapped()) } else { None };
                self.heights.push(Height { km, meters, position: pair[1] });
                next = km + apart;
            }
        }
    }

    /// Named nodes that a haul passes, from the links it uses.
    fn stations(&mut self, leg: &Leg, network: Option<&Network>, language: Language, [begin, end]: [f64; 2]) {
        let Some(network) = network else { return };
        let links: Vec<_> = leg.links.iter().filter_map(|l| network.links.get(*l as usize)).collect();
        let all: f64 = links.iter().map(|l| l.km.0).sum();
        let mut node = match links.first() {
            Some(first) if near(network, first.to, leg.from.position) => first.to,
            Some(first) => first.from,
            None => return,
        };
        let mut km = 0.0;
        for link in links {
            node = link.other(node);
            km += link.km.0;
            let Some(passed) = network.nodes.get(node as usize) else { return };
            let name = passed.names.get(language).to_string();
            if !name.is_empty() && all > 0.0 {
                self.marks.push(Mark { km: begin + km / all * (end - begin), name, leg: None });
            }
        }
    }

    /// The leg that a place along the way lies on.
    #[must_use]
    pub fn leg_at(&self, km: f64) -> Option<usize> {
        self.spans.iter().position(|[begin, end]| (*begin..=*end).contains(&km) && begin < end)
    }

    fn nearest(&self, km: f64) -> Option<&Height> {
        self.heights.iter().min_by(|a, b| (a.km - km).abs().total_cmp(&(b.km - km).abs()))
    }
}

fn near(network: &Network, node: u32, position: LonLat) -> bool {
    const NEAR_M: f64 = 50.0;
    network.nodes.get(node as usize).is_some_and(|n| measure::distance(n.position, position) < NEAR_M)
}

/// The profile of a way in the languages of names and window.
pub(super) type ProfileOf = ((Vec<u32>, [Language; 2]), Arc<Profile>);

/// The profile of a variant, made once.
fn made(last: &mut Option<ProfileOf>, session: &Session, variant: &Variant) -> Arc<Profile> {
    let key = (words::way(variant), [session.view().language, session.interface()]);
    if let Some((_, profile)) = last.as_ref().filter(|(k, _)| *k == key) {
        return profile.clone();
    }
    let network = session.network().ready();
    let elevation = &session.basemap().elevation;
    let profile =
        Arc::new(Profile::new(variant, network, (key.1[0], session.messages()), |p| elevation.sample(p)));
    *last = Some((key, profile.clone()));
    profile
}

/// The plot; pointing at it marks the place on the map.
pub(super) fn show(
    ui: &mut Ui,
    session: &Session,
    last: &mut Option<ProfileOf>,
    variant: &Variant,
    commands: &mut UiCommands,
) {
    let profile = made(last, session, variant);
    let ink = Ink::of(session);
    let last = variant.range.value.km.0.max(1.0);
    let top = profile.heights.iter().filter_map(|h| h.meters).fold(LEAST_HEIGHT, f64::max);
    let letter = f64::from(
        sizes().along.letter / (ui.available_width() - sizes().along.axis).max(sizes().along.letter),
    );
    let answer = frame(session, ink).show(ui, |plot| {
        plot.set_plot_bounds(PlotBounds::from_min_max(
            [-sizes().along.beyond * last, -sizes().along.below * top],
            [last * (1.0 + sizes().along.beyond), top * (1.0 + sizes().along.above)],
        ));
        for piece in pieces(&profile) {
            plot.line(
                Line::new("Height", piece).color(ink.link).width(sizes().along.line).allow_hover(false),
            );
        }
        for (leg, [begin, end]) in variant.legs.iter().zip(&profile.spans).filter(|(_, s)| s[0] < s[1]) {
            let y = -sizes().along.below * 0.5 * top;
            let color = colors::kind(session, words::leg_color(leg));
            plot.line(
                Line::new("", vec![[*begin, y], [*end, y]])
                    .color(color)
                    .width(sizes().along.strip)
                    .allow_hover(false),
            );
        }
        for mark in &profile.marks {
            if let Some(leg) =
                mark.leg.and_then(|l| variant.legs.get(l)).filter(|l| l.kind != LegKind::Transfer)
            {
                let color = colors::kind(session, words::leg_color(leg));
                plot.vline(VLine::new("", mark.km).color(color).width(sizes().along.line).allow_hover(false));
            }
        }
        let [first, step] = sizes().along.names;
        for (mark, row) in named(&profile, last, letter) {
            let y = top * (1.0 + sizes().along.above * (first - step * row as f64));
            let half = (mark.name.chars().count() + 2) as f64 * letter * last * 0.5;
            let x = mark.km.clamp(half, (last - half).max(half));
            let text = small(mark.name.as_str()).size(text_sizes().fine).color(ink.text);
            plot.text(
                Text::new("", PlotPoint::new(x, y), text).anchor(Align2::CENTER_CENTER).allow_hover(false),
            );
        }
    });
    let response = answer.response;
    response.widget_info(|| WidgetInfo::labeled(Role::Figure, true, session.say("profile-name")));
    let km = response.hover_pos().map(|pos| answer.transform.value_from_position(pos).x.clamp(0.0, last));
    if let Some((km, at)) = km.and_then(|km| Some((km, profile.nearest(km)?))) {
        commands.push(UiCommand::MarkRoute(at.position));
        let text = tip(variant, &profile, km, at, session);
        response.on_hover_ui_at_pointer(|ui| drop(ui.label(small(text))));
    }
}

/// Lines of heights; the sea interrupts them.
fn pieces(profile: &Profile) -> Vec<Vec<[f64; 2]>> {
    let pieces = profile.heights.split(|h| h.meters.is_none());
    let points = |piece: &[Height]| piece.iter().filter_map(|h| Some([h.km, h.meters?])).collect();
    pieces.filter(|p| p.len() > 1).map(points).collect()
}

/// The marks that are named, each in one of three rows: all where something happens first, then stations
/// where there is room. `letter` is the width of a letter as a share of the way.
fn named(profile: &Profile, last: f64, letter: f64) -> Vec<(&Mark, usize)> {
    let mut named: Vec<(&Mark, usize)> = Vec::new();
    let half = |mark: &Mark| (mark.name.chars().count() + 2) as f64 * letter * last * 0.5;
    let middle = |mark: &Mark| mark.km.clamp(half(mark), (last - half(mark)).max(half(mark)));
    let order = profile.marks.iter().filter(|m| m.leg.is_some());
    for mark in order.chain(profile.marks.iter().filter(|m| m.leg.is_none())) {
        let clash = |other: &Mark| (middle(other) - middle(mark)).abs() < half(other) + half(mark);
        let free = |row: &usize| named.iter().all(|(other, r)| r != row || !clash(other));
        let known = named.iter().any(|(other, _)| other.name == mark.name);
        if let Some(row) = (0..ROWS).find(free).filter(|_| !known) {
            named.push((mark, row));
        }
    }
    named
}

fn tip(variant: &Variant, profile: &Profile, km: f64, at: &Height, session: &Session) -> String {
    let mut lines = vec![format!("{} {}", words::km(km, session.messages()), session.say("km"))];
    if let Some(meters) = at.meters {
        lines[0] += &format!(" · {}", say!(session, "profile-height", height = format!("{meters:.0}")));
    }
    if let Some(leg) = profile.leg_at(km).and_then(|l| variant.legs.get(l)) {
        lines.push(format!("{}: {}", words::vehicle(leg, session.messages()), words::ends(leg, session)));
        if let Some(capacity) = &leg.capacity {
            let tonnes = words::usd(capacity.tonnes.0, session.messages());
            lines.push(say!(
                session,
                "profile-at-most",
                tonnes = tonnes,
                what = capacity.what.in_words(session.messages())
            ));
        }
    }
    let close = |m: &&Mark| (m.km - km).abs() < variant.range.value.km.0 * sizes().along.beyond;
    for mark in profile.marks.iter().filter(close).take(4) {
        let what = mark.leg.and_then(|l| variant.legs.get(l)).map_or("profile-passed", words::leg_kind);
        let what = session.say(what);
        lines.push(format!("{what}: {}", mark.name));
    }
    lines.join("\n")
}

fn frame<'a>(session: &Session, ink: Ink) -> Plot<'a> {
    let font = || typeset::font(text_sizes().small);
    let x = AxisHints::new_x()
        .label(small(session.say("km")).color(ink.quiet))
        .formatter(|mark, _| format::grouped(&format!("{:.0}", mark.value)))
        .tick_label_color(ink.quiet)
        .tick_label_font(font());
    let y = AxisHints::new_y()
        .label(small(session.say("profile-axis")).color(ink.quiet))
        .formatter(|mark, _| if mark.value < 0.0 { String::new() } else { format!("{:.0}", mark.value) })
        .label_spacing(fading(sizes().control.value_labels))
        .tick_label_color(ink.quiet)
        .tick_label_font(font());
    Plot::new("route profile")
        .custom_x_axes(vec![x])
        .custom_y_axes(vec![y])
        .grid_color(ink.line)
        .show_background(false)
        .show_x(false)
        .show_y(false)
        .show_crosshair(false)
        .allow_drag(false)
        .allow_zoom(false)
        .allow_scroll(false)
        .allow_boxed_zoom(false)
        .allow_axis_zoom_drag(false)
        .allow_double_click_reset(false)
        .label_formatter(|_| None)
}
