//! The color and the marker of each series, and its entry in the legend.

use super::topics::{Topic, short_name};
use crate::ui::colors::{self, Ink};
use crate::ui::sizes::{sizes, text_sizes};
use crate::ui::typeset;
use eframe::egui::{
    Color32, Painter, Pos2, Response, Role, Sense, Shape, Stroke, Ui, WidgetInfo, pos2, vec2,
};
use egui_plot::MarkerShape;
use tumen_core::model::Series;
use tumen_core::model::data_set::SeriesKind;
use tumen_session::Session;
use tumen_session::plots::{self, Sort};

/// Shapes that tell source families of one thing apart.
const SHAPES: [MarkerShape; 4] = [MarkerShape::Circle, MarkerShape::Up, MarkerShape::Down, MarkerShape::Left];

/// How a series is drawn.
#[derive(Debug, Clone, Copy)]
pub struct SeriesPaint {
    /// Of line and marker.
    pub color: Color32,
    /// Of its values.
    pub shape: MarkerShape,
    /// Of its markers.
    pub radius: f32,
    /// Those with more stand in front.
    pub order: u8,
}

/// How a series is painted: things differ by color, sources of one thing by shape.
#[must_use]
pub fn paint(session: &Session, topic: &Topic<'_>, series: &Series) -> SeriesPaint {
    let look = plots::SeriesStyle::of(topic, series);
    let (shape, radius) = match look.sort {
        Sort::Target => (MarkerShape::Diamond, sizes().plots.radius),
        Sort::Founding => (MarkerShape::Square, sizes().plots.founding),
        Sort::Line => (MarkerShape::Circle, sizes().plots.small),
        Sort::Other(place) => (SHAPES[place % SHAPES.len()], sizes().plots.radius),
    };
    SeriesPaint { color: colors::kind(session, look.color), shape, radius, order: look.order() }
}

/// Letters of a name in the legend.
const MOST_LETTERS: usize = 32;

/// A row of small samples with names; a click shows or hides a series. Returns the one clicked.
pub fn legend<'a>(
    ui: &mut Ui,
    session: &Session,
    topic: &Topic<'a>,
    shown: &dyn Fn(&Series) -> bool,
) -> Option<&'a Series> {
    let language = session.view().language;
    let visible: Vec<&Series> = topic.series.iter().copied().filter(|s| shown(s)).collect();
    let mut clicked = None;
    ui.spacing_mut().interact_size.y = sizes().control.row;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = sizes().plots.legend.into();
        // A measure that is switched off as a whole needs no entries.
        let listed = |s: &&&Series| topic.series.iter().any(|o| o.measure == s.measure && shown(o));
        for series in topic.series.iter().filter(listed) {
            let name = short_name(series, &visible, language);
            let entry = entry(ui, session, topic, series, &name, shown(series));
            if entry.on_hover_text(tip(session, series)).clicked() {
                clicked = Some(*series);
            }
        }
    });
    clicked
}

fn tip(session: &Session, series: &Series) -> String {
    let name = series.names.get(session.view().language);
    let note = if series.note.is_empty() { String::new() } else { format!("\n{}", series.note) };
    format!("{name}{note}\n{}", session.say("plots-toggle-tip"))
}

fn entry(
    ui: &mut Ui,
    session: &Session,
    topic: &Topic<'_>,
    series: &Series,
    name: &str,
    on: bool,
) -> Response {
    let ink = Ink::of(session);
    let look = paint(session, topic, series);
    let (color, text) = if on { (look.color, ink.text) } else { (ink.faint, ink.faint) };
    let galley = ui.painter().layout_no_wrap(shortened(name), typeset::font(text_sizes().small), text);
    let size = vec2(
        sizes().plots.sample + sizes().space.tight + galley.size().x,
        galley.size().y.max(sizes().plots.row),
    );
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect.expand2(vec2(sizes().space.fine, 0.0)), sizes().corner.mark, ink.band);
    }
    let center = pos2(rect.left() + sizes().plots.sample / 2.0, rect.center().y);
    sample(ui.painter(), center, series.kind, SeriesPaint { color, ..look });
    ui.painter().galley(
        pos2(
            rect.left() + sizes().plots.sample + sizes().space.tight,
            rect.center().y - galley.size().y / 2.0,
        ),
        galley,
        text,
    );
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, on, name));
    response
}

/// The beginning of a long name; all of it stands in the tooltip.
fn shortened(name: &str) -> String {
    match name.char_indices().nth(MOST_LETTERS) {
        Some((end, _)) => format!("{}…", name[..end].trim_end()),
        None => name.to_owned(),
    }
}

fn sample(painter: &Painter, center: Pos2, kind: SeriesKind, look: SeriesPaint) {
    let ends =
        [center - vec2(sizes().plots.sample / 2.0, 0.0), center + vec2(sizes().plots.sample / 2.0, 0.0)];
    let stroke = Stroke::new(sizes().plots.line, look.color);
    match kind {
        SeriesKind::Cap => {
            let [on, off] = sizes().plots.cap;
            painter.extend(Shape::dashed_line(&ends, Stroke::new(2.0, look.color), on, off));
        }
        SeriesKind::Capacity => {
            painter.line_segment(ends, Stroke::new(sizes().line.bar, look.color));
        }
        SeriesKind::Target => marker(painter, center, look, true),
        SeriesKind::Observed => {
            painter.line_segment(ends, stroke);
            marker(painter, center, look, false);
        }
    }
}

/// A marker as the plots draw it.
#[expect(clippy::wildcard_enum_match_arm, reason = "the shapes of the plotting crate; the rest is round")]
fn marker(painter: &Painter, center: Pos2, look: SeriesPaint, hollow: bool) {
    let r = look.radius;
    let stroke = Stroke::new(sizes().plots.line, look.color);
    let fill = if hollow { Color32::TRANSPARENT } else { look.color };
    let corners: &[[f32; 2]] = match look.shape {
        MarkerShape::Diamond => &[[0.0, -1.0], [1.0, 0.0], [0.0, 1.0], [-1.0, 0.0]],
        MarkerShape::Square => &[[-0.8, -0.8], [0.8, -0.8], [0.8, 0.8], [-0.8, 0.8]],
        MarkerShape::Up => &[[0.0, -1.0], [0.9, 0.7], [-0.9, 0.7]],
        MarkerShape::Down => &[[0.0, 1.0], [-0.9, -0.7], [0.9, -0.7]],
        MarkerShape::Left => &[[-1.0, 0.0], [0.7, -0.9], [0.7, 0.9]],
        _ => &[],
    };
    if corners.is_empty() {
        painter.circle(center, r, fill, stroke);
    } else {
        let points = corners.iter().map(|[x, y]| center + vec2(x * r, y * r)).collect();
        painter.add(Shape::convex_polygon(points, fill, stroke));
    }
}
