//! Reading a project file, line by line.

use super::value::{self, Text};
use super::{AGAIN, ProjectFile, VERSION, layer, shape, tours, upgrade};
use crate::formats::budget::{Budget, Flaw};
use crate::input::{Input, ReadError};
use serde::Deserialize;
use serde::de::{MapAccess, Visitor};
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::fmt;
use std::sync::Arc;
use tumen_core::diag::{Place, Report};
use tumen_core::message;
use tumen_core::message::Message;
use tumen_core::model::layer::{Feature, FeatureKey, Layer, LayerId, OwnStyle, Properties, Workspace};

/// Reads a project. A damaged line costs itself; a cut file gives what comes before the cut.
///
/// # Errors
/// If this is no project, one of a version that is too new, a limit is passed, or the work is stopped.
pub fn read(input: &Input<'_>, report: &mut Report) -> Result<ProjectFile, ReadError> {
    let bytes = input.bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(input.bytes);
    let mut lines = bytes.split(|b| *b == b'\n');
    let head = head(lines.next().unwrap_or_default())?;
    let mut reader = Reader {
        input,
        report,
        budget: Budget::new(input.limits).watched(input.watch),
        version: head.tumen,
        project: ProjectFile::default(),
        open: None,
        tour: tours::Open::default(),
        keys: HashMap::new(),
        line: 1,
        end: false,
    };
    let mut at = 0;
    for line in lines {
        reader.line += 1;
        at += line.len() + 1;
        input.watch.report_progress(at)?;
        reader.line(line.trim_ascii())?;
    }
    reader.close();
    reader.close_tour();
    if !reader.end {
        let what = message!("notice-end-project-missing");
        reader.report.error("truncated", reader.place(), what, AGAIN);
    }
    let mut project = reader.project;
    settle(&mut project.workspace, head.next_layer.unwrap_or(0));
    Ok(project)
}

/// More parts and values than this are in no line of a project; each takes memory before it is looked at.
const PARTS: usize = 4_000_000;

/// A layer takes the memory of so many positions.
const LAYER: usize = 64;

/// Whether a long line holds more objects, lists and texts than any project.
fn has_too_many_parts(line: &[u8]) -> bool {
    let begins = |b: &&u8| matches!(**b, b'{' | b'[' | b'"');
    line.len() > PARTS && line.iter().filter(begins).count() > PARTS
}

#[derive(Deserialize)]
struct Head {
    tumen: u64,
    next_layer: Option<u32>,
}

fn head(line: &[u8]) -> Result<Head, ReadError> {
    let broken = |code, what: Message, hint: Message| {
        Err(ReadError::Broken { code, what, line: Some(1), byte: None, hint })
    };
    match serde_json::from_slice::<Head>(line) {
        Ok(head) if head.tumen > VERSION => {
            let what = message!("notice-project-version-made", tumen = head.tumen, version = VERSION);
            broken("newer-version", what, message!("notice-open-newer-tumen"))
        }
        Ok(head) => Ok(head),
        Err(error) => {
            let cut = error.is_eof();
            let what = message!("notice-not-a-project", error = error.to_string());
            broken(if cut { "truncated" } else { "syntax" }, what, AGAIN)
        }
    }
}

/// What one line may hold.
#[derive(Deserialize)]
struct Line<'a> {
    #[serde(borrow)]
    layer: Option<&'a RawValue>,
    view: Option<&'a RawValue>,
    tour: Option<&'a RawValue>,
    stop: Option<&'a RawValue>,
    assumptions: Option<&'a RawValue>,
    loupes: Option<&'a RawValue>,
    extra: Option<String>,
    json: Option<&'a RawValue>,
    end: Option<bool>,
    k: Option<u32>,
    g: Option<shape::Shape<'a>>,
    p: Option<Pairs<'a>>,
    id: Option<&'a RawValue>,
    folder: Option<u32>,
    style: Option<OwnStyle>,
    #[serde(default, rename = "kept")]
    foreign_members: Vec<(Arc<str>, Box<str>)>,
    #[serde(default)]
    line: u32,
}

/// The members of an object in their order, also those that stand twice.
struct Pairs<'a>(Vec<(Cow<'a, str>, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Pairs<'a> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Members;
        impl<'de> Visitor<'de> for Members {
            type Value = Vec<(Cow<'de, str>, &'de RawValue)>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("properties")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut all = Vec::new();
                while let Some((Text(key), value)) = map.next_entry()? {
                    all.push((key, value));
                }
                Ok(all)
            }
        }
        deserializer.deserialize_map(Members).map(Self)
    }
}

/// A layer whose features are being read.
struct Open {
    layer: Layer,
    features: Vec<Arc<Feature>>,
    stated: Option<usize>,
    style: Option<Arc<OwnStyle>>,
}

struct Reader<'a, 'r> {
    input: &'a Input<'a>,
    report: &'r mut Report,
    budget: Budget<'a>,
    version: u64,
    project: ProjectFile,
    open: Option<Open>,
    tour: tours::Open,
    keys: HashMap<String, Arc<str>>,
    line: usize,
    end: bool,
}

