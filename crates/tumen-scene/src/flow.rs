//! Signs of moving cargo: their shapes, where they stand along a line at a time, and what is said about
//! an amount.

use super::line_labels::Track;
use super::style::SignStyle;
use std::f32::consts::TAU;
use tumen_core::model::flow::{Amount, Moved, Nothing};
use tumen_core::model::{Carrier, Document, Flow, Language};
use tumen_core::words::Words;

/// Whether and how cargo moves in a picture.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub enum Movement {
    /// Nothing of it is drawn.
    #[default]
    Off,
    /// Signs and arrows that stand still: a reader has asked for no motion.
    Still,
    /// As it is at a time, seconds on any clock; the same time gives the same picture.
    At(f64),
}

/// A place and direction on a line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stand {
    /// Where, pixels.
    pub at: [f32; 2],
    /// Which way it points, radians clockwise from the right.
    pub angle: f32,
    /// Its number along the line from the start, so that neighbors can differ.
    pub number: i64,
}

/// Where signs stand on a visible piece of a line. `along` is the length of the line before the piece
/// and `shift` how far the signs have moved, pixels; `backward` signs move toward its start.
#[must_use]
pub fn stands(points: &[[f32; 2]], along: f64, sign: &SignStyle, shift: f64, backward: bool) -> Vec<Stand> {
    let track = Track::new(points);
    let (length, half) = (f64::from(track.length()), f64::from(sign.length) * 0.5);
    let spacing = f64::from(sign.spacing).max(1.0);
    let shift = if backward { -shift } else { shift };
    let mut stands = Vec::new();
    if length < 2.0 * half || length <= 0.0 {
        return stands;
    }
    let mut number = ((along + half - shift) / spacing).ceil() as i64;
    loop {
        let s = number as f64 * spacing + shift - along;
        if s > length - half {
            return stands;
        }
        let (rear, nose) = (track.at((s - half) as f32), track.at((s + half) as f32));
        let (rear, nose) = if backward { (nose, rear) } else { (rear, nose) };
        let angle = (nose[1] - rear[1]).atan2(nose[0] - rear[0]);
        stands.push(Stand { at: track.at(s as f32), angle, number });
        number += 1;
    }
}

/// The outlines of a sign around the origin, pointing right, in shares of its length and width.
#[must_use]
pub fn outlines(carrier: Carrier) -> Vec<Vec<[f32; 2]>> {
    match carrier {
        Carrier::Train => vec![
            wagon(-0.5, -0.2),
            wagon(-0.15, 0.15),
            vec![[0.2, -0.5], [0.38, -0.5], [0.5, -0.15], [0.5, 0.15], [0.38, 0.5], [0.2, 0.5]],
        ],
        Carrier::Ship => vec![
            vec![[-0.5, -0.38], [0.1, -0.5], [0.5, 0.0], [0.1, 0.5], [-0.5, 0.38]],
            vec![[-0.38, -0.22], [-0.2, -0.22], [-0.2, 0.22], [-0.38, 0.22]],
        ],
        Carrier::Gas => vec![bubble(0.26, 0.24), bubble(-0.12, 0.17), bubble(-0.4, 0.1)],
        Carrier::Current => {
            vec![vec![[-0.5, 0.3], [0.05, -0.5], [0.02, -0.12], [0.5, -0.3], [-0.05, 0.5], [-0.02, 0.12]]]
        }
        Carrier::Truck => vec![
            wagon(-0.5, 0.12),
            vec![[0.2, -0.4], [0.4, -0.4], [0.5, -0.2], [0.5, 0.2], [0.4, 0.4], [0.2, 0.4]],
        ],
    }
}

/// An arrow head, for pictures without motion.
#[must_use]
pub fn arrow() -> Vec<[f32; 2]> {
    vec![[-0.2, -0.6], [0.3, 0.0], [-0.2, 0.6], [-0.05, 0.0]]
}

/// The two bars of a pause, for what stands still.
#[must_use]
pub fn pause() -> Vec<Vec<[f32; 2]>> {
    vec![wagon(-0.22, -0.07), wagon(0.07, 0.22)]
}

fn wagon(from: f32, to: f32) -> Vec<[f32; 2]> {
    vec![[from, -0.5], [to, -0.5], [to, 0.5], [from, 0.5]]
}

/// A circle once the outline is scaled: its radius is a share of the length.
fn bubble(middle: f32, radius: f32) -> Vec<[f32; 2]> {
    const CORNERS: u16 = 12;
    let angle = |i| TAU * f32::from(i) / f32::from(CORNERS);
    // Gas signs are about two and a third times as long as wide.
    (0..CORNERS).map(|i| [middle + radius * angle(i).cos(), 2.3 * radius * angle(i).sin()]).collect()
}

/// An outline in its place, pixels.
#[must_use]
pub fn placed(outline: &[[f32; 2]], sign: &SignStyle, stand: &Stand) -> Vec<[f32; 2]> {
    let (sin, cos) = stand.angle.sin_cos();
    let place = |p: &[f32; 2]| {
        let (x, y) = (p[0] * sign.length, p[1] * sign.width);
        [stand.at[0] + x * cos - y * sin, stand.at[1] + x * sin + y * cos]
    };
    outline.iter().map(place).collect()
}

/// An amount as it is written on the map, for example `1.6 Mt`. No digit is rounded away.
#[must_use]
pub fn amount(value: f64, unit: &str, words: &Words, language: Language) -> String {
    let (number, key) = match unit {
        "t" if value >= 1e6 => (value / 1e6, "unit_Mt"),
        "t" if value >= 1e3 => (value / 1e3, "unit_kt"),
        "t" => (value, "unit_t"),
        "bcm" => (value, "unit_bcm"),
        "TWh" => (value, "unit_TWh"),
        other => (value, other),
    };
    // Seven digits hold what any source states, and hide the noise of the division.
    let mut digits = format!("{:.7}", number);
    digits.truncate(digits.trim_end_matches('0').trim_end_matches('.').len());
    if language == Language::Ru {
        digits = digits.replace('.', ",");
    }
    format!("{digits} {}", words.get(key, language))
}

