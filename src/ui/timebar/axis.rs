//! The axis of years: what is painted where, and what lies under the pointer.

use super::{Range, Tick};
use crate::ui::colors::{self, Ink};
use crate::ui::format;
use crate::ui::say::say;
use crate::ui::sizes::{sizes, text_sizes};
use crate::ui::typeset::{self, body, small, strong};
use eframe::egui::{
    Align2, Color32, CornerRadius, FontId, Painter, Pos2, Rangef, Rect, Response, Shape, Stroke, Ui, pos2,
    vec2,
};
use tumen_core::model::Date;
use tumen_session::Session;

/// As many events are named under the pointer.
const NAMED: usize = 5;

/// What a button shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    Back,
    Play,
    Pause,
    Forward,
}

/// Paints a sign in the middle of a button.
pub(super) fn sign(ui: &Ui, rect: Rect, sign: Sign, color: Color32) {
    let (painter, c) = (ui.painter(), rect.center());
    let bar = |x: f32| painter.rect_filled(Rect::from_center_size(pos2(x, c.y), vec2(2.5, 9.0)), 0.0, color);
    let triangle = |way: f32| {
        let points = vec![c + vec2(-4.0 * way, -5.0), c + vec2(4.0 * way, 0.0), c + vec2(-4.0 * way, 5.0)];
        painter.add(Shape::convex_polygon(points, color, Stroke::NONE));
    };
    match sign {
        Sign::Play => triangle(1.0),
        Sign::Pause => {
            bar(c.x - 3.0);
            bar(c.x + 3.0);
        }
        Sign::Back => {
            triangle(-1.0);
            bar(c.x - 5.5);
        }
        Sign::Forward => {
            triangle(1.0);
            bar(c.x + 5.5);
        }
    }
}

/// Where the years lie.
pub(super) struct Axis {
    pub rect: Rect,
    /// The first and the last day.
    pub range: Range,
    /// The x of the first and the last day.
    span: [f32; 2],
}

impl Axis {
    pub fn new(rect: Rect, range: Range) -> Self {
        Self {
            rect,
            range,
            span: [rect.left() + sizes().time.knob + 1.0, rect.right() - sizes().time.knob - 1.0],
        }
    }

    fn x(&self, date: Date) -> f32 {
        let (start, end) = (self.range.0.decimal_year(), self.range.1.decimal_year());
        let share = ((date.decimal_year() - start) / (end - start)).clamp(0.0, 1.0);
        self.span[0] + share as f32 * (self.span[1] - self.span[0])
    }

    /// The day at a place; the first or last one beyond the ends.
    pub fn date(&self, x: f32) -> Option<Date> {
        let (start, end) = (self.range.0.decimal_year(), self.range.1.decimal_year());
        let share = f64::from((x - self.span[0]) / (self.span[1] - self.span[0])).clamp(0.0, 1.0);
        Date::from_decimal_year(start + share * (end - start)).map(|d| d.clamp(self.range.0, self.range.1))
    }

