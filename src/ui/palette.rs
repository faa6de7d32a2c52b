//! Ctrl+K: places, projects, corridors, facts, series and commands by name.

use super::actions::Action;
use super::out::{Overlay, PanelCx, UiCommand, UiCommands};
use crate::ui::say::say;
use crate::ui::sizes::sizes;
use eframe::egui::{self, RichText, Ui};
use std::sync::Arc;
use tumen_core::model::{Document, Language, Names, SeedFact, Selection, Series};
use tumen_core::words::Words;
use tumen_session::search::{Index, Key, Target, search};
use tumen_session::{CameraCommand, Command, SelectionCommand, Session};

/// At most this many results are listed.
const MOST: usize = 12;
/// Commands come after records that fit as well.
const COMMAND: u32 = 10;
/// What a command's tip says counts less than its name.
const TIP: u32 = 50;

/// What the palette remembers: the text while it is open, the names of the commands for good.
#[derive(Debug, Clone, Default)]
pub struct PaletteState {
    text: String,
    chosen: usize,
    actions: Option<Arc<Index<Action>>>,
}

/// Something found.
#[derive(Debug, Clone, PartialEq)]
enum Hit {
    Action(Action),
    Record(Target),
}

struct Found {
    hit: Hit,
    name: String,
    kind: String,
    /// Smaller is better.
    score: u32,
}

/// Shows the palette.
pub fn show(ui: &mut Ui, cx: &mut PanelCx<'_>, state: &mut PaletteState) {
    let session = cx.session;
    let actions = state.actions.get_or_insert_with(|| Arc::new(action_index(session.words()))).clone();
    let found = find(session, &actions, &state.text);
    let mut run = None;
    let modal = egui::Modal::new(egui::Id::unique("palette")).show(ui.ctx(), |ui| {
        ui.set_width(sizes().palette.width);
        let label = ui.label(RichText::new(session.say("palette-find")).small());
        let edit = egui::TextEdit::singleline(&mut state.text).desired_width(f32::INFINITY);
        let response = ui.add(edit).labelled_by(label.id);
        response.request_focus();
        if response.changed() {
            state.chosen = 0;
        }
        move_choice(ui, &mut state.chosen, found.len());
        for (i, item) in found.iter().enumerate() {
            if row(ui, item, i == state.chosen) {
                run = Some(item.hit.clone());
            }
        }
        if found.is_empty() {
            ui.label(RichText::new(session.say("palette-nothing")).weak());
        }
        if ui.input(|i| i.key_pressed(egui::Key::Enter)) {
            run = found.get(state.chosen).map(|f| f.hit.clone());
        }
    });
    if modal.should_close() {
        cx.out.push(UiCommand::Cover(Overlay::None));
    }
    if let Some(hit) = run {
        cx.out.push(UiCommand::Cover(Overlay::None));
        state.text.clear();
        state.chosen = 0;
        go(hit, session, cx.out);
    }
}

fn move_choice(ui: &Ui, chosen: &mut usize, count: usize) {
    let (up, down) = ui.input(|i| (i.key_pressed(egui::Key::ArrowUp), i.key_pressed(egui::Key::ArrowDown)));
    if down {
        *chosen += 1;
    }
    if up {
        *chosen = chosen.saturating_sub(1);
    }
    *chosen = (*chosen).min(count.saturating_sub(1));
}

fn row(ui: &mut Ui, item: &Found, chosen: bool) -> bool {
    let button = egui::Button::selectable(chosen, &item.name).shortcut_text(&*item.kind).truncate();
    ui.add_sized([ui.available_width(), sizes().palette.row], button).clicked()
}

fn go(hit: Hit, session: &Session, out: &mut UiCommands) {
    let document = session.document();
    let command = match hit {
        Hit::Action(action) => return out.push(UiCommand::Act(action)),
        Hit::Record(Target::Place(id)) => {
            Command::Selection(SelectionCommand::Select(Some(Selection::Place(id))))
        }
        Hit::Record(Target::Corridor(id)) => {
            Command::Selection(SelectionCommand::Select(Some(Selection::Corridor(id))))
        }
        Hit::Record(Target::Project(id)) => {
            Command::Selection(SelectionCommand::Select(Some(Selection::Project(id))))
        }
        Hit::Record(Target::Fact(id)) => {
            let Some(fact) = document.seed_fact(&id) else { return };
            out.push(UiCommand::Say(format!("{id}: {}", fact_line(fact))));
            match fact_subject(document, fact) {
                Some(command) => command,
                None => return,
            }
        }
        Hit::Record(Target::Series(id)) => {
            let Some(series) = document.series(&id) else { return };
            out.push(UiCommand::Say(series_line(series, session)));
            match select(document.subject(&series.project)) {
                Some(command) => command,
                None => return,
            }
        }
    };
    out.push(command);
    out.push(CameraCommand::FlyToSelection);
}

