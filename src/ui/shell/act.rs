//! What actions do, when they can be done, and which are on.

use super::Shell;
use crate::ui::actions::Action;
use crate::ui::logistics;
use crate::ui::out::{End, Overlay, Program, UiCommands};
use crate::ui::{presenter, timebar, tools, tours};
use Action as A;
use eframe::egui::{self, Key, KeyboardShortcut, Modifiers};
use tumen_core::geo::Projection;
use tumen_core::model::Language;
use tumen_scene::Theme;
use tumen_scene::frame::FeatureId;
use tumen_session::views::{self, NamedView};
use tumen_session::{Command, Session};

/// Whether there is anything that it could be done to.
pub(super) fn is_possible(action: Action, session: &Session, shell: &Shell) -> bool {
    let selected = &session.view().selected;
    let own = matches!(selected, Some(FeatureId::User(..)));
    match action {
        A::Undo => session.history().undo_label().is_some(),
        A::Redo => session.history().redo_label().is_some(),
        A::RouteFrom | A::RouteTo => logistics::selected(session).is_some(),
        A::DrawVariant => own || matches!(selected, Some(FeatureId::Corridor(_))),
        A::Duplicate | A::Reverse | A::Simplify | A::Join | A::Delete => own,
        A::Present | A::PresentFromHere => session.tours().any(|t| !t.stops.is_empty()),
        _ => tours::is_possible(action, session, &shell.tours),
    }
}

/// Whether a toggle or choice is on; `None` for what is neither.
pub(super) fn is_on(action: Action, session: &Session, shell: &Shell) -> Option<bool> {
    let view = session.view();
    Some(match action {
        A::ToggleLeft => shell.left,
        A::ToggleRight => shell.right,
        A::ToggleBottom => shell.bottom,
        A::ToggleTime => shell.time,
        A::PlayTime => shell.clock.is_playing(),
        A::ShowPlots | A::ShowPromises | A::ShowSanctions | A::ShowLists | A::ShowRoutes | A::ShowTours => {
            shell.shows(action.tab())
        }
        A::ToggleLegend => shell.legend,
        A::ToggleMotion => shell.motion,
        A::Measure | A::DrawLine | A::DrawPoint | A::DrawArea | A::EditShape => {
            Some(shell.tools.tool) == action.tool()
        }
        A::ToggleFlows => view.flows,
        A::ToggleRelief => view.shows("relief"),
        A::ProjectionMercator => view.camera.projection == Projection::Mercator,
        A::ProjectionConic => view.camera.projection == Projection::Conic,
        A::ThemeLight => view.theme == Theme::Light,
        A::ThemeDark => view.theme == Theme::Dark,
        A::ThemeProjector => view.theme == Theme::Projector,
        A::NamesEnglish => view.language == Language::En,
        A::NamesRussian => view.language == Language::Ru,
        A::NamesKorean => view.language == Language::Ko,
        _ => return None,
    })
}

fn next<T: PartialEq + Copy>(all: &[T], now: T) -> T {
    let i = all.iter().position(|t| *t == now).unwrap_or(0);
    all[(i + 1) % all.len()]
}

