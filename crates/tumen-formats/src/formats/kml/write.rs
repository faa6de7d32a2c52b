//! Writing KML 2.2.

use super::overlay;
use super::style::{self, Styles};
use super::tour;
use super::write_shape::Shapes;
use super::{
    DATA, DOCUMENT, EXTENDED, HIDDEN, MODEL, NAMESPACES, OTHER, OVERLAY, SCHEMA, SCHEMA_DATA, STYLE,
    STYLE_URL, STYLES, TEXTS, TOUR,
};
use crate::formats::instant;
use crate::formats::xml::{self, push_escaped, values};
use std::collections::BTreeSet;
use std::fmt::Write;
use std::sync::Arc;
use tumen_core::message;
use tumen_core::message::Message;
use tumen_core::model::Tour;
use tumen_core::model::layer::{Color, Feature, Folder, Geometry, Layer, OwnStyle, Value};

/// Writes layers as one KML file; several layers become documents within one. See [`losses`] for what KML
/// cannot hold.
pub fn write(layers: &[&Layer], out: &mut Vec<u8>) {
    write_with_tours(layers, &[], out);
}

/// Writes layers and tours as one KML file; each becomes a document.
pub fn write_with_tours(layers: &[&Layer], tours: &[Arc<Tour>], out: &mut Vec<u8>) {
    let mut text = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<kml");
    text.push_str(" xmlns=\"http://www.opengis.net/kml/2.2\" xmlns:gx=\"http://www.google.com/kml/ext/2.2\"");
    let _ = write!(text, " xmlns:tumen=\"{}\"", values::NAMESPACE);
    let spaces = layers
        .iter()
        .flat_map(|layer| values::foreign_members(&layer.foreign_members, NAMESPACES))
        .flat_map(xml::attributes);
    let mut named = BTreeSet::new();
    for (name, value, _) in spaces.filter(|(name, _, _)| named.insert(*name)) {
        let _ = write!(text, " {name}=\"{value}\"");
    }
    text.push_str(">\n");
    let several = layers.len() + tours.len() > 1;
    if several {
        text.push_str("<Document>\n");
    }
    for layer in layers {
        document(&mut text, layer, tours);
    }
    for tour in tours {
        tour::document(&mut text, tour);
    }
    text.push_str(if several { "</Document>\n</kml>\n" } else { "</kml>\n" });
    out.extend_from_slice(text.as_bytes());
}

fn element(out: &mut String, name: &str, text: &str) {
    out.extend(["<", name, ">"]);
    push_escaped(out, text);
    out.extend(["</", name, ">"]);
}

fn document(out: &mut String, layer: &Layer, tours: &[Arc<Tour>]) {
    out.push_str("<Document>");
    element(out, "name", &layer.name);
    if !layer.visible {
        out.push_str("<visibility>0</visibility>");
    }
    let mut styles = Styles::default();
    for key in [DOCUMENT, STYLES, SCHEMA, TOUR] {
        for raw in values::foreign_members(&layer.foreign_members, key) {
            if key == TOUR && tour::is_written_anew(raw, &layer.name, tours) {
                continue;
            }
            out.extend(["\n", raw]);
            if key == STYLES {
                styles.parse_all(raw);
            }
        }
    }
    out.push('\n');
    // Folders that only gather what the file hides are none of the file's.
    let mut open: Vec<bool> = Vec::new();
    for step in steps(layer) {
        match step {
            Step::Open(index) => {
                open.push(!is_hidden_folder(layer, index));
                if open.last() == Some(&true) {
                    open_folder(out, layer, index);
                }
            }
            Step::Close => out.push_str(if open.pop() == Some(true) { "</Folder>\n" } else { "" }),
            Step::Feature(index) => {
                if let Some(feature) = layer.features.get(index) {
                    placemark(out, feature, &styles, is_hidden(layer, feature));
                }
            }
        }
    }
    out.push_str("</Document>\n");
}

