//! The arguments, as `--help` explains them.

mod flow;
mod tour;

pub use flow::FlowArgs;
pub use tour::{PresentArgs, TourArgs};

use anyhow::Context as _;
use clap::{Args, Parser, Subcommand};
use std::path::{Path, PathBuf};
use tumen_core::geo::{GeoBox, Projection};
use tumen_core::model::corridor::Mode;
use tumen_core::model::logistics::Cargo;
use tumen_core::model::{Compare, Date, Language, Loupe, date};
use tumen_formats::catalog::WritableFormat;
use tumen_network::Objective;
use tumen_scene::Theme;
use tumen_scene::page::PageSize;
use tumen_session::export::PictureFormat;
use tumen_session::views;

/// A desktop map and logistics viewer for the corridors between the Russian Far East and Korea.
///
/// Without a subcommand the window opens.
#[derive(Debug, Parser)]
#[command(name = "tumen", version, about, subcommand_precedence_over_arg = true)]
pub struct Cli {
    /// Read data/ and assets/ from this folder where it has them, instead of the bundled files
    #[arg(long, global = true, value_name = "FOLDER")]
    pub data: Option<PathBuf>,
    /// Language of reports about files
    #[arg(long, global = true, value_parser = language, value_name = "LANG", help = message_languages())]
    pub messages_lang: Option<Language>,
    /// Close the window after this many frames and print when each was painted: to measure the start
    #[arg(long, hide = true, value_name = "N")]
    pub frames: Option<u32>,
    /// How the window paints the map: anew in every frame, or into a picture that is kept. The best for the
    /// graphics device is chosen without it
    #[arg(long, value_name = "HOW")]
    pub renderer: Option<Painting>,
    /// Route files to open in the window
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// How they are opened
    #[command(flatten)]
    pub open: OpenArgs,
    /// What to do without a window
    #[command(subcommand)]
    pub job: Option<Job>,
}

/// How the window paints the map.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Painting {
    /// Anew in every frame: best on a graphics card
    Direct,
    /// Into a picture that is kept: best without a graphics card
    Kept,
}

/// What can be done without a window.
#[derive(Debug, Subcommand)]
pub enum Job {
    /// Draw the map to a file
    Export(ExportArgs),
    /// Print projects, corridors, places and sources
    Info(InfoArgs),
    /// Print the founding facts, what carries each and where it is shown
    Facts(FactsArgs),
    /// Print series of figures over time
    Series(SeriesArgs),
    /// Find the ways of cargo from one place to another
    Route(RouteArgs),
    /// Send a table of origins and destinations over the network
    Flow(FlowArgs),
    /// Say what route files hold and what is wrong with them
    Check(CheckArgs),
    /// Write a route file in another format or coordinate reference system, or repaired
    Convert(ConvertArgs),
    /// Print a tour, or write it as a handout, moving pictures or KML
    Tour(TourArgs),
    /// Give a talk: the window opens full screen with a tour
    Present(PresentArgs),
}

/// How route files are opened.
#[derive(Debug, Clone, Default, PartialEq, Eq, Args)]
pub struct OpenArgs {
    /// Raise or lower a limit: file-bytes, unpacked-bytes, archive-entries, depth, features, vertices,
    /// text-bytes or seconds
    #[arg(long, value_name = "NAME=NUMBER")]
    pub limit: Vec<String>,
    /// Read text in this encoding, such as windows-1251, instead of the recognized one
    #[arg(long, value_name = "NAME")]
    pub encoding: Option<String>,
    /// Take positions for this coordinate reference system, such as EPSG:28422, whatever the file says
    #[arg(long, value_name = "EPSG:N")]
    pub crs: Option<String>,
}

/// Arguments of `tumen check`.
#[derive(Debug, Args)]
pub struct CheckArgs {
    /// Route files
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
    /// How they are opened
    #[command(flatten)]
    pub open: OpenArgs,
}

fn to_crs_help() -> String {
    let formats = WritableFormat::names(|format| format.any_crs);
    format!("Write positions in this coordinate reference system ({formats} only)")
}

