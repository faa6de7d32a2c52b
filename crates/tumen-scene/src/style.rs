//! How the map looks, read from `assets/style/map.toml`. No color, width or size stands in code.

mod beside;
mod caption;
mod flow;
mod furniture;
mod kind;
mod leader;
mod loupe;
mod names;
mod overlay;
mod page;
mod presenter;
mod relief;
mod sizes;
mod type_scale;
mod window;

pub use beside::Beside;
pub use caption::CaptionStyle;
pub use flow::{FlowStyle, SignStyle};
pub use furniture::{
    AttributionStyle, BarStyle, ChartStyle, FlowSamples, FurnitureStyle, LegendStyle, LocatorStyle,
    TitleStyle,
};
pub use kind::KindMark;
pub use leader::LeaderStyle;
pub use loupe::LoupeStyle;
pub use names::{NameStyle, ShadeStyle, SymbolStyle};
pub use overlay::{OverlayStyle, SankeyStyle};
pub use page::{PIXEL_M, PIXELS_PER_MM, PageStyle};
pub use presenter::PresenterStyle;
pub use relief::ReliefStyle;
pub use sizes::Shrink;
pub use type_scale::TypeScale;
pub use window::*;

use super::color::{Rgba, Stroke};
use kind::KindStyle;
use sizes::Size;
use std::collections::BTreeMap;
use tumen_core::model::Status;
use tumen_core::model::layer::Dash;

/// A set of colors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    /// Dark ink on pale land.
    #[default]
    Light,
    /// Pale ink on dark land.
    Dark,
    /// Strong contrast for a beamer.
    Projector,
}

impl Theme {
    /// Every theme, in the order menus show them.
    pub const ALL: [Self; 3] = [Self::Light, Self::Dark, Self::Projector];

    /// The word for the command line and for files.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
            Self::Projector => "projector",
        }
    }

    /// The theme of that word.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|t| t.id() == id)
    }
}

impl<'de> serde::Deserialize<'de> for Rgba {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Rgba::from_hex(&text).ok_or_else(|| {
            serde::de::Error::custom(format!("`{text}` is not a color; write #rrggbb or #rrggbbaa"))
        })
    }
}

impl Rgba {
    /// The color of `#rrggbb` or `#rrggbbaa`.
    #[must_use]
    pub fn from_hex(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').filter(|d| d.is_ascii() && matches!(d.len(), 6 | 8))?;
        let byte = |i: usize| u8::from_str_radix(digits.get(2 * i..2 * i + 2)?, 16).ok();
        let alpha = if digits.len() == 8 { byte(3)? } else { 255 };
        Some(Self([byte(0)?, byte(1)?, byte(2)?, alpha]))
    }
}

macro_rules! palette {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {
        /// The colors of a theme.
        #[derive(Debug, Clone, Copy, serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct Palette { $($(#[$doc])* pub $name: Rgba,)* }

        impl Palette {
            /// One color for everything drawn, another for what it is drawn on.
            fn uniform(ink: Rgba, paper: Rgba) -> Self {
                let mut palette = Self { $($name: ink,)* };
                for ground in [&mut palette.land, &mut palette.halo, &mut palette.casing, &mut palette.panel, &mut palette.symbol_fill] {
                    *ground = paper;
                }
                palette
            }
        }
    };
}

palette! {
    /// Sea at the coast, and what lies beyond the elevation grid.
    water,
    /// Deep sea.
    water_deep,
    /// Land.
    land,
    /// Coast lines.
    coast,
    /// Relief away from the light.
    shade_dark,
    /// Relief toward the light.
    shade_light,
    /// Lakes.
    lake,
    /// Rivers.
    river,
    /// Country borders.
    border,
    /// Soft band along country borders.
    border_casing,
    /// Borders of first-level regions.
    region,
    /// Railways of the base map.
    railway,
    /// The Russia–DPRK border.
    frontier,
    /// Names of towns.
    text,
    /// Lesser names.
    text_quiet,
    /// Names of regions.
    text_region,
    /// Names of countries.
    text_country,
    /// Names of seas and rivers.
    text_water,
    /// Around names.
    halo,
    /// Around corridors.
    casing,
    /// Inside symbols.
    symbol_fill,
    /// Outline of symbols.
    symbol_line,
    /// Legend and other boxes.
    panel,
    /// Outline of boxes.
    panel_line,
    /// Selection and hover.
    highlight,
    /// What is being measured or drawn.
    tool,
}

