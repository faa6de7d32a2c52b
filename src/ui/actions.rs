//! One table of actions for menus, buttons, keys, palette and key sheet.

use super::bottom::BottomTab;
use super::shell::{Overlay, Program, Requests, Shell};
use super::timebar;
use super::tools::{self, Tool};
use crate::geo::Projection;
use crate::model::Language;
use crate::scene::Theme;
use crate::scene::frame::FeatureId;
use crate::session::views::{self, NamedView};
use crate::session::{Command, Session};
use eframe::egui::{self, Key, KeyboardShortcut, Modifiers};

/// Something the user can do from a menu, a button, a key or the palette.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "named after what they do; the table below explains them")]
pub enum Action {
    Theatre,
    Tumen,
    Primorye,
    Korea,
    Chukotka,
    ZoomIn,
    ZoomOut,
    ZoomToSelection,
    ClearSelection,
    ProjectionMercator,
    ProjectionConic,
    NextProjection,
    ThemeLight,
    ThemeDark,
    ThemeProjector,
    NextTheme,
    NamesEnglish,
    NamesRussian,
    NamesKorean,
    NextLanguage,
    ToggleLeft,
    ToggleRight,
    ToggleBottom,
    ToggleTime,
    ShowPlots,
    ShowPromises,
    ShowSanctions,
    ShowLists,
    ToggleLegend,
    ToggleMotion,
    ToggleRelief,
    PlayTime,
    PreviousEvent,
    NextEvent,
    Today,
    Redo,
    Undo,
    Measure,
    DrawLine,
    DrawPoint,
    DrawArea,
    EditShape,
    DrawVariant,
    Duplicate,
    Reverse,
    Simplify,
    Join,
    Delete,
    Palette,
    Keys,
    About,
    Notices,
    Open,
    Save,
    SaveAs,
    Export,
    FullScreen,
    Quit,
}

/// How an action is shown.
pub struct Info {
    /// Words on menus and in the palette.
    pub text: &'static str,
    /// Words on a button in the bar.
    pub short: &'static str,
    /// What it does, in a sentence.
    pub tip: &'static str,
    /// Key.
    pub key: Option<KeyboardShortcut>,
}

/// A menu of the bar.
pub struct Menu {
    /// Its title.
    pub title: &'static str,
    /// What it holds.
    pub actions: &'static [Action],
}

use Action as A;

/// The menus.
pub const MENUS: &[Menu] = &[
    Menu { title: "File", actions: &[A::Open, A::Save, A::SaveAs, A::Export, A::Quit] },
    Menu {
        title: "Edit",
        actions: &[
            A::Undo,
            A::Redo,
            A::Measure,
            A::DrawLine,
            A::DrawPoint,
            A::DrawArea,
            A::EditShape,
            A::DrawVariant,
            A::Duplicate,
            A::Reverse,
            A::Simplify,
            A::Join,
            A::Delete,
        ],
    },
    Menu {
        title: "View",
        actions: &[
            A::Theatre,
            A::Tumen,
            A::Primorye,
            A::Korea,
            A::Chukotka,
            A::ZoomToSelection,
            A::ZoomIn,
            A::ZoomOut,
            A::ToggleLeft,
            A::ToggleRight,
            A::ToggleBottom,
            A::ToggleTime,
            A::ShowPlots,
            A::ShowPromises,
            A::ShowSanctions,
            A::ShowLists,
            A::ToggleLegend,
            A::FullScreen,
        ],
    },
    Menu {
        title: "Map",
        actions: &[
            A::ProjectionMercator,
            A::ProjectionConic,
            A::ThemeLight,
            A::ThemeDark,
            A::ThemeProjector,
            A::NamesEnglish,
            A::NamesRussian,
            A::NamesKorean,
            A::ToggleRelief,
            A::ToggleMotion,
            A::PlayTime,
            A::PreviousEvent,
            A::NextEvent,
            A::Today,
        ],
    },
    Menu { title: "Help", actions: &[A::Palette, A::Keys, A::Notices, A::About] },
];

