//! Styles of KML and the few things Tumen takes from them.

use crate::formats::xml::{Event, Events, Tag};
use crate::input::{Input, Limits, Watch};
use std::collections::HashMap;
use std::sync::Arc;
use tumen_core::diag::Report;
use tumen_core::model::layer::{Color, OwnStyle};

/// Shared styles by their ids.
#[derive(Debug, Default)]
pub(super) struct Styles {
    named: HashMap<String, Shared>,
}

#[derive(Debug)]
enum Shared {
    Style(Arc<OwnStyle>),
    /// A style map: the address of its normal style.
    Map(String),
}

/// What was read from one `Style` or `StyleMap`.
#[derive(Debug, Default)]
pub(super) struct Parsed {
    pub(super) style: OwnStyle,
    /// The address that a style map gives for the normal style.
    pub(super) normal: Option<String>,
    /// Pictures it names.
    pub(super) links: usize,
}

impl Styles {
    /// Adds a shared style.
    pub(super) fn add(&mut self, id: &str, parsed: &Parsed) {
        let shared = match &parsed.normal {
            Some(url) => Shared::Map(url.clone()),
            None => Shared::Style(Arc::new(parsed.style.clone())),
        };
        self.named.insert(id.to_owned(), shared);
    }

    /// The style at an address within the file.
    pub(super) fn resolve(&self, url: &str) -> Option<&Arc<OwnStyle>> {
        let mut id = url.trim().trim_start_matches('#');
        // Maps that name each other would never end.
        for _ in 0..8 {
            match self.named.get(id)? {
                Shared::Style(style) => return Some(style),
                Shared::Map(next) => id = next.trim().trim_start_matches('#'),
            }
        }
        None
    }

    /// Reads the shared styles of a text that holds `Style` and `StyleMap` elements.
    pub(super) fn parse_all(&mut self, raw: &str) {
        each_element(raw, |id, element| self.add(id, &parse(element)));
    }
}

/// Calls for every element at the top of a well-formed text, with its id.
fn each_element(raw: &str, mut take: impl FnMut(&str, &str)) {
    let (limits, watch, mut report) = (Limits::default(), Watch::default(), Report::new());
    let input = Input::of("", raw.as_bytes(), &limits, &watch);
    let mut events = Events::new(&input, raw, |_, _| false, &mut report);
    while let Ok(event) = events.next_event() {
        match event {
            Event::Start(tag) => {
                let Ok(element) = events.capture(tag) else { return };
                take(&tag.attribute_text("id").unwrap_or_default(), &element);
            }
            Event::Eof => return,
            _ => {}
        }
    }
}

/// Reads one `Style` or `StyleMap` element.
pub(super) fn parse(raw: &str) -> Parsed {
    let (limits, watch, mut report) = (Limits::default(), Watch::default(), Report::new());
    let input = Input::of("", raw.as_bytes(), &limits, &watch);
    let mut events = Events::new(&input, raw, |_, _| false, &mut report);
    let mut parsed = Parsed::default();
    let (mut section, mut normal, mut highlight) = ("", false, false);
    while let Ok(event) = events.next_event() {
        match event {
            Event::Start(tag) => match tag.local() {
                name @ ("LineStyle" | "PolyStyle" | "IconStyle" | "LabelStyle" | "BalloonStyle"
                | "ListStyle") => {
                    section = name;
                }
                "Pair" | "Icon" | "Style" | "StyleMap" => {}
                _ => {
                    let value = events.value().unwrap_or_default();
                    match tag.local() {
                        "key" => (normal, highlight) = (value.trim() == "normal", value.trim() != "normal"),
                        "styleUrl" if normal || parsed.normal.is_none() && !highlight => {
                            parsed.normal = Some(value.trim().to_owned());
                        }
                        _ if !highlight => property(&mut parsed, section, tag, value.trim()),
                        _ => {}
                    }
                }
            },
            Event::Eof => break,
            _ => {}
        }
    }
    parsed
}

fn property(parsed: &mut Parsed, section: &str, tag: Tag<'_>, value: &str) {
    let style = &mut parsed.style;
    let number = || value.parse::<f32>().ok().filter(|n| n.is_finite());
    match (section, tag.local()) {
        ("LineStyle", "color") => style.stroke = color(value),
        ("LineStyle", "width") => style.width = number(),
        ("PolyStyle", "color") => style.fill = color(value),
        ("PolyStyle", "fill") if value == "0" => style.fill = Some(Color([0, 0, 0, 0])),
        ("IconStyle", "color") => style.marker = color(value),
        ("IconStyle", "scale") => style.marker_scale = number(),
        (_, "href") if !value.is_empty() => parsed.links += 1,
        _ => {}
    }
}

/// A color of KML: `aabbggrr`.
pub(super) fn color(text: &str) -> Option<Color> {
    let digits = text.trim().trim_start_matches('#');
    let value = u32::from_str_radix(digits, 16).ok()?;
    let [a, b, g, r] = value.to_be_bytes();
    match digits.len() {
        8 => Some(Color([r, g, b, a])),
        6 => Some(Color([r, g, b, 255])),
        _ => None,
    }
}

/// The laid-over style: what the upper one says, else what the lower one says.
pub(super) fn over(upper: &OwnStyle, lower: &OwnStyle) -> OwnStyle {
    OwnStyle {
        stroke: upper.stroke.or(lower.stroke),
        width: upper.width.or(lower.width),
        fill: upper.fill.or(lower.fill),
        marker: upper.marker.or(lower.marker),
        marker_scale: upper.marker_scale.or(lower.marker_scale),
    }
}
