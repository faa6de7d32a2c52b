//! The display list as lines of text: what tests compare.

use super::walk::Walk;
use super::xml::{hex, number, numbers};
use super::{dashes, feature_word};
use crate::frame::{Item, Paint, Part, Path, Placing, Stroke, Text, Weight};
use crate::{Frame, Rgba};
use std::fmt::Write as _;

/// The display list of a frame as text, one line an item: group, kind, feature (or `-`), colors,
/// widths, counts, and bounds in whole pixels. Geometry is counted as the picture shows it, cut to
/// its size; insets are indented.
#[must_use]
pub fn dump(frame: &Frame) -> String {
    let mut out = String::new();
    push_frame(&mut out, frame, "");
    out
}

fn push_frame(out: &mut String, frame: &Frame, indent: &str) {
    let [width, height] = frame.size.map(number);
    let view = frame.map.map_or_else(String::new, |camera| {
        let at = camera.position();
        format!(" {} at {:.3} {:.3} zoom {:.3}", camera.projection.id(), at.lon, at.lat, camera.zoom)
    });
    // Writing to a string cannot fail.
    let _ = writeln!(out, "{indent}frame {width}x{height}{view} on {}", color(frame.background));
    let walk = Walk::of(frame);
    for group in &frame.groups {
        for item in &group.items {
            let _ = writeln!(out, "{indent}{} {}", group.name, line(&walk, item));
            if let Paint::Inset(_, inset) = &item.paint {
                push_frame(out, inset, &format!("{indent}  "));
            }
        }
    }
}

fn line(walk: &Walk, item: &Item) -> String {
    let feature = item.feature.as_ref().map_or_else(|| "-".to_owned(), feature_word);
    match &item.paint {
        Paint::Relief(relief, opacity) => {
            let [width, height] = relief.size;
            format!("relief {feature} {width}x{height} opacity {}", number(*opacity))
        }
        Paint::Fill(part, fill) => format!("fill {feature} {} {}", color(*fill), rings(walk, part)),
        Paint::Stroke(part, stroke) => {
            format!("stroke {feature} {} {}", pen(stroke), lines(walk, part, stroke))
        }
        Paint::Path(path) => format!("path {feature} {}", path_words(path)),
        Paint::Text(text) => format!("text {feature} {}", text_words(text)),
        Paint::Inset(at, _) => format!("inset {feature} at {}", numbers(*at)),
    }
}

fn rings(walk: &Walk, part: &Part) -> String {
    let rings = walk.rings(part);
    let all: Vec<[f32; 2]> = rings.iter().flatten().copied().collect();
    format!("rings {} {}", rings.len(), points(&all))
}

fn lines(walk: &Walk, part: &Part, stroke: &Stroke) -> String {
    let runs = walk.lines(part, stroke);
    let all: Vec<[f32; 2]> = runs.iter().flat_map(|r| &r.points).copied().collect();
    format!("lines {} {}", runs.len(), points(&all))
}

/// How many points there are, and the box around them.
fn points(points: &[[f32; 2]]) -> String {
    let mut bounds = [f32::INFINITY, f32::INFINITY, f32::NEG_INFINITY, f32::NEG_INFINITY];
    for [x, y] in points {
        bounds = [bounds[0].min(*x), bounds[1].min(*y), bounds[2].max(*x), bounds[3].max(*y)];
    }
    if points.is_empty() {
        return "points 0".to_owned();
    }
    format!("points {} box {}", points.len(), numbers(bounds.map(f32::round)))
}

fn pen(stroke: &Stroke) -> String {
    let mut out = format!("{} width {}", color(stroke.color), number(stroke.width));
    let dashes = dashes(stroke);
    if !dashes.is_empty() {
        let _ = write!(out, " dash {}", numbers(dashes.iter().copied()));
    }
    out
}

fn path_words(path: &Path) -> String {
    let mut out = String::from(if path.closed { "closed" } else { "open" });
    if let Some(fill) = path.fill {
        let _ = write!(out, " fill {}", color(fill));
    }
    if let Some(stroke) = &path.stroke {
        let _ = write!(out, " stroke {}", pen(stroke));
    }
    let _ = write!(out, " {}", points(&path.points));
    out
}

fn text_words(text: &Text) -> String {
    let placing = match &text.placing {
        Placing::Straight(at, align) => {
            format!("{} at {}", format!("{align:?}").to_lowercase(), numbers(at.map(f32::round)))
        }
        Placing::Along(places) => {
            let all: Vec<[f32; 2]> = places.iter().map(|p| p.0).collect();
            format!("along {}", points(&all))
        }
    };
    let weight = match text.weight {
        Weight::Regular => "regular",
        Weight::SemiBold => "semibold",
        Weight::Slanted => "slanted",
    };
    let halo = text.halo.map(|(c, reach)| format!(" halo {} {}", color(c), number(reach)));
    format!(
        "{:?} {placing} size {} {weight} {}{}",
        text.text,
        number(text.size),
        color(text.color),
        halo.unwrap_or_default(),
    )
}

/// A color as `#rrggbb`, with its alpha where it is not opaque.
fn color(c: Rgba) -> String {
    match c.0[3] {
        255 => hex(c),
        a => format!("{}{a:02x}", hex(c)),
    }
}