/// Arguments of `tumen convert`.
#[derive(Debug, Args)]
pub struct ConvertArgs {
    /// Route file to read
    pub input: PathBuf,
    #[arg(help = format!("File to write; {} decides the format", WritableFormat::endings()))]
    pub output: PathBuf,
    #[arg(long, value_name = "EPSG:N", help = to_crs_help())]
    pub to_crs: Option<String>,
    /// Make every repair that `tumen check` offers
    #[arg(long)]
    pub repair: bool,
    /// How it is opened
    #[command(flatten)]
    pub open: OpenArgs,
}

/// Help for a file in which something is drawn on the map.
fn drawn(what: &str) -> String {
    format!("Draw the {what} on the map; {} decides the format", PictureFormat::endings())
}

/// Arguments of `tumen export`.
#[derive(Debug, Args)]
pub struct ExportArgs {
    /// Route files to draw over the map; the picture shows them unless --view or --bbox is given
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// How they are opened
    #[command(flatten)]
    pub open: OpenArgs,
    #[arg(short, long, value_name = "FILE", required_unless_present = "batch")]
    #[arg(help = format!("File to write; {} decides the format", PictureFormat::endings()))]
    pub output: Option<PathBuf>,
    /// Draw many pictures at once: a file with the arguments of one picture a line, as for this command; names
    /// with blanks stand in quotation marks, and lines that begin with # are skipped
    #[arg(long, value_name = "LIST", exclusive = true)]
    pub batch: Option<PathBuf>,
    /// Named view: theatre (usual), tumen, primorye, korea or chukotka
    #[arg(long, value_name = "NAME", value_parser = view, conflicts_with = "bbox")]
    pub view: Option<views::NamedView>,
    /// Box of degrees to show; east may be less than west across 180°
    #[arg(long, value_name = "W,S,E,N", value_parser = bbox, allow_hyphen_values = true)]
    pub bbox: Option<GeoBox>,
    /// Size of the picture, pixels
    #[arg(long, value_name = "WxH", value_parser = size, default_value = "1600x1000")]
    pub size: [f32; 2],
    /// Pixels of a PNG per pixel of --size, for sharper prints; 1 without it, 2 with --page
    #[arg(long, value_name = "F")]
    pub scale: Option<f32>,
    /// Lay the map out on paper with title, legend and sources, instead of --size: A5 to A0, Letter, Tabloid, 16:9, or
    /// width and height in millimeters, such as 500x350
    #[arg(long, value_name = "SIZE", value_parser = page)]
    pub page: Option<PageSize>,
    /// Draw to this scale in the middle of --view or --bbox, such as 1:100000, and say which box that shows; a pixel
    /// is 1/96 inch
    #[arg(long, value_name = "1:N", value_parser = scale_of, conflicts_with = "sweep")]
    pub scale_of: Option<f64>,
    /// Write where the picture lies beside the PNG: a world file (.pgw), and the reference system (.png.aux.xml), as
    /// QGIS and GDAL read them
    #[arg(long, conflicts_with_all = ["page", "compare", "sweep"])]
    pub world_file: bool,
    /// A page wider than high; without it, as the map is
    #[arg(long, requires = "page", conflicts_with = "portrait")]
    pub landscape: bool,
    /// A page higher than wide
    #[arg(long, requires = "page")]
    pub portrait: bool,
    /// Title of the page instead of the usual one
    #[arg(long, value_name = "TEXT", requires = "page")]
    pub title: Option<String>,
    /// Colors, by the id of a theme
    #[arg(long, value_parser = theme, default_value = Theme::default().id(), help = themes())]
    pub theme: Theme,
    /// Language of names, by its id
    #[arg(long, value_parser = language, default_value = Language::default().id(), help = languages())]
    pub lang: Language,
    /// Projection, by its id
    #[arg(long, value_parser = projection, default_value = Projection::default().id(), help = projections())]
    pub projection: Projection,
    /// Layers and kinds to draw, separated by commas; land is always drawn
    #[arg(long, value_name = "A,B,…", value_delimiter = ',')]
    pub layers: Option<Vec<String>>,
    /// Date of statuses, YYYY, YYYY-MM or YYYY-MM-DD (a year or month means its last day, or today if that is later); today without it
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub as_of: Option<Date>,
    /// Draw moving cargo: what moved along corridors in the year of the date
    #[arg(long)]
    pub flows: bool,
    /// Compare with another date, on the right of the picture; or with words such as "date=2013-09-22 hide=gas,power
    /// if=CONDITION split=beside": its date, layers it does not draw, conditions it takes as met, two maps side by side
    #[arg(long, value_name = "DATE", value_parser = compare, conflicts_with = "sweep")]
    pub compare: Option<Compare>,
    /// Put a part of the map on it at a larger scale: a named view, or W,S,E,N; then @PLACE (top-left, top, …) and :SIZE
    /// (0.1 to 0.9 of the shorter side) as wanted, such as tumen@top-right:0.4; may be given several times
    #[arg(long, value_name = "LOUPE", value_parser = loupe, allow_hyphen_values = true)]
    pub loupe: Vec<Loupe>,
    /// Make a film of the years instead: a GIF, or numbered pictures in a folder
    #[arg(long, value_name = "YEAR..YEAR", value_parser = years, conflicts_with = "as_of")]
    pub sweep: Option<[i32; 2]>,
    /// How long the film runs, seconds
    #[arg(long, value_name = "S", default_value_t = 10.0, value_parser = seconds)]
    pub seconds: f64,
    /// Pictures a second of the film, 1 to 60
    #[arg(long, value_name = "N", default_value_t = 15, value_parser = clap::value_parser!(u32).range(1..=60))]
    pub fps: u32,
}