/// A value for each theme.
#[derive(Debug, Clone, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Themed<T> {
    light: T,
    dark: T,
    projector: T,
}

impl<T> Themed<T> {
    /// The same for every theme.
    pub(super) fn all(value: T) -> Self
    where
        T: Copy,
    {
        Self { light: value, dark: value, projector: value }
    }

    pub(super) fn get(&self, theme: Theme) -> &T {
        match theme {
            Theme::Light => &self.light,
            Theme::Dark => &self.dark,
            Theme::Projector => &self.projector,
        }
    }
}

/// How a status is drawn.
#[derive(Debug, Clone, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatusStyle {
    /// Full width, pixels.
    pub width: f32,
    /// Lengths of on, off, …; empty for a solid line.
    #[serde(default)]
    dash: Vec<f32>,
    /// Rim of a hollow line, pixels; 0 for a full one.
    #[serde(default)]
    pub edge: f32,
}

/// A number, or one per class of rank.
#[derive(Debug, Clone, serde::Deserialize)]
#[serde(untagged)]
enum PerRank {
    One(f32),
    Many(Vec<f32>),
}

/// How a line of the base map is drawn.
#[derive(Debug, Clone, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LineStyle {
    width: PerRank,
    zoom: Option<PerRank>,
    #[serde(default)]
    dash: Vec<f32>,
    /// Full width of the soft band beneath, or what a casing adds on each side; pixels.
    #[serde(default)]
    pub casing: f32,
}

impl PerRank {
    fn get(&self, class: usize) -> f32 {
        match self {
            Self::One(value) => *value,
            Self::Many(values) => values.get(class).or(values.last()).copied().unwrap_or_default(),
        }
    }
}

impl LineStyle {
    /// The stroke of a class of rank.
    #[must_use]
    pub fn stroke(&self, class: usize, color: Rgba) -> Stroke {
        Stroke { width: self.width.get(class), color, dash: dash4(&self.dash, 1.0) }
    }

    /// The zoom from which a class of rank is drawn.
    #[must_use]
    pub fn from_zoom(&self, class: usize) -> f64 {
        self.zoom.as_ref().map_or(0.0, |z| f64::from(z.get(class)))
    }
}

/// How names of one kind are drawn.
#[derive(Debug, Clone, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LabelStyle {
    size: Vec<f32>,
    zoom: Vec<f64>,
    /// The zoom at which they disappear again.
    #[serde(default = "far")]
    pub until: f64,
}

fn far() -> f64 {
    f64::INFINITY
}

impl LabelStyle {
    /// Font size of a rank, pixels.
    #[must_use]
    pub fn size(&self, rank: usize) -> f32 {
        self.size.get(rank).or(self.size.last()).copied().unwrap_or(11.0)
    }

    /// The zoom from which a rank is named.
    #[must_use]
    pub fn from_zoom(&self, rank: usize) -> f64 {
        match (self.zoom.get(rank), self.zoom.last()) {
            (Some(zoom), _) => *zoom,
            (None, Some(last)) => last + 0.6 * (rank + 1 - self.zoom.len()) as f64,
            (None, None) => 0.0,
        }
    }
}

/// How corridors are drawn.
#[derive(Debug, Clone, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CorridorStyle {
    /// Casing beyond the line on each side, pixels.
    pub casing: f32,
    /// How lines run side by side along one alignment.
    pub beside: Beside,
    /// Glow of the selection beyond the casing, pixels.
    pub selected: f32,
    /// Opacity of that glow, and of the one under the pointer.
    pub glow: [f32; 2],
    /// Opacity of the casing.
    pub casing_opacity: f32,
    /// Corridors shorter than this in the picture need no explanation, pixels.
    pub explained: f64,
    /// Opacity of what a filter leaves out.
    pub faded: f32,
    /// Opacity of the band that shows the accuracy of a schematic line.
    pub band_opacity: f32,
    /// Widest band, pixels.
    pub band_max_px: f32,
    /// Up to this width a band has its full opacity; wider ones are paler, pixels.
    pub band_full_px: f32,
    /// How far the opacity of a wide band sinks, as a share of the full one.
    pub band_least: f32,
    /// A band is drawn if it is so much wider than its line, pixels.
    pub band_beyond: f32,
    /// Width of a band that is neither selected nor under the pointer, pixels at most.
    pub band_thin_px: f32,
    /// Schematic lines whose band would be wider than this are drawn faintly, pixels.
    pub vague_px: f32,
    /// Width of faint lines, as a share of the usual one.
    pub vague_width: f32,
    /// Opacity of faint lines.
    pub vague_opacity: f32,
    zoom_grow: [f64; 4],
    /// Outline of what is possible under the conditions switched on; its width lies beyond the casing.
    possible: StatusStyle,
}

