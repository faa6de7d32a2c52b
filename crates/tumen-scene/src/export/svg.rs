//! Pictures as SVG.

use super::lettering::{drawable, is_drawable};
use super::walk::{Walk, by_offset, is_finite};
use super::xml::{base64, escape, escaped, number, numbers, paint, push_corners};
use super::{dashes, feature_word, font, png, relief};
use crate::frame::{Align, FeatureId, Group, Item, Paint, Part, Path, Placing, Stroke, Text, Weight};
use crate::relief::Relief;
use crate::{Frame, Rgba};
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// The fonts of all text, best first: the one inside the picture, then for viewers that do not read
/// it, such as Inkscape, what may be installed.
const FONT_FAMILY: &str = "'Tumen Sans', Pretendard, 'Noto Sans KR', 'Malgun Gothic', sans-serif";
/// Text is laid out by advances alone, so the viewer must not kern.
const STYLE: &str = "text{white-space:pre;font-kerning:none;font-variant-ligatures:none}";

/// A frame as an SVG document, one unit a pixel of the frame. Every group of the frame is a `<g>`
/// with its name as id, every item that can be picked says in `data-feature` what it shows, and
/// text stays text. `title` and `description` are for whoever cannot see the picture.
#[must_use]
pub fn svg(frame: &Frame, title: &str, description: &str) -> String {
    let mut writer = Writer::default();
    let size = frame.size.map(number);
    writer.push(format_args!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}\" height=\"{1}\" viewBox=\"0 0 {0} {1}\" \
         role=\"img\" xml:space=\"preserve\" font-family=\"{2}\">\n",
        size[0],
        size[1],
        escaped(FONT_FAMILY),
    ));
    writer.push(format_args!("<title>{}</title>\n<desc>{}</desc>\n", escaped(title), escaped(description)));
    writer.push(format_args!("<style>{STYLE}{}</style>\n", font::faces(frame)));
    writer.frame(frame, "");
    writer.out.push_str("</svg>\n");
    writer.out
}

#[derive(Default)]
struct Writer {
    out: String,
    ids: BTreeSet<String>,
}

impl Writer {
    fn push(&mut self, text: std::fmt::Arguments<'_>) {
        // Writing to a string cannot fail.
        let _ = self.out.write_fmt(text);
    }

    /// An id not given before, from a name.
    fn id(&mut self, name: &str) -> String {
        let word = |c: char| if c.is_ascii_alphanumeric() || c == '_' { c } else { '-' };
        let base: String = name.chars().map(word).collect();
        let mut id = base.clone();
        let mut count = 1;
        while !self.ids.insert(id.clone()) {
            count += 1;
            id = format!("{base}-{count}");
        }
        id
    }

    /// A frame's background and groups; the names of its groups begin with `prefix`.
    fn frame(&mut self, frame: &Frame, prefix: &str) {
        let [width, height] = frame.size.map(number);
        let color = paint("fill", frame.background);
        self.push(format_args!("<rect width=\"{width}\" height=\"{height}\"{color}/>\n"));
        for group in &frame.groups {
            self.group(frame, group, prefix);
        }
    }

    fn group(&mut self, frame: &Frame, group: &Group, prefix: &str) {
        let name = format!("{prefix}{}", group.name);
        let id = self.id(&name);
        self.push(format_args!("<g id=\"{id}\">\n"));
        for item in &group.items {
            self.item(frame, item, &name);
        }
        self.out.push_str("</g>\n");
    }

    fn item(&mut self, frame: &Frame, item: &Item, group: &str) {
        let feature = feature_attribute(item.feature.as_ref());
        match &item.paint {
            Paint::Relief(relief, opacity) => self.relief(frame, relief, *opacity),
            Paint::Fill(part, color) => self.fill(frame, part, *color, &feature),
            Paint::Stroke(part, stroke) => self.stroke(frame, part, stroke, &feature, item.feature.is_none()),
            Paint::Path(path) => self.path(path, &feature),
            Paint::Text(text) => self.text(text, &feature),
            Paint::Inset(at, inset) => self.inset(*at, inset, group, &feature),
        }
    }

    fn relief(&mut self, frame: &Frame, relief: &Relief, opacity: f32) {
        let Some(([x, y], [width, height], pixels)) = visible_relief(frame, relief) else { return };
        // Only a size of zero cannot be encoded, and then there is nothing to show.
        let Ok(image) = png::rgba([width as u32, height as u32], &pixels) else { return };
        // One pixel of the image is one of the picture, whose last row may be a fraction.
        let (kx, ky) =
            (frame.size.width / frame.size.width.ceil(), frame.size.height / frame.size.height.ceil());
        self.push(format_args!(
            "<image x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" preserveAspectRatio=\"none\" \
             opacity=\"{}\" href=\"data:image/png;base64,{}\"/>\n",
            number(x as f32 * kx),
            number(y as f32 * ky),
            number(width as f32 * kx),
            number(height as f32 * ky),
            number(opacity.clamp(0.0, 1.0)),
            base64(&image),
        ));
    }

