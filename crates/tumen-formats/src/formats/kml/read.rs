//! Reading KML: documents, folders and what belongs to the layer.

use super::overlay;
use super::style::{self, Styles};
use super::{DOCUMENT, FOLDER, HIDDEN, NAMESPACES, OVERLAY, SCHEMA, STYLES, TOUR};
use crate::formats::xml::{self, Event, Events, Tag, values};
use crate::input::{Input, Limits, RawLayer, ReadError, StatedCrs, Watch};
use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt::Write;
use std::sync::Arc;
use tumen_core::diag::Report;
use tumen_core::message;
use tumen_core::message::Message;
use tumen_core::model::layer::{Feature, Folder, Geometry, Layer, OwnStyle, Value};

/// Reads a KML file: one layer with its folders.
///
/// # Errors
/// If there is nothing in it, a limit stopped it or reading was cancelled.
pub fn read(input: &Input<'_>, report: &mut Report) -> Result<Vec<RawLayer>, ReadError> {
    read_among(input, &|_| false, report)
}

/// The same for a file of an archive; `inside` says of an address whether it leads to another file of the archive.
pub(super) fn read_among(
    input: &Input<'_>,
    inside: &dyn Fn(&str) -> bool,
    report: &mut Report,
) -> Result<Vec<RawLayer>, ReadError> {
    let text = xml::decode(input, report)?;
    let input =
        &Input { bytes: text.as_bytes(), ..Input::of(input.name, input.bytes, input.limits, input.watch) };
    let mut reader = Reader {
        events: Events::new(input, &text, closes, report),
        limits: input.limits,
        keys: HashMap::new(),
        features: Vec::new(),
        folders: Vec::new(),
        containers: Vec::new(),
        styles: Styles::default(),
        raw_styles: String::new(),
        pending: Vec::new(),
        types: HashMap::new(),
        vertices: 0,
        layer: Layer { visible: true, ..Layer::default() },
        document: false,
        rooted: false,
        hidden: HashMap::new(),
        inside,
    };
    reader.file()?;
    reader.finish(input.name).map(|layer| vec![RawLayer { layer, crs: StatedCrs::Wgs84 }])
}

fn is_leaf(name: &str) -> bool {
    matches!(
        name,
        "name"
            | "description"
            | "Snippet"
            | "address"
            | "phoneNumber"
            | "coordinates"
            | "styleUrl"
            | "visibility"
            | "open"
            | "when"
            | "begin"
            | "end"
            | "altitudeMode"
            | "tessellate"
            | "extrude"
            | "color"
            | "width"
            | "value"
            | "SimpleData"
            | "gx:coord"
            | "href"
            | "scale"
    )
}

fn is_shape(name: &str) -> bool {
    matches!(
        name,
        "Point"
            | "LineString"
            | "LinearRing"
            | "Polygon"
            | "MultiGeometry"
            | "outerBoundaryIs"
            | "innerBoundaryIs"
            | "gx:Track"
            | "gx:MultiTrack"
    )
}

pub(super) fn closes(open: &str, child: &str) -> bool {
    match child {
        "Placemark" | "Folder" | "Document" => {
            open == "Placemark"
                || is_leaf(open)
                || is_shape(open)
                || matches!(open, "ExtendedData" | "Data" | "Style")
        }
        "Point" | "LineString" | "Polygon" | "MultiGeometry" => {
            is_leaf(open) || matches!(open, "Point" | "LineString")
        }
        "Data" => is_leaf(open) || open == "Data",
        "LinearRing" | "outerBoundaryIs" | "innerBoundaryIs" | "ExtendedData" | "Style" | "StyleMap" => {
            is_leaf(open)
        }
        "SchemaData" | "LineStyle" | "PolyStyle" | "IconStyle" | "gx:Track" | "gx:MultiTrack" => {
            is_leaf(open)
        }
        _ => is_leaf(child) && is_leaf(open),
    }
}

/// Where an open `Document` or `Folder` stands.
struct Container {
    depth: usize,
    folder: Option<u32>,
}

