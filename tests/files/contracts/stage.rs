//! A talk on stage in a window that nobody sees.

use crate::common::ready;
use eframe::egui::{self, Vec2};
use egui_kittest::Harness;
use std::sync::Arc;
use tumen::ui::{Shell, fonts, shell, theme};
use tumen_core::model::{Language, Tour};
use tumen_scene::Theme;
use tumen_session::presentation::Viewport;
use tumen_session::{CameraCommand, Session, TalkCommand, ViewCommand};

const SCREEN: [f32; 2] = [1280.0, 720.0];

/// The first stop of a tour, with names in a language.
pub fn harness(tour: &Tour, language: Language) -> Harness<'static, Session> {
    let mut session = ready();
    session.run(ViewCommand::Language(language));
    session.run(TalkCommand::Begin(Arc::new(tour.clone()), 0, Viewport::from(SCREEN)));
    let (mut shell, mut has_fonts) = (Shell::default(), false);
    let app = move |ui: &mut egui::Ui, session: &mut Session| {
        if !std::mem::replace(&mut has_fonts, true) {
            ui.ctx().set_fonts(fonts::definitions());
            ui.ctx().request_repaint();
            return;
        }
        theme::apply(ui.ctx(), session.style(), Theme::Projector);
        let requests = shell::show(ui, session, &mut shell);
        for command in requests.commands {
            if session.run(command) {
                ui.ctx().request_repaint();
            }
        }
        session.run(CameraCommand::Advance(f64::INFINITY));
    };
    let builder = Harness::builder().with_size(Vec2::from(SCREEN)).with_max_steps(16);
    let mut harness = builder.build_ui_state(app, session);
    harness.run_ok();
    harness
}
