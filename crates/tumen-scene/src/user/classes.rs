//! Which features look alike: classes by file style, by value, by size.

use super::ramp;
use crate::Rgba;
use std::collections::HashMap;
use std::sync::Arc;
use tumen_core::model::Feature;
use tumen_core::model::layer::{Color, Coloring, LayerStyle, OwnStyle, Ramp, Value};

/// So many values of a field have a class of their own; the rest share one.
const CATEGORIES: usize = 9;
/// So many looks of a file have a class of their own; what comes later looks like the layer.
const LOOKS: usize = 256;

/// What sorts features into classes: a coloring without its colors.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Grouping {
    /// By how the file draws them.
    Own,
    /// Not at all.
    Layer,
    /// By the value of a field.
    Categories(String),
    /// By a number, in so many classes.
    Graduated(String, u8),
}

impl Grouping {
    /// The grouping of a coloring.
    #[must_use]
    pub fn of(coloring: &Coloring) -> Self {
        match coloring {
            Coloring::Layer => Self::Layer,
            Coloring::Categories { field, .. } => Self::Categories(field.clone()),
            Coloring::Graduated { field, classes, .. } => Self::Graduated(field.clone(), *classes),
            _ => Self::Own,
        }
    }
}

/// What the features of a class have in common.
#[derive(Debug, Clone, PartialEq)]
pub enum Sort {
    /// Nothing special: they look like the layer.
    Plain,
    /// How the file draws them.
    Own(OwnStyle),
    /// A value.
    Value(Box<str>),
    /// A number from the first to the second.
    Range(f64, f64),
    /// One of the values that are too many.
    Other,
    /// No value, or no number.
    Missing,
}

/// Features that look alike.
#[derive(Debug, Clone, PartialEq)]
pub struct Class {
    /// What they have in common.
    pub sort: Sort,
    /// Number of features.
    pub count: usize,
    /// Whether there are lines, areas, points among them.
    pub has: [bool; 3],
}

impl Class {
    fn new(sort: Sort) -> Self {
        Self { sort, count: 0, has: [false; 3] }
    }
}

/// How a class is drawn, before opacity.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Inks {
    /// Lines and outlines.
    pub line: Rgba,
    /// Areas.
    pub fill: Rgba,
    /// Points.
    pub point: Rgba,
    /// Width of lines, pixels.
    pub width: f32,
    /// Diameter of points, pixels.
    pub size: f32,
}

/// A pixel length that can be drawn, whatever a file says.
fn length(value: f32, least: f32, most: f32) -> f32 {
    if value.is_finite() { value.clamp(least, most) } else { least }
}

impl Inks {
    /// How a class of some is drawn in a style.
    #[must_use]
    pub fn of(style: &LayerStyle, classes: &[Class], index: usize) -> Self {
        let plain = Rgba(style.color.0);
        let color = match (classes.get(index).map(|c| &c.sort), &style.coloring) {
            (Some(Sort::Other | Sort::Missing), _) => ramp::OTHER,
            (_, Coloring::Categories { ramp, .. } | Coloring::Graduated { ramp, .. }) => {
                let ranked = classes.iter().filter(|c| matches!(c.sort, Sort::Value(_) | Sort::Range(..)));
                ramp::color(*ramp, index, ranked.count())
            }
            _ => plain,
        };
        let width = length(style.width, 0.2, 64.0);
        let size = length(style.point_size, 1.0, 128.0);
        let mut inks = Self { line: color, fill: color, point: color, width, size };
        // Classes may still be those of an earlier coloring.
        let otherwise = matches!(
            style.coloring,
            Coloring::Layer | Coloring::Categories { .. } | Coloring::Graduated { .. }
        );
        if let Some(Sort::Own(own)) = classes.get(index).map(|c| &c.sort).filter(|_| !otherwise) {
            let or = |own: Option<Color>, other: Rgba| own.map_or(other, |c| Rgba(c.0));
            inks.line = or(own.stroke, color);
            inks.fill = or(own.fill, inks.line);
            inks.point = or(own.marker, color);
            inks.width = own.width.map_or(width, |w| length(w, 0.2, 64.0));
            inks.size = size * own.marker_scale.map_or(1.0, |s| length(s, 0.2, 5.0));
        }
        inks
    }

    /// The colors of a ramp, for showing it.
    #[must_use]
    pub fn ramp(ramp: Ramp, count: usize) -> Vec<Rgba> {
        (0..count).map(|i| ramp::color(ramp, i, count)).collect()
    }
}