    fn fill(&mut self, frame: &Frame, part: &Part, color: Rgba, feature: &str) {
        if feature.is_empty() && part.layer.table.is_some() {
            let rings = Walk::of(frame).rings_of_features(part).into_iter();
            let shapes = rings.map(|(feature, ring)| (feature, ring, true));
            self.features(part, &paint("fill", color), shapes);
            return;
        }
        let rings = Walk::of(frame).rings(part);
        if rings.is_empty() {
            return;
        }
        // Rings are wound for the non-zero rule, see `Walk::rings`, and it is SVG's default.
        self.push(format_args!("<path{feature}{} d=\"", paint("fill", color)));
        for ring in rings {
            push_corners(&mut self.out, ring, true);
        }
        self.out.push_str("\"/>\n");
    }

    fn stroke(&mut self, frame: &Frame, part: &Part, stroke: &Stroke, feature: &str, named: bool) {
        if !is_visible(stroke) {
            return;
        }
        let runs = Walk::of(frame).lines(part, stroke);
        for (offset, runs) in by_offset(runs, dashes(stroke)) {
            if named && part.layer.table.is_some() {
                let look = format!(" fill=\"none\"{}", pen(stroke, offset));
                let shapes = runs.into_iter().map(|run| (run.feature, run.points, run.closed));
                self.features(part, &look, shapes);
                continue;
            }
            self.push(format_args!("<path{feature} fill=\"none\"{} d=\"", pen(stroke, offset)));
            for run in runs {
                push_corners(&mut self.out, run.points, run.closed);
            }
            self.out.push_str("\"/>\n");
        }
    }

    /// The features of a layer of the user that look alike: a group with a path for each.
    fn features(
        &mut self,
        part: &Part,
        look: &str,
        shapes: impl Iterator<Item = (u32, Vec<[f32; 2]>, bool)>,
    ) {
        let mut shapes = shapes.peekable();
        if shapes.peek().is_none() {
            return;
        }
        self.push(format_args!("<g{look}>\n"));
        let mut last = None;
        for (feature, points, closed) in shapes {
            if last != Some(feature) {
                let end = if last.is_some() { "\"/>\n" } else { "" };
                let word = feature_attribute(part.layer.feature(feature).as_ref());
                self.push(format_args!("{end}<path{word} d=\""));
                last = Some(feature);
            }
            push_corners(&mut self.out, points, closed);
        }
        self.out.push_str("\"/>\n</g>\n");
    }

    fn path(&mut self, path: &Path, feature: &str) {
        let points: Vec<[f32; 2]> = path.points.iter().copied().filter(is_finite).collect();
        let stroke = path.stroke.filter(is_visible);
        if points.len() < 2 || (path.fill.is_none() && stroke.is_none()) {
            return;
        }
        let fill = path.fill.map_or_else(|| " fill=\"none\"".to_owned(), |c| paint("fill", c));
        let stroke = stroke.map(|s| pen(&s, 0.0)).unwrap_or_default();
        self.push(format_args!("<path{feature}{fill}{stroke} d=\""));
        push_corners(&mut self.out, points, path.closed);
        self.out.push_str("\"/>\n");
    }

    fn text(&mut self, text: &Text, feature: &str) {
        if !is_drawable(text) {
            return;
        }
        let placing = match &text.placing {
            Placing::Straight(at, align) => straight(*at, *align) + &slanted(text.weight, at[1]),
            Placing::Along(places) => along(places),
        };
        let weight = match text.weight {
            Weight::Regular | Weight::Slanted => 400,
            Weight::SemiBold => 600,
        };
        self.push(format_args!(
            "<text{feature}{}{placing} font-size=\"{}\" font-weight=\"{weight}\"{}{}>",
            language(&text.text),
            number(text.size),
            paint("fill", text.color),
            text.halo.map(halo).unwrap_or_default(),
        ));
        match &text.placing {
            Placing::Straight(..) => escape(&mut self.out, &text.text),
            Placing::Along(places) => {
                let placed: String = text.text.chars().take(places.len()).collect();
                escape(&mut self.out, &placed);
            }
        }
        self.out.push_str("</text>\n");
    }

