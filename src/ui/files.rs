//! Files seen from the window: drops and pasting, progress, recent files, and the questions they raise.

use super::out::{Answer, PanelCx, Program, Question, UiCommands};
use crate::ui::say::say;
use crate::ui::sizes::{shade, sizes, text_sizes};
use eframe::egui::{self, Align2, Event, Id, LayerId, Order, Ui, Vec2};
use std::path::PathBuf;
use tumen_core::message::Message;
use tumen_session::Session;

/// So many recent files are remembered.
const RECENT: usize = 12;

/// Work that goes on beside the window, such as reading a file.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Task {
    /// Unique while the program runs.
    pub id: u64,
    /// What is done, such as `Reading route.gpx`.
    pub name: Message,
    /// Bytes done.
    pub done: u64,
    /// Bytes in all; 0 if not known.
    pub total: u64,
}

/// Puts a file at the head of the recent ones.
pub fn remember(recent: &mut Vec<String>, path: &str) {
    recent.retain(|p| p != path);
    recent.insert(0, path.to_owned());
    recent.truncate(RECENT);
}

/// Files that are dropped on the window, and text that is pasted while no text field is in use.
pub fn take_in(ui: &Ui, out: &mut UiCommands) {
    let dropped: Vec<PathBuf> =
        ui.input(|i| i.raw.dropped_files.iter().map(|f| f.path().to_owned()).collect());
    if !dropped.is_empty() {
        out.push(Program::Open(dropped));
    }
    if ui.ctx().egui_wants_keyboard_input() {
        return;
    }
    let pasted = ui.input(|i| {
        let text = |e: &Event| if let Event::Paste(text) = e { Some(text.clone()) } else { None };
        i.events.iter().filter_map(text).find(|text| !text.trim().is_empty())
    });
    out.extend(pasted.map(Program::Paste));
}

/// While files hover over the window, says that they may be dropped.
pub fn hint_of_drop(ui: &Ui, session: &Session) {
    let hovering = ui.input(|i| i.raw.hovered_files.len());
    if hovering == 0 {
        return;
    }
    let palette = session.style().palette(session.view().theme);
    let painter = ui.ctx().layer_painter(LayerId::new(Order::Foreground, Id::unique("drop")));
    let room = ui.ctx().content_rect();
    painter.rect_filled(room, 0.0, super::paint::color(palette.water).gamma_multiply(sizes().ink.veil));
    let words = say!(session, "files-drop", n = hovering);
    let font = egui::FontId::proportional(text_sizes().banner);
    painter.text(room.center(), Align2::CENTER_CENTER, words, font, super::paint::color(palette.text));
}

/// Progress of work that goes on, each with a way to stop it.
pub fn tasks(ui: &mut Ui, tasks: &[Task], cx: &mut PanelCx<'_>) {
    for task in tasks {
        let name = task.name.in_words(cx.session.messages());
        let cancel = ui.small_button(cx.say("cancel")).on_hover_text(say!(cx, "files-stop", task = &*name));
        if cancel.clicked() {
            cx.out.push(Program::CancelTask(task.id));
        }
        if task.total > 0 {
            let share = task.done as f32 / task.total as f32;
            let bar = egui::ProgressBar::new(share.min(1.0))
                .desired_width(sizes().files.progress)
                .show_percentage();
            ui.add(bar).on_hover_text(&*name);
        } else {
            ui.spinner();
        }
        ui.label(egui::RichText::new(name).small());
    }
}

/// The files opened last.
pub fn recent_menu(ui: &mut Ui, recent: &[String], cx: &mut PanelCx<'_>) {
    ui.add_enabled_ui(!recent.is_empty(), |ui| {
        ui.menu_button(cx.say("files-recent"), |ui| {
            for path in recent {
                let name = std::path::Path::new(path).file_name().map(|n| n.to_string_lossy());
                if ui.button(name.as_deref().unwrap_or(path)).on_hover_text(path).clicked() {
                    cx.out.push(Program::Open(vec![PathBuf::from(path)]));
                    ui.close();
                }
            }
        });
    });
}

/// What a question says: its text, and the keys of the rest.
struct Words {
    title: &'static str,
    text: String,
    yes: &'static str,
    no: Option<&'static str>,
    cancel: Option<&'static str>,
}

fn words(question: &Question, cx: &PanelCx<'_>) -> Words {
    match question {
        Question::Recover(when) => Words {
            title: "question-recover",
            text: say!(cx, "question-recover-text", when = when.in_words(cx.session.messages())),
            yes: "question-recover-yes",
            no: Some("question-recover-no"),
            cancel: None,
        },
        Question::Unsaved => Words {
            title: "question-unsaved",
            text: cx.say("question-unsaved-text").to_owned(),
            yes: "question-unsaved-yes",
            no: Some("question-unsaved-no"),
            cancel: Some("cancel"),
        },
        Question::Losses(file, losses) => Words {
            title: "question-losses",
            text: say!(cx, "question-losses-text", file = &**file, losses = losses.join("\n• ")),
            yes: "question-losses-yes",
            no: None,
            cancel: Some("cancel"),
        },
        Question::Overwrite(file) => Words {
            title: "question-overwrite",
            text: say!(cx, "question-overwrite-text", file = &**file),
            yes: "question-overwrite-yes",
            no: Some("question-overwrite-as"),
            cancel: Some("cancel"),
        },
        Question::Changed(file) => Words {
            title: "question-changed",
            text: say!(cx, "question-changed-text", file = &**file),
            yes: "question-changed-yes",
            no: Some("question-changed-no"),
            cancel: None,
        },
    }
}

/// Asks the present question.
pub fn question(ui: &Ui, asked: &mut Option<Question>, cx: &mut PanelCx<'_>) {
    let Some(question) = &*asked else { return };
    let words = words(question, cx);
    let mut answer = None;
    let modal = egui::Modal::new(Id::unique("question")).backdrop_color(shade(sizes().ink.modal));
    modal.show(ui.ctx(), |ui| {
        ui.set_max_width(sizes().files.question);
        ui.heading(cx.say(words.title));
        ui.add_space(sizes().space.snug);
        ui.label(&words.text);
        ui.add_space(sizes().space.loose);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.spacing_mut().button_padding = Vec2::new(sizes().space.loose, sizes().space.tight);
            let yes = ui.button(egui::RichText::new(cx.say(words.yes)).strong());
            if ui.memory(|m| m.focused().is_none()) {
                yes.request_focus();
            }
            answer = yes.clicked().then_some(Answer::Yes);
            for (text, is) in [(words.no, Answer::No), (words.cancel, Answer::Cancel)] {
                if text.is_some_and(|text| ui.button(cx.say(text)).clicked()) {
                    answer = Some(is);
                }
            }
        });
    });
    if words.cancel.is_some() && ui.input(|i| i.key_pressed(egui::Key::Escape)) {
        answer = Some(Answer::Cancel);
    }
    if let Some(answer) = answer {
        let question = asked.take();
        cx.out.extend(question.map(|q| Program::Answer(q, answer)));
    }
}