/// Buttons on the left of the bar.
pub const BAR: &[Action] = &[A::Theatre, A::Tumen, A::Primorye, A::Korea, A::Chukotka];
/// Buttons on the right of the bar, from the right.
pub const BAR_RIGHT: &[Action] = &[
    A::ToggleRight,
    A::ToggleBottom,
    A::ToggleTime,
    A::ToggleLeft,
    A::NextTheme,
    A::NextLanguage,
    A::NextProjection,
    A::Palette,
];

const fn plain(key: Key) -> Option<KeyboardShortcut> {
    Some(KeyboardShortcut::new(Modifiers::NONE, key))
}

const fn ctrl(key: Key) -> Option<KeyboardShortcut> {
    Some(KeyboardShortcut::new(Modifiers::COMMAND, key))
}

const fn info(
    text: &'static str,
    short: &'static str,
    tip: &'static str,
    key: Option<KeyboardShortcut>,
) -> Info {
    Info { text, short, tip, key }
}

impl Action {
    /// Every action, in the order of the palette and the key sheet.
    pub const ALL: [Self; 58] = [
        A::Theatre,
        A::Tumen,
        A::Primorye,
        A::Korea,
        A::Chukotka,
        A::ZoomToSelection,
        A::ClearSelection,
        A::ZoomIn,
        A::ZoomOut,
        A::Palette,
        A::Keys,
        A::ToggleLeft,
        A::ToggleRight,
        A::ToggleBottom,
        A::ToggleTime,
        A::ShowPlots,
        A::ShowPromises,
        A::ShowSanctions,
        A::ShowLists,
        A::ToggleLegend,
        A::ToggleRelief,
        A::ToggleMotion,
        A::NextProjection,
        A::ProjectionMercator,
        A::ProjectionConic,
        A::NextTheme,
        A::ThemeLight,
        A::ThemeDark,
        A::ThemeProjector,
        A::NextLanguage,
        A::NamesEnglish,
        A::NamesRussian,
        A::NamesKorean,
        A::PlayTime,
        A::PreviousEvent,
        A::NextEvent,
        A::Today,
        A::Open,
        // Before Save: its keys hold those of Save.
        A::SaveAs,
        A::Save,
        A::Redo,
        A::Undo,
        A::Measure,
        A::DrawLine,
        A::DrawPoint,
        A::DrawArea,
        A::EditShape,
        A::DrawVariant,
        A::Duplicate,
        A::Reverse,
        A::Simplify,
        A::Join,
        A::Delete,
        A::Export,
        A::FullScreen,
        A::Notices,
        A::About,
        A::Quit,
    ];