/// What stands beside a flow on the map.
#[must_use]
pub fn label(moved: &Moved<'_>, flow: &Flow, year: i32, words: &Words, language: Language) -> String {
    let in_year = |key| words.fill(key, language, &[("year", &year.to_string())]);
    match moved {
        Moved::Amount(a) => format!("{} · {}", amount(a.value, &flow.unit, words, language), a.period),
        Moved::Nothing(_) => in_year("flow_nothing"),
        Moved::NoFigure => in_year("flow_no_figure"),
    }
}

/// What is known of a flow in a year, a line each: what moved with its source, the capacity, and what
/// other records say.
#[must_use]
pub fn sentences(
    document: &Document,
    flow: &Flow,
    year: i32,
    words: &Words,
    language: Language,
) -> Vec<String> {
    let at = document.flow_in(flow, year);
    let cited = |a: &Amount<'_>| {
        let record = document.series(a.record).map_or(&**a.record, |s| s.names.get(language));
        let value = amount(a.value, &flow.unit, words, language);
        format!("{value} · {} ({record}; {})", a.period, publisher(document, a.source))
    };
    let first = match &at.moved {
        Moved::Amount(a) | Moved::Nothing(Nothing::Stated(a)) => cited(a),
        Moved::Nothing(Nothing::Before(event)) => {
            let said = label(&at.moved, flow, year, words, language);
            format!("{said}: {} {} ({})", event.date, event.text, publisher(document, &event.source))
        }
        Moved::Nothing(Nothing::NeverBuilt(status)) => {
            let status = document.status_info(*status).map_or(status.id(), |s| s.names.get(language));
            format!("{}: {}", label(&at.moved, flow, year, words, language), status.to_lowercase())
        }
        Moved::NoFigure => label(&at.moved, flow, year, words, language),
    };
    let mut lines = vec![first];
    let word = |key| words.get(key, language);
    lines
        .extend(at.capacity.iter().map(|a| format!("{} {}: {}", word("capacity"), word("a_year"), cited(a))));
    lines.extend(at.others.iter().map(|a| format!("{}: {}", word("also_stated"), cited(a))));
    lines
}

fn publisher<'a>(document: &'a Document, source: &'a str) -> &'a str {
    document.source(source).map_or(source, |s| if s.publisher.is_empty() { &s.title } else { &s.publisher })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

    use super::*;
    use proptest::prelude::*;

    const SIGN: SignStyle = SignStyle { length: 10.0, width: 6.0, spacing: 40.0, speed: 20.0 };
    const LINE: [[f32; 2]; 2] = [[0.0, 0.0], [400.0, 0.0]];

    #[test]
    fn signs_move_along_the_line_and_come_round() {
        let x = |shift| stands(&LINE, 0.0, &SIGN, shift, false)[0].at[0];
        assert_eq!(x(10.0) - x(5.0), 5.0);
        assert_eq!(x(5.0), x(45.0), "a spacing later the picture is the same");
    }

    #[test]
    fn backward_signs_point_the_other_way() {
        let forward = stands(&LINE, 0.0, &SIGN, 0.0, false)[0];
        let backward = stands(&LINE, 0.0, &SIGN, 0.0, true)[0];
        assert_eq!(forward.angle, 0.0);
        assert!((backward.angle.abs() - TAU / 2.0).abs() < 1e-6);
    }

    proptest! {
        #[test]
        fn signs_keep_their_distance_and_stay_on_the_line(along in 0.0..1e7, shift in -1e4..1e4) {
            let stands = stands(&LINE, along, &SIGN, shift, false);
            prop_assert!((9..=10).contains(&stands.len()));
            for pair in stands.windows(2) {
                prop_assert!((pair[1].at[0] - pair[0].at[0] - SIGN.spacing).abs() < 0.01);
            }
            prop_assert!(stands.iter().all(|s| (5.0..=395.0).contains(&s.at[0])));
        }

        #[test]
        fn no_number_of_points_or_places_hangs(points in prop::collection::vec(prop::array::uniform2(-1e6f32..1e6), 0..8)) {
            let stands = stands(&points, 0.0, &SIGN, 3.0, true);
            prop_assert!(stands.iter().all(|s| s.at.iter().all(|v| v.is_finite())));
        }
    }

    #[test]
    fn amounts_keep_their_digits() {
        let words = Words::default();
        let text = |v, u| amount(v, u, &words, Language::En);
        assert_eq!(text(1_189_000.0, "t"), "1.189 unit_Mt");
        assert_eq!(text(87_500.0, "t"), "87.5 unit_kt");
        assert_eq!(text(31.12, "bcm"), "31.12 unit_bcm");
        assert_eq!(text(0.0, "t"), "0 unit_t");
        assert_eq!(amount(1.5e6, "t", &words, Language::Ru), "1,5 unit_Mt");
    }

    #[test]
    fn every_carrier_has_a_sign_of_its_own_within_its_box() {
        for (i, a) in Carrier::ALL.iter().enumerate() {
            assert!(outlines(*a).iter().flatten().all(|p| p[0].abs() <= 0.51 && p[1].abs() <= 0.6), "{a:?}");
            assert!(Carrier::ALL[i + 1..].iter().all(|b| outlines(*a) != outlines(*b)));
        }
    }
}
