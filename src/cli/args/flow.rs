//! Arguments of `tumen flow`.

use super::{bbox, day, drawn, language, languages, objective, projection, projections, size, theme, themes};
use clap::Args;
use std::path::PathBuf;
use tumen_core::geo::{GeoBox, Projection};
use tumen_core::model::{Date, Language};
use tumen_network::Objective;
use tumen_scene::Theme;

/// Arguments of `tumen flow`.
#[derive(Debug, Clone, Args)]
pub struct FlowArgs {
    /// Table of origins and destinations: CSV with the columns from, to, cargo, tonnes and perhaps year;
    /// data/network/od-*.csv are examples
    #[arg(value_name = "OD.csv")]
    pub table: PathBuf,
    #[arg(short, long, value_name = "FILE", help = drawn("loaded links"))]
    pub output: Option<PathBuf>,
    /// Draw the flows by way of ports and borders as a Sankey diagram
    #[arg(long, value_name = "FILE")]
    pub sankey: Option<PathBuf>,
    /// Only the lines of this year, and those without one
    #[arg(long, value_name = "YEAR")]
    pub year: Option<i32>,
    /// Date of statuses and capacities, YYYY, YYYY-MM or YYYY-MM-DD; without it the end of the year of the table, or today
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub as_of: Option<Date>,
    /// Take these projects, corridors, links or crossings as open, such as trans-korean-rail
    #[arg(long, value_name = "LINK", num_args = 1.., value_delimiter = ',')]
    pub with: Vec<String>,
    /// Take these as closed
    #[arg(long, value_name = "LINK", num_args = 1.., value_delimiter = ',')]
    pub close: Vec<String>,
    /// Conditions of a scenario: date, with, close and assumptions of a TOML file; what else is given here wins
    #[arg(long, value_name = "SCENARIO.toml")]
    pub scenario: Option<PathBuf>,
    /// Compare with the conditions of another scenario, as numbers
    #[arg(long, value_name = "OTHER.toml", conflicts_with_all = ["output", "sankey"])]
    pub compare: Option<PathBuf>,
    /// What ways are chosen by: cost, time, km or co2
    #[arg(long, value_name = "WORD", value_parser = objective, default_value = "cost")]
    pub objective: Objective,
    /// Send everything on its best way, whatever the capacities
    #[arg(long)]
    pub all_or_nothing: bool,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
    /// Box of degrees to show; the loaded links without it
    #[arg(long, value_name = "W,S,E,N", value_parser = bbox, allow_hyphen_values = true)]
    pub bbox: Option<GeoBox>,
    /// Size of the pictures, pixels
    #[arg(long, value_name = "WxH", value_parser = size, default_value = "1600x1000")]
    pub size: [f32; 2],
    /// Pixels of a PNG per pixel of --size, for sharper prints
    #[arg(long, value_name = "F", default_value_t = 1.0)]
    pub scale: f32,
    /// Colors, by the id of a theme
    #[arg(long, value_parser = theme, default_value = Theme::default().id(), help = themes())]
    pub theme: Theme,
    /// Language of names, by its id
    #[arg(long, value_parser = language, default_value = Language::default().id(), help = languages())]
    pub lang: Language,
    /// Projection, by its id
    #[arg(long, value_parser = projection, default_value = Projection::default().id(), help = projections())]
    pub projection: Projection,
}
