//! The list of loupes.

use crate::ui::loupes;
use crate::ui::map::coordinates;
use crate::ui::out::UiCommands;
use crate::ui::say::say;
use crate::ui::sizes::sizes;
use crate::ui::typeset::small;
use eframe::egui::{CollapsingHeader, ComboBox, RichText, Ui};
use tumen_core::model::{Loupe, Spot};
use tumen_session::framing::on_bounds;
use tumen_session::{CameraCommand, Session};

/// What a loupe is called: the named view that it shows, or the position in its middle.
fn name(session: &Session, loupe: &Loupe) -> String {
    let named = loupes::tumen().is_some_and(|view| view.bounds == loupe.bounds);
    if named { session.say("action-Tumen").to_owned() } else { coordinates(loupe.bounds.middle()) }
}

/// Lists the loupes, if there are any: where each stands, a way to look there, and a way to take it away.
pub(super) fn show(ui: &mut Ui, session: &Session, commands: &mut UiCommands) {
    let all = &session.workspace().loupes;
    if all.is_empty() {
        return;
    }
    let title = RichText::new(session.say("layers-loupes")).strong();
    let header = CollapsingHeader::new(title).default_open(true).show(ui, |ui| {
        for (index, loupe) in all.iter().enumerate() {
            ui.push_id(index, |ui| row(ui, session, index, loupe, commands));
        }
    });
    header.header_response.on_hover_text(session.say("layers-loupes-tip"));
}

fn row(ui: &mut Ui, session: &Session, index: usize, loupe: &Loupe, commands: &mut UiCommands) {
    let name = name(session, loupe);
    let link = ui.link(small(&name)).on_hover_text(session.say("loupe-look-tip"));
    if link.clicked() {
        let camera = on_bounds(session.view().camera.projection, loupe.bounds, session.map_size());
        commands.push(CameraCommand::FlyTo(camera));
    }
    ui.horizontal(|ui| {
        let mut spot = loupe.spot;
        let words = |spot: Option<Spot>| session.say(spot.map_or("loupe-auto", spot_words));
        let combo =
            ComboBox::from_id_salt("place").width(sizes().exporting.number).selected_text(small(words(spot)));
        let shown = combo.show_ui(ui, |ui| {
            for option in [None].into_iter().chain(Spot::ALL.iter().copied().map(Some)) {
                ui.selectable_value(&mut spot, option, small(words(option)));
            }
        });
        shown.response.labelled_by(link.id).on_hover_text(session.say("loupe-place-tip"));
        if spot != loupe.spot {
            let mut all = session.workspace().loupes.to_vec();
            all[index].spot = spot;
            commands.push(loupes::set(all));
        }
        let remove = say!(session, "loupe-remove", name = name.as_str());
        if ui.button(small(session.say("loupe-remove-short"))).on_hover_text(remove).clicked() {
            let others = session.workspace().loupes.iter().enumerate().filter(|(i, _)| *i != index);
            commands.push(loupes::set(others.map(|(_, l)| *l).collect()));
        }
    });
}

/// The key of the words of a place.
fn spot_words(spot: Spot) -> &'static str {
    match spot {
        Spot::TopLeft => "loupe-top-left",
        Spot::Top => "loupe-top",
        Spot::TopRight => "loupe-top-right",
        Spot::Right => "loupe-right",
        Spot::BottomRight => "loupe-bottom-right",
        Spot::Bottom => "loupe-bottom",
        Spot::BottomLeft => "loupe-bottom-left",
        Spot::Left => "loupe-left",
    }
}
