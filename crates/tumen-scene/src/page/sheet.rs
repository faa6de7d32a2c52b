//! The page of one map: title, map, scale, legend, locator, plot, card, sources.

use super::block::{Block, Piece, Setter};
use super::document::Paper;
use super::flow::{Area, Sheet, balanced, height};
use super::{Extent, Orientation, PIXEL_M, Page, PageSetup, legend, scale};
use crate::chart;
use crate::compose::{Contents, RenderOptions, Scene, compose_with_contents};
use crate::frame::{Align, Item, Paint, Path, Placing, Stroke, Text, Weight};
use crate::furniture::paper;
use crate::screen::Size;
use crate::style::PageStyle;
use crate::{Camera, Frame, Furniture};
use std::collections::VecDeque;
use std::sync::Arc;
use tumen_core::geo::PlaneBounds;

/// What is said beside a map.
pub struct Said<'a> {
    /// Title and the line below it.
    pub title: (String, String),
    /// About the selection.
    pub card: Vec<Block>,
    /// Where what the map shows comes from, asked for once it is known what it shows.
    pub sources: &'a dyn Fn(&Frame) -> Vec<Block>,
}

/// A slide or page narrower than this many columns has the text below the map.
const COLUMNS_BESIDE: usize = 3;

/// What of the plane a page is to show, map units.
fn wanted(setup: &PageSetup, camera: &Camera) -> PlaneBounds {
    match setup.extent {
        Extent::Seen(seen) => camera.visible(seen),
        Extent::Degrees(bounds) => Camera::bounds_of(camera.projection, bounds),
    }
}

/// Whether a page is wide: what is asked for, or as the map is.
#[must_use]
pub fn orientation(setup: &PageSetup, camera: &Camera) -> Orientation {
    let [width, height] = wanted(setup, camera).size();
    match setup.orientation {
        Orientation::Auto if height > width && !setup.size.is_fixed() => Orientation::Portrait,
        Orientation::Auto => Orientation::Landscape,
        chosen => chosen,
    }
}

/// Lays out the page of a map, and further ones for what has no room beside it.
#[must_use]
pub fn map_pages(
    scene: Scene<'_>,
    options: &RenderOptions,
    setup: &PageSetup,
    paper: &Paper<'_>,
    said: &Said<'_>,
) -> Vec<Page> {
    Layout::new(scene, options, setup, paper, said).pages()
}

pub(super) struct Layout<'a> {
    pub(super) scene: Scene<'a>,
    pub(super) options: &'a RenderOptions,
    pub(super) setup: &'a PageSetup,
    pub(super) paper: &'a Paper<'a>,
    pub(super) said: &'a Said<'a>,
    pub(super) style: &'a PageStyle,
    /// Space between parts, pixels.
    pub(super) gap: f32,
    /// Columns across the page, and their width.
    columns: usize,
    column: f32,
}

/// A map made for a box.
pub(super) struct Map {
    pub(super) frame: Frame,
    pub(super) options: RenderOptions,
    contents: Contents,
}

impl<'a> Layout<'a> {
    pub(super) fn new(
        scene: Scene<'a>,
        options: &'a RenderOptions,
        setup: &'a PageSetup,
        paper: &'a Paper<'a>,
        said: &'a Said<'a>,
    ) -> Self {
        let style = &scene.style.page;
        let gap = PageStyle::pixels(style.gap);
        let [left, _, right, _] = paper.content();
        let aim = PageStyle::pixels(style.column) * setup.size.text_factor(style);
        let columns = (((right - left + gap) / (aim + gap)).round() as usize).max(1);
        let column = (right - left - gap * (columns - 1) as f32) / columns as f32;
        Self { scene, options, setup, paper, said, style, gap, columns, column }
    }

    fn pages(&self) -> Vec<Page> {
        let mut sheet = Sheet::new(self.paper.pixels());
        let [left, top, right, bottom] = self.paper.content();
        let top = self.title(&mut sheet, [left, top, right, bottom]);
        let area = [left, top, right, bottom];
        let upright = self.paper.pixels()[1] > self.paper.pixels()[0] || self.columns < COLUMNS_BESIDE;
        let rest = if upright { self.below(&mut sheet, area) } else { self.beside(&mut sheet, area) };
        sheet.name = Some(self.said.title.0.clone());
        let mut sheets = vec![sheet];
        sheets.extend(self.paper.columns(rest, self.column));
        self.paper.finish(sheets)
    }

