//! Moving cargo: bands by amount, the capacity as outline, signs, and what is said beside them.

use super::{Composer, RenderOptions, Scene};
use crate::flow::{self, Movement, Stand, placed, stands};
use crate::frame::{FeatureId, Group, Item, Paint, Path, Placing, Rgba, Stroke, Text, Weight};
use crate::stretch::{cut, stretches};
use crate::style::SignStyle;
use crate::text;
use std::collections::BTreeSet;
use std::sync::Arc;
use tumen_core::model::flow::{Direction, FlowAt, Moved};
use tumen_core::model::{Carrier, Corridor, Flow};

/// Name of the group of what stands still: bands, outlines, signs of what does not move.
pub const STILL: &str = "flows";
/// Name of the group of signs that move; only this one changes with the clock.
pub const MOVING: &str = "cargo";

/// What a picture shows of flows, for its legend.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FlowContents {
    /// What carries the cargo in view.
    pub carriers: BTreeSet<Carrier>,
    /// Whether a capacity is outlined.
    pub capacity: bool,
    /// Whether nothing moved along a corridor in view.
    pub nothing: bool,
    /// Whether there is no figure for a corridor in view.
    pub no_figure: bool,
}

impl FlowContents {
    /// Whether the picture shows no flow at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.carriers.is_empty() && !self.nothing && !self.no_figure
    }
}

/// A flow of a corridor that is drawn: the groups of the prepared layer, and what moved.
struct VisibleFlow<'a> {
    flow: &'a Flow,
    corridor: &'a Corridor,
    groups: Vec<usize>,
    at: FlowAt<'a>,
    color: Rgba,
}

/// A visible piece of a corridor: its points and the length of the line before them, pixels.
type Piece = (Vec<[f32; 2]>, f64);

/// The signs that move, at the time of the look: all of a picture that changes with the clock.
#[must_use]
pub fn moving(scene: Scene<'_>, options: &RenderOptions, size: [f32; 2]) -> Group {
    Composer::new(scene, options, size).moving()
}