    fn under<'t, 'a>(&self, ticks: &'t [Tick<'a>], x: f32) -> impl Iterator<Item = &'t Tick<'a>> {
        ticks.iter().filter(move |t| (self.x(t.date) - x).abs() <= sizes().time.reach)
    }

    /// The event nearest to a place, if one is near; one that changed a status goes first.
    pub fn nearest<'t, 'a>(&self, ticks: &'t [Tick<'a>], x: f32) -> Option<&'t Tick<'a>> {
        let key = |t: &Tick<'_>| (t.event.status.is_none(), ((self.x(t.date) - x).abs() * 16.0) as u32);
        self.under(ticks, x).min_by_key(|t| key(t))
    }

    /// The line on which the marks stand.
    fn ground(&self) -> f32 {
        self.rect.bottom() - sizes().time.year
    }

    pub fn paint(&self, ui: &Ui, session: &Session, ticks: &[Tick<'_>], focus: bool) {
        let (ink, painter) = (Ink::of(session), ui.painter_at(self.rect));
        self.planned(&painter, session, &ink);
        self.years(&painter, &ink);
        // Marks that changed a status lie over the others.
        for changed in [false, true] {
            for tick in ticks.iter().filter(|t| t.event.status.is_some() == changed) {
                self.tick(&painter, session, tick, &ink);
            }
        }
        self.handle(&painter, session, &ink);
        if focus {
            let stroke = Stroke::new(1.0, ink.text);
            painter.rect_stroke(self.rect, sizes().corner.mark, stroke, eframe::egui::StrokeKind::Inside);
        }
    }

    /// The years after today.
    fn planned(&self, painter: &Painter, session: &Session, ink: &Ink) {
        let left = self.x(session.today());
        let rect = Rect::from_x_y_ranges(left..=self.span[1], self.rect.top()..=self.ground());
        painter.rect_filled(rect, CornerRadius::ZERO, ink.band);
        painter.vline(left, rect.y_range(), Stroke::new(1.0, ink.faint));
        let inside = session.view().as_of > session.today();
        let text = painter.layout_no_wrap(session.say("planned").to_owned(), font(), ink.quiet);
        if !inside && text.size().x + sizes().space.snug <= rect.width() {
            painter.galley(rect.min + vec2(sizes().space.tight, 1.0), text, ink.quiet);
        }
    }

    fn years(&self, painter: &Painter, ink: &Ink) {
        let y = self.ground();
        painter.hline(self.span[0]..=self.span[1], y, Stroke::new(1.0, ink.line));
        let (first, last) = (self.range.0.year, self.range.1.year);
        let per_year = (self.span[1] - self.span[0]) / (last + 1 - first) as f32;
        let steps = [5, 10, 20, 40, 100, 200, 500];
        let step = steps.into_iter().find(|s| *s as f32 * per_year >= sizes().time.year_width).unwrap_or(500);
        for year in (first..=last).filter(|y| y % step == 0) {
            let x = self.x(Date { year, month: 1, day: 1 });
            painter.vline(x, Rangef::new(y, y + sizes().space.fine), Stroke::new(1.0, ink.quiet));
            painter.text(pos2(x, y + 2.0), Align2::CENTER_TOP, year, font(), ink.quiet);
        }
    }

    fn tick(&self, painter: &Painter, session: &Session, tick: &Tick<'_>, ink: &Ink) {
        let (x, y) = (self.x(tick.date), self.ground());
        let after = tick.date > session.view().as_of;
        let full = y - self.rect.top() - sizes().time.date;
        let (height, width, color) = match tick.event.status {
            Some(_) => (full, 2.0, colors::kind(session, &tick.project.kind)),
            None => (sizes().time.tick, 1.0, ink.quiet),
        };
        let color = if after { color.gamma_multiply(sizes().time.after) } else { color };
        painter.vline(x, Rangef::new(y - height, y), Stroke::new(width, color));
    }

    /// The as-of date with its line.
    fn handle(&self, painter: &Painter, session: &Session, ink: &Ink) {
        let as_of = session.view().as_of;
        let (x, y) = (self.x(as_of), self.ground());
        painter.vline(x, Rangef::new(self.rect.top() + 1.0, y), Stroke::new(2.0, ink.highlight));
        painter.circle(
            pos2(x, y - 0.5 * sizes().time.knob),
            sizes().time.knob,
            ink.highlight,
            Stroke::new(sizes().line.outline, ink.panel),
        );
        let mut text = format::date(as_of, session.messages());
        if as_of > session.today() {
            text = format!("{text} · {}", session.say("planned"));
        }
        let galley = painter.layout_no_wrap(text, typeset::strong_font(text_sizes().small), ink.text);
        // On the side where there is more room, so that it never runs out of the bar.
        let right = x < self.rect.center().x;
        let gap = sizes().space.close;
        let left = if right { x + gap } else { x - gap - galley.size().x };
        let at: Pos2 = pos2(left, self.rect.top());
        let ground = Rect::from_min_size(at, galley.size()).expand2(vec2(2.0, 0.0));
        painter.rect_filled(ground, 2.0, ink.panel);
        painter.galley(at, galley, ink.text);
    }

    /// The date and the events under the pointer.
    pub fn hover(&self, response: &Response, session: &Session, ticks: &[Tick<'_>]) {
        let Some(pos) = response.hover_pos() else { return };
        let mut found: Vec<&Tick<'_>> = self.under(ticks, pos.x).collect();
        found.sort_by_key(|t| (t.event.status.is_none(), t.date));
        // Parts of one line may share what happened to them.
        found.dedup_by_key(|t| (t.date, &t.project.id, &t.event.text));
        response.clone().on_hover_ui_at_pointer(|ui| {
            ui.set_max_width(sizes().time.tip);
            if found.is_empty()
                && let Some(date) = self.date(pos.x)
            {
                ui.label(small(format::date(date, session.messages())));
            }
            for tick in found.iter().take(NAMED) {
                named(ui, session, tick);
            }
            if found.len() > NAMED {
                ui.label(small(say!(session, "time-more", n = found.len() - NAMED)));
            }
        });
    }
}

fn named(ui: &mut Ui, session: &Session, tick: &Tick<'_>) {
    let language = session.view().language;
    let status = tick.event.status.and_then(|s| session.document().status_info(s));
    let status = status.map(|s| format!(" · {}", s.names.get(language))).unwrap_or_default();
    let mut date = format::period(&tick.event.date, session.messages());
    if tick.date > session.today() {
        date = format!("{date} · {}", session.say("planned"));
    }
    ui.label(strong(date, text_sizes().small));
    let name = tick.project.names.get(language);
    ui.label(small(format!("{name}{status}")).color(colors::kind(session, &tick.project.kind)));
    ui.label(body(tick.event.text.as_str()));
}

fn font() -> FontId {
    typeset::font(text_sizes().fine)
}
