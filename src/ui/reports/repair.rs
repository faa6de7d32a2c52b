//! The repairs that the doctor offers, each with a preview on the map.

use super::ReportsState;
use crate::ui::background::Later;
use crate::ui::colors::Ink;
use crate::ui::out::UiCommands;
use crate::ui::say::say;
use crate::ui::sizes::sizes;
use crate::ui::typeset::{body, small};
use eframe::egui::{Button, Frame, TextEdit, Ui, WidgetInfo};
use std::sync::Arc;
use tumen_core::model::repair::{Proposal, Repair};
use tumen_core::model::{Edit, Layer};
use tumen_session::{CameraCommand, Import, Session, WorkspaceCommand};

/// With more positions than this a repair is made beside the window.
const MANY: usize = 200_000;

/// What a repair is made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Purpose {
    Show,
    Apply,
}

/// A repair that is being made.
#[derive(Debug, Clone)]
struct Work {
    /// Report and index of the proposal.
    of: (u64, usize),
    purpose: Purpose,
    result: Later<Option<Arc<Layer>>>,
}

/// What the repairs remember.
#[derive(Debug, Clone, Default)]
pub(super) struct RepairState {
    work: Option<Work>,
    /// The proposal that is shown on the map.
    shown: Option<(u64, usize)>,
    /// The proposal for which another system is asked, with the text so far.
    asking: Option<((u64, usize), String)>,
}

/// Shows the proposals that wait for an answer.
pub(super) fn show(
    ui: &mut Ui,
    session: &Session,
    state: &mut ReportsState,
    import: &Arc<Import>,
    commands: &mut UiCommands,
) {
    finish(session, state, commands);
    for (index, proposal) in import.proposals().iter().enumerate() {
        let of = (import.id, index);
        let layer = import.layers.get(proposal.layer).and_then(|id| session.workspace().layer(*id));
        if let Some(layer) = layer.filter(|_| !state.answered.contains(&of)) {
            let mut desk = Desk { session, state, import, commands, of, layer };
            desk.proposal(ui, proposal);
        }
    }
}

/// Takes up a repair that was made beside the window.
fn finish(session: &Session, state: &mut ReportsState, commands: &mut UiCommands) {
    let Some(work) = &state.repair.work else { return };
    let Some(result) = work.result.get().cloned() else { return };
    let (of, purpose) = (work.of, work.purpose);
    state.repair.work = None;
    let Some(layer) = result.filter(|l| session.workspace().layer(l.id).is_some()) else { return };
    match purpose {
        Purpose::Show => {
            state.repair.shown = Some(of);
            commands.push(WorkspaceCommand::Preview(Some(layer)));
        }
        Purpose::Apply => {
            state.answered.insert(of);
            state.repair.shown = None;
            commands.push(WorkspaceCommand::Preview(None));
            let edit = Edit::ReplaceContent(layer.id, Box::new((*layer).clone()));
            commands.push(WorkspaceCommand::Edit(vec![edit], None));
        }
    }
}

/// What a proposal is shown with.
struct Desk<'a> {
    session: &'a Session,
    state: &'a mut ReportsState,
    import: &'a Arc<Import>,
    commands: &'a mut UiCommands,
    of: (u64, usize),
    layer: &'a Arc<Layer>,
}