impl<'a> Composer<'a> {
    /// The flows in view; none if they are switched off.
    fn flows_shown(&self) -> Vec<VisibleFlow<'a>> {
        let (document, map, options) = (self.scene.document, self.scene.map, self.options);
        if options.flow == Movement::Off || !options.shows("corridors") {
            return Vec::new();
        }
        let mut shown = Vec::new();
        for flow in &document.flows {
            let Some(corridor) = document.corridor(&flow.corridor) else { continue };
            let of = |g: &usize| document.corridors[map.parts[*g].corridor].id == corridor.id;
            let near = |g: &usize| self.corridor_part(*g).is_some();
            let groups: Vec<usize> = (0..map.parts.len()).filter(of).filter(near).collect();
            let faded = options.faded.contains(&*corridor.project);
            if !groups.is_empty() && options.shows(&corridor.kind) && !faded {
                let at = document.flow_in(flow, options.as_of.year);
                let color = self.scene.style.kind(&corridor.kind, options.theme);
                shown.push(VisibleFlow { flow, corridor, groups, at, color });
            }
        }
        shown
    }

    /// Bands, outlines, and the signs of what does not move.
    pub(super) fn flows(&mut self) -> Group {
        let mut items = Vec::new();
        for shown in self.flows_shown() {
            self.band_of_flow(&mut items, &shown);
            match &shown.at.moved {
                Moved::Amount(_) => {
                    self.contents.flows.carriers.insert(shown.flow.carrier);
                }
                Moved::Nothing(_) => {
                    self.contents.flows.nothing = true;
                    self.pauses(&mut items, &shown);
                }
                Moved::NoFigure => {
                    self.contents.flows.no_figure = true;
                    self.question_marks(&mut items, &shown);
                }
            }
        }
        Group { name: STILL, items }
    }

    /// The capacity as an outline, and within it a band as wide as what moved.
    fn band_of_flow(&mut self, items: &mut Vec<Item>, shown: &VisibleFlow<'_>) {
        let (style, unit) = (&self.scene.style.flow, &*shown.flow.unit);
        let factor = self.scene.style.corridor.factor(self.options.camera.zoom);
        let mut strokes = Vec::new();
        if let Some(capacity) = &shown.at.capacity {
            let width = factor * style.width(capacity.value, unit);
            strokes.push(Stroke::solid(width + 2.0 * style.rim, shown.color));
            strokes.push(Stroke::solid(width, opaque(self.palette.casing, style.room)));
            self.contents.flows.capacity = true;
        }
        if let Some(amount) = shown.at.amount() {
            strokes.push(Stroke::solid(factor * style.width(amount, unit), shown.color.faded(style.opacity)));
        }
        let feature = FeatureId::Corridor(shown.corridor.id.clone());
        for stroke in strokes {
            for group in &shown.groups {
                self.stroke_corridor(items, *group, stroke, Some(&feature));
            }
        }
    }

    /// The signs of cargo, where they are at the time of the picture.
    pub(super) fn moving(&self) -> Group {
        let mut items = Vec::new();
        for shown in self.flows_shown().iter().filter(|s| s.at.amount().is_some()) {
            let sign = self.scene.style.flow.sign(shown.flow.carrier);
            let seconds = match self.options.flow {
                Movement::At(seconds) if seconds.is_finite() => seconds,
                _ => 0.0,
            };
            let shift = seconds * f64::from(sign.speed);
            for piece in self.pieces(shown) {
                self.signs_along(&mut items, shown, &piece, &sign, shift);
            }
        }
        Group { name: MOVING, items }
    }

    fn signs_along(
        &self,
        items: &mut Vec<Item>,
        shown: &VisibleFlow<'_>,
        piece: &Piece,
        sign: &SignStyle,
        shift: f64,
    ) {
        let both = shown.flow.direction == Direction::Both;
        // Each direction of two has half of the signs, so that there are not twice as many.
        let own = if both { SignStyle { spacing: 2.0 * sign.spacing, ..*sign } } else { *sign };
        if shown.flow.direction != Direction::Backward {
            let stands = stands(&piece.0, piece.1, &own, shift, false);
            self.signs(items, shown, &stands, sign, both);
        }
        if shown.flow.direction != Direction::Forward {
            // Half a spacing on, so that the two directions do not start on top of each other.
            let shift = if both { shift - f64::from(sign.spacing) } else { shift };
            let stands = stands(&piece.0, piece.1, &own, shift, true);
            self.signs(items, shown, &stands, sign, both);
        }
    }

    fn signs(
        &self,
        items: &mut Vec<Item>,
        shown: &VisibleFlow<'_>,
        stands: &[Stand],
        sign: &SignStyle,
        lanes: bool,
    ) {
        let outlines = flow::outlines(shown.flow.carrier);
        for stand in stands {
            let stand = if lanes { beside(stand, self.scene.style.flow.lane * sign.width) } else { *stand };
            // Without motion every other sign is an arrow.
            if self.options.flow == Movement::Still && stand.number.rem_euclid(2) == 1 {
                items.push(self.sign_path(&flow::arrow(), sign, &stand, shown, true));
            } else {
                items.extend(outlines.iter().map(|o| self.sign_path(o, sign, &stand, shown, true)));
            }
        }
    }

    fn sign_path(
        &self,
        outline: &[[f32; 2]],
        sign: &SignStyle,
        stand: &Stand,
        shown: &VisibleFlow<'_>,
        full: bool,
    ) -> Item {
        let (fill, line) = if full {
            (self.palette.symbol_fill, self.palette.symbol_line)
        } else {
            (self.palette.casing, shown.color)
        };
        let stroke = Some(Stroke::solid(self.scene.style.flow.outline, line));
        let path = Path { points: placed(outline, sign, stand), closed: true, fill: Some(fill), stroke };
        let feature = Some(FeatureId::Corridor(shown.corridor.id.clone()));
        Item { feature, paint: Paint::Path(path) }
    }

    /// Places that do not change with the clock, farther apart than those of moving signs.
    fn still_stands(&self, shown: &VisibleFlow<'_>) -> (SignStyle, Vec<Stand>) {
        let style = &self.scene.style.flow;
        let sign = style.sign(shown.flow.carrier);
        let wide = SignStyle { spacing: sign.spacing * style.still, ..sign };
        let pieces = self.pieces(shown);
        let along = |p: &Piece| stands(&p.0, p.1, &wide, 0.5 * f64::from(wide.spacing), false);
        (sign, pieces.iter().flat_map(along).collect())
    }

    fn pauses(&self, items: &mut Vec<Item>, shown: &VisibleFlow<'_>) {
        let (sign, stands) = self.still_stands(shown);
        // The bars are as long as across, whatever the carrier.
        let side = self.scene.style.flow.pause * sign.width;
        let square = SignStyle { length: side, width: side, ..sign };
        let bars = flow::pause();
        items.extend(
            stands.iter().flat_map(|s| bars.iter().map(|b| self.sign_path(b, &square, s, shown, false))),
        );
    }

    fn question_marks(&self, items: &mut Vec<Item>, shown: &VisibleFlow<'_>) {
        let size = self.scene.style.flow.question * self.scene.style.flow.label;
        for stand in self.still_stands(shown).1 {
            let at = [stand.at[0], stand.at[1] + 0.5 * text::CAP_HEIGHT * size];
            let text = Text {
                text: Arc::from("?"),
                placing: Placing::Straight(at, super::super::frame::Align::Middle),
                size,
                weight: Weight::SemiBold,
                color: shown.color,
                halo: Some((self.palette.halo, self.scene.style.flow.halo[0])),
            };
            let feature = Some(FeatureId::Corridor(shown.corridor.id.clone()));
            items.push(Item { feature, paint: Paint::Text(text) });
        }
    }

    /// What of a corridor is in view, in pixels.
    fn pieces(&self, shown: &VisibleFlow<'_>) -> Vec<Piece> {
        let layer = &self.scene.map.corridors;
        let mut pieces = Vec::new();
        for part in shown.groups.iter().filter_map(|g| self.corridor_part(*g)) {
            let level = &layer.levels[part.level];
            let view = self.view.grown(f64::from(part.reach()) / self.scale);
            for stretch in stretches(level, &part, &view) {
                let points = part.placed(stretch.points, self.scale);
                cut(&points, stretch.along, &self.view, |run, along| {
                    let screen =
                        run.iter().map(|p| self.options.camera.to_screen(*p, self.size).into()).collect();
                    pieces.push((screen, along * self.scale));
                });
            }
        }
        pieces
    }

    /// What is said beside each flow, at the middle of its longest piece in view.
    pub(super) fn flow_labels(&mut self, texts: &mut Vec<Item>) {
        let style = &self.scene.style.flow;
        if self.options.camera.zoom < style.label_zoom {
            return;
        }
        let (document, words, language) = (self.scene.document, self.scene.words, self.options.language);
        for shown in self.flows_shown() {
            let label = flow::label(&shown.at.moved, shown.flow, self.options.as_of.year, words, language);
            let width = text::width(&label, style.label, Weight::SemiBold);
            let reach = shown.at.capacity.as_ref().map_or(0.0, |c| style.width(c.value, &shown.flow.unit));
            let Some(at) = self.middle(&shown) else { continue };
            // Beside a line at a slant a label needs more room than beside a sign.
            let reach = style.clear * reach.max(style.sign(shown.flow.carrier).width) + style.rim;
            let own = document.corridors.iter().position(|c| c.id == shown.corridor.id);
            let placed = self.beside(at, reach, width, style.label, own.as_slice());
            texts.extend(placed.map(|(at, align)| {
                let text = Text {
                    text: Arc::from(label),
                    placing: Placing::Straight(at, align),
                    size: style.label,
                    weight: Weight::SemiBold,
                    color: shown.color,
                    halo: Some((self.palette.halo, style.halo[1])),
                };
                let feature = Some(FeatureId::Corridor(shown.corridor.id.clone()));
                Item { feature, paint: Paint::Text(text) }
            }));
        }
    }

    /// The middle of the longest piece in view, if it is longer than a sign.
    fn middle(&self, shown: &VisibleFlow<'_>) -> Option<[f32; 2]> {
        use crate::line_labels::Track;
        let tracks = self.pieces(shown).into_iter().map(|(points, _)| Track::new(&points));
        let longest = tracks.max_by(|a, b| a.length().total_cmp(&b.length()))?;
        let least = self.scene.style.flow.sign(shown.flow.carrier).length;
        (longest.length() > least).then(|| longest.at(0.5 * longest.length()))
    }
}

/// A place moved to the right of its direction, where the traffic of a direction keeps.
fn beside(stand: &Stand, by: f32) -> Stand {
    let (sin, cos) = stand.angle.sin_cos();
    Stand { at: [stand.at[0] - by * sin, stand.at[1] + by * cos], ..*stand }
}

fn opaque(color: Rgba, opacity: f32) -> Rgba {
    let [r, g, b, _] = color.0;
    Rgba([r, g, b, 255]).faded(opacity)
}