impl Reader<'_, '_> {
    fn place(&self) -> Place {
        Place::file(self.input.name).line(self.line)
    }

    fn line(&mut self, bytes: &[u8]) -> Result<(), ReadError> {
        if bytes.is_empty() {
            return Ok(());
        }
        if has_too_many_parts(bytes) {
            let what = message!("notice-line-more-parts", parts = PARTS);
            self.report.error("limit", self.place(), what, message!("notice-feature-left-out"));
            return Ok(());
        }
        let parsed = match serde_json::from_slice::<Line<'_>>(bytes) {
            Ok(parsed) => parsed,
            Err(error) => {
                self.damaged(bytes, &error);
                return Ok(());
            }
        };
        if let Some(layer) = parsed.layer {
            self.budget.vertices(LAYER)?;
            self.close_tour();
            self.layer(layer.get());
        } else if self.tour_line(&parsed)? {
            // It was part of a tour, the assumptions, or the loupes.
        } else if let Some(view) = parsed.view {
            self.project.view = Some(carried(view.get()));
        } else if let (Some(name), json) = (&parsed.extra, parsed.json) {
            let text = json.map_or("null".to_owned(), |json| carried(json.get()));
            self.project.extra.push((name.clone(), text));
        } else if parsed.end == Some(true) {
            self.end = true;
        } else {
            self.feature(parsed)?;
        }
        Ok(())
    }

    fn damaged(&mut self, bytes: &[u8], error: &serde_json::Error) {
        if bytes.starts_with(b"{\"layer\"") {
            self.lost_layer(error);
            return;
        }
        if bytes.starts_with(b"{\"tour\"") {
            let wrong = self.tour.lost(error, &mut self.project.workspace);
            self.tell(Some(wrong));
            return;
        }
        let what = message!("notice-line-damaged-column", column = error.column(), error = error.to_string());
        let place = self.place().column(error.column().max(1));
        self.report.error("syntax", place, what, message!("notice-line-left-out"));
    }

    fn tell(&mut self, wrong: impl IntoIterator<Item = tours::Wrong>) {
        for (code, what, hint) in wrong {
            let place = self.place();
            match code {
                "odd-value" | "count-differs" => self.report.warning(code, place, what, hint),
                _ => self.report.error(code, place, what, hint),
            }
        }
    }

    fn close_tour(&mut self) {
        let wrong = self.tour.close(&mut self.project.workspace);
        self.tell(wrong);
    }

    /// Whether a line belongs to a tour, or holds assumptions or loupes; then it is read.
    fn tour_line(&mut self, line: &Line<'_>) -> Result<bool, ReadError> {
        let Some(raw) = line.tour.or(line.stop).or(line.assumptions).or(line.loupes) else {
            return Ok(false);
        };
        self.budget.feature()?;
        self.budget.text(raw.get().len())?;
        let workspace = &mut self.project.workspace;
        let wrong = match (line.tour, line.stop) {
            (Some(_), _) => self.tour.tour(raw.get(), workspace).into_iter().collect(),
            (None, Some(_)) => self.tour.stop(raw.get()),
            (None, None) if line.loupes.is_some() => tours::loupes(raw.get(), workspace),
            (None, None) => tours::assumptions(raw.get(), workspace),
        };
        self.tell(wrong);
        Ok(true)
    }

    fn lost_layer(&mut self, error: &serde_json::Error) {
        self.close();
        let what = message!("notice-head-layer-damaged", error = error.to_string());
        let hint = message!("notice-features-loaded-layer");
        self.report.error("syntax", self.place(), what, hint);
        self.start(Layer { name: "Recovered layer".into(), visible: true, ..Layer::default() }, None);
    }

    fn layer(&mut self, raw: &str) {
        let raised = match self.version {
            upgrade::HEADS.. => Ok(Cow::Borrowed(raw)),
            older => upgrade::layer(older, raw).map(Cow::Owned),
        };
        match raised.and_then(|raw| layer::read(&raw)) {
            Ok((layer, stated, wrong)) => {
                self.close();
                for what in wrong {
                    self.report.warning("syntax", self.place(), what, message!("notice-rest-layer-read"));
                }
                self.start(layer, stated);
            }
            Err(error) => self.lost_layer(&error),
        }
    }

    fn start(&mut self, layer: Layer, stated: Option<usize>) {
        self.keys.clear();
        self.open = Some(Open { layer, features: Vec::new(), stated, style: None });
    }

    /// Puts the layer that was read into the project.
    fn close(&mut self) {
        let Some(mut open) = self.open.take() else { return };
        let (found, stated) = (open.features.len(), open.stated.unwrap_or(open.features.len()));
        if found != stated {
            let what = message!(
                "notice-layer-should-features",
                name = format!("{:?}", open.layer.name),
                stated = stated,
                found = found
            );
            self.report.warning("count-differs", self.place(), what, AGAIN);
        }
        let next = renumber(&mut open.features);
        open.layer.next_key = open.layer.next_key.max(next);
        open.layer.features = Arc::new(open.features);
        self.project.workspace.layers.push(Arc::new(open.layer));
    }

    fn feature(&mut self, line: Line<'_>) -> Result<(), ReadError> {
        self.budget.feature()?;
        let Some(key) = line.k else {
            let what = message!("notice-line-neither-layer");
            self.report.warning("syntax", self.place(), what, message!("notice-passed-over"));
            return Ok(());
        };
        let mut feature = Feature {
            key: FeatureKey(key),
            foreign_members: line.foreign_members,
            line: line.line,
            ..Feature::default()
        };
        if let Some(shape) = &line.g {
            match shape::read(shape, 0, &mut self.budget) {
                Ok(geometry) => feature.geometry = geometry,
                Err(flaw) => self.flaw(flaw, message!("notice-feature-loaded-without"))?,
            }
        }
        feature.properties = self.properties(line.p)?;
        feature.id = line.id.and_then(|id| value::read(id.get()).ok());
        self.add(feature, line.folder, line.style);
        Ok(())
    }

    fn flaw(&mut self, flaw: Flaw, hint: impl Into<Message>) -> Result<(), ReadError> {
        let why = flaw.why()?;
        self.report.error("bad-geometry", self.place(), why, hint);
        Ok(())
    }

    fn properties(&mut self, pairs: Option<Pairs<'_>>) -> Result<Properties, ReadError> {
        let pairs = pairs.map(|p| p.0).unwrap_or_default();
        self.budget.values(pairs.len())?;
        let mut all = Properties::with_capacity(pairs.len());
        for (name, raw) in pairs {
            self.budget.text(raw.get().len())?;
            match value::read(raw.get()) {
                Ok(value) => all.push((self.key(&name), value)),
                Err(error) => {
                    let what = message!(
                        "notice-property-damaged",
                        name = format!("{:?}", name),
                        error = error.to_string()
                    );
                    self.report.error(
                        "bad-property",
                        self.place(),
                        what,
                        message!("notice-other-properties-loaded"),
                    );
                }
            }
        }
        Ok(all)
    }

    /// The one copy of a name within the layer.
    fn key(&mut self, name: &str) -> Arc<str> {
        if let Some(key) = self.keys.get(name) {
            return key.clone();
        }
        let key: Arc<str> = Arc::from(name);
        self.keys.insert(name.to_owned(), key.clone());
        key
    }

    fn add(&mut self, mut feature: Feature, folder: Option<u32>, style: Option<OwnStyle>) {
        if self.open.is_none() {
            let what = message!("notice-features-stand-before");
            self.report.warning("syntax", self.place(), what, message!("notice-put-layer-own"));
            self.start(Layer { name: "Recovered layer".into(), visible: true, ..Layer::default() }, None);
        }
        let Some(open) = &mut self.open else { return };
        feature.folder = folder.filter(|folder| (*folder as usize) < open.layer.folders.len());
        if let Some(style) = style {
            // Features of one style share it.
            let same = open.style.clone().filter(|last| **last == style);
            open.style = Some(same.unwrap_or_else(|| Arc::new(style)));
            feature.own_style = open.style.clone();
        }
        open.features.push(Arc::new(feature));
    }
}

