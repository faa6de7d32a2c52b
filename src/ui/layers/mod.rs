//! The tree of layers: those of the user on top, those of the program below.

mod base;
mod loupes;
mod rows;
mod sample;
mod style;
mod tree;

use super::out::PanelCx;
use eframe::egui::Ui;

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
pub fn show(ui: &mut Ui, cx: &mut PanelCx<'_>, state: &mut LayersState) {
    tree::show(ui, cx.session, state, cx.out);
    loupes::show(ui, cx.session, cx.out);
    base::show(ui, cx.session, cx.out);
    style::window(ui.ctx(), cx.session, state, cx.out);
}
