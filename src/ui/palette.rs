//! Ctrl+K: places, projects, corridors and commands by name.

use super::actions::{self, Action};
use super::shell::{Overlay, Requests, Shell};
use crate::scene::frame::FeatureId;
use crate::session::{Command, Session};
use eframe::egui::{self, Key, RichText, Ui};

/// At most this many results are listed.
const MOST: usize = 12;

/// What the palette remembers while it is open.
#[derive(Debug, Clone, Default)]
pub struct PaletteState {
    text: String,
    chosen: usize,
}

/// Something found.
#[derive(Debug, Clone, PartialEq)]
enum Hit {
    Action(Action),
    Feature(FeatureId),
    Project(String),
}

struct Found {
    hit: Hit,
    name: String,
    kind: String,
    /// Smaller is better.
    score: usize,
}

/// Shows the palette.
pub fn show(ui: &mut Ui, session: &Session, shell: &mut Shell, requests: &mut Requests) {
    let found = find(session, &shell.palette.text);
    let mut run = None;
    let modal = egui::Modal::new(egui::Id::unique("palette")).show(ui.ctx(), |ui| {
        ui.set_width(460.0);
        let label = ui.label(RichText::new("Find a place, project, corridor or command").small());
        let edit = egui::TextEdit::singleline(&mut shell.palette.text).desired_width(f32::INFINITY);
        let response = ui.add(edit).labelled_by(label.id);
        response.request_focus();
        if response.changed() {
            shell.palette.chosen = 0;
        }
        move_choice(ui, &mut shell.palette.chosen, found.len());
        for (i, item) in found.iter().enumerate() {
            if row(ui, item, i == shell.palette.chosen) {
                run = Some(item.hit.clone());
            }
        }
        if found.is_empty() {
            ui.label(RichText::new("Nothing found").weak());
        }
        if ui.input(|i| i.key_pressed(Key::Enter)) {
            run = found.get(shell.palette.chosen).map(|f| f.hit.clone());
        }
    });
    if modal.should_close() {
        shell.overlay = Overlay::None;
    }
    if let Some(hit) = run {
        shell.overlay = Overlay::None;
        shell.palette = PaletteState::default();
        go(hit, session, shell, requests);
    }
}

fn move_choice(ui: &Ui, chosen: &mut usize, count: usize) {
    let (up, down) = ui.input(|i| (i.key_pressed(Key::ArrowUp), i.key_pressed(Key::ArrowDown)));
    if down {
        *chosen += 1;
    }
    if up {
        *chosen = chosen.saturating_sub(1);
    }
    *chosen = (*chosen).min(count.saturating_sub(1));
}

fn row(ui: &mut Ui, item: &Found, chosen: bool) -> bool {
    let button = egui::Button::selectable(chosen, &item.name).shortcut_text(&item.kind).truncate();
    ui.add_sized([ui.available_width(), 22.0], button).clicked()
}

fn go(hit: Hit, session: &Session, shell: &mut Shell, requests: &mut Requests) {
    match hit {
        Hit::Action(action) => actions::run(action, session, shell, requests),
        Hit::Feature(feature) => {
            requests.commands.push(Command::Select(Some(feature)));
            requests.commands.push(Command::FlyToSelection(shell.map.free_size()));
        }
        Hit::Project(id) => {
            requests.commands.push(Command::SelectProject(Some(id)));
            requests.commands.push(Command::FlyToSelection(shell.map.free_size()));
        }
    }
}

/// How well any of some names matches; 0 is best.
fn score<'a>(names: impl IntoIterator<Item = &'a str>, wanted: &str) -> Option<usize> {
    let one = |name: &str| {
        let name = name.to_lowercase();
        let at = name.find(wanted)?;
        let word = at == 0 || !name[..at].ends_with(char::is_alphanumeric);
        Some(
            name.chars().count() - wanted.chars().count()
                + if at == 0 {
                    0
                } else if word {
                    20
                } else {
                    60
                },
        )
    };
    names.into_iter().filter_map(one).min()
}

fn find(session: &Session, text: &str) -> Vec<Found> {
    let (document, language) = (session.document(), session.view().language);
    let wanted = text.trim().to_lowercase();
    let mut found: Vec<Found> = Vec::new();
    let mut add = |hit, name: &str, kind: &str, score: Option<usize>| {
        found.extend(score.map(|score| Found { hit, name: name.to_owned(), kind: kind.to_owned(), score }));
    };
    for p in &document.projects {
        let names = p.names.all().map(|n| &**n).chain(p.aliases.iter().map(String::as_str)).chain([&*p.id]);
        add(Hit::Project(p.id.to_string()), p.names.get(language), "project", score(names, &wanted));
    }
    for p in document.places.iter().filter(|_| !wanted.is_empty()) {
        let names = p.names.all().map(|n| &**n).chain(p.aliases.iter().map(String::as_str));
        let feature = Hit::Feature(FeatureId::Place(p.id.clone()));
        add(feature, p.names.get(language), p.kind.id(), score(names, &wanted));
    }
    for c in document.corridors.iter().filter(|_| !wanted.is_empty()) {
        let names = c.names.all().map(|n| &**n).chain([&*c.id]);
        let feature = Hit::Feature(FeatureId::Corridor(c.id.clone()));
        add(feature, c.names.get(language), "corridor", score(names, &wanted).map(|s| s + 5));
    }
    for action in Action::ALL {
        let info = action.info();
        add(Hit::Action(action), info.text, "command", score([info.text, info.tip], &wanted).map(|s| s + 10));
    }
    found.sort_by(|a, b| (a.score, &a.name).cmp(&(b.score, &b.name)));
    found.truncate(MOST);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_start_of_a_name_beats_its_middle() {
        assert!(score(["Khasan"], "kha") < score(["Lake Khasan"], "kha"));
        assert!(score(["Lake Khasan"], "khasan") < score(["Prokhasan"], "khasan"));
        assert_eq!(score(["Rajin", "나진"], "나진"), Some(0));
        assert_eq!(score(["Rajin"], "busan"), None);
    }
}
