//! Words, tooltips and keys of the actions.

use super::A;
use super::Action;
use eframe::egui::{Key, KeyboardShortcut, Modifiers};

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
            A::ShowRoutes | A::RouteFrom | A::RouteTo => self.route_info(),
            A::Present
            | A::PresentFromHere
            | A::ShowTours
            | A::NewTour
            | A::AddStop
            | A::UpdateStop
            | A::GoToStop => self.tour_info(),
            A::ProjectionMercator | A::ProjectionConic | A::NextProjection => self.map_info(),
            A::ToggleLegend | A::ToggleMotion | A::ToggleFlows | A::ToggleRelief => self.map_info(),
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
            A::Open | A::Save | A::SaveAs | A::Export | A::CopyMap => self.file_info(),
            A::FullScreen => info("Full screen", "Full screen", "Full screen on or off", plain(Key::F11)),
            A::Quit => info("Quit", "Quit", "Close Tumen", ctrl(Key::Q)),
            _ => self.tool_info().unwrap_or_else(|| self.time_info()),
        }
    }

    /// The same for how the map is drawn.
    fn map_info(self) -> Info {
        match self {
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
            A::ToggleLegend => info("Legend", "Legend", "Show or hide the legend on the map", plain(Key::G)),
            A::ToggleMotion => info("Motion", "Motion", "Fly and glide, or jump at once", None),
            A::ToggleFlows => info(
                "Moving cargo",
                "Cargo",
                "Show what moved along the corridors in the year of the date, or not",
                plain(Key::W),
            ),
            _ => info("Relief", "Relief", "Show or hide shaded relief and depth", plain(Key::R)),
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

    /// The same for routes of cargo.
    fn route_info(self) -> Info {
        match self {
            A::ShowRoutes => info(
                "Routes",
                "Routes",
                "Which way cargo should go: variants with cost, time and CO₂",
                plain(Key::V),
            ),
            A::RouteFrom => {
                info("Route from here", "From here", "Let a route begin at the selected place", None)
            }
            _ => info("Route to here", "To here", "Let a route end at the selected place", None),
        }
    }

    /// The same for tours and their stops.
    fn tour_info(self) -> Info {
        let all = |key| Some(KeyboardShortcut::new(Modifiers::COMMAND.plus(Modifiers::SHIFT), key));
        match self {
            A::Present => {
                info("Present", "Present", "Show the tour on stage, from its first stop", plain(Key::F5))
            }
            A::PresentFromHere => info(
                "Present from this stop",
                "From here",
                "Show the tour on stage, from the stop in view",
                Some(KeyboardShortcut::new(Modifiers::SHIFT, Key::F5)),
            ),
            A::ShowTours => {
                info("Tours", "Tours", "Put a talk together from views of the map", plain(Key::U))
            }
            A::NewTour => info("New tour", "New tour", "Begin an empty tour", None),
            A::AddStop => info(
                "Add this view as a stop",
                "Add stop",
                "Add what the map shows now to the tour, behind the current stop",
                all(Key::A),
            ),
            A::UpdateStop => info(
                "Update stop from this view",
                "Update stop",
                "Let the current stop show what the map shows now",
                all(Key::U),
            ),
            _ => info("Go to stop", "Go to", "Show the current stop on the map", all(Key::G)),
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
            A::CopyMap => info(
                "Copy map",
                "Copy map",
                "Put the map as a picture on the clipboard",
                Some(KeyboardShortcut::new(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::C)),
            ),
            _ => info(
                "Export…",
                "Export",
                "Save the map or a tour as a picture, a page or a film, with a preview",
                ctrl(Key::E),
            ),
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
}
