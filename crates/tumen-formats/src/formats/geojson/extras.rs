//! What properties say beyond themselves: simplestyle colors and the times of positions.

use crate::formats::instant;
use crate::formats::json::Scanner;
use tumen_core::model::layer::{Color, Geometry, OwnStyle, Properties, Value};

/// The look that simplestyle properties give, if there are any.
pub fn own_style(properties: &Properties) -> Option<OwnStyle> {
    let mut style = OwnStyle::default();
    let (mut stroke_opacity, mut fill_opacity) = (None, None);
    for (key, value) in properties {
        match &**key {
            "stroke" => style.stroke = color(value),
            "stroke-width" => style.width = positive(value),
            "stroke-opacity" => stroke_opacity = value.number(),
            "fill" => style.fill = color(value),
            "fill-opacity" => fill_opacity = value.number(),
            "marker-color" => style.marker = color(value),
            "marker-size" => style.marker_scale = marker_scale(value),
            _ => {}
        }
    }
    style.stroke = style.stroke.map(|c| faded(c, stroke_opacity));
    style.fill = style.fill.map(|c| faded(c, fill_opacity));
    (style != OwnStyle::default()).then_some(style)
}

fn color(value: &Value) -> Option<Color> {
    match value {
        Value::Text(text) => Color::parse(text),
        _ => None,
    }
}

fn positive(value: &Value) -> Option<f32> {
    value.number().map(|n| n as f32).filter(|n| *n >= 0.0 && n.is_finite())
}

fn marker_scale(value: &Value) -> Option<f32> {
    match value.display() {
        "small" => Some(0.75),
        "medium" => Some(1.0),
        "large" => Some(1.5),
        _ => None,
    }
}

fn faded(Color([r, g, b, a]): Color, opacity: Option<f64>) -> Color {
    let part = opacity.unwrap_or(1.0).clamp(0.0, 1.0);
    Color([r, g, b, (f64::from(a) * part).round() as u8])
}

/// The names under which converters of tracks store times.
const TIMES: [&str; 3] = ["coordTimes", "times", "coordinateProperties"];

/// Whether the properties hold the times of positions.
pub fn holds_times(properties: &Properties) -> bool {
    properties.iter().any(|(key, value)| TIMES.contains(&&**key) && matches!(value, Value::Json(_)))
}

/// Gives positions the times that a property lists, if there are as many. The property stays.
pub fn add_times(geometry: &mut Geometry, properties: &Properties) {
    let listed = properties.iter().find(|(key, _)| TIMES.contains(&&**key));
    let Some((_, Value::Json(raw))) = listed else { return };
    let times = times_in(raw);
    let mut used = 0;
    if times.len() != geometry.vertices() || times.iter().all(|t| t.is_nan()) {
        return;
    }
    geometry.each_mut(&mut |_, positions| {
        let own = times.get(used..used + positions.len()).unwrap_or_default().to_vec();
        used += positions.len();
        *positions = std::mem::take(positions).with_times(own);
    });
}

/// Every time in a JSON text, in order; NaN where a value is no time.
fn times_in(raw: &str) -> Vec<f64> {
    let mut scanner = Scanner::new(raw, u64::MAX);
    let mut times = Vec::new();
    while let Some(byte) = scanner.peek() {
        match byte {
            b'"' => {
                let Ok(text) = scanner.raw_text() else { break };
                if scanner.peek() != Some(b':') {
                    times.push(instant::parse(text).unwrap_or(f64::NAN));
                }
            }
            b'n' => {
                scanner.word();
                times.push(f64::NAN);
            }
            _ => scanner.at += 1,
        }
    }
    times
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_found_in_lists() {
        assert_eq!(times_in(r#"{"times":[["1970-01-01T00:00:01Z",null],["x"]]}"#).len(), 3);
    }
}