/// Sorts features into classes: the classes, and the class of each feature.
pub fn sorted(features: &[Arc<Feature>], grouping: &Grouping) -> (Vec<Class>, Vec<u16>) {
    let (mut classes, class_of) = match grouping {
        Grouping::Layer => (vec![Class::new(Sort::Plain)], vec![0; features.len()]),
        Grouping::Own => by_look(features),
        Grouping::Categories(field) => by_value(features, field),
        Grouping::Graduated(field, count) => by_size(features, field, usize::from(*count)),
    };
    for class in &class_of {
        classes[usize::from(*class)].count += 1;
    }
    (classes, class_of)
}

fn by_look(features: &[Arc<Feature>]) -> (Vec<Class>, Vec<u16>) {
    let mut classes = vec![Class::new(Sort::Plain)];
    // Features of a file share their looks, so that few have to be compared.
    let mut known: HashMap<*const OwnStyle, u16> = HashMap::new();
    let mut class = |own: &Arc<OwnStyle>| {
        *known.entry(Arc::as_ptr(own)).or_insert_with(|| {
            let sort = if **own == OwnStyle::default() { Sort::Plain } else { Sort::Own((**own).clone()) };
            if let Some(at) = classes.iter().position(|c| c.sort == sort) {
                return at as u16;
            }
            if classes.len() >= LOOKS {
                return 0;
            }
            classes.push(Class::new(sort));
            classes.len() as u16 - 1
        })
    };
    let class_of = features.iter().map(|f| f.own_style.as_ref().map_or(0, &mut class)).collect();
    (classes, class_of)
}

fn by_value(features: &[Arc<Feature>], field: &str) -> (Vec<Class>, Vec<u16>) {
    let values: Vec<&str> = features.iter().map(|f| f.property(field).map_or("", Value::display)).collect();
    let mut counts: HashMap<&str, (usize, usize)> = HashMap::new();
    for (i, value) in values.iter().enumerate().filter(|(_, v)| !v.is_empty()) {
        counts.entry(value).or_insert((0, i)).0 += 1;
    }
    let mut ranked: Vec<(&str, (usize, usize))> = counts.into_iter().collect();
    // The most frequent first; among equals the one that comes first in the file.
    ranked.sort_unstable_by_key(|(_, (count, first))| (std::cmp::Reverse(*count), *first));
    let own = ranked.len().min(CATEGORIES);
    let mut classes: Vec<Class> =
        ranked[..own].iter().map(|(v, _)| Class::new(Sort::Value((*v).into()))).collect();
    let index: HashMap<&str, u16> = (0..).zip(&ranked[..own]).map(|(i, (v, _))| (*v, i)).collect();
    let (other, missing) = (own as u16, own as u16 + 1);
    classes.extend([Class::new(Sort::Other), Class::new(Sort::Missing)]);
    let class = |value: &str| match value {
        "" => missing,
        text => index.get(text).copied().unwrap_or(other),
    };
    let class_of = values.iter().map(|v| class(v)).collect();
    (classes, class_of)
}

fn by_size(features: &[Arc<Feature>], field: &str, count: usize) -> (Vec<Class>, Vec<u16>) {
    let number = |f: &Arc<Feature>| f.property(field).and_then(Value::number);
    let numbers: Vec<Option<f64>> = features.iter().map(number).collect();
    let mut order: Vec<f64> = numbers.iter().flatten().copied().collect();
    order.sort_unstable_by(f64::total_cmp);
    let count = count.clamp(2, 9);
    // Where classes begin; equal numbers stay together.
    let mut starts: Vec<f64> =
        (0..count).filter_map(|i| order.get(i * order.len() / count).copied()).collect();
    starts.dedup();
    let end = |i: usize| starts.get(i + 1).or(order.last()).copied().unwrap_or_default();
    let mut classes: Vec<Class> =
        starts.iter().enumerate().map(|(i, from)| Class::new(Sort::Range(*from, end(i)))).collect();
    let missing = classes.len() as u16;
    classes.push(Class::new(Sort::Missing));
    let class = |n: &Option<f64>| match n {
        Some(n) => (starts.partition_point(|s| s <= n) as u16).saturating_sub(1),
        None => missing,
    };
    let class_of = numbers.iter().map(class).collect();
    (classes, class_of)
}