    pub(super) fn setter(&self, width: f32) -> Setter<'a> {
        Setter::new(self.scene.style, self.options.theme, self.setup.size, width)
    }

    /// Sets title and subtitle; returns where what follows begins.
    pub(super) fn title(&self, sheet: &mut Sheet, [left, top, right, bottom]: Area) -> f32 {
        if !self.setup.parts.title {
            return top;
        }
        let setter = self.setter(right - left);
        let mut pieces: VecDeque<Piece> = setter.title(&self.said.title.0).into();
        pieces.extend(setter.subtitle(&self.said.title.1));
        let height = height(pieces.make_contiguous());
        sheet.fill("title", [left, top, right, bottom], &mut pieces, false);
        top + height + self.style.part[1] * self.gap
    }

    /// Text to the right of the map; a plot below it.
    fn beside(&self, sheet: &mut Sheet, [left, top, right, bottom]: Area) -> VecDeque<Piece> {
        let edge = right - self.column - self.gap;
        // Whether anything stands beside the map is only known once there is a map.
        let bottom_of_map = self.plot(sheet, [left, top, edge, bottom]);
        let with = [left, top, edge, bottom_of_map];
        let map = self.map(self.map_box(with));
        let mut pieces: VecDeque<Piece> = self.pieces(&map).into();
        if pieces.is_empty() && self.setup.plot.is_none() {
            let whole = [left, top, right, bottom_of_map];
            self.place_map(sheet, self.map(self.map_box(whole)), whole);
            return pieces;
        }
        self.place_map(sheet, map, with);
        sheet.fill("text", [edge + self.gap, top, right, bottom], &mut pieces, false);
        pieces
    }

    /// Text in columns below the map; a plot between.
    fn below(&self, sheet: &mut Sheet, [left, top, right, bottom]: Area) -> VecDeque<Piece> {
        let bottom = self.plot(sheet, [left, top, right, bottom]);
        let whole = [left, top, right, bottom];
        // The text depends a little on what the map shows, and the map's room on the text.
        let first = self.map(self.map_box(whole));
        let most = (bottom - top) * (1.0 - self.style.least_map);
        let text = balanced(&self.pieces(&first), self.columns, most);
        let above = if text > 0.0 { bottom - text - self.gap } else { bottom };
        let area = [left, top, right, above];
        let map = self.map(self.map_box(area));
        let mut pieces: VecDeque<Piece> = self.pieces(&map).into();
        self.place_map(sheet, map, area);
        for column in 0..self.columns {
            let x = left + column as f32 * (self.column + self.gap);
            sheet.fill("text", [x, above + self.gap, x + self.column, bottom], &mut pieces, false);
        }
        pieces
    }

    /// Draws the plot at the foot of an area, if there is one; returns where the rest of it ends.
    fn plot(&self, sheet: &mut Sheet, [left, top, right, bottom]: Area) -> f32 {
        if self.setup.plot.is_none() {
            return bottom;
        }
        let top = bottom - (bottom - top) * self.style.plot;
        self.plot_in(sheet, [left, top, right, bottom]);
        top - self.gap
    }

    /// Draws the plot in an area, if there is one.
    pub(super) fn plot_in(&self, sheet: &mut Sheet, area: Area) {
        let Some(plot) = &self.setup.plot else { return };
        let [left, top, right, bottom] = [area[0].ceil(), area[1].ceil(), area[2].floor(), area[3].floor()];
        let size = [right - left, bottom - top];
        let mut frame = chart::compose(plot, self.scene.style, self.options.theme, size);
        frame.background = self.style.paper(self.options.theme);
        let area = [left, top, right, bottom];
        sheet.draw([inset([left, top], frame), self.outline(area)]);
        sheet.part("plot", area);
    }

    pub(super) fn outline(&self, [left, top, right, bottom]: Area) -> Item {
        let stroke = Stroke::solid(self.style.rule, self.scene.style.palette(self.options.theme).panel_line);
        let points = vec![[left, top], [right, top], [right, bottom], [left, bottom]];
        let path = Path { points, closed: true, fill: None, stroke: Some(stroke) };
        Item { feature: None, paint: Paint::Path(path) }
    }

    /// The room of the map itself in an area: whole pixels, the scale bar below.
    pub(super) fn map_box(&self, [left, top, right, bottom]: Area) -> Area {
        let scale = if self.setup.parts.scale_bar { self.scale_height() + self.style.below_map } else { 0.0 };
        [left.round(), top.round(), right.floor(), (bottom - scale).floor()]
    }

    pub(super) fn map(&self, [left, top, right, bottom]: Area) -> Map {
        let size = [(right - left).max(16.0), (bottom - top).max(16.0)];
        let projection = self.options.camera.projection;
        let margin = if matches!(self.setup.extent, Extent::Seen(_)) { 0.0 } else { self.style.around };
        let bounds = wanted(self.setup, &self.options.camera);
        let pane = self.options.compare.as_ref().map_or(size, |c| c.split.pane(size));
        let mut camera = Camera::fit_bounds(projection, &bounds, pane, margin);
        if bounds.size() == [0.0; 2] {
            camera.zoom = self.style.spot_zoom;
        }
        if let Some(scale) = self.setup.scale {
            camera = camera.with_meters_per_pixel(scale * PIXEL_M);
        }
        let options = RenderOptions { camera, furniture: Furniture::default(), ..self.options.clone() };
        let (frame, contents) = compose_with_contents(self.scene, &options, size);
        Map { frame, options, contents }
    }

    pub(super) fn place_map(&self, sheet: &mut Sheet, map: Map, area: Area) {
        let [left, top, right, bottom] = self.map_box(area);
        if self.setup.parts.scale_bar {
            let top = bottom + self.style.below_map;
            self.scale_bar(sheet, &map, [left, top, right, top + self.scale_height()]);
        }
        sheet.draw([inset([left, top], map.frame)]);
        sheet.draw([self.outline([left, top, right, bottom])]);
        sheet.part("map", [left, top, right, bottom]);
    }

    fn scale_height(&self) -> f32 {
        self.scene.style.furniture.bar.on_paper[1]
    }

    /// A scale bar on the left, the scale as a ratio on the right, in as many words as have room.
    fn scale_bar(&self, sheet: &mut Sheet, map: &Map, [left, top, right, bottom]: Area) {
        let factor = self.setup.size.text_factor(self.style);
        let (items, size) = paper::scale_bar(self.scene, &map.options, right - left);
        sheet.place(Piece { items, ..Piece::default() }, [left, top]);
        let small = self.style.small * factor;
        let room = right - left - size[0] - self.gap;
        let words = scale::words(self.scene, &map.options, self.setup.scale, map.frame.size);
        if let Some(text) = words.into_iter().find(|w| crate::text::width(w, small, Weight::Regular) < room) {
            let text = Text {
                text: Arc::from(text),
                placing: Placing::Straight([right, top + self.style.ratio], Align::End),
                size: small,
                weight: Weight::Regular,
                color: self.scene.style.palette(map.options.theme).text_quiet,
                halo: None,
            };
            sheet.draw([Item { feature: None, paint: Paint::Text(text) }]);
        }
        sheet.part("scale", [left, top, right, bottom]);
    }

    /// Everything said beside the map, in order: where it lies, what the signs mean, the card, sources.
    fn pieces(&self, map: &Map) -> Vec<Piece> {
        let mut pieces: Vec<Piece> = self.locator(map).into_iter().collect();
        pieces.extend(self.beside_map(map, self.column));
        pieces.extend(self.sources(map, self.column));
        pieces
    }

    /// Where the map lies, if that is wanted and worth saying.
    pub(super) fn locator(&self, map: &Map) -> Option<Piece> {
        let wanted = self.setup.parts.locator;
        let frame = paper::locator(self.scene, &map.options, map.frame.size.into(), self.column);
        frame.filter(|_| wanted).map(|frame| self.framed(frame))
    }

    /// What the signs mean and the card, in a column of some width.
    pub(super) fn beside_map(&self, map: &Map, width: f32) -> Vec<Piece> {
        let parts = &self.setup.parts;
        let setter = self.setter(width);
        let mut pieces = Vec::new();
        if parts.legend {
            let factor = self.setup.size.text_factor(self.style);
            let mut legend = legend::pieces(self.scene, &map.options, &map.contents, width, factor);
            legend.iter_mut().take(1).for_each(|p| p.gap = self.gap);
            pieces.extend(legend);
        }
        if parts.card && !self.said.card.is_empty() {
            pieces.extend(self.section(setter.pieces(&self.said.card)));
        }
        pieces
    }

    /// Where what the map shows comes from.
    pub(super) fn sources(&self, map: &Map, width: f32) -> Vec<Piece> {
        if !self.setup.parts.sources {
            return Vec::new();
        }
        self.section(self.setter(width).pieces(&(self.said.sources)(&map.frame)))
    }

    fn framed(&self, frame: Frame) -> Piece {
        let Size { width, height } = frame.size;
        let items = vec![inset([0.0, 0.0], frame), self.outline([0.0, 0.0, width, height])];
        Piece { items, height, ..Piece::default() }
    }

    /// Pieces that begin something: set off by space and a rule.
    pub(super) fn section(&self, mut pieces: Vec<Piece>) -> Vec<Piece> {
        let color = self.scene.style.palette(self.options.theme).panel_line;
        if let Some(first) = pieces.first_mut() {
            first.gap = self.style.part[0] * self.gap;
            first.rule = Some(Stroke::solid(self.style.rule, color));
        }
        pieces
    }
}

fn inset(at: [f32; 2], frame: Frame) -> Item {
    Item { feature: None, paint: Paint::Inset(at, Box::new(frame)) }
}