/// Whether a folder was made for what the file hides.
fn is_hidden_folder(layer: &Layer, index: u32) -> bool {
    let number = format!("#{index}");
    values::foreign_members(&layer.foreign_members, HIDDEN).any(|hidden| *hidden == number)
}

/// Whether a feature lies in such a folder and is not switched on.
fn is_hidden(layer: &Layer, feature: &Feature) -> bool {
    let folder = feature.folder.filter(|folder| is_hidden_folder(layer, *folder));
    folder.and_then(|folder| layer.folders.get(folder as usize)).is_some_and(|folder| !folder.visible)
}

fn open_folder(out: &mut String, layer: &Layer, index: u32) {
    let Some(folder) = layer.folders.get(index as usize) else { return };
    out.push_str("<Folder>");
    element(out, "name", &folder.name);
    if !folder.visible {
        out.push_str("<visibility>0</visibility>");
    }
    let key = format!("{}{index}", super::FOLDER);
    out.extend(layer.foreign_members.iter().filter(|(name, _)| **name == *key).map(|(_, raw)| &**raw));
    out.push('\n');
}

/// What is written next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Open(u32),
    Close,
    Feature(usize),
}

/// Folders and features in the order of the layer where folders allow it, else folder by folder.
fn steps(layer: &Layer) -> Vec<Step> {
    in_order(layer).unwrap_or_else(|| by_folder(layer))
}

fn parent(folders: &[Folder], index: u32) -> Option<u32> {
    folders.get(index as usize).and_then(|folder| folder.parent).filter(|parent| *parent < index)
}

fn folder_of(layer: &Layer, feature: &Feature) -> Option<u32> {
    let folder = feature.folder.filter(|folder| (*folder as usize) < layer.folders.len())?;
    if is_hidden_folder(layer, folder) { parent(&layer.folders, folder) } else { Some(folder) }
}

/// The steps in which everything keeps its order; nothing if a folder would have to be opened twice.
fn in_order(layer: &Layer) -> Option<Vec<Step>> {
    let mut walk = Walk { folders: &layer.folders, steps: Vec::new(), open: Vec::new(), next: 0 };
    for (index, feature) in layer.features.iter().enumerate() {
        let folder = folder_of(layer, feature);
        while folder.is_some_and(|folder| walk.next <= folder) {
            walk.open_next()?;
        }
        walk.close_to(folder)?;
        walk.steps.push(Step::Feature(index));
    }
    while (walk.next as usize) < layer.folders.len() {
        walk.open_next()?;
    }
    walk.close_to(None)?;
    Some(walk.steps)
}

struct Walk<'a> {
    folders: &'a [Folder],
    steps: Vec<Step>,
    open: Vec<u32>,
    next: u32,
}

impl Walk<'_> {
    fn open_next(&mut self) -> Option<()> {
        self.close_to(parent(self.folders, self.next))?;
        self.open.push(self.next);
        self.steps.push(Step::Open(self.next));
        self.next += 1;
        Some(())
    }

    /// Closes folders until one is the innermost; nothing if it is not open.
    fn close_to(&mut self, folder: Option<u32>) -> Option<()> {
        while self.open.last().copied() != folder {
            self.open.pop()?;
            self.steps.push(Step::Close);
        }
        Some(())
    }
}

