//! Keys and clickers on stage.

use super::{PresenterState, StageParts, TYPE_STEPS};
use crate::ui::colors::Ink;
use crate::ui::out::UiCommands;
use crate::ui::sizes::sizes;
use crate::ui::typeset::{body, strong};
use eframe::egui::{
    Align2, Area, Context, Event, Frame, Grid, Id, Key, Modifiers, Order as Layer, Stroke, Vec2, vec2,
};
use tumen_session::presentation::{Cover, Phase};
use tumen_session::{CameraCommand, Command, Presentation, Session, TalkCommand};

/// The keys of the stage and what they do, for the sheet of keys: the names of their messages.
pub const KEYS: [(&str, &str); 17] = [
    ("stagekey-next", "stagekey-next-tip"),
    ("stagekey-back", "stagekey-back-tip"),
    ("stagekey-number", "stagekey-number-tip"),
    ("stagekey-ends", "stagekey-ends-tip"),
    ("stagekey-space", "stagekey-space-tip"),
    ("stagekey-drag", "stagekey-drag-tip"),
    ("stagekey-move", "stagekey-move-tip"),
    ("stagekey-run", "stagekey-run-tip"),
    ("stagekey-black", "stagekey-black-tip"),
    ("stagekey-white", "stagekey-white-tip"),
    ("stagekey-light", "stagekey-light-tip"),
    ("stagekey-notes", "stagekey-notes-tip"),
    ("stagekey-type", "stagekey-type-tip"),
    ("stagekey-tab", "stagekey-tab-tip"),
    ("stagekey-full", "stagekey-full-tip"),
    ("stagekey-sheet", "stagekey-sheet-tip"),
    ("stagekey-escape", "stagekey-escape-tip"),
];

/// How far a key moves the map, as a share of its size; and the spotlight, points.
const PAN: f32 = 0.12;
const SPOT: f32 = 28.0;
/// How far a key zooms.
const ZOOM: f64 = 0.5;
/// The longest number of a stop that is taken, digits.
const DIGITS: usize = 4;

/// What the speaker wants.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Order {
    Next,
    Back,
    First,
    Last,
    Digit(u8),
    /// Goes to the number typed, or on.
    Enter,
    /// Returns to the stop, or goes on.
    Space,
    Cover(Cover),
    Spotlight,
    Run,
    Notes,
    Sheet,
    Type(i8),
    Zoom(f64),
    Move(Vec2),
    FullScreen,
    Escape,
    /// Ends the talk whatever is open.
    End,
}

/// The order of a key.
#[expect(clippy::wildcard_enum_match_arm, reason = "egui has a hundred keys")]
fn order(key: Key, modifiers: Modifiers) -> Option<Order> {
    if modifiers.command {
        return Some(match key {
            Key::Plus | Key::Equals => Order::Type(1),
            Key::Minus => Order::Type(-1),
            Key::Num0 => Order::Type(0),
            _ => return None,
        });
    }
    if modifiers.shift
        && let Some(way) = way(key)
    {
        return Some(Order::Move(way));
    }
    Some(match key {
        Key::ArrowRight | Key::ArrowDown | Key::PageDown | Key::N => Order::Next,
        Key::ArrowLeft | Key::ArrowUp | Key::PageUp | Key::Backspace => Order::Back,
        Key::Enter => Order::Enter,
        Key::Space => Order::Space,
        Key::Home => Order::First,
        Key::End => Order::Last,
        Key::B | Key::Period => Order::Cover(Cover::Black),
        Key::W | Key::Comma => Order::Cover(Cover::White),
        Key::S | Key::L => Order::Spotlight,
        Key::P => Order::Run,
        Key::M => Order::Notes,
        Key::Questionmark => Order::Sheet,
        Key::Slash if modifiers.shift => Order::Sheet,
        Key::Plus | Key::Equals => Order::Zoom(ZOOM),
        Key::Minus => Order::Zoom(-ZOOM),
        Key::F11 => Order::FullScreen,
        Key::Escape => Order::Escape,
        other => Order::Digit(digit(other)?),
    })
}

#[expect(clippy::wildcard_enum_match_arm, reason = "egui has a hundred keys")]
fn way(key: Key) -> Option<Vec2> {
    Some(match key {
        Key::ArrowRight => vec2(1.0, 0.0),
        Key::ArrowLeft => vec2(-1.0, 0.0),
        Key::ArrowDown => vec2(0.0, 1.0),
        Key::ArrowUp => vec2(0.0, -1.0),
        _ => return None,
    })
}

fn digit(key: Key) -> Option<u8> {
    const DIGITS: [Key; 10] = [
        Key::Num0,
        Key::Num1,
        Key::Num2,
        Key::Num3,
        Key::Num4,
        Key::Num5,
        Key::Num6,
        Key::Num7,
        Key::Num8,
        Key::Num9,
    ];
    DIGITS.iter().position(|k| *k == key).map(|i| i as u8)
}

