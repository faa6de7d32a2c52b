//! Where the characters of a text stand, the same for every painter.

use super::walk::is_finite;
use crate::frame::{Align, Placing, Text};
use crate::text::face;

/// One character of a text, placed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Letter {
    /// The character; never a control character.
    pub character: char,
    /// Start of its baseline, pixels.
    pub at: [f32; 2],
    /// Angle of its baseline, radians clockwise.
    pub angle: f32,
}

/// A character as it is drawn: control characters and noncharacters, which XML forbids and no font
/// has, are spaces.
#[must_use]
pub fn drawable(c: char) -> char {
    if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') { ' ' } else { c }
}

/// Whether a text can be drawn at all: it has a size, and places that are numbers.
#[must_use]
pub fn is_drawable(text: &Text) -> bool {
    let placed = match &text.placing {
        Placing::Straight(at, _) => is_finite(at),
        Placing::Along(places) => {
            !places.is_empty() && places.iter().all(|(at, angle)| is_finite(at) && angle.is_finite())
        }
    };
    placed && text.size.is_finite() && text.size > 0.0 && !text.text.is_empty()
}

/// The characters of a text at their places; of text along a curve as many as have a place.
#[must_use]
pub fn letters(text: &Text) -> Vec<Letter> {
    let characters = text.text.chars().map(drawable);
    match &text.placing {
        Placing::Straight(anchor, align) => straight(text, *anchor, *align, characters),
        Placing::Along(places) => {
            characters.zip(places).map(|(character, &(at, angle))| Letter { character, at, angle }).collect()
        }
    }
}

fn straight(
    text: &Text,
    anchor: [f32; 2],
    align: Align,
    characters: impl Iterator<Item = char> + Clone,
) -> Vec<Letter> {
    let face = face(text.weight);
    let width = || characters.clone().map(|c| face.advance(c)).sum::<f32>() * text.size;
    let mut x = anchor[0]
        - match align {
            Align::Start => 0.0,
            Align::Middle => 0.5 * width(),
            Align::End => width(),
        };
    let place = |character| {
        let at = [x, anchor[1]];
        x += face.advance(character) * text.size;
        Letter { character, at, angle: 0.0 }
    };
    characters.clone().map(place).collect()
}