    /// Words, tooltip and key.
    #[must_use]
    pub fn info(self) -> Info {
        match self {
            A::Theatre => info(
                "Whole theatre",
                "Theatre",
                "Fly to the whole theatre, Irkutsk to Anadyr and Busan",
                plain(Key::Num1),
            ),
            A::Tumen => {
                info("Tumen mouth", "Tumen", "Fly to the Tumen border, Khasan and Rajin", plain(Key::Num2))
            }
            A::Primorye => info("Primorye", "Primorye", "Fly to Primorye", plain(Key::Num3)),
            A::Korea => info("Korean peninsula", "Korea", "Fly to the Korean peninsula", plain(Key::Num4)),
            A::Chukotka => {
                info("Chukotka", "Chukotka", "Fly to Chukotka, both sides of 180°", plain(Key::Num5))
            }
            A::ZoomIn => info("Zoom in", "+", "Look closer", plain(Key::Plus)),
            A::ZoomOut => info("Zoom out", "−", "Look from farther away", plain(Key::Minus)),
            A::ZoomToSelection => {
                info("Zoom to selection", "Zoom to", "Fly to what is selected", plain(Key::F))
            }
            A::ClearSelection => info("Clear selection", "Clear", "Select nothing", plain(Key::Escape)),
            A::ProjectionMercator => info(
                "Mercator projection",
                "Mercator",
                "North is up everywhere; the far north is large",
                None,
            ),
            A::ProjectionConic => info(
                "Conic projection",
                "Conic",
                "Lambert conformal conic: true shapes over the theatre",
                None,
            ),
            A::NextProjection => {
                info("Switch projection", "Projection", "Switch between Mercator and conic", plain(Key::P))
            }
            A::NextTheme => info("Switch theme", "Theme", "Light, dark, projector", plain(Key::T)),
            A::NextLanguage => {
                info("Switch language of names", "Names", "English, Russian, Korean", plain(Key::N))
            }
            A::ToggleLeft => info(
                "Layers and projects",
                "Layers",
                "Show or hide the panel of layers and projects",
                plain(Key::L),
            ),
            A::ToggleRight => info("Card", "Card", "Show or hide the card of the selection", plain(Key::C)),
            A::ToggleBottom => info(
                "Bottom panel",
                "Bottom",
                "Show or hide plots, promises, sanctions and lists",
                plain(Key::B),
            ),
            A::ThemeLight | A::ThemeDark | A::ThemeProjector => self.choice(),
            A::NamesEnglish | A::NamesRussian | A::NamesKorean => self.choice(),
            A::ShowPlots | A::ShowPromises | A::ShowSanctions | A::ShowLists => self.choice(),
            A::ToggleLegend => info("Legend", "Legend", "Show or hide the legend on the map", plain(Key::G)),
            A::ToggleMotion => info("Motion", "Motion", "Fly and glide, or jump at once", None),
            A::ToggleRelief => {
                info("Relief", "Relief", "Show or hide shaded relief and depth", plain(Key::R))
            }
            A::Palette => info(
                "Search and commands…",
                "Search…",
                "Find a place, a project, a corridor or a command",
                ctrl(Key::K),
            ),
            A::Keys => info("Keys…", "Keys", "Show the sheet of keys", plain(Key::Questionmark)),
            A::About => {
                info("About, sources and licences…", "About", "Program, data sources, licences", None)
            }
            A::Notices => info("Problems in the data…", "Problems", "What could not be read", None),
            A::Open | A::Save | A::SaveAs | A::Export => self.file_info(),
            A::FullScreen => info("Full screen", "Full screen", "Full screen on or off", plain(Key::F11)),
            A::Quit => info("Quit", "Quit", "Close Tumen", ctrl(Key::Q)),
            _ => self.tool_info().unwrap_or_else(|| self.time_info()),
        }
    }

    /// The same for tools and changes of features.
    fn tool_info(self) -> Option<Info> {
        let all = KeyboardShortcut::new(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::Z);
        Some(match self {
            A::Undo => info("Undo", "Undo", "Take the last change back", ctrl(Key::Z)),
            A::Redo => info("Redo", "Redo", "Do again what was taken back; also Ctrl+Y", Some(all)),
            A::Measure => {
                info("Measure", "Measure", "Distances, bearings and areas by clicks", plain(Key::M))
            }
            A::DrawLine => info("Draw a line", "Line", "Draw a line by clicks", plain(Key::D)),
            A::DrawPoint => info("Draw points", "Point", "Every click makes a point", plain(Key::O)),
            A::DrawArea => info("Draw an area", "Area", "Draw an area by clicks", plain(Key::A)),
            A::EditShape => {
                info("Edit shape", "Edit", "Move, add and remove vertices of the selection", plain(Key::E))
            }
            A::DrawVariant => {
                info("Draw a variant", "Variant", "Copy the selected line into a layer of variants", None)
            }
            A::Duplicate => {
                info("Duplicate", "Duplicate", "Copy the selected feature of yours", ctrl(Key::D))
            }
            A::Reverse => info("Reverse line", "Reverse", "Let the selected line run the other way", None),
            A::Simplify => {
                info("Simplify…", "Simplify", "Leave out vertices of the selection within a tolerance", None)
            }
            A::Join => info("Join lines…", "Join", "Click a line to join it to the selected one", None),
            A::Delete => {
                info("Delete feature", "Delete", "Delete the selected feature of yours", plain(Key::Delete))
            }
            _ => return None,
        })
    }