pub(super) struct Reader<'a, 'r> {
    pub(super) events: Events<'a, 'r>,
    pub(super) limits: &'a Limits,
    keys: HashMap<String, Arc<str>>,
    features: Vec<Feature>,
    folders: Vec<Folder>,
    containers: Vec<Container>,
    styles: Styles,
    raw_styles: String,
    /// Features whose shared style is looked up at the end: styles may come last.
    pending: Vec<(usize, String)>,
    /// Types of fields by schema and name.
    pub(super) types: HashMap<String, HashMap<String, String>>,
    pub(super) vertices: u64,
    layer: Layer,
    document: bool,
    rooted: bool,
    /// The folder of what is hidden in each folder.
    hidden: HashMap<Option<u32>, u32>,
    inside: &'a dyn Fn(&str) -> bool,
}

impl<'a> Reader<'a, '_> {
    fn file(&mut self) -> Result<(), ReadError> {
        loop {
            match self.events.next_event()? {
                Event::Start(tag) => self.element(tag)?,
                Event::End(_) => {
                    let depth = self.events.depth();
                    self.containers.retain(|container| container.depth <= depth);
                }
                Event::Eof => return Ok(()),
                _ => {}
            }
        }
    }

    fn folder(&self) -> Option<u32> {
        self.containers.last().and_then(|container| container.folder)
    }

    /// An element outside placemarks.
    fn element(&mut self, tag: Tag<'a>) -> Result<(), ReadError> {
        match tag.local() {
            "kml" => self.root(tag),
            "Document" | "Folder" => self.container(tag),
            "Placemark" => return self.placemark(tag),
            "Point" | "LineString" | "LinearRing" | "Polygon" | "MultiGeometry" | "Track" | "MultiTrack" => {
                return self.bare_shape(tag);
            }
            "name" => self.name()?,
            "visibility" => self.visibility()?,
            "Style" | "StyleMap" => self.shared_style(tag)?,
            "Schema" => self.schema(tag)?,
            "Tour" => {
                self.keep(tag, TOUR.to_owned())?;
            }
            "GroundOverlay" => self.ground_overlay(tag)?,
            "NetworkLink" | "ScreenOverlay" | "PhotoOverlay" => {
                let raw = self.keep_here(tag)?;
                self.link(tag, &raw);
            }
            _ => {
                self.keep_here(tag)?;
            }
        }
        Ok(())
    }

    fn root(&mut self, tag: Tag<'a>) {
        self.rooted = true;
        let own =
            tag.name.split_once(':').map_or("xmlns".to_owned(), |(prefix, _)| format!("xmlns:{prefix}"));
        let known = |value: &str| value.contains("/kml/") || value.contains("earth.google.com");
        let mut spaces = xml::attributes(tag.attributes).filter(|(name, _, _)| name.starts_with("xmlns"));
        if !spaces.any(|(name, value, _)| name == own && known(value)) {
            let message = message!("notice-root-not-kml");
            self.events.info("missing-namespace", tag.at, message, message!("notice-saving-kml-writes"));
        }
        let mut foreign_members = String::new();
        for (name, value, _) in xml::attributes(tag.attributes) {
            let ours = matches!(name, "xmlns" | "xmlns:gx") || value == values::NAMESPACE;
            if name.starts_with("xmlns:") && !ours && xml::plain_name(name) {
                let _ = write!(foreign_members, " {name}=\"{}\"", xml::escaped(&xml::unescape(value).0));
            }
        }
        if !foreign_members.is_empty() {
            self.layer.foreign_members.push((NAMESPACES.into(), foreign_members.into()));
        }
    }

    fn container(&mut self, tag: Tag<'a>) {
        let depth = self.events.depth();
        let first = tag.local() == "Document" && !self.document && self.containers.is_empty();
        if first {
            self.document = true;
            self.containers.push(Container { depth, folder: None });
            return;
        }
        let folder = self.folders.len() as u32;
        self.folders.push(Folder { name: String::new(), parent: self.folder(), visible: true });
        self.containers.push(Container { depth, folder: Some(folder) });
    }

    fn name(&mut self) -> Result<(), ReadError> {
        let name = self.events.value()?.trim().to_owned();
        match self.folder().and_then(|folder| self.folders.get_mut(folder as usize)) {
            Some(folder) => folder.name = name,
            None => self.layer.name = name,
        }
        Ok(())
    }

    fn visibility(&mut self) -> Result<(), ReadError> {
        let visible = self.events.value()?.trim() != "0";
        match self.folder().and_then(|folder| self.folders.get_mut(folder as usize)) {
            Some(folder) => folder.visible = visible,
            None => self.layer.visible = visible,
        }
        Ok(())
    }

    fn keep(&mut self, tag: Tag<'a>, key: String) -> Result<Cow<'a, str>, ReadError> {
        let raw = self.events.capture(tag)?;
        self.layer.foreign_members.push((key.into(), raw.as_ref().into()));
        Ok(raw)
    }

    /// Keeps an element of the document or folder that is open.
    fn keep_here(&mut self, tag: Tag<'a>) -> Result<Cow<'a, str>, ReadError> {
        let key = self.folder().map_or(DOCUMENT.to_owned(), |folder| format!("{FOLDER}{folder}"));
        self.keep(tag, key)
    }

    /// Says what becomes of the file that an element names.
    fn link(&mut self, tag: Tag<'a>, raw: &str) {
        let address = address(raw);
        let (name, shown) = (tag.local(), short(&address));
        if (self.inside)(&address) {
            let what = match name {
                "NetworkLink" => message!("notice-read-one"),
                _ => message!("notice-picture-kept-file"),
            };
            let message = message!(
                "notice-names-same-archive",
                name = name,
                shown = format!("{:?}", shown),
                what = what
            );
            return self.events.info("link-within", tag.at, message, Message::NONE);
        }
        let message = match shown.is_empty() {
            true => message!("notice-names-content-outside", name = name),
            false => {
                message!("notice-names-content-outside-file", name = name, shown = format!("{:?}", shown))
            }
        };
        let hint = message!("notice-download-open-yourself");
        self.events.info("link-not-followed", tag.at, message, hint);
    }

    /// A picture laid on the ground: the box that it fills, with the element kept.
    fn ground_overlay(&mut self, tag: Tag<'a>) -> Result<(), ReadError> {
        let mut feature = self.feature(tag)?;
        let raw = self.events.capture(tag)?;
        self.link(tag, &raw);
        let Some(ring) = overlay::outline(&raw) else {
            let key = self.folder().map_or(DOCUMENT.to_owned(), |folder| format!("{FOLDER}{folder}"));
            self.layer.foreign_members.push((key.into(), raw.as_ref().into()));
            return Ok(());
        };
        feature.geometry = Geometry::Polygon(vec![ring]);
        feature.own_style = Some(Arc::new(overlay::style()));
        for name in ["name", "description"] {
            if let Some(text) = overlay::text_of(&raw, name) {
                feature.properties.push((self.key(name), Value::Text(text.as_str().into())));
            }
        }
        let hidden = overlay::text_of(&raw, "visibility").as_deref() == Some("0");
        feature.foreign_members.push((OVERLAY.into(), raw.as_ref().into()));
        let message = message!("notice-picture-laid-ground");
        self.events.info("overlay", tag.at, message, Message::NONE);
        if hidden {
            self.hide(&mut feature);
        }
        self.add(feature, None);
        Ok(())
    }

    /// Puts a feature that the file hides into a folder that is switched off.
    pub(super) fn hide(&mut self, feature: &mut Feature) {
        let parent = feature.folder;
        let next = self.folders.len() as u32;
        let folder = *self.hidden.entry(parent).or_insert(next);
        if folder == next {
            self.folders.push(Folder { name: "Hidden".to_owned(), parent, visible: false });
            self.layer.foreign_members.push((HIDDEN.into(), format!("#{next}").into()));
        }
        feature.folder = Some(folder);
    }

    fn shared_style(&mut self, tag: Tag<'a>) -> Result<(), ReadError> {
        let raw = self.events.capture(tag)?;
        let parsed = style::parse(&raw);
        self.report_links(tag, parsed.links);
        self.styles.add(&tag.attribute_text("id").unwrap_or_default(), &parsed);
        self.raw_styles.push_str(&raw);
        Ok(())
    }

    fn report_links(&mut self, tag: Tag<'a>, links: usize) {
        if links > 0 {
            let message = message!("notice-style-names-picture");
            self.events.info("link-not-followed", tag.at, message, Message::NONE);
        }
    }

    /// The types of fields that a schema gives.
    fn schema(&mut self, tag: Tag<'a>) -> Result<(), ReadError> {
        let text = |tag: Tag<'_>, name: &str| tag.attribute_text(name).unwrap_or_default().into_owned();
        let id = text(tag, "id");
        let raw = self.keep(tag, SCHEMA.to_owned())?;
        let (limits, watch, mut unheard) = (Limits::default(), Watch::default(), Report::new());
        let inner = Input::of("", raw.as_bytes(), &limits, &watch);
        let mut events = Events::new(&inner, &raw, closes, &mut unheard);
        let mut fields = HashMap::new();
        while let Ok(event) = events.next_event() {
            match event {
                Event::Start(field) if field.local().starts_with("Simple") => {
                    fields.insert(text(field, "name"), text(field, "type"));
                }
                Event::Eof => break,
                _ => {}
            }
        }
        self.types.insert(id, fields);
        Ok(())
    }

    pub(super) fn key(&mut self, name: &str) -> Arc<str> {
        if let Some(key) = self.keys.get(name) {
            return key.clone();
        }
        let key: Arc<str> = name.into();
        self.keys.insert(name.to_owned(), key.clone());
        key
    }

    /// A new feature at a tag, within the limit.
    pub(super) fn feature(&mut self, tag: Tag<'a>) -> Result<Feature, ReadError> {
        let limit = self.limits.features;
        if self.features.len() as u64 >= limit {
            let what = message!("notice-count-features", n = self.features.len() + 1);
            return Err(ReadError::Limit { what, name: "features", limit });
        }
        let line = self.events.line(tag.at) as u32;
        Ok(Feature { line, folder: self.folder(), ..Feature::default() })
    }

    /// Adds a feature; its shared style is looked up at the end.
    pub(super) fn add(&mut self, feature: Feature, style_url: Option<String>) {
        if let Some(url) = style_url {
            self.pending.push((self.features.len(), url));
        }
        self.features.push(feature);
    }

    /// A style of a placemark alone.
    pub(super) fn inline_style(
        &mut self,
        tag: Tag<'a>,
        feature: &mut Feature,
    ) -> Result<Option<String>, ReadError> {
        let raw = self.events.capture(tag)?;
        let parsed = style::parse(&raw);
        self.report_links(tag, parsed.links);
        feature.own_style = Some(Arc::new(parsed.style)).filter(|style| **style != OwnStyle::default());
        // A style that Tumen wrote says nothing beyond what was just read.
        if tag.attribute("tumen:own").is_none() {
            feature.foreign_members.push((super::STYLE.into(), raw.into()));
        }
        Ok(parsed.normal)
    }

    fn bare_shape(&mut self, tag: Tag<'a>) -> Result<(), ReadError> {
        let mut feature = self.feature(tag)?;
        self.shape_of(tag, &mut feature)?;
        self.add(feature, None);
        Ok(())
    }

    fn resolve_styles(&mut self) {
        for (at, url) in std::mem::take(&mut self.pending) {
            let Some(feature) = self.features.get_mut(at) else { continue };
            let Some(shared) = self.styles.resolve(&url) else { continue };
            feature.own_style = match &feature.own_style {
                Some(own) => Some(Arc::new(style::over(own, shared))),
                None => Some(shared.clone()),
            }
            .filter(|style| **style != OwnStyle::default());
        }
    }

    fn finish(mut self, file: &str) -> Result<Layer, ReadError> {
        if !self.rooted && self.features.is_empty() && !self.document {
            return Err(ReadError::Broken {
                code: "syntax",
                what: message!("notice-no-kml-element"),
                line: None,
                byte: None,
                hint: message!("notice-check-right-file"),
            });
        }
        if !self.rooted {
            let message = message!("notice-kml-element-missing");
            self.events.info("missing-namespace", 0, message, message!("notice-saving-kml-writes-2"));
        }
        self.resolve_styles();
        if !self.raw_styles.is_empty() {
            self.layer.foreign_members.push((STYLES.into(), self.raw_styles.into()));
        }
        let name = Some(self.layer.name).filter(|name| !name.is_empty()).unwrap_or_else(|| stem(file));
        let mut layer = Layer::new(name, self.features);
        layer.folders = Arc::new(self.folders);
        layer.foreign_members = self.layer.foreign_members;
        layer.foreign_members.sort_by(|a, b| a.0.cmp(&b.0));
        layer.visible = self.layer.visible;
        Ok(layer)
    }
}

/// The address that an element names.
fn address(raw: &str) -> String {
    let text = raw
        .split_once("<href>")
        .and_then(|(_, rest)| rest.split_once("</href>"))
        .map_or("", |(text, _)| text);
    let text = text.trim().trim_start_matches("<![CDATA[").trim_end_matches("]]>");
    xml::unescape(text).0.trim().to_owned()
}

/// The beginning of an address, for a notice.
fn short(address: &str) -> String {
    address.chars().take(100).collect()
}

/// The name of a file without folders and extension.
pub(super) fn stem(file: &str) -> String {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned()
}