impl ExportArgs {
    /// The file to write.
    ///
    /// # Errors
    /// If none is named.
    pub fn output(&self) -> anyhow::Result<&Path> {
        self.output.as_deref().context("name the file to write with -o FILE")
    }
}

/// Arguments of `tumen info`.
#[derive(Debug, Args)]
pub struct InfoArgs {
    /// Id, alias or name of a project; all of them without it
    pub project: Option<String>,
    /// Date of statuses, YYYY, YYYY-MM or YYYY-MM-DD (a year or month means its last day, or today if that is later); today without it
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub as_of: Option<Date>,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

/// Arguments of `tumen facts`.
#[derive(Debug, Args)]
pub struct FactsArgs {
    /// Id of a fact, such as SF066; all of them without it
    pub id: Option<String>,
    /// Count the facts that are shown, and name those that are not
    #[arg(long, conflicts_with = "id")]
    pub check: bool,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

/// Arguments of `tumen series`.
#[derive(Debug, Args)]
pub struct SeriesArgs {
    /// Id or name of a series; a list of them without it
    pub name: Option<String>,
    /// Print the values as CSV
    #[arg(long, conflicts_with = "json")]
    pub csv: bool,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

/// Arguments of `tumen route`.
#[derive(Debug, Clone, Args)]
pub struct RouteArgs {
    /// Where the cargo is: name, id or UN/LOCODE of a town, station or port
    #[arg(required_unless_present = "batch")]
    pub from: Option<String>,
    /// Where it is wanted
    #[arg(required_unless_present = "batch")]
    pub to: Option<String>,
    /// Kind: coal, container, oil, grain or general
    #[arg(long, value_name = "KIND", value_parser = cargo, default_value = "general")]
    pub cargo: Cargo,
    /// Amount, tonnes; without it one container, or 1000 t of anything else
    #[arg(long, allow_negative_numbers = true, value_name = "N")]
    pub tonnes: Option<f64>,
    /// Pass this place; may be given several times, in order
    #[arg(long, value_name = "P")]
    pub via: Vec<String>,
    /// Keep away from this place, corridor, project, link, crossing or country (two letters)
    #[arg(long, value_name = "X")]
    pub avoid: Vec<String>,
    /// What the first variant is best by: cost, time, km or co2
    #[arg(long, value_name = "WORD", value_parser = objective, default_value = "cost")]
    pub objective: Objective,
    /// Variants beside the best of each objective
    #[arg(long, value_name = "K", default_value_t = 5)]
    pub alternatives: usize,
    /// Date of statuses, YYYY, YYYY-MM or YYYY-MM-DD (a year or month means its last day, or today if that is later); today without it
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub as_of: Option<Date>,
    /// Take these projects, corridors, links or crossings as open, such as trans-korean-rail
    #[arg(long, value_name = "LINK", num_args = 1.., value_delimiter = ',')]
    pub with: Vec<String>,
    /// Take these as closed
    #[arg(long, value_name = "LINK", num_args = 1.., value_delimiter = ',')]
    pub close: Vec<String>,
    /// Use only these modes: rail, sea, road
    #[arg(long, value_name = "MODE", value_parser = mode, value_delimiter = ',')]
    pub by: Vec<Mode>,
    /// Use another value for a parameter of data/network/parameters.toml, such as speed.rail=600
    #[arg(long, value_name = "ID=NUMBER", value_parser = assumption)]
    pub assume: Vec<(String, f64)>,
    /// Chapter of the Harmonized System of the cargo, 1 to 97: what sanctions say depends on it
    #[arg(long, value_name = "CHAPTER", value_parser = clap::value_parser!(u8).range(1..=97))]
    pub hs: Option<u8>,
    /// Requests of a table: CSV with the columns from, to and, as wanted, cargo, tonnes, date, with, without
    #[arg(long, value_name = "REQUESTS.csv", conflicts_with_all = ["from", "to", "json"], requires = "output")]
    pub batch: Option<PathBuf>,
    /// Conditions of a scenario: date, with, close and assumptions of a TOML file; what else is given here wins
    #[arg(long, value_name = "SCENARIO.toml")]
    pub scenario: Option<PathBuf>,
    /// Compare with the conditions of another scenario, as numbers
    #[arg(long, value_name = "OTHER.toml", conflicts_with_all = ["batch", "output"])]
    pub compare: Option<PathBuf>,
    /// Write date, with, close and assumptions as a scenario
    #[arg(long, value_name = "SCENARIO.toml", conflicts_with = "batch")]
    pub save_scenario: Option<PathBuf>,
    /// Print the legs of every variant as well
    #[arg(long)]
    pub legs: bool,
    /// Print the parameters used as well
    #[arg(long)]
    pub parameters: bool,
    #[arg(short, long, value_name = "FILE", help = drawn("variants") + ". With --batch the table of results")]
    pub output: Option<PathBuf>,
    /// Size of the picture, pixels
    #[arg(long, value_name = "WxH", value_parser = size, default_value = "1600x1000")]
    pub size: [f32; 2],
    /// Colors, by the id of a theme
    #[arg(long, value_parser = theme, default_value = Theme::default().id(), help = themes())]
    pub theme: Theme,
    /// Language of names, by its id
    #[arg(long, value_parser = language, default_value = Language::default().id(), help = languages())]
    pub lang: Language,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

fn cargo(text: &str) -> Result<Cargo, String> {
    one_of("cargo", text, Cargo::from_id(text), &Cargo::ALL.map(Cargo::id))
}

fn objective(text: &str) -> Result<Objective, String> {
    one_of("objective", text, Objective::from_id(text), &Objective::ALL.map(Objective::id))
}

fn mode(text: &str) -> Result<Mode, String> {
    let known = [("rail", Mode::Rail), ("sea", Mode::Sea), ("road", Mode::Road)];
    let found = known.iter().find(|(word, _)| *word == text).map(|(_, mode)| *mode);
    one_of("mode", text, found, &known.map(|(word, _)| word))
}

fn assumption(text: &str) -> Result<(String, f64), String> {
    let pair = text.split_once('=').and_then(|(id, value)| Some((id.trim(), value.trim().parse().ok()?)));
    let pair = pair.filter(|(id, value): &(&str, f64)| !id.is_empty() && value.is_finite() && *value >= 0.0);
    let bad = || format!("`{text}` is no assumption; write ID=NUMBER, such as speed.rail=600");
    pair.map(|(id, value)| (id.to_owned(), value)).ok_or_else(bad)
}

fn one_of<T>(what: &str, text: &str, found: Option<T>, known: &[&str]) -> Result<T, String> {
    found.ok_or_else(|| format!("there is no {what} `{text}`; use {}", known.join(", ")))
}

fn view(text: &str) -> Result<views::NamedView, String> {
    one_of("view", text, views::NamedView::find(text), &views::ALL.map(|v| v.id))
}

fn page(text: &str) -> Result<PageSize, String> {
    let known: Vec<&str> =
        PageSize::ALL.iter().map(|s| s.id()).chain(["WIDTHxHEIGHT in millimeters"]).collect();
    one_of("page", text, PageSize::from_id(text), &known)
}

fn scale_of(text: &str) -> Result<f64, String> {
    let plain: String = text.chars().filter(|c| !c.is_whitespace() && !matches!(c, ',' | '_')).collect();
    let scale =
        plain.strip_prefix("1:").and_then(|n| n.parse::<f64>().ok()).filter(|n| (1.0..=1e9).contains(n));
    scale.ok_or_else(|| format!("`{text}` is no scale; write 1:N, such as 1:100000"))
}

fn theme(text: &str) -> Result<Theme, String> {
    one_of("theme", text, Theme::from_id(text), &Theme::ALL.map(Theme::id))
}

fn language(text: &str) -> Result<Language, String> {
    one_of("language", text, Language::from_id(text), &Language::ALL.map(Language::id))
}

/// Words as alternatives: `a, b or c`.
fn alternatives(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}

fn projections() -> String {
    format!("Projection: {}", alternatives(&Projection::ALL.map(Projection::id)))
}

fn themes() -> String {
    format!("Colors: {}", alternatives(&Theme::ALL.map(Theme::id)))
}

fn languages() -> String {
    format!("Language of names: {}", alternatives(&Language::ALL.map(Language::id)))
}

fn message_languages() -> String {
    let ids = alternatives(&Language::ALL.map(Language::id));
    format!("Language of reports about files: {ids}; that of the system without it. JSON is always English")
}

fn projection(text: &str) -> Result<Projection, String> {
    one_of("projection", text, Projection::from_id(text), &Projection::ALL.map(Projection::id))
}

/// The day that a request means: of statuses and routes, and so within the days that they are told for.
fn day(text: &str) -> Result<Date, String> {
    date::asked(text, crate::clock::today()).map_err(|e| e.to_string())
}

fn bbox(text: &str) -> Result<GeoBox, String> {
    let bad =
        || format!("`{text}` is not a box; write west,south,east,north in degrees, such as 130,42,131,43");
    let numbers: Vec<f64> =
        text.split(',').map(|n| n.trim().parse()).collect::<Result<_, _>>().map_err(|_| bad())?;
    let [w, s, e, n] = <[f64; 4]>::try_from(numbers).map_err(|_| bad())?;
    let lons = [w, e].iter().all(|l| (-180.0..=360.0).contains(l)) && w != e;
    let lats = -90.0 <= s && s < n && n <= 90.0;
    if lons && lats { Ok(GeoBox::new(w, s, e, n)) } else { Err(bad()) }
}

fn compare(text: &str) -> Result<Compare, String> {
    let words = text.trim();
    if !words.is_empty() && !words.contains(['=', ' ']) {
        return day(words).map(|as_of| Compare { as_of: Some(as_of), ..Compare::default() });
    }
    words.parse::<Compare>().map_err(|error| error.to_string())
}

fn loupe(text: &str) -> Result<Loupe, String> {
    let end = text.find(['@', ':']).unwrap_or(text.len());
    let (what, words) = text.split_at(end);
    let read = match views::NamedView::find(what) {
        Some(view) => Loupe::with_words(view.bounds, words),
        None => text.parse(),
    };
    read.map_err(|error| format!("{error}; or the name of a view instead of the box"))
}

fn years(text: &str) -> Result<[i32; 2], String> {
    let (first, last) = date::told_range(crate::clock::today());
    let year = |t: &str| t.trim().parse::<i32>().ok().filter(|y| (first.year..=last.year).contains(y));
    let parts = text.split_once("..").and_then(|(a, b)| Some([year(a)?, year(b.trim_start_matches('='))?]));
    parts.filter(|[a, b]| a <= b).ok_or_else(|| {
        let (first, last) = (first.year, last.year);
        format!(
            "`{text}` are no years; write the first and the last of {first} to {last}, such as 2001..2024"
        )
    })
}

fn seconds(text: &str) -> Result<f64, String> {
    let value = text.parse::<f64>().ok().filter(|s| (0.1..=3600.0).contains(s));
    value.ok_or_else(|| format!("`{text}` is no length of a film; write seconds from 0.1 to 3600"))
}

fn size(text: &str) -> Result<[f32; 2], String> {
    let side = |t: &str| t.parse::<u32>().ok().filter(|s| (64..=16_384).contains(s)).map(|s| s as f32);
    let parts = text.split_once(['x', 'X', '×']).and_then(|(w, h)| Some([side(w)?, side(h)?]));
    parts.ok_or_else(|| {
        format!("`{text}` is not a size; write WIDTHxHEIGHT in pixels, 64 to 16384 each, such as 1600x1000")
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use tumen_core::model::Spot;

    #[test]
    fn the_arguments_are_consistent() {
        use clap::CommandFactory;
        Cli::command().debug_assert();
    }

    #[test]
    fn the_data_folder_may_stand_before_the_subcommand() {
        for words in [["tumen", "--data", "d", "info"], ["tumen", "info", "--data", "d"]] {
            let cli = Cli::try_parse_from(words).unwrap();
            assert!(matches!(cli.job, Some(Job::Info(_))) && cli.files.is_empty(), "{words:?}");
            assert_eq!(cli.data.as_deref(), Some(std::path::Path::new("d")));
        }
        let cli = Cli::try_parse_from(["tumen", "route.gpx"]).unwrap();
        assert!(cli.job.is_none() && cli.files.len() == 1);
    }

    #[test]
    fn wrong_values_name_the_right_ones() {
        assert!(view("moon").unwrap_err().contains("chukotka"));
        assert!(theme("pink").unwrap_err().contains("projector"));
        assert!(bbox("1,2,3").is_err() && bbox("10,50,20,40").is_err() && bbox("nan,0,1,1").is_err());
        assert_eq!(bbox("170,60,-170,70"), Ok(GeoBox::new(170.0, 60.0, -170.0, 70.0)));
        assert_eq!(size("800x600"), Ok([800.0, 600.0]));
        assert_eq!(years("2001..2024"), Ok([2001, 2024]));
        assert!(years("2024..2001").is_err() && years("2001").is_err() && seconds("0").is_err());
        let tumen = views::NamedView::find("tumen").unwrap().bounds;
        assert_eq!(loupe("tumen@top:0.3"), Ok(Loupe { size: 0.3, ..Loupe::new(tumen, Some(Spot::Top)) }));
        assert_eq!(loupe("170,60,-170,70"), Ok(Loupe::new([170.0, 60.0, -170.0, 70.0], None)));
        assert_eq!(compare("2013").unwrap().as_of, "2013-12-31".parse().ok());
        assert!(compare("2013-09-22 split=beside").is_ok() && compare("split=beside").is_err());
        assert!(loupe("moon").is_err() && loupe("tumen@middle").is_err() && loupe("tumen:2").is_err());
        assert_eq!((scale_of("1:100000"), scale_of("1 : 10,000,000")), (Ok(1e5), Ok(1e7)));
        assert!(["100000", "1:0", "2:5", "1:x", "1:nan"].iter().all(|bad| scale_of(bad).is_err()));
        assert_eq!(page("500x350mm"), Ok(PageSize::Own([500, 350])));
        assert_eq!((page("a0"), page("letter")), (Ok(PageSize::A0), Ok(PageSize::Letter)));
        assert!(page("10x10").is_err() && page("B4").unwrap_err().contains("Tabloid"));
        assert!(size("0x10").is_err() && size("99999x10").is_err());
    }
}