    /// Words of its entry in a menu: undo and redo say what of.
    fn words(self, session: &Session) -> String {
        let history = session.history();
        let step = match self {
            A::Undo => history.undo_label(),
            A::Redo => history.redo_label(),
            _ => None,
        };
        let text = self.info().text;
        step.map_or_else(|| text.to_owned(), |step| format!("{text} {step}"))
    }

    /// Whether there is anything that it could be done to.
    fn is_possible(self, session: &Session) -> bool {
        let selected = &session.view().selected;
        let own = matches!(selected, Some(FeatureId::User(..)));
        match self {
            A::Undo => session.history().undo_label().is_some(),
            A::Redo => session.history().redo_label().is_some(),
            A::DrawVariant => own || matches!(selected, Some(FeatureId::Corridor(_))),
            A::Duplicate | A::Reverse | A::Simplify | A::Join | A::Delete => own,
            _ => true,
        }
    }

    /// The tool that it takes in hand.
    fn tool(self) -> Option<Tool> {
        Some(match self {
            A::Measure => Tool::Measure,
            A::DrawLine => Tool::DrawLine,
            A::DrawPoint => Tool::DrawPoint,
            A::DrawArea => Tool::DrawArea,
            A::EditShape => Tool::EditShape,
            _ => return None,
        })
    }

    /// The same for the actions that move the date.
    fn time_info(self) -> Info {
        match self {
            A::ToggleTime => info("Time bar", "Time", "Show or hide the time bar", plain(Key::Y)),
            A::PlayTime => {
                info("Play through time", "Play", "Let the date run on, or stop it", plain(Key::Space))
            }
            A::PreviousEvent => info(
                "Previous event",
                "Back",
                "Move the date to the event before it",
                plain(Key::OpenBracket),
            ),
            A::NextEvent => {
                info("Next event", "On", "Move the date to the event after it", plain(Key::CloseBracket))
            }
            _ => info("As of today", "Today", "Return the date to today", None),
        }
    }

    /// The same for files.
    fn file_info(self) -> Info {
        match self {
            A::Open => info(
                "Open files…",
                "Open",
                "Put route files on the map: GeoJSON, KML, GPX, CSV, Shapefile, GeoPackage and others",
                ctrl(Key::O),
            ),
            A::Save => {
                info("Save project", "Save", "Save all layers of yours in one project file", ctrl(Key::S))
            }
            A::SaveAs => info(
                "Save project as…",
                "Save as",
                "Save all layers of yours in another project file",
                Some(KeyboardShortcut::new(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::S)),
            ),
            _ => info("Export map…", "Export", "Save the map as SVG or PNG", ctrl(Key::E)),
        }
    }

    /// Words of the actions that choose one of several; they have no keys.
    fn choice(self) -> Info {
        match self {
            A::ThemeLight => info("Light theme", "Light", "Dark ink on pale land", None),
            A::ThemeDark => info("Dark theme", "Dark", "Pale ink on dark land", None),
            A::ThemeProjector => info("Projector theme", "Projector", "Strong contrast for a beamer", None),
            A::NamesEnglish => info("Names in English", "English", "Label the map in English", None),
            A::NamesRussian => info("Names in Russian", "Русский", "Label the map in Russian", None),
            A::NamesKorean => info("Names in Korean", "한국어", "Label the map in Korean", None),
            _ => {
                let [text, tip] = self.tab().words();
                info(text, text, tip, None)
            }
        }
    }

    /// The tab of the bottom panel that an action opens.
    fn tab(self) -> BottomTab {
        match self {
            A::ShowPromises => BottomTab::Promises,
            A::ShowSanctions => BottomTab::Sanctions,
            A::ShowLists => BottomTab::Lists,
            _ => BottomTab::Plots,
        }
    }