/// Does what an action says.
pub fn run(action: Action, session: &Session, shell: &mut Shell, out: &mut UiCommands) {
    let view = session.view();
    let command = match action {
        A::Theatre => fly_to(views::THEATRE, session),
        A::Tumen | A::Primorye | A::Korea | A::Chukotka => {
            let id = action.info().short.to_lowercase();
            fly_to(NamedView::find(&id).unwrap_or(views::THEATRE), session)
        }
        A::ZoomIn | A::ZoomOut => {
            let step = if action == A::ZoomIn { 1.0 } else { -1.0 };
            Command::FlyTo(tumen_scene::Camera { zoom: view.camera.zoom + step, ..view.camera }.clamped())
        }
        A::ZoomToSelection => Command::FlyToSelection,
        A::ClearSelection if shell.tools.escape() => return,
        A::ClearSelection => Command::Select(None),
        A::Undo => Command::Undo,
        A::Redo => Command::Redo,
        A::ProjectionMercator => Command::SetProjection(Projection::Mercator),
        A::ProjectionConic => Command::SetProjection(Projection::Conic),
        A::NextProjection => Command::SetProjection(next(&Projection::ALL, view.camera.projection)),
        A::ThemeLight => Command::SetTheme(Theme::Light),
        A::ThemeDark => Command::SetTheme(Theme::Dark),
        A::ThemeProjector => Command::SetTheme(Theme::Projector),
        A::NextTheme => Command::SetTheme(next(&Theme::ALL, view.theme)),
        A::NamesEnglish => Command::SetLanguage(Language::En),
        A::NamesRussian => Command::SetLanguage(Language::Ru),
        A::NamesKorean => Command::SetLanguage(Language::Ko),
        A::NextLanguage => Command::SetLanguage(next(&Language::ALL, view.language)),
        A::ToggleFlows => Command::ShowFlows(!view.flows),
        A::ToggleRelief => Command::ShowLayer("relief".to_owned(), !view.shows("relief")),
        A::PlayTime => return shell.clock.toggle(view.as_of, session.time_range()),
        A::PreviousEvent | A::NextEvent | A::Today => {
            shell.clock.stop();
            let date = match action {
                A::Today => Some(session.today()),
                _ => timebar::beside(session, view.as_of, action == A::NextEvent),
            };
            Command::SetAsOf(date.unwrap_or(view.as_of))
        }
        A::RouteFrom | A::RouteTo => {
            let end = if action == A::RouteFrom { End::From } else { End::To };
            if let Some(place) = logistics::selected(session) {
                shell.route_end(end, place);
            }
            return;
        }
        A::Present | A::PresentFromHere => {
            match presenter::present(session, &shell.tours, &shell.presenter, action == A::PresentFromHere) {
                Some(command) => command,
                None => {
                    shell.message = "There is no tour with a stop to present".to_owned();
                    return;
                }
            }
        }
        _ if tools::run(action, session, &mut shell.tools, out) => return,
        _ if tours::run(action, session, &mut shell.tours, shell.right, out) => return,
        _ => return run_shell(action, shell, out),
    };
    out.push(command);
}

/// Actions that change the window and not the session.
fn run_shell(action: Action, shell: &mut Shell, out: &mut UiCommands) {
    match action {
        A::ToggleLeft => shell.left = !shell.left,
        A::ToggleRight => shell.right = !shell.right,
        A::ToggleBottom => shell.bottom = !shell.bottom,
        A::ToggleTime => shell.time = !shell.time,
        A::ShowPlots | A::ShowPromises | A::ShowSanctions | A::ShowLists | A::ShowRoutes | A::ShowTours => {
            shell.show_tab(action.tab());
        }
        A::ToggleLegend => shell.legend = !shell.legend,
        A::ToggleMotion => shell.motion = !shell.motion,
        A::Measure | A::DrawLine | A::DrawPoint | A::DrawArea | A::EditShape => {
            shell.tools.choose(action.tool().unwrap_or_default());
        }
        A::Palette => shell.overlay = Overlay::Palette,
        A::Keys => shell.overlay = Overlay::Keys,
        A::About => shell.overlay = Overlay::About,
        A::Notices => shell.overlay = Overlay::Notices,
        A::Open => out.push(Program::AskOpen),
        A::Save => out.push(Program::Save),
        A::SaveAs => out.push(Program::SaveAs),
        A::Export => shell.overlay = Overlay::Export,
        A::CopyMap => out.push(Program::CopyMap),
        A::FullScreen => out.push(Program::FullScreen),
        A::Quit => out.push(Program::Quit),
        _ => {}
    }
}

fn fly_to(view: NamedView, session: &Session) -> Command {
    Command::FlyTo(view.camera(session.view().camera.projection, session.map_size()))
}

/// Runs the actions whose keys were pressed. Plain keys are left to text fields.
pub fn shortcuts(ctx: &egui::Context, session: &Session, shell: &mut Shell, out: &mut UiCommands) {
    let typing = ctx.egui_wants_keyboard_input();
    for action in Action::ALL {
        let Some(key) = action.info().key else { continue };
        let plain = key.modifiers == Modifiers::NONE;
        // Text fields have an undo of their own.
        let own = plain && action != A::Present || matches!(action, A::Undo | A::Redo | A::Duplicate);
        if own && (typing || shell.overlay != Overlay::None) {
            continue;
        }
        // Signs such as + and ? need Shift on many keyboards.
        let pressed = ctx.input_mut(|i| match plain {
            true => {
                i.modifiers.matches_logically(Modifiers::NONE) && i.key_pressed(key.logical_key)
                    || i.modifiers.matches_logically(Modifiers::SHIFT)
                        && sign(key.logical_key)
                        && i.key_pressed(key.logical_key)
            }
            false => i.consume_shortcut(&key) || action == A::Redo && i.consume_shortcut(&REDO_TOO),
        });
        if pressed {
            run(action, session, shell, out);
        }
    }
}

/// The other key of redo.
const REDO_TOO: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND, Key::Y);

fn sign(key: Key) -> bool {
    matches!(key, Key::Plus | Key::Minus | Key::Questionmark)
}
