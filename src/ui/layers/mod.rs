//! The tree of layers: those of the user on top, those of the program below.

mod base;
mod rows;
mod sample;
mod style;
mod tree;

use super::shell::{Requests, Shell};
use eframe::egui::{Context, Id, Ui};
use tumen_core::model::LayerId;
use tumen_session::{Command, Session};

pub use rows::LayersState;

/// What can be asked of a layer from its menu.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wish {
    Rename,
    ZoomTo,
    Up,
    Down,
    Style,
    Table,
    Save,
    Remove,
}

/// Shows the tree.
pub fn show(ui: &mut Ui, session: &Session, shell: &mut Shell, requests: &mut Requests) {
    tree::show(ui, session, shell, requests);
    base::show(ui, session, &mut requests.commands);
    style::window(ui.ctx(), session, shell, &mut requests.commands);
}

/// The size of the map at the last frame, points.
pub(in crate::ui) fn map_size(ctx: &Context) -> [f32; 2] {
    ctx.data(|d| d.get_temp(Id::unique("map_size"))).unwrap_or([900.0, 600.0])
}

/// Flies to a layer.
pub(in crate::ui) fn fly_to(ctx: &Context, layer: LayerId) -> Command {
    Command::FlyToLayer(layer, map_size(ctx))
}