    fn inset(&mut self, at: [f32; 2], frame: &Frame, group: &str, feature: &str) {
        if !is_finite(&at) {
            return;
        }
        let clip = self.id(&format!("{group}-clip"));
        let [width, height] = frame.size.map(number);
        self.push(format_args!(
            "<clipPath id=\"{clip}\"><rect width=\"{width}\" height=\"{height}\"/></clipPath>\n\
             <g{feature} transform=\"translate({} {})\" clip-path=\"url(#{clip})\">\n",
            number(at[0]),
            number(at[1]),
        ));
        self.frame(frame, &format!("{group}-"));
        self.out.push_str("</g>\n");
    }
}

/// What an item shows, as an attribute; the base map cannot be picked and has none.
fn feature_attribute(feature: Option<&FeatureId>) -> String {
    match feature {
        None | Some(FeatureId::Base) => String::new(),
        Some(feature) => format!(" data-feature=\"{}\"", escaped(&feature_word(feature))),
    }
}

fn is_visible(stroke: &Stroke) -> bool {
    stroke.width.is_finite() && stroke.width > 0.0
}

/// The attributes of a stroke whose dash pattern begins at an offset.
fn pen(stroke: &Stroke, offset: f32) -> String {
    let color = paint("stroke", stroke.color);
    let width = number(stroke.width);
    let mut out = format!("{color} stroke-width=\"{width}\" stroke-linejoin=\"round\"");
    match dashes(stroke) {
        [] => out.push_str(" stroke-linecap=\"round\""),
        dashes => {
            let _ = write!(out, " stroke-dasharray=\"{}\"", numbers(dashes.iter().copied()));
            if offset != 0.0 {
                let _ = write!(out, " stroke-dashoffset=\"{}\"", number(offset));
            }
        }
    }
    out
}

fn straight([x, y]: [f32; 2], align: Align) -> String {
    let anchor = match align {
        Align::Start => "",
        Align::Middle => " text-anchor=\"middle\"",
        Align::End => " text-anchor=\"end\"",
    };
    format!(" x=\"{}\" y=\"{}\"{anchor}", number(x), number(y))
}

/// Leans letters to the right; their baseline stays.
fn slanted(weight: Weight, baseline: f32) -> String {
    match weight.slant() {
        0.0 => String::new(),
        slant => format!(" transform=\"matrix(1 0 {} 1 {} 0)\"", number(-slant), number(slant * baseline)),
    }
}

fn along(places: &[([f32; 2], f32)]) -> String {
    format!(
        " x=\"{}\" y=\"{}\" rotate=\"{}\"",
        numbers(places.iter().map(|p| p.0[0])),
        numbers(places.iter().map(|p| p.0[1])),
        numbers(places.iter().map(|p| p.1.to_degrees())),
    )
}

/// A stroke beneath the letters. Half of its width is hidden by them.
fn halo((color, reach): (Rgba, f32)) -> String {
    let stroke = Stroke::solid(2.0 * reach, color);
    if is_visible(&stroke) { format!(" paint-order=\"stroke\"{}", pen(&stroke, 0.0)) } else { String::new() }
}

/// The language of a text where it decides about its look: Hangul, which a viewer without the font
/// would else set in a Chinese or Japanese one.
fn language(text: &str) -> &'static str {
    let hangul = |c: char| matches!(c, '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}' | '가'..='힣');
    if text.chars().map(drawable).any(hangul) { " xml:lang=\"ko\"" } else { "" }
}

/// The relief at one pixel a pixel of the frame, cut to where it shows: corner, size and RGBA.
fn visible_relief(frame: &Frame, relief: &Relief) -> Option<([usize; 2], [usize; 2], Vec<u8>)> {
    let whole = frame.size.map(|s| s.ceil().clamp(0.0, super::MAX_SIDE as f32) as u32);
    if whole.contains(&0) {
        return None;
    }
    let mut pixels: Vec<[u8; 4]> = Vec::new();
    let (mut left, mut right, mut rows) = (usize::MAX, 0, None);
    relief::rows(frame, relief, whole, |y, row| {
        let Some(first) = row.iter().position(|p| p[3] > 0) else {
            // Rows between others that show keep their place.
            if rows.is_some() {
                pixels.extend_from_slice(row);
            }
            return;
        };
        let last = row.iter().rposition(|p| p[3] > 0).unwrap_or(first);
        (left, right) = (left.min(first), right.max(last + 1));
        rows = Some((rows.map_or(y, |(top, _)| top), y + 1));
        pixels.extend_from_slice(row);
    });
    let (top, bottom) = rows?;
    let lines = pixels.chunks(whole[0] as usize).take(bottom - top);
    let cut = lines.flat_map(|line| line[left..right].iter().flatten().copied()).collect();
    Some(([left, top], [right - left, bottom - top], cut))
}