    /// Whether a toggle or choice is on; `None` for what is neither.
    #[must_use]
    pub fn is_on(self, session: &Session, shell: &Shell) -> Option<bool> {
        let view = session.view();
        Some(match self {
            A::ToggleLeft => shell.left,
            A::ToggleRight => shell.right,
            A::ToggleBottom => shell.bottom,
            A::ToggleTime => shell.time,
            A::PlayTime => shell.clock.is_playing(),
            A::ShowPlots | A::ShowPromises | A::ShowSanctions | A::ShowLists => shell.shows(self.tab()),
            A::ToggleLegend => shell.legend,
            A::ToggleMotion => shell.motion,
            A::Measure | A::DrawLine | A::DrawPoint | A::DrawArea | A::EditShape => {
                Some(shell.tools.tool) == self.tool()
            }
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

    /// What the button in the bar says: switches name the present choice.
    fn short(self, session: &Session) -> String {
        let view = session.view();
        match self {
            A::NextProjection if view.camera.projection == Projection::Mercator => "Mercator".to_owned(),
            A::NextProjection => "Conic".to_owned(),
            A::NextLanguage => view.language.own_name().to_owned(),
            A::NextTheme => match view.theme {
                Theme::Light => "Light".to_owned(),
                Theme::Dark => "Dark".to_owned(),
                Theme::Projector => "Projector".to_owned(),
            },
            other => other.info().short.to_owned(),
        }
    }
}

fn next<T: PartialEq + Copy>(all: &[T], now: T) -> T {
    let i = all.iter().position(|t| *t == now).unwrap_or(0);
    all[(i + 1) % all.len()]
}

/// Does what an action says.
pub fn run(action: Action, session: &Session, shell: &mut Shell, requests: &mut Requests) {
    let view = session.view();
    let command = match action {
        A::Theatre => fly_to(views::THEATRE, session, shell),
        A::Tumen | A::Primorye | A::Korea | A::Chukotka => {
            let id = action.info().short.to_lowercase();
            fly_to(NamedView::find(&id).unwrap_or(views::THEATRE), session, shell)
        }
        A::ZoomIn | A::ZoomOut => {
            let step = if action == A::ZoomIn { 1.0 } else { -1.0 };
            Command::FlyTo(crate::scene::Camera { zoom: view.camera.zoom + step, ..view.camera }.clamped())
        }
        A::ZoomToSelection => Command::FlyToSelection(shell.map.free_size()),
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
        A::ToggleRelief => Command::ShowLayer("relief".to_owned(), !view.shows("relief")),
        A::PlayTime => return shell.clock.toggle(view.as_of),
        A::PreviousEvent | A::NextEvent | A::Today => {
            shell.clock.stop();
            let date = match action {
                A::Today => Some(session.today()),
                _ => timebar::beside(session, view.as_of, action == A::NextEvent),
            };
            Command::SetAsOf(date.unwrap_or(view.as_of))
        }
        _ if tools::run(action, session, shell, requests) => return,
        _ => return run_shell(action, shell, requests),
    };
    requests.commands.push(command);
}

/// Actions that change the window and not the session.
fn run_shell(action: Action, shell: &mut Shell, requests: &mut Requests) {
    match action {
        A::ToggleLeft => shell.left = !shell.left,
        A::ToggleRight => shell.right = !shell.right,
        A::ToggleBottom => shell.bottom = !shell.bottom,
        A::ToggleTime => shell.time = !shell.time,
        A::ShowPlots | A::ShowPromises | A::ShowSanctions | A::ShowLists => shell.show_tab(action.tab()),
        A::ToggleLegend => shell.legend = !shell.legend,
        A::ToggleMotion => shell.motion = !shell.motion,
        A::Measure | A::DrawLine | A::DrawPoint | A::DrawArea | A::EditShape => {
            shell.tools.choose(action.tool().unwrap_or_default());
        }
        A::Palette => shell.overlay = Overlay::Palette,
        A::Keys => shell.overlay = Overlay::Keys,
        A::About => shell.overlay = Overlay::About,
        A::Notices => shell.overlay = Overlay::Notices,
        A::Open => requests.program.push(Program::AskOpen),
        A::Save => requests.program.push(Program::Save),
        A::SaveAs => requests.program.push(Program::SaveAs),
        A::Export => requests.program.push(Program::Export),
        A::FullScreen => requests.program.push(Program::FullScreen),
        A::Quit => requests.program.push(Program::Quit),
        _ => {}
    }
}

fn fly_to(view: NamedView, session: &Session, shell: &Shell) -> Command {
    Command::FlyTo(view.camera(session.view().camera.projection, shell.map.free_size()))
}

/// Runs the actions whose keys were pressed. Plain keys are left to text fields.
pub fn shortcuts(ctx: &egui::Context, session: &Session, shell: &mut Shell, requests: &mut Requests) {
    let typing = ctx.egui_wants_keyboard_input();
    for action in Action::ALL {
        let Some(key) = action.info().key else { continue };
        let plain = key.modifiers == Modifiers::NONE;
        // Text fields have an undo of their own.
        let own = plain || matches!(action, A::Undo | A::Redo | A::Duplicate);
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
            run(action, session, shell, requests);
        }
    }
}

/// The other key of redo.
const REDO_TOO: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND, Key::Y);

fn sign(key: Key) -> bool {
    matches!(key, Key::Plus | Key::Minus | Key::Questionmark)
}

/// The title of the menu that holds what the bar has no room for.
pub const MORE: &str = "More";

/// What the bar has room for: buttons on its left and on its right, and those left over. The panels
/// come before the views, which the View menu holds as well.
pub fn fit(ui: &egui::Ui, session: &Session) -> (&'static [Action], &'static [Action], Vec<Action>) {
    let width = |words: String| {
        let text = egui::WidgetText::from(words);
        let wrap = Some(egui::TextWrapMode::Extend);
        let galley = text.into_galley(ui, wrap, f32::INFINITY, egui::TextStyle::Button);
        galley.size().x + 2.0 * ui.spacing().button_padding.x + ui.spacing().item_spacing.x
    };
    let widths = BAR_RIGHT.iter().chain(BAR).map(|a| width(a.short(session)));
    let mut room = ui.available_width();
    if widths.clone().sum::<f32>() <= room {
        return (BAR, BAR_RIGHT, Vec::new());
    }
    room -= width(MORE.to_owned());
    let shown = widths.take_while(|w| {
        room -= w;
        room >= 0.0
    });
    let shown = shown.count();
    let (right, right_rest) = BAR_RIGHT.split_at(shown.min(BAR_RIGHT.len()));
    let (left, left_rest) = BAR.split_at(shown - right.len());
    (left, right, left_rest.iter().chain(right_rest.iter().rev()).copied().collect())
}

/// A button in the bar.
pub fn button(
    ui: &mut egui::Ui,
    action: Action,
    session: &Session,
    shell: &mut Shell,
    requests: &mut Requests,
) {
    let on = action.is_on(session, shell).unwrap_or(false);
    let response = ui.selectable_label(on, action.short(session)).on_hover_text(tip(ui.ctx(), action));
    if response.clicked() {
        run(action, session, shell, requests);
    }
}

/// An entry of a menu.
pub fn menu_item(
    ui: &mut egui::Ui,
    action: Action,
    session: &Session,
    shell: &mut Shell,
    requests: &mut Requests,
) {
    let info = action.info();
    let key = info.key.map(|k| ui.ctx().format_shortcut(&k)).unwrap_or_default();
    let on = action.is_on(session, shell).unwrap_or(false);
    let button = egui::Button::selectable(on, action.words(session)).shortcut_text(key);
    if ui.add_enabled(action.is_possible(session), button).on_hover_text(info.tip).clicked() {
        run(action, session, shell, requests);
        ui.close();
    }
}

/// What an action does, with its key.
pub(super) fn tip(ctx: &egui::Context, action: Action) -> String {
    let info = action.info();
    match info.key {
        Some(key) => format!("{} ({})", info.tip, ctx.format_shortcut(&key)),
        None => info.tip.to_owned(),
    }
}
