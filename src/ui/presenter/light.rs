//! What lies over the stage: the spotlight, and a black or white screen.

use super::PresenterState;
use crate::ui::out::UiCommands;
use crate::ui::paint::color;
use crate::ui::sizes::sizes;
use eframe::egui::epaint::Mesh;
use eframe::egui::{
    Area, Color32, Context, Id, LayerId, Order, Pos2, Rect, Role, Sense, Shape, Vec2, WidgetInfo,
};
use tumen_session::presentation::Cover;
use tumen_session::{Session, TalkCommand};

/// Corners of the circle of light.
const CORNERS: u32 = 72;

/// Shows spotlight and cover, if they are on.
pub(super) fn show(
    ctx: &Context,
    session: &Session,
    state: &mut PresenterState,
    map: Rect,
    commands: &mut UiCommands,
) {
    let Some(talk) = session.presentation() else { return };
    let style = &session.style().presenter;
    let screen = ctx.content_rect();
    if state.spotlight {
        if ctx.input(|i| i.pointer.delta()) != Vec2::ZERO {
            state.spot = None;
        }
        if ctx.input(|i| i.pointer.latest_pos()).is_none() && state.spot.is_none() {
            state.spot = Some(map.center());
        }
        let at = place(ctx, state);
        let painter = ctx.layer_painter(LayerId::new(Order::Foreground, Id::unique("spotlight")));
        painter.add(dimmed(screen, at, style.spotlight, color(style.dim)));
    }
    let Some(cover) = talk.cover() else { return };
    let (index, words) = match cover {
        Cover::Black => (0, session.say("stage-black")),
        Cover::White => (1, session.say("stage-white")),
    };
    let area = Area::new(Id::unique("cover")).order(Order::Foreground).fixed_pos(screen.min);
    area.show(ctx, |ui| {
        let (rect, response) = ui.allocate_exact_size(screen.size(), Sense::click());
        ui.painter().rect_filled(rect, 0.0, color(style.cover[index]));
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, words));
        if response.clicked() {
            commands.push(TalkCommand::Cover(None));
        }
    });
}

/// Where the spotlight stands: where keys have moved it, or around the pointer.
pub(super) fn place(ctx: &Context, state: &PresenterState) -> Pos2 {
    let pointer = || ctx.input(|i| i.pointer.latest_pos());
    state.spot.or_else(pointer).unwrap_or_else(|| ctx.content_rect().center())
}

/// A screen that is dim but for a circle.
fn dimmed(screen: Rect, at: Pos2, radius: f32, dim: Color32) -> Shape {
    // Far enough to cover the screen from wherever the light stands.
    let far = screen.size().length() + at.distance(screen.center()) + radius;
    let mut mesh = Mesh::default();
    for i in 0..=CORNERS {
        let way = Vec2::angled(i as f32 / CORNERS as f32 * std::f32::consts::TAU);
        mesh.colored_vertex(at + way * (radius - sizes().stage.soft), Color32::TRANSPARENT);
        mesh.colored_vertex(at + way * radius, dim);
        mesh.colored_vertex(at + way * far, dim);
    }
    for i in (0..CORNERS).map(|i| 3 * i) {
        for [a, b] in [[0, 1], [1, 2]] {
            mesh.add_triangle(i + a, i + b, i + 3 + a);
            mesh.add_triangle(i + 3 + a, i + b, i + 3 + b);
        }
    }
    Shape::mesh(mesh)
}
