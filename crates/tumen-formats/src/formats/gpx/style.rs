//! Colors and widths of tracks and waypoints: the extensions of gpx.studio (`gpx_style`), Garmin, OsmAnd and Topografix.

use super::EXTENSION;
use crate::formats::xml::{Event, Events, unescape, values};
use crate::input::{Input, Limits, Watch};
use std::fmt::Write;
use tumen_core::diag::Report;
use tumen_core::model::layer::{Color, Feature, Geometry, OwnStyle};

/// The namespace of `gpx_style`.
const NAMESPACE: &str = "http://www.topografix.com/GPX/gpx_style/0/2";

/// Widths in pixels are kept between these: a line of nothing or over the whole map was not meant.
const WIDTHS: std::ops::RangeInclusive<f32> = 0.5..=24.0;

/// Colors that Garmin names (TrackPointExtension, GpxExtensions 3).
const NAMED: [(&str, [u8; 3]); 16] = [
    ("black", [0, 0, 0]),
    ("darkred", [139, 0, 0]),
    ("darkgreen", [0, 100, 0]),
    ("darkyellow", [139, 139, 0]),
    ("darkblue", [0, 0, 139]),
    ("darkmagenta", [139, 0, 139]),
    ("darkcyan", [0, 139, 139]),
    ("lightgray", [211, 211, 211]),
    ("darkgray", [169, 169, 169]),
    ("red", [255, 0, 0]),
    ("green", [0, 128, 0]),
    ("yellow", [255, 255, 0]),
    ("blue", [0, 0, 255]),
    ("magenta", [255, 0, 255]),
    ("cyan", [0, 255, 255]),
    ("white", [255, 255, 255]),
];

/// What the extensions of a feature say of its color and width.
pub(super) fn of(feature: &Feature) -> Option<OwnStyle> {
    let mut said = Said::default();
    for raw in values::foreign_members(&feature.foreign_members, EXTENSION) {
        said.read(raw);
    }
    let color = said.color.map(|Color([r, g, b, a])| {
        let opacity = said.opacity.map_or(f32::from(a), |share| 255.0 * share);
        Color([r, g, b, opacity.round() as u8])
    });
    let point = matches!(feature.geometry, Geometry::Point(_) | Geometry::MultiPoint(_));
    let style = match point {
        true => OwnStyle { marker: color, ..OwnStyle::default() },
        false => OwnStyle { stroke: color, width: said.width, ..OwnStyle::default() },
    };
    (style != OwnStyle::default()).then_some(style)
}

#[derive(Default)]
struct Said {
    color: Option<Color>,
    opacity: Option<f32>,
    width: Option<f32>,
}

impl Said {
    /// Reads an extension element with what is in it.
    fn read(&mut self, raw: &str) {
        let (limits, watch, mut report) = (Limits::default(), Watch::default(), Report::new());
        let input = Input::of("", raw.as_bytes(), &limits, &watch);
        let mut events = Events::new(&input, raw, |_, _| false, &mut report);
        let mut name = "";
        while let Ok(event) = events.next_event() {
            match event {
                Event::Start(tag) => name = tag.local(),
                Event::Text(text, _) if !text.trim().is_empty() => self.value(name, unescape(text).0.trim()),
                Event::Eof => return,
                Event::Text(..) | Event::Plain(_) | Event::End(_) => {}
            }
        }
    }

    fn value(&mut self, name: &str, text: &str) {
        match name.to_ascii_lowercase().as_str() {
            "color" | "colour" | "displaycolor" | "linecolor" => {
                self.color = self.color.or_else(|| color(text))
            }
            "opacity" => self.opacity = text.parse().ok().filter(|share| (0.0..=1.0).contains(share)),
            "width" | "linewidth" => self.width = self.width.or_else(|| width(text)),
            _ => {}
        }
    }
}

/// `00aa00`, `#ff00ff`, `#80ff00ff` (OsmAnd: opacity first), `Blue`.
fn color(text: &str) -> Option<Color> {
    let name = text.to_ascii_lowercase().replace('_', "");
    if let Some((_, [r, g, b])) = NAMED.iter().find(|(known, _)| *known == name) {
        return Some(Color::rgb(*r, *g, *b));
    }
    let found = Color::parse(text)?;
    let Color([a, r, g, b]) = found;
    Some(if text.trim_start_matches('#').len() == 8 { Color([r, g, b, a]) } else { found })
}

/// A number of pixels, or a word of OsmAnd.
fn width(text: &str) -> Option<f32> {
    match text.to_ascii_lowercase().as_str() {
        "thin" => Some(2.0),
        "medium" => Some(4.0),
        "bold" | "thick" => Some(7.0),
        number => number
            .parse::<f32>()
            .ok()
            .filter(|n| n.is_finite())
            .map(|n| n.clamp(*WIDTHS.start(), *WIDTHS.end())),
    }
}

/// Writes the style of a line that its extensions do not say, as gpx.studio does.
pub(super) fn write(out: &mut String, feature: &Feature) {
    let Some(own) = feature.own_style.as_deref().filter(|own| of(feature).as_ref() != Some(*own)) else {
        return;
    };
    if own.stroke.is_none() && own.width.is_none() {
        return;
    }
    let _ = write!(out, "<gpx_style:line xmlns:gpx_style=\"{NAMESPACE}\">");
    if let Some(Color([r, g, b, a])) = own.stroke {
        let _ = write!(out, "<gpx_style:color>{r:02x}{g:02x}{b:02x}</gpx_style:color>");
        if a < 255 {
            let _ = write!(out, "<gpx_style:opacity>{:.3}</gpx_style:opacity>", f32::from(a) / 255.0);
        }
    }
    if let Some(width) = own.width {
        let _ = write!(out, "<gpx_style:width>{width}</gpx_style:width>");
    }
    out.push_str("</gpx_style:line>");
}

/// Whether a style is not written: GPX has no fills, and no markers of its own.
pub(super) fn is_lost(feature: &Feature) -> bool {
    let Some(own) = feature.own_style.as_deref().filter(|own| of(feature).as_ref() != Some(*own)) else {
        return false;
    };
    let line = matches!(feature.geometry, Geometry::LineString(_) | Geometry::MultiLineString(_));
    let lost = own.marker.is_some() || own.marker_scale.is_some() || own.fill.is_some();
    lost || (!line && *own != OwnStyle::default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colors_of_all_programs() {
        let rgb = |r, g, b| Some(Color::rgb(r, g, b));
        assert_eq!(color("00aa00"), rgb(0, 170, 0));
        assert_eq!(color("#ff00ff"), rgb(255, 0, 255));
        assert_eq!(color("DarkGreen"), rgb(0, 100, 0));
        assert_eq!(color("Dark_Green"), rgb(0, 100, 0));
        assert_eq!(color("#80FF00FF"), Some(Color([255, 0, 255, 128])));
        assert_eq!(color("mauve"), None);
        assert_eq!(
            (width("thick"), width("8"), width("1e9"), width("x")),
            (Some(7.0), Some(8.0), Some(24.0), None)
        );
    }
}