/// Text that was carried as it is, or within `{"text":…}`.
fn carried(raw: &str) -> String {
    #[derive(Deserialize)]
    struct Carried {
        text: String,
    }
    let wrapped = raw.starts_with("{\"text\":").then(|| serde_json::from_str::<Carried>(raw).ok()).flatten();
    wrapped.map_or_else(|| raw.to_owned(), |carried| carried.text)
}

/// Gives new keys to features whose key is taken; returns the next free key.
fn renumber(features: &mut [Arc<Feature>]) -> u32 {
    let next = features.iter().map(|f| f.key.0).max().map_or(0, |key| key.saturating_add(1));
    if features.is_sorted_by(|a, b| a.key < b.key) {
        return next;
    }
    let mut seen = HashSet::with_capacity(features.len());
    let mut next = next;
    for feature in features {
        if !seen.insert(feature.key) {
            Arc::make_mut(feature).key = FeatureKey(next);
            seen.insert(FeatureKey(next));
            next = next.saturating_add(1);
        }
    }
    next
}

/// Makes the ids of layers unique.
fn settle(workspace: &mut Workspace, stated: u32) {
    let highest = workspace.layers.iter().map(|l| l.id.0).max();
    let mut next = highest.map_or(0, |id| id.saturating_add(1)).max(stated);
    let mut seen = HashSet::new();
    for layer in &mut workspace.layers {
        if !seen.insert(layer.id) {
            Arc::make_mut(layer).id = LayerId(next);
            seen.insert(LayerId(next));
            next = next.saturating_add(1);
        }
    }
    workspace.next_layer = next;
}