fn by_folder(layer: &Layer) -> Vec<Step> {
    let places = layer.folders.len() + 1;
    let place = |folder: Option<u32>| folder.map_or(0, |folder| folder as usize + 1);
    let (mut features, mut inner) = (vec![Vec::new(); places], vec![Vec::new(); places]);
    for (index, feature) in layer.features.iter().enumerate() {
        features
            .get_mut(place(folder_of(layer, feature)))
            .into_iter()
            .for_each(|list| list.push(Step::Feature(index)));
    }
    for index in 0..layer.folders.len() as u32 {
        inner.get_mut(place(parent(&layer.folders, index))).into_iter().for_each(|list| list.push(index));
    }
    let mut steps = features.first().cloned().unwrap_or_default();
    let mut waiting: Vec<Step> =
        inner.first().into_iter().flatten().rev().map(|index| Step::Open(*index)).collect();
    while let Some(step) = waiting.pop() {
        steps.push(step);
        if let Step::Open(index) = step {
            steps.extend(features.get(place(Some(index))).into_iter().flatten());
            waiting.push(Step::Close);
            waiting.extend(
                inner.get(place(Some(index))).into_iter().flatten().rev().map(|index| Step::Open(*index)),
            );
        }
    }
    steps
}

fn placemark(out: &mut String, feature: &Feature, styles: &Styles, hidden: bool) {
    if let Some(raw) = same_overlay(feature) {
        return out.extend([raw, "\n"]);
    }
    out.push_str("<Placemark");
    if let Some(Value::Text(id)) = &feature.id {
        out.push_str(" id=\"");
        push_escaped(out, id);
        out.push('"');
    }
    out.push('>');
    let mut written = Vec::with_capacity(feature.properties.len());
    let mut titled = Vec::new();
    for name in TEXTS {
        if let Some(index) = values::titled(feature, name).filter(|index| !written.contains(index)) {
            let (_, value) = &feature.properties[index];
            element(out, name, value.display());
            written.push(index);
            titled.push((name, index));
        }
        if name == "name" {
            out.push_str(if hidden { "<visibility>0</visibility>" } else { "" });
            out.extend(values::foreign_members(&feature.foreign_members, OTHER).filter(|raw| early(raw)));
        }
    }
    out.extend(values::foreign_members(&feature.foreign_members, OTHER).filter(|raw| !early(raw)));
    times(out, feature, &mut written);
    own_style(out, feature, styles);
    extended(out, feature, &titled, &mut written);
    match values::foreign_members(&feature.foreign_members, MODEL).next() {
        Some(model) if matches!(feature.geometry, Geometry::Point(_)) => out.push_str(model),
        _ => Shapes::new(out, feature).shape(&feature.geometry),
    }
    out.push_str("</Placemark>\n");
}

/// A picture on the ground as the file had it, if its outline still is where it was.
fn same_overlay(feature: &Feature) -> Option<&str> {
    let raw = values::foreign_members(&feature.foreign_members, OVERLAY).next()?;
    let ring = overlay::outline(raw)?;
    (feature.geometry == Geometry::Polygon(vec![ring])).then_some(raw)
}

/// Whether the schema has an element right behind the name.
fn early(raw: &str) -> bool {
    ["<visibility", "<open", "<atom:"].iter().any(|start| raw.starts_with(start))
}

/// Writes the first property of a name as an element if that holds it exactly.
fn text_property(
    out: &mut String,
    feature: &Feature,
    key: &str,
    name: &str,
    written: &mut Vec<usize>,
) -> bool {
    let Some(index) = feature.properties.iter().position(|(k, _)| &**k == key) else { return false };
    let Some(text) = feature.properties.get(index).and_then(|(_, value)| values::plain(value)) else {
        return false;
    };
    element(out, name, text);
    written.push(index);
    true
}

fn times(out: &mut String, feature: &Feature, written: &mut Vec<usize>) {
    if let Geometry::Point(at) = &feature.geometry
        && let Some(time) = at.times().first().and_then(|time| instant::format(*time))
    {
        let _ = write!(out, "<TimeStamp tumen:of=\"position\"><when>{time}</when></TimeStamp>");
        return;
    }
    let start = out.len();
    if text_property(out, feature, "timestamp", "when", written) {
        out.insert_str(start, "<TimeStamp>");
        out.push_str("</TimeStamp>");
        return;
    }
    let begins = text_property(out, feature, "begin", "begin", written);
    if text_property(out, feature, "end", "end", written) || begins {
        out.insert_str(start, "<TimeSpan>");
        out.push_str("</TimeSpan>");
    }
}