/// How layers of the user are drawn, besides what they say themselves.
#[derive(Debug, Clone, serde::Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct UserStyle {
    /// Casing beyond lines and points on each side, pixels.
    pub casing: f32,
    /// Opacity of the casing.
    pub opacity: f32,
    /// Glow of the selection beyond the casing, pixels.
    pub selected: f32,
    /// Opacity of that glow, and of the one under the pointer.
    pub glow: [f32; 2],
    dashed: Vec<f32>,
    dotted: Vec<f32>,
    dash_dot: Vec<f32>,
}

impl UserStyle {
    /// A line of that width, color and pattern.
    #[must_use]
    pub fn stroke(&self, width: f32, color: Rgba, dash: Dash) -> Stroke {
        let pattern: &[f32] = match dash {
            Dash::Solid => &[],
            Dash::Dashed => &self.dashed,
            Dash::Dotted => &self.dotted,
            Dash::DashDot => &self.dash_dot,
        };
        Stroke { width, color, dash: dash4(pattern, width.max(1.0)) }
    }
}

/// Lines of the base map.
#[derive(Debug, Clone, serde::Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "named after what they draw")]
pub struct LineStyles {
    pub coast: LineStyle,
    pub lake: LineStyle,
    pub river: LineStyle,
    pub border: LineStyle,
    pub maritime: LineStyle,
    pub region: LineStyle,
    pub railway: LineStyle,
    pub frontier: LineStyle,
}

/// Names on the map.
#[derive(Debug, Clone, serde::Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "named after what they label")]
pub struct LabelStyles {
    /// So many zooms closer than they appear at, towns are named before lines.
    pub prominent: f64,
    /// Lines that lead to names aside.
    pub leader: LeaderStyle,
    pub pier: LabelStyle,
    pub place: LabelStyle,
    pub city: LabelStyle,
    pub country: LabelStyle,
    pub territory: LabelStyle,
    pub water: LabelStyle,
    pub region: LabelStyle,
    pub relief: LabelStyle,
    pub river: LabelStyle,
    pub corridor: LabelStyle,
    pub user: LabelStyle,
}

/// What tools draw over the map. Pixels.
#[derive(Debug, Clone, PartialEq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ToolStyle {
    /// Width of lines.
    pub line: f32,
    /// Casing beyond a line on each side.
    pub casing: f32,
    /// Dash of what is not yet there, on and off.
    pub dash: [f32; 2],
    /// Radius of a vertex.
    pub handle: f32,
    /// Half the side of the handle in the middle of a segment.
    pub middle: f32,
    /// Size of labels.
    pub label: f32,
}

impl Default for ToolStyle {
    fn default() -> Self {
        Self { line: 2.0, casing: 1.4, dash: [6.0, 4.0], handle: 4.5, middle: 2.5, label: 12.5 }
    }
}

/// The whole style.
#[derive(Debug, Clone, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Style {
    theme: Themed<Palette>,
    /// The one scale of type.
    #[serde(rename = "type", deserialize_with = "type_scale::read")]
    pub text: TypeScale,
    kind: BTreeMap<String, KindStyle>,
    status: BTreeMap<String, StatusStyle>,
    /// Shaded relief and depth.
    #[serde(default)]
    pub relief: ReliefStyle,
    /// Pictures of heights and depths.
    pub shade: ShadeStyle,
    /// Corridors.
    pub corridor: CorridorStyle,
    /// Layers of the user.
    pub user: UserStyle,
    /// Results of the logistics network.
    pub overlay: OverlayStyle,
    /// Lines of the base map.
    pub line: LineStyles,
    /// Names.
    pub label: LabelStyles,
    /// What stands around names.
    pub name: NameStyle,
    /// Signs of places.
    pub symbol: SymbolStyle,
    /// Title, legend, scale bar, attribution, locator.
    pub furniture: FurnitureStyle,
    /// Parts of the map at a larger scale.
    pub loupe: LoupeStyle,
    /// Plots as pictures of their own.
    pub chart: ChartStyle,
    /// Measuring, drawing and editing.
    #[serde(default)]
    pub tool: ToolStyle,
    /// Paper.
    pub page: PageStyle,
    /// Moving cargo.
    #[serde(default)]
    pub flow: FlowStyle,
    /// The bar below pictures of a tour.
    #[serde(default)]
    pub caption: CaptionStyle,
    /// The stage.
    #[serde(default)]
    pub presenter: PresenterStyle,
    /// The window: a file of its own.
    #[serde(skip, default = "plain_window")]
    pub window: WindowStyle,
}