impl Desk<'_> {
    fn proposal(&mut self, ui: &mut Ui, proposal: &Proposal) {
        let ink = Ink::of(self.session);
        Frame::new()
            .fill(ink.band)
            .corner_radius(sizes().corner.usual)
            .inner_margin(sizes().space.snug)
            .show(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.horizontal_wrapped(|ui| {
                    ui.label(body(proposal.message.in_words(self.session.messages())));
                    let (layer, all) = (&*self.layer.name, self.layer.features.len());
                    let of = say!(self.session, "repair-of", layer = layer, n = proposal.features, all = all);
                    ui.label(small(of).color(ink.quiet));
                });
                ui.horizontal_wrapped(|ui| {
                    ui.spacing_mut().item_spacing.x = sizes().space.tight;
                    if proposal.taken {
                        self.placed(ui, proposal)
                    } else {
                        self.offered(ui, proposal)
                    }
                    if self.state.repair.work.as_ref().is_some_and(|w| w.of == self.of) {
                        ui.label(small(self.session.say("repair-working")).color(ink.quiet));
                    }
                });
            });
    }

    /// A repair that is not made yet.
    fn offered(&mut self, ui: &mut Ui, proposal: &Proposal) {
        if let Repair::Encoding(label) = &proposal.repair {
            ui.label(small(say!(self.session, "repair-encoding", label = &**label)));
        } else {
            self.show_button(ui, proposal);
            let tip = say!(
                self.session,
                "repair-undo-tip",
                what = proposal.repair.sentence().in_words(self.session.messages())
            );
            if ui.button(small(self.session.say("repair-repair"))).on_hover_text(tip).clicked() {
                self.start(proposal.clone(), Purpose::Apply);
            }
        }
        if ui
            .button(small(self.session.say("repair-dismiss")))
            .on_hover_text(self.session.say("repair-dismiss-tip"))
            .clicked()
        {
            self.answered();
        }
    }

    /// A guess where the layer lies, which was taken already.
    fn placed(&mut self, ui: &mut Ui, proposal: &Proposal) {
        if ui
            .button(small(self.session.say("repair-keep")))
            .on_hover_text(proposal.repair.sentence().in_words(self.session.messages()))
            .clicked()
        {
            self.answered();
        }
        let tip = self.session.say("repair-system-tip");
        if ui.button(small(self.session.say("repair-system"))).on_hover_text(tip).clicked() {
            self.state.repair.asking = Some((self.of, "EPSG:".to_owned()));
        }
        let tip = self.session.say("repair-degrees-tip");
        if ui.button(small(self.session.say("repair-degrees"))).on_hover_text(tip).clicked() {
            let repair = Repair::Reproject { crs: "EPSG:4326".to_owned(), swapped: false };
            self.start(Proposal { repair, placement: true, ..proposal.clone() }, Purpose::Apply);
        }
        self.ask(ui, proposal);
    }

    /// The line in which another system is typed.
    fn ask(&mut self, ui: &mut Ui, proposal: &Proposal) {
        let Some((of, text)) = &mut self.state.repair.asking else { return };
        if *of != self.of {
            return;
        }
        let edit =
            ui.add(TextEdit::singleline(text).desired_width(sizes().reports.answer).hint_text("EPSG:28474"));
        let typed = text.trim().to_owned();
        edit.widget_info(|| WidgetInfo {
            label: Some(self.session.say("repair-crs").to_owned()),
            ..WidgetInfo::text_edit(true, "", &typed, "")
        });
        edit.on_hover_text(self.session.say("repair-crs-tip"));
        let known = tumen_core::geo::crs::Crs::from_text(&typed).ok();
        if let Some(crs) = &known {
            ui.label(small(crs.name()));
        }
        let able = known.is_some();
        for (words, swapped) in [("repair-place", false), ("repair-place-north", true)] {
            let button = ui.add_enabled(able, Button::new(small(self.session.say(words))));
            if button.on_hover_text(self.session.say("repair-place-tip")).clicked() {
                let repair = Repair::Reproject { crs: typed.clone(), swapped };
                self.state.repair.asking = None;
                let other = Proposal { repair, placement: true, ..proposal.clone() };
                return self.start(other, Purpose::Apply);
            }
        }
    }

    fn show_button(&mut self, ui: &mut Ui, proposal: &Proposal) {
        let shown = self.state.repair.shown == Some(self.of) && self.session.preview().is_some();
        let button = Button::new(small(if shown {
            self.session.say("repair-as-is")
        } else {
            self.session.say("repair-show")
        }))
        .selected(shown);
        if ui.add(button).on_hover_text(self.session.say("repair-show-tip")).clicked() {
            if shown {
                self.state.repair.shown = None;
                self.commands.push(WorkspaceCommand::Preview(None));
            } else {
                self.start(proposal.clone(), Purpose::Show);
                self.commands.push(CameraCommand::FlyToLayer(self.layer.id));
            }
        }
    }

    fn answered(&mut self) {
        self.state.answered.insert(self.of);
        if self.state.repair.shown.take().is_some() {
            self.commands.push(WorkspaceCommand::Preview(None));
        }
    }

    fn start(&mut self, proposal: Proposal, purpose: Purpose) {
        let (import, now) = (self.import.clone(), self.layer.clone());
        let long = now.vertices() > MANY;
        let result =
            Later::start(self.commands, long, move || import.repaired(&proposal, &now).map(Arc::new));
        self.state.repair.work = Some(Work { of: self.of, purpose, result });
    }
}