/// The style as the file had it, if it still says the same, else one of its own.
fn own_style(out: &mut String, feature: &Feature, styles: &Styles) {
    let url = values::foreign_members(&feature.foreign_members, STYLE_URL).next();
    let raw = values::foreign_members(&feature.foreign_members, STYLE).next();
    let parsed = raw.map(style::parse).unwrap_or_default();
    let shared = url.or(parsed.normal.as_deref()).and_then(|url| styles.resolve(url));
    let said = shared.map_or(parsed.style.clone(), |shared| style::over(&parsed.style, shared));
    let own = feature.own_style.as_deref().cloned().unwrap_or_default();
    if said == own {
        if let Some(url) = url {
            element(out, "styleUrl", url);
        }
        out.push_str(raw.unwrap_or_default());
    } else if own != OwnStyle::default() {
        write_style(out, &own);
    }
}

fn write_style(out: &mut String, style: &OwnStyle) {
    out.push_str("<Style tumen:own=\"1\">");
    section(out, "IconStyle", style.marker, ("scale", style.marker_scale));
    section(out, "LineStyle", style.stroke, ("width", style.width));
    section(out, "PolyStyle", style.fill, ("", None));
    out.push_str("</Style>");
}

fn section(out: &mut String, name: &str, color: Option<Color>, (size_name, size): (&str, Option<f32>)) {
    if color.is_none() && size.is_none() {
        return;
    }
    out.extend(["<", name, ">"]);
    if let Some(Color([r, g, b, a])) = color {
        let _ = write!(out, "<color>{a:02x}{b:02x}{g:02x}{r:02x}</color>");
    }
    if let Some(size) = size {
        let _ = write!(out, "<{size_name}>{size}</{size_name}>");
    }
    out.extend(["</", name, ">"]);
}

/// Properties that have no element of their own.
fn extended(out: &mut String, feature: &Feature, titled: &[(&str, usize)], written: &mut Vec<usize>) {
    let start = out.len();
    let before: BTreeSet<usize> = written.iter().copied().collect();
    let mut schemas: Vec<&str> = values::foreign_members(&feature.foreign_members, SCHEMA_DATA).collect();
    let (mut last, mut done) = (written.len(), before.clone());
    for index in 0..feature.properties.len() {
        done.extend(written.get(last..).unwrap_or_default());
        last = written.len();
        if done.contains(&index) {
            continue;
        }
        let has = |keys: &&str| feature.properties.get(index).is_some_and(|(k, _)| in_schema(keys, k));
        match schemas.iter().position(has) {
            Some(at) => schema_data(out, feature, schemas.remove(at), &before, written),
            None => {
                data(out, feature, index);
                written.push(index);
            }
        }
    }
    values::push_keys(out, feature, titled);
    if let Some(order) = values::order_note(written) {
        element(out, "tumen:order", &order);
    }
    if let Some(id) = feature.id.as_ref().filter(|id| !matches!(id, Value::Text(_))) {
        let _ = write!(out, "<tumen:id kind=\"{}\">", values::kind(id));
        push_escaped(out, id.display());
        out.push_str("</tumen:id>");
    }
    out.extend(values::foreign_members(&feature.foreign_members, EXTENDED));
    if out.len() > start {
        out.insert_str(start, "<ExtendedData>");
        out.push_str("</ExtendedData>");
    }
}

/// Among more properties than these a repeated name is not looked for.
const MANY: usize = 200;

fn in_schema(keys: &str, key: &str) -> bool {
    keys.lines().skip(1).any(|line| line == key)
}

