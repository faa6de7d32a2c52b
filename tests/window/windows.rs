//! What the windows of the tests share: fonts and theme, their size, and pictures for whoever wants to look.

use eframe::egui::{Ui, Vec2};
use egui_kittest::{Harness, HarnessBuilder};
use tumen::ui::shell::{self, Program};
use tumen::ui::{Shell, fonts, theme};
use tumen_session::Session;

/// An app in the bundled fonts, set in a first frame that shows nothing, and in the theme of its session.
pub fn dressed<W>(
    session: fn(&W) -> &Session,
    mut show: impl FnMut(&mut Ui, &mut W),
) -> impl FnMut(&mut Ui, &mut W) {
    let mut ready = false;
    move |ui, world| {
        if !std::mem::replace(&mut ready, true) {
            ui.ctx().set_fonts(fonts::definitions());
            ui.ctx().request_repaint();
            return;
        }
        let session = session(world);
        theme::apply(ui.ctx(), session.style(), session.view().theme);
        show(ui, world);
    }
}

/// The whole window, its commands run at once; gives what only the program can do.
pub fn shown(ui: &mut Ui, session: &mut Session, shell: &mut Shell) -> Vec<Program> {
    let requests = shell::show(ui, session, shell);
    for command in requests.commands {
        session.run(command);
        ui.ctx().request_repaint();
    }
    requests.program
}

/// A window of that size that settles within so many frames; it can be drawn if pictures are wanted (`TUMEN_PICTURES`).
pub fn windowed<W>(size: impl Into<Vec2>, steps: u64) -> HarnessBuilder<W> {
    let builder = Harness::builder().with_size(size).with_max_steps(steps);
    if std::env::var_os("TUMEN_PICTURES").is_some() { builder.wgpu() } else { builder }
}

/// The size of a whole window: small, or large if that is wanted (`TUMEN_LARGE`).
pub fn window_size() -> Vec2 {
    if std::env::var_os("TUMEN_LARGE").is_some() {
        Vec2::new(1920.0, 1080.0)
    } else {
        Vec2::new(1280.0, 800.0)
    }
}

/// Saves a picture in the folder that `TUMEN_PICTURES` names, if it names one.
pub fn picture<W>(harness: &mut Harness<'_, W>, name: &str) {
    if let Some(folder) = std::env::var_os("TUMEN_PICTURES") {
        let path = std::path::Path::new(&folder).join(format!("{name}.png"));
        harness.render().unwrap().save(path).unwrap();
    }
}