fn plain_window() -> WindowStyle {
    WindowStyle::PLAIN
}

impl Style {
    /// Reads the style of the map; that of the window is plain until it is read, too.
    ///
    /// # Errors
    /// If the text is not a complete style; the error names the line.
    pub fn parse(text: &str) -> Result<Self, toml::de::Error> {
        toml::from_str(text)
    }

    /// The style that the program was built with.
    #[must_use]
    pub fn bundled() -> Self {
        let text = |name| String::from_utf8_lossy(tumen_assets::bytes(name));
        let mut style = Self::parse(&text(tumen_assets::MAP_STYLE)).unwrap_or_else(|_| Self::plain());
        style.window = WindowStyle::parse(&text(tumen_assets::WINDOW_STYLE)).unwrap_or(WindowStyle::PLAIN);
        style
    }

    /// A style for when even the bundled one cannot be read: gray on white, everything thin.
    #[must_use]
    pub fn plain() -> Self {
        let gray = |v: u8| Rgba([v, v, v, 255]);
        let palette = Palette::uniform(gray(90), gray(245));
        let line = || LineStyle { width: PerRank::One(1.0), zoom: None, dash: Vec::new(), casing: 2.0 };
        let label = || LabelStyle { size: vec![12.0], zoom: vec![3.0], until: far() };
        Self {
            theme: Themed { light: palette, dark: palette, projector: palette },
            text: TypeScale::plain(),
            kind: BTreeMap::new(),
            status: BTreeMap::new(),
            relief: ReliefStyle::default(),
            shade: ShadeStyle::PLAIN,
            corridor: CorridorStyle {
                casing: 1.0,
                beside: Beside::PLAIN,
                selected: 3.0,
                glow: [0.8, 0.4],
                casing_opacity: 0.8,
                explained: 4.0,
                faded: 0.2,
                band_opacity: 0.1,
                band_max_px: 200.0,
                band_full_px: 30.0,
                band_least: 0.3,
                band_beyond: 3.0,
                band_thin_px: 8.0,
                vague_px: 60.0,
                vague_width: 0.6,
                vague_opacity: 0.7,
                zoom_grow: [4.0, 1.0, 9.0, 1.0],
                possible: StatusStyle { width: 2.0, dash: vec![6.0, 4.0], edge: 0.0 },
            },
            user: UserStyle {
                casing: 1.0,
                opacity: 0.8,
                selected: 3.0,
                glow: [0.8, 0.4],
                dashed: vec![4.0, 2.5],
                dotted: vec![1.0, 1.6],
                dash_dot: vec![5.0, 2.0, 1.0, 2.0],
            },
            overlay: OverlayStyle::plain(),
            line: LineStyles {
                coast: line(),
                lake: line(),
                river: line(),
                border: line(),
                maritime: line(),
                region: line(),
                railway: line(),
                frontier: line(),
            },
            label: LabelStyles {
                prominent: 2.5,
                leader: LeaderStyle::default(),
                pier: label(),
                place: label(),
                city: label(),
                country: label(),
                territory: label(),
                water: label(),
                region: label(),
                relief: label(),
                river: label(),
                corridor: label(),
                user: label(),
            },
            name: NameStyle::PLAIN,
            symbol: SymbolStyle::PLAIN,
            furniture: FurnitureStyle::PLAIN,
            loupe: LoupeStyle::PLAIN,
            chart: ChartStyle::PLAIN,
            tool: ToolStyle::default(),
            page: PageStyle::plain(gray(255), gray(90)),
            flow: FlowStyle::default(),
            caption: CaptionStyle::default(),
            presenter: PresenterStyle::default(),
            window: WindowStyle::PLAIN,
        }
    }

    /// The colors of a theme.
    #[must_use]
    pub fn palette(&self, theme: Theme) -> &Palette {
        self.theme.get(theme)
    }