/// Takes the keys of this frame and does what they say.
pub(super) fn take(ctx: &Context, session: &Session, stage: &mut StageParts<'_>, commands: &mut UiCommands) {
    let Some(talk) = session.presentation() else { return };
    // A control that was reached by Tab is pressed by Enter and Space.
    let focused = ctx.memory(|m| m.focused());
    let mut orders = Vec::new();
    ctx.input_mut(|input| {
        input.events.retain(|event| {
            let Event::Key { key, pressed: true, repeat, modifiers, .. } = event else { return true };
            if focused.is_some() && matches!(key, Key::Enter | Key::Space) {
                return true;
            }
            let Some(order) = order(*key, *modifiers) else { return true };
            // A key held down does not run through the talk.
            if !repeat || matches!(order, Order::Move(_) | Order::Zoom(_)) {
                orders.push(order);
            }
            false
        });
    });
    if let Some(id) = focused.filter(|_| !orders.is_empty()) {
        ctx.memory_mut(|m| m.surrender_focus(id));
    }
    for order in orders {
        if let Order::Move(way) = order {
            wander(ctx, way, session, stage, commands);
        } else if let Order::Zoom(step) = order {
            let camera = session.view().camera;
            let next = tumen_scene::Camera { zoom: camera.zoom + step, ..camera };
            commands.push(CameraCommand::Set(next.clamped()));
        } else if order == Order::FullScreen {
            full_screen(ctx);
        } else {
            stage.map.map.still();
            obey(order, talk, stage.state, commands);
        }
    }
}

fn full_screen(ctx: &Context) {
    let on = ctx.input(|i| i.viewport().fullscreen.unwrap_or(false));
    ctx.send_viewport_cmd(eframe::egui::ViewportCommand::Fullscreen(!on));
}

/// Does what the speaker wants of the talk.
pub(super) fn obey(order: Order, talk: &Presentation, state: &mut PresenterState, commands: &mut UiCommands) {
    let number =
        if matches!(order, Order::Digit(_)) { String::new() } else { std::mem::take(&mut state.number) };
    let goes = matches!(order, Order::Next | Order::Back | Order::Enter | Order::Space);
    if goes && talk.cover().is_some() && number.is_empty() {
        // The first key only uncovers the picture.
        commands.push(TalkCommand::Cover(None));
        return;
    }
    match order {
        Order::Next => commands.push(TalkCommand::Next),
        Order::Back => commands.push(TalkCommand::Previous),
        Order::First => commands.push(TalkCommand::GoTo(0)),
        Order::Last => commands.push(TalkCommand::GoTo(talk.tour().stops.len().saturating_sub(1))),
        Order::Digit(digit) if state.number.len() < DIGITS => state.number.push(char::from(b'0' + digit)),
        Order::Enter => commands.push(match number.parse::<usize>() {
            Ok(number) => Command::Talk(TalkCommand::GoTo(number.saturating_sub(1))),
            Err(_) => Command::Talk(TalkCommand::Next),
        }),
        Order::Space if talk.phase() == Phase::Wandering => commands.push(TalkCommand::Resume),
        Order::Space => commands.push(TalkCommand::Next),
        Order::Cover(cover) => {
            let next = Some(cover).filter(|_| talk.cover() != Some(cover));
            commands.push(TalkCommand::Cover(next));
        }
        Order::Run => {
            commands.extend([
                Command::Talk(TalkCommand::Resume),
                Command::Talk(TalkCommand::Pause(!talk.is_paused())),
            ]);
        }
        Order::Spotlight => {
            state.spotlight = !state.spotlight;
            state.spot = None;
        }
        Order::Notes => state.notes = !state.notes,
        Order::Sheet => state.sheet = !state.sheet,
        Order::Type(0) => state.larger = 0,
        Order::Type(step) => state.larger = (state.larger + step).clamp(-TYPE_STEPS, TYPE_STEPS),
        Order::Escape if state.sheet => state.sheet = false,
        Order::Escape if !number.is_empty() => {}
        Order::Escape if state.spotlight => state.spotlight = false,
        Order::Escape if talk.cover().is_some() => commands.push(TalkCommand::Cover(None)),
        Order::Escape | Order::End => commands.push(TalkCommand::End),
        Order::Digit(_) | Order::Move(_) | Order::Zoom(_) | Order::FullScreen => {}
    }
}

/// Moves the map by keys, or the spotlight.
fn wander(
    ctx: &Context,
    way: Vec2,
    session: &Session,
    stage: &mut StageParts<'_>,
    commands: &mut UiCommands,
) {
    if stage.state.spotlight {
        let now = super::light::place(ctx, stage.state);
        stage.state.spot = Some(ctx.content_rect().clamp(now + way * SPOT));
        return;
    }
    let size = session.map_size();
    let drag = [-way.x * size[0] * PAN, -way.y * size[1] * PAN];
    commands.push(CameraCommand::Set(session.view().camera.panned(drag)));
}

/// The sheet of keys over the stage.
pub(super) fn sheet(ctx: &Context, session: &Session, state: &mut PresenterState) {
    let ink = Ink::of(session);
    let small = session.style().presenter.small;
    let area = Area::new(Id::unique("stage keys"))
        .order(Layer::Foreground)
        .anchor(Align2::CENTER_CENTER, Vec2::ZERO);
    let frame = Frame::new()
        .fill(ink.panel)
        .stroke(Stroke::new(1.0, ink.line))
        .inner_margin(sizes().stage.keys_margin);
    area.show(ctx, |ui| {
        frame.show(ui, |ui| {
            ui.label(strong(session.say("stage-sheet"), sizes().stage.keys * small).color(ink.text));
            ui.add_space(small * 0.5);
            Grid::new("stage keys").num_columns(2).spacing([sizes().space.indent, sizes().space.close]).show(
                ui,
                |ui| {
                    for (key, words) in KEYS {
                        ui.label(strong(session.say(key), small).color(ink.text));
                        ui.label(body(session.say(words)).size(small).color(ink.text));
                        ui.end_row();
                    }
                },
            );
            ui.add_space(small * 0.5);
            if ui.button(session.say("close")).clicked() {
                state.sheet = false;
            }
        });
    });
}
