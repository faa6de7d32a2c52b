//! The display list: everything in a picture, in drawing order, with the feature it belongs to.
//!
//! A [`Frame`] is what [`super::compose()`] makes and every painter draws: the window, SVG and PNG.
//! Large geometry is referred to, not copied, so composing costs nothing per vertex; small things
//! (symbols, text, furniture) are in pixels of the picture, y down, before any output scaling.

pub use super::color::{Rgba, Stroke};
pub use super::feature::FeatureId;
use super::screen::Size;
use super::{Camera, Prepared, relief::Relief};
use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;
use tumen_core::geo::PlaneBounds;

/// A part of a prepared layer.
#[derive(Debug, Clone)]
pub struct Part {
    /// The layer.
    pub layer: Arc<Prepared>,
    /// Which of its levels.
    pub level: usize,
    /// Which of its groups.
    pub group: usize,
    /// Only this feature of the group (an index into the layer's table), or all of it.
    pub only: Option<u32>,
    /// How far apart lines that share an alignment lie, pixels: each point is moved by so many times its shift.
    pub spread: f32,
}

impl Part {
    /// Points of the part's level as they are drawn at a scale (pixels per map unit), map units.
    #[must_use]
    pub fn placed(&self, points: Range<usize>, pixels_per_unit: f64) -> Cow<'_, [[f64; 2]]> {
        let Some(level) = self.layer.levels.get(self.level) else { return Cow::Borrowed(&[]) };
        if self.spread == 0.0 || level.shifts.is_empty() {
            return level.points.run(points);
        }
        let slot = f64::from(self.spread) / pixels_per_unit;
        let own = level.points.run(points.clone());
        let pairs = own.iter().zip(&level.shifts[points]);
        Cow::Owned(
            pairs.map(|(p, s)| [p[0] + slot * f64::from(s[0]), p[1] + slot * f64::from(s[1])]).collect(),
        )
    }

    /// How far lines are drawn beside where the layer has them, pixels at most.
    #[must_use]
    pub fn reach(&self) -> f32 {
        self.spread * self.layer.levels.get(self.level).map_or(0.0, |level| level.widest)
    }

    /// Calls `visit` with every chunk that may touch `view`, in order.
    pub fn chunks_in(&self, view: &PlaneBounds, visit: impl FnMut(usize)) {
        let Some(level) = self.layer.levels.get(self.level) else { return };
        match self.only {
            None => level.chunks_in(self.group, view, visit),
            Some(feature) => level.chunks_within(level.chunks_of(self.group, feature), view, visit),
        }
    }
}

/// A path in pixels, for symbols and furniture.
#[derive(Debug, Clone, PartialEq)]
pub struct Path {
    /// Corners.
    pub points: Vec<[f32; 2]>,
    /// Whether the last corner joins the first.
    pub closed: bool,
    /// Filled with, if at all.
    pub fill: Option<Rgba>,
    /// Outlined with, if at all.
    pub stroke: Option<Stroke>,
}

/// Weight of the two bundled fonts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Weight {
    /// Pretendard Regular.
    Regular,
    /// Pretendard SemiBold.
    SemiBold,
    /// Pretendard Regular, slanted by the painter: the fonts have no italics.
    Slanted,
}

impl Weight {
    /// The font that is slanted, or the weight itself.
    #[must_use]
    pub fn upright(self) -> Self {
        if self == Self::Slanted { Self::Regular } else { self }
    }

    /// How far letters lean to the right, as a share of their height.
    #[must_use]
    pub fn slant(self) -> f32 {
        if self == Self::Slanted { 0.2 } else { 0.0 }
    }
}

/// How text is aligned at its anchor, horizontally; vertically the anchor is the baseline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// The text starts at the anchor.
    Start,
    /// The anchor is the middle of the text.
    Middle,
    /// The text ends at the anchor.
    End,
}

/// Where text stands.
#[derive(Debug, Clone, PartialEq)]
pub enum Placing {
    /// On a straight, level baseline from an anchor.
    Straight([f32; 2], Align),
    /// Each character at its own place: start of its baseline and its angle, radians clockwise.
    Along(Vec<([f32; 2], f32)>),
}

/// One line of text.
#[derive(Debug, Clone, PartialEq)]
pub struct Text {
    /// What it says.
    pub text: Arc<str>,
    /// Where.
    pub placing: Placing,
    /// Font size, pixels.
    pub size: f32,
    /// Font weight.
    pub weight: Weight,
    /// Color.
    pub color: Rgba,
    /// Color and width (how far it reaches beyond the letters) of the halo.
    pub halo: Option<(Rgba, f32)>,
}

/// What is drawn.
#[derive(Debug, Clone)]
pub enum Paint {
    /// Shaded relief and depth tint under everything, drawn with this opacity.
    Relief(Arc<Relief>, f32),
    /// Areas of a layer, filled.
    Fill(Part, Rgba),
    /// Lines of a layer, stroked with round joins and caps (dashes: flat).
    Stroke(Part, Stroke),
    /// A path in pixels.
    Path(Path),
    /// A line of text.
    Text(Text),
    /// A picture in the picture (the locator inset): the frame, its top left corner, and its size is its own.
    Inset([f32; 2], Box<Frame>),
}

/// One entry of the display list.
#[derive(Debug, Clone)]
pub struct Item {
    /// What it shows, if it can be picked.
    pub feature: Option<FeatureId>,
    /// What is drawn.
    pub paint: Paint,
}

/// Items that belong together, such as one map layer or the legend; a group in SVG.
#[derive(Debug, Clone)]
pub struct Group {
    /// A stable name, for example `corridors` or `legend`.
    pub name: &'static str,
    /// In drawing order.
    pub items: Vec<Item>,
}

/// A picture as a list of things to draw.
#[derive(Debug, Clone)]
pub struct Frame {
    /// Width and height, pixels (before output scaling).
    pub size: Size,
    /// The view that relates layers to pixels; none for charts and pages, which refer to layers only through insets.
    pub map: Option<Camera>,
    /// What everything is drawn on.
    pub background: Rgba,
    /// In drawing order.
    pub groups: Vec<Group>,
    /// What furniture covers, pixels (left, top, right, bottom): nothing is picked there.
    pub covered: Vec<[f32; 4]>,
}

impl Frame {
    /// All items in drawing order, insets not entered.
    pub fn items(&self) -> impl DoubleEndedIterator<Item = &Item> {
        self.groups.iter().flat_map(|g| &g.items)
    }
}