/// The properties of a schema.
fn schema_data(
    out: &mut String,
    feature: &Feature,
    keys: &str,
    before: &BTreeSet<usize>,
    written: &mut Vec<usize>,
) {
    out.push_str("<SchemaData schemaUrl=\"#");
    push_escaped(out, keys.lines().next().unwrap_or_default());
    out.push_str("\">");
    for (index, (key, value)) in feature.properties.iter().enumerate() {
        if before.contains(&index) || !in_schema(keys, key) {
            continue;
        }
        out.push_str("<SimpleData name=\"");
        push_escaped(out, name_of(feature, index));
        out.push_str("\">");
        push_escaped(out, value.display());
        out.push_str("</SimpleData>");
        written.push(index);
    }
    out.push_str("</SchemaData>");
}

fn data(out: &mut String, feature: &Feature, index: usize) {
    let Some((key, value)) = feature.properties.get(index) else { return };
    out.push_str("<Data name=\"");
    push_escaped(out, name_of(feature, index));
    match value {
        Value::Text(_) => out.push_str("\">"),
        _ => out.extend(["\" tumen:kind=\"", values::kind(value), "\">"]),
    }
    let beside = |name: &str| name.strip_prefix(DATA) == Some(&**key);
    out.extend(feature.foreign_members.iter().filter(|(name, _)| beside(name)).map(|(_, raw)| &**raw));
    out.push_str("<value>");
    push_escaped(out, value.display());
    out.push_str("</value></Data>");
}

/// The name that a property has in the file: `name (2)` is the second that is called `name`.
fn name_of(feature: &Feature, index: usize) -> &str {
    let Some((key, _)) = feature.properties.get(index) else { return "" };
    let numbered = key.strip_suffix(')').and_then(|key| key.rsplit_once(" ("));
    let base = numbered
        .filter(|_| index < MANY)
        .filter(|(_, n)| n.parse::<u32>().is_ok_and(|n| n > 1))
        .map(|(base, _)| base);
    let earlier = |base: &&str| feature.properties.iter().take(index).any(|(k, _)| &**k == *base);
    base.filter(earlier).unwrap_or(key)
}

/// What KML cannot hold of these layers, as sentences; empty if everything comes back.
#[must_use]
pub fn losses(layers: &[&Layer]) -> Vec<Message> {
    let features = || layers.iter().flat_map(|layer| layer.features.iter());
    let count = |test: &dyn Fn(&Feature) -> bool| features().filter(|feature| test(feature)).count();
    let mut losses = Vec::new();
    let mut tell = |count: usize, what: fn(usize) -> Message| {
        if count > 0 {
            losses.push(what(count));
        }
    };
    tell(count(&|f| loses_times(&f.geometry)), |n| message!("notice-lost-kml-times", n = n));
    tell(count(&|f| values::control_characters(&f.properties)), |n| message!("notice-lost-controls", n = n));
    let foreign = |key: &str| !key.starts_with("kml:") && !key.starts_with("gx:");
    tell(count(&|f| f.foreign_members.iter().any(|(key, _)| foreign(key))), |n| {
        message!("notice-lost-foreign", n = n)
    });
    let unordered = layers.iter().filter(|layer| in_order(layer).is_none()).count();
    tell(unordered, |n| message!("notice-lost-order", n = n));
    if layers.len() > 1 {
        losses.push(message!("notice-lost-documents"));
    }
    losses
}

fn loses_times(shape: &Geometry) -> bool {
    match shape {
        Geometry::None | Geometry::Point(_) | Geometry::LineString(_) | Geometry::MultiLineString(_) => false,
        Geometry::MultiPoint(points) => !points.times().is_empty(),
        Geometry::Polygon(rings) => rings.iter().any(|ring| !ring.times().is_empty()),
        Geometry::MultiPolygon(areas) => areas.iter().flatten().any(|ring| !ring.times().is_empty()),
        Geometry::Collection(shapes) => shapes.iter().any(|shape| {
            loses_times(shape) || matches!(shape, Geometry::Point(at) if !at.times().is_empty())
        }),
    }
}
