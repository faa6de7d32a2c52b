//! What properties say beyond themselves: simplestyle colours and the times of positions.

use crate::io::formats::json::Scanner;
use crate::model::layer::{Color, Geometry, OwnStyle, Properties, Value};

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
                    times.push(seconds(text).unwrap_or(f64::NAN));
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

/// Seconds since 1970-01-01 UTC of `2024-05-01T12:30:00.5+09:00`.
fn seconds(text: &str) -> Option<f64> {
    let (date, clock) = text.split_once(['T', ' '])?;
    let mut parts = date.splitn(3, '-').map(|p| p.parse::<i64>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    if !(0..10_000).contains(&year) || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    let (clock, offset) = zone(clock)?;
    let mut parts = clock.splitn(3, ':').map(|p| p.parse::<f64>().ok());
    let (hours, minutes) = (parts.next()??, parts.next()??);
    let rest = parts.next().unwrap_or(Some(0.0))?;
    let of_day = hours * 3600.0 + minutes * 60.0 + rest;
    Some(days_since_1970(year, month, day) as f64 * 86_400.0 + of_day - offset).filter(|t| t.is_finite())
}

/// The clock without its zone, and the seconds that the zone is ahead.
fn zone(clock: &str) -> Option<(&str, f64)> {
    if let Some(plain) = clock.strip_suffix(['Z', 'z']) {
        return Some((plain, 0.0));
    }
    let Some(at) = clock.rfind(['+', '-']) else { return Some((clock, 0.0)) };
    let (plain, zone) = clock.split_at(at);
    let digits: String = zone.chars().filter(char::is_ascii_digit).collect();
    let hours: f64 = digits.get(..2)?.parse().ok()?;
    let minutes: f64 = digits.get(2..4).map_or(Some(0.0), |m| m.parse().ok())?;
    let sign = if zone.starts_with('-') { -1.0 } else { 1.0 };
    Some((plain, sign * (hours * 3600.0 + minutes * 60.0)))
}

/// Days of the Gregorian calendar (after Howard Hinnant's days_from_civil).
fn days_since_1970(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year - era * 400;
    let of_year = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_seconds_since_1970() {
        assert_eq!(seconds("1970-01-01T00:00:00Z"), Some(0.0));
        assert_eq!(seconds("2024-02-29T12:30:00.5Z"), Some(1_709_209_800.5));
        assert_eq!(seconds("2024-02-29T21:30:00+09:00"), Some(1_709_209_800.0));
        assert_eq!(seconds("2024-02-30"), None);
        assert_eq!(times_in(r#"{"times":[["1970-01-01T00:00:01Z",null],["x"]]}"#).len(), 3);
    }
}