/// What a fact says, in one line.
fn fact_line(fact: &SeedFact) -> String {
    let value = [&*fact.value, &*fact.unit].join(" ");
    let parts = [&*fact.statement, value.trim(), &*fact.year_or_date];
    parts.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// What a series is, and its last value.
fn series_line(series: &Series, session: &Session) -> String {
    let name = series.names.get(session.view().language);
    match series.rows.last() {
        Some(row) => format!("{name}: {} {} ({})", row.value, row.unit, row.date),
        None => say!(session, "palette-no-values", name = &**name),
    }
}

/// Selects what the record that carries a fact belongs to, if that is on the map.
fn fact_subject(document: &Document, fact: &SeedFact) -> Option<Command> {
    let (kind, id) = fact.carrier.split_once(':')?;
    let target = match kind {
        "figure" => &document.figures.iter().find(|f| &*f.id == id)?.project,
        "event" => &document.events.iter().find(|e| &*e.id == id)?.target,
        "series" => &document.series(id)?.project,
        _ => return None,
    };
    select(document.subject(target))
}

/// The command that selects something, if there is something.
fn select(selection: Option<Selection>) -> Option<Command> {
    selection.map(|s| Command::Selection(SelectionCommand::Select(Some(s))))
}

/// What commands are found by, in every language: their words, and those of their tips further back.
fn action_index(words: &Words) -> Index<Action> {
    let mut index = Index::default();
    for action in Action::ALL {
        let info = action.row();
        let [en, ru, ko] = Language::ALL.map(|l| words.get(info.text, l).into());
        let keys = Language::ALL.map(|l| Key::name(words.get(info.text, l), COMMAND)).into_iter();
        let tips = Language::ALL.map(|l| Key::sentence(words.get(info.tip, l), COMMAND + TIP));
        index.add(action, Names { en, ru, ko }, "command", keys.chain(tips));
    }
    index
}

/// What something found is, in words.
fn kind_words(session: &Session, kind: &str) -> String {
    session.say_with(&format!("found-{kind}"), &[])
}

fn find(session: &Session, actions: &Index<Action>, text: &str) -> Vec<Found> {
    if text.trim().is_empty() {
        return offered(session);
    }
    let language = session.view().language;
    let records = search(session.search_index(), text, MOST).into_iter().map(|h| Found {
        hit: Hit::Record(h.what),
        name: h.name.get(language).to_string(),
        kind: kind_words(session, h.kind),
        score: h.score,
    });
    let commands = search(actions, text, MOST).into_iter().map(|h| Found {
        hit: Hit::Action(h.what),
        name: h.name.get(session.interface()).to_string(),
        kind: kind_words(session, h.kind),
        score: h.score,
    });
    let mut found: Vec<Found> = records.chain(commands).collect();
    found.sort_by_key(|f| f.score);
    found.truncate(MOST);
    found
}

/// What is listed before anything is typed: the shortest names of projects and commands.
fn offered(session: &Session) -> Vec<Found> {
    let length = |name: &str, more: usize| u32::try_from(name.chars().count() + more).unwrap_or(u32::MAX);
    let projects = session.document().projects.iter().map(|p| {
        let name = p.names.get(session.view().language).to_string();
        let score = p.names.all().map(|n| length(n, 0)).min().unwrap_or(u32::MAX);
        Found {
            hit: Hit::Record(Target::Project(p.id.clone())),
            name,
            kind: kind_words(session, "project"),
            score,
        }
    });
    let commands = Action::ALL.into_iter().map(|action| {
        let name = session.say(action.row().text).to_owned();
        let score = length(&name, 10);
        Found { hit: Hit::Action(action), name, kind: kind_words(session, "command"), score }
    });
    let mut found: Vec<Found> = projects.chain(commands).collect();
    found.sort_by(|a, b| (a.score, &a.name).cmp(&(b.score, &b.name)));
    found.truncate(MOST);
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use tumen_assets::Bundle;
    use tumen_core::model::Date;

    fn session() -> Session {
        Session::open(&Bundle::embedded(), Date { year: 2026, month: 11, day: 21 })
    }

    #[test]
    fn records_and_commands_are_found_together() {
        let (session, actions) = {
            let session = session();
            let actions = action_index(session.words());
            (session, actions)
        };
        let first = |text: &str| find(&session, &actions, text).into_iter().next().map(|f| f.hit);
        assert_eq!(first("나진"), Some(Hit::Record(Target::Place("rajin".into()))));
        assert_eq!(first("SF066"), Some(Hit::Record(Target::Fact("SF066".into()))));
        for action in Action::ALL {
            let found = find(&session, &actions, session.say(action.row().text));
            assert!(found.iter().any(|f| f.hit == Hit::Action(action)), "{}", action.row().text);
        }
        assert_eq!(find(&session, &actions, " ").len(), MOST, "something is offered at once");
        assert!(find(&session, &actions, "qwertyuiop").is_empty());
    }

    #[test]
    fn a_fact_selects_what_it_is_about_and_is_told() {
        let session = session();
        let choose = |target| {
            let mut out = UiCommands::default();
            go(Hit::Record(target), &session, &mut out);
            let said = |c: &UiCommand| if let UiCommand::Say(words) = c { Some(words.clone()) } else { None };
            let said = out.all().iter().find_map(said);
            (out.session().cloned().collect::<Vec<_>>(), said.unwrap_or_default())
        };
        let (commands, message) = choose(Target::Fact("SF099".into()));
        assert!(
            matches!(&commands[..], [Command::Selection(SelectionCommand::Select(Some(Selection::Project(p)))), _] if &**p == "khasan-rajin")
        );
        assert!(message.starts_with("SF099: Joint operation"), "{message}");
        let (commands, message) = choose(Target::Fact("SF066".into()));
        assert!(commands.is_empty() && message.contains("0.0072 %"), "{message}");
        let (_, message) = choose(Target::Series("trade-total-seed".into()));
        assert!(message.ends_with("48 m USD (2019)"), "{message}");
        let (commands, _) = choose(Target::Fact("SF026".into()));
        assert!(
            matches!(&commands[..], [Command::Selection(SelectionCommand::Select(Some(Selection::Place(p)))), _] if &**p == "vladivostok")
        );
    }
}
