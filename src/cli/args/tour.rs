//! Arguments of `tumen tour` and `tumen present`.

use super::{OpenArgs, day, language, languages, size, theme, themes};
use clap::Args;
use std::path::PathBuf;
use tumen_core::model::{Date, Language};
use tumen_scene::Theme;

/// Arguments of `tumen tour`.
#[derive(Debug, Args)]
pub struct TourArgs {
    /// Id of a bundled tour, or a file that holds one (.toml, .kml, .kmz, .tumen; FILE#ID where it holds
    /// several); a list of the bundled ones without it
    pub tour: Option<String>,
    /// Write it as KML that Google Earth plays and Tumen reads back unchanged
    #[arg(long, value_name = "F.kml", group = "to", requires = "tour")]
    pub kml: Option<PathBuf>,
    /// Write it as a text file of its own
    #[arg(long, value_name = "F.toml", group = "to", requires = "tour")]
    pub toml: Option<PathBuf>,
    /// Write a handout: a page for each stop with caption and notes
    #[arg(long, value_name = "F.pdf", group = "to", requires = "tour")]
    pub handout: Option<PathBuf>,
    /// Write it as a moving picture
    #[arg(long, value_name = "F.gif", group = "to", requires = "tour")]
    pub gif: Option<PathBuf>,
    /// Write it as numbered PNG files, and print the command that makes a film of them
    #[arg(long, value_name = "DIR", group = "to", requires = "tour")]
    pub frames: Option<PathBuf>,
    /// Print the stops as JSON
    #[arg(long, group = "to")]
    pub json: bool,
    /// Size of the pictures, pixels; 960x540 for a GIF and 1920x1080 for frames without it
    #[arg(long, value_name = "WxH", value_parser = size)]
    pub size: Option<[f32; 2]>,
    /// Pictures a second; 15 for a GIF and 30 for frames without it
    #[arg(long, value_name = "N", value_parser = rate)]
    pub fps: Option<f64>,
    /// Length of the whole in seconds: every stop and flight is shortened or stretched alike
    #[arg(long, value_name = "S", value_parser = seconds)]
    pub seconds: Option<f64>,
    /// Colors, by the id of a theme
    #[arg(long, value_parser = theme, help = tour_themes())]
    pub theme: Option<Theme>,
    /// Language of names, by its id
    #[arg(long, value_parser = language, default_value = Language::default().id(), help = languages())]
    pub lang: Language,
    /// The day of the talk, YYYY, YYYY-MM or YYYY-MM-DD, for stops that state no date; today without it
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub as_of: Option<Date>,
    /// How files are opened
    #[command(flatten)]
    pub open: OpenArgs,
}

/// Arguments of `tumen present`.
#[derive(Debug, Args)]
pub struct PresentArgs {
    /// Id of a bundled tour, or a file that holds one (.toml, .kml, .kmz, .tumen; FILE#ID where it holds
    /// several)
    pub tour: String,
    /// How files are opened
    #[command(flatten)]
    pub open: OpenArgs,
}

fn within(text: &str, least: f64, most: f64, what: &str) -> Result<f64, String> {
    let value = text.trim().parse::<f64>().ok().filter(|v| (least..=most).contains(v));
    value.ok_or_else(|| format!("`{text}` is not {what}; write a number from {least} to {most}"))
}

fn rate(text: &str) -> Result<f64, String> {
    within(text, 1.0, 100.0, "a number of pictures a second")
}

fn tour_themes() -> String {
    format!("{}; projector for pictures and light for a handout without it", themes())
}

fn seconds(text: &str) -> Result<f64, String> {
    within(text, 0.1, 36_000.0, "a length in seconds")
}
