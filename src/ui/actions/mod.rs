//! Actions: what they are called, where they stand, by which key they are reached, when they can be done and
//! what they do. Everything is said once, in the `table`.

mod table;

use super::program::{End, Overlay, Program};
use super::tab::BottomTab;
use super::tools::tool::Tool;
use crate::ui::say::say;
use eframe::egui::{self, Key, KeyboardShortcut, Modifiers};
use tumen_core::words::Messages;
use tumen_scene::Theme;
use tumen_session::{Command, Session};

pub use table::{Action, BAR, BAR_RIGHT};

/// An action as it is shown, reached and done.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    /// The key of the words on menus and in the palette.
    pub text: &'static str,
    /// The key of the words on a button in the bar.
    pub short: &'static str,
    /// The key of what it does, in a sentence.
    pub tip: &'static str,
    /// Its keys; the first one is shown.
    pub keys: &'static [KeyboardShortcut],
    /// The menus that hold it.
    pub menus: &'static [Menu],
    /// When it can be done.
    pub when: When,
    /// What it does.
    pub effect: Effect,
}

/// The menus of the bar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "named as they are titled")]
pub enum Menu {
    Files,
    Edit,
    View,
    Map,
    Logistics,
    Tour,
    Help,
    Language,
}

impl Menu {
    /// Every menu of the bar, in its order; that of languages is a part of the View menu.
    pub const ALL: [Self; 7] =
        [Self::Files, Self::Edit, Self::View, Self::Map, Self::Logistics, Self::Tour, Self::Help];

    /// The key of its title.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Files => "menu-file",
            Self::Edit => "menu-edit",
            Self::View => "menu-view",
            Self::Map => "menu-map",
            Self::Logistics => "menu-logistics",
            Self::Tour => "menu-tour",
            Self::Help => "menu-help",
            Self::Language => "menu-language",
        }
    }

    /// What it holds.
    pub fn actions(self) -> impl Iterator<Item = Action> {
        Action::ALL.into_iter().filter(move |action| action.row().menus.contains(&self))
    }
}

/// When an action can be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// Always.
    Always,
    /// There is a step to take back.
    Undo,
    /// There is a step to do again.
    Redo,
    /// A place of the network is selected.
    RoutePlace,
    /// A feature of the user or a corridor is selected.
    Line,
    /// A feature of the user is selected.
    OwnFeature,
    /// The map is compared with another state of it.
    Compare,
    /// There is a loupe.
    Loupe,
    /// There is a tour with a stop.
    Tour,
    /// A stop is chosen in the editor.
    Stop,
    /// A stop of one of the user's tours is chosen in the editor.
    OwnStop,
}

/// What an action does.
#[derive(Debug, Clone, Copy)]
pub enum Effect {
    /// Flies to a named view.
    Look(&'static str),
    /// Changes the session.
    Session(fn(&Session) -> Command),
    /// Changes the session to one of several states, and says whether it is in that one.
    Choose(fn(&Session) -> Command, fn(&Session) -> bool),
    /// Gives up what a tool is doing, or else the selection.
    Clear,
    /// Shows or hides a part of the window.
    Toggle(Part),
    /// Opens the panel at the bottom at a tab.
    Tab(BottomTab),
    /// Takes a tool in hand, or puts it back.
    Take(Tool),
    /// Changes the selected feature.
    Feature(Change),
    /// Changes the tour in the editor.
    Tour(TourChange),
    /// Lets the date run on, or stops it.
    Play,
    /// Moves the date.
    Date(Step),
    /// Lets a route begin or end at the selected place.
    Route(End),
    /// Goes on stage; from the stop in view, or from the first one.
    Present(bool),
    /// Opens a window over everything else.
    Cover(Overlay),
    /// Asks the program.
    App(fn() -> Program),
}

/// A part of the window that can be hidden, and movement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "named as the fields of `Shell` that explain them")]
pub enum Part {
    Left,
    Right,
    Bottom,
    Time,
    Legend,
    Motion,
}

/// A change of the selected feature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "named as the actions that explain them")]
pub enum Change {
    Variant,
    Duplicate,
    Reverse,
    Simplify,
    Join,
    Delete,
}

/// A change of the tour in the editor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TourChange {
    /// Begins an empty one.
    New,
    /// Adds the present view as a stop.
    Add,
    /// Lets the current stop show the present view.
    Update,
    /// Shows the current stop.
    Go,
}

/// A step of the date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// To the event before it.
    Back,
    /// To the event after it.
    On,
    /// To today.
    Today,
}