    /// The color of a kind; that of quiet text if the style does not name the kind.
    #[must_use]
    pub fn kind(&self, kind: &str, theme: Theme) -> Rgba {
        self.kind.get(kind).map_or(self.palette(theme).text_quiet, |k| k.color(theme))
    }

    /// What tells a kind without color; nothing if the style does not name the kind.
    #[must_use]
    pub fn kind_mark(&self, kind: &str) -> KindMark {
        self.kind.get(kind).map_or(KindMark::NONE, KindStyle::mark)
    }

    /// The strokes of a line of a kind as lists and legends show it, whatever its status, the outermost first.
    #[must_use]
    pub fn kind_sample(&self, kind: &str, theme: Theme, width: f32) -> Vec<Stroke> {
        let (palette, color) = (self.palette(theme), self.kind(kind, theme));
        self.kind_mark(kind).strokes(Stroke::solid(width, color), self.corridor.casing, palette)
    }

    /// How far apart the middles of lines that share an alignment lie at a zoom, pixels: as wide as the widest
    /// status, and a gap.
    #[must_use]
    pub fn slot(&self, zoom: f64) -> f32 {
        let widest = self.status.values().map(|s| s.width).fold(0.0, f32::max);
        widest * self.corridor.factor(zoom) + self.corridor.beside.gap
    }

    /// How a status is drawn; `None` is a status that is not known.
    #[must_use]
    pub fn status(&self, status: Option<Status>) -> &StatusStyle {
        static FALLBACK: StatusStyle = StatusStyle { width: 1.5, dash: Vec::new(), edge: 0.0 };
        let unknown = self.status.get("unknown").unwrap_or(&FALLBACK);
        status.and_then(|s| self.status.get(s.id())).unwrap_or(unknown)
    }
}

impl StatusStyle {
    /// The stroke in a color, all lengths times `factor`.
    #[must_use]
    pub fn stroke(&self, color: Rgba, factor: f32) -> Stroke {
        Stroke { width: self.width * factor, color, dash: dash4(&self.dash, factor) }
    }
}

impl CorridorStyle {
    /// The outline of what is possible, around a casing of some width.
    #[must_use]
    pub fn outline(&self, casing: f32, color: Rgba, factor: f32) -> Stroke {
        let rim = self.possible.stroke(color, factor);
        Stroke { width: casing + 2.0 * rim.width, ..rim }
    }

    /// By how much lines are wider or narrower at a zoom.
    #[must_use]
    pub fn factor(&self, zoom: f64) -> f32 {
        let [z0, f0, z1, f1] = self.zoom_grow;
        let t = ((zoom - z0) / (z1 - z0)).clamp(0.0, 1.0);
        (f0 + t * (f1 - f0)) as f32
    }
}

/// A dash pattern as exactly two pairs, scaled: a single pair is repeated.
fn dash4(dash: &[f32], factor: f32) -> [f32; 4] {
    match dash {
        [on, off] => [*on, *off, *on, *off].map(|v| v * factor),
        [a, b, c, d] => [*a, *b, *c, *d].map(|v| v * factor),
        _ => [0.0; 4],
    }
}

/// The style that the program is built with.
#[cfg(test)]
pub(crate) fn bundled() -> Style {
    let text = String::from_utf8_lossy(tumen_assets::bytes(tumen_assets::MAP_STYLE));
    Style::parse(&text).unwrap()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_status_is_drawn_differently_without_color() {
        let style = bundled();
        let look = |s: Status| format!("{:?}", style.status(Some(s)));
        for (i, a) in Status::ALL.iter().enumerate() {
            assert!(Status::ALL[i + 1..].iter().all(|b| look(*a) != look(*b)), "{a}");
        }
    }

    #[test]
    fn colors_are_read() {
        assert_eq!(Rgba::from_hex("#0102ff"), Some(Rgba([1, 2, 255, 255])));
        assert_eq!(Rgba::from_hex("#0102ff80"), Some(Rgba([1, 2, 255, 128])));
        assert_eq!(Rgba::from_hex("0102ff"), None);
        assert_eq!(Rgba::from_hex("#ээ"), None);
    }

    #[test]
    fn ranks_beyond_the_list_appear_later() {
        let style = bundled();
        assert!(style.label.place.from_zoom(7) > style.label.place.from_zoom(5));
    }
}