impl Action {
    /// Its row in the table.
    #[must_use]
    pub fn row(self) -> &'static Row {
        // Actions and rows are made of the same list.
        &table::ROWS[self as usize]
    }

    /// The action of a key that was pressed with these modifiers; they are those of the key itself. Signs
    /// such as + and ? need Shift on many keyboards, and a key without modifiers is taken with Shift or
    /// Alt, too, unless another action has just that.
    #[must_use]
    pub fn of_key(key: Key, modifiers: Modifiers) -> Option<(Self, KeyboardShortcut)> {
        let keys = || Self::ALL.into_iter().flat_map(|a| a.row().keys.iter().map(move |k| (a, *k)));
        let of_key = || keys().filter(|(_, k)| k.logical_key == key);
        let plain = |k: &KeyboardShortcut| k.modifiers == Modifiers::NONE;
        let exact = of_key().find(|(_, k)| modifiers.matches_exact(k.modifiers));
        exact.or_else(|| of_key().find(|(_, k)| plain(k) && modifiers.matches_logically(Modifiers::NONE)))
    }

    /// Words of its entry in a menu: undo and redo say what of.
    pub(in crate::ui) fn words(self, session: &Session) -> String {
        let Row { text, when, .. } = *self.row();
        let history = session.history();
        let step = match when {
            When::Undo => history.undo_label(),
            When::Redo => history.redo_label(),
            When::Always
            | When::RoutePlace
            | When::Line
            | When::OwnFeature
            | When::Compare
            | When::Loupe
            | When::Tour
            | When::Stop
            | When::OwnStop => None,
        };
        match step.map(|step| session.say(step)) {
            Some(step) if when == When::Undo => say!(session, "action-undo-step", step = step),
            Some(step) => say!(session, "action-redo-step", step = step),
            None => session.say(text).to_owned(),
        }
    }

    /// What the button in the bar says: switches name the present choice.
    pub(in crate::ui) fn short(self, session: &Session) -> String {
        let view = session.view();
        if self == Self::NextLanguage {
            return view.language.own_name().to_owned();
        }
        if self == Self::NextProjection {
            return session.say(view.camera.projection.row().words).to_owned();
        }
        let choice = match (self, view.theme) {
            (Self::NextTheme, Theme::Light) => Self::ThemeLight,
            (Self::NextTheme, Theme::Dark) => Self::ThemeDark,
            (Self::NextTheme, Theme::Projector) => Self::ThemeProjector,
            (other, _) => other,
        };
        session.say(choice.row().short).to_owned()
    }
}

/// What an action does, with its key.
pub(in crate::ui) fn tip(ctx: &egui::Context, messages: Messages<'_>, action: Action) -> String {
    let Row { tip, keys, .. } = action.row();
    match keys.first() {
        Some(key) => format!("{} ({})", messages.say(tip), ctx.format_shortcut(key)),
        None => messages.say(tip).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_belongs_to_one_action_and_is_found_by_its_own_modifiers() {
        for action in Action::ALL {
            for key in action.row().keys {
                let found = Action::of_key(key.logical_key, key.modifiers);
                assert_eq!(found.map(|f| f.0), Some(action), "{key:?}");
            }
        }
        let of = |modifiers, key| Action::of_key(key, modifiers).map(|f| f.0);
        let pressed = Modifiers { ctrl: true, command: true, ..Modifiers::NONE };
        assert_eq!(of(pressed, Key::S), Some(Action::Save));
        assert_eq!(of(pressed | Modifiers::SHIFT, Key::S), Some(Action::SaveAs));
        assert_eq!(of(Modifiers::NONE, Key::F5), Some(Action::Present));
        assert_eq!(of(Modifiers::SHIFT, Key::F5), Some(Action::PresentFromHere));
        assert_eq!(of(Modifiers::SHIFT, Key::Questionmark), Some(Action::Keys));
        assert_eq!(of(pressed, Key::L), None, "a plain key is not meant with Ctrl");
    }

    #[test]
    fn every_projection_has_its_words_and_one_action() {
        use tumen_core::geo::Projection;
        use tumen_session::ViewCommand;
        let today = tumen_core::model::Date { year: 2026, month: 11, day: 21 };
        let session = Session::open(&tumen_assets::Bundle::embedded(), today);
        let keys = session.words().arguments(tumen_core::model::Language::En).unwrap();
        for projection in Projection::ALL {
            assert!(keys.contains_key(projection.row().words), "{projection:?}");
            let is_meant = |command: Command| matches!(command, Command::View(ViewCommand::Projection(p)) if p == projection);
            let chooses = |action: &Action| matches!(action.row().effect, Effect::Choose(command, _) if is_meant(command(&session)));
            assert_eq!(Action::ALL.iter().filter(|a| chooses(a)).count(), 1, "{projection:?}");
        }
    }

    #[test]
    fn every_action_has_words_and_every_menu_actions() {
        let today = tumen_core::model::Date { year: 2026, month: 11, day: 21 };
        let session = Session::open(&tumen_assets::Bundle::embedded(), today);
        let keys = session.words().arguments(tumen_core::model::Language::En).unwrap();
        for action in Action::ALL {
            let Row { text, short, tip, .. } = action.row();
            assert!([text, short, tip].iter().all(|key| keys.contains_key(**key)), "{action:?}");
        }
        for menu in Menu::ALL.into_iter().chain([Menu::Language]) {
            assert!(keys.contains_key(menu.title()), "{menu:?}");
            assert!(menu.actions().count() > 1, "{menu:?}");
        }
    }
}
